"""Compares "only", "no matter", "every", "any", "after" and "without" of a statement with a passage of law."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.model.norm import (
    BEFORE,
    FORBID,
    FREE,
    IF,
    MAIN,
    ONLY,
    PERMIT,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
    Term,
)
from factcheck.verify.law.ground import FAR, NEAR, OWN, place_of
from factcheck.verify.law.match import Concepts, Match, is_one_of_several, label, same
from factcheck.verify.law.signs import OTHER_THAN

_PASSED_OVER = 2  # ideas of a condition before the one that a statement names
ANY = re.compile(r"\b(?:any|every|all)\s+(?:kinds?\s+of\s+)?$", re.IGNORECASE)
SUBJECT_TO = re.compile(r"\b(?:subject to|except as provided in)\s+(?:sub)?(?:section|paragraph|clause)", re.IGNORECASE)
_NO_EXCEPTION = re.compile(r"\b(?:no|not\s+(?:any|one|a\s+single))\s+exceptions?\s+(?:to|for|from|in)\b", re.IGNORECASE)
_MANNER = re.compile(r"\b(?:after|without|following)\s+(?:an?\s+|any\s+|the\s+|further\s+)?$", re.IGNORECASE)


def compare_limits(match: Match, said: Clause, norm: Norm, matched: Sequence[Clause], concepts: Concepts) -> None:
    """ "Only", "no matter", "unless", "until", "every": notes in `match` what the passage has otherwise."""

    def zoned(key: str) -> set[str]:
        keys = (key, *concepts.get(key, {}).get("from", ()))
        return {t.zone for c in norm.clauses for t in c.terms if t.key in keys}

    only = [t for t in said.terms if t.zone == ONLY and not t.agent and not concepts.get(t.key, {}).get("light")]
    if "only" in said.flags:
        held = [t for t in only if ONLY in zoned(t.key) or UNLESS in zoned(t.key)]
        if any(c.force == FORBID for c in matched):
            held += [t for t in only if BEFORE in zoned(t.key)]  # "may not sail until it is surveyed"
        spared = [t for t in only if REGARDLESS in zoned(t.key)]
        if spared and not held:
            match.against = [a for a in match.against if a[0] != "modality"]
            match.open = [o for o in match.open if o[0] != "modality"]
            match.against.append(("condition", f"does not ask for it: {label(spared[0].key, match, concepts)}"))
        elif not held and only and not any(place_of(t.key, norm, concepts) == OWN for t in only):
            match.silent.append(("condition", "does not speak of that condition"))
        elif not held and not match.against and (only or not any("only" in c.flags for c in matched)):
            match.open.append(("condition", "does not say “only”"))
    _enough(match, said, matched, only, concepts)
    free = [t for t in said.terms if t.zone == REGARDLESS and not concepts.get(t.key, {}).get("light")]
    if free and not any(REGARDLESS in zoned(t.key) for t in free):
        excepted = [t for t in free if UNLESS in zoned(t.key)]
        if excepted:
            match.against.append(("condition", f"makes an exception: {label(excepted[0].key, match, concepts)}"))
        elif not (said.force == FREE and any(c.force == PERMIT for c in matched)):  # "need not, even if it blows"
            match.open.append(("condition", "does not say that it makes no difference"))
    unless = [t for t in said.terms if t.zone == UNLESS and not concepts.get(t.key, {}).get("light")]
    for term in unless:
        signs = norm.own.get(term.key, frozenset())
        elsewhere = place_of(term.key, norm, concepts) == NEAR and SUBJECT_TO.search(norm.text) is not None
        # "May not sail unless it is fit": "may sail only if", "may not sail until".
        asked = {ONLY, BEFORE} if said.force in (FORBID, STATE) and term.sign > 0 else set()
        if not elsewhere and not zoned(term.key) & {UNLESS, "aside", *asked} and -term.sign not in signs:
            match.open.append(("exception", f"makes no exception of {label(term.key, match, concepts)}"))
    ending = {t.key for c in norm.clauses for t in c.terms if t.zone == BEFORE and t.sign >= 0 and t.when != "after"}
    if ending:
        ending -= {t.key for c in norm.clauses for t in c.terms if t.zone != BEFORE and t.sign >= 0}
    early = [t for t in said.terms if t.zone == MAIN and t.sign > 0 and not t.agent and t.key in ending]
    if early and not said.quantities and not any(t.zone == BEFORE for t in said.terms):
        match.open.append(("condition", f"names it as what ends the rule: {label(early[0].key, match, concepts)}"))
    spoken = {t.key for t in said.terms}
    exempt = {t.key for c in matched for t in c.terms if t.zone == UNLESS or (t.sign < 0 and not _how_done(t, c))}
    exempt -= {t.key for c in matched for t in c.terms if t.zone != UNLESS and t.sign > 0}
    excepts = any(t.zone in (UNLESS, BEFORE) for t in said.terms)
    if "every" in said.flags and exempt and not exempt & spoken and not excepts:
        match.open.append(("object", "makes exceptions"))


def _how_done(term: Term, clause: Clause) -> bool:
    """Whether something lacking stands before what may be done, and says how: "has power without a pass to row"."""
    deeds = [t.start for t in clause.terms if t.key in clause.heads and t.sign > 0 and t.zone == MAIN]
    return clause.force == PERMIT and term.zone == MAIN and bool(deeds) and term.start < deeds[0]


def compare_no_exception(match: Match, said: Clause, norm: Norm, concepts: Concepts, text: str) -> bool:
    """ "Makes no exception to the 10-day limit", where the passage lifts it for somebody. Whether that settles it."""
    if _NO_EXCEPTION.search(text) is None or match.missing or not said.quantities:
        return False
    for clause in norm.clauses:
        given = {(o.unit, o.value) for o in said.quantities}
        numbers = [q for q in clause.quantities if (q.unit, q.value) in given]
        if "lifted" in clause.flags and numbers and all(q.zone == REGARDLESS for q in numbers):
            match.clause = clause
            match.against.append(("exception", "makes an exception"))
            return True
    return False


def compare_manner(match: Match, said: Clause, where: Mapping[str, str], concepts: Concepts, text: str) -> None:
    """ "After a hearing", "without a hearing": how it is done must stand in the passage's own words."""
    for term in said.terms:
        strange = where.get(term.key, OWN) not in (OWN, "light") and not concepts.get(term.key, {}).get("light")
        if strange and not term.agent and _MANNER.search(text[: term.start]):
            match.silent.append(("condition", f"does not speak of that condition: {label(term.key, match, concepts)}"))


