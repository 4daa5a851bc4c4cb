"""Compares a written amount and its hedge with an official value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from factcheck.model.finding import Caveat
from factcheck.model.hedge import BETWEEN, EXACT, Hedge
from factcheck.model.value import Amount

FITS, FAILS, UNCLEAR = "fits", "fails", "unclear"
_FURTHEST = Decimal("0.03")  # rounding never excuses more than this (docs/architecture.md, Amounts)
_LOOSE = Decimal("0.05")  # a hedge that rounds may excuse this much


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fits`, `fails` or `unclear` (neither can be said), with what the reader should be told."""

    result: str
    caveats: tuple[Caveat, ...] = ()
    detail: str = ""


def compare(
    amount: Amount,
    hedge: Hedge,
    official: Decimal,
    restated_percent: float,
    upper: Amount | None = None,
    slack: int = 0,
) -> Outcome:
    """How the official value compares with the amount as written.

    `restated_percent` is what the manifest declares the series to be restated by, in percent;
    `slack` is how far the publisher's own rounding may have moved the official value.
    """
    if slack and amount.is_exact and abs(amount.value - official) <= slack:
        official = amount.value
    if upper is not None or hedge is BETWEEN:
        return _between(amount, upper or amount, official)
    if hedge is EXACT or hedge.name == "exactly":
        return _plain(amount, official, restated_percent)
    return _hedged(amount, hedge, official)


def rounds_to(amount: Amount, official: Decimal) -> bool:
    """Whether rounding or truncating `official` at the last written place gives the amount."""
    if amount.value == official:
        return True
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


def _plain(amount: Amount, official: Decimal, restated_percent: float) -> Outcome:
    distance = off(amount, official)
    if rounds_to(amount, official):
        if distance <= _FURTHEST:
            return Outcome(FITS)
        return Outcome(UNCLEAR if distance <= _LOOSE else FAILS, detail="too coarse a rounding")
    tolerance = Decimal(str(restated_percent)) / 100
    if distance <= tolerance and amount.place >= 1:
        if amount.digits >= 4:
            return Outcome(FITS, (_restated(amount.value, official),))
        return Outcome(
            UNCLEAR,
            detail=f"differs by {percent(distance)}, no more than the series is restated by",
        )
    return Outcome(FAILS)


def _hedged(amount: Amount, hedge: Hedge, official: Decimal) -> Outcome:
    if amount.value == 0:
        return Outcome(FITS if official == 0 else FAILS)
    ratio = float(official / amount.value)
    above = ratio > hedge.low or (ratio == hedge.low and not hedge.strict_low)
    under = ratio < hedge.high or (ratio == hedge.high and not hedge.strict_high)
    if above and under:
        if ratio > hedge.plain_high or ratio < hedge.plain_low:
            return Outcome(
                FITS,
                (Caveat("understated", f"true, but the official figure is {number(official)}"),),
            )
        return Outcome(FITS)
    if hedge.rounds and rounds_to(amount, official) and off(amount, official) <= _LOOSE:
        return Outcome(FITS)
    if ratio < hedge.fail_low or ratio > hedge.fail_high:
        return Outcome(FAILS)
    return Outcome(UNCLEAR, detail=f"“{hedge.name}” is too loose to say")


def _between(low: Amount, high: Amount, official: Decimal) -> Outcome:
    bottom, top = sorted((low.value, high.value))
    if bottom <= official <= top:
        return Outcome(FITS)
    slack = Decimal(str(1 - BETWEEN.fail_low))
    if bottom * (1 - slack) <= official <= top * (1 + slack):
        return Outcome(UNCLEAR, detail="just outside the range")
    return Outcome(FAILS)


def compare_points(amount: Amount, hedge: Hedge, official: Decimal, restated_points: float) -> Outcome:
    """How an official percentage compares with a written one; both in percent.

    A fraction in words ("a third") is as loose as "about". Percentages of change are restated by
    up to `restated_points`, but never by more than a tenth of themselves.
    """
    if amount.unit == "share" and hedge is EXACT:
        ratio = official / amount.value
        if Decimal("0.9") <= ratio <= Decimal("1.1"):
            return Outcome(FITS)
        return Outcome(UNCLEAR if Decimal("0.85") <= ratio <= Decimal("1.15") else FAILS)
    if amount.unit == "share" and hedge.name == "nearly":
        ratio = official / amount.value
        if Decimal("0.9") <= ratio < 1:
            return Outcome(FITS)
        return Outcome(UNCLEAR if Decimal("0.85") <= ratio <= Decimal("1.05") else FAILS)
    if hedge is EXACT or hedge.name == "exactly":
        if rounds_to(amount, official) and abs(amount.value - official) <= max(Decimal(1), amount.value * _FURTHEST):
            return Outcome(FITS)
        gap = abs(amount.value - official)
        if gap <= Decimal(str(restated_points)) and gap <= abs(official) / 10:
            return Outcome(FITS, (Caveat("restated", f"differs by {gap:.1f} points from the newest release"),))
        return Outcome(FAILS)
    outcome = _hedged(amount, hedge, official)
    if outcome.result == FAILS and abs(amount.value - official) <= 1:
        return Outcome(UNCLEAR, detail="within a point")
    return outcome


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
