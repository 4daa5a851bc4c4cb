"""Leaves open words of a statement that narrow down or widen what it says, where the clause of law has no such word.

"A new licence", where the law has the earlier one; "all ships", where it has them "in appropriate cases".
"""

from __future__ import annotations

import re

from factcheck.model.norm import ONLY, REFUSING, Clause
from factcheck.verify.law.match import Concepts, Match, is_among, label

# A word that says which of several, and the words by which a law says the same.
_WHICH = tuple(
    (re.compile(ours, re.I), re.compile(theirs, re.I))
    for ours, theirs in (
        (
            r"\b(?:a|the|this|that|any|[’'](?:s)?)\s+new\s+[a-z]",
            r"\b(?:new\w*|another|other|different|further|fresh|additional|subsequent\w*|second|again|acquire[sd]?)\b",
        ),
        (
            r"\bformer\s+[a-z]",
            r"\b(?:former\w*|previous\w*|prior|earlier|ceas\w+|no\s+longer|was|were|has\s+been|had)\b",
        ),
        (
            r"\bfuture\s+[a-z]",
            r"\b(?:future|subsequent\w*|later|thereafter|after|will|shall|any|likely|prospective|next)\b",
        ),
        (
            r"\b(?:temporar(?:y|ily)|provisional(?:ly)?)\b",
            r"\b(?:temporar|provisional|interim|initial|condition|period|pending|short|brief|time|until|days|months|years)",
        ),
        (r"\bpermanent(?:ly)?\b", r"\b(?:permanent|indefinite|never|ever|at\s+any\s+time|perpetu|life)"),
    )
)
_NAMED = 3  # from this one on they may belong to a name
_NO_LONGER = re.compile(r"\b(?:no\s+longer(?!\s+than)|not\s+(?:\w+\s+){0,3}any\s*more|ceas(?:es?|ed))\b", re.I)
_ENDED = re.compile(r"\b(?:no\s+longer|ceas|chang|expir|laps|abandon|lost|loses?|fail)", re.I)
_ONLY_SO = re.compile(r"\bonly\s+(?:after|upon|following|because\s+of|due\s+to|in\s+(?:the\s+)?case\s+of)\b", re.I)
_ONE_MORE = re.compile(r"(?:;|,\s+or)\s*$", re.I)  # one of a list
_FOR_EACH = re.compile(r"\bfor\s+(?:each|every)\b", re.I)
_EACH = re.compile(r"\b(?:each|every|per)\b", re.I)
_WITHOUT_EXCEPTION = re.compile(r"\b(?:all|every|each|always|in\s+any\s+case)\b", re.I)
_WHERE_FIT = re.compile(
    r"\b(?:in\s+appropriate\s+(?:cases|circumstances)|(?:as|where|when|if)\s+(?:\w+\s+)?(?:appropriate|practicable|"
    r"possible|feasible)|to\s+the\s+(?:\w+\s+)?extent\s+(?:practicable|possible|feasible))\b",
    re.I,
)
_FIT = re.compile(r"\b(?:appropriate|suitable|fit|practica\w+|possible|feasible|can)\b", re.I)
_OWN = re.compile(
    r"\bown\s+([a-z]{4,})(?=\W*$|\s*[,.;]|\s+(?:of|in|for|to|by|with|if|when|and|or|is|are|was|has|requires?|demands?)\b)",
    re.I,
)
_LEADING = re.compile(r"(?:\b(?:own|the|an?|his|her|its|their|such|of|in|and|or|[a-z]+ly)|[’']s?)\s+$", re.I)
_OTHERS = re.compile(r"\s+(?:others|other\s+people|another\s+person|someone|somebody|people)\b", re.I)
_OF_SOMEBODY = r"\w*\s+(?:of\s+)?(?:(?:any|an?|the|other|another)\s+)*(?:persons?|people|individuals?|others|another)\b"
_SEVERAL = 3  # conditions of a clause
_STEM = 6  # letters by which a word is known


def compare_qualifiers(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` the words of `text`, from which `said` was read, that say which or how many, and are not in
    the clause that it was matched with."""
    whole = match.norm.whole
    own = whole if "lifted" in clause.flags else whole[clause.start : clause.end] or whole
    words = text
    for term in said.terms:  # what the name of an idea has is compared with it
        if not concepts.get(term.key, {}).get("light"):
            words = words[: term.start] + " " * (term.end - term.start) + words[term.end :]
    for n, (ours, theirs) in enumerate(_WHICH):
        if (found := ours.search(words if n >= _NAMED else text)) is not None and theirs.search(whole) is None:
            match.open.append(("object", f"does not say “{found[0].split()[-2] if ' ' in found[0] else found[0]}”"))
    if _ONLY_SO.search(text) and (_ONE_MORE.search(match.norm.text) or _asks_for_more(said, clause, concepts)):
        match.open.append(("condition", "says so in other cases, too"))
    if _NO_LONGER.search(text) and not _ENDED.search(whole):
        match.open.append(("condition", "does not say that it was so before"))
    if said.quantities and _FOR_EACH.search(text) and not _EACH.search(own):
        match.open.append(("number", "does not say that it is for each"))
    if _WITHOUT_EXCEPTION.search(text) and (fit := _WHERE_FIT.search(own)) is not None and not _FIT.search(text):
        match.open.append(("condition", f"says “{fit[0]}”"))
    if (noun := _OWN.search(text)) is not None and _is_of_another(noun[1], own):
        match.open.append(("object", f"does not say “own {noun[1]}”"))
    if (deed := _done_to_others(match, said, clause, concepts, text, own)) is not None:
        match.open.append(("actor", f"refuses those who do it to others: {label(deed, match, concepts)}"))


def _asks_for_more(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause has several things under which alone it lets something be done, most of them unsaid."""
    asked = {t.key for t in clause.terms if t.zone == ONLY and not concepts.get(t.key, {}).get("light")}
    asked = {k for k in asked if not concepts.get(k, {}).get("kind")}
    spoken = {t.key for t in said.terms}
    return sum(not is_among(k, spoken, concepts) for k in asked) >= _SEVERAL


def _is_of_another(noun: str, law: str) -> bool:
    """Whether a law has a thing only with a word before it that says whose: "the town's interest", said "his own"."""
    places = [m.start() for m in re.finditer(rf"\b{re.escape(noun)}", law, re.I)]
    return bool(places) and not any(_LEADING.search(law[:start]) for start in places)


def _done_to_others(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str, own: str) -> str | None:
    """What those of whom a statement is are said to have done to others, where the clause has it done to them, and
    another of the passage shuts out who did it to others."""
    if said.force in REFUSING:
        return None
    for term in said.terms:
        words = text[term.start : term.end].split()
        to_others = words[-1].lower() == "others" or _OTHERS.match(text, term.end) is not None
        if concepts.get(term.key, {}).get("light") or not to_others:
            continue
        done = re.compile(rf"\b{re.escape(words[0][:_STEM])}{_OF_SOMEBODY}", re.I)
        refusing = (c for c in match.norm.clauses if c.force in REFUSING and c is not clause)
        shut_out = any(is_among(term.key, {t.key for t in c.terms}, concepts) for c in refusing)
        if shut_out and not done.search(own) and done.search(match.norm.whole):
            return term.key
    return None
