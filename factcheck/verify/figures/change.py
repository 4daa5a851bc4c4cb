"""Compares a written rise or fall with two periods of one series: one reading, one outcome."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from factcheck.model.claim import Change
from factcheck.model.finding import Calculation
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Amount, Number, Period, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, Outcome, Scale, compare, compare_points
from factcheck.verify.figures import proofs
from factcheck.verify.figures.figure import Comparison, not_covered, preferred
from factcheck.verify.figures.rounding import steps, unturned
from factcheck.verify.figures.values import Answer, answers, monthly


def compare_change(claim: Change, series: Series, period: Period, base: Period, as_of: date | None) -> Comparison:
    """A written rise or fall from `base` to `period`, with its size if one is written."""
    after, before = answers(series, period, as_of), answers(series, base, as_of)
    if not after or not before:
        return not_covered(series, (period if not after else base).label)
    if period.first == base.first and period.last == base.last:
        return Comparison(UNCLEAR, detail="it is not clear which two periods are compared")
    if claim.each:
        return _step_by_step(claim, series, period, base, as_of)
    if period.months != base.months and not claim.totals:
        return Comparison(UNCLEAR, detail=f"{period.label} and {base.label} are not equally long")
    tried = ((a, b, rounded_change(claim, a, b, series)) for a in after[:3] for b in before[:3])
    a, b, outcome = preferred(tried, lambda one: one[2].result)
    points = _percent(Decimal(a.value), Decimal(b.value))
    steady = _steady(claim, series, period, base) if claim.steady and outcome.result == FITS else None
    if steady is not None:
        outcome = steady
    by = _signed(points)
    formula = "(new − old) / old × 100"
    if series.percent or series.signed:
        formula, unit = "new − old", "points" if series.percent else series.unit
        by = f"{Decimal(a.value) - Decimal(b.value):+,} {unit}".replace("-", "−")
    calculation = Calculation(formula, ((base.label, f"{b.value:,}"), (period.label, f"{a.value:,}")), by)
    if outcome.result == FAILS and series.mean and period.months > 1:
        moved = (Decimal(a.value) - Decimal(b.value)) * (claim.direction or 1)
        if abs(moved - (claim.size.value if claim.size else 0)) <= Decimal(1).scaleb(-series.decimals):
            outcome = Outcome(UNCLEAR, detail="the mean of rounded months cannot tell")
    slot = _failed(claim, a.value, b.value) if outcome.result == FAILS else None
    return Comparison(
        outcome.result,
        points,
        a.evidence + b.evidence,
        calculation,
        outcome.caveats,
        slot,
        outcome.detail,
        f"{b.value:,} in {base.label}, {a.value:,} in {period.label}: {by}",
        proofs.change(claim, a, b, series) if period.months == 1 or not series.mean else None,
    )


def _step_by_step(claim: Change, series: Series, period: Period, base: Period, as_of: date | None) -> Comparison:
    """ "fell every year from 2019 to 2021": each against the year before; the first that went the other way tells.

    Whether the first year itself went that way is not said plainly, so that it must not have gone the other way.
    """
    plain, step = replace(claim, each=""), 12 if claim.each == "year" else 1
    if not base.months == period.months == step or base.kind != period.kind:
        return Comparison(UNCLEAR, detail="it is not clear which months or years are compared")
    ends = range(base.last, period.last + 1, step)
    stops = [base, *(step_of(period, end, claim.each) for end in ends[1:-1]), period]
    outcomes = [compare_change(plain, series, b, a, as_of) for a, b in pairwise(stops)]
    against = next((o for o in outcomes if o.result == FAILS), None)
    if against is not None:
        return against
    undecided = next((o for o in outcomes if o.result != FITS), None)
    since = claim.base is not None and (claim.base.open_end or not claim.when.periods)
    before = compare_change(plain, series, base, step_of(period, base.last - step, claim.each), as_of)
    if undecided is None and not since and before.result == FAILS:
        return replace(before, result=UNCLEAR, failed_slot=None, detail=f"{base.label} itself went the other way")
    return undecided or compare_change(plain, series, period, base, as_of)


def step_of(like: Period, last: int, unit: str) -> Period:
    """The "month", or the "year" of the kind of `like`, that ends with month `last`."""
    if unit == "month":
        return Period(last, last, "month", month_name(last))
    kind = like.kind if like.is_year else "calendar" if last % 12 == 11 else "fiscal"
    return Period(last - 11, last, kind, f"{'fiscal year ' if kind == 'fiscal' else ''}{last // 12}")


def rounded_change(claim: Change, after: Answer, before: Answer, series: Series) -> Outcome:
    """The change, left open where the rounding of either figure may turn it about."""
    outcome = one_change(claim, after.value, before.value, series)
    s, t = after.slack, before.slack
    if not s + t or outcome.result == UNCLEAR:
        return outcome
    if outcome.result == FAILS and before.value > t:  # where a base may be nothing, percent jumps
        ends = ((after.value - s, before.value + t), (after.value + s, before.value - t))
        sides = [_side(claim, a, b, series) for a, b in ends]
        if sides[0] and sides[0] == sides[1] and all(one_change(claim, *end, series).result == FAILS for end in ends):
            return outcome  # the changes that the words allow are an interval, and both ends lie on one side of it
    tried = steps(s + t, outcome.result if before.value > t else FAILS)
    moved = ((after.value + s * k, max(before.value - t * k, Decimal(0))) for k in tried)
    return unturned(outcome, (one_change(claim, a, b, series) for a, b in moved))


def _side(claim: Change, after: Number, before: Number, series: Series) -> int:
    """On which side of what the words allow a change lies: 1 above, -1 below, -2 the other way; 0 if nobody can say."""
    size = claim.size
    if series.signed or series.percent or claim.direction == 0:
        return 0
    a, b = Decimal(after), Decimal(before)
    signed = _percent(a, b) * claim.direction
    if signed <= 0:
        return -2 if -signed > Decimal(str(series.restated_percent)) else 0
    if size is None:
        return 1
    times = b / (a or Decimal(1)) if claim.direction < 0 else a / b
    found = abs(a - b) if size.unit == "count" else times if size.unit == "times" else signed
    return (found > size.value) - (found < size.value)


def _percent(after: Decimal, before: Decimal) -> Decimal:
    return (after - before) * 100 / before if before else Decimal(0)


def _signed(points: Decimal) -> str:
    return f"{points:+.1f} %".replace("-", "−")


def _failed(claim: Change, after: Number, before: Number) -> str:
    if claim.direction and (after - before) * claim.direction <= 0:
        return "direction"
    return "amount"


def one_change(claim: Change, after: Number, before: Number, series: Series) -> Outcome:
    a, b = Decimal(after), Decimal(before)
    points = _percent(a, b)
    if series.signed and (a <= 0 or b <= 0 or (claim.size is not None and claim.size.unit != "count")):
        return _signed_change(claim, a, b, series.decimals)
    if claim.size is not None and claim.size.unit == "points" and not series.percent:
        return Outcome(UNCLEAR, detail="percentage points are about shares, not counts")
    if claim.direction == 0:
        return Outcome(FITS if abs(points) <= 3 else UNCLEAR if abs(points) <= 10 else FAILS)
    signed = points * claim.direction
    if signed <= 0:
        near = abs(points) <= Decimal(str(series.restated_percent))
        if near and claim.size is not None and claim.size.unit == "percent":  # far from any size that rounds to nothing
            near = compare_points(claim.size, claim.hedge, abs(points), series.restated_points).result != FAILS
        return Outcome(UNCLEAR if near else FAILS, detail="less than the series is restated by" if near else "")
    if claim.size is None:
        return _degree(claim, signed)
    return _size(claim, a, b, signed, series)


def _signed_change(claim: Change, a: Decimal, b: Decimal, decimals: int) -> Outcome:
    """A change on a scale with values below zero: it has a direction and a size, and no percentage."""
    moved = (a - b) * claim.direction
    if claim.direction == 0 or claim.degree:
        return Outcome(UNCLEAR, detail="on this scale nobody can say what is much")
    if moved <= 0:
        return Outcome(FAILS)
    if claim.size is None:
        return Outcome(FITS)
    if claim.size.unit != "count":
        return Outcome(UNCLEAR, detail="a percentage of something that may lie below zero says nothing")
    return compare(claim.size, claim.hedge, moved, 0.0, scale=Scale(decimals))


def _points_of(claim: Change, size: Amount, a: Decimal, b: Decimal, series: Series) -> Outcome:
    """ "up 0.3 points", "up 5 percent" of a percentage: points are its difference, and percent may mean either."""
    gap = compare(replace(size, unit="count"), claim.hedge, abs(a - b), 0.0, scale=Scale(series.decimals))
    if size.unit == "points":
        return gap
    relative = compare_points(size, claim.hedge, abs(_percent(a, b)), series.restated_points)
    if relative.result == FAILS and gap.result != FAILS:
        return Outcome(UNCLEAR, detail="percentage points may be meant")
    return relative


def _size(claim: Change, a: Decimal, b: Decimal, signed: Decimal, series: Series) -> Outcome:
    size = claim.size
    assert size is not None
    if size.unit == "count":
        return compare(size, claim.hedge, abs(a - b), series.restated_percent, scale=Scale(series.decimals))
    if size.unit == "times" and size.value == 0:
        return Outcome(UNCLEAR, detail="a multiple of nothing")
    if size.unit == "times":
        more, less = (b, a) if claim.direction < 0 else (a, b)  # "fell tenfold": to a tenth
        if less == 0:
            return Outcome(UNCLEAR, detail="a multiple of nothing")
        ratio = (more / less).quantize(Decimal("0.01"))
        if proofs.is_whole_multiple(size, claim.hedge):
            bounds = proofs.times_bounds(size, claim.hedge, series.restated_percent)
            result = FITS if ratio in bounds.fits else UNCLEAR if ratio in bounds.open else FAILS
            near = f"it is {ratio} times, too near to call it wrong"
            return Outcome(result, detail=near if result == UNCLEAR else "")
        return compare(size, claim.hedge, ratio, series.restated_percent)
    if series.percent and size.unit in ("points", "percent"):
        return _points_of(claim, size, a, b, series)
    return compare_points(size, claim.hedge, signed, series.restated_points, claim.direction > 0)


def _degree(claim: Change, signed: Decimal) -> Outcome:
    """ "slight" up to about a tenth, "sharp" from about a tenth on; in between nobody can say.

    "Inched up" ("gentle") says it less plainly: what is more is left open.
    """
    if claim.degree == "slight":
        return Outcome(FITS if signed <= 10 else UNCLEAR if signed <= 20 else FAILS, detail="not slight")
    if claim.degree == "gentle":
        return Outcome(FITS if signed <= 20 else UNCLEAR, detail="not plainly a little")
    if claim.degree == "sharp":
        return Outcome(FITS if signed >= 10 else UNCLEAR, detail="not plainly sharp")
    return Outcome(FITS)


def _steady(claim: Change, series: Series, period: Period, base: Period) -> Outcome | None:
    """ "steady": no month between the two goes the other way."""
    values = monthly(series, None)
    months = [values.get(m) for m in range(base.last, period.last + 1)]
    if any(v is None for v in months):
        return None
    run = [v for v in months if v is not None]
    against = [1 for x, y in pairwise(run) if (y - x) * claim.direction < 0]
    return None if not against else Outcome(UNCLEAR, detail="it was not steady: some months went the other way")


def compare_with_amount(claim: Change, series: Series, period: Period, as_of: date | None) -> Comparison:
    """ "up from 92,833": a change against a written figure whose period nobody named."""
    assert claim.base_amount is not None
    found = answers(series, period, as_of)
    if not found:
        return not_covered(series, period.label)
    value, base = Decimal(found[0].value), claim.base_amount.value
    holds = (value - base) * claim.direction > 0
    near = max(base * Decimal(str(series.restated_percent)) / 100, Decimal(found[0].slack))
    close = bool(base) and abs(value - base) <= near
    result = UNCLEAR if close or (holds and claim.size is not None) else FITS if holds else FAILS
    says = f"{found[0].value:,} in {period.label}"
    return Comparison(
        result,
        value,
        found[0].evidence,
        None,
        (),
        "direction" if result == FAILS else None,
        says=says,
        proof=proofs.beyond(claim, found[0], base, series),
    )


def run_over(claim: Change, series: Series, period: Period, as_of: date | None) -> Comparison:
    """ "declined during the last four months": compares the last month with the one before the first."""
    first = Period(period.first - 1, period.first - 1, "month", month_name(period.first - 1))
    last = Period(period.last, period.last, "month", month_name(period.last))
    return compare_change(claim, series, last, first, as_of)
