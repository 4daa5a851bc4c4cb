"""Turns a sentence of or about a law into items: concepts of a thesaurus, words, numbers, words of rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from factcheck.model.facts import once_for_facts
from factcheck.model.norm import INTERVAL
from factcheck.model.record import record
from factcheck.model.text import Span
from factcheck.model.value import MONTHS
from factcheck.text.numerals import ONES, SCALES, TENS
from factcheck.text.rules.words import PARTS, UNITS, interval_table, phrase_table
from factcheck.text.snowball import stem
from factcheck.text.tokens import Token, tokenize

_SKIPPED = frozenset("the a an his her their its such any your our 's that".split())
_ONES = {w: n for w, n in ONES.items() if n}
_NUMERIC = frozenset(("$", "a", "an", "half", *_ONES, *TENS))  # a number begins with one of these, or in digits
TWOFOLD = frozenset(("loses", "waits", "power"))  # kinds whose words may stand for an idea of the field, too
_AUXILIARIES = frozenset(("will", "would"))
_PARTICIPLES = frozenset(("provided", "providing"))
_BEFORE_TIMES = frozenset(("within", "than", "least", "for", "until", "to"))  # "a year" is a time after these
_BEHIND_TIMES = frozenset(("to", "after", "from"))  # and before these
_OR_MORE = (["or", "more"], ["or", "longer"], ["or", "less"])  # "here a year or more"
_OFTEN = frozenset(("once", "twice", "times", *_ONES, *TENS))  # "twice a year"
_COUNTED = 4  # words before "a year", of which one may be a number
_PARTICLES = frozenset(("back", "away", "out", "up", "off"))
_VERB_AND_PARTICLE = 2
_PLACING, _WHITHER = frozenset("take put place hold keep".split()), frozenset(("into", "in", "under"))
_APART = 10  # words from a verb to its particle, at most
_PARTING = frozenset(
    "and or but to may must can cannot shall should unless if when while before after until that".split()
)
_NOUNS = ("tion", "sion", "ment")  # "not (a) permission" is not "not permissible"
_MORE = frozenset(("more", "additional", "full", "straight", "consecutive"))
_WHOLE = frozenset(("full", "whole", "entire", "single"))
_IN_MONTHS = {"months": Decimal(1), "hours": Decimal("730.5")}
_AGES = frozenset(("age", "ages", "aged"))
_AGED = frozenset(("younger", "older"))
_TURNING = frozenset("turn turns turned turning".split())
# What may follow a number that counts nothing.
_BEHIND_AGES = frozenset(
    "who whom whose that which with without when while at in on from and or but may must can cannot could shall should "
    "is are was were has have had do does if unless".split()
)
_POINTING = frozenset(("the", "this", "that", "no", "any", "each", "every", "which", "at", "than"))
_MONTHS = frozenset(month.lower() for month in MONTHS)  # the law never shortens them
_DAY = re.compile(r"[12]?\d|3[01]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"\d\d?|[a-z]|[ivx]{1,4}")
_CHAIN = re.compile(r"(?:\([a-z0-9]+\))+")
_CITED = re.compile(r"(\d+[a-z]*)((?:\([a-z0-9]+\))*)")
_CITED_ON = re.compile(r"(\d+[a-z]*)((?:\([a-z0-9]+\))*)|((?:\([a-z0-9]+\))+)")
_REFERENCE = re.compile(
    r"\b(?:sub)?(?:sections?|paragraphs?|clauses?)\s+"
    r"(?:\d+[a-z]*(?:-\d+)?(?:\([A-Za-z0-9]+\))*|\([A-Za-z0-9]+\)(?:\([A-Za-z0-9]+\))*)"
    r"(?:(?:\s*,\s*(?:and|or)\s+|\s*,\s*|\s+(?:and|or|through)\s+)"
    r"(?:\d+[a-z]*(?:\([A-Za-z0-9]+\))+|\d{3,}[a-z]?\b|\([A-Za-z0-9]+\)(?:\([A-Za-z0-9]+\))*))*"
    r"(?:\s+of\s+(?:this\s+(?:title|section|subsection|paragraph)|title\s+\d+|"
    r"(?:sub)?(?:section|paragraph)\s+(?:\d+[a-z]*)?(?:\([A-Za-z0-9]+\))*(?:\s+of\s+this\s+title)?))?"
    r"|\b\d+\s+U\.S\.C\.\s+\d+\w*(?:\([A-Za-z0-9]+\))*(?:\s+et\s+seq\.)?"
    r"|\b(?:chapter|part|title|Pub\w*\.?\s+L\w*)\s+\d+[\d–-]*(?:\s+of\s+title\s+\d+)?"
    r"|\bthis\s+(?:section|subsection|paragraph|subparagraph|chapter|subchapter|clause)\b",
    re.IGNORECASE,
)


@record
class Item:
    """One step of a sentence. `kind` is that of a word of rules, or `concept`, `word`, `number`, `ref`, `punct`."""

    kind: str
    norm: str
    start: int
    end: int
    keys: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str = ""


class Thesaurus:
    """The phrases and concepts of the manifests, ready for look-up; built once for a set of facts."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        about = facts.get("thesaurus", {"phrases": {}, "concepts": {}})
        self.concepts: Mapping[str, Mapping[str, Any]] = about["concepts"]
        self._provisions: Mapping[str, Sequence[str]] = about.get("provisions", {})
        self._first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._parted: dict[tuple[str, str], tuple[str, ...]] = {}
        self._placed: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for phrase, names in about["phrases"].items():
            words = tuple(phrase.split(" "))
            self._first.setdefault(words[0], []).append((words, tuple(names)))
            if len(words) == _VERB_AND_PARTICLE and words[1] in _PARTICLES:
                self._parted[words[0], words[1]] = tuple(names)
            elif len(words) > _VERB_AND_PARTICLE and words[0] in _PLACING and words[1] in _WHITHER:
                self._placed.setdefault(words[0], []).append((words[1:], tuple(names)))
        self._parting = frozenset(verb for verb, _ in self._parted)
        for listed in self._first.values():
            listed.sort(key=lambda pair: -len(pair[0]))

    def longest(self, tokens: Sequence[Token], i: int) -> tuple[int, tuple[str, ...]]:
        """(token after the longest phrase that begins at i, its concepts); (i, ()) when none does."""
        for words, names in self._first.get(stem(tokens[i].norm), ()):
            end = _follow(tokens, i, words)
            # "The harbour's | Council of Pilots": not the harbour's council.
            whose = next((k for k in range(i + 1, end) if tokens[k].kind == "poss"), 0)
            if end and not (whose and self.longest(tokens, whose + 1)[0] > end):
                kept = tuple(name for name in names if self._is_written(name, tokens[i:end]))
                if kept:
                    return end, kept
        return i, ()

    def _is_written(self, name: str, tokens: Sequence[Token]) -> bool:
        """Whether the words stand as a manifest writes them, where an idea asks for that: "goods", and not "good"."""
        words = self.concepts.get(name, {}).get("written")
        return words is None or " ".join(t.norm for t in tokens) in words

    def parted(self, tokens: Sequence[Token], i: int) -> tuple[range, tuple[str, ...]]:
        """(particle that belongs to the verb at i, its concepts), where others stand between: "sends them back"."""
        verb = stem(tokens[i].norm)
        if verb in self._placed:
            return self._put_somewhere(tokens, i, verb)
        if verb not in self._parting:
            return range(0), ()
        for k in range(i + 2, min(len(tokens), i + _APART)):
            if tokens[k].kind == "punct" or tokens[k].norm in _PARTING:
                return range(0), ()
            names = self._parted.get((verb, tokens[k].norm)) if tokens[k].norm in _PARTICLES else None
            onward = k + 1 < len(tokens) and tokens[k + 1].norm == "into"  # "takes them back into the harbour"
            if names and not onward and self.longest(tokens, k - 1)[0] <= k and self.longest(tokens, k)[0] <= k + 1:
                return range(k, k + 1), names
        return range(0), ()

    def _put_somewhere(self, tokens: Sequence[Token], i: int, verb: str) -> tuple[range, tuple[str, ...]]:
        """(where that belongs to the verb at i, its concepts): "takes all of them into the dock"."""
        for k in range(i + 2, min(len(tokens), i + _APART)):
            if tokens[k].kind == "punct" or tokens[k].norm in _PARTING:
                break
            for where, names in self._placed[verb] if tokens[k].norm in _WHITHER else ():
                end = _follow(tokens, k, where)
                if end:
                    return range(k, end), names
        return range(0), ()

    def named(self, reference: str) -> tuple[str, ...]:
        """The concepts that a reference stands for ("a pass under section 12(a)"): those of the longest address."""
        if not self._provisions:
            return ()
        head, _, below = reference.lower().partition(" of section ")
        base = _CITED.match(below)
        places = _addresses(head) if base is None else []
        if base is not None:
            places = [_address(base[1], base[2] + chain) for chain in _CHAIN.findall(head)]
        found: dict[str, None] = {}
        for place in places:
            parts = place.split("-")
            tries = ("-".join(parts[:n]) for n in range(len(parts), 0, -1))
            found.update(dict.fromkeys(next((self._provisions[t] for t in tries if t in self._provisions), ())))
        return tuple(found)

    def at(self, place: str) -> tuple[str, ...]:
        """The concepts that are called by the provision at a place ("12-a"), or by one above it."""
        parts = place.lower().split("-") if self._provisions else []
        return tuple(k for n in range(1, len(parts) + 1) for k in self._provisions.get("-".join(parts[:n]), ()))

    def kind(self, key: str) -> str:
        return str(self.concepts.get(key, {}).get("kind", ""))


