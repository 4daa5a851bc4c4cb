"""Turns figure files into tables of the compiled library: rows checked one by one, never all in memory."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.manifest import Manifest
from factcheck.model.value import Calendar, month_index, month_iso

# Months that one figure covers, by the column that says when: the first of these that a file has.
TIMES = {"month": 1, "quarter": 3, "fiscal_year": 12, "year": 12}
MOST_NAMED = 20  # problems of one file that are named one by one
ALL = "all"


class FigureFile:
    """One figure file and what its manifest says of it. What is wrong with it gathers in `problems`."""

    def __init__(self, root: Path, owner: Manifest, table: Mapping[str, Any]) -> None:
        measure = owner.data.get("measures", {}).get(table["measure"], {})
        self.path = owner.folder / str(table["file"])
        self.shown = self.path.relative_to(root).as_posix()
        self.source = owner.id
        self.table = table
        self.announced = table["kind"] == "as-published"
        self.dimensions: list[str] = list(table["dimensions"])
        self.decimals = int(measure.get("decimals", 0))
        self.signed = bool(measure.get("negative", False))
        self.time = _time_column(self.path)
        self.span = TIMES[self.time]
        start = int(owner.data.get("calendar", {}).get("fiscal_start", 1))
        self.calendar = Calendar(start if self.time == "fiscal_year" else 1)
        self.columns = [
            self.time,
            *self.dimensions,
            "value",
            *(["published", "quoted_from"] if self.announced else ["release"]),
        ]
        # What another table splits the same file by is summed here, and tells its rows apart.
        readers = [t for t in owner.tables if t["file"] == table["file"]]
        self.names = owner.columns  # what the file calls a dimension that another manifest has as well
        self.summed = sorted({d for t in readers for d in t["dimensions"]} - set(self.dimensions))
        self.problems: list[SourceError] = []
        self._unnamed = 0
        self._merged = False  # whether a row stands in several releases
        self._held: list[set[str]] = [set() for _ in self.dimensions]
        self._months: dict[str, list[int]] = {}
        self._shared: dict[str, str] = {}
        self._read_months: dict[str, int] = {}
        self._unit = 10**self.decimals if 0 <= self.decimals <= 6 else 0

    def compile(self, db: sqlite3.Connection, sql: str, releases: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Fills the SQL table `sql` and returns what the library says of the table."""
        columns = ["month", *self.columns[1:], *self.summed]
        names = ", ".join(f'"{c}"' for c in columns)
        db.execute(f'CREATE TABLE "{sql}" (line INTEGER PRIMARY KEY, {names})')
        db.executemany(f'INSERT INTO "{sql}" VALUES (?{", ?" * len(columns)})', self._rows())
        if not self.announced:
            self._refuse_twins(db, sql)
            if self._merged:
                self._refuse_overlaps(db, sql)
        if self._unnamed:
            self._complain(f"{self.path}: {self._unnamed} more lines cannot be used", "mend them in the same way")
        table = self.table
        return {
            "id": table["id"],
            "sql": sql,
            "source": self.source,
            "title": table["title"],
            "file": self.path.name,
            "path": self.shown,
            "url": table.get("url", ""),
            "measure": table["measure"],
            "family": table["family"],
            "kind": table["kind"],
            "dimensions": self.dimensions,
            "columns": {d: self.names[d] for d in self.dimensions if d in self.names},
            "fixed": dict(table["fixed"]),
            "held": {d: sorted(held) for d, held in zip(self.dimensions, self._held, strict=True)},
            "caveats": list(table.get("caveats", ())),
            "gaps": table.get("gaps", "zero"),
            "span": self.span,
            "releases": [] if self.announced else self._coverage(releases),
        }

    # ---- rows ---------------------------------------------------------------------------------

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        """(line, month, dimensions…, value, release) of every row that can be used."""
        earliest = self._earliest()
        place = len(self.dimensions) + 1
        read = {1: self._month, 3: self._quarter, 12: self._year}[self.span]
        for line, cells in self._cells():
            try:
                month = read(cells[0])
                value = self._value(cells[place])
            except ValueError as error:
                self._bad_line(line, str(error))
                continue
            if month < earliest:
                continue  # another table of the family answers for it
            for held, cell in zip(self._held, cells[1:place], strict=True):
                held.add(cell)
            named = [cells[place + 1]] if self.announced else cells[place + 1].split() or [""]
            self._merged = self._merged or len(named) > 1
            for release in named:
                reach = self._months.get(release)
                if reach is None:
                    self._months[release] = [month, month + self.span - 1]
                elif not reach[0] <= month <= reach[1]:
                    reach[:] = min(reach[0], month), max(reach[1], month + self.span - 1)
            yield (line, month, *cells[1:place], value, *cells[place + 1 :])

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        """(line, cells in the order of `columns`) as the file has them."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file)
                header = next(reader, [])
                columns = [*self.columns, *self.summed]
                columns = [self.names.get(c, c) for c in columns]
                missing = [c for c in columns if c not in header]
                for column in missing:
                    self._complain(f"{self.path}:1: no column {column!r}", "add it, or mend the manifest's dimensions")
                if len(set(header)) < len(header):
                    twice = next(c for c in header if header.count(c) > 1)
                    self._complain(f"{self.path}:1: two columns are called {twice!r}", "rename or remove one")
                if missing:
                    return
                order = [header.index(c) for c in columns]
                for row in reader:
                    if not row:
                        continue
                    if len(row) != len(header):
                        self._bad_line(reader.line_num, f"{len(row)} cells where the header has {len(header)}")
                        continue
                    # Equal words are kept once, however many rows there are.
                    yield reader.line_num, [self._shared.setdefault(row[k], row[k]) for k in order]
        except UnicodeDecodeError:
            line = _line_not_utf8(self.path)
            self._complain(
                f"{self.path}:{line}: this line is not UTF-8 text; the file mixes encodings, or is in another",
                "save the whole file as UTF-8",
            )
        except OSError as error:
            self._complain(f"{self.path}: cannot be read: {error.strerror}", "check that it is there and readable")
        except csv.Error as error:
            self._complain(f"{self.path}: not a CSV file: {error}", "save it as CSV")

    def _month(self, cell: str) -> int:
        known = self._read_months.get(cell)
        if known is not None:
            return known
        year, dash, month = cell.partition("-")
        if not (dash and len(year) == 4 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
            raise ValueError(f"{cell!r} is not a month such as 2024-01")
        self._read_months[cell] = month_index(int(year), int(month))
        return self._read_months[cell]

    def _quarter(self, cell: str) -> int:
        """The first month of a quarter of the calendar year."""
        year, q, number = cell.partition("-Q")
        if not (q and len(year) == 4 and year.isdecimal() and number in ("1", "2", "3", "4")):
            raise ValueError(f"{cell!r} is not a quarter such as 2024-Q1")
        return month_index(int(year), 3 * int(number) - 2)

    def _year(self, cell: str) -> int:
        """The first month of a year."""
        if not (len(cell) == 4 and cell.isdecimal()):
            raise ValueError(f"{cell!r} is not a year such as 2024")
        return self.calendar.fiscal_year(int(cell))[0]

    def _value(self, cell: str) -> int:
        """The cell in units of its last decimal. Raises ValueError in plain words."""
        if self._unit and len(cell) < 12 and cell.isascii() and cell.isdecimal():
            return int(cell) * self._unit
        try:
            value = Decimal(cell)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or not cell.isascii() or "_" in cell:
            raise ValueError(f"{cell!r} is not a number")
        scaled = value.scaleb(self.decimals)
        if scaled != scaled.to_integral_value() or abs(scaled) >= 10**18:
            kind = "a whole number" if not self.decimals else f"a number of at most {self.decimals} decimals"
            raise ValueError(f"{cell!r} is not {kind}, as the measure's decimals declare")
        if value < 0 and not self.signed:
            raise ValueError(f"{cell!r} is a negative count; only a measure with negative = true has such")
        return int(scaled)

    def _earliest(self) -> int:
        if "from" not in self.table:
            return -1
        return self._month(str(self.table["from"]))

    # ---- what is wrong ------------------------------------------------------------------------

    def _complain(self, message: str, advice: str) -> None:
        self.problems.append(SourceError(message, advice))

    def _bad_line(self, line: int, why: str) -> None:
        if len(self.problems) >= MOST_NAMED:
            self._unnamed += 1
        else:
            self._complain(f"{self.path}:{line}: {why}", "mend that line")

    def _refuse_twins(self, db: sqlite3.Connection, sql: str) -> None:
        """Two rows for one cell would be added up: they are refused. The index makes look-ups quick, too."""
        keys = ", ".join(f'"{c}"' for c in (*self.dimensions, *self.summed, "release", "month"))
        try:
            db.execute(f'CREATE UNIQUE INDEX "{sql}_cell" ON "{sql}" ({keys})')
        except sqlite3.IntegrityError:
            query = f'SELECT MIN(line), MAX(line) FROM "{sql}" GROUP BY {keys} HAVING COUNT(*) > 1 ORDER BY 1'
            for number, (first, last) in enumerate(db.execute(query)):
                if number >= MOST_NAMED:
                    self._complain(f"{self.path}: there are more such pairs of lines", "remove one line of each")
                    break
                self._complain(
                    f"{self.path}:{last}: the same month, release and dimensions as line {first}",
                    "remove one of the two lines",
                )

    def _refuse_overlaps(self, db: sqlite3.Connection, sql: str) -> None:
        """A cell may stand in two rows only where no release is in both."""
        keys = ", ".join(f'"{c}"' for c in (*self.dimensions, *self.summed, "month"))
        shared = f'SELECT {keys} FROM "{sql}" GROUP BY {keys} HAVING COUNT(*) > 1'
        query = f'SELECT line, "release", {keys} FROM "{sql}" WHERE ({keys}) IN ({shared}) ORDER BY line'
        lines: dict[tuple[str, ...], int] = {}
        for line, named, *cell in db.execute(query):
            for release in named.split():
                first = lines.setdefault((release, *cell), line)
                if first != line and len(self.problems) < MOST_NAMED:
                    self._complain(
                        f"{self.path}:{line}: the same month, release and dimensions as line {first}",
                        "remove one of the two lines",
                    )

    def _coverage(self, declared: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The releases of a table with the months that each covers, oldest first."""
        known = {str(r["id"]): r for r in declared}
        for name in self._months:
            if name not in known:
                self._complain(f"{self.path}: release {name!r} is not declared", "add it to the table's releases")
        for name, (_, last) in self._months.items():
            published = str(known.get(name, {}).get("published", ""))[:7]
            if published and month_iso(last) > published:
                self._complain(
                    f"{self.path}: release {name!r}, published {published}, has figures for {month_iso(last)}",
                    "correct the release's date, or those months",
                )
        return [
            {
                "id": r["id"], "table": self.table["id"], "published": str(r.get("published", "")),
                "retrieved": str(r.get("retrieved", "")), "url": str(r.get("url", self.table.get("url", ""))),
                "original": str(r.get("original", "")), "sha256": str(r.get("sha256", "")),
                "first_month": self._months[name][0], "last_month": self._months[name][1],
                "rounded_to": int(r.get("rounded_to", 1)),
            }
            for name, r in known.items()
            if name in self._months
        ]  # fmt: skip


def _line_not_utf8(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _time_column(path: Path) -> str:
    try:
        with path.open("rb") as file:
            header = file.readline().decode("utf-8-sig", "replace").strip().split(",")
    except OSError:
        return "month"  # reading the rows will say what is wrong
    return next((c for c in TIMES if c in header), "month")
