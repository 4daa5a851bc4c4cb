"""Reads where one value stands among all of its kind: "the busiest station", "more than any other group"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from factcheck.extract.anchor import SURPASSING
from factcheck.extract.beating import EITHER
from factcheck.extract.frame import BUSY, Frame
from factcheck.extract.layout import ONCE
from factcheck.model.hedge import EXACT, Hedge
from factcheck.model.parts import label_of
from factcheck.model.value import Amount

_OF = frozenset("of among amongst across by".split())
_GROUPS = frozenset(("group", "groups"))
_PLURAL = frozenset(("were", "are"))
_LEADING = frozenset("led leads leading top topped tops headed main primary number-one".split())
_PLACED = frozenset("ranked ranks ranking placed finished came stood was were".split())
_PLACING_ON = frozenset("in at on with behind to".split())  # what may follow "was third"
_OFTEN = frozenset("frequently often commonly".split())  # "the groups most often met were A, B and C"
_PASSED = frozenset("the all any other every single of a an 's its their our out only one individual".split())
_BEHIND = frozenset("behind after trailing trailed trails trail".split())
_EXTREMES = ("highest", "lowest")
_PLACES = ("kind-of", "ordinal", *_EXTREMES)  # one of them is in every standing
_OF_TIMES = frozenset("since ever record records history level levels high highs low lows its their new".split())
_PLACING = frozenset("in on at along of for during among".split())
_MONTHS = frozenset("month months year years monthly annual quarter".split())


@dataclass(slots=True)
class Place:
    """A standing: the value at item `value` is the `rank`-th highest or lowest of its dimension, or `among` these."""

    k: int
    value: int
    dimension: str
    rank: int
    highest: bool
    taken: set[int] = field(default_factory=set)
    among: bool = False
    formerly: bool = False  # in the period just before
    behind: tuple[str, ...] = ()  # it follows these, with no other between
    size: Amount | None = None  # "twice as many as any other"
    hedge: Hedge = EXACT


def places(f: Frame) -> list[Place]:
    """The standings that one unit states, the main one first; empty when it states none plainly."""
    found = _ranked(f) or ([] if _FOLLOWING.isdisjoint(f.tagged.said) else _in_order(f))
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
        or _were(f)
        or _among_a_kind(f)
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
        among = kind is not None and f.word(after[0]) in _OF
        apposed = f.word(k - 1) == "," and (among or f.words_after(k, 1) == ["behind"])  # ", third behind A and B"
        ends = not after or f.item(after[0]).has("punct") or f.word(after[0]) in _PLACING_ON or among
        verb, between = _placing_verb(f, k)
        told = f.word(verb) in _PLACED or apposed or (f.word(k - 2) == "with" and _value(f, k - 1) is not None)
        if not told or not ends or not 1 < f.item(k).rank < _FAR:
            continue
        f.settled |= between
        own = [m for m in f.live() if m < k and (d := _value(f, m)) is not None and _ranks_among(f, d)]
        own = own[-1:] if own[-1:] == [verb - 1] else own  # "A had 9,000, and B was second"
        if len(own) != 1:
            continue
        dimension = str(_value(f, own[0]))
        behind = next((m for m in f.after(k) if f.word(m) in ("behind", "to")), None)
        named = [m for m in f.after(behind) if _value(f, m) == dimension] if behind is not None else []
        rank = f.item(k).rank
        if len(named) not in (0, rank - 1):
            return []
        if among and (f.item(kind or 0).entry("kind-of") or {}).get("dimension") != dimension:
            return []
        first = [Place(v, v, dimension, rank - 1, True, among=True) for v in named]
        return [Place(k, own[0], dimension, rank, True, {k} if kind is None else {k, kind}), *first]
    return []


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
    named = [m for m in f.after(k) if _value(f, m) is not None] if k is not None else []
    if k is None or not named:
        return []
    dimension = str(_value(f, named[0]))
    values = f.vocabulary.facts["dimensions"][dimension]["values"]
    ahead = [str((f.item(m).entry("value") or {})["value"]) for m in f.ahead(k) if _value(f, m) == dimension][-1:]
    subjects = [s for s in (f.background.part, f.background.subject) if s is not None]
    known = [c.values[0] for s in subjects for c in s.choices if c.dimension == dimension and len(c.values) == 1]
    out: list[Place] = []
    labels = tuple(label_of(v, values) for v in ahead or known[:1])
    for m in named if labels else ():
        if _value(f, m) == dimension:
            out.append(Place(m, m, dimension, 1, True, among=True, behind=labels))
            labels = (*labels, label_of(str((f.item(m).entry("value") or {})["value"]), values))
    return out


def only_to(f: Frame, k: int) -> int | None:
    """The item of B in "second only to B", "second to B" at item k: a value or a period."""
    to = next((n for n, m in enumerate(f.after(k)[:2]) if f.word(m) == "to"), None)
    if not (f.item(k).has("ordinal") and f.item(k).rank == 2) or to is None or (to and f.words_after(k, 1) != ["only"]):
        return None
    following = f.after(k)[to + 1 : to + 4]
    return next((m for m in following if f.item(m).period is not None or _value(f, m) is not None), None)


def _second_only(f: Frame) -> list[Place]:
    """ "A, second only to B": the first and the second of all their kind."""
    for k in f.live():
        first = only_to(f, k)
        dimension = _value(f, first) if first is not None else None
        if first is None or dimension is None:
            continue
        own = [m for m in f.live() if m < k and _value(f, m) == dimension]
        if own and not _joined(f, own, own[0]):
            kinds = {m for m in f.live() if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
            return [
                Place(k, own[-1], dimension, 2, True, {k, *f.between(k, first), *kinds}),
                Place(first, first, dimension, 1, True),
            ]
    return []


def _busiest(f: Frame) -> list[Place]:
    """ "The North Station, the busiest on the coast", "Arden was the busiest": a place, or a value whose own name says
    what kind it is."""
    mark = next((m for m in f.having(*_EXTREMES) if f.words(m).lower().split("-")[-1] in BUSY), None)
    lead = [w for m in f.between(mark - 4, mark) if (w := f.word(m)) not in ("the", "again", "still")] if mark else []
    said = lead[-1:] != [] and lead[-1] in ("was", "were", "remained")
    dimensions = f.vocabulary.facts["dimensions"]
    named = [(m, d) for m in f.having("value") if (d := _value(f, m)) is not None]
    values = [m for m, d in named if _names_its_kind(f, m, d)]
    values = values or [m for m, d in named if said and dimensions[d]["replaces"]]
    passed = [v for v in values if _is_passed(f, v, values)] if len(values) == 2 and "as" in lead else []
    values = [v for v in values if v not in passed]
    if mark is None or len(values) != 1 or _ranks_months(f, mark):
        return []
    following = f.after(mark)[:1]
    if following and not f.item(following[0]).has("punct") and f.word(following[0]) not in _PLACING:
        return []
    dimension = _value(f, values[0])
    assert dimension is not None
    rank, highest = max(f.item(mark).rank, 1), f.item(mark).has("highest")
    verbs = {_passing(f, v) for v in passed if f.word(_passing(f, v)) in _REPLACING}
    before = [Place(v, v, dimension, rank, highest, formerly=True) for v in passed]
    return [Place(mark, values[0], dimension, rank, highest, {mark, *verbs}), *before]


def _together(f: Frame) -> list[Place]:
    """ "A, B and C recorded the most", "A and B led the stations": the first so many of their kind."""
    kinds = {str(e["dimension"]) for m in f.having("kind-of") if (e := f.item(m).entry("kind-of")) is not None}
    for dimension in dict.fromkeys(d for m in f.having("value") if (d := _value(f, m)) is not None):
        values = [m for m in f.having("value") if _value(f, m) == dimension]
        if len(values) < 2 or not all(_joined(f, [b], a) for a, b in pairwise(values)):
            continue
        kind = dimension in kinds or all(_names_its_kind(f, m, dimension) for m in values)
        after = [m for m in f.live() if m > values[-1]]
        mark = next((m for m in after if f.item(m).has(*_EXTREMES) or f.word(m) in _LEADING), None)
        if mark is None or not kind or f.item(mark).rank > 1 or _reaches_back(f, mark):
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
    k = next((m for m in f.live() if f.word(m) in _BEHIND and f.words_after(m, 1) == ["only"]), None)
    own = [m for m in f.live() if k is not None and m < k and _value(f, m) is not None]
    if k is None or not own:
        return []
    for dimension in {str(_value(f, m)) for m in own}:
        named = [m for m in f.after(k) if _value(f, m) == dimension]
        mine = [m for m in own if _value(f, m) == dimension]
        if len(mine) == 1 and named and all(_joined(f, [b], a) for a, b in pairwise(named)):
            first = [Place(v, v, dimension, len(named), True, among=True) for v in named]
            kinds = {m for m in f.having("kind-of") if (f.item(m).entry("kind-of") or {}).get("dimension") == dimension}
            return [Place(k, mine[0], dimension, len(named) + 1, True, {k, *f.after(k)[:1], *kinds}), *first]
    return []


def _only_more(f: Frame) -> list[Place]:
    """ "Only A and B had more than C": these are the first two, and C is the third."""
    k = next((m for m in f.live() if f.word(m) == "only"), None) if "only" in f.tagged.said else None
    own = next((m for m in f.after(k)[:3] if _value(f, m) is not None), None) if k is not None else None
    if k is None or own is None or any(f.word(m) != "the" for m in f.between(k, own)):
        return []
    dimension = str(_value(f, own))
    values = [m for m in f.after(k) if _value(f, m) == dimension]
    mark = next((m for m in f.after(own) if sign_of(f, m)), None)
    than = next((m for m in f.after((mark or own) - 1) if f.words(m).lower().endswith("than")), None)
    if mark is None or than is None or any(f.item(m).number is not None for m in f.between(own, than)):
        return []
    first, last = [m for m in values if m < mark], [m for m in values if m > than]
    if len(last) != 1 or not all(_joined(f, [b], a) for a, b in pairwise(first)):
        return []
    highest = sign_of(f, mark) > 0
    ahead = [Place(v, v, dimension, len(first), highest, among=True) for v in first]
    return [*ahead, Place(mark, last[0], dimension, len(first) + 1, highest, {k, mark, than})]


def _followed(f: Frame) -> list[Place]:
    """ "The largest numbers were A's, followed by B": ranked among their kind, which the list itself shows."""
    k = next((m for m in f.live() if f.word(m) == "followed" and f.words_after(m, 1) == ["by"]), None)
    second = next((m for m in f.after(k)[1:4] if _value(f, m) is not None), None) if k is not None else None
    if second is None:
        return []
    dimension = _value(f, second)
    assert dimension is not None
    values = [m for m in f.having("value") if _value(f, m) == dimension]
    earlier = [m for m in values if m < second]
    mark = next((m for m in f.having(*_EXTREMES) if not f.item(m).has("report")), None)
    if len(earlier) != 1 or mark is None or _reaches_back(f, mark):
        return []
    main = Place(mark, earlier[0], dimension, max(f.item(mark).rank, 1), f.item(mark).has("highest"), {mark})
    return [main, *_others(f, main, values)]


def _reaches_back(f: Frame, mark: int) -> bool:
    """Whether a superlative is one of times: "the most since May", "ever", "their highest levels"."""
    near = f.between(mark - 4, mark + 12)
    said = any((m > mark and f.item(m).has("scope", "base")) or f.word(m) in _OF_TIMES for m in near)
    return said or _ranks_months(f, mark) or any(f.word(m) in ("each", "all") for m in near if m < mark)


def _ahead_of(f: Frame, v: int) -> bool:
    """Whether ", ahead of" or ", ahead of the" stands before item v."""
    mark = v - 1 - (f.word(v - 1) == "the")
    return f.word(mark) == "ahead" and f.word(mark - 1) == ","


def _names_its_kind(f: Frame, k: int, dimension: str) -> bool:
    last = f.words(k).lower().split()[-1]
    entries = f.vocabulary.facts["terms"].get(last, ())
    return any(e["kind"] == "kind-of" and e["dimension"] == dimension for e in entries)


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
            f.item(m).has(*_EXTREMES) or f.word(m) in _LEADING for m in range(max(k - 2, 0), k)
        )
        named = (
            {d for m in f.having("value") if (d := _value(f, m)) is not None and f.parts_people(d)} if ranked else ()
        )
        if len(named) == 1 and not f.item(k).has("kind-of"):
            yield k, next(iter(named))
    for k in f.live() if "other" in f.tagged.said else ():
        if f.word(k - 1) != "other" or f.item(k).has("kind-of"):
            continue
        for dimension in dict.fromkeys(d for m in f.having("value") if (d := _value(f, m)) is not None):
            if f.word(k) == str(f.vocabulary.facts["dimensions"][dimension]["label"]).lower():
                yield k, dimension


def _were(f: Frame) -> list[Place]:
    """ "The largest groups were A, B and C": the first three of their kind, in whatever order."""
    for kind, dimension in _kinds(f) if not _PLURAL.isdisjoint(f.tagged.said) else ():
        near = [*range(max(kind - 3, 0), kind), *(f.after(kind)[:1] if f.word(kind + 2) in _OFTEN else ())]
        mark = next((m for m in near if f.item(m).has(*_EXTREMES) or f.word(m) in ("top", "main")), None)
        values = [m for m in f.having("value") if _value(f, m) == dimension]
        lead = [m for m in f.unit.indices if kind < m < values[0]] if values else []
        copula = next((m for m in reversed(lead) if f.word(m) not in ("those", "from", "the")), kind)
        joined = len(values) > 1 and all(_joined(f, [b], a) for a, b in pairwise(values))
        if mark is None or not joined or f.item(mark).rank > 1 or f.word(copula) not in _PLURAL:
            continue
        if not f.words(kind).lower().endswith("s") or _reaches_back(f, mark):
            continue
        numbers = {m for m in range(max(mark - 2, 0), kind) if f.item(m).number is not None}
        if {int(n.amount.value) for m in numbers if (n := f.item(m).number) is not None} - {len(values)}:
            continue
        highest, taken = not f.item(mark).has("lowest"), {mark, kind, *numbers}
        return [Place(mark, v, dimension, len(values), highest, taken, among=True) for v in values]
    return []


def _among_a_kind(f: Frame) -> list[Place]:
    for kind, dimension in _kinds(f):
        values = [k for k in f.having("value") if _value(f, k) == dimension]
        ahead = _named_ahead(f, values)
        ranked = [v for v in values if v not in ahead and not _is_passed(f, v, values)]
        found = next(_readings(f, kind, ranked), None) if ranked else None
        if found is None:
            continue
        mark, rank, highest, value = found
        if ONCE & {f.word(m) for m in f.between(mark - 4, mark)}:
            return []
        if _by_something_else(f, mark, kind, dimension):
            return []
        if _joined(f, values, value):
            return []
        counted = f.ahead(kind)[-3:]
        numbers = {m for m in counted if f.item(m).number is not None and not f.item(m).has("period")}
        main = Place(mark, value, dimension, rank, highest, {mark, kind, *numbers})
        # "A overtook B as the largest": B was the largest before.
        as_it = "as" in [f.word(m) for m in f.between(mark - 3, mark)]
        passed = [v for v in values if v not in ranked and v not in ahead]
        passed = passed if as_it else [v for v in passed if f.word(_passing(f, v)) in _REPLACING]
        main.taken |= {_passing(f, v) for v in passed if f.word(_passing(f, v)) in _REPLACING}
        before = [Place(v, v, dimension, rank, highest, formerly=True) for v in passed]
        before += [Place(v, v, dimension, rank - 1, highest, among=True) for v in ahead if rank > 2]
        return [main, *_others(f, main, sorted([*ranked, *ahead])), *before]
    return []


def _named_ahead(f: Frame, values: list[int]) -> list[int]:
    """The values in "…, after B", "…, behind B and C": those that the one that is ranked follows."""
    led = next((v for v in values if f.word(v - 1 - (f.word(v - 1) == "the")) in _BEHIND), None)
    if led is None:
        return []
    row, joints = [led], set[str]()
    for v in (v for v in values if v > led):
        between = set(_words(f, row[-1], v))
        if not between <= {",", "and", "the"}:
            break
        row, joints = [*row, v], joints | between
    return row if "and" in joints else row[:1]


def _value(f: Frame, k: int) -> str | None:
    entry = f.item(k).entry("value")
    return str(entry["dimension"]) if entry is not None and not entry.get("hint") and not entry.get("weak") else None


def _readings(f: Frame, kind: int, values: list[int]) -> Iterator[tuple[int, int, bool, int]]:
    """(item that ranks, rank, highest, item of the value) by each way of saying it."""
    before = f.ahead(kind)
    own = values[0]
    for m in reversed(before[-5:]):  # "the second-largest group", "the top group"
        if f.item(m).has("highest", "lowest") and _apposed_to(f, m, values) not in (None, own):
            return  # "A, ahead of B, the largest group": of either
        if f.item(m).has("highest", "lowest"):
            yield m, max(f.item(m).rank, 1), f.item(m).has("highest"), own
            return
        if f.word(m) in _LEADING:
            yield m, 1, True, own
            return
        if f.item(m).has("period", "punct", "amount", "direction") or f.word(m) in _OF | EITHER | _MONTHS:
            break
    lead = _lead(f, kind)
    if lead in _OF:
        for m in (m for m in f.live() if m != kind):
            if f.item(m).has("highest", "lowest") and not _ranks_months(f, m):
                yield m, max(f.item(m).rank, 1), f.item(m).has("highest"), own
            if f.item(m).has("ordinal") and f.word(m - 1) in _PLACED:
                yield m, f.item(m).rank, True, own
    if lead in _LEADING:
        yield next(m for m in reversed(before) if f.word(m) in _LEADING), 1, True, own
    # "More than 9,000, more than any other": the first is no comparison.
    said = [m for m in f.live() if not (f.words(m).lower().endswith("than") and _is_amount(f, m + 1))]
    than = next((m for m in said if f.words(m).lower().endswith("than")), None)
    mark = next((m for m in said if sign_of(f, m) and (than is None or m <= than)), None)
    if than is None or mark is None:
        return
    if than < kind and set(_words(f, than, kind)) & EITHER:  # "more than any other group"
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


_REPLACING = frozenset(
    "replaced replaces replacing displaced displaces displacing supplanted supplanting unseated unseating dethroned "
    "dethroning".split()
)


def _passing(f: Frame, v: int) -> int:
    """The item of the verb right before the value at item `v`: "overtaking (the) B"."""
    return v - 1 - (f.word(v - 1) == "the")


def _is_passed(f: Frame, v: int, values: list[int]) -> bool:
    """Whether another value is set beside that at item `v`: "overtaking B as the largest", "replacing B", "B was
    overtaken by A"."""
    lead = _passing(f, v)
    if lead >= 0 and (f.item(lead).has("outnumber") or f.words(lead).lower() in SURPASSING):
        return True
    if lead >= 0 and f.word(lead) in _REPLACING:
        return True
    later = [m for w in values if w > v for m in (w - 1, w - 2)]
    return any(f.word(m) == "by" and f.item(m - 1).has("outnumber") for m in later)


