"""Front matter: keys read, and errors that name the line or key."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.errors import DraftError
from factcheck.ingest.front_matter import FrontMatter, read_front_matter


def test_simple_forms() -> None:
    text = (
        "---\ntitle: \"Rain: a record\"\ndate: 2024-05-03 # filed\noutlet: 'The Alder'\n"
        "tags:\n  - rain\n- weather\nempty:\n# a comment\n---\nBody."
    )
    front = read_front_matter(text, "d.md")
    assert front.title == "Rain: a record"
    assert front.published == date(2024, 5, 3)
    assert front.outlet == "The Alder"
    assert text[front.end :] == "\nBody."


@pytest.mark.parametrize(
    "line",
    [
        "date: 2024-05-03T10:00:00Z",
        "published: May 3, 2024",
        "updated: 3 May 2024",
        'date: "2024-05-03 10:00"',
        "Date: Friday, May 3, 2024",
        "date: 2024/5/3",
    ],
)
def test_dates(line: str) -> None:
    assert read_front_matter(f"---\r\n{line}\r\n---\r\n", "d").published == date(2024, 5, 3)


def test_the_date_beats_the_update() -> None:
    text = "---\nupdated: 2024-06-01\ndate: 2024-05-03\n---\n"
    assert read_front_matter(text, "d").published == date(2024, 5, 3)


@pytest.mark.parametrize("text", ["Rain fell.", "---\n\nRain fell.\n\n---\n", "---\nRain fell.", "--- \n", ""])
def test_none(text: str) -> None:
    assert read_front_matter(text, "d") == FrontMatter()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: Rain\nnonsense\n---\n", "line 3"),
        ('---\ntitle: "Rain\n---\n', "line 2"),
        ('---\ntitle: "Rain" fell\n---\n', "line 2"),
        ("---\ntitle: Rain\n\nIt fell.", "line 1"),
        ("---\ndate: 2024-02-30\n---\n", "`date`"),
        ("---\npublished: last week\n---\n", "`published`"),
        ("---\nupdated: 03/04/2024\n---\n", "`updated`"),
    ],
)
def test_broken(text: str, words: str) -> None:
    with pytest.raises(DraftError) as caught:
        read_front_matter(text, "d.md")
    assert words in caught.value.message
    assert "\n" not in str(caught.value)


def test_a_bad_date_is_answered_with_a_good_one_and_no_escape() -> None:
    with pytest.raises(DraftError) as caught:
        read_front_matter("---\ndate: \x1b[31msoon\n---\n", "d.md")
    assert "date: 2024-05-03" in caught.value.advice
    assert "\x1b" not in str(caught.value)
