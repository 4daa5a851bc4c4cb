"""Finds the period that a figure or a record belongs to by the words around it: "December's", "the May peak of"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import ABOVE, BELOW, EARLIER, Anchor
from factcheck.extract.ranks.standing_words import only_to
from factcheck.extract.subjects.frame import Frame

_HEADS = frozenset("peak total figure figures tally count number level mark record high low sum".split())
_REACHES = frozenset("monthly annual all time year month decade -".split())  # "May's 20-year high of A"
_NAMED = frozenset("month months year years quarter".split())
_MARKS = frozenset((",", "-", "("))
_OF = frozenset("of from below under".split())


def possessor(f: Frame, anchor: Anchor) -> int | None:
    """ "December's 249,740", "the May peak of 249,740": the period that owns a figure."""
    start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
    before = f.ahead(start)
    if [f.word(m) for m in before[-2:]] == ["'s", ","] and f.item(before[-3]).period is not None:
        return before[-3]  # "triple June's, A"
    if before and f.word(before[-1]) == "of":
        before = _before_head(f, before[:-1])
    elif before and f.item(before[-1]).has("highest", "lowest", "scope") and not f.item(before[-1]).has("report"):
        before = _before_head(f, before)  # "December's record high A"
        if not before or f.word(before[-1]) != "'s":
            return None
    elif [f.word(m) for m in before[-1:]] == ["record"]:
        before = before[:-1]  # "December's record A"
        if not before or f.word(before[-1]) != "'s":
            return None
    elif [f.word(m) for m in before[-1:]] != ["'s"]:
        return None
    if before and f.word(before[-1]) == "'s":
        before = before[:-1]
    return before[-1] if before and f.item(before[-1]).period is not None else None


def _before_head(f: Frame, before: Sequence[int]) -> list[int]:
    """The items before "(monthly) record high", "total"; none where no such word stands there."""
    if not before or not (f.item(before[-1]).has("highest", "lowest") or f.word(before[-1]) in _HEADS):
        return []
    rest = list(before[:-1])
    while rest and (f.item(rest[-1]).has("highest", "lowest", "scope", "duration") or f.word(rest[-1]) in _REACHES):
        rest.pop()
    return rest


def own_rank(f: Frame, anchor: Anchor) -> int | None:
    """The period that a record is plainly said of, if one is."""
    if f.item(anchor.k).period is not None:
        return anchor.k  # "second only to May": May is the first
    if only_to(f, anchor.k) is not None:
        return next((m for m in reversed(f.live()) if m < anchor.k and f.item(m).period is not None), None)
    owned = anchor.k - 2 if f.word(anchor.k - 1) == "'s" and f.item(anchor.k - 2).period is not None else None
    if owned is not None and anchor.k + 1 in f.unit.indices and f.item(anchor.k + 1).has("amount"):
        return owned  # "December's record A"
    if owned is not None and f.word(owned - 1) in _OF:
        return owned  # "less than half of December's record"; what beats it is read by itself
    following = f.item(anchor.k + 1).period if anchor.k + 1 in f.unit.indices else None
    if following is not None and following.kind == "month" and f.word(anchor.k).startswith("record"):
        return anchor.k + 1  # "after a record-setting May"
    beside = anchor.k - 1 if anchor.k - 1 in f.unit.indices else anchor.k
    if f.word(anchor.k) in ("peak", "low") and f.item(beside).period is not None:
        return beside  # "below the May peak"
    return _told_to_be(f, anchor.k) or _described(f, anchor) or _apposed(f, anchor.k)


def _told_to_be(f: Frame, k: int) -> int | None:
    """The period of "the highest month (for sales) was May": that is the month which is ranked."""
    if f.words_after(k, 1)[:1] not in (["month"], ["year"]):
        return None
    verb = next((m for m in f.after(k)[:14] if f.word(m) in ("was", "is", "came")), None)
    after = [m for m in f.after(verb)[:2] if f.word(m) not in ("in", "during")] if verb is not None else []
    between = f.between(k, verb) if verb is not None else []
    plain = not any(f.item(m).has("amount", "base") or f.item(m).period is not None for m in between)
    return after[0] if plain and after and f.item(after[0]).period is not None else None


def _described(f: Frame, anchor: Anchor) -> int | None:
    """The period of "fell from A in June, when it was the highest": the one right before the clause or apposition.

    "When", "had" and "previous" point back there, and so does a record that the change went away from: what fell
    from June, "a record high", was highest in June.
    """
    period, clause = _trailed(f, anchor.k)
    if period is None:
        return None
    if clause[:1] == ["when"] or (clause[:1] == ["which"] and "had" in clause) or EARLIER & set(clause):
        return period
    moves = [e for m in f.ahead(period) if (e := f.item(m).entry("direction")) is not None]
    away = bool(moves) and int(moves[-1]["sign"]) == -anchor.sign and _is_base(f, period)
    away = away or _beside_it(f, period) == -anchor.sign
    return period if away or _further(f, period, anchor.sign) else None


def _beside_it(f: Frame, period: int) -> int:
    """ "May's A were slightly above April's B": 1 where what is said lies above the period, -1 below, else 0."""
    expr = f.item(period).period
    if expr is not None and expr.kind == "term":
        return 0  # "Under the governor, …" is no mark
    entry = f.item(period - 1).entry("hedge") if period - 1 in f.unit.indices else None
    name = str(entry["hedge"]) if entry is not None else ""
    return 1 if name in ABOVE else -1 if name in BELOW else 0


def _further(f: Frame, period: int, sign: int) -> bool:
    """ "A in May, compared with B in April, a record high": April's, where B is the higher figure."""
    amounts = [m for m in f.ahead(period) if f.item(m).has("amount")][-2:]
    first, last = (f.item(m).number for m in amounts) if len(amounts) == 2 else (None, None)
    if first is None or last is None or not any(f.item(m).has("base") for m in f.between(*amounts)):
        return False
    return (last.amount.value - first.amount.value) * sign > 0


