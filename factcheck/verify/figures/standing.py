"""Checks where one population stands among all of its kind in a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model.claim import INFERRED, Change, Choice, Rank, Standing
from factcheck.model.finding import Calculation
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.model.value import Period
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.bench import Bench
from factcheck.verify.figures import proofs
from factcheck.verify.figures.change import rounded_change
from factcheck.verify.figures.figure import NO_DATA, Comparison, not_covered
from factcheck.verify.figures.margins import held_to
from factcheck.verify.figures.values import Answer, answers


def compare_standing(
    claim: Standing, own: Series, rivals: Mapping[str, Series], period: Period, as_of: date | None
) -> Comparison:
    """Whether `own` is the n-th highest (lowest) beside `rivals`, the series of every other value of its dimension."""
    found = answers(own, period, as_of)
    if not found:
        return not_covered(own, period.label)
    held = {label: a[0] for label, series in rivals.items() if (a := answers(series, period, as_of))}
    if not claim.highest:  # one that counted nothing was closed, or never there
        held = {label: answer for label, answer in held.items() if answer.value}
    others = {label: answer.value for label, answer in held.items()}
    if len(others) < 2:
        return Comparison(UNCLEAR, detail="the sources hold nothing to rank it among")
    value = found[0].value
    slack = float(value) * own.restated_percent / 100
    sign = 1 if claim.highest else -1
    if claim.size is not None:
        label, next_best = max(held.items(), key=lambda pair: pair[1].value)
        return _so_many_times(claim, own, found[0], next_best, f"{label} in {period.label}")
    if claim.behind:
        return _follows(claim, found[0], held, slack, period)
    lead = {label: float(other - value) * sign for label, other in others.items()}
    near = {label: max(slack, found[0].slack + answer.slack) for label, answer in held.items()}
    ahead = [label for label, by in lead.items() if by > near[label]]
    level = [label for label, by in lead.items() if abs(by) <= near[label]]
    first, last = len(ahead) + 1, len(ahead) + len(level) + 1
    result = FITS if first == last == claim.rank else UNCLEAR if first <= claim.rank <= last else FAILS
    if claim.among and result != UNCLEAR:
        result = FITS if last <= claim.rank else FAILS
    elif claim.among and last <= claim.rank:
        result = FITS
    ranked = sorted(others.items(), key=lambda pair: (-pair[1] * sign, pair[0]))[: max(3, claim.rank)]
    word = "highest" if claim.highest else "lowest"
    order = [held[label].rows for label, _ in sorted(others.items(), key=lambda pair: (-pair[1] * sign, pair[0]))]
    between = 1 < claim.rank <= len(order) + 1 and not claim.among
    pairs = [(order[claim.rank - 2], found[0].rows)] if between else []
    pairs += [(found[0].rows, order[claim.rank - 1])] if claim.rank <= len(order) else []
    proof = proofs.ahead(
        [pair if claim.highest else pair[::-1] for pair in pairs], slack * (period.months if own.mean else 1)
    )
    cells = tuple((label, f"{other:,}") for label, other in ranked)
    place = Comparison(
        result,
        Decimal(value),
        found[0].evidence,
        Calculation(f"{word} of {len(others) + 1}", (("this one", f"{value:,}"), *cells), f"number {first}"),
        failed_slot="rank" if result == FAILS else None,
        detail="too close to call" if result == UNCLEAR else "",
        says=f"{value:,} in {period.label}, number {first} of {len(others) + 1}; "
        f"the {word} other is {ranked[0][0]} with {ranked[0][1]:,}",
        proof=proof,
    )
    return held_to(claim.degree, place, value, ranked[max(claim.rank - 2, 0)][1])


def _so_many_times(claim: Standing, series: Series, own: Answer, other: Answer, named: str) -> Comparison:
    """Whether `own` is so many times the next of its kind, as a rise from that to it would be."""
    change = Change(claim.span, claim.subject, claim.when, direction=1, size=claim.size, hedge=claim.hedge)
    outcome = rounded_change(change, own, other, series)
    ratio = f"{own.value / other.value:.2f} times" if other.value else "a multiple of nothing"
    return Comparison(
        outcome.result,
        Decimal(own.value),
        own.evidence + other.evidence,
        Calculation(
            "one figure beside the other", (("first", f"{own.value:,}"), ("second", f"{other.value:,}")), ratio
        ),
        outcome.caveats,
        "amount" if outcome.result == FAILS else None,
        outcome.detail,
        f"{own.value:,}, and the highest other is {other.value:,} ({named}): {ratio}",
        proofs.change(change, own, other, series),
    )


def _follows(claim: Standing, own: Answer, held: Mapping[str, Answer], slack: float, period: Period) -> Comparison:
    """Whether nothing lies between those that are named before and the one that is said to follow them.

    An article may leave some out that it has no eye for, so that what lies between contradicts nothing.
    """
    before = [held[label] for label in claim.behind if label in held]
    if not before:
        return Comparison(UNCLEAR, detail="the sources hold nothing to rank it among")
    nearest = min(before, key=lambda answer: answer.value)
    others = {label: a for label, a in held.items() if label not in claim.behind}
    between = [n for n, a in others.items() if float(own.value) + slack < float(a.value) < float(nearest.value)]
    beaten = own.value > nearest.value
    says = f"{own.value:,} in {period.label}, behind {claim.behind[-1]} with {nearest.value:,}"
    lower = max((a for a in others.values() if a.value < own.value), key=lambda a: a.value, default=None)
    pairs = [(nearest.rows, own.rows), *([(own.rows, lower.rows)] if lower is not None else [])]
    return Comparison(
        UNCLEAR if between or beaten else FITS,
        Decimal(own.value),
        own.evidence,
        Calculation("none between", ((claim.behind[-1], f"{nearest.value:,}"), ("this one", f"{own.value:,}")), "0"),
        detail=f"{between[0]} lies between them" if between else "it is not behind the one before" if beaten else "",
        says=says,
        proof=None if between or beaten else proofs.ahead(pairs, slack),
    )


def placed_only(assertion: Standing, bench: Bench) -> Standing | None:
    """ "Elmshire's North Station, the busiest of all": without the place that no table ranks stations in.

    Whoever is first of all is first there too; of the others nothing follows.
    """
    outer = bench.facts["dimensions"][assertion.dimension]["replaces"]
    kept = tuple(c for c in assertion.subject.choices if c.dimension not in outer or c.hint)
    if len(kept) == len(assertion.subject.choices):
        return None
    return replace(assertion, subject=replace(assertion.subject, choices=kept))


AROUND = "it holds among those of its own place, which the sentence does not name"


def around_it(assertion: Standing, bench: Bench) -> Standing | None:
    """The same among those of the place around it, where none is named: "the quietest station" of its coast."""
    known = bench.facts["dimensions"][assertion.dimension]
    named = {c.dimension for c in assertion.subject.choices if c.values and not c.hint}
    own = next((c for c in assertion.subject.choices if c.dimension == assertion.dimension), None)
    within = known["values"].get(own.values[0], {}).get("within", {}) if own and len(own.values) == 1 else {}
    outer = next((d for d in within if d in known["replaces"] and d not in named and len(within[d]) == 1), None)
    if outer is None:
        return None
    choices = (*assertion.subject.choices, Choice(outer, tuple(within[outer]), INFERRED))
    return replace(assertion, subject=replace(assertion.subject, choices=choices))


def rivals_of(assertion: Standing, query: Any, family: str, bench: Bench) -> dict[str, Series]:
    """The series of every other value of the dimension that is ranked, by label, from one publication."""
    known = bench.facts["dimensions"][assertion.dimension]
    where = {d: v for d, v in query.where if d != assertion.dimension}
    for choice in assertion.subject.choices:  # "of the stations there": the place narrows who is ranked
        if choice.dimension in known["replaces"] and choice.values and not choice.hint:
            where[choice.dimension] = choice.values
    own = {v for c in assertion.subject.choices if c.dimension == assertion.dimension for v in c.values}
    out: dict[str, Series] = {}
    for value, about in known["values"].items():
        if value == "all" or value in own:
            continue
        place = tuple(sorted((where | {assertion.dimension: (value,)}).items()))
        series = next((s for s in bench.figures.strands(query.measure, place) if s.family == family), None)
        if series is not None:
            out[str(about["label"])] = series
    return out


def standing_of(claim: Rank) -> Standing:
    """What a rank says where it is one among the values of its `rivals`."""
    return Standing(
        claim.span, claim.subject, claim.when, claim.negated, claim.blocked,
        dimension=claim.rivals, rank=claim.rank, highest=claim.highest, degree=claim.degree,
    )  # fmt: skip


def of_either(claim: Rank, alone: Comparison, beside: Comparison) -> Comparison:
    """The outcome of a rank among its own months (`alone`) or among others of its kind (`beside`).

    Both failing is a failure; where only one holds, it is that of the reading nobody would doubt, else open.
    """
    if beside.result == FITS and (claim.foremost or alone.result == FITS):
        return beside
    if alone.result == FITS and beside.result == NO_DATA and not claim.foremost:
        return alone
    if FAILS == alone.result == beside.result:
        return beside if claim.foremost else alone
    shown = alone if beside.result == NO_DATA else beside
    return replace(shown, result=UNCLEAR, failed_slot=None, proof=None, detail=_EITHER)


_EITHER = "it may be ranked among others of its kind or among its own months, and not both hold"
