"""Turns every figure file of sources/cbp into single figures that are true, or surely false: rows as they stand.

    python scripts/table_claims.py --each 20 [--wrong]

Every table gets the same share, however small. Truth comes from the manifest and the CSV files alone: nothing is
imported from `factcheck`. A wrong amount is wrong in every file and release that counts the same people. One JSON
a line: id, text, as_of, expect, kind (the file), why. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.claim_truth import fiscal, index, name

SOURCES = Path(__file__).resolve().parents[1] / "sources" / "cbp"
SEED = 20261122
AS_OF = "2026-01-15"
Where = tuple[tuple[str, str], ...]  # dimension, value; sorted, "all" left out
LEAST = 100  # below, a wrong amount lies too near
NEAR = 0.06  # a wrong amount is this far, as a share, from everything it could be compared with
_AGENCIES = {
    "usbp": ("Border Patrol", "Border Patrol agents"),
    "ofo": ("the Office of Field Operations",),
    "dhs": ("all federal immigration authorities together",),
    "": ("CBP", "Customs and Border Protection"),
}
_PLACES = {
    "southwest": "at the southwest border", "northern": "at the northern border",
    "coastal": "along the coastal borders", "other": "at airports and seaports", "": "nationwide",
}  # fmt: skip
_GROUPS = {
    "single_adults": "single adults", "family": "people in family units", "unaccompanied": "unaccompanied children",
    "accompanied_minors": "accompanied minors", "": "migrants",
}  # fmt: skip


class Cell(NamedTuple):
    """One published figure: who is counted, the months it covers, and how the period is said."""

    where: Where
    months: range
    said: str
    value: int


class Table(NamedTuple):
    """One figure file with its cells, release by release, the newest last."""

    file: str
    releases: tuple[tuple[Cell, ...], ...]


class Tables:
    """The tables of the manifest in `folder`. Raises OSError, KeyError or ValueError for a broken one."""

    def __init__(self, folder: Path = SOURCES) -> None:
        data = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
        self.names: dict[str, dict[str, str]] = {
            d: {value: settings["label"] for value, settings in dimension["values"].items()}
            for d, dimension in data["dimensions"].items()
        }
        found = {t["file"]: t for t in data["tables"] if t.get("kind") != "as-published"}
        self.tables = [_table(folder, table) for table in found.values()]
        self._held: dict[tuple[Where, range], set[int]] = {}
        self._sayable: dict[str, list[Cell]] = {}
        for table in self.tables:
            for release in table.releases:
                for (where, months), value in _sums(release).items():
                    self._held.setdefault((where, months), set()).add(value)

    def cells(self, table: Table) -> list[Cell]:
        """What the newest release of a table holds and a sentence can say, in a list of the caller's own."""
        if table.file not in self._sayable:
            self._sayable[table.file] = [
                Cell(where, months, "", value)
                for (where, months), value in _sums(table.releases[-1]).items()
                if value >= LEAST and sayable(self, where)
            ]
        return list(self._sayable[table.file])

    def others(self, where: Where, months: range) -> set[int]:
        """Everything that any file and release says of these people in these months."""
        found = set(self._held.get((where, months), ()))
        if len(months) == 12:
            monthly = [self._held.get((where, range(m, m + 1)), set()) for m in months]
            if all(monthly):
                found |= {sum(map(min, monthly)), sum(map(max, monthly))}
        return found


