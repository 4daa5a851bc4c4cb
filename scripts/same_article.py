"""Holds the claims of articles as text against those of the same text as a web page, Word file and PDF.

    python scripts/same_article.py ../shared/articles

One line for each file made: how many claims it gives. Status 1 when one is missing, added or judged otherwise.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.library import open_library
from scripts.sample_files import printed, web_page, word

MADE: Mapping[str, Callable[[Sequence[str]], bytes]] = {
    ".html": web_page,
    ".docx": lambda paragraphs: word(*paragraphs),
    ".pdf": printed,
}


def claims(checker: Checker, name: str, data: bytes) -> list[str]:
    """Each claim with its verdict, on one line, in the order of the draft."""
    report = checker.document(read_document(name, data), everything=True)
    return [f"{f.status}: {' '.join(f.text.split())}" for f in report.findings]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="articles as .txt")
    parser.add_argument("--show", action="store_true", help="print the claims that differ")
    options = parser.parse_args()
    articles = sorted(options.folder.glob("*.txt"))
    if not articles:
        print(f"{options.folder}: no .txt articles there", file=sys.stderr)
        return 2
    checker = Checker(open_library())
    differ = 0
    for path in articles:
        data = path.read_bytes()
        paragraphs = [line.strip() for line in data.decode("utf-8").splitlines() if line.strip()]
        wanted = claims(checker, path.name, data)
        for suffix, make in MADE.items():
            found = claims(checker, path.stem + suffix, make(paragraphs))
            changes = [row for row in unified_diff(wanted, found, lineterm="", n=0) if row[:3] not in ("---", "+++")]
            differ += found != wanted
            print(f"{path.stem[:3]}{suffix:6} {len(found)} claims, {'the same' if found == wanted else 'NOT the same'}")
            if options.show:
                print("\n".join(f"    {row}" for row in changes if not row.startswith("@@")))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
