"""Tells what a clause of law says to a statement of what it excepts: "not unless within a year"."""

from __future__ import annotations

from factcheck.model.norm import BEFORE, DENY, FORBID, FREE, MAIN, PERMIT, REGARDLESS, REQUIRE, STATE, UNLESS, Clause
from factcheck.verify.law.match import AGAINST, HELD, OPEN, Concepts, is_among
from factcheck.verify.law.numbers import beyond, commensurable


def within_exception(said: Clause, clause: Clause, force: str, concepts: Concepts) -> bool:
    """Whether the statement speaks of what the clause excepts, by its ideas or by its time."""
    if any(beyond(q, clause.quantities) for q in said.quantities):
        return False  # "whoever files later than a year"
    held = {t.key for t in clause.terms if t.zone == UNLESS}
    other = {t.key for t in clause.terms if t.zone != UNLESS}
    named = [
        t for t in said.terms
        if not concepts.get(t.key, {}).get("light") and t.zone != REGARDLESS
        and is_among(t.key, held, concepts)
        and not is_among(t.key, other, concepts)
    ]  # fmt: skip
    early = any(q.zone == BEFORE for q in clause.quantities)
    zones = {o.zone for o in clause.quantities for q in said.quantities if commensurable(q, o)}
    expiring = zones == {UNLESS}
    if any(t.zone != UNLESS for t in named) or (expiring and any(q.zone != UNLESS for q in said.quantities)):
        return not any(t.sign < 0 for t in named)
    later = early and bool(said.quantities) and all(q.zone != BEFORE for q in said.quantities)
    return later and force in (FORBID, DENY)


def by_exception(said: Clause, clause: Clause, force: str, concepts: Concepts) -> str | None:
    """What a clause says to a statement of what it excepts, where the contrary of its force is not the whole answer."""
    if force in (FORBID, DENY):
        # "Not unless within a year": within a year it may be done, and must be to be done at all.
        lasting = said.force == FREE or _for_so_long(said)
        return HELD if said.force in (PERMIT, REQUIRE, STATE) else OPEN if lasting else AGAINST
    return OPEN if said.force == force and _of_a_consent(said, clause, concepts) else None


def _of_a_consent(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement names of an exception no more than what somebody does something about: "unless the council
    has consented to its return" excepts no return."""
    plain = [t for t in clause.terms if t.zone == UNLESS and not concepts.get(t.key, {}).get("light")]
    if not plain or concepts.get(plain[0].key, {}).get("kind") != "agency":
        return False
    first = {t.key for t in plain[:2]}
    return not any(is_among(t.key, first, concepts) for t in said.terms)


def _for_so_long(said: Clause) -> bool:
    """Whether a time is given without a limit or what it counts from: "may not be licensed for 5 years"."""
    return any(not (q.bound or q.anchor or q.side) and q.zone == MAIN for q in said.quantities)
