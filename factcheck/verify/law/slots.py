"""Compares the slots of a statement about a provision with those of one of its norms.

A slot is held, contradicted or open. It is contradicted only by a value that the manifest declares to
exclude the norm's, by must for may or may not for may, or by a limit the norm does not have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.model.claim import Law
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED

HELD, AGAINST, OPEN = "held", "against", "open"
Named = Sequence[tuple[str, str]]
Facts = Mapping[str, Any]

# (norm's, said): "may" for "must" says too little to be called wrong; "must" for "may" takes away
# a choice that the text gives.
_MODALITY = {
    ("may", "may"): HELD,
    ("may", "must"): AGAINST,
    ("may", "may-not"): AGAINST,
    ("may", "need-not"): HELD,
    ("must", "must"): HELD,
    ("must", "may"): OPEN,
    ("must", "may-not"): AGAINST,
    ("must", "need-not"): AGAINST,
    ("may-not", "may-not"): HELD,
    ("may-not", "may"): AGAINST,
    ("may-not", "must"): AGAINST,
    ("may-not", "need-not"): OPEN,
}
_VERBS = {"may": "lets", "must": "requires", "may-not": "forbids", "need-not": "does not require"}
# How a condition or manner was said: when the norm holds it, and when the norm excludes it.
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
class Against:
    """One slot that the provision contradicts."""

    slot: str
    says: str


@dataclass(slots=True)
class Match:
    """How a statement compares with one norm."""

    norm: Mapping[str, Any]
    held: list[tuple[str, str]] = field(default_factory=list)
    against: list[Against] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        if self.against and any(slot in _ANCHORS for slot, _ in self.held):
            return CONFLICTING
        return UNVERIFIED if self.against or self.open or not self.held else SUPPORTED


def competing(assertion: Law, norms: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The norms that a statement may be about: the first, and any that it names something of.

    "Only X may" and "X, not Y, may" exclude other holders, so that one norm naming another settles it.
    """
    first, *others = norms
    if any(slot == "actor:only" for slot, _, _ in assertion.said):
        return [first]
    said = {name for _, name, _ in assertion.said}
    shared = _concepts(first)
    own = [n for n in others if said & (_concepts(n) - shared)]
    only_first = said & (set(first.get("condition", ())) - {c for n in own for c in n.get("condition", ())})
    slots = {slot.partition(":")[0] for slot, _, _ in assertion.said}
    if any(slot == "actor:not" for slot, _, _ in assertion.said) and (only_first or "condition" not in slots):
        return [first]
    named = any(said & set(n.get("actor", ())) for n in own)
    return [first, *own] if named or not only_first else [first]


def _concepts(norm: Mapping[str, Any]) -> set[str]:
    return {name for value in norm.values() if isinstance(value, list) for name in value}


# ---- slot by slot ----------------------------------------------------------------------------


def compare(assertion: Law, norm: Mapping[str, Any], facts: Facts) -> Match:
    """How everything that `assertion` says compares with `norm`."""
    match = Match(norm)
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
        match.open += [label(n, facts) for n in stray]
        match.held += [("restated", n) for _, n in said.get(f"restated-{slot}", ()) if not stray]
    match.open += [f"the {slot}, which it leaves out" for slot in norm.get("needs", ()) if slot not in said]
    return match


def _compare_names(match: Match, slot: str, said: Named, facts: Facts) -> None:
    """Actor, finder, action, object: all held, all rivals of what is held, or undecided."""
    if not said:
        return
    norm_slot = "actor" if slot == "finder" else slot
    held = match.norm.get(norm_slot, ())
    rivals = {r for name in held for r in facts["concepts"][name].get("rivals", ())}
    match.open += [f"that it is not {label(name, facts)}" for how, name in said if how == "not" and name not in held]
    said = [(how, name) for how, name in said if how != "not"]
    strange = [name for _, name in said if name not in held]
    if not strange:
        if any(how == "only" for how, _ in said):
            match.open.append(f"that only {label(said[0][1], facts)} may")
        else:
            match.held += [(slot, name) for _, name in said]
    elif all(name in rivals for _, name in said):
        match.against.append(Against(slot, f"names {label(held[0], facts)} and not {label(strange[0], facts)}"))
    else:
        match.open += [label(name, facts) for name in strange]


def _compare_condition(match: Match, slot: str, how: str, name: str, facts: Facts) -> None:
    held = match.norm.get(slot, ())
    if name in held:
        outcome = _HOW_HELD.get(how, OPEN)
        if outcome == HELD:
            match.held.append((slot, name))
        elif outcome == AGAINST:
            match.against.append(Against(slot, f"asks for this: {label(name, facts)}"))
        else:
            match.open.append(label(name, facts))
        return
    concepts = facts["concepts"]
    rival = any(name in concepts[h].get("rivals", ()) for h in held)
    needed = how == "if" and concepts[name].get("always_required")
    if rival and (how in _HOW_RIVAL or needed):
        match.against.append(Against(slot, f"names another: {label(held[0], facts)}"))
    else:
        match.open.append(label(name, facts))


def _compare_duration(match: Match, how: str, name: str, facts: Facts) -> None:
    held = match.norm.get("duration", ())
    if name in held:
        match.held.append(("duration", name))
        return
    limits = [str(facts["concepts"][h].get("limit", "")) for h in held]
    if name in limits:
        match.held.append(("duration", held[limits.index(name)]))
    elif how == "at-most" and any(limits):
        match.against.append(Against("duration", f"has no such limit: {label(held[0], facts)}"))
    else:
        match.open.append(f"“{facts['concepts'].get(name, {}).get('label', name)}”")


def _compare_themes(match: Match, said: Mapping[str, Named], facts: Facts) -> None:
    """An action that says nothing alone ("close") needs the norm's theme ("the gate") beside it."""
    themes = {name for _, name in said.get("theme", ())}
    for name in themes:
        if name not in match.norm.get("theme", ()):
            match.open.append(label(name, facts))
    for _, name in said.get("action", ()):
        taken = facts["concepts"][name].get("takes")
        if taken and taken not in themes:
            match.held = [h for h in match.held if h != ("action", name)]
            match.open.append(f"what “{name.replace('_', ' ')}” is about")
    if themes and not said.get("action"):
        match.open.append("what is done")


def _compare_modality(match: Match, said: Mapping[str, Named]) -> None:
    """Must, may, may not. Only a plain sentence of held parts can turn on it."""
    for _, name in said.get("modality", ()):
        outcome = _MODALITY[(match.norm["modality"], name)]
        if outcome == AGAINST and (match.open or match.against or not _plain(said, name)):
            match.against = []  # a denial of something else than the norm contradicts nothing
            match.open.append(f"what it {_VERBS[name]}")
        elif outcome == AGAINST:
            match.against.append(Against("modality", f"{_VERBS[match.norm['modality']]} it"))
        elif outcome == HELD:
            match.held.append(("modality", name))
        else:
            match.open.append(f"what it {_VERBS[name]}")


def _plain(said: Mapping[str, Named], modality: str) -> bool:
    """ "Must proclaim", "may not … only if": the stress may lie elsewhere than on the verb."""
    if not said.get("action") or any(how == "only" for listed in said.values() for how, _ in listed):
        return False
    return not (modality == "must" and said.get("manner"))


def label(name: str, facts: Facts) -> str:
    """How a concept is named to a reader."""
    return str(facts["concepts"].get(name, {}).get("label", name))
