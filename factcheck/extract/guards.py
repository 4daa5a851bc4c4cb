"""Finds ways of saying that the other rules would read wrongly.

Each guard names a construction and what is unclear about it; the statement is then left open
rather than decided on half of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.anchor import SURPASSING, Anchor
from factcheck.extract.anchors import Finder
from factcheck.extract.beating import EITHER
from factcheck.extract.counting import two_counts
from factcheck.extract.dating import Dating
from factcheck.extract.foremost import rivals
from factcheck.extract.frame import Frame
from factcheck.extract.lasts import last_times
from factcheck.extract.layout import ONCE
from factcheck.extract.listed import in_turn, respective
from factcheck.extract.monthly import swing_of, swings_yearly
from factcheck.extract.occasions import occasions
from factcheck.extract.of_each import joins_places, said_of_each
from factcheck.extract.other_times import other_times
from factcheck.extract.ratios import is_firm
from factcheck.extract.remainders import leaves_out, unnamed_part
from factcheck.extract.tails import unread_tails
from factcheck.extract.unread_pairs import unread_pairs
from factcheck.model.claim import Blocked

_MOSTLY = frozenset("mostly mainly largely primarily chiefly predominantly".split())
_SOME = frozenset("most many some several".split())
_PARTS = _MOSTLY | _SOME | {"them"}
_JOINTS = frozenset((",", "and", "or", "&"))
_COPULAS = frozenset("were was are is".split())
_DATING = frozenset("in and or since year years fiscal least by to from until till through before after of".split())
_ENDINGS = frozenset("ended ends expired expires gone lifted lapsed began begins".split())
_BOUNDS = frozenset(
    ("more than", "at least", "fewer than", "at most", "well over", "well under", "just over", "nearly")
)
_RESULTS = frozenset("resulted resulting led leading ended".split())
_JOINED = frozenset(("combined", "together"))
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
    yield from _parts_of_wholes(f)
    yield from _no_longer(f, finder)
    yield from _bounds_on_months(f, finder)
    yield from occasions(f, finder)
    yield from _several_at_once(f, finder, dating)
    yield from _said_of_two(f, finder)
    yield from _said_of_each(f, finder)
    yield from other_times(f, finder, dating)
    yield from unread_pairs(f, finder)
    yield from unread_tails(f)


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


# ---- one figure inside another ------------------------------------------------------------------


def _last_times(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "The last time sales were below A was in May": that none came after is not read."""
    for k in last_times(f):
        if k not in f.settled:
            yield k, k + 1, "says when something last was so"


def _parts_of_wholes(f: Frame) -> Iterator[tuple[int, int, str]]:
    amounts = f.having("amount")
    joined = not _JOINED.isdisjoint(f.tagged.said)
    for k in amounts:
        whom = f.word(k + 1) == "of" and f.word(k + 2) in ("which", "whom")  # they may begin a clause
        if whom and not (k == amounts[0] and any(is_firm(f, m) for m in f.after(k))):
            yield k, k + 2, "is part of another figure"
        lead = [f.word(m) for m in range(max(k - 4, 0), k)]  # "all but" may begin a clause
        if "causal" in f.tagged.kinds:
            yield from _results(f, k)
        excepted = "all" in f.tagged.said and k not in f.settled and leaves_out(f, k)
        if excepted or lead[-2:] == ["other", "than"]:
            yield k - 2, k, "says what is left out"
        if k != amounts[0] and joined and any(f.word(m) in _JOINED for m in f.between(k - 4, k)):
            yield k - 1, k, "adds up figures named before"
        if "total" in lead and "of" in lead:
            owned = any(f.item(m).period is not None for m in range(max(k - 4, 0), k))  # "June's total of A"
            again = "," not in lead and k != amounts[0] and not owned and k not in f.settled
            if lead[-3:] in (["that", "total", "of"], ["this", "total", "of"]) or again:
                yield k - 1, k, "adds up figures named before"
        if k not in f.settled and (counted := unnamed_part(f, k)) is not None:
            yield k, counted, "is a part that is not named"
    for a, b in pairwise(amounts):
        if {a, b} <= f.settled:
            continue
        between = [f.word(m) for m in f.between(a, b)]
        if _in_list(f, a, b):
            continue
        dated = between[:1] == ["of"] and "and" in between and f.item(f.between(a, b)[1]).period is not None
        if between[:1] == ["of"] and len(between) <= 5 and "," not in between and not dated:
            yield a, b, "is a part and a whole at once"
        parted = any(f.word(m) == "of" and f.item(m + 1).period is None for m in f.between(a, b)[1:3])
        if "," not in between and ("out" in between or parted):
            yield a, b, "is a part and a whole at once"
    yield from _parts_named(f, amounts)
    yield from _backdrops(f)
    first = f.unit.indices[0]
    told = bool(f.having("value", "measure", "head"))
    if amounts and f.word(first) == "of" and f.word(first + 1) in ("which", "whom") and not told:
        yield first, amounts[0], "is a part that no table holds by itself"
    part = [m for m in f.after(amounts[0]) if f.item(m).has("value", "punct")] if amounts else []
    comma = next((m for m in part if f.word(m) == ","), None)
    named = comma is not None and any(m > comma and f.item(m).has("value") for m in part)
    parted = f.word(first) == "of" and len(amounts) > 1 and not named
    if parted and not in_turn(f, f.having("value"), amounts[-1:]):
        yield first, amounts[1], "is a part that no table holds by itself"


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


