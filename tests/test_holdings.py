"""`sources search` finds what is held by words of its names, with coverage and a claim that works."""

from __future__ import annotations

import pytest

from factcheck.check import Checker
from factcheck.holdings import Holding, search, understand


def found(words: str, examples: Checker) -> list[Holding]:
    return search(understand(words, examples.library.facts), examples)


@pytest.mark.parametrize(
    ("words", "title", "coverage"),
    [
        ("rainfall", "rainfall", "April 2014 to December 2023, 2 months missing"),
        ("rain at Fell Top", "rainfall, Fell Top", "January 2012 to December 2023"),
        ("Old Quarry", "rainfall, Old Quarry", "April 2014 to December 2023, 2 months missing"),
        ("unemployment in Westbank", "unemployment rate, Westbank", "January 2014 to December 2023"),
        ("jobless rate", "unemployment rate", "January 2014 to December 2023"),
        ("wind power in the Highlands", "electricity generated, wind, Highlands", "January 2013 to December 2023"),
        ("Border Patrol apprehensions", "encounters, Border Patrol", ""),
    ],
)
def test_series_are_found_with_their_reach(words: str, title: str, coverage: str, examples: Checker) -> None:
    holdings = [h for h in found(words, examples) if h.kind == "series"]
    match = next((h for h in holdings if h.title.startswith(title)), None)
    assert match is not None, holdings
    assert coverage in match.coverage and match.newest.startswith("release ")


@pytest.mark.parametrize("words", ["rainfall", "Saltmarsh", "unemployment", "coal", "wind Lowlands", "encounters"])
def test_the_claim_it_suggests_is_supported(words: str, examples: Checker) -> None:
    claims = [h.example for h in found(words, examples) if h.example]
    assert claims
    assert all(examples.claim(text, None).status == "supported" for text in claims)


def test_a_misspelling_is_mended_and_named(examples: Checker) -> None:
    query = understand("rainfal at saltmarhs", examples.library.facts)
    assert query.mended == (("rainfal", "rainfall"), ("saltmarhs", "saltmarsh"))
    assert [h.title for h in search(query, examples)] == ["rainfall, Saltmarsh"]


def test_provisions_are_found(examples: Checker) -> None:
    assert any(h.kind == "provision" and "1182" in h.coverage for h in found("1182(f)", examples))


def test_what_is_not_held_is_not_found(examples: Checker) -> None:
    query = understand("croissants", examples.library.facts)
    assert query.unknown == ("croissants",) and search(query, examples) == []
    assert found("the of in", examples) == []
