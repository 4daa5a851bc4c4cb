"""Leaves open a statement whose conditions, or what it says of whom, turn about what one passage of law says.

Every idea of a statement may stand in a passage, and yet behind a "no", before a thing instead of after it, or as one
of two things that are both asked for.
"""

from __future__ import annotations

import re

from factcheck.model.norm import (
    BEFORE,
    DENY,
    IF,
    MAIN,
    ONLY,
    PERMIT,
    REFUSING,
    REGARDLESS,
    REQUIRE,
    UNLESS,
    Clause,
    Norm,
    Term,
)
from factcheck.verify.law.doers import compare_doers
from factcheck.verify.law.match import Concepts, Match, is_among, label, same
from factcheck.verify.law.numbers import commensurable
from factcheck.verify.law.places import compare_places
from factcheck.verify.law.qualifiers import compare_qualifiers
from factcheck.verify.law.reach import compare_reach
from factcheck.verify.law.roles import compare_roles

# What a statement says that a rule takes in, too.
_TAKEN_IN = re.compile(r"\bincluding\s+(?:(?:for|in|by|on|of|those|people|all|any|the|an?)\s+)*$", re.IGNORECASE)
# What is done to those of whom a statement is: "may be sent", "can get".
_UNDERGONE = re.compile(r"\b(?:be|being|gets?|receives?|obtains?|ha(?:s|ve)(?!\s+to\b))\b", re.IGNORECASE)
_LITTLE = 0.3  # of the ideas of a statement, in the clause that seems to say so
_FITNESS = frozenset(("regarded-barred", "regarded-allowed"))


