"""Holds what a statement says may, must or may not be done against the force of a clause of law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import DENY, FORBID, FREE, IF, MAIN, ONLY, PERMIT, REFUSING, REQUIRE, STATE, UNLESS, Clause
from factcheck.verify.law.clauses import TERM, lacks_the_same, timed
from factcheck.verify.law.exceptions import by_exception, within_exception
from factcheck.verify.law.idioms import by_idiom, by_order, has_none
from factcheck.verify.law.match import (
    AGAINST,
    HELD,
    OPEN,
    Concepts,
    Match,
    called_wrong,
    closeness,
    first_idea,
    is_among,
    is_one_of_several,
    label,
    meet,
    same,
)
from factcheck.verify.law.numbers import commensurable

_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
# (said, in the text). What is required may also be done; "may" for a duty says too little.
_TABLE = {
    PERMIT: {PERMIT: HELD, REQUIRE: OPEN, FORBID: AGAINST, FREE: OPEN, STATE: OPEN, DENY: AGAINST},
    REQUIRE: {PERMIT: AGAINST, REQUIRE: HELD, FORBID: AGAINST, FREE: AGAINST, STATE: OPEN, DENY: AGAINST},
    FORBID: {PERMIT: AGAINST, REQUIRE: AGAINST, FORBID: HELD, FREE: OPEN, STATE: AGAINST, DENY: OPEN},
    FREE: {PERMIT: OPEN, REQUIRE: AGAINST, FORBID: OPEN, FREE: HELD, STATE: OPEN, DENY: OPEN},
    STATE: {PERMIT: OPEN, REQUIRE: HELD, FORBID: AGAINST, FREE: OPEN, STATE: HELD, DENY: AGAINST},
    DENY: {PERMIT: OPEN, REQUIRE: AGAINST, FORBID: HELD, FREE: OPEN, STATE: AGAINST, DENY: HELD},
}
# What a force on one of two opposites means for the other: whoever must be held may not be freed.
_OPPOSED = {PERMIT: FREE, REQUIRE: FORBID, FORBID: REQUIRE, FREE: PERMIT, STATE: DENY, DENY: STATE}
_FLIPPED = {PERMIT: FORBID, REQUIRE: FREE, FORBID: PERMIT, FREE: REQUIRE, STATE: DENY, DENY: STATE}
SAYS = {
    PERMIT: "allows it", REQUIRE: "requires it", FORBID: "forbids it", FREE: "does not require it",
    STATE: "says that it is so", DENY: "says that it is not so",
}  # fmt: skip


def compare_force(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
    """Notes in `match` what the clauses `matched` say to the force of the statement `said`."""
    if not matched:
        match.silent.append(("modality", "says nothing of this in one sentence"))
        return
    # That a law is not to be construed to require something says nothing beside what it lets be done.
    ruling = [c for c in matched if not (c.force == FREE and "construed" in c.flags)]
    matched = ruling if said.force == FORBID and ruling else matched
    outcomes = [_forces(match, said, clause, concepts) for clause in matched]
    opposed = sorted(k for c in matched for k in _opposed(said, c, concepts))
    if HELD in outcomes:
        match.held.append("modality")
        match.clause = matched[outcomes.index(HELD)]
    elif all(o == AGAINST for o in outcomes):
        says = (
            ("object", f"says {label(opposed[0], match, concepts)}")
            if opposed
            else ("modality", SAYS[matched[0].force])
        )
        match.against.append(says)
    else:
        match.open.append(("modality", SAYS[matched[0].force]))


def _opposed(said: Clause, clause: Clause, concepts: Concepts) -> set[str]:
    """What a clause bears on that is the opposite of what the statement does, of which it does not speak itself."""
    own = frozenset(t.key for t in clause.terms if t.zone != ONLY)
    if said.applies or clause.applies or meet(said.heads, clause.heads, concepts):
        return set()
    strange = [k for k in said.heads if not meet(frozenset((k,)), own, concepts)]
    return {o for k in strange for o in concepts.get(k, {}).get("opposites", ()) if o in clause.heads}


def _forces(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str:
    force = clause.force
    if _opposed(said, clause, concepts):
        match.settled |= said.heads
        return _contrary(said, clause, concepts)
    if (early := by_idiom(match, said, clause, concepts)) is not None:
        return early
    if not meet(frozenset(t.key for t in said.terms), clause.heads, concepts) and timed(said, clause, concepts):
        # The number is the point, and it is compared by itself.
        must = said.force == REQUIRE and force == PERMIT and any(t.agent for t in said.terms)
        # "May not be less than 9 crowns" gives the least, and refuses nothing else.
        bounded = said.heads == {"?"} and all(q.bound == "least" for q in said.quantities)
        refused = said.force in REFUSING and not said.force == force == FORBID and not bounded
        return OPEN if must or refused else HELD
    if (then := by_order(match, said, clause, concepts)) is not None:
        return then
    none = first_idea(clause, concepts) if force == DENY and not clause.applies else ""
    if said.force == PERMIT and any(t.sign < 0 and t.key == none for t in said.terms):
        match.settled.add(none)
        return HELD  # "may be lifted without an appeal", and "there is no appeal"
    if (asked := _asked_only(match, said, clause, concepts)) or _left_open(said, clause, concepts):
        return HELD if asked else OPEN
    turned = _turned(said, clause, concepts)
    ruled = force not in (STATE, DENY) or (said.applies and clause.applies)
    ruled = ruled and (said.force in (PERMIT, FORBID) or said.applies)
    if len(turned) == 1 and said.force != force and ruled and _TABLE[said.force][_FLIPPED[force]] == HELD:
        # "May admit whoever is not settled" and "may not admit whoever is settled" are one rule.
        match.settled |= turned[0]
        force = _FLIPPED[force]
    if within_exception(said, clause, force, concepts):
        if (settled := by_exception(said, clause, force, concepts)) is not None:
            return settled
        force = _FLIPPED[force]
    if said.applies and force == STATE and not clause.heads:
        return HELD  # the description of those to whom something applies
    if (lacking := has_none(said, clause, concepts)) is None:
        return _plainly(said, clause, force, concepts)
    match.settled |= lacking
    return HELD if lacking else OPEN


def _asked_only(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be required is what a clause lets be done only with: "may be moored only with leave"."""
    if (said.force, clause.force) != (REQUIRE, PERMIT) or "only" not in clause.flags or not said.heads:
        return False
    if is_one_of_several(match.norm) or not _ONLY.search(match.norm.text):
        return False  # "may be lifted only (1) on a plea, or (2) …"
    ways = {t.key for t in clause.terms if t.zone == ONLY and t.sign > 0}
    others = {k for joint in clause.joints if joint.startswith("or ") for k in joint.split(" ")[1:]}
    done = {t.key for t in clause.terms if t.zone == MAIN}
    asked = all(is_among(k, ways, concepts) and not is_among(k, others | done, concepts) for k in said.heads)
    return asked and meet(said.subject, clause.subject | clause.heads, concepts)


