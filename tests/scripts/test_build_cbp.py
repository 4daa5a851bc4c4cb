"""The build of the figure files, on small made-up tables."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scripts import build_cbp as build
from scripts import cbp_checks as checks
from scripts import cbp_original as original
from scripts import cbp_tables as tables
from scripts.cbp_original import BuildError

LAND_HEAD = (
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
    "Title of Authority,Encounter Type,Encounter Count\n"
)
BORDERS = {"southwest": ["tucson", "yuma"], "northern": ["swanton"], "coastal": ["miami"]}
SECTORS = [sector for sectors in BORDERS.values() for sector in sectors]
PATROL_HEAD = "month|" + "|".join(SECTORS) + "|coastal_border|northern_border|southwest_border|monthly_total|fy|cy\n"


def land_row(month: str, count: str, year: str = "2020", kind: str = "Apprehensions") -> str:
    return f"{year},FYTD,{month},U.S. Border Patrol,Single Adults,Mexico,Title 8,{kind},{count}\n"


def land_year(count: int, year: str = "2020") -> str:
    """Twelve months of `count` each."""
    return LAND_HEAD + "".join(land_row(month, f"{count}.0", year) for month in original.MONTHS)


def patrol_row(month: int, fiscal: int, calendar: int) -> str:
    return f"{month}|60|40|4|3|3|4|100|107|{fiscal}|{calendar}\n"


def patrol_year(fiscal: int) -> str:
    months = [*range(10, 13), *range(1, 10)]
    return PATROL_HEAD + "".join(patrol_row(m, fiscal, fiscal - (m >= 10)) for m in months)


class Folder:
    """A made-up official folder and the facts that fit it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        known = build.known_facts()
        self.facts: dict[str, Any] = {
            "original": [],
            "words": known["words"],
            "series": known["series"],
            "encounter_types": known["encounter_types"],
            "limits": known["limits"],
            "borders": BORDERS,
            "totals": {"southwest": {"2020": 1200}, "patrol_history": {"2020": 1200}},
        }

    def put(self, name: str, text: str) -> dict[str, str]:
        (self.path / name).write_text(text, encoding="utf-8")
        return {"path": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}

    def add(self, table: str, name: str, text: str, **more: object) -> None:
        entry = {key: "x" for key in ("title", "url", "published", "obtained_from")}
        entry |= {"id": Path(name).stem, "tables": [table]} | self.put(name, text)
        self.facts["original"].append(entry | more)

    def build(self) -> dict[str, str]:
        return build.build(self.path, self.facts)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.add("southwest", "early.csv", land_year(100))
    made.add("southwest", "late.csv", land_year(100))
    text = patrol_year(2020)
    tidy = "month,area,value\n2019-10,southwest_border,100\n2019-10,yuma,40\n"
    made.add(
        "patrol_history",
        "patrol.pdf",
        "not read",
        tables=["patrol_history", "sectors_exact", "patrol_regions"],
        read_from=made.put("patrol.psv", text),
        checked_with=made.put("tidy.csv", tidy),
    )
    head = "month,series,first_published,first_source,now,diff,diff_pct\n"
    rows = "2020-01,SW USBP,98,A paper quoting it 2020-03-04 again,100,2,2.0\n"
    made.add("first_published", "first.csv", head + rows)
    return made


def test_output_holds_every_table_and_its_release(folder: Folder) -> None:
    files = folder.build()
    lines = files["southwest.csv"].splitlines()
    assert lines[0] == "release,month,component,title,demographic,citizenship,value"
    assert lines[1] == "early,2019-10,usbp,title8,single_adults,mexico,100"
    assert len(lines) == 1 + 2 * 12
    assert files["patrol_history.csv"].splitlines()[:2] == [
        "release,month,value",
        "patrol,2019-10,100",
    ]
    assert files["first_published.csv"].splitlines()[1] == (
        "2020-01,southwest,usbp,all,all,98,2020-03-04,A paper quoting it 2020-03-04 again"
    )
    releases = tomllib.loads(files["releases.toml"])["release"]
    assert [release["id"] for release in releases] == [
        "early", "late", "patrol", "patrol", "patrol", "first",
    ]  # fmt: skip
    assert releases[0]["data_through"] == "2020-09"
    assert releases[0]["rows"] == 12
    assert releases[2]["original"] == "patrol.pdf"
    assert releases[2]["read_from"] == "patrol.psv"


