"""Compares what a sentence says about a provision with what the provision says, slot by slot.

Nothing is guessed: a statement is supported when every part of it is grounded in one norm of the
provision, conflicting when one slot is clearly contradicted and another is grounded, else open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.model.claim import CONTEXT, WRITTEN, Law, Slot
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Evidence,
    NearMiss,
    Reading,
)
from factcheck.model.text import Span

HELD, AGAINST, OPEN = "held", "against", "open"
Said = tuple[str, str, Span]
Facts = Mapping[str, Any]

# What a modality that is said means for a norm of another modality. "May" for "must" says too little
# to be called wrong; "must" for "may" takes away a choice that the text gives.
_MODALITY = {
    ("may", "may"): HELD, ("may", "must"): AGAINST, ("may", "may-not"): AGAINST, ("may", "need-not"): HELD,
    ("must", "must"): HELD, ("must", "may"): OPEN, ("must", "may-not"): AGAINST, ("must", "need-not"): AGAINST,
    ("may-not", "may-not"): HELD, ("may-not", "may"): AGAINST, ("may-not", "must"): AGAINST, ("may-not", "need-not"): OPEN,
}  # fmt: skip
_VERBS = {"may": "lets", "must": "requires", "may-not": "forbids", "need-not": "does not require"}
# How a condition or manner was said, when the norm holds it and when the norm's concept excludes it.
_HOW_HELD = {
    "": HELD,
    "if": HELD,
    "only": HELD,
    "require": HELD,
    "without": AGAINST,
    "not-required": AGAINST,
    "regardless": AGAINST,
    "negated": AGAINST,
}
_HOW_RIVAL = {"only": AGAINST, "require": AGAINST}
_ANCHORS = frozenset(("actor", "action", "condition", "manner", "object", "restated"))


@dataclass(slots=True)
class _Against:
    """One slot that the provision contradicts."""

    slot: str
    says: str


@dataclass(slots=True)
class _Match:
    """How a statement compares with one norm."""

    norm: Mapping[str, Any]
    held: list[tuple[str, str]] = field(default_factory=list)
    against: list[_Against] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        if self.against and any(slot in _ANCHORS for slot, _ in self.held):
            return CONFLICTING
        return UNVERIFIED if self.against or self.open or not self.held else SUPPORTED


def verify_law(assertion: Law, facts: Facts, text: str = "") -> AssertionFinding:
    """The verdict on what `assertion` says about its provision, with the words of the law.

    `facts` are the compiled manifests; `text` is the claim's text, from which the finding takes its
    own words. An unverified finding says why in its one caveat.
    """
    provision = next((p for p in facts["provisions"] if p["id"] == assertion.provision), None)
    base = _Finding(assertion, facts, text)
    if provision is None:
        return base.open_(
            "no-source",
            f"the sources do not hold {assertion.citation}",
            "the text of that provision",
            None,
        )
    norms = _competing(assertion, provision["norms"])
    matches = [_compare(assertion, norm, facts) for norm in norms]
    blocked = assertion.blocked
    if blocked is not None and blocked.reason != "unresolved":
        return base.open_(blocked.reason, blocked.text, blocked.needs, None)
    best = next((m for m in matches if m.status == SUPPORTED), matches[0])
    if best.status == SUPPORTED and not assertion.unknown and blocked is None and _states_something(assertion):
        return base.supported(best, provision)
    if blocked is None and all(m.status == CONFLICTING for m in matches) and _certain(assertion, best):
        return base.conflicting(best, provision)
    if blocked is not None:
        return base.open_(blocked.reason, blocked.text, blocked.needs, provision)
    return base.open_(
        "unresolved",
        _why(assertion, best),
        "wording that the provision's own text settles",
        provision,
    )


def _competing(assertion: Law, norms: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The norms that a statement may be about: the first, and any that it names something of.

    "Only X may" excludes every other holder, so that one norm naming another settles it.
    """
    first, *others = norms
    if any(slot == "actor:only" for slot, _, _ in assertion.said):
        return [first]
    said = {name for _, name, _ in assertion.said}
    shared = _concepts(first)
    own = [n for n in others if said & (_concepts(n) - shared)]
    only_first = said & (set(first.get("condition", ())) - {c for n in own for c in n.get("condition", ())})
    named = any(said & set(n.get("actor", ())) for n in own)
    return [first, *own] if named or not only_first else [first]


def _concepts(norm: Mapping[str, Any]) -> set[str]:
    return {name for value in norm.values() if isinstance(value, list) for name in value}


# ---- slot by slot -----------------------------------------------------------------------------------


