"""Turns words for the day on which something was said into the span of days that they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from factcheck.model.record import record
from factcheck.text.days import Day, find_days, find_stretches
from factcheck.text.tokens import Token, tokenize

_OFFICE = {("first", "day"): 1, ("day", "1"): 1, ("day", "one"): 1, ("inauguration", "day"): 1}
_NEXT = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_OFFICE |= {(word, "day"): n for n, word in enumerate(_NEXT, start=2)}
_OWN = frozenset("his her their my".split())
# Before a month or year that tells when; elsewhere it is what the words are about ("the January figures").
_MONTH_LEADS = frozenset("in last this of during early late".split())
_YEAR_LEADS = frozenset("in of since the early late his her their".split())
_AT = frozenset("at in during from".split())
_OCCASIONS = frozenset("briefing speech remarks address gaggle call interview hearing press news".split())
# Before a day that bounds what is told ("said from May 2 on the pier was …"): nothing was said then.
_BOUNDS = frozenset("from between since after before until through".split())


@record
class SaidWhen:
    """A span of days, both ends in it, and the words for it. `exact`: the words name one day, month or year.

    `day_in_office` asks for the first, second … day of the speaker's term, which is not known here.
    """

    words: str
    first: date | None = None
    last: date | None = None
    exact: bool = False
    day_in_office: int = 0


def said_when(texts: Sequence[str], as_of: date | None) -> SaidWhen | None:
    """When the first of `texts` that names a day, week, month or year says that it was; None if none does."""
    for text in texts:
        tokens = tokenize(text)
        told = [*_office(text, tokens), *_days(text, tokens, as_of), *_stretches(text, tokens, as_of)]
        if told:
            return min(told, key=lambda found: found[0])[1]
    return None


def _norm(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].norm if 0 <= k < len(tokens) else ""


def _words(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return text[tokens[first].start : tokens[last - 1].end]


def _office(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, SaidWhen]]:
    for k in range(len(tokens) - 1):
        day = _OFFICE.get((tokens[k].norm, tokens[k + 1].norm), 0)
        if day == 1 or (day and (_norm(tokens, k - 1) in _OWN or _norm(tokens, k + 2) == "in")):
            yield k, SaidWhen(_words(text, tokens, k, k + 2), day_in_office=day)


def _days(text: str, tokens: list[Token], as_of: date | None) -> Iterator[tuple[int, SaidWhen]]:
    for day in find_days(tokens):
        span = _span(tokens, day, as_of)
        if span is not None:
            yield day.first, SaidWhen(_words(text, tokens, day.first, day.last), *span, exact=True)


def _span(tokens: Sequence[Token], day: Day, as_of: date | None) -> tuple[date, date] | None:
    """The days that `day` means as the time of speaking: the last such ones up to the day of writing."""
    before = _norm(tokens, day.first - 1)
    if day.weekday is not None or day.offset is not None:
        return _near(tokens, day, as_of, before)
    if day.unit or before in _BOUNDS or (day.month is None and before not in _YEAR_LEADS):
        return None
    if day.year is not None:
        return day.span()
    if as_of is None or (day.day is None and before not in _MONTH_LEADS):
        return None
    span = day.span(as_of.year)
    return span if span and span[0] <= as_of else day.span(as_of.year - 1)


def _near(tokens: Sequence[Token], day: Day, as_of: date | None, before: str) -> tuple[date, date] | None:
    """The last such weekday up to the day of writing; "last Monday" may be the week before."""
    if as_of is None:
        return None
    if day.offset is not None:
        there = as_of + timedelta(days=day.offset)
        return (there, there) if day.offset <= 0 else None
    if _norm(tokens, day.last) == "'s" and not _is_occasion(before, _norm(tokens, day.last + 1)):
        return None  # "Monday's race" is what the words are about
    there = as_of - timedelta(days=(as_of.weekday() - (day.weekday or 0)) % 7)
    return (there - timedelta(days=7) if before == "last" else there), there


def _is_occasion(lead: str, noun: str) -> bool:
    """Whether something was said on a day that only says which occasion it was: "at Friday's briefing"."""
    return noun == "statement" or (lead in _AT and noun in _OCCASIONS)


def _stretches(text: str, tokens: list[Token], as_of: date | None) -> Iterator[tuple[int, SaidWhen]]:
    """ "last week", "this month", "earlier this year"; no time to come, and the week as far as it has gone."""
    for first, last, (start, end) in find_stretches(tokens, as_of) if as_of else ():
        week = tokens[last - 1].norm == "week"
        if as_of and start <= as_of:
            until = as_of - timedelta(days=1) if week and end < as_of else min(end, as_of)
            yield first, SaidWhen(_words(text, tokens, first, last), start, until, exact=not week)
