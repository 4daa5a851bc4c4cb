"""Compares what a statement denies with what a passage of law denies, and opposites and rivals in place of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.model.norm import DENY, FORBID, FREE, IF, PERMIT, REGARDLESS, REQUIRE, UNLESS, Clause, Norm, Term
from factcheck.verify.law.ground import OWN, beside
from factcheck.verify.law.match import Concepts, Match, is_among, is_one_of_several, label

_OTHER = {"before": {"after"}, "after": {"before"}}  # what is required then, and not at the other time
# Who cannot do something, and who is unable or unwilling to.
_CANNOT = re.compile(
    r"\b(?:cannot|can't|can not|won't|unable to|unwilling to|afraid to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
OTHER_THAN = re.compile(r"\b(?:other|further|additional|extra|more|else)\s+$", re.IGNORECASE)  # "no other proof"
_UNABLE = re.compile(r"\b(?:unable|unwilling|cannot)\b", re.IGNORECASE)
_YEAR = re.compile(r"=(?:19|20)\d\d")


def compare_signs(
    match: Match, said: Clause, norm: Norm, where: Mapping[str, str], concepts: Concepts, text: str = ""
) -> None:
    """A term denied on one side and not on the other; an opposite or rival in its place."""
    for term in (t for t in said.terms if t.when):
        held = {t.when for c in norm.clauses for t in c.terms if t.key == term.key}
        # "In 2003" is no part of "after 2003"; of other things it may be left out when.
        dated = term.when in ("before", "after") and _YEAR.fullmatch(term.key) is not None
        if held == _OTHER.get(term.when) and _both_require(said, match.clause) and not _light(term, concepts):
            match.against.append(("time", f"says {sorted(held)[0]} it: {label(term.key, match, concepts)}"))
        elif held and not held & ({term.when} if dated else {term.when, ""}):
            match.open.append(("time", f"says {sorted(held)[0] or 'in'} it: {label(term.key, match, concepts)}"))
    # "Needs no ticket", where none is required.
    free = "needed" in said.flags and match.clause is not None and match.clause.force == FREE
    spared = {t.key for c in norm.clauses for t in c.terms if t.zone == UNLESS}
    for term in said.terms:
        idea = concepts.get(term.key, {})
        place = where.get(term.key, "")
        asked = "needed" in said.flags and idea.get("kind") == "agency"  # "needs the council's leave to sail"
        if (term.sign < 0 and (is_among(term.key, spared, concepts) or asked)) or free:
            continue  # "not without a ticket" and "not unless he has a ticket"
        if place == "rival":
            if term.agent or term.receives or match.against or term.key in match.settled:
                continue  # who acts and who receives is compared by itself
            opposites = [k for k in idea.get("opposites", ()) if k in norm.own]
            if opposites and term.sign and all(norm.own[k] == {-term.sign} for k in opposites):
                continue  # "not at the port's cost", where the text says "at his own"
            if not _makes_no_difference(term, match.clause, concepts):
                _instead(match, said, term, opposites, concepts)
            continue
        if place != OWN or idea.get("light") or term.agent or term.key in match.settled:
            continue
        if _of_whom_it_may(term.key, match.clause):
            continue
        signs = {s for k in (term.key, *idea.get("from", ())) for s in norm.own.get(k, ())}
        denied = signs == {0, -1} and term.sign > 0 and _both_denied(term.key, norm)
        if term.sign in signs or not term.sign or (0 in signs and not denied) or (term.zone == UNLESS and -1 in signs):
            continue
        wider = {
            s for k, held in norm.own.items() for s in held
            if term.key in concepts.get(k, {}).get("from", ()) and not concepts[k].get("light")
        }  # fmt: skip
        if term.sign in wider or (term.sign < 0 and _refused_there(term.key, norm, concepts)):
            continue  # "no such licence", of a licence that was named in full before
        counted = any(slot in ("duration", "number") for slot, _ in match.against)
        if counted or denied_along(term, said, norm) or _names_which(term, said, text):
            continue
        says = "leaves it out" if term.sign > 0 else "holds it"
        apart = match.clause is not None and all(t.key != term.key for t in match.clause.terms)
        several = said.force == PERMIT and term.sign < 0 and is_one_of_several(norm)
        unable = term.sign < 0 and _CANNOT.search(text[: term.start]) and _UNABLE.search(norm.text)
        idle = bool(said.heads) and match.clause is not None and not match.clause.heads
        several = several or bool(unable) or idle or (term.sign < 0 and _one_meaning_of_several(term, match.clause))
        several = several or _not_shown(term, said, concepts) or OTHER_THAN.search(text[: term.start]) is not None
        if apart or several or "modal-of-whom" in said.flags or _denied_twice(term, said, norm):
            match.open.append(("object", f"{says}: {label(term.key, match, concepts)}"))
            continue
        match.against.append(("object", f"{says}: {label(term.key, match, concepts)}"))


def _not_shown(term: Term, said: Clause, concepts: Concepts) -> bool:
    """Whether a statement has an idea as what somebody has not proved: "has not shown that it is sound", where it is
    not sound."""
    led = [t for t in said.terms if t.start < term.start]
    return term.sign > 0 and any(t.sign < 0 and concepts.get(t.key, {}).get("proof") for t in led)


def _names_which(term: Term, said: Clause, text: str) -> bool:
    """Whether a term only says which of what the next word is: "a leak inquiry" is one into whether there is a leak."""
    if term.key not in said.subject:
        return False
    after = next((t for t in said.terms if t.start >= term.end), None)
    return after is not None and after.key in said.subject and not text[term.end : after.start].strip(" -")


def _one_meaning_of_several(term: Term, clause: Clause | None) -> bool:
    """Whether a word means one of several things, of which an idea is only of one: "a raft is sunk, or afloat"."""
    joints = [j.split(" ") for j in clause.joints] if clause is not None and "means" in clause.flags else []
    return any(word == "or" and term.key in pair for word, *pair in joints)


def _both_require(said: Clause, clause: Clause | None) -> bool:
    """Whether a statement and the clause it is compared with both say what must be done."""
    return clause is not None and said.force == clause.force == REQUIRE and not said.quantities


def _light(term: Term, concepts: Concepts) -> bool:
    return bool(concepts.get(term.key, {}).get("light"))


def _refused_there(key: str, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage has an idea only as what is refused: "grounds for the denial of a berth"."""
    pairs = [(a.key, b.key) for c in norm.clauses for a, b in pairwise(c.terms) if a.zone == b.zone]
    refused = (concepts.get(a, {}).get("opposites", ()) for a, b in pairs if b == key)
    return any(concepts.get(o, {}).get("light") for contrary in refused for o in contrary)


