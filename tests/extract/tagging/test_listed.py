"""A name that means a value only beside other values of its kind."""

from __future__ import annotations

import pytest

from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.listed import listed
from factcheck.text.tokens import tokenize

NAMED = {
    "arden": {"kind": "listed", "dimension": "town", "value": "arden"},
    "brock": {"kind": "value", "dimension": "town", "value": "brock"},
    "sales": {"kind": "measure", "measure": "sales"},
    "rail": {"kind": "value", "dimension": "way", "value": "rail"},
}


def _kinds(text: str) -> list[str]:
    tokens = tokenize(text)
    items = []
    for k, token in enumerate(tokens):
        entry = NAMED.get(token.norm)
        kind = str(entry["kind"]) if entry else "amount" if token.kind == "num" else "filler"
        items.append(Item(k, k + 1, frozenset((kind,)), (entry,) if entry else ()))
    words = [t.norm for t in tokens]
    return [
        next(iter(i.kinds)) for i, t in zip(listed(items, words), tokens, strict=True) if t.norm in ("arden", "brock")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Arden (27) and Brock (12)",
        "Brock, with 12, and Arden, with 27",
        "Arden, with 27, followed by Brock",
        "Arden, Arden and Brock",
    ],
)
def test_a_name_beside_another_value_is_one_itself(text: str) -> None:
    assert set(_kinds(text)) == {"value"}


@pytest.mark.parametrize("text", ["Arden met Brock", "Arden (27) and rail", "Arden, 27", "Arden Brock"])
def test_elsewhere_it_is_unknown(text: str) -> None:
    assert _kinds(text)[0] == "unknown"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Arden recorded 27 sales", "value"),
        ("in May, Arden saw 27 sales", "value"),
        ("the mayor of Arden saw 27 sales", "unknown"),
        ("Arden saw sales", "unknown"),
        ("Arden recorded 27 storms", "unknown"),
    ],
)
def test_a_name_that_counts_is_a_place(text: str, kind: str) -> None:
    assert _kinds(text) == [kind]


def test_two_such_words_are_a_list_where_each_has_a_figure() -> None:
    assert _kinds("Arden (27), Arden (12)") == ["value", "value"]
    assert _kinds("Arden and Arden") == ["unknown", "unknown"]
