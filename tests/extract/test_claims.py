"""What a sentence is read as: statements, their slots, and where each slot came from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.check import Checker
from factcheck.model.claim import Change, Contrast, Figure, Rank, Share, Streak, Undecided

DAY = date(2022, 3, 1)


def kinds(checker: Checker, text: str, *context: str) -> list[type]:
    return [type(a) for a in checker.reader.read(text, DAY, context).assertions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour station recorded 102 mm of rain in March 2021.", [Figure]),
        ("Rainfall was 102 mm in March 2021 and 55 mm in April 2021.", [Figure, Figure]),
        ("Rainfall rose from March 2021 to April 2021.", [Change]),
        ("Rainfall rose 12 percent from March 2021 to April 2021.", [Change]),
        ("March 2021 had the highest rainfall on record.", [Rank]),
        ("The harbour station made up 30 percent of rainfall in March 2021.", [Share]),
        ("Rainfall fell for a third straight month in June 2021.", [Change, Streak]),
        ("The hilltop station recorded more rain than the harbour station in May 2021.", [Contrast]),
        ("Rainfall rose from March 2021 to April 2021 because of the wind.", [Change, Undecided]),
        ("It was a grey and gloomy place.", []),
        ("", []),
    ],
)
def test_statements(text: str, expected: list[type], rain: Checker) -> None:
    assert kinds(rain, text) == expected


def test_every_slot_says_where_it_came_from(rain: Checker) -> None:
    found = rain.claim("The total was 140 mm in December.", DAY, ["Rainfall at the harbour station matters."])
    origins = {s.name: s.origin for s in found.assertions[0].slots}
    assert origins == {"measure": "context", "station": "context", "period": "inferred", "amount": "written"}
    assert found.status == "supported"


def test_what_is_written_beats_the_context(rain: Checker) -> None:
    context = ["Rainfall at the hilltop station was high in March 2020."]
    found = rain.claim("Rainfall at the harbour station was 102 mm in March 2021.", DAY, context)
    assert found.status == "supported"
    assert {s.origin for s in found.assertions[0].slots} == {"written"}


def test_the_nearer_sentence_of_the_context_wins(rain: Checker) -> None:
    far, near = "Rainfall at the hilltop station.", "Rainfall at the harbour station."
    found = rain.claim("The total was 102 mm in March 2021.", DAY, [far, near])
    assert found.status == "supported"


def test_statements_of_the_context_are_not_checked(rain: Checker) -> None:
    context = ["Rainfall at the harbour station was 999 mm in March 2021."]
    found = rain.claim("Rainfall at the harbour station was 102 mm in March 2021.", DAY, context)
    assert found.status == "supported" and len(found.assertions) == 1


WORDS = (
    "rainfall rain harbour hilltop station mm 102 4,000 percent a third of the highest lowest on record since in "
    "from to than more fewer nearly about over rose fell by March 2021 April November last month fiscal year 2020 "
    "not did no because "
    "half straight consecutive and , . ( ) - ; said “ ” Monday doubled each every which while but"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join), st.sampled_from([None, DAY]))
@settings(max_examples=300, deadline=None)
def test_any_order_of_words_gets_a_finding(rain: Checker, text: str, as_of: date | None) -> None:
    found = rain.claim(text, as_of)
    assert found.status in ("supported", "conflicting", "unverified")
    for part in found.assertions:
        assert 0 <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == part.text


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_a_finding(rain: Checker, text: str) -> None:
    assert rain.claim(text, DAY).text == text
