"""Leaves open what a passage of law seems to support, where the statement goes further than the passage does.

A statement that no slot contradicts may still say more: that it holds without exception, that it is done without
something of which the passage is silent, before what the passage has after it. None of this contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.model.norm import (
    BEFORE,
    CONDITIONS,
    DENY,
    IF,
    MAIN,
    ONLY,
    PERMIT,
    REFUSING,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
    Quantity,
    Term,
)
from factcheck.verify.norm_limits import ANY
from factcheck.verify.norm_match import Concepts, Match, called_wrong, is_among, label, same
from factcheck.verify.norm_numbers import beyond, commensurable

# What makes a statement absolute.
_SWEEPING = re.compile(
    r"\bwithout\s+(?:(?:any|a|an|the|further|giving|stating|having|need|needing|of|to|a\s+single)\s+)*"
    r"(?:exceptions?|conditions?|limits?|limitations?|restrictions?|reasons?|explanation|justification|cause)\b"
    r"|\bwithout\s+(?:anyone|anybody|anything|any|asking|telling)\b"
    r"|\b(?:no|not)\s+(?:exceptions?|conditions?|strings)\b(?!\s+(?:to|for|of|under)\b)"
    r"|\bunder\s+(?:any|all|no)\s+(?:circumstances?|conditions?)\b|\bin\s+(?:every|all|any|each)\s+(?:single\s+)?cases?\b"
    r"|\bfor\s+(?:any|whatever)\s+(?:reason|purpose|cause)s?\b|\bat\s+will\b"
    r"|\b(?:whenever|whatever|however|wherever|as\s+long\s+as|as\s+often\s+as|as)\s+(?:\w+\s+){1,3}?"
    r"(?:likes?|wants?|wishes|wish|pleases?|chooses?|choose|sees?\s+fit)\b"
    r"|\b(?:and|but)\s+(?:no\s+one|nobody|nothing|none|no\s+other)\b",
    re.IGNORECASE,
)
# "At most" before what is no number.
_AT_MOST = re.compile(
    r"\b(?:at most|no more than)\s+(?=(?:every|once|annual|quarter|month|year)|(?!an?\b|one\b|two\b|three\b|four\b|"
    r"five\b|six\b|seven\b|eight\b|nine\b|ten\b|twelve\b|twenty|thirty|fifty|half\b|the\b)[a-z])",
    re.IGNORECASE,
)
_AT_MOST_TOO = re.compile(r"\b(?:at most|no[t]? more (?:than|often))\b", re.IGNORECASE)
_RIGHT = re.compile(r"\b(?:rights?\s+to|entitled|guaranteed?s?)\b", re.IGNORECASE)
_AS_OF_RIGHT = re.compile(r"\b(?:rights?|privileges?|entitled)\b", re.IGNORECASE)
_AT_DISCRETION = re.compile(r"\bdiscretion\b", re.IGNORECASE)
_SEVERAL = 2  # ideas of an exception
_HALF = 0.5  # of the conditions of a clause
_SOME_OF = re.compile(r"\b(?:most|many|some|few|several|a majority of)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LATE = re.compile(r"\b(?:after|following|beyond|later\s+than|past)\s+(?:an?\s+)?(?:the\s+)?$", re.IGNORECASE)
_OTHER_TIME = {"before": "after", "after": "before"}


def guard(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts, text: str) -> None:
    """Adds to `match.open` what `said`, read from `text`, says beyond the clauses that it was matched with."""
    if (sweeping := _SWEEPING.search(text)) is not None:
        if said.force == PERMIT and match.clause is not None and "only" in match.clause.flags:
            match.against.append(("condition", "lets it be done only under a condition"))
            return
        match.open.append(("condition", f"does not say “{sweeping[0]}”"))
    _terms(match, said, concepts)
    if (apart := _denied_beside(said, match.clause, concepts)) is not None:
        match.open.append(("object", f"denies it: {label(apart.key, match, concepts)}"))
    if (most := _AT_MOST.search(text)) is not None and _AT_MOST_TOO.search(match.norm.text) is None:
        match.open.append(("number", f"does not say “{most[0].strip()}”"))
    if (joint := _joined_otherwise(said, matched, concepts)) is not None:
        match.open.append(("condition", f"says “{joint[0]}” and not “{joint[1]}” of it"))
    if "modal-within" in said.flags:
        match.open.append(("condition", "is not compared with what can or cannot be of those it is about"))
    told = not {"loosely", "most-of"}.isdisjoint(said.flags) and said.force == PERMIT
    loosely = told and under_conditions(said, match.clause, concepts) < _HALF
    first = min((t.start for t in said.terms), default=0)
    if said.force in (STATE, DENY) and not said.quantities and _SOME_OF.search(text[:first]):
        match.open.append(("object", "does not tell how many of them do"))
    if (term := _any_at_all(said, match.norm, concepts, text)) is not None:
        match.open.append(("object", f"does not say that it is any: {label(term.key, match, concepts)}"))
    wrong = said.force == STATE and called_wrong(said, concepts) and not under_conditions(said, match.clause, concepts)
    if loosely or wrong:
        match.open.append(("condition", "says so only under conditions of its own"))
    if _only_of_little(said, concepts):
        match.open.append(("condition", "does not say “only”"))
    for quantity in said.quantities:
        if _LATE.search(text[: quantity.start]) and _at_most(quantity, matched):
            match.open.append(("duration", "gives it as the longest time"))
    if match.clause is not None and _half_excepted(said, match.clause, concepts):
        match.open.append(("exception", "excepts it under conditions of its own"))
    if match.clause is not None and _granted(said, match.clause, match.norm, text):
        to = match.against if _AT_DISCRETION.search(match.norm.text) else match.open
        to.append(("modality", "leaves it to somebody's discretion"))


def _terms(match: Match, said: Clause, concepts: Concepts) -> None:
    """What the passage does not say of single ideas of the statement."""
    norm = match.norm
    for term in said.terms:
        settled = term.agent or term.key in match.settled
        if term.sign < 0 and not settled and not _denied(term, said, norm, concepts):
            match.open.append(("object", f"does not say that there is none of it: {label(term.key, match, concepts)}"))
        elif term.sign > 0 and term.zone in (IF, ONLY) and _only_excepted(term, said, match.clause, norm, concepts):
            match.open.append(("condition", f"names it in an exception: {label(term.key, match, concepts)}"))
        elif _refused_elsewhere(term, said, norm, concepts):
            match.open.append(("object", f"refuses it: {label(term.key, match, concepts)}"))
        elif _asked_for(term, said, norm, concepts):
            match.open.append(("condition", f"does not ask for it: {label(term.key, match, concepts)}"))
        elif _turned_round(term, said, match, concepts):
            match.open.append(("object", f"says the contrary of it: {label(term.key, match, concepts)}"))
        elif term.when in _OTHER_TIME and _at_other_time(term, match.clause, concepts):
            match.open.append(("time", f"says {_OTHER_TIME[term.when]} it: {label(term.key, match, concepts)}"))
        elif said.force == REQUIRE and term.when == "after" and _at_no_time(term, match.clause):
            match.open.append(("time", f"does not say after it: {label(term.key, match, concepts)}"))
        elif term.zone == BEFORE and term.when == "before" and _zones(term, norm, concepts) == {IF}:
            match.open.append(("time", f"does not say before it: {label(term.key, match, concepts)}"))
        elif term.zone == MAIN and not term.agent and _makes_no_difference(term, match.clause, concepts):
            match.open.append(("condition", f"makes no difference of it: {label(term.key, match, concepts)}"))


def _any_at_all(said: Clause, norm: Norm, concepts: Concepts, text: str) -> Term | None:
    """What a statement says is any at all, and the passage does not name: "may be sent to any country"."""
    for term in said.terms:
        idea = concepts.get(term.key, {})
        strange = idea.get("light") and not idea.get("kind") and not is_among(term.key, norm.own.keys(), concepts)
        if strange and ANY.search(text[: term.start]):
            return term
    return None


def _joined_otherwise(said: Clause, matched: Sequence[Clause], concepts: Concepts) -> tuple[str, str] | None:
    """The clause's word and ours where one joins two ideas of a condition or duty by "and", the other by "or"."""
    zones = {t.key: t.zone for t in said.terms}
    for joint in sorted(said.joints):
        word, one, other = joint.split(" ")
        hard = CONDITIONS if word == "and" or said.force != REQUIRE else (*CONDITIONS, MAIN)
        if zones.get(other) not in hard:
            continue
        for held in sorted(j for c in matched for j in c.joints):
            theirs, first, second = held.split(" ")
            alike = same(one, first, concepts) and same(other, second, concepts)
            alike = alike or (same(one, second, concepts) and same(other, first, concepts))
            if alike and theirs != word:
                return theirs, word
    return None


