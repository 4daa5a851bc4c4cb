"""Cells → numbers and months: the ways in which tables write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from factcheck.model.record import record
from factcheck.model.value import MONTH_OF, month_index

BLANKS = frozenset(
    ("", "-", "–", "—", ".", "..", "...", ":", "*", "x", "n/a", "#n/a", "na", "n.a.", "nan", "null", "none")
)
_TOTALS = "total,totals,all,overall,sum,annual,year,ytd,grand total,year total,annual total,full year,year to date"
TOTALS = frozenset(_TOTALS.split(","))
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_COMMA = re.compile(r"[+-]?\d{1,3}((\.\d{3})+|\d*)(,\d+)?")


_DIFFERENT = 1 << 16  # cells that are remembered: a long table has most of its own many times


@lru_cache(_DIFFERENT)
def is_blank(cell: str) -> bool:
    return cell.strip().lower() in BLANKS


@lru_cache(_DIFFERENT)
def is_total(cell: str) -> bool:
    return cell.strip().strip(":").lower() in TOTALS


# What publishers put behind a figure: provisional, revised, estimated, a footnote. "k" and "m" would be sizes.
_MARK = re.compile(r"(?<=\d)\s*(?:[*†‡]{1,3}|[\[(][a-z0-9*]{1,2}[\])]|[bdefprsu])(?:[*†‡])?$", re.I)


@lru_cache(_DIFFERENT)
def mark(cell: str) -> str:
    """The mark behind a figure, "p" of "1,200 p" and "(r)" of "1.3(r)"; empty where there is none."""
    found = _MARK.search(cell.strip())
    return found[0].strip() if found and number(cell) is None and number(cell, comma=True) is None else ""


@lru_cache(_DIFFERENT)
def unmarked(cell: str) -> str:
    """`cell` without the mark behind its figure."""
    behind = mark(cell)
    return cell.strip().removesuffix(behind).rstrip() if behind else cell


@lru_cache(_DIFFERENT)
def number(cell: str, comma: bool = False) -> Decimal | None:
    """The number that a cell states, None when it states none. `comma`: the comma is the decimal mark.

    A sign of a unit ("%", "$") and brackets for a negative figure are read past.
    """
    text = _SPACES.sub("", cell).replace("−", "-").strip("'")
    if text[:1] == "(" and text[-1:] == ")":
        text = "-" + text[1:-1]
    text = text.rstrip("%")
    sign = text[:1] if text[:1] in "+-" else ""
    text = sign + text[len(sign) :].lstrip("$€£")
    if not text.isascii():
        return None
    if comma:
        return Decimal(text.replace(".", "").replace(",", ".")) if _COMMA.fullmatch(text) else None
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _PLAIN.fullmatch(text) else None


@record
class When:
    """What a cell says of time: `day` is 0 where it names a month, `month` where it names a year."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def index(self) -> int:
        return month_index(self.year, self.month)


