"""Answers of a series: what each held release says about a period, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate

from factcheck.model.finding import Calculation, Evidence
from factcheck.model.proof import Rows
from factcheck.model.source import Announced, Part, Release, Series
from factcheck.model.value import Number, Period, month_iso

Cell = tuple[Number, Part, Release]  # value, and where it stands


@dataclass(frozen=True, slots=True)
class Answer:
    """One official value for a period. `label` names the release; the first answer is preferred.

    Evidence, cells and rows are only made of an answer that is reported.
    """

    value: Number
    label: str
    published: str
    period: Period
    months: tuple[Cell, ...] = ()
    announced: tuple[Announced, Part] | None = None
    mean: bool = False  # the months were averaged

    @property
    def slack(self) -> int:
        """How far the publisher's own rounding may have moved the value."""
        return sum(release.rounded_to // 2 for _, _, release in self.months)

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        if self.announced is not None:
            return ((self.period.iso(), f"{self.value:,}"),)
        return tuple((month_iso(self.period.first + n), f"{cell[0]:,}") for n, cell in enumerate(self.months))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        if self.announced is not None:
            return (_quoted(*self.announced, self.period),)
        used = {(part.table, release.id): (part, release) for _, part, release in self.months}
        value = self.value if len(used) == 1 else None
        return tuple(_evidence(part, release, self.period, value) for part, release in used.values())

    @property
    def rows(self) -> tuple[Rows, ...]:
        if self.announced is not None:
            item = self.announced[0]
            return (Rows(item.file, item.filters, item.month, item.month, "", item.value),)
        return _rows((self.period.first + n, *cell) for n, cell in enumerate(self.months))

    def calculation(self, what: str) -> Calculation | None:
        """The sum (or mean) behind the value; None for a single cell."""
        if len(self.months) < 2:
            return None
        how = "mean" if self.mean else "sum"
        return Calculation(f"{how} of {len(self.months)} months: {what}", self.cells, f"{self.value:,}")


@dataclass(frozen=True, slots=True)
class _Months:
    """The months of a series as known at one moment, with running sums, so that any period is two look-ups."""

    cells: dict[int, Cell]
    first: int
    held: tuple[int, ...]  # how many of the months before this one are held
    sums: tuple[Number, ...]

    def total(self, first: int, last: int) -> Number | None:
        """The sum from month `first` to `last`; None when one of them is not held."""
        start, end = first - self.first, last - self.first + 1
        if start < 0 or end >= len(self.sums) or self.held[end] - self.held[start] != end - start:
            return None
        return self.sums[end] - self.sums[start]


def _months(series: Series, cutoff: str | None) -> _Months:
    """What a reader at `cutoff` (ISO date; None for now) would find."""
    key = f"months:{_moment(series, cutoff)}"
    if key not in series.cache:
        first, last = series.first_month, series.last_month
        cells = {month: cell for month in range(first, last + 1) if (cell := _cell(series, month, cutoff)) is not None}
        held = tuple(accumulate((month in cells for month in range(first, last + 1)), initial=0))
        values = (cells[month][0] if month in cells else 0 for month in range(first, last + 1))
        series.cache[key] = _Months(cells, first, held, tuple(accumulate(values, initial=0)))
    found: _Months = series.cache[key]
    return found


def by_month(series: Series, cutoff: str | None) -> dict[int, Cell]:
    """Month -> the cell that a reader at `cutoff` (ISO date; None for now) would find."""
    return _months(series, cutoff).cells


def _moment(series: Series, cutoff: str | None) -> str:
    """The day of the newest release known at `cutoff`, "" when none was: what is known depends on it alone."""
    days = _published(series)
    return days[0] if cutoff is None else next((day for day in days if day <= cutoff), "")


def _published(series: Series) -> list[str]:
    """The days on which the releases of a series came out, newest first."""
    if "published" not in series.cache:
        series.cache["published"] = sorted({r.published for p in series.parts for r in p.releases}, reverse=True)
    days: list[str] = series.cache["published"]
    return days


def _cell(series: Series, month: int, cutoff: str | None) -> Cell | None:
    for part in series.parts:
        covering = [r for r in part.releases if month in part.values[r.id]]
        if not covering:
            continue
        known = [r for r in covering if cutoff is None or r.published <= cutoff]
        release = known[-1] if known else covering[0]
        return part.values[release.id][month], part, release
    return None


def monthly(series: Series, cutoff: str | None) -> dict[int, Number]:
    """All months of the series as known at `cutoff`, by month index."""
    key = f"values:{_moment(series, cutoff)}"
    if key not in series.cache:
        series.cache[key] = {month: cell[0] for month, cell in by_month(series, cutoff).items()}
    found: dict[int, Number] = series.cache[key]
    return found


def rows(series: Series, first: int, last: int, cutoff: str | None) -> tuple[Rows, ...]:
    """The rows of the figure files behind the months `first` to `last`."""
    months = by_month(series, cutoff)
    return _rows((month, *months[month]) for month in range(first, last + 1) if month in months)


def _rows(months: Iterable[tuple[int, Number, Part, Release]]) -> tuple[Rows, ...]:
    """Months in a row of one file and release together."""
    runs: list[tuple[Part, Release, int, int, Number]] = []
    for month, value, part, release in months:
        if runs and runs[-1][0] is part and runs[-1][1] is release and runs[-1][3] == month - 1:
            _, _, first, _, total = runs[-1]
            runs[-1] = (part, release, first, month, total + value)
        else:
            runs.append((part, release, month, month, value))
    return tuple(Rows(part.file, part.filters, first, last, release.id, n) for part, release, first, last, n in runs)


def in_role(rows_of: Iterable[Rows], role: str) -> tuple[Rows, ...]:
    """The same rows, said to be `role` to the operation."""
    return tuple(replace(r, role=role) for r in rows_of)


def answers(series: Series, period: Period, as_of: date | None) -> list[Answer]:
    """What the held releases say about `period`, the as-of date's first; empty when not covered.

    After it come the newest of all, then the earlier ones, each with a value of its own.
    """
    day = as_of.isoformat() if as_of else None
    moments = [_moment(series, day), _moment(series, None)]
    moments += [d for d in _published(series) if day is None or d <= day]
    out: list[Answer] = []
    for moment in dict.fromkeys(moments):
        months = _months(series, moment)
        value = months.total(period.first, period.last)
        if value is None:
            return []
        if series.mean and period.months > 1:
            value = mean_of(value, period.months, series.decimals)
        if all(value != other.value for other in out):
            out.append(_answer(value, months, period, series.mean))
    if period.months == 1:
        out += [a for a in _announced(series, period, as_of) if all(a.value != o.value for o in out)]
    return out


def _answer(value: Number, months: _Months, period: Period, mean: bool) -> Answer:
    cells = tuple([months.cells[month] for month in range(period.first, period.last + 1)])
    label = " and ".join(dict.fromkeys(f"release {release.id}" for _, _, release in cells))
    newest = max((release.published for _, _, release in cells), default="")
    return Answer(value, label, newest, period, cells, mean=mean)


def mean_of(total: Number, count: int, decimals: int) -> Decimal:
    """The mean with two digits more than the figures have: enough to round it once more as written."""
    return (Decimal(total) / count).quantize(Decimal(1).scaleb(-decimals - 2), ROUND_HALF_EVEN)


def _evidence(part: Part, release: Release, period: Period, value: Number | None) -> Evidence:
    return Evidence(
        source=part.source,
        title=part.title,
        url=release.url or part.url,
        locator=f"{part.locator}; month {period.iso()}",
        release=release.id,
        published=release.published,
        retrieved=release.retrieved,
        data_through=month_iso(release.last_month),
        value=f"{value}" if value is not None else "part of a sum",
    )


def _quoted(item: Announced, part: Part, period: Period) -> Evidence:
    return Evidence(
        source=part.source,
        title="Figures as first published",
        url=part.url,
        locator=f"month {period.iso()}, quoted from {item.quoted_from}",
        release="as first published",
        published=item.published,
        value=f"{item.value}",
    )


def _announced(series: Series, period: Period, as_of: date | None) -> Iterable[Answer]:
    for item in series.announced:
        if item.month == period.first and not (as_of and item.published > as_of.isoformat()):
            label = "the figure as first published"
            yield Answer(item.value, label, item.published, period, announced=(item, series.parts[0]))
