"""Gives an assertion what another one of its sentence says for it: the base of a rise, the bounds of a record."""

from __future__ import annotations

from factcheck.model.claim import Assertion, Change, Rank
from factcheck.model.record import replace


def read_alike(found: list[Assertion]) -> list[Assertion]:
    """The assertions of one sentence, each with what it takes from the others."""
    return _bounded_alike(_based_alike(found))


def _based_alike(found: list[Assertion]) -> list[Assertion]:
    """ "X rose to A in P, a 14 percent increase from B": what rose did so from B, too."""
    changes = [a for a in found if isinstance(a, Change)]
    out: list[Assertion] = []
    for a in found:
        based = a
        if isinstance(a, Change) and a.base is None and a.base_amount is None and a.size is None:
            sized = [c for c in changes if c.base and c.size and c.direction == a.direction and c.span > a.span]
            if len(sized) == 1 and sized[0].when.periods == a.when.periods and sized[0].subject == a.subject:
                based = replace(a, base=sized[0].base)
        out.append(based)
    return out


def _bounded_alike(found: list[Assertion]) -> list[Assertion]:
    """ "A in May, the lowest of her term, and B in June, the highest": the highest of her term, too."""
    out: list[Assertion] = []
    for rank in found:
        a = rank
        before = next((r for r in reversed(out) if isinstance(r, Rank)), None)
        if isinstance(a, Rank) and before is not None and _is_unbounded(a) and not _is_unbounded(before):
            bounded = before.within is not None or before.event
            if bounded and before.highest != a.highest and before.rank == a.rank == 1 and a.when != before.when:
                a = replace(a, within=before.within, since=before.since, event=before.event)
        out.append(a)
    return out


def _is_unbounded(rank: Rank) -> bool:
    bounds = rank.within is not None or rank.since is not None or rank.months_back or rank.like or rank.prior
    return not bounds and not rank.outright
