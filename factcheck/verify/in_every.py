"""Checks what is said to be so in every month or year of a stretch: a rank, a share, a comparison."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model.claim import Contrast, Share, Standing
from factcheck.model.record import replace
from factcheck.model.value import Period
from factcheck.verify.amounts import FAILS, UNCLEAR
from factcheck.verify.change import step_of
from factcheck.verify.figure import NO_DATA, Comparison

Compare = Callable[[Share | Contrast | Standing, Period], Comparison]


def so_in_every(claim: Share | Contrast | Standing, period: Period, compare: Compare) -> Comparison:
    """ "The busiest station in every month of 2022", "for the third month in a row": by `compare` of each of them.

    A run must not have begun earlier: "the third" is not the fourth.
    """
    run = claim.run if isinstance(claim, Standing) else 0
    single = replace(claim, each="", run=0) if isinstance(claim, Standing) else replace(claim, each="")
    step = 12 if claim.each == "year" else 1
    whole = period.months == step if run else period.months > step and period.months % step == 0
    if not whole or (step > 1 and period.kind == "term"):
        return Comparison(UNCLEAR, detail=f"it is not clear of which {claim.each}s it is said")
    first = period.last - step * max(run, period.months // step)
    ends = range(first + step, period.last + 1, step)
    outcomes = [compare(single, step_of(period, end, claim.each)) for end in ends]
    worst = next((o for r in (FAILS, NO_DATA, UNCLEAR) for o in outcomes if o.result == r), None)
    if worst is not None:
        return worst
    if run and compare(single, step_of(period, first, claim.each)).result != FAILS:
        return Comparison(UNCLEAR, detail=f"it was so the {claim.each} before, too")
    return outcomes[-1]
