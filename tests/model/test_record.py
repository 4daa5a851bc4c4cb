"""Records: values that are equal by their fields, and take no others."""

import pytest

from factcheck.model.record import record


@record
class Place:
    name: str
    number: int = 0


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
