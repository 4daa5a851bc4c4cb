"""Compares a written amount and its hedge with an official value."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from factcheck.model.finding import Caveat
from factcheck.model.hedge import BETWEEN, EXACT, Hedge
from factcheck.model.proof import Bounds, Interval, point
from factcheck.model.record import record
from factcheck.model.value import Amount

FITS, FAILS, UNCLEAR = "fits", "fails", "unclear"
_FURTHEST = Decimal("0.03")  # rounding never excuses more than this (docs/architecture.md, Amounts)
_LOOSE = Decimal("0.05")  # a hedge that rounds may excuse this much
_WRITTEN_OUT, _NARROW = 3, Decimal("0.01")  # "about 2.54 million" says more than "about 2.5 million"
_TELLING = 3  # digits of a figure that was looked up
_APPROXIMATE = ("about", "close to")
_NO_BOUND = 1e9


@record
class Outcome:
    """`fits`, `fails` or `unclear` (neither can be said), with what the reader should be told."""

    result: str
    caveats: tuple[Caveat, ...] = ()
    detail: str = ""


@record
class Scale:
    """What kind of numbers the official values are.

    `decimals` are those of the values compared; with `signed` they may lie below zero, where ratios mean
    nothing; `blur` is how far a mean of rounded months may be off.
    """

    decimals: int = 0
    signed: bool = False
    blur: Decimal = Decimal(0)


COUNT = Scale()


def compare(
    amount: Amount,
    hedge: Hedge,
    official: Decimal,
    restated_percent: float,
    upper: Amount | None = None,
    slack: int = 0,
    scale: Scale = COUNT,
) -> Outcome:
    """How the official value compares with the amount as written.

    `restated_percent` is what the manifest declares the series to be restated by, in percent;
    `slack` is how far the publisher's own rounding may have moved the official value.
    """
    bounds = bounds_of(amount, hedge, restated_percent, upper, slack, scale)
    return within(bounds, amount, hedge, official, upper, slack, scale)


def within(
    bounds: Bounds,
    amount: Amount,
    hedge: Hedge,
    official: Decimal,
    upper: Amount | None = None,
    slack: int = 0,
    scale: Scale = COUNT,
) -> Outcome:
    """How the official value compares with the amount, whose bounds are known."""
    if official in bounds.fits:
        return Outcome(FITS, () if scale.signed else _caveats(amount, hedge, official, upper, slack))
    if official in bounds.open:
        if scale.blur and abs(amount.value - official) <= scale.blur:
            return Outcome(UNCLEAR, detail="the mean of rounded months cannot tell")
        if scale.signed:
            return Outcome(UNCLEAR, detail="too coarse a rounding")
        return Outcome(UNCLEAR, detail=_why_open(amount, hedge, official, upper, slack))
    return Outcome(FAILS)


def _caveats(amount: Amount, hedge: Hedge, official: Decimal, upper: Amount | None, slack: int) -> tuple[Caveat, ...]:
    """What the reader should be told about a figure that fits."""
    if upper is not None or hedge is BETWEEN or (slack and amount.is_exact and abs(amount.value - official) <= slack):
        return ()
    if hedge is EXACT or hedge.name == "exactly":
        return () if rounds_to(amount, official) else (_restated(amount.value, official),)
    if amount.value and not hedge.plain_low <= float(official / amount.value) <= hedge.plain_high:
        return (Caveat("understated", f"true, but the official figure is {number(official)}"),)
    return ()


def _why_open(amount: Amount, hedge: Hedge, official: Decimal, upper: Amount | None, slack: int) -> str:
    if upper is not None or hedge is BETWEEN:
        return "just outside the range"
    if hedge is not EXACT and hedge.name != "exactly":
        return f"“{hedge.name}” is too loose to say"
    if rounds_to(amount, official):
        return "too coarse a rounding"
    if abs(amount.value - official) < 2 * slack:
        return f"differs by less than the {2 * slack} that the publisher rounds it to"
    return f"differs by {percent(off(amount, official))}, hardly more than the series is restated by"


# ---- bounds ---------------------------------------------------------------------------------------


def bounds_of(
    amount: Amount,
    hedge: Hedge,
    restated_percent: float,
    upper: Amount | None = None,
    slack: int = 0,
    scale: Scale = COUNT,
) -> Bounds:
    """The official values that the written amount allows, and those at which it is not yet wrong."""
    bounds = _bounds(amount, hedge, restated_percent, upper, slack, scale)
    if not scale.blur:
        return bounds
    low, high = bounds.fits.low, bounds.fits.high
    near = Interval(low - scale.blur if low is not None else None, high + scale.blur if high is not None else None)
    return Bounds(bounds.fits, bounds.open.hull(near))


def _bounds(
    amount: Amount, hedge: Hedge, restated_percent: float, upper: Amount | None, slack: int, scale: Scale
) -> Bounds:
    if upper is not None or hedge is BETWEEN:
        bounds = _between(amount, upper or amount)
    elif scale.signed:
        bounds = _signed(amount, hedge)
    elif amount.value == 0:
        bounds = point(0)
    elif hedge is EXACT or hedge.name == "exactly":
        bounds = _plain(amount, Decimal(str(restated_percent)) / 100)
    else:
        bounds = _hedged(amount, hedge)
    if scale.decimals and not scale.signed and amount.place <= 1 and amount.value and upper is None:
        bounds = _coarse(amount, hedge, bounds)
    if _finer(amount, slack):
        return _slackened(amount, bounds, slack, bool(restated_percent))
    return bounds


def _off_by(value: Decimal, share: Decimal) -> Interval:
    """The official values from which `value` is at most so far off, as a share of them."""
    return Interval(value / (1 + share), value / (1 - share))


def _rounding(amount: Amount) -> Interval:
    """The official values that rounding or truncating at the last written place makes the amount."""
    return Interval(amount.value - amount.place / 2, amount.value + amount.place, high_open=True)


_BEYOND = Decimal("1.1")


def _plain(amount: Amount, tolerance: Decimal) -> Bounds:
    rounding = _rounding(amount)
    fits = rounding.within(_off_by(amount.value, _FURTHEST))
    not_wrong = fits.hull(rounding.within(_off_by(amount.value, _LOOSE)))
    if amount.place >= 1 and amount.digits >= 4:
        fits = fits.hull(_off_by(amount.value, tolerance))
        # Right beyond what a series is restated by nobody can tell a figure as first published from a wrong one.
        not_wrong = not_wrong.hull(_off_by(amount.value, tolerance * _BEYOND))
    elif amount.place >= 1:
        not_wrong = not_wrong.hull(_off_by(amount.value, tolerance))
    return Bounds(fits, not_wrong.hull(fits))


def _hedged(amount: Amount, hedge: Hedge) -> Bounds:
    def at(ratio: float) -> Decimal | None:
        return amount.value * Decimal(str(ratio)) if 0 < ratio < _NO_BOUND else None

    fits = Interval(at(hedge.low), at(hedge.high), hedge.strict_low, hedge.strict_high)
    if hedge.name in _APPROXIMATE and amount.digits >= _WRITTEN_OUT:
        near = Interval(amount.value - 5 * amount.place, amount.value + 5 * amount.place)
        fits = fits.within(near.hull(_off_by(amount.value, _NARROW)))
    if hedge.rounds:
        fits = fits.hull(_rounding(amount).within(_off_by(amount.value, _LOOSE)))
    return Bounds(fits, Interval(at(hedge.fail_low), at(hedge.fail_high)).hull(fits))


_ABOVE, _BELOW = (
    ("more than", "at least", "well over", "just over"),
    ("fewer than", "at most", "well under", "none above"),
)


def _coarse(amount: Amount, hedge: Hedge, bounds: Bounds) -> Bounds:
    """ "4 percent" for 4.3: decimals are rounded to whole ones as a rule, however coarse that is."""
    rounding = _rounding(amount)
    if hedge is EXACT or hedge.name == "exactly":
        fits = bounds.fits.hull(rounding.within(_off_by(amount.value, _LOOSE)))
        return Bounds(fits, bounds.open.hull(rounding))
    if hedge.rounds or hedge.name == "nearly":
        return Bounds(bounds.fits, bounds.open.hull(rounding))
    return bounds


def _signed(amount: Amount, hedge: Hedge) -> Bounds:
    """On a scale with values below zero only differences mean something.

    Without a hedge, and with one that rounds, an amount fits by rounding at the written place; about two
    units of that place, or two whole ones, are open. A bound fits on its side.
    """
    value, half = amount.value, amount.place / 2
    if hedge.name in _ABOVE:
        side = Interval(value, low_open=hedge.name != "at least")
        return Bounds(side, side)
    if hedge.name in _BELOW:
        side = Interval(high=value, high_open=hedge.name != "at most")
        return Bounds(side, side)
    fits = Interval(value - half, value + half)
    reach = amount.place if hedge is EXACT or hedge.name == "exactly" else max(amount.place, Decimal(1)) * 2
    return Bounds(fits, Interval(value - reach, value + reach, True, True).hull(fits))


def _between(low: Amount, high: Amount) -> Bounds:
    bottom, top = sorted((low.value, high.value))
    slack = Decimal(str(1 - BETWEEN.fail_low))
    return Bounds(Interval(bottom, top), Interval(bottom * (1 - slack), top * (1 + slack)))


def _finer(amount: Amount, slack: int) -> bool:
    """Whether the amount is written more finely than the publisher's rounding lets the figure be known."""
    return amount.place < 2 * slack


