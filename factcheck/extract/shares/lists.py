"""Finds what a share leaves unsaid because an earlier one says it: "…, 27 percent B", "B (27 percent)"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from factcheck.extract.shares.of_parts import is_part
from factcheck.extract.shares.periods import SHARE_VERBS
from factcheck.extract.shares.ratios import hedge_before, is_firm
from factcheck.extract.shares.words import share_of, verb_after
from factcheck.extract.subjects.frame import Frame

_PLACING = frozenset("of in at from the among along for to were was".split())


def told_by(f: Frame, k: int, taken: Set[int]) -> int | None:
    """ "61 percent were (of) A, 27 percent (of) B", "61 percent of X were A, and 27 percent B": the share that says
    what the one at item k is, too; `taken` are the shares before."""
    said = [m for m in sorted(taken) if m < k and (share_of(f, m) is not None or verb_after(f, m) is not None)]
    if not said or f.word(hedge_before(f, k)[1] - 1) not in (",", "and"):
        return _made_up_again(f, k, [m for m in said if share_of(f, m)])
    between = [m for m in f.between(said[-1], k) if f.word(m) in SHARE_VERBS]
    after = [m for m in f.after(k)[:4] if f.word(m) not in _PLACING]
    plain = len(between) == 1 and after and is_firm(f, after[0])
    return said[-1] if plain else _made_up_again(f, k, [m for m in said if share_of(f, m)])


def _made_up_again(f: Frame, k: int, said: list[int]) -> int | None:
    """ "A made up 61 percent of sales, (those of) B 27 percent": the share that says of what this one is, too."""
    before = f.ahead(_beginning(f, k))
    lead = before[:-1]
    while lead and f.word(lead[-1]) in _THOSE_OF:
        lead.pop()
    named = said and lead and is_firm(f, before[-1]) and f.word(lead[-1]) in (",", "and")
    return said[0] if named else None


_THOSE_OF = frozenset("those people in of the from".split())


_ACCOUNTED = frozenset("account accounts accounted accounting".split())


def _beginning(f: Frame, k: int) -> int:
    """Where "(for) about 27 percent" begins, the share being at item k: "A accounted for 61 percent, B for 27"."""
    start = hedge_before(f, k)[1]
    return start - (f.word(start - 1) == "for" and not _ACCOUNTED.isdisjoint(f.tagged.said))


def of_the_same(f: Frame, first: int, of: int, k: int, taken: Set[int]) -> tuple[list[int], list[int]]:
    """(whole, part) of the share at item k, which is of what the one at item `first` is "of" at item `of`."""
    named = _beginning(f, k) - 1
    if is_firm(f, named):  # "A made up 61 percent of sales, B 27 percent", "… of sales and B for 27 percent"
        stop = min([m for m in f.after(of) if f.word(m) == "," or (f.word(m) == "and" and m == named - 1)], default=k)
        return [m for m in f.after(of) if m < stop], [named]
    verb = next(m for m in f.between(of, k) if f.word(m) in SHARE_VERBS)
    end = next((m for m in f.after(k) if m in taken), f.unit.indices[-1] + 1)
    whole = [m for m in f.unit.indices if m < first or of < m < verb]
    return whole, [m for m in f.after(k) if m < end]


def summed_up(f: Frame, k: int) -> list[int]:
    """The part in "A and B made up 9,000 sales in May, or 44 percent": of all that were counted with them."""
    start = hedge_before(f, k)[1]
    before = f.ahead(start)
    after = f.after(k)[:1]
    ends = not after or f.item(after[0]).has("punct")
    amounts = [m for m in before if f.item(m).has("amount")]
    told = any(f.item(m).has("percent", "share", "times") for m in before)
    told = told or any(f.item(m).has("direction", "base") and not f.item(m).has("filler") for m in before)
    if told or len(amounts) != 1 or f.word(start - 1) not in ("or", "(", "-") or not ends:
        return []
    named = [m for m in before if is_firm(f, m)]
    groups = [m for m in named if f.parts_people(str((f.item(m).entry("value") or {})["dimension"]))]
    known = f.having("measure") or f.background.subject.measure is not None
    return before if groups and known else []


def named_alone(f: Frame, k: int) -> list[int]:
    """The name in "B (27 percent)", "followed by B with 27 percent": all that its clause says of the whole before."""
    if f.background.whole is None:
        return []
    start = hedge_before(f, k)[1]
    if f.word(start - 1) in ("with", "at") and is_firm(f, start - 2) and not f.having("measure", "amount"):
        return [start - 2]  # "followed by B with 27 percent and C with 12 percent"
    rest = [m for m in f.unit.indices if m != k and not f.item(m).has("hedge", "punct") and f.word(m) != "the"]
    rest = [m for m in rest if f.word(m) not in ("and", "while", "at", "with")]
    return rest if len(rest) == 1 and rest[0] < k and is_firm(f, rest[0]) else []


def counted_beside(f: Frame, k: int) -> int | None:
    """The figure in ", including 900 (27 percent) at the gate": the share at item k says how much that is of all."""
    start = hedge_before(f, k)[1]
    counted = start - 2 - f.item(start - 2).has("head")
    told = f.word(start - 1) == "(" and f.word(k + 1) == ")" and counted in f.unit.indices
    told = told and f.item(counted).has("amount") and f.background.subject.measure is not None
    return counted if told and f.unit.parent is not None and is_part(f.tagged, f.unit) else None


def apposed(f: Frame, k: int, taken: Set[int]) -> int | None:
    """The share that ", 55 percent," at item k says more exactly: "more than half of sales, 55 percent, were A"."""
    start, after = hedge_before(f, k)[1], f.after(k)[:1]
    said = [m for m in taken if m < k]
    shut = bool(after) and f.word(after[0]) in (",", "-") and f.word(start - 1) in (",", "-")
    between = f.between(said[-1], start - 1) if len(said) == 1 and shut else []
    plain = [f.word(m) for m in between[:1]] == ["of"] and not any(
        f.word(m) == "," or f.item(m).has("amount") for m in between
    )
    return said[0] if plain and f.words_after(k, 2)[1:] != [] and f.words_after(k, 2)[1] in SHARE_VERBS else None


def gapped(f: Frame, before: Sequence[int], taken: Set[int]) -> list[int]:
    """The part in "while A accounted for 57 percent and B for 12", "A were 57 percent and B 12": one verb for both."""
    made = any(m in taken and f.item(m).has("percent", "share") for m in before)
    alone = made and f.background.subject.measure is not None and not f.having("measure")
    led = f.word(before[-1]) == "for"
    named = before[-2] if led and len(before) > 2 else before[-1]
    joined = len(before) > 1 + led and f.word(before[-2 - led]) in ("and", ",")
    return [named] if alone and joined and is_firm(f, named) else []
