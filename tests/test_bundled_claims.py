"""The claims that come with the tool: readable, dated, placed, and in our own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from factcheck import shipped
from factcheck.check import Checker
from factcheck.model.finding import CONFLICTING, SUPPORTED
from factcheck.registry import Registry, RegistryClaim, claim_id

PAGES = 3
MOST_WORDS = 22  # a restatement is short; a sentence lifted from a page rarely is
MOST_QUOTED = 4  # words between quotation marks


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.open(shipped.bundled("claims"), writable=False)


@pytest.fixture(scope="module")
def claims(registry: Registry) -> list[RegistryClaim]:
    return registry.claims()


def _failing(claims: Sequence[RegistryClaim], texts: Sequence[bool]) -> list[str]:
    return [c.text for c, is_right in zip(claims, texts, strict=True) if not is_right]


def test_every_line_is_read(registry: Registry, claims: list[RegistryClaim]) -> None:
    lines = (registry.folder / "claims.jsonl").read_text("utf-8").splitlines()
    assert registry.problems == []
    assert len(claims) == len(lines) >= 30


def test_the_registry_is_only_read_and_holds_no_decisions(registry: Registry) -> None:
    assert registry.decisions() == []
    assert not (registry.folder / "decisions.jsonl").exists()


def test_ids_are_those_of_the_words(claims: list[RegistryClaim]) -> None:
    assert _failing(claims, [c.id == claim_id(c.text, c.as_of) for c in claims]) == []
    assert len({c.id for c in claims}) == len(claims)


def test_dates_are_set_and_one_a_page(claims: list[RegistryClaim]) -> None:
    assert _failing(claims, [c.date is not None and c.as_of == c.date for c in claims]) == []
    dates = {(c.file, c.date) for c in claims}
    assert len(dates) == len({c.file for c in claims}) == PAGES


def test_outlets_are_one_a_page(claims: list[RegistryClaim]) -> None:
    """An outlet that the page does not name is "unknown"."""
    assert len({(c.file, c.outlet) for c in claims}) == PAGES


def test_places_point_at_a_sentence(claims: list[RegistryClaim]) -> None:
    places = [c.place for c in claims]
    assert None not in places
    right = [p is not None and p.line >= 1 and p.column >= 1 and p.end - p.start > 20 for p in places]
    assert _failing(claims, right) == []


def test_the_same_place_says_the_same_line_and_column(claims: list[RegistryClaim]) -> None:
    places = {(c.file, c.place) for c in claims}
    starts = {(file, place.start) for file, place in places if place is not None}
    assert len(starts) == len(places)


def test_claims_are_restated_and_short(claims: list[RegistryClaim]) -> None:
    assert _failing(claims, [c.restated for c in claims]) == []
    assert _failing(claims, [4 <= len(c.text.split()) <= MOST_WORDS for c in claims]) == []


def test_claims_are_single_plain_sentences(claims: list[RegistryClaim]) -> None:
    assert _failing(claims, [c.text.endswith(".") and c.text.isprintable() for c in claims]) == []
    assert _failing(claims, [c.text == " ".join(c.text.split()) for c in claims]) == []


def test_hardly_anything_is_quoted(claims: list[RegistryClaim]) -> None:
    quoted = [max((len(q.split()) for q in re.findall(r'["“]([^"“”]*)["”]', c.text)), default=0) for c in claims]
    assert _failing(claims, [n <= MOST_QUOTED for n in quoted]) == []


def test_the_sources_accuse_no_page_wrongly(claims: list[RegistryClaim], checker: Checker) -> None:
    """What the pages say in figures is right; the rest is for sources that are not held."""
    status = {c.text: checker.claim(c.text, c.as_of, [c.context]).status for c in claims}
    assert [text for text, found in status.items() if found == CONFLICTING] == []
    supported = [text for text, found in status.items() if found == SUPPORTED]
    assert {n for n in ("191,000", "250,000") if any(n in text for text in supported)} == {
        "191,000",
        "250,000",
    }
