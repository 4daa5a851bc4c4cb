"""Finds two figures that are set side by side, or a whole and its part, in words that no rule reads, for the guards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.tagging.listed import respective

# Words that part two figures, or say that one comes after the other: neither is held against the other.
_PARTING = frozenset(
    ", ; : - ( ) and or but while as after before following followed then plus to with through when which who "
    "included includes including".split()
)
_PARTS = frozenset("all few every none any hardly handful fraction many some several each".split())
_SCANT = frozenset("a the one just only not".split())


def unread_pairs(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    yield from _side_by_side(f, finder)
    yield from _quantified(f)
    yield from _in_parentheses(f)
    yield from _shares_moved(f, finder)
    yield from _shares_multiplied(f)
    yield from _so_many_named(f)
    yield from _added_on(f)
    yield from _moved_in_all(f, finder)
    yield from _alone(f, finder)
    yield from _changes_ranked(f)
    yield from _more_steeply(f)


_ALL = frozenset("all every each".split())


def _moved_in_all(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "Fell in all nine stations", "every station had fewer": said of each of them, and of no sum."""
    moved = [a for a in finder.anchors if a.role == "change"]
    for k in f.having("kind-of") if moved and not _ALL.isdisjoint(f.tagged.norms) else ():
        lead = f.ahead(k)[-8:]
        whole = next((m for m in reversed(lead) if _ALL & set(f.words(m).lower().split())), None)
        if whole is None or any(f.item(m).has("amount") and f.item(m).number is None for m in lead):
            continue
        if k in f.settled:
            continue
        across = f.word(whole - 1) in ("across", "of") or any(f.item(m).has("punct") for m in f.between(whole, k))
        figures = any(f.item(m).has("amount") and m > k for m in f.having("amount"))
        shared = any(f.item(m).has("each") and m > k for m in f.live())  # "…, by 20 percent in each"
        plain = any(a.size is None and a.target is None for a in moved)
        if shared or (not across and not figures and plain):
            yield whole, k, "is said of every one of them"


