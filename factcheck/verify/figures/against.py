"""Finds what a change is measured against, named or not, and compares the two periods."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import (
    Change,
)
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Period, month_index, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.bench import Bench
from factcheck.verify.figures.change import compare_change, compare_with_amount, run_over, step_of
from factcheck.verify.figures.figure import NO_DATA, Comparison, preferred
from factcheck.verify.figures.lookup import period_of


def change_outcome(claim: Change, series: Series, period: Period, bench: Bench) -> Comparison:
    if claim.base is not None and claim.base.periods:
        readings = claim.when.periods
        if (
            period in readings
            and len(readings) == len(claim.base.periods) > 1
            and period.months > 1
            and not period.is_year
        ):
            return _by_each_calendar(claim, series, bench)
        bases = _same_month_of(claim, period) or _matching(claim.base.periods, period)
        found = preferred((_against(claim, series, period, b, bench) for b in bases), lambda outcome: outcome.result)
        others = (_against(claim, series, period, b, bench) for b in claim.base.beside if found.result == FAILS)
        if any(other.result == FITS for other in others):
            return replace(found, result=UNCLEAR, failed_slot=None, detail="it depends on where the count begins")
        return found
    if claim.base_amount is not None:
        base = period_of(claim.base_amount, EXACT, series, period, bench.as_of)
        if base is not None:
            return compare_change(claim, series, period, base, bench.as_of)
        return compare_with_amount(claim, series, period, bench.as_of)
    if claim.each:
        if claim.each == "year" and period.months % 12:
            return Comparison(UNCLEAR, detail="it is not clear which years are meant")
        months = (period.first, period.last) if claim.each == "month" else (period.first + 11, period.last)
        first, last = (step_of(period, m, claim.each) for m in months)
        return compare_change(claim, series, last, first, bench.as_of)
    if 1 < period.months < 12 and series.by_month:
        over = run_over(claim, series, period, bench.as_of)
        if over.result != FAILS or _unnamed_base(claim, series, period, bench).result == FAILS:
            return over
        # "In the second quarter sales fell 9 percent": over its months, or from as many months before.
        return replace(over, result=UNCLEAR, failed_slot=None, detail=_UNNAMED)
    return _unnamed_base(claim, series, period, bench)


def _against(claim: Change, series: Series, period: Period, base: Period, bench: Bench) -> Comparison:
    if not claim.when.periods or period.first <= base.first:
        return _since_base(claim, series, base, period, bench)
    return compare_change(claim, series, period, base, bench.as_of)


def _by_each_calendar(claim: Change, series: Series, bench: Bench) -> Comparison:
    """ "the first three months" of two years: what only the less usual kind of year bears out is left open."""
    assert claim.base is not None
    pairs = zip(claim.when.periods, claim.base.periods, strict=True)
    outcomes = [_against(claim, series, period, base, bench) for period, base in pairs]
    if outcomes[0].result != FITS and len({o.result for o in outcomes}) > 1:
        return Comparison(UNCLEAR, detail="it depends on whether fiscal or calendar years are meant")
    return outcomes[0]


def _same_month_of(claim: Change, period: Period) -> Sequence[Period]:
    """ "fell 15 percent in April compared to 2023": with April of that year, where only its number is written."""
    base = claim.base
    plain = base is not None and base.words.isdecimal() and not base.open_end and not claim.totals
    if base is None or not plain or period.months != 1 or claim.size is None or claim.base_amount is not None:
        return ()
    month = month_index(int(base.words), period.first % 12 + 1)
    return (Period(month, month, "month", month_name(month)),) if month < period.first else ()


def _matching(bases: Sequence[Period], period: Period) -> Sequence[Period]:
    """Of several readings of the base, those of the kind of the period it is compared with, else all."""
    return [b for b in bases if b.kind == period.kind and b.is_year] or bases


def _since_base(claim: Change, series: Series, base: Period, period: Period, bench: Bench) -> Comparison:
    """ "has dropped since December": the latest months that had ended, against December."""
    if not claim.base or not (claim.base.open_end or not claim.when.periods):
        return compare_change(claim, series, period, base, bench.as_of)
    last = bench.last_ended
    if last is None or not (base.months == 1 or (base.is_year and base.months == 12)):
        return Comparison(UNCLEAR, detail="it is not clear up to when")
    last = min(last, series.last_month)
    if base.is_year:
        return _since_year(claim, series, base, last, bench)
    outcomes = [
        compare_change(claim, series, Period(m, m, "month", month_name(m)), base, bench.as_of)
        for m in (last, last - 1)
        if m > base.last
    ]
    if not outcomes:
        return Comparison(NO_DATA, detail=f"no month after {base.label} had ended")
    agree = {o.result for o in outcomes}
    return (
        outcomes[0]
        if len(agree) == 1 or outcomes[0].result == FITS  # in the last month it is so, whatever it was before
        else replace(outcomes[0], result=UNCLEAR, failed_slot=None, detail="the last two months disagree")
    )


_FRESH = 6  # months: a year that ended longer ago may not be what is meant


def _since_year(claim: Change, series: Series, base: Period, last: int, bench: Bench) -> Comparison:
    """ "has doubled since fiscal 2022": the last whole year against it; wrong only by a size, soon after that year."""
    years = (last - base.last) // 12
    if years < 1:
        return Comparison(NO_DATA, detail=f"no year after {base.label} had ended")
    latest = base.last + 12 * years
    label = f"{base.kind} year {latest // 12}"
    found = compare_change(claim, series, Period(latest - 11, latest, base.kind, label), base, bench.as_of)
    sure = found.result == FITS or claim.each or (claim.size is not None and last - latest <= _FRESH)
    return found if sure else replace(found, result=UNCLEAR, failed_slot=None, detail="it is not clear up to when")


def _unnamed_base(claim: Change, series: Series, period: Period, bench: Bench) -> Comparison:
    """A rise or fall against nothing named: the period before, or the same a year earlier."""
    step = period.months
    before = Period(period.first - step, period.last - step, period.kind, _label_before(period, step))
    options = [compare_change(claim, series, period, before, bench.as_of)]
    if period.months < 12:
        label = month_name(period.first - 12) if period.months == 1 else f"{period.label} a year earlier"
        year_ago = Period(period.first - 12, period.last - 12, period.kind, label)
        options.append(compare_change(claim, series, period, year_ago, bench.as_of))
    if options[0].result in (FITS, NO_DATA):
        return options[0]
    if all(o.result == FAILS for o in options) and (claim.size is None or claim.lone):
        return options[0]
    return replace(
        options[0],
        result=UNCLEAR,
        failed_slot=None,
        detail=_UNNAMED,
    )


_UNNAMED = "the sentence does not say compared with what"


def _label_before(period: Period, step: int) -> str:
    if period.kind == "fiscal":
        return f"fiscal year {period.last // 12 - 1}"
    if period.is_year:
        return str(period.last // 12 - 1)
    first = month_name(period.first - step)
    return first if step == 1 else f"{first} to {month_name(period.last - step)}"
