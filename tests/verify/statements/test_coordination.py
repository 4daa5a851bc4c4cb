"""A statement that tells several things of one subject is parted into one for each."""

from __future__ import annotations

import pytest

from factcheck.extract.speech.statements import read_statement
from factcheck.verify.statements.coordination import parts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ann Lee went to Mora this week and met with Tom Roe on Monday and with Jon Falk on Friday.",
            [
                "Ann Lee went to Mora this week",
                "Ann Lee met with Tom Roe on Monday",
                "Ann Lee met with Jon Falk on Friday.",
            ],
        ),
        (
            "Ann Lee welcomed pilots to the Fort on Monday and signed a notice on eels.",
            ["Ann Lee welcomed pilots to the Fort on Monday", "Ann Lee signed a notice on eels."],
        ),
        ("Ann Lee went to Mora to meet Tom Roe and thanked Jon Falk.", []),
        ("Ann Lee met with Tom Roe and Jon Falk.", []),
        ("Ann Lee signed a notice Monday closing the quay.", ["Ann Lee Monday closed the quay."]),
        ("Ann Lee on Monday issued a notice raising the fee.", ["Ann Lee on Monday raised the fee."]),
        ("Ann Lee signed a notice on eels.", []),
    ],
)
def test_parts(text: str, told: list[str]) -> None:
    statement = read_statement(text, (), {})
    assert statement is not None
    assert [p.words for p in parts(statement, text)] == told