def _addresses(reference: str) -> list[str]:
    """The places that "sections 12(a)(2), (3) and 14(b)" names: what has no number goes on from the one before."""
    places: list[str] = []
    for m in _CITED_ON.finditer(reference):
        if m[1]:
            places.append(_address(m[1], m[2]))
        elif places:
            parts = re.findall(r"[a-z0-9]+", m[3])
            before = places[-1].split("-")
            depth = next((n for n in range(len(before) - 1, 0, -1) if _alike(before[n], parts[0])), 0)
            places += ["-".join([*before[:depth], *parts])] if depth else []
    return places


def _alike(one: str, other: str) -> bool:
    """Whether two parts of an address are of one level: digits, roman numbers or letters."""
    kinds = [part.isdigit() or 2 * (re.fullmatch(r"[ivx]+", part) is not None) for part in (one, other)]
    return kinds[0] == kinds[1]


def _address(section: str, chain: str) -> str:
    return "-".join((section, *re.findall(r"[a-z0-9]+", chain)))


def _follow(tokens: Sequence[Token], i: int, words: Sequence[str]) -> int:
    k = i + 1
    for word in words[1:]:
        while k < len(tokens) and (tokens[k].kind in ("dash", "poss") or tokens[k].norm in _SKIPPED):
            if words[0] == "not":
                return 0
            if stem(tokens[k].norm) == word:
                break
            k += 1
        if k >= len(tokens) or stem(tokens[k].norm) != word:
            return 0
        if words[0] == "not" and tokens[k].norm.endswith(_NOUNS):
            return 0
        k += 1
    owning = k < len(tokens) and tokens[k].kind == "poss" and k > i + len(words)
    return 0 if owning else k  # "in the person's home" is not "in person"


