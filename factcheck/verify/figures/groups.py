"""Checks shares, runs of months and comparisons of two populations against their series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.claim import Change, Contrast, FirstTime, Share, Streak
from factcheck.model.finding import Calculation
from factcheck.model.source import Series
from factcheck.model.value import Number, Period, month_iso, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, compare_points
from factcheck.verify.figures import proofs
from factcheck.verify.figures.change import rounded_change
from factcheck.verify.figures.figure import Comparison, not_covered
from factcheck.verify.figures.rounding import ROUNDED, rounding_of, steps, unturned
from factcheck.verify.figures.values import Answer, answers, shifted, stretches


def compare_share(
    claim: Share,
    part: Series,
    whole: Series,
    period: Period,
    whole_period: Period,
    as_of: date | None,
) -> Comparison:
    """A written share against part / whole × 100."""
    top, bottom = answers(part, period, as_of), answers(whole, whole_period, as_of)
    if not top or not bottom:
        return not_covered(part if not top else whole, (period if not top else whole_period).label)
    a, b = next(
        ((x, y) for x in top[:3] for y in bottom[:3] if y.value and _fits_share(claim, x, y)), (top[0], bottom[0])
    )
    if part.mean or part.signed:
        return Comparison(UNCLEAR, detail="averages are no parts of each other")
    if (part.measure, part.where) == (whole.measure, whole.where) and period == whole_period:
        return Comparison(UNCLEAR, detail="it is not clear what the share is a part of")
    if b.value == 0 or (a.value > b.value and claim.whole_when is None):
        return Comparison(UNCLEAR, detail="the part is not contained in the whole")
    points = Decimal(a.value) * 100 / b.value
    outcome = compare_points(claim.amount, claim.hedge, points, 1.0)
    s, t = a.slack, b.slack
    moved = ((a.value + s * k, b.value - t * k) for k in steps(s + t, outcome.result))
    shares = (Decimal(one) * 100 / all_ for one, all_ in moved if all_ > 0)
    outcome = unturned(outcome, (compare_points(claim.amount, claim.hedge, share, 1.0) for share in shares))
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


def _fits_share(claim: Share, part: Answer, whole: Answer) -> bool:
    return compare_points(claim.amount, claim.hedge, Decimal(part.value) * 100 / whole.value, 1.0).result == FITS


def compare_streak(claim: Streak, series: Series, period: Period, as_of: date | None) -> Comparison:
    """A run of months or years that ends with `period`, counted one by one."""
    unit = _unit(claim.yearly)
    if period.months != (12 if claim.yearly else 1) or (claim.yearly and (not period.is_year or series.mean)):
        return Comparison(UNCLEAR, detail=f"a run of {unit}s ends with one {unit}")
    values = stretches(series, period, as_of.isoformat() if as_of else None)
    if 0 not in values:
        return not_covered(series, period.label)
    length = _run(claim, values, 0)
    cells = tuple((_name(period, n), f"{values[n]:,}") for n in range(-length, 1) if n in values)
    # The run may go on in months that are not held.
    open_ended = -length not in values or (claim.threshold is None and -length - claim.step not in values)
    if length == claim.length:
        result = UNCLEAR if open_ended else FITS
    else:
        result = UNCLEAR if open_ended and length < claim.length else FAILS
    unsure = _margin(series, period, -max(length, claim.length) - claim.step, as_of)
    ends = {_run(claim, values, 0, m) for m in (-unsure, unsure)}
    turned = unsure > 0 and (ends != {length}) and (result == FITS or min(ends) <= claim.length <= max(ends))
    result = UNCLEAR if turned else result
    goes_on = claim.ended and result == FITS and 1 in values and _holds(claim, values, 1)
    if goes_on:
        result = FAILS
    word = "beyond the mark" if claim.threshold is not None else _moving(claim)
    says = f"{length} {unit}{'s' * (length != 1)} in a row {word} up to {period.label}"
    says += f", and another {unit} after it" * goes_on
    evidence = answers(series, period, as_of)[0].evidence
    return Comparison(
        result,
        Decimal(length),
        evidence,
        Calculation("length of the run", cells, str(length)),
        failed_slot="length" if result == FAILS else None,
        detail=ROUNDED if turned else f"the {unit}s held begin inside the run" if result == UNCLEAR else "",
        says=says,
        proof=proofs.run(claim, series, shifted(period, int(goes_on)), as_of, length + goes_on),
    )


def _moving(claim: Streak) -> str:
    if claim.step == 1:
        return "rising" if claim.direction > 0 else "falling"
    return f"{'above' if claim.direction > 0 else 'below'} the same month a year before"


def _unit(yearly: bool) -> str:
    return "year" if yearly else "month"


def _name(period: Period, n: int) -> str:
    """The month, or the year that a fiscal or calendar one is called by, `n` of them later."""
    moved = shifted(period, n)
    return month_iso(moved.first) if moved.months == 1 else str(moved.last // 12)


def _margin(series: Series, period: Period, first: int, as_of: date | None) -> int:
    """The most that rounding may have moved a month or year from number `first` up to `period`, which is 0."""
    start = shifted(period, first).first
    if period.months == 1 or not rounding_of(series, start, period.last):
        return rounding_of(series, start, period.last)
    found = [a for n in range(first, 1) for a in answers(series, shifted(period, n), as_of)[:1]]
    return max((a.slack for a in found), default=0)


def compare_first(
    claim: FirstTime, series: Series, period: Period, since: Period | None, as_of: date | None
) -> Comparison:
    """Since when a month (a year) had not lain beyond a mark, or not risen (fallen)."""
    if period.months != 1 and (not period.is_year or series.mean):
        return Comparison(UNCLEAR, detail="what happens for the first time happens in one month or year")
    values = stretches(series, period, as_of.isoformat() if as_of else None)
    if 0 not in values or -1 not in values:
        return not_covered(series, period.label)
    happens = _as_run(claim)
    length = _pause(happens, values, -1)
    n = -1 - length
    ever = n not in values or (claim.threshold is None and n - claim.step not in values)
    last = shifted(period, n)
    result = _since_then(claim, last, since, period, ever)
    if not _holds(happens, values, 0):
        result = FAILS if result == FAILS else UNCLEAR  # whether it happened is said, and checked, beside it
    unsure = _margin(series, period, min(values), as_of)
    turned = unsure > 0 and any(_pause(happens, values, -1, m) != length for m in (-unsure, unsure))
    turned = turned or (unsure > 0 and result == FITS and not _holds(happens, values, 0, unsure))
    result = UNCLEAR if turned else result
    name = month_name(last.first) if last.months == 1 else str(last.last // 12)
    before = "never before in the series" if ever else f"last in {name}"
    before = before if claim.step == 1 else f"{_moving(happens)}, {before}"
    formula = f"{_unit(period.months > 1)}s without it before"
    return Comparison(
        result,
        Decimal(length),
        answers(series, period, as_of)[0].evidence,
        Calculation(formula, ((_name(period, 0), f"{values[0]:,}"),), str(length)),
        failed_slot="length" if result == FAILS else None,
        detail=ROUNDED if turned else "" if result != UNCLEAR else f"it happened {before}",
        says=f"{values[0]:,} in {period.label}; {before}",
        proof=proofs.pause(claim, series, period, since, as_of, length, -min(values)),
    )


def _as_run(claim: FirstTime) -> Streak:
    """What happens, as a run that each month of it belongs to or not."""
    return Streak(
        claim.span, claim.subject, claim.when, length=1, direction=claim.direction, threshold=claim.threshold,
        step=claim.step,
    )  # fmt: skip


def _since_then(claim: FirstTime, last: Period, since: Period | None, period: Period, ever: bool) -> str:
    """Whether `last`, the month or year it last happened in before `period`, is when the claim says."""
    if since is not None and claim.event:
        return FITS if last.last < since.first else FAILS if last.first > since.last else UNCLEAR
    if since is not None:
        return FITS if not ever and since.first <= last.last <= since.last else UNCLEAR if ever else FAILS
    if not claim.months_back:
        return FITS if ever else FAILS
    if ever:
        return UNCLEAR
    gap = period.first - last.first
    return FAILS if gap < claim.months_back else FITS if gap <= proofs.longest_pause(claim.months_back) else UNCLEAR


def _run(claim: Streak, values: dict[int, Number], last: int, margin: int = 0) -> int:
    """How many months or years in a row up to `last` rose, fell or lay beyond the mark, by more than `margin`."""
    n = last
    while _holds(claim, values, n, margin):
        n -= 1
    return last - n


def _pause(claim: Streak, values: dict[int, Number], last: int, margin: int = 0) -> int:
    """How many in a row up to `last` did not rise, fall or lie beyond the mark by more than `margin`."""
    n = last
    while n in values and not _holds(claim, values, n, margin) and (claim.threshold or n - claim.step in values):
        n -= 1
    return last - n


def _holds(claim: Streak, values: dict[int, Number], n: int, margin: int = 0) -> bool:
    value = values.get(n)
    if value is None:
        return False
    if claim.threshold is not None:
        return (value - claim.threshold.value) * claim.direction > margin
    before = values.get(n - claim.step)
    return before is not None and (value - before) * claim.direction > 2 * margin


def compare_contrast(claim: Contrast, left: Series, right: Series, period: Period, as_of: date | None) -> Comparison:
    """Which of two populations was larger in `period`."""
    a, b = answers(left, period, as_of), answers(right, period, as_of)
    if not a or not b:
        return not_covered(left if not a else right, period.label)
    if claim.size is not None or claim.degree:
        return _sized_contrast(claim, left, a[0], b[0], period)
    gap = (Decimal(a[0].value) - Decimal(b[0].value)) * claim.direction
    close = float(abs(gap)) <= max(float(a[0].value), float(b[0].value)) * left.restated_percent / 100
    slack = a[0].slack + b[0].slack
    close = close or (slack > 0 and abs(gap) <= slack)
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


def _sized_contrast(claim: Contrast, series: Series, first: Answer, second: Answer, period: Period) -> Comparison:
    """By how much one population was larger, as a change from the other to it would be."""
    change = Change(
        claim.span, claim.subject, claim.when,
        direction=claim.direction, size=claim.size, hedge=claim.hedge, degree=claim.degree,
    )  # fmt: skip
    outcome = rounded_change(change, first, second, series)
    ratio = f"{first.value / second.value:.2f} times" if second.value else "a multiple of nothing"
    wrong_way = (first.value - second.value) * claim.direction <= 0
    return Comparison(
        outcome.result,
        Decimal(first.value),
        first.evidence + second.evidence,
        Calculation(
            "one figure beside the other",
            (("first", f"{first.value:,}"), ("second", f"{second.value:,}")),
            f"{first.value - second.value:+,}, {ratio}",
        ),
        outcome.caveats,
        ("direction" if wrong_way else "amount") if outcome.result == FAILS else None,
        outcome.detail,
        f"{first.value:,} against {second.value:,} in {period.label}: {ratio}",
        proofs.change(change, first, second, series),
    )
