"""Reads one unit of a sentence: who is counted, over which period, and what blocks a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from factcheck.extract.anchors.anchor import BESIDE, sets_beside
from factcheck.extract.cutting.scope import within
from factcheck.extract.cutting.unit_items import FIGURES, OfItems
from factcheck.extract.periods.clock import Clock
from factcheck.extract.periods.fronted_years import in_fronted_year
from factcheck.extract.periods.told_on import told_on
from factcheck.extract.periods.when import back_to, resolve
from factcheck.extract.subjects.inherited import inherit
from factcheck.extract.tagging.listed import (
    THEM,
    fronted,
    fronted_by_figures,
    in_turn,
    its_own,
    list_end,
    not_behind,
    of_its_part,
    owns,
    part_of_it,
    plain_list,
    resumed,
)
from factcheck.model.claim import INFERRED, WRITTEN, Choice, Subject, When
from factcheck.model.facts import once_for_facts
from factcheck.model.record import replace
from factcheck.model.value import Period
from factcheck.text.dates import PeriodExpr

_BESIDE_TIMES = frozenset("before after until till early late mid around through thru following".split())
_STRETCHES = frozenset("end start beginning middle half part rest eve most much".split())
_ENDS = ("end", "start", "beginning", "middle")  # of a bare year: some months of it, and no year's figure
BUSY = frozenset("busiest quietest slowest".split())
_PARTING = frozenset(("but", "while", "whereas", "yet"))
_BREAKS = (",", ";", "and", "or", "(", ")", "-")


@dataclass(slots=True, eq=False, repr=False)
class Frame(OfItems):
    """One unit being read."""

    _dated: dict[int, When] = field(init=False, default_factory=dict)  # by item, what its period was found to be

    # -- subject ----------------------------------------------------------------------------

    def subject(self, near: int, among: Iterable[int] | None = None) -> Subject:
        """What is counted at item `near`: written in the unit (or the items `among`), else inherited."""
        pool = self._live if among is None else [k for k in among if k not in self.layout.masked]
        measure = self._measure(near, pool)
        inherited = self.background.subject
        choices = self._choices(near, pool)
        kept, passed = inherit(self, choices, near)
        if self.unit.scopes:
            kept = within(kept, self.unit.scopes, self.vocabulary.facts)
        if measure is None:
            if inherited.measure is None:
                return self._population_only(near, kept)
            return replace(inherited, span=None, choices=kept, passed=passed)
        entry = self.item(measure).entry("measure") or {}
        return Subject(
            str(entry["measure"]),
            int(entry["group"]),
            self.words(measure),
            WRITTEN,
            self.span(measure, measure + 1),
            self.item(measure).found_by,
            kept,
            passed,
        )

    def _population_only(self, near: int, choices: tuple[Choice, ...]) -> Subject:
        """A named population without a word for what is counted: the one measure it belongs to."""
        described = self.background.describes and any(not c.hint for c in self.background.subject.choices)
        counted = described or self._counts_people(near) or self._is_busy()
        # "9,000 people came in May, double the 4,500 of June": the second figure is of the same count.
        counted = counted or any(k < near and self._counts_people(k) for k in self._figures)
        return self.default_measure(Subject(choices=choices)) if counted else Subject(choices=choices)

    def _is_busy(self) -> bool:
        """Whether times are ranked by how busy they were: what is done there is what is counted."""
        return any(self.word(k).split("-")[-1] in BUSY and self.item(k).has("highest", "lowest") for k in self._live)

    def default_measure(self, subject: Subject) -> Subject:
        """`subject` with the one measure that its population belongs to, when there is just one."""
        firm = {c.dimension for c in subject.choices if not c.hint and c.values}
        fitting = [
            name for name, m in self.vocabulary.facts["measures"].items() if firm and firm <= set(m["dimensions"])
        ]
        if len(fitting) != 1:
            return subject
        return Subject(fitting[0], 0, "", INFERRED, choices=subject.choices)

    def _counts_people(self, near: int) -> bool:
        """Whether the amount at `near` is plainly the measure's: followed by who is counted, or "the figure"."""
        for k in self.after(near)[:4]:
            item = self.item(k)
            if item.has("head") or (item.has("value") and not (item.entry("value") or {}).get("hint")):
                return True
            if not item.kinds <= {"filler", "neutral", "hedge-after"}:
                break
        return any(
            self.word(k) in ("figure", "number", "total", "count", "tally", "figures") for k in self.unit.indices
        )

    def parts_people(self, dimension: str) -> bool:
        """Whether a dimension splits up what is counted (a group of people) and does not place it."""
        return parts(self.vocabulary.facts, dimension)

    def _measure(self, near: int, pool: Sequence[int]) -> int | None:
        """The measure word that goes with item `near`: nearest, nouns and verbs of whoever acts first."""
        found = self._of(pool, self.having("measure"))
        if not found:
            return None

        def cost(k: int) -> tuple[bool, int]:
            entry = self.item(k).entry("measure") or {}
            return bool(entry.get("gives_way")), abs(k - near)

        return min(found, key=cost)

    def _choices(self, near: int, pool: Sequence[int]) -> list[Choice]:
        by_dimension: dict[str, list[int]] = {}
        pool = its_own(self, near, pool) or self._this_side(near, self._own_statement(near, pool))
        for k in pool:
            entry = self.item(k).entry("value")
            if entry:
                by_dimension.setdefault(str(entry["dimension"]), []).append(k)
        choices = [
            c
            for d, found in by_dimension.items()
            if (own := self._in_reach(found, near)) and (c := self._choice(d, own, near))
        ]
        choices += self._reporting({c.dimension for c in choices})
        return choices

    def _reporting(self, named: set[str]) -> list[Choice]:
        """Whose figures they are, when the sentence only says who reports them ("the agency's data show")."""
        out: list[Choice] = []
        if not self.layout.attributed:
            return out
        for k in sorted(self.layout.attributed & {*range(self.layout.lead), *self.unit.indices}):
            entry = self.item(k).entry("value")
            if entry is None or entry.get("weak") or entry.get("hint") or str(entry["dimension"]) in named:
                continue
            named.add(str(entry["dimension"]))
            span = self.span(k, k + 1)
            out.append(Choice(str(entry["dimension"]), (str(entry["value"]),), WRITTEN, self.words(k), span, hint=True))
        return out

    def _own_statement(self, near: int, pool: Sequence[int]) -> Sequence[int]:
        """In a list, a figure with its own word for what is counted and its own population stands alone."""
        if len(self._figures) < 2:
            return pool
        amounts = [k for k in pool if self.item(k).has("amount")]
        if near not in amounts or len(amounts) < 2 or near == amounts[0]:
            return pool
        if self.word(self.unit.indices[0]) == "of":
            return pool  # "Of the A sold at the north gate, B were …": parts of what was counted there
        own = [k for k in pool if self._same_segment(k, near)]
        if any(k in own for k in amounts if k < near):
            return pool  # "sales rose from A to B": the word for what is counted is that of both
        alone = any(self.item(k).has("measure") for k in own) and any(self.item(k).has("value") for k in own)
        return [k for k in pool if k in own or fronted(self, k)] if alone else pool

    def _this_side(self, near: int, pool: Sequence[int]) -> Sequence[int]:
        """The names in `pool` that may be of item `near`.

        "X, with A, saw more than Y": what follows "than" is no part of what A counts.
        """
        values = self._of(pool, self.having("value"))
        outnumbers = "outnumber" in self.tagged.kinds
        compares = outnumbers or not BESIDE.isdisjoint(self.tagged.norms)
        beside = [m for m in pool if m > near and sets_beside(self.item(m), self.last_word(m))] if compares else []
        if values and (values[-1] > near or beside):
            values = [m for m in values if not self._goes_on(near, m)]
            beside = [m for m in beside if not self._goes_on(near, m)]
        over = [m for m in pool if m < near and self.item(m).has("outnumber")] if outnumbers else []
        if over and self.word(near - 1) == "with" and any(m < over[0] for m in values):
            if near - 2 in values and any(m < over[0] for m in self._figures):
                return [m for m in values if m > over[0]]  # "A led with 9,000, ahead of B with 7,000"
            return [m for m in values if m < over[0]]  # "A overtook B in May with 9,000"
        if not beside or not values:
            return values
        than = beside[0]
        if self.item(than + 1 if than + 1 < len(self.tagged.items) else than).number is not None:
            return values
        named = {(self.item(m).entry("value") or {}).get("dimension") for m in values if m < than} - {None}
        named |= {c.dimension for c in self.background.subject.choices if not c.hint}
        return [m for m in values if m < than or (self.item(m).entry("value") or {}).get("dimension") not in named]

    def _of(self, pool: Sequence[int], items: Sequence[int]) -> Sequence[int]:
        """Those of `items` that are in `pool`."""
        if pool is self._live or not items:
            return items
        inside = set(pool)
        return [k for k in items if k in inside]

    def _goes_on(self, near: int, k: int) -> bool:
        """Whether item k stands behind `near` in a clause that goes on with something else."""
        return k > near and (self._next_clause(near, k) or resumed(self, near, k))

    def _next_clause(self, near: int, k: int) -> bool:
        """ "A in May, and X sales rose": X belongs to the count that follows it, in a clause of its own."""
        after = self.after(k)[:1]
        if not self.item(k).has("value") or not after or not self.item(after[0]).has("measure"):
            return False
        joints = [self.word(m) for m in self.between(near, k)]
        return any(a == "," and b in ("and", "while", "as") for a, b in pairwise(joints))

    def _in_reach(self, found: list[int], near: int) -> list[int]:
        """Of the words for parts of a population, those that do not belong to a later figure."""
        figures = self._figures
        found = not_behind(self, found, near)
        opens = self.word(self.unit.indices[0]) == "of" and near in figures[:1]
        if opens and not any(self.word(m) == "," for m in self.ahead(near)):
            comma = next((m for m in self.after(near) if self.word(m) == ","), self.unit.indices[-1])
            found = [k for k in found if k <= comma]  # "Of the 9,000 sold in May, … were A": of all
        if near in figures and not THEM.isdisjoint(self.tagged.said):
            found = [k for k in found if k < near or not of_its_part(self, near, k)] or found
        if near not in figures and "included" in self.tagged.norms:
            found = [k for k in found if k < near or not part_of_it(self, k)]
        if near not in figures or near == figures[-1]:
            return found
        later = [k for k in figures if k > near and not self._ends_range(near, k)]
        if not later:
            return found
        found = [k for k in found if not (near < k == later[0] - 2 and self.word(k + 1) == "'s")]  # "to B's 9,000"
        dimension = str((self.item(found[0]).entry("value") or {})["dimension"]) if found else ""
        if any(dimension in m["assumed"] for m in self.vocabulary.facts["measures"].values()):
            return found  # where it happened holds for the whole list
        found = [k for k in found if not owns(self, k, later)]
        if fronted_by_figures(self, found):
            return found
        if self.word(self.unit.indices[0]) in ("with", "at") and near == figures[0]:
            return [k for k in found if k < later[0]]  # "With A in May, X made up 29 percent": A is X's
        marks = [m for m in self.between(near, later[0]) if self.word(m) in (",", ";")]
        marks = [m for m in marks if m >= list_end(self, near, found)]
        if marks[:1] == [near + 1] and self.word(near - 1) in (",", "-"):
            shared = any(k < near for k in self.having("share", "percent"))
            marks = marks[shared:]  # "a third of May's sales, A, were of X, down from B": A is X's
        return [k for k in found if k < (marks or later)[0]]

    def _ends_range(self, near: int, k: int) -> bool:
        """Whether k is the far end of "between A and B", "A to B"."""
        between = self.between(near, k)
        return len(between) == 1 and self.word(between[0]) in ("and", "to", "-")

    def _choice(self, dimension: str, found: list[int], near: int) -> Choice | None:
        """One choice for a dimension; several values are together, or the nearest one counts."""
        alone = len(found) == 1
        own = [] if alone else [k for k in found if self._same_segment(k, near)]
        if own and sum(self.item(k).has("amount") for k in self._figures) > 1 and not plain_list(self, found):
            found = own  # each figure of a list has its own
        written = firm = found
        if not alone:
            written = [k for k in found if not (self.item(k).entry("value") or {}).get("hint")] or found
            firm = [k for k in written if not (self.item(k).entry("value") or {}).get("weak")] or written
        values = {self._value(k) for k in firm}
        if len(values) > 1 and not self._together(firm):
            own = in_turn(self, firm, [near]) or [k for k in firm if self._same_segment(k, near)]
            own = own or self._of_figure_before(firm, near)
            if len({self._value(k) for k in own}) != 1:
                return Choice(dimension, (), WRITTEN, "", self.span(firm[0], firm[-1] + 1))
            firm, values = own, {self._value(own[0])}
        elif len(written) > len(firm) and self._together(written) and not self._told_between(written):
            # "the agency …, including … at its gates": the wider name with a part added is the whole.
            wide = {self._value(k) for k in written} - values
            values = wide if len(wide) == 1 else values
        entry = self.item(firm[0]).entry("value") or {}
        values |= self._added_to(firm, dimension)
        return Choice(
            dimension,
            tuple(sorted(values)),
            WRITTEN,
            " + ".join(dict.fromkeys(self.words(k) for k in firm)),
            self.span(firm[0], firm[0] + 1),
            bool(entry.get("weak")),
            bool(entry.get("hint")),
            self.item(firm[0]).found_by,
        )

    def _of_figure_before(self, firm: list[int], near: int) -> list[int]:
        """ "9,000 elms were sold in May, a record, and 7,000 oaks": of `firm`, those of the figure with the record."""
        lead = near - 1
        while self.word(lead) in ("a", "an", "the", "another", "also", "new"):
            lead -= 1
        before = [k for k in self._figures if k < near]
        if not self.item(near).has("highest", "lowest") or self.word(lead) != "," or not before:
            return []
        return [k for k in firm if before[-1] < k < near]

    def _value(self, k: int) -> str:
        return str((self.item(k).entry("value") or {}).get("value"))

    def _added_to(self, firm: list[int], dimension: str) -> set[str]:
        """ "With B, the total was …", after a figure of A: both of them."""
        front = self.ahead(firm[0])
        led = bool(front) and self.word(front[0]) in ("with", "adding", "counting")
        if not led or len(front) > 2 or self.word(firm[0] + 1) != ",":
            return set()
        before = [c for c in self.background.subject.choices if c.dimension == dimension and not c.hint]
        return {v for c in before for v in c.values}

    def _together(self, found: list[int]) -> bool:
        """Whether values are joined: "A and B", "A plus B", "A, including B", "people from A, B or C"."""
        first, last = min(found), max(found)
        between = self.between(first, last)
        joined = any((self.item(k).has("union") and self.word(k) != "with") or self._either(k, found) for k in between)
        joined = joined and not any(self.word(k) in _PARTING for k in between)  # "fell in A and B but rose in C and D"
        return joined and not any(
            self.item(k).has(*FIGURES)
            for k in between
            if not any(self.word(m) == "plus" for m in self.between(k, last))  # "the A sold plus B"
        )

    def _told_between(self, found: list[int]) -> bool:
        """ "The agency put out its data for May, and they show that A …": what "and" joins is not the agency and A."""
        between = self.between(min(found), max(found))
        return any(self.item(k).has("period", "attribution", "outside", "direction") for k in between)

    def _either(self, k: int, found: Sequence[int]) -> bool:
        """Whether item k is the "or" of "from A, B or (from) C", where all of these are counted."""
        if self.word(k) != "or" or k - 1 not in found:
            return False
        return next((m for m in self.after(k) if not self.item(m).has("filler")), None) in found

    def _same_segment(self, k: int, near: int) -> bool:
        low, high = min(k, near), max(k, near)
        return not any(self.word(m) in _BREAKS for m in self.between(low, high))

    # -- periods ----------------------------------------------------------------------------

    def read_at(self, clock: Clock) -> None:
        """Sets when and in what context the unit is read."""
        self.clock = clock
        self._dated.clear()

    def when_at(self, k: int, subject: Period | None = None) -> When:
        """The period that item `k` names; one that leans on another, the `subject`, takes its year from it."""
        if subject is not None:
            return self._when_at(k, subject)
        found = self._dated.get(k)
        if found is None:
            found = self._dated[k] = self._when_at(k, None)
        return found

    def _when_at(self, k: int, subject: Period | None) -> When:
        expr = self.item(k).period
        assert expr is not None
        if expr.kind in ("month", "fiscal", "calendar", "year", "relative") and self._only_bounds(k, expr.kind):
            start = next((m for m in range(k - 1, max(k - 5, -1), -1) if self.word(m) in _BESIDE_TIMES | _STRETCHES), k)
            words = self.tagged.slice(self.item(start).first, self.item(k).last)
            return When(words=words, span=self.span(k, k + 1), problem="unresolved")
        found = resolve(expr, self.clock, subject)
        if len(found.periods) > 1 and "calendar" in self.tagged.norms and "fiscal" not in self.tagged.norms:
            # "this calendar year, through May"
            kept = tuple(p for p in found.periods if not p.label.startswith("fiscal"))
            found = replace(found, periods=kept or found.periods)
        inside = in_fronted_year(self, k, expr)
        if inside is None and found.origin == INFERRED and (months := told_on(self, k, expr)):
            found = replace(found, periods=months[:1], beside=months[1:])
        elif inside is None and found.origin == INFERRED and self._is_of_now(expr):
            return When(words=self.words(k), span=self.span(k, k + 1), problem="future", month=expr.month)
        return When(
            found.periods if inside is None else inside,
            found.origin if inside is None else WRITTEN,
            self.words(k),
            self.span(k, k + 1),
            found.problem if inside is None else "" if inside else "unresolved",
            month=expr.month if expr.year is None else None,
            beside=found.beside,
        )

    def _is_of_now(self, expr: PeriodExpr) -> bool:
        """Whether "in May", said in May, is this one, since no year is told: the one before would be "last May"."""
        clock = self.clock
        if expr.kind != "month" or expr.word or clock.as_of is None or expr.month != clock.as_of.month or clock.known:
            return False
        years = (clock.as_of.year, clock.as_of.year - 1)  # "in December 2023, up from November", and not "since 2020"
        return not any(i.period is not None and i.period.year in years for i in self.tagged.items)

    def since_at(self, k: int) -> When:
        """The period that "since" reaches back to at item `k`: also part of a year, though no count is of just that."""
        expr, found = self.item(k).period, self.when_at(k)
        return replace(found, periods=back_to(expr).periods, problem="") if expr and expr.kind == "part" else found

    def _only_bounds(self, k: int, kind: str) -> bool:
        """ "before May", "early in May", "until May", "the end of May": the month itself is not meant."""
        words = [self.word(m) for m in range(max(k - 4, 0), k)]
        while words and words[-1] in ("the", "in", "-"):
            words.pop()
        last = words[-1] if words else ""
        if last == "of" and words[-2:-1] and words[-2] in ("month", "months") and kind != "month":
            before = next((m for m in range(k - 1, max(k - 5, -1), -1) if self.item(m).has("ordinal")), None)
            return before is not None or "same" in words
        if last in ("ended", "ending", "ends") or words[-2:-1] in (["ended"], ["ending"]):
            return any(self.word(m) in ("year", "years") for m in range(max(k - 6, 0), k))
        if last == "of" and len(words) > 1:
            if self.word(k + 1) == "'s":
                return False  # "half of May's total"
            return words[-2] in _STRETCHES and (kind == "month" or (kind == "year" and words[-2] in _ENDS))
        if last == "after" and (self._ranked_behind(k) or self._owns_figure(k)):
            return False
        return last in _BESIDE_TIMES or (last == "to" and words[-2:-1] == ["prior"])

    def _owns_figure(self, k: int) -> bool:
        """ "after May's 9,000": the period at item `k` is that of a figure."""
        return self.word(k + 1) == "'s" and any(self.item(m).has("amount") for m in self.after(k + 1)[:1])

    def _ranked_behind(self, k: int) -> bool:
        """ "The second-highest total ever, after May's": the period at item `k` is what comes first."""
        for m in reversed(self.ahead(k)[-8:-1]):
            if self.item(m).has("highest", "lowest") and self.item(m).rank > 1:
                return True
            if self.item(m).has("amount", "direction") or self.item(m).period is not None:
                return False
        return False

    def averages(self) -> bool:
        """Whether a figure a day or a month is an average here, as in "A, or roughly B a day", "A (B a day)", and no
        day's own."""
        told = "average" in self.tagged.kinds and any(self.item(m).has("average") for m in self.unit.indices)
        told = told or self._restates_total()
        amounts = [k for k in self._figures if self.item(k).has("amount")]
        return told or any(
            self.word(m) == "or" and b - m <= 3 for a, b in pairwise(amounts) for m in self.between(a, b)
        )

    def _restates_total(self) -> bool:
        """ "9,000 sales (300 a day)": the one figure in parentheses right behind another one."""
        after = self.unit.after
        if self.unit.kind != "aside" or after is None or len(self._figures) != 1:
            return False
        first, named = self.unit.indices[0], self.item(after).has("head", "measure")
        opens = self.item(first).has("amount") or (self.item(first).has("hedge") and self.item(first + 1).has("amount"))
        return opens and self.item(after - named).has("amount")


def parts(facts: Mapping[str, Any], dimension: str) -> bool:
    """Whether a dimension splits up what is counted (a group of people) and does not place it."""
    return _parts_people(facts).get(dimension, False)


@once_for_facts
def _parts_people(facts: Mapping[str, Any]) -> dict[str, bool]:
    """By dimension of a measure, whether it splits up what is counted."""
    out: dict[str, bool] = {}
    for about in facts["measures"].values():
        readings = about["groups"][0] if about["groups"] else ()
        placing = {*about["assumed"], *(k for r in readings for k in r)}
        for dimension in about["dimensions"]:
            out.setdefault(dimension, not readings or dimension not in placing)
    return out
