"""A compiled library, open for reading: figures, documents, provisions, and what the manifests say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.library.figures import FigureTables
from factcheck.model.finding import Finding, SourceSummary
from factcheck.model.norm import Norm
from factcheck.model.source import OfficialText, Passage, Series, Where
from factcheck.model.value import month_name, month_of

if TYPE_CHECKING:
    from factcheck.documents.heads import Heads
    from factcheck.documents.index import PassageIndex


_MANY = 5  # one in so many documents are many
_MORE = 8  # times as many passages of all documents are looked at then


class Library:
    """A compiled library, open for reading.

    `facts` is what manifests say besides figures: vocabulary terms, measures, dimensions,
    calendar, sources, provisions. `problems` names the documents that could not be read, a line for
    each. `index` is the folder of the passage index; without one it is made in memory when it is
    needed. Raises LibraryError when the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, index: Path | None = None) -> None:
        self._db = connection
        held = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('facts', 'problems')"))
        self.facts: Mapping[str, Any] = json.loads(held["facts"])
        self.problems: tuple[str, ...] = tuple(json.loads(held.get("problems", "[]")))
        self._figures = FigureTables(connection, self.facts)
        self._texts: Mapping[int, OfficialText] | None = None
        self._passages: dict[int, tuple[Passage, ...]] = {}
        self._index_folder = index
        self._index: PassageIndex | None = None

    def close(self) -> None:
        self._db.close()

    def series(self, measure: str, where: Where) -> Series | None:
        """The months held for `measure` where each dimension takes one of the given values.

        A dimension left out means all its values together. Returns None when no table can answer; where
        tables of more than one family can, those of the first in the manifest's order.
        """
        return next(self.strands(measure, where), None)

    def strands(self, measure: str, where: Where) -> Iterator[Series]:
        """What each family of tables holds on `measure` and `where`, in the manifest's order.

        Figures of one family are never added to, or compared with, those of another.
        """
        return self._figures.strands(measure, where)

    def sources(self, findings: Iterable[Finding]) -> tuple[SourceSummary, ...]:
        """The sources that the findings rest on, each with its newest release.

        When no finding cites any, those that hold figures: a report always says how fresh they are.
        """
        cited = {e.source for f in findings for a in f.assertions for r in a.readings for e in r.evidence}
        cited = cited or {str(t["source"]) for t in self.facts["tables"]}
        out: list[SourceSummary] = []
        for about in (s for s in self.facts["sources"] if s["id"] in cited):
            releases = [r for t in self.facts["tables"] if t["source"] == about["id"] for r in t["releases"]]
            newest = max(releases, key=lambda r: (r["last_month"], r["published"]), default=None)
            fresh = (newest["id"], newest["published"], month_name(newest["last_month"])) if newest else ("", "", "")
            out.append(SourceSummary(about["id"], about["title"], about["publisher"], about["url"], *fresh))
        return tuple(out)

    def stale(self, as_of: date | None) -> bool:
        """Whether the as-of date lies well after the newest figures."""
        ends = [r["last_month"] for t in self.facts["tables"] for r in t["releases"]]
        return bool(as_of and ends and month_of(as_of) - 2 > max(ends))

    # ---- documents ----------------------------------------------------------------------------

    def documents(self) -> Mapping[int, OfficialText]:
        """All documents by id."""
        if self._texts is None:
            from factcheck.documents import store

            self._texts = store.load_texts(self._db)
        return self._texts

    def passages(self, document: int) -> Sequence[Passage]:
        """The passages of one document in their order."""
        found = self._passages.get(document)
        if found is None:
            from factcheck.documents import store

            found = self._passages[document] = store.load_passages(self._db, document)
        return found

    def norm(self, address: str) -> Norm | None:
        """The provision at an address as read when the library was compiled; None for any other."""
        from factcheck.documents import norms

        return norms.load(self._db, address)

    def beginning(self, heads: frozenset[str]) -> tuple[int, int]:
        """The passages with a word that begins so, as bits by their ids; and these with those whose document begins
        with such a word."""
        return self._heads.beginning(heads)

    def bits(self, documents: Set[int]) -> int:
        """The passages of some documents, as bits by their ids."""
        return self._heads.bits(documents)

    @cached_property
    def _heads(self) -> Heads:
        from factcheck.documents.heads import Heads

        return Heads(self._db)

    def with_pairs(self, pairs: Sequence[Sequence[str]], most: int, least: int) -> Sequence[Passage] | None:
        """The passages, at most so many, with one of the rarest pairs of words side by side, in one of its ways.

        None where not at least so many of the pairs are so rare.
        """
        found = self._open_index().with_pairs(pairs, most, least)
        return None if found is None else [p for identity in found if (p := self._passage(identity)) is not None]

    def nominate(
        self, words: str, limit: int = 20, among: Collection[int] | None = None, headings: bool = True
    ) -> Sequence[tuple[Passage, float]]:
        """The passages nearest to `words` by BM25, best first, among the documents given, else all.

        `headings`: words also count in those that a passage stands under.
        """
        index = self._open_index()
        found: Sequence[tuple[int, float]] | None = None
        if among is not None and len(among) * _MANY >= len(self.documents()):
            # To look through many documents takes longer than through all, where enough of the nearest are theirs.
            nearest = index.nearest(words, limit * _MORE, headings=headings)
            owners, chosen = self._owners[0], frozenset(among)
            found = [n for n in nearest if n[0] < len(owners) and owners[n[0]] in chosen][:limit]
            if len(found) < limit and len(nearest) == limit * _MORE:
                found = None
        if found is None:
            found = index.nearest(words, limit, among, headings)
        return [(passage, score) for identity, score in found if (passage := self._passage(identity)) is not None]

    def _passage(self, identity: int) -> Passage | None:
        """The passage of an id; None for one that only the index knows."""
        owners, firsts = self._owners
        if not 0 < identity < len(owners):
            return None
        document = owners[identity]
        return self.passages(document)[identity - firsts[document]]

    @cached_property
    def _owners(self) -> tuple[list[int], dict[int, int]]:
        from factcheck.documents import store

        return store.load_owners(self._db)

    def _open_index(self) -> PassageIndex:
        """The passage index: found, or else made anew beside the library, or else in memory."""
        if self._index is None:
            from factcheck.documents import index

            folder = self._index_folder
            self._index = index.open_in(folder) if folder else None
            if self._index is None and folder:
                with suppress(OSError, ValueError):
                    index.build_in(folder, self._db)
                self._index = index.open_in(folder)
            self._index = self._index or index.build_in_memory(self._db)
        return self._index
