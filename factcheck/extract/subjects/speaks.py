"""Tells whether a sentence counts something that a source counts, before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from factcheck.extract.anchors.anchor import TALLIES
from factcheck.extract.cutting.layout import ANCHORS
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.subjects.frame import BUSY
from factcheck.extract.tagging.mentions import Tagged

_STATING = frozenset((*ANCHORS, "direction", "outnumber", "first-time", "hedge", "kind-of"))
_HEIGHTS = frozenset(("high", "low", "highs", "lows"))
_SPANS = frozenset("month months year years quarter".split())


def may_speak_of_figures(tagged: Tagged, facts: Mapping[str, Any]) -> bool:
    """Whether, given a fitting context, the sentence could state a figure, a change or a record at all."""
    stating = not tagged.kinds.isdisjoint(_STATING) or "since" in tagged.words
    stating = stating or ("duration" in tagged.kinds and not _HEIGHTS.isdisjoint(tagged.words))  # "a ten-year low"
    return stating and (_counts(tagged, facts) or _takes_up(tagged))


def speaks_of_figures(tagged: Tagged, background: Background, facts: Mapping[str, Any]) -> bool:
    """Whether the sentence counts something a source counts, or takes up a count of the context."""
    if _counts(tagged, facts):
        return True
    if background.subject.measure is None and not background.subject.choices:
        return False
    return _takes_up(tagged)


def _counts(tagged: Tagged, facts: Mapping[str, Any]) -> bool:
    if not tagged.kinds.isdisjoint(("measure", "head")):
        return True
    if "value" not in tagged.kinds:
        return False  # what follows is said of a population
    return (
        _counts_a_part(tagged)
        or _sets_side_by_side(tagged)
        or _ranks_a_kind(tagged)
        or _tallies_a_population(tagged)
        or _ranks_times(tagged, facts)
    )


def _ranks_times(tagged: Tagged, facts: Mapping[str, Any]) -> bool:
    """ "May was the busiest month for the North Station": a population, a month or year, and how busy it was."""
    ranked = [i for i in tagged.items if i.has("highest", "lowest")]
    busy = any(t.norm in BUSY for i in ranked for t in tagged.tokens[i.first : i.last])
    if not busy:
        return False
    named = [(i, e) for i in tagged.items if (e := i.firm_value()) is not None]
    # "The North Station was the busiest in May": the name says what kind it is.
    kind = any(_is_kind(tagged.tokens[i.last - 1].norm, e, facts) for i, e in named if i.last - i.first > 1)
    return bool(named) and (not _SPANS.isdisjoint(tagged.said) or (kind and "period" in tagged.kinds))


def _is_kind(word: str, value: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether a word says what kind of thing a value is: "station" of "the North Station"."""
    entries = facts["terms"].get(word, ())
    return any(e["kind"] == "kind-of" and e["dimension"] == value["dimension"] for e in entries)


def _tallies_a_population(tagged: Tagged) -> bool:
    """ "The north coast's total was 5,000": a population and a word for its count."""
    tally = any(t.norm in ("total", "tally", "count") for t in tagged.tokens)
    sized = not tagged.kinds.isdisjoint(("amount", "percent", "share"))
    return tally and sized and any(i.firm_value() is not None for i in tagged.items)


def _takes_up(tagged: Tagged) -> bool:
    if not tagged.kinds.isdisjoint(("anaphor", "value", "percent", "highest", "lowest")):
        return True
    sized = tagged.items if "amount" in tagged.kinds else ()
    written = any(i.number is not None and i.number.digits and i.has("amount") for i in sized)
    return written or not TALLIES.isdisjoint(tagged.norms)


def _counts_a_part(tagged: Tagged) -> bool:
    """A figure followed at once by who is counted: "61,000 older workers"."""
    return any(a.has("amount") and b.firm_value() is not None for a, b in pairwise(tagged.items))


def _sets_side_by_side(tagged: Tagged) -> bool:
    """ "A was busier than B", "twice as many A as B": two values of one dimension and a comparative or a multiple."""
    named = [str(e["dimension"]) for i in tagged.items if (e := i.firm_value()) is not None]
    twice = len(named) > len(set(named))
    return twice and any(
        (i.entry("direction") or {}).get("part") == "comparative" or i.has("multiple", "times", "outnumber")
        for i in tagged.items
    )


def _ranks_a_kind(tagged: Tagged) -> bool:
    """ "A was the busiest station": a value, what kind it is, and a superlative or rank."""
    kinds = {str(e["dimension"]) for i in tagged.items if (e := i.entry("kind-of")) is not None}
    named = {str(e["dimension"]) for i in tagged.items if (e := i.firm_value()) is not None}
    ranked = any(i.has("highest", "lowest", "ordinal") for i in tagged.items) or "top" in tagged.said
    return bool(kinds & named) and ranked
