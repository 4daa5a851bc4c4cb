"""Leaves open what a statement applies to somebody, or tells of something, where a clause of law has it otherwise."""

from __future__ import annotations

from factcheck.model.norm import DENY, MAIN, PERMIT, REFUSING, REQUIRE, STATE, Clause, Norm, Term
from factcheck.verify.law.match import Concepts, Match, is_among, label


def compare_reach(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> None:
    """Adds to `match.open` where `said` applies to others, or is told of more, than `clause`, which it was matched
    with."""
    if (other := _told_in_another(said, clause, match.norm, concepts)) is not None:
        match.open.append(("object", f"says it in another sentence: {label(other, match, concepts)}"))
    if (freed := _granted_by_it(said, clause, match.norm, concepts)) is not None:
        match.open.append(("modality", f"lets it be done there: {label(freed, match, concepts)}"))
    if _not_of_it(said, clause, concepts) or _to_nobody(said, clause, concepts):
        match.open.append(("condition", "says so only under conditions of its own"))


def _granted_by_it(said: Clause, clause: Clause, norm: Norm, concepts: Concepts) -> str | None:
    """What is said not to be for somebody, where a clause only lifts a ban on it for him: "a berth is not available to
    pilots", beside "paragraph (2) shall not apply to a pilot", which keeps some from a berth."""
    if not (said.applies and clause.applies and said.force == clause.force == DENY) or said.quantities:
        return None  # "the one-year filing rule does not apply": a limit is lifted, and nothing granted
    whose = {k for k in said.subject if not concepts.get(k, {}).get("light")}
    spoken = {t.key for t in clause.terms}
    if not whose or any(concepts.get(k, {}).get("amount") or is_among(k, spoken, concepts) for k in whose):
        return None  # "the 10-day limit does not apply", "a pilot is exempt"
    for lifted in (c for c in norm.clauses if "lifted" in c.flags and c.force in (PERMIT, REQUIRE)):
        deed = min((t.start for t in lifted.terms if t.key in lifted.heads and t.zone == MAIN), default=None)
        granted = {t.key for t in lifted.terms if deed is not None and t.zone == MAIN and t.start >= deed}
        if all(is_among(k, granted, concepts) for k in whose):
            return min(whose)
    return None


def _not_of_it(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a rule is said to apply to somebody of whom a clause says something else: "the lamp rule applies to
    barges", beside "a barge shall be moored"."""
    held = {t.key for t in clause.terms}
    whose = {k for k in said.subject if not concepts.get(k, {}).get("light")}
    plain = said.applies and said.force == STATE and not clause.applies
    return plain and bool(whose) and not any(is_among(k, held, concepts) for k in whose)


def _to_nobody(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether it is not said to whom something applies that applies, or does not, only to some."""
    if not said.applies or said.quantities:
        return False
    whom = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")} - said.subject
    theirs = {t.key for t in clause.terms if not _plain(t, concepts)} - said.subject
    return not whom and bool(theirs) and "only" not in said.flags


def _plain(term: Term, concepts: Concepts) -> bool:
    """Whether a term is never compared, or is somebody who acts."""
    idea = concepts.get(term.key, {})
    return bool(idea.get("light")) or idea.get("kind") == "agency"


def _told_in_another(said: Clause, clause: Clause, norm: Norm, concepts: Concepts) -> str | None:
    """What is told of something, of which another clause of the passage has a ban: "a lease ends on the day of the
    notice", beside "the council shall end a lease by a notice. The end shall not take effect before 60 days"."""
    if said.force != STATE or said.heads or said.applies or said.quantities or "means" in clause.flags:
        return None
    if any(concepts.get(t.key, {}).get("defining") for t in said.terms):
        return None  # "a lease counts as a sale"
    held = {t.key for t in clause.terms}
    told = [t.key for t in said.terms if t.zone == MAIN and t.sign > 0 and not concepts.get(t.key, {}).get("light")]
    others = [c.heads for c in norm.clauses if c is not clause and c.force in REFUSING and not c.applies]
    return next((k for k in told if not is_among(k, held, concepts) and any(k in h for h in others)), None)
