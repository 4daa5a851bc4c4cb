"""Finds the provisions that say what a word means, by the word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.retrieve.addresses import Path
from factcheck.text.snowball import stem
from factcheck.text.tokens import norms

Place = tuple[str, Path]

_TERMS = re.compile(r"\bterms?\s+((?:[“\"][^”\"]{2,60}[”\"](?:\s*,)?(?:\s*(?:and|or))?\s*)+)")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
# What a sentence about the meaning of a word says.
_DEFINING = re.compile(r"\b(?:means?|defin\w+|terms?|includes?|meaning|refers?|counts? as|considered)\b", re.IGNORECASE)
_FOUND = 6  # provisions, at most


class Definitions:
    """The words that provisions define, each with the places that define it."""

    def __init__(self, texts: Iterable[tuple[Place, str]]) -> None:
        self._places: dict[tuple[str, ...], list[Place]] = {}
        for place, text in texts:
            for listed in _TERMS.findall(text):
                for term in _QUOTED.findall(listed):
                    self._places.setdefault(_stems(term), []).append(place)

    def of(self, text: str) -> list[Place]:
        """The places that define a word of a sentence about what words mean, those of the longest words first."""
        if not _DEFINING.search(text):
            return []
        words = _stems(text)
        runs = {words[n : n + k] for k in range(1, 6) for n in range(len(words) - k + 1)}
        named = {_stems(q) for q in _QUOTED.findall(text)}
        terms = sorted((t for t in self._places if t in runs), key=lambda t: (t not in named, -len(t), t))
        return [p for t in terms for p in self._places[t]][:_FOUND]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in norms(text) if any(c.isalnum() for c in word))
