"""Compares what a sentence says about a provision with what the provision says, slot by slot.

Nothing is guessed: a statement is supported when every part of it is grounded in one norm of the
provision, conflicting when one slot is clearly contradicted and another is grounded, else open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.model.claim import CONTEXT, WRITTEN, Law, Slot
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Evidence,
    NearMiss,
    Reading,
)
from factcheck.model.record import replace
from factcheck.verify.law.slots import Match, compare, competing, label

Facts = Mapping[str, Any]


def verify_law(assertion: Law, facts: Facts, text: str = "") -> AssertionFinding:
    """The verdict on what `assertion` says about its provision, with the words of the law.

    `facts` are the compiled manifests; `text` is the claim's text, from which the finding takes its
    own words. An unverified finding says why in its one caveat.
    """
    provision = next((p for p in facts["provisions"] if p["id"] == assertion.provision), None)
    base = _Finding(assertion, facts, text)
    if provision is None:
        return base.open_(
            "no-source",
            f"the sources do not hold {assertion.citation}",
            "the text of that provision",
            None,
        )
    norms = competing(assertion, provision["norms"])
    matches = [compare(assertion, norm, facts) for norm in norms]
    blocked = assertion.blocked
    if blocked is not None and blocked.reason != "unresolved":
        return base.open_(blocked.reason, blocked.text, blocked.needs, None)
    best = next((m for m in matches if m.status == SUPPORTED), matches[0])
    if best.status == SUPPORTED and not assertion.unknown and blocked is None and _states_something(assertion):
        return base.supported(best, provision)
    if blocked is None and all(m.status == CONFLICTING for m in matches) and _certain(assertion, best):
        return base.conflicting(best, provision)
    if blocked is not None:
        return base.open_(blocked.reason, blocked.text, blocked.needs, provision)
    return base.open_(
        "unresolved",
        _why(assertion, best),
        "wording that the provision's own text settles",
        provision,
    )


def _states_something(assertion: Law) -> bool:
    bases = {slot.partition(":")[0] for slot, _, _ in assertion.said}
    return bool(bases & {"action", "condition", "manner"}) and bool(
        bases & {"modality", "condition", "manner", "finding"}
    )


def _certain(assertion: Law, match: Match) -> bool:
    """Whether a contradiction stands: an exact citation, and no stray words to explain it."""
    if any(slot.startswith(("citation:", "hedged")) for slot, _, _ in assertion.said):
        return False
    return not assertion.unknown and not match.open


def _why(assertion: Law, match: Match) -> str:
    if assertion.unknown:
        words = ", ".join(f"“{w}”" for w in assertion.unknown[:4])
        return f"the text of {assertion.citation or 'the provision'} says nothing about {words}"
    if match.open:
        unsettled = "; ".join(dict.fromkeys(match.open))
        return f"the text of {assertion.citation or 'the provision'} does not settle: {unsettled}"
    if match.against:
        return "nothing in the statement matches what the provision is about"
    if any(slot.startswith("citation:") for slot, _, _ in assertion.said):
        return "a provision is cited that the sources do not hold"
    return "too little is said to compare"


# ---- findings ---------------------------------------------------------------------------------


class _Finding:
    """Builds the finding on one assertion."""

    def __init__(self, assertion: Law, facts: Facts, text: str) -> None:
        self.assertion = assertion
        self.facts = facts
        self.text = text[assertion.span.start : assertion.span.end]

    def supported(self, match: Match, provision: Mapping[str, Any]) -> AssertionFinding:
        slots = tuple(dict.fromkeys(slot for slot, _ in match.held))
        reading = self._reading(match, provision, slots, "fits", f"{provision['locator']}: {match.norm['says']}")
        return self._finding(SUPPORTED, "law", (reading,))

    def conflicting(self, match: Match, provision: Mapping[str, Any]) -> AssertionFinding:
        first = match.against[0]
        detail = f"{provision['locator']} {first.says}: “{_quote(match.norm, first.slot)}”"
        reading = self._reading(match, provision, (first.slot,), "fails", detail, first.slot)
        suggestion = f"{provision['locator']}: {match.norm['says']}"
        finding = self._finding(CONFLICTING, "law", (reading,))
        return replace(finding, failed_slot=first.slot, suggestion=suggestion)

    def open_(self, reason: str, why: str, needs: str, provision: Mapping[str, Any] | None) -> AssertionFinding:
        readings: tuple[Reading, ...] = ()
        if provision is not None:
            match = Match(provision["norms"][0])
            readings = (self._reading(match, provision, ("condition", "action"), "no-data", why),)
        near = () if provision is not None else self._elsewhere()
        finding = self._finding(UNVERIFIED, reason, readings)
        return replace(finding, near_misses=near, caveats=(Caveat(reason, why),), reason=reason, needs=needs)

    def _elsewhere(self) -> tuple[NearMiss, ...]:
        """The held provision that says what the statement ascribes to another one."""
        assertion = self.assertion
        if assertion.unknown or not _states_something(assertion):
            return ()
        for provision in self.facts["provisions"]:
            if any(compare(assertion, norm, self.facts).status == SUPPORTED for norm in provision["norms"]):
                return (NearMiss("citation", f"{provision['locator']} says this"),)
        return ()

    def _reading(
        self,
        match: Match,
        provision: Mapping[str, Any],
        slots: Sequence[str],
        outcome: str,
        detail: str,
        failed: str | None = None,
    ) -> Reading:
        quotes = dict.fromkeys(q for s in slots if (q := _quote(match.norm, s)))
        # A quote that stands inside another adds nothing.
        kept = [q for q in quotes if not any(q != other and q in other for other in quotes)]
        evidence = Evidence(
            provision["source"],
            f"{provision['title']} ({provision['publisher']})",
            provision["url"],
            provision["locator"],
            release=provision["as_of"],
            published=provision.get("published", ""),
            retrieved=provision.get("retrieved", ""),
            excerpt=" … ".join(kept),
        )
        licence = self.assertion.citation or "the provision cited just before"
        return Reading(
            provision["locator"],
            outcome,
            licence,
            (evidence,),
            None,
            failed,
            detail,
            self.assertion.found_by,
        )

    def _finding(self, status: str, rule: str, readings: tuple[Reading, ...]) -> AssertionFinding:
        span = self.assertion.span
        return AssertionFinding(self.text, span.start, span.end, status, rule, self._slots(), readings)

    def _slots(self) -> tuple[Slot, ...]:
        origin = CONTEXT if self.assertion.found_by == CONTEXT else WRITTEN
        slots = [
            Slot(
                "provision",
                self.assertion.citation or self.assertion.provision,
                origin,
                None,
                self.assertion.found_by,
            )
        ]
        for name, value, span in self.assertion.said:
            base, _, how = name.partition(":")
            if base.startswith("restated") or base in ("citation", "hedged"):
                continue
            shown = label(value, self.facts)
            slots.append(
                Slot(
                    base,
                    f"{shown} ({how.replace('-', ' ')})" if how not in ("", "if", "plain") else shown,
                    WRITTEN,
                    span,
                )
            )
        return tuple(slots)


def _quote(norm: Mapping[str, Any], slot: str) -> str:
    return str(norm.get("quote", {}).get(slot, ""))
