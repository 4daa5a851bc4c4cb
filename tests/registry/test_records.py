"""What a claim is known by, and the lines that claims and decisions are written as."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.decision import Decision
from factcheck.model.finding import DocumentReport, Finding
from factcheck.model.text import Span
from factcheck.registry import (
    Place,
    Registry,
    RegistryClaim,
    claim_id,
    claim_of,
    normalise,
)
from factcheck.registry.records import (
    from_line,
    read_claim,
    read_decision,
    to_line,
    write_claim,
    write_decision,
)
from tests.registry.conftest import RAIN, a_claim, claims, claims_file, decisions

# --- identity ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "Rain fell on 112 days in 2024",
        "  RAIN fell on\n112\u00a0days in 2024.\u201d ",
        "Rain fell\u00ad on 112 days in \uff12\uff10\uff12\uff14.",
    ],
)
def test_typography_does_not_change_identity(other: str) -> None:
    assert claim_id(other) == claim_id(RAIN)


def test_straight_and_curly_marks_are_the_same() -> None:
    assert normalise("the \u201cwettest\u201d year \u2014 it\u2019s said") == ('the "wettest" year - it\'s said')


@pytest.mark.parametrize("other", ["Rain fell on 113 days in 2024.", RAIN + "?", "Rain fell."])
def test_other_words_are_another_claim(other: str) -> None:
    assert claim_id(other) != claim_id(RAIN)


def test_the_as_of_date_belongs_to_the_identity() -> None:
    first, second = claim_id(RAIN, date(2024, 12, 31)), claim_id(RAIN, date(2025, 1, 1))
    assert len({claim_id(RAIN), first, second}) == 3
    assert first.startswith("c-") and len(first) == 14


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert claim_id(once) == claim_id(text)


def test_a_claim_of_a_finding_knows_its_place() -> None:
    text = "A dry year.\nBut rain fell twice.\n"
    finding = Finding("f1", "rain fell twice", None, "supported", "figure", "", span=Span(16, 31))
    document = DocumentReport("weather.md", None, date(2025, 1, 2), None, "", text=text)
    claim = claim_of(finding, document, "drafts/weather.md", outlet="The Gauge")
    assert claim.place == Place(line=2, column=5, start=16, end=31)
    assert text[16:31] == claim.text
    assert claim.id == claim_id("rain fell twice")
    assert (claim.file, claim.outlet, claim.date) == (
        "drafts/weather.md",
        "The Gauge",
        date(2025, 1, 2),
    )


# --- lines ------------------------------------------------------------------------------------


@given(claims)
def test_a_claim_survives_its_line(claim: RegistryClaim) -> None:
    line = to_line(write_claim(claim))
    assert read_claim(from_line(line)) == claim
    assert line.decode().isprintable()


@given(decisions)
def test_a_decision_survives_its_line(decision: Decision) -> None:
    line = to_line(write_decision(decision))
    assert read_decision(from_line(line)) == decision
    assert line.decode().isprintable()


def test_a_line_reads_well_in_a_pull_request(registry: Registry) -> None:
    claim = a_claim("Température: +2\u202e°\x1b[31m", place=Place(3, 1, 40, 60), restated=True)
    registry.add([claim])
    line = claims_file(registry).read_text("utf-8").rstrip("\n")
    assert list(json.loads(line)) == [
        "id", "text", "outlet", "date", "file", "place", "context", "as_of", "url", "restated",
    ]  # fmt: skip
    assert '"place": {"line": 3, "column": 1, "start": 40, "end": 60}' in line
    assert "Température" in line and "\\u202e" in line and "\\u001b" in line
