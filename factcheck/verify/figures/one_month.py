"""Compares a figure that is said of a month of a longer time: its highest or lowest one, or one as good as another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.claim import Figure, Rank
from factcheck.model.finding import Calculation
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Calendar, Number, Period, month_iso, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, number
from factcheck.verify.figures.figure import NO_DATA, Comparison, compare_figure
from factcheck.verify.figures.rank import compare_rank
from factcheck.verify.figures.values import monthly

_MARKS = ("more than", "at least", "well over", "fewer than", "at most", "well under")
_NEVER = "none above"  # "never topped A in a month": one that did is enough
_SHOWN = 36  # months, as in other calculations


def of_one_month(claim: Figure, series: Series, period: Period, as_of: date | None, calendar: Calendar) -> Comparison:
    """ "peaked at A in 2019": all of 2019, if it was a peak among the years, else its highest month. "A a month": the
    mean of the months, or each of them.

    It fails only where none of these, and no month of the period, bears the figure out.
    """
    plain = replace(claim, extreme=0, monthly=False)
    whole = compare_figure(plain, series, period, as_of)
    if period.months == 1 or whole.result == NO_DATA:
        return whole
    if whole.result == FITS and not claim.monthly:
        return _among_years(claim, whole, series, period, as_of, calendar)
    values = monthly(series, as_of.isoformat() if as_of else None)
    held = {m: values[m] for m in range(period.first, period.last + 1) if m in values}
    if len(held) < period.months:
        problem = f"not every month of {period.label} is held"
        return whole if not claim.monthly and whole.result == UNCLEAR else _open(whole, problem)
    rate = _rate(plain, series, period, as_of)
    if not claim.extreme and rate.result != FAILS:
        return rate
    main = _extreme(claim, plain, series, period, held, as_of) if claim.extreme else rate
    if main.result != FAILS or claim.hedge.name == _NEVER:
        return main
    if not claim.monthly and whole.result == UNCLEAR:
        return whole
    if rate.result == FITS:
        return _open(main, f"it is {rate.says}")
    fitting = [m for m in held if compare_figure(plain, series, _month(m), as_of, False).result == FITS]
    return _open(main, f"it was so in {month_name(fitting[0])}") if fitting else main


def _open(outcome: Comparison, why: str) -> Comparison:
    return replace(outcome, result=UNCLEAR, failed_slot=None, detail=why)


def _month(month: int) -> Period:
    return Period(month, month, "month", month_name(month))


def _rate(plain: Figure, series: Series, period: Period, as_of: date | None) -> Comparison:
    """ "A a month": the mean of the months, unless A is a mark that each of them passes."""
    each = compare_figure(replace(plain, each=True), series, period, as_of)
    if plain.hedge.name == _NEVER:
        return each
    if each.result == FITS or plain.upper is not None:
        return each if each.result == FITS else _open(each, "it is not clear whether each month or their mean is meant")
    mean = compare_figure(replace(plain, mean="month"), series, period, as_of)
    if mean.result == FITS and each.result == FAILS and not period.is_year and plain.hedge.name in _MARKS:
        return _open(mean, "it is so of the months' mean, and not of every month")
    return mean


def _extreme(
    claim: Figure, plain: Figure, series: Series, period: Period, held: dict[int, Number], as_of: date | None
) -> Comparison:
    best = (max if claim.extreme > 0 else min)(held, key=lambda m: held[m])
    one = compare_figure(plain, series, _month(best), as_of)
    order = f"{'highest' if claim.extreme > 0 else 'lowest'} month of {period.label}"
    cells = tuple((month_iso(m), number(Decimal(value))) for m, value in held.items())
    calculation = Calculation(order, cells, month_name(best)) if len(cells) <= _SHOWN else one.calculation
    return replace(one, says=f"{one.says}, the {order}", calculation=calculation)


def _among_years(
    claim: Figure, whole: Comparison, series: Series, period: Period, as_of: date | None, calendar: Calendar
) -> Comparison:
    """A year's total that fits, left open unless the year is the extreme among those around it."""
    if not period.is_year:
        return whole
    rank = Rank(claim.span, claim.subject, claim.when, highest=claim.extreme > 0, rank=1, local=True)
    ranked = compare_rank(rank, series, period, None, as_of, calendar)
    return whole if ranked.result == FITS else ranked
