"""Turns the workbook and yearbook of the Office of Homeland Security Statistics into cells.

The workbook gives totals of their own beside their parts, each rounded by itself: a total is a row
whose word in that dimension is `all`, so that nobody needs to add up rounded figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.cbp_original import (
    BuildError,
    Cells,
    Facts,
    Row,
    calendar_month,
    check_span,
    citizenships,
    count_of,
    expect,
    fiscal_year,
    read_original,
    rows_of,
    sheet_rows,
    without_zeros,
    word_of,
)

ALL = "all"
YEARBOOK_COLUMNS = ("fiscal_year", "noncitizen_apprehensions_and_encounters")
TABLE_35_COLUMNS = ("fiscal_year", "usbp_total", "southwest_sectors", "other_sectors")


def ohss_cells(data: bytes, original: Facts, facts: Facts) -> Cells:
    """Counts by month or fiscal year and the entry's `columns`, from each of its sheets."""
    cells: Cells = {}
    words = {column: words_of(column, facts) for column in original["columns"]}
    for sheet in original["sheets"]:
        period = ("Fiscal Year",) if sheet.startswith("Annual") else ("Fiscal Year", "Month")
        rows = sheet_rows(data, original["path"], sheet, (*period, "Quantity"))
        found = rounded_cells(rows, f"{original['path']}, {sheet}", words)
        twice = cells.keys() & found.keys()
        if twice:
            raise BuildError(f"{original['path']}, {sheet}: {' '.join(min(twice))} stands in another sheet too")
        cells |= found
    return without_zeros({cell: count for cell, count in cells.items() if cell[0] >= original.get("from", "")})


def words_of(column: str, facts: Facts) -> Mapping[str, str]:
    """Word in the workbook -> its id."""
    if column == "Citizenship":
        return citizenships(facts)
    names = {"Region": "regions", "Sector": "ohss_sectors", "Family Status": "family_statuses"}
    words: Mapping[str, str] = facts[names[column]]
    return words


def rounded_cells(rows: Sequence[Row], name: str, words: Mapping[str, Mapping[str, str]]) -> Cells:
    """Counts of one sheet by the columns of `words`, all rounded to 10; a column that it lacks is `all`."""
    cells: Cells = {}
    for number, row in enumerate(rows, 2):
        where = f"{name} row {number}"
        if "Month" in row:
            period = calendar_month(row["Fiscal Year"], row["Month"], where)
        else:
            period = f"{count_of(row['Fiscal Year'], where):04d}"
        slots = [word_of(known, c, row[c], where) if c in row else ALL for c, known in words.items()]
        cell = (period, *slots)
        value = count_of(row["Quantity"], where)
        expect(f"{where}: last digit of a figure rounded to 10", 0, value % 10)
        if cell in cells:
            raise BuildError(f"{where}: {' '.join(cell)} stands there twice; get it again")
        cells[cell] = value
    months = {cell[0] for cell in cells if "-" in cell[0]}
    if months:
        check_span(name, months)
    return cells


def full_years(cells: Cells, monthly: Cells) -> Cells:
    """The yearly cells of the fiscal years of which `monthly` holds every month."""
    months: dict[str, set[str]] = defaultdict(set)
    for cell in monthly:
        months[f"{fiscal_year(cell[0]):04d}"].add(cell[0])
    return {cell: count for cell, count in cells.items() if len(months[cell[0]]) == 12}


def check_years(what: str, yearly: Cells, monthly: Cells, rounded_to: int) -> str:
    """One line on how the years and the sums of their months agree: within the rounding of the months,
    and of those that are too small to be listed."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for cell, count in monthly.items():
        sums[f"{fiscal_year(cell[0]):04d}", *cell[1:]] += count
    slack = 12 * (rounded_to // 2) + rounded_to // 2
    worst = 0
    for cell, count in yearly.items():
        gap = abs(count - sums[cell])
        if gap > slack:
            raise BuildError(
                f"{what}: {' '.join(cell)}: {count:,} in the year and {sums[cell]:,} in its months differ by more "
                f"than {slack}, which rounding does not explain; nothing was written"
            )
        worst = max(worst, gap)
    return f"{what}: {len(yearly):,} years compared with the sums of their months; differ by up to {worst}"


def yearbook_cells(rows: Sequence[Row], official: Path, original: Facts, facts: Facts) -> Cells:
    """Fiscal year -> count, every year from the first to the last.

    The Border Patrol's own figures, where the yearbook gives them too, lie below the whole.
    """
    cells: Cells = {}
    for number, row in enumerate(rows, 2):
        where = f"{original['path']} line {number}"
        cells[(f"{count_of(row['fiscal_year'], where):04d}",)] = count_of(row[YEARBOOK_COLUMNS[1]], where)
    years = sorted(int(cell[0]) for cell in cells)
    expect(f"{original['path']}: number of years", years[-1] - years[0] + 1, len(rows))
    expect(f"{original['path']}: number of years without a repetition", len(rows), len(years))
    beside = original["checked_with"]
    for row in rows_of(read_original(official, beside), beside["path"], TABLE_35_COLUMNS):
        where = f"{beside['path']}: {row['fiscal_year']}"
        patrol, southwest, other = (count_of(row[column], where) for column in TABLE_35_COLUMNS[1:])
        expect(f"{where}: both kinds of sectors together", patrol, southwest + other)
        if row["fiscal_year"] in facts["totals"]["patrol_history"]:
            expect(f"{where}: Southwest", facts["totals"]["patrol_history"][row["fiscal_year"]], southwest)
        if cells.get((row["fiscal_year"],), 0) < patrol:
            raise BuildError(f"{where}: the Border Patrol alone is more than all together; get both again")
    return cells
