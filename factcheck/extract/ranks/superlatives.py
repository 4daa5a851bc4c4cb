"""Tells whether a superlative, "high" or "low" ranks a time among others: "the most since May", "a 20-year low"."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import EARLIER, NUMERIC
from factcheck.extract.periods.reach import reach_back
from factcheck.extract.ranks.old_records import stood_in, undercut
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.obstacles import unseen

_RECORD_LEADS = frozenset("a the new old another former earlier previous prior 's in annual monthly all time".split())
HIGH_OR_LOW = frozenset(("high", "low", "highs", "lows"))
_NO_RECORD = frozenset("of recent recently likely frequently often commonly".split())  # behind "most"


def rank_sign(f: Frame, k: int) -> int:
    """1 where item k ranks from the highest down, -1 from the lowest up."""
    item = f.item(k)
    if item.has("negation"):  # "fell to a level not seen since May"
        fell = [(i.entry("direction") or {}).get("sign") for i in f.tagged.items[:k] if i.has("direction")]
        return -1 if fell[-1:] == [-1] else 1
    if undercut(f, k):
        return -1
    return 1 if item.has("highest") or f.word(k) in ("high", "highs") else -1


def is_rank(f: Frame, k: int) -> bool:
    """Whether item k ranks at all: no "for the record", "most recently", "most of them"."""
    item = f.item(k)
    if f.word(k) in HIGH_OR_LOW and not item.has("highest", "lowest"):
        return reach_back(f, k) > 0 or (not EARLIER.isdisjoint(f.tagged.said) and stood_in(f, k))
    if not item.has("highest", "lowest") or (item.has("negation") and not unseen(f, k)):
        return False
    word, after = f.word(k), f.word(k + 1)
    if word == "record" and f.word(k - 2) == "for" and after in (",", ".", ":"):
        return False  # "for the record, …"
    if item.has("report") and item.rank == 0:  # "record" the verb, "a record of …"
        before = f.word(k - 1)
        return before in _RECORD_LEADS and word in ("record", "records")
    if word in ("most", "least"):
        lead = [f.word(k - 2), f.word(k - 1)]
        alone = f.word(k + 2) in ("any", "all") or (lead[1] == "the" and lead[0] != "up")
        of_any = after == "of" and alone
        plain = of_any or not (after in _NO_RECORD or after.endswith("ly"))  # "most sharply"
        return plain and not _precedes_figure(f, k) and not _is_bare(f, k)
    return True


def _is_bare(f: Frame, k: int) -> bool:
    """ "had most sales in May": more than half of them, or more than anybody else; "had most sales since" ranks."""
    led = k in (0, f.unit.indices[0]) or f.word(k - 1) in ("the", ",", "-", "its", "their", "'s", "up", "with")
    after = f.after(k)
    counted = bool(after) and f.item(after[0]).has("measure", "head", "value")
    return not led and counted and not any(f.word(m) == "since" or f.item(m).has("scope") for m in after[:6])


def _precedes_figure(f: Frame, k: int) -> bool:
    return k + 1 < len(f.tagged.items) and f.item(k + 1).has(*NUMERIC)
