"""Hard-wrapped text becomes paragraphs on one line, free of markup, and loses no word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.paragraphs import clean, read_paragraphs


def texts(source: str, marked: bool = True) -> list[str]:
    return [p.text for p in read_paragraphs(source, marked)]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert texts("The harbour was\nclosed on\nMonday.\n\nIt opened on Tuesday.") == [
        "The harbour was closed on Monday.",
        "It opened on Tuesday.",
    ]


def test_a_line_that_stands_further_in_begins_a_paragraph() -> None:
    source = "     The first one goes\non here.  \n     The second one goes\non there."
    assert texts(source) == ["The first one goes on here.", "The second one goes on there."]


def test_a_list_item_may_go_on_indented() -> None:
    assert texts("-   The ferry ran\n    every hour.\n-   The lighthouse\n    was lit.") == [
        "The ferry ran every hour.",
        "The lighthouse was lit.",
    ]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_list() -> None:
    assert texts("The ferry stopped on December\n12. It runs again now.") == [
        "The ferry stopped on December 12. It runs again now."
    ]


@pytest.mark.parametrize(("raw", "plain"), [
    ("**safer**, *stronger*", "safer, stronger"),
    ("see [the *whole* report](https://example.org/a_(b)) now", "see the whole report now"),
    (r"\[Laughter.\] 5 \* 3", "[Laughter.] 5 * 3"),
    ('<span style="color: red">Mr.</span> <s>Low</s>', "Mr. Low"),
    ("the *effect*.[](https://example.org/a)", "the effect."),
    ("*Purpose*. * Over the years", "Purpose. Over the years"),
    ("salt &amp; water", "salt & water"),
    ("“we’re—done” … 5 < 6", "“we’re—done” … 5 < 6"),
])  # fmt: skip
def test_marks_go_and_words_stay(raw: str, plain: str) -> None:
    assert clean(raw) == plain


def test_headings_and_bold_lines_are_headings() -> None:
    pieces = read_paragraphs("## Ferries\n\n**What changed**\n\n**Fares:** they rose.\n\n---\n", True)
    assert [(p.kind, p.level, p.text) for p in pieces] == [
        ("heading", 2, "Ferries"),
        ("heading", 7, "What changed"),
        ("body", 0, "Fares: they rose."),
    ]


def test_comments_are_left_out() -> None:
    assert texts("<!-- made by\n\nhand -->\n\nThe text.") == ["The text."]


def test_plain_text_keeps_its_stars() -> None:
    assert texts("# 5 *items*", marked=False) == ["# 5 *items*"]


WORDS = st.lists(st.text("abcé’“”", min_size=1, max_size=6), min_size=1, max_size=30)


@given(WORDS, st.integers(2, 9))
def test_no_word_is_lost_or_moved(words: list[str], width: int) -> None:
    rows = [" ".join(words[k : k + width]) for k in range(0, len(words), width)]
    assert " ".join(texts("\n".join(rows), marked=False)).split() == words or not re.search(r"\w", "".join(words))
