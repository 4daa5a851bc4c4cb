"""Runs the labelled claims' own scorer, reads the table that it prints and holds it to floors.toml."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scripts import tool

DECIDED = ("supported", "conflicting")
Floors = Mapping[str, Any]


class SetScore(NamedTuple):
    """One line of the table that eval/run prints, and the rows that came out wrong."""

    rows: int
    coverage: float
    false_passes: int
    false_accusations: int
    wrong: dict[str, str]  # id -> the status that was answered


_LINE = re.compile(
    r"^(?P<set>\w+)\s+(?P<rows>\d+)\s+[\d.-]+\s+(?P<coverage>[\d.]+|-)\s+[\d.-]+\s+[\d.-]+"
    r"\s+[\d.-]+\s+(?P<passes>\d+)\s+(?P<accusations>\d+)\s+[\d.]+$"
)
_WRONG = re.compile(r"^  (?P<id>\S+) expect \w+, got (?P<got>\w+) ")
_UNANSWERED = re.compile(r"^  \d+ of \d+ rows got no answer|^boilerplate: no report")
_SPANS = re.compile(r"^boilerplate +(\d+) spans, (\d+) wrongly reported")


def labelled(shared: Path, command: Path) -> str:
    """What eval/run prints for every set. Raises ToolError when it cannot be run."""
    runner = shared / "eval" / "run"
    if not runner.is_file():
        raise tool.ToolError(f"no labelled claims at {runner}: name the folder with --shared")
    done = subprocess.run(
        [sys.executable, str(runner), "--show"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FACTCHECK": str(command)},
    )
    if done.returncode:
        raise tool.ToolError(f"{runner} ended with status {done.returncode}: {tool.last_line(done.stderr)}")
    return done.stdout


def read_table(printed: str) -> dict[str, SetScore]:
    """The lines of eval/run by set; the rows that came out wrong stand before their set's line."""
    scores: dict[str, SetScore] = {}
    wrong: dict[str, str] = {}
    for line in printed.splitlines():
        if found := _WRONG.match(line):
            wrong[found["id"]] = found["got"]
        elif found := _LINE.match(line):
            coverage = 0.0 if found["coverage"] == "-" else float(found["coverage"])
            counts = int(found["passes"]), int(found["accusations"])
            scores[found["set"]] = SetScore(int(found["rows"]), coverage, *counts, wrong)
            wrong = {}
    return scores


def check_labelled(printed: str, floors: Floors) -> list[str]:
    """The floors that the labelled sets miss, one sentence each."""
    scores = read_table(printed)
    missed = [line.strip() for line in printed.splitlines() if _UNANSWERED.match(line)]
    for name, floor in floors["sets"].items():
        if name not in scores:
            missed.append(f"{name}: the set was not scored")
            continue
        score = scores[name]
        decided = sum(got in DECIDED for got in score.wrong.values())
        counted = {
            "false_passes_max": score.false_passes,
            "false_accusations_max": score.false_accusations,
            "wrongly_decided_max": decided,
        }
        for key, count in counted.items():
            if count > floor.get(key, count):
                missed.append(f"{name}: {_words(key)} {count}, at most {floor[key]} allowed")
        if score.coverage < floor.get("coverage_min", 0):
            missed.append(f"{name}: coverage {score.coverage} %, at least {floor['coverage_min']} %")
        missed += [
            f"{name}: {row} must be right, it is {score.wrong[row]}"
            for row in floor.get("right", ())
            if row in score.wrong
        ]
    return missed + _check_spans(printed, floors)


def told_of(printed: str) -> None:
    """Prints where docs/confusion.md is not true any more; that alone misses no floor."""
    from scripts.confusion import PAGE, differences, wrong_now

    found = differences(PAGE.read_text(encoding="utf-8"), wrong_now(printed))
    print("\n".join(["", *(f"docs/confusion.md: {line}" for line in found)]) if found else "")


def _check_spans(printed: str, floors: Floors) -> list[str]:
    allowed = floors["boilerplate"]["spans_max"]
    for line in printed.splitlines():
        if found := _SPANS.match(line):
            count = int(found[2])
            said = f"boilerplate: {count} of {found[1]} spans reported as claims, at most {allowed}"
            return [said] if count > allowed else []
    return ["boilerplate: the spans were not checked"]


def _words(key: str) -> str:
    return key.removesuffix("_max").replace("_", " ")


def table_only(printed: str) -> str:
    """eval/run's output without the rows that came out wrong."""
    wanted = (_LINE, _SPANS, _UNANSWERED, re.compile("^set "))
    return "\n".join(line for line in printed.splitlines() if any(w.match(line) for w in wanted))
