"""Amounts of a text, what they count, and how two compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.tokens import tokenize
from factcheck.verify.passages.quantities import alike, find_quantities, weigh


def amounts(text):
    return find_quantities(tokenize(text), set())


@pytest.mark.parametrize(
    ("claimed", "stated", "outcome"),
    [
        ("more than 50 boats", "54 boats", "fits"),
        ("more than 50 boats", "50 boats", "fails"),
        ("fewer than 50 boats", "50 boats", "fails"),
        ("60 boats", "61 boats", "fails"),
        ("100 percent", "99 percent", "fails"),
        ("more than 14 percent", "over a 14 percent drop", "fits"),
        ("at least 50 boats", "50 boats", "fits"),
        ("almost 11 million doses", "about 10.9 million doses", "fits"),
        ("70,000 people", "approximately 68,000 people", "fits"),
        ("60,000 people", "approximately 68,000 people", "fails"),
        ("more than 3 million copies", "over 2.3 million copies", "fails"),
        ("fewer than 120 copies", "over 123 copies", "fails"),
        ("more than 120 copies", "over 123 copies", "fits"),
        ("more than 2 million copies", "over 2.3 million copies", "fits"),
        ("fewer than 530 copies", "fewer than 130 copies", "unclear"),
        ("more than 1,230 copies", "over 1,320 copies", "unclear"),
        ("20 percent", "20.4 percent", "fits"),
        ("fourth bridge", "third bridge", "fails"),
    ],
)
def test_bounds_are_strict_where_a_document_states_a_number(claimed, stated, outcome):
    (mine,), (theirs,) = amounts(claimed), amounts(stated)
    assert alike(mine, theirs)
    assert weigh(mine, theirs) == outcome


def test_what_is_counted_tells_amounts_apart():
    boats, trains = amounts("40 boats and 75 trains")
    assert not alike(boats, trains)


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_fits_itself(n):
    (mine,) = amounts(f"{n} boats")
    assert weigh(mine, mine) == "fits"


@given(st.integers(min_value=2, max_value=10**6), st.sampled_from(["more than", "fewer than"]))
def test_a_bound_never_fits_its_own_number(n, hedge):
    (mine,), (theirs,) = amounts(f"{hedge} {n} boats"), amounts(f"{n} boats")
    assert weigh(mine, theirs) == "fails"
