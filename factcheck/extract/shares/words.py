"""Finds the words around a share that tell what it is of: "half of", "61 percent were A", "versus 27 percent"."""

from __future__ import annotations

from factcheck.extract.cutting.layout import restates
from factcheck.extract.shares.periods import sets_share
from factcheck.extract.shares.ratios import hedge_before, is_firm
from factcheck.extract.subjects.frame import Frame

_AGAIN = frozenset("versus vs from than against with to".split())


def is_shut(f: Frame, k: int) -> bool:
    """Whether nothing, or only ", were A" after a pair of figures, stands behind the share at item k."""
    after = f.after(k)[:2]
    return not after or (f.word(after[0]) == "," and sets_share(f, after[-1]))


def whole_apposed(f: Frame, of: int) -> int | None:
    """The figure in "Most of those sold in May, about 9,000 sales, were A": of all of them, and not of A."""
    for m in f.after(of):
        if sets_share(f, m):
            return None
        end = m + 1 + (f.item(m + 1).has("head", "measure") if m < f.unit.indices[-1] else 0)
        apposed = f.word(hedge_before(f, m)[1] - 1) == "," and f.word(end) == ","
        if f.item(m).has("amount") and apposed and end + 1 in f.unit.indices and sets_share(f, end + 1):
            return m
    return None


def is_again(f: Frame, k: int) -> bool:
    """ "…, versus 27 percent in 2021": the same share in another period."""
    start = hedge_before(f, k)[1]
    start -= f.word(start - 1) in ("just", "only")  # "compared with just 27 percent in 2021"
    before = f.ahead(start)[-1:]
    led = before and (f.word(before[0]) in _AGAIN or f.item(before[0]).has("base"))
    after = f.after(k)[:3]
    dated = next((m for m in after if f.item(m).period is not None), None)
    if dated is not None and f.word(start - 1) == "and" and after[:1] == [dated]:  # ", and 27 percent a year later"
        rest = f.after(dated)[:1]
        return not rest or f.item(rest[0]).has("punct")
    if dated is not None and f.word(start - 1) in (",", "and") and [f.word(m) for m in after[:1]] == ["in"]:
        return after[1:2] == [dated] and any(f.item(m).period is not None for m in f.ahead(start)[-2:])
    return bool(led) and dated is not None and not any(f.word(m) == "of" for m in after if m < dated)


def share_of(f: Frame, k: int) -> int | None:
    """The item of "of" after a share, if the share is of something counted; of "one in five (sales)", "most sales"
    and "half the sales", itself."""
    first, words = f.after(k)[:1], f.words(k).lower()
    if words == "half" and f.words_after(k, 1) == ["the"]:
        first = f.after(k)[1:2]
    ratio = " in " in words or " out of " in words or " of every " in words or words in ("most", "half")
    if ratio and first and f.item(first[0]).has("measure", "head", "value", "neutral", "bare"):
        return k
    after = [m for m in f.after(k) if f.word(m) not in ("(", ")", "-") and not restates(f.tagged, m)]
    for m in after[:3]:  # past "(64 percent)"
        if f.word(m) == "of":
            return m
        if f.word(m) not in ("about", ",") and not f.item(m).has("hedge-after"):
            return None
    return None


def verb_after(f: Frame, k: int) -> int | None:
    """The verb of "68 percent were A", where the whole was named before."""
    after = f.after(k)
    before = [m for m in f.unit.indices if m < hedge_before(f, k)[1]][-2:]
    if restates(f.tagged, k):  # "7,000, or 44 percent, were A"
        after = after[1:] if after and f.word(after[0]) in (",", ")", "-") else after
    if [f.word(m) for m in after[:2]] == [",", "or"] and any(f.item(m).has("amount") for m in after[2:4]):
        shut = next((n for n, m in enumerate(after[2:6], 2) if f.word(m) == ","), len(after))
        after = after[shut + 1 :]  # "44 percent, or 7,000, were A"
    if not after or not sets_share(f, after[0]) or any(f.item(m).has("direction") for m in before):
        return None  # "a rise of 34 percent was recorded"
    return after[0] if any(is_firm(f, m) for m in after) else None
