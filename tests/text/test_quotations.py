"""Quotations are found in marks of every style, and apostrophes are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.quotations import find_quotations, leaves_open


def inner(text: str, begun: bool = False) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in find_quotations(text, begun)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "we sail" at noon.', ["we sail"]),
        ("She said “we sail” at noon.", ["we sail"]),
        ("She said „wir segeln“ at noon.", ["wir segeln"]),
        ("She said « on part » at noon.", [" on part "]),
        ("She said ``we sail'' at noon.", ["we sail"]),
        ("She said 'we sail,' and left.", ["we sail,"]),
        ("She said ‘we sail’ and left.", ["we sail"]),
        ("“He told me ‘sail now’ and left,” she said.", ["He told me ‘sail now’ and left,"]),
        ("“A “nested” one,” she said.", ["A “nested” one,"]),
        ('"We sail," she said. "Now."', ["We sail,", "Now."]),
        ('He said "we sail” in mixed marks.', ["we sail"]),
        ("The sailors' boat wasn't theirs; it's Ann's.", []),
        ("Rock 'n' roll of the '90s, 'til dawn.", []),
        ('A 12" pipe and an 8" one.', []),
        ("“We sail at noon, and", ["We sail at noon, and"]),
        ("", []),
    ],
)
def test_what_is_quoted(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_a_quotation_may_go_on_from_the_sentence_before() -> None:
    assert leaves_open("“We sail at noon.")
    assert not leaves_open("“We sail at noon.”")
    assert inner("The tide is right,” she said.", begun=True) == ["The tide is right,"]
    assert inner("The tide is right,” she said.") == []


@given(st.text(alphabet="ab \"'“”‘’«».,\n", max_size=40), st.booleans())
def test_quotations_lie_in_the_text_and_apart(text: str, begun: bool) -> None:
    found = find_quotations(text, begun)
    for quotation in found:
        assert (
            0 <= quotation.span.start <= quotation.inner.start <= quotation.inner.end <= quotation.span.end <= len(text)
        )
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
