"""Turns a sentence into items: numbers, periods, and the words that a vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from factcheck.extract.lexicon import general_terms
from factcheck.model.value import Amount
from factcheck.text.dates import PeriodExpr
from factcheck.text.numbers import NumberMention, find_numbers, ordinal_at
from factcheck.text.periods import find_periods
from factcheck.text.tokens import Token, tokenize

Entry = Mapping[str, Any]
_Phrases = dict[str, list[tuple[tuple[str, ...], list[Entry]]]]


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """What tokens[first:last] may be. `entries` are vocabulary entries; `found_by` the misspelling."""

    first: int
    last: int
    kinds: frozenset[str]
    entries: tuple[Entry, ...] = ()
    number: NumberMention | None = None
    period: PeriodExpr | None = None
    rank: int = 0
    found_by: str = ""

    def has(self, *kinds: str) -> bool:
        return any(k in self.kinds for k in kinds)

    def entry(self, kind: str) -> Entry | None:
        return next((e for e in self.entries if e["kind"] == kind), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases of general English and of the manifests, by first word, longest first.

    `facts` are the compiled manifests; `names` the manifests' phrases that likeness may nominate.
    """

    phrases: _Phrases
    facts: Mapping[str, Any]
    names: tuple[str, ...]
    memo: dict[str, str | None] = field(default_factory=dict)

    def longest(self, words: Sequence[str], i: int) -> tuple[int, list[Entry]] | None:
        """Number of tokens used and entries of the longest phrase starting at `words[i]`."""
        for phrase, entries in self.phrases.get(words[i], ()):
            end = _match(words, i, phrase)
            if end:
                return end - i, entries
        return None


def _match(words: Sequence[str], i: int, phrase: tuple[str, ...]) -> int:
    """The index after `phrase` in `words`, hyphens passed over; 0 when it does not stand there."""
    k = i
    for n, word in enumerate(phrase):
        if n and k < len(words) and words[k] == "-":
            k += 1
        if k >= len(words) or words[k] != word:
            return 0
        k += 1
    return k


@lru_cache(maxsize=1)
def _general() -> dict[str, list[dict[str, object]]]:
    return general_terms()


def build_vocabulary(facts: Mapping[str, Any]) -> Vocabulary:
    """The look-up over the general tables and the compiled manifests' terms."""
    merged: dict[str, list[Entry]] = {}
    for terms in (facts["terms"], _general()):
        for phrase, entries in terms.items():
            merged.setdefault(phrase, []).extend(entries)
    by_first: _Phrases = {}
    for phrase, entries in merged.items():
        words = tuple(phrase.split(" "))
        by_first.setdefault(words[0], []).append((words, entries))
    for listed in by_first.values():
        listed.sort(key=lambda pair: -len(pair[0]))
    kinds = ("measure", "value")
    names = tuple(p for p, es in facts["terms"].items() if any(e["kind"] in kinds for e in es))
    return Vocabulary(by_first, facts, names)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with its tokens and items; items cover every token once, in order."""

    text: str
    tokens: tuple[Token, ...]
    items: tuple[Item, ...]

    def slice(self, first: int, last: int) -> str:
        """The text of tokens[first:last]."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def tag(text: str, vocabulary: Vocabulary) -> Tagged:
    """Items of `text`: periods first, then numbers, then vocabulary, then single unknown words."""
    tokens = tokenize(text)
    at: dict[int, Item] = {}
    taken: set[int] = set()
    for period in find_periods(tokens):
        at[period.first] = Item(period.first, period.last, frozenset(("period",)), period=period)
        taken |= set(range(period.first, period.last))
    for number in find_numbers(tokens, taken):
        at[number.first] = Item(number.first, number.last, frozenset((_number_kind(number),)), number=number)
        if number.role != "label":  # the number of a title may be part of a longer name
            taken |= set(range(number.first, number.last))
    words = [t.norm for t in tokens]
    items: list[Item] = []
    i = 0
    while i < len(tokens):
        item = (
            _most_of(words, i)
            or _named(tokens, words, i, vocabulary, at)
            or at.get(i)
            or _ranked(tokens, words, i, vocabulary, taken)
            or _word(tokens, words, i, vocabulary, taken)
        )
        items.append(item)
        i = item.last
    return Tagged(text, tuple(tokens), tuple(items))


_MOST = Amount(Decimal(50), Decimal(5), 1, "share")


