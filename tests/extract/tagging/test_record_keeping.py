"""Records "since it began keeping records"."""

from __future__ import annotations

import pytest

from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.record_keeping import read_record_keeping
from factcheck.text.tokens import tokenize

HARBOUR = {"kind": "value", "dimension": "office", "value": "harbour"}
ARDEN = {"kind": "value", "dimension": "town", "value": "arden"}
NAMED = {"harbour": HARBOUR, "arden": ARDEN, "sales": {"kind": "measure", "measure": "sales"}}


def _scopes(text: str) -> list[str]:
    """What is read as "on record" in `text`, which the Harbour is named before."""
    tokens = tokenize(f"Harbour: {text}")
    items = [
        Item(
            k,
            k + 1,
            frozenset((str(e["kind"]),)) if (e := NAMED.get(t.norm)) else frozenset(("unknown",)),
            (e,) if e else (),
        )
        for k, t in enumerate(tokens)
    ]
    read = read_record_keeping(items, [t.norm for t in tokens])
    assert [i.first for i in read] == [0, *(i.last for i in read)][: len(read)], "every word once, in order"
    return [" ".join(t.text for t in tokens[i.first : i.last]) for i in read if i.has("scope")]


@pytest.mark.parametrize(
    "phrase",
    [
        "since it began keeping records",
        "since the agency started publishing monthly data",
        "since the Harbour began keeping track",
        "since officials have begun counting sales",
        "since the government started keeping track of sales",
    ],
)
@pytest.mark.parametrize("tail", ["", ".", ", officials said"])
def test_on_record(phrase: str, tail: str) -> None:
    assert _scopes(f"the most {phrase}{tail}") == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "since it began keeping records in 2000",
        "since Arden began keeping records",
        "since it began tracking sales by town",
        "since sales began",
        "since it began keeping",
        "before it began keeping records",
    ],
)
def test_other_beginnings_are_left(text: str) -> None:
    assert _scopes(f"the most {text}") == []
