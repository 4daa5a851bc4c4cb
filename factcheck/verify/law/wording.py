"""Leaves open a statement about a law whose very wording goes further than the passage that it was matched with.

"Without exception", "at will", "at most every year", "no less than it costs", "most of them", "a right to".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import DENY, FORBID, IF, MAIN, ONLY, PERMIT, STATE, UNLESS, Clause, Norm, Quantity, Term
from factcheck.verify.law.limits import ANY
from factcheck.verify.law.match import Concepts, Match, is_among, label
from factcheck.verify.law.numbers import commensurable

# What makes a statement absolute.
_SWEEPING = re.compile(
    r"\bwithout\s+(?:(?:any|a|an|the|further|giving|stating|having|need|needing|of|to|a\s+single)\s+)*"
    r"(?:exceptions?|conditions?|limits?|limitations?|restrictions?|reasons?|explanation|justification|cause)\b"
    r"|\bwithout\s+(?:anyone|anybody|anything|any|asking|telling)\b"
    r"|\b(?:no|not)\s+(?:exceptions?|conditions?|strings)\b(?!\s+(?:to|for|of|under)\b)"
    r"|\bunder\s+(?:any|all|no)\s+(?:circumstances?|conditions?)\b|\bin\s+(?:every|all|any|each)\s+(?:single\s+)?cases?\b"
    r"|\b(?:for|or)\s+(?:any|no|whatever)\s+(?:other\s+)?(?:reason|purpose|cause)s?\b|\bat\s+will\b"
    r"|\b(?:whenever|whatever|however|wherever|as\s+long\s+as|as\s+often\s+as|as)\s+(?:\w+\s+){1,3}?"
    r"(?:likes?|wants?|wishes|wish|pleases?|chooses?|choose|sees?\s+fit)\b"
    r"|\b(?:and|but)\s+(?:no\s+one|nobody|nothing|none|no\s+other)\b",
    re.IGNORECASE,
)
# "As many times as it likes", where the law gives a number.
_AS_MANY = re.compile(
    r"\bas\s+many\s+(?:\w+\s+){1,4}?as\s+\w+\s+(?:likes?|wants?|wish(?:es)?|pleases?|chooses?|can)\b"
    r"|\b(?:any|an\s+unlimited)\s+number\s+of\b|\bunlimited(?:ly)?\b|\bas\s+often\s+as\s+\w+\s+(?:likes?|wants?|pleases?)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\bunder\s+no\s+circumstances?\b|\bin\s+no\s+case\b", re.IGNORECASE)
_IN_ANY = re.compile(r"\b(?:circumstances?|cases?)\b", re.IGNORECASE)
# "The most inspected ship": more than a law says.
_SUPERLATIVE = re.compile(r"\b(?:the|its|his|her|their)\s+(?:most|least)\s+[a-z]+", re.IGNORECASE)
# "At most" before what is no number.
_AT_MOST = re.compile(
    r"\b(?:at most|no more than)\s+(?=(?:every|once|annual|quarter|month|year)|(?!an?\b|one\b|two\b|three\b|four\b|"
    r"five\b|six\b|seven\b|eight\b|nine\b|ten\b|twelve\b|twenty|thirty|fifty|half\b|the\b)[a-z])",
    re.IGNORECASE,
)
# A bound without a number: "no less than it costs".
_AT_LEAST = re.compile(
    r"\b(?:at least|(?:no|not) (?:less|fewer) than|less than|more than)\s+"
    r"(?=(?:it|its|their|his|her|what|the\s+costs?|others?|most|any\s+other|anyone|anybody|those)\b)",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:no|not|never)\s+$", re.IGNORECASE)
_AT_MOST_TOO = re.compile(r"\b(?:at most|no[t]? more (?:than|often))\b", re.IGNORECASE)
_RIGHT = re.compile(r"\b(?:rights?\s+to|as\s+(?:a\s+matter\s+)?of\s+right|entitled|guaranteed?s?)\b", re.IGNORECASE)
_ALWAYS = re.compile(r"\b(?:can|may)\s+always\b|\bat any time\b", re.IGNORECASE)
_AT_ANY_TIME = re.compile(r"\b(?:always|at any time)\b", re.IGNORECASE)
_AS_OF_RIGHT = re.compile(r"\b(?:rights?|privileges?|entitled)\b", re.IGNORECASE)
_AT_DISCRETION = re.compile(r"\bdiscretion\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{5,}")
_DENYING = ("un", "il")
_LAWFULLY = re.compile(r"(?<!not )\b(?:lawfully|legally)\b", re.IGNORECASE)
_UNLAWFULLY = re.compile(r"\b(?:in\s+)?violation\s+of\s+(?:the\s+)?law\b", re.IGNORECASE)
_OF_ANY = re.compile(r"\bany\b", re.IGNORECASE)
_SOME_OF = re.compile(r"\b(?:most|many|some|few|several|a majority of)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LATE = re.compile(
    r"(?<!the )(?<!this )\b(?:after|following|beyond|later\s+than|past)\s+(?:an?\s+)?(?:the\s+)?(?:period\s+of\s+)?$",
    re.IGNORECASE,
)


def compare_wording(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts, text: str) -> bool:
    """Adds to `match` what the words of `text`, from which `said` was read, say beyond the passage; False where that
    contradicts it, and nothing else need be compared."""
    flat = said.force == FORBID and _NEVER.search(match.norm.text) is not None  # "under no circumstance shall …"
    counted = match.clause.quantities if match.clause is not None and match.clause.force == PERMIT else ()
    if _AS_MANY.search(text) and any(q.unit.startswith("count") and q.zone == MAIN for q in counted):
        match.against.append(("number", "lets only so many be done"))
        return False
    if (sweeping := _SWEEPING.search(text)) is not None and not (flat and _IN_ANY.search(sweeping[0])):
        named = match.clause is not None and _names_condition(said, match.clause, concepts)
        if said.force == PERMIT and match.clause is not None and "only" in match.clause.flags and not named:
            match.against.append(("condition", "lets it be done only under a condition"))
            return False
        match.open.append(("condition", f"does not say “{sweeping[0]}”"))
    if said.force == PERMIT and _ALWAYS.search(text) and not _AT_ANY_TIME.search(match.norm.text):
        match.open.append(("condition", "does not say “always”"))
    if (most := _AT_MOST.search(text)) is not None and _AT_MOST_TOO.search(match.norm.text) is None:
        match.open.append(("number", f"does not say “{most[0].strip()}”"))
    superlative = _SUPERLATIVE.search(text)
    if superlative is not None and superlative[0].lower() not in match.norm.text.lower():
        match.open.append(("number", f"does not say “{superlative[0]}”"))
    least = _AT_LEAST.search(text)
    if least is not None and not (least[0].lower().startswith("more") and _NO_MORE.search(text[: least.start()])):
        match.open.append(("number", f"does not say “{least[0].strip()}”"))
    first = min((t.start for t in said.terms), default=0)
    if said.force in (STATE, DENY) and not said.quantities and _SOME_OF.search(text[:first]):
        match.open.append(("object", "does not tell how many of them do"))
    if (term := _any_at_all(said, match, concepts, text)) is not None:
        match.open.append(("object", f"does not say that it is any: {label(term.key, match, concepts)}"))
    if (contrary := _contrary_word(_uncompared(said, concepts, text), match.norm.text)) is not None:
        match.open.append(("object", f"says “{contrary}”"))
    for quantity in said.quantities:
        if _LATE.search(text[: quantity.start]) and not quantity.anchor and not _from_then(quantity, match.norm):
            match.open.append(("duration", "does not say that it is after this time"))
    if match.clause is not None and _granted(said, match.clause, match.norm, text):
        to = match.against if _AT_DISCRETION.search(match.norm.text) else match.open
        to.append(("modality", "leaves it to somebody's discretion"))
    return True


def _names_condition(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement gives a condition by which a clause lets something be done: "without exception, if it is
    tarred"."""
    asked = {t.key for t in clause.terms if t.zone == ONLY and t.sign > 0 and not concepts.get(t.key, {}).get("light")}
    return any(t.zone in (IF, ONLY) and is_among(t.key, asked, concepts) for t in said.terms)


