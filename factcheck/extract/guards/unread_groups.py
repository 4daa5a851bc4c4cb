"""Finds words that make those who are counted others than a source counts, and that no rule reads, for the guards."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.subjects.frame import Frame

_WHO = frozenset(("who", "that", "which"))
_BEING = frozenset("was were is are be been had have has later then subsequently eventually since already".split())
_SOME = frozenset("other remaining same first last".split())
_CAME = frozenset("came come comes coming enter entered enters entering arrive arrived arrives".split())
_STOOD = frozenset("reach reached reaches hit hits fallen fell risen rose grown stood total totaled topped".split())


def unread_groups(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    yield from _done_besides(f)
    said = f.tagged.said
    if not _SOME.isdisjoint(said):
        yield from _rest_of_them(f)
    if "first-time" in f.tagged.kinds:
        for k in f.having("first-time"):
            if f.word(k) == "first" and f.item(k - 1).has("amount"):
                yield k, k, "says which of them are meant"
    if "actor" in f.tagged.kinds and "and" in said:
        yield from _acting_together(f)
    if "per" in said:
        yield from _rates(f)
    if "direction" in f.tagged.kinds and "of" in said:
        yield from _part_of_a_move(f)
    if not _FURTHER.isdisjoint(said) and "percent" in f.tagged.kinds:
        yield from _once_more(f)
    if "beyond" in said:
        yield from _beyond(f)
    if not f.tagged.kinds.isdisjoint(_RANKS):
        yield from _but_for(f)
    if "by" in said and "period" in f.tagged.kinds:
        yield from _up_to_then(f, finder)
    if "neutral" in f.tagged.kinds:
        yield from _from_somewhere(f)


def _done_besides(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "9,000 chairs were sold that were later mended", "9,000 mended chairs were sold": two things are done."""
    measures = [(k, e) for k in f.having("measure") if (e := f.item(k).entry("measure")) is not None]
    if len({e["group"] for _, e in measures if not e["gives_way"]}) < 2:
        return
    for k, entry in measures[1:]:
        other = [m for m, e in measures if m < k and e["group"] != entry["group"]]
        lead = k - 1
        while f.word(lead) in _BEING:
            lead -= 1
        if other and lead < k - 1 and lead > other[-1] and f.word(lead) in _WHO:
            yield lead, k, "says what else was done to them"
    for k, entry in measures:
        named = any(f.item(m).has("head", "value") for m in f.after(k)[:1]) and f.item(k - 1).has("amount")
        named = named or any(m == k + 1 and e["group"] != entry["group"] for m, e in measures)  # "mended sales"
        if named and f.word(k).endswith("ed") and any(e["group"] != entry["group"] for _, e in measures):
            yield k, k + 1, "says what else was done to them"


def _rest_of_them(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "The other 9,000", "the first 9,000": some of more that are not named."""
    for k in f.having("amount"):
        number = f.item(k).number
        large = number is not None and number.amount.value >= _MANY and number.amount.unit == "count"
        if large and f.word(k - 1) in _SOME and f.word(k - 2) in ("the", "those", "these"):
            yield k - 1, k, "are some of more who are not named"
        if large and f.word(k + 1) in ("other", "additional", "remaining"):
            yield k, k + 1, "are some of more who are not named"
    for k in f.live():
        if f.word(k) in ("other", "remaining") and f.word(k - 1) == "the" and f.word(k - 2) == "of":
            named = next((m for m in f.after(k)[:2] if f.item(m).has("measure", "head")), None)
            if named is not None:
                yield k, named, "are some of more who are not named"


_MANY = 100


def _acting_together(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Clerks of A and guards sold 9,000": others took part."""
    for k in f.having("actor"):
        before, after = f.item(k - 2), f.words_after(k, 2)
        if k < 2 or f.word(k - 1) != "and" or not before.has("value"):
            continue
        if not (after and after[0] in ("in", "at", "of", "from")):  # "and officers at the gate" are those of the gate
            yield k - 1, k, "says that others took part"


def _rates(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Sales per clerk": a rate, and no count. "Per the agency" is set aside before: it tells who says so."""
    for k in f.live():
        if f.word(k) == "per" and k + 1 in f.unit.indices and f.item(k + 1).has("actor", "head"):
            yield k, k + 1, "makes it a rate that no source holds"


def _part_of_a_move(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A accounted for 40 percent of the rise": a part of what was added, and not of all."""
    for k in f.having("percent", "share"):
        after = f.after(k)[:3]
        moved = after[-1] if len(after) == 3 and f.word(after[0]) == "of" and f.word(after[1]) in _POINTED else None
        if moved is not None and (f.item(moved).entry("direction") or {}).get("part") in _AS_NOUNS:
            yield k, moved, "is a part of what was added or lost"


_AS_NOUNS = frozenset(("noun", "verb"))  # "the rise"
_POINTED = frozenset("the that this its their".split())


def _once_more(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Fell another 5 percent": it had moved so before, and how far nobody says."""
    for k in f.having("percent"):
        if f.word(k - 1) in _FURTHER and any(f.item(m).has("direction") for m in f.ahead(k)[-4:]):
            yield k - 1, k, "says that it moved so before, too"


_FURTHER = frozenset(("another", "further"))


def _beyond(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Beyond the north gate": not at it."""
    for k in f.live():
        named = k + 1 + (f.word(k + 1) == "the")
        if f.word(k) == "beyond" and named < len(f.tagged.items) and f.item(named).has("value"):
            yield k, named, "says where else it was"


def _but_for(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "The highest on record, other than May", "the highest on record, narrowly": what is said behind a record."""
    if not f.having(*_RANKS):
        return
    for k in f.live():
        dated = k + 2 < len(f.tagged.items) and f.item(k + 2).period is not None
        if f.word(k) == "other" and f.word(k + 1) == "than" and dated:
            yield k, k + 2, "says which time is left out"
        if f.word(k) in ("narrowly", "barely") and f.word(k - 1) == "," and not f.words_after(k, 1):
            yield k, k, "says how far ahead it was, and not of which"


_RANKS = ("highest", "lowest")


def _up_to_then(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "9,000 were sold by May": all up to then, and since when is not said."""
    if not f.tagged.norms.isdisjoint(_STOOD) or any(a.role != "level" for a in finder.anchors):
        return
    for k in f.having("period"):
        expr = f.item(k).period
        dates = any(a.role == "level" and a.period in (None, k) for a in finder.anchors)
        if expr is not None and expr.kind == "month" and f.word(k - 1) == "by" and dates:
            yield k - 1, k, "may take in all that there were until then"


def _from_somewhere(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "9,000 were met at the gate from A": of which land they are, or from where they came."""
    terms = f.vocabulary.facts["terms"]
    for k in f.having("neutral"):
        words = f.words(k).lower()
        kinds = {str(e["kind"]) for e in terms.get(words, ())} if words.startswith("from ") else frozenset[str]()
        near = f.ahead(k)[-4:]  # what gives way to other measures are words for coming
        came = any(f.word(m) in _CAME or (f.item(m).entry("measure") or {}).get("gives_way") for m in near)
        if "following" in kinds and not came:
            yield k, k, "may say who they are, or from where they came"
