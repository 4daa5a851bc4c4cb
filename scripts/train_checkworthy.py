"""Learns the weights of english/checkworthy.json from labelled sentences.

    pip install scikit-learn
    python scripts/train_checkworthy.py ../shared/bench/checkworthy/CT24_checkworthy_english_train.tsv

The file has the columns Sentence_id, Text and class_label (Yes or No): task 1 of CheckThat! 2024 in
English, sentences of US presidential debates labelled by ClaimBuster. Only numbers come out: an inverse document
frequency and a weight for every word that stands in at least `MIN_DOCUMENTS` sentences, and a weight for
every typed trait. No sentence is kept. The same file gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.extract.checkworthy import terms, traits, weights_file
from scripts.benchmarks import read_checkworthy
from scripts.domain_words import is_domain_word

MIN_DOCUMENTS = 20  # rarer words are names of one campaign, and do not carry over to the next
NAME_SHARE = 0.75  # a word with a capital this often, where no sentence begins, is a name
REGULARISATION = 2.0
# Labelled debates grew more generous over the years: chosen on the last debates of the training file.
THRESHOLD = 0.25


_INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z]+(?:'[a-z]+)?")


def names(texts: Sequence[str]) -> frozenset[str]:
    """The words of `texts`, in small letters, that are written with a capital inside a sentence; "I" is none."""
    written = Counter(m for text in texts for m in _INSIDE.findall(text))
    total = Counter[str]()
    for word, n in written.items():
        total[word.lower()] += n
    capital = {w.lower() for w, n in written.items() if w[0].isupper() and n > NAME_SHARE * total[w.lower()]}
    return frozenset(w for w in capital if w.split("'")[0] != "i")


def vocabulary(texts: Sequence[str]) -> dict[str, float]:
    """The words that get a weight, in order, with their inverse document frequency."""
    spread = Counter(word for text in texts for word in terms(text))
    named = names(texts)
    words = (w for w, n in spread.items() if n >= MIN_DOCUMENTS and w not in named and not is_domain_word(w))
    return {w: math.log((1 + len(texts)) / (1 + spread[w])) + 1 for w in sorted(words)}


def laid_out(weights: dict[str, Any]) -> str:
    """The weights as JSON with one word a line, so that a pull request shows which have changed."""
    head = json.dumps({k: v for k, v in weights.items() if k != "words"}, ensure_ascii=False, indent=2)
    lines = ",\n".join(f"    {json.dumps(w)}: {json.dumps(v)}" for w, v in weights["words"].items())
    return f'{head[:-2]},\n  "words": {{\n{lines}\n  }}\n}}\n'


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, help="tab-separated sentences with their labels")
    parser.add_argument("--out", type=Path, default=weights_file(), help="where the weights go")
    args = parser.parse_args()
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        print("training needs scikit-learn: pip install scikit-learn", file=sys.stderr)
        return 2
    rows = read_checkworthy(args.file)
    documents = [terms(text) for text, _ in rows]
    rarity = vocabulary([text for text, _ in rows])
    column = {w: k for k, w in enumerate(rarity)}
    kinds = list(traits(""))
    data: list[float] = []
    across: list[int] = []
    ends = [0]
    for (text, _), found in zip(rows, documents, strict=True):
        cells = {column[w]: (1 + math.log(n)) * rarity[w] for w, n in found.items() if w in column}
        length = math.sqrt(sum(v * v for v in cells.values())) or 1.0
        row = {k: v / length for k, v in cells.items()}
        row |= {len(column) + k: v for k, v in enumerate(traits(text).values()) if v}
        data += row.values()
        across += row
        ends.append(len(data))
    matrix = csr_matrix((data, across, ends), shape=(len(rows), len(column) + len(kinds)))
    model = LogisticRegression(C=REGULARISATION, max_iter=500, solver="liblinear", random_state=0)
    model.fit(matrix, [label for _, label in rows])
    weights = [round(float(w), 4) for w in model.coef_[0]]
    out = {
        "made_by": "scripts/train_checkworthy.py",
        "from": {
            "file": args.file.name,
            "rows": len(rows),
            "sha256": hashlib.sha256(args.file.read_bytes()).hexdigest(),
            "what": "CheckThat! 2024 task 1, English: sentences of US presidential debates, worth checking or not",
        },
        "threshold": THRESHOLD,
        "constant": round(float(model.intercept_[0]), 4),
        "traits": dict(zip(kinds, weights[len(column) :], strict=True)),
        "words": {w: [round(rarity[w], 4), weights[k]] for w, k in column.items()},
    }
    args.out.write_text(laid_out(out), "utf-8")
    print(f"{len(column)} words and {len(kinds)} traits from {len(rows)} sentences -> {args.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
