"""Looks at a sheet and says what its columns are: the month, what it is broken down by, the figures."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.intake.cells import (
    When,
    is_blank,
    is_total,
    month_number,
    number,
    when,
    year_number,
)
from factcheck.intake.columns import MOST_VALUES, Column
from factcheck.intake.read import Sheet
from factcheck.model.record import record

Moments = Callable[[Sequence[str]], Iterator[tuple[When | None, int]]]  # (time, column of the figure) of a row
_RELEASES = frozenset(("release", "vintage"))
_AVERAGED = ("rate", "percent", "pct", "%", "average", "mean", "temperature", "temp", "index", "ratio", "median")


@record
class Wishes:
    """What the editor said about the table; empty where the table is to tell."""

    value: str = ""
    spread: str = ""  # the columns of figures are values of one dimension of this name
    date: str = ""
    dimensions: tuple[str, ...] = ()
    decimal: str = ""  # "." or ","
    dates: str = ""  # "day-first" or "month-first"
    fiscal_start: int = 0
    aggregate: str = ""


@dataclass(slots=True)
class Plan:
    """How to read a sheet: where time, figures and dimensions stand. `notes` say what was assumed."""

    sheet: Sheet
    cells: Moments
    values: tuple[int, ...]
    dimensions: tuple[tuple[str, int], ...]
    spread: str = ""
    release: int | None = None
    comma: bool = False
    aggregate: str = "sum"
    label: str = ""
    unit: str = ""
    time_words: str = ""
    fiscal_start: int = 1
    notes: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def look(sheet: Sheet, wishes: Wishes, stem: str) -> Plan:
    """The plan for a sheet. Raises SourceError where only the editor can say what is meant."""
    columns = [Column(name, k) for k, name in enumerate(sheet.header)]
    for _, row in sheet.rows():
        for column, cell in zip(columns, row, strict=True):
            column.see(cell)
    if not any(c.filled for c in columns):
        raise SourceError(f"{sheet.path} has a header and no figures", "save the table with its rows")
    return _Looker(sheet, columns, wishes).plan(stem)


class _Looker:
    def __init__(self, sheet: Sheet, columns: list[Column], wishes: Wishes) -> None:
        self.sheet, self.columns, self.wishes = sheet, columns, wishes
        self.notes: list[str] = []

    def fail(self, problem: str, advice: str) -> SourceError:
        return SourceError(f"{self.sheet.path}: {problem}", advice)

    def named(self, name: str, option: str) -> Column:
        found = [c for c in self.columns if c.name.casefold() == name.strip().casefold()]
        if not found:
            listed = ", ".join(repr(c.name) for c in self.columns)
            raise self.fail(f"there is no column {name!r}", f"give {option} one of {listed}")
        return found[0]

    # ---- the plan -----------------------------------------------------------------------------

    def plan(self, stem: str) -> Plan:
        time, cells, melted, words = self._time()
        release = next((c for c in self.columns if c.name.casefold() in _RELEASES and c not in time), None)
        rest = [c for c in self.columns if c not in time and c not in melted and c is not release]
        asked = [self.named(n, "--dimension") for n in self.wishes.dimensions]
        values = melted or self._values([c for c in rest if c not in asked])
        spread = ""
        if not melted and len(values) > 1:
            spread = self.wishes.spread
        comma = self._comma(values)
        self._must_be_numbers(values, comma)
        dimensions = asked or self._dimensions([c for c in rest if c not in values])
        if spread and spread.casefold() in (d.name.casefold() for d in dimensions):
            raise self.fail(f"two dimensions would be called {spread!r}", "give --spread another name")
        places = tuple(v.place for v in values)
        label, unit = self._label(values, bool(melted or spread), stem, rest)
        ignored = [c.name for c in rest if c not in values and c not in dimensions and c.filled]
        if ignored:
            self.notes.append(f"left aside: column{'s' if len(ignored) > 1 else ''} {_listed(ignored)}")
        cells = cells if melted else _at(places, cells)
        return Plan(
            self.sheet, cells, places, tuple((d.name, d.place) for d in dimensions), spread,
            release.place if release else None, comma, self._aggregate(label, unit), label, unit, words,
            self.wishes.fiscal_start or 1, self.notes, ignored,
        )  # fmt: skip

    # ---- time ---------------------------------------------------------------------------------

    def _time(self) -> tuple[list[Column], Moments, list[Column], str]:
        """(columns of time, reader of a row's times, columns whose header is a time, in words)."""
        if self.wishes.date:
            column = self.named(self.wishes.date, "--month")
            if not column.times:
                raise self.fail(f"column {column.name!r} holds no months or days, as in {column.sample!r}",
                                "write them as 2024-01, January 2024 or 2024-01-31")  # fmt: skip
            return [column], self._single(column), [], f"column {column.name!r}"
        dated = [(c, w) for c in self.columns if (w := when(c.name)) is not None and (c.is_number or not c.filled)]
        if len(dated) > 1:
            by_place = {c.place: w for c, w in dated}
            return [], lambda row: ((w, p) for p, w in by_place.items()), [c for c, _ in dated], "months as columns"
        single = [c for c in self.columns if c.filled and c.times >= 0.9 * c.filled]
        if single:
            return [single[0]], self._single(single[0]), [], f"column {single[0].name!r}"
        months = [c for c in self.columns if c.all(c.months) and (not c.is_number or "month" in c.name.lower())]
        years = [c for c in self.columns if c.all(c.years)]
        years.sort(key=lambda c: "year" not in c.name.lower() and "fy" not in c.name.lower())
        month_headers = [
            (c, month_number(c.name)) for c in self.columns if month_number(c.name) and not c.name.isdecimal()
        ]
        year_headers = [(c, year_number(c.name)) for c in self.columns if year_number(c.name)]
        if years and len(month_headers) >= 6:
            return self._year_and(years[0], month_headers, "months as columns")
        if months and len(year_headers) > 1:
            column = months[0]
            pairs = [(c.place, y) for c, y in year_headers]
            return (
                [column],
                lambda row: ((_moment(y, month_number(row[column.place])), p) for p, y in pairs),
                [c for c, _ in year_headers],
                f"column {column.name!r} and years as columns",
            )
        if years and months:
            return self._year_and(years[0], [(months[0], 0)], f"columns {years[0].name!r} and {months[0].name!r}")
        raise self._no_time(years)

    def _year_and(
        self, year: Column, months: list[tuple[Column, int]], words: str
    ) -> tuple[list[Column], Moments, list[Column], str]:
        """A column of years with months in another column (number 0) or in the header."""
        start = self.wishes.fiscal_start
        fiscal = year.fiscal or "fiscal" in year.name.lower() or year.name.lower() in ("fy", "financial year")
        if fiscal and not start:
            raise self.fail(
                f"column {year.name!r} holds fiscal years", "say in which month they begin: --fiscal-start 10"
            )

        def moment(row: Sequence[str], month: int) -> When | None:
            number_ = year_number(row[year.place])
            if fiscal and start > 1 and month >= start:
                number_ -= 1  # a fiscal year is named for the year it ends in
            return _moment(number_, month)

        if not months[0][1]:
            column = months[0][0]
            return [year, column], lambda row: iter([(moment(row, month_number(row[column.place])), -1)]), [], words
        pairs = [(c.place, m) for c, m in months]
        return [year], lambda row: ((moment(row, m), p) for p, m in pairs), [c for c, _ in months], words

    def _single(self, column: Column) -> Moments:
        day_first = self._day_first(column)
        return lambda row: iter([(when(row[column.place], day_first), -1)])

    def _day_first(self, column: Column) -> bool | None:
        """Whether "3/4/2024" is the third of April; asked for where the column does not tell."""
        if column.first == (0, 0):
            return None
        if self.wishes.dates:
            return self.wishes.dates == "day-first"
        day, month = column.first[0] > 12, column.first[1] > 12
        if day and month:
            raise self.fail(
                f"column {column.name!r} has days both before and after the month", "write dates as 2024-01-31"
            )
        if day or month:
            return day
        constant = [len(seen) == 1 for seen in column.varies]
        if constant[0] != constant[1]:  # always the first (or the 15th) of the month
            self.notes.append(f"read {column.sample!r} with the {'day' if constant[0] else 'month'} first")
            return constant[0]
        raise self.fail(
            f"{column.sample!r} in column {column.name!r} can be read in two ways",
            "say --dates day-first or month-first",
        )

    def _no_time(self, years: list[Column]) -> SourceError:
        if years:
            return self.fail(
                f"column {years[0].name!r} holds years and nothing names a month",
                "only figures by month can be checked so far: save the monthly table",
            )
        return self.fail(
            "no column and no header names months or days",
            "write them as 2024-01 or January 2024, or name the column with --month",
        )

    # ---- figures and dimensions ---------------------------------------------------------------

    def _values(self, rest: list[Column]) -> list[Column]:
        if self.wishes.value:
            return [self.named(self.wishes.value, "--value")]
        # A few footnotes among the figures do not make them words; each is named later.
        found = [c for c in rest if c.is_number or (c.filled and c.numbers >= 0.8 * c.filled)]
        found = [c for c in found if not is_total(c.name)]
        if not found:
            raise self.fail("no column of figures is found", "name it with --value")
        if len(found) > 1 and not self.wishes.spread:
            listed = _listed([c.name for c in found])
            raise self.fail(
                f"columns {listed} all hold figures",
                "choose one with --value COLUMN, or say what they are the values of: --spread station",
            )
        return found

    def _comma(self, values: list[Column]) -> bool:
        """Whether the comma is the decimal mark. Raises SourceError where nothing tells."""
        if self.wishes.decimal:
            return self.wishes.decimal == ","
        point = next((c.only_point for c in values if c.only_point), "")
        comma = next((c.only_comma for c in values if c.only_comma), "")
        either = next((c.either for c in values if c.either), "")
        if point and comma:
            raise self.fail(f"{point!r} has a decimal point and {comma!r} a decimal comma", "write all figures alike")
        if comma:
            self.notes.append(f"read the comma in {comma!r} as the decimal mark")
            return True
        if either and not point:
            if self.sheet.separator == ";" or "." in either:
                raise self.fail(
                    f"{either!r} can be read in two ways", "say which is the decimal mark: --decimal . or ,"
                )
            self.notes.append(f"read the comma in {either!r} as thousands")
        return False

    def _must_be_numbers(self, values: list[Column], comma: bool) -> None:
        strange: list[str] = []
        places = [v.place for v in values]
        for line, row in self.sheet.rows() if any(not v.is_number for v in values) else ():
            for place in places:
                if not is_blank(row[place]) and number(row[place], comma) is None:
                    strange.append(f"line {line}: {row[place]!r}")
        if strange:
            more = f" and {len(strange) - 5} more" if len(strange) > 5 else ""
            raise self.fail(f"not a figure: {', '.join(strange[:5])}{more}", "correct these cells, or leave them empty")

    def _dimensions(self, rest: list[Column]) -> list[Column]:
        found: list[Column] = []
        for column in rest:
            if column.is_number or not column.filled:
                continue
            values = [w for w in column.words if not is_total(w)]
            if 1 < len(values) <= MOST_VALUES:
                found.append(column)
        return self._without_twins(found)

    def _without_twins(self, found: list[Column]) -> list[Column]:
        """Of two columns that say the same (a code and a name), the one with the longer words."""
        if len(found) < 2:
            return found
        together = [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if abs(len(a.words) - len(b.words)) < 2]
        seen: dict[tuple[int, int], set[tuple[str, str]]] = {(a.place, b.place): set() for a, b in together}
        for _, row in self.sheet.rows() if together else ():
            for (a_place, b_place), held in seen.items():
                if len(held) <= MOST_VALUES + 1:
                    held.add((row[a_place], row[b_place]))
        dropped: set[int] = set()
        for a, b in together:
            held = {p for p in seen[a.place, b.place] if all(not is_blank(x) for x in p)}
            if len(held) == len({x for x, _ in held}) == len({y for _, y in held}):
                shorter = min((a, b), key=lambda c: sum(map(len, c.words)))
                dropped.add(shorter.place)
        return [c for c in found if c.place not in dropped]

    # ---- names --------------------------------------------------------------------------------

    def _label(self, values: list[Column], many: bool, stem: str, rest: list[Column]) -> tuple[str, str]:
        """(what is counted, unit) as far as header or file name tell."""
        name = (
            stem if many or values[0].name.casefold() in ("value", "values", "count", "number", "n") else values[0].name
        )
        unit = ""
        text = name.replace("_", " ").replace("-", " ").strip()
        if text.endswith((")", "]")) and ("(" in text or "[" in text):
            text, _, unit = text[:-1].replace("[", "(").rpartition("(")
        units = [c for c in rest if c.name.casefold() in ("unit", "units", "uom") and len(c.words) == 1]
        unit = unit or (next(iter(units[0].words)) if units else "")
        if any("%" in w for v in values for w in list(v.words)[:3]) or unit == "%":
            unit = "percent"
        named = text.split()
        if not unit and len(named) > 1 and named[-1].lower() in units_known():
            unit = named.pop()  # "Rainfall mm"
        kept = [w for w in named if w.lower() not in ("total", "value")]
        label = " ".join(kept) or stem
        return label.lower(), unit.strip()

    def _aggregate(self, label: str, unit: str) -> str:
        if self.wishes.aggregate:
            return self.wishes.aggregate
        words = f"{label} {unit}".lower()
        if any(word in words.split() or (word == "%" and word in words) for word in _AVERAGED) or unit.startswith("°"):
            self.notes.append("averaged over months and never added up, as its name says (else: --aggregate sum)")
            return "mean"
        self.notes.append("added up over months and values (else: --aggregate mean)")
        return "sum"


@cache
def units_known() -> dict[str, Any]:
    """Units that newsrooms write in several ways, by what headers call them."""
    return tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))


def _at(places: Sequence[int], single: Moments) -> Moments:
    """Each of `places` at the one time of its row."""

    def moments(row: Sequence[str]) -> Iterator[tuple[When | None, int]]:
        moment = next(single(row))[0]
        return ((moment, place) for place in places)

    return moments


def _moment(year: int, month: int) -> When | None:
    return When(year, month) if year and month else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(n) for n in names)


def decimals_of(value: Decimal) -> int:
    """The decimals that a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
