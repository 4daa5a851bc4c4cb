"""Asks the installed command about sentences of our own on official documents and holds the answers to floors.

    python scripts/evaluate_statements.py --shared ../shared [--show]

The sentences stand in statements.toml: right ones, wrong ones, and wrong ones of which one slot clashes.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import tool

SENTENCES = Path(__file__).with_name("statements.toml")
FOLDERS = ("whitehouse", "statutes", "documents")
Answers = Mapping[str, Mapping[str, Any]]


def rows(path: Path = SENTENCES) -> Iterator[dict[str, Any]]:
    """Each sentence as a row of `claim -`, with the list it stands in as `expect`."""
    groups = tomllib.loads(path.read_text("utf-8"))["group"]
    for number, group in enumerate(groups, start=1):
        for expect in ("right", "clash", "wrong"):
            for place, text in enumerate(group.get(expect, ()), start=1):
                yield {
                    "id": f"{expect}-{number}-{place}",
                    "text": text,
                    "as_of": group["as_of"].isoformat(),
                    "expect": expect,
                }


def missed(asked: Sequence[Mapping[str, Any]], answers: Answers, floors: Mapping[str, float]) -> list[str]:
    """The floors that the answers miss; prints how many of each list came out how."""
    out: list[str] = []
    counted: dict[str, dict[str, int]] = {}
    for row in asked:
        status = str(answers[row["id"]]["status"])
        statuses = counted.setdefault(row["expect"], {"supported": 0, "conflicting": 0, "unverified": 0})
        statuses[status] += 1
        if status == ("conflicting" if row["expect"] == "right" else "supported"):
            out.append(f"statement {row['id']}: {status}: {row['text']}")
    for expect, statuses in counted.items():
        told = ", ".join(f"{count} {status}" for status, count in statuses.items())
        print(f"statements, {expect:5}: {sum(statuses.values())}: {told}")
    for expect, status in (("right", "supported"), ("clash", "conflicting")):
        share = 100 * counted[expect][status] / sum(counted[expect].values())
        least = floors[f"{expect}_{status}_min"]
        if share < least:
            out.append(f"statements: {share:.1f} % of {expect} {status}, at least {least:g} %")
    return out


def ask(command: Path, shared: Path) -> tuple[list[dict[str, Any]], Answers]:
    """The sentences and the command's answers, with the documents of `shared` as sources."""
    asked = list(rows())
    sources = [part for name in FOLDERS for part in ("--sources", str(shared / "official" / name))]
    answers, _ = tool.ask(command, asked, options=sources)
    return asked, answers


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--factcheck", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was not decided as hoped")
    options = parser.parse_args(argv)
    asked, answers = ask(tool.find(options.factcheck), options.shared)
    hoped = {"right": "supported", "clash": "conflicting"}
    if options.show:
        for row in asked:
            answer = answers[row["id"]]
            if answer["status"] != hoped.get(row["expect"], answer["status"]):
                print(
                    f"  {row['id']} {answer['status']} as of {row['as_of']}: {row['text']}\n      {answer['summary']}"
                )
    for line in missed(asked, answers, {"right_supported_min": 0, "clash_conflicting_min": 0}):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
