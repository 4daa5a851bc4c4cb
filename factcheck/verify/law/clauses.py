"""Finds the clauses of a passage of law that a statement is about, and whether they speak of what it says."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.norm import (
    DENY,
    FORBID,
    IF,
    INTERVAL,
    MAIN,
    ONLY,
    PERMIT,
    REFUSING,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
    Quantity,
)
from factcheck.verify.law.ground import OWN, place_of, receiving
from factcheck.verify.law.match import Concepts, is_among, meet, same
from factcheck.verify.law.numbers import SPANS, commensurable

# Of a statement's ideas and numbers, so many have to stand in the one clause that settles it.
_SHARE, _SHARE_WITH_NUMBER = 0.66, 0.5
_HEADED = 0.8  # of an idea that says of whom, and stands in a heading above the clause
_BESIDE = 0.5  # of one that stands in a paragraph beside it
_REFERRED = 0.6  # of an idea that stands in what the clause refers to
_SEVERAL = 3  # ideas that are enough to know a clause by
_NEAR_IDEAS = 2  # of a statement, beside the number that it gives
TERM = "=term"  # "The term X includes"
_COUNTED = frozenset(("hours", "months", "money", "percent", "age"))
_FEW = 2  # ideas of a statement that says little


def nearest_clauses(said: Clause, norm: Norm, concepts: Concepts) -> list[Clause]:
    """The clauses of the passage that share most with the main words of the statement, best first."""
    main = {t.key for t in said.terms if t.zone in (MAIN, ONLY) and not concepts.get(t.key, {}).get("light")}
    every = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    as_good = {k: frozenset((k, *concepts.get(k, {}).get("from", ()))) for k in every}
    wanted = frozenset[str]().union(*as_good.values())
    scored: list[tuple[float, int, Clause]] = []
    for n, clause in enumerate(norm.clauses):
        own = {t.key for t in clause.terms}
        score = 0.0
        if not wanted.isdisjoint(own):
            core = {t.key for t in clause.terms if t.zone in (MAIN, ONLY)}
            score += 1.0 * sum(not as_good[k].isdisjoint(own) for k in main)
            score += 0.5 * sum(not as_good[k].isdisjoint(core) for k in main)
            score += 0.25 * sum(not as_good[k].isdisjoint(own) for k in every)
        score += 0.5 * sum(any(commensurable(q, o) for o in clause.quantities) for q in said.quantities)
        score += 0.3 * (said.applies and clause.applies)
        score += 1.5 * any(receiving(t, (clause,), concepts) for t in said.terms)
        score += 1.0 * meet(said.heads - {"?"}, clause.heads, concepts)  # what is to be done, and not only spoken of
        if score:
            scored.append((score, -n, clause))
    if said.applies and any(c.applies for _, _, c in scored):
        scored = [s for s in scored if s[2].applies]
    if regarded := [s for s in scored if _is_regarded(said, s[2], concepts)]:
        scored = regarded
    done = said.heads - {"?"}
    doing = [s for s in scored if meet(done | _reverse(done, concepts), frozenset(t.key for t in s[2].terms), concepts)]
    scored = doing or scored
    counted = [s for s in scored if any(commensurable(q, o) for q in said.quantities for o in s[2].quantities)]
    scored = counted or scored
    scored.sort(key=lambda s: (-s[0], -s[1]))
    return [c for s, _, c in scored if s >= scored[0][0] - 0.3] if scored else []


def bears(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement names what the clause's force bears on."""
    if _of_another_case(said, clause, concepts):
        return False
    held = frozenset(t.key for t in clause.terms)
    done = said.heads - {"?"}
    turned = _reverse(done, concepts) | _instead(done, concepts)
    # "May stay for 3 days": the number is said.
    counted = any(commensurable(q, o) for q in said.quantities for o in clause.quantities)
    named = counted and all(concepts.get(k, {}).get("amount") for k in done)
    undone = bool(done) and not named and not clause.applies and not meet(done | turned, held, concepts)
    if undone or _undone(said, clause, concepts):
        return False
    reach = clause.applies and clause.about and not said.applies
    if reach or ("demands" in clause.flags) > ("demands" in said.flags):
        return False
    if _burden_of_one(said, clause, concepts) or _left_out(said, clause, concepts):
        return False
    regarded = _is_regarded(said, clause, concepts) or _both_of_burden(said, clause, concepts)
    if regarded or lacks_the_same(said, clause, concepts):
        return True
    if not _of_the_same(said, clause, concepts) or not _acts(said, clause, concepts):
        return False
    numbered = any(commensurable(q, o) for q in said.quantities for o in clause.quantities)
    told = not clause.applies and not clause.heads and not numbered and "means" not in clause.flags
    if told and done and not meet(done, frozenset(t.key for t in clause.terms if t.zone in (MAIN, ONLY)), concepts):
        return False  # that some have done it says nothing of whether it may be done
    plain = said.force in (STATE, DENY) and clause.force in (STATE, DENY) and not said.applies and not clause.applies
    headed = bool(clause.heads) and meet(clause.heads, frozenset(t.key for t in said.terms), concepts)
    untold = plain and not said.quantities and not headed and not _defines(said, clause, concepts)
    if untold or not _means(said, clause, numbered, concepts):
        return False
    if (
        not clause.heads
        or (numbered and clause.heads == {"?"})
        or (numbered and said.heads == {"?"} and said.force == clause.force == FORBID)
        or ("charged" in said.flags & clause.flags and meet(done, held, concepts))
    ):
        return True
    keys = frozenset(t.key for t in said.terms if t.zone != UNLESS)
    given_up = gives_up(clause)
    barred = (
        "bars-whom" in said.flags
        and "bars" in clause.flags
        and all(is_among(t.key, held, concepts) for t in said.terms if not concepts.get(t.key, {}).get("light"))
    )
    return (
        barred
        or _found_to_be(said, clause, concepts)
        or _on_condition(said, clause, concepts)
        or _only_upon(said, clause, concepts)
        or meet(keys | _reverse(done, concepts) | _instead(keys, concepts), clause.heads, concepts)
        or bool(done & given_up)
        or ("unlimited" in clause.flags and bool(said.quantities))
        or timed(said, clause, concepts)
    )


