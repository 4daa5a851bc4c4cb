"""Where a piece of text stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.text import line_column


@given(st.text(alphabet="ab \n\r\u2028é"), st.data())
def test_line_and_column_are_those_that_counting_gives(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert line_column(text, offset) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
