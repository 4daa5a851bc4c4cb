"""Reads parts of wholes: "36 percent of them were A", "7,000 of the 9,000", "half of May's total"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from factcheck.extract.periods.dating import Dating
from factcheck.extract.runs.each_month import so_in_every
from factcheck.extract.shares.lists import apposed, counted_beside, gapped, named_alone, of_the_same, summed_up, told_by
from factcheck.extract.shares.periods import BEING, moving_share, said_again, share_of_period
from factcheck.extract.shares.ratios import hedge_before, is_firm, owns_both
from factcheck.extract.shares.remainders import short_of
from factcheck.extract.shares.sides import named_both, parted, sides_of, tells_where
from factcheck.extract.shares.words import is_again, is_shut, share_of, verb_after, whole_apposed
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.populations import merged
from factcheck.model.claim import Assertion, Blocked, Figure, Share, Subject, When
from factcheck.model.hedge import HEDGES

_MAKING = frozenset("made represented comprised constituted formed were was".split())
_MADE_UP = ("made up", "accounted for", "making up", "accounting for")
_AS_LITTLE = frozenset("only just even barely merely still now".split())
_LEADS = frozenset("of the a its their all those these nation country".split())
_REST = frozenset("the remaining other and".split())


@dataclass(slots=True)
class Pair:
    """ "A of the B": the items of a part and of its whole, and who they count."""

    part: int
    whole: int
    subjects: tuple[Subject, Subject]


@dataclass(slots=True, eq=False)
class ShareReader:
    """The shares of one unit. `taken` are items that no other rule should read."""

    frame: Frame
    taken: set[int] = field(default_factory=set)
    pairs: list[Pair] = field(default_factory=list)
    periods: set[int] = field(default_factory=set)  # of which something is a share, and that date nothing else
    wholes: dict[int, Subject] = field(default_factory=dict)  # figures of the whole that a share is of
    last: tuple[Subject | None, Subject | None] = (None, None)  # part and whole of the last share read
    alike: dict[int, int] = field(default_factory=dict)  # "61 percent were A, 27 percent B" -> the first one
    same: dict[int, int] = field(default_factory=dict)  # "half of A, 55 percent, were B" -> the first one
    again: dict[int, int] = field(default_factory=dict)  # a share of the same in another period -> the first one
    moved: dict[int, int] = field(default_factory=dict)  # by a share again, what says which way the first one moved
    moving: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)  # of a share that rose: (whole, part)

    # ---- before the anchors are found ------------------------------------------------------

    def claim_items(self) -> None:
        """Sets aside the items that belong to shares and to parts of wholes."""
        f = self.frame
        moving = moving_share(f) if "percent" in f.tagged.kinds else None
        if moving is not None:
            self._claim_moving(*moving)
            return
        self._claim_pairs()
        first: int | None = None
        parts = f.having("percent", "share")
        for k in parts:
            if first is not None and is_again(f, k):
                self.again[k] = first
                self.taken.add(k)
                self.periods |= set(_dated(f, k)[:1])
            elif (told := told_by(f, k, self.taken - {*self.again, *self.alike})) is not None:
                self.alike[k] = told
                self.taken.add(k)
                first = k  # ", and B 28 percent, down from 64 percent in May": B's
            elif (same := apposed(f, k, self.taken)) is not None:
                self.same[k] = same
                self.taken.add(k)
            elif share_of(f, k) is not None or verb_after(f, k) is not None or share_of_period(f, k) is not None:
                self.taken.add(k)
                first = k
                compared = share_of_period(f, k)
                if compared is not None:
                    f.settled.add(k)
                    self.periods.add(compared)
                else:
                    self._claim_whole(k)
                    if "there" in f.words_after(k, 6) and any(tells_where(f, m) for m in f.live() if m < k):
                        f.settled.add(k)
            elif self._made_up(k) is not None:
                self.taken.add(k)
                first = k
            elif (
                said_again(f, k)
                or named_alone(f, k)
                or counted_beside(f, k) is not None
                or self._trailing(k) is not None
                or (self.pairs and f.word(hedge_before(f, k)[1] - 1) in ("or", "(", "-"))
                or (self.pairs and f.word(hedge_before(f, k)[1] - 1) == "," and is_shut(f, k))
            ):
                self.taken.add(k)
        for k in self.again:
            self._claim_direction(k)

    def _claim_moving(self, whole: list[int], part: list[int], items: list[int]) -> None:
        self.taken |= set(items)
        f = self.frame
        f.settled |= {*items, *(m for m in [*whole, *part] if f.item(m).has("causal") or f.word(m) in BEING)}
        for k in items[1:]:
            self.moving[k] = whole, part
            self.periods |= set(_dated(f, k)[:1])

    def _claim_pairs(self) -> None:
        f = self.frame
        amounts = f.having("amount") if "of" in f.tagged.said else []
        for a, b in pairwise(amounts):
            between = f.between(a, b)
            words = [f.word(m) for m in between]
            own = {m for m in between if f.word(m + 1) == "'s" and f.item(m).has("value", "neutral")}  # "the agency's"
            plain = all(
                f.word(m) in _LEADS or f.item(m).has("hedge") for m in between if not owns_both(f, m) and m not in own
            )
            if words[:1] != ["of"] or not plain or len(words) > 5 or f.word(a - 1) == "other":
                continue
            sides = sides_of(f, self.alike, a, between[0]) or named_both(f)
            if sides is not None:
                self.pairs.append(Pair(a, b, sides))
                self.taken |= {a, b}
                f.settled |= {a, b}

    def _claim_whole(self, k: int) -> None:
        """ "half of the 9,000 sold in May were A": the whole is a figure of its own."""
        f = self.frame
        of = share_of(f, k)
        near = [m for m in f.unit.indices if of is not None and of < m <= of + 5]
        whole = next((m for m in near if f.item(m).has("amount")), None)
        if of is not None and whole is None and (whole := whole_apposed(f, of)) is not None:
            near = []
        if of is None or whole is None:
            return
        lead, told = [m for m in near if m < whole], (*_LEADS, "'s", "total")
        # "of the agency's 9,000", "of the north gate's total of 9,000", "of the north gate total of 9,000"
        owners = {m for m in lead if f.item(m).has("value") and f.word(m + 1) in ("'s", "total")}
        passed = (m for m in lead if m not in owners and f.item(m).period is None)
        if not all(f.word(m) in told or f.item(m).has("hedge") for m in passed):
            return
        sides = sides_of(f, self.alike, k, of)
        if sides is not None:
            self.wholes[whole] = sides[1]
            self.taken.add(whole)
            f.settled |= {k, whole}

    def _claim_direction(self, k: int) -> None:
        """ "down from 61 percent in 2021": the direction is the share's, and no change of a count."""
        f = self.frame
        for m in reversed(f.ahead(k)[-4:]):
            if f.item(m).has("direction"):
                self.taken.add(m)
                f.settled.add(m)
                self.moved[k] = m
            elif not f.item(m).has("base", "hedge", "filler"):
                break

    def _made_up(self, k: int) -> tuple[list[int], list[int]] | None:
        """(whole, part) of "Of A sold in May, B made up 57 percent"; no whole where it was named before."""
        f = self.frame
        start = hedge_before(f, k)[1]
        before = list(f.ahead(start))
        while before and f.word(before[-1]) in _AS_LITTLE:
            before.pop()  # "B made up only 8 percent"
        said = [f.word(m) for m in before][-2:]
        if before and (gap := gapped(f, before, self.taken)):
            return [], gap
        verb = 2 if " ".join(said) in _MADE_UP else int(said[-1:] != [] and said[-1] in _MAKING)
        comma = next((m for m in reversed(before) if f.word(m) == "," and not _lists(f, before, m)), None)
        if verb and comma is not None and f.word(f.unit.indices[0]) == "of":
            return [m for m in before if m < comma], [m for m in before if m > comma][:-verb]
        part = [m for m in before if comma is None or m > comma][:-verb] if verb else []
        ends = not f.after(k) or f.item(f.after(k)[0]).has("punct") or f.words_after(k, 1) == ["and"]
        named = {str((f.item(m).entry("value") or {}).get("dimension")) for m in part if is_firm(f, m)}
        counts = bool(f.having("measure"))
        if not ends or counts or len(named) != 1 or not any(map(f.parts_people, named)):
            return None
        return ([], part) if f.background.subject.measure is not None else None

    def _trailing(self, k: int) -> tuple[list[int], list[int]] | None:
        """(whole, part) of "Of 9,000 sold, 5,000 were A, more than half": a share of its own at the end."""
        f = self.frame
        if counted := summed_up(f, k):
            return [], counted
        start = hedge_before(f, k)[1]
        commas = [m for m in f.ahead(start) if f.word(m) == "," and f.word(m - 1) != "or"]
        ends = not f.after(k) or f.item(f.after(k)[0]).has("punct")
        if f.word(f.unit.indices[0]) != "of" or len(commas) != 2 or not ends or f.word(start - 1) not in (",", "or"):
            return None
        whole = [m for m in f.unit.indices if m < commas[0]]
        return whole, [m for m in f.unit.indices if commas[0] < m < commas[1]]

    # ---- the assertions ---------------------------------------------------------------------

    def read(self, dating: Dating, blocked: Blocked | None, negated: bool) -> list[Assertion]:
        """The shares and parts, once the unit's periods are known."""
        out: list[Assertion] = []
        for pair in self.pairs:
            self.last = part, whole = pair.subjects
            out.append(self._figure(pair.part, merged(whole, part), dating, blocked, negated))
            out[-1] = short_of(self.frame, pair.part, out[-1], whole)
            out.append(self._figure(pair.whole, whole, dating, blocked, negated))
        out += [self._figure(k, whole, dating, blocked, negated) for k, whole in self.wholes.items()]
        for k in sorted(self.taken):
            if self.frame.item(k).has("percent", "share"):
                found = self._share(k, dating, blocked, negated)
                if found is not None:
                    out.append(found)
        return out

    def _figure(self, k: int, subject: Subject, dating: Dating, blocked: Blocked | None, negated: bool) -> Figure:
        f = self.frame
        number = f.item(k).number
        assert number is not None
        hedge, start = hedge_before(f, k)
        when = self._when(k, dating)
        return Figure(f.span(start, k + 1), subject, when, negated, blocked, amount=number.amount, hedge=hedge)

    def _share(self, k: int, dating: Dating, blocked: Blocked | None, negated: bool) -> Share | None:
        f = self.frame
        number = f.item(k).number
        assert number is not None
        hedge, start = dating.finder.hedge(k)
        own = f.item(k).entry("hedge")  # "most of": more than half
        hedge = next(h for h in HEDGES if h.name == own["hedge"]) if own else hedge
        span = f.span(min(start, k), k + 1)
        compared = share_of_period(f, k) if k not in self.again else None
        if compared is not None:
            subject = f.subject(k, f.ahead(k) or None)
            when = self._own_when(k, compared, dating)
            return Share(
                span, subject, when, negated, blocked,
                amount=number.amount, whole=subject, hedge=hedge, whole_when=dating.when(compared, k),
            )  # fmt: skip
        if (sides := self._subjects(k)) is None:
            return None
        self.last = part, whole = sides
        when = self._when(k, dating)
        if k in self.again or k in self.moving:
            period, first = _dated(f, k)[0], when.periods[:1]
            told = dating.dated(period, first[0] if first else None)
            next_told = k in self.again and f.word(start - 1) in (",", "and", "but")  # "in May and 27 percent in June"
            when = told if next_told else dating.before(period, told, first)
        turned = self._turns(k)
        span = f.span(self.moved[k], k + 1) if turned else span
        return Share(
            span, merged(whole, part), when, negated, blocked,
            amount=number.amount, whole=whole, hedge=hedge, turned=turned, each=so_in_every(f, k),
        )  # fmt: skip

    def _turns(self, k: int) -> bool:
        """Whether "up" or "down" says the other way than the two percentages of "41 percent, up from 43 percent"."""
        move = self.frame.item(self.moved[k]).entry("direction") if k in self.moved else None
        sign = int(move["sign"]) if move is not None else 0
        now, before = (self.frame.item(m).number for m in (self.again.get(k, k), k))
        if not sign or now is None or before is None:
            return False
        return (now.amount.value - before.amount.value) * sign < 0

    def _subjects(self, k: int) -> tuple[Subject, Subject] | None:
        f = self.frame
        if k in self.moving:
            return parted(f, *self.moving[k])
        k = self.again.get(k, self.same.get(k, k))
        if (part := f.background.part) and (whole := f.background.whole) and said_again(f, k):
            return part, whole
        if k in self.alike and (of := share_of(f, self.alike[k])) is not None:
            return parted(f, *of_the_same(f, self.alike[k], of, k, self.taken))
        if k in self.alike:
            first = self.alike[k]
            end = next((m for m in f.unit.indices if m > k and m in self.taken), f.unit.indices[-1] + 1)
            start = hedge_before(f, first)[1]
            return parted(f, f.ahead(start), f.between(k, end))
        of, verb = share_of(f, k), verb_after(f, k)
        if of is not None:
            return sides_of(f, self.alike, k, of)
        if verb is not None:
            others = [m for m in f.unit.indices if f.item(m).has("percent", "share", "amount") and m in self.taken]
            first = min([m for m in others if m <= k], default=k)
            end = min([m for m in others if m > k], default=f.unit.indices[-1] + 1)
            ahead = f.ahead(hedge_before(f, first)[1])
            rest = {f.word(m) for m in ahead} <= _REST  # "The remaining 5 percent were A": of what the others were of
            return parted(f, [] if rest else ahead, f.between(verb, end))
        if named := named_alone(f, k):
            return parted(f, [], named)
        if (counted := counted_beside(f, k)) is not None:
            end = next((m for m in f.after(k) if f.item(m).has("amount")), f.unit.indices[-1] + 1)
            return f.subject(counted, f.between(counted - 1, end)), f.background.subject
        stated = self._made_up(k) or self._trailing(k)
        if stated is not None:
            return parted(f, *stated)
        return self.pairs[-1].subjects if self.pairs else None

    def _when(self, k: int, dating: Dating) -> When:
        live = [m for m in self.frame.live() if m < k and self.frame.item(m).period is not None]
        topics = dating.topics() or [m for m in live if owns_both(self.frame, m)][:1]
        return dating.when(topics[0] if topics else None, k)

    def _own_when(self, k: int, compared: int, dating: Dating) -> When:
        """The period of what is a share of another period's figure: named before it, else inherited."""
        f = self.frame
        others = {None, compared, *self.periods}  # "a third of the A of May and a fifth of the B of June": of neither
        mine = [m for m in dating.topics() if m < k and m not in others]
        owned = [a.period for a in dating.anchors if a.role == "level" and a.k < k and a.period not in others]
        if mine or owned:
            return dating.when(mine[-1] if mine else owned[-1], k)
        return f.background.when


def _dated(f: Frame, k: int) -> list[int]:
    return [m for m in f.after(k) if f.item(m).period is not None]


def _lists(f: Frame, before: Sequence[int], comma: int) -> bool:
    """Whether names of one kind stand on both sides of a comma: "A, B and C together made up 57 percent"."""
    left = [m for m in before if m < comma][-1:]
    right = [m for m in before if m > comma and is_firm(f, m)][:1]
    if not left or not right or not is_firm(f, left[0]) or f.word(right[0] - 1) not in (",", "and"):
        return False
    kinds = {str((f.item(m).entry("value") or {}).get("dimension")) for m in (left[0], right[0])}
    return len(kinds) == 1
