"""What a verdict shows: readings, releases, arithmetic, near misses, wording."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.library import Library
from factcheck.model.finding import CONFLICTING, SUPPORTED, AssertionFinding, Finding
from factcheck.model.value import MONTHS, month_name
from factcheck.verify.figures.values import monthly

DAY = date(2025, 10, 15)
PATROL = (("component", ("usbp",)), ("region", ("southwest",)))


def one(found: Finding) -> AssertionFinding:
    (part,) = found.assertions
    return part


def patrol(library: Library) -> dict[int, int]:
    series = library.series("encounters", PATROL)
    assert series is not None
    return monthly(series, None)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_official_month_is_supported_and_a_tenth_off_is_not(
    checker: Checker, library: Library, data: st.DataObject
) -> None:
    values = patrol(library)
    month = data.draw(st.sampled_from(sorted(values)))
    text = "Border Patrol recorded {:,} apprehensions at the southwest border in {}."
    right = checker.claim(text.format(values[month], month_name(month)), DAY)
    wrong = checker.claim(text.format(round(values[month] * 1.1) + 7, month_name(month)), DAY)
    assert (right.status, wrong.status) == (SUPPORTED, CONFLICTING)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_direction_is_told_from_its_opposite(checker: Checker, library: Library, data: st.DataObject) -> None:
    values = patrol(library)
    month = data.draw(st.sampled_from(sorted(values)[1:]))
    change = (values[month] - values[month - 1]) / values[month - 1]
    if abs(change) < 0.02:
        return  # too close to call
    text = "Border Patrol apprehensions at the southwest border {} from {} to {}."
    ways = ("rose", "fell") if change > 0 else ("fell", "rose")
    found = [checker.claim(text.format(way, month_name(month - 1), month_name(month)), DAY).status for way in ways]
    assert found == [SUPPORTED, CONFLICTING]


def test_a_sum_shows_its_months(checker: Checker) -> None:
    text = "Border Patrol made 2,045,838 apprehensions at the southwest border in fiscal year 2023."
    found = one(checker.claim(text, DAY))
    calculation = found.readings[0].calculation
    assert calculation is not None and calculation.result == "2,045,838"
    assert len(calculation.cells) == 12
    assert sum(int(v.replace(",", "")) for _, v in calculation.cells) == 2_045_838
    assert calculation.cells[0][0] == "2022-10" and calculation.cells[-1][0] == "2023-09"


def test_a_change_shows_both_ends(checker: Checker) -> None:
    text = "Border Patrol apprehensions at the southwest border fell 50 percent from December 2023 to January 2024."
    calculation = one(checker.claim(text, DAY)).readings[0].calculation
    assert calculation is not None
    assert calculation.cells == (("December 2023", "249,740"), ("January 2024", "124,215"))
    assert calculation.result == "−50.3 %"


def test_a_record_says_how_far_back_the_series_goes(checker: Checker) -> None:
    text = "Border Patrol apprehensions at the southwest border hit a record high in December 2023."
    calculation = one(checker.claim(text, DAY)).readings[0].calculation
    assert calculation is not None and "October 1999" in calculation.formula


def test_evidence_can_be_found_again(checker: Checker) -> None:
    text = "Border Patrol made 191,106 apprehensions at the southwest border in November 2023."
    found = one(checker.claim(text, DAY))
    for evidence in found.readings[0].evidence:
        assert evidence.url.startswith("https://") and evidence.title and evidence.locator and evidence.release
        assert evidence.value == "191106"


@pytest.mark.parametrize("as_of", [date(2024, 2, 20), date(2025, 1, 31), DAY])
def test_the_release_of_the_day_of_writing_comes_first(checker: Checker, as_of: date) -> None:
    text = "Border Patrol made 191,106 apprehensions at the southwest border in November 2023."
    evidence = one(checker.claim(text, as_of)).readings[0].evidence[0]
    if as_of >= date(2025, 1, 1):
        assert evidence.published <= as_of.isoformat()


def test_a_wrong_figure_comes_with_wording_that_would_be_right(checker: Checker) -> None:
    text = "More than 291,000 migrants were apprehended by Border Patrol at the southwest border in November 2023."
    found = checker.claim(text, DAY)
    assert found.status == CONFLICTING and found.suggestion
    assert checker.claim(found.suggestion, DAY).status == SUPPORTED


LEADS = ("", "nearly ", "about ", "more than ", "fewer than ", "at least ", "just over ", "roughly ")


@given(st.sampled_from(LEADS), st.data())
@settings(max_examples=60, deadline=None)
def test_suggested_wording_is_supported(checker: Checker, hedge: str, data: st.DataObject) -> None:
    year, month = data.draw(st.integers(2019, 2024)), data.draw(st.integers(0, 11))
    amount = data.draw(st.integers(10, 400)) * 1000
    text = f"Border Patrol made {hedge}{amount:,} apprehensions at the southwest border in {MONTHS[month]} {year}."
    found = checker.claim(text, DAY)
    if found.status == CONFLICTING and found.suggestion:
        assert checker.claim(found.suggestion, DAY).status == SUPPORTED, found.suggestion


def test_a_near_miss_never_changes_the_verdict(checker: Checker) -> None:
    found = checker.claim("Border Patrol recorded 242,399 encounters at the southwest border in November 2023.", DAY)
    assert found.status == CONFLICTING and one(found).near_misses
