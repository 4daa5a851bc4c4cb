"""The first letters of words: what a text begins no word with, it cannot speak of."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.text.stems import WORDS, forms, kin
from factcheck.text.tokens import fold

_WORD = re.compile(r"\w+")
_PREFIX = re.compile(r"\b(re|co|pre)-(?=[a-z])")  # "re-open" is one word
_LETTERS = 4


def words_in(text: str) -> set[str]:
    """The words of a text without case and accents."""
    plain = fold(text)
    return set(_WORD.findall(_PREFIX.sub(r"\1", plain) if "-" in plain else plain))


@lru_cache(maxsize=8192)
def heads_of(text: str) -> frozenset[str]:
    """The first four letters of every word and of what it is a form of."""
    return frozenset().union(*map(word_heads, words_in(text)))


@lru_cache(maxsize=WORDS)
def word_heads(word: str) -> frozenset[str]:
    """The first four letters of a word and of what it is a form of."""
    return frozenset(form[:_LETTERS] for form in forms(word))


@lru_cache(maxsize=8192)
def kin_heads(word: str) -> frozenset[str]:
    """The first four letters of whatever may stand for a word."""
    return frozenset(w[:_LETTERS] for w in kin(word))
