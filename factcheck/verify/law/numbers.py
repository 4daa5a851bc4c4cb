"""Compares the numbers and times of a statement with those of one passage of law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import BEFORE, DENY, IF, INTERVAL, MAIN, PERMIT, REQUIRE, UNLESS, Clause, Norm, Quantity
from factcheck.verify.law.match import Concepts, Match, first_idea, is_among, label, meet

SPANS = {"hours", "months"}
_YEAR = 12  # months
_SEVERAL = 2  # numbers of one statement
_MANY = 20  # a bare number below is a mark or an age
_MONTHS_DIFFER = 0.03  # 90 days and three months


_BY_THEN = re.compile(r"\b(?:within|later than|before)\s+$", re.IGNORECASE)
_SO_LONG = re.compile(r"\b(?:more than|less than|at least|up to|for|exceed|exceeding)\s+$", re.IGNORECASE)


def compare_quantities(
    match: Match, said: Clause, norm: Norm, matched: Sequence[Clause], concepts: Concepts, text: str = ""
) -> None:
    """Fills `match` with what the passage says to the numbers and times of `said`, which was read from `text`."""
    own = [q for c in matched for q in c.quantities]
    every = [q for c in norm.clauses for q in c.quantities]
    for quantity in said.quantities:
        slot = "duration" if quantity.unit in ("hours", "months") else "number"
        held = [q for q in own if commensurable(quantity, q)] or [q for q in every if commensurable(quantity, q)]
        if not held:
            _no_number(match, quantity, slot, matched, concepts)
            continue
        equal = [q for q in held if _value(q) == _value(quantity)]
        told = said.force == REQUIRE and bool(quantity.bound) and not any(q.bound for q in equal)
        if equal and not _stands(quantity, equal) and (told or any(_stands(quantity, [q]) for q in held)):
            match.silent.append((slot, "gives this number under a condition of its own"))
        elif not equal:
            if any({q.unit, quantity.unit} == SPANS and _about(q, quantity) for q in held):
                match.open.append((slot, "counts it in another unit"))
            else:
                closest = min(held, key=lambda q: abs(_value(q) - _value(quantity)))
                if _BY_THEN.search(text[: quantity.start]) and _SO_LONG.search(norm.text[: closest.start]):
                    match.silent.append((slot, "says how long, and not by when"))
                    continue
                match.against.append((slot, f"says {_spell(closest)}"))
        elif all(_elsewhere(q, quantity, said, held, concepts) for q in equal):
            other = next(q for q in held if q not in equal)
            match.against.append((slot, f"says {_spell(other)} for this"))
        elif (case := _of_another_case(quantity, said, equal, held, concepts)) is not None:
            other = next(q for q in held if case in q.near)
            listed = match.against if concepts.get(case, {}).get("rivals") else match.open
            listed.append((slot, f"says {_spell(other)} for this"))
        elif _of_something_else(quantity, equal, held, concepts):
            match.silent.append((slot, "gives this number for something else"))
        elif all(q.anchor and quantity.anchor and not meet(quantity.anchor, q.anchor, concepts) for q in equal):
            match.silent.append((slot, "counts this time from something else"))
        elif all(_other_side(q, quantity, concepts) for q in equal):
            match.against.append((slot, f"counts it {equal[0].side} that"))
        elif (said.force != PERMIT or quantity.zone != MAIN) and beyond(quantity, equal):
            match.held.append(slot)
        else:
            _bounds(match, slot, said, quantity, equal, matched)


def _of_another_case(
    quantity: Quantity, said: Clause, equal: Sequence[Quantity], held: Sequence[Quantity], concepts: Concepts
) -> str | None:
    """The case of a statement for which the passage has another number behind the one that is said: "a later leak",
    where it is "10 years (or 20 in the case of a later leak)"."""
    others = [q for q in held if q not in equal and q.zone == equal[0].zone and q.bound == equal[0].bound]
    for key in (t.key for t in said.terms if t.zone in (MAIN, IF) and t.sign > 0 and t.key in _ideas(said, quantity)):
        idea = concepts.get(key, {})
        if idea.get("light") or idea.get("kind") or any(is_among(key, q.near, concepts) for q in equal):
            continue
        if any(key in q.near - q.ahead for q in others):
            return key
    return None


def _ideas(said: Clause, quantity: Quantity) -> frozenset[str]:
    """The ideas that a number of a statement may be about: those around it, if there are several."""
    return frozenset(t.key for t in said.terms) if len(said.quantities) < _SEVERAL else quantity.near


def _of_something_else(
    quantity: Quantity, equal: Sequence[Quantity], held: Sequence[Quantity], concepts: Concepts
) -> bool:
    """Whether an age stands behind something else than in the statement, and another age behind that: "sold under 21",
    where a raft under 21 is one that was sold under 16."""
    ideas = {k for k in quantity.ahead if not concepts.get(k, {}).get("light")}
    shared = [{k for k in ideas if meet(frozenset((k,)), q.ahead, concepts)} for q in equal]
    others = [{k for k in ideas if meet(frozenset((k,)), q.ahead, concepts)} for q in held if q not in equal]
    return quantity.unit == "age" and any(found - mine for found in others for mine in shared) and len(equal) == 1


def _bounds(
    match: Match, slot: str, said: Clause, quantity: Quantity, equal: Sequence[Quantity], matched: Sequence[Clause]
) -> None:
    """Notes in `match` what it means that a number stands there, as the most, the least or neither."""
    if said.force == PERMIT and quantity.bound == "least" and all(not q.bound for q in equal):
        match.open.append((slot, "does not say that it may be more"))
    elif _just_so_long(said, quantity, equal) or _at_most_a_wait(quantity, equal):
        match.open.append((slot, "sets another bound"))
    elif {quantity.bound, equal[0].bound} != {"most", "least"} or quantity.zone == BEFORE or _until_more(matched):
        match.held.append(slot)
    else:
        match.against.append((slot, "sets the other bound"))


def _until_more(matched: Sequence[Clause]) -> bool:
    """Whether the passage lets something be until there is more of it than so many: "until they exceed 20"."""
    return any(t.zone == BEFORE for c in matched for t in c.terms) and all(
        q.bound == "least" and q.zone != MAIN for c in matched for q in c.quantities
    )


def _just_so_long(said: Clause, quantity: Quantity, equal: Sequence[Quantity]) -> bool:
    """Whether as much is said to be a duty as the passage sets as the most: "must be jailed for a year"."""
    plain = not quantity.bound and quantity.zone == MAIN
    return said.force == REQUIRE and plain and all(q.bound == "most" and q.zone == MAIN for q in equal)


def _at_most_a_wait(quantity: Quantity, equal: Sequence[Quantity]) -> bool:
    """Whether a time until which something is forbidden is said to be the longest: "no lamp until at most 9 days"."""
    return quantity.zone == BEFORE and quantity.bound == "most" and all(q.zone == BEFORE and not q.bound for q in equal)


def _no_number(match: Match, quantity: Quantity, slot: str, matched: Sequence[Clause], concepts: Concepts) -> None:
    """What it means that the passage gives no number of the kind."""
    if quantity.unit == INTERVAL and quantity.value == _YEAR:
        return  # "each year" is an idea of its own, and grounded as one
    if quantity.unit.startswith("count") and quantity.value == 1 and not quantity.bound:
        return  # "a single sale", where the text says "a sale" or "any sale"
    if slot == "duration" and quantity.bound == "most" and any(_limitless(c, match, concepts) for c in matched):
        match.against.append((slot, "sets no such limit"))
    elif quantity.unit in SPANS and not quantity.anchor and (lasting := _endless(matched, concepts)):
        match.against.append((slot, f"says {label(lasting, match, concepts)}"))
    else:
        match.silent.append((slot, "gives no such number"))


def _limitless(clause: Clause, match: Match, concepts: Concepts) -> bool:
    """Whether a clause sets no number, or says that there is no limit, in such a case as the statement names: "there is
    no deadline for an appeal if it blew"."""
    if "unlimited" in clause.flags:
        return True
    limit = concepts.get(first_idea(clause, concepts), {}).get("amount")
    if clause.force != DENY or clause.applies or not limit:
        return False
    main = {t.key for t in clause.terms if t.zone == MAIN}
    asked = {t.key for t in clause.terms if t.zone == IF and not concepts.get(t.key, {}).get("light")}
    asked = {k for k in asked if not is_among(k, main, concepts)}
    return not asked or not asked.isdisjoint(match.wording)


