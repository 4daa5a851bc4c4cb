"""Finds the passage of another section that says what a statement ascribes to the provision it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from factcheck.model.claim import Rule
from factcheck.model.norm import STATE, Clause, Norm
from factcheck.verify.law.guard import under_conditions
from factcheck.verify.law.match import HELD, Concepts, Match
from factcheck.verify.law.norms import compare

_HALF = 0.5  # of the ideas of a statement, at most, that stand under a citation that is wrong
_SURE = 0.6  # of the ideas of a statement that stand in the words of a passage of another section
_TELLING = 4  # ideas and numbers of a statement of which a wrong citation lacks one
_WANTING = 2  # ideas that a wrong citation lacks, where another section says all of it
# "Berths are governed by section 12", "section 12 sets up the dock board": only what the section is about.
_LAID_DOWN = (
    r"governed|regulated|covered|defined|laid\s+(?:down|out)|found|set(?:\s+(?:out|forth|down|up))?|imposed|spelled\s+out|contained|"
    r"created|established|authorized|dealt\s+with|handled|addressed|rooted|provided\s+for|codified|based"
)
_BEFORE_IT = re.compile(
    rf"\b(?:(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:{_LAID_DOWN})\s+(?:in|by|under|on|at)|(?:comes?|stems?|derives?|came)\s+from)\s+$",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(
    r"\s*,?\s+(?:governs|regulates|sets\s+(?:out|up|forth)|lays\s+(?:down|out)|creates|created|establishes|established|"
    r"deals\s+with|is\s+about|contains|spells\s+out|provides\s+for)\s",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[\s\W]*(?:the\s+)?", re.IGNORECASE)  # beside the citation


def misplaced(
    assertion: Rule,
    cited: Match,
    elsewhere: Callable[[], Sequence[Norm]],
    sections: Callable[[], Sequence[Norm]],
    concepts: Concepts,
    text: str,
) -> Match | None:
    """The passage of another section that says it; None where the one cited may well be meant.

    `cited` is the nearest of the passages cited, `elsewhere` gives those of other sections, `sections` all of the cited
    sections.
    """
    about = only_named(assertion, text)
    if about is not None:
        if any(c.quantities for c in assertion.clauses):  # "the 10-day limit is set by": the number stands for it
            about = [k for k in about if not concepts.get(k, {}).get("amount")]
        found = next((n for n in elsewhere() if is_headed(n, about, concepts)), None)
        return Match(found) if found is not None and _strange(about, found, sections(), concepts) else None
    ideas = [t.key for c in assertion.clauses for t in c.terms if not concepts.get(t.key, {}).get("light")]
    said = len(set(ideas)) + sum(len(c.quantities) for c in assertion.clauses)
    # Then another section must say all of it.
    whole = len(cited.missing) >= _WANTING or (bool(cited.missing) and said >= _TELLING)
    done = {k for c in assertion.clauses for k in c.heads}
    if (cited.weight > _HALF or done.issuperset(t.key for t in cited.missing)) and not whole:
        return None  # "goods may be kept out", where the law cited says how
    match = _says_it(assertion, elsewhere(), concepts, whole=cited.weight > _HALF)
    return match if match is not None and _strange(ideas, match.norm, sections(), concepts) else None


def only_named(assertion: Rule, text: str) -> list[str] | None:
    """The ideas of a statement that only says where something stands, if any is read; None for any other statement."""
    at = text.find(assertion.citation) if assertion.citation else -1
    plain = all(c.force == STATE and not c.applies for c in assertion.clauses)
    if at < 0 or not plain:
        return None
    end = at + len(assertion.citation)
    verb = _BEFORE_IT.search(text[:at]) if _NOTHING.fullmatch(text, end) else None
    verb = verb or (_AFTER_IT.match(text, end) if _NOTHING.fullmatch(text, 0, at) else None)
    if verb is None:
        return None
    if any({*c.refs} > {assertion.citation} for c in assertion.clauses):
        return []  # "Section 12 tows were based on section 14": what the one means is not read
    terms = [t for c in assertion.clauses for t in c.terms if not verb.start() <= t.start < verb.end()]
    return list(dict.fromkeys(t.key for t in terms))


def is_headed(norm: Norm, ideas: Sequence[str], concepts: Concepts) -> bool:
    """Whether titles and headings above a passage name some ideas, if not all, and its own words the others."""
    keyed = [(k, *concepts.get(k, {}).get("from", ())) for k in ideas if not concepts.get(k, {}).get("light")]
    headed = [not norm.far.isdisjoint(keys) for keys in keyed]
    own = [not norm.own.keys().isdisjoint(keys) for keys in keyed]
    return any(headed) and all(h or o for h, o in zip(headed, own, strict=True))


def _speaks(norm: Norm, key: str, concepts: Concepts) -> bool:
    keys = (key, *concepts.get(key, {}).get("from", ()))
    return bool(concepts.get(key, {}).get("light")) or any(k in norm.own or k in norm.far for k in keys)


def _strange(ideas: Sequence[str], found: Norm, cited: Sequence[Norm], concepts: Concepts) -> bool:
    """Whether `found` speaks of an idea of the statement that no passage of the sections cited names."""
    for key in ideas:
        if concepts.get(key, {}).get("light") or not _speaks(found, key, concepts):
            continue
        if not any(_speaks(n, key, concepts) for n in cited):
            return True
    return False


def _says_it(assertion: Rule, norms: Sequence[Norm], concepts: Concepts, whole: bool) -> Match | None:
    """A passage of another section that says all of it; `whole`: in its own words."""
    found: Match | None = None
    for clause in assertion.clauses:
        compared = compare(clause, norms, concepts)
        sure = 1 if whole else _SURE
        matches = [m for m in compared if m.core >= sure and (m.status == HELD or (_about(clause, m) and not whole))]
        if whole:
            matches = [m for m in matches if under_conditions(clause, m.clause, concepts) >= _HALF]
        if not matches:
            return None
        found = found or max(matches, key=lambda m: m.core)
    return found


def _about(clause: Clause, match: Match) -> bool:
    """Whether a passage holds all that a plain statement names ("X is granted under …"), whatever it says of it."""
    told = clause.force == STATE and not clause.quantities and not (match.missing or match.silent or match.against)
    return told and all(slot == "modality" for slot, _ in match.open)
