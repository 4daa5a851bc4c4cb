"""Measures parts of the pipeline on files of the form of public benchmarks.

    python scripts/benchmarks.py checkworthy FILE.tsv       F1 of "worth checking"
    python scripts/benchmarks.py sentences FILE.py          golden rules of sentence splitting
    python scripts/benchmarks.py passages FILE.jsonl        a claim held against a passage
    python scripts/benchmarks.py article_text DIR           F1 of the text of saved pages
    python scripts/benchmarks.py retrieval DIR              mean average precision of finding the checked claim;
                                                            DIR has tweets.queries.tsv and *.qrels, and beside it or
                                                            in it lies verified_claims.docs.tsv

Each prints one line a figure. Status 2 when the file cannot be read.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def read_checkworthy(path: Path) -> list[tuple[str, bool]]:
    """(sentence, worth checking) of a file with the columns Text and class_label."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["Text"], row["class_label"] == "Yes") for row in csv.DictReader(file, delimiter="\t")]


def checkworthy(path: Path) -> dict[str, float]:
    """Precision, recall and F1 of the positive class, in percent."""
    from factcheck.extract.checkworthy import assess

    rows = read_checkworthy(path)
    said = [assess(text).worthy for text, _ in rows]
    true = [label for _, label in rows]
    hits = sum(a and b for a, b in zip(said, true, strict=True))
    precision, recall = hits / max(sum(said), 1), hits / max(sum(true), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"rows": len(rows), "precision": 100 * precision, "recall": 100 * recall, "f1": 100 * f1}


def read_golden_rules(path: Path) -> list[tuple[str, list[str]]]:
    """(text, its sentences) of a Python file whose last list literal holds such pairs."""
    for node in reversed(ast.parse(path.read_text("utf-8")).body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
            return [(str(text), [str(s) for s in split]) for text, split in ast.literal_eval(node.value)]
    raise ValueError(f"{path}: no list of (text, sentences)")


def sentences(path: Path) -> dict[str, float]:
    """How many golden rules come out right, and milliseconds for 4,000 characters of their texts."""
    from factcheck.text.sentences import split

    rules = read_golden_rules(path)
    right = sum([t[a:b].strip() for a, b in split(t)] == [s.strip() for s in want] for t, want in rules)
    article = " ".join(t for t, _ in rules)
    article = (article * (1 + 4000 // len(article)))[:4000]
    began = time.process_time()
    for _ in range(20):
        split(article)
    return {"rules": len(rules), "right": right, "ms_an_article": (time.process_time() - began) / 20 * 1000}


def passages(path: Path) -> dict[str, float]:
    """How many pairs of claim and passage are decided, and how many of those rightly, in percent."""
    from scripts.bench_passages import read_pairs, score

    found, _ = score(read_pairs(path))
    return {"rows": found.rows, "decided": found.coverage, "right": found.accuracy, "words": found.lexical_accuracy}


def retrieval(folder: Path) -> dict[str, float]:
    """MAP@1 and MAP@5, in percent, of the registry's index for the claims that posts repeat; ms a look-up.

    A claim is indexed with its title, as a registry holds a claim with the words of its article.
    """
    from factcheck.registry.index import ClaimIndex

    listing = next(p for p in (folder, folder.parent) if (p / _CLAIMS).is_file()) / _CLAIMS
    posts = {row[0]: row[1] for row in _rows(folder / "tweets.queries.tsv")}
    with next(folder.glob("*.qrels")).open(encoding="utf-8") as file:
        wanted = {row[0]: row[2] for row in csv.reader(file, delimiter="\t")}
    with tempfile.TemporaryDirectory() as held:
        path = Path(held, "claims.jsonl")
        claims = ({"id": row[0], "text": f"{row[1]} {row[2]}"} for row in _rows(listing))
        path.write_text("".join(json.dumps(claim) + "\n" for claim in claims), "utf-8")
        index = ClaimIndex.open(path, Path(held))
        began = time.process_time()
        found = {post: [c.id for c in index.relevant(posts[post], 5)] for post in wanted if post in posts}
        spent = time.process_time() - began
    places = [found[post].index(wanted[post]) + 1 if wanted[post] in found[post] else 0 for post in found]
    return {
        "posts": len(places),
        "map_at_1": 100 * sum(p == 1 for p in places) / len(places),
        "map_at_5": 100 * sum(1 / p for p in places if p) / len(places),
        "ms_a_look_up": spent / len(places) * 1000,
    }


_CLAIMS = "verified_claims.docs.tsv"


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def article_text(folder: Path) -> dict[str, float]:
    """Shingle precision, recall and F1, in percent, of the text read out of pages; ms a page.

    The folder has ground-truth.json and html/*.html.gz. As in the benchmark of Zyte (scrapinghub): runs of four words,
    precision and recall of each page, their means over all pages.
    """
    import gzip

    from factcheck.errors import DraftError
    from factcheck.ingest.html import read_html

    pages = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    rates = []
    began = time.process_time()
    for name, page in sorted(pages.items()):
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        try:
            text = "\n".join(piece.text for piece in read_html(data, name).pieces)
        except DraftError:
            text = ""
        said, wanted = _shingles(text), _shingles(page["articleBody"])
        hits = sum((said & wanted).values())
        rates.append((hits / said.total() if said else float(not wanted), hits / wanted.total() if wanted else 1.0))
    spent = time.process_time() - began
    precision, recall = (sum(r) / len(rates) for r in zip(*rates, strict=True))
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"pages": len(rates), "precision": 100 * precision, "recall": 100 * recall, "f1": 100 * f1,
            "ms_a_page": spent / len(rates) * 1000}  # fmt: skip


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


PARTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "checkworthy": checkworthy,
    "sentences": sentences,
    "passages": passages,
    "retrieval": retrieval,
    "article_text": article_text,
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("file", type=Path)
    args = parser.parse_args(argv)
    try:
        found = PARTS[args.part](args.file)
    except (OSError, ValueError, KeyError, StopIteration) as error:
        print(f"{args.file}: cannot be scored: {error}; it wants the form of ../shared/bench", file=sys.stderr)
        return 2
    for name, value in found.items():
        print(
            f"{args.part:14} {name:14} {value:8.1f}"
            if isinstance(value, float)
            else f"{args.part:14} {name:14} {value:6}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
