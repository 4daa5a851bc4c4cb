"""Turns the figure files of sources/cbp into the true figures that generated claims are made of.

The sums are worked out here once more, straight from the CSV files and apart from the `factcheck`
package, so that the two can be held against each other. Standard library only.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

ALL = "all"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Subject(NamedTuple):
    """What is counted; `all` in a part means all its values together."""

    component: str = ALL
    title: str = ALL
    demographic: str = ALL


PATROL = Subject("usbp")


def index(month: str) -> int:
    """ "2023-11" as a number that grows by one a month. Raises ValueError for anything else."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def name(month: int) -> str:
    """The month with that index as it is written out: "November 2023"."""
    return f"{MONTHS[month % 12]} {month // 12}"


def fiscal(year: int) -> range:
    """The months of a fiscal year, which begins in the October before."""
    return range(year * 12 - 3, year * 12 + 9)


def calendar(year: int) -> range:
    return range(year * 12, year * 12 + 12)


class Figures:
    """The monthly figures below `folder`: every release, and the figures as first published.

    A month that a release covers and has no row for is zero. Raises OSError or ValueError when a
    file is missing or malformed.
    """

    def __init__(self, folder: Path) -> None:
        self._releases: dict[str, dict[Subject, dict[int, int]]] = {}
        self._first: dict[tuple[Subject, int], list[int]] = defaultdict(list)
        self._newest: dict[Subject, dict[int, int]] = {}
        self._read_southwest(folder / "southwest.csv")
        self._read_patrol(folder / "patrol_history.csv")
        self._read_first(folder / "first_published.csv")

    def monthly(self, subject: Subject) -> dict[int, int]:
        """Month -> figure of the newest release that covers the month."""
        if subject not in self._newest:
            joined: dict[int, int] = {}
            for release in sorted(self._releases):
                joined.update(self._releases[release].get(subject, {}))
            self._newest[subject] = joined
        return self._newest[subject]

    def value(self, subject: Subject, months: Iterable[int]) -> int | None:
        """The sum over `months`, or None when a month is not held."""
        return _total(self.monthly(subject), months)

    def versions(self, subject: Subject, months: Sequence[int]) -> list[int]:
        """Everything that was ever official for these months: by the newest release of each
        month, by each release that covers them all, and as first published."""
        held = [self.monthly(subject)]
        held += [self._releases[r].get(subject, {}) for r in sorted(self._releases)]
        found = [total for figures in held if (total := _total(figures, months)) is not None]
        if len(months) == 1:
            found += self._first.get((subject, months[0]), [])
        return sorted(set(found))

    def _read_southwest(self, path: Path) -> None:
        sums: dict[str, dict[Subject, dict[int, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        for row in _rows(path):
            month, count = index(row["month"]), int(row["value"])
            parts = ((row[column], ALL) for column in ("component", "title", "demographic"))
            for part in product(*parts):
                sums[row["release"]][Subject(*part)][month] += count
        for release, subjects in sums.items():
            covered = {month for figures in subjects.values() for month in figures}
            months = range(min(covered), max(covered) + 1)
            self._releases[release] = {
                subject: {month: figures.get(month, 0) for month in months} for subject, figures in subjects.items()
            }

    def _read_patrol(self, path: Path) -> None:
        for row in _rows(path):
            subjects = self._releases.setdefault(row["release"], {})
            subjects.setdefault(PATROL, {})[index(row["month"])] = int(row["value"])

    def _read_first(self, path: Path) -> None:
        for row in _rows(path):
            if row["region"] == "southwest":
                subject = Subject(row["component"], row["title"], row["demographic"])
                self._first[subject, index(row["month"])].append(int(row["value"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _total(figures: dict[int, int], months: Iterable[int]) -> int | None:
    values = [figures.get(month) for month in months]
    held = [value for value in values if value is not None]
    return sum(held) if held and len(held) == len(values) else None


# ---- amounts: what a written number claims ----------------------------------------------------


class Stated(NamedTuple):
    """A written amount. `hedge`: exact, more, less, about, nearly, between (up to `upper`)."""

    text: str
    value: int
    hedge: str = "exact"
    upper: int = 0


def could_hold(stated: Stated, official: int) -> bool:
    """Whether anyone could defend the amount against the official figure.

    It is far looser than a fact-checker would be: a wrong claim counts as wrong only beyond it.
    """
    if official <= 0:
        return True
    ratio = stated.value / official
    if stated.hedge == "more":
        return official >= stated.value * 0.98
    if stated.hedge == "less":
        return official <= stated.value * 1.02
    if stated.hedge == "between":
        return stated.value * 0.96 <= official <= stated.upper * 1.04
    return abs(ratio - 1) <= (0.04 if stated.hedge == "exact" else 0.085)


def is_near(stated: Stated, official: int) -> bool:
    """Whether the written number itself lies within 4 % of the official figure."""
    if stated.hedge == "between":
        return could_hold(stated, official)
    return official > 0 and abs(stated.value / official - 1) <= 0.04


def run_to(figures: dict[int, int], month: int) -> int:
    """How many months in a row, up to `month`, were rises (positive) or falls (negative)."""
    run = 0
    while {month - abs(run) - 1, month - abs(run)} <= figures.keys():
        step = figures[month - abs(run)] - figures[month - abs(run) - 1]
        if step == 0 or step * run < 0:
            break
        run += 1 if step > 0 else -1
    return run
