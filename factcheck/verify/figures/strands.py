"""Publications that hold one population -> the comparison that counts, without ever mixing two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from factcheck.model.claim import Assertion, Rank
from factcheck.model.record import replace
from factcheck.model.source import Series
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.figures.figure import NO_DATA, Comparison

Pair = tuple[Series, Series]


def first_that_covers(
    assertion: Assertion, strands: Iterable[Series], compare: Callable[[Series, bool], Comparison]
) -> Comparison:
    """The comparison with the first publication that covers what is compared.

    `compare` is asked whether the comparison is to be shown: of further publications only the result counts.
    What it denies and another publication of the same population bears out is left open: official
    sources disagree. A record is asked of the publication that goes back furthest.
    """
    asked = _furthest_first(assertion, strands) if isinstance(assertion, Rank) else iter(strands)
    missing: Comparison | None = None
    passed: Series | None = None  # goes back further, and does not cover the period
    for series in asked:
        outcome = compare(series, True)
        if outcome.result == NO_DATA:
            missing = missing or outcome
            passed = passed or series
            continue
        if isinstance(assertion, Rank) and passed is not None and outcome.result == FITS and _needs(assertion) is None:
            return _open(outcome, f"the figures from before {series.first_name} are of another publication")
        if outcome.result == FAILS:
            others = (s for s in asked if not isinstance(assertion, Rank) or s.first_month <= series.first_month)
            denied = next((s for s in others if compare(s, False).result == FITS), None)
            if denied is not None:
                title = denied.parts[0].title
                return _open(outcome, f"{outcome.says}, and “{title}” says otherwise: official sources disagree")
        return outcome
    return missing or Comparison(NO_DATA, detail="no table of the sources holds this")


def pairs(lefts: Iterable[Series], rights: Callable[[], Iterable[Series]]) -> Iterator[Pair]:
    """Both populations as one publication has them: two are never set against each other."""
    for left in lefts:
        yield from ((left, right) for right in rights() if right.family == left.family)


def _open(outcome: Comparison, why: str) -> Comparison:
    return replace(outcome, result=UNCLEAR, failed_slot=None, caveats=(), detail=why, proof=None)


def _needs(claim: Rank) -> int | None:
    """The month from which a record needs figures; None when as far back as there are any."""
    if claim.since is not None and claim.since.periods:
        return claim.since.periods[0].first
    return claim.within.periods[0].first if claim.within is not None and claim.within.periods else None


def _furthest_first(claim: Rank, strands: Iterable[Series]) -> Iterator[Series]:
    """The publications that reach back far enough in their order, else those that reach back furthest."""
    needed = _needs(claim)
    held = list(strands)
    if needed is None:
        yield from sorted(held, key=lambda s: s.first_month)
        return
    yield from (s for s in held if s.first_month <= needed)
    yield from sorted((s for s in held if s.first_month > needed), key=lambda s: s.first_month)
