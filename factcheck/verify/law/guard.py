"""Leaves open what a passage of law seems to support, where the statement goes further than the passage does.

A statement that no slot contradicts may still say more: that it holds without exception, that it is done without
something of which the passage is silent, before what the passage has after it. None of this contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.model.norm import (
    BEFORE,
    CONDITIONS,
    DENY,
    FORBID,
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
    Term,
)
from factcheck.verify.law.conditions import compare_conditions
from factcheck.verify.law.match import Concepts, Match, called_wrong, is_among, label, same
from factcheck.verify.law.numbers import beyond, commensurable
from factcheck.verify.law.occasion import compare_occasion
from factcheck.verify.law.signs import denied_along
from factcheck.verify.law.wording import compare_wording

_SEVERAL = 2  # ideas of an exception
_HALF = 0.5  # of the conditions of a clause
_OPENED = {UNLESS: "unless", REGARDLESS: "even if"}
_YEAR = re.compile(r"=(?:19|20)\d\d")
_OTHER_TIME = {"before": "after", "after": "before"}


def guard(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts, text: str) -> None:
    """Adds to `match.open` what `said`, read from `text`, says beyond the clauses that it was matched with."""
    if not compare_wording(match, said, matched, concepts, text):
        return
    _terms(match, said, concepts)
    compare_conditions(match, said, concepts, text)
    if (several := _several_of_them(said, match.clause, concepts)) is not None:
        match.open.append(("number", f"asks for several of them: {label(several, match, concepts)}"))
    if (apart := _denied_beside(said, match.clause, concepts)) is not None:
        match.open.append(("object", f"denies it: {label(apart.key, match, concepts)}"))
    if (joint := _joined_otherwise(said, matched, concepts)) is not None:
        match.open.append(("condition", f"says “{joint[0]}” and not “{joint[1]}” of it"))
    if (zone := _read_past(said, match.clause, concepts)) is not None:
        match.open.append(("condition", f"is not compared with what the sentence puts behind “{_OPENED[zone]}”"))
    if "modal-within" in said.flags:
        match.open.append(("condition", "is not compared with what can or cannot be of those it is about"))
    told = not {"loosely", "most-of"}.isdisjoint(said.flags) and said.force == PERMIT
    told = told or (said.applies and "every" in said.flags)
    loosely = told and under_conditions(said, match.clause, concepts) < _HALF
    # "There is no deadline for a plea", where there is none for a plea of whoever was ill.
    loosely = loosely or (
        said.force == DENY and "has-none" not in said.flags and not said.applies
        and _asks_for_much(said, match.clause, concepts)
    )  # fmt: skip
    wrong = said.force == STATE and called_wrong(said, concepts) and not under_conditions(said, match.clause, concepts)
    if loosely or wrong:
        match.open.append(("condition", "says so only under conditions of its own"))
    if (other := _or_else(said, match.clause, concepts)) is not None:
        match.open.append(("object", f"leaves the choice of something else: {label(other, match, concepts)}"))
    if "every" in said.flags and said.force == PERMIT and match.clause is not None and match.clause.force in REFUSING:
        match.open.append(("condition", "lets it be done only by way of exception"))
    if (broken := _only_broken(said, match.clause, concepts)) is not None:
        match.open.append(("object", f"speaks of what breaks it: {label(broken, match, concepts)}"))
    if said.quantities and _of_certain_years(said, match.clause, concepts):
        match.open.append(("number", "gives it for certain years only"))
    if _only_of_little(said, concepts):
        match.open.append(("condition", "does not say “only”"))
    for key in sorted(said.heads):
        if match.clause is not None and _does_the_contrary(key, said, match.clause, concepts):
            match.open.append(("object", f"has the contrary of it done: {label(key, match, concepts)}"))
    compare_occasion(match, said, concepts, text)


def _of_certain_years(said: Clause, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether a clause gives its numbers for years it names, and the statement names none: "in 1980, 9 at most"."""
    if clause is None or any(_YEAR.fullmatch(t.key) for t in said.terms):
        return False
    for n, term in enumerate(clause.terms):
        # "Beginning with 1992", "after 1992": in all that come.
        begun = any(concepts.get(t.key, {}).get("event") for t in clause.terms[max(0, n - 2) : n])
        if _YEAR.fullmatch(term.key) and term.when not in _OTHER_TIME and not begun:
            return True
    return False


