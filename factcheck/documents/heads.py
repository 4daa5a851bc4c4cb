"""Keeps which passages have a word that begins with certain letters, so that most need not be looked for at all.

Passages are bits of a number, by their ids: to ask which have all of several words, or half of them, takes no longer
than to ask about one.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from factcheck.text.heads import word_heads, words_in

_ROOM, _LEAST = 4_000_000, 64  # bytes of what is kept in mind, and how many words at least
_ITEM = re.compile(r"\(\w{1,4}\)\s")  # what is read with the words that lead in to its list
_OPENING = 8  # words, more than which the passage has that opens a document
_ROWS = (
    "SELECT p.id, p.document, p.text, p.speaker, t.title, t.issuer "
    "FROM passages p JOIN texts t ON t.id = p.document ORDER BY p.document, p.number"
)


def fill(db: sqlite3.Connection) -> None:
    """Makes the table, with what the documents of a library say."""
    db.execute("CREATE TABLE heads (head TEXT PRIMARY KEY, passages BLOB, wider BLOB) WITHOUT ROWID")
    having: defaultdict[str, list[int]] = defaultdict(list)
    opening: defaultdict[str, list[int]] = defaultdict(list)
    for identity, document, words, about in _read(db.execute(_ROWS)):
        for word in words:
            having[word].append(identity)
        for word in about:
            opening[word].append(document)
    of, size = _passages_of(db), db.execute("SELECT MAX(id) FROM passages").fetchone()[0] or 0
    beginning: defaultdict[str, set[str]] = defaultdict(set)
    for word in {*having, *opening}:
        for head in word_heads(word):
            beginning[head].add(word)

    def rows() -> Iterator[tuple[str, bytes, bytes]]:  # one by one: together they would take a lot of room
        for head, words in sorted(beginning.items()):
            bits = bytearray(size // 8 + 1)
            for ids in (having[w] for w in words if w in having):
                for identity in ids:
                    bits[identity >> 3] |= 1 << (identity & 7)
            own, wider = int.from_bytes(bits, "little"), 0
            for document in {d for w in words if w in opening for d in opening[w]}:
                wider |= of[document]
            yield head, _packed(own), _packed(wider & ~own)

    db.executemany("INSERT INTO heads VALUES (?, ?, ?)", rows())


def _passages_of(db: sqlite3.Connection) -> dict[int, int]:
    """The passages of each document, as bits. Their ids are without a gap."""
    rows = db.execute("SELECT document, MIN(id), COUNT(*) FROM passages GROUP BY document")
    return {document: ((1 << count) - 1) << first for document, first, count in rows}


class Heads:
    """Reads them back, and keeps what was asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._of = _passages_of(db)
        self._last: tuple[frozenset[int], int] = frozenset(), 0
        kept = max(_LEAST, _ROOM * 8 // max(map(int.bit_length, self._of.values()), default=1))
        self.beginning = lru_cache(maxsize=kept)(self._beginning)
        self._head = lru_cache(maxsize=kept)(self._read)

    def bits(self, documents: Set[int]) -> int:
        """The passages of some documents."""
        if documents != self._last[0]:  # the statements of one draft are looked for among the same
            bits = 0
            for document in documents:
                bits |= self._of.get(document, 0)
            self._last = frozenset(documents), bits
        return self._last[1]

    def _beginning(self, heads: frozenset[str]) -> tuple[int, int]:
        """The passages that have a word that begins so, and those that do or whose document has one where it begins."""
        own = wider = 0
        for one, more in map(self._head, heads):
            own |= one
            wider |= more
        return own, wider

    def _read(self, head: str) -> tuple[int, int]:
        row = self._db.execute("SELECT passages, wider FROM heads WHERE head = ?", (head,)).fetchone()
        own, more = map(_number, row) if row else (0, 0)
        return own, own | more


def _packed(bits: int) -> bytes:
    return zlib.compress(bits.to_bytes(bits.bit_length() // 8 + 1, "little"), 1) if bits else b""


def _number(packed: bytes) -> int:
    return int.from_bytes(zlib.decompress(packed), "little") if packed else 0


def _read(rows: Iterable[tuple[int, int, str, str, str, str]]) -> Iterator[tuple[int, int, set[str], set[str]]]:
    """Each passage with its document, its words, and those with which its document begins."""
    current, opened, lead = -1, False, ""
    for identity, document, text, speaker, title, issuer in rows:
        about: set[str] = set()
        if document != current:
            current, opened, lead = document, False, ""
            about |= words_in(f"{title} {issuer}")
        if not opened and len(text.split()) > _OPENING:
            opened = True
            about |= words_in(text)
        item = bool(_ITEM.match(text))
        lead = lead if item else text
        yield identity, document, words_in(f"{text} {speaker} {lead if item else ''}"), about
