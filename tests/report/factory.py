"""Small builders of reports about made-up rain and jobs, so that a test names what it tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model.claim import CONTEXT, INFERRED, WRITTEN, Slot
from factcheck.model.finding import (
    AssertionFinding,
    Calculation,
    Caveat,
    DocumentReport,
    Evidence,
    Finding,
    NearMiss,
    Reading,
    Report,
    SourceSummary,
)
from factcheck.model.proof import Bounds, Computation, Interval, Proof, Rows
from factcheck.model.text import Span

DAY = date(2024, 2, 20)
RAIN = "Elmford had 312 millimetres of rain in January, twice as much as a year before."
JOBS = "The county added nearly 1,500 jobs in January."
HARVEST = "Half of the harvest was lost to the floods."
TEXT = f"# Wet winter\n\n{RAIN}\n\n{JOBS} {HARVEST}\n"


def evidence(**changes: Any) -> Evidence:
    base = Evidence(
        source="weather-office",
        title="Monthly rainfall by station",
        url="https://weather.example/data/rainfall/monthly-by-station.csv",
        locator="Elmford station, January 2024",
        release="February 2024",
        published="2024-02-05",
        retrieved="2024-02-06",
        data_through="2024-01",
        value="213",
    )
    return replace(base, **changes)


def proof() -> Proof:
    """312 was written, 213 found."""
    rows = Rows("rain/monthly.csv", (("station", ("elmford",)),), 24288, 24288, "2024-02", 213)
    bounds = Bounds(Interval(Decimal("311.5"), Decimal(313), high_open=True), Interval(Decimal(300), Decimal(330)))
    return Proof(bounds, (Computation("sum", (rows,), Decimal(213)),), (("value", "312"), ("hedge", "exact")))


def rain() -> Finding:
    slots = (
        Slot("measure", "rainfall", WRITTEN),
        Slot("place", "Elmford", WRITTEN, found_by="Elmfrod"),
        Slot("period", "January 2024", CONTEXT),
        Slot("calendar", "calendar year", INFERRED),
        Slot("amount", "312 mm", WRITTEN),
    )
    wrong = AssertionFinding(
        "312 millimetres of rain in January",
        12,
        46,
        "conflicting",
        "figure",
        slots=slots,
        readings=(
            Reading(
                "rainfall, Elmford, January 2024",
                "fails",
                "the written word “rain”",
                (evidence(),),
                failed_slot="amount",
                detail="213 against 312",
                proof=proof(),
            ),
            Reading("rainfall, whole county, January 2024", "fails", "the manifest's default"),
        ),
        near_misses=(NearMiss("place", "312 is the rainfall of Ashford station that month."),),
        failed_slot="amount",
        suggestion="Elmford had 213 millimetres of rain in January",
    )
    ratio = AssertionFinding(
        "twice as much as a year before",
        48,
        78,
        "supported",
        "ratio",
        readings=(
            Reading(
                "rainfall, Elmford, January 2024 against January 2023",
                "fits",
                "the written words",
                (evidence(), evidence(value="105", locator="Elmford station, January 2023")),
                Calculation(
                    "January 2024 divided by January 2023",
                    (("January 2024", "213"), ("January 2023", "105")),
                    "2.03 times",
                ),
            ),
        ),
    )
    start = TEXT.index(RAIN)
    return Finding(
        "c1",
        RAIN,
        DAY,
        "conflicting",
        "figure",
        "The official figure is 213 millimetres, not 312.",
        suggestion=RAIN.replace("312", "213"),
        assertions=(wrong, ratio),
        span=Span(start, start + len(RAIN)),
        context="It has been a wet winter.",
    )


def jobs() -> Finding:
    months = tuple((f"week {n}", str(n * 1000)) for n in range(1, 6))
    assertion = AssertionFinding(
        JOBS[:-1],
        0,
        len(JOBS) - 1,
        "supported",
        "figure",
        slots=(
            Slot("measure", "jobs added", WRITTEN),
            Slot("place", "county", WRITTEN),
            Slot("period", "January 2024", INFERRED),
            Slot("hedge", "nearly", WRITTEN),
            Slot("amount", "1,500", WRITTEN),
        ),
        readings=(
            Reading(
                "jobs, county, January 2024 less December 2023",
                "fits",
                "the written word “jobs”",
                tuple(
                    evidence(
                        source="labour-bureau",
                        title="County employment",
                        url="https://labour.example/county",
                        locator=locator,
                        value=value,
                    )
                    for locator, value in (("December 2023", "151200"), ("January 2024", "152688"))
                ),
                Calculation("January 2024 minus December 2023", months, "1488"),
            ),
        ),
    )
    start = TEXT.index(JOBS)
    return Finding(
        "c2",
        JOBS,
        DAY,
        "supported",
        "figure",
        "The county added 1,488 jobs in January 2024.",
        caveats=(Caveat("restated", "Differs by 9 (0.6 %) from the newest release."),),
        assertions=(assertion,),
        span=Span(start, start + len(JOBS)),
        decision="accepted by R. Vale on 2024-02-19: rang the bureau",
    )


def harvest() -> Finding:
    assertion = AssertionFinding(HARVEST[:-1], 0, len(HARVEST) - 1, "unverified", "no-source")
    start = TEXT.index(HARVEST)
    return Finding(
        "c3",
        HARVEST,
        DAY,
        "unverified",
        "no-source",
        "No source holds figures about harvests.",
        reason="No source here holds figures about harvests.",
        needs="a table of harvests by county, such as the farm census",
        assertions=(assertion,),
        span=Span(start, start + len(HARVEST)),
    )


SOURCES = (
    SourceSummary(
        "weather-office",
        "Monthly rainfall by station",
        "Weather Office",
        "https://weather.example/data",
        "February 2024",
        "2024-02-05",
        "2024-01",
    ),
    SourceSummary(
        "labour-bureau", "County employment", "Labour Bureau", "https://labour.example", "", "",
        "2024-01",
    ),
)  # fmt: skip


def document(*findings: Finding, **changes: Any) -> DocumentReport:
    base = DocumentReport(
        "drafts/winter.md",
        "Wet winter",
        DAY,
        DAY,
        "front matter",
        findings=findings,
        text=TEXT,
    )
    return replace(base, **changes)


def report(*documents: DocumentReport) -> Report:
    return Report(documents, SOURCES)


def full() -> Report:
    note = Caveat("date-mismatch", "The page is dated 2025-04-09, but its text speaks of 2024.")
    return report(
        document(rain(), jobs(), harvest(), notes=(note,)),
        document(path="drafts/poem.md", title=None, published=None, text="Rain, rain."),
        document(path="drafts/photo.md", title=None, error="The file is not text."),
    )


def at_desk(finding: Finding) -> Report:
    """As `claim` reports it: one document without a path."""
    desk = document(replace(finding, span=None), path="", title=None, published=None, text="")
    return report(desk)
