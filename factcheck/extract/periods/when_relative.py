"""Resolves times told from another one: the as-of date, a period of the same sentence, a term of office."""

from __future__ import annotations

from factcheck.extract.periods.clock import Clock, Resolved, to_date
from factcheck.extract.periods.months import calendar_period, fiscal_period, joined, month_period, run, stretch
from factcheck.model.record import replace
from factcheck.model.value import Period, month_index, month_of
from factcheck.text.dates import PeriodExpr

_BEGUN = 2  # months
_LEANING = ("month-before", "year-ago", "year-before", "month-after", "year-after", "fiscal-before")


def relative(word: str, clock: Clock, subject: Period | None) -> Resolved:
    """ "last month", "this fiscal year", "a year earlier", "this summer"."""
    if word.startswith(("so-far-last-", "time-last-")):
        return _then(word, clock, subject)
    if word in _LEANING:
        return _leaning(word, clock, subject)
    if word == "full-year":
        named = tuple(p for p in clock.known if p.kind in ("fiscal", "calendar"))[:1]
        return Resolved(named, "context", "" if named else "unresolved")
    last = clock.last_ended
    kinds = {"last-fiscal": ("fiscal",), "last-year": ("fiscal", "calendar")}.get(word, ())
    if subject is not None and subject.kind in kinds:
        return _leaning("year-ago", clock, subject)
    if clock.as_of is None or last is None:
        return Resolved((), problem="undated")
    here = month_of(clock.as_of)
    if word == "season" or word.partition("-")[2] in _SEASONS:
        return _season(word, here, last)
    if word in ("last-month", "this-month"):
        month = here - (word == "last-month")
        return Resolved((), problem="future") if month > last else Resolved((month_period(month),))
    if word in ("last-year", "last-calendar", "this-year", "so-far-this-year"):
        begun_in = (calendar_period(clock.as_of.year - word.startswith("last")),)
        # So far this year: in the fiscal one as often. Last year: so, too, once another fiscal year has begun.
        year = clock.calendar.fiscal_year_of(here)
        begun = word == "last-year" and year > clock.as_of.year
        also = _fiscal(year - begun, clock) if word == "so-far-this-year" or begun else ()
        found = to_date(Resolved((*begun_in, *also)), clock)
        if word in ("this-year", "last-year") and not also:  # the fiscal one it may be, where a figure says so
            fiscal_too = _fiscal(year - (word == "last-year"), clock)
            found = replace(found, beside=to_date(Resolved(fiscal_too), clock).periods)
        return found
    fiscal, begun = clock.calendar.fiscal_year_of(here), False
    if word == "the-fiscal":
        if (told := _fiscal_told(clock)) is not None:
            return told
        fiscal = clock.calendar.fiscal_year_of(last)
        begun = clock.calendar.fiscal_year(fiscal)[0] + _BEGUN > last  # it may be the one that has ended
    if word == "last-fiscal":
        fiscal -= 1
    years = (fiscal, fiscal - 1) if begun else (fiscal,)
    return to_date(Resolved(tuple(fiscal_period(y, clock.calendar) for y in years)), clock)


def _fiscal_told(clock: Clock) -> Resolved | None:
    """The fiscal year that the context speaks of, or what of it had passed."""
    for known in clock.known:
        if known.kind == "fiscal":
            return Resolved((known,), "context")
        if known.kind == "to-date" and "fiscal" in known.label:
            whole = fiscal_period(clock.calendar.fiscal_year_of(known.first), clock.calendar)
            return replace(to_date(Resolved((whole,)), clock), origin="context")
    return None


def _then(word: str, clock: Clock, subject: Period | None) -> Resolved:
    """ "By this time last year": as far as this one has got. "(At) this time last year": so far, or the very month a
    year before the one that is told of."""
    last = clock.last_ended
    far = relative("so-far-this-year" if word.endswith("-year") else "this-fiscal", clock, None)
    told: tuple[Period, ...] = ()
    if word.startswith("time-last-"):
        told = (subject,) if subject is not None else tuple(k for k in clock.known if k.months == 1)[:1]
        told = told or ((month_period(last),) if last is not None else ())
    return replace(far, periods=tuple(run(p.first - 12, p.months) for p in (*told, *far.periods)))