def _slackened(amount: Amount, bounds: Bounds, slack: int, restated: bool) -> Bounds:
    """Within the publisher's own rounding an exact amount is taken for the official one, and no finer one is wrong.

    Up to a whole step off, it may be the figure of another release, where a series is `restated`.
    """
    near = Interval(amount.value - slack, amount.value + slack)
    step = Interval(amount.value - 2 * slack, amount.value + 2 * slack, True, True)
    fits, not_wrong = bounds.fits, bounds.open.hull(near)
    if restated and amount.place <= 1 and amount.digits >= _TELLING:
        not_wrong = not_wrong.hull(step.within(_off_by(amount.value, _LOOSE)))
    if amount.value in fits:
        return Bounds(fits.hull(near) if amount.is_exact else fits, not_wrong)
    # "more than 12,340" is not borne out by a figure that rounding alone may have lifted above it.
    if fits.low is not None and near.high is not None and fits.low < near.high and fits.low >= amount.value:
        fits = Interval(near.high, fits.high, True, fits.high_open)
    elif fits.high is not None and near.low is not None and fits.high > near.low and fits.high <= amount.value:
        fits = Interval(fits.low, near.low, fits.low_open, True)
    return Bounds(fits, not_wrong)


def rounds_to(amount: Amount, official: Decimal) -> bool:
    """Whether rounding or truncating `official` at the last written place gives the amount."""
    if amount.value == official:
        return True
    if abs(amount.value - official) >= amount.place:
        return False
    units = official / amount.place
    written = amount.value / amount.place
    return written in (
        units.quantize(Decimal(1), ROUND_HALF_UP),
        units.quantize(Decimal(1), ROUND_DOWN),
    )


