"""From the words of a subject to the series they license."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.library import Library, compile_into
from factcheck.model.claim import Blocked, Choice, Subject
from factcheck.retrieve.series import MOST_READINGS, describe, pair_queries, queries

MANIFEST = """
[source]
id = "shop"
title = "Sales"
publisher = "The shop"

[measures.sales.assumed]
shop = ["east", "west"]
[[measures.sales.words]]
verbs = ["sell"]
readings = [{ kind = "bread" }, { kind = "all", loose = true, since = "2016-10" }]
[[measures.sales.words]]
nouns = ["purchase"]
readings = [{}]

[dimensions.kind]
[dimensions.kind.values.bread]
words = ["bread", "loaves"]
[dimensions.kind.values.cake]
words = ["cake"]
[dimensions.shop]
[dimensions.shop.values.east]
label = "East"
words = ["east"]
[dimensions.shop.values.west]
label = "West"
words = ["west"]

[[tables]]
id = "sales"
title = "Sales"
file = "sales.csv"
measure = "sales"
dimensions = ["kind", "shop"]
[[tables.releases]]
id = "one"
published = "2020-01"
"""
ROWS = "".join(f"one,2019-05,{k},{s},1\n" for k in ("bread", "cake") for s in ("east", "west"))
EAST = Choice("shop", ("east",), words="East")
CAKE = Choice("kind", ("cake",), words="cakes")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The facts of a made-up shop, compiled from its manifest."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "manifest.toml").write_text(MANIFEST, "utf-8")
    (folder / "sales.csv").write_text("release,month,kind,shop,value\n" + ROWS, "utf-8")
    return Library(compile_into(sqlite3.connect(":memory:"), [folder], None)).facts


def subject(group: int = 0, *choices: Choice) -> Subject:
    return Subject("sales", group, "sold", choices=choices)


def wheres(subject: Subject, shop: Mapping[str, Any]) -> list[dict[str, tuple[str, ...]]]:
    found = queries(subject, shop)
    assert not isinstance(found, Blocked)
    return [dict(q.where) for q in found]


def test_readings_come_in_the_manifests_order(shop: Mapping[str, Any]) -> None:
    assert wheres(subject(0, EAST), shop) == [{"kind": ("bread",), "shop": ("east",)}, {"shop": ("east",)}]


def test_only_later_readings_are_loose_and_carry_their_date(shop: Mapping[str, Any]) -> None:
    first, second = queries(subject(0, EAST), shop)
    assert not first.loose and first.since is None
    assert second.loose and second.since == 2016 * 12 + 9


def test_a_written_name_binds(shop: Mapping[str, Any]) -> None:
    assert wheres(subject(0, EAST, CAKE), shop) == [{"kind": ("cake",), "shop": ("east",)}]


def test_what_is_not_named_is_assumed_and_said_so(shop: Mapping[str, Any]) -> None:
    found = queries(subject(1), shop)
    assert not isinstance(found, Blocked)
    assert [dict(q.where) for q in found] == [{"shop": ("east",)}, {"shop": ("west",)}]
    assert all("shop assumed" in q.licence for q in found)


def test_all_values_together_are_no_restriction(shop: Mapping[str, Any]) -> None:
    both = Choice("shop", ("east", "west"), words="East and West")
    assert wheres(subject(1, both), shop) == [{}]


def test_no_measure_no_reading(shop: Mapping[str, Any]) -> None:
    found = queries(Subject(), shop)
    assert isinstance(found, Blocked) and found.reason == "unresolved" and found.needs


def test_two_names_for_one_slot_are_ambiguous(shop: Mapping[str, Any]) -> None:
    found = queries(subject(1, Choice("shop", ())), shop)
    assert isinstance(found, Blocked) and found.reason == "ambiguous"


def test_a_pair_reads_both_sides_alike(shop: Mapping[str, Any]) -> None:
    found = pair_queries(subject(0, EAST), subject(0, Choice("shop", ("west",))), shop)
    assert not isinstance(found, Blocked)
    assert [(dict(q.where)["shop"], dict(q.other)["shop"]) for q in found] == [(("east",), ("west",))] * 2


def test_a_pair_is_blocked_when_one_side_is(shop: Mapping[str, Any]) -> None:
    assert isinstance(pair_queries(subject(1, EAST), Subject(), shop), Blocked)


def test_a_query_in_words(shop: Mapping[str, Any]) -> None:
    assert describe("sales", (("kind", ("bread",)), ("shop", ("east", "west"))), shop) == "sales, bread, East + West"


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
def test_at_most_four_distinct_readings(shop: Mapping[str, Any], group: int, picked: list[Choice]) -> None:
    found = queries(subject(group, *picked), shop)
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
