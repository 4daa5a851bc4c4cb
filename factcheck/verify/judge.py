"""Gives an assertion its verdict: tries every licensed reading and folds what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factcheck.model.claim import (
    Assertion,
    Blocked,
    Change,
    Contrast,
    Figure,
    FirstTime,
    Rank,
    Share,
    Standing,
    Streak,
    Undecided,
)
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Reading,
)
from factcheck.model.hedge import HEDGES
from factcheck.model.source import Figures, Series
from factcheck.model.value import Calendar, Period, month_name, month_of
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.figure import (
    NO_DATA,
    Comparison,
    compare_change,
    compare_figure,
    compare_with_amount,
    run_over,
)
from factcheck.verify.groups import compare_contrast, compare_first, compare_share, compare_streak
from factcheck.verify.nearmiss import near_misses
from factcheck.verify.rank import compare_rank
from factcheck.verify.slots import slots_of
from factcheck.verify.standing import compare_standing
from factcheck.verify.suggest import suggestion

AT_LEAST = next(h for h in HEDGES if h.name == "at least")
MOST_TRIED = 12  # at most four populations and three periods


@dataclass(frozen=True, slots=True)
class Bench:
    """What a verdict is measured against."""

    figures: Figures
    facts: Mapping[str, Any]
    as_of: date | None

    def calendar(self, measure: str | None) -> Calendar:
        """The calendar of the source that a measure comes from."""
        about = self.facts["measures"].get(measure, {})
        return Calendar(int(about.get("calendar", {}).get("fiscal_start", 1)))

    @property
    def last_ended(self) -> int | None:
        return month_of(self.as_of) - 1 if self.as_of else None


def judge(assertion: Assertion, text: str, queries: Sequence[Any] | Blocked, bench: Bench) -> AssertionFinding:
    """The verdict on one assertion of the claim `text`, over the readings that retrieval licensed."""
    rule = _rule(assertion)
    blocked = assertion.blocked or (queries if isinstance(queries, Blocked) else None) or _undated(assertion)
    if blocked is not None or isinstance(queries, Blocked):
        assert blocked is not None
        if blocked.reason == "undated" and not isinstance(queries, Blocked):
            blocked = _with_years(blocked, assertion, queries, bench)
        return _unverified(assertion, text, blocked, bench)
    tried: list[tuple[Any, Period, Comparison]] = []
    if assertion.negated and isinstance(assertion, Figure) and assertion.hedge.name == "up to":
        # Denied, "as many as" is a mark that was not reached.
        assertion = replace(assertion, hedge=AT_LEAST)
    for query in queries:
        series = bench.figures.series(query.measure, query.where)
        for period in _periods(assertion, bench):
            if tried and query.since is not None and period.last < query.since:
                continue  # nobody could have meant this then
            if len(tried) < MOST_TRIED:
                if isinstance(assertion, Share | Contrast):
                    outcome = _compare_pair(assertion, query, series, period, bench)
                elif isinstance(assertion, Standing):
                    outcome = compare_standing(assertion, series, _rivals(assertion, query, bench), period, bench.as_of)
                else:
                    outcome = _compare(assertion, series, period, bench)
                tried.append((query, period, outcome))
    if assertion.negated:
        tried = [(q, p, _invert(c, assertion)) for q, p, c in tried]
    return _fold(assertion, text, tried, bench, rule)


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
            outcome = compare_figure(assertion, series, period, None)
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


def _periods(assertion: Assertion, bench: Bench) -> tuple[Period, ...]:
    if assertion.when.periods:
        return assertion.when.periods
    last = bench.last_ended
    assert last is not None
    return tuple(Period(m, m, "month", month_name(m)) for m in (last,))


def _compare(assertion: Assertion, series: Series | None, period: Period, bench: Bench) -> Comparison:
    if series is None:
        return Comparison(NO_DATA, detail="no table of the sources holds this")
    if isinstance(assertion, Figure):
        return compare_figure(assertion, series, period, bench.as_of)
    if isinstance(assertion, Rank):
        since = assertion.since.periods[0] if assertion.since and assertion.since.periods else None
        return compare_rank(assertion, series, period, since, bench.as_of, bench.calendar(assertion.subject.measure))
    if isinstance(assertion, FirstTime):
        since = assertion.since.periods[0] if assertion.since and assertion.since.periods else None
        return compare_first(assertion, series, period, since, bench.as_of)
    if isinstance(assertion, Streak):
        return compare_streak(assertion, series, period, bench.as_of)
    assert isinstance(assertion, Change)
    return _compare_change(assertion, series, period, bench)


def _compare_pair(
    assertion: Share | Contrast, query: Any, series: Series | None, period: Period, bench: Bench
) -> Comparison:
    """A share or comparison: the second population is read in the same way as the first."""
    if series is None:
        return Comparison(NO_DATA, detail="no table of the sources holds this")
    other = bench.figures.series(query.measure, query.other)
    if isinstance(assertion, Share):
        beside = assertion.whole_when.periods[0] if assertion.whole_when and assertion.whole_when.periods else period
        return compare_share(assertion, series, other, period, beside, bench.as_of)
    return compare_contrast(assertion, series, other, period, bench.as_of)


def _rivals(assertion: Standing, query: Any, bench: Bench) -> dict[str, Series]:
    """The series of every other value of the dimension that is ranked, by label."""
    known = bench.facts["dimensions"][assertion.dimension]
    where = {d: v for d, v in query.where if d != assertion.dimension}
    for choice in assertion.subject.choices:  # "of the stations there": the place narrows who is ranked
        if choice.dimension in known["replaces"] and choice.values and not choice.hint:
            where[choice.dimension] = choice.values
    own = {v for c in assertion.subject.choices if c.dimension == assertion.dimension for v in c.values}
    out: dict[str, Series] = {}
    for value, about in known["values"].items():
        if value == "all" or value in own:
            continue
        place = tuple(sorted((where | {assertion.dimension: (value,)}).items()))
        series = bench.figures.series(query.measure, place)
        if series is not None:
            out[str(about["label"])] = series
    return out


def _compare_change(claim: Change, series: Series, period: Period, bench: Bench) -> Comparison:
    if claim.base is not None and claim.base.periods:
        readings = claim.when.periods
        if (
            period in readings
            and len(readings) == len(claim.base.periods) > 1
            and period.months > 1
            and not period.is_year
        ):
            return _by_each_calendar(claim, series, bench)
        outcomes = [_against(claim, series, period, base, bench) for base in _matching(claim.base.periods, period)]
        return next((o for o in outcomes if o.result == FITS), None) or next(
            (o for o in outcomes if o.result == UNCLEAR), outcomes[0]
        )
    if claim.base_amount is not None:
        return compare_with_amount(claim, series, period, bench.as_of)
    if 1 < period.months < 12:
        return run_over(claim, series, period, bench.as_of)
    return _unnamed_base(claim, series, period, bench)


def _against(claim: Change, series: Series, period: Period, base: Period, bench: Bench) -> Comparison:
    if not claim.when.periods or period.first <= base.first:
        return _since_base(claim, series, base, period, bench)
    return compare_change(claim, series, period, base, bench.as_of)


def _by_each_calendar(claim: Change, series: Series, bench: Bench) -> Comparison:
    """ "the first three months" of two years: the fiscal and the calendar reading have to agree."""
    assert claim.base is not None
    pairs = zip(claim.when.periods, claim.base.periods, strict=True)
    outcomes = [_against(claim, series, period, base, bench) for period, base in pairs]
    if len({o.result for o in outcomes}) > 1:
        return Comparison(UNCLEAR, detail="it depends on whether fiscal or calendar years are meant")
    return outcomes[0]


def _matching(bases: Sequence[Period], period: Period) -> Sequence[Period]:
    """Of several readings of the base, those of the kind of the period it is compared with, else all."""
    return [b for b in bases if b.kind == period.kind and b.is_year] or bases


def _since_base(claim: Change, series: Series, base: Period, period: Period, bench: Bench) -> Comparison:
    """ "has dropped since December": the latest months that had ended, against December."""
    if not claim.base or not (claim.base.open_end or not claim.when.periods):
        return compare_change(claim, series, period, base, bench.as_of)
    last = bench.last_ended
    if last is None or base.months != 1:
        return Comparison(UNCLEAR, detail="it is not clear up to when")
    last = min(last, series.last_month)
    outcomes = [
        compare_change(claim, series, Period(m, m, "month", month_name(m)), base, bench.as_of)
        for m in (last, last - 1)
        if m > base.last
    ]
    if not outcomes:
        return Comparison(NO_DATA, detail=f"no month after {base.label} had ended")
    agree = {o.result for o in outcomes}
    return (
        outcomes[0]
        if len(agree) == 1
        else replace(outcomes[0], result=UNCLEAR, failed_slot=None, detail="the last two months disagree")
    )


def _unnamed_base(claim: Change, series: Series, period: Period, bench: Bench) -> Comparison:
    """A rise or fall against nothing named: the period before, or the same a year earlier."""
    step = period.months
    before = Period(period.first - step, period.last - step, period.kind, _label_before(period, step))
    options = [compare_change(claim, series, period, before, bench.as_of)]
    if period.months == 1:
        year_ago = Period(period.first - 12, period.last - 12, "month", month_name(period.first - 12))
        options.append(compare_change(claim, series, period, year_ago, bench.as_of))
    if options[0].result == FITS:
        return options[0]
    if all(o.result == FAILS for o in options) and (claim.size is None or claim.lone):
        return options[0]
    return replace(
        options[0],
        result=UNCLEAR,
        failed_slot=None,
        detail="the sentence does not say compared with what",
    )


def _label_before(period: Period, step: int) -> str:
    if period.kind == "fiscal":
        return f"fiscal year {period.last // 12 - 1}"
    return str(period.last // 12 - 1) if period.is_year else month_name(period.first - step)


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


def _fold(
    assertion: Assertion,
    text: str,
    tried: Sequence[tuple[Any, Period, Comparison]],
    bench: Bench,
    rule: str,
) -> AssertionFinding:
    readings = tuple(_reading(q, p, c) for q, p, c in tried)
    results = [c.result for _, _, c in tried]
    slots = slots_of(assertion, bench.facts)
    span = assertion.span
    base = AssertionFinding(
        text[span.start : span.end],
        span.start,
        span.end,
        UNVERIFIED,
        rule,
        slots,
        readings,
        population=_population(assertion, bench),
        outcomes=tuple((_placed(q, bench), p.kind if p.is_year else "", c.result) for q, p, c in tried),
    )
    if FITS in results:
        first = results.index(FITS)
        caveats = tried[first][2].caveats + _loose(first, tried)
        return replace(base, status=SUPPORTED, caveats=caveats)
    if UNCLEAR in results:
        detail = next(c.detail for _, _, c in tried if c.result == UNCLEAR)
        return replace(
            base,
            reason="unresolved",
            needs=_needs_unclear(assertion),
            failed_slot=None,
            caveats=(Caveat("unresolved", detail),) if detail else (),
        )
    if NO_DATA in results:
        return _no_data(base, tried)
    hint = _neighbouring_year(assertion, tried, bench)
    if hint is not None:
        return replace(base, reason="ambiguous", needs=hint.needs, caveats=(Caveat("ambiguous", hint.text),))
    slot = next((c.failed_slot for _, _, c in tried if c.failed_slot), "amount")
    return replace(
        base,
        status=CONFLICTING,
        failed_slot=slot,
        near_misses=() if assertion.negated else near_misses(assertion, tried, bench),
        suggestion=suggestion(assertion, text, tried[0][2], tried[0][1]),
    )


def _no_data(base: AssertionFinding, tried: Sequence[tuple[Any, Period, Comparison]]) -> AssertionFinding:
    query, period, outcome = next(t for t in tried if t[2].result == NO_DATA)
    covered = "do not cover" in outcome.detail
    reason = "outside-coverage" if covered else "no-source"
    needs = f"figures for {period.label}" if covered else f"a source for {query.words}"
    text = outcome.detail if covered else f"no source holds {query.words}"
    return replace(base, reason=reason, needs=needs, caveats=(Caveat(reason, text),))


def _population(assertion: Assertion, bench: Bench) -> str:
    """Who counts and where, as the words say: assertions that share it must be read alike."""
    subject = assertion.subject
    placing = _placing(subject.measure, bench)
    named = sorted(
        (c.dimension, c.values) for c in subject.choices if not c.hint and not c.weak and c.dimension in placing
    )
    return f"{subject.measure}/{subject.group}/{named}"


def _placing(measure: str | None, bench: Bench) -> set[str]:
    """The dimensions that say who counts and where; the others split up what is counted."""
    about = bench.facts["measures"].get(measure, {})
    return {*about.get("assumed", ()), *(about["groups"][0][0] if about.get("groups") else ())}


def _placed(query: Any, bench: Bench) -> str:
    placing = _placing(query.measure, bench)
    return str([(d, v) for d, v in query.where if d in placing])


def _needs_unclear(assertion: Assertion) -> str:
    if isinstance(assertion, Rank):
        return "the period of the record, and since when it holds"
    return "a more exact figure, or the periods compared"


def _reading(query: Any, period: Period, outcome: Comparison) -> Reading:
    return Reading(
        query=f"{query.words}, {period.label}",
        outcome=outcome.result if outcome.result != UNCLEAR else "unclear",
        licence=query.licence,
        evidence=outcome.evidence,
        calculation=outcome.calculation,
        failed_slot=outcome.failed_slot,
        detail=outcome.says or outcome.detail,
        found_by=query.found_by,
        proof=outcome.proof,
    )


def _loose(first: int, tried: Sequence[tuple[Any, Period, Comparison]]) -> tuple[Caveat, ...]:
    query, period, _ = tried[first]
    if first == 0 and not query.loose:
        return ()
    if query.where == tried[0][0].where and period != tried[0][1]:
        return (Caveat("loose-term", f"it fits {period.label}, not {tried[0][1].label}"),)
    return (
        Caveat(
            "loose-term",
            f"it fits {query.words}; read strictly, the words mean {tried[0][0].words}",
        ),
    )


def _neighbouring_year(
    assertion: Assertion, tried: Sequence[tuple[Any, Period, Comparison]], bench: Bench
) -> Blocked | None:
    """When only the year was inferred and the year beside it fits exactly, a verdict would be rash."""
    if not isinstance(assertion, Figure) or assertion.hedge.name != "exact" or assertion.amount.digits < 3:
        return None
    for query, period, _ in tried:
        if not period.year_inferred:
            continue
        series = bench.figures.series(query.measure, query.where)
        for shift in (-12, 12):
            other = Period(
                period.first + shift,
                period.last + shift,
                period.kind,
                month_name(period.first + shift),
            )
            if series is not None and compare_figure(assertion, series, other, bench.as_of).result == FITS:
                return Blocked(
                    "ambiguous",
                    f"the figure is that of {other.label}; the year is not written",
                    f"the year: {other.label} would fit",
                )
    return None


def _unverified(assertion: Assertion, text: str, blocked: Blocked, bench: Bench) -> AssertionFinding:
    span = assertion.span
    slots = slots_of(assertion, bench.facts)
    needs = blocked.needs
    return AssertionFinding(
        text[span.start : span.end],
        span.start,
        span.end,
        UNVERIFIED,
        blocked.reason,
        slots,
        reason=blocked.reason,
        needs=needs,
        caveats=(Caveat(blocked.reason, blocked.text),),
    )
