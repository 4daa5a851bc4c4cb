"""Reads spans that lean on another date: "the month before", "the first half of 2023", "12 months to May"."""

from __future__ import annotations

from factcheck.model.record import replace
from factcheck.text.dates import PeriodExpr, Reader, bare_year, calendar_year, count_at, fiscal, month, skip
from factcheck.text.numbers import ordinal_at

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
    (("year", "earlier"), "year-ago"),  # as headlines have it
    (("year", "ago"), "year-ago"),
    (("month", "earlier"), "month-before"),
    (("year", "over", "year"), "year-ago"),
    (("year", "on", "year"), "year-ago"),
    (("the", "month", "before", "that"), "month-before"),
    (("the", "year", "before", "that"), "year-ago"),
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
    (("the", "fiscal", "year", "before"), "fiscal-before"),
    (("the", "fiscal", "year", "prior"), "fiscal-before"),
    (("the", "fiscal", "year", "earlier"), "fiscal-before"),
    (("a", "fiscal", "year", "before"), "fiscal-before"),
    (("a", "fiscal", "year", "earlier"), "fiscal-before"),
    (("one", "fiscal", "year", "earlier"), "fiscal-before"),
    (("a", "month", "later"), "month-after"),
    (("one", "month", "later"), "month-after"),
    (("the", "following", "month"), "month-after"),
    (("the", "next", "month"), "month-after"),
    (("the", "month", "after"), "month-after"),
    (("a", "year", "later"), "year-after"),
    (("one", "year", "later"), "year-after"),
    (("the", "following", "year"), "year-after"),
    (("the", "next", "year"), "year-after"),
    (("the", "year", "after"), "year-after"),
    (("this", "time", "last", "year"), "so-far-last-year"),
    (("this", "point", "last", "year"), "so-far-last-year"),
    (("this", "time", "last", "fiscal", "year"), "so-far-last-fiscal"),
    (("this", "point", "last", "fiscal", "year"), "so-far-last-fiscal"),
    (("this", "time", "a", "year", "ago"), "so-far-last-year"),
    (("last", "month"), "last-month"),
    (("this", "month"), "this-month"),
    (("last", "year"), "last-year"),
    (("this", "year"), "this-year"),
    (("this", "calendar", "year"), "this-year"),
    (("last", "calendar", "year"), "last-calendar"),
    (("so", "far", "this", "year"), "so-far-this-year"),
    (("so", "far", "this", "calendar", "year"), "this-year"),
    (("the", "calendar", "year", "so", "far"), "this-year"),
    (("the", "fiscal", "year", "so", "far"), "this-fiscal"),
    (("the", "year", "so", "far"), "so-far-this-year"),
    (("fiscal", "year", "to", "date"), "this-fiscal"),
    (("this", "fy"), "this-fiscal"),
    (("last", "fy"), "last-fiscal"),
    (("the", "year", "prior"), "year-ago"),
    (("a", "year", "prior"), "year-ago"),
    (("a", "month", "prior"), "month-before"),
    (("this", "spring"), "this-spring"),
    (("this", "summer"), "this-summer"),
    (("this", "fall"), "this-fall"),
    (("this", "autumn"), "this-fall"),
    (("last", "spring"), "last-spring"),
    (("last", "summer"), "last-summer"),
    (("last", "fall"), "last-fall"),
    (("last", "autumn"), "last-fall"),
    (("this", "winter"), "season"),
    (("this", "quarter"), "season"),
    (("the", "full", "year"), "full-year"),
    (("the", "full", "fiscal", "year"), "full-year"),
    (("the", "year", "as", "a", "whole"), "full-year"),
    (("the", "whole", "year"), "full-year"),
    (("the", "entire", "fiscal", "year"), "full-year"),
    (("the", "whole", "fiscal", "year"), "full-year"),
    (("last", "quarter"), "season"),
)


def _build_relative() -> dict[tuple[str, str], list[tuple[tuple[str, ...], str]]]:
    by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for words, meaning in sorted(_RELATIVE, key=lambda pair: -len(pair[0])):
        by_two.setdefault((words[0], words[1]), []).append((words, meaning))
    return by_two


_RELATIVE_BY_TWO = _build_relative()
_DECADE = ("a", "one")
_SAME = frozenset(("same", "corresponding", "comparable"))
# The words that a relative period may begin with.
RELATIVE_WORDS = frozenset((*(words[0] for words, _ in _RELATIVE), *_SAME, "fytd"))
FOLLOWED_WORDS = RELATIVE_WORDS - _SAME - {"fytd"}  # those that mean nothing by themselves


