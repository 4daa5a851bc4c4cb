"""Folds the readings of one assertion into its finding: verdict, reason, caveats, near misses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from factcheck.model.claim import (
    Assertion,
    Blocked,
    Figure,
    Rank,
    Share,
)
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    NearMiss,
    Reading,
)
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.model.value import Period, month_name
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.bench import Bench
from factcheck.verify.figures.figure import (
    NO_DATA,
    Comparison,
    compare_figure,
)
from factcheck.verify.figures.nearmiss import near_misses
from factcheck.verify.figures.suggest import suggestion
from factcheck.verify.slots import slots_of


def fold_readings(
    assertion: Assertion,
    text: str,
    tried: Sequence[tuple[Any, Period, Comparison]],
    bench: Bench,
    rule: str,
    explain: bool,
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
        first = _best(assertion, tried)
        caveats = tried[first][2].caveats + _loose(first, tried)
        if _far_and_loose(assertion, tried[first], caveats):
            # Of many small groups, one comes near to any figure; two allowances at once prove nothing.
            return replace(base, reason="ambiguous", needs=_needs_unclear(assertion), caveats=(_TWICE, *caveats))
        if misses := _next_door(assertion, tried[first], caveats, bench):
            text = f"the very figure stands elsewhere: {misses[0].text}"
            why = Caveat("ambiguous", text), *caveats
            return replace(base, reason="ambiguous", needs=_needs_unclear(assertion), caveats=why, near_misses=misses)
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
    hint = _neighbouring_year(assertion, tried, bench) or _across(assertion, tried, bench)
    if hint is not None:
        return replace(base, reason="ambiguous", needs=hint.needs, caveats=(Caveat("ambiguous", hint.text),))
    slot = next((c.failed_slot for _, _, c in tried if c.failed_slot), "amount")
    if not explain:
        return replace(base, status=CONFLICTING, failed_slot=slot)
    return replace(
        base,
        status=CONFLICTING,
        failed_slot=slot,
        near_misses=() if assertion.negated else near_misses(assertion, tried, bench),
        suggestion=suggestion(assertion, text, tried[0][2], tried[0][1]),
    )


_CLOSE = Decimal("0.002")
_NEAR = Decimal("0.005")  # how far from the official figure a hedge may reach in a loose reading
_SHARE_NEAR = Decimal("0.03")  # and a share, of itself
_TELLING = 5  # digits by which a figure tells which one it is, and fits nothing by accident
_TWICE = Caveat("ambiguous", "it fits only in a loose reading, and there not closely")


def _best(assertion: Assertion, tried: Sequence[tuple[Any, Period, Comparison]]) -> int:
    """The first reading that fits, before others one in which the digits do: so many fit nothing by accident."""
    fits = [n for n, (_, _, outcome) in enumerate(tried) if outcome.result == FITS]
    if not is_exact(assertion):
        return fits[0]
    return next((n for n in fits if not _restated(tried[n][2].caveats)), fits[0])


def is_exact(assertion: Assertion) -> bool:
    """Whether an assertion is a figure with so many digits that it tells which one it is."""
    return isinstance(assertion, Figure) and assertion.amount.digits >= _TELLING


def _restated(caveats: Sequence[Caveat]) -> bool:
    return any(c.rule == "restated" for c in caveats)


def _far_and_loose(assertion: Assertion, fit: tuple[Any, Period, Comparison], caveats: Sequence[Caveat]) -> bool:
    """Whether a figure fits only in a loose reading, and that not closely."""
    _, _, outcome = fit
    rules = {c.rule for c in caveats}
    if "loose-term" not in rules or not isinstance(assertion, Figure | Share):
        return False
    written = Decimal(assertion.amount.value)
    off = abs(written - Decimal(outcome.official)) if outcome.official is not None else Decimal(0)
    if isinstance(assertion, Share):
        return assertion.hedge is not EXACT and off > min(Decimal(1), written * _SHARE_NEAR)  # percentage points
    hedged = assertion.hedge is not EXACT and off > max(assertion.amount.place, _NEAR * assertion.amount.value)
    return "understated" in rules or hedged or ("restated" in rules and off > _CLOSE * assertion.amount.value)


def _next_door(
    assertion: Assertion, fit: tuple[Any, Period, Comparison], caveats: Sequence[Caveat], bench: Bench
) -> tuple[NearMiss, ...]:
    """Where the very figure stands that fits here only as one restated since; nothing if nowhere."""
    return near_misses(assertion, (fit,), bench) if is_exact(assertion) and _restated(caveats) else ()


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
    placing = placing_of(subject.measure, bench)
    named = sorted(
        (c.dimension, c.values) for c in subject.choices if not c.hint and not c.weak and c.dimension in placing
    )
    # Where a finer place stands for the wider one (a station for its coast), readings name no wider one.
    finer = sorted(
        c.dimension for c in subject.choices if c.values and bench.facts["dimensions"][c.dimension]["replaces"]
    )
    return f"{subject.measure}/{subject.group}/{named}/{finer}"


def placing_of(measure: str | None, bench: Bench) -> set[str]:
    """The dimensions that say who counts and where; the others split up what is counted."""
    about = bench.facts["measures"].get(measure, {})
    return {*about.get("assumed", ()), *(about["groups"][0][0] if about.get("groups") else ())}


def _placed(query: Any, bench: Bench) -> str:
    placing = placing_of(query.measure, bench)
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
            if series is not None and compare_figure(assertion, series, other, bench.as_of, False).result == FITS:
                return Blocked(
                    "ambiguous",
                    f"the figure is that of {other.label}; the year is not written",
                    f"the year: {other.label} would fit",
                )
    return None


def _across(assertion: Assertion, tried: Sequence[tuple[Any, Period, Comparison]], bench: Bench) -> Blocked | None:
    """When every reading fails that loosens one slot, and a very exact figure is that of two loosened at once."""
    if not is_exact(assertion) or not isinstance(assertion, Figure) or assertion.hedge is not EXACT:
        return None
    first, period, _ = tried[0]
    wheres = [dict(query.where) for query, when, _ in tried if when == period]
    slots = sorted({d for where in wheres for d in where})
    seen = {tuple(where.get(d) for d in slots) for where in wheres}
    for values in product(*[dict.fromkeys(where.get(d) for where in wheres) for d in slots]):
        if values in seen:
            continue
        where = tuple((d, v) for d, v in zip(slots, values, strict=True) if v is not None)
        series = bench.figures.series(first.measure, where)
        outcome = compare_figure(assertion, series, period, bench.as_of, False) if series is not None else None
        if outcome is None or outcome.result != FITS or outcome.official is None:
            continue
        if abs(outcome.official - assertion.amount.value) <= _CLOSE * assertion.amount.value:
            kinds = bench.facts["dimensions"]
            who = ", ".join(
                " + ".join(kinds[d]["values"][one]["label"] for one in v) if v is not None else str(kinds[d]["all"])
                for d, v in zip(slots, values, strict=True)
            )
            return Blocked("ambiguous", f"it is the figure of {who}, {period.label}", "who counts and where, in words")
    return None


def left_open(assertion: Assertion, text: str, blocked: Blocked, bench: Bench) -> AssertionFinding:
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
