"""Turns the official CBP and OHSS files into cells: month and words of each dimension -> count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.cbp_original import (
    BuildError,
    Facts,
    Months,
    Row,
    calendar_month,
    check_span,
    check_totals,
    count_of,
    date_in,
    expect,
    fiscal_year,
    read_original,
    rows_of,
    sheet_rows,
    whole_number,
    word_of,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "southwest": (
        "release", "month", "component", "title", "demographic", "citizenship", "value",
    ),
    "patrol_history": ("release", "month", "value"),
    "first_published": (
        "month", "region", "component", "title", "demographic", "value", "published",
        "quoted_from",
    ),
    "nationwide_citizenship": ("release", "month", "region", "citizenship", "value"),
    "nationwide_groups": ("release", "month", "region", "title", "demographic", "value"),
    "sectors_exact": ("release", "month", "region", "sector", "value"),
    "sectors": ("release", "month", "region", "sector", "value"),
    "patrol_regions": ("release", "month", "region", "value"),
    "patrol_citizenship": ("release", "month", "region", "citizenship", "value"),
}  # fmt: skip
NATIONWIDE_COLUMNS = (
    "Fiscal Year", "Month (abbv)", "Land Border Region", "Demographic", "Citizenship",
    "Title of Authority", "Encounter Count",
)  # fmt: skip
HISTORY_COLUMNS = ("month", "cy", "fy", "monthly_total")

Cells = dict[tuple[str, ...], int]  # (month, word of each dimension in order) -> count
Tables = dict[str, Cells]  # table -> its cells in one release
Table = list[tuple[str, ...]]


def read_tables(official: Path, original: Facts, facts: Facts) -> Tables:
    """The tables that one original fills; BuildError when it is not what it should be."""
    first = original["tables"][0]
    data, name = read_original(official, original), original["path"]
    if first == "southwest":
        columns = (*facts["words"], "Fiscal Year", "Month (abbv)", "Encounter Count")
        rows = rows_of(data, name, columns)
        return {first: southwest_cells(rows, name, facts["words"])}
    if first == "nationwide_citizenship":
        return nationwide_tables(rows_of(data, name, NATIONWIDE_COLUMNS), name, facts)
    if first == "patrol_history":
        return history_tables(official, original, facts)
    column = original["column"]
    columns = ("Fiscal Year", "Month", "Region", column, "Quantity")
    rows = sheet_rows(data, name, original["sheet"], columns)
    words = citizenships(facts) if column == "Citizenship" else facts["ohss_sectors"]
    return {first: rounded_cells(rows, name, column, words, facts["regions"])}


def southwest_cells(rows: Sequence[Row], name: str, words: Facts) -> Cells:
    """Counts by month, component, title, demographic and citizenship, over all encounter types."""
    cells: Counter[tuple[str, ...]] = Counter()
    dimensions = ("Component", "Title of Authority", "Demographic", "Citizenship Grouping")
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        slots = [word_of(words[column], column, row[column], where) for column in dimensions]
        month = calendar_month(row["Fiscal Year"], row["Month (abbv)"], where)
        cells[month, *slots] += count_of(row["Encounter Count"], where)
    return without_zeros(cells)


def nationwide_tables(rows: Sequence[Row], name: str, facts: Facts) -> Tables:
    """Counts by region and citizenship, and by region, title and demographic, over all states."""
    nations: Counter[tuple[str, ...]] = Counter()
    groups: Counter[tuple[str, ...]] = Counter()
    named, words = citizenships(facts), facts["words"]
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        month = calendar_month(row["Fiscal Year"], row["Month (abbv)"], where)
        count = count_of(row["Encounter Count"], where)
        region = word_of(facts["regions"], "region", row["Land Border Region"], where)
        title, demographic = (
            word_of(words[column], column, row[column], where) for column in ("Title of Authority", "Demographic")
        )
        nation = word_of(named, "Citizenship", row["Citizenship"], where)
        nations[month, region, nation] += count
        groups[month, region, title, demographic] += count
    return {
        "nationwide_citizenship": without_zeros(nations),
        "nationwide_groups": without_zeros(groups),
    }


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


def rounded_cells(rows: Sequence[Row], name: str, column: str, words: Mapping[str, str], regions: Facts) -> Cells:
    """Counts of an OHSS sheet by month, region and `column`; all are rounded to 10."""
    cells: Cells = {}
    for number, row in enumerate(rows, 2):
        where = f"{name} row {number}"
        month = calendar_month(row["Fiscal Year"], row["Month"], where)
        region = word_of(regions, "region", row["Region"], where)
        cell = month, region, word_of(words, column, row[column], where)
        value = count_of(row["Quantity"], where)
        expect(f"{where}: last digit of a figure rounded to 10", 0, value % 10)
        if cell in cells:
            raise BuildError(f"{where}: {' '.join(cell)} stands there twice; get it again")
        cells[cell] = value
    check_span(name, by_month(cells))
    return without_zeros(cells)


def history_tables(official: Path, original: Facts, facts: Facts) -> Tables:
    """The Border Patrol by month: Southwest in the years with a known total, sectors and regions.

    The sectors add up to their region and the regions to the whole in every month, the known
    totals are met, and the second copy agrees.
    """
    source, borders = original["read_from"], facts["borders"]
    names = [sector for sectors in borders.values() for sector in sectors]
    columns = (*HISTORY_COLUMNS, *names, *(f"{region}_border" for region in borders))
    data = read_original(official, source)
    months = history_months(rows_of(data, source["path"], columns, "|"), source["path"], borders)
    check_copy(official, original["checked_with"], months)
    check_span(source["path"], months)
    totals = facts["totals"]["patrol_history"]
    kept = {m: v["southwest_border"] for m, v in months.items() if str(fiscal_year(m)) in totals}
    checked = check_totals(source["path"], kept, totals)
    expect(f"{source['path']}: number of full fiscal years", len(totals), len(checked))
    return {
        "patrol_history": {(month,): value for month, value in kept.items()},
        "sectors_exact": without_zeros(
            {
                (month, region, sector): numbers[sector]
                for month, numbers in months.items()
                for region, sectors in borders.items()
                for sector in sectors
            }
        ),
        "patrol_regions": {
            (month, region): numbers[f"{region}_border"] for month, numbers in months.items() for region in borders
        },
    }


def history_months(rows: Sequence[Row], name: str, borders: Facts) -> dict[str, dict[str, int]]:
    """Month -> the figures of its row; BuildError when a row's parts and sums disagree."""
    months: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        numbers = {column: count_of(row[column], where) for column in row}
        month = f"{numbers['cy']:04d}-{numbers['month']:02d}"
        for region, sectors in borders.items():
            found = sum(numbers[sector] for sector in sectors)
            stated = numbers[f"{region}_border"]
            expect(f"{where}: the sectors of the {region} border together", stated, found)
        whole = sum(numbers[f"{region}_border"] for region in borders)
        expect(f"{where}: the three borders together", numbers["monthly_total"], whole)
        expect(f"{where}: fiscal year of {month}", fiscal_year(month), numbers["fy"])
        if month in months:
            raise BuildError(f"{where}: {month} stands there twice; get the original again")
        months[month] = numbers
    return months


def check_copy(official: Path, copy: Facts, months: Mapping[str, Months]) -> None:
    """BuildError when the second copy says another figure for a month and area."""
    data = read_original(official, copy)
    for row in rows_of(data, copy["path"], ("month", "area", "value")):
        month, area = row["month"], row["area"]
        where = f"{copy['path']}: {month} {area}"
        expect(where, months.get(month, {}).get(area, -1), count_of(row["value"], where))


def without_zeros(cells: Mapping[tuple[str, ...], int]) -> Cells:
    """A cell that a release does not list is zero, so zeros need no row."""
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


def first_rows(rows: Sequence[Row], name: str, releases: Mapping[str, Cells], series: Facts) -> Table:
    """The figures as first published; BuildError when what they stand at now is in no release."""
    held = [series_of(cells) for cells in releases.values()]
    table: Table = []
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        if row["series"] not in series:
            raise BuildError(f"{where}: series {row['series']!r} is new; enter it in scripts/build_cbp.toml")
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
