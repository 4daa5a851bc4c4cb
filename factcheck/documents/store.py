"""Writes official documents and their passages into the compiled library, and reads them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from factcheck.documents.record import Record
from factcheck.model.source import OfficialText, Passage

_TEXT = "id, source, path, title, kind, issuer, date, url, official, complete, sha256"
_PASSAGE = "id, document, number, locator, text, speaker, heading, parent"


def create(db: sqlite3.Connection) -> None:
    """Makes the tables of documents in an empty library."""
    db.execute(f"CREATE TABLE texts ({_TEXT}, PRIMARY KEY (id))")
    db.execute(f"CREATE TABLE passages ({_PASSAGE}, PRIMARY KEY (id))")


def finish(db: sqlite3.Connection) -> None:
    """Makes the indexes, once everything is in."""
    db.execute("CREATE INDEX passages_document ON passages (document, number)")


def add(db: sqlite3.Connection, source: str, record: Record) -> int:
    """Writes one document with its passages; returns its id."""
    identity = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM texts").fetchone()[0])
    first = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM passages").fetchone()[0])
    about = (
        identity, source, record.path, record.title, record.kind, record.issuer, record.date, record.url,
        record.official, record.complete, record.sha256,
    )  # fmt: skip
    db.execute(f"INSERT INTO texts VALUES ({','.join('?' * len(about))})", about)
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (first + n, identity, n, p.locator, p.text, p.speaker, p.heading, p.parent)
            for n, p in enumerate(record.parts)
        ],
    )
    return identity


def load_texts(db: sqlite3.Connection) -> Mapping[int, OfficialText]:
    """All documents by id, in their order."""
    rows = db.execute(f"SELECT {_TEXT} FROM texts ORDER BY id")
    return {row[0]: OfficialText(*row[:8], *map(bool, row[8:10]), *row[10:]) for row in rows}


def load_passages(db: sqlite3.Connection, document: int) -> tuple[Passage, ...]:
    """The passages of one document in their order."""
    rows = db.execute(f"SELECT {_PASSAGE} FROM passages WHERE document = ? ORDER BY number", (document,))
    return tuple(Passage(*row) for row in rows)


def load_owners(db: sqlite3.Connection) -> tuple[list[int], dict[int, int]]:
    """The document of each passage, by the passage's id; and the id of each document's first passage.

    The passages of one document have ids without a gap.
    """
    rows = db.execute("SELECT MIN(id), COUNT(*), document FROM passages GROUP BY document ORDER BY 1")
    owners, firsts = [0], {0: 0}  # ids begin at 1
    for first, count, document in rows:
        owners += [document] * count
        firsts[document] = first
    return owners, firsts
