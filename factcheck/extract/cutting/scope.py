"""Reads what a count takes in or leaves out: "when those at the gates are included", "excluding the gates"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factcheck.extract.cutting.layout import Layout, Scope, Unit, boundary, has_figure, word
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.claim import WRITTEN, Blocked, Choice
from factcheck.model.facts import once_for_facts
from factcheck.model.parts import all_but
from factcheck.model.text import Span

_IN = frozenset("included counted added considered".split())
_OUT = frozenset("excluded omitted".split())
_SET = {("factored", "in"): True, ("taken", "into"): True, ("figured", "in"): True, ("left", "out"): False}
_SET |= {("taken", "out"): False, ("set", "aside"): False, ("left", "aside"): False}
_BE = frozenset("is are was were 're get".split())
_WHEN = frozenset("when if once after with".split())
_ONE = frozenset("you we one they".split())
_TAKES = frozenset("include includes count counts add adds".split())
_LEAVES = frozenset("exclude excludes omit omits".split())
_TAKING = frozenset("including counting adding".split())
_LEAVING = frozenset("excluding omitting".split())
_WITHOUT = {("not", "including"), ("not", "counting"), ("without", "counting"), ("without", "including")}
_WITHOUT |= {("leaving", "out"), ("leaving", "aside"), ("setting", "aside")}
_JOINED = {("factoring", "in"), ("combined", "with"), ("figuring", "in")}
# One of these stands in every sentence that says so.
SCOPING = (
    _IN
    | _OUT
    | _TAKES
    | _LEAVES
    | _TAKING
    | _LEAVING
    | frozenset(
        "factored taken figured left set leaving setting without factoring combined figuring factor leave".split()
    )
)

_ALONE = frozenset("only just solely alone".split())
_NEVER = ("amount", "percent", "share", "points", "times", "multiple", "outside", "duration", "direction", "money")
_MOST = 4  # values that may be left over when one is left out: more than these are nobody's list


def scopes(tagged: Tagged, layout: Layout) -> None:
    """Masks the stretches that say what is taken in or left out, and notes them in `layout`.

    A stretch with a figure of its own tells of a part, and none is one that only describes ("including on Sunday").
    """
    count = len(tagged.items)
    k = 0
    while k < count:
        found = None if k in layout.masked else _stretch(tagged, k)
        if found is None:
            k += 1
            continue
        what, last, taken = found
        scope = _scope(tagged, k, what, last, taken)
        if scope is not None:
            layout.scopes.append(scope)
            layout.masked |= _idle_in(tagged, scope, what)
        k = last


def _stretch(tagged: Tagged, k: int) -> tuple[range, int, bool] | None:
    """The items that say what is taken in (True) or left out, and the end of the stretch that begins at item `k`."""
    here, after = word(tagged, k), word(tagged, k + 1)
    if here in _WHEN:
        return _clause(tagged, k)
    if (here, after) in _WITHOUT or here in _LEAVING:
        first = k + 1 + (here not in _LEAVING)
        return range(first, end := _end(tagged, first)), end, False
    if here in ("which", "that") and after in _TAKES | _LEAVES | {"included", "excluded"}:
        end = _end(tagged, k + 2)
        return range(k + 2, end), end, after in _TAKES or after == "included"
    if here in _TAKING or (here, after) in _JOINED:
        first = k + 1 + (here not in _TAKING)
        end = _end(tagged, first)
        if any(word(tagged, m) in _ALONE for m in range(first, end)):
            return None  # "counting only A": nobody else, and nothing taken in
        fronted = k == 0 or word(tagged, k - 1) in ("(", ";", "and", "but")
        shut = word(tagged, end) in (",", "-") or (end == len(tagged.items) or word(tagged, end) in (".", ")"))
        if (here == "adding" and not fronted) or not shut:
            return None  # "…, adding that", "adding to sales"
        return range(first, end), end, True
    return None


def _clause(tagged: Tagged, k: int) -> tuple[range, int, bool] | None:
    """ "when A are included", "if you count A", "with A left out": the same of a clause."""
    if word(tagged, k) != "with" and word(tagged, k + 1) in _ONE:
        verb = k + 2 + (word(tagged, k + 2) in ("don't", "also"))
        denied = word(tagged, k + 2) == "don't"
        here = word(tagged, verb)
        if here not in _TAKES | _LEAVES and (here, word(tagged, verb + 1)) not in (("factor", "in"), ("leave", "out")):
            return None
        first = verb + 1 + (here in ("factor", "leave"))
        end = _end(tagged, first)
        return range(first, end), end, (here in _TAKES or here == "factor") != denied
    for m in range(k + 1, min(k + 16, len(tagged.items))):
        if boundary(tagged, m):
            return None
        here, after = word(tagged, m), word(tagged, m + 1)
        taken = _SET.get((here, after), here in _IN)
        if not taken and here not in _OUT and (here, after) not in _SET:
            continue
        denied = word(tagged, m - 1) == "not"
        linked = word(tagged, m - 1 - denied)
        if (linked in _BE) == (word(tagged, k) == "with"):
            continue  # "with A included" has no verb, "when A are included" has one
        what = range(k + 1, m - denied - (linked in _BE))
        end = m + 1 + ((here, after) in _SET)
        while not boundary(tagged, end) and word(tagged, end) in ("in", "too", "as", "well", "account"):
            end += 1
        fronted = k == 0 or boundary(tagged, k - 1)
        if fronted and not boundary(tagged, end):
            return None  # "When A were counted in May, …"
        return what, end, taken != denied
    return None


def _end(tagged: Tagged, first: int) -> int:
    """Where what is named from item `first` ends: at a mark, or before a month or year."""
    items = tagged.items
    end = first
    while end < len(items) and not boundary(tagged, end):
        if items[end].period is not None:
            return end - (word(tagged, end - 1) in ("in", "for", "during", "of"))
        end += 1
    return end


def _scope(tagged: Tagged, k: int, what: range, last: int, taken: bool) -> Scope | None:
    """What the stretch from item `k` says; None where it says nothing of what is counted."""
    items = tagged.items
    if any(items[m].has(*_NEVER) or items[m].period is not None for m in what):
        return None
    named: dict[str, set[str]] = {}
    for m in what:
        entry = items[m].entry("value")
        if entry is not None and not entry.get("hint"):
            named.setdefault(str(entry["dimension"]), set()).add(str(entry["value"]))
    describes = word(tagged, k) in _TAKING or word(tagged, k) in ("which", "that")
    left_out = not taken and word(tagged, k) in _WHEN  # nobody says so of anything but a count
    if not named and not left_out and (describes or not any(items[m].has("head", "measure") for m in what)):
        return None  # "including on Sunday", "when all is taken into account"
    if any(items[m].has("negation") or (items[m].has("unknown") and (not taken or _narrows(tagged, m))) for m in what):
        named = {}  # "excluding A without dogs", "including armed A": whom, is not known
    tokens = tagged.tokens
    span = Span(tokens[items[k].first].start, tokens[items[last - 1].last - 1].end)
    by_dimension = {d: tuple(sorted(v)) for d, v in named.items()}
    return Scope(k, last, by_dimension, taken, tagged.slice(items[k].first, items[last - 1].last), span)


def _narrows(tagged: Tagged, m: int) -> bool:
    """Whether a strange word says which of a group: "armed A", "who were armed". One who "waited at A" is any."""
    after = tagged.items[m + 1] if m + 1 < len(tagged.items) else None
    return (after is not None and after.has("value", "head", "measure")) or word(tagged, m - 1) in _BEING


_BEING = _BE | {"with", "without", "been"}


def _idle_in(tagged: Tagged, scope: Scope, what: range) -> set[int]:
    """The items of a stretch that say nothing else of the figure: all but a word for what is counted, if it is the
    only one."""
    places = set(range(scope.first, scope.last))
    others = (m for m in range(len(tagged.items)) if m not in places)
    if not any(tagged.items[m].has("measure") for m in others):
        places -= {m for m in what if tagged.items[m].has("measure")}
    return places


def hand_out(tagged: Tagged, layout: Layout) -> None:
    """Gives each unit what its figures take in or leave out: that which leads in to it, or stands in it or behind."""
    for scope in layout.scopes:
        joined = word(tagged, scope.first - 1) in ("and", "but", "while", "though")
        fronted = joined or not has_figure(tagged, _begins(tagged, scope.first), scope.first)
        order: Iterable[Unit] = layout.units if fronted else reversed(layout.units)
        for unit in order:
            figures = [m for m in unit.indices if m not in layout.masked and has_figure(tagged, m, m + 1)]
            if any(m > scope.first if fronted else m < scope.first for m in figures):
                unit.scopes.append(scope)
                break
        else:
            if layout.units and not any(has_figure(tagged, m, m + 1) for m in range(len(tagged.items))):
                layout.units[0].scopes.append(scope)  # "Sales hit a record, excluding those at A"


def _begins(tagged: Tagged, k: int) -> int:
    """Where the clause of item `k` begins."""
    while k > 0 and word(tagged, k - 1) not in (";", "(", "."):
        k -= 1
    return k


def within(choices: Sequence[Choice], found: Sequence[Scope], facts: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The population that `choices` describe, with what `found` takes in and without what it leaves out.

    Where a stretch names a place besides a part ("those at the gates of the north coast"), the place is that of the
    whole; nobody can tell what is meant where the whole has another. A choice without values is one that nobody can
    tell.
    """
    by_dimension = {c.dimension: c for c in choices}
    for scope in found:
        where = places(facts) | finer_places(facts)
        parts = scope.named.keys() - where or scope.named.keys()
        placed = any(d in where and c.values and not c.hint for d, c in by_dimension.items())
        for dimension, values in scope.named.items():
            old = by_dimension.get(dimension)
            if dimension in parts:
                meant = _with(old, values) if scope.taken else _without(old, dimension, values, facts)
            elif old is not None and not old.hint:
                meant = old.values if set(values) <= set(old.values) else ()
            else:
                meant = () if placed else values
            by_dimension[dimension] = Choice(dimension, meant, WRITTEN, scope.words, scope.span)
    return tuple(by_dimension.values())


