"""Finds the anchors of a unit: its figures, changes and records, and what each is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.extract.anchors.anchor import ABOVE, BELOW, DIFFERENCE_UNITS, NUMERIC, SURPASSING, TIMES_WORDS, Anchor
from factcheck.extract.anchors.bases import add_up, bases, more_bases, sizes, targets, totals
from factcheck.extract.anchors.beating import Beating, beating_of, like_named, may_beat
from factcheck.extract.anchors.change_lists import dated_alike, of_another
from factcheck.extract.anchors.change_words import beats_a_low, counted_then, dated_at_once, height_of, states_change
from factcheck.extract.anchors.counting import is_count
from factcheck.extract.anchors.figure_roles import coordinate_size, with_role
from factcheck.extract.anchors.multiples import is_verb, multiple_of, sums_up
from factcheck.extract.periods.reach import reach_back, stretch_after
from factcheck.extract.ranks.lasts import last_ranks
from factcheck.extract.ranks.old_records import passes_old
from factcheck.extract.ranks.onlys import only_ranks, second_only
from factcheck.extract.ranks.superlatives import HIGH_OR_LOW, is_rank, rank_sign
from factcheck.extract.subjects.frame import Frame
from factcheck.model.hedge import EXACT, HEDGES, Hedge

_HEDGE = {h.name: h for h in HEDGES}
_PASSING = frozenset("went going goes gone moved moving swung swinging slid shifted passed".split())
# "Narrowly topped", "far exceeded": by how much a mark was passed.
_BY_HOW_MUCH = {
    **dict.fromkeys(("narrowly", "barely", "slightly"), "just over"),
    **dict.fromkeys(("far", "easily", "comfortably", "handily", "vastly"), "well over"),
}
_MARKS = (["mark"], ["threshold"], ["barrier"], ["milestone"])
_BROKEN = frozenset("broke breaks broken passed passing topped hit hitting reached breached".split())
_BESIDE = frozenset(("above", "below", "under", "short"))
# What may say that something changed, by how many times, or which of several it is.
_CHANGING = ("hedge", "direction", "multiple")
_MULTIPLYING = ("times", "multiple")
_RANKED = ("ordinal", "highest", "lowest")


@dataclass(slots=True, eq=False, repr=False)
class Finder:
    """The anchors of one unit, once `find` has run."""

    frame: Frame
    anchors: list[Anchor] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # periods that date a base
    restated: set[int] = field(default_factory=set)  # periods that only say again which month it was
    comparing: set[int] = field(default_factory=set)  # hedge words that compare instead
    open_ended: set[int] = field(default_factory=set)  # periods after "since"
    passed: set[int] = field(default_factory=set)  # hedges of how far a record reaches back

    def find(self, skip: set[int]) -> None:
        """Fills `anchors` in the order of the sentence, passing over the items in `skip`."""
        f = self.frame
        only = [*only_ranks(f, self.passed), *last_ranks(f, self.passed)]
        live = [k for k in f.live() if k not in skip and k not in self.passed]
        beating = {k: b for k in live if (b := beating_of(f, k)) is not None} if may_beat(f) else {}
        self.comparing |= {k for k, b in beating.items() if b.record and f.item(k).has("hedge")}
        self.used |= {p for b in beating.values() for p in (b.period, b.since, b.within) if p is not None}
        self.used |= {m for b in beating.values() for m in b.reads if f.item(m).period is not None}
        live = [k for k in live if k not in beating or not beating[k].record] if beating else live
        kept = set(live)
        changes = self._changes(live, kept, beating)
        changes += [a for a in only if a.role == "change"]
        changes.sort(key=lambda a: a.k)
        self.used |= {a.base for a in changes if a.base is not None}
        self.comparing |= {k for k in self.passed if f.item(k).has("hedge")}
        f.settled |= self.passed
        self.used |= {a.base for a in only if a.base is not None}
        ranks = self._ranks(live, kept, beating, [a for a in only if a.role == "rank"])
        second = [a for k in self._among(kept, *_RANKED) if f.item(k).rank > 1 for a in second_only(f, k)]
        ranks += [a for a in second if a.role == "rank"]
        changes += [a for a in second if a.role == "change"]
        self.used |= {p for a in second for p in (a.period, a.base) if p is not None}
        numbers = [
            with_role(f, self.comparing, Anchor(k, "level", *self.hedge(k)), changes)
            for k in self._among(kept, "amount")
            if is_count(f, k)
        ]
        self.anchors = sorted([*changes, *ranks, *numbers], key=lambda a: a.k)
        sizes(self, changes, skip)
        bases(self, changes, ranks)
        more_bases(self, changes)
        for change in changes:
            if change.again is not None:
                one, two = change.again, change
                one.base = two.base = one.base if one.base is not None else two.base
                one.base_anchor = two.base_anchor = one.base_anchor or two.base_anchor
        totals(self, changes)
        add_up(self, changes)
        targets(self, changes, numbers)

    def _changes(self, live: Sequence[int], kept: set[int], beating: Mapping[int, Beating]) -> list[Anchor]:
        """The rises and falls, multiples and comparisons with another time that the unit states."""
        f = self.frame
        changes = [a for k in self._among(kept, *_CHANGING) if (a := self._change(k) or self._multiple(k))]
        changes = self._without_folds(changes)
        if not changes and not _PASSING.isdisjoint(f.tagged.said):
            changes = [a for k in live if (a := _passage(f, k))]
        changes += [a for k in self._among(kept, *_MULTIPLYING) if (a := self._multiplied(k))]
        for k in self._among(kept, "percent", "amount") if changes else ():
            changes += [a] if (a := self._coordinate(k, changes)) is not None else []
        return changes + [
            Anchor(k, "change", sign=b.sign, base=b.base, totals=True)
            for k, b in beating.items()
            if b.base is not None and all(a.k != k for a in changes)
        ]

    def _ranks(
        self, live: Sequence[int], kept: set[int], beating: Mapping[int, Beating], only: Sequence[Anchor]
    ) -> list[Anchor]:
        """The records of the unit: by a superlative, or by how it stands to all other times."""
        f = self.frame
        ranks = [_beats_all(f, k, b) for k, b in beating.items() if b.record] + [*only]
        may_rank = live if not HIGH_OR_LOW.isdisjoint(f.tagged.said) else self._among(kept, "highest", "lowest")
        ranks += [Anchor(k, "rank", sign=rank_sign(f, k), years=reach_back(f, k)) for k in may_rank if is_rank(f, k)]
        reaching = [place for r in ranks if (place := r.reaches_from) is not None]
        self.passed |= {start - 1 for place in reaching if (start := stretch_after(f, place)) is not None}
        f.settled |= self.passed
        self._rank_alike([r for r in ranks if not r.fixed])
        return ranks

    def _rank_alike(self, ranks: Sequence[Anchor]) -> None:
        """Sets among which months the records are ranked: "the highest April"."""
        for rank in ranks:
            rank.like = like_named(self.frame, rank.k) if rank.over_all is None else rank.over_all.like
            if rank.like is not None and self.frame.item(rank.like).period is not None:
                self.used.add(rank.like)

    def _among(self, items: set[int], *kinds: str) -> list[int]:
        """Those of `items` that may be one of `kinds`, in the order of the sentence."""
        return [k for k in self.frame.having(*kinds) if k in items]

    def _change(self, k: int) -> Anchor | None:
        f, item = self.frame, self.frame.item(k)
        if item.has("hedge"):
            return self._comparing_hedge(k)
        entry = item.entry("direction")
        if entry is None:
            return None
        return Anchor(k, "change", sign=int(entry["sign"])) if states_change(f, k, entry) else None

    def _multiple(self, k: int) -> Anchor | None:
        """ "doubled", "tripled", "halved": a change whose size is in the word."""
        entry = self.frame.item(k).entry("multiple")
        if entry is None or (self.frame.word(k) in TIMES_WORDS and not is_verb(self.frame, k, self.hedge(k)[1])):
            return None
        times = int(entry["times"])
        hedge, _ = self.hedge(k)
        after = self.frame.after(k)[:2]  # "doubling May's total"
        owned = len(after) == 2 and self.frame.item(after[0]).period is not None and self.frame.word(after[1]) == "'s"
        base = after[0] if owned else None
        return Anchor(k, "change", hedge, sign=1 if times > 0 else -1, times=times, size_hedge=hedge, base=base)

    def _without_folds(self, changes: Sequence[Anchor]) -> list[Anchor]:
        """Of "rose sevenfold", "a sevenfold increase", only the multiple, which says it all; "fell tenfold" is a fall.

        A "decline doubled" is none: it went further down, and nobody says how far.
        """
        out = list(changes)
        for multiple in [b for b in changes if b.times > 1]:
            for change in [a for a in out if a.times == 0 and a.sign and self._says_it_all(multiple, a.k)]:
                if change.sign > 0 or self.frame.word(multiple.k).endswith("fold"):
                    multiple.sign = change.sign
                    out.remove(change)
        return out

    def _says_it_all(self, multiple: Anchor, k: int) -> bool:
        """ "rose (by) (more than) sevenfold", "a sevenfold increase": whether a multiple is how far item k went."""
        start = self.hedge(multiple.k)[1]
        start -= self.frame.word(start - 1) == "by"
        return multiple.k != k and k in (start - 1, multiple.k - 1, multiple.k + 1)

    def _multiplied(self, k: int) -> Anchor | None:
        """ "double the number in May", "three times the A of May": a rise by a multiple."""
        found = multiple_of(self.frame, k)
        if found is None:
            summing = self.frame.item(k).has("times") and sums_up(self.frame, k, self.hedge(k)[1])
            return Anchor(k, "change", sign=1, size=k, size_hedge=self.hedge(k)[0]) if summing else None
        size = None if found.times else k
        base = found.base if found.figure is None else None
        hedge = self.hedge(k)[0]
        return Anchor(
            k, "change", hedge, sign=1, times=found.times, size=size, size_hedge=hedge, base=base,
            multiplies=found.figure,
        )  # fmt: skip

    def _coordinate(self, k: int, changes: Sequence[Anchor]) -> Anchor | None:
        """ "down 6 percent from May and 30 percent from a year earlier": the second goes the first one's way."""
        f = self.frame
        if not f.item(k).has("percent", "amount") or any(k in (a.k, a.size) for a in changes):
            return None
        if f.item(k).has("amount") and not any(a.k < k and coordinate_size(f, k, a.k) for a in changes):
            return None  # "a reduction of A versus B and C compared to D"
        start = self.hedge(k)[1]
        earlier = [a for a in changes if a.k < k]
        after = f.after(k)[:1]
        if earlier and self._said_again(k, start, earlier[-1]):
            return Anchor(k, "change", sign=earlier[-1].sign, size=k, size_hedge=self.hedge(k)[0], again=earlier[-1])
        if f.item(k).has("percent") and (listed := of_another(f, k, start, changes)) is not None:
            listed.size_hedge = self.hedge(k)[0]
            return listed
        while f.word(start - 1) in ("another", "a", "further"):  # "and by another 32 percent in July"
            start -= 1
        led = f.word(start - 1) == "and" or (f.word(start - 1) == "by" and f.word(start - 2) == "and")
        led = led or (f.word(start - 1) == "," and bool(earlier) and dated_alike(f, earlier[-1], k))
        based = bool(after) and f.item(after[0]).has("base")
        if not earlier or not led or not (based or dated_alike(f, earlier[-1], k)):
            return None
        return Anchor(k, "change", sign=earlier[-1].sign, size=k, size_hedge=self.hedge(k)[0])

    def _said_again(self, k: int, start: int, change: Anchor) -> bool:
        """ "fell by A, or 17 percent": one change, and its size in two ways."""
        f, size = self.frame, start - 3
        if size < 1 or not f.item(k).has("percent") or f.word(start - 1) != "or" or not f.item(size).has("amount"):
            return False
        by = self.hedge(size)[1] - 1
        return f.word(by) in ("by", "of") and 0 < by - change.k <= 3

    def _comparing_hedge(self, k: int) -> Anchor | None:
        """ "14 percent fewer than in May", "slightly more than October", "exceeds the record of …"."""
        f = self.frame
        name = str((f.item(k).entry("hedge") or {}).get("hedge"))
        if name not in ABOVE | BELOW or k == f.unit.indices[-1]:
            return None
        before = f.before(k, ("filler", "slight", "sharp", "head", "measure", "value"))
        sized = before is not None and f.item(before).has(*DIFFERENCE_UNITS)
        sized = (sized or f.item(k - 1).has("amount")) and f.words(k).endswith("than")
        # "and 28 percent below the record": a percentage right before it is how far, and what follows from where.
        sized = sized or (f.word(k) in _BESIDE and f.item(k - 1).has("percent", "share", "points"))
        after = f.after(k)
        nxt = next((m for m in after if not f.item(m).kinds <= {"filler", "anaphor"}), None)
        if nxt is not None and f.item(nxt).has("hedge") and f.word(nxt - 1) == "the":
            nxt = nxt + 1 if nxt + 1 in after else None  # "well below the more than 9,000 sold in May"
        compares = f.words(k).lower().endswith(("than", "above", "below"))
        if compares and nxt is not None and f.item(nxt).period is None:
            nxt = counted_then(f, k) or nxt
        dated = nxt is not None and f.item(nxt).period is not None and compares
        verb = f.word(k) in SURPASSING and nxt is not None and not f.item(nxt).has(*NUMERIC)
        verb = verb and not (nxt is not None and f.item(nxt).has("value") and f.word(nxt + 1) != "'s")  # two groups
        # "more than the 249,740 in May": the article says that the figure is a known one.
        known = [f.word(m) for m in after[:1]] in (["the"], ["its"], ["their"])
        known = known and nxt is not None and f.item(nxt).has("amount")
        at_once = nxt is not None and nxt in after[1:3] and f.word(k) != "over" and dated_at_once(f, nxt)
        known = known and (f.words(k).endswith("than") or at_once)
        # "well below the peak of 88,587 in May 2019"
        known = known or (compares and any(height_of(f, m) for m in after[:3]))
        amount = next((m for m in after[:10] if f.item(m).has("amount")), None)
        known = known or (amount is not None and passes_old(f, k, self.hedge(amount)[1]))
        if not (sized or dated or verb or known):
            return None
        self.comparing.add(k)
        if dated and nxt is not None:
            self.used.add(nxt)
        sign = 1 if name in ABOVE and not beats_a_low(f, k) else -1
        return Anchor(k, "change", sign=sign, base=nxt if dated else None)

    def hedge(self, k: int) -> tuple[Hedge, int]:
        """The hedge written before (or after) item k, and where the hedged amount begins."""
        f = self.frame
        place = f.unit.indices.index(k)
        for back in range(place - 1, max(place - 4, -1), -1):
            m = f.unit.indices[back]
            item = f.item(m)
            entry = item.entry("hedge")
            if entry:
                if m in self.comparing or (f.word(m) == "over" and _over_is_base(f, m)):
                    break
                name = str(entry["hedge"])
                return _HEDGE[_BY_HOW_MUCH.get(f.word(m - 1), name) if name == "more than" else name], m
            if not item.kinds <= {"filler"} or f.word(m) in (
                "from",
                "to",
                "by",
                "in",
                "since",
                "than",
            ):
                break
        if f.words_after(k, 1) in _MARKS and not _BROKEN.isdisjoint([f.word(m) for m in f.ahead(k)[-3:]]):
            return _HEDGE["at least"], k  # "broke the 9,000 mark"
        for m in f.after(k)[:2]:
            entry = f.item(m).entry("hedge-after")
            if entry:
                return _HEDGE[str(entry["hedge"])], k
            if not f.item(m).kinds <= {"filler", "head"}:
                break
        return EXACT, k


