"""Keeps the words of all passages in a tantivy index, and finds the passages nearest to some words."""

from __future__ import annotations

import math
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factcheck.text.analyzer import NAME, analyzer

if TYPE_CHECKING:
    import tantivy

_COMPLETE = "complete"  # written last; lists every file with its size
_HEAP = 64_000_000
_MOST_WORDS = 64  # of a query; more only slow it down
_MOST_PAIRED = 40  # words of a query up to which their order counts as well
_RAREST = 3  # pairs of a quotation by which it is looked for
_RECENT = 32  # queries whose answers are remembered
_KEPT = 20_000  # words of queries, and pairs of them, that are remembered
_FIRST = "^"  # what the first word of a text is paired with, so that a text has as many pairs as words
_ROWS = (
    "SELECT p.id, p.document, p.text, p.heading, t.title "
    "FROM passages p JOIN texts t ON t.id = p.document ORDER BY p.id"
)


class PassageIndex:
    """An open index. Ids are those of the library's passages."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = index.schema
        self._words = analyzer()
        self._documents: dict[int, tantivy.Query] = {}
        self._known: dict[str, _Word] = {}
        self._beside: dict[str, tantivy.Query | None] = {}
        # The same is looked for among some documents and among all, and by several sentences of one draft.
        self._stem = lru_cache(maxsize=_KEPT)(lambda word: " ".join(self._words.analyze(word)))
        self._query = lru_cache(maxsize=_RECENT)(self._asking)
        self._chosen = lru_cache(maxsize=_RECENT)(self._choosing)
        self._among = lru_cache(maxsize=_RECENT)(self._search_among)
        self._found: dict[tuple[str, bool], tuple[int, list[tuple[int, float]]]] = {}  # in all documents
        index.reload()
        self._searcher = index.searcher()

    def nearest(
        self, words: str, limit: int, among: Collection[int] | None = None, headings: bool = True
    ) -> list[tuple[int, float]]:
        """(passage id, BM25 score), best first and of equal ones the earlier passage.

        Without `headings`, words in those that a passage stands under do not count, which is a third quicker.
        """
        query = self._query(words, headings)
        if query is None or limit < 1 or (among is not None and not among):
            return []
        if among is not None:
            return self._among(query, limit, frozenset(among))
        known = self._found.pop((words, headings), None)
        if known is None or known[0] < limit:
            known = limit, self._search(query, limit)
        if len(self._found) >= _RECENT:
            del self._found[next(iter(self._found))]
        self._found[words, headings] = known
        return known[1][:limit]

    def _search_among(self, query: tantivy.Query, limit: int, among: frozenset[int]) -> list[tuple[int, float]]:
        import tantivy

        must = tantivy.Occur.Must
        return self._search(tantivy.Query.boolean_query([(must, query), (must, self._chosen(among))]), limit)

    def _choosing(self, among: frozenset[int]) -> tantivy.Query:
        """What asks for the passages of some documents, without weight.

        Documents one by one: a set of terms is looked for along the whole list of them.
        """
        import tantivy

        documents = [(tantivy.Occur.Should, self._document(identity)) for identity in sorted(among)]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(documents), 0.0)

    def with_pairs(self, pairs: Sequence[Sequence[str]], most: int, least: int) -> list[int] | None:
        """The ids of the passages that have one of the rarest of some pairs of words side by side, in one of its ways.

        None where not at least so many pairs are so rare that these passages are at most so many.
        """
        import tantivy

        held: list[tuple[int, list[str]]] = []
        for pair in pairs:
            ways = [" ".join([self._stem(word) for word in way.split()]) for way in pair]
            held.append((sum([self._searcher.doc_freq("pairs", way) for way in ways]), ways))
        held = sorted(held)[:_RAREST]
        rare = [ways for (_, ways), total in zip(held, accumulate(n for n, _ in held), strict=True) if total <= most]
        if len(rare) < least:
            return None
        parts = [tantivy.Query.term_query(self._schema, "pairs", way) for ways in rare for way in ways]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        return [identity for identity, _ in self._search(query, most)] if any(n for n, _ in held[: len(rare)]) else []

    def _search(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        found = [(int(i or 0), float(score)) for i, (score, _) in zip(ids, hits, strict=True)]
        return sorted(found, key=lambda f: (-f[1], f[0]))

    def _asking(self, words: str, headings: bool) -> tantivy.Query | None:
        """What asks for words, in `headings` too, and for pairs of them; None where there are none."""
        import tantivy

        tokens = self._words.analyze(words)[:_MOST_WORDS]
        if not tokens:
            return None
        once = {token: self._word(token) for token in tokens}
        parts = [word.text for word in once.values() if word.text is not None]
        if headings:
            parts += [word.heading for word in once.values() if word.heading is not None]
        if len(tokens) <= _MOST_PAIRED:
            parts += self._paired(tokens, once)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _document(self, identity: int) -> tantivy.Query:
        import tantivy

        if identity not in self._documents:
            self._documents[identity] = tantivy.Query.term_query(self._schema, "document", identity)
        return self._documents[identity]

    def _word(self, word: str) -> _Word:
        """What is asked for a word. What no passage has is not asked for: a term that is missing takes time, too."""
        if word not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            held = self._searcher.doc_freq("text", word)
            headed = self._searcher.doc_freq("heading", word)
            self._known[word] = _Word(
                self._term("text", word, 1.0) if held else None,
                self._term("heading", word, 0.3) if headed else None,
                self._rarity(held),
            )
        return self._known[word]

    def _term(self, field: str, word: str, weight: float) -> tantivy.Query:
        import tantivy

        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, word), weight)

    def _paired(self, tokens: Sequence[str], once: Mapping[str, _Word]) -> list[tantivy.Query]:
        """Words that stand side by side as they do in the passage: what tells a quotation from its subject.

        A pair weighs what a phrase of its two words would, which takes several times as long to look up.
        """
        asked = (self._pair(*pair, once) for pair in dict.fromkeys(pairwise(tokens)))
        return [query for query in asked if query is not None]

    def _pair(self, one: str, other: str, once: Mapping[str, _Word]) -> tantivy.Query | None:
        """What is asked for a word right before another; None where no passage has them so."""
        pair = f"{one} {other}"
        if pair not in self._beside:
            if len(self._beside) >= _KEPT:
                self._beside.clear()
            held = self._searcher.doc_freq("pairs", pair)
            weight = (once[one].rarity + once[other].rarity) / self._rarity(held)
            self._beside[pair] = self._term("pairs", pair, weight) if held else None
        return self._beside[pair]

    def _rarity(self, holding: int) -> float:
        """The inverse document frequency of what so many passages hold, as BM25 has it."""
        return math.log(1 + (self._searcher.num_docs - holding + 0.5) / (holding + 0.5))


class _Word(NamedTuple):
    """A word of a query: what asks for it in texts and in headings, None where none has it, and how rare it is."""

    text: tantivy.Query | None
    heading: tantivy.Query | None
    rarity: float


def build_in(folder: Path, db: sqlite3.Connection) -> None:
    """Writes the index of all passages of `db` to `folder`, whole or not at all."""
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _fill(str(building), db)
        sizes = sorted(f"{p.name} {p.stat().st_size}" for p in building.iterdir() if not p.name.startswith("."))
        (building / _COMPLETE).write_text("\n".join(sizes), "utf-8")
        if folder.exists():  # damaged, or another process was quicker
            if _is_complete(folder):
                return
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # another process was quicker
            os.replace(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def build_in_memory(db: sqlite3.Connection) -> PassageIndex:
    """An index of all passages of `db` that ends with the process."""
    return PassageIndex(_fill(None, db))


def open_in(folder: Path) -> PassageIndex | None:
    """The index in `folder`; None when there is none or it is damaged."""
    import tantivy

    if not _is_complete(folder):
        return None
    try:
        index = tantivy.Index.open(str(folder))
        _register(index)
        return PassageIndex(index)
    except (ValueError, OSError, RuntimeError):
        return None


def _is_complete(folder: Path) -> bool:
    try:
        rows = (folder / _COMPLETE).read_text("utf-8").splitlines()
        return all((folder / name).stat().st_size == int(size) for name, size in (r.rsplit(" ", 1) for r in rows))
    except (OSError, ValueError):
        return False


def _fill(path: str | None, db: sqlite3.Connection) -> tantivy.Index:
    import tantivy

    index = tantivy.Index(_schema(), path=path)
    _register(index)
    # One thread fills one segment in the order of ids, so that equal scores come in that order.
    writer = index.writer(_HEAP, 1)
    for document in _documents(db):
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return index


def _documents(db: sqlite3.Connection) -> Iterable[tantivy.Document]:
    import tantivy

    words = analyzer()
    for identity, document, text, heading, title in db.execute(_ROWS):
        pairs = "\t".join(map(" ".join, pairwise((_FIRST, *words.analyze(text)))))
        row = tantivy.Document(text=text, heading=f"{title} {heading}", pairs=pairs)
        row.add_unsigned("id", identity)
        row.add_unsigned("document", document)
        yield row


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_text_field("text", tokenizer_name=NAME, index_option="freq")
    builder.add_text_field("heading", tokenizer_name=NAME, index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="pairs", index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    """Names the analysers of the fields: words as they are searched, and pairs that are made already."""
    import tantivy

    index.register_tokenizer(NAME, analyzer())
    index.register_tokenizer("pairs", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"[^\t]+")).build())
