"""Finds figures that are said of every quarter, of some three months or of another length that the words leave open."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.subjects.frame import Frame
from factcheck.text.numerals import FEW

_PARTS = frozenset("quarter quarterly half semester trimester half-year".split())
_EVERY = frozenset(("per", "each", "every", "any", "either"))
_SPANS = frozenset("period span stretch window timeframe".split())
_ENDED = frozenset("ending ended to through from between that which since".split())  # then it is said which one
_OF_IT = frozenset("of more fewer less higher lower million billion century".split())  # "a quarter of them" is a share


def of_other_lengths(f: Frame) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, why) of "a quarter", "every three months", "over a three-month period"."""
    for k in f.live() if not f.tagged.said.isdisjoint(_PARTS) else ():
        word, after = f.word(k + 1), f.word(k + 2)
        alone = f.word(k) in _EVERY and word in _PARTS and after != "of"
        rate = f.word(k) == "a" and word in _PARTS and after not in _OF_IT
        rate = rate and k > 0 and (f.item(k - 1).has("measure", "head", "unit") or f.word(k - 1) == "in")
        if alone or rate:
            yield k, k + 1, "is said of each quarter or half, or of some one"
    for k in f.live() if "month" in f.tagged.norms or "months" in f.tagged.norms else ():
        words = [t.norm for t in f.tagged.tokens[f.item(k).first : f.item(k).first + 6]]
        if words[:1] == ["every"] and words[1:2] and words[1] in FEW and words[2:3] == ["months"]:
            yield k, k, "is said of each of such stretches"
        if words[:1] == ["a"] and words[2:4] == ["-", "month"] and words[4:5] and words[4] in _SPANS:
            if not _ENDED.isdisjoint(words[5:6]):
                continue
            yield k, k, "is of some months, and the words do not say which"


_LEADS = frozenset("for in during over through throughout across".split())
_PORTION = frozenset("most much part parts some half portion".split())
_USUAL = frozenset("average typical normal usual ordinary given".split())
_EXTREME = frozenset("peak height worst low lowest high highest busiest slowest".split())
_SOME = frozenset("last final closing first early opening later latter dying waning".split())
_OFF = frozenset("earlier before ago prior later".split())
_YEARLY = frozenset(("fiscal", "calendar", "year"))


def beside_a_time(f: Frame) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, why) of a period with words that make another one of it: "most of 2023", "as of May"."""
    for k in (*f.having("period"), *f.having("term")):
        item, tokens = f.item(k), f.tagged.tokens
        before = [t.norm for t in tokens[max(item.first - 6, 0) : item.first]]
        if before[-1:] == ["the"]:
            before.pop()
        after = [t.norm for t in tokens[item.last : item.last + 3]]
        why = _before(before, after, item.period.kind if item.period is not None else "term") or _after(after)
        glued = item.last < len(tokens) and tokens[item.last].start == tokens[item.last - 1].end
        own = [t.norm for t in tokens[item.first : item.last]]
        if own[-1:] == ["before"] and after[:1] == ["last"]:
            why = "is one further back than it says alone"
        if not why and glued and after[0] in ("/", "-") and after[1:2] and after[1][:1].isdecimal():
            why = "may be one year or two"
        if why:
            yield max(k - 1, 0), k, why


def _before(words: list[str], after: list[str], kind: str) -> str:
    """Why the words before a period make another one of it; empty where they do not."""
    last = words[-1:]
    if words[-2:] == ["as", "of"]:
        return "may be all that there had been by then"
    if words[-4:] == ["since", "the", "end", "of"]:
        return "begins behind that time"
    if last == ["of"] and words[-2:-1] and words[-2] in _PORTION and words[-3:-2] and words[-3] in _LEADS:
        return "" if after[:1] == ["'s"] else "is only part of that time"
    if len(words) > 2 and last[0] in ("of", "in", "during") and words[-2] == "month" and words[-3] in _USUAL:
        return "is a month of that time, and no sum"
    owned = words[-4:-3] == ["at"] and words[-3] in (
        "its",
        "their",
    )  # "down from its peak in 2000" names a year's figure
    if owned and words[-2] in _EXTREME and last == ["in"] and kind in _YEARLY:
        return "is a moment of that time, and no sum"
    if kind == "term" and last == ["of"] and words[-2:-1] == ["months"] and words[-3:-2] and words[-3] in _SOME:
        return "is some months of that time"
    if len(words) > 1 and last[0] in ("to", "through", "until", "till") and words[-2] == "year":
        return "may be the twelve months that end with it"
    return ""


def _after(words: list[str]) -> str:
    """The same of the words behind it."""
    if words[:2] == ["before", "last"]:
        return "is a year earlier than it says alone"
    number = bool(words) and (words[0] in FEW or words[0] in ("several", "some"))
    if number and len(words) > 2 and words[1] in ("years", "year") and words[2] in _OFF and words[0] != "one":
        return "is some years off"
    return ""
