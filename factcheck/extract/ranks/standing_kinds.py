"""Reads standings that name the kind: "the largest groups were A, B and C", "A had more than any other station"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors.beating import EITHER
from factcheck.extract.cutting.layout import ONCE
from factcheck.extract.ranks.standing_words import (
    BEHIND,
    EXTREMES,
    LEADING,
    MONTHS,
    OF,
    PLACED,
    REPLACING,
    Place,
    dimension_at,
    is_joined,
    is_passed,
    neighbours,
    passing,
    ranks_months,
    reaches_back,
    sign_of,
    words_between,
)
from factcheck.extract.subjects.frame import BUSY, Frame

_GROUPS = frozenset(("group", "groups"))
_PLURAL = frozenset(("were", "are"))
_OFTEN = frozenset("frequently often commonly".split())  # "the groups most often met were A, B and C"
_PASSED = frozenset("the all any other every single of a an 's its their our out only one individual".split())


def were_the_first(f: Frame) -> list[Place]:
    """ "The largest groups were A, B and C": the first three of their kind, in whatever order."""
    for kind, dimension in _kinds(f) if not _PLURAL.isdisjoint(f.tagged.said) else ():
        near = [*range(max(kind - 3, 0), kind), *(f.after(kind)[:1] if f.word(kind + 2) in _OFTEN else ())]
        mark = next((m for m in near if f.item(m).has(*EXTREMES) or f.word(m) in ("top", "main")), None)
        values = [m for m in f.having("value") if dimension_at(f, m) == dimension]
        lead = [m for m in f.unit.indices if kind < m < values[0]] if values else []
        copula = next((m for m in reversed(lead) if f.word(m) not in ("those", "from", "the")), kind)
        joined = len(values) > 1 and all(is_joined(f, [b], a) for a, b in pairwise(values))
        if mark is None or not joined or f.item(mark).rank > 1 or f.word(copula) not in _PLURAL:
            continue
        if not f.words(kind).lower().endswith("s") or reaches_back(f, mark):
            continue
        numbers = {m for m in range(max(mark - 2, 0), kind) if f.item(m).number is not None}
        if {int(n.amount.value) for m in numbers if (n := f.item(m).number) is not None} - {len(values)}:
            continue
        highest, taken = not f.item(mark).has("lowest"), {mark, kind, *numbers}
        return [Place(mark, v, dimension, len(values), highest, taken, among=True) for v in values]
    return []


def among_a_kind(f: Frame) -> list[Place]:
    """ "The largest of the groups was A", "more than any other group", "A overtook B as the largest station"."""
    for kind, dimension in _kinds(f):
        values = [k for k in f.having("value") if dimension_at(f, k) == dimension]
        ahead = _named_ahead(f, values)
        ranked = [v for v in values if v not in ahead and not is_passed(f, v, values)]
        found = next(_readings(f, kind, ranked), None) if ranked else None
        if found is None:
            continue
        mark, rank, highest, value = found
        if ONCE & {f.word(m) for m in f.between(mark - 4, mark)}:
            return []
        if _by_something_else(f, mark, kind, dimension):
            return []
        if is_joined(f, values, value):
            return []
        counted = f.ahead(kind)[-3:]
        numbers = {m for m in counted if f.item(m).number is not None and not f.item(m).has("period")}
        main = Place(mark, value, dimension, rank, highest, {mark, kind, *numbers})
        # "A overtook B as the largest": B was the largest before.
        as_it = "as" in [f.word(m) for m in f.between(mark - 3, mark)]
        passed = [v for v in values if v not in ranked and v not in ahead]
        passed = passed if as_it else [v for v in passed if f.word(passing(f, v)) in REPLACING]
        main.taken |= {passing(f, v) for v in passed if f.word(passing(f, v)) in REPLACING}
        before = [Place(v, v, dimension, rank, highest, formerly=True) for v in passed]
        before += [Place(v, v, dimension, rank - 1, highest, among=True) for v in ahead if rank > 2]
        return [main, *neighbours(f, main, sorted([*ranked, *ahead])), *before]
    return []


def _kinds(f: Frame) -> Iterator[tuple[int, str]]:
    """Words for a kind of value, with its dimension: "station", and "group" where one kind of group is named.

    What a dimension is called ("any other town") is such a word beside a value of it.
    """
    for k in f.live() if "kind-of" in f.tagged.kinds else ():
        entry = f.item(k).entry("kind-of")
        if entry is not None:
            yield k, str(entry["dimension"])
    for k in f.live() if not _GROUPS.isdisjoint(f.tagged.said) else ():
        ranked = f.word(k) in _GROUPS and any(
            f.item(m).has(*EXTREMES) or f.word(m) in LEADING for m in range(max(k - 2, 0), k)
        )
        named = (
            {d for m in f.having("value") if (d := dimension_at(f, m)) is not None and f.parts_people(d)}
            if ranked
            else ()
        )
        if len(named) == 1 and not f.item(k).has("kind-of"):
            yield k, next(iter(named))
    for k in f.live() if "other" in f.tagged.said else ():
        if f.word(k - 1) != "other" or f.item(k).has("kind-of"):
            continue
        for dimension in dict.fromkeys(d for m in f.having("value") if (d := dimension_at(f, m)) is not None):
            if f.word(k) == str(f.vocabulary.facts["dimensions"][dimension]["label"]).lower():
                yield k, dimension


def _named_ahead(f: Frame, values: list[int]) -> list[int]:
    """The values in "…, after B", "…, behind B and C": those that the one that is ranked follows."""
    led = next((v for v in values if f.word(v - 1 - (f.word(v - 1) == "the")) in BEHIND), None)
    if led is None:
        return []
    row, joints = [led], set[str]()
    for v in (v for v in values if v > led):
        between = set(words_between(f, row[-1], v))
        if not between <= {",", "and", "the"}:
            break
        row, joints = [*row, v], joints | between
    return row if "and" in joints else row[:1]


def _readings(f: Frame, kind: int, values: list[int]) -> Iterator[tuple[int, int, bool, int]]:
    """(item that ranks, rank, highest, item of the value) by each way of saying it."""
    before = f.ahead(kind)
    own = values[0]
    for m in reversed(before[-5:]):  # "the second-largest group", "the top group"
        if f.item(m).has("highest", "lowest") and _apposed_to(f, m, values) not in (None, own):
            return  # "A, ahead of B, the largest group": of either
        if f.item(m).has("highest", "lowest"):
            beside = [v for v in f.ahead(m)[-2:] if f.word(v) != "the"][-1:]  # "A … and B the second-largest group"
            own = beside[0] if beside and beside[0] in values else own
            yield m, max(f.item(m).rank, 1), f.item(m).has("highest"), own
            return
        if f.word(m) in LEADING:
            yield m, 1, True, own
            return
        if f.item(m).has("period", "punct", "amount", "direction") or f.word(m) in OF | EITHER | MONTHS:
            break
    lead = _lead(f, kind)
    if lead in OF:
        for m in (m for m in f.live() if m != kind):
            if f.item(m).has("highest", "lowest") and not ranks_months(f, m):
                yield m, max(f.item(m).rank, 1), f.item(m).has("highest"), own
            if f.item(m).has("ordinal") and f.word(m - 1) in PLACED:
                yield m, f.item(m).rank, True, own
    if lead in LEADING:
        yield next(m for m in reversed(before) if f.word(m) in LEADING), 1, True, own
    # "More than 9,000, more than any other": the first is no comparison.
    said = [m for m in f.live() if not (f.words(m).lower().endswith("than") and _is_amount(f, m + 1))]
    than = next((m for m in said if f.words(m).lower().endswith("than")), None)
    mark = next((m for m in said if sign_of(f, m) and (than is None or m <= than)), None)
    if than is None or mark is None:
        return
    if than < kind and set(words_between(f, than, kind)) & EITHER:  # "more than any other group"
        earlier = [v for v in values if v < than]
        if earlier:
            yield mark, 1, sign_of(f, mark) > 0, earlier[0]
    later = [v for v in values if v > than]
    if later and kind < mark and f.word(f.unit.indices[0]) == "no":  # "No group had more than this one"
        yield mark, 1, sign_of(f, mark) > 0, later[0]


def _is_amount(f: Frame, k: int) -> bool:
    return k in f.unit.indices and f.item(k).has("amount")


def _apposed_to(f: Frame, mark: int, values: list[int]) -> int | None:
    """The item of B in "… B, the largest group"."""
    before = mark - 1 - (f.word(mark - 1) == "the")
    return before - 1 if f.word(before) == "," and before - 1 in values else None


def _lead(f: Frame, kind: int) -> str:
    """The word that governs the name of the kind: "among all its groups" is led by "among"."""
    for m in reversed(f.ahead(kind)[-6:]):
        if f.word(m) in OF | LEADING:
            return f.word(m)
        if f.word(m) not in _PASSED and not f.item(m).has("value", "neutral", "amount"):
            return ""
    return ""


def _by_something_else(f: Frame, mark: int, kind: int, dimension: str) -> bool:
    """ "the largest station by area", and "the largest station" where nothing says what is counted."""
    after = [m for m in f.unit.indices if m > max(mark, kind)][:2]
    by = len(after) == 2 and f.word(after[0]) == "by" and not f.item(after[1]).has("value", "measure", "period")
    counts = bool(f.having("measure", "head", "amount"))
    told = counts or f.background.subject.measure is not None or f.word(mark) in BUSY
    return by or not (told or f.parts_people(dimension))