def _makes_no_difference(term: Term, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the contrary of a term stands in a clause only as what makes no difference."""
    idea = concepts.get(term.key, {})
    contrary = {*idea.get("opposites", ()), *idea.get("rivals", ())}
    zones = {t.zone for t in clause.terms if t.key in contrary} if clause is not None else set()
    return zones == {REGARDLESS}


def _of_whom_it_may(key: str, clause: Clause | None) -> bool:
    """Whether an idea only says of what the clause speaks: "rules under which a ship may not moor"."""
    if clause is None or "modal-of-whom" not in clause.flags:
        return False
    zones = {t.zone for t in clause.terms if t.key == key}
    return zones == {IF}


def _instead(match: Match, said: Clause, term: Term, opposites: Sequence[str], concepts: Concepts) -> None:
    """Notes in `match` what it means that the passage has a rival or an opposite in place of a term."""
    idea, norm = concepts.get(term.key, {}), match.norm
    rivals = [k for k in idea.get("rivals", ()) if k in norm.own]
    if idea.get("kind") == "agency" and any(t.key in rivals and t.sign > 0 for t in said.terms):
        match.open.append(("actor", f"does not name {label(term.key, match, concepts)} there"))
    elif idea.get("kind") == "agency":
        match.against.append(("actor", f"names {label(beside(term, norm, idea) or rivals[0], match, concepts)}"))
    elif _stands_apart(term, said, match, concepts):
        match.silent.append(("object", "speaks of something else"))
    elif not rivals and _said_of_another(term, said, opposites, concepts):
        match.open.append(("object", f"does not speak of it there: {label(term.key, match, concepts)}"))
    else:
        match.against.append(("object", f"says {label([*opposites, *rivals][0], match, concepts)}"))


def _stands_apart(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the clause that has the contrary of a term lacks half of what else the statement names, or more."""
    if match.clause is None:
        return False
    held = {t.key for t in match.clause.terms}
    ideas = {t.key for t in said.terms if t.key != term.key and not concepts.get(t.key, {}).get("light")}
    others = {k for k in ideas if concepts.get(k, {}).get("kind") != "agency"}
    return bool(others) and 2 * sum(is_among(k, held, concepts) for k in others) < len(others)


def _both_denied(key: str, norm: Norm) -> bool:
    """Whether one idea stands twice on end, and what denies the first goes for both: "no master or captain"."""
    return any(a.key == b.key == key and a.sign < 0 for c in norm.clauses for a, b in pairwise(c.terms))


def denied_along(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether a term is only denied with one before it that the passage denies, too: "has no pilot available", where
    the law says that no pilot is available."""
    if term.sign >= 0:
        return False
    place = said.terms.index(term)
    led = [t for t in said.terms[:place] if t.zone == term.zone]
    denied = [t for n, t in enumerate(led) if all(later.sign < 0 for later in led[n:])]
    return any(t.key != term.key and -1 in norm.own.get(t.key, ()) for t in denied)


def _denied_twice(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether one side denies the term by its sign and the other by the force of its clause."""
    if term.sign > 0:
        return said.force in (DENY, FORBID)
    return any(c.force in (DENY, FORBID) and any(t.key == term.key for t in c.terms) for c in norm.clauses)


def _said_of_another(term: Term, said: Clause, opposites: Sequence[str], concepts: Concepts) -> bool:
    """Whether a statement does something to a refusal, or the like, whose contrary may be said of anything: "may appeal
    the master's refusal", where the passage speaks of what is granted."""
    acted_on = bool(said.heads) and term.key not in said.heads
    return acted_on and all(concepts.get(k, {}).get("light") for k in opposites)
