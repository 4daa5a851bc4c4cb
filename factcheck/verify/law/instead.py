"""Leaves open what a statement has in place of something of the one clause that it is compared with.

Each of its ideas may stand somewhere in the passage, and the clause still speak of another thing.
"""

from __future__ import annotations

from factcheck.model.norm import REFUSING, REGARDLESS, STATE, Clause, Term
from factcheck.verify.law.ground import NEAR, place_of
from factcheck.verify.law.limits import SUBJECT_TO
from factcheck.verify.law.match import Concepts, Match, is_among, label, meet

_SEVERAL = 2  # ideas
_CONTRARY = ("opposites", "rivals", "unlike")


def compare_instead(match: Match, said: Clause, concepts: Concepts) -> None:
    """Notes in `match` what stands in its clause where the statement has something that this excludes."""
    if (spared := _spared(said, match, concepts)) is not None:
        match.open.append(("condition", f"is subject to what it says of {label(spared, match, concepts)}"))
    if _refused_nearer(match, said, concepts):
        match.open.append(("modality", "says the contrary in a sentence that has more of this"))
    told = said.force == STATE and bool(said.quantities) and not said.heads  # "the least bail is 9 crowns"
    if match.clause is None or "lifted" in match.clause.flags or told:
        return
    for term in said.terms:
        other = _in_its_place(term, said, match, match.clause, concepts)
        if other is not None:
            match.instead = True
            match.open.append(("object", f"says {label(other, match, concepts)}"))


def _in_its_place(term: Term, said: Clause, match: Match, clause: Clause, concepts: Concepts) -> str | None:
    """What the clause has, and the statement has not, that excludes an idea which the clause lacks."""
    idea = concepts.get(term.key, {})
    if term.sign < 1 or idea.get("kind") == "agency" or idea.get("light") or term.key in match.settled:
        return None
    held = {t.key for t in clause.terms if t.sign > 0 and t.zone != REGARDLESS}
    if is_among(term.key, {t.key for t in clause.terms}, concepts):
        return None
    spoken = {t.key for t in said.terms}
    # "A ship that is moored may be cast off": of which, and not what is done.
    of_which = term.key in said.subject and (said.heads == {"?"} or meet(said.heads, clause.heads, concepts))
    contrary = (k for name in _CONTRARY[of_which:] for k in idea.get(name, ()))
    return next((k for k in contrary if k in held and k not in spoken), None)


def _refused_nearer(match: Match, said: Clause, concepts: Concepts) -> bool:
    """Whether the passage has a clause with all that the statement names, and refuses there what is granted here.

    "The term “wreck” does not include a ship that was sold", where it goes on to say what counts as one.
    """
    slight = ("light", "defining")
    ideas = {t.key for t in said.terms if not any(concepts.get(t.key, {}).get(name) for name in slight)}
    if match.close == 1 or said.force in REFUSING or len(ideas) < _SEVERAL:
        return False
    refusing = (c for c in match.norm.clauses if c.force in REFUSING and c is not match.clause)
    return any(all(is_among(k, {t.key for t in c.terms}, concepts) for k in ideas) for c in refusing)


def _spared(said: Clause, match: Match, concepts: Concepts) -> str | None:
    """What a rule is said to apply to, of which the passage has nothing but a reference to what it is subject to."""
    if not said.applies or said.force != STATE or SUBJECT_TO.search(match.norm.text) is None:
        return None
    ideas = (t.key for t in said.terms if not concepts.get(t.key, {}).get("light"))
    return next((k for k in ideas if place_of(k, match.norm, concepts) == NEAR), None)