def test_same_input_gives_same_bytes_whatever_the_order_of_rows(folder: Folder) -> None:
    before = folder.build()["southwest.csv"]
    head, *rows = land_year(100).splitlines(keepends=True)
    folder.facts["original"][0] |= folder.put("early.csv", head + "".join(reversed(rows)))
    assert folder.build()["southwest.csv"] == before


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        ("2020", "OCT", "2019-10"),
        ("2020", "DEC", "2019-12"),
        ("2020", "JAN", "2020-01"),
        ("2020", "SEP", "2020-09"),
        ("2025 (FYTD)", "NOV", "2024-11"),
    ],
)
def test_fiscal_months_become_calendar_months(year: str, month: str, expected: str) -> None:
    assert original.calendar_month(year, month, "here") == expected
    assert original.fiscal_year(expected) == int(year[:4])


@pytest.mark.parametrize(("year", "month"), [("2020", "Oct"), ("20", "OCT"), ("2020 FYTD", "OCT")])
def test_unknown_months_are_refused(year: str, month: str) -> None:
    with pytest.raises(BuildError, match="expected a fiscal year and month"):
        original.calendar_month(year, month, "here")


def test_rows_of_one_cell_are_summed_and_zeros_dropped() -> None:
    text = LAND_HEAD + land_row("OCT", "3") + land_row("OCT", "4.0") + land_row("NOV", "0.0")
    rows = original.rows_of(text.encode(), "t.csv", ())
    cells = tables.southwest_cells(rows, "t.csv", build.known_facts())
    assert cells == {("2019-10", "usbp", "title8", "single_adults", "mexico"): 7}


@pytest.mark.parametrize("count", ["1.5", "-1", "", "NaN", "Infinity", "many"])
def test_a_count_that_is_none_is_refused(count: str) -> None:
    rows = original.rows_of((LAND_HEAD + land_row("OCT", count)).encode(), "t.csv", ())
    with pytest.raises(BuildError, match=r"t\.csv line 2: expected a"):
        tables.southwest_cells(rows, "t.csv", build.known_facts())


def test_an_encounter_type_that_agency_and_title_do_not_make_is_refused() -> None:
    rows = original.rows_of((LAND_HEAD + land_row("OCT", "3", kind="Inadmissibles")).encode(), "t.csv", ())
    with pytest.raises(BuildError, match="line 2: Encounter Type 'Inadmissibles' is new for usbp under title8"):
        tables.southwest_cells(rows, "t.csv", build.known_facts())


def test_a_new_word_is_refused_by_name(folder: Folder) -> None:
    text = land_year(100).replace("Mexico", "Atlantis", 1)
    folder.facts["original"][0] |= folder.put("early.csv", text)
    with pytest.raises(BuildError, match="line 2: Citizenship Grouping 'Atlantis' is new"):
        folder.build()


def test_a_wrong_total_names_expected_and_found(folder: Folder) -> None:
    folder.facts["original"][1] |= folder.put("late.csv", land_year(101))
    with pytest.raises(BuildError, match=r"year 2020: expected 1,200, found 1,212"):
        folder.build()


def test_a_missing_month_is_noticed(folder: Folder) -> None:
    text = land_year(100).replace(land_row("JAN", "100.0"), "")
    folder.facts["original"][1] |= folder.put("late.csv", text)
    with pytest.raises(BuildError, match=r"from 2019-10 to 2020-09: expected 12, found 11"):
        folder.build()


def test_a_release_without_any_known_year_is_refused(folder: Folder) -> None:
    folder.facts["original"][1] |= folder.put("late.csv", land_year(100, "2031"))
    with pytest.raises(BuildError, match="no full fiscal year with a known total"):
        folder.build()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("10|60|", "10|65|", "the sectors of the southwest border"),
        ("|40|4|3|3|4|", "|40|5|3|3|4|", "the sectors of the northern border"),
        ("|100|107|", "|100|108|", "three borders"),
        ("|2020|2019", "|2019|2019", "fiscal year of 2019-10"),
        ("11|60|", "10|60|", "2019-10 stands there twice"),
    ],
)
def test_a_transcription_that_does_not_add_up_is_refused(folder: Folder, old: str, new: str, message: str) -> None:
    text = patrol_year(2020).replace(old, new, 1)
    folder.facts["original"][2]["read_from"] = folder.put("patrol.psv", text)
    with pytest.raises(BuildError, match=message):
        folder.build()


