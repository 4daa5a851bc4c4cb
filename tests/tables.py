"""Sources made of CSV text, as `factcheck sources add` makes them, for tests of other fields than the bundled one."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

from factcheck.check import Checker
from factcheck.intake.asking import Wishes
from factcheck.intake.convert import convert
from factcheck.intake.look import look, scaled
from factcheck.intake.read import open_sheet
from factcheck.intake.write import About, manifest
from factcheck.library import Library, compile_into


def add_table(folder: Path, table: str, name: str, wishes: Wishes, published: str = "2024-02-20") -> Path:
    """Adds the source `name` to `folder`; what is counted is called as the table or else the source is."""
    source = folder / name
    source.mkdir()
    (source / "table.csv").write_text(table, encoding="utf-8")
    plan = look(open_sheet(source / "table.csv"), wishes, name)
    power, unit = scaled(plan.unit)
    figures = convert(plan, published, power)
    about = About(name, "Office", name, "https://x.example", plan.label, unit, (plan.label,), published)
    with (source / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["release", plan.time, *(d.name for d in figures.dimensions), "value"])
        writer.writerows(figures.rows)
    (source / "manifest.toml").write_text(manifest(plan, figures, about, "figures.csv"), encoding="utf-8")
    return source


def checker_of(*folders: Path) -> Checker:
    """What checks claims against these folders and nothing else."""
    return Checker(Library(compile_into(sqlite3.connect(":memory:"), list(folders), None)))
