"""Tells whether a text speaks of what is to come, and which of its days only name a thing."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.text.days import Day
from factcheck.text.stems import forms, part_of_speech
from factcheck.text.tokens import Token
from factcheck.verify.passages.text import Text
from factcheck.verify.statements.words import OWNED

NAMED = "named"  # instead of what leads to a day: it only tells which thing is meant
_MODERN = 1900  # a bare number below is rather that of a section
_COMING = frozenset("will shall upcoming".split())
TO_COME = frozenset(  # with "to" or "for": not "a plan", "set a record"
    "going due plans plan scheduled expected set intends intend slated".split()
)
_TO_DO = frozenset(("going", "due"))  # "is going to meet", and not "going to Mora", "due to storms"
_PRESENT = frozenset(
    "hosts meets travels visits holds attends joins addresses speaks signs convenes welcomes receives heads".split()
)


def is_ahead(tokens: Sequence[Token]) -> bool:
    words = {t.norm for t in tokens}
    return bool(words & (_COMING | _PRESENT)) or any(is_to_come(tokens, i) for i in range(len(tokens)))


def is_to_come(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i says that something is to come: "plan to meet", "is set for May", but not "announced a plan"."""
    if tokens[i].norm in _COMING or tokens[i].norm.endswith("'ll"):
        return True
    behind = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if tokens[i].norm == "forward" and behind == "to":
        return i > 0 and "look" in forms(tokens[i - 1].norm)  # "looks forward to visiting"
    if tokens[i].norm in _TO_DO:
        return behind == "to" and i + 2 < len(tokens) and part_of_speech(tokens[i + 2].norm) == "v"
    owned = any(t.norm in OWNED for t in tokens[max(0, i - 2) : i])
    return tokens[i].norm in TO_COME and behind in ("to", "for") and not owned


def dated_beside(text: Text, day: Day) -> bool:
    return any(other is not day and 0 <= other.first - day.last <= 1 and other.day for other in text.days)


def in_name(text: Text, day: Day) -> bool:
    """Whether a day belongs to a name or is none: "the Harbour Act of 1952", "Order 5 of June 3", "7 Code 1182"."""
    if day.month is None and day.year is not None and day.year < _MODERN and not day.lead:
        return True
    if day.first < 2 or text.tokens[day.first - 1].norm != "of":
        return False
    head = text.tokens[day.first - 2]
    return head.kind == "num" or (head.capitalised and day.first - 2 in text.names)


def names_a_thing(text: Text, day: Day) -> bool:
    """Whether a day only says which thing is meant: "the May 3, 2021 order", of which something is told."""
    led = text.tokens[day.first - 1].norm if day.first else ""
    if led == "the" and day.month is not None and day.year is None and day.day is None:
        return day.last in text.content and text.tokens[day.last].text.islower()  # "the February floods"
    comma = day.year is not None and [t.norm for t in text.tokens[day.last : day.last + 1]] == [","]
    return led in ("the", "its", "their", "'s") and day.last + comma in text.content and day.day is not None
