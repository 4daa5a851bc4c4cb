"""Finds where each idea of a statement stands in a passage of law: in its words, what it refers to, its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from factcheck.model.norm import BEFORE, IF, INTERVAL, MAIN, ONLY, Clause, Norm, Term
from factcheck.verify.law.match import Concepts, Match

_SETTING = re.compile(r"\b(?:in|during|under|for)\s+(?:(?:an?|the|his|her|their|such|any)\s+)?$", re.IGNORECASE)
_HERE = frozenset(("this section", "this subsection", "this paragraph"))
_MANY = 5  # ideas of a statement of which one may stand in a neighbour of the passage
OWN, NEAR, FAR, AROUND = "own", "near", "far", "around"


def ground(match: Match, said: Clause, concepts: Concepts, text: str = "") -> dict[str, str]:
    """Where each idea of the statement stands in the passage; fills what is missing."""
    norm = match.norm
    where: dict[str, str] = {}
    total = found = core = own = every = 0.0
    for term in said.terms:
        if term.key in where or any(t.key == term.key for t in match.missing):
            continue
        idea = concepts.get(term.key, {})
        light = bool(idea.get("light"))
        place = _found(term, said, norm, concepts)
        if idea.get("kind") == "agency" and not term.agent and (place != OWN or _stands_in(term.key, norm, idea)):
            place = ""
        if place == AROUND and term.agent and _excused(term, norm, concepts):
            place = "rival"  # somebody else acts here, and this one near by
        excused = not place and _excused(term, norm, concepts)
        # The clauses of a norm are read when they are asked for.
        if excused or (not place and term.receives and receiving(term, norm.clauses, concepts)):
            place = "rival"
        if not place and term.sign < 0 and _contrasted(term, norm, said, idea):
            light = True  # "goes to the master, not to the pilot"
            match.settled.add(term.key)
        # "Every year", where the text says "every three years", is compared as a number; and "gives the government an
        # address", where the text says to give one.
        if place != OWN and _how_often(term, said, norm):
            light, place = True, ""
        light = light or (not place and _anybody(term, idea))
        own += place == OWN
        every += 1
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
    end = said.terms[-1] if said.terms else None
    # "…, in such a case": where or when something is done, and not what it is done to.
    setting = end is not None and bool(_SETTING.search(text[: end.start]))
    last = end.key if end is not None and end.key not in said.subject and not setting else ""
    # "Any ship seeking a berth under this section": of whom it is, its heading says.
    headed = said.applies and any(r.lower() in _HERE for c in norm.clauses if c.applies for r in c.refs)
    around = [
        k for k, p in where.items()
        if (p == AROUND or (p == FAR and k == last and not headed)) and not concepts.get(k, {}).get("light")
    ]  # fmt: skip
    match.weight = found / total if total else 0.0
    match.core = core / total if total else 0.0
    match.own = own / every if every else 0.0
    spared = total >= _MANY or (total >= _MANY - 2 and all(_of_whom(k, said) for k in around))
    if total and (len(around) > spared or core / total < 0.5):
        match.silent.append(("object", "says too little of this in its own words"))
    return where if total else {}


def _found(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> str:
    """Where an idea stands, or what has its place: "" where nothing does."""
    idea = concepts.get(term.key, {})
    place = place_of(term.key, norm, concepts)
    if place == FAR and idea.get("kind") != "agency" and _called_by_its_kind(term.key, norm, concepts):
        return NEAR
    if place == NEAR and _both_listed(term, said, norm):
        return ""
    if (place == AROUND and _must_stand_there(term, said, norm)) or (place in (AROUND, FAR) and idea.get("firm")):
        place = ""
    if not place and idea.get("amount") and any(c.quantities or "unlimited" in c.flags for c in norm.clauses):
        return NEAR
    if place in ("", AROUND) and idea.get("defining") and any("means" in c.flags for c in norm.clauses):
        return NEAR  # "counts as a wreck", where the text says what the word means
    return place


def _called_by_its_kind(key: str, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage has only the kind of thing that its heading names: "the survey", under "Surveys of hulls"."""
    kinds = (concepts.get(k, {}) for k in norm.own)
    return any(key in kind.get("from", ()) and not kind.get("light") and not kind.get("kind") for kind in kinds)


