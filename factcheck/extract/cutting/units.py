"""Cuts a tagged sentence into units that share a subject, and sets aside who says it and when.

A unit is a stretch of one sentence whose figures are read together: a clause, a parenthesis, or
"of which …". A later unit inherits what it leaves unsaid from the one before.
"""

from __future__ import annotations

from factcheck.extract.cutting.asides import (
    THEM,
    anchored,
    apposed_figure,
    aside_at,
    dimension,
    firm,
    next_dash,
    part_of_it,
    wide,
)
from factcheck.extract.cutting.layout import ANCHORS, Layout, Unit, all_but, boundary, has_figure, restates, word
from factcheck.extract.cutting.masks import CLAUSE, set_aside
from factcheck.extract.cutting.scope import hand_out
from factcheck.extract.tagging.mentions import Tagged

_STRONG = frozenset((";", ".", "?", "!", ":"))
_OPENING = frozenset("([,-")  # what an aside may open with
_WHOM = ("which", "whom")
_ADDING = frozenset("adding noting saying stressing citing warning meaning".split())
_SAID = frozenset("said says added adds noted reported stated".split())
_PARTING = _STRONG | CLAUSE | {"and", ",", "of", "-", "even"}  # one of them opens or closes every clause
_TURNING = _OPENING | _PARTING


def lay_out(tagged: Tagged) -> Layout:
    """Units and masks of `tagged`; made once, and not to be changed."""
    if tagged.laid:
        made: Layout = tagged.laid[0]
        return made
    layout = Layout([])
    set_aside(tagged, layout)
    _cut(tagged, layout)
    if layout.scopes:
        hand_out(tagged, layout)
    _idle(tagged, layout)
    tagged.laid.append(layout)
    return layout


_TOLD = frozenset((*ANCHORS, "direction", "outnumber"))


def _idle(tagged: Tagged, layout: Layout) -> None:
    """Units that hold no figure, change or record but say something: statements of their own."""
    for unit in layout.units:
        live = [k for k in unit.indices if k not in layout.masked]
        figures = any([not tagged.items[k].kinds.isdisjoint(_TOLD) for k in live])
        if not figures and sum(tagged.items[k].has("unknown") for k in live) >= 2:
            layout.other.append((live[0], live[-1] + 1))


def _cut(tagged: Tagged, layout: Layout) -> None:
    words, units = tagged.words, layout.units
    first = tagged.word_at[layout.lead]
    main = _main_clause(tagged, layout.lead) if first in _FRONTING else None
    behind_part = _behind_part(tagged, layout.lead) if first in _TAKING_IN else None
    if behind_part is not None:
        main = behind_part
        layout.masked.add(layout.lead)
    current: list[int] = []
    parent: int | None = None
    k = layout.lead

    def close(kind: str = "clause", after: int | None = None) -> None:
        nonlocal current, parent
        if current:
            units.append(Unit(current, parent, kind, after))
            parent = len(units) - 1
        current = []

    while k < (layout.tail or len(words)):
        here = words[k]
        if here not in _TURNING and k != main:  # as most words do, it goes on with the unit
            current.append(k)
            k += 1
            continue
        aside = aside_at(tagged, k, bool(current)) if here in _OPENING else None
        if aside is not None:
            units.append(Unit([*current], parent))
            parent = len(units) - 1
            units.append(Unit(aside.indices, parent, "aside", aside.after))
            current, k = [], aside.then
            continue
        if k == main or _splits(tagged, k):
            close()
            if here in _STRONG or here in (",", "-"):
                k += 1
                continue
        current.append(k)
        k += 1
    close()
    if behind_part is not None:
        units[1].kind = "whole"
    _merge_outer(tagged, units)


_TAKING_IN = frozenset("including counting adding with".split())
_ALL = frozenset("total overall combined altogether tally sum".split())


def _behind_part(tagged: Tagged, lead: int) -> int | None:
    """The comma behind "Including the 450 sold at the gate, sales came to 9,000": a part, and what it is taken into.

    "With" and "adding" take it in only where the rest says that it is a total.
    """
    items = tagged.items
    plain = (m for m in range(lead + 1, len(items)) if word(tagged, m) == "," and not items[m].has("period"))
    comma = next(plain, None)
    if comma is None or not any(items[m].has("amount") for m in range(lead, comma)):
        return None
    if not any(items[m].has("value") for m in range(lead, comma)) or not has_figure(tagged, comma, len(items)):
        return None
    total = any(t.norm in _ALL for t in tagged.tokens[items[comma].last :])
    counts = word(tagged, lead) in ("including", "counting") and _is_statement(tagged, comma, len(items))
    return comma if total or counts else None