def _enough(match: Match, said: Clause, matched: Sequence[Clause], only: Sequence[Term], concepts: Concepts) -> None:
    """ "May leave when the storm is over", where the passage asks for more than that."""
    given = [t for t in said.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")]
    if said.force != PERMIT or not given or only:
        return
    spoken = {k for t in given for k in (t.key, *concepts.get(t.key, {}).get("from", ()))}
    every = {k for t in said.terms for k in (t.key, *concepts.get(t.key, {}).get("from", ()))}
    for clause in matched:
        asked = [t.key for t in clause.terms if t.zone == ONLY and not concepts.get(t.key, {}).get("light")]
        asked = [k for k in asked if concepts.get(k, {}).get("kind") != "agency"]
        before = next((n for n, k in enumerate(asked) if k in spoken), 0)
        if len({k for k in asked[:before] if k not in every}) > _PASSED_OVER:
            match.open.append(("condition", f"asks for more: {label(asked[0], match, concepts)}"))


def compare_any(match: Match, said: Clause, norm: Norm, concepts: Concepts, text: str) -> None:
    """ "Any ship", where the passage speaks only of some ships."""
    for term in said.terms:
        narrower = [k for k in concepts.get(term.key, {}).get("from", ()) if k in norm.own]
        named = bool(concepts.get(term.key, {}).get("kind")) or term.key in norm.own
        if named or not ANY.search(text[: term.start]):
            continue
        if narrower:
            match.open.append(("object", f"speaks only of {label(narrower[0], match, concepts)}"))
        elif place_of(term.key, norm, concepts) == FAR and not concepts.get(term.key, {}).get("light"):
            match.open.append(("object", f"names it in a heading only: {label(term.key, match, concepts)}"))


def compare_done_without(
    match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts, text: str = ""
) -> None:
    """ "May sail without a pilot", "need not take a pilot", where the passage asks for one, whatever else is open."""
    lacking = [t for t in said.terms if t.sign < 0 and t.zone != UNLESS and not _named(t, concepts)]
    spared = [t for t in said.terms if said.force == FREE and t.key in said.heads and t.zone == MAIN]
    if said.force not in (PERMIT, FREE) or is_one_of_several(match.norm):
        return
    for term in spared or lacking:
        if OTHER_THAN.search(text[: term.start]):
            continue  # "with no other proof": some of it there is
        if all(_asks_for(term.key, c, concepts) for c in matched):
            says = f"asks for it: {label(term.key, match, concepts)}"
            match.against.insert(0, ("condition", says))
            match.open = [o for o in match.open if o[0] not in ("modality", "condition", "object")]
            return


def _named(term: Term, concepts: Concepts) -> bool:
    """Whether a term is somebody: what is to be done with him is another idea."""
    return concepts.get(term.key, {}).get("kind") == "agency"


def _asks_for(key: str, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause lets or has something done only with, or after, what an idea stands for."""
    if clause.applies or clause.force not in (PERMIT, REQUIRE) or concepts.get(key, {}).get("light"):
        return False
    alike = [t for t in clause.terms if same(key, t.key, concepts)]
    needed = [t for t in alike if t.sign > 0 and (t.zone == ONLY or t.when == "after")]
    return bool(needed) and all(t.sign > 0 and t.zone != UNLESS for t in alike)
