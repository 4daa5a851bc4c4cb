"""What is measured rather than counted: decimals, units, rates, scales with values below zero, gaps."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.library import Library, compile_into, open_library
from factcheck.model.finding import DocumentReport, Report
from factcheck.model.hedge import EXACT, HEDGES
from factcheck.model.value import Amount
from factcheck.report import json_
from factcheck.verify.amounts import Scale, compare

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = date(2024, 2, 20)
ABOUT = next(h for h in HEDGES if h.name == "about")
FROSTY = Scale(decimals=1, signed=True)
OVER = next(h for h in HEDGES if h.name == "more than")

FROST = """
[source]
id = "frost"
title = "Mean temperature (synthetic)"
publisher = "Example Weather Service"

[measures.warmth]
label = "mean temperature"
unit = "degrees Celsius"
decimals = 1
negative = true
aggregate = "mean"

[[measures.warmth.words]]
nouns = ["temperature"]
readings = [{}]

[[measures.warmth.units]]
words = ["degree", "degree Celsius", "degrees Celsius"]

[dimensions.town]
label = "town"
all = "all towns"
[dimensions.town.values.upper]
label = "Upperton"
words = ["Upperton"]
[dimensions.town.values.lower]
label = "Lowerton"
words = ["Lowerton"]

[neutral]
words = ["mean"]

