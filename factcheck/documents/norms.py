"""Keeps what the provisions held say, read once when the library is compiled, as rows of it, and reads them back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from sys import intern
from typing import Any

from factcheck.model.norm import Clause, Norm, Quantity, Term

Reader = Callable[[Any], Any]


def create(db: sqlite3.Connection) -> None:
    """Makes the table in an empty library."""
    db.execute("CREATE TABLE norms (address TEXT PRIMARY KEY, data TEXT, clauses TEXT)")


def fill(db: sqlite3.Connection, norms: Iterable[Norm]) -> None:
    """Writes norms by their addresses."""
    rows = ((n.address, _text([getattr(n, name) for name in _PLAIN]), _text(n.clauses)) for n in norms)
    db.executemany("INSERT OR IGNORE INTO norms VALUES (?, ?, ?)", rows)


def _text(value: Any) -> str:
    return json.dumps(_packed(value), ensure_ascii=False, separators=(",", ":"))


def load(db: sqlite3.Connection, address: str) -> Norm | None:
    """The norm at an address; None where none is kept."""
    row = db.execute("SELECT data, clauses FROM norms WHERE address = ?", (address,)).fetchone()
    return _Kept(*row) if row else None


class _Kept(Norm):
    """A norm whose clauses are read when they are asked for: of most that are nominated, nobody asks."""

    __slots__ = ("_clauses", "_rows")

    def __init__(self, data: str, clauses: str) -> None:
        for (name, reader), value in zip(_plain_readers(), json.loads(data), strict=True):
            setattr(self, name, reader(value) if reader else value)
        self._rows = clauses
        self._clauses: tuple[Clause, ...] | None = None

    @property
    def clauses(self) -> tuple[Clause, ...]:
        if self._clauses is None:
            self._clauses = tuple(_read(Clause, row) for row in json.loads(self._rows))
        return self._clauses


# ---- dataclasses as lists of their fields, in order ---------------------------------------------


def _packed(value: Any) -> Any:
    if isinstance(value, Clause | Term | Quantity):
        return [_packed(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_packed(v) for v in value]
    if isinstance(value, Decimal):
        return str(value)
    return {k: _packed(v) for k, v in value.items()} if isinstance(value, dict) else value


def _read(kind: Any, row: list[Any]) -> Any:
    return kind(*[reader(value) if reader else value for reader, value in zip(_readers(kind), row, strict=True)])


@cache
def _readers(kind: Any) -> tuple[Reader | None, ...]:
    """What makes a value of each field out of what JSON holds; None where that is the value itself."""
    return tuple(_READERS[str(f.type)] for f in fields(kind))


_PLAIN = [f.name for f in fields(Norm) if f.name != "clauses"]


@cache
def _plain_readers() -> tuple[tuple[str, Reader | None], ...]:
    return tuple((f.name, _READERS[str(f.type)]) for f in fields(Norm) if f.name in _PLAIN)


def _several(kind: Any) -> Reader:
    return lambda rows: tuple(_read(kind, row) for row in rows)


@cache
def _signs(*signs: int) -> frozenset[int]:
    return frozenset(signs)  # there are only a few


# By the types as model/norm.py writes them: a field of another type asks for a line here.
_READERS: dict[str, Reader | None] = {
    # The same few thousand ideas stand in all norms: kept once, they take half the room.
    "str": intern, "int": None, "bool": None, "Decimal": Decimal, "tuple[str, ...]": tuple,
    "frozenset[str]": lambda held: frozenset(map(intern, held)),
    "tuple[Term, ...]": _several(Term), "tuple[Quantity, ...]": _several(Quantity),
    "Mapping[str, frozenset[int]]": lambda held: {intern(key): _signs(*signs) for key, signs in held.items()},
}  # fmt: skip
