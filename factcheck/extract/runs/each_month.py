"""Tells which figures every month of a longer time has to fit, which one or how many of it, and by what mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.anchors.monthly import of_one_month, says_a_month, swing_of
from factcheck.extract.periods.dating import Dating
from factcheck.extract.runs.how_often import so_often
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Figure, When
from factcheck.model.hedge import EXACT, HEDGES
from factcheck.model.record import replace

_AT_LEAST = next(h for h in HEDGES if h.name == "at least")
_NONE_ABOVE = next(h for h in HEDGES if h.name == "none above")
_YEARS = ("fiscal", "calendar", "year")
_STAYING = frozenset("remained stayed hovered remain stay hover".split())
_MARKS = ("more than", "at least", "fewer than", "at most", "about", "between", "well over", "well under")


def by_months(figure: Figure, anchor: Anchor, dating: Dating) -> Figure:
    """`figure` with what it is said of: every month of its time ("each month", "not above A since May"), or one."""
    counted = so_often(figure, anchor, dating.frame)
    if counted is not figure:
        return counted
    figure = _of_each(figure, anchor, dating)
    several = bool(figure.when.periods) and figure.when.periods[0].months > 1
    if not several or figure.mean or figure.earlier or figure.negated:
        return figure
    extreme, monthly = of_one_month(dating.frame, anchor.k)
    alone = says_a_month(dating.frame, anchor.k) or swing_of(dating.frame, anchor.k) != 0
    stays = figure.each and extreme == 0 and not _STAYING.isdisjoint(dating.frame.tagged.said)
    if not (extreme or monthly) or (figure.each and not alone) or stays:
        return figure
    return replace(figure, each=False, extreme=extreme, monthly=monthly)


def _of_each(figure: Figure, anchor: Anchor, dating: Dating) -> Figure:
    f, k, mark = dating.frame, anchor.k, figure.hedge.name
    said = [m for m in f.between(k, anchor.period) if f.item(m).has("each")] if anchor.period else []
    said += [m for m in f.after(anchor.period)[:1] if f.item(m).has("each")] if anchor.period else []
    when, since = figure.when, anchor.period
    if figure.negated and not when.periods and (base := _fell_since(dating, anchor)) is not None:
        when, since = dating.since(dating.dated(base)), base
    years = dating.each_year(anchor.period) if anchor.period is not None and mark in _MARKS else None
    if years is not None:
        return replace(figure, when=years, each=True, yearly=True)
    several = bool(when.periods) and when.periods[0].months > 1
    both = anchor.period is not None and f.word(anchor.period - 1) == "both"
    monthly = several and (both or _every_month(f, k) or (not when.periods[0].is_year and _by_the_month(f, k)))
    each = bool(said) or (monthly and mark in _MARKS)
    # Not past a mark since May: in no month after it.
    unpassed = figure.negated and several and when.open_end and mark in ("fewer than", "more than")
    unpassed = unpassed or (figure.negated and never_past(dating, anchor))
    if (each or unpassed) and when.open_end:
        when = replace(when, periods=when.periods[:1])  # a shorter stretch would prove nothing
    if unpassed:
        figure = replace(figure, negated=False, hedge=_AT_LEAST if mark == "fewer than" else _NONE_ABOVE)
        when = _without_its_first(when, f, since)
    elif figure.negated and _no_month(dating):
        each, figure = True, replace(figure, negated=False, hedge=_NONE_ABOVE)
    elif figure.negated and figure.hedge is EXACT and any(f.word(m).startswith("reach") for m in f.between(k - 4, k)):
        figure = replace(figure, hedge=_AT_LEAST)  # "never reached 220,000"
    each = (each or unpassed) and not figure.mean
    yearly = each and (_each_year(f, k, anchor.period) or (unpassed and _of_years(f, since)))
    return replace(figure, when=when, each=each, yearly=yearly)


_EVERY = frozenset(("every", "each"))
_STEPS = _EVERY | {"month", "year"}
_SINGLE = frozenset("single fiscal calendar passing of the one such".split())


def moved_every(f: Frame, k: int, changes: Sequence[int]) -> str:
    """ "month" or "year", where the rise or fall at item `k`, one of `changes`, is said of every one of them: "fell
    every year from 2019 to 2021", "year after year"; else ""."""
    entry = f.item(k).entry("direction")
    if entry is None or entry["part"] == "comparative":
        return ""  # "topping every year since 2000": more than in any of them
    for m, unit in _units(f):
        ahead = [c for c in changes if c < m]
        if k == (ahead[-1] if ahead else changes[0]):
            return unit
    return ""


def so_in_every(f: Frame, k: int) -> str:
    """ "month" or "year", where what ranks or compares at item `k` was so in every one: "the busiest in every month of
    2022"; else ""."""
    for m, unit in _units(f):
        between = [f.item(x) for x in f.between(min(k, m), max(k, m))]
        if not any(i.has("amount") or (i.has("direction") and not i.has("filler", "hedge")) for i in between):
            return unit
    return ""


