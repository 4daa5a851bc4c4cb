"""Finds where a sheet says what time its figures are for, in columns or in headers, and how long one of them is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.errors import SourceError
from factcheck.intake.asking import Asking
from factcheck.intake.cells import (
    When,
    is_blank,
    is_total,
    month_number,
    quarter,
    quarter_number,
    split_year,
    when,
    year_number,
)
from factcheck.intake.columns import Column
from factcheck.model.record import record
from factcheck.model.value import Calendar

Moments = Callable[[Sequence[str]], Iterator[tuple[When | None, int]]]  # (time, column of the figure) of a row
MONTH, QUARTER, YEAR, FISCAL_YEAR = "month", "quarter", "year", "fiscal_year"  # as a figure file calls its column
_REGULAR = 3  # years with one date each, or quarters, that make nobody think of months


@record
class Times:
    """Where the time of a figure stands: in `columns`, or in the headers of `melted` ones. `words` say so.

    `moments` gives the first month of what each figure of a row is for, in the column -1 where the row has one time
    only. `unit` is what the figure file will call its column of time.
    """

    columns: tuple[Column, ...]
    moments: Moments
    words: str
    melted: tuple[Column, ...] = ()
    unit: str = MONTH


class Finder(Asking):
    """Looks for the time of a sheet."""

    def find(self) -> Times:
        """Raises SourceError where there is none, or where it can be read in two ways."""
        if self.wishes.date:
            return self._asked(self.named(self.wishes.date, "--month"))
        return self._in_headers() or self._in_one_column() or self._in_two() or self._in_years()

    # ---- one column, or headers alone ---------------------------------------------------------

    def _asked(self, column: Column) -> Times:
        found = self._one(column) or (self._years_of(column) if column.all(column.years) else None)
        if found is None:
            raise self.fail(f"column {column.name!r} holds no months or days, as in {column.sample!r}",
                            "write them as 2024-01, January 2024 or 2024-01-31")  # fmt: skip
        return found

    def _in_one_column(self) -> Times | None:
        return next((found for c in self.columns if (found := self._one(c)) is not None), None)

    def _one(self, column: Column) -> Times | None:
        """A column whose every cell names a month, a day, a quarter or a year that lies in two."""
        words = f"column {column.name!r}"
        if column.all(column.split_years) and (len(column.words) > 1 or not column.times):
            self._fiscal_start(f"column {column.name!r} holds years that lie in two, as {column.sample!r}")
            return Times((column,), _single(column, lambda c: _year(split_year(c))), words, unit=FISCAL_YEAR)
        if column.filled and column.quarters >= 0.9 * column.filled:
            return Times((column,), _single(column, quarter), words, unit=QUARTER)
        if not column.filled or column.times < (1 if self.wishes.date else 0.9 * column.filled):
            return None
        day_first = self._day_first(column)
        unit, place = self._per(column.months_seen, f"column {column.name!r}")
        return Times((column,), _single(column, lambda c: place(when(c, day_first))), words, unit=unit)

    def _in_headers(self) -> Times | None:
        held = [c for c in self.columns if c.is_figures or not c.filled]
        split = [c for c in held if split_year(c.name)]
        dated = {c.place: w for c in held if (w := when(c.name)) is not None}
        if len(split) > 1 and len(split) >= len(dated):
            self._fiscal_start(f"the columns are years that lie in two, as {split[0].name!r}")
            return _melted({c.place: _year(split_year(c.name)) for c in split}, split, "years as columns", FISCAL_YEAR)
        if len(dated) > 1:
            unit, place = self._per({w.index for w in dated.values()}, "the header")
            columns = [c for c in held if c.place in dated]
            return _melted({p: place(w) for p, w in dated.items()}, columns, f"{unit}s as columns", unit)
        quarters = {c.place: w for c in held if (w := quarter(c.name)) is not None}
        if len(quarters) > 1:
            return _melted(quarters, [c for c in held if c.place in quarters], "quarters as columns", QUARTER)
        return None

    # ---- a year and something else ------------------------------------------------------------

    def _in_two(self) -> Times | None:
        """A year in one place and its months or quarters in another."""
        years = self._years()
        months = [c for c in self.columns if c.all(c.months) and (not c.is_number or "month" in c.name.lower())]
        quarters = [c for c in self.columns if c.all(c.quarters_alone) or _numbers_of_quarters(c)]
        for unit, number, alone, least in ((MONTH, month_number, months, 6), (QUARTER, _quarter_cell, quarters, 3)):
            headers = [(c, n) for c in self.columns if (n := number(c.name)) and not c.name.isdecimal()]
            if years and len(headers) >= least:
                place = self._within(years[0], unit)
                pairs = [(c.place, n) for c, n in headers]
                return Times(
                    (years[0],), _spread(years[0], place, pairs), f"{unit}s as columns",
                    tuple(c for c, _ in headers), unit,
                )  # fmt: skip
            year_headers = [(c.place, y) for c in self.columns if (y := year_number(c.name))]
            if alone and len(year_headers) > 1:
                melted = tuple(c for c in self.columns if year_number(c.name))
                words = f"column {alone[0].name!r} and years as columns"
                return Times((alone[0],), _crossed(alone[0], number, unit, year_headers), words, melted, unit)
            if years and alone and alone[0] is not years[0]:
                place = self._within(years[0], unit)
                words = f"columns {years[0].name!r} and {alone[0].name!r}"
                return Times((years[0], alone[0]), _paired(years[0], alone[0], number, place), words, unit=unit)
        return None

    def _within(self, year: Column, unit: str) -> Callable[[int, int], When | None]:
        """The month or quarter of a number within a year, moved to the calendar year that it lies in."""
        start = self.wishes.fiscal_start
        if self._is_fiscal(year):
            start = self._fiscal_start(f"column {year.name!r} holds fiscal years")
            if start > 1 and unit == QUARTER:
                raise self.fail(
                    f"the quarters of fiscal years in column {year.name!r} may be counted in two ways",
                    "name them by calendar year, as 2024-Q1",
                )

        def place(number: int, part: int) -> When | None:
            if unit == QUARTER:
                return _moment(number, 3 * part - 2 if part else 0)
            back = self._is_fiscal(year) and start > 1 and part >= start  # named for the year it ends in
            return _moment(number - back, part)

        return place

    # ---- years alone --------------------------------------------------------------------------

    def _in_years(self) -> Times:
        headers = [c for c in self.columns if year_number(c.name) and (c.is_figures or not c.filled)]
        if len(headers) > 1:
            fiscal = any(c.name[:2].upper() == "FY" for c in headers)
            unit = self._year_unit(fiscal, "the columns are fiscal years")
            return _melted({c.place: _year(year_number(c.name)) for c in headers}, headers, "years as columns", unit)
        years = self._years()
        if not years:
            raise self._no_time()
        return self._years_of(years[0])

    def _no_time(self) -> SourceError:
        weekly = next((c for c in self.columns if c.weeks), None)
        if weekly is not None:
            return self.fail(
                f"column {weekly.name!r} holds weeks", "save the monthly figures; weeks do not add up to months"
            )
        for column in self.columns:
            strange = next((w for w in column.words if not is_total(w) and not year_number(w) and not is_blank(w)), "")
            if 2 * column.years >= column.filled > 0 and strange:
                return self.fail(
                    f"column {column.name!r} holds years, but for {strange!r}",
                    "correct or remove such lines: a part of a year is no year",
                )
        return self.fail(
            "no column and no header names months, days, quarters or years",
            "write them as 2024-01 or January 2024, or name the column with --month",
        )

    def _years_of(self, column: Column) -> Times:
        if not self.wishes.date and not _called_year(column) and column.place:
            raise self.fail(
                f"column {column.name!r} may hold years, or figures",
                f"if the figures are by year, say --month {column.name!r}",
            )
        unit = self._year_unit(self._is_fiscal(column), f"column {column.name!r} holds fiscal years")
        words = f"column {column.name!r}"
        return Times((column,), _single(column, lambda c: _year(year_number(c))), words, unit=unit)

    def _years(self) -> list[Column]:
        return sorted((c for c in self.columns if c.all(c.years)), key=lambda c: not _called_year(c))

    def _year_unit(self, fiscal: bool, problem: str) -> str:
        start = self._fiscal_start(problem) if fiscal else self.wishes.fiscal_start
        return FISCAL_YEAR if start > 1 else YEAR

    def _is_fiscal(self, year: Column) -> bool:
        name = year.name.lower()
        return year.fiscal or "fiscal" in name or name in ("fy", "financial year")

    def _fiscal_start(self, problem: str) -> int:
        if not self.wishes.fiscal_start:
            raise self.fail(problem, "say in which month they begin: --fiscal-start 10")
        return self.wishes.fiscal_start

    # ---- dates --------------------------------------------------------------------------------

    def _per(self, months: set[int], where: str) -> tuple[str, Callable[[When | None], When | None]]:
        """What one date stands for, and how to come to its first month. Asks where all dates lie a year or a quarter
        apart: a table of years often gives the first day of each."""
        per = self.wishes.per
        in_year = {m % 12 for m in months}
        if not per and len(months) >= _REGULAR and len(in_year) == 1:
            raise self.fail(f"{where} has one date a year",
                            "say --per year, or --per month if each figure is for that month alone")  # fmt: skip
        if not per and len(months) >= _REGULAR and len({m % 3 for m in in_year}) == 1:
            raise self.fail(f"{where} has one date every three months",
                            "say --per quarter, or --per month if each figure is for that month alone")  # fmt: skip
        if per == "quarter":
            return QUARTER, lambda w: w and When(w.year, w.month - (w.month - 1) % 3)
        if per == "year":
            calendar = Calendar(self.wishes.fiscal_start or 1)
            return self._year_unit(False, ""), lambda w: w and _year(calendar.fiscal_year_of(w.index))
        return MONTH, lambda w: w

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


def _called_year(column: Column) -> bool:
    name = column.name.lower()
    return "year" in name or "fy" in name


def _quarter_cell(cell: str) -> int:
    """1-4 for "Q1", and for "1" in a column that is called quarter."""
    return quarter_number(cell) or (int(cell) if cell in ("1", "2", "3", "4") else 0)


def _numbers_of_quarters(column: Column) -> bool:
    return column.name.lower() in ("quarter", "qtr") and column.filled > 0 and set(column.words) <= set("1234")


def _single(column: Column, read: Callable[[str], When | None]) -> Moments:
    return lambda row: iter([(read(row[column.place]), -1)])


def _melted(times: Mapping[int, When | None], columns: Sequence[Column], words: str, unit: str) -> Times:
    held = {c.place: times[c.place] for c in columns}
    return Times((), lambda row: ((w, p) for p, w in held.items()), words, tuple(columns), unit)


def _spread(year: Column, place: Callable[[int, int], When | None], pairs: list[tuple[int, int]]) -> Moments:
    return lambda row: ((place(year_number(row[year.place]), n), p) for p, n in pairs)


def _paired(
    year: Column, part: Column, number: Callable[[str], int], place: Callable[[int, int], When | None]
) -> Moments:
    return lambda row: iter([(place(year_number(row[year.place]), number(row[part.place])), -1)])


def _crossed(part: Column, number: Callable[[str], int], unit: str, years: list[tuple[int, int]]) -> Moments:
    def first(cell: str) -> int:
        n = number(cell)
        return 3 * n - 2 if unit == QUARTER and n else n

    return lambda row: ((_moment(y, first(row[part.place])), p) for p, y in years)


def _moment(year: int, month: int) -> When | None:
    return When(year, month) if year and month else None


def _year(year: int) -> When | None:
    return When(year, 1) if year else None
