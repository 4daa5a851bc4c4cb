"""Checks shares, runs of months and comparisons of two populations against their series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.claim import Contrast, Share, Streak
from factcheck.model.finding import Calculation
from factcheck.model.source import Series
from factcheck.model.value import Number, Period, month_iso
from factcheck.verify import proofs
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, compare_points
from factcheck.verify.figure import NO_DATA, Comparison, not_covered
from factcheck.verify.values import answers, monthly


def compare_share(
    claim: Share,
    part: Series,
    whole: Series | None,
    period: Period,
    whole_period: Period,
    as_of: date | None,
) -> Comparison:
    """A written share against part / whole × 100."""
    if whole is None:
        return Comparison(NO_DATA, detail="no table of the sources holds the whole")
    top, bottom = answers(part, period, as_of), answers(whole, whole_period, as_of)
    if not top or not bottom:
        return not_covered(part if not top else whole, (period if not top else whole_period).label)
    a, b = top[0], bottom[0]
    if part.mean or part.signed:
        return Comparison(UNCLEAR, detail="averages are no parts of each other")
    if (part.measure, part.where) == (whole.measure, whole.where) and period == whole_period:
        return Comparison(UNCLEAR, detail="it is not clear what the share is a part of")
    if b.value == 0 or (a.value > b.value and claim.whole_when is None):
        return Comparison(UNCLEAR, detail="the part is not contained in the whole")
    points = Decimal(a.value) * 100 / b.value
    outcome = compare_points(claim.amount, claim.hedge, points, 1.0)
    calculation = Calculation(
        "part / whole × 100",
        ((f"part, {period.label}", f"{a.value:,}"), (f"whole, {whole_period.label}", f"{b.value:,}")),
        f"{points:.1f} %",
    )
    return Comparison(
        outcome.result,
        points,
        a.evidence + b.evidence,
        calculation,
        outcome.caveats,
        "amount" if outcome.result == FAILS else None,
        outcome.detail,
        f"{a.value:,} of {b.value:,} in {period.label}: {points:.1f} %",
        proofs.share(claim, a, b, points),
    )


def compare_streak(claim: Streak, series: Series, period: Period, as_of: date | None) -> Comparison:
    """A run of months that ends with `period`, counted month by month."""
    if period.months != 1:
        return Comparison(UNCLEAR, detail="a run of months ends with one month")
    values = monthly(series, as_of.isoformat() if as_of else None)
    if period.first not in values:
        return not_covered(series, period.label)
    length, month = 0, period.first
    while _holds(claim, values, month):
        length, month = length + 1, month - 1
    cells = tuple((month_iso(m), f"{values[m]:,}") for m in range(month, period.first + 1) if m in values)
    # The run may go on in months that are not held.
    open_ended = month not in values or (claim.threshold is None and month - 1 not in values)
    if length == claim.length:
        result = UNCLEAR if open_ended else FITS
    else:
        result = UNCLEAR if open_ended and length < claim.length else FAILS
    word = "beyond the mark" if claim.threshold is not None else ("rising" if claim.direction > 0 else "falling")
    says = f"{length} months in a row {word} up to {period.label}"
    evidence = answers(series, period, as_of)[0].evidence
    return Comparison(
        result,
        Decimal(length),
        evidence,
        Calculation("length of the run", cells, str(length)),
        failed_slot="length" if result == FAILS else None,
        detail="the months held begin inside the run" if result == UNCLEAR else "",
        says=says,
        proof=proofs.run(claim, series, period, as_of, length),
    )


def _holds(claim: Streak, values: dict[int, Number], month: int) -> bool:
    value = values.get(month)
    if value is None:
        return False
    if claim.threshold is not None:
        return (value - claim.threshold.value) * claim.direction > 0
    before = values.get(month - 1)
    return before is not None and (value - before) * claim.direction > 0


def compare_contrast(
    claim: Contrast, left: Series, right: Series | None, period: Period, as_of: date | None
) -> Comparison:
    """Which of two populations was larger in `period`."""
    if right is None:
        return Comparison(NO_DATA, detail="no table of the sources holds the other side")
    a, b = answers(left, period, as_of), answers(right, period, as_of)
    if not a or not b:
        return not_covered(left if not a else right, period.label)
    gap = (Decimal(a[0].value) - Decimal(b[0].value)) * claim.direction
    close = float(abs(gap)) <= max(float(a[0].value), float(b[0].value)) * left.restated_percent / 100
    result = UNCLEAR if close else FITS if gap > 0 else FAILS
    return Comparison(
        result,
        Decimal(a[0].value),
        a[0].evidence + b[0].evidence,
        Calculation(
            "one figure less the other",
            (("first", f"{a[0].value:,}"), ("second", f"{b[0].value:,}")),
            f"{a[0].value - b[0].value:+,}",
        ),
        failed_slot="direction" if result == FAILS else None,
        detail="too close to call" if close else "",
        says=f"{a[0].value:,} against {b[0].value:,} in {period.label}",
        proof=proofs.gap(claim, a[0], b[0], left.restated_percent),
    )