@once_for_facts
def thesaurus_of(facts: Mapping[str, Any]) -> Thesaurus:
    """The thesaurus of `facts`."""
    return Thesaurus(facts)


def itemize(
    text: str, thesaurus: Thesaurus, cited: Sequence[Span] = (), tokens: Sequence[Token] | None = None
) -> list[Item]:
    """Items of `text` in order. `cited` are spans of citations, which become references."""
    tokens = tokenize(text) if tokens is None else tokens
    made = [Span(m.start(), m.end()) for m in _REFERENCE.finditer(text)]
    spans = sorted([*cited, *(s for s in made if not any(s.overlaps(c) for c in cited))])
    items: list[Item] = []
    i = 0
    taken: set[int] = set()  # particles that belong to a verb before them
    while i < len(tokens):
        token = tokens[i]
        if i in taken:
            i += 1
            continue
        while spans and spans[0].end <= token.start:
            spans.pop(0)
        if spans and spans[0].start <= token.start < spans[0].end:
            end = i
            while end < len(tokens) and tokens[end].start < spans[0].end:
                end += 1
            written = text[spans[0].start : spans[0].end]
            named = () if spans[0] in cited else thesaurus.named(written)  # a statement's own citation is its address
            items.append(Item("ref", written, spans[0].start, spans[0].end, named))
            i = end
            continue
        particles, names = thesaurus.parted(tokens, i)
        item, end = _next(tokens, i, thesaurus)
        if names and end == i + 1 and item.kind in ("concept", "word", "neutral"):
            taken.update(particles)
            item = _item("concept", tokens, i, end, names)
        items.append(item)
        i = end
    return items


