"""Tells a figure of what a source counts from a number of something else: stations, clerks, one more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Blocked, When

_OTHER_COUNTS = frozenset(
    "country countries nation nations state states area areas region regions group groups "
    "agency agencies department departments office offices place places line lines unit units town towns "
    "county counties side sides".split()
)


def counts_something_else(f: Frame, k: int) -> Blocked | None:
    """A count of something else: "the nine stations", "2 clerks" stand with another noun."""
    number = f.item(k).number
    following = f.after(k)[:1]
    before = f.word(k - 1)
    added = before in _ADDED or any(f.word(m) in ("more", "fewer", "less", "additional") for m in following)
    if added and not _of_another_kind(f, k):
        return Blocked("unresolved", "the figure is one added to another", "the whole figure")
    if _numbers_actors(f, k) or any(
        (f.item(m).entry("value") or {}).get("hint") or _counts_actors(f, m) for m in following
    ):
        return Blocked(
            "no-source",
            "the figure counts who acted, not what was done",
            "staffing figures from the agency",
        )
    if any(f.item(m).has("kind-of") for m in following) or numbers_kinds(f, k):
        return Blocked("no-source", f"“{f.words(k)}” counts kinds, not cases", "an official list of them")
    if any(f.word(m) in _OTHER_COUNTS and not f.item(m).has("value", "head", "measure") for m in following):
        text = f"“{f.words(k)} {f.words(following[0])}” counts something else"
        return Blocked("no-source", text, "an official figure on it")
    measured = f.item(k).has("unit")
    if number is not None and not number.digits and number.amount.value < 100 and not measured:
        return Blocked(
            "unresolved",
            "a small number in words is seldom the figure meant",
            "the figure in digits",
        )
    return None


_ADDED = frozenset("another additional further extra".split())


def _of_another_kind(f: Frame, k: int) -> bool:
    """ "9,000 at the north gate, and another 450 at the south gate": added to what it is no part of, and so a whole."""
    own = [c for c in f.subject(k).choices if c.span is not None and c.values and not c.hint and not c.weak]
    own = [c for c in own if any(c.span == f.span(m, m + 1) for m in f.unit.indices)]
    names = [e for i in f.tagged.items[:k] if (e := i.entry("value")) is not None and not e.get("hint")]
    told = {(str(e["dimension"]), str(e["value"])) for e in names if not e.get("weak")}
    before = [c for c in f.background.subject.choices if not c.weak and len(c.values) == 1]
    told |= {(c.dimension, c.values[0]) for c in before}
    return any(d == c.dimension and v != "all" and (v,) != c.values for c in own for d, v in told)


def of_some_year(f: Frame, k: int, when: When) -> Blocked | None:
    """ "Passed 9,000 in a fiscal year for the first time": of a whole year, whichever month is named nearby."""
    after = [w for w in f.words_after(k, 7) if w not in ("single", "fiscal", "calendar", "given")]
    of_year = any(after[n : n + 3] == ["in", "a", "year"] for n in range(3))
    if not of_year or not when.periods or when.periods[0].is_year or when.periods[0].kind == "to-date":
        return None
    return Blocked("unresolved", f"“{f.words(k)}” is said of a year, and of which is not said", "the year")


def _numbers_actors(f: Frame, k: int) -> bool:
    """ "15,000 harbour clerks": a number whose noun is one for who acts."""
    for m in f.after(k)[:4]:
        if f.item(m).has("actor"):
            return True
        if f.item(m).has("measure", "head", "punct", "period") or not f.item(m).kinds & {
            "neutral",
            "value",
            "filler",
        }:
            return False
        if f.word(m) in ("by", "of", "in", "at", "for", "from"):
            return False
    return False


def numbers_kinds(f: Frame, k: int) -> bool:
    """ "all 9 harbour authority stations": a number of what a place or an agency is divided into."""
    for m in f.after(k)[:4]:
        if f.item(m).has("kind-of"):
            return f.words(m).endswith("s")
        if not f.item(m).has("value", "neutral") or f.words(m).endswith("s"):
            return False
    return False


def _counts_actors(f: Frame, k: int) -> bool:
    """ "2,000 harbour masters": people named for who acts or where, in the plural and with no count after them."""
    entry = f.item(k).entry("value")
    if entry is None or not f.words(k).endswith("s") or f.parts_people(str(entry["dimension"])):
        return False
    after = next(iter(f.after(k)), None)
    return after is None or not f.item(after).has("measure", "head", "value")


def two_counts(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Sales and loans came to 9,000", "of every 10 sold": what is counted together, or in tens, is not read."""
    measures = f.having("measure")
    for a, b in pairwise(measures) if len(measures) > 1 else ():
        one, two = f.item(a).entry("measure") or {}, f.item(b).entry("measure") or {}
        apart = (one.get("measure"), one.get("group")) != (two.get("measure"), two.get("group"))
        apart = apart and not one.get("gives_way") and not two.get("gives_way")
        joined = b == a + 2 and f.word(a + 1) in ("and", "or", "plus")
        if apart and joined and any(f.item(m).has("amount") for m in f.after(b)[:8]):
            yield a, b, "counts two things together"
    for k in f.having("amount") if "every" in f.tagged.said else ():
        if f.word(k - 1) == "every":
            yield k - 1, k, "is a share of each so many"


def is_count(f: Frame, k: int) -> bool:
    """A small number ("two leaders", "the 9 stations") is a count only beside who or what is counted."""
    number = f.item(k).number
    if number is None or number.amount.value >= 100 or number.amount.place < 1 or f.item(k).has("unit"):
        return True
    if f.words(k).endswith("times"):
        return True  # "were met 55 times"
    following = f.after(k)[: 2 if number.digits else 1]
    led = k > 0 and (f.item(k - 1).has("base") or f.word(k - 1) in ("to", "just"))
    if number.digits and led and f.words_after(k, 1) == ["in"] and len(f.after(k)) > 1:
        return f.item(f.after(k)[1]).period is not None  # "compared with 89 in May"
    if number.digits and (f.word(k - 1) == "by" or any(f.word(m) in ("a", "per") for m in following[:1])):
        return True  # "rose by 85", "averaged 85 a day"
    if any(f.words(m).lower().endswith("than") for m in following[:1]):
        return True  # "9 more than in May"
    counted = any(f.item(m).has("head", "measure", "value") for m in following)
    return counted and not numbers_kinds(f, k)  # "clerks in the nine harbour stations"
