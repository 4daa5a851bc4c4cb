"""Reads the dates and periods of a sentence as expressions, before any date is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.model.value import MONTHS
from factcheck.text.numbers import ordinal_at
from factcheck.text.tokens import Token

_MONTH = {name.lower(): n for n, name in enumerate(MONTHS, start=1)}
_MONTH |= {name.lower()[:3]: n for n, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight".split()
)
_SMALL = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)}
_PAST = frozenset(("last", "past", "previous", "prior", "preceding"))
_TO = frozenset(("to", "through", "thru", "until", "till", "-"))


@dataclass(frozen=True, slots=True)
class PeriodExpr:
    """What tokens[first:last] say about time, unresolved.

    `kind`: month, fiscal, calendar, year, range, quarter, half, edge-months (the first or last n
    months of a year), trailing (n months ending at some month), relative, to-date, day, week.
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


class _Reader:
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


def find_periods(tokens: list[Token]) -> list[PeriodExpr]:
    """All time expressions of a sentence in order, longest first, never overlapping."""
    reader = _Reader(tokens)
    found: list[PeriodExpr] = []
    i = 0
    while i < len(tokens):
        expr = _at(reader, i)
        if expr is None:
            i += 1
            continue
        found.append(expr)
        i = expr.last
    return _ranges(reader, found)


def _at(r: _Reader, i: int) -> PeriodExpr | None:
    for parse in (_iso, _edge, _fiscal, _calendar_year, _day, _month, _relative, _trailing, _year):
        expr = parse(r, i)
        if expr is not None:
            return expr
    return None


def _iso(r: _Reader, i: int) -> PeriodExpr | None:
    """ "2023-11": a year and a month of two digits, with nothing between them and the hyphen."""
    year = r.year_at(i)
    if year is None or r.norm(i + 1) != "-" or i + 2 >= r.n:
        return None
    token, month = r.tokens[i + 2], r.norm(i + 2)
    glued = r.tokens[i].end == r.tokens[i + 1].start and r.tokens[i + 1].end == token.start
    if not glued or len(month) != 2 or not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    return PeriodExpr("month", i, i + 3, month=int(month), year=year)


def _skip(r: _Reader, i: int, *words: str) -> int:
    while r.norm(i) in words:
        i += 1
    return i


def _fiscal(r: _Reader, i: int) -> PeriodExpr | None:
    """ "fiscal year 2023", "FY2023", "FY 23", "fiscal 2023", "the 2023 fiscal year", "fiscal years"."""
    word = r.norm(i)
    if word.startswith("fy") and word[2:].isdecimal():
        named = int(word[2:]) if len(word) == 6 else 2000 + int(word[2:])
        return PeriodExpr("fiscal", i, i + 1, year=named)
    year = r.year_at(i)
    budget = r.norm(i + 1) == "budget" and r.norm(i + 2) in ("year", "years")
    if year and (r.norm(i + 1) == "fiscal" or budget):
        return PeriodExpr("fiscal", i, _skip(r, i + 2, "year", "years"), year=year)
    if word not in ("fiscal", "fy", "fys") and not (word == "budget" and r.norm(i + 1) in ("year", "years")):
        return None
    j = _skip(r, i + 1, "year", "years", ".", "-", "'", "’")
    short = r.short_year_at(j)
    if short:
        return PeriodExpr("fiscal", i, j + 1, year=short)
    if word in ("fiscal", "budget") and r.norm(i + 1) in ("year", "years"):
        return _fiscal_ending(r, i) or _fiscal_relative(r, i)
    return None


def _fiscal_ending(r: _Reader, i: int) -> PeriodExpr | None:
    """ "the fiscal year that ended in September 2021", "the fiscal year ending Sept. 30, 2021"."""
    j = _skip(r, i + 2, "that", "which")
    if r.norm(j) not in ("ended", "ending", "ends"):
        return None
    j = _skip(r, j + 1, "in", "on", "with")
    if j >= r.n:
        return None
    month = _month_at(r, j)
    if month is None:
        return None
    j += 1
    if _is_day(r, j):
        j += 1
    if r.norm(j) == "," and r.year_at(j + 1):
        j += 1
    year = r.year_at(j)
    return PeriodExpr("fiscal-ending", i, j + 1 if year else j, month=month, year=year)


def _fiscal_relative(r: _Reader, i: int) -> PeriodExpr | None:
    before, end = r.norm(i - 1), i + 2
    if before in ("this", "current"):
        return PeriodExpr("relative", i - 1, end, word="this-fiscal")
    if before in _PAST:
        return PeriodExpr("relative", i - 1, end, word="last-fiscal")
    if before == "the":
        return PeriodExpr("relative", i, end, word="the-fiscal")
    return None


