"""Reads where one value stands among all of its kind: "the busiest station", "more than any other group"."""

from __future__ import annotations

from itertools import pairwise

from factcheck.extract.ranks.standing_kinds import among_a_kind, were_the_first
from factcheck.extract.ranks.standing_words import (
    BEHIND,
    EXTREMES,
    LEADING,
    OF,
    PLACED,
    REPLACING,
    Place,
    dimension_at,
    is_joined,
    is_passed,
    names_its_kind,
    neighbours,
    only_to,
    passing,
    ranks_months,
    reaches_back,
    sign_of,
)
from factcheck.extract.subjects.frame import BUSY, Frame
from factcheck.model.parts import label_of

_PLACING_ON = frozenset("in at on with behind to".split())  # what may follow "was third"
_PLACES = ("kind-of", "ordinal", *EXTREMES)  # one of them is in every standing
_PLACING = frozenset("in on at along of for during among".split())


def places(f: Frame) -> list[Place]:
    """The standings that one unit states, the main one first; empty when it states none plainly."""
    found = _ranked(f) or _with_the_next(f) or ([] if _FOLLOWING.isdisjoint(f.tagged.said) else _in_order(f))
    if found and not found[0].among:
        placed = {place.value for place in found}
        found = [*found, *(place for place in _placed_next(f, found[0]) if place.value not in placed)]
    if found and not _LASTING.isdisjoint(f.tagged.said):
        main = found[0]
        if not _LASTING.isdisjoint(f.word(m) for m in f.between(main.k - 5, main.k + 1)):
            found = [*found, Place(main.value, main.value, main.dimension, main.rank, main.highest, formerly=True)]
    return found


_LASTING = frozenset("again still remained remains remain stayed stays".split())  # so it was before
_FOLLOWING = frozenset(("followed", "next"))


def _ranked(f: Frame) -> list[Place]:
    if f.tagged.kinds.isdisjoint(_PLACES) and "other" not in f.tagged.said:
        return _only_more(f) or _behind_only(f) if "only" in f.tagged.said else []
    return (
        _only_more(f)
        or were_the_first(f)
        or among_a_kind(f)
        or _second_only(f)
        or _busiest(f)
        or _together(f)
        or _followed(f)
        or _behind_only(f)
        or _placed(f)
    )


def _placed(f: Frame) -> list[Place]:
    """ "A ranked fifth in 2024", "A came fourth, behind B, C and D", "A was third among stations", "A came second
    to B", "with A second at 9,000": where one stands among all of its kind."""
    for k in f.having("ordinal"):
        after = f.after(k)[:3]
        kind = next((m for m in after[1:] if f.item(m).has("kind-of")), None) if after else None
        among = kind is not None and f.word(after[0]) in OF
        apposed = f.word(k - 1) == "," and (among or f.words_after(k, 1) == ["behind"])  # ", third behind A and B"
        ends = not after or f.item(after[0]).has("punct") or f.word(after[0]) in _PLACING_ON or among
        verb, between = _placing_verb(f, k)
        told = f.word(verb) in PLACED or apposed or (f.word(k - 2) == "with" and dimension_at(f, k - 1) is not None)
        if not told or not ends or not (1 < f.item(k).rank < _FAR or _leads_a_list(f, k)):
            continue
        f.settled |= between
        own = [m for m in f.live() if m < k and (d := dimension_at(f, m)) is not None and _ranks_among(f, d)]
        own = own[-1:] if own[-1:] == [verb - 1] else own  # "A had 9,000, and B was second"
        if len(own) != 1:
            continue
        dimension = str(dimension_at(f, own[0]))
        behind = next((m for m in f.after(k) if f.word(m) in ("behind", "to")), None)
        named = [m for m in f.after(behind) if dimension_at(f, m) == dimension] if behind is not None else []
        rank = f.item(k).rank
        if len(named) not in (0, rank - 1):
            return []
        if among and (f.item(kind or 0).entry("kind-of") or {}).get("dimension") != dimension:
            return []
        first = [Place(v, v, dimension, rank - 1, True, among=True) for v in named]
        main = Place(k, own[0], dimension, rank, True, {k} if kind is None else {k, kind})
        return [main, *first]
    return []