def _trailed(f: Frame, k: int) -> tuple[int | None, list[str]]:
    """The period right before the clause or apposition that ends in a record at item `k`, and the words between."""
    before = f.ahead(k)[-8:]
    comma = next((m for m in reversed(before) if f.word(m) == ","), None)
    period = comma - 1 if comma is not None else -1
    if f.word(period - 1) == "'s" and f.item(period).has("amount"):
        period -= 2  # "May's 132,000, which had been the highest"
    if comma is None or period not in f.unit.indices or f.item(period).period is None:
        return None, []
    clause = [m for m in before if m > comma]
    plain = not any(f.item(m).has("amount", "period", "direction") for m in clause)
    return (period if plain else None), [f.word(m) for m in clause]


def of_either(f: Frame, anchor: Anchor) -> bool:
    """ "up from A in May, which was a record": a record that may be May's or that of what rose."""
    period, clause = _trailed(f, anchor.k)
    return period not in (None, anchor.period) and clause[:1] == ["which"] and _is_base(f, period or 0)


def _is_base(f: Frame, period: int) -> bool:
    """Whether a period is what is compared with: "from May", "from A in May"."""
    lead = f.ahead(period)[-4:]
    return any(f.item(m).has("base") and f.word(m) != "in" for m in lead)


def _apposed(f: Frame, k: int) -> int | None:
    """The period of "May, the highest month on record": that month is the record, whatever else is said."""
    following = f.words_after(k, 2)
    if not _NAMED.intersection(following[1:] if following[:1] == ["fiscal"] else following[:1]):
        return None
    before = f.ahead(k)
    while before and f.word(before[-1]) in ("the", "a", "its", "single"):
        before.pop()
    if len(before) < 2 or f.word(before[-1]) not in _MARKS or f.item(before[-2]).period is None:
        return None
    long = any(p.months > 1 for p in f.when_at(before[-2]).periods)
    return None if long and following[:1] == ["month"] else before[-2]  # "In 2023, the highest month": one of it
