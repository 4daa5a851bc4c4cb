"""Turns a clause that has been walked over into what it does: its force, what that bears on, whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.model.norm import (
    BEFORE,
    DENY,
    FORBID,
    FREE,
    INTERVAL,
    MAIN,
    ONLY,
    PERMIT,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Quantity,
    Term,
)
from factcheck.model.record import replace
from factcheck.text.rules.lexer import Item
from factcheck.text.rules.place import brackets
from factcheck.text.rules.walk import Walk
from factcheck.text.rules.words import CONTENT, HAVING, MODAL
from factcheck.text.snowball import stem

_SUPPORTING = frozenset("establish maintain develop enforc prepar ensur creat adopt implement make".split())
_GIVING = frozenset(("give", "grant", "offer", "hand"))
_ENSURING = frozenset(("ensur", "assur", "certif", "certifi"))
_PERFECT = frozenset(("has", "have"))
_LASTING = frozenset(("for", "during"))
_TO_FOR = 2  # words up to how long it is, articles aside
_TO_BY = 3  # items between "by" and whoever it names
_SEVERAL = 2  # words of force
_LEADING = frozenset(("lets", "may", "can", "power", "requires", "must", "required"))
_PERMITTED = frozenset(("permitted", "allowed", "required"))
_SURE_OF = 2  # ideas after "ensure"
_STATING = frozenset(("is", "are", "was", "were"))
_BEARING = MODAL | {"allowed", "permitted", "required", "power", "barred", "requires", "lets", "bars"}
_FIT = frozenset(("allowed", "permitted", "barred"))
_REGARDED = {"barred": {"barred"}, "allowed": {"allowed", "permitted"}}  # how somebody is regarded
_FIRST = {
    "must": REQUIRE, "may": PERMIT, "can": PERMIT, "cannot": FORBID, "need-not": FREE, "allowed": PERMIT,
    "permitted": PERMIT,
    "barred": FORBID, "required": REQUIRE, "power": PERMIT, "lets": PERMIT, "gives": PERMIT, "loses": FORBID,
    "requires": REQUIRE, "bars": FORBID, "optional": FREE, "means": STATE,
}  # fmt: skip


def clause_of(walk: Walk) -> Clause | None:
    if not (walk.terms or walk.refs or walk.quantities):
        return None
    _drop_lawgiver(walk)
    force, applies = _force(walk)
    if force == REQUIRE and _asks_an_amount(walk):
        force = STATE
    if any("burden" in i.norm for i in walk.items):
        walk.flags.add("burden")
    if "waits" in walk.flags and force in (REQUIRE, PERMIT, STATE):
        force = FORBID
        _turn(walk)
    if force in (FORBID, DENY):
        walk.quantities = [replace(q, zone=BEFORE) if _meanwhile(walk, q) else q for q in walk.quantities]
    heads = _left_to_choice(walk) if [f.kind for f in walk.forces] == ["optional"] else _heads(walk)
    walk.flags |= _regarded_as(walk, heads) | _undergone(walk)
    return Clause(
        force, tuple(walk.terms), _near(walk), applies, tuple(walk.refs), frozenset(walk.flags),
        heads, tuple(walk.about), _subject(walk), frozenset(), frozenset(walk.joints),
        walk.items[0].start, walk.items[-1].end,
    )  # fmt: skip


def _regarded_as(walk: Walk, heads: frozenset[str]) -> set[str]:
    """Whether somebody is to be regarded as fit or as unfit for something: "may be thought unfit for a berth"."""
    if not heads or not all(walk.thesaurus.concepts.get(k, {}).get("defining") for k in heads):
        return set()
    start = min(t.start for t in walk.terms if t.key in heads)
    kinds = {f.kind for f in walk.forces if f.start > start}
    return {f"regarded-{name}" for name, of in _REGARDED.items() if kinds & of}


def _undergone(walk: Walk) -> set[str]:
    """Whether something is done to those of whom a clause is: "shall (not) be moored"."""
    last = max((f.end for f in walk.forces if f.kind in MODAL), default=-1)
    after = [i for i in walk.items if i.start >= last >= 0 and i.kind not in ("not", "punct")][:2]
    done = [i.norm for i in after[:1]] == ["be"] and after[-1].kind in CONTENT
    return {"undergone"} if done else set()


def _asks_an_amount(walk: Walk) -> bool:
    """Whether something is only said to take so much or so long: "a berth requires at least 10 crowns"."""
    last = walk.forces[-1] if walk.forces else None
    amounts = [q for q in walk.quantities if last is not None and q.start > last.start]
    bare = last is not None and last.kind == "requires" and not any(t.start > last.start for t in walk.terms)
    return bare and bool(amounts) and not any(t.agent for t in walk.terms)


def _meanwhile(walk: Walk, quantity: Quantity) -> bool:
    """Whether what is forbidden is so for a time that begins with something: "for (the first) 90 days after a sale"."""
    before = [i.norm for i in walk.items if i.end <= quantity.start and i.norm != "the"][-_TO_FOR:]
    lasting = not _LASTING.isdisjoint(before[-1:] + (before[:1] if before[-1:] == ["first"] else []))
    return lasting and quantity.zone == MAIN and quantity.side == "after" and not quantity.bound


def _drop_lawgiver(walk: Walk) -> None:
    """ "The council lets ships berth", "the council capped them at 20": who made the law, and does not act under it."""
    concepts = walk.thesaurus.concepts
    first = next((t for t in walk.terms if t.zone == MAIN), None)
    if first is None or not first.agent or not concepts.get(first.key, {}).get("lawgiver"):
        return
    if walk.forces and first.start > walk.forces[0].start:
        return  # "the law lets the council …": who is let
    kinds = [f.kind for f in walk.forces]
    gives = kinds[:1] in (["lets"], ["requires"], ["bars"]) or (kinds[:1] == ["gives"] and "power" in kinds)
    capped = any(concepts.get(t.key, {}).get("amount") for t in walk.terms)
    limits = not walk.forces and any(q.unit != INTERVAL for q in walk.quantities) and capped
    if gives or limits:
        walk.terms.remove(first)
        walk.stretch = [max(0, n - 1) for n in walk.stretch]


def _joined_forces(walk: Walk) -> tuple[str, str]:
    """The force of all words of force together, and which kind of word gave it."""
    force = modal = ""
    construed = next((i.start for i in walk.items if i.kind == "construed"), -1)
    later = any(f.start > construed for f in walk.forces)
    for item in walk.forces:
        if item.start < construed and later:
            continue  # "may be construed to require"
        kind = item.kind
        if kind in ("applies", "not-applies") or (kind == "gives" and _gives_time(walk, item)):
            continue
        between = {t.start for t in walk.terms if walk.forces[0].end <= t.start < item.start and not walk.slight(t.key)}
        near = not between or (kind == "power" and _has(walk, item))
        if not force or (force == REQUIRE and near and kind in ("allowed", "barred", "power", "can")):
            force = _FIRST.get(kind, force)
        elif force == REQUIRE and near and kind == "bars" and not any(t.agent for t in walk.terms):
            force = FORBID  # "this shall not prevent it": a rule does not forbid
        elif kind == "barred" and force == FORBID and near and modal == "cannot":
            force = PERMIT  # "cannot be kept out"
        elif kind == "barred" and force == PERMIT and near and modal in ("may", "can"):
            force = FORBID
            walk.flags.add("may-bar")  # "may be kept out": it is not allowed as of right
        elif kind == "required" and force == REQUIRE and modal == "must":
            modal = kind
            continue
        elif kind == "power" and walk.forces[0].kind == "loses":
            force = FORBID
        if kind == "requires" and force == PERMIT and not (item.norm == "requiring" and _in_condition(walk, item)):
            walk.flags.add("demands")
        modal = modal or kind
    return force, modal


def _in_condition(walk: Walk, item: Item) -> bool:
    """Whether a word of force stands among what something is only done under."""
    return any(t.zone == ONLY and t.start < item.start for t in walk.terms)


def _gives_time(walk: Walk, item: Item) -> bool:
    """Whether time is given, and no power: "gives the master 30 days to inspect it" says how long he has."""
    given = [q for q in walk.quantities if q.start > item.start and q.unit in ("hours", "months") and q.zone == MAIN]
    return bool(given) and not any(f.kind in ("power", "allowed") for f in walk.forces)


def _has(walk: Walk, item: Item) -> bool:
    """Whether a power is had or given ("shall have jurisdiction"), and not only spoken of."""
    return any(i.norm in HAVING for i in walk.items if walk.forces[0].end <= i.start < item.start)


def _force(walk: Walk) -> tuple[str, bool]:
    kinds = [f.kind for f in walk.forces]
    walk.flags |= {"means"} & set(kinds[:1])
    merely = kinds[:1] == ["may"] and {"power", "permitted", "allowed"}.issuperset(kinds[1:])
    lets = kinds == ["may", "lets"] and any(t.agent for t in walk.terms)  # "the master may let it": need not
    if not lets and {"can", "lets", "power"} & set(kinds) and not merely:
        walk.flags.add("can")  # a power is spoken of, and a duty is one, too
    elif merely and not walk.negated and not any(t.agent for t in walk.terms):
        walk.flags.add("may")  # "may be moored": says that it need not be
    if {"lets", "requires"} & set(kinds[1:]) or _permitted(walk):
        walk.flags.add("lets")  # "the master may let a ship sail": the ship sails
    if any(f.norm.endswith((" for", " with")) and f.kind == "must" for f in walk.forces):
        walk.flags.add("charged")  # "responsible for the pier": with what is done to it, too
    force, modal = _joined_forces(walk)
    reach = next((n for n, k in enumerate(kinds) if k in ("applies", "not-applies")), -1)
    applies = reach >= 0 and (reach == 0 or force in ("", REQUIRE, PERMIT))
    negated = walk.negated != (kinds.count("not-applies") % 2 == 1)
    refused = "refuse" in walk.flags
    if refused and force == PERMIT and not negated:
        return FREE, applies
    negated = negated != refused
    if not force and not negated and "choice" in walk.flags and any(t.agent for t in walk.terms):
        return PERMIT, applies  # "it is for the master to decide whether to sail"
    exempted = kinds in (["can", "not-applies"], ["may", "not-applies"]) and not walk.negated  # "can be exempt from it"
    if applies and (force in ("", REQUIRE) or exempted):
        return (DENY if negated else STATE), True
    if (not force or negated or kinds == ["cannot"]) and "capped" in walk.flags:
        return REQUIRE, applies
    if not force or force == STATE:
        return (DENY if negated else STATE), applies
    if not negated:
        return force, applies
    soft = modal in ("requires", "required", "optional") or any(
        f.norm.endswith(("have to", "has to", "had to", "need to", "needs to")) for f in walk.forces[:1]
    )
    if "construed" in walk.flags:
        return (FREE if force == REQUIRE else DENY), applies
    if force == REQUIRE:
        return (FREE if soft else FORBID), applies
    return {PERMIT: FORBID, FORBID: PERMIT, FREE: REQUIRE}[force], applies


def _permitted(walk: Walk) -> bool:
    """Whether somebody may or shall be let or made to do something: "a ship may be required to moor"."""
    after = {i.start for before, i in pairwise(walk.items) if before.norm == "be"}
    return any(f.kind in _PERMITTED and f.start in after for f in walk.forces[1:])


def _heads(walk: Walk) -> frozenset[str]:
    """What is done: the first idea after the force; and what it happens to, where little follows."""
    # "Waives the right to moor": what is given up follows.
    bearing = [f for f in walk.forces if f.kind in _BEARING or (f.kind == "loses" and "right" in f.norm)]
    timed = [f.kind for f in walk.forces] == ["gives"] and _gives_time(walk, walk.forces[0])
    if timed or (not walk.forces and any(t.agent for t in walk.terms)):
        return _given_to_do(walk) if timed else _told(walk)
    if not bearing or walk.forces[0].kind == "means" or any(f.kind in ("applies", "not-applies") for f in walk.forces):
        return frozenset()
    last = _last_of(walk, bearing)
    main = [t for t in walk.terms if t.zone in (MAIN, ONLY) and not walk.slight(t.key)]
    if settled := _headed(walk, bearing, last) or _so_long_for(walk, main, last):
        return settled
    often = {q.start for q in walk.quantities if q.unit == INTERVAL}  # "shall yearly mend it": how often, not what
    after = [t for t in main if t.start > last and t.start not in walk.oblique and t.start not in often]
    if any(f.kind == "bars" for f in bearing[1:]):
        walk.flags.add("bars")
    if _bars_somebody(walk, bearing):
        walk.flags.add("bars-whom")
        return frozenset(("?",))
    before = [t for t in main if t.start < last and walk.thesaurus.kind(t.key) != "agency"]
    between = any(t.start > last and (not after or t.start < after[0].start) for t in walk.terms
                  if walk.thesaurus.concepts.get(t.key, {}).get("event") and t.zone == MAIN)  # fmt: skip
    heads = {t.key for t in after if t.start == after[0].start or t.start in walk.infinitives}
    gap, supported = 0, bool(after) and _supports(walk, after[0])
    for term in after:  # "berthed by day or moored": until something else comes between
        gap = 0 if term.key in heads or term.start in walk.coordinate else gap + 1
        if gap and supported:
            gap, supported = 0, False  # "establish and enforce rules": they are what it bears on
        if gap > 1:
            break
        if not gap:
            heads.add(term.key)
    lets = bearing[-1].kind == "lets" and not any(t.agent and t.start > last for t in walk.terms)
    if lets or _hands_over(walk, last) or _paired(walk, bearing):
        # "Lets a tanker berth", "must give a tanker a berth", "is not fit for a berth and may not ask for one"
        heads |= {t.key for t in after[1:2] if t.start not in walk.coordinate}
    for force in bearing[1:]:  # "barred from berthing and barred from sailing"
        if force.kind not in MODAL and force.kind == bearing[0].kind:
            heads |= {t.key for t in [t for t in after if t.start > force.start][:1]}
    heads |= {t.key for t in after if t.start in walk.series} | _kept_from(walk, bearing, after)
    heads |= _ensured(walk, after)
    if between and (before or after):
        heads |= {t.key for t in before[:2]}
    heads |= _acts_first(walk, last)
    if not heads:
        if "choice" in walk.flags and before:
            return frozenset((before[0].key,))  # "whether to moor is left to the master's discretion"
        passed = any(t.start > last for t in walk.terms)  # "shall not be granted it"
        heads = {t.key for t in walk.terms if t.zone not in (UNLESS, BEFORE) and not walk.slight(t.key)}
        return frozenset(heads if passed and heads else ("?",))
    return frozenset(heads)


def _so_long_for(walk: Walk, main: Sequence[Term], last: int) -> frozenset[str]:
    """That a time is all that somebody may get for what he did: "can get up to 3 years | for sailing"; else nothing."""
    first = next((t.start for t in main if t.start > last), last)
    led = [i for i in walk.items if last < i.start < first]
    timed = any(last < q.start < first for q in walk.quantities)
    return frozenset(("?",)) if timed and led and led[-1].norm == "for" else frozenset()


def _left_to_choice(walk: Walk) -> frozenset[str]:
    """What is said to be optional, where it stands before that: "mooring in a storm is optional"."""
    main = [t for t in walk.terms if t.zone == MAIN and not walk.slight(t.key)]
    last = walk.forces[0].start
    return frozenset(t.key for t in main[:1]) if all(t.start < last for t in main) else frozenset()


def _acts_first(walk: Walk, last: int) -> set[str]:
    """What is done by a word that is not compared by itself, right behind the force: "must be sent to the master".

    Where a time is given for it, the time is the point.
    """
    if walk.quantities:
        return set()
    first = next((t for t in walk.terms if t.start >= last and t.zone in (MAIN, ONLY)), None)
    return {first.key} if first is not None and walk.thesaurus.concepts.get(first.key, {}).get("act") else set()


def _bars_somebody(walk: Walk, bearing: Sequence[Item]) -> bool:
    """Whether somebody may bar people who are only described: "lets the master stop sailors from a port with fever"."""
    kinds = [f.kind for f in bearing]
    if len(kinds) < _SEVERAL or kinds[-1] != "bars" or not _LEADING & set(kinds[:-1]):
        return False
    whom = next((t for t in walk.terms if t.start > bearing[-1].end), None)
    person = whom is not None and walk.thesaurus.kind(whom.key) == "person"
    behind = next((i.norm for i in walk.items if whom is not None and i.start >= whom.end), "")
    return person and behind in ("from", "who", "with", "if", "where", "when", "in")


def _last_of(walk: Walk, bearing: Sequence[Item]) -> int:
    """Where the words of force end that have nothing between them."""
    last = bearing[0].end
    for before, force in pairwise(bearing):
        if force.kind not in MODAL and not any(last < t.start < force.start for t in walk.terms):
            last = force.end
        elif force.kind in MODAL and before.kind == "requires" and _that(walk, before):
            last = force.end  # "shall require that a pilot shall sound the lock"
    return last


def _that(walk: Walk, item: Item) -> bool:
    """Whether "that" follows right behind."""
    return any(i.norm == "that" and 0 <= i.start - item.end <= 1 for i in walk.items)


def _given_to_do(walk: Walk) -> frozenset[str]:
    """What somebody is given time for: "gives the master 30 days to inspect it"."""
    after = [t for t in walk.terms if t.start > walk.quantities[0].start and t.zone == MAIN and not walk.slight(t.key)]
    return frozenset(t.key for t in after[:1])


def _kept_from(walk: Walk, bearing: Sequence[Item], after: Sequence[Term]) -> set[str]:
    """What somebody is kept from: "bars a ship without a pilot from sailing"."""
    parted = next((i.start for i in walk.items if i.start >= bearing[-1].end and i.norm == "from"), None)
    if bearing[-1].kind != "bars" or parted is None:
        return set()
    return {t.key for t in [t for t in after if t.start > parted][:1]}


def _headed(walk: Walk, bearing: Sequence[Item], last: int) -> frozenset[str]:
    """What a word of force says by itself ("unsailable"), or what stands before it: "no bonus is allowed to him"."""
    barred = [f for f in bearing if f.keys]
    if barred:
        # "Are ineligible for a berth, and unmoorable": a word of force of its own for each.
        others = [f.start for f in bearing if f.kind == "barred" and not f.keys]
        main = [t for t in walk.terms if t.zone == MAIN and not walk.slight(t.key)]
        first = [next((t.key for t in main if t.start > start), "") for start in others]
        return frozenset((*barred[0].keys, *filter(None, first)))
    given = next((t for t in walk.terms if t.start > last), None)
    if bearing[-1].kind != "permitted" or given is None or given.receives != "to":
        return frozenset()
    main = [t for t in walk.terms if t.zone == MAIN and t.start < last]
    return frozenset(t.key for t in main if not walk.slight(t.key))


def _told(walk: Walk) -> frozenset[str]:
    """What somebody is said to do: after "is", or what stands before "by the master", else the first idea."""
    stated = next((i.end for i in walk.items if i.norm in _STATING), 0)
    first = next((t for t in walk.terms if t.start > stated > 0 and t.zone == MAIN and not walk.slight(t.key)), None)
    plain = [t for t in walk.terms if t.zone == MAIN and not walk.slight(t.key)]
    doer = next(t for t in walk.terms if t.agent)
    if first is None and plain and all(t.start < doer.start for t in plain) and _passive(walk, doer):
        return frozenset(t.key for t in plain if t.sign > 0)  # "leave to moor is granted by the master"
    first = first or next((t for t in plain if t.sign > 0), plain[0] if plain else None)
    agreed = {t.key for t in plain if t.start in walk.infinitives}  # "makes a pact with the port to report"
    return frozenset({first.key, *agreed} if first is not None else ())


def _passive(walk: Walk, doer: Term) -> bool:
    """Whether whoever acts is named behind a "by"."""
    before = [i for i in walk.items if i.end <= doer.start][-_TO_BY:]
    return any(i.kind == "by" or i.norm.endswith(" by") for i in before)


def _hands_over(walk: Walk, last: int) -> bool:
    """Whether the verb after the force is to give: to whom comes first, and then what."""
    verb = next((i for i in walk.items if i.start >= last and i.kind != "neutral"), None)
    return verb is not None and stem(verb.norm) in _GIVING


def _paired(walk: Walk, bearing: Sequence[Item]) -> bool:
    """Whether a modal goes on from what somebody is or is not fit for: "is not eligible | and may not apply for"."""
    n = next((k for k, i in enumerate(walk.items) if i.start == bearing[0].start), 0)
    said_to_be = n > 1 and walk.items[n - 1].kind == "and" and walk.items[n - 2].kind in _FIT
    return said_to_be and bearing[0].kind in MODAL


def _ensured(walk: Walk, after: Sequence[Term]) -> set[str]:
    """What is to be made sure of: "shall ask the pilot to ensure that the ship is tethered"."""
    found: set[str] = set()
    for item in walk.items:
        if stem(item.norm) not in _ENSURING or item.start <= walk.forces[0].start:
            continue
        told = next((i.end for i in walk.items if i.start > item.end and i.norm in _PERFECT), 0)
        if _that(walk, item) and told:  # "a certificate that the pilots on board have passed a test"
            found |= {t.key for t in [t for t in walk.terms if t.start > told and not walk.slight(t.key)][:_SURE_OF]}
        else:
            found |= {t.key for t in [t for t in after if t.start > item.start][:_SURE_OF]}
    return found


def _supports(walk: Walk, term: Term) -> bool:
    """Whether a verb says little without its object: "establish rules"."""
    return any(i.start == term.start and stem(i.norm) in _SUPPORTING for i in walk.items)


def _subject(walk: Walk) -> frozenset[str]:
    first = min((f.start for f in walk.forces), default=0)
    aside = brackets(walk.items)
    return frozenset(
        t.key
        for t in walk.terms
        if t.start < first and t.zone == MAIN and t.sign > 0 and not walk.slight(t.key) and t.start not in aside
    )


def _near(walk: Walk) -> tuple[Quantity, ...]:
    """Each number with the terms between its neighbours."""
    out = []
    for n, quantity in enumerate(walk.quantities):
        low = walk.stretch[n - 1] if n else 0
        high = walk.stretch[n + 1] if n + 1 < len(walk.stretch) else len(walk.terms)
        near = frozenset(t.key for t in walk.terms[low:high])
        ahead = frozenset(t.key for t in walk.terms[low : walk.stretch[n]])
        out.append(replace(quantity, near=near, ahead=ahead, anchor=frozenset(walk.anchors.get(n, ()))))
    return tuple(out)


def _turn(walk: Walk) -> None:
    """ "Must wait 90 days before X" forbids X before 90 days."""
    swap = {BEFORE: MAIN, MAIN: BEFORE}
    first = next((i.start for i in walk.items if i.kind == "waits"), 0)
    walk.terms = [
        replace(t, zone=swap.get(t.zone, t.zone) if t.start > first or t.zone == BEFORE else t.zone) for t in walk.terms
    ]
    walk.quantities = [replace(q, zone=BEFORE) for q in walk.quantities]