def _leads_a_list(f: Frame, k: int) -> bool:
    """Whether "A was first" is no matter of time: "…, B second and C third"."""
    own = dimension_at(f, _placing_verb(f, k)[0] - 1)
    return f.item(k).rank == 1 and own is not None and bool(_placed_next(f, Place(k, k, own, 1, True)))


def _placed_next(f: Frame, main: Place) -> list[Place]:
    """The others in "A came second with 9,000, B third and C fourth", "A was the busiest, B the second-busiest": one
    verb for all."""
    out: list[Place] = []
    for k in f.having("ordinal", *EXTREMES):
        found = _named_before(f, k) if k > main.k else None
        joined = found is not None and f.ahead(found)[-1:] and f.word(f.ahead(found)[-1]) in (",", "and", "with")
        if (
            found is not None
            and joined
            and dimension_at(f, found) == main.dimension
            and max(main.rank, 1) < f.item(k).rank
        ):
            out.append(Place(k, found, main.dimension, f.item(k).rank, main.highest, {k}))
    return out


_UP_TO_THE_PLACE = frozenset(("the", ",", "was", "were"))


def _named_before(f: Frame, k: int) -> int | None:
    """The name in "B third", "B (9,000) the second-busiest", "B was the third", where nothing more is said of that
    place at item k."""
    lead = [m for m in f.ahead(k)[-3:] if f.word(m) not in _UP_TO_THE_PLACE]
    ends = f.words_after(k, 1)[:1] in ([], ["with"], ["at"], [","], ["and"], ["."], [";"])
    named = bool(lead) and dimension_at(f, lead[-1]) is not None
    return lead[-1] if named and ends and 1 < f.item(k).rank < _FAR else None


def _with_the_next(f: Frame) -> list[Place]:
    """ ", with B the second-busiest": where the one stands that the clause is about."""
    first = f.unit.indices[0]
    k = next((m for m in f.having(*EXTREMES) if _named_before(f, m) == first + 1), None)
    if f.unit.parent is None or f.word(first) != "with" or k is None:
        return []
    dimension = str(dimension_at(f, first + 1))
    highest = f.item(k).has("highest")
    return [Place(k, first + 1, dimension, f.item(k).rank, highest, {k})] if _ranks_among(f, dimension) else []


def _placing_verb(f: Frame, k: int) -> tuple[int, set[int]]:
    """Where the verb of "came in second", "was a distant second" stands, and the words between that say no more."""
    if f.word(k - 1) == "in":
        return k - 2, set()
    if f.word(k - 1) in _HOW_FAR and f.word(k - 2) == "a":
        return k - 3 - (f.word(k - 3) == "in"), {k - 1}
    return k - 1, set()


_HOW_FAR = frozenset("distant close far narrow strong".split())
_FAR = 11  # farther down, neighbours lie too near


def _ranks_among(f: Frame, dimension: str) -> bool:
    """Whether the values of a dimension are groups, or places within another one, that may be ranked."""
    return f.parts_people(dimension) or bool(f.vocabulary.facts["dimensions"][dimension]["replaces"])


