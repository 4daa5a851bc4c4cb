"""Gives every change and record of a unit the period that it is said of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import TALLIES, Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.periods.fronted_years import highest_in
from factcheck.extract.periods.owners import own_rank
from factcheck.extract.subjects.frame import Frame
from factcheck.model.hedge import EXACT

# "Peaked", "an annual high": beside what is around it, and not of all that there was.
LOCAL = ("peak", "bottom", "top", "maxed", "annual", "monthly")
AGAINST = frozenset("compared versus vs against relative".split())  # each with "to" or "with", or alone
_SET_IN = frozenset("in of set reached recorded".split())
_DATING = frozenset((",", "in", "from", "between", "during"))
_PARTS = ("share", "percent")


def listed_bases(f: Frame, finder: Finder) -> set[int]:
    """ "up from A in May and B in April, and higher than …": April dates a second base."""
    figures = [a for a in finder.anchors if a.role in ("level", "base")]
    out: set[int] = set()
    if not any([a.role == "base" for a in figures]):
        return out
    listed = False
    for one, two in pairwise(figures):
        words = {f.word(m) for m in f.between(one.k, two.k)}
        plain = all(f.item(m).has("filler", "punct", "report", "head", "period") for m in f.between(one.k, two.k))
        joined = plain and not words.isdisjoint(("and", ","))
        listed = (listed or one.role == "base") and two.role == "level" and joined
        if listed and one.period is not None and two.period is not None and one.k < one.period < two.k < two.period:
            out.add(two.period)
    return out


def date_moves(finder: Finder, topics: Sequence[int]) -> None:
    """Gives every change and record the period that it is said of."""
    f = finder.frame
    for anchor in [a for a in finder.anchors if a.role in ("change", "rank") and not a.fixed]:
        if anchor.over_all is None:
            named = own_rank(f, anchor) if anchor.role == "rank" else None
            named = _when_it_was(f, anchor) if named is None and anchor.role == "rank" else named
            anchor.period = named if named is not None else _own_period(finder, anchor, topics)
            if anchor.role == "rank" and (
                f.words_after(anchor.k, 1) == ["month"] or _peaked_in(finder, anchor, topics)
            ):
                _set_within(finder, anchor, topics)
            elif anchor.role == "rank" and anchor.period is not None and anchor.base is None:
                _set_highest_in(finder, anchor, anchor.period)
        if anchor.period is None and anchor.role == "change" and anchor.base is not None:
            anchor.period = _named_next(finder, anchor)
        earlier = [p for p in topics if p < anchor.over_all.than] if anchor.over_all else []
        if anchor.period is None and earlier:
            anchor.period = earlier[-1]  # "9,000 in April, more than in any previous May" is of April
        if anchor.period is None and anchor.like is not None and f.item(anchor.like).period is not None:
            anchor.period = anchor.like
        if anchor.over_all and anchor.period is None:
            anchor.period = _own_period(finder, anchor, [])
    for anchor in finder.anchors:
        if anchor.lists is not None and anchor.lists.period is None:
            anchor.lists.period = anchor.period  # "fell 7 percent in A and 9 percent in B in May"


def _named_next(finder: Finder, change: Anchor) -> int | None:
    """ "Although up from July, August's A were …": what comes first is said of the month that is named next."""
    f = finder.frame
    if change.k > f.unit.indices[0] + 2:
        return None
    after = [a.period for a in finder.anchors if a.role == "level" and a.k > change.k and a.period is not None]
    return after[0] if after and f.word(after[0] - 1) == "," and f.word(after[0] + 1) == "'s" else None


def _peaked_in(finder: Finder, rank: Anchor, topics: Sequence[int]) -> bool:
    """Whether "Under Roe, sales peaked at A in May": of her term, and not only beside the months around it."""
    f = finder.frame
    named = [e for p in topics if p < rank.k and (e := f.item(p).period) is not None and e.kind == "term"]
    if rank.period is None or not named or not f.words(rank.k).lower().startswith(LOCAL):
        return False
    return all(p.months == 1 for p in f.when_at(rank.period).periods)


def _set_within(finder: Finder, rank: Anchor, topics: Sequence[int]) -> None:
    """ "In 2023, the highest month was May": a record among the months of 2023, and none of the year."""
    f = finder.frame
    longer = [p for p in topics if p < rank.k and any(w.months > 1 for w in f.when_at(p).periods)]
    if len(longer) == 1 and rank.within is None and rank.base is None:
        rank.within = longer[0]
        if rank.period != longer[0]:
            finder.used.add(longer[0])


def _set_highest_in(finder: Finder, rank: Anchor, month: int) -> None:
    """ "In 2019, sales were highest in May": among the months of 2019."""
    f = finder.frame
    year = highest_in(f, rank.k, month) if rank.within is None else None
    if year is not None:
        rank.within = year
        finder.used.add(year)


def _own_period(finder: Finder, anchor: Anchor, topics: Sequence[int]) -> int | None:
    f = finder.frame
    if anchor.target is not None and anchor.target.period is not None:
        return anchor.target.period
    twins = [a for a in finder.anchors if a is anchor.again or a.again is anchor]
    beyond = next((p for p in topics if p > max(anchor.k, *[a.k for a in twins])), None) if twins else None
    if beyond is not None and not any(p < anchor.k for p in topics):
        last = max(anchor.k, *[a.k for a in twins])
        if {f.word(m) for m in f.between(last, beyond)} <= _DATING:
            return beyond  # "fell by A, or 17 percent, in May"
    against = {a.period for a in finder.anchors if a.role == "level" and _against(f, a)}
    earlier = [p for p in topics if p < anchor.k and p not in against]
    later = [p for p in topics if p > anchor.k and p not in against and not _before_it(f, anchor, p)]
    if anchor.role == "rank" and (own := _own_time_of_record(finder, anchor, earlier, later)) is not None:
        return own
    taken = {a.period for a in finder.anchors if a.role in ("level", "change") and a.k < anchor.k}
    reach = 4 if anchor.size_hedge is not EXACT else 3
    close = max(anchor.k + reach, (anchor.size or 0) + 2)  # "fell by half in May"
    at_once = later[:1] and later[0] <= close and f.word(later[0] - 1) in ("in", "during")
    if earlier and at_once and earlier[-1] in taken:
        return later[0]  # "fell to A in May, then rose in June", "after a rise in May, fell 7 percent in June"
    if earlier or (later and not _breaks(f, anchor.k, later[0])):
        return earlier[-1] if earlier else later[0]
    if len(topics) == 1 and _of_the_one(f, anchor, topics[0]):
        return topics[0]
    # "May's A were the fewest", "were down 5 percent": what is said of the figure is said of its month.
    compared = {a.base for a in finder.anchors if a.role == "change"} | {None}  # "down from June, when A were sold"
    compared |= listed_bases(f, finder)
    owned = [a.period for a in finder.anchors if a.role == "level" and a.k < anchor.k and a.period not in compared]
    return owned[0] if owned and not later else None


def _own_time_of_record(finder: Finder, anchor: Anchor, earlier: Sequence[int], later: Sequence[int]) -> int | None:
    """The period that a record plainly was set in, of those beside it; `earlier` and `later` are topics."""
    f = finder.frame
    own = next((a for a in finder.anchors if anchor.k < a.k <= anchor.k + 4 and a.role in ("level", "base")), None)
    if (
        own is not None
        and own.period is not None
        and (own.k == anchor.k + 1 or any(f.word(m) in ("of", "at") for m in f.between(anchor.k, own.k)))
    ):
        return own.period  # "a record high of A in P"
    near = [p for p in later if not _breaks(f, anchor.k, p)]
    if near:
        return near[0]
    if earlier:
        set_in = [p for p in finder.used if anchor.k < p <= anchor.k + 5 and p not in (anchor.base, anchor.within)]
        between = f.between(anchor.k, set_in[0]) if set_in else []
        # "record highs in May", "a third of the record tally in May": the record is May's
        return set_in[0] if between and all(f.word(m) in _SET_IN or _counted(f, m) for m in between) else None
    beside = [p for p in finder.used if abs(p - anchor.k) <= 3 and not _breaks(f, min(p, anchor.k), max(p, anchor.k))]
    # Where a record reaches back to, or the year it is one of, is not when it was set.
    return beside[0] if beside and beside[0] not in (anchor.base, anchor.within) else None


def _when_it_was(f: Frame, rank: Anchor) -> int | None:
    """ "down from May, when A were a record": the record is May's."""
    when = next((m for m in reversed(f.ahead(rank.k)) if f.word(m) == "when"), None)
    if when is None or any(f.item(m).period is not None for m in f.between(when, rank.k)):
        return None
    before = when - 2 if f.word(when - 1) == "," else when - 1
    before -= f.word(before) == "'s"  # "more than May's, when …"
    return before if before in f.unit.indices and f.item(before).period is not None else None


