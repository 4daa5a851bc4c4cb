"""Gives each change its size, what it is compared with, and the figure it arrives at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.extract.anchors.anchor import DIFFERENCE_UNITS, EARLIER, NUMERIC, SUMMED, Anchor
from factcheck.extract.anchors.figure_roles import lead_word
from factcheck.model.hedge import EXACT, HEDGES

if TYPE_CHECKING:
    from factcheck.extract.anchors.anchors import Finder
    from factcheck.extract.subjects.frame import Frame

_BETWEEN_BASE = {
    "filler",
    "head",
    "measure",
    "value",
    "neutral",
    "anaphor",
    "highest",
    "lowest",
    "bare",
    "scope",
    "report",
}
_THIS_YEAR = ("this-year", "so-far-this-year", "this-fiscal", "the-fiscal", "last-year")
_REACHING = frozenset(("reaching", "hitting"))
_RECORDS = frozenset("high low record peak mark maximum".split())
_NO_BASE = frozenset("by at with through until till and or but as when while which who to".split())


def sizes(finder: Finder, changes: Sequence[Anchor], skip: set[int]) -> None:
    """Gives each change the percentage, multiple or difference written with it."""
    f = finder.frame
    amounts = {a.k: a for a in finder.anchors if a.role == "size"}
    found = [k for k in f.having(*DIFFERENCE_UNITS) if k not in skip] + sorted(amounts)
    taken: set[int] = set()
    for change in changes:
        if change.size is not None or change.times:
            taken |= {change.size} if change.size is not None else set()
            continue
        near = [
            k
            for k in found
            if k not in taken and (_adjacent(finder, k, change.k) or _led_by(finder, k, change, changes))
        ]
        if not near:
            continue
        best = min(near, key=lambda k: abs(k - change.k))
        change.size, change.size_hedge = best, finder.hedge(best)[0]
        taken.add(best)


def _led_by(finder: Finder, size: int, change: Anchor, changes: Sequence[Anchor]) -> bool:
    """ "exceeds the record of A by 4.5 percent": "by" reaches back to the change."""
    f = finder.frame
    if size < change.k or lead_word(f, finder.comparing, finder.hedge(size)[1]) != "by":
        return False
    return not any(change.k < other.k < size for other in changes)


def _adjacent(finder: Finder, size: int, change: int) -> bool:
    """Nothing but small words between a size and its change: "fell by about 14 percent"."""
    f = finder.frame
    low, high = min(size, change), max(size, change)
    allowed = {
        "filler",
        "hedge",
        "slight",
        "sharp",
        "head",
        "neutral",
        "measure",
        "value",
        "hedge-after",
    }
    for m in f.between(low, high):
        item = f.item(m)
        if item.has("base", "period") or f.word(m) in (",", ";", "and", "to", "from", "("):
            return False
        if not item.kinds & allowed:
            return False
    return high - low <= 6


def bases(finder: Finder, changes: Sequence[Anchor], ranks: Sequence[Anchor]) -> None:
    """Gives each period or figure after "from", "than", "since" … to the change it is a base of."""
    f = finder.frame
    for k in f.having("period"):
        if k in finder.used:
            continue
        if _within(finder, k, ranks) or _by_itself(finder, k, changes):
            continue
        lead, place = _base_lead(finder, k)
        if lead == "comparing":
            continue  # "comparing A to B": A is the subject, and B what it is compared with
        if not lead and f.word(k - 1) in ("to", "with") and any(f.word(m) == "comparing" for m in f.ahead(k)):
            lead, place = "to", k - 1
        expr = f.item(k).period
        if lead == "from" and expr is not None and expr.kind == "range":
            continue  # "rose from May to June": the range itself is what is compared
        if lead == "reach":
            finder.used.add(k)
        elif lead:
            _base_period(finder, k, lead, place, changes, ranks)
    for anchor in finder.anchors:
        if anchor.role == "base":
            owner = _owner(finder, anchor.k, changes)
            if owner is not None and owner.base_anchor is not None and owner.base_anchor.lead == "from" == anchor.lead:
                anchor.role = "level"  # "fell from A to B, and that of others from C to D"
            elif owner is not None:
                owner.base_anchor = anchor
            else:
                anchor.role = "level"


def add_up(finder: Finder, changes: Sequence[Anchor]) -> None:
    """ "more than in May and June combined": the base is both of them."""
    f = finder.frame
    if SUMMED.isdisjoint(f.tagged.said):
        return
    for change in (c for c in changes if c.base is not None):
        last = change.base or 0
        expr = f.item(last).period
        if expr is not None and expr.kind == "recent" and f.words_after(last, 1)[:1] in (["combined"], ["together"]):
            change.totals = True  # "more than in the previous three years combined"
        for m in f.after(last):
            if f.item(m).period is not None:
                last = m
            elif f.word(m) not in (",", "and", "in", "the"):
                break
        if last != change.base and f.after(last)[:1] and f.word(f.after(last)[0]) in SUMMED:
            change.base_last, change.totals = last, True
            finder.used |= {m for m in f.between(change.base or 0, last + 1) if f.item(m).period is not None}


def more_bases(finder: Finder, changes: Sequence[Anchor]) -> None:
    """ "lower than in May 2022 and (in) May 2021": adds for each further period a comparison of its own."""
    f = finder.frame
    out: list[Anchor] = []
    for change in changes:
        than = finder.hedge(change.k)[1] if change.base is None else f.before(change.base, ("filler",), 3)
        plain = change.base is not None and change.base_last is None and change.size is None and not change.times
        if (
            not plain
            or than is None
            or not f.words(than).lower().endswith("than")
            or not SUMMED.isdisjoint(f.tagged.said)
        ):
            continue
        last = change.base or 0
        for m in f.after(last):
            if f.item(m).period is not None and m not in finder.used:
                out.append(Anchor(m, "change", sign=change.sign, base=m))
                last = m
            elif f.word(m) not in ("and", ",", "in", "or", "both") or f.item(m).period is not None:
                break
    finder.used |= {a.k for a in out}
    finder.anchors = sorted([*finder.anchors, *out], key=lambda a: a.k) if out else finder.anchors


_AT_LEAST = next(h for h in HEDGES if h.name == "at least")
_WHOLE = frozenset("all entire whole full total single".split())


def totals(finder: Finder, changes: Sequence[Anchor]) -> None:
    """Marks changes that say outright that their periods are not equally long: "already more than in all of 2022"."""
    f = finder.frame
    for change in changes:
        base = change.base
        if base is None and change.base_anchor is not None:  # "already more than the A sold in all of 2022"
            base = next((m for m in f.after(change.base_anchor.k)[:12] if f.item(m).period is not None), None)
        if base is not None:
            lead = f.between(base - 6, base)
            already = any(f.word(m) == "already" for m in f.live())
            whole = any(_WHOLE & set(f.words(m).lower().split()) for m in lead) or f.word(base + 1) == "alone"
            change.totals = change.totals or whole or already
            if already and change.size is not None and change.size_hedge is EXACT and f.item(change.size).has("times"):
                change.size_hedge = _AT_LEAST  # "already four times the total": and rising


def _by_itself(finder: Finder, k: int, changes: Sequence[Anchor]) -> bool:
    """ "up 9 percent year over year": a base that no preposition leads in."""
    f = finder.frame
    expr = f.item(k).period
    if expr is None or expr.kind != "relative" or not changes:
        return False
    words = {t.norm for t in f.tagged.tokens[expr.first : expr.last]}
    if not (expr.word in ("year-ago", "month-before") and words & {"over", "on"}):
        return False
    nearest = min(changes, key=lambda c: abs((c.size if c.size is not None else c.k) - k))
    if nearest.base is not None:
        return False
    nearest.base = k
    finder.used.add(k)
    return True


def _within(finder: Finder, k: int, ranks: Sequence[Anchor]) -> bool:
    """ "the highest month of fiscal 2019", "the lowest of any month in 2023"."""
    f = finder.frame
    words = [f.word(m) for m in f.ahead(k)[-4:]]
    if words and words[-1] == "the":
        words.pop()
    expr = f.item(k).period
    own = next((r for r in ranks if r.k == k + 1), None)
    if own is not None and expr is not None and expr.kind == "term":  # "her busiest month"
        own.within = k
        finder.used.add(k)
        return True
    in_term = (
        expr is not None and expr.kind == "term" and words[-1:] and words[-1] in ("in", "of", "during", "under", "for")
    )
    of_months = len(words) >= 2 and words[-1] in ("of", "in") and words[-2] in ("month", "months")
    this = expr is not None and expr.kind == "relative" and expr.word in _THIS_YEAR
    of_months |= this and words[-1:] in (["month"], ["months"])  # "the fewest of any month this year"
    rank = next((r for r in reversed(ranks) if r.k < k), None)
    yearly = expr is not None and expr.kind in ("fiscal", "calendar", "year")
    top_of = yearly and rank is not None and f.words(rank.k).lower().endswith(("point", "mark", "ebb", "peak"))
    top_of = top_of and words[-1:] == ["of"] and len(f.between(rank.k, k)) <= 2 if rank is not None else False
    led = this or (yearly and words[-1:] == ["of"])  # "the fewest of 2023", "the fewest (of) this year"
    of_year = led and rank is not None and _of_month(f, rank.k, k)
    if rank is None or not (in_term or of_months or top_of or of_year):
        return False
    rank.within = k
    finder.used.add(k)
    return True


_TOTALS = frozenset("monthly total tally figure count number".split())


def _of_month(f: Frame, rank: int, year: int) -> bool:
    """ "May's A were the fewest of the year": a record among the months of it, because a month holds it."""
    months = [m for m in f.live() if m < rank and (e := f.item(m).period) is not None and e.kind == "month"]
    return bool(months) and len([m for m in f.between(rank, year) if f.word(m) not in _TOTALS]) <= 2


def _base_period(
    finder: Finder, k: int, lead: str, place: int, changes: Sequence[Anchor], ranks: Sequence[Anchor]
) -> None:
    if any(finder.frame.item(m).has("first-time") for m in finder.frame.unit.indices if place - 2 <= m < place):
        finder.used.add(k)  # "for the first time since May": May is the base of nothing else
        return
    rank = _owner(finder, place, ranks)
    change = next((c for c in changes if c.k == place), None) or _owner(finder, place, changes)
    if (
        lead == "since"
        and rank is not None
        and rank.k < place
        and (change is None or rank.k > change.k or change.k > place)
        and place - rank.k <= 16
        and not any(finder.frame.item(m).has("amount") for m in finder.frame.between(rank.k, k))
    ):
        rank.base = k
        finder.used.add(k)
        return
    if lead == "since" and change is not None and _compared_later(finder, place, change):
        finder.open_ended.add(k)
    elif change is not None and change.base is None and change.base_anchor is None:
        change.base = k
        finder.used.add(k)
    elif lead == "since":
        finder.open_ended.add(k)


def _compared_later(finder: Finder, place: int, change: Anchor) -> bool:
    """ "Since May, A …, down 2 percent from a year earlier": the change has a base of its own."""
    f = finder.frame
    after = [m for m in f.after(change.k) if f.item(m).period is not None]
    figure = any(f.item(m).has("amount") for m in f.after(change.k)[:2]) and f.word(change.k - 1) == ","
    if place < change.k and figure and after and f.words(change.k).lower().endswith("than"):
        return True  # "Since May, A were sold, more than the B of 2022"
    return place < change.k and any(_base_lead(finder, m)[0] not in ("", "since", "reach") for m in after)


def _base_lead(finder: Finder, k: int) -> tuple[str, int]:
    """The comparing word that governs a period, with its item; empty when none does."""
    f = finder.frame
    earlier = [m for m in f.unit.indices if m < k and m not in f.layout.masked][-8:]
    for m in reversed(earlier):
        item, word = f.item(m), f.word(m)
        if item.has("reach"):
            return "reach", m
        if word == "since":
            plain = not any(f.item(x).has(*NUMERIC) for x in f.between(m, k))
            gerund = f.word(m + 1).endswith("ing") and m == f.unit.indices[0]  # "Since reaching A in May, …"
            return ("since", m) if plain or gerund else ("", m)
        if m in finder.comparing:
            return "than", m
        if word == "on" and m == k - 1 and f.item(m - 1).has(*DIFFERENCE_UNITS):
            return "from", m  # "up 2 percent on May"
        if word == "over" and (f.word(k) == "past" or m == f.unit.indices[0]):
            return "", m  # "over the past year" is a stretch, and nothing to compare with
        if item.has("base"):
            return f.tagged.tokens[item.last - 1].norm, m
        if f.words(m).lower() == "at least" and f.word(m - 1) == "since":
            continue  # "since at least 2000"
        first = f.unit.indices[0]
        reaching = f.word(first) == "since" and f.word(first + 1).endswith("ing")
        if word == "," and f.word(m - 1) in _RECORDS and f.word(m - 2) in EARLIER:
            continue  # "more than the previous high, in May"
        at_time = m == k - 1 or (m == k - 2 and f.word(k - 1) == "the")
        if word == "at" and at_time and m and f.last_word(m - 1) == "than":
            continue  # "fewer than at this time last year", "than at the same point"
        passes = item.kinds <= _BETWEEN_BASE or (reaching and item.has(*NUMERIC))
        if m in f.layout.masked or (passes and word not in _NO_BASE) or (word == "both" and m == k - 1):
            continue
        return "", m
    return "", k


def _owner(finder: Finder, k: int, anchors: Sequence[Anchor]) -> Anchor | None:
    """The nearest earlier anchor; the first one when all come later ("Compared with May, …")."""
    earlier = [a for a in anchors if a.k < k]
    if earlier:
        return earlier[-1]
    return anchors[0] if anchors else None


def targets(finder: Finder, changes: Sequence[Anchor], numbers: Sequence[Anchor]) -> None:
    """ "fell to 242,399 in November": the figure a change arrives at dates the change."""
    f = finder.frame
    for number in numbers:
        if number.role != "level":
            continue
        lead = lead_word(f, finder.comparing, number.hedge_at if number.hedge_at is not None else number.k)
        earlier = [c for c in changes if c.k < number.k]
        if earlier and any(a.role == "rank" and earlier[-1].k < a.k < number.k for a in finder.anchors):
            continue
        arrived = earlier[-1].target is not None and lead == "at" if earlier else False
        past = number.hedge.name in ("fewer than", "more than") and earlier and number.k - earlier[-1].k <= 3
        start = number.hedge_at if number.hedge_at is not None else number.k
        reached = f.word(start - 1) in _REACHING and f.word(start - 2) == ","
        if earlier and not arrived and (lead in ("to", "at") or past or reached):
            earlier[-1].target = number
