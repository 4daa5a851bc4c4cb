"""Cuts a tagged sentence into units that share a subject, and sets aside who says it and when.

A unit is a stretch of one sentence whose figures are read together: a clause, a parenthesis, or
"of which …". A later unit inherits what it leaves unsaid from the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.extract.mentions import Item, Tagged

ANCHORS = ("amount", "percent", "share", "points", "times", "highest", "lowest", "multiple")
_STRONG = frozenset((";", ".", "?", "!", ":"))
_CLAUSE = frozenset(("while", "whereas", "but", "although", "though"))
_DETERMINERS = frozenset("all both many most several some few other these those the of".split())
_LASTING = frozenset("ended ends began begins started starts runs ran".split())
_SAYING = frozenset("said says announced told reported added noted confirmed according".split())
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """Item indices in order; `parent` is the unit to inherit from, None for the first."""

    indices: list[int]
    parent: int | None
    kind: str = "clause"
    after: int | None = None  # for a parenthesis: the item just before it


@dataclass(slots=True, eq=False, repr=False)
class Layout:
    """Units of a sentence, and the items set aside: `masked` ones restrict nothing.

    `attributed` are masked because they name who says so; a value word among them names a source.
    """

    units: list[Unit]
    masked: set[int] = field(default_factory=set)
    attributed: set[int] = field(default_factory=set)
    causal: list[tuple[int, int]] = field(default_factory=list)
    other: list[tuple[int, int]] = field(default_factory=list)  # statements that no figure decides


def lay_out(tagged: Tagged) -> Layout:
    """Units and masks of `tagged`; made once, and not to be changed."""
    if tagged.laid:
        made: Layout = tagged.laid[0]
        return made
    layout = Layout([])
    _dateline(tagged, layout)
    _attribution(tagged, layout)
    _asides(tagged, layout)
    _inclusions(tagged, layout)
    _events(tagged, layout)
    _causes(tagged, layout)
    _leads(tagged, layout)
    _tails(tagged, layout)
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


def word(tagged: Tagged, k: int) -> str:
    """The comparable form of item k's first token; empty outside the sentence."""
    words = tagged.words
    return words[k] if 0 <= k < len(words) else ""


def _boundary(tagged: Tagged, k: int) -> bool:
    return word(tagged, k) in (
        ",",
        ";",
        ".",
        ":",
        "-",
        "(",
        ")",
        "[",
        "]",
        "?",
        "!",
        '"',
        "“",
        "”",
        "",
    ) and (not tagged.items[k].has("amount") if 0 <= k < len(tagged.items) else True)


def _has_figure(tagged: Tagged, first: int, last: int) -> bool:
    kinds = ("amount", "percent", "share", "points", "times")
    return any(tagged.items[k].has(*kinds) for k in range(first, last))


def _dateline(tagged: Tagged, layout: Layout) -> None:
    """Masks "HAVEN CITY (AP) -" and "NEW:" at the start: where and how it was filed, and no part of the claim."""
    tokens = tagged.tokens
    last = 0
    while last < min(len(tokens), 9) and tokens[last].text not in (":",) and tokens[last].norm != "-":
        last += 1
    if last == 0 or last >= min(len(tokens) - 1, 9):
        return
    head = tokens[:last]
    agency = any(t.text == "(" for t in head) and head[-1].text == ")"
    shouted = all(t.text.isupper() for t in head if t.kind == "word") and not any(t.kind == "num" for t in head)
    placed = agency and head[0].text.isupper()
    items = [k for k, i in enumerate(tagged.items) if i.last <= last + 1]
    known = any(tagged.items[k].has("value", "measure", "head", "bare") or tagged.items[k].period for k in items)
    if (placed and tokens[last].norm == "-") or (shouted and not known and not agency):
        layout.masked |= set(items)


def _attribution(tagged: Tagged, layout: Layout) -> None:
    """Masks "officials said that", ", X said", "according to X", "data from X show"."""
    items = tagged.items
    for k, item in enumerate(items):
        if not item.has("attribution") or k in layout.masked:
            continue
        phrase = word(tagged, k)
        if word(tagged, k - 1) in _DETERMINERS:
            continue  # "all states", "the reports": a noun, and nobody who speaks
        start, end = k, k + 1
        if phrase == "according":
            while end < len(items) and not (_boundary(tagged, end) and word(tagged, end) != "-"):
                if items[end].has("amount", "measure", "direction") and not items[end].has("value"):
                    break
                end += 1
        else:
            while start > 0 and not _boundary(tagged, start - 1):
                start -= 1
            inverted = start == k and word(tagged, k - 1) in (",", '"', "”") and phrase in _SAYING
            if (start == k and not inverted) or _has_figure(tagged, start, k) or _asserts(tagged, start, k):
                continue
            end = _said_when(tagged, end)
            if start > 0 and word(tagged, start - 1) in (",", '"', "”", "-"):
                while end < len(items) and not _boundary(tagged, end):
                    if items[end].has("measure", "amount"):
                        break
                    end += 1
                end = _post_of_speaker(tagged, end)
            elif word(tagged, end) == "that":
                end += 1
        mask = {m for m in range(start, end) if not items[m].has("period", "amount", "percent")}
        # A period inside the frame dates the claim ("In May, officials said"), a weekday the talk.
        mask |= {m for m in range(start, end) if _is_finer(items[m])}
        layout.masked |= mask
        layout.attributed |= mask


