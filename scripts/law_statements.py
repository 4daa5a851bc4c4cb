"""Scores statements of our own about statutes, section by section, right ones and wrong ones.

    python scripts/law_statements.py --shared ../shared [--show]

The statements stand in law_statements.jsonl: `section`, `text`, `expect`, `kind`. Most are about sections
that no labelled row touches. Status 1 when a wrong one is passed, a right one accused, or too few are decided.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.check import Checker
from factcheck.library import open_library

STATEMENTS = Path(__file__).with_suffix(".jsonl")
DECIDED = ("supported", "conflicting")
FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", action="store_true", help="print every statement that came out otherwise")
    options = parser.parse_args()
    statutes = options.shared / "official" / "statutes"
    if not statutes.is_dir():
        print(f"law statements: not scored, {statutes} is not there")
        return 0
    checker = Checker(open_library((statutes,)))
    rows = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()]
    sections: dict[str, Counter[str]] = {}
    for row in rows:
        found = checker.claim(row["text"], None).status
        count = sections.setdefault(row["section"], Counter())
        count.update(_outcome(row["expect"], found))
        if options.show and found != row["expect"]:
            print(f"{row['section']} expected {row['expect']}, got {found}: {row['text']}")
    print(f"{'law statements':<16} {'n':>4} {'decidable':>9} {'decided':>7} {'f-pass':>6} {'f-accuse':>8}")
    total = sum(sections.values(), Counter())
    for name, count in [*sorted(sections.items()), ("all", total)]:
        print(
            f"{name:<16} {count['n']:>4} {count['decidable']:>9} {count['decided']:>7} "
            f"{count['pass']:>6} {count['accuse']:>8}"
        )
    floor = tomllib.loads(FLOORS.read_text("utf-8"))["law_statements"]
    share = 100 * total["decided"] / max(1, total["decidable"])
    if total["pass"] + total["accuse"] > floor["wrong_max"] or share < floor["decided_percent_min"]:
        print(
            f"law statements: below the floor: {floor['decided_percent_min']}% decided, "
            f"at most {floor['wrong_max']} passed or accused wrongly"
        )
        return 1
    return 0


def _outcome(expected: str, found: str) -> Counter[str]:
    return Counter(
        {
            "n": 1,
            "decidable": expected in DECIDED,
            "decided": expected in DECIDED and found in DECIDED,
            "pass": found == "supported" and expected != "supported",
            "accuse": found == "conflicting" and expected != "conflicting",
        }
    )


if __name__ == "__main__":
    raise SystemExit(main())
