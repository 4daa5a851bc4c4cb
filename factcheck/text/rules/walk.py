"""Walks over the items of one clause and notes what each is: a force, a term of some zone and sign, a number."""

from __future__ import annotations

from itertools import pairwise

from factcheck.model.norm import BEFORE, IF, MAIN, ONLY, UNLESS, Quantity, Term
from factcheck.model.record import replace
from factcheck.text.rules.actors import (
    acts,
    asked,
    assigned,
    decides,
    named_before,
    owned,
    receives,
    subjected,
)
from factcheck.text.rules.lexer import Item
from factcheck.text.rules.place import (
    at_discretion,
    brackets,
    called_wrong,
    counted_next,
    counted_things,
    described,
    inverted,
    is_barred,
    just_counted,
    limiting,
    meant,
    oblique,
    said_to_be,
    told_by,
    told_that,
)
from factcheck.text.rules.recast import NARROWED, narrows, recast
from factcheck.text.rules.words import (
    AUXILIARY,
    BE,
    BELOW,
    CAPPING,
    CONTENT,
    DETERMINERS,
    ENDING,
    HAVING,
    LEAST,
    MODAL,
)
from factcheck.text.rules.zones import OPENERS, Zones
from factcheck.text.snowball import stem

FORCE = MODAL | {
    "allowed", "permitted", "barred", "required", "power", "lets", "gives", "loses", "requires", "bars", "optional",
    "applies", "not-applies", "means",
}  # fmt: skip
_LISTABLE = CONTENT | {"neutral", "number", "any", "every", "punct"}  # what the parts of a list are made of
_COUNTING = frozenset(("number", "most", "least", "any"))  # "a sale or 2 or more leases"
_OWNING = ("'s", "’s", "his", "her", "their")
_EXCEEDING = frozenset(("exceed", "exceeds", "exceeding"))
_ONE = frozenset(("a", "an"))
_TELLING = BE | {"would", "will"}  # "leaks or (would) sink"
_WHAT_FOR = frozenset(("before", "to", "for", "in order to"))  # what something is needed for
_AGREED = 5  # items from an agreement to what it is to do
_ANCHORS = 3  # ideas that say what a time is counted from
# What a modal that follows makes part of the subject ("his right to leave may not be …").
_NOUNS = frozenset(("power", "allowed", "permitted", "required", "optional"))
_WHOSE = frozenset(("and", ",", "that", "who", "which"))  # may have something, beside what was said of it before
_TO_HAVE = DETERMINERS | {"have", "be"}  # "to have a lamp"
_LOSING = frozenset(("loses", "lose", "forfeits", "forfeit"))  # a verb: what stands before it is over
_NOBODY = frozenset(("no one", "nobody"))
_IN_NO = ("at no ", "in no ", "under no ")  # denies what is done, wherever it stands
_FLAGS = frozenset(
    ("breaks", "choice", "every", "unlimited", "loosely", "construed", "waits", "should", "refuse", "most-of")
)
_HANDLERS = {
    **dict.fromkeys(OPENERS, "_open"), **dict.fromkeys(FORCE, "_forces"), **dict.fromkeys(CONTENT, "_term"),
    **dict.fromkeys(("not", "no", "without", "negative"), "_deny"), **dict.fromkeys(("most", "least"), "_bounds"),
    "only": "_only", "number": "_number", "by": "_named_by", "ref": "_reference",
    "needs": "_needs", "fail": "_fail", "neutral": "_second_verb", "then": "_then",
}  # fmt: skip