def _before_it(f: Frame, change: Anchor, period: int) -> bool:
    """ "fell to A after reaching B in May": May is what came before, and not when it fell."""
    if change.role != "change" or change.target is None:
        return False
    told = (m for m in f.between(change.target.k, period) if f.word(m) == "after")
    return any(f.word(m + 1).endswith("ing") for m in told)


def _counted(f: Frame, k: int) -> bool:
    """Whether item k is only what a record is of: "the record tally", "the record number of sales"."""
    return f.item(k).has("measure", "head") or f.word(k) in TALLIES


def _of_the_one(f: Frame, anchor: Anchor, topic: int) -> bool:
    """Whether a record or change is of the one period that is named, though a comma parts them."""
    if anchor.role == "rank":  # "the record, A, was set in May"; "the most since April, figures for May show"
        return not anchor.base or _in_frame(f, topic)
    # "Sales, despite a decline, came to A in May"
    return "despite" in (f.word(m) for m in range(max(anchor.k - 4, 0), anchor.k))


def _in_frame(f: Frame, period: int) -> bool:
    """Whether a period stands among the words that name who says so: it dates all that is said."""
    return not f.layout.attributed.isdisjoint((period - 1, period + 1))


def _against(f: Frame, figure: Anchor) -> bool:
    """ "…, compared with A in May", "half of the A in May": what is said next is about the other figure."""
    start = figure.hedge_at if figure.hedge_at is not None else figure.k
    before = [m for m in f.ahead(start)[-3:] if f.word(m) != "the"]
    part = before[-1] - (f.word(before[-1]) == "of") if before else 0
    if before and f.item(part).has(*_PARTS):
        return True  # "a third of the A in May and below …", "half the A"
    lead = f.ahead(start)[-2:]
    return any(f.word(m) in AGAINST and f.item(m).has("base") for m in lead)


def _breaks(f: Frame, a: int, b: int) -> bool:
    return any(f.word(m) in (",", ";", "and") and not _joins_names(f, m) for m in f.between(a, b))


def _joins_names(f: Frame, k: int) -> bool:
    """Whether the mark at item `k` stands between names: "fell at A, B and C in May"."""
    before = k - 1 - (f.word(k - 1) == ",")
    after = next((m for m in f.after(k) if f.word(m) not in ("and", "the", "in", "at")), k)
    return f.item(before).has("value") and f.item(after).has("value")