def _in_order(f: Frame) -> list[Place]:
    """ "A had 9,000, followed by B with 8,000 and C with 7,000": each comes right behind the one before it.

    So do those of "Next came B and C".
    """
    k = next((m for m in f.live() if f.word(m) == "followed" and f.words_after(m, 1) == ["by"]), None)
    if k is None and f.word(f.unit.indices[0]) == "next" and f.words_after(f.unit.indices[0], 1) == ["came"]:
        k = f.unit.indices[0] + 1
    named = [m for m in f.after(k) if dimension_at(f, m) is not None] if k is not None else []
    if k is None or not named:
        return []
    dimension = str(dimension_at(f, named[0]))
    values = f.vocabulary.facts["dimensions"][dimension]["values"]
    ahead = [str((f.item(m).entry("value") or {})["value"]) for m in f.ahead(k) if dimension_at(f, m) == dimension][-1:]
    subjects = [s for s in (f.background.part, f.background.subject) if s is not None]
    known = [c.values[0] for s in subjects for c in s.choices if c.dimension == dimension and len(c.values) == 1]
    out: list[Place] = []
    labels = tuple(label_of(v, values) for v in ahead or known[:1])
    for m in named if labels else ():
        if dimension_at(f, m) == dimension:
            out.append(Place(m, m, dimension, 1, True, among=True, behind=labels))
            labels = (*labels, label_of(str((f.item(m).entry("value") or {})["value"]), values))
    return out


