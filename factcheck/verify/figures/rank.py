"""Checks records: where a month or year stands among all those the series holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter

from factcheck.model.claim import Rank
from factcheck.model.finding import Calculation
from factcheck.model.proof import Computation, Proof, point
from factcheck.model.record import record, replace
from factcheck.model.source import Series
from factcheck.model.value import Calendar, Number, Period, month_iso, month_name, month_of
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.figures import proofs
from factcheck.verify.figures.figure import Comparison, not_covered
from factcheck.verify.figures.margins import held_to
from factcheck.verify.figures.rounding import ROUNDED, rounding_of
from factcheck.verify.figures.values import (
    Answer,
    answers,
    cells_of,
    dated,
    mean_of,
    monthly,
    named_months,
    rows_between,
    rows_of,
    stretches,
)

Rows = list[tuple[int, str, Number]]  # (last month, label, value)
_END, _VALUE = itemgetter(0), itemgetter(2)

_A_LOW = "it was a record low, and the sentence does not say which record is meant"
_NEARBY = 6  # months
_LAG = 1  # months: the month that has just ended may not have been published


@record
class _Standing:
    """An outcome, and the place it rests on: among the periods that end from `first` to `last`."""

    result: str
    detail: str
    place: int = 0
    first: int = 0
    last: int = 0


def compare_rank(
    claim: Rank,
    series: Series,
    period: Period,
    since: Period | None,
    as_of: date | None,
    calendar: Calendar,
    shown: bool = True,
) -> Comparison:
    """Whether `period` is the n-th highest (lowest) up to the as-of date, or since `since`.

    Where only the result counts, and is not `shown`, what it was compared with is left out.
    """
    if claim.within is not None and len(claim.within.periods) > 1:
        # "the highest month of 2023": of the one kind of year or the other
        years = [y for y in claim.within.periods if y.first <= period.first <= y.last] or claim.within.periods[:1]
        each = [replace(claim, within=replace(claim.within, periods=(year,))) for year in years]
        tried = [compare_rank(one, series, period, since, as_of, calendar) for one in each]
        return next((t for wanted in (FITS, UNCLEAR) for t in tried if t.result == wanted), tried[0])
    if claim.bare and claim.highest:
        high, low = replace(claim, bare=False), replace(claim, bare=False, highest=False)
        told = compare_rank(high, series, period, since, as_of, calendar, shown)
        if told.result != FAILS or compare_rank(low, series, period, since, as_of, calendar).result == FAILS:
            return told
        return replace(told, result=UNCLEAR, failed_slot=None, detail=_A_LOW)
    found = answers(series, period, as_of)
    if not found:
        return not_covered(series, period.label)
    if period.kind == "to-date" and claim.prior and claim.highest and claim.since is None:
        return _part_of_year(claim, series, period, as_of, calendar)
    if period.months > 1 and not period.is_year:
        return _stretch(claim, series, period, as_of)
    if not found[0].value and not series.signed:
        return Comparison(UNCLEAR, detail=f"there were none in {period.label}")
    rows, problem = _ranked_with(claim, _rows(series, period, as_of, calendar), period)
    if problem:
        return Comparison(UNCLEAR, detail=problem)
    return _placed(claim, series, period, since, as_of, found[0], rows, shown)


def _placed(
    claim: Rank,
    series: Series,
    period: Period,
    since: Period | None,
    as_of: date | None,
    found: Answer,
    rows: Rows,
    shown: bool,
) -> Comparison:
    """Where the figure `found` of a period stands among `rows`, the others of its kind."""
    own = found.value
    horizon = month_of(as_of) - 1 - _LAG if as_of else series.last_month
    outcome = _standing(claim, rows, period, since, own, horizon)
    moved = [_standing(claim, rows, period, since, value, horizon) for value in _moved(found, series)]
    if _turned(outcome, moved, claim.rank):
        outcome = _Standing(UNCLEAR, ROUNDED)
    result, detail = outcome.result, outcome.detail
    if not shown:
        return Comparison(result, Decimal(own), detail=detail)
    compared, scope = _compared(claim, rows, period, since, outcome)
    best = sorted(compared, key=_VALUE, reverse=claim.highest)[:4]
    others = [r for r in best if r[0] != period.last][:3]
    cells = ((period.label, f"{own:,}"), *((label, f"{value:,}") for _, label, value in others))
    word = "highest" if claim.highest else "lowest"
    reach = f"{rows[0][1]} to {rows[-1][1]}" if rows else ""
    place = Comparison(
        result,
        Decimal(own),
        found.evidence,
        Calculation(f"{word} of {len(rows)}, {reach}", cells, detail or result),
        (),
        "rank" if result == FAILS else None,
        detail,
        f"{own:,} in {period.label}; {_named(others, claim, scope)}",
        _proof(claim, series, period, outcome, as_of) if outcome.place else None,
    )
    return held_to(claim.degree, place, own, _next_to(claim, compared, period, own))


def _next_to(claim: Rank, rows: Rows, period: Period, own: Number) -> Number | None:
    """The figure that the ranked one lies right ahead of or, unless it is the first, right behind."""
    others = [r[2] for r in rows if r[0] != period.last and _beats(claim, r[2], own) == (claim.rank > 1)]
    nearest = max if claim.highest == (claim.rank == 1) else min
    return nearest(others, default=None)


def _ranked_with(claim: Rank, rows: Rows, period: Period) -> tuple[Rows, str]:
    """The rows that `period` is ranked with ("the worst May", "of the year"), and why there are none."""
    months_only = "the record is one of months, and no month is named"
    if claim.like:
        if period.months != 1:
            return [], months_only
        if claim.like > 0 and period.last % 12 + 1 != claim.like:
            return [], f"{period.label} is not among the months that it is ranked with"
        rows = [r for r in rows if (r[0] - period.last) % 12 == 0]
    if claim.then:
        rows = [r for r in rows if r[0] <= period.last]
    if claim.until is not None and claim.until.periods:
        rows = [r for r in rows if r[0] < claim.until.periods[0].first or r[0] == period.last]
    if claim.within is not None:
        if not claim.within.periods or period.months != 1:
            return [], months_only
        year = claim.within.periods[0]
        if not year.first <= period.first <= year.last:
            return [], f"{period.label} is not a month of {year.label}"
        rows = [r for r in rows if year.first <= r[0] <= year.last]
    return rows, ""


def _standing(claim: Rank, rows: Rows, period: Period, since: Period | None, own: Number, horizon: int) -> _Standing:
    if since is not None:
        return _since(claim, rows, period, since, own, horizon)
    if claim.months_back:
        return _back(claim, rows, period, own)
    outcome = _place(claim, rows, period, own, horizon)
    around = claim.local and not claim.prior and outcome.result != FITS
    return _around(claim, rows, period, own) if around else outcome


def _turned(outcome: _Standing, moved: Sequence[_Standing], rank: int) -> bool:
    """Whether rounding may put the figure on the other side of one that it is compared with."""
    places = [outcome.place, *(other.place for other in moved)]
    passes = len(set(places)) > 1 and min(places) <= rank <= max(places)
    return passes or any(other.result != outcome.result for other in moved)


def _moved(own: Answer, series: Series) -> list[Number]:
    """The ranked figure as far off as rounding may have moved it against all others, each way."""
    if not series.rounded:
        return []
    each = rounding_of(series, series.first_month, series.last_month)
    apart = own.slack + each * (own.period.months if all(part.span == 1 for _, part, _ in own.found) else 1)
    return [own.value + by for by in _both(apart)]


def _both(apart: int) -> tuple[Decimal, ...]:
    """Rounding brings two figures level, and by a little more turns them about."""
    return (apart + Decimal("0.5"), -apart - Decimal("0.5")) if apart else ()


def _part_of_year(claim: Rank, series: Series, period: Period, as_of: date | None, calendar: Calendar) -> Comparison:
    """ "with months to go, more than in any previous year": a part of a year against all whole years before it."""
    found = answers(series, period, as_of)
    fiscal = calendar.fiscal_year(calendar.fiscal_year_of(period.first))[0] == period.first
    whole = Period(period.first, period.first + 11, "fiscal" if fiscal else "calendar", period.label)
    rows = [r for r in _rows(series, whole, as_of, calendar) if r[0] < period.first]
    if not found or not rows:
        return not_covered(series, period.label)
    if series.mean:
        return Comparison(UNCLEAR, detail="an average of some months is no part of a year's")
    own = found[0].value
    end, label, top = max(rows, key=lambda r: r[2])
    years = answers(series, Period(end - 11, end, whole.kind, label), as_of)
    slack = found[0].slack + years[0].slack
    close = slack > 0 and abs(Decimal(own) - Decimal(top)) <= slack
    result = UNCLEAR if close else FITS if own > top else FAILS
    return Comparison(
        result,
        Decimal(own),
        found[0].evidence,
        Calculation(
            f"highest of {len(rows)} whole years before", ((period.label, f"{own:,}"), (label, f"{top:,}")), result
        ),
        failed_slot="rank" if result == FAILS else None,
        detail=ROUNDED if close else "",
        says=f"{own:,} in {period.label}; the highest whole year before is {label} with {top:,}",
        proof=proofs.ahead(((found[0].rows, years[0].rows),), 0),
    )


def _stretch(claim: Rank, series: Series, period: Period, as_of: date | None) -> Comparison:
    """ "record numbers from June to August": more than any stretch of as many months that lies apart from it.

    Only a record against all that is held is read so. What is called a record fails when the same months of another
    year had more and no month of it was a record itself, for then neither way of counting makes it one.
    """
    plain = claim.rank == 1 and not (claim.since or claim.months_back or claim.within or claim.like or claim.local)
    if not plain or period.kind not in ("months", "season") or 12 % period.months or series.mean:
        return Comparison(UNCLEAR, detail="a record needs months or whole years to be compared with")
    own = answers(series, period, as_of)[0]
    held = monthly(series, as_of.isoformat() if as_of else None)
    sums = _sums(series, period, held, as_of)
    apart = {end: v for end, v in sums.items() if abs(end - period.last) >= period.months}
    if not apart or period.last not in sums:
        return Comparison(UNCLEAR, detail=f"no other {period.months} months are held to compare with")
    beating = {end for end, v in apart.items() if _beats(claim, v, own.value)}
    yearly = [end for end in beating if (end - period.last) % 12 == 0]
    earlier = [v for m, v in held.items() if m < period.first]
    own_months = range(period.first, period.last + 1) if series.by_month else ()
    month = any(all(_beats(claim, held[m], v) for v in earlier) for m in own_months)
    passed = bool(yearly and not month and claim.outright)
    if not series.by_month:  # no months hide in it: by either way of counting it was no record when it happened
        passed = any(end < period.last for end in (beating if claim.outright else yearly))
    result = FITS if not beating else FAILS if passed else UNCLEAR
    slack = own.slack + period.months * rounding_of(series, series.first_month, series.last_month)
    close = slack > 0 and any(abs(Decimal(v) - Decimal(own.value)) <= slack for v in apart.values())
    result = UNCLEAR if close else result
    step = period.months if result == FITS or not series.by_month else 12
    aligned = [end for end in sums if (end - period.last) % step == 0]
    place = 1 + sum(end in beating for end in aligned)
    best = sorted(apart, key=lambda end: apart[end], reverse=claim.highest)[:3]
    shown = tuple((_span(end, period.months), f"{apart[end]:,}") for end in best)
    word = "highest" if claim.highest else "lowest"
    reach = f"{month_name(min(sums) - period.months + 1)} to {month_name(max(sums))}"
    detail = "another stretch as long had more" if claim.highest else "another stretch as long had less"
    outcome = _Standing(result, "", place, min(aligned), max(aligned))
    return Comparison(
        result,
        Decimal(own.value),
        own.evidence,
        Calculation(f"{word} {period.months} months, {reach}", ((period.label, f"{own.value:,}"), *shown), result),
        failed_slot="rank" if result == FAILS else None,
        detail=ROUNDED if close else "" if result == FITS else detail,
        says=f"{own.value:,} in {period.label}; the {word} other {period.months} months are {shown[0][0]}"
        f" with {shown[0][1]}",
        proof=_proof(claim, series, period, outcome, as_of, step) if result != UNCLEAR else None,
    )


def _sums(series: Series, period: Period, held: Mapping[int, Number], as_of: date | None) -> dict[int, Number]:
    """The figures of all stretches as long as `period`, by their last month; of quarters, where no months are held."""
    last = month_of(as_of) - 1 if as_of else series.last_month
    if not series.by_month:
        found = stretches(series, period, as_of.isoformat() if as_of else None)
        return {end: v for n, v in found.items() if (end := period.last + n * period.months) <= last}
    last = min(last, max(held, default=0))
    runs = {end: [held.get(m) for m in range(end - period.months + 1, end + 1)] for end in held if end <= last}
    return {end: sum(v for v in run if v is not None) for end, run in runs.items() if None not in run}


def _span(end: int, months: int) -> str:
    return f"{month_name(end - months + 1)} to {month_name(end)}"


def _proof(claim: Rank, series: Series, period: Period, outcome: _Standing, as_of: date | None, step: int = 0) -> Proof:
    """Every figure compared; the periods are as long as the ranked one and lie whole years or months from it."""
    cutoff = as_of.isoformat() if as_of else None
    step = step or (12 if claim.like else period.months)
    first = min(outcome.first, period.last)
    compared = range(first + (period.last - first) % step, max(outcome.last, period.last) + 1, step)
    if period.months == step == 1:
        used = rows_between(series, compared[0], compared[-1], cutoff)
    else:
        each = [Period(end - period.months + 1, end, period.kind, "") for end in compared]
        used = rows_of([cell for one in each for cell in dated(one, cells_of(series, one, cutoff) or ())])
    settings: tuple[tuple[str, str | int], ...] = (
        ("order", "highest" if claim.highest else "lowest"),
        ("months", period.months),
        ("step", step),
        ("last", month_iso(period.last)),
        ("from", month_iso(outcome.first)),
        ("to", month_iso(outcome.last)),
    )
    said = (("rank", str(claim.rank)), ("order", "highest" if claim.highest else "lowest"))
    return Proof(point(claim.rank), (Computation("rank", used, Decimal(outcome.place), settings),), said)


def _around(claim: Rank, rows: Rows, period: Period, own: Number) -> _Standing:
    """ "peaked": nothing beats it within half a year (two years for years) on either side."""
    reach = _NEARBY if period.months == 1 else 24
    beaten = _ending(_beating(claim, rows, period, own), period.last - reach, period.last + reach)
    if beaten:
        return _Standing(UNCLEAR, f"{beaten[0][1]} was {'higher' if claim.highest else 'lower'}")
    detail = "a peak among the months around it" if claim.highest else "a low among the months around it"
    last = min(period.last + reach, rows[-1][0]) if rows else period.last
    return _Standing(FITS, detail, 1, max(period.last - reach, rows[0][0] if rows else period.last), last)


def _compared(claim: Rank, rows: Rows, period: Period, since: Period | None, outcome: _Standing) -> tuple[Rows, str]:
    """Those of `rows` that a reader is shown beside the ranked one, and words for which they are."""
    if claim.prior and claim.until is None:
        return _ending(rows, outcome.first, period.last), " up to then"
    if claim.local and outcome.place and outcome.first > rows[0][0]:
        return _ending(rows, outcome.first, outcome.last), " around it"
    if since is not None:
        # What beats it lies behind the time named, which itself may well have had more.
        after = outcome.result == FAILS and outcome.first > since.last
        return _ending(rows, outcome.first if after else since.first, period.last), f" after {since.label}" * after
    back = claim.months_back
    return (_ending(rows, period.last - back + 1, period.last) if back else rows), ""


def _named(others: Rows, claim: Rank, scope: str) -> str:
    if not others:
        return "nothing to compare with"
    _, label, value = others[0]
    return f"the {'highest' if claim.highest else 'lowest'} other one{scope} is {value:,} in {label}"


def _rows(series: Series, period: Period, as_of: date | None, calendar: Calendar) -> Rows:
    """(last month, label, value) of every comparable period that had ended on the as-of date."""
    cutoff = as_of.isoformat() if as_of else None
    last = month_of(as_of) - 1 if as_of else series.last_month
    if period.months == 1:
        named = named_months(series, cutoff)
        return named[: bisect_right(named, last, key=_END)]
    rows: Rows = []
    for year in range(series.first_month // 12, series.last_month // 12 + 2):
        first, end = calendar.fiscal_year(year) if period.kind == "fiscal" else (year * 12, year * 12 + 11)
        label = f"fiscal year {year}" if period.kind == "fiscal" else str(year)
        cells = cells_of(series, Period(first, end, period.kind, label), cutoff)
        if end <= last and cells is not None:
            total: Number = sum(cell[0] for cell in cells)
            rows.append((end, label, mean_of(total, len(cells), series.decimals) if series.mean else total))
    return rows


def _beats(claim: Rank, value: Number, own: Number) -> bool:
    return value > own if claim.highest else value < own


def _beating(claim: Rank, rows: Rows, period: Period, own: Number) -> Rows:
    """The other periods that beat the ranked one, in order."""
    last = period.last
    if claim.highest:
        return [r for r in rows if r[2] > own and r[0] != last]
    return [r for r in rows if r[2] < own and r[0] != last]


def _ending(rows: Rows, first: int, last: int) -> Rows:
    """Those of `rows`, which are in order, that end from `first` to `last`."""
    return rows[bisect_left(rows, first, key=_END) : bisect_right(rows, last, key=_END)]


def _place(claim: Rank, rows: Rows, period: Period, own: Number, horizon: int) -> _Standing:
    if not any([r[0] == period.last for r in rows]):
        return _Standing(UNCLEAR, f"{period.label} had not ended")
    first, newest = rows[0][0], rows[-1][0]
    beating = _beating(claim, rows, period, own)
    # The latest months may not have been published yet when the claim was written.
    out = min(max(period.last, horizon), newest)
    then, published, now = (1 + len(_ending(beating, first, last)) for last in (period.last, out, newest))
    for place, last in ((now, newest), (published, out)):
        if claim.rank == place:
            return _Standing(FITS, f"number {claim.rank} of {len(rows)}", place, first, last)
    if claim.rank == then and (claim.within is None or claim.prior):
        if claim.now or claim.until is not None:
            return _Standing(FAILS, f"number {now} of {len(rows)}", now, first, newest)
        if claim.prior and claim.rank == 1 and (taken := _taken_over(claim, rows, period, own)):
            return _Standing(UNCLEAR, f"{taken} beat it, and was beaten itself")
        if claim.prior:
            return _Standing(FITS, f"number {then} when it happened", then, first, period.last)
        return _Standing(UNCLEAR, f"it was number {then} when it happened, and has been passed since")
    if claim.prior and claim.rank == 1:
        if claim.local and not _ending(beating, period.last - _NEARBY, period.last):
            return _Standing(UNCLEAR, "it was a peak of those months, and none on record")
        return _Standing(FAILS, f"number {then} when it happened", then, first, period.last)
    return _Standing(FAILS, f"number {now} of {len(rows)}", now, first, newest)


def _taken_over(claim: Rank, rows: Rows, period: Period, own: Number) -> str:
    """What was a record after `period` until another took its place, so that of `period` is not the last but one."""
    later = [r for r in _beating(claim, rows, period, own) if r[0] > period.last]
    passed = bool(later) and any(_beats(claim, r[2], later[0][2]) for r in later[1:])
    return later[0][1] if passed else ""


def _since(claim: Rank, rows: Rows, period: Period, since: Period, own: Number, horizon: int) -> _Standing:
    """ "highest since March 2000": nothing in between beats it, and that month did, unless only an event is named."""
    if since.first >= period.last:
        return _Standing(UNCLEAR, f"{since.label} does not lie before {period.label}")
    beating = _beating(claim, rows, period, own)
    # "No month since May has had fewer than July" is said of the months after July, too, as far as they were out.
    until = max(period.last, horizon) if claim.now and claim.rank == 1 else period.last - 1
    above = _ending(beating, since.last + 1, until)
    # "since 1999" of a series that begins within that year goes as far back as the series does
    # and of one that begins within a longer time, such as a term of office, nothing is wanted but what followed it.
    begun = since.last if since.months > 12 else since.first + (12 if since.months == 12 else 0)
    if not rows or begun < rows[0][0]:
        return _unheld(claim, rows, period, above)
    anchor = [v for _, _, v in _ending(rows, since.first, since.last)]
    at_start = sum([_beats(claim, v, own) for v in anchor])
    place, window = len(above) + 1, (since.last + 1, period.last)
    if claim.now and claim.rank > 1:
        return _last_time(claim, since, period, len(above), at_start)
    if claim.rank > 1:
        # "the fifth-highest since 2000" counts from then on; whether a month named so counts itself is open.
        if claim.rank in (place, place + at_start):
            if at_start and since.months == 1:
                return _Standing(UNCLEAR, f"it depends on whether {since.label} itself counts")
            window = window if claim.rank == place else (since.first, period.last)
            return _Standing(FITS, f"number {claim.rank} since {since.label}", claim.rank, *window)
        return _Standing(FAILS, f"number {place} since {since.label}", place, *window)
    if above:
        return _Standing(FAILS, f"{above[-1][1]} was {'higher' if claim.highest else 'lower'}", place, *window)
    if claim.now and (later := _ending(beating, until + 1, rows[-1][0])):
        return _Standing(UNCLEAR, f"{later[0][1]} may not have been published when this was written")
    starts_series = since.first <= rows[0][0]
    if anchor and not at_start and own not in anchor and not starts_series and not claim.event:
        return _Standing(UNCLEAR, f"{since.label} itself was not {'higher' if claim.highest else 'lower'}")
    return _Standing(FITS, f"nothing between {since.label} and {period.label} beats it", place, *window)


def _last_time(claim: Rank, since: Period, period: Period, above: int, at_start: int) -> _Standing:
    """ "The last time they were lower was in March 2000": that month was, and none in between."""
    place, word = 1 + above + at_start, "higher" if claim.highest else "lower"
    if since.months != period.months or (above and not at_start):
        return _Standing(UNCLEAR, f"it is not clear which of them was {word} last")
    found = f"{since.label} was {word}, and {'none' if not above else 'others'} in between"
    if not at_start:
        found = f"{since.label} itself was not {word}"
    return _Standing(FITS if at_start and not above else FAILS, found, place, since.first, period.last)


def _unheld(claim: Rank, rows: Rows, period: Period, above: Rows) -> _Standing:
    """A record that reaches back beyond the series: what is held can only contradict it."""
    if above and claim.rank == 1:
        window = rows[0][0], period.last
        return _Standing(FAILS, f"{above[-1][1]} was {'higher' if claim.highest else 'lower'}", len(above) + 1, *window)
    return _Standing(UNCLEAR, f"the series begins in {rows[0][1] if rows else 'no month'}")


def _back(claim: Rank, rows: Rows, period: Period, own: Number) -> _Standing:
    """ "the highest in 13 years": nothing in the 13 years before beats it."""
    # Nobody can say where "nearly two decades" begin: something higher after four fifths of them leaves it open.
    start = period.last - claim.months_back * (9 if claim.loosely else 10) // 10
    late = period.last - claim.months_back * (8 if claim.loosely else 10) // 10
    above = _ending(_beating(claim, rows, period, own), start + 1, period.last - 1)
    if claim.rank > 1 or not rows or rows[0][0] > start + 1:
        return _unheld(claim, rows, period, above)
    place, window = len(above) + 1, (start + 1, period.last)
    if above and above[-1][0] <= late:
        return _Standing(UNCLEAR, f"{above[-1][1]} was {'higher' if claim.highest else 'lower'}")
    if above:
        return _Standing(FAILS, f"{above[-1][1]} was {'higher' if claim.highest else 'lower'}", place, *window)
    since = rows[0][1] if rows[0][0] > start else month_name(start + 1)
    return _Standing(FITS, f"nothing beats it since {since}", place, *window)
