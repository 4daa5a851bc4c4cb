"""Gives every figure, change and record of a unit the written period that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.anchor import TALLIES, Anchor
from factcheck.extract.anchors import Finder, OfUnit
from factcheck.extract.frame import Frame
from factcheck.extract.fronted_years import highest_in
from factcheck.extract.monthly import swing_of
from factcheck.extract.old_records import set_in
from factcheck.extract.owners import own_rank, possessor
from factcheck.extract.reach import months_from_term
from factcheck.model.hedge import EXACT

# "Peaked", "an annual high": beside what is around it, and not of all that there was.
LOCAL = ("peak", "bottom", "top", "maxed", "annual", "monthly")
_REACHING = frozenset("to at reaching reached hitting hit".split())
AGAINST = frozenset("compared versus vs against relative".split())  # each with "to" or "with", or alone
_SET_IN = frozenset("in of set reached recorded".split())
_DATING = frozenset((",", "in", "from", "between", "during"))
_NAMING = ("month", "fiscal", "calendar", "year")
_PARTS = ("share", "percent")
_A_DAY = ("per-day", "daily")
_INCLUDES = frozenset("include includes included".split())  # ", which includes those at the gates,"


def attach(frame: Frame, finder: Finder) -> None:
    """Sets the period of the anchors of `finder`, as far as the unit names one, and marks these periods used."""
    _Attaching(frame, finder).attach()


def topical(f: Frame, finder: Finder) -> list[int]:
    """Periods of the unit that are not the base of a change."""
    dated_bases = {a.period for a in finder.anchors if a.role == "base"}
    return [
        k
        for k in f.having("period")
        if (expr := f.item(k).period) is not None
        and not (expr.kind == "week" and (f.averages() or expr.word in _A_DAY))
        and k not in finder.used
        and k not in dated_bases
    ]


def _listed_bases(f: Frame, finder: Finder) -> set[int]:
    """ "up from A in May and B in April, and higher than …": April dates a second base."""
    figures = [a for a in finder.anchors if a.role in ("level", "base")]
    out: set[int] = set()
    if not any([a.role == "base" for a in figures]):
        return out
    listed = False
    for one, two in pairwise(figures):
        words = {f.word(m) for m in f.between(one.k, two.k)}
        plain = all(f.item(m).has("filler", "punct", "report", "head", "period") for m in f.between(one.k, two.k))
        joined = plain and not words.isdisjoint(("and", ","))
        listed = (listed or one.role == "base") and two.role == "level" and joined
        if listed and one.period is not None and two.period is not None and one.k < one.period < two.k < two.period:
            out.add(two.period)
    return out


_WITHIN = frozenset((",", "-", "(", "under", "during", "when", "while"))
_SAID_AGAIN = frozenset((",", "-", "(", "the", "when", "as", "just", "month", "year"))


def _restated(f: Frame) -> set[int]:
    """ "In May 2021, the first full month of the new board": periods that only say again which month it was."""
    named = f.having("period")
    out: set[int] = set()
    for a, b in pairwise(named):
        between = {f.word(m) for m in f.between(a, b)}
        if between <= _WITHIN and _in_term(f, a, b):
            out.add(b)  # "in May 2021, under her", "in May 2021, when she was in office"
            continue
        if [p.first for p in f.when_at(a).periods[:1]] == months_from_term(f, b):
            out.add(b)  # "in May 2021, two months after she took office"
            continue
        if not (between & {",", "-", "("} and between <= _SAID_AGAIN):
            continue
        row = [m for m in named if m <= a and all(_joins(f, x) for x in f.between(m, a) if x not in named)]
        spans = [(p.first, p.last) for m in row for p in f.when_at(m).periods[:1]]
        whole = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
        same = f.when_at(b).periods
        if "month" in between and _begins_term(f, b):
            same = same[-1:]  # the month of the handover itself: the one after it is no "month she took office"
        if any((p.first, p.last) in (*spans[-1:], whole) for p in same):
            out.add(b)  # "in May and June, the first two months of the season": of both
    return out


def _begins_term(f: Frame, k: int) -> bool:
    expr = f.item(k).period
    return expr is not None and expr.kind == "term" and expr.word == "start"


def _in_term(f: Frame, a: int, b: int) -> bool:
    """Whether item b is a term of office, and the month or year at item a lies in it."""
    expr = f.item(b).period
    if expr is None or expr.kind != "term" or expr.word != "whole" or f.when_at(a).open_end:
        return False
    spans, named = f.when_at(b).periods, f.when_at(a).periods
    before = [m for m in f.having("period") if m < a and f.when_at(m).periods]
    if not named and before:  # "in May 2021 …, two years earlier, under him"
        told = [m for m in before if (e := f.item(m).period) is not None and e.kind != "term"]
        named = f.when_at(a, f.when_at(told[-1]).periods[0]).periods if told else ()
    return any(s.first <= p.first and p.last <= s.last for p in named for s in spans)


def _joins(f: Frame, k: int) -> bool:
    return f.word(k) in (",", "and")


class _Attaching(OfUnit):
    __slots__ = ()

    def attach(self) -> None:
        """Gives every anchor the period it is about, as far as the unit names one."""
        f = self.frame
        self.finder.restated |= _restated(f)
        self.used.update(self.finder.restated)
        figures = [a for a in self.anchors if a.role in ("level", "base")]
        taken: set[int] = set()
        for anchor in figures:
            owner = possessor(f, anchor)
            if owner is not None:
                anchor.period = owner
                taken.add(owner)
                self.used.add(owner)
        self._name_moves(figures, taken)
        self._pair_up(figures, taken)
        for anchor in [a for a in figures if a.period is None]:
            following = self._following_period(anchor, figures)
            if following is not None and following not in taken:
                anchor.period = following
                taken.add(following)
        for anchor in figures:
            if anchor.period is None:
                anchor.period = self._earlier_period(anchor, figures)
        for anchor in (a for a in figures if a.role == "level" and a.lead == "from"):
            # "fell from A in May to B in June, and that of others from C to D": C is May's
            if anchor.period is not None and anchor.period > anchor.k:
                continue  # "down from A in May and from B in April"
            first = next((a for a in figures if a.k < anchor.k and a.role == "base" and a.lead == "from"), None)
            anchor.period = first.period if first is not None else anchor.period
        self._months_of(figures)
        self.used.update(_listed_bases(f, self.finder))
        topics = topical(f, self.finder)
        self._split_fronted(figures, topics)
        self._date_moves(topics)
        self._arrive(figures)
        self._arrive_apart(figures)
        self._share_period(figures, topics)
        late = [p for p in topics if p not in taken]
        for anchor in figures:
            if anchor.period is None and anchor.role == "level" and late:
                apposed = len(topics) == 1 and self._apposed(anchor)
                after = [p for p in late if p > anchor.k and (apposed or self._reaches(anchor.k, p))]
                anchor.period = after[0] if after else None

    def _name_moves(self, figures: Sequence[Anchor], taken: set[int]) -> None:
        """ "The May dip to A followed a record April": the dip is May's, and so is what it arrived at."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change" and a.k - 1 in f.unit.indices):
            expr, led = f.item(change.k - 1).period, f.word(change.k - 2) in ("the", "a", "its", "this")
            if not led or not f.item(change.k).has("direction") or expr is None or expr.kind not in _NAMING:
                continue
            change.period, change.fixed = change.k - 1, True
            self.used.add(change.k - 1)
            for anchor in figures:
                start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
                if anchor.period is None and f.word(start - 1) == "to" and 0 < start - change.k <= 2:
                    anchor.period = change.k - 1
                    taken.add(change.k - 1)

    def _when_it_was(self, rank: Anchor) -> int | None:
        """ "down from May, when A were a record": the record is May's."""
        f = self.frame
        when = next((m for m in reversed(f.ahead(rank.k)) if f.word(m) == "when"), None)
        if when is None or any(f.item(m).period is not None for m in f.between(when, rank.k)):
            return None
        before = when - 2 if f.word(when - 1) == "," else when - 1
        before -= f.word(before) == "'s"  # "more than May's, when …"
        return before if before in f.unit.indices and f.item(before).period is not None else None

    def _date_moves(self, topics: Sequence[int]) -> None:
        """Gives every change and record the period that it is said of."""
        f = self.frame
        for anchor in [a for a in self.anchors if a.role in ("change", "rank") and not a.fixed]:
            if anchor.over_all is None:
                named = own_rank(f, anchor) if anchor.role == "rank" else None
                named = self._when_it_was(anchor) if named is None and anchor.role == "rank" else named
                anchor.period = named if named is not None else self._own_period(anchor, topics)
                if anchor.role == "rank" and (
                    f.words_after(anchor.k, 1) == ["month"] or self._peaked_in(anchor, topics)
                ):
                    self._set_within(anchor, topics)
                elif anchor.role == "rank" and anchor.period is not None and anchor.base is None:
                    self._set_highest_in(anchor, anchor.period)
            if anchor.period is None and anchor.role == "change" and anchor.base is not None:
                anchor.period = self._named_next(anchor)
            earlier = [p for p in topics if p < anchor.over_all.than] if anchor.over_all else []
            if anchor.period is None and earlier:
                anchor.period = earlier[-1]  # "9,000 in April, more than in any previous May" is of April
            if anchor.period is None and anchor.like is not None and f.item(anchor.like).period is not None:
                anchor.period = anchor.like
            if anchor.over_all and anchor.period is None:
                anchor.period = self._own_period(anchor, [])
        for anchor in self.anchors:
            if anchor.lists is not None and anchor.lists.period is None:
                anchor.lists.period = anchor.period  # "fell 7 percent in A and 9 percent in B in May"

    def _named_next(self, change: Anchor) -> int | None:
        """ "Although up from July, August's A were …": what comes first is said of the month that is named next."""
        f = self.frame
        if change.k > f.unit.indices[0] + 2:
            return None
        after = [a.period for a in self.anchors if a.role == "level" and a.k > change.k and a.period is not None]
        return after[0] if after and f.word(after[0] - 1) == "," and f.word(after[0] + 1) == "'s" else None

    def _peaked_in(self, rank: Anchor, topics: Sequence[int]) -> bool:
        """Whether "Under Roe, sales peaked at A in May": of her term, and not only beside the months around it."""
        f = self.frame
        named = [e for p in topics if p < rank.k and (e := f.item(p).period) is not None and e.kind == "term"]
        if rank.period is None or not named or not f.words(rank.k).lower().startswith(LOCAL):
            return False
        return all(p.months == 1 for p in f.when_at(rank.period).periods)

    def _set_within(self, rank: Anchor, topics: Sequence[int]) -> None:
        """ "In 2023, the highest month was May": a record among the months of 2023, and none of the year."""
        longer = [p for p in topics if p < rank.k and any(w.months > 1 for w in self.frame.when_at(p).periods)]
        if len(longer) == 1 and rank.within is None and rank.base is None:
            rank.within = longer[0]
            if rank.period != longer[0]:
                self.used.add(longer[0])

    def _set_highest_in(self, rank: Anchor, month: int) -> None:
        """ "In 2019, sales were highest in May": among the months of 2019."""
        year = highest_in(self.frame, rank.k, month) if rank.within is None else None
        if year is not None:
            rank.within = year
            self.used.add(year)

    def _months_of(self, figures: Sequence[Anchor]) -> None:
        """ "In eight months (October through May), A were sold this year": of these months of it."""
        f = self.frame
        if "(" not in f.tagged.said:
            return
        ranges = [m for m in f.having("period") if (e := f.item(m).period) is not None and e.kind == "range"]
        told = next((m for m in ranges if f.word(m - 1) == "(" and f.word(m - 2) == "months"), None)
        for anchor in figures if told is not None else ():
            expr = f.item(anchor.period).period if anchor.period is not None else None
            if expr is not None and expr.word in ("this-fiscal", "this-year", "the-fiscal"):
                self.used.add(anchor.period or 0)
                anchor.period = told

    def _share_period(self, figures: Sequence[Anchor], topics: Sequence[int]) -> None:
        """ "A rooms and B beds in May": the one period at the end of a list is that of every figure in it."""
        f = self.frame
        if len(topics) != 1 or self.used:
            return
        last = next((a for a in reversed(figures) if a.period == topics[0]), None)
        if last is None or any(a.role != "level" for a in figures):
            return
        for anchor in figures:
            between = f.between(anchor.k, last.k)
            joined = any(f.word(m) in ("and", "plus") for m in between) or swing_of(f, anchor.k) != 0
            moves = any(a.role != "level" for a in self.anchors if anchor.k < a.k < last.k)
            if anchor.period is None and anchor.k < last.k and joined and not moves:
                anchor.period = topics[0]

    def _split_fronted(self, figures: Sequence[Anchor], topics: Sequence[int]) -> None:
        """ "From June to July, sales fell from A to B": A is June's figure and B July's."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change"):
            base, target = change.base_anchor, change.target
            spans = [k for k in topics if (e := f.item(k).period) is not None and e.kind == "range"]
            if base is None or target is None or len(spans) != 1 or f.word(spans[0] - 1) not in ("from", "between"):
                continue
            dated = {base.period, target.period} - {None, spans[0]}
            if not dated:
                base.period = target.period = change.period = spans[0]
                base.part, target.part, change.part = 0, 1, 1

    def _arrive(self, figures: Sequence[Anchor]) -> None:
        """ "rose from June to July, reaching A", "…, when A were sold": A is July's figure."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change" and a.period is not None):
            expr = f.item(change.period).period if change.period is not None else None
            if expr is None or expr.kind != "range" or f.word((change.period or 0) - 1) not in ("from", "between"):
                continue
            for anchor in figures:
                start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
                lead = [f.word(m) for m in f.ahead(start)[-2:]]
                late = anchor.k > change.k and anchor.period in (None, change.period) and anchor.part is None
                then = late and any(f.word(m) == "when" for m in f.between(change.period or 0, anchor.k))
                if late and anchor.role == "level" and (then or _REACHING & set(lead)):
                    anchor.period, anchor.part = change.period, 1

    def _arrive_apart(self, figures: Sequence[Anchor]) -> None:
        """ "rose 24 percent at A, to 9,000, and 66 percent at B, to 7,000, between May and June": commas part what
        rose, and what it came to, from the one stretch in which it did."""
        f = self.frame
        named = [k for k in f.having("period") if k not in self.used]
        expr = f.item(named[0]).period if len(named) == 1 else None
        if expr is None or expr.kind != "range" or f.word(named[0] - 1) not in ("from", "between"):
            return
        changes = [a for a in self.anchors if a.role == "change" and a.k < named[0]]
        open_ones = all(a.period is None and a.base is None and a.base_anchor is None and a.sign for a in changes)
        arrived = [a for a in figures if a.role == "level" and f.word((a.hedge_at or a.k) - 1) == "to"]
        alone = bool(arrived) and arrived == [a for a in figures if a.period is None]
        if changes and open_ones and alone and arrived[-1].k < named[0]:
            for change in changes:
                change.period = named[0]
            for anchor in arrived:
                anchor.period, anchor.part = named[0], 1

    def _pair_up(self, figures: Sequence[Anchor], taken: set[int]) -> None:
        """ "2022, 2023 and 2024 … A, B and C, respectively": figures and periods pair in order."""
        f = self.frame
        levels = [a for a in figures if a.role == "level"]
        periods = f.having("period")
        if "respectively" not in f.tagged.said or all(f.word(m) != "respectively" for m in f.unit.indices):
            return
        if len(levels) == len(periods) > 1:
            for anchor, period in zip(levels, periods, strict=True):
                anchor.period = period
                taken.add(period)

    def _reaches(self, figure: int, period: int) -> bool:
        """Whether a period further on may still date a figure: no other clause or span of time between."""
        f = self.frame
        between = f.between(figure, period)
        return not any(
            (f.word(m) in ("which", "that", "than") and f.word(m + 1) not in _INCLUDES)
            or f.item(m).has("duration", "share", "multiple", "times")
            for m in between
        )

    def _apposed(self, figure: Anchor) -> bool:
        """ "A, at 9,000, were a quarter of those sold in May": a figure between commas is of what is said next."""
        f = self.frame
        start = figure.hedge_at if figure.hedge_at is not None else figure.k
        end = next((m for m in f.after(figure.k) if not f.item(m).has("head", "measure")), figure.k)
        return f.word(start - 1) in ("at", "with") and f.word(start - 2) == "," and f.word(end) == ","

    def _following_period(self, anchor: Anchor, figures: Sequence[Anchor]) -> int | None:
        f = self.frame
        for m in f.after(anchor.k):
            expr = f.item(m).period
            if expr is not None and expr.kind == "week" and (f.averages() or expr.word in _A_DAY):
                continue  # "an average of A a day in May"
            if expr is not None and m not in f.layout.masked:
                if m in self.used:
                    return None
                return m
            if f.item(m).has("share", "multiple", "times", "percent"):
                return None  # "A was a third of that of May": May is not A's
            if f.word(m) in ("which", "than") and m not in f.layout.masked:
                return None
            if f.word(m) in ("after", "before") and m < f.unit.indices[-1] and f.item(m + 1).period is None:
                return None  # "fell in June to A after hitting a high in May"
            if f.word(m) == "," and (set_then := set_in(f, m)) is not None:
                return None if set_then in self.used else set_then
            if f.word(m) == "," and self._arrived_at(anchor, m):
                continue
            if f.word(m) == "(" and m == anchor.k + 1 and f.word(m + 2) == ")" and f.item(m + 1).period is not None:
                continue  # "9,000 (2021), 12,000 (2022)"
            if (f.word(m) in (",", ";", "and", "or", "but", "(") and not f.item(m).has("hedge-after")) or any(
                a.k == m for a in figures
            ):
                return None
            if (
                f.item(m).has("direction")
                and not f.item(m).has("filler")
                and anchor.role == "level"
                and m in {a.k for a in self.anchors}
            ):
                return None
        return None

    def _arrived_at(self, anchor: Anchor, comma: int) -> bool:
        """ "rose 23 percent, to A, in May": commas part the figure arrived at from a time that stands behind it."""
        f = self.frame
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        apart = f.word(start - 1) == "to" and f.word(start - 2) == ","
        entry = f.item(comma + 1).entry("value") if comma < f.unit.indices[-1] else None
        placed = entry is not None and not f.parts_people(str(entry["dimension"]))  # ", at the north gate in May"
        after = comma + 2 if placed else comma + 1
        return apart and comma == anchor.k + 1 and f.word(after) in ("in", "during", "for", "last")

    def _earlier_period(self, anchor: Anchor, figures: Sequence[Anchor]) -> int | None:
        f = self.frame
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        earlier = [x for x in f.ahead(start) if f.item(x).period is not None and x not in f.layout.masked]
        for m in reversed(earlier):
            when_clause = any(f.word(x) == "when" for x in f.between(m, anchor.k))
            if m in self.used and self._included(anchor, m, figures):
                return m
            if (m in self.used and not when_clause) or any(a.role == "base" and a.period == m for a in figures):
                continue
            if anchor.role == "base" and not when_clause:
                return None
            named = self._names_again(m, earlier)
            return m if named is None else named
        return None

    def _included(self, anchor: Anchor, period: int, figures: Sequence[Anchor]) -> bool:
        """ "May's A included B": the part is of the month that owns the whole."""
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        owned = any(a.period == period and a.role == "level" and a.k < start for a in figures)
        whole = self.frame.word(self.frame.unit.indices[0]) == "of"  # "Of May's A, B were sold at the gate"
        return owned and (whole or self.frame.word(start - 1) in ("included", "includes", "comprised"))

    def _names_again(self, period: int, earlier: Sequence[int]) -> int | None:
        """The month in "In May, the last month of the season, …": what is said is said of May."""
        f = self.frame
        before = [x for x in earlier if x < period]
        if not before or before[-1] in self.used or f.word(period + 1) != ",":
            return None
        month = f.item(before[-1]).period
        apart = [f.word(m) for m in f.between(before[-1], period)]
        ordinal = any(
            f.item(m).has("ordinal") or f.word(m) in ("first", "last", "final") for m in f.between(before[-1], period)
        )
        if ordinal and apart[-1:] == ["the"]:
            apart.pop()
        plain = apart in ([","], [",", "the"]) or (
            ordinal and apart[:2] == [",", "the"] and apart[3:] == ["month", "of"]
        )
        return before[-1] if plain and month is not None and month.kind == "month" else None

    def _before_it(self, change: Anchor, period: int) -> bool:
        """ "fell to A after reaching B in May": May is what came before, and not when it fell."""
        f = self.frame
        if change.role != "change" or change.target is None:
            return False
        told = (m for m in f.between(change.target.k, period) if f.word(m) == "after")
        return any(f.word(m + 1).endswith("ing") for m in told)

    def _own_period(self, anchor: Anchor, topics: Sequence[int]) -> int | None:
        if anchor.target is not None and anchor.target.period is not None:
            return anchor.target.period
        twins = [a for a in self.anchors if a is anchor.again or a.again is anchor]
        beyond = next((p for p in topics if p > max(anchor.k, *[a.k for a in twins])), None) if twins else None
        if beyond is not None and not any(p < anchor.k for p in topics):
            last = max(anchor.k, *[a.k for a in twins])
            if {self.frame.word(m) for m in self.frame.between(last, beyond)} <= _DATING:
                return beyond  # "fell by A, or 17 percent, in May"
        against = {a.period for a in self.anchors if a.role == "level" and self._against(a)}
        earlier = [p for p in topics if p < anchor.k and p not in against]
        later = [p for p in topics if p > anchor.k and p not in against and not self._before_it(anchor, p)]
        if anchor.role == "rank":
            own = next(
                (a for a in self.anchors if anchor.k < a.k <= anchor.k + 4 and a.role in ("level", "base")), None
            )
            if (
                own is not None
                and own.period is not None
                and (
                    own.k == anchor.k + 1
                    or any(self.frame.word(m) in ("of", "at") for m in self.frame.between(anchor.k, own.k))
                )
            ):
                return own.period  # "a record high of A in P"
            near = [p for p in later if not self._breaks(anchor.k, p)]
            if near:
                return near[0]
        if anchor.role == "rank" and earlier:
            set_in = [p for p in self.used if anchor.k < p <= anchor.k + 5 and p not in (anchor.base, anchor.within)]
            between = self.frame.between(anchor.k, set_in[0]) if set_in else []
            if between and all(self.frame.word(m) in _SET_IN or self._counted(m) for m in between):
                return set_in[0]  # "record highs in May", "a third of the record tally in May": the record is May's
        if anchor.role == "rank" and not earlier:
            beside = [
                p for p in self.used if abs(p - anchor.k) <= 3 and not self._breaks(min(p, anchor.k), max(p, anchor.k))
            ]
            # Where a record reaches back to, or the year it is one of, is not when it was set.
            if beside and beside[0] not in (anchor.base, anchor.within):
                return beside[0]
        taken = {a.period for a in self.anchors if a.role in ("level", "change") and a.k < anchor.k}
        reach = 4 if anchor.size_hedge is not EXACT else 3
        close = max(anchor.k + reach, (anchor.size or 0) + 2)  # "fell by half in May"
        at_once = later[:1] and later[0] <= close and self.frame.word(later[0] - 1) in ("in", "during")
        if earlier and at_once and earlier[-1] in taken:
            return later[0]  # "fell to A in May, then rose in June", "after a rise in May, fell 7 percent in June"
        if earlier or (later and not self._breaks(anchor.k, later[0])):
            return earlier[-1] if earlier else later[0]
        if len(topics) == 1 and self._of_the_one(anchor, topics[0]):
            return topics[0]
        # "May's A were the fewest", "were down 5 percent": what is said of the figure is said of its month.
        compared = {a.base for a in self.anchors if a.role == "change"} | {None}  # "down from June, when A were sold"
        compared |= _listed_bases(self.frame, self.finder)
        owned = [a.period for a in self.anchors if a.role == "level" and a.k < anchor.k and a.period not in compared]
        return owned[0] if owned and not later else None

    def _counted(self, k: int) -> bool:
        """Whether item k is only what a record is of: "the record tally", "the record number of sales"."""
        return self.frame.item(k).has("measure", "head") or self.frame.word(k) in TALLIES

    def _of_the_one(self, anchor: Anchor, topic: int) -> bool:
        """Whether a record or change is of the one period that is named, though a comma parts them."""
        if anchor.role == "rank":  # "the record, A, was set in May"; "the most since April, figures for May show"
            return not anchor.base or self._in_frame(topic)
        # "Sales, despite a decline, came to A in May"
        return "despite" in (self.frame.word(m) for m in range(max(anchor.k - 4, 0), anchor.k))

    def _in_frame(self, period: int) -> bool:
        """Whether a period stands among the words that name who says so: it dates all that is said."""
        return not self.frame.layout.attributed.isdisjoint((period - 1, period + 1))

    def _against(self, figure: Anchor) -> bool:
        """ "…, compared with A in May", "half of the A in May": what is said next is about the other figure."""
        start = figure.hedge_at if figure.hedge_at is not None else figure.k
        before = [m for m in self.frame.ahead(start)[-3:] if self.frame.word(m) != "the"]
        part = before[-1] - (self.frame.word(before[-1]) == "of") if before else 0
        if before and self.frame.item(part).has(*_PARTS):
            return True  # "a third of the A in May and below …", "half the A"
        lead = self.frame.ahead(start)[-2:]
        return any(self.frame.word(m) in AGAINST and self.frame.item(m).has("base") for m in lead)

    def _breaks(self, a: int, b: int) -> bool:
        return any(self.frame.word(m) in (",", ";", "and") for m in self.frame.between(a, b))
