"""Runs the stages in their order: a text or a document in, findings out. The only owner of that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from factcheck.extract.claims import Reader
from factcheck.extract.mentions import build_vocabulary
from factcheck.library import Library
from factcheck.model.claim import Blocked, Claim
from factcheck.model.finding import Finding
from factcheck.model.value import Calendar
from factcheck.retrieve.series import Query, queries
from factcheck.verify.fold import fold
from factcheck.verify.judge import Bench, judge


class Checker:
    """Checks claims against one library. Pure but for the library's look-ups."""

    def __init__(self, library: Library) -> None:
        self.library = library
        calendar = library.facts["calendar"]
        self.calendar = Calendar(int(calendar.get("fiscal_start", 1)))
        bare_year = tuple(calendar.get("bare_year", ("calendar",)))
        self.reader = Reader(build_vocabulary(library.facts), self.calendar, bare_year)

    def claim(self, text: str, as_of: date | None, context: Sequence[str] = (), identity: str = "claim") -> Finding:
        """The finding on one claim; `context` holds earlier texts that fill unwritten slots."""
        return self.verify(self.reader.read(text, as_of, context, identity))

    def verify(self, claim: Claim) -> Finding:
        """Verdict on a claim that has been read."""
        bench = Bench(self.library, self.library.facts, claim.as_of, self.calendar)
        found = []
        for assertion in claim.assertions:
            nominated: tuple[Query, ...] | Blocked = queries(assertion.subject, self.library.facts)
            found.append(judge(assertion, claim.text, nominated, bench))
        return replace(fold(claim, found))
