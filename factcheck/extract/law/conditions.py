"""Turns one zone of a statement of law - a condition, an exception, a duration - into slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.extract.law.clause import Said
from factcheck.extract.law.zones import (
    BEFORE,
    DURATION,
    IF,
    NOT_REQUIRED,
    REQUIRE,
    UNLESS,
    WITHOUT,
    Zone,
)

# What a condition may hold besides what it names.
_PASSED = (
    "neutral", "pronoun", "be", "mark", "comma", "possessive", "by", "relative", "law", "citation",
    "name", "may", "must", "require", "power", "with", "grant", "give", "have",
)  # fmt: skip
_STRANGE = ("unknown", "stop", "number", "open", "may-not", "only", "cap", "beyond")
_SLOTS = ("condition", "manner", "actor", "action", "theme", "object")


def read_zone(zone: Zone, concepts: Mapping[str, Any], denied: bool) -> tuple[list[Said], list[str]]:
    """What `zone` says, and its words that nothing accounts for.

    `denied` tells that the main clause forbids: "may not … unless" and "… for more than" then
    state what is needed and how long is allowed.
    """
    if zone.kind == DURATION:
        cap = zone.limit == "cap" or (zone.limit == "beyond" and denied)
        slot = "duration:at-most" if cap else f"duration:{zone.limit}"
        return [(slot, zone.length, zone.items[0].span)], []
    how = zone.kind
    if zone.only or (denied and zone.kind in (UNLESS, WITHOUT)):
        how = "only"
    unknown = [i.norm for i in zone.items if i.has(*_STRANGE) and not i.concepts]
    denials = [n for n, i in enumerate(zone.items) if i.has("not") and not i.concepts]
    first = next((n for n, i in enumerate(zone.items) if i.concept("part")), 0)
    negated = len(denials) == 1 and how == IF and first - 4 <= denials[0] < first
    said, used = _composites(zone, concepts, "negated" if negated else how)
    if denials and not (negated and said):
        unknown.append("not")
    more, strange = _singles(zone, how, used)
    said += more
    unknown += strange
    _finding(zone, how, said)
    return said, unknown + _unfinished(zone, said)


def _composites(zone: Zone, concepts: Mapping[str, Any], how: str) -> tuple[list[Said], frozenset[str]]:
    """Concepts that several parts make up ("harmful" to "the board"), and the parts used."""
    names = {name for i in zone.items for _, name in i.concepts}
    said: list[Said] = []
    used: set[str] = set()
    for name, concept in concepts.items():
        parts = concept.get("parts")
        if parts and all(names & set(alternatives) for alternatives in parts):
            used |= {p for alternatives in parts for p in alternatives}
            place = next(i.span for i in zone.items if any(n in parts[0] for _, n in i.concepts))
            said.append((f"{concept['slot']}:{how}", name, place))
    return said, frozenset(used)


def _singles(zone: Zone, how: str, used: frozenset[str]) -> tuple[list[Said], list[str]]:
    """What single words name: conditions, who finds, and what of the main clause is said again."""
    said: list[Said] = []
    unknown: list[str] = []
    for item in zone.items:
        if not item.concepts:
            continue
        slot, name = item.concept(*_SLOTS) or item.concepts[0]
        if slot in ("condition", "manner"):
            said.append((f"{slot}:{how}", name, item.span))
        elif slot == "actor" and zone.kind != BEFORE:
            said.append(("finder", name, item.span))
        elif slot in _SLOTS:
            said.append((f"restated-{slot}", name, item.span))
        elif slot == "part" and name not in used and not item.has("neutral"):
            unknown.append(item.norm)
    return said, unknown


def _finding(zone: Zone, how: str, said: list[Said]) -> None:
    """ "requires a finding", "without any finding": the finding itself is what is asked for."""
    found = next((i for i in zone.items if i.concept("finding")), None)
    if found is None or zone.kind not in (REQUIRE, NOT_REQUIRED, WITHOUT):
        return
    if not any(s[0].startswith("condition") for s in said):
        said.append((f"finding:{how}", found.concepts[0][1], found.span))


def _unfinished(zone: Zone, said: list[Said]) -> list[str]:
    """Words of a zone that says nothing we can compare."""
    if zone.kind == BEFORE:
        duty = any(i.has("must", "may-not") for i in zone.items)
        restated = any(s[0] == "restated-action" for s in said)
        return ["before"] if duty or not restated else []
    if any(s[0].split(":")[0] in ("condition", "manner", "duration", "finding") for s in said):
        return []
    return [i.norm for i in zone.items if not i.has(*_PASSED)] or ["the condition"]