def followed_by(word: str) -> frozenset[str]:
    """The words of which one has to follow `word` for a relative period to begin there; a hyphen may be one."""
    second = frozenset(b for a, b in _RELATIVE_BY_TWO if a == word) | {"-"}
    return second | {"decade"} if word in _DECADE else second


def relative(r: Reader, i: int) -> PeriodExpr | None:
    """ "the month before", "last year", "the same months of 2023"."""
    word = r.norm(i)
    second = r.norm(i + 2) if r.norm(i + 1) == "-" else r.norm(i + 1)
    phrases = _RELATIVE_BY_TWO.get((word, second))
    if second == "decade" and word in _DECADE:
        return _off(r, i, i + 2, 10, "years-off")
    if phrases is None and word not in _SAME and word != "fytd":
        return None
    if word in ("last", "this", "first") and (
        r.norm(i - 1) == "'s" or (r.norm(i + 2) == "in" and r.norm(i + 3) == "office")
    ):
        return None  # "her last year in office" is no calendar year
    for words, meaning in phrases or ():
        k, end = 0, i
        while k < len(words) and end < r.n:
            if r.norm(end) == "-" and k:
                end += 1
                continue
            if r.norm(end) != words[k]:
                break
            k, end = k + 1, end + 1
        if k < len(words) or (meaning == "full-year" and r.year_at(end)):
            continue  # "the full fiscal year 2021" has a name
        if words[-1] == "month" and r.norm(end) == "of" and month(r, end + 1):
            continue  # "the previous month of May" is May
        if words[-1] in ("before", "prior", "after") and _names_event(r, end):
            continue
        if words[-1] == "that" and r.norm(end) not in _BEHIND_THAT:
            continue  # "the month before that law"
        then = (
            words[:2] == ("this", "time") and r.norm(i - 1) != "by"
        )  # that very month, or as far as that year had got
        return PeriodExpr("relative", i, end, word=meaning.replace("so-far-", "time-") if then else meaning)
    if word in _SAME:
        return _same_of(r, i)
    if word == "fytd":
        return PeriodExpr("relative", i, i + 1, word="this-fiscal")
    return None


_BEHIND_THAT = frozenset((*", . ; : - – — ) it they there and was were but while as with according when".split(), ""))
_NAMING = frozenset("the a an this that his her its their our he she it they we".split())


def _names_event(r: Reader, i: int) -> bool:
    """Whether what "the year before" ("after") is before follows: "the law passed", "she took office"."""
    i += r.norm(i) == "to"
    if r.norm(i) == "it" and r.norm(i + 1) in ("was", "stood", "totaled", "came") and r.norm(i + 2)[:1].isdigit():
        return False  # "The month before it was 9,000"
    return r.norm(i) in _NAMING or (i < r.n and r.tokens[i].capitalised)


_SAME_SPANS = frozenset("month months period span time stretch quarter quarters half point timeframe".split())
_YEAR_BEFORE = (
    "last year", "a year earlier", "a year ago", "a year before", "one year earlier", "the previous year",
    "the prior year", "the year before", "last fiscal year", "the previous fiscal year",
    "the prior fiscal year", "the fiscal year before", "previous fiscal year", "the year earlier",
    "the year prior", "previous year",
)  # fmt: skip


def _same_of(r: Reader, i: int) -> PeriodExpr | None:
    """ "same three months of 2023", "same month in 2024", "same time a year earlier"."""
    j = i + 1
    if count_at(r, j) or r.norm(j) in ("fiscal", "calendar"):
        j += 1
    if r.norm(j) not in _SAME_SPANS:
        return None
    if r.norm(j) == "time":
        j = skip(r, j + 1, "-", "frame", "period", "span") - 1  # "the same time frame last year"
    start, j = j + 1, skip(r, j + 1, "of", "in", "during", "for")
    for words in _YEAR_BEFORE:
        listed = words.split()
        if [r.norm(j + n) for n in range(len(listed))] == listed:
            return PeriodExpr("relative", i, j + len(listed), word="year-ago")
    j = skip(r, j, "last", "the")
    year = fiscal(r, j) or calendar_year(r, j) or bare_year(r, j)
    return PeriodExpr("same-of", i, year.last, parts=(year,)) if year is not None and j > start else None


