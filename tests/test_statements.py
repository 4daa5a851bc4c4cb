"""Statements and events held against the papers of an invented board; cases in cases/statement.toml."""

from __future__ import annotations

import sqlite3
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.library import Library, compile_into, open_library

ESTUARY = Path(__file__).parent / "data" / "estuary"
AS_OF = date(2023, 5, 10)  # a Wednesday

CASES = Path(__file__).parent / "cases" / "statement.toml"
MET = "Warden Mira Okonjo met with Governor Pavel Lindqvist in Tarnhaven on Monday."
THANKED = "Okonjo thanked Lindqvist for sending two icebreakers."
GRANTED = date(2023, 11, 28)  # a Tuesday
JOINED = "Okonjo signed a notice on Friday and authorized up to 40 million crowns from the Dredging Fund."


@pytest.fixture(scope="module")
def board(cache: Path) -> Checker:
    return Checker(open_library([ESTUARY]))


@pytest.mark.parametrize("case", tomllib.loads(CASES.read_text("utf-8"))["case"], ids=lambda c: str(c["text"])[:70])
def test_case(case: dict[str, Any], board: Checker) -> None:
    found = board.claim(case["text"], case["as_of"])
    assert found.status == case["status"], found.summary
    if "failed_slot" in case:
        assert found.assertions[0].failed_slot == case["failed_slot"]


def test_what_a_document_says_is_shown_with_its_words(board: Checker) -> None:
    evidence = board.claim(MET, AS_OF).assertions[0].readings[0].evidence[0]
    assert evidence.title.startswith("Joint Statement")
    assert evidence.url == "https://estuary.example.org/joint"
    assert evidence.published == "2023-05-09"
    assert evidence.locator.startswith("paragraph")
    assert evidence.excerpt


def test_two_statements_joined_are_judged_each(board: Checker) -> None:
    finding = board.claim(JOINED, GRANTED)
    told = [(a.text, a.status) for a in finding.assertions]
    assert told == [
        ("Okonjo signed a notice on Friday", "supported"),
        ("authorized up to 40 million crowns from the Dredging Fund.", "supported"),
    ]
    clashing = JOINED.replace("Friday", "Monday").replace("a notice", "a notice closing the lock")
    assert board.claim(clashing, GRANTED).status == "conflicting"


def test_the_rule_tells_whether_a_day_is_named(board: Checker) -> None:
    assert board.claim(MET, AS_OF).rule == "event"
    assert board.claim(THANKED, AS_OF).rule == "statement"


def test_the_context_says_which_meeting(board: Checker) -> None:
    about = ["Okonjo and Lindqvist spoke to the press."]
    assert board.claim("The meeting took place on Monday.", AS_OF, about).status == "supported"
    assert (
        board.claim("The meeting took place on Monday.", AS_OF, ["Solheim spoke to the press."]).status != "conflicting"
    )


def test_the_signing_of_a_document_is_an_event(board: Checker) -> None:
    day = date(2023, 6, 5)
    assert (
        board.claim("Okonjo issued a notice restricting anchorage in the basin on Friday.", day).status == "supported"
    )
    assert (
        board.claim("Okonjo issued a notice restricting anchorage in the basin on Thursday.", day).status != "supported"
    )
    assert (
        board.claim("Lindqvist issued a notice restricting anchorage in the basin on Friday.", day).status
        != "supported"
    )


def test_a_cause_is_shown_with_the_nearest_sentence(board: Checker) -> None:
    finding = board.claim(f"{MET[:-1]} because the channel had silted up.", AS_OF)
    assert finding.reason == "causal"
    assert "Okonjo" in finding.assertions[0].readings[0].detail


def test_without_documents_nothing_is_looked_up(checker: Checker) -> None:
    assert checker.claim(MET, AS_OF).rule == "no-source"


def test_a_draft_is_searched_for_what_named_people_did(board: Checker) -> None:
    right, wrong = THANKED, THANKED.replace("Okonjo thanked Lindqvist", "Lindqvist thanked Okonjo")
    report = board.document(read_document("draft.txt", f"{right}\n\n{wrong}\n".encode()), AS_OF)
    assert [(f.status, f.rule) for f in report.findings] == [("supported", "statement")]


@pytest.mark.parametrize(
    "text",
    [
        "This year, the board has given fewer than 9 million crowns to the towns.",
        "The board has given fewer than 9 million crowns to the towns this month.",
    ],
)
def test_a_number_of_an_unknown_time_contradicts_nothing(board: Checker, text: str) -> None:
    assert board.claim(text, None).status == "unverified"
    assert board.claim("The board has given fewer than 9 million crowns to the towns.", None).status == "conflicting"


