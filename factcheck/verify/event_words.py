"""Tells which words of a statement name deeds, and whether two words name the same deed, person or thing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.text.days import Day
from factcheck.text.stems import (
    MISSPELT,
    OPPOSITE,
    RELATED,
    SAME,
    forms,
    kin,
    opposites,
    part_of_speech,
    relation,
    same_deed,
)
from factcheck.text.tokens import Token
from factcheck.verify.passage_text import Text

# Deeds that both sides do together: who is named first says nothing.
TOGETHER = frozenset("meet meeting speak talk discuss agree convene gather confer chat talks discussion".split())
SPEAK = frozenset("speak talk call telephone phone conversation chat discussion discuss".split())
_MEET = frozenset("meet meeting convene gather summit talks receive host welcome visit travel trip delegation".split())
# Of a visit, one side goes and the other receives.
_NOUNS = frozenset("meeting talks visit trip delegation".split())
GOES = frozenset("visit travel trip go fly head".split())
RECEIVES = frozenset("receive host welcome".split())
HAPPENS = frozenset("occur occurred happen happened place held hold came".split())
# Words for whoever takes part, or for something talked about, that narrow nothing down.
PLAIN = frozenset(
    "leader leaders counterpart counterparts official officials top senior high level aide aides team teams people "
    "issue issues topic topics matter matters subject event occasion day week month year morning afternoon evening "
    "alone separately also again scheduled planned due mr mrs ms dr new recently "
    "earlier later last this next today yesterday tomorrow "
    "formally officially publicly jointly administration government then time times".split()
)
PREPOSITIONS = frozenset("of in from to with on at for by".split())
AUXILIARIES = frozenset("will would shall should is are was were has have had can also do does did".split())


def binding(text: Text, i: int) -> bool:
    """A deed that must stand in the sentence itself."""
    norm = text.tokens[i].norm
    return is_deed(text, i) and norm not in PLAIN and not forms(norm) & HAPPENS


@cache
def letters(deed: str) -> frozenset[str]:
    """The first four letters of whatever may name a deed: its kin, its family, its opposites."""
    words = set(kin(deed) | opposites(deed))
    for family in (SPEAK, _MEET):
        if forms(deed) & family:
            words |= family
    return frozenset(w[:4] for w in words) | {deed[:4], deed[:3]}


def nearest(text: Text, i: int, other: Text) -> tuple[str, int]:
    """(how, index) of the other text's nearest word; names are found only as themselves or their demonym."""
    token, best, where = text.tokens[i], "", -1
    ranks = {SAME: 4, MISSPELT: 3, RELATED: 2, OPPOSITE: 1}
    for j in other.content:
        how = _alike(token, other.tokens[j])
        if ranks.get(how, 0) > ranks.get(best, 0):
            best, where = how, j
            if how == SAME and other.tokens[j].norm == token.norm:
                break
    return best, where


def _alike(token: Token, other: Token) -> str:
    if token.norm == other.norm:
        return SAME
    if other.norm.endswith("ly") and not token.norm.endswith("ly"):
        return ""  # "closely" does not close
    how = _kin(token.norm, other.norm)
    if how == RELATED and token.capitalised != other.capitalised and min(len(token.norm), len(other.norm)) < 5:
        return ""  # "New" is not "novel"
    return how


@cache
def _kin(one: str, other: str) -> str:
    """How two words are related, meetings and talks counted in."""
    how = relation(one, other)
    if how in (SAME, RELATED, MISSPELT, OPPOSITE):
        return how
    mine, theirs = forms(one), forms(other)
    return RELATED if any(mine & family and theirs & family for family in (SPEAK, _MEET)) else ""


@cache
def one_deed(one: str, other: str) -> bool:
    """Whether two words name one deed: derived from one another, listed as one, or both of a family."""
    if "delegation" in forms(other) and not forms(one) & _NOUNS:
        return False
    mine, theirs = forms(one), forms(other)
    if any(mine & family and theirs & family for family in (SPEAK, _MEET)):
        return True
    return same_deed(one, other) or any(a[:5] == b[:5] for a in mine for b in theirs if min(len(a), len(b)) >= 5)


def is_place(text: Text, i: int) -> bool:
    """A name behind "in", "at" or "to", or further words of it."""
    while i - 1 in text.names:
        i -= 1
    before = text.tokens[i - 1].norm if i else ""
    if before == "the" and i > 1:
        before = text.tokens[i - 2].norm
    return before in ("in", "at", "to")


def is_deed(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if i and text.tokens[i - 1].norm == "-" and text.tokens[i - 1].end == token.start:
        return False  # "captain-elect"
    return not token.capitalised and (
        part_of_speech(token.norm) == "v" or bool(forms(token.norm) & (SPEAK | _MEET)) or token.norm.endswith("ed")
    )


_COMING = frozenset("will shall plans plan scheduled expected set upcoming".split())
_PRESENT = frozenset(
    "hosts meets travels visits holds attends joins addresses speaks signs convenes welcomes receives heads".split()
)


def is_ahead(tokens: Sequence[Token]) -> bool:
    words = {t.norm for t in tokens}
    return bool(words & (_COMING | _PRESENT))


def dated_beside(text: Text, day: Day) -> bool:
    return any(other is not day and 0 <= other.first - day.last <= 1 and other.day for other in text.days)
