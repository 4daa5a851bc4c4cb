"""Answers of a series: what each held release says about a period, with the evidence for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate
from typing import cast

from factcheck.model.finding import Calculation, Evidence
from factcheck.model.proof import Rows
from factcheck.model.record import record, replace
from factcheck.model.source import Announced, Part, Release, Series
from factcheck.model.value import Amount, Number, Period, month_iso, month_name

Cell = tuple[Number, Part, Release]  # value, and where it stands
SPANS = {1: "month", 3: "quarter", 12: "year"}  # what so many months are called


@record
class Answer:
    """One official value for a period; the first answer is preferred.

    Label, evidence, cells and rows are only made of an answer that is reported.
    """

    value: Number
    period: Period
    found: tuple[Cell, ...] = ()  # of its months, or of its quarters or years
    announced: tuple[Announced, Part] | None = None
    mean: bool = False  # the months were averaged

    @property
    def label(self) -> str:
        """What names the release in a sentence."""
        if self.announced is not None:
            return "the figure as first published"
        return " and ".join(dict.fromkeys(f"release {release.id}" for _, _, release in self.found))

    @property
    def slack(self) -> int:
        """How far the publisher's own rounding may have moved the value."""
        return sum([slack_of(part, release) for _, part, release in self.found])

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        if self.announced is not None:
            return ((self.period.iso(), f"{self.value:,}"),)
        return tuple(
            (_span_name(part, month, month), f"{value:,}") for month, value, part, _ in dated(self.period, self.found)
        )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        if self.announced is not None:
            return (_quoted(*self.announced, self.period),)
        used = {(part.table, release.id): (part, release) for _, part, release in self.found}
        value = self.value if len(used) == 1 else None
        return tuple(_evidence(part, release, self.period, value) for part, release in used.values())

    @property
    def rows(self) -> tuple[Rows, ...]:
        if self.announced is not None:
            item = self.announced[0]
            return (Rows(item.file, item.filters, item.month, item.month, "", item.value),)
        return rows_of(dated(self.period, self.found))

    def calculation(self, what: str) -> Calculation | None:
        """The sum (or mean) behind the value; None for a single cell."""
        if len(self.found) < 2:
            return None
        how = "mean" if self.mean else "sum"
        each = f"{SPANS[self.found[0][1].span]}s"
        return Calculation(f"{how} of {len(self.found)} {each}: {what}", self.cells, f"{self.value:,}")


def dated(period: Period, cells: Iterable[Cell]) -> Iterator[tuple[int, Number, Part, Release]]:
    """The cells of a period with the month that each begins in."""
    month = period.first
    for cell in cells:
        yield (month, *cell)
        month += cell[1].span


