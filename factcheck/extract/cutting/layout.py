"""What a sentence is cut into: units that share a subject, and the items set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.text import Span

ANCHORS = ("amount", "percent", "share", "points", "times", "highest", "lowest", "multiple")


@dataclass(slots=True, eq=False, repr=False)
class Scope:
    """What a count takes in (`taken`) or leaves out, as items[first:last] say: the values `named`, by dimension."""

    first: int
    last: int
    named: Mapping[str, tuple[str, ...]]
    taken: bool
    words: str
    span: Span


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """Item indices in order; `parent` is the unit to inherit from, None for the first.

    `kind` is `clause`, `aside` (within another unit) or `whole` (what a part before it is taken into). `scopes` are
    what its figures take in or leave out.
    """

    indices: list[int]
    parent: int | None
    kind: str = "clause"
    after: int | None = None  # for a parenthesis: the item just before it
    scopes: list[Scope] = field(default_factory=list)


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
    scopes: list[Scope] = field(default_factory=list)
    filed: Sequence[int] = ()  # names of the place that the sentence was filed at, which may be what it is about
    # Items before `lead` only lead in to what is said, those from `tail` on (if any) only comment: they are in no unit.
    lead: int = 0
    tail: int = 0


# Before what was so at another time than the rest of the sentence: "once the busiest gate".
ONCE = frozenset("once formerly previously traditionally historically usually typically".split())


def word(tagged: Tagged, k: int) -> str:
    """The comparable form of item k's first token; empty outside the sentence."""
    return tagged.word_at[k]


def all_but(tagged: Tagged, k: int) -> bool:
    """Whether item k is the "but" of "all but", "in all but"."""
    return k > 0 and tagged.tokens[tagged.items[k - 1].last - 1].norm == "all"


TRAILING = frozenset("behind trailing trailed trails".split())  # what follows is ahead of what came before
_BOUNDARIES = frozenset((*',;.:-()[]?!"“”', ""))


def boundary(tagged: Tagged, k: int) -> bool:
    """Whether item k is a mark that parts what is said, or the edge of the sentence."""
    if tagged.word_at[k] not in _BOUNDARIES:
        return False
    return not (0 <= k < len(tagged.items) and tagged.items[k].has("amount"))


def has_figure(tagged: Tagged, first: int, last: int) -> bool:
    kinds = ("amount", "percent", "share", "points", "times")
    return any(tagged.items[k].has(*kinds) for k in range(first, last))


_RESTATING = frozenset((",", "or", "(", "-"))


def restates(tagged: Tagged, k: int) -> bool:
    """Whether item k is the percentage in "7,000, or 44 percent," or "7,000 (44 percent)": one figure, said twice.

    A dash on either side says the same as parentheses do.
    """
    items = tagged.items
    if not items[k].has("percent", "share"):
        return False
    words: set[str] = set()
    for m in range(k - 1, max(k - 6, -1), -1):
        if items[m].has("share"):
            return "(" in words  # "two thirds (66 percent)"
        if items[m].has("amount"):
            return bool(words & {"or", "("}) or ("-" in words and word(tagged, k + 1) == "-")
        if word(tagged, m) in _RESTATING:
            words.add(word(tagged, m))
        elif not items[m].has("hedge", "head") and word(tagged, m) not in ("about", "a", "the"):
            return False
    return False


def is_finer(item: Item) -> bool:
    return item.period is not None and item.period.kind in ("day", "week")


_OF_RECORDS = frozenset("a an the new old another previous prior former monthly annual time".split())


def tells(tagged: Tagged, k: int) -> bool:
    """Whether item k counts, moves or ranks: "when they hit a record" says more than when."""
    item = tagged.items[k]
    if item.has("highest", "lowest"):
        return not item.has("filler", "report") or word(tagged, k - 1) in _OF_RECORDS
    return item.has("measure", "union", "direction") and not item.has("filler")
