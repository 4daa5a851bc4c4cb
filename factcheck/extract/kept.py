"""Reads "the rule, which the new board has kept" as a statement on what is counted under it, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.claim import Choice, Kept, Subject, When
from factcheck.model.text import Span
from factcheck.model.value import Period, month_name, month_of

_KEPT = frozenset("retained kept maintained preserved continued left".split())
_IN_FORCE = frozenset("place effect force".split())
# Beside the name of the rule and of whoever keeps it, nothing else may be said.
_PLAIN = frozenset(
    "the a which that has have had been and it in place effect force policy rule order program measure , . - '".split()
)


def read_kept(tagged: Tagged, facts: Mapping[str, Any], as_of: date | None) -> Kept | None:
    """The statement that a value of the figures was kept in use under a term of office; None when it says more."""
    if as_of is None or not tagged.kinds >= {"value", "period"}:
        return None
    values = [i for i in tagged.items if _names(i)]
    terms = [i for i in tagged.items if i.period is not None]
    verbs = [t for t in tagged.tokens if t.norm in _KEPT]
    if len(values) != 1 or len(terms) != 1 or len(verbs) != 1:
        return None
    named, term = values[0], terms[0]
    taken = {k for i in (named, term) for k in range(i.first, i.last)}
    if verbs[0].norm == "left" and _IN_FORCE.isdisjoint(t.norm for t in tagged.tokens):
        return None  # "left the accord" gave it up
    rest = {t.norm for k, t in enumerate(tagged.tokens) if k not in taken and t is not verbs[0]}
    period = _period(term, as_of)
    entry = named.entry("value")
    if entry is None or period is None or rest - _PLAIN:
        return None
    if not facts["dimensions"][entry["dimension"]].get("kept"):
        return None  # "kept the peace" says something else
    dimension, value = str(entry["dimension"]), str(entry["value"])
    measure = next((t["measure"] for t in facts["tables"] if dimension in t["dimensions"]), None)
    if measure is None:
        return None
    words = tagged.slice(named.first, named.last)
    span = Span(tagged.tokens[named.first].start, tagged.tokens[named.last - 1].end)
    subject = Subject(measure, 0, words, span=span, choices=(Choice(dimension, (value,), words=words, span=span),))
    when = When((period,), words=tagged.slice(term.first, term.last))
    return Kept(Span(tagged.tokens[0].start, tagged.tokens[-1].end), subject, when)


def _names(item: Item) -> bool:
    """Whether an item firmly names one value of a dimension."""
    entry = item.entry("value")
    return entry is not None and not entry.get("hint") and not entry.get("weak")


def _period(item: Item, as_of: date) -> Period | None:
    """The months of a term that had ended on the day, without the one in which it began."""
    expr = item.period
    if expr is None or expr.kind != "term" or expr.word != "whole":
        return None
    last = month_of(as_of) - 1
    held = [(a + 1, min(b - 1, last)) for a, b in expr.spans if a + 1 <= last]
    if not held or held[-1][1] < last:
        return None  # whoever it is had left office
    first = held[-1][0]
    return Period(first, last, "months", f"{month_name(first)} to {month_name(last)}")
