"""Tables as people save them become figure files: every form, and an error where only they can tell."""

from __future__ import annotations

import calendar
import csv
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import SourceError
from factcheck.intake.asking import Wishes
from factcheck.intake.cells import is_blank, number, when
from factcheck.intake.convert import convert
from factcheck.intake.look import look, scaled
from factcheck.intake.read import open_sheet
from factcheck.intake.write import About, manifest

SHORT = [calendar.month_abbr[n] for n in range(1, 13)]


def read(path: Path, content: str | bytes, **wishes: object) -> list[tuple[str, ...]]:
    """The rows of the figure file that a table becomes, without the release."""
    found = convert(look(open_sheet(table(path, content)), Wishes(**wishes), "sales"), "r")  # type: ignore[arg-type]
    return [row[1:] for row in found.rows]


def table(path: Path, content: str | bytes) -> Path:
    file = path / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def notes(path: Path, content: str | bytes, **wishes: object) -> str:
    plan = look(open_sheet(table(path, content)), Wishes(**wishes), "sales")  # type: ignore[arg-type]
    return "; ".join([*plan.notes, *convert(plan, "r").notes])


def complaint(path: Path, content: str | bytes, **wishes: object) -> str:
    with pytest.raises(SourceError) as caught:
        read(path, content, **wishes)
    assert caught.value.advice and "\n" not in caught.value.message
    return f"{caught.value.message}; {caught.value.advice}"


EXPECTED = [("2023-01", "east", "1200.5"), ("2023-01", "west", "-3.0"), ("2023-02", "east", "7.0")]


@pytest.mark.parametrize(
    "content",
    [
        "month,region,sales\n2023-01,East,1200.5\n2023-01,West,-3\n2023-02,East,7\n",
        "month,region,sales\n2023-02,East,7\n2023-01,West,-3\n\n2023-01,East,1200.5\n2023-02,West,\n",
        'Month,Region,Sales\nJan 2023,East,"1,200.5"\nJan 2023,West,(3)\nFeb 2023,East,7\n',
        "Month;Region;Sales\nJanuary 2023;East;1.200,5\nJanuary 2023;West;−3,0\nFebruary 2023;East;7,0\n",
        "date\tregion\tsales\n15/01/2023\tEast\t1200.5\n15/01/2023\tWest\t-3.0\n15/02/2023\tEast\t7\n",
        "date,region,sales\n2023-01-31,East,1200.5\n2023-01-31,West,-3\n2023-02-28T00:00:00,East,7\n",
        "year,month,region,sales\n2023,1,East,1200.5\n2023,1,West,-3\n2023,2,East,7\n",
        "Year,Region,Jan,Feb,Mar,Apr,May,Jun,Total\n2023,East,1200.5,7,,,,,1207.5\n2023,West,-3,,..,n/a,-,,\n",
        "Region,2023-01,2023-02\nEast,1200.5,7\nWest,-3,\n",
        "Month,Region,2022,2023\nJan,East,,1200.5\nJan,West,,-3\nFeb,East,,7\n",
        "Sales\nby region\n\nmonth,region,sales\n2023-01,East,1200.5\n2023-01,West,-3\n2023-02,East,7\n",
        b"\xef\xbb\xbfmonth,region,sales\r\n2023-01,East,1200.5\r\n2023-01,West,-3\r\n2023-02,East,7\r\n",
        "month,region,sales\n2023-01,East,1200.5\n2023-01,West,-3\n2023-02,East,7\n".encode("utf-16"),
        "month,code,region,sales\n2023-01,E,East,1200.5\n2023-01,W,West,-3\n2023-02,E,East,7\n",
        "month,region,unit,sales\n2023-01,East,t,$1200.5\n2023-01,West,t,-$3\n2023-02,EAST ,t,7\n",
        "month,region,sales\n2023-01,East,1200.5\n2023-01,West,-3\n2023-01,Total,1197.5\n2023-02,East,7\n2023-02,Total,7.0\n",
    ],
)  # fmt: skip
def test_every_form_of_a_table_gives_the_same_figures(content: str | bytes, tmp_path: Path) -> None:
    assert read(tmp_path, content) == EXPECTED


def test_columns_of_figures_can_be_the_values_of_a_dimension(tmp_path: Path) -> None:
    content = "month,East,West\n2023-01,1200.5,-3\n2023-02,7,\n"
    assert "--spread" in complaint(tmp_path, content) and "'East', 'West'" in complaint(tmp_path, content)
    assert read(tmp_path, content, spread="region") == EXPECTED
    assert read(tmp_path, content, value="West") == [("2023-01", "-3")]


