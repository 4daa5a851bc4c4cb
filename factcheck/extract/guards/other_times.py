"""Finds figures, changes and records of a unit that are of another time than the rest of it, for the guards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors.anchor import EARLIER, HEIGHTS, SUMMED, Anchor
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.anchors.beating import EITHER
from factcheck.extract.anchors.sequels import comes_next
from factcheck.extract.periods.compared import has_since, last_said, since_named
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.owners import of_either
from factcheck.extract.periods.reach import months_from_term
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.tagging.listed import respective
from factcheck.text.numerals import FEW, ORDINALS

_AFTER = frozenset("after before following".split())
_UNNAMED = frozenset("current present this previous prior last outgoing new".split())
_RUNS = frozenset("straight consecutive row".split())
_COPULAS = frozenset("were was are is".split())
_CONTINUE = frozenset("continue continues continued continuing".split())
_RECORDS = (["record"], ["high"], ["low"], ["peak"], ["mark"], ["'s"])
_AGAINST = (["versus"], ["vs"], ["against"], ["compared"])


def other_times(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    for anchor in finder.anchors:
        word = _sequel(f, anchor) if anchor.role == "change" else None
        if word is not None and not comes_next(dating, anchor):
            yield word, anchor.k, "speaks of a change at another time"
        base = anchor.base_anchor if anchor.role == "change" else None
        if base is not None and base.period is None and not SUMMED.isdisjoint(f.tagged.words):
            together = next((m for m in f.after(base.k) if f.word(m) in SUMMED), None)
            if together is not None and any(f.item(m).has("value") for m in f.between(base.k, together)):
                yield anchor.k, together, "compares with several put together"
        if anchor.role == "rank":
            yield from _records(f, anchor)
        if anchor.role == "level":
            yield from _figures(f, anchor)
    if "which" in f.tagged.said:
        yield from _told_of_year(f)
    yield from _left_behind(f, finder, dating)
    yield from _outside_term(f, dating.topics())
    yield from _apart(f)
    yield from _finer(f)
    yield from _same_months(f)
    yield from _in_office(f)
    yield from _months_from_term(f, dating.topics())
    yield from _records_go_on(f)
    yield from _miscounted(f)
    yield from _within_its_time(f, finder, dating)
    over_all = {k for a in finder.anchors if a.over_all is not None for k in (a.over_all.like, *a.over_all.reads)}
    for k in f.having("period") if not EITHER.isdisjoint(f.tagged.said) else ():
        if f.words(k).partition(" ")[0].lower() in EARLIER and f.word(k - 1) in EITHER and k not in over_all:
            yield k - 1, k, "is no one month or year"
    if "administration" in f.tagged.said and any(a.role == "rank" for a in finder.anchors):
        for k in (m for m in f.live() if f.word(m) == "administration" and f.word(m - 1) in _UNNAMED):
            yield k - 1, k, "is a term of office, and whose is not said"
    if "respectively" in f.tagged.words and any(a.role == "change" for a in finder.anchors):
        yield from _both_moved(f, finder)
    said = f.background.when.periods
    for k in dating.topics() if f.unit.parent is not None and said and said[0].months == 1 else ():
        expr = f.item(k).period
        if expr is not None and expr.word in ("this-year", "last-year") and expr.kind == "relative":
            yield k, k, "may mean those months of the year or all of it"
    last = last_said(f)
    loose = f.word(last) == "since" and f.item(last).period is None and not f.item(last).has("scope")
    loose = loose or (f.word(last) == "then" and f.word(last - 1) == "since")
    if loose and not any(since_named(dating, a) for a in finder.anchors if a.role == "change"):
        yield last, last, "does not say since when"


def _within_its_time(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """ "Over the course of 2023, sales fell by half", "monthly sales fell from A to B in 2023": from the first months
    of it to the last ones, and not from the year before."""
    course = "course" in f.tagged.norms
    if not course and ("monthly" not in f.tagged.norms or f.averages()):
        return
    for anchor in (a for a in finder.anchors if a.role == "change" and a.base is None):
        long = any(p.months > 1 for p in dating.when(anchor.period, anchor.k).periods)
        if long and (course or (anchor.base_anchor is not None and anchor.base_anchor.period in (None, anchor.period))):
            yield anchor.k, anchor.k, "goes on within that time"


def _told_of_year(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A rise from 2021, which stood at A": of that year, or of the same months of it?"""
    for k in f.having("period"):
        expr = f.item(k).period
        if expr is None or expr.kind not in ("year", "fiscal", "calendar") or f.word(k + 2) != "which":
            continue
        if f.word(k + 1) == "," and any(f.item(m).has("amount") for m in f.after(k)[2:6]):
            yield k, k + 2, "may tell of all that year or of the same part of it"


