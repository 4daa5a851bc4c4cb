"""Claims of articles: added once, moved, marked when they leave, withheld under embargo; what checks said."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.registry import (
    AddResult,
    Place,
    Registry,
    RegistryClaim,
    claim_id,
)
from factcheck.registry.records import (
    Check,
    withhold,
)
from tests.registry.conftest import RAIN, SNOW, a_claim, a_decision, again, claims, claims_file, scratch

# --- adding -----------------------------------------------------------------------------------


def test_a_second_run_is_byte_identical(registry: Registry) -> None:
    article = [a_claim(), a_claim(SNOW), a_claim(RAIN, "drafts/other.md")]
    assert registry.add(article) == AddResult(3, 0, 0)
    before = claims_file(registry).read_bytes(), claims_file(registry).stat().st_mtime_ns
    assert again(registry).add(article) == AddResult(0, 0, 3)
    assert (claims_file(registry).read_bytes(), claims_file(registry).stat().st_mtime_ns) == before
    assert again(registry).claims() == article


def test_an_edited_article_moves_its_claims_and_loses_none(registry: Registry) -> None:
    registry.add([a_claim(place=Place(1, 1, 0, 30)), a_claim(SNOW)])
    moved = a_claim(place=Place(2, 1, 31, 61))
    assert registry.add([moved]) == AddResult(0, 1, 0)
    assert again(registry).claims() == [moved, a_claim(SNOW)]


def test_an_empty_field_erases_nothing(registry: Registry) -> None:
    full = a_claim(outlet="The Gauge", url="https://example.org/rain", restated=True)
    registry.add([full])
    assert registry.add([a_claim()]) == AddResult(0, 0, 1)
    assert again(registry).claims() == [full]


def test_of_a_claim_twice_in_an_article_the_first_place_counts(registry: Registry) -> None:
    twice = [a_claim(place=Place(1, 1, 0, 30)), a_claim(place=Place(9, 1, 300, 330))]
    assert registry.add(twice) == AddResult(1, 0, 0)
    assert registry.add(twice) == AddResult(0, 0, 1)
    assert registry.claims() == twice[:1]


def test_a_field_of_a_later_version_is_kept(registry: Registry) -> None:
    registry.add([a_claim()])
    later = json.loads(claims_file(registry).read_text()) | {"speaker": "the mayor"}
    claims_file(registry).write_text(json.dumps(later) + "\n")
    registry.add([a_claim(outlet="The Gauge")])
    assert json.loads(claims_file(registry).read_text()) == later | {"outlet": "The Gauge"}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(claims, max_size=4), max_size=3))
def test_adding_is_idempotent_and_deletes_nothing(runs: list[list[RegistryClaim]]) -> None:
    with scratch() as registry:
        for run in runs:
            registry.add(run)
            before = {claim.key for claim in registry.claims()}
            data = registry.folder.exists() and claims_file(registry).exists()
            content = claims_file(registry).read_bytes() if data else b""
            assert registry.add(run).unchanged == len({claim.key for claim in run})
            assert not data or claims_file(registry).read_bytes() == content
            assert {claim.key for claim in run} <= before
        if runs and any(runs):
            assert again(registry).claims() == registry.claims()
            assert registry.problems == []


# --- edited articles, embargoes, checks ---------------------------------------------------------


def test_a_claim_that_left_its_article_is_marked_and_comes_back(registry: Registry) -> None:
    registry.add([a_claim(RAIN), a_claim(SNOW)], "drafts/weather.md")
    kept = registry.decide(a_decision())
    result = registry.add([a_claim(SNOW)], "drafts/weather.md")
    assert (result.unchanged, result.gone) == (1, 1)
    assert [c.gone for c in again(registry).claims()] == [True, False]
    assert again(registry).standing(claim_id(RAIN)) == kept
    before = claims_file(registry).read_bytes()
    assert registry.add([a_claim(SNOW)], "drafts/weather.md").gone == 0
    assert claims_file(registry).read_bytes() == before
    registry.add([a_claim(RAIN), a_claim(SNOW)], "drafts/weather.md")
    assert not any(c.gone for c in again(registry).claims())


def test_another_article_keeps_its_claims(registry: Registry) -> None:
    registry.add([a_claim(RAIN, "a.md")], "a.md")
    registry.add([], "b.md")
    assert not again(registry).claims()[0].gone


def test_under_embargo_no_word_is_written(registry: Registry) -> None:
    secret = withhold(a_claim(RAIN, context="It was told in confidence."))
    registry.add([secret])
    written = claims_file(registry).read_text("utf-8")
    assert "112" not in written and "confidence" not in written
    known = again(registry).claims()[0]
    assert (known.id, known.withheld, known.place) == (claim_id(RAIN), True, secret.place)
    assert again(registry).index.same_words(RAIN.upper()) == [known]


def test_a_text_withheld_later_is_taken_out(registry: Registry) -> None:
    registry.add([a_claim(RAIN)])
    registry.add([withhold(a_claim(RAIN))])
    assert "112" not in claims_file(registry).read_text("utf-8")


def test_checks_are_kept_once_a_claim_and_replaced(registry: Registry) -> None:
    first = Check(claim_id(RAIN), "supported", "figure", "112 in 2024", ("gauge: days, 2025-01",))
    assert registry.record([first, Check(claim_id(SNOW), "unverified", "no-source")]) == 2
    before = (registry.folder / "checks.jsonl").read_bytes()
    assert registry.record([first]) == 0
    assert (registry.folder / "checks.jsonl").read_bytes() == before
    second = replace(first, status="conflicting", releases=("gauge: days, 2025-02",))
    assert registry.record([second]) == 1
    assert again(registry).checks()[claim_id(RAIN)] == second and len(again(registry).checks()) == 2


def test_a_broken_line_of_checks_is_named(registry: Registry) -> None:
    registry.record([Check(claim_id(RAIN), "supported", "figure")])
    with (registry.folder / "checks.jsonl").open("a") as file:
        file.write('{"claim": "c-1", "status": "true"}\n')
    assert "checks.jsonl:2" in again(registry).problems[0]
    assert list(again(registry).checks()) == [claim_id(RAIN)]