def _endless(matched: Sequence[Clause], concepts: Concepts) -> str:
    """The idea by which every clause says that what it lays down is for good, or ""."""
    found = [
        next((t.key for t in c.terms if concepts.get(t.key, {}).get("endless") and t.sign > 0 and t.zone == MAIN), "")
        for c in matched
    ]
    return found[0] if found and all(found) else ""


def limited_without(said: Clause, norm: Norm) -> bool:
    """Whether a statement gives a longest time for what the passage leaves to last as long as somebody thinks fit."""
    timed = [q for c in norm.clauses for q in c.quantities if q.unit in SPANS]
    limits = [q for q in said.quantities if q.unit in SPANS and q.bound == "most"]
    return bool(limits) and not timed and any("unlimited" in c.flags for c in norm.clauses)


def _other_side(a: Quantity, b: Quantity, concepts: Concepts) -> bool:
    """Whether one time ends where another begins: "within two years before" and "after" one thing."""
    return {a.side, b.side} == {"before", "after"} and meet(a.anchor, b.anchor, concepts)


def _stands(quantity: Quantity, equal: Sequence[Quantity]) -> bool:
    """Whether one of `equal` stands where `quantity` does: in what is said, or in a condition of it."""
    return any((q.zone == MAIN) >= (quantity.zone == MAIN) for q in equal)