def test_a_western_encoding_is_read_and_said(tmp_path: Path) -> None:
    sheet = open_sheet(table(tmp_path, "month,place,n\n2023-01,Málaga,1\n2023-01,Córdoba,2\n".encode("cp1252")))
    assert sheet.encoding_name == "Windows-1252"
    plan = look(sheet, Wishes(), "n")
    assert convert(plan, "r").dimensions[0].values == {"malaga": "Málaga", "cordoba": "Córdoba"}


def test_days_become_months_and_months_without_all_days_none(tmp_path: Path) -> None:
    days = [date(2023, 1, 1) + timedelta(n) for n in range(45)]
    content = "date,rain\n" + "".join(f"{d},{d.day}\n" for d in days)
    assert read(tmp_path, content) == [("2023-01", str(sum(range(1, 32))))]
    assert "1 month without all days" in notes(tmp_path, content)
    assert read(tmp_path, content, aggregate="mean") == [("2023-01", "16")]


def test_fiscal_years_are_moved_to_where_their_months_lie(tmp_path: Path) -> None:
    content = "Fiscal Year,Month,n\n2023,OCT,5\n2023,JAN,6\n"
    assert "--fiscal-start" in complaint(tmp_path, content)
    assert read(tmp_path, content, fiscal_start=10) == [("2022-10", "5"), ("2023-01", "6")]


YEARS = [("2022", "east", "5"), ("2022", "west", "7"), ("2023", "east", "6"), ("2023", "west", "8")]


@pytest.mark.parametrize(
    ("content", "wishes", "unit"),
    [
        ("year,region,n\n2022,East,5\n2022,West,7\n2023,East,6\n2023,West,8\n", {}, "year"),
        ("Region,2022,2023\nEast,5,6\nWest,7,8\n", {}, "year"),
        ("Region,2022,2023,Total\nEast,5,6,11\nWest,7,8,15\n", {}, "year"),
        ("period,region,n\n2021-22,East,5\n2021-22,West,7\n2022-23,East,6\n2022-23,West,8\n", {"fiscal_start": 4},
         "fiscal_year"),
        ("Region,2021/22,2022/23\nEast,5,6\nWest,7,8\n", {"fiscal_start": 4}, "fiscal_year"),
        ("Region,FY2022,FY2023\nEast,5,6\nWest,7,8\n", {"fiscal_start": 10}, "fiscal_year"),
        ("fy,region,n\n2022,East,5\n2022,West,7\n2023,East,6\n2023,West,8\n", {"fiscal_start": 10}, "fiscal_year"),
        ("date,region,n\n2022-01-01,East,5\n2022-01-01,West,7\n2023-01-01,East,6\n2023-01-01,West,8\n",
         {"per": "year"}, "year"),
        ("date,region,n\n31/03/2022,East,5\n31/03/2022,West,7\n31/03/2023,East,6\n31/03/2023,West,8\n",
         {"per": "year", "fiscal_start": 4}, "fiscal_year"),
    ],
)  # fmt: skip
def test_every_form_of_years_gives_the_same_figures(
    content: str, wishes: dict[str, object], unit: str, tmp_path: Path
) -> None:
    assert read(tmp_path, content, **wishes) == YEARS
    assert look(open_sheet(table(tmp_path, content)), Wishes(**wishes), "n").time == unit  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "wishes"),
    [
        ("quarter,n\nQ4 2022,5\nQ1 2023,6\n", {}),
        ("quarter,n\n2022-Q4,5\n2023-Q1,6\n", {}),
        ("quarter,n\n4Q22,5\n1Q23,6\n", {}),
        ("quarter,n\n2022 4th quarter,5\n2023 first quarter,6\n", {}),
        ("kind,2022Q4,2023Q1\nall,5,6\n", {}),
        ("year,quarter,n\n2022,Q4,5\n2023,Q1,6\n", {}),
        ("year,quarter,n\n2022,4,5\n2023,1,6\n", {}),
        ("year,Q1,Q2,Q3,Q4\n2022,,,,5\n2023,6,,,\n", {}),
        ("quarter,2022,2023\nQ1,,6\nQ4,5,\n", {}),
        ("date,n\n2022-12-31,5\n2023-03-31,6\n", {"per": "quarter"}),
    ],
)
def test_every_form_of_quarters_gives_the_same_figures(content: str, wishes: dict[str, object], tmp_path: Path) -> None:
    found = [(row[0], row[-1]) for row in read(tmp_path, content, **wishes)]
    assert found == [("2022-Q4", "5"), ("2023-Q1", "6")]


