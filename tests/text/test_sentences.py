"""Sentence splitting: newspaper text, in our own sentences."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Weather Service warned Gov. Anna Bell of Alder on Jan. 22.",
        "Mr. Lee and Mrs. O. B. Hart met at No. 1 Mill St. near the weir.",
        "Rainfall rose 3.5 percent to 1,204.75 millimetres.",
        "At 5 a.m. Tuesday the weir at Lt. Cole Bridge broke.",
        "The firm, Hart & Co. of Alder, paid $4.2 million to Dr. Lee.",
        "He lives in Alder, Ore., with his father.",
        "ALDER, Ore. — The weir broke on Tuesday.",
        "MILL CREEK, N.D. — It rained again.",
        '"We swim." he said.',
        "“Is it over?” Ann Lee asked.",
        "'It rains.' she said.",
        "The rule (it was passed in May.) stands.",
        "Rain fell on Sept. 4 and Oct. 12.",
        "We had some trouble ... but it passed.",
        "See Fig. 3 and p. 55 of the report.",
        "The case of Lee v. Hart ended.",
        "The council meets at the Yahoo! hall on Monday.",
    ],
)
def test_stays_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        ("He moved to the U.S. The council met.", ["He moved to the U.S.", "The council met."]),
        ("It cost $3.50. That is fair.", ["It cost $3.50.", "That is fair."]),
        (
            "The club lost 12 games. 14 players left.",
            ["The club lost 12 games.", "14 players left."],
        ),
        ('He said "no." She left.', ['He said "no."', "She left."]),
        ("“It rains. It pours,” he said.", ["“It rains.", "It pours,” he said."]),
        ("It ended at 9 p.m. Nobody came.", ["It ended at 9 p.m.", "Nobody came."]),
        ("The team won.... The town slept.", ["The team won....", "The town slept."]),
        ("What? No! Yes.", ["What?", "No!", "Yes."]),
        ("It was the end.The council met again.", ["It was the end.", "The council met again."]),
        ("1) Rain 2) Snow 3) Hail", ["1) Rain", "2) Snow", "3) Hail"]),
        ("(It rained.) The sun came.", ["(It rained.)", "The sun came."]),
        ("You and I. The rest stayed.", ["You and I.", "The rest stayed."]),
        ("It fell in Dec. The river froze.", ["It fell in Dec.", "The river froze."]),
        ("Write to ann@alder.org. She reads it.", ["Write to ann@alder.org.", "She reads it."]),
        ("They sold eggs. iPhone owners left.", ["They sold eggs.", "iPhone owners left."]),
        ("The rain\nstopped.\r\nThe sun\ncame.", ["The rain\nstopped.", "The sun\ncame."]),
        ("  no stop at the end  ", ["no stop at the end"]),
    ],
)
def test_is_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_to_split(text: str) -> None:
    assert split(text) == []


PARTS = st.sampled_from(
    [
        "Rain ",
        "U.S. ",
        "fell. ",
        '"Yes." ',
        "Ann said ",
        "1) ",
        "… ",
        "p.m. ",
        "No. 3 ",
        "?! ",
        "\n",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=30).map("".join)))
def test_spans_hold_every_character_but_white_space(text: str) -> None:
    spans = split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


@pytest.mark.parametrize("unit", ["Mr. ", "." * 3, "J. ", '"A." Bell ', ". . ", "1) "])
def test_hostile_text_is_read_in_good_time(unit: str) -> None:
    began = time.perf_counter()
    split(unit * 8_000 + "x")
    assert time.perf_counter() - began < 2
