"""Finds what says how often something was so: "the only month with more than A", "the third drop in four months"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.anchors.anchor import SURPASSING
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.runs.runs import run_at
from factcheck.extract.subjects.frame import Frame

_TIMES = frozenset("month months year years time times quarter quarters once occasion occasions".split())
_ONE_OF = frozenset(("in", "during", "for"))
_OFTEN = frozenset(("once", "twice"))
_WHICH = frozenset("in with that when where to above on ever below which since".split())
_SOME = frozenset("several some most many few".split())
_LEADS_IN = frozenset(("one", "among"))
_SMALL = frozenset("of the only just these those a".split())
_MANY = _SOME | {"handful", "couple", "dozen"}
_WHOSE = _WHICH | {"whose", "who", "topping", "exceeding", "surpassing", "recording", "reporting"}
_TAIL = 6  # items behind what it is one of
_UNITS = (["months"], ["years"], ["quarters"])
_BOUNDS = frozenset(("more than", "at least", "well over", "just over", "fewer than", "at most", "well under"))


def occasions(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """Words that count how often a mark was passed or figures moved: one of the times does not say how many."""
    yield from _some_of_them(f)
    yield from _one_of_many(f)
    for anchor in finder.anchors:
        if anchor.role == "change" and (k := _counted_move(f, anchor.k)) is not None:
            yield k, anchor.k, "says how often figures moved so"
    if not any(a.hedge.name in _BOUNDS if a.role == "level" else f.word(a.k) in SURPASSING for a in finder.anchors):
        return
    for k in range(len(f.tagged.items)) if "only" in f.tagged.said else ():
        if f.word(k) == "only" and k not in f.layout.masked and k not in finder.passed and _alone(f, k):
            yield k, k, "says that there was no other"
    for k in f.live():
        words = f.words_after(k, 2)
        if f.item(k).has("ordinal") and words[:1] and words[0] in ("month", "year", "time", "quarter"):
            if f.item(k).rank > 1 and words[1:] and words[1] in _WHICH and run_at(f, k) is None:
                yield k, k, "says how often a mark was passed"
        elif f.word(k) in _OFTEN and f.word(k - 1) in ("just", "least", "than", "happened"):
            yield k, k, "says how often a mark was passed"


def _some_of_them(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "In several months of 2022": of which nobody says."""
    for k in f.live() if not _SOME.isdisjoint(f.tagged.said) else ():
        if f.word(k) in _SOME and f.word(k - 1) in _ONE_OF and f.words_after(k, 1)[:1] in _UNITS:
            back = f.ahead(k)[-5:]
            reaches = any(f.item(m).has("highest", "lowest", "first-time", "negation") for m in back)
            if not reaches or f.words_after(k, 2)[1:] == ["of"]:  # no "fewest in several years"
                yield k, k + 1, "says that it was so in some of them"


def _one_of_many(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "One of (just) two months with more than A", "among several stations that had A": of how many it is one."""
    for k in f.live() if not _LEADS_IN.isdisjoint(f.tagged.said) else ():
        if (f.word(k) != "one" or f.words_after(k, 1) != ["of"]) and f.word(k) != "among":
            continue
        after = [m for m in f.after(k)[:7] if f.word(m) not in _SMALL]
        many = next(iter(after), k)
        if f.item(many).number is None and f.word(many) not in _MANY:
            continue
        of_kind = next((m for m in after[1:3] if f.word(m) in _TIMES or f.item(m).has("kind-of")), None)
        if of_kind is not None and not _WHOSE.isdisjoint(f.words_after(of_kind, _TAIL)):
            yield k, of_kind, "says of how many it is one"


_MONTHLY = frozenset("monthly annual yearly straight such".split())


def _counted_move(f: Frame, k: int) -> int | None:
    """The item of "third" in "the third (monthly) drop" at item k, where it is none of a run."""
    place = k - 1
    while f.word(place) in _MONTHLY:
        place -= 1
    counted = place in f.unit.indices and f.item(place).has("ordinal") and f.item(place).rank > 1
    return place if counted and run_at(f, place) is None else None


def _alone(f: Frame, k: int) -> bool:
    """Whether "only" at item `k` is said of times or names, and not of a figure ("only 9,000", "only slightly")."""
    after = list(range(k + 1, min(k + 5, len(f.tagged.items))))
    if not after:
        return False
    first = f.item(after[0])
    if f.word(after[0]) in _TIMES or f.word(after[0]) == "other":
        return True
    if first.number is not None and f.word(after[0] + 1) in _TIMES and f.word(after[0] + 2) in _WHICH:
        return True  # "one of only two months in which"
    named = first.has("value", "period") or (f.word(after[0]) in _ONE_OF and any(f.item(m).period for m in after[1:3]))
    return named and f.word(k - 1) in ("", ",", "and", "but", ";")