class Walk(Zones):
    """One pass over the items of a clause."""

    __slots__ = ()

    def run(self) -> None:
        """Reads all items, in order."""
        for n, item in enumerate(self.items):
            self._step(n, item)

    # ---- one item -----------------------------------------------------------------------------

    def _step(self, n: int, item: Item) -> None:
        self._when(n, item)
        self._undeny(n, item)
        if item.norm == "to" and "wrong" in self.flags and self._describes_fully(n):
            self.zone = MAIN  # "it is a crime for a ship that was sold | to sail"
        if self.zone == "aside" and self._ends_aside(n):
            self.zone = IF
        if item.kind == "any" and self.zone == ONLY and self._main_force() and self._ends_only(n):
            self.zone = MAIN  # "may tow only by day | any ship"
        if self.narrowing and item.norm in NARROWED and self._already_said():
            self._only_for(n)
        item = self._recast(n, item)
        if item.norm == "(":
            self.stack.append((self.zone, self.local, self.opened_at))
        elif item.norm == ")" and self.stack:
            self.zone, self.local, self.opened_at = self.stack.pop()
        elif item.norm == ",":
            self._comma(n, item)
        elif item.norm == ":" and self.zone == "aside":
            self.zone = MAIN
        elif item.kind == "refuse" and self.zone not in (MAIN, ONLY):
            self.local = 0  # "if it refuses to pay": of a condition, not of what the rule does
        elif item.kind in _FLAGS and self._flagged(item.kind):
            self.flags.add(item.kind)
        elif item.kind in _HANDLERS:
            if item.kind == "cannot" and item.norm.endswith(" never"):
                self.flags.add("every")  # in no case at all
            getattr(self, _HANDLERS[item.kind])(n, item)
            if item.keys and item.kind in FORCE:
                self._term(n, item)

    def _undeny(self, n: int, item: Item) -> None:
        """Ends what a denial goes for."""
        since = len(self.terms) > self.since
        if not self.denied and item.norm.partition(" ")[0] in ENDING and since:
            self.local = 1
        if item.norm == "with" and not self.local:
            self.local = 1  # "fails with good reason | to moor"
        if self.local >= 0 or not n:
            return
        joined = self.items[n - 1].kind == "and"
        whom = self.items[n - 1].kind in CONTENT and any(self.thesaurus.kind(k) == "person" for k in item.keys)
        if not self.denied and (item.kind in ("every", "any") or whom) and since and not joined:
            self.local = 1  # "boards without leave | any ship", "tows without leave | people"
        if item.norm in _ONE and self.items[n - 1].norm == "and" and self._says_no(n):
            self.local = 1  # "has no lamp and | a crew of two"

    def _then(self, n: int, item: Item) -> None:
        """ "Whoever has been barred and thereafter | sails": what he does comes after what stands before."""
        opened = next((k for k in range(n) if self.items[k].kind == "relative"), None)
        if opened is not None and self.items[n - 1].kind == "and" and not self.forces:
            self.terms = [replace(t, zone=IF, when=t.when or "after") for t in self.terms]
            self.zone, self.opened_at, self.local, self.when = IF, opened, 1, ""

    def _says_no(self, n: int) -> bool:
        """Whether a "no" is what last denied something before n."""
        denying = [i.kind for i in self.items[:n] if i.kind in ("no", "not", "without", "negative")]
        return denying[-1:] == ["no"]

    def _flagged(self, kind: str) -> bool:
        """Whether a word marks the whole clause: not "while he waits", nor "must prove that he should be freed"."""
        if kind == "should":
            return not self._main_force()
        return kind != "waits" or self.zone == MAIN

    def _ends_aside(self, n: int) -> bool:
        """Whether a condition goes on from what a rule is subject to: "except as section 12 says | and pending"."""
        before = self.items[n - 1].kind if n > 1 else ""
        return before == "and" and self.items[n - 2].kind == "ref" and self.items[n].kind == "concept"

    def _when(self, n: int, item: Item) -> None:
        """Notes what a time is counted from, and what is before, during or after something."""
        kind = item.kind
        if kind in ("punct", "only", "and") or kind in MODAL or item.norm == "to":
            self.anchored = -1
        if kind in ("after", "before", "during"):
            self.when = kind if item.norm not in ("from", "since") else ""
        elif kind in OPENERS or kind in MODAL or item.norm in (",", ";") or item.norm in _LOSING:
            self.when = ""
        if kind in ("after", "before") and self.quantities and just_counted(self.items, n):
            self.anchored = len(self.quantities) - 1
            self.quantities[-1] = replace(self.quantities[-1], side=kind)
            if self.local < 0:
                self.local = 1  # "does not occur within 3 days after | the sale": there was one
            if kind == "after" and self.below and self._refused() and self.quantities[-1].bound == "least":
                # "May not end less than 9 days after it": not before these are over
                self.quantities[-1] = replace(self.quantities[-1], bound="", zone=BEFORE)

    def _recast(self, n: int, item: Item) -> Item:
        """The item, where it is something else here than its word is by itself."""
        if item.kind == "barred" and item.keys and not is_barred(self.items, n, self.forces):
            self.one = True  # the noun for what is forbidden
            return replace(item, kind="concept")
        lacking = self.negated and not self.forces and n > 0 and self.items[n - 1].norm in BE
        whom = [k for i in self.items[n + 2 : n + 3] if self.items[n + 1].norm == "to" for k in i.keys]
        if item.norm == "available" and not self.forces and any(self.thesaurus.kind(k) == "person" for k in whom):
            return replace(item, kind="applies", keys=())  # "a berth is available to sailors who are ill"
        first = item.norm == "needed" and n > 0 and self.items[n - 1].norm in BE and not self.forces
        if first and n + 1 < len(self.items) and self.items[n + 1].norm in _WHAT_FOR:
            return replace(item, kind="required", keys=())  # "a pilot is needed before it sails"
        if item.norm == "needed" and lacking:
            return replace(item, kind="required", keys=())  # "no notice is needed"
        if item.norm == "beyond" and self.negated and not self.forces and not counted_next(self.items, n):
            return replace(item, kind="unless")  # "no fee beyond what it costs"
        if not self.forces and narrows(self.items, n) and all(self.slight(t.key) for t in self.terms):
            self.narrowing = True
            return replace(item, kind="lets", keys=())  # "the law limits berths to …"
        return recast(self.items, n, bool(self.refs) and not self.terms and not self.forces, self.thesaurus)

    def _fail(self, n: int, item: Item) -> None:
        self.local = 0  # "fails to register": neither done nor forbidden

    def _named_by(self, n: int, item: Item) -> None:
        passive = any(not BE.isdisjoint(i.norm.split(" ")) for i in self.items[max(0, n - 5) : n + 1])
        self.by = passive or bool(self.forces) or item.norm != "by"
        self.passive = not self.by
        if passive and n and self.items[n - 1].kind in CONTENT:
            self.terms = [
                replace(t, agent=t.agent and t.start in self.deciding) for t in self.terms
            ]  # "a pilot is held by the council"

    def _reference(self, n: int, item: Item) -> None:
        if item.keys and self.zone != "aside":
            self._term(n, item)
        if self.zone == "aside":
            self.flags.add("subject-to")
            self.refs.append(item.norm)  # "subject to paragraph (2)": what stands there goes for this, too
        if self.zone != "aside" and self.local >= 0:  # "a ship not described in section 12" has nothing of it
            self.refs.append(item.norm)
            if not self._main_force() and self.zone == MAIN:
                self.about.append(item.norm)
        self.local = 1

    def _needs(self, n: int, item: Item) -> None:
        """ "Needs a licence to sail" forbids sailing without one; "needs a licence" requires it."""
        if self._already_said() and any(i.norm == "that" for i in self.items[:n] if i.start > self.forces[-1].start):
            return  # "may lift the rule that ships need a pilot"
        ahead = [i.norm for i in self.items[n + 1 :]]
        purpose = any(norm in ("to", "before", "for") for norm in ahead[1:])
        self._close(item)
        self.forces.append(replace(item, kind="barred" if purpose else "requires"))
        if purpose:
            self.local, self.denied, self.since = -1, False, len(self.terms)
            self.flags.add("needed")

    def _forces(self, n: int, item: Item) -> None:
        if item.kind == "barred" and item.keys and self._already_said():
            self.one = True  # "may hear a ship that is unfit to sail": says which
            return
        purpose = n > 0 and self.items[n - 1].norm == "to" and item.kind in ("bars", "lets", "requires", "gives")
        if purpose and (n == 1 or not (self.items[n - 2].kind == "construed" or self._charged(n - 2))):
            if item.kind == "bars" and self.items[n - 2].kind == "power":
                self.flags.add("bars")  # "the power to bar ships"
            return  # "rules to prevent the spread": what it is for, not what is forbidden
        if (
            item.kind == "optional"
            and " " not in item.norm
            and n + 1 < len(self.items)
            and self.items[n + 1].kind in CONTENT
        ):
            return  # "a discretionary judgment": of what sort, not that it is free
        if self._owned(n) or (self._main_force() and told_that(self.items, n)) or self._paid_for(n):
            return  # "shall tell him that he | may appeal": what he is told
        self._beside_force(n, item)
        self._close(item)
        if item.norm == "defines" and not self.forces and not self.quantities:
            self.terms = [t for t in self.terms if not self.slight(t.key)]  # "the law defines": not what is defined
        if self.zone == "aside" and item.kind in MODAL:
            self.zone, self.local = MAIN, 1
        if self.zone == ONLY and item.kind == "loses" and self._main_force():
            self.local, self.denied = -1, True  # "may berth only if they waive the right to an appeal"
        elif self.zone in (MAIN, ONLY):
            if (
                item.kind in MODAL
                and self.forces
                and (described(self.items, self.opened_at, self.forces) or self._ends_description(n))
            ):
                self._only_said_who()
            if item.kind in MODAL and not any(f.kind in MODAL for f in self.forces):
                self.forces = [f for f in self.forces if f.kind not in _NOUNS]
                self.terms = named_before(self.items, n, self.terms, self.thesaurus)
            elif said_to_be(self.items, n, self.forces):
                self.forces = []  # "leave to sail | is forbidden": a noun of the subject
            self.forces.append(item)
            self.local = 1 if item.kind in MODAL else self.local
        elif item.kind == "barred" and n and self.items[n - 1].kind == "not":
            self.local, self.denied = 1, False  # "a ship that is not unfit"
        elif item.kind in ("cannot", "barred", "not-applies", "loses"):
            self.local, self.denied = -1, True
            self.flags |= {"gives-up"} if item.kind == "loses" else set()
        if item.kind in MODAL and self.zone == IF and self.items[self.opened_at].kind == "relative" and self.forces:
            self.flags.add("modal-of-whom")  # "limits on who may sail"

    def _paid_for(self, n: int) -> bool:
        """Whether "are covered" at n ends what is said behind a "but", and excepts it: "may not be paid, but his fare
        is covered"."""
        if self.items[n].kind != "applies" or not self.forces or any(i.kind in CONTENT for i in self.items[n + 1 :]):
            return False
        but = max((i.start for i in self.items[:n] if i.kind == "but"), default=0)
        if but < self.forces[-1].start:
            return False
        self.terms = [replace(t, zone=UNLESS) if t.start > but else t for t in self.terms]
        return True

    def _beside_force(self, n: int, item: Item) -> None:
        """Notes what a word of force at n does to those before it, and what kind of rule it marks."""
        verb = limiting(self.items, n) if item.kind == "power" and not self.forces else None
        if verb is not None:
            # "Nothing limits the council's power to sell": it may.
            self.flags |= set() if self.negated else {"limited"}
            self.negated = False
            self.terms = [t for t in self.terms if t.start != verb.start]
        if item.norm.endswith(" count") and n + 1 < len(self.items) and self.items[n + 1].norm == "as":
            self.flags.add("counts-as")  # "does not count as a sale": is not to be regarded as one
        self.flags |= {"choice"} if at_discretion(self.items, n) else set()

    def _only_said_who(self) -> None:
        """ "Whoever is not entitled to a berth | shall be …": what came before only says who."""
        self.flags |= {"modal-within"} if self.forces[0].kind in MODAL else set()
        unfit = {f.start for f in self.forces if f.kind == "barred" and f.keys and not self.negated}
        self.forces, self.negated = [], False
        self.terms = [replace(t, zone=IF, sign=-1 if t.start in unfit else t.sign) for t in self.terms]

    def _owned(self, n: int) -> bool:
        """Whether a word of force is only what somebody has: "ends a ship's | eligibility for a berth"."""
        led = self.items[n - 1].norm if n else ""
        return self.items[n].norm == "eligibility" and not self.forces and bool(self.terms) and led.endswith(_OWNING)

    def _charged(self, n: int) -> bool:
        """Whether whoever is named at n is required or let to do what follows: "requires the master to bar …"."""
        asked = bool(self.forces) and self.forces[-1].kind in ("requires", "lets", "gives")
        return asked and any(self.thesaurus.kind(key) == "agency" for key in self.items[n].keys)

    def _already_said(self) -> bool:
        """Whether the clause has its force, and has said what that bears on."""
        last = max((f.start for f in self.forces if f.kind in MODAL or f.kind in ("lets", "power")), default=-1)
        return last >= 0 and any(t.start > last and not self.slight(t.key) for t in self.terms)

    def _deny(self, n: int, item: Item) -> None:
        if item.kind == "negative":
            self.one = True
            return
        self.since = len(self.terms)
        if item.norm == "never":
            self.flags.add("every")  # in no case at all
        elif item.norm in _NOBODY:
            self.flags.add("nobody")
        if item.kind == "without":
            self.local = -1
            return
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral"), None)
        before = self.items[n - 1] if n else None
        if following is not None and following.kind == "only":
            return
        if following is not None and following.kind == "barred" and following.keys and self._already_said():
            self.local, self.denied = -1, True  # "must show that it is sound and is not unfit"
            return
        if following is not None and following.kind in FORCE:
            self._close(following)
        plain = item.norm == "not" and (before is None or before.norm not in AUXILIARY | BE)
        if before is None and item.norm == "not" and following is not None and following.kind in CONTENT:
            self.local, self.denied = -1, True  # "not the council but the master"
            return
        if item.kind == "no" and (self._lacks(n) or self._found_that(n)):
            self.local = -1
            return
        if plain and before is not None and before.kind not in FORCE and not self._main_force():
            self.local, self.denied = -1, True  # "a ship not inspected": says which, and denies nothing
            return
        near = {i.kind for i in (following, before) if i} & FORCE or (before and before.kind == "needs")
        if self.zone in (MAIN, ONLY) and (near or not self.forces or item.norm.startswith(_IN_NO)):
            self.negated = True
            if item.kind == "no" and before is not None and before.norm in HAVING:
                self.flags.add("has-none")
        else:
            self.local, self.denied = -1, item.kind == "not"

    def _found_that(self, n: int) -> bool:
        """Whether "no" stands in what somebody finds: "the master decides that it has no leak"."""
        that = next((k for k in range(n - 1, 0, -1) if self.items[k].norm == "that"), 0)
        keys = self.items[that - 1].keys if that else ()
        return not self.forces and any(self.thesaurus.concepts.get(k, {}).get("act") for k in keys)

    def _lacks(self, n: int) -> bool:
        """Whether "no" says what something lacks, of which more is said: "with no pilot", "is old and has no pilot",
        "that has no pilot"."""
        before = [i.norm for i in self.items[max(0, n - 2) : n]]
        return before[-1:] == ["with"] or (len(before) > 1 and before[1] in HAVING and before[0] in _WHOSE)

    def _only(self, n: int, item: Item) -> None:
        ahead = [i for i in self.items[n + 1 :] if i.kind != "neutral"][:2]
        following = ahead[0] if ahead else None
        bare = following is not None and following.norm == "under" and ahead[-1].kind != "number"  # "only under a rule"
        if following is not None and following.kind in ("number", "most", "least", "after") and not bare:
            if following.kind == "number":
                self.bound = self.bound or "most"
            return
        self.flags.add("only")
        if self.zone in (MAIN, IF):
            self.zone, self.opened_at = ONLY, n

    def _only_for(self, n: int) -> None:
        """ "Limits berths to | ships that …", "berths are limited to | ships that …"."""
        self.narrowing = False
        self.flags.add("only")
        self.zone, self.opened_at = ONLY, n

    def _bounds(self, n: int, item: Item) -> None:
        self.local = 1 if item.norm == "under" else self.local
        following = next((i for i in self.items[n + 1 :] if i.kind != "neutral" and i.norm != ":"), None)
        if following is not None and following.kind == "number":
            self.bound, self.over = item.kind, not item.norm.startswith(LEAST)
            self.below = item.norm in BELOW
            if item.norm.startswith(CAPPING) and not self._main_force():
                self.flags.add("capped")
        elif item.norm.startswith(CAPPING) and not self.forces:
            self._forces(n, replace(item, kind="cannot"))  # "may not exceed what it costs"
            self.terms.append(Term("=exceed", self.local, self.zone, item.start, item.end))
        elif item.norm in _EXCEEDING and self.forces and self.zone == MAIN:
            self.terms.append(
                Term("=exceed", self.local, self.zone, item.start, item.end)
            )  # "may exceed what it costs"
        elif item.norm.endswith(" to") and self.zone == MAIN and self.terms:
            self._only_for(n)
        elif item.norm.startswith(("or ", "and ", "at ")) and self.quantities:
            self.quantities[-1] = replace(self.quantities[-1], bound=item.kind)

    def _number(self, n: int, item: Item) -> None:
        assert item.value is not None
        unit = item.unit
        refused = self._refused()
        if self.bound == "least" and self.over and refused and any(f.kind in MODAL for f in self.forces):
            self.bound = "most"  # "may not be more than"
            self.flags.add("capped")
        plain = self.zone == MAIN and refused
        if self.bound == "most" and self.below and plain and any(f.kind in MODAL for f in self.forces):
            self.bound = "least"  # "may not be less than"
        if unit == "count":
            counted = counted_things(self.items, n)
            unit = f"count {' '.join(counted)}" if counted else unit
        if (
            self.items[n - 1].norm == "to"
            and not self.bound
            and any(self.thesaurus.concepts.get(t.key, {}).get("amount") for t in self.terms)
        ):
            self.bound = "most"  # "limits the stay to 90 days"
        self.quantities.append(Quantity(item.value, unit, self.bound, item.start, item.end, self.zone))
        self.stretch.append(len(self.terms))
        self.bound = ""
        if item.keys:
            self._term(n, item)

    def _refused(self) -> bool:
        return self.negated or (self.forces[:1] != [] and self.forces[0].kind == "cannot")

    def _term(self, n: int, item: Item) -> None:
        if not self.forces and called_wrong(self.items, n, self.thesaurus):
            self.forces.append(replace(item, kind="barred", keys=()))  # "it is an offence to sail"
            self.flags.add("wrong")
            return
        sign, self.one = -self.local if self.one else self.local, False
        if self._infinitive(n):
            self.infinitives.add(item.start)
        if n and (self.items[n - 1].kind == "and" or self.items[n - 1].norm == ","):
            self.coordinate.add(item.start)
            listed = self.items[n - 1].norm == "," or (n > 1 and self.items[n - 2].norm == ",")
            if listed and n + 1 < len(self.items) and self.items[n + 1].norm in DETERMINERS:
                self.series.add(item.start)
        self._join(n, item)
        if sign < 0 and any(self.thesaurus.concepts.get(k, {}).get("event") for k in item.keys):
            self._deny_subject()
        prescribed = self.terms and self.thesaurus.concepts.get(self.terms[-1].key, {}).get("manner")
        prescribed = prescribed and not told_by(self.items, n)
        for key in item.keys:
            agency = self.thesaurus.kind(key) == "agency"
            here = self.zone in (MAIN, ONLY) and acts(self.terms, self.forces, self.thesaurus)
            does = (self.by and not prescribed) or (not self.by and not self.passive and here)
            if decides(self.items, n, self.thesaurus):
                self.deciding.add(item.start)
            does = does or item.start in self.deciding or inverted(self.items, n)
            does = does or (self.zone == MAIN and asked(self.items, n))
            agent = agency and does and not owned(self.items, n, self.thesaurus)
            if agency and self.zone == MAIN and subjected(self.items, n):
                agent, self.terms = True, [replace(t, agent=False) for t in self.terms]
            given = receives(self.items, n) if agency and not agent else ""
            if given == "to" and self.zone == MAIN and assigned(self.terms, self.forces):
                agent, given = True, ""  # "gives the power to close the pier to the master"
            self.terms.append(Term(key, sign, self.zone, item.start, item.end, agent, self.when, receives=given))
            if self.zone == IF and not self.light(key) and meant(self.items, self.opened_at, n):
                self.flags.add(f"meant-{key}")
            if self.anchored >= 0 and not self.light(key):
                anchors = self.anchors.setdefault(self.anchored, set())
                anchors.add(key)
                self.anchored = self.anchored if len(anchors) < _ANCHORS else -1
        if oblique(self.items, n):
            self.oblique.add(item.start)
        adverb = item.kind == "word" and item.norm.endswith("ly")
        if self.denied and sign and not adverb and any(not self.light(k) for k in item.keys):
            self.local = 0
        if any(self.thesaurus.kind(k) == "agency" for k in item.keys):
            self.by = self.passive = False
        if item.norm.endswith((" by", " before")):  # "handled by", "is heard before" may be one item
            self.by = True
            self.terms = [replace(t, agent=t.agent and t.start in self.deciding) for t in self.terms]

    def _infinitive(self, n: int) -> bool:
        """Whether "to", or "to have a", opens another thing to do before n."""
        to = next((k for k in range(n - 1, 0, -1) if self.items[k].norm not in _TO_HAVE), 0)
        if not to or self.items[to].norm != "to":
            return False
        if any(stem(i.norm) == "agreement" for i in self.items[max(0, to - _AGREED) : to]):
            return True  # "enters into an agreement with the port to report"
        power = any("power" in (f.kind, *f.norm.split()) or "authority" in f.norm for f in self.forces)
        return self.items[to - 1].norm in (",", "and", "or", ":", ";") or power or self._asked_of_somebody()

    def _join(self, n: int, item: Item) -> None:
        """Notes which two ideas "and" or "or" joins."""
        k = next((k for k in range(n - 1, 0, -1) if not self._passed_over(k)), 0)
        word = self.items[k].norm
        aside = brackets(self.items[:k])
        ideas = [t for t in self.terms if not self._unjoined(t.key) and t.start < self.items[k].start]
        ideas = [t for t in ideas if t.start not in aside][-2:]
        if word not in ("and", "or") or not ideas:
            return
        between = [i.norm for i in self.items[:n] if ideas[0].end <= i.start < ideas[-1].start]
        before = ideas if "of" in between else ideas[-1:]  # "the consent of the owner or a warrant"
        listed = [*self._listed_before(k), ideas[-1].key]
        firsts = {*(b.key for b in before), *listed}
        self.joints |= {f"{word} {first} {key}" for first in firsts for key in item.keys if not self._unjoined(key)}
        self.joints |= {f"{word} {a} {b}" for n, a in enumerate(listed) for b in listed[n + 1 :] if a != b}

    def _unjoined(self, key: str) -> bool:
        """Whether nothing depends on how an idea is joined to another: it is never compared, or it is a day."""
        return self.light(key) or " " in key

    def _listed_before(self, k: int) -> list[str]:
        """The last idea of each part that commas part off before "and" or "or" at k, but for the nearest: "ships, boats
        or rafts"."""
        found: list[str] = []
        ends = [n for n in range(k) if self.items[n].norm == ","]
        if ends and ends[-1] == k - 1:  # "ships, boats, or rafts"
            ends.pop()
        for end, after in reversed(list(pairwise([*ends, k]))):
            if any(i.kind not in _LISTABLE and i.norm not in DETERMINERS for i in self.items[end + 1 : after]):
                break
            last = [t.key for t in self.terms if t.end == self.items[end - 1].end and not self._unjoined(t.key)]
            if not last:
                break
            found.insert(0, last[0])
        return found

    def _passed_over(self, n: int) -> bool:
        """Whether a word may stand between "or" and what it joins: "or (any) (properly executed) warrant"."""
        item = self.items[n]
        slight = item.kind == "concept" and all(self.light(k) for k in item.keys)  # "or conditional leave"
        return slight or item.norm in DETERMINERS or item.norm in _TELLING or item.kind in _COUNTING or (
            item.kind == "word" and item.norm.endswith(("ly", "ed"))
        )  # fmt: skip

    def _asked_of_somebody(self) -> bool:
        """Whether "to" opens what somebody named after the force is to do: "unlawful for a ship to sail"."""
        last = self.forces[-1] if self.forces else None
        if last is None or last.kind not in ("barred", "permitted", "requires", "lets", "bars") or self.zone != MAIN:
            return False
        since = {t.start for t in self.terms if t.start > last.start}
        return bool(since) and not since & self.infinitives

    def _deny_subject(self) -> None:
        """ "If the sale does not occur": there is no sale."""
        opened = self.items[self.opened_at].start if self.zone != MAIN else -1
        for k, term in enumerate(self.terms):
            if term.start > opened and term.zone == self.zone and not self.light(term.key):
                self.terms[k] = replace(term, sign=-1)
                return
