"""Finds the anchors of a unit: its figures, changes and records, and what each is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.beating import Beating, beating_of, like_named
from factcheck.extract.frame import Frame
from factcheck.extract.multiples import multiple_of
from factcheck.model.hedge import EXACT, HEDGES, Hedge

_HEDGE = {h.name: h for h in HEDGES}
_BASE_LEADS = ("from", "than", "over", "versus", "vs", "against", "with", "compared", "since")
_MORE, _FEWER = (
    frozenset(("more than", "just over", "well over")),
    frozenset(("fewer than", "nearly", "well under")),
)
# What may stand between "from" or "than" and the period it compares with, and what may not.
_BETWEEN_BASE = {
    "filler",
    "head",
    "measure",
    "value",
    "neutral",
    "anaphor",
    "highest",
    "lowest",
    "bare",
    "scope",
    "report",
}
_NO_BASE = frozenset("by at with through until till and or but as when while which who to".split())
_EXCEED = frozenset(
    "exceeds exceeded exceeding exceed surpasses surpassed surpassing surpass tops topped topping top "
    "beat beats beating".split()
)
_RECORD_LEADS = frozenset("a the new previous prior 's in annual monthly all time".split())
_PASSING = frozenset("went going goes gone moved moving swung swinging slid shifted passed".split())
_LEAD_FILLER = frozenset("the a an some its their previous earlier just".split())
_NUMERIC = ("amount", "percent", "share", "points", "times")
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
    base_anchor: Anchor | None = None
    target: Anchor | None = None
    size: int | None = None
    size_hedge: Hedge = EXACT
    sign: int = 0
    times: int = 0  # of a word such as "doubled" (2) or "halved" (-2)
    part: int | None = None  # which end of a range dates it
    lead: str = ""  # the preposition that makes the figure a base
    multiplies: int | None = None  # item of the figure that "double" or "N times" multiplies
    years: int = 0  # "highest in 13 years", "a 20-year low": how far back, in months
    within: int | None = None  # item of the year that a record month is a month of
    over_all: Beating | None = None  # "more than in any other month"
    like: int | None = None  # item of the month's name in "the highest April"
    totals: bool = False  # "more in May than in all of 2020": the periods need not be equally long


@dataclass(slots=True, eq=False, repr=False)
class Finder:
    """The anchors of one unit, once `find` has run."""

    frame: Frame
    anchors: list[Anchor] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # periods that date a base
    comparing: set[int] = field(default_factory=set)  # hedge words that compare instead
    open_ended: set[int] = field(default_factory=set)  # periods after "since"

    def find(self, skip: set[int]) -> None:
        """Fills `anchors` in the order of the sentence, passing over the items in `skip`."""
        f = self.frame
        live = [k for k in f.live() if k not in skip]
        beating = {k: b for k in live if (b := beating_of(f, k)) is not None}
        records = [Anchor(k, "rank", sign=b.sign, period=b.period, over_all=b) for k, b in beating.items() if b.record]
        self.comparing |= {k for k, b in beating.items() if b.record and f.item(k).has("hedge")}
        self.used |= {b.period for b in beating.values() if b.period is not None}
        self.used |= {m for b in beating.values() for m in b.reads if f.item(m).period is not None}
        live = [k for k in live if k not in beating or not beating[k].record]
        changes = [a for k in live if (a := self._change(k) or self._multiple(k))]
        changes = changes or [a for k in live if (a := self._passage(k))]
        changes += [a for k in live if (a := self._multiplied(k))]
        changes += [a for k in live if (a := self._coordinate(k, changes))]
        changes += [
            Anchor(k, "change", sign=b.sign, base=b.base, totals=True)
            for k, b in beating.items()
            if b.base is not None and all(a.k != k for a in changes)
        ]
        changes.sort(key=lambda a: a.k)
        self.used |= {a.base for a in changes if a.base is not None}
        ranks = records + [
            Anchor(k, "rank", sign=self._rank_sign(k), years=self._reach_back(k)) for k in live if self._is_rank(k)
        ]
        for rank in ranks:
            rank.like = like_named(f, rank.k) if rank.over_all is None else None
            if rank.like is not None and f.item(rank.like).period is not None:
                self.used.add(rank.like)
        numbers = [self._number(k, changes) for k in live if f.item(k).has("amount") and self._is_count(k)]
        self.anchors = sorted([*changes, *ranks, *numbers], key=lambda a: a.k)
        self._sizes(changes, skip)
        self._bases(changes, ranks)
        self._targets(changes, numbers)

    def _is_count(self, k: int) -> bool:
        """A small number ("two leaders", "the 9 stations") is a count only beside who or what is counted."""
        number = self.frame.item(k).number
        if number is None or number.amount.value >= 100 or number.amount.place < 1 or self.frame.item(k).has("unit"):
            return True
        f = self.frame
        following = f.after(k)[: 2 if number.digits else 1]
        if number.digits and (f.word(k - 1) == "by" or any(f.word(m) in ("a", "per") for m in following[:1])):
            return True  # "rose by 85", "averaged 85 a day"
        return any(f.item(m).has("head", "measure", "value") for m in following)

    def _rank_sign(self, k: int) -> int:
        item = self.frame.item(k)
        return 1 if item.has("highest") or self.frame.word(k) in ("high", "highs") else -1

    def _span(self, k: int) -> int:
        """The length in months of a duration item: "13 years", "20-year", "two decades"."""
        f = self.frame
        number = f.item(k).number
        following = [f.word(m) for m in f.unit.indices if k < m <= k + 2 and f.word(m) != "-"]
        if number is None or not following:
            return 0
        unit = {"year": 12, "years": 12, "month": 1, "months": 1, "decade": 120, "decades": 120}.get(following[0], 0)
        return int(number.amount.value) * unit

    def _reach_back(self, k: int) -> int:
        """ "highest in 13 years", "a 20-year high": how many months back a record reaches, 0 if unsaid."""
        f = self.frame
        before = [m for m in f.unit.indices if k - 4 <= m < k and f.item(m).has("duration")]
        if f.word(k) in ("high", "low", "highs", "lows"):
            return self._span(before[-1]) if before else 0
        for m in [x for x in f.unit.indices if k < x <= k + 10]:
            if f.item(m).has("duration"):
                lead = [f.word(x) for x in f.unit.indices if k < x < m]
                return self._span(m) if "in" in lead or "for" in lead else 0
            if f.word(m) in (",", ";") or f.item(m).has("amount"):
                break
        return 0

    def _is_rank(self, k: int) -> bool:
        item = self.frame.item(k)
        if self.frame.word(k) in ("high", "low", "highs", "lows") and not item.has("highest", "lowest"):
            return self._reach_back(k) > 0
        if not item.has("highest", "lowest"):
            return False
        word, after = self.frame.word(k), self.frame.word(k + 1)
        if item.has("report") and item.rank == 0:  # "record" the verb, "a record of …"
            before = self.frame.word(k - 1)
            return before in _RECORD_LEADS and word in ("record", "records")
        if word in ("most", "least"):
            return after not in (
                "of",
                "recent",
                "recently",
                "likely",
            ) and not self._precedes_figure(k)
        return True

    def _precedes_figure(self, k: int) -> bool:
        return k + 1 < len(self.frame.tagged.items) and self.frame.item(k + 1).has(*_NUMERIC)

    def _change(self, k: int) -> Anchor | None:
        f, item = self.frame, self.frame.item(k)
        if item.has("hedge"):
            return self._comparing_hedge(k)
        entry = item.entry("direction")
        if entry is None:
            return None
        if entry["part"] == "comparative" and not self._compares(k):
            return None
        if (
            f.word(k) in ("up", "down", "reduced", "slowed", "rises", "fall", "drop", "gain")
            and item.has("filler")
            and not self._precedes_any(k)
        ):
            return None
        return Anchor(k, "change", sign=int(entry["sign"]))

    def _multiple(self, k: int) -> Anchor | None:
        """ "doubled", "tripled", "halved": a change whose size is in the word."""
        entry = self.frame.item(k).entry("multiple")
        if entry is None or self.frame.word(k) in ("twice", "double", "triple", "quadruple"):
            return None
        times = int(entry["times"])
        hedge, _ = self.hedge(k)
        return Anchor(k, "change", hedge, sign=1 if times > 0 else -1, times=times, size_hedge=hedge)

    def _passage(self, k: int) -> Anchor | None:
        """ "went from A to B": a change whose direction is in the figures."""
        f = self.frame
        if f.word(k) != "from" or f.word(k - 1) not in _PASSING:
            return None
        amounts = [m for m in f.unit.indices if k < m <= k + 7 and f.item(m).has("amount")][:2]
        first, last = (f.item(m).number for m in amounts) if len(amounts) == 2 else (None, None)
        if first is None or last is None or not any(f.word(m) == "to" for m in f.between(*amounts)):
            return None
        return Anchor(k, "change", sign=1 if last.amount.value > first.amount.value else -1)

    def _multiplied(self, k: int) -> Anchor | None:
        """ "double the number in May", "three times the A of May": a rise by a multiple."""
        found = multiple_of(self.frame, k)
        if found is None:
            return None
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
        if not f.item(k).has("percent") or any(k in (a.k, a.size) for a in changes):
            return None
        start = self.hedge(k)[1]
        earlier = [a for a in changes if a.k < k]
        after = [m for m in f.unit.indices if m > k][:1]
        led = f.word(start - 1) == "and" or (f.word(start - 1) == "by" and f.word(start - 2) == "and")
        if not earlier or not led or not after or not f.item(after[0]).has("base"):
            return None
        return Anchor(k, "change", sign=earlier[-1].sign, size=k, size_hedge=self.hedge(k)[0])

    def _comparing_hedge(self, k: int) -> Anchor | None:
        """ "14 percent fewer than in May", "slightly more than October", "exceeds the record of …"."""
        f = self.frame
        name = str((f.item(k).entry("hedge") or {}).get("hedge"))
        if name not in _MORE | _FEWER or k == f.unit.indices[-1]:
            return None
        before = f.before(k, ("filler", "slight", "sharp", "head", "measure", "value"))
        sized = before is not None and f.item(before).has(*DIFFERENCE_UNITS) and f.words(k).endswith("than")
        after = [m for m in f.unit.indices if m > k]
        nxt = next((m for m in after if not f.item(m).kinds <= {"filler", "anaphor"}), None)
        compares = f.words(k).endswith("than") or f.word(k) in ("above", "below")
        dated = nxt is not None and f.item(nxt).period is not None and compares
        verb = f.word(k) in _EXCEED and nxt is not None and not f.item(nxt).has(*_NUMERIC)
        # "more than the 249,740 in May": the article says that the figure is a known one.
        known = [f.word(m) for m in after[:1]] in (["the"], ["its"], ["their"])
        known = known and nxt is not None and f.item(nxt).has("amount")
        at_once = nxt is not None and after[1:2] == [nxt] and f.word(k) != "over" and self._dated_at_once(nxt)
        known = known and (f.words(k).endswith("than") or at_once)
        if not (sized or dated or verb or known):
            return None
        self.comparing.add(k)
        if dated and nxt is not None:
            self.used.add(nxt)
        return Anchor(k, "change", sign=1 if name in _MORE else -1, base=nxt if dated else None)

    def _dated_at_once(self, k: int) -> bool:
        """ "(below) the A of May", "the A recorded in May": the figure stands with a period of its own."""
        f = self.frame
        for m in [x for x in f.unit.indices if x > k][:6]:
            if f.item(m).period is not None:
                return True
            if not f.item(m).kinds & {"filler", "report", "head", "measure"} or f.word(m) in ("mark", "level"):
                return False
        return False

    def _precedes_any(self, k: int) -> bool:
        """ "up 9 percent", "down from 92,833", "up to" is filler."""
        f = self.frame
        following = [m for m in f.unit.indices if m > k][:5]
        for m in following:
            if f.item(m).has(*_NUMERIC) or (f.item(m).has("base") and f.word(m) != "to"):
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
            return any(f.word(m) in ("than", "compared", "from") for m in f.unit.indices if m > k)
        following = [m for m in f.unit.indices if m > k][:3]
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
                return _HEDGE[str(entry["hedge"])], m
            if not item.kinds <= {"filler"} or f.word(m) in (
                "from",
                "to",
                "by",
                "in",
                "since",
                "than",
            ):
                break
        for m in [x for x in f.unit.indices if x > k][:2]:
            entry = f.item(m).entry("hedge-after")
            if entry:
                return _HEDGE[str(entry["hedge"])], k
            if not f.item(m).kinds <= {"filler", "head"}:
                break
        return EXACT, k

    def _over_is_base(self, k: int) -> bool:
        """ "an increase over the 71,929 …": here "over" compares and does not hedge."""
        f = self.frame
        earlier = [m for m in f.unit.indices if m < k][-6:]
        figure_next = k + 1 < len(f.tagged.items) and f.item(k + 1).has(*_NUMERIC)
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
        elif lead == "by" and directed and directed[-1].k >= start - (8 if directed[-1].k in self.comparing else 3):
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
        for m in reversed([x for x in f.unit.indices if x < start][-3:]):
            word = f.word(m)
            if m in self.comparing:
                return "than"
            if f.words(m).lower() == "back to":
                return "to"
            if word == "of":
                return self._lead_of_record(m) or word
            if word in ("from", "to", "by", "than", "over", "versus", "vs", "against", "at", "in"):
                return word
            if f.item(m).has("base"):
                return f.tagged.tokens[f.item(m).last - 1].norm
            possessive = word == "'s" or (f.item(m).period is not None and f.word(m + 1) == "'s")
            if not possessive and word not in _LEAD_FILLER:
                return ""
        return ""

    def _lead_of_record(self, of: int) -> str:
        """ "since a record high of A", "from the peak of A": the record's figure is a base."""
        f = self.frame
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
        return any(f.item(m).has("base") for m in [x for x in f.unit.indices if x < start][-3:])

    def _coordinate_size(self, k: int, change: int) -> bool:
        """ "a reduction of A versus B and C compared to D": C is a difference like A."""
        f = self.frame
        after = [m for m in f.unit.indices if m > k][:1]
        before = [f.word(m) for m in f.unit.indices if m < k][-1:]
        noun = (f.item(change).entry("direction") or {}).get("part") == "noun"
        return noun and before == ["and"] and any(f.item(m).has("base") for m in after)

    def _followed_by_comparative(self, k: int) -> bool:
        f = self.frame
        following = [m for m in f.unit.indices if m > k][:4]
        for m in following:
            entry = f.item(m).entry("direction")
            if entry and entry["part"] == "comparative":
                later = [x for x in f.unit.indices if x > m]
                than = next((x for x in later if f.word(x) == "than"), None)
                return than is not None and not any(f.item(x).has(*_NUMERIC) for x in later if x < than)
            if not f.item(m).kinds & {"filler", "head", "measure", "neutral"}:
                return False
        return False

    # ---- what belongs to a change ---------------------------------------------------------

    def _sizes(self, changes: Sequence[Anchor], skip: set[int]) -> None:
        """Gives each change the percentage, multiple or difference written with it."""
        f = self.frame
        amounts = {a.k: a for a in self.anchors if a.role == "size"}
        sizes = [k for k in f.live() if f.item(k).has(*DIFFERENCE_UNITS) and k not in skip] + sorted(amounts)
        taken: set[int] = set()
        for change in changes:
            if change.size is not None or change.times:
                taken |= {change.size} if change.size is not None else set()
                continue
            near = [
                k for k in sizes if k not in taken and (self._adjacent(k, change.k) or self._led_by(k, change, changes))
            ]
            if not near:
                continue
            best = min(near, key=lambda k: abs(k - change.k))
            change.size, change.size_hedge = best, self.hedge(best)[0]
            taken.add(best)

    def _led_by(self, size: int, change: Anchor, changes: Sequence[Anchor]) -> bool:
        """ "exceeds the record of A by 4.5 percent": "by" reaches back to the change."""
        if size < change.k or self.lead_word(self.hedge(size)[1]) != "by":
            return False
        return not any(change.k < other.k < size for other in changes)

    def _adjacent(self, size: int, change: int) -> bool:
        """Nothing but small words between a size and its change: "fell by about 14 percent"."""
        f = self.frame
        low, high = min(size, change), max(size, change)
        allowed = {
            "filler",
            "hedge",
            "slight",
            "sharp",
            "head",
            "neutral",
            "measure",
            "value",
            "hedge-after",
        }
        for m in f.between(low, high):
            item = f.item(m)
            if item.has("base", "period") or f.word(m) in (",", ";", "and", "to", "from", "("):
                return False
            if not item.kinds & allowed:
                return False
        return high - low <= 6

    def _bases(self, changes: Sequence[Anchor], ranks: Sequence[Anchor]) -> None:
        """Gives each period or figure after "from", "than", "since" … to the change it is a base of."""
        f = self.frame
        for k in f.live():
            if f.item(k).period is None:
                continue
            if k in self.used:
                continue
            if self._within(k, ranks) or self._by_itself(k, changes):
                continue
            lead, place = self._base_lead(k)
            if lead == "comparing":
                continue  # "comparing A to B": A is the subject, and B what it is compared with
            if (
                not lead
                and f.word(k - 1) in ("to", "with")
                and any(f.word(m) == "comparing" for m in f.unit.indices if m < k)
            ):
                lead, place = "to", k - 1
            expr = f.item(k).period
            if lead == "from" and expr is not None and expr.kind == "range":
                continue  # "rose from May to June": the range itself is what is compared
            if lead == "reach":
                self.used.add(k)
            elif lead:
                self._base_period(k, lead, place, changes, ranks)
        for anchor in self.anchors:
            if anchor.role == "base":
                owner = self._owner(anchor.k, changes)
                if owner is not None:
                    owner.base_anchor = anchor
                else:
                    anchor.role = "level"

    def _by_itself(self, k: int, changes: Sequence[Anchor]) -> bool:
        """ "up 9 percent year over year": a base that no preposition leads in."""
        f = self.frame
        expr = f.item(k).period
        if expr is None or expr.kind != "relative" or not changes:
            return False
        words = {t.norm for t in f.tagged.tokens[expr.first : expr.last]}
        if not (expr.word in ("year-ago", "month-before") and words & {"over", "on"}):
            return False
        nearest = min(changes, key=lambda c: abs((c.size if c.size is not None else c.k) - k))
        if nearest.base is not None:
            return False
        nearest.base = k
        self.used.add(k)
        return True

    def _within(self, k: int, ranks: Sequence[Anchor]) -> bool:
        """ "the highest month of fiscal 2019", "the lowest of any month in 2023"."""
        f = self.frame
        words = [f.word(m) for m in f.unit.indices if m < k][-4:]
        if words and words[-1] == "the":
            words.pop()
        expr = f.item(k).period
        in_term = (
            expr is not None and expr.kind == "term" and words[-1:] and words[-1] in ("in", "of", "during", "under")
        )
        of_months = len(words) >= 2 and words[-1] in ("of", "in") and words[-2] in ("month", "months")
        rank = next((r for r in reversed(ranks) if r.k < k), None)
        yearly = expr is not None and expr.kind in ("fiscal", "calendar", "year")
        top_of = yearly and rank is not None and f.words(rank.k).lower().endswith(("point", "mark", "ebb", "peak"))
        top_of = top_of and words[-1:] == ["of"] and len(f.between(rank.k, k)) <= 2 if rank is not None else False
        if rank is None or not (in_term or of_months or top_of):
            return False
        rank.within = k
        self.used.add(k)
        return True

    def _base_period(self, k: int, lead: str, place: int, changes: Sequence[Anchor], ranks: Sequence[Anchor]) -> None:
        if any(self.frame.item(m).has("first-time") for m in self.frame.unit.indices if place - 2 <= m < place):
            self.used.add(k)  # "for the first time since May": May is the base of nothing else
            return
        rank = self._owner(place, ranks)
        change = next((c for c in changes if c.k == place), None) or self._owner(place, changes)
        if (
            lead == "since"
            and rank is not None
            and rank.k < place
            and (change is None or rank.k > change.k)
            and place - rank.k <= 16
            and not any(self.frame.item(m).has("amount") for m in self.frame.between(rank.k, k))
        ):
            rank.base = k
            self.used.add(k)
            return
        if lead == "since" and change is not None and self._compared_later(place, change):
            self.open_ended.add(k)
        elif change is not None and change.base is None and change.base_anchor is None:
            change.base = k
            self.used.add(k)
        elif lead == "since":
            self.open_ended.add(k)

    def _compared_later(self, place: int, change: Anchor) -> bool:
        """ "Since May, A …, down 2 percent from a year earlier": the change has a base of its own."""
        f = self.frame
        after = [m for m in f.unit.indices if m > change.k and f.item(m).period is not None]
        return place < change.k and any(self._base_lead(m)[0] not in ("", "since", "reach") for m in after)

    def _base_lead(self, k: int) -> tuple[str, int]:
        """The comparing word that governs a period, with its item; empty when none does."""
        f = self.frame
        earlier = [m for m in f.unit.indices if m < k and m not in f.layout.masked][-8:]
        for m in reversed(earlier):
            item, word = f.item(m), f.word(m)
            if item.has("reach"):
                return "reach", m
            if word == "since":
                plain = not any(f.item(x).has(*_NUMERIC) for x in f.between(m, k))
                gerund = f.word(m + 1).endswith("ing") and m == f.unit.indices[0]  # "Since reaching A in May, …"
                return ("since", m) if plain or gerund else ("", m)
            if m in self.comparing:
                return "than", m
            if word == "on" and m == k - 1 and f.item(m - 1).has(*DIFFERENCE_UNITS):
                return "from", m  # "up 2 percent on May"
            if word == "over" and f.word(k) == "past":
                return "", m  # "over the past year" is a stretch, and nothing to compare with
            if item.has("base"):
                return f.tagged.tokens[item.last - 1].norm, m
            if f.words(m).lower() == "at least" and f.word(m - 1) == "since":
                continue  # "since at least 2000"
            first = f.unit.indices[0]
            reaching = f.word(first) == "since" and f.word(first + 1).endswith("ing")
            passes = item.kinds <= _BETWEEN_BASE or (reaching and item.has(*_NUMERIC))
            if m in f.layout.masked or (passes and word not in _NO_BASE):
                continue
            return "", m
        return "", k

    def _owner(self, k: int, anchors: Sequence[Anchor]) -> Anchor | None:
        """The nearest earlier anchor; the first one when all come later ("Compared with May, …")."""
        earlier = [a for a in anchors if a.k < k]
        if earlier:
            return earlier[-1]
        return anchors[0] if anchors else None

    def _targets(self, changes: Sequence[Anchor], numbers: Sequence[Anchor]) -> None:
        """ "fell to 242,399 in November": the figure a change arrives at dates the change."""
        for number in numbers:
            if number.role != "level":
                continue
            lead = self.lead_word(number.hedge_at if number.hedge_at is not None else number.k)
            earlier = [c for c in changes if c.k < number.k]
            if earlier and any(a.role == "rank" and earlier[-1].k < a.k < number.k for a in self.anchors):
                continue
            past = number.hedge.name in ("fewer than", "more than") and earlier and number.k - earlier[-1].k <= 3
            if earlier and (lead in ("to", "at") or past):
                earlier[-1].target = number
