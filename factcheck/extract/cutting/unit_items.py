"""Finds the items of one unit of a sentence: by what they may be, and by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from factcheck.extract.cutting.layout import Layout, Unit, restates
from factcheck.extract.periods.clock import Clock
from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.model.claim import Blocked, Subject, When
from factcheck.model.text import Span

FIGURES = ("amount", "percent", "share")


@dataclass(slots=True, eq=False, repr=False)
class Background:
    """What the context and the earlier units of the sentence say of subject and period."""

    subject: Subject = field(default_factory=Subject)
    when: When = field(default_factory=lambda: When(problem="missing"))
    compared: tuple[When, ...] = ()  # what earlier sentences compare with
    others: tuple[When, ...] = ()  # further periods of the context, for a base nobody could date
    blocked: Blocked | None = None  # a restriction that later words may still be under
    describes: bool = True  # a description of the subject, not a sentence with a subject of its own
    base: When | None = None  # what the clause before compared its period with
    whole: Subject | None = None  # what the clause before gave a share of
    part: Subject | None = None  # and of whom that was the share
    several: frozenset[str] = frozenset()  # dimensions of which the context names more than one value
    points: frozenset[str] = frozenset()  # dimensions of the places it points back to: "there", "the station"


@dataclass(slots=True, eq=False, repr=False)
class OfItems:
    """The items of one unit. Indices are item indices."""

    tagged: Tagged
    layout: Layout
    unit: Unit
    vocabulary: Vocabulary
    clock: Clock
    background: Background
    settled: set[int] = field(default_factory=set)  # items that a rule reads whole, so that they block nothing
    # Asked thousands of times a page, so that they are the look-ups themselves and no methods around them.
    item: Callable[[int], Item] = field(init=False)
    word: Callable[[int], str] = field(init=False)  # the item's first, as it compares; "" outside the sentence
    _live: list[int] = field(init=False)
    _having: dict[str, list[int]] = field(init=False)  # live items by what they may be
    _figures: Sequence[int] = field(init=False)  # live items that are figures

    def __post_init__(self) -> None:
        items, masked = self.tagged.items, self.layout.masked
        self.item, self.word = items.__getitem__, self.tagged.word_at.__getitem__
        self._live = [k for k in self.unit.indices if k not in masked] if masked else self.unit.indices
        having: dict[str, list[int]] = {}
        for k in self._live:
            for kind in items[k].kinds:
                if kind in having:
                    having[kind].append(k)
                else:
                    having[kind] = [k]
        self._having = having
        self._figures = [k for k in self.having(*FIGURES) if not restates(self.tagged, k)]

    def live(self) -> Sequence[int]:
        """The items of the unit that are not masked; not to be changed."""
        return self._live

    def having(self, *kinds: str) -> Sequence[int]:
        """The items of `live` that may be one of `kinds`, in order; not to be changed."""
        if len(kinds) == 1:
            return self._having.get(kinds[0], ())
        found = [places for kind in kinds if (places := self._having.get(kind)) is not None]
        if len(found) > 1:
            return sorted({k for places in found for k in places})
        return found[0] if found else ()

    def span(self, first: int, last: int) -> Span:
        """The characters of items[first:last]."""
        tokens = self.tagged.tokens
        return Span(tokens[self.item(first).first].start, tokens[self.item(last - 1).last - 1].end)

    def words(self, k: int) -> str:
        """The text of item `k`; "" behind the end of the sentence."""
        if k >= len(self.tagged.items):
            return ""
        item = self.item(k)
        return self.tagged.slice(item.first, item.last)

    def last_word(self, k: int) -> str:
        """The comparable form of the item's last token."""
        return self.tagged.tokens[self.item(k).last - 1].norm

    def before(self, k: int, skip: Sequence[str] = ("filler",), stop: int = 4) -> int | None:
        """The nearest earlier item of the unit that is not filler, within `stop` items."""
        place = self.unit.indices.index(k)
        for back in range(place - 1, max(place - 1 - stop, -1), -1):
            other = self.unit.indices[back]
            if not self.item(other).kinds <= set(skip):
                return other
        return None

    def between(self, a: int, b: int) -> list[int]:
        indices = self.unit.indices
        return indices[bisect_right(indices, a) : bisect_left(indices, b)]

    def after(self, k: int) -> list[int]:
        """The items of the unit that follow item k."""
        indices = self.unit.indices
        return indices[bisect_right(indices, k) :]

    def ahead(self, k: int) -> list[int]:
        """The items of the unit that stand before item k."""
        indices = self.unit.indices
        return indices[: bisect_left(indices, k)]

    def words_after(self, k: int, count: int) -> list[str]:
        """The first words of the `count` items of the unit that follow item k."""
        indices = self.unit.indices
        first = bisect_right(indices, k)
        return [self.word(m) for m in indices[first : first + count]]