def _units(f: Frame) -> Iterator[tuple[int, str]]:
    """Where "every month", "each single year", "month after month" stand, which count nothing themselves."""
    for m in f.live() if "each" in f.tagged.kinds or not f.tagged.said.isdisjoint(_STEPS) else ():
        first = f.item(m).first
        words = [t.norm for t in f.tagged.tokens[first : first + 6]]
        words = words[1:] if words[0] == "in" else words  # "in every" is one item
        if not words:
            continue  # the sentence breaks off
        unit = next((w for w in words[1:] if w not in _SINGLE), "") if words[0] in _EVERY else ""
        unit = words[0] if words[1:3] == ["after", words[0]] else unit
        if unit in ("month", "year") and not any(f.item(x).has("amount") for x in f.ahead(m)[-3:]):
            yield m, unit


_AT_NO_TIME = (("no", "point"), ("no", "time"))


def never_past(dating: Dating, level: Anchor) -> bool:
    """ "never fell below A", "has not fallen below A since May": a mark that no month passed."""
    f = dating.frame
    words = [f.word(m) for m in f.ahead(level.k)]
    moved = any(a.role == "change" and a.target is level for a in dating.anchors)
    moved = moved or (level.hedge_at is not None and f.word(level.hedge_at) in SURPASSING)  # "never topped A"
    at_no_time = any(pair in _AT_NO_TIME for pair in pairwise(words))
    never = "never" in words or "none" in words or at_no_time or _fell_since(dating, level) is not None
    return never and moved and level.hedge.name in ("fewer than", "more than")


def _fell_since(dating: Dating, level: Anchor) -> int | None:
    """The item of the time in "has (not) fallen below A since May", which the change has as its base."""
    owner = next((a for a in dating.anchors if a.role == "change" and a.target is level), None)
    since = owner.base if owner is not None and owner.size is None else None
    return since if since is not None and dating.frame.word(since - 1) == "since" else None


def _without_its_first(when: When, f: Frame, since: int | None) -> When:
    """A stretch "since May" without May itself, which is only what it is counted from."""
    expr = f.item(since).period if since is not None else None
    if not when.open_end or expr is None or expr.kind != "month":
        return when
    return replace(when, periods=tuple(replace(p, first=p.first + 1) for p in when.periods if p.months > 1))


def _by_the_month(f: Frame, k: int) -> bool:
    """ "Monthly sales stayed below A from May to July": a mark for every month, not for their sum."""
    words = {f.word(m) for m in f.unit.indices}
    if _each_said(f, k) or any(f.item(m).has("steady") for m in f.unit.indices):
        return True
    return "monthly" in words or not _STAYING.isdisjoint(words)


def _every_month(f: Frame, k: int) -> bool:
    """ "In every month of 2022", "each month"."""
    return any("month" in f.words(m).lower() + " " + f.word(m + 1) for m in _each_said(f, k))


def _each_said(f: Frame, k: int) -> list[int]:
    """The words for "each" that may be said of the figure at item `k`: "A, or B a month" says it of B alone."""
    others = [m for m in f.having("amount") if m != k]
    said = [m for m in f.unit.indices if f.item(m).has("each")]
    return [m for m in said if f.word(m) != "a" or not any(0 < m - other <= 3 for other in others)]


def _each_year(f: Frame, k: int, period: int | None) -> bool:
    """ "passed A in each of the last two years", "every year from 2019 to 2021 saw A": a mark for every year."""
    expr = f.item(period).period if period is not None else None
    recent = expr is not None and expr.kind == "recent" and "-" in expr.word
    years = expr is not None and expr.kind == "range" and all(p.kind in _YEARS for p in expr.parts)
    if period is None or not (recent or years):
        return False
    said = [m for m in f.between(k, period) if f.item(m).has("each")]
    said = said or [m for m in f.ahead(period)[-4:] if f.item(m).has("each")]
    by_month = any("month" in f.words(m).lower() + f.word(m + 1) for m in said) or "monthly" in f.tagged.said
    return bool(said) and not by_month


def _of_years(f: Frame, period: int | None) -> bool:
    """ "Never fell below A from 2019 to 2021", "… since 2019", "… in 2020": a mark for the years, where no
    word is about months."""
    expr = f.item(period).period if period is not None else None
    if period is None or expr is None or not {"month", "months", "monthly"}.isdisjoint(map(f.word, f.live())):
        return False
    years = expr.kind == "range" and all(p.kind in _YEARS for p in expr.parts)
    return years or expr.kind in _YEARS


def _no_month(dating: Dating) -> bool:
    """ "No month of 2022 saw more than A", "not a single month": a bound on every month."""
    f = dating.frame
    for m in f.unit.indices:
        if not f.item(m).has("negation"):
            continue
        following = [f.word(x) for x in f.between(m, m + 4)]
        if following[:1] == ["month"] or following[:3] == ["a", "single", "month"]:
            return any(a.role == "level" and a.hedge.name in ("more than", "at least", "up to") for a in dating.anchors)
    return False