def _alone(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "Only A saw a drop": of the others it is said that they saw none."""
    moved = [a.k for a in finder.anchors if a.role in ("change", "rank")]
    for k in f.live() if moved and "only" in f.tagged.said else ():
        lead = [m for m in f.between(k, k + 4) if f.word(m) not in ("in", "the")]
        entry = f.item(lead[0]).entry("value") if f.word(k) == "only" and k not in f.settled and lead else None
        kinds = f.vocabulary.facts["dimensions"][str(entry["dimension"])].get("kinds") if entry is not None else None
        if kinds and any(m > k for m in moved):
            yield k, lead[0], "says what no other did"


_SIZES = frozenset("largest biggest greatest smallest steepest sharpest".split())
_MOST = frozenset("most largest biggest greatest".split())
_SUMS = frozenset("number numbers total totals figure figures tally count monthly annual yearly daily".split())


def _changes_ranked(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A 29 percent increase, the largest since May": the largest increase, or the largest figure."""
    for k in f.having("highest", "lowest"):
        lead = k - 1 - (f.word(k - 1) == "the")
        moved = f.item(lead - 1).entry("direction") if lead > 0 and f.word(lead) in (",", "and", "-") else None
        after = f.after(k)[:1]
        counted = any(f.item(m).has("measure", "head") or f.word(m) in _SUMS for m in after)
        if f.last_word(k) in _SIZES and moved is not None and moved["part"] == "noun" and not counted:
            yield lead - 1, k, "may rank the changes or the figures"
        elif f.word(k) in _MOST and f.word(k - 1) == "the" and not counted and _told_of_move(f, lead):
            yield k - 1, k, "may rank the changes or the figures"


def _told_of_move(f: Frame, comma: int) -> bool:
    """Whether what "…, the most since May" is set behind is how far something moved, or a fall and where it led: no
    figure from which it fell."""
    ahead = f.ahead(comma) if f.word(comma) in (",", "-") else []
    moves = [m for m in ahead if (e := f.item(m).entry("direction")) and e["part"] != "comparative"]
    figures = [m for m in ahead if f.item(m).has("amount") and moves and m > moves[-1]]
    if not moves or (figures and "to" not in [f.word(m) for m in f.between(moves[-1], figures[-1])[-3:]]):
        return False
    down = (f.item(moves[-1]).entry("direction") or {})["sign"] < 0
    return down or (not figures and any(f.item(m).has("percent") for m in ahead))


def _more_steeply(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A fell more steeply than B": of two changes, and not of two counts."""
    for k in f.live() if "than" in f.tagged.norms else ():
        after = f.after(k)[:1]
        how = f.word(k) in ("more", "less") and any(f.item(m).has("sharp", "slight") for m in after)
        if how and any(f.item(m).has("direction") for m in f.ahead(k)):
            yield k, after[0], "compares changes, and not counts"


_MORE = frozenset(("another", "additional"))
_BRINGING = frozenset("bringing brings brought bring".split())


def _added_on(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Another 900 were sold at the gate, bringing the total to 9,000": of these and of what was named before."""
    if _MORE.isdisjoint(f.tagged.norms) or _BRINGING.isdisjoint(f.tagged.norms):
        return
    for k in f.having("amount"):
        lead = f.ahead(k)[-10:]
        verb = next((m for m in lead if f.word(m) in _BRINGING), None)
        if verb is not None and any(f.words(m).lower().split()[-1] in ("total", "number", "tally") for m in lead):
            yield verb, k, "adds to what was named before"


_OF_ALL = frozenset("of all among".split())


def _so_many_named(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "In just three stations, A and B": more or fewer than are named."""
    for k in f.having("kind-of"):
        number, dimension = f.item(k - 1).number, (f.item(k).entry("kind-of") or {}).get("dimension")
        if number is None or f.word(k + 1) not in (",", "-", "(", ":") or _OF_ALL & {f.word(k - 2), f.word(k - 3)}:
            continue  # "Of the nine stations, A sold most"
        named, m = 0, k + 2
        while m in f.unit.indices:
            if (f.item(m).entry("value") or {}).get("dimension") == dimension:
                named += 1
            elif f.word(m) not in (",", "and", "the", "&"):
                break
            m += 1
        if named and named != number.amount.value:
            yield k - 1, m - 1, "names more or fewer than it counts"


_SHARES = frozenset(("share", "proportion", "percentage"))
_ENDS = frozenset(", ; - and but while as".split())


_PORTIONS = _SHARES | {"portion", "rate"}
_WHOSE = frozenset("the their its his her that this".split())


def _shares_multiplied(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "9 percent, twice their share of 2019", "double the 4 percent of 2019": a part beside a part."""
    for k in f.having("multiple", "times", "share", "direction"):
        lead = f.after(k)[:2]
        if len(lead) < 2 or f.word(lead[0]) not in _WHOSE or "'s" in f.words(k):
            continue
        percent = f.item(lead[1]).has("percent") and f.item(k).has("multiple", "times", "share")
        if percent or f.word(lead[1]) in _PORTIONS:
            yield k, lead[1], "is about a share, and not a count"


def _shares_moved(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "The share of A fell", "a growing share": a part that moved, and no count."""
    for k in f.live() if not _SHARES.isdisjoint(f.tagged.said) else ():
        if f.word(k) not in _SHARES:
            continue
        for anchor in finder.anchors:
            if anchor.role != "change":
                continue
            near = anchor.k > k and _ENDS.isdisjoint([f.word(m) for m in f.between(k, anchor.k)])
            if near or anchor.k == k - 1:
                yield min(k, anchor.k), max(k, anchor.k), "is about a share, and not a count"


def _side_by_side(f: Frame, finder: Finder) -> Iterator[tuple[int, int, str]]:
    """ "July's 9,000 sales were a far cry from June's 12,000": two months' figures, and what is said of them unread."""
    figures = [a for a in finder.anchors if a.role in ("level", "base")]
    if len(figures) < 2:
        return
    moved = [a.k for a in finder.anchors if a.role == "change"]
    for one, two in pairwise(figures):
        dated = one.period is not None and two.period is not None and one.period != two.period
        if not dated or {one.role, two.role} != {"level"} or one.k in f.settled:
            continue
        if f.word((one.k if one.hedge_at is None else one.hedge_at) - 1) == "to":
            continue  # "sales rose to A from B, and rentals to C from D"
        between = f.between(one.k, two.k)
        read = any(one.k < k < two.k for k in moved) or any(_relates(f, m) or m in f.settled for m in between)
        plain = not read and _PARTING.isdisjoint([f.word(m) for m in between])
        if plain and one.k not in respective(f):
            yield one.k, two.k, "sets two figures side by side in words that are not read"


def _relates(f: Frame, k: int) -> bool:
    """Whether item k says how two figures go together; "from" alone, without a change, does not."""
    return f.item(k).has("base", "share", "times") and f.word(k) != "from"


def _quantified(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Nearly all of the 9,000 were A", "few of the 9,000": a share in words that is not counted."""
    if _PARTS.isdisjoint(f.tagged.norms):
        return
    for k in f.having("amount"):
        lead = f.ahead(k)[-6:]
        while lead and f.word(lead[-1]) in ("the", "those", "these", "of") and f.item(lead[-1]).number is None:
            lead.pop()
        while lead and f.word(lead[-1]) in _SCANT:
            lead.pop()
        said = f.words(lead[-1]).lower().split()[-1:] if lead else []
        joined = bool(lead) and {f.word(m) for m in f.between(lead[-1], k)} & {"of", "the"}
        if joined and _PARTS.intersection(said) and k not in f.settled:
            yield lead[-1], k, "is a share that is not counted"


def _in_parentheses(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A were 9 percent of sales at the gate (9,000), B 12 percent (7,000)": whose they are is not beside them."""
    if f.unit.kind != "aside":
        return
    told = [k for k in f.unit.indices if not f.item(k).has("hedge", "period") and not _places(f, k)]
    if len(told) != 1 or not f.item(told[0]).has("amount"):
        return
    named = [e for i in f.tagged.items if (e := i.entry("value")) is not None and f.parts_people(str(e["dimension"]))]
    several = len({str(e["value"]) for e in named}) > 1
    if several and f.word(told[0] - 1) == "(" and any(i.has("percent", "share") for i in f.tagged.items):
        yield told[0], told[0], "is in parentheses, and whose it is does not stand right before"


def _places(f: Frame, k: int) -> bool:
    """Whether item k names where, and nobody who is counted."""
    entry = f.item(k).entry("value")
    return entry is not None and not f.parts_people(str(entry["dimension"]))
