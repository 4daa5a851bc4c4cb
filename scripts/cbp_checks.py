"""Turns the tables of a build into lines that say how well they agree.

Every check raises BuildError when two publications differ by more than build_cbp.toml allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from scripts.cbp_ohss import ALL, check_years
from scripts.cbp_original import BuildError, Cells, Facts, Months, Row, check_totals
from scripts.cbp_tables import COLUMNS, MERGED, by_month

Held = Mapping[str, Mapping[str, Cells]]  # table -> release -> cells
Sums = Mapping[tuple[str, ...], int]
SOUTHWEST_CITIZENSHIPS = ("mexico", "guatemala", "honduras", "el_salvador")


def check_all(held: Held, facts: Facts) -> list[str]:
    """Every check, and the lines to print; BuildError at the first that fails."""
    totals, limits = facts["totals"], facts["limits"]
    notes: list[str] = []
    for release, cells in held.get("southwest", {}).items():
        years = check_totals(f"southwest {release}", by_month(cells), totals["southwest"])
        notes.append(f"southwest {release}: totals of fiscal years {_span(years)} are right")
    for release, cells in held.get("nationwide_groups", {}).items():
        for region, known in (("southwest", "southwest"), ("", "nationwide")):
            what = f"nationwide {release}, {known}"
            years = check_totals(what, by_month(cells, 1, region), totals[known])
            notes.append(f"{what}: totals of fiscal years {_span(years)} are right")
    notes += check_nationwide(held, limits)
    notes += check_history(held, limits)
    notes += check_sectors(held, limits)
    notes += check_citizenship(held, limits)
    return notes + check_yearly(held)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]} to {years[-1]}"


def group(cells: Cells, places: Sequence[int], **words: str) -> Counter[tuple[str, ...]]:
    """The sums of the cells by the slots in `places`, of those with `p1="word"` in place 1."""
    kept = {int(name[1:]): word for name, word in words.items()}
    sums: Counter[tuple[str, ...]] = Counter()
    for cell, value in cells.items():
        if all(cell[place] == word for place, word in kept.items()):
            sums[tuple(cell[place] for place in places)] += value
    return sums


def agree(what: str, ours: Sums, theirs: Sums, limit: Sequence[float]) -> str:
    """One line on how far two publications differ in the months that both hold.

    `limit` is the largest difference allowed: a count and a percentage, of which the larger
    counts. BuildError names the first cell beyond it, or says that no month is common.
    """
    months = {key[0] for key in ours} & {key[0] for key in theirs}
    if not months:
        raise BuildError(f"{what}: no common month to compare; nothing was written")
    keys = sorted(key for key in ours.keys() | theirs.keys() if key[0] in months)
    count, percent = limit
    worst, other = (0, "equal"), 0
    for key in keys:
        mine, stated = ours.get(key, 0), theirs.get(key, 0)
        gap = abs(mine - stated)
        detail = f"{' '.join(key)}: {mine:,} and {stated:,}"
        if gap > max(count, stated * percent / 100):
            raise BuildError(
                f"{what}: {detail} differ by {gap:,}, more than {count:,} and {percent} % as "
                "build_cbp.toml allows; nothing was written"
            )
        other += gap > 0
        worst = max(worst, (gap, f"differ by up to {gap:,} ({detail})"), key=lambda pair: pair[0])
    return f"{what}: {len(keys):,} figures compared, {other:,} unequal; {worst[1]}"


def overlapping(held: Held, table: str, cells: Cells) -> Iterator[tuple[str, Cells]]:
    """The releases of `table` that share a month with `cells`."""
    months = {cell[0] for cell in cells}
    for release, theirs in held.get(table, {}).items():
        if months & {cell[0] for cell in theirs}:
            yield release, theirs


def check_nationwide(held: Held, limits: Facts) -> list[str]:
    """Nationwide files against the Southwest files: whole, titles, demographics, citizenships."""
    notes = []
    for release, groups in held.get("nationwide_groups", {}).items():
        nations = held["nationwide_citizenship"][release]
        if "nationwide" in held:
            whole = held["nationwide"][release]
            what = f"nationwide {release} over all states"
            notes.append(agree(what, group(whole, (0, 2, 3, 4)), group(groups, (0, 1, 2, 3)), (0, 0)))
            notes.append(agree(f"{what}, by citizenship", group(whole, (0, 2, 5)), group(nations, (0, 1, 2)), (0, 0)))
        ours = group(groups, (0,), p1="southwest") + group(groups, (0, 2), p1="southwest")
        ours += group(groups, (0, 3), p1="southwest")
        ours += _named(group(nations, (0, 2), p1="southwest"))
        for other, cells in overlapping(held, "southwest", groups):
            theirs = group(cells, (0,)) + group(cells, (0, 2)) + group(cells, (0, 3))
            theirs += _named(group(cells, (0, 4)))
            what = f"nationwide {release} and southwest {other}"
            notes.append(agree(what, ours, theirs, limits["nationwide"]))
    return notes


def _named(sums: Sums) -> Counter[tuple[str, ...]]:
    """What both publications name: "other" is a different remainder in each."""
    return Counter({key: n for key, n in sums.items() if key[-1] in SOUTHWEST_CITIZENSHIPS})


def check_history(held: Held, limits: Facts) -> list[str]:
    """The PDF's sectors against its regions, and those against the Southwest files."""
    notes = []
    for release, regions in held.get("patrol_regions", {}).items():
        parts = group(held["sectors_exact"][release], (0, 1))
        what = f"sectors_exact {release} together and patrol_regions {release}"
        notes.append(agree(what, parts, group(regions, (0, 1)), (0, 0)))
        ours = group(regions, (0,), p1="southwest")
        for other, cells in overlapping(held, "southwest", regions):
            theirs = group(cells, (0,), p1="usbp")
            what = f"patrol_regions {release} and southwest {other}, Border Patrol"
            notes.append(agree(what, ours, theirs, limits["history"]))
    return notes


