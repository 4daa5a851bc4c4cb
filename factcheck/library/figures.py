"""Answers from the figure tables of a compiled library: a measure and its dimensions become series of months."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from factcheck.errors import LibraryError
from factcheck.model.parts import left_out
from factcheck.model.source import Announced, Part, Release, Series, Where
from factcheck.model.value import Number

ALL = "all"  # the value of a dimension that stands for all of them together


class FigureTables:
    """The tables of figures in a compiled library, each series read once.

    `facts` names the measures and tables. Raises LibraryError when the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, facts: Mapping[str, Any]) -> None:
        self._db = connection
        self._facts = facts
        self._strands: dict[str, dict[str, None]] = {}  # of each measure, in the manifest's order
        for table in facts["tables"]:
            self._strands.setdefault(table["measure"], {})[table["family"]] = None
        self._series: dict[tuple[str, Where, str], Series | None] = {}

    def strands(self, measure: str, where: Where) -> Iterator[Series]:
        """What each family of tables holds on `measure` and `where`, in the manifest's order.

        Figures of one family are never added to, or compared with, those of another.
        """
        for family in self._strands.get(measure, ()):
            key = (measure, where, family)
            if key not in self._series:
                try:
                    self._series[key] = self._load(measure, where, family)
                except sqlite3.DatabaseError as error:
                    raise LibraryError(
                        f"the compiled library is damaged: {error}",
                        "run the command again: it is rebuilt",
                    ) from error
            found = self._series[key]
            if found is not None:
                yield found

    def _load(self, measure: str, where: Where, family: str) -> Series | None:
        parts: list[Part] = []
        announced: list[Announced] = []
        covered: set[int] = set()
        about = self._facts["measures"].get(measure, {})
        for table in self._facts["tables"]:
            if table["measure"] != measure or table["family"] != family:
                continue
            if table["kind"] == "as-published":
                announced += self._announced(table, where)
            elif (filters := _filters(table, where, mean=bool(about.get("mean")))) is not None:
                months = {m for r in table["releases"] for m in range(r["first_month"], r["last_month"] + 1)}
                if table["span"] == 1 and table["gaps"] == "zero" and months <= covered:
                    continue  # tables before it answer for every month
                part = self._part(table, filters)
                if any(value for months in part.values.values() for value in months.values()):
                    parts.append(part)
                    covered |= months if table["span"] == 1 else set()
        if not parts:
            return None
        return Series(
            measure,
            where,
            tuple(parts),
            tuple(announced),
            about.get("restated_percent", 0.0),
            about.get("restated_points", 0.0),
            bool(about.get("mean")),
            bool(about.get("percent")),
            bool(about.get("signed")),
            int(about.get("decimals", 0)),
            str(about.get("measured_in", "")),
            family,
            max([self._facts["dimensions"][d]["revised_percent"] for d, _ in where], default=0.0),
        )

    def _part(self, table: Mapping[str, Any], filters: Mapping[str, Sequence[str]]) -> Part:
        decimals = int(self._facts["measures"][table["measure"]].get("decimals", 0))
        clause = "".join(f' AND "{d}" IN ({",".join("?" * len(v))})' for d, v in filters.items())
        arguments = [x for v in filters.values() for x in v]
        totals: dict[str, Counter[int]] = {r["id"]: Counter() for r in table["releases"]}
        counted: dict[str, Counter[int]] = {r["id"]: Counter() for r in table["releases"]}
        query = f'SELECT "release", "month", SUM("value"), COUNT(*) FROM "{table["sql"]}" WHERE 1{clause} GROUP BY 1, 2'
        for named, month, total, cells in self._db.execute(query, arguments):
            for release_id in named.split():  # a row may stand in several releases
                totals[release_id][month] += total
                counted[release_id][month] += cells
        values: dict[str, dict[int, Number]] = {}
        whole = self._cells_of_a_month(table, clause, arguments)
        for release in table["releases"]:
            found, cells_of = totals[release["id"]], counted[release["id"]]
            months = range(release["first_month"], release["last_month"] + 1, table["span"])
            known = [m for m in months if cells_of[m] >= whole.get(release["id"], 0)]
            values[release["id"]] = {m: Decimal(found[m]).scaleb(-decimals) if decimals else found[m] for m in known}
        releases = tuple(Release(**{k: r[k] for k in Release.__dataclass_fields__}) for r in table["releases"])
        named = {table["columns"].get(d, d): tuple(v) for d, v in filters.items()}  # as the file has them
        chosen = ", ".join(f"{d}={_shown(v)}" for d, v in named.items()) or "all rows"
        return Part(
            table["id"],
            table["title"],
            table["url"],
            table["source"],
            f"{table['file']}: {chosen}",
            releases,
            values,
            tuple(table["caveats"]),
            table["path"],
            tuple(named.items()),
            table["span"],
            max((n for cells in counted.values() for n in cells.values()), default=1),
        )

    def _cells_of_a_month(self, table: Mapping[str, Any], clause: str, arguments: Sequence[str]) -> dict[str, int]:
        """Where a missing row means "not known": how many cells a month of each release needs to be whole."""
        if table["gaps"] == "zero":
            return {}
        names = ", ".join(f'"{d}"' for d in ("release", *table["dimensions"]))
        cells: dict[str, set[tuple[str, ...]]] = {r["id"]: set() for r in table["releases"]}
        for named, *cell in self._db.execute(
            f'SELECT DISTINCT {names} FROM "{table["sql"]}" WHERE 1{clause}', arguments
        ):
            for release_id in named.split():
                cells[release_id].add(tuple(cell))
        return {release_id: max(len(found), 1) for release_id, found in cells.items()}

    def _announced(self, table: Mapping[str, Any], where: Where) -> list[Announced]:
        wanted = {d: v for d, v in where}
        if any(d not in table["dimensions"] for d in wanted) or any(len(v) > 1 for v in wanted.values()):
            return []
        asked = [wanted.get(d, ("all",))[0] for d in table["dimensions"]]
        clause = "".join(
            f' AND "{d}" IN (?{", ?" if a == "all" else ""})' for d, a in zip(table["dimensions"], asked, strict=True)
        )
        arguments: list[str] = []
        for name in asked:
            arguments += ["all", ""] if name == "all" else [name]
        decimals = int(self._facts["measures"][table["measure"]].get("decimals", 0))
        columns = '"month", "value", "published", "quoted_from"'
        query = f'SELECT {columns} FROM "{table["sql"]}" WHERE 1{clause} ORDER BY 1, 3, 2'
        columns_of = [table["columns"].get(d, d) for d in table["dimensions"]]
        named = tuple((d, ("all", "") if a == "all" else (a,)) for d, a in zip(columns_of, asked, strict=True))
        return [
            Announced(
                month,
                Decimal(value).scaleb(-decimals) if decimals else value,
                published,
                quoted_from,
                table["path"],
                (*named, ("published", (published,)), ("quoted_from", (quoted_from,))),
            )
            for month, value, published, quoted_from in self._db.execute(query, arguments)
        ]


