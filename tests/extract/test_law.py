"""What is read from sentences that cite a provision, for a made-up law and for the bundled one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract.law import read_law
from factcheck.manifest import load
from factcheck.model.claim import CONTEXT, Law
from factcheck.vocabulary import compile_facts

SOURCES = Path(__file__).parents[2] / "sources"
MANIFEST = """
[source]
id = "harbour"
title = "Harbour Act"
publisher = "The island"
[[codes]]
id = "harbour"
words = ["Harbour Act", "HA"]
[[provisions]]
id = "harbour-7"
title = "Closing of the harbour"
locator = "Harbour Act § 7"
url = "https://example.org/7"
as_of = "2020"
text = "When the keeper finds the sea rough, he shall close the gate."
[provisions.names]
words = ["gate rule"]
[[provisions.norms]]
modality = "must"
actor = ["keeper"]
action = ["close"]
object = ["gate"]
condition = ["rough"]
says = "the keeper must close the gate when he finds the sea rough"
quote = { actor = "the keeper finds", action = "close the gate", modality = "shall close" }
[concepts.keeper]
slot = "actor"
label = "the keeper"
nouns = ["keeper"]
rivals = ["sailor"]
[concepts.sailor]
slot = "actor"
label = "a sailor"
nouns = ["sailor"]
[concepts.close]
slot = "action"
label = "close"
verbs = ["close"]
[concepts.gate]
slot = "object"
label = "the gate"
nouns = ["gate"]
[concepts.rough]
slot = "condition"
label = "the sea is rough"
words = ["rough sea", "rough seas", "sea is rough", "sea rough"]
[concepts.finding]
slot = "finding"
label = "finding"
verbs = ["find"]
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("harbour") / "manifest.toml"
    path.write_text(MANIFEST, "utf-8")
    return compile_facts([load(path)])


@pytest.fixture(scope="module")
def statutes() -> dict[str, Any]:
    return compile_facts([load(SOURCES / "uscode" / "manifest.toml")])


def said(law: Law) -> set[tuple[str, str]]:
    return {(slot, name) for slot, name, _ in law.said}


def test_slots_of_a_plain_statement(harbour: dict[str, Any]) -> None:
    text = "Under section 7 of the Harbour Act, the keeper must close the gate if the sea is rough."
    (law,) = read_law(text, harbour)
    assert law.provision == "harbour-7"
    assert law.citation == "section 7 of the Harbour Act"
    assert law.blocked is None and law.unknown == ()
    assert said(law) == {
        ("actor", "keeper"),
        ("modality", "must"),
        ("action", "close"),
        ("object", "gate"),
        ("condition:if", "rough"),
    }
    for slot, _, span in law.said:
        if slot == "object":
            assert text[span.start : span.end] == "gate"


def test_unknown_words_are_kept(harbour: dict[str, Any]) -> None:
    (law,) = read_law("HA § 7 requires the keeper to close the gate on Sundays.", harbour)
    assert "sundays" in law.unknown


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Section 7 of the Harbour Act lets the keeper close the gate.", "may"),
        ("The keeper is allowed to close the gate under HA § 7.", "may"),
        ("The keeper is required to close the gate under HA § 7.", "must"),
        ("HA § 7 bars the keeper from closing the gate.", "may-not"),
        ("The keeper is not allowed to close the gate under HA § 7.", "may-not"),
        ("The keeper has no power to close the gate under HA § 7.", "may-not"),
        ("HA § 7 does not require the keeper to close the gate.", "need-not"),
        ("The gate must be closed by the keeper, HA § 7 says.", "must"),
    ],
)
def test_modality(harbour: dict[str, Any], text: str, modality: str) -> None:
    (law,) = read_law(text, harbour)
    assert {("modality", modality), ("actor", "keeper"), ("action", "close")} <= said(law)


def test_only_belongs_to_who_or_when(harbour: dict[str, Any]) -> None:
    (who,) = read_law("Only the keeper may close the gate under HA § 7.", harbour)
    assert ("actor:only", "keeper") in said(who)
    (when,) = read_law("The keeper may close the gate under HA § 7 only in a rough sea.", harbour)
    assert ("actor:only", "keeper") not in said(when)


def test_not_unless_means_only_if(harbour: dict[str, Any]) -> None:
    (law,) = read_law("Under HA § 7 the keeper cannot close the gate unless the sea is rough.", harbour)
    assert ("condition:only", "rough") in said(law)
    assert not any(slot == "modality" for slot, _ in said(law))


def test_a_mention_is_no_statement(harbour: dict[str, Any]) -> None:
    for text in (
        "The keeper closed the gate under HA § 7 last year.",
        "Section 7 of the Harbour Act is long.",
        "May the keeper close the gate under HA § 7?",
        "The keeper must close the gate.",
        "",
    ):
        assert read_law(text, harbour) == []


def test_popular_name_and_context(harbour: dict[str, Any]) -> None:
    (named,) = read_law("The gate rule lets the keeper close the gate.", harbour)
    assert named.found_by == "gate rule"
    (near,) = read_law("The law lets the keeper close the gate.", harbour, "He cited HA § 7.")
    assert (near.provision, near.found_by) == ("harbour-7", CONTEXT)
    assert read_law("The law lets the keeper close the gate.", harbour, "He was late.") == []


def test_who_would_use_it_does_not_block(harbour: dict[str, Any]) -> None:
    text = "The town could lean on section 7 of the Harbour Act, which lets the keeper close the gate."
    (law,) = read_law(text, harbour)
    assert law.blocked is None
    assert text[law.span.start : law.span.end].startswith("section 7")


def test_an_event_before_the_statement_is_told_apart(harbour: dict[str, Any]) -> None:
    text = "Ann painted a sign quoting HA § 7, which lets the keeper close the gate."
    law, event = read_law(text, harbour)
    assert law.blocked is None
    assert event.blocked is not None and event.blocked.reason == "no-source"


def test_provision_that_is_not_held(harbour: dict[str, Any]) -> None:
    (law,) = read_law("HA § 9(a) lets the keeper close the gate.", harbour)
    assert law.provision == "harbour-9-a"
    assert law.blocked is not None and law.blocked.reason == "no-source"


def test_facts_without_provisions(harbour: dict[str, Any]) -> None:
    empty = {**harbour, "provisions": []}
    assert read_law("HA § 7 lets the keeper close the gate.", empty) == []


_WORDS = (
    "president Congress may must cannot not only lets requires suspend entry of aliens if unless without finds "
    "detrimental interests the United States 212(f) INA , . for 90 days court approval by proclamation which"
).split()


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=25))
def test_any_words_can_be_read(statutes: dict[str, Any], words: list[str]) -> None:
    text = " ".join(words)
    for law in read_law(text, statutes):
        assert 0 <= law.span.start < law.span.end <= len(text)
        for _, _, span in law.said:
            assert 0 <= span.start < span.end <= len(text)