def compare_conditions(match: Match, said: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` what `said`, read from `text`, has otherwise in its conditions, or of whom it is said, than
    the clause it was matched with."""
    clause = match.clause
    if clause is None:
        return
    if _only_of_whom(said, clause, concepts, text):
        match.open.append(("actor", "has somebody else do it"))
    ours, theirs = said.flags & _FITNESS, clause.flags & _FITNESS
    if ours and theirs and ours != theirs:
        match.against.append(("modality", "has it regarded the other way"))
    if _other_order(said, clause, concepts):
        match.against.append(("time", "has it the other way round"))
        return
    if match.close < _LITTLE and not said.applies and not said.quantities:
        match.open.append(("object", "has too little of this in one sentence"))
    compare_reach(match, said, clause, concepts)
    compare_doers(match, said, clause, concepts, text)
    compare_roles(match, said, clause, concepts, text)
    if text:
        compare_places(match, said, clause, concepts, text)
        compare_qualifiers(match, said, clause, concepts, text)
    if _both_wanted(said, clause, concepts):
        match.open.append(("condition", "says “and” and not “or” of it"))
    _single_conditions(match, said, clause, concepts, text)


def _single_conditions(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Notes in `match` what single ideas of the statement are in the clause that it was matched with."""
    for term in said.terms:
        if _at_any_time(term, said, clause):
            match.open.append(("condition", f"makes no difference of it: {label(term.key, match, concepts)}"))
        if term.sign < 1 or term.agent or term.key in match.settled:
            continue
        if (other := _somebody_else(term, said, clause, concepts)) is not None:
            match.against.append(("object", f"says {label(other, match, concepts)}"))
            return
        if _found_otherwise(term, clause, concepts) or _denied_above(term, match.norm, clause, concepts):
            match.open.append(("condition", f"denies it: {label(term.key, match, concepts)}"))
        elif _left_out(term, clause, concepts):
            match.open.append(("object", f"leaves it out: {label(term.key, match, concepts)}"))
        elif _only_denied_of(term, match.norm, clause, concepts):
            match.open.append(("condition", f"speaks of it elsewhere: {label(term.key, match, concepts)}"))
        elif _comes_first(term, clause, concepts):
            match.open.append(("time", f"does not say before it: {label(term.key, match, concepts)}"))
        elif _TAKEN_IN.search(text[: term.start]) and not _held(term, match.norm, concepts):
            match.open.append(("condition", f"does not take it in: {label(term.key, match, concepts)}"))


def _other_order(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be done first is what the clause has done later: "paints before it scrapes"."""

    def only_later(heads: frozenset[str], terms: tuple[Term, ...]) -> bool:
        alike = [t for t in terms if any(same(k, t.key, concepts) or same(t.key, k, concepts) for k in heads)]
        return bool(alike) and all(t.zone == BEFORE and t.when == "before" for t in alike)

    heads = said.heads - {"?"}
    return (
        said.force == clause.force == REQUIRE
        and only_later(heads, clause.terms)
        and only_later(clause.heads, said.terms)
    )


def _at_any_time(term: Term, said: Clause, clause: Clause) -> bool:
    """Whether something is said never to have been so, where a clause makes no difference of it: "whether or not it has
    sailed before"."""
    spared = any(t.key == term.key and t.zone == REGARDLESS for t in clause.terms)
    return spared and term.sign < 0 and "every" in said.flags


def _somebody_else(term: Term, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """Whom a clause is about that cannot be whoever the statement is about: "foreign ships", where it has our own."""
    idea = concepts.get(term.key, {})
    if idea.get("kind") != "person" or not idea.get("rivals") or any(t.key == term.key for t in clause.terms):
        return None
    spoken = {t.key for t in said.terms}
    return next((t.key for t in clause.terms if t.key in idea["rivals"] and t.key not in spoken), None)


def _found_otherwise(term: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether a condition is that something is found, where the clause's is that it is not: "if he does not find"."""
    if term.zone != IF or not concepts.get(term.key, {}).get("act"):
        return False
    alike = [t for t in clause.terms if t.zone == IF and t.key == term.key]
    return bool(alike) and all(t.sign < 0 for t in alike)


def _denied_above(term: Term, norm: Norm, clause: Clause, concepts: Concepts) -> bool:
    """Whether what the clause goes on from has only the contrary of a condition: "finds no leak … such a finding"."""
    if (
        term.zone != IF
        or concepts.get(term.key, {}).get("light")
        or any(same(term.key, t.key, concepts) for t in clause.terms)
    ):
        return False
    signs = norm.own.get(term.key, frozenset())
    return (f"-{term.key}" in norm.near and 1 not in signs) or signs == {-1}


def _only_denied_of(term: Term, norm: Norm, clause: Clause, concepts: Concepts) -> bool:
    """Whether of whom a statement is stands in a passage only in what another sentence says that it is not: "a calm is
    no reason to wait"."""
    if term.zone != IF or concepts.get(term.key, {}).get("light") or is_among(term.key, norm.near, concepts):
        return False
    held = [c for c in norm.clauses if any(same(term.key, t.key, concepts) for t in c.terms)]
    return bool(held) and clause not in held and all(c.force == DENY and not c.applies for c in held)


def _left_out(term: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause leaves out what an idea that is never compared may stand for: "a port other than his own"."""
    idea = concepts.get(term.key, {})
    if term.zone != MAIN or not idea.get("light") or idea.get("kind"):
        return False
    stand_ins = {k for k in idea.get("from", ()) if not concepts.get(k, {}).get("light")}
    signs = {t.sign for t in clause.terms if t.zone == MAIN and t.key in stand_ins}
    return bool(signs) and max(signs) < 0


def _comes_first(term: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to be so before a thing that the clause has as a condition: "has been warned"."""
    if term.when != "before" or term.zone != IF or concepts.get(term.key, {}).get("light"):
        return False
    alike = [t for t in clause.terms if same(term.key, t.key, concepts)]
    return bool(alike) and all(t.zone == IF and t.when != "before" for t in alike)


def _held(term: Term, norm: Norm, concepts: Concepts) -> bool:
    """Whether a passage, or what it refers to, has an idea that is compared."""
    light = bool(concepts.get(term.key, {}).get("light"))
    return light or is_among(term.key, norm.own.keys(), concepts) or is_among(term.key, norm.near, concepts)


def _only_of_whom(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether those who are said to do something are named in the clause only as of whom or when somebody else does it:
    "the owner may pay", where the council may pay if the ship is not the owner's."""
    if (
        said.force not in (PERMIT, REQUIRE)
        or not said.subject
        or any(concepts.get(t.key, {}).get("kind") == "agency" for t in said.terms)
    ):
        return False
    if _of_another_subject(said, clause, concepts):
        return _UNDERGONE.search(text) is None
    if not any(t.agent and t.zone == MAIN for t in clause.terms) or "can" in clause.flags or _UNDERGONE.search(text):
        return False  # "the master may let him sail": he sails
    done = [t for t in clause.terms if t.key in said.heads and t.zone == MAIN]
    whom = [t for t in clause.terms if any(same(k, t.key, concepts) for k in said.subject)]
    deed = min((t.start for t in done), default=0)
    return bool(done and whom) and all(
        t.zone in (IF, UNLESS, BEFORE) or (said.force == PERMIT and t.start > deed) for t in whom
    )


def _of_another_subject(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a duty is said to be of somebody, and the clause lays it on another whom the statement does not name."""
    if not said.force == clause.force == REQUIRE or any(t.agent for t in clause.terms) or "burden" in clause.flags:
        return False
    theirs = {k for k in clause.subject if not concepts.get(k, {}).get("light")}
    spoken = {t.key for t in said.terms}
    return bool(theirs) and not any(
        is_among(k, spoken, concepts) or is_among(s, {k}, concepts) for k in theirs for s in spoken
    )


def _both_wanted(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether either a time or something else is said to be enough, where a clause asks for both."""
    if said.force in REFUSING or not any(q.zone in (IF, ONLY) for q in said.quantities):
        return False
    timed = any(
        commensurable(q, o) and q.zone in (IF, ONLY) and o.zone in (IF, ONLY)
        for q in said.quantities
        for o in clause.quantities
    )
    zones = {t.key: t.zone for t in said.terms}
    for joint in said.joints if timed else ():
        word, _, other = joint.split(" ")
        asked = [t for t in clause.terms if t.zone in (IF, ONLY) and same(other, t.key, concepts)]
        either = any(j.startswith("or ") and t.key in j.split(" ") for j in clause.joints for t in asked)
        if word == "or" and zones.get(other) in (IF, ONLY) and asked and not either:
            return True
    return False
