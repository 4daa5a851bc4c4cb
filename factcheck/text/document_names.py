"""Finds the words that name official documents: kinds of document, plain names of laws, citations of law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factcheck.model.record import record
from factcheck.model.text import Span
from factcheck.text.citations import CitationFinder
from factcheck.text.tokens import Token, norms, tokenize

KIND, LAW, CITATION = "kind", "law", "citation"


@record
class Mention:
    """The name of a document over tokens[first:last].

    `what` is `kind` (a kind of document, `ids` its names), `law` (a named law, `ids` the addresses
    that it may be, none for any law) or `citation` (`ids` the cited addresses).
    """

    first: int
    last: int
    what: str
    ids: tuple[str, ...]


class DocumentNames:
    """Looks up what documents are called, in the words of the compiled manifests."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}
        self._citations = CitationFinder(facts["codes"])
        for (words, what), ids in _named(facts).items():
            self._phrases.setdefault(words[0], []).append((words, what, tuple(sorted(ids))))
        for listed in self._phrases.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """All names of documents among `tokens` in order, the longest first, none overlapping."""
        found = list(self._cited(tokens))
        taken = {k for m in found for k in range(m.first, m.last)}
        words = [t.norm for t in tokens]
        k = 0
        while k < len(words):
            mention = None if k in taken else self._at(words, k)
            if mention is None:
                k += 1
                continue
            found.append(mention)
            k = mention.last
        return sorted(found, key=lambda m: m.first)

    def cited(self, text: str) -> list[Span]:
        """Where `text` cites a law."""
        return [c.span for c in self._citations.find(text)]

    def read(self, phrase: str) -> list[Mention]:
        """The names of documents in a phrase."""
        return self.find(tokenize(phrase))

    def _at(self, words: Sequence[str], k: int) -> Mention | None:
        for phrase, what, ids in self._phrases.get(words[k], ()):
            end = k
            for word in phrase:
                while end > k and end < len(words) and words[end] == "-":
                    end += 1
                if end >= len(words) or words[end] != word:
                    break
                end += 1
            else:
                return Mention(k, end, what, ids)
        return None

    def _cited(self, tokens: Sequence[Token]) -> Iterable[Mention]:
        """Citations, over the stretches between quotations, whose own citations name nothing."""
        stretch: list[int] = []
        for k in range(len(tokens) + 1):
            if k < len(tokens) and tokens[k].kind != "quote":
                stretch.append(k)
                continue
            if stretch:
                yield from self._cited_in([tokens[n] for n in stretch], stretch[0])
            stretch = []

    def _cited_in(self, tokens: Sequence[Token], first: int) -> Iterable[Mention]:
        start = tokens[0].start
        text = ""
        for token in tokens:
            text = text.ljust(token.start - start) + token.text
        for citation in self._citations.find(text):
            inside = [
                n for n, t in enumerate(tokens)
                if citation.span.start <= t.start - start and t.end - start <= citation.span.end
            ]  # fmt: skip
            if inside and citation.address:
                yield Mention(first + inside[0], first + inside[-1] + 1, CITATION, citation.addresses)


def _numbers(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A name in singular and plural."""
    yield words
    last = words[-1]
    if last.isalpha() and not last.endswith("s"):
        yield (*words[:-1], last[:-1] + "ies" if last.endswith("y") and last[-2] not in "aeiou" else last + "s")


def _named(facts: Mapping[str, Any]) -> dict[tuple[tuple[str, ...], str], set[str]]:
    """What each name of a document may mean: kinds of documents, addresses of law."""
    named: dict[tuple[tuple[str, ...], str], set[str]] = {}

    def put(phrase: str, what: str, *ids: str) -> None:
        for words in _numbers(tuple(phrase.split())):
            named.setdefault((words, what), set()).update(ids)

    for name, kind in facts.get("kinds", {}).items():
        for phrase in kind["words"]:
            if kind.get("law"):
                put(phrase, LAW)
            else:
                put(phrase, KIND, name)
    for provision in facts["provisions"]:
        for phrase in provision["names"]:
            put(phrase, LAW, str(provision["id"]))
    for section in facts.get("sections", ()):
        put(section["name"], LAW, section["address"])
    for code in facts["codes"]:
        for word in code["words"] if code.get("same_as") else ():
            put(" ".join(norms(word)), LAW, code["same_as"])
    # "The statement" may be any kind whose name ends so.
    kinds = {words: ids for (words, what), ids in named.items() if what == KIND}
    for words, ids in kinds.items():
        if len(words) == 1:
            ids.update(*(more for longer, more in kinds.items() if longer[-1] == words[0]))
    return named