def _zones(term: Term, norm: Norm, concepts: Concepts) -> set[str]:
    """Where in the passage an idea stands, of which more is said than that it is so."""
    if concepts.get(term.key, {}).get("light"):
        return set()
    held = [t for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)]
    return {BEFORE if t.when == "before" else t.zone for t in held}


def _makes_no_difference(term: Term, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the clause names what the statement is about only as what makes no difference."""
    zones = {t.zone for t in clause.terms if same(term.key, t.key, concepts)} if clause is not None else set()
    return zones == {REGARDLESS} and not concepts.get(term.key, {}).get("light")


def _denied_beside(said: Clause, clause: Clause | None, concepts: Concepts) -> Term | None:
    """An idea that stands undenied before another in the statement, and only denied before that one in the clause."""
    if clause is None:
        return None
    plain = [t for t in said.terms if not concepts.get(t.key, {}).get("light")]
    held = [t for t in clause.terms if not concepts.get(t.key, {}).get("light")]
    for one, other in pairwise(plain):
        signs = {a.sign for a, b in pairwise(held) if a.key == one.key and b.key == other.key and a.zone == IF}
        if one.sign > 0 and one.zone != UNLESS and signs == {-1}:
            return one
    return None


def _denied(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage, too, has none of it: it denies it, excepts it, or refuses what names it."""
    if said.force in REFUSING and is_among(term.key, norm.own.keys(), concepts):
        return True  # "may not leave without a pilot": twice denied, and compared by force and exception
    opposites = set(concepts.get(term.key, {}).get("opposites", ()))
    for clause in norm.clauses:
        for held in clause.terms:
            if held.key in opposites and held.sign > 0:
                return True
            alike = same(term.key, held.key, concepts) or same(held.key, term.key, concepts)
            if alike and (held.sign <= 0 or held.zone == UNLESS or clause.force in REFUSING):
                return True
    return False


def _only_excepted(term: Term, said: Clause, clause: Clause | None, norm: Norm, concepts: Concepts) -> bool:
    """Whether what the statement has for a condition stands in the passage only in an exception of the same rule."""
    if clause is None or clause.force != said.force or said.applies:
        return False
    if any(beyond(q, clause.quantities) for q in said.quantities):
        return False  # "whoever files later than a year"
    zones = {t.zone for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)}
    return bool(zones) and zones <= {UNLESS, "aside"}


