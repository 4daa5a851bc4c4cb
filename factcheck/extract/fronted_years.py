"""Reads a bare month in the year that opens its sentence: "In 2019, sales were highest in May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.months import month_period
from factcheck.model.value import Period
from factcheck.text.dates import PeriodExpr

if TYPE_CHECKING:
    from factcheck.extract.frame import Frame

_LEADS = frozenset("in during throughout for".split())
_JOINTS = frozenset(("and", "or", "to", "-", "through", "until", "but"))
_YEARS = ("fiscal", "calendar", "year")


def in_fronted_year(f: Frame, k: int, expr: PeriodExpr) -> tuple[Period, ...]:
    """The month at item `k` in each year that "In 2019," may mean, where nothing else dates it."""
    if expr.kind != "month" or expr.month is None or expr.year is not None or expr.word:
        return ()
    opening = next((m for m in range(1, min(4, k)) if f.item(m).period is not None), None)
    if opening is None or f.word(0) not in _LEADS or f.word(opening + 1) in _JOINTS:
        return ()
    year = f.item(opening).period
    if year is None or year.kind not in _YEARS:
        return ()
    months = [m for p in f.when_at(opening).periods for m in range(p.first, p.last + 1) if m % 12 + 1 == expr.month]
    return tuple(month_period(m) for m in dict.fromkeys(months))
