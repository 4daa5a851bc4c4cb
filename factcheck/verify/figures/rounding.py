"""Outcomes of figures that their publisher rounded -> what can be said whatever the digits that were rounded away."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from factcheck.model.source import Series
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, Outcome
from factcheck.verify.figures.values import slack_of, told_by

ROUNDED = "the figures are rounded, and rounding alone may turn it about"
_MOST_STEPS = 100


def unturned(outcome: Outcome, moved: Iterable[Outcome]) -> Outcome:
    """The outcome, or `unclear` where rounding alone may bring another one about.

    `moved` are the outcomes at values that the rounded figures may stand for.
    """
    turned = outcome.result != UNCLEAR and any(other.result != outcome.result for other in moved)
    return Outcome(UNCLEAR, detail=ROUNDED) if turned else outcome


@cache
def _steps(count: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(k) / count for k in (-count, count, *range(-count + 1, count))) if count else ()


def steps(slack: int, result: str) -> tuple[Decimal, ...]:
    """From −1 to 1, the shares of what rounding may have moved that are tried; none where nothing was rounded.

    What has come to `result` and fits is tried at the ends only: the values that fit are an interval, so that what
    fits at both ends fits in between. What fails may fail on either side of it. What is open stays open.
    """
    tried = _steps(min(slack, _MOST_STEPS))
    return tried[:2] if result == FITS else tried if result == FAILS else ()


def rounding_of(series: Series, first: int, last: int) -> int:
    """The most that rounding may have moved a month from `first` to `last`."""
    if not series.rounded:
        return 0
    return max((slack_of(part, release) for _, _, part, release in told_by(series, first, last, None)), default=0)
