"""Turns the official CBP files below a folder into the compact figure files of sources/cbp.

    python scripts/build_cbp.py --official PATH --out sources/cbp

PATH holds `cbp/` and `long_history/`. Every original is known by its sha256 (build_cbp.toml), and
the figures must reproduce totals that CBP states itself; otherwise nothing is written and the
status is 1. The same input gives the same bytes. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any

PUBLISHER = "U.S. Customs and Border Protection"
FISCAL_START = 10
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SECTORS = (
    "big_bend", "del_rio", "el_centro", "el_paso", "laredo", "rio_grande_valley", "san_diego",
    "tucson", "yuma",
)  # fmt: skip
SOUTHWEST_COLUMNS = (
    "release", "month", "component", "title", "demographic", "citizenship", "value",
)  # fmt: skip
PATROL_COLUMNS = ("release", "month", "value")
FIRST_COLUMNS = (
    "month", "region", "component", "title", "demographic", "value", "published", "quoted_from",
)  # fmt: skip

Row = Mapping[str, str]
Cell = tuple[str, str, str, str, str]  # month, component, title, demographic, citizenship
Cells = dict[Cell, int]
Months = Mapping[str, int]  # "2023-11" -> value
Table = list[tuple[str, ...]]
Facts = Mapping[str, Any]  # build_cbp.toml, or one table of it


class BuildError(Exception):
    """The figure files cannot be built; the message is one line that says what to do."""


def known_facts() -> Facts:
    """build_cbp.toml: the originals, their known totals and their words."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def read_original(official: Path, original: Facts) -> bytes:
    """The bytes of `original`; BuildError when the file is missing or not the known one."""
    path = official / str(original["path"])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BuildError(
            f"cannot read {path} ({error.strerror}): give --official the folder that holds "
            "cbp/ and long_history/"
        ) from None
    found = hashlib.sha256(data).hexdigest()
    if found != original["sha256"]:
        raise BuildError(
            f"{path} is not the known file: sha256 expected {original['sha256']}, found {found}; "
            "get the original again, or enter a new release in scripts/build_cbp.toml"
        )
    return data


def rows_of(data: bytes, name: str, columns: Iterable[str], delimiter: str = ",") -> list[Row]:
    """The rows of a delimited file; BuildError when it lacks one of `columns`."""
    try:
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        reader = csv.DictReader(text, delimiter=delimiter, restval="")
        rows: list[Row] = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BuildError(f"{name} is not a readable table ({error}): get it again") from None
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing or not rows:
        what = f"lacks the columns {', '.join(missing)}" if missing else "holds no rows"
        raise BuildError(f"{name} {what}: get the original again")
    return rows


def whole_number(text: str, where: str) -> int:
    """`9584.0` -> 9584; BuildError for anything but a whole number."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise BuildError(f"{where}: expected a whole number, found {text!r}") from None
    if not value.is_finite() or value != int(value):
        raise BuildError(f"{where}: expected a whole number, found {text!r}")
    return int(value)


def count_of(text: str, where: str) -> int:
    """As `whole_number`, and not below zero."""
    value = whole_number(text, where)
    if value < 0:
        raise BuildError(f"{where}: expected a count, found {text!r}")
    return value


def calendar_month(year: str, month: str, where: str) -> str:
    """`2025 (FYTD)` and `OCT` -> `2024-10`: fiscal year N begins in October of N-1."""
    found = re.fullmatch(r"(\d{4})( \(FYTD\))?", year)
    if found is None or month not in MONTHS:
        raise BuildError(f"{where}: expected a fiscal year and month, found {year!r} {month!r}")
    number = MONTHS.index(month) + 1
    return f"{int(found[1]) - (number >= FISCAL_START):04d}-{number:02d}"


def fiscal_year(month: str) -> int:
    """`2024-10` -> 2025."""
    return int(month[:4]) + (int(month[5:]) >= FISCAL_START)


def month_number(month: str) -> int:
    """Months since year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def expect(what: str, expected: int, found: int) -> None:
    """BuildError with both figures when they differ."""
    if expected != found:
        raise BuildError(
            f"{what}: expected {expected:,}, found {found:,}; these are not the figures CBP "
            "states, so nothing was written"
        )


def check_totals(what: str, months: Months, totals: Mapping[str, int]) -> list[int]:
    """The fiscal years checked: those of `totals` that `months` holds in full.

    BuildError when a month is missing between the first and the last, when a sum differs from its
    known total, or when no year could be checked at all.
    """
    first, last = min(months), max(months)
    span = month_number(last) - month_number(first) + 1
    expect(f"{what}: number of months from {first} to {last}", span, len(months))
    years: dict[int, list[int]] = defaultdict(list)
    for month, value in months.items():
        years[fiscal_year(month)].append(value)
    full = [year for year in sorted(years) if len(years[year]) == len(MONTHS)]
    checked = [year for year in full if str(year) in totals]
    for year in checked:
        expect(f"{what}: fiscal year {year}", totals[str(year)], sum(years[year]))
    if not checked:
        raise BuildError(f"{what}: no full fiscal year with a known total; nothing was written")
    return checked


