"""Gives a figure that is said of each of several groups or places to every one of them: "A and B each had 9,000"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.populations import with_choices
from factcheck.model.claim import Choice, Figure
from factcheck.model.record import replace

_WORDS = frozenset(("each", "both", "all"))
_TIMES = frozenset("month months year years day days week weeks quarter quarters of fiscal calendar".split())
# With one of these it is said of several together.
_SUMMED = frozenset("combined together total overall collectively altogether sum joint jointly".split())
_SEEING = frozenset("saw see seen had have posted recorded reported experienced registered".split())
_PLACING = frozenset("in at from of for by across along with".split())


def said_of_each(f: Frame) -> int | None:
    """The item of "each", "both" or "all" beside several names of one kind; None where nothing is shared out."""
    if _WORDS.isdisjoint(f.tagged.said):
        return None
    for k in f.live():
        if f.word(k) not in _WORDS or f.word(k + 1) in _TIMES or (k + 1 < len(f.tagged.items) and _dates(f, k + 1)):
            continue
        if f.word(k) == "all" and not (k + 1 in f.unit.indices and f.item(k + 1).has("report", "direction", "hedge")):
            continue  # "A, B and C all reported": no "all of them"
        entries = [(m, e) for m in f.having("value") if (e := f.item(m).entry("value")) is not None]
        named = [(m, (str(e["dimension"]), str(e["value"]))) for m, e in entries if not e.get("hint")]
        before = {v for m, v in named if m < k}
        after = {v for m, v in named if k < m <= k + 6}
        if _several(before) or (f.word(k) == "both" and _several(after)):
            return k
    return None


def shared_out(f: Frame, figure: Figure) -> list[Figure]:
    """The figure, once for each of the names that it is said of."""
    k = said_of_each(f)
    several = next((c for c in figure.subject.choices if len(c.values) > 1 and c.span is not None), None)
    if k is None or several is None or joins_places(f, k):
        return [figure]
    out = []
    for value in several.values:
        choices = tuple(replace(c, values=(value,)) if c is several else c for c in figure.subject.choices)
        out.append(replace(figure, subject=with_choices(figure.subject, choices)))
    return out


def moves_each(f: Frame, change: Anchor, choices: Sequence[Choice], alone: bool) -> str:
    """Of whom a rise or fall without a size is said where the unit names several: "each" of "both A and B", of A and B
    that "saw declines"; "either" each or their sum, "sales at A and B fell"; else "".

    `alone`: nothing else is said in the unit.
    """
    several = [c for c in choices if len(c.values) > 1 and c.span is not None]
    if len(several) != 1 or " + " not in several[0].words or not _SUMMED.isdisjoint(f.tagged.norms):
        return ""
    plural = f.last_word(change.k).endswith("s") and f.word(change.k - 1) in _SEEING
    each = plural or (said_of_each(f) is not None and alone)
    return "each" if each else "either"


def joins_places(f: Frame, k: int) -> bool:
    """ "in both A and B": in either of them, or in the two together."""
    return f.word(k) == "both" and f.word(k - 1) in _PLACING


def _several(named: set[tuple[str, str]]) -> bool:
    return len(named) > len({dimension for dimension, _ in named})


def _dates(f: Frame, k: int) -> bool:
    return f.item(k).period is not None
