"""Statements and events held against the papers of an invented board, through the whole engine."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.library import Library, compile_into, open_library

ESTUARY = Path(__file__).parent / "data" / "estuary"
AS_OF = date(2023, 5, 10)  # a Wednesday

RIGHT = [
    "Warden Mira Okonjo met with Governor Pavel Lindqvist in Tarnhaven on Monday.",
    "Okonjo and Lindqvist met Monday about the dredging of the channel.",
    "The two leaders agreed to meet again in Osterby in July.",
    "Okonjo thanked Lindqvist for sending two icebreakers.",
    "The plan would also protect herons, according to the joint statement.",
    "The board has given almost 11 million crowns to the towns.",
]
CLASHING = [
    ("Warden Mira Okonjo met with Governor Pavel Lindqvist in Tarnhaven on Sunday.", "date"),
    ("The two leaders agreed to meet again in Osterby in August.", "date"),
    ("The board has given fewer than 9 million crowns to the towns.", "number"),
    ("Okonjo and Lindqvist ordered their crews to increase the noise of night work.", "opposite"),
]
OPEN = [
    "Warden Mira Okonjo met with Governor Pavel Lindqvist in Osterby on Monday.",
    "Lindqvist thanked Okonjo for sending two icebreakers.",
    "Okonjo thanked Lindqvist for sending two lifeboats.",
    "Okonjo and Lindqvist met Monday about the price of herring.",
    "Okonjo met with Mayor Greta Solheim in Tarnhaven on Monday.",
    "Okonjo and Lindqvist met in Tarnhaven on Monday because the channel had silted up.",
    "Okonjo might meet with Lindqvist in Tarnhaven on Monday.",
    "Okonjo thanked Lindqvist for sending two icebreakers, Solheim said.",
    "Okonjo thanked Lindqvist for sending two icebreakers, the board said Friday.",
    "The two leaders met in Osterby in July.",
]

WEEK = date(2023, 8, 11)  # a Friday
TOOK_PART = [
    "Okonjo asked Tilda Brask to lead the survey of the eastern bank.",
    "Aron Vest and Ines Maro led a crew to the eastern bank on August 9.",
    "Okonjo is imposing a toll of 25 crowns on boats from Saltby.",
    "Dahl met with Sanna Lund in Osterby on Thursday.",
    "Ines Maro announced the toll on night boats last week.",
]
ANOTHER_PART = [
    "Okonjo asked Aron Vest to lead the survey of the eastern bank.",
    "Mira Okonjo and Ines Maro led a crew to the eastern bank on August 9.",
    "Aron Vest and Ines Maro led a crew to the eastern bank to meet with Okonjo.",
    "Okonjo is imposing a toll of 25 crowns on boats from Norvik.",
    "Saltby is imposing a toll of 25 crowns on boats.",
    "Dahl met with Sanna Lund in Norvik on Thursday.",
    "Sanna Lund met with Per Olin in Osterby on Thursday.",
    "Okonjo met with Dahl in Saltby on Thursday.",
    "Dahl met with Aron Vest in Osterby on Thursday.",
    "Ines Maro announced the toll on night boats this week.",
    "Okonjo asked Tilda Brask to lead the survey of the eastern bank, Norvik said.",
]

OCTOBER = date(2023, 10, 4)  # a Wednesday
READ = [
    "There are funds for 12 lamps, the board said.",
    "The plan was praised by the Netmakers of Mora.",
    "Greta Solheim has vowed to fight the plan.",
    "The board asked Dahl five months ago to survey the reefs.",
    "Okonjo met with Lindqvist at the Custom House on Tuesday.",
    "Okonjo called on the Coast Court to hear the Dredging Case.",  # "and she"
    "Pilot Aron Vest took part in the meeting.",
    "The board has committed about 6 million crowns over three years to Saltby's ferries.",
    "Sanna Lund will lead a crew to Osterby on Monday.",
    "The Harbour Talks on October 20 will be the first since 2019.",
]
READ_OTHERWISE = [
    ("Okonjo met with Lindqvist at the Fish Market on Tuesday.", "place"),
    ("Okonjo met with Lindqvist at the Custom House on Tuesday for dinner.", "opposite"),
    ("Okonjo and Lindqvist agreed to suspend the night ferry.", "opposite"),
    ("The board has committed about 6 million crowns over five years to Saltby's ferries.", "number"),
    ("The Harbour Talks on October 20 will be the first since 2016.", "date"),
]
NOT_READ = [
    "There are funds for 40 lamps, the board said.",  # "an additional 40"
    "The plan was praised by Greta Solheim and the Rowing Club.",  # she stands behind "but"
    "The Rowing Club of Norvik has vowed to fight the plan.",
    "The board asked Dahl five years ago to survey the reefs.",
    "The board revoked the Coast Court's order on Tuesday.",  # September 5 is the day of the order
    "Okonjo met with Lindqvist at the Fish Market.",  # on some other day
    "Lindqvist called on the Coast Court to hear the Dredging Case.",
    "Ines Maro will lead a crew to Osterby on Monday.",
    "Warden Ines Maro called on the Coast Court to hear the Dredging Case.",  # another warden's deed
    "Okonjo and Lindqvist agreed to suspend the dredging.",
]

NOVEMBER = date(2023, 11, 15)  # a Wednesday
TOLD = [
    "Okonjo will travel to Norvik in early January to meet with Henrik Dahl.",  # "the warden" of a transcript
    "The crew was led by Aron Vest-Holm and included Tilda Brask.",
    "The Board of the Northern Fleet released new tables on Tuesday on the effects of the toll.",
    "Okonjo hosted Henrik Dahl on Monday for the second meeting of the Ferry Board.",
]
TOLD_OTHERWISE = [
    ("Okonjo signed a notice increasing the toll from 25 crowns to 45 crowns.", "number"),
    ("Okonjo hosted Henrik Dahl on Monday for the third meeting of the Ferry Board.", "rank"),
]
NOT_TOLD = [
    "The crew was led by Tilda Brask.",
    "The crew was led by Mira Okonjo.",
    "The Board of Norvik released new tables on Tuesday on the effects of the toll.",  # of the Northern Fleet
    "Dahl hosted Okonjo on Monday for the second meeting of the Ferry Board.",
    "Aron Vest-Holm released new tables on Tuesday on the effects of the toll.",
    "Lund will travel to Norvik in early January to meet with Henrik Dahl.",
]

GRANTED = date(2023, 11, 28)  # a Tuesday
SAID_BY_IT = [
    "Okonjo authorized up to 40 million crowns from the Dredging Fund.",
    "The notice adds a ban on five more kinds of nets.",
    "The two towns committed to reopen the eastern quay.",  # nobody is named: what these days' papers tell of
    "Okonjo signed a notice on Friday closing the lock.",
    "A toll of 10 crowns is due from boats of Saltby.",
    "Okonjo signed a notice on Friday and authorized up to 40 million crowns from the Dredging Fund.",
]
SAID_OTHERWISE = [
    ("Okonjo authorized up to 90 million crowns from the Dredging Fund.", "number"),
    ("The notice adds a ban on nine more kinds of nets.", "number"),
]
NOT_SAID = [
    "Okonjo authorized up to 40 million nets from the Dredging Fund.",
    "Lindqvist authorized up to 40 million crowns from the Dredging Fund.",
    "The two towns committed to reopen the eastern lock.",
    "Okonjo signed a notice closing the lock on December 1.",  # the day on which it begins
    "A toll of 10 crowns is due from boats of Mora and Tarn.",
    "Okonjo signed a notice on Friday and authorized up to 40 million crowns from the Harbour Fund.",
]


@pytest.fixture(scope="module")
def board(cache: Path) -> Checker:
    return Checker(open_library([ESTUARY]))


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_document_says_is_supported_with_its_words(board: Checker, text: str) -> None:
    finding = board.claim(text, AS_OF)
    assert finding.status == "supported", finding.summary
    evidence = finding.assertions[0].readings[0].evidence[0]
    assert evidence.title.startswith("Joint Statement")
    assert evidence.url == "https://estuary.example.org/joint"
    assert evidence.published == "2023-05-09"
    assert evidence.locator.startswith("paragraph")
    assert evidence.excerpt


@pytest.mark.parametrize(("text", "slot"), CLASHING)
def test_one_clear_difference_conflicts(board: Checker, text: str, slot: str) -> None:
    finding = board.claim(text, AS_OF)
    assert (finding.status, finding.assertions[0].failed_slot) == ("conflicting", slot), finding.summary


@pytest.mark.parametrize("text", OPEN)
def test_what_no_document_says_stays_open(board: Checker, text: str) -> None:
    assert board.claim(text, AS_OF).status == "unverified"


@pytest.mark.parametrize("text", TOOK_PART)
def test_whoever_is_named_takes_the_same_part(board: Checker, text: str) -> None:
    finding = board.claim(text, WEEK)
    assert finding.status == "supported", finding.summary


@pytest.mark.parametrize("text", ANOTHER_PART)
def test_a_name_of_the_passage_in_another_part_is_no_ground(board: Checker, text: str) -> None:
    finding = board.claim(text, WEEK)
    assert finding.status != "supported", finding.summary


@pytest.mark.parametrize("text", READ)
def test_what_is_told_in_other_words_is_supported(board: Checker, text: str) -> None:
    finding = board.claim(text, OCTOBER)
    assert finding.status == "supported", finding.summary


@pytest.mark.parametrize(("text", "slot"), READ_OTHERWISE)
def test_one_slot_told_otherwise_conflicts(board: Checker, text: str, slot: str) -> None:
    finding = board.claim(text, OCTOBER)
    assert (finding.status, finding.assertions[0].failed_slot) == ("conflicting", slot), finding.summary


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_like_it_stays_open(board: Checker, text: str) -> None:
    finding = board.claim(text, OCTOBER)
    assert finding.status == "unverified", finding.summary


@pytest.mark.parametrize("text", TOLD)
def test_long_names_and_offices_lead_to_whoever_acts(board: Checker, text: str) -> None:
    finding = board.claim(text, NOVEMBER)
    assert finding.status == "supported", finding.summary


@pytest.mark.parametrize(("text", "slot"), TOLD_OTHERWISE)
def test_another_number_or_rank_of_the_same_conflicts(board: Checker, text: str, slot: str) -> None:
    finding = board.claim(text, NOVEMBER)
    assert (finding.status, finding.assertions[0].failed_slot) == ("conflicting", slot), finding.summary


@pytest.mark.parametrize("text", NOT_TOLD)
def test_whoever_is_only_named_beside_it_did_nothing(board: Checker, text: str) -> None:
    finding = board.claim(text, NOVEMBER)
    assert finding.status == "unverified", finding.summary


@pytest.mark.parametrize("text", SAID_BY_IT)
def test_a_signed_document_does_what_it_says(board: Checker, text: str) -> None:
    finding = board.claim(text, GRANTED)
    assert finding.status == "supported", finding.summary


@pytest.mark.parametrize(("text", "slot"), SAID_OTHERWISE)
def test_another_amount_of_what_it_does_conflicts(board: Checker, text: str, slot: str) -> None:
    finding = board.claim(text, GRANTED)
    assert (finding.status, finding.assertions[0].failed_slot) == ("conflicting", slot), finding.summary


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_it_does_not_say_stays_open(board: Checker, text: str) -> None:
    finding = board.claim(text, GRANTED)
    assert finding.status == "unverified", finding.summary


def test_two_statements_joined_are_judged_each(board: Checker) -> None:
    finding = board.claim(SAID_BY_IT[-1], GRANTED)
    told = [(a.text, a.status) for a in finding.assertions]
    assert told == [
        ("Okonjo signed a notice on Friday", "supported"),
        ("authorized up to 40 million crowns from the Dredging Fund.", "supported"),
    ]
    clashing = SAID_BY_IT[-1].replace("Friday", "Monday").replace("a notice", "a notice closing the lock")
    assert board.claim(clashing, GRANTED).status == "conflicting"


def test_the_rule_tells_whether_a_day_is_named(board: Checker) -> None:
    assert board.claim(RIGHT[0], AS_OF).rule == "event"
    assert board.claim(RIGHT[3], AS_OF).rule == "statement"


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
    finding = board.claim(OPEN[5], AS_OF)
    assert finding.reason == "causal"
    assert "Okonjo" in finding.assertions[0].readings[0].detail


def test_without_documents_nothing_is_looked_up(checker: Checker) -> None:
    assert checker.claim(RIGHT[0], AS_OF).rule == "no-source"


def test_a_draft_is_searched_for_what_named_people_did(board: Checker) -> None:
    right, wrong = OPEN[1].replace("Lindqvist thanked Okonjo", "Okonjo thanked Lindqvist"), OPEN[1]
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
    labelled = manifest.replace('words = ["Mira Okonjo", "Okonjo"]', 'words = ["Okonjo"]\nlabels = ["MS. OKONJO"]')
    (tmp_path / "manifest.toml").write_text(labelled, "utf-8")
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
    assert board.claim(RIGHT[0].replace("on Monday", "on Sunday"), AS_OF).status == "conflicting"
    assert board.claim(RIGHT[0].replace("on Monday", "in 2022"), AS_OF).status == "unverified"
