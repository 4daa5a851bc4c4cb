"""Gives an assertion its verdict: tries every licensed reading and folds what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from factcheck.model.claim import (
    CONTEXT,
    Assertion,
    Blocked,
    Change,
    Contrast,
    Figure,
    FirstTime,
    Kept,
    Rank,
    Share,
    Standing,
    Streak,
    Undecided,
)
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    AssertionFinding,
    Caveat,
)
from factcheck.model.hedge import EXACT, HEDGES
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Period, month_name
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.bench import Bench
from factcheck.verify.figures.against import change_outcome
from factcheck.verify.figures.figure import (
    NO_DATA,
    Comparison,
    compare_figure,
    preferred,
)
from factcheck.verify.figures.groups import compare_contrast, compare_first, compare_share, compare_streak
from factcheck.verify.figures.in_every import in_all_of, in_each_named, so_in_every
from factcheck.verify.figures.kept import compare_kept
from factcheck.verify.figures.one_month import of_one_month
from factcheck.verify.figures.rank import compare_rank
from factcheck.verify.figures.standing import (
    AROUND,
    around_it,
    compare_standing,
    of_either,
    placed_only,
    rivals_of,
    standing_of,
)
from factcheck.verify.figures.strands import first_that_covers, pairs
from factcheck.verify.figures.values import shifted
from factcheck.verify.readings import fold_readings, is_exact, left_open

AT_LEAST = next(h for h in HEDGES if h.name == "at least")
_NOT_DATED = Blocked("undated", "nothing says when this was written", "the day it was written (--as-of YYYY-MM-DD)")
_Tried = tuple[Any, Period, Comparison]
MOST_TRIED = 12  # at most four populations and three periods


def judge(
    assertion: Assertion, text: str, queries: Sequence[Any] | Blocked, bench: Bench, explain: bool = True
) -> AssertionFinding:
    """The verdict on one assertion of the claim `text`, over the readings that retrieval licensed.

    A conflict comes with near misses and a suggestion if it is to `explain` itself.
    """
    rule = _rule(assertion)
    blocked = assertion.blocked or (queries if isinstance(queries, Blocked) else None) or _undated(assertion)
    if blocked is None and not assertion.when.periods and bench.last_ended is None:
        blocked = _NOT_DATED  # "the highest since 2007" is a claim about the day it was written
    if blocked is not None or isinstance(queries, Blocked):
        assert blocked is not None
        if blocked.finer and not isinstance(queries, Blocked):
            blocked = _with_mean(blocked, assertion, queries, bench)
        if assertion.blocked is None and not isinstance(queries, Blocked) and assertion.when.problem == "missing":
            told = _of_another_time(assertion, text, queries, bench)
            if told is not None and told.status == SUPPORTED:
                return told
        if blocked.reason == "undated" and not isinstance(queries, Blocked):
            blocked = _with_years(blocked, assertion, queries, bench)
        return left_open(assertion, text, blocked, bench)
    tried: list[_Tried] = []
    if assertion.negated and isinstance(assertion, Figure) and assertion.hedge.name == "up to":
        # Denied, "as many as" is a mark that was not reached.
        assertion = replace(assertion, hedge=AT_LEAST)
    for query in queries:
        for period in _periods(assertion, bench):
            if tried and query.since is not None and period.last < query.since:
                continue  # nobody could have meant this then
            if tried and query.until is not None and period.first > query.until:
                continue
            if len(tried) < MOST_TRIED:
                tried.append((query, period, _compare(assertion, query, period, bench)))
    if isinstance(assertion, Figure) and _two_calendars(assertion.when.periods):
        tried = [(q, p, _other_calendar(c) if p == assertion.when.periods[1] else c) for q, p, c in tried]
    tried = [one for one in tried if not _beyond_whole(assertion, one, tried, bench)]
    if assertion.negated:
        tried = [(q, p, _invert(c, assertion)) for q, p, c in tried]
    elif isinstance(assertion, Share) and assertion.turned:
        tried = [(q, p, _turned(c) if c.result == FITS else c) for q, p, c in tried]
    finding = fold_readings(assertion, text, tried, bench, rule, explain)
    unsure = finding.status == CONFLICTING or finding.reason == "outside-coverage"
    unsure = unsure or (finding.reason == "ambiguous" and is_telling(assertion))
    return (_of_another_time(assertion, text, queries, bench) if unsure else None) or finding


def _of_another_time(assertion: Assertion, text: str, queries: Sequence[Any], bench: Bench) -> AssertionFinding | None:
    """A sentence that names no month, or none with its year, may be about another one than the context's nearest."""
    near: AssertionFinding | None = None
    for period in assertion.when.beside:
        when = replace(assertion.when, periods=(period,), problem="", beside=())
        other = judge(replace(assertion, when=when), text, queries, bench, explain=False)
        if other.status == SUPPORTED:
            said = assertion.when.words if assertion.when.month is not None else ""
            lacks = f"“{said}” has no year" if said else "no month with its year stands in this sentence"
            why = f"{lacks}, and it holds of {period.label}"
            blocked = Blocked("ambiguous", why, "the month or year, in the sentence")
            if not is_telling(assertion):
                return left_open(assertion, text, blocked, bench)
            return replace(other, caveats=(*other.caveats, *_year_of_another_calendar(assertion, period)))
        if near is None and is_telling(assertion) and any(c.rule == "loose-term" for c in other.caveats):
            near = other  # it fits that time only loosely: not wrong, at any rate
    return near


