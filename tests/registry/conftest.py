"""Claims and decisions made up for the tests of the registry, and a registry of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st

from factcheck.model.decision import ACCEPT, NOTE, SKIP, WRONG, Decision
from factcheck.registry import (
    Place,
    Registry,
    RegistryClaim,
    claim_id,
)

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
RAIN = "Rain fell on 112 days in 2024."
SNOW = "Snow closed 14 schools in January."


def a_claim(text: str = RAIN, file: str = "drafts/weather.md", **more: object) -> RegistryClaim:
    as_of = more.get("as_of")
    known = RegistryClaim(claim_id(text, as_of if isinstance(as_of, date) else None), text)
    return replace(known, file=file, **more)  # type: ignore[arg-type]


def a_decision(choice: str = ACCEPT, claim: str = claim_id(RAIN), who: str = "dana", **more: object) -> Decision:
    return replace(Decision("", claim, choice, who, NOON), **more)  # type: ignore[arg-type]


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry.open(tmp_path / "claims", create=True)


def claims_file(registry: Registry) -> Path:
    return registry.folder / "claims.jsonl"


def decisions_file(registry: Registry) -> Path:
    return registry.folder / "decisions.jsonl"


def again(registry: Registry) -> Registry:
    return Registry.open(registry.folder)


@contextmanager
def scratch() -> Iterator[Registry]:
    with tempfile.TemporaryDirectory() as folder:
        yield Registry.open(Path(folder) / "claims", create=True)


# ---- anything that can be written down ----------------------------------------------------------

words = st.text(min_size=1)
days = st.none() | st.dates()
numbers = st.integers(0, 10**6)
claims = st.builds(
    RegistryClaim,
    id=words, text=words, outlet=st.text(), date=days, file=st.text(),
    place=st.none() | st.builds(Place, numbers, numbers, numbers, numbers),
    context=st.text(), as_of=days, url=st.text(), restated=st.booleans(),
)  # fmt: skip
decisions = st.builds(
    Decision,
    id=words, claim=words, choice=st.sampled_from((ACCEPT, WRONG, NOTE, SKIP)), who=words,
    when=st.datetimes(timezones=st.none() | st.just(UTC)), note=st.text(), status=st.text(),
    supersedes=st.text(), withdrawn=st.booleans(),
)  # fmt: skip
