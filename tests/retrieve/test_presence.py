"""What no passage of a library can hold is known without a search, and only that."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.library import Library, compile_into
from factcheck.model.source import Sought
from factcheck.retrieve import statements
from factcheck.retrieve.presence import having
from factcheck.text.heads import heads_of
from tests.conftest import DATA

CASES = Path(__file__).parents[1] / "cases" / "statement.toml"

LIBRARY = Library(compile_into(sqlite3.connect(":memory:"), [DATA / "estuary"], None))


def test_no_finding_is_lost_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Checker(LIBRARY)
    cases = tomllib.loads(CASES.read_text("utf-8"))["case"]
    quick = [board.claim(case["text"], case["as_of"]) for case in cases]
    monkeypatch.setattr(statements, "having", lambda *_: -1)
    assert quick == [board.claim(case["text"], case["as_of"]) for case in cases]


@given(st.data())
def test_it_is_told_as_by_looking_at_every_passage(data: st.DataObject) -> None:
    words = ["warden", "lock", "ferry", "dredging", "met", "closed", "zebra", "fund", "monday"]
    some = st.lists(st.sampled_from(words).map(heads_of), max_size=3).map(tuple)
    asked = Sought((), data.draw(some), data.draw(st.integers(0, 2)), data.draw(some))
    among = data.draw(st.sets(st.sampled_from(sorted(LIBRARY.documents()))))
    bits = having(asked, LIBRARY, {}, among)
    for passage in (p for d in LIBRARY.documents() for p in LIBRARY.passages(d)):
        own = heads_of(f"{passage.text} {passage.speaker}")
        wider = own | heads_of(_beginning(passage.document))
        fits = passage.document in among and not any(heads.isdisjoint(own) for heads in asked.deeds)
        fits = fits and sum(heads.isdisjoint(wider) for heads in asked.words) <= asked.lacking
        assert passage.text.startswith("(") or bool(bits >> passage.id & 1) == fits


def _beginning(document: int) -> str:
    about = LIBRARY.documents()[document]
    first = next((p.text for p in LIBRARY.passages(document) if len(p.text.split()) > 8), "")
    return f"{about.title} {about.issuer} {first}"
