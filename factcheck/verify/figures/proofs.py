"""Comparisons -> what someone else needs to work them out again (docs/recompute.py does)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from factcheck.model.claim import Change, Contrast, Figure, FirstTime, Share, Streak
from factcheck.model.hedge import Hedge
from factcheck.model.proof import Bounds, Computation, Interval, Proof, Rows, point
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Amount, Period
from factcheck.verify.amounts import Scale, bounds_of, points_bounds
from factcheck.verify.figures.values import Answer, cells_of, dated, in_role, rows_between, rows_of, shifted


def sums(claim: Figure, series: Series, used: Sequence[Answer], bounds: Callable[[int, Scale], Bounds]) -> Proof:
    """The sums that were compared: the one that fits, else what every release says."""
    slack = max([a.slack for a in used])
    return Proof(bounds(slack, scale_of(series, used[0])), tuple([_total(a) for a in used]), written(claim))


def scale_of(series: Series, answer: Answer) -> Scale:
    """What kind of number an answer of the series is."""
    if not answer.mean or len(answer.found) < 2:
        return Scale(series.decimals, series.signed)
    return Scale(series.decimals + 2, series.signed, Decimal(1).scaleb(-series.decimals))


def _total(answer: Answer) -> Computation:
    if answer.mean and len(answer.found) > 1:
        return Computation("mean", answer.rows, Decimal(answer.value), (("divisor", len(answer.found)),))
    return Computation("sum", answer.rows, Decimal(answer.value))


def written(claim: Figure | Change | Share) -> tuple[tuple[str, str], ...]:
    """The amount as the claim has it, with its hedge and unit."""
    amount = claim.size if isinstance(claim, Change) else claim.amount
    if amount is None:
        return ()
    said = [("value", f"{amount.value:f}"), ("unit", amount.unit), ("hedge", claim.hedge.name)]
    if isinstance(claim, Figure) and claim.upper is not None:
        said.insert(1, ("upper", f"{claim.upper.value:f}"))
    return tuple(said)


def all_together(parts: Sequence[Proof | None], claim: Figure | Change) -> Proof | None:
    """All months or places together, which hold only if each does."""
    proofs = [p for p in parts if p is not None]
    if len(proofs) != len(parts):
        return None
    bounds = proofs[0].bounds
    for other in (p.bounds for p in proofs[1:]):  # they differ where the publisher rounds some months only
        bounds = Bounds(bounds.fits.hull(other.fits), bounds.open.hull(other.open))
    return Proof(bounds, tuple(c for p in proofs for c in p.computations[:1]), written(claim), every=True)


def often(claim: Figure, parts: Sequence[Answer], told: int, many: int) -> Proof:
    """The months or years of a stretch, and how many of them lie beyond the mark."""
    settings = _sided(-1 if claim.hedge.name == "fewer than" else 1, claim.amount, parts[0].period)
    settings = (*settings, ("of_all", 1))
    used = tuple(row for one in parts for row in one.rows)
    return Proof(point(told), (Computation("count", used, Decimal(many), settings),), written(claim))


def change(claim: Change, after: Answer, before: Answer, series: Series) -> Proof:
    """The two sums, how they were compared, and what the words allow that to be."""
    operation, bounds = "percent-change", _direction_bounds(claim, series)
    a, b, size = Decimal(after.value), Decimal(before.value), claim.size
    result = (a - b) * 100 / b if b else Decimal(0)
    if size is None and series.signed:
        operation, result = "difference", a - b
        bounds = Bounds(Interval(Decimal(0), low_open=True), Interval(Decimal(0), low_open=True))
    elif size is not None and claim.direction and size.unit == "points" and series.percent:
        operation, result = "difference", a - b
        bounds = bounds_of(replace(size, unit="count"), claim.hedge, 0.0, scale=Scale(series.decimals))
    elif size is not None and claim.direction and size.unit == "count":
        operation, result = "difference", a - b
        bounds = bounds_of(size, claim.hedge, series.restated_percent, scale=Scale(series.decimals))
    elif size is not None and size.unit == "times" and size.value:
        more, less = (b, a) if claim.direction < 0 else (a, b)
        operation, result = "ratio", (more / less).quantize(Decimal("0.01")) if less else Decimal(0)
        bounds = times_bounds(size, claim.hedge, series.restated_percent)
    elif size is not None and claim.direction and size.unit in ("percent", "share"):
        bounds = points_bounds(size, claim.hedge, series.restated_points, claim.direction > 0)
    if claim.direction < 0 and operation != "ratio":
        bounds = Bounds(bounds.fits.mirrored(), bounds.open.mirrored())
    used = [in_role(after.rows, "new"), in_role(before.rows, "old")]
    if claim.direction < 0 and operation == "ratio":
        used.reverse()
    return Proof(bounds, (Computation(operation, used[0] + used[1], result),), written(claim))


def _direction_bounds(claim: Change, series: Series) -> Bounds:
    """Per cent of a change that has no size in the words, as if it were said to be a rise."""
    if claim.direction == 0:
        return Bounds(Interval(Decimal(-3), Decimal(3)), Interval(Decimal(-10), Decimal(10)))
    near = Decimal(str(-series.restated_percent))
    if claim.degree == "slight":
        return Bounds(Interval(Decimal(0), Decimal(10), True), Interval(near, Decimal(20)))
    if claim.degree == "gentle":
        return Bounds(Interval(Decimal(0), Decimal(20), True), Interval(near))
    least = Interval(Decimal(10)) if claim.degree == "sharp" else Interval(Decimal(0), low_open=True)
    return Bounds(least, Interval(near))


def is_whole_multiple(size: Amount, hedge: Hedge) -> bool:
    return size.place >= 1 and hedge.name in ("exact", "about", "close to", "nearly")


def times_bounds(size: Amount, hedge: Hedge, restated_percent: float) -> Bounds:
    """ "tripled", "nearly five times": a whole multiple is rounded, and a tenth is the most it may be off.

    Of a large one a tenth is more than rounding takes away: "about 13 times" does not fit 11.75.
    """
    if not is_whole_multiple(size, hedge):
        return bounds_of(size, hedge, restated_percent)
    value = size.value
    if hedge.name == "nearly":
        fits = Interval(max(value * Decimal("0.9"), value - size.place), value, high_open=True)
        return Bounds(fits, Interval(value * Decimal("0.83"), value * Decimal("1.05")))
    near, far = (Decimal("0.1"), Decimal("0.17"))
    if hedge.name == "exact":  # without a hedge it says a little more
        near, far = (Decimal("0.08"), Decimal("0.15"))
    reach = min(value * near, size.place / 2)
    return Bounds(
        Interval(value - reach, value + reach),
        Interval(value * (1 - far), value * (1 + far)),
    )


def beyond(claim: Change, answer: Answer, base: Decimal, series: Series) -> Proof:
    slack = base * Decimal(str(series.restated_percent)) / 100
    fits, not_wrong = Interval(base + slack, low_open=True), Interval(base - slack)
    if claim.direction < 0:
        fits, not_wrong = Interval(high=base - slack, high_open=True), Interval(high=base + slack)
    said = (("base", f"{base:f}"), ("direction", "up" if claim.direction > 0 else "down"))
    return Proof(Bounds(fits, not_wrong), (Computation("sum", answer.rows, Decimal(answer.value)),), said)


def mean(claim: Figure, series: Series, answer: Answer, result: Decimal, divisor: int) -> Proof:
    """The sum and what it was divided by."""
    bounds = bounds_of(claim.amount, claim.hedge, series.restated_percent)
    return Proof(bounds, (Computation("mean", answer.rows, result, (("divisor", divisor),)),), written(claim))


def share(claim: Share, part: Answer, whole: Answer, result: Decimal) -> Proof:
    """The part and the whole."""
    used = in_role(part.rows, "part") + in_role(whole.rows, "whole")
    return Proof(points_bounds(claim.amount, claim.hedge, 1.0), (Computation("share", used, result),), written(claim))


def run(claim: Streak, series: Series, period: Period, as_of: date | None, length: int) -> Proof:
    """The run and the months or years before it that show that it begins there."""
    settings = _sided(claim.direction, claim.threshold, period, claim.step)
    used = _held(series, period, -length - claim.step, 0, as_of)
    computation = Computation("streak", used, Decimal(length), settings)
    return Proof(point(claim.length), (computation,), (("length", str(claim.length)),))


def _sided(
    direction: int, threshold: Amount | None, period: Period, step: int = 1
) -> tuple[tuple[str, str | int], ...]:
    """What a run is of: which way, beyond which mark or from how many back, and of how many months each."""
    settings: tuple[tuple[str, str | int], ...] = (("direction", direction),)
    if step != 1:
        settings += (("back", step),)
    if threshold is not None:
        settings += (("threshold", f"{threshold.value:f}"),)
    return settings if period.months == 1 else (*settings, ("months", period.months))


def _held(series: Series, period: Period, first: int, last: int, as_of: date | None) -> tuple[Rows, ...]:
    """The rows behind the months or years from number `first` to `last`, counted from `period`, that are held."""
    cutoff = as_of.isoformat() if as_of else None
    if period.months == 1:
        return rows_between(series, period.first + first, period.first + last, cutoff)
    each = [shifted(period, n) for n in range(first, last + 1)]
    return rows_of([cell for one in each for cell in dated(one, cells_of(series, one, cutoff) or ())])


def longest_pause(months: int) -> int:
    """How many months "in (more than) two years" may stand for at most."""
    return months + 1 if months < 12 else max(2 * months, months + 12) - 1


def pause(
    claim: FirstTime, series: Series, period: Period, since: Period | None, as_of: date | None, length: int, held: int
) -> Proof:
    """The months before it that lay on the other side, and the last one that did not; `held` are before it at all."""
    settings = _sided(-claim.direction, claim.threshold, period, claim.step)
    used = _held(series, period, -1 - length - claim.step * (claim.threshold is None), -1, as_of)
    step, last = period.months, period.last - period.months
    if since is not None and claim.event:
        bounds = Bounds(Interval(Decimal(last - since.first) / step + 1), Interval(Decimal(last - since.last) / step))
    elif since is not None:
        fits = Interval(Decimal(max(last - since.last, 0)) / step, Decimal(last - since.first) / step)
        bounds = Bounds(fits, fits)
    elif claim.months_back:
        least, most = (Decimal(n) / step - 1 for n in (claim.months_back, longest_pause(claim.months_back)))
        bounds = Bounds(Interval(least, most), Interval(least))
    else:
        fits = Interval(Decimal(held - claim.step * (claim.threshold is None)))
        bounds = Bounds(fits, fits)
    return Proof(bounds, (Computation("streak", used, Decimal(length), settings),))


def gap(claim: Contrast, first: Answer, second: Answer, restated_percent: float) -> Proof:
    """The difference of two populations, which has to be larger than the figures are restated by."""
    least = Decimal(str(max(float(first.value), float(second.value)) * restated_percent / 100))
    bounds = Bounds(Interval(least, low_open=True), Interval(-least))
    if claim.direction < 0:
        bounds = Bounds(bounds.fits.mirrored(), bounds.open.mirrored())
    used = in_role(first.rows, "first") + in_role(second.rows, "second")
    said = (("first", "larger" if claim.direction > 0 else "smaller"),)
    return Proof(bounds, (Computation("difference", used, Decimal(first.value - second.value)),), said)


def ahead(pairs: Sequence[tuple[tuple[Rows, ...], tuple[Rows, ...]]], slack: float) -> Proof:
    """Of each pair the first has to be larger than the second, by more than `slack`."""
    margin = Decimal(str(slack))
    computations = tuple(
        Computation(
            "difference",
            in_role(first, "first") + in_role(second, "second"),
            Decimal(sum(r.total for r in first) - sum(r.total for r in second)),
        )
        for first, second in pairs
    )
    return Proof(Bounds(Interval(margin, low_open=True), Interval(-margin)), computations, every=True)
