"""Yearly tables, publications that must not be mixed, and rows that stand in several releases."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.errors import SourceError
from factcheck.library import Library, compile_into
from factcheck.model.finding import Finding
from factcheck.model.source import Series
from factcheck.model.value import Period
from factcheck.verify.figures.values import answers

MANIFEST = """
[source]
id = "catch"
title = "Landings"
publisher = "Harbour Board of Exampleland"

[calendar]
fiscal_start = 7

[measures.catch]
label = "landings"
[[measures.catch.words]]
nouns = ["landing"]
readings = [{}]
[measures.catch.heads]
words = ["crate"]

[dimensions.fish]
label = "fish"
[dimensions.fish.values.cod]
label = "cod"
words = ["cod"]
[dimensions.fish.values.hake]
label = "hake"
words = ["hake"]

[near]
years = 2
"""
RELEASES = """
[[tables.releases]]
id = "old"
published = "2021-07"
[[tables.releases]]
id = "new"
published = "2022-07"
"""


def table(name: str, family: str, dimensions: str = "", more: str = "") -> str:
    return (
        f'\n[[tables]]\nid = "{name}"\ntitle = "The {name}"\nfile = "{name}.csv"\nmeasure = "catch"\n'
        f'family = "{family}"\ndimensions = [{dimensions}]\n{more}{RELEASES}'
    )


def months(value: int, first: int = 2019, last: int = 2020, release: str = "new", fish: str = "") -> str:
    """Rows of the months of fiscal years `first` to `last`, which begin in July."""
    named = [(y, m) for y in range(first - 1, last + 1) for m in range(1, 13)]
    inside = [(y, m) for y, m in named if (first - 1, 7) <= (y, m) <= (last, 6)]
    return "".join(f"{release},{y}-{m:02d},{fish + ',' if fish else ''}{value}\n" for y, m in inside)


class Harbour:
    """A source of a test's own; `add` gives it a table and its rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = MANIFEST

    def add(
        self, name: str, family: str, rows: str, time: str = "month", fish: bool = False, more: str = ""
    ) -> Harbour:
        self.manifest += table(name, family, '"fish"' if fish else "", more)
        head = f"release,{time},{'fish,' if fish else ''}value\n"
        (self.folder / f"{name}.csv").write_text(head + rows, encoding="utf-8")
        return self

    def library(self) -> Library:
        (self.folder / "manifest.toml").write_text(self.manifest, encoding="utf-8")
        return Library(compile_into(sqlite3.connect(":memory:"), [self.folder], None))

    def claim(self, text: str, as_of: date = date(2022, 12, 1)) -> Finding:
        return Checker(self.library()).claim(text, as_of)

    def series(self) -> Series:
        found = self.library().series("catch", ())
        assert found is not None
        return found


@pytest.fixture
def harbour(tmp_path: Path) -> Harbour:
    return Harbour(tmp_path)


def year(number: int, count: int = 1) -> Period:
    """`count` fiscal years that begin in July, the last of them `number`."""
    return Period((number - count) * 12 + 6, number * 12 + 5, "fiscal", f"fiscal year {number}")


def values(harbour: Harbour, period: Period) -> list[int]:
    return [a.value for a in answers(harbour.series(), period, None)]


# ---- yearly tables ----------------------------------------------------------------------------------


YEARS = "".join(f"new,{y},{1000 + 10 * (y - 1950)}\n" for y in range(1950, 2021))


def test_a_yearly_figure_answers_for_its_year_alone(harbour: Harbour) -> None:
    harbour.add("yearbook", "yearbook", YEARS, "fiscal_year")
    assert values(harbour, year(1954)) == [1040]
    assert values(harbour, Period(1954 * 12, 1954 * 12 + 11, "calendar", "1954")) == []
    assert values(harbour, Period(1954 * 12, 1954 * 12, "month", "January 1954")) == []


def test_years_in_a_row_are_added_up(harbour: Harbour) -> None:
    harbour.add("yearbook", "yearbook", YEARS, "fiscal_year")
    assert values(harbour, year(1954, 3)) == [1020 + 1030 + 1040]


def test_a_calendar_year_begins_in_january(harbour: Harbour) -> None:
    harbour.add("yearbook", "yearbook", YEARS, "year")
    assert values(harbour, Period(1954 * 12, 1954 * 12 + 11, "calendar", "1954")) == [1040]
    assert values(harbour, year(1954)) == []


def test_a_year_is_never_added_to_months(harbour: Harbour) -> None:
    harbour.add("years", "one", "new,2019,5000\n", "fiscal_year").add("monthly", "one", months(10, 2020, 2020))
    assert values(harbour, year(2019)) == [5000]
    assert values(harbour, year(2020)) == [120]
    assert values(harbour, year(2020, 2)) == []


