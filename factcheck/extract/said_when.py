"""Turns words for the day on which something was said into the span of days that they mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.model.value import MONTH_OF
from factcheck.text.days import RELATIVE, WEEKDAYS
from factcheck.text.tokens import Token, tokenize

_NEAR = {word: -days for word, days in RELATIVE.items() if days <= 0}
_LAST = frozenset(("last", "past", "previous"))
FIRST_DAY = "first day"
_OFFICE = (("first", "day"), ("day", "1"), ("day", "one"), ("inauguration", "day"))


@dataclass(frozen=True, slots=True)
class SaidWhen:
    """A span of days, both ends in it, and the words for it. `exact`: the words name one day or month.

    `first_day` asks for the first day of the speaker's term, which is not known here.
    """

    words: str
    first: date | None = None
    last: date | None = None
    exact: bool = False
    first_day: bool = False


def said_when(texts: Sequence[str], as_of: date | None) -> SaidWhen | None:
    """When the first of `texts` that names a day, week, month or year says that it was; None if none does."""
    for text in texts:
        tokens = tokenize(text)
        for k in range(len(tokens)):
            found = _at(tokens, k, as_of)
            if found is not None:
                return found
    return None


def _norm(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].norm if 0 <= k < len(tokens) else ""


def _year(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2099 else None


def _at(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    here = _norm(tokens, k)
    if (here, _norm(tokens, k + 1)) in _OFFICE:
        return SaidWhen(f"{here} {_norm(tokens, k + 1)}", first_day=True)
    for parse in (_month, _day_month, _weekday, _relative, _bare_year):
        found = parse(tokens, k, as_of)
        if found is not None:
            return found
    return None


def _span(words: str, first: date, last: date, exact: bool = True) -> SaidWhen:
    return SaidWhen(words, first, last, exact)


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])


def _month(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    """ "January 2023", "Jan. 5, 2023", "April 29", "in March"."""
    month = MONTH_OF.get(_norm(tokens, k))
    if month is None or not tokens[k].text[:1].isupper():
        return None
    j = k + 2 if _norm(tokens, k + 1) == "." else k + 1
    day = int(_norm(tokens, j)) if _norm(tokens, j).isdecimal() and len(_norm(tokens, j)) <= 2 else None
    if day is not None:
        j += 2 if _norm(tokens, j + 1) in ("st", "nd", "rd", "th") else 1
    after = j + 1 if _norm(tokens, j) in (",", "of") else j
    year = _year(_norm(tokens, after))
    words = _words(tokens, k, after + 1 if year else j)
    if (
        day is None
        and year is None
        and _norm(tokens, k - 1) not in ("in", "last", "this", "of", "during", "early", "late")
    ):
        return None
    return _dated(words, year, month, day, as_of)


def _day_month(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    """ "5 January 2023", "the 5th of January"."""
    here = _norm(tokens, k)
    if not here.isdecimal() or len(here) > 2:
        return None
    j = k + 1
    while _norm(tokens, j) in ("st", "nd", "rd", "th", "of"):
        j += 1
    month = MONTH_OF.get(_norm(tokens, j))
    if month is None or not tokens[j].text[:1].isupper():
        return None
    year = _year(_norm(tokens, j + 1))
    return _dated(_words(tokens, k, j + (2 if year else 1)), year, month, int(here), as_of)


def _dated(words: str, year: int | None, month: int, day: int | None, as_of: date | None) -> SaidWhen | None:
    if year is None:
        if as_of is None:
            return None
        year = as_of.year if (month, day or 1) <= (as_of.month, as_of.day) else as_of.year - 1
    length = monthrange(year, month)[1]
    if day is None:
        return _span(words, date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        return None
    return _span(words, date(year, month, day), date(year, month, day))


def _weekday(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    """The last such day up to the day of writing; "last Monday" may be the week before."""
    here = _norm(tokens, k)
    if as_of is None or (not tokens[k].text[:1].isupper() and here not in _NEAR):
        return None
    if here in _NEAR:
        day = as_of - timedelta(days=_NEAR[here])
        return _span(tokens[k].text, day, day)
    if here not in WEEKDAYS or (_norm(tokens, k + 1) == "'s" and _norm(tokens, k + 2) not in ("statement",)):
        return None
    day = as_of - timedelta(days=(as_of.weekday() - WEEKDAYS[here]) % 7)
    first = day - timedelta(days=7) if _norm(tokens, k - 1) == "last" else day
    return _span(tokens[k].text, first, day)


def _relative(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    """ "last week", "this month", "earlier this year", "last year"."""
    here, unit = _norm(tokens, k), _norm(tokens, k + 1)
    if as_of is None or here not in (*_LAST, "this") or unit not in ("week", "month", "year"):
        return None
    words = _words(tokens, k, k + 2)
    if unit == "week":
        monday = as_of - timedelta(days=as_of.weekday())
        if here == "this":
            return _span(words, monday - timedelta(days=1), as_of, False)
        return _span(words, monday - timedelta(days=8), as_of - timedelta(days=1), False)
    if unit == "month":
        first = as_of.replace(day=1)
        if here != "this":
            last = first - timedelta(days=1)
            return _span(words, last.replace(day=1), last)
        return _span(words, first, as_of)
    year = as_of.year - (here != "this")
    return _span(words, date(year, 1, 1), date(year, 12, 31))


def _bare_year(tokens: Sequence[Token], k: int, as_of: date | None) -> SaidWhen | None:
    year = _year(_norm(tokens, k))
    if year is None or _norm(tokens, k - 1) not in ("in", "of", "since", "the", "early", "late", "his", "her", "their"):
        return None
    return _span(_words(tokens, k, k + 1), date(year, 1, 1), date(year, 12, 31))
