"""Shows an assertion's slots as a reader would name them, each with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.model.claim import (
    INFERRED,
    WRITTEN,
    Assertion,
    Change,
    Contrast,
    Figure,
    FirstTime,
    Law,
    Rank,
    Share,
    Slot,
    Standing,
    Streak,
    Subject,
    Undecided,
    When,
)
from factcheck.model.hedge import EXACT
from factcheck.model.parts import label_of
from factcheck.model.value import Amount
from factcheck.verify.amounts import number

_UNITS = {
    "percent": " percent",
    "share": " percent",
    "points": " percentage points",
    "times": " times",
    "count": "",
}


def slots_of(assertion: Assertion, facts: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Named slots in reading order; empty for statements that have none."""
    if isinstance(assertion, Undecided | Law):
        return ()
    out = _of_subject(assertion.subject, facts) + _when("period", assertion.when) + _of_kind(assertion)
    if assertion.negated:
        out.append(Slot("negation", "not", WRITTEN))
    return tuple(out)


def _of_subject(subject: Subject, facts: Mapping[str, Any]) -> list[Slot]:
    """What is counted and of whom: as written, then what the manifest assumes."""
    out: list[Slot] = []
    if subject.measure:
        label = facts["measures"][subject.measure]["label"]
        shown = f"{label} (“{subject.words}”)" if subject.words and subject.words.lower() != label else label
        out.append(Slot("measure", shown, subject.origin, subject.span, subject.found_by))
    for choice in subject.choices:
        dimension = facts["dimensions"][choice.dimension]
        names = [label_of(v, dimension["values"]) for v in choice.values]
        out.append(Slot(str(dimension["label"]), " + ".join(names), choice.origin, choice.span, choice.found_by))
    named = {c.dimension for c in subject.choices}
    assumed = facts["measures"][subject.measure]["assumed"] if subject.measure else {}
    for dimension, values in assumed.items():
        if dimension not in named and values:
            about = facts["dimensions"][dimension]
            name = str(about["values"].get(values[0], {}).get("label", values[0]))
            out.append(Slot(str(about["label"]), name, INFERRED))
    return out


def _of_kind(assertion: Assertion) -> list[Slot]:
    """What this kind of assertion adds: an amount, a direction, a rank …"""
    if isinstance(assertion, Figure):
        return _amount(assertion.amount, assertion.hedge.name, assertion.upper)
    if isinstance(assertion, Change):
        out = [Slot("direction", {1: "up", -1: "down", 0: "unchanged"}[assertion.direction], WRITTEN)]
        if assertion.size is not None:
            out += _amount(assertion.size, assertion.hedge.name, None)
        return out + (_when("compared with", assertion.base) if assertion.base else [])
    if isinstance(assertion, Rank | Standing):
        which = "highest" if assertion.highest else "lowest"
        place = which if assertion.rank == 1 else f"number {assertion.rank} {which}"
        since = assertion.since if isinstance(assertion, Rank) else None
        return [Slot("rank", place, WRITTEN), *(_when("since", since) if since else [])]
    if isinstance(assertion, Share):
        out = _amount(assertion.amount, assertion.hedge.name, None)
        return out + (_when("compared with", assertion.whole_when) if assertion.whole_when else [])
    if isinstance(assertion, Streak):
        kind = "up" if assertion.direction > 0 else "down"
        if assertion.threshold:
            kind = f"{'above' if assertion.direction > 0 else 'below'} {number(assertion.threshold.value)}"
        unit = "years" if assertion.yearly else "months"
        return [Slot("run", f"{assertion.length} {unit} {kind}", WRITTEN)]
    if isinstance(assertion, FirstTime):
        kind = "up" if assertion.direction > 0 else "down"
        if assertion.threshold:
            kind = f"{'above' if assertion.direction > 0 else 'below'} {number(assertion.threshold.value)}"
        return [Slot("first time", kind, WRITTEN), *(_when("since", assertion.since) if assertion.since else [])]
    if isinstance(assertion, Contrast):
        out = [Slot("comparison", "more than" if assertion.direction > 0 else "fewer than", WRITTEN)]
        return out + (_amount(assertion.size, assertion.hedge.name, None) if assertion.size is not None else [])
    return []


def _when(name: str, when: When) -> list[Slot]:
    if not when.periods:
        return []
    first = when.periods[0]
    origin = INFERRED if first.year_inferred and when.origin == WRITTEN else when.origin
    return [Slot(name, " or ".join(p.label for p in when.periods[:2]), origin, when.span)]


def _amount(amount: Amount, hedge: str, upper: Amount | None) -> list[Slot]:
    shown = number(amount.value) + (f" to {number(upper.value)}" if upper else "") + _UNITS[amount.unit]
    slots = [Slot("amount", shown, WRITTEN)]
    return slots if hedge == EXACT.name else [*slots, Slot("hedge", hedge, WRITTEN)]
