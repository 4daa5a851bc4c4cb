"""Compares what a sentence says a law says with one passage of law, slot by slot.

A term is grounded by the passage's own words, by what it refers to, or by its headings; a slot is
contradicted only by another force, sign, number or actor in the same place. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.model.norm import (
    BEFORE,
    DENY,
    FORBID,
    FREE,
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
)
from factcheck.verify.norm_actors import compare_actors, compare_burden, compare_recipients
from factcheck.verify.norm_clauses import (
    TERM,
    bears,
    gives_up,
    lacks_the_same,
    nearest_clauses,
    punishes,
    speaks,
    timed,
)
from factcheck.verify.norm_ground import ground
from factcheck.verify.norm_guard import guard
from factcheck.verify.norm_instead import compare_instead
from factcheck.verify.norm_limits import (
    compare_any,
    compare_done_without,
    compare_limits,
    compare_manner,
    compare_no_exception,
)
from factcheck.verify.norm_match import AGAINST, HELD, OPEN, Concepts, Match, called_wrong, is_among, label, meet, same
from factcheck.verify.norm_numbers import beyond, commensurable, compare_quantities, limited_without
from factcheck.verify.norm_signs import compare_signs

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
_LEFT_FREE = re.compile(r"\b(?:need\s+not|not\s+(?:required|obliged|obligated|have)\s+to|optional)\b", re.IGNORECASE)
_SAYS = {
    PERMIT: "allows it", REQUIRE: "requires it", FORBID: "forbids it", FREE: "does not require it",
    STATE: "says that it is so", DENY: "says that it is not so",
}  # fmt: skip


def compare(said: Clause, norms: Sequence[Norm], concepts: Concepts, text: str = "") -> list[Match]:
    """How one clause of a statement compares with each of some passages; `text` is what the clause was read from.

    A passage that lacks more of its ideas than another is only said to lack them: nothing else of it decides.
    """
    wording = {t.key: text[t.start : t.end] for t in said.terms}
    matches = [Match(norm, wording) for norm in norms]
    if said.force in (STATE, DENY) and not said.applies and not _tells_something(said, concepts):
        for match in matches:
            match.silent.append(("action", "cannot be compared: what the sentence says of it is not clear"))
        return matches
    found = [(match, ground(match, said, concepts, text)) for match in matches]
    fewest = min((len(match.missing) for match in matches), default=0)
    for match, where in found:
        if not where and len(matches) == 1 and limited_without(said, match.norm):
            match.against.append(("duration", "sets no such limit"))  # "such a ban may last a year at most"
        elif not where:
            match.silent.append(("object", "is not told what this is about"))
        elif len(match.missing) == fewest:
            _compare(match, said, where, concepts, text)
    return matches


def _compare(match: Match, said: Clause, where: Mapping[str, str], concepts: Concepts, text: str) -> None:
    """Compares a clause with the passage of `match`, in which its ideas stand as `where` says."""
    norm = match.norm
    if compare_no_exception(match, said, norm, concepts, text):
        return
    matched = nearest_clauses(said, norm, concepts)
    bearing = [c for c in matched if bears(said, c, concepts) or punishes(said, c, concepts)]
    bearing = [c for c in bearing if speaks(said, c, norm, concepts)]
    if matched and not bearing:
        match.silent.append(("action", "speaks of something else being done"))
    matched = bearing or matched
    if bearing and compare_burden(match, said, matched, concepts):
        match.clause = matched[0]
        match.close = _close(said, match.clause, concepts)
        return
    match.clause = matched[0] if matched else None
    compare_quantities(match, said, norm, matched, concepts, text)
    compare_actors(match, said, matched, concepts)
    compare_recipients(match, said, matched, concepts)
    _force(match, said, matched, concepts)
    compare_signs(match, said, norm, where, concepts)
    compare_limits(match, said, norm, matched, concepts)
    compare_any(match, said, norm, concepts, text)
    compare_manner(match, said, where, concepts, text)
    if "breaks" in said.flags:
        match.silent.append(("action", "is not compared with what breaks it"))  # "breaking the rule on lamps is …"
    if bearing and not match.silent:
        compare_done_without(match, said, matched, concepts)
    if said.force == PERMIT and any(c.force == REQUIRE for c in matched) and _LEFT_FREE.search(text):
        match.open.append(("modality", _SAYS[REQUIRE]))
    match.close = _close(said, match.clause, concepts)
    match.does = match.clause is not None and meet(said.heads, match.clause.heads, concepts)
    if match.status == HELD:
        guard(match, said, matched, concepts, text)
        compare_instead(match, said, concepts)


def _close(said: Clause, clause: Clause | None, concepts: Concepts) -> float:
    """The share of the ideas of a statement that stand in the clause it is compared with."""
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    held = frozenset(t.key for t in clause.terms) if clause is not None else frozenset()
    return sum(meet(frozenset((k,)), held, concepts) for k in ideas) / max(1, len(ideas))


def _tells_something(said: Clause, concepts: Concepts) -> bool:
    """Whether a plain statement has more than a description of whom it is about ("a ship that sailed and counts …")."""
    ideas = [t for t in said.terms if not concepts.get(t.key, {}).get("light")]
    plain = [t for t in said.terms if t.zone != IF]  # "a wreck is any ship that …" names two
    return bool(said.quantities) or not ideas or any(t.zone != IF for t in ideas) or len(plain) > 1


# ---- what it does -----------------------------------------------------------------------------


def _force(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
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
            else ("modality", _SAYS[matched[0].force])
        )
        match.against.append(says)
    else:
        match.open.append(("modality", _SAYS[matched[0].force]))


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
    early = (
        _refused(match, said, clause, concepts)
        or _not_unless(said, clause, concepts)
        or _no_wrong(said, clause, concepts)
        or _punished(said, clause, concepts)
        or _waived(match, said, clause, concepts)
        or _too_soon(said, clause)
        or _not_until(said, clause, concepts)
    )
    if early is not None:
        return early
    if not meet(frozenset(t.key for t in said.terms), clause.heads, concepts) and timed(said, clause, concepts):
        # The number is the point, and it is compared by itself.
        must = said.force == REQUIRE and force == PERMIT and any(t.agent for t in said.terms)
        refused = said.force in REFUSING and not said.force == force == FORBID
        return OPEN if must or refused else HELD
    limited = _limited(match, said, clause, concepts)
    if limited is not None:
        return limited
    none = _first(clause, concepts) if force == DENY and not clause.applies else ""
    if said.force == PERMIT and any(t.sign < 0 and t.key == none for t in said.terms):
        match.settled.add(none)
        return HELD  # "may be lifted without an appeal", and "there is no appeal"
    if _left_open(said, clause, concepts):
        return OPEN
    turned = _turned(said, clause, concepts)
    ruled = force not in (STATE, DENY) or (said.applies and clause.applies)
    ruled = ruled and (said.force in (PERMIT, FORBID) or said.applies)
    if len(turned) == 1 and said.force != force and ruled and _TABLE[said.force][_FLIPPED[force]] == HELD:
        # "May admit whoever is not settled" and "may not admit whoever is settled" are one rule.
        match.settled |= turned[0]
        force = _FLIPPED[force]
    if _within_exception(said, clause, force, concepts):
        if (settled := _by_exception(said, clause, force, concepts)) is not None:
            return settled
        force = _FLIPPED[force]
    if said.applies and force == STATE and not clause.heads:
        return HELD  # the description of those to whom something applies
    if (lacking := _has_none(said, clause, concepts)) is None:
        return _plainly(said, clause, force, concepts)
    match.settled |= lacking
    return HELD if lacking else OPEN


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


def _too_soon(said: Clause, clause: Clause) -> str | None:
    """What a ban up to a time says to "may take place earlier than 8 days after": else nothing."""
    times = [q for q in said.quantities if any(commensurable(q, o) for o in clause.quantities)]
    barred = clause.force == FORBID and bool(times) and all(q.zone == BEFORE for q in (*times, *clause.quantities))
    return AGAINST if barred and said.force in (PERMIT, STATE) else None


def _not_until(said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a duty says to "is not opened until it is painted", where it has both of them: nothing, else None."""
    if said.force not in (FORBID, DENY) or clause.force not in (REQUIRE, PERMIT, STATE):
        return None
    later = {t.key for t in said.terms if t.zone == BEFORE and not concepts.get(t.key, {}).get("light")}
    there = {t.key for t in clause.terms if t.zone in (MAIN, ONLY) and t.sign > 0}
    return OPEN if later and all(is_among(k, there, concepts) for k in later) else None


