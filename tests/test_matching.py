"""Earlier claims and claims that do not agree: likeness nominates, slots decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.matching import with_earlier, with_inconsistencies
from factcheck.registry import Registry, RegistryClaim, claim_id

SPRING = date(2024, 3, 1)
NOVEMBER = "Border Patrol made about 191,000 arrests at the southern border in November 2023."


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    registry = Registry.open(tmp_path / "claims", create=True)
    registry.add([RegistryClaim(claim_id(NOVEMBER, SPRING), NOVEMBER, "The Gauge", SPRING, "a.md", as_of=SPRING)])
    return registry


def notes(text: str, checker: Checker, registry: Registry, as_of: date = SPRING, file: str = "") -> list[str]:
    found = with_earlier(checker.claim(text, as_of), checker, registry, file)
    return [c.rule for c in found.caveats if c.rule in ("claimed-before", "inconsistent")]


@pytest.mark.parametrize(
    "text",
    [
        NOVEMBER,
        "In November 2023, the Border Patrol arrested 191,106 migrants along the southern border.",
        "Agents apprehended more than 190,000 people at the U.S.-Mexico border in November.",
    ],
)
def test_the_same_claim_in_other_words_was_claimed_before(text: str, checker: Checker, registry: Registry) -> None:
    assert notes(text, checker, registry) == ["claimed-before"]


def test_another_figure_for_the_same_thing_is_inconsistent(checker: Checker, registry: Registry) -> None:
    text = "Border Patrol made about 150,000 arrests at the southern border in November 2023."
    assert notes(text, checker, registry) == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "Border Patrol made about 191,000 arrests at the southern border in November 2022.",
        "Border Patrol made about 18,000 arrests in the Tucson sector in November 2023.",
        "Arrests by the Border Patrol at the southern border rose in November 2023.",
    ],
)
def test_another_period_place_or_kind_is_another_claim(text: str, checker: Checker, registry: Registry) -> None:
    assert notes(text, checker, registry) == []


def test_the_claims_of_the_draft_itself_are_not_earlier_ones(checker: Checker, registry: Registry) -> None:
    assert notes(NOVEMBER, checker, registry, file="a.md") == []


def test_words_that_no_figure_decides_match_word_for_word(checker: Checker, registry: Registry) -> None:
    said = "The minister met the mayor on Tuesday."
    registry.add([RegistryClaim(claim_id(said, SPRING), said, "The Gauge", SPRING, "b.md", as_of=SPRING)])
    assert notes("The minister met the mayor on Tuesday", checker, registry) == ["claimed-before"]
    assert notes("The minister met the mayor on Monday.", checker, registry) == []


def test_a_draft_that_contradicts_itself_is_told_so(checker: Checker) -> None:
    text = f"{NOVEMBER}\n\nThe agency made 220,000 arrests at the southern border in November 2023.\n"
    report = checker.document(read_document("d.txt", text.encode()), SPRING, "--as-of")
    first, second = with_inconsistencies(report).findings
    assert [c.rule for c in first.caveats] == ["inconsistent"] and "line 3" in first.caveats[0].text
    assert [c.rule for c in second.caveats] == ["inconsistent"] and "line 1" in second.caveats[0].text


def test_a_claim_is_held_to_a_bounded_number_of_others(checker: Checker) -> None:
    said = " ".join(
        f"CBP recorded {n},034 encounters at the southwest border in December 2023." for n in range(302, 362)
    )
    report = with_inconsistencies(checker.document(read_document("long.md", said.encode())))
    most = max(len([c for c in f.caveats if c.rule == "inconsistent"]) for f in report.findings)
    assert 20 <= most <= 40, "a table of one thing would bring thousands"


def test_two_figures_that_may_both_be_right_are_no_contradiction(checker: Checker) -> None:
    text = f"{NOVEMBER}\n\nBorder Patrol made more than 180,000 arrests at the southern border in November 2023.\n"
    report = checker.document(read_document("d.txt", text.encode()), SPRING, "--as-of")
    assert not [c for f in with_inconsistencies(report).findings for c in f.caveats if c.rule == "inconsistent"]
