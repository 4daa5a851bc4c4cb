"""Quotations made from documents are what they claim to be: right ones stand there, altered ones do not."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scripts.generate_quotes import generate
from scripts.quote_documents import Said, read
from scripts.score_quotes import tally
from tests.conftest import DATA


@pytest.fixture(scope="module")
def said() -> list[Said]:
    return read([DATA / "council"])


def test_sentences_know_their_speaker_document_and_day(said: list[Said]) -> None:
    said_so = next(s for s in said if s.text.startswith("There is not a real shortage"))
    assert (said_so.label, said_so.title, str(said_so.day)) == (
        "THE MAYOR", "Remarks by Mayor Okafor on the Harbour Budget", "2023-09-12",
    )  # fmt: skip


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def test_right_ones_stand_in_a_document_and_altered_ones_do_not() -> None:
    said = [
        Said(f"The harbour board will open {n} new piers along the northern shore before the winter, unless it rains",
             "", "Executive Order on Piers", date(2022, 5, n), "", f"{n}.md")
        for n in range(3, 20)
    ]  # fmt: skip
    rows = list(generate(said, 60))
    held = [words(s.text) for s in said]
    for row in rows:
        quote = re.search(r"[“\"](.+?)[”\"]", row["text"]) or re.search(r"'(.+)'", row["text"])
        assert quote is not None
        if row["kind"] in ("verbatim", "part", "cut"):
            assert any(words(quote[1]) in h for h in held), row
        if row["kind"] in ("word_changed", "number_changed", "negation"):
            assert not any(words(quote[1]) in h for h in held), row


def test_the_same_seed_makes_the_same_rows() -> None:
    text = "The board will not close the old pier on {} May before the spring tide of next year"
    said = [Said(text.format(n), "", "Proclamation on Piers", date(2022, 5, n), "", f"{n}.md") for n in range(2, 20)]
    assert list(generate(said, 12)) == list(generate(said, 12))


def test_a_false_answer_is_counted() -> None:
    rows = [
        {"id": "1", "kind": "verbatim", "expect": "supported"},
        {"id": "2", "kind": "word_changed", "expect": "conflicting"},
        {"id": "3", "kind": "cut", "expect": "supported", "caveat": True},
    ]
    answers = {str(n): {"status": "supported", "caveats": []} for n in (1, 2, 3)}
    counts = tally(rows, answers)
    assert {kind: counts[kind, "right"] for kind in ("verbatim", "word_changed", "cut")} == {
        "verbatim": 1,
        "word_changed": 0,
        "cut": 0,
    }
    assert sum(n for (_, what), n in counts.items() if what == "false") == 1