@pytest.mark.parametrize("mark", ["*", " p", "r", "(p)", " [1]", "†"])
def test_a_mark_behind_a_figure_is_read_past_and_said(mark: str, tmp_path: Path) -> None:
    content = f"place,2023-01,2023-02\nhere,5,6{mark}\nthere,7,8{mark}\n"
    found = read(tmp_path, content)
    assert found == [
        ("2023-01", "here", "5"),
        ("2023-01", "there", "7"),
        ("2023-02", "here", "6"),
        ("2023-02", "there", "8"),
    ]
    assert f"2 figures read without the mark behind, as '6{mark}'" in notes(tmp_path, content)


def test_a_size_or_a_name_is_no_mark(tmp_path: Path) -> None:
    assert "not a figure: line 6: '8m'" in complaint(
        tmp_path, "month,n\n2023-01,5\n2023-02,6\n2023-03,5\n2023-04,6\n2023-05,8m\n"
    )
    rows = read(tmp_path, "month,class,n\n2023-01,1b,5\n2023-01,2b,6\n")
    assert rows == [("2023-01", "1b", "5"), ("2023-01", "2b", "6")]


def test_notes_below_a_table_are_no_rows_of_it(tmp_path: Path) -> None:
    content = "month,n\n2023-01,5\n2023-02,6\n\nSource: the harbour office\nFigures are provisional.\n"
    assert read(tmp_path, content) == [("2023-01", "5"), ("2023-02", "6")]


def test_a_date_a_year_may_be_said_to_stand_for_its_month(tmp_path: Path) -> None:
    content = "date,n\n2020-01-01,5\n2021-01-01,6\n2022-01-01,7\n"
    assert read(tmp_path, content, per="month") == [("2020-01", "5"), ("2021-01", "6"), ("2022-01", "7")]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("million euros", (6, "euros")),
        ("EUR bn", (9, "EUR")),
        ("in thousands", (3, "")),
        ("Thousands of tonnes", (3, "tonnes")),
        ("mm", (0, "mm")),
        ("million per billion", (0, "million per billion")),
    ],
)
def test_the_size_of_a_unit_is_told_from_the_unit(unit: str, expected: tuple[int, str]) -> None:
    assert scaled(unit) == expected


@given(st.decimals(0, 10**6, places=2), st.sampled_from((3, 6)))
def test_figures_in_thousands_and_millions_are_written_out(
    tmp_path_factory: pytest.TempPathFactory, value: Decimal, power: int
) -> None:
    sheet = open_sheet(table(tmp_path_factory.mktemp("scaled"), f"month,n\n2023-01,{value:.2f}\n"))
    found = convert(look(sheet, Wishes(), "n"), "r", power)
    (row,) = found.rows
    assert Decimal(row[-1]) == value * 10**power and found.decimals == 0 and found.rounded_to == 10 ** (power - 2)


def test_totals_that_do_not_add_up_are_kept_as_figures_of_their_own(tmp_path: Path) -> None:
    content = "month,fuel,n\n2023-01,coal,5\n2023-01,wind,6\n2023-01,Total,12\n"
    assert read(tmp_path, content) == [("2023-01", "all", "12"), ("2023-01", "coal", "5"), ("2023-01", "wind", "6")]
    assert "do not add up (first in 2023-01)" in notes(tmp_path, content)
    rate = content.replace(",n\n", ",rate\n")
    assert ("2023-01", "all", "12") in read(tmp_path, rate)


