"""Verdicts on statements of law: the cases, their mutants, and the evidence that is shown."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcheck.extract.law import read_law
from factcheck.manifest import load
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding
from factcheck.verify.law.concepts import verify_law
from factcheck.vocabulary import compile_facts

ROOT = Path(__file__).parents[3]
CASES = tomllib.loads((ROOT / "tests" / "cases" / "law.toml").read_text("utf-8"))["case"]
FACTS: dict[str, Any] = compile_facts([load(ROOT / "sources" / "uscode" / "manifest.toml")])
FAIR = [c for c in CASES if c["status"] == SUPPORTED]


def findings(text: str, context: str = "") -> list[AssertionFinding]:
    return [verify_law(law, FACTS, text) for law in read_law(text, FACTS, context)]


def verdict(text: str, context: str = "") -> str:
    found = findings(text, context)
    if any(f.status == CONFLICTING for f in found):
        return CONFLICTING
    return SUPPORTED if found and all(f.status == SUPPORTED for f in found) else UNVERIFIED


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case: dict[str, str]) -> None:
    found = findings(case["text"], case.get("context", ""))
    assert verdict(case["text"], case.get("context", "")) == case["status"]
    decisive = next((f for f in found if f.status == case["status"]), None)
    assert (decisive.rule if decisive else "not-checkable") == case["rule"]
    if case["status"] == CONFLICTING:
        assert decisive is not None and decisive.failed_slot == case["slot"]


def test_all_statuses_are_covered() -> None:
    counts = {s: sum(c["status"] == s for c in CASES) for s in (SUPPORTED, CONFLICTING, UNVERIFIED)}
    assert min(counts.values()) >= 60


# ---- precision: every fair case, made wrong or left right ---------------------------------------

RIVALS = ("Congress", "a federal court", "state governors", "the secretary of state", "the mayor")
WRONG = [
    (r"\b(may|can)\b(?! be able)", r"\1 not"),
    (r"\b(may|can)\b", "must"),
    (r"\b(lets|allows|permits|authorizes|empowers|enables)\b", "forbids"),
    (r"\b(lets|allows|permits|authorizes|empowers|enables)\b", "requires"),
    (r"\b(lets)\b", "does not let"),
    (r"\bhas\b", "does not have"),
    (r"\b(noncitizens|aliens|foreigners|immigrants|migrants)\b", "American citizens"),
    (r"\.$", " only with congressional approval."),
    (r"\.$", " for at most 30 days."),
    (r"\.$", " unless a court objects."),
    (r"\.$", " without any finding."),
    (r"\binterests?\b", "economy"),
    (r"\bdetrimental\b", "beneficial"),
    (r"\bdetrimental\b", "not detrimental"),
]
HARMLESS = [
    (r"\b[Tt]he president\b", "the chief executive"),
    (r"\bsuspend\b", "halt"),
    (r"\b(noncitizens|aliens|foreigners)\b", "migrants"),
    (r"\b(noncitizens|aliens|foreigners)\b", "refugees"),
    (r"\.$", ", experts said."),
    (r"\.$", " during emergencies."),
    (r"\.$", ", not Congress."),
    (r"\.$", ", and courts have mostly agreed."),
    (r"\bmay\b", "could"),
    (r"\.$", " in certain cases."),
    (r"\.$", ", though Congress can respond."),
]


@pytest.mark.parametrize("case", FAIR, ids=lambda c: c["text"][:60])
def test_a_fair_statement_made_wrong_is_never_supported(case: dict[str, str]) -> None:
    text, context = case["text"], case.get("context", "")
    wrong = [re.sub(a, b, text) for a, b in WRONG if re.search(a, text)]
    for actor in re.finditer(r"\b([Tt]he president|[Aa] president|[Pp]residents)\b(?!')", text):
        wrong += [text[: actor.start()] + r + text[actor.end() :] for r in RIVALS]
    assert [w for w in wrong if verdict(w, context) == SUPPORTED] == []


@pytest.mark.parametrize("case", FAIR, ids=lambda c: c["text"][:60])
def test_a_fair_statement_left_fair_is_never_conflicting(case: dict[str, str]) -> None:
    text, context = case["text"], case.get("context", "")
    fair = [re.sub(a, b, text) for a, b in HARMLESS if re.search(a, text)]
    assert [f for f in fair if verdict(f, context) == CONFLICTING] == []


# ---- what is shown ------------------------------------------------------------------------------


def test_evidence_quotes_the_matching_words() -> None:
    (found,) = findings("INA 212(f) lets the president suspend the entry of aliens by proclamation.")
    (reading,) = found.readings
    (evidence,) = reading.evidence
    assert reading.outcome == "fits"
    assert evidence.locator == "8 U.S.C. 1182(f); INA § 212(f)"
    assert evidence.url.startswith("https://uscode.house.gov/")
    assert evidence.release == "2023-04"
    assert evidence.value is None
    assert evidence.excerpt is not None and "suspend the entry of all aliens" in evidence.excerpt
    assert ("actor", "the President") in {(s.name, s.value) for s in found.slots}


def test_a_conflict_names_its_slot_and_a_better_wording() -> None:
    text = "Experts say that under INA 212(f), Congress may suspend the entry of aliens."
    (found,) = findings(text)
    assert (found.status, found.failed_slot) == (CONFLICTING, "actor")
    assert found.text == text[found.start : found.end]
    assert found.suggestion is not None and "the President may by proclamation" in found.suggestion
    (reading,) = found.readings
    assert (reading.outcome, reading.failed_slot) == ("fails", "actor")
    assert "not Congress" in reading.detail


def test_an_open_statement_says_what_is_missing() -> None:
    (found,) = findings("INA 212(f) lets the president suspend the entry of otters.")
    assert (found.status, found.reason) == (UNVERIFIED, "unresolved")
    assert "otters" in found.caveats[0].text
    assert found.needs


def test_the_right_words_under_another_section_are_a_near_miss() -> None:
    (found,) = findings("INA 212(d) lets the president suspend the entry of aliens.")
    assert found.reason == "no-source"
    assert [m.slot for m in found.near_misses] == ["citation"]


def test_a_whole_section_is_not_contradicted_by_one_subsection() -> None:
    assert verdict("INA 212 lets the president suspend the entry of aliens.") == SUPPORTED
    assert verdict("INA 212 lets Congress suspend the entry of aliens.") == UNVERIFIED


def test_a_co_cited_section_may_say_otherwise() -> None:
    text = "Sections 212(f) and 215(a) of the INA let Congress suspend the entry of aliens."
    assert verdict(text) == UNVERIFIED


# ---- the bundled provisions ---------------------------------------------------------------------


def test_quotes_stand_in_the_text_and_concepts_are_declared() -> None:
    concepts = FACTS["concepts"]
    for provision in FACTS["provisions"]:
        for norm in provision["norms"]:
            assert all(q in provision["text"] for q in norm["quote"].values())
            named = [n for v in norm.values() if isinstance(v, list) for n in v if n != "condition"]
            assert [n for n in named if n not in concepts] == []
    for concept in concepts.values():
        others = concept.get("rivals", []) + [p for a in concept.get("parts", []) for p in a]
        assert [n for n in others if n not in concepts] == []


def test_reading_and_verifying_is_quick() -> None:
    text = FAIR[0]["text"]
    verdict(text)
    started = time.perf_counter()
    for _ in range(50):
        verdict(text)
    # 0.7 ms on the machine this was written on; the bound leaves room for a busy one.
    assert (time.perf_counter() - started) / 50 < 0.02
