"""Date lines and datelines; a date in running text is neither."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.ingest.page_dates import date_line, dateline, parse_date

DAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Date:2024-05-03 13:50:46",
        "Published May 3, 2024",
        "Published: Friday, 3 May 2024 at 5:00 p.m. EDT",
        "Posted: Fri 6:45 PM, May 3, 2024  |",
        "May 3, 2024 | 5 min",
        "2024-05-03T10:00:00+02:00",
        "Last updated May 3, 2024 7:04 AM",
        "Published on May 3, 2024 by Ann Lee",
        "5/3/2024",
    ],
)
def test_date_lines(text: str) -> None:
    found = date_line(text)
    assert found is not None
    assert found.day in (DAY, None)
    assert (found.day is None) == (text == "5/3/2024")  # May 3 here, March 5 there


def test_updates_are_told_apart() -> None:
    found = date_line("Updated: 3 May 2024")
    assert found is not None
    assert (found.day, found.is_update) == (DAY, True)


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, 2024 the council met.",
        "May 3, 2024 was a wet day in Alder.",
        "Created May 3, 2024 the fund has paid 12 million crowns",
        "Published 2024-05-03 by the county, the report says it rained.",
        "3 May 2024 | 20 June 2024",
        "Update on the flood",
        "Rain",
        "",
    ],
)
def test_no_date_lines(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "day"),
    [
        ("ALDER BAY, May 3, 2024 — Rain fell.", "Rain fell.", DAY),
        ("ALDER BAY, Ore., May 3 (Wire) -- Rain fell.", "Rain fell.", None),
        ("ALDER (Wire), May 3, 2024 - Rain fell.", "Rain fell.", DAY),
    ],
)
def test_datelines(text: str, rest: str, day: date | None) -> None:
    found = dateline(text)
    assert found is not None
    assert text[found[0] :] == rest
    assert found[1] == day


@pytest.mark.parametrize("text", ["ALDER — Rain fell.", "Rain fell on May 3, 2024 — again.", ""])
def test_no_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize("text", ["2024-02-30", "soon", "9999-01-01", "May 2024", "2024-05-03 by Ann"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None
