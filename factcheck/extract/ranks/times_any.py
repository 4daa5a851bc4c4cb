"""Reads "twice as many as any other station": first among its kind, and by how much."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.anchors.anchor import TIMES_WORDS
from factcheck.extract.ranks.standing_words import Place
from factcheck.extract.shares.ratios import hedge_before, is_firm
from factcheck.extract.subjects.frame import Frame
from factcheck.model.value import Amount

_REACH = 9  # words from the multiple to the kind
_PASSED = frozenset("the single one in at of agents those from".split())


def times_any_other(f: Frame) -> list[Place]:
    """The one value of a kind that the unit names, where it says how many times any other it had."""
    if "other" not in f.tagged.said or "any" not in f.tagged.said:
        return []
    for k in f.having("multiple", "times"):
        after = f.after(k)[:_REACH]
        kind = next((m for m in after if f.item(m).has("kind-of")), None)
        lead = [f.words(m).lower() for m in after if kind is not None and m < kind and f.word(m) not in _PASSED]
        if kind is None or " ".join(lead[-2:]) != "any other" or not _as_many(lead):
            continue
        dimension = str((f.item(kind).entry("kind-of") or {})["dimension"])
        named = [m for m in f.live() if m < k and is_firm(f, m)]
        own = [m for m in named if (f.item(m).entry("value") or {}).get("dimension") == dimension]
        size = _size(f, k)
        if len(own) == 1 and size is not None:
            hedge, start = hedge_before(f, k)
            taken = {k, start, kind, *(m for m in after if m < kind)}
            return [Place(k, own[0], dimension, 1, True, taken, size=size, hedge=hedge)]
    return []


def _as_many(lead: list[str]) -> bool:
    """Whether "as many (sales) as" stands between the multiple and "any other"."""
    return lead[0] == "as many as" or (lead[:2] == ["as", "many"] and lead[-3] == "as")


def _size(f: Frame, k: int) -> Amount | None:
    entry, number = f.item(k).entry("multiple"), f.item(k).number
    if entry is not None:
        return Amount(Decimal(int(entry["times"])), Decimal(1), 1, "times") if f.word(k) in TIMES_WORDS else None
    return number.amount if number is not None and number.amount.value > 1 else None
