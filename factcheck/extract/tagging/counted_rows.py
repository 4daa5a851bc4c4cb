"""Reads names that are counted and then listed as a plain list: "Two stations, A and B, made up 40 percent"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.tagging.items import Item

_MARKS = {",": ",", "-": "-", "—": "—", "–": "–", "(": ")"}
OPENING = frozenset(_MARKS)
_JOINTS = frozenset((",", "and", "the", "&"))
_MAKING = frozenset("accounted made represented comprised constituted together combined".split())


def read_counted_rows(items: Sequence[Item], words: Sequence[str]) -> list[Item]:
    """`items` without what counts such a list and sets it off, where it counts as many as it names."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        found = _row_at(items, words, k)
        if found is None:
            out.append(items[k])
            k += 1
            continue
        first, shut = found
        last = items[shut - 1]
        out.append(Item(items[k].first, items[first].first, frozenset(("filler",))))
        out += items[first : shut - 1]
        out.append(Item(last.first, items[shut].last, last.kinds, last.entries, found_by=last.found_by))
        k = shut + 1
    return out


def _row_at(items: Sequence[Item], words: Sequence[str], k: int) -> tuple[int, int] | None:
    """Where the names of a list begin that items `k` and on count, "two stations (", and the mark that shuts it."""
    number = items[k].number
    if k + 5 >= len(items) or number is None or not items[k + 1].has("kind-of"):
        return None
    dimension = (items[k + 1].entry("kind-of") or {}).get("dimension")
    shutting = _MARKS.get(words[items[k + 2].first])
    named: set[str] = set()
    m = k + 3
    while m < len(items) and shutting is not None:
        entry = items[m].entry("value")
        if entry is not None and entry["dimension"] == dimension:
            named.add(str(entry["value"]))
        elif words[items[m].first] not in _JOINTS or (named and len(named) == number.amount.value):
            break
        m += 1
    counted = len(named) == number.amount.value
    shut = m + 1 < len(items) and words[items[m].first] == shutting and items[m - 1].has("value")
    return (k + 3, m) if counted and shut and words[items[m + 1].first] in _MAKING else None
