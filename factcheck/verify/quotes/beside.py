"""Settles what stands beside a quotation: parts of a claim that say no more than the words it quotes."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Assertion, Law, Quote, Rule, Statement, Undecided
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.text.stems import part_of_speech
from factcheck.text.wording import GAP, INSERTED, words_of

LONGER = "a longer quotation"  # what a word or two would need that stand in a document of the speaker, alone
MENTIONED = 2  # words in quotation marks that may be a name or a nickname, and then quote nobody


def beside_quotes(read: Sequence[Assertion], found: Sequence[AssertionFinding]) -> list[AssertionFinding]:
    """The findings that count for the claim; `found[n]` is on `read[n]`.

    Where quoted words were found, an undecided reading of the words around them adds nothing, nor does
    one of figures within them, found or misquoted. A name in quotation marks that no document is quoted with adds
    nothing to other parts.
    """
    quotes = [(a, f) for a, f in zip(read, found, strict=True) if isinstance(a, Quote)]
    if not quotes:
        return list(found)
    found = _anchored(read, found)
    quotes = [(a, f) for a, f in zip(read, found, strict=True) if isinstance(a, Quote)]
    held = [a.span for a, f in quotes if f.status == SUPPORTED]
    speakers = [a.speaker for a, f in quotes if f.status == SUPPORTED]
    misquoted = [a.span for a, f in quotes if f.status == CONFLICTING]
    out = [
        f
        for a, f in zip(read, found, strict=True)
        if isinstance(a, Quote)
        or not (
            _unheard(a, held) if f.status != UNVERIFIED else _told_by(a, held, misquoted) or _describes(a, f, speakers)
        )
    ]
    if len(out) > 1:
        names = {id(f) for a, f in quotes if f.status == UNVERIFIED and _is_name(a)}
        out = [f for f in out if id(f) not in names] or out[:1]
    return out


def quotes_somebody(assertion: Assertion) -> bool:
    """Whether an assertion is a quotation, and no name or nickname in quotation marks."""
    return isinstance(assertion, Quote) and not _is_name(assertion)


def _anchored(read: Sequence[Assertion], found: Sequence[AssertionFinding]) -> list[AssertionFinding]:
    """The findings, where a word or two stand in the document that another quotation of the claim was found in."""
    known = {e.title for a, f in zip(read, found, strict=True) if isinstance(a, Quote) and f.status == SUPPORTED
             for r in f.readings for e in r.evidence}  # fmt: skip
    return [
        _counted(f)
        if isinstance(a, Quote) and f.needs == LONGER and known & {e.title for r in f.readings for e in r.evidence}
        else f
        for a, f in zip(read, found, strict=True)
    ]


def _counted(finding: AssertionFinding) -> AssertionFinding:
    readings = tuple(replace(r, outcome="fits") for r in finding.readings)
    return replace(finding, status=SUPPORTED, rule="quote", reason="", needs="", caveats=(), readings=readings)


def _describes(assertion: Assertion, finding: AssertionFinding, speakers: Sequence[str]) -> bool:
    """Whether undecided words only say of the speaker where or as what: "Lee, speaking from the quay, said"."""
    return isinstance(assertion, Undecided) and any(finding.text in speaker for speaker in speakers)


def _told_by(assertion: Assertion, held: Sequence[Span], misquoted: Sequence[Span]) -> bool:
    if any(q.contains(assertion.span) for q in (*held, *misquoted)):
        return True
    if not isinstance(assertion, (Law, Statement, Undecided)) and not (
        isinstance(assertion, Rule) and assertion.tentative
    ):
        return False
    return any(assertion.span.contains(q) for q in held)


def _unheard(assertion: Assertion, quotations: Sequence[Span]) -> bool:
    """Whether a rule is read with quoted words that no law was found to hold."""
    return isinstance(assertion, Rule) and not quotations


def _is_name(quote: Quote) -> bool:
    words = [w.norm for w in words_of(quote.words) if w.norm not in (GAP, INSERTED)]
    doing = len(words) > 1 and part_of_speech(words[-1]) == "v"  # "to “swiftly raise” the dam"
    return len(words) <= MENTIONED and not doing
