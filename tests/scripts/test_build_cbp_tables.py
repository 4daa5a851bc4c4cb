"""The tables by citizenship, group and sector, and the checks between them, on made-up figures."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts import cbp_checks as checks
from scripts import cbp_ohss as ohss
from scripts import cbp_original as original
from scripts import cbp_tables as tables
from scripts.build_cbp import known_facts
from scripts.cbp_original import BuildError

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = ["Fiscal\nYear", "Month", "Sector", "Quantity"]
TUCSON = ["2020", "01 October", "Tucson, AZ", 120]


def workbook(lines: list[list[Any]], sheet: str = "Sectors") -> bytes:
    """An Excel workbook with an empty first sheet and `lines` in the second."""
    texts = sorted({value for line in lines for value in line if isinstance(value, str)})
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)

    def cell(row: int, column: int, value: Any) -> str:
        place = f"{chr(65 + column)}{row}"
        if isinstance(value, str):
            return f'<c r="{place}" t="s"><v>{texts.index(value)}</v></c>'
        return f'<c r="{place}"><v>{value}</v></c>' if value is not None else f'<c r="{place}"/>'

    body = "".join(
        f'<row r="{n}">{"".join(cell(n, c, v) for c, v in enumerate(line))}</row>' for n, line in enumerate(lines, 1)
    )
    parts = {
        "workbook.xml": f'<sheets><sheet name="Empty"/><sheet name="{sheet}"/></sheets>',
        "sharedStrings.xml": items,
        "worksheets/sheet1.xml": "",
        "worksheets/sheet2.xml": f"<sheetData>{body}</sheetData>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in parts.items():
            book.writestr(f"xl/{name}", f'<root xmlns="{SHEETS}">{text}</root>')
    return out.getvalue()


def sectors(lines: list[list[Any]]) -> tables.Cells:
    facts = known_facts()
    rows = original.sheet_rows(workbook([HEAD, *lines]), "book.xlsx", "Sectors", ("Fiscal Year",))
    return ohss.rounded_cells(rows, "book.xlsx", {"Sector": facts["ohss_sectors"]})


def nationwide(*lines: str) -> tables.Tables:
    head = (
        "Fiscal Year,Month (abbv),Land Border Region,State,Demographic,Citizenship,Title of Authority,Encounter Count\n"
    )
    data = (head + "\n".join(lines)).encode()
    rows = original.rows_of(data, "n.csv", tables.NATIONWIDE_COLUMNS)
    return tables.nationwide_tables(rows, "n.csv", known_facts())


def test_states_are_kept_and_summed_by_citizenship_and_by_group() -> None:
    made = nationwide(
        "2024,OCT,Southwest Land Border,TX,FMUA,VENEZUELA,Title 8,5",
        "2024,OCT,Southwest Land Border,AZ,FMUA,VENEZUELA,Title 8,7",
        '2024,OCT,Other,FL,Single Adults,"CHINA, PEOPLES REPUBLIC OF",Title 8,3',
        "2024,OCT,Northern Land Border,NY,Single Adults,MYANMAR (BURMA),Title 42,0",
    )
    assert made["nationwide_citizenship"] == {
        ("2023-10", "southwest", "venezuela"): 12,
        ("2023-10", "other", "china"): 3,
    }
    assert made["nationwide"] == {
        ("2023-10", "texas", "southwest", "title8", "family", "venezuela"): 5,
        ("2023-10", "arizona", "southwest", "title8", "family", "venezuela"): 7,
        ("2023-10", "florida", "other", "title8", "single_adults", "china"): 3,
    }
    assert made["nationwide_groups"] == {
        ("2023-10", "southwest", "title8", "family"): 12,
        ("2023-10", "other", "title8", "single_adults"): 3,
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2024,OCT,Moon,TX,FMUA,CUBA,Title 8,5", "line 2: region 'Moon' is new"),
        ("2024,OCT,Other,ZZ,FMUA,CUBA,Title 8,5", "State 'ZZ' is new"),
        ("2024,OCT,Other,TX,FMUA,ATLANTIS,Title 8,5", "Citizenship 'ATLANTIS' is new"),
        ("2024,OCT,Other,TX,Boats,CUBA,Title 8,5", "Demographic 'Boats' is new"),
        ("2024,OCT,Other,TX,FMUA,CUBA,Title 9,5", "Title of Authority 'Title 9' is new"),
        ("2024,OCT,Other,TX,FMUA,CUBA,Title 8,-5", "expected a count"),
    ],
)
def test_a_nationwide_word_that_is_not_known_is_refused(row: str, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        nationwide(row)


def test_citizenships_have_one_id_in_both_publishers_spellings() -> None:
    names = tables.citizenships(known_facts())
    for one, other in (
        ("El Salvador", "EL SALVADOR"),
        ("China, People's Republic", "CHINA, PEOPLES REPUBLIC OF"),
        ("Burma", "MYANMAR (BURMA)"),
    ):
        assert names[one] == names[other]
    assert names["Guinea-Bissau"] == "guinea_bissau"
    assert all(word.isascii() and word.replace("_", "").isalpha() for word in names.values())


def test_a_sheet_is_read_by_its_headings() -> None:
    yuma = ["2021", "12 September", "Yuma, AZ", None]
    data = workbook([HEAD, TUCSON, yuma])
    rows = original.sheet_rows(data, "book.xlsx", "Sectors", ("Fiscal Year", "Quantity"))
    assert rows[0]["Fiscal Year"] == "2020"
    assert [row["Quantity"] for row in rows] == ["120", ""]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"not a workbook", "is not a readable workbook"),
        (workbook([HEAD, TUCSON], "Others"), "has no sheet 'Sectors'"),
        (workbook([["Month"], ["01 October"]]), "lacks the columns Quantity"),
        (workbook([["Quantity"]]), "holds no rows"),
        (workbook([]), "lacks the columns Quantity"),
    ],
)
def test_a_workbook_that_cannot_be_used_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        original.sheet_rows(data, "book.xlsx", "Sectors", ("Quantity",))


def test_rounded_sectors_keep_their_month() -> None:
    assert sectors([TUCSON]) == {("2019-10", "tucson"): 120}


def book(**sheets: list[list[Any]]) -> bytes:
    ((name, lines),) = sheets.items()
    return workbook(lines, name.replace("_", " "))


REGIONS = ["Fiscal Year", "Month", "Region", "Citizenship", "Quantity"]
CUBANS = ["2020", "01 October", "Southwest Land Border", "Cuba", 120]


def test_a_sheet_without_a_column_holds_the_publishers_own_total() -> None:
    entry = {"path": "b.xlsx", "columns": ["Region", "Citizenship"], "sheets": ["Totals"]}
    whole = [["Fiscal Year", "Month", "Citizenship", "Quantity"], ["2020", "01 October", "Cuba", 130]]
    assert ohss.ohss_cells(book(Totals=whole), entry, known_facts()) == {("2019-10", "all", "cuba"): 130}
    entry["sheets"] = ["Parts"]
    assert ohss.ohss_cells(book(Parts=[REGIONS, CUBANS]), entry, known_facts()) == {
        ("2019-10", "southwest", "cuba"): 120
    }


def test_figures_before_the_first_month_of_a_table_are_left_out() -> None:
    entry = {"path": "b.xlsx", "columns": ["Region", "Citizenship"], "sheets": ["Parts"], "from": "2019-11"}
    later = ["2020", "02 November", "Southwest Land Border", "Cuba", 50]
    cells = ohss.ohss_cells(book(Parts=[REGIONS, CUBANS, later]), entry, known_facts())
    assert cells == {("2019-11", "southwest", "cuba"): 50}


def months_of(year: int, count: int) -> tables.Cells:
    numbers = [*range(10, 13), *range(1, 10)]
    return {(f"{year - (m >= 10):04d}-{m:02d}", "cuba"): count for m in numbers}


def test_a_year_that_has_not_ended_is_left_out() -> None:
    monthly = months_of(2020, 10) | {("2020-10", "cuba"): 10}
    yearly = {("2020", "cuba"): 120, ("2021", "cuba"): 10}
    assert ohss.full_years(yearly, monthly) == {("2020", "cuba"): 120}


@pytest.mark.parametrize(("stated", "fine"), [(120, True), (180, True), (60, True), (190, False), (50, False)])
def test_a_year_and_its_months_differ_by_no_more_than_rounding(stated: int, fine: bool) -> None:
    yearly = {("2020", "cuba"): stated}
    if fine:
        assert "1 years compared" in ohss.check_years("cubans", yearly, months_of(2020, 10), 10)
    else:
        with pytest.raises(BuildError, match=r"2020 cuba: .* which rounding does not explain"):
            ohss.check_years("cubans", yearly, months_of(2020, 10), 10)


def test_a_row_names_every_release_that_it_stands_in() -> None:
    same, moved = ("2020-01", "texas"), ("2020-02", "texas")
    assert tables.merged({"2": {same: 5, moved: 8}, "1": {same: 5, moved: 7}}) == [
        ("1 2", "2020-01", "texas", "5"),
        ("1", "2020-02", "texas", "7"),
        ("2", "2020-02", "texas", "8"),
    ]


YEARBOOK = "fiscal_year,noncitizen_apprehensions_and_encounters\n2012,500000\n2013,600000\n"
TABLE_35 = "fiscal_year,usbp_total,southwest_sectors,other_sectors\n2012,364768,356873,7895\n"


def yearbook(folder: Path, text: str = YEARBOOK, beside: str = TABLE_35) -> tables.Cells:
    (folder / "t35.csv").write_text(beside, encoding="utf-8")
    entry = {
        "path": "t33.csv",
        "checked_with": {"path": "t35.csv", "sha256": hashlib.sha256(beside.encode()).hexdigest()},
    }
    rows = original.rows_of(text.encode(), "t33.csv", ohss.YEARBOOK_COLUMNS)
    return ohss.yearbook_cells(rows, folder, entry, known_facts())


def test_the_yearbook_is_read_by_year(tmp_path: Path) -> None:
    assert yearbook(tmp_path) == {("2012",): 500_000, ("2013",): 600_000}


@pytest.mark.parametrize(
    ("text", "beside", "message"),
    [
        (YEARBOOK.replace("2013", "2014"), TABLE_35, "number of years: expected 3, found 2"),
        (YEARBOOK.replace("500000", "300000"), TABLE_35, "the Border Patrol alone is more than all together"),
        (YEARBOOK, TABLE_35.replace("7895", "7896"), "both kinds of sectors together"),
        (YEARBOOK, TABLE_35.replace("364768,356873,7895", "364769,356874,7895"), "2012: Southwest"),
    ],
)
def test_a_yearbook_that_cannot_be_right_is_refused(tmp_path: Path, text: str, beside: str, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        yearbook(tmp_path, text, beside)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([[*TUCSON[:3], 125]], "rounded to 10: expected 0, found 5"),
        ([TUCSON, TUCSON], "row 3: 2019-10 tucson stands there twice"),
        ([[*TUCSON[:2], "Nome, AK", 120]], "Sector 'Nome, AK' is new"),
        ([["2020", "02 October", *TUCSON[2:]]], "expected a month counted from October"),
        ([TUCSON, ["2020", "03 December", *TUCSON[2:]]], "to 2019-12: expected 3, found 2"),
    ],
)
def test_rounded_figures_that_cannot_be_right_are_refused(lines: list[list[Any]], message: str) -> None:
    with pytest.raises(BuildError, match=message):
        sectors(lines)


@pytest.mark.parametrize(("month", "expected"), [("01 October", "2019-10"), ("12 September", "2020-09")])
def test_ohss_months_become_calendar_months(month: str, expected: str) -> None:
    assert original.calendar_month("2020", month, "here") == expected


def test_agreement_counts_what_differs_in_common_months_only() -> None:
    ours = {("2020-01",): 100, ("2020-02",): 205, ("2020-09",): 1}
    theirs = {("2020-01",): 100, ("2020-02",): 200, ("2020-08",): 9}
    line = checks.agree("a and b", ours, theirs, (0, 2.5))
    assert line == ("a and b: 2 figures compared, 1 unequal; differ by up to 5 (2020-02: 205 and 200)")


@pytest.mark.parametrize("limit", [(4, 0), (0, 2.4), (4, 2.4)])
def test_a_difference_beyond_both_limits_is_refused(limit: tuple[float, float]) -> None:
    with pytest.raises(BuildError, match=r"2020-02: 205 and 200 differ by 5"):
        checks.agree("a and b", {("2020-02",): 205}, {("2020-02",): 200}, limit)


def test_a_figure_that_only_one_publication_has_counts_as_a_difference() -> None:
    ours = {("2020-01", "cuba"): 9, ("2020-01", "haiti"): 3}
    with pytest.raises(BuildError, match="haiti: 3 and 0 differ by 3"):
        checks.agree("a and b", ours, {("2020-01", "cuba"): 9}, (2, 0))


def test_nothing_in_common_is_not_agreement() -> None:
    with pytest.raises(BuildError, match="no common month"):
        checks.agree("a and b", {("2020-01",): 1}, {("2020-02",): 1}, (9, 9))


def held() -> dict[str, dict[str, tables.Cells]]:
    """One month in every table, all in agreement."""
    month = "2019-10"
    return {
        "southwest": {
            "s": {
                (month, "usbp", "title8", "family", "mexico"): 900,
                (month, "ofo", "title8", "family", "mexico"): 100,
            }
        },
        "nationwide_groups": {"n": {(month, "southwest", "title8", "family"): 1000}},
        "nationwide_citizenship": {"n": {(month, "southwest", "mexico"): 1000}},
        "patrol_regions": {"p": {(month, "southwest"): 900}},
        "sectors_exact": {"p": {(month, "southwest", "tucson"): 900}},
        "patrol_totals": {"o": {(month, "southwest"): 900, (month, "all"): 900}},
        "sectors": {"o": {(month, "southwest", "tucson"): 900}},
        "patrol_families": {"o": {(month, "southwest", "family"): 900, (month, "all", "family"): 900}},
        "patrol_citizenship": {"o": {(month, "southwest", "mexico"): 900, (month, "all", "mexico"): 900}},
    }


def every_check(made: dict[str, dict[str, tables.Cells]]) -> list[str]:
    limits = known_facts()["limits"]
    return [
        *checks.check_nationwide(made, limits),
        *checks.check_history(made, limits),
        *checks.check_sectors(made, limits),
        *checks.check_citizenship(made, limits),
        *checks.check_yearly(made),
    ]


def test_tables_that_agree_pass_every_check() -> None:
    notes = every_check(held())
    assert len(notes) == 9
    assert all(note.endswith("0 unequal; equal") for note in notes)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("nationwide_groups", "nationwide n and southwest s"),
        ("nationwide_citizenship", "nationwide n and southwest s: .* mexico"),
        ("patrol_regions", "sectors_exact p together and patrol_regions p"),
        ("patrol_totals", "patrol_totals o and southwest s"),
        ("sectors", "sectors o and sectors_exact p from"),
        ("patrol_families", "patrol_families o together and patrol_totals o"),
        ("patrol_citizenship", "patrol_citizenship o together and patrol_totals o"),
    ],
)
def test_a_table_that_disagrees_is_named(table: str, message: str) -> None:
    made = held()
    for cells in made[table].values():
        for cell in cells:
            cells[cell] += 200
    with pytest.raises(BuildError, match=message):
        every_check(made)


def test_restatements_tell_a_region_from_a_citizenship_of_the_same_name() -> None:
    older = {("2020-01", "other", "cuba"): 100, ("2020-01", "southwest", "other"): 50}
    newer = older | {("2020-01", "other", "cuba"): 110}
    lines = checks.restatements({"nationwide_citizenship": {"1": older, "2": newer}}, [])
    assert lines[1] == "nationwide_citizenship 1 -> 2: 3 of 5 series restated"
    assert [line.split()[0:2] for line in lines[2:]] == [
        ["all", "6.667%"],
        ["citizenship", "cuba"],
        ["region", "other"],
    ]
