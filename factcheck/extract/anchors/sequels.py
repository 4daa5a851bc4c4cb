"""Reads what came next, and what came before: "rose to A in May, then fell", "fell in June from a record high"."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.months import month_period, year_after, year_before
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import INFERRED, When
from factcheck.model.record import replace
from factcheck.model.value import Period

_ARTICLES = frozenset("a an the its their what was".split())
_BEFORE = 6  # months within which a record was set that a fall is said to be from
_NEXT = 3  # months within which something has to happen that happened "then"


def comes_next(dating: Dating, change: Anchor) -> bool:
    """Whether a change is said to have followed on what the sentence says before, at a time that it does not name."""
    f, lead = dating.frame, dating.frame.word(change.k - 1)
    next_to_it = lead == "then" or (lead == "before" and f.word(change.k).endswith("ing")) or _left(f, change.k)
    next_to_it = next_to_it or _goes_on(dating, change)
    bound = change.base is not None or change.base_anchor is not None or change.target is not None
    return next_to_it and not bound and not any(f.item(m).period is not None for m in f.after(change.k)[:6])


def _goes_on(dating: Dating, change: Anchor) -> bool:
    """ "Hit A in May and kept rising", "and rose further": what is said behind a figure, or another change, of a month.

    "Sales kept rising in May" is of that month.
    """
    f, k = dating.frame, change.k
    lead = [f.word(m) for m in f.ahead(k)[-2:]]
    if not lead or not (lead[-1] in _KEPT or lead in _ON or f.word(k + 1) == "further"):
        return False
    earlier = [a.k for a in dating.anchors if a.k < k]
    return bool(earlier) and any(f.item(m).period is not None for m in f.between(earlier[0], k))


_KEPT = frozenset("kept keeps keep continued continues".split())
_ON = (["continued", "to"], ["continues", "to"], ["went", "on"], ["kept", "on"], ["is", "still"], ["are", "still"])


def _left(f: Frame, k: int) -> bool:
    """ "After reaching A in May, sales fell": item k stands behind the only month that is told of."""
    first = f.unit.indices[0]
    if f.word(first) not in ("after", "following") or not f.word(first + 1).endswith("ing"):
        return False
    comma = next((m for m in f.unit.indices if f.word(m) == "," and m < k), None)
    named = [m for m in f.unit.indices if f.item(m).period is not None]
    return comma is not None and len(named) == 1 and named[0] < comma


def after_that(dating: Dating, change: Anchor) -> tuple[When, When] | None:
    """The months after the one that was told of, any of which may be meant, and that one; no time for so much."""
    if not comes_next(dating, change):
        return None
    told = dating.when(change.period, change.k)
    now = dating.frame.word(change.k - 1) == "still"
    if now or len(told.periods) != 1 or told.open_end or change.size is not None or change.times:
        return When(problem="unresolved"), told
    soon = told.periods[0].is_year or _goes_on(dating, change)
    later = _ended(dating, _later(told.periods[0], 1 if soon else _NEXT))
    return When(later, INFERRED, problem="" if later else "unresolved"), told


def last_of_run(dating: Dating, change: Anchor, length: int, yearly: bool) -> When | None:
    """The last month or year of `length` in which figures moved, from the one on that was told of."""
    told = dating.when(change.period, change.k)
    if not comes_next(dating, change) or len(told.periods) != 1 or told.open_end or told.periods[0].is_year != yearly:
        return None
    later = _ended(dating, _later(told.periods[0], length))
    return When(later[-1:], INFERRED) if len(later) == length else When(problem="unresolved")


def started_from(dating: Dating, change: Anchor) -> When | None:
    """What "A year later, sales were down 7 percent", "By June, sales had fallen 7 percent" go on from: the time that
    was told of before; only of so much, and where nothing else is compared with."""
    f, period = dating.frame, change.period
    expr = f.item(period).period if period is not None else None
    if expr is None or period is None or (change.size is None and not change.times):
        return None
    if expr.word in ("month-after", "year-after") or (expr.kind in ("years-off", "months-off") and expr.count > 0):
        start = dating.leans_on(period)
        return When((start,), INFERRED) if start is not None else None
    told, when = f.background.when, dating.when(period, change.k)
    by_then = f.word(period - 1) == "by" and "had" in [f.word(m) for m in f.ahead(change.k)[-2:]]
    alone = len(told.periods) == len(when.periods) == 1 and len(f.background.others) <= 1 and not told.open_end
    if not by_then or not alone or told.periods[0].months != when.periods[0].months:
        return None
    return told if told.periods[0].last < when.periods[0].first else None


def _ended(dating: Dating, spans: tuple[Period, ...]) -> tuple[Period, ...]:
    """Those of `spans` that were over when this was written."""
    last = dating.frame.clock.last_ended
    return spans if last is None else tuple(p for p in spans if p.last <= last)


def left_height(dating: Dating, rank: Anchor) -> When | None:
    """When the record was set in "fell by half in June from a record high": before June, where nothing says when."""
    f = dating.frame
    lead = [m for m in f.ahead(rank.k)[-4:] if f.word(m) not in _ARTICLES][-1:]
    if not lead or f.word(lead[0]) not in ("from", "off"):
        return None
    moves = [a for a in dating.anchors if a.role == "change" and a.k < lead[0]]
    if not moves or moves[-1].sign != -rank.sign or (rank.period is not None and rank.period > lead[0]):
        return None
    change, when = moves[-1], dating.when(moves[-1].period, moves[-1].k)
    if change.base is not None and change.base > rank.k:
        return dating.base_when(change.base, when.periods)  # "from a record high a month earlier"
    earlier = tuple(before for p in when.periods[:1] for before in _earlier(p))
    return replace(when, periods=earlier, origin=INFERRED) if earlier else None


def _earlier(told: Period) -> tuple[Period, ...]:
    """The months before a month; the year before a year."""
    if told.is_year:
        return (year_before(told),)
    return tuple(month_period(told.last - n) for n in range(1, _BEFORE + 1)) if told.months == 1 else ()


def _later(told: Period, count: int) -> tuple[Period, ...]:
    """The `count` months after a month, or years after a year."""
    if told.is_year:
        years = [told]
        while len(years) <= count:
            years.append(year_after(years[-1]))
        return tuple(years[1:])
    if told.months > 1:
        return ()
    return tuple(month_period(told.last + n, told.year_inferred) for n in range(1, count + 1))
