"""Reads a bare month in the year that opens its sentence: "In 2019, sales were highest in May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.months import run
from factcheck.model.value import Period
from factcheck.text.dates import PeriodExpr

if TYPE_CHECKING:
    from factcheck.extract.frame import Frame

_LEADS = frozenset("in during throughout for".split())
_JOINTS = frozenset(("and", "or", "to", "-", "through", "until", "but"))
_YEARS = ("fiscal", "calendar", "year")


def in_fronted_year(f: Frame, k: int, expr: PeriodExpr) -> tuple[Period, ...] | None:
    """The month at item `k`, or its months, in each year that "In 2019," may mean, where nothing else dates them.

    None where no such year stands; empty where the months do not lie in it in their order.
    """
    ends = expr.parts if expr.kind == "range" else (expr,)
    if not all(e.kind == "month" and e.month is not None and e.year is None and not e.word for e in ends):
        return None
    year = _fronted(f, k)
    if year is None and expr.kind == "range" and f.word(k - 1) in (",", "("):
        year = k - 2 if _is_year(f, k - 2) else None  # "the 2018 calendar year, January through December"
    if year is None:
        return None
    first, last = ends[0].month or 1, ends[-1].month or 1
    found: list[Period] = []
    for p in f.when_at(year).periods:
        starts = [m for m in range(p.first, p.last + 1) if m % 12 + 1 == first]
        found += [run(m, (last - first) % 12 + 1) for m in starts if m + (last - first) % 12 <= p.last]
    return tuple(dict.fromkeys(found))


def _fronted(f: Frame, k: int) -> int | None:
    """The item of the year that opens the sentence of item `k`; None where none does."""
    lead = f.layout.lead
    opening = next((m for m in range(lead + 1, min(lead + 4, k)) if f.item(m).period is not None), None)
    if opening is None or f.word(lead) not in _LEADS or f.word(opening + 1) in _JOINTS:
        return None
    return opening if _is_year(f, opening) else None


def _is_year(f: Frame, k: int) -> bool:
    year = f.item(k).period if k > 0 else None
    return year is not None and year.kind in _YEARS
