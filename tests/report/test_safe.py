"""Nothing that a terminal, a runner or a reader of JSON obeys is left in a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.safe import inert, json_inert, prose


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202egnp", "abc\\u202egnp"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
        ("::error file=x::y", ":\\x3aerror file=x:\\x3ay"),
        ("##[group]x", "#\\x23[group]x"),
        ("Zoë, 日本, don’t — 50 %", "Zoë, 日本, don’t — 50 %"),
        ("at 10:30: rain", "at 10:30: rain"),
    ],
)
def test_inert(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_prose_joins_lines() -> None:
    assert prose("  one\r\n two\t three\n") == "one two three"


@given(st.text())
def test_json_means_the_same_after_escaping(text: str) -> None:
    dumped = json_inert(json.dumps({"a": [text]}, ensure_ascii=False, indent=2))
    assert json.loads(dumped) == {"a": [text]}
    assert len(dumped.splitlines()) == 5
