"""Sources of several fields stand side by side: names they share mean in each what its own manifest says."""

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
ROOT = Path(__file__).parents[2]
# Both have a state, a sector and a region, as the bundled figures have, and the second has the first one's measure.
ROADS = """Month,State,Region,Road deaths
2023-10,Texas,Coastal,300
2023-10,Arizona,Coastal,90
2023-10,Texas,Inland,210
2023-10,Arizona,Inland,40
2023-11,Texas,Coastal,330
2023-11,Arizona,Coastal,85
2023-11,Texas,Inland,190
2023-11,Arizona,Inland,44
"""
ABROAD = """Month,Land,Road deaths
2023-10,Bavaria,41.5
2023-10,Hesse,20.5
2023-11,Bavaria,44.5
2023-11,Hesse,18.0
"""
OUTPUT = """Month,Sector,Output (million dollars)
2023-10,El Paso,12
2023-10,Weaving,30
2023-11,El Paso,15
2023-11,Weaving,28
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fields")
    add_table(made, ROADS, "roads", Wishes())
    add_table(made, ABROAD, "abroad", Wishes())
    add_table(made, OUTPUT, "output", Wishes())
    return made


@pytest.fixture(scope="module")
def all_of_them(folder: Path) -> Checker:
    return checker_of(ROOT / "sources", folder)


CLAIMS = [
    ("Road deaths in Texas came to 520 in November 2023.", "supported"),
    ("Road deaths in Texas came to 540 in November 2023.", "conflicting"),
    ("Arizona recorded 129 road deaths in November 2023.", "supported"),
    ("Texas had more road deaths than Arizona in November 2023.", "supported"),
    ("Road deaths in Texas rose 2 percent in November 2023.", "supported"),
    ("Coastal road deaths came to 415 in November 2023.", "supported"),
    ("Road deaths in Bavaria came to 44.5 in November 2023.", "supported"),
    ("Road deaths in Bavaria came to 54.5 in November 2023.", "conflicting"),
    ("Road deaths in Hesse fell in November 2023.", "supported"),
    ("Output in El Paso came to $15 million in November 2023.", "supported"),
    ("Output in El Paso came to $51 million in November 2023.", "conflicting"),
    ("Output in the El Paso sector was 15 million dollars in November 2023.", "supported"),
    ("Road deaths rose from October 2023 to November 2023.", "unverified"),
    ("Road deaths in Vermont came to 12 in November 2023.", "unverified"),
    ("Attempted road deaths in Texas came to 520 in November 2023.", "unverified"),
    ("Border Patrol made 191,106 apprehensions at the southwest border in November 2023.", "supported"),
    ("Border Patrol made 119,106 apprehensions at the southwest border in November 2023.", "conflicting"),
    ("Border Patrol apprehensions in the El Paso sector fell from September 2023 to October 2023.", "supported"),
]


@pytest.mark.parametrize(("text", "status"), CLAIMS)
def test_each_claim_is_read_in_its_own_field(text: str, status: str, all_of_them: Checker) -> None:
    found = all_of_them.claim(text, DAY)
    assert found.status == status, found.summary


def test_their_verdicts_can_be_worked_out_again(folder: Path, tmp_path: Path, all_of_them: Checker) -> None:
    findings = tuple(all_of_them.claim(text, DAY) for text, status in CLAIMS if status != "unverified")
    report = json_.report_json(Report((DocumentReport("", None, None, DAY, "option", (), findings),)))
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    command = [sys.executable, str(ROOT / "docs" / "recompute.py"), str(tmp_path / "report.json")]
    command += [str(ROOT / "sources"), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    assert run.returncode == 0 and int(run.stdout.split()[0]) >= len(findings), run.stdout + run.stderr


def test_what_is_wrong_is_named_by_the_fields_own_label(all_of_them: Checker) -> None:
    found = all_of_them.claim("Road deaths in Texas came to 129 in November 2023.", DAY)
    near = [miss.text for a in found.assertions for miss in a.near_misses]
    assert found.status == "conflicting" and any("Arizona" in text for text in near), near
    assert "@" not in json.dumps(
        json_.report_json(Report((DocumentReport("", None, None, DAY, "option", (), (found,)),)))
    )
