"""The words of one field: a sentence is read as the manifest has it whose measure it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factcheck.extract.tagging.items import Entry, Item


def fields_of(items: Sequence[Item], facts: Mapping[str, Any]) -> list[str]:
    """The manifests that have every measure named in a sentence; none where it names none, or counts in two fields."""
    counted = [
        dict.fromkeys(field_of(e, facts) for e in item.entries if e["kind"] == "measure")
        for item in items
        if item.has("measure")
    ]
    return [field for field in counted[0] if all(field in fields for fields in counted)] if counted else []


_EITHER = {
    "kind": "outside",
    "label": "something that more than one source counts",
    "needs": "a word that only one of them has",
}


def in_no_field(items: Sequence[Item]) -> Iterator[Item]:
    """`items` with what is counted said to be open: two fields call it by that word."""
    for item in items:
        yield Item(item.first, item.last, frozenset(("outside",)), (_EITHER,)) if item.has("measure") else item


def field_of(entry: Entry, facts: Mapping[str, Any]) -> str:
    """The manifest that an entry of the vocabulary is from; empty where it is every field's."""
    if "measure" in entry:
        return str(facts["measures"][entry["measure"]]["source"])
    if "dimension" in entry:
        return str(facts["dimensions"][entry["dimension"]]["source"])
    return str(entry.get("source", ""))


def has_fields(facts: Mapping[str, Any]) -> bool:
    """Whether the manifests in use count in more than one field."""
    return len({about.get("source", "") for about in facts.get("measures", {}).values()}) > 1


def within_field(facts: Mapping[str, Any], field: str) -> dict[str, Any]:
    """`facts` without the words of other fields, so that nobody else's source changes what a sentence means."""
    return {**facts, "terms": dict(_terms(facts, field))}


def _terms(facts: Mapping[str, Any], field: str) -> Iterator[tuple[str, list[Entry]]]:
    for phrase, entries in facts["terms"].items():
        own = [e for e in entries if field_of(e, facts) in (field, "")]
        if own:
            yield phrase, own
