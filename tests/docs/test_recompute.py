"""docs/recompute.py agrees with the reports of this version, and notices every kind of tampering."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.check import Checker
from factcheck.ingest import read_document
from factcheck.model.finding import DocumentReport, Report
from factcheck.report import json_

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "recompute.py"
DAY = date(2024, 1, 20)
# One of every operation: sums of months and years, releases, averages, changes, shares, runs, records.
CLAIMS = (
    "Border Patrol made 191,106 arrests at the southern border in November 2023.",
    "Border Patrol made about 250,000 arrests at the southern border in November 2023.",
    "Border Patrol agents made 2,045,838 apprehensions at the southwest border in fiscal 2023.",
    "Border Patrol agents averaged 6,370 apprehensions a day at the southwest border in November 2023.",
    "Southwest border encounters by CBP rose 12 percent from October 2022 to November 2022.",
    "Border Patrol apprehensions at the southwest border rose from October 2023 to November 2023.",
    "Border Patrol apprehensions at the southwest border did not rise in November 2023 from October 2023.",
    "Border Patrol apprehensions at the southwest border more than doubled in March 2021 from January 2021.",
    "December 2022 was the highest month on record for Border Patrol apprehensions at the southwest border.",
    "Fiscal year 2022 was the highest year on record for Border Patrol apprehensions at the southwest border.",
    "Border Patrol apprehensions at the southwest border fell for the third straight month in January 2019.",
    "Border Patrol apprehensions at the southwest border topped 140,000 in every month of fiscal 2022.",
    "Single adults made up 55 percent of Border Patrol encounters at the southwest border in November 2023.",
    "Border Patrol apprehended more single adults than family members at the southwest border in May 2021.",
)


@pytest.fixture(scope="module")
def report(checker: Checker) -> dict[str, Any]:
    findings = [checker.claim(text, DAY) for text in CLAIMS]
    return json_.report_json(Report((DocumentReport("", None, None, DAY, "option", (), tuple(findings)),)))


def recompute(report: dict[str, Any], folder: Path, *more: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "report.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(path), *map(str, more or [ROOT / "sources"])]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})


def parts(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for document in report["documents"]:
        for claim in document["claims"]:
            yield from (p for p in claim["assertions"] if p["status"] != "unverified")


def test_it_has_sixty_lines_and_knows_nothing_of_the_package() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert "import factcheck" not in text and "from factcheck" not in text


def test_every_kind_of_verdict_is_worked_out_again(report: dict[str, Any], tmp_path: Path) -> None:
    rules = {part["rule"] for part in parts(report)}
    assert rules == {"figure", "average", "change", "trend", "rank", "share", "streak", "comparison"}
    done = recompute(report, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{len(list(parts(report)))} figure verdicts worked out again, 0 do not agree")


def test_the_example_draft_is_worked_out_again(checker: Checker, tmp_path: Path) -> None:
    draft = read_document(str(ROOT / "examples" / "draft.md"))
    done = recompute(json_.report_json(Report((checker.document(draft),))), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) >= 10


def test_another_folder_of_sources_is_read(rain: Checker, rain_folder: Path, tmp_path: Path) -> None:
    finding = rain.claim("The harbour station had 112 millimetres of rain in January 2020.", date(2021, 8, 1))
    found = json_.report_json(Report((DocumentReport("", None, None, None, "", (), (finding,)),)))
    assert finding.status != "unverified"
    assert recompute(found, tmp_path, rain_folder).returncode == 0
    assert recompute(found, tmp_path, tmp_path).returncode == 1  # the figures are not there


def change_total(work: dict[str, Any], _: dict[str, Any]) -> None:
    work["rows"][0]["total"] += 1


def change_month(work: dict[str, Any], _: dict[str, Any]) -> None:
    work["rows"][0]["first"] = "2012-05"


def change_release(work: dict[str, Any], _: dict[str, Any]) -> None:
    work["rows"][0]["release"] = "2001-01"


def change_filter(work: dict[str, Any], _: dict[str, Any]) -> None:
    work["rows"][0]["where"]["component"] = ["nobody"]


def change_result(work: dict[str, Any], _: dict[str, Any]) -> None:
    work["result"] = str(int(float(work["result"])) + 2)


def narrow(_: dict[str, Any], proof: dict[str, Any]) -> None:
    proof["fits"] = proof["open"] = {"at_least": "-99999999", "at_most": "-99999998"}


def widen(_: dict[str, Any], proof: dict[str, Any]) -> None:
    proof["fits"] = proof["open"] = {}


def deny(_: dict[str, Any], proof: dict[str, Any]) -> None:
    proof["negated"] = not proof["negated"]


Tampering = Callable[[dict[str, Any], dict[str, Any]], None]


@pytest.mark.parametrize("tamper", [change_total, change_month, change_release, change_filter, change_result, deny])
def test_tampering_is_noticed(report: dict[str, Any], tmp_path: Path, tamper: Tampering) -> None:
    spoiled = json.loads(json.dumps(report))
    claims = spoiled["documents"][0]["claims"]
    for claim in claims:
        part = next(p for p in claim["assertions"] if p["status"] != "unverified")
        claim["assertions"] = [part]
        proof = next(r["proof"] for r in part["readings"] if r["outcome"] in ("fits", "fails"))
        tamper(proof["computations"][0], proof)
    done = recompute(spoiled, tmp_path)
    assert done.returncode == 1 and done.stdout.startswith(
        f"{len(CLAIMS)} figure verdicts worked out again, {len(CLAIMS)} do not agree"
    ), done.stdout


def test_bounds_that_do_not_bear_the_verdict_out_are_noticed(report: dict[str, Any], tmp_path: Path) -> None:
    for tamper, outcome in ((narrow, "fits"), (widen, "fails")):
        spoiled = json.loads(json.dumps(report))
        tampered = 0
        for part in parts(spoiled):
            for reading in part["readings"]:
                if reading["outcome"] == outcome and not reading["proof"]["negated"]:
                    tamper({}, reading["proof"])
                    tampered += 1
        done = recompute(spoiled, tmp_path)
        assert tampered and done.returncode == 1, outcome


@pytest.mark.parametrize(("status", "other"), [("supported", "conflicting"), ("conflicting", "supported")])
def test_a_verdict_without_its_proof_is_noticed(
    report: dict[str, Any], tmp_path: Path, status: str, other: str
) -> None:
    for spoil in ("status", "proof", "readings"):
        spoiled = json.loads(json.dumps(report))
        part = next(p for p in parts(spoiled) if p["status"] == status and not p["caveats"])
        if spoil == "status":
            part["status"] = other
        elif spoil == "proof":
            del part["readings"][0]["proof"]
        else:
            part["readings"] = []
        done = recompute(spoiled, tmp_path)
        assert done.returncode == 1 and "1 do not agree" in done.stdout, (spoil, done.stdout)
