"""Reads spans that lean on another date: "the month before", "the first half of 2023", "12 months to May"."""

from __future__ import annotations

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


def relative(r: Reader, i: int) -> PeriodExpr | None:
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


def _same_of(r: Reader, i: int) -> PeriodExpr | None:
    """ "same three months of 2023", "same month in 2024", "same time a year earlier"."""
    j = i + 1
    if count_at(r, j) or r.norm(j) in ("fiscal", "calendar"):
        j += 1
    if r.norm(j) not in _SAME_SPANS:
        return None
    start, j = j + 1, skip(r, j + 1, "of", "in", "during", "for")
    for words in _YEAR_BEFORE:
        listed = words.split()
        if [r.norm(j + n) for n in range(len(listed))] == listed:
            return PeriodExpr("relative", i, j + len(listed), word="year-ago")
    j = skip(r, j, "last", "the")
    year = fiscal(r, j) or calendar_year(r, j) or bare_year(r, j)
    return PeriodExpr("same-of", i, year.last, parts=(year,)) if year is not None and j > start else None


def edge(r: Reader, i: int) -> PeriodExpr | None:
    """ "first three months of fiscal year 2024", "first quarter of 2022", "second half of 2023"."""
    word = r.norm(i)
    ordinal = ordinal_at(r.tokens, i) if i < r.n else None
    if word not in ("first", "last", "final", "opening") and ordinal is None:
        return None
    last_end = word in ("last", "final")
    j = i + (ordinal[1] if ordinal else 1)
    rank = ordinal[0] if ordinal else 0
    unit, count = r.norm(j), 0
    if (counted := count_at(r, j)) and r.norm(j + 1) == "months":
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
        j = skip(r, j + 1, "the")
        year = fiscal(r, j) or calendar_year(r, j) or relative(r, j) or bare_year(r, j)
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


def trailing(r: Reader, i: int) -> PeriodExpr | None:
    """ "the 12 months ending in November 2023", "the 12 months through March"."""
    count = count_at(r, i)
    if not count or r.norm(i + 1) != "months":
        return None
    j = i + 2
    if r.norm(j) not in ("ending", "ended", "through", "to"):
        return None
    j = skip(r, j + 1, "in", "on", "with", "the", "end", "of")
    end = month(r, j) if j < r.n else None
    if end is None:
        return None
    return PeriodExpr("trailing", i, end.last, count=count, parts=(end,))
