"""Quotations are checked against documents by names, addresses, days and whole words; cases in cases/quote.toml."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.check import Checker
from factcheck.ingest.read import read_document
from factcheck.library import Library, compile_into, open_library
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED
from factcheck.model.source import Passage
from tests.conftest import DATA

CASES = Path(__file__).parent / "cases" / "quote.toml"


@pytest.fixture(scope="module")
def council() -> Iterator[Checker]:
    library = Library(compile_into(sqlite3.connect(":memory:"), [DATA / "council"], None))
    yield Checker(library)
    library.close()


@pytest.mark.parametrize("case", tomllib.loads(CASES.read_text("utf-8"))["case"], ids=lambda c: str(c["text"])[:70])
def test_case(case: dict[str, Any], council: Checker) -> None:
    found = council.claim(case["text"], case["as_of"], [case["context"]] if "context" in case else [])
    assert (found.status, found.rule) == (case["status"], case.get("rule", case.get("reason"))), found.summary
    if "failed_slot" in case:
        assert found.assertions[0].failed_slot == case["failed_slot"]
    assert case.get("summary", "") in found.summary
    assert case.get("suggestion", "") in (found.suggestion or "")
    caveats = {c.rule for c in found.caveats}
    if found.status == SUPPORTED:
        assert caveats == ({case["caveat"]} if "caveat" in case else set())


def test_every_verdict_has_a_case() -> None:
    assert {c["status"] for c in tomllib.loads(CASES.read_text("utf-8"))["case"]} == {
        SUPPORTED,
        CONFLICTING,
        UNVERIFIED,
    }


def test_evidence_leads_to_the_passage(council: Checker) -> None:
    found = council.claim('The mooring law says "whether or not it carries passengers."', None)
    evidence = found.assertions[0].readings[0].evidence[0]
    assert evidence.locator == "3 T.L. 12(a)"
    assert "whether or not it carries passengers" in (evidence.excerpt or "")


def test_words_are_searched_for_only_where_something_may_come_of_it(
    council: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    nominate = council.library.nominate

    def noted(
        words: str, limit: int = 20, among: Collection[int] | None = None, headings: bool = True
    ) -> Sequence[tuple[Passage, float]]:
        asked.append(among)
        return nominate(words, limit, among, headings)

    monkeypatch.setattr(council.library, "nominate", noted)
    assert council.claim('The mooring law says "whether or not it carries passengers."', None).status == SUPPORTED
    assert not asked  # they stand in one place
    council.claim('According to the mooring law, "whether or not it carries horses."', None)
    assert asked and None not in asked  # they stand nowhere, and no other document counts for what comes near
    council.claim('Mayor Okafor said "we will not raise the harbour horses this year."', None)
    assert None in asked  # somebody else's document may tell what Okafor said


DRAFT = """---
title: The budget
date: 2023-09-13
---

Mayor Okafor spoke on Tuesday about the harbour budget, and said:

> We will not raise the harbour fee this year.

Okafor also told the board:

