"""Checks what is said to be so of every one: in every month of a stretch, in every place of a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factcheck.model.claim import Change, Choice, Contrast, Share, Standing
from factcheck.model.parts import label_of, parts_of
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Period
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.bench import Bench
from factcheck.verify.figures import proofs
from factcheck.verify.figures.change import step_of
from factcheck.verify.figures.figure import NO_DATA, Comparison
from factcheck.verify.figures.standing import AROUND, around_it, rivals_of

Compare = Callable[[Share | Contrast | Standing, Period], Comparison]


def so_in_every(claim: Share | Contrast | Standing, period: Period, compare: Compare) -> Comparison:
    """ "The busiest station in every month of 2022", "for the third month in a row": by `compare` of each of them.

    A run must not have begun earlier: "the third" is not the fourth.
    """
    run = claim.run if isinstance(claim, Standing) else 0
    single = replace(claim, each="", run=0) if isinstance(claim, Standing) else replace(claim, each="")
    step = 12 if claim.each == "year" else 1
    whole = period.months == step if run else period.months > step and period.months % step == 0
    if not whole or (step > 1 and period.kind == "term"):
        return Comparison(UNCLEAR, detail=f"it is not clear of which {claim.each}s it is said")
    first = period.last - step * max(run, period.months // step)
    ends = range(first + step, period.last + 1, step)
    outcomes = [compare(single, step_of(period, end, claim.each)) for end in ends]
    worst = next((o for r in (FAILS, NO_DATA, UNCLEAR) for o in outcomes if o.result == r), None)
    if worst is not None:
        return worst
    if run and compare(single, step_of(period, first, claim.each)).result != FAILS:
        return Comparison(UNCLEAR, detail=f"it was so the {claim.each} before, too")
    return outcomes[-1]


def _implied(bench: Bench, dimension: str) -> dict[str, tuple[str, ...]]:
    """What everything of a kind has in common: all stations are the office's."""
    return {d: (str(v),) for d, v in bench.facts["dimensions"][dimension]["implies"].items()}


def in_all_of(claim: Change, query: Any, bench: Bench, compare: Callable[[Change, Series], Comparison]) -> Comparison:
    """ "Fell in all nine stations", "only A and B sold more": by `compare` of each, in the publication that tells most
    of them apart."""
    assert claim.all_of is not None
    dimension, number = claim.all_of
    named = [p for c in claim.subject.choices if c.dimension == dimension for v in c.values for p in parts_of(v)]
    if bool(named) != claim.alone:
        return Comparison(UNCLEAR, detail="it is not clear of which of them it is said")
    if claim.negated:
        return Comparison(UNCLEAR, detail="all or only some of them may be meant")
    outer = tuple(c for c in claim.subject.choices if c.dimension != dimension)
    single = replace(claim, all_of=None, alone=False, subject=replace(claim.subject, choices=outer))
    query = replace(query, where=tuple(sorted((dict(query.where) | _implied(bench, dimension)).items())))
    held = _held(single, dimension, query, bench)
    if len(held) < 2:
        return Comparison(NO_DATA, detail="no table of the sources tells them apart")
    if number and number != len(held):
        return Comparison(UNCLEAR, detail=f"the sources tell {len(held)} of them apart, and not {number}")
    outcomes = {label: compare(single, series) for label, series in held.items()}
    if not named:
        found, proof = _of_all(outcomes), proofs.all_together([o.proof for o in outcomes.values()], claim)
        return replace(found, proof=proof)
    known = bench.facts["dimensions"][dimension]["values"]
    labels = {str(known[v]["label"]) for v in named}
    found = _of_these_alone(labels, outcomes)
    if found.result == FITS:
        found = replace(found, proof=proofs.all_together([outcomes[label].proof for label in sorted(labels)], claim))
    if found.result == FAILS:
        first = Choice(dimension, (named[0],))
        alike = Standing(claim.span, replace(claim.subject, choices=(*outer, first)), claim.when, dimension=dimension)
        near = around_it(alike, bench)
        inner = _held(replace(single, subject=near.subject), dimension, query, bench) if near is not None else {}
        inside = {label: o for label, o in outcomes.items() if label in inner or label in labels}
        if inner and _of_these_alone(labels, inside).result == FITS:
            return replace(found, result=UNCLEAR, failed_slot=None, detail=AROUND, proof=None)
    return found


def in_each_named(claim: Change, query: Any, bench: Bench, compare: Callable[[Change, Any], Comparison]) -> Comparison:
    """ "A and B saw drops", "sales at A and B fell": by `compare` of each, and of them together where that is as likely
    meant."""
    whole = replace(claim, shared="")
    several = next(c for c in claim.subject.choices if len(c.values) > 1 and c.span is not None)
    labels = bench.facts["dimensions"][several.dimension]["values"]
    each: dict[str, Comparison] = {}
    for value in several.values:
        choices = tuple(replace(c, values=(value,)) if c is several else c for c in claim.subject.choices)
        parts = tuple(sorted(parts_of(value)))  # a name for several is looked up as their sum
        where = tuple((d, parts if d == several.dimension else v) for d, v in query.where)
        one = replace(whole, subject=replace(claim.subject, choices=choices))
        each[label_of(value, labels)] = compare(one, replace(query, where=where))
    found = _of_all(each)
    if claim.negated:
        return replace(
            found, result=UNCLEAR, failed_slot=None, detail="all or only some of them may be meant", proof=None
        )
    if claim.shared == "each":
        proof = proofs.all_together([o.proof for o in each.values()], claim) if found.result == FITS else found.proof
        return replace(found, proof=proof)
    together = compare(whole, query)
    if {o.result for o in each.values()} == {together.result}:
        return together
    either = "each of them or all together may be meant, and not both hold"
    return replace(together, result=UNCLEAR, failed_slot=None, detail=either, proof=None)


def _held(claim: Change, dimension: str, query: Any, bench: Bench) -> dict[str, Series]:
    kind = Standing(claim.span, claim.subject, claim.when, dimension=dimension)
    strands = bench.figures.strands(query.measure, query.where)
    return max((rivals_of(kind, query, own.family, bench) for own in strands), key=len, default={})


def _of_all(outcomes: dict[str, Comparison]) -> Comparison:
    for result in (FAILS, NO_DATA, UNCLEAR):
        worst = next(((label, o) for label, o in outcomes.items() if o.result == result), None)
        if worst is not None:
            label, found = worst
            return replace(found, says=f"{label}: {found.says}", detail=f"{label}: {found.detail or found.says}")
    label, last = list(outcomes.items())[-1]
    return replace(last, says=f"in each of {len(outcomes)}; {label}: {last.says}")


def _of_these_alone(named: set[str], outcomes: dict[str, Comparison]) -> Comparison:
    """Of `named` it must be so, and of none of the others."""
    own = _of_all({label: o for label, o in outcomes.items() if label in named})
    if own.result != FITS:
        return own
    also = next(((n, o) for n, o in outcomes.items() if n not in named and o.result == FITS), None)
    if also is not None:
        says = f"{also[0]} too: {also[1].says}"
        proof = replace(also[1].proof, negated=True) if also[1].proof else None
        return replace(also[1], result=FAILS, failed_slot="direction", says=says, detail=says, proof=proof)
    unsure = next(((n, o) for n, o in outcomes.items() if n not in named and o.result != FAILS), None)
    if unsure is not None:
        return replace(unsure[1], result=UNCLEAR, detail=f"{unsure[0]}: {unsure[1].detail or unsure[1].says}")
    return replace(own, says=f"{own.says}, and in no other of {len(outcomes)}")
