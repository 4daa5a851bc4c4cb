"""A sentence -> how much it is worth checking, with the reasons.

The score is a logistic regression over words and over typed traits (a figure, a past event, a
forecast, a question ...). Its weights stand in `english/checkworthy.json`; `scripts/train_checkworthy.py`
makes them and says from what. A score orders what an editor looks at and never decides a verdict.
"""

from __future__ import annotations

import json
import math
import re
import string
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from factcheck import shipped
from factcheck.model.record import record

_WORD = re.compile(r"[a-z_]+(?:'[a-z]+)?")
_AMOUNT = r"\d[\d,.]*"
# Figures stand for their kind, so that no single one carries a weight; each with what a text has that it stands in.
_KINDS = (
    (re.compile(r"[$€£]\s?" + _AMOUNT), " _money ", "$€£"),
    (re.compile(_AMOUNT + r"\s?(?:%|percent|per cent)"), " _percent ", ("%", "percent", "per cent")),
    (re.compile(r"\b(?:19|20)\d\d\b"), " _year ", ("19", "20")),
    (re.compile(_AMOUNT), " _number ", ("",)),
)
_MARKS = {ord(mark): None for mark in "“”‘—–"}  # beside words, and in none
_DIGITS = re.compile(_AMOUNT)
_PIECE = re.compile(r"[A-Za-z']+|\d[\d,.]*")
_DIGIT = re.compile(r"\d")
_NUMERALS = "hundred thousand million billion trillion percent half third quarter twice double triple".split()
_NUMERAL = re.compile(rf"\b(?:{'|'.join(_NUMERALS)})s?\b")
_NUMERAL_WORDS = frozenset(_NUMERALS) | {f"{word}s" for word in _NUMERALS}
_CITED = frozenset("section sections sec title article amendment statute order".split())
_CITATION = re.compile(r"§|\bu\.s\.c|\b(?:sections?|sec\.|title|article|amendment|statute|order)\s+(?:no\.\s*)?[\divx]")
# "3,120 houses", "two million more jobs": a number of things, and not a date or a rank.
_COUNTED = re.compile(
    r"(?:\d|\b(?:hundred|thousand|[mb]illion|trillion)\b)\s+(?:(?!percent)[a-z]+\s+){0,2}?(?!years|days|months|times|minutes)[a-z]{3,}s\b"
)
_QUOTED = re.compile(r"[\"“«][^\"”»]{12,}[\"”»]")
_WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "record": "record highest lowest largest smallest biggest first never unprecedented worst best most fewest",
        "comparison": "more less fewer than increase increased increases rose fell dropped declined doubled tripled "
        "higher lower cut cuts up down grew",
        "past": "was were had did has have voted said passed signed announced ordered ended began became",
        "forecast": "will i'll we'll he'll she'll they'll would should could might may can let's must if going",
        "mind": "think believe want hope need feel guess suppose wish love like know",
        "action": "signed vetoed announced ordered approved passed enacted ruled voted suspended proclaimed repealed "
        "banned sued blocked appointed nominated issued launched deployed",
        "i": "i i'm i've i'd my me",
        "we": "we we're we've our us",
        "you": "you you're your you've",
        "they": "he she they he's she's they're his her their",
    }.items()
}
_SAID_BY = {word: tuple(n for n, words in _WORDS.items() if word in words) for word in set().union(*_WORDS.values())}
_TELLING = frozenset(_SAID_BY)
_FORM = "length,very short,short,long,question,figure,figures,counted,names,past forms,opens with i,citation"
_NONE = dict.fromkeys((*_FORM.split(","), *_WORDS), 0.0)  # the traits in the order in which they are trained
_CAPITALS = frozenset(string.ascii_uppercase)
_NAMELESS = frozenset(("I", "I'm", "I've", "I'll", "I'd"))


@record
class Worth:
    """How much a sentence is worth checking: `score` from 0 to 1, `worthy` at the trained threshold.

    `reasons` are plain words for a reader, what speaks for it first ("a figure", "a record"), then
    what speaks against it ("a forecast", "a question").
    """

    score: float
    worthy: bool
    reasons: tuple[str, ...]


def weights_file() -> Path:
    """Where the trained weights are kept."""
    return shipped.bundled("english") / "checkworthy.json"


def assess(sentence: str) -> Worth:
    """The worth of one sentence. Raises nothing; an empty one scores as any other."""
    read = _read(sentence)
    found = _traits(read)
    score = _probability(_terms(read), found)
    return Worth(round(score, 4), score > threshold(), _reasons(sentence, found))


def threshold() -> float:
    """The score above which a sentence is worth checking."""
    return _weights().threshold


