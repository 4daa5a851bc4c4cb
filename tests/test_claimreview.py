"""ClaimReview: what is exported has the form of schema.org, and what others export is taken up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from factcheck.errors import RegistryError
from factcheck.model.decision import ACCEPT, CHECKED, Decision
from factcheck.registry import RegistryClaim, claim_id
from factcheck.registry.claimreview import claim_review, read_claim_reviews, to_json
from factcheck.registry.records import Check

RAIN = "Rain fell on 112 days in 2024."
DAY = date(2025, 1, 2)
CLAIM = RegistryClaim(claim_id(RAIN, DAY), RAIN, "The Gauge", DAY, "a.md", as_of=DAY, url="https://gauge.example/rain")
ACCEPTED = Decision(
    "d-1", CLAIM.id, ACCEPT, "dana", datetime(2025, 1, 3, 9, tzinfo=UTC), "asked the service", "conflicting"
)
CHECK = Check(CLAIM.id, "conflicting", "figure", "98 days in 2024")

THEIRS = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example/rain",
    "datePublished": "2025-01-05T10:00:00Z",
    "author": {"@type": "Organization", "name": "Checkers"},
    "claimReviewed": RAIN,
    "itemReviewed": {
        "@type": "Claim",
        "datePublished": "2025-01-02",
        "author": [{"@type": "Person", "name": "The mayor"}],
        "appearance": [{"@type": "CreativeWork", "url": "https://gauge.example/rain"}],
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
}


def test_an_export_has_what_schema_org_and_search_engines_ask_for() -> None:
    review = claim_review(CLAIM, ACCEPTED, CHECK, "The Desk", "https://desk.example/checks")
    assert review["@context"] == "https://schema.org" and review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == RAIN and review["url"] == f"https://desk.example/checks#{CLAIM.id}"
    assert review["author"] == {"@type": "Organization", "name": "The Desk"}
    assert review["datePublished"] == "2025-01-03"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Conflicts with the official source",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert review["itemReviewed"]["author"]["name"] == "The Gauge"
    assert review["itemReviewed"]["appearance"]["url"] == CLAIM.url
    assert review["reviewBody"] == "98 days in 2024. asked the service"


def test_what_is_unverified_has_words_and_no_place_on_the_scale() -> None:
    from dataclasses import replace

    rating = claim_review(CLAIM, replace(ACCEPTED, status="unverified"), None, "The Desk", "")["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": "Unverified"}


def test_an_export_can_be_read_back_and_cannot_break_a_page() -> None:
    from dataclasses import replace

    hostile = replace(CLAIM, text="</script><b>Rain</b> fell on 112 days.")
    text = to_json([claim_review(hostile, ACCEPTED, CHECK, "The Desk", "https://desk.example")])
    assert "<" not in text
    ((claim, decision),) = read_claim_reviews(text, "r.json")
    assert claim.text == hostile.text and claim.outlet == "The Gauge" and decision.who == "The Desk"


@pytest.mark.parametrize(
    "wrapped",
    [THEIRS, [THEIRS], {"@graph": [{"@type": "WebPage"}, THEIRS]}, {"dataFeedElement": [{"item": [THEIRS]}]}],
)
def test_reviews_are_found_in_lists_graphs_and_feeds(wrapped: object) -> None:
    ((claim, decision),) = read_claim_reviews(json.dumps(wrapped), "r.json")
    assert (claim.text, claim.outlet, claim.date, claim.url) == (RAIN, "The mayor", DAY, "https://gauge.example/rain")
    assert (decision.choice, decision.who, decision.note) == (
        CHECKED,
        "Checkers",
        "False (https://checkers.example/rain)",
    )
    assert decision.when.date() == date(2025, 1, 5)
    assert read_claim_reviews(json.dumps(wrapped), "other.json")[0][1].id == decision.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"@type": "Article"}', "holds no ClaimReview"),
        ('{"@type": "ClaimReview", "datePublished": "2025-01-01"}', "claimReviewed"),
        ('{"@type": "ClaimReview", "claimReviewed": "Rain fell."}', "datePublished"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(RegistryError, match=said) as error:
        read_claim_reviews(text, "r.json")
    assert "r.json" in str(error.value) and error.value.advice
