"""Holds docs/confusion.md against the labelled rows about figures that come out wrong now.

    python scripts/confusion.py --shared ../shared

Prints the rows that the page should name and does not, and those it names and need not. Status 0 when
there are none, 1 when there are, 2 when the rows cannot be scored.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import tool
from scripts.evaluate_labelled import labelled, read_table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "confusion.md"
SETS = ("real_dev", "mutated_dev", "templated_dev")  # those about figures
_ID = re.compile(r"\b[A-Z]\d{3}\b")


def wrong_now(printed: str) -> dict[str, str]:
    """id -> the status answered, of the rows about figures that eval/run calls wrong."""
    scores = read_table(printed)
    return {row: got for name in SETS if name in scores for row, got in scores[name].wrong.items()}


def differences(page: str, wrong: dict[str, str]) -> list[str]:
    """What the page lacks and what it should no longer name, one line each."""
    named = set(_ID.findall(page))
    lacking = [f"{row} comes out {wrong[row]} and is not explained" for row in sorted(wrong.keys() - named)]
    return lacking + [f"{row} comes out right by now" for row in sorted(named - wrong.keys())]


def main() -> int:
    parser = argparse.ArgumentParser(description="Whether docs/confusion.md is true.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the labelled claims")
    parser.add_argument("--factcheck", type=Path, help=f"the command (default {tool.COMMAND})")
    options = parser.parse_args()
    try:
        wrong = wrong_now(labelled(options.shared, tool.find(options.factcheck)))
        found = differences(PAGE.read_text(encoding="utf-8"), wrong)
    except (tool.ToolError, OSError) as error:
        print(f"confusion: {error}", file=sys.stderr)
        return 2
    print("\n".join(found) or f"docs/confusion.md explains all {len(wrong)} rows that come out wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
