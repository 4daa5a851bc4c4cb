"""The items that a sentence is made of: stretches of tokens with what each may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.text.dates import PeriodExpr
from factcheck.text.numbers import NumberMention

Entry = Mapping[str, Any]


class Words(dict[int, str]):
    """Words by their place; empty outside the sentence."""

    def __missing__(self, place: int) -> str:
        return ""


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """What tokens[first:last] may be. `entries` are vocabulary entries; `found_by` the misspelling."""

    first: int
    last: int
    kinds: frozenset[str]
    entries: tuple[Entry, ...] = ()
    number: NumberMention | None = None
    period: PeriodExpr | None = None
    rank: int = 0
    found_by: str = ""

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def entry(self, kind: str) -> Entry | None:
        for entry in self.entries:
            if entry["kind"] == kind:
                return entry
        return None

    def firm_value(self) -> Entry | None:
        """The value of a dimension that the item names for certain."""
        entry = self.entry("value")
        return None if entry is None or entry.get("hint") or entry.get("weak") else entry
