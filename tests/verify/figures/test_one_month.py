"""A figure said of one month of a year: the highest, the lowest, their mean, and nothing beyond them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.claim import Figure, Subject, When
from factcheck.model.source import Part, Release, Series
from factcheck.model.text import Span
from factcheck.model.value import Calendar, Period
from factcheck.text.numbers import amount_from_digits
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.figures.figure import NO_DATA, Comparison
from factcheck.verify.figures.one_month import of_one_month

FIRST = 2021 * 12
YEAR = Period(FIRST, FIRST + 11, "calendar", "2021")
years = st.lists(st.integers(1_000, 900_000), min_size=12, max_size=12, unique=True)


def compared(values: list[int], amount: int, extreme: int, monthly: bool) -> Comparison:
    months = {FIRST + n: v for n, v in enumerate(values)}
    release = Release("r", "t", "2022-03", "", "", "", "", FIRST, FIRST + 11)
    series = Series("m", (), (Part("t", "T", "", "s", "", (release,), {"r": months}),), restated_percent=0.0)
    said = amount_from_digits(f"{amount:,}")
    claim = Figure(Span(0, 1), Subject(), When((YEAR,)), amount=said, extreme=extreme, monthly=monthly)
    return of_one_month(claim, series, YEAR, date(2022, 6, 1), Calendar())


@given(years, st.sampled_from([1, -1]), st.booleans())
def test_the_highest_or_lowest_month_to_the_last_digit_fits(values: list[int], extreme: int, monthly: bool) -> None:
    assert compared(values, max(values) if extreme > 0 else min(values), extreme, monthly).result == FITS


@given(years, st.integers(0, 11), st.sampled_from([1, -1]), st.booleans())
def test_no_month_and_no_mean_is_called_wrong(values: list[int], n: int, extreme: int, monthly: bool) -> None:
    assert compared(values, values[n], extreme, monthly).result != FAILS
    mean = int(Decimal(sum(values)) / 12 + Decimal("0.5"))
    assert compared(values, mean, 0, True).result == FITS
    assert compared(values, mean, extreme, True).result != FAILS


@given(years, st.sampled_from([1, -1]))
def test_a_total_is_no_month_and_what_is_twice_the_total_is_nothing(values: list[int], extreme: int) -> None:
    total = sum(values)
    assert compared(values, total, extreme, monthly=True).result == FAILS
    assert compared(values, total, extreme, monthly=False).result == FITS  # the only year held is its own peak
    assert compared(values, 2 * total, extreme, monthly=False).result == FAILS


def test_a_year_that_is_not_held_to_its_end_is_left_open() -> None:
    assert compared([50_000] * 11, 70_000, 1, monthly=True).result in (NO_DATA, UNCLEAR)
