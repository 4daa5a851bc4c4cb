"""Finds records and marks that no rule reads: one of groups or of changes, a run of them, a change month by month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors.anchor import SURPASSING, Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.beating import EITHER
from factcheck.extract.ranks.foremost import rivals
from factcheck.extract.ranks.standing_words import reaches_back
from factcheck.extract.runs.how_often import counts_months
from factcheck.extract.subjects.frame import Frame

_BREAKING = frozenset("broke breaks breaking broken beat beats beating fell fallen set sets setting".split())
_GROUPS = frozenset("group groups share portion contingent category segment part bloc cohort".split())
_LONGER = frozenset("month months year years quarter quarters".split())
_FINER = frozenset("day days week weeks weekend hour hours".split())
_RANKING = frozenset(("times", "highest", "lowest", "ordinal"))
_RANKING_WORDS = frozenset(("first", "low", "high"))
_RUNS = frozenset(("straight", "consecutive"))
_LEADS = frozenset("the its their 's".split())


def unread_records(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    words = f.tagged.said
    ranks = not (f.tagged.kinds.isdisjoint(_RANKING) and _RANKING_WORDS.isdisjoint(words))
    for k in f.live() if ranks or not _BREAKING.isdisjoint(words) else ():
        item = f.item(k)
        if f.word(k).startswith("record") and f.word(k - 1) == "'s" and k > 1 and f.item(k - 2).has("term"):
            yield k - 2, k, "may be all that was done in office"
        if f.word(k).startswith("record"):
            yield from _runs_of_records(f, k)
            yield from _of_any_other(f, k)
            led = f.word(k - 1 - (f.word(k - 1) in ("a", "the"))) in ("after", "following")
            if led and f.word(k + 1) in _LONGER:
                yield k - 1, k + 1, "is a record of a time that is not named"
        if item.kinds.isdisjoint(_RANKING) and f.word(k) not in _RANKING_WORDS:
            continue
        counted = item.has("times") and k - 1 in f.unit.indices and f.item(k - 1).has("amount")
        if counted and not counts_months(f, k):
            yield k - 1, k, "says how often a mark was passed"
        if f.word(k) in ("most", "least") and f.word(k - 1) in _LEADS and _heads_move(f, k):
            yield k, k + 1, "ranks changes and not figures"
        if item.has("highest", "lowest") and not item.has("filler", "report"):
            before = f.item(k - 1).number if k - 1 in f.unit.indices else None
            several = before is not None and not before.digits and 1 < before.amount.value < 13
            if several and not {k - 1, k} <= f.settled:
                yield k - 1, k, "ranks several at once"
            yield from _ranks_others(f, k)
            if _heads_move(f, k):
                yield k, k + 1, "ranks changes and not figures"
            if "but" in f.tagged.norms and _but_one(f, k):
                yield k, k, "leaves out one that ranks higher"
            if f.word(k - 1) == "next":
                yield k - 1, k, "ranks behind one that is named before"
        if (
            f.word(k) == "first"
            and k not in f.settled
            and ("since" in f.words_after(k, 12) or _heads_first_move(f, k))
            and not item.has("first-time")
        ):
            near = f.between(k, k + 4)
            if any(
                f.item(m).has("direction", "hedge") or f.word(m) in ("month", "year", "months", "time") for m in near
            ):
                yield k, near[0], "says that nothing of the kind came before"
        if f.word(k) in ("low", "high") and f.word(k - 1) == "year" and not any(a.k == k for a in finder.anchors):
            yield k - 1, k, "is a record that is not read yet"
    yield from _many_months(f, finder)
    yield from _surpassing_unread(f, finder)


def _of_any_other(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "a record for towns other than Arden": more than any one of them ever had, or all of them together?"""
    rest = next((m for m in f.after(k)[1:4] if f.item(m).has("value")), None)
    if f.word(k + 1) in ("for", "among") and rest is not None and "other than" in f.words(rest).lower():
        yield k, rest, "may be a record of any one of them"


def _largest_share(f: Frame, k: int) -> bool:
    """Whether item `k` ranks "the largest share of sales", which whoever had the most had."""
    return f.word(k + 1) == "share" and rivals(f, k, f.subject(k).choices)[1]


def _kind_called(f: Frame, k: int) -> bool:
    """Whether item k is what a kind of value is called ("the busiest town"), and no month of one ("town month")."""
    kinds = f.vocabulary.facts["dimensions"].values()
    return f.word(k + 1) != "month" and any(f.word(k) == str(kind["label"]).lower() for kind in kinds)


