"""Where the words of a quotation stand is looked up; the nearest passages are searched for where they stand nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from factcheck.check import Checker
from factcheck.library import Library, compile_into
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED

ON = date(2024, 5, 6)
WORDS = "the tide will carry a lantern across our quiet lower quay"
CROWD = "The tide will carry a tide. Lanterns, our quiet lower quay and a lantern beside our quay: day {}."


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("notes")
    for n in range(30):
        (folder / f"{n}.md").write_text(_document(f"Note {n}", CROWD.format(n)), "utf-8")
    long = " ".join(f"Item {n} of the inventory was counted by the clerks." for n in range(300))
    (folder / "long.md").write_text(_document("The long memorial", f"{long} We hope {WORDS}. {long}"), "utf-8")
    parts = "They said the old ferry\n\nwill never leave a harbour again."
    (folder / "parts.md").write_text(_document("Parts", parts), "utf-8")
    return Checker(Library(compile_into(sqlite3.connect(":memory:"), [folder], None)))


def _document(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: '2024-05-03'\nissuer: Port Office\n---\n\n{text}\n"


def test_words_are_found_however_many_passages_are_nearer(checker: Checker) -> None:
    nearest = checker.library.nominate(WORDS, 24)
    assert not any(WORDS in p.text for p, _ in nearest)
    assert checker.claim(f"“{WORDS.capitalize()},” a clerk said.", ON).assertions[0].near_misses


def test_nothing_is_searched_where_words_stand_in_one_place(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Sequence[Any]:
        raise AssertionError("searched")

    monkeypatch.setattr(checker.library, "nominate", fail)
    finding = checker.claim(f"“{WORDS.capitalize()},” the Port Office said.", ON)
    assert finding.assertions[0].near_misses or finding.status == SUPPORTED
    assert checker.claim("“We will see,” a clerk said.", ON).status == UNVERIFIED


def test_words_are_found_across_passages(checker: Checker) -> None:
    finding = checker.claim("“The old ferry will never leave a harbour again,” a clerk said.", ON)
    assert finding.assertions[0].near_misses and finding.status != CONFLICTING
