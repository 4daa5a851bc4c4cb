"""Cuts a tagged sentence into units that share a subject, and sets aside who says it and when.

A unit is a stretch of one sentence whose figures are read together: a clause, a parenthesis, or
"of which …". A later unit inherits what it leaves unsaid from the one before.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.layout import ANCHORS, Layout, Unit, boundary, has_figure, restates, word
from factcheck.extract.masks import CLAUSE, set_aside
from factcheck.extract.mentions import Tagged

_STRONG = frozenset((";", ".", "?", "!", ":"))
_OPENING = frozenset("([,-")  # what an aside may open with
_GOING_ON = frozenset(
    "ahead followed trails trailed ranks ranked was is were remains stands became behind overtaking "
    "surpassing passing topping edging".split()
)
_WHERE = frozenset("a some at on along in the".split())
_WHOM = ("which", "whom")
_ADDING = frozenset("adding noting saying stressing citing warning meaning".split())
_SAID = frozenset("said says added adds noted reported stated".split())
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
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
    _idle(tagged, layout)
    tagged.laid.append(layout)
    return layout


def _idle(tagged: Tagged, layout: Layout) -> None:
    """Units that hold no figure, change or record but say something: statements of their own."""
    for unit in layout.units:
        live = [k for k in unit.indices if k not in layout.masked]
        figures = any(tagged.items[k].has(*ANCHORS, "direction", "outnumber") for k in live)
        if not figures and sum(tagged.items[k].has("unknown") for k in live) >= 2:
            layout.other.append((live[0], live[-1] + 1))


def _cut(tagged: Tagged, layout: Layout) -> None:
    words, units = tagged.words, layout.units
    first = tagged.word_at[0]
    main = _main_clause(tagged) if first in _FRONTING else None
    behind_part = _behind_part(tagged) if first in _TAKING_IN else None
    if behind_part is not None:
        main = behind_part
        layout.masked.add(0)
    current: list[int] = []
    parent: int | None = None
    k = 0

    def close(kind: str = "clause", after: int | None = None) -> None:
        nonlocal current, parent
        if current:
            units.append(Unit(current, parent, kind, after))
            parent = len(units) - 1
        current = []

    while k < len(words):
        here = words[k]
        if here not in _TURNING and k != main:  # as most words do, it goes on with the unit
            current.append(k)
            k += 1
            continue
        aside = _aside_at(tagged, k, bool(current)) if here in _OPENING else None
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


def _behind_part(tagged: Tagged) -> int | None:
    """The comma behind "Including the 450 sold at the gate, sales came to 9,000": a part, and what it is taken into.

    "With" and "adding" take it in only where the rest says that it is a total.
    """
    items = tagged.items
    comma = next((m for m in range(1, len(items)) if word(tagged, m) == "," and not items[m].has("period")), None)
    if comma is None or not any(items[m].has("amount") for m in range(comma)):
        return None
    if not any(items[m].has("value") for m in range(comma)) or not has_figure(tagged, comma, len(items)):
        return None
    total = any(t.norm in _ALL for t in tagged.tokens[items[comma].last :])
    counts = word(tagged, 0) in ("including", "counting") and _is_statement(tagged, comma, len(items))
    return comma if total or counts else None


_FRONTING = frozenset("although though while whereas even as".split())


def _main_clause(tagged: Tagged) -> int | None:
    """The comma before the main clause of "Although sales fell in May, to A, rentals rose to B": two counts."""
    items = tagged.items
    commas = [m for m in range(len(items)) if word(tagged, m) == "," and not items[m].has("period", "amount")]
    for place, comma in enumerate(commas):
        end = commas[place + 1] if place + 1 < len(commas) else len(items)
        before, after = items[:comma], items[comma + 1 : end]
        those = word(tagged, comma + 1) in ("that", "those") and word(tagged, comma + 2) == "of"  # ", that of B rose"
        counts = any(i.has("measure") for i in before) and (those or any(i.has("measure") for i in after))
        if counts and any(i.has(*ANCHORS, "direction", "report") for i in after):
            return comma
    return None


class _Aside(NamedTuple):
    """A unit inside another one: its items, the item it stands behind, and where the other goes on."""

    indices: list[int]
    after: int
    then: int


def _aside_at(tagged: Tagged, k: int, inside: bool) -> _Aside | None:
    """What item k opens: "(12,000)", ", with 12,000,", ", which peaked in May,", "— of which 12,000 were A —"."""
    here = word(tagged, k)
    if here in _OPEN:
        return _parenthesis(tagged, k)
    if here == ",":
        shut = _apposed_end(tagged, k)
        if shut is not None:
            return _Aside([*_said_of(tagged, k, shut), *range(k + 1, shut)], k - 1, shut + (word(tagged, shut) == ","))
        shut = _aside_end(tagged, k) or _share_end(tagged, k)
        return _Aside(list(range(k + 1, shut)), k - 1, shut + 1) if shut is not None else None
    shut = _dashed(tagged, k) if here == "-" and inside else None
    return _Aside(list(range(k + 1, shut)), k - 1, shut + 1) if shut is not None else None


def _parenthesis(tagged: Tagged, k: int) -> _Aside | None:
    """The parenthesis opened at item k; the name or period right before it says what its figure is of."""
    items = tagged.items
    shut = next((m for m in range(k, len(items)) if word(tagged, m) in _CLOSE), None)
    if shut is None or not _anchored(tagged, k + 1, shut) or _restated(tagged, k, shut):
        return None
    head = k - 1
    if head > 0 and word(tagged, head) == "'s":
        head -= 1  # "than June's (12,000)"
    if head > 0 and items[head].has("head") and items[head - 1].has("value"):
        head -= 1  # "Elm riders (12)"
    figures = [m for m in range(k + 1, shut) if items[m].has("amount")]
    alone = [m for m in range(k + 1, shut) if not items[m].has("hedge")]
    share = len(alone) == 1 and items[alone[0]].has("percent", "share") and items[max(head, 0)].has("value")
    told = head >= 0 and items[head].has("period", "value") and (figures or share)
    return _Aside([*([head] if told else []), *range(k + 1, shut)], head, shut + 1)


def _restated(tagged: Tagged, k: int, shut: int) -> bool:
    """Whether a parenthesis only gives the figure before it as a percentage, and the sentence goes on behind it."""
    inside = [m for m in range(k + 1, shut) if tagged.items[m].has(*ANCHORS)]
    goes_on = tagged.items[shut + 1 : shut + 2] and not boundary(tagged, shut + 1)
    return bool(goes_on) and len(inside) == 1 and restates(tagged, inside[0])


def _aside_end(tagged: Tagged, k: int) -> int | None:
    """The comma that closes ", which had peaked at A in P," opened at item k; None when none does."""
    if word(tagged, k) != "," or word(tagged, k + 1) not in ("which", "who", "whose") or k == 0:
        return None
    ends = (m for m in range(k + 2, len(tagged.items)) if word(tagged, m) in (",", ";", "."))
    # ", which is 5 percent more than in May, when there were A": what "when" opens goes on with it
    shut = next((m for m in ends if word(tagged, m) != "," or not _goes_further(tagged, m)), None)
    if shut is None or word(tagged, shut) != "," or not _anchored(tagged, k + 1, shut):
        return None
    return shut if _anchored(tagged, shut, len(tagged.items)) else None


def _goes_further(tagged: Tagged, comma: int) -> bool:
    return word(tagged, comma + 1) == "when" or _lists_on(tagged, comma)


def _lists_on(tagged: Tagged, comma: int) -> bool:
    """Whether ", 9,000 A" goes on with a list that names somebody with a figure before the comma, too."""
    items = tagged.items
    told = next((m for m in range(comma + 1, len(items)) if not items[m].has("hedge") and word(tagged, m) != "and"), -1)
    named = _firm(tagged, comma - 1) and told + 1 < len(items) and _firm(tagged, told + 1)
    return named and told > 0 and items[told].has("amount")


_PREDICATES = frozenset("were was are is had have came resulted involved consisted been".split())


def _share_end(tagged: Tagged, k: int) -> int | None:
    """Where ", or 40 percent of the total," ends between a figure and what is said of it; None when it does not."""
    items = tagged.items
    if word(tagged, 0) == "of" or not any(items[m].has("amount") for m in range(max(0, k - 9), k)):
        return None  # "Of them, 9, or 40 percent, were A": whose part it is stands before
    at = k + 1 + (word(tagged, k + 1) == "or")
    while at < len(items) and items[at].has("hedge"):
        at += 1
    if at >= len(items) or not items[at].has("percent", "share"):
        return None
    shut = next((m for m in range(at + 1, min(at + 6, len(items))) if word(tagged, m) == ","), None)
    if shut is None or word(tagged, shut + 1) not in _PREDICATES:
        return None
    of = [m for m in range(at + 1, shut) if not items[m].kinds <= {"filler", "anaphor", "base"}]
    return None if of or (shut > at + 1 and word(tagged, at + 1) != "of") else shut


def _apposed_end(tagged: Tagged, k: int) -> int | None:
    """Where ", with 15,000," ends that says of one name in a list what "(15,000)" would; None when it does not."""
    if word(tagged, k) != "," or k == 0:
        return None
    led = word(tagged, k + 1) in ("with", "at")
    told = word(tagged, k + 1) in ("which", "who") and any(i.has("report") for i in tagged.items[k + 2 : k + 3])
    if not (led or told):
        return None
    shut = _one_figure(tagged, k + 2 + told)
    if shut is None:
        return None
    if not _firm(tagged, k - 1):
        return shut if _goes_on(tagged, shut) else None
    named = tagged.items[k - 1].entry("value") or {}
    kin = [e for i in tagged.items if (e := i.entry("value")) is not None and e["dimension"] == named["dimension"]]
    return shut if len({e["value"] for e in kin}) > 1 else None


def _firm(tagged: Tagged, k: int) -> bool:
    """Whether item k names a value for certain."""
    entry = tagged.items[k].entry("value")
    return entry is not None and not entry.get("weak") and not entry.get("hint")


def _goes_on(tagged: Tagged, shut: int) -> bool:
    """ "A was the busiest in May, with 9,000, ahead of B", "May, with 9,000, trails only June": of A, of May alone."""
    return word(tagged, shut) == "," and word(tagged, shut + 1) in _GOING_ON


def _said_of(tagged: Tagged, k: int, shut: int) -> list[int]:
    """The name before item k that a figure up to item `shut` is of: beside it, or of the kind that is named next."""
    if _firm(tagged, k - 1):
        return [k - 1]
    kind = next((d for m in range(shut, len(tagged.items)) if (d := _dimension(tagged, m))), None)
    return [m for m in range(k - 1, -1, -1) if kind and _dimension(tagged, m) == kind][:1]


def _dimension(tagged: Tagged, k: int) -> str:
    """The dimension that item k firmly names a value of; empty when it names none."""
    return str((tagged.items[k].entry("value") or {})["dimension"]) if _firm(tagged, k) else ""


def _one_figure(tagged: Tagged, first: int) -> int | None:
    """The end of a stretch from item `first` that holds one figure and who is counted, and nothing else."""
    figures = 0
    for m in range(first, len(tagged.items)):
        if word(tagged, m) in (",", ".", ";", "and"):
            return m if figures == 1 else None
        figures += tagged.items[m].has("amount")
        if (
            not tagged.items[m].has("amount", "hedge", "hedge-after", "head", "measure", "bare")
            and not _places(tagged, m)
            and word(tagged, m) not in _WHERE
        ):
            return None
    return len(tagged.items) if figures == 1 else None


def _places(tagged: Tagged, k: int) -> bool:
    """Whether item k names where, and stands behind the word for it: "(9,000 sales) at the north gate"."""
    return _firm(tagged, k) and word(tagged, k - 1) in _WHERE


def _anchored(tagged: Tagged, first: int, last: int) -> bool:
    return any(tagged.items[k].has(*ANCHORS) for k in range(first, last))


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
        stated = _is_statement(tagged, 0, k) and _is_statement(tagged, k, len(items))
        return stated or _names_another(tagged, k) or _turns_to_part(tagged, k)
    told = here == "but" and word(tagged, k - 1) != "all"
    if told and (_anchored(tagged, k, len(items)) or _moves_another(tagged, k)):
        return True
    if here == "," and after in ("with", "of", "including", "followed") and _anchored(tagged, k, len(items)):
        return word(tagged, k + 2) in _WHOM if after == "of" else after != "including" or not _inserted(tagged, k)
    if here == "," and _tells_part(tagged, k + 1):
        return _anchored(tagged, 0, k)
    says = after in _ADDING or (after in ("which", "who") and word(tagged, k + 2) in _SAID)
    if here == "," and says and _anchored(tagged, k, len(items)):
        return True
    if here == "of" and after in _WHOM:  # a unit of "9,000 of whom were A" begins with its figure
        return not items[k - 1].has("amount") or word(tagged, k - 2 - items[k - 2].has("hedge")) not in (",", "-")
    return here == "-" and _spaced_dash(tagged, k)


def _inserted(tagged: Tagged, k: int) -> bool:
    """ "In all, including the north coast, sales came to 9,000": commas around a part, and no figure of it."""
    shut = next((m for m in range(k + 1, len(tagged.items)) if boundary(tagged, m)), len(tagged.items))
    return word(tagged, shut) == "," and not _anchored(tagged, k, shut)


def _dashed(tagged: Tagged, k: int) -> int | None:
    """The dash that closes "— of which A were B —" or "— a 9 percent drop —" opened at item k, where more follows."""
    opens = word(tagged, k + 1) in ("of", "including") or _part_of_it(tagged, k + 1) or _moved_by(tagged, k + 1)
    if word(tagged, k) != "-" or not opens or not _wide(tagged, k):
        return None
    shut = _next_dash(tagged, k)
    goes_on = any(i.has(*ANCHORS, "direction") for i in tagged.items[shut:])
    return shut if shut < len(tagged.items) and goes_on else None


def _moved_by(tagged: Tagged, k: int) -> bool:
    """Whether "a 9 percent drop", "up 9 percent" stands at item k."""
    items = tagged.items[k + (word(tagged, k) in ("a", "an", "up", "down")) :][:2]
    return any(i.has("percent") for i in items[:1]) or [i.has("hedge", "percent") for i in items] == [True, True]


_THEM = frozenset("them those which whom".split())


def _part_of_it(tagged: Tagged, k: int, *kinds: str) -> bool:
    """Whether "9,000 of them" stands at item k; with `kinds` of what may be said to be of them, besides an amount."""
    here = k < len(tagged.items) and tagged.items[k].has("amount", *kinds)
    return here and word(tagged, k + 1) == "of" and word(tagged, k + 2) in _THEM


def _turns_to_part(tagged: Tagged, k: int) -> bool:
    """Whether ", and 9,000 of them were A", ", and most were A" goes on at item k, after figures of all of them.

    What has spoken of "them" before lists parts, and goes on listing.
    """
    k += 1
    while k < len(tagged.items) and tagged.items[k].has("hedge"):
        k += 1
    part = _part_of_it(tagged, k, "percent", "share") or _mostly(tagged, k)
    return part and has_figure(tagged, 0, k) and not any(word(tagged, m) in _THEM for m in range(k))


def _mostly(tagged: Tagged, k: int) -> bool:
    """Whether "most were" stands at item k."""
    return k < len(tagged.items) and tagged.items[k].has("share") and word(tagged, k) == "most"


def _tells_part(tagged: Tagged, k: int) -> bool:
    """Whether "(about) 9,000 of whom" stands at item k."""
    told = k + any(i.has("hedge") for i in tagged.items[k : k + 1])
    return _part_of_it(tagged, told) and word(tagged, told + 2) in _WHOM


def _spaced_dash(tagged: Tagged, k: int) -> bool:
    """A dash between clauses: long, or with space on both sides, and not between a label and figure."""
    if any(restates(tagged, m) for m in range(max(k - 2, 0), min(k + 4, len(tagged.items)))):
        return False
    if not (_anchored(tagged, 0, k) and _anchored(tagged, k + 1, _next_dash(tagged, k))):
        return False
    if (
        k + 1 < len(tagged.items)
        and tagged.items[k + 1].has("amount")
        and not _part_of_it(tagged, k + 1)
        and k
        and tagged.items[k - 1].has("period", "value")
    ):
        return False
    return _wide(tagged, k)


def _wide(tagged: Tagged, k: int) -> bool:
    """Whether a dash is long, or has space before it: no hyphen."""
    token = tagged.tokens[tagged.items[k].first]
    left = tagged.tokens[tagged.items[k].first - 1] if tagged.items[k].first else None
    return token.text[:1] in "–—" or len(token.text) > 1 or (left is not None and left.end < token.start)


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
    name = next((m for m in range(k + 1, min(k + 3, len(items))) if _firm(tagged, m)), None)
    if name is None or not has_figure(tagged, 0, k):
        return False
    told = (
        items[name + 1 : name + 2]
        and items[name + 1].has("report")
        and has_figure(tagged, name, min(name + 5, len(items)))
    )
    return bool(told) and any(_dimension(tagged, m) == _dimension(tagged, name) for m in range(k))


def _moves_another(tagged: Tagged, k: int) -> bool:
    """ "fell at A but rose at B": the other way, and of another name of the same kind."""
    sides = (range(k), range(k + 1, len(tagged.items)))
    moves = [i.has("direction") and not i.has("filler") for i in tagged.items]
    moved = [any(moves[m] for m in side) for side in sides]
    named = [{d for m in side if (d := _dimension(tagged, m))} for side in sides]
    return all(moved) and bool(named[0] & named[1])


def _next_dash(tagged: Tagged, k: int) -> int:
    """The item index of the dash that closes an aside opened at k, else the end."""
    return next((m for m in range(k + 1, len(tagged.items)) if word(tagged, m) == "-"), len(tagged.items))


def _merge_outer(tagged: Tagged, units: list[Unit]) -> None:
    """Text after a parenthesis goes on with the unit that the parenthesis interrupted."""
    root: dict[int, int] = {}  # where the words of a unit have gone
    for number, unit in enumerate(units):
        if unit.kind == "aside" and number + 1 < len(units):
            follower = units[number + 1]
            outer = unit.parent
            # "A - 9 of them - while B": another clause
            another = bool(follower.indices) and word(tagged, follower.indices[0]) in CLAUSE
            if outer is not None and follower.parent == outer and follower.kind == "clause" and not another:
                outer = root.get(outer, outer)
                units[outer].indices += follower.indices
                follower.indices = []
                root[number + 1] = outer
                for other in units[number + 1 :]:
                    other.parent = outer if other.parent == number + 1 else other.parent
