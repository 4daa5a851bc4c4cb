"""Sets causes aside as statements of their own: ", because …", "A surge of X brought the number to A"."""

from __future__ import annotations

from factcheck.extract.cutting.layout import Layout, has_figure, word
from factcheck.extract.cutting.leads import opens_amid
from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.mentions import Tagged

DRIVING = frozenset("brought brings pushed pushes drove drives lifted lifts sent propelled".split())
_GOALS = frozenset("to above below".split())
_COUNTS = frozenset("number numbers total totals count tally figure figures".split())


def causes(tagged: Tagged, layout: Layout) -> None:
    """Marks ", because …", "as officials stepped up …": a cause is a statement of its own."""
    items = tagged.items
    for k, item in enumerate(items):
        if k in layout.masked:
            continue
        if item.has("causal") and (_is_share(tagged, k) or (k == 0 and opens_amid(tagged))):
            continue  # "half of the sales resulted in returns", "Amid the strike, …"
        opener = item.has("causal") or (
            word(tagged, k) in ("as", "after", "following")
            and k > 0
            and word(tagged, k - 1) != "even"  # what goes on all the same is no cause
            and _opens_clause(tagged, k)
        )
        if not opener:
            continue
        end = k + 1
        while (
            end < len(items)
            and word(tagged, end) not in (";", ".", ":", "(", ")")
            and not (word(tagged, end) == "," and has_figure(tagged, end, len(items)))
        ):
            end += 1
        if has_figure(tagged, k, end):
            continue
        if word(tagged, end + 1) == "where" and any(items[m].has("value") for m in range(k, end)):
            # ", led by the north gate, where 9,000 were sold": of a place that is named in the cause.
            end = next((m for m in range(end, len(items)) if word(tagged, m) in (";", ".", ":", ")")), len(items))
        layout.causal.append((k, end))
        layout.masked |= set(range(k, end))


def driven(tagged: Tagged, layout: Layout) -> None:
    """Marks "A surge of X brought (the number of sales to A)": what drove figures is a cause, and counts nothing."""
    items = tagged.items
    for k in range(2, len(items) - 3):
        if word(tagged, k) not in DRIVING or k in layout.masked:
            continue
        start = next((m + 1 for m in range(k - 1, -1, -1) if word(tagged, m) in (";", "(", "-", ":")), 0)
        moved = next((m for m in range(k + 1, min(k + 14, len(items))) if word(tagged, m) in _GOALS), k)
        counted = any(items[m].has("measure") or word(tagged, m) in _COUNTS for m in range(k + 1, moved))
        driver = any(items[m].has("direction", "value") for m in range(start, k) if m not in layout.masked)
        if counted and driver and not has_figure(tagged, start, k):
            layout.causal.append((start, k + 1))
            layout.masked |= set(range(start, k + 1))


def _is_share(tagged: Tagged, k: int) -> bool:
    """Whether a share or figure stands before item k, "resulted in", and what is counted behind it.

    After "led to", which mostly names an effect, what is counted has to name a part: "led to fines under the Port Act".
    """
    after = tagged.items[k + 1 : k + 6]
    counted = any(i.has("measure") for i in after[:3])
    if word(tagged, k) == "resulting":  # "the share of sales resulting in returns"
        return counted and any(word(tagged, m) in ("share", "proportion", "percentage") for m in range(k))
    if word(tagged, k) == "resulted":
        return counted and any(i.has("share", "percent", "amount") for i in tagged.items[:k])
    told = any(i.has("amount", "share") for i in tagged.items[max(k - 3, 0) : k])
    told = told or any(tagged.items[m].has("percent", "share") and word(tagged, m + 1) == "of" for m in range(k))
    return word(tagged, k) == "led" and counted and told and any(_named(i) for i in after)


def _named(item: Item) -> bool:
    """Whether an item names a value for certain."""
    entry = item.entry("value")
    return entry is not None and not entry.get("weak") and not entry.get("hint")


def _opens_clause(tagged: Tagged, k: int) -> bool:
    """ "as officials stepped up enforcement": words that no figure slot explains follow."""
    rest = tagged.items[k + 1 : k + 8]
    return sum(i.has("unknown") for i in rest) >= 2 or any(i.has("outside") for i in rest[:4])
