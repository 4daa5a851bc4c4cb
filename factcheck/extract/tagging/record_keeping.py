"""Reads "since it began keeping records", "since the agency started publishing monthly data" as "on record"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.tagging.items import Item

BEGUN = frozenset(("began", "begun", "started"))  # one of these stands in every such phrase
_KEEPERS = frozenset(
    "the it they its their agency agencies government department officials authorities has have".split()
)
_KEEPS = frozenset(
    "keeping tracking recording publishing releasing collecting reporting compiling counting issuing gathering".split()
)
_KEPT = frozenset(
    "records record track data statistics stats figures numbers count counts totals tally such these them the of this "
    "those monthly annual yearly publicly official comparable".split()
)
_ENDS = frozenset(", ; . : ) — –".split())


def read_record_keeping(items: Sequence[Item], words: Sequence[str]) -> list[Item]:
    """`items` with each such phrase as one item; one that says when that was ("… in 2000") is left as it is."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        last = _phrase_at(items, words, k)
        out.append(items[k] if last is None else Item(items[k].first, items[last - 1].last, frozenset(("scope",))))
        k = last or k + 1
    return out


def _phrase_at(items: Sequence[Item], words: Sequence[str], k: int) -> int | None:
    """The item behind a phrase that begins at item k; None where none does."""
    if words[items[k].first] != "since":
        return None
    said = [words[i.first] for i in items[k + 1 : k + 16]]
    begun = next((n for n, word in enumerate(said[:6]) if word in BEGUN), None)
    if not begun or said[begun + 1 : begun + 2] == [] or said[begun + 1] not in _KEEPS:
        return None
    named = [i for n, i in enumerate(items[k + 1 : k + 1 + begun]) if said[n] not in _KEEPERS]
    if any(not i.has("value") or i.entries not in [e.entries for e in items[:k]] for i in named):
        return None  # another's records
    end = begun + 2
    while end < len(said) and (said[end] in _KEPT or items[k + 1 + end].has("measure", "head")):
        end += 1
    kept = end > begun + 2 and (end == len(said) or said[end] in _ENDS)
    return k + 1 + end if kept else None
