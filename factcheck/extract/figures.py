"""Turns a tagged sentence into assertions about amounts, changes and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.extract.anchors.alike import read_alike
from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.beside import told_beside
from factcheck.extract.anchors.counting import counts_something_else, of_some_year
from factcheck.extract.anchors.degrees import conceded, degree_at, lead_degree
from factcheck.extract.anchors.monthly import already, beside_a_mean, extreme_of, mean_of, of_one_month, swing_of
from factcheck.extract.anchors.sequels import left_height
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.cutting.units import lay_out
from factcheck.extract.guards.guards import guard
from factcheck.extract.guards.unread import leftovers
from factcheck.extract.periods.attach import attach
from factcheck.extract.periods.brought import settle_lifting
from factcheck.extract.periods.clock import Clock
from factcheck.extract.periods.compared import compared_periods, has_since, one_period, set_against
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.months import month_period
from factcheck.extract.periods.move_periods import LOCAL
from factcheck.extract.periods.reach import leave_apposed_time, loose_stretch, of_the_year, stood_then, stretch_after
from factcheck.extract.periods.stretches import settle_stretch
from factcheck.extract.ranks.foremost import rivals
from factcheck.extract.ranks.old_records import bare, old_record, undercut
from factcheck.extract.ranks.superlatives import HIGH_OR_LOW
from factcheck.extract.runs.each_month import by_months, moved_every, never_past
from factcheck.extract.runs.firsts import first_at, first_since, first_within, may_be_first, read_first
from factcheck.extract.shares.groups import GroupReader
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.in_all import every_one
from factcheck.extract.subjects.obstacles import beyond_denial, blocked_by, denies, sets_off, vaguely_ranked
from factcheck.extract.subjects.of_each import moves_each, shared_out
from factcheck.extract.subjects.speaks import speaks_of_figures
from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.listed import respective
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.model.claim import (
    Assertion,
    Blocked,
    Change,
    Figure,
    Rank,
    Share,
    Streak,
    Subject,
    Undecided,
    When,
)
from factcheck.model.hedge import BETWEEN
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.model.value import Amount, month_index


def read_figures(tagged: Tagged, vocabulary: Vocabulary, clock: Clock, background: Background) -> list[Assertion]:
    """All figure, change and rank assertions of a sentence, and what it says of causes."""
    if not speaks_of_figures(tagged, background, vocabulary.facts):
        return []
    layout = lay_out(tagged)
    found: list[Assertion] = []
    states: list[Background] = []
    readers: dict[int, _UnitReader] = {}
    inherited_from = {unit.parent for unit in layout.units}
    background = told_beside(tagged, layout, vocabulary, clock, background)
    for number, unit in enumerate(layout.units):
        inherited = states[unit.parent] if unit.parent is not None else background
        if unit.kind == "aside" and unit.parent in readers and unit.after is not None:
            inherited = readers[unit.parent].leaves(unit.after)
        if unit.kind == "whole":
            inherited = _taking_in(inherited, background)
        frame = Frame(tagged, layout, unit, vocabulary, clock, inherited)
        if not unit.indices:
            states.append(inherited)
            continue
        reader = _UnitReader(frame)
        found = _to_what_degree(frame, found + reader.read())
        states.append(reader.leaves() if number in inherited_from else inherited)
        readers[number] = reader
    found = _beside_idle_times(read_alike(found), readers.values())
    if found:
        found += [_aside(tagged, first, last, _CAUSE) for first, last in layout.causal]
        found += [_aside(tagged, first, last, _OTHER) for first, last in layout.other]
    return found


def _to_what_degree(f: Frame, found: list[Assertion]) -> list[Assertion]:
    """`found` with the degree that a clause of the unit adds to the last rise or fall before it."""
    told = conceded(f)
    at = f.span(told[1], told[1] + 1).start if told is not None else 0
    last = next((a for a in reversed(found) if isinstance(a, Change) and a.span.end <= at), None)
    if told is None or last is None or last.size is not None or (told[0] and last.degree == told[0]):
        return found
    unread = Blocked("unresolved", "how far it went is said in a clause of its own", "the change by so much")
    more = replace(last, degree=told[0]) if told[0] and not last.degree else replace(last, blocked=unread)
    return [more if a is last else a for a in found]


def _taking_in(part: Background, before: Background) -> Background:
    """What the total behind "Including 450 at the gate, " is of: what was counted before, and the part with it."""
    counted = {c.dimension: c for c in before.subject.choices if not c.hint}
    for choice in part.subject.choices:
        old = counted.get(choice.dimension)
        if old is not None and not choice.hint:
            counted[choice.dimension] = replace(old, values=tuple(sorted({*old.values, *choice.values})))
    subject = replace(part.subject, choices=tuple(counted.values()), passed=before.subject.passed)
    return replace(part, subject=subject, part=None, whole=None)


def _beside_idle_times(found: list[Assertion], readers: Iterable[_UnitReader]) -> list[Assertion]:
    """`found` with the times that no figure is said of beside each figure: it may be of one of these."""
    figures = [a for a in found if isinstance(a, Figure)]
    dated = [a.when.span for a in figures if a.when.span is not None]
    frames = [reader.frame for reader in readers]
    named = [(f, k) for f in frames for k in f.having("period")] if figures and len(found) > 1 else []
    idle = [(f, k) for f, k in named if not any(span.overlaps(f.span(k, k + 1)) for span in dated)]
    times = tuple(p for f, k in idle for p in f.when_at(k).periods)
    if not times:
        return found
    return [replace(a, idle=times) if isinstance(a, Figure) else a for a in found]


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


def _is_term(item: Item) -> bool:
    return item.period is not None and item.period.kind == "term"


def _times(anchor: Anchor) -> Amount | None:
    """The size in a word such as "tripled" (3) or "halved" (a half)."""
    if not anchor.times:
        return None
    if anchor.times < 0:
        return Amount(Decimal(50), Decimal(5), 1, "share")
    return Amount(Decimal(anchor.times), Decimal(1), 1, "times")


_CAUSE = Blocked("causal", "a cause is not a matter of figures", "an official finding on the cause")
_FIRST = Blocked("unresolved", "it is not clear of what it is the first", "the mark that was passed, as a figure")
_BESIDE_RECORD = frozenset(("above", "below", "under", "over", "off"))
_OF_EACH = Blocked("unresolved", "a change by so much is said of every month or year", "one change a sentence")
_BACK = ("that", "this", "the", "'s")
_NOT_DENIED = Blocked("unresolved", "not the rise or fall itself is denied", "the change stated outright")
_OTHER = Blocked("no-source", "part of the sentence is about something else", "an official document on it")


def _aside(tagged: Tagged, first: int, last: int, blocked: Blocked) -> Assertion:
    """A statement beside the figures that no figure decides."""
    tokens = tagged.tokens
    span = Span(tokens[tagged.items[first].first].start, tokens[tagged.items[last - 1].last - 1].end)
    return Undecided(span, Subject(), When(problem="missing"), blocked=blocked)


class _UnitReader:
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
                figure = self._figure(anchor, blocked, denied)
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
                    out.append(self._old_record(anchor, figure, blocked))
            elif anchor.k in self.extremes or any(anchor.k == old.k for old in self.old.values()):
                continue
            elif anchor.role == "change" and any(
                k < anchor.k <= k + 3 for k in self.firsts if self.frame.word(k) == "first"
            ):
                continue  # "the first rise since": read as such
            elif anchor.role == "change" and not (negated and anchor.target and never_past(self.dating, anchor.target)):
                out.append(self._change_assertion(anchor, blocked, negated))
            elif anchor.role == "rank":
                out.append(self._rank_assertion(anchor, blocked, negated))
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

    def _figure(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Figure:
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

    def _change_assertion(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
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

    def _rank_assertion(self, anchor: Anchor, blocked: Blocked | None, negated: bool) -> Assertion:
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

    def _old_record(self, anchor: Anchor, figure: Figure, blocked: Blocked | None) -> Rank:
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

    # ---- what later units inherit -----------------------------------------------------------

    def leaves(self, at: int | None = None) -> Background:
        """What the next unit inherits; an aside behind item `at` takes no period that is named after it."""
        f = self.frame
        last = f.unit.indices[-1]
        subject = self.groups.first_named(at) or f.subject(self.anchors[0].k if self.anchors else last)
        when = f.background.when
        parenthesis = f.unit.kind == "aside"
        dated = [a.period for a in self.anchors if a.role in ("level", "change", "rank") and a.period is not None]
        topics = [k for k in self.dating.topics() if f.word(k - 1) != "than"]
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
        part, whole = self.groups.shares.last
        if whole is None and not bool(f.having("measure")):
            part, whole = f.background.part, f.background.whole  # "…, followed by B (27 percent)"
        others = f.background.others
        return Background(subject, when, others=others, blocked=self.blocked, base=base, whole=whole, part=part)