def _said_when(tagged: Tagged, end: int) -> int:
    """The item after "(said) on Friday", "late Tuesday": a day beside a verb of saying dates the talk."""
    k = end
    while word(tagged, k) in ("on", "late", "early", "in"):
        k += 1
    if k < len(tagged.items) and _is_finer(tagged.items[k]) and not _boundary(tagged, k):
        return k + 1
    return end


def _post_of_speaker(tagged: Tagged, end: int) -> int:
    """The item after "(said A B), the acting head of C": an apposition that only says who speaks."""
    if word(tagged, end) != ",":
        return end
    shut = next((m for m in range(end + 1, len(tagged.items)) if _boundary(tagged, m)), len(tagged.items))
    kinds = (*ANCHORS, "measure", "direction", "head", "first-time", "ordinal", "duration")
    telling = any(i.period is not None or (i.has(*kinds) and not i.has("filler")) for i in tagged.items[end + 1 : shut])
    named = word(tagged, end + 1) in ("the", "a", "an", "who") or not tagged.items[end + 1 : end + 2]
    return shut if named and not telling else end


def _asserts(tagged: Tagged, first: int, last: int) -> bool:
    """Whether a stretch that ends in an attribution verb is itself a statement of change or rank."""
    return any(
        tagged.items[k].has("direction") and not tagged.items[k].has("filler") for k in range(first, last)
    ) or any(
        tagged.items[k].has("highest", "lowest") and not tagged.items[k].has("filler", "report")
        for k in range(first, last)
    )


def _is_finer(item: Item) -> bool:
    return item.period is not None and item.period.kind in ("day", "week")


def _asides(tagged: Tagged, layout: Layout) -> None:
    """Masks clauses that date or describe and do not restrict: ", when X left office,", ", which …"."""
    items = tagged.items
    for k in range(len(items)):
        opener = word(tagged, k)
        after_mark = k > 0 and word(tagged, k - 1) in (",", "-", "(")
        if not (opener in ("when", "where") and k > 0) and not (opener == "which" and after_mark):
            continue
        end = k + 1
        while end < len(items) and not _boundary(tagged, end) and word(tagged, end) not in ("and", *_CLAUSE):
            end += 1
        if _has_figure(tagged, k, end) or any(
            items[m].has("measure", "union", "direction") and not items[m].has("filler") for m in range(k, end)
        ):
            continue
        dates = any(word(tagged, m) in _LASTING for m in range(k, end))
        if any(
            (items[m].has("value", "base") and not dates)
            or (items[m].period is not None and not _is_finer(items[m]) and not dates)
            for m in range(k, end)
        ):
            continue
        layout.masked |= {m for m in range(k, end)}


def _inclusions(tagged: Tagged, layout: Layout) -> None:
    """Masks what describes a part that is included: ", including those who called at the north gate".

    The figure counts the part with the whole, whoever it is; the value that names the part stays.
    """
    items = tagged.items
    for k in range(1, len(items)):
        opener = word(tagged, k) == "including" or (
            word(tagged, k) in ("includes", "included") and word(tagged, k - 1) in ("which", "that")
        )
        if not opener:
            continue
        end = k + 1
        while end < len(items) and not _boundary(tagged, end):
            end += 1
        values = [m for m in range(k + 1, end) if items[m].has("value")]
        if not values or any(items[m].has("amount", "percent", "share") for m in range(k + 1, end)):
            continue
        layout.masked |= {m for m in range(k + 1, values[0]) if items[m].has("unknown", "measure")}


def _events(tagged: Tagged, layout: Layout) -> None:
    """Masks the event in "since she took office in January 2021": the date says all there is to check."""
    items = tagged.items
    for k in range(len(items)):
        if word(tagged, k) not in ("since", "after", "before"):
            continue
        for end in range(k + 1, min(k + 9, len(items))):
            if items[end].period is not None:
                expr = items[end].period
                if expr is not None and expr.year and end > k + 1 and word(tagged, end - 1) in ("in", "on", ",", "of"):
                    layout.masked |= {m for m in range(k + 1, end) if items[m].has("unknown", "filler", "modal")}
                break
            if _boundary(tagged, end) or items[end].has("amount", "measure", "direction", "highest", "lowest", "value"):
                break