def _asks_for_much(said: Clause, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether a plain denial has no condition where the clause that denies it has several, and nothing of any."""
    if clause is None or clause.force != DENY or clause.applies or any(t.zone in (IF, ONLY) for t in said.terms):
        return False
    asked = {t.key for t in clause.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")}
    asked -= {t.key for t in clause.terms if t.zone == MAIN}
    return len(asked) >= _SEVERAL and not any(is_among(t.key, asked, concepts) for t in said.terms)


def _only_broken(said: Clause, clause: Clause | None, concepts: Concepts) -> str | None:
    """An idea that a clause has only as what is broken, and the statement without that: "keeps the peace", where it has
    "breaches of the peace"."""
    if clause is None or any(concepts.get(t.key, {}).get("wrong") for t in said.terms):
        return None
    for term in said.terms:
        idea = concepts.get(term.key, {})
        led = [a.key for a, b in pairwise((*clause.terms[:1], *clause.terms)) if b.key == term.key]
        plain = not idea.get("light") and not idea.get("kind") and term.zone in (MAIN, IF)
        if plain and led and all(_breaks(key, concepts) for key in led):
            return term.key
    return None


def _breaks(key: str, concepts: Concepts) -> bool:
    """Whether an idea is that something is broken, whatever it is: a breach, and no kind of deed."""
    idea = concepts.get(key, {})
    return bool(idea.get("wrong")) and not idea.get("from")


def _several_of_them(said: Clause, clause: Clause | None, concepts: Concepts) -> str | None:
    """What a statement names without a number, where the clause asks for several: "a leak", and "2 or more leaks"."""
    for counted in clause.quantities if clause is not None else ():
        things = counted.unit.split(" ")[1:]
        named = next((k for k in things if any(same(t.key, k, concepts) for t in said.terms)), None)
        several = counted.bound == "least" and counted.value > 1
        if named and several and not any(commensurable(q, counted) for q in said.quantities):
            return named
    return None


def _terms(match: Match, said: Clause, concepts: Concepts) -> None:
    """What the passage does not say of single ideas of the statement."""
    norm = match.norm
    for term in said.terms:
        settled = term.agent or term.key in match.settled
        if term.sign < 0 and not settled and not _denied(term, said, match, concepts):
            match.open.append(("object", f"does not say that there is none of it: {label(term.key, match, concepts)}"))
        elif term.sign > 0 and term.zone in (IF, ONLY) and _only_excepted(term, said, match.clause, norm, concepts):
            match.open.append(("condition", f"names it in an exception: {label(term.key, match, concepts)}"))
        elif _denied_in_part(term, said, match.clause, concepts) or _denied_there(term, said, match, concepts):
            match.open.append(("condition", f"denies it: {label(term.key, match, concepts)}"))
        elif _refused_elsewhere(term, said, norm, concepts):
            match.open.append(("object", f"refuses it: {label(term.key, match, concepts)}"))
        elif _not_asked(term, said, match, concepts):
            match.open.append(("condition", f"lets it be done only otherwise: {label(term.key, match, concepts)}"))
        elif _asked_for(term, said, norm, concepts):
            match.open.append(("condition", f"does not ask for it: {label(term.key, match, concepts)}"))
        elif _turned_round(term, said, match, concepts):
            match.open.append(("object", f"says the contrary of it: {label(term.key, match, concepts)}"))
        elif term.when in _OTHER_TIME and _at_other_time(term, match.clause, concepts):
            match.open.append(("time", f"says {_OTHER_TIME[term.when]} it: {label(term.key, match, concepts)}"))
        elif said.force in (REQUIRE, FORBID) and term.when == "after" and _at_no_time(term, said, match.clause):
            match.open.append(("time", f"does not say after it: {label(term.key, match, concepts)}"))
        elif term.zone == BEFORE and term.when == "before" and _only_described(term, said, norm, concepts):
            match.open.append(("time", f"does not say before it: {label(term.key, match, concepts)}"))
        elif _subject_to_it(term, norm, match.clause, concepts) or _spared(term, said, norm):
            match.open.append(("condition", f"is subject to it: {label(term.key, match, concepts)}"))
        elif _made_exception(term, said, match, concepts):
            match.open.append(("exception", f"does not except it: {label(term.key, match, concepts)}"))
        elif term.zone == MAIN and not term.agent and _makes_no_difference(term, match.clause, concepts):
            match.open.append(("condition", f"makes no difference of it: {label(term.key, match, concepts)}"))


def _read_past(said: Clause, clause: Clause | None, concepts: Concepts) -> str | None:
    """An exception, or what makes no difference, of which the statement has no idea to compare: "unless he likes"."""
    for zone in _OPENED:
        ideas = [t for t in said.terms if t.zone == zone]
        plain = all(concepts.get(t.key, {}).get("light") for t in ideas)
        if ideas and plain and clause is not None and all(t.zone != zone for t in clause.terms):
            return zone
    return None


def _subject_to_it(term: Term, norm: Norm, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether a condition of a refusal stands only in what the clause is subject to: there it may be lifted."""
    if clause is None or "subject-to" not in clause.flags or clause.force not in REFUSING or term.zone != IF:
        return False
    return not concepts.get(term.key, {}).get("light") and not is_among(term.key, norm.own.keys(), concepts)


def _spared(term: Term, said: Clause, norm: Norm) -> bool:
    """Whether those of whom a statement is stand only in what the passage is subject to, as spared: "tugs are towed",
    where "subject to paragraph (2)" that "shall not apply to tugs"."""
    deed = min((t.start for t in said.terms if t.key in norm.own and t.zone == MAIN), default=0)
    return f"~{term.key}" in norm.near and term.key not in norm.own and term.zone == MAIN and term.end <= deed


def _made_exception(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the statement excepts what the clause makes a condition: "unless it leaks", and "if it leaks"."""
    clause = match.clause
    if term.zone != UNLESS or clause is None or concepts.get(term.key, {}).get("light") or term.key in match.settled:
        return False
    alike = [t for t in clause.terms if same(term.key, t.key, concepts) or same(t.key, term.key, concepts)]
    both = (clause.force in REFUSING) == (said.force in REFUSING)
    zones = {t.zone for t in alike if t.zone != IF or t.sign != -term.sign}
    return both and IF in zones and zones <= {IF, MAIN}


def _does_the_contrary(key: str, said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause that has other things of a statement done has the opposite of this one done, and not it."""
    opposites = concepts.get(key, {}).get("opposites", ())
    contrary = clause.heads.intersection(opposites)
    done = {t.key for t in clause.terms if t.zone in (MAIN, ONLY)}
    contrary |= done.intersection(opposites) if {key} == said.heads else frozenset()
    both = (clause.force in REFUSING) == (said.force in REFUSING)
    return both and bool(contrary) and not is_among(key, done, concepts)


def _joined_otherwise(said: Clause, matched: Sequence[Clause], concepts: Concepts) -> tuple[str, str] | None:
    """The clause's word and ours where one joins two ideas of a condition or duty by "and", the other by "or"."""
    # "Without a pilot and a lamp": what is denied is a condition, too.
    zones = {t.key: t.zone if t.sign >= 0 or t.zone != MAIN else UNLESS for t in said.terms}
    for joint in sorted(said.joints):
        word, one, other = joint.split(" ")
        hard = CONDITIONS if word == "and" or said.force != REQUIRE else (*CONDITIONS, MAIN)
        plain = zones.get(other) not in hard
        if plain and zones.get(other) != MAIN:
            continue
        for held, among in sorted((j, n) for n, c in enumerate(matched) for j in c.joints):
            theirs, first, second = held.split(" ")
            terms = [t for t in matched[among].terms if t.key in (first, second)]
            lacking = said.force == REQUIRE and all(t.sign < 0 for t in terms)  # "without a pilot or a lamp"
            if plain and not lacking and any(t.zone != IF for t in terms):
                continue
            alike = same(one, first, concepts) and same(other, second, concepts)
            alike = alike or (same(one, second, concepts) and same(other, first, concepts))
            if alike and theirs != word:
                return theirs, word
        if word == "or" and any(_both_asked(one, other, c, concepts) for c in matched[:1]):
            return "and", word
    return None


def _both_asked(one: str, other: str, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause asks for one thing behind another: "who, after a warning, does not pay"."""
    alike = [[t for t in clause.terms if same(key, t.key, concepts)] for key in (one, other)]
    asked = all(any(t.zone == IF and t.sign >= 0 for t in terms) for terms in alike)
    return asked and any(t.when == "after" and t.zone == IF for terms in alike for t in terms)


def _or_else(said: Clause, clause: Clause | None, concepts: Concepts) -> str | None:
    """What a clause has done as well instead of what is said to be a duty: "shall be fined or jailed"."""
    if clause is None or (said.force, clause.force) != (REQUIRE, REQUIRE):
        return None
    spoken = {t.key for t in said.terms}
    for pair in pairwise([t.key for t in clause.terms if t.zone == MAIN and t.key not in clause.subject]):
        if f"or {pair[0]} {pair[1]}" not in clause.joints:
            continue
        for one, other in (pair, pair[::-1]):
            named = any(same(key, one, concepts) for key in said.heads)
            if named and not any(same(k, other, concepts) for k in spoken):
                return other
    return None


def _only_described(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage has a thing only as it is, and not as what comes later: "ships that sail", said "before"."""
    zones = _zones(term, norm, concepts)
    if said.quantities or not zones:
        return zones == {IF}
    return zones.isdisjoint((BEFORE, UNLESS, ONLY, REGARDLESS)) and said.force in (PERMIT, STATE, FORBID)


def _zones(term: Term, norm: Norm, concepts: Concepts) -> set[str]:
    """Where in the passage an idea stands, of which more is said than that it is so."""
    if concepts.get(term.key, {}).get("light"):
        return set()
    held = [t for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)]
    return {BEFORE if t.when == "before" else t.zone for t in held}


def _makes_no_difference(term: Term, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the clause names what the statement is about only as what makes no difference."""
    zones = {t.zone for t in clause.terms if same(term.key, t.key, concepts)} if clause is not None else set()
    return zones == {REGARDLESS} and not concepts.get(term.key, {}).get("light")


def _denied_beside(said: Clause, clause: Clause | None, concepts: Concepts) -> Term | None:
    """An idea that stands undenied before another in the statement, and only denied before that one in the clause."""
    if clause is None:
        return None
    plain = [t for t in said.terms if not concepts.get(t.key, {}).get("light")]
    held = [t for t in clause.terms if not concepts.get(t.key, {}).get("light")]
    for one, other in pairwise(plain):
        signs = {a.sign for a, b in pairwise(held) if a.key == one.key and b.key == other.key and a.zone == IF}
        if one.sign > 0 and one.zone != UNLESS and signs == {-1}:
            return one
    return None


def _denied(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the passage, too, has none of it: it denies it, excepts it, or refuses what names it."""
    norm = match.norm
    if denied_along(term, said, norm):
        return True
    given = term.zone in (
        IF,
        BEFORE,
    )  # "while the pass is not in force": of when or of whom, and not of what is refused
    if said.force in REFUSING and not given and is_among(term.key, norm.own.keys(), concepts):
        return True  # "may not leave without a pilot": twice denied, and compared by force and exception
    opposites = set(concepts.get(term.key, {}).get("opposites", ()))
    light = concepts.get(term.key, {}).get("light") and match.clause is not None
    for clause in (match.clause,) if light and match.clause is not None else norm.clauses:
        for held in clause.terms:
            if held.key in opposites and held.sign > 0:
                return True
            alike = same(term.key, held.key, concepts) or same(held.key, term.key, concepts)
            if alike and (held.sign <= 0 or held.zone == UNLESS or (clause.force in REFUSING and not given)):
                return True
    return False


def _denied_in_part(term: Term, said: Clause, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the clause has what a condition names only behind a denial: "was not in fact a pilot"."""
    light = concepts.get(term.key, {}).get("light")
    if clause is None or term.sign < 1 or term.zone not in CONDITIONS or term.agent or light:
        return False
    spoken = {t.key for t in said.terms}
    alike = [(a, b) for a, b in pairwise(clause.terms) if same(term.key, b.key, concepts)]
    apart = [b.sign == 0 and a.sign < 0 and a.zone == b.zone and a.key not in spoken for a, b in alike]
    return bool(apart) and all(apart)


def _denied_there(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the clause has in its condition the contrary sign of what the statement has in one of the same kind."""
    light = concepts.get(term.key, {}).get("light") or term.agent or term.key in match.settled
    if match.clause is None or term.zone not in (MAIN, IF, BEFORE, ONLY) or light:
        return False
    if term.zone == MAIN and (said.force != STATE or term.sign < 1 or term.key != _told(said, concepts)):
        return False
    alike = [t for t in match.clause.terms if t.zone == term.zone and same(term.key, t.key, concepts)]
    return bool(alike and term.sign) and all(t.sign == -term.sign for t in alike)


def _told(said: Clause, concepts: Concepts) -> str:
    """What a statement says that something is: the last of two ideas or more, conditions aside."""
    ideas = [t.key for t in said.terms if t.zone == MAIN and not concepts.get(t.key, {}).get("light")]
    return ideas[-1] if len(ideas) > 1 else ""


def _only_excepted(term: Term, said: Clause, clause: Clause | None, norm: Norm, concepts: Concepts) -> bool:
    """Whether what the statement has for a condition stands in the passage only in an exception of the same rule."""
    if clause is None or (clause.force in REFUSING) != (said.force in REFUSING) or said.applies:
        return False
    if concepts.get(term.key, {}).get("light") or any(beyond(q, clause.quantities) for q in said.quantities):
        return False  # "whoever files later than a year"
    zones = {t.zone for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)}
    # "If he proves the contrary", and "until he proves the contrary"
    return bool(zones) and zones <= {UNLESS, "aside", BEFORE if concepts.get(term.key, {}).get("proof") else UNLESS}


def _refused_elsewhere(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the passage has what a description says only as what another clause of it refuses."""
    light = concepts.get(term.key, {}).get("light")
    if term.sign < 1 or term.zone != IF or term.agent or light or said.force in REFUSING:
        return False
    excepted = [frozenset(t.key for t in c.terms if t.zone == UNLESS) for c in norm.clauses]
    heads = [
        c.force in REFUSING and not any(is_among(t.key, spared, concepts) for t in said.terms if t.key != term.key)
        for c, spared in zip(norm.clauses, excepted, strict=True)
        if any(same(term.key, h, concepts) for h in c.heads)
    ]
    return bool(heads) and all(heads)


def _not_asked(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether something is said to be allowed if what only other passages speak of is so, where the clause allows it
    only under conditions of its own."""
    clause = match.clause
    if term.zone != IF or term.agent or said.force != PERMIT or clause is None or "only" not in clause.flags:
        return False
    asked = [t.key for t in said.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")]
    return term.key in asked and not any(is_among(k, match.norm.own.keys(), concepts) for k in asked)


def _asked_for(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether the statement lets somebody have a say of whom no condition of the passage speaks."""
    if term.zone not in (IF, ONLY) or term.agent or concepts.get(term.key, {}).get("kind") != "agency" or said.applies:
        return False
    held = [t for c in norm.clauses for t in c.terms if same(term.key, t.key, concepts)]
    return not any(t.agent or t.zone in CONDITIONS for t in held) and not _side_by_side(term, said, norm, concepts)


def _side_by_side(term: Term, said: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether somebody stands beside one idea in both: "if the council consents", "with the consent of the council"."""

    def beside(terms: Sequence[Term]) -> set[str]:
        plain = [t for t in terms if t.key == term.key or not concepts.get(t.key, {}).get("light")]
        pairs = [(a.key, b.key) for a, b in pairwise(plain)]
        return {b for a, b in pairs if a == term.key} | {a for a, b in pairs if b == term.key}

    return any(beside(said.terms) & beside(c.terms) for c in norm.clauses)


def _turned_round(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether the clause that seems to say so denies what the statement does not, or the other way round."""
    clause = match.clause
    if clause is None or clause.force != said.force or term.agent or term.key in match.settled or not term.sign:
        return False
    if concepts.get(term.key, {}).get("light"):
        return False
    alike = [t for t in clause.terms if same(term.key, t.key, concepts) or same(t.key, term.key, concepts)]
    if "means" in said.flags:  # of what a word means, to the letter
        alike = [t for t in alike if t.key == term.key] or alike
    # What an exception denies or not is compared with the exception.
    apart = bool(alike) and all(t.zone != UNLESS and t.sign == -term.sign for t in alike)
    return term.zone != UNLESS and apart and not denied_along(term, said, match.norm)


def _at_other_time(term: Term, clause: Clause | None, concepts: Concepts) -> bool:
    """Whether the clause has before a thing what the statement has after it, or after it what that has before."""
    if clause is None:
        return False
    whens = {
        t.when or (t.zone if t.zone in (BEFORE, UNLESS) else "")
        for t in clause.terms
        if same(term.key, t.key, concepts)
    }
    return _OTHER_TIME[term.when] in whens and term.when not in whens


def _at_no_time(term: Term, said: Clause, clause: Clause | None) -> bool:
    """Whether the clause names a thing that is done, and not that it comes first: "in lending a boat, he shall"."""
    alike = [t for t in clause.terms if t.key == term.key] if clause is not None else []
    if clause is None or (said.force != REQUIRE and term.key not in clause.heads - said.heads):
        return False
    return any(t.zone == MAIN for t in alike) and not any(t.when or t.zone in (BEFORE, UNLESS) for t in alike)


def under_conditions(said: Clause, clause: Clause | None, concepts: Concepts) -> float:
    """The share of the conditions of a clause of which the statement says something; 1 where it has none."""
    asked = {t.key for t in clause.terms if t.zone in (IF, ONLY)} if clause is not None else set()
    asked = {k for k in asked if not concepts.get(k, {}).get("light")}
    spoken = [t.key for t in said.terms if not concepts.get(t.key, {}).get("light")]
    return sum(any(same(key, k, concepts) for key in spoken) for k in asked) / len(asked) if asked else 1.0


def _only_of_little(said: Clause, concepts: Concepts) -> bool:
    """Whether "only" bears on words alone that are never compared ("only if they are grown up")."""
    only = [t for t in said.terms if t.zone == ONLY]
    return "only" in said.flags and bool(only) and not any(
        t.agent or not concepts.get(t.key, {}).get("light") for t in only
    )  # fmt: skip
