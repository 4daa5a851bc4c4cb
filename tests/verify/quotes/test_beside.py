"""What stands beside or within a quotation counts only where it says more than the quoted words."""

from __future__ import annotations

import pytest

from factcheck.model.claim import Blocked, Quote, Subject, Undecided, When
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding
from factcheck.model.text import Span
from factcheck.verify.quotes.beside import beside_quotes

MISSING = When(problem="missing")
BLOCKED = Blocked("unresolved", "it is not said of what", "more words")


@pytest.mark.parametrize(
    ("status", "within", "counted"),
    [
        (SUPPORTED, True, 1),
        (CONFLICTING, True, 1),
        (UNVERIFIED, True, 2),
        (SUPPORTED, False, 2),
        (CONFLICTING, False, 2),
    ],
)
def test_an_open_reading_within_a_decided_quotation_adds_nothing(status: str, within: bool, counted: int) -> None:
    quote = Quote(Span(10, 50), Subject(), MISSING, words="three of the top harbors of the coast")
    inner = Undecided(Span(24, 27) if within else Span(60, 70), Subject(), MISSING, blocked=BLOCKED)
    found = [AssertionFinding("q", 10, 50, status, "quote"), AssertionFinding("u", 24, 27, UNVERIFIED, "unresolved")]
    assert len(beside_quotes([quote, inner], found)) == counted
