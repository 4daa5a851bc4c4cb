"""Reads two populations set side by side with a number: "for every A, ten B", "twice as many A as B", "5,000 more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from factcheck.extract.anchors.anchor import TIMES_WORDS
from factcheck.extract.subjects.frame import Frame
from factcheck.model.hedge import EXACT, HEDGES, Hedge
from factcheck.model.value import Amount

_HEDGE = {h.name: h for h in HEDGES}
_AS = frozenset(("as often as", "as many", "as many as", "as high as", "as large as"))
_REACH = 24
_MANY = 1000  # "for every 1,000 A"
_UNIT = {Decimal(1): "times", Decimal(10): "share", Decimal(100): "percent"}  # of what is plainly rounded to these


@dataclass(slots=True)
class Sides:
    """Two populations by their items: the left one is larger (`sign` 1) or smaller, by `size` if written."""

    k: int
    sign: int
    left: list[int]
    right: list[int]
    size: Amount | None = None
    hedge: Hedge = EXACT
    taken: set[int] = field(default_factory=set)
    share: bool = False  # `size` is how much the left one is of the right one


def ratio_at(f: Frame, k: int) -> Sides | None:
    """A ratio of two populations that begins at item k; None when there is none, or it is not plain."""
    words = f.words(k).lower()
    if words in ("for every", "for each"):
        return _for_every(f, k)
    if words.startswith("as"):
        return _as_many(f, k)
    if f.item(k).has("multiple", "times"):
        return _times_as_many(f, k)
    return _half_as_many(f, k) if f.item(k).has("share", "percent") else None


def _half_as_many(f: Frame, k: int) -> Sides | None:
    """ "half as many A as B", "a third as many sales at the gate as at the dock": a part of the other's size."""
    after, number = f.after(k)[:_REACH], f.item(k).number
    parts = _split(f, after) if after and f.word(after[0]) == "as" else None
    if number is None or parts is None:
        return None
    left, right, marks = parts
    hedge, start = hedge_before(f, k)
    if not _shared(f, left, right):
        left = [*f.ahead(start), *left]  # "A had half as many as B"
    if not _shared(f, left, right):
        return None
    left = _counted(f, start, left, right)
    return Sides(k, -1, left, right, number.amount, hedge, {k, start} | marks, share=True)


def _as_many(f: Frame, k: int) -> Sides | None:
    """ "nearly as many A as B", "A came about as often as B": a part that is all of the other's size, or almost."""
    hedge, start = hedge_before(f, k)
    if hedge.name not in ("nearly", "about", "close to"):
        return None
    parts = _split(f, [k, *f.after(k)[:_REACH]])
    if parts is None and f.words(k).lower() in _AS:
        parts = [], f.after(k), {k}
    if parts is None:
        return None
    left, right, marks = parts
    if not _shared(f, left, right):
        left = [*f.ahead(start), *left]  # "A had nearly as many as B"
    if not _shared(f, left, right):
        return None
    left = _counted(f, start, left, right)
    return Sides(k, -1, left, right, Amount(Decimal(100), Decimal(10), 1, "share"), hedge, {start} | marks, share=True)


def _for_every(f: Frame, k: int) -> Sides | None:
    """ "For every A there were N B": B by A is N. "For every 10 A, there were N B": N tenths."""
    after = f.after(k)
    base = f.item(after[0]).number if after else None
    told = {after[0]} if base is not None else set()
    parts = base.amount.value if base is not None else Decimal(1)
    if parts < 1 or parts > _MANY or parts != int(parts):
        return None
    stop = next((m for m in after if f.word(m) in (",", "there", "came") or f.item(m).has("report")), None)
    if stop is None or not any(is_firm(f, m) for m in after if m < stop):
        return None
    number = next((m for m in after if m > stop and f.item(m).number is not None and f.item(m).has("amount")), None)
    mention = f.item(number).number if number is not None else None
    if number is None or mention is None:
        return None
    left = [m for m in after if m > number]
    if not any(is_firm(f, m) for m in left):
        left = [m for m in after if stop < m < number] + left  # "for every 10 A, B had 12"
    if not any(is_firm(f, m) for m in left):
        return None
    amount = mention.amount
    hedge, start = hedge_before(f, number)
    right, taken = [m for m in after if m < stop], {k, number, start} | told
    if amount.value <= parts and told:
        part = Amount(amount.value * 100 / parts, amount.place * 100 / parts, amount.digits, _UNIT.get(parts, "share"))
        return Sides(number, -1, left, right, part, hedge, taken, share=True)
    if parts not in _UNIT and hedge is EXACT:
        hedge = _HEDGE["about"]  # "for every three A, four B"
    size = Amount(amount.value / parts, amount.place / parts, amount.digits + (parts > 1), "times")
    return Sides(number, 1, left, right, size, hedge, taken)


