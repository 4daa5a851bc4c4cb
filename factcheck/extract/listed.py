"""Reads words that name a value only in a list beside others of its kind: "Arden (27), Brock (12) and Elm (9)"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.extract.items import Item

if TYPE_CHECKING:
    from factcheck.extract.frame import Frame

_JOINTS = frozenset((",", "and", "or", "&", "(", ")", "with", "at", "followed", "by", "then", "from", "plus"))
_FIGURES = ("amount", "percent", "hedge", "head")
_OPENING = frozenset(("", ",", ";", "and", "while", "but"))
_COUNTING = frozenset("recorded saw had logged registered tallied counted".split())
_GOING_ON = frozenset("was were is are came ranked stood had saw".split())
_REACH = 8  # items between two names of a list


def listed(items: Sequence[Item], words: Sequence[str]) -> list[Item]:
    """`items` with each "listed" word as the value that it names in its list; elsewhere it is what else it may be."""
    out = list(items)
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):  # one such word may stand beside another
        for k in order:
            entry = out[k].entry("listed")
            if entry is None:
                continue
            sides = (range(k + 1, len(out)), range(k - 1, -1, -1))
            beside = any(_mate(out, words, near, str(entry["dimension"])) for near in sides)
            if beside or _counts(out, words, k):
                out[k] = _as_value(out[k])
    return [_without(item) if "listed" in item.kinds else item for item in out]


def _mate(items: Sequence[Item], words: Sequence[str], near: Iterable[int], dimension: str) -> bool:
    """Whether the next name to one side, past its figure, is a value of the dimension."""
    joined = told = False
    for count, m in enumerate(near):
        value = items[m].entry("value") or (items[m].entry("listed") if told else None)
        if value is not None or count > _REACH:
            return joined and value is not None and value["dimension"] == dimension and not value.get("hint")
        word = words[items[m].first]
        if word not in _JOINTS and not items[m].has(*_FIGURES):
            return False
        joined |= word in _JOINTS
        told |= items[m].has("amount")  # with figures between, two such words are a list by themselves
    return False


def _counts(items: Sequence[Item], words: Sequence[str], k: int) -> bool:
    """Whether a name opens a clause and counts: "Arden recorded about 9,000 sales"."""
    start, verb = words[items[k].first - 1] if k else "", words[items[k].last : items[k].last + 1]
    if start not in _OPENING or not verb or verb[0] not in _COUNTING:
        return False
    after = [item for item in items[k + 2 : k + 8] if not item.has("hedge") or item.has("amount")]
    return after[:1] != [] and after[0].has("amount") and any(item.has("measure") for item in after[1:4])


def _as_value(item: Item) -> Item:
    named = tuple({**e, "kind": "value"} for e in item.entries if e["kind"] == "listed")
    return Item(item.first, item.last, frozenset(("value",)), named)


def _without(item: Item) -> Item:
    entries = tuple(e for e in item.entries if e["kind"] != "listed")
    return Item(item.first, item.last, frozenset(str(e["kind"]) for e in entries) or frozenset(("unknown",)), entries)


def plain_list(f: Frame, found: Sequence[int]) -> bool:
    """Whether items stand in one plain list, "A, B and C": what is said is said of all of them together."""
    if "respectively" in f.tagged.words:
        return False
    if len(found) < 3 and (len(found) < 2 or not {"together", "combined"} & set(f.tagged.words)):
        return False
    joints = [{f.word(m) for m in f.between(a, b)} for a, b in pairwise(found)]
    return "and" in joints[-1] and all(j and j <= {",", "and", "the"} for j in joints)


def owns(f: Frame, k: int, figures: Sequence[int]) -> bool:
    """Whether the name at item `k` is the owner of one of `figures`: "behind the North Gate's (roughly) 9,000"."""
    after = [m for m in f.after(k)[1:3] if not f.item(m).has("hedge") or m in figures]
    return f.word(k + 1) == "'s" and after[:1] != [] and after[0] in figures


def respective(f: Frame) -> dict[int, int]:
    """ "A and B had 9,000 and 7,000, respectively": the name each figure goes with, if the lists are as long."""
    amounts = [k for k in f.live() if f.item(k).has("amount")] if "respectively" in f.tagged.words else []
    named: dict[str, list[int]] = {}
    for k in f.live() if len(amounts) > 1 else ():
        entry = f.item(k).entry("value")
        if entry is not None and not entry.get("hint") and not entry.get("weak"):
            named.setdefault(str(entry["dimension"]), []).append(k)
    rows = [row for row in named.values() if len(row) > 1]
    dated = sum(f.item(k).period is not None for k in f.live())
    if (
        len(rows) != 1
        or len(rows[0]) != len(amounts)
        or dated > 1
        or not (_in_a_row(f, rows[0]) and _in_a_row(f, amounts))
    ):
        return {}
    return dict(zip(amounts, rows[0], strict=True))


def _in_a_row(f: Frame, row: Sequence[int]) -> bool:
    """Whether nothing but commas, "and" and hedges stands between items, and "and" before the last."""
    joints = [[f.word(m) for m in f.between(a, b) if not f.item(m).has("hedge")] for a, b in pairwise(row)]
    return "and" in joints[-1] and all(set(words) <= {",", "and", "the"} for words in joints)


def its_own(f: Frame, near: int, pool: Sequence[int]) -> list[int] | None:
    """`pool` without the names that "respectively" gives to other figures than `near`, if it gives it one."""
    told = respective(f)
    others = set(told.values()) - {told.get(near)}
    return [k for k in pool if k not in others] if near in told else None


def resumed(f: Frame, near: int, k: int) -> bool:
    """ "X, with 9,000 in May, was behind Y": the name at item `k` is of the clause that goes on after the aside."""
    between = [f.word(m) for m in f.between(near, k)]
    aside = f.unit.parent is not None and f.word(f.unit.indices[0]) in ("with", "at")
    return aside and any(a == "," and b in _GOING_ON for a, b in pairwise(between))