def _calendar_year(r: _Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    if year and r.norm(i + 1) == "calendar" and r.norm(i + 2) == "year":
        return PeriodExpr("calendar", i, i + 3, year=year)
    if r.norm(i) != "calendar":
        return None
    j = _skip(r, i + 1, "year", "years")
    year = r.year_at(j)
    return PeriodExpr("calendar", i, j + 1, year=year) if year else None


def _month_at(r: _Reader, i: int) -> int | None:
    month = _MONTH.get(r.norm(i))
    if month is None or not r.tokens[i].capitalised:
        return None
    if r.norm(i) in ("may", "march") and i == 0 and r.tokens[i + 1 : i + 2] and r.norm(i + 1).isalpha():
        # "May" and "March" open a sentence as verbs, too: a month is followed by a number or "was".
        return month if r.norm(i + 1) in ("was", "saw", "brought", "had", "marked", "and", "set") else None
    return month


def _day(r: _Reader, i: int) -> PeriodExpr | None:
    """ "Dec. 18, 2023", "18 December 2023", "Monday", "last week", "in recent days"."""
    word = r.norm(i)
    if word in _WEEKDAYS:
        return PeriodExpr("day", i, i + 1, word=word)
    month = _month_at(r, i)
    if month and _is_day(r, i + 1):
        j = i + 2
        if r.norm(j) in ("st", "nd", "rd", "th"):
            j += 1
        year = r.year_at(j) or (r.year_at(j + 1) if r.norm(j) == "," else None)
        if year:
            j += 2 if r.norm(j) == "," else 1
        return PeriodExpr("day", i, j, month=month, year=year, count=int(r.norm(i + 1)))
    if _is_day(r, i) and i + 1 < r.n and _month_at(r, i + 1):
        year = r.year_at(i + 2)
        return PeriodExpr("day", i, i + 3 if year else i + 2, month=_month_at(r, i + 1), year=year)
    if word in ("week", "weeks", "weekend", "day", "days", "hours") and (
        r.norm(i - 1) in ("last", "this", "past", "recent", "previous", "each", "every", "per", "next")
        or r.norm(i - 1) in _SMALL
        or r.norm(i - 1).isdecimal()
    ):
        start = i - 1 if i and not r.norm(i - 1).startswith("fy") else i
        return PeriodExpr("week", start, i + 1, word=word)
    if word in ("daily", "weekly", "hourly", "overnight"):
        return PeriodExpr("week", i, i + 1, word=word)
    if word in ("a", "per") and r.norm(i + 1) in ("day", "week", "hour", "night"):
        return PeriodExpr("week", i, i + 2, word="per-" + r.norm(i + 1))
    return None


def _is_day(r: _Reader, i: int) -> bool:
    word = r.norm(i)
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _month(r: _Reader, i: int) -> PeriodExpr | None:
    month = _month_at(r, i)
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
    start, word = i, ""
    if r.norm(i - 1) in ("last", "this", "previous"):
        start, word = i - 1, "this-month" if r.norm(i - 1) == "this" else ""
    return PeriodExpr("month", start, i + 1, month=month, word=word)


_RELATIVE = (
    (("the", "same", "month", "of", "last", "year"), "year-ago"),
    (("the", "same", "month", "last", "year"), "year-ago"),
    (("the", "same", "month", "a", "year", "earlier"), "year-ago"),
    (("the", "same", "month", "a", "year", "ago"), "year-ago"),
    (("the", "same", "month", "the", "previous", "year"), "year-ago"),
    (("the", "same", "month", "the", "year", "before"), "year-ago"),
    (("the", "same", "period", "last", "year"), "year-ago"),
    (("the", "same", "period", "a", "year", "earlier"), "year-ago"),
    (("the", "same", "time", "last", "year"), "year-ago"),
    (("the", "same", "months", "a", "year", "earlier"), "year-ago"),
    (("a", "year", "earlier"), "year-ago"),
    (("a", "year", "ago"), "year-ago"),
    (("a", "year", "before"), "year-ago"),
    (("one", "year", "earlier"), "year-ago"),
    (("the", "year", "before"), "year-ago"),
    (("the", "year", "earlier"), "year-ago"),
    (("year", "over", "year"), "year-ago"),
    (("year", "on", "year"), "year-ago"),
    (("the", "month", "before"), "month-before"),
    (("the", "month", "prior"), "month-before"),
    (("the", "month", "earlier"), "month-before"),
    (("the", "previous", "month"), "month-before"),
    (("the", "prior", "month"), "month-before"),
    (("the", "preceding", "month"), "month-before"),
    (("a", "month", "earlier"), "month-before"),
    (("a", "month", "before"), "month-before"),
    (("a", "month", "ago"), "month-before"),
    (("one", "month", "earlier"), "month-before"),
    (("month", "over", "month"), "month-before"),
    (("the", "previous", "year"), "year-before"),
    (("the", "prior", "year"), "year-before"),
    (("a", "month", "later"), "month-after"),
    (("one", "month", "later"), "month-after"),
    (("the", "following", "month"), "month-after"),
    (("the", "next", "month"), "month-after"),
    (("the", "month", "after"), "month-after"),
    (("a", "year", "later"), "year-after"),
    (("one", "year", "later"), "year-after"),
    (("the", "following", "year"), "year-after"),
    (("the", "next", "year"), "year-after"),
    (("last", "month"), "last-month"),
    (("this", "month"), "this-month"),
    (("last", "year"), "last-year"),
    (("this", "year"), "this-year"),
    (("so", "far", "this", "year"), "this-year"),
    (("this", "summer"), "season"),
    (("last", "summer"), "season"),
    (("this", "spring"), "season"),
    (("this", "fall"), "season"),
    (("this", "winter"), "season"),
    (("this", "quarter"), "season"),
    (("last", "quarter"), "season"),
)


def _build_relative() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, meaning in sorted(_RELATIVE, key=lambda pair: -len(pair[0])):
        by_first.setdefault(words[0], []).append((words, meaning))
    return by_first


_RELATIVE_BY_FIRST = _build_relative()


def _relative(r: _Reader, i: int) -> PeriodExpr | None:
    if r.norm(i) in ("last", "this", "first") and (
        r.norm(i - 1) == "'s" or (r.norm(i + 2) == "in" and r.norm(i + 3) == "office")
    ):
        return None  # "her last year in office" is no calendar year
    for words, meaning in _RELATIVE_BY_FIRST.get(r.norm(i), ()):
        k, end = 0, i
        while k < len(words) and end < r.n:
            if r.norm(end) == "-" and k:
                end += 1
                continue
            if r.norm(end) != words[k]:
                break
            k, end = k + 1, end + 1
        if k == len(words):
            return PeriodExpr("relative", i, end, word=meaning)
    if r.norm(i) == "same":
        return _same_of(r, i)
    if r.norm(i) in ("fytd",):
        return PeriodExpr("relative", i, i + 1, word="this-fiscal")
    return None


_SAME_SPANS = frozenset("month months period span time stretch quarter quarters half point timeframe".split())
_YEAR_BEFORE = ("last year", "a year earlier", "a year ago", "a year before", "one year earlier", "the previous year",
                "the prior year", "the year before", "the year earlier", "the year prior", "previous year")  # fmt: skip


def _same_of(r: _Reader, i: int) -> PeriodExpr | None:
    """ "same three months of 2023", "same month in 2024", "same time a year earlier"."""
    j = i + 1
    if _count_at(r, j) or r.norm(j) in ("fiscal", "calendar"):
        j += 1
    if r.norm(j) not in _SAME_SPANS:
        return None
    start, j = j + 1, _skip(r, j + 1, "of", "in", "during", "for")
    for words in _YEAR_BEFORE:
        listed = words.split()
        if [r.norm(j + n) for n in range(len(listed))] == listed:
            return PeriodExpr("relative", i, j + len(listed), word="year-ago")
    j = _skip(r, j, "last", "the")
    year = _fiscal(r, j) or _calendar_year(r, j) or _bare(r, j)
    return PeriodExpr("same-of", i, year.last, parts=(year,)) if year is not None and j > start else None


def _count_at(r: _Reader, i: int) -> int:
    word = r.norm(i)
    if word in _SMALL:
        return _SMALL[word]
    return int(word) if word.isdecimal() and len(word) <= 2 else 0


def _edge(r: _Reader, i: int) -> PeriodExpr | None:
    """ "first three months of fiscal year 2024", "first quarter of 2022", "second half of 2023"."""
    word = r.norm(i)
    ordinal = ordinal_at(r.tokens, i) if i < r.n else None
    if word not in ("first", "last", "final", "opening") and ordinal is None:
        return None
    last_end = word in ("last", "final")
    j = i + (ordinal[1] if ordinal else 1)
    rank = ordinal[0] if ordinal else 0
    unit, count = r.norm(j), 0
    if (counted := _count_at(r, j)) and r.norm(j + 1) == "months":
        kind, count, j = ("last" if last_end else "first"), counted, j + 2
    elif unit == "quarter" and not last_end:
        kind, count, j = "quarter", rank, j + 1
    elif unit == "half" and not last_end:
        kind, count, j = "half", rank, j + 1
    elif unit == "month" and word in ("first", "last", "final"):
        kind, count, j = ("last" if last_end else "first"), 1, j + 1
    else:
        return None
    if r.norm(j) in ("of", "in"):
        j = _skip(r, j + 1, "the")
        year = _fiscal(r, j) or _calendar_year(r, j) or _relative(r, j) or _bare(r, j)
        if r.norm(j) == "fiscal" and year is None:
            return None
        if year is not None:
            return PeriodExpr("edge", i, year.last, count=count, word=kind, parts=(year,))
        if r.norm(j) in ("year", "current", "this"):
            return None
    if r.year_at(j) and kind in ("quarter", "half"):
        return PeriodExpr(
            "edge",
            i,
            j + 1,
            count=count,
            word=kind,
            parts=(PeriodExpr("year", j, j + 1, year=r.year_at(j)),),
        )
    return None


def _bare(r: _Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    return PeriodExpr("year", i, i + 1, year=year) if year else None


def _trailing(r: _Reader, i: int) -> PeriodExpr | None:
    """ "the 12 months ending in November 2023", "the 12 months through March"."""
    count = _count_at(r, i)
    if not count or r.norm(i + 1) != "months":
        return None
    j = i + 2
    if r.norm(j) not in ("ending", "ended", "through", "to"):
        return None
    j = _skip(r, j + 1, "in", "on", "with", "the", "end", "of")
    end = _month(r, j) if j < r.n else None
    if end is None:
        return None
    return PeriodExpr("trailing", i, end.last, count=count, parts=(end,))


# A bare year stands between such words; "" is the edge of the sentence.
_BEFORE_YEAR = frozenset(
    "in since of during for from than to through by between and over versus vs year , ; : ( the their its a "
    "before until late early with - s 's".split()
) | {""}
_AFTER_YEAR = frozenset(
    ". , ; : ) - and to through at peak high low total record when was were saw had is after but as there the "
    "with from by alone or level levels figure figures than compared ( 's while which for on in along fell "
    "rose reached set marked brought they it".split()
) | {""}


def _year(r: _Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    if year is None or r.norm(i - 1) not in _BEFORE_YEAR or r.norm(i + 1) not in _AFTER_YEAR:
        return None
    return PeriodExpr("year", i, i + 1, year=year)


def _ranges(r: _Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """Joins "from A to B", "between A and B", "A-B", "A through B" into ranges."""
    out: list[PeriodExpr] = []
    for expr in _same_kind(r, found):
        if out and _joins(r, out[-1], expr):
            left = out.pop()
            out.append(PeriodExpr("range", left.first, expr.last, parts=(left, expr)))
        elif out and _through(r, out[-1], expr):
            left = out.pop()
            out.append(PeriodExpr("to-date", left.first, expr.last, parts=(left, expr)))
        else:
            out.append(expr)
    return out


def _same_kind(r: _Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """ "fiscal years 2022, 2023 and 2024": the years after the first are fiscal, too."""
    out: list[PeriodExpr] = []
    for expr in found:
        if expr.kind == "year" and out and out[-1].kind == "fiscal":
            between = [r.norm(k) for k in range(out[-1].last, expr.first)]
            if between and all(w in (",", "and", "or", "&") for w in between):
                out.append(replace(expr, kind="fiscal"))
                continue
        out.append(expr)
    return out


def _through(r: _Reader, left: PeriodExpr, right: PeriodExpr) -> bool:
    """ "fiscal year 2022 through July", "fiscal 2024, through April"."""
    between = [r.norm(k) for k in range(left.last, right.first) if r.norm(k) not in (",", "(")]
    return (
        left.kind in _YEARLY
        and right.kind == "month"
        and between in (["through"], ["thru"], ["up", "to"], ["up", "through"])
    )


_YEARLY = ("fiscal", "calendar", "year")


def _joins(r: _Reader, left: PeriodExpr, right: PeriodExpr) -> bool:
    between = [r.norm(k) for k in range(left.last, right.first)]
    between = [w for w in between if w not in ("the", "in", "of")]
    if len(between) == 1 and between[0] in _TO:
        kinds = {left.kind, right.kind}
        if left.kind == "month" and right.word in ("last-month", "month-before"):
            return True
        same = left.kind == right.kind or (left.kind in _YEARLY and right.kind in _YEARLY)
        return same and bool(kinds & {"month", *_YEARLY})
    if between == ["and"]:
        before = [r.norm(k) for k in range(max(0, left.first - 3), left.first)]
        ends = right.kind in ("month", *_YEARLY) or right.word in (
            "last-month",
            "last-fiscal",
            "last-year",
        )
        return "between" in before and left.kind in ("month", *_YEARLY) and ends
    return False
