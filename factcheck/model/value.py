"""Values as newsrooms write them: amounts with their written precision, periods, calendars."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.model.record import record

Number = int | Decimal  # an official value: whole, or with the decimals that its manifest declares

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Their names as written, whole or cut short.
MONTH_OF = {short: n for n, name in enumerate(MONTHS, start=1) for short in (name.lower(), name.lower()[:3])}
MONTH_OF["sept"] = 9


@record
class Amount:
    """A number as written.

    `value` is exact; for a percentage it is the percentage itself (14 for "14 percent").
    `place` is the value of the last written digit (1000 for "191,000", 0.1 for "85.2"), trailing
    zeros of a whole number counting as unwritten. `digits` is the number of significant digits.
    `unit` is `count`, `percent`, `points` (percentage points), `times` (a multiple) or `share`
    (a fraction of a whole such as "one in five"). For an amount of something measured, `value` is in
    the unit of the official figures; `written_unit` are the words that stood behind the number, and
    `times` is what a number in that unit is multiplied by.
    """

    value: Decimal
    place: Decimal
    digits: int
    unit: str = "count"
    written_unit: str = ""
    times: Decimal = Decimal(1)

    @property
    def is_exact(self) -> bool:
        """Written to the last unit, with four digits or more: the writer had the very figure."""
        return self.place <= 1 and self.digits >= 4


@record
class Calendar:
    """How a publisher counts years. `fiscal_start` is the month (1-12) its fiscal year starts in."""

    fiscal_start: int = 1

    def fiscal_year(self, year: int) -> tuple[int, int]:
        """First and last month index of fiscal year `year`, named for the year it ends in."""
        if self.fiscal_start == 1:
            return month_index(year, 1), month_index(year, 12)
        first = month_index(year - 1, self.fiscal_start)
        return first, first + 11

    def fiscal_year_of(self, month: int) -> int:
        """The fiscal year that the month index `month` lies in."""
        year, number = divmod(month, 12)
        return year + 1 if self.fiscal_start != 1 and number + 1 >= self.fiscal_start else year


def month_index(year: int, month: int) -> int:
    """Months since year 0, so that consecutive months differ by one."""
    return year * 12 + month - 1


def month_of(day: date) -> int:
    return month_index(day.year, day.month)


def month_iso(index: int) -> str:
    """`2023-11` for a month index."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_name(index: int) -> str:
    """`November 2023` for a month index."""
    return f"{MONTHS[index % 12]} {index // 12}"


@record
class Period:
    """Whole months from `first` to `last` (month indices, both included).

    `kind` is `month`, `months`, `quarter`, `season`, `fiscal`, `calendar` or `to-date`. `label` is how a
    reporter would write it. `year_inferred` says that the year was not written but worked out.
    """

    first: int
    last: int
    kind: str
    label: str
    year_inferred: bool = False

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def is_year(self) -> bool:
        return self.kind in ("fiscal", "calendar")

    def iso(self) -> str:
        if self.first == self.last:
            return month_iso(self.first)
        return f"{month_iso(self.first)}..{month_iso(self.last)}"