def off(amount: Amount, official: Decimal) -> Decimal:
    """Relative distance of the amount from the official value."""
    if official == 0:
        return Decimal(0) if amount.value == 0 else Decimal(1)
    return abs(amount.value - official) / abs(official)


def compare_points(
    amount: Amount, hedge: Hedge, official: Decimal, restated_points: float, rises: bool | None = None
) -> Outcome:
    """How an official percentage compares with a written one; both in percent."""
    bounds = points_bounds(amount, hedge, restated_points, rises)
    if official in bounds.fits:
        plain = hedge is EXACT or hedge.name == "exactly"
        if plain and amount.unit != "share" and not rounds_to(amount, official):
            gap = abs(amount.value - official)
            return Outcome(FITS, (Caveat("restated", f"differs by {gap:.1f} points from the newest release"),))
        return Outcome(FITS, () if plain else _caveats(amount, hedge, official, None, 0))
    if official in bounds.open:
        return Outcome(UNCLEAR, detail=f"“{hedge.name}” is too loose to say" if hedge is not EXACT else "")
    return Outcome(FAILS)


def points_bounds(amount: Amount, hedge: Hedge, restated_points: float, rises: bool | None = None) -> Bounds:
    """The official percentages that a written one allows, and those at which it is not yet wrong.

    A fraction in words ("a third") is as loose as "about". Percentages of change are restated by
    up to `restated_points`, but never by more than a tenth of themselves. Of what `rises` by more than half it is
    open what restating the newer figure by one percent makes of it: (100 + rise) / 100 points. Of a share, which
    neither rises nor falls (None), nothing more is open.
    """
    value, tenth, seventh = amount.value, Decimal("0.1"), Decimal("0.15")
    if amount.unit == "share" and hedge.name in ("exact", "about", "close to"):
        return Bounds(_around(value, tenth, tenth), _around(value, seventh, seventh))
    if amount.unit == "share" and hedge.name == "nearly":
        fits = Interval(value * (1 - tenth), value, high_open=True)
        return Bounds(fits, _around(value, seventh, Decimal("0.05")))
    if hedge is EXACT or hedge.name == "exactly":
        most = max(Decimal(1), value * _FURTHEST)
        fits = _rounding(amount).within(Interval(value - most, value + most))
        points = Decimal(str(restated_points))
        fits = fits.hull(
            Interval(value - points, value + points).within(Interval(value / (1 + tenth), value / (1 - tenth)))
        )
        wide = points * (100 + value) / 100 if value > (50 if rises else 100) else Decimal(0)
        if rises is not None:  # what was rounded to the written figure may have been restated, too
            wide = max(wide, min(points + min(amount.place, Decimal(1)) / 2, value * tenth))
        return Bounds(fits, fits.hull(Interval(value - wide, value + wide)))
    bounds = _hedged(amount, hedge) if value else point(0)
    if hedge.rounds and value:  # "about 6 percent" allows at least what "6 percent" does
        fits = bounds.fits.hull(_rounding(amount).within(Interval(value - 1, value + 1)))
        bounds = Bounds(fits, bounds.open.hull(fits))
    return Bounds(bounds.fits, bounds.open.hull(Interval(value - 1, value + 1)))


def _around(value: Decimal, below: Decimal, above: Decimal) -> Interval:
    return Interval(value * (1 - below), value * (1 + above))


def _restated(written: Decimal, official: Decimal) -> Caveat:
    gap = abs(written - official)
    return Caveat(
        "restated",
        f"differs by {number(gap)} ({percent(gap / official)}) from the release held; such figures are restated",
    )


def number(value: Decimal) -> str:
    """Digits with separators, decimals only when there are any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(share: Decimal) -> str:
    """A relative difference for readers: "0.03 %"."""
    value = share * 100
    return f"{float(f'{value:.2g}'):g} %" if value < 1 else f"{value:.1f} %"
