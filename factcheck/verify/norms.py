"""Compares what a sentence says a law says with one passage of law, slot by slot.

A term is grounded by the passage's own words, by what it refers to, or by its headings; a slot is
contradicted only by another force, sign, number or actor in the same place. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from factcheck.model.norm import (
    BEFORE,
    DENY,
    FORBID,
    FREE,
    MAIN,
    ONLY,
    PERMIT,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
    Term,
)
from factcheck.verify.norm_match import AGAINST, HELD, OPEN, Concepts, Match, meet, same
from factcheck.verify.norm_numbers import commensurable, compare_quantities

# Of a statement's ideas and numbers, so many have to stand in the one clause that settles it.
_SHARE, _SHARE_WITH_NUMBER = 0.66, 0.5
_FEW = 2  # ideas of a statement that says little
OWN, NEAR, FAR, AROUND = "own", "near", "far", "around"

# (said, in the text). What is required may also be done; "may" for a duty says too little.
_TABLE = {
    PERMIT: {PERMIT: HELD, REQUIRE: OPEN, FORBID: AGAINST, FREE: OPEN, STATE: OPEN, DENY: AGAINST},
    REQUIRE: {PERMIT: AGAINST, REQUIRE: HELD, FORBID: AGAINST, FREE: AGAINST, STATE: OPEN, DENY: AGAINST},
    FORBID: {PERMIT: AGAINST, REQUIRE: AGAINST, FORBID: HELD, FREE: OPEN, STATE: AGAINST, DENY: OPEN},
    FREE: {PERMIT: OPEN, REQUIRE: AGAINST, FORBID: OPEN, FREE: HELD, STATE: OPEN, DENY: OPEN},
    STATE: {PERMIT: OPEN, REQUIRE: HELD, FORBID: AGAINST, FREE: OPEN, STATE: HELD, DENY: AGAINST},
    DENY: {PERMIT: OPEN, REQUIRE: AGAINST, FORBID: HELD, FREE: OPEN, STATE: AGAINST, DENY: HELD},
}
_FLIPPED = {PERMIT: FORBID, REQUIRE: FREE, FORBID: PERMIT, FREE: REQUIRE, STATE: DENY, DENY: STATE}
_SAYS = {
    PERMIT: "allows it", REQUIRE: "requires it", FORBID: "forbids it", FREE: "does not require it",
    STATE: "says that it is so", DENY: "says that it is not so",
}  # fmt: skip


def compare(said: Clause, norm: Norm, concepts: Concepts) -> Match:
    """How one clause of a statement compares with one passage."""
    match = Match(norm)
    where = _ground(match, said, concepts)
    if not where:
        return match
    matched = _matched(said, norm, concepts)
    bearing = [c for c in matched if _bears(said, c, concepts) and _speaks(said, c, norm, concepts)]
    if matched and not bearing:
        match.silent.append(("action", "speaks of something else being done"))
    matched = bearing or matched
    match.clause = matched[0] if matched else None
    compare_quantities(match, said, norm, matched, concepts)
    _actors(match, said, matched, concepts)
    _force(match, said, matched, concepts)
    _signs(match, said, norm, where, concepts)
    _limits(match, said, norm, matched, concepts)
    return match


# ---- grounding --------------------------------------------------------------------------------


def _ground(match: Match, said: Clause, concepts: Concepts) -> dict[str, str]:
    """Where each idea of the statement stands in the passage; fills what is missing."""
    norm = match.norm
    where: dict[str, str] = {}
    total = found = core = 0.0
    for term in said.terms:
        if term.key in where or any(t.key == term.key for t in match.missing):
            continue
        idea = concepts.get(term.key, {})
        light = bool(idea.get("light"))
        place = _place(term.key, norm, concepts)
        if not place and idea.get("amount") and any(c.quantities for c in norm.clauses):
            place = NEAR
        if idea.get("kind") == "agency" and not term.agent and place != OWN:
            place = ""
        if not place and _excused(term, norm, concepts):
            place = "rival"
        if light:
            where[term.key] = place or "light"
            continue
        total += 1
        if place:
            where[term.key] = place
            found += 0.5 if place == AROUND else 1
            core += place in (OWN, NEAR, "rival")
        else:
            match.missing.append(term)
    around = [k for k, p in where.items() if p == AROUND and not concepts.get(k, {}).get("light")]
    match.weight = found / total if total else 0.0
    match.core = core / total if total else 0.0
    if total and (len(around) > (total >= 5) or core / total < 0.5):
        match.silent.append(("object", "says too little of this in its own words"))
    return where if total else {}


def _place(key: str, norm: Norm, concepts: Concepts) -> str:
    keys = (key, *concepts.get(key, {}).get("from", ()))
    if any(k in norm.own for k in keys):
        return OWN
    for place, held in ((NEAR, norm.near), (FAR, norm.far), (AROUND, norm.around)):
        if any(k in held for k in keys):
            return place
    return ""


def _excused(term: Term, norm: Norm, concepts: Concepts) -> bool:
    """A term that the passage does not hold, and whose opposite or rival it does."""
    idea = concepts.get(term.key, {})
    if idea.get("kind") == "agency" and not term.agent and not _beside(term, norm, idea):
        return False
    return any(k in norm.own for k in (*idea.get("opposites", ()), *idea.get("rivals", ())))


def _beside(term: Term, norm: Norm, idea: Mapping[str, Any]) -> str:
    """A rival that stands in the passage beside what stands beside `term` in the statement, or ""."""
    for clause in norm.clauses:
        for one, other in pairwise(clause.terms):
            for rival, neighbour in ((one, f">{other.key}"), (other, f"<{one.key}")):
                if rival.key in idea.get("rivals", ()) and neighbour in term.beside:
                    return rival.key
    return ""


# ---- which clause of the passage is meant -----------------------------------------------------


def _matched(said: Clause, norm: Norm, concepts: Concepts) -> list[Clause]:
    """The clauses of the passage that share most with the main words of the statement, best first."""
    main = {t.key for t in said.terms if t.zone in (MAIN, ONLY) and not concepts.get(t.key, {}).get("light")}
    every = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    as_good = {k: frozenset((k, *concepts.get(k, {}).get("from", ()))) for k in every}
    scored: list[tuple[float, int, Clause]] = []
    for n, clause in enumerate(norm.clauses):
        own = {t.key for t in clause.terms}
        core = {t.key for t in clause.terms if t.zone in (MAIN, ONLY)}
        score = 1.0 * sum(not as_good[k].isdisjoint(own) for k in main)
        score += 0.5 * sum(not as_good[k].isdisjoint(core) for k in main)
        score += 0.25 * sum(not as_good[k].isdisjoint(own) for k in every)
        score += 0.5 * sum(any(commensurable(q, o) for o in clause.quantities) for q in said.quantities)
        score += 0.3 * (said.applies and clause.applies)
        if score:
            scored.append((score, -n, clause))
    if said.applies and any(c.applies for _, _, c in scored):
        scored = [s for s in scored if s[2].applies]
    counted = [s for s in scored if any(commensurable(q, o) for q in said.quantities for o in s[2].quantities)]
    scored = counted or scored
    scored.sort(key=lambda s: (-s[0], -s[1]))
    return [c for s, _, c in scored if s >= scored[0][0] - 0.3] if scored else []


# ---- who --------------------------------------------------------------------------------------


def _actors(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
    """Who acts: the same, somebody whom the passage's actor excludes, or undecided."""
    held = [t.key for c in matched for t in c.terms if t.agent]
    for term in said.terms:
        if not term.agent:
            continue
        alike = any(same(term.key, h, concepts) for h in held)
        if term.sign < 0:
            if alike:
                match.against.append(("actor", f"names {_label(term.key, concepts)}"))
            continue
        if alike:
            match.held.append("actor")
            continue
        rivals = set(concepts.get(term.key, {}).get("rivals", ()))
        named = {t.key for c in matched for t in c.terms if concepts.get(t.key, {}).get("kind") == "agency"}
        also = any(same(term.key, t.key, concepts) for c in matched for t in c.terms)
        excluded = [h for h in (held or named) if h in rivals or term.key in concepts.get(h, {}).get("rivals", ())]
        if also and (not held or not excluded):
            continue
        acting = {t.key for c in match.norm.clauses for t in c.terms if t.agent}
        if not (held or named) and any(same(term.key, a, concepts) for a in acting):
            continue
        if also or not (held or named):
            match.silent.append(("actor", f"does not name {_label(term.key, concepts)} as acting"))
        elif excluded and (not held or len(excluded) == len(held)):
            match.against.append(("actor", f"names {_label(excluded[0], concepts)}"))
        else:
            match.open.append(("actor", f"does not name {_label(term.key, concepts)} as acting"))


