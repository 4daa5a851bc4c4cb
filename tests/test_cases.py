"""Checks every case of tests/cases/*.toml; a new case needs no Python.

A case:

    [[case]]
    text = "…"                 # the claim, in words of our own
    as_of = 2024-02-20         # left out when nothing says when it was written
    context = "…"              # a sentence before it, or a list of them
    status = "supported"       # supported, conflicting or unverified
    rule = "figure"            # the rule that decided; for an unverified claim its `reason` instead
    parts = ["trend", "streak"]  # the rules of all its statements, in order
    failed_slot = "amount"     # the slot that failed
    caveat = "restated"        # a caveat that must be there
    near_miss = "Border Patrol"  # words of a near miss
    suggestion = "191,106"     # words of the suggested wording
    summary = "2023"           # words of the summary
    why = "…"                  # what the case shows

Only `text`, `status`, `rule` or `reason`, and `why` are needed. A supported claim without `caveat`
must have none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.check import Checker
from factcheck.model.finding import CONFLICTING, STATUSES, SUPPORTED, UNVERIFIED, Finding

FOLDER = Path(__file__).parent / "cases"
# The rules whose verdicts docs/recompute.py works out again.
WORKED_OUT = ("figure", "average", "change", "trend", "rank", "share", "streak", "comparison")
KEYS = {
    "text", "as_of", "context", "status", "rule", "reason", "parts", "failed_slot", "caveat",
    "near_miss", "suggestion", "summary", "why",
}  # fmt: skip
ELSEWHERE = {"law.toml", "quote.toml", "statement.toml"}  # read by the tests of those rules
COMPARED = ("figure", "change", "trend", "rank", "share", "streak", "comparison")
REASONS = ("no-source", "outside-coverage", "ambiguous", "undated", "unresolved", "causal", "not-checkable")
CAVEATS = ("restated", "understated", "loose-term")


def _cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name in ELSEWHERE:
            continue
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], start=1):
            yield f"{path.stem}-{number}", case


CASES = list(_cases())


@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any], checker: Checker) -> None:
    assert set(case) <= KEYS, "an unknown key in the case"
    context = case.get("context", [])
    found = checker.claim(case["text"], case.get("as_of"), [context] if isinstance(context, str) else context)
    assert (found.status, found.rule) == (case["status"], case.get("rule") or case["reason"]), found.summary
    _parts_agree(case, found)
    caveats = {c.rule for c in found.caveats}
    if case["status"] == SUPPORTED:
        assert caveats == ({case["caveat"]} if "caveat" in case else set())
    elif "caveat" in case:
        assert case["caveat"] in caveats
    assert case.get("suggestion", "") in (found.suggestion or "")
    assert case.get("summary", "") in found.summary


def _parts_agree(case: dict[str, Any], found: Finding) -> None:
    if "parts" in case:
        assert [a.rule for a in found.assertions] == case["parts"]
    if "failed_slot" in case:
        assert case["failed_slot"] in [a.failed_slot for a in found.assertions if a.status == CONFLICTING]
    if "near_miss" in case:
        assert any(case["near_miss"] in miss.text for a in found.assertions for miss in a.near_misses)


@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[name for name, _ in CASES])
def test_the_finding_explains_itself(case: dict[str, Any], checker: Checker) -> None:
    context = case.get("context", [])
    found = checker.claim(case["text"], case.get("as_of"), [context] if isinstance(context, str) else context)
    assert found.summary, "an editor gets one line"
    if found.status == UNVERIFIED:
        assert found.needs and found.reason == found.rule
    else:
        decided = [r for a in found.assertions if a.status == found.status for r in a.readings]
        assert any(r.evidence for r in decided), "a verdict rests on evidence"
        told = [r for a in found.assertions if a.rule in WORKED_OUT and a.status != UNVERIFIED for r in a.readings]
        assert all(r.proof for r in told if r.outcome in ("fits", "fails")), "anybody can work a figure verdict out"
    for part in found.assertions:
        assert found.text[part.start : part.end] == part.text
        assert len(part.readings) <= 12


def test_a_sentence_that_breaks_off_gets_a_finding(checker: Checker) -> None:
    for number, (_, case) in enumerate(CASES):
        words = case["text"].split()
        cut = number % len(words)  # another place in each; `make stress` tries more of them
        for text in (" ".join(words[:cut]), " ".join(words[cut:])):
            assert not text or checker.claim(text, case.get("as_of")).status in STATUSES, text


def test_the_cases_are_well_formed() -> None:
    texts = [(c["text"], c.get("as_of"), str(c.get("context"))) for _, c in CASES]
    assert len(CASES) >= 150 and len(set(texts)) == len(texts)
    for _, case in CASES:
        assert case["status"] in STATUSES and case["why"]
        assert ("reason" in case) == (case["status"] == UNVERIFIED)
        assert isinstance(case.get("as_of", date.min), date)


@pytest.mark.parametrize("rule", COMPARED)
@pytest.mark.parametrize("status", [SUPPORTED, CONFLICTING])
def test_every_compared_rule_has_cases(rule: str, status: str) -> None:
    assert any(c["status"] == status and rule in (c.get("rule"), *c.get("parts", ())) for _, c in CASES)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_case(reason: str) -> None:
    assert any(c.get("reason") == reason for _, c in CASES)


@pytest.mark.parametrize("caveat", CAVEATS)
def test_every_caveat_has_a_case(caveat: str) -> None:
    assert any(c.get("caveat") == caveat for _, c in CASES)


def test_the_same_claim_gets_the_same_finding(checker: Checker) -> None:
    for _, case in CASES[::10]:
        first = checker.claim(case["text"], case.get("as_of"))
        assert checker.claim(case["text"], case.get("as_of")) == first