_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})|[-/.](\d{1,2})[-/.](\d{1,2}))(?:[T ]\d\d:\d\d.*)?")
_CODE = re.compile(r"(\d{4})M?(\d{2})", re.I)
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d\d?:\d\d.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?[\s,'’/-]*(\d{4}|\d{2})")
_NAME_LAST = re.compile(r"(\d{4})[\s,/-]*([A-Za-z]{3,9})\.?")
_DAY_NAMED = re.compile(r"(\d{1,2})[\s.-]*([A-Za-z]{3,9})\.?[\s,-]*(\d{4})")
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
# Pattern, and which of its groups are year, month and day.
_BY_NAME = ((_NAMED, (2, 1, 0)), (_NAME_LAST, (1, 2, 0)), (_DAY_NAMED, (3, 2, 1)), (_NAMED_DAY, (3, 1, 2)))
_YEAR = re.compile(r"(?:FY\s?|CY\s?)?((?:19|20)\d\d)", re.I)
_SPLIT_YEAR = re.compile(r"(?:FY\s?)?((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)", re.I)


@lru_cache(_DIFFERENT)
def month_number(cell: str) -> int:
    """1-12 for the name or number of a month, 0 for anything else."""
    text = cell.strip().strip(".").lower()
    if text.isascii() and text.isdecimal() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else 0
    return MONTH_OF.get(text, 0)


@lru_cache(_DIFFERENT)
def year_number(cell: str) -> int:
    """The year that a cell names, 0 for anything else."""
    found = _YEAR.fullmatch(cell.strip())
    return int(found[1]) if found else 0


@lru_cache(_DIFFERENT)
def split_year(cell: str) -> int:
    """The year in which one that lies in two ends, 2023 for "2022-23" and "2022/2023"; 0 for anything else."""
    found = _SPLIT_YEAR.fullmatch(cell.strip())
    if not found:
        return 0
    after = int(found[1]) + 1
    return after if int(found[2]) in (after, after % 100) else 0


_QUARTER = r"(?:Q\s?([1-4])|([1-4])\s?Q|([1-4])(?:st|nd|rd|th) quarter|(first|second|third|fourth) quarter)"
_QUARTER_ALONE = re.compile(_QUARTER, re.I)
_QUARTER_FIRST = re.compile(_QUARTER + r"[\s,'’/-]*((?:19|20)?\d\d)", re.I)
_QUARTER_LAST = re.compile(r"((?:19|20)\d\d)[\s,:/-]*" + _QUARTER, re.I)
_NTH = ("first", "second", "third", "fourth")


@lru_cache(_DIFFERENT)
def quarter_number(cell: str) -> int:
    """1-4 for what names a quarter without its year ("Q1", "third quarter"), 0 for anything else."""
    found = _QUARTER_ALONE.fullmatch(" ".join(cell.split()))
    return _which(found.groups()) if found else 0


@lru_cache(_DIFFERENT)
def quarter(cell: str) -> When | None:
    """The first month of the quarter that a cell names: "Q1 2023", "2023-Q1", "2023 1st quarter"."""
    text = " ".join(cell.split())
    if found := _QUARTER_FIRST.fullmatch(text):
        return When(_whole_year(found[5]), 3 * _which(found.groups()[:4]) - 2)
    if found := _QUARTER_LAST.fullmatch(text):
        return When(int(found[1]), 3 * _which(found.groups()[1:]) - 2)
    return None


def _whole_year(written: str) -> int:
    """2023 for "23", 1987 for "87"."""
    return int(written) + (0 if len(written) == 4 else 2000 if int(written) < 70 else 1900)


def _which(groups: Sequence[str | None]) -> int:
    named = next(g for g in groups if g)
    return int(named) if named.isdecimal() else _NTH.index(named.lower()) + 1


_WEEK = re.compile(r"\d{4}[-\s]?W\d\d?|W(?:eek\s)?\d\d?[-\s,/]*\d{4}", re.I)


def is_week(cell: str) -> bool:
    return _WEEK.fullmatch(cell.strip()) is not None


def is_fiscal(cell: str) -> bool:
    return cell.strip()[:2].upper() == "FY"


@lru_cache(_DIFFERENT)
def when(cell: str, day_first: bool | None = None) -> When | None:
    """The month or day that a cell names; None for anything else, and for "3/4/2024" while nobody knows."""
    text = " ".join(cell.split())
    if found := _ISO.fullmatch(text):
        return _checked(int(found[1]), int(found[2] or found[3]), int(found[4] or 0))
    if (found := _CODE.fullmatch(text)) and 1900 <= int(found[1]) < 2100:
        return _checked(int(found[1]), int(found[2]))
    if found := _SLASHED.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        if day_first is None:
            return None
        return _checked(year, two, one) if day_first else _checked(year, one, two)
    if found := _MONTH_YEAR.fullmatch(text):
        return _checked(int(found[2]), int(found[1]))
    for pattern, place in _BY_NAME:
        if found := pattern.fullmatch(text):
            groups = [str(found[p]) if p else "0" for p in place]
            return _checked(_whole_year(groups[0]), MONTH_OF.get(groups[1].lower(), 0), int(groups[2]))
    return None


@lru_cache(_DIFFERENT)
def slashed(cell: str) -> tuple[int, int] | None:
    """The two numbers before the year in "3/4/2024"."""
    found = _SLASHED.fullmatch(" ".join(cell.split()))
    return (int(found[1]), int(found[2])) if found else None


def _checked(year: int, month: int, day: int = 0) -> When | None:
    if not 1 <= month <= 12 or not 1000 <= year < 3000 or (day and day > monthrange(year, month)[1]):
        return None
    return When(year, month, day)