def test_the_table_that_stands_first_answers_for_a_year(harbour: Harbour) -> None:
    harbour.add("years", "one", "new,2019,5000\n", "fiscal_year").add("monthly", "one", months(10))
    assert values(harbour, year(2019)) == [5000]
    assert values(harbour, year(2020)) == [120]


def test_a_yearly_table_behind_the_monthly_one_gives_way(harbour: Harbour) -> None:
    harbour.add("monthly", "one", months(10)).add("years", "one", "new,2019,5000\nnew,2018,70\n", "fiscal_year")
    assert values(harbour, year(2019)) == [120]
    assert values(harbour, year(2018)) == [70]


@pytest.mark.parametrize(
    ("text", "status", "rule"),
    [
        ("Landings came to 1,040 crates in fiscal year 1954.", "supported", "figure"),
        ("Landings came to 1,140 crates in fiscal year 1954.", "conflicting", "figure"),
        ("Landings came to 1,040 crates in March 1954.", "unverified", "outside-coverage"),
        ("Landings in fiscal year 2020 were the highest on record.", "supported", "rank"),
        ("Landings in fiscal year 2019 were the lowest on record.", "conflicting", "rank"),
        ("Landings in fiscal year 1955 were the lowest since 1951.", "conflicting", "rank"),
        ("Landings in fiscal year 2020 were the highest since 1950.", "supported", "rank"),
        ("Landings rose from fiscal year 1954 to fiscal year 1955.", "supported", "trend"),
        ("Landings fell from fiscal year 1954 to fiscal year 1955.", "conflicting", "trend"),
    ],
)
def test_claims_are_decided_over_years(harbour: Harbour, text: str, status: str, rule: str) -> None:
    found = harbour.add("yearbook", "yearbook", YEARS, "fiscal_year").claim(text)
    assert (found.status, found.rule) == (status, rule), found.summary


def test_what_the_manifest_says_of_a_table_stands_beside_its_figures(harbour: Harbour) -> None:
    harbour.add("yearbook", "yearbook", YEARS, "fiscal_year", more='caveats = ["Trawlers are left out until 1960."]\n')
    found = harbour.claim("Landings came to 1,040 crates in fiscal year 1954.")
    assert found.assertions[0].readings[0].evidence[0].note == "Trawlers are left out until 1960."


@pytest.mark.parametrize("cell", ["1954-01", "54x", ""])
def test_a_yearly_file_holds_years(harbour: Harbour, cell: str) -> None:
    with pytest.raises(SourceError):
        harbour.add("yearbook", "yearbook", f"new,{cell},10\n", "fiscal_year").library()


# ---- publications -----------------------------------------------------------------------------------


def test_the_first_publication_that_covers_a_month_answers(harbour: Harbour) -> None:
    harbour.add("board", "board", months(1000, 2020, 2020)).add("bureau", "bureau", months(2000, 2018, 2020))
    assert harbour.claim("Landings came to 1,000 crates in March 2020.").status == "supported"
    assert harbour.claim("Landings came to 2,000 crates in March 2018.").status == "supported"
    assert harbour.claim("Landings came to 1,000 crates in March 2018.").status == "conflicting"


def test_what_another_publication_states_is_left_open(harbour: Harbour) -> None:
    harbour.add("board", "board", months(1000)).add("bureau", "bureau", months(2000))
    found = harbour.claim("Landings came to 2,000 crates in March 2020.")
    assert found.status == "unverified" and "The bureau" in found.summary
    assert harbour.claim("Landings came to 3,000 crates in March 2020.").status == "conflicting"


def test_two_publications_are_never_set_against_each_other(harbour: Harbour) -> None:
    harbour.add("board", "board", months(1000, 2020, 2020)).add("bureau", "bureau", months(2000, 2018, 2019))
    for text in (
        "Landings rose from March 2020 to March 2018.",
        "Landings fell by half from March 2018 to March 2020.",
        "Landings came to 36,000 crates in fiscal years 2019 and 2020 together.",
    ):
        assert harbour.claim(text).status == "unverified", text


def test_a_share_is_of_the_same_publications_whole(harbour: Harbour) -> None:
    harbour.add("board", "board", months(4000))
    harbour.add("bureau", "bureau", months(500, fish="cod") + months(1500, fish="hake"), fish=True)
    assert harbour.claim("Cod made up 25 percent of landings in March 2020.").status == "supported"
    assert harbour.claim("Cod made up 12 percent of landings in March 2020.").status == "conflicting"


