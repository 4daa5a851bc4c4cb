"""Keeps what is made of the compiled manifests, so that it is made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
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
