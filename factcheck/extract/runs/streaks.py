"""Reads runs of months or years as assertions: "rose for the third straight month", "topped A two years in a row"."""

from __future__ import annotations

from itertools import takewhile

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.sequels import last_of_run
from factcheck.extract.periods.compared import compared_periods
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.months import calendar_period, fiscal_period, month_period, year_before
from factcheck.extract.runs.runs import Run, run_at
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import INFERRED, Blocked, Streak, When
from factcheck.model.record import replace
from factcheck.model.value import Period

_OF_RECORDS = Blocked("unresolved", "it is a run of records, month by month", "the record of each month")
OF_ANOTHER_TIME = Blocked(
    "unresolved", "it is a run of comparisons with another time than the one just before", "that comparison, each time"
)
_MISCOUNTED = Blocked("unresolved", "it counts more or fewer months than there were since then", "either of the two")
_MARKS = ("more than", "at least", "fewer than")
YEAR = 12
_NEAR = 3  # words between a verb and the run that it makes
_PRESENT = frozenset(
    "has have top tops exceed exceeds rise rises fall falls drop drops climb climbs jump jumps surge surges decline "
    "declines dip dips plunge plunges soar soars increase increases decrease decreases remain remains stay "
    "stays".split()
)


def streak_at(dating: Dating, k: int, blocked: Blocked | None, negated: bool) -> Streak | None:
    """The run whose number stands at item `k`, with what rose, fell or passed a mark in it; None without one."""
    f = dating.frame
    run = run_at(f, k)
    if run is None:
        return None
    levels = [a for a in dating.anchors if a.role == "level" and a.hedge.name in _MARKS]
    after, before = [a for a in levels if a.k > k], [a for a in levels if a.k < k]
    level = after[0] if after else before[-1] if before else None
    own = next((a for a in dating.anchors if a.role == "change" and k < a.k <= k + 4 and a.sign), None)
    ranked = [a for a in dating.anchors if a.role == "rank" and a.k < k and not f.item(k).has("amount")]
    if ranked and not any(f.word(m) in (",", ";") for m in f.between(ranked[-1].k, k)):
        blocked = blocked or _OF_RECORDS
    noun = own is not None and (f.item(own.k).entry("direction") or {}).get("part") == "noun"
    level = None if noun else level  # "the third straight monthly drop": no run of months beyond a mark
    moves = [a for a in dating.anchors if a.role == "change" and a.sign]
    near = [a for a in moves if 0 < k - a.k <= _NEAR]  # "dipped to A in May, then rose for two straight months"
    change = own if noun else near[-1] if near else moves[0] if moves else None
    when = dating.of_unit(k)
    arrived = change.target if change is not None and change.k < k and run.months == 1 else None
    if arrived is not None and arrived.k > k and arrived.period is not None:
        when = dating.when(arrived.period, arrived.k)  # "After a high in May, it fell for two months, to A in July"
    sequel = last_of_run(dating, change, run.length, run.months == 12) if change is not None else None
    when = sequel or (up_to_now(f, when, run.months) if when.problem == "missing" else when)
    if run.months == 1 and when.periods and all(p.kind == "to-date" or p.months == run.length for p in when.periods):
        ends = dict.fromkeys(month_period(p.last, p.year_inferred) for p in when.periods)
        when = replace(when, periods=tuple(ends))  # "for ten months, through May"
    spans = {p.months for p in _spanned(dating)} if run.months == 1 else set()
    blocked = blocked or (None if spans <= {run.length, run.length + 1} else _MISCOUNTED)
    if run.months == 1 and not run.over and (begun := _since(f, k)) is not None:
        counted = tuple(p for p in when.periods if p.last - run.length in (begun, begun - 1))
        blocked = blocked or (_MISCOUNTED if when.periods and not counted else None)
        when = replace(when, periods=counted)
    sign, mark, about, step = run.sign, run.mark, k, 1
    if run.over:
        when = _before(when, run.months)
    elif level is not None:
        sign, mark = -1 if level.hedge.name == "fewer than" else 1, level.k
    elif change is not None:
        sign, about = change.sign, change.k
        if _against_another_time(dating, change, run):
            step = step_of(dating, change) if run.months == 1 else 0
            blocked = blocked or (None if step else OF_ANOTHER_TIME)
    number = f.item(mark).number if mark is not None else None
    if not sign:
        return None
    return Streak(
        f.span(k, k + 2),
        f.subject(about),
        when,
        negated,
        blocked,
        length=run.length,
        direction=sign,
        threshold=number.amount if number else None,
        yearly=run.months == 12,
        ended=run.ended,
        step=step or 1,
    )


