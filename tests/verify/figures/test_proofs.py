"""Bounds of multiples: rounding to the written place, and never more than a tenth."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.hedge import EXACT, HEDGES, Hedge
from factcheck.model.value import Amount
from factcheck.verify.figures.proofs import times_bounds

ABOUT = next(h for h in HEDGES if h.name == "about")


@given(st.integers(2, 60), st.decimals(1, 80, places=2), st.sampled_from([EXACT, ABOUT]))
def test_a_whole_multiple_fits_what_rounds_to_it_and_is_at_most_a_tenth_off(
    times: int, ratio: Decimal, hedge: Hedge
) -> None:
    written = Amount(Decimal(times), Decimal(1), len(str(times)), "times")
    bounds = times_bounds(written, hedge, 0.0)
    off = abs(ratio - times)
    if ratio in bounds.fits:
        assert off <= Decimal("0.5") and off <= Decimal(times) / 10
    if off * 5 > times:
        assert ratio not in bounds.open
    assert times in bounds.fits
