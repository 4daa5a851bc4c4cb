"""The circumstances by which a written time is resolved, and what it resolves to."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from factcheck.extract.periods.months import so_far
from factcheck.model.record import record, replace
from factcheck.model.value import Calendar, Period, month_of


@record
class Clock:
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
        return None if self.as_of is None else _last_ended(self.as_of)


@lru_cache(maxsize=256)
def _last_ended(day: date) -> int:
    month = month_of(day)
    return month if day.day == monthrange(day.year, day.month)[1] else month - 1


@record
class Resolved:
    """Candidate periods in order of preference, with where the missing part came from.

    `origin` is written, context or inferred. `problem` is set instead when there is no candidate:
    `undated`, `finer` (a day or week), `unresolved`.
    """

    periods: tuple[Period, ...]
    origin: str = "written"
    problem: str = ""
    beside: tuple[Period, ...] = ()  # of a period from the context: the latest of that name before the as-of date


def to_date(found: Resolved, clock: Clock) -> Resolved:
    """A year that had not ended on the as-of date means the part of it that had."""
    last = clock.last_ended
    if last is None or (found.problem and not found.periods):
        return found
    for p in found.periods:
        begun = [k for k in clock.known if k.kind in ("to-date", "months") and k.first == p.first and k.last < p.last]
        # The context's own "this year", cut at the last month and at the one before, says no more than this one.
        if begun and not {last, last - 1} <= {k.last for k in begun}:
            return Resolved((begun[0],), "context")
    if found.periods and not found.problem and all([p.last <= last for p in found.periods]):
        return found
    out: list[Period] = []
    for p in found.periods:
        if p.first <= last < p.last:
            out += [so_far(p, end) for end in (last, last - 1) if end >= p.first]
        elif p.last <= last:
            out.append(p)
    return replace(found, periods=tuple(out), problem="" if out else "future")
