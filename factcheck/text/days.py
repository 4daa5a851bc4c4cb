"""Reads days, months, years, decades and centuries of a text as spans of days, with before, after and since."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from factcheck.model.record import record, replace
from factcheck.model.value import MONTH_OF
from factcheck.text.numbers import ORDINAL_WORDS, ordinal_at
from factcheck.text.tokens import Token, tokenize

WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_BEHIND = frozenset("in at to with for on and about during as".split())
# What opens a time, beside digits.
_OPENING = frozenset((*MONTH_OF, *WEEKDAYS, *RELATIVE, *ORDINAL_WORDS, "this", "last"))
_HOUR = re.compile(r"\b(\d{1,2}):\d\d\s?([AaPp])\.?[Mm]\b")
_EVENING = 9  # o'clock
_CHANGES = frozenset("increase decrease rise decline drop fall jump gain growth reduction improvement".split())
_LEADS = {
    "before": "before", "prior": "before", "until": "until", "till": "until", "by": "by", "after": "after",
    "following": "after", "since": "since", "from": "since", "in": "in", "on": "in", "during": "in",
    "around": "about", "about": "about", "circa": "about", "between": "in",
}  # fmt: skip


@record
class Day:
    """A time as written in tokens[first:last].

    `year`, `month`, `day` are what is written, `until` the last day of "June 10-11"; `weekday` counts from
    Monday = 0; `offset` is days from the day of writing ("yesterday" -1); `unit` names a span of years
    (`decade`, `century`); `lead` is the word before it: `in`, `before`, `after`, `since`, `until`, `by`, `about` or "".
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str = ""
    lead: str = ""
    until: int | None = None

    def span(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last day; `year` stands in for one that is not written. None when it has none."""
        year = self.year if self.year is not None else year
        if year is None or not 1 <= year <= 9000:
            return None
        if self.unit:
            return date(year, 1, 1), date(year + (9 if self.unit == "decade" else 99), 12, 31)
        if self.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = monthrange(year, self.month)[1]
        if self.day is None:
            return date(year, self.month, 1), date(year, self.month, last)
        if self.day > last:
            return None
        return date(year, self.month, self.day), date(year, self.month, min(self.until or self.day, last))


def find_days(tokens: list[Token]) -> list[Day]:
    """All times of a text in order, never overlapping."""
    found: list[Day] = []
    end = 0
    for i in [i for i, t in enumerate(tokens) if t.norm in _OPENING or t.norm[:1].isdecimal()]:
        day = _at(tokens, i) if i >= end else None
        if day is not None:
            if found and _ends_range(tokens, found[-1], day):
                found[-1] = replace(found[-1], lead="in")
            found.append(day)
            end = day.last
    return found


def _ends_range(tokens: list[Token], first: Day, last: Day) -> bool:
    """Whether two times are the ends of one ("from 2022 to 2024"): within it is what "between" them is."""
    begins = first.lead == "since" and first.first > 0 and tokens[first.first - 1].norm == "from"
    return begins and tokens[first.last].norm in ("to", "through", "until") and last.first == first.last + 1


@lru_cache(maxsize=4096)
def day_in(title: str) -> str:
    """The one day with its year that a title states, as ISO text, else "": "Press call, March 4, 2021"."""
    spans = [span for day in find_days(tokenize(title)) if (span := day.span()) and span[0] == span[1]]
    return spans[0][0].isoformat() if len(spans) == 1 else ""


def of_its_day(opening: str) -> bool:
    """Whether a transcript was taken down on the day that it bears: it opens with an hour before the evening, undated.

    Any other may have come out on the day after.
    """
    hour = _HOUR.search(opening)
    if hour is None or any(d.month and d.day for d in find_days(tokenize(opening[: hour.end()]))):
        return False
    return hour[2] in "Aa" or int(hour[1]) % 12 < _EVENING


def _norm(tokens: list[Token], i: int) -> str:
    return tokens[i].norm if 0 <= i < len(tokens) else ""


def _at(tokens: list[Token], i: int) -> Day | None:
    for parse in (_iso, _month_first, _day_first, _century, _decade, _year, _named):
        found = parse(tokens, i)
        if found is not None:
            return _with_lead(tokens, found)
    return None


def _with_lead(tokens: list[Token], found: Day) -> Day:
    i = found.first - 1
    while _norm(tokens, i) in ("the", "early", "mid", "late", "-", "of"):
        i -= 1
    lead = _LEADS.get(_norm(tokens, i), "")
    while not lead and _norm(tokens, i) in ("fiscal", "fy", "year"):
        i -= 1
        lead = "in" if _LEADS.get(_norm(tokens, i)) == "in" else ""
    return replace(found, lead=lead)


def _year_number(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100 else None


def _day_number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def _month_at(tokens: list[Token], i: int) -> int | None:
    """A month's name; "may" and "march" only when written with a capital letter."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "word" or not tokens[i].capitalised:
        return None
    return MONTH_OF.get(tokens[i].norm)


def _ends(tokens: list[Token], i: int) -> bool:
    """Whether nothing stands at token i that a number before it could count."""
    return i >= len(tokens) or tokens[i].kind not in ("word", "abbr", "num") or _norm(tokens, i) in _BEHIND


def _iso(tokens: list[Token], i: int) -> Day | None:
    year = _year_number(_norm(tokens, i))
    if year is None or _norm(tokens, i + 1) != "-" or _norm(tokens, i + 3) != "-":
        return None
    month, day = _norm(tokens, i + 2), _norm(tokens, i + 4)
    if len(month) == 2 and len(day) == 2 and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12:
        return Day(i, i + 5, year, int(month), _day_number(day))
    return None


def _skip_ordinal(tokens: list[Token], i: int) -> int:
    return i + 1 if _norm(tokens, i) in ("st", "nd", "rd", "th") else i


def _month_first(tokens: list[Token], i: int) -> Day | None:
    """ "August 13, 1914", "August 13", "August 1914", "August"."""
    month = _month_at(tokens, i)
    if month is None:
        return None
    j = i + 2 if _norm(tokens, i + 1) == "." and len(tokens[i].norm) <= 4 else i + 1
    number = _day_number(_norm(tokens, j))
    if number is not None:
        j = _skip_ordinal(tokens, j + 1)
        until = _day_number(_norm(tokens, j + 1)) if _norm(tokens, j) in ("-", "and") else None
        if _norm(tokens, j) == "and" and not (until == (number or 0) + 1 and _ends(tokens, j + 2)):
            until = None  # "June 10 and 11" is from one day to the next, "June 10 and 14" and "and 11 crews" are not
        if until is not None and until > number:
            j = _skip_ordinal(tokens, j + 2)
        k = j + 1 if _norm(tokens, j) == "," else j
        year = _year_number(_norm(tokens, k))
        return Day(i, k + 1 if year else j, year, month, number, until=until if until and until > number else None)
    k = j + 1 if _norm(tokens, j) in (",", "of") else j
    year = _year_number(_norm(tokens, k))
    if year is None and MONTH_OF.get(tokens[i].norm) in (3, 5) and i == 0:
        return None  # "May ..." at the head of a sentence
    return Day(i, k + 1 if year else j, year, month)


def _day_first(tokens: list[Token], i: int) -> Day | None:
    """ "17 July 2019", "the 17th of July"."""
    number = _day_number(_norm(tokens, i))
    if number is None:
        return None
    j = _skip_ordinal(tokens, i + 1)
    if _norm(tokens, j) == "of":
        j += 1
    month = _month_at(tokens, j)
    if month is None:
        return None
    k = j + 2 if _norm(tokens, j + 1) == "," else j + 1
    year = _year_number(_norm(tokens, k))
    return Day(i, k + 1 if year else j + 1, year, month, number)


def _century(tokens: list[Token], i: int) -> Day | None:
    """ "the 19th century", "nineteenth-century"."""
    ordinal = ordinal_at(tokens, i)
    if ordinal is None:
        return None
    j = i + ordinal[1]
    if _norm(tokens, j) == "-":
        j += 1
    if _norm(tokens, j) in ("century", "centuries") and 1 < ordinal[0] < 22:
        return Day(i, j + 1, 100 * (ordinal[0] - 1) + 1, unit="century")
    return None


def _decade(tokens: list[Token], i: int) -> Day | None:
    """ "the 1960s", "the 1900s" (a century when it ends in two zeros)."""
    word, after = _norm(tokens, i), _norm(tokens, i + 1)
    year = _year_number(word)
    if year is None or year % 10 or after not in ("s", "'s") or tokens[i + 1].start != tokens[i].end:
        return None
    if year % 100 == 0 and year != 2000:
        return Day(i, i + 2, year, unit="century")
    return Day(i, i + 2, year, unit="decade")


def _year(tokens: list[Token], i: int) -> Day | None:
    """A bare year: four digits that count nothing."""
    year = _year_number(_norm(tokens, i))
    if _norm(tokens, i - 1) == "fy" and len(_norm(tokens, i)) == 2 and _norm(tokens, i).isdecimal():
        return Day(i, i + 1, 2000 + int(_norm(tokens, i)))  # "FY22"
    if year is None or (year < 1400 and _norm(tokens, i - 1) not in _LEADS):
        return None
    before = _norm(tokens, i - 1)
    if before == "over" and _norm(tokens, i - 2) in _CHANGES:
        return Day(i, i + 1, year)  # "an increase over 2020"
    if before in (*"$€£¥#§", "than", "over", "nearly", "almost", "least", "title", "section", "no"):
        return None
    after = _norm(tokens, i + 1)
    if after == "%" or after in ("percent", "people", "votes", "copies", "degrees", "meters", "miles", "feet"):
        return None
    return Day(i, i + 1, year)


def _named(tokens: list[Token], i: int) -> Day | None:
    """A weekday, or a word such as "yesterday"."""
    token = tokens[i]
    if token.norm == "this" and _norm(tokens, i + 1) in ("morning", "afternoon", "evening"):
        return Day(i, i + 2, offset=0)
    if token.norm == "last" and _norm(tokens, i + 1) == "night":
        return Day(i, i + 2, offset=-1)
    if token.norm in WEEKDAYS and token.capitalised:
        return Day(i, i + 1, weekday=WEEKDAYS[token.norm])
    if token.norm in RELATIVE:
        return Day(i, i + 1, offset=RELATIVE[token.norm])
    return None


# ---- what a time means on a day of writing ------------------------------------------------------

Days = tuple[date, date]
_SOON = 120  # days: "they agreed to meet in January" may mean the next


def resolve(tokens: list[Token], day: Day, on: date, ahead: bool) -> tuple[Days, ...]:
    """The spans of days that `day` may mean in a text written on `on`, the likeliest first.

    `ahead` says that the sentence speaks of what is to come: a bare weekday is then the next one, else the last.
    """
    if day.offset is not None:
        there = on + timedelta(days=day.offset)
        return ((there, there),)
    if day.weekday is not None:
        return _weekdays(tokens, day, on, ahead)
    if day.year is not None or day.month is None:
        span = day.span()
        return (span,) if span else ()
    spans = [s for year in (on.year - 1, on.year, on.year + 1) if (s := day.span(year))]
    if day.day is not None:  # a date without a year is the nearest one, whatever the tense; "February 29" may be none
        return tuple(sorted(spans, key=lambda s: abs((s[0] - on).days))[:1])
    past = [s for s in spans if s[0] <= on]
    coming = [s for s in spans if s[1] >= on]
    both = (coming[:1] + past[-1:]) if ahead else (past[-1:] + [s for s in coming[:1] if (s[0] - on).days < _SOON])
    return tuple(dict.fromkeys(both))


def _weekdays(tokens: list[Token], day: Day, on: date, ahead: bool) -> tuple[Days, ...]:
    assert day.weekday is not None
    back = on - timedelta(days=(on.weekday() - day.weekday) % 7)
    forth = on + timedelta(days=(day.weekday - on.weekday()) % 7)
    before = _norm(tokens, day.first - 1)
    if before == "last":
        days = [back - timedelta(days=7) if back == on else back, back - timedelta(days=7)]
    elif before == "next":
        days = [forth + timedelta(days=7) if forth == on else forth, forth + timedelta(days=7)]
    else:
        days = [forth] if ahead else [back]
    return tuple((d, d) for d in dict.fromkeys(days))


_UNITS = {"week", "month", "year"}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}  # the first month; newsrooms count in threes
_SEASON = 91  # days of one, at most
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}


def find_stretches(tokens: list[Token], on: date) -> list[tuple[int, int, Days]]:
    """ "last week", "this month", "earlier this year" as (first token, last token, span)."""
    out = []
    for i in range(len(tokens) - 1):
        word, unit = tokens[i].norm, tokens[i + 1].norm
        if word in _STEPS and (unit in _UNITS or unit in SEASONS):
            out.append((i, i + 2, _stretch(unit, _STEPS[word], on)))
    return out


def _stretch(unit: str, step: int, on: date) -> Days:
    if unit == "week":  # newsrooms begin it on Sunday or Monday
        monday = on - timedelta(days=on.weekday()) + timedelta(days=7 * step)
        return monday - timedelta(days=1), monday + timedelta(days=6)
    if unit == "year":
        return date(on.year + step, 1, 1), date(on.year + step, 12, 31)
    if unit in SEASONS:
        first = date(on.year + step, SEASONS[unit], 1)
        last = first + timedelta(days=_SEASON)
        return first, last
    index = on.year * 12 + on.month - 1 + step
    year, month = divmod(index, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
