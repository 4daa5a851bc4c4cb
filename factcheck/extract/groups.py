"""Reads statements that set figures beside each other: shares, runs of months, two populations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.dating import Dating
from factcheck.extract.frame import Frame
from factcheck.model.claim import (
    Assertion,
    Blocked,
    Choice,
    Contrast,
    Rank,
    Share,
    Streak,
    Subject,
    When,
)
from factcheck.model.hedge import HEDGES

_COPULAS = frozenset(("were", "was", "are", "is", "came"))
_RUNS = frozenset(("straight", "consecutive", "successive"))
_RUNNING = frozenset((*_RUNS, "month", "months", "-"))
_COUNTS = {
    w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}


@dataclass(slots=True, eq=False, repr=False)
class GroupReader:
    """What one unit says by comparison. `taken` are items that no other rule should read."""

    frame: Frame
    taken: set[int] = field(default_factory=set)

    # ---- before the anchors are found ------------------------------------------------------

    def claim_items(self) -> None:
        """Sets aside the items that belong to shares, runs and comparisons."""
        for k in self.frame.live():
            if self.frame.item(k).has("percent", "share") and self._share_of(k) is not None:
                self.taken.add(k)
            if self._contrast(k) is not None:
                self.taken.add(k)
        self.taken |= self.set_aside()

    def read(self, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Assertion]:
        """The assertions themselves, once the unit's periods are known."""
        out: list[Assertion] = []
        for k in self.frame.live():
            found = (
                self._share(k, dating, blocked, negated)
                or self._streak(k, dating, blocked, negated)
                or self._contrast_assertion(k, dating, blocked, negated)
            )
            if found is not None:
                out.append(found)
        return out + self._since_assertion(dating, blocked)

    def _when(self, k: int, dating: Dating) -> When:
        topics = dating.topics()
        return dating.when(topics[0] if topics else None, k)

    # ---- shares -----------------------------------------------------------------------------

    def _share_of(self, k: int) -> int | None:
        """The item of "of" after a share, if the share is of something counted."""
        f = self.frame
        for m in f.after(k)[:2]:
            if f.word(m) == "of":
                return m
            if f.word(m) != "about" and not f.item(m).has("hedge-after"):
                return None
        return None

    def _share(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> Share | None:
        f = self.frame
        if k not in self.taken or not f.item(k).has("percent", "share"):
            return None
        of = self._share_of(k)
        number = f.item(k).number
        if of is None or number is None:
            return None
        hedge, start = dating.finder.hedge(k)
        own = f.item(k).entry("hedge")  # "most of": more than half
        hedge = next(h for h in HEDGES if h.name == own["hedge"]) if own else hedge
        sides = self._sides(k, of)
        if sides is None:
            record = self._record_after(of)
            if record is None:
                return None
            subject = f.subject(k)
            return Share(
                f.span(min(start, k), k + 1),
                subject,
                f.background.when,
                negated,
                blocked,
                amount=number.amount,
                whole=subject,
                hedge=hedge,
                whole_when=dating.when(record, k),
            )
        part, whole = sides
        return Share(
            f.span(min(start, k), k + 1),
            _merged(whole, part),
            self._when(k, dating),
            negated,
            blocked,
            amount=number.amount,
            whole=whole,
            hedge=hedge,
        )

    def _sides(self, k: int, of: int) -> tuple[Subject, Subject] | None:
        """(part, whole): "PART made up S of WHOLE" or "S of WHOLE were PART"."""
        f = self.frame
        after = [m for m in f.unit.indices if m > of]
        before = [m for m in f.unit.indices if m < k]
        copula = next(
            (m for m in after if f.word(m) in _COPULAS and any(x > m and self._firm(x) for x in after)),
            None,
        )
        if after and f.word(after[0]) in ("them", "whom", "which", "these") and any(self._firm(m) for m in after):
            whole, part = before, after  # "…, a third of them from P": the whole was named before
        elif copula is not None:
            whole = [m for m in after if m < copula] + before
            part = [m for m in after if m > copula]
        elif any(self._firm(m) for m in before):
            whole, part = after, before
        else:
            return None
        part_subject = f.subject(part[0], part)
        own = tuple(c for c in part_subject.choices if c.span is not None and c.values)
        whole_subject = f.subject(whole[0] if whole else of, whole)
        if not own or all(c in whole_subject.choices for c in own):
            return None
        groups = [c for c in own if f.is_part(c)]
        if groups and len(groups) < len(own) and not any(self._firm(m) for m in whole):
            # "at the north gate, A made up S of the total": where it happened holds for the whole too
            whole_subject = _with(whole_subject, [c for c in own if c not in groups])
            own = tuple(groups)
        named = {c.dimension for c in own}
        carried = tuple(c for c in whole_subject.choices if c.dimension not in named or c.span is not None)
        whole_subject = _with(whole_subject, carried)
        if whole_subject.measure is None:
            whole_subject = Subject(
                part_subject.measure,
                part_subject.group,
                part_subject.words,
                part_subject.origin,
                part_subject.span,
                part_subject.found_by,
                whole_subject.choices,
            )
        return _with(part_subject, own), whole_subject

    def _firm(self, k: int) -> bool:
        entry = self.frame.item(k).entry("value")
        return entry is not None and not entry.get("hint") and k not in self.frame.layout.masked

    def _record_after(self, of: int) -> int | None:
        """The period of "the record high of A in P", of which something is a share."""
        f = self.frame
        after = [m for m in f.unit.indices if m > of]
        if not any(f.item(m).has("highest", "lowest", "amount") for m in after[:5]):
            return None
        return next((m for m in after if f.item(m).period is not None), None)

    # ---- runs -------------------------------------------------------------------------------

    def _run_length(self, k: int) -> int:
        """ "fourth straight month", "three consecutive months", "third month in a row"."""
        f, item = self.frame, self.frame.item(k)
        if f.word(k + 1) not in _RUNNING:
            return 0
        words = [f.word(m) for m in f.after(k)[:4]]
        straight = words[:1] and words[0] in _RUNS and any(w in ("month", "months") for w in words[1:2])
        row = words[:1] and words[0] in ("month", "months") and words[1:4] == ["in", "a", "row"]
        if not (straight or row):
            return 0
        if item.has("ordinal"):
            return item.rank
        if item.number is not None:
            return int(item.number.amount.value)
        return _COUNTS.get(f.word(k), 0)

    def _streak(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> Streak | None:
        f = self.frame
        length = self._run_length(k)
        if length < 2:
            return None
        span = f.span(k, k + 2)
        marks = ("more than", "at least", "fewer than")
        levels = [a for a in dating.anchors if a.role == "level" and a.hedge.name in marks]
        after, before = [a for a in levels if a.k > k], [a for a in levels if a.k < k]
        level = after[0] if after else before[-1] if before else None
        change = next((a for a in dating.anchors if a.role == "change" and a.sign), None)
        when = self._when(k, dating)
        if level is not None:
            number = f.item(level.k).number
            sign = -1 if level.hedge.name == "fewer than" else 1
            return Streak(
                span,
                f.subject(k),
                when,
                negated,
                blocked,
                length=length,
                direction=sign,
                threshold=number.amount if number else None,
            )
        if change is not None:
            return Streak(
                span,
                f.subject(change.k),
                when,
                negated,
                blocked,
                length=length,
                direction=change.sign,
            )
        return None

    # ---- two populations --------------------------------------------------------------------

    def _contrast(self, k: int) -> tuple[int, int] | None:
        """(sign, item that parts the two sides) for "more … than …" and "A outnumbered B"."""
        f, item = self.frame, self.frame.item(k)
        entry = item.entry("outnumber")
        if entry is not None:
            passive = any(f.word(m) == "by" for m in [x for x in f.unit.indices if x > k][:1])
            parts, sign = k, -1 if passive else 1
        else:
            direction = item.entry("direction")
            if direction is None or direction["part"] != "comparative":
                return None
            than = next((m for m in f.unit.indices if m > k and f.word(m) == "than"), None)
            if than is None or any(f.item(m).number is not None for m in f.between(k, than)):
                return None
            parts, sign = than, int(direction["sign"])
        left = {self._dimension(m) for m in f.unit.indices if m < parts and self._firm(m)}
        right = {self._dimension(m) for m in f.unit.indices if m > parts and self._firm(m)}
        return (sign, parts) if left & right else None

    def _dimension(self, k: int) -> str:
        return str((self.frame.item(k).entry("value") or {}).get("dimension"))

    def _contrast_assertion(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> Contrast | None:
        found = self._contrast(k)
        if found is None:
            return None
        f = self.frame
        sign, parts = found
        left = f.subject(k, [m for m in f.unit.indices if m < parts])
        right = f.subject(parts, [m for m in f.unit.indices if m > parts])
        if left.measure is None and right.measure is None and f.word(k) in ("busier", "quieter"):
            left = f.default_measure(left)
        if left.measure is None:
            left = _measured(left, right)
        right = _measured(right, left)
        shared = {c.dimension for c in left.choices} ^ {c.dimension for c in right.choices}
        left_full = _with(left, left.choices + tuple(c for c in right.choices if c.dimension in shared))
        right_full = _with(right, right.choices + tuple(c for c in left.choices if c.dimension in shared))
        if left_full.choices == right_full.choices:
            return None
        return Contrast(
            f.span(k, k + 1),
            left_full,
            self._when(k, dating),
            negated,
            blocked,
            other=right_full,
            direction=sign,
        )

    # ---- "not since" ------------------------------------------------------------------------

    def _since_items(self) -> tuple[int, int, bool] | None:
        """(since-period, item of "as low as", highest) of such a sentence."""
        f = self.frame
        live = f.unit.indices
        for place, k in enumerate(live[:-3] if "since" in f.tagged.words else ()):
            if not (f.item(k).has("negation") and f.word(live[place + 1]) == "since"):
                continue
            period = next((m for m in live[place + 1 : place + 4] if f.item(m).period is not None), None)
            for m in live[place + 2 :]:
                words = f.words(m).lower()
                if period is not None and words in ("as high as", "as many as"):
                    return period, m, True
                if (
                    period is not None
                    and f.word(m) in ("low", "few", "high", "many")
                    and f.word(m - 1) in ("as", "so", "this")
                ):
                    return period, m, f.word(m) in ("high", "many")
        return None

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
        later = [m for m in f.unit.indices if m > mark and f.item(m).period is not None]
        when = dating.when(later[0] if later else None, mark)
        return [
            Rank(
                f.span(mark, mark + 1),
                f.subject(mark),
                when,
                False,
                blocked,
                highest=highest,
                since=f.when_at(since),
            )
        ]


def _with(subject: Subject, choices: Sequence[Choice]) -> Subject:
    return Subject(
        subject.measure,
        subject.group,
        subject.words,
        subject.origin,
        subject.span,
        subject.found_by,
        tuple(choices),
    )


def _merged(whole: Subject, part: Subject) -> Subject:
    """The part as a population of its own: the whole's values with the part's in their place."""
    named = {c.dimension for c in part.choices}
    return _with(whole, (*part.choices, *(c for c in whole.choices if c.dimension not in named)))


def _measured(subject: Subject, other: Subject) -> Subject:
    """`subject` with the other side's measure when it names none itself."""
    if subject.measure is not None or other.measure is None:
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
