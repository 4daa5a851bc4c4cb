"""Turns the cells of a sheet into the rows of a figure file: one value a month, release and population."""

from __future__ import annotations

import re
import sqlite3
import zlib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from factcheck.errors import SourceError
from factcheck.intake.cells import is_blank, is_total, number, unmarked
from factcheck.intake.look import Plan, decimals_of
from factcheck.intake.times import FISCAL_YEAR, MONTH, QUARTER
from factcheck.model.value import month_iso, month_name

ALL = "all"
MOST_DECIMALS = 4
_DAILY = 27  # a month with fewer different days is no daily record


@dataclass(slots=True)
class Dimension:
    """A dimension of the figure file: its name there, as the sheet calls it, and its values' labels by name."""

    name: str
    label: str
    values: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def value(self, cell: str) -> str:
        """The name of a cell's value in the figure file; "North Sea" and "NORTH SEA" are one."""
        text = " ".join(cell.split()) or "(none)"
        key = text.casefold()
        if key not in self._names:
            total = is_total(text) or key in {f"{lead} {self.label}{s}" for lead in ("all", "total") for s in ("", "s")}
            name = base = ALL if total else slug(text)
            number_ = 2
            while not total and (name in self.values or name == ALL):
                name, number_ = f"{base}_{number_}", number_ + 1
            self._names[key] = name
            if name != ALL:
                self.values[name] = text
        return self._names[key]


@dataclass(slots=True)
class Figures:
    """What the figure file will hold. `notes` say what was left out and why."""

    dimensions: list[Dimension]
    decimals: int
    negative: bool
    first: str
    last: str
    releases: list[str]
    count: int
    notes: list[str]
    rounded_to: int
    rows: Iterable[tuple[str, ...]]


