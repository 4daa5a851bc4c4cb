"""Turns what no assertion of a unit took up, though it compares, counts or dates, into undecided statements."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.anchors.anchor import DIFFERENCE_UNITS, SURPASSING
from factcheck.extract.periods.dating import Dating
from factcheck.extract.ranks.lasts import last_times
from factcheck.extract.runs.how_often import counts_months
from factcheck.extract.shares.groups import GroupReader
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Assertion, Blocked, Standing, Streak, Undecided, When
from factcheck.model.text import Span

# What no rule may have read, though it compares or counts.
_LEFT = frozenset((*DIFFERENCE_UNITS, "multiple", "outnumber", "first-time", "ordinal", "direction"))

_APPOSED = frozenset((".", ",", ")", "", "behind", "after", "among", "overall"))  # behind "A had 9,000, third"
_ROWS = frozenset(("straight", "consecutive", "successive", "row"))
_RUN_OF = frozenset("month months year years week weeks day days quarter".split())
_RUNNING = _ROWS | {"running"}
_COMPARING = frozenset(("hedge", "direction", "ordinal"))
_COMPARING_WORDS = frozenset(("same", "many", "few", "high", "low", "as"))


def leftovers(
    dating: Dating, groups: GroupReader, blocked: Blocked | None, compared: list[Assertion]
) -> list[Assertion]:
    """Shares, multiples and runs that no rule read: they keep the claim from being supported."""
    f, anchors = dating.frame, dating.anchors
    sizes = {a.size for a in anchors if a.size is not None}
    loose = {a.k for a in anchors if a.role == "size" and a.k not in sizes}
    read = {a.span for a in compared}
    out: list[Assertion] = []
    plain = f.tagged.kinds.isdisjoint(_LEFT) and _RUNNING.isdisjoint(f.tagged.said)
    told = {a.when.span for a in compared}  # "sales in May were a fifth of those in June": May is the share's
    passed_over = {k for k in _unread(f, dating, groups.taken, read) if f.span(k, k + 1) not in told}
    if plain and not passed_over and not loose:
        return out
    multiplied = {a.k for a in anchors if a.times}
    running = any(isinstance(a, Streak) or (isinstance(a, Standing) and a.run) for a in compared)
    standing = {k for place in groups.standings for k in place.taken}
    for k in (m for m in f.live() if m not in standing):
        item = f.item(k)
        if k not in passed_over and k not in loose and item.kinds.isdisjoint(_LEFT) and not _is_run(f, k):
            continue
        span = f.span(k, k + 1)
        if k in passed_over:
            problem = blocked or Blocked(
                "unresolved",
                f"“{f.words(k)}” is not read as part of any figure or comparison",
                "the same statement as plain figures",
            )
            out.append(Undecided(span, f.subject(k), When(problem="missing"), blocked=problem))
            continue
        if k in sizes or any(r.overlaps(span) for r in read) or counts_months(f, k):
            continue
        if (running and _is_run(f, k)) or k in multiplied:
            continue
        if (
            k in loose
            or item.has("first-time")
            or (item.has("ordinal") and f.word(k + 1) in ("time", "times"))
            or (item.has("ordinal") and f.word(k - 1) == "," and f.word(k + 1) in _APPOSED)
            or item.has(*DIFFERENCE_UNITS, "multiple", "outnumber")
            or _is_run(f, k)
            or _compares_groups(dating, k)
        ):
            problem = blocked or Blocked(
                "unresolved",
                f"“{f.words(k)}” is a share, ratio or run that is not read yet",
                "the same statement as plain figures",
            )
            out.append(Undecided(span, f.subject(k), When(problem="missing"), blocked=problem))
    return out


def _is_run(f: Frame, k: int) -> bool:
    run = f.word(k) in _ROWS and f.word(k + 1) != "the"
    return run or (f.word(k) == "running" and f.word(k - 1) in _RUN_OF)


def _compares_groups(dating: Dating, k: int) -> bool:
    """ "more people … than": a comparison of two populations that no rule read."""
    f = dating.frame
    entry = f.item(k).entry("direction")
    if entry is None or entry["part"] != "comparative" or any(a.k == k for a in dating.anchors):
        return False
    return any(f.word(m) == "than" for m in f.after(k)) and not f.item(k).has("hedge")


def _unread(f: Frame, dating: Dating, taken: set[int], read: set[Span]) -> Iterator[int]:
    """Items that compare or date, and that no assertion of the unit took up.

    `taken` are the items and `read` the places of statements that set groups side by side.
    """
    yield from _idle_periods(f, dating, taken, bool(read))
    finder = dating.finder
    used = {a.hedge_at for a in finder.anchors} | {a.k for a in finder.anchors} | taken
    used |= finder.comparing | finder.passed
    yield from (k for k in last_times(f) if k not in f.settled)
    if not finder.anchors and not read:  # ", with the rest split evenly among the other seven"
        yield from (k for k in f.live() if f.word(k) in ("rest", "remainder", "remaining"))
    yield from (k for k in f.live() if f.word(k) == "next" and f.word(k - 1) == "came" and k not in used)
    for k in f.having(*_COMPARING) if _COMPARING_WORDS.isdisjoint(f.tagged.said) else f.live():
        item = f.item(k)
        if k in used or (item.kinds.isdisjoint(_COMPARING) and f.word(k) not in _COMPARING_WORDS):
            continue
        if read and any(r.overlaps(f.span(k, k + 1)) for r in read):
            continue
        words = f.words(k).lower()
        following = next((m for m in f.after(k) if f.item(m).kinds - {"filler"}), None)
        numeric = ("amount", "percent", "share", "points", "times", "multiple")
        near = following is not None and f.item(following).has("duration") and following == k + 1
        measured = near or (following is not None and f.item(following).has(*numeric))
        entry = item.entry("direction")
        copula = f.word(k - 1) in ("is", "was", "are", "were", "ranked", "came")
        if item.has("hedge") and words.endswith(("than", "above", "below")):
            left = not measured
        elif f.word(k) == "same":
            left = "as" in f.words_after(k, 2) and not item.has("direction")
        elif item.has("hedge") and "what" in f.words_after(k, 1):
            left = True
        elif f.word(k) in SURPASSING and following is not None and f.item(following).has("value"):
            left = True  # "surpassing B", where A stands in another clause
        elif f.word(k) in ("many", "few") and f.word(k - 1) == "as":
            multiplied = k - 2 in used and f.item(k - 2).has("times", "multiple")  # "three times as many A as in May"
            left = not multiplied and not any(f.item(m).has("amount") for m in f.after(k)[:2])
        elif f.word(k) in ("high", "low"):
            left = f.word(k - 1) == "'s" or _apposed_height(f, k)
        elif words in ("as many as", "as high as", "as few as", "as low as"):
            left = not measured and not f.item(k - 1).has("times", "multiple", "share")
        elif entry is not None and entry["part"] == "comparative":
            left = copula or f.word(k - 1) in ("even", "far", "much", "but", "and")
        else:
            part = f.word(k - 1) in ("a", "one") and f.words_after(k, 1)[:1] in (
                ["that"],
                ["those"],
                ["what"],
                ["of"],
            )
            # "slipped to second", "with B second"
            placed = item.rank > 1 and (f.word(k - 1) in ("to", "into") or f.item(k - 1).has("value"))
            left = item.has("ordinal") and (copula or part or placed or f.words_after(k, 1)[:1] in (["only"], ["to"]))
        if left:
            yield k


def _apposed_height(f: Frame, k: int) -> bool:
    """ ", a wartime low", ", a low for the month": a record that nothing read."""
    start = next((m for m in range(k - 1, max(k - 4, 0), -1) if f.word(m) in ("a", "an")), None)
    return start is not None and f.word(start - 1) in (",", "-") and f.word(k + 1) in ("", ".", ",", ";", "for")


def _since(f: Frame, k: int) -> bool:
    """Whether the period at item k stands in "since May", "since at least 2000"."""
    return f.word(k - 1 - (f.words(k - 1).lower() == "at least")) == "since"


def _idle_periods(f: Frame, dating: Dating, taken: set[int], stands: bool) -> Iterator[int]:
    """ "May, the first month of fiscal 2020": a period that dates nothing must go with those that do.

    `stands`: something is ranked among its kind. That, and a share, is of the first period that is named.
    """
    finder = dating.finder
    used = {k for a in finder.anchors for k in (a.period, a.base, a.within)} | finder.used
    idle = [k for k in dating.topics() if k not in used and not _since(f, k)]
    if not idle:
        return
    dated = [a.period for a in finder.anchors if a.role == "level" and a.period is not None]
    if not dated and (stands or f.tagged.kinds & {"percent", "share"}) and not finder.anchors:
        dated = [k for k in dating.topics() if k not in taken][:1]
    own = [p for k in dated for p in f.when_at(k).periods]
    for k in idle if own else ():
        named = f.word(k + 1) == "," and any(f.item(m).period is not None for m in f.after(k)[1:2])
        if named or dating.pair(k) is not None or dating.each_year(k) is not None:
            continue
        spans = f.when_at(k).periods
        inside = any(s.first <= p.first and p.last <= s.last for s in spans for p in own)
        around = any(p.first <= s.first and s.last <= p.last for s in spans for p in own)
        expr = f.item(k).period
        exact = any(s.first == p.first and s.last == p.last for s in spans for p in own)
        restates = expr is not None and expr.kind == "range" and f.word(k - 1) in ("(", "from", ",")
        ends = f.words_after(k, 1) in (["included"], ["counted"]) and all(s.last != p.last for s in spans for p in own)
        if (not inside and not around) or (restates and not exact) or ends:
            yield k
