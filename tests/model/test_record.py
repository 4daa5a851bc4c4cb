"""Records: values that are equal by their fields, and take no others."""

from dataclasses import field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.record import alike, record, replace


@record
class Place:
    name: str
    number: int = 0


@record
class Noted:
    name: str
    note: str = field(compare=False)


@record(order=True)
class Rank:
    place: int


@record(eq=False)
class Seen:
    name: str


def test_equal_fields_make_equal_records_with_one_hash() -> None:
    assert Place("a", 1) == Place("a", 1)
    assert {Place("a", 1): "kept"}[Place("a", 1)] == "kept"
    assert Place("a") != Place("a", 1)


def test_what_is_left_out_of_the_comparison_makes_no_difference() -> None:
    assert Noted("a", "x") == Noted("a", "y") and hash(Noted("a", "x")) == hash(Noted("a", "y"))
    assert Noted("a", "x") != Place("a")


def test_a_record_shows_its_fields() -> None:
    assert repr(Place("a", 1)) == "Place(name='a', number=1)"
    assert repr(Seen("a")) == "Seen(name='a')"


@given(st.text(), st.integers(), st.text())
def test_a_changed_record_is_the_one_made_with_the_change(name: str, number: int, other: str) -> None:
    assert replace(Place(name, number), name=other) == Place(other, number)
    assert replace(Place(name, number)) == Place(name, number)


def test_no_field_that_is_not_there_is_changed() -> None:
    with pytest.raises(TypeError, match="height"):
        replace(Place("a"), height=2)


def test_a_record_has_its_fields_only() -> None:
    with pytest.raises(AttributeError):
        Place("a").other = 1
    assert not hasattr(Place("a"), "__dict__")


def test_records_are_ordered_where_asked() -> None:
    assert sorted([Rank(2), Rank(1)]) == [Rank(1), Rank(2)]
    with pytest.raises(TypeError):
        sorted([Place("a"), Place("b")])


def test_records_without_equality_are_equal_only_to_themselves() -> None:
    one, other = Seen("a"), Seen("a")
    assert one != other
    assert len({one, other}) == 2


def test_records_are_alike_by_their_values_even_where_each_is_equal_to_itself_alone() -> None:
    assert alike(Seen("a"), Seen("a")) and Seen("a") != Seen("a")
    assert not alike(Seen("a"), Seen("b"))
    assert not alike(Seen("a"), Place("a"))
