"""Finds small words that turn a statement about, and that no rule reads: "near-record", "but not B", "not third"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.periods.dating import Dating
from factcheck.extract.shares.ratios import is_firm
from factcheck.extract.subjects.frame import Frame

_NEAR = frozenset(("near", "nearly", "almost", "virtually"))
_TO_THE_NAME = frozenset("in at from by for along to the during of those among".split())
_SHORT = frozenset(("at most", "fewer than", "up to", "well under"))  # of hedges: what is shorter says less
_STRAIGHT = frozenset(("straight", "consecutive"))
_FINER = frozenset("day days week weeks weekend weekends".split())
_ORDER = frozenset(("after", "before"))
_RANKING = ("highest", "lowest", "first-time")


def unread_turns(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    if not _NEAR.isdisjoint(f.tagged.norms):
        yield from _near_records(f)
    if "negation" in f.tagged.kinds:
        yield from _denied_places(f)
    if "duration" in f.tagged.kinds and not f.tagged.kinds.isdisjoint(_RANKING):
        yield from _at_most_so_long(f)
    if not (_STRAIGHT.isdisjoint(f.tagged.norms) or _FINER.isdisjoint(f.tagged.norms)):
        yield from _runs_of_days(f)
    if not _ORDER.isdisjoint(f.tagged.norms):
        yield from _out_of_order(f)
    if "by" in f.tagged.norms:
        yield from _levels_by(f, finder)
    if not _SPANS.isdisjoint(f.tagged.norms):
        yield from _unlike_spans(f, finder, dating)


def _near_records(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A near-record 9,000": how near, nobody says."""
    for k in f.live():
        start = k - 2 if f.word(k - 1) == "-" else k - 1
        if f.word(k).startswith("record") and f.word(start) in _NEAR:
            yield start, k, "is near a record, and does not say how near"
        lead = k - 1 - (f.word(k - 1) == "the")
        if f.item(k).has("highest", "lowest") and f.word(lead) in ("nearly", "almost") and lead == k - 2:
            yield lead, k, "is next to first, and does not say how near"


def _denied_places(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "B was not third", "was never the first month in which", "A and B, but not C": what is denied beside."""
    for k in f.having("negation"):
        shortened = f.word(k).endswith("n't")  # "wasn't" is one item
        if f.word(k) not in ("not", "never", "hardly") and not shortened:
            continue
        after = [m for m in f.after(k)[:5] if f.word(m) not in _TO_THE_NAME]
        if not after:
            continue
        placed = f.item(after[0]).has("ordinal", "first-time") or f.word(after[0]) == "first"
        if placed and (shortened or f.word(k - 1) in _PLACING):
            yield k, after[0], "denies a place in an order"
        if f.word(k) == "hardly" and f.words(after[0]).lower().split()[0] in _MORE:
            yield k, after[0], "may mean a little more or no more"
        told = is_firm(f, after[0]) or f.item(after[0]).period is not None
        if told and k > 0 and f.tagged.words[k - 1] == "but":
            yield k, after[0], "says of whom or when it was not so"


_MORE = frozenset("more fewer less greater".split())
_PLACING = frozenset("was were is are came ranked be been".split())


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


def _out_of_order(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Hit 9,000 in December after falling in January", "fell in July before peaking in May": the order is turned."""
    named = f.having("period")
    for k in f.live():
        if f.word(k) not in ("after", "before") or not f.word(k + 1).endswith("ing"):
            continue
        ahead, behind = [p for p in named if p < k], [p for p in named if p > k]
        main, told = (f.when_at(m).periods[:1] for m in (ahead[-1], behind[0])) if ahead and behind else ((), ())
        if not main or not told or main[0].months > 1 or told[0].months > 1:
            continue
        if told[0].first > main[0].last if f.word(k) == "after" else told[0].last < main[0].first:
            yield k, k + 1, "turns the order of the months about"


def _levels_by(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "Fell in June by 9,000": by how much, and not what it came to."""
    for anchor in finder.anchors:
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        if anchor.role in ("level", "base") and f.word(start - 1) == "by" and f.word(start - 2) != "followed":
            yield start - 1, anchor.k, "says by how much, apart from what rose or fell"


def _unlike_spans(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """ "December's 9,000, an annual high", "2017's 9,000, the lowest monthly total", "the highest average": what is
    ranked is not what is named."""
    mark = next((k for k in f.live() if f.word(k) in _YEARLY and not f.item(k).period), None)
    dated = [a for a in finder.anchors if a.role in ("level", "rank")]
    times = [p for a in dated for p in dating.when(a.period, a.k).periods]
    if mark is not None and times and all(p.months == 1 for p in times):
        yield mark, mark, "is of years, and the sentence names months alone"
    for rank in (a for a in dated if a.role == "rank"):
        after, named = f.after(rank.k)[:2], dating.when(rank.period, rank.k).periods
        if f.words_after(rank.k, 1) == ["monthly"] and named and all(p.is_year for p in named):
            yield rank.k, after[0], "is of months, and the sentence names a year"
        if any(f.item(m).has("average") for m in after):
            yield rank.k, after[-1], "ranks averages"


_YEARLY = frozenset(("annual", "yearly", "annually"))
_SPANS = _YEARLY | {"monthly", "average", "averages", "mean"}
