"""The lists of general English that are made of WordNet."""

from __future__ import annotations

from scripts.build_thesaurus import adverbs


def test_adverbs_are_nothing_else_and_end_in_ly() -> None:
    senses = [
        ("quietly", "r"), ("deadly", "r"), ("deadly", "a"), ("family", "n"), ("soon", "r"), ("all_but_surely", "r"),
        ("barely", "r"), ("comply", "v"),
    ]  # fmt: skip
    assert adverbs(senses) == ["barely", "quietly"]
