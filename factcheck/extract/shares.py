"""Reads parts of wholes: "36 percent of them were A", "7,000 of the 9,000", "half of May's total"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from factcheck.extract.dating import Dating
from factcheck.extract.each_month import so_in_every
from factcheck.extract.frame import Frame
from factcheck.extract.layout import restates
from factcheck.extract.populations import merged, with_choices, without
from factcheck.extract.ratios import hedge_before, is_firm, owns_both
from factcheck.extract.remainders import short_of
from factcheck.extract.share_lists import apposed, gapped, named_alone, of_the_same, summed_up, told_by
from factcheck.extract.share_periods import (
    BEING,
    moving_share,
    named_before,
    points_back,
    said_again,
    sets_share,
    share_of_period,
)
from factcheck.model.claim import INFERRED, Assertion, Blocked, Choice, Figure, Share, Subject, When
from factcheck.model.hedge import HEDGES

_MAKING = frozenset("made represented comprised constituted formed were was".split())
_MADE_UP = ("made up", "accounted for", "making up", "accounting for")
_AS_LITTLE = frozenset("only just even barely merely still now".split())
_WHO = frozenset("they that this those these it".split())
_SAID_OF = frozenset("made up accounted for represented represents comprised constituted were was are is 's".split())
_LEADS = frozenset("of the a its their all those these nation country".split())
_POINTING = frozenset("whom which those these them".split())
_REST = frozenset("the remaining other and".split())
_AGAIN = frozenset("versus vs from than against with to".split())


def _apart(f: Frame, own: Sequence[Choice], whole: Subject) -> bool:
    """Whether a part is of another group of the same kind than the whole: no A is a B."""
    held = {c.dimension: c for c in whole.choices if c.values and c.values != ("all",) and not c.hint}
    groups = [c for c in own if f.parts_people(c.dimension) and c.dimension in held]
    return any(not set(c.values) & set(held[c.dimension].values) for c in groups)


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
            if first is not None and self._is_again(k):
                self.again[k] = first
                self.taken.add(k)
                self.periods |= set(self._dated(k)[:1])
            elif (
                told := told_by(f, k, self.taken - {*self.again, *self.alike}, self._share_of, self._verb_after)
            ) is not None:
                self.alike[k] = told
                self.taken.add(k)
            elif (same := apposed(f, k, self.taken)) is not None:
                self.same[k] = same
                self.taken.add(k)
            elif self._share_of(k) is not None or self._verb_after(k) is not None or share_of_period(f, k) is not None:
                self.taken.add(k)
                first = k
                compared = share_of_period(f, k)
                if compared is not None:
                    f.settled.add(k)
                    self.periods.add(compared)
                else:
                    self._claim_whole(k)
                    if "there" in f.words_after(k, 6) and any(self._places(m) for m in f.live() if m < k):
                        f.settled.add(k)
            elif self._made_up(k) is not None:
                self.taken.add(k)
                first = k
            elif (
                said_again(f, k)
                or named_alone(f, k)
                or self._trailing(k) is not None
                or (self.pairs and f.word(hedge_before(f, k)[1] - 1) in ("or", "(", "-"))
                or (self.pairs and f.word(hedge_before(f, k)[1] - 1) == "," and self._shut(k))
            ):
                self.taken.add(k)
        for k in self.again:
            self._claim_direction(k)

    def _shut(self, k: int) -> bool:
        """Whether nothing, or only ", were A" after a pair of figures, stands behind the share at item k."""
        after = self.frame.after(k)[:2]
        return not after or (self.frame.word(after[0]) == "," and sets_share(self.frame, after[-1]))

    def _claim_moving(self, whole: list[int], part: list[int], items: list[int]) -> None:
        self.taken |= set(items)
        f = self.frame
        f.settled |= {*items, *(m for m in [*whole, *part] if f.item(m).has("causal") or f.word(m) in BEING)}
        for k in items[1:]:
            self.moving[k] = whole, part
            self.periods |= set(self._dated(k)[:1])

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
            sides = self._sides(a, between[0]) or self._named_both()
            if sides is not None:
                self.pairs.append(Pair(a, b, sides))
                self.taken |= {a, b}
                f.settled |= {a, b}

    def _named_both(self) -> tuple[Subject, Subject] | None:
        """ "…: 9,000 of 12,000": the part and the whole of the share in the clause before."""
        f = self.frame
        part, whole = f.background.part, f.background.whole
        own = any(is_firm(f, m) for m in f.live()) or bool(f.having("measure"))
        return None if part is None or whole is None or own else (part, whole)

    def _claim_whole(self, k: int) -> None:
        """ "half of the 9,000 sold in May were A": the whole is a figure of its own."""
        f = self.frame
        of = self._share_of(k)
        near = [m for m in f.unit.indices if of is not None and of < m <= of + 5]
        whole = next((m for m in near if f.item(m).has("amount")), None)
        if of is not None and whole is None and (whole := self._whole_apposed(of)) is not None:
            near = []
        if of is None or whole is None:
            return
        lead, told = [m for m in near if m < whole], (*_LEADS, "'s", "total")
        # "of the agency's 9,000", "of the north gate's total of 9,000", "of the north gate total of 9,000"
        owners = {m for m in lead if f.item(m).has("value") and f.word(m + 1) in ("'s", "total")}
        passed = (m for m in lead if m not in owners and f.item(m).period is None)
        if not all(f.word(m) in told or f.item(m).has("hedge") for m in passed):
            return
        sides = self._sides(k, of)
        if sides is not None:
            self.wholes[whole] = sides[1]
            self.taken.add(whole)
            f.settled |= {k, whole}

    def _whole_apposed(self, of: int) -> int | None:
        """The figure in "Most of those sold in May, about 9,000 sales, were A": of all of them, and not of A."""
        f = self.frame
        for m in f.after(of):
            if sets_share(f, m):
                return None
            end = m + 1 + (f.item(m + 1).has("head", "measure") if m < f.unit.indices[-1] else 0)
            apposed = f.word(hedge_before(f, m)[1] - 1) == "," and f.word(end) == ","
            if f.item(m).has("amount") and apposed and end + 1 in f.unit.indices and sets_share(f, end + 1):
                return m
        return None

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

    def _is_again(self, k: int) -> bool:
        """ "…, versus 27 percent in 2021": the same share in another period."""
        f = self.frame
        start = hedge_before(f, k)[1]
        start -= f.word(start - 1) in ("just", "only")  # "compared with just 27 percent in 2021"
        before = f.ahead(start)[-1:]
        led = before and (f.word(before[0]) in _AGAIN or f.item(before[0]).has("base"))
        after = f.after(k)[:3]
        dated = next((m for m in after if f.item(m).period is not None), None)
        if dated is not None and f.word(start - 1) == "and" and after[:1] == [dated]:  # ", and 27 percent a year later"
            rest = f.after(dated)[:1]
            return not rest or f.item(rest[0]).has("punct")
        if dated is not None and f.word(start - 1) in (",", "and") and [f.word(m) for m in after[:1]] == ["in"]:
            return after[1:2] == [dated] and any(f.item(m).period is not None for m in f.ahead(start)[-2:])
        return bool(led) and dated is not None and not any(f.word(m) == "of" for m in after if m < dated)

    def _dated(self, k: int) -> list[int]:
        return [m for m in self.frame.after(k) if self.frame.item(m).period is not None]

    def _share_of(self, k: int) -> int | None:
        """The item of "of" after a share, if the share is of something counted; of "one in five (sales)", "most sales"
        and "half the sales", itself."""
        f = self.frame
        first, words = f.after(k)[:1], f.words(k).lower()
        if words == "half" and f.words_after(k, 1) == ["the"]:
            first = f.after(k)[1:2]
        ratio = " in " in words or " out of " in words or " of every " in words or words in ("most", "half")
        if ratio and first and f.item(first[0]).has("measure", "head", "value", "neutral", "bare"):
            return k
        after = [m for m in f.after(k) if f.word(m) not in ("(", ")", "-") and not restates(f.tagged, m)]
        for m in after[:3]:  # past "(64 percent)"
            if f.word(m) == "of":
                return m
            if f.word(m) not in ("about", ",") and not f.item(m).has("hedge-after"):
                return None
        return None

    def _verb_after(self, k: int) -> int | None:
        """The verb of "68 percent were A", where the whole was named before."""
        f = self.frame
        after = f.after(k)
        before = [m for m in f.unit.indices if m < hedge_before(f, k)[1]][-2:]
        if restates(f.tagged, k):  # "7,000, or 44 percent, were A"
            after = after[1:] if after and f.word(after[0]) in (",", ")", "-") else after
        if [f.word(m) for m in after[:2]] == [",", "or"] and any(f.item(m).has("amount") for m in after[2:4]):
            shut = next((n for n, m in enumerate(after[2:6], 2) if f.word(m) == ","), len(after))
            after = after[shut + 1 :]  # "44 percent, or 7,000, were A"
        if not after or not sets_share(f, after[0]) or any(f.item(m).has("direction") for m in before):
            return None  # "a rise of 34 percent was recorded"
        return after[0] if any(is_firm(f, m) for m in after) else None

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
        comma = next((m for m in reversed(before) if f.word(m) == "," and not self._lists(before, m)), None)
        if verb and comma is not None and f.word(f.unit.indices[0]) == "of":
            return [m for m in before if m < comma], [m for m in before if m > comma][:-verb]
        part = [m for m in before if comma is None or m > comma][:-verb] if verb else []
        ends = not f.after(k) or f.item(f.after(k)[0]).has("punct") or f.words_after(k, 1) == ["and"]
        named = {str((f.item(m).entry("value") or {}).get("dimension")) for m in part if is_firm(f, m)}
        counts = bool(f.having("measure"))
        if not ends or counts or len(named) != 1 or not any(map(f.parts_people, named)):
            return None
        return ([], part) if f.background.subject.measure is not None else None

    def _lists(self, before: Sequence[int], comma: int) -> bool:
        """Whether names of one kind stand on both sides of a comma: "A, B and C together made up 57 percent"."""
        f = self.frame
        left = [m for m in before if m < comma][-1:]
        right = [m for m in before if m > comma and is_firm(f, m)][:1]
        if not left or not right or not is_firm(f, left[0]) or f.word(right[0] - 1) not in (",", "and"):
            return False
        kinds = {str((f.item(m).entry("value") or {}).get("dimension")) for m in (left[0], right[0])}
        return len(kinds) == 1

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
            period, first = self._dated(k)[0], when.periods[:1]
            when = dating.before(period, dating.dated(period, first[0] if first else None), first)
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
            return self._parted(*self.moving[k])
        k = self.again.get(k, self.same.get(k, k))
        if (part := f.background.part) and (whole := f.background.whole) and said_again(f, k):
            return part, whole
        if k in self.alike and (of := self._share_of(self.alike[k])) is not None:
            return self._parted(*of_the_same(f, self.alike[k], of, k, self.taken))
        if k in self.alike:
            first = self.alike[k]
            end = next((m for m in f.unit.indices if m > k and m in self.taken), f.unit.indices[-1] + 1)
            start = hedge_before(f, first)[1]
            return self._parted(f.ahead(start), f.between(k, end))
        of, verb = self._share_of(k), self._verb_after(k)
        if of is not None:
            return self._sides(k, of)
        if verb is not None:
            others = [m for m in f.unit.indices if f.item(m).has("percent", "share", "amount") and m in self.taken]
            first = min([m for m in others if m <= k], default=k)
            end = min([m for m in others if m > k], default=f.unit.indices[-1] + 1)
            ahead = f.ahead(hedge_before(f, first)[1])
            rest = {f.word(m) for m in ahead} <= _REST  # "The remaining 5 percent were A": of what the others were of
            return self._parted([] if rest else ahead, f.between(verb, end))
        if named := named_alone(f, k):
            return self._parted([], named)
        made_up = self._made_up(k)
        if made_up is not None:
            return self._parted(*made_up)
        trailing = self._trailing(k)
        if trailing is not None:
            return self._parted(*trailing)
        return self.pairs[-1].subjects if self.pairs else None

    def _sides(self, k: int, of: int) -> tuple[Subject, Subject] | None:
        """(part, whole): "PART made up S of WHOLE" or "S of WHOLE were PART"."""
        f = self.frame
        after = f.after(of)
        before = f.ahead(k)
        copula = next(
            (m for m in after if sets_share(f, m) and any(x > m and is_firm(f, x) for x in after)),
            None,
        )
        if named_before(f, after):
            whole, part = before, after  # "…, a third of them from P": the whole was named before
        elif copula is not None:
            whole = [m for m in after if m < copula] + before
            part = [m for m in after if m > copula]
        elif self._several(before) or points_back(f, before, after):
            return None  # which of them is the part?
        elif (own := self._acted_on(before, after)) is not None:
            whole, part = own
        elif self._sold_of(k, before, after):
            whole, part = before, after
        elif any(is_firm(f, m) for m in before):
            there = [m for m in before if self._places(m)] if "there" in f.words_after(of, 5) else []
            others = [m for m in self.alike if self.alike[m] == k]  # "…, those of B 27 percent": no part of this one
            again = [m for m in after if f.item(m).has("percent", "share")]  # ", and B another fifth"
            parted = [m for m in after if f.word(m) == "," and (others or (again and m < again[-1]))]
            stop = min(parted, default=f.unit.indices[-1] + 1)
            after = [m for m in after if m < stop]
            whole, part = [*after, *there], before
        else:
            return self._pointed(before, after)
        return self._parted(whole, part)

    def _pointed(self, before: Sequence[int], after: Sequence[int]) -> tuple[Subject, Subject] | None:
        """(part, whole) of "They made up S of the total", behind a sentence of the one group that they are."""
        f, told = self.frame, self.frame.background.subject
        words = [f.word(m) for m in before]
        plain = all(w in _WHO or w in _SAID_OF or f.item(m).has("hedge") for w, m in zip(words, before, strict=True))
        groups = [c for c in told.choices if f.parts_people(c.dimension) and not c.hint]
        if not words or words[0] not in _WHO or not plain or len(groups) != 1 or len(groups[0].values) != 1:
            return None
        if groups[0].dimension in f.background.several:
            return None  # which of them?
        own = f.subject(after[0], after)
        same = own.measure in (None, told.measure) and own.group in (None, told.group)
        if not same or any(c.span is not None and f.parts_people(c.dimension) for c in own.choices):
            return None
        return with_choices(told, groups), with_choices(own, without(own, groups))

    def _acted_on(self, before: Sequence[int], after: Sequence[int]) -> tuple[list[int], list[int]] | None:
        """(whole, part) of "A were X-ed of the B counted under R", where whoever is X-ed is counted under a rule."""
        f = self.frame
        entries = [next((e for m in side if (e := f.item(m).entry("measure"))), None) for side in (before, after)]
        if entries[0] is None or entries[1] is None or entries[0]["measure"] != entries[1]["measure"]:
            return None
        groups = f.vocabulary.facts["measures"][entries[0]["measure"]]["groups"]
        first, second = (groups[e["group"]][0] for e in entries if e is not None)
        implied = set(first) - set(second)
        moved = [m for m in after if is_firm(f, m) and (f.item(m).entry("value") or {})["dimension"] in implied]
        return ([m for m in after if m not in moved], [*before, *moved]) if moved else None

    def _sold_of(self, k: int, before: Sequence[int], after: Sequence[int]) -> bool:
        """ "9,000 sales, most of young riders": they were of whom is named, and not most of these."""
        f = self.frame
        apposed = f.word(hedge_before(f, k)[1] - 1) == "," and any(f.item(m).has("measure") for m in before)
        named = next((m for m in after[:4] if is_firm(f, m)), None)  # "of people on foot"
        entry = f.item(named).entry("value") if named is not None else None
        return (
            entry is not None
            and apposed
            and f.parts_people(str(entry["dimension"]))
            and not any(f.item(m).has("measure") for m in after)
        )

    def _several(self, items: Sequence[int]) -> bool:
        """Whether items name two parts, each with a figure of its own."""
        f = self.frame
        named = [e for m in items if is_firm(f, m) and (e := f.item(m).entry("value")) is not None]
        parts = {(e["dimension"], e["value"]) for e in named if f.parts_people(str(e["dimension"]))}
        apart = sum(f.item(m).has("amount") for m in items) > 1
        return apart and len(parts) > len({d for d, _ in parts})

    def _places(self, k: int) -> bool:
        """Whether item k says where: "there" points back to it."""
        entry = self.frame.item(k).entry("value")
        measures = self.frame.vocabulary.facts["measures"].values()
        return (
            is_firm(self.frame, k) and entry is not None and any(entry["dimension"] in m["assumed"] for m in measures)
        )

    def _parted(self, whole: Sequence[int], part: Sequence[int]) -> tuple[Subject, Subject] | None:
        f = self.frame
        if not part:
            return None
        part_subject = f.subject(part[0], part)
        own = tuple(c for c in part_subject.choices if c.span is not None and c.values)
        whole_subject = f.subject(whole[0] if whole else part[0], whole)
        if not whole:
            own = tuple(c for c in own if any(c.span == f.span(m, m + 1) for m in part))
            whole_subject = f.background.whole or with_choices(whole_subject, without(whole_subject, own))
        led = [f.word(m) for m in whole[:1]] in (["of"], ["among"]) and any(f.word(m) in _POINTING for m in whole[1:2])
        if led and f.background.subject.measure and not any(is_firm(f, m) for m in whole):
            own = tuple(c for c in own if any(c.span == f.span(m, m + 1) for m in part))
            whole_subject = f.background.subject  # "of whom half were A": of those named before
        elif f.background.whole is not None and not any(is_firm(f, m) or f.item(m).has("measure") for m in whole):
            whole_subject = f.background.whole  # "54 percent of sales were A, while 41 percent were B"
        if not own or all(c in whole_subject.choices for c in own) or _apart(f, own, whole_subject):
            return None
        groups = [c for c in own if f.parts_people(c.dimension)]
        if groups and len(groups) < len(own) and not any(is_firm(f, m) for m in whole):
            # "at the north gate, A made up S of the total": where it happened holds for the whole too
            placed = [c for c in own if c not in groups]
            whole_subject = with_choices(whole_subject, [*without(whole_subject, own), *placed])
            own = tuple(groups)
        named = {c.dimension for c in own}
        carried = tuple(c for c in whole_subject.choices if c.dimension not in named or c.span is not None)
        whole_subject = with_choices(whole_subject, carried)
        if whole_subject.measure is None or (whole_subject.origin == INFERRED and part_subject.words):
            whole_subject = Subject(
                part_subject.measure, part_subject.group, part_subject.words, part_subject.origin,
                part_subject.span, part_subject.found_by, whole_subject.choices,
            )  # fmt: skip
        return with_choices(part_subject, own), whole_subject

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
