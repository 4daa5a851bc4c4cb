"""Turns a sentence into items: numbers, periods, and the words that a vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from factcheck.extract.cited import cited_tokens
from factcheck.extract.items import Entry, Item, Words
from factcheck.extract.lexicon import general_terms
from factcheck.extract.measured import measured
from factcheck.model.record import record, replace
from factcheck.model.value import Amount
from factcheck.text.numbers import ORDINAL_WORDS, NumberMention, find_numbers, ordinal_at
from factcheck.text.periods import find_periods
from factcheck.text.tokens import Token, tokenize

__all__ = ["Item", "Tagged", "Vocabulary", "build_vocabulary", "nominate", "tag"]


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what may follow, and what the words up to here mean."""

    after: dict[str, _Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()


class _Alone(NamedTuple):
    """A word without its neighbours: what it is, unless one of the words `after` follows it. It is not `simple`
    when more has to be asked; `widths` are the lengths in words of the names that it may begin, misspelt."""

    simple: bool
    kinds: frozenset[str]
    entries: tuple[Entry, ...]
    after: Set[str]
    widths: Sequence[int]


_UNTOLD: Set[str] = frozenset()
_Matches = list[tuple[int, _Node]]
_NONE: _Matches = []
_REMEMBERED = 20_000  # words, of which a newsroom's drafts hold about as many


@record
class Vocabulary:
    """Phrases of general English and of the manifests as a tree of words.

    `facts` are the compiled manifests; `names` the manifests' phrases that likeness may nominate, by what
    one that is misspelt has of them: the first letter, the number of words, and one of a few lengths.
    """

    phrases: dict[str, _Node]
    facts: Mapping[str, Any]
    names: Mapping[tuple[str, int, int], Sequence[str]]
    leads: Mapping[str, Mapping[str, Sequence[int]]]  # by letter, the names' first words and how many words follow
    memo: dict[str, str | None] = field(default_factory=dict)
    alone: dict[str, _Alone] = field(default_factory=dict)

    def by_itself(self, token: Token) -> _Alone:
        """What a word means where no phrase of several words begins with it."""
        if len(self.alone) >= _REMEMBERED:
            self.alone.clear()
        node, kinds = self.phrases.get(token.norm, _Node()), _kinds_of(token)
        after = frozenset((*node.after, "-")) if node.after else _UNTOLD
        unknown = kinds is _UNKNOWN and token.kind == "word"
        widths = _widths(token.norm, self.leads.get(token.norm[:1], {})) if unknown else ()
        simple = token.kind != "num" and token.norm not in _COUNTED and "following" not in node.kinds
        simple = simple and (bool(node.entries) or not widths)
        found = _Alone(simple, node.kinds if node.entries else kinds, node.entries, after, widths)
        self.alone[token.norm] = found
        return found

    def likely(self, written: str, names: Sequence[str]) -> str | None:
        """The name out of `names` that `written` misspells, as `nominate` finds it."""
        if written not in self.memo:
            if len(self.memo) >= _REMEMBERED:
                self.memo.clear()
            self.memo[written] = nominate(written, names)
        return self.memo[written]

    def matches(self, words: Sequence[str], i: int) -> _Matches:
        """(index after it, node) of every phrase that starts at `words[i]`, the longest first; hyphens
        between the words of a phrase are passed over."""
        node = self.phrases.get(words[i])
        if node is None:
            return _NONE
        found: list[tuple[int, _Node]] = []
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

    def longest(self, words: Sequence[str], i: int) -> tuple[int, _Node] | None:
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


def build_vocabulary(facts: Mapping[str, Any]) -> Vocabulary:
    """The look-up over the general tables and the compiled manifests' terms."""
    merged: dict[str, list[Entry]] = {}
    for terms in (facts["terms"], _general()):
        for phrase, entries in terms.items():
            merged.setdefault(phrase, []).extend(entries)
    tree: dict[str, _Node] = {}
    for phrase, entries in merged.items():
        first, *rest = phrase.split(" ")
        node = tree.setdefault(first, _Node())
        for word in rest:
            node = node.after.setdefault(word, _Node())
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
    return Vocabulary(tree, facts, names, leads)


def _widths(word: str, leads: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """The lengths in words of the names whose first word is `word` or like it, the longest first."""
    close = [first for first in leads if abs(len(first) - len(word)) <= _MOST_EDITS]
    if not close or len(word) < _MIN_LENGTH:
        return ()
    from rapidfuzz.distance import OSA

    found = [w for f in close if OSA.distance(f, word, score_cutoff=_MOST_EDITS) <= _MOST_EDITS for w in leads[f]]
    return tuple(sorted({w for w in found if w <= _MOST_WORDS}, reverse=True))


@record
class Tagged:
    """A sentence with its tokens and items; items cover every token once, in order.

    `words` are the comparable forms of the items' first tokens, `kinds` all that its items may be: a reader of
    what has none of its kinds in the sentence need not go through it. `laid` keeps what `lay_out` makes of it.
    """

    text: str
    tokens: tuple[Token, ...]
    items: tuple[Item, ...]
    words: tuple[str, ...] = field(init=False)
    word_at: Words = field(init=False)  # the same by place
    kinds: frozenset[str] = field(init=False)
    laid: list[Any] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        tokens = self.tokens
        object.__setattr__(self, "words", tuple([tokens[item.first].norm for item in self.items]))
        object.__setattr__(self, "word_at", Words(enumerate(self.words)))
        object.__setattr__(self, "kinds", _kinds(self.items))

    def slice(self, first: int, last: int) -> str:
        """The text of tokens[first:last]."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def tag(text: str, vocabulary: Vocabulary) -> Tagged:
    """Items of `text`: citations and periods first, then numbers, then vocabulary, then single unknown words."""
    tokens = tokenize(text)
    at: dict[int, Item] = {}
    taken: set[int] = set()
    for first, last in cited_tokens(text, tokens, vocabulary.facts):
        at[first] = Item(first, last, _UNKNOWN)
        taken |= set(range(first, last))
    for period in find_periods(tokens):
        if not taken.isdisjoint(range(period.first, period.last)):
            continue
        at[period.first] = Item(period.first, period.last, frozenset(("period",)), period=period)
        taken |= set(range(period.first, period.last))
    for number in find_numbers(tokens, taken):
        at[number.first] = Item(number.first, number.last, frozenset((_number_kind(number),)), number=number)
        if number.role != "label":  # the number of a title may be part of a longer name
            taken |= set(range(number.first, number.last))
    words = [t.norm for t in tokens]
    after = [*words[1:], ""]
    beside = taken.union(at, [k - 1 for k in at])
    alone = vocabulary.alone
    items: list[Item] = []
    i, count = 0, len(tokens)
    while i < count:
        word = words[i]
        known = alone.get(word) or vocabulary.by_itself(tokens[i])
        if known.simple and i not in beside and after[i] not in known.after:
            items.append(Item(i, i + 1, known.kinds, known.entries))
            i += 1
            continue
        matches = vocabulary.matches(words, i)
        item = _most_of(words, i) if word in _MOSTLY else None
        if item is None and i + 1 in at:
            item = _named(i, matches, at)
        item = item or at.get(i)
        if item is None and (word in ORDINAL_WORDS or tokens[i].kind == "num"):
            item = _ranked(tokens, words, i, matches, vocabulary, taken)
        item = item or _word(tokens, i, matches, vocabulary, taken)
        if "times" in item.kinds and items and items[-1].has("measure"):
            item = _how_often(item, words)
        items.append(_following(item, items) if "following" in item.kinds else item)
        i = item.last
    kinds = _kinds(items)
    if "listed" in kinds:
        from factcheck.extract.listed import listed

        items = listed(items, words)
        kinds = _kinds(items)
    return Tagged(text, tuple(tokens), tuple(measured(tokens, items, kinds, vocabulary.facts)))


def _kinds(items: Iterable[Item]) -> frozenset[str]:
    return frozenset[str]().union(*[item.kinds for item in items])


_MULTIPLYING = frozenset("more as higher the greater fewer less lower larger that those what its their".split())


def _how_often(item: Item, words: Sequence[str]) -> Item:
    """ "were met 55 times in May": a count, where "55 times" elsewhere is a multiple."""
    number = item.number
    after = words[item.last] if item.last < len(words) else ""
    if number is None or not number.digits or number.amount.value < 10 or after in _MULTIPLYING:
        return item
    counted = replace(number, amount=replace(number.amount, unit="count"))
    return Item(item.first, item.last, frozenset(("amount",)), number=counted)


_MOSTLY = frozenset(("most", "majority"))
_COUNTED = _MOSTLY | ORDINAL_WORDS
_MOST = Amount(Decimal(50), Decimal(5), 1, "share")


def _most_of(words: Sequence[str], i: int) -> Item | None:
    """ "most of them", "a majority of sales": a share of more than half."""
    if words[i + 1 : i + 2] != ["of"] or words[i - 1 : i] == ["for"]:
        return None
    if words[i] == "most" and words[i + 2 : i + 3] in (["any"], ["all"]) and words[i - 1 : i] != ["up"]:
        return None  # "the most of any station": a superlative
    number = NumberMention(i, i + 1, _MOST, "amount", digits=False)
    return Item(i, i + 1, frozenset(("share",)), ({"kind": "hedge", "hedge": "more than"},), number=number)


def _named(i: int, matches: _Matches, at: Mapping[int, Item]) -> Item | None:
    """A vocabulary phrase that ends in a label number: "Line 4"."""
    here = at.get(i + 1)
    if here is None or not here.has("label") or i in at:
        return None
    if not matches or matches[0][0] - i < 2:
        return None
    last, node = matches[0]
    return Item(i, last, node.kinds, node.entries)


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
    matches: _Matches,
    vocabulary: Vocabulary,
    taken: set[int],
) -> Item | None:
    """ "third-highest": an ordinal and the superlative it ranks are one item; "fourth straight"."""
    if i in taken or tokens[i].kind not in ("word", "num"):
        return None
    found = ordinal_at(tokens, i)
    if found is None or (matches and matches[0][0] - i > 1 and "first-time" in matches[0][1].kinds):
        return None
    rank, used = found
    j = i + used
    if j < len(words) and words[j] == "-":
        j += 1
    match = vocabulary.longest(words, j) if j < len(words) else None
    if match and not match[1].kinds.isdisjoint(("highest", "lowest")):
        return Item(i, j + match[0], match[1].kinds, match[1].entries, rank=rank)
    return Item(i, i + used, frozenset(("ordinal",)), rank=rank)


def _word(tokens: Sequence[Token], i: int, matches: _Matches, vocabulary: Vocabulary, taken: set[int]) -> Item:
    # A phrase may not run into a number or date; then what stands before it counts.
    for end, node in matches:
        if not taken or taken.isdisjoint(range(i, end)):
            return Item(i, end, node.kinds, node.entries)
    kinds, widths = _kinds_of(tokens[i]), vocabulary.by_itself(tokens[i]).widths
    return _likely(tokens, i, widths, vocabulary) if widths else Item(i, i + 1, kinds)


def _kinds_of(token: Token) -> frozenset[str]:
    """What a word that the vocabulary does not know is."""
    if token.kind in _MARKS:
        return _PUNCT
    adverb = token.kind == "word" and token.norm.endswith("ly") and len(token.norm) > 4
    return _FILLER if adverb and token.norm not in _NO_ADVERBS else _UNKNOWN


def _following(item: Item, before: Sequence[Item]) -> Item:
    """The value that an item names right after those who are counted ("women from Arden"); elsewhere it says
    something else ("walked in from Arden"), or nothing that is known."""
    last = before[-1] if before else None
    value = last.entry("value") if last is not None else None
    entries = tuple(e for e in item.entries if e["kind"] != "following")
    named = [e for e in item.entries if e["kind"] == "following"]
    after = [
        e for e in named if last is not None and (last.has("head") or (value and value["dimension"] in e["follows"]))
    ]
    if after:
        entries = tuple({**e, "kind": "value"} for e in after)
    kinds = frozenset(str(e["kind"]) for e in entries) or _UNKNOWN
    return Item(item.first, item.last, kinds, entries)


_PUNCT, _FILLER, _UNKNOWN = frozenset(("punct",)), frozenset(("filler",)), frozenset(("unknown",))
_MARKS = frozenset(("punct", "dash", "poss"))
# Words in "-ly" that say who or what: they may narrow down what is counted, as adverbs do not.
_NO_ADVERBS = frozenset("family elderly sickly homely lonely supply resupply assembly anomaly monopoly".split())


def _likely(tokens: Sequence[Token], i: int, widths: Sequence[int], vocabulary: Vocabulary) -> Item:
    """An unknown word, or the vocabulary phrase of one of `widths` that it most likely misspells."""
    for width in widths:
        here = tokens[i : i + width]
        if len(here) < width or any(t.kind != "word" for t in here):
            continue
        written = " ".join([t.norm for t in here])
        names = vocabulary.names.get((written[0], width, len(written)))
        phrase = vocabulary.likely(written, names) if names is not None else None
        if phrase is not None:
            entries = tuple(vocabulary.facts["terms"][phrase])
            kinds = frozenset(str(e["kind"]) for e in entries)
            return Item(i, i + width, kinds, entries, found_by=written)
    return Item(i, i + 1, _UNKNOWN)


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
