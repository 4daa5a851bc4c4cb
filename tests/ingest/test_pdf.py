"""PDF pages become paragraphs; what cannot be read is said in one line."""

from __future__ import annotations

import pytest

from factcheck.errors import DraftError
from factcheck.ingest.pdf import read_pdf
from scripts.sample_files import pdf

LONG = "The harbour master said on Monday that the harbour would be closed"


def read(*pages: list[str], title: str = "") -> list[tuple[int, str]]:
    return [(p.page, p.text) for p in read_pdf(pdf(*pages, title=title), "x.pdf").pieces]


def test_lines_are_joined_and_pages_kept() -> None:
    pages = [[LONG, "from Tuesday to Friday.", "The ferry does not run."], ["The lighthouse is dark."]]
    assert read(*pages) == [
        (1, f"{LONG} from Tuesday to Friday."),
        (1, "The ferry does not run."),
        (2, "The lighthouse is dark."),
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert read([LONG, "and that the ferry"], ["would not run at all."]) == [
        (1, f"{LONG} and that the ferry would not run at all.")
    ]


def test_a_hyphen_at_a_line_end_goes() -> None:
    assert read([LONG + " be-", "cause of the ice."]) == [(1, f"{LONG} because of the ice.")]


def test_a_hyphen_that_the_word_has_elsewhere_stays() -> None:
    rows = ["A well-known ship came in.", LONG + " to a well-", "known ship."]
    assert read(rows)[-1] == (1, f"{LONG} to a well-known ship.")


def test_running_heads_and_page_numbers_go() -> None:
    pages = [["Port Office 2024", f"{LONG} on page {n}.", f"{n}"] for n in range(1, 5)]
    assert read(*pages) == [(n, f"{LONG} on page {n}.") for n in range(1, 5)]


def test_rows_of_a_table_stay_apart() -> None:
    assert len(read(["January 12 34 56", "February 78 90 12"])) == 2


def test_the_title_is_the_files_own_unless_a_program_gave_it() -> None:
    assert read_pdf(pdf(["Text here."], title="Ferry notice"), "x.pdf").title == "Ferry notice"
    assert read_pdf(pdf(["Text here."], title="Microsoft Word - notice.doc"), "x.pdf").title == ""


def test_a_page_without_text_among_others_is_passed_over() -> None:
    assert read(["One page."], [], ["Another one."]) == [(1, "One page."), (3, "Another one.")]


@pytest.mark.parametrize(("data", "words"), [
    (pdf([]), "without text"),
    (pdf(["Secret."], password="x"), "password"),
    (pdf(["Cut."])[:200], "damaged"),
    (b"%PDF-1.4 nothing", "damaged"),
], ids=["scan", "locked", "cut", "empty"])  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, words: str) -> None:
    with pytest.raises(DraftError, match=words) as caught:
        read_pdf(data, "x.pdf")
    assert "x.pdf" in caught.value.message and caught.value.advice
