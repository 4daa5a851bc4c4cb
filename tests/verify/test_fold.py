"""The verdicts on statements fold into the verdict on a claim."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.claim import Claim, Slot
from factcheck.model.finding import CONFLICTING, STATUSES, SUPPORTED, UNVERIFIED, AssertionFinding, Caveat
from factcheck.model.record import replace
from factcheck.verify.fold import fold

CLAIM = Claim("1", "It rained and it snowed.", None, "", ())


def part(status: str, reason: str = "no-source", caveat: str = "") -> AssertionFinding:
    caveats = (Caveat(caveat, "told"),) if caveat else ()
    rule = reason if status == UNVERIFIED else "figure"
    return AssertionFinding("it", 0, 2, status, rule, reason=reason if status == UNVERIFIED else "", caveats=caveats)


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([SUPPORTED], SUPPORTED),
        ([CONFLICTING], CONFLICTING),
        ([UNVERIFIED], UNVERIFIED),
        ([SUPPORTED, SUPPORTED], SUPPORTED),
        ([SUPPORTED, CONFLICTING], CONFLICTING),
        ([SUPPORTED, UNVERIFIED], UNVERIFIED),
        ([CONFLICTING, UNVERIFIED], CONFLICTING),
        ([SUPPORTED, UNVERIFIED, CONFLICTING], CONFLICTING),
        ([], UNVERIFIED),
    ],
)
def test_the_fold(parts: list[str], status: str) -> None:
    for order in permutations(parts):
        assert fold(CLAIM, [part(p) for p in order]).status == status


@given(st.lists(st.sampled_from(STATUSES), max_size=6))
def test_conflicting_when_one_is_supported_when_all_are(parts: list[str]) -> None:
    found = fold(CLAIM, [part(p) for p in parts])
    assert (found.status == CONFLICTING) == (CONFLICTING in parts)
    assert (found.status == SUPPORTED) == (bool(parts) and set(parts) == {SUPPORTED})
    assert (found.reason != "") == (found.status == UNVERIFIED)


def test_nothing_to_check_says_what_there_could_be() -> None:
    found = fold(CLAIM, [])
    assert found.status == UNVERIFIED and found.reason == found.rule
    assert found.needs and found.summary


def test_what_becomes_of_quoted_words_tells_more_than_what_else_is_open() -> None:
    quoted = replace(
        part(UNVERIFIED), caveats=(Caveat("", "not found"),), slots=(Slot("words", "we will rebuild", "written"),)
    )
    other = replace(part(UNVERIFIED), caveats=(Caveat("", "no daily figures"),))
    assert all(fold(CLAIM, order).summary.startswith("not found") for order in ([quoted, other], [other, quoted]))


def test_the_reason_that_tells_most_stands_for_the_claim() -> None:
    found = fold(CLAIM, [part(UNVERIFIED, "causal"), part(UNVERIFIED, "undated"), part(UNVERIFIED, "no-source")])
    assert found.reason == "undated"


def test_parts_that_hold_are_counted() -> None:
    assert "1 of 2 parts" in fold(CLAIM, [part(SUPPORTED), part(UNVERIFIED)]).summary


def test_a_caveat_is_told_once() -> None:
    found = fold(CLAIM, [part(SUPPORTED, caveat="restated"), part(SUPPORTED, caveat="restated")])
    assert [c.rule for c in found.caveats] == ["restated"]
