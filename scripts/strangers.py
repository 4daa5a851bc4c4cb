"""Asks the installed command about sentences on anything at all, of which no source held can decide any.

    python scripts/strangers.py --shared ../shared [--every 5] [--show]

They are those of the public benchmarks: debates, fact-checked posts, encyclopedias. Whatever is called
supported or conflicting there is so by an accident of words.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import tool
from scripts.evaluate_statements import FOLDERS

AS_OF = "2024-06-15"  # within the months of the figures and the days of the documents
EVERY = 5


def sentences(bench: Path) -> Iterator[str]:
    """The sentences of the parts of `bench`, a folder of public benchmarks."""
    for path in sorted((bench / "checkworthy").glob("*.tsv")):
        yield from (row[1] for row in _rows(path))
    for path in sorted((bench / "claim_retrieval").glob("*.docs.tsv")):
        yield from (row[1] for row in _rows(path))
    for path in sorted((bench / "text_verification").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield str(json.loads(line).get("claim") or "")


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)
        yield from rows


def decided(command: Path, shared: Path, every: int = EVERY) -> tuple[int, list[Mapping[str, Any]]]:
    """How many sentences were asked, every so many of them, and the answers that decide one."""
    chosen = sorted({text for text in sentences(shared / "bench") if text.strip()})[::every]
    asked = [{"id": str(n), "text": text, "as_of": AS_OF} for n, text in enumerate(chosen)]
    sources = [part for name in FOLDERS for part in ("--sources", str(shared / "official" / name))]
    answers, _ = tool.ask(command, asked, options=sources)
    found = [{**row, **answers[row["id"]]} for row in asked]
    return len(asked), [answer for answer in found if answer["status"] != "unverified"]


def missed(command: Path, shared: Path, floors: Mapping[str, float], show: bool) -> list[str]:
    """The floor missed, if it is; prints how many sentences were decided."""
    if not (shared / "bench").is_dir():
        print("\nstrangers: no benchmarks here, not asked")
        return []
    count, found = decided(command, shared)
    print(f"strangers: {count} sentences about anything, {len(found)} decided")
    if show:
        _show(found)
    most = floors["decided_per_ten_thousand_max"]
    share = 10_000 * len(found) / max(count, 1)
    return [f"strangers: {share:.1f} of 10,000 decided, at most {most:g}"] if share > most else []


def _show(found: Sequence[Mapping[str, Any]]) -> None:
    for answer in found:
        print(f"  {answer['status']} {answer['rule']}: {answer['text']}\n      {answer.get('summary')}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--factcheck", type=Path)
    parser.add_argument("--every", type=int, default=EVERY, help="ask every so many sentences")
    parser.add_argument("--show", action="store_true", help="print what was decided")
    options = parser.parse_args(argv)
    count, found = decided(tool.find(options.factcheck), options.shared, options.every)
    print(f"{count} sentences, {len(found)} decided")
    if options.show:
        _show(found)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (tool.ToolError, OSError, ValueError) as error:
        print(f"strangers: {error}", file=sys.stderr)
        sys.exit(2)