> We will raise the harbour fee this year.
"""


def test_a_draft_with_block_quotations(council: Checker) -> None:
    found = council.document(read_document("draft.md", DRAFT.encode()))
    quoted = {f.text: f.status for f in found.findings if f.rule == "quote"}
    assert quoted["We will not raise the harbour fee this year."] == SUPPORTED
    assert quoted["We will raise the harbour fee this year."] == CONFLICTING


@pytest.mark.parametrize("who, decided", [("Mayor Okafor", [SUPPORTED, CONFLICTING]), ("Speaker Nobody", [])])
def test_who_signs_a_block_quotation_is_its_speaker_and_no_claim(
    council: Checker, who: str, decided: list[str]
) -> None:
    signed = DRAFT.replace("this year.\n", f"this year.\n> — {who}\n")
    signed = signed.replace("Mayor Okafor spoke on Tuesday about the harbour budget, and said", "On Tuesday")
    found = council.document(read_document("draft.md", signed.replace("Okafor also told the board", "And").encode()))
    assert [f.status for f in found.findings if f.rule == "quote"] == decided
    assert not any(who in f.text for f in found.findings)


def test_names_that_both_have_make_no_nearest_passage(council: Checker) -> None:
    names = council.claim('Okafor praised "a bitter old quarrel of Mayor Okafor and Governor Lind."', date(2024, 5, 8))
    altered = 'Okafor said they would "effectively share the burden and strengthen the fleet along the bay."'
    words = council.claim(altered, date(2024, 5, 8))
    assert not names.assertions[0].near_misses
    assert words.assertions[0].near_misses


def test_that_one_word_stands_somewhere_is_no_near_miss(council: Checker) -> None:
    said = 'Governor Lind spoke of a "real shortage, this time around, of rescue boats" here.'
    several = council.claim(said, date(2024, 5, 8))
    single = council.claim('Governor Lind called it a "shortage" on Tuesday.', date(2024, 5, 8))
    assert several.assertions[0].near_misses and not single.assertions[0].near_misses
    assert several.status == single.status == "unverified"


def test_a_fall_within_quoted_words_is_left_to_the_quotation(cache: Path) -> None:
    checker = Checker(open_library([DATA / "council"]))
    text = (
        'Rask said Ashford "had fewer apprehensions at the border in March 2025 than in February, a fall of one half."'
    )
    finding = checker.claim(text, date(2025, 5, 7))
    assert [(a.rule, a.status) for a in finding.assertions] == [("quote", SUPPORTED)], finding.summary


COLLECTED = """---
title: The harbour news
date: '2025-05-06'
---

“We will hold the old pier against every storm of this year,” said Captain Ann Falk. “Under this council our pilots are
again the pride of the whole coast, and nobody sells them.”

Here is what they are saying:

Harbour Master Tom Orr: The council has spent long weeks refusing to pay the crews who keep our quays safe.

Pilot Ada Brand: “This is a great day for the quays and for all who work on them.”
"""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ('"Under this council our pilots are again the pride of the whole coast," Captain Ann Falk said.', SUPPORTED),
        ('"Under this council our pilots are again the pride of the whole coast," Captain Bo Lund said.', CONFLICTING),
        ('"Under this council our pilots are again the shame of the whole coast," Ann Falk said.', CONFLICTING),
        ('Tom Orr spoke of "long weeks refusing to pay the crews who keep our quays safe."', SUPPORTED),
        ('Ada Brand spoke of "long weeks refusing to pay the crews who keep our quays safe."', CONFLICTING),
        ('"This is a great day for the quays and for all who work on them," Pilot Ada Brand denied.', UNVERIFIED),
        ('"The council has spent long weeks refusing to pay" the crews, said Harbour Master Tom Orr.', SUPPORTED),
    ],
)  # fmt: skip
def test_what_a_document_quotes_is_of_whom_it_names(tmp_path: Path, cache: Path, text: str, status: str) -> None:
    (tmp_path / "news.md").write_text(COLLECTED, "utf-8")
    found = Checker(open_library([tmp_path, DATA / "council"])).claim(text, date(2025, 5, 7))
    assert found.status == status, found.summary


SPOKEN = """---
title: Remarks by Mayor Okafor before the meeting with the pilots
date: '2025-05-06'
---

MAYOR OKAFOR: I thank the women for the hard work that they do on every quay of ours. The storm at the northern quay
was a scandal.
"""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ('Mayor Okafor thanked the women "for the hard work that they do on every quay of ours."', SUPPORTED),
        ('Mayor Okafor thanked the men "for the hard work that they do on every quay of ours."', UNVERIFIED),
        (
            'Okafor said after the meeting: "I thank the women for the hard work that they do on every quay."',
            UNVERIFIED,
        ),
        ('Mayor Okafor called the storm at the northern quay a "scandal."', SUPPORTED),
        ('Mayor Okafor called the storm at the southern quay a "scandal."', UNVERIFIED),
        ('"I thank the women for the hard work that they do," Mayor Olu Okafor said.', SUPPORTED),
        ('"I thank the women for the hard work that they do," deputy harbour mayor Olu Okafor said.', UNVERIFIED),
    ],
)
def test_what_stands_around_a_quotation_must_fit(tmp_path: Path, cache: Path, text: str, status: str) -> None:
    (tmp_path / "remarks.md").write_text(SPOKEN, "utf-8")
    found = Checker(open_library([tmp_path, DATA / "council"])).claim(text, date(2025, 5, 7))
    assert found.status == status, found.summary
