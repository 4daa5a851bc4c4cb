"""Turns the manifest and figures of any source into series, and draws cells and words for claims about them.

What is true is worked out here once more from the files; nothing is imported from `factcheck`. Standard library only.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

from scripts.claim_truth import index, name

Where = tuple[tuple[str, str], ...]  # dimension, value; an open dimension is left out
Months = tuple[int, ...]  # or quarters, or years: whatever one figure of the source is for, numbered in order
PER_YEAR = {"month": 12, "quarter": 4, "year": 1, "fiscal_year": 1}  # by the column of time
QUARTERS = ("first", "second", "third", "fourth")


class Source:
    """One manifest with one table of figures by month, quarter or year."""

    def __init__(self, folder: Path) -> None:
        data = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
        table = data["tables"][0]
        self.data = data
        self.measure: dict[str, Any] = data["measures"][table["measure"]]
        self.mean = self.measure.get("aggregate") == "mean"
        self.percent = self.measure.get("unit") == "percent"
        self.decimals = int(self.measure.get("decimals", 0))
        self.dimensions: list[str] = table["dimensions"]
        self.values = {d: list(data["dimensions"][d]["values"]) for d in self.dimensions}
        self.fiscal_start = int(data.get("calendar", {}).get("fiscal_start", 1))
        self.gaps = table.get("gaps") == "unknown"
        self.as_of = date.fromisoformat(max(str(r["published"]) for r in table["releases"]))
        self._cells: dict[str, dict[int, dict[tuple[str, ...], Decimal]]] = defaultdict(lambda: defaultdict(dict))
        with (folder / table["file"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.time = next(column for column in PER_YEAR if column in rows[0])
        self.per_year = PER_YEAR[self.time]
        for row in rows:
            cell = tuple(row[d] for d in self.dimensions)
            self._cells[row["release"]][self._number(row[self.time])][cell] = Decimal(row["value"])
        self._combinations = {r: {c for cells in months.values() for c in cells} for r, months in self._cells.items()}
        self.releases = [str(r["id"]) for r in sorted(table["releases"], key=lambda r: str(r["published"]))]
        self._series: dict[tuple[str, Where], dict[int, Decimal]] = {}

    def _number(self, cell: str) -> int:
        if self.per_year == 12:
            return index(cell)
        year, _, quarter = cell.partition("-Q")
        return int(year) * self.per_year + int(quarter or 1) - 1

    def name(self, number: int) -> str:
        """What the month, quarter or year of that number is called in a sentence."""
        if self.per_year == 12:
            return name(number)
        year, past = divmod(number, self.per_year)
        if self.per_year == 4:
            return f"the {QUARTERS[past]} quarter of {year}"
        return f"fiscal year {year}" if self.time == "fiscal_year" else str(year)

    def series(self, where: Where, release: str = "") -> dict[int, Decimal]:
        """Month -> figure in a release (the newest one), where that is known."""
        release = release or self.releases[-1]
        if (release, where) not in self._series:
            wanted = dict(where)

            def inside(cell: tuple[str, ...]) -> bool:
                for dimension, value in zip(self.dimensions, cell, strict=True):
                    asked = wanted.get(dimension) or ("all" if self.mean else "")
                    if asked and value != asked:
                        return False
                return True

            whole = sum(inside(c) for c in self._combinations[release])
            found: dict[int, Decimal] = {}
            for month, cells in self._cells[release].items():
                mine = [v for c, v in cells.items() if inside(c)]
                if mine and not (self.gaps and len(mine) < whole) and not (self.mean and len(mine) > 1):
                    found[month] = sum(mine, Decimal(0))
            self._series[release, where] = found
        return self._series[release, where]

    def value(self, where: Where, months: Months, release: str = "") -> Decimal | None:
        held = self.series(where, release)
        if any(m not in held for m in months):
            return None
        total = sum((held[m] for m in months), Decimal(0))
        return total / len(months) if self.mean else total

    def versions(self, where: Where, months: Months) -> list[Decimal]:
        return [v for r in self.releases if (v := self.value(where, months, r)) is not None]

    def fiscal(self, year: int) -> Months:
        past = (self.fiscal_start - 1) * self.per_year // 12
        first = year * self.per_year if not past else (year - 1) * self.per_year + past
        return tuple(range(first, first + self.per_year))


@dataclass(frozen=True)
class Span:
    """Months and the words for them; `others` are further months that the words may mean."""

    months: Months
    said: str
    others: tuple[Months, ...] = ()


@dataclass(frozen=True)
class Draft:
    text: str
    kind: str
    why: str


class Writer:
    """Draws cells, words them, and knows which statements are surely false."""

    def __init__(self, source: Source, rng: Random) -> None:
        self.source, self.rng = source, rng
        groups = source.measure["words"]
        self.nouns: list[str] = [n for g in groups for n in g.get("nouns", ())]
        units = source.measure.get("units", [])
        self.units: list[tuple[str, Decimal]] = [
            (w, Decimal(str(u.get("times", 1))))
            for u in units
            for w in u["words"]
            if Decimal(str(u.get("times", 1))) == 1
        ]

    # ---- drawing ------------------------------------------------------------------------------

    def where(self) -> Where:
        source = self.source
        out = []
        for dimension in source.dimensions:
            if self.rng.random() < 0.72:
                out.append((dimension, self.rng.choice(source.values[dimension])))
        return tuple(out)

    def month(self, where: Where, margin: int = 0) -> int | None:
        held = sorted(self.source.series(where))
        return self.rng.choice(held[margin:]) if len(held) > margin else None

    def span(self, where: Where) -> Span | None:
        month = self.month(where)
        if month is None:
            return None
        source = self.source
        way = self.rng.choices(("month", "year", "range"), (70, 18 * (source.per_year > 1), 12))[0]
        if way == "month":
            return Span((month,), f"in {source.name(month)}")
        if way == "year":
            year = month // source.per_year
            plain = tuple(range(year * source.per_year, (year + 1) * source.per_year))
            if source.fiscal_start > 1 and self.rng.random() < 0.5:
                return self._held(where, Span(source.fiscal(year), f"in fiscal year {year}"))
            return self._held(where, Span(plain, self.rng.choice((f"in {year}", f"in calendar year {year}")),
                                          (source.fiscal(year),)))  # fmt: skip
        last = month + self.rng.randint(1, 5)
        said = f"from {source.name(month)} through {source.name(last)}"
        return self._held(where, Span(tuple(range(month, last + 1)), said))

    def _held(self, where: Where, span: Span) -> Span | None:
        return span if self.source.value(where, span.months) is not None else None

    # ---- words --------------------------------------------------------------------------------

    def called(self, where: Where) -> str:
        """The measure and its population: "Rainfall at Fell Top"."""
        noun = self.rng.choice(self.nouns)
        names = [self.named(place) for place in where]
        if not names:
            return f"the {noun}" if self.source.mean else noun
        if len(names) == 1:
            lead = self.rng.choice(("at", "in", "for"))
            return f"{noun} {lead} {names[0]}"
        return (
            f"{names[1]} {noun} in {names[0]}" if self.rng.random() < 0.5 else f"{noun} in {names[0]} from {names[1]}"
        )

    def named(self, place: tuple[str, str]) -> str:
        words = self.source.data["dimensions"][place[0]]["values"][place[1]]["words"]
        return str(self.rng.choice(words))

    def number(self, value: Decimal) -> str:
        return f"{value:,f}"

    def amount(self, value: Decimal) -> str:
        if self.source.percent:
            return f"{self.number(value)}{self.rng.choice((' percent', '%'))}"
        if not self.units:
            return self.number(value)
        unit, _ = self.rng.choice(self.units)
        return f"{self.number(value)} {unit if len(unit) <= 3 else unit + 's'}"

    def rounded(self, value: Decimal, digits: int, how: str = ROUND_HALF_UP) -> Decimal:
        place = Decimal(1).scaleb(max(value.adjusted() - digits + 1, -self.source.decimals))
        result = (value / place).quantize(Decimal(1), rounding=how) * place
        return Decimal(f"{result:f}") if place < 1 else result.quantize(Decimal(1))

    # ---- truth --------------------------------------------------------------------------------

    def surely_off(self, written: Decimal, where: Where, span: Span, low: str = "0.06", hedge: str = "") -> bool:
        """Whether the amount is wrong for every version and every way to read the period."""
        for months in (span.months, *span.others):
            for official in self.source.versions(where, months):
                if official <= 0:
                    return False
                ratio = official / written
                if hedge == "more" and ratio >= Decimal("0.97"):
                    return False
                if hedge == "less" and ratio <= Decimal("1.03"):
                    return False
                if abs(ratio - 1) <= Decimal(low) or abs(official - written) <= 3 * Decimal(1).scaleb(
                    -self.source.decimals
                ):
                    return False
        return True

    def off(self, value: Decimal) -> Decimal:
        """A number 9 to 40 per cent away."""
        factor = Decimal(str(round(1 + self.rng.choice((-1, 1)) * self.rng.uniform(0.09, 0.4), 3)))
        return self.rounded(value * factor, self.rng.choice((2, 3)))
