"""What is made of facts is made once for each of the last few libraries, told apart by identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.model.facts import once_for_facts


def test_it_is_made_once_and_forgotten_in_turn() -> None:
    asked: list[Mapping[str, Any]] = []

    @once_for_facts
    def size_of(facts: Mapping[str, Any]) -> int:
        """How many facts there are."""
        asked.append(facts)
        return len(facts)

    first, *others = [{"a": 1}, {"a": 1}, {}, {}, {}]  # equal ones are not the same
    assert size_of(first) == size_of(first) == 1 and len(asked) == 1
    for facts in others:
        size_of(facts)
    assert len(asked) == 5
    size_of(others[-1])
    assert len(asked) == 5, "the last few are kept"
    size_of(first)
    assert len(asked) == 6, "an older one is made again"
    assert size_of.__doc__ == "How many facts there are."
