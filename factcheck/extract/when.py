"""Resolves written time expressions to whole months, against the as-of date and the calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from factcheck.model.value import Calendar, Period, month_index, month_name, month_of
from factcheck.text.dates import PeriodExpr


@dataclass(frozen=True, slots=True)
class When:
    """The circumstances in which a sentence speaks.

    `as_of` is None when nothing says when it was written. `known` are dated periods of the
    context, newest mention first: a bare month takes its year from one of them. `bare_year` says
    what an undecorated year may mean, in order.
    """

    as_of: date | None
    calendar: Calendar
    known: tuple[Period, ...] = ()
    bare_year: tuple[str, ...] = ("calendar",)

    @property
    def last_ended(self) -> int | None:
        """The last month that had ended on the as-of date."""
        if self.as_of is None:
            return None
        month = month_of(self.as_of)
        last_day = monthrange(self.as_of.year, self.as_of.month)[1]
        return month if self.as_of.day == last_day else month - 1


@dataclass(frozen=True, slots=True)
class Resolved:
    """Candidate periods in order of preference, with where the missing part came from.

    `origin` is written, context or inferred. `problem` is set instead when there is no candidate:
    `undated`, `finer` (a day or week), `unresolved`.
    """

    periods: tuple[Period, ...]
    origin: str = "written"
    problem: str = ""


def month_period(index: int, inferred: bool = False) -> Period:
    return Period(index, index, "month", month_name(index), inferred)


def fiscal_period(year: int, calendar: Calendar) -> Period:
    first, last = calendar.fiscal_year(year)
    return Period(first, last, "fiscal", f"fiscal year {year}")


def year_before(year: Period) -> Period:
    """The fiscal or calendar year before `year`."""
    label = f"{'fiscal' if year.kind == 'fiscal' else 'calendar'} year {year.last // 12 - 1}"
    return Period(year.first - 12, year.last - 12, year.kind, label, year.year_inferred)


def calendar_period(year: int) -> Period:
    return Period(month_index(year, 1), month_index(year, 12), "calendar", f"calendar year {year}")


def resolve(expr: PeriodExpr, when: When, subject: Period | None = None) -> Resolved:
    """Months that `expr` may mean. `subject` is the period a relative expression leans on."""
    if expr.kind in _PLAIN:
        return _to_date(_PLAIN[expr.kind](expr, when), when)
    if expr.kind in _LEANING:
        return _LEANING[expr.kind](expr, when, subject)
    finer = expr.kind in ("day", "week")
    return Resolved((), problem="finer" if finer else "unresolved")


def _fiscal(expr: PeriodExpr, when: When) -> Resolved:
    return Resolved((fiscal_period(expr.year or 1, when.calendar),))


def _fiscal_ending(expr: PeriodExpr, when: When) -> Resolved:
    if expr.year is None:
        if when.last_ended is None:
            return Resolved((), problem="undated")
        latest = when.last_ended - (when.last_ended - ((expr.month or 1) - 1)) % 12
        return Resolved((fiscal_period(when.calendar.fiscal_year_of(latest), when.calendar),))
    year = when.calendar.fiscal_year_of(month_index(expr.year or 1, expr.month or 1))
    return Resolved((fiscal_period(year, when.calendar),))


def _calendar(expr: PeriodExpr, when: When) -> Resolved:
    return Resolved((calendar_period(expr.year or 1),))


def _bare_year(expr: PeriodExpr, when: When) -> Resolved:
    return _year(expr.year or 1, when)


def _trailing(expr: PeriodExpr, when: When, subject: Period | None) -> Resolved:
    """ "the 12 months ending in November"."""
    end = resolve(expr.parts[0], when)
    periods = tuple(
        Period(
            p.last - expr.count + 1,
            p.last,
            "months",
            f"{expr.count} months to {month_name(p.last)}",
            p.year_inferred,
        )
        for p in end.periods
    )
    return replace(end, periods=periods)


def _year(year: int, when: When) -> Resolved:
    kinds = {"fiscal": fiscal_period(year, when.calendar), "calendar": calendar_period(year)}
    in_context = {p.kind for p in when.known}
    order = sorted(when.bare_year, key=lambda k: k not in in_context)
    if "fiscal" in in_context and "calendar" not in in_context:
        order = ["fiscal"]
    if "calendar" in in_context and "fiscal" not in in_context:
        order = ["calendar"]
    return Resolved(tuple(kinds[k] for k in order))


def _to_date(found: Resolved, when: When) -> Resolved:
    """A year that had not ended on the as-of date means the part of it that had."""
    last = when.last_ended
    if last is None:
        return found
    for known in when.known:
        for p in found.periods:
            if known.kind in ("to-date", "months") and known.first == p.first and known.last < p.last:
                return Resolved((known,), "context")
    out: list[Period] = []
    for p in found.periods:
        if p.first <= last < p.last:
            out += [_so_far(p, end) for end in (last, last - 1) if end >= p.first]
        elif p.last <= last:
            out.append(p)
    return replace(found, periods=tuple(out), problem="" if out else "future")


def _through(expr: PeriodExpr, when: When) -> Resolved:
    """ "fiscal year 2022 through July": from the year's first month to the month named."""
    if len(expr.parts) == 1:  # "since the fiscal year began"
        return resolve(expr.parts[0], when)
    year, month = expr.parts
    bases = _whole_year(year, when)
    out: list[Period] = []
    for base in bases.periods:
        last = base.first + ((month.month or 1) - 1 - base.first) % 12
        if month.year is None or last // 12 == month.year:
            out.append(_so_far(base, last))
    return Resolved(tuple(out), "written", "" if out else "unresolved")


