"""A quotation is laid along a passage word by word, and every difference is told."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.text.wording import words_of
from factcheck.verify.quotes.align import Alignment, align

PASSAGE = (
    "Leave granted under this rule does not make a claim to stay permanently in the United Towns, and may be ended "
    "by the Board of Harbour Pilots at any time."
)


def lay(quoted: str, passage: str = PASSAGE, spoken: bool = False) -> Alignment | None:
    return align(words_of(quoted), words_of(passage), spoken)


def differences(quoted: str, passage: str = PASSAGE, spoken: bool = False) -> list[tuple[str, str, str]]:
    found = lay(quoted, passage, spoken)
    assert found is not None
    return [(" ".join(w.norm for w in d.quoted), " ".join(w.norm for w in d.source), d.kind) for d in found.differences]


@pytest.mark.parametrize(
    "quoted",
    [
        "does not make a claim to stay",
        "Doesn't make a claim to stay permanently in the U.T.",
        "does not make a claim … and may be ended",
        "[leave] does not make a [lasting] claim to stay",
        "may be ended by the BHP at any time",
    ],
)
def test_the_same_words_differ_in_nothing(quoted: str) -> None:
    assert differences(quoted) == []


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("does make a claim to stay permanently", [("", "not", "negation")]),
        ("does not make a duty to stay permanently", [("duty", "claim", "word")]),
        ("does not make the claim to stay permanently", [("the", "a", "function")]),
        ("does not make two claims to stay permanently", [("2 claims", "a claim", "number")]),
        ("does [ ] make a claim to stay permanently", [("", "not", "negation")]),
        ("does not make a claim to stay in the United Towns", [("", "permanently", "word")]),
    ],
)
def test_each_difference_is_told(quoted: str, told: list[tuple[str, str, str]]) -> None:
    assert differences(quoted) == told


def test_transcripts_may_lose_fillers_and_repetitions() -> None:
    passage = "So we’re — we’re three of, you know, the top harbours (laughter) here."
    assert differences("we are three of the top harbours here", passage, spoken=True) == []
    assert differences("we are three of the top harbours here", passage) != []


def test_other_words_are_no_match() -> None:
    assert lay("the pilots shall be paid in silver before they sail") is None
    assert lay("") is None


@given(st.data())
def test_any_stretch_of_a_passage_is_found_whole(data: st.DataObject) -> None:
    words = PASSAGE.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    found = lay(" ".join(words[first:last]))
    assert found is not None and found.exact


@given(st.data())
def test_a_strange_word_is_always_a_difference(data: st.DataObject) -> None:
    words = PASSAGE.split()
    first = data.draw(st.integers(0, len(words) - 4))
    piece = words[first : first + data.draw(st.integers(4, 12))]
    assume(len(piece) >= 4)
    piece.insert(data.draw(st.integers(0, len(piece))), "zebra")
    found = lay(" ".join(piece))
    assert found is None or not found.exact


@given(st.lists(st.sampled_from(PASSAGE.split()), min_size=1, max_size=9), st.integers(0, 9))
def test_asking_for_what_is_close_enough_finds_what_is(quoted: list[str], least: int) -> None:
    words, passage = words_of(" ".join(quoted)), words_of(PASSAGE)
    found = align(words, passage)
    exactly = align(words, passage, least=None)
    assert exactly == (found if found is not None and found.exact else None)
    close = found.matched - sum(max(len(d.quoted), len(d.source)) for d in found.differences) if found else -1
    assert align(words, passage, least=least) in ((found,) if close >= least else (found, None))


@pytest.mark.parametrize(
    "passage", ["a boat for pilots married — excuse me — to clerks", "a boat for pilots are the — married to clerks"]
)
def test_what_a_speaker_broke_off_may_be_left_out(passage: str) -> None:
    quoted = "a boat for pilots married to clerks" if "excuse" in passage else "a boat for pilots are married to clerks"
    found = align(words_of(quoted), words_of(passage), spoken=True)
    assert found is not None and found.exact
