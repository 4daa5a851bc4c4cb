"""Check-worthiness: what an editor would check scores higher than what nobody would, with reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract.checkworthy import assess, terms

WORTH = [
    "Unemployment fell to 3.4 percent last year, the lowest rate since 1969.",
    "The governor signed a law in 2021 that cut taxes by $2 billion.",
    "Imports from China more than doubled in a decade.",
]
NOT_WORTH = [
    "Thank you very much for coming tonight.",
    "What would you do about it?",
    "I hope we can talk about that again.",
]


@pytest.mark.parametrize("sentence", WORTH)
def test_figures_records_and_acts_are_worth_checking(sentence: str) -> None:
    assert assess(sentence).worthy


@pytest.mark.parametrize("sentence", NOT_WORTH)
def test_thanks_questions_and_hopes_are_not(sentence: str) -> None:
    assert not assess(sentence).worthy


def test_the_reasons_are_what_a_reader_sees_in_it() -> None:
    assert assess(WORTH[0]).reasons[:2] == ("a figure", "a record or superlative")
    assert "a question" in assess(NOT_WORTH[1]).reasons
    assert "a citation" in assess("Section 12(b) allows it.").reasons
    assert "a quotation" in assess("“We have never seen anything like it,” she said.").reasons


def test_no_single_figure_has_a_weight_of_its_own() -> None:
    assert terms("$40 and 30% in 2020, 17 times") == {"_money": 1, "and": 1, "_percent": 1, "in": 1, "_year": 1,
                                                       "_number": 1, "times": 1}  # fmt: skip
    assert assess("It rose by 17 percent.").score == assess("It rose by 63 percent.").score


@given(st.text())
def test_any_text_has_a_score_between_0_and_1(text: str) -> None:
    assert 0 <= assess(text).score <= 1