def _year_of_another_calendar(assertion: Assertion, period: Period) -> tuple[Caveat, ...]:
    """What to say where "last year" is the fiscal one of that number."""
    said = assertion.when.periods[:1]
    if not said or not (said[0].is_year and period.is_year):
        return ()
    return (Caveat("loose-term", f"it fits {period.label}; read strictly, the words mean {said[0].label}"),)


def is_telling(assertion: Assertion) -> bool:
    """Whether a figure is so exact that it fits nothing by accident."""
    return isinstance(assertion, Figure) and assertion.hedge is EXACT and is_exact(assertion)


def _beyond_whole(assertion: Assertion, one: _Tried, tried: Sequence[_Tried], bench: Bench) -> bool:
    """Whether a reading that no table holds is a part of one that does, and that comes to less than the figure."""
    query, period, outcome = one
    plain = isinstance(assertion, Figure) and not assertion.negated and not assertion.mean and assertion.hedge is EXACT
    if not plain or outcome.result != NO_DATA or not isinstance(assertion, Figure):
        return False
    for whole, when, found in tried:
        if when != period or found.result != FAILS or not set(whole.where) < set(query.where):
            continue
        series = bench.figures.series(whole.measure, whole.where)
        added_up = series is not None and not (series.mean or series.signed or series.percent)
        if added_up and found.official is not None and found.official < assertion.amount.value:
            return True
    return False


def _rule(assertion: Assertion) -> str:
    if isinstance(assertion, Figure):
        return "average" if assertion.mean else "figure"
    if isinstance(assertion, Change):
        return "change" if assertion.size is not None else "trend"
    return _RULES.get(type(assertion), "statement")


_RULES = {Rank: "rank", Share: "share", Streak: "streak", Contrast: "comparison", Standing: "rank", FirstTime: "streak"}


# ---- periods --------------------------------------------------------------------------------------


def _undated(assertion: Assertion) -> Blocked | None:
    """What about time keeps the assertion from being decided."""
    if isinstance(assertion, Undecided):
        return assertion.blocked
    when = assertion.when
    if (
        isinstance(assertion, Change)
        and when.problem == "missing"
        and assertion.base is not None
        and assertion.base.open_end
    ):
        when = replace(assertion.base, problem="" if assertion.base.periods else assertion.base.problem)
    problem = when.problem or ("" if when.periods else "missing")
    if isinstance(assertion, Change) and not problem and _runs_backwards(assertion):
        problem = "missing"  # of which month this is told stands neither here nor in what was named last
    if isinstance(assertion, Change) and not problem and assertion.base is not None and not assertion.base.periods:
        when, problem = assertion.base, assertion.base.problem or "unresolved"
    if (
        isinstance(assertion, Share)
        and not problem
        and assertion.whole_when is not None
        and not assertion.whole_when.periods
    ):
        when, problem = assertion.whole_when, assertion.whole_when.problem or "unresolved"
    if (
        isinstance(assertion, Rank | FirstTime)
        and not problem
        and assertion.since is not None
        and not assertion.since.periods
    ):
        when, problem = assertion.since, assertion.since.problem or "unresolved"
    if not problem:
        return None
    reason, text, needs = _PROBLEMS[problem]
    return Blocked(reason, text.format(words=when.words or "the period"), needs)


