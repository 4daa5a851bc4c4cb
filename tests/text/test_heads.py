"""Words are known at a glance by the letters that they, and what they are forms of, begin with."""

from __future__ import annotations

import pytest

from factcheck.text.heads import heads_of, kin_heads, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour’s ferries", {"the", "harbour", "s", "ferries"}),
        ("They re-open in 2021", {"they", "reopen", "in", "2021"}),
        ("Café", {"cafe"}),
    ],
)
def test_words_stand_without_case_and_accents(text: str, words: set[str]) -> None:
    assert words_in(text) == words


def test_a_text_begins_its_words_and_what_they_are_forms_of() -> None:
    assert {"went", "go"} <= heads_of("He went ashore.")
    assert heads_of("") == frozenset()


def test_what_may_stand_for_a_word_is_found_among_the_heads_of_its_forms() -> None:
    assert not kin_heads("visit").isdisjoint(heads_of("She visited the lighthouse."))
    assert kin_heads("visit").isdisjoint(heads_of("Fog."))
