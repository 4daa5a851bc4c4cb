"""Compares what a sentence says a law says with one passage of law, slot by slot.

A term is grounded by the passage's own words, by what it refers to, or by its headings; a slot is
contradicted only by another force, sign, number or actor in the same place. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.model.norm import DENY, FREE, IF, PERMIT, REQUIRE, STATE, Clause, Norm
from factcheck.verify.law.actors import compare_actors, compare_burden, compare_recipients
from factcheck.verify.law.clauses import bears, holds_all, nearest_clauses, punishes, speaks
from factcheck.verify.law.force import SAYS, compare_force
from factcheck.verify.law.ground import AROUND, NEAR, ground
from factcheck.verify.law.guard import guard
from factcheck.verify.law.instead import compare_instead
from factcheck.verify.law.limits import (
    compare_any,
    compare_done_without,
    compare_limits,
    compare_manner,
    compare_no_exception,
)
from factcheck.verify.law.match import HELD, Concepts, Match, closeness, label, meet
from factcheck.verify.law.numbers import compare_quantities, limited_without
from factcheck.verify.law.signs import compare_signs

_AT_DISCRETION = re.compile(r"\bdiscretion\b", re.IGNORECASE)
_NEED_NOT = re.compile(
    r"\b(?:need\s+not|not\s+(?:required|obliged|obligated|have)\s+to)(?:\s+(?:be|do\s+(?:so|it)))?(?=\s*(?:[,.;]|$))"
    r"|\b(?:does|do)(?:n[’']t|\s+not)\s+(?:require|oblige|compel|mandate)\s+(?:it|this|that)(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
_NOT_BARRED = re.compile(r"(?:\bnot|n[’']t)\s+(?:\w+\s+)?$", re.IGNORECASE)  # "is not | unfit to sail"
_SHARE_OF = re.compile(
    r"(?:^|[,;:]\s+|\bthat\s+)(?:(?:about|nearly|almost|roughly|only|hardly|some|more\s+than|fewer\s+than|a|the|very)\s+)*"
    r"(?:most|many|few|all|any|half|majority|third|quarter|two-thirds|[\d,.]+\s+percent|thousands|hundreds|dozens|millions)"
    r"\s+(?:of\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?<!nearly )(?<!almost )(?<!hardly )\b(?:all|any)\s+(?:of\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_LEFT_FREE = re.compile(r"\b(?:need\s+not|not\s+(?:required|obliged|obligated|have)\s+to|optional)\b", re.IGNORECASE)


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
    if said.force in (STATE, DENY) and _how_many(said, text):
        for match in matches:
            match.silent.append(("object", "does not tell how many of them do"))
        return matches
    found = [(match, ground(match, said, concepts, text)) for match in matches]
    fewest = min((len(match.missing) for match in matches), default=0)
    borne = False
    for match, where in found:
        if not where and len(matches) == 1 and limited_without(said, match.norm):
            match.against.append(("duration", "sets no such limit"))  # "such a ban may last a year at most"
        elif not where:
            match.silent.append(("object", "is not told what this is about"))
        elif len(match.missing) == fewest:
            borne |= _compare(match, said, where, concepts, text)
    return matches if borne or fewest else [_by_all(m, said, concepts, text) for m in matches]


def _by_all(match: Match, said: Clause, concepts: Concepts, text: str) -> Match:
    """The match, where no clause of any passage bears on a statement and one has all of it."""
    held = [c for c in nearest_clauses(said, match.norm, concepts) if holds_all(said, c, concepts)]
    if match.missing or not held:
        return match
    again = Match(match.norm, match.wording)
    _compare(again, said, ground(again, said, concepts, text), concepts, text, held)
    # That it must or may do this among other things says little of what it does not do.
    return match if any(slot == "modality" for slot, _ in again.against) else again


def _compare(
    match: Match, said: Clause, where: Mapping[str, str], concepts: Concepts, text: str, held: Sequence[Clause] = ()
) -> bool:
    """Compares a clause with the passage of `match`, in which its ideas stand as `where` says: with the clauses `held`
    of it, else with those that bear on the statement. Whether there are any."""
    norm = match.norm
    if compare_no_exception(match, said, norm, concepts, text):
        return True
    matched = held or nearest_clauses(said, norm, concepts)
    bearing = list(held) or [c for c in matched if bears(said, c, concepts) or punishes(said, c, norm, concepts)]
    bearing = [c for c in bearing if speaks(said, c, norm, concepts)]
    if matched and not bearing:
        match.silent.append(("action", "speaks of something else being done"))
    matched = bearing or matched
    if bearing and compare_burden(match, said, matched, concepts):
        match.clause = matched[0]
        match.close = closeness(said, match.clause, concepts)
        return True
    match.clause = matched[0] if matched else None
    compare_quantities(match, said, norm, matched, concepts, text)
    compare_actors(match, said, matched, concepts)
    compare_recipients(match, said, matched, concepts)
    compare_force(match, said, matched, concepts)
    compare_signs(match, said, norm, where, concepts, text)
    compare_limits(match, said, norm, matched, concepts)
    compare_any(match, said, norm, concepts, text)
    compare_manner(match, said, where, concepts, text)
    if "limited" in said.flags:
        match.silent.append(("modality", "is not compared with what there is less of"))  # "limits the power to sell"
    if "breaks" in said.flags:
        match.silent.append(("action", "is not compared with what breaks it"))  # "breaking the rule on lamps is …"
    if bearing and not match.silent:
        compare_done_without(match, said, matched, concepts, text)
    if said.force == PERMIT and any(c.force == REQUIRE for c in matched) and _LEFT_FREE.search(text):
        match.open.append(("modality", SAYS[REQUIRE]))
    _may_be_spared(match, said, where, concepts, text)
    if _made_free(said, matched, norm, text):
        match.open = [o for o in match.open if o[0] != "modality"]
        match.against.append(("modality", SAYS[REQUIRE]))
    match.close = closeness(said, match.clause, concepts)
    match.does = match.clause is not None and meet(said.heads, match.clause.heads, concepts)
    if match.status == HELD:
        guard(match, said, matched, concepts, text)
        compare_instead(match, said, concepts)
    return bool(bearing)


def _may_be_spared(match: Match, said: Clause, where: Mapping[str, str], concepts: Concepts, text: str) -> None:
    """Leaves open that some are said to be spared a rule, where only what stands beside it names them: "tugs are not
    covered"."""
    deed = min((t.start for t in said.terms if t.key in said.heads), default=0)
    freed = said.force in (DENY, FREE) or (said.force == PERMIT and _NOT_BARRED.search(text[:deed]) is not None)
    if not freed or not any(slot == "modality" for slot, _ in match.against):
        return
    whose = [t.key for t in said.terms if t.key in said.subject or t.zone == IF]
    plain = [k for k in whose if not concepts.get(k, {}).get("light")]
    beside = [k for k in plain if where.get(k) == AROUND or (where.get(k) == NEAR and f"~{k}" in match.norm.near)]
    if beside:
        match.against = [a for a in match.against if a[0] != "modality"]
        match.open.append(("condition", f"does not name {label(beside[0], match, concepts)} itself"))


def _made_free(said: Clause, matched: Sequence[Clause], norm: Norm, text: str) -> bool:
    """Whether a duty is said to be left to somebody: "at the master's discretion", "…, but need not be"."""
    if said.force != PERMIT or _AT_DISCRETION.search(norm.text):
        return False
    if not (_AT_DISCRETION.search(text) or _NEED_NOT.search(text)):
        return False
    return bool(matched) and all(c.force == REQUIRE and said.heads & c.heads for c in matched)


def _how_many(said: Clause, text: str) -> bool:
    """Whether a plain statement is of most, many or a share of those it names: what is so of them, and no law."""
    first = min((t.start for t in said.terms), default=0)
    return _SHARE_OF.search(text[:first]) is not None and _EVERY.search(text[:first]) is None


def _tells_something(said: Clause, concepts: Concepts) -> bool:
    """Whether a plain statement has more than a description of whom it is about ("a ship that sailed and counts …")."""
    ideas = [t for t in said.terms if not concepts.get(t.key, {}).get("light")]
    plain = [t for t in said.terms if t.zone != IF]  # "a wreck is any ship that …" names two
    return bool(said.quantities) or not ideas or any(t.zone != IF for t in ideas) or len(plain) > 1
