"""Gives every figure, change and record of a unit the written period that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.anchors import Finder, OfUnit
from factcheck.extract.anchors.monthly import swing_of
from factcheck.extract.periods.move_periods import date_moves, listed_bases
from factcheck.extract.periods.owners import possessor
from factcheck.extract.periods.restated import restated
from factcheck.extract.ranks.old_records import set_in
from factcheck.extract.runs.how_often import counts_months
from factcheck.extract.subjects.frame import Frame

_REACHING = frozenset("to at reaching reached hitting hit".split())
_NAMING = ("month", "fiscal", "calendar", "year")
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


class _Attaching(OfUnit):
    __slots__ = ()

    def attach(self) -> None:
        """Gives every anchor the period it is about, as far as the unit names one."""
        f = self.frame
        self.finder.restated |= restated(f)
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
        self.used.update(listed_bases(f, self.finder))
        topics = topical(f, self.finder)
        self._split_fronted(figures, topics)
        date_moves(self.finder, topics)
        self._arrive(figures)
        self._arrive_apart(figures)
        self._share_period(figures, topics)
        late = [p for p in topics if p not in taken and not _begins_next(f, p, figures)]
        for anchor in figures:
            if anchor.period is None and anchor.role == "level" and late:
                apposed = len(topics) == 1 and _apposed(f, anchor)
                after = [p for p in late if p > anchor.k and (apposed or _reaches(f, anchor.k, p))]
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
            apart = anchor.k < topics[0] and _begins_next(f, topics[0], figures)
            if anchor.period is None and anchor.k < last.k and joined and not moves and not apart:
                anchor.period = topics[0]

    def _split_fronted(self, figures: Sequence[Anchor], topics: Sequence[int]) -> None:
        """ "From June to July, sales fell from (a record) A to B": A is June's figure and B July's."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change"):
            base, target = change.base_anchor, change.target
            if base is not None and target is None:
                target = next((a for a in figures if a.k > base.k and f.word((a.hedge_at or a.k) - 1) == "to"), None)
            spans = [k for k in topics if (e := f.item(k).period) is not None and e.kind == "range"]
            if base is None or target is None or len(spans) != 1 or f.word(spans[0] - 1) not in ("from", "between"):
                continue
            dated = {base.period, target.period} - {None, spans[0]}
            if not dated:
                base.period = target.period = change.period = spans[0]
                base.part, target.part, change.part = 0, 1, 1
                for rank in (a for a in self.anchors if a.role == "rank" and change.k < a.k < base.k):
                    rank.period, rank.part = spans[0], 0

    def _arrive(self, figures: Sequence[Anchor]) -> None:
        """ "rose from June to July, reaching A", "…, when A were sold": A is July's figure, and so is "a record"."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change" and a.period is not None):
            expr = f.item(change.period).period if change.period is not None else None
            if expr is None or expr.kind != "range" or f.word((change.period or 0) - 1) not in ("from", "between"):
                continue
            for anchor in (a for a in self.anchors if a.k > change.k):
                start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
                lead = [f.word(m) for m in f.ahead(start)[-2:]]
                late = anchor.period in (None, change.period) and anchor.part is None
                then = late and any(f.word(m) == "when" for m in f.between(change.period or 0, anchor.k))
                arrived = (
                    anchor in figures and anchor.role == "level" and (then or _REACHING & set(lead) or _high(lead))
                )
                apposed = anchor.role == "rank" and _comes_to(f, anchor.k)
                if late and (arrived or apposed):
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
            if f.item(m).has("share", "multiple", "times", "percent") and not counts_months(f, m):
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
            when_clause = any(f.word(x) == "when" for x in f.between(m, anchor.k)) or told_of(f, m, anchor.k)
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


def told_of(f: Frame, period: int, k: int) -> bool:
    """Whether item k stands in what is told of a month: "up from May, which had A"."""
    expr = f.item(period).period
    if expr is None or expr.kind != "month":
        return False
    if "which" not in f.tagged.said or f.word(period + 1) != "," or f.word(period + 2) != "which":
        return False
    return not any(f.word(m) == "," for m in f.between(period + 2, k))


def _reaches(f: Frame, figure: int, period: int) -> bool:
    """Whether a period further on may still date a figure: no other clause or span of time between."""
    between = f.between(figure, period)
    return not any(
        (f.word(m) in ("which", "that", "than") and f.word(m + 1) not in _INCLUDES)
        or (f.item(m).has("duration", "share", "multiple", "times") and not counts_months(f, m))
        for m in between
    )


def _begins_next(f: Frame, period: int, figures: Sequence[Anchor]) -> bool:
    """ "A rooms, and May reached B": a period that begins the next part of a list is of what follows it alone."""
    joined = f.word(period - 1) in ("and", "but", "while") and f.word(period - 2) in (",", ";")
    return joined and any(a.period == period and a.k > period for a in figures)


def _apposed(f: Frame, figure: Anchor) -> bool:
    """ "A, at 9,000, were a quarter of those sold in May": a figure between commas is of what is said next."""
    start = figure.hedge_at if figure.hedge_at is not None else figure.k
    end = next((m for m in f.after(figure.k) if not f.item(m).has("head", "measure")), figure.k)
    return f.word(start - 1) in ("at", "with") and f.word(start - 2) == "," and f.word(end) == ","


def _high(lead: Sequence[str]) -> bool:
    """Whether "(a 15-year) high of" leads to a figure."""
    return lead[-1:] == ["of"] and lead[0] in ("high", "low", "peak", "record")


def _comes_to(f: Frame, k: int) -> bool:
    """Whether "to the", "reaching a" or ", the" leads to a record at item `k`."""
    passed = ("the", "a", "an", "its", "their", "-", "year", "month")
    lead = [f.word(m) for m in f.ahead(k)[-6:] if f.word(m) not in passed and not f.item(m).has("duration")]
    return bool(lead) and (lead[-1] in (",", "to") or lead[-1] in _REACHING)
