"""Notes which part of a clause is read: what is laid down, under what condition, and where a description ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.model.norm import BEFORE, IF, MAIN, ONLY, REGARDLESS, UNLESS, Quantity, Term
from factcheck.model.record import replace
from factcheck.text.rules.actors import FRONTED, freed_subject
from factcheck.text.rules.lexer import Item, Thesaurus
from factcheck.text.rules.place import describes, in_front_of, leads, listed_deeds, numbered_on, put_off, singled_out
from factcheck.text.rules.words import AUXILIARY, BE, CONTENT, FINITE, MODAL

OPENERS = {
    "if": IF, "relative": IF, "unless": UNLESS, "regardless": REGARDLESS, "before": BEFORE, "except-as": "aside",
    "during": IF,
}  # fmt: skip

_PRONOUNS = frozenset(("it", "he", "she", "they"))

# Openers of a condition that no verb of its own follows.
SETTINGS = frozenset(
    ("during", "throughout", "in the case of", "in case of", "in the event of", "on account of", "by reason of",
     "on the basis of", "based on", "for the purpose of", "except for", "aside from", "apart from", "in the absence of",
     "regardless of", "irrespective of", "after being")
)  # fmt: skip


@dataclass(slots=True)
class Zones:
    """What is noted of a clause while its items are read, and the part of it that is being read."""

    items: Sequence[Item]
    thesaurus: Thesaurus
    zone: str = MAIN
    local: int = 1
    opened_at: int = 0
    negated: bool = False
    bound: str = ""
    over: bool = False  # "more than", and not "at least"
    below: bool = False  # "less than", and not "at most"
    by: bool = False
    passive: bool = False  # "rules approved by the council": named, and not who acts here
    when: str = ""
    since: int = 0  # terms before the last denial
    one: bool = False
    narrowing: bool = False  # "limits berths to": what follows is who may have them, and nobody else
    stack: list[tuple[str, int, int]] = field(default_factory=list)
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
    deciding: set[int] = field(default_factory=set)  # who is said to decide: "as the council determines"
    joints: set[str] = field(default_factory=set)  # "or ship boat"
    coordinate: set[int] = field(default_factory=set)  # where "or", "and" or a comma adds another
    series: set[int] = field(default_factory=set)  # ", board the ship": where a comma adds another thing to do
    oblique: set[int] = field(default_factory=set)  # "by regulation", "under a rule": how, not what
    infinitives: set[int] = field(default_factory=set)  # where "to" opens another thing to do

    def _comma(self, n: int, item: Item) -> None:
        if not self.forces and self.items[0].norm in FRONTED:
            self.terms = [replace(t, agent=False) for t in self.terms]  # "Upon the request of the master, …"
        self.local, self.denied, self.by, self.passive = 1, False, False, False
        if self._fails_on(n):
            self.local, self.since = 0, len(self.terms)
        early = not self._main_force() or leads(self.items, self.opened_at)
        parenthetical = any(i.norm == "," for i in self.items[max(0, self.opened_at - 2) : self.opened_at])
        goes_on = put_off(self.items, self.opened_at, n) or listed_deeds(self.items, self.opened_at, n)
        goes_on = goes_on or numbered_on(self.items, self.opened_at, n)
        if self.zone != MAIN and (early or parenthetical) and not goes_on:
            self.zone = MAIN

    def _fails_on(self, n: int) -> bool:
        """Whether a comma at n ends what is put in behind "fails": "fails, without good cause, | to moor"."""
        if n + 1 >= len(self.items) or self.items[n + 1].norm != "to":
            return False
        opened = max((k for k in range(n) if self.items[k].norm == ","), default=0)
        return opened > 0 and self.items[opened - 1].kind == "fail"

    def _main_force(self) -> bool:
        return any(f.kind in MODAL or f.kind in ("lets", "requires", "bars", "power") for f in self.forces)

    def _open(self, n: int, item: Item) -> None:
        if item.kind == "relative" and singled_out(self.items, n, self.thesaurus):
            self.terms[-1] = replace(self.terms[-1], agent=True)
            return
        if item.kind == "relative" and (
            not describes(self.items, n, self._main_force()) or self.zone in (ONLY, REGARDLESS, UNLESS)
        ):
            return
        if item.kind == "relative" and self.zone == IF and self.items[self.opened_at].kind == "if":
            return
        if item.kind == "before" and self.zone in (UNLESS, IF) and not self._main_force():
            return
        if item.kind == "during" and self.zone == UNLESS:
            return  # "unless a ship during that time was tarred": when, and excepted, too
        if item.norm == "before" and in_front_of(self.items, n, self.thesaurus):
            return
        if item.norm == "whether" and n == 0:
            return  # "Whether a ship may sail is decided by …": what is decided, and no condition
        spared = (
            item.kind == "if" and n > 0 and self.items[n - 1].kind in ("without", "unless")
        )  # "except on the basis of"
        within = self.zone == IF and item.kind == "if" and self.items[self.opened_at].kind == "relative"
        self.local = 1
        self.zone = UNLESS if spared else ONLY if self.zone == ONLY and item.kind == "if" else OPENERS[item.kind]
        self.opened_at = self.opened_at if within else n

    def _second_verb(self, n: int, item: Item) -> None:
        """A second verb ends a relative clause before it: "people who file late | are …"."""
        if item.norm == "still" and self._describes_fully(n):
            self.zone, self.local = MAIN, 1  # "a ship that leaks | still sails"
        if item.norm not in FINITE:
            return
        if self.local < 0 and not self.denied and item.norm not in AUXILIARY and self.items[n - 1].kind != "without":
            self.local = 1  # "a ship without a pilot | is fined"
        opener, before = self.items[self.opened_at], self.items[n - 1]
        within = item.norm in FINITE & BE and before.kind in CONTENT and self._ends_description(n)
        if self.zone == MAIN and within and any(t.start > self.forces[0].start for t in self.terms):
            # "The list of what may be sold | is made by …": the modal only says of what.
            self.terms = [replace(t, zone=IF) if t.start > opener.start else t for t in self.terms]
            self.flags |= {"modal-within"} if self.negated else set()
            self.forces, self.negated = [], False
            return
        if self._told_after_setting(n):
            self.zone, self.local = MAIN, 1
            return
        if self.zone != IF or opener.kind != "relative" or self._main_force():
            return
        joined = before.kind in ("and", "not", "relative", "punct", "but") or before.norm in AUXILIARY | BE
        inside = self.items[self.opened_at + 1 : n]
        told = any(i.kind in CONTENT for i in inside) and (opener.norm in ("who", "which") or any(
            i.norm in FINITE for i in inside
        ))  # fmt: skip
        if told and not joined:
            self.zone, self.local = MAIN, 1

    def _describes_fully(self, n: int) -> bool:
        """Whether what says of whom has been read up to n: "who" or "which", and an idea."""
        opener = self.items[self.opened_at]
        told = any(i.kind in CONTENT for i in self.items[self.opened_at + 1 : n])
        return self.zone == IF and opener.kind == "relative" and told and not self._main_force()

    def _told_after_setting(self, n: int) -> bool:
        """Whether the verb at n says what is so of a subject and the time or case that stand before it.

        "Mooring during a storm | is optional": "during" and its like have no verb of their own.
        """
        opener = self.items[self.opened_at]
        named = any(t.start < opener.start for t in self.terms)
        bare = self.zone != MAIN and opener.norm in SETTINGS and named and not self.forces
        inside = self.items[self.opened_at + 1 : n]
        return bare and bool(inside) and not any(i.norm in FINITE or i.kind in OPENERS for i in inside)

    def _close(self, item: Item) -> None:
        """The main verb ends a relative clause before it: "people who file | may not …"."""
        opener = self.items[self.opened_at]
        described = any(t.start > opener.start for t in self.terms) or opener.kind != "relative"
        closing = described and item.kind in MODAL | {"power", "requires", "bars", "lets", "loses", "needs"}
        n = next((k for k, i in enumerate(self.items) if i.start == item.start), 0)
        listed = n > 0 and self.items[n - 1].norm == "," and listed_deeds(self.items, self.opened_at, n - 1)
        standing = item.kind in ("allowed", "permitted", "barred", "required") and opener.kind == "relative"
        standing = standing and not listed
        chosen = item.kind == "optional" and " " in item.norm and described  # "may choose not to"
        closing = closing or chosen or (standing and described)
        closing = closing and not self._within_front(n)
        leading = self.zone == BEFORE and self.opened_at == 0 and item.kind in MODAL
        closing = closing or self._said_of_it(item)
        over = closing and self._relative(item)
        over = over or self._said_of_deed(n)
        if (self.zone in (IF, ONLY) or leading) and over and not self._main_force():
            self.zone, self.local = MAIN, 1
            if self.opened_at == 0 and opener.kind != "relative":
                self.terms = freed_subject(self.terms, self.thesaurus)

    def _said_of_deed(self, n: int) -> bool:
        """Whether "is forbidden" at n is the only verb that what stands before a condition has: "mooring where it would
        leak because of a storm | is forbidden"."""
        if self.items[n].kind not in ("permitted", "barred") or self.zone != IF or self.forces:
            return False
        first = next((k for k in range(n) if self.items[k].kind in OPENERS), n)
        verb = n - 1 - (n > 1 and self.items[n - 1].kind == "not")
        named = any(t.zone == MAIN for t in self.terms) and not any(i.norm in FINITE for i in self.items[:first])
        within = any(i.norm in FINITE or i.norm in AUXILIARY for i in self.items[first + 1 : verb])
        return named and within and self.items[verb].norm in FINITE & BE

    def _within_front(self, n: int) -> bool:
        """Whether a verb at n is that of a condition in front: "when a storm stops the ferry, | the master may …"."""
        if self.opened_at or self.items[0].kind != "if" or self.items[n].kind in MODAL:
            return False
        comma = next((k for k in range(n + 1, len(self.items)) if self.items[k].norm == ","), 0)
        return bool(comma) and any(i.kind in MODAL for i in self.items[comma:])

    def _relative(self, item: Item) -> bool:
        """Whether the open zone is one that the main verb closes, not a trailing condition."""
        if self.opened_at >= len(self.items):
            return False
        # "A ship in the case of a storm | shall …": no verb stood before.
        bare = item.kind in MODAL and not any(i.norm in FINITE for i in self.items[: self.opened_at])
        bare = bare and not self.forces and any(t.start < self.items[self.opened_at].start for t in self.terms)
        # "At no time during a storm shall …"
        first = all(i.kind in ("not", "no", "neutral", "punct") for i in self.items[: self.opened_at])
        opened = self.items[self.opened_at].kind == "relative" or self.zone == ONLY
        return bare or opened or first or self._said_of_it(item)

    def _said_of_it(self, item: Item) -> bool:
        """Whether a condition at the head is over without a comma: "once a berth is given | it may …"."""
        n = next((k for k, i in enumerate(self.items) if i.start == item.start), 0)
        first = all(i.kind in ("ref", "punct") or i.norm == "under" for i in self.items[: self.opened_at])
        pronoun = n > 0 and self.items[n - 1].norm in _PRONOUNS and item.kind in MODAL
        verb = any(i.norm in FINITE for i in self.items[self.opened_at + 1 : n])
        return pronoun and first and verb and self.items[self.opened_at].kind == "if"

    def _ends_description(self, n: int) -> bool:
        """Whether a second modal is that of whom the first describes: "whoever cannot pay | may moor"."""
        opener = self.items[self.opened_at]
        joined = any(i.kind in ("and", "but", "punct") for i in self.items[self.opened_at : n])
        first = len(self.forces) == 1 and self.forces[0].kind in MODAL and self.forces[0].start > opener.start
        return opener.kind == "relative" and first and not joined

    def _ends_only(self, n: int) -> bool:
        """Whether what is done only so has been said before n, and whom or what it is done to follows."""
        within = any(t.zone == ONLY and t.start > self.items[self.opened_at].start for t in self.terms)
        return within and self.items[n - 1].kind in CONTENT and self.items[self.opened_at].kind == "only"

    def slight(self, key: str) -> bool:
        idea = self.thesaurus.concepts.get(key, {})
        return self.light(key) or bool(idea.get("manner")) or idea.get("kind") == "agency"

    def light(self, key: str) -> bool:
        return bool(self.thesaurus.concepts.get(key, {}).get("light"))
