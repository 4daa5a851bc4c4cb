"""Tells apart what is done for something from what is done against it, and in person from not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from factcheck.text.stems import forms
from factcheck.verify.amounts import FAILS, FITS
from factcheck.verify.passages.text import Text
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.parts import Found, Shown

_REACH = 9  # tokens
_APART = frozenset("virtual virtually online videoconference remotely".split())
_TAKES_SIDES = frozenset("vote argue campaign lobby testify rule decide".split())
_VAGUE = frozenset("dozens scores hundreds thousands millions billions".split())
_TIMES = frozenset("once twice thrice".split())
_PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "first last",
        "morning evening",
        "quarterly monthly",
        "annual monthly",
        "daily weekly",
        "former current",
    )
)
_STANCES = {"for": "for", "favor": "for", "favour": "for", "against": "against"}


def for_or_against(said: Text, sentence: Text, place: dict[int, int]) -> Iterable[SlotMatch]:
    """ "Voted for the dam" is denied by "voted against the dam"."""
    for i, at in place.items():
        if not forms(said.tokens[i].norm) & _TAKES_SIDES:
            continue
        mine, theirs = (_stance(text, k) for text, k in ((said, i), (sentence, at)))
        if mine and theirs and mine != theirs:
            yield SlotMatch("opposite", f"{said.tokens[i].text} {mine}", FAILS, f"{sentence.tokens[at].text} {theirs}")


def _stance(text: Text, deed: int) -> str:
    """Whether it is "for" or "against" something that somebody votes; "" where nothing says."""
    for token in text.tokens[deed + 1 : deed + _REACH]:
        if token.norm in _STANCES:
            return _STANCES[token.norm]
    return ""


def in_person_or_not(said: Text, sentence: Text, found: Found) -> None:
    """ "Met in person" is denied by "met virtually", and the other way round."""
    mine, theirs = _manner(said), _manner(sentence)
    if mine and theirs and mine != theirs:
        told = [m for m in found.matches if m.outcome == FITS or m.words.lower() not in _APART | {"person"}]
        found.matches = [*told, SlotMatch("opposite", mine, FAILS, theirs)]


def _manner(text: Text) -> str:
    """Whether people come together "in person" or "virtually"; "" where nothing says, or both."""
    norms = [t.norm for t in text.tokens]
    there = ("in", "person") in pairwise(norms)
    apart = not _APART.isdisjoint(norms)
    return "" if there == apart else "in person" if there else "virtually"


def one_of_a_kind(said: Text, shown: Shown, found: Found) -> None:
    """A word that a sentence lacks fails where another of its kind stands in its place.

    "The first day" beside "the last day", "hundreds of crews" beside "thousands of crews", "the B7" beside "the B20".
    """
    lacking = {m.words for m in found.outcomes(MISSING)}
    for i, token in enumerate(said.tokens[:-1]):
        if token.text not in lacking:
            continue
        for j in range(len(shown.sentence.tokens) - 1):
            kind = _kind(said, i, shown.sentence, j)
            if kind and not _has(shown.around, token.norm):
                told = [m for m in found.matches if m.outcome != MISSING or m.words.lower() != token.norm]
                found.matches = [*told, SlotMatch(kind, token.text, FAILS, shown.sentence.tokens[j].text)]
                return


def _kind(said: Text, i: int, sentence: Text, j: int) -> str:
    """The slot in which token i of a statement and token j of a sentence are two of one kind; "" where in none."""
    mine, theirs = said.tokens[i].norm, sentence.tokens[j].norm
    behind, there = said.tokens[i + 1].norm, sentence.tokens[j + 1].norm
    if behind == there and any({mine, theirs} == pair for pair in _PAIRS):
        return "opposite"
    if mine in _VAGUE and theirs in _VAGUE and mine != theirs and behind == there == "of":
        ours = said.tokens[i + 2 : i + 6]
        return "number" if {t.norm for t in ours} & {t.norm for t in sentence.tokens[j + 2 : j + 8]} else ""
    if mine != theirs and {mine, theirs} <= _TIMES and said.tokens[i - 1].norm == sentence.tokens[j - 1].norm:
        return "number"
    glued = _is_glued(said, i) and _is_glued(sentence, j) and said.tokens[i - 1].norm == sentence.tokens[j - 1].norm
    return "name" if glued and mine != theirs else ""


def is_of_a_kind(text: Text, i: int) -> bool:
    """Whether another word of its kind may stand in the place of token i: "hundreds", "first", the 20 of "G20"."""
    norm = text.tokens[i].norm
    return norm in _VAGUE or any(norm in pair for pair in _PAIRS) or _is_glued(text, i)


def _is_glued(text: Text, i: int) -> bool:
    """Whether a number is the end of a name: "G20"."""
    token, before = text.tokens[i], text.tokens[i - 1]
    return i > 0 and token.kind == "num" and before.end == token.start and before.text.isupper()


def _has(text: Text, norm: str) -> bool:
    return any(t.norm == norm for t in text.tokens)