def _compare(assertion: Law, norm: Mapping[str, Any], facts: Facts) -> _Match:
    match = _Match(norm)
    said: dict[str, list[tuple[str, str]]] = {}
    for slot, name, _ in assertion.said:
        base, _, how = slot.partition(":")
        said.setdefault(base, []).append((how, name))
    for slot in ("actor", "finder", "action", "object"):
        _compare_names(match, slot, said.get(slot, []), facts)
    for slot in ("condition", "manner", "finding"):
        for how, name in said.get(slot, ()):
            _compare_condition(match, slot, how, name, facts)
    for how, name in said.get("duration", ()):
        _compare_duration(match, how, name, facts)
    _compare_themes(match, said, facts)
    _compare_modality(match, said)
    for slot in ("actor", "action", "theme", "object"):
        stray = [n for _, n in said.get(f"restated-{slot}", ()) if n not in norm.get(slot, ())]
        match.open += [_label(n, facts) for n in stray]
        match.held += [("restated", n) for _, n in said.get(f"restated-{slot}", ()) if not stray]
    match.open += [f"the {slot}, which it leaves out" for slot in norm.get("needs", ()) if slot not in said]
    return match


def _compare_names(match: _Match, slot: str, said: Sequence[tuple[str, str]], facts: Facts) -> None:
    """Actor, finder, action, object: all held, all rivals of what is held, or undecided."""
    if not said:
        return
    norm_slot = "actor" if slot == "finder" else slot
    held = match.norm.get(norm_slot, ())
    rivals = {r for name in held for r in facts["concepts"][name].get("rivals", ())}
    match.open += [f"that it is not {_label(name, facts)}" for how, name in said if how == "not" and name not in held]
    said = [(how, name) for how, name in said if how != "not"]
    strange = [name for _, name in said if name not in held]
    if not strange:
        if any(how == "only" for how, _ in said):
            match.open.append(f"that only {_label(said[0][1], facts)} may")
        else:
            match.held += [(slot, name) for _, name in said]
    elif all(name in rivals for _, name in said):
        match.against.append(_Against(slot, f"names {_label(held[0], facts)} and not {_label(strange[0], facts)}"))
    else:
        match.open += [_label(name, facts) for name in strange]


def _compare_condition(match: _Match, slot: str, how: str, name: str, facts: Facts) -> None:
    held = match.norm.get(slot, ())
    if name in held:
        outcome = _HOW_HELD.get(how, OPEN)
        if outcome == HELD:
            match.held.append((slot, name))
        elif outcome == AGAINST:
            match.against.append(_Against(slot, f"asks for this: {_label(name, facts)}"))
        else:
            match.open.append(_label(name, facts))
        return
    concepts = facts["concepts"]
    rival = any(name in concepts[h].get("rivals", ()) for h in held)
    needed = how == "if" and concepts[name].get("always_required")
    if rival and (how in _HOW_RIVAL or needed):
        match.against.append(_Against(slot, f"names another: {_label(held[0], facts)}"))
    else:
        match.open.append(_label(name, facts))


def _compare_duration(match: _Match, how: str, name: str, facts: Facts) -> None:
    held = match.norm.get("duration", ())
    if name in held:
        match.held.append(("duration", name))
        return
    limits = [str(facts["concepts"][h].get("limit", "")) for h in held]
    if name in limits:
        match.held.append(("duration", held[limits.index(name)]))
    elif how == "at-most" and any(limits):
        match.against.append(_Against("duration", f"has no such limit: {_label(held[0], facts)}"))
    else:
        match.open.append(f"“{facts['concepts'].get(name, {}).get('label', name)}”")


def _compare_themes(match: _Match, said: Mapping[str, Sequence[tuple[str, str]]], facts: Facts) -> None:
    """An action that says nothing alone ("suspend") needs the norm's theme ("entry") beside it."""
    themes = {name for _, name in said.get("theme", ())}
    for name in themes:
        if name not in match.norm.get("theme", ()):
            match.open.append(_label(name, facts))
    for _, name in said.get("action", ()):
        taken = facts["concepts"][name].get("takes")
        if taken and taken not in themes:
            match.held = [h for h in match.held if h != ("action", name)]
            match.open.append(f"what “{name.replace('_', ' ')}” is about")
    if themes and not said.get("action"):
        match.open.append("what is done")


