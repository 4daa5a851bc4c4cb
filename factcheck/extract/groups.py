"""Reads statements that set figures beside each other: shares, runs of months, two populations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.anchor import SURPASSING
from factcheck.extract.dating import Dating
from factcheck.extract.degrees import lead_degree
from factcheck.extract.each_month import so_in_every
from factcheck.extract.frame import Frame
from factcheck.extract.months import calendar_period, fiscal_period, month_period, year_before
from factcheck.extract.obstacles import vaguely_ranked
from factcheck.extract.populations import with_choices
from factcheck.extract.ratios import Sides, is_firm, more_by, ratio_at, to_one
from factcheck.extract.reach import apposed_time
from factcheck.extract.runs import Run, may_run, run_at
from factcheck.extract.sequels import last_of_run
from factcheck.extract.shares import ShareReader
from factcheck.extract.standings import Place, places
from factcheck.extract.times_any import times_any_other
from factcheck.model.claim import (
    INFERRED,
    Assertion,
    Blocked,
    Choice,
    Contrast,
    Rank,
    Share,
    Standing,
    Streak,
    Subject,
    When,
)
from factcheck.model.record import replace
from factcheck.model.value import Period

_SURPASSING = dict.fromkeys((*SURPASSING, "above"), 1) | {"below": -1}
_SURPASSING_STARTS = frozenset(words.split()[0] for words in _SURPASSING)
_SUMMED = frozenset("combined together total altogether".split())
_EACH_OR_ALL = Blocked("unresolved", "it is compared with several, each or together", "one comparison a sentence")
_OF_RECORDS = Blocked("unresolved", "it is a run of records, month by month", "the record of each month")
_MISCOUNTED = Blocked("unresolved", "it counts more or fewer months than there were since then", "either of the two")
_MARKS = ("more than", "at least", "fewer than")
_TO_THE_NAME = frozenset("those that the of with for in at on number combined total totals sum".split())
_MEASURES = ("low", "few", "high", "many")  # "not since May … so low"

_NEAR = 3  # words between a verb and the run that it makes
_PRESENT = frozenset(
    "has have top tops exceed exceeds rise rises fall falls drop drops climb climbs jump jumps surge surges decline "
    "declines dip dips plunge plunges soar soars increase increases decrease decreases remain remains stay "
    "stays".split()
)

_SIDES = frozenset(("for", "more", "fewer", "less"))  # "for every A", "more than A and B combined"
# What may set two groups side by side, besides "for every" and the words that surpass.
_OPPOSING = frozenset(("outnumber", "direction", "multiple", "times", "share", "percent"))
_OPPOSING_WORDS = _SIDES | _SURPASSING_STARTS | {"behind", "many", "often"}
_TRAILING = frozenset("trailed trailing trail trails behind".split())
_BY_FAR = frozenset("far well just close right only slightly not".split())  # before "behind"


@dataclass(slots=True, eq=False, repr=False)
class GroupReader:
    """What one unit says by comparison. `taken` are items that no other rule should read."""

    frame: Frame
    taken: set[int] = field(default_factory=set)
    standings: list[Place] = field(default_factory=list)
    shares: ShareReader = field(init=False)

    def __post_init__(self) -> None:
        self.shares = ShareReader(self.frame)

    # ---- before the anchors are found ------------------------------------------------------

    def claim_items(self) -> None:
        """Sets aside the items that belong to shares, runs, standings and comparisons."""
        self.standings = times_any_other(self.frame) or places(self.frame)
        for place in self.standings:
            self.taken |= place.taken
            self.frame.settled |= {*place.taken, place.value}
        for k in self._opposing():
            sides = self._contrast(k)
            if sides is not None:
                self.taken |= sides.taken
                self.frame.settled |= sides.taken
        self.shares.claim_items()
        for k in self.frame.live() if may_run(self.frame) else ():
            run = run_at(self.frame, k)
            if run is not None:
                self.taken |= run.taken
                self.frame.settled |= run.reads
        self.taken |= self.set_aside() | self.shares.taken

    def read(self, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Assertion]:
        """The assertions themselves, once the unit's periods are known."""
        out = self.shares.read(dating, blocked, negated)
        for k in self.frame.live() if may_run(self.frame) else self._opposing():
            streak = self._streak(k, dating, blocked, negated)
            out += [streak] if streak is not None else self._contrasts(k, dating, blocked, negated)
        out += [self._standing(place, dating, blocked, negated) for place in self.standings]
        return out + self._since_assertion(dating, blocked)

    def _standing(self, place: Place, dating: Dating, blocked: Blocked | None, negated: bool) -> Standing:
        f = self.frame
        own = [m for m in f.live() if m == place.value or not self._same_kind(m, place)]
        subject = f.default_measure(f.subject(place.value, own)) if not self._counts() else f.subject(place.value, own)
        denied = negated and f.word(f.unit.indices[0]) != "no"
        blocked = blocked or vaguely_ranked(f, place.k)
        own_time = apposed_time(f, place.k)
        when = self._when(place.k, dating) if own_time is None else dating.when(own_time, place.k)
        run = self._stood(place, dating)
        when = self._up_to_now(when, run.months) if run is not None and when.problem == "missing" else when
        each = so_in_every(f, place.k) if run is None else "year" if run.months == 12 else "month"
        return Standing(
            f.span(place.k, place.k + 1),
            subject,
            when,
            denied,
            blocked,
            dimension=place.dimension,
            rank=place.rank,
            highest=place.highest,
            among=place.among,
            formerly=place.formerly,
            behind=place.behind,
            narrowed=self._narrowed(place),
            each=each,
            run=run.length if run is not None else 0,
            degree=lead_degree(f, place.k) if place.size is None else "",
            size=place.size,
            hedge=place.hedge,
        )

    def _stood(self, place: Place, dating: Dating) -> Run | None:
        """The run in "the busiest station for the third month in a row"."""
        f = self.frame
        moved = any(a.role == "change" and a.sign for a in dating.anchors)
        found = [run for k in f.after(place.k) if (run := run_at(f, k)) is not None] if may_run(f) and not moved else []
        return found[0] if len(found) == 1 and not found[0].over and not found[0].sign else None

    def _narrowed(self, place: Place) -> bool:
        """Whether a place is named that values of this kind lie in, and that no table tells apart: "Elm's stations"."""
        found = (self.frame.item(m).entry("outside") for m in self.frame.having("outside"))
        return any(place.dimension in e.get("unless", ()) for e in found if e is not None)

    def _same_kind(self, k: int, place: Place) -> bool:
        entry = self.frame.item(k).entry("value")
        return entry is not None and str(entry["dimension"]) == place.dimension

    def _counts(self) -> bool:
        f = self.frame
        return bool(f.having("measure")) or f.background.subject.measure is not None

    def _when(self, k: int, dating: Dating) -> When:
        topics = dating.topics()
        owned = [a.period for a in dating.anchors if a.role == "level" and a.k < k and a.period is not None]
        return dating.when(next(iter([*topics, *owned]), None), k)  # "May's 9,000 ended a run of …"

    # ---- runs -------------------------------------------------------------------------------

    def _streak(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> Streak | None:
        f, run = self.frame, run_at(self.frame, k)
        if run is None:
            return None
        levels = [a for a in dating.anchors if a.role == "level" and a.hedge.name in _MARKS]
        after, before = [a for a in levels if a.k > k], [a for a in levels if a.k < k]
        level = after[0] if after else before[-1] if before else None
        own = next((a for a in dating.anchors if a.role == "change" and k < a.k <= k + 4 and a.sign), None)
        ranked = [a for a in dating.anchors if a.role == "rank" and a.k < k and not f.item(k).has("amount")]
        if ranked and not any(f.word(m) in (",", ";") for m in f.between(ranked[-1].k, k)):
            blocked = blocked or _OF_RECORDS
        noun = own is not None and (f.item(own.k).entry("direction") or {}).get("part") == "noun"
        level = None if noun else level  # "the third straight monthly drop": no run of months beyond a mark
        moves = [a for a in dating.anchors if a.role == "change" and a.sign]
        near = [a for a in moves if 0 < k - a.k <= _NEAR]  # "dipped to A in May, then rose for two straight months"
        change = own if noun else near[-1] if near else moves[0] if moves else None
        when = self._when(k, dating)
        arrived = change.target if change is not None and change.k < k and run.months == 1 else None
        if arrived is not None and arrived.k > k and arrived.period is not None:
            when = dating.when(arrived.period, arrived.k)  # "After a high in May, it fell for two months, to A in July"
        sequel = last_of_run(dating, change, run.length, run.months == 12) if change is not None else None
        when = sequel or (self._up_to_now(when, run.months) if when.problem == "missing" else when)
        if (
            run.months == 1
            and when.periods
            and all(p.kind == "to-date" or p.months == run.length for p in when.periods)
        ):
            ends = dict.fromkeys(month_period(p.last, p.year_inferred) for p in when.periods)
            when = replace(when, periods=tuple(ends))  # "for ten months, through May"
        spans = {p.months for p in self._spanned(dating)} if run.months == 1 else set()
        blocked = blocked or (None if spans <= {run.length, run.length + 1} else _MISCOUNTED)
        if run.months == 1 and not run.over and (begun := self._since(k)) is not None:
            counted = tuple(p for p in when.periods if p.last - run.length in (begun, begun - 1))
            blocked = blocked or (_MISCOUNTED if when.periods and not counted else None)
            when = replace(when, periods=counted)
        sign, mark, about = run.sign, run.mark, k
        if run.over:
            when = _before(when, run.months)
        elif level is not None:
            sign, mark = -1 if level.hedge.name == "fewer than" else 1, level.k
        elif change is not None:
            sign, about = change.sign, change.k
        number = f.item(mark).number if mark is not None else None
        if not sign:
            return None
        return Streak(
            f.span(k, k + 2),
            f.subject(about),
            when,
            negated,
            blocked,
            length=run.length,
            direction=sign,
            threshold=number.amount if number else None,
            yearly=run.months == 12,
            ended=run.ended,
        )

    def _spanned(self, dating: Dating) -> list[Period]:
        """The months of "(rose for three straight months) from May to July"."""
        f = self.frame
        ranges = [m for m in dating.topics() if (e := f.item(m).period) is not None and e.kind == "range"]
        return [p for m in ranges if f.word(m - 1) in ("from", "between") for p in f.when_at(m).periods]

    def _since(self, k: int) -> int | None:
        """The month of "(rose for three straight months) since May", by its number; of no record or first time."""
        f = self.frame
        near = f.after(k)[:6]
        since = next((m for m in near if f.word(m) == "since"), None)
        named = next((m for m in near if since is not None and m > since and f.item(m).period is not None), None)
        periods = f.when_at(named).periods if named is not None else ()
        ranked = any(f.item(m).has("highest", "lowest", "first-time") for m in f.between(k, since or k))
        return periods[0].last if len(periods) == 1 and periods[0].months == 1 and not ranked else None

    def _up_to_now(self, when: When, months: int) -> When:
        """ "has risen for three months in a row", "sales top A": up to the last that had ended, or the month before."""
        f, last = self.frame, self.frame.clock.last_ended
        present = any(f.word(m) in _PRESENT for m in f.live())
        if last is None or not present:
            return when
        if months == 12:
            calendar = self.frame.clock.calendar
            year = calendar.fiscal_year_of(last + 1) - 1
            ended = dict.fromkeys((fiscal_period(year, calendar), calendar_period((last + 1) // 12 - 1)))
            return When(tuple(ended if calendar.fiscal_start != 1 else list(ended)[1:]), INFERRED)
        return When((month_period(last, inferred=True), month_period(last - 1, inferred=True)), INFERRED)

    # ---- two populations --------------------------------------------------------------------

    def _opposing(self) -> Sequence[int]:
        """The items that may set two groups side by side."""
        f = self.frame
        return f.having(*_OPPOSING) if _OPPOSING_WORDS.isdisjoint(f.tagged.said) else f.live()

    def _contrast(self, k: int) -> Sides | None:
        """The two sides of "more … than …", "A outnumbered B", "twice as many A as B"."""
        f, item = self.frame, self.frame.item(k)
        word = f.word(k)
        surpassing = word in _SURPASSING_STARTS and f.words(k).lower() in _SURPASSING
        if item.kinds.isdisjoint(_OPPOSING) and word not in _SIDES and not surpassing and word not in ("behind", "as"):
            return None
        if any(k in place.taken for place in self.standings):
            return None
        ratio = ratio_at(f, k)
        if ratio is not None:
            return ratio
        entry = item.entry("outnumber") or self._surpasses(k) or self._more_than(k) or self._trails(k)
        sized = None
        if entry is not None:
            passive = any(f.word(m) == "by" for m in f.after(k)[:1])
            parts, sign = k, int(entry["sign"]) * (-1 if passive else 1)
            sized = more_by(f, k) if f.words(k).lower().endswith("than") else to_one(f, k)
        else:
            direction = item.entry("direction")
            if direction is None or direction["part"] != "comparative":
                return None
            than = next((m for m in f.after(k) if f.word(m) == "than"), None)
            if than is None or any(f.item(m).number is not None for m in f.between(k, than)):
                return None
            parts, sign = than, int(direction["sign"])
            sized = more_by(f, k)
        left, right = self._named(f.ahead(parts)), self._named(f.after(parts))
        # "The office's were lower than in May and the lowest for the office since June": the same one twice.
        if not any(left[kind] != right[kind] for kind in left.keys() & right.keys()):
            return None
        items = f.unit.indices
        sides = Sides(k, sign, [m for m in items if m < parts], [m for m in items if m > parts], taken={k})
        if sized is not None:
            sides.size, sides.hedge = sized[0], sized[1]
            sides.taken |= sized[2]
        return sides

    def _surpasses(self, k: int) -> dict[str, int] | None:
        """ "A exceeded those of B", "A was below B's": a word for a bound that sets two groups side by side."""
        f = self.frame
        sign = _SURPASSING.get(f.words(k).lower())
        if sign is None or f.item(k).has("filler"):
            return None
        after = f.after(k)
        while after and f.word(after[0]) in _TO_THE_NAME:
            after = after[1:]
        return {"sign": sign} if after and is_firm(f, after[0]) else None

    def _more_than(self, k: int) -> dict[str, int] | None:
        """ "A had 9,000, more than B and C combined": a hedge that no figure follows, but names put together."""
        f = self.frame
        sign = {"more than": 1, "fewer than": -1, "less than": -1}.get(f.words(k).lower())
        after = [m for m in f.after(k) if f.word(m) not in ("the", "in", "at", "those", "of")]
        if sign is None or not after or not is_firm(f, after[0]):
            return None
        together = any(f.word(m) in ("combined", "together") for m in after[:6])
        together = together and not any(f.item(m).has("amount") for m in after[:4])
        beside = together or self._another_alone(k, after) or self._so_many_more(k, after[0])
        return {"sign": sign} if beside else None

    def _so_many_more(self, k: int, name: int) -> bool:
        """ "A had 9,000, about 450 more than B": the difference from one other name."""
        f = self.frame
        size = more_by(f, k)
        own = [m for m in f.ahead(k) if is_firm(f, m) and self._dimension(m) == self._dimension(name)]
        named = {str((f.item(m).entry("value") or {}).get("value")) for m in own}
        other = str((f.item(name).entry("value") or {}).get("value"))
        ends = name == f.unit.indices[-1] or f.item(name + 1).has("punct") or f.item(name + 1).period is None
        return size is not None and size[0].unit != "percent" and len(named) == 1 and other not in named and ends

    def _trails(self, k: int) -> dict[str, int] | None:
        """ "A had 9,000, (far) behind B": fewer than B, where no place is named that A has behind it."""
        f = self.frame
        start = k
        while start and f.word(start - 1) in _BY_FAR:
            start -= 1
        if f.word(k) != "behind" or f.word(start - 1) not in (",", "-", "were", "was"):
            return None
        after = [m for m in f.after(k) if f.word(m) not in _TO_THE_NAME][:1]
        ranked = any(f.item(m).has("highest", "lowest", "ordinal") and not f.item(m).has("filler") for m in f.ahead(k))
        return {"sign": -1} if after and not ranked and is_firm(f, after[0]) else None

    def _another_alone(self, k: int, after: Sequence[int]) -> bool:
        """ "A had 9,000, fewer than in B and down from May": one other name, and nothing said of it."""
        f = self.frame
        ends = len(after) == 1 or f.item(after[1]).has("punct") or f.word(after[1]) == "and"
        own = [m for m in f.ahead(k) if is_firm(f, m) and self._dimension(m) == self._dimension(after[0])]
        named = {str((f.item(m).entry("value") or {}).get("value")) for m in own}
        other = str((f.item(after[0]).entry("value") or {}).get("value"))
        return ends and f.word(k - 1) == "," and len(named) == 1 and other not in named

    def first_named(self, at: int | None = None) -> Subject | None:
        """Of groups that are set side by side or ranked, the one that the sentence is about; of two set side by side,
        the one that item `at` stands behind."""
        if self.standings and not self.standings[0].among:
            f, main = self.frame, self.standings[0]
            own = [m for m in f.live() if m == main.value or not self._same_kind(m, main)]
            return f.subject(main.value, own)
        sides = next((s for k in self._opposing() if (s := self._contrast(k)) is not None), None)
        if sides is not None and sides.right and at is not None and at >= sides.right[0]:
            return self.frame.subject(sides.right[0], sides.right)
        if sides is None or not sides.left:
            return None
        left = self.frame.subject(sides.left[-1], sides.left)
        named = {c.dimension for c in left.choices if not c.hint}
        # "A, with 9,000, was behind B at the north gate": where it was goes for both
        right = self.frame.subject(sides.right[0], sides.right).choices if sides.right else ()
        placed = [c for c in right if c.dimension not in named and not self.frame.parts_people(c.dimension)]
        return with_choices(left, [*left.choices, *(c for c in placed if not c.hint)]) if placed else left

    def _named(self, items: Sequence[int]) -> dict[str, set[str]]:
        """The values that these items name, by their kind."""
        found: dict[str, set[str]] = {}
        for m in items:
            if is_firm(self.frame, m):
                found.setdefault(self._dimension(m), set()).add(
                    str((self.frame.item(m).entry("value") or {}).get("value"))
                )
        return found

    def _dimension(self, k: int) -> str:
        return str((self.frame.item(k).entry("value") or {}).get("dimension"))

    def _contrasts(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Contrast | Share]:
        """What is set side by side at item k; "trailing B and C" is less than either, "ahead of B and C" more."""
        sides = self._contrast(k)
        if sides is None:
            return []
        each = [sides]
        singly = self.frame.word(k) in _TRAILING or self.frame.words(k).lower().endswith("ahead of")
        behind = [m for m in sides.right if is_firm(self.frame, m)] if singly else []
        alike = {self._dimension(m) for m in behind}
        if len(behind) > 1 and len(alike) == 1 and _SUMMED.isdisjoint(self.frame.tagged.said):
            others = [m for m in sides.right if m not in behind]
            each = [Sides(k, sides.sign, sides.left, sorted([m, *others]), taken=sides.taken) for m in behind]
        found = (self._contrast_assertion(one, dating, blocked, negated) for one in each)
        return [one for one in found if one is not None]

    def _contrast_assertion(
        self, sides: Sides, dating: Dating, blocked: Blocked | None, negated: bool
    ) -> Contrast | Share | None:
        f, k = self.frame, sides.k
        left = f.subject(sides.left[-1] if sides.left else k, sides.left)
        right = f.subject(sides.right[0] if sides.right else k, sides.right)
        if left.measure is None and right.measure is None and self._one_measure(k, (*left.choices, *right.choices)):
            left = f.default_measure(left)
        left = _measured(left, right)
        right = _measured(right, left)
        shared = {c.dimension for c in left.choices} ^ {c.dimension for c in right.choices}
        left_full = with_choices(left, left.choices + tuple(c for c in right.choices if c.dimension in shared))
        right_full = with_choices(right, right.choices + tuple(c for c in left.choices if c.dimension in shared))
        if left_full.choices == right_full.choices:
            return None
        if blocked is None and any(len(c.values) > 1 and c in right.choices for c in right_full.choices):
            summed = any(f.word(m) in _SUMMED for m in f.unit.indices)
            blocked = None if summed else _EACH_OR_ALL
        span = f.span(min(sides.taken), max(sides.taken) + 1) if sides.size is not None else f.span(k, k + 1)
        when = self._when(k, dating)
        if sides.size is not None and sides.share:
            return Share(
                span, left_full, when, negated, blocked,
                amount=sides.size, whole=right_full, hedge=sides.hedge, whole_when=when, each=so_in_every(f, k),
            )  # fmt: skip
        return Contrast(
            span,
            left_full,
            when,
            negated,
            blocked,
            other=right_full,
            direction=sides.sign,
            size=sides.size,
            hedge=sides.hedge,
            each=so_in_every(f, k),
            degree=lead_degree(f, k),
        )

    def _one_measure(self, k: int, choices: Sequence[Choice]) -> bool:
        """Whether a comparison need not say what is counted: "A was busier", "A outnumbered B at the north gate"."""
        placed = any(c.values and not c.hint and not self.frame.parts_people(c.dimension) for c in choices)
        ranked = bool(self.standings)  # "the top town, ahead of B"
        return ranked or self.frame.word(k) in ("busier", "quieter") or (placed and self.frame.item(k).has("outnumber"))

    # ---- "not since" ------------------------------------------------------------------------

    def _since_items(self) -> tuple[int, int, bool] | None:
        """(since-period, item of "as low as", highest) of such a sentence."""
        f = self.frame
        live = f.unit.indices
        for place, k in enumerate(live[:-3] if "since" in f.tagged.said else ()):
            if f.item(k).has("negation") and (found := self._so_low_since(k)) is not None:
                return found
            if not (f.item(k).has("negation") and f.word(live[place + 1]) == "since"):
                continue
            period = next((m for m in live[place + 1 : place + 4] if f.item(m).period is not None), None)
            for m in live[place + 2 :]:
                words = f.words(m).lower()
                if period is not None and words in ("as high as", "as many as"):
                    return period, m, True
                if period is not None and f.word(m) in _MEASURES and f.word(m - 1) in ("as", "so", "this"):
                    return period, m, f.word(m) in ("high", "many")
        return None

    def _so_low_since(self, denial: int) -> tuple[int, int, bool] | None:
        """ "(sales) have not been so low since May", "haven't been this high since May"."""
        f = self.frame
        after = f.after(denial)[:6]
        mark = next((m for m in after if f.word(m) in _MEASURES and f.word(m - 1) in ("so", "this", "that")), None)
        if mark is None or f.word(mark + 1) != "since" or not any(f.word(m) == "been" for m in after):
            return None
        period = next((m for m in f.after(mark)[1:4] if f.item(m).period is not None), None)
        return None if period is None else (period, mark, f.word(mark) in ("high", "many"))

    def set_aside(self) -> set[int]:
        """Items of a "not since" sentence that must not be read as negation, hedge or base."""
        found = self._since_items()
        if found is None:
            return set()
        f = self.frame
        period, mark, _ = found
        place = f.unit.indices.index(period)
        return {mark, *[m for m in f.unit.indices[:place] if f.item(m).has("negation")]}

    def _since_assertion(self, dating: Dating, blocked: Blocked | None) -> list[Assertion]:
        found = self._since_items()
        if found is None:
            return []
        f = self.frame
        since, mark, highest = found
        named = [m for m in (f.after(mark) if since < mark else f.ahead(mark)) if f.item(m).period is not None]
        when = dating.when(named[0] if named else None, mark)
        return [
            Rank(
                f.span(mark, mark + 1),
                f.subject(mark),
                when,
                False,
                blocked,
                highest=highest,
                since=f.since_at(since),
            )
        ]


def _before(when: When, months: int) -> When:
    """The month or year before the one that the sentence is about: when a run that is over ended."""
    fitting = all(p.months == months for p in when.periods)
    periods = tuple(month_period(p.first - 1, p.year_inferred) if months == 1 else year_before(p) for p in when.periods)
    return replace(when, periods=periods) if fitting else replace(when, periods=(), problem="unresolved")


def _measured(subject: Subject, other: Subject) -> Subject:
    """`subject` with the other side's measure when it names none itself."""
    guessed = subject.origin == INFERRED and other.origin != INFERRED
    if (subject.measure is not None and not guessed) or other.measure is None:
        return subject
    return Subject(
        other.measure,
        other.group,
        other.words,
        other.origin,
        other.span,
        other.found_by,
        subject.choices,
    )
