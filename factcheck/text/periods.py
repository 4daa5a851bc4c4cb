"""Reads the dates and periods of a sentence as expressions, before any date is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcheck.model.record import replace
from factcheck.text.dates import (
    DAY_WORDS,
    MONTH_WORDS,
    PARTS_OF_YEAR,
    PER,
    RATES,
    PeriodExpr,
    Reader,
    calendar_year,
    day,
    each_day,
    fiscal,
    fiscal_total,
    iso_month,
    month,
    month_at,
    part_of_year,
    skip,
)
from factcheck.text.numbers import ORDINAL_WORDS, ordinal_at
from factcheck.text.numerals import FEW
from factcheck.text.relative import (
    FOLLOWED_WORDS,
    RECENT_WORDS,
    RELATIVE_WORDS,
    edge,
    followed_by,
    nowhere,
    owned_edge,
    recent,
    relative,
    remaining,
    so_far,
    trailing,
)
from factcheck.text.tokens import Token

_TO = frozenset(("to", "through", "thru", "until", "till", "-"))


def after_opening(token: Token) -> frozenset[str] | None:
    """The words of which one follows such a token where a time expression begins at it; None where any may."""
    if token.kind == "num":
        return None
    return _FOLLOWED.get(token.norm) if _BY_WORD.get(token.norm) else frozenset()


def find_periods(tokens: list[Token], openings: Sequence[int] | None = None) -> list[PeriodExpr]:
    """All time expressions of a sentence in order, longest first, never overlapping.

    `openings` are the tokens at which one may begin, if that is known.
    """
    reader = Reader(tokens)
    found: list[PeriodExpr] = []
    end = 0
    for i in range(len(tokens)) if openings is None else openings:
        expr = _at(reader, i) if i >= end else None
        if expr is not None:
            found.append(expr)
            end = expr.last
    return _told_twice(reader, _ranges(reader, _whole_months(reader, _of_one_year(found)))) if found else []


def _of_one_year(found: list[PeriodExpr]) -> list[PeriodExpr]:
    """ "in the second half of 2023 … in the first half": of the same year; without another one it means nothing."""
    if all(expr.kind != "edge" or expr.parts for expr in found):
        return found
    named = [expr for expr in found if expr.kind == "edge" and expr.parts]
    out = [replace(e, parts=named[0].parts[:1]) if e.kind == "edge" and not e.parts and named else e for e in found]
    return [expr for expr in out if expr.kind != "edge" or expr.parts]


def _at(r: Reader, i: int) -> PeriodExpr | None:
    token = r.tokens[i]
    followed = after_opening(token)
    if followed is not None and r.norm(i + 1) not in followed:
        return None
    for parse in _BY_DIGITS if token.kind == "num" else _BY_WORD.get(token.norm, ()):
        expr = parse(r, i)
        if expr is not None:
            return expr
    return None


# A bare year stands between such words; "" is the edge of the sentence.
_BEFORE_YEAR = frozenset(
    "in since of during for from than to through by between and over versus vs year , ; : ( the their its a "
    "before until late early with - s 's".split()
) | {""}
_AFTER_YEAR = frozenset(
    ". , ; : ) - and to through at peak high low total record when was were saw had is after but as there the "
    "with from by alone or level levels figure figures than compared ( 's while which for on in along fell "
    "rose reached set marked brought they it combined together so".split()
) | {""}


def _year(r: Reader, i: int) -> PeriodExpr | None:
    year = r.year_at(i)
    if year is not None and year % 10 == 0 and r.norm(i + 1) in ("s", "'s") and r.norm(i - 1) == "the":
        ends = (PeriodExpr("calendar", i, i + 1, year=year), PeriodExpr("calendar", i, i + 1, year=year + 9))
        return PeriodExpr("range", i, i + 2, parts=ends)  # "since the 1970s"
    since = [r.norm(k) for k in range(i - 3, i)] == ["since", "at", "least"]
    labels = r.norm(i + 1) in ("-", ":") and r.norm(i + 2)[:1].isdecimal()  # "Sales 2024 - 9,000"
    owns = r.norm(i + 1) == "'s" and r.norm(i + 2)[:1].isdecimal()  # "a quarter below 2023's 9,000"
    # "22 percent below 2019", "below 2019 levels, when …"; alone it may be a mark ("fell below 2000")
    told = r.norm(i - 1) in ("below", "above") and year is not None and _as_base(r, i, year)
    if year is None or not (since or labels or owns or told or r.norm(i - 1) in _BEFORE_YEAR):
        return None
    if r.norm(i + 1) not in _AFTER_YEAR and not since and r.norm(i - 1) not in ("in", "since", "during"):
        return None
    return PeriodExpr("year", i, i + 1, year=year)


def _as_base(r: Reader, i: int, year: int) -> bool:
    """Whether a number behind "below" or "above" is a year that something is compared with."""
    told = r.norm(i - 2) in ("percent", "%") or (r.norm(i + 1) == "," and r.norm(i + 2) == "when")
    return told or (year % 1000 != 0 and r.norm(i + 1) in ("", ".", ";", "but", "and", "level", "levels"))


Parser = Callable[[Reader, int], PeriodExpr | None]
# In the order in which they are tried: a parser, whether digits may open what it reads, and the words that may.
_PARSERS: tuple[tuple[Parser, bool, frozenset[str]], ...] = (
    (iso_month, True, frozenset()),
    (remaining, False, frozenset(("with",))),
    (so_far, False, frozenset(("start", "beginning", "since"))),
    (edge, True, frozenset(("q", "halfway", "first", "last", "final", "opening", *ORDINAL_WORDS))),
    (owned_edge, True, frozenset(("fiscal", "budget", "financial", "fy", "fys", "calendar"))),
    (fiscal_total, False, frozenset(("fiscal",))),
    (fiscal, True, frozenset(("fiscal", "budget", "financial", "fy", "fys"))),
    (calendar_year, True, frozenset(("calendar",))),
    (day, True, DAY_WORDS),
    (each_day, False, PER),
    (month, False, MONTH_WORDS),
    (part_of_year, False, PARTS_OF_YEAR),
    (relative, False, RELATIVE_WORDS | {"fy"}),
    (trailing, True, frozenset(FEW)),
    (recent, True, frozenset((*FEW, *RECENT_WORDS))),
    (_year, True, frozenset()),
)
_BY_DIGITS = tuple(parse for parse, digits, _ in _PARSERS if digits)
_BY_WORD = {
    word: tuple(parse for parse, _, words in _PARSERS if word in words)
    for word in frozenset[str]().union(*(words for _, _, words in _PARSERS))
}
# Of words that open little ("the", "a"), those that follow them where they open anything.
_FOLLOWED = {
    word: followed_by(word) | (RATES if each_day in parsers else frozenset())
    for word, parsers in _BY_WORD.items()
    if {*parsers} <= {relative, each_day} and word in FOLLOWED_WORDS | PER
}


def _whole_months(r: Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """ "from Oct. 1, 2022, to Jan. 31, 2023", "since Oct. 1": days that begin a month and end one are whole months."""
    out: list[PeriodExpr] = []
    for expr in found:
        begun = out[-1] if out and out[-1].kind == "day" and out[-1].month and out[-1].count == 1 else None
        if begun is not None and expr.kind == "day" and expr.month and expr.count in _LAST_DAYS[expr.month]:
            between = [w for k in range(begun.last, expr.first) if (w := r.norm(k)) != ","]
            paired = between == ["and"] and (r.norm(begun.first - 1) == "between" or _since(r, begun.first))
            if (len(between) == 1 and between[0] in _TO) or paired:
                ends = replace(begun, kind="month", count=0), replace(expr, kind="month", count=0)
                out[-1] = PeriodExpr("range", begun.first, expr.last, parts=ends)
                continue
        out.append(expr)
    return [
        replace(e, kind="month", count=0) if e.kind == "day" and e.count == 1 and r.norm(e.first - 1) == "since" else e
        for e in out
    ]


_LAST_DAYS = {m: (28, 29) if m == 2 else (30,) if m in (4, 6, 9, 11) else (31,) for m in range(1, 13)}
_CLOSING = {"(": ")", "-": "-"}
_RESTATING = ("range", "edge", "month", "month-of", "fiscal", "calendar")


def _told_twice(r: Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """ "fiscal 2022 (October 2021 to July 2022)", "the year before — June 2020 —": one time, named twice."""
    out: list[PeriodExpr] = []
    for expr in found:
        one = out[-1] if out else None
        shut = _CLOSING.get(r.norm(one.last)) if one is not None else None
        shut = shut if one is not None and expr.first == skip(r, one.last + 1, "the") else None
        if one is None or shut is None or r.norm(expr.last) != shut or expr.kind not in _RESTATING:
            out.append(expr)
            continue
        narrows = one.kind in (*_YEARLY, "to-date") and expr.kind == "range"
        chosen = expr if _has_year(expr) and (narrows or not _has_year(one)) else one
        spelt = one.kind == "edge" and chosen is one and one.parts and all(p.kind == "month" for p in expr.parts)
        parts = (one.parts[0], expr) if spelt and expr.kind == "range" else chosen.parts  # both have to agree
        out[-1] = replace(chosen, first=one.first, last=expr.last + 1, parts=parts)
    return out


def _has_year(expr: PeriodExpr) -> bool:
    return expr.year is not None or any(_has_year(part) for part in expr.parts)


def _ranges(r: Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """Joins "from A to B", "between A and B", "A-B", "A through B" into ranges."""
    out: list[PeriodExpr] = []
    all_found = _same_kind(r, found)
    for expr in all_found:
        if out and _joins(r, out[-1], expr):
            left = out.pop()
            first = left.first - (left.kind == "edge" and r.norm(left.first - 1) == "the")
            out.append(PeriodExpr("range", first, expr.last, parts=(left, expr)))
        elif (to := _to_another(r, expr, all_found)) is not None:
            out.append(to)
        elif expr.kind == "edge" and _up_to(r, expr.first):
            out.append(nowhere(expr))
        elif expr.kind in _YEARLY and _of_some_part(r, expr.first):
            out.append(nowhere(PeriodExpr("edge", expr.first, expr.last, parts=(expr,))))
        elif out and _through(r, out[-1], expr):
            left = out.pop()
            out.append(PeriodExpr("to-date", left.first, expr.last, parts=(left, expr)))
        elif expr.kind == "month-of" and r.norm(expr.first - 1) in ("through", "thru") and not _since(r, expr.first):
            month = PeriodExpr("month", expr.first, expr.last, month=expr.month)  # "through July of fiscal 2023"
            out.append(PeriodExpr("to-date", expr.first - 1, expr.last, parts=(*expr.parts, month)))
        elif expr.kind == "month" and r.norm(expr.first - 1) in ("through", "thru") and not _since(r, expr.first):
            out.append(PeriodExpr("through", expr.first - 1, expr.last, parts=(expr,)))
        elif expr.kind == "month" and _end_of(r, expr.first) and not _since(r, expr.first):
            out.append(PeriodExpr("through", expr.first - 4, expr.last, parts=(expr,)))
        else:
            out.append(expr)
    return out


def _to_another(r: Reader, left: PeriodExpr, found: Sequence[PeriodExpr]) -> PeriodExpr | None:
    """ "from the first quarter of 2023 to the third": of the same year."""
    start, k = left.first - (r.norm(left.first - 1) == "the"), left.last
    if (
        left.kind != "edge"
        or left.word not in ("quarter", "half")
        or r.norm(start - 1) != "from"
        or r.norm(k) not in _TO
    ):
        return None
    k = skip(r, k + 1, "the")
    ordinal = ordinal_at(r.tokens, k) if k < r.n else None
    if ordinal is None or any(expr.first <= k < expr.last for expr in found):
        return None
    last = k + ordinal[1]
    last += r.norm(last) == left.word
    return PeriodExpr("range", start, last, parts=(left, replace(left, first=k, last=last, count=ordinal[0])))


def _of_some_part(r: Reader, i: int) -> bool:
    """ "every quarter of", "a single quarter of" before the year at token i: neither the year nor its months."""
    parted = r.norm(i - 1) == "of" and r.norm(i - 2) in ("quarter", "half")
    return parted and r.norm(i - 3) in ("each", "every", "single", "any", "either")


def _up_to(r: Reader, i: int) -> bool:
    """Whether a part of a year that begins at token i is only where a stretch ends: "by the second quarter of 2023"."""
    i -= r.norm(i - 1) == "the"
    if [r.norm(i - 2), r.norm(i - 1)] == ["end", "of"]:
        return True
    return r.norm(i - 1) in ("by", "through", "thru", "until", "till") or [r.norm(i - 2), r.norm(i - 1)] == ["up", "to"]


def _since(r: Reader, i: int) -> bool:
    """Whether "since", or "from" some time, stands before token i: then it says where the stretch began."""
    for k in range(i):
        if r.norm(k) == "since":
            return True
        if r.norm(k) in ("from", "between"):  # "sales from the coast through July" began at no time
            between = range(k + 1, i)
            if any(month_at(r, m) or r.year_at(m) or r.norm(m) in _TIMES for m in between):
                return True
    return False


_TIMES = frozenset("start beginning year years month months week weeks day days time when".split())


def _end_of(r: Reader, i: int) -> bool:
    """ "through the end of" before token i."""
    return [r.norm(k) for k in range(i - 4, i)] == ["through", "the", "end", "of"]


def _same_kind(r: Reader, found: list[PeriodExpr]) -> list[PeriodExpr]:
    """ "fiscal years 2022, 2023 and 2024": the years after the first are fiscal, too."""
    out: list[PeriodExpr] = []
    for expr in found:
        if expr.kind == "fiscal" and r.norm(expr.last) == "-" and (end := _short_end(r, expr)) is not None:
            out.append(PeriodExpr("range", expr.first, end.last, parts=(expr, end)))
            continue
        if expr.kind == "year" and out and out[-1].kind == "fiscal":
            between = [r.norm(k) for k in range(out[-1].last, expr.first)]
            if between and all(w in (",", "and", "or", "&") for w in between):
                out.append(replace(expr, kind="fiscal"))
                continue
        out.append(expr)
    return out


def _short_end(r: Reader, start: PeriodExpr) -> PeriodExpr | None:
    """The last year of "FY20-22", "fiscal years 2019-22"; "fiscal 2021-22" may be one year that lies in two."""
    k, year = start.last, start.year or 0
    word = r.norm(k + 1)
    if len(word) != 2 or not word.isdecimal() or r.tokens[k - 1].end != r.tokens[k].start:
        return None
    end = year - year % 100 + int(word)
    several = end - year > 1 or r.norm(start.first + 1) == "years" or r.norm(start.first) == "fys"
    return PeriodExpr("fiscal", k + 1, k + 2, year=end) if end > year and several else None


def _through(r: Reader, left: PeriodExpr, right: PeriodExpr) -> bool:
    """ "fiscal year 2022 through July", "fiscal 2024, through April"."""
    between = [r.norm(k) for k in range(left.last, right.first) if r.norm(k) not in (",", "(")]
    if between[-3:] == ["the", "end", "of"]:
        del between[-3:]
    return (
        (left.kind in _YEARLY or left.word in ("this-fiscal", "the-fiscal", "this-year"))
        and right.kind == "month"
        and between in (["through"], ["thru"], ["up", "to"], ["up", "through"])
    )


_YEARLY = ("fiscal", "calendar", "year")


def _joins(r: Reader, left: PeriodExpr, right: PeriodExpr) -> bool:
    between = [r.norm(k) for k in range(left.last, right.first)]
    between = [w for w in between if w not in ("the", "in", "of")]
    if len(between) == 1 and between[0] in _TO:
        kinds = {left.kind, right.kind}
        if left.kind == "month" and right.word in ("last-month", "month-before"):
            return True
        same = left.kind == right.kind or (left.kind in _YEARLY and right.kind in _YEARLY)
        parts = left.word == right.word and left.word in ("quarter", "half")  # "the second quarter through the fourth"
        return same and (bool(kinds & {"month", *_YEARLY}) or (kinds == {"edge"} and parts))
    if between == ["and"]:
        before = [r.norm(k) for k in range(max(0, left.first - 3), left.first)]
        ends = right.kind in ("month", *_YEARLY) or right.word in (
            "last-month",
            "last-fiscal",
            "last-year",
        )
        return "between" in before and left.kind in ("month", *_YEARLY) and ends
    return False
