"""The phrases that general English and the manifests know, as a tree of words, and the names that a word misspells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from factcheck import shipped
from factcheck.extract.tagging.fields import has_fields, within_field
from factcheck.extract.tagging.items import Entry, Item
from factcheck.extract.tagging.lexicon import NARROWING, general_terms
from factcheck.model.record import record
from factcheck.text.numbers import ORDINAL_WORDS, after_number_opening
from factcheck.text.periods import after_opening
from factcheck.text.tokens import Token

_PUNCT, _FILLER, UNKNOWN = frozenset(("punct",)), frozenset(("filler",)), frozenset(("unknown",))
_MARKS = frozenset(("punct", "dash", "poss"))
MOSTLY = frozenset("most majority bulk lion vast overwhelming large".split())
_COUNTED = MOSTLY | ORDINAL_WORDS


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what may follow, and what the words up to here mean."""

    after: dict[str, Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()


@record(eq=False)
class _Alone:
    """A word without its neighbours: what it is, unless one of the words `after` follows it. It is not `simple`
    when more has to be asked; `widths` are the lengths in words of the names that it may begin, misspelt.
    `placed` keeps its items by their place. A time or number may begin at it before one of the words in `opens`, with
    None before any."""

    simple: bool
    kinds: frozenset[str]
    entries: tuple[Entry, ...]
    after: Set[str]
    widths: Sequence[int]
    placed: dict[int, Item]
    opens: Set[str] | None


_UNTOLD: Set[str] = frozenset()
Matches = list[tuple[int, Node]]
_NONE: Matches = []
_REMEMBERED = 20_000  # words, of which a newsroom's drafts hold about as many


@record
class Vocabulary:
    """Phrases of general English and of the manifests as a tree of words.

    `facts` are the compiled manifests; `names` the manifests' phrases that likeness may nominate, by what
    one that is misspelt has of them: the first letter, the number of words, and one of a few lengths.
    """

    phrases: dict[str, Node]
    facts: Mapping[str, Any]
    names: Mapping[tuple[str, int, int], Sequence[str]]
    leads: Mapping[str, Mapping[str, Sequence[int]]]  # by letter, the names' first words and how many words follow
    several: bool  # whether the manifests count in several fields
    fields: dict[str, Vocabulary] = field(default_factory=dict)  # those of one of them, once asked for
    memo: dict[str, str | None] = field(default_factory=dict)
    alone: dict[str, _Alone] = field(default_factory=dict)
    placed: dict[frozenset[str], dict[int, Item]] = field(default_factory=dict)  # of words that no phrase has

    def of_field(self, name: str) -> Vocabulary:
        """The vocabulary without the words of other fields."""
        if name not in self.fields:
            self.fields[name] = build_vocabulary(within_field(self.facts, name), several=False)
        return self.fields[name]

    def by_itself(self, token: Token) -> _Alone:
        """What a word means where no phrase of several words begins with it."""
        known = self.alone.get(token.norm)
        if known is not None:
            return known
        if len(self.alone) >= _REMEMBERED:
            self.alone.clear()
        node, kinds = self.phrases.get(token.norm, Node()), kinds_of(token)
        after = frozenset((*node.after, "-")) if node.after else _UNTOLD
        unknown = kinds is UNKNOWN and token.kind == "word"
        widths = self._widths(token.norm) if unknown else ()
        simple = token.kind != "num" and token.norm not in _COUNTED and "following" not in node.kinds
        simple = simple and (bool(node.entries) or not widths)
        kinds = node.kinds if node.entries else kinds
        placed = {} if node.entries else self.placed.setdefault(kinds, {})
        times, numbers = after_opening(token), after_number_opening(token)
        opens = None if times is None or numbers is None else times | numbers
        found = _Alone(simple, kinds, node.entries, after, widths, placed, opens)
        if token.kind == "num" or not token.norm.isdecimal():  # "³" compares as "3", and is no number
            self.alone[token.norm] = found
        return found

    def _widths(self, word: str) -> Sequence[int]:
        """The lengths in words of the names that `word` may begin, misspelt; one only where it misspells a name."""
        widths = _widths(word, self.leads.get(word[:1], {}))
        if 1 in widths:
            names = self.names.get((word[0], 1, len(word)))
            if names is None or self.likely(word, names) is None:
                return tuple(width for width in widths if width > 1)
        return widths

    def likely(self, written: str, names: Sequence[str]) -> str | None:
        """The name out of `names` that `written` misspells, as `nominate` finds it."""
        if written not in self.memo:
            if len(self.memo) >= _REMEMBERED:
                self.memo.clear()
            self.memo[written] = nominate(written, names)
        return self.memo[written]

    def matches(self, words: Sequence[str], i: int) -> Matches:
        """(index after it, node) of every phrase that starts at `words[i]`, the longest first; hyphens
        between the words of a phrase are passed over."""
        node = self.phrases.get(words[i])
        if node is None:
            return _NONE
        found: list[tuple[int, Node]] = []
        k, last = i + 1, len(words)
        if k == last or (words[k] not in node.after and words[k] != "-"):
            return [(k, node)] if node.entries else _NONE  # as for most words, nothing longer begins here
        while node is not None:
            if node.entries:
                found.append((k, node))
            if k < last and words[k] == "-" and node.after:
                k += 1
            node = node.after.get(words[k]) if k < last else None
            k += 1
        found.reverse()
        return found

    def longest(self, words: Sequence[str], i: int) -> tuple[int, Node] | None:
        """Number of tokens and node of the longest phrase starting at `words[i]`."""
        found = self.matches(words, i)
        return (found[0][0] - i, found[0][1]) if found else None


@lru_cache(maxsize=1)
def _general() -> dict[str, list[dict[str, object]]]:
    return general_terms()


_MOST_EDITS = 2
_MIN_LENGTH = 6  # letters of a word that may be taken for another
_MOST_WORDS = 3  # of a name that is looked for


def _edits(length: int) -> int:
    """How many letters a phrase of so many characters may be misspelt by: one in six, two at most."""
    return min(_MOST_EDITS, length // 6)


def build_vocabulary(facts: Mapping[str, Any], several: bool | None = None) -> Vocabulary:
    """The look-up over the general tables and the compiled manifests' terms; `several` is found, unless given."""
    several = has_fields(facts) if several is None else several
    merged: dict[str, list[Entry]] = {}
    for terms in (facts["terms"], _general()):
        for phrase, entries in terms.items():
            merged.setdefault(phrase, []).extend(entries)
    tree: dict[str, Node] = {}
    for phrase, entries in merged.items():
        first, *rest = phrase.split(" ")
        node = tree.setdefault(first, Node())
        for word in rest:
            node = node.after.setdefault(word, Node())
        node.entries, node.kinds = tuple(entries), frozenset(str(e["kind"]) for e in entries)
    kinds = ("measure", "value")
    names: dict[tuple[str, int, int], list[str]] = {}
    leads: dict[str, dict[str, list[int]]] = {}
    for phrase, entries in facts["terms"].items():
        if any(e["kind"] in kinds for e in entries):
            first, width = phrase.partition(" ")[0], phrase.count(" ") + 1
            leads.setdefault(phrase[:1], {}).setdefault(first, []).append(width)
            for length in range(len(phrase) - 2, len(phrase) + 3):
                if abs(length - len(phrase)) <= _edits(length):
                    names.setdefault((phrase[:1], width, length), []).append(phrase)
    return Vocabulary(tree, facts, names, leads, several)


def _widths(word: str, leads: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """The lengths in words of the names whose first word is `word` or like it, the longest first."""
    close = [first for first in leads if abs(len(first) - len(word)) <= _MOST_EDITS]
    if not close or len(word) < _MIN_LENGTH:
        return ()
    from rapidfuzz.distance import OSA

    found = [w for f in close if OSA.distance(f, word, score_cutoff=_MOST_EDITS) <= _MOST_EDITS for w in leads[f]]
    return tuple(sorted({w for w in found if w <= _MOST_WORDS}, reverse=True))


def kinds_of(token: Token) -> frozenset[str]:
    """What a word that the vocabulary does not know is; an adverb narrows down nothing that is counted."""
    if token.kind in _MARKS:
        return _PUNCT
    return _FILLER if token.norm.endswith("ly") and token.norm in _adverbs() else UNKNOWN


@cache
def _adverbs() -> frozenset[str]:
    """The words in "-ly" that are adverbs and nothing else (scripts/build_thesaurus.py says from where), but those that
    narrow down what is counted."""
    text = (shipped.bundled("english") / "adverbs.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#")) - NARROWING


_SURE = 10  # letters


def _slip(written: str, name: str) -> bool:
    """A dropped, doubled or swapped letter. A letter replaced makes another word as often as a
    misspelling ("stepped", "stopped"), so it counts only in long words."""
    return len(written) >= _SURE or len(written) != len(name) or sorted(written) == sorted(name)


def nominate(written: str, names: Sequence[str]) -> str | None:
    """The vocabulary phrase that `written` misspells by a letter or two, or None.

    Likeness only nominates: at most one edit in six letters, the same number of words, the same
    first letter, and no second phrase as near. The verdict still compares every slot.
    """
    from rapidfuzz.distance import OSA

    limit = _edits(len(written))
    width = written.count(" ")
    near = [
        (OSA.distance(written, name, score_cutoff=limit), name)
        for name in names
        if name[:1] == written[:1] and name.count(" ") == width and abs(len(name) - len(written)) <= limit
    ]
    near = sorted(pair for pair in near if pair[0] <= limit and _slip(written, pair[1]))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
