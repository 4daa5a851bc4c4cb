"""Reads whether a rise or fall is said of every one of a kind, or of some alone: "fell in all nine stations", "every
station saw a drop", "of the nine stations, only A and B sold more"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.subjects.frame import Frame
from factcheck.model.record import record

_ALL = frozenset(("all", "every", "each"))
_BETWEEN = frozenset("of the single one its in".split())
_SEEING = frozenset("did saw see seen had reported recorded posted experienced registered showed".split())
_PLACING = frozenset("on along at the a an".split())
_SCANT = frozenset(("not", "nearly", "almost", "virtually", "practically"))
# With one of these it is said of their sum, of some of them, or of more than one time.
_ADDED = frozenset(
    "combined together total overall collectively except but excluding outside other both again straight consecutive "
    "row successive running still continued alike".split()
)
_MORE = ("percent", "share", "highest", "lowest", "times", "duration", "first-time", "average", "modal")


@record
class AllOf:
    """Every value of a `dimension`, or (`alone`) those that the sentence names and no other; of `number` of them, if
    that is written. `items` say so."""

    dimension: str
    number: int
    items: frozenset[int]
    alone: bool = False


def every_one(f: Frame, anchors: Sequence[Anchor]) -> AllOf | None:
    """Of what all the one rise or fall of a unit is said, which is told without any figure."""
    said = f.tagged.norms
    if (_ALL.isdisjoint(said) and "only" not in said) or not _ADDED.isdisjoint(said):
        return None
    moved = [a for a in anchors if a.role == "change"]
    bare = len(moved) == len(anchors) == 1 and not (moved[0].size or moved[0].times or moved[0].target)
    if not bare or any(f.item(m).has(*_MORE) for m in f.live()):
        return None
    if (only := only_ones(f, moved[0].k)) is not None:
        return only
    for k in f.having("kind-of"):
        dimension = str((f.item(k).entry("kind-of") or {}).get("dimension", ""))
        found = _led(f, k, dimension)
        if found is not None and _beside(f, found, k, moved[0].k):
            number = next((n.amount.value for m in found if (n := f.item(m).number) is not None), 0)
            return AllOf(dimension, int(number), frozenset((*found, k)))
    return None


def only_ones(f: Frame, change: int) -> AllOf | None:
    """ "Only A and B saw a drop": those that alone moved as item `change` says."""
    k = next((k for k in f.live() if f.word(k) == "only" and k < change), None)
    row = _row(f, k) if k is not None else []
    if k is None or not row:
        return None
    dimension = str((f.item(row[0]).entry("value") or {})["dimension"])
    kinds = {m for m in f.having("kind-of") if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
    behind = [m for m in f.between(row[-1], change) if m not in kinds]
    if not f.vocabulary.facts["dimensions"][dimension].get("kinds") or not all(_small(f, m) for m in behind):
        return None
    counted = next((n for m in kinds if (n := f.item(m - 1).number) is not None), None)
    return AllOf(dimension, int(counted.amount.value) if counted else 0, frozenset((k, *kinds)), alone=True)


def _row(f: Frame, only: int) -> list[int]:
    """The names, all of one dimension, that stand in a row behind item `only`."""
    row: list[int] = []
    after = f.after(only)[:16]
    for m in after[1:] if after and f.word(after[0]) == "in" else after:
        entry = f.item(m).entry("value")
        if entry is not None and (not row or entry["dimension"] == (f.item(row[0]).entry("value") or {})["dimension"]):
            row.append(m)
        elif f.word(m) not in (",", "and", "the"):
            break
    return row


def _small(f: Frame, m: int) -> bool:
    """Whether item m names nobody else: "saw", "along", what is counted."""
    return f.word(m) in _SEEING or f.word(m) in _PLACING or f.item(m).has("measure", "head")


def _led(f: Frame, k: int, dimension: str) -> Sequence[int] | None:
    """The items of "all nine", "every one of the nine western" right before the kind at item `k`."""
    found: list[int] = []
    for m in reversed(f.ahead(k)[-8:]):
        words = f.words(m).lower().split()
        entry = f.item(m).entry("value")
        if _ALL & set(words):
            return None if f.item(m - 1).has("hedge") or f.word(m - 1) in _SCANT else [m, *found]
        counted = f.item(m).number is not None and f.item(m).has("amount")
        if not (counted or set(words) <= _BETWEEN or (entry is not None and entry["dimension"] != dimension)):
            return None
        found.append(m)
    return None


def _beside(f: Frame, found: Sequence[int], k: int, change: int) -> bool:
    """Whether the rise or fall at item `change` has them as its place, "fell in all nine", or as its subject."""
    first = min(found)
    words = f.words(first).lower().split()
    if change < first:
        lead = [f.word(m) for m in f.between(change, first)]
        return words[0] == "in" or lead[-1:] == ["in"]
    return all(_small(f, m) for m in f.between(k, change) if not f.item(m).has("value"))
