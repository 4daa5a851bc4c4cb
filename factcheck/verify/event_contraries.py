"""Tells apart what is done for something from what is done against it, and in person from not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from factcheck.text.stems import forms
from factcheck.verify.amounts import FAILS
from factcheck.verify.event_parts import Found
from factcheck.verify.passage_text import Text
from factcheck.verify.passage_words import MISSING, SlotMatch

_REACH = 9  # tokens
_APART = frozenset("virtual virtually online videoconference remotely".split())
_TAKES_SIDES = frozenset("vote argue campaign lobby testify rule decide".split())
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
        told = [m for m in found.matches if m.outcome != MISSING or m.words.lower() not in _APART | {"person"}]
        found.matches = [*told, SlotMatch("opposite", mine, FAILS, theirs)]


def _manner(text: Text) -> str:
    """Whether people come together "in person" or "virtually"; "" where nothing says, or both."""
    norms = [t.norm for t in text.tokens]
    there = ("in", "person") in pairwise(norms)
    apart = not _APART.isdisjoint(norms)
    return "" if there == apart else "in person" if there else "virtually"
