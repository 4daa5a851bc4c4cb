"""Holds where one value stands among its kind, and what the ways of saying so share: names in a row, who comes next."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.extract.anchors.anchor import SURPASSING
from factcheck.extract.subjects.frame import Frame
from factcheck.model.hedge import EXACT, Hedge
from factcheck.model.value import Amount

BEHIND = frozenset("behind after trailing trailed trails trail".split())
EXTREMES = ("highest", "lowest")
_OF_TIMES = frozenset("since ever record records history level levels high highs low lows its their new".split())
MONTHS = frozenset("month months year years monthly annual quarter".split())
REPLACING = frozenset(
    "replaced replaces replacing displaced displaces displacing supplanted supplanting unseated unseating dethroned "
    "dethroning".split()
)
OF = frozenset("of among amongst across by".split())
LEADING = frozenset("led leads leading top topped tops headed main primary number-one".split())
PLACED = frozenset("ranked ranks ranking placed finished came stood was were".split())


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


def only_to(f: Frame, k: int) -> int | None:
    """The item of B in "second only to B", "second to B" at item k: a value or a period."""
    to = next((n for n, m in enumerate(f.after(k)[:2]) if f.word(m) == "to"), None)
    if not (f.item(k).has("ordinal") and f.item(k).rank == 2) or to is None or (to and f.words_after(k, 1) != ["only"]):
        return None
    following = f.after(k)[to + 1 : to + 4]
    return next((m for m in following if f.item(m).period is not None or dimension_at(f, m) is not None), None)


def reaches_back(f: Frame, mark: int) -> bool:
    """Whether a superlative is one of times: "the most since May", "ever", "their highest levels"."""
    near = f.between(mark - 4, mark + 12)
    said = any((m > mark and f.item(m).has("scope", "base")) or f.word(m) in _OF_TIMES for m in near)
    return said or ranks_months(f, mark) or any(f.word(m) in ("each", "all") for m in near if m < mark)


def names_its_kind(f: Frame, k: int, dimension: str) -> bool:
    """Whether the last word of a name is one for its kind: "the North Station"."""
    last = f.words(k).lower().split()[-1]
    entries = f.vocabulary.facts["terms"].get(last, ())
    return any(e["kind"] == "kind-of" and e["dimension"] == dimension for e in entries)


def dimension_at(f: Frame, k: int) -> str | None:
    """The dimension of the value that item `k` names for certain."""
    entry = f.item(k).firm_value()
    return str(entry["dimension"]) if entry is not None else None


def passing(f: Frame, v: int) -> int:
    """The item of the verb right before the value at item `v`: "overtaking (the) B"."""
    return v - 1 - (f.word(v - 1) == "the")


def is_passed(f: Frame, v: int, values: list[int]) -> bool:
    """Whether another value is set beside that at item `v`: "overtaking B as the largest", "replacing B", "B was
    overtaken by A"."""
    lead = passing(f, v)
    if lead >= 0 and (f.item(lead).has("outnumber") or f.words(lead).lower() in SURPASSING):
        return True
    if lead >= 0 and f.word(lead) in REPLACING:
        return True
    later = [m for w in values if w > v for m in (w - 1, w - 2)]
    return any(f.word(m) == "by" and f.item(m - 1).has("outnumber") for m in later)


def sign_of(f: Frame, k: int) -> int:
    """1 for "more", -1 for "fewer", by themselves or in "more than"."""
    entry = f.item(k).entry("direction")
    if entry is not None and entry["part"] == "comparative":
        return int(entry["sign"])
    words = f.words(k).lower()  # "far more than"
    if words.startswith(("no ", "not ")):
        return 0  # "no more than any other" may be as many
    return 1 if words.endswith("more than") else -1 if words.endswith(("fewer than", "less than")) else 0


def words_between(f: Frame, a: int, b: int) -> list[str]:
    return [f.word(m) for m in f.between(a, b)]


def ranks_months(f: Frame, k: int) -> bool:
    """ "its busiest month": a superlative of months, not of groups."""
    return any(f.word(m) in MONTHS for m in f.after(k)[:2])


def is_joined(f: Frame, values: list[int], value: int) -> bool:
    """ "A and B were the busiest": two at once."""
    nearest = next((v for v in values if v > value), None)
    between = words_between(f, value, nearest) if nearest is not None else []
    return bool(between) and set(between) <= {"and", ",", "or", "the", "(", ")"}


def neighbours(f: Frame, main: Place, values: list[int]) -> list[Place]:
    """ "followed by B", "behind only C": the neighbours of the value that is ranked."""
    out: list[Place] = []
    for v in values:
        lead = [f.word(m) for m in f.ahead(v) if f.word(m) != "the"][-3:]
        if v == main.value:
            continue
        if lead[-2:] == ["followed", "by"] or _ahead_of(f, v):
            out.append(Place(v, v, main.dimension, main.rank + 1, main.highest, {v - 1}))
        elif (
            out
            and out[-1].rank > main.rank
            and set(words_between(f, out[-1].value, v)) <= {",", "and", "then", "by", "the"}
        ):
            out.append(Place(v, v, main.dimension, out[-1].rank + 1, main.highest))
        elif main.rank == 2 and set(lead) & BEHIND:
            out.append(Place(v, v, main.dimension, 1, main.highest))
    return out


def _ahead_of(f: Frame, v: int) -> bool:
    """Whether ", ahead of" or ", ahead of the" stands before item v."""
    mark = v - 1 - (f.word(v - 1) == "the")
    return f.word(mark) == "ahead" and f.word(mark - 1) == ","
