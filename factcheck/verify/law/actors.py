"""Compares who acts in a statement with who acts in one passage of law."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

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
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
    Term,
)
from factcheck.verify.law.ground import receiving
from factcheck.verify.law.match import Concepts, Match, first_idea, is_among, label, meet, same

_BOTH = 2  # who acts, and who acted before


def compare_actors(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
    """Who acts: the same, somebody whom the passage's actor excludes, or undecided."""
    held = [t.key for c in matched for t in _acting(c, said, concepts)]
    if "needed" in said.flags and matched and all(c.force == FREE for c in matched):
        held += [t.key for c in matched for t in c.terms]  # "require a pilot in order for the master to sail"
    for term in said.terms:
        if not term.agent:
            continue
        alike = any(same(term.key, h, concepts) for h in held) or _meant(term, held, match.norm, concepts)
        alike = alike or any(_made_to(term, said, c, concepts) for c in matched)
        if not alike and any(_both_behind(term, said, c, concepts) for c in matched):
            match.held.append("actor")
            continue
        if not alike and term.zone == IF and _named_again(term, said, held, concepts):
            continue
        if term.sign < 0 and any(same(term.key, t.key, concepts) and t.sign < 0 for c in matched for t in c.terms):
            continue  # "at a place other than one named by the pilot", on both sides
        if term.sign < 0:
            if alike:
                match.against.append(("actor", f"names {label(term.key, match, concepts)}"))
        elif alike and any(_acts_for(term, c, concepts) and not _behind(term, said, c, concepts) for c in matched):
            match.silent.append(("actor", _unnamed(term, match, concepts)))
        elif alike:
            match.held.append("actor")
        else:
            _other_actor(match, said, term, matched, held, concepts)


def _named_again(term: Term, said: Clause, held: Sequence[str], concepts: Concepts) -> bool:
    """Whether a condition only names more fully who acts: "when the harbour pilot finds a leak, the pilot must …"."""
    again = [t.key for t in said.terms if t.agent and t.zone == MAIN and same(t.key, term.key, concepts)]
    return any(same(key, h, concepts) for key in again for h in held)