def _plural(tokens: Sequence[Token], i: int) -> bool:
    """Whether what begins at i only names the thing before it once more: "one grave fault | (or faults)"."""
    inside = [t.norm for t in tokens[i : i + 4]]
    return (
        0 < i < len(tokens) - 3 and inside[:2] == ["(", "or"] and inside[3] == ")"
        and stem(inside[2]) == stem(tokens[i - 1].norm)
    )  # fmt: skip


def _mark(tokens: Sequence[Token], i: int) -> bool:
    """Whether "(1)" or "(ii)", which numbers a part of the sentence, begins at i."""
    return (
        i + 2 < len(tokens) and tokens[i].norm == "(" and tokens[i + 2].norm == ")"
        and _PART.fullmatch(tokens[i + 1].norm) is not None
    )  # fmt: skip


def _date(tokens: Sequence[Token], i: int) -> tuple[Item, int] | None:
    """ "March 1, 2011": one word, and no number; with the month, "March 2011", that it lies in."""
    if tokens[i].norm not in _MONTHS or i + 1 >= len(tokens):
        return None
    if _YEAR.fullmatch(tokens[i + 1].norm):
        month = f"{tokens[i].norm} {tokens[i + 1].norm}"
        return Item("word", month, tokens[i].start, tokens[i + 1].end, (f"={month}",)), i + 2
    if not _DAY.fullmatch(tokens[i + 1].norm):
        return None
    end = i + 2
    if end + 1 < len(tokens) and tokens[end].norm == "," and _YEAR.fullmatch(tokens[end + 1].norm):
        end += 2
    words = " ".join(t.norm for t in tokens[i:end] if t.norm != ",")
    within = (f"={tokens[i].norm} {tokens[end - 1].norm}",) if end > i + 2 else ()
    return Item("word", words, tokens[i].start, tokens[end - 1].end, (f"={words}", *within)), end


def _often(tokens: Sequence[Token], i: int, thesaurus: Thesaurus) -> tuple[Item, int] | None:
    """How often: "annually", "every three years"; a number of months, with the idea that the words stand for."""
    for words, months in interval_table().get(tokens[i].norm, ()):
        if tuple(t.norm for t in tokens[i : i + len(words)]) == words:
            end = i + len(words)
            known, names = thesaurus.longest(tokens, i)
            keys = names if known == end else ()
            return Item("number", "", tokens[i].start, tokens[end - 1].end, keys, Decimal(months), INTERVAL), end
    if tokens[i].norm != "every" or i + 1 >= len(tokens):
        return None
    counted = _number(tokens, i + 1)
    if counted is None or counted[0].unit not in _IN_MONTHS or counted[0].value is None:
        return None
    value = counted[0].value / _IN_MONTHS[counted[0].unit]
    return Item("number", "", tokens[i].start, counted[0].end, (), value, INTERVAL), counted[1]


def _next(tokens: Sequence[Token], i: int, thesaurus: Thesaurus) -> tuple[Item, int]:
    token = tokens[i]
    if (
        token.norm == "first"
        and i + 1 < len(tokens)
        and (timed := _number(tokens, i + 1))
        and timed[0].unit in _IN_MONTHS
    ):
        return _item("neutral", tokens, i, i + 1), i + 1  # "during the first 30 days"
    if token.norm == "(" and (aside := 4 * _plural(tokens, i) or 3 * _mark(tokens, i)):
        return _item("neutral", tokens, i, i + aside), i + aside
    if (date := _date(tokens, i)) is not None:
        return date
    if (often := _often(tokens, i, thesaurus)) is not None:
        return often
    if token.norm in _TURNING and (age := _number(tokens, i + 1)) is not None and age[0].unit == "age":
        return _item("neutral", tokens, i, i + 1), i + 1  # "before turning 18"
    number = _number(tokens, i)
    general, kind = _general(tokens, i)
    # "Will" has the stem of "willful".
    end, names = (i, ()) if token.norm in _AUXILIARIES else thesaurus.longest(tokens, i)
    if end == i + 1 and token.norm.endswith("ly") and any(thesaurus.kind(n) == "agency" for n in names):
        end, names = i, ()  # nobody is an adverb: "ministerially" is no minister
    adverb = kind == "neutral" and token.norm.endswith("ly")  # "directly" has the stem of "direction"
    longer = end > general or (end == general and kind in ("neutral", "law", "says") and not adverb)
    measured = number is not None and number[0].unit not in ("count", "") and number[1] >= end
    if names and longer and not (number and number[1] > end) and not measured:
        forbidden = tuple(k for n in names for k in thesaurus.concepts.get(n, {}).get("forbids", ()))
        return _item("barred" if forbidden else "concept", tokens, i, end, forbidden or names), end
    if kind and not (number and (number[1] > general or token.norm == "one")):
        # Which of the two "loses" is, is told by what follows it (`recast`).
        return _item(kind, tokens, i, general, names if kind in TWOFOLD and end == general else ()), general
    if number:
        return number
    if token.kind in ("punct", "dash", "poss"):
        return _item("neutral" if token.kind != "punct" else "punct", tokens, i, i + 1), i + 1
    return _item("word", tokens, i, i + 1, (f"={stem(token.norm)}",)), i + 1