def _named_year(r: Reader, j: int) -> PeriodExpr | None:
    """A year in words or digits at token j: "the fiscal year", "this fiscal year", "fiscal 2024", "2024"."""
    j = skip(r, j, "the")
    for start in (j, j + 1) if r.norm(j) in ("this", "last", "current", "new", "previous", "prior") else (j,):
        found = fiscal(r, start) or calendar_year(r, start)
        if found is not None:
            return found
    return relative(r, j) or bare_year(r, j)


def _quarter_of(r: Reader, i: int) -> PeriodExpr | None:
    """ "Q1 of FY24", "Q3 2023"."""
    token = r.tokens[i]
    number = r.norm(i + 1)
    if r.norm(i) != "q" or number not in ("1", "2", "3", "4") or r.tokens[i + 1].start != token.end:
        return None
    year = _named_year(r, skip(r, i + 2, "of", "in"))
    return PeriodExpr("edge", i, year.last, count=int(number), word="quarter", parts=(year,)) if year else None


def _halfway(r: Reader, i: int) -> PeriodExpr | None:
    """ "halfway through fiscal 2023": its first six months."""
    if r.norm(i) != "halfway" or r.norm(i + 1) not in ("through", "into"):
        return None
    year = _named_year(r, i + 2)
    return PeriodExpr("edge", i, year.last, count=1, word="half", parts=(year,)) if year else None


def remaining(r: Reader, i: int) -> PeriodExpr | None:
    """ "with three months left in the fiscal year", "with two months of fiscal 2022 to go": the year without them."""
    if r.norm(i) != "with":
        return None
    j = skip(r, i + 1, "just", "only", "still", "about")
    count = 1 if r.norm(j) in ("a", "one") else count_at(r, j)
    if not count or r.norm(j + 1) not in ("month", "months"):
        return None
    j, year = skip(r, j + 2, "still"), None
    if r.norm(j) == "of":
        year = _named_year(r, j + 1)
        j = year.last if year is not None else j
    j = skip(r, j, "still")
    if r.norm(j) in ("left", "remaining"):
        j += 1
    elif r.norm(j) == "to" and r.norm(j + 1) == "go":
        j += 2
    else:
        return None
    if year is None and r.norm(j) in ("in", "of", "on"):
        year = _named_year(r, j + 1)
        j = year.last if year is not None else j
    year = year or PeriodExpr("relative", j, j, word="the-fiscal")
    return PeriodExpr("remaining", i, j, count=count, parts=(year,))


def so_far(r: Reader, i: int) -> PeriodExpr | None:
    """ "from the start of the fiscal year to the end of June", "since the fiscal year began"."""
    if r.norm(i) in ("start", "beginning") and r.norm(i + 1) == "of":
        year = _named_year(r, i + 2)
        if year is None:
            return None
        end = skip(r, year.last, "to", "through", "until", "and")
        stop = month(r, skip(r, end, "the", "end", "of")) if end > year.last else None
        if stop is not None:
            return PeriodExpr("to-date", i, stop.last, parts=(year, stop))
        since = r.norm(skip_back(r, i - 1, "the")) == "since"
        return PeriodExpr("to-date", i, year.last, parts=(year,)) if since else None
    return _since_it_began(r, i)


def _since_it_began(r: Reader, i: int) -> PeriodExpr | None:
    """ "since the fiscal year began in October"."""
    words = [r.norm(k) for k in range(i, i + 5)]
    if words[:2] != ["since", "the"] or words[2] not in ("fiscal", "financial", "budget") or words[3] != "year":
        return None
    if words[4] not in ("began", "started"):
        return None
    j = skip(r, i + 5, "in", "on", "last")
    begun = month(r, j) if j > i + 5 and j < r.n else None
    last = begun.last if begun is not None else i + 5
    last += begun is not None and r.norm(last).isdecimal()
    return PeriodExpr("to-date", i, last, parts=(PeriodExpr("relative", i + 2, i + 4, word="this-fiscal"),))


def skip_back(r: Reader, i: int, *words: str) -> int:
    while r.norm(i) in words:
        i -= 1
    return i


_OFF = {"earlier": -1, "before": -1, "prior": -1, "ago": -1, "later": 1, "after": 1}
_LOOSE = frozenset("than over nearly almost about around roughly some least under every".split())


def _off(r: Reader, i: int, last: int, count: int, kind: str) -> PeriodExpr | None:
    """ "two years earlier", "a decade later", "three months before": so far from the period beside it."""
    sign = _OFF.get(r.norm(last), 0)
    if not sign or not count or r.norm(i - 1) in _LOOSE:
        return None
    if r.norm(last) in ("before", "prior", "after") and r.norm(last + 1) not in _STOPS:
        return None  # "two years before the law"
    return PeriodExpr(kind, i, last + 1, count=sign * count)


