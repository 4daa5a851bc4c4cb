"""Reads what a month's figure brings the total of its year to: "A in June, taking the total for the year past B"."""

from __future__ import annotations

from factcheck.extract.periods.months import calendar_period, fiscal_period, so_far
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import When
from factcheck.model.record import replace

_LIFTING = frozenset("taking took takes pushing pushed pushes lifting lifted lifts sending sent".split())
_BRINGING = _LIFTING | frozenset("brought bring brings bringing".split())
_LEADS = frozenset("the its this year calendar fiscal - 's to date".split())
_THE_YEAR = ("the-fiscal", "this-fiscal", "this-year")
_SUMS = frozenset("total tally count number".split())


def settle_lifting(f: Frame) -> None:
    """Settles the verb of "pushing the total to B", which says no more than "bringing"."""
    for k in f.live() if not _BRINGING.isdisjoint(f.tagged.norms) else ():
        named = (m for m in f.after(k)[:6] if f.item(m).period is None and f.last_word(m) not in _LEADS)
        first = next(named, None)
        if f.word(k) in _BRINGING and first is not None and f.last_word(first) in _SUMS:
            f.settled.add(k)


def brought_up_to(f: Frame, year: When, period: int, k: int) -> When:
    """`year`, said at item `period` of the figure at item `k`, up to the month whose figure brings its total to that.

    "A in June, bringing the total for the year to B": of the year that this June is in.
    """
    if _BRINGING.isdisjoint(f.tagged.said):
        return year
    verb = next((m for m in reversed(f.ahead(k)) if f.word(m) in _BRINGING), None)
    expr = f.item(period).period
    named = next((m for m in f.between(verb or k, k) if f.last_word(m) in _SUMS), None)
    if verb is not None and period < verb and named is not None:
        # "bringing the total to B": of which months, nothing says
        return replace(year, periods=(), problem="unresolved", words=f.words(named))
    if verb is None or expr is None or not (expr.word in _THE_YEAR or expr.kind == "fiscal") or not year.periods:
        return year
    told = _SUMS & {f.last_word(m) for m in f.between(verb, k)}
    before = [m for m in f.having("period") if m < verb and [p.months for p in f.when_at(m).periods] == [1]]
    if not told or len(before) != 1:
        return year
    month = f.when_at(before[0]).periods[0].first
    calendar = f.clock.calendar
    fiscal = fiscal_period(calendar.fiscal_year_of(month), calendar)
    whole = calendar_period(month // 12) if expr.word == "this-year" else fiscal
    if expr.year is not None and whole.first != year.periods[0].first:
        return year
    return replace(year, periods=(so_far(whole, month),) if month < whole.last else (whole,), problem="")
