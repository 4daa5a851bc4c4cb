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
    db.execute("CREATE TABLE norms (address TEXT PRIMARY KEY, data TEXT)")


def fill(db: sqlite3.Connection, norms: Iterable[Norm]) -> None:
    """Writes norms by their addresses."""
    rows = ((n.address, json.dumps(_packed(n), ensure_ascii=False, separators=(",", ":"))) for n in norms)
    db.executemany("INSERT OR IGNORE INTO norms VALUES (?, ?)", rows)


def load(db: sqlite3.Connection, address: str) -> Norm | None:
    """The norm at an address; None where none is kept."""
    row = db.execute("SELECT data FROM norms WHERE address = ?", (address,)).fetchone()
    found: Norm | None = _read(Norm, json.loads(row[0])) if row else None
    return found


# ---- dataclasses as lists of their fields, in order ---------------------------------------------


def _packed(value: Any) -> Any:
    if isinstance(value, Norm | Clause | Term | Quantity):
        return [_packed(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
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
    "tuple[Clause, ...]": _several(Clause),
    "Mapping[str, frozenset[int]]": lambda held: {intern(key): _signs(*signs) for key, signs in held.items()},
}  # fmt: skip
