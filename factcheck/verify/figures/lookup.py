"""Looks a written figure up in a series: the one earlier month or year that it is the figure of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.hedge import EXACT, Hedge
from factcheck.model.source import Series
from factcheck.model.value import Amount, Period, month_name
from factcheck.verify.figures.values import answers, shifted, stretches

_LEAST = 1000  # below which a figure is that of too many months


def period_of(amount: Amount, hedge: Hedge, series: Series, period: Period, as_of: date | None) -> Period | None:
    """The only month (year) before `period` whose figure is exactly `amount`; None when none is, or several are."""
    if hedge is not EXACT or amount.unit != "count" or amount.value < _LEAST:
        return None
    if period.months != 1 and not period.is_year:
        return None
    values = stretches(series, period, as_of.isoformat() if as_of else None)
    near = Decimal(str(series.restated_percent)) / 100 * amount.value
    found = [
        shifted(period, n)
        for n, value in values.items()
        if n < 0
        and abs(value - amount.value) <= near
        and any(abs(a.value - amount.value) <= a.slack for a in answers(series, shifted(period, n), as_of))
    ]
    return _named(found[0]) if len(found) == 1 else None


def _named(period: Period) -> Period:
    year = "fiscal year " if period.kind == "fiscal" else ""
    label = month_name(period.first) if period.months == 1 else f"{year}{period.last // 12}"
    return Period(period.first, period.last, period.kind, label)
