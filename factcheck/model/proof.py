"""What it takes to work an answer out again: rows of figure files, an operation, and bounds."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model.record import record
from factcheck.model.value import Number

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@record
class Interval:
    """The values from `low` to `high`; None is no bound. An end is left out where it is `open`."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)

    def hull(self, other: Interval) -> Interval:
        """The least interval that holds both."""
        low, low_open = _outer(self.low, self.low_open, other.low, other.low_open, -1)
        high, high_open = _outer(self.high, self.high_open, other.high, other.high_open, 1)
        return Interval(low, high, low_open, high_open)

    def within(self, other: Interval) -> Interval:
        """What both hold; they must meet."""
        low, low_open = _inner(self.low, self.low_open, other.low, other.low_open, -1)
        high, high_open = _inner(self.high, self.high_open, other.high, other.high_open, 1)
        return Interval(low, high, low_open, high_open)

    def mirrored(self) -> Interval:
        """The same around zero turned about: a rise of 3 to 5 becomes a change of -5 to -3."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)


_End = tuple[Decimal | None, bool]


def _outer(a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, side: int) -> _End:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a - b) * side > 0 else (b, b_open)


def _inner(a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, side: int) -> _End:
    if a is None:
        return b, b_open
    if b is None:
        return a, a_open
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a - b) * side < 0 else (b, b_open)


@record
class Bounds:
    """Where an official value makes the written words right (`fits`), and where it does not yet make
    them wrong (`open`, which holds `fits`)."""

    fits: Interval
    open: Interval


def point(value: Number) -> Bounds:
    """Bounds that only this very value fits."""
    only = Interval(Decimal(value), Decimal(value))
    return Bounds(only, only)


@record
class Rows:
    """Rows of a figure file: of one release, from month `first` to `last` (indices, both included),
    where each column of `filters` takes one of its values. `total` is the sum of their values.

    `file` is relative to the sources folder. Rows of one `role` belong together.
    """

    file: str
    filters: Filters
    first: int
    last: int
    release: str
    total: Number
    role: str = "value"


@record
class Computation:
    """An operation of docs/architecture.md (Calculations) on rows, and what came out."""

    operation: str
    rows: tuple[Rows, ...]
    result: Decimal
    settings: tuple[tuple[str, str | int], ...] = ()


@record
class Proof:
    """Everything behind one comparison: what was written, what that allows, what was worked out.

    With `every`, all computations have to fit, otherwise any. `negated` turns the outcome about.
    """

    bounds: Bounds
    computations: tuple[Computation, ...]
    written: tuple[tuple[str, str], ...] = ()
    every: bool = False
    negated: bool = False