def _contrary(said: Clause, clause: Clause, concepts: Concepts) -> str:
    """What a clause that bears on the opposite of what is said to be done says to it."""
    if (said.force, clause.force) == (REQUIRE, PERMIT) and "only" in clause.flags:
        return OPEN  # "may release it only if …": otherwise it is held
    outcome = _TABLE[said.force][_OPPOSED[clause.force]]
    return OPEN if outcome == HELD and _of_other_things(said, clause, concepts) else outcome


def _of_other_things(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause that bears on the opposite of what is said to be done has nothing else of the statement."""
    held = {t.key for t in clause.terms}
    others = [(t.key, concepts.get(t.key, {})) for t in said.terms if t.key not in said.heads]
    plain = [key for key, idea in others if not idea.get("light") and idea.get("kind") != "agency"]
    return bool(plain) and not any(is_among(key, held, concepts) for key in plain)


def _left_open(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether one force says nothing to the other, whatever the table of forces says."""
    forces = said.force, clause.force
    if clause.force == STATE and _is_meaning(clause) and said.force not in (STATE, DENY):
        return True  # "the term “wreck” includes a ship that is sunk": what may be done with it is not said
    if (
        clause.force in (STATE, DENY)
        and not said.applies
        and called_wrong(said, concepts)
        and not _names_wrong(said, clause, concepts)
    ):
        return True  # "sailing by night is a crime": that somebody sails is no law against it
    both_denied = forces == (DENY, DENY) and not said.applies and closeness(said, clause, concepts) < 1
    if (
        both_denied
        and first_idea(said, concepts) != first_idea(clause, concepts)
        and not lacks_the_same(said, clause, concepts)
    ):
        return True  # that two things are both said not to be so settles little
    if forces == (FORBID, PERMIT) and _failed(said, clause, concepts):
        return True  # "may admit whoever is not settled": what whoever is admitted may not do is not said
    if forces == (REQUIRE, PERMIT) and _only_conditions(said, clause, concepts):
        return True  # "may license whoever shows his age": whether it must be shown is not said
    if forces == (REQUIRE, PERMIT) and _asks_somebody(said, concepts):
        return True  # "needs the council's approval": with it, it may be done
    if forces == (REQUIRE, FORBID) and _failed(said, clause, concepts):
        return True  # "a ship that fails to pay may not sail": that it must pay is not forbidden
    if "may-bar" in clause.flags - said.flags or ("may-bar" in said.flags and _TABLE[said.force][clause.force] != HELD):
        return True  # "may be kept out" leaves open whether it is
    # "A survey is to be free": that it must be made is not said.
    deeds = [t for t in said.terms if t.key in said.heads and t.zone in (MAIN, ONLY)]
    first = [t.key for t in deeds if t.start == deeds[0].start]  # a phrase may stand for two ideas
    done = frozenset(first) if first and not any(t.agent for t in said.terms) else said.heads
    only_named = meet(done, clause.subject, concepts) and not meet(done, clause.heads, concepts)
    return forces == (REQUIRE, REQUIRE) and only_named


def _is_meaning(clause: Clause) -> bool:
    """Whether a clause says what a word means."""
    return "means" in clause.flags or any(t.key == TERM for t in clause.terms[:1])


def _failed(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be required stands in the clause only as what somebody has not done."""
    done = [t for t in clause.terms if meet(said.heads, frozenset((t.key,)), concepts)]
    return bool(done) and all(t.zone == IF and t.sign <= 0 for t in done)


def _asks_somebody(said: Clause, concepts: Concepts) -> bool:
    """Whether all that is said to be required is something of somebody named: "needs the approval of the council"."""
    last = max((t.end for t in said.terms if t.key in said.subject), default=0)
    needed = [t for t in said.terms if t.start >= last and t.zone == MAIN and not t.receives]
    named = any(concepts.get(t.key, {}).get("kind") == "agency" and not t.agent for t in needed)
    return named and not any(t.agent for t in said.terms) and said.heads <= said.subject


def _only_conditions(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether all that is said to be required, and of what, stands in the clause as a condition of something else."""
    first = min((t.start for t in said.terms if t.key in said.heads), default=0)
    asked = frozenset(t.key for t in said.terms if t.start >= first and t.zone == MAIN)
    done = [t for t in clause.terms if meet(asked, frozenset((t.key,)), concepts)]
    return bool(done) and all(t.zone == IF for t in done)


def _names_wrong(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause speaks of a wrong or of what it brings, as the statement does in its last word."""
    wrong = [t.key for t in said.terms if t.zone == MAIN][-1]
    return any(same(wrong, t.key, concepts) for t in clause.terms)


def _gives_nothing(said: Clause, clause: Clause) -> bool:
    """Whether what is said to entitle nobody is what the law is not to be construed to entitle anybody to."""
    return "construed" in clause.flags and said.force == FORBID and "can" in said.flags


def _merely_may(said: Clause, clause: Clause) -> bool:
    """Whether a statement says no more than that something "may be done", of what the law may say that it must."""
    return "may" in said.flags and "only" not in said.flags and "demands" not in clause.flags


def _there_is_none(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be barred is what the clause says that there is none of: "there is no appeal"."""
    first = first_idea(clause, concepts)
    return said.force == FORBID and not clause.applies and meet(said.heads, frozenset((first,)), concepts)


def _plainly(said: Clause, clause: Clause, force: str, concepts: Concepts) -> str:
    """What one force says to another, with nothing turned about."""
    capped = [q for q in said.quantities if q.bound == "most" and q.zone != IF]
    acts = said.force == PERMIT and any(t.agent for t in said.terms)  # "may act within 90 days": may, or must?
    if said.force == PERMIT and "choice" in said.flags:
        said_of = meet(said.heads, clause.heads, concepts)
        return AGAINST if force in (REQUIRE, FORBID) else HELD if said_of and force in (PERMIT, FREE) else OPEN
    if force == FREE and "needed" in said.flags and meet(said.heads, clause.heads, concepts):
        return HELD if said.force == PERMIT else AGAINST  # "needs no pilot to sail", "does not require a pilot to sail"
    if force == DENY and (_there_is_none(said, clause, concepts) or _gives_nothing(said, clause)):
        return HELD
    if said.force == STATE and force == FORBID and called_wrong(said, concepts):
        return HELD
    limited = force == REQUIRE or (force == PERMIT and any(q.bound == "most" for q in clause.quantities))
    bounded = (said.force, force) == (PERMIT, STATE) and _within_bounds(said, clause, concepts)
    if (said.force in (PERMIT, STATE) and limited and capped and not acts) or bounded:
        return HELD
    measured = any(q.zone == MAIN for q in clause.quantities)
    amount = said.force in (REQUIRE, PERMIT) and measured and not said.quantities
    if force == REQUIRE and (amount or _merely_may(said, clause)):
        return OPEN  # what is required is the time or amount
    if said.force == REQUIRE and force == PERMIT and not any(t.agent for t in said.terms):
        manner = {t.key for t in clause.terms if t.zone == ONLY} & {t.key for t in said.terms}
        if manner:  # "must be lent by the day", and "may be lent only by the day"; not "requires entry at a port"
            return HELD if _lent_so(said, clause, manner, concepts) else OPEN
    if force == PERMIT and (_only_so(said, clause, concepts) or _leaves_free(said, clause, concepts)):
        return HELD
    if said.force == PERMIT and force == REQUIRE:
        return HELD if "can" in said.flags or not any(t.agent for t in said.terms) else OPEN
    strange = said.force == REQUIRE and force in REFUSING and _of_other_deeds(said, clause, concepts)
    needed = _needed(said, clause) if (said.force, force) == (REQUIRE, PERMIT) else ""
    return OPEN if strange else needed or _TABLE[said.force][force]


def _needed(said: Clause, clause: Clause) -> str:
    """What a leave says to "rules need the approval of the council", where it is given with that, or if it is so."""
    asked = said.heads - {"?"} - clause.heads
    if not asked or asked != said.heads or not said.subject & clause.heads or any(t.agent for t in said.terms):
        return ""
    given = {t.key for t in clause.terms if t.zone in (IF, ONLY)}
    return HELD if asked <= clause.subject else OPEN if asked <= given else ""


def _of_other_deeds(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause has nothing of what is said to be done: "must prove that he sails", "no berth for rovers"."""
    held = {t.key for t in clause.terms if t.zone in (MAIN, ONLY)} | clause.heads
    contrary = {o for k in said.heads for o in concepts.get(k, {}).get("opposites", ())}
    done = any(is_among(k, held, concepts) for k in said.heads)
    return not (said.quantities or done) and held.isdisjoint(contrary)


def _lent_so(said: Clause, clause: Clause, manner: set[str], concepts: Concepts) -> bool:
    """Whether all that a statement has to be done, and how, is how the clause only lets it be done."""
    how = {k for k in manner if concepts.get(k, {}).get("manner")}
    plain = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")} - manner
    main = {t.key for t in clause.terms if t.zone in (MAIN, ONLY)}
    return manner == how and bool(said.heads & clause.heads) and all(is_among(k, main, concepts) for k in plain)


def _within_bounds(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to be allowed for as long as the law says that it lasts, at least or at most, or for
    the very times that it gives for it."""
    bounded = [q for q in clause.quantities if q.bound and q.zone == MAIN]
    within = all(any(commensurable(q, o) for o in bounded) for q in said.quantities)
    times = {(q.unit, q.value) for q in clause.quantities if not q.bound}
    itself = meet(said.heads, clause.heads, concepts) and all((q.unit, q.value) in times for q in said.quantities)
    return bool(said.quantities) and ((bool(bounded) and within) or itself)


def _only_so(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to be done as it only may be: "is given by the day", and "may give it only by day"."""
    only = {t.key for t in clause.terms if t.zone == ONLY}
    plain = {t.key for t in said.terms if t.zone in (MAIN, ONLY) and not concepts.get(t.key, {}).get("light")}
    how = {k for k in plain if is_among(k, only, concepts)}
    limited = said.force == STATE and "only" in clause.flags
    counted = any(o.zone == ONLY and commensurable(q, o) for q in said.quantities for o in clause.quantities)
    return limited and (bool(how) or counted) and meet(plain - how, clause.heads, concepts)


def _leaves_free(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether somebody who is said not to have to do something only may do it: the same is done, and all of it."""
    acts = said.force == FREE and any(t.agent for t in said.terms) and any(t.agent for t in clause.terms)
    return acts and "needed" not in said.flags and meet(said.heads, clause.heads, concepts) and (
        closeness(said, clause, concepts) == 1
    )  # fmt: skip


def _turned(said: Clause, clause: Clause, concepts: Concepts) -> list[set[str]]:
    """The ideas of a condition that one of two clauses denies and the other does not, those side by side together."""
    signs: dict[str, set[int]] = {}
    for term in clause.terms:  # of an exception the sign is turned, and it is compared by itself
        if "modal-of-whom" in clause.flags and term.zone == IF:
            continue  # "rules under which a ship may not moor"
        signs.setdefault(term.key, set()).add(0 if term.zone == UNLESS else term.sign)
    # "The denial of bail", and not "whoever is free on bail".
    listed = {t.key for t in clause.terms if t.zone == MAIN} - clause.subject
    groups: list[set[str]] = []
    beside = False
    for term in said.terms:
        sign = -term.sign if term.zone == UNLESS else term.sign
        apart = bool(sign) and signs.get(term.key) == {-sign} and not term.agent
        needed = "needed" in said.flags and sign < 0  # "needs leave to moor"
        apart = apart and term.key not in (clause.heads if needed else clause.heads | said.heads)
        apart = apart and not (term.zone == IF and term.key in listed)
        apart = apart and not concepts.get(term.key, {}).get("light")  # these are said of anything
        if apart and beside:
            groups[-1].add(term.key)
        elif apart:
            groups.append({term.key})
        beside = apart
    return groups
