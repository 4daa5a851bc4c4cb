"""Turns a sentence into items: numbers, periods, and the words that a vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factcheck.extract.tagging.cited import cited_tokens
from factcheck.extract.tagging.counted_rows import OPENING, read_counted_rows
from factcheck.extract.tagging.fields import fields_of, in_no_field
from factcheck.extract.tagging.items import Item, Words
from factcheck.extract.tagging.measured import measured
from factcheck.extract.tagging.phrases import MOSTLY, UNKNOWN, Matches, Vocabulary, kinds_of
from factcheck.extract.tagging.record_keeping import BEGUN, read_record_keeping
from factcheck.extract.tagging.rests import TOLD, read_rests
from factcheck.model.record import record, replace
from factcheck.model.value import Amount
from factcheck.text.numbers import ORDINAL_WORDS, NumberMention, find_numbers, ordinal_at
from factcheck.text.periods import find_periods
from factcheck.text.tokens import Token, tokenize


@record
class Tagged:
    """A sentence with its tokens and items; items cover every token once, in order.

    `words` are the comparable forms of the items' first tokens, `kinds` all that its items may be: a reader of
    what has none of its kinds in the sentence need not go through it. `laid` keeps what `lay_out` makes of it, `told`
    what it tells the sentences after it.
    """

    text: str
    tokens: tuple[Token, ...]
    items: tuple[Item, ...]
    kinds: frozenset[str] = frozenset()  # found, unless given
    words: tuple[str, ...] = field(init=False)
    # The same by place and as a set, and those of all tokens; made when they are first asked for.
    word_at: Words = field(init=False)
    said: frozenset[str] = field(init=False)
    norms: frozenset[str] = field(init=False)
    laid: list[Any] = field(init=False, default_factory=list)
    told: list[Any] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        tokens = self.tokens
        object.__setattr__(self, "words", tuple([tokens[item.first].norm for item in self.items]))
        if not self.kinds:
            object.__setattr__(self, "kinds", _kinds(self.items))

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            """What is not there yet: most sentences count nothing, and nobody asks for more than their items."""
            if name == "word_at":
                self.word_at = Words(enumerate(self.words))
            elif name == "said":
                self.said = frozenset(self.words)
            elif name == "norms":
                self.norms = frozenset([token.norm for token in self.tokens])
            else:
                raise AttributeError(name)
            return getattr(self, name)

    def slice(self, first: int, last: int) -> str:
        """The text of tokens[first:last]."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


_PLACES = 40  # of a sentence, at which the items of single words are kept: nothing changes an item


def tag(text: str, vocabulary: Vocabulary) -> Tagged:
    """Items of `text`: citations and periods first, then numbers, then vocabulary, then single unknown words.

    Where the sources are of several fields, the words are those of the field whose measure is named; of two that share
    its name, of the one that knows more of the names and units in the text. Where both know as many, nobody can tell
    what is counted.
    """
    found = _tag(text, vocabulary)
    if not vocabulary.several or "measure" not in found.kinds:
        return found
    own = [_tag(text, vocabulary.of_field(field)) for field in fields_of(found.items, vocabulary.facts)]
    known = [sum(item.has("value", "unit") for item in tagged.items) for tagged in own]
    if known.count(max(known, default=0)) > 1:
        return replace(found, items=tuple(in_no_field(found.items)), kinds=frozenset())
    return own[known.index(max(known))] if own else found