def _refused(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a clause says to "may be refused a berth": a ban on the berth says so; else nothing."""
    held = {t.key for t in clause.terms if t.sign > 0}
    contrary = {k: concepts.get(k, {}).get("opposites", ()) for k in said.heads - held}
    denying = {k for k, found in contrary.items() if any(concepts.get(o, {}).get("light") for o in found)}
    main = frozenset(t.key for t in said.terms if t.zone == MAIN and t.sign > 0) - denying
    if not denying or not meet(main, clause.heads, concepts):
        return None
    match.settled |= denying
    if clause.force in (FORBID, DENY):
        return AGAINST if said.force in (FORBID, DENY) else HELD
    return OPEN


def _not_unless(said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a duty says to "may not be moored unless it is sound": nothing, where it is a duty in that case alone."""
    spared = any(t.zone == UNLESS and not concepts.get(t.key, {}).get("light") for t in said.terms)
    told = any(t.zone == IF and not concepts.get(t.key, {}).get("light") for t in clause.terms)
    return OPEN if (said.force, clause.force) == (FORBID, REQUIRE) and spared and told else None


def _no_wrong(said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a clause says to "sailing by night is no crime": else nothing."""
    if said.force != DENY or said.applies or not called_wrong(said, concepts):
        return None
    penal = clause.force == REQUIRE and any(concepts.get(k, {}).get("penalty") for k in clause.heads)
    return AGAINST if penal or clause.force == FORBID else OPEN


def _punished(said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a duty says to "it is a crime to sail": it is one where whoever does so is punished; else nothing."""
    if "wrong" not in said.flags or said.force != FORBID or clause.force != REQUIRE:
        return None
    return HELD if punishes(said, clause, concepts) else OPEN


def _waived(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What "not unless the right to it is waived" says to a statement: whoever has the one has not the other."""
    given_up = gives_up(clause) & said.heads
    if not given_up or clause.force not in (FORBID, DENY):
        return None
    match.settled |= given_up
    if _kept_back(said, clause, given_up, concepts):
        return OPEN
    return HELD if said.force in (FORBID, DENY) else AGAINST


def _has_none(said: Clause, clause: Clause, concepts: Concepts) -> set[str] | None:
    """What is said not to be there, "has no berth", where a clause tells of whoever has none; empty where it does not
    speak of it, None where neither is so."""
    if "has-none" not in said.flags or (said.force, clause.force) != (DENY, STATE) or said.applies or clause.applies:
        return None
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")} - clause.subject
    lacking = {t.key for t in clause.terms if t.sign < 0} & ideas
    return lacking if lacking or not meet(ideas, {t.key for t in clause.terms}, concepts) else None


def _kept_back(said: Clause, clause: Clause, given_up: frozenset[str], concepts: Concepts) -> bool:
    """Whether a statement has what the clause leaves to whoever gives up a right: "other than by an appeal"."""
    main = {t.key for t in clause.terms if t.zone != UNLESS}
    right = min(t.start for t in clause.terms if t.key in given_up)
    kept = {t.key for t in clause.terms if t.zone == UNLESS and t.sign > 0 and t.start > right} - given_up - main
    ideas = [(t.key, concepts.get(t.key, {})) for t in said.terms if t.zone != UNLESS]
    plain = [key for key, idea in ideas if not idea.get("light") and idea.get("kind") != "agency"]
    return any(is_among(key, kept, concepts) for key in plain)


def _limited(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """How a leave or a duty that comes first compares with a ban until that; None where there is neither.

    "May sail only after a survey" and "must be surveyed before it sails" say what "may not sail until it is surveyed"
    and "may not sail without a survey" do.
    """
    if clause.force != FORBID:
        return None
    if said.force == PERMIT and "only" in said.flags:
        first = frozenset(t.key for t in clause.terms if t.zone in (BEFORE, UNLESS))
        asked = [t.key for t in said.terms if t.zone == ONLY and not concepts.get(t.key, {}).get("light")]
        held = bool(asked) and all(meet(frozenset((k,)), first, concepts) for k in asked)
        return None if not first else HELD if held else OPEN
    later = frozenset(t.key for t in said.terms if t.zone == BEFORE)
    if said.force != REQUIRE or not meet(later, clause.heads, concepts):
        return None
    lacking = {t.key for t in clause.terms if t.sign < 0 or t.zone in (BEFORE, UNLESS)}
    if not said.heads or not all(meet(frozenset((k,)), lacking, concepts) for k in said.heads):
        return OPEN
    match.settled |= {t.key for t in said.terms if meet(frozenset((t.key,)), lacking, concepts)}
    return HELD


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
    both_denied = forces == (DENY, DENY) and not said.applies and _close(said, clause, concepts) < 1
    if (
        both_denied
        and _first(said, concepts) != _first(clause, concepts)
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
    first = [t.key for t in said.terms if t.key in said.heads and t.zone in (MAIN, ONLY)][:1]
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
    first = _first(clause, concepts)
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
    return _TABLE[said.force][force]


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
        _close(said, clause, concepts) == 1
    )  # fmt: skip


def _within_exception(said: Clause, clause: Clause, force: str, concepts: Concepts) -> bool:
    """Whether the statement speaks of what the clause excepts, by its ideas or by its time."""
    if any(beyond(q, clause.quantities) for q in said.quantities):
        return False  # "whoever files later than a year"
    held = {t.key for t in clause.terms if t.zone == UNLESS}
    other = {t.key for t in clause.terms if t.zone != UNLESS}
    named = [
        t for t in said.terms
        if not concepts.get(t.key, {}).get("light") and t.zone != REGARDLESS
        and is_among(t.key, held, concepts)
        and not is_among(t.key, other, concepts)
    ]  # fmt: skip
    early = any(q.zone == BEFORE for q in clause.quantities)
    zones = {o.zone for o in clause.quantities for q in said.quantities if commensurable(q, o)}
    expiring = zones == {UNLESS}
    if any(t.zone != UNLESS for t in named) or (expiring and any(q.zone != UNLESS for q in said.quantities)):
        return not any(t.sign < 0 for t in named)
    later = early and bool(said.quantities) and all(q.zone != BEFORE for q in said.quantities)
    return later and force in (FORBID, DENY)


def _by_exception(said: Clause, clause: Clause, force: str, concepts: Concepts) -> str | None:
    """What a clause says to a statement of what it excepts, where the contrary of its force is not the whole answer."""
    if force in (FORBID, DENY):
        # "Not unless within a year": within a year it may be done, and must be to be done at all.
        lasting = said.force == FREE or _for_so_long(said)
        return HELD if said.force in (PERMIT, REQUIRE, STATE) else OPEN if lasting else AGAINST
    return OPEN if said.force == force and _of_a_consent(said, clause, concepts) else None


def _of_a_consent(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement names of an exception no more than what somebody does something about: "unless the council
    has consented to its return" excepts no return."""
    plain = [t for t in clause.terms if t.zone == UNLESS and not concepts.get(t.key, {}).get("light")]
    if not plain or concepts.get(plain[0].key, {}).get("kind") != "agency":
        return False
    first = {t.key for t in plain[:2]}
    return not any(is_among(t.key, first, concepts) for t in said.terms)


def _for_so_long(said: Clause) -> bool:
    """Whether a time is given without a limit or what it counts from: "may not be licensed for 5 years"."""
    return any(not (q.bound or q.anchor or q.side) and q.zone == MAIN for q in said.quantities)


def _first(clause: Clause, concepts: Concepts) -> str:
    """The first idea that a clause has: of what it is said, or what there is not."""
    return next((t.key for t in clause.terms if not concepts.get(t.key, {}).get("light")), "")


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
