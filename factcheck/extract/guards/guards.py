"""Finds ways of saying that the other rules would read wrongly.

Each guard names a construction and what is unclear about it; the statement is then left open
rather than decided on half of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.anchors.anchor import Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.counting import two_counts
from factcheck.extract.anchors.monthly import swing_of, swings_yearly
from factcheck.extract.cutting.layout import ONCE
from factcheck.extract.guards.ends import unread_ends
from factcheck.extract.guards.other_lengths import beside_a_time, of_other_lengths
from factcheck.extract.guards.other_times import other_times
from factcheck.extract.guards.tails import unread_tails
from factcheck.extract.guards.unread_groups import unread_groups
from factcheck.extract.guards.unread_pairs import unread_pairs
from factcheck.extract.guards.unread_parts import unread_parts
from factcheck.extract.guards.unread_records import unread_records
from factcheck.extract.guards.unread_turns import unread_turns
from factcheck.extract.periods.dating import Dating
from factcheck.extract.ranks.lasts import last_times
from factcheck.extract.runs.occasions import occasions
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.of_each import joins_places, said_of_each
from factcheck.extract.tagging.listed import respective
from factcheck.model.claim import Blocked

_JOINTS = frozenset((",", "and", "or", "&"))
_DATING = frozenset(
    "in and or since year years fiscal least by to from until till through before after of below above".split()
)
_BOUNDS = frozenset(
    ("more than", "at least", "fewer than", "at most", "well over", "well under", "just over", "nearly")
)
_SUMMING = frozenset("combined together total totaled totalled altogether sum".split())
_COMPLETE = "the same statement as plain figures, one period and one group each"


def guard(frame: Frame, finder: Finder, dating: Dating) -> Blocked | None:
    """Why nothing in this unit should be decided, if it is said in a way that no rule reads."""
    found = next(_guards(frame, finder, dating), None)
    if found is None:
        return None
    first, last, why = found
    words = frame.tagged.slice(frame.item(first).first, frame.item(last).last)
    return Blocked("unresolved", f"“{words}” {why}", _COMPLETE)


def _guards(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    yield from _ends_elsewhere(f)
    yield from _moves_most(f)
    yield from _placed_between(f)
    yield from _moves_more(f)
    yield from _last_times(f)
    yield from two_counts(f)
    yield from unread_parts(f)
    yield from _no_longer(f, finder)
    yield from unread_records(f, finder)
    yield from occasions(f, finder)
    yield from _several_at_once(f, finder, dating)
    yield from _said_of_two(f, finder)
    yield from _said_of_each(f, finder)
    yield from other_times(f, finder, dating)
    yield from unread_pairs(f, finder)
    yield from unread_tails(f)
    yield from unread_ends(f, finder.anchors)
    yield from of_other_lengths(f)
    yield from beside_a_time(f)
    yield from unread_turns(f, finder, dating)
    yield from unread_groups(f, finder)


def _ends_elsewhere(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "fell from and has stayed below the level of May": two verbs share what they are measured against."""
    if "and" not in f.tagged.said:
        return
    for m in f.unit.indices:
        named = f.item(m).has("value")  # "those from Arden and Brock"
        if f.word(m) in ("from", "below", "above", "under", "over") and f.word(m + 1) == "and" and not named:
            yield m - 1, m + 1, "has what it is measured against behind another verb"


