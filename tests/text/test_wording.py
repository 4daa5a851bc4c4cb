"""Words are compared without regard to case, marks, number forms, contractions and house spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.text.analyzer import analyzer
from factcheck.text.wording import certain_letters, letters_of, words_of, words_of_lines, written_pairs


def norms(text: str) -> list[str]:
    return [w.norm for w in words_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twenty-five miles", "25 miles"),
        ("one hundred and fifty", "100 and 50"),
        ("four million people", "4 million people"),
        ("3,500 boats", "3500 boats"),
        ("three thousand nine hundred boats", "three thousand 9 hundred boats"),
        ("It doesn’t matter", "it does not matter"),
        ("They can't", "they cannot"),
        ("We’re here", "we are here"),
        ("40 percent", "forty per cent"),
        ("40%", "40 percent"),
        ("[W]e sail", "we sail"),
        ("the harbour centre", "the harbor center"),
        ("well-known pilots", "well known pilots"),
        ("Section 12", "§ 12"),
        ("sailed [sic] away", "sailed away"),
        ("Jan. 5", "January 5"),
        ("the 1st of May", "the first of May"),
        ("López", "Lopez"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert norms(one) == norms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("25", "26"),
        ("does", "does not"),
        ("captain", "captains"),
        ("captain's", "captains"),
        ("1.5", "15"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert norms(one) != norms(other)


def test_gaps_and_the_drafts_own_words() -> None:
    assert norms("we ... sail [the boat] … now") == ["we", "…", "sail", "[]", "…", "now"]


@given(st.text(max_size=60))
@example("❶ of ² and ٣")
def test_words_lie_in_their_text_in_order(text: str) -> None:
    words = words_of(text)
    assert all(0 <= w.start < w.end <= len(text) for w in words)
    assert [w.start for w in words] == sorted(w.start for w in words)


@given(st.text("abUNs2 .,;!%'’()tne", max_size=60).filter(lambda text: ".." not in text and ". ." not in text))
@example("U.S. ships (Applause.) don't sail 2,000 miles (2) in one's or twenty-five days; 21st per cent.")
def test_a_text_without_marks_reads_as_one_with_them(text: str) -> None:
    marked = [w._replace(start=w.start - 2, end=w.end - 2) for w in words_of(f"…\n{text}")[1:]]
    assert marked == list(words_of(text))


_LINES = (
    "The (2) captain's ships sail.",
    "We don’t (Applause.) “sail” … [now]",
    "",
    "Twenty-five per cent, U.S.; 2,000 ships.",
)


@given(st.lists(st.sampled_from(_LINES), max_size=4))
def test_the_words_of_lines_are_those_of_the_text_that_they_make(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert words_of_lines(lines) == words_of(text)
    assert all(text[w.start : w.end].strip() for w in words_of_lines(lines))


_VARIANTS = (
    "colour color organise organize organising travelled traveled centre center programme program judgement judgment "
    "don't not cannot can Jan. January 4 four per cent percent % & and U.S. us O'Hara ohara [h]e he captain's captain "
    "towards toward naïve naive § section quickly anchors"
).split()


@given(st.lists(st.sampled_from(_VARIANTS), min_size=1, max_size=4), st.lists(st.sampled_from(_VARIANTS), max_size=12))
def test_a_text_that_holds_every_word_holds_its_certain_letters(quoted: list[str], others: list[str]) -> None:
    words, text = words_of(" ".join(quoted)), " ".join(others)
    if {w.norm for w in words} <= set(norms(text)):
        assert all(letters in letters_of(text) for letters in certain_letters(words))


def test_certain_letters_tell_texts_apart() -> None:
    words = words_of("the colors of the Harbour were lowered")
    assert certain_letters(words) == {"lowered": 1, "col": 1}
    assert "lowered" not in letters_of("The Harbour’s colours were raised.")


_STEMMED = analyzer()
_WRITTEN = "don't wouldn't can't captain's captain naïve naive quickly anchors leave wheel programme".split()
_WRITTEN += "centre center organised organized judgement judgment travelled traveled labour labor worker more".split()
_WRITTEN += ["do not", "would not", "cannot", "can not", "we'll", "we will", "I'm", "I am", "they've", "they have"]
_ALIKE = [[w for w in _WRITTEN if norms(w) == norms(one)] for one in _WRITTEN]


@given(st.data(), st.lists(st.sampled_from(_ALIKE), max_size=6))
def test_a_text_that_holds_words_has_their_pairs(data: st.DataObject, alike: list[list[str]]) -> None:
    quoted, written = ([data.draw(st.sampled_from(ways)) for ways in alike] for _ in range(2))
    words = words_of(" ".join(quoted))
    before, behind = ([data.draw(st.sampled_from(_WRITTEN))] for _ in range(2))
    tokens = _STEMMED.analyze(" ".join([*before, *written, *behind]))
    beside = {f"{one} {other}" for one, other in pairwise(tokens)}
    for ways in written_pairs(words):
        assert any(" ".join(_STEMMED.analyze(way)) in beside for way in ways)


def test_pairs_have_a_word_with_a_meaning_of_its_own() -> None:
    assert written_pairs(words_of("The warden will not leave the harbour of Mora to work more")) == [
        ("the warden",), ("not leave", "t leave", "cannot leave"), ("leave the",),
        ("to work", "gonna work", "wanna work", "gotta work"), ("work more",),
    ]  # fmt: skip
    assert written_pairs(words_of("The UN has [it] … May 4")) == []
