"""Reads how far back a record or a first time reaches, and of which time one is that is only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.periods.months import MONTHS_IN, calendar_period, fiscal_period, so_far
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import INFERRED, When

_ONE = frozenset(("a", "one"))
_PAST = frozenset("some the past last previous preceding".split())  # "in the past 13 years"
_LEAST = ("more than", "at least", "well over", "just over")
_NEAR = 10  # items
_WELL_BEGUN = 5  # months after which "the year" may be the fiscal one


def span_at(f: Frame, k: int) -> int:
    """The length in months of the stretch that begins at item k: "13 years", "20-year", "a decade"; 0 if none does."""
    number = f.item(k).number
    if number is None and f.word(k) not in _ONE:
        return 0
    if number is not None and not f.item(k).has("duration"):
        return 0
    following = [f.word(m) for m in f.after(k)[:2] if f.word(m) != "-"]
    count = int(number.amount.value) if number is not None else 1
    return count * MONTHS_IN.get(following[0], 0) if following else 0


def reach_back(f: Frame, k: int) -> int:
    """How many months back the superlative at item k says it holds, 0 if unsaid.

    "In 13 years" and "in more than 13 years" both need that nothing in these years beats it; of a loose stretch
    ("in nearly two decades") nobody can say where it begins, see `loose_stretch`.
    """
    if f.word(k) in ("high", "low", "highs", "lows"):
        before = [m for m in f.between(k - 5, k) if f.item(m).has("duration")]
        return span_at(f, before[-1]) if before else 0
    start = stretch_after(f, k)
    return span_at(f, start) if start is not None else 0


def loose_stretch(f: Frame, k: int) -> bool:
    """ "the highest in almost two years", "in about 23 months", "in a year": a stretch without a certain length."""
    start = stretch_after(f, k)
    if start is None:
        return False
    hedge = (f.item(start - 1).entry("hedge") or {}).get("hedge") if f.item(start - 1).has("hedge") else None
    words = [f.word(m) for m in (start - 1, start, start + 1)]
    return (hedge is not None and hedge not in _LEAST) or words == ["in", "a", "year"] or words[0] == "some"


_THEN = (["until", "then"], ["till", "then"], ["at", "the", "time"], ["at", "that", "time"], ["to", "that", "point"])


def stood_then(f: Frame, k: int) -> bool:
    """ "until then the highest", "the most ever at the time": a record when it was set, whatever came after."""
    if "then" not in f.tagged.said and "that" not in f.tagged.said and "time" not in f.tagged.said:
        return False
    near = [f.word(m) for m in f.between(k - 6, k + 7)]
    said = any(near[place : place + len(row)] == row for row in _THEN for place in range(len(near)))
    return said or ("then" in (f.word(k - 1), f.word(k - 2)) and "since" not in near)


def stretch_after(f: Frame, k: int) -> int | None:
    """The item at which the stretch of "in (more than) N years" after item k begins."""
    after = f.after(k)[:_NEAR]
    led = False
    for m in after:
        if led and span_at(f, m):
            return m
        if f.word(m) in (",", ";") or f.item(m).has("amount"):
            return None
        if f.word(m) in ("in", "for"):
            led = True
        elif not f.item(m).has("hedge") and f.word(m) not in _ONE and f.word(m) not in _PAST:
            led = False
    return None


def apposed_time(f: Frame, rank: int) -> int | None:
    """The time of a record that is only mentioned at item `rank`, between commas: ", the busiest in May,"."""
    ahead = next((m for m in reversed(f.ahead(rank)[-3:]) if f.word(m) == ","), None)
    period = next((m for m in f.after(rank)[:4] if f.item(m).period is not None), None)
    if ahead is None or period is None or f.word(period + 1) != "," or not f.ahead(ahead):
        return None
    return None if any(f.word(m) == "," for m in f.between(rank, period)) else period


def leave_apposed_time(f: Frame, anchors: Sequence[Anchor]) -> None:
    """Takes from what moved the time of ", the busiest in May,": a record that is only mentioned dates no rise or fall.

    "The north gate, the busiest in May, fell 5 percent to 9,000": since May, and to a figure of some later month.
    """
    bare = [a for a in anchors if a.role == "change" and a.base is None and a.base_anchor is None]
    for rank in f.having("highest", "lowest") if bare else ():
        period = apposed_time(f, rank)
        if period is None:
            continue
        before = next((m for m in f.ahead(rank) if f.item(m).period is not None), None)
        for anchor in anchors:
            if anchor.period == period and anchor.k > period and (anchor in bare or anchor.role == "level"):
                anchor.period = before


def months_from_term(f: Frame, k: int) -> Sequence[int] | None:
    """The months that "two months after (she took office)" may mean, item k being when a term began; else None."""
    expr = f.item(k).period
    begins = expr is not None and expr.kind == "term" and expr.word == "start"
    if not begins or f.word(k - 1) not in ("after", "before"):
        return None
    length = 1 if f.words(k - 3).lower() == "the" and f.word(k - 2) == "month" else span_at(f, k - 3)
    sign = 1 if f.word(k - 1) == "after" else -1
    return [p.first + sign * length for p in f.when_at(k).periods[-1:]] if length else None


def of_the_year(f: Frame, rank: Anchor, when: When) -> When | None:
    """What "the highest (total) of the year", "… so far this year" reaches over: a calendar or fiscal year to date."""
    if rank.within is not None:
        expr = f.item(rank.within).period
        either = expr is not None and expr.word in ("this-year", "so-far-this-year")
        either = either and "calendar" not in f.words(rank.within).lower()
        return (_years_of(f, when) if either else None) or f.when_at(rank.within)
    words = f.words_after(rank.k, 6)
    at = next((n for n, word in enumerate(words[:3]) if word == "of"), None)
    if at is None or words[at : at + 3] != ["of", "the", "year"]:
        return None
    return _years_of(f, when) if set(words[at + 3 :][:1]) <= {",", ".", ";", ")", "-", "and", "but"} else None


def _years_of(f: Frame, when: When) -> When | None:
    """The calendar and the fiscal year of a month, up to the last one that had ended."""
    if len(when.periods) != 1 or when.periods[0].months > 1 or f.clock.last_ended is None:
        return None
    month, calendar = when.periods[0].first, f.clock.calendar
    years = [calendar_period(month // 12)]
    fiscal = fiscal_period(calendar.fiscal_year_of(month), calendar)
    years += [fiscal] if month - fiscal.first >= _WELL_BEGUN else []
    ended = max(f.clock.last_ended, month)
    return When(tuple(y if y.last <= ended else so_far(y, ended) for y in dict.fromkeys(years)), INFERRED, "the year")
