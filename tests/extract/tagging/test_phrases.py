"""The tree of phrases: what a word means by itself, and which name it misspells."""

from __future__ import annotations

import pytest

from factcheck.extract.tagging import phrases
from factcheck.extract.tagging.mentions import tag
from factcheck.extract.tagging.phrases import build_vocabulary, nominate

FACTS = {
    "measures": {"storms": {"percent": False}},
    "terms": {"lighthouse": [{"kind": "value", "dimension": "place", "value": "lighthouse"}]},
}


@pytest.mark.parametrize("written", ["lghths", "stormsy", "xighthouse", "lighthouses keeper", "light"])
def test_what_is_too_unlike_is_not_nominated(written: str) -> None:
    assert nominate(written, ("lighthouse", "storm")) is None


def test_two_names_equally_near_nominate_neither() -> None:
    assert nominate("marina", ("karina", "marine", "marino")) is None


@pytest.mark.parametrize("word", ["quietly", "Reportedly"])
def test_an_adverb_narrows_down_nothing(word: str) -> None:
    assert tag(word, build_vocabulary(FACTS)).items[0].has("filler")


@pytest.mark.parametrize("word", ["family", "deadly", "Kelly", "comply", "Italy"])
def test_other_words_in_ly_are_no_adverbs(word: str) -> None:
    assert tag(word, build_vocabulary(FACTS)).items[0].has("unknown")


def test_what_is_remembered_of_words_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_REMEMBERED", 3)
    vocabulary = build_vocabulary(FACTS)
    text = "the lighthuose stood, lghthouses and lighthousse were seen near a quiet and lonely bay"
    first, second = (tag(text, vocabulary) for _ in range(2))
    assert [(i.first, i.last, i.kinds, i.found_by) for i in first.items] == [
        (i.first, i.last, i.kinds, i.found_by) for i in second.items
    ]
    assert len(vocabulary.alone) <= 3 and len(vocabulary.memo) <= 3