def test_a_number_of_a_named_year_says_nothing_of_another(tmp_path: Path) -> None:
    paper = "---\ntitle: Report of the harbor board\ndate: '2023-05-09'\n---\n\n# Report\n\n"
    paper += "In fiscal year 2018 overall, 124,500 crates were landed at the northern basin of Tarnhaven.\n"
    (tmp_path / "report.md").write_text(paper, "utf-8")
    held = Checker(Library(compile_into(sqlite3.connect(":memory:"), [tmp_path, ESTUARY], None)))
    overall = "As many as 10,000 crates were landed overall at the northern basin of Tarnhaven{}."
    assert held.claim(overall.format(""), AS_OF).status == "unverified"
    assert held.claim(overall.format(" in fiscal year 2018"), AS_OF).status == "conflicting"


def test_whoever_speaks_under_a_label_is_meant_by_i(tmp_path: Path, cache: Path) -> None:
    paper = (
        "---\ntitle: Remarks by Warden Okonjo\ndate: '2023-05-09'\n---\n\nMS. OKONJO: Well, I’ve asked him, Tom Brask, "
    )
    paper += "to lead the survey of the eastern bank. Now clerks make up as much as 10 percent of the crews of Mora.\n"
    (tmp_path / "remarks.md").write_text(paper, "utf-8")
    manifest = (ESTUARY / "manifest.toml").read_text("utf-8")
    (tmp_path / "manifest.toml").write_text(manifest, "utf-8")
    held = Checker(open_library([tmp_path]))
    assert held.claim("Okonjo asked Tom Brask to lead the survey of the eastern bank.", AS_OF).status == "supported"
    assert held.claim("Lindqvist asked Tom Brask to lead the survey of the eastern bank.", AS_OF).status != "supported"
    share = "Clerks make up as much as {} percent of the crews of Mora."
    told = held.claim(share.format(10), AS_OF)
    assert told.status == "supported" and "(MS. OKONJO in Remarks by Warden Okonjo" in told.summary
    assert held.claim(share.format(30), AS_OF).status == "conflicting"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The crews rarely used the northern lock, and they left without pay.", "unverified"),
        ("Norvik has not refused to take back its boats.", "unverified"),
        ("Norvik has refused to take back its boats.", "supported"),
        ("The quay is not closed, but the lock has not reopened.", "unverified"),
        ("The quay is closed, but the lock has not reopened.", "supported"),
        ("Mora is the least busy of the towns.", "unverified"),
        ("The lock costs fewer crowns to keep.", "unverified"),
        ("The towns know where they are not going.", "unverified"),
    ],
)
def test_a_denial_beside_another_is_still_a_denial(tmp_path: Path, cache: Path, text: str, status: str) -> None:
    paper = (
        "---\ntitle: Report of the board\ndate: '2023-05-09'\n---\n\nThe crews often used the northern lock, and they "
    )
    paper += "left without pay. Norvik has refused to take back its boats. The quay is closed, but the lock has not "
    paper += "reopened. Mora is the most busy of the towns. The lock costs more crowns to keep. "
    paper += "The towns know where they are going.\n"
    (tmp_path / "report.md").write_text(paper, "utf-8")
    assert Checker(open_library([tmp_path, ESTUARY])).claim(text, AS_OF).status == status


@pytest.mark.parametrize(
    "text",
    [
        "That was the right harbor for the towns.",
        "The towns are friendly.",
        "Mora is a friendly town.",
        "The people of Mora want peace and order.",
        "I know the right place for the lock.",
        "And we say that most of the towns closed the quay.",
        "Is the quay closed?",
        "The toll was less than 4 crowns.",
        "Millions of crowns.",
        "All 50 towns did it.",
    ],
)
def test_what_might_be_said_anywhere_is_supported_by_nothing(tmp_path: Path, cache: Path, text: str) -> None:
    paper = "---\ntitle: Report of the board\ndate: '2023-05-09'\n---\n\n"
    paper += "Mora and the other friendly towns know that this is the right place for a harbor. They closed the quay. "
    paper += "The people want peace, and the order of the day is kept. In 12 towns the toll was less than 4 crowns. "
    paper += "All 50 towns received millions of crowns.\n"
    (tmp_path / "report.md").write_text(paper, "utf-8")
    assert Checker(open_library([tmp_path, ESTUARY])).claim(text, AS_OF).status == "unverified"