def _heads_first_move(f: Frame, k: int) -> bool:
    """ "The first (monthly) rise of the year": that none came before, whatever it says since when."""
    after = [m for m in f.after(k)[:2] if f.word(m) not in ("monthly", "such", "annual")]
    return f.word(k - 1) in ("the", "its", "their", "'s") and bool(after) and f.item(after[0]).has("direction")


def _ranks_others(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "The busiest of the two", "the highest day", "the busiest town": the superlative at item `k` ranks no months."""
    after = f.words_after(k, 3)
    if after[:2] == ["of", "the"] and after[2:] in (["two"], ["three"], ["pair"]):
        times = any(f.item(m).has("kind-of") or f.word(m) in _FINER | _LONGER for m in f.after(k)[3:5])
        if not times:
            yield k, k + 3, "ranks among those that are named"
    ends = f.words_after(k, 1)[:1] in ([], [","], ["."], ["with"], ["and"], ["was"], ["were"])
    second = (
        (f.item(k).rank > 1 or f.words_after(k, 1) == ["and"])
        and f.word(k - 1) == "the"
        and ends
        and "kind-of" in f.tagged.kinds
    )
    if second and k not in f.settled and not reaches_back(f, k):
        yield k - 1, k, "may rank groups and not times"
    if f.word(k + 1) in _FINER:
        yield k, k + 1, "ranks days or weeks, and no months"
    grouped = f.word(k + 1) in _GROUPS or _kind_called(f, k + 1)
    if grouped and k not in f.settled and not _largest_share(f, k):
        yield k, k + 1, "ranks groups and not times"


def _surpassing_unread(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "A exceeded the total of B and C": names behind it, and neither a figure nor a time that it is more than."""
    for anchor in finder.anchors:
        if anchor.role == "change" and f.word(anchor.k).startswith("approach"):
            yield anchor.k, anchor.k, "compares too loosely"
        based = anchor.base is not None or anchor.base_anchor is not None or anchor.over_all is not None
        if anchor.role != "change" or f.word(anchor.k) not in SURPASSING or based or anchor.size or anchor.target:
            continue
        named = [m for m in f.after(anchor.k)[:8] if f.item(m).has("value") and m not in f.settled]
        if named:
            yield anchor.k, named[0], "compares with a group in a way that is not read yet"


def _runs_of_records(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "the third year in a row that the record fell": each of these years has one of its own."""
    row = next((m for m in f.ahead(k) if (f.word(m) in _RUNS or f.words(m).endswith("row"))), None)
    broken = not _BREAKING.isdisjoint([f.word(m) for m in f.unit.indices])
    if row is not None and broken:
        yield row, k, "is a run of records"


def _many_months(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    for anchor in finder.anchors:
        if anchor.role != "change":
            continue
        after = f.words_after(anchor.k, 4)
        if f.words(anchor.k).endswith("than") and after[:1] and after[0] in EITHER:
            yield anchor.k, anchor.k + 1, "compares with many months at once"
        if _month_by_month(f, anchor):
            yield anchor.k, anchor.k, "speaks of month after month"
        elif "than" in after:
            place = after.index("than")
            if after[place + 1 : place + 2] and after[place + 1] in EITHER:
                yield anchor.k, anchor.k + 1, "compares with many months at once"


def _heads_move(f: Frame, k: int) -> bool:
    """ "the biggest monthly drop": the record is one of changes."""
    for m in f.after(k)[:5]:
        if any(e["kind"] == "direction" and e["part"] == "noun" for e in f.item(m).entries):
            return True
        if f.item(m).has("amount", "period", "measure") or f.word(m) in (",", "of", "in", "since", "and"):
            return False
    return False


def _month_by_month(f: Frame, change: Anchor) -> bool:
    """ "fell in every month of the year", "declined in eleven of the 12 months": more than a trend."""
    for m in f.after(change.k)[:8]:
        number = f.item(m).number
        counts = number is not None and f.item(m).has("amount")
        if number is not None and counts and number.amount.value <= 36 and f.words_after(m, 2) == ["of", "the"]:
            return True  # "in ten of the last twelve months"
        if f.item(m).has("duration") and "months" in f.words_after(m, 1) and "straight" not in f.words_after(m, 2):
            tail = f.words_after(m, 2)[1:]
            return tail[:1] != [] and tail[0] in ("of", "through", "from")
        if f.item(m).has("each") and f.word(m) == "in" and m not in f.settled:
            return True
        if f.item(m).has("amount", "punct"):
            return False
    return False


def _but_one(f: Frame, k: int) -> bool:
    """Whether "but one" follows "the quietest month", which may look like a clause of its own."""
    words = f.tagged.words[k : k + 16]
    ends = {",", ".", ";"}
    return any(pair == ("but", "one") and set(words[n + 2 : n + 3]) <= ends for n, pair in enumerate(pairwise(words)))
