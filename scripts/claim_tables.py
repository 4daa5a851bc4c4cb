"""Turns every figure file of sources/cbp into series of populations, for the claims of claim_forms.py.

Sums are worked out here from the CSV files, apart from the `factcheck` package. Standard library only.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.claim_truth import Stated, could_hold, index, is_near

Filter = tuple[tuple[str, str], ...]


class Cut(NamedTuple):
    """Rows of some files, the first that covers a month first: (file, column -> value)."""

    parts: tuple[tuple[str, Filter], ...]


class Population(NamedTuple):
    """Who is counted where: how to say it, what is meant, and what else a reader might mean.

    `subject` ("Border Patrol apprehensions in the Tucson Sector") is complete; `name` ("the Tucson Sector")
    stands for it beside others of its `kind`; `whole` is what it is a part of, by the key of a population.
    """

    key: str
    kind: str
    subject: str
    name: str
    meant: Cut
    rivals: tuple[Cut, ...] = ()
    whole: str = ""


class Tables:
    """The series of the figure files in `folder`. Raises OSError or ValueError for a broken file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[dict[str, str]]] = {}
        self._releases: dict[tuple[str, Filter], dict[str, dict[int, int]]] = {}

    def rows(self, file: str) -> list[dict[str, str]]:
        if file not in self._rows:
            with (self._folder / file).open(encoding="utf-8", newline="") as read:
                self._rows[file] = list(csv.DictReader(read))
        return self._rows[file]

    def releases(self, file: str, filters: Filter) -> dict[str, dict[int, int]]:
        """Release -> month -> sum of its rows; a month the release covers and has no row for is zero."""
        key = file, filters
        if key not in self._releases:
            covered: dict[str, set[int]] = defaultdict(set)
            sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
            for row in self.rows(file):
                month = index(row["month"])
                covered[row["release"]].add(month)
                if all(row[column] == value for column, value in filters):
                    sums[row["release"]][month] += int(row["value"])
            self._releases[key] = {
                release: {m: sums[release].get(m, 0) for m in range(min(held), max(held) + 1)}
                for release, held in covered.items()
            }
        return self._releases[key]

    def monthly(self, cut: Cut) -> dict[int, int]:
        """Month -> figure of the newest release of the first file that covers the month."""
        joined: dict[int, int] = {}
        for file, filters in reversed(cut.parts):
            releases = self.releases(file, filters)
            for release in sorted(releases):
                joined.update(releases[release])
        return joined

    def value(self, cut: Cut, months: Iterable[int]) -> int | None:
        figures = self.monthly(cut)
        values = [figures.get(month) for month in months]
        held = [value for value in values if value is not None]
        return sum(held) if held and len(held) == len(values) else None

    def versions(self, cut: Cut, months: Sequence[int]) -> list[int]:
        """Everything that any release of any of the files says of these months."""
        found = {self.value(cut, months)}
        for file, filters in cut.parts:
            for figures in self.releases(file, filters).values():
                if all(month in figures for month in months):
                    found.add(sum(figures[month] for month in months))
        return sorted(value for value in found if value is not None)

    def surely_false(self, stated: Stated, who: Population, spans: Iterable[Sequence[int]]) -> bool:
        """Whether no reading of the words lets the amount stand."""
        for months in spans:
            if any(could_hold(stated, value) for value in self.versions(who.meant, months)):
                return False
            rivals = [v for cut in who.rivals for v in self.versions(cut, months) if v]
            if any(is_near(stated, v) or could_hold(stated, v) for v in rivals):
                return False
        return True


# ---- populations ------------------------------------------------------------------------------

_SOUTHWEST, _NATION, _GROUPS = "southwest.csv", "nationwide_citizenship.csv", "nationwide_groups.csv"
_PEOPLE = {
    "mexico": "Mexicans", "venezuela": "Venezuelans", "cuba": "Cubans", "haiti": "Haitians", "guatemala": "Guatemalans",
    "honduras": "Hondurans", "colombia": "Colombians", "ecuador": "Ecuadorians", "nicaragua": "Nicaraguans",
    "peru": "Peruvians", "el_salvador": "Salvadorans", "brazil": "Brazilians", "russia": "Russians", "india": "Indians",
    "china": "Chinese nationals", "turkey": "Turkish nationals", "ukraine": "Ukrainians",
}  # fmt: skip
_PARTS = {
    "single_adults": "single adults", "family": "people in family units", "unaccompanied": "unaccompanied children",
}  # fmt: skip
_BORDER = {"southwest": "at the southwest border", "northern": "at the northern border"}


