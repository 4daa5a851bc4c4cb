"""A second small field, rainfall by station, is checked by its manifest and figures alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.library import open_library

DAY = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("text", "status", "rule"),
    [
        ("The harbour station recorded 102 millimetres of rain in March 2021.", "supported", "figure"),
        ("The harbour station recorded 142 millimetres of rain in March 2021.", "conflicting", "figure"),
        ("Rainfall came to 343 millimetres in January 2021.", "supported", "figure"),
        ("Nearly 350 mm of rain were recorded in January 2021.", "supported", "figure"),
        ("Nearly 500 mm of rain were recorded in January 2021.", "conflicting", "figure"),
        ("About 900 mm of rain were recorded at the harbour station in 2021.", "supported", "figure"),
        ("About 700 mm of rain were recorded at the harbour station in 2021.", "conflicting", "figure"),
        ("Rainfall at the harbour station was 140 mm in December.", "supported", "figure"),
        ("Rainfall at the harbour station rose from November 2021 to December 2021.", "supported", "trend"),
        ("Rainfall at the harbour station fell from November 2021 to December 2021.", "conflicting", "trend"),
        ("Rainfall at the harbour station rose 12 percent from November 2021 to December 2021.", "supported", "change"),
        (
            "Rainfall at the harbour station rose 42 percent from November 2021 to December 2021.",
            "conflicting",
            "change",
        ),
        ("In December 2021, rainfall at the hilltop station was the highest on record.", "supported", "rank"),
        ("In November 2021, rainfall at the hilltop station was the highest on record.", "conflicting", "rank"),
        ("The harbour station made up 30 percent of rainfall in March 2021.", "supported", "share"),
        ("The harbour station made up 60 percent of rainfall in March 2021.", "conflicting", "share"),
        ("The hilltop station recorded more rain than the harbour station in May 2021.", "supported", "comparison"),
        ("The harbour station recorded more rain than the hilltop station in May 2021.", "conflicting", "comparison"),
        ("The desert station recorded 3 mm of rain in March 2021.", "unverified", "unresolved"),
        ("The harbour station recorded 102 mm of rain in March 2018.", "unverified", "outside-coverage"),
        ("The harbour station recorded 102 mm of rain on March 3, 2021.", "unverified", "no-source"),
        ("The harbour station will record 102 mm of rain in April.", "unverified", "not-checkable"),
    ],
)
def test_claims_about_rain(text: str, status: str, rule: str, rain: Checker) -> None:
    found = rain.claim(text, DAY)
    assert (found.status, found.rule) == (status, rule), found.summary


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("The harbour station recorded 148 millimetres of rain in March 2021.", "Hilltop"),
        ("The harbour station recorded 336 millimetres of rain in March 2021.", "all stations"),
        ("The harbour station recorded 125 millimetres of rain in December 2021.", "November 2021"),
        ("The harbour station recorded 131 millimetres of rain in December 2021.", "December 2020"),
    ],
)
def test_near_misses_about_rain(text: str, near: str, rain: Checker) -> None:
    found = rain.claim(text, DAY)
    assert found.status == "conflicting"
    assert any(near in miss.text for a in found.assertions for miss in a.near_misses), found.summary


def test_the_evidence_names_the_source_and_its_release(rain: Checker) -> None:
    found = rain.claim("The harbour station recorded 102 millimetres of rain in March 2021.", DAY)
    (evidence,) = found.assertions[0].readings[0].evidence
    assert (evidence.source, evidence.release, evidence.value) == ("rain", "2022-02", "102")
    assert evidence.url == "https://weather.example/rainfall/monthly.csv" and evidence.data_through == "2021-12"
    assert "monthly.csv" in evidence.locator and "2021-03" in evidence.locator


def test_a_figure_of_an_earlier_release_fits_and_names_it(rain: Checker) -> None:
    found = rain.claim("The harbour station recorded 35 mm of rain in June 2021.", DAY)
    assert found.status == "supported" and "2021-07" in found.summary


def test_other_fields_are_unknown_to_it(rain: Checker) -> None:
    found = rain.claim("The bakery sold 191 loaves in March 2021.", DAY)
    assert found.status == "unverified"


def test_it_stands_beside_the_bundled_sources(rain_folder: Path, checker: Checker) -> None:
    both = Checker(open_library([rain_folder]))
    assert both.claim("The harbour station recorded 102 millimetres of rain in March 2021.", DAY).status == "supported"
    assert (
        both.claim("The harbour station recorded 202 millimetres of rain in March 2021.", DAY).status == "conflicting"
    )
    text = "Border Patrol made 191,106 apprehensions at the southwest border in November 2023."
    day = date(2024, 2, 20)
    assert both.claim(text, day).status == checker.claim(text, day).status == "supported"
    assert {s.id for s in both.library.sources([])} == {"rain"} | {s.id for s in checker.library.sources([])}
