"""From the words of a subject to the series they license."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.library import Library
from factcheck.model.claim import Blocked, Choice, Subject
from factcheck.retrieve.series import MOST_READINGS, describe, pair_queries, queries

FACTS: dict[str, Any] = {
    "measures": {
        "sales": {
            "label": "sales",
            "assumed": {"shop": ["east", "west"]},
            "groups": [
                [{"kind": "bread"}, {"kind": "all", "loose": True, "since": "2016-10"}],
                [{}],
            ],
        }
    },
    "dimensions": {
        "kind": {"label": "kind", "all": "all goods", "values": {"bread": {"label": "bread"}, "cake": {"label": "cakes"}}},
        "shop": {"label": "shop", "all": "all shops", "values": {"east": {"label": "East"}, "west": {"label": "West"}}},
    },
    "tables": [{"kind": "releases", "held": {"kind": ["bread", "cake"], "shop": ["east", "west"]}}],
}  # fmt: skip
EAST = Choice("shop", ("east",), words="East")
CAKE = Choice("kind", ("cake",), words="cakes")


def subject(group: int = 0, *choices: Choice) -> Subject:
    return Subject("sales", group, "sold", choices=choices)


def wheres(subject: Subject) -> list[dict[str, tuple[str, ...]]]:
    found = queries(subject, FACTS)
    assert not isinstance(found, Blocked)
    return [dict(q.where) for q in found]


def test_readings_come_in_the_manifests_order() -> None:
    assert wheres(subject(0, EAST)) == [{"kind": ("bread",), "shop": ("east",)}, {"shop": ("east",)}]


def test_only_later_readings_are_loose_and_carry_their_date() -> None:
    first, second = queries(subject(0, EAST), FACTS)
    assert not first.loose and first.since is None
    assert second.loose and second.since == 2016 * 12 + 9


def test_a_written_name_binds() -> None:
    assert wheres(subject(0, EAST, CAKE)) == [{"kind": ("cake",), "shop": ("east",)}]


def test_what_is_not_named_is_assumed_and_said_so() -> None:
    found = queries(subject(1), FACTS)
    assert not isinstance(found, Blocked)
    assert [dict(q.where) for q in found] == [{"shop": ("east",)}, {"shop": ("west",)}]
    assert all("shop assumed" in q.licence for q in found)


def test_all_values_together_are_no_restriction() -> None:
    both = Choice("shop", ("east", "west"), words="East and West")
    assert wheres(subject(1, both)) == [{}]


def test_no_measure_no_reading() -> None:
    found = queries(Subject(), FACTS)
    assert isinstance(found, Blocked) and found.reason == "unresolved" and found.needs


def test_two_names_for_one_slot_are_ambiguous() -> None:
    found = queries(subject(1, Choice("shop", ())), FACTS)
    assert isinstance(found, Blocked) and found.reason == "ambiguous"


def test_a_pair_reads_both_sides_alike() -> None:
    found = pair_queries(subject(0, EAST), subject(0, Choice("shop", ("west",))), FACTS)
    assert not isinstance(found, Blocked)
    assert [(dict(q.where)["shop"], dict(q.other)["shop"]) for q in found] == [(("east",), ("west",))] * 2


def test_a_pair_is_blocked_when_one_side_is() -> None:
    assert isinstance(pair_queries(subject(1, EAST), Subject(), FACTS), Blocked)


def test_a_query_in_words() -> None:
    assert describe("sales", (("kind", ("bread",)), ("shop", ("east", "west"))), FACTS) == "sales, bread, East + West"


choices = st.lists(
    st.builds(
        Choice,
        st.sampled_from(["kind", "shop"]),
        st.sampled_from([("bread",), ("cake",), ("east",), ("west",), ("all",)]),
        weak=st.booleans(),
        hint=st.booleans(),
    ),
    max_size=3,
)


@given(st.integers(0, 1), choices)
def test_at_most_four_distinct_readings(group: int, picked: list[Choice]) -> None:
    found = queries(subject(group, *picked), FACTS)
    if not isinstance(found, Blocked):
        assert len(found) <= MOST_READINGS
        assert len({q.where for q in found}) == len(found)


@pytest.fixture(scope="module")
def facts(library: Library) -> Mapping[str, Any]:
    return library.facts


def test_every_word_of_the_bundled_measures_leads_to_figures(library: Library, facts: Mapping[str, Any]) -> None:
    for name, measure in facts["measures"].items():
        for group in range(len(measure["groups"])):
            found = queries(Subject(name, group, "word"), facts)
            assert not isinstance(found, Blocked)
            assert any(library.series(q.measure, q.where) for q in found), (name, group)