_OPENS = frozenset(("(", ",", "-", ":"))


def _miscounted(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "in seven months (October through May)", "the 15 months of fiscal 2023", "over three years, 2021 through 2024":
    not so many months or years."""
    for k in f.having("duration"):
        number, after = f.item(k).number, f.words_after(k, 3)
        if number is None or not after:
            continue
        kind = after[0] if after[0] in ("fiscal", "calendar") else ""
        unit = after[1:2] if kind else after[:1]
        if unit not in (["months"], ["years"]):
            continue
        owned = k + 3 if after[:2] == ["months", "of"] and f.word(k - 1) == "the" else None
        named = next((m for m in f.after(k)[:9] if _spells(f, m)), owned)
        if named is None or f.item(named).period is None:
            continue
        spans = f.when_at(named).periods
        length = number.amount.value * (12 if unit == ["years"] else 1)
        if spans and length not in {p.months for p in spans}:
            yield k, named, "counts more or fewer than it names"
        elif kind == "calendar" and spans and spans[0].first % 12:
            yield k, named, "says which kind of year it means, and another is looked up"


def _spells(f: Frame, k: int) -> bool:
    """Whether item k spells out which months or years were counted: "(October through May)", "from 2021 to 2024"."""
    expr = f.item(k).period
    if expr is None or expr.kind != "range":
        return False
    years = all(p.kind in ("fiscal", "calendar", "year") for p in expr.parts)
    return f.word(k - 1) in _OPENS or (years and f.word(k - 1) in ("from", "between"))


def _months_from_term(f: Frame, topics: list[int]) -> Iterator[tuple[int, int, str]]:
    """ "In May, two months after she took office": not so many months lie between them."""
    for k in f.having("period"):
        told = months_from_term(f, k)
        said = [m for m in topics if m < k and [p.months for p in f.when_at(m).periods] == [1]]
        if told is not None and said and f.when_at(said[-1]).periods[0].first not in told:
            yield k - 3, k, "counts more or fewer months than lie between"


def _records(f: Frame, rank: Anchor) -> Iterator[tuple[int, int, str]]:
    owned = f.word(rank.k - 1) == "'s" and rank.period != rank.k - 2
    if owned and _compared(f, rank.k - 2):
        yield rank.k - 2, rank.k, "is a record of another period"
    if of_either(f, rank):
        yield rank.k, rank.k, "may be a record of either period"
    if rank.k + 1 in f.unit.indices and f.item(rank.k + 1).period is not None and rank.period != rank.k + 1:
        lead = [f.word(m) for m in f.ahead(rank.k)[-2:]]
        if _AFTER & set(lead):
            yield rank.k, rank.k + 1, "is a record of another period"
    if (year := _any_year(f, rank)) is not None:
        yield rank.k, year, "ranks years, and not what the sentence is about"
    if (since := _since_what(f, rank)) is not None:
        yield since, since + 1, "reaches back to a time that is not read"


def _any_year(f: Frame, rank: Anchor) -> int | None:
    """The "year" of "the highest of any year", said of a month."""
    near = f.after(rank.k)[:5]
    told = next((m for m in near if f.word(m) == "year" and "any" in [f.word(x) for x in f.between(rank.k, m)]), None)
    named = f.when_at(rank.period).periods if rank.period is not None else f.background.when.periods
    return told if told is not None and named and named[0].months == 1 and rank.over_all is None else None


def _figures(f: Frame, level: Anchor) -> Iterator[tuple[int, int, str]]:
    if _is_difference(f, level):
        yield level.k, level.k, "is the size of a change"
    if (word := _before_that(f, level)) is not None:
        yield word, level.k, "is of another time than the rest"
    if _elsewhere(f, level):
        yield level.k, level.k, "is of another period than the rest"


def _moves(f: Frame, k: int) -> bool:
    """Whether item k tells of a change, or is any participle: "after peaking", "after the rise"."""
    return f.item(k).has("direction") or f.word(k).endswith("ing")


def _left_behind(f: Frame, finder: Finder, dating: Dating) -> Iterator[tuple[int, int, str]]:
    """ "After peaking in May, sales fell": what the main clause says is of a later time, and of which is not said."""
    first = f.unit.indices[0]
    led = f.word(first) in ("after", "following", "from")
    comma = next((m for m in f.unit.indices if f.word(m) == ","), None) if led else None
    if comma is None:
        return
    front = f.between(first, comma)
    height = any(f.item(m).has("highest", "lowest") or f.word(m) in HEIGHTS for m in front)
    moved = height or (f.word(first) != "from" and any(_moves(f, m) for m in front))
    dated = [m for m in front if f.item(m).period is not None]
    later = [a for a in finder.anchors if a.k > comma and not (a.role == "change" and comes_next(dating, a))]
    said = [a.k for a in later if a.role in ("level", "change", "rank") and a.period in dated]
    arrived = any(a.target is not None and a.target.period is not None for a in later if a.role == "change")
    read = any(a.role == "change" and comes_next(dating, a) for a in finder.anchors)
    runs = [] if arrived or read else [m for m in f.after(comma) if f.word(m) in _RUNS]
    if moved and dated and (said or runs):
        yield first, (said or runs)[0], "is of a time after that"


def _records_go_on(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "record levels of sales are continuing": of no month in particular."""
    if _CONTINUE.isdisjoint(f.tagged.said):
        return
    on = next((m for m in f.unit.indices if f.word(m) in _CONTINUE), None)
    record = next(iter(f.having("highest", "lowest")), None) if on is not None else None
    if on is not None and record is not None and not bool(f.having("amount")):
        yield min(on, record), max(on, record), "goes on, and is not said of one month"


def _outside_term(f: Frame, topics: list[int]) -> Iterator[tuple[int, int, str]]:
    """ "In May 2021, under X": the month and the term of office do not go together."""
    terms = [k for k in topics if (e := f.item(k).period) is not None and e.kind == "term"]
    amounts = f.having("amount")
    for k in topics if terms else ():
        if any(min(k, terms[0]) < a < max(k, terms[0]) for a in amounts):
            continue  # the month of another figure
        if k > terms[0] and all(f.word(m) in (",", "-", "(", "from") for m in f.between(terms[0], k)):
            continue  # "in her term, fiscal 2001 through 2008": the years say what is meant
        months = f.when_at(k).periods
        spans = f.when_at(terms[0]).periods
        inside = any(s.first <= p.first and p.last <= s.last for p in months for s in spans)
        if k not in terms and months and spans and not inside:
            yield min(k, terms[0]), max(k, terms[0]), "name times that do not go together"


_APPOSING = frozenset((",", "-", "(", "from", "the"))
_PARTS = ("edge", "term")  # of a year, or of a term of office: they say which months they are
_LOOSE = ("whole", "start", "end")


def _apart(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "In the first half of fiscal 2024, from April through September", "her first full month, May 2021": one time is
    said in two ways, and they are two."""
    named = f.having("period")
    for a, b in pairwise(named) if not f.tagged.said.isdisjoint((",", "-", "(")) else ():
        between = [f.word(m) for m in f.between(a, b)]
        one, two = f.item(a).period, f.item(b).period
        if not between or not set(between) <= _APPOSING or one is None or two is None or one.kind == two.kind:
            continue
        part, other = (one, two) if one.kind in _PARTS else (two, one)
        if part.kind not in _PARTS or part.word in _LOOSE or other.kind not in ("range", "month"):
            continue
        spans, told = (f.when_at(k).periods for k in ((a, b) if part is one else (b, a)))
        same = any((p.first, p.last) == (s.first, s.last) for p in told for s in spans)
        within = other.kind == "month" and any(
            s.months > 1 and s.first <= p.first <= s.last for p in told for s in spans
        )
        bare = other.kind == "month" and other.year is None and any(s.first % 12 + 1 == other.month for s in spans)
        known = bool(spans) or bool(f.when_at(a if part is one else b).problem)  # what is past is no time to come
        if known and told and not (same or within or bare):
            yield a, b, "name times that do not go together"


_EDGES = frozenset("first second last final middle opening".split())


def _finer(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "That day, A were sold", "the first third of fiscal 2024": times that are no months known."""
    for k in f.live() if not f.tagged.said.isdisjoint(_FINE) else ():
        after = f.words_after(k, 2)
        if f.word(k) in _THAT and after[:1] in (["day"], ["week"], ["weekend"]):
            yield k, k + 1, "speaks of a day or week that is named elsewhere"
        thirds = after == ["third", "of"] or f.words(k).lower().endswith(" third")
        if f.word(k) in _EDGES and thirds and any(f.item(m).period is not None for m in f.after(k)[2:5]):
            yield k, k + 1, "is a part of a year that is not read"


def _same_months(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "From October to February …, the same seven months a year earlier": these were five."""
    for k in f.having("period") if "same" in f.tagged.norms else ():
        item = f.item(k)
        words = [t.norm for t in f.tagged.tokens[item.first : item.last]]
        if "same" not in words or "months" not in words:
            continue
        said = "".join(words[words.index("same") + 1 : words.index("months")])
        count = int(said) if said.isdecimal() else FEW.get(said, 0)
        earlier = [m for m in f.having("period") if m < k and f.when_at(m).periods]
        told = f.when_at(earlier[-1]).periods if earlier else f.background.when.periods
        if count and told and count not in {p.months for p in told}:
            yield k, k, "counts more or fewer months than are named before"


_THAT = frozenset(("that", "same"))
_FINE = _THAT | _EDGES
_UNITS = frozenset("day days week weeks month months quarter year years".split())


def _in_office(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Her second full month in office", "Lee's first full day": a part of a term that is no months known."""
    terms = [k for k in f.having("period") if (e := f.item(k).period) and e.kind == "term" and e.word == "whole"]
    for k in [*f.having("term"), *terms]:
        after = f.words_after(k, 4)
        said = [f.words(m).lower() for m in f.ahead(k)[-6:]]  # "third-lowest" is no third month
        lead = [words for words in said if words not in ("the", "full", "whole")]
        part = lead[-1:] in (["of"], ["in"], ["under"]) and lead[-2:-1] in (["day"], ["week"], ["month"], ["year"])
        counted = part and k in terms and not _NTH.isdisjoint(lead[-3:-2])
        if (after[:1] == ["'s"] and not _UNITS.isdisjoint(after[1:4])) or counted:
            yield k, k, "is a term of office of which a part is not read"
    for k in f.having("ordinal") if "office" in f.tagged.norms else ():
        units = [w for w in f.words_after(k, 4) if w not in ("full", "whole")]
        if units and units[0] in _UNITS and any(f.words(m).lower() == "in office" for m in f.after(k)[:4]):
            yield k, k + 1, "is a part of a term of office that is not read"


_NTH = frozenset(("first", "last", "final", *ORDINALS))


def _sequel(f: Frame, change: Anchor) -> int | None:
    """ "after two years of growth", "before falling": the word that moves a change to another time."""
    if change.times or change.target is not None or (change.size is not None and change.size < change.k):
        return None
    size, period = change.size, change.period
    if size is not None and period is not None and change.k < size < period <= max(change.k + 4, size + 2):
        return None  # "after falling 42 percent in June": it says by how much, and when
    for m in reversed(f.ahead(change.k)[-5:]):
        item = f.item(m)
        if f.word(m) in _AFTER and m not in f.layout.masked:
            return m
        if item.has("amount", "period", "punct", "percent", "share", "base"):
            return None
    return None


def _before_that(f: Frame, level: Anchor) -> int | None:
    """ "in May, after never topping 9,000", "before falling to A": the word that moves a figure to another time."""
    if level.period is not None and level.period > level.k:
        return None
    for m in reversed(f.ahead(level.k)[-6:]):
        if f.word(m) in _AFTER and m not in f.layout.masked:
            moved = any(f.word(x).endswith("ing") or f.word(x) == "never" for x in f.between(m, level.k))
            return m if moved and m != f.unit.indices[0] and (level.period or -1) < m else None
        if f.item(m).has("amount", "period", "punct", "percent", "share"):
            return None
    return None


def _both_moved(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "A and B, falling to 9 and 12, respectively": what one change does to two is not read."""
    for one, two in pairwise([a for a in finder.anchors if a.role == "level"]):
        joined = [f.word(m) for m in f.between(one.k, two.k) if not f.item(m).has("hedge")] == ["and"]
        moved = any(a.role == "change" and a.k < one.k for a in finder.anchors)
        if joined and moved and one.k not in respective(f):
            yield one.k, two.k, "are figures of two, in turn"


def _since_what(f: Frame, rank: Anchor) -> int | None:
    """The "since" of "the lowest since the order", when what follows it leads to no time."""
    if rank.base is not None or "since" not in f.tagged.words:
        return None
    near = f.after(rank.k)[:8]
    stop = next((m for m in near if f.item(m).has("punct")), near[-1] + 1 if near else 0)
    since = next((m for m in near if m < stop and f.word(m) == "since" and not f.item(m).has("scope")), None)
    if since is None or since + 1 not in f.unit.indices or has_since(f, since + 1):
        return None
    return None if any(f.item(m).period is not None for m in f.after(since)[:8]) else since


def _compared(f: Frame, period: int) -> bool:
    """Whether a period is what something is compared with: "than September's record"."""
    lead = f.ahead(period)[-2:]
    return any(f.item(m).has("base") or f.item(m).has("hedge") or f.word(m) in _AFTER for m in lead)


def _elsewhere(f: Frame, level: Anchor) -> bool:
    """ "versus 402,600 in the first": a figure beside "compared with" that names no months of its own."""
    if level.k in respective(f):
        return False  # "A had more than B, 9,000 against 7,000"
    start = level.hedge_at if level.hedge_at is not None else level.k
    after = f.after(level.k)[:3]
    words = [f.word(m) for m in after]
    vague = words[:1] and words[0] in ("in", "of", "from") and words[1:2] == ["the"]
    vague = vague and words[2:3] and words[2] in ({*ORDINALS, "same", "previous", "prior", "year", "earlier"})
    if vague and f.item(after[2]).period is None:
        return True
    named = f.having("period")
    if level.period is not None and f.word(level.period) in ("previous", "prior") and named[0] < level.k:
        expr = f.item(level.period).period
        return expr is None or expr.word != "previous-such" or f.words_after(level.period, 1)[:1] in _RECORDS
    if [f.word(m) for m in f.ahead(start)[-1:]] not in _AGAINST or (
        level.period is not None and level.period > level.k
    ):
        return False
    return not any(f.item(m).has("value") for m in after[:2])  # "against A in B"


def _is_difference(f: Frame, level: Anchor) -> bool:
    """ "The drop from May was A": the subject is a change, and A its size."""
    start = level.hedge_at if level.hedge_at is not None else level.k
    if f.word(start - 1) not in _COPULAS:
        return False
    earlier = f.ahead(start)
    moves = [m for m in earlier if (f.item(m).entry("direction") or {}).get("part") == "noun"]
    return bool(moves) and moves[0] <= earlier[0] + 8 and not any(f.item(m).has("amount", "percent") for m in earlier)