def _item(kind: str, tokens: Sequence[Token], i: int, end: int, keys: tuple[str, ...] = ()) -> Item:
    norm = tokens[i].norm if end == i + 1 else " ".join(t.norm for t in tokens[i:end])
    return Item(kind, norm, tokens[i].start, tokens[end - 1].end, keys)


def _general(tokens: Sequence[Token], i: int) -> tuple[int, str]:
    for words, kind in phrase_table().get(tokens[i].norm, ()):
        k = i
        for n, word in enumerate(words):
            if n and k < len(tokens) and tokens[k].kind == "dash":
                k += 1
            if k >= len(tokens) or tokens[k].norm != word:
                break
            k += 1
        else:
            if kind in ("applies", "not-applies") and k < len(tokens) and tokens[k].norm == "for":
                continue  # "do not apply for a licence"
            if len(words) == 1 and words[0] in _PARTICIPLES and i and tokens[i - 1].kind != "punct":
                continue  # "a ship provided a berth", and not "provided it berths"
            return k, kind
    return i, ""


def _number(tokens: Sequence[Token], i: int) -> tuple[Item, int] | None:
    """A number with its unit: "180 days", "twenty-five miles", "$1,500", "2-year", "18 years of age", "age 18"."""
    if tokens[i].norm in _AGES:
        return _age(tokens, i)
    if tokens[i].kind != "num" and tokens[i].norm not in _NUMERIC:
        return None
    if [t.kind for t in tokens[i : i + 5]] == ["num", "dash", "num", "dash", "num"]:
        name = "-".join(t.norm for t in tokens[i : i + 5 : 2])  # "9-1-1": no number
        return Item("word", name, tokens[i].start, tokens[i + 4].end, (f"={name}",)), i + 5
    start = i
    money = tokens[i].norm == "$"
    i += money
    value, k = _value(tokens, i)
    if value is None or (tokens[i].norm == "one" and not _counts(tokens, k)):
        return None
    unit = "money" if money else ""
    if (whole := next((PARTS[t.norm] for t in tokens[k : k + 2] if t.norm in PARTS), 0)) and _is_part(tokens, k):
        end = k + 1 + (tokens[k].kind == "dash")
        return Item("number", "", tokens[start].start, tokens[end - 1].end, (), 100 * value / whole, "percent"), end
    n = k
    while n < len(tokens) and tokens[n].kind == "dash":
        n += 1
    if n + 1 < len(tokens) and tokens[n].norm in _MORE and tokens[n + 1].norm in UNITS:
        n += 1  # "six more months"
    if not unit and n < len(tokens) and tokens[n].norm in UNITS:
        unit, size = UNITS[tokens[n].norm]
        value, k = value * size, n + 1
        after = [t.norm for t in tokens[k : k + 3] if t.kind != "dash"]
        if unit == "months" and (after[:2] == ["of", "age"] or after[:1] == ["old"] or after[:1] == ["olds"]):
            unit, value = "age", value / 12
            k += 2 if after[:2] == ["of", "age"] else 1 + (tokens[k].kind == "dash")
    elif not unit and (shared := _shared_unit(tokens, n)):
        unit, size = shared  # "six to 18 months"
        value *= size
    elif not unit and tokens[i].kind == "num" and re.fullmatch(r"(?:19|20)\d\d", tokens[i].norm):
        return Item("word", tokens[i].norm, tokens[i].start, tokens[i].end, (f"={tokens[i].norm}",)), k
    unit = unit or ("age" if _is_age(tokens, start, k) else "count")
    return Item("number", "", tokens[start].start, tokens[k - 1].end, (), value, unit), k


