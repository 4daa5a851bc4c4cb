"""Leaves open what a statement says of somebody whom one clause of law names in another part.

"The pilot's life", where the law has the rower's; "must tell the council", where it tells the sailor; "if the rower
pays", where the clause is of one who fails to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import BEFORE, DENY, FORBID, IF, MAIN, ONLY, PERMIT, REQUIRE, STATE, Clause, Term
from factcheck.verify.law.match import Concepts, Match, is_among, label, same

_NEAR = 4  # ideas to either side of somebody
_ARTICLE = 5  # characters of " the "
_HALF = 0.5  # of the conditions of a clause
_ANYBODY = 10  # who may stand for "the government"
_BARE = re.compile(r"\s+(?:(?:the|an?|any|every|each)\s+)?", re.I)
_OF = re.compile(r"\s+of\s+(?:(?:the|an?|any|every|each)\s+)?", re.I)
_WHOSE = re.compile(r"['’]s?\s+\w", re.I)
_IF = re.compile(
    r"(?<!even )(?<!as )(?<!only )\bif\s+(?!necessary|possible|needed|any\b|so\b|not\b|appropriate)([^,;.]*)", re.I
)
_GIVING_UP = re.compile(
    r"\b(?:not|never|cannot|no)\s+(?:\w+\s+){0,2}?(?:waive|give\s+up|forgo|surrender|relinquish)\b", re.I
)
_FAILING = re.compile(r"\bfail(?:s|ed|ing|ure)?\b", re.I)
_COUNTED_FROM = re.compile(r"\s+(?:of|after|from|following|since)\s+(?:(?:the|an?|his|her|their|its|being)\s+)?", re.I)
_CONTRARY = re.compile(r"\bcontrary\s+to\s+(?:the\s+)?(\w+\s+\w+)", re.I)
_AGAINST = re.compile(
    r"\b(?:contrary|against|harm\w*|hurts?|damag\w+|detriment\w*|not\s+in|opposed|conflicts?|counter)\b", re.I
)
_EXTREME = re.compile(r"\b(maximum|minimum)\s+(?:[a-z]+\s+){1,4}$", re.I)
_EVERY = re.compile(r"\b(?:any|every|all)\s+(?:\w+\s+)?$", re.I)
_GIVES = re.compile(
    r"\b(?:must|may|shall|can|has to|have to|need to|needs to|required to)\s+(?:also\s+|always\s+|first\s+)?"
    r"(?:give|provide(?!\s+for\b)|send|inform|notify|tell|furnish|supply|offer|issue|grant|pay|publish)\b",
    re.I,
)


def compare_roles(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` whom `said`, read from `text`, has in another part than the clause it was matched with."""
    if _changed_places(said, clause):
        match.open.append(("actor", "has it the other way round"))
    if (strange := _named_elsewhere(said, clause, concepts, text)) is not None:
        match.open.append(("actor", f"does not name {label(strange, match, concepts)} there"))
    if _suffers_instead(said, clause, concepts) or _only_theirs(said, clause, concepts):
        match.open.append(("actor", "does not name them there"))
    if _given_by_another(said, clause, concepts, text):
        match.open.append(("actor", "has somebody else do it"))
    if _empty_condition(said, concepts, text):
        match.open.append(("condition", "is not compared with what the sentence puts behind “if”"))
    if (failed := _failed_there(match, said, clause, concepts, text)) is not None:
        match.open.append(("condition", f"speaks of who does not do it: {label(failed, match, concepts)}"))
    if _other_bound(said, clause, text):
        match.open.append(("number", "sets the other bound"))
    if (told := _happens(said, clause, concepts)) is not None:
        match.open.append(("action", f"does not say so: {label(told, match, concepts)}"))
    if _against_it(match, text):
        match.open.append(("condition", "speaks of what is contrary to it"))
    if (since := _counted_from(said, clause, concepts, text)) is not None:
        match.open.append(("duration", f"does not count it from there: {label(since, match, concepts)}"))
    if _without_purpose(said, clause, concepts):
        match.open.append(("condition", "has it only for a purpose"))
    if _keeps_the_right(said, clause, text):
        match.open.append(("action", "is of whoever has given it up"))
    if _of_any(said, clause, concepts, text):
        match.open.append(("condition", "says so only under conditions of its own"))


def _changed_places(said: Clause, clause: Clause) -> bool:
    """Whether who does it and to whom it goes have changed places: "the pilot reports to the mate"."""
    doing = {t.key for t in said.terms if t.agent}
    given = {t.key for t in said.terms if t.receives and not t.agent}
    theirs = {t.key for t in clause.terms if t.agent and t.zone == MAIN}
    to_them = {t.key for t in clause.terms if t.receives and not t.agent}
    return bool(doing & to_them and given & theirs) and not given & to_them


