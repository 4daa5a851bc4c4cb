"""Prints how many body sentences of the article-text benchmark the boilerplate rules lose.

usage: bench_article_text.py PATH [--show] [--limit PERCENT]

PATH is the benchmark's ground-truth.json, whose pages hold the text of an article as extracted
(field articleBody). A sentence is lost when a rule skips it; a line of one word, such as an
address, is no sentence. Status 1 when more than PERCENT (default 1) are lost.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

from factcheck.ingest import read_document
from factcheck.ingest.blocks import trimmed
from factcheck.model.text import Document, Span
from factcheck.text.sentences import split

_INSIDE = frozenset({"dateline", "site name", "pasted name"})  # the sentence around them is kept


def lost(document: Document) -> list[tuple[str, str]]:
    """Each skipped sentence of a text that is all article, with the rule that skipped it."""
    rows = []
    for skip in document.skipped:
        if skip.rule not in _INSIDE:
            span = trimmed(document.text, Span(skip.span.start, skip.span.end))
            piece = document.text[span.start : span.end]
            texts = [piece[a:b] for a, b in split(piece)]
            rows += [(skip.rule, t) for t in texts if len(re.findall(r"[^\W_]+", t)) > 1 and " " in t]
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description="Body sentences that the boilerplate rules lose.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", action="store_true", help="print the lost sentences")
    parser.add_argument("--limit", type=float, default=1.0, help="most per cent that may be lost")
    options = parser.parse_args()
    pages = json.loads(options.path.read_text(encoding="utf-8"))
    kept = gone = 0
    rules: Counter[str] = Counter()
    for name, page in sorted(pages.items()):
        if not page["articleBody"].strip():
            continue
        document = read_document(f"{name}.txt", page["articleBody"].encode())
        rows = lost(document)
        kept += sum(" " in s.text for s in document.sentences)
        gone += len(rows)
        rules.update(rule for rule, _ in rows)
        if options.show:
            for rule, sentence in rows:
                print(f"{name[:8]}  {rule:24} {' '.join(sentence.split())[:140]}")
    share = 100 * gone / max(kept + gone, 1)
    print(f"{len(pages)} pages, {kept + gone} sentences, {gone} lost ({share:.2f} %)")
    for rule, count in rules.most_common():
        print(f"  {rule:24} {count}")
    return 1 if share > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