[[tables]]
id = "frost"
title = "Mean temperature by month (synthetic)"
file = "frost.csv"
measure = "warmth"
dimensions = ["town"]
gaps = "unknown"
releases = [{ id = "2023", published = "2023-06-01" }]
"""
DEGREES = {"2022-11": (1.5, 3.0), "2022-12": (-4.0, -1.2), "2023-01": (-6.3, 0.0), "2023-02": (-2.1, 2.4)}


@pytest.fixture(scope="module")
def frost(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frost")
    (folder / "manifest.toml").write_text(FROST, "utf-8")
    rows = [f"2023,{month},{town},{value}" for month, pair in DEGREES.items() for town, value in zip(
        ("upper", "lower"), pair, strict=True)]  # fmt: skip
    (folder / "frost.csv").write_text("release,month,town,value\n" + "\n".join(rows) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def fields(frost: Path) -> Checker:
    return Checker(Library(compile_into(sqlite3.connect(":memory:"), [EXAMPLES, frost], None)))


CLAIMS = [
        ("Saltmarsh recorded 39.2 mm of rain in June 2023.", "supported"),
        ("Saltmarsh recorded 39 mm of rain in June 2023.", "supported"),
        ("Saltmarsh recorded 3.9 cm of rain in June 2023.", "supported"),
        ("Saltmarsh recorded 39 cm of rain in June 2023.", "conflicting"),
        ("Saltmarsh recorded 1.54 inches of rain in June 2023.", "supported"),
        ("Saltmarsh recorded 39.2 inches of rain in June 2023.", "conflicting"),
        ("Saltmarsh recorded 29.2 mm of rain in June 2023.", "conflicting"),
        ("Saltmarsh recorded 39.2 feet of rain in June 2023.", "unverified"),
        ("Saltmarsh recorded 39.2 furlongs of rain in June 2023.", "unverified"),
        # A gauge that was broken, and one that was not there yet: no sum over them is known.
        ("Old Quarry recorded 90 mm of rain in February 2018.", "unverified"),
        ("Rainfall at Old Quarry came to 500 mm in 2018.", "unverified"),
        ("Rainfall came to 190 mm in March 2018.", "unverified"),
        ("The unemployment rate in Eastvale was 4.4 percent in June 2023.", "supported"),
        ("The unemployment rate in Eastvale was 4.9 percent in June 2023.", "conflicting"),
        ("Unemployment stood at 4.8 percent in June 2023.", "supported"),
        ("Unemployment stood at 14.7 percent in June 2023.", "conflicting"),  # the sum of the provinces
        ("In Eastvale, unemployment rose 0.1 percentage points from May 2023 to June 2023.", "supported"),
        ("In Eastvale, unemployment rose 0.4 percentage points from May 2023 to June 2023.", "conflicting"),
        # Percent of a percentage, or points? Nobody can say.
        ("In Eastvale, unemployment rose 0.1 percent from May 2023 to June 2023.", "unverified"),
        ("The unemployment rate in Westbank was higher than in Eastvale in June 2023.", "supported"),
        ("Unemployment in Westbank averaged 5.1 percent in 2022.", "supported"),
        ("Unemployment in Westbank averaged 6.1 percent in 2022.", "conflicting"),
        ("Unemployment in Westbank averaged 61.6 percent in 2022.", "conflicting"),
        # The mean of rounded months may be a tenth off.
        ("Unemployment in Westbank averaged 5.2 percent in 2022.", "unverified"),
        ("Westbank made up 40 percent of unemployment in June 2023.", "unverified"),
        # A name that begins like "old record" is none.
    ("In November 2014, rainfall in Old Quarry was the highest on record.", "unverified"),
    ("Average monthly rainfall at Saltmarsh in 2023 was 81 mm.", "supported"),
    ("Average monthly rainfall at Saltmarsh in 2023 was 970 mm.", "conflicting"),
    ("Unemployment in Eastvale was 4.4 percent in June 2023, up 0.1 points from May.", "supported"),
    ("Unemployment in Eastvale was 4.4 percent in June 2023, up 0.6 points from May.", "conflicting"),
    ("Unemployment in Eastvale was below 5 percent in June 2023.", "supported"),
    ("Rainfall at Saltmarsh was higher in June 2023 than in May 2023.", "conflicting"),
    ("Wind farms generated 1.4 TWh in June 2023.", "supported"),
        ("Wind farms generated 2.4 TWh in June 2023.", "conflicting"),
        ("Wind farms generated 1,397 GWh in June 2023.", "supported"),
        ("The mean temperature in Upperton was -6.3 degrees in January 2023.", "supported"),
        ("The mean temperature in Upperton was minus 6.3 degrees Celsius in January 2023.", "supported"),
        ("The mean temperature in Upperton was 6.3 degrees below zero in January 2023.", "supported"),
        ("The mean temperature in Upperton was 6.3 degrees in January 2023.", "conflicting"),
        ("The mean temperature in Upperton was -1.3 degrees in January 2023.", "conflicting"),
        ("The temperature in Upperton fell from December 2022 to January 2023.", "supported"),
        ("The temperature in Upperton rose from December 2022 to January 2023.", "conflicting"),
        ("The temperature in Upperton fell by 2.3 degrees from December 2022 to January 2023.", "supported"),
        ("The temperature in Upperton fell 57 percent from December 2022 to January 2023.", "unverified"),
        ("The temperature was -3 degrees in January 2023.", "unverified"),  # of which town?
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), CLAIMS)
def test_claims(text: str, status: str, fields: Checker) -> None:
    found = fields.claim(text, DAY)
    assert found.status == status, found.summary


def test_their_verdicts_can_be_worked_out_again(fields: Checker, frost: Path, tmp_path: Path) -> None:
    findings = tuple(fields.claim(text, DAY) for text, _ in CLAIMS)
    found = json_.report_json(Report((DocumentReport("", None, None, DAY, "option", (), findings),)))
    (tmp_path / "report.json").write_text(json.dumps(found), "utf-8")
    script = EXAMPLES.parent / "docs" / "recompute.py"
    command = [sys.executable, str(script), str(tmp_path / "report.json"), str(EXAMPLES), str(frost)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) == sum(a.status != "unverified" for f in findings for a in f.assertions)


def test_wording_is_suggested_in_the_unit_that_was_written(fields: Checker) -> None:
    for text, better in (
        ("Saltmarsh recorded 4.8 cm of rain in June 2023.", "Saltmarsh recorded 3.9 cm of rain in June 2023."),
        ("Unemployment in Westbank was 6.2% in June 2023.", "Unemployment in Westbank was 5.0% in June 2023."),
    ):
        found = fields.claim(text, DAY)
        assert found.suggestion is not None
        assert found.suggestion.replace("5%", "5.0%") == better
        assert fields.claim(found.suggestion, DAY).status == "supported"


def test_the_example_sources_are_made_by_their_script(tmp_path: Path) -> None:
    script = EXAMPLES.parent / "scripts" / "build_examples.py"
    subprocess.run([sys.executable, str(script), "--out", str(tmp_path)], check=True)
    made = sorted(tmp_path.glob("*/*.csv"))
    assert len(made) == 5
    for path in made:
        assert path.read_bytes() == (EXAMPLES / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.parametrize("cell", ["12.25", "1e3", "12,5", "", "inf", "nan", "-3.0", "1_0", "٣"])
@pytest.mark.usefixtures("few_sources")
def test_a_value_that_the_measure_cannot_have_is_named(cell: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "rainfall", tmp_path / "rain"))
    path = folder / "rainfall.csv"
    written = f'"{cell}"' if "," in cell else cell
    path.write_text(f"release,month,station,value\n2024-01,2023-01,saltmarsh,{written}\n", "utf-8")
    if cell == "1e3":
        open_library([folder])  # a number all the same
        return
    with pytest.raises(Exception, match=r"rainfall\.csv:2: "):
        open_library([folder])


tenths = st.integers(-400, 400).map(lambda n: Decimal(n) / 10)


@given(tenths)
def test_a_figure_below_zero_fits_itself_and_its_rounding(official: Decimal) -> None:
    same = Amount(official, Decimal("0.1"), 2)
    assert compare(same, EXACT, official, 0.0, scale=FROSTY).result == "fits"
    whole = Amount(official.quantize(Decimal(1)), Decimal(1), 2)
    assert compare(whole, EXACT, official, 0.0, scale=FROSTY).result != "fails"
    assert compare(whole, ABOUT, official, 0.0, scale=FROSTY).result != "fails"
    assert compare(Amount(official + 5, Decimal(1), 2), EXACT, official, 0.0, scale=FROSTY).result == "fails"
    assert compare(Amount(official - 1, Decimal(1), 2), OVER, official, 0.0, scale=FROSTY).result == "fits"
    assert compare(Amount(official + 1, Decimal(1), 2), OVER, official, 0.0, scale=FROSTY).result == "fails"


@given(st.integers(1, 9999).map(lambda n: Decimal(n) / 10))
def test_a_decimal_rounded_to_the_whole_is_never_conflicting(official: Decimal) -> None:
    whole = official.quantize(Decimal(1))
    amount = Amount(whole, Decimal(1), len(str(whole)))
    if whole:
        assert compare(amount, EXACT, official, 0.0, scale=Scale(1)).result != "fails"
        assert compare(amount, ABOUT, official, 0.0, scale=Scale(1)).result != "fails"