def _whole_year(expr: PeriodExpr, when: When) -> Resolved:
    """All of a year, whether or not it had ended."""
    if expr.year is not None or when.last_ended is None or when.as_of is None:
        return resolve(expr, replace(when, as_of=None, known=()))
    last = month_of(when.as_of) if expr.word == "this-fiscal" else when.last_ended
    if expr.word in ("this-fiscal", "the-fiscal", "last-fiscal"):
        for known in when.known if expr.word == "the-fiscal" else ():
            if known.kind == "fiscal" or (known.kind == "to-date" and "fiscal" in known.label):
                return Resolved((fiscal_period(when.calendar.fiscal_year_of(known.first), when.calendar),), "context")
        return Resolved(
            (fiscal_period(when.calendar.fiscal_year_of(last) - (expr.word == "last-fiscal"), when.calendar),)
        )
    if expr.word in ("this-year", "last-year"):
        return Resolved((calendar_period(when.as_of.year - (expr.word == "last-year")),))
    return resolve(expr, replace(when, as_of=None, known=()))


def _remaining(expr: PeriodExpr, when: When) -> Resolved:
    """ "with three months left in the fiscal year": the year up to then."""
    years = _whole_year(expr.parts[0], when)
    spans = tuple(_so_far(y, y.last - expr.count) for y in years.periods if y.months > expr.count)
    if when.last_ended is not None and any(p.last > when.last_ended for p in spans):
        return Resolved((), problem="future")
    return replace(years, periods=spans, problem="" if spans else years.problem or "unresolved")