def _tag(text: str, vocabulary: Vocabulary) -> Tagged:
    tokens = tokenize(text)
    seen = vocabulary.alone
    known = [seen.get(t.norm) or vocabulary.by_itself(t) for t in tokens]
    words = [t.norm for t in tokens]
    after = [*words[1:], ""]
    joined = words if "-" not in words else _parted_by_dashes(tokens, words)
    openings = [i for i, word in enumerate(known) if (o := word.opens) is None or (o and after[i] in o)]
    at, taken = _firmly(text, tokens, openings, vocabulary)
    beside = taken.union(at, [k - 1 for k in at])
    items: list[Item] = []
    i, count = 0, len(tokens)
    while i < count:
        word = known[i]
        alone = word.simple and i not in beside
        matches = vocabulary.matches(joined, i) if not alone or after[i] in word.after else None
        if alone and (not matches or matches[0][0] == i + 1):
            by_itself = word.placed.get(i)
            if by_itself is None:
                by_itself = Item(i, i + 1, word.kinds, word.entries)
                if i < _PLACES:
                    word.placed[i] = by_itself
            items.append(by_itself)
            i += 1
            continue
        matches = matches or []
        item = _most_of(words, i) if words[i] in MOSTLY else None
        if item is None and i + 1 in at:
            item = _named(i, matches, at)
        item = item or at.get(i)
        if item is None and (words[i] in ORDINAL_WORDS or tokens[i].kind == "num"):
            item = _ranked(tokens, words, i, matches, vocabulary, taken)
        item = item or _word(tokens, i, matches, vocabulary, taken)
        if "times" in item.kinds and items and items[-1].has("measure"):
            item = _how_often(item, words)
        items.append(_following(item, items, words) if "following" in item.kinds else item)
        i = item.last
    items = _longer_names(items, words, vocabulary.facts)
    kinds = _kinds(items)
    if "listed" in kinds:
        from factcheck.extract.tagging.listed import listed

        items = listed(items, words)
        kinds = _kinds(items)
    if "outside" in kinds and "value" in kinds:
        items = _placed(tokens, items, vocabulary.facts)
        kinds = _kinds(items)
    if "kind-of" in kinds and "amount" in kinds and not OPENING.isdisjoint(words):
        items = read_counted_rows(items, words)
    found = measured(tokens, items, kinds, vocabulary.facts)
    return Tagged(text, tuple(tokens), tuple(found), kinds if found is items else frozenset())


def _longer_names(items: list[Item], words: Sequence[str], facts: Mapping[str, Any]) -> list[Item]:
    """`items` with what no phrase of the vocabulary has whole: all but some of a kind, "between A's gates", "since it
    began keeping records"."""
    if "since" in words and not BEGUN.isdisjoint(words):
        items = read_record_keeping(items, words)
    if not TOLD.isdisjoint(words):
        items = read_rests(items, words, facts)
    return _between_its(items, words, facts) if "between" in words else items


def _between_its(items: Sequence[Item], words: Sequence[str], facts: Mapping[str, Any]) -> list[Item]:
    """`items` with "between the north coast's gates", "between the old gates" read as "between gates" is, where
    that is a name of its own."""
    out = list(items)
    for n, item in enumerate(items):
        entry = item.entry("value")
        owned = n > 1 and (words[item.first - 1] == "'s" or items[n - 1].has(*_PLACED))
        if entry is None or not owned or words[item.last : item.last + 1] == ["and"]:
            continue
        lead = n - 1
        while lead > 0 and (words[items[lead].first] in _OWNED_BY or items[lead].has(*_PLACED)):
            lead -= 1
        named = facts["terms"].get(" ".join(["between", *words[item.first : item.last]]), ())
        named = [e for e in named if e["kind"] == "value" and e["dimension"] == entry["dimension"]]
        if words[items[lead].first] == "between" and named:
            out[n] = Item(item.first, item.last, frozenset(("value",)), tuple(named))
    return out


_PLACED = ("value", "bare", "neutral")
_OWNED_BY = frozenset(("the", "'s", "its", "their", "our"))


def _placed(tokens: Sequence[Token], items: Sequence[Item], facts: Mapping[str, Any]) -> list[Item]:
    """`items` with "the North Gate, Ohio," as one name; a wider place in which that is not is nothing that is known."""
    out: list[Item] = []
    for item in items:
        entry, value = item.entry("outside"), out[-2].entry("value") if len(out) > 1 else None
        comma = bool(out) and tokens[out[-1].first].text == "," and item.last < len(tokens)
        shut = comma and tokens[item.last].text in (",", ".", ";", ")")
        if entry is None or value is None or not shut or value["dimension"] not in entry.get("unless", ()):
            out.append(item)
            continue
        if not _lies_in(value, " ".join([t.norm for t in tokens[item.first : item.last]]), facts):
            out.append(Item(item.first, item.last, UNKNOWN))
            continue
        out.pop()
        out[-1] = Item(out[-1].first, item.last, out[-1].kinds, out[-1].entries, found_by=out[-1].found_by)
    return out


