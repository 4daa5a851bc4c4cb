"""Finds the period of a change and the one it is compared with, as far as they are said."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.sequels import after_that, started_from
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.implied_bases import implied_base
from factcheck.extract.periods.lasting import so_long_before, taken_over
from factcheck.extract.periods.months import year_before
from factcheck.extract.periods.move_periods import AGAINST
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import (
    CONTEXT,
    INFERRED,
    WRITTEN,
    When,
)
from factcheck.model.record import replace


def _year_before(dating: Dating, when: When) -> When | None:
    """What a base without a date is of, when the other figure is of a year: the year before it."""
    if not when.periods or not all(p.is_year for p in when.periods):
        return None
    beside = tuple(year_before(p) for p in when.beside if p.is_year)
    return replace(when, periods=tuple(year_before(p) for p in when.periods), origin=INFERRED, words="", beside=beside)


def _resumed(dating: Dating, anchor: Anchor) -> Anchor | None:
    """The change that ", a rise of 5 percent" sums up: the one before, when it names nothing of its own."""
    f = dating.frame
    entry = f.item(anchor.k).entry("direction")
    own = anchor.base is not None or anchor.base_anchor is not None or anchor.target is not None
    told = entry is not None or bool(anchor.times) or f.item(anchor.k).has("times")
    if own or (anchor.size is None and not anchor.times) or not told or _speaks_again(dating, anchor):
        return None
    size = anchor.k if anchor.size is None else anchor.size
    first = min(size, anchor.k)
    hedged = dating.finder.hedge(size)[1]
    lead = [f.word(m) for m in f.unit.indices if m < min(first, hedged)][-3:]
    apart = "," in lead or "-" in lead or "or" in lead or ":" in lead
    earlier = [a for a in dating.anchors if a.role == "change" and a.k < first and a.sign == anchor.sign]
    if not apart or not earlier:
        return None
    before = earlier[-1]
    based = before.base_anchor is not None or before.base is not None
    based = based or (before.target is not None and before.size is None and implied_base(dating, before) is not None)
    return before if based else None  # "rose to A in May, then fell to B in June, a drop of 5 percent"


def _speaks_again(dating: Dating, anchor: Anchor) -> bool:
    """Whether a period or base of its own stands after a change."""
    f = dating.frame
    for m in [x for x in f.unit.indices if x > max(anchor.k, anchor.size or 0)][:5]:
        if f.item(m).period is not None or f.item(m).has("base"):
            return True
        if f.word(m) in (",", ";"):
            return False
    return False


def _two_compared(dating: Dating, anchor: Anchor) -> tuple[When, When] | None:
    """ "A in 2020, compared with B in 2023, an increase of 5 percent": from the earlier period to the later one."""
    f = dating.frame
    levels = [a for a in dating.anchors if a.role in ("level", "base") and a.k < anchor.k and a.period is not None]
    if not levels and anchor.size is not None and anchor.target is None:
        return _told_later(dating, anchor)
    sized = anchor.size is not None or anchor.times
    if not sized or anchor.target is not None or len(levels) != 2:
        return None
    if f.word(_opening(dating, anchor) - 1) not in _APART and not _fronted(f, levels):
        return None
    between = [m for m in f.between(levels[0].k, levels[1].k) if f.item(m).has("base")]
    if not any(f.word(m) not in ("since", "over", "from") for m in between) and not _from_to(f, levels):
        return None
    whens = [dating.when(a.period, a.k) for a in levels]
    if any(len(w.periods) != 1 for w in whens):
        return None
    first, last = sorted(whens, key=lambda w: w.periods[0].first)
    return (last, first) if first.periods[0].last < last.periods[0].first else None


def _told_later(dating: Dating, anchor: Anchor) -> tuple[When, When] | None:
    """ "rose 5 percent in June, with A compared with B in May": from May."""
    f = dating.frame
    later = [a for a in dating.anchors if a.role in ("level", "base") and a.k > anchor.k]
    against = [a for a in later if any(f.item(m).has("base") and f.word(m) in AGAINST for m in f.between(a.k - 4, a.k))]
    if len(later) != 2 or len(against) != 1 or against[0].period is None or anchor.period in (None, against[0].period):
        return None
    when, base = dating.when(anchor.period, anchor.k), dating.when(against[0].period, against[0].k)
    alone = len(when.periods) == len(base.periods) == 1 and when.periods[0].months == base.periods[0].months
    return (when, base) if alone else None


_APART = (",", "-")


def _from_to(f: Frame, levels: Sequence[Anchor]) -> bool:
    """ "went from A in 2020 to B in 2023", "A in 2020 and B in 2023": two figures and nothing that says which way."""
    first, last = levels
    start = first.hedge_at if first.hedge_at is not None else first.k
    between = [f.word(m) for m in f.between(first.k, last.k)]
    return (f.word(start - 1) == "from" and "to" in between) or "and" in between


def _fronted(f: Frame, levels: Sequence[Anchor]) -> bool:
    """ "From A in May to B in July, sales dropped 5 percent": what the change is from and to stands before it."""
    start = levels[0].hedge_at if levels[0].hedge_at is not None else levels[0].k
    return f.word(start - 1) == "from" and f.unit.indices[0] == start - 1 and _from_to(f, levels)


def _opening(dating: Dating, anchor: Anchor) -> int:
    """Where ", an increase of 5 percent" or ", a nearly sevenfold increase" begins, behind its article."""
    f = dating.frame
    first = min(anchor.k, anchor.size if anchor.size is not None else anchor.k)
    first = min(first, dating.finder.hedge(first)[1])
    return first - 1 if f.word(first - 1) in ("a", "an", "the") else first


def one_period(dating: Dating, when: When) -> bool:
    """Whether the sentence and its context speak of one period only."""
    f = dating.frame
    # "The lowest since May", "the lowest of her term"
    reached = {m for a in dating.anchors if a.role == "rank" for m in (a.base, a.within) if m is not None}
    items = [(k, i) for k, i in enumerate(f.tagged.items) if k not in reached]
    named = [(k, i.period) for k, i in items if i.period is not None and k not in dating.finder.restated]
    here = [k for k, period in named if period.kind not in ("day", "week")]
    events = any(f.word(k) in ("since", "after", "before", "following") for k, _ in items if k + 1 not in reached)
    aside = f.layout.causal or f.layout.other or events
    alone = not f.background.others and (len(here) == 1 or _each_its_year(dating, here))
    return (
        (alone or _beside_neighbours(dating, when, here))
        and when.origin in (WRITTEN, INFERRED)
        and not when.open_end
        and not aside
    )


def _beside_neighbours(dating: Dating, when: When, named: Sequence[int]) -> bool:
    """Whether all other times that are named, here and before, are the month before that of `when`, or a year before:
    what a change is compared with that names nothing."""
    f = dating.frame
    if len(when.periods) != 1 or not (when.periods[0].months == 1 or when.periods[0].is_year):
        return False
    own = when.periods[0]
    near = {own.last, own.last - own.months, own.last - 12}
    told = [*(f.when_at(k) for k in named), *f.background.others]
    return all(len(w.periods) == 1 and w.periods[0].months == own.months and w.periods[0].last in near for w in told)


def _before_it(when: When, base: When) -> bool:
    """Whether the time of the context was over when the one began that is compared with."""
    told = when.origin == CONTEXT and bool(when.periods) and bool(base.periods)
    return told and when.periods[0].last < base.periods[0].first


def _since_told(dating: Dating, anchor: Anchor) -> When | None:
    """The month that what was said before is of, in "sales have since fallen 7 percent", "since then, sales fell"."""
    f = dating.frame
    told = f.background.when
    if anchor.base is not None or anchor.base_anchor is not None or len(told.periods) != 1 or told.open_end:
        return None
    start = f.unit.indices[0]
    then = f.word(start) == "since" and f.word(start + 1) == "then"
    if not then and "since" not in [f.word(m) for m in f.ahead(anchor.k)[-2:]]:
        return None
    return told if told.periods[0].months == 1 and len(f.background.others) <= 1 else None


def last_said(f: Frame) -> int:
    """The last item of a unit that is no mark, and not of "…, officials said"."""
    return next((k for k in reversed(f.live()) if not f.item(k).has("punct")), f.unit.indices[-1])


def since_named(dating: Dating, anchor: Anchor) -> When | None:
    """The one month that a sentence names before a change, or leaves to its context, in "peaked in May and have
    fallen since"."""
    f = dating.frame
    last = last_said(f)
    last -= f.word(last) == "then"  # "have fallen since (then)"
    ends = f.word(last) == "since" and not any(f.item(m).has("punct", "period") for m in f.between(anchor.k, last))
    ends = ends and anchor.k < last <= anchor.k + _SINCE
    if anchor.base is not None or anchor.base_anchor is not None:
        return None
    named = [k for k in f.having("period") if k < anchor.k]
    if not (ends or has_since(f, anchor.k)):
        told = f.when_at(named[0]) if _since_reaching(f, anchor.k, named) else None
        return told if told is not None and [p.months for p in told.periods] == [1] else None
    if not named and not f.background.when.periods:  # "Sales, which peaked in May, have fallen since"
        aside = [k for k in range(anchor.k) if f.item(k).period is not None]
        told = f.when_at(aside[0]) if len(aside) == 1 else None
    else:
        told = f.background.when if not named else dating.when(named[0], anchor.k) if len(named) == 1 else None
    return told if told is not None and [p.months for p in told.periods] == [1] and not told.open_end else None


