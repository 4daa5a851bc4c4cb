"""Sentences of and about rules, read into clauses: force, signs, zones, numbers, who acts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.norm import DENY, FORBID, FREE, PERMIT, REQUIRE, STATE, Clause
from factcheck.text.rules.lexer import Thesaurus
from factcheck.text.rules.reader import read

FACTS = {
    "thesaurus": {
        "phrases": {"master": ["master"], "pilot": ["pilot"], "ship": ["ship"], "berth": ["berth"], "storm": ["storm"]},
        "concepts": {"master": {"kind": "agency"}, "pilot": {"kind": "agency"}, "ship": {}, "berth": {}, "storm": {}},
    }
}
THESAURUS = Thesaurus(FACTS)


def only(text: str) -> Clause:
    (clause,) = read(text, THESAURUS)
    return clause


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("A ship shall berth.", REQUIRE),
        ("A ship may berth.", PERMIT),
        ("A ship shall not berth.", FORBID),
        ("No ship may berth.", FORBID),
        ("A ship does not have to berth.", FREE),
        ("Nothing in this part shall be construed to require a ship to berth.", FREE),
        ("The master may refuse to berth a ship.", FREE),
        ("A ship must wait 3 days before it can berth.", FORBID),
        ("A ship berths.", STATE),
        ("A ship is not a berth.", DENY),
        ("His right to a berth shall not be denied to a ship.", FORBID),
        ("It is lawful for a ship to berth.", PERMIT),
        ("It is illegal for a ship to berth.", FORBID),
    ],
)
def test_what_a_clause_does(text: str, force: str) -> None:
    assert only(text).force == force


def test_what_is_denied_inside_a_clause_has_its_own_sign() -> None:
    signs = {t.key: t.sign for t in only("A ship may berth without a pilot, but not in a storm.").terms}
    assert signs["ship"] == 1
    assert signs["pilot"] == -1
    assert signs["storm"] == -1


def test_exceptions_are_told_from_conditions() -> None:
    zones = {t.key: t.zone for t in only("A ship may berth unless there is a storm.").terms}
    assert (zones["berth"], zones["storm"]) == ("main", "unless")


def test_numbers_have_units_bounds_and_what_they_are_counted_from() -> None:
    (quantity,) = only("A ship shall berth not later than two weeks after the storm.").quantities
    assert (quantity.value, quantity.unit, quantity.bound, quantity.anchor) == (336, "hours", "most", {"storm"})


def test_who_acts_stands_before_the_force_or_after_by() -> None:
    assert [t.key for t in only("The master shall berth the ship.").terms if t.agent] == ["master"]
    assert [t.key for t in only("The ship is berthed by a pilot.").terms if t.agent] == ["pilot"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for clause in read(text, THESAURUS):
        assert all(0 <= t.start <= t.end <= len(text) for t in clause.terms)


def test_a_permit_is_a_paper_and_to_permit_is_not() -> None:
    assert "=permit" in {t.key for t in only("The ship may berth with another ship's permit.").terms}
    assert "=permit" not in {t.key for t in only("The rules permit a ship to berth.").terms}
