"""Shows an assertion's slots as a reader would name them, each with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from factcheck.model.claim import (
    INFERRED,
    WRITTEN,
    Assertion,
    Change,
    Contrast,
    Figure,
    Law,
    Rank,
    Share,
    Slot,
    Streak,
    Undecided,
    When,
)
from factcheck.model.hedge import EXACT
from factcheck.model.value import Amount
from factcheck.verify.amounts import number

_UNITS = {
    "percent": " percent",
    "share": " percent",
    "points": " percentage points",
    "times": " times",
    "count": "",
}


def slots_of(assertion: Assertion, facts: Mapping[str, Any], as_of: date | None) -> tuple[Slot, ...]:
    """Named slots in reading order; empty for statements that have none."""
    if isinstance(assertion, Undecided | Law):
        return ()
    out: list[Slot] = []
    subject = assertion.subject
    if subject.measure:
        label = facts["measures"][subject.measure]["label"]
        shown = f"{label} (“{subject.words}”)" if subject.words and subject.words.lower() != label else label
        out.append(Slot("measure", shown, subject.origin, subject.span, subject.found_by))
    for choice in subject.choices:
        dimension = facts["dimensions"][choice.dimension]
        names = [str(dimension["values"].get(v, {}).get("label", v)) for v in choice.values]
        out.append(
            Slot(
                str(dimension["label"]),
                " + ".join(names),
                choice.origin,
                choice.span,
                choice.found_by,
            )
        )
    named = {c.dimension for c in subject.choices}
    if subject.measure:
        for dimension, values in facts["measures"][subject.measure]["assumed"].items():
            if dimension not in named and values:
                about = facts["dimensions"][dimension]
                out.append(
                    Slot(
                        str(about["label"]),
                        str(about["values"].get(values[0], {}).get("label", values[0])),
                        INFERRED,
                    )
                )
    out += _when("period", assertion.when)
    if isinstance(assertion, Figure):
        out += _amount(assertion.amount, assertion.hedge.name, assertion.upper)
    elif isinstance(assertion, Change):
        out.append(Slot("direction", {1: "up", -1: "down", 0: "unchanged"}[assertion.direction], WRITTEN))
        if assertion.size is not None:
            out += _amount(assertion.size, assertion.hedge.name, None)
        out += _when("compared with", assertion.base) if assertion.base else []
    elif isinstance(assertion, Rank):
        which = "highest" if assertion.highest else "lowest"
        out.append(
            Slot(
                "rank",
                which if assertion.rank == 1 else f"number {assertion.rank} {which}",
                WRITTEN,
            )
        )
        out += _when("since", assertion.since) if assertion.since else []
    elif isinstance(assertion, Share):
        out += _amount(assertion.amount, assertion.hedge.name, None)
        out += _when("compared with", assertion.whole_when) if assertion.whole_when else []
    elif isinstance(assertion, Streak):
        way = "above" if assertion.direction > 0 else "below"
        kind = (
            f"{way} {number(assertion.threshold.value)}"
            if assertion.threshold
            else ("up" if assertion.direction > 0 else "down")
        )
        out.append(Slot("run", f"{assertion.length} months {kind}", WRITTEN))
    elif isinstance(assertion, Contrast):
        out.append(Slot("comparison", "more than" if assertion.direction > 0 else "fewer than", WRITTEN))
    if assertion.negated:
        out.append(Slot("negation", "not", WRITTEN))
    return tuple(out)


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