RECENT_WORDS = frozenset(("past", "last", "previous", "preceding", "prior", "quarter"))


def recent(r: Reader, i: int) -> PeriodExpr | None:
    """ "the past four months", "two months ago", "the previous 13 fiscal years"."""
    count = count_at(r, i)
    if count and r.norm(i + 1) in ("years", "year") and r.norm(i + 2) in _OFF:
        return _off(r, i, i + 2, count, "years-off")
    if count and r.norm(i + 1) in ("month", "months") and r.norm(i + 2) == "ago":
        return PeriodExpr("months-ago", i, i + 3, count=count)
    if count and r.norm(i + 1) in ("month", "months") and r.norm(i - 1) != "the":
        return _off(r, i, i + 2, count, "months-off")
    if count > 1 and r.norm(i - 1) == "the" and r.norm(i + 1) == "months" and _before_at_all(r, i + 2):
        return PeriodExpr("recent", i, i + 3, count=count, word="preceding")
    if count > 1 and r.norm(i + 1) in ("past", "last", "previous", "preceding"):
        return _so_many(r, i, i + 1, i + 2, count)  # "the four preceding fiscal years"
    if r.norm(i) in ("previous", "preceding", "prior") and r.norm(i + 1) == "quarter":
        return PeriodExpr("recent", i, i + 2, count=3, word="preceding")
    if r.norm(i) == "quarter" and r.norm(i - 1) == "the" and _before_at_all(r, i + 1):
        return PeriodExpr("recent", i, i + 2, count=3, word="preceding")
    if r.norm(i) not in ("past", "last", "previous", "preceding"):
        return None
    count = count_at(r, i + 1)
    if count < 2:
        return None
    ended = trailing(r, i + 1)  # "the past 12 months ending in May"
    return replace(ended, first=i) if ended is not None else _so_many(r, i, i, i + 2, count)


def _so_many(r: Reader, i: int, which: int, unit: int, count: int) -> PeriodExpr | None:
    """`count` months or years ("months", "fiscal years" at token `unit`), of which token `which` says how they lie."""
    word, kind = r.norm(which), r.norm(unit)
    if kind == "months" and r.norm(unit + 1) not in ("of", "in", "under"):
        return PeriodExpr("recent", i, unit + 1, count=count, word=word)
    if kind in ("fiscal", "calendar") and r.norm(unit + 1) == "years":
        return PeriodExpr("recent", i, unit + 2, count=count, word=f"{word}-{kind}")
    return None


_STOPS = frozenset(("", ".", ",", ";", ")"))


def _before_at_all(r: Reader, i: int) -> bool:
    """Whether "(the 12 months) before" ends there, and does not go on ("before May", "before the law")."""
    return r.norm(i) in ("before", "prior", "earlier") and r.norm(i + 1) in _STOPS


_ENDS = frozenset(("", ".", ",", ";", ")", "and", "to", "at", "along", "on", "when", "was", "were"))


def owned_edge(r: Reader, i: int) -> PeriodExpr | None:
    """ "fiscal 2023's final quarter", "2022's first three months"."""
    year = fiscal(r, i) or calendar_year(r, i) or bare_year(r, i)
    part = _part_of_year(r, year.last + 1) if year is not None and r.norm(year.last) == "'s" else None
    if part is None or year is None:
        return None
    kind, count, rank, end = part
    return PeriodExpr("edge", i, end, rank if kind == "nth" else None, count=count, word=kind, parts=(year,))


def _part_of_year(r: Reader, i: int) -> tuple[str, int, int, int] | None:
    """Which part, how many, the ordinal, and the token behind: "first three months", "second quarter", "last month"."""
    word = r.norm(i)
    ordinal = ordinal_at(r.tokens, i) if i < r.n else None
    if word not in ("first", "last", "final", "opening") and ordinal is None:
        return None
    last_end = word in ("last", "final")
    j = i + (ordinal[1] if ordinal else 1)
    rank = ordinal[0] if ordinal else 0
    unit = r.norm(j)
    if (counted := count_at(r, j)) and (each := _MONTHS_OF.get(r.norm(j + 1))):
        return ("last" if last_end else "nth" if rank > 1 else "first"), counted * each, rank, j + 2
    if unit in ("quarter", "half"):
        return unit, (4 if unit == "quarter" else 2) if last_end else rank or 1, rank, j + 1
    if unit == "month" and word in ("first", "last", "final"):
        return ("last" if last_end else "first"), 1, rank, j + 1
    return None


