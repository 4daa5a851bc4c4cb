"""Reads "for the first time since May", "the first monthly rise since": what had not happened for a while."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.reach import loose_stretch, span_at, stretch_after
from factcheck.extract.runs.runs import may_run, run_at
from factcheck.extract.runs.streaks import OF_ANOTHER_TIME, step_of
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Blocked, FirstTime, When

_ABOVE = frozenset(("more than", "at least", "well over", "just over"))
_BELOW = frozenset(("fewer than", "well under", "at most"))


def may_be_first(f: Frame) -> bool:
    """Whether the sentence has the words that every first time has."""
    return "first-time" in f.tagged.kinds or "first" in f.tagged.said


def first_at(f: Frame, k: int) -> set[int] | None:
    """The items of "for the first time", "the first rise since …" at item k; None when it is none."""
    item = f.item(k)
    if item.has("first-time"):
        return {k}
    if f.word(k) != "first":
        return None
    after = f.after(k)[:3]
    if [f.word(m) for m in after[:2]] in (["month", "since"], ["year", "since"], ["time", "since"]):
        marks = f.after(k)[3:14]  # "the first month since May in which more than A were sold"
        return {k} if any(f.item(m).has("hedge") and f.item(m + 1).has("amount") for m in marks[:-1]) else None
    if len(after) == 3 and f.word(after[0]) in ("month", "year", "time") and f.item(after[1]).has("hedge"):
        return {k} if f.item(after[2]).has("amount") else None  # "the first year above A"
    move = next((m for m in after if f.item(m).has("direction")), None)
    if move is None:
        return None
    if not _since_behind(f, move) and stretch_after(f, move) is None:
        return None  # "the first rise since May", "the first rise in ten months"
    between = [f.word(m) for m in after if m < move]
    return {k} if set(between) <= {"monthly", "month"} else None


_COUNTED = ("filler", "measure", "value", "head")


def _since_behind(f: Frame, move: int) -> bool:
    """Whether "since" stands behind "the first rise", or behind whom it is of: "the first rise in sales since"."""
    after = f.after(move)[:8]
    plain = next((n for n, m in enumerate(after) if not f.item(m).has(*_COUNTED)), len(after))
    said = [f.word(m) for m in after]
    return "since" in said[:3] or (said[:1] in (["in"], ["of"]) and "since" in said[: plain + 1])


def read_first(f: Frame, k: int, dating: Dating, blocked: Blocked | None) -> FirstTime | None:
    """The assertion of a first time at item k; None when it is not clear of what."""
    period = first_since(f, k)
    if first_within(f, k) is not None or _of_a_run(f, k):
        return None  # of one year only
    if period is None and "since" in f.words_after(k, 12):
        return None
    back = _reach(f, k) if period is None else 0
    change, level = _event(f, k, dating)
    if change is None and level is None:
        return None
    sign = change.sign if level is None and change is not None else _side(level)
    if not sign:
        return None
    number = f.item(level.k).number if level is not None else None
    about = level or change
    assert about is not None
    step = step_of(dating, change) if change is not None and level is None else 1
    when = dating.when(about.period if about.period is not None else (change.period if change else None), about.k)
    return FirstTime(
        f.span(k, k + 1),
        f.subject(about.k),
        when,
        False,
        blocked or (None if step or not _of_months(when) else OF_ANOTHER_TIME),
        direction=sign,
        threshold=number.amount if number is not None else None,
        step=step if _of_months(when) and step else 1,
        since=f.since_at(period) if period is not None else None,
        months_back=back,
        event=period is not None and (expr := f.item(period).period) is not None and expr.kind == "term",
    )


def _of_months(when: When) -> bool:
    return all(p.months == 1 for p in when.periods)


def _of_a_run(f: Frame, k: int) -> bool:
    """ "the first time in two years that sales fell five months in a row": no single one was the first."""
    that = next((m for m in f.after(k)[:8] if f.word(m) == "that"), None) if may_run(f) else None
    return that is not None and any(run_at(f, m) is not None for m in f.after(that))


def _event(f: Frame, k: int, dating: Dating) -> tuple[Anchor | None, Anchor | None]:
    """The change, and the mark passed, that happened for the first time."""
    if _overtakes(f, k):
        return None, None
    changes = [a for a in dating.anchors if a.role == "change" and a.sign]
    levels = [a for a in dating.anchors if a.role == "level" and _side(a)]
    own = next((a for a in changes if k < a.k <= k + 3), None)
    if own is not None and f.word(k) == "first" and not f.item(own.k).has("hedge"):
        return own, None  # "the first rise since"
    if len(levels) > 1:  # "over 9,000, the first time that they passed 8,000": the mark beside these words
        levels = [a for a in levels if _beside(f, a.k, k)]
    if len(changes) > 1 and not levels:  # "fell for the first time since May, dropping 5 percent to A"
        changes = [a for a in changes if _beside(f, a.k, k)]
    if len(levels) == 1:
        return (changes[-1] if changes else None), levels[0]
    return (changes[0], None) if len(changes) == 1 and not levels else (None, None)


def _overtakes(f: Frame, k: int) -> bool:
    """ "…, overtaking B for the first time": one population passed another, which no series by itself shows."""
    comma = next((m for m in reversed(f.ahead(k)) if f.word(m) == ","), f.unit.indices[0])
    lead = [m for m in f.between(comma, k) if f.item(m).has("outnumber") or f.word(m) in SURPASSING]
    return bool(lead) and any(f.item(m).has("value") for m in f.between(lead[-1], k))


def _beside(f: Frame, a: int, b: int) -> bool:
    return not any(f.word(m) in (",", ";", "-") for m in f.between(min(a, b), max(a, b)))


def _side(level: Anchor | None) -> int:
    if level is None:
        return 0
    return 1 if level.hedge.name in _ABOVE else -1 if level.hedge.name in _BELOW else 0


def first_since(f: Frame, k: int) -> int | None:
    """The period of "since May" after a first time at item k."""
    near = f.after(k)[:12]  # "the first time that sales fell below A since May"
    stop = next((m for m in near if m > k + 6 and f.word(m) == ","), k + 13)
    since = next((m for m in near if m < stop and f.word(m) == "since"), None)
    after = [m for m in f.unit.indices if since is not None and m > since][:4]
    return next((m for m in after if f.item(m).period is not None), None)


def first_within(f: Frame, k: int) -> int | None:
    """The year of "for the first time this year" at item k."""
    after = next((m for m in f.after(k)[:2] if f.word(m) not in ("in", "during")), None)
    expr = f.item(after).period if after is not None else None
    return after if expr is not None and expr.word in ("this-year", "this-fiscal", "the-fiscal") else None


def _reach(f: Frame, k: int) -> int:
    """The months of "in more than two years" after item k; 0 for ever."""
    start = stretch_after(f, k)
    if start is None and f.word(k) == "first":  # "the first (monthly) rise in ten months"
        move = next((m for m in f.after(k)[:3] if f.item(m).has("direction")), k)
        start = stretch_after(f, move)
    if start is None:
        return 0
    months = span_at(f, start)
    return months * 4 // 5 if loose_stretch(f, k) else months