def _made_to(term: Term, said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause has another make `term` do it: "the master shall require all pilots to row"."""
    if "lets" not in clause.flags or (said.force, clause.force) != (REQUIRE, REQUIRE):
        return False
    there = next((t for t in clause.terms if t.zone == MAIN and t.key in clause.heads), None)
    if there is None or not meet(said.heads, frozenset((there.key,)), concepts):
        return False
    return any(t.key == term.key and t.zone == MAIN and t.start < there.start for t in clause.terms)


def _meant(term: Term, held: Sequence[str], norm: Norm, concepts: Concepts) -> bool:
    """Whether who acts is called only by his kind, and is named beside the passage: "the officer", where a sentence
    before it has "a tide officer", and the passage has no other."""
    beside = term.key in norm.around or term.key in norm.near
    kinds = (concepts.get(h, {}).get("from", ()) for h in held) if beside else ()
    return any(term.key in kind and norm.own.keys().isdisjoint(kind) for kind in kinds)


def _both_behind(term: Term, said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether both have somebody act on what `term` has done: "no council may lift an order by the master"."""
    ours, theirs = ([t for t in c.terms if t.agent] for c in (said, clause))
    if min(len(ours), len(theirs)) < _BOTH or term not in ours[: len(theirs)]:
        return False
    return all(same(a.key, b.key, concepts) for a, b in zip(ours, theirs, strict=False))


def compare_recipients(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> None:
    """To or with whom something is done: the same, somebody whom that excludes, or undecided."""
    for term in said.terms:
        if not term.receives and not term.agent and _only_asked_with(term, matched, concepts):
            match.silent.append(("recipient", f"only has {label(term.key, match, concepts)} asked"))
        held = {t.key for c in matched for t in c.terms if t.receives == term.receives}
        if not term.receives or term.sign < 0 or any(same(term.key, k, concepts) for k in held):
            continue
        other = receiving(term, matched, concepts)
        there = [t for c in matched for t in c.terms]
        named = any(t.key == term.key or (same(term.key, t.key, concepts) and not t.agent) for t in there)
        if other and not named:
            match.against.append(("recipient", f"names {label(other, match, concepts)}"))
        elif said.force == PERMIT and any(
            t.agent and t.key == term.key for c in match.norm.clauses if c.force == FORBID for t in c.terms
        ):
            continue  # "may be appealed to the council", where no council may review it
        elif any(t.agent and t.key == term.key for t in there) and other:
            continue  # the two have changed places: who acts is compared by itself
        elif other or not named:
            match.silent.append(("recipient", f"does not name {label(term.key, match, concepts)} there"))


def compare_burden(match: Match, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> bool:
    """Who has to prove something: somebody for the state, or whoever the law is about. Whether that settles it."""
    ours = _prover(said, concepts)
    proving = [c for c in matched if "burden" in c.flags and _prover(c, concepts)]
    if (
        not ours
        or not proving
        or said.force not in (REQUIRE, STATE, DENY)
        or not ("burden" in said.flags or said.heads)
    ):
        return False
    asked = any(concepts.get(k, {}).get("proof") for k in said.heads) or "burden" in said.flags
    if not asked or any((_prover(c, concepts) == "agency") == (ours == "agency") for c in proving):
        return False
    theirs = "whoever acts for the state" if ours == "person" else "whoever it is about"
    match.against.append(("actor", f"puts the burden on {theirs}"))
    return True


def _prover(clause: Clause, concepts: Concepts) -> str:
    """Of what kind whoever has to prove something is: the last who is named before that is "agency" or "person".

    Where nothing is said to be proved, the first who is named: "puts the burden on the council".
    """
    proof = min((t.start for t in clause.terms if concepts.get(t.key, {}).get("proof")), default=-1)
    kinds = [
        concepts.get(t.key, {}).get("kind", "")
        for t in clause.terms
        if (t.start < proof or proof < 0) and not t.receives
    ]
    return next((kind for kind in (reversed(kinds) if proof >= 0 else kinds) if kind), "")


def _only_asked_with(term: Term, matched: Sequence[Clause], concepts: Concepts) -> bool:
    """Whether the passage names somebody only as one with whom another does it, and the statement otherwise."""
    if concepts.get(term.key, {}).get("kind") != "agency":
        return False
    named = [(t, f"<{c.terms[n - 1].key}" if n else "") for c in matched for n, t in enumerate(c.terms)]
    alike = [(t, before) for t, before in named if same(term.key, t.key, concepts)]
    # "After consulting the pilot", and "in consultation with the pilot".
    return bool(alike) and all(t.receives == "with" and before not in term.beside for t, before in alike)


def _acting(clause: Clause, said: Clause, concepts: Concepts) -> list[Term]:
    """Who acts in a clause; of "the master shall provide for review by the council", who does what is said."""
    agents = [t for t in clause.terms if t.agent]
    if not agents:
        return []
    deed = min((t.start for t in clause.terms if meet(frozenset((t.key,)), said.heads, concepts)), default=0)
    return _done_by(clause, said, concepts) or [t for t in agents if t.start < deed] or agents


def _acts_behind(term: Term, clause: Clause, said: Clause, concepts: Concepts) -> bool:
    """Whether somebody acts only behind what is done: "no council may lift a decision by the master"."""
    deeds = [t.start for t in clause.terms if meet(frozenset((t.key,)), said.heads, concepts)]
    return term.agent and bool(deeds) and term.start > deeds[0]


def _done_by(clause: Clause, said: Clause, concepts: Concepts) -> list[Term]:
    """Who is named right behind what is said to be done, as doing it: "review by the council"."""
    plain = [t for t in clause.terms if t.agent or not concepts.get(t.key, {}).get("light")]
    return [
        other for deed, other in pairwise(plain)
        if other.agent and not deed.agent and meet(frozenset((deed.key,)), said.heads, concepts)
    ]  # fmt: skip


def _other_actor(
    match: Match, said: Clause, term: Term, matched: Sequence[Clause], held: Sequence[str], concepts: Concepts
) -> None:
    """What it means that the passage does not mark `term` as acting."""
    rivals = set(concepts.get(term.key, {}).get("rivals", ()))
    terms = [t for c in matched for t in c.terms if t.receives != "with"]  # whoever is asked does not act
    named = {t.key for t in terms if concepts.get(t.key, {}).get("kind") == "agency"}
    also = any(same(term.key, t.key, concepts) for t in terms)
    itself = any(t.key == term.key for t in terms)
    excluded = [h for h in (held or named) if h in rivals or term.key in concepts.get(h, {}).get("rivals", ())]
    every = bool(excluded) and len(excluded) == len(held)
    excluded.sort(key=lambda key: _distance(key, said, matched, concepts))
    if also and (not held or not excluded):
        first = min((t.start for t in said.terms if t.key in said.heads), default=term.end)
        undergone = _undergone(said, matched, concepts) if term.start < first else []
        main = [
            t.key
            for c in matched
            for t in c.terms
            if t.zone in (MAIN, ONLY) and t not in undergone and not (held and _acts_behind(t, c, said, concepts))
        ]
        # "If the master finds it, the officer shall …": the officer is the master.
        stands = any(same(h, term.key, concepts) for h in held) or any(same(term.key, k, concepts) for k in main)
        itself = any(t.key == term.key and t not in undergone for c in matched for t in c.terms)
        other = any(_done_by(c, said, concepts) for c in matched) and not _named_too(said, term, held, concepts)
        if (not stands and not itself) or other:
            match.open.append(("actor", _unnamed(term, match, concepts)))
        return
    if excluded and (said.force in REFUSING or _named_too(said, term, held, concepts)):
        match.silent.append(("actor", _unnamed(term, match, concepts)))
        return  # that another may not, or what he may do to whoever may, is not said
    if also and every and (not itself or _only_asked(said, term, matched, concepts)):
        match.against.append(("actor", f"names {label(excluded[0], match, concepts)}"))
        return
    acting = {t.key for c in match.norm.clauses for t in c.terms if t.agent and t.zone != UNLESS}
    if not (held or named) and is_among(term.key, acting, concepts):
        if any(_only_on_occasion(said, c, concepts) for c in matched):
            match.open.append(("actor", _unnamed(term, match, concepts)))
        return
    if also or not (held or named):
        match.silent.append(("actor", _unnamed(term, match, concepts)))
    elif excluded and (not held or every):
        match.against.append(("actor", f"names {label(excluded[0], match, concepts)}"))
    else:
        match.open.append(("actor", _unnamed(term, match, concepts)))


def _only_on_occasion(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement has those whom a clause is about only in a condition: "the master needs a lamp when a pilot
    boards", where no pilot may board without one."""
    first = first_idea(clause, concepts)
    zones = {t.zone for t in said.terms if same(t.key, first, concepts)}
    return bool(zones) and MAIN not in zones and ONLY not in zones


def _named_too(said: Clause, term: Term, held: Collection[str], concepts: Concepts) -> bool:
    """Whether the statement names whoever acts in the passage, too: "the council may stop the pilot from sailing"."""
    others = (t for t in said.terms if t.key != term.key and t.sign > 0 and not t.receives)
    return any(same(t.key, h, concepts) for t in others for h in held)


def _distance(key: str, said: Clause, matched: Sequence[Clause], concepts: Concepts) -> int:
    """How far from what is done somebody is named, in characters."""
    far = [
        abs(t.start - deed.start)
        for c in matched
        for t in c.terms
        for deed in c.terms
        if t.key == key and meet(frozenset((deed.key,)), said.heads, concepts)
    ]
    return min(far, default=0)


def _unnamed(term: Term, match: Match, concepts: Concepts) -> str:
    return f"does not name {label(term.key, match, concepts)} as acting"


def _undergone(said: Clause, matched: Sequence[Clause], concepts: Concepts) -> list[Term]:
    """Those named after what is done: to whom, or with whom ("the pilot reports to the master")."""
    out: list[Term] = []
    for clause in matched:
        deeds = [t.start for t in clause.terms if t.zone == MAIN and meet(frozenset((t.key,)), said.heads, concepts)]
        out += [t for t in clause.terms if not t.agent and deeds and t.zone == MAIN and t.start > deeds[0]]
    return out


def _only_asked(said: Clause, term: Term, matched: Sequence[Clause], concepts: Concepts) -> bool:
    """Whether `term` is named only before what another does: "the master, in consultation with the pilot, may …"."""
    for clause in matched:
        deeds = [t.start for t in clause.terms if t.zone == MAIN and meet(frozenset((t.key,)), said.heads, concepts)]
        named = [t for t in clause.terms if t.key == term.key]
        if named and all(t.zone == BEFORE and t.when == "after" and not t.agent for t in named):
            continue  # "after consulting the pilot, the master may …", and the same behind what he may do
        if not deeds or any(t.agent or t.start > deeds[0] for t in named):
            return False
    return True


def _acts_for(term: Term, clause: Clause, concepts: Concepts) -> bool:
    """Whether the clause is about what a rival does to what `term` has done ("no council may lift an order by …")."""
    first = next((t.key for t in clause.terms if t.agent), term.key)
    return not same(term.key, first, concepts) and first in concepts.get(term.key, {}).get("rivals", ())


def _behind(term: Term, said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement, too, has first whoever acts first in the clause: "no council may lift his order"."""
    first = next((t.key for t in clause.terms if t.agent), "")
    ours = next((t for t in said.terms if t.agent), term)
    return ours.start < term.start and same(ours.key, first, concepts)