def _any_at_all(said: Clause, match: Match, concepts: Concepts, text: str) -> Term | None:
    """What a statement says is any at all, and the passage does not name: "may be sent to any country".

    Or of which only another sentence of it speaks: "may be held over any fever".
    """
    persons = {t.start for t in said.terms if concepts.get(t.key, {}).get("kind")}  # "stranger", and "strange"
    held = {t.key for t in match.clause.terms} if match.clause is not None else set()
    for term in said.terms:
        light = bool(concepts.get(term.key, {}).get("light"))
        there = is_among(term.key, match.norm.own.keys() if light else held, concepts)
        only_some = there and term.key not in said.subject and _of_some(term, said, match, concepts)
        if (
            (only_some or not (there or term.key in said.heads | said.subject))
            and term.start not in persons
            and ANY.search(text[: term.start])
        ):
            return term
    return None


def _of_some(term: Term, said: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether a ban is only on some of what the statement says is any, and it names none of the conditions: "may not be
    sent to any port", where the law has "to a port, if it is struck by a storm"."""
    if match.clause is None or match.clause.force != FORBID or said.force not in (FORBID, PERMIT):
        return False
    if _OF_ANY.search(match.norm.text):
        return False
    zone = IF if said.force == FORBID else UNLESS  # "may be held for any fever", where it may for some
    asked = [t.key for t in match.clause.terms if t.zone == zone and t.key != term.key]
    asked = [k for k in asked if not concepts.get(k, {}).get("light") and concepts.get(k, {}).get("kind") != "agency"]
    return bool(asked) and not any(
        is_among(t.key, set(asked), concepts) for t in said.terms if t.key not in said.subject
    )


def _uncompared(said: Clause, concepts: Concepts, text: str) -> str:
    """The words of `text` without those of ideas that are compared as such."""
    light = {t.start for t in said.terms if concepts.get(t.key, {}).get("light")}  # "lawful sailing": of two ideas
    for term in said.terms:
        if term.start not in light:
            text = text[: term.start] + " " * (term.end - term.start) + text[term.end :]
    return text


def _contrary_word(text: str, law: str) -> str | None:
    """A word of the law that a statement has only without, or only with, what denies it: "lawfully", "unlawfully"."""
    ours: set[str] = set(_WORD.findall(text.lower()))
    theirs: set[str] = set(_WORD.findall(law.lower()))
    if (wrong := _UNLAWFULLY.search(law)) is not None and _LAWFULLY.search(text) and not _LAWFULLY.search(law):
        return wrong[0]
    for prefix in _DENYING:
        for word in sorted(ours ^ theirs):
            with_it = prefix + word
            if word in ours - theirs and with_it in theirs - ours:
                return with_it
            if word in theirs - ours and with_it in ours - theirs:
                return word
    return None


def _from_then(quantity: Quantity, norm: Norm) -> bool:
    """Whether the time that the passage gives is a wait: it is no limit, and what is spoken of is after it."""
    held = [q for c in norm.clauses for q in c.quantities if commensurable(quantity, q) and q.bound != "most"]
    return any(q.bound or q.side or q.zone != MAIN or _LATE.search(norm.text[: q.start]) for q in held)


def _granted(said: Clause, clause: Clause, norm: Norm, text: str) -> bool:
    """Whether the statement makes a right of what somebody may grant or not."""
    if said.force != PERMIT or clause.force != PERMIT or any(t.agent for t in said.terms):
        return False
    return (
        _RIGHT.search(text) is not None
        and _AS_OF_RIGHT.search(norm.text) is None
        and (any(t.agent for t in clause.terms) or _AT_DISCRETION.search(norm.text) is not None)
    )
