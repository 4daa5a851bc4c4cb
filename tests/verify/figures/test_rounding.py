"""Tests what is said of figures that their publisher rounded."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.hedge import HEDGES, Hedge
from factcheck.model.value import Amount
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, Outcome
from factcheck.verify.figures.change import one_change, rounded_change
from factcheck.verify.figures.rounding import steps, unturned
from factcheck.verify.figures.values import Answer

SERIES = cast(Any, SimpleNamespace(signed=False, percent=False, restated_percent=1.0, restated_points=1.0, decimals=0))
CELLS = st.integers(0, 60).map(lambda n: n * 10)
OFF = st.integers(-5, 5)


def rounded(value: int) -> Answer:
    cell = (value, SimpleNamespace(cells=1), SimpleNamespace(rounded_to=10))
    return Answer(value, cast(Any, None), cast(Any, (cell,)))


def rise(direction: int, degree: str) -> Any:
    return SimpleNamespace(direction=direction, degree=degree, size=None)


@given(CELLS, CELLS, OFF, OFF, st.sampled_from([-1, 1, 0]), st.sampled_from(["", "slight", "sharp"]))
def test_no_figures_behind_the_rounded_ones_turn_a_decided_change_about(
    after: int, before: int, up: int, down: int, direction: int, degree: str
) -> None:
    claim = rise(direction, degree)
    said = rounded_change(claim, rounded(after), rounded(before), SERIES).result
    really = one_change(claim, max(after + up, 0), max(before + down, 0), SERIES).result
    assert (said, really) not in {(FITS, FAILS), (FAILS, FITS)}


def test_what_every_figure_behind_the_rounded_ones_agrees_on_is_decided() -> None:
    assert rounded_change(rise(1, ""), rounded(400), rounded(290), SERIES).result == FITS
    assert rounded_change(rise(-1, ""), rounded(400), rounded(290), SERIES).result == FAILS
    assert rounded_change(rise(1, ""), rounded(300), rounded(290), SERIES).result == UNCLEAR


def test_exact_figures_are_not_moved() -> None:
    assert not steps(0, FAILS)
    assert unturned(Outcome(FITS), []).result == FITS


def test_the_ends_of_what_rounding_moved_are_tried_and_what_lies_between_where_both_sides_fail() -> None:
    assert steps(5, FITS) == (Decimal(-1), Decimal(1))
    assert (steps(5, FAILS)[:2], len(steps(10_000, FAILS))) == ((Decimal(-1), Decimal(1)), 201)
    assert not steps(5, UNCLEAR)


SIZES = st.builds(
    Amount,
    st.decimals(1, 300, places=1),
    st.sampled_from([Decimal(1), Decimal("0.1")]),
    st.integers(1, 4),
    st.sampled_from(["percent", "share", "times", "count"]),
)


@given(CELLS, CELLS, st.sampled_from([-1, 1]), SIZES, st.sampled_from(HEDGES))
def test_a_change_comes_out_as_if_every_rounding_had_been_tried(
    after: int, before: int, direction: int, size: Amount, hedge: Hedge
) -> None:
    claim = cast(Any, SimpleNamespace(direction=direction, degree="", size=size, hedge=hedge))
    said = one_change(claim, after, before, SERIES)
    tried = [Decimal(k) / 10 for k in range(-10, 11)] if said.result == FAILS or before <= 5 else [-1, 1]
    moved = (one_change(claim, after + 5 * k, max(before - 5 * k, Decimal(0)), SERIES) for k in tried)
    assert rounded_change(claim, rounded(after), rounded(before), SERIES).result == unturned(said, moved).result
