"""Turns items into clauses: what each requires, permits, forbids or states, of which terms, under what conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from factcheck.model.norm import (
    BEFORE,
    DENY,
    FORBID,
    FREE,
    IF,
    MAIN,
    ONLY,
    PERMIT,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Quantity,
    Term,
)
from factcheck.model.text import Span
from factcheck.text.rules.lexer import Item, Thesaurus, itemize

_MODAL = frozenset(("must", "may", "can", "cannot", "need-not"))
_FORCE = _MODAL | {
    "allowed", "barred", "required", "power", "lets", "gives", "loses", "requires", "bars", "optional",
    "applies", "not-applies", "means",
}  # fmt: skip
_OPENERS = {
    "if": IF, "relative": IF, "unless": UNLESS, "regardless": REGARDLESS, "before": BEFORE, "except-as": "aside",
}  # fmt: skip
_CONTENT = frozenset(("concept", "word"))
_FLAGS = frozenset(("every", "loosely", "construed", "waits", "should"))
_HANDLERS = {
    **dict.fromkeys(_OPENERS, "_open"), **dict.fromkeys(_FORCE, "_forces"), **dict.fromkeys(_CONTENT, "_term"),
    **dict.fromkeys(("not", "no", "without", "negative"), "_deny"), **dict.fromkeys(("most", "least"), "_bounds"),
    "only": "_only", "number": "_number", "by": "_named_by", "ref": "_reference",
}  # fmt: skip
_STOP = re.compile(r"(?<=[\w)”’\"]{2})\s?\.\s+(?=[“\"(]?[A-Z0-9])")


def read(text: str, thesaurus: Thesaurus, cited: Sequence[Span] = ()) -> list[Clause]:
    """The clauses of `text`, in order; offsets count code points of `text`."""
    items = itemize(text, thesaurus, cited)
    clauses: list[Clause] = []
    stops = [m.start() for m in _STOP.finditer(text)] + [len(text) + 1]
    n = 0
    for stop in stops:
        sentence: list[Item] = []
        while n < len(items) and items[n].start < stop:
            sentence.append(items[n])
            n += 1
        for segment in _segments(sentence):
            clause = _Walk(segment, thesaurus).clause()
            if clause is not None:
                clauses.append(clause)
    return clauses


def _segments(items: Sequence[Item]) -> list[list[Item]]:
    """A sentence cut where another clause with a force of its own begins."""
    out: list[list[Item]] = [[]]
    depth = 0
    for n, item in enumerate(items):
        depth += (item.norm == "(") - (item.norm == ")")
        cut = item.norm == ";" or (item.norm == ":" and _has(out[-1], _MODAL | _FORCE) and _modal_ahead(items, n + 1))
        if not cut and depth <= 0 and (item.norm == "," or item.kind == "but"):
            cut = _has(out[-1], _MODAL | {"allowed", "required", "power"}) and _modal_ahead(items, n + 1)
        if cut:
            out.append([])
        else:
            out[-1].append(item)
    return [segment for segment in out if segment]


def _has(items: Sequence[Item], kinds: frozenset[str] | set[str]) -> bool:
    return any(i.kind in kinds for i in items)


def _modal_ahead(items: Sequence[Item], n: int) -> bool:
    """Whether a modal comes before any comma or opener of a condition."""
    for item in items[n:]:
        if item.kind in _MODAL:
            return True
        if (
            item.norm in (",", ";", "(", ")", "as", "that", "which")
            or item.kind in _OPENERS
            or item.kind in ("only", "after")
        ):
            return False
    return False


@dataclass(slots=True)
class _Walk:
    """One pass over the items of a clause."""

    items: Sequence[Item]
    thesaurus: Thesaurus
    zone: str = MAIN
    local: int = 1
    opened_at: int = 0
    negated: bool = False
    bound: str = ""
    by: bool = False
    one: bool = False
    stack: list[tuple[str, int]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    forces: list[Item] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    denied: bool = False  # the sign comes from a verb, and is sure for the first idea only
    anchored: int = -1  # number of the quantity whose anchor is being read
    anchors: dict[int, set[str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    stretch: list[int] = field(default_factory=list)
    infinitives: set[int] = field(default_factory=set)  # where "to" opens another thing to do

    def clause(self) -> Clause | None:
        for n, item in enumerate(self.items):
            self._step(n, item)
        if not (self.terms or self.refs or self.quantities):
            return None
        force, applies = self._force()
        if "waits" in self.flags and force in (REQUIRE, PERMIT, STATE):
            force = FORBID
            self._turn()
        return Clause(
            force, tuple(self.terms), self._near(), applies, tuple(self.refs), frozenset(self.flags),
            self._heads(), tuple(self.about), frozenset(), self.items[0].start, self.items[-1].end,
        )  # fmt: skip

    # ---- one item -----------------------------------------------------------------------------

    def _step(self, n: int, item: Item) -> None:
        kind = item.kind
        if kind in ("punct", "only") or kind in _MODAL:
            self.anchored = -1
        if kind in ("after", "before") and self.quantities and self._just_counted(n):
            self.anchored = len(self.quantities) - 1
        if item.norm == "(":
            self.stack.append((self.zone, self.local))
        elif item.norm == ")" and self.stack:
            self.zone, self.local = self.stack.pop()
        elif item.norm == ",":
            self._comma(n, item)
        elif kind in _FLAGS:
            self.flags.add(kind)
        elif kind in _HANDLERS:
            getattr(self, _HANDLERS[kind])(n, item)

    def _named_by(self, n: int, item: Item) -> None:
        self.by = True

    def _reference(self, n: int, item: Item) -> None:
        if self.zone != "aside":
            self.refs.append(item.norm)
            if not self._main_force() and self.zone == MAIN:
                self.about.append(item.norm)
        self.local = 1

    def _just_counted(self, n: int) -> bool:
        back = [i for i in self.items[max(0, n - 3) : n] if i.kind != "neutral"]
        return bool(back) and back[-1].kind == "number"

    def _comma(self, n: int, item: Item) -> None:
        self.local, self.denied = 1, False
        self.by = False
        early = not self._main_force()
        parenthetical = any(i.norm == "," for i in self.items[max(0, self.opened_at - 2) : self.opened_at])
        if self.zone != MAIN and (early or parenthetical):
            self.zone = MAIN

    def _main_force(self) -> bool:
        return any(f.kind in _MODAL or f.kind in ("lets", "requires", "bars", "power") for f in self.forces)

    def _open(self, n: int, item: Item) -> None:
        if item.kind == "relative" and (item.norm == "that" or self.zone in (ONLY, REGARDLESS, UNLESS)):
            return
        if item.kind == "before" and self.zone in (UNLESS, IF) and not self._main_force():
            return
        self.local = 1
        self.zone = ONLY if self.zone == ONLY and item.kind == "if" else _OPENERS[item.kind]
        self.opened_at = n

    def _forces(self, n: int, item: Item) -> None:
        self._close(item)
        if self.zone == "aside" and item.kind in _MODAL:
            self.zone, self.local = MAIN, 1
        if self.zone in (MAIN, ONLY):
            if item.kind in _MODAL and not self._main_force():
                self._name_agent()
            self.forces.append(item)
            self.local = 1 if item.kind in _MODAL else self.local
        elif item.kind in ("cannot", "barred", "not-applies"):
            self.local, self.denied = -1, True

    def _name_agent(self) -> None:
        """Whoever is named right before "shall" or "may" is who acts."""
        for n in range(len(self.terms) - 1, -1, -1):
            term = self.terms[n]
            if term.zone not in (MAIN, ONLY) or self.thesaurus.kind(term.key) != "agency":
                if not self._light(term.key):
                    return
                continue
            self.terms[n] = replace(term, agent=True)

    def _close(self, item: Item) -> None:
        """The main verb ends a relative clause before it: "people who file | may not …"."""
        opener = self.items[self.opened_at]
        described = any(t.start > opener.start for t in self.terms) or opener.kind != "relative"
        closing = described and item.kind in _MODAL | {"power", "requires", "bars", "lets", "loses"}
        closing = closing or (item.kind in ("allowed", "barred", "required") and described)
        if self.zone in (IF, ONLY) and closing and not self._main_force() and self._relative():
            self.zone, self.local = MAIN, 1

    def _relative(self) -> bool:
        """Whether the open zone is one that the main verb closes, not a trailing condition."""
        opener = self.items[self.opened_at] if self.opened_at < len(self.items) else None
        return opener is not None and (opener.kind == "relative" or self.zone == ONLY or self.opened_at == 0)

    def _deny(self, n: int, item: Item) -> None:
        if item.kind == "negative":
            self.one = True
            return
        if item.kind == "without":
            self.local = -1
            return
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral"), None)
        before = self.items[n - 1] if n else None
        if following is not None and following.kind == "only":
            return
        if following is not None and following.kind in _FORCE:
            self._close(following)
        near = (following is not None and following.kind in _FORCE) or (before is not None and before.kind in _FORCE)
        if self.zone in (MAIN, ONLY) and (near or not self.forces):
            self.negated = not self.negated
        else:
            self.local, self.denied = -1, item.kind == "not"

    def _only(self, n: int, item: Item) -> None:
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral"), None)
        if following is not None and following.kind in ("number", "most", "least", "after"):
            if following.kind == "number":
                self.bound = self.bound or "most"
            return
        self.flags.add("only")
        if self.zone in (MAIN, IF):
            self.zone, self.opened_at = ONLY, n

    def _bounds(self, n: int, item: Item) -> None:
        self.local = 1 if item.norm == "under" else self.local
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral"), None)
        if following is not None and following.kind == "number":
            self.bound = item.kind
        elif item.norm.startswith("or ") and self.quantities:
            self.quantities[-1] = replace(self.quantities[-1], bound=item.kind)

    def _number(self, n: int, item: Item) -> None:
        assert item.value is not None
        unit = item.unit
        if unit == "count":
            counted = next((i for i in self.items[n + 1 : n + 3] if i.kind in (*_CONTENT, "punct")), None)
            unit = f"count {counted.keys[0]}" if counted is not None and counted.keys else unit
        self.quantities.append(Quantity(item.value, unit, self.bound, item.start, item.end, self.zone))
        self.stretch.append(len(self.terms))
        self.bound = ""

    def _term(self, n: int, item: Item) -> None:
        sign = -self.local if self.one else self.local
        self.one = False
        if self.items[n - 1].norm == "to" and n > 1 and (self.items[n - 2].norm in (",", "and", "or", ":", ";") or any(
            "power" in (f.kind, *f.norm.split()) or "authority" in f.norm for f in self.forces
        )):  # fmt: skip
            self.infinitives.add(item.start)
        prescribed = self.terms and self.thesaurus.concepts.get(self.terms[-1].key, {}).get("manner")
        for key in item.keys:
            agency = self.thesaurus.kind(key) == "agency"
            agent = agency and ((self.by and not prescribed) or (not self.by and self._acts()))
            self.terms.append(Term(key, sign, self.zone, item.start, item.end, agent))
            if self.anchored >= 0 and not self._light(key):
                self.anchors.setdefault(self.anchored, set()).add(key)
                self.anchored = -1
        if self.denied and sign and any(not self._light(k) for k in item.keys):
            self.local = 0
        if self.by and any(self.thesaurus.kind(k) == "agency" for k in item.keys):
            self.by = False

    def _acts(self) -> bool:
        """Whether an agency named here is who acts: before the force, or after a first "lets"."""
        if self.zone not in (MAIN, ONLY):
            return False
        forces = [f for f in self.forces if f.kind not in ("gives", "loses")]
        if not forces:
            heard = [t for t in self.terms if t.zone in (MAIN, ONLY) and not self._light(t.key)]
            return all(self.thesaurus.kind(t.key) == "agency" for t in heard)
        since = [t for t in self.terms if t.start > forces[0].start and not self._light(t.key)]
        agencies = all(self.thesaurus.kind(t.key) == "agency" for t in since)
        return len(forces) == 1 and forces[0].kind in ("lets", "requires", "bars", "power") and agencies

    # ---- the whole ----------------------------------------------------------------------------

    def _force(self) -> tuple[str, bool]:
        force = ""
        applies = False
        negated = self.negated
        modal = ""
        for item in self.forces:
            kind = item.kind
            if kind in ("applies", "not-applies"):
                applies = applies or not force or force in (REQUIRE, PERMIT)
                if kind == "not-applies":
                    negated = not negated
                continue
            if not force or (force == REQUIRE and kind in ("allowed", "barred", "power")):
                force = _FIRST.get(kind, force)
            elif kind == "required" and force == REQUIRE and modal == "must":
                modal = kind
                continue
            elif kind == "power" and self.forces[0].kind == "loses":
                force = FORBID
            if kind == "can":
                self.flags.add("can")
            modal = modal or kind
        if applies and force in ("", REQUIRE):
            return (DENY if negated else STATE), True
        if not force or force == STATE:
            return (DENY if negated else STATE), applies
        if not negated:
            return force, applies
        soft = modal in ("requires", "required", "optional") or any(
            f.norm.endswith("have to") or f.norm.endswith("need to") for f in self.forces[:1]
        )
        if "construed" in self.flags:
            return (FREE if force == REQUIRE else DENY), applies
        if force == REQUIRE:
            return (FREE if soft else FORBID), applies
        return {PERMIT: FORBID, FORBID: PERMIT, FREE: REQUIRE}[force], applies

    def _heads(self) -> frozenset[str]:
        """What is done: the first idea after the force; and what it happens to, where little follows."""
        bearing = [f for f in self.forces if f.kind in _MODAL | {"allowed", "required", "power", "barred"}]
        if not bearing or any(f.kind in ("applies", "not-applies") for f in self.forces):
            return frozenset()
        last = bearing[0].end
        for force in bearing[1:]:
            if force.kind not in _MODAL and not any(last < t.start < force.start for t in self.terms):
                last = force.end
        main = [t for t in self.terms if t.zone in (MAIN, ONLY) and not self._slight(t.key)]
        after = [t for t in main if t.start > last]
        before = [t for t in main if t.start < last and self.thesaurus.kind(t.key) != "agency"]
        between = any(t.start > last and (not after or t.start < after[0].start) for t in self.terms
                      if self.thesaurus.concepts.get(t.key, {}).get("event") and t.zone == MAIN)  # fmt: skip
        heads = {t.key for t in after if t.start == after[0].start or t.start in self.infinitives}
        if between and (before or after):
            heads |= {t.key for t in before[:2]}
        if not heads:
            passed = any(t.start > last for t in self.terms)  # "shall not be granted it"
            heads = {t.key for t in self.terms if t.zone not in (UNLESS, BEFORE) and not self._slight(t.key)}
            return frozenset(heads if passed and heads else ("?",))
        return frozenset(heads)

    def _slight(self, key: str) -> bool:
        idea = self.thesaurus.concepts.get(key, {})
        return self._light(key) or bool(idea.get("manner")) or idea.get("kind") == "agency"

    def _light(self, key: str) -> bool:
        return bool(self.thesaurus.concepts.get(key, {}).get("light"))

    def _near(self) -> tuple[Quantity, ...]:
        """Each number with the terms between its neighbours."""
        out = []
        for n, quantity in enumerate(self.quantities):
            low = self.stretch[n - 1] if n else 0
            high = self.stretch[n + 1] if n + 1 < len(self.stretch) else len(self.terms)
            near = frozenset(t.key for t in self.terms[low:high])
            out.append(replace(quantity, near=near, anchor=frozenset(self.anchors.get(n, ()))))
        return tuple(out)

    def _turn(self) -> None:
        """ "Must wait 90 days before X" forbids X before 90 days."""
        swap = {BEFORE: MAIN, MAIN: BEFORE}
        first = next((i.start for i in self.items if i.kind == "waits"), 0)
        self.terms = [
            replace(t, zone=swap.get(t.zone, t.zone) if t.start > first or t.zone == BEFORE else t.zone)
            for t in self.terms
        ]
        self.quantities = [replace(q, zone=BEFORE) for q in self.quantities]


_FIRST = {
    "must": REQUIRE, "may": PERMIT, "can": PERMIT, "cannot": FORBID, "need-not": FREE, "allowed": PERMIT,
    "barred": FORBID, "required": REQUIRE, "power": PERMIT, "lets": PERMIT, "gives": PERMIT, "loses": FORBID,
    "requires": REQUIRE, "bars": FORBID, "optional": FREE, "means": STATE,
}  # fmt: skip
