"""Leaves open what a statement says of all that one clause of law has only on an occasion, or only of some."""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck.model.norm import BEFORE, FREE, IF, MAIN, ONLY, PERMIT, REQUIRE, STATE, Clause, Term
from factcheck.verify.law.match import Concepts, Match, is_among, same

_SEVERAL = 2  # ideas of an exception
_ANY = re.compile(r"\b(?:any|every|all)\s+$", re.IGNORECASE)
_ANYONE = re.compile(r"\b(?:any|every)(?:one|body)\b", re.IGNORECASE)


def compare_occasion(match: Match, said: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` what `said`, read from `text`, makes of what the clause that it was matched with has before
    something else, on an occasion, of some or as an exception."""
    clause = match.clause
    if clause is None:
        return
    if _of_few(said, clause, concepts, text):
        match.open.append(("condition", "says so only under conditions of its own"))
    if _free_for_some(said, clause, concepts, text):
        match.open.append(("condition", "spares only some"))
    if _only_comes_first(said, clause, concepts):
        match.open.append(("condition", "has it done before something else"))
    if _only_on_occasion(said, clause, concepts):
        match.open.append(("object", "names it only as an occasion"))
    elif _only_found(said, clause, concepts):
        match.open.append(("action", "names it only as something found"))
    if _half_excepted(said, clause, concepts):
        match.open.append(("exception", "excepts it under conditions of its own"))


def _of_few(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether something is said to be allowed to or with anyone, where a clause lets it be done under conditions of
    which the statement has none: "may search anyone"."""
    if said.force != PERMIT or not _ANYONE.search(text):
        return False
    meant = {f.removeprefix("meant-") for f in clause.flags if f.startswith("meant-")}
    if meant and not any(is_among(t.key, meant, concepts) for t in said.terms):
        return True  # "anyone who marries", where it is to get around a rule
    asked = {t.key for t in clause.terms if t.zone in (IF, ONLY)} - {t.key for t in clause.terms if t.zone == MAIN}
    asked = {
        k for k in asked if not concepts.get(k, {}).get("kind")
    }  # "anyone at sea": a light idea tells of whom, too
    return bool(asked) and not any(is_among(t.key, asked, concepts) for t in said.terms)


def _free_for_some(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether any at all are said to be spared what a clause spares some: "no ticket is required of any sailor", where
    that is so if he is ill."""
    if (said.force, clause.force) != (FREE, FREE):
        return False
    anybody = (t for t in said.terms if concepts.get(t.key, {}).get("kind") == "person")
    asked = {t.key for t in clause.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")}
    named = any(is_among(t.key, asked, concepts) for t in said.terms)
    return bool(asked) and not named and any(_ANY.search(text[: t.start]) for t in anybody)


def _only_comes_first(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether all that is said to be allowed is what the clause has done before something else."""
    if (said.force, clause.force) != (PERMIT, PERMIT) or said.quantities:
        return False
    alike = [t for t in clause.terms if any(same(key, t.key, concepts) for key in said.heads)]
    return bool(alike) and all(t.zone == BEFORE or t.when == "after" for t in alike)


def _only_on_occasion(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether all that is said to be allowed is when or of whom the clause allows something else: "may summon a pilot",
    where the council may step in if a summons is refused."""
    if (said.force, clause.force) != (PERMIT, PERMIT) or "lifted" in clause.flags or said.quantities:
        return False
    zones = {t.zone for t in clause.terms if any(same(key, t.key, concepts) for key in said.heads)}
    others = any(concepts.get(t.key, {}).get("kind") == "agency" and t.zone == MAIN for t in clause.terms)
    return zones == {IF} and others and not (said.applies or any(t.agent for t in said.terms))


def _only_found(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether somebody is said to decide something, where the clause has it decided only of whom it is, and nobody is
    named as deciding: "the master decides how many ships may berth", beside "may berth a ship that is found sound"."""
    deciding = [b.key for a, b in pairwise(said.terms) if a.agent and a.zone == b.zone == MAIN and _acts(b, concepts)]
    if not deciding or deciding[0] in said.heads or said.force in (REQUIRE, STATE):
        return False
    held = [(a.agent, b.zone) for a, b in pairwise(clause.terms) if b.key == deciding[0]]
    return bool(held) and all(zone == IF and not agent for agent, zone in held)


def _acts(term: Term, concepts: Concepts) -> bool:
    return bool(concepts.get(term.key, {}).get("act"))


def _half_excepted(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement names of an exception only what comes late in it: of barges, where it is of who sank one."""
    if "lifted" not in clause.flags or said.force != PERMIT:
        return False
    topic = dict.fromkeys(
        t.key for t in clause.terms if t.key in clause.topic and not concepts.get(t.key, {}).get("light")
    )
    named = [any(same(t.key, k, concepts) for t in said.terms) for k in topic]
    return len(named) > _SEVERAL and sum(named) == 1 and not any(named[:2])
