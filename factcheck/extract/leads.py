"""Sets aside what leads in to a sentence: who says it, what went on meanwhile, "even so"."""

from __future__ import annotations

from factcheck.extract.layout import Layout, has_figure, is_finer, word
from factcheck.extract.mentions import Tagged

_AMID = frozenset(("despite", "amid", "notwithstanding"))
_PLACING = frozenset(
    "in at among for of near along from with under during by between within through outside excluding without".split()
)


def leads(tagged: Tagged, layout: Layout) -> None:
    """Masks clauses before a comma that come first and name nothing counted: "Aides see no hurry, …".

    A clause that opens with a preposition may narrow down what follows, and stays.
    """
    items = tagged.items
    start = _after_event(tagged, layout)
    for k in range(start, len(items)):
        if word(tagged, k) not in (",", "-") or (word(tagged, k) == "-" and not _wide(tagged, k)):
            continue
        stretch = range(start, k)
        telling = (
            "amount",
            "percent",
            "share",
            "points",
            "times",
            "measure",
            "value",
            "head",
            "highest",
            "lowest",
            "bare",
            "outside",
            "negation",
            "duration",
            "ordinal",
            "first-time",
        )
        moves = any(items[m].has("direction") and not items[m].has("filler") for m in stretch)
        if moves or any(items[m].has(*telling) or items[m].period is not None for m in stretch):
            return
        if word(tagged, start) in _AMID:
            layout.masked |= set(stretch)  # "Despite the strike,": what went on meanwhile narrows no figure
        elif len(stretch) >= 4 and word(tagged, start) not in _PLACING:
            set_apart(tagged, layout, start, k)
        start = k + 1


def _after_event(tagged: Tagged, layout: Layout) -> int:
    """Masks "After the order ended on May 11,": an event of a day dates nothing that months can say."""
    items = tagged.items
    if word(tagged, 0) not in ("after", "when", "before", "as"):
        return 0
    end = next((m for m in range(len(items)) if word(tagged, m) == ","), 0)
    if word(tagged, end + 1).isdecimal():
        end = next((m for m in range(end + 1, len(items)) if word(tagged, m) == ","), 0)
    stretch = range(end)
    finer = any(is_finer(items[m]) for m in stretch)
    months = any(items[m].period is not None and not is_finer(items[m]) for m in stretch)
    if not end or not finer or months or has_figure(tagged, 0, end):
        return 0
    layout.masked |= set(stretch)
    return end + 1


def set_apart(tagged: Tagged, layout: Layout, first: int, last: int) -> None:
    """Masks a stretch that is a statement of its own, and keeps it if it says something."""
    unknown = [m for m in range(first, last) if tagged.items[m].has("unknown") and m not in layout.masked]
    if unknown:
        layout.other.append((first, last))
    layout.masked |= set(range(first, last))


def _wide(tagged: Tagged, k: int) -> bool:
    token = tagged.tokens[tagged.items[k].first]
    return token.text[:1] in "–—" or len(token.text) > 1


_JOINING = frozenset("but and yet so plus also".split())
_CONNECTING = frozenset(
    "again|also|additionally|as a result|at the same time|by comparison|by contrast|even so|for example|for instance|"
    "furthermore|however|in addition|in contrast|in fact|in other words|in particular|in short|indeed|instead|likewise|"
    "meanwhile|moreover|nevertheless|nonetheless|notably|of course|on the other hand|similarly|specifically|still|"
    "that said|to be sure|yet".split("|")
)


def lead_in(tagged: Tagged, layout: Layout) -> int:
    """How many items at the start only lead in to what is said: "But", "Even so,", "According to clerks,"."""
    count = len(tagged.items)
    start = 0
    while start < count - 1:
        if word(tagged, start) in _JOINING and word(tagged, start + 1) != ",":
            start += 1
            continue
        told = next((m for m in range(start, count) if m not in layout.masked), count)
        if told > start and (word(tagged, told) == "," or word(tagged, told - 1) == "that"):
            start = told + (word(tagged, told) == ",")
            continue
        comma = next((m for m in range(start + 1, min(start + 6, count)) if word(tagged, m) == ","), None)
        said = tagged.slice(tagged.items[start].first, tagged.items[comma].first) if comma is not None else ""
        if comma is None or said.lower() not in _CONNECTING:
            break
        start = comma + 1
    return start if start < count - 1 else 0
