"""Reads terms of office as periods: "her last year in office", "since he took office"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.extract.tagging.items import Entry, Item
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.record import replace
from factcheck.model.value import MONTH_OF, month_index
from factcheck.text.dates import PeriodExpr
from factcheck.text.numerals import FEW

_LAST, _FIRST = ("last", "final"), ("first", "opening")
_OPENINGS = tuple(
    tuple(words.split())
    for words in (
        "took office", "entered office", "assumed office", "was sworn in", "was inaugurated", "took power",
    )
)  # fmt: skip
_CLOSINGS = (["left", "office"], ["leaves", "office"], ["leaving", "office"])
# What holding an office is called; a manifest adds how its own is called and where it is held.
_HOLDING = ("administration", "term", "tenure", "watch")
_TIMES = ("era", "years")
_IN_OFFICE = ["in", "office"]
# Who or what is somebody's in office, and no time.
_THEIRS = frozenset(
    "official officials spokesman spokeswoman spokesperson spokespeople source sources aide aides adviser advisers "
    "advisor advisors appointee appointees lawyer lawyers data figures statistics policy policies "
    "rule rules order orders program programs plan plans crackdown measure measures effort efforts".split()
)


def read_terms(tagged: Tagged) -> Tagged:
    """`tagged` with each term of office and the words that measure it as one period item."""
    if "term" not in tagged.kinds:
        return tagged
    items = list(tagged.items)
    k = 0
    while k < len(items):
        found = _at(tagged, items, k) if items[k].has("term") else None
        if found is not None:
            first, last, word, count = found
            spans = _nth(tagged, items[k])
            expr = PeriodExpr(
                "term",
                items[first].first,
                items[last - 1].last,
                word=word,
                count=count,
                spans=tuple((a, b) for a, b in spans),
            )
            days = _entry(items[k])["days"]
            items[first:last] = [Item(expr.first, expr.last, frozenset(("period",)), period=expr)]
            k = first
            told_when = _on_its_day(tagged, items, k, days) or (
                word == "start" and _in_its_month(tagged, items, k, days)
            )
            if word in ("start", "end") and told_when:  # "since she took office on May 3"
                items[k : k + 3] = [Item(expr.first, items[k + 2].last, frozenset(("period",)), period=expr)]
            if (
                word == "end"
                and k + 2 < len(items)
                and _led_by_in(tagged, items, k)
                and items[k + 2].period is not None
                and _is_its_end(expr, items[k + 2])
            ):
                told = items[k + 2]  # "when she left office in May 2021"
                items[k : k + 3] = [Item(expr.first, told.last, told.kinds, period=told.period)]
            if (month := _apposed_month(tagged, items, k)) is not None:
                whole = replace(expr, first=items[k - 2].first, month=month)
                items[k - 2 : k + 1] = [Item(whole.first, whole.last, frozenset(("period",)), period=whole)]
                k -= 2
            elif _only_explains(tagged, items, k) and _is_the_first(expr, items[k - 2]):
                # "since May 2021 — her first month in office — they sold A"
                told = items[k - 2]
                items[k - 2 : k + 2] = [Item(told.first, items[k + 1].last, told.kinds, period=told.period)]
                k -= 2
        k += 1
    return Tagged(tagged.text, tagged.tokens, tuple(items))


def _on_its_day(tagged: Tagged, items: Sequence[Item], k: int, days: Sequence[Sequence[int]]) -> bool:
    """Whether "on May 3" behind the period at item k is a day on which such a term began or ended."""
    told = items[k + 2].period if k + 2 < len(items) and tagged.tokens[items[k + 1].first].norm == "on" else None
    if told is None or told.kind != "day" or told.month is None:
        return False
    return any((told.month, told.count) == (m, d) and told.year in (None, y) for y, m, d in days)


def _is_the_first(expr: PeriodExpr, told: Item) -> bool:
    """Whether a month is the first (full) month of a term of which it is said to be that; any is of other parts."""
    month = told.period
    if month is None or month.kind != "month" or not month.year or not month.month or expr.word[:12] != "first-months":
        return True
    index = month_index(month.year, month.month)
    return expr.count > 1 or any(
        index - first in ((1,) if expr.word.endswith("full") else (0, 1)) for first, _ in expr.spans
    )


def _is_its_end(expr: PeriodExpr, told: Item) -> bool:
    """Whether a month or year is when a term ended."""
    when = told.period
    if when is None or not when.year:
        return True
    months = [when.month] if when.month else range(1, 13)
    return any(month_index(when.year, m) - last in (0, 1) for m in months for _, last in expr.spans)


def _in_its_month(tagged: Tagged, items: Sequence[Item], k: int, days: Sequence[Sequence[int]]) -> bool:
    """Whether "in May 2021", "in 2021" behind the period at item k is when such a term began."""
    told = items[k + 2].period if k + 2 < len(items) and _led_by_in(tagged, items, k) else None
    if told is None or told.year is None or told.kind not in ("month", "year"):
        return False
    return any(told.year == y and told.month in (None, m) for y, m, _ in days)


def _led_by_in(tagged: Tagged, items: Sequence[Item], k: int) -> bool:
    return tagged.tokens[items[k + 1].first].norm == "in"


_NTH = {"first": 0, "second": 1, "third": 2}


def _nth(tagged: Tagged, item: Item) -> Sequence[tuple[int, int]]:
    """The terms of office that are meant: of "her second term" the second one alone."""
    spans: Sequence[tuple[int, int]] = _entry(item)["spans"]
    words = [t.norm for t in tagged.tokens[item.last : item.last + 3]]
    which = _NTH.get(words[1], len(spans)) if words[:1] == ["'s"] and words[2:] == ["term"] else len(spans)
    return spans[which : which + 1] or spans


def _only_explains(tagged: Tagged, items: Sequence[Item], k: int) -> bool:
    """Whether the period at item k stands in dashes or parentheses right behind another one."""
    if k < 2 or k + 1 >= len(items) or items[k - 2].period is None:
        return False
    marks = tagged.tokens[items[k - 1].first].norm, tagged.tokens[items[k + 1].first].norm
    return marks in (("-", "-"), ("(", ")"))


def _apposed_month(tagged: Tagged, items: Sequence[Item], k: int) -> int | None:
    """The month of "in May, her last full month in office": of the year that the term says."""
    told = items[k - 2].period if k > 1 else None
    expr = items[k].period
    if told is None or expr is None or told.kind != "month" or told.year is not None:
        return None
    one = "-months" in expr.word and expr.count == 1
    return told.month if one and tagged.tokens[items[k - 1].first].norm == "," else None


def _entry(item: Item) -> Entry:
    return item.entry("term") or {"called": (), "held_in": (), "holder": (), "spans": (), "days": ()}


def _at(tagged: Tagged, items: Sequence[Item], k: int) -> tuple[int, int, str, int] | None:
    """(first item, item after the last, what is meant, count) of a term at item k."""
    start, entry = items[k].last, _entry(items[k])
    holding = (*_HOLDING, *entry["called"])
    words = [t.norm for t in tagged.tokens[start : start + 9]]
    found: tuple[int, str, int] | None = None
    if words[:1] == ["'s"] and words[2:3] == ["term"] and _NTH.get(words[1], len(entry["spans"])) < len(entry["spans"]):
        found = 3, "whole", 0  # "her second term"
    elif words[:1] == ["'s"]:
        part = _part(words[1:], entry)
        found = (1 + part[0], part[1], part[2]) if part else None
        if found is None and _is_height(items[k + 2 : k + 3]):
            found = 1, "whole", 0  # "her busiest month": of all that she held office
    elif words[:1] and words[0] in (*holding, *_TIMES) and words[1:2] and words[1] in _THEIRS:
        return None  # "according to Lee administration officials"
    elif words[:1] and words[0] in (*holding, *_TIMES):
        part = _part(words[2:], entry) if words[1:2] == ["'s"] else None
        found = (2 + part[0], part[1], part[2]) if part else (1, "whole", 0)
    elif words[:1] == ["was"] and (used := _led(words[1:], [_IN_OFFICE, *(h.split() for h in entry["holder"])])):
        found = 1 + used, "whole", 0  # "when she was in office", "while he was chair"
    elif words[:2] in _CLOSINGS:
        found = 2, "end", 0
    elif opening := _opening(words, entry) or _becoming(words, entry):
        counted = _months_after(tagged, items, k)
        if counted is not None:
            after = next((m for m in range(k + 1, len(items)) if items[m].first >= start + len(opening)), len(items))
            return counted[0], after, "first-months", counted[1]
        found = len(opening), "start", 0
    elif k and tagged.tokens[items[k].first - 1].norm == "under":
        found = 0, "whole", 0
    elif k > 1 and tagged.tokens[items[k - 2].first].norm in holding and tagged.tokens[items[k - 1].first].norm == "of":
        after = next((m for m in range(k + 1, len(items)) if items[m].first >= start), len(items))
        return k - 2, after, "whole", 0  # "the term of X"
    if found is None:
        return None
    first, found = _measured(tagged, items, k, found)
    if words[:1] == ["was"] and first == k and k and tagged.tokens[items[k - 1].first].norm == "while":
        first = k - 1  # "in May, while she was in office, …": a time, and no clause of its own
    end = start + found[0]
    after = next((m for m in range(k + 1, len(items)) if items[m].first >= end), len(items))
    return first, after, found[1], found[2]


def _is_height(following: Sequence[Item]) -> bool:
    """Whether what follows ranks: "highest", and no "record", which may be all that was done in office."""
    return any(i.has("highest", "lowest") and not i.has("report") for i in following)


def _opening(words: Sequence[str], entry: Entry) -> Sequence[str]:
    """The words of "took office", "came back to office", "went back to the White Hall" that `words` begin with; empty
    when they do not."""
    places = [["office"], *(place.lower().split() for place in entry["held_in"])]
    for end in (1, 2):
        if words[end : end + 1] in (["to"], ["into"]) and (used := _led(words[end + 1 :], places)):
            return words[: end + 1 + used]
    return next((o for o in _OPENINGS if tuple(words[: len(o)]) == o), ())


def _becoming(words: Sequence[str], entry: Entry) -> Sequence[str]:
    """The words of "became chair" that `words` begin with; empty when they do not."""
    used = _led(words[1:], [holder.split() for holder in entry["holder"]]) if words[:1] == ["became"] else 0
    return words[: 1 + used] if used else ()


def _measured(
    tagged: Tagged, items: Sequence[Item], k: int, found: tuple[int, str, int]
) -> tuple[int, tuple[int, str, int]]:
    """The first item, and what is meant, of "first six months of (her tenure)", "the last year of (his term)"."""
    if found[1] != "whole":
        return k, found
    for m in range(max(k - 3, 0), k):  # "since the start of her term"
        words = [t.norm for t in tagged.tokens[items[m].first : items[k].first]]
        if words[0] in ("start", "beginning", "outset") and words[1:] in (["of"], ["of", "the"]):
            return m, (found[0], "start", 0)
    for m in range(max(k - 6, 0), k):
        words = [t.norm for t in tagged.tokens[items[m].first : items[k].first]]
        part = _part(words, _entry(items[k])) if words[0] in (*_FIRST, *_LAST) else None
        if part is not None and words[part[0] :] in (["of"], ["in"], ["under"], ["into"], ["of", "the"]):
            return m, (found[0], part[1], part[2])
    return k, found


def _months_after(tagged: Tagged, items: Sequence[Item], k: int) -> tuple[int, int] | None:
    """(item, count) of "first 12 months after (X took office)" before item k."""
    words = [(m, tagged.tokens[items[m].first].norm) for m in range(max(k - 4, 0), k)]
    after = [w for _, w in words[2:]]
    if after not in (["months", "after"], ["months", "since"]) or words[0][1] not in (*_FIRST, "the"):
        return None
    count = FEW.get(words[1][1], 0) or (int(words[1][1]) if words[1][1].isdecimal() else 0)
    return (words[0][0], count) if count else None


def _part(words: Sequence[str], entry: Entry) -> tuple[int, str, int] | None:
    """(items used, meaning, count) of "last year in office", "first full month", "eight years"."""
    k = 0
    held_in = (_IN_OFFICE, *(["in", *place.split()] for place in entry["held_in"]))
    if words[:1] == ["time"] and (used := _led(words[1:], held_in)):
        return 1 + used, "whole", 0
    edge = "last" if words[:1] and words[0] in _LAST else "first" if words[:1] and words[0] in _FIRST else ""
    k += bool(edge)
    full = words[k : k + 1] == ["full"]
    k += full
    count = FEW.get(words[k], 0) if k < len(words) else 0
    if k < len(words) and words[k].isdecimal():
        count = int(words[k])
    k += bool(count)
    full = full or words[k : k + 1] == ["full"]
    k += words[k : k + 1] == ["full"]
    unit = words[k] if k < len(words) else ""
    whole = (*_HOLDING, *_TIMES, *entry["called"])
    if edge and unit in MONTH_OF and (used := _led(words[k + 1 :], held_in)):
        return k + 1 + used, f"{edge}-such", MONTH_OF[unit]  # "her last October in office"
    if unit not in ("year", "month", "months", *whole):
        return None
    k += 1
    tail = k + _led(words[k:], held_in)
    if edge and words[k : k + 1] == ["as"] and k + 1 < len(words) and words[k + 1].isalpha():
        tail = k + 2  # "in her first two months as chair"
    if unit == "months" and not count:
        return None  # "the last months of her term": nobody says how many
    if unit in ("month", "months") and edge:
        return tail, f"{edge}-months" + ("-full" if full else ""), count or 1
    if unit == "year" and edge:
        return tail, f"{edge}-year", 1
    return (tail, "whole", 0) if not edge and unit in whole else None


def _led(words: Sequence[str], phrases: Iterable[Sequence[str]]) -> int:
    """How many of `words` the first of `phrases` takes that they begin with; 0 for none."""
    return next((len(p) for p in phrases if list(words[: len(p)]) == list(p)), 0)
