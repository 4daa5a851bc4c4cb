"""Resolves written time expressions to whole months, against the as-of date and the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from factcheck.extract.periods.clock import Clock, Resolved, to_date
from factcheck.extract.periods.months import calendar_period, fiscal_period, joined, month_period, run, so_far, stretch
from factcheck.extract.periods.when_relative import months_ago, months_off, recent, relative, term, the_year, years_off
from factcheck.model.record import replace
from factcheck.model.value import Period, month_index, month_name, month_of
from factcheck.text.dates import PeriodExpr


def resolve(expr: PeriodExpr, clock: Clock, subject: Period | None = None) -> Resolved:
    """Months that `expr` may mean. `subject` is the period a relative expression leans on."""
    if expr.kind in _PLAIN:
        return to_date(_PLAIN[expr.kind](expr, clock), clock)
    if expr.kind in _LEANING:
        return _LEANING[expr.kind](expr, clock, subject)
    finer = expr.kind in ("day", "week")
    return Resolved((), problem="finer" if finer else "unresolved")


# The first and last month of a part of the year, January being 1; a winter is one of two.
_PARTS = {
    "early": ((1, 4),), "mid": ((5, 8),), "late": ((9, 12),), "spring": ((3, 6),), "summer": ((6, 9),),
    "fall": ((9, 12),), "autumn": ((9, 12),), "winter": ((12, 15), (0, 3)),
}  # fmt: skip


def back_to(expr: PeriodExpr) -> Resolved:
    """The months back to which "since early 2021", "since the fall of 2021" may reach; no count is of just these."""
    ends = _PARTS[expr.word]
    months = tuple((month_index(expr.year or 1, 1) + a - 1, month_index(expr.year or 1, 1) + b - 1) for a, b in ends)
    return Resolved(tuple(stretch(a, b) for a, b in months))


def _fiscal(expr: PeriodExpr, clock: Clock) -> Resolved:
    return Resolved((fiscal_period(expr.year or 1, clock.calendar),))


def _fiscal_ending(expr: PeriodExpr, clock: Clock) -> Resolved:
    if expr.year is None:
        if clock.last_ended is None:
            return Resolved((), problem="undated")
        latest = clock.last_ended - (clock.last_ended - ((expr.month or 1) - 1)) % 12
        return _ending_in(expr, fiscal_period(clock.calendar.fiscal_year_of(latest), clock.calendar))
    year = clock.calendar.fiscal_year_of(month_index(expr.year or 1, expr.month or 1))
    return _ending_in(expr, fiscal_period(year, clock.calendar))


def _ending_in(expr: PeriodExpr, year: Period) -> Resolved:
    """A fiscal year, where it ends in the month that is written: none "ended in February" that ends in September."""
    ends = expr.month is None or year.last % 12 + 1 == expr.month
    return Resolved((year,)) if ends else Resolved((), problem="unresolved")


def _calendar(expr: PeriodExpr, clock: Clock) -> Resolved:
    return Resolved((calendar_period(expr.year or 1),))


def _bare_year(expr: PeriodExpr, clock: Clock) -> Resolved:
    return _year(expr.year or 1, clock)


def _trailing(expr: PeriodExpr, clock: Clock, subject: Period | None) -> Resolved:
    """ "the 12 months ending in November"."""
    end = resolve(expr.parts[0], clock)

    def up_to(p: Period) -> Period:
        label = f"{expr.count} months to {month_name(p.last)}"
        return Period(p.last - expr.count + 1, p.last, "months", label, p.year_inferred)

    return replace(end, periods=tuple(map(up_to, end.periods)), beside=tuple(map(up_to, end.beside)))


def _year(year: int, clock: Clock) -> Resolved:
    kinds = {"fiscal": fiscal_period(year, clock.calendar), "calendar": calendar_period(year)}
    in_context = {p.kind for p in clock.known}
    order = sorted(clock.bare_year, key=lambda k: k not in in_context)
    if "fiscal" in in_context and "calendar" not in in_context:
        order = ["fiscal"]
    if "calendar" in in_context and "fiscal" not in in_context:
        order = ["calendar"]
    return Resolved(tuple(kinds[k] for k in order))


def _through(expr: PeriodExpr, clock: Clock) -> Resolved:
    """ "fiscal year 2022 through July": from the year's first month to the month named."""
    if len(expr.parts) == 1:  # "since the fiscal year began"
        return resolve(expr.parts[0], clock)
    year, month = expr.parts
    bases = _whole_year(year, clock)
    out: list[Period] = []
    for base in bases.periods:
        last = base.first + ((month.month or 1) - 1 - base.first) % 12
        if month.year is None or last // 12 == month.year:
            out.append(so_far(base, last))
    return Resolved(tuple(out), "written", "" if out else "unresolved")


