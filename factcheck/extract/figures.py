"""Turns a tagged sentence into assertions about amounts, changes and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from factcheck.extract.frame import Background, Frame
from factcheck.extract.mentions import Tagged, Vocabulary
from factcheck.extract.units import Layout, lay_out
from factcheck.extract.when import When as Clock
from factcheck.model.claim import (
    CONTEXT,
    Assertion,
    Blocked,
    Change,
    Figure,
    Rank,
    Subject,
    Undecided,
    When,
)
from factcheck.model.hedge import BETWEEN, EXACT, HEDGES, Hedge
from factcheck.model.text import Span
from factcheck.model.value import Amount, Period

_HEDGE = {h.name: h for h in HEDGES}
_BASE_LEADS = ("from", "than", "over", "versus", "vs", "against", "with", "compared", "since")
_MORE, _FEWER = frozenset(("more than", "just over", "well over")), frozenset(("fewer than", "nearly", "well under"))
# What may stand between "from" or "than" and the period it compares with, and what may not.
_BETWEEN_BASE = {"filler", "head", "measure", "value", "neutral", "anaphor", "highest", "lowest", "bare", "scope", "report"}
_NO_BASE = frozenset("by at with through until till and or but as when while which who to".split())
_EXCEED = frozenset("exceeds exceeded exceeding exceed surpasses surpassed surpassing surpass tops topped topping passed".split())
_NUMERIC = ("amount", "percent", "share", "points", "times")
_DIFFERENCE_UNITS = ("percent", "share", "points", "times")


def read_figures(tagged: Tagged, vocabulary: Vocabulary, clock: Clock, background: Background) -> list[Assertion]:
    """All figure, change and rank assertions of a sentence, and what it says of causes."""
    if not _speaks_of_figures(tagged, background):
        return []
    layout = lay_out(tagged)
    found: list[Assertion] = []
    states: list[Background] = []
    for unit in layout.units:
        inherited = states[unit.parent] if unit.parent is not None else background
        frame = Frame(tagged, layout, unit, vocabulary, clock, inherited)
        if not unit.indices:
            states.append(inherited)
            continue
        reader = _UnitReader(frame)
        found += reader.read()
        states.append(reader.leaves())
    found += [_cause(tagged, first, last) for first, last in layout.causal] if found else []
    return found


def _speaks_of_figures(tagged: Tagged, background: Background) -> bool:
    """Whether the sentence counts something a source counts, or takes up a count of the context."""
    items = tagged.items
    if any(i.has("measure", "head") for i in items):
        return True
    if background.subject.measure is None and not background.subject.choices:
        return False
    anaphor = any(i.has("anaphor") for i in items) or any(
        t.norm in ("number", "numbers", "figure", "figures", "total", "count", "tally") for t in tagged.tokens
    )
    written = any(i.number is not None and i.number.digits and i.has("amount") for i in items)
    return anaphor or written or any(i.has("value", "percent", "highest", "lowest") for i in items)


def _cause(tagged: Tagged, first: int, last: int) -> Assertion:
    tokens = tagged.tokens
    span = Span(tokens[tagged.items[first].first].start, tokens[tagged.items[last - 1].last - 1].end)
    blocked = Blocked("causal", "a cause is not a matter of figures", "an official finding on the cause")
    return Undecided(span, Subject(), When(problem="missing"), blocked=blocked)


@dataclass(slots=True)
class _Anchor:
    """A figure, direction or superlative with the items that go with it."""

    k: int
    role: str  # level, base, size, change, rank
    hedge: Hedge = EXACT
    hedge_at: int | None = None
    period: int | None = None
    base: int | None = None  # item of the base period
    base_anchor: _Anchor | None = None
    target: _Anchor | None = None
    size: int | None = None
    size_hedge: Hedge = EXACT
    sign: int = 0


@dataclass(slots=True)
class _UnitReader:
    frame: Frame
    anchors: list[_Anchor] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # periods that date a base
    comparing: set[int] = field(default_factory=set)  # hedge words that compare instead
    open_ended: set[int] = field(default_factory=set)

    # ---- finding anchors ------------------------------------------------------------------

    def read(self) -> list[Assertion]:
        f = self.frame
        live = list(f.live())
        changes = [a for k in live if (a := self._change(k))]
        ranks = [_Anchor(k, "rank") for k in live if self._is_rank(k)]
        numbers = [self._number(k, changes) for k in live if f.item(k).has("amount") and self._is_count(k)]
        self.anchors = sorted([*changes, *ranks, *numbers], key=lambda a: a.k)
        self._sizes(changes)
        self._bases(changes, ranks)
        self._targets(changes, numbers)
        self._attach_periods()
        return self._assertions()

    def _is_count(self, k: int) -> bool:
        """A small number in words ("two leaders", "three-way") is a count only beside who is counted."""
        number = self.frame.item(k).number
        if number is None or number.digits or number.amount.value >= 100:
            return True
        following = [m for m in self.frame.unit.indices if m > k][:1]
        return any(self.frame.item(m).has("head", "measure") for m in following)

    def _is_rank(self, k: int) -> bool:
        item = self.frame.item(k)
        if not item.has("highest", "lowest"):
            return False
        word, after = self.frame.word(k), self.frame.word(k + 1)
        if item.has("report") and item.rank == 0:  # "record" the verb, "a record of …"
            before = self.frame.word(k - 1)
            return before in ("a", "the", "new", "previous", "prior", "'s", "that", "in", "annual", "monthly", "all", "time") and word in ("record", "records")
        if word in ("most", "least"):
            return after not in ("of", "recent", "recently", "likely") and not self._precedes_figure(k)
        return True

    def _precedes_figure(self, k: int) -> bool:
        return k + 1 < len(self.frame.tagged.items) and self.frame.item(k + 1).has(*_NUMERIC)

    def _change(self, k: int) -> _Anchor | None:
        f, item = self.frame, self.frame.item(k)
        if item.has("hedge"):
            return self._comparing_hedge(k)
        entry = item.entry("direction")
        if entry is None:
            return None
        if entry["part"] == "comparative" and not self._compares(k):
            return None
        if f.word(k) in ("up", "down", "reduced", "slowed", "rises", "fall", "drop", "gain") and item.has("filler") and not self._precedes_any(k):
            return None
        return _Anchor(k, "change", sign=int(entry["sign"]))

    def _comparing_hedge(self, k: int) -> _Anchor | None:
        """ "14 percent fewer than in May", "slightly more than October", "exceeds the record of …"."""
        f = self.frame
        name = str((f.item(k).entry("hedge") or {}).get("hedge"))
        if name not in _MORE | _FEWER or k == f.unit.indices[-1]:
            return None
        before = f.before(k, ("filler", "slight", "sharp", "head", "measure", "value"))
        sized = before is not None and f.item(before).has(*_DIFFERENCE_UNITS) and f.words(k).endswith("than")
        after = [m for m in f.unit.indices if m > k]
        nxt = next((m for m in after if not f.item(m).kinds <= {"filler"}), None)
        dated = nxt is not None and f.item(nxt).period is not None and f.words(k).endswith("than")
        verb = f.word(k) in _EXCEED and nxt is not None and not f.item(nxt).has(*_NUMERIC)
        if not (sized or dated or verb):
            return None
        self.comparing.add(k)
        if dated and nxt is not None:
            self.used.add(nxt)
        return _Anchor(k, "change", sign=1 if name in _MORE else -1, base=nxt if dated else None)

    def _precedes_any(self, k: int) -> bool:
        """ "up 9 percent", "down from 92,833", "up to" is filler."""
        f = self.frame
        following = [m for m in f.unit.indices if m > k][:4]
        for m in following:
            if f.item(m).has(*_NUMERIC) or (f.item(m).has("base") and f.word(m) != "to"):
                return True
            if not f.item(m).kinds & {"filler", "hedge", "slight", "sharp"} or f.word(m) == "to":
                return False
        return False

    def _compares(self, k: int) -> bool:
        """ "14 percent higher", "lower than", "fewer … than": a comparative with something to compare."""
        f = self.frame
        before = f.before(k, ("filler", "slight", "sharp"))
        if before is not None and f.item(before).has(*_NUMERIC, "multiple"):
            return True
        following = [m for m in f.unit.indices if m > k][:3]
        return any(f.word(m) == "than" for m in following[:2])

    # ---- numbers --------------------------------------------------------------------------

    def _hedge(self, k: int) -> tuple[Hedge, int]:
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
            if not item.kinds <= {"filler"} or f.word(m) in ("from", "to", "by", "in", "since", "than"):
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
        return any(f.item(m).has("direction") for m in earlier)

    def _number(self, k: int, changes: Sequence[_Anchor]) -> _Anchor:
        f = self.frame
        hedge, start = self._hedge(k)
        anchor = _Anchor(k, "level", hedge, start)
        before = f.before(start, ("filler",), 3)
        lead = self._lead_word(start)
        directed = [c for c in changes if c.k < start]
        if lead in _BASE_LEADS and directed and self._is_base_lead(start, lead):
            anchor.role = "base"
        elif lead == "by" and directed and directed[-1].k >= start - 3:
            anchor.role = "size"
        elif before is not None and f.item(before).has("direction") and start - before <= 2:
            part = (f.item(before).entry("direction") or {}).get("part")
            if lead == "of" and part == "noun" or f.word(start - 1) in ("up", "down"):
                anchor.role = "size"
        if anchor.role == "level" and self._followed_by_comparative(k):
            anchor.role = "size"
        return anchor

    def _lead_word(self, start: int) -> str:
        """The preposition that governs the figure starting at item `start`."""
        f = self.frame
        for m in reversed([x for x in f.unit.indices if x < start][-3:]):
            word = f.word(m)
            if m in self.comparing:
                return "than"
            if word == "of":
                return self._lead_of_record(m) or word
            if word in ("from", "to", "by", "than", "over", "versus", "vs", "against", "at", "in"):
                return word
            if f.item(m).has("base"):
                return f.tagged.tokens[f.item(m).last - 1].norm
            if word not in ("the", "a", "an", "some", "its", "their", "previous", "earlier", "just"):
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

    def _followed_by_comparative(self, k: int) -> bool:
        f = self.frame
        following = [m for m in f.unit.indices if m > k][:4]
        for m in following:
            entry = f.item(m).entry("direction")
            if entry and entry["part"] == "comparative":
                return any(f.word(x) == "than" for x in f.unit.indices if m < x <= m + 3)
            if not f.item(m).kinds & {"filler", "head", "measure", "neutral"}:
                return False
        return False

    # ---- what belongs to a change ---------------------------------------------------------

    def _sizes(self, changes: Sequence[_Anchor]) -> None:
        """Gives each change the percentage, multiple or difference written with it."""
        f = self.frame
        amounts = {a.k: a for a in self.anchors if a.role == "size"}
        sizes = [k for k in f.live() if f.item(k).has(*_DIFFERENCE_UNITS)] + sorted(amounts)
        taken: set[int] = set()
        for change in changes:
            near = [k for k in sizes if k not in taken and (self._adjacent(k, change.k) or self._led_by(k, change, changes))]
            if not near:
                continue
            best = min(near, key=lambda k: abs(k - change.k))
            change.size, change.size_hedge = best, self._hedge(best)[0]
            taken.add(best)

    def _led_by(self, size: int, change: _Anchor, changes: Sequence[_Anchor]) -> bool:
        """ "exceeds the record of A by 4.5 percent": "by" reaches back to the change."""
        f = self.frame
        if size < change.k or self._lead_word(self._hedge(size)[1]) != "by":
            return False
        return not any(change.k < other.k < size for other in changes)

    def _adjacent(self, size: int, change: int) -> bool:
        """Nothing but small words between a size and its change: "fell by about 14 percent"."""
        f = self.frame
        low, high = min(size, change), max(size, change)
        allowed = {"filler", "hedge", "slight", "sharp", "head", "neutral", "measure", "value", "hedge-after"}
        for m in f.between(low, high):
            item = f.item(m)
            if item.has("base", "period") or f.word(m) in (",", ";", "and", "to", "from", "("):
                return False
            if not item.kinds & allowed:
                return False
        return high - low <= 6

    def _bases(self, changes: Sequence[_Anchor], ranks: Sequence[_Anchor]) -> None:
        """Gives each period or figure after "from", "than", "since" … to the change it is a base of."""
        f = self.frame
        for k in f.live():
            if f.item(k).period is None:
                continue
            if k in self.used:
                continue
            lead, place = self._base_lead(k)
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

    def _base_period(self, k: int, lead: str, place: int, changes: Sequence[_Anchor], ranks: Sequence[_Anchor]) -> None:
        rank = self._owner(place, ranks)
        change = self._owner(place, changes)
        if lead == "since" and rank is not None and rank.k < place and (change is None or rank.k > change.k) and place - rank.k <= 8:
            if not any(self.frame.item(m).has("amount") for m in self.frame.between(rank.k, k)):
                rank.base = k
                self.used.add(k)
                return
        if change is not None and change.base is None and change.base_anchor is None:
            change.base = k
            self.used.add(k)
        elif lead == "since":
            self.open_ended.add(k)

    def _base_lead(self, k: int) -> tuple[str, int]:
        """The comparing word that governs a period, with its item; empty when none does."""
        f = self.frame
        earlier = [m for m in f.unit.indices if m < k and m not in f.layout.masked][-8:]
        for m in reversed(earlier):
            item, word = f.item(m), f.word(m)
            if item.has("reach"):
                return "reach", m
            if word == "since":
                return ("since", m) if not any(f.item(x).has(*_NUMERIC) for x in f.between(m, k)) else ("", m)
            if m in self.comparing:
                return "than", m
            if item.has("base"):
                return f.tagged.tokens[item.last - 1].norm, m
            if m in f.layout.masked or item.kinds <= _BETWEEN_BASE and word not in _NO_BASE:
                continue
            return "", m
        return "", k

    def _owner(self, k: int, anchors: Sequence[_Anchor]) -> _Anchor | None:
        """The nearest earlier anchor; the first one when all come later ("Compared with May, …")."""
        earlier = [a for a in anchors if a.k < k]
        if earlier:
            return earlier[-1]
        return anchors[0] if anchors else None

    def _targets(self, changes: Sequence[_Anchor], numbers: Sequence[_Anchor]) -> None:
        """ "fell to 242,399 in November": the figure a change arrives at dates the change."""
        for number in numbers:
            if number.role != "level":
                continue
            lead = self._lead_word(number.hedge_at if number.hedge_at is not None else number.k)
            earlier = [c for c in changes if c.k < number.k]
            if earlier and any(a.role == "rank" and earlier[-1].k < a.k < number.k for a in self.anchors):
                continue
            if earlier and lead in ("to", "at"):
                earlier[-1].target = number

    # ---- periods --------------------------------------------------------------------------

    def _attach_periods(self) -> None:
        f = self.frame
        figures = [a for a in self.anchors if a.role in ("level", "base")]
        taken: set[int] = set()
        for anchor in figures:
            following = self._following_period(anchor, figures)
            if following is not None and following not in taken:
                anchor.period = following
                taken.add(following)
        for anchor in figures:
            if anchor.period is None:
                anchor.period = self._earlier_period(anchor, figures)
        topics = self.topics()
        for anchor in [a for a in self.anchors if a.role in ("change", "rank")]:
            anchor.period = self._own_period(anchor, topics)
        late = [p for p in topics if p not in taken]
        for anchor in figures:
            if anchor.period is None and anchor.role == "level" and late:
                after = [p for p in late if p > anchor.k]
                anchor.period = after[0] if after else None
        _ = f

    def topics(self) -> list[int]:
        """Periods of the unit that are not the base of a change."""
        f = self.frame
        dated_bases = {a.period for a in self.anchors if a.role == "base"}
        return [
            k
            for k in f.unit.indices
            if f.item(k).period is not None and k not in self.used and k not in dated_bases and not self._finer_masked(k)
        ]

    def _finer_masked(self, k: int) -> bool:
        return k in self.frame.layout.masked

    def _following_period(self, anchor: _Anchor, figures: Sequence[_Anchor]) -> int | None:
        f = self.frame
        for m in [x for x in f.unit.indices if x > anchor.k]:
            if f.item(m).period is not None and m not in f.layout.masked:
                if m in self.used:
                    return None
                return m
            if f.word(m) in (",", ";", "and", "or", "but", "(") or any(a.k == m for a in figures):
                return None
            if f.item(m).has("direction") and not f.item(m).has("filler") and anchor.role == "level" and m in {a.k for a in self.anchors}:
                return None
        return None

    def _earlier_period(self, anchor: _Anchor, figures: Sequence[_Anchor]) -> int | None:
        f = self.frame
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        earlier = [x for x in f.unit.indices if x < start and f.item(x).period is not None and x not in f.layout.masked]
        for m in reversed(earlier):
            when_clause = any(f.word(x) == "when" for x in f.between(m, anchor.k))
            if m in self.used and not when_clause:
                continue
            if anchor.role == "base" and not when_clause:
                return None
            return m
        return None

    def _own_period(self, anchor: _Anchor, topics: Sequence[int]) -> int | None:
        if anchor.target is not None and anchor.target.period is not None:
            return anchor.target.period
        earlier = [p for p in topics if p < anchor.k]
        later = [p for p in topics if p > anchor.k]
        if anchor.role == "rank":
            near = [p for p in later if not self._breaks(anchor.k, p)]
            if near:
                return near[0]
        if anchor.role == "rank" and not earlier:
            beside = [p for p in self.used if abs(p - anchor.k) <= 3 and not self._breaks(min(p, anchor.k), max(p, anchor.k))]
            if beside and beside[0] != anchor.base:  # where a record reaches back to is not when it was set
                return beside[0]
        if earlier:
            return earlier[-1]
        return later[0] if later and not self._breaks(anchor.k, later[0]) else None

    def _breaks(self, a: int, b: int) -> bool:
        return any(self.frame.word(m) in (",", ";", "and") for m in self.frame.between(a, b))

    # ---- assertions -----------------------------------------------------------------------

    def _assertions(self) -> list[Assertion]:
        out: list[Assertion] = []
        blocked = self.frame.blocked()
        negated = self.frame.negated()
        pending: Figure | None = None
        for anchor in self.anchors:
            if anchor.role in ("level", "base"):
                figure = self._figure(anchor, blocked, negated)
                if pending is not None and self._is_range(pending, anchor):
                    out[-1] = pending = replace(
                        pending, upper=figure.amount, hedge=BETWEEN, when=figure.when, span=Span(pending.span.start, figure.span.end)
                    )
                    continue
                out.append(figure)
                pending = figure
            elif anchor.role == "change":
                out.append(self._change_assertion(anchor, blocked, negated))
            elif anchor.role == "rank":
                out.append(self._rank_assertion(anchor, blocked, negated))
        return out + self._leftovers(blocked)

    def _is_range(self, left: Figure, anchor: _Anchor) -> bool:
        """ "between 110,000 and 120,000", "110,000 to 120,000", "110,000-120,000"."""
        f = self.frame
        previous = [a for a in self.anchors if a.k < anchor.k and a.role in ("level", "base")][-1]
        words = [f.word(m) for m in f.between(previous.k, anchor.k)]
        if words in (["to"], ["-"]):
            return not any(a.role == "change" and a.k < previous.k for a in self.anchors)
        lead = [f.word(m) for m in f.unit.indices if m < previous.k][-1:]
        return words == ["and"] and lead == ["between"] and left.upper is None

    def _figure(self, anchor: _Anchor, blocked: Blocked | None, negated: bool) -> Figure:
        f, k = self.frame, anchor.k
        number = f.item(k).number
        assert number is not None
        first = anchor.hedge_at if anchor.hedge_at is not None else k
        when = self._when(anchor.period, k)
        each = any(f.item(m).has("each") for m in f.between(k, anchor.period or k)) if anchor.period else False
        return Figure(
            f.span(min(first, k), k + 1), f.subject(k), when, negated, blocked or self._label_problem(k),
            amount=number.amount, hedge=anchor.hedge, each=each,
        )  # fmt: skip

    def _label_problem(self, k: int) -> Blocked | None:
        """A count of something else: "the nine sectors", "2 officers" stand with another noun."""
        number = self.frame.item(k).number
        following = [m for m in self.frame.unit.indices if m > k][:1]
        if any((self.frame.item(m).entry("value") or {}).get("hint") for m in following):
            return Blocked("no-source", "the figure counts who acted, not what was done", "staffing figures from the agency")
        if number is not None and not number.digits and number.amount.value < 100:
            return Blocked("unresolved", "a small number in words is seldom the figure meant", "the figure in digits")
        return None

    def _when(self, period: int | None, k: int) -> When:
        f = self.frame
        if period is None:
            return self._background_when()
        return self._pair(period) or self._dated(period)

    def _background_when(self) -> When:
        when = self.frame.background.when
        return replace(when, origin=CONTEXT if when.origin == CONTEXT else when.origin)

    def _dated(self, period: int, subject: Period | None = None) -> When:
        when = self.frame.when_at(period, subject)
        if period in self.open_ended and when.periods and self.frame.clock.last_ended is not None:
            last = self.frame.clock.last_ended
            spans = tuple(
                Period(p.first, end, "months", f"{p.label} through {_month(end)}", p.year_inferred)
                for p in when.periods
                for end in (last, last - 1)
                if end > p.first
            )
            return replace(when, periods=spans, open_end=True)
        return when

    def _pair(self, period: int) -> When | None:
        """ "in October and November": two months named together are their sum."""
        f = self.frame
        topics = self.topics()
        if period not in topics:
            return None
        group = [period]
        for step in (1, -1):
            place = topics.index(period)
            while 0 <= place + step < len(topics):
                low, high = sorted((topics[place], topics[place + step]))
                joint = [f.word(m) for m in f.between(low, high) if f.word(m) not in (".", ",")]
                if joint not in (["and"], ["&"], []) or (joint == [] and high - low > 2):
                    break
                place += step
                group.append(topics[place])
        if len(group) < 2:
            return None
        whens = [self._dated(k) for k in sorted(group)]
        if any(len(w.periods) != 1 for w in whens):
            return None
        months = sorted(p.first for w in whens for p in w.periods)
        if any(w.periods[0].months != 1 for w in whens) or months != list(range(months[0], months[0] + len(months))):
            return None
        span = Span(min(w.span.start for w in whens if w.span), max(w.span.end for w in whens if w.span))
        joined = Period(months[0], months[-1], "months", " and ".join(w.periods[0].label for w in whens), any(w.periods[0].year_inferred for w in whens))
        return When((joined,), whens[0].origin, f.tagged.text[span.start : span.end], span)

    def _change_assertion(self, anchor: _Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
        f = self.frame
        base, split = None, None
        base_amount: Amount | None = None
        if anchor.period is not None and anchor.base is None and anchor.base_anchor is None:
            split = self._split_range(anchor)
        when = split[1] if split else self._when(anchor.period, anchor.k)
        subject_period = when.periods[0] if when.periods else None
        if split:
            base = split[0]
        elif anchor.base is not None:
            base = self._base_when(anchor.base, subject_period)
        elif anchor.base_anchor is not None:
            number = f.item(anchor.base_anchor.k).number
            base_amount = number.amount if number else None
            if anchor.base_anchor.period is not None:
                base = self._dated(anchor.base_anchor.period, subject_period)
        else:
            base = self._implied_base(anchor)
        size = f.item(anchor.size).number if anchor.size is not None else None
        near = [m for m in f.unit.indices if abs(m - anchor.k) <= 4]
        degree = next((kind for kind in ("slight", "sharp") if any(f.item(m).has(kind) for m in near)), "")
        first, last = anchor.k, anchor.k + 1
        if anchor.size is not None:
            first, last = min(first, anchor.size), max(last, anchor.size + 1)
        return Change(
            f.span(first, last), f.subject(anchor.k), when, negated, blocked,
            direction=anchor.sign, base=base, base_amount=base_amount, size=size.amount if size else None,
            hedge=anchor.size_hedge, steady=any(f.item(m).has("steady") for m in near), degree=degree,
        )  # fmt: skip

    def _base_when(self, k: int, subject: Period | None) -> When:
        when = self.frame.when_at(k, subject)
        since = any(self.frame.word(m) == "since" for m in self.frame.unit.indices if k - 7 <= m < k)
        return replace(when, open_end=since)

    def _implied_base(self, anchor: _Anchor) -> When | None:
        """ "spiked in 2019 at A and fell to B in 2020": the figure before is the base."""
        earlier = [a for a in self.anchors if a.role == "level" and a.k < anchor.k and a.period is not None and a is not anchor.target]
        if anchor.target is not None and earlier and earlier[-1].period != anchor.target.period:
            return self._dated(earlier[-1].period) if earlier[-1].period is not None else None
        return None

    def _split_range(self, anchor: _Anchor) -> tuple[When, When] | None:
        """ "rose from October to November": the ends of the range are what is compared."""
        f = self.frame
        k = anchor.period
        expr = f.item(k).period if k is not None else None
        if expr is None or k is None or expr.kind != "range":
            return None
        lead = f.word(k - 1)
        whole = f.when_at(k)
        if lead not in ("from", "between") or not whole.periods or anchor.size is None and anchor.target is not None:
            return None
        p = whole.periods[0]
        if expr.parts[0].kind != "month":
            return None
        first = Period(p.first, p.first, "month", _month(p.first), p.year_inferred)
        last = Period(p.last, p.last, "month", _month(p.last), p.year_inferred)
        return replace(whole, periods=(first,)), replace(whole, periods=(last,))

    def _rank_assertion(self, anchor: _Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
        f, item = self.frame, self.frame.item(anchor.k)
        when = self._when(anchor.period, anchor.k)
        since = f.when_at(anchor.base) if anchor.base is not None else None
        near = [m for m in f.unit.indices if anchor.k - 4 <= m < anchor.k]
        prior = any(f.word(m) in ("previous", "prior", "old", "earlier") for m in near)
        if blocked is None and negated:
            blocked = Blocked("unresolved", "a record in a negative sentence can be read in two ways", "the record stated outright")
        return Rank(
            f.span(anchor.k, anchor.k + 1), f.subject(anchor.k), when, negated, blocked,
            highest=item.has("highest"), rank=max(item.rank, 1), since=since, prior=prior,
            local=f.word(anchor.k).startswith(("peak", "bottom")),
        )  # fmt: skip

    def _leftovers(self, blocked: Blocked | None) -> list[Assertion]:
        """Shares, ratios and streaks that no rule reads: they keep the claim from being supported."""
        f = self.frame
        sizes = {a.size for a in self.anchors if a.size is not None}
        out: list[Assertion] = []
        for k in f.live():
            item = f.item(k)
            if k in sizes:
                continue
            if item.has(*_DIFFERENCE_UNITS, "multiple") or (item.has("ordinal") and self._is_streak(k)) or self._compares_groups(k):
                problem = blocked or Blocked("unresolved", f"“{f.words(k)}” is a share, ratio or run that is not read yet", "the same statement as plain figures")
                out.append(Undecided(f.span(k, k + 1), f.subject(k), When(problem="missing"), blocked=problem))
        return out

    def _is_streak(self, k: int) -> bool:
        following = [m for m in self.frame.unit.indices if m > k][:1]
        return any(self.frame.word(m) in ("straight", "consecutive", "successive") for m in following)

    def _compares_groups(self, k: int) -> bool:
        """ "more people … than": a comparison of two populations, which no rule reads yet."""
        f = self.frame
        entry = f.item(k).entry("direction")
        if entry is None or entry["part"] != "comparative" or any(a.k == k for a in self.anchors):
            return False
        return any(f.word(m) == "than" for m in f.unit.indices if m > k) and not f.item(k).has("hedge")

    # ---- what later units inherit -----------------------------------------------------------

    def leaves(self) -> Background:
        f = self.frame
        last = f.unit.indices[-1]
        subject = f.subject(self.anchors[0].k if self.anchors else last)
        when = f.background.when
        parenthesis = f.unit.kind == "aside"
        dated = [a.period for a in self.anchors if a.role in ("level", "change", "rank") and a.period is not None]
        topics = self.topics()
        if topics and not parenthesis:
            when = self._pair(topics[-1]) or self._dated(dated[-1] if dated else topics[-1])
        return Background(subject, when, f.background.others, f.blocked())


def _month(index: int) -> str:
    from factcheck.model.value import month_name

    return month_name(index)

