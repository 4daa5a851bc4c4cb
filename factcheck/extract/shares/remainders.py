"""Reads "all but 900 of the 9,000": a figure that says by how much a part falls short of its whole.

Finds "900 of the sales came to nothing": a part of which no table says who or where it is.
"""

from __future__ import annotations

from factcheck.extract.shares.ratios import hedge_before
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Assertion, Contrast, Figure, Subject

EXCEPT = frozenset("but except besides".split())


def leaves_out(f: Frame, k: int) -> bool:
    """Whether "all but", or the like, stands before the (hedged) figure at item k."""
    start = hedge_before(f, k)[1]
    return f.word(start - 1) in EXCEPT and f.word(start - 2) == "all"


_WHOLES = frozenset("the those these all its their".split())
_PREDICATES = frozenset("were was are involved came resulted occurred had ended led took went".split())


def unnamed_part(f: Frame, k: int) -> int | None:
    """The word for what is counted in "900 of the sales involved …" at item k, where nothing says which part it is."""
    if f.word(k + 1) != "of" or f.word(k + 2) not in _WHOLES:
        return None
    counted = next((m for m in f.after(k)[2:5] if f.item(m).has("measure", "head")), None)
    if counted is None or any(f.item(m).has("amount", "value") for m in f.between(k + 2, counted)):
        return None
    said = next((m for m in f.after(counted) if f.word(m) in _PREDICATES), None)
    told = f.after(said) if said is not None else f.live()  # "A accounted for 900 of the sales"
    return None if any((e := f.item(m).entry("value")) is not None and not e.get("hint") for m in told) else counted


def short_of(f: Frame, k: int, part: Assertion, whole: Subject) -> Assertion:
    """The figure of a part at item k; after "all but" the whole instead, larger than the part by that figure."""
    if not isinstance(part, Figure) or not leaves_out(f, k):
        return part
    return Contrast(
        part.span, whole, part.when, part.negated, part.blocked,
        other=part.subject, direction=1, size=part.amount, hedge=part.hedge,
    )  # fmt: skip
