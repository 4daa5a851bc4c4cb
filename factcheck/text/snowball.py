"""Turns words into stems, so that "moors" and "mooring" are one word to a comparison."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one lower-case word; what holds a digit stays as it is."""
    if not word.isalpha():
        return word
    return str(_stemmer().stemWord(word))