def _times_as_many(f: Frame, k: int) -> Sides | None:
    """ "twice as many A as B", "five times more A than B", "A was ten times B"."""
    item = f.item(k)
    entry = item.entry("multiple")
    if entry is not None:
        if f.word(k) not in TIMES_WORDS:
            return None
        size = Amount(Decimal(int(entry["times"])), Decimal(1), 1, "times")
    elif item.number is not None and item.number.amount.value > 1:
        size = item.number.amount
    else:
        return None
    after = f.after(k)[:_REACH]
    hedge, start = hedge_before(f, k)
    if not after:
        return None
    marks = {k, start}
    parts = _split(f, after)
    if parts is not None:
        left, right, mark = parts
        if _shared(f, left, right):
            left = _counted(f, start, left, right)
            return Sides(k, 1, left, right, size, hedge, marks | mark)
    before = f.ahead(k)
    if f.word(after[0]) in (",", "and", "or"):
        return None  # "A were sold 51 times and B 30 times": two counts
    owned = [m for m in after[:4] if f.item(m).has("amount") and f.word(m - 1) == "'s" and is_firm(f, m - 2)]
    if _shared(f, before, after) and not any(
        (f.item(m).has("amount") and m not in owned) or f.item(m).period is not None for m in after[:4]
    ):
        return Sides(k, 1, before, after, size, hedge, marks | (parts[2] if parts else set()))
    return None


def _counted(f: Frame, start: int, left: list[int], right: Sequence[int]) -> list[int]:
    """The left side with what says before both what is counted, and by whom: "clerks sold twice as many A as B"."""
    if any(f.item(m).has("measure") for m in (*left, *right)):
        return left
    said = [m for m in f.ahead(start) if f.item(m).has("measure", "actor")]
    return [*(m for m in said if m not in left), *left]


def _split(f: Frame, after: Sequence[int]) -> tuple[list[int], list[int], set[int]] | None:
    """The sides of "as many A as B" or "more A than B", with the words that part them."""
    first = after[0]
    if f.words(first).lower() in _AS or (f.word(first) == "as" and f.word(first + 1) == "many"):
        part = next((m for m in after[1:] if f.word(m) == "as"), None)
    elif (f.item(first).entry("direction") or {}).get("part") == "comparative":
        part = next((m for m in after[1:] if f.word(m) == "than"), None)
    else:
        return None
    if part is None:
        return None
    return [m for m in after[1:] if m < part], [m for m in after if m > part], {first, first + 1}


def more_by(f: Frame, k: int) -> tuple[Amount, Hedge, set[int]] | None:
    """The size of the comparative at item k: "5,000 more A than B", "20 percent more"."""
    before = f.ahead(k)[-1:]
    if not before or not f.item(before[0]).has("amount", "percent", "times"):
        return None
    number = f.item(before[0]).number
    if number is None:
        return None
    hedge, start = hedge_before(f, before[0])
    return number.amount, hedge, {before[0], start}


def to_one(f: Frame, k: int) -> tuple[Amount, Hedge, set[int]] | None:
    """The size of "outnumbered B (by) ten to one", "by 5,000", "by 20 percent" after item k."""
    for m in f.after(k)[:_REACH]:
        number = f.item(m).number
        if number is None or not f.item(m).has("amount", "percent"):
            continue
        hedge, start = hedge_before(f, m)
        after = [x for x in f.after(m) if f.word(x) != "-"][:2]
        words = [f.word(x) for x in after]
        if words in (["to", "1"], ["to", "one"]):
            size = Amount(number.amount.value, number.amount.place, number.amount.digits, "times")
            return size, hedge, {m, start, *after}
        if f.word(start - 1) == "by":
            return number.amount, hedge, {m, start}
    return None


def hedge_before(f: Frame, k: int) -> tuple[Hedge, int]:
    """The hedge right before item k, and where it begins."""
    before = f.ahead(k)[-2:]
    for m in reversed(before):
        entry = f.item(m).entry("hedge")
        if entry is not None:
            return _HEDGE[str(entry["hedge"])], m
        if f.word(m) not in ("the", "a", "an"):
            break
    return EXACT, k


def is_firm(f: Frame, k: int) -> bool:
    """Whether item k firmly names a value."""
    entry = f.item(k).entry("value")
    return entry is not None and not entry.get("hint") and k not in f.layout.masked


def _shared(f: Frame, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether both sides name a value of one dimension, and not the same one."""
    a, b = ({(str(e["dimension"]), str(e["value"])) for m in side if is_firm(f, m) and (e := f.item(m).entry("value"))}
            for side in (left, right))  # fmt: skip
    return any(d == e and v != w for d, v in a for e, w in b)


def owns_both(f: Frame, k: int) -> bool:
    """Whether item k is of "May's": in "A of May's B" the month is that of both."""
    return (f.item(k).period is not None and f.word(k + 1) == "'s") or f.word(k) == "'s"