def beyond(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether "more than a year" is said of what is barred "unless within a year"."""
    return any(
        {quantity.bound, o.bound} == {"most", "least"} and o.zone == UNLESS != quantity.zone
        and commensurable(quantity, o) and _value(quantity) == _value(o)
        for o in others
    )  # fmt: skip


def commensurable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities count the same kind of thing."""
    if a.unit == b.unit or {a.unit, b.unit} == SPANS or {a.unit, b.unit} == {"count", "age"}:
        return True
    if a.unit.startswith("count ") and b.unit.startswith("count "):
        return not set(a.unit.split(" ")[1:]).isdisjoint(b.unit.split(" ")[1:])  # "20 busy docks", "20 docks"
    # "May not exceed 500", of what was named before.
    counts = "count" in (a.unit, b.unit) and a.unit.startswith("count") and b.unit.startswith("count")
    return counts and min(a.value, b.value) >= _MANY


def _about(a: Quantity, b: Quantity) -> bool:
    """Whether two times are one but for the length of a month."""
    return abs(_value(a) - _value(b)) <= _MONTHS_DIFFER * max(_value(a), _value(b))


def _value(quantity: Quantity) -> float:
    value = float(quantity.value)
    return value * 730.5 if quantity.unit == "months" else value


def _spell(quantity: Quantity) -> str:
    value = quantity.value
    if quantity.unit == INTERVAL:
        return (
            f"every {value:g} months"
            if value % _YEAR
            else "every year"
            if value == _YEAR
            else f"every {value / _YEAR:g} years"
        )
    names = {"money": "dollars", "count": "", "age": "years of age", "hours": "hours"}
    if quantity.unit == "hours" and value % 24 == 0 and value > 24:
        return f"{value / 24:g} days"
    if quantity.unit == "months" and value % 12 == 0:
        return f"{value / 12:g} years" if value > 12 else "1 year"
    unit = names.get(quantity.unit.partition(" ")[0], quantity.unit)  # "count sale" is a number of sales
    return f"{value:,} {unit}".strip()


def _own_words(quantity: Quantity, said: Clause, concepts: Concepts) -> frozenset[str]:
    """The ideas that a number of a statement is about: of several numbers, those before each, or those behind it.

    "A first sale by 6 months and a later one by 2 years", "6 months for a first sale and 2 years for a later one".
    """
    if len(said.quantities) < _SEVERAL:
        return frozenset(t.key for t in said.terms)
    leading = any(concepts.get(key, {}).get("rivals") for key in said.quantities[0].ahead)
    return quantity.ahead if leading else quantity.near - quantity.ahead


def _elsewhere(equal: Quantity, quantity: Quantity, said: Clause, held: Sequence[Quantity], concepts: Concepts) -> bool:
    """Whether the equal number stands beside a rival of a word of the statement, and another beside that word."""
    others = [q for q in held if _value(q) != _value(equal)]
    for key in _own_words(quantity, said, concepts):
        rivals = set(concepts.get(key, {}).get("rivals", ()))
        if rivals & equal.near and key not in equal.near and any(key in q.near for q in others):
            return True
        # "For the first, 6 months, and for the second, 2 years": each has its own before it.
        if rivals & equal.ahead and key not in equal.ahead and any(key in q.ahead for q in others):
            return True
    return False
