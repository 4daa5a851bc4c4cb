"""Reads plain dates as expressions: months, days, weeks, fiscal and calendar years."""

from __future__ import annotations

from factcheck.model.record import record
from factcheck.model.value import MONTH_OF
from factcheck.text.days import RELATIVE, WEEKDAYS
from factcheck.text.numerals import FEW
from factcheck.text.tokens import Token

_HOURS = frozenset("morning afternoon evening night".split())  # "Friday night"
_BEFORE_DAYS = frozenset(
    "last this past recent previous each every per next single any given some many most several few busiest slowest "
    "first final opening certain consecutive straight of".split()
)
_DAYS = frozenset((*WEEKDAYS, *RELATIVE))
PAST = frozenset(("last", "past", "previous", "prior", "preceding"))


@record
class PeriodExpr:
    """What tokens[first:last] say about time, unresolved.

    `kind`: month, fiscal, calendar, year, range, quarter, half, edge-months (the first or last n
    months of a year), trailing (n months ending at some month), part (a season of a year, early or late in it),
    relative, to-date, day, week.
    `year` and `month` are as written; `word` is the relative word; `parts` the two ends of a range.
    """

    kind: str
    first: int
    last: int
    month: int | None = None
    year: int | None = None
    count: int = 0
    word: str = ""
    parts: tuple[PeriodExpr, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # terms of office as month indices


class Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.n = len(tokens)

    def norm(self, i: int) -> str:
        return self.tokens[i].norm if 0 <= i < self.n else ""

    def year_at(self, i: int) -> int | None:
        """A four-digit year written as one; "1,999" and "2,019" are counts."""
        word = self.norm(i)
        if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2099:
            return int(word)
        return None

    def short_year_at(self, i: int) -> int | None:
        """ "22" after "FY" or an apostrophe."""
        word = self.norm(i)
        if len(word) == 2 and word.isdecimal():
            return 2000 + int(word) if int(word) < 70 else 1900 + int(word)
        return self.year_at(i)


MONTH_WORDS = frozenset(MONTH_OF)
# The words that a day, a week or a rate by the day may begin with, or end with: "last week".
_WEEKS = frozenset("week weeks weekend day days hours".split())
_DAILY = frozenset("daily weekly hourly overnight".split())
DAY_WORDS = MONTH_WORDS | _DAYS | _WEEKS | _DAILY
PER = frozenset(("a", "per"))
RATES = frozenset(("day", "week", "hour", "night"))


def iso_month(r: Reader, i: int) -> PeriodExpr | None:
    """ "2023-11": a year and a month of two digits, with nothing between them and the hyphen."""
    year = r.year_at(i)
    if year is None or r.norm(i + 1) != "-" or i + 2 >= r.n:
        return None
    token, month = r.tokens[i + 2], r.norm(i + 2)
    glued = r.tokens[i].end == r.tokens[i + 1].start and r.tokens[i + 1].end == token.start
    if not glued or len(month) != 2 or not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    return PeriodExpr("month", i, i + 3, month=int(month), year=year)


def skip(r: Reader, i: int, *words: str) -> int:
    while r.norm(i) in words:
        i += 1
    return i


_BUDGET = frozenset(("budget", "financial"))  # what a fiscal year is called elsewhere


def fiscal(r: Reader, i: int) -> PeriodExpr | None:
    """ "fiscal year 2023", "FY2023", "FY 23", "fiscal 2023", "the 2023 fiscal year", "financial year 2023"."""
    word = r.norm(i)
    year = r.year_at(i)
    budget = r.norm(i + 1) in _BUDGET and r.norm(i + 2) in ("year", "years")
    if year and (r.norm(i + 1) == "fiscal" or budget):
        return PeriodExpr("fiscal", i, skip(r, i + 2, "year", "years"), year=year)
    if word not in ("fiscal", "fy", "fys") and not (word in _BUDGET and r.norm(i + 1) in ("year", "years")):
        return None
    j = skip(r, i + 1, "year", "years", ".", "-", "'", "’")
    if [r.norm(k) for k in range(j, j + 3)] == ["(", "fy", ")"]:
        j += 3  # "Fiscal Year (FY) 2017"
    j += r.norm(j) == "of" and bool(r.year_at(j + 1))  # "the fiscal year of 2021"
    short = r.short_year_at(j)
    if short:
        return PeriodExpr("fiscal", i, j + 1, year=short)
    if (word == "fiscal" or word in _BUDGET) and r.norm(i + 1) in ("year", "years"):
        return _fiscal_ending(r, i) or _fiscal_relative(r, i)
    return None


def _fiscal_ending(r: Reader, i: int) -> PeriodExpr | None:
    """ "the fiscal year that ended in September 2021", "the fiscal year ending Sept. 30, 2021"."""
    j = skip(r, i + 2, "that", "which")
    if r.norm(j) not in ("ended", "ending", "ends"):
        return None
    j = skip(r, j + 1, "in", "on", "with")
    if j >= r.n:
        return None
    month = month_at(r, j)
    if month is None:
        return None
    j += 1
    if _is_day(r, j):
        j = skip(r, j + 1, "st", "nd", "rd", "th")
    if r.norm(j) == "," and r.year_at(j + 1):
        j += 1
    year = r.year_at(j)
    return PeriodExpr("fiscal-ending", i, j + 1 if year else j, month=month, year=year)


_ENDED = frozenset("ended completed concluded finished".split())


def _fiscal_relative(r: Reader, i: int) -> PeriodExpr | None:
    before, end = r.norm(i - 1), i + 2
    if before in ("this", "current", "new"):
        return PeriodExpr("relative", i - 1, end, word="this-fiscal")
    if before in PAST and r.norm(i + 1) == "year":
        return PeriodExpr("relative", i - 1, end, word="last-fiscal")
    if before in _ENDED and r.norm(i - 2) == "-" and r.norm(i - 3) in ("just", "recently"):
        return PeriodExpr("relative", i - 3, end, word="the-fiscal")  # "the just-ended fiscal year"
    if before == "the":
        return PeriodExpr("relative", i, end, word="the-fiscal")
    return None


def fiscal_total(r: Reader, i: int) -> PeriodExpr | None:
    """ "the fiscal-year total": of the fiscal year."""
    words = [r.norm(k) for k in range(i - 1, i + 4)]
    whole = words[:4] == ["the", "fiscal", "-", "year"] and words[4] in ("total", "tally", "count")
    return PeriodExpr("relative", i, i + 3, word="the-fiscal") if whole else None


def calendar_year(r: Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    if year and r.norm(i + 1) == "calendar" and r.norm(i + 2) == "year":
        return PeriodExpr("calendar", i, i + 3, year=year)
    if r.norm(i) != "calendar":
        return None
    j = skip(r, i + 1, "year", "years")
    year = r.year_at(j)
    return PeriodExpr("calendar", i, j + 1, year=year) if year else None


_AFTER_MONTHS = frozenset("was is saw brought had marked marks and set".split())


def month_at(r: Reader, i: int) -> int | None:
    month = MONTH_OF.get(r.norm(i))
    if month is None or not r.tokens[i].capitalised:
        return None
    if r.norm(i) in ("may", "march") and i == 0 and r.tokens[i + 1 : i + 2] and r.norm(i + 1).isalpha():
        # "May" and "March" open a sentence as verbs, too: a month is followed by a number or "was".
        after = r.norm(i + 1)
        counted = len(after) > 5 and after.endswith("s")  # "May sales were …"
        counted = counted or (r.norm(i) == "march" and r.tokens[i + 1].capitalised)  # "March Blue Line sales"
        return month if counted or after in _AFTER_MONTHS else None
    return month


def day(r: Reader, i: int) -> PeriodExpr | None:
    """ "Dec. 18, 2023", "18 December 2023", "Monday", "last week", "in recent days"."""
    word = r.norm(i)
    if word in _DAYS:
        return PeriodExpr("day", i, i + 1 + (r.norm(i + 1) in _HOURS), word=word)
    month = month_at(r, i)
    if month and _is_day(r, i + 1):
        j = i + 2
        if r.norm(j) in ("st", "nd", "rd", "th"):
            j += 1
        year = r.year_at(j) or (r.year_at(j + 1) if r.norm(j) == "," else None)
        if year:
            j += 2 if r.norm(j) == "," else 1
        return PeriodExpr("day", i, j, month=month, year=year, count=int(r.norm(i + 1)))
    if _is_day(r, i) and i + 1 < r.n and month_at(r, i + 1):
        year = r.year_at(i + 2)
        return PeriodExpr("day", i, i + 3 if year else i + 2, month=month_at(r, i + 1), year=year)
    if word in _WEEKS and (
        r.norm(i - 1) in _BEFORE_DAYS
        or (r.norm(i - 1) == "-" and r.norm(i - 2) in ("single", "one"))
        or r.norm(i - 1) in FEW
        or r.norm(i - 1).isdecimal()
    ):
        start = i - 1 if i and not r.norm(i - 1).startswith("fy") else i
        return PeriodExpr("week", start, i + 1, word=word)
    if word in _DAILY:
        return PeriodExpr("week", i, i + 1, word=word)
    return None


def each_day(r: Reader, i: int) -> PeriodExpr | None:
    """ "a day", "per week": a rate."""
    after = r.norm(i + 1)
    if r.norm(i) not in PER or after not in RATES:
        return None
    return PeriodExpr("week", i, i + 2, word=f"per-{after}")


def _is_day(r: Reader, i: int) -> bool:
    word = r.norm(i)
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


_BEFORE_THAT = frozenset("by in of until since from through during".split())


_A_YEAR_EARLIER = (
    "a year earlier", "a year before", "a year ago", "a year prior", "one year earlier", "one year before",
    "the previous year", "the prior year", "the preceding year", "the year before", "the year earlier",
    "the year prior",
)  # fmt: skip
_ENDS = frozenset(("", ",", ".", ";", ":", ")", "-", "and", "but", "when", "while", "'s"))


def _year_before(r: Reader, j: int) -> int:
    """Where "a year earlier" at token j ends, with nothing behind it that it is earlier than; 0 if it does not stand
    there."""
    for words in _A_YEAR_EARLIER:
        end = j + len(words.split())
        if r.norm(end) in _ENDS and " ".join([r.norm(n) for n in range(j, end)]) == words:
            return end
    return 0


def month(r: Reader, i: int) -> PeriodExpr | None:
    month = month_at(r, i)
    if month is None:
        return None
    j = i + 1
    of_year = r.norm(j) == "of" and (r.year_at(j + 1) or r.norm(j + 1) in ("last", "this"))
    if of_year or (r.norm(j) == "," and r.year_at(j + 1)):
        j += 1
    year = r.year_at(j)
    if year is not None:
        return PeriodExpr("month", i, j + 1, month=month, year=year)
    if r.norm(j) in ("last", "this") and r.norm(j + 1) == "year":
        return PeriodExpr("month", i, j + 2, month=month, word=r.norm(j) + "-year")
    if r.norm(j) in ("of", "in") and (year_of := fiscal(r, skip(r, j + 1, "the"))) is not None:
        return PeriodExpr("month-of", i, year_of.last, month=month, parts=(year_of,))  # "January of FY24"
    if end := _year_before(r, skip(r, j, "of", "in")):
        return PeriodExpr("month", i, end, month=month, word="year-before")
    start, word = i, ""
    pointed = r.norm(i - 1) == "that" and r.norm(i - 2) in _BEFORE_THAT  # and not "said that May's sales …"
    before = r.norm(i - 1) in ("prior", "preceding") and r.norm(i - 2) == "the"  # "any prior May" is none
    if r.norm(i - 1) in ("last", "this", "previous") or pointed or before:
        words = {"this": "this-month", "last": "last-such", "that": "that-month"}
        words |= dict.fromkeys(("previous", "prior", "preceding") if r.norm(i - 2) == "the" else (), "previous-such")
        start, word = i - 1, words.get(r.norm(i - 1), "")
    return PeriodExpr("month", start, i + 1, month=month, word=word)


PARTS_OF_YEAR = frozenset("early late mid spring summer fall autumn winter".split())
_BEFORE_PARTS = frozenset("the in since by of until from last during through and".split()) | {""}


def part_of_year(r: Reader, i: int) -> PeriodExpr | None:
    """ "early 2021", "mid-2021", "the fall of 2021", "summer 2021": some months of a year."""
    j = i + 1 + (r.norm(i + 1) in ("-", "of"))
    year = r.year_at(j)
    named = r.norm(i) in PARTS_OF_YEAR and r.norm(i - 1) in _BEFORE_PARTS and r.norm(j + 1) not in ("s", "'s")
    return PeriodExpr("part", i, j + 1, year=year, word=r.norm(i)) if named and year else None


def count_at(r: Reader, i: int) -> int:
    word = r.norm(i)
    if word in FEW:
        return FEW[word]
    return int(word) if word.isdecimal() and len(word) <= 2 else 0


def bare_year(r: Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    return PeriodExpr("year", i, i + 1, year=year) if year else None
