"""Checks that something was counted under a rule in every month: that it was kept in use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.finding import Calculation
from factcheck.model.source import Series
from factcheck.model.value import Period, month_iso, month_name
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.figures.figure import Comparison, not_covered
from factcheck.verify.figures.values import answers


def compare_kept(series: Series, period: Period, as_of: date | None) -> Comparison:
    """Whether every month of `period` and the one two months before it, when another held office, have a count.

    A month without one contradicts nothing: a rule may stand and not be applied.
    """
    months = [period.first - 2, *range(period.first, period.last + 1)]
    found = {m: answers(series, Period(m, m, "month", month_name(m)), as_of) for m in months}
    if not all(found.values()):
        return not_covered(series, period.label)
    values = {m: held[0].value for m, held in found.items()}
    empty = [m for m in months if not values[m]]
    cells = tuple((month_iso(m), f"{values[m]:,}") for m in (months[0], months[1], months[-1]))
    return Comparison(
        UNCLEAR if empty else FITS,
        Decimal(values[months[-1]]),
        found[months[-1]][0].evidence,
        Calculation("counts of each month", cells, "none" if empty else "all above 0"),
        detail=f"nothing was counted under it in {month_name(empty[0])}" if empty else "",
        says=f"{values[months[-1]]:,} were counted under it in {month_name(months[-1])}, and some in every month since "
        f"{month_name(months[0])}",
    )
