"""Holds a rank to how far it is said to lie from the next: "by far the busiest", "narrowly the most on record"."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model.record import replace
from factcheck.model.value import Number
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.figures.figure import Comparison

_MUCH = _LITTLE = 10  # percent of the smaller one: as far as a rise must go to be sharp, and may go to be slight


def held_to(degree: str, found: Comparison, own: Number, other: Number | None) -> Comparison:
    """`found`, but open where it fits and `own` lies nearer to `other`, its neighbour, or farther, than said."""
    if not degree or found.result != FITS or other is None:
        return found
    more, less = max(own, other), min(own, other)
    ahead = Decimal(more - less) * 100 / Decimal(less) if less else None
    if ahead is not None and (ahead >= _MUCH if degree == "sharp" else ahead <= _LITTLE):
        return found
    how = f"{ahead:.1f} %" if ahead is not None else "all of it"
    return replace(found, result=UNCLEAR, detail=f"it lies {how} from {other:,}", proof=None)