def _passage(f: Frame, k: int) -> Anchor | None:
    """ "went from A to B": a change whose direction is in the figures."""
    if f.word(k) != "from" or f.word(k - 1) not in _PASSING:
        return None
    amounts = [m for m in f.between(k, k + 8) if f.item(m).has("amount")][:2]
    first, last = (f.item(m).number for m in amounts) if len(amounts) == 2 else (None, None)
    if first is None or last is None or not any(f.word(m) == "to" for m in f.between(*amounts)):
        return None
    return Anchor(k, "change", sign=1 if last.amount.value > first.amount.value else -1)


def _over_is_base(f: Frame, k: int) -> bool:
    """ "an increase over the 71,929 …": here "over" compares and does not hedge."""
    earlier = f.ahead(k)[-6:]
    figure_next = k + 1 < len(f.tagged.items) and f.item(k + 1).has(*NUMERIC)
    return not figure_next and any(f.item(m).has("direction") for m in earlier)


@dataclass(slots=True, eq=False, repr=False)
class OfUnit:
    """What works on the anchors that were found in one unit."""

    frame: Frame
    finder: Finder

    @property
    def anchors(self) -> list[Anchor]:
        return self.finder.anchors

    @property
    def used(self) -> set[int]:
        return self.finder.used


def _beats_all(f: Frame, k: int, b: Beating) -> Anchor:
    """ "more than in any other month": a record by the times that it beats."""
    years = reach_back(f, b.any) if b.any is not None else 0
    return Anchor(
        k, "rank", sign=b.sign, period=b.period, over_all=b, base=b.since, within=b.within, years=years
    )  # fmt: skip
