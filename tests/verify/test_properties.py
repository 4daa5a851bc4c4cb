"""What holds of verdicts whatever the figures are: scale, order of rows and manifests, widening, rounding."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.library import Library, compile_into
from factcheck.model.claim import Figure, Subject, When
from factcheck.model.hedge import EXACT, HEDGES, Hedge
from factcheck.model.proof import Interval
from factcheck.model.source import Part, Release, Series
from factcheck.model.text import Span
from factcheck.model.value import Amount, Period, month_name
from factcheck.text.numbers import amount_from_digits
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, bounds_of, compare, compare_points, points_bounds
from factcheck.verify.figures.figure import compare_figure, fits_exactly
from factcheck.verify.figures.values import answers, may_tell

ORDER = {FAILS: 0, UNCLEAR: 1, FITS: 2}
values = st.integers(1000, 10**7)
hedges = st.sampled_from([EXACT, *HEDGES])
MAY = 2021 * 12 + 4


# ---- hedges on both sides of their bounds ---------------------------------------------------------


@pytest.mark.parametrize("hedge", HEDGES, ids=lambda h: h.name)
def test_each_side_of_each_bound_of_each_hedge(hedge: Hedge) -> None:
    """A millionth inside the bounds fits or stays open, a millionth outside does not."""
    amount, step = Amount(Decimal(1_000_000), Decimal(1), 7), Decimal(1)
    bounds = bounds_of(amount, hedge, 0.0)

    def at(value: Decimal) -> int:
        return ORDER[compare(amount, hedge, value, 0.0).result]

    for interval, inside in ((bounds.fits, 2), (bounds.open, 1)):
        if interval.low is not None:
            assert at(interval.low + step if interval.low_open else interval.low) >= inside
            assert at(interval.low if interval.low_open else interval.low - step) < inside
        if interval.high is not None:
            assert at(interval.high - step if interval.high_open else interval.high) >= inside
            assert at(interval.high if interval.high_open else interval.high + step) < inside


@pytest.mark.parametrize("hedge", [EXACT, *HEDGES], ids=lambda h: h.name)
def test_the_bounds_are_those_of_the_table(hedge: Hedge) -> None:
    bounds = bounds_of(Amount(Decimal(1_000_000), Decimal(1), 2), hedge, 0.0)
    low, high = bounds.fits.low, bounds.fits.high
    assert low is None or abs(float(low) / 1e6 - hedge.low) < 1e-5
    assert high is None or abs(float(high) / 1e6 - hedge.high) < 1e-5


def test_about_with_three_digits_allows_five_units_of_the_last() -> None:
    about = next(h for h in HEDGES if h.name == "about")
    fits = bounds_of(Amount(Decimal(2_540_000), Decimal(10_000), 3), about, 0.0).fits
    assert (fits.low, fits.high) == (2_490_000, 2_590_000)


@given(values, st.data(), hedges, st.sampled_from([0.0, 1.0]), st.sampled_from([0, 5, 60]))
def test_a_comparison_says_what_its_bounds_say(
    official: int, data: st.DataObject, hedge: Hedge, restated: float, slack: int
) -> None:
    value = data.draw(st.integers(max(1, official // 3), official * 3))
    amount = amount_from_digits(f"{value:,}")
    bounds = bounds_of(amount, hedge, restated, slack=slack)
    inside = FITS if Decimal(official) in bounds.fits else UNCLEAR if Decimal(official) in bounds.open else FAILS
    assert compare(amount, hedge, Decimal(official), restated, slack=slack).result == inside
    assert bounds.open.hull(bounds.fits) == bounds.open


# ---- scale ------------------------------------------------------------------------------------------


def series(value: int) -> Series:
    release = Release("r", "t", "2021-09", "", "", "", "", MAY, MAY)
    return Series("m", (), (Part("t", "T", "", "s", "", (release,), {"r": {MAY: value}}),), restated_percent=1.0)


@given(values, st.data(), hedges, st.integers(1, 4))
def test_scaling_a_figure_and_its_claim_together_changes_nothing(
    official: int, data: st.DataObject, hedge: Hedge, power: int
) -> None:
    value = data.draw(st.integers(max(1, official // 3), official * 3))
    assume(value != official)  # the very figure may be written to the last digit, a multiple of it not
    amount = amount_from_digits(f"{value:,}")
    factor = 10**power
    # Written to the place that is a power of ten coarser: the digits are the same.
    larger = Amount(amount.value * factor, amount.place * factor, amount.digits)
    period = Period(MAY, MAY, "month", month_name(MAY))

    def judged(a: Amount, v: int) -> str:
        claim = Figure(Span(0, 1), Subject(), When((period,)), amount=a, hedge=hedge)
        return compare_figure(claim, series(v), period, date(2021, 10, 1)).result

    small, large = judged(amount, official), judged(larger, official * factor)
    # Two digits that may be swapped are asked about only where the last digit is written.
    assert small == large or UNCLEAR in (small, large)
    assert {small, large} != {FITS, FAILS}


@given(official=values, written=values, place=st.sampled_from([1, 10, 100, 1000]))
def test_a_neighbour_is_passed_over_only_where_no_answer_rounds_to_the_amount(
    official: int, written: int, place: int
) -> None:
    period = Period(MAY, MAY, "month", month_name(MAY))
    near = official + written % (3 * place)
    amount = amount_from_digits(f"{near // place * place:,}")
    fitting = [a for a in answers(series(official), period, None) if fits_exactly(amount, Decimal(a.value))]
    assert not fitting or may_tell(series(official), period, None, amount)


# ---- widening and rounding --------------------------------------------------------------------------


@given(values, st.data(), hedges, st.floats(0, 0.5))
def test_widening_never_turns_a_supported_figure_into_a_conflict(
    official: int, data: st.DataObject, hedge: Hedge, by: float
) -> None:
    assume(hedge.name not in ("exact", "exactly"))
    value = data.draw(st.integers(max(1, official // 3), official * 3))
    wide = replace(
        hedge, low=hedge.low - by, high=hedge.high + by, fail_low=hedge.fail_low - by, fail_high=hedge.fail_high + by
    )
    amount = amount_from_digits(f"{value:,}")
    narrow, wider = (compare(amount, h, Decimal(official), 1.0).result for h in (hedge, wide))
    assert ORDER[wider] >= ORDER[narrow]


@given(values, st.data())
def test_about_allows_what_the_plain_figure_allows(official: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(max(1, official // 2), official * 2))
    about = next(h for h in HEDGES if h.name == "about")
    for amount in (amount_from_digits(f"{value:,}"), amount_from_digits(str(value % 97 + 1), unit="percent")):
        plain = bounds_of(amount, EXACT, 0.0) if amount.unit == "count" else points_bounds(amount, EXACT, 0.0)
        loose = bounds_of(amount, about, 0.0) if amount.unit == "count" else points_bounds(amount, about, 0.0)
        assert loose.fits.hull(plain.fits) == loose.fits


@given(values, st.integers(3, 7), st.sampled_from(["HALF_UP", "DOWN"]))
def test_a_figure_inside_its_own_rounding_is_never_conflicting(official: int, digits: int, how: str) -> None:
    place = 10 ** max(len(str(official)) - digits, 0)
    value = (official + (place // 2 if how == "HALF_UP" else 0)) // place * place
    assert compare(amount_from_digits(f"{value:,}"), EXACT, Decimal(official), 0.0).result == FITS


@given(st.integers(10, 999), hedges)
def test_a_percentage_inside_its_own_rounding_is_never_conflicting(tenths: int, hedge: Hedge) -> None:
    assume(hedge.name in ("exact", "about", "close to", "exactly"))
    official = Decimal(tenths) / 10
    written = amount_from_digits(str(int(official + Decimal("0.5"))), unit="percent")
    assert compare_points(written, hedge, official, 0.0).result != FAILS


# ---- intervals --------------------------------------------------------------------------------------

ends = st.one_of(st.none(), st.integers(-50, 50).map(Decimal))
intervals = st.builds(Interval, ends, ends, st.booleans(), st.booleans())


@given(intervals, intervals, st.integers(-60, 60).map(Decimal))
def test_intervals_contain_what_their_parts_do(a: Interval, b: Interval, value: Decimal) -> None:
    assume(all(i.low is None or i.high is None or i.low < i.high for i in (a, b)))
    if value in a or value in b:
        assert value in a.hull(b)
    if value in a and value in b:
        assert value in a.within(b)
    assert (value in a) is (-value in a.mirrored())


# ---- order ------------------------------------------------------------------------------------------

TEXTS = (
    "The harbour station had 112 millimetres of rain in January 2020.",
    "Rainfall at the harbour station fell from January 2020 to February 2020.",
    "The harbour station had more rain than the airport station in March 2020.",
    "Rainfall at the hilltop station in 2020 was the highest on record.",
)


@pytest.fixture(scope="module")
def expected(rain_folder: Path) -> list[object]:
    return findings([rain_folder])


def findings(roots: list[Path]) -> list[object]:
    checker = Checker(Library(compile_into(sqlite3.connect(":memory:"), roots, None)))
    found = [checker.claim(text, date(2021, 9, 1)) for text in TEXTS]
    return [(f.status, f.rule, f.summary, f.assertions) for f in found]


def shuffled(folder: Path, target: Path, seed: int) -> Path:
    """A copy of a source with its rows in another order."""
    shutil.copytree(folder, target)
    for path in target.glob("*.csv"):
        header, *rows = csv.reader(path.read_text("utf-8").splitlines())
        Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return target


@given(seed=st.integers(0, 10**6))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rows_changes_nothing(
    seed: int, rain_folder: Path, expected: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = shuffled(rain_folder, tmp_path_factory.mktemp("rows") / "rain", seed)
    assert findings([target]) == expected


def test_the_order_of_manifests_changes_nothing(rain_folder: Path, expected: list[object], tmp_path: Path) -> None:
    shutil.copytree(rain_folder, tmp_path / "one")
    shutil.copytree(rain_folder, tmp_path / "two")
    other = tmp_path / "two" / "manifest.toml"
    text = other.read_text("utf-8").replace('id = "rain"', 'id = "snow"', 1).replace("rainfall", "snowfall")
    text = text.replace('phrases = ["rain", "of rain"]', 'phrases = ["snow"]').replace('"precipitation"', '"flakes"')
    for word in ("harbour", "hilltop", "airport"):
        text = text.replace(f'"{word}", "{word} station"', f'"{word} tower"')
    other.write_text(text.replace("station", "tower"), encoding="utf-8")
    for path in (tmp_path / "two").glob("*.csv"):
        path.write_text(path.read_text("utf-8").replace("station", "tower", 1), encoding="utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    assert findings([one, two]) == findings([two, one]) == expected
