"""Outcomes of figures that their publisher rounded -> what can be said whatever the digits that were rounded away."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcheck.model.source import Series
from factcheck.verify.amounts import UNCLEAR, Outcome
from factcheck.verify.values import by_month, slack_of

ROUNDED = "the figures are rounded, and rounding alone may turn it about"
_MOST_STEPS = 100


def unturned(outcome: Outcome, moved: Iterable[Outcome]) -> Outcome:
    """The outcome, or `unclear` where rounding alone may bring another one about.

    `moved` are the outcomes at values that the rounded figures may stand for.
    """
    turned = outcome.result != UNCLEAR and any(other.result != outcome.result for other in moved)
    return Outcome(UNCLEAR, detail=ROUNDED) if turned else outcome


def steps(slack: int) -> list[Decimal]:
    """From −1 to 1, the shares of what rounding may have moved that are tried; none where nothing was rounded."""
    count = min(slack, _MOST_STEPS)
    return [Decimal(k) / count for k in range(-count, count + 1)] if count else []


def rounding_of(series: Series, first: int, last: int) -> int:
    """The most that rounding may have moved a month from `first` to `last`."""
    if not series.rounded:
        return 0
    months = by_month(series, None)
    found = [
        slack_of(part, release) for m in range(first, last + 1) if m in months for _, part, release in (months[m],)
    ]
    return max(found, default=0)
