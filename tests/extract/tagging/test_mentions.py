"""A sentence's items: they cover every word once, and know misspelt vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.mentions import tag
from factcheck.extract.tagging.phrases import Vocabulary, build_vocabulary

FACTS = {
    "measures": {"storms": {"percent": False}},
    "terms": {
        "storm": [{"kind": "measure", "measure": "storms", "group": 0, "part": "noun", "gives_way": False}],
        "storm surge": [{"kind": "outside", "label": "water levels", "needs": "gauges"}],
        "chapter 9": [{"kind": "value", "dimension": "chapter", "value": "nine"}],
        "lighthouse": [{"kind": "value", "dimension": "place", "value": "lighthouse"}],
        "harbour": [{"kind": "value", "dimension": "place", "value": "harbour"}],
        "lighthouse keeper": [{"kind": "value", "dimension": "place", "value": "keeper"}],
    },
}
WORDS = (
    "storm surge lighthouse harbor record high 4,000 in March 2021 third - highest , chapter 9 was not ( % more than"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return build_vocabulary(FACTS)


def item(text: str, words: str, vocabulary: Vocabulary) -> Item:
    """The item of `text` that is written `words`."""
    tagged = tag(text, vocabulary)
    return next(i for i in tagged.items if tagged.slice(i.first, i.last) == words)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join) | st.text())
@settings(max_examples=150)
def test_items_cover_every_token_once_and_in_order(text: str) -> None:
    tagged = tag(text, build_vocabulary(FACTS))
    assert [i.first for i in tagged.items] == [0, *(i.last for i in tagged.items)][: len(tagged.items)]
    assert (tagged.items[-1].last if tagged.items else 0) == len(tagged.tokens)
    assert all(i.kinds for i in tagged.items)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("one storm came", "storm", "measure"),
        ("a storm surge came", "storm surge", "outside"),
        ("a storm-surge came", "storm-surge", "outside"),
        ("under Chapter 9 of it", "Chapter 9", "value"),
        ("in March 2021 it fell", "March 2021", "period"),
        ("in March 2021 it fell", "fell", "direction"),
        ("it had 4,000 drops", "4,000", "amount"),
        ("up 4 percent", "4 percent", "percent"),
        ("the third-highest", "third-highest", "highest"),
        ("it cost $40", "40", "money"),
        ("a zebra came", "zebra", "unknown"),
        ("it quietly rained", "quietly", "filler"),
    ],
)
def test_kinds(text: str, words: str, kind: str, vocabulary: Vocabulary) -> None:
    assert item(text, words, vocabulary).has(kind)


def test_a_rank_keeps_its_number(vocabulary: Vocabulary) -> None:
    assert item("the third-highest", "third-highest", vocabulary).rank == 3


def test_a_raised_digit_makes_no_word_of_the_number_that_it_compares_with(checker: Checker) -> None:
    vocabulary = build_vocabulary(checker.library.facts)
    tag("A room of 9 m ³ each.", vocabulary)
    assert any(item.has("amount") for item in tag("They sold 3 boats.", vocabulary).items)


def test_a_misspelt_name_is_nominated_and_says_so(vocabulary: Vocabulary) -> None:
    found = item("the lighthuose stood", "lighthuose", vocabulary)
    assert found.has("value") and found.found_by == "lighthuose"


def test_a_misspelt_name_of_two_words_is_read_whole(vocabulary: Vocabulary) -> None:
    found = item("the lighthuose keeper stood", "lighthuose keeper", vocabulary)
    assert (found.entries[0]["value"], found.found_by) == ("keeper", "lighthuose keeper")
    assert item("the lighthuose, keeper", "lighthuose", vocabulary).entries[0]["value"] == "lighthouse"


def test_the_bundled_vocabulary_knows_a_misspelt_measure(checker: Checker) -> None:
    from datetime import date

    found = checker.claim(
        "Border Patrol made 191,106 aprehensions at the southwest border in November 2023.", date(2024, 2, 20)
    )
    slot = next(s for s in found.assertions[0].slots if s.name == "measure")
    assert found.status == "supported" and slot.found_by == "aprehensions"
