"""Tells whether a word states a change or a comparison: "sales were up", "fewer than in May", "below the peak of A"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.extract.anchors.anchor import HEIGHTS, NUMERIC
from factcheck.extract.cutting.layout import boundary
from factcheck.extract.subjects.frame import Frame

_BEATING = frozenset(
    "beat beats beating broke breaking shattered shattering smashed smashing eclipsed eclipses eclipsing".split()
)
# Words that also say other things: "up to date", "the fall of the house".
_ALSO_PLACED = frozenset("up down reduced slowed rises fall drop gain".split())
_COPULAS = frozenset("were was are is".split())
_WHEREVER = frozenset("in at along across on for overall".split())
_AGAIN = frozenset("again too once a bit little".split())
_WHO_COUNTS = frozenset(("filler", "anaphor", "report", "actor", "measure", "head", "neutral"))
_THEN = frozenset("in during of all for the".split())


def states_change(f: Frame, k: int, entry: Mapping[str, Any]) -> bool:
    """Whether the direction at item k, as `entry` has it, says that something changed or differs."""
    if entry["part"] == "comparative" and not _compares(f, k):
        return False
    if k + 1 in f.unit.indices and f.words(k + 1).lower() == "short of":
        return False  # "fell short of A": fewer than that
    plain = f.word(k) in _ALSO_PLACED and f.item(k).has("filler")
    return not plain or _precedes_any(f, k) or _set_off(f, k) or _is_predicate(f, k)


def counted_then(f: Frame, k: int) -> int | None:
    """The time in "fewer than (the agency) recorded in May (alone)" at item k: the same count of another time."""
    counted = False
    for m in f.after(k)[:9]:
        item = f.item(m)
        if item.period is not None:
            return m if counted and f.word(m - 1) in _THEN else None
        counted = counted or item.has("report", "measure")
        entry = item.entry("value")
        own = entry is not None and any(f.item(v).entry("value") == entry for v in f.having("value") if v < k)
        own = own or (entry is not None and bool(entry.get("hint")))
        if not own and not (item.kinds <= _WHO_COUNTS or item.has("anaphor", "report")):
            return None
    return None


def beats_a_low(f: Frame, k: int) -> bool:
    """ "the fewest on record, beating the A of May", "breaking the record low of A": lower, and not higher."""
    if f.word(k) not in _BEATING:
        return False
    around = [m for m in (*f.ahead(k), *f.after(k)[:4]) if f.item(m).has("highest", "lowest") or f.word(m) == "low"]
    return bool(around) and (f.item(around[-1]).has("lowest") or f.word(around[-1]) == "low")


def height_of(f: Frame, k: int) -> bool:
    """ "peak of A", "high of about A": a record at item k, and the figure that it was."""
    told = f.after(k)[:3]
    height = f.item(k).has("highest", "lowest") or f.word(k) in HEIGHTS
    amounts = [m for m in told[1:] if f.item(m).has("amount")]
    return height and f.word(k + 1) == "of" and bool(amounts) and f.between(k + 1, amounts[0])[:1] in ([], told[1:2])


def dated_at_once(f: Frame, k: int) -> bool:
    """ "(below) the A of May", "the A recorded in May": the figure stands with a period of its own."""
    for m in f.after(k)[:6]:
        if f.item(m).period is not None:
            return True
        if not f.item(m).kinds & {"filler", "report", "head", "measure", "average"} or f.word(m) in (
            "mark",
            "level",
        ):
            return False
    return False


def _set_off(f: Frame, k: int) -> bool:
    """ "A, down", "A, up slightly again": all that a comma and the end of the clause hold between them."""
    start, end = k, k + 1
    while f.item(start - 1).has("slight", "sharp") and start > 1:
        start -= 1
    while end < len(f.tagged.items) and (f.item(end).has("slight", "sharp") or f.word(end) in _AGAIN):
        end += 1
    shut = end >= len(f.tagged.items) or boundary(f.tagged, end)
    return f.word(k) in ("up", "down") and f.word(start - 1) in (",", "-") and shut


def _is_predicate(f: Frame, k: int) -> bool:
    """ "Sales were up (again) in May", "sales are down": the verb is told by the copula."""
    start = k
    while f.item(start - 1).has("slight", "sharp") and start > 1:
        start -= 1
    after = f.word(k + 1)
    ends = not f.after(k) or boundary(f.tagged, k + 1) or after in _AGAIN or after in _WHEREVER
    return f.word(k) in ("up", "down") and f.word(start - 1) in _COPULAS and ends


def _precedes_any(f: Frame, k: int) -> bool:
    """ "up 9 percent", "down from 92,833", "up to" is filler."""
    following = f.after(k)[:5]
    for m in following:
        if f.item(m).has(*NUMERIC) or (f.item(m).has("base") and f.word(m) != "to"):
            return True
        if not f.item(m).kinds & {"filler", "hedge", "slight", "sharp", "period"} or f.word(m) == "to":
            return False
    return False


def _compares(f: Frame, k: int) -> bool:
    """ "14 percent higher", "lower than", "fewer … than": a comparative with something to compare."""
    before = f.before(k, ("filler", "slight", "sharp"))
    if before is not None and f.item(before).has("percent", "share", "points", "times", "multiple"):
        return True
    if before is not None and f.item(before).has("amount"):  # "A more than in May", and not "A more in June"
        return any(f.word(m) in ("than", "compared", "from") for m in f.after(k))
    following = f.after(k)[:3]
    if any(f.word(m) == "than" for m in following[:2]):
        return True
    # "higher in May than in April"
    dated = len(following) == 3 and f.word(following[0]) in ("in", "during") and f.word(following[2]) == "than"
    return dated and f.item(following[1]).period is not None
