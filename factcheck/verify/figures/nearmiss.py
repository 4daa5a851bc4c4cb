"""Looks at the neighbouring slots of a wrong figure for what the writer may have had in hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from factcheck.model.claim import Assertion, Change, Figure, Rank
from factcheck.model.finding import NearMiss
from factcheck.model.source import Series, Where
from factcheck.model.value import Period, month_name
from factcheck.verify.figures.figure import LEAST_DIGITS, Comparison, fits_exactly, swapped_digits
from factcheck.verify.figures.values import answers, ever_told, may_tell

MOST = 3


class _Bench(Protocol):
    @property
    def facts(self) -> Any: ...
    @property
    def figures(self) -> Any: ...
    @property
    def as_of(self) -> date | None: ...


def near_misses(
    assertion: Assertion, tried: Sequence[tuple[Any, Period, Comparison]], bench: _Bench
) -> tuple[NearMiss, ...]:
    """Up to three neighbouring slots under which the written figure would be right."""
    if isinstance(assertion, Figure) and assertion.upper is None and not assertion.often:
        return tuple(_unique(_figure(assertion, tried, bench)))[:MOST]
    if isinstance(assertion, Rank):
        return tuple(_rank(assertion, tried))[:MOST]
    if isinstance(assertion, Change) and tried[0][2].failed_slot == "direction":
        return (NearMiss("direction", f"it went the other way: {tried[0][2].says}"),)
    return ()


def _unique(found: Iterable[NearMiss]) -> Iterable[NearMiss]:
    seen: set[str] = set()
    for miss in found:
        if miss.text not in seen:
            seen.add(miss.text)
            yield miss


def _figure(claim: Figure, tried: Sequence[tuple[Any, Period, Comparison]], bench: _Bench) -> Iterable[NearMiss]:
    query, period, _ = tried[0]
    series = bench.figures.series(query.measure, query.where)
    if series is not None:
        values = [a.value for a in answers(series, period, bench.as_of)]
        swapped = swapped_digits(claim.amount, values)
        if swapped is not None:
            yield NearMiss("amount", f"two digits may be swapped: the official figure is {swapped:,}")
    if claim.amount.digits < LEAST_DIGITS:
        return  # it is like too many figures to tell which one the writer had in hand
    yield from _other_populations(claim, query, period, bench)
    if series is not None:
        yield from _other_periods(claim, series, period, bench, facts_of(bench, query.measure))


def _other_populations(claim: Figure, query: Any, period: Period, bench: _Bench) -> Iterable[NearMiss]:
    facts = bench.facts
    for dimension in facts["measures"][query.measure]["near"].get("dimensions", ()):
        about = facts["dimensions"].get(dimension)
        if about is None:
            continue
        now = dict(query.where).get(dimension)
        for value in ["all", *(v for v in about["values"] if v != "all")]:
            if now == (value,) or (value == "all" and now is None):
                continue
            where = _with(query.where, dimension, value)
            series = bench.figures.series(query.measure, where)
            if series is None or not may_tell(series, period, bench.as_of, claim.amount):
                continue
            for answer in answers(series, period, bench.as_of):
                if fits_exactly(claim.amount, Decimal(answer.value)):
                    label = about["all"] if value == "all" else about["values"][value]["label"]
                    yield NearMiss(
                        str(about["label"]),
                        f"{answer.value:,} is the figure for {label}, {period.label}",
                    )
                    break


def _with(where: Where, dimension: str, value: str) -> Where:
    kept = {d: v for d, v in where if d != dimension}
    if value != "all":
        kept[dimension] = (value,)
    return tuple(sorted(kept.items()))


def facts_of(bench: _Bench, measure: str) -> Any:
    """What the manifest says of a measure."""
    return bench.facts["measures"][measure]


def _other_periods(claim: Figure, series: Series, period: Period, bench: _Bench, about: Any) -> Iterable[NearMiss]:
    near = about["near"]
    if period.months == 1:
        months = int(near.get("months", 3))
        years = int(near.get("years", 2))
        shifts = [s for n in range(1, months + 1) for s in (-n, n)] + [
            12 * s for n in range(1, years + 1) for s in (-n, n)
        ]
        for shift in shifts:
            told = ever_told(series, period.first + shift, bench.as_of)
            value = next((v for v in told if fits_exactly(claim.amount, Decimal(v))), None)
            if value is not None:
                slot = "month" if abs(shift) < 12 else "year"
                yield NearMiss(slot, f"{value:,} is the figure for {month_name(period.first + shift)}")
        return
    for other in _other_years(period, about["calendar"]):
        for answer in answers(series, other, bench.as_of)[:1]:
            if fits_exactly(claim.amount, Decimal(answer.value)):
                yield NearMiss("year", f"{answer.value:,} is the figure for {other.label}")


def _other_years(period: Period, calendar: Any) -> Iterable[Period]:
    if not period.is_year:
        for shift in (-12, 12, -24, 24):
            first, last = period.first + shift, period.last + shift
            yield Period(first, last, "months", f"{month_name(first)} to {month_name(last)}")
        return
    year = period.last // 12
    start = int(calendar.get("fiscal_start", 1))
    shift = 13 - start if start > 1 else 0
    for n in (year, year - 1, year + 1, year - 2, year + 2):
        fiscal = Period(n * 12 - shift, n * 12 + 11 - shift, "fiscal", f"fiscal year {n}")
        plain = Period(n * 12, n * 12 + 11, "calendar", f"calendar year {n}")
        yield from (p for p in (fiscal, plain) if (p.first, p.last) != (period.first, period.last))


def _rank(claim: Rank, tried: Sequence[tuple[Any, Period, Comparison]]) -> Iterable[NearMiss]:
    outcome = tried[0][2]
    if outcome.detail:
        yield NearMiss("rank", outcome.detail)
