"""Claims generated from any manifest: true ones are supported, false ones conflict, none is decided wrongly."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from scripts.source_claims import generate
from scripts.source_writer import Source

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLAIMS = 500
LEAST_DECIDED = 0.9


@pytest.mark.parametrize("name", ["rainfall", "unemployment", "power", "fishery", "libraries"])
def test_claims_about_another_field_are_decided_and_none_wrongly(name: str, examples: Checker) -> None:
    decided, kinds = 0, Counter[tuple[str, str]]()
    for claim in generate(Source(EXAMPLES / name), CLAIMS):
        status = examples.claim(claim["text"], date.fromisoformat(claim["as_of"])).status
        assert status in (claim["expect"], "unverified"), f"{claim['text']} ({claim['why']})"
        decided += status != "unverified"
        kinds[claim["kind"], claim["expect"]] += 1
    assert decided >= CLAIMS * LEAST_DECIDED
    assert sum(kinds.values()) == CLAIMS
    assert {status for _, status in kinds} == {"supported", "conflicting"} and len(kinds) >= 8


def test_the_same_seed_gives_the_same_claims_and_another_others() -> None:
    source = Source(EXAMPLES / "power")
    assert list(generate(source, 50)) == list(generate(source, 50))
    assert list(generate(source, 50)) != list(generate(source, 50, seed=7))