_EACH = frozenset(("each", "all", "both", "either", "neither", "none", "any", "one"))
_MONTHS_OF = {"months": 1, "quarters": 3, "halves": 6}
_NOWHERE = 99  # months that no year has: a part of a year that leads to no certain months


def nowhere(expr: PeriodExpr) -> PeriodExpr:
    """A part of a year of which it is not clear up to or from when it is meant."""
    return replace(expr, month=None, count=_NOWHERE, word="first")


def _two_parts(r: Reader, i: int) -> PeriodExpr | None:
    """ "the second to (the) fourth quarter of 2023"; with "and" each of them may be meant, or both together."""
    one = ordinal_at(r.tokens, i) if i < r.n else None
    joint = i + one[1] if one else i
    if one is None or r.norm(joint) not in _JOINTS:
        return None
    k = skip(r, joint + 1, "the")
    two = ordinal_at(r.tokens, k) if k < r.n else None
    unit = _PLURAL.get(r.norm(k + two[1]), "") if two else ""
    if two is None or not unit:
        return None
    behind = skip(r, k + two[1] + 1, "of", "in", "the")
    year = _named_year(r, behind)
    if year is None:
        return None
    parts = [PeriodExpr("edge", i, year.last, count=n, word=unit, parts=(year,)) for n in (one[0], two[0])]
    if r.norm(joint) in ("and", "or"):
        return nowhere(parts[0])
    start = i - (r.norm(i - 1) == "the")
    return PeriodExpr("range", start, year.last, parts=(parts[0], parts[1]))


_JOINTS = frozenset(("to", "through", "thru", "until", "-", "and", "or"))
_PLURAL = {"quarter": "quarter", "quarters": "quarter", "half": "half", "halves": "half"}


def edge(r: Reader, i: int) -> PeriodExpr | None:
    """ "first three months of fiscal year 2024", "first quarter of 2022", "second half of 2023"."""
    if r.norm(i) in ("q", "halfway"):
        return _quarter_of(r, i) or _halfway(r, i)
    part = _part_of_year(r, i)
    if part is None:
        return _two_parts(r, i)
    kind, count, rank, j = part
    nth = rank if kind == "nth" else None
    # "In each of the first two quarters": of parts, and not of months.
    apart = r.norm(j - 1) in ("quarters", "halves") and r.norm(i - 3) in _EACH and r.norm(i - 2) == "of"
    if r.norm(j) in ("of", "in"):
        j = skip(r, j + 1, "the")
        year = _named_year(r, j)
        if r.norm(j) == "fiscal" and year is None:
            return None
        if year is not None and apart:
            return nowhere(PeriodExpr("edge", i, year.last, parts=(year,)))
        if year is not None:
            return PeriodExpr("edge", i, year.last, nth, count=count, word=kind, parts=(year,))
        if r.norm(j) == "year" and r.norm(j + 1) in _ENDS:
            the_year = PeriodExpr("the-year", j, j + 1)
            return PeriodExpr("edge", i, j + 1, nth, count=count, word=kind, parts=(the_year,))
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
    if kind in ("quarter", "half") and r.norm(i - 1) == "the" and r.norm(j) in _STOPS:
        return PeriodExpr("edge", i, j, count=count, word=kind)  # of the year named with another one
    return None


def trailing(r: Reader, i: int) -> PeriodExpr | None:
    """ "the 12 months ending in November 2023", "the 12 months through March"; "four months into fiscal 2023"."""
    count = count_at(r, i)
    if count and [r.norm(i + 1), r.norm(i + 2)] == ["months", "into"]:
        year = _named_year(r, i + 3)
        return PeriodExpr("edge", i, year.last, count=count, word="first", parts=(year,)) if year is not None else None
    j = skip(r, i + 1, "-")
    if not count or r.norm(j) not in ("months", "month"):
        return None
    j = skip(r, j + 1, "period", "span", "stretch", "that", "which")
    j += r.norm(j) == "," and r.norm(j + 1) in ("ending", "ended")
    if r.norm(j) not in ("ending", "ended", "through", "to"):
        return None
    j = skip(r, j + 1, "in", "on", "with", "the", "end", "of")
    end = month(r, j) if j < r.n else None
    if end is None:
        return None
    return PeriodExpr("trailing", i, end.last, count=count, parts=(end,))