def slack_of(part: Part, release: Release) -> int:
    """How far the publisher's rounding may have moved one value of a table."""
    return part.cells * (release.rounded_to // 2)


@record
class _Months:
    """The months of a series as known at one moment, with running sums, so that any period is two look-ups."""

    moment: str  # the day of the newest release known
    cells: dict[int, Cell]
    run: tuple[Cell | None, ...]  # the same, month after month from the first
    first: int
    held: tuple[int, ...]  # how many of the months before this one are held
    sums: tuple[Number, ...]
    alike: tuple[tuple[int, int], ...]  # first and last months of the stretches that one file and release answers

    def total(self, first: int, last: int) -> Number | None:
        """The sum from month `first` to `last`; None when one of them is not held."""
        start, end = first - self.first, last - self.first + 1
        if start < 0 or end >= len(self.held) or self.held[end] - self.held[start] != end - start:
            return None
        return self.sums[end] - self.sums[start]

    def between(self, first: int, last: int) -> tuple[Cell, ...] | None:
        """The cells from month `first` to `last`; None when one of them is not held."""
        start, end = first - self.first, last - self.first + 1
        if start < 0 or end >= len(self.held) or self.held[end] - self.held[start] != end - start:
            return None
        return cast(tuple[Cell, ...], self.run[start:end])


def _months(series: Series, cutoff: str | None) -> _Months:
    """What a reader at `cutoff` (ISO date; None for now) would find."""
    return _told(series, cutoff)[0]


def _told(series: Series, cutoff: str | None) -> tuple[_Months, ...]:
    """What a reader at `cutoff` would find, then what one of today does, then those who read each release before."""
    days = _published(series)
    known = len(days) if cutoff is None else bisect_right(days, cutoff)
    found: tuple[_Months, ...] | None = series.cache.get(("told", known))
    if found is None:
        moments = dict.fromkeys((days[known - 1] if known else "", days[-1], *reversed(days[:known])))
        found = series.cache["told", known] = tuple([_known_at(series, moment) for moment in moments])
    return found


def _known_at(series: Series, moment: str) -> _Months:
    """What is known once the releases up to the day `moment` are out."""
    key = ("months", moment)
    found: _Months | None = series.cache.get(key)
    if found is None:
        first, last = series.first_month, series.last_month
        run = tuple([_monthly_cell(series, month, moment) for month in range(first, last + 1)])
        cells = {month: cell for month, cell in enumerate(run, first) if cell is not None}
        held = tuple(accumulate((cell is not None for cell in run), initial=0))
        sums = tuple(accumulate((cell[0] if cell is not None else 0 for cell in run), initial=0))
        found = series.cache[key] = _Months(moment, cells, run, first, held, sums, tuple(_alike(cells)))
    return found


def _alike(cells: Mapping[int, Cell]) -> Iterator[tuple[int, int]]:
    """First and last months of the stretches of `cells`, in order of months, that one file and release answers."""
    begun: int | None = None
    for month, (_, part, release) in cells.items():
        begun = month if begun is None else begun
        after = cells.get(month + 1)
        if after is None or after[1] is not part or after[2] is not release:
            yield begun, month
            begun = None


def _published(series: Series) -> list[str]:
    """The days on which the releases of a series came out, oldest first."""
    days: list[str] | None = series.cache.get("published")
    if days is None:
        days = series.cache["published"] = sorted({r.published for p in series.parts for r in p.releases})
    return days


def _monthly_cell(series: Series, month: int, cutoff: str) -> Cell | None:
    return next((c for p in series.parts if p.span == 1 and (c := _cell(p, month, cutoff)) is not None), None)


def _cell(part: Part, month: int, cutoff: str) -> Cell | None:
    """One figure of a table, by its month or the first month of its quarter or year."""
    covering = [r for r in part.releases if month in part.values[r.id]]
    if not covering:
        return None
    known = [r for r in covering if r.published <= cutoff]
    release = known[-1] if known else covering[0]
    return part.values[release.id][month], part, release


def cells_of(series: Series, period: Period, cutoff: str | None) -> tuple[Cell, ...] | None:
    """The figures that make up a period, in order; None when one is missing.

    Whole years are answered by a yearly table where it stands before a monthly one that would have to be
    asked, or where these do not reach; so are whole quarters. Months, quarters and years are never added up together.
    """
    known = _months(series, cutoff)
    whole = known.between(period.first, period.last)
    return _in_spans(series, period, known, whole) if _spans(series, period) else whole


def _spans(series: Series, period: Period) -> bool:
    """Whether a table by quarter or year may answer for a period."""
    return series.least_span > 1 and not period.months % series.least_span


def _in_spans(
    series: Series, period: Period, known: _Months, whole: tuple[Cell, ...] | None
) -> tuple[Cell, ...] | None:
    """The cells of a period of whole quarters or years, whose months are `whole` if all of them are held."""
    last = None
    if whole is not None:
        asked = {id(part) for _, part, _ in whole}
        last = max([n for n, part in enumerate(series.parts) if id(part) in asked])
    for part in series.parts[:last]:
        if part.span > 1 and not period.months % part.span:
            cells = [_cell(part, m, known.moment) for m in range(period.first, period.last + 1, part.span)]
            if None not in cells:
                return tuple([cell for cell in cells if cell is not None])
    return whole


def monthly(series: Series, cutoff: str | None) -> dict[int, Number]:
    """All months of the series as known at `cutoff`, by month index."""
    known = _months(series, cutoff)
    found: dict[int, Number] | None = series.cache.get(("values", known.moment))
    if found is None:
        found = series.cache["values", known.moment] = {month: cell[0] for month, cell in known.cells.items()}
    return found


def single(series: Series, cutoff: str | None) -> tuple[int, dict[int, Number]]:
    """The figures of the series as published: (months that one of them covers, values by its first month)."""
    if series.by_month:
        return 1, monthly(series, cutoff)
    known = _months(series, cutoff).moment
    found: dict[int, Number] = {}
    for part in series.parts:
        if part.span == series.least_span:
            for month in sorted({m for values in part.values.values() for m in values}):
                cell = _cell(part, month, known)
                if cell is not None:
                    found.setdefault(month, cell[0])
    return series.least_span, found


def named_months(series: Series, cutoff: str | None) -> list[tuple[int, str, Number]]:
    """The same in order, each with its name. Not to be changed."""
    key = ("named", _months(series, cutoff).moment)
    found: list[tuple[int, str, Number]] | None = series.cache.get(key)
    if found is None:
        found = [(month, month_name(month), value) for month, value in monthly(series, cutoff).items()]
        series.cache[key] = found
    return found


def stretches(series: Series, period: Period, cutoff: str | None) -> dict[int, Number]:
    """Every month, or for a year every whole year that begins as it does, by number: `period` itself is 0."""
    if period.months == 1:
        return {month - period.first: value for month, value in monthly(series, cutoff).items()}
    found: dict[int, Number] = {}
    first, last = period.first - series.first_month, series.last_month - period.last
    for n in range(-(first // period.months), last // period.months + 1):
        cells = cells_of(series, shifted(period, n), cutoff)
        if cells is not None:
            found[n] = sum(cell[0] for cell in cells)
    return found


def shifted(period: Period, n: int) -> Period:
    """The period that lies `n` times its own length later."""
    by = n * period.months
    return Period(period.first + by, period.last + by, period.kind, period.label if not n else "")


def rows_between(series: Series, first: int, last: int, cutoff: str | None) -> tuple[Rows, ...]:
    """The rows of the figure files behind the months `first` to `last`."""
    sums, begins = _months(series, cutoff).sums, series.first_month
    return tuple(
        Rows(part.file, part.filters, start, end, release.id, sums[end + 1 - begins] - sums[start - begins])
        for start, end, part, release in told_by(series, first, last, cutoff)
    )


def told_by(series: Series, first: int, last: int, cutoff: str | None) -> Iterator[tuple[int, int, Part, Release]]:
    """Which file and release answers from which month to which, of the months `first` to `last`."""
    known = _months(series, cutoff)
    for begun, ended in known.alike:
        start, end = max(begun, first), min(ended, last)
        if start <= end:
            yield (start, end, *known.cells[begun][1:])


def rows_of(cells: Iterable[tuple[int, Number, Part, Release]]) -> tuple[Rows, ...]:
    """The rows behind cells, each with the month it begins in; those in a row of one file and release together."""
    runs: list[tuple[Part, Release, int, int, Number]] = []
    for month, value, part, release in cells:
        last = month + part.span - 1
        if runs and runs[-1][0] is part and runs[-1][1] is release and runs[-1][3] == month - 1:
            _, _, first, _, total = runs[-1]
            runs[-1] = (part, release, first, last, total + value)
        else:
            runs.append((part, release, month, last, value))
    return tuple(Rows(part.file, part.filters, first, last, release.id, n) for part, release, first, last, n in runs)


def in_role(rows_of: Iterable[Rows], role: str) -> tuple[Rows, ...]:
    """The same rows, said to be `role` to the operation."""
    return tuple(replace(r, role=role) for r in rows_of)


def answers(series: Series, period: Period, as_of: date | None) -> list[Answer]:
    """What the held releases say about `period`, the as-of date's first; empty when not covered.

    After it come the newest of all, then the earlier ones, each with a value of its own.
    """
    out: list[Answer] = []
    values: list[Number] = []
    spans = _spans(series, period)
    for known in _told(series, as_of.isoformat() if as_of else None):
        cells = _in_spans(series, period, known, known.between(period.first, period.last)) if spans else None
        value = sum([cell[0] for cell in cells]) if cells else known.total(period.first, period.last)
        if value is None or (spans and cells is None):
            return []
        count = len(cells) if cells else period.months
        if series.mean and count > 1:
            value = mean_of(value, count, series.decimals)
        if value not in values:
            values.append(value)
            found = cells or known.between(period.first, period.last) or ()
            out.append(Answer(value, period, found, mean=series.mean))
    if period.months == 1 and series.announced:
        said = _announced(series, period.first, as_of)
        out += [Answer(i.value, period, announced=(i, series.parts[0])) for i in said if i.value not in values]
    return out


def may_tell(series: Series, period: Period, as_of: date | None, amount: Amount) -> bool:
    """Whether one of the `answers` for a period may round to `amount`; cheap to ask."""
    if series.least_span or series.mean or series.announced:
        return True
    found = (m.total(period.first, period.last) for m in _told(series, as_of.isoformat() if as_of else None))
    return any([value is not None and abs(value - amount.value) < amount.place for value in found])


def ever_told(series: Series, month: int, as_of: date | None) -> Iterator[Number]:
    """What a reader at `as_of`, one of today and those of each release before would find for a month."""
    for known in _told(series, as_of.isoformat() if as_of else None):
        if (cell := known.cells.get(month)) is not None:
            yield cell[0]


def mean_of(total: Number, count: int, decimals: int) -> Decimal:
    """The mean with two digits more than the figures have: enough to round it once more as written."""
    return (Decimal(total) / count).quantize(Decimal(1).scaleb(-decimals - 2), ROUND_HALF_EVEN)


def _evidence(part: Part, release: Release, period: Period, value: Number | None) -> Evidence:
    when = f"{SPANS[part.span]} {_span_name(part, period.first, period.last)}"
    return Evidence(
        source=part.source,
        title=part.title,
        url=release.url or part.url,
        locator=f"{part.locator}; {when}",
        release=release.id,
        published=release.published,
        retrieved=release.retrieved,
        data_through=month_iso(release.last_month),
        value=f"{value}" if value is not None else "part of a sum",
        note=" ".join(part.caveats),
    )


def _span_name(part: Part, first: int, last: int) -> str:
    """ "2023-11", "2023-10..2023-12"; of a table by quarter "2023-Q4", by year "2023", for the year that it ends in."""
    if part.span == 12:
        first, last = (first + 11) // 12, max(last, first + 11) // 12
        return str(first) if first == last else f"{first}..{last}"
    if part.span == 3:
        names = [f"{m // 12}-Q{m % 12 // 3 + 1}" for m in (first, max(last, first))]
        return names[0] if names[0] == names[1] else "..".join(names)
    return month_iso(first) if first == last else f"{month_iso(first)}..{month_iso(last)}"


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


def _announced(series: Series, month: int, as_of: date | None) -> list[Announced]:
    """What was announced of a month up to the as-of date."""
    held: dict[int, list[Announced]] | None = series.cache.get("announced")
    if held is None:
        held = series.cache["announced"] = {}
        for item in series.announced:
            held.setdefault(item.month, []).append(item)
    found = held.get(month, [])
    return [item for item in found if not (as_of and item.published > as_of.isoformat())]
