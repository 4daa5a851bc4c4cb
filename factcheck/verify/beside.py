"""Settles what stands beside a quotation: parts of a claim that say no more than the words it quotes."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Assertion, Law, Quote, Rule, Statement, Undecided
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding
from factcheck.model.text import Span
from factcheck.text.wording import GAP, INSERTED, words_of

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
    held = [a.span for a, f in quotes if f.status == SUPPORTED]
    misquoted = [a.span for a, f in quotes if f.status == CONFLICTING]
    out = [
        f
        for a, f in zip(read, found, strict=True)
        if isinstance(a, Quote) or not (_unheard(a, held) if f.status != UNVERIFIED else _told_by(a, held, misquoted))
    ]
    if len(out) > 1:
        names = {id(f) for a, f in quotes if f.status == UNVERIFIED and _is_name(a)}
        out = [f for f in out if id(f) not in names] or out[:1]
    return out


def quotes_somebody(assertion: Assertion) -> bool:
    """Whether an assertion is a quotation, and no name or nickname in quotation marks."""
    return isinstance(assertion, Quote) and not _is_name(assertion)


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
    return sum(w.norm not in (GAP, INSERTED) for w in words_of(quote.words)) <= MENTIONED
