"""Finds the anchors of a unit: its figures, changes and records, and what each is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.anchor import (
    ABOVE,
    BELOW,
    DIFFERENCE_UNITS,
    HEIGHTS,
    NUMERIC,
    SURPASSING,
    TIMES_WORDS,
    Anchor,
)
from factcheck.extract.bases import add_up, bases, more_bases, sizes, targets, totals
from factcheck.extract.beating import beating_of, like_named, may_beat
from factcheck.extract.change_lists import of_another
from factcheck.extract.counting import numbers_kinds
from factcheck.extract.frame import Frame
from factcheck.extract.lasts import last_ranks
from factcheck.extract.layout import boundary
from factcheck.extract.multiples import is_verb, multiple_of, sums_up
from factcheck.extract.obstacles import unseen
from factcheck.extract.old_records import lead_of_old, passes_old
from factcheck.extract.onlys import only_ranks, second_only
from factcheck.extract.reach import reach_back, stretch_after
from factcheck.model.hedge import EXACT, HEDGES, Hedge

_HEDGE = {h.name: h for h in HEDGES}
_BASE_LEADS = ("from", "than", "over", "versus", "vs", "against", "with", "compared", "since")
_RECORD_LEADS = frozenset("a the new old another former earlier previous prior 's in annual monthly all time".split())
_PASSING = frozenset("went going goes gone moved moving swung swinging slid shifted passed".split())
_BEATING = frozenset(
    "beat beats beating broke breaking shattered shattering smashed smashing eclipsed eclipses eclipsing".split()
)
_COPULAS = frozenset("were was are is".split())
_WHEREVER = frozenset("in at along across on for overall".split())
_AGAIN = frozenset("again too once a bit little".split())
_HEIGHTS = frozenset(("high", "low", "highs", "lows"))
# "Narrowly topped", "far exceeded": by how much a mark was passed.
_BY_HOW_MUCH = {
    **dict.fromkeys(("narrowly", "barely", "slightly"), "just over"),
    **dict.fromkeys(("far", "easily", "comfortably", "handily", "vastly"), "well over"),
}
_MARKS = (["mark"], ["threshold"], ["barrier"], ["milestone"])
_BROKEN = frozenset("broke breaks broken passed passing topped hit hitting reached breached".split())
_BESIDE = frozenset(("above", "below", "under"))
# What may say that something changed, by how many times, or which of several it is.
_CHANGING = ("hedge", "direction", "multiple")
_MULTIPLYING = ("times", "multiple")
_RANKED = ("ordinal", "highest", "lowest")
_NO_RECORD = frozenset("of recent recently likely frequently often commonly".split())  # behind "most"
_WHO_COUNTS = frozenset(("filler", "anaphor", "report", "actor", "measure", "head", "neutral"))
_THEN = frozenset("in during of all for the".split())
_LEAD_FILLER = frozenset("the a an some its their previous earlier just".split())


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
        records = [
            Anchor(k, "rank", sign=b.sign, period=b.period, over_all=b, base=b.since, within=b.within)
            for k, b in beating.items()
            if b.record
        ]
        self.comparing |= {k for k, b in beating.items() if b.record and f.item(k).has("hedge")}
        self.used |= {p for b in beating.values() for p in (b.period, b.since, b.within) if p is not None}
        self.used |= {m for b in beating.values() for m in b.reads if f.item(m).period is not None}
        live = [k for k in live if k not in beating or not beating[k].record] if beating else live
        kept = set(live)
        changes = [a for k in self._among(kept, *_CHANGING) if (a := self._change(k) or self._multiple(k))]
        changes = self._without_folds(changes)
        if not changes and not _PASSING.isdisjoint(f.tagged.said):
            changes = [a for k in live if (a := self._passage(k))]
        changes += [a for k in self._among(kept, *_MULTIPLYING) if (a := self._multiplied(k))]
        for k in self._among(kept, "percent", "amount") if changes else ():
            changes += [a] if (a := self._coordinate(k, changes)) is not None else []
        changes += [
            Anchor(k, "change", sign=b.sign, base=b.base, totals=True)
            for k, b in beating.items()
            if b.base is not None and all(a.k != k for a in changes)
        ]
        changes += [a for a in only if a.role == "change"]
        changes.sort(key=lambda a: a.k)
        self.used |= {a.base for a in changes if a.base is not None}
        self.comparing |= {k for k in self.passed if f.item(k).has("hedge")}
        f.settled |= self.passed
        ranks = records + [a for a in only if a.role == "rank"]
        self.used |= {a.base for a in only if a.base is not None}
        may_rank = live if not _HEIGHTS.isdisjoint(f.tagged.said) else self._among(kept, "highest", "lowest")
        ranks += [
            Anchor(k, "rank", sign=self._rank_sign(k), years=reach_back(f, k)) for k in may_rank if self._is_rank(k)
        ]
        self.passed |= {start - 1 for r in ranks if r.over_all is None and (start := stretch_after(f, r.k)) is not None}
        self._rank_alike([r for r in ranks if not r.fixed])
        second = [a for k in self._among(kept, *_RANKED) if f.item(k).rank > 1 for a in second_only(f, k)]
        ranks += [a for a in second if a.role == "rank"]
        changes += [a for a in second if a.role == "change"]
        self.used |= {p for a in second for p in (a.period, a.base) if p is not None}
        numbers = [self._number(k, changes) for k in self._among(kept, "amount") if self._is_count(k)]
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

    def _rank_alike(self, ranks: Sequence[Anchor]) -> None:
        """Sets among which months the records are ranked: "the highest April"."""
        for rank in ranks:
            rank.like = like_named(self.frame, rank.k) if rank.over_all is None else rank.over_all.like
            if rank.like is not None and self.frame.item(rank.like).period is not None:
                self.used.add(rank.like)

    def _among(self, items: set[int], *kinds: str) -> list[int]:
        """Those of `items` that may be one of `kinds`, in the order of the sentence."""
        return [k for k in self.frame.having(*kinds) if k in items]

    def _is_count(self, k: int) -> bool:
        """A small number ("two leaders", "the 9 stations") is a count only beside who or what is counted."""
        number = self.frame.item(k).number
        if number is None or number.amount.value >= 100 or number.amount.place < 1 or self.frame.item(k).has("unit"):
            return True
        f = self.frame
        if f.words(k).endswith("times"):
            return True  # "were met 55 times"
        following = f.after(k)[: 2 if number.digits else 1]
        led = k > 0 and (f.item(k - 1).has("base") or f.word(k - 1) in ("to", "just"))
        if number.digits and led and f.words_after(k, 1) == ["in"] and len(f.after(k)) > 1:
            return f.item(f.after(k)[1]).period is not None  # "compared with 89 in May"
        if number.digits and (f.word(k - 1) == "by" or any(f.word(m) in ("a", "per") for m in following[:1])):
            return True  # "rose by 85", "averaged 85 a day"
        if any(f.words(m).lower().endswith("than") for m in following[:1]):
            return True  # "9 more than in May"
        counted = any(f.item(m).has("head", "measure", "value") for m in following)
        return counted and not numbers_kinds(f, k)  # "clerks in the nine harbour stations"

    def _rank_sign(self, k: int) -> int:
        item = self.frame.item(k)
        if item.has("negation"):  # "fell to a level not seen since May"
            fell = [(i.entry("direction") or {}).get("sign") for i in self.frame.tagged.items[:k] if i.has("direction")]
            return -1 if fell[-1:] == [-1] else 1
        return 1 if item.has("highest") or self.frame.word(k) in ("high", "highs") else -1

    def _is_rank(self, k: int) -> bool:
        item = self.frame.item(k)
        if self.frame.word(k) in _HEIGHTS and not item.has("highest", "lowest"):
            return reach_back(self.frame, k) > 0
        if not item.has("highest", "lowest") or (item.has("negation") and not unseen(self.frame, k)):
            return False
        word, after = self.frame.word(k), self.frame.word(k + 1)
        if word == "record" and self.frame.word(k - 2) == "for" and after in (",", ".", ":"):
            return False  # "for the record, …"
        if item.has("report") and item.rank == 0:  # "record" the verb, "a record of …"
            before = self.frame.word(k - 1)
            return before in _RECORD_LEADS and word in ("record", "records")
        if word in ("most", "least"):
            lead = [self.frame.word(k - 2), self.frame.word(k - 1)]
            alone = self.frame.word(k + 2) in ("any", "all") or (lead[1] == "the" and lead[0] != "up")
            of_any = after == "of" and alone
            plain = of_any or not (after in _NO_RECORD or after.endswith("ly"))  # "most sharply"
            return plain and not self._precedes_figure(k) and not self._is_bare(k)
        return True

    def _is_bare(self, k: int) -> bool:
        """ "had most sales in May": more than half of them, or more than anybody else; "had most sales since" ranks."""
        f = self.frame
        led = k in (0, f.unit.indices[0]) or f.word(k - 1) in ("the", ",", "-", "its", "their", "'s", "up", "with")
        after = f.after(k)
        counted = bool(after) and f.item(after[0]).has("measure", "head", "value")
        return not led and counted and not any(f.word(m) == "since" or f.item(m).has("scope") for m in after[:6])

    def _precedes_figure(self, k: int) -> bool:
        return k + 1 < len(self.frame.tagged.items) and self.frame.item(k + 1).has(*NUMERIC)

    def _change(self, k: int) -> Anchor | None:
        f, item = self.frame, self.frame.item(k)
        if item.has("hedge"):
            return self._comparing_hedge(k)
        entry = item.entry("direction")
        if entry is None:
            return None
        if entry["part"] == "comparative" and not self._compares(k):
            return None
        if k + 1 in f.unit.indices and f.words(k + 1).lower() == "short of":
            return None  # "fell short of A": fewer than that
        if (
            f.word(k) in ("up", "down", "reduced", "slowed", "rises", "fall", "drop", "gain")
            and item.has("filler")
            and not self._precedes_any(k)
            and not self._set_off(k)
            and not self._is_predicate(k)
        ):
            return None
        return Anchor(k, "change", sign=int(entry["sign"]))

    def _set_off(self, k: int) -> bool:
        """ "A, down", "A, up slightly again": all that a comma and the end of the clause hold between them."""
        f = self.frame
        start, end = k, k + 1
        while f.item(start - 1).has("slight", "sharp") and start > 1:
            start -= 1
        while end < len(f.tagged.items) and (f.item(end).has("slight", "sharp") or f.word(end) in _AGAIN):
            end += 1
        shut = end >= len(f.tagged.items) or boundary(f.tagged, end)
        return f.word(k) in ("up", "down") and f.word(start - 1) in (",", "-") and shut

    def _is_predicate(self, k: int) -> bool:
        """ "Sales were up (again) in May", "sales are down": the verb is told by the copula."""
        f, start = self.frame, k
        while f.item(start - 1).has("slight", "sharp") and start > 1:
            start -= 1
        after = f.word(k + 1)
        ends = not f.after(k) or boundary(f.tagged, k + 1) or after in _AGAIN or after in _WHEREVER
        return f.word(k) in ("up", "down") and f.word(start - 1) in _COPULAS and ends

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

    def _passage(self, k: int) -> Anchor | None:
        """ "went from A to B": a change whose direction is in the figures."""
        f = self.frame
        if f.word(k) != "from" or f.word(k - 1) not in _PASSING:
            return None
        amounts = [m for m in f.between(k, k + 8) if f.item(m).has("amount")][:2]
        first, last = (f.item(m).number for m in amounts) if len(amounts) == 2 else (None, None)
        if first is None or last is None or not any(f.word(m) == "to" for m in f.between(*amounts)):
            return None
        return Anchor(k, "change", sign=1 if last.amount.value > first.amount.value else -1)

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
        if f.item(k).has("amount") and not any(a.k < k and self._coordinate_size(k, a.k) for a in changes):
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
        led = led or (f.word(start - 1) == "," and bool(earlier) and self._dated_alike(earlier[-1], k))
        based = bool(after) and f.item(after[0]).has("base")
        if not earlier or not led or not (based or self._dated_alike(earlier[-1], k)):
            return None
        return Anchor(k, "change", sign=earlier[-1].sign, size=k, size_hedge=self.hedge(k)[0])

    def _dated_alike(self, change: Anchor, k: int) -> bool:
        """ "rose 33 percent in July and 36 percent in August": both sizes with a month of their own."""
        f = self.frame
        before = [change.k] if change.k == change.size else []  # "…, 36 percent in August and 21 percent in September"
        sizes = [*before, *(m for m in f.between(change.k, k) if f.item(m).has("percent", "amount"))]
        if len(sizes) != 1 or not (f.item(sizes[0]).has("percent") and f.item(k).has("percent")):
            return False
        told = [f.after(m)[:2] for m in (sizes[0], k)]
        return all([f.word(m) for m in t[:1]] == ["in"] and f.item(t[-1]).period is not None for t in told)

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
            nxt = self._counted_then(k) or nxt
        dated = nxt is not None and f.item(nxt).period is not None and compares
        verb = f.word(k) in SURPASSING and nxt is not None and not f.item(nxt).has(*NUMERIC)
        verb = verb and not (nxt is not None and f.item(nxt).has("value") and f.word(nxt + 1) != "'s")  # two groups
        # "more than the 249,740 in May": the article says that the figure is a known one.
        known = [f.word(m) for m in after[:1]] in (["the"], ["its"], ["their"])
        known = known and nxt is not None and f.item(nxt).has("amount")
        at_once = nxt is not None and nxt in after[1:3] and f.word(k) != "over" and self._dated_at_once(nxt)
        known = known and (f.words(k).endswith("than") or at_once)
        # "well below the peak of 88,587 in May 2019"
        known = known or (compares and any(self._height_of(m) for m in after[:3]))
        amount = next((m for m in after[:10] if f.item(m).has("amount")), None)
        known = known or (amount is not None and passes_old(f, k, self.hedge(amount)[1]))
        if not (sized or dated or verb or known):
            return None
        self.comparing.add(k)
        if dated and nxt is not None:
            self.used.add(nxt)
        sign = 1 if name in ABOVE and not self._beats_a_low(k) else -1
        return Anchor(k, "change", sign=sign, base=nxt if dated else None)

    def _counted_then(self, k: int) -> int | None:
        """The time in "fewer than (the agency) recorded in May (alone)" at item k: the same count of another time."""
        f = self.frame
        counted = False
        for m in f.after(k)[:9]:
            item = f.item(m)
            if item.period is not None:
                return m if counted and f.word(m - 1) in _THEN else None
            counted = counted or item.has("report", "measure")
            entry = item.entry("value")
            own = entry is not None and any(f.item(v).entry("value") == entry for v in f.having("value") if v < k)
            own = own or (entry is not None and bool(entry.get("hint")))
            if not own and not (item.kinds <= _WHO_COUNTS or item.has("anaphor", "report")):
                return None
        return None

    def _beats_a_low(self, k: int) -> bool:
        """ "the fewest on record, beating the A of May", "breaking the record low of A": lower, and not higher."""
        f = self.frame
        if f.word(k) not in _BEATING:
            return False
        around = [m for m in (*f.ahead(k), *f.after(k)[:4]) if f.item(m).has("highest", "lowest") or f.word(m) == "low"]
        return bool(around) and (f.item(around[-1]).has("lowest") or f.word(around[-1]) == "low")

    def _height_of(self, k: int) -> bool:
        """ "peak of A", "high of about A": a record at item k, and the figure that it was."""
        f = self.frame
        told = f.after(k)[:3]
        height = f.item(k).has("highest", "lowest") or f.word(k) in HEIGHTS
        amounts = [m for m in told[1:] if f.item(m).has("amount")]
        return (
            height and f.word(k + 1) == "of" and bool(amounts) and f.between(k + 1, amounts[0])[:1] in ([], told[1:2])
        )

    def _dated_at_once(self, k: int) -> bool:
        """ "(below) the A of May", "the A recorded in May": the figure stands with a period of its own."""
        f = self.frame
        for m in f.after(k)[:6]:
            if f.item(m).period is not None:
                return True
            if not f.item(m).kinds & {"filler", "report", "head", "measure", "average"} or f.word(m) in (
                "mark",
                "level",
            ):
                return False
        return False

    def _precedes_any(self, k: int) -> bool:
        """ "up 9 percent", "down from 92,833", "up to" is filler."""
        f = self.frame
        following = f.after(k)[:5]
        for m in following:
            if f.item(m).has(*NUMERIC) or (f.item(m).has("base") and f.word(m) != "to"):
                return True
            if not f.item(m).kinds & {"filler", "hedge", "slight", "sharp", "period"} or f.word(m) == "to":
                return False
        return False

    def _compares(self, k: int) -> bool:
        """ "14 percent higher", "lower than", "fewer … than": a comparative with something to compare."""
        f = self.frame
        before = f.before(k, ("filler", "slight", "sharp"))
        if before is not None and f.item(before).has("percent", "share", "points", "times", "multiple"):
            return True
        if before is not None and f.item(before).has("amount"):  # "A more than in May", and not "A more in June"
            return any(f.word(m) in ("than", "compared", "from") for m in f.after(k))
        following = f.after(k)[:3]
        if any(f.word(m) == "than" for m in following[:2]):
            return True
        # "higher in May than in April"
        dated = len(following) == 3 and f.word(following[0]) in ("in", "during") and f.word(following[2]) == "than"
        return dated and f.item(following[1]).period is not None

    # ---- numbers --------------------------------------------------------------------------

    def hedge(self, k: int) -> tuple[Hedge, int]:
        """The hedge written before (or after) item k, and where the hedged amount begins."""
        f = self.frame
        place = f.unit.indices.index(k)
        for back in range(place - 1, max(place - 4, -1), -1):
            m = f.unit.indices[back]
            item = f.item(m)
            entry = item.entry("hedge")
            if entry:
                if m in self.comparing or (f.word(m) == "over" and self._over_is_base(m)):
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

    def _over_is_base(self, k: int) -> bool:
        """ "an increase over the 71,929 …": here "over" compares and does not hedge."""
        f = self.frame
        earlier = f.ahead(k)[-6:]
        figure_next = k + 1 < len(f.tagged.items) and f.item(k + 1).has(*NUMERIC)
        return not figure_next and any(f.item(m).has("direction") for m in earlier)

    def _number(self, k: int, changes: Sequence[Anchor]) -> Anchor:
        f = self.frame
        hedge, start = self.hedge(k)
        anchor = Anchor(k, "level", hedge, start)
        before = f.before(start, ("filler",), 3)
        lead = self.lead_word(start)
        directed = [c for c in changes if c.k < start]
        if any(c.multiplies == k for c in changes):
            anchor.role, anchor.lead = "base", "than"
            return anchor
        if lead in _BASE_LEADS and directed and self._is_base_lead(start, lead):
            anchor.role, anchor.lead = "base", lead
        elif lead == "by" and directed and directed[-1].k >= start - (12 if directed[-1].k in self.comparing else 3):
            anchor.role = "size"
        elif before is not None and f.item(before).has("direction") and start - before <= 2:
            part = (f.item(before).entry("direction") or {}).get("part")
            if (lead == "of" and part == "noun") or f.word(start - 1) in ("up", "down"):
                anchor.role = "size"
        if anchor.role == "level" and directed and self._coordinate_size(k, directed[-1].k):
            anchor.role = "size"
        if anchor.role == "level" and self._followed_by_comparative(k):
            anchor.role = "size"
        return anchor

    def lead_word(self, start: int) -> str:
        """The preposition that governs the figure starting at item `start`."""
        f = self.frame
        for m in reversed(f.ahead(start)[-3:]):
            word = f.word(m)
            if m in self.comparing:
                return "than"
            if f.words(m).lower() == "back to":
                return "to"
            if word == "of":
                return self._lead_of_record(m) or word
            if word == ",":  # "above the previous record, A in May"
                return self._lead_of_record(m) if m == start - 1 and lead_of_old(f, m) is not None else ""
            if word in ("from", "to", "by", "than", "over", "versus", "vs", "against", "at", "in"):
                return word
            if f.item(m).has("base"):  # "compared to A" arrives at nothing, as "rose to A" does
                return "with" if word == "compared" else f.tagged.tokens[f.item(m).last - 1].norm
            record = f.item(m).has("highest", "lowest") and f.word(m - 1) in ("'s", "the", "a")  # "from May's record A"
            possessive = record or word == "'s" or (f.item(m).period is not None and f.word(m + 1) == "'s")
            if not possessive and word not in _LEAD_FILLER:
                return ""
        return ""

    def _lead_of_record(self, of: int) -> str:
        """ "since a record high of A", "from the peak of A": the record's figure is a base."""
        f = self.frame
        lead = lead_of_old(f, of)
        if lead is not None:
            return "than" if lead in self.comparing else f.word(lead) if f.item(lead).has("base") else ""
        record = f.before(of, ("filler",), 4)
        if record is None or not f.item(record).has("highest", "lowest"):
            return ""
        first = f.before(record, ("filler", "value", "measure", "punct"), 8)
        if first is None:
            return ""
        if first in self.comparing:
            return "than"
        return f.tagged.tokens[f.item(first).last - 1].norm if f.item(first).has("base") else ""

    def _is_base_lead(self, start: int, lead: str) -> bool:
        if lead != "with":
            return True
        f = self.frame
        return any(f.item(m).has("base") for m in f.ahead(start)[-3:])

    def _coordinate_size(self, k: int, change: int) -> bool:
        """ "a reduction of A versus B and C compared to D": C is a difference like A."""
        f = self.frame
        after = f.after(k)[:1]
        before = [f.word(m) for m in f.ahead(k)[-1:]]
        noun = (f.item(change).entry("direction") or {}).get("part") == "noun"
        return noun and before == ["and"] and any(f.item(m).has("base") for m in after)

    def _followed_by_comparative(self, k: int) -> bool:
        f = self.frame
        following = f.after(k)[:4]
        for m in following:
            entry = f.item(m).entry("direction")
            if m in self.comparing and f.words(m).endswith("than"):
                return True  # "9,000 fewer than in May"
            if m == k + 1 and f.word(m) in ("below", "above") and entry:
                return True  # "9,000 below May's A"
            if entry and entry["part"] == "comparative":
                later = f.after(m)
                than = next((x for x in later if f.word(x) == "than"), None)
                return than is not None and not any(f.item(x).has(*NUMERIC) for x in later if x < than)
            if not f.item(m).kinds & {"filler", "head", "measure", "neutral"}:
                return False
        return False

    # ---- what belongs to a change ---------------------------------------------------------


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
