"""Turns date lines, datelines and front-matter values into dates; a date in running text never."""

from __future__ import annotations

import re
from datetime import date

from factcheck.model.record import record
from factcheck.model.value import MONTH_OF

_MONTH = (
    r"(?P<month{n}>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>\d{{4}})"
_FORMS = (
    r"(?P<year0>\d{4})[-/.](?P<month0>\d{1,2})[-/.](?P<day0>\d{1,2})(?!\d)",
    (_MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR).format(n=1),
    (_DAY + r"\s+(?:of\s+)?" + _MONTH + r",?\s+" + _YEAR).format(n=2),
    r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year3>\d{4})(?!\d)",
)
_DATE = re.compile(r"(?<![\w/.-])(?:" + "|".join(_FORMS) + r")(?!\w*[-/]?\d{5})", re.I)
_CLOCK = (
    r"(?:,?\s*(?:at\s+|T)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"|,?\s*(?:at\s+)?\d{1,2}\s*[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_LABEL = re.compile(
    r"(?:(?:first |originally |last |article |story )?(?:date|published|publication date|posted|"
    r"created|issued|release date|updated|modified|last updated|last modified|update)"
    r"(?:\s+(?:on|at|date|by [^\d|:]{2,40}))?\s*[:|\-–—]?\s*)",
    re.I,
)
_UPDATED = re.compile(r"(?:last |article |story )?(?:updated?|modified)\b", re.I)
_BARE = re.compile(rf"{_WEEKDAY}(?:{_DATE.pattern}){_CLOCK}\s*(?:[|·•,\-–—/]\s*(?P<tail>.{{0,80}}))?$", re.I)
_DATELINE = re.compile(
    r"[A-Z][\w.’'\-]+(?: (?:[A-Z][\w.’'\-]*|of|the|de|la)){0,3}"
    r"(?:,\s*[A-Z][\w.]*(?: [A-Z][\w.]*)?)?,?\s+"
    r"(?:\([^)]{2,30}\)\s*,?\s*)?"
    + (_MONTH + r"\s+" + _DAY).format(n=1)
    + r"(?:,?\s+(?P<year1>\d{4}))?,?\s*(?:\([^)]{2,30}\)\s*)?"
    r"(?:[-–—]{1,2}|/[\w ]{2,20}/\s*[-–—]*)\s+"
)
_AFTER_DATE = re.compile(_CLOCK + r"\s*(?:$|[|·•,/\-–—(]|(?:by|last|updated|modified|published|posted|in|at)\b)", re.I)
_BEFORE_DATE = re.compile(rf"[\s|,·•:\-–—]*(?:(?:published|updated|posted|on)\s*:?\s*)*{_WEEKDAY}$", re.I)
_LABELLED = re.compile(
    rf"{_WEEKDAY}(?:\d{{1,2}}:\d{{2}}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?,?\s+(?:on\s+)?)?"
    rf"{_WEEKDAY}(?:{_DATE.pattern})",
    re.I,
)


@record
class DateLine:
    """What a date line says: its day, None when it is ambiguous or no day of the calendar."""

    day: date | None
    is_labelled: bool = False  # "Published: ..." and not a date alone
    is_update: bool = False


def parse_date(value: str) -> date | None:
    """The day that `value` as a whole names ("2024-05-03", "May 3, 2024 5:00 p.m."), or None."""
    match = _BARE.match(value.strip())
    return _day(match) if match and not match["tail"] else None


def date_line(text: str) -> DateLine | None:
    """What `text` says as a date line; None when it is none, such as a sentence with a date."""
    text = text.strip()
    label = _LABEL.match(text)
    if label:
        rest = _LABELLED.match(text, label.end())
        ends = rest and _AFTER_DATE.match(text, rest.end()) and len(text) - rest.end() <= 120
        if rest and ends and not re.search(r"[a-z]{3,}\.$", text):
            return DateLine(_day(rest), True, bool(_UPDATED.match(text)))
        return None
    match = _BARE.match(text)
    if match is None or len(text.split()) > 16 or date_in(match["tail"] or ""):
        return None  # two dates are a span of time, such as an exhibition's
    return DateLine(_day(match))


def before_date(text: str) -> tuple[str, bool]:
    """A byline up to the date in it, and whether nothing but a date line follows."""
    match = _DATE.search(text)
    if match is None:
        return text, True
    return _BEFORE_DATE.sub("", text[: match.start()]), date_line(text[match.start() :]) is not None


def date_in(text: str) -> date | None:
    """The first full date anywhere in `text`, for a byline that carries one."""
    match = _DATE.search(text)
    return _day(match) if match else None


def dateline(text: str) -> tuple[int, date | None] | None:
    """Length of a dateline with a date that opens `text` ("OSLO, May 3, 2024 —"), and its day.

    The day is None when the dateline gives no year; None when there is no such dateline.
    """
    match = _DATELINE.match(text)
    if match is None:
        return None
    if not match["year1"]:
        return match.end(), None
    month = MONTH_OF[match["month1"].lower()]
    return match.end(), _valid(int(match["year1"]), month, int(match["day1"]))


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    for number in "012":
        if found[f"year{number}"]:
            name = found[f"month{number}"]
            month = int(name) if name.isdecimal() else MONTH_OF[name.lower()]
            return _valid(int(found[f"year{number}"]), month, int(found[f"day{number}"]))
    first, second = int(found["first"]), int(found["second"])
    if first <= 12 and second <= 12 and first != second:
        return None  # 03/04 is March 4 here and 3 April there
    month, day = (second, first) if first > 12 else (first, second)
    return _valid(int(found["year3"]), month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1700 <= year <= 2200 else None
    except ValueError:
        return None
