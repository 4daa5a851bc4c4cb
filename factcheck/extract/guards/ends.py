"""Finds a last word or two behind a comma that say more, and that no rule reads: ", each", ", only slightly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.subjects.frame import Frame

_SHORT = 5  # items of such an end
_LEADS = frozenset("at in on along across the only just but though even if by".split())
_MONTHS = frozenset(("month", "year", "quarter", "week"))


def unread_ends(f: Frame, anchors: Sequence[Anchor]) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, why) of each."""
    yield from _so_many_months(f)
    yield from _of_a_share(f, anchors)
    for comma, piece, last in _pieces(f):
        if f.word(piece[0]) == "despite" and any(f.item(k).has("direction") for k in piece):
            yield comma + 1, piece[-1], "says what else rose or fell"
        if f.word(piece[0]) == "and" and f.word(piece[-1]).endswith("ing") and f.item(piece[-1]).has("direction"):
            yield comma + 1, piece[-1], "says how it went on"
        told = [k for k in piece if f.word(k) not in _LEADS]
        if len(told) != 1:
            continue
        if f.item(told[0]).has("each"):
            yield comma + 1, told[0], "is said of each of several, or of each month"
        if f.item(told[0]).has("slight", "sharp") and told[0] not in f.settled:
            yield comma + 1, told[0], "says how far, and nothing says which move it is of"
        if last and f.item(told[0]).firm_value() is not None:
            yield from _elsewhere(f, comma, told[0])


def _pieces(f: Frame) -> Iterator[tuple[int, list[int], bool]]:
    """The comma before a few words that commas set off without a figure, these words, and whether they are the last."""
    live = [k for k in f.live() if f.word(k) != "."]
    commas: list[int | None] = [k for k in live if f.word(k) in (",", "-")]
    for comma, shut in pairwise([*commas, None]):
        if comma is None:
            return
        piece = [k for k in live if k > comma and (shut is None or k < shut)]
        if 0 < len(piece) <= _SHORT and not any(f.item(k).has("amount", "percent") for k in piece):
            yield comma, piece, shut is None


def _elsewhere(f: Frame, comma: int, k: int) -> Iterator[tuple[int, int, str]]:
    """ "9,000 were sold at the north gate in May, at the south gate": where?"""
    entry = f.item(k).firm_value() or {}
    named = [e for m in f.ahead(comma) if (e := f.item(m).firm_value()) is not None]
    other = [e for e in named if e["dimension"] == entry["dimension"] and e["value"] != entry["value"]]
    figures = [m for m in f.ahead(comma) if f.item(m).has("amount", "percent", "share")]
    if other and figures and not f.having("outnumber"):
        yield comma + 1, k, "names another one than the words before it"


def _so_many_months(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ ", continuing a three-month slide": a run of months, said with a noun, and not ended."""
    for k in f.having("direction"):
        if f.word(k - 1) in _MONTHS and f.word(k - 2) == "-" and not _GOING_ON.isdisjoint(f.tagged.said):
            yield k - 1, k, "is a run that is not read"


_GOING_ON = frozenset("continuing continued continues continue extending extended extends after following".split())


def _of_a_share(f: Frame, anchors: Sequence[Anchor]) -> Iterator[tuple[int, int, str]]:
    """ "A made up half of sales in 2024, below the level of 2022": the share, or the number?"""
    parts = f.having("percent", "share")
    if not parts or f.having("amount"):
        return
    for anchor in anchors:
        first = anchor.k if anchor.size is None else min(anchor.k, anchor.size)
        lead = [m for m in f.ahead(first) if not f.item(m).has("hedge")][-1:]
        apart = bool(lead) and f.word(lead[0]) in (",", "-") and parts[0] < lead[0] and anchor.size not in parts
        if anchor.role == "change" and apart and (anchor.times or f.item(first).has("times", "multiple", "direction")):
            yield first, anchor.k, "may be of the share or of the number"
