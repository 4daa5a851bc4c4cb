"""Reads a bare month behind one with its year, long ago: "rose to A in December 2023, then fell to B in January"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.periods.months import month_period
from factcheck.model.value import Period, month_index
from factcheck.text.dates import PeriodExpr

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

_LEADS = frozenset("in during for of by".split())
_ONWARD = frozenset("then before later".split())
_NEAR = 3  # months, within which a month goes with the one before it
_LED = 6  # items before a month in which it is said to be what something else is compared with


def told_on(f: Frame, k: int, expr: PeriodExpr) -> tuple[Period, ...]:
    """The months that the bare one at item `k` may be, likeliest first, where a month with its year stands before it.

    One within a season of that month, or the next after "then" and "before", comes first; else the last one that had
    ended. Empty where no month with its year stands there, or where the next is that last one anyway.
    """
    last = f.clock.last_ended
    if last is None or expr.kind != "month" or expr.year is not None or expr.month is None or expr.word:
        return ()
    dated = _dated(f, k)
    said = f.item(dated).period if dated is not None else None
    if dated is None or said is None:
        return ()
    told = month_index(said.year or 1, said.month or 1)
    latest = last - (last - (expr.month - 1)) % 12
    after = told + (expr.month - 1 - told) % 12
    if after == told or after >= latest:
        return ()
    if any(f.word(m) in _ONWARD for m in range(dated + 1, k)):
        order = [after, latest]
    elif after - told <= _NEAR:
        order = [after, after - 12, latest]
    else:
        order = [after - 12, after, latest] if told - after + 12 <= _NEAR else [latest, after, after - 12]
    return tuple(month_period(m, inferred=True) for m in order)


def _dated(f: Frame, k: int) -> int | None:
    """The month with its year that stands before item `k`, with only bare months between; no base of anything."""
    for m in range(k - 1, -1, -1):
        expr = f.item(m).period
        if expr is None:
            continue
        if expr.kind != "month" or expr.word:
            return None
        if expr.year is None:
            continue
        lead = list(range(max(m - _LED, 0), m))
        comma = next((x for x in reversed(lead) if f.word(x) in (",", ";")), -1)
        against = any(f.item(x).has("base") or f.word(x) in ("since", "than", "until") for x in lead if x > comma)
        return m if f.word(m - 1) in _LEADS and not against else None
    return None
