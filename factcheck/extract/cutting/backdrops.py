"""Sets aside what only tells when: what had begun or ended then, what else happened, who was in office."""

from __future__ import annotations

from factcheck.extract.cutting.layout import Layout, boundary, has_figure, is_finer, tells, word
from factcheck.extract.tagging.mentions import Tagged

_REIGN = frozenset("policy policies leadership watch rule stewardship agenda command".split())
DURING = frozenset("under during despite amid".split())
_MONTHS_OF_IT = frozenset("the a first second last final full whole complete entire month months".split())
GONE = frozenset("gone lifted over ended expired lapsed rescinded".split())
_MOMENTS = frozenset("as when after before once".split())
OCCURS = frozenset("ended expired lapsed lifted rescinded began started end effect".split())
_OCCURRENCES = frozenset("end expiration expiry lifting lapse ending rollout launch".split())
_SPANS = frozenset("month months year years days weeks quarter".split())


def events(tagged: Tagged, layout: Layout) -> None:
    """Masks the event in "since she took office in January 2021": the date says all there is to check."""
    items = tagged.items
    for k in range(len(items)):
        if word(tagged, k) not in ("since", "after", "before"):
            continue
        for end in range(k + 1, min(k + 9, len(items))):
            if items[end].period is not None:
                expr = items[end].period
                if expr is not None and expr.year and end > k + 1 and word(tagged, end - 1) in ("in", "on", ",", "of"):
                    layout.masked |= {m for m in range(k + 1, end) if items[m].has("unknown", "filler", "modal")}
                break
            if boundary(tagged, end) or items[end].has("amount", "measure", "direction", "highest", "lowest", "value"):
                break


def beside_dates(tagged: Tagged, layout: Layout) -> None:
    """Masks ", before the strike," behind a month or year: what else happened then narrows no figure."""
    items = tagged.items
    for k in range(1, len(items)):
        if word(tagged, k) not in ("before", "after", "during", "amid") or word(tagged, k - 1) != ",":
            continue
        end = next((m for m in range(k + 1, min(k + 9, len(items))) if boundary(tagged, m)), None)
        dated = k > 1 and items[k - 2].period is not None and not is_finer(items[k - 2])
        if end is not None and dated and all(items[m].kinds <= {"unknown", "filler", "term"} for m in range(k, end)):
            layout.masked |= set(range(k, end))


def reigns(tagged: Tagged, layout: Layout) -> None:
    """Masks "the failed policies of" after "under" and before a term of office: it says when, and counts nobody."""
    items = tagged.items
    for k in range(3, len(items)):
        expr = items[k].period
        if expr is None or expr.kind != "term":
            continue
        start = k
        while start and items[start - 1].kinds <= {"unknown", "filler"} and word(tagged, start - 1) not in DURING:
            start -= 1
        named = [m for m in range(start, k) if items[m].has("unknown")]
        if start and word(tagged, start - 1) in DURING and named and word(tagged, named[-1]) in _REIGN:
            layout.masked |= set(named)


def named_by_event(tagged: Tagged, layout: Layout) -> None:
    """Masks ", the first full month after the order ended," behind a month: it says again which month it was."""
    items = tagged.items
    for k in range(1, len(items)):
        of = word(tagged, k) == "of"
        if not of and word(tagged, k) not in ("after", "since", "before", "under", "without", "following"):
            continue
        start = k
        while start > 1 and word(tagged, start - 1) in _MONTHS_OF_IT:
            start -= 1
        named = any(word(tagged, m) in ("month", "months") for m in range(start, k)) and word(tagged, start - 1) == ","
        dated = start > 1 and items[start - 2].period is not None and not is_finer(items[start - 2])
        end = next((m for m in range(k + 1, min(k + 9, len(items))) if boundary(tagged, m)), None)
        if not (named and dated and end is not None) or has_figure(tagged, k, end):
            continue
        timeless = all(items[m].period is None or is_finer(items[m]) for m in range(k, end))
        if timeless and not (of and any(items[m].has("value", "measure", "head") for m in range(k, end))):
            layout.masked |= set(range(start, end))


def backdrop(tagged: Tagged, layout: Layout) -> None:
    """Masks "With the order gone," at the start: it says what had ended, and narrows no figure."""
    end = next((m for m in range(min(len(tagged.items), 8)) if word(tagged, m) == ","), 0)
    stretch = range(end)
    if word(tagged, 0) != "with" or not end or word(tagged, end - 1) not in GONE:
        return
    if not any(tagged.items[m].has("amount", "measure") or tagged.items[m].period is not None for m in stretch):
        layout.masked |= set(stretch)


def events_beside(tagged: Tagged, layout: Layout) -> None:
    """Sets apart "even as the order came to an end": what happened meanwhile counts nobody and narrows no figure."""
    items = tagged.items
    for k in range(1, len(items)):
        of_event = word(tagged, k) in _FROM_THEN and _occurrence(tagged, k)
        if word(tagged, k) not in _MOMENTS and not of_event:
            continue
        if k in layout.masked or word(tagged, k - 1) in _SPANS:
            continue
        end = next((m for m in range(k + 1, len(items)) if boundary(tagged, m)), len(items))
        named = [m for m in range(k + 1, min(k + 5, end)) if items[m].has("value")]
        occurs = next((m for m in range(k + 2, end) if word(tagged, m) in OCCURS), None)
        occurs = named[0] if of_event and named else occurs
        told = any(tells(tagged, m) or items[m].has("head") for m in range(k + 1, end))
        if not named or occurs is None or occurs < named[0] or told or has_figure(tagged, k, end):
            continue
        start = k - (word(tagged, k - 1) == "even")
        layout.other.append((start, end))
        layout.masked |= set(range(start, end))


_FROM_THEN = frozenset("after before following since".split())


def _occurrence(tagged: Tagged, k: int) -> bool:
    """Whether "(after) the end of" stands behind item k."""
    noun = k + 1 + (word(tagged, k + 1) == "the")
    return word(tagged, noun) in _OCCURRENCES and word(tagged, noun + 1) == "of"