def slug(text: str) -> str:
    """A name for the figure file and the manifest: letters, digits and "_"."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or "value"


def convert(plan: Plan, release: str, power: int = 0) -> Figures:
    """The rows of the figure file. Raises SourceError where two lines give one cell different values.

    Figures of thousands (`power` 3) or millions (6) are written out; they are rounded to their last digit then.
    """
    return _Converter(plan, release, power).figures()


class _Converter:
    """Gathers cells in a database on disk, so that a long table needs no more memory than a short one."""

    def __init__(self, plan: Plan, release: str, power: int) -> None:
        self.plan, self.release, self.power = plan, release, power
        self.notes: list[str] = []
        self.dimensions = [Dimension(slug(name), name.lower()) for name, _ in plan.dimensions]
        if plan.spread:
            self.dimensions.append(Dimension(slug(plan.spread), plan.spread.lower()))
        self._rename_reserved()
        self.keys = [f"d{k}" for k in range(len(self.dimensions))]
        self.db = sqlite3.connect("")  # on disk once it outgrows its cache, and gone when closed
        self.db.execute(
            f"CREATE TABLE cells (month, day, release, {''.join(f'{k}, ' for k in self.keys)}value, crc, line)"
        )
        self.decimals = self.rounded = 0  # digits behind the point, and noughts in front of it
        self._each = plan.time.removeprefix("fiscal_")

    def _rename_reserved(self) -> None:
        seen = {"month", "quarter", "year", "fiscal_year", "value", "release", "line", "published"}
        for dimension in self.dimensions:
            while dimension.name in seen:
                dimension.name += "_name"
            seen.add(dimension.name)

    def fail(self, problem: str, advice: str) -> SourceError:
        return SourceError(f"{self.plan.sheet.path}: {problem}", advice)

    def figures(self) -> Figures:
        self.decimals = self._decimals()
        holes = ",".join("?" * (len(self.keys) + 6))
        self.db.executemany(f"INSERT INTO cells VALUES ({holes})", self._cells())
        (count,) = self.db.execute("SELECT COUNT(*) FROM cells").fetchone()
        if not count:
            raise self.fail(
                f"no cell with both a {self._each} and a figure is found", "check the columns with --month and --value"
            )
        self._twins()
        self._days()
        self._totals()
        first, last, count = self.db.execute("SELECT MIN(month), MAX(month), COUNT(*) FROM cells").fetchone()
        (lowest,) = self.db.execute("SELECT MIN(value) FROM cells").fetchone()
        releases = [str(r) for (r,) in self.db.execute("SELECT DISTINCT release FROM cells ORDER BY 1")]
        return Figures(
            self.dimensions, self.decimals, lowest < 0, self._name(first), self._name(last), releases, count,
            self.notes, 10**self.rounded, self._rows(),
        )  # fmt: skip

    def _rows(self) -> Iterator[tuple[str, ...]]:
        columns = ", ".join(["release", "month", *self.keys, "value"])
        for row in self.db.execute(f"SELECT {columns} FROM cells ORDER BY {columns}"):
            value = Decimal(row[-1]).scaleb(-self.decimals)
            yield str(row[0]), self._iso(row[1]), *(str(c) for c in row[2:-1]), f"{value:.{self.decimals}f}"

    def _iso(self, month: int) -> str:
        """What begins with a month, as the figure file writes it."""
        if self.plan.time == MONTH:
            return month_iso(month)
        year, past = divmod(month, 12)
        return f"{year}-Q{past // 3 + 1}" if self.plan.time == QUARTER else str(year)

    def _name(self, month: int) -> str:
        """The same in words."""
        if self.plan.time == MONTH:
            return month_name(month)
        return f"fiscal {self._iso(month)}" if self.plan.time == FISCAL_YEAR else self._iso(month)

    # ---- cells --------------------------------------------------------------------------------

    def _decimals(self) -> int:
        most = 0
        for _, row in self.plan.sheet.rows():
            for place in self.plan.values:
                value = number(unmarked(row[place]), self.plan.comma)
                if value is not None:
                    most = max(most, decimals_of(value))
        if most > MOST_DECIMALS:
            self.notes.append(f"rounded figures of {most} decimals to {MOST_DECIMALS}")
        kept = min(most, MOST_DECIMALS)
        if self.power:
            self.rounded = max(self.power - kept, 0)
            self.notes.append(f"figures in {10**self.power:,} were written out, known to {10**self.rounded:,}")
        return max(kept - self.power, 0)

    def _cells(self) -> Iterator[tuple[object, ...]]:
        plan, blank, yearly, undated = self.plan, 0, 0, 0
        named = [c for c in plan.sheet.header]
        for line, row in plan.sheet.rows():
            crc = zlib.crc32("\x1f".join(row).encode())
            release = row[plan.release] if plan.release is not None else self.release
            for moment, place in plan.cells(row):
                cell = row[place]
                if is_blank(cell):
                    blank += 1
                    continue
                if moment is None:
                    if any(is_total(c) for c in row):
                        yearly += 1
                        continue
                    undated += 1
                    if undated > 1 or plan.sheet.rows is None:
                        continue
                    self.notes.append(f"line {line} names no {self._each} and was left out")
                    continue
                value = number(unmarked(cell), plan.comma)
                assert value is not None
                scaled = value.scaleb(self.decimals + self.power).quantize(Decimal(1), ROUND_HALF_EVEN)
                if abs(scaled) >= 10**15:
                    raise self.fail(f"line {line}: {cell!r} is too large", "correct it")
                where = [d.value(row[p]) for d, (_, p) in zip(self.dimensions, plan.dimensions, strict=False)]
                if plan.spread:
                    where.append(self.dimensions[-1].value(named[place]))
                yield moment.index, moment.day, release, *where, int(scaled), crc, line
        if blank:
            self.notes.append(f"{blank:,} empty cell{'s' if blank > 1 else ''} left out: not known, and not zero")
        if yearly:
            self.notes.append(f"{yearly:,} figure{'s' if yearly > 1 else ''} for whole years left out")
        if undated > 1:
            self.notes[:] = [n for n in self.notes if " and was left out" not in n]
            self.notes.append(f"{undated:,} lines that name no {self._each} were left out")

    # ---- what does not belong -----------------------------------------------------------------

    def _twins(self) -> None:
        """Lines that are the same in every cell count once; two figures for one cell are an error."""
        keys = ", ".join(["month", "day", "release", *self.keys])
        query = (
            f"SELECT COUNT(*), COUNT(DISTINCT value), COUNT(DISTINCT crc), MIN(line), MAX(line), month "
            f"FROM cells GROUP BY {keys} HAVING COUNT(*) > 1"
        )
        repeated = 0
        for count, _, rows, first, last, month in self.db.execute(query):
            if rows > 1:
                left = f" (left aside: {', '.join(map(repr, self.plan.ignored))})" if self.plan.ignored else ""
                raise self.fail(
                    f"lines {first} and {last} both give a figure for {self._iso(month)}{left}",
                    "name the column that tells them apart with --dimension, or remove one of the lines",
                )
            repeated += count - 1
        if repeated:
            self.db.execute(f"DELETE FROM cells WHERE rowid NOT IN (SELECT MIN(rowid) FROM cells GROUP BY {keys})")
            self.notes.append(f"{repeated:,} line{'s' if repeated > 1 else ''} the same as another left out")

    def _days(self) -> None:
        """Days become months; a month that lacks days is left out."""
        keys = ", ".join(["month", "release", *self.keys])
        (most,) = self.db.execute(f"SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM cells GROUP BY {keys})").fetchone()
        if most == 1:
            return
        (without,) = self.db.execute("SELECT COUNT(*) FROM cells WHERE day = 0").fetchone()
        if without:
            raise self.fail("some lines are for a month and others for a day of it", "keep one kind")
        if most < _DAILY:
            raise self.fail(
                f"up to {most} dates fall in one month: neither a figure a month nor a figure a day",
                "save the monthly figures; weeks do not add up to months",
            )
        query = f"SELECT COUNT(*), SUM(value), MAX(day), {keys} FROM cells GROUP BY {keys}"
        whole, short = [], 0
        for days, total, _, month, *rest in self.db.execute(query):
            if days < monthrange(month // 12, month % 12 + 1)[1]:
                short += 1
                continue
            value = (
                total
                if self.plan.aggregate == "sum"
                else int((Decimal(total) / days).quantize(Decimal(1), ROUND_HALF_UP))
            )
            whole.append((month, 0, *rest, value, 0, 0))
        self.db.execute("DELETE FROM cells")
        holes = ",".join("?" * (len(self.keys) + 6))
        self.db.executemany(f"INSERT INTO cells VALUES ({holes})", whole)
        how = "added up" if self.plan.aggregate == "sum" else "averaged"
        self.notes.append(f"figures by day were {how} to months")
        if short:
            self.notes.append(f"{short:,} month{'s' if short > 1 else ''} without all days left out")
        if not whole:
            raise self.fail("no month has figures for all its days", "give whole months")

    def _totals(self) -> None:
        """Rows of totals that add up are left out; others are kept as the figures for everything together."""
        for key, dimension in zip(self.keys, self.dimensions, strict=True):
            (held,) = self.db.execute(f"SELECT COUNT(*) FROM cells WHERE {key} = 'all'").fetchone()
            if not held:
                continue
            (parts,) = self.db.execute(f"SELECT COUNT(*) FROM cells WHERE {key} <> 'all'").fetchone()
            off = self._does_not_add_up(key) if self.plan.aggregate == "sum" and parts else None
            if self.plan.aggregate == "sum" and parts and off is None:
                self.db.execute(f"DELETE FROM cells WHERE {key} = 'all'")
                self.notes.append(f"{held:,} totals over {dimension.label!r} left out: they add up")
            elif off is not None:
                self.notes.append(f"totals over {dimension.label!r} kept, since they do not add up (first in {off})")
            else:
                self.notes.append(f"figures for all of {dimension.label!r} together kept as they are")

    def _does_not_add_up(self, key: str) -> str | None:
        others = ", ".join(["month", "release", *(k for k in self.keys if k != key)])
        query = (
            f"SELECT month, SUM(CASE WHEN {key} = 'all' THEN value END), SUM(CASE WHEN {key} <> 'all' THEN value END) "
            f"FROM cells GROUP BY {others} ORDER BY 1"
        )
        for month, total, parts in self.db.execute(query):
            if total is not None and total != parts:
                return self._iso(month)
            if total is None and parts is not None:
                continue
        return None