_PLACING = frozenset(
    "in at among for of near along from with under during by between within through outside excluding without".split()
)


def _leads(tagged: Tagged, layout: Layout) -> None:
    """Masks clauses before a comma that come first and name nothing counted: "Aides see no hurry, …".

    A clause that opens with a preposition may narrow down what follows, and stays.
    """
    items = tagged.items
    start = _after_event(tagged, layout)
    for k in range(start, len(items)):
        if word(tagged, k) not in (",", "-") or (word(tagged, k) == "-" and not _wide(tagged, k)):
            continue
        stretch = range(start, k)
        telling = (
            "amount",
            "percent",
            "share",
            "points",
            "times",
            "measure",
            "value",
            "head",
            "highest",
            "lowest",
            "bare",
            "outside",
            "negation",
            "duration",
            "ordinal",
            "first-time",
        )
        moves = any(items[m].has("direction") and not items[m].has("filler") for m in stretch)
        if moves or any(items[m].has(*telling) or items[m].period is not None for m in stretch):
            return
        if len(stretch) >= 4 and word(tagged, start) not in _PLACING:
            _set_apart(tagged, layout, start, k)
        start = k + 1


def _after_event(tagged: Tagged, layout: Layout) -> int:
    """Masks "After the order ended on May 11,": an event of a day dates nothing that months can say."""
    items = tagged.items
    if word(tagged, 0) not in ("after", "when", "before", "as"):
        return 0
    end = next((m for m in range(len(items)) if word(tagged, m) == ","), 0)
    if word(tagged, end + 1).isdecimal():
        end = next((m for m in range(end + 1, len(items)) if word(tagged, m) == ","), 0)
    stretch = range(end)
    finer = any(_is_finer(items[m]) for m in stretch)
    months = any(items[m].period is not None and not _is_finer(items[m]) for m in stretch)
    if not end or not finer or months or _has_figure(tagged, 0, end):
        return 0
    layout.masked |= set(stretch)
    return end + 1


def _set_apart(tagged: Tagged, layout: Layout, first: int, last: int) -> None:
    """Masks a stretch that is a statement of its own, and keeps it if it says something."""
    unknown = [m for m in range(first, last) if tagged.items[m].has("unknown") and m not in layout.masked]
    if unknown:
        layout.other.append((first, last))
    layout.masked |= set(range(first, last))


def _tails(tagged: Tagged, layout: Layout) -> None:
    """Sets apart ", and the council passed a bill": a statement added after the figures."""
    items = tagged.items
    for k in range(1, len(items) - 3):
        if word(tagged, k) not in ("and", "but") or word(tagged, k - 1) != "," or k in layout.masked:
            continue
        end = next((m for m in range(k + 1, len(items)) if word(tagged, m) in (",", ";", ".", "(")), len(items))
        stretch = range(k + 1, end)
        telling = (*ANCHORS, "measure", "value", "head", "bare", "outside", "negation", "anaphor", "direction")
        if any(items[m].has(*telling) and not items[m].has("filler") for m in stretch):
            continue
        if sum(items[m].has("unknown") for m in stretch) >= 2 and end >= len(items) - 1:
            _set_apart(tagged, layout, k, end)


def _wide(tagged: Tagged, k: int) -> bool:
    token = tagged.tokens[tagged.items[k].first]
    return token.text[:1] in "–—" or len(token.text) > 1


def _causes(tagged: Tagged, layout: Layout) -> None:
    """Marks ", because …", "as officials stepped up …": a cause is a statement of its own."""
    items = tagged.items
    for k, item in enumerate(items):
        if k in layout.masked:
            continue
        opener = item.has("causal") or (
            word(tagged, k) in ("as", "after", "following") and k > 0 and _opens_clause(tagged, k)
        )
        if not opener:
            continue
        end = k + 1
        while (
            end < len(items)
            and word(tagged, end) not in (";", ".", ":", "(", ")")
            and not (word(tagged, end) == "," and _has_figure(tagged, end, len(items)))
        ):
            end += 1
        if _has_figure(tagged, k, end):
            continue
        layout.causal.append((k, end))
        layout.masked |= set(range(k, end))


def _opens_clause(tagged: Tagged, k: int) -> bool:
    """ "as officials stepped up enforcement": words that no figure slot explains follow."""
    rest = tagged.items[k + 1 : k + 8]
    return sum(i.has("unknown") for i in rest) >= 2 or any(i.has("outside") for i in rest[:4])


