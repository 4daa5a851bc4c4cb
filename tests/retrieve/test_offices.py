"""Offices by day and by label: who held one, what a document calls them, and whom "we" and "I" mean."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.retrieve import offices
from factcheck.retrieve.offices import Offices, offices_of

FACTS = {
    "roles": {
        "warden": {"words": ["the warden", "warden", "the old warden"], "labels": ["THE WARDEN"],
                   "issuer": "Vale Tower", "we": ["the tower"], "serves": "Vale Tower"},
        "clerk": {"words": ["the clerk"], "labels": [], "serves": "Elm House"},
    },
    "speakers": [
        {"name": "Ann Lee", "labels": ["MS. LEE"], "roles": [{"role": "warden", "to": "2020-05-01"}]},
        {"name": "Bo Ray", "labels": ["MR. RAY"], "roles": [{"role": "warden", "from": "2020-05-01"}]},
        {"name": "Cy Fox", "labels": ["MR. FOX"], "roles": [{"role": "clerk"}]},
    ],
}  # fmt: skip
BEFORE, AFTER = date(2020, 4, 30), date(2020, 5, 1)


def test_an_office_passes_on_its_day() -> None:
    held = Offices(FACTS)
    assert [held.holder("warden", day) for day in (BEFORE, AFTER, None)] == ["Ann Lee", "Bo Ray", ""]
    assert held.holder("miller", AFTER) == ""


def test_a_document_calls_them_by_what_begins_with_the_longest_first() -> None:
    assert Offices(FACTS).titles(AFTER) == (
        ("the old warden", "Bo Ray"),
        ("the warden", "Bo Ray"),
        ("the clerk", "Cy Fox"),
    )


def test_we_is_the_publisher_where_somebody_speaks_for_it_and_i_is_the_person() -> None:
    held = Offices(FACTS)
    assert held.we("Vale Tower", "", AFTER) == ("the tower",)
    assert held.we("Vale Tower", "THE WARDEN:", AFTER) == ("the tower", "Bo Ray")
    assert held.we("Vale Tower", "Ms. Lee", AFTER) == ("the tower", "Ann Lee")
    assert held.we("Vale Tower", "MR. FOX", AFTER) == ("Cy Fox",)  # who serves another house
    assert held.we("Elm House", "MR. FOX", AFTER) == ()


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offices, "_KEPT", 2)
    held = Offices(FACTS)
    assert [held.holder("warden", date(2020, 1, day)) for day in range(1, 9)] == ["Ann Lee"] * 8
    assert len(held._held) <= 2


def test_the_same_facts_are_looked_through_once() -> None:
    assert offices_of(FACTS) is offices_of(FACTS)
    assert offices_of(dict(FACTS)) is not offices_of(FACTS)
