"""Finds two groups that are set side by side: "A outnumbered B", "more A than B", "fewer than in B", "trailing B"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.extract.anchors.anchor import SURPASSING
from factcheck.extract.shares.ratios import Sides, is_firm, more_by, ratio_at, to_one
from factcheck.extract.subjects.frame import Frame

_SURPASSING = dict.fromkeys((*SURPASSING, "above"), 1) | {"below": -1}
_SURPASSING_STARTS = frozenset(words.split()[0] for words in _SURPASSING)
_TO_THE_NAME = frozenset("those that the of with for in at on number combined total totals sum".split())
_SIDES = frozenset(("for", "more", "fewer", "less"))  # "for every A", "more than A and B combined"
# What may set two groups side by side, besides "for every" and the words that surpass.
_OPPOSING = frozenset(("outnumber", "direction", "multiple", "times", "share", "percent"))
_OPPOSING_WORDS = _SIDES | _SURPASSING_STARTS | {"behind", "many", "often"}
_BY_FAR = frozenset("far well just close right only slightly not".split())  # before "behind"


def opposing(f: Frame) -> Sequence[int]:
    """The items that may set two groups side by side."""
    return f.having(*_OPPOSING) if _OPPOSING_WORDS.isdisjoint(f.tagged.said) else f.live()


def contrast_at(f: Frame, placed: Collection[int], k: int) -> Sides | None:
    """The two sides of "more … than …", "A outnumbered B", "twice as many A as B"; items `placed` tell a standing."""
    item = f.item(k)
    word = f.word(k)
    surpassing = word in _SURPASSING_STARTS and f.words(k).lower() in _SURPASSING
    if item.kinds.isdisjoint(_OPPOSING) and word not in _SIDES and not surpassing and word not in ("behind", "as"):
        return None
    if k in placed:
        return None
    ratio = ratio_at(f, k)
    if ratio is not None:
        return ratio
    entry = item.entry("outnumber") or _surpasses(f, k) or _more_than(f, k) or _trails(f, k)
    sized = None
    if entry is not None:
        passive = any(f.word(m) == "by" for m in f.after(k)[:1])
        parts, sign = k, int(entry["sign"]) * (-1 if passive else 1)
        sized = more_by(f, k) if f.words(k).lower().endswith("than") else to_one(f, k)
    else:
        direction = item.entry("direction")
        if direction is None or direction["part"] != "comparative":
            return None
        than = next((m for m in f.after(k) if f.word(m) == "than"), None)
        if than is None or any(f.item(m).number is not None for m in f.between(k, than)):
            return None
        parts, sign = than, int(direction["sign"])
        sized = more_by(f, k)
    left, right = _named(f, f.ahead(parts)), _named(f, f.after(parts))
    # "The office's were lower than in May and the lowest for the office since June": the same one twice.
    if not any(left[kind] != right[kind] for kind in left.keys() & right.keys()):
        return None
    items = f.unit.indices
    sides = Sides(k, sign, [m for m in items if m < parts], [m for m in items if m > parts], taken={k})
    if sized is not None:
        sides.size, sides.hedge = sized[0], sized[1]
        sides.taken |= sized[2]
    return sides


def dimension_of(f: Frame, k: int) -> str:
    return str((f.item(k).entry("value") or {}).get("dimension"))


def _surpasses(f: Frame, k: int) -> dict[str, int] | None:
    """ "A exceeded those of B", "A was below B's": a word for a bound that sets two groups side by side."""
    sign = _SURPASSING.get(f.words(k).lower())
    if sign is None or f.item(k).has("filler"):
        return None
    after = f.after(k)
    while after and f.word(after[0]) in _TO_THE_NAME:
        after = after[1:]
    return {"sign": sign} if after and is_firm(f, after[0]) else None


def _more_than(f: Frame, k: int) -> dict[str, int] | None:
    """ "A had 9,000, more than B and C combined": a hedge that no figure follows, but names put together."""
    sign = {"more than": 1, "fewer than": -1, "less than": -1}.get(f.words(k).lower())
    after = [m for m in f.after(k) if f.word(m) not in ("the", "in", "at", "those", "of")]
    if sign is None or not after or not is_firm(f, after[0]):
        return None
    together = any(f.word(m) in ("combined", "together") for m in after[:6])
    together = together and not any(f.item(m).has("amount") for m in after[:4])
    beside = together or _another_alone(f, k, after) or _so_many_more(f, k, after[0])
    return {"sign": sign} if beside else None


def _so_many_more(f: Frame, k: int, name: int) -> bool:
    """ "A had 9,000, about 450 more than B": the difference from one other name."""
    size = more_by(f, k)
    own = [m for m in f.ahead(k) if is_firm(f, m) and dimension_of(f, m) == dimension_of(f, name)]
    named = {str((f.item(m).entry("value") or {}).get("value")) for m in own}
    other = str((f.item(name).entry("value") or {}).get("value"))
    ends = name == f.unit.indices[-1] or f.item(name + 1).has("punct") or f.item(name + 1).period is None
    return size is not None and size[0].unit != "percent" and len(named) == 1 and other not in named and ends


def _trails(f: Frame, k: int) -> dict[str, int] | None:
    """ "A had 9,000, (far) behind B": fewer than B, where no place is named that A has behind it."""
    start = k
    while start and f.word(start - 1) in _BY_FAR:
        start -= 1
    if f.word(k) != "behind" or f.word(start - 1) not in (",", "-", "were", "was"):
        return None
    after = [m for m in f.after(k) if f.word(m) not in _TO_THE_NAME][:1]
    ranked = any(f.item(m).has("highest", "lowest", "ordinal") and not f.item(m).has("filler") for m in f.ahead(k))
    return {"sign": -1} if after and not ranked and is_firm(f, after[0]) else None


def _another_alone(f: Frame, k: int, after: Sequence[int]) -> bool:
    """ "A had 9,000, fewer than in B and down from May": one other name, and nothing said of it."""
    ends = len(after) == 1 or f.item(after[1]).has("punct") or f.word(after[1]) == "and"
    own = [m for m in f.ahead(k) if is_firm(f, m) and dimension_of(f, m) == dimension_of(f, after[0])]
    named = {str((f.item(m).entry("value") or {}).get("value")) for m in own}
    other = str((f.item(after[0]).entry("value") or {}).get("value"))
    return ends and f.word(k - 1) == "," and len(named) == 1 and other not in named


def _named(f: Frame, items: Sequence[int]) -> dict[str, set[str]]:
    """The values that these items name, by their kind."""
    found: dict[str, set[str]] = {}
    for m in items:
        if is_firm(f, m):
            found.setdefault(dimension_of(f, m), set()).add(str((f.item(m).entry("value") or {}).get("value")))
    return found