def _cut(tagged: Tagged, layout: Layout) -> None:
    items, units = tagged.items, layout.units
    current: list[int] = []
    parent: int | None = None
    depth_start: int | None = None
    k = 0

    def close(kind: str = "clause", after: int | None = None) -> None:
        nonlocal current, parent
        if current:
            units.append(Unit(current, parent, kind, after))
            parent = len(units) - 1
        current = []

    while k < len(items):
        here = word(tagged, k)
        if here in _OPEN:
            shut = next((m for m in range(k, len(items)) if word(tagged, m) in _CLOSE), None)
            if shut is not None and _anchored(tagged, k + 1, shut):
                outer, current = current, list(range(k + 1, shut))
                depth_start = k - 1
                units.append(Unit(outer, parent))
                mine = len(units) - 1
                told = depth_start >= 0 and items[depth_start].has("period", "value")
                units.append(Unit([depth_start, *current] if told else current, mine, "aside", depth_start))
                current, parent = [], mine
                k = shut + 1
                continue
        shut = _aside_end(tagged, k)
        if shut is not None:
            outer, current = [*current], list(range(k + 1, shut))
            units.append(Unit(outer, parent))
            mine = len(units) - 1
            units.append(Unit(current, mine, "aside", k - 1))
            current, parent = [], mine
            k = shut + 1
            continue
        if _splits(tagged, k):
            close()
            if here in _STRONG or here in (",", "-"):
                k += 1
                continue
        current.append(k)
        k += 1
    close()
    _merge_outer(units)


def _aside_end(tagged: Tagged, k: int) -> int | None:
    """The comma that closes ", which had peaked at A in P," opened at item k; None when none does."""
    if word(tagged, k) != "," or word(tagged, k + 1) not in ("which", "who") or k == 0:
        return None
    shut = next((m for m in range(k + 2, len(tagged.items)) if word(tagged, m) in (",", ";", ".")), None)
    if shut is None or word(tagged, shut) != "," or not _anchored(tagged, k + 1, shut):
        return None
    return shut if _anchored(tagged, shut, len(tagged.items)) else None


def _anchored(tagged: Tagged, first: int, last: int) -> bool:
    return any(tagged.items[k].has(*ANCHORS) for k in range(first, last))


def _splits(tagged: Tagged, k: int) -> bool:
    here, after = word(tagged, k), word(tagged, k + 1)
    items = tagged.items
    if items[k].has("period", "amount"):
        return False
    if here in _STRONG:
        return True
    if here in _CLAUSE and here != "but":
        return True
    if (
        here == "and"
        and word(tagged, k - 1) == ","
        and _is_statement(tagged, 0, k)
        and _is_statement(tagged, k, len(items))
    ):
        return True
    if here == "but" and _anchored(tagged, k, len(items)):
        return True
    if here == "," and after in ("with", "of", "including", "followed") and _anchored(tagged, k, len(items)):
        return after != "of" or word(tagged, k + 2) == "which"
    if here == "of" and after == "which":
        return True
    return here == "-" and _spaced_dash(tagged, k)


def _spaced_dash(tagged: Tagged, k: int) -> bool:
    """A dash between clauses: long, or with space on both sides, and not between a label and figure."""
    if not (_anchored(tagged, 0, k) and _anchored(tagged, k + 1, _next_dash(tagged, k))):
        return False
    token = tagged.tokens[tagged.items[k].first]
    left = tagged.tokens[tagged.items[k].first - 1] if tagged.items[k].first else None
    long = token.text[:1] in "–—" or len(token.text) > 1
    spaced = left is not None and left.end < token.start
    if (
        k + 1 < len(tagged.items)
        and tagged.items[k + 1].has("amount")
        and k
        and tagged.items[k - 1].has("period", "value")
    ):
        return False
    return long or spaced


def _is_statement(tagged: Tagged, first: int, last: int) -> bool:
    """A stretch with a figure and its own word for what is counted."""
    stop = next((m for m in range(first + 1, last) if word(tagged, m) in _STRONG), last)
    here = tagged.items[first:stop]
    return any(i.has("amount") for i in here) and any(i.has("measure") for i in here)


def _next_dash(tagged: Tagged, k: int) -> int:
    """The item index of the dash that closes an aside opened at k, else the end."""
    return next((m for m in range(k + 1, len(tagged.items)) if word(tagged, m) == "-"), len(tagged.items))


def _merge_outer(units: list[Unit]) -> None:
    """Text after a parenthesis goes on with the unit that the parenthesis interrupted."""
    root: dict[int, int] = {}  # where the words of a unit have gone
    for number, unit in enumerate(units):
        if unit.kind == "aside" and number + 1 < len(units):
            follower = units[number + 1]
            outer = unit.parent
            if outer is not None and follower.parent == outer and follower.kind == "clause":
                outer = root.get(outer, outer)
                units[outer].indices += follower.indices
                follower.indices = []
                root[number + 1] = outer
                for other in units[number + 1 :]:
                    other.parent = outer if other.parent == number + 1 else other.parent