def southwest_cells(rows: Sequence[Row], name: str, words: Facts) -> Cells:
    """Counts by month, component, title, demographic and citizenship, over all encounter types."""
    cells: Counter[Cell] = Counter()
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        for column, known in words.items():
            if row[column] not in known:
                raise BuildError(
                    f"{where}: {column} {row[column]!r} is new; enter it in scripts/build_cbp.toml"
                )
        component, title, demographic, citizenship = (
            str(words[column][row[column]])
            for column in ("Component", "Title of Authority", "Demographic", "Citizenship Grouping")
        )
        month = calendar_month(row["Fiscal Year"], row["Month (abbv)"], where)
        count = count_of(row["Encounter Count"], where)
        cells[month, component, title, demographic, citizenship] += count
    return {cell: count for cell, count in cells.items() if count}


def by_month(cells: Cells, place: int = 0, word: str = "") -> dict[str, int]:
    """The sum of the cells with `word` in `place`, or of all, for every month of the release."""
    months = dict.fromkeys(sorted({cell[0] for cell in cells}), 0)
    for cell, value in cells.items():
        if not word or cell[place] == word:
            months[cell[0]] += value
    return months


def series_of(cells: Cells) -> Mapping[str, Months]:
    """Name -> month -> value: the whole, and every value of every dimension by itself."""
    names = sorted({(place, cell[place]) for cell in cells for place in range(1, len(cell))})
    return {"all": by_month(cells), **{word: by_month(cells, p, word) for p, word in names}}


def patrol_months(rows: Sequence[Row], name: str) -> dict[str, int]:
    """Border Patrol Southwest by month; BuildError when a row's parts and sums disagree."""
    months: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        numbers = {column: count_of(row[column], where) for column in row}
        month = f"{numbers['cy']:04d}-{numbers['month']:02d}"
        value = numbers["southwest_border"]
        sectors = sum(numbers[sector] for sector in SECTORS)
        expect(f"{where}: the nine Southwest sectors together", value, sectors)
        regions = value + numbers["coastal_border"] + numbers["northern_border"]
        expect(f"{where}: the three borders together", numbers["monthly_total"], regions)
        expect(f"{where}: fiscal year of {month}", fiscal_year(month), numbers["fy"])
        if month in months:
            raise BuildError(f"{where}: {month} stands there twice; get the original again")
        months[month] = value
    return months


def checked_patrol(official: Path, original: Facts, totals: Mapping[str, int]) -> Months:
    """Border Patrol Southwest in the years of `totals`: sums, totals and second copy agree."""
    source, second = original["read_from"], original["checked_with"]
    borders = ("coastal_border", "northern_border", "southwest_border")
    columns = ("month", "cy", "fy", "monthly_total", *SECTORS, *borders)
    rows = rows_of(read_original(official, source), source["path"], columns, "|")
    months = patrol_months(rows, source["path"])
    copy = read_original(official, second)
    for row in rows_of(copy, second["path"], ("month", "area", "value")):
        if row["area"] == "southwest_border":
            month, value = row["month"], count_of(row["value"], second["path"])
            expect(f"{second['path']}: {month}", months.get(month, -1), value)
    kept = {month: value for month, value in months.items() if str(fiscal_year(month)) in totals}
    checked = check_totals(source["path"], kept, totals)
    expect(f"{source['path']}: number of full fiscal years", len(totals), len(checked))
    return kept


def first_rows(
    rows: Sequence[Row], name: str, releases: Mapping[str, Cells], series: Facts
) -> Table:
    """The figures as first published; BuildError when what they stand at now is in no release."""
    held = [series_of(cells) for cells in releases.values()]
    table: Table = []
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        if row["series"] not in series:
            raise BuildError(
                f"{where}: series {row['series']!r} is new; enter it in scripts/build_cbp.toml"
            )
        region, *slots = series[row["series"]]
        value = count_of(row["first_published"], where)
        now = count_of(row["now"], where)
        expect(f"{where}: difference", now - value, whole_number(row["diff"], where))
        if region == "southwest":
            word = next((slot for slot in slots if slot != "all"), "all")
            stated = {s[word][row["month"]] for s in held if row["month"] in s.get(word, {})}
            if now not in stated:
                raise BuildError(
                    f"{where}: {row['series']} of {row['month']}: expected one of "
                    f"{sorted(stated)} (the releases), found {now}; nothing was written"
                )
        source = row["first_source"]
        table.append((row["month"], region, *slots, str(value), date_in(source), source))
    return sorted(table)


def date_in(text: str) -> str:
    """The first ISO date or month in `text` (`2021-04-08`, `2021-03`), else nothing."""
    found = re.search(r"\b\d{4}-\d{2}(-\d{2})?\b", text)
    return found[0] if found else ""


def restatement(name: str, older: Months, newer: Months) -> str:
    """One line: the largest relative change of a month that both hold."""
    worst, detail = 0.0, "unchanged"
    for month in sorted(older.keys() & newer.keys()):
        change = abs(newer[month] - older[month]) / older[month] if older[month] else 0.0
        if change > worst:
            worst, detail = change, f"{month}: {older[month]:,} -> {newer[month]:,}"
    return f"  {name:<42}{worst:8.3%}  {detail}"


