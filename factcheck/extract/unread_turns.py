"""Finds small words that turn a statement about, and that no rule reads: "near-record", "but not B", "not third"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors import Finder
from factcheck.extract.dating import Dating
from factcheck.extract.frame import Frame
from factcheck.extract.ratios import is_firm

_NEAR = frozenset(("near", "nearly", "almost", "virtually"))
_TO_THE_NAME = frozenset("in at from by for along to the during of those among".split())
_SHORT = frozenset(("at most", "fewer than", "up to", "well under"))  # of hedges: what is shorter says less
_STRAIGHT = frozenset(("straight", "consecutive"))
_FINER = frozenset("day days week weeks weekend weekends".split())
_RANKING = ("highest", "lowest", "first-time")


def unread_turns(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    if not _NEAR.isdisjoint(f.tagged.norms):
        yield from _near_records(f)
    if "not" in f.tagged.norms:
        yield from _denied_places(f)
    if "duration" in f.tagged.kinds and not f.tagged.kinds.isdisjoint(_RANKING):
        yield from _at_most_so_long(f)
    if not (_STRAIGHT.isdisjoint(f.tagged.norms) or _FINER.isdisjoint(f.tagged.norms)):
        yield from _runs_of_days(f)
    if "after" in f.tagged.norms:
        yield from _earlier_yet_later(f, finder, dating)


def _near_records(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A near-record 9,000": how near, nobody says."""
    for k in f.live():
        start = k - 2 if f.word(k - 1) == "-" else k - 1
        if f.word(k).startswith("record") and f.word(start) in _NEAR:
            yield start, k, "is near a record, and does not say how near"


def _denied_places(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "B was not third", "was not the first month in which", "A and B, but not C": what is denied beside a figure."""
    for k in f.live():
        if f.word(k) != "not":
            continue
        after = [m for m in f.after(k)[:5] if f.word(m) not in _TO_THE_NAME]
        if not after:
            continue
        placed = f.item(after[0]).has("ordinal", "first-time") or f.word(after[0]) == "first"
        if placed and f.word(k - 1) in ("was", "were", "is", "are", "came", "ranked"):
            yield k, after[0], "denies a place in an order"
        told = is_firm(f, after[0]) or f.item(after[0]).period is not None
        if told and k > 0 and f.tagged.words[k - 1] == "but":
            yield k, after[0], "says of whom or when it was not so"


def _at_most_so_long(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "The lowest in at most 25 years": a record that says less the shorter its time is."""
    for k in f.having("duration"):
        hedge = (f.item(k - 1).entry("hedge") or {}).get("hedge") if k - 1 in f.unit.indices else None
        if hedge in _SHORT and f.word(k - 2) in ("in", "for", "over"):
            yield k - 1, k, "is the longest time that it may be"


def _runs_of_days(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "After climbing for four straight weeks": no source holds weeks."""
    tokens = f.tagged.tokens
    for k, item in enumerate(f.tagged.items):
        norms = [t.norm for t in tokens[item.first : item.last + 1]]
        if any(a in _STRAIGHT and b in _FINER for a, b in pairwise(norms)):
            yield k, k, "is a run of days or weeks"


def _earlier_yet_later(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """ "Hit 9,000 in December after falling in January": what came before is dated later."""
    levels = [a for a in finder.anchors if a.role == "level" and a.period is not None]
    for change in (a for a in finder.anchors if a.role == "change" and a.period is not None):
        if f.word(change.k - 1) != "after" or not f.word(change.k).endswith("ing"):
            continue
        told = dating.when(change.period, change.k).periods[:1]
        own = [p for a in levels if a.k < change.k for p in dating.when(a.period, a.k).periods[:1]]
        if told and any(p.last < told[0].first for p in own):
            yield change.k - 1, change.k, "tells of a time before, and names a later one"
