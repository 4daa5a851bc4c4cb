"""Tells what a figure is beside the changes of its unit: a level, the base of one of them, or its size."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import NUMERIC, Anchor
from factcheck.extract.ranks.old_records import lead_of_old
from factcheck.extract.subjects.frame import Frame

_BASE_LEADS = ("from", "than", "over", "versus", "vs", "against", "with", "compared", "since")
_LEAD_FILLER = frozenset("the a an some its their previous earlier just".split())


def with_role(f: Frame, comparing: set[int], anchor: Anchor, changes: Sequence[Anchor]) -> Anchor:
    """`anchor`, a figure, with the role that it has beside `changes`; `comparing` are the hedges that compare."""
    k, start = anchor.k, anchor.k if anchor.hedge_at is None else anchor.hedge_at
    before = f.before(start, ("filler",), 3)
    lead = lead_word(f, comparing, start)
    directed = [c for c in changes if c.k < start]
    if any(c.multiplies == k for c in changes):
        anchor.role, anchor.lead = "base", "than"
        return anchor
    if lead in _BASE_LEADS and directed and _is_base_lead(f, start, lead):
        anchor.role, anchor.lead = "base", lead
    elif lead == "by" and directed and directed[-1].k >= start - (12 if directed[-1].k in comparing else 3):
        anchor.role = "size"
    elif before is not None and f.item(before).has("direction") and start - before <= 2:
        part = (f.item(before).entry("direction") or {}).get("part")
        if (lead == "of" and part == "noun") or f.word(start - 1) in ("up", "down"):
            anchor.role = "size"
    if anchor.role == "level" and directed and coordinate_size(f, k, directed[-1].k):
        anchor.role = "size"
    if anchor.role == "level" and _followed_by_comparative(f, comparing, k):
        anchor.role = "size"
    return anchor


def lead_word(f: Frame, comparing: set[int], start: int) -> str:
    """The preposition that governs the figure starting at item `start`."""
    for m in reversed(f.ahead(start)[-3:]):
        word = f.word(m)
        if m in comparing:
            return "than"
        if f.words(m).lower() == "back to":
            return "to"
        if word == "of":
            return _lead_of_record(f, comparing, m) or word
        if word == ",":  # "above the previous record, A in May"
            return _lead_of_record(f, comparing, m) if m == start - 1 and lead_of_old(f, m) is not None else ""
        if word in ("from", "to", "by", "than", "over", "versus", "vs", "against", "at", "in"):
            return word
        if f.item(m).has("base"):  # "compared to A" arrives at nothing, as "rose to A" does
            return "with" if word == "compared" else f.tagged.tokens[f.item(m).last - 1].norm
        record = f.item(m).has("highest", "lowest") and f.word(m - 1) in ("'s", "the", "a")  # "from May's record A"
        possessive = record or word == "'s" or (f.item(m).period is not None and f.word(m + 1) == "'s")
        if not possessive and word not in _LEAD_FILLER:
            return ""
    return ""


def coordinate_size(f: Frame, k: int, change: int) -> bool:
    """ "a reduction of A versus B and C compared to D": C is a difference like A."""
    after = f.after(k)[:1]
    before = [f.word(m) for m in f.ahead(k)[-1:]]
    noun = (f.item(change).entry("direction") or {}).get("part") == "noun"
    return noun and before == ["and"] and any(f.item(m).has("base") for m in after)


def _lead_of_record(f: Frame, comparing: set[int], of: int) -> str:
    """ "since a record high of A", "from the peak of A": the record's figure is a base."""
    lead = lead_of_old(f, of)
    if lead is not None:
        return "than" if lead in comparing else f.word(lead) if f.item(lead).has("base") else ""
    record = f.before(of, ("filler",), 4)
    if record is None or not f.item(record).has("highest", "lowest"):
        return ""
    first = f.before(record, ("filler", "value", "measure", "punct"), 8)
    if first is None:
        return ""
    if first in comparing:
        return "than"
    return f.tagged.tokens[f.item(first).last - 1].norm if f.item(first).has("base") else ""


def _is_base_lead(f: Frame, start: int, lead: str) -> bool:
    if lead != "with":
        return True
    return any(f.item(m).has("base") for m in f.ahead(start)[-3:])


def _followed_by_comparative(f: Frame, comparing: set[int], k: int) -> bool:
    following = f.after(k)[:4]
    for m in following:
        entry = f.item(m).entry("direction")
        if m in comparing and f.words(m).endswith("than"):
            return True  # "9,000 fewer than in May"
        if m == k + 1 and f.word(m) in ("below", "above") and entry:
            return True  # "9,000 below May's A"
        if entry and entry["part"] == "comparative":
            later = f.after(m)
            than = next((x for x in later if f.word(x) == "than"), None)
            return than is not None and not any(f.item(x).has(*NUMERIC) for x in later if x < than)
        if not f.item(m).kinds & {"filler", "head", "measure", "neutral"}:
            return False
    return False
