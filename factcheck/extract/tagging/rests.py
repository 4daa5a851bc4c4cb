"""Reads all but some of a kind as one name: "countries other than A and B", "non-A", "from outside A"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.extract.tagging.items import Entry, Item
from factcheck.model.parts import all_but, left_out

# One of these stands in every such phrase.
TOLD = frozenset(("non", "than", "outside"))
_JOINTS = frozenset((",", "and", "or", "the", "from"))
_PLACES = frozenset("places somewhere anywhere nations those people".split())
_OF = frozenset(("of", "from", "in"))


def read_rests(items: Sequence[Item], words: Sequence[str], facts: Mapping[str, Any]) -> list[Item]:
    """`items` with each such phrase as one item."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        found = _rest_at(items, words, k, facts)
        if found is None:
            out.append(items[k])
            k += 1
            continue
        last, entry = found
        first = out.pop().first if out and words[out[-1].first] in _OF and out[-1].has("filler") else items[k].first
        out.append(Item(first, items[last - 1].last, frozenset(("value",)), (entry,)))
        k = last
    return out


def _rest_at(items: Sequence[Item], words: Sequence[str], k: int, facts: Mapping[str, Any]) -> tuple[int, Entry] | None:
    """(item behind it, what it names) of a phrase that begins at item k."""
    said = [words[i.first] for i in items[k : k + 4]]
    if said[:2] == ["non", "-"]:
        return _named(items, words, k + 2, facts, 1)
    kind = items[k].has("kind-of", "head") or (said[:1] and said[0] in _PLACES)
    if kind and said[1:3] == ["other", "than"]:
        return _named(items, words, k + 3, facts)
    led = kind or (k and words[items[k - 1].first] == "from")
    rest = said[bool(kind) :]  # "places outside (of) A", "from outside A"
    if led and rest[:1] == ["outside"]:
        return _named(items, words, k + bool(kind) + 1 + (rest[1:2] == ["of"]), facts)
    return None


def _named(
    items: Sequence[Item], words: Sequence[str], first: int, facts: Mapping[str, Any], most: int = 12
) -> tuple[int, Entry] | None:
    """The item behind the names that begin at item `first`, and the value that stands for all others of their kind."""
    values: list[str] = []
    dimension, last, k = "", first, first
    while k < len(items) and len(values) < most:
        entry = next((e for e in items[k].entries if e["kind"] in ("value", "listed", "following")), None)
        if entry is not None and not entry.get("hint") and entry["dimension"] in (dimension or entry["dimension"],):
            dimension = str(entry["dimension"])
            values.append(str(entry["value"]))
            last = k + 1
        elif words[items[k].first] not in _JOINTS:
            break
        k += 1
    about = facts["dimensions"].get(dimension, {})
    if not values or not about.get("kinds") or about["replaces"] or any(left_out(v) for v in values):
        return None  # stations of a coast are no stations of another one
    return last, {"kind": "value", "dimension": dimension, "value": all_but(values)}
