"""Keeps what is made of the compiled manifests, so that it is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")
_KEPT = 4  # libraries: a process seldom has more than one open


def once_for_facts(make: Callable[[Mapping[str, Any]], T]) -> Callable[[Mapping[str, Any]], T]:
    """`make`, which takes the facts of a library, called once for each of the last few libraries.

    Facts are told apart by identity: they never change once compiled, and comparing them would take longer than
    making most things of them.
    """
    made: list[tuple[Mapping[str, Any], T]] = []

    def of(facts: Mapping[str, Any]) -> T:
        for known, thing in made:
            if known is facts:
                return thing
        thing = make(facts)
        made[:] = [(facts, thing), *made[: _KEPT - 1]]
        return thing

    of.__doc__ = make.__doc__
    return of


def by_first_word(phrases: Iterable[tuple[str, V]]) -> Mapping[str, Sequence[tuple[str, V]]]:
    """Phrases with what each stands for, by their first words: of hundreds, a sentence has the first words of a few."""
    out: dict[str, list[tuple[str, V]]] = {}
    for phrase, value in phrases:
        out.setdefault(phrase.partition(" ")[0], []).append((phrase, value))
    return out


def begun(known: Mapping[str, Sequence[tuple[str, V]]], words: Iterable[str]) -> list[tuple[str, V]]:
    """Of phrases by their first words, those that one of some words may begin; in no order."""
    return [phrase for word in set(words) for phrase in known.get(word, ())]


@once_for_facts
def section_names(facts: Mapping[str, Any]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The names of sections of law, with the number of each among them."""
    return by_first_word((section["name"], number) for number, section in enumerate(facts.get("sections", ())))
