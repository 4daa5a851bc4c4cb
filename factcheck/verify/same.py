"""Two assertions -> whether they say the same thing, or the same thing differently.

Likeness finds the earlier claim; only typed slots say that it is the same. "112 days in 2024" and "more than
110 days that year" are one statement; with "about 90" they contradict each other, whichever is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Change, Contrast, Figure, Rank, Share, Streak, When
from factcheck.model.finding import AssertionFinding
from factcheck.model.hedge import BETWEEN, Hedge
from factcheck.model.value import Amount
from factcheck.verify.amounts import FAILS, FITS, compare, compare_points

SAME, DIFFERS, OTHER = "same", "differs", ""
Key = tuple[str, tuple[object, ...], tuple[int, int, bool]]


def relation(first: Sequence[AssertionFinding], second: Sequence[AssertionFinding]) -> str:
    """`same` when each statement of one claim stands in the other, `differs` when two that are about
    the same contradict each other, else empty."""
    pairs = [[_relation(a, b) for b in second] for a in first]
    if any(r == DIFFERS for row in pairs for r in row):
        # A claim may give two figures of one series; one that agrees explains the other.
        rows_differ = any(DIFFERS in row and SAME not in row for row in pairs)
        columns_differ = any(DIFFERS in column and SAME not in column for column in zip(*pairs, strict=True))
        return DIFFERS if rows_differ and columns_differ else OTHER
    if pairs and all(SAME in row for row in pairs) and all(SAME in column for column in zip(*pairs, strict=True)):
        return SAME
    return OTHER


def subject_of(found: AssertionFinding) -> Key | None:
    """What two assertions must share to be about the same: kind, population looked up, period; None when
    one of them is not known."""
    said = found.said
    span = None if said is None else _span(said.when)
    if said is None or not found.looked_up or span is None or said.negated or said.blocked is not None:
        return None
    return type(said).__name__, found.looked_up, span


def _relation(one: AssertionFinding, two: AssertionFinding) -> str:
    a, b = one.said, two.said
    if subject_of(one) is None or subject_of(one) != subject_of(two):
        return OTHER
    if isinstance(a, Figure) and isinstance(b, Figure):
        if (a.each, a.yearly, a.mean, a.extreme, a.monthly) != (b.each, b.yearly, b.mean, b.extreme, b.monthly):
            return OTHER
        return _amounts(a.amount, a.hedge, a.upper, b.amount, b.hedge, b.upper)
    if isinstance(a, Share) and isinstance(b, Share):
        if _span(a.whole_when) != _span(b.whole_when):
            return OTHER
        return _amounts(a.amount, a.hedge, None, b.amount, b.hedge, None)
    if isinstance(a, Change) and isinstance(b, Change):
        return _changes(a, b)
    if isinstance(a, Rank) and isinstance(b, Rank):
        return _ranks(a, b)
    if isinstance(a, Streak) and isinstance(b, Streak):
        return SAME if (a.length, a.direction, a.threshold) == (b.length, b.direction, b.threshold) else OTHER
    if isinstance(a, Contrast) and isinstance(b, Contrast):
        return SAME if a.direction == b.direction else DIFFERS
    return OTHER


def _span(when: When | None) -> tuple[int, int, bool] | None:
    if when is None or not when.periods:
        return None
    return when.periods[0].first, when.periods[0].last, when.open_end


def _changes(a: Change, b: Change) -> str:
    if _span(a.base) != _span(b.base) or (a.base_amount is None) != (b.base_amount is None) or a.each != b.each:
        return OTHER
    if a.direction != b.direction:
        return DIFFERS
    if a.size is None or b.size is None:
        return SAME if a.size is b.size else OTHER
    return _amounts(a.size, a.hedge, None, b.size, b.hedge, None)


def _ranks(a: Rank, b: Rank) -> str:
    def frame(r: Rank) -> tuple[object, ...]:
        return r.highest, _span(r.since), r.months_back, _span(r.within), r.prior, r.then, r.local, r.rivals

    if frame(a) != frame(b):
        return OTHER
    return SAME if a.rank == b.rank else DIFFERS


def _amounts(
    a: Amount, hedge_a: Hedge, upper_a: Amount | None, b: Amount, hedge_b: Hedge, upper_b: Amount | None
) -> str:
    """Whether one amount, taken for the official value, fits the other as written."""
    if a.unit != b.unit:
        return OTHER
    if BETWEEN in (hedge_a, hedge_b) or upper_a is not None or upper_b is not None:
        return SAME if (a.value, upper_a, hedge_a) == (b.value, upper_b, hedge_b) else OTHER
    outcomes = {_fit(a, hedge_a, b), _fit(b, hedge_b, a)}
    if FITS in outcomes:
        return SAME
    return DIFFERS if outcomes == {FAILS} else OTHER


def _fit(written: Amount, hedge: Hedge, value: Amount) -> str:
    if written.unit == "count":
        return compare(written, hedge, value.value, 0.0).result
    return compare_points(written, hedge, value.value, 0.0).result