def _with(old: Choice | None, values: Sequence[str]) -> tuple[str, ...]:
    """What was named with `values`: all, where nothing else was."""
    firm = set(old.values) - {*values, "all"} if old is not None and not old.hint else ()
    return tuple(sorted({*firm, *values})) if firm else ("all",)


def _without(old: Choice | None, dimension: str, values: Sequence[str], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """What was named without `values`, else all others; none where these are too many to be meant."""
    firm = set(old.values) - {*values, "all"} if old is not None and not old.hint else ()
    left = firm or [v for v in _held(facts).get(dimension, ()) if v not in values and v != "all"]
    if len(left) <= _MOST:
        return tuple(sorted(left))
    return () if firm or facts["dimensions"][dimension]["replaces"] else (all_but(values),)


@once_for_facts
def _held(facts: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """By dimension, the values that any table has. Where one has others than the next ("other" of 4 names, and of 21),
    these are more than anybody could mean, and what is left out of them stays open."""
    held: dict[str, dict[str, None]] = {}
    for table in facts["tables"]:
        for dimension, values in table["held"].items():
            held.setdefault(dimension, {}).update(dict.fromkeys(values))
    return {dimension: tuple(values) for dimension, values in held.items()}


@once_for_facts
def places(facts: Mapping[str, Any]) -> frozenset[str]:
    """The dimensions of which a value is assumed where none is named: where it happened."""
    return frozenset(d for measure in facts["measures"].values() for d in measure["assumed"])


@once_for_facts
def finer_places(facts: Mapping[str, Any]) -> frozenset[str]:
    """The dimensions of places within a place, and those whose naming one of them makes idle."""
    return frozenset(
        d for name, about in facts["dimensions"].items() if about["replaces"] for d in (name, *about["replaces"])
    )


def unread(found: Iterable[Scope]) -> Blocked | None:
    """What keeps a figure from being decided that takes in or leaves out what no vocabulary names."""
    for scope in found:
        if not scope.named:
            text = f"“{scope.words}” takes in or leaves out a group that is not known"
            return Blocked("unresolved", text, "the same statement without these words, or a source that holds them")
    return None