def _lies_in(value: Mapping[str, Any], place: str, facts: Mapping[str, Any]) -> bool:
    """Whether nothing says that a value lies elsewhere than in a place of that name."""
    within = facts["dimensions"][value["dimension"]]["values"].get(value["value"], {}).get("within", {})
    named = [e for e in facts["terms"].get(place, ()) if e["kind"] == "listed" and e["dimension"] in within]
    return all(e["value"] in within[e["dimension"]] for e in named)


def _parted_by_dashes(tokens: Sequence[Token], words: Sequence[str]) -> list[str]:
    """The words with every dash that stands between spaces told from a hyphen: no phrase goes on behind it."""
    spaced = {i for i, t in enumerate(tokens) if i and t.kind == "dash" and tokens[i - 1].end < t.start}
    return ["–" if i in spaced else word for i, word in enumerate(words)]


def _firmly(
    text: str, tokens: list[Token], openings: Sequence[int], vocabulary: Vocabulary
) -> tuple[dict[int, Item], set[int]]:
    """The citations, periods and numbers of a text by their first token, and the tokens that they take up."""
    at: dict[int, Item] = {}
    taken: set[int] = set()
    for first, last in cited_tokens(text, tokens, vocabulary.facts):
        at[first] = Item(first, last, UNKNOWN)
        taken |= set(range(first, last))
    if not openings:
        return at, taken
    for period in find_periods(tokens, openings):
        if taken.isdisjoint(range(period.first, period.last)):
            at[period.first] = Item(period.first, period.last, frozenset(("period",)), period=period)
            taken |= set(range(period.first, period.last))
    for found in find_numbers(tokens, taken, openings):
        number = _as_factor(tokens, found)
        by = number.first > 0 and tokens[number.first - 1].norm == "by"  # "had fallen by half a year later"
        if not by and [t.norm for t in tokens[number.first : number.last + 2]] in _HALVES_OF_TIME:
            at[number.first] = Item(number.first, number.last + 2, frozenset(("filler",)))  # a stretch, and no share
            taken |= set(range(number.first, number.last + 2))
            continue
        at[number.first] = Item(number.first, number.last, frozenset((_number_kind(number),)), number=number)
        if number.role != "label":  # the number of a title may be part of a longer name
            taken |= set(range(number.first, number.last))
    return at, taken


_HALVES_OF_TIME = [["half", "a", unit] for unit in ("year", "decade", "century")]


def _kinds(items: Iterable[Item]) -> frozenset[str]:
    return frozenset[str]().union(*{item.kinds for item in items})  # most are one of a few


_MULTIPLYING = frozenset("more as higher the greater fewer less lower larger that those what its their".split())


def _how_often(item: Item, words: Sequence[str]) -> Item:
    """ "were met 55 times in May": a count, where "55 times" elsewhere is a multiple."""
    number = item.number
    after = words[item.last] if item.last < len(words) else ""
    if number is None or not number.digits or number.amount.value < 10 or after in _MULTIPLYING:
        return item
    counted = replace(number, amount=replace(number.amount, unit="count"))
    return Item(item.first, item.last, frozenset(("amount",)), number=counted)


_LOOSELY = frozenset("almost nearly about roughly around over more than just some well".split())


def _as_factor(tokens: Sequence[Token], number: NumberMention) -> NumberMention:
    """ "by a factor of four": a multiple."""
    of = number.first - 1
    while of > 1 and tokens[of].norm in _LOOSELY:
        of -= 1
    if of < 1 or tokens[of].norm != "of" or tokens[of - 1].norm != "factor":
        return number
    return replace(number, amount=replace(number.amount, unit="times"))


_VAST = frozenset("vast overwhelming large".split())
_NEVER_ALONE = _VAST | {"lion"}
_MOST = Amount(Decimal(50), Decimal(5), 1, "share")