def _results(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "9,000 sales led to fines": how many did, and not how many there were."""
    result = next((m for m in f.after(k)[:3] if not f.item(m).has("head", "measure")), k)
    if not f.item(result).has("causal") or f.word(result) not in _RESULTS or f.word(k - 1) in ("the", "these"):
        return
    ensuing = f.after(result)[:5]  # "led to fines under the Port Act": a part that has figures of its own
    if not (any(f.item(m).has("measure") for m in ensuing[:3]) and any(is_firm(f, m) for m in ensuing)):
        yield k, result, "is only the part that came to something"


def _in_list(f: Frame, a: int, b: int) -> bool:
    """ "12 of Arden and 9 of Brock", "12 of them and Brock for 9": two figures of a list, each with its own name."""
    between = [m for m in f.between(a, b) if not f.item(m).has("hedge-after")]
    words = [f.word(m) for m in between]
    named = any(f.item(m).has("value") or f.word(m) == "them" for m in between[1:2])
    return words[:1] == ["of"] and "and" in words[2:4] and named


def _backdrops(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "with X gone", "after X ended", "the last month under X": X dates the sentence and narrows no figure."""
    for k in f.having("value"):
        entry = f.item(k).entry("value")
        if entry is None or not f.parts_people(str(entry["dimension"])):
            continue
        after = f.words_after(k, 1)
        near = f.after(k)[:3]
        acts = (
            len(near) == 3
            and f.item(near[0]).has("measure")
            and f.word(near[1]) == "of"
            and f.item(near[2]).has("head")
        )
        if acts and k + 1 == near[0]:
            yield k, near[2], "may tell who acts and not who is counted"
        lead = [f.word(m) for m in f.ahead(k)[-2:]]
        if f.words(k).lower().startswith("under ") and lead[-1:] in (["month"], ["months"], ["year"]):
            yield k - 1, k, "may tell when and not who"
        if k in f.settled:
            continue
        ending = after[:1] and after[0] in _ENDINGS and not any(f.item(m).period for m in f.after(k)[1:2])
        since = lead[-1:] and lead[-1] in ("after", "before", "since", "despite", "without")
        of_end = (
            lead[-1:] in (["of"], ["under"]) and lead[:1] and lead[0] in ("end", "month", "months", "start", "days")
        )
        if ending or since or of_end:
            yield k - 1, k, "may tell when and not who"


def _parts_named(f: Frame, amounts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    for k in f.having("percent", "share") if _PARTS.isdisjoint(f.tagged.said) else f.live():
        item = f.item(k)
        if f.word(k) in _MOSTLY:
            yield k, k, "names a part without a figure"
        if f.word(k) in _SOME and f.words_after(k, 2) == ["of", "them"] and k not in f.settled:
            yield k, k, "names a part without a figure"
        if f.word(k) == "them" and (
            f.word(k - 1) in ("at", "in", "among") or (f.word(k - 1) == "between" and not _two_named(f))
        ):
            yield k - 1, k, "points back to something named earlier"
        after = f.after(k)[:2] if item.has("percent", "share") else []
        if [f.words(m).lower() for m in after] == ["of", "the total"] and _two_counts(f):
            yield k, after[1], "is a share of one of two counts"
        if item.has("percent", "share") and f.words_after(k, 1) == ["of"] and k not in f.settled:
            whole = next((m for m in amounts if k < m <= k + 8), None)
            between = f.between(k, whole) if whole is not None else []
            known = any(f.item(m).has("highest", "lowest") or f.word(m) in (",", "'s") for m in between)
            parts = [e for m in f.having("value") if (e := f.item(m).entry("value")) is not None]
            told = whole is not None and any(f.word(m) in _COPULAS for m in f.after(whole))
            told = told or any(f.parts_people(str(e["dimension"])) for e in parts)
            if whole is not None and (told or not known) and not any(f.word(m) in (",", "-") for m in between):
                yield k, whole, "is a share of a figure"
            if "there" in f.words_after(k, 6):
                yield k, k + 1, "is a share of something named earlier"


def _two_counts(f: Frame) -> bool:
    """Whether two words for what is counted stand in the unit that are not read alike."""
    entries = [
        e for k in f.having("measure") if (e := f.item(k).entry("measure")) is not None and not e.get("gives_way")
    ]
    return len({(e["measure"], e["group"]) for e in entries}) > 1


# ---- records and marks ----------------------------------------------------------------------------


_BREAKING = frozenset("broke breaks breaking broken beat beats beating fell fallen set sets setting".split())


def _largest_share(f: Frame, k: int) -> bool:
    """Whether item `k` ranks "the largest share of sales", which whoever had the most had."""
    return f.word(k + 1) == "share" and rivals(f, k, f.subject(k).choices)[1]


_GROUPS = frozenset("group groups share portion contingent category segment part bloc cohort".split())


def _kind_called(f: Frame, k: int) -> bool:
    """Whether item k is what a kind of value is called ("the busiest town"), and no month of one ("town month")."""
    kinds = f.vocabulary.facts["dimensions"].values()
    return f.word(k + 1) != "month" and any(f.word(k) == str(kind["label"]).lower() for kind in kinds)


def _heads_first_move(f: Frame, k: int) -> bool:
    """ "The first (monthly) rise of the year": that none came before, whatever it says since when."""
    after = [m for m in f.after(k)[:2] if f.word(m) not in ("monthly", "such", "annual")]
    return f.word(k - 1) in ("the", "its", "their", "'s") and bool(after) and f.item(after[0]).has("direction")


_LONGER = frozenset("month months year years quarter quarters".split())
_FINER = frozenset("day days week weeks weekend hour hours".split())
_RANKING = frozenset(("times", "highest", "lowest", "ordinal"))
_RANKING_WORDS = frozenset(("first", "low", "high"))


def _bounds_on_months(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    words = f.tagged.said
    ranks = not (f.tagged.kinds.isdisjoint(_RANKING) and _RANKING_WORDS.isdisjoint(words))
    for k in f.live() if ranks or not _BREAKING.isdisjoint(words) else ():
        item = f.item(k)
        if f.word(k).startswith("record") and f.word(k - 1) == "'s" and k > 1 and f.item(k - 2).has("term"):
            yield k - 2, k, "may be all that was done in office"
        if f.word(k).startswith("record"):
            yield from _runs_of_records(f, k)
        if item.kinds.isdisjoint(_RANKING) and f.word(k) not in _RANKING_WORDS:
            continue
        if item.has("times") and k - 1 in f.unit.indices and f.item(k - 1).has("amount"):
            yield k - 1, k, "says how often a mark was passed"
        if item.has("highest", "lowest") and not item.has("filler", "report"):
            before = f.item(k - 1).number if k - 1 in f.unit.indices else None
            several = before is not None and not before.digits and 1 < before.amount.value < 13
            if several and not {k - 1, k} <= f.settled:
                yield k - 1, k, "ranks several at once"
            yield from _ranks_others(f, k)
            if _heads_move(f, k):
                yield k, k + 1, "ranks changes and not figures"
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


def _ranks_others(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "The busiest of the two", "the highest day", "the busiest town": the superlative at item `k` ranks no months."""
    after = f.words_after(k, 3)
    if after[:2] == ["of", "the"] and after[2:] in (["two"], ["three"], ["pair"]):
        times = any(f.item(m).has("kind-of") or f.word(m) in _FINER | _LONGER for m in f.after(k)[3:5])
        if not times:
            yield k, k + 3, "ranks among those that are named"
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


_RUNS = frozenset(("straight", "consecutive"))


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


def _two_named(f: Frame) -> bool:
    """Whether two values of one dimension are named, so that neither has to be guessed."""
    named = [e for k in f.having("value") if (e := f.item(k).entry("value")) is not None and not e.get("hint")]
    dimensions = [d for d, _ in {(str(e["dimension"]), str(e["value"])) for e in named}]
    return len(dimensions) > len(set(dimensions))


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
    moved = any(a.role in ("change", "rank", "base") for a in finder.anchors)
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
