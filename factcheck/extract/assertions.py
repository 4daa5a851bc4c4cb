"""Puts the figures, changes and records that were found in a unit, and dated, into assertions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.counting import counts_something_else, of_some_year
from factcheck.extract.anchors.degrees import degree_at, lead_degree
from factcheck.extract.anchors.monthly import already, beside_a_mean, mean_of
from factcheck.extract.anchors.sequels import left_height
from factcheck.extract.periods.compared import compared_periods, has_since, one_period
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.months import month_period
from factcheck.extract.periods.move_periods import LOCAL
from factcheck.extract.periods.reach import loose_stretch, of_the_year, stood_then
from factcheck.extract.ranks.foremost import rivals
from factcheck.extract.ranks.old_records import OldRecord, bare, undercut
from factcheck.extract.ranks.superlatives import HIGH_OR_LOW
from factcheck.extract.runs.each_month import by_months, moved_every
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.in_all import AllOf
from factcheck.extract.subjects.obstacles import not_so, vaguely_ranked
from factcheck.extract.subjects.of_each import moves_each
from factcheck.extract.tagging.items import Item
from factcheck.model.claim import (
    Assertion,
    Blocked,
    Change,
    Figure,
    Rank,
    When,
)
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.model.value import Amount, month_index


class AssertionMaker:
    """Makes the assertion of each anchor of one unit.

    `old` are the records that figures were "the previous record" of, by the item of the figure; `all_of`, the kind of
    which every one is said to have risen or fallen, if any.
    """

    def __init__(
        self, frame: Frame, finder: Finder, dating: Dating, old: Mapping[int, OldRecord], all_of: AllOf | None
    ) -> None:
        self.frame, self.finder, self.dating, self.old, self.all_of = frame, finder, dating, old, all_of

    @property
    def anchors(self) -> list[Anchor]:
        return self.finder.anchors

    def figure(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Figure:
        """The figure of an anchor; as one of every month, where it is said of each."""
        f, k = self.frame, anchor.k
        number = f.item(k).number
        assert number is not None
        first = anchor.hedge_at if anchor.hedge_at is not None else k
        when = self.dating.when(anchor.period, k)
        since = next((m for m in self.frame.between(k - 5, k) if has_since(self.frame, m)), k)
        if since < k and (anchor.period is None or anchor.period < since):
            when = When(problem="missing")  # "have since fallen to A": that is so now
        owner = next((a for a in self.anchors if a.base_anchor is anchor), None)
        if (
            owner is not None
            and anchor.period is not None
            and (base := compared_periods(self.dating, owner)[1]) is not None
        ):
            # "the previous year": before the other
            when = replace(when, periods=base.periods or when.periods, problem="" if base.periods else when.problem)
        when = self._or_its_month(when, anchor)
        earlier = False
        if owner is not None and when.problem == "missing":
            later, base = compared_periods(self.dating, owner)
            earlier = base is None and owner.lead == "" and anchor.period is None and len(later.periods) == 1
            when = later if earlier else base or when
        mean = mean_of(self.finder, k)
        figure = Figure(
            f.span(min(first, k), k + 1),
            f.subject(k),
            when,
            negated,
            blocked
            or (beside_a_mean(f, k) if not mean else None)
            or counts_something_else(self.frame, k)
            or (not_so(f, k) if negated and anchor.hedge is not EXACT else None)
            or of_some_year(f, k, when),
            amount=number.amount,
            hedge=anchor.hedge,
            earlier=earlier,
            mean=mean,
            already="already" in self.frame.tagged.said and already(f, k),
        )
        months = by_months(figure, anchor, self.dating)
        return months if k not in self.old or months.monthly else figure

    def _or_its_month(self, when: When, anchor: Anchor) -> When:
        """ "9,000 in May, compared with 7,000 in 2021": in all of 2021, or in May of it; so is a list that goes on,
        "9,000 in May 2023, 8,000 in 2022 and 7,000 in 2021"."""
        f = self.frame
        expr = f.item(anchor.period).period if anchor.period is not None else None
        if expr is None or anchor.period is None or expr.kind != "year" or not when.periods:
            return when
        between = f.between(anchor.k, anchor.period)
        plain = between and f.word(between[-1]) == "in" and all(f.item(m).has("measure", "head") for m in between[:-1])
        if not plain or f.words(anchor.period) != str(expr.year):
            return when  # "in all of 2021 there were 7,000", "7,000 for the year 2021"
        named = [e for i in f.tagged.items[: anchor.k] if (e := i.period) is not None and e.kind == "month"]
        months = {e.month for e in named}
        alone = len(named) == 1 and named[0].year is None
        if len(months) != 1 or expr.year is None or not (alone or expr.year not in {e.year for e in named}):
            return when
        that = month_period(month_index(expr.year, months.pop() or 1))
        return replace(when, periods=(*when.periods, that))

    def change(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
        """The rise or fall of an anchor: its direction, its size, and what it is compared with."""
        f = self.frame
        when, base = compared_periods(self.dating, anchor)
        number = f.item(anchor.base_anchor.k).number if anchor.base_anchor is not None else None
        base_amount = number.amount if number is not None else None
        size = f.item(anchor.size).number if anchor.size is not None else None
        near = [m for m in f.unit.indices if abs(m - anchor.k) <= 4]
        amount = size.amount if size else _times(anchor)
        first, last = anchor.k, anchor.k + 1
        pointed = (f.item(anchor.k).entry("direction") or {}).get("part") == "noun" and f.word(anchor.k - 1) in _BACK
        if negated and pointed:
            blocked = blocked or _NOT_DENIED
        if base is None and base_amount is None:
            blocked = blocked or self._undated_record(anchor)
        each = moved_every(f, anchor.k, [a.k for a in self.anchors if a.role == "change"])
        if each and base is not None and "since" in f.words_after(anchor.k, 8):
            base = replace(base, open_end=True)
        if each and (amount is not None or base_amount is not None):
            blocked = blocked or _OF_EACH
        if anchor.size is not None:
            first, last = min(first, anchor.size), max(last, anchor.size + 1)
        subject, plain = f.subject(anchor.k), amount is None and base_amount is None and anchor.target is None
        return Change(
            f.span(first, last),
            subject,
            when,
            negated,
            blocked,
            direction=anchor.sign,
            base=base,
            base_amount=base_amount,
            size=amount,
            hedge=anchor.size_hedge,
            steady=any(f.item(m).has("steady") for m in near),
            degree=degree_at(f, anchor.k, near),
            totals=anchor.totals,
            each=each,
            all_of=(self.all_of.dimension, self.all_of.number) if self.all_of else None,
            alone=self.all_of is not None and self.all_of.alone,
            shared=moves_each(f, anchor, subject.choices, len(self.anchors) == 1) if plain and not self.all_of else "",
            lone=base is None and base_amount is None and one_period(self.dating, when),
        )

    def _undated_record(self, change: Anchor) -> Blocked | None:
        """ "77 percent below the record": what it is compared with has no time."""
        f, near = self.frame, [a for a in self.anchors if a.role == "rank" and change.k < a.k <= change.k + 3]
        return vaguely_ranked(f, near[0].k) if near and f.word(change.k) in _BESIDE_RECORD else None

    def rank(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
        """The record of an anchor: which place, among which times, of which population."""
        f, item = self.frame, self.frame.item(anchor.k)
        when = left_height(self.dating, anchor) or self.dating.when(anchor.period, anchor.k)
        since = f.since_at(anchor.base) if anchor.base is not None else None
        within = of_the_year(f, anchor, when)
        near = f.between(anchor.k - 5, anchor.k)
        # "Old Quarry" is a name, and no old record.
        plain = [m for m in near if not f.item(m).has("value", "measure")]
        prior = any(f.word(m) in ("previous", "prior", "old", "earlier") for m in plain)
        beating = anchor.over_all
        if beating is not None:
            prior, negated = beating.prior, negated and beating.period is None
        if blocked is None and negated:
            blocked = Blocked(
                "unresolved",
                "a record in a negative sentence can be read in two ways",
                "the record stated outright",
            )
        blocked = blocked or (vaguely_ranked(f, anchor.k) if beating is None else None)
        until = self._taken_over(anchor, when) if prior and beating is None and since is None else None
        subject = f.subject(anchor.k)
        plain_rank = beating is None and since is None and within is None and not (anchor.years or prior or anchor.like)
        kind, foremost = rivals(f, anchor.k, subject.choices) if plain_rank else ("", False)
        return Rank(
            f.span(anchor.k, anchor.k + 1),
            subject,
            when,
            negated,
            blocked,
            highest=anchor.sign > 0,
            months_back=anchor.years,
            loosely=anchor.reaches_from is not None and loose_stretch(f, anchor.reaches_from),
            rank=anchor.place or max(item.rank, 1),
            since=since,
            event=anchor.base is not None and (beating is not None or _is_term(f.item(anchor.base))),
            prior=prior,
            until=until,
            like=self._like(anchor),
            then=stood_then(f, anchor.k),
            now=beating.period is not None if beating is not None else anchor.place > 1 and since is not None,
            within=within,
            outright=f.word(anchor.k).startswith("record"),
            bare=bare(f, anchor.k) and not undercut(f, anchor.k),
            local=not anchor.place
            and anchor.within is None
            and (f.words(anchor.k).lower().startswith(LOCAL) or (prior and f.word(anchor.k) in HIGH_OR_LOW))
            and f.word(anchor.k - 1) != "new",
            rivals=kind,
            foremost=foremost,
            degree=lead_degree(f, anchor.k),
        )

    def old_record(self, anchor: Anchor, figure: Figure, blocked: Blocked | None) -> Rank:
        """What was "the previous record" of a figure stood until the time of another one."""
        old = self.old[anchor.k]
        span = self.frame.span(old.k, old.k + 1)
        until = self._taken_over(anchor, figure.when)
        high, unsaid = old.sign > 0 and not undercut(self.frame, old.k), bare(self.frame, old.k)
        return Rank(
            span, figure.subject, figure.when, False, blocked,
            highest=high, prior=True, until=until, bare=unsaid and high,
        )  # fmt: skip

    def _taken_over(self, anchor: Anchor, when: When) -> When | None:
        """When another record took the place of the previous one of `when`, as the sentence or its context says."""
        mine = when.periods[:1]
        others = [self.dating.when(a.period, a.k) for a in self.anchors if a is not anchor and a.period is not None]
        others += [self.frame.background.when]
        later = [w for w in others if mine and w.periods and w.periods[0].first > mine[0].last]
        return later[0] if later else None

    def _like(self, anchor: Anchor) -> int:
        """The month (1-12) among whose like a record stands, -1 for "that month", 0 for none."""
        if anchor.like is None:
            return 0
        expr = self.frame.item(anchor.like).period
        return (expr.month or -1) if expr is not None else -1


def _is_term(item: Item) -> bool:
    return item.period is not None and item.period.kind == "term"


def _times(anchor: Anchor) -> Amount | None:
    """The size in a word such as "tripled" (3) or "halved" (a half)."""
    if not anchor.times:
        return None
    if anchor.times < 0:
        return Amount(Decimal(50), Decimal(5), 1, "share")
    return Amount(Decimal(anchor.times), Decimal(1), 1, "times")


_BESIDE_RECORD = frozenset(("above", "below", "under", "over", "off"))
_OF_EACH = Blocked("unresolved", "a change by so much is said of every month or year", "one change a sentence")
_BACK = ("that", "this", "the", "'s")
_NOT_DENIED = Blocked("unresolved", "not the rise or fall itself is denied", "the change stated outright")
