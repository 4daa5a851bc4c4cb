"""A figure, change or record of a unit, with the items that go with it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.extract.anchors.beating import Beating
from factcheck.extract.tagging.items import Item
from factcheck.model.hedge import EXACT, Hedge

NUMERIC = ("amount", "percent", "share", "points", "times")
SURPASSING = frozenset(
    "exceeds exceeded exceeding exceed surpasses surpassed surpassing surpass tops topped topping top "
    "beat beats beating eclipsed eclipses eclipsing broke breaking shattered shattering smashed smashing".split()
)
TALLIES = frozenset("number numbers figure figures total count tally".split())
# Hedges that may set a figure above or below another one instead.
ABOVE = frozenset(("more than", "just over", "well over"))
BELOW = frozenset(("fewer than", "nearly", "well under"))
HEIGHTS = {"high": 1, "highs": 1, "peak": 1, "maximum": 1, "low": -1, "lows": -1, "trough": -1, "minimum": -1}
EARLIER = frozenset("previous prior old earlier former".split())  # of a record that stood before
SUMMED = frozenset("combined together".split())  # behind names or times that are added up
TIMES_WORDS = ("twice", "double", "triple", "quadruple", "quintuple")
DIFFERENCE_UNITS = ("percent", "share", "points", "times")


@dataclass(slots=True, eq=False, repr=False)
class Anchor:
    """A figure, direction or superlative with the items that go with it."""

    k: int
    role: str  # level, base, size, change, rank
    hedge: Hedge = EXACT
    hedge_at: int | None = None
    period: int | None = None
    base: int | None = None  # item of the base period
    base_last: int | None = None  # item of the last of several base periods that are added up
    base_anchor: Anchor | None = None
    target: Anchor | None = None
    size: int | None = None
    size_hedge: Hedge = EXACT
    sign: int = 0
    times: int = 0  # of a word such as "doubled" (2) or "halved" (-2)
    again: Anchor | None = None  # the change that this one says a second time, as a percentage
    lists: Anchor | None = None  # the change with the verb, where this one goes on a list without one
    part: int | None = None  # which end of a range dates it
    lead: str = ""  # the preposition that makes the figure a base
    multiplies: int | None = None  # item of the figure that "double" or "N times" multiplies
    years: int = 0  # "highest in 13 years", "a 20-year low": how far back, in months
    within: int | None = None  # item of the year that a record month is a month of
    over_all: Beating | None = None  # "more than in any other month"
    like: int | None = None  # item of the month's name in "the highest April"
    place: int = 0  # the rank of "only in May were there more", which no word of it tells
    fixed: bool = False  # its period is known for certain
    totals: bool = False  # "more in May than in all of 2020": the periods need not be equally long

    @property
    def reaches_from(self) -> int | None:
        """The item behind which a record says how far back it holds: "the most", "any" in "than in any other month"."""
        return self.k if self.over_all is None else self.over_all.any


BESIDE = SURPASSING | {"than"}  # words of which one sets beside, where no verb does ("overtook")


def sets_beside(item: Item, last: str) -> bool:
    """Whether an item, whose last word is `last`, sets what follows beside what came before: "more than",
    "surpassing", "overtook"."""
    return last == "than" or (last in SURPASSING and item.last - item.first == 1) or item.has("outnumber")