def _without(values: Sequence[str], held: Sequence[str]) -> Sequence[str]:
    """`values`, of "all but some" those of a table that `held` them apart; none where it does not."""
    out = left_out(values[0]) if len(values) == 1 else ()
    if not out:
        return values
    return tuple(v for v in held if v not in out and v != ALL) if set(out) <= set(held) else ()


_SHOWN = 12  # values of one dimension


def _shown(values: Sequence[str]) -> str:
    """Values of a column, shortened where they are all but a few of many."""
    return "+".join(values) if len(values) <= _SHOWN else f"{'+'.join(values[:2])} and {len(values) - 2} more"


def _filters(table: Mapping[str, Any], where: Where, mean: bool = False) -> dict[str, tuple[str, ...]] | None:
    """Column filters under which `table` answers `where`; None when it cannot."""
    filters: dict[str, tuple[str, ...]] = {}
    wanted = dict(where)
    for dimension, fixed in table["fixed"].items():
        if wanted.pop(dimension, ("all",)) != (fixed,):
            return None
    for dimension, asked in wanted.items():
        held = table["held"].get(dimension)
        values = _without(asked, held or ())
        if not values or held is None or any(v not in held for v in values):
            return None
        if mean and len(values) > 1:
            return None  # an average of averages is no figure of the publisher's
        filters[dimension] = tuple(values)
    for dimension in table["dimensions"]:
        if dimension in filters:
            continue
        if ALL in table["held"][dimension]:
            filters[dimension] = (ALL,)  # the publisher's own total, not the sum of the parts
        elif mean and len(table["held"][dimension]) > 1:
            return None
    return filters
