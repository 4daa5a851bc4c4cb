"""Days, months, years, decades and centuries as spans of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.value import MONTHS
from factcheck.text.days import find_days, find_stretches, resolve
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
        ("1998 was dry", date(1998, 1, 1), date(1998, 12, 31)),
        ("in 1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("an increase over 1998", date(1998, 1, 1), date(1998, 12, 31)),
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


@pytest.mark.parametrize(
    ("text", "on", "ahead", "first"),
    [
        ("on Sunday", date(2024, 4, 29), False, date(2024, 4, 28)),
        ("on Monday", date(2024, 4, 29), False, date(2024, 4, 29)),
        ("on Thursday", date(2021, 11, 17), True, date(2021, 11, 18)),
        ("yesterday", date(2024, 1, 1), False, date(2023, 12, 31)),
        ("last Monday", date(2024, 4, 29), False, date(2024, 4, 22)),
        ("on December 30", date(2024, 1, 2), False, date(2023, 12, 30)),
        ("in January", date(2023, 12, 28), True, date(2024, 1, 1)),
        ("in January", date(2023, 3, 1), False, date(2023, 1, 1)),
        ("on June 10-11", date(2024, 6, 12), False, date(2024, 6, 10)),
    ],
)
def test_what_a_day_means_on_the_day_of_writing(text, on, ahead, first):
    tokens = tokenize(text)
    (day,) = find_days(tokens)
    assert resolve(tokens, day, on, ahead)[0][0] == first


def test_stretches():
    (found,) = find_stretches(tokenize("earlier last month"), date(2024, 1, 15))
    assert found[2] == (date(2023, 12, 1), date(2023, 12, 31))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)), st.sampled_from(range(7)))
def test_a_weekday_is_within_a_week(on, weekday):
    tokens = tokenize("on " + "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday])
    (day,) = find_days(tokens)
    (past,), (coming,) = resolve(tokens, day, on, False), resolve(tokens, day, on, True)
    assert past[0].weekday() == coming[0].weekday() == weekday
    assert 0 <= (on - past[0]).days < 7
    assert 0 <= (coming[0] - on).days < 7
