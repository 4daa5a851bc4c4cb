"""Tables by quarter and by year, as `sources add` makes them of a CSV file, decide claims as monthly ones do."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.intake.asking import Wishes
from factcheck.model.finding import DocumentReport, Report
from factcheck.report import json_
from tests.tables import add_table, checker_of

DAY = date(2024, 3, 1)
BY_QUARTER = """Quarter,Branch,Output (million euros)
Q1 2022,Farming,2100.5
Q1 2022,Weaving,900.0
Q2 2022,Farming,2200.0
Q2 2022,Weaving,870.2
Q3 2022,Farming,2310.0
Q3 2022,Weaving,910.0
Q4 2022,Farming,2290.4
Q4 2022,Weaving,905.0
Q1 2023,Farming,2250.0
Q1 2023,Weaving,950.0
Q2 2023,Farming,2305.0
Q2 2023,Weaving,960.0
Q3 2023,Farming,2400.0
Q3 2023,Weaving,940.0
Q4 2023,Farming,2395.0
Q4 2023,Weaving,980.0
"""
BY_YEAR = """Valley,2017-18,2018-19,2019-20,2020-21,2021-22,2022-23
Upper Aa,810,790,805,820,850,902
Lower Aa,1400,1380,1310,1290,1350,1344
"""


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checker, Path]:
    folder = tmp_path_factory.mktemp("quarters")
    add_table(folder, BY_QUARTER, "output", Wishes())
    return checker_of(folder), folder


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checker, Path]:
    folder = tmp_path_factory.mktemp("years")
    add_table(folder, BY_YEAR, "crossings", Wishes(fiscal_start=4))
    return checker_of(folder), folder


QUARTERS = [
    ("Farming output came to 2,395 million euros in the fourth quarter of 2023.", "supported", "figure"),
    ("Farming output came to €2.4 billion in the fourth quarter of 2023.", "supported", "figure"),
    ("Farming output came to €2.6 billion in the fourth quarter of 2023.", "conflicting", "figure"),
    ("Farming output was 9.35 billion euros in 2023.", "supported", "figure"),
    ("Farming output was 9.53 billion euros in 2023.", "conflicting", "figure"),
    ("In the first half of 2023, weaving output came to 1.91 billion euros.", "supported", "figure"),
    ("Farming output averaged about 779 million euros a month in 2023.", "supported", "average"),
    ("Weaving output rose 5.6 percent from the fourth quarter of 2022 to the first quarter of 2023.",
     "conflicting", "change"),
    ("Weaving output rose 5 percent from the fourth quarter of 2022 to the first quarter of 2023.",
     "supported", "change"),
    ("Weaving output rose in the fourth quarter of 2023.", "supported", "trend"),
    ("Weaving output fell in the fourth quarter of 2023.", "conflicting", "trend"),
    ("Weaving output was 8.3 percent higher in the fourth quarter of 2023 than a year earlier.", "supported", "change"),
    ("Weaving output in the fourth quarter of 2023 was the highest on record.", "supported", "rank"),
    ("Farming output in the second quarter of 2023 was the highest on record.", "unverified", "unresolved"),
    ("Farming output in the first quarter of 2023 was a record high.", "conflicting", "rank"),
    ("From the second through the third quarter of 2023, weaving output came to 1.9 billion euros.", "supported",
     "figure"),
    ("From the second through the third quarter of 2023, weaving output came to 940 million euros.", "conflicting",
     "figure"),
    ("Farming accounted for 71 percent of output in the fourth quarter of 2023.", "supported", "share"),
    ("Farming accounted for 81 percent of output in the fourth quarter of 2023.", "conflicting", "share"),
    ("Farming output came to 2,395 million euros in December 2023.", "unverified", "outside-coverage"),
    ("Farming output came to 1,600 million euros in the first two months of 2023.", "unverified", "outside-coverage"),
]  # fmt: skip
YEARS = [
    ("Crossings in Upper Aa came to 902 in fiscal year 2023.", "supported", "figure"),
    ("Crossings in Upper Aa came to 920 in fiscal year 2023.", "conflicting", "figure"),
    ("Crossings in Upper Aa rose for the fourth year in a row in fiscal year 2023.", "supported", "trend"),
    ("Crossings in Upper Aa rose for the fifth year in a row in fiscal year 2023.", "conflicting", "streak"),
    ("Crossings in Lower Aa fell in fiscal year 2023.", "supported", "trend"),
    ("Crossings in Lower Aa in fiscal year 2021 were the lowest on record.", "supported", "rank"),
    ("Crossings in Upper Aa came to 902 in March 2023.", "unverified", "outside-coverage"),
    ("Crossings in Upper Aa came to 902 in the first quarter of 2023.", "unverified", "outside-coverage"),
]


@pytest.mark.parametrize(("text", "status", "rule"), QUARTERS)
def test_claims_on_quarters(text: str, status: str, rule: str, quarters: tuple[Checker, Path]) -> None:
    found = quarters[0].claim(text, DAY)
    assert (found.status, found.rule) == (status, rule), found.summary


@pytest.mark.parametrize(("text", "status", "rule"), YEARS)
def test_claims_on_years(text: str, status: str, rule: str, years: tuple[Checker, Path]) -> None:
    found = years[0].claim(text, DAY)
    assert (found.status, found.rule) == (status, rule), found.summary


@pytest.mark.parametrize("kind", ["quarters", "years"])
def test_their_verdicts_can_be_worked_out_again(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    checker, folder = request.getfixturevalue(kind)
    claims = [text for text, status, _ in (QUARTERS if kind == "quarters" else YEARS) if status != "unverified"]
    findings = tuple(checker.claim(text, DAY) for text in claims)
    report = json_.report_json(Report((DocumentReport("", None, None, DAY, "option", (), findings),)))
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    script = Path(__file__).parents[1] / "docs" / "recompute.py"
    command = [sys.executable, str(script), str(tmp_path / "report.json"), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    count, said = run.stdout.split(" ", 1)
    assert int(count) >= len(claims) and said == "figure verdicts worked out again, 0 do not agree\n", run.stderr
