"""Words the findings on a quotation: what they rest on, what is open and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Quote, Slot
from factcheck.model.finding import UNVERIFIED, AssertionFinding, Caveat, Evidence, NearMiss, Reading
from factcheck.model.record import replace
from factcheck.model.source import Search
from factcheck.verify.quotes.match import Match, brief, source_of, whole

TOLD = 2  # words with a meaning of their own that a passage must share for it to be told as the nearest


class Findings:
    """Builds the findings on `quote`, a part of the claim `text`, for which `search` went through the documents."""

    def __init__(self, quote: Quote, search: Search, text: str) -> None:
        self.quote = quote
        self.search = search
        self.text = text[quote.span.start : quote.span.end]

    def not_found(self, exact: Sequence[Match], nearest: Match | None = None) -> AssertionFinding:
        """Open: the words are not held of who is quoted; with where else they stand (`exact`), or what comes near."""
        who = self.search.who
        misses = tuple(
            NearMiss("speaker", f"the words stand in {source_of(m)}, {m.locator}"
                     + (f" ({m.candidate.held_by})" if m.candidate.held_by else "")
                     + (", published after the draft" if m.candidate.later else ""))
            for m in exact[:1]
            if m.alignment.content >= 2  # one word stands anywhere
        )  # fmt: skip
        # Names that both have are no likeness.
        if nearest is not None and nearest.alignment.plain >= TOLD and not misses:
            misses = (
                NearMiss(
                    "words",
                    f"the nearest passage is in {source_of(nearest)}, {nearest.locator}: “{brief(nearest.quoted)}”",
                ),
            )
        if not self.search.held:
            whom = f"“{who}”" if who else "whoever is quoted"
            found = self.open_(
                "no-source", f"no document of {whom} is held", "the document or recording that is quoted"
            )
        else:
            held = self.search.held
            what = "the one document" if held == 1 else f"the {held} documents"
            found = self.open_(
                "no-source",
                f"not found in {what} held of “{who}”",
                "the document or recording that is quoted",
            )
        return replace(found, near_misses=misses)

    def open_(
        self,
        reason: str,
        why: str,
        needs: str,
        match: Match | None = None,
        caveat: str = "",
        suggestion: bool = False,
    ) -> AssertionFinding:
        """Open for a reason, with why it is and what would settle it; on `match`, whose own words it may suggest."""
        readings = (self.reading(match, "no-data", why),) if match else ()
        finding = self.finding(UNVERIFIED, reason, readings)
        return replace(
            finding,
            caveats=(Caveat(caveat or reason, why),),
            reason=reason,
            needs=needs,
            suggestion=whole(match) if match and suggestion else None,
        )

    def reading(self, match: Match, outcome: str, detail: str, failed: str | None = None) -> Reading:
        """How the quotation reads against one passage."""
        document = match.candidate.document
        evidence = Evidence(
            document.source,
            document.title,
            document.url,
            match.locator,
            published=document.date,
            excerpt=match.excerpt,
        )
        licence = f"“{self.search.who}”" if self.search.who else "the words themselves: no speaker is named"
        return Reading(f"the quoted words in {document.title}", outcome, licence, (evidence,), None, failed, detail)

    def finding(self, status: str, rule: str, readings: tuple[Reading, ...]) -> AssertionFinding:
        """The finding with the slots of the quotation."""
        span = self.quote.span
        slots = [Slot("words", self.quote.words, "written", span)]
        named = self.quote.speaker and not (self.quote.document and self.quote.document in self.quote.speaker)
        slots += [Slot("speaker", self.quote.speaker, self.quote.origin)] if named else []
        slots += [Slot("document", self.quote.document, self.quote.origin)] if self.quote.document else []
        slots += [Slot("date", self.quote.said, self.quote.origin)] if self.quote.said else []
        return AssertionFinding(self.text, span.start, span.end, status, rule, tuple(slots), readings)
