"""Answers of a series: what each held release says about a period, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from factcheck.model.finding import Calculation, Evidence
from factcheck.model.proof import Rows
from factcheck.model.source import Part, Release, Series
from factcheck.model.value import Period, month_iso, month_name


@dataclass(frozen=True, slots=True)
class Answer:
    """One official value for a period. `label` names the release; the first answer is preferred."""

    value: int
    label: str
    published: str
    evidence: tuple[Evidence, ...]
    cells: tuple[tuple[str, str], ...]
    slack: int = 0  # how far the publisher's own rounding may have moved the value
    rows: tuple[Rows, ...] = ()

    def calculation(self, what: str) -> Calculation | None:
        """The sum behind the value; None for a single cell."""
        if len(self.cells) < 2:
            return None
        return Calculation(f"sum of {len(self.cells)} months: {what}", self.cells, f"{self.value:,}")


def month_value(series: Series, month: int, cutoff: str | None) -> tuple[int, Part, Release] | None:
    """The value of one month as a reader at `cutoff` (ISO date; None for now) would find it."""
    for part in series.parts:
        covering = [r for r in part.releases if r.first_month <= month <= r.last_month]
        if not covering:
            continue
        known = [r for r in covering if cutoff is None or r.published <= cutoff]
        release = known[-1] if known else covering[0]
        return part.values[release.id][month], part, release
    return None


def monthly(series: Series, cutoff: str | None) -> dict[int, int]:
    """All months of the series as known at `cutoff`, by month index."""
    key = f"monthly:{cutoff}"
    if key not in series.cache:
        out: dict[int, int] = {}
        for month in range(series.first_month, series.last_month + 1):
            found = month_value(series, month, cutoff)
            if found is not None:
                out[month] = found[0]
        series.cache[key] = out
    result: dict[int, int] = series.cache[key]
    return result


def rows(series: Series, first: int, last: int, cutoff: str | None, role: str = "value") -> tuple[Rows, ...]:
    """The rows of the figure files behind the months `first` to `last`, months in a row of one file together."""
    out: list[Rows] = []
    part_before = None
    for month in range(first, last + 1):
        found = month_value(series, month, cutoff)
        if found is None:
            continue
        value, part, release = found
        before = out[-1] if out else None
        if before and part is part_before and before.release == release.id and before.last == month - 1:
            out[-1] = replace(before, last=month, total=before.total + value)
        else:
            out.append(Rows(part.file, part.filters, month, month, release.id, value, role))
        part_before = part
    return tuple(out)


def in_role(rows_of: Iterable[Rows], role: str) -> tuple[Rows, ...]:
    """The same rows, said to be `role` to the operation."""
    return tuple(replace(r, role=role) for r in rows_of)


def cutoffs(series: Series, as_of: date | None) -> list[str | None]:
    """Moments at which the held releases differ: the as-of date, the newest, earlier releases."""
    moments: list[str | None] = [as_of.isoformat()] if as_of else []
    moments.append(None)
    published = sorted({r.published for p in series.parts for r in p.releases}, reverse=True)
    moments += [p for p in published if as_of is None or p <= as_of.isoformat()]
    return list(dict.fromkeys(moments))


def answers(series: Series, period: Period, as_of: date | None) -> list[Answer]:
    """What the held releases say about `period`, the as-of date's first; empty when not covered."""
    out: list[Answer] = []
    for cutoff in cutoffs(series, as_of):
        answer = _sum(series, period, cutoff)
        if answer is None:
            return []
        if all(answer.value != other.value for other in out):
            out.append(answer)
    if period.months == 1:
        out += [a for a in _announced(series, period, as_of) if all(a.value != o.value for o in out)]
    return out


def _sum(series: Series, period: Period, cutoff: str | None) -> Answer | None:
    total, cells = 0, []
    counted: list[Release] = []
    used: dict[tuple[str, str], tuple[Part, Release]] = {}
    for month in range(period.first, period.last + 1):
        found = month_value(series, month, cutoff)
        if found is None:
            return None
        value, part, release = found
        total += value
        counted.append(release)
        cells.append((month_iso(month), f"{value:,}"))
        used[part.table, release.id] = (part, release)
    evidence = tuple(
        _evidence(part, release, period, total if len(used) == 1 else None) for part, release in used.values()
    )
    newest = max((r.published for _, r in used.values()), default="")
    label = " and ".join(dict.fromkeys(f"release {r.id}" for _, r in used.values()))
    slack = sum(r.rounded_to // 2 for r in counted)
    return Answer(total, label, newest, evidence, tuple(cells), slack, rows(series, period.first, period.last, cutoff))


def _evidence(part: Part, release: Release, period: Period, value: int | None) -> Evidence:
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


def _announced(series: Series, period: Period, as_of: date | None) -> Iterable[Answer]:
    part = series.parts[0]
    for item in series.announced:
        if item.month != period.first or (as_of and item.published > as_of.isoformat()):
            continue
        evidence = Evidence(
            source=part.source,
            title="Figures as first published",
            url=part.url,
            locator=f"month {period.iso()}, quoted from {item.quoted_from}",
            release="as first published",
            published=item.published,
            value=f"{item.value}",
        )
        yield Answer(
            item.value,
            "the figure as first published",
            item.published,
            (evidence,),
            ((period.iso(), f"{item.value:,}"),),
            rows=(Rows(item.file, item.filters, item.month, item.month, "", item.value),),
        )


def coverage(parts: Sequence[Part]) -> str:
    """ "October 1999 to August 2025" for the months that parts cover."""
    first = min(r.first_month for p in parts for r in p.releases)
    last = max(r.last_month for p in parts for r in p.releases)
    return f"{month_name(first)} to {month_name(last)}"
