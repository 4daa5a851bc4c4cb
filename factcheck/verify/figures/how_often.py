"""Compares in how many months or years of a stretch a mark is said to have been passed with how many there were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck.model.claim import Figure
from factcheck.model.finding import Calculation
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Period, month_iso
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, number
from factcheck.verify.figures import proofs
from factcheck.verify.figures.every import month_by_month, year_by_year
from factcheck.verify.figures.rounding import ROUNDED
from factcheck.verify.figures.values import Answer, answers

if TYPE_CHECKING:
    from factcheck.verify.figures.figure import Comparison


def in_so_many(claim: Figure, series: Series, period: Period, as_of: date | None, whole: Comparison) -> Comparison:
    """ "topped A in seven months of 2023", "in all but one": by counting them; `whole` is what is held of the stretch.

    It is open where releases, or rounding, count another number.
    """
    parts = (year_by_year if claim.yearly else month_by_month)(period)
    unit, side = "year" if claim.yearly else "month", -1 if claim.hedge.name == "fewer than" else 1
    told = len(parts) + claim.often if claim.often < 0 else claim.often
    found = [answers(series, part, as_of) for part in parts]
    if not all(found) or len(parts) < 2 or told <= 0:
        return replace(whole, result=UNCLEAR, failed_slot=None, detail=f"it is not clear of which {unit}s it is said")
    mark = claim.amount.value

    def beyond(answer: Answer, shift: int) -> bool:
        return side * (Decimal(answer.value) - mark) + shift * answer.slack > 0

    many = sum(beyond(one[0], 0) for one in found)
    least = sum(all(beyond(a, -1) for a in one) for one in found)
    most = sum(any(beyond(a, 1) for a in one) for one in found)
    sure = least == most or not least <= told <= most
    result = UNCLEAR if not sure else FITS if told == many else FAILS
    return replace(
        whole,
        result=result,
        official=Decimal(many),
        calculation=Calculation(f"{unit}s beyond {number(mark)}", _cells(parts, found), str(many)),
        caveats=(),
        failed_slot="amount" if result == FAILS else None,
        detail="" if sure else ROUNDED if any(one[0].slack for one in found) else _RESTATED,
        says=f"{many} of {len(parts)} {unit}s in {period.label}",
        proof=proofs.often(claim, [one[0] for one in found], told, many),
    )


_RESTATED = "releases differ on how many there were"


def _cells(parts: Sequence[Period], found: Sequence[Sequence[Answer]]) -> tuple[tuple[str, str], ...]:
    values = (one[0].value for one in found)
    names = (month_iso(p.first) if p.months == 1 else p.label for p in parts)
    return tuple((name, f"{value:,}") for name, value in zip(names, values, strict=True))