def _up_to(expr: PeriodExpr, when: When) -> Resolved:
    """ "through June": from the start of the year that it lies in, as the context counts years."""
    end = resolve(expr.parts[0], when)
    if not end.periods:
        return end
    stop = end.periods[0].last
    fiscal = fiscal_period(when.calendar.fiscal_year_of(stop), when.calendar)
    kinds = {"fiscal": fiscal, "calendar": calendar_period(stop // 12)}
    known = {k.kind for k in when.known if k.is_year} | {"fiscal" for k in when.known if "fiscal" in k.label}
    order = [k for k in kinds if k in known] or list(kinds)
    spans = tuple(_so_far(kinds[k], stop) for k in order)
    return replace(end, periods=spans)


def _recent(expr: PeriodExpr, when: When, subject: Period | None) -> Resolved:
    """ "the past four months", "the previous 13 fiscal years": up to the as-of date, or to the subject's year."""
    last = when.last_ended
    kind = expr.word.partition("-")[2]
    if expr.word.startswith(("previous", "preceding")) and subject is not None:
        last = subject.first - 1
    if last is None:
        return Resolved((), problem="undated")
    if not kind:
        ends = (last,) if subject is not None else (last, last - 1)
        return Resolved(tuple(_run(end - expr.count + 1, expr.count) for end in ends))
    year = when.calendar.fiscal_year_of(last + 1) - 1 if kind == "fiscal" else (last + 1) // 12 - 1
    make = (lambda y: fiscal_period(y, when.calendar)) if kind == "fiscal" else calendar_period
    first, final = make(year - expr.count + 1), make(year)
    return Resolved((_months(first.first, final.last, False, kind, first, final),))


def _months_ago(expr: PeriodExpr, when: When) -> Resolved:
    """ "two months ago": counted back from the as-of date's own month."""
    if when.as_of is None:
        return Resolved((), problem="undated")
    return Resolved((month_period(month_of(when.as_of) - expr.count),))


def _so_far(year: Period, last: int) -> Period:
    return Period(year.first, last, "to-date", f"{year.label} through {month_name(last)}", year.year_inferred)


def _month(expr: PeriodExpr, when: When) -> Resolved:
    number = expr.month or 1
    if expr.year:
        index = month_index(expr.year, number)
        if when.last_ended is not None and index > when.last_ended:
            return Resolved((), problem="future")
        return Resolved((month_period(index),))
    if expr.word in ("last-year", "this-year"):
        if when.as_of is None:
            return Resolved((), problem="undated")
        index = month_index(when.as_of.year - (expr.word == "last-year"), number)
        return Resolved((month_period(index),))
    for known in sorted(when.known, key=lambda p: p.months):  # a month says more than a year
        same = [m for m in range(known.first, known.last + 1) if m % 12 + 1 == number]
        if len(same) == 1 and known.months <= 12 and not known.year_inferred:
            return Resolved(tuple(month_period(m) for m in [same[0], *_in_twin(known, number, when)]), "context")
    last = when.last_ended
    if last is None:
        return Resolved((), problem="undated")
    if expr.word == "this-month" and month_of(when.as_of or date.min) % 12 + 1 == number:
        return Resolved((), problem="future")
    latest = last - (last - (number - 1)) % 12
    return Resolved((month_period(latest, inferred=True),), "inferred")


def _in_twin(year: Period, number: int, when: When) -> list[int]:
    """The month in the other year of the same number, when "2024" may be the fiscal or the calendar one."""
    twins = [k for k in when.known if {k.kind, year.kind} == {"fiscal", "calendar"} and k.last // 12 == year.last // 12]
    months = [m for k in twins for m in range(k.first, k.last + 1) if m % 12 + 1 == number]
    return [m for m in months if not year.first <= m <= year.last]


def _range(expr: PeriodExpr, when: When) -> Resolved:
    """Both ends of a range; an end without a year takes it from the other, in the right order."""
    left, right = expr.parts
    if right.kind == "year" and left.kind in ("fiscal", "calendar"):
        right = replace(right, kind=left.kind)
    if left.kind == "month" and left.year is None and right.kind == "month":
        ends = resolve(right, when)
        if not ends.periods:
            return ends
        end = ends.periods[0].last
        first = end - (end - ((left.month or 1) - 1)) % 12
        return replace(ends, periods=(_months(first, end, ends.periods[0].year_inferred),))
    start = resolve(left, when)
    if left.kind == "month" and right.kind == "relative":
        end_only = resolve(right, when, None)
        if not end_only.periods:
            return end_only
        end = end_only.periods[0].last
        first = month_index(left.year, left.month or 1) if left.year else end - (end - ((left.month or 1) - 1)) % 12
        return Resolved(
            (_months(first, end, left.year is None),) if first < end else (),
            end_only.origin,
            "" if first < end else "unresolved",
        )
    if left.kind == "month" and right.kind == "month" and right.year is None and start.periods:
        first = start.periods[0].first
        end = first + (((right.month or 1) - 1 - first) % 12 or 12)
        return replace(start, periods=(_months(first, end, start.periods[0].year_inferred),))
    end_found = resolve(right, replace(when, bare_year=when.bare_year))
    if not start.periods or not end_found.periods:
        return start if not start.periods else end_found
    pairs = zip(start.periods, end_found.periods, strict=False)
    periods = tuple(
        _months(a.first, b.last, False, a.kind if a.kind == b.kind and a.is_year else "months", a, b) for a, b in pairs
    )
    return Resolved(periods, start.origin)


def _months(
    first: int,
    last: int,
    inferred: bool,
    kind: str = "months",
    a: Period | None = None,
    b: Period | None = None,
) -> Period:
    if a and b and kind != "months":
        return Period(first, last, "months", f"{a.label} to {b.label}", inferred)
    return Period(first, last, "months", f"{month_name(first)} to {month_name(last)}", inferred)


def _relative(word: str, when: When, subject: Period | None) -> Resolved:
    if word in ("month-before", "year-ago", "year-before", "month-after", "year-after"):
        return _leaning(word, when, subject)
    last = when.last_ended
    if word == "last-fiscal" and subject is not None and subject.kind == "fiscal":
        return _leaning("year-ago", when, subject)
    if word == "last-year" and subject is not None and subject.kind == "calendar":
        return _leaning("year-ago", when, subject)
    if when.as_of is None or last is None:
        return Resolved((), problem="undated")
    here = month_of(when.as_of)
    if word == "season" or word.partition("-")[2] in _SEASONS:
        return _season(word, here, last)
    if word == "last-month":
        return Resolved((month_period(here - 1),))
    if word == "this-month":
        return Resolved((), problem="future") if here > last else Resolved((month_period(here),))
    if word in ("last-year", "this-year"):
        return _to_date(Resolved((calendar_period(when.as_of.year - (word == "last-year")),)), when)
    fiscal = when.calendar.fiscal_year_of(here)
    if word == "the-fiscal":
        for known in when.known:
            if known.kind == "fiscal" or (known.kind == "to-date" and "fiscal" in known.label):
                return Resolved((known,), "context")
        fiscal = when.calendar.fiscal_year_of(last)
    if word == "last-fiscal":
        fiscal -= 1
    return _to_date(Resolved((fiscal_period(fiscal, when.calendar),)), when)


# The first month of each season of three whole months, as weather services count them.
_SEASONS = {"spring": 3, "summer": 6, "fall": 9}


def _season(word: str, here: int, ended: int) -> Resolved:
    """ "this summer": the year's own. "Last summer", once this year's has begun to pass, may be either one."""
    which, _, season = word.partition("-")
    if season not in _SEASONS:
        return Resolved((), problem="unresolved")  # a winter lies in two years
    first = month_index(here // 12, _SEASONS[season])
    if which == "last":
        if here > first + 2:
            return Resolved((), problem="unresolved")
        first -= 12
    if first + 2 > ended:
        return Resolved((), problem="future")
    return Resolved((replace(_run(first, 3), kind="season"),))


def _leaning(word: str, when: When, subject: Period | None) -> Resolved:
    """ "the month before", "a year earlier": relative to the period of the same sentence."""
    if subject is None:
        return Resolved((), problem="unresolved")
    if word in ("month-before", "month-after"):
        if subject.months != 1:
            return Resolved((), problem="unresolved")
        return Resolved((month_period(subject.first + (1 if word == "month-after" else -1)),))
    if word == "year-after":
        return Resolved((), problem="unresolved")
    if subject.is_year:
        year = subject.last // 12 - 1
        same = fiscal_period(year, when.calendar) if subject.kind == "fiscal" else calendar_period(year)
        return Resolved((same,))
    if word == "year-before" and subject.months == 1:
        return Resolved((), problem="unresolved")
    first, last = subject.first - 12, subject.last - 12
    return Resolved((month_period(first) if first == last else _months(first, last, False),))


def _edge(expr: PeriodExpr, when: When, subject: Period | None) -> Resolved:
    """ "first three months of", "second quarter of", "last four months of" a year."""
    base = resolve(expr.parts[0], replace(when, as_of=None) if expr.parts[0].year else when, subject)
    if expr.parts[0].kind == "year" and not base.periods:
        base = Resolved((calendar_period(expr.parts[0].year or 1),))
    out: list[Period] = []
    for year in base.periods:
        full_last = year.first + 11
        span = {
            "quarter": (year.first + 3 * (expr.count - 1), 3),
            "half": (year.first + 6 * (expr.count - 1), 6),
            "first": (year.first, expr.count),
            "last": (full_last - expr.count + 1, expr.count),
        }[expr.word]
        first, last = span[0], span[0] + span[1] - 1
        if first < year.first or last > full_last:
            continue
        if when.last_ended is not None and last > when.last_ended:
            continue
        out.append(month_period(first) if first == last else _months(first, last, False))
    return Resolved(tuple(out), base.origin, "" if out else base.problem or "unresolved")


def _term(expr: PeriodExpr, when: When, subject: Period | None) -> Resolved:
    """A term of office, or its first or last months; a year of it may be a calendar year or not."""
    last = when.last_ended
    spans = [s for s in expr.spans if last is None or s[0] <= last]
    if not spans:
        return Resolved((), problem="future")
    first, end = spans[-1]
    cut = end if last is None else min(end, last)
    if expr.word in ("whole", "start"):
        starts = (first + 1, first)  # the month of the handover belongs to both
        stops = (cut,) if expr.word == "whole" else starts
        if expr.word == "start":
            return Resolved(tuple(month_period(s) for s in starts))
        return Resolved(tuple(_months(s, e, False) for s in starts for e in stops if s < e))
    if expr.word == "last-year":
        return Resolved((calendar_period((end - 1) // 12), _months(end - 11, end, False)))
    if expr.word == "first-year":
        return Resolved((calendar_period(first // 12), _months(first + 1, first + 12, False)))
    if expr.word.startswith("first-months"):
        return Resolved((_run(first + 1, expr.count),))
    if expr.word == "last-months-full":
        return Resolved((_run(end - expr.count, expr.count),))
    if expr.word == "last-months":
        return Resolved((_run(end - expr.count + 1, expr.count), _run(end - expr.count, expr.count)))
    return Resolved((), problem="unresolved")


def _same_of(expr: PeriodExpr, when: When, subject: Period | None) -> Resolved:
    """ "the same months of fiscal 2023": the subject's months, moved to that year."""
    years = resolve(expr.parts[0], replace(when, as_of=None, known=()))
    if subject is None or not years.periods:
        return Resolved((), problem="unresolved")
    # A bare year beside one month is the calendar's; beside a stretch it may be either.
    kinds = sorted(years.periods, key=lambda p: p.kind != "calendar") if subject.months == 1 else years.periods
    spans: list[Period] = []
    for year in kinds[:1] if subject.months == 1 else kinds:
        first = year.first + (subject.first - year.first) % 12
        span = _run(first, subject.months)
        if span.last <= year.last and span not in spans:
            spans.append(span)
    return Resolved(tuple(spans), problem="" if spans else "unresolved")


def _run(first: int, count: int) -> Period:
    return month_period(first) if count == 1 else _months(first, first + count - 1, False)


_PLAIN: dict[str, Callable[[PeriodExpr, When], Resolved]] = {
    "fiscal": _fiscal,
    "fiscal-ending": _fiscal_ending,
    "calendar": _calendar,
    "year": _bare_year,
}
_LEANING: dict[str, Callable[[PeriodExpr, When, Period | None], Resolved]] = {
    "month": lambda expr, when, _: _month(expr, when),
    "range": lambda expr, when, _: _range(expr, when),
    "remaining": lambda expr, when, _: _remaining(expr, when),
    "through": lambda expr, when, _: _up_to(expr, when),
    "recent": _recent,
    "months-ago": lambda expr, when, _: _months_ago(expr, when),
    "to-date": lambda expr, when, _: _through(expr, when),
    "relative": lambda expr, when, subject: _relative(expr.word, when, subject),
    "edge": _edge,
    "term": _term,
    "same-of": _same_of,
    "trailing": _trailing,
}
