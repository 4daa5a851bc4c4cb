"""Reads "all but 900 of the 9,000": a figure that says by how much a part falls short of its whole."""

from __future__ import annotations

from factcheck.extract.frame import Frame
from factcheck.extract.ratios import hedge_before
from factcheck.model.claim import Assertion, Contrast, Figure, Subject

EXCEPT = frozenset("but except besides".split())


def leaves_out(f: Frame, k: int) -> bool:
    """Whether "all but", or the like, stands before the (hedged) figure at item k."""
    start = hedge_before(f, k)[1]
    return f.word(start - 1) in EXCEPT and f.word(start - 2) == "all"


def short_of(f: Frame, k: int, part: Assertion, whole: Subject) -> Assertion:
    """The figure of a part at item k; after "all but" the whole instead, larger than the part by that figure."""
    if not isinstance(part, Figure) or not leaves_out(f, k):
        return part
    return Contrast(
        part.span, whole, part.when, part.negated, part.blocked,
        other=part.subject, direction=1, size=part.amount, hedge=part.hedge,
    )  # fmt: skip
