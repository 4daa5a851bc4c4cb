"""Reads what a unit says by comparison: standings and two populations, with its shares and runs of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.anchors.degrees import lead_degree
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.reach import apposed_time
from factcheck.extract.ranks.standing_words import Place
from factcheck.extract.ranks.standings import places
from factcheck.extract.ranks.times_any import times_any_other
from factcheck.extract.runs.each_month import so_in_every
from factcheck.extract.runs.not_since import not_since, since_items
from factcheck.extract.runs.runs import Run, may_run, run_at
from factcheck.extract.runs.streaks import streak_at, up_to_now
from factcheck.extract.shares.contrasts import contrast_at, dimension_of, opposing
from factcheck.extract.shares.ratios import Sides, is_firm
from factcheck.extract.shares.shares import ShareReader
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.obstacles import vaguely_ranked
from factcheck.extract.subjects.populations import with_choices
from factcheck.model.claim import INFERRED, Assertion, Blocked, Choice, Contrast, Share, Standing, Subject

_OVERTAKING = frozenset("overtook overtaken overtaking".split())  # it was not ahead before
_SUMMED = frozenset("combined together total altogether".split())
_EACH_OR_ALL = Blocked("unresolved", "it is compared with several, each or together", "one comparison a sentence")
_TRAILING = frozenset("trailed trailing trail trails behind".split())


@dataclass(slots=True, eq=False, repr=False)
class GroupReader:
    """What one unit says by comparison. `taken` are items that no other rule should read."""

    frame: Frame
    taken: set[int] = field(default_factory=set)
    standings: list[Place] = field(default_factory=list)
    placed: set[int] = field(default_factory=set)  # items of these standings
    shares: ShareReader = field(init=False)

    def __post_init__(self) -> None:
        self.shares = ShareReader(self.frame)

    # ---- before the anchors are found ------------------------------------------------------

    def claim_items(self) -> None:
        """Sets aside the items that belong to shares, runs, standings and comparisons."""
        self.standings = times_any_other(self.frame) or places(self.frame)
        for place in self.standings:
            self.placed |= place.taken
            self.frame.settled |= {*place.taken, place.value}
        self.taken |= self.placed
        for k in opposing(self.frame):
            sides = contrast_at(self.frame, self.placed, k)
            if sides is not None:
                self.taken |= sides.taken
                self.frame.settled |= sides.taken
        self.shares.claim_items()
        for k in self.frame.live() if may_run(self.frame) else ():
            run = run_at(self.frame, k)
            if run is not None:
                self.taken |= run.taken
                self.frame.settled |= run.reads
        self.taken |= since_items(self.frame) | self.shares.taken

    def read(self, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Assertion]:
        """The assertions themselves, once the unit's periods are known."""
        out = self.shares.read(dating, blocked, negated)
        for k in self.frame.live() if may_run(self.frame) else opposing(self.frame):
            streak = streak_at(dating, k, blocked, negated)
            out += [streak] if streak is not None else self._contrasts(k, dating, blocked, negated)
        out += [self._standing(place, dating, blocked, negated) for place in self.standings]
        return out + not_since(dating, blocked)

    def _standing(self, place: Place, dating: Dating, blocked: Blocked | None, negated: bool) -> Standing:
        f = self.frame
        own = [m for m in f.live() if m == place.value or not self._same_kind(m, place)]
        subject = f.default_measure(f.subject(place.value, own)) if not self._counts() else f.subject(place.value, own)
        denied = negated and f.word(f.unit.indices[0]) != "no"
        blocked = blocked or vaguely_ranked(f, place.k)
        own_time = apposed_time(f, place.k)
        when = dating.of_unit(place.k) if own_time is None else dating.when(own_time, place.k)
        run = self._stood(place, dating)
        when = up_to_now(f, when, run.months) if run is not None and when.problem == "missing" else when
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

    # ---- two populations --------------------------------------------------------------------

    def first_named(self, at: int | None = None) -> Subject | None:
        """Of groups that are set side by side or ranked, the one that the sentence is about; of two set side by side,
        the one that item `at` stands behind."""
        f = self.frame
        if self.standings and not self.standings[0].among:
            main = self.standings[0]
            own = [m for m in f.live() if m == main.value or not self._same_kind(m, main)]
            return f.subject(main.value, own)
        sides = next((s for k in opposing(f) if (s := contrast_at(f, self.placed, k)) is not None), None)
        if sides is not None and sides.right and at is not None and at >= sides.right[0]:
            return f.subject(sides.right[0], sides.right)
        if sides is None or not sides.left:
            return None
        left = f.subject(sides.left[-1], sides.left)
        named = {c.dimension for c in left.choices if not c.hint}
        # "A, with 9,000, was behind B at the north gate": where it was goes for both
        right = f.subject(sides.right[0], sides.right).choices if sides.right else ()
        placed = [c for c in right if c.dimension not in named and not f.parts_people(c.dimension)]
        return with_choices(left, [*left.choices, *(c for c in placed if not c.hint)]) if placed else left

    def _contrasts(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Contrast | Share]:
        """What is set side by side at item k; "trailing B and C" is less than either, "ahead of B and C" more."""
        sides = contrast_at(self.frame, self.placed, k)
        if sides is None:
            return []
        each = [sides]
        singly = self.frame.word(k) in _TRAILING or self.frame.words(k).lower().endswith("ahead of")
        behind = [m for m in sides.right if is_firm(self.frame, m)] if singly else []
        alike = {dimension_of(self.frame, m) for m in behind}
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
        untold = left.measure is None and right.measure is None
        # Of "the top town, ahead of B" the rank says what is counted.
        if untold and (self.standings or _one_measure(f, k, (*left.choices, *right.choices))):
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
        when = dating.of_unit(k)
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
            newly=f.word(k) in _OVERTAKING,
        )


def _one_measure(f: Frame, k: int, choices: Sequence[Choice]) -> bool:
    """Whether a comparison need not say what is counted: "A was busier", "A outnumbered B at the north gate", "there
    were more A than B at the gate"."""
    placed = any(c.values and not c.hint and not f.parts_people(c.dimension) for c in choices)
    there = [f.word(m) for m in f.ahead(k) if not f.item(m).has("hedge", "amount")][-2:] == ["there", "were"]
    return f.word(k) in ("busier", "quieter") or (placed and (there or f.item(k).has("outnumber")))


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