_FRONTING = frozenset("although though while whereas even as".split())


def _main_clause(tagged: Tagged, lead: int) -> int | None:
    """The comma before the main clause of "Although sales fell in May, to A, rentals rose to B": two counts."""
    items = tagged.items
    commas = [m for m in range(lead, len(items)) if word(tagged, m) == "," and not items[m].has("period", "amount")]
    for place, comma in enumerate(commas):
        end = commas[place + 1] if place + 1 < len(commas) else len(items)
        before, after = items[lead:comma], items[comma + 1 : end]
        those = word(tagged, comma + 1) in ("that", "those") and word(tagged, comma + 2) == "of"  # ", that of B rose"
        counts = any(i.has("measure") for i in before) and (those or any(i.has("measure") for i in after))
        if counts and any(i.has(*ANCHORS, "direction", "report") for i in after):
            return comma
    return None


def _splits(tagged: Tagged, k: int) -> bool:
    here, after = word(tagged, k), word(tagged, k + 1)
    items = tagged.items
    if here not in _PARTING or items[k].has("period", "amount"):
        return False
    if here in _STRONG:
        return True
    meanwhile = here == "even" and after == "as"
    if (here in CLAUSE and here != "but") or (meanwhile and (_counts_more(tagged, k) or _moves_another(tagged, k))):
        return True
    if here == "and" and word(tagged, k - 1) == ",":
        begins = next((m + 1 for m in range(k - 1, -1, -1) if word(tagged, m) in _STRONG), 0)
        stated = _is_statement(tagged, begins, k) and _is_statement(tagged, k, len(items))
        return stated or _names_another(tagged, k) or _turns_to_part(tagged, k) or _takes_up(tagged, k)
    told = here == "but" and not all_but(tagged, k)
    if told and (anchored(tagged, k, len(items)) or _moves_another(tagged, k)):
        return True
    if here == "," and after in ("with", "of", "including", "followed") and anchored(tagged, k, len(items)):
        return word(tagged, k + 2) in _WHOM if after == "of" else not _inserted(tagged, k)
    if here == "," and _tells_part(tagged, k + 1):
        return anchored(tagged, 0, k)
    says = after in _ADDING or (after in ("which", "who") and word(tagged, k + 2) in _SAID)
    if here == "," and says and anchored(tagged, k, len(items)):
        return True
    if here == "of" and after in _WHOM:  # a unit of "9,000 of whom were A" begins with its figure
        return not items[k - 1].has("amount", "percent", "share") or word(
            tagged, k - 2 - items[k - 2].has("hedge")
        ) not in (",", "-")
    return here == "-" and _spaced_dash(tagged, k)


_GOING_ON = frozenset("was were is are came ranked placed finished".split())


def _inserted(tagged: Tagged, k: int) -> bool:
    """ "The north gate, with 9,000 sales, was the busiest": between commas, and the sentence goes on."""
    shut = next((m for m in range(k + 1, len(tagged.items)) if boundary(tagged, m)), len(tagged.items))
    on = word(tagged, k + 1) == "with" and word(tagged, shut) == "," and word(tagged, shut + 1) in _GOING_ON
    return on and not has_figure(tagged, 0, k)


def _takes_up(tagged: Tagged, k: int) -> bool:
    """Whether ", and it is less than …" goes on at item k about what a clause before spoke of, past another time."""
    it = word(tagged, k + 1) in ("it", "that") and word(tagged, k + 2) in ("is", "was", "has", "had", "remains")
    return it and anchored(tagged, k, len(tagged.items)) and any(word(tagged, m) == "when" for m in range(k))


def _turns_to_part(tagged: Tagged, k: int) -> bool:
    """Whether ", and 9,000 of them were A", ", and most were A" goes on at item k, after figures of all of them.

    What has spoken of "them" before lists parts, and goes on listing.
    """
    k += 1
    while k < len(tagged.items) and tagged.items[k].has("hedge"):
        k += 1
    part = part_of_it(tagged, k, "percent", "share") or _mostly(tagged, k)
    return part and has_figure(tagged, 0, k) and not any(word(tagged, m) in THEM for m in range(k))


