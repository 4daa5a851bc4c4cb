"""Days, months, years, decades and centuries as spans of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.value import MONTHS
from factcheck.text.days import find_days
from factcheck.text.tokens import tokenize


def only(text):
    (found,) = find_days(tokenize(text))
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on August 13, 1914", date(1914, 8, 13), date(1914, 8, 13)),
        ("on 13 August 1914", date(1914, 8, 13), date(1914, 8, 13)),
        ("on the 13th of August 1914", date(1914, 8, 13), date(1914, 8, 13)),
        ("2014-08-13", date(2014, 8, 13), date(2014, 8, 13)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("in 1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("in the 1960s", date(1960, 1, 1), date(1969, 12, 31)),
        ("in the 19th century", date(1801, 1, 1), date(1900, 12, 31)),
    ],
)
def test_spans(text, first, last):
    assert only(text).span() == (first, last)


def test_what_is_not_written_is_not_guessed():
    assert only("on August 13").span() is None
    assert only("on August 13").span(2020) == (date(2020, 8, 13), date(2020, 8, 13))
    assert only("on Thursday").weekday == 3
    assert only("yesterday").offset == -1


def test_leads():
    assert [only(f"{w} 1998").lead for w in ("in", "before", "after", "since", "by")] == [
        "in",
        "before",
        "after",
        "since",
        "by",
    ]


@pytest.mark.parametrize("text", ["more than 1900 people", "$1998", "he may go", "31 boats", "February 30, 2020"])
def test_no_day(text):
    assert [d for d in find_days(tokenize(text)) if d.span()] == []


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_is_read_back(day):
    name = MONTHS[day.month - 1]
    assert only(f"It was {name} {day.day}, {day.year}.").span() == (day, day)
    assert only(f"It was {day.day} {name} {day.year}.").span() == (day, day)
