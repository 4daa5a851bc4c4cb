"""Reads "double the number in May", "five times as many as a year earlier": one period as a multiple of another."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import TIMES_WORDS
from factcheck.extract.subjects.frame import Frame
from factcheck.model.record import record

_AS = ("as often as", "as many as", "as high as", "as large as", "as few as", "as much as")
_PIVOTS = frozenset("the that those its their what from".split())
_HEADS = frozenset("many high large much big great".split())


@record
class Multiple:
    """A multiple written at one item: of the figure at `figure`, or of the period at `base`."""

    times: int  # the multiple when a word says it ("double"), else 0 and the item is a number
    base: int | None
    figure: int | None


def multiple_of(f: Frame, k: int) -> Multiple | None:
    """What the multiple at item k multiplies; None when k is none or that is not plain."""
    item = f.item(k)
    entry = item.entry("multiple")
    if entry is not None and f.word(k) in TIMES_WORDS:
        times = int(entry["times"])
    elif item.has("times") and item.number is not None and item.number.amount.value > 1:
        times = 0
    else:
        return None
    after = f.after(k)
    if not after or not _compares(f, after):
        return None
    pivot = _second_as(f, after)
    if pivot is not None:
        apart = [m for m in after[2:] if m < pivot]
        if any(f.item(m).number is not None or f.item(m).has("punct") or f.word(m) in ("and", "or") for m in apart):
            return None
        after = [m for m in after if m > pivot]
    figure = None
    for m in after[:12]:
        other = f.item(m)
        if other.period is not None:
            return None if other.period.kind == "range" else Multiple(times, m, figure)
        if other.has("amount"):
            if figure is not None:
                return None
            figure = m
        elif not _passes(f, k, m):
            break
    return Multiple(times, None, figure) if figure is not None else None


def is_verb(f: Frame, k: int, start: int) -> bool:
    """ "saw sales nearly triple, from A to B", "sales at the gate double in May": nothing follows item k, hedged from
    item `start`, to be multiplied."""
    after = f.after(k)[:1]
    ends = not after or f.word(after[0]) in (",", "-", ";", "from", "to", "in", "over", "between")
    placed = start > 1 and f.item(start - 1).has("value") and any(f.item(m).has("measure") for m in f.ahead(start)[:-1])
    counted = start > 0 and (f.item(start - 1).has("measure") or placed)
    return f.word(k) != "twice" and ends and counted


def sums_up(f: Frame, k: int, start: int) -> bool:
    """ "rose from A to B, ten times as many": whether a multiple at item k, hedged from item `start`, ends a change."""
    if f.word(start - 1) != ",":
        return False
    words = f.words_after(k, 3)
    ends = words[:1] == ["as"] and words[1:2] != [] and words[1] in _HEADS and words[2:] in ([], [","], ["."])
    return ends and any(f.item(m).has("direction") or f.word(m) in ("went", "gone") for m in f.ahead(start))


def _compares(f: Frame, after: list[int]) -> bool:
    """Whether "the …", "those …" or "as many … as" follows."""
    if f.words(after[0]).lower() in _AS or f.word(after[0]) in _PIVOTS or f.word(after[0] + 1) == "'s":
        return True
    words = [f.word(m) for m in after[:14]]
    return words[:1] == ["as"] and words[1:2] != [] and words[1] in _HEADS and "as" in words[2:]


def _second_as(f: Frame, after: list[int]) -> int | None:
    """Where "(six times) as many A in May as" ends: what it multiplies follows, and May is what is multiplied to."""
    if [f.word(m) for m in after[:1]] != ["as"] or len(f.words(after[0]).split()) > 1:
        return None
    return next((m for m in after[2:14] if f.word(m) == "as"), None)


def _passes(f: Frame, k: int, m: int) -> bool:
    """Whether item m may stand between the multiple and what it multiplies: it names no other group."""
    item = f.item(m)
    if f.word(m) in (",", ";", "and", "but", "or", "(", "than"):
        return False
    value = item.entry("value")
    if value is not None:
        named = [f.item(x).entry("value") for x in f.ahead(k)]
        return any(e is not None and e.get("value") == value.get("value") for e in named)
    measure = item.entry("measure")
    if measure is not None:
        named = [f.item(x).entry("measure") for x in f.ahead(k)]
        groups = {e["group"] for e in named if e is not None}
        return not groups or measure["group"] in groups
    return f.words(m).lower() in _AS or bool(item.kinds & {"filler", "head", "report", "neutral", "anaphor", "punct"})
