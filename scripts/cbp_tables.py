"""Turns the official CBP and OHSS files into cells: month and words of each dimension -> count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.cbp_ohss import YEARBOOK_COLUMNS, ohss_cells, yearbook_cells
from scripts.cbp_original import (
    BuildError,
    Cells,
    Facts,
    Months,
    Row,
    calendar_month,
    check_span,
    check_totals,
    citizenships,
    count_of,
    date_in,
    expect,
    fiscal_year,
    read_original,
    rows_of,
    whole_number,
    without_zeros,
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
    "nationwide": (
        "release", "month", "state", "region", "title", "demographic", "citizenship", "value",
    ),
    "patrol_regions": ("release", "month", "region", "value"),
    "patrol_totals": ("release", "month", "region", "value"),
    "sectors": ("release", "month", "region", "sector", "value"),
    "patrol_citizenship": ("release", "month", "region", "citizenship", "value"),
    "patrol_families": ("release", "month", "region", "demographic", "value"),
    "patrol_totals_yearly": ("release", "fiscal_year", "region", "value"),
    "sectors_yearly": ("release", "fiscal_year", "region", "sector", "value"),
    "patrol_citizenship_yearly": ("release", "fiscal_year", "region", "citizenship", "value"),
    "patrol_families_yearly": ("release", "fiscal_year", "region", "demographic", "value"),
    "yearbook": ("release", "fiscal_year", "value"),
}  # fmt: skip
# Tables whose releases repeat each other: a row names every release that it stands in.
MERGED = ("nationwide",)
NATIONWIDE_COLUMNS = (
    "Fiscal Year", "Month (abbv)", "Land Border Region", "State", "Demographic", "Citizenship",
    "Title of Authority", "Encounter Count",
)  # fmt: skip
HISTORY_COLUMNS = ("month", "cy", "fy", "monthly_total")

Tables = dict[str, Cells]  # table -> its cells in one release
Table = list[tuple[str, ...]]


def read_tables(official: Path, original: Facts, facts: Facts) -> Tables:
    """The tables that one original fills; BuildError when it is not what it should be."""
    first = original["tables"][0]
    data, name = read_original(official, original), original["path"]
    if first == "southwest":
        columns = (*facts["words"], "Fiscal Year", "Month (abbv)", "Encounter Type", "Encounter Count")
        rows = rows_of(data, name, columns)
        return {first: southwest_cells(rows, name, facts)}
    if first == "nationwide_citizenship":
        return nationwide_tables(rows_of(data, name, NATIONWIDE_COLUMNS), name, facts)
    if first == "patrol_history":
        return history_tables(official, original, facts)
    if first == "yearbook":
        return {first: yearbook_cells(rows_of(data, name, YEARBOOK_COLUMNS), official, original, facts)}
    return {first: ohss_cells(data, original, facts)}


def southwest_cells(rows: Sequence[Row], name: str, facts: Facts) -> Cells:
    """Counts by month, component, title, demographic and citizenship.

    BuildError when the encounter type is not one that the component and the title make it.
    """
    words, types = facts["words"], facts["encounter_types"]
    cells: Counter[tuple[str, ...]] = Counter()
    dimensions = ("Component", "Title of Authority", "Demographic", "Citizenship Grouping")
    for number, row in enumerate(rows, 2):
        where = f"{name} line {number}"
        slots = [word_of(words[column], column, row[column], where) for column in dimensions]
        month = calendar_month(row["Fiscal Year"], row["Month (abbv)"], where)
        if row["Encounter Type"] not in types.get(f"{slots[0]} {slots[1]}", ()):
            raise BuildError(
                f"{where}: Encounter Type {row['Encounter Type']!r} is new for {slots[0]} under {slots[1]}; "
                "enter it in scripts/build_cbp.toml"
            )
        cells[month, *slots] += count_of(row["Encounter Count"], where)
    return without_zeros(cells)


def nationwide_tables(rows: Sequence[Row], name: str, facts: Facts) -> Tables:
    """Counts as the file has them, and summed over states by citizenship and by title and demographic."""
    nations: Counter[tuple[str, ...]] = Counter()
    groups: Counter[tuple[str, ...]] = Counter()
    whole: Counter[tuple[str, ...]] = Counter()
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
        state = word_of(facts["states"], "State", row["State"], where)
        nations[month, region, nation] += count
        groups[month, region, title, demographic] += count
        whole[month, state, region, title, demographic, nation] += count
    return {
        "nationwide_citizenship": without_zeros(nations),
        "nationwide_groups": without_zeros(groups),
        "nationwide": without_zeros(whole),
    }


def merged(releases: Mapping[str, Cells]) -> Table:
    """The rows of a table with every release that each stands in, oldest first, parted by spaces."""
    standing: dict[tuple[tuple[str, ...], int], list[str]] = {}
    for release in sorted(releases):
        for cell, count in releases[release].items():
            standing.setdefault((cell, count), []).append(release)
    ordered = sorted(standing, key=lambda row: (row[0][1:], row[0][0], standing[row]))
    return [(" ".join(standing[cell, count]), *cell, str(count)) for cell, count in ordered]


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
