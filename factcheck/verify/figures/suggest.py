"""Words a wrong figure as the sources would have it, at the precision the writer used."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from factcheck.model.claim import Assertion, Change, Figure
from factcheck.model.hedge import BETWEEN, EXACT
from factcheck.model.value import Amount, Period
from factcheck.verify.amounts import number
from factcheck.verify.figures.figure import Comparison


def suggestion(assertion: Assertion, text: str, outcome: Comparison, period: Period) -> str | None:
    """The claim with the wrong slot put right; None when no single wording offers itself."""
    if outcome.official is None or assertion.negated:
        return None
    if isinstance(assertion, Figure) and not assertion.each and not assertion.often:
        words = _figure_words(assertion, outcome.official, text)
    elif isinstance(assertion, Change) and outcome.failed_slot == "amount" and assertion.size is not None:
        if assertion.size.unit not in ("percent", "share"):
            return None
        span = assertion.span
        words = text[span.start : span.end]
        official = f"{abs(outcome.official):.0f}"
        mended = re.sub(r"\d[\d.,]*", official, words, count=1)
        return text[: span.start] + mended + text[span.end :] if mended != words else outcome.says
    elif isinstance(assertion, Change):
        return outcome.says or None
    else:
        return outcome.says or None
    span = assertion.span
    return (text[: span.start] + words + text[span.end :]).strip()


def _figure_words(claim: Figure, official: Decimal, text: str) -> str:
    if claim.hedge is EXACT or claim.hedge is BETWEEN or claim.amount.is_exact:
        if claim.amount.is_exact or claim.hedge is BETWEEN:
            return number(official / claim.amount.times) + claim.amount.written_unit
        return _rounded(claim.amount, official, ROUND_HALF_UP)
    written = text[claim.span.start : claim.span.end]
    lead = {
        "nearly": "nearly",
        "up to": "as many as",
        "fewer than": "fewer than",
        "at most": "at most",
        "well under": "fewer than",
    }
    more = {
        "more than": "more than",
        "at least": "at least",
        "just over": "just over",
        "well over": "more than",
    }
    if claim.hedge.name in lead:
        return f"{_case(lead[claim.hedge.name], written)} {_rounded(claim.amount, official, ROUND_UP)}"
    if claim.hedge.name in more:
        return f"{_case(more[claim.hedge.name], written)} {_rounded(claim.amount, official, ROUND_DOWN)}"
    return f"{_case('about', written)} {_rounded(claim.amount, official, ROUND_HALF_UP)}"


def _case(word: str, written: str) -> str:
    return word.capitalize() if written[:1].isupper() else word


def _rounded(amount: Amount, official: Decimal, how: str) -> str:
    """`official` at the written place, or a finer one when that would be more than 3 % off."""
    place = amount.place
    while True:
        value = (official / place).quantize(Decimal(1), rounding=how) * place
        if place <= min(amount.times, Decimal(1)) or (value and abs(value - official) / official <= Decimal("0.03")):
            return number(value / amount.times) + amount.written_unit
        place /= 10
