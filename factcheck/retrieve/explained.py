"""Reads what a document itself explains: what its initials stand for, and who goes by a title in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_INITIALS = re.compile(r"(?:[’']s)?\s\(([A-Z]{2,6})(?:[’']s)?\)")
_JOINS = frozenset("of the and for on in to &".split())
_CAPITALISED = r"[A-Z][\w'’-]+"
# "the Upper Lock Master for Barges, Ann Lee,": a title between its article and a name that a comma parts from it.
_TITLED = re.compile(
    rf"\bthe\s+((?:{_CAPITALISED}\s+){{1,4}}{_CAPITALISED})(?:\s+(?:for|of)\s+(?:the\s+)?{_CAPITALISED}(?:\s+{_CAPITALISED})*)?,"
    rf"\s+({_CAPITALISED}(?:\s+{_CAPITALISED}){{1,3}})(?=[,.;])"
)
_LEAST = 2  # words of a title by which somebody is known: "the Secretary" may be any


def initials_in(text: str) -> Iterator[tuple[str, str]]:
    """Initials behind the small words that they stand for: "gear-based tolls (GBT)"."""
    for found in _INITIALS.finditer(text):
        words = re.split(r"[\s-]+", text[: found.start()].rstrip())[-len(found[1]) :]
        if [w[:1].upper() for w in words] == list(found[1]) and all(map(str.islower, words)):
            parts = re.split(r"(?<=[\s-])", text[: found.start()].rstrip())[-len(found[1]) :]
            yield found[1], "".join(parts)
        elif name := _name_before(text[: found.start()], found[1]):
            yield found[1], name


def _name_before(text: str, initials: str) -> str:
    """The name at the end of a text whose capitals are these: "Board of the Reef" of BR; "" where it is none."""
    words = text.split()
    left, k = list(initials), len(words)
    while k and left:
        k -= 1
        if words[k] in _JOINS and len(left) < len(initials):
            continue
        if words[k][:1] != left.pop():
            return ""
    name = words[k:]
    return " ".join(name) if not left and all(w[0].isalpha() and w[-1].isalpha() for w in name) else ""


@lru_cache(maxsize=256)  # asked of one document again and again
def titles_in(text: str) -> tuple[tuple[str, str], ...]:
    """What a text calls those whom it introduces by title and name ("the lock master"), with their names.

    "the Upper Lock Master for Barges, Ann Lee," goes on as "the Lock Master"; a title of two people is nobody's.
    """
    found: dict[str, set[str]] = {}
    for title, name in _TITLED.findall(text):
        words = title.split()
        for first in range(len(words) - _LEAST + 1):
            found.setdefault(f"the {' '.join(words[first:]).lower()}", set()).add(" ".join(name.split()))
    return tuple((phrase, next(iter(names))) for phrase, names in found.items() if len(names) == 1)
