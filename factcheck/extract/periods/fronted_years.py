"""Reads a bare month in the year that opens its sentence: "In 2019, sales were highest in May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.cutting.layout import is_finer
from factcheck.extract.periods.months import run
from factcheck.model.value import Period
from factcheck.text.dates import PeriodExpr

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

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
    year = year_of(f, k)
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


def year_of(f: Frame, k: int) -> int | None:
    """The item of the year that the month at item `k` is one of: the one that opens the sentence, or holds it."""
    expr = f.item(k).period
    year = _fronted(f, k)
    return _held(f, k) if year is None and expr is not None and expr.kind == "month" else year


def highest_in(f: Frame, k: int, month: int) -> int | None:
    """The year of "In 2019, sales were highest in May", where item `k` ranks the month at item `month` in it."""
    plain = f.word(k - 1) in ("were", "was", "and") and month == k + 2 and f.word(k + 1) == "in"
    expr = f.item(month).period
    bare = expr is not None and expr.kind == "month" and expr.year is None and not expr.word
    return year_of(f, month) if plain and bare else None


def _fronted(f: Frame, k: int) -> int | None:
    """The item of the year that opens the sentence of item `k`; None where none does."""
    lead = f.layout.lead
    opening = next((m for m in range(lead + 1, min(lead + 4, k)) if f.item(m).period is not None), None)
    if opening is None or f.word(lead) not in _LEADS or f.word(opening + 1) in _JOINTS:
        return None
    return opening if _is_year(f, opening) else None


def _held(f: Frame, k: int) -> int | None:
    """The year in "May was the busiest month of 2019", "sales in 2019 were highest in May", the only one."""
    dated = [(m, e) for m, i in enumerate(f.tagged.items) if (e := i.period) is not None and not is_finer(i)]
    years = [m for m, e in dated if e.year or e.kind != "month"]
    if len(years) != 1 or not _is_year(f, years[0]):
        return None
    year = years[0]
    month_of = f.word(year - 1) == "of" and f.word(year - 2) in ("month", "months")
    ranked = f.word(k - 1) == "in" and f.item(k - 2).has("highest", "lowest") if k > 1 else False
    placed = ranked and year < k and f.word(year - 1) in ("in", "during")
    apart = any(f.word(m) in (",", ";", "-", "than", "after") for m in range(year + 1, k))
    return year if month_of or (placed and not apart) else None


def _is_year(f: Frame, k: int) -> bool:
    year = f.item(k).period if k > 0 else None
    return year is not None and year.kind in _YEARS