def up_to_now(f: Frame, when: When, months: int) -> When:
    """ "has risen for three months in a row", "sales top A": up to the last that had ended, or the month before."""
    last = f.clock.last_ended
    present = any(f.word(m) in _PRESENT for m in f.live())
    if last is None or not present:
        return when
    if months == 12:
        calendar = f.clock.calendar
        year = calendar.fiscal_year_of(last + 1) - 1
        ended = dict.fromkeys((fiscal_period(year, calendar), calendar_period((last + 1) // 12 - 1)))
        return When(tuple(ended if calendar.fiscal_start != 1 else list(ended)[1:]), INFERRED)
    return When((month_period(last, inferred=True), month_period(last - 1, inferred=True)), INFERRED)


def _spanned(dating: Dating) -> list[Period]:
    """The months of "(rose for three straight months) from May to July"."""
    f = dating.frame
    ranges = [m for m in dating.topics() if (e := f.item(m).period) is not None and e.kind == "range"]
    return [p for m in ranges if f.word(m - 1) in ("from", "between") for p in f.when_at(m).periods]


def _against_another_time(dating: Dating, change: Anchor, run: Run) -> bool:
    """Whether a run is of "higher than in any month under her", "topped those of a year earlier": of no step up from
    the time before, nor from when it began."""
    f = dating.frame
    behind = takewhile(lambda m: f.word(m) not in (",", ";"), f.after(change.k))
    if change.base is None and not any(f.word(m) == "than" for m in behind):
        return False
    when, base = compared_periods(dating, change)
    if base is not None and base.open_end:
        return False  # "(fell for four straight months) since May": when it began
    before = {(p.first, p.last) for p in base.periods} if base is not None else set()
    steps = (run.months, run.months * run.length)
    return not any((p.first - step, p.last - step) in before for p in when.periods for step in steps)


def step_of(dating: Dating, change: Anchor) -> int:
    """Months between each month of a run and the one that it is compared with: 1, or 12 where it is "below that of a
    year earlier"; 0 of any other time."""
    when, base = compared_periods(dating, change)
    if base is None or not base.periods:
        return 1
    apart = {p.first - b.first for p in when.periods for b in base.periods}
    single = all(p.months == 1 for p in (*when.periods, *base.periods))
    return next((step for step in (1, YEAR) if single and apart == {step}), 0)


def _since(f: Frame, k: int) -> int | None:
    """The month of "(rose for three straight months) since May", by its number; of no record or first time."""
    near = f.after(k)[:6]
    since = next((m for m in near if f.word(m) == "since"), None)
    named = next((m for m in near if since is not None and m > since and f.item(m).period is not None), None)
    periods = f.when_at(named).periods if named is not None else ()
    ranked = any(f.item(m).has("highest", "lowest", "first-time") for m in f.between(k, since or k))
    return periods[0].last if len(periods) == 1 and periods[0].months == 1 and not ranked else None


def _before(when: When, months: int) -> When:
    """The month or year before the one that the sentence is about: when a run that is over ended."""
    fitting = all(p.months == months for p in when.periods)
    periods = tuple(month_period(p.first - 1, p.year_inferred) if months == 1 else year_before(p) for p in when.periods)
    return replace(when, periods=periods) if fitting else replace(when, periods=(), problem="unresolved")