def holds_all(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause has all that a statement names, and does among other things what the statement does: "shall man
    the gate and keep a list", of the list."""
    if clause.force in (STATE, DENY) or clause.applies or said.applies or said.force in (STATE, DENY):
        return False
    if _of_another_case(said, clause, concepts) or ("demands" in clause.flags) > ("demands" in said.flags):
        return False
    if _burden_of_one(said, clause, concepts) or _left_out(said, clause, concepts) or _undone(said, clause, concepts):
        return False
    held = {t.key for t in clause.terms}
    done = {t.key for t in clause.terms if t.zone == MAIN} - clause.subject
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    return (
        len(ideas) >= _SEVERAL
        and all(is_among(k, held, concepts) for k in ideas)
        and bool(said.heads)
        and all(is_among(k, done, concepts) for k in said.heads)
    )


def gives_up(clause: Clause) -> frozenset[str]:
    """What somebody has to have given up: "not unless he has waived the right to it"."""
    lost = (t.key for t in clause.terms if t.zone == UNLESS and t.sign <= 0)
    return frozenset(lost) if "gives-up" in clause.flags else frozenset()


def lacks_the_same(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to have none of what the clause says there is none of: "a plea has no deadline"."""
    if "has-none" not in said.flags or not said.force == clause.force == DENY or said.applies or clause.applies:
        return False
    ours = [t.key for t in said.terms if t.zone == MAIN and not concepts.get(t.key, {}).get("light")]
    theirs = [t.key for t in clause.terms if not concepts.get(t.key, {}).get("light")]
    return bool(ours and theirs) and same(ours[-1], theirs[0], concepts)


def _of_another_case(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a clause speaks only of a case that the statement does not name, by an idea or by its number."""
    if not clause.topic or any(is_among(t.key, clause.topic, concepts) for t in said.terms):
        return False
    counted = {(q.unit, q.value) for q in clause.quantities}
    its_own = any((q.unit, q.value) in counted for q in said.quantities)
    # Of what is spared a ban, the very number is to be named.
    return not (said.quantities and clause.quantities and (clause.force in REFUSING or its_own))


def _only_upon(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be allowed is the only way that a clause has for something: "may be lifted only upon an
    appeal", of an appeal."""
    if (said.force, clause.force) != (PERMIT, PERMIT) or "only" not in clause.flags or not said.heads:
        return False
    ways = frozenset(t.key for t in clause.terms if t.zone == ONLY and t.sign > 0)
    return all(meet(frozenset((k,)), ways, concepts) for k in said.heads)


def _on_condition(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether what is said to be allowed only so is what the clause forbids but so: "may berth only if they waive an
    appeal", where none gets a leave for a berth unless he has waived it."""
    if (said.force, clause.force) != (PERMIT, FORBID) or "only" not in said.flags:
        return False
    asked = {t.key for t in said.terms if t.zone == ONLY and not concepts.get(t.key, {}).get("light")}
    spared = {t.key for t in clause.terms if t.zone == UNLESS}
    main = {t.key for t in clause.terms if t.zone == MAIN}
    held = all(is_among(k, spared | main, concepts) for k in asked) and any(
        is_among(k, spared, concepts) for k in asked
    )
    return held and meet(said.heads, main, concepts)


def _found_to_be(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether both say what somebody may or may not be regarded as: "cannot be found to be fit", "shall not be
    regarded as fit"."""
    regards = clause.heads and all(concepts.get(k, {}).get("defining") for k in clause.heads)
    found = any(concepts.get(k, {}).get("act") or concepts.get(k, {}).get("defining") for k in said.heads)
    main = frozenset(t.key for t in clause.terms if t.zone == MAIN) - clause.heads - clause.subject
    plain = frozenset(k for k in said.heads if not concepts.get(k, {}).get("light"))
    return bool(regards) and found and meet(plain, main, concepts)


def punishes(said: Clause, clause: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether what is said to be a crime is what a clause of `norm` has a penalty for: "whoever sails by night is
    fined". Under "Night sailing" a clause on whoever sails is on that."""
    done = said.heads - {"?"}
    penal = clause.force == REQUIRE and any(concepts.get(k, {}).get("penalty") for k in clause.heads)
    wronged = [t for t in clause.terms if t.zone == IF and t.sign > 0]
    whoever = frozenset(t.key for t in wronged)
    last = frozenset(t.key for t in wronged if t.when != "after")  # "has been barred and thereafter | sails"
    return (
        penal
        and "wrong" in said.flags
        and said.force == FORBID
        and all(meet(frozenset((k,)), whoever, concepts) or _titled(k, whoever, norm, concepts) for k in done)
        and any(meet(frozenset((k,)), last, concepts) or _titled(k, last, norm, concepts) for k in done)
    )


def _titled(key: str, held: frozenset[str], norm: Norm, concepts: Concepts) -> bool:
    """Whether a heading has an idea, or what may stand for it, that is a kind of what is held."""
    named = norm.far.intersection((key, *concepts.get(key, {}).get("from", ())))
    return any(not held.isdisjoint(concepts.get(k, {}).get("kind_of", ())) for k in named)


def _burden_of_one(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether only one of the two says who has to prove something: who decides it is not who has to prove it."""
    proves = clause.force == REQUIRE and "burden" in clause.flags - said.flags
    proof = any(concepts.get(t.key, {}).get("proof") for t in said.terms)
    return "burden" in said.flags - clause.flags or (proves and not proof)


def _left_out(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the clause only leaves out what the statement is about: "within 3 days, not counting appeals"."""
    plainly = (said.heads - {"?"}) & {t.key for t in said.terms if t.sign > 0}
    held = [t for t in clause.terms if meet(plainly, frozenset((t.key,)), concepts)]
    aside = bool(held) and all(t.sign < 0 and t.zone == MAIN and t.key not in clause.heads for t in held)
    return aside and clause.force not in REFUSING


def _both_of_burden(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a statement says who has to prove something, and the clause who has the burden of it."""
    heads = any(concepts.get(k, {}).get("proof") for k in said.heads)
    return "burden" in clause.flags and (heads or "burden" in said.flags)


def _is_regarded(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether a plain statement says that something is what the clause says it is to be regarded as, or not."""
    applies = said.applies and "counts-as" not in said.flags
    if said.force not in (STATE, DENY) or applies or said.quantities or not clause.heads:
        return False
    named = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    taken_for = {t.key for t in clause.terms if t.zone == MAIN} - clause.subject - clause.heads
    last = [t.key for t in said.terms if t.key in named and t.zone != IF][-1:]  # "a sale counts as a wreck"
    both = meet(named, clause.subject, concepts) and meet(frozenset(last), taken_for, concepts)
    return both and all(concepts.get(k, {}).get("defining") for k in clause.heads)


def timed(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement is about a time or amount that the clause gives for something that is not its main point.

    "A motion filed within 30 days" beside "the order may be lifted upon a motion filed within 90 days".
    """
    ideas = frozenset(t.key for t in said.terms if t.zone == MAIN and not concepts.get(t.key, {}).get("light"))
    plain = said.force == STATE or said.heads == {"?"}
    if clause.applies:
        return False
    asked = said.force not in REFUSING
    held = [
        o
        for o in clause.quantities
        if (o.zone != MAIN or plain or (asked and _described(said.heads, o, clause, concepts)))
        and any(commensurable(q, o) for q in said.quantities)
    ]
    if asked and any(_amount_of(said.heads, o, clause, concepts) for o in held or clause.quantities):
        return any(commensurable(q, o) for q in said.quantities for o in clause.quantities)
    # "Must be appealed within 30 days", and "an appeal shall be filed within 30 days".
    named = said.force == REQUIRE and clause.force == REQUIRE and meet(said.heads, clause.subject, concepts)
    limits = [o for o in clause.quantities if o.zone == MAIN and o.bound]
    if named and any(commensurable(q, o) and q.bound for q in said.quantities for o in limits):
        return True
    shared = [sum(meet(frozenset((k,)), o.near, concepts) for k in ideas) for o in held]
    if said.heads == {"?"} and _only_penalty(said, clause, held, concepts):
        return True
    return bool(ideas) and any(n >= min(_NEAR_IDEAS, (len(ideas) + 1) // 2) for n in shared)


def _only_penalty(said: Clause, clause: Clause, held: Sequence[Quantity], concepts: Concepts) -> bool:
    """Whether a time is the only one that a clause has for a deed, and it denies nothing of what the statement names:
    "can get up to 3 years for sailing"."""
    penal = any(concepts.get(k, {}).get("penalty") for k in clause.heads)
    if not penal or len({(o.unit, o.value) for o in clause.quantities if any(o.unit == h.unit for h in held)}) != 1:
        return False
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    alike = [[t.sign for t in clause.terms if same(k, t.key, concepts)] for k in ideas]
    return sum(1 in signs for signs in alike) > _NEAR_IDEAS and all(1 in signs or not signs for signs in alike)


def _described(done: frozenset[str], quantity: Quantity, clause: Clause, concepts: Concepts) -> bool:
    """Whether a time is that of what is done: "shall make rules for a time, of 3 days at most, in which a berth …"."""
    zones = {t.zone for t in clause.terms if meet(done, frozenset((t.key,)), concepts)}
    return zones == {IF} and meet(done, quantity.near, concepts)


def _amount_of(done: frozenset[str], quantity: Quantity, clause: Clause, concepts: Concepts) -> bool:
    """Whether an amount is right behind what the statement bears on: "may lend a boat for a deposit of 9 crowns"."""
    before = [t.key for t in clause.terms if t.end <= quantity.start]
    return quantity.zone == MAIN and bool(before) and meet(done, frozenset(before[-1:]), concepts)


def _undone(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the clause bears on the opposite of what the statement does, and names that only as a condition.

    "A moored ship must be cast off" beside "the master shall moor a ship when it has been cast off".
    """
    turned = clause.force == REQUIRE and _reverse(said.heads, concepts) & clause.heads
    if not turned or meet(said.heads, clause.heads, concepts):
        return False
    held = [t.zone for t in clause.terms if meet(said.heads, frozenset((t.key,)), concepts)]
    return bool(held) and all(zone == IF for zone in held)


def _reverse(keys: frozenset[str], concepts: Concepts) -> frozenset[str]:
    """The opposites of what is done: whether somebody is to be held is said by "must be freed", too."""
    return frozenset(o for k in keys for o in concepts.get(k, {}).get("opposites", ()))


def _instead(keys: frozenset[str], concepts: Concepts) -> frozenset[str]:
    """What excludes an idea that is nobody: whether a thing is sent to one board is said by "goes to another", too."""
    return frozenset(
        r for k in keys if concepts.get(k, {}).get("kind") != "agency" for r in concepts.get(k, {}).get("rivals", ())
    )


def _acts(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the clause has what the statement says that somebody does, where that is no idea of its own ("sets")."""
    acts = {t.key for t in said.terms if t.zone in (MAIN, ONLY) and t.sign > 0 and concepts.get(t.key, {}).get("act")}
    deed = min((t.start for t in said.terms if t.key in acts), default=0)
    # "The sailor decides when …"
    person = any(concepts.get(t.key, {}).get("kind") == "person" and t.end < deed for t in said.terms)
    told = said.force == STATE and person and not said.applies
    if not acts or not (told or any(t.agent for t in said.terms)) or clause.applies:
        return True
    return any(same(act, t.key, concepts) for act in acts for t in clause.terms)


def _of_the_same(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement names of whom the clause speaks: asked for when it says little else."""
    subject = clause.subject - {TERM}
    if "lifted" in clause.flags or not subject:
        return True
    if {"every", "nobody"} & said.flags and said.force == FORBID and clause.force == PERMIT:
        return True  # "may never be moored", "nobody may be moored": whoever may be
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    named = {h for h in subject if meet(ideas, frozenset((h,)), concepts)}
    either = [j.split(" ")[1:] for j in clause.joints if j.startswith("or ")]
    # "Paragraphs (4) and (5)": what one reference calls by several names.
    places = {t.start for t in clause.terms if t.key in named}
    named |= {t.key for t in clause.terms if t.start in places} & subject
    found = len(named | {k for pair in either for k in pair if named & set(pair)} & subject)
    few = len(ideas) <= _FEW and not said.quantities and not any(t.agent for t in said.terms)
    return found == len(subject) or not few


def _defines(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether the statement is about what the clause defines."""
    subjects = []
    defined = [t.key for t in clause.terms if t.key != TERM][:1] if "means" in clause.flags else []
    if [t.key for t in said.terms[:1]] == defined:
        return True  # what is defined may be somebody who acts
    for one in (said, clause):
        ideas = [t.key for t in one.terms if t.key in concepts and not concepts[t.key].get("light")]
        ideas = [k for k in ideas if concepts[k].get("kind") != "agency"] or ideas  # "the council's short berth"
        subjects.append(ideas[0] if ideas else "")
    return subjects[0] == subjects[1] or not all(subjects) or _falls_under(said, clause, concepts)


def _falls_under(said: Clause, clause: Clause, concepts: Concepts) -> bool:
    """Whether something is said to be what the clause defines, with the numbers and conditions that this needs.

    "A sale by night is a wreck", where "the term “wreck” means …".
    """
    left_out = clause.force == said.force == DENY and any(t.key == TERM for t in clause.terms)
    if not left_out and ("means" not in clause.flags or said.force != STATE):
        return False  # "does not include" says what is none
    main = [t.key for t in said.terms if t.zone not in (IF, ONLY) and not concepts.get(t.key, {}).get("light")]
    last = main[-1] if main else ""  # "a sale is a wreck if …"
    word = next((t.key for t in clause.terms if t.key != TERM), "")
    if last != word:
        return False
    counted = all(any(commensurable(q, o) for q in said.quantities) for o in clause.quantities if o.unit in _COUNTED)
    ideas = frozenset(t.key for t in said.terms)
    asked = {t.key for t in clause.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")}
    return counted and len([k for k in asked if not meet(frozenset((k,)), ideas, concepts)]) <= _FEW


def _means(said: Clause, clause: Clause, numbered: bool, concepts: Concepts) -> bool:
    """Whether, where one of them says what a word means, the other speaks of that word's meaning, too."""
    if "means" in clause.flags and not _defines(said, clause, concepts):
        return False
    if "means" in clause.flags and not numbered and not _beyond_the_word(said, concepts):
        return False
    if "means" in said.flags & clause.flags and _first_word(said, concepts) != _first_word(clause, concepts):
        return False
    # What a word means is told where it is defined.
    return "means" not in said.flags or "means" in clause.flags or any(t.key == TERM for t in clause.terms)


def _first_word(clause: Clause, concepts: Concepts) -> str:
    """The first idea of a clause, though it be one that is never compared: the word that is defined."""
    return next((t.key for t in clause.terms if t.key in concepts and concepts[t.key].get("kind") != "agency"), "")


def _beyond_the_word(said: Clause, concepts: Concepts) -> bool:
    """Whether the statement has an idea beside the word that is defined."""
    ideas = [t.key for t in said.terms if t.key in concepts]
    return any(not concepts[k].get("light") and k != ideas[0] for k in ideas) or len(said.terms) > len(ideas)


def speaks(said: Clause, clause: Clause, norm: Norm, concepts: Concepts) -> bool:
    """Whether enough of the statement stands in the clause itself, or in what it refers to."""
    held = {t.key for t in clause.terms} | (norm.near if clause.applies else frozenset())
    # Who acts, and to whom something goes, is compared by itself, where both name somebody.
    acted, given = any(t.agent for t in clause.terms), any(t.receives for t in clause.terms)
    apart = {t.key for t in said.terms if (acted and t.agent) or (given and t.receives)}
    if "burden" in said.flags & clause.flags:  # so is who has to prove something
        apart |= {t.key for t in said.terms if concepts.get(t.key, {}).get("kind") == "agency"}
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light") and t.key not in apart}
    whom = said.subject | {t.key for t in said.terms if t.zone == IF}
    found = 0.0
    told = said.force in (STATE, DENY) and not meet(said.heads, clause.heads, concepts)
    ruled = clause.heads and clause.force not in (STATE, DENY) and not told
    whole = norm.own.keys() if ruled else frozenset[str]()  # what stands in another sentence of one rule
    for key in ideas:
        one = frozenset((key,))
        here = is_among(key, held, concepts) or not held.isdisjoint(_reverse(one, concepts) | _instead(one, concepts))
        if not here and key in whom and (is_among(key, norm.far, concepts) or is_among(key, norm.around, concepts)):
            found += _HEADED if is_among(key, norm.far, concepts) else _BESIDE
            continue
        counted = bool(concepts.get(key, {}).get("amount")) and place_of(key, norm, concepts) != OWN
        found += (
            1
            if here or counted
            else _REFERRED * any(is_among(key, held_there, concepts) for held_there in (norm.near, norm.far, whole))
        )
    spoken = [q for c in norm.clauses for q in c.quantities] if clause.applies else clause.quantities
    endless = "unlimited" in clause.flags  # says how long, and sets no number
    numbers = [q for q in said.quantities if any(commensurable(q, o) for o in spoken) or (endless and q.unit in SPANS)]
    counted_on = [q for q in said.quantities if q in numbers or q.unit != INTERVAL]
    share = (found + len(numbers)) / max(1, len(ideas) + len(counted_on))
    return share >= (_SHARE_WITH_NUMBER if numbers else _SHARE)
