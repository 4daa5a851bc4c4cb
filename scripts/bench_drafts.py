"""Measures how many drafts one core checks in a second, in one process, all drafts different.

    python scripts/bench_drafts.py [--drafts 100] [--shared ../shared]

Seconds are of the processor (user time), so that a busy machine matters less. Each measure is the best of
its rounds, each round over drafts of its own. Prints one line a measure; `bench.py` runs it.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import os
import resource
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import bench_documents, generate_quotes, quote_documents
from scripts.claim_truth import Figures
from scripts.draft_writer import drafts
from scripts.generate_claims import SEED, SOURCES

ROUNDS = 4
FROM_DOCUMENTS = 4  # quotations, and as many sentences as documents have them, in a draft with documents
RELEASES = 8
Check = Callable[[bytes], object]


def checker(folder: Path) -> Check:
    """What checks one draft against the figure sources in `folder`, from bytes to findings."""
    from factcheck.check import Checker
    from factcheck.ingest import read_document
    from factcheck.library import Library, compile_into

    library = Checker(Library(compile_into(sqlite3.connect(":memory:"), [folder], None)))
    _settle()
    return lambda data: library.document(read_document("draft.md", data))


def _settle() -> None:
    """Collects garbage as seldom as the command does, and not at all what was loaded once its library is open."""
    from factcheck.cli.common import GARBAGE

    gc.set_threshold(*GARBAGE)
    gc.freeze()


def seconds_each(check: Check, texts: Sequence[str]) -> float:
    """User seconds a draft takes: the best round of several, no draft in two of them."""
    data = [text.encode() for text in texts]
    size = len(data) // (ROUNDS + 1)
    for draft in data[:size]:  # loads the series that the figures are of
        check(draft)
    best = float("inf")
    for turn in range(1, ROUNDS + 1):
        began = os.times().user
        for draft in data[turn * size : (turn + 1) * size]:
            check(draft)
        best = min(best, (os.times().user - began) / size)
    return best


def with_releases(folder: Path, count: int) -> Path:
    """A copy of the figure sources in `folder` in which the newest release of the first table came out
    `count` times, a little different each time."""
    manifest = tomllib.loads((SOURCES / "manifest.toml").read_text("utf-8"))
    table = manifest["tables"][0]
    header, *rows = csv.reader((SOURCES / table["file"]).read_text("utf-8").splitlines())
    release, month, value = (header.index(column) for column in ("release", "month", "value"))
    newest = max(row[release] for row in rows)
    names = [f"2023-01-{n + 1:02}" for n in range(count)]  # before the drafts, after what they hold
    with (folder / table["file"]).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(header)
        for n, name in enumerate(names):
            for row in rows:
                if row[release] == newest and row[month] < "2023":
                    changed = list(row)
                    changed[release], changed[value] = name, str(int(row[value]) + n)
                    out.writerow(changed)
    text = (SOURCES / "manifest.toml").read_text("utf-8").partition("[[tables]]")[0]
    text += "[[tables]]\n" + "".join(
        f"{key} = {_toml(table[key])}\n" for key in ("id", "title", "file", "measure", "dimensions", "fixed")
    )
    text += "".join(f'[[tables.releases]]\nid = "{name}"\npublished = "{name}"\n' for name in names)
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def document_drafts(figures: Figures, folders: Sequence[Path], words: int, count: int) -> Iterator[str]:
    """`count` drafts of so many words: figures, plain sentences, quotations and sentences of documents."""
    said = quote_documents.read(folders)
    quoted = generate_quotes.generate(said, count * FROM_DOCUMENTS)
    stated = iter(said[:: max(len(said) // (count * FROM_DOCUMENTS), 1)] * FROM_DOCUMENTS)
    endings = (
        [text for _ in range(FROM_DOCUMENTS) for text in (str(next(quoted)["text"]), next(stated).text)]
        for _ in range(count)
    )
    yield from drafts(figures, words, count, SEED + 2, endings)


def document_drafts_each(folders: Sequence[Path], figures: Figures, count: int) -> float:
    """User seconds a draft takes that is checked against figures and the documents in `folders`."""
    from factcheck.check import Checker
    from factcheck.ingest import read_document
    from factcheck.library import open_library

    library = Checker(open_library(folders))
    _settle()
    texts = list(document_drafts(figures, folders, 700, count * (ROUNDS + 1)))
    return seconds_each(lambda data: library.document(read_document("draft.md", data)), texts)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {json.dumps(held)}" for key, held in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(description="Drafts a second on one core.")
    parser.add_argument("--drafts", type=int, default=100, help="of 700 words, in each round")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where official documents are")
    options = parser.parse_args()
    figures, rounds = Figures(SOURCES), ROUNDS + 1
    short = list(drafts(figures, 700, options.drafts * rounds))
    long = list(drafts(figures, 7000, max(options.drafts // 10, 1) * rounds, SEED + 1))
    check = checker(SOURCES)
    each = seconds_each(check, short)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    ten = seconds_each(check, long)
    few = short[: 2 * len(short) // 5]
    held = {}
    for count in (1, RELEASES):
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
            held[count] = seconds_each(checker(with_releases(Path(folder), count)), few)
    words = sum(len(text.split()) for text in short) / len(short)
    folders = bench_documents.folders(options.shared)
    count = max(options.drafts // 5, 1)
    beside = {"with_documents": round(1 / document_drafts_each(folders, figures, count), 1)} if folders else {}
    print(json.dumps({
        "drafts_per_second": round(1 / each, 1), "words": round(words), "peak_mib": round(peak),
        "ten_times_the_words": round(ten / each, 2), "eight_times_the_releases": round(held[RELEASES] / held[1], 2),
        **beside,
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
