"""Asks a library of official documents for passages by some of their words: how quick, how often found.

python scripts/bench_documents.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.library import open_library

QUERIES, WORDS, FIRST, SEED = 500, 8, 20, 3


class Nominations(NamedTuple):
    """`milliseconds` is the median of one query; `recall` the share found among the first 20."""

    passages: int
    milliseconds: float
    recall: float


def folders(shared: Path) -> list[Path]:
    """The folders of official documents below `shared` that are there."""
    official = (shared / "official" / name for name in ("whitehouse", "statutes", "documents"))
    return [folder for folder in official if folder.is_dir()]


def measure(sources: Sequence[Path]) -> Nominations:
    """Takes some words in a row from passages drawn by chance, and asks for the passages nearest to them."""
    library = open_library(sources)
    passages = [p for document in library.documents() for p in library.passages(document)]
    long = [p for p in passages if len(p.text.split()) > WORDS]
    chance = random.Random(SEED)
    seconds, hits = [], 0
    for passage in chance.sample(long, min(QUERIES, len(long))):
        words = passage.text.split()
        start = chance.randrange(len(words) - WORDS)
        asked = " ".join(words[start : start + WORDS])
        began = time.perf_counter()
        found = library.nominate(asked, FIRST)
        seconds.append(time.perf_counter() - began)
        hits += any(asked in " ".join(p.text.split()) for p, _ in found)
    return Nominations(len(passages), 1000 * statistics.median(seconds), hits / len(seconds))


def main() -> int:
    parser = argparse.ArgumentParser(description="How quickly passages are found.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    sources = folders(options.shared)
    if not sources:
        print(f"bench_documents: no official documents in {options.shared}", file=sys.stderr)
        return 2
    found = measure(sources)
    print(f"{found.passages} passages, {found.milliseconds:.2f} ms a query, {found.recall:.1%} found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
