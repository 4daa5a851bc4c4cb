"""Reads "the last time they sold fewer was in May": the second-lowest since then, May included."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.ranks.standing_words import sign_of
from factcheck.extract.subjects.frame import Frame

_SO = frozenset("that this so as such".split())
_HEIGHTS = {"high": 1, "many": 1, "busy": 1, "low": -1, "few": -1, "quiet": -1}
_WAS = frozenset("was came is".split())
_DATING = frozenset("in during back all the way".split())


def last_times(f: Frame) -> Iterator[int]:
    """The items of "last" in "the last time …", "sales last topped 9,000 in May", "were last below 9,000 in May"."""
    for k in f.live() if "last" in f.tagged.said else ():
        if f.word(k) != "last" or f.item(k).period is not None:
            continue
        time = f.words_after(k, 1) == ["time"] and f.word(k - 1) in ("the", "and", ",")
        if time or (f.word(k - 1) not in _NO_VERB and _tells(f, k + 1)):
            yield k


_NO_VERB = frozenset("the of in at its their this that 's a from since".split())


def _tells(f: Frame, k: int) -> bool:
    """Whether item `k` is what was "last" so: a verb of counting, passing or moving, "below", "this low"."""
    if k >= len(f.tagged.items):
        return False
    verb = f.word(k) in SURPASSING or f.item(k).has("report", "outnumber", "measure", "hedge", "highest", "lowest")
    moves = f.item(k).entry("direction") is not None
    return verb or moves or (f.word(k) in _SO and f.word(k + 1) in _HEIGHTS)


def last_ranks(f: Frame, taken: set[int]) -> list[Anchor]:
    """The records that "the last time" makes; their items, which say nothing else, go into `taken`."""
    return [anchor for k in last_times(f) if (anchor := _since(f, k, taken)) is not None]


def _since(f: Frame, k: int, taken: set[int]) -> Anchor | None:
    """ "The last time they sold fewer (than in June) was in May": May had fewer, and no month since."""
    copula = next((m for m in f.after(k) if f.word(m) in _WAS and _dated(f, m) is not None), None)
    base = _dated(f, copula) if copula is not None else None
    if copula is None or base is None:
        return None
    said = f.between(k, copula)
    marks = [m for m in said if sign_of(f, m) or (f.word(m) in _HEIGHTS and f.word(m - 1) in _SO)]
    if len(marks) != 1:
        return None
    than = next((m for m in said if m >= marks[0] and f.words(m).lower().endswith("than")), None)
    second = next((m for m in said if than is not None and m > than and f.item(m).period is not None), None)
    if (than is None) != (second is None) or any(f.item(m).has("amount", "percent") and second is None for m in said):
        return None
    taken |= {k, marks[0], base} | ({than} if than is not None else set())
    f.settled.add(k)
    sign = sign_of(f, marks[0]) or _HEIGHTS[f.word(marks[0])]
    return Anchor(marks[0], "rank", sign=sign, period=second, base=base, place=2, fixed=True)


def _dated(f: Frame, copula: int) -> int | None:
    """The month or year of "was (in) May" at the end of what is said."""
    after = f.after(copula)
    period = next((m for m in after[:4] if f.word(m) not in _DATING or f.item(m).period is not None), None)
    if period is None or f.item(period).period is None:
        return None
    ends = next((m for m in after if m > period), None)
    return period if ends is None or f.item(ends).has("punct") else None