def _since_reaching(f: Frame, k: int, named: Sequence[int]) -> bool:
    """Whether the move at item k is what happened "Since peaking at A in May,": from then until now."""
    first = f.unit.indices[0]
    opens = f.word(first) == "since" and f.word(first + 1).endswith("ing") and len(named) == 1
    led = opens and f.word(named[0] + 1) == "," and any(f.word(m) in _HAVE for m in f.ahead(k)[-3:])
    return led and first + 1 < named[0] < k


_HAVE = frozenset("have has 've 's".split())


def has_since(f: Frame, k: int) -> bool:
    """Whether item `k` is the move of "have since fallen"."""
    return f.word(k - 1) == "since" and f.word(k - 2) in ("have", "has", "had", "'ve")


_SINCE = 5  # items from a change to the "since" that ends the sentence


def _each_its_year(dating: Dating, named: Sequence[int]) -> bool:
    """ "fell 26 percent in fiscal 2017 but rose 30 percent in fiscal 2018": each is of the year beside it."""
    f = dating.frame
    moved = [a.period for a in dating.anchors if a.role == "change" and a.base is None and a.base_anchor is None]
    years = all((e := f.item(k).period) is not None and e.kind in ("fiscal", "calendar") for k in named)
    inside = [k for k in named if k in f.unit.indices]
    apart = [k for k, item in enumerate(f.tagged.items) if item.has("direction") and k not in f.unit.indices]
    return years and inside == [p for p in moved if p is not None] and len(apart) == len(named) - len(inside)


