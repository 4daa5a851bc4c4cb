"""Measures the comparison of a claim with a passage on files of pairs, beside a rule that only counts words.

    python scripts/benchmarks.py passages FILE.jsonl
    python scripts/bench_passages.py FILE.jsonl ... [--show]

A row holds `claim` and `evidence`, or `text`, `gold_evidence` (a list of objects with `text`) and perhaps
`wikipedia_page`; `label` is supports, refutes or not enough info, in any case.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.text.tokens import tokenize
from factcheck.verify.passages.passage import PassageVerdict, verify_passage

_STATUS = {"supports": "supported", "refutes": "conflicting", "not enough info": "unverified"}
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


class Pair(NamedTuple):
    """A claim, the passage it is held against, what the passage is about, and the right status."""

    claim: str
    passage: str
    title: str
    status: str


class Score(NamedTuple):
    """Of `rows` pairs `decided` were, `right` of them rightly; `lexical` is what counting words gets of as many."""

    rows: int
    decided: int
    right: int
    lexical: int

    @property
    def coverage(self) -> float:
        return 100 * self.decided / max(self.rows, 1)

    @property
    def accuracy(self) -> float:
        return 100 * self.right / max(self.decided, 1)

    @property
    def lexical_accuracy(self) -> float:
        return 100 * self.lexical / max(self.decided, 1)


def untokenised(text: str) -> str:
    """Text as it was before a tokeniser put blanks before its marks and words for its brackets."""
    for mark, plain in _BRACKETS.items():
        text = text.replace(mark, plain)
    text = re.sub(r" (n[’']t|[’']s)\b", r"\1", text)
    text = re.sub(r" ([,.;:)%])", r"\1", text)
    return re.sub(r"([($]) ", r"\1", text)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; raises KeyError for a row of another form."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        status = _STATUS[row["label"].lower()]
        if "claim" in row:
            pairs.append(Pair(untokenised(row["claim"]), untokenised(row["evidence"]), "", status))
        else:
            passage = " ".join(e["text"] for e in row["gold_evidence"])
            pairs.append(Pair(row["text"], passage, row.get("wikipedia_page", ""), status))
    return pairs


def lexical(pairs: Sequence[Pair], decided: int) -> int:
    """How many are right when the share of a claim's words in its passage decides, the extremes first."""
    shares = []
    for pair in pairs:
        words, shown = ({t.norm for t in tokenize(text) if t.kind in ("word", "num")} for text in pair[:2])
        shares.append(len(words & shown) / max(len(words), 1))
    middle = sorted(shares)[len(shares) // 2] if shares else 0.0
    order = sorted(range(len(pairs)), key=lambda i: -abs(shares[i] - middle))[:decided]
    return sum(pairs[i].status == ("supported" if shares[i] >= middle else "conflicting") for i in order)


def score(pairs: Sequence[Pair]) -> tuple[Score, list[tuple[Pair, PassageVerdict]]]:
    """The score, and the pairs that were decided wrongly."""
    found = [(pair, verify_passage(pair.claim, pair.passage, pair.title)) for pair in pairs]
    decided = [(pair, verdict) for pair, verdict in found if verdict.status != "unverified"]
    wrong = [(pair, verdict) for pair, verdict in decided if verdict.status != pair.status]
    return Score(len(pairs), len(decided), len(decided) - len(wrong), lexical(pairs, len(decided))), wrong


def told(name: str, result: Score) -> str:
    return (
        f"{name:12} {result.rows} pairs, {result.coverage:.1f} % decided, {result.accuracy:.1f} % of them right; "
        f"counting words {result.lexical_accuracy:.1f} %"
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print the pairs that were decided wrongly")
    options = parser.parse_args(argv)
    try:
        pairs = [pair for path in options.files for pair in read_pairs(path)]
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot be scored: {error}; it wants the form of ../shared/bench/text_verification", file=sys.stderr)
        return 2
    result, wrong = score(pairs)
    print(told("passages", result))
    if options.show:
        print("\n".join(_shown(wrong)))
    return 0


def _shown(wrong: Iterable[tuple[Pair, PassageVerdict]]) -> Iterable[str]:
    for pair, verdict in wrong:
        yield f"  {verdict.status} for {pair.status} ({verdict.slot}): {pair.claim}\n      {pair.passage[:300]}"


if __name__ == "__main__":
    sys.exit(main())
