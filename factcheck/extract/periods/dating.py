"""Turns the written periods of a unit into months: which each anchor means, and which it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import SUMMED, Anchor
from factcheck.extract.anchors.anchors import OfUnit
from factcheck.extract.periods.attach import told_of, topical
from factcheck.extract.periods.brought import brought_up_to
from factcheck.extract.periods.months import fiscal_period, joined, month_period, run, so_far, stretch
from factcheck.extract.periods.reach import stretch_after
from factcheck.extract.periods.when import resolve
from factcheck.extract.runs.runs import run_at
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import INFERRED, When
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.model.value import Period
from factcheck.text.dates import PeriodExpr

_LEANING = frozenset("month-before month-after year-ago year-before year-after time-last-year time-last-fiscal".split())
_YEARS = frozenset(("fiscal", "calendar", "year"))
_THIS_YEAR = frozenset(("this-year", "so-far-this-year"))
LAG = 2  # months: a claim may rest on figures up to two months older than its date


def _listed_before(f: Frame) -> int | None:
    """The period of "as well as May, | with A sold": one that was added to a list, and what is said of it alone."""
    first, items = f.unit.indices[0], f.tagged.items
    if first < 4 or f.word(first) != "with" or f.word(first - 1) != "," or items[first - 2].period is None:
        return None
    return first - 2 if f.word(first - 3) in ("as", "and") else None


class Dating(OfUnit):
    """Periods of one unit, once `attach` has run."""

    __slots__ = ()

    def _inherited(self) -> When:
        """The period of the context or of the clause before; a span of time ("in ten months") is neither."""
        f = self.frame
        if (listed := _listed_before(f)) is not None:
            return f.when_at(listed)
        reaching = {a.k for a in self.anchors if a.role == "rank"} | {*f.having("first-time")}
        reached = {stretch_after(f, k) for k in reaching}  # "the highest in ten months", "the first time in two years"
        # "For ten months in a row" is a run, and no stretch of time either.
        lasted = [k for k in f.having("duration") if k not in reached and run_at(f, k) is None]
        span = lasted[0] if lasted else _of_late(f)
        if span is not None and f.background.when.periods:
            return When(problem="unresolved", words=f.words(span), span=f.span(span, span + 1))
        if f.background.when.open_end and f.word(f.unit.indices[0]) == "when":
            # "since May — her first month — when they sold A": A is May's
            named = [k for k, item in enumerate(f.tagged.items[: f.unit.indices[0]]) if item.period is not None]
            return f.when_at(named[-1]) if named else f.background.when
        return f.background.when

    def topics(self) -> list[int]:
        """Periods of the unit that are not the base of a change."""
        return topical(self.frame, self.finder)

    def of_unit(self, k: int) -> When:
        """The period of what is said at item `k` of all the unit: "May's 9,000 ended a run of …"."""
        owned = [a.period for a in self.anchors if a.role == "level" and a.k < k and a.period is not None]
        return self.when(next(iter([*self.topics(), *owned]), None), k)

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
        if self._in_when(period, k):  # "since May, when A …": A is May's figure
            return self._of_its_month(period, self.frame.when_at(period, self.leans_on(period)))
        found = self.pair(period) or self.dated(period)
        found = self._ended(found, period) if "through" in self.frame.tagged.norms else found
        found = self._so_far_then(found, period) if "this" in self.frame.tagged.norms else found
        return brought_up_to(self.frame, found, period, k)

    def _ended(self, year: When, period: int) -> When:
        """ "Through May, A were sold this year": of the year up to May, whenever that was written."""
        f = self.frame
        ends = [m for m in f.having("period") if m != period and (e := f.item(m).period) and e.kind == "through"]
        if len(ends) != 1 or not year.periods or year.periods[0].kind != "to-date":
            return year
        last = {p.last for p in f.when_at(ends[0]).periods}
        kept = tuple(p for p in year.periods if p.last in last)
        return replace(year, periods=kept, problem="" if kept else "unresolved")

    def _so_far_then(self, year: When, period: int) -> When:
        """ "A last year, and B this year": A may be of as much of last year as this one has had, or fiscal."""
        f = self.frame
        expr = f.item(period).period
        if expr is None or expr.word != "last-year" or not year.periods:
            return year
        ours = [m for m, i in enumerate(f.tagged.items) if i.period is not None and i.period.word in _THIS_YEAR]
        told = [f.when_at(m) for m in ours]
        spans = {run(p.first - 12, p.months): None for w in told for p in (*w.periods, *w.beside) if p.months < 12}
        calendar = f.clock.calendar
        whole = {fiscal_period(calendar.fiscal_year_of(p.first), calendar) for p in spans if p.first % 12}
        return replace(year, beside=(*year.beside, *spans, *whole))

    def _in_when(self, period: int, k: int) -> bool:
        """Whether item k stands in a clause "when …" behind a period, which a comma may have closed before it."""
        f = self.frame
        opened = next((m for m in f.between(period, k) if f.word(m) == "when"), None)
        if opened is None:
            return told_of(f, period, k)
        return f.word(period - 1) != "since" or not any(f.word(m) == "," for m in f.between(opened + 2, k))

    def _of_its_month(self, period: int, year: When) -> When:
        """ "That was 9 percent fewer than in 2023, when A were sold", of May: A is May's, or that of the whole year."""
        change = next((a for a in self.anchors if a.role == "change" and a.base == period), None)
        expr = self.frame.item(period).period
        if change is None or change.k > period or change.period == period or expr is None or expr.kind not in _YEARS:
            return year
        own = [p for p in self.when(change.period, change.k).periods if p.months < 12]
        if any(p.months > 1 for p in own):
            return replace(year, periods=(), problem="unresolved")  # of as many months, or of all that year?
        same = [month_period(y.first + (p.first - y.first) % 12) for p in own for y in year.periods if y.months == 12]
        return replace(year, periods=tuple(dict.fromkeys((*same, *year.periods))))

    def leans_on(self, period: int) -> Period | None:
        """What "the year before" at item `period` leans on: the nearest period before it, else what is inherited.

        "Sales were 3 percent higher than in May and 9 percent higher than the year before": no year before May.
        """
        f = self.frame
        expr = f.item(period).period
        if expr is None or not _leans(expr):
            return None
        if f.last_word(period) == "that":
            return self._named_last(period)
        earlier = [m for m in f.ahead(period) if f.item(m).period is not None and m in f.live()]
        topics = [m for m in earlier if m in self.topics()]
        if topics and not any(f.word(m) == "when" for m in f.between(topics[-1], period)):
            earlier = topics
        terms = [m for m in earlier if (e := f.item(m).period) is not None and e.kind == "term"]
        for m in [*reversed([m for m in earlier if m not in terms]), *reversed(terms)]:
            other = f.item(m).period
            if other is not None and not _leans(other):
                found = self.pair(m) or (self.dated(m) if m in self.finder.open_ended else f.when_at(m))
                return found.periods[0] if found.periods else None
        inherited = f.background.when
        return inherited.periods[0] if inherited.periods and not earlier else None

    def _named_last(self, period: int) -> Period | None:
        """ "A in May, and B the month before that": what was named right before item `period`, in this sentence
        or, where it names nothing, in the one before."""
        f = self.frame
        before = [m for m, i in enumerate(f.tagged.items[:period]) if i.period is not None]
        if not before:
            inherited = f.background.when.periods
            return inherited[0] if len(inherited) == 1 and len(set(f.clock.known)) < 2 else None
        expr = f.item(before[-1]).period
        inside = before[-1] in f.unit.indices
        if not inside and (expr is None or _leans(expr)):
            return None
        found = (self.dated(before[-1]) if inside else f.when_at(before[-1])).periods
        return found[0] if len(found) == 1 else None

    def _same_again(self, period: int) -> When | None:
        """ "In the same month of 2023 there were A, in 2022 B": that month of 2022, too."""
        f = self.frame
        expr = f.item(period).period
        earlier = [i.period for i in f.tagged.items[:period] if i.period is not None]
        said = next((e for e in reversed(earlier) if e.kind != "year"), None)
        if expr is None or expr.kind != "year" or f.word(period - 1) == "of" or said is None or said.kind != "same-of":
            return None
        whole = PeriodExpr("same-of", expr.first, expr.last, parts=(expr,))
        told = f.background.when.periods[:1] or tuple(p for p in f.clock.known if p.months < 12)[:1]
        found = resolve(whole, f.clock, told[0] if told else None)
        return replace(f.when_at(period), periods=found.periods, problem=found.problem)

    def dated(self, period: int, subject: Period | None = None) -> When:
        again = self._same_again(period)
        if again is not None:
            return again
        when = self.frame.when_at(period, subject or self.leans_on(period))
        expr = self.frame.item(period).period
        if expr is not None and expr.word in _AFTER and self._goes_on(period):
            return replace(when, periods=(), problem="unresolved")
        if expr is not None and expr.kind == "through":
            return self._through(when, period)
        if (
            expr is not None
            and expr.kind == "month"
            and self.frame.word(period - 1) == "from"
            and period not in self.used
            and self.frame.unit.kind != "aside"  # "from May (9,000)": the figure is May's
        ):
            return replace(when, periods=(), problem="unresolved")  # "from May": in May, or since
        if period in self.finder.open_ended and self._had_so_far(period):
            return replace(when, periods=(), problem="unresolved")
        return self.since(when) if period in self.finder.open_ended else when

    def _goes_on(self, period: int) -> bool:
        """ "A the following year, and B the year after (that)": one that follows what itself only follows."""
        before = [m for m, i in enumerate(self.frame.tagged.items[:period]) if i.period is not None][-1:]
        expr = self.frame.item(before[0]).period if before else None
        inside = before[:1] and before[0] in self.frame.unit.indices and self.frame.last_word(period) == "that"
        return expr is not None and expr.word in _AFTER and not inside

    def _had_so_far(self, period: int) -> bool:
        """ "Until July, sales had not been below A since May": up to some time before, and not up to now."""
        f = self.frame
        had = [m for m in f.ahead(period) if f.word(m) == "had"]
        if not had or had[-1] + 1 not in f.unit.indices:
            return False
        after = had[-1] + 1
        return (
            f.word(after) in ("not", "never", "been") or f.word(after).endswith("ed") or f.item(after).has("direction")
        )

    def _through(self, when: When, period: int) -> When:
        """ "Under her, through May", "in the ten months through May": from where the words before it say."""
        f = self.frame
        if count := self._months_up_to(period):
            return replace(when, periods=tuple({run(p.last - count + 1, count) for p in when.periods}))
        term = next((m for m in f.ahead(period) if (e := f.item(m).period) is not None and e.word == "whole"), None)
        if term is None or not when.periods or sum(f.item(m).has("amount") for m in f.between(term, period)) > 1:
            return when
        end = when.periods[0].last
        self.used.add(term)
        return replace(when, periods=tuple(stretch(p.first, end) for p in f.when_at(term).periods if p.first < end))

    def _months_up_to(self, period: int) -> int:
        """ "In the ten full months that she had run it through May": how many months end there; 0 if none say."""
        f = self.frame
        for m in f.ahead(period):
            number = f.item(m).number
            if number is None or not f.item(m).has("duration") or f.word(m - 1) not in ("the", "first"):
                continue
            if "months" in f.words_after(m, 2) and number.amount.place >= 1:
                return int(number.amount.value)
        return 0

    def since(self, when: When) -> When:
        """The stretch that begins with a period and goes on to the as-of date, as far as figures may be out by then."""
        last = self.frame.clock.last_ended
        if not when.periods or last is None:
            return when
        spans = tuple(
            replace(so_far(p, end), kind="months")
            for p in when.periods
            for end in range(last, last - LAG - 1, -1)
            if end > p.first
        )
        return replace(when, periods=spans, open_end=True)

    def each_year(self, period: int) -> When | None:
        """ "In each of fiscal 2021 and 2022", "in both 2021 and 2022": the stretch of years that each is one of."""
        f, topics = self.frame, self.topics()
        group = self._listed(period, topics) if "each" in f.tagged.kinds or "both" in f.tagged.said else []
        named = [f.item(k).period for k in group]
        if len(group) < 2 or not all(expr is not None and expr.kind in _YEARS for expr in named):
            return None
        lead = f.ahead(min(group))[-4:]
        said = any(f.item(m).has("each") or f.word(m) == "both" for m in lead)
        if not said:
            return None
        found = self.added(min(group), max(group))
        whole = all(p.months % 12 == 0 for p in found.periods)
        return found if whole else replace(found, periods=(), problem="future")

    def _listed(self, period: int, topics: Sequence[int]) -> list[int]:
        """The periods that are named together with the one at item `period`: "in October and November"."""
        f = self.frame
        group = [period]
        for step in (1, -1) if period in topics else ():
            place = topics.index(period)
            while 0 <= place + step < len(topics):
                low, high = sorted((topics[place], topics[place + step]))
                joint = [f.word(m) for m in f.between(low, high) if f.word(m) not in (".", ",")]
                if joint not in (["and"], ["&"], []) or (joint == [] and high - low > 2):
                    break
                place += step
                group.append(topics[place])
        return group

    def pair(self, period: int) -> When | None:
        """ "in October and November": two months named together are their sum."""
        f = self.frame
        topics = self.topics()
        in_turn = "respectively" in f.tagged.said and any(f.word(m) == "respectively" for m in f.unit.indices)
        if in_turn or period not in topics:
            return None
        group = self._listed(period, topics)
        named = [f.item(k).period for k in group]
        if len(group) < 2 or any(expr is not None and _leans(expr) for expr in named):
            return None  # "last month the month before" is no list: the second leans on the first
        if all(expr is not None and expr.kind in _YEARS for expr in named):
            summed = not SUMMED.isdisjoint(f.tagged.said)
            return self.added(min(group), max(group)) if summed else None
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

    def of_each(self, k: int, subjects: Sequence[Period], read: Callable[[int, Period | None], When]) -> When:
        """What item `k` means, by `read`: beside each of `subjects`, readings of one period, if it leans on that."""
        when = read(k, subjects[0] if subjects else None)
        expr = self.frame.item(k).period
        if len(subjects) < 2 or expr is None or not _leans(expr):
            return when
        own = [read(k, subject).periods for subject in subjects]
        return replace(when, periods=tuple(p[min(n, len(p) - 1)] for n, p in enumerate(own))) if all(own) else when

    def base_when(self, k: int, subjects: Sequence[Period]) -> When:
        when = self.of_each(k, subjects, self.frame.when_at)
        alike = tuple(p for p in when.periods if any(p.months == own.months for own in subjects))
        expr = self.frame.item(k).period
        if alike and expr is not None and expr.word.startswith("time-last"):
            when = replace(when, periods=alike)  # "May's were lower than at this time last year": than May's of then
        since = any(self.frame.word(m) == "since" for m in self.frame.between(k - 8, k))
        return replace(when, open_end=since)

    def before(self, k: int, when: When, subjects: Sequence[Period]) -> When:
        """ "Sales rose from May", of a June long gone that the context tells: from the May before it."""
        expr = self.frame.item(k).period
        bare = expr is not None and expr.kind == "month" and expr.year is None and not expr.word
        if not bare or len(subjects) != 1 or len(when.periods) != 1 or when.origin != INFERRED:
            return when
        subject, base = subjects[0], when.periods[0]
        if subject.months != 1 or base.first <= subject.first:
            return when
        return replace(when, periods=(month_period(subject.first - (subject.first - base.first) % 12, inferred=True),))

    def added(self, first: int, last: int) -> When:
        """ "May and June combined", "fiscal 2021 and 2022 together": one stretch; months apart are none."""
        f = self.frame
        named = [m for m in f.between(first - 1, last + 1) if f.item(m).period is not None]
        whens = [self.of_each(m, (), f.when_at) for m in named]
        spans: list[Period] = []
        for row in zip(*(w.periods for w in whens), strict=False):
            parts = [row[-1]]
            for m, p in reversed([*zip(named, row, strict=True)][:-1]):
                expr, after = f.item(m).period, parts[0]
                bare = expr is not None and expr.kind == "month" and expr.year is None
                parts.insert(0, month_period(after.first - (after.first - p.first) % 12) if bare else p)
            parts.sort(key=lambda p: p.first)
            if all(a.last + 1 == b.first for a, b in pairwise(parts)):
                spans.append(joined(parts[0], parts[-1]))
        span = Span(f.span(first, first + 1).start, f.span(last, last + 1).end)
        words = f.tagged.text[span.start : span.end]
        return When(tuple(spans), whens[0].origin, words, span, "" if spans else "unresolved")

    def _end_of(self, period: int, part: int) -> When:
        """The first (0) or last (1) month of a range, or the first or last of its two years."""
        whole = self.frame.when_at(period)
        expr = self.frame.item(period).period
        if expr is not None and expr.parts and expr.parts[0].kind != "month":
            years = self._split_years(expr)
            return years[part] if years else replace(whole, periods=(), problem="unresolved")
        ends = tuple(month_period(m, p.year_inferred) for p in whole.periods for m in ((p.last if part else p.first),))
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
            or f.words(anchor.k + 1).lower() == "as many as"  # "from May to July A, twice as many as in the spring"
        ):
            return None
        p = whole.periods[0]
        if expr.parts[0].kind != "month":
            return self._split_years(expr)
        first = month_period(p.first, p.year_inferred)
        last = month_period(p.last, p.year_inferred)
        return replace(whole, periods=(first,)), replace(whole, periods=(last,))


_STRETCHES = frozenset("days weeks months quarters years".split())
_UNCOUNTED = frozenset("recent few several couple".split())


def _of_late(f: Frame) -> int | None:
    """The item of "(in) recent months", "(over) the last few years": some time, and not that of the sentence before."""
    if _STRETCHES.isdisjoint(f.tagged.said) or _UNCOUNTED.isdisjoint(f.tagged.said):
        return None
    for k in f.unit.indices:
        behind = [f.word(m) for m in range(k + 1, k + 3)]
        if f.word(k) in _UNCOUNTED and (behind[0] in _STRETCHES or (behind[0] == "of" and behind[1] in _STRETCHES)):
            return k
    return None


_AFTER = ("month-after", "year-after")


def _leans(expr: PeriodExpr) -> bool:
    """Whether an expression means months only beside another period: "the year before", "the same months of 2023"."""
    earlier = expr.kind == "recent" and expr.word.startswith(("previous", "preceding"))
    earlier = earlier or expr.word in ("previous-such", "year-before")
    return expr.kind in ("same-of", "years-off", "months-off") or expr.word in _LEANING or earlier
