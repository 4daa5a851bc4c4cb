"""Folds the verdicts on assertions into the verdict on a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.model.claim import Claim
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding, Finding

# Of several reasons, the one that tells the reader most stands for the claim.
_WEIGHT = (
    "undated",
    "ambiguous",
    "outside-coverage",
    "unresolved",
    "no-source",
    "not-checkable",
    "causal",
)


def fold(claim: Claim, found: Sequence[AssertionFinding]) -> Finding:
    """Conflicting when one assertion is, supported when all are, else unverified."""
    base = Finding(
        claim.id,
        claim.text,
        claim.as_of,
        UNVERIFIED,
        "unresolved",
        "",
        assertions=tuple(found),
        span=claim.span,
        context=claim.context,
    )
    if not found:
        return replace(
            base,
            rule="no-source",
            reason="no-source",
            needs="an official document on it",
            summary="no source held speaks of this",
        )
    wrong = [f for f in found if f.status == CONFLICTING]
    open_ = [f for f in found if f.status == UNVERIFIED]
    right = [f for f in found if f.status == SUPPORTED]
    caveats = tuple(dict.fromkeys(c for f in (wrong or right) for c in f.caveats))
    if wrong:
        first = wrong[0]
        return replace(
            base,
            status=CONFLICTING,
            rule=first.rule,
            summary=_conflict(first),
            caveats=caveats,
            suggestion=first.suggestion,
        )
    if not open_:
        return replace(base, status=SUPPORTED, rule=found[0].rule, summary=_support(found), caveats=caveats)
    weight = {name: n for n, name in enumerate(_WEIGHT)}
    first = min(open_, key=lambda f: weight.get(f.reason, len(weight)))
    why = first.caveats[0].text if first.caveats else first.reason
    held = f"; {len(right)} of {len(found)} parts are supported" if right else ""
    return replace(
        base,
        rule=first.reason,
        reason=first.reason,
        needs=first.needs,
        summary=f"{why}{held}",
        caveats=caveats if right else (),
    )


def _best(finding: AssertionFinding, outcome: str) -> str:
    return next((r.detail for r in finding.readings if r.outcome == outcome and r.detail), "")


def _conflict(finding: AssertionFinding) -> str:
    official = _best(finding, "fails")
    told = not finding.near_misses or finding.near_misses[0].slot in ("direction", "rank")
    near = "" if told else f"; {finding.near_misses[0].text}"
    slot = f"{finding.failed_slot}: " if finding.failed_slot else ""
    return (
        f"{slot}“{finding.text}”, but the sources say {official}{near}"
        if official
        else f"{slot}“{finding.text}” is contradicted{near}"
    )


def _support(found: Sequence[AssertionFinding]) -> str:
    said = [d for f in found if (d := _best(f, "fits"))]
    longest_first = sorted(dict.fromkeys(said), key=len, reverse=True)
    told = [s for n, s in enumerate(longest_first) if not any(s in other for other in longest_first[:n])]
    return "; ".join(s for s in dict.fromkeys(said) if s in told)