def _refused_elsewhere(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage has what a description says only as what another clause of it refuses."""
    light = concepts.get(term.key, {}).get("light")
    if term.sign < 1 or term.zone != IF or term.agent or light or said.force in REFUSING:
        return False
    excepted = [frozenset(t.key for t in c.terms if t.zone == UNLESS) for c in norm.clauses]
    heads = [
        c.force in REFUSING and not any(is_among(t.key, spared, concepts) for t in said.terms if t.key != term.key)
        for c, spared in zip(norm.clauses, excepted, strict=True)
        if any(same(term.key, h, concepts) for h in c.heads)
    ]
    return bool(heads) and all(heads)


def _asked_for(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the statement lets somebody have a say of whom no condition of the passage speaks."""
    if term.zone not in (IF, ONLY) or term.agent or concepts.get(term.key, {}).get("kind") != "agency" or said.applies:
        return False
    held = [t for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)]
    return not any(t.agent or t.zone in CONDITIONS for t in held)


def _turned_round(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the clause that seems to say so denies what the statement does not, or the other way round."""
    clause = match.clause
    if clause is None or clause.force != said.force or term.agent or term.key in match.settled or not term.sign:
        return False
    if concepts.get(term.key, {}).get("light"):
        return False
    alike = [t for t in clause.terms if same(term.key, t.key, concepts) or same(t.key, term.key, concepts)]
    # What an exception denies or not is compared with the exception.
    return term.zone != UNLESS and bool(alike) and all(t.zone != UNLESS and t.sign == -term.sign for t in alike)


def _at_other_time(term: Term, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the clause has before a thing what the statement has after it, or after it what that has before."""
    if clause is None:
        return False
    whens = {
        t.when or (t.zone if t.zone in (BEFORE, UNLESS) else "")
        for t in clause.terms
        if same(term.key, t.key, concepts)
    }
    return _OTHER_TIME[term.when] in whens and term.when not in whens


def _at_no_time(term: Term, clause: Clause | None) -> bool:
    """Whether the clause names a thing that is done, and not that it comes first: "in lending a boat, he shall"."""
    alike = [t for t in clause.terms if t.key == term.key] if clause is not None else []
    return any(t.zone == MAIN for t in alike) and not any(t.when or t.zone in (BEFORE, UNLESS) for t in alike)


def under_conditions(said: Clause, clause: Clause | None, concepts: Concepts) -> float:
    """The share of the conditions of a clause of which the statement says something; 1 where it has none."""
    asked = {t.key for t in clause.terms if t.zone in (IF, ONLY)} if clause is not None else set()
    asked = {k for k in asked if not concepts.get(k, {}).get("light")}
    spoken = [t.key for t in said.terms if not concepts.get(t.key, {}).get("light")]
    return sum(any(same(key, k, concepts) for key in spoken) for k in asked) / len(asked) if asked else 1.0


def _only_of_little(said: Clause, concepts: Concepts) -> bool:
    """Whether "only" bears on words alone that are never compared ("only if they are grown up")."""
    only = [t for t in said.terms if t.zone == ONLY]
    return "only" in said.flags and bool(only) and not any(
        t.agent or not concepts.get(t.key, {}).get("light") for t in only
    )  # fmt: skip


def _half_excepted(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement names of an exception only what comes late in it: of barges, where it is of who sank one."""
    if "lifted" not in clause.flags or said.force != PERMIT:
        return False
    topic = dict.fromkeys(
        t.key for t in clause.terms if t.key in clause.topic and not concepts.get(t.key, {}).get("light")
    )
    named = [any(same(t.key, k, concepts) for t in said.terms) for k in topic]
    return len(named) > _SEVERAL and sum(named) == 1 and not any(named[:2])


def _at_most(quantity: Quantity, matched: Sequence[Clause]) -> bool:
    """Whether the time that the clauses give is a limit, and not a wait."""
    held = [q for c in matched for q in c.quantities if commensurable(quantity, q)]
    return bool(held) and all(q.bound == "most" for q in held)


def _granted(said: Clause, clause: Clause, norm: Norm, text: str) -> bool:
    """Whether the statement makes a right of what somebody may grant or not."""
    if said.force != PERMIT or clause.force != PERMIT or any(t.agent for t in said.terms):
        return False
    return (
        _RIGHT.search(text) is not None
        and _AS_OF_RIGHT.search(norm.text) is None
        and (any(t.agent for t in clause.terms) or _AT_DISCRETION.search(norm.text) is not None)
    )
