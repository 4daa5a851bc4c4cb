"""Reads "the previous record of A set in May": a figure that is said to have been the highest, or lowest, till then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.anchors.anchor import EARLIER, HEIGHTS, SURPASSING
from factcheck.model.record import record

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

_HEIGHTS = {**HEIGHTS, "record": 1}
_QUALIFYING = frozenset("all time monthly annual yearly single month year the s 's - record fiscal calendar".split())
_ARTICLES = frozenset("the a its their".split())
_PASSING = SURPASSING | frozenset("nearing approaching neared approached nears".split())
_SETTING = frozenset(
    "set reached recorded hit established logged posted registered reported tallied notched seen counted".split()
)


@record
class OldRecord:
    """The item that says so, whether it was a high (1) or a low (-1), and where its words begin."""

    k: int
    sign: int
    first: int


def old_record(f: Frame, start: int) -> OldRecord | None:
    """The "previous record" that the figure at item `start`, or behind the hedge there, is said to have been."""
    if EARLIER.isdisjoint(f.tagged.said) and _PASSING.isdisjoint(f.tagged.said):
        return None
    before = f.ahead(start)
    if not before or f.word(before[-1]) not in ("of", "at", "was", ","):
        return None
    head: int | None = None
    sign = 0
    for m in reversed(before[:-1][-6:]):
        words = f.words(m).lower().replace("-", " ").split()
        if EARLIER.intersection(words):
            return OldRecord(head, sign, m) if head is not None else None
        if head is not None and f.word(m) in _PASSING and f.word(m + 1) in _ARTICLES:
            return OldRecord(head, sign, m + 1)  # "surpassing the record of A", "nearing the high of A": as it stood
        named = [w for w in words if w in _HEIGHTS]
        if head is None and not named:
            return None
        if head is None:
            head, sign = m, _HEIGHTS[named[-1]]
        elif not set(words) <= _QUALIFYING:
            return None
    return None


def stood_in(f: Frame, k: int) -> bool:
    """Whether item `k` is the height of "the previous (monthly) high came in May", "the old low was set in May"."""
    lead = f.ahead(k)[-_LEAD:]
    while lead and f.word(lead[-1]) in _QUALIFYING | _ARTICLES | {"one"}:
        lead.pop()
    after = [m for m in f.after(k)[:5] if f.word(m) not in _WAS]
    if after and f.word(after[0]) == "," and f.word(k + 2) in _SETTING:
        after.pop(0)
    led = bool(lead) and f.word(lead[-1]) in EARLIER and f.word(k + 1) in {","} | _WAS | _SETTING
    if after and f.word(after[0]) in _SETTING:
        after.pop(0)
    return led and len(after) > 1 and f.word(after[0]) in ("in", "during") and f.item(after[1]).period is not None


_WAS = frozenset("was were had been came occurred stood dated".split())


def bare(f: Frame, k: int) -> bool:
    """Whether the record at item `k` is told without a word for a high or a low: "set a record", "record-breaking"."""
    return f.words(k).lower().replace("-", " ") in _BARE


_BARE = frozenset(("record", "record setting", "record breaking", "record smashing", "record shattering"))


def undercut(f: Frame, k: int) -> bool:
    """ "15 percent lower than the previous record": one that is left behind by a lower figure was a low."""
    ahead = f.ahead(k)[-_LEAD:]
    while ahead and f.word(ahead[-1]) in ("monthly", "annual", "yearly"):
        ahead.pop()
    if not bare(f, k) or not ahead or f.word(ahead[-1]) not in EARLIER:
        return False
    signs = [(f.item(m).entry("direction") or {}).get("sign") for m in ahead if f.item(m).has("direction")]
    return signs[-1:] == [-1] or any(f.word(m) in _UNDER for m in ahead)


_LEAD = 5  # items in which "lower than the previous" stands
_UNDER = frozenset("below under".split())


def passes_old(f: Frame, k: int, start: int) -> bool:
    """Whether what stands at item k is set beside the figure at `start`: "above the previous high of A"."""
    old = old_record(f, start)
    return old is not None and old.first > k and {f.word(m) for m in f.between(k, old.first)} <= _ARTICLES


def lead_of_old(f: Frame, of: int) -> int | None:
    """The item before "the previous high" that ends in the word at `of`, if there is one."""
    old = old_record(f, of + 1)
    lead = old.first - 1 if old is not None else -1
    lead -= f.word(lead) in _ARTICLES
    return lead if lead >= 0 else None


def set_in(f: Frame, comma: int) -> int | None:
    """The period of ", set in May" at the comma: it dates the figure before it."""
    after = f.after(comma)[:6]
    while after and f.word(after[0]) in ("which", "that", "was", "were", "first"):
        after.pop(0)
    told = len(after) > 2 and f.word(after[0]) in _SETTING and f.word(after[1]) in ("in", "during")
    return after[2] if told and f.item(after[2]).period is not None else None