def test_a_record_is_asked_of_the_publication_that_goes_back_furthest(harbour: Harbour) -> None:
    high = "new,2020-05,3000\n"
    harbour.add("board", "board", months(1000, 2020, 2020).replace("new,2020-05,1000\n", high))
    harbour.add(
        "bureau", "bureau", months(9000, 2018, 2018) + months(1000, 2019, 2020).replace("new,2020-05,1000\n", high)
    )
    assert harbour.claim("Landings in May 2020 were the highest on record.").status == "conflicting"
    assert harbour.claim("Landings in May 2020 were the highest since June 2018.").status == "supported"


def test_a_record_that_only_the_shorter_publication_covers_is_left_open(harbour: Harbour) -> None:
    harbour.add("board", "board", months(1000, 2020, 2020).replace("new,2020-05,1000\n", "new,2020-05,3000\n"))
    harbour.add("bureau", "bureau", months(9000, 2018, 2019))
    assert harbour.claim("Landings in May 2020 were the highest on record.").status == "unverified"
    assert harbour.claim("Landings in June 2020 were the highest on record.").status == "conflicting"


# ---- rows -------------------------------------------------------------------------------------------


def test_a_row_may_stand_in_several_releases(harbour: Harbour) -> None:
    harbour.add("monthly", "one", "old new,2020-01,10\nold,2020-02,20\nnew,2020-02,21\n")
    part = harbour.series().parts[0]
    january = 2020 * 12
    assert part.values == {"old": {january: 10, january + 1: 20}, "new": {january: 10, january + 1: 21}}


def test_a_total_of_the_publishers_own_is_not_the_sum_of_its_parts(harbour: Harbour) -> None:
    rows = "new,2020-01,cod,10\nnew,2020-01,hake,20\nnew,2020-01,all,35\n"
    library = harbour.add("monthly", "one", rows, fish=True).library()
    whole, cod = library.series("catch", ()), library.series("catch", (("fish", ("cod",)),))
    assert whole is not None and cod is not None
    assert whole.parts[0].values["new"] == {2020 * 12: 35}
    assert cod.parts[0].values["new"] == {2020 * 12: 10}


def test_a_cell_may_not_stand_in_one_release_twice(harbour: Harbour) -> None:
    with pytest.raises(SourceError, match=r"monthly\.csv:3: the same month, release and dimensions as line 2"):
        harbour.add("monthly", "one", "old new,2020-01,10\nnew,2020-01,10\n").library()


# ---- rounded figures --------------------------------------------------------------------------------


def rounded(harbour: Harbour, *values: int) -> Harbour:
    """January 2020 and the months after it, by a publisher who rounds to 10."""
    rows = "".join(f"new,2020-{m:02d},{value}\n" for m, value in enumerate(values, 1))
    harbour.add("monthly", "one", rows)
    harbour.manifest += "rounded_to = 10\n"  # of the last release declared, the new one
    return harbour


JANUARY, FEBRUARY = "in January 2020", "in February 2020"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"Landings came to 294 crates {JANUARY}.", "unverified"),
        (f"Landings came to 285 crates {JANUARY}.", "unverified"),
        (f"Landings came to 299 crates {JANUARY}.", "conflicting"),
        (f"Landings came to more than 292 crates {JANUARY}.", "unverified"),
        (f"Landings came to more than 280 crates {JANUARY}.", "supported"),
        (f"Landings came to more than 310 crates {JANUARY}.", "conflicting"),
        ("Landings rose from January 2020 to February 2020.", "unverified"),
        ("Landings rose from January 2020 to March 2020.", "supported"),
        ("Landings fell from January 2020 to March 2020.", "conflicting"),
        ("Landings in February 2020 were the second-highest on record.", "unverified"),
        ("Landings in March 2020 were the highest since January 2020.", "supported"),
    ],
)
def test_what_lies_within_the_rounding_is_allowed_or_left_open(harbour: Harbour, text: str, status: str) -> None:
    found = rounded(harbour, 290, 300, 400, 50).claim(text)
    assert found.status == status, found.summary


def test_a_sum_is_as_uncertain_as_all_its_figures_together(harbour: Harbour) -> None:
    harbour = rounded(harbour, 290, 300, 400)
    period = Period(2020 * 12, 2020 * 12 + 2, "months", "January to March 2020")
    assert answers(harbour.series(), period, None)[0].slack == 3 * 5


def test_a_share_within_the_rounding_of_its_figures_is_left_open(harbour: Harbour) -> None:
    rows = "new,2020-01,cod,10\nnew,2020-01,hake,20\n"
    harbour.add("monthly", "one", rows, fish=True).manifest += "rounded_to = 10\n"
    assert harbour.claim(f"Cod made up 40 percent of landings {JANUARY}.").status == "unverified"
    assert harbour.claim(f"Cod made up 90 percent of landings {JANUARY}.").status == "conflicting"
