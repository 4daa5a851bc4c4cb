"""Leaves open what a statement has somebody do whom one clause of law has it done to."""

from __future__ import annotations

import re

from factcheck.model.norm import FORBID, MAIN, PERMIT, REQUIRE, STATE, Clause, Term
from factcheck.verify.law.match import Concepts, Match, same

# What stands between somebody and what is done to him: "a ship may be searched", "gets a berth".
_UNDERGOES = re.compile(
    r"\b(?:be|been|being|is|are|was|were|gets?|got|receives?|obtains?|ha(?:s|ve)(?!\s+to\b))\b", re.I
)
# What follows a verb that is done to nobody: "may stay for a year", "may leave, if …".
_TO_NOTHING = re.compile(
    r"\W*$|\s*[,;.(—–]|\s+(?:about|after|and|as|at|before|beyond|by|during|for|from|if|in|into|no|not|of|on|only|or|out|"
    r"over|there|through|to|under|unless|until|up|upon|when|where|while|with|within|without)\b",
    re.I,
)
_ANYBODY = 10  # who may stand for "the government"
_AND = re.compile(r"\W*(?:and|or)?\W*", re.I)
_OTHERS = re.compile(r"\b(?:ask|asks|request|requests|require|requires|let|lets|allow|allows|permit|permits)\b", re.I)


def compare_doers(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` that somebody else does what `said`, read from `text`, has whoever it is about do."""
    deed = _deed(said, text)
    done_by = deed is not None and (
        _done_by_another(said, deed, clause, concepts) or _places_changed(said, deed, clause, concepts)
    )
    if done_by or _turned_round(said, clause, concepts, text) or _lets_the_other(said, clause, concepts, text):
        match.open.append(("actor", "has somebody else do it"))


def _deed(said: Clause, text: str) -> Term | None:
    """What those whom a statement is about do to somebody or something: "ships may search the pilot"; else None."""
    deeds = sorted((t for t in said.terms if t.key in said.heads and t.zone == MAIN), key=lambda t: t.start)
    whose = _before(said, deeds[0]) if deeds else []
    if said.force not in (PERMIT, REQUIRE, FORBID) or not whose or any(t.agent for t in said.terms):
        return None
    last = deeds[0]
    for other in deeds[1:]:  # "may board and search vessels"
        last = other if _AND.fullmatch(text[last.end : other.start]) else last
    between = text[whose[-1].end : deeds[0].start]
    plain = _UNDERGOES.search(between) or _OTHERS.search(between) or _TO_NOTHING.match(text[last.end :])
    return None if plain else deeds[0]


def _places_changed(said: Clause, deed: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether whoever does it in the statement stands behind the one it is done to there, both as those of whom the
    clause says that they do it: "a barge may board the mate", where "the mate of a ship with a barge may board it"."""
    there = next((t for t in clause.terms if t.zone == MAIN and same(deed.key, t.key, concepts)), None)
    if there is None or not {"undergone", "lets"}.isdisjoint(clause.flags):
        return False
    main = min(t.start for t in clause.terms if t.zone == MAIN)  # not what a condition in front speaks of
    first = [t.key for t in clause.terms if main <= t.start < there.start]
    behind = {t.key for t in clause.terms if t.start > there.start}
    ours = [t.key for t in _before(said, deed) if not concepts.get(t.key, {}).get("light") and t.key in first]
    theirs = [t.key for t in said.terms if t.start > deed.start and t.zone == MAIN and t.key in first]
    plain = (k for k in theirs if k not in behind and not concepts.get(k, {}).get("light"))
    return bool(ours) and any(first.index(k) < first.index(ours[0]) for k in plain)


def _turned_round(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether the one who does it and the one it is done to have changed places: "the master helps the mate", where the
    mate helps the master."""
    # "Mates help the master" says of nobody who is charged with anything what is done.
    heads = clause.heads if said.force == STATE and not (said.heads or said.applies) else said.heads
    deed = next((t for t in said.terms if t.key in heads and t.zone == MAIN and t.sign > 0), None)
    there = next((t for t in clause.terms if deed is not None and same(deed.key, t.key, concepts)), None)
    if deed is None or there is None or not {"undergone", "lets"}.isdisjoint(said.flags | clause.flags):
        return False
    named = [t for t in said.terms if t.zone == MAIN and t.sign > 0 and _is_somebody(t, concepts)]
    doer = next((t for t in reversed(named) if t.end <= deed.start), None)
    other = next((t for t in named if t.start >= deed.end), None)
    if doer is None or any(t.agent and t.key == doer.key for t in clause.terms):
        return False
    if not said.heads and other is not None and concepts.get(other.key, {}).get("kind") != "agency":
        return False
    if other is None or _UNDERGOES.search(text[doer.end : deed.start]):
        return False
    sides = [{t.start < there.start for t in clause.terms if t.key == k.key} for k in (doer, other)]
    return sides == [{False}, {True}]


def _is_somebody(term: Term, concepts: Concepts) -> bool:
    idea = concepts.get(term.key, {})
    return idea.get("kind") == "agency" or not idea.get("light")


def _lets_the_other(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether those who ask are said to let somebody do it who, in the clause, lets them: "a ship may permit the master
    to sail", where it may be permitted to sail by him."""
    doing = [t for t in said.terms if t.zone == MAIN and concepts.get(t.key, {}).get("kind") == "agency"]
    whose = [t for t in said.terms if t.zone == MAIN and doing and t.end <= doing[0].start]
    if said.force != PERMIT or not whose or "lets" not in said.flags & clause.flags:
        return False
    between = text[whose[-1].end : doing[0].start]
    letting = _OTHERS.search(between) is not None and _UNDERGOES.search(between) is None
    return letting and any(t.agent and t.key == doing[0].key for t in clause.terms)


def _before(clause: Clause, deed: Term) -> list[Term]:
    """Those named before what is done, in the main part."""
    return [t for t in clause.terms if t.zone == MAIN and t.end <= deed.start]


def _done_by_another(said: Clause, deed: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause has it done by somebody whom the statement does not have do it, and lets nobody else do it."""
    if "lets" in clause.flags or clause.force not in (PERMIT, REQUIRE, FORBID):
        return False
    main = (t for t in clause.terms if t.zone == MAIN and t.key in clause.heads)
    there = next((t for t in main if same(deed.key, t.key, concepts)), None)
    if there is None:
        return False
    doing = [t for t in clause.terms if t.agent and t.zone == MAIN and len(concepts[t.key].get("from", ())) < _ANYBODY]
    ours = [t.key for t in _before(said, deed)]
    theirs = [t.key for t in (*_before(clause, there), *doing)]
    return bool(doing) and not any(
        same(k, other, concepts) or same(other, k, concepts) for k in ours for other in theirs
    )