def check_sectors(held: Held, limits: Facts) -> list[str]:
    """The rounded totals against the Southwest files, and the rounded sectors against the PDF: from
    `ohss_from` on closely, before by their order of magnitude."""
    notes = []
    for release, totals in held.get("patrol_totals", {}).items():
        for other, cells in overlapping(held, "southwest", totals):
            what = f"patrol_totals {release} and southwest {other}, Border Patrol"
            mine, theirs = group(totals, (0,), p1="southwest"), group(cells, (0,), p1="usbp")
            notes.append(agree(what, mine, theirs, limits["patrol_totals"]))
    for release, sectors in held.get("sectors", {}).items():
        for other, exact in held.get("sectors_exact", {}).items():
            late = {c: n for c, n in exact.items() if c[0] >= limits["ohss_from"]}
            early = {c: n for c, n in exact.items() if c[0] < limits["ohss_from"]}
            for part, limit, when in (
                (late, limits["sectors"], "from"),
                (early, limits["sectors_early"], "before"),
            ):
                what = f"sectors {release} and sectors_exact {other} {when} {limits['ohss_from']}"
                if {cell[0] for cell in part} & {cell[0] for cell in sectors}:
                    notes.append(agree(what, group(sectors, (0, 2)), group(part, (0, 2)), limit))
    return notes


def check_citizenship(held: Held, limits: Facts) -> list[str]:
    """The rounded sectors, citizenships and family statuses against the rounded totals, and the
    citizenships against the Southwest files."""
    notes = []
    for table in ("sectors", "patrol_citizenship", "patrol_families"):
        for release, parts in held.get(table, {}).items():
            for other, totals in overlapping(held, "patrol_totals", parts):
                what = f"{table} {release} together and patrol_totals {other}"
                borders = {cell: n for cell, n in totals.items() if table != "sectors" or cell[1] != ALL}
                mine, theirs = group(parts, (0, 1)), group(borders, (0, 1))
                notes.append(agree(what, mine, theirs, limits[f"{table}_together"]))
    for release, nations in held.get("patrol_citizenship", {}).items():
        ours = _named(group(nations, (0, 2), p1="southwest"))
        for other, cells in overlapping(held, "southwest", nations):
            what = f"patrol_citizenship {release} and southwest {other}, Border Patrol"
            theirs = _named(group(cells, (0, 4), p1="usbp"))
            notes.append(agree(what, ours, theirs, limits["citizenships"]))
    return notes


def check_yearly(held: Held) -> list[str]:
    """Every yearly table against the sums of the months of the table that it is named for."""
    return [
        check_years(f"{table} {release}", yearly, held[table.removesuffix("_yearly")][release], 10)
        for table in sorted(held)
        if table.endswith("_yearly")
        for release, yearly in held[table].items()
    ]


def restatement(name: str, older: Months, newer: Months) -> str:
    """One line: the largest relative change of a month that both hold."""
    worst, detail = 0.0, "unchanged"
    for month in sorted(older.keys() & newer.keys()):
        change = abs(newer[month] - older[month]) / older[month] if older[month] else 0.0
        if change > worst:
            worst, detail = change, f"{month}: {older[month]:,} -> {newer[month]:,}"
    return f"  {name:<42}{worst:8.3%}  {detail}"


def restated(older: Months, newer: Months) -> bool:
    """Whether a month that both hold changed."""
    return any(older[month] != newer[month] for month in older.keys() & newer.keys())


def named_series(table: str, cells: Cells) -> Mapping[str, Months]:
    """As `series_of`, with the dimension in each name: regions and citizenships share "other"."""
    names = sorted({(place, cell[place]) for cell in cells for place in range(1, len(cell))})
    columns = COLUMNS[table][1:]
    parts = {f"{columns[p]} {word}": by_month(cells, p, word) for p, word in names}
    return {"all": by_month(cells), **parts}


def restatements(held: Held, first: Sequence[Row]) -> list[str]:
    """What to print: how far each series was restated, between releases and since its first day."""
    lines = ["largest restatement of a month, by series:"]
    for table, releases in held.items():
        if table in MERGED:
            continue  # its sums stand in the tables beside it
        for older, newer in pairwise(sorted(releases)):
            before, after = (named_series(table, releases[id]) for id in (older, newer))
            both = sorted(before.keys() & after.keys())
            moved = [name for name in both if restated(before[name], after[name])]
            where = f"{table} {older} -> {newer}"
            lines.append(f"{where}: {len(moved)} of {len(both)} series restated")
            lines += [restatement(name, before[name], after[name]) for name in moved]
    if first:
        lines.append("first published -> now")
    for name in sorted({row["series"] for row in first}):
        rows = [row for row in first if row["series"] == name]
        was, now = ({row["month"]: int(row[column]) for row in rows} for column in ("first_published", "now"))
        lines.append(restatement(name, was, now))
    return lines