def sign_of(f: Frame, k: int) -> int:
    """1 for "more", -1 for "fewer", by themselves or in "more than"."""
    entry = f.item(k).entry("direction")
    if entry is not None and entry["part"] == "comparative":
        return int(entry["sign"])
    words = f.words(k).lower()  # "far more than"
    return 1 if words.endswith("more than") else -1 if words.endswith(("fewer than", "less than")) else 0


def _words(f: Frame, a: int, b: int) -> list[str]:
    return [f.word(m) for m in f.between(a, b)]


def _lead(f: Frame, kind: int) -> str:
    """The word that governs the name of the kind: "among all its groups" is led by "among"."""
    for m in reversed(f.ahead(kind)[-6:]):
        if f.word(m) in _OF | _LEADING:
            return f.word(m)
        if f.word(m) not in _PASSED and not f.item(m).has("value", "neutral", "amount"):
            return ""
    return ""


def _ranks_months(f: Frame, k: int) -> bool:
    """ "its busiest month": a superlative of months, not of groups."""
    return any(f.word(m) in _MONTHS for m in f.after(k)[:2])


def _by_something_else(f: Frame, mark: int, kind: int, dimension: str) -> bool:
    """ "the largest station by area", and "the largest station" where nothing says what is counted."""
    after = [m for m in f.unit.indices if m > max(mark, kind)][:2]
    by = len(after) == 2 and f.word(after[0]) == "by" and not f.item(after[1]).has("value", "measure", "period")
    counts = bool(f.having("measure", "head", "amount"))
    told = counts or f.background.subject.measure is not None or f.word(mark) in BUSY
    return by or not (told or f.parts_people(dimension))


def _joined(f: Frame, values: list[int], value: int) -> bool:
    """ "A and B were the busiest": two at once."""
    nearest = next((v for v in values if v > value), None)
    between = _words(f, value, nearest) if nearest is not None else []
    return bool(between) and set(between) <= {"and", ",", "or", "the", "(", ")"}


def _others(f: Frame, main: Place, values: list[int]) -> list[Place]:
    """ "followed by B", "behind only C": the neighbours of the value that is ranked."""
    out: list[Place] = []
    for v in values:
        lead = [f.word(m) for m in f.ahead(v) if f.word(m) != "the"][-3:]
        if v == main.value:
            continue
        if lead[-2:] == ["followed", "by"] or _ahead_of(f, v):
            out.append(Place(v, v, main.dimension, main.rank + 1, main.highest, {v - 1}))
        elif out and out[-1].rank > main.rank and set(_words(f, out[-1].value, v)) <= {",", "and", "then", "by", "the"}:
            out.append(Place(v, v, main.dimension, out[-1].rank + 1, main.highest))
        elif main.rank == 2 and set(lead) & _BEHIND:
            out.append(Place(v, v, main.dimension, 1, main.highest))
    return out