def restatements(releases: Mapping[str, Cells], first: Sequence[Row]) -> list[str]:
    """What to print: how far each series was restated, between releases and since its first day."""
    lines = ["largest restatement of a month, by series:"]
    ids = sorted(releases)
    for older, newer in pairwise(ids):
        before, after = series_of(releases[older]), series_of(releases[newer])
        for name in sorted(before.keys() & after.keys()):
            lines.append(restatement(f"{older} -> {newer}  {name}", before[name], after[name]))
    for name in sorted({row["series"] for row in first}):
        rows = [row for row in first if row["series"] == name]
        was, now = (
            {row["month"]: int(row[column]) for row in rows}
            for column in ("first_published", "now")
        )
        lines.append(restatement(f"first published -> now  {name}", was, now))
    return lines


def csv_text(columns: Sequence[str], table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(table)
    return out.getvalue()


def release_entry(original: Facts, size: int, months: Sequence[str]) -> str:
    """One `[[release]]` of releases.toml; `months` holds the month of every row."""
    keys = ("id", "table", "title", "url", "published", "obtained_from", "sha256")
    entry = {key: original[key] for key in keys}
    entry |= {"publisher": PUBLISHER, "original": Path(original["path"]).name, "bytes": size}
    entry |= {"first_month": min(months), "data_through": max(months), "rows": len(months)}
    if "read_from" in original:
        entry["read_from"] = Path(original["read_from"]["path"]).name
    # A JSON string without control characters is a TOML basic string.
    return "[[release]]\n" + "".join(f"{key} = {json.dumps(v)}\n" for key, v in entry.items())


def build(official: Path, facts: Facts) -> tuple[dict[str, str], list[str]]:
    """File name -> content of every output, and the lines to print; writes nothing."""
    tables: dict[str, Table] = defaultdict(list)
    entries = ["# Written by scripts/build_cbp.py; do not edit.\n"]
    releases: dict[str, Cells] = {}
    notes: list[str] = []
    columns = (*facts["words"], "Fiscal Year", "Month (abbv)", "Encounter Count")
    for original in facts["original"]:
        data, name, table = read_original(official, original), original["path"], original["table"]
        rows: Table
        if table == "southwest":
            cells = southwest_cells(rows_of(data, name, columns), name, facts["words"])
            years = check_totals(name, by_month(cells), facts["totals"][table])
            notes.append(f"{name}: totals of fiscal years {years[0]} to {years[-1]} are right")
            releases[original["id"]] = cells
            rows = sorted((original["id"], *cell, str(value)) for cell, value in cells.items())
        elif table == "patrol_history":
            patrol = checked_patrol(official, original, facts["totals"][table])
            notes.append(f"{name}: totals of all fiscal years and sums of all sectors are right")
            rows = [(original["id"], month, str(patrol[month])) for month in sorted(patrol)]
        else:
            first = rows_of(data, name, ("month", "series", "first_published", "now", "diff"))
            rows = first_rows(first, name, releases, facts["series"])
            notes += restatements(releases, first)
        month_at = 0 if table == "first_published" else 1
        entries.append(release_entry(original, len(data), [row[month_at] for row in rows]))
        tables[table] += rows
    return {
        "southwest.csv": csv_text(SOUTHWEST_COLUMNS, tables["southwest"]),
        "patrol_history.csv": csv_text(PATROL_COLUMNS, tables["patrol_history"]),
        "first_published.csv": csv_text(FIRST_COLUMNS, tables["first_published"]),
        "releases.toml": "\n".join(entries),
    }, notes


def write_all(out: Path, files: Mapping[str, str]) -> None:
    """Puts every file into `out`, or, when one cannot be written, none of them."""
    staged: list[tuple[Path, Path]] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            if (out / name).is_dir():
                raise BuildError(f"{out / name} is a folder: move it away, then run again")
            temporary = out / f".{name}.{os.getpid()}.tmp"
            staged.append((temporary, out / name))
            with temporary.open("w", encoding="utf-8", newline="") as handle:
                handle.write(text)
                handle.flush()
                os.fsync(handle.fileno())
        for temporary, target in staged:
            os.replace(temporary, target)
    except OSError as error:
        raise BuildError(
            f"cannot write to {out} ({error.strerror}): give --out a folder you may write to"
        ) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the build; 0 when everything was written, 1 when nothing was."""
    parser = argparse.ArgumentParser(description="Build the figure files of sources/cbp.")
    parser.add_argument("--official", type=Path, required=True, metavar="PATH")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH")
    options = parser.parse_args(arguments)
    try:
        files, notes = build(options.official, known_facts())
        write_all(options.out, files)
    except BuildError as error:
        print(f"build_cbp: {error}", file=sys.stderr)
        return 1
    print("\n".join(notes))
    for name, text in files.items():
        print(f"wrote {options.out / name} ({len(text.encode()):,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
