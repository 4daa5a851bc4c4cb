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
from factcheck.text.snowball import stem

_MODAL = frozenset(("must", "may", "can", "cannot", "need-not"))
_FORCE = _MODAL | {
    "allowed", "permitted", "barred", "required", "power", "lets", "gives", "loses", "requires", "bars", "optional",
    "applies", "not-applies", "means",
}  # fmt: skip
_OPENERS = {
    "if": IF, "relative": IF, "unless": UNLESS, "regardless": REGARDLESS, "before": BEFORE, "except-as": "aside",
    "during": IF,
}  # fmt: skip
_ANCHORS = 2  # ideas that say what a time is counted from
_ENDING = frozenset(("onto", "into", "to", "for", "by", "at", "from", "through"))  # end a "without"
# What a modal that follows makes part of the subject ("his right to leave may not be …").
_NOUNS = frozenset(("power", "allowed", "permitted", "required", "optional"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_AUXILIARY = frozenset(("do", "does", "did", "has", "have", "had", "will", "would", "should"))
_CAPPING = ("may not", "shall not", "can")  # "may not exceed": a duty to stay below
_STOPPING = frozenset((",", ";", "(", ")", "as", "that", "which"))
_BEARING = _MODAL | {"allowed", "permitted", "required", "power", "barred", "requires", "lets", "bars"}
_CONTENT = frozenset(("concept", "word"))
_FLAGS = frozenset(("every", "loosely", "construed", "waits", "should", "refuse"))
_HANDLERS = {
    **dict.fromkeys(_OPENERS, "_open"), **dict.fromkeys(_FORCE, "_forces"), **dict.fromkeys(_CONTENT, "_term"),
    **dict.fromkeys(("not", "no", "without", "negative"), "_deny"), **dict.fromkeys(("most", "least"), "_bounds"),
    "only": "_only", "number": "_number", "by": "_named_by", "ref": "_reference",
}  # fmt: skip
_DETERMINER = re.compile(r"['’]s$|(?<!such )\b(?:an?|any|his|her|their|its)$")
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
            held = _has(out[-1], _MODAL | {"required", "power"}) or (
                _has(out[-1], {"allowed", "permitted"}) and not _has(out[-1], {"if", "during"})
            )
            # "the sale, however made, | shall be": the subject stands before; after an exception it is far.
            carried = n + 1 < len(items) and items[n + 1].kind in _MODAL and not _has(out[-1], {"unless"})
            cut = held and not carried and _modal_ahead(items, n + 1)
        if cut:
            out.append([])
        else:
            out[-1].append(item)
    return [segment for segment in out if segment]


def _has(items: Sequence[Item], kinds: frozenset[str] | set[str]) -> bool:
    return any(i.kind in kinds for i in items)


def _modal_ahead(items: Sequence[Item], n: int) -> bool:
    """Whether a modal comes before any comma, "but" or opener of a condition."""
    for item in items[n:]:
        if item.kind in _MODAL:
            return True
        if item.norm in _STOPPING or item.kind in _OPENERS or item.kind in ("only", "after", "but"):
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
    passive: bool = False  # "rules approved by the council": named, and not who acts here
    when: str = ""
    since: int = 0  # terms before the last denial
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
    coordinate: set[int] = field(default_factory=set)  # where "or", "and" or a comma adds another
    oblique: set[int] = field(default_factory=set)  # "by regulation", "under a rule": how, not what
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
            self._heads(), tuple(self.about), self._subject(), frozenset(), self.items[0].start, self.items[-1].end,
        )  # fmt: skip

    # ---- one item -----------------------------------------------------------------------------

    def _step(self, n: int, item: Item) -> None:
        kind = item.kind
        if kind in ("punct", "only", "and") or kind in _MODAL or item.norm == "to":
            self.anchored = -1
        if kind in ("after", "before", "during"):
            self.when = kind if item.norm not in ("from", "since") else ""
        elif kind in _OPENERS or kind in _MODAL or item.norm in (",", ";"):
            self.when = ""
        if not self.denied and item.norm in _ENDING and len(self.terms) > self.since:
            self.local = 1
        if kind in ("after", "before") and self.quantities and self._just_counted(n):
            self.anchored = len(self.quantities) - 1
        if kind == "lets" and n and _DETERMINER.search(" ".join(i.norm for i in self.items[max(0, n - 2) : n])):
            kind, item = "word", replace(item, kind="word", keys=(f"={stem(item.norm)}",))  # "a permit": the paper
        if kind == "barred" and item.keys and not any(i.norm in _BE for i in self.items[max(0, n - 4) : n]):
            kind, self.one = "concept", True  # the noun for what is forbidden, not "is barred from it"
        if item.norm == "(":
            self.stack.append((self.zone, self.local))
        elif item.norm == ")" and self.stack:
            self.zone, self.local = self.stack.pop()
        elif item.norm == ",":
            self._comma(n, item)
        elif kind == "fail":
            self.local = 0  # "fails to register": said of registering, and neither done nor forbidden
        elif kind in _FLAGS:
            self.flags.add(kind)
        elif kind in _HANDLERS:
            getattr(self, _HANDLERS[kind])(n, item)
            if item.keys and kind in _FORCE:
                self._term(n, item)

    def _named_by(self, n: int, item: Item) -> None:
        passive = any(i.norm in _BE for i in self.items[max(0, n - 5) : n])
        self.by = passive or bool(self.forces)
        self.passive = not self.by

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
        if item.kind == "relative" and self.zone == IF and self.items[self.opened_at].kind == "if":
            return
        if item.kind == "before" and self.zone in (UNLESS, IF) and not self._main_force():
            return
        within = self.zone == IF and item.kind == "if" and self.items[self.opened_at].kind == "relative"
        self.local = 1
        self.zone = ONLY if self.zone == ONLY and item.kind == "if" else _OPENERS[item.kind]
        self.opened_at = self.opened_at if within else n

    def _forces(self, n: int, item: Item) -> None:
        if n and self.items[n - 1].norm == "to" and item.kind in ("bars", "lets", "requires", "gives"):
            return  # "rules to prevent the spread": what it is for, not what is forbidden
        self._close(item)
        if self.zone == "aside" and item.kind in _MODAL:
            self.zone, self.local = MAIN, 1
        if self.zone in (MAIN, ONLY):
            if item.kind in _MODAL and self.forces and self._described():
                # "Whoever is not entitled to a berth | shall be …": what came before only says who.
                self.forces, self.negated = [], False
                self.terms = [replace(t, zone=IF) for t in self.terms]
            if item.kind in _MODAL and not any(f.kind in _MODAL for f in self.forces):
                self.forces = [f for f in self.forces if f.kind not in _NOUNS]
                self._name_agent(n)
            self.forces.append(item)
            self.local = 1 if item.kind in _MODAL else self.local
        elif item.kind in ("cannot", "barred", "not-applies"):
            self.local, self.denied = -1, True

    def _described(self) -> bool:
        opener = self.items[self.opened_at] if self.opened_at < len(self.items) else None
        relative = opener is not None and opener.kind == "relative"
        return relative and all(f.kind in ("allowed", "permitted", "barred", "required") for f in self.forces)

    def _name_agent(self, n: int) -> None:
        """Whoever is named right before "shall" or "may" is who acts; what stands between commas is passed over."""
        skipped = range(0)
        if n and self.items[n - 1].norm == ",":
            before = [i.start for i in self.items[: n - 1] if i.norm == ","]
            skipped = range(before[-1], self.items[n - 1].start) if before else skipped
        for k in range(len(self.terms) - 1, -1, -1):
            term = self.terms[k]
            if term.start in skipped:
                continue
            if term.zone not in (MAIN, ONLY) or self.thesaurus.kind(term.key) != "agency":
                if not self._light(term.key):
                    return
                continue
            self.terms[k] = replace(term, agent=True)

    def _close(self, item: Item) -> None:
        """The main verb ends a relative clause before it: "people who file | may not …"."""
        opener = self.items[self.opened_at]
        described = any(t.start > opener.start for t in self.terms) or opener.kind != "relative"
        closing = described and item.kind in _MODAL | {"power", "requires", "bars", "lets", "loses"}
        standing = item.kind in ("allowed", "permitted", "barred", "required") and opener.kind == "relative"
        closing = closing or (standing and described)
        leading = self.zone == BEFORE and self.opened_at == 0 and item.kind in _MODAL
        if (self.zone in (IF, ONLY) or leading) and closing and not self._main_force() and self._relative():
            self.zone, self.local = MAIN, 1

    def _relative(self) -> bool:
        """Whether the open zone is one that the main verb closes, not a trailing condition."""
        opener = self.items[self.opened_at] if self.opened_at < len(self.items) else None
        return opener is not None and (opener.kind == "relative" or self.zone == ONLY or self.opened_at == 0)

    def _deny(self, n: int, item: Item) -> None:
        if item.kind == "negative":
            self.one = True
            return
        self.since = len(self.terms)
        if item.kind == "without":
            self.local = -1
            return
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral"), None)
        before = self.items[n - 1] if n else None
        if following is not None and following.kind == "only":
            return
        if following is not None and following.kind in _FORCE:
            self._close(following)
        plain = item.norm == "not" and (before is None or before.norm not in _AUXILIARY | _BE)
        if plain and before is not None and before.kind not in _FORCE and not self._main_force():
            self.local, self.denied = -1, True  # "a ship not inspected": says which, and denies nothing
            return
        near = (following is not None and following.kind in _FORCE) or (before is not None and before.kind in _FORCE)
        if self.zone in (MAIN, ONLY) and (near or not self.forces):
            self.negated = True
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
            if item.norm.startswith(_CAPPING) and not self._main_force():
                self.flags.add("capped")
        elif item.norm.startswith("or ") and self.quantities:
            self.quantities[-1] = replace(self.quantities[-1], bound=item.kind)

    def _number(self, n: int, item: Item) -> None:
        assert item.value is not None
        unit = item.unit
        if self.bound == "least" and self.negated and any(f.kind in _MODAL for f in self.forces):
            self.bound = "most"  # "may not be more than"
            self.flags.add("capped")
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
        if n and (self.items[n - 1].kind == "and" or self.items[n - 1].norm == ","):
            self.coordinate.add(item.start)
        prescribed = self.terms and self.thesaurus.concepts.get(self.terms[-1].key, {}).get("manner")
        for key in item.keys:
            agency = self.thesaurus.kind(key) == "agency"
            acts = (self.by and not prescribed) or (not self.by and not self.passive and self._acts())
            agent = agency and acts
            self.terms.append(Term(key, sign, self.zone, item.start, item.end, agent, self.when))
            if self.anchored >= 0 and not self._light(key):
                anchors = self.anchors.setdefault(self.anchored, set())
                anchors.add(key)
                self.anchored = self.anchored if len(anchors) < _ANCHORS else -1
        if n and (self.items[n - 1].norm == "under" or self.items[n - 1].kind == "by"):
            self.oblique.add(item.start)
        adverb = item.kind == "word" and item.norm.endswith("ly")
        if self.denied and sign and not adverb and any(not self._light(k) for k in item.keys):
            self.local = 0
        if any(self.thesaurus.kind(k) == "agency" for k in item.keys):
            self.by = self.passive = False

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

    def _joined_forces(self) -> tuple[str, str]:
        """The force of all words of force together, and which kind of word gave it."""
        force = modal = ""
        for item in self.forces:
            kind = item.kind
            if kind in ("applies", "not-applies"):
                continue
            between = {
                t.start for t in self.terms if self.forces[0].end <= t.start < item.start and not self._slight(t.key)
            }
            near = len(between) <= (kind == "power")
            if not force or (force == REQUIRE and near and kind in ("allowed", "barred", "power", "can")):
                force = _FIRST.get(kind, force)
            elif kind == "required" and force == REQUIRE and modal == "must":
                modal = kind
                continue
            elif kind == "power" and self.forces[0].kind == "loses":
                force = FORBID
            if kind == "requires" and force == PERMIT:
                self.flags.add("demands")
            modal = modal or kind
        return force, modal

    def _force(self) -> tuple[str, bool]:
        kinds = [f.kind for f in self.forces]
        self.flags |= {"means"} & set(kinds[:1])
        if {"can", "lets", "power"} & set(kinds):
            self.flags.add("can")  # a power is spoken of, and a duty is one, too
        force, modal = self._joined_forces()
        reach = next((n for n, k in enumerate(kinds) if k in ("applies", "not-applies")), -1)
        applies = reach >= 0 and (reach == 0 or force in ("", REQUIRE, PERMIT))
        negated = self.negated != (kinds.count("not-applies") % 2 == 1)
        refused = "refuse" in self.flags
        if refused and force == PERMIT and not negated:
            return FREE, applies
        negated = negated != refused
        if applies and force in ("", REQUIRE):
            return (DENY if negated else STATE), True
        if (not force or negated) and "capped" in self.flags:
            return REQUIRE, applies
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
        bearing = [f for f in self.forces if f.kind in _BEARING]
        if not self.forces and any(t.agent for t in self.terms):
            first = next((t for t in self.terms if t.zone == MAIN and not self._slight(t.key)), None)
            return frozenset((first.key,) if first is not None else ())
        if (
            not bearing
            or self.forces[0].kind == "means"
            or any(f.kind in ("applies", "not-applies") for f in self.forces)
        ):
            return frozenset()
        last = bearing[0].end
        for force in bearing[1:]:
            if force.kind not in _MODAL and not any(last < t.start < force.start for t in self.terms):
                last = force.end
        main = [t for t in self.terms if t.zone in (MAIN, ONLY) and not self._slight(t.key)]
        barred = [f for f in bearing if f.keys]
        if barred:
            return frozenset(barred[0].keys)
        after = [t for t in main if t.start > last and t.start not in self.oblique]
        before = [t for t in main if t.start < last and self.thesaurus.kind(t.key) != "agency"]
        between = any(t.start > last and (not after or t.start < after[0].start) for t in self.terms
                      if self.thesaurus.concepts.get(t.key, {}).get("event") and t.zone == MAIN)  # fmt: skip
        heads = {t.key for t in after if t.start == after[0].start or t.start in self.infinitives}
        for term in after:  # "berthed by day or moored": until something else comes between
            if term.key not in heads and term.start not in self.coordinate:
                break
            heads.add(term.key)
        if between and (before or after):
            heads |= {t.key for t in before[:2]}
        if not heads:
            passed = any(t.start > last for t in self.terms)  # "shall not be granted it"
            heads = {t.key for t in self.terms if t.zone not in (UNLESS, BEFORE) and not self._slight(t.key)}
            return frozenset(heads if passed and heads else ("?",))
        return frozenset(heads)

    def _subject(self) -> frozenset[str]:
        first = min((f.start for f in self.forces), default=0)
        return frozenset(
            t.key for t in self.terms if t.start < first and t.zone == MAIN and t.sign > 0 and not self._slight(t.key)
        )

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
    "permitted": PERMIT,
    "barred": FORBID, "required": REQUIRE, "power": PERMIT, "lets": PERMIT, "gives": PERMIT, "loses": FORBID,
    "requires": REQUIRE, "bars": FORBID, "optional": FREE, "means": STATE,
}  # fmt: skip
