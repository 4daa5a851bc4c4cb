"""Finds the changes of several, of which only the first has a verb: "fell 24 percent in A and 32 percent in B"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import NUMERIC, Anchor
from factcheck.extract.shares.ratios import is_firm
from factcheck.extract.subjects.frame import Frame

_AT = frozenset("in at for among".split())
_HALVES = frozenset("were was are is of".split())  # "and 32 percent were A": a share
_JOINED = frozenset((",", "and", ";", "by", "while", "but"))


def of_another(f: Frame, k: int, start: int, changes: Sequence[Anchor]) -> Anchor | None:
    """The change that the percentage at item k is the size of, its hedge beginning at item `start`, where it goes on a
    list: it moves the way of the one before it, and is of somebody else.

    Each is named behind its percentage ("24 percent in A, 32 percent in B") or each before it ("of A fell by 24
    percent, those of B by 32").
    """
    moved = [a for a in changes if a.k < k and (f.item(a.k).entry("direction") or {}).get("part") == "verb"]
    after = f.after(k)[:1]
    if not moved or (after and f.word(after[0]) in _HALVES):
        return None
    first = moved[-1]
    said = [m for m in f.between(first.k, k) if f.item(m).has("percent")]
    if not said or not {a.k for a in changes} >= set(said[1:]):
        return None
    last = said[-1]
    between = f.between(last, start)
    named = [m for m in between if is_firm(f, m)]
    if len(named) != 1 or not _plain(f, between):
        return None
    whose = _dimension(f, named[0])
    before = [m for m in f.ahead(first.k) if is_firm(f, m) and _dimension(f, m) == whose]
    behind = f.after(k)[:3]
    owner = next((m for m in behind if is_firm(f, m)), None)
    owner = owner if owner is not None and f.word(behind[0]) in _AT else None
    if owner is not None and _dimension(f, owner) == whose and not before:
        apart = f.item(owner).entry("value") != f.item(named[0]).entry("value")
        listed = f.word(start - 1) in _JOINED and f.word(last + 1) in _AT
        return Anchor(k, "change", sign=first.sign, size=k, lists=first) if apart and listed else None
    told = before and f.item(before[-1]).entry("value") != f.item(named[0]).entry("value") and owner is None
    joined = any(f.word(m) in _JOINED for m in f.between(last, named[0]))
    return Anchor(k, "change", sign=first.sign, size=k, lists=first) if told and joined else None


def _dimension(f: Frame, k: int) -> str:
    return str((f.item(k).entry("value") or {}).get("dimension", ""))


def _plain(f: Frame, between: Sequence[int]) -> bool:
    """Whether nothing between two percentages tells of anything else: no verb, figure or record."""
    telling = any(f.item(m).has(*NUMERIC, "direction", "highest", "lowest", "base", "unknown") for m in between)
    return not telling and len(between) <= 9


def dated_alike(f: Frame, change: Anchor, k: int) -> bool:
    """ "rose 33 percent in July and 36 percent in August": both sizes with a month of their own."""
    before = [change.k] if change.k == change.size else []  # "…, 36 percent in August and 21 percent in September"
    sizes = [*before, *(m for m in f.between(change.k, k) if f.item(m).has("percent", "amount"))]
    if len(sizes) != 1 or not (f.item(sizes[0]).has("percent") and f.item(k).has("percent")):
        return False
    told = [f.after(m)[:2] for m in (sizes[0], k)]
    return all([f.word(m) for m in t[:1]] == ["in"] and f.item(t[-1]).period is not None for t in told)