def the_year(clock: Clock, subject: Period | None) -> Resolved:
    """ "(the first months of) the year": the calendar year of the months beside it, else of the as-of date."""
    if subject is not None:
        return Resolved(() if subject.is_year else (calendar_period(subject.last // 12),), "context")
    if clock.as_of is None:
        return Resolved((), problem="undated")
    fiscal_too = any("fiscal" in (k.kind, k.label[:6]) for k in clock.known)
    year = clock.as_of.year
    return Resolved((), problem="unresolved") if fiscal_too else Resolved((calendar_period(year),))


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
    return Resolved((replace(run(first, 3), kind="season"),))


def _leaning(word: str, clock: Clock, subject: Period | None) -> Resolved:
    """ "the month before", "a year earlier": relative to the period of the same sentence."""
    if subject is None or (word == "fiscal-before" and subject.kind != "fiscal"):
        return Resolved((), problem="unresolved")
    if word in ("month-before", "month-after"):
        if subject.months != 1:
            return Resolved((), problem="unresolved")
        return Resolved((month_period(subject.first + (1 if word == "month-after" else -1)),))
    if word == "year-after" and not subject.is_year:
        return Resolved((run(subject.first + 12, 1),)) if subject.months == 1 else Resolved((), problem="unresolved")
    if subject.is_year:
        year = subject.last // 12 + (1 if word == "year-after" else -1)
        same = fiscal_period(year, clock.calendar) if subject.kind == "fiscal" else calendar_period(year)
        return Resolved((same,))
    if word == "year-before" and subject.months == 1:
        return Resolved((), problem="unresolved")
    first, last = subject.first - 12, subject.last - 12
    return Resolved((run(first, last - first + 1),))


def years_off(count: int, clock: Clock, subject: Period | None) -> Resolved:
    """ "two years earlier", "a decade later": the same stretch of another year."""
    if subject is None:
        return Resolved((), problem="unresolved")
    if subject.is_year and subject.months == 12:
        year = subject.last // 12 + count
        same = fiscal_period(year, clock.calendar) if subject.kind == "fiscal" else calendar_period(year)
        return Resolved((same,))
    return Resolved((run(subject.first + 12 * count, subject.months),))


def months_off(count: int, subject: Period | None) -> Resolved:
    """ "three months earlier", "two months later": counted from the one month beside it."""
    if subject is None or subject.months != 1:
        return Resolved((), problem="unresolved")
    return Resolved((month_period(subject.first + count),))


def recent(expr: PeriodExpr, clock: Clock, subject: Period | None) -> Resolved:
    """ "the past four months", "the previous 13 fiscal years": up to the as-of date, or to the subject's year."""
    last = clock.last_ended
    kind = expr.word.partition("-")[2]
    if expr.word.startswith(("previous", "preceding")) and subject is not None:
        last = subject.first - 1
    if last is None:
        return Resolved((), problem="undated")
    if not kind:
        ends = (last,) if subject is not None else (last, last - 1)
        return Resolved(tuple(run(end - expr.count + 1, expr.count) for end in ends))
    year = clock.calendar.fiscal_year_of(last + 1) - 1 if kind == "fiscal" else (last + 1) // 12 - 1
    make = (lambda y: fiscal_period(y, clock.calendar)) if kind == "fiscal" else calendar_period
    first, final = make(year - expr.count + 1), make(year)
    return Resolved((joined(first, final),))


def months_ago(expr: PeriodExpr, clock: Clock) -> Resolved:
    """ "two months ago": counted back from the as-of date's own month."""
    if clock.as_of is None:
        return Resolved((), problem="undated")
    return Resolved((month_period(month_of(clock.as_of) - expr.count),))


def term(expr: PeriodExpr, clock: Clock, subject: Period | None) -> Resolved:
    """A term of office, or its first or last months; a year of it may be a calendar year or not.

    Of "May, her last full month in office" it has to be May.
    """
    found = _of_term(expr, clock)
    if expr.month is None:
        return found
    named = tuple(p for p in found.periods if p.first % 12 + 1 == expr.month)
    return Resolved(named, problem="" if named else found.problem or "unresolved")


def _of_term(expr: PeriodExpr, clock: Clock) -> Resolved:
    last = clock.last_ended
    spans = [s for s in expr.spans if last is None or s[0] <= last]
    if not spans:
        return Resolved((), problem="future")
    first, end = spans[-1]
    cut = end if last is None else min(end, last)
    starts = (first + 1, first)  # the month of the handover belongs to both
    handover = {"start": starts, "end": (end, end - 1) if cut == end else ()}.get(expr.word)
    if handover is not None:
        return Resolved(tuple(month_period(m) for m in handover), problem="" if handover else "future")
    if expr.word == "whole":
        return Resolved(tuple(stretch(s, cut) for s in starts if s < cut))
    if expr.word == "last-year":
        return Resolved((calendar_period((end - 1) // 12), stretch(end - 11, end), *_fiscal((end - 1) // 12, clock)))
    if expr.word == "first-year":
        return Resolved((calendar_period(first // 12), stretch(first + 1, first + 12), *_fiscal(first // 12, clock)))
    if expr.word.startswith("first-months"):
        return Resolved((run(first + 1, expr.count),))
    if expr.word in ("first-such", "last-such"):
        named = [m for m in range(first, cut + 1) if m % 12 + 1 == expr.count]
        ends = named[:1] if expr.word == "first-such" else named[-1:]
        return Resolved(tuple(map(month_period, ends)), problem="" if ends else "unresolved")
    if expr.word == "last-months-full":
        return Resolved((run(end - expr.count, expr.count),))
    if expr.word == "last-months":
        return Resolved((run(end - expr.count + 1, expr.count), run(end - expr.count, expr.count)))
    return Resolved((), problem="unresolved")


def _fiscal(year: int, clock: Clock) -> tuple[Period, ...]:
    """The fiscal year of that number, where a year without a name may be one."""
    return (fiscal_period(year, clock.calendar),) if "fiscal" in clock.bare_year else ()