def _named_elsewhere(said: Clause, clause: Clause, concepts: Concepts, text: str) -> str | None:
    """Somebody to whom, or to whose thing, something is done in a statement, and to another's in the clause."""
    for n, term in enumerate(said.terms):
        idea = concepts.get(term.key, {})
        if idea.get("kind") != "agency" or term.agent or term.receives or term.sign < 1:
            continue
        before, after = said.terms[n - 1] if n else None, said.terms[n + 1] if n + 1 < len(said.terms) else None
        beside = before
        if after is not None and _WHOSE.match(text[term.end :]):
            beside = after
        owned = beside is after or (before is not None and _OF.fullmatch(text[before.end : term.start]) is not None)
        if beside is None or _is_somebody(beside, concepts) or (owned and not _is_there(term, clause, concepts)):
            continue
        if not owned and not _BARE.fullmatch(text[beside.end : term.start]):
            continue
        theirs = _next(beside.key, clause.terms, concepts)
        if owned:
            theirs += _whose(
                beside.key, [t for t in clause.terms if beside is after or not (t.agent or t.receives)], concepts
            )
        if theirs and not any(same(term.key, k, concepts) or same(k, term.key, concepts) for k in theirs):
            return term.key
    return None


def _is_there(term: Term, clause: Clause, concepts: Concepts) -> bool:
    return any(same(term.key, t.key, concepts) for t in clause.terms)


def _whose(key: str, terms: Sequence[Term], concepts: Concepts) -> list[str]:
    """The last of those named before an idea, wherever a clause has it: whose it may be."""
    found = [[t.key for t in terms[:n] if _is_somebody(t, concepts)][-1:] for n, t in enumerate(terms) if t.key == key]
    return [k for keys in found for k in keys]


def _next(key: str, terms: Sequence[Term], concepts: Concepts) -> list[str]:
    """Somebody named soon behind an idea, wherever a clause has it: to whom it is done."""
    behind = [terms[n + 1 : n + 1 + _NEAR] for n, t in enumerate(terms) if t.key == key]
    found = [[t.key for t in few if _is_somebody(t, concepts)][:1] for few in behind]
    return [k for keys in found for k in keys]


def _is_somebody(term: Term, concepts: Concepts) -> bool:
    return concepts.get(term.key, {}).get("kind") in ("person", "agency")