def set_against(dating: Dating) -> tuple[When, When] | None:
    """ "A in May, versus B in April — a 15 percent rise": the periods of the figures that are set side by side."""
    f = dating.frame
    figures = [a for a in dating.anchors if a.role in ("level", "base")]
    if len(figures) != 2 or None in (figures[0].period, figures[1].period):
        return None
    first, second = figures
    lead = [m for m in f.between(first.k, second.k) if f.item(m).has("base")]
    if not any(f.word(m) in AGAINST for m in lead):
        return None
    return dating.when(first.period, first.k), dating.when(second.period, second.k)


def _summed_up(dating: Dating, anchor: Anchor) -> tuple[When, When | None] | None:
    """The periods of ", a rise of 5 percent": those of the change that it sums up."""
    before = _resumed(dating, anchor)
    if before is None:
        return None
    when, base = compared_periods(dating, before)
    arrived = [a for a in dating.anchors if a.role == "level" and before.k < a.k < anchor.k and a.period is not None]
    if before.target is not None and arrived and arrived[-1] is not before.target:
        when = dating.when(arrived[-1].period, arrived[-1].k)  # "from A to B in May and C in June, …"
    return when, base


def _up_to_now(dating: Dating, anchor: Anchor, when: When) -> tuple[When, When | None] | None:
    """The periods of "peaked in May and have fallen since", "have since fallen": up to now, against what was named."""
    since = since_named(dating, anchor)
    if since is not None:
        return dating.since(since), replace(since, open_end=True)
    since = _since_told(dating, anchor)
    if since is not None:
        return dating.since(since) if anchor.period is None else when, replace(since, open_end=anchor.period is None)
    if has_since(dating.frame, anchor.k) and anchor.base is None and anchor.base_anchor is None:
        return When(problem="missing"), None  # "rose from May to June and have since fallen": from where?
    return None


