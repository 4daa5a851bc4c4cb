"""Reads one unit of a sentence: finds its figures, changes and records, dates them, has them made assertions."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.monthly import extreme_of, of_one_month, swing_of
from factcheck.extract.assertions import AssertionMaker
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.guards.guards import guard
from factcheck.extract.guards.unread import leftovers
from factcheck.extract.periods.attach import attach
from factcheck.extract.periods.brought import settle_lifting
from factcheck.extract.periods.compared import compared_periods, set_against
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.reach import leave_apposed_time, stretch_after
from factcheck.extract.periods.stretches import settle_stretch
from factcheck.extract.ranks.old_records import old_record
from factcheck.extract.runs.each_month import never_past
from factcheck.extract.runs.firsts import first_at, first_since, first_within, may_be_first, read_first
from factcheck.extract.shares.groups import GroupReader
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.in_all import every_one
from factcheck.extract.subjects.obstacles import beyond_denial, blocked_by, denies, sets_off
from factcheck.extract.subjects.of_each import shared_out
from factcheck.extract.tagging.listed import respective
from factcheck.model.claim import (
    Assertion,
    Blocked,
    Change,
    Figure,
    Share,
    Streak,
    Subject,
    Undecided,
    When,
)
from factcheck.model.hedge import BETWEEN
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.model.value import Amount


class UnitReader:
    """Reads one unit: finds its anchors, dates them, and words the assertions."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.groups = GroupReader(frame)
        self.groups.claim_items()
        self.firsts = [k for k in frame.live() if first_at(frame, k) is not None] if may_be_first(frame) else []
        frame.settled |= set(self.firsts)
        self.finder = Finder(frame)
        self.finder.used |= {p for k in self.firsts if (p := first_since(frame, k)) is not None}
        self.finder.find(self.groups.taken)
        self.finder.used |= {p for k in self.firsts if (p := first_within(frame, k)) is not None}
        self.finder.passed |= {start - 1 for k in self.firsts if (start := stretch_after(frame, k)) is not None}
        dated = {m for a in self.finder.anchors if a.role in ("level", "base") for m in _near_behind(frame, a.k)}
        self.finder.used |= self.groups.shares.periods - dated
        attach(frame, self.finder)
        leave_apposed_time(frame, self.anchors)
        self.dating = Dating(frame, self.finder)
        extreme = [a for a in self.anchors if a.role == "level" and of_one_month(frame, a.k)[0] and self._is_long(a)]
        # What only says which month of its time a figure is of: "peaked at A", "fell to A a month".
        self.extremes = {place for a in extreme if (place := extreme_of(frame, a.k)[1]) is not None}
        near = {m for a in extreme for m in frame.between(a.k - 6, a.k)}
        self.extremes |= {a.k for a in self.anchors if a.role == "change" and a.k in near and _is_bare(a)}
        settle_stretch(frame, self.finder, self.dating)
        settle_lifting(frame)
        figures = [a for a in self.anchors if a.role in ("level", "base")]
        starts = {a.k: a.k if a.hedge_at is None else a.hedge_at for a in figures}
        self.old = {k: old for k, start in starts.items() if (old := old_record(frame, start)) is not None}
        self.all_of = every_one(frame, self.anchors)
        frame.settled |= self.all_of.items if self.all_of else frozenset()
        self.blocked = blocked_by(frame) or guard(frame, self.finder, self.dating)
        self.make = AssertionMaker(frame, self.finder, self.dating, self.old, self.all_of)

    @property
    def anchors(self) -> list[Anchor]:
        return self.finder.anchors

    def read(self) -> list[Assertion]:
        """The assertions of the unit in the order of the sentence."""
        blocked = self.blocked
        negated = denies(self.frame, self.groups.taken)
        compared = self.groups.read(self.dating, blocked, negated)
        for k in self.firsts:
            first = read_first(self.frame, k, self.dating, blocked)
            if first is not None:
                compared.append(first)
            elif self.frame.word(k) == "first":
                span = self.frame.span(k, k + 1)
                compared.append(Undecided(span, Subject(), When(problem="missing"), blocked=blocked or _FIRST))
        plain = self._assertions(blocked, negated)
        if any(isinstance(a, Streak) for a in compared):  # "has risen for three months in a row" says it all
            marks = [a.threshold for a in compared if isinstance(a, Streak)]
            plain = [a for a in plain if a.when.problem != "missing" or not _said_by_run(a, marks)]
        left = leftovers(self.dating, self.groups, blocked, compared)
        periods = {self.frame.span(k, k + 1) for k in self.frame.having("period")} if left and compared else set()
        idle = next((a.blocked for a in left if a.span in periods), None)
        if idle is not None:  # "a tenth of the sales in May that it had in June": of which month is not read
            compared = [replace(a, blocked=idle) if isinstance(a, Share) and not a.blocked else a for a in compared]
        return plain + compared + left

    def _assertions(self, blocked: Blocked | None, negated: bool) -> list[Assertion]:
        out: list[Assertion] = []
        pending: Figure | None = None
        for anchor in self.anchors:
            if anchor.role in ("level", "base"):
                if out and any(sets_off(self.frame, m) for m in self.frame.between(anchor.k - 4, anchor.k)):
                    continue  # "A, not B": A says it all
                denied = negated and not beyond_denial(self.frame, anchor.k, self.groups.taken)
                figure = self.make.figure(anchor, blocked, denied)
                if pending is not None and self._is_range(pending, anchor):
                    out[-1] = pending = replace(
                        pending,
                        each=pending.each or figure.each,
                        monthly=pending.monthly or figure.monthly,
                        upper=figure.amount,
                        hedge=BETWEEN,
                        when=figure.when,
                        span=Span(pending.span.start, figure.span.end),
                    )
                    continue
                if figure.often and out and self._only_leads(out[-1], anchor):
                    out.pop()  # "fell below A in two months of 2023": not in all of it
                out += shared_out(self.frame, figure) if anchor.role == "level" else [figure]
                pending = figure
                if anchor.k in self.old and not figure.monthly:
                    out.append(self.make.old_record(anchor, figure, blocked))
            elif anchor.k in self.extremes or any(anchor.k == old.k for old in self.old.values()):
                continue
            elif anchor.role == "change" and any(
                k < anchor.k <= k + 3 for k in self.firsts if self.frame.word(k) == "first"
            ):
                continue  # "the first rise since": read as such
            elif anchor.role == "change" and not (negated and anchor.target and never_past(self.dating, anchor.target)):
                out.append(self.make.change(anchor, blocked, negated))
            elif anchor.role == "rank":
                out.append(self.make.rank(anchor, blocked, negated))
        return out

    def _is_long(self, anchor: Anchor) -> bool:
        periods = self.dating.when(anchor.period, anchor.k).periods
        return bool(periods) and periods[0].months > 1

    def _only_leads(self, said: Assertion, anchor: Anchor) -> bool:
        """Whether an assertion is the bare verb of "fell below A"."""
        bare = isinstance(said, Change) and said.size is None and said.base is None
        return bare and any(a.role == "change" and a.target is anchor for a in self.anchors)

    def _is_range(self, left: Figure, anchor: Anchor) -> bool:
        """ "between 110,000 and 120,000", "110,000 to 120,000", "110,000-120,000"."""
        f = self.frame
        previous = [a for a in self.anchors if a.k < anchor.k and a.role in ("level", "base")][-1]
        words = [f.word(m) for m in f.between(previous.k, anchor.k)]
        number = f.item(anchor.k).number
        if (number is not None and number.amount.value < left.amount.value) or anchor.k in respective(f):
            return False
        if swing_of(f, anchor.k):
            return False  # "ranged between A and B": the least and the most
        start = previous.hedge_at if previous.hedge_at is not None else previous.k
        if words == ["to"] and f.word(start - 1) == "from":
            return False  # "went from A to B"
        if words in (["to"], ["-"]):
            return not any(a.role == "change" and a.k < previous.k for a in self.anchors)
        lead = [f.word(m) for m in f.ahead(previous.k)[-1:]]
        return words == ["and"] and lead == ["between"] and left.upper is None

    def leaves(self, at: int | None = None, rate: bool = False) -> Background:
        """What the next unit inherits; an aside behind item `at` takes no period that is named after it.

        "A (B a day) in May": the `rate` is of the very month that the figure before it is of.
        """
        f = self.frame
        last = f.unit.indices[-1]
        subject = self.groups.first_named(at) or f.subject(self.anchors[0].k if self.anchors else last)
        when = f.background.when
        parenthesis = f.unit.kind == "aside"
        dated = [a.period for a in self.anchors if a.role in ("level", "change", "rank") and a.period is not None]
        topics = [k for k in self.dating.topics() if f.word(k - 1) != "than"]
        if later := [k for k in topics if f.word(k - 1) != "after"]:  # "A in June, after May's B": it goes on of June
            topics, dated = later, [k for k in dated if f.word(k - 1) != "after"]
        if at is not None and topics and topics[0] <= at:
            topics, dated = [k for k in topics if k <= at], [k for k in dated if k <= at]
        if topics and not parenthesis:
            when = self.dating.pair(topics[-1]) or self.dating.dated(dated[-1] if dated else topics[-1])
        elif dated and not parenthesis and not when.periods:
            when = self.dating.dated(dated[-1])  # "May's A, though 5 percent more than in April, …"
        change = next((a for a in reversed(self.anchors) if a.role == "change"), None)
        base = None
        if change is not None and not parenthesis:
            after, base = compared_periods(self.dating, change)
            when = after if base is not None and after.periods else when
        if change is None and not parenthesis and (two := set_against(self.dating)) is not None:
            when, base = two
        own = [a for a in self.anchors if rate and at is not None and at - 1 <= a.k <= at and a.period is not None]
        when = self.dating.when(own[0].period, own[0].k) if own else when
        part, whole = self.groups.shares.last
        if whole is None and not bool(f.having("measure")):
            part, whole = f.background.part, f.background.whole  # "…, followed by B (27 percent)"
        others = f.background.others
        return Background(subject, when, others=others, blocked=self.blocked, base=base, whole=whole, part=part)


def _is_bare(anchor: Anchor) -> bool:
    """A change without a size, and from nothing in particular."""
    return anchor.size is None and anchor.base is None and anchor.base_anchor is None and not anchor.times


def _near_behind(f: Frame, k: int) -> list[int]:
    """The items behind a figure that may be its own: none behind ", half" of another."""
    after = f.after(k)[:6]
    parted = next((m for m in after if f.word(m) == ","), None)
    share = next((m for m in after if f.item(m).has("share", "percent")), None)
    return after if parted is None or share is None or share < parted else [m for m in after if m < share]


def _said_by_run(a: Assertion, marks: Sequence[Amount | None]) -> bool:
    """Whether an undated assertion is only the rise, or the mark, that a run is one of."""
    return (isinstance(a, Change) and a.size is None) or (isinstance(a, Figure) and a.amount in marks)


_FIRST = Blocked("unresolved", "it is not clear of what it is the first", "the mark that was passed, as a figure")
