"""Folds the verdicts on assertions into the verdict on a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factcheck.model.claim import Claim, Figure
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding, Caveat, Finding
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace

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


def in_line(found: Sequence[AssertionFinding]) -> Sequence[AssertionFinding]:
    """The findings of one sentence, each held to what the others show to be meant."""
    return _pinned(_settled(_alike(found))) if any([f.outcomes for f in found]) else found


def fold(claim: Claim, found: Sequence[AssertionFinding]) -> Finding:
    """Conflicting when one assertion is, supported when all are, else unverified."""

    def said(status: str, rule: str, summary: str, **more: Any) -> Finding:
        return Finding(
            claim.id, claim.text, claim.as_of, status, rule, summary,
            assertions=tuple(found), span=claim.span, context=claim.context, **more,
        )  # fmt: skip

    if not found:
        nothing, needs = "no source held speaks of this", "an official document on it"
        return said(UNVERIFIED, "no-source", nothing, reason="no-source", needs=needs)
    wrong = [f for f in found if f.status == CONFLICTING]
    open_ = [f for f in found if f.status == UNVERIFIED]
    right = [f for f in found if f.status == SUPPORTED]
    caveats = tuple(dict.fromkeys(c for f in (wrong or right) for c in f.caveats))
    if wrong:
        first = wrong[0]
        return said(CONFLICTING, first.rule, _conflict(first), caveats=caveats, suggestion=first.suggestion)
    if not open_:
        return said(SUPPORTED, found[0].rule, _support(found), caveats=caveats)
    first = min(open_, key=_telling)
    why = first.caveats[0].text if first.caveats else first.reason
    held = f"; {len(right)} of {len(found)} parts are supported" if right else ""
    caveats = caveats if right else ()
    return said(UNVERIFIED, first.reason, f"{why}{held}", reason=first.reason, needs=first.needs, caveats=caveats)


def _telling(finding: AssertionFinding) -> tuple[int, bool]:
    """How little an open finding tells the reader; what becomes of quoted words tells more than what else is open."""
    weight = _WEIGHT.index(finding.reason) if finding.reason in _WEIGHT else len(_WEIGHT)
    return weight, all(slot.name != "words" for slot in finding.slots)


def _alike(found: Sequence[AssertionFinding]) -> Sequence[AssertionFinding]:
    """Holds assertions about the same thing to one reading of it.

    "Sales fell from A to B" cannot take A from one series and B from another. Where no reading
    fits all, the one that fits most decides: an assertion that fails under it conflicts if every
    reading fails somewhere, and is left open otherwise.
    """
    out = list(found)
    for population in dict.fromkeys(f.population for f in found if f.population):
        places = [n for n, f in enumerate(found) if f.population == population and f.outcomes]
        if len(places) < 2 or any(found[n].status != SUPPORTED for n in places):
            continue
        readings = dict.fromkeys((w, k) for n in places for w, k, _ in found[n].outcomes)
        kinds = {k for _, k in readings if k}
        if all(len({k for _, k, _ in found[n].outcomes if k}) < 2 for n in places):
            kinds = set()  # each figure has its own kind of year in writing
        readings = dict.fromkeys((w, k) for w, _ in readings for k in (kinds or {""}))
        results = {r: [_under(found[n], r) for n in places] for r in readings}
        if any(all(o == "fits" for o in outcomes) for outcomes in results.values()):
            continue
        best = max(results, key=lambda r: results[r].count("fits"))
        certain = all("fails" in outcomes for outcomes in results.values())
        for n, outcome in zip(places, results[best], strict=True):
            if outcome != "fits":
                out[n] = _out_of_line(found[n], certain and outcome == "fails")
    return out


_DIGITS = 4  # significant ones, from which an amount fits no other population by chance


def _settled(found: Sequence[AssertionFinding]) -> Sequence[AssertionFinding]:
    """Contradicts what is open only because of a reading that an exact figure beside it rules out.

    "There were 198,929, twelve times as many as in 2021": the figure says which agency is meant, and its
    multiple fails. That another agency's may not changes nothing.
    """
    out = list(found)
    for population in dict.fromkeys(f.population for f in found if f.population):
        beside = [f for f in found if f.population == population]
        meant = [frozenset(w for w, _, o in f.outcomes if o == "fits") for f in beside if _exact(f)]
        where = frozenset.intersection(*meant) if meant else frozenset()
        for n, finding in enumerate(found):
            own = [o for w, _, o in finding.outcomes if w in where]
            open_ = finding.status == UNVERIFIED and finding.reason in ("unresolved", "outside-coverage", "no-source")
            if finding.population == population and len(where) == 1 and open_ and own and set(own) == {"fails"}:
                slot = next((r.failed_slot for r in finding.readings if r.failed_slot), "amount")
                text = "the figures beside it say which agency and place are meant"
                out[n] = replace(
                    finding, status=CONFLICTING, reason="", failed_slot=slot, caveats=(Caveat("ambiguous", text),)
                )
    return out


def _exact(finding: AssertionFinding) -> bool:
    """Whether a finding is a figure, borne out, that is written exactly."""
    said = finding.said
    written = isinstance(said, Figure) and said.hedge is EXACT and said.amount.digits >= _DIGITS and not said.negated
    return finding.status == SUPPORTED and written and not finding.caveats


_MEASURED = ("figure", "change", "share", "average")


def _pinned(found: Sequence[AssertionFinding]) -> Sequence[AssertionFinding]:
    """Leaves open what only says which way, which was most or what every month was above, and holds in a loose
    reading alone.

    Beside a figure of that reading it is clear which was meant; without one, the strict reading says otherwise.
    """
    out = list(found)
    for n, finding in enumerate(found):
        loose = [w for w, _, o in finding.outcomes if o == "fits"]
        marked = isinstance(finding.said, Figure) and finding.said.each
        strict = finding.outcomes[:1] and finding.outcomes[0][2] in (("fails", "unclear") if marked else ("fails",))
        if finding.status != SUPPORTED or _measured(finding) or not loose or not strict:
            continue
        if finding.outcomes[0][0] in loose:
            continue  # the same population in another period
        beside = [f for f in found if _measured(f) and f.status == SUPPORTED]
        if not any(w == loose[0] and o == "fits" for f in beside for w, _, o in f.outcomes):
            text = "it holds in a loose reading of the words only, and no figure says that it is meant"
            needs = "which agency and place are meant"
            out[n] = replace(
                finding, status=UNVERIFIED, reason="ambiguous", needs=needs, caveats=(Caveat("ambiguous", text),)
            )
    return out


def _measured(finding: AssertionFinding) -> bool:
    """Whether a finding rests on a figure that fits; a mark that every month passed has many that would do."""
    said = finding.said
    return finding.rule in _MEASURED and not (isinstance(said, Figure) and said.each)


def _under(finding: AssertionFinding, reading: tuple[str, str]) -> str:
    """How an assertion comes out under one reading of the population and of the year."""
    where, kind = reading
    outcomes = [o for w, k, o in finding.outcomes if w == where and (not k or not kind or k == kind)]
    for outcome in ("fits", "unclear", "no-data"):
        if outcome in outcomes:
            return outcome
    return "fails" if outcomes else "no-data"


def _out_of_line(finding: AssertionFinding, certain: bool) -> AssertionFinding:
    text = "it fits only another population or year than the figures beside it"
    if certain:
        return replace(finding, status=CONFLICTING, failed_slot="amount", caveats=(Caveat("ambiguous", text),))
    return replace(
        finding,
        status=UNVERIFIED,
        reason="ambiguous",
        needs="the agency, place and kind of year for each figure",
        caveats=(Caveat("ambiguous", text),),
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
