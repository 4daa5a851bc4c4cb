"""Finds what the share in "9,000 were sold, including 3,600 at the gate (40 percent)" is of: of all that were sold."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.cutting.layout import Layout, Unit, word
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.record import replace

_SIZES = ("percent", "share")
_THEM = frozenset("which whom those these them".split())


def of_the_whole(
    tagged: Tagged, layout: Layout, unit: Unit, states: Sequence[Background], inherited: Background
) -> Background:
    """`inherited` by an aside with a share behind a part: with the whole that the clause before counted.

    `states` is what each unit so far leaves to those below it.
    """
    part = layout.units[unit.parent] if unit.parent is not None else unit
    sized = any(tagged.items[k].has(*_SIZES) for k in unit.indices)
    if not sized or part.parent is None or inherited.whole is not None or not part.indices:
        return inherited
    whole = states[part.parent].subject
    return replace(inherited, whole=whole) if whole.measure is not None and is_part(tagged, part) else inherited


def is_part(tagged: Tagged, unit: Unit) -> bool:
    """Whether a clause opens with "including" or "of whom", or is a list behind a colon."""
    first = unit.indices[0]
    opening = word(tagged, first)
    if opening == "of" or word(tagged, first - 1) == "of":
        return opening in _THEM or word(tagged, first + 1) in _THEM
    return opening == "including" or word(tagged, first - 1) == ":"