def _mostly(tagged: Tagged, k: int) -> bool:
    """Whether "most were" stands at item k."""
    return k < len(tagged.items) and tagged.items[k].has("share") and word(tagged, k) == "most"


def _tells_part(tagged: Tagged, k: int) -> bool:
    """Whether "(about) 9,000 of whom", "40 percent of whom" stands at item k."""
    told = k + any(i.has("hedge") for i in tagged.items[k : k + 1])
    return part_of_it(tagged, told, "percent", "share") and word(tagged, told + 2) in _WHOM


def _spaced_dash(tagged: Tagged, k: int) -> bool:
    """A dash between clauses: long, or with space on both sides, and not between a label and figure."""
    if any(restates(tagged, m) for m in range(max(k - 2, 0), min(k + 4, len(tagged.items)))):
        return False
    if apposed_figure(tagged, k) or _apposed_rank(tagged, k):
        return False
    if not (anchored(tagged, 0, k) and anchored(tagged, k + 1, next_dash(tagged, k))):
        return False
    if (
        k + 1 < len(tagged.items)
        and tagged.items[k + 1].has("amount")
        and not part_of_it(tagged, k + 1)
        and k
        and tagged.items[k - 1].has("period", "value")
    ):
        return False
    return wide(tagged, k)


def _apposed_rank(tagged: Tagged, k: int) -> bool:
    """ "from A in May – the highest number ever": no clause of its own, but what the words before the dash were."""
    items = tagged.items
    place = k + 1 + (word(tagged, k + 1) in ("the", "a", "its"))
    rest = items[place : next((m for m in range(k + 1, len(items)) if boundary(tagged, m)), len(items))]
    ranks = bool(rest) and rest[0].has("highest", "lowest")
    return ranks and not any(i.has("amount", "percent", "share", "direction", "value") for i in rest[1:])


def _counts_more(tagged: Tagged, k: int) -> bool:
    """Whether what is counted stands on both sides of item k."""
    items = tagged.items
    return any(i.has("measure") for i in items[:k]) and any(i.has("measure") for i in items[k:])


def _is_statement(tagged: Tagged, first: int, last: int) -> bool:
    """A stretch with a figure and its own word for what is counted."""
    stop = next((m for m in range(first + 1, last) if word(tagged, m) in _STRONG), last)
    here = tagged.items[first:stop]
    return any(i.has("amount") for i in here) and any(i.has("measure") for i in here)


def _names_another(tagged: Tagged, k: int) -> bool:
    """ ", and B had 8,000" after a figure of A: a clause of its own."""
    items = tagged.items
    name = next((m for m in range(k + 1, min(k + 3, len(items))) if firm(tagged, m)), None)
    if name is None or not has_figure(tagged, 0, k):
        return False
    told = (
        items[name + 1 : name + 2]
        and items[name + 1].has("report")
        and has_figure(tagged, name, min(name + 5, len(items)))
    )
    return bool(told) and any(dimension(tagged, m) == dimension(tagged, name) for m in range(k))


def _moves_another(tagged: Tagged, k: int) -> bool:
    """ "fell at A but rose at B": the other way, and of another name of the same kind."""
    sides = (range(k), range(k + 1, len(tagged.items)))
    moves = [i.has("direction") and not i.has("filler") for i in tagged.items]
    moved = [any(moves[m] for m in side) for side in sides]
    named = [{d for m in side if (d := dimension(tagged, m))} for side in sides]
    return all(moved) and bool(named[0] & named[1])


def _merge_outer(tagged: Tagged, units: list[Unit]) -> None:
    """Text after a parenthesis goes on with the unit that the parenthesis interrupted."""
    root: dict[int, int] = {}  # where the words of a unit have gone
    for number, unit in enumerate(units):
        if unit.kind == "aside" and number + 1 < len(units):
            follower = units[number + 1]
            outer = unit.parent
            # "A - 9 of them - while B", "A, with 9; B": another clause
            begins = follower.indices[0] if follower.indices else 0
            another = begins > 0 and (word(tagged, begins) in CLAUSE or word(tagged, begins - 1) in _STRONG)
            if outer is not None and follower.parent == outer and follower.kind == "clause" and not another:
                outer = root.get(outer, outer)
                units[outer].indices += follower.indices
                follower.indices = []
                root[number + 1] = outer
                for other in units[number + 1 :]:
                    other.parent = outer if other.parent == number + 1 else other.parent
