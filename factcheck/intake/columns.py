"""Counts over the cells of one column what they may be: numbers, months, years, or words of which few differ."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.intake.cells import (
    is_blank,
    is_fiscal,
    is_total,
    is_week,
    month_number,
    number,
    quarter,
    quarter_number,
    slashed,
    split_year,
    unmarked,
    when,
    year_number,
)

MOST_VALUES = 300  # a column of words with more different ones breaks nothing down


@dataclass(slots=True)
class Column:
    """What the cells of one column may be, counted over the whole sheet."""

    name: str
    place: int
    filled: int = 0
    points: int = 0  # numbers, read with a decimal point
    commas: int = 0  # numbers, read with a decimal comma
    numbers: int = 0  # numbers, read one way or the other
    marked: int = 0  # of these, with a mark behind them ("1,200 p")
    mark: str = ""  # a cell that has one
    only_point: str = ""  # a cell that is a number with a point and none with a comma
    only_comma: str = ""
    either: str = ""  # a cell that is another number each way
    times: int = 0
    months_seen: set[int] = field(default_factory=set)  # by index
    months: int = 0
    years: int = 0
    quarters: int = 0  # with their year
    quarters_alone: int = 0
    weeks: int = 0
    split_years: int = 0  # years that lie in two: "2022-23", which may look like a month
    fiscal: bool = False
    first: tuple[int, int] = (0, 0)  # the largest numbers in "3/4/2024"
    varies: list[set[int]] = field(default_factory=lambda: [set(), set()])
    words: dict[str, int] = field(default_factory=dict)  # different cells, in order, at most MOST_VALUES + 1
    sample: str = ""

    def see(self, cell: str) -> None:
        if is_blank(cell):
            return
        if len(self.words) <= MOST_VALUES:
            self.words[cell] = self.words.get(cell, 0) + 1
        if is_total(cell):
            return
        self.filled += 1
        self.sample = self.sample or cell
        figure = unmarked(cell)
        if figure != cell:
            self.marked += 1
            self.mark = self.mark or cell
        point, comma = number(figure), number(figure, comma=True)
        self.points += point is not None
        self.commas += comma is not None
        self.numbers += point is not None or comma is not None
        if point is not None and comma is None:
            self.only_point = self.only_point or figure
        elif comma is not None and point is None:
            self.only_comma = self.only_comma or figure
        elif point != comma:
            self.either = self.either or figure
        self.months += month_number(cell) > 0
        self.years += year_number(cell) > 0
        self.quarters += quarter(cell) is not None
        self.quarters_alone += quarter_number(cell) > 0
        self.weeks += is_week(cell)
        self.split_years += split_year(cell) > 0
        self.fiscal = self.fiscal or is_fiscal(cell)
        parts = slashed(cell)
        if parts:
            self.first = max(self.first[0], parts[0]), max(self.first[1], parts[1])
            for seen, part in zip(self.varies, parts, strict=True):
                seen.add(part)
        moment = when(cell, parts is None or parts[1] <= 12)
        if moment is not None:
            self.times += 1
            self.months_seen.add(moment.index)

    def all(self, count: int) -> bool:
        return self.filled > 0 and count == self.filled

    @property
    def is_figures(self) -> bool:
        """Whether every cell is a number, be it with a mark."""
        return self.all(self.points) or self.all(self.commas)

    @property
    def is_number(self) -> bool:
        """The same where most have no mark: "5b" and "6d" alone may be names."""
        return self.is_figures and self.mostly_plain

    @property
    def mostly_plain(self) -> bool:
        return 2 * self.marked <= self.filled
