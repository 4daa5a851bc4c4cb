"""Turns a text into the words by which quotations are compared: case, marks, number forms and contractions folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.model.value import MONTHS
from factcheck.text.numerals import ONES, ORDINALS, SCALES, TENS
from factcheck.text.tokens import fold

GAP = "…"  # the draft left something out here
INSERTED = "[]"  # the draft put in words of its own

_WORD = re.compile(
    r"""
    (?P<gap>[\[(]?\s*(?:\.\s?\.\s?\.(?:\s?\.)?|…\.?|\*\s?\*\s?\*)\s*[\])]?)
  | (?P<sic>[\[(]\s*sic\s*[\])])
  | (?P<part>(?:[^\W\d_]*\[[^\W\d_]+\][^\W\d_]+|[^\W\d_]+\[[^\W\d_]*\][^\W\d_]*|\[[^\W\d_]\](?=['’]))(?:['’][^\W\d_]+)?)
  | (?P<own>\[[^\]\n]{1,80}\])
  | (?P<num>\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)
  | (?P<abbr>(?:[^\W\d_]\.){2,})
  | (?P<word>[^\W\d_]+(?:['’‘][^\W\d_]+)*)
  | (?P<sign>[%$€£¥§&])
  | (?P<stop>[.!?;:])
    """,
    re.VERBOSE,
)
# The words and stops of a text without a bracket, a gap or a "(sic)".
_SIMPLE = re.compile(
    r"([^\W\d_]{2,}(?:['’‘][^\W\d_]+)*|(?:[^\W\d_]\.){2,}|[^\W\d_](?:['’‘][^\W\d_]+)*"
    r"|[.!?;:]|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[%$€£¥§&])"
)
_NOT_SIMPLE = re.compile(r"[\[…*]|\.\s?\.|\(\s*sic")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_NEAR = 24  # characters to either side of a word within which its parentheses stand
_COUNTING = frozenset((*ONES, *TENS, *ORDINALS))
_BEHIND = frozenset(("st", "nd", "rd", "th", "cent"))  # what may belong to the number or word before it
_MONTHS = {name.lower()[:3]: name.lower() for name in MONTHS} | {"sept": "september"}
_SIGNS = {"%": "percent", "§": "section", "&": "and", "$": "$", "€": "€", "£": "£", "¥": "¥"}
_PLAIN = {
    "pct": "percent", "cannot": "can not", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "sec": "section", "secs": "sections", "ok": "okay", "adviser": "advisor", "advisers": "advisors",
    "communiqué": "communique", "towards": "toward", "afterwards": "afterward", "percentage": "percentage",
}  # fmt: skip
# Spellings that two houses of one language differ in.
_SPELLING = (
    (re.compile(r"(?<=[a-z]{2}[bcdfghlmnprtv])our(?=s?$|ed$|ing$|able$|ful$|ite$|hood$)"), "or"),
    (re.compile(r"(?<=[a-z]{3}[lrntmdvc])is(?=(?:e[sd]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{2}t)re(?=s?$)"), "er"),
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"(?<=[dg])ement(?=s?$)"), "ment"),
)
_FULL = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_UNLIKE = {"won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not"), "let's": ("let", "us")}
_IS = frozenset("it he she that there what who here where how this everyone everybody".split())
NEGATIONS = frozenset(
    "not no never nor neither none nobody nothing nowhere without cannot hardly barely scarcely".split()
)
FUNCTION_WORDS = frozenset(
    "a an the this that these those and or of to in on at by for from with as it its is are was were be been being "
    "am has have had do does did will would shall which who whom whose there here then than so such very really "
    "just also too well he she they we i you his her their our my your him them us me into upon onto but".split()
)


class Word(NamedTuple):
    """A word in its comparable form, and its place in the text.

    `soft` marks what a quotation may leave out silently: the number of a provision in parentheses,
    a stage direction. `ends` says that a sentence or clause ends after it; `raised` that it is written
    with a capital letter; `initials` that it is an abbreviation by initials.
    """

    norm: str
    start: int
    end: int
    soft: bool = False
    ends: bool = False
    raised: bool = False
    initials: bool = False

    @property
    def number(self) -> bool:
        return self.norm[:1].isdecimal()


def words_of_lines(lines: Iterable[str]) -> tuple[Word, ...]:
    """The comparable words of lines, with their places in the text that the lines make together.

    Stretches of a document overlap: each line is taken apart once for all of them. No number goes on in the next line.
    """
    out: list[Word] = []
    at = 0
    for line in lines:
        words = words_of(line)
        out += [_WORD_OF(Word, (n, a + at, b + at, s, e, r, i)) for n, a, b, s, e, r, i in words] if at else words
        at += len(line) + 1
    return tuple(out)


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """The comparable words of `text`, with `GAP` and `INSERTED` where the draft shows its hand."""
    out, counting = _marked(text) if _NOT_SIMPLE.search(text) else _simple(text)
    if "(" in text:
        _soften(out, text)
    if "—" in text:
        _soften_false_starts(out, text)
    return tuple(_numbers(out, counting) if counting else out)


def _simple(text: str) -> tuple[list[Word], list[int]]:
    """The words of a text without marks of a draft's own, and the places of those that may be part of a number."""
    out: list[Word] = []
    counting: list[int] = []
    end = 0
    pieces = iter(_SIMPLE.split(text))
    for between, raw in zip(pieces, pieces, strict=False):
        start = end + len(between)
        end = start + len(raw)
        norms, raised, initials, counts = _read_simple(raw)
        if counts:
            counting += range(len(out), len(out) + len(norms))
        for norm in norms:
            out.append(_WORD_OF(Word, (norm, start, end, False, False, raised, initials)))
        if not norms and out and end - out[-1].end <= 3:
            out[-1] = _with_end(out[-1])
    return out, counting


def _marked(text: str) -> tuple[list[Word], list[int]]:
    """The same for any text."""
    out: list[Word] = []
    counting: list[int] = []
    for match in _WORD.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "stop":
            if out and end - out[-1].end <= 3:
                out[-1] = _with_end(out[-1])
        elif kind == "gap":
            out.append(Word(GAP, start, end))
        elif kind == "own":
            denied = [w for w in words_of(match.group()[1:-1]) if w.norm in NEGATIONS]
            # A "not" that the draft puts in is no help to the reader, but other words.
            out += [Word(w.norm, start, end) for w in denied] or [Word(INSERTED, start, end)]
        elif kind != "sic":
            norms, raised, initials, counts = _read(str(kind), match.group())
            if counts:
                counting += range(len(out), len(out) + len(norms))
            out += [Word(norm, start, end, False, False, raised, initials) for norm in norms]
    return out, counting


_WORD_OF = tuple.__new__  # makes a Word in a third of the time that calling it takes


@lru_cache(maxsize=16384)
def _read_simple(raw: str) -> tuple[tuple[str, ...], bool, bool, bool]:
    """What `_read` says of one word of a simple text; no words for a stop."""
    match = _WORD.fullmatch(raw)
    return ((), False, False, False) if match is None or match.lastgroup == "stop" else _read(str(match.lastgroup), raw)


@lru_cache(maxsize=16384)
def _read(kind: str, raw: str) -> tuple[tuple[str, ...], bool, bool, bool]:
    """The comparable words of one written word; whether it is capitalised, is initials, may be part of a number."""
    raised = raw[0].isupper() or raw[:2] == "[" + raw[1:2].upper()
    initials = kind == "abbr" or (kind == "word" and raw.isupper() and 2 <= len(raw) <= 6)
    norms = _norms(kind, raw)
    counts = any(n in _COUNTING or n in _BEHIND or n[:1].isdecimal() for n in norms)
    return norms, raised, initials, counts


def _with_end(word: Word) -> Word:
    return Word(word.norm, word.start, word.end, word.soft, True, word.raised, word.initials)


def _soften(words: list[Word], text: str) -> None:
    """Marks the words of a provision's number "(2)" or a stage direction "(Laughter.)"; never the draft's own marks."""
    k = 0
    for match in _PARENTHESIS.finditer(text):
        first, last = match.start(), match.end() - 1
        if not _is_aside(match[1]):
            continue
        while k < len(words) and words[k].end <= first:
            k += 1
        while k < len(words) and words[k].end <= last:
            word = words[k]
            near = first < word.start <= first + _NEAR and last < word.end + _NEAR
            if near and word.norm not in (GAP, INSERTED):
                words[k] = Word(word.norm, word.start, word.end, True, word.ends, word.raised, word.initials)
            k += 1


_FALSE_START = re.compile(r"\b(\w+)[-‑]\s+—|\b(the|a|an|of|my|our|their|its|your)\s+—\s", re.IGNORECASE)


def _soften_false_starts(words: list[Word], text: str) -> None:
    """Marks what a speaker broke off: "it im- — is", "are the — under"."""
    begun = {match.start(match.lastindex or 0) for match in _FALSE_START.finditer(text)}
    for k, word in enumerate(words) if begun else ():
        if word.start in begun and word.norm not in (GAP, INSERTED):
            words[k] = Word(word.norm, word.start, word.end, True, word.ends, word.raised, word.initials)


def _is_aside(inside: str) -> bool:
    words = inside.split()
    if len(words) == 1:
        return len(inside) <= 4 or inside.endswith(".") or (inside.isalpha() and inside.islower())
    return len(words) <= 3 and inside.endswith(".") and inside[:1].isupper()


def _norms(kind: str, raw: str) -> tuple[str, ...]:
    if kind == "num":
        return (_digits(raw),)
    if kind == "sign":
        return (_SIGNS[raw],)
    if kind == "abbr":
        return (fold(raw.replace(".", "")),)
    if kind == "part":
        return _plain(fold(re.sub(r"[\[\]]", "", raw)))
    return _plain(fold(raw))


def _plain(word: str) -> tuple[str, ...]:
    """The comparable words of one written word: contractions in full, one spelling."""
    if word in _UNLIKE:
        return _UNLIKE[word]
    if "'" in word:
        for ending, full in _FULL.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (*_plain(word[: -len(ending)]), full)
        stem, _, tail = word.rpartition("'")
        if tail == "s":
            return (stem, "is") if stem in _IS else (stem, "'s")
        if tail == "d":
            return (stem, "would")
        return (word.replace("'", ""),)
    if word in _PLAIN:
        return tuple(_PLAIN[word].split())
    if word in _MONTHS and word != "may":
        return (_MONTHS[word],)
    for pattern, spelt in _SPELLING:
        word = pattern.sub(spelt, word)
    return (word,)


def _digits(raw: str) -> str:
    value = raw.replace(",", "")
    return value.rstrip("0").rstrip(".") if "." in value else value.lstrip("0") or "0"


def _numbers(words: list[Word], counting: list[int]) -> list[Word]:
    """Number words as one number in digits: "twenty-five" and "25", "4 million" and "four million".

    `counting` are the places of the words that may be part of a number, in order.
    """
    out: list[Word] = []
    k = 0
    for place in counting:
        if place < k:
            continue  # part of the number before
        out += words[k:place]
        k, word = place, words[place]
        value, used = _number_at(words, k) if word.norm in _COUNTING or word.norm[:1].isdecimal() else ("", 0)
        if used:
            last = words[k + used - 1]
            out.append(Word(value, words[k].start, last.end, words[k].soft, last.ends))
            k += used
            continue
        if word.norm in ("st", "nd", "rd", "th") and out and out[-1].number and out[-1].end == word.start:
            out[-1] = Word(out[-1].norm, out[-1].start, word.end, word.soft, word.ends)
        elif word.norm == "cent" and out and out[-1].norm == "per":
            out[-1] = Word("percent", out[-1].start, word.end, False, word.ends)
        else:
            out.append(word)
        k += 1
    out += words[k:]
    return out


def _number_at(words: list[Word], k: int) -> tuple[str, int]:
    """(digits, words used) of the number written at words[k], a counting word or in digits; 0 used when none is."""
    first = words[k].norm
    if first in ORDINALS:
        return str(ORDINALS[first]), 1
    total, part, used, scaled = Decimal(0), None, 0, False
    while k + used < len(words):
        word = words[k + used]
        if used and (words[k + used - 1].ends or word.soft):
            break
        norm = word.norm
        if norm in ONES and (part is None or (part % 10 == 0 and part % 100 != 10 and ONES[norm] < 10 and part > 0)):
            part = (part or Decimal(0)) + ONES[norm]
        elif norm in TENS and (part is None or (part % 100 == 0 and part > 0)):
            part = (part or Decimal(0)) + TENS[norm]
        elif norm[:1].isdecimal() and part is None and norm.replace(".", "", 1).isdecimal():
            if total and (Decimal(norm) >= 1000 or not scaled):
                break
            part = Decimal(norm)
        elif norm in SCALES and part is not None:
            scale = SCALES[norm]
            if scale == 100:
                part *= 100
            else:
                total, part = total + part * scale, None
                scaled = k + used + 2 < len(words) and words[k + used + 2].norm in SCALES
                if k + used + 1 < len(words) and words[k + used + 1].norm not in (*ONES, *TENS) and not scaled:
                    used += 1
                    break
        else:
            break
        used += 1
    if not used:
        return "", 0
    return _digits(f"{total + (part or 0):f}"), used


# ---- a look at letters before words are read ------------------------------------------------------

# Words that a text may hold without their letters ("don't", "&", "Jan.", "4").
_OTHERWISE = FUNCTION_WORDS.union(
    _COUNTING, SCALES, _SIGNS.values(), _MONTHS.values(), _FULL.values(), *_UNLIKE.values(),
    *map(str.split, _PLAIN.values()),
)  # fmt: skip
_RESPELT = re.compile(r"or|iz|l(?=(?:ed|ing|ers?)$)|ers?$|ment")  # what `_SPELLING` puts in
_NO_LETTERS = str.maketrans("", "", "'.[]")


# Marks for which a text takes twice the room, and to look for letters in it several times as long.
_WIDE = "’‘“”—–…•"


@lru_cache(maxsize=1 << 15)  # of the passages of documents, which are looked through for every quotation
def lowered(text: str) -> str:
    """A text in small letters, to look for words in; typographic marks are none of it."""
    if not text.isascii():
        for mark in _WIDE:  # one by one in a tenth of the time that it takes to translate every letter
            text = text.replace(mark, "\1")
    return text.lower()


def letters_of(text: str) -> str:
    """The letters of a text as `certain_letters` are looked for in it."""
    return fold(text).translate(_NO_LETTERS)


def certain_letters(words: Sequence[Word]) -> dict[str, int]:
    """Letters without which a text does not hold all of the words, however it writes them; with how many have them.

    Those of longer words come first.
    """
    plain = _plain_words(words)
    times = Counter([w.norm for w in words if w.norm in plain])
    out: Counter[str] = Counter()
    for norm in sorted(plain, key=lambda n: (-len(n), n)):
        out[norm[: m.start()] if (m := _RESPELT.search(norm)) else norm] += times[norm]
    return out


def written_pairs(words: Sequence[Word]) -> list[tuple[str, ...]]:
    """Words of which a text that holds all in their order has two side by side, written in one of the ways given.

    Not so where the text has something between the two that may be left out, or goes on there in another passage.
    """
    norms = [w.norm for w in words]
    plain = {norm for norm in _plain_words(words) if not _TWO_WAYS.search(norm)}
    first = plain.union(FUNCTION_WORDS, _RUN_ON) - {"and"}  # "and" may be a sign
    second = (plain | FUNCTION_WORDS) - _CONTRACTED
    names = {w.norm for w in words if w.initials}
    found = {
        (one, other): tuple(f"{way} {other}" for way in (one, *_RUN_ON.get(one, ())))
        for one, other in pairwise(norms)
        if (one in plain or other in plain) and one in first and other in second and names.isdisjoint((one, other))
    }  # fmt: skip
    return list(found.values())


# Words that the next may run into ("shouldn't"), or that run into the word before.
_CONTRACTED = frozenset(
    "and to do does did is are was were am have has had will would shall could should might must need ought us".split()
)
# What is left of a small word that runs into the one before.
_RUN_ON = {
    "will": ("ll",), "not": ("t", "cannot"), "have": ("ve",), "are": ("re",), "am": ("m",), "is": ("s",),
    "would": ("d",), "us": ("s",), "to": ("gonna", "wanna", "gotta"),
}  # fmt: skip
# What `_SPELLING` makes of words that may also be spelt so.
_TWO_WAYS = re.compile(
    r"[a-z]{2}[bcdfghlmnprtv]or(?:s?|ed|ing|able|ful|ite|hood)$|[a-z]{3}[lrntmdvc]iz(?:e[sd]?|ing|ations?)$"
    r"|[aeiou]l(?:ed|ing|ers?)$|[a-z]{2}ters?$|grams?$|[dg]ments?$"
)


def _plain_words(words: Sequence[Word]) -> set[str]:
    """The words that are no names, which may be written by their initials, and none of those written otherwise."""
    names = {w.norm for w in words if w.raised or w.initials}
    return {w.norm for w in words if w.norm.isalpha()} - names - _OTHERWISE