def _second_only(f: Frame) -> list[Place]:
    """ "A, second only to B": the first and the second of all their kind."""
    for k in f.live():
        first = only_to(f, k)
        dimension = dimension_at(f, first) if first is not None else None
        if first is None or dimension is None:
            continue
        own = [m for m in f.live() if m < k and dimension_at(f, m) == dimension]
        if own and not is_joined(f, own, own[0]):
            kinds = {m for m in f.live() if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
            return [
                Place(k, own[-1], dimension, 2, True, {k, *f.between(k, first), *kinds}),
                Place(first, first, dimension, 1, True),
            ]
    return []


def _busiest(f: Frame) -> list[Place]:
    """ "The North Station, the busiest on the coast", "Arden was the busiest": a place, or a value whose own name says
    what kind it is."""
    mark = next((m for m in f.having(*EXTREMES) if f.words(m).lower().split("-")[-1] in BUSY), None)
    lead = [w for m in f.between(mark - 4, mark) if (w := f.word(m)) not in ("the", "again", "still")] if mark else []
    said = lead[-1:] != [] and lead[-1] in ("was", "were", "remained")
    dimensions = f.vocabulary.facts["dimensions"]
    named = [(m, d) for m in f.having("value") if (d := dimension_at(f, m)) is not None]
    values = [m for m, d in named if names_its_kind(f, m, d)]
    values = values or [m for m, d in named if (said or _apposed_to(f, mark, m)) and dimensions[d]["replaces"]]
    passed = [v for v in values if is_passed(f, v, values)] if len(values) == 2 and "as" in lead else []
    values = [v for v in values if v not in passed]
    if mark is None or len(values) != 1 or ranks_months(f, mark):
        return []
    following = f.after(mark)[:1]
    if following and not f.item(following[0]).has("punct") and f.word(following[0]) not in _PLACING:
        return []
    dimension = dimension_at(f, values[0])
    assert dimension is not None
    rank, highest = max(f.item(mark).rank, 1), f.item(mark).has("highest")
    verbs = {passing(f, v) for v in passed if f.word(passing(f, v)) in REPLACING}
    before = [Place(v, v, dimension, rank, highest, formerly=True) for v in passed]
    return [Place(mark, values[0], dimension, rank, highest, {mark, *verbs}), *before]


def _apposed_to(f: Frame, mark: int | None, k: int) -> bool:
    """Whether the superlative at item `mark` stands in "A, the busiest, had 9,000", A being named at item k."""
    words = [f.word(m) for m in range(k + 1, k + 5)]
    return mark == k + 3 and words[:2] == [",", "the"] and words[3:] == [","]


def _together(f: Frame) -> list[Place]:
    """ "A, B and C recorded the most", "A and B led the stations": the first so many of their kind."""
    kinds = {str(e["dimension"]) for m in f.having("kind-of") if (e := f.item(m).entry("kind-of")) is not None}
    for dimension in dict.fromkeys(d for m in f.having("value") if (d := dimension_at(f, m)) is not None):
        values = [m for m in f.having("value") if dimension_at(f, m) == dimension]
        if len(values) < 2 or not all(is_joined(f, [b], a) for a, b in pairwise(values)):
            continue
        kind = dimension in kinds or all(names_its_kind(f, m, dimension) for m in values)
        after = [m for m in f.live() if m > values[-1]]
        mark = next((m for m in after if f.item(m).has(*EXTREMES) or f.word(m) in LEADING), None)
        if mark is None or not kind or f.item(mark).rank > 1 or reaches_back(f, mark):
            continue
        numbers = {m for m in after if m < mark + 4 and f.item(m).number is not None and not f.item(m).has("period")}
        told = {int(n.amount.value) for m in numbers if (n := f.item(m).number) is not None}
        if told - {len(values)}:
            continue
        named = {m for m in after if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
        taken = {mark, *named, *numbers}
        lowest = f.item(mark).has("lowest")
        return [Place(mark, v, dimension, len(values), not lowest, taken, among=True) for v in values]
    return []


def _behind_only(f: Frame) -> list[Place]:
    """ "A, trailing only B, C and D": these are the first three, and A is the fourth."""
    k = next((m for m in f.live() if f.word(m) in BEHIND and f.words_after(m, 1) == ["only"]), None)
    own = [m for m in f.live() if k is not None and m < k and dimension_at(f, m) is not None]
    if k is None or not own:
        return []
    for dimension in {str(dimension_at(f, m)) for m in own}:
        named = [m for m in f.after(k) if dimension_at(f, m) == dimension]
        mine = [m for m in own if dimension_at(f, m) == dimension]
        if len(mine) == 1 and named and all(is_joined(f, [b], a) for a, b in pairwise(named)):
            first = [Place(v, v, dimension, len(named), True, among=True) for v in named]
            kinds = {m for m in f.having("kind-of") if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
            return [Place(k, mine[0], dimension, len(named) + 1, True, {k, *f.after(k)[:1], *kinds}), *first]
    return []


def _only_more(f: Frame) -> list[Place]:
    """ "Only A and B had more than C": these are the first two, and C is the third."""
    k = next((m for m in f.live() if f.word(m) == "only"), None) if "only" in f.tagged.said else None
    own = next((m for m in f.after(k)[:3] if dimension_at(f, m) is not None), None) if k is not None else None
    if k is None or own is None or any(f.word(m) != "the" for m in f.between(k, own)):
        return []
    dimension = str(dimension_at(f, own))
    values = [m for m in f.after(k) if dimension_at(f, m) == dimension]
    mark = next((m for m in f.after(own) if sign_of(f, m)), None)
    than = next((m for m in f.after((mark or own) - 1) if f.words(m).lower().endswith("than")), None)
    if mark is None or than is None or any(f.item(m).number is not None for m in f.between(own, than)):
        return []
    first, last = [m for m in values if m < mark], [m for m in values if m > than]
    if len(last) != 1 or not all(is_joined(f, [b], a) for a, b in pairwise(first)):
        return []
    highest = sign_of(f, mark) > 0
    ahead = [Place(v, v, dimension, len(first), highest, among=True) for v in first]
    return [*ahead, Place(mark, last[0], dimension, len(first) + 1, highest, {k, mark, than})]


def _followed(f: Frame) -> list[Place]:
    """ "The largest numbers were A's, followed by B": ranked among their kind, which the list itself shows."""
    k = next((m for m in f.live() if f.word(m) == "followed" and f.words_after(m, 1) == ["by"]), None)
    second = next((m for m in f.after(k)[1:4] if dimension_at(f, m) is not None), None) if k is not None else None
    if second is None:
        return []
    dimension = dimension_at(f, second)
    assert dimension is not None
    values = [m for m in f.having("value") if dimension_at(f, m) == dimension]
    earlier = [m for m in values if m < second]
    mark = next((m for m in f.having(*EXTREMES) if not f.item(m).has("report")), None)
    if len(earlier) != 1 or mark is None or reaches_back(f, mark):
        return []
    main = Place(mark, earlier[0], dimension, max(f.item(mark).rank, 1), f.item(mark).has("highest"), {mark})
    return [main, *neighbours(f, main, values)]