def _runs_backwards(change: Change) -> bool:
    """ "down from A in December", and the month that was named last is long before December."""
    base = change.base.periods if change.base is not None else ()
    inherited = change.when.origin == CONTEXT and change.when.periods
    return bool(inherited and base) and change.when.periods[0].last < base[0].first


# Per problem with a period: the reason, what to tell the reader, and what would resolve it.
_PROBLEMS = {
    "undated": (
        "undated",
        "“{words}” has no year, and nothing says when this was written",
        "the date of the draft (--as-of YYYY-MM-DD)",
    ),
    "finer": (
        "no-source",
        "“{words}” asks for daily or weekly figures; the sources hold months",
        "daily or weekly figures from the agency",
    ),
    "future": (
        "outside-coverage",
        "“{words}” had not ended on the as-of date",
        "a later as-of date, or the figures of that period",
    ),
    "missing": (
        "unresolved",
        "the sentence does not say which month or year",
        "the period, in the sentence or with --context",
    ),
    "unresolved": (
        "unresolved",
        "“{words}” does not lead to certain months",
        "the months or the year written out",
    ),
}


def years_that_fit(assertion: Assertion, queries: Sequence[Any], bench: Bench) -> tuple[int, ...]:
    """Years in which a figure in a bare month would be right, by any licensed reading.

    A figure of one or two digits fits too many years to date anything: the answer is then empty.
    """
    when = assertion.when
    number = when.month
    if not isinstance(assertion, Figure) or number is None or assertion.amount.digits < 3:
        return ()
    found: set[int] = set()
    loosely: set[int] = set()
    for query in queries:
        series = bench.figures.series(query.measure, query.where)
        if series is None:
            continue
        for month in range(series.first_month, series.last_month + 1):
            if month % 12 + 1 != number:
                continue
            period = Period(month, month, "month", month_name(month))
            outcome = compare_figure(assertion, series, period, None, False)
            if outcome.result == FITS:
                (loosely if outcome.caveats else found).add(month // 12)
        if found:
            break
    return tuple(sorted(found or loosely))


def _with_years(blocked: Blocked, assertion: Assertion, queries: Sequence[Any], bench: Bench) -> Blocked:
    years = years_that_fit(assertion, queries, bench)
    if not years:
        return blocked
    named = ", ".join(str(y) for y in years)
    return replace(blocked, text=f"{blocked.text}; it would fit {named}")


def _with_mean(blocked: Blocked, assertion: Assertion, queries: Sequence[Any], bench: Bench) -> Blocked:
    """Beside a figure of days, what the month came to a day: to compare with, and no verdict."""
    if not isinstance(assertion, Figure) or not queries or len(assertion.when.periods) != 1:
        return blocked
    series = bench.figures.series(queries[0].measure, queries[0].where)
    if series is None or series.mean:
        return blocked
    mean = replace(assertion, mean="day", upper=None, each=False)
    outcome = compare_figure(mean, series, assertion.when.periods[0], bench.as_of)
    return replace(blocked, text=f"{blocked.text}; for comparison: {outcome.says}") if outcome.says else blocked


def _periods(assertion: Assertion, bench: Bench) -> tuple[Period, ...]:
    if assertion.when.periods:
        return assertion.when.periods
    last = bench.last_ended
    assert last is not None
    return tuple(Period(m, m, "month", month_name(m)) for m in (last,))


def _two_calendars(periods: Sequence[Period]) -> bool:
    """Whether "the last three months of 2021" may be those of two kinds of years, which lie apart."""
    return (
        len(periods) == 2 and {p.kind for p in periods} == {"months"} and abs(periods[0].first - periods[1].first) > 1
    )


def _other_calendar(outcome: Comparison) -> Comparison:
    """What only the less usual kind of year would bear out is left open."""
    if outcome.result != FITS:
        return outcome
    detail = "it depends on whether fiscal or calendar years are meant"
    return replace(outcome, result=UNCLEAR, detail=detail, caveats=(), proof=None)


def _compare(assertion: Assertion, query: Any, period: Period, bench: Bench) -> Comparison:
    """One reading in one period, by the publication that covers it."""
    outcome = _compare_in(assertion, query, period, bench)
    if period.kind != "season" or isinstance(assertion, Rank):
        return outcome
    if outcome.result == FAILS or isinstance(assertion, Change | FirstTime | Streak):
        # A season's first and last days are anyone's, and a rise over one may be from a year or a month before.
        return replace(outcome, result=UNCLEAR, failed_slot=None, detail=_SEASON.format(label=period.label), proof=None)
    return outcome


_SEASON = "a season has no certain months; {label} was looked at"


def _compare_in(assertion: Assertion, query: Any, period: Period, bench: Bench) -> Comparison:
    if isinstance(assertion, Share | Contrast | Standing) and assertion.each:
        return so_in_every(assertion, period, lambda one, part: _compare_in(one, query, part, bench))
    if isinstance(assertion, Change) and assertion.all_of:
        return in_all_of(assertion, query, bench, lambda one, series: _compare_one(one, series, period, bench, True))
    if isinstance(assertion, Change) and assertion.shared:
        return in_each_named(assertion, query, bench, lambda one, asked: _compare_in(one, asked, period, bench))
    if isinstance(assertion, Contrast) and assertion.newly:
        return _newly(assertion, query, period, bench)
    strands = bench.figures.strands(query.measure, query.where)
    if isinstance(assertion, Share | Contrast):
        return _compare_pair(assertion, query, strands, period, bench)
    if isinstance(assertion, Standing) and assertion.formerly:
        before = shifted(period, -1)
        label = month_name(before.last) if before.months == 1 else f"the {before.months} months before"
        stood = _compare_in(replace(assertion, formerly=False), query, replace(before, label=label), bench)
        # It may have been first longer ago.
        if stood.result != FAILS:
            return stood
        earlier = f"it was not so in {label}, and may have been so longer ago"
        return replace(stood, result=UNCLEAR, failed_slot=None, detail=earlier, proof=None)
    if isinstance(assertion, Rank) and assertion.rivals:
        alone, beside_kind = replace(assertion, rivals=""), standing_of(assertion)
        stood = _compare_in(beside_kind, query, period, bench)
        return of_either(assertion, _compare_in(alone, query, period, bench), stood)
    if isinstance(assertion, Standing):
        return _compare_standing(assertion, query, period, bench)
    return first_that_covers(assertion, strands, lambda s, shown: _compare_one(assertion, s, period, bench, shown))


def _newly(assertion: Contrast, query: Any, period: Period, bench: Bench) -> Comparison:
    """ "A overtook B": A is ahead, and was not in the period before."""
    plain = replace(assertion, newly=False)
    now, before = _compare_in(plain, query, period, bench), shifted(period, -1)
    turned = replace(plain, direction=-assertion.direction, size=None, degree="")
    if now.result != FITS or _compare_in(turned, query, before, bench).result != FAILS:
        return now
    label = month_name(before.last) if before.months == 1 else f"the {before.months} months before"
    return replace(now, result=UNCLEAR, failed_slot=None, detail=f"it was ahead in {label}, too", proof=None)


def _compare_standing(assertion: Standing, query: Any, period: Period, bench: Bench) -> Comparison:
    """Where one stands among its kind; what holds of another place only than the words name is left open."""
    found = _among(assertion, query, period, bench)
    if found.result == UNCLEAR and (plain := placed_only(assertion, bench)) is not None:
        among_all = _among(plain, query, period, bench)
        return among_all if among_all.result == FITS and plain.rank == 1 else found
    near = around_it(assertion, bench) if found.result == FAILS else None
    if near is not None and _among(near, query, period, bench).result == FITS:
        return replace(found, result=UNCLEAR, failed_slot=None, detail=AROUND, proof=None)
    first = found.result == FITS and assertion.rank == 1
    if assertion.narrowed and not first and found.result != NO_DATA:
        why = "it is among those of a place that the sources do not tell apart"
        return replace(found, result=UNCLEAR, failed_slot=None, detail=why, proof=None)
    return found


def _among(assertion: Standing, query: Any, period: Period, bench: Bench) -> Comparison:
    """The same by the publication that tells most of its kind apart."""
    strands = bench.figures.strands(query.measure, query.where)
    beside = [(own, rivals_of(assertion, query, own.family, bench)) for own in strands]
    beside.sort(key=lambda pair: -len(pair[1]))
    outcomes = (compare_standing(assertion, own, others, period, bench.as_of) for own, others in beside)
    missing = Comparison(NO_DATA, detail="no table of the sources holds this")
    return next((outcome for outcome in outcomes if outcome.result != NO_DATA), missing)


def _compare_one(assertion: Assertion, series: Series, period: Period, bench: Bench, shown: bool) -> Comparison:
    if isinstance(assertion, Figure) and (assertion.extreme or assertion.monthly):
        return of_one_month(assertion, series, period, bench.as_of, bench.calendar(assertion.subject.measure))
    if isinstance(assertion, Figure):
        return compare_figure(assertion, series, period, bench.as_of, shown)
    if isinstance(assertion, Rank):
        calendar = bench.calendar(assertion.subject.measure)
        # "Since 2005" may be since the fiscal year or the calendar's.
        starts = assertion.since.periods if assertion.since and assertion.since.periods else (None,)
        tried = (compare_rank(assertion, series, period, s, bench.as_of, calendar, shown) for s in starts)
        return preferred(tried, lambda one: one.result)
    if isinstance(assertion, FirstTime):
        since = assertion.since.periods[0] if assertion.since and assertion.since.periods else None
        return compare_first(assertion, series, period, since, bench.as_of)
    if isinstance(assertion, Kept):
        return compare_kept(series, period, bench.as_of)
    if isinstance(assertion, Streak):
        return compare_streak(assertion, series, period, bench.as_of)
    assert isinstance(assertion, Change)
    return change_outcome(assertion, series, period, bench)


def _compare_pair(
    assertion: Share | Contrast, query: Any, strands: Iterable[Series], period: Period, bench: Bench
) -> Comparison:
    """A share or comparison: the second population is read as the first is, and from the same publication."""

    def others() -> Iterable[Series]:
        return bench.figures.strands(query.measure, query.other)

    beside = period
    if isinstance(assertion, Share) and assertion.whole_when and assertion.whole_when.periods:
        beside = assertion.whole_when.periods[0]
    found = {id(left): (left, right) for left, right in pairs(strands, others)}

    def compare(left: Series, shown: bool) -> Comparison:
        right = found[id(left)][1]
        if isinstance(assertion, Share):
            return compare_share(assertion, left, right, period, beside, bench.as_of)
        return compare_contrast(assertion, left, right, period, bench.as_of)

    return first_that_covers(assertion, [left for left, _ in found.values()], compare)


def _turned(outcome: Comparison) -> Comparison:
    """A share that is right, and that the sentence says to have gone the other way."""
    proof = replace(outcome.proof, negated=True) if outcome.proof is not None else None
    return replace(outcome, result=FAILS, failed_slot="direction", caveats=(), proof=proof)


def _invert(outcome: Comparison, assertion: Assertion) -> Comparison:
    """ "did not rise": what fits now fails; what failed may hold, for a plain direction only."""
    if outcome.proof is not None:
        outcome = replace(outcome, proof=replace(outcome.proof, negated=True))
    if outcome.result == FITS:
        return replace(outcome, result=FAILS, failed_slot="negation", caveats=())
    plain = (isinstance(assertion, Change) and assertion.size is None) or isinstance(assertion, Contrast)
    bound = isinstance(assertion, Figure) and assertion.hedge.name in ("more than", "at least")
    if outcome.result == FAILS and (plain or bound):
        return replace(outcome, result=FITS, failed_slot=None)
    return (
        outcome
        if outcome.result == NO_DATA
        else replace(
            outcome,
            result=UNCLEAR,
            failed_slot=None,
            detail="a negated figure can be true in many ways",
        )
    )


# ---- folding the readings ---------------------------------------------------------------------------