def _moves_most(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "fell the most at A", "fell most sharply at A": of several changes, the largest."""
    if _MOST.isdisjoint(f.tagged.norms):
        return
    for k in f.having("highest", "lowest"):
        after = f.word(k + 1)
        if f.word(k) not in _MOST or after in ("recently", "likely") or k in f.settled:
            continue
        start = k - 1
        while f.word(start) in ("the", ",", "by"):
            start -= 1
        moved = start >= 0 and f.item(start).has("direction") and f.word(k - 1) != "up"  # "up most"
        if moved or after.endswith("ly") or f.words_after(k, 2) == ["of", "all"]:
            yield k, k + after.endswith("ly"), "says what was so more than anything else, and is not read yet"


_MOST = frozenset(("most", "least"))


def _moves_more(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A fell 61 percent, more than those of B": which of two changes was the larger, and not which of two counts."""
    if "than" not in f.tagged.norms or "percent" not in f.tagged.kinds:
        return
    for k in f.live():
        than = f.words(k).lower()
        end = k + 1 + (than in _COMPARED and f.word(k + 1) == "than")
        if f.word(k - 1) != "," or (than not in _COMPARED_THAN and end == k + 1):
            continue
        before = f.ahead(k)[-8:]
        sized = any(f.item(m).has("percent") for m in before) and any(f.item(m).has("direction") for m in before)
        sized = sized and not any(f.item(m).has("amount") for m in before)  # "to 9,000, more than in May"
        if sized and f.word(end) in ("those", "that", "among", "for", "in", "at"):
            yield k, end, "may compare the changes or what is counted"


_COMPARED = frozenset("more less higher lower".split())
_COMPARED_THAN = frozenset(f"{word} than" for word in _COMPARED)


def _placed_between(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A, third behind B and C, had 9,000": the names between the commas count nothing in what follows."""
    for k in f.having("ordinal") if "behind" in f.tagged.said else ():
        shut = next((m for m in f.after(k) if f.word(m) == ","), None)
        placed = f.word(k - 1) == "," and f.word(k + 1) == "behind" and shut is not None
        if placed and shut and any(f.item(m).has("amount", "percent", "direction") for m in f.after(shut)):
            yield k, shut - 1, "ranks one beside others between commas"


def _last_times(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "The last time sales were below A was in May": that none came after is not read."""
    for k in last_times(f):
        if k not in f.settled:
            yield k, k + 1, "says when something last was so"


def _no_longer(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "since May, when …, until June", "once the majority of sales": what has ended, and how it was then."""
    for k in f.having("share") if not ONCE.isdisjoint(f.tagged.said) else ():
        once = next((m for m in f.ahead(k)[-3:] if f.word(m) in ONCE), None)
        if once is not None:
            yield once, k, "was so at another time"
    for k in f.having("period") if "until" in f.tagged.said else ():
        since = any(p < k and (p in finder.open_ended or f.word(p - 1) == "since") for p in f.having("period"))
        if f.word(k - 1) == "until" and since:
            yield k - 1, k, "ends the time since another one"


# ---- several periods, figures or groups in one breath ----------------------------------------------


def _several_at_once(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    periods = [k for k in f.having("period") if k not in finder.restated]
    paired = {a.period for a in finder.anchors if a.role in ("level", "base")}
    moving = [a for a in finder.anchors if a.role in ("change", "rank")]
    alone = {a.period for a in moving if a.fixed}  # "only May and June topped July": said of one by one
    rows = [row for row in _rows(f, periods) if not set(row) <= alone] if len(periods) > 1 else []
    for row in rows:
        if not set(row) <= paired | {m.base for m in moving} and any(
            m.period in row or (m.base in row and m.base_last is None) for m in moving
        ):
            yield row[0], row[-1], "names several periods at once"
    levels = [a for a in finder.anchors if a.role == "level"]
    for level in (a for a in levels if not (a.period and dating.each_year(a.period))) if rows else ():
        row = next((r for r in rows if level.period in r and not set(r) <= paired), [])
        each = bool(row) and f.word(row[0] - 1) == "both"
        summed = finder.restated or any(f.word(m) in _SUMMING for m in f.unit.indices)
        bound = level.hedge.name in _BOUNDS and not each and not summed
        if row and (bound or dating.pair(row[0]) is None):
            yield row[0], row[-1], "names several periods at once"
    beaten = any(a.role == "rank" and a.over_all is not None for a in finder.anchors)  # "than in any month but May"
    whole = beaten or not f.tagged.kinds.isdisjoint(("each", "steady"))
    for k in periods:
        if f.word(k - 1) in ("but", "except") and whole:
            yield k - 1, k, "says what is left out"
    yield from _two_figures(f, levels, bool(moving), dating)
    for anchor in (a for a in finder.anchors if a.role in ("level", "base")):
        if _may_be_year(f, anchor.k):
            yield anchor.k, anchor.k, "may be a year"
    words = [f.word(m) for m in f.unit.indices]
    for place in range(len(words) - 2) if "at" in words or "year" in words else ():
        first, last = f.unit.indices[place], f.unit.indices[place + 2]
        if words[place : place + 3] == ["at", "and", "between"]:
            yield first, last, "joins two places"
        if words[place : place + 3] == ["year", "in", "which"]:
            yield first, last, "is a year that is named by what happened in it"


def _two_figures(f: Frame, levels: Sequence[Anchor], moving: bool, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """ "9,000 and 8,000 in May", "(went) from 9,000 to 8,000": two figures of one time, and nothing that tells them
    apart."""
    for one, two in pairwise(levels):
        joined = {f.word(m) for m in f.between(one.k, two.k) if not f.item(m).has("hedge")}
        between_them = f.word((one.hedge_at or one.k) - 1) == "between" or f.word(one.k - 1) == "between"
        together = one.period == two.period or None in (one.period, two.period)
        told = not moving and one.k in respective(f)
        if swing_of(f, two.k):
            times = [p for k in dating.topics() for p in f.when_at(k).periods[:1]] or [*f.background.when.periods[:1]]
            long = any(p.months > 12 for p in times) and "monthly" not in f.tagged.said
            if long or swings_yearly(f):
                yield one.k, two.k, "are the least and the most of several years"
            continue
        if joined and joined <= _JOINTS and together and not between_them and not told:
            yield one.k, two.k, "are several figures for one period"
        between = [f.word(m) for m in f.between(one.k, two.k)]
        if between == ["to"] and f.word((one.hedge_at or one.k) - 1) == "from" and not moving:
            yield one.k - 1, two.k, "does not say whether it rose or fell"


_NOT_ONLY = ("not just", "not only")


def _said_of_each(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "The old and new stations both had a decline": one change or share of each, and none of them together."""
    k = said_of_each(f)
    if k is None:
        return
    moved = [a for a in finder.anchors if a.role in ("change", "rank", "base")]
    if len(moved) == len(finder.anchors) == 1 and moved[0].role == "change" and not (moved[0].size or moved[0].times):
        return  # "both saw a decline": of each, if nothing else is said
    if moved or f.having("percent", "share", "times") or (joins_places(f, k) and f.having("amount")):
        yield k, k, "is said of each of several"


def _said_of_two(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "not just in May but in all of 2022", "9,000 by this time last year, marking a rise so far in 2023"."""
    periods = f.having("period")
    for k in periods:
        expr = f.item(k).period
        if expr is not None and expr.word.startswith("so-far-last") and any(a.role == "change" for a in finder.anchors):
            yield k, k, "is compared with in a way that is not read yet"
        near = range(k - 1, max(k - 6, -1), -1) if "not" in f.tagged.said else ()
        lead = next((m for m in near if f.words(m).lower() in _NOT_ONLY), None)
        if lead is not None and any(p > k for p in periods):
            yield lead, k, "is said of two periods"


def _rows(f: Frame, places: Sequence[int]) -> Iterator[list[int]]:
    """Items that stand in a list: "A and B", "A, B or C"."""
    row: list[int] = [*places[:1]]
    joints: set[str] = set()
    for a, b in pairwise(places):
        apart = ("highest", "lowest", "base", "direction")  # "the previous year and the most since May": no list
        joined = {
            f.word(m)
            for m in f.between(a, b)
            if f.word(m) in _JOINTS or f.item(m).has(*apart) or not f.item(m).has("filler")
        }
        if joined and joined <= _JOINTS:
            row, joints = [*row, b], joints | joined
            continue
        if joints - {","}:
            yield row
        row, joints = [b], set()
    if joints - {","}:
        yield row


def _may_be_year(f: Frame, k: int) -> bool:
    """ "in fiscal 2021 and 2022", "since at least 1999": four digits without a mark after a word for dates."""
    written = f.words(k)
    if not (len(written) == 4 and written.isdecimal() and 1900 <= int(written) < 2100):
        return False
    return f.word(k - 1) in _DATING
