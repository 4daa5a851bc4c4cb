"""Outcomes of figures that their publisher rounded -> what can be said whatever the digits that were rounded away."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from factcheck.model.source import Series
from factcheck.verify.amounts import UNCLEAR, Outcome
from factcheck.verify.values import slack_of, told_by

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


def steps(slack: int) -> tuple[Decimal, ...]:
    """From −1 to 1, the shares of what rounding may have moved that are tried; none where nothing was rounded.

    The ends come first: what rounding turns about, it nearly always turns about there.
    """
    return _steps(min(slack, _MOST_STEPS))


def rounding_of(series: Series, first: int, last: int) -> int:
    """The most that rounding may have moved a month from `first` to `last`."""
    if not series.rounded:
        return 0
    return max((slack_of(part, release) for _, _, part, release in told_by(series, first, last, None)), default=0)
