"""Tokens cover the text, in order, and compare across spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text import tokens
from factcheck.text.tokens import fold, norms, tokenize

KINDS = {"word", "num", "dash", "punct", "poss"}


@given(st.text())
def test_tokens_cover_every_visible_character_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[end : token.start].strip() == "", "only blanks may lie between tokens"
        assert token.start < token.end <= len(text) and token.kind in KINDS
        end = token.end
    assert text[end:].strip() == ""


@given(st.text())
def test_a_token_is_the_text_at_its_place(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end].startswith(token.text)


@given(st.lists(st.sampled_from(["rain", "fell", "1,200", "U.S.", "Dec.", "—", "it's", "(", "2.5", "%"]), max_size=12))
def test_blanks_do_not_change_the_words(words: list[str]) -> None:
    once, twice = tokenize(" ".join(words)), tokenize("  ".join(words))
    assert [t.norm for t in once] == [t.norm for t in twice]


@given(st.text(alphabet="aSU.,'’1-— \n\té%"))
def test_words_between_blanks_are_what_the_pattern_finds(text: str) -> None:
    found = [(t.text, t.norm, t.start, t.end, t.kind) for t in tokenize(text)]
    assert found == list(tokens._parts(text, 0, len(text)))
    assert found == [(t.text, t.norm, t.start, t.end, t.kind) for t in tokenize(text)], "seen before"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,234,567 drops", ["1,234,567", "drops"]),
        ("12,34 drops", ["12", ",", "34", "drops"]),
        ("up 2.5%.", ["up", "2.5", "%", "."]),
        ("the U.S. and the US", ["the", "u.s.", "and", "the", "u.s."]),
        ("tell us", ["tell", "us"]),
        ("Nov. 5 was wet.", ["nov", "5", "was", "wet", "."]),
        ("José’s café", ["jose", "'s", "cafe"]),
        ("didn’t", ["didn't"]),
        ("a–b — c", ["a", "-", "b", "-", "c"]),
    ],
)
def test_words_as_they_compare(text: str, words: list[str]) -> None:
    assert [t.norm for t in tokenize(text)] == words


def test_a_phrase_of_a_vocabulary_has_no_hyphens() -> None:
    assert norms("Well-Known Station") == ("well", "known", "station")
