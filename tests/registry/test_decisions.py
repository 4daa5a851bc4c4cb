"""Decisions: the last one stands, none is erased, and undoing is a decision, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from factcheck.errors import RegistryError
from factcheck.model.decision import NOTE, SKIP, WRONG
from factcheck.registry import (
    Registry,
    claim_id,
    describe,
)
from factcheck.registry.standing import standing
from tests.registry.conftest import NOON, RAIN, SNOW, a_claim, a_decision, again, decisions_file


def test_a_decision_is_there_for_the_next_reader(registry: Registry) -> None:
    registry.add([a_claim()])
    kept = registry.decide(a_decision(note="see page 4", status="supported"))
    assert again(registry).standing(claim_id(RAIN)) == kept
    assert again(registry).standing(claim_id(SNOW)) is None
    assert kept.id.startswith("d-")


def test_decisions_come_in_the_order_they_were_taken(registry: Registry) -> None:
    taken = [registry.decide(a_decision(claim=claim)) for claim in ("c-1", "c-2", "c-1")]
    assert registry.decisions() == again(registry).decisions() == taken
    assert registry.decisions("c-1") == [taken[0], taken[2]]


def test_a_later_judgement_supersedes_and_undo_restores(registry: Registry) -> None:
    first = registry.decide(a_decision())
    second = registry.decide(a_decision(WRONG, who="lee"))
    assert second.supersedes == first.id
    assert registry.standing(first.claim) == second
    withdrawal = registry.undo(second, "lee", NOON + timedelta(minutes=1))
    assert withdrawal.withdrawn and withdrawal.supersedes == second.id
    assert again(registry).standing(first.claim) == first
    registry.undo(first, "dana", NOON + timedelta(minutes=2))
    assert again(registry).standing(first.claim) is None
    assert len(again(registry).decisions(first.claim)) == 4


@pytest.mark.parametrize("lighter", [NOTE, SKIP])
def test_a_note_or_a_skip_hides_no_judgement(registry: Registry, lighter: str) -> None:
    judged = registry.decide(a_decision())
    assert registry.decide(a_decision(lighter, note="look again")).supersedes == ""
    assert registry.standing(judged.claim) == judged


def test_a_note_stands_where_nothing_else_does(registry: Registry) -> None:
    registry.decide(a_decision(SKIP))
    note = registry.decide(a_decision(NOTE, note="ask the bureau"))
    assert registry.standing(note.claim) == note


def test_supersedes_beats_the_clock_and_apart_the_later_stands() -> None:
    late = a_decision(id="d-1", when=NOON + timedelta(days=1))
    early = a_decision(WRONG, id="d-2", supersedes="d-1")
    assert standing([late, early]) == early
    apart = replace(early, supersedes="", when=datetime(2026, 11, 2, 12))
    assert standing([late, apart]) == late
    assert standing([replace(late, supersedes="d-2"), early]) is not None


def test_undoing_twice_or_what_is_not_there_is_refused(registry: Registry) -> None:
    kept = registry.decide(a_decision())
    registry.undo(kept, "dana", NOON)
    before = decisions_file(registry).read_bytes()
    with pytest.raises(RegistryError, match="not there to be taken back"):
        registry.undo(kept, "dana", NOON)
    with pytest.raises(RegistryError, match="not there"):
        registry.undo(a_decision(id="d-none"), "dana", NOON)
    assert decisions_file(registry).read_bytes() == before


def test_a_decision_needs_a_name_a_new_id_and_a_known_choice(registry: Registry) -> None:
    registry.decide(a_decision(id="d-1"))
    with pytest.raises(RegistryError, match="in the registry already"):
        registry.decide(a_decision(id="d-1"))
    with pytest.raises(RegistryError, match="needs the name"):
        registry.decide(a_decision(who=" "))
    with pytest.raises(ValueError, match="unknown choice"):
        registry.decide(a_decision("maybe"))
    assert len(again(registry).decisions()) == 1


def test_earlier_decisions_are_found_by_their_words(registry: Registry) -> None:
    then, now = date(2025, 1, 2), date(2025, 6, 1)
    registry.add([a_claim(as_of=then)])
    kept = registry.decide(a_decision(claim=claim_id(RAIN, then), status="unverified"))
    said = RAIN.upper().replace(".", "\u201d")
    assert registry.standing_by_text(said, then) == kept
    assert registry.standing_by_text(said, now) == kept
    assert registry.earlier(said, then, "unverified") == "accepted by dana on 2026-11-03"
    assert again(registry).earlier(said, now, "supported") == (
        "accepted by dana on 2026-11-03, for the same words as of 2025-01-02, when the verdict was unverified"
    )
    assert registry.earlier(SNOW) == ""
    exact = registry.decide(a_decision(WRONG, claim=claim_id(RAIN, now)))
    assert registry.standing_by_text(RAIN, now) == exact


def test_a_decision_is_described_on_one_plain_line() -> None:
    noted = a_decision(WRONG, note="off by\n ten \x1b[2J[bold]")
    assert describe(noted) == "marked wrong by dana on 2026-11-03: off by ten [2J[bold]"
    assert describe(replace(noted, withdrawn=True, note="")).endswith("2026-11-03, withdrawn")