def _whole_year(expr: PeriodExpr, clock: Clock) -> Resolved:
    """All of a year, whether or not it had ended."""
    if expr.year is not None or clock.last_ended is None or clock.as_of is None:
        return resolve(expr, replace(clock, as_of=None, known=()))
    last = month_of(clock.as_of) if expr.word == "this-fiscal" else clock.last_ended
    if expr.word in ("this-fiscal", "the-fiscal", "last-fiscal"):
        for known in clock.known if expr.word == "the-fiscal" else ():
            if known.kind == "fiscal" or (known.kind == "to-date" and "fiscal" in known.label):
                return Resolved((fiscal_period(clock.calendar.fiscal_year_of(known.first), clock.calendar),), "context")
        return Resolved(
            (fiscal_period(clock.calendar.fiscal_year_of(last) - (expr.word == "last-fiscal"), clock.calendar),)
        )
    if expr.word in ("this-year", "last-year"):
        return Resolved((calendar_period(clock.as_of.year - (expr.word == "last-year")),))
    return resolve(expr, replace(clock, as_of=None, known=()))


def _remaining(expr: PeriodExpr, clock: Clock) -> Resolved:
    """ "with three months left in the fiscal year": the year up to then."""
    years = _whole_year(expr.parts[0], clock)
    spans = tuple(so_far(y, y.last - expr.count) for y in years.periods if y.months > expr.count)
    if clock.last_ended is not None and any(p.last > clock.last_ended for p in spans):
        return Resolved((), problem="future")
    return replace(years, periods=spans, problem="" if spans else years.problem or "unresolved")


