"""Turns one assertion into its finding, by whatever is held on it: figures, statutes, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.library import Library
from factcheck.model.claim import Assertion, Blocked, Cited, Contrast, Law, Quote, Rule, Share
from factcheck.model.finding import AssertionFinding
from factcheck.model.record import replace
from factcheck.model.source import OTHER
from factcheck.retrieve.series import Query, pair_queries, queries
from factcheck.verify.bench import Bench
from factcheck.verify.elsewhere import of_all, of_others
from factcheck.verify.judge import judge

if TYPE_CHECKING:
    from factcheck.model.reference import Known
    from factcheck.model.source import Candidate, Search
    from factcheck.retrieve.numbered import Numbered
    from factcheck.retrieve.passages import Finder
    from factcheck.retrieve.provisions import Statutes

MOST_CITED = 6  # numbered documents of one sentence that are looked up


class Judge:
    """Gives assertions their findings out of one library, whose rooms are entered when first needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.finder = _finder(library)

    def bench(self, as_of: date | None) -> Bench:
        """What the figures of the library say, read as of a day."""
        return Bench(self.library, self.library.facts, as_of)

    def nominate(self, assertion: Assertion) -> tuple[Query, ...] | Blocked:
        """The populations to look up for an assertion, or why none is."""
        if isinstance(assertion, Share):
            return pair_queries(assertion.subject, assertion.whole, self.library.facts)
        if isinstance(assertion, Contrast):
            return pair_queries(assertion.subject, assertion.other, self.library.facts)
        return queries(assertion.subject, self.library.facts)

    def finding(self, assertion: Assertion, text: str, bench: Bench, explain: bool = True) -> AssertionFinding:
        """The verdict on an assertion of the claim `text`; with `explain`, a wrong one is told where it went wrong."""
        if isinstance(assertion, Law):
            from factcheck.verify.law.concepts import verify_law

            written = {p["id"] for p in self.library.facts["provisions"]}
            if assertion.provision not in written and self.statutes.place(assertion.provision)[0]:
                # Its text is held, and what is said of it is no rule.
                said = Rule(assertion.span, assertion.subject, assertion.when, clauses=(), cited=(assertion.provision,))
                return self._rule(replace(said, citation=assertion.citation), text)
            return verify_law(assertion, self.library.facts, text)
        if isinstance(assertion, Rule):
            return self._rule(assertion, text)
        if isinstance(assertion, Quote) and self.finder is not None:
            from factcheck.verify.quotes.quote import judge_quote

            return judge_quote(assertion, self._of_number(assertion, self.finder.search(assertion, bench.as_of)), text)
        if isinstance(assertion, Cited) and (known := self.known(assertion)):
            from factcheck.verify.statements.numbered import not_settled, verify_numbered

            against = verify_numbered(assertion, known, text)
            if against is not None:
                return against
            assertion = replace(assertion, blocked=not_settled(known, text))
        nominated = self.nominate(assertion)
        found = judge(assertion, text, nominated, bench, explain)
        found = of_others(assertion, text, self.nominate, bench, found)
        found = of_all(assertion, text, self.nominate, bench, found)
        if isinstance(nominated, Blocked) or not nominated:
            return found
        first = nominated[0]
        return replace(found, said=assertion, looked_up=(first.measure, first.where, first.other))

    def _rule(self, assertion: Rule, text: str) -> AssertionFinding:
        from factcheck.verify.law.provision import verify_absent, verify_called, verify_codified, verify_rule

        statutes = self.statutes
        if assertion.called is not None:
            theirs = [n for a in assertion.called.addresses for n in statutes.under(a)]
            own = [n for a in assertion.cited for n in statutes.under(a)]
            wrong = verify_called(assertion, own, theirs, self.library.documents(), self.library.facts, text)
            if wrong is not None:
                return wrong
        if assertion.codified is not None:
            theirs = [n for a in assertion.codified.addresses for n in statutes.under(a)]
            elsewhere = verify_codified(assertion, theirs, self.library.documents(), self.library.facts, text)
            if elsewhere is not None:
                return elsewhere
        absent = statutes.absent(assertion)
        if absent is not None:
            return verify_absent(assertion, *absent, self.library.documents(), self.library.facts, text)
        return verify_rule(
            assertion, statutes.cited(assertion, text), lambda: statutes.elsewhere(assertion, text),
            lambda: statutes.sections_of(assertion), self.library.documents(), self.library.facts, text,
        )  # fmt: skip

    def _of_number(self, quote: Quote, search: Search) -> Search:
        """What a search for a quotation came to, where its source is cited by number: only that document counts."""
        if not quote.numbered:
            return search
        documents = {d.id for r in quote.numbered for d in self.numbered.known(r).documents}
        who = f"{quote.numbered[0].label} {quote.numbered[0].key}"
        if not documents:
            nothing = replace(search, candidates=tuple, elsewhere=tuple, standing=(), held=0, who=who)
            return search if quote.pointed else nothing

        def only(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
            return tuple(c if c.document.id in documents else replace(c, named=OTHER) for c in found)

        nearest, others = search.candidates, search.elsewhere
        return replace(
            search, candidates=lambda: only(nearest()), elsewhere=lambda: only(others()),
            standing=search.standing and only(search.standing), held=len(documents), who=who,
        )  # fmt: skip

    def known(self, cited: Cited | None) -> list[Known]:
        """What is held on the documents that a sentence cites by number; none where no documents are held."""
        if cited is None or not self.library.documents():
            return []
        known = (self.numbered.known(r) for r in cited.references[:MOST_CITED])
        return [k for k in known if k.mentions or k.others]

    @cached_property
    def numbered(self) -> Numbered:
        """The documents that are cited by a number."""
        from factcheck.retrieve.numbered import Numbered

        return Numbered(self.library, self.library.facts)

    @cached_property
    def statutes(self) -> Statutes:
        """The statutes among the documents."""
        from factcheck.retrieve.provisions import Statutes

        return Statutes(self.library, self.library.facts)


def _finder(library: Library) -> Finder | None:
    """What looks up quotations; None without documents, so that nothing is loaded for it."""
    if not library.documents():
        return None
    from factcheck.retrieve.passages import Finder
    from factcheck.text.document_names import DocumentNames

    return Finder(library, library.facts, DocumentNames(library.facts))
