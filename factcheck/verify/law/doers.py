"""Leaves open what a statement has somebody do whom one clause of law has it done to, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
# "Ships that were rammed", "sailors robbed": it was done to them.
_SUFFERING = re.compile(r"\b(?:be|been|being|is|are|was|were|gets?|got)\s+(?:(?:not|never|ever|\w+ly)\s+)*$", re.I)
_PARTICIPLE = re.compile(r"\w(?:ed|en|wn|ught|ung)$", re.I)
_OF = re.compile(r"\s+of\s+(?:(?:the|any|an?|all|some|such|other|certain)\s+)*", re.I)
_SOMEBODY = r"(?:of\s+)?(?:(?:any|an?|the|other|another)\s+)*(?:persons?|people|individuals?|others|another)\b"
_STEM = 6  # letters by which a word is known
_LIST = 4  # ideas that may stand behind what is done to all of them
_OTHERS = re.compile(r"\b(?:ask|asks|request|requests|require|requires|let|lets|allow|allows|permit|permits)\b", re.I)


def compare_doers(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` that somebody else does what `said`, read from `text`, has whoever it is about do."""
    deed = _deed(said, text)
    done_by = deed is not None and (
        _done_by_another(said, deed, clause, concepts) or _places_changed(said, deed, clause, concepts)
    )
    if done_by or _turned_round(said, clause, concepts, text) or _lets_the_other(said, clause, concepts, text):
        match.open.append(("actor", "has somebody else do it"))
    if _suffered(said, match, clause, concepts, text):
        match.open.append(("actor", "has those do it to whom it is said to be done"))
    if _done_to_another(said, match, clause, concepts, text):
        match.open.append(("object", "has it done to something else"))


def _suffered(said: Clause, match: Match, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether something was done to those of whom the clause has it that they did it to others: "sailors who were
    robbed", where "a sailor who took part in the robbery of others" is meant."""
    for n, term in enumerate(said.terms):
        idea = concepts.get(term.key, {})
        if idea.get("light") or idea.get("kind") or not _PARTICIPLE.search(text[term.start : term.end]):
            continue
        led = said.terms[n - 1] if n else None
        bare = led is not None and _is_person(led, concepts) and not text[led.end : term.start].strip()
        if not bare and not _SUFFERING.search(text[: term.start]):
            continue
        held = any(same(term.key, t.key, concepts) for t in clause.terms)
        stem = rf"\b{re.escape(text[term.start : term.end - 2][:_STEM])}\w*"
        own = match.norm.text[clause.start : clause.end]
        # A clause that is made of two has no place of its own in the text.
        where = own if re.search(stem, own, re.I) is not None else match.norm.text
        if held and re.search(rf"{stem}\s+{_SOMEBODY}", where, re.I) is not None:
            return True
    return False


def _is_person(term: Term, concepts: Concepts) -> bool:
    return concepts.get(term.key, {}).get("kind") == "person"


def _done_to_another(said: Clause, match: Match, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether a clause has something done to other things than those it is said to be done to, of which it only speaks
    farther on: "the sale of ships", where "the sale of cargo that a ship brings" is meant."""
    for deed in said.terms:
        whose = _OF.match(text, deed.end)
        done_to = next((t for t in said.terms if whose is not None and t.start == whose.end()), None)
        if done_to is None or concepts.get(deed.key, {}).get("light") or done_to.sign < 1:
            continue
        # "Examination and sale of ships"
        stem = re.escape(text[deed.start : deed.end][:_STEM])
        written = re.compile(rf"\b{stem}\w*(?:,?\s+(?:and|or)\s+\w+)*\s+of\b", re.I)
        if written.search(match.norm.text) is None:
            continue
        places = [k for k, t in enumerate(clause.terms) if same(deed.key, t.key, concepts)]
        if places and all(_has_another(done_to, said, clause.terms[k + 1 :], concepts) for k in places):
            return True
    return False


def _has_another(done_to: Term, said: Clause, behind: Sequence[Term], concepts: Concepts) -> bool:
    """Whether what stands right behind a deed is another thing than the statement's, and none that it names."""
    if not any(same(done_to.key, t.key, concepts) for t in behind):
        # "With the leave of the town", where it is that of the pilot.
        return any(
            concepts.get(t.key, {}).get("kind") == "agency" and not any(s.key == t.key for s in said.terms)
            for t in behind[:1]
        ) and not concepts.get(done_to.key, {}).get("kind")
    first = next((t for t in behind[:1] if not concepts.get(t.key, {}).get("light")), None)
    if first is None or concepts.get(first.key, {}).get("kind") or any(t.key == first.key for t in said.terms):
        return False
    near = any(same(done_to.key, t.key, concepts) and t.zone == first.zone for t in behind[:_LIST])
    return not near and any(same(done_to.key, t.key, concepts) for t in behind)


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
    if said.force != PERMIT or not whose or "lets" not in said.flags:
        return False
    # "The witness may require the master to speak", where the master may require it of the witness.
    acting = [t.start for t in clause.terms if t.agent and t.key == doing[0].key]
    turned = bool(acting) and all(
        any(same(w.key, t.key, concepts) and t.start > acting[0] for t in clause.terms)
        and not any(same(w.key, t.key, concepts) and (t.agent or t.start < acting[0]) for t in clause.terms)
        for w in whose
    )
    if "lets" not in clause.flags and not turned:
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