def _most_of(words: Sequence[str], i: int) -> Item | None:
    """ "most of them", "a majority of sales", "the lion's share of it", "most were": more than half; "the vast
    majority": well over.

    "The lion's share, 77 percent, of them" says it by itself.
    """
    vast = words[i] in _VAST and words[i + 1 : i + 2] == ["majority"]
    last = i + 3 if words[i : i + 3] == ["lion", "'s", "share"] else i + 2 if vast else i + 1
    told = words[last : last + 1] in (["-"], [","], ["("]) and words[last + 1 : last + 2] != []
    if told and words[last + 1].isdecimal() and {"percent", "%"} & set(words[last + 2 : last + 4]):
        return Item(i, last, frozenset(("filler",))) if words[i] != "most" else None
    of = words[last : last + 1] == ["of"] or (words[i] == "most" and _opens_clause(words, i))
    if not of or words[i - 1 : i] == ["for"] or (words[i] in _NEVER_ALONE and last == i + 1):
        return None
    any_of = words[i + 2 : i + 3] in (["any"], ["all"]) and words[i - 1 : i] != ["up"]
    if words[i] == "most" and (any_of or (words[i - 1 : i] == ["the"] and words[i - 2 : i - 1] != ["up"])):
        return None  # "the most of any station", "the most of the year": a superlative
    number = NumberMention(i, last, _MOST, "amount", digits=False)
    hedge = {"kind": "hedge", "hedge": "well over" if vast else "more than"}
    return Item(i, last, frozenset(("share",)), (hedge,), number=number)


_BEFORE_CLAUSE = frozenset(", ; : - and but though although while because that said".split())
_NO_NOUN = frozenset("of any all other recent recently likely often , since for in at on ever so by to".split())


def _opens_clause(words: Sequence[str], i: int) -> bool:
    """Whether the word at `i` is what a clause is about: ", and most were A", "Most sales were of A"; "the most were
    sold" is a record."""
    after = words[i + 1] if i + 1 < len(words) else ""
    opens = i == 0 or words[i - 1] in _BEFORE_CLAUSE
    return opens and after.isalpha() and after not in _NO_NOUN and not after.endswith("ly")


def _named(i: int, matches: Matches, at: Mapping[int, Item]) -> Item | None:
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
    matches: Matches,
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


def _word(tokens: Sequence[Token], i: int, matches: Matches, vocabulary: Vocabulary, taken: set[int]) -> Item:
    # A phrase may not run into a number or date; then what stands before it counts.
    for end, node in matches:
        if not taken or taken.isdisjoint(range(i, end)):
            return Item(i, end, node.kinds, node.entries)
    kinds, widths = kinds_of(tokens[i]), vocabulary.by_itself(tokens[i]).widths
    return _likely(tokens, i, widths, vocabulary) if widths else Item(i, i + 1, kinds)


_OF_THEM = frozenset("of them whom were are was".split())


def _following(item: Item, before: Sequence[Item], words: Sequence[str]) -> Item:
    """The value that an item names right after those who are counted ("women from Arden"), or their share; elsewhere
    it says something else ("walked in from Arden"), or nothing that is known."""
    last = before[-1] if before else None
    value = last.entry("value") if last is not None else None
    entries = tuple(e for e in item.entries if e["kind"] != "following")
    named = [e for e in item.entries if e["kind"] == "following"]
    lead = len(before) - 1
    while lead >= 0 and words[before[lead].first] in _OF_THEM:
        lead -= 1
    parted = lead >= 0 and before[lead].has("share", "percent", "amount")  # "half (of them were) from Arden"
    after = [
        e
        for e in named
        if last is not None and (parted or last.has("head") or (value and value["dimension"] in e["follows"]))
    ]
    if after:
        entries = tuple({**e, "kind": "value"} for e in after)
    kinds = frozenset(str(e["kind"]) for e in entries) or UNKNOWN
    return Item(item.first, item.last, kinds, entries)


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
    return Item(i, i + 1, UNKNOWN)
