"""Dates the anchors of a unit: which written period each figure, change and record is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.extract.anchor import Anchor
from factcheck.extract.anchors import Finder
from factcheck.extract.frame import Frame
from factcheck.extract.when import resolve
from factcheck.model.claim import When
from factcheck.model.text import Span
from factcheck.model.value import Period, month_name
from factcheck.text.dates import PeriodExpr

_REACHING = frozenset("to at reaching reached hitting hit".split())
_LEANING = frozenset("month-before month-after year-ago year-before year-after".split())
_A_DAY = ("per-day", "daily")
LAG = 2  # months: a claim may rest on figures up to two months older than its date


@dataclass(slots=True, eq=False, repr=False)
class Dating:
    """Periods of one unit, once `attach` has run."""

    frame: Frame
    finder: Finder

    @property
    def anchors(self) -> list[Anchor]:
        return self.finder.anchors

    @property
    def used(self) -> set[int]:
        return self.finder.used

    def attach(self) -> None:
        """Gives every anchor the period it is about, as far as the unit names one."""
        f = self.frame
        figures = [a for a in self.anchors if a.role in ("level", "base")]
        taken: set[int] = set()
        for anchor in figures:
            owner = self._possessor(anchor)
            if owner is not None:
                anchor.period = owner
                taken.add(owner)
                self.used.add(owner)
        self._pair_up(figures, taken)
        for anchor in [a for a in figures if a.period is None]:
            following = self._following_period(anchor, figures)
            if following is not None and following not in taken:
                anchor.period = following
                taken.add(following)
        for anchor in figures:
            if anchor.period is None:
                anchor.period = self._earlier_period(anchor, figures)
        topics = self.topics()
        self._split_fronted(figures, topics)
        for anchor in [a for a in self.anchors if a.role in ("change", "rank")]:
            anchor.period = anchor.period if anchor.over_all else self._own_period(anchor, topics)
            if anchor.period is None and anchor.like is not None and f.item(anchor.like).period is not None:
                anchor.period = anchor.like
            if anchor.over_all and anchor.period is None:
                earlier = [p for p in topics if p < anchor.over_all.than]
                anchor.period = earlier[-1] if earlier else self._own_period(anchor, [])
        self._arrive(figures)
        self._share_period(figures, topics)
        late = [p for p in topics if p not in taken]
        for anchor in figures:
            if anchor.period is None and anchor.role == "level" and late:
                after = [p for p in late if p > anchor.k and self._reaches(anchor.k, p)]
                anchor.period = after[0] if after else None

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
            joined = any(f.word(m) in ("and", "plus") for m in between)
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
        """ "rose from June to July, reaching A": A is July's figure."""
        f = self.frame
        for change in (a for a in self.anchors if a.role == "change" and a.period is not None):
            expr = f.item(change.period).period if change.period is not None else None
            if expr is None or expr.kind != "range" or f.word((change.period or 0) - 1) not in ("from", "between"):
                continue
            for anchor in figures:
                start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
                lead = [f.word(m) for m in f.unit.indices if m < start][-2:]
                late = anchor.k > change.k and anchor.period in (None, change.period) and anchor.part is None
                if late and anchor.role == "level" and _REACHING & set(lead):
                    anchor.period, anchor.part = change.period, 1

    def _possessor(self, anchor: Anchor) -> int | None:
        """ "December's 249,740": the period that owns a figure."""
        f = self.frame
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        before = [m for m in f.unit.indices if m < start][-2:]
        if len(before) == 2 and f.word(before[1]) == "'s" and f.item(before[0]).period is not None:
            return before[0]
        apart = [m for m in f.unit.indices if m < start][-3:]
        if [f.word(m) for m in apart[1:]] == ["'s", ","] and f.item(apart[0]).period is not None:
            return apart[0]  # "triple June's, A"
        return None

    def _pair_up(self, figures: Sequence[Anchor], taken: set[int]) -> None:
        """ "2022, 2023 and 2024 … A, B and C, respectively": figures and periods pair in order."""
        f = self.frame
        levels = [a for a in figures if a.role == "level"]
        periods = [m for m in f.live() if f.item(m).period is not None]
        if not any(f.word(m) == "respectively" for m in f.unit.indices):
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
            f.word(m) in ("which", "that", "than") or f.item(m).has("duration", "share", "multiple", "times")
            for m in between
        )

    def _inherited(self) -> When:
        """The period of the context or of the clause before; a span of time ("in ten months") is neither."""
        f = self.frame
        span = next((k for k in f.live() if f.item(k).has("duration")), None)
        if span is not None and f.background.when.periods:
            return When(problem="unresolved", words=f.words(span), span=f.span(span, span + 1))
        return f.background.when

    def topics(self) -> list[int]:
        """Periods of the unit that are not the base of a change."""
        f = self.frame
        dated_bases = {a.period for a in self.anchors if a.role == "base"}
        return [
            k
            for k in f.unit.indices
            if (expr := f.item(k).period) is not None
            and not (expr.kind == "week" and (f.averages() or expr.word in _A_DAY))
            and k not in self.used
            and k not in dated_bases
            and not self._finer_masked(k)
        ]

    def _finer_masked(self, k: int) -> bool:
        return k in self.frame.layout.masked

    def _following_period(self, anchor: Anchor, figures: Sequence[Anchor]) -> int | None:
        f = self.frame
        for m in [x for x in f.unit.indices if x > anchor.k]:
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

    def _earlier_period(self, anchor: Anchor, figures: Sequence[Anchor]) -> int | None:
        f = self.frame
        start = anchor.hedge_at if anchor.hedge_at is not None else anchor.k
        earlier = [x for x in f.unit.indices if x < start and f.item(x).period is not None and x not in f.layout.masked]
        for m in reversed(earlier):
            when_clause = any(f.word(x) == "when" for x in f.between(m, anchor.k))
            if (m in self.used and not when_clause) or any(a.role == "base" and a.period == m for a in figures):
                continue
            if anchor.role == "base" and not when_clause:
                return None
            return m
        return None

    def _own_period(self, anchor: Anchor, topics: Sequence[int]) -> int | None:
        if anchor.target is not None and anchor.target.period is not None:
            return anchor.target.period
        earlier = [p for p in topics if p < anchor.k]
        later = [p for p in topics if p > anchor.k]
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
            set_in = [p for p in self.used if anchor.k < p <= anchor.k + 2 and p != anchor.base]
            if set_in and self.frame.word(set_in[0] - 1) in ("in", "of"):
                return set_in[0]  # "from record highs in May": the record is May's
        if anchor.role == "rank" and not earlier:
            beside = [
                p for p in self.used if abs(p - anchor.k) <= 3 and not self._breaks(min(p, anchor.k), max(p, anchor.k))
            ]
            if beside and beside[0] != anchor.base:  # where a record reaches back to is not when it was set
                return beside[0]
        taken = {a.period for a in self.anchors if a.role == "level" and a.k < anchor.k}
        at_once = later[:1] and later[0] - anchor.k <= 3 and self.frame.word(later[0] - 1) in ("in", "during")
        if earlier and at_once and earlier[-1] in taken:
            return later[0]  # "fell to A in May, then rose in June"
        if earlier:
            return earlier[-1]
        if later and not self._breaks(anchor.k, later[0]):
            return later[0]
        if anchor.role == "rank" and len(topics) == 1 and not anchor.base:
            return topics[0]  # "the record, A, was set in May"
        # "May's A were the fewest", "were down 5 percent": what is said of the figure is said of its month.
        owned = [a.period for a in self.anchors if a.role == "level" and a.k < anchor.k and a.period is not None]
        return owned[0] if owned and not later else None

    def _breaks(self, a: int, b: int) -> bool:
        return any(self.frame.word(m) in (",", ";", "and") for m in self.frame.between(a, b))

    def when(self, period: int | None, k: int) -> When:
        """The period at item `period`, else what the clause before or the context says."""
        if period is None and any(a.k == k and a.role == "base" for a in self.anchors):
            # A base of comparison is not of the sentence's own period.
            return self.frame.background.base or When(problem="missing")
        if period is None:
            return self._inherited()
        part = next((a.part for a in self.anchors if a.k == k), None)
        if part is not None:
            return self._end_of(period, part)
        if any(self.frame.word(m) == "when" for m in self.frame.between(period, k)):
            return self.frame.when_at(period)  # "since May, when A …": A is May's figure
        return self.pair(period) or self.dated(period)

    def _leans_on(self, period: int) -> Period | None:
        """What "the year before" at item `period` leans on: the nearest period before it, else what is inherited."""
        f = self.frame
        expr = f.item(period).period
        if expr is None or not _leans(expr):
            return None
        earlier = [m for m in f.unit.indices if m < period and f.item(m).period is not None and m in f.live()]
        for m in reversed(earlier):
            other = f.item(m).period
            if other is not None and not _leans(other):
                found = self.pair(m) or (self.dated(m) if m in self.finder.open_ended else f.when_at(m))
                return found.periods[0] if found.periods else None
        inherited = f.background.when
        return inherited.periods[0] if inherited.periods and not earlier else None

    def dated(self, period: int, subject: Period | None = None) -> When:
        when = self.frame.when_at(period, subject or self._leans_on(period))
        expr = self.frame.item(period).period
        if (
            expr is not None
            and expr.kind == "month"
            and self.frame.word(period - 1) == "from"
            and period not in self.used
        ):
            return replace(when, periods=(), problem="unresolved")  # "from May": in May, or since
        if period in self.finder.open_ended and when.periods and self.frame.clock.last_ended is not None:
            last = self.frame.clock.last_ended
            spans = tuple(
                Period(p.first, end, "months", f"{p.label} through {month_name(end)}", p.year_inferred)
                for p in when.periods
                for end in range(last, last - LAG - 1, -1)
                if end > p.first
            )
            return replace(when, periods=spans, open_end=True)
        return when

    def pair(self, period: int) -> When | None:
        """ "in October and November": two months named together are their sum."""
        f = self.frame
        topics = self.topics()
        if period not in topics or any(f.word(m) == "respectively" for m in f.unit.indices):
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
        named = [f.item(k).period for k in group]
        if len(group) < 2 or any(expr is not None and _leans(expr) for expr in named):
            return None  # "last month the month before" is no list: the second leans on the first
        whens = [self.dated(k) for k in sorted(group)]
        if any(len(w.periods) != 1 for w in whens):
            return None
        months = sorted(p.first for w in whens for p in w.periods)
        if any(w.periods[0].months != 1 for w in whens) or months != list(range(months[0], months[0] + len(months))):
            return None
        span = Span(min(w.span.start for w in whens if w.span), max(w.span.end for w in whens if w.span))
        joined = Period(
            months[0],
            months[-1],
            "months",
            " and ".join(w.periods[0].label for w in whens),
            any(w.periods[0].year_inferred for w in whens),
        )
        return When((joined,), whens[0].origin, f.tagged.text[span.start : span.end], span)

    def _split_years(self, expr: PeriodExpr) -> tuple[When, When] | None:
        """ "between fiscal 2022 and fiscal 2023": two years compared."""
        whens = []
        for part in expr.parts:
            found = resolve(part, self.frame.clock)
            if not found.periods:
                return None
            whens.append(When(found.periods, found.origin, self.frame.tagged.slice(part.first, part.last)))
        return whens[0], whens[1]

    def base_when(self, k: int, subject: Period | None) -> When:
        when = self.frame.when_at(k, subject)
        since = any(self.frame.word(m) == "since" for m in self.frame.unit.indices if k - 7 <= m < k)
        return replace(when, open_end=since)

    def _unread_base(self, anchor: Anchor) -> When | None:
        """A base that is written and leads to no months: the context's second period may be it."""
        f = self.frame
        following = [f.word(m) for m in f.unit.indices if anchor.k < m <= anchor.k + 4]
        if anchor.k in self.finder.comparing and "record" in following and f.unit.parent is not None:
            return f.background.when  # "exceeds that record": the one of the sentence before
        later = next((a.k for a in self.anchors if a.role == "change" and a.k > anchor.k), f.unit.indices[-1] + 1)
        written = next(
            (
                m
                for m in f.unit.indices
                if anchor.k < m < later and f.item(m).has("base") and f.word(m) not in ("over", "since")
            ),
            None,
        )
        if written is None:
            return None
        others = f.background.others
        if len(others) > 1:
            return others[1]
        return When(problem="unresolved", words=f.words(written), span=f.span(written, written + 1))

    def implied_base(self, anchor: Anchor) -> When | None:
        """ "spiked in 2019 at A and fell to B in 2020": the figure before is the base."""
        earlier = [
            a
            for a in self.anchors
            if a.role == "level" and a.k < anchor.k and a.period is not None and a is not anchor.target
        ]
        if anchor.target is not None and earlier and earlier[-1].period != anchor.target.period:
            return self.dated(earlier[-1].period) if earlier[-1].period is not None else None
        shared = next(
            (a for a in reversed(self.anchors) if a.role == "change" and a.k < anchor.k and a.base is not None), None
        )
        unread = self._unread_base(anchor)
        if unread is None and shared is not None and shared.base is not None and shared.period == anchor.period:
            return self.base_when(shared.base, None)  # coordinate changes share what they are compared with
        return unread

    def _end_of(self, period: int, part: int) -> When:
        """The first (0) or last (1) month of a range, or the first or last of its two years."""
        whole = self.frame.when_at(period)
        expr = self.frame.item(period).period
        if expr is not None and expr.parts and expr.parts[0].kind != "month":
            years = self._split_years(expr)
            return years[part] if years else replace(whole, periods=(), problem="unresolved")
        ends = tuple(
            Period(m, m, "month", month_name(m), p.year_inferred)
            for p in whole.periods
            for m in ((p.last if part else p.first),)
        )
        return replace(whole, periods=ends)

    def split_range(self, anchor: Anchor) -> tuple[When, When] | None:
        """ "rose from October to November": the ends of the range are what is compared."""
        f = self.frame
        k = anchor.period
        expr = f.item(k).period if k is not None else None
        if expr is None or k is None or expr.kind != "range":
            return None
        lead = f.word(k - 1)
        whole = f.when_at(k)
        if (
            lead not in ("from", "between")
            or not whole.periods
            or (anchor.size is None and anchor.target is not None and anchor.target.part is None)
        ):
            return None
        p = whole.periods[0]
        if expr.parts[0].kind != "month":
            return self._split_years(expr)
        first = Period(p.first, p.first, "month", month_name(p.first), p.year_inferred)
        last = Period(p.last, p.last, "month", month_name(p.last), p.year_inferred)
        return replace(whole, periods=(first,)), replace(whole, periods=(last,))


def _leans(expr: PeriodExpr) -> bool:
    """Whether an expression means months only beside another period: "the year before", "the same months of 2023"."""
    earlier = expr.kind == "recent" and expr.word.startswith(("previous", "preceding"))
    return expr.kind == "same-of" or expr.word in _LEANING or earlier
