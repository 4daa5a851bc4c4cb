"""Finds figures that are said of every quarter, of some three months or of another length that the words leave open."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.subjects.frame import Frame
from factcheck.text.numerals import FEW

_PARTS = frozenset("quarter quarterly half semester trimester half-year".split())
_EVERY = frozenset(("per", "each", "every", "any", "either"))
_SPANS = frozenset("period span stretch window timeframe".split())
_ENDED = frozenset("ending ended to through from between that which since".split())  # then it is said which one
_OF_IT = frozenset("of more fewer less higher lower million billion century".split())  # "a quarter of them" is a share


def of_other_lengths(f: Frame) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, why) of "a quarter", "every three months", "over a three-month period"."""
    for k in f.live() if not f.tagged.said.isdisjoint(_PARTS) else ():
        word, after = f.word(k + 1), f.word(k + 2)
        alone = f.word(k) in _EVERY and word in _PARTS and after != "of"
        rate = f.word(k) == "a" and word in _PARTS and after not in _OF_IT
        rate = rate and k > 0 and (f.item(k - 1).has("measure", "head", "unit") or f.word(k - 1) == "in")
        if alone or rate:
            yield k, k + 1, "is said of each quarter or half, or of some one"
    for k in f.live() if "month" in f.tagged.norms or "months" in f.tagged.norms else ():
        words = [t.norm for t in f.tagged.tokens[f.item(k).first : f.item(k).first + 6]]
        if words[:1] == ["every"] and words[1:2] and words[1] in FEW and words[2:3] == ["months"]:
            yield k, k, "is said of each of such stretches"
        if words[:1] == ["a"] and words[2:4] == ["-", "month"] and words[4:5] and words[4] in _SPANS:
            if not _ENDED.isdisjoint(words[5:6]):
                continue
            yield k, k, "is of some months, and the words do not say which"
