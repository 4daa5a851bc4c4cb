"""Reads in how many months or years of a stretch a mark was passed: "topped A in seven months of 2023", "monthly sales
topped A seven times in 2023"."""

from __future__ import annotations

import re

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Blocked, Figure
from factcheck.model.record import replace
from factcheck.text.numerals import FEW

_N = rf"(?P<n>\d\d?|{'|'.join(FEW)})"
_OF = r"(?: (?:of|in|during))?(?: the)?"
_SOME = re.compile(
    rf"\bin (?:just |only |exactly |all (?P<but>but) )?{_N}(?: of the(?: \w+)?)?"
    rf"(?: (?:fiscal )?(?P<unit>months?|years?))?(?P<of>{_OF})$"
)
_MARKS = ("more than", "fewer than")
_PLACED = frozenset("above below over under".split())
_WORDS = 9  # before the time, among which the number of its months stands
_NOT_ALL = Blocked(
    "unresolved",
    "it is said of some months of that time, and may be their sum",
    "each of the months, or the total of all of them",
)


def so_often(figure: Figure, anchor: Anchor, f: Frame) -> Figure:
    """`figure` with in how many months or years of its time its mark is said to have been passed.

    Left open where the words may as well give the sum of those months.
    """
    if anchor.period is None or not figure.when.periods or figure.when.periods[0].months <= 1:
        return figure
    if (told := months_told(f)) is not None and anchor.period == told[1]:
        plain = figure.hedge.name in _MARKS and not figure.negated
        return (
            replace(figure, often=told[2], each=False) if plain else replace(figure, blocked=figure.blocked or _NOT_ALL)
        )
    tokens = f.tagged.tokens
    first = f.item(anchor.period).first
    start = max(first - _WORDS, f.item(f.unit.indices[0]).first)
    said = _SOME.search(" ".join([t.norm for t in tokens[start:first]]))
    expr = f.item(anchor.period).period
    recent = expr is not None and expr.kind == "recent" and not said["unit"] if said is not None else False
    if said is None or not (recent or (said["unit"] and said["of"].strip())):
        return figure
    unit = said["unit"] or f.words(anchor.period).lower()
    many = int(said["n"]) if said["n"].isdigit() else FEW[said["n"]]
    if figure.hedge.name not in _MARKS or figure.negated or not _passes(f, anchor):
        if many == 1 and not said["but"]:
            return figure  # "in one month of 2023": what one of them had
        return replace(figure, blocked=figure.blocked or _NOT_ALL)
    return replace(figure, often=-many if said["but"] else many, yearly="year" in unit, each=False)


def months_told(f: Frame) -> tuple[int, int, int] | None:
    """The items of the count and of the time in "monthly sales topped A seven times in 2023", and how many times."""
    if "monthly" not in f.tagged.norms:
        return None
    for k in f.having("times", "multiple"):
        number, after = f.item(k).number, f.after(k)[:2]
        count = 2 if f.word(k) == "twice" else int(number.amount.value) if number is not None else 0
        led = len(after) == 2 and f.word(after[0]) in ("in", "during") and f.item(after[1]).period is not None
        if led and count and f.word(k - 1) not in _RATIOS:
            return k, after[1], count
    return None


def counts_months(f: Frame, k: int) -> bool:
    """Whether item k is the "seven times" of "monthly sales topped A seven times in 2023"."""
    told = months_told(f)
    return told is not None and told[0] == k


_RATIOS = frozenset("than over nearly about almost roughly least by rose fell grew up was were is".split())


def _passes(f: Frame, anchor: Anchor) -> bool:
    """Whether the mark is one that each month may pass: "exceeded A", "fell below A", "monthly sales were over A"."""
    lead = f.ahead(anchor.k)[-3:]
    moved = any(f.item(m).has("direction") for m in lead[:-1]) or f.word(lead[-1] if lead else -1) in _PLACED
    verb = anchor.hedge_at is not None and f.word(anchor.hedge_at) in SURPASSING
    return verb or moved or "monthly" in f.tagged.said
