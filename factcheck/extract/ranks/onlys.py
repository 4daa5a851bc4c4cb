"""Reads periods that alone beat another one: "only in 2022 were there more", "behind only 2019 and 2022"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.ranks.standing_words import only_to, sign_of
from factcheck.extract.subjects.frame import Frame

_BEHIND = frozenset("behind trailing trailed trails trail after".split())
_JOINTS = frozenset((",", "and", "or"))
_MONTH_OF = frozenset("in during the month of".split())
_LEADS = frozenset("the in of that those what it was there were during".split())


def only_ranks(f: Frame, taken: set[int]) -> list[Anchor]:
    """The records that "only" makes of periods; their items, which say nothing else, go into `taken`."""
    if "only" not in f.tagged.said:
        return []
    for k in f.live():
        if f.word(k) == "only":
            found = _only_in(f, k, taken) or _behind_only(f, k, taken)
            if found:
                return found
    return []


def second_only(f: Frame, k: int) -> list[Anchor]:
    """ "second only to May 2022", "the second-busiest, behind May 2022" at item k: two places at once."""
    first = only_to(f, k)
    if first is None and f.item(k).has("highest", "lowest"):
        return _behind(f, k)
    if first is None or f.item(first).period is None:
        return []
    return [Anchor(k, "rank", sign=1), Anchor(first, "rank", sign=1, period=first)]


def _behind(f: Frame, k: int) -> list[Anchor]:
    """ "the third-busiest year ever, behind 2021 and 2022": less than in either of them."""
    lead = next((m for m in f.after(k)[:16] if f.word(m) in _BEHIND), None)
    after = f.after(lead)[:8] if lead is not None else []
    if lead is None or not after or f.item(after[0]).period is None:
        return []
    stop = next((m for m in after if f.item(m).period is None and f.word(m) not in _JOINTS | {"the"}), after[-1] + 1)
    row = [m for m in after if m < stop and f.item(m).period is not None]
    sign = -1 if f.item(k).has("highest") else 1
    return [Anchor(lead if m == row[0] else m, "change", sign=sign, base=m) for m in row]


def _only_in(f: Frame, k: int, taken: set[int]) -> list[Anchor]:
    """ "Only in 2022 were there more than the A of 2023", "only May and June topped July": these had more, and of all
    others the last had the most."""
    row = _row(f, [m for m in f.after(k)[:12] if f.item(m).period is not None])
    if not row or not all(f.word(m) in _MONTH_OF for m in f.between(k, row[0])) or "since" in f.tagged.said:
        return []
    mark = next((m for m in f.after(row[-1]) if sign_of(f, m) or f.word(m) in SURPASSING), None)
    if mark is None or f.item(mark - 1).number is not None or f.word(mark - 1) in (",", "and"):
        return []
    passes = not sign_of(f, mark)
    than = mark if passes else next((m for m in f.after(mark - 1) if f.words(m).lower().endswith("than")), None)
    second = next((m for m in f.after(than) if f.item(m).period is not None), None) if than is not None else None
    if (than is not None and second is None) or (second is None and len(row) > 1):
        return []
    taken |= {k, mark, *row} | ({than} if than is not None else set())
    sign = sign_of(f, mark) or 1
    next_best = Anchor(mark, "rank", sign=sign, period=second, place=len(row) + 1, fixed=second is not None)
    if second is None:
        return [next_best, Anchor(row[0], "rank", sign=sign, period=row[0], place=1, fixed=True)]
    return [next_best, *(Anchor(m, "change", sign=sign, period=m, base=second, fixed=True) for m in row)]


def _behind_only(f: Frame, k: int, taken: set[int]) -> list[Anchor]:
    """ "May, trailing only June and July": the third of all, with less than either of them."""
    lead = k - 1 if f.word(k - 1) in _BEHIND else k + 1 if f.word(k + 1) in _BEHIND else None
    if lead is None:
        return []
    after = f.after(max(k, lead))
    row = _row(f, [m for m in after[:12] if f.item(m).period is not None])
    own = [m for m in f.live() if m < min(k, lead) and f.item(m).period is not None]
    if not row or len(own) != 1 or not all(f.word(m) in _LEADS for m in after if m < row[0]):
        return []
    taken |= {k, lead, *row}
    below = [Anchor(m, "change", sign=-1, period=own[0], base=m) for m in row]
    return [Anchor(lead, "rank", sign=1, period=own[0], place=len(row) + 1, fixed=True), *below]


def _row(f: Frame, named: Sequence[int]) -> list[int]:
    """The first of the periods `named` with those that a list joins to it."""
    row = [*named[:1]]
    for a, b in pairwise(named):
        if not {f.word(m) for m in f.between(a, b)} <= _JOINTS | {"the"}:
            break
        row.append(b)
    return row