def _both_listed(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether an idea is joined by "and" to one that the passage has: "for a bond and a token", where the passage has
    the bond."""
    pairs = (joint.split(" ")[1:] for joint in said.joints if joint.startswith("and ") and term.zone == MAIN)
    return any(term.key in pair and any(k != term.key and k in norm.own for k in pair) for pair in pairs)


def _must_stand_there(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether an idea must stand in the passage itself, and not only beside it: a condition, one of several in a list.

    "Masters and pilots", where the passage has the masters.
    """
    pairs = (joint.split(" ")[1:] for joint in said.joints)
    listed = any(term.key in pair and any(k != term.key and k in norm.own for k in pair) for pair in pairs)
    return listed or (term.zone in (IF, ONLY, BEFORE) and term.key not in said.subject)


def _how_often(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether an idea is how often something is done, and the passage, too, says how often."""
    counted = any(q.unit == INTERVAL and q.start == term.start for q in said.quantities)
    return counted and any(q.unit == INTERVAL for c in norm.clauses for q in c.quantities)


def _anybody(term: Term, idea: Mapping[str, Any]) -> bool:
    """Whether a term is whoever acts for the state, named in passing: not who acts, nor with or to whom."""
    plain = idea.get("kind") == "agency" and not idea.get("office") and not idea.get("rivals")
    return plain and len(idea.get("from", ())) > _MANY and not (term.agent or term.receives)


def _contrasted(term: Term, norm: Norm, said: Clause, idea: Mapping[str, Any]) -> bool:
    """Whether somebody is named only to be denied, beside another of the statement who excludes him."""
    named = {t.key for t in said.terms if t.sign > 0} & set(idea.get("rivals", ()))
    return idea.get("kind") == "agency" and not named.isdisjoint(norm.own)


def _of_whom(key: str, said: Clause) -> bool:
    """Whether an idea stands before what is done, and says only of whom: "divers | in the dock | are watched by …"."""
    deed = min((t.start for t in said.terms if t.key in said.heads), default=0)
    return all(t.start < deed for t in said.terms if t.key == key)


def _stands_in(key: str, norm: Norm, idea: Mapping[str, Any]) -> bool:
    """Whether somebody is only named by another who may stand for him, beside one who may not."""
    rivals = idea.get("rivals", ())
    if key in norm.own or not rivals:
        return False
    others = [t for c in norm.clauses for t in c.terms if t.key in idea.get("from", ())]
    return any(r in norm.own for r in rivals) or (bool(others) and all(t.agent for t in others))


def place_of(key: str, norm: Norm, concepts: Concepts) -> str:
    keys = (key, *concepts.get(key, {}).get("from", ()))
    for place, held in ((OWN, norm.own.keys()), (NEAR, norm.near), (FAR, norm.far), (AROUND, norm.around)):
        if not held.isdisjoint(keys):
            return place
    return ""


def receiving(term: Term, clauses: Sequence[Clause], concepts: Concepts) -> str:
    """Another to whom something goes in the passage, where the statement has somebody whom that excludes; or ""."""
    if not term.receives:
        return ""
    held = [t.key for c in clauses for t in c.terms if t.receives == term.receives]
    rivals = concepts.get(term.key, {}).get("rivals", ())
    return next((k for k in held if k in rivals), "")


def _excused(term: Term, norm: Norm, concepts: Concepts) -> bool:
    """A term that the passage does not hold, and whose opposite or rival it does."""
    idea = concepts.get(term.key, {})
    if idea.get("kind") == "agency" and not term.agent and not beside(term, norm, idea):
        return False
    named = (k for k in idea.get("rivals", ()) if concepts.get(k, {}).get("kind") != "person")  # anybody may be one
    return not norm.own.keys().isdisjoint((*idea.get("opposites", ()), *named))


def beside(term: Term, norm: Norm, idea: Mapping[str, Any]) -> str:
    """A rival that stands in the passage beside what stands beside `term` in the statement, or ""."""
    for clause in norm.clauses:
        for one, other in pairwise(clause.terms):
            for rival, neighbour in ((one, f">{other.key}"), (other, f"<{one.key}")):
                if rival.key in idea.get("rivals", ()) and neighbour in term.beside:
                    return rival.key
    return ""
