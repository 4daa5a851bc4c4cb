"""Makes the synthetic example sources in examples/: rainfall, unemployment and power by month, a fishery by quarter
and libraries by fiscal year.

    python scripts/build_examples.py [--out examples]

The figures are invented, by fixed formulas and a fixed seed: the same files every time. No place,
station or authority in them exists. They show that a manifest is all that a new field needs.
Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parents[1] / "examples"
Row = tuple[str, ...]


def months(first: int, last: int) -> Iterator[str]:
    """ "2015-01" and on, to December of `last`."""
    for year in range(first, last + 1):
        for month in range(1, 13):
            yield f"{year}-{month:02}"


def season(month: str, peak: int) -> float:
    """1 in the month `peak`, -1 half a year from it."""
    return math.cos((int(month[5:]) - peak) * math.pi / 6)


def rainfall() -> Iterator[Row]:
    """Millimetres by station; one station began late, and one gauge was broken for two months."""
    rng = Random("rainfall")
    yield "release", "month", "station", "value"
    wet = {"saltmarsh": 71.0, "old_quarry": 48.0, "fell_top": 133.0}
    for month in months(2012, 2023):
        for station, usual in wet.items():
            if station == "old_quarry" and (month < "2014-04" or month in ("2018-02", "2018-03")):
                continue
            value = usual * (1 + 0.45 * season(month, 12)) * rng.uniform(0.35, 1.75)
            yield "2024-01", month, station, f"{value:.1f}"


def unemployment() -> Iterator[Row]:
    """Percent by province, and for all together: an average weighted by people, not of the provinces."""
    rng = Random("unemployment")
    yield "release", "month", "province", "value"
    rates = {"northmoor": 6.1, "eastvale": 4.4, "westbank": 7.9}
    people = {"northmoor": 0.3, "eastvale": 0.55, "westbank": 0.15}
    for month in months(2014, 2023):
        total = 0.0
        for province, before in rates.items():
            shock = 2.1 if month == "2020-04" else 0.0
            rate = max(before + rng.gauss(-0.015, 0.16) + shock + (5.2 - before) * 0.03, 2.2)
            rates[province] = rate
            total += people[province] * rate
            yield "2024-02", month, province, f"{rate + 0.25 * season(month, 1):.1f}"
        yield "2024-02", month, "all", f"{total + 0.25 * season(month, 1):.1f}"


def power() -> Iterator[Row]:
    """Gigawatt-hours by fuel and region, in two releases of which the second restates the first a little."""
    rng = Random("power")
    yield "release", "month", "region", "fuel", "value"
    regions = {"highlands": 1.0, "lowlands": 2.6}
    fuels = {"coal": 410.0, "wind": 120.0, "hydro": 230.0}
    rows: dict[Row, float] = {}
    for month in months(2013, 2023):
        since = int(month[:4]) - 2013
        growth = {"coal": 1 - 0.06 * since, "wind": 1 + 0.22 * since, "hydro": 1.0}
        peak = {"coal": 1, "wind": 2, "hydro": 5}
        for region, size in regions.items():
            for fuel, usual in fuels.items():
                value = usual * size * growth[fuel] * (1 + 0.2 * season(month, peak[fuel])) * rng.uniform(0.85, 1.15)
                rows[month, region, fuel] = value
    for release, last in (("2023-02", "2022-12"), ("2024-02", "2023-12")):
        for (month, region, fuel), value in rows.items():
            if month <= last:
                restated = value * (1.003 if release == "2023-02" and month >= "2022-06" else 1)
                yield release, month, region, fuel, f"{restated:.0f}"


def fishery() -> Iterator[Row]:
    """Tonnes landed by harbour and quarter."""
    rng = Random("fishery")
    yield "release", "quarter", "harbour", "value"
    usual = {"greywick": 5200.0, "stonehaven_sound": 2900.0, "mussel_bay": 1450.0}
    for year in range(2009, 2024):
        for quarter in range(1, 5):
            for harbour, tonnes in usual.items():
                value = tonnes * (1 + 0.25 * math.cos((quarter - 3) * math.pi / 2)) * rng.uniform(0.8, 1.25)
                yield "2024-02", f"{year}-Q{quarter}", harbour, f"{value:.0f}"


def libraries() -> Iterator[Row]:
    """Visits by town and fiscal year, which ends in March."""
    rng = Random("libraries")
    yield "release", "fiscal_year", "town", "value"
    visits = {"marlow_cross": 410_000.0, "upper_tarn": 152_000.0, "saint_odo": 88_000.0, "ferry_end": 61_000.0}
    for year in range(1995, 2024):
        for town, before in visits.items():
            visits[town] = before * rng.uniform(0.88, 1.14) * (0.55 if year == 2021 else 1.5 if year == 2022 else 1)
            yield "2023-06", str(year), town, f"{visits[town]:.0f}"


def write(folder: Path) -> None:
    made = (rainfall, unemployment, power, fishery, libraries)
    for name, rows in ((source.__name__, source()) for source in made):
        (folder / name).mkdir(parents=True, exist_ok=True)
        with (folder / name / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes the synthetic sources of examples/.")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder to write to")
    write(parser.parse_args().out)
