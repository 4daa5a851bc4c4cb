"""Reads what a clause leaves to the "with" beside it: "A was the busiest, with 9,000 sales in May, ahead of B"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.extract.cutting.layout import Layout, Unit, word
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.periods.clock import Clock
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.populations import with_choices
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary


def told_beside(
    tagged: Tagged, layout: Layout, vocabulary: Vocabulary, clock: Clock, background: Background
) -> Background:
    """`background` with the count and the one period of the first "with …", where the first clause names none.

    ", which sold 9,000 in May," says what is counted, too; its period is its own. A total says both of the part that
    is taken into it: "Including 450 at the gate, sales came to 9,000 in May".
    """
    units = layout.units
    beside = next((u for u in units[1:] if u.parent == 0 and _tells_before(tagged, u, "which", "who")), None)
    if beside is None or not units[0].indices:
        return background
    items = tagged.items
    counts = [k for k in beside.indices if items[k].has("measure") and k not in layout.masked]
    periods = [k for k in beside.indices if items[k].period is not None and k not in layout.masked]
    frame = Frame(tagged, layout, beside, vocabulary, clock, Background())
    if counts and background.subject.measure is None and not any(items[k].has("measure") for k in units[0].indices):
        subject = frame.subject(counts[0])
        placing = [c for c in subject.choices if not frame.parts_people(c.dimension)]
        background = replace(background, subject=with_choices(subject, placing))
    if (
        len(periods) == 1
        and _tells_before(tagged, beside)
        and not (beside.kind == "whole" and (background.when.periods or _compares(tagged, beside)))
        and not any(items[k].period is not None for k in units[0].indices)
    ):
        when = frame.when_at(periods[0])
        background = replace(background, when=when) if when.periods else background
    return background


def _compares(tagged: Tagged, unit: Unit) -> bool:
    """Whether a unit has two figures, as "the total was 9,000, down from 9,500 in May" has: May is of the second."""
    return sum(tagged.items[k].has("amount", "percent", "times") for k in unit.indices) > 1


def _tells_before(tagged: Tagged, unit: Unit, *words: str) -> bool:
    """Whether a unit is a total, or begins with "with" or one of the words, or with a name and such a word."""
    return unit.kind == "whole" or any(word(tagged, k) in ("with", *words) for k in unit.indices[:2])
