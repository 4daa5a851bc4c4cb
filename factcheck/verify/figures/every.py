"""Compares a figure that is said of every month or year of a stretch with each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck.model.claim import Figure
from factcheck.model.finding import Calculation
from factcheck.model.hedge import Hedge
from factcheck.model.record import replace
from factcheck.model.value import Period, month_iso, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, number
from factcheck.verify.figures import proofs

if TYPE_CHECKING:
    from factcheck.verify.figures.figure import Comparison

NO_DATA = "no-data"


def every_one(claim: Figure, period: Period, compare: Callable[[Figure, Period], Comparison]) -> Comparison:
    """ "more than 69,000 in each month": every month has to fit, by `compare` of the figure with one month.

    "Below 10,000 in every month" is too loose only where the highest of them is far below.
    """
    months = year_by_year(period) if claim.yearly else month_by_month(period)
    single = replace(claim, each=False)
    parts = [compare(single, month) for month in months]
    if claim.yearly and _beyond_years(claim, parts):
        found = every_one(replace(claim, yearly=False), period, compare)
        open_still = found.result == FAILS and not any(p.result == FAILS for p in parts)
        return replace(found, result=UNCLEAR, failed_slot=None, detail=_MONTHS) if open_still else found
    if claim.yearly and len(parts) == 1:
        return parts[0]
    missing = next((p for p in parts if p.result == NO_DATA), None)
    if missing:
        return missing
    if all(p.official is None for p in parts):
        return parts[0]  # there is nothing to be held to in any of them
    hedge = _one_sided(claim.hedge)
    if hedge is not claim.hedge:
        pick = max if hedge.low == 0 else min
        edge = pick(range(len(parts)), key=lambda n: parts[n].official or Decimal(0))
        loose = replace(single, hedge=hedge)
        parts = [p if n == edge else compare(loose, months[n]) for n, p in enumerate(parts)]
    cells = tuple((month_iso(m.first), number(p.official or Decimal(0))) for m, p in zip(months, parts, strict=True))
    unit = "year" if claim.yearly else "month"
    worst = next((r for r in (FAILS, UNCLEAR) if any(p.result == r for p in parts)), FITS)
    return replace(
        parts[0],
        result=worst,
        official=min(p.official or Decimal(0) for p in parts),
        calculation=Calculation(f"every {unit} of {period.label}", cells, worst),
        caveats=(),
        failed_slot="amount" if worst == FAILS else None,
        detail="",
        says=f"between {_span(parts)} a {unit}",
        proof=proofs.all_together([p.proof for p in parts], claim),
    )


_FAR = 4  # times: a mark that every year is so far above is one for months
_MONTHS = "it may be said of years or of months"


def _beyond_years(claim: Figure, parts: Sequence[Comparison]) -> bool:
    """Whether a mark is no year's: "never fell below 160,000 from 2021 to 2023", where a year has ten times as many."""
    least = [p.official for p in parts if p.official is not None]
    return bool(least) and min(least) > _FAR * claim.amount.value


def month_by_month(period: Period) -> list[Period]:
    """The months of a stretch."""
    return [Period(m, m, "month", month_name(m)) for m in range(period.first, period.last + 1)]


def year_by_year(period: Period) -> list[Period]:
    """The whole years that a stretch of fiscal or of calendar years is made of."""
    kind = "calendar" if period.first % 12 == 0 else "fiscal"
    lead = "fiscal year " if kind == "fiscal" else ""
    ends = range(period.first + 11, period.last + 1, 12)
    return [Period(end - 11, end, kind, f"{lead}{end // 12}") for end in ends]


def _one_sided(hedge: Hedge) -> Hedge:
    """A bound without its other end: of months below a mark, any may lie far below."""
    if hedge.name in ("fewer than", "well under", "at most"):
        return replace(hedge, low=0.0, fail_low=0.0, plain_low=0.0)
    if hedge.name in ("more than", "well over", "at least"):
        return replace(hedge, high=1e9, fail_high=1e9, plain_high=1e9)
    return hedge


def _span(parts: Sequence[Comparison]) -> str:
    values = [p.official for p in parts if p.official is not None]
    return f"{number(min(values))} and {number(max(values))}"
