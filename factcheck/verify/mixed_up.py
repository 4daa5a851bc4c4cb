"""Leaves open a figure that is right only as figures are restated, and exactly that of another name beside it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Assertion, Blocked, Figure
from factcheck.model.finding import SUPPORTED, AssertionFinding
from factcheck.model.record import replace
from factcheck.verify.bench import Bench
from factcheck.verify.elsewhere import Nominate
from factcheck.verify.judge import judge
from factcheck.verify.readings import left_open


def unmixed(
    assertions: Sequence[Assertion],
    found: Sequence[AssertionFinding],
    text: str,
    nominate: Nominate,
    bench: Bench,
) -> list[AssertionFinding]:
    """ "A (9,105) and B (9,140)": of two names so near, each figure may stand at the wrong one."""
    loose = [f.status == SUPPORTED and any(c.rule == "restated" for c in f.caveats) for f in found]
    if not any(loose) or len(found) != len(assertions):
        return list(found)
    out = list(found)
    for n, said in enumerate(assertions):
        if not loose[n] or not isinstance(said, Figure):
            continue
        others = [a for a in assertions if isinstance(a, Figure) and a is not said]
        label = _exactly_of(said, others, text, nominate, bench)
        if label:
            blocked = Blocked("ambiguous", f"it is exactly the figure of {label}, which the sentence names", _NEEDS)
            out[n] = left_open(said, text, blocked, bench)
    return out


def _exactly_of(said: Figure, others: Sequence[Figure], text: str, nominate: Nominate, bench: Bench) -> str:
    """What names the population of another figure, of which this one is right to the digit; "" if there is none."""
    own = {c.dimension: c.values for c in said.subject.choices}
    for other in others:
        named = {c.dimension: c for c in other.subject.choices if c.span is not None}
        apart = [c for d, c in named.items() if d in own and c.values and own[d] and c.values != own[d]]
        if len(apart) != 1:
            continue
        choices = tuple(apart[0] if c.dimension == apart[0].dimension else c for c in said.subject.choices)
        moved = replace(said, subject=replace(said.subject, choices=choices, passed=()))
        read = judge(moved, text, nominate(moved), bench, explain=False)
        if read.status == SUPPORTED and not read.caveats:
            known = bench.facts["dimensions"][apart[0].dimension]["values"]
            return " and ".join(str(known.get(v, {}).get("label", v)) for v in apart[0].values)
    return ""


_NEEDS = "each name with its own figure"
