"""Turns a sentence about a provision into items: citations, concepts, and words of what laws do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from factcheck.extract.law.words import NUMBER_WORDS, PARTICIPLES, PREPOSITIONS, phrase_table
from factcheck.model.record import record
from factcheck.model.text import Span
from factcheck.text.citations import Citation, CitationFinder
from factcheck.text.tokens import Token, tokenize

Phrases = dict[str, list[tuple[tuple[str, ...], "Entry"]]]


@record
class Entry:
    """What a phrase may be: kinds of general English, and (slot, concept) pairs of a manifest."""

    kinds: frozenset[str] = frozenset()
    concepts: tuple[tuple[str, str], ...] = ()


@record
class Item:
    """One step of the sentence; `norm` its comparable words, `citation` set for a citation."""

    span: Span
    norm: str
    kinds: frozenset[str]
    concepts: tuple[tuple[str, str], ...] = ()
    citation: Citation | None = None

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def concept(self, *slots: str) -> tuple[str, str] | None:
        return next((c for c in self.concepts if c[0] in slots), None)

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(slot for slot, _ in self.concepts)


class Lexicon:
    """Everything about law that a set of facts lets us recognise; built once for those facts."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        self.finder = CitationFinder(facts.get("codes", ()))
        self.provisions = {p["id"]: p for p in facts["provisions"]}
        self._phrases: dict[str, Phrases] = {}

    def phrases(self, provision: str) -> Phrases:
        """Phrases by first word, longest first, general ones and those that a manifest gives."""
        key = provision if provision in self.provisions else ""
        if key not in self._phrases:
            self._phrases[key] = _compile(self.facts, self.provisions.get(key))
        return self._phrases[key]


_LEXICA: list[Lexicon] = []


def lexicon_of(facts: Mapping[str, Any]) -> Lexicon:
    """The lexicon for `facts`; the last few are kept, since building one takes milliseconds."""
    for lexicon in _LEXICA:
        if lexicon.facts is facts:
            return lexicon
    lexicon = Lexicon(facts)
    _LEXICA[:] = [lexicon, *_LEXICA[:3]]
    return lexicon


@lru_cache(maxsize=1)
def _general() -> dict[str, frozenset[str]]:
    return phrase_table()


def _compile(facts: Mapping[str, Any], provision: Mapping[str, Any] | None) -> Phrases:
    kinds: dict[str, set[str]] = {p: set(k) for p, k in _general().items()}
    concepts: dict[str, list[tuple[str, str]]] = {}
    for code in facts.get("codes", ()):
        for word in code["words"]:
            kinds.setdefault(" ".join(t.norm for t in tokenize(word)), set()).add("neutral")
    for phrase in (provision or {}).get("neutral", ()):
        kinds.setdefault(phrase, set()).add("neutral")
    for phrase in (provision or {}).get("names", ()):
        kinds.setdefault(phrase, set()).add("name")
    for name, concept in facts["concepts"].items():
        for phrase in concept["words"]:
            concepts.setdefault(phrase, []).append((concept["slot"], name))
    table: Phrases = {}
    for phrase in {**kinds, **concepts}:
        words = tuple(phrase.split(" "))
        entry = Entry(frozenset(kinds.get(phrase, ())), tuple(concepts.get(phrase, ())))
        table.setdefault(words[0], []).append((words, entry))
    for listed in table.values():
        listed.sort(key=lambda pair: -len(pair[0]))
    return table


def itemize(text: str, citations: Sequence[Citation], phrases: Phrases) -> list[Item]:
    """Items of `text` in order; every token belongs to one."""
    tokens = tokenize(text)
    items: list[Item] = []
    cited = list(citations)
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if cited and token.end > cited[0].span.start:
            citation = cited.pop(0)
            items.append(Item(citation.span, "", frozenset(("citation",)), citation=citation))
            while i < len(tokens) and tokens[i].start < citation.span.end:
                i += 1
            continue
        limit = cited[0].span.start if cited else len(text)
        width, entry = _longest(tokens, i, phrases, limit)
        last = tokens[i + width - 1]
        norm = " ".join(t.norm for t in tokens[i : i + width])
        items.append(Item(Span(token.start, last.end), norm, entry.kinds, entry.concepts))
        i += width
    return _settled(items)


def _longest(tokens: Sequence[Token], i: int, phrases: Phrases, limit: int) -> tuple[int, Entry]:
    token = tokens[i]
    if _is_month(tokens, i):
        return 1, Entry(frozenset(("unknown",)))
    for words, entry in phrases.get(token.norm, ()):
        end = _match(tokens, i, words)
        if end and tokens[end - 1].end <= limit:
            return end - i, entry
    if token.kind == "num" or token.norm in NUMBER_WORDS:
        return 1, Entry(frozenset(("number",)))
    if token.kind == "poss":
        return 1, Entry(frozenset(("possessive",)))
    if token.norm in (",", ";", ":"):
        return 1, Entry(frozenset(("comma",) if token.norm == "," else ("stop",)))
    if token.kind in ("punct", "dash"):
        return 1, Entry(frozenset(("mark",)))
    return 1, Entry(frozenset(("unknown",)))


def _is_month(tokens: Sequence[Token], i: int) -> bool:
    """ "In May" and "May 3": a month and not a modal verb."""
    if tokens[i].text != "May":
        return False
    before = tokens[i - 1].norm if i else ""
    after = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    return after == "num" or before in ("in", "last", "this", "since", "of", "until", "by", "late")


def _match(tokens: Sequence[Token], i: int, words: Sequence[str]) -> int:
    k = i
    for n, word in enumerate(words):
        if n and k < len(tokens) and tokens[k].kind == "dash":
            k += 1
        if k >= len(tokens) or tokens[k].norm != word:
            return 0
        k += 1
    return k


_NOT_BE = frozenset(("isn't", "is not", "aren't", "are not", "wasn't", "was not"))


def _settled(items: list[Item]) -> list[Item]:
    """Passive forms: "is allowed to" is a may, "is given the power" a have, and so on."""
    out: list[Item] = []
    for n, item in enumerate(items):
        kind = next((k for k in PARTICIPLES if item.has(k)), "")
        before = next((p for p in reversed(out) if not p.has("neutral", "not") or p.norm in _NOT_BE), None)
        after = items[n + 1].norm if n + 1 < len(items) else ""
        passive = (
            before is not None
            and (before.has("be") or before.norm in _NOT_BE)
            and before.norm != "be"
            and _participle(item.norm)
        )
        follows = {
            "grant": after == "to",
            "require": after == "to",
            "deny": after in ("from", "to"),
            "give": True,
        }
        if kind and passive and follows[kind]:
            out.append(Item(item.span, item.norm, frozenset((PARTICIPLES[kind],))))
        elif item.has("needed") and item.norm.endswith("required") and after == "to":
            out.append(Item(item.span, item.norm, item.kinds | {"must"}))
        else:
            out.append(item)
    return out


def _participle(word: str) -> bool:
    return word.endswith(("ed", "en", "let", "offered"))


def cited_as_subject(items: Sequence[Item], n: int) -> bool:
    """Whether the citation at `n` is what lets or requires, not what something is done under."""
    before = items[n - 1] if n else None
    while before is not None and n > 1 and (before.norm in ("the", "a", "(") or before.has("citation")):
        n -= 1
        before = items[n - 1]
    return before is None or before.norm not in PREPOSITIONS | {"("}
