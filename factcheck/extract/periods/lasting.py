"""Reads how long a move took as what it is measured from: "fell 59 percent in four months", "over two years"."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.periods.months import run
from factcheck.extract.runs.runs import run_at
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import INFERRED, When
from factcheck.model.record import replace
from factcheck.model.value import Period

_TOOK = frozenset("in over within across".split())
_BETWEEN = frozenset("the just only past last span of a space period".split())
_UNITS = {"month": 1, "months": 1, "year": 12, "years": 12}
_REACH = 6  # items from the move to how long it took


def taken_over(f: Frame, anchor: Anchor) -> tuple[int, int, When] | None:
    """How many of how many months a move took, with the words; 0 where they say it only about."""
    lasted = f.having("duration")
    if not lasted or (anchor.size is None and not anchor.times):
        return None
    start = max(anchor.k, anchor.size if anchor.size is not None else anchor.k)
    near = f.after(start)[:_REACH]
    told = next((m for m in near if m in lasted), None)
    if told is None or f.word(told + 1) not in _UNITS or run_at(f, told) is not None:
        return None
    lead = [m for m in near if m < told]
    number = f.item(told).number
    if not lead or f.word(lead[0]) not in _TOOK or number is None:
        return None
    count = int(number.amount.value)
    exact = number.amount.value == count and all(f.word(m) in _BETWEEN for m in lead[1:])
    when = When(origin=INFERRED, words=f.words(told), span=f.span(told, told + 1))
    return (count if exact else 0), _UNITS[f.word(told + 1)], when


def so_long_before(when: When, count: int, unit: int, words: When) -> When:
    """What a move of that length to `when` is measured from.

    From March to July it took four months, and there are some who count it as five.
    """
    spans = [p for p in when.periods if p.months <= unit or p.is_year]
    if not count or not spans or len(spans) < len(when.periods):
        return replace(words, problem="unresolved")
    months = count * unit
    beside = tuple(_before(p, months - 1) for p in spans if unit == 1 and count > 2 and p.months == 1)
    return replace(words, periods=tuple(_before(p, months) for p in spans), beside=beside)


def _before(period: Period, months: int) -> Period:
    """The same stretch so many months before."""
    if not period.is_year:
        return run(period.first - months, period.months)
    year = period.last // 12 - months // 12
    return replace(period, first=period.first - months, last=period.last - months, label=f"{period.kind} year {year}")
