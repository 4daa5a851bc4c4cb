"""Scores claims about the sources in examples/, which no rule was written for, and holds them to floors.toml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts import tool
from scripts.source_claims import generate
from scripts.source_writer import Source

ROOT = Path(__file__).resolve().parents[1]


def other_fields(command: Path, floors: Mapping[str, Any], count: int, seed: int, show: bool) -> list[str]:
    """Prints how `count` generated claims about each field were decided; the floors missed."""
    floor = floors["other_fields"]
    missed: list[str] = []
    for name in floor["sources"]:
        folder = ROOT / name
        rows = list(generate(Source(folder), count, seed))
        answers, done = tool.ask(command, rows, options=["--sources", str(folder)])
        statuses = [(row, str(answers[row["id"]]["status"])) for row in rows]
        decided = sum(status != "unverified" for _, status in statuses) * 100 / count
        wrong = [row for row, status in statuses if status not in (row["expect"], "unverified")]
        speed = f"{count / done.seconds:.0f} a second"
        print(f"\n{name}: {decided:.1f} % of {count} claims decided, {len(wrong)} wrongly, {speed}")
        if show:
            print("\n".join(f"  {row['expect']}: {row['text']} ({row['why']})" for row in wrong))
        if len(wrong) > floor["wrong_max"]:
            missed.append(f"{name}: {len(wrong)} of {count} claims decided wrongly, at most {floor['wrong_max']}")
        if decided < floor["decided_percent_min"]:
            missed.append(f"{name}: {decided:.1f} % of claims decided, floor {floor['decided_percent_min']:g} %")
    return missed