def test_the_second_copy_must_agree(folder: Folder) -> None:
    tidy = "month,area,value\n2019-10,southwest_border,101\n"
    folder.facts["original"][2]["checked_with"] = folder.put("tidy.csv", tidy)
    with pytest.raises(BuildError, match=r"tidy\.csv: 2019-10 southwest_border: .* 100, found 101"):
        folder.build()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2020-01,SW USBP,98,A paper,101,3,3.1", r"expected one of \[100\] .*found 101"),
        ("2020-01,SW USBP,98,A paper,100,3,3.1", "difference: expected 2, found 3"),
        ("2020-01,SW boats,98,A paper,100,2,2.0", "series 'SW boats' is new"),
    ],
)
def test_first_figures_must_fit_the_releases(folder: Folder, row: str, message: str) -> None:
    text = f"month,series,first_published,first_source,now,diff,diff_pct\n{row}\n"
    folder.facts["original"][3] |= folder.put("first.csv", text)
    with pytest.raises(BuildError, match=message):
        folder.build()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("release 2021-04-08 (via a station)", "2021-04-08"),
        ("a site, 2021-03, quoting it", "2021-03"),
        ("first of 2021-04-08 and 2022-01-01", "2021-04-08"),
        ("a factsheet", ""),
    ],
)
def test_the_first_date_of_a_note_is_found(text: str, expected: str) -> None:
    assert original.date_in(text) == expected


def test_restatement_names_the_month_that_moved_most() -> None:
    older = {"2020-01": 100, "2020-02": 1000, "2020-03": 0, "2020-04": 7}
    newer = {"2020-01": 101, "2020-02": 1009, "2020-03": 5, "2020-05": 9}
    assert checks.restatement("all", older, newer).split() == [
        "all", "1.000%", "2020-01:", "100", "->", "101",
    ]  # fmt: skip


def test_another_file_under_a_known_name_is_refused(folder: Folder) -> None:
    (folder.path / "late.csv").write_text(land_year(99), encoding="utf-8")
    with pytest.raises(BuildError, match=r"late\.csv is not the known file: sha256 expected"):
        folder.build()


def test_a_wrong_path_is_one_line_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    arguments = ["--official", str(tmp_path / "nowhere"), "--out", str(out)]
    assert build.main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "give --official the folder" in captured.err
    assert not out.exists()


def test_nothing_is_replaced_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(BuildError, match=r"b\.csv is a folder"):
        build.write_all(tmp_path, {"a.csv": "new", "b.csv": "new"})
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "b.csv"]


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.write_all(tmp_path, {"a.csv": "old", "b.csv": "old"})
    calls = []

    def no_space(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(BuildError, match="No space left"):
        build.write_all(tmp_path, {"a.csv": "new", "b.csv": "new"})
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"old"}
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "b.csv"]


def test_written_figures_are_those_of_the_known_originals() -> None:
    """The committed files still say what the build checked when it wrote them."""
    sources = Path(__file__).parents[2] / "sources" / "cbp"
    facts = build.known_facts()
    releases = tomllib.loads((sources / "releases.toml").read_text(encoding="utf-8"))["release"]
    assert {(r["table"], r["id"]): r["sha256"] for r in releases} == {
        (table, o["id"]): o["sha256"] for o in facts["original"] for table in o["tables"]
    }
    held: dict[str, dict[str, tables.Cells]] = {}
    for name in {r["table"] for r in releases} - {"first_published"}:
        columns = tables.COLUMNS[name]
        for row in original.rows_of((sources / f"{name}.csv").read_bytes(), name, columns):
            cell = tuple(row[column] for column in columns[1:-1])
            for release in row["release"].split():
                assert cell not in held.setdefault(name, {}).setdefault(release, {})
                held[name][release][cell] = int(row["value"])
    for entry in releases:
        if entry["table"] != "first_published":
            cells = held[entry["table"]][entry["id"]]
            assert len(cells) == entry["rows"]
            assert max(cells)[0] == entry["data_through"]
    checks.check_all(held, facts)