def _label(key: str, concepts: Concepts) -> str:
    return str(concepts.get(key, {}).get("label", key.lstrip("=").replace("_", " ")))


# ---- what it does -----------------------------------------------------------------------------


def _force(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
    if not matched:
        match.silent.append(("modality", "says nothing of this in one sentence"))
        return
    outcomes = [_forces(said, clause, concepts) for clause in matched]
    if HELD in outcomes:
        match.held.append("modality")
        match.clause = matched[outcomes.index(HELD)]
    elif all(o == AGAINST for o in outcomes):
        match.against.append(("modality", _SAYS[matched[0].force]))
    else:
        match.open.append(("modality", _SAYS[matched[0].force]))


def _bears(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement names what the clause's force bears on."""
    named = any(same(t.key, k, concepts) for t in said.terms for k in clause.topic)
    if clause.topic and not named and not (said.quantities and clause.quantities):
        return False
    held = frozenset(t.key for t in clause.terms)
    done = said.heads - {"?"}
    if done and not clause.applies and not meet(done, held, concepts):
        return False
    if (clause.applies and clause.about and not said.applies) or ("demands" in clause.flags) > (
        "demands" in said.flags
    ):
        return False
    if not _of_the_same(said, clause, concepts):
        return False
    plain = said.force in (STATE, DENY) and clause.force in (STATE, DENY) and not said.applies and not clause.applies
    if plain and not said.quantities and not _defines(said, clause, concepts):
        return False
    if "means" in clause.flags and not _defines(said, clause, concepts):
        return False
    if not clause.heads:
        return True
    keys = {t.key for t in said.terms}
    return any(same(k, h, concepts) or same(h, k, concepts) for k in keys for h in clause.heads)


def _of_the_same(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement names of whom the clause speaks: asked for when it says little else."""
    if "lifted" in clause.flags or not clause.subject:
        return True
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    found = sum(any(same(k, h, concepts) or same(h, k, concepts) for k in ideas) for h in clause.subject)
    few = len(ideas) <= _FEW and not said.quantities and not any(t.agent for t in said.terms)
    return found == len(clause.subject) or not few


def _defines(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement is about what the clause defines."""
    subjects = []
    for one in (said, clause):
        ideas = [t.key for t in one.terms if t.key in concepts and not concepts[t.key].get("light")]
        subjects.append(ideas[0] if ideas else "")
    return subjects[0] == subjects[1] or not all(subjects)


def _speaks(said: Clause, clause: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether enough of the statement stands in the clause itself, or in what it refers to."""
    held = {t.key for t in clause.terms} | (norm.near if clause.applies else frozenset())
    # Who acts is compared by itself, where both name somebody.
    acted = any(t.agent for t in clause.terms)
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light") and not (acted and t.agent)}
    found = 0.0
    for key in ideas:
        here = any(same(key, h, concepts) for h in held)
        counted = bool(concepts.get(key, {}).get("amount")) and _place(key, norm, concepts) != OWN
        found += 1 if here or counted else 0.5 * any(same(key, h, concepts) for h in norm.near)
    spoken = [q for c in norm.clauses for q in c.quantities] if clause.applies else clause.quantities
    numbers = [q for q in said.quantities if any(commensurable(q, o) for o in spoken)]
    share = (found + len(numbers)) / max(1, len(ideas) + len(said.quantities))
    return share >= (_SHARE_WITH_NUMBER if numbers else _SHARE)


def _forces(said: Clause, clause: Clause, concepts: Concepts) -> str:
    force = clause.force
    held = {t.key for t in clause.terms if t.zone == UNLESS}
    other = {t.key for t in clause.terms if t.zone != UNLESS}
    named = [
        t for t in said.terms
        if any(same(t.key, h, concepts) for h in held) and not any(same(t.key, o, concepts) for o in other)
    ]  # fmt: skip
    early = any(q.zone == BEFORE for q in clause.quantities)
    timed = any(q.zone == UNLESS for q in clause.quantities)
    flip = False
    if any(t.zone != UNLESS for t in named) or (timed and any(q.zone != UNLESS for q in said.quantities)):
        flip = not any(t.sign < 0 for t in named)
    elif early and said.quantities and all(q.zone != BEFORE for q in said.quantities):
        flip = force in (FORBID, DENY)
    if flip:
        if force in (FORBID, DENY):
            # "Not unless within a year": within a year it may be done, and must be to be done at all.
            return HELD if said.force in (PERMIT, REQUIRE, STATE) else OPEN if said.force == FREE else AGAINST
        force = _FLIPPED[force]
    if said.applies and force == STATE and not clause.heads:
        return HELD  # the description of those to whom something applies
    if said.force == DENY == force and not said.applies:
        return OPEN  # that two things are both said not to be so settles little
    capped = [q for q in said.quantities if q.bound == "most"]
    if said.force in (PERMIT, STATE) and force == REQUIRE and capped:
        return HELD
    if said.force in (REQUIRE, PERMIT) and force == REQUIRE and clause.quantities and not said.quantities:
        return OPEN  # what is required is the time or amount
    if said.force == PERMIT and force == REQUIRE:
        return HELD if "can" in said.flags or not any(t.agent for t in said.terms) else OPEN
    return _TABLE[said.force][force]


# ---- signs ------------------------------------------------------------------------------------


def _signs(match: Match, said: Clause, norm: Norm, where: Mapping[str, str], concepts: Concepts) -> None:
    """A term denied on one side and not on the other; an opposite or rival in its place."""
    whens: dict[str, set[str]] = {}
    for term in (t for c in norm.clauses for t in c.terms):
        whens.setdefault(term.key, set()).add(term.when)
    for term in said.terms:
        held = whens.get(term.key, set())
        if term.when and held and not held & {term.when, ""}:
            match.open.append(("time", f"says {sorted(held)[0]} it: {_label(term.key, concepts)}"))
    spared = {t.key for c in norm.clauses for t in c.terms if t.zone == UNLESS}
    for term in said.terms:
        idea = concepts.get(term.key, {})
        place = where.get(term.key, "")
        if term.sign < 0 and any(same(term.key, k, concepts) for k in spared):
            continue  # "not without a ticket" and "not unless he has a ticket"
        if place == "rival":
            if term.agent or match.against:
                continue
            opposites = [k for k in idea.get("opposites", ()) if k in norm.own]
            rivals = [k for k in idea.get("rivals", ()) if k in norm.own]
            if idea.get("kind") == "agency":
                match.against.append(("actor", f"names {_label(_beside(term, norm, idea) or rivals[0], concepts)}"))
            else:
                match.against.append(("object", f"says {_label((opposites or rivals)[0], concepts)}"))
            continue
        if place != OWN or idea.get("light") or term.agent:
            continue
        signs = {s for k in (term.key, *idea.get("from", ())) for s in norm.own.get(k, ())}
        if 0 in signs or not term.sign or (term.zone == UNLESS and -1 in signs):
            continue
        if term.sign not in signs:
            if any(slot in ("duration", "number") for slot, _ in match.against):
                continue
            says = "leaves it out" if term.sign > 0 else "holds it"
            if _denied_twice(term, said, norm):
                match.open.append(("object", f"{says}: {_label(term.key, concepts)}"))
                continue
            match.against.append(("object", f"{says}: {_label(term.key, concepts)}"))


def _denied_twice(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether one side denies the term by its sign and the other by the force of its clause."""
    if term.sign > 0:
        return said.force in (DENY, FORBID)
    return any(c.force in (DENY, FORBID) and any(t.key == term.key for t in c.terms) for c in norm.clauses)


# ---- only, regardless, every ------------------------------------------------------------------


def _limits(match: Match, said: Clause, norm: Norm, matched: Sequence[Clause], concepts: Concepts) -> None:
    zones: dict[str, set[str]] = {}
    for clause in norm.clauses:
        for term in clause.terms:
            zones.setdefault(term.key, set()).add(term.zone)

    def zoned(key: str) -> set[str]:
        return {z for k in (key, *concepts.get(key, {}).get("from", ())) for z in zones.get(k, ())}

    only = [t for t in said.terms if t.zone == ONLY and not concepts.get(t.key, {}).get("light")]
    if "only" in said.flags:
        held = [t for t in only if ONLY in zoned(t.key) or UNLESS in zoned(t.key)]
        spared = [t for t in only if REGARDLESS in zoned(t.key)]
        if spared and not held:
            match.against = [a for a in match.against if a[0] != "modality"]
            match.open = [o for o in match.open if o[0] != "modality"]
            match.against.append(("condition", f"does not ask for it: {_label(spared[0].key, concepts)}"))
        elif not held and only and not any(_place(t.key, norm, concepts) == OWN for t in only):
            match.silent.append(("condition", "does not speak of that condition"))
        elif not held and not any("only" in c.flags for c in matched) and not match.against:
            match.open.append(("condition", "does not say “only”"))
    free = [t for t in said.terms if t.zone == REGARDLESS and not concepts.get(t.key, {}).get("light")]
    if free and not any(REGARDLESS in zoned(t.key) for t in free):
        excepted = [t for t in free if UNLESS in zoned(t.key)]
        if excepted:
            match.against.append(("condition", f"makes an exception: {_label(excepted[0].key, concepts)}"))
        else:
            match.open.append(("condition", "does not say that it makes no difference"))
    unless = [t for t in said.terms if t.zone == UNLESS and not concepts.get(t.key, {}).get("light")]
    for term in unless:
        signs = norm.own.get(term.key, frozenset())
        if not zoned(term.key) & {UNLESS, "aside"} and -1 not in signs:
            match.open.append(("exception", f"makes no exception of {_label(term.key, concepts)}"))
    stated: dict[str, set[str]] = {}
    for term in (t for c in norm.clauses for t in c.terms if t.sign >= 0):
        stated.setdefault(term.key, set()).add(term.zone)
    early = [t for t in said.terms if t.zone == MAIN and t.sign > 0 and not t.agent and stated.get(t.key) == {BEFORE}]
    if early and not said.quantities and not any(t.zone == BEFORE for t in said.terms):
        match.open.append(("condition", f"names it as what ends the rule: {_label(early[0].key, concepts)}"))
    spoken = {t.key for t in said.terms}
    exempt = {t.key for c in matched for t in c.terms if t.zone == UNLESS or t.sign < 0}
    if "every" in said.flags and exempt and not exempt & spoken:
        match.open.append(("object", "makes exceptions"))
