"""Checks records: where a month or year stands among all those the series holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.claim import Rank
from factcheck.model.finding import Calculation, Caveat
from factcheck.model.source import Series
from factcheck.model.value import Calendar, Period, month_name, month_of
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.figure import Comparison, not_covered
from factcheck.verify.values import answers, monthly

_LAG = 1  # months: the month that has just ended may not have been published


def compare_rank(
    claim: Rank,
    series: Series,
    period: Period,
    since: Period | None,
    as_of: date | None,
    calendar: Calendar,
) -> Comparison:
    """Whether `period` is the n-th highest (lowest) up to the as-of date, or since `since`."""
    found = answers(series, period, as_of)
    if not found:
        return not_covered(series, period.label)
    if period.months > 1 and not period.is_year:
        return Comparison(UNCLEAR, detail="a record needs months or whole years to be compared with")
    own = found[0].value
    rows = _rows(series, period, as_of, calendar)
    horizon = rows[-1][0] - _LAG if rows else 0
    if claim.within is not None:
        if not claim.within.periods or period.months != 1:
            return Comparison(UNCLEAR, detail="the record is one of months, and no month is named")
        year = claim.within.periods[0]
        rows = [r for r in rows if year.first <= r[0] <= year.last]
        if not year.first <= period.first <= year.last:
            return Comparison(UNCLEAR, detail=f"{period.label} is not a month of {year.label}")
    if since is not None:
        outcome = _since(claim, rows, period, since, own)
    elif claim.months_back:
        outcome = _back(claim, rows, period, own)
    else:
        outcome = _place(claim, rows, period, own, horizon)
        if claim.local and outcome[0] != FITS:
            outcome = _around(claim, rows, period, own)
    result, detail, caveats = outcome
    reach_back = (
        since.first if since is not None else period.last - claim.months_back + 1 if claim.months_back else None
    )
    compared = [r for r in rows if reach_back is None or reach_back <= r[0] <= period.last]
    others = sorted((r for r in compared if r[0] != period.last), key=lambda r: -r[2] if claim.highest else r[2])[:3]
    cells = ((period.label, f"{own:,}"), *((label, f"{value:,}") for _, label, value in others))
    word = "highest" if claim.highest else "lowest"
    reach = f"{rows[0][1]} to {rows[-1][1]}" if rows else ""
    return Comparison(
        result,
        Decimal(own),
        found[0].evidence,
        Calculation(f"{word} of {len(rows)}, {reach}", cells, detail or result),
        caveats,
        "rank" if result == FAILS else None,
        detail,
        f"{own:,} in {period.label}; {_named(others, claim)}",
    )


def _around(
    claim: Rank, rows: list[tuple[int, str, int]], period: Period, own: int
) -> tuple[str, str, tuple[Caveat, ...]]:
    """ "peaked": nothing beats it within half a year (two years for years) on either side."""
    reach = 6 if period.months == 1 else 24
    beaten = [label for end, label, v in rows if 0 < abs(end - period.last) <= reach and _beats(claim, v, own)]
    if beaten:
        return UNCLEAR, f"{beaten[0]} was {'higher' if claim.highest else 'lower'}", ()
    return (
        FITS,
        "a peak among the months around it" if claim.highest else "a low among the months around it",
        (),
    )


def _named(others: list[tuple[int, str, int]], claim: Rank) -> str:
    if not others:
        return "nothing to compare with"
    _, label, value = others[0]
    return f"the {'highest' if claim.highest else 'lowest'} other one is {value:,} in {label}"


def _rows(series: Series, period: Period, as_of: date | None, calendar: Calendar) -> list[tuple[int, str, int]]:
    """(last month, label, value) of every comparable period that had ended on the as-of date."""
    values = monthly(series, as_of.isoformat() if as_of else None)
    last = month_of(as_of) - 1 if as_of else max(values)
    if period.months == 1:
        return [(m, month_name(m), v) for m, v in sorted(values.items()) if m <= last]
    rows: list[tuple[int, str, int]] = []
    for year in range(min(values) // 12, max(values) // 12 + 2):
        first, end = calendar.fiscal_year(year) if period.kind == "fiscal" else (year * 12, year * 12 + 11)
        months = [values.get(m) for m in range(first, end + 1)]
        if end <= last and all(v is not None for v in months):
            label = f"fiscal year {year}" if period.kind == "fiscal" else str(year)
            rows.append((end, label, sum(v for v in months if v is not None)))
    return rows


def _beats(claim: Rank, value: int, own: int) -> bool:
    return value > own if claim.highest else value < own


def _place(
    claim: Rank, rows: list[tuple[int, str, int]], period: Period, own: int, horizon: int
) -> tuple[str, str, tuple[Caveat, ...]]:
    if not any(end == period.last for end, _, _ in rows):
        return UNCLEAR, f"{period.label} had not ended", ()
    up_to_then = sum(_beats(claim, v, own) for end, _, v in rows if end < period.last)
    in_all = sum(_beats(claim, v, own) for _, _, v in rows)
    # The latest months may not have been published yet when the claim was written.
    published = sum(_beats(claim, v, own) for end, _, v in rows if end <= max(period.last, horizon))
    place_then, place_now = up_to_then + 1, in_all + 1
    if claim.rank in (place_now, published + 1):
        return FITS, f"number {claim.rank} of {len(rows)}", ()
    if place_then == claim.rank:
        if claim.prior:
            return FITS, f"number {place_then} when it happened", ()
        return (
            UNCLEAR,
            f"it was number {place_then} when it happened, and has been passed since",
            (),
        )
    if claim.prior and claim.rank == 1:
        return FAILS, f"number {place_then} when it happened", ()
    return FAILS, f"number {place_now} of {len(rows)}", ()


def _since(
    claim: Rank, rows: list[tuple[int, str, int]], period: Period, since: Period, own: int
) -> tuple[str, str, tuple[Caveat, ...]]:
    """ "highest since March 2000": nothing in between beats it, and that month did."""
    if not rows or since.first < rows[0][0] - (11 if period.is_year else 0):
        return UNCLEAR, f"the series begins in {rows[0][1] if rows else 'no month'}", ()
    above = [label for end, label, v in rows if since.last < end < period.last and _beats(claim, v, own)]
    anchor = [v for end, _, v in rows if since.first <= end <= since.last]
    at_start = sum(_beats(claim, v, own) for v in anchor)
    word = "higher" if claim.highest else "lower"
    if claim.rank > 1:
        # "the fifth-highest since 2000" counts from then on; whether a month named so counts itself is open.
        if claim.rank - 1 in (len(above), len(above) + at_start):
            if at_start and since.months == 1:
                return UNCLEAR, f"it depends on whether {since.label} itself counts", ()
            return FITS, f"number {claim.rank} since {since.label}", ()
        return FAILS, f"number {len(above) + 1} since {since.label}", ()
    if above:
        return FAILS, f"{above[-1]} was {word}", ()
    starts_series = since.first <= rows[0][0]
    if anchor and not at_start and own not in anchor and not starts_series:
        return UNCLEAR, f"{since.label} itself was not {word}", ()
    return FITS, f"nothing between {since.label} and {period.label} beats it", ()


def _back(
    claim: Rank, rows: list[tuple[int, str, int]], period: Period, own: int
) -> tuple[str, str, tuple[Caveat, ...]]:
    """ "the highest in 13 years": nothing in the 13 years before beats it."""
    start = period.last - claim.months_back
    if claim.rank > 1 or not rows or rows[0][0] > start + 1:
        return UNCLEAR, f"the series begins in {rows[0][1] if rows else 'no month'}", ()
    above = [label for end, label, v in rows if start < end < period.last and _beats(claim, v, own)]
    if above:
        return FAILS, f"{above[-1]} was {'higher' if claim.highest else 'lower'}", ()
    return FITS, f"nothing beats it since {rows[0][1] if rows[0][0] > start else month_name(start + 1)}", ()