def test_lines_that_are_the_same_count_once_and_are_named(tmp_path: Path) -> None:
    content = "month,n\n2023-01,5\n2023-01,5\n2023-02,6\n"
    assert read(tmp_path, content) == [("2023-01", "5"), ("2023-02", "6")]
    assert "1 line the same as another left out" in notes(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("month,n\n", "no figures"),
        ("one column\n1\n", "no table of two columns"),
        ("month,n\n2023-01,5\n2023-01,6\n", "lines 2 and 3 both give a figure for 2023-01"),
        ("month,n,month\n2023-01,5,2023-01\n", "two columns are called 'month'"),
        ("date,n\n01/02/2023,5\n02/03/2023,6\n", "--dates day-first or month-first"),
        ("date,n\n13/02/2023,5\n02/13/2023,6\n", "both before and after the month"),
        ("month;n\n2023-01;1.234\n2023-02;5.678\n", "--decimal"),
        ('month;n\n2023-01;1,5\n2023-02;"1.5"\n', "decimal point and"),
        ("month,n\n2023-01,5\n2023-02,6\n2023-03,7\n2023-04,8\n2023-05,low\n", "line 6: 'low'"),
        ("month,n\n2023-01,many\n", "no column of figures"),
        ("season,n\n2020-21,1\n2021-22,2\n", "--fiscal-start"),
        ("n,fiscal year\n7,2020\n8,2021\n", "--fiscal-start"),
        ("place,FY2020,FY2021\nhere,1,2\n", "--fiscal-start"),
        ("n,other\n7,2020\n8,2021\n", "may hold years, or figures; if the figures are by year, say --month 'other'"),
        ("date,n\n2020-01-01,5\n2021-01-01,6\n2022-01-01,7\n", "one date a year; say --per year"),
        ("date,n\n2020-03-31,5\n2020-06-30,6\n2020-09-30,7\n", "every three months; say --per quarter"),
        ("place,2020-01,2021-01,2022-01\nhere,1,2,3\n", "the header has one date a year; say --per year"),
        ("fiscal year,quarter,n\n2020,Q1,5\n2020,Q2,6\n", "--fiscal-start"),
        ("year,n\n2021,5\n2022,6\n2023*,3\n", "holds years, but for '2023*'; correct or remove"),
        ("week,n\n2024-W01,5\n2024-W02,6\n", "column 'week' holds weeks"),
        ("place,n\nhere,1\nthere,2\n", "no column and no header names months"),
        ("date,n\n2023-01-02,1\n2023-01-09,2\n2023-01-16,3\n", "weeks do not add up"),
        ("date,n\n2023-01,1\n2023-01-09,2\n", "some lines are for a month"),
        ("month,n\n2023-01,1\n2023-02,2,3\n", "3 cells where the header has 2"),
        (b"month,place,n\n2023-01,\xc3\xa9,1\n2023-01,\xe9,2\n", "mixes encodings: line 2 is UTF-8, line 3 is not"),
        (b"PK\x03\x04....", "workbook"),
        (b"month,n\n2023-01,\x005\n", "is no text"),
    ],
)  # fmt: skip
def test_what_only_the_editor_can_tell_is_asked_for(content: str | bytes, words: str, tmp_path: Path) -> None:
    assert words in complaint(tmp_path, content)


@pytest.mark.parametrize("wishes", [{"value": "x"}, {"date": "x"}, {"dimensions": ("x",)}])
def test_a_column_that_is_not_there_is_named_with_those_that_are(wishes: dict[str, object], tmp_path: Path) -> None:
    assert "'month', 'n'" in complaint(tmp_path, "month,n\n2023-01,5\n", **wishes)


@given(st.decimals(-(10**6), 10**6, places=2))
def test_numbers_are_read_however_they_are_grouped(value: Decimal) -> None:
    assert number(f"{value}") == value
    assert number(f"{value:,}") == value
    assert number(f"{value:,}".translate(str.maketrans(",.", ".,")), comma=True) == value
    assert number(f"{value:,}".replace(",", "\u202f")) == value


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_months_are_read_however_they_are_written(day: date) -> None:
    month = day.year * 12 + day.month - 1
    for form in ("%Y-%m", "%Y-%m-%d", "%Y/%m/%d", "%B %Y", "%b %Y", "%b-%Y", "%Y%m", "%m/%Y", "%d %B %Y", "%B %d, %Y"):
        found = when(day.strftime(form))
        assert found is not None and found.index == month, form
    for form, first in (("%d/%m/%Y", True), ("%m/%d/%Y", False)):
        found = when(day.strftime(form), first)
        assert found is not None and (found.index, found.day) == (month, day.day)


@given(st.text(max_size=12))
def test_no_cell_makes_a_reader_stumble(cell: str) -> None:
    number(cell), number(cell, comma=True), when(cell), when(cell, True), is_blank(cell)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=6, unique_by=lambda t: t.strip().casefold()))
def test_any_names_make_a_manifest_that_is_toml(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    with (folder / "table.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([["month", "place", "n"], *(["2023-01", name, "5"] for name in names)])
    try:
        plan = look(open_sheet(folder / "table.csv"), Wishes(), "n")
        figures = convert(plan, "r")
    except SourceError:
        return  # some texts cannot stand in a table
    data = tomllib.loads(manifest(plan, figures, About("x", title=names[0], label="n"), "figures.csv"))
    for dimension in data["dimensions"].values():
        held = {row[2] for row in figures.rows}
        assert set(dimension["values"]) | {"all"} >= held
