"""Finds the period whose figure something is a share of: "half of May's total", "a third as many as in May"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.shares.ratios import hedge_before, is_firm
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.whom import tells_whom

# Verbs that set a share beside what it is: "45 percent were A", "half took place at B".
SHARE_VERBS = frozenset(
    "were was are is came involved concerned consisted happened occurred took ended resulted arose stemmed".split()
)
# "The share of sales taking place at A", "involving B"
BEING = frozenset("taking occurring happening involving resulting ending".split())
# Verbs that do so where who came follows at once: "half came as A", "a third arrived in A".
_COMING = frozenset("came come arrived travelled traveled crossed".split())
_HEADS = frozenset(
    "that those figure figures level levels number total tally count pace rate volume what peak high low record".split()
)
_SHARES = frozenset(("share", "proportion", "percentage"))
_STOOD = frozenset(("was", "is", "reached", "hit"))
_THEY_MADE = ("they made up", "they accounted for", "it made up", "it accounted for", "they represented")
_TURNING = frozenset("but only just and about around nearly roughly".split())
_JOINING = frozenset(("-", ",", "or"))
_BACK = frozenset("them whom which these those".split())
_AS_MANY = ("as many as", "as high as", "as large as", "as much as")


def share_of_period(f: Frame, k: int) -> int | None:
    """The period of "half of May's total", "a third of the A recorded in May", "half that of May"."""
    before = f.ahead(k)
    counts = any(f.item(m).has("measure", "amount") or f.word(m) in _HEADS for m in before)
    if any(is_firm(f, m) for m in before) and not counts:
        return None  # "the north gate saw half of May's 9,000 sales"
    after = f.after(k)[:14]
    if after and f.word(after[0]) == "of":
        after = after[1:]
    elif not f.item(k).has("share") or (after and f.words(after[0]).lower().endswith(" than")):
        return None  # "61 percent below the level of May", "a quarter fewer than the A of May": a change, and no part
    if after and f.words(after[0]).lower() in _AS_MANY:  # "a fourth as many as in May"
        passed = ("in", "during", "those", "the", "of")
        dated = [m for m in after[1:4] if f.item(m).period is not None or f.word(m) not in passed][:1]
        return dated[0] if dated and f.item(dated[0]).period is not None else None
    while after and (f.word(after[0]) in ("the", "its", "their", "a", "an") or f.item(after[0]).has("hedge")):
        after = after[1:]
    if not after:
        return None
    head, told = after[0], f.item(after[0]).has("amount", "highest", "lowest") or f.word(after[0]) in _HEADS
    if f.item(head).period is not None and _counted_whole(f, head):
        return None  # "A made up half of May's 9,000 sales": of a population, and no other period
    if f.item(head).period is not None:
        owned = f.word(head + 1) == "'s" or f.word(head + 1) in _HEADS
        return head if owned and not _told_of(f, head) else None
    if not told:
        return None
    rest = after[1:]
    if f.word(head) == "what" and rest and (f.item(rest[0]).has("anaphor") or f.word(rest[0]) in ("it", "they")):
        rest = [m for m in rest[1:] if m > rest[1] or f.word(m) not in ("was", "were")] if rest[1:] else []
    for m in rest:
        if f.item(m).period is not None:
            return None if _told_of(f, m) else m
        if f.word(m) in (",", ";", "were", "was", "and") or is_firm(f, m):
            return None
    return None


def sets_share(f: Frame, k: int) -> bool:
    """Whether item k is a verb that sets a share, or a part, beside what it is: "were A", "arrived as A"."""
    if f.word(k) in SHARE_VERBS or (f.word(k) == "led" and f.item(k).has("causal")):
        return True
    after = f.after(k)[:2] if f.word(k) in _COMING else []
    return any(is_firm(f, m) and f.parts_people(str((f.item(m).entry("value") or {})["dimension"])) for m in after)


def moving_share(f: Frame) -> tuple[list[int], list[int], list[int]] | None:
    """(whole, part, items) of "the share of A that were B rose to 61 percent in May from 27 percent in April".

    The items are both percentages and the verb, which they have to agree with.
    """
    if _SHARES.isdisjoint(f.tagged.said):
        return None
    named = next((k for k in f.live() if f.word(k) in _SHARES and f.words_after(k, 1) == ["of"]), None)
    moved = [k for k in f.having("direction") if named is not None and k > named and not f.item(k).has("filler")]
    sizes = f.having("percent", "share")
    if named is None or len(moved) != 1 or len(sizes) != 2 or moved[0] > sizes[0]:
        return None
    leads = [f.word(hedge_before(f, k)[1] - 1) for k in sizes]
    told = [f.item(m).period is not None for k in sizes for m in f.after(k)[1:2]]
    first, last = (f.item(k).number for k in (sizes if leads == ["from", "to"] else sizes[::-1]))
    sign = int((f.item(moved[0]).entry("direction") or {})["sign"])
    if sorted(leads) != ["from", "to"] or told != [True, True] or first is None or last is None:
        return None
    if (last.amount.value - first.amount.value) * sign <= 0:
        return None
    inner = f.between(named + 1, moved[0])
    among = next((m for m in inner if f.word(m) == "among"), None)  # "the share of B among A"
    relative = next((m for m in inner if f.word(m) in ("who", "that") or f.word(m) in BEING), None)
    if among is not None:
        whole, part = [m for m in inner if m > among], [m for m in inner if m < among]
    elif relative is not None:
        whole, part = [m for m in inner if m < relative], [m for m in inner if m >= relative]
    else:
        whole, part = inner, [m for m in f.ahead(named) if f.word(named - 1) == "'s"]
        if not part and f.background.subject.measure is not None and not any(f.item(m).has("measure") for m in inner):
            whole, part = [], inner  # "The share of B rose …", behind a sentence of the whole
    return (whole, part, [moved[0], *sizes]) if any(is_firm(f, m) for m in part) else None


def said_again(f: Frame, k: int) -> bool:
    """ "…; a year earlier, the share was (about) 61 percent": of another time than the clause before."""
    start = hedge_before(f, k)[1]
    before = [m for m in f.live() if m < start]
    words = [f.word(m) for m in before][-3:]
    after = [m for m in f.live() if m > k]
    if f.background.part is not None and not after and set(words) <= _JOINING:
        return True  # "9,000 of the 12,000 sold were A - more than half"
    named = any(is_firm(f, m) or f.item(m).has("measure", "amount", "percent", "share") for m in (*before, *after))
    told = len(words) == 3 and words[0] in ("the", "that") and words[1] in _SHARES and words[2] in _STOOD
    said = " ".join([f.words(m).lower() for m in before])
    told = told or said.endswith(_THEY_MADE)  # "…; by 2023 they made up 27 percent"
    if not told and set(words) <= _TURNING:  # "… in May but only 27 percent in June"
        told = after != [] and all(f.item(m).period is not None for m in after[f.word(after[0]) in ("in", "the") :])
    return f.background.part is not None and told and not named


def _counted_whole(f: Frame, period: int) -> bool:
    """Whether "May's 9,000 sales" is a whole of its own, of which a group named before is the part."""
    after = f.after(period)[:4]
    counted = any(f.item(m).has("measure") for m in after) and any(f.item(m).has("amount") for m in after)
    named = [f.item(m).entry("value") for m in f.live() if m < period and is_firm(f, m)]
    return counted and any(e is not None and f.parts_people(str(e["dimension"])) for e in named)


def _told_of(f: Frame, period: int) -> bool:
    """Whether a verb and a value follow: then the share is of a population, not of a period."""
    after = f.after(period)
    verb = next((m for m in after if sets_share(f, m)), None)
    return verb is not None and any(is_firm(f, m) for m in after if m > verb)


def named_before(f: Frame, after: Sequence[int]) -> bool:
    """ "a third of them from P": the whole was named before; "half of those sold at P" names it."""
    if not after or f.word(after[0]) not in _BACK or not any(is_firm(f, m) for m in after):
        return False
    told = f.word(after[0]) in ("those", "these") and len(after) > 1
    return not (told and (f.item(after[1]).has("measure") or tells_whom(f, after[0])))


def points_back(f: Frame, before: Sequence[int], after: Sequence[int]) -> bool:
    """ "9,000 were sold in May, and 12 percent of them - …": what was counted before is the whole, and no part."""
    return f.word(after[0]) == "them" and any(f.item(m).has("amount") for m in before) if after else False