def terms(sentence: str) -> Counter[str]:
    """The words of a sentence in lower case, figures as their kind, with their counts."""
    return Counter(_terms(_read(sentence)))


def traits(sentence: str) -> dict[str, float]:
    """The typed traits of a sentence: counts, shares (0-1) and flags (0 or 1), in a fixed order."""
    return _traits(_read(sentence))


@record(eq=False)
class _Read:
    """A sentence with straight apostrophes, the same in small letters, and the words and figures in both."""

    text: str
    low: str
    pieces: list[str]
    lowered: list[str]
    numbers: int  # figures in digits


def _read(sentence: str) -> _Read:
    text = sentence.replace("’", "'")
    pieces: list[str] = _PIECE.findall(text)
    numbers = len(_DIGITS.findall(text)) if _DIGIT.search(text) else 0
    return _Read(text, text.lower(), pieces, " ".join(pieces).lower().split(" "), numbers)


def _terms(read: _Read) -> list[str]:
    text = read.text
    plain = not read.numbers and "'" not in text and "_" not in text
    if plain and (text.isascii() or text.translate(_MARKS).isascii()):
        return read.lowered if read.pieces else []
    text = read.low
    if read.numbers:
        for pattern, name, marks in _KINDS:
            if any([mark in text for mark in marks]):
                text = pattern.sub(name, text)
    found: list[str] = _WORD.findall(text)
    return found


def _traits(read: _Read) -> dict[str, float]:
    text, pieces, digits = read.text, read.pieces, read.numbers
    count, present = max(len(pieces), 1), set(read.lowered)
    named = len([p for p in pieces[1:] if p[0] in _CAPITALS and p not in _NAMELESS])
    may = "'" in text or not _NUMERAL_WORDS.isdisjoint(present)  # most sentences have no such word: that is told sooner
    figure = bool(digits or (may and _NUMERAL.search(read.low)))
    found = _NONE.copy()
    found["length"] = math.log1p(len(pieces))
    found["very short"] = float(len(pieces) < 6)
    found["short"] = float(len(pieces) < 9)
    found["long"] = float(len(pieces) > 25)
    found["question"] = float("?" in text)
    found["figure"] = float(figure)
    found["figures"] = float(digits)
    found["counted"] = float(figure and bool(_COUNTED.search(text)))
    found["names"] = named / count
    found["past forms"] = len([p for p in read.lowered if p.endswith("ed")]) / count
    found["opens with i"] = float(read.lowered[0] == "i")
    found["citation"] = float(_cites(read.low, present))
    for word in _TELLING & present:
        for name in _SAID_BY[word]:
            found[name] = 1.0
    return found


def _cites(low: str, present: Set[str]) -> bool:
    """Whether a text in small letters that holds the words `present` cites a law or an order."""
    may = "§" in low or "u.s.c" in low or not present.isdisjoint(_CITED)
    return may and _CITATION.search(low) is not None


def _probability(said: Sequence[str], found: Mapping[str, float]) -> float:
    """The regression's value (0-1) for a sentence of these terms and traits."""
    weights = _weights()
    squares = product = 0.0
    for word, often in Counter(said).items():
        known = weights.words.get(word)
        if known is not None:
            rarity = known[0] if often == 1 else (1 + math.log(often)) * known[0]
            squares += rarity * rarity
            product += rarity * known[1]
    total = weights.constant + product / (math.sqrt(squares) or 1.0)
    total += sum([value * weights.traits[name] for name, value in found.items() if value])
    return 1 / (1 + math.exp(-total))


# What an editor reads, from the trait that says it; the order is that of the report.
_SAYS = (
    ("figure", "a figure"),
    ("record", "a record or superlative"),
    ("comparison", "a comparison"),
    ("citation", "a citation"),
    ("action", "an official action"),
    ("mind", "an opinion or wish"),
    ("forecast", "a forecast or condition"),
    ("question", "a question"),
    ("opens with i", "personal"),
)


def _reasons(sentence: str, found: dict[str, float]) -> tuple[str, ...]:
    quoted = ("a quotation",) if _QUOTED.search(sentence) else ()
    return quoted + tuple(words for trait, words in _SAYS if found[trait])


@record(eq=False)
class _Weights:
    """The trained regression: (rarity, weight) of each word, the weight of each trait, the constant and threshold."""

    words: dict[str, tuple[float, float]]
    traits: dict[str, float]
    constant: float
    threshold: float


@cache
def _weights() -> _Weights:
    read = json.loads(weights_file().read_text("utf-8"))
    words = {word: (float(rarity), float(weight)) for word, (rarity, weight) in read["words"].items()}
    return _Weights(words, read["traits"], float(read["constant"]), float(read["threshold"]))
