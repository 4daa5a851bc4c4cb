"""Tells what a clause of law says to statements whose force stands in other words: "may be refused", "is no crime"."""

from __future__ import annotations

from factcheck.model.norm import BEFORE, DENY, FORBID, IF, MAIN, ONLY, PERMIT, REQUIRE, STATE, UNLESS, Clause, Quantity
from factcheck.verify.law.clauses import gives_up, punishes
from factcheck.verify.law.exceptions import within_exception
from factcheck.verify.law.match import AGAINST, HELD, OPEN, Concepts, Match, called_wrong, is_among, meet
from factcheck.verify.law.numbers import commensurable


def by_idiom(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What `clause` says to a statement that is put in such words: held, against it or open; None to any other."""
    return (
        _refused(match, said, clause, concepts)
        or _not_unless(said, clause, concepts)
        or _no_wrong(said, clause, concepts)
        or _punished(match, said, clause, concepts)
        or _waived(match, said, clause, concepts)
        or _too_soon(said, clause)
        or _not_until(said, clause, concepts)
    )


def has_none(said: Clause, clause: Clause, concepts: Concepts) -> set[str] | None:
    """What is said not to be there, "has no berth", where a clause tells of whoever has none; empty where it does not
    speak of it, None where neither is so."""
    if "has-none" not in said.flags or (said.force, clause.force) != (DENY, STATE) or said.applies or clause.applies:
        return None
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")} - clause.subject
    lacking = {t.key for t in clause.terms if t.sign < 0} & ideas
    return lacking if lacking or not meet(ideas, {t.key for t in clause.terms}, concepts) else None


def by_order(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
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


def _too_soon(said: Clause, clause: Clause) -> str | None:
    """What a ban up to a time says to "may take place earlier than 8 days after": else nothing."""
    times = [q for q in said.quantities if any(commensurable(q, o) for o in clause.quantities)]
    early = all(q.zone == BEFORE or _soon_after(q, clause) for q in times)
    barred = clause.force == FORBID and bool(times) and early and all(o.zone == BEFORE for o in clause.quantities)
    return AGAINST if barred and said.force in (PERMIT, STATE) else None


def _soon_after(quantity: Quantity, clause: Clause) -> bool:
    """Whether a time is within one that a clause has pass first: "less than 8 days after the sale"."""
    within = quantity.bound == "most" and quantity.side == "after"
    return within and all(quantity.value <= o.value for o in clause.quantities if commensurable(quantity, o))


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
    spoken = {t.key for t in said.terms}
    asked = [t.key for t in clause.terms if t.zone in (IF, ONLY, UNLESS) and not _plain(t.key, concepts)]
    granted = clause.force == REQUIRE and said.force in (PERMIT, REQUIRE)
    return AGAINST if granted and all(is_among(k, spoken, concepts) for k in asked) else OPEN


def _plain(key: str, concepts: Concepts) -> bool:
    """Whether an idea is never compared, or somebody who acts."""
    idea = concepts.get(key, {})
    return bool(idea.get("light")) or idea.get("kind") == "agency"


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
    if within_exception(said, clause, clause.force, concepts):
        return HELD if _excepted(said, clause, concepts) else OPEN
    return AGAINST if penal or clause.force == FORBID else OPEN


def _punished(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What a duty says to "it is a crime to sail": it is one where whoever does so is punished; else nothing."""
    if "wrong" not in said.flags or said.force != FORBID or clause.force != REQUIRE:
        return None
    if not punishes(said, clause, match.norm, concepts):
        return OPEN
    if within_exception(said, clause, clause.force, concepts):
        return AGAINST if _excepted(said, clause, concepts) else OPEN
    return HELD


def _excepted(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the conditions of a statement are all those of an exception: "if the council has consented", and not "if
    it has refused to"."""
    spared = {t.key for t in clause.terms if t.zone == UNLESS}
    plain = [t for t in said.terms if not concepts.get(t.key, {}).get("light")]
    asked = [t for t in plain if t.zone == IF or is_among(t.key, spared, concepts)]
    others = {t.key for t in clause.terms if t.zone != UNLESS}
    asked = [t for t in asked if not is_among(t.key, others, concepts)]
    return all(t.sign > 0 and is_among(t.key, spared, concepts) for t in asked)


def _waived(match: Match, said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What "not unless the right to it is waived" says to a statement: whoever has the one has not the other."""
    given_up = gives_up(clause) & said.heads
    if not given_up or clause.force not in (FORBID, DENY):
        return None
    match.settled |= given_up
    if _kept_back(said, clause, given_up, concepts):
        return OPEN
    return HELD if said.force in (FORBID, DENY) else AGAINST


def _kept_back(said: Clause, clause: Clause, given_up: frozenset[str], concepts: Concepts) -> bool:
    """Whether a statement has what the clause leaves to whoever gives up a right: "other than by an appeal"."""
    main = {t.key for t in clause.terms if t.zone != UNLESS}
    right = min(t.start for t in clause.terms if t.key in given_up)
    kept = {t.key for t in clause.terms if t.zone == UNLESS and t.sign > 0 and t.start > right} - given_up - main
    ideas = [(t.key, concepts.get(t.key, {})) for t in said.terms if t.zone != UNLESS]
    plain = [key for key, idea in ideas if not idea.get("light") and idea.get("kind") != "agency"]
    return any(is_among(key, kept, concepts) for key in plain)
