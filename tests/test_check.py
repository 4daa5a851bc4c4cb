"""Drafts and claims through the whole engine: dates, context, places, notes."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.model.finding import CONFLICTING, STATUSES, SUPPORTED, UNVERIFIED, DocumentReport

RIGHT = "Border Patrol agents made 191,106 apprehensions at the southwest border in November 2023."
WRONG = "Border Patrol agents made 291,106 apprehensions at the southwest border in November 2023."
BARE = "Border Patrol agents made 249,740 apprehensions at the southwest border in December."
OPEN = "Removals came to 142,580 in fiscal year 2023."
DAY = date(2024, 2, 20)


def draft(checker: Checker, text: str, as_of: date | None = DAY, path: str = "draft.md") -> DocumentReport:
    return checker.document(read_document(path, text.encode()), as_of)


def dated(text: str, day: str = "2024-02-20") -> str:
    return f"---\ntitle: A draft\ndate: {day}\n---\n\n{text}\n"


def test_a_draft_gets_a_finding_for_each_sentence_that_states_a_fact(checker: Checker) -> None:
    report = draft(checker, f"# News\n\nIt was a grey day at the desk.\n\n{RIGHT} {WRONG}\n\n{OPEN}\n")
    assert [f.status for f in report.findings] == [SUPPORTED, CONFLICTING, UNVERIFIED]
    assert report.error == "" and report.text


def test_findings_know_their_place(checker: Checker) -> None:
    report = draft(checker, f"Größe 😀 matters.\r\n\r\n{RIGHT}\r\n\r\n{WRONG}\r\n", path="draft.txt")
    for found in report.findings:
        assert found.span is not None
        assert report.text[found.span.start : found.span.end] == found.text


def test_the_front_matter_dates_a_draft(checker: Checker) -> None:
    report = draft(checker, dated(BARE), None)
    assert (report.as_of, report.findings[0].status) == (DAY, SUPPORTED)
    assert "front matter" in report.as_of_from and not report.notes


def test_the_option_beats_the_front_matter(checker: Checker) -> None:
    report = draft(checker, dated(BARE, "2022-02-20"), DAY)
    assert (report.as_of, report.findings[0].status) == (DAY, SUPPORTED)


def test_a_draft_without_a_date_says_so(checker: Checker) -> None:
    report = draft(checker, BARE, None)
    assert report.as_of is None and [n.rule for n in report.notes] == ["undated"]
    assert (report.findings[0].status, report.findings[0].rule) == (UNVERIFIED, "undated")
    assert "2023" in report.findings[0].summary


def test_sentences_before_a_claim_are_its_context(checker: Checker) -> None:
    report = draft(checker, f"{RIGHT} The total in December was 249,740.")
    assert [f.status for f in report.findings] == [SUPPORTED, SUPPORTED]
    assert RIGHT in report.findings[1].context


def test_the_opening_of_a_draft_names_a_time_that_a_sentence_without_one_may_mean(checker: Checker) -> None:
    opening = "There were 2,378,944 encounters at the southwest border in fiscal year 2022."
    far = "In September, there were 227,547 encounters."
    text = "\n\n".join((opening, far, "CBP encountered {} Cubans there."))
    assert [f.status for f in draft(checker, text.format("220,908"), date(2022, 11, 20)).findings] == [SUPPORTED] * 3
    wrong = draft(checker, text.format("320,908"), date(2022, 11, 20)).findings
    assert [f.status for f in wrong] == [SUPPORTED, SUPPORTED, CONFLICTING]


def test_a_draft_with_nothing_to_check_has_no_findings(checker: Checker) -> None:
    report = draft(checker, "The garden was green. Everybody liked the soup.")
    assert report.findings == () and report.error == ""


def test_a_wrong_page_date_is_named_and_accuses_nobody(checker: Checker) -> None:
    page = (
        "Numbers at the border\n\nApril 9, 2025\n\n"
        "Border Patrol agents made 191,106 apprehensions at the southwest border in November.\n\n"
        "They made more than 249,000 apprehensions at the southwest border in December.\n"
    )
    report = draft(checker, page, None, "page.txt")
    assert all(f.status != CONFLICTING for f in report.findings)
    assert report.published == date(2025, 4, 9) and report.as_of is None
    assert [n.rule for n in report.notes] == ["date-mismatch"]
    assert "--as-of 2024-01-28" in report.notes[0].text


def test_a_draft_long_after_the_figures_is_stale(checker: Checker) -> None:
    assert (
        checker.library.stale(date(2030, 1, 1)) and not checker.library.stale(DAY) and not checker.library.stale(None)
    )


def test_the_sources_say_how_fresh_they_are(checker: Checker) -> None:
    sources = checker.library.sources([checker.claim(RIGHT, DAY)])
    assert len({s.id for s in sources}) == len(sources) > 0
    assert checker.library.sources([]), "a report always says how fresh the figures are"
    figures = next(s for s in sources if s.release)
    assert figures.publisher and figures.url.startswith("https://") and figures.data_through


@pytest.mark.parametrize("text", [RIGHT, WRONG, BARE, OPEN])
def test_a_claim_at_the_desk_is_judged_as_in_a_draft(checker: Checker, text: str) -> None:
    (found,) = draft(checker, text).findings
    alone = checker.claim(text, DAY)
    assert (found.status, found.rule, found.summary, found.id) == (alone.status, alone.rule, alone.summary, alone.id)


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31m191,106\x1b[0m apprehensions in November 2023",
        "[bold]191,106[/bold] apprehensions in November 2023",
        "191,106 apprehensions \u202e in November 2023",
        "💥 " * 500,
        "(" * 2000,
        "1,000 " * 1000,
        "November 2023 " * 500,
        "9" * 3000 + " apprehensions in November 2023",
    ],
    ids=["escape", "markup", "bidi", "emoji", "brackets", "numbers", "months", "digits"],
)
def test_hostile_text_gets_a_finding_like_any_other(checker: Checker, text: str) -> None:
    assert checker.claim(text, DAY).status in STATUSES


def test_the_identity_of_a_claim_is_stable(checker: Checker) -> None:
    assert checker.claim(RIGHT, DAY).id == checker.claim(RIGHT, DAY).id
    assert checker.claim(RIGHT, DAY).id != checker.claim(WRONG, DAY).id
    assert checker.claim(RIGHT, DAY, identity="row 7").id == "row 7"


# --- check-worthiness -----------------------------------------------------------------------------


def test_what_nobody_would_check_is_left_out_and_counted(checker: Checker) -> None:
    text = (
        "Border Patrol made 191,106 arrests at the southern border in November 2023.\n\n"
        "“I hope we can talk again soon,” the minister said.\n"
    )
    draft = read_document("d.txt", text.encode())
    report = checker.document(draft, date(2024, 2, 1), "--as-of")
    assert [f.status for f in report.findings] == ["supported"] and report.left_out == 1
    whole = checker.document(draft, date(2024, 2, 1), "--as-of", everything=True)
    assert [f.status for f in whole.findings] == ["supported", "unverified"] and whole.left_out == 0
    high, low = (f.worth or 0 for f in whole.findings)
    assert high > 0.8 and low < 0.3


# --- sentences that once ended in a crash -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("Arrests rose last month the month before, with Border Patrol arrests going from 47,979 to 66,883.", DAY),
        (
            "Border Patrol arrests are at the highest level since It’s higher than the 2007, when they were 858,638.",
            None,
        ),
        ("Border Patrol made ❶ and ² arrests in November 2023, ٣ percent more.", DAY),
    ],
)
def test_muddled_sentences_are_left_open(checker: Checker, text: str, as_of: date | None) -> None:
    assert checker.claim(text, as_of).status in (UNVERIFIED, CONFLICTING)


def test_there_is_the_place_that_a_draft_named_paragraphs_before(checker: Checker) -> None:
    text = (
        "Agents in the Swanton Sector made 19,390 arrests in fiscal 2024.\n\n"
        "The sector covers Vermont.\n\nIn 2021, only 370 people were apprehended there.\n\n"
        "In June 2024, agents made 3,310 arrests.\n"
    )
    found = draft(checker, text, date(2024, 11, 20)).findings
    statuses = {f.text[:7]: f.status for f in found}
    assert statuses["In 2021"] == SUPPORTED
    assert statuses["In June"] != CONFLICTING, "3,310 is the sector's figure, and no border's"


def test_a_figure_of_what_the_draft_speaks_of_further_up_is_not_called_wrong(checker: Checker) -> None:
    text = (
        "# El Paso Sector\n\nIt was a quiet year.\n\nNobody knows why.\n\nIn fiscal 2020, agents apprehended {} people."
    )
    assert [f.status for f in draft(checker, text.format("54,000")).findings] == ["unverified"]
    assert [f.status for f in draft(checker, text.format("64,000")).findings] == ["conflicting"]


ASIDE = "Officials spoke to reporters by phone.\n\nIt was a long call."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Arrests of Venezuelans fell by 91 percent from a month earlier.", SUPPORTED),
        ("Arrests of Venezuelans fell by 61 percent from a month earlier.", UNVERIFIED),
        ("In the Tucson sector, arrests were down 37 percent from a month earlier.", SUPPORTED),
        ("In the Tucson sector, arrests were down 17 percent from a month earlier.", UNVERIFIED),
    ],
)
def test_a_sentence_without_a_time_is_only_ever_right_of_the_last_one_named(
    checker: Checker, text: str, status: str
) -> None:
    lead = "Border Patrol agents made 124,215 arrests on the southwest border in January 2024."
    report = draft(checker, f"{lead}\n\n{ASIDE}\n\n{text}\n", date(2024, 12, 20))
    found = next(f for f in report.findings if f.text == text)
    assert found.status == status


def test_a_figure_of_another_order_in_a_draft_is_of_a_place_that_the_sentence_does_not_name(checker: Checker) -> None:
    lead = "Agents at one northern station tweeted that they had made 334 apprehensions in October 2023."
    report = draft(checker, f"{lead}\n\nIn November 2023, apprehensions came to 139.\n")
    assert report.findings[-1].status == UNVERIFIED
    wrong = draft(checker, f"{lead}\n\nIn November 2023, apprehensions at the southwest border came to 139.\n")
    assert wrong.findings[-1].status == CONFLICTING, "the sentence names the place"
    near = draft(checker, f"{lead}\n\nIn November 2023, apprehensions came to 139,000.\n")
    assert near.findings[-1].status == CONFLICTING
    alone = checker.claim("In November 2023, apprehensions came to 139.", DAY)
    assert alone.status == CONFLICTING, "a claim has no draft that could have named one"