def _suffers_instead(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to happen to somebody who acts in a clause where it happens to those it is about: "a
    watchman who rows by night is fined", where it is rowers, at a place that watchmen name."""
    first, there = said.terms[:1], [t for t in clause.terms if t.zone != "aside"][:1]
    if "undergone" not in said.flags or not first or not there or first[0].receives:
        return False
    if any(t.agent and same(first[0].key, t.key, concepts) for t in clause.terms):
        return False
    if concepts.get(first[0].key, {}).get("kind") != "agency" or concepts.get(there[0].key, {}).get("kind") != "person":
        return False
    return first[0].key not in clause.subject and any(t.key == first[0].key for t in clause.terms)


def _only_theirs(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something may be done only if somebody does something of whom no condition of the clause speaks."""
    asked = [t for t in said.terms if t.zone == ONLY and not t.agent]
    asked = [t for t in asked if concepts.get(t.key, {}).get("kind") == "agency"]
    held = {t.key for t in clause.terms if t.agent or t.zone != MAIN}
    return any(not is_among(t.key, held, concepts) for t in asked)


def _given_by_another(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether those whom the law is about are said to give what the clause has somebody give to them."""
    if said.force not in (PERMIT, REQUIRE, FORBID) or any(t.agent for t in said.terms) or "undergone" in said.flags:
        return False
    if "lets" in clause.flags or clause.force != said.force or (gives := _GIVES.search(text)) is None:
        return False
    to_them = next((t for t in said.terms if 0 <= t.start - gives.end() <= _ARTICLE), None)
    head = min((t.start for t in clause.terms if t.key in clause.heads), default=0)
    if to_them is not None and concepts.get(to_them.key, {}).get("kind") == "agency":
        giving = [t for t in clause.terms if t.start < head and t.zone == MAIN and not t.receives]
        return any(
            same(to_them.key, t.key, concepts) for t in giving if concepts.get(t.key, {}).get("kind") == "agency"
        )
    subject = [t for t in said.terms if t.end <= gives.start()]
    doing = [t for t in clause.terms if t.agent and t.zone == MAIN and len(concepts[t.key].get("from", ())) < _ANYBODY]
    return bool(subject and doing) and not any(same(t.key, d.key, concepts) for t in subject for d in doing)


def _empty_condition(said: Clause, concepts: Concepts, text: str) -> bool:
    """Whether what stands behind an "if" has nothing that could be compared."""
    found = _IF.search(text)
    if found is None:
        return False
    start, end = found.span(1)
    named = any(start <= t.start < end and concepts.get(t.key, {}).get("kind") != "person" for t in said.terms)
    return not named and not any(start <= q.start < end for q in said.quantities)


def _failed_there(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> str | None:
    """What somebody does in a condition, where the clause is of those who fail to do it."""
    if not _FAILING.search(match.norm.text) or _FAILING.search(text):
        return None
    for term in said.terms:
        if term.sign < 1 or term.zone != IF or concepts.get(term.key, {}).get("light") or term.agent:
            continue
        alike = [t for t in clause.terms if t.key == term.key]
        if alike and all(t.sign == 0 and t.zone == IF for t in alike):
            return term.key
    return None


def _other_bound(said: Clause, clause: Clause, text: str) -> bool:
    """Whether "a maximum fee of 9 crowns" stands where a clause has at least so many, or "a minimum" where at most."""
    for quantity in said.quantities:
        named = _EXTREME.search(text[: quantity.start])
        if named is None or quantity.bound:
            continue
        contrary = "least" if named[1].lower().startswith("max") else "most"
        if any(o.bound == contrary and (o.unit, o.value) == (quantity.unit, quantity.value) for o in clause.quantities):
            return True
    return False


def _happens(said: Clause, clause: Clause, concepts: Concepts) -> str | None:
    """What is plainly said to happen to something before or after another thing, where the clause has no such thing:
    "the leave lapses before the winter does"."""
    if said.force not in (STATE, DENY) or not any(t.when or t.zone == BEFORE for t in said.terms):
        return None
    told = (t.key for t in said.terms if t.zone == MAIN and concepts.get(t.key, {}).get("event"))
    return next((k for k in told if not is_among(k, {t.key for t in clause.terms}, concepts)), None)


def _against_it(match: Match, text: str) -> bool:
    """Whether the passage has what is contrary to a thing where the statement has the thing: "is contrary to the peace
    of the town"."""
    contrary = _CONTRARY.search(match.norm.whole)
    return contrary is not None and contrary[1].lower() in text.lower() and _AGAINST.search(text) is None


def _counted_from(said: Clause, clause: Clause, concepts: Concepts, text: str) -> str | None:
    """What a time is said to be counted from, of which the clause does not speak: "within 9 days of the fair"."""
    held = {t.key for t in clause.terms}
    for quantity in said.quantities if clause.quantities else ():
        led = _COUNTED_FROM.match(text, quantity.end)
        since = next((t for t in said.terms if led is not None and t.start == led.end()), None)
        if since is None or concepts.get(since.key, {}).get("light") or concepts.get(since.key, {}).get("kind"):
            continue
        if not is_among(since.key, held, concepts):
            return since.key
    return None


def _without_purpose(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a penalty is said to be for what a clause punishes only where it is done for a purpose."""
    meant = {f.removeprefix("meant-") for f in clause.flags if f.startswith("meant-")}
    penal = any(concepts.get(k, {}).get("penalty") for k in clause.heads)
    return bool(meant) and penal and not any(is_among(t.key, meant, concepts) for t in said.terms)


def _keeps_the_right(said: Clause, clause: Clause, text: str) -> bool:
    """Whether somebody is said not to give up what a clause asks him to: "may not waive a hearing"."""
    return said.force == FORBID and "gives-up" in clause.flags and _GIVING_UP.search(text) is not None


def _of_any(said: Clause, clause: Clause, concepts: Concepts, text: str) -> bool:
    """Whether any at all are said to be ruled by a clause of which most conditions are not named: "any sailor"."""
    whom = [t for t in said.terms if concepts.get(t.key, {}).get("kind") == "person" and t.zone == MAIN]
    if not any(_EVERY.search(text[: t.start]) for t in whom):
        return False
    asked = {t.key for t in clause.terms if t.zone in (IF, ONLY)} - {t.key for t in clause.terms if t.zone == MAIN}
    asked = {k for k in asked if not concepts.get(k, {}).get("light") and not concepts.get(k, {}).get("kind")}
    spoken = {t.key for t in said.terms}
    return bool(asked) and sum(is_among(k, spoken, concepts) for k in asked) < _HALF * len(asked)