def populations(tables: Tables) -> list[Population]:
    """Every population that the grammar can name and some file holds."""
    found = [*_agencies(), *_sectors(tables), *_by_region(), *_by_nation(tables)]
    return [p for p in found if any(tables.monthly(p.meant).values())]


def _agencies() -> Iterable[Population]:
    patrol = Cut(((_SOUTHWEST, (("component", "usbp"),)), ("patrol_history.csv", ())))
    gates, both = Cut(((_SOUTHWEST, (("component", "ofo"),)),)), Cut(((_SOUTHWEST, ()),))
    border = _BORDER["southwest"]
    yield Population(
        "sw/usbp", "agency", f"Border Patrol apprehensions {border}", "the Border Patrol", patrol, (), "sw"
    )
    yield Population("sw/ofo", "agency", f"encounters at ports of entry {border}", "ports of entry", gates, (), "sw")
    yield Population("sw", "", f"CBP encounters {border}", "CBP", both, (patrol,))
    for group, words in _PARTS.items():
        demographic = ("demographic", group)
        one, all_of = Cut(((_SOUTHWEST, (("component", "usbp"), demographic)),)), Cut(((_SOUTHWEST, (demographic,)),))
        subject = f"Border Patrol apprehensions of {words} {border}"
        yield Population(f"sw/usbp/{group}", "group", subject, words, one, (), "sw/usbp")
        yield Population(
            f"sw/{group}", "wide group", f"CBP encounters of {words} {border}", words, all_of, (one,), "sw"
        )


def _sectors(tables: Tables) -> Iterable[Population]:
    for sector in sorted({row["sector"] for row in tables.rows("sectors.csv")} - {"", "other"}):
        name = " ".join(part.capitalize() for part in sector.split("_"))
        held = ("sector", sector)
        # sectors.csv is rounded to ten: twelve of its months together are not what the publisher states for the year.
        cut = Cut((("sectors_exact.csv", (held,)),))
        place = f"the {name} Sector"
        yield Population(f"sector/{sector}", "sector", f"Border Patrol apprehensions in {place}", place, cut)


def _by_region() -> Iterable[Population]:
    """Borders, and groups at each of them and everywhere; those of the Border Patrol are held rounded to ten only."""
    everywhere = Cut(((_GROUPS, ()),))
    north = (("region", "northern"),)
    yield Population("us", "", "CBP encounters nationwide", "the country", everywhere)
    wide = Cut(((_GROUPS, north),))
    yield Population(
        "us/northern", "border", "CBP encounters at the northern border", "the northern border", wide, (), "us"
    )
    south = Cut(((_GROUPS, (("region", "southwest"),)), (_SOUTHWEST, ())))
    name = "the southwest border"
    yield Population("us/southwest", "border", f"CBP encounters at {name}", name, south, (), "us")
    for group, words in _PARTS.items():
        cut = Cut(((_GROUPS, (("demographic", group),)),))
        yield Population(f"us/{group}", "group in all", f"CBP encounters of {words} nationwide", words, cut, (), "us")
        cut = Cut(((_GROUPS, (*north, ("demographic", group))),))
        subject = f"CBP encounters of {words} at the northern border"
        yield Population(f"us/northern/{group}", "group north", subject, words, cut, (), "us/northern")


def _by_nation(tables: Tables) -> Iterable[Population]:
    named = {row["citizenship"] for row in tables.rows(_SOUTHWEST)}
    for nation, people in _PEOPLE.items():
        citizen = ("citizenship", nation)
        if nation in named:
            one = Cut(((_SOUTHWEST, (("component", "usbp"), citizen)),))
            old = Cut((("patrol_citizenship.csv", (("region", "southwest"), citizen)),))
            subject = f"Border Patrol apprehensions of {people} at the southwest border"
            yield Population(f"sw/usbp/{nation}", "nation", subject, people, one, (old,), "sw/usbp")
        cut = Cut(((_NATION, (citizen,)),))
        yield Population(
            f"us/{nation}", "nation in all", f"CBP encounters of {people} nationwide", people, cut, (), "us"
        )