def _up_to(expr: PeriodExpr, clock: Clock) -> Resolved:
    """ "through June": from the start of the year that it lies in, as the context counts years."""
    end = resolve(expr.parts[0], clock)
    if not end.periods:
        return end
    known = {k.kind for k in clock.known if k.is_year} | {"fiscal" for k in clock.known if "fiscal" in k.label}

    def up_to(stop: int) -> tuple[Period, ...]:
        fiscal = fiscal_period(clock.calendar.fiscal_year_of(stop), clock.calendar)
        kinds = {"fiscal": fiscal, "calendar": calendar_period(stop // 12)}
        return tuple(so_far(kinds[k], stop) for k in [k for k in kinds if k in known] or list(kinds))

    beside = tuple(p for month in end.beside for p in up_to(month.last))
    return replace(end, periods=up_to(end.periods[0].last), beside=beside)


_LONG_AGO = 24  # months
_RECENT = 4


def _month(expr: PeriodExpr, clock: Clock) -> Resolved:
    number = expr.month or 1
    if expr.year:
        index = month_index(expr.year, number)
        if clock.last_ended is not None and index > clock.last_ended:
            return Resolved((), problem="future")
        return Resolved((month_period(index),))
    if expr.word in ("last-year", "this-year"):
        if clock.as_of is None:
            return Resolved((), problem="undated")
        index = month_index(clock.as_of.year - (expr.word == "last-year"), number)
        return Resolved((month_period(index),))
    last = clock.last_ended
    after = next((_next_such(p, number) for p in clock.known if p.months <= 12 and not p.year_inferred), None)
    if expr.word == "that-month":  # "97,000 in February 2021. By that July …"
        those = (month_period(after),) if after is not None and (last is None or after <= last) else ()
        return Resolved(those, "context", "" if those else "unresolved")
    latest = last - (last - (number - 1)) % 12 if last is not None else 0
    told = () if expr.word == "last-such" and last is not None else clock.known  # "last May" is counted from today
    for known in sorted(told, key=lambda p: p.months):  # a month says more than a year
        same = [m for m in range(known.first, known.last + 1) if m % 12 + 1 == number]
        if len(same) == 1 and known.months <= 12 and not known.year_inferred:
            meant = tuple(month_period(m) for m in [same[0], *_in_twin(known, number, clock)])
            if last and known.months > 1 and latest - same[0] > _LONG_AGO:
                # A year long gone is rather looked back at: "the busiest by 1998. In April …"
                return Resolved((month_period(latest, inferred=True),), "inferred", beside=meant)
            return Resolved(meant, "context", beside=(month_period(latest),) if last and latest not in same else ())
    if last is None:
        return Resolved((), problem="undated")
    if expr.word == "this-month" and month_of(clock.as_of or date.min) % 12 + 1 == number:
        return Resolved((), problem="future")
    # "Last May", said in July: this year's, or the one before.
    meant_by = (latest, latest - 12) if expr.word == "last-such" and last - latest < _RECENT else (latest,)
    # "170,000 in December 2021 … By July": of the year after, told as it went on, or of this year.
    next_one = (month_period(after),) if after is not None and after < last and after not in meant_by else ()
    return Resolved(tuple(month_period(m, inferred=True) for m in meant_by), "inferred", beside=next_one)


def _previous_such(expr: PeriodExpr, subject: Period | None) -> Resolved | None:
    """ "The previous May", beside a month: the last May before it; "May a year earlier": that of the year before."""
    if expr.word == "year-before":
        if subject is None or subject.months > 12:
            return Resolved((), problem="unresolved")
        return Resolved((month_period(month_index(subject.last // 12 - 1, expr.month or 1)),))
    if expr.word != "previous-such" or subject is None or subject.months != 1:
        return None
    back = (subject.first - ((expr.month or 1) - 1)) % 12 or 12
    return Resolved((month_period(subject.first - back),))


def _next_such(known: Period, number: int) -> int:
    """The first month of a number at or after the beginning of a period of the context."""
    return known.first + (number - 1 - known.first) % 12


def _month_of(expr: PeriodExpr, clock: Clock) -> Resolved:
    """ "January of fiscal year 2024": the one month of that name in it."""
    years = _whole_year(expr.parts[0], clock)
    months = tuple(
        month_period(m) for y in years.periods for m in range(y.first, y.last + 1) if m % 12 + 1 == expr.month
    )
    if clock.last_ended is not None and any(m.last > clock.last_ended for m in months):
        return Resolved((), problem="future")
    return replace(years, periods=months)


def _in_twin(year: Period, number: int, clock: Clock) -> list[int]:
    """The month in the other year of the same number, when "2024" may be the fiscal or the calendar one."""
    twins = [
        k for k in clock.known if {k.kind, year.kind} == {"fiscal", "calendar"} and k.last // 12 == year.last // 12
    ]
    months = [m for k in twins for m in range(k.first, k.last + 1) if m % 12 + 1 == number]
    return [m for m in months if not year.first <= m <= year.last]


def _range(expr: PeriodExpr, clock: Clock) -> Resolved:
    """Both ends of a range; an end without a year takes it from the other, in the right order."""
    left, right = expr.parts
    if right.kind == "year" and left.kind in ("fiscal", "calendar"):
        right = replace(right, kind=left.kind)
    if left.kind == "month" and left.year is None and right.kind == "month":
        ends = resolve(right, clock)
        if not ends.periods:
            return ends

        def from_left(end: Period) -> Period:
            return stretch(end.last - (end.last - ((left.month or 1) - 1)) % 12, end.last, end.year_inferred)

        return replace(ends, periods=(from_left(ends.periods[0]),), beside=tuple(map(from_left, ends.beside)))
    start = resolve(left, clock)
    if left.kind == "month" and right.kind == "relative":
        end_only = resolve(right, clock, None)
        if not end_only.periods:
            return end_only
        end = end_only.periods[0].last
        first = month_index(left.year, left.month or 1) if left.year else end - (end - ((left.month or 1) - 1)) % 12
        return Resolved(
            (stretch(first, end, left.year is None),) if first < end else (),
            end_only.origin,
            "" if first < end else "unresolved",
        )
    if left.kind == "month" and right.kind == "month" and right.year is None and start.periods:

        def to_right(begun: Period) -> Period:
            end = begun.first + (((right.month or 1) - 1 - begun.first) % 12 or 12)
            return stretch(begun.first, end, begun.year_inferred)

        return replace(start, periods=(to_right(start.periods[0]),), beside=tuple(map(to_right, start.beside)))
    end_found = resolve(right, clock)
    if not start.periods or not end_found.periods:
        return start if not start.periods else end_found
    pairs = [(a, b) for a, b in zip(start.periods, end_found.periods, strict=False) if a.first <= b.last]
    periods = tuple(joined(a, b) if a.kind == b.kind and a.is_year else stretch(a.first, b.last) for a, b in pairs)
    return Resolved(periods, start.origin, "" if periods else "unresolved")


def _edge(expr: PeriodExpr, clock: Clock, subject: Period | None) -> Resolved:
    """ "first three months of", "second quarter of", "last four months of" a year."""
    base = resolve(expr.parts[0], replace(clock, as_of=None) if expr.parts[0].year else clock, subject)
    if expr.parts[0].kind == "year" and not base.periods:
        base = Resolved((calendar_period(expr.parts[0].year or 1),))
    if expr.parts[0].kind == "year":
        # "The last three months of 2021", its second quarter, are the calendar's, if anything says so.
        base = replace(base, periods=tuple(sorted(base.periods, key=lambda p: p.kind != "calendar")))
    out: list[Period] = []
    for year in base.periods:
        full_last = year.first + 11
        span = {
            "quarter": (year.first + 3 * (expr.count - 1), 3),
            "half": (year.first + 6 * (expr.count - 1), 6),
            "first": (year.first, expr.count),
            "nth": (year.first + expr.count * ((expr.month or 1) - 1), expr.count),  # "the second four months of"
            "last": (full_last - expr.count + 1, expr.count),
        }[expr.word]
        first, last = span[0], span[0] + span[1] - 1
        if first < year.first or last > full_last:
            continue
        if clock.last_ended is not None and last > clock.last_ended:
            continue
        ends = [p.month for p in expr.parts[1].parts] if expr.parts[1:] else []  # "(October through December)"
        if not ends or ends == [first % 12 + 1, last % 12 + 1]:
            out.append(run(first, last - first + 1))
    return Resolved(tuple(out), base.origin, "" if out else base.problem or "unresolved")


def _same_of(expr: PeriodExpr, clock: Clock, subject: Period | None) -> Resolved:
    """ "the same months of fiscal 2023": the subject's months, moved to that year."""
    years = resolve(expr.parts[0], replace(clock, as_of=None, known=()))
    if subject is None or not years.periods:
        return Resolved((), problem="unresolved")
    # A bare year beside one month is the calendar's; beside a stretch it may be either.
    kinds = sorted(years.periods, key=lambda p: p.kind != "calendar")
    spans: list[Period] = []
    for year in kinds[:1] if subject.months == 1 else kinds:
        first = year.first + (subject.first - year.first) % 12
        span = run(first, subject.months)
        if span.last <= year.last and span not in spans:
            spans.append(span)
    return Resolved(tuple(spans), problem="" if spans else "unresolved")


_PLAIN: dict[str, Callable[[PeriodExpr, Clock], Resolved]] = {
    "fiscal": _fiscal,
    "fiscal-ending": _fiscal_ending,
    "calendar": _calendar,
    "year": _bare_year,
}


_LEANING: dict[str, Callable[[PeriodExpr, Clock, Period | None], Resolved]] = {
    "month": lambda expr, clock, subject: _previous_such(expr, subject) or _month(expr, clock),
    "month-of": lambda expr, clock, _: _month_of(expr, clock),
    "range": lambda expr, clock, _: _range(expr, clock),
    "remaining": lambda expr, clock, _: _remaining(expr, clock),
    "through": lambda expr, clock, _: _up_to(expr, clock),
    "recent": recent,
    "months-ago": lambda expr, clock, _: months_ago(expr, clock),
    "to-date": lambda expr, clock, _: _through(expr, clock),
    "relative": lambda expr, clock, subject: relative(expr.word, clock, subject),
    "the-year": lambda expr, clock, subject: the_year(clock, subject),
    "edge": _edge,
    "term": term,
    "same-of": _same_of,
    "years-off": lambda expr, clock, subject: years_off(expr.count, clock, subject),
    "months-off": lambda expr, _, subject: months_off(expr.count, subject),
    "trailing": _trailing,
}