def _is_part(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number that ends before k is the upper one of a fraction: "two-thirds", "three fifths"."""
    return tokens[k].norm in PARTS or (tokens[k].kind == "dash" and k + 1 < len(tokens) and tokens[k + 1].norm in PARTS)


def _is_age(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether a bare number from token `first` up to `end` is one: "anyone under 18", "older than 65", "turns 21"."""
    before = [t.norm for t in tokens[max(first - 2, 0) : first]]
    aged = before[-1:] in (["under"], ["over"]) or before in (["younger", "than"], ["older", "than"], ["young", "as"])
    alone = end >= len(tokens) or tokens[end].kind != "word" or tokens[end].norm in _BEHIND_AGES
    behind = [t.norm for t in tokens[end : end + 2]]  # "sailors 10 or younger"
    ranged = len(behind) > 1 and behind[0] in ("or", "and") and behind[1] in _AGED
    return (aged and alone) or ranged or (bool(before) and before[-1] in _TURNING)


def _age(tokens: Sequence[Token], i: int) -> tuple[Item, int] | None:
    """ "Age 18", "the age of 21"."""
    k = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].norm == "of")
    value, end = _value(tokens, k)
    return None if value is None else (Item("number", "", tokens[i].start, tokens[end - 1].end, (), value, "age"), end)


def _shared_unit(tokens: Sequence[Token], n: int) -> tuple[str, int] | None:
    """The unit that a range gives after its second number, for the first, which ends before n."""
    if n >= len(tokens) or tokens[n].norm not in ("and", "to", "or", ","):
        return None
    value, k = _value(tokens, n + 1)
    if value is None or k >= len(tokens):
        return None
    return UNITS.get(tokens[k].norm) or _shared_unit(tokens, k)  # "six, 12 or 18 months"


def _counts(tokens: Sequence[Token], k: int) -> bool:
    """Whether "one" before k counts something, and is no pronoun: "one year", "one offence", and not "one who"."""
    before = tokens[k - 2].norm if k > 1 else ""
    while k < len(tokens) and tokens[k].kind == "dash":
        k += 1
    if k >= len(tokens) or tokens[k].norm in UNITS:
        return k < len(tokens)
    return tokens[k].kind == "word" and before not in _POINTING and not phrase_table().get(tokens[k].norm)


def _is_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether "a year" at i is a time, and not how often: "within a year", "has a year to sail", not "20 a year"."""
    if tokens[i - 1].norm in _BEFORE_TIMES:
        return True
    if [t.norm for t in tokens[i + 2 : i + 4]] in _OR_MORE:
        return True
    often = any(t.kind == "num" or t.norm in _OFTEN for t in tokens[max(0, i - _COUNTED) : i])
    return not often and i + 2 < len(tokens) and tokens[i + 2].norm in _BEHIND_TIMES


def _value(tokens: Sequence[Token], i: int) -> tuple[Decimal | None, int]:
    if i >= len(tokens):
        return None, i
    token = tokens[i]
    if token.kind == "num":
        value = Decimal(token.norm.replace(",", ""))
        k = i + 1
    elif token.norm in TENS:
        value, k = Decimal(TENS[token.norm]), i + 1
        n = k + 1 if k < len(tokens) and tokens[k].kind == "dash" else k
        if n < len(tokens) and _ONES.get(tokens[n].norm, 10) < 10:
            value, k = value + _ONES[tokens[n].norm], n + 1
    elif token.norm in _ONES:
        value, k = Decimal(_ONES[token.norm]), i + 1
    elif token.norm in ("a", "an", "half") and i + 1 < len(tokens) and tokens[i + 1].norm in UNITS:
        return (Decimal(1), i + 1) if i and _is_time(tokens, i) else (None, i)
    elif token.norm in ("a", "an") and i + 2 < len(tokens) and tokens[i + 1].norm in _WHOLE:
        one = tokens[i + 2].norm in UNITS or tokens[i + 1].norm == "single"
        return (Decimal(1), i + 2) if one else (None, i)  # "a full year", "a single sale"
    else:
        return None, i
    while k < len(tokens) and tokens[k].norm in SCALES:
        value, k = value * SCALES[tokens[k].norm], k + 1
    return value, k