def compared_periods(dating: Dating, anchor: Anchor) -> tuple[When, When | None]:
    """The period of a change and the one it is compared with, as far as they are said."""
    told = _summed_up(dating, anchor) or after_that(dating, anchor)
    if told is not None:
        return told
    split = None
    if anchor.period is not None and anchor.base is None and anchor.base_anchor is None:
        split = dating.split_range(anchor)
    if split:
        return split[1], split[0]
    when = dating.when(anchor.period, anchor.k)
    if (now := _up_to_now(dating, anchor, when)) is not None:
        return now
    if anchor.base is not None and anchor.base_last is not None:
        return when, dating.added(anchor.base, anchor.base_last)
    if anchor.base is not None:
        base = dating.base_when(anchor.base, when.periods)
        # "Only June and April topped July's": no July before them is meant.
        sooner = _is_certain(when) and not anchor.fixed
        earlier = dating.before(anchor.base, base, when.periods) if sooner else base
        sure = when.origin == CONTEXT or dating.frame.word(anchor.base - 1) == "from"
        if earlier is not base:  # "41 percent below (that of) May": of the May before, or of the last one
            base = earlier if sure else replace(base, periods=(*earlier.periods, *base.periods))
        if anchor.period is None and base.open_end and _before_it(when, base):
            when = When(problem="missing")  # "have fallen since May", behind a sentence of years before: up to now
        return when, base
    if anchor.base_anchor is None and (long := taken_over(dating.frame, anchor)) is not None:
        return when, so_long_before(when, *long)
    if anchor.base_anchor is None and (two := _two_compared(dating, anchor)) is not None:
        return two
    if anchor.base_anchor is None:
        implied = implied_base(dating, anchor) or started_from(dating, anchor)
        others = dating.frame.background.others
        if implied is None and anchor.period is None and dating.frame.background.describes and len(others) == 2:
            implied = others[1]  # the description names both: "2024 compared with 2023"
        return when, implied if implied is not None or anchor.period is not None else dating.frame.background.base
    dated = anchor.base_anchor
    if dated.period is None:
        return when, _year_before(dating, when) if dated.lead == "from" else None
    base = (
        dating.when(dated.period, dated.k)
        if dated.part is not None
        else dating.of_each(dated.period, when.periods, dating.dated)
    )
    if dated.lead == "from" and dated.part is None and when.origin != CONTEXT and _is_certain(when):
        base = dating.before(dated.period, base, when.periods)
    return when, replace(base, open_end=dated.lead == "since")


def _is_certain(when: When) -> bool:
    """Whether the year of a time is written, or told by the context."""
    return when.origin == CONTEXT or not any(p.year_inferred for p in when.periods)