def test_who_meets_often_may_have_met_in_another_year(board: Checker) -> None:
    """A single day contradicts a day, and no month or year in which the two may have met as well."""
    assert board.claim(MET.replace("on Monday", "on Sunday"), AS_OF).status == "conflicting"
    assert board.claim(MET.replace("on Monday", "in 2022"), AS_OF).status == "unverified"


PAPER = """---
title: Report of the Harbor Fund and the towns
date: '2023-05-09'
---

Warden Okonjo asked Captain Pavel Lindqvist to lead the survey of the eastern bank.

The fund includes crowns for new docks, 9 million crowns for pilot boats at the quay, 4 million crowns for rope.

Saltby had a C1/C2 toll rate of 21.5 percent and a D toll rate of 40.2 percent.

Warden Okonjo also brought together the pilots through her Call to Order programme that has raised 12 million crowns.

The two sides pledged to:

Develop a common compact on the herons of Mora.

Captain Roe, the keeper, is as we speak in Norvik, with many of his crew at a feast of the pilots.

The scheme began as a trial survey in answer to our private pilots and crews.

There are 16 pilot stations in use at Mora.

The towns pay less for gear-based tolls (GBT). In May the board began a 3 million crown scheme against GBT in Osterby.

Within 30 days of this paper, the harbor clerk shall publish a list of quays that lack a pilot.

Over the last two years the board gave almost 560 crowns to Norvik.

"""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The fund includes 9 million crowns for pilot boats at the quay, the board said.", "supported"),
        ("The fund includes 19 million crowns for pilot boats at the quay, the board said.", "conflicting"),
        ("Saltby had a C1/C2 toll rate of 31.5 percent, the board said.", "conflicting"),
        ("Saltby had a C1/C2 toll rate of 21.5 percent, the board denied.", "unverified"),
        ("Okonjo asked Pavel Lindqvist to lead the survey of the eastern bank.", "supported"),
        ("Okonjo's Call to Order has raised 12 million crowns.", "supported"),
        ("Lindqvist's Call to Order has raised 12 million crowns.", "unverified"),
        ("The two sides pledged to develop a common compact on the herons of Mora.", "supported"),
        ("Captain Roe was in Norvik with his crew at a feast of the pilots, the board said.", "supported"),
        ("Captain Roe was in Tarn with his crew at a feast of the pilots, the board said.", "conflicting"),
        ("The scheme began as a trial survey, the board said.", "supported"),
        ("The scheme began as a private survey, the board said.", "unverified"),
        ("In May the board began a 3 million crown scheme against gear-based tolls in Osterby.", "supported"),
        ("In May the board began a 5 million crown scheme against gear-based tolls in Osterby.", "conflicting"),
        (
            "The paper directs the harbor clerk to publish within 30 days a list of quays that lack a pilot.",
            "supported",
        ),
        (
            "The paper directs the harbor clerk to publish within 90 days a list of quays that lack a pilot.",
            "conflicting",
        ),
        ("The board gave Norvik almost 560 crowns over the past two years.", "supported"),
        ("There are 16 pilot stations in use at Mora, the board said.", "supported"),
        ("There are 26 pilot stations in use at Mora, the board said.", "conflicting"),
    ],
)
def test_every_slot_is_held_where_it_stands(tmp_path: Path, cache: Path, text: str, status: str) -> None:
    (tmp_path / "report.md").write_text(PAPER, "utf-8")
    found = Checker(open_library([tmp_path, ESTUARY])).claim(text, AS_OF)
    assert found.status == status, found.summary


def test_a_pronoun_behind_a_block_quotation_is_whoever_spoke_before_it(board: Checker) -> None:
    draft = (
        "{} warned the crews on Monday:\n\n> We saved the rope walk in 2020, and now we must save the herring hall "
        "in 2024.\n\n“I’ve got five weeks left in my term,” she added.\n\n“If we mend ten nets,” she said, “that’s "
        "three crowns a boat for the herring crews.”\n\n“I’ve got nine weeks left in my term,” she said.\n"
    )
    for name, wanted in (
        ("Okonjo", ["supported", "supported", "supported", "conflicting"]),
        ("Lindqvist", ["conflicting", "unverified", "unverified", "unverified"]),  # a pronoun accuses nobody
    ):
        told = board.document(
            read_document("draft.md", draft.format(name).encode()), date(2024, 10, 15), everything=True
        )
        quoted = [f.status for f in told.findings if any(a.slots and a.slots[0].name == "words" for a in f.assertions)]
        assert quoted == wanted, [(f.status, f.summary) for f in told.findings]
