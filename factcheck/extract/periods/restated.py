"""Finds the periods of a unit that only say again when: "in May 2021, the first full month of the new board"."""

from __future__ import annotations

from itertools import pairwise

from factcheck.extract.periods.reach import months_from_term
from factcheck.extract.subjects.frame import Frame

_WITHIN = frozenset((",", "-", "(", "under", "during", "when", "while"))
_SAID_AGAIN = frozenset((",", "-", "(", "the", "when", "as", "just", "month", "year"))


def restated(f: Frame) -> set[int]:
    """ "In May 2021, the first full month of the new board": periods that only say again which month it was."""
    named = f.having("period")
    out: set[int] = set()
    for a, b in pairwise(named):
        between = {f.word(m) for m in f.between(a, b)}
        if between <= _WITHIN and _in_term(f, a, b):
            out.add(b)  # "in May 2021, under her", "in May 2021, when she was in office"
            continue
        if [p.first for p in f.when_at(a).periods[:1]] == months_from_term(f, b):
            out.add(b)  # "in May 2021, two months after she took office"
            continue
        if not (between & {",", "-", "("} and between <= _SAID_AGAIN):
            continue
        row = [m for m in named if m <= a and all(_joins(f, x) for x in f.between(m, a) if x not in named)]
        spans = [(p.first, p.last) for m in row for p in f.when_at(m).periods[:1]]
        whole = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
        same = f.when_at(b).periods
        if "month" in between and _begins_term(f, b):
            same = same[-1:]  # the month of the handover itself: the one after it is no "month she took office"
        if any((p.first, p.last) in (*spans[-1:], whole) for p in same):
            out.add(b)  # "in May and June, the first two months of the season": of both
    return out


def _begins_term(f: Frame, k: int) -> bool:
    expr = f.item(k).period
    return expr is not None and expr.kind == "term" and expr.word == "start"


def _in_term(f: Frame, a: int, b: int) -> bool:
    """Whether item b is a term of office, and the month or year at item a lies in it."""
    expr = f.item(b).period
    if expr is None or expr.kind != "term" or expr.word != "whole" or f.when_at(a).open_end:
        return False
    spans, named = f.when_at(b).periods, f.when_at(a).periods
    before = [m for m in f.having("period") if m < a and f.when_at(m).periods]
    if not named and before:  # "in May 2021 …, two years earlier, under him"
        told = [m for m in before if (e := f.item(m).period) is not None and e.kind != "term"]
        named = f.when_at(a, f.when_at(told[-1]).periods[0]).periods if told else ()
    return any(s.first <= p.first and p.last <= s.last for p in named for s in spans)


def _joins(f: Frame, k: int) -> bool:
    return f.word(k) in (",", "and")
