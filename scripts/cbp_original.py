"""Turns an official file of figures into checked rows, and its words into months and counts."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

FISCAL_START = 10
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

Row = Mapping[str, str]
Months = Mapping[str, int]  # "2023-11" -> value
Cells = dict[tuple[str, ...], int]  # (period, word of each dimension in order) -> count
Facts = Mapping[str, Any]  # build_cbp.toml, or one table of it


class BuildError(Exception):
    """The figure files cannot be built; the message is one line that says what to do."""


def read_original(official: Path, original: Facts) -> bytes:
    """The bytes of `original`; BuildError when the file is missing or not the known one."""
    path = official / str(original["path"])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BuildError(
            f"cannot read {path} ({error.strerror}): give --official the folder that holds cbp/ and long_history/"
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
    require(name, columns, reader.fieldnames or (), rows)
    return rows


def sheet_rows(data: bytes, name: str, sheet: str, columns: Iterable[str]) -> list[Row]:
    """The rows of one sheet of an Excel workbook by the headings of its first row.

    BuildError when there is no such sheet, or when it lacks one of `columns`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            number = _sheet_number(book, sheet)
            if number is None:
                raise BuildError(f"{name} has no sheet {sheet!r}: get the original again")
            strings = [_text_of(item) for item in _parse(book, "sharedStrings.xml")]
            root = _parse(book, f"worksheets/sheet{number}.xml")
            lines = [_cells_of(row, strings) for row in root.iter(_tag("row"))]
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, ElementTree.ParseError) as error:
        raise BuildError(f"{name} is not a readable workbook ({error}): get it again") from None
    # A heading may be broken over two lines of its cell.
    heads = {letter: " ".join(text.split()) for letter, text in (lines[0] if lines else {}).items()}
    rows: list[Row] = [{head: line.get(letter, "") for letter, head in heads.items()} for line in lines[1:]]
    require(name, columns, heads.values(), rows)
    return rows


def require(name: str, columns: Iterable[str], held: Iterable[str], rows: list[Any]) -> None:
    """BuildError when one of `columns` is not in `held`, or when there are no rows."""
    there = set(held)
    missing = [column for column in columns if column not in there]
    if missing or not rows:
        what = f"lacks the columns {', '.join(missing)}" if missing else "holds no rows"
        raise BuildError(f"{name} {what}: get the original again")


def _tag(name: str) -> str:
    return "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}" + name


def _parse(book: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(f"xl/{part}"))


def _text_of(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(_tag("t")))


def _sheet_number(book: zipfile.ZipFile, sheet: str) -> int | None:
    """The place of `sheet` among the workbook's sheets, from 1."""
    names = [s.get("name") for s in _parse(book, "workbook.xml").iter(_tag("sheet"))]
    return names.index(sheet) + 1 if sheet in names else None


def _cells_of(row: ElementTree.Element, strings: list[str]) -> dict[str, str]:
    """Column letter -> text of the cell."""
    cells: dict[str, str] = {}
    for cell in row:
        value = cell.find(_tag("v"))
        if value is not None and value.text is not None:
            text = strings[int(value.text)] if cell.get("t") == "s" else value.text
            cells[(cell.get("r") or "").rstrip("0123456789")] = text
    return cells


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


def word_of(words: Mapping[str, str], column: str, text: str, where: str) -> str:
    """What `text` is called in sources/cbp; BuildError when build_cbp.toml does not know it."""
    if text not in words:
        raise BuildError(f"{where}: {column} {text!r} is new; enter it in scripts/build_cbp.toml")
    return words[text]


def calendar_month(year: str, month: str, where: str) -> str:
    """`2025 (FYTD)` and `OCT` -> `2024-10`: fiscal year N begins in October of N-1.

    The month may be written as OHSS does, counted from October and in full: `01 October`.
    """
    found = re.fullmatch(r"(\d{4})( \(FYTD\))?", year)
    full = re.fullmatch(r"(\d{2}) ([A-Z][a-z]+)", month)
    short = full[2][:3].upper() if full else month
    if found is None or short not in MONTHS:
        raise BuildError(f"{where}: expected a fiscal year and month, found {year!r} {month!r}")
    number = MONTHS.index(short) + 1
    if full and int(full[1]) != (number - FISCAL_START) % len(MONTHS) + 1:
        raise BuildError(f"{where}: expected a month counted from October, found {month!r}")
    return f"{int(found[1]) - (number >= FISCAL_START):04d}-{number:02d}"


def fiscal_year(month: str) -> int:
    """`2024-10` -> 2025."""
    return int(month[:4]) + (int(month[5:]) >= FISCAL_START)


def month_number(month: str) -> int:
    """Months since year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def date_in(text: str) -> str:
    """The first ISO date or month in `text` (`2021-04-08`, `2021-03`), else nothing."""
    found = re.search(r"\b\d{4}-\d{2}(-\d{2})?\b", text)
    return found[0] if found else ""


def expect(what: str, expected: int, found: int) -> None:
    """BuildError with both figures when they differ."""
    if expected != found:
        raise BuildError(
            f"{what}: expected {expected:,}, found {found:,}; these are not the figures CBP "
            "states, so nothing was written"
        )


def check_span(what: str, months: Iterable[str]) -> None:
    """BuildError when a month is missing between the first and the last."""
    held = set(months)
    first, last = min(held), max(held)
    span = month_number(last) - month_number(first) + 1
    expect(f"{what}: number of months from {first} to {last}", span, len(held))


def check_totals(what: str, months: Months, totals: Mapping[str, int]) -> list[int]:
    """The fiscal years checked: those of `totals` that `months` holds in full.

    BuildError when a month is missing between the first and the last, when a sum differs from its
    known total, or when no year could be checked at all.
    """
    check_span(what, months)
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


def citizenships(facts: Facts) -> dict[str, str]:
    """Name of a citizenship in the originals, as written or in capitals -> its id.

    Most names become their id by writing them in lower case with underscores; the rest stand in
    build_cbp.toml.
    """
    names: dict[str, str] = {name: slug(name) for name in facts["citizenships"]}
    names |= facts["renamed_citizenships"]
    return names | {name.upper(): word for name, word in names.items()}


def slug(name: str) -> str:
    """`Rio Grande Valley` -> `rio_grande_valley`."""
    return "_".join(name.lower().replace("-", " ").split())


def without_zeros(cells: Mapping[tuple[str, ...], int]) -> Cells:
    """A cell that a release does not list is zero, so zeros need no row."""
    return {cell: count for cell, count in cells.items() if count}