def _table(folder: Path, table: Mapping[str, Any]) -> Table:
    releases: dict[str, list[Cell]] = {}
    fixed = {k: str(v) for k, v in table["fixed"].items()}
    with (folder / table["file"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cell = fixed | {d: row[d] for d in table["dimensions"]}
            where = tuple(sorted((d, v) for d, v in cell.items() if v != "all"))
            if "month" in row:
                first = index(row["month"])
                months, said = range(first, first + 1), name(first)
            else:
                year = int(row["fiscal_year"])
                months, said = fiscal(year), f"fiscal year {year}"
            releases.setdefault(row["release"], []).append(Cell(where, months, said, int(row["value"])))
    return Table(table["file"], tuple(tuple(releases[r]) for r in sorted(releases)))


def _sums(cells: Iterable[Cell]) -> dict[tuple[Where, range], int]:
    """The cells by people and months; rows that differ only in what a sentence cannot say stand together."""
    sums: dict[tuple[Where, range], int] = {}
    for cell in cells:
        key = _said(cell.where), cell.months
        sums[key] = sums.get(key, 0) + cell.value
    return sums


def _said(where: Where) -> Where:
    """The parts of a cell that a sentence names: the border is left out where a sector or a state says more."""
    named = dict(where)
    if "sector" in named or "state" in named:
        named.pop("region", None)
    return tuple(sorted(named.items()))


def sayable(tables: Tables, where: Where) -> bool:
    named = dict(where)
    if named.get("state") == "other" or named.get("sector") == "other":
        return False
    return all(v in tables.names[d] and (d != "citizenship" or v != "other") for d, v in named.items())


def people(tables: Tables, named: Mapping[str, str]) -> str:
    """ "unaccompanied children from Honduras"."""
    group = _GROUPS[named.get("demographic", "")]
    nation = named.get("citizenship")
    return f"{group} from {tables.names['citizenship'][nation]}" if nation else group


def place(tables: Tables, named: Mapping[str, str]) -> str:
    if sector := named.get("sector"):
        return f"in the {tables.names['sector'][sector]}"
    if state := named.get("state"):
        label = tables.names["state"][state]
        return f"in the {label}" if label.endswith("Islands") else f"in {label}"
    return _PLACES[named.get("region", "")] if named.get("component") != "dhs" else ""


def sentence(tables: Tables, cell: Cell, amount: str, rng: Random) -> str:
    named = dict(_said(cell.where))
    agency = rng.choice(_AGENCIES[named.get("component", "")])
    who, where = people(tables, named), place(tables, named)
    under = {"title8": " under Title 8", "title42": " under Title 42", "": ""}[named.get("title", "")]
    said = rng.choice(
        (
            f"{agency} encountered {amount} {who} {where}{under} in {cell.said}",
            f"in {cell.said}, {agency} encountered {amount} {who} {where}{under}",
            f"in {cell.said}, {agency} recorded {amount} encounters of {who} {where}{under}",
            f"{agency} had {amount} encounters with {who} {where}{under} in {cell.said}",
        )
    )
    said = " ".join(said.split()).replace(" ,", ",")
    return said[0].upper() + said[1:] + "."


def amount(value: int, right: bool, rng: Random) -> str:
    """The value as it stands, or rounded to three figures with a hedge that fits; a wrong one is wrong either way."""
    digits = len(str(value))
    if digits < 4 or rng.random() < 0.5:
        return f"{value:,}"
    step = 10 ** (digits - 3)
    down, near = value // step * step, (value + step // 2) // step * step
    hedges = [f"about {near:,}", f"roughly {near:,}"]
    if right and down < value:
        hedges += [f"more than {down:,}", f"nearly {down + step:,}" if near > down else f"just over {down:,}"]
    return rng.choice(hedges)


def _wrong(value: int, held: Iterable[int], rng: Random) -> int | None:
    for _ in range(20):
        far = round(value * (1 + rng.choice((-1, 1)) * rng.uniform(0.09, 0.4)))
        if all(abs(far - other) > NEAR * max(far, other) for other in (value, *held)):
            return far
    return None


def generate(tables: Tables, right: bool, each: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """`each` claims about every table, true ones or surely false ones."""
    for table in tables.tables:
        rng = Random(f"{seed} {table.file} {right}")
        cells = tables.cells(table)
        said = {c.months: c.said for c in table.releases[-1]}
        rng.shuffle(cells)
        made = 0
        for cell in cells:
            held = tables.others(cell.where, cell.months)
            if right and any(abs(other - cell.value) > NEAR * cell.value for other in held):
                continue  # files disagree: what is true depends on which is meant
            written = cell.value if right else _wrong(cell.value, held, rng)
            if written is None:
                continue
            text = sentence(tables, cell._replace(said=said[cell.months]), amount(written, right, rng), rng)
            made += 1
            yield {
                "id": f"{table.file}-{'right' if right else 'wrong'}-{made}",
                "text": text,
                "as_of": AS_OF,
                "expect": "supported" if right else "conflicting",
                "kind": table.file,
                "why": f"{dict(cell.where)}, {said[cell.months]}: {cell.value:,}",
            }
            if made == each:
                break


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--each", type=int, default=20, help="claims about every table")
    parser.add_argument("--wrong", action="store_true", help="surely false ones")
    options = parser.parse_args()
    for row in generate(Tables(), not options.wrong, options.each):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
