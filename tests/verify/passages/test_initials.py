"""Abbreviations by initials and the names they stand for."""

from __future__ import annotations

import pytest

from factcheck.text.wording import words_of
from factcheck.verify.passages.initials import spelt_out

NAME = "the Vale Haven Authority said"


def norms(quoted: str, source: str) -> tuple[list[str], list[str]]:
    ours, theirs = spelt_out(words_of(quoted), words_of(source))
    return [w.norm for w in ours], [w.norm for w in theirs]


@pytest.mark.parametrize("sides", [("the VHA said", NAME), (NAME, "the VHA said")])
def test_an_abbreviation_is_spelt_out_where_either_side_has_the_name(sides: tuple[str, str]) -> None:
    ours, theirs = norms(*sides)
    assert ours == theirs == ["the", "vale", "haven", "authority", "said"]


def test_small_words_may_join_a_name() -> None:
    ours, theirs = norms("the BHV", "the Board for Harbours of the Vale")
    assert ours == theirs


@pytest.mark.parametrize("source", ["the Vale Haven Office said", "vale haven authority", "the VHA said"])
def test_without_a_name_of_these_initials_nothing_changes(source: str) -> None:
    quoted = words_of("the VHA said")
    assert spelt_out(quoted, words_of(source)) == (quoted, words_of(source))


def test_the_words_of_a_name_keep_the_place_of_the_abbreviation() -> None:
    text = "so the VHA said"
    spelt, _ = spelt_out(words_of(text), words_of(NAME))
    assert {text[w.start : w.end] for w in spelt if w.norm in ("vale", "haven", "authority")} == {"VHA"}
