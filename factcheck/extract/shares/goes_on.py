"""Reads "That was up from 27 percent in May": the share of the sentence before, in another time."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.cutting.layout import Layout, Unit
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.periods.clock import Clock
from factcheck.extract.shares.ratios import hedge_before
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.model.claim import CONTEXT, Assertion, Share, Subject
from factcheck.model.record import replace

_OPENING = frozenset(("this", "that", "it"))
_PLAIN = frozenset("filler anaphor report direction base hedge percent share period punct slight sharp".split())
_MORE = frozenset("highest lowest average first-time ordinal negation modal each".split())
_SIZES = ("percent", "share")
_LONGEST = 14  # items


def goes_on(tagged: Tagged) -> bool:
    """Whether a sentence sets one share beside that of the sentence before, and says nothing else."""
    kinds = tagged.kinds
    if not kinds.isdisjoint(_MORE):
        return False
    if (
        len(tagged.items) > _LONGEST
        or tagged.words[0] not in _OPENING
        or kinds.isdisjoint(_SIZES)
        or "base" not in kinds
    ):
        return False
    sizes = [i for i in tagged.items if i.has(*_SIZES)]
    times = [i for i in tagged.items if i.period is not None]
    ends = all(i.has("punct") for i in tagged.items[tagged.items.index(times[0]) + 1 :]) if times else False
    return len(sizes) == len(times) == 1 and ends and all(not i.kinds.isdisjoint(_PLAIN) for i in tagged.items)


def of_the_same(tagged: Tagged, before: Sequence[Assertion], vocabulary: Vocabulary, clock: Clock) -> Share | None:
    """The share that such a sentence tells, where the one before tells just one of a time that is certain."""
    told = [a for a in before if isinstance(a, Share)]
    first = told[0] if told else None
    if (
        first is None
        or len(told) > 1
        or first.blocked is not None
        or first.whole is None
        or first.whole_when is not None
    ):
        return None
    if first.negated or len(first.when.periods) != 1:
        return None
    unit = Unit([*range(len(tagged.items))], None)
    frame = Frame(tagged, Layout([unit]), unit, vocabulary, clock, Background(when=first.when))
    size, time = frame.having(*_SIZES)[0], frame.having("period")[0]
    based = next((k for k in frame.having("base") if k < size), None)
    number = frame.item(size).number
    now = first.when.periods[0]
    when = frame.when_at(time, now)
    if based is None or number is None or time < size or not when.periods or when.periods[0].first >= now.first:
        return None
    hedge, start = hedge_before(frame, size)
    moves = [k for k in frame.having("direction") if k < size and not frame.item(k).has("base")]
    sign = int((frame.item(moves[0]).entry("direction") or {}).get("sign", 0)) if moves else 0
    turned = (first.amount.value - number.amount.value) * sign < 0
    span = frame.span(moves[0] if turned else min(start, size), size + 1)
    return Share(
        span, _told(first.subject), when, amount=number.amount, whole=_told(first.whole), hedge=hedge, turned=turned
    )  # fmt: skip


def _told(subject: Subject) -> Subject:
    """A population as the context names it."""
    choices = tuple(replace(c, origin=CONTEXT, span=None) for c in subject.choices)
    return replace(subject, origin=CONTEXT, span=None, choices=choices, passed=())