def _compare_modality(match: _Match, said: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Must, may, may not. Only a plain sentence of held parts can turn on it."""
    for _, name in said.get("modality", ()):
        outcome = _MODALITY[(match.norm["modality"], name)]
        if outcome == AGAINST and (match.open or match.against or not _plain(said, name)):
            match.against = []  # a denial of something else than the norm contradicts nothing
            match.open.append(f"what it {_VERBS[name]}")
        elif outcome == AGAINST:
            match.against.append(_Against("modality", f"{_VERBS[match.norm['modality']]} it"))
        elif outcome == HELD:
            match.held.append(("modality", name))
        else:
            match.open.append(f"what it {_VERBS[name]}")


def _plain(said: Mapping[str, Sequence[tuple[str, str]]], modality: str) -> bool:
    """ "Must proclaim", "may not … only if": the stress may lie elsewhere than on the verb."""
    if not said.get("action") or any(how == "only" for listed in said.values() for how, _ in listed):
        return False
    return not (modality == "must" and said.get("manner"))


def _states_something(assertion: Law) -> bool:
    bases = {slot.partition(":")[0] for slot, _, _ in assertion.said}
    return bool(bases & {"action", "condition", "manner"}) and bool(
        bases & {"modality", "condition", "manner", "finding"}
    )


def _certain(assertion: Law, match: _Match) -> bool:
    """Whether a contradiction stands: the citation exact, and no stray words that could explain it."""
    if any(slot.startswith(("citation:", "hedged")) for slot, _, _ in assertion.said):
        return False
    return not assertion.unknown and not match.open


def _label(name: str, facts: Facts) -> str:
    return str(facts["concepts"].get(name, {}).get("label", name))


def _why(assertion: Law, match: _Match) -> str:
    if assertion.unknown:
        words = ", ".join(f"“{w}”" for w in assertion.unknown[:4])
        return f"the text of {assertion.citation or 'the provision'} says nothing about {words}"
    if match.open:
        return f"the text of {assertion.citation or 'the provision'} does not settle: {'; '.join(dict.fromkeys(match.open))}"
    if match.against:
        return "nothing in the statement matches what the provision is about"
    if any(slot.startswith("citation:") for slot, _, _ in assertion.said):
        return "a provision is cited that the sources do not hold"
    return "too little is said to compare"


# ---- findings -----------------------------------------------------------------------------------------


class _Finding:
    """Builds the finding on one assertion."""

    def __init__(self, assertion: Law, facts: Facts, text: str) -> None:
        self.assertion = assertion
        self.facts = facts
        self.text = text[assertion.span.start : assertion.span.end]

    def supported(self, match: _Match, provision: Mapping[str, Any]) -> AssertionFinding:
        slots = tuple(dict.fromkeys(slot for slot, _ in match.held))
        reading = self._reading(match, provision, slots, "fits", f"{provision['locator']}: {match.norm['says']}")
        return self._finding(SUPPORTED, "law", (reading,))

    def conflicting(self, match: _Match, provision: Mapping[str, Any]) -> AssertionFinding:
        first = match.against[0]
        detail = f"{provision['locator']} {first.says}: “{_quote(match.norm, first.slot)}”"
        reading = self._reading(match, provision, (first.slot,), "fails", detail, first.slot)
        suggestion = f"{provision['locator']}: {match.norm['says']}"
        finding = self._finding(CONFLICTING, "law", (reading,))
        return replace(finding, failed_slot=first.slot, suggestion=suggestion)

    def open_(self, reason: str, why: str, needs: str, provision: Mapping[str, Any] | None) -> AssertionFinding:
        readings: tuple[Reading, ...] = ()
        if provision is not None:
            match = _Match(provision["norms"][0])
            readings = (self._reading(match, provision, ("condition", "action"), "no-data", why),)
        near = () if provision is not None else self._elsewhere()
        finding = self._finding(UNVERIFIED, reason, readings)
        return replace(finding, near_misses=near, caveats=(Caveat(reason, why),), reason=reason, needs=needs)

    def _elsewhere(self) -> tuple[NearMiss, ...]:
        """The held provision that says what the statement ascribes to another one."""
        assertion = self.assertion
        if assertion.unknown or not _states_something(assertion):
            return ()
        for provision in self.facts["provisions"]:
            if any(_compare(assertion, norm, self.facts).status == SUPPORTED for norm in provision["norms"]):
                return (NearMiss("citation", f"{provision['locator']} says this"),)
        return ()

    def _reading(
        self,
        match: _Match,
        provision: Mapping[str, Any],
        slots: Sequence[str],
        outcome: str,
        detail: str,
        failed: str | None = None,
    ) -> Reading:
        quotes = dict.fromkeys(q for s in slots if (q := _quote(match.norm, s)))
        # A quote that stands inside another adds nothing.
        kept = [q for q in quotes if not any(q != other and q in other for other in quotes)]
        evidence = Evidence(
            provision["source"], f"{provision['title']} ({provision['publisher']})", provision["url"], provision["locator"],
            release=provision["as_of"], published=provision.get("published", ""), retrieved=provision.get("retrieved", ""),
            excerpt=" … ".join(kept),
        )  # fmt: skip
        licence = self.assertion.citation or "the provision cited just before"
        return Reading(
            provision["locator"],
            outcome,
            licence,
            (evidence,),
            None,
            failed,
            detail,
            self.assertion.found_by,
        )

    def _finding(self, status: str, rule: str, readings: tuple[Reading, ...]) -> AssertionFinding:
        span = self.assertion.span
        return AssertionFinding(self.text, span.start, span.end, status, rule, self._slots(), readings)

    def _slots(self) -> tuple[Slot, ...]:
        origin = CONTEXT if self.assertion.found_by == CONTEXT else WRITTEN
        slots = [
            Slot(
                "provision",
                self.assertion.citation or self.assertion.provision,
                origin,
                None,
                self.assertion.found_by,
            )
        ]
        for name, value, span in self.assertion.said:
            base, _, how = name.partition(":")
            if base.startswith("restated") or base in ("citation", "hedged"):
                continue
            shown = _label(value, self.facts)
            slots.append(
                Slot(
                    base,
                    f"{shown} ({how.replace('-', ' ')})" if how not in ("", "if", "plain") else shown,
                    WRITTEN,
                    span,
                )
            )
        return tuple(slots)


def _quote(norm: Mapping[str, Any], slot: str) -> str:
    return str(norm.get("quote", {}).get(slot, ""))