def _most_of(words: Sequence[str], i: int) -> Item | None:
    """ "most of them", "a majority of sales": a share of more than half."""
    if words[i] not in ("most", "majority") or words[i + 1 : i + 2] != ["of"] or words[i - 1 : i] == ["for"]:
        return None
    number = NumberMention(i, i + 1, _MOST, "amount", digits=False)
    return Item(i, i + 1, frozenset(("share",)), ({"kind": "hedge", "hedge": "more than"},), number=number)


def _named(
    tokens: Sequence[Token],
    words: Sequence[str],
    i: int,
    vocabulary: Vocabulary,
    at: Mapping[int, Item],
) -> Item | None:
    """A vocabulary phrase that ends in a label number: "Line 4"."""
    here = at.get(i + 1)
    if here is None or not here.has("label") or i in at:
        return None
    match = vocabulary.longest(words, i)
    if match is None or match[0] < 2:
        return None
    return Item(i, i + match[0], frozenset(str(e["kind"]) for e in match[1]), tuple(match[1]))


def _number_kind(number: NumberMention) -> str:
    if number.role != "amount":
        return number.role if number.role != "measure" else "duration"
    return {
        "count": "amount",
        "percent": "percent",
        "share": "share",
        "points": "points",
        "times": "times",
    }[number.amount.unit]


def _ranked(
    tokens: Sequence[Token],
    words: Sequence[str],
    i: int,
    vocabulary: Vocabulary,
    taken: Iterable[int],
) -> Item | None:
    """ "third-highest": an ordinal and the superlative it ranks are one item; "fourth straight"."""
    if i in taken or tokens[i].kind not in ("word", "num"):
        return None
    found = ordinal_at(list(tokens), i)
    phrase = vocabulary.longest(words, i)
    if found is None or (phrase and phrase[0] > 1 and any(e["kind"] == "first-time" for e in phrase[1])):
        return None
    rank, used = found
    j = i + used
    if j < len(words) and words[j] == "-":
        j += 1
    match = vocabulary.longest(words, j) if j < len(words) else None
    if match:
        kinds = frozenset(str(e["kind"]) for e in match[1])
        if kinds & {"highest", "lowest"}:
            return Item(i, j + match[0], kinds, tuple(match[1]), rank=rank)
    return Item(i, i + used, frozenset(("ordinal",)), rank=rank)


def _word(tokens: Sequence[Token], words: Sequence[str], i: int, vocabulary: Vocabulary, taken: set[int]) -> Item:
    token = tokens[i]
    match = vocabulary.longest(words, i)
    if match and not any(k in taken for k in range(i, i + match[0])):
        return Item(i, i + match[0], frozenset(str(e["kind"]) for e in match[1]), tuple(match[1]))
    if match:  # a phrase that runs into a number or date: take what stands before it
        for phrase, entries in vocabulary.phrases.get(words[i], ()):
            end = _match(words, i, phrase)
            if end and not any(k in taken for k in range(i, end)):
                return Item(i, end, frozenset(str(e["kind"]) for e in entries), tuple(entries))
    if token.kind in ("punct", "dash", "poss"):
        return Item(i, i + 1, frozenset(("punct",)))
    if token.kind == "word" and token.norm.endswith("ly") and len(token.norm) > 4:
        return Item(i, i + 1, frozenset(("filler",)))
    return _likely(tokens, i, vocabulary)


_MIN_LENGTH = 6


def _likely(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> Item:
    """An unknown word, or the vocabulary phrase that it most likely misspells."""
    token = tokens[i]
    if token.kind != "word" or len(token.norm) < _MIN_LENGTH:
        return Item(i, i + 1, frozenset(("unknown",)))
    for width in (3, 2, 1):
        window = tokens[i : i + width]
        if len(window) < width or any(t.kind != "word" for t in window):
            continue
        written = " ".join(t.norm for t in window)
        if written not in vocabulary.memo:
            vocabulary.memo[written] = nominate(written, vocabulary.names)
        phrase = vocabulary.memo[written]
        if phrase is not None:
            entries = tuple(vocabulary.facts["terms"][phrase])
            kinds = frozenset(str(e["kind"]) for e in entries)
            return Item(i, i + width, kinds, entries, found_by=written)
    return Item(i, i + 1, frozenset(("unknown",)))


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

    limit = min(2, len(written) // 6)
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
