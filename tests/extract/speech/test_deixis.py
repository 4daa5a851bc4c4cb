"""Sentences of which nobody can tell of whom or what they speak are looked up nowhere."""

from __future__ import annotations

import pytest

from factcheck.extract.speech.deixis import speaks_in_person, tells_nothing

ANYBODY = [
    "We asked the wardens to keep the lock open.",
    "And the board let me cross.",
    "Did the board close the lock?",
    "That was the right harbor.",
    "But it is a big question.",
    "This has never happened before.",
    "They opened the lock on Monday.",
    "Well, those are the ferries of the board.",
]
SOMEBODY = [
    "The wardens kept the lock open.",
    "It will be the first meeting of the wardens since 2016.",
    "This is not the second time that the wardens have met.",
    "This toll was raised in May.",
    "Those ferries belong to the board.",
    "The US and the islands met in May.",
    "Mineral rights were sold to Hour Bank.",
]


@pytest.mark.parametrize("words", ANYBODY)
def test_nobody_can_tell_who_is_meant(words: str) -> None:
    assert tells_nothing(words, in_context=False)


@pytest.mark.parametrize("words", SOMEBODY)
def test_what_is_named_can_be_looked_up(words: str) -> None:
    assert not tells_nothing(words, in_context=False)


def test_a_pronoun_may_point_back_and_whoever_speaks_does_not() -> None:
    assert not tells_nothing("They opened the lock on Monday.", in_context=True)
    assert tells_nothing("We opened the lock on Monday.", in_context=True)
    assert speaks_in_person("your ferries") and not speaks_in_person("the U.S. ferries")
