"""Makes the periods that words may mean: months, stretches of them, fiscal and calendar years."""

from __future__ import annotations

from factcheck.model.value import Calendar, Period, month_index, month_name

MONTHS_IN = {"year": 12, "years": 12, "month": 1, "months": 1, "decade": 120, "decades": 120}


def month_period(index: int, inferred: bool = False) -> Period:
    return Period(index, index, "month", month_name(index), inferred)


def fiscal_period(year: int, calendar: Calendar) -> Period:
    first, last = calendar.fiscal_year(year)
    return Period(first, last, "fiscal", f"fiscal year {year}")


def year_before(year: Period) -> Period:
    """The fiscal or calendar year before `year`."""
    label = f"{'fiscal' if year.kind == 'fiscal' else 'calendar'} year {year.last // 12 - 1}"
    return Period(year.first - 12, year.last - 12, year.kind, label, year.year_inferred)


def year_after(year: Period) -> Period:
    """The fiscal or calendar year after `year`."""
    label = f"{'fiscal' if year.kind == 'fiscal' else 'calendar'} year {year.last // 12 + 1}"
    return Period(year.first + 12, year.last + 12, year.kind, label, year.year_inferred)


def calendar_period(year: int) -> Period:
    return Period(month_index(year, 1), month_index(year, 12), "calendar", f"calendar year {year}")


def stretch(first: int, last: int, inferred: bool = False) -> Period:
    """Whole months from `first` to `last`."""
    return Period(first, last, "months", f"{month_name(first)} to {month_name(last)}", inferred)


def run(first: int, count: int) -> Period:
    """`count` months in a row, from `first` on."""
    return month_period(first) if count == 1 else stretch(first, first + count - 1)


def joined(a: Period, b: Period) -> Period:
    """From the first of `a` to the last of `b`, by their names."""
    return Period(a.first, b.last, "months", f"{a.label} to {b.label}")


def so_far(year: Period, last: int) -> Period:
    """The part of `year` up to the month `last`."""
    return Period(year.first, last, "to-date", f"{year.label} through {month_name(last)}", year.year_inferred)
