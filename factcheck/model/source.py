"""Official sources as the engine sees them: releases, series of months, provisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of a table. Dates are ISO text; months are month indices."""

    id: str
    table: str
    published: str
    retrieved: str
    url: str
    original: str
    sha256: str
    first_month: int
    last_month: int
    rounded_to: int = 1  # the publisher rounds every figure to this


@dataclass(frozen=True, slots=True)
class Announced:
    """A single figure as it was announced, before later releases restated it."""

    month: int
    value: int
    published: str
    quoted_from: str


@dataclass(frozen=True, slots=True)
class Part:
    """The months of one table that answer a query: values by release, then by month."""

    table: str
    title: str
    url: str
    source: str
    locator: str
    releases: tuple[Release, ...]  # oldest first
    values: Mapping[str, Mapping[int, int]]  # release id -> month -> value
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Everything held on one measure and population, by month.

    `parts` stand in the manifest's order: a month is answered by the first part that covers it.
    """

    measure: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    parts: tuple[Part, ...]
    announced: tuple[Announced, ...] = ()
    restated_percent: float = 0.0
    restated_points: float = 0.0
    cache: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @property
    def first_month(self) -> int:
        return min(r.first_month for p in self.parts for r in p.releases)

    @property
    def last_month(self) -> int:
        return max(r.last_month for p in self.parts for r in p.releases)


Where = tuple[tuple[str, tuple[str, ...]], ...]


class Figures(Protocol):
    """What retrieval asks of a library; `None` where no table can answer."""

    def series(self, measure: str, where: Where) -> Series | None: ...
