"""Tells what a rank may be among besides the other months: "the north gate had the most sales in May", of all gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.cutting.layout import boundary
from factcheck.model.claim import Choice

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

_MOST = frozenset("most fewest least highest lowest largest smallest biggest greatest plurality".split())
_COUNTS = frozenset("number numbers total totals count counts tally figure figures volume amount share".split())
_OWN = frozenset("its their 's his her our new".split())
_LEADS = frozenset("the a by".split())
_BACK = frozenset("since ever yet before history record".split())


def rivals(f: Frame, k: int, choices: tuple[Choice, ...]) -> tuple[str, bool]:
    """The dimension whose other values item `k` may rank the subject among, else "", and whether it says so plainly.

    "A had the most sales in May" sets A beside its kind, where nothing is said of other times. ", the most" behind a
    figure may do either. `choices` are those of the subject.
    """
    last = f.words(k).lower().replace("-", " ").split()[-1]  # of "second-highest"
    if last not in _MOST or f.word(k - 1) in _OWN or _reaches_back(f, k):
        return "", False
    dimension = _of_kind(f, choices)
    return dimension, bool(dimension) and f.word(k - 1) in _LEADS and _counted(f, k)


def _reaches_back(f: Frame, k: int) -> bool:
    """Whether the words behind item `k` say which times it is ranked among: "ever", "since May", "on record"."""
    after = f.after(k)[:10]
    stop = next((n for n, m in enumerate(after) if f.word(m) in (",", ";")), len(after))
    return any(f.word(m) in _BACK or f.item(m).has("scope", "duration") for m in after[:stop])


def _counted(f: Frame, k: int) -> bool:
    """Whether "(most) sales", "(highest) number of sales" stands behind item `k`."""
    after = f.after(k)[:4]
    number = bool(after) and f.word(after[0]) in _COUNTS
    rest = after[1:] if number else after
    if number and f.word(rest[0] if rest else -1) != "of":
        return False
    for m in rest:
        if f.item(m).has("measure", "head"):
            return True
        if boundary(f.tagged, m) or f.item(m).has("amount", "period", "direction"):
            return False
    return False


def _of_kind(f: Frame, choices: tuple[Choice, ...]) -> str:
    """The one dimension of groups, or of places within others, of which the unit names the subject's value."""
    dimensions = f.vocabulary.facts["dimensions"]
    named = [c for c in choices if c.span is not None and len(c.values) == 1 and c.values != ("all",) and not c.hint]
    ranked = {c.dimension for c in named if f.parts_people(c.dimension) or dimensions[c.dimension]["replaces"]}
    return ranked.pop() if len(ranked) == 1 else ""
