"""Compares what a sentence says with a passage, slot by slot: supported, conflicting or unverified.

Words must be found, names above all; amounts, dates and ranks are compared by the rules that figures are held to.
What a passage is *like* never counts: one slot that fails decides, and one that nothing answers leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED
from factcheck.model.hedge import EXACT
from factcheck.model.record import record
from factcheck.text.days import Day
from factcheck.text.tokens import tokenize
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.quantities import Quantity, alike, weigh
from factcheck.verify.passages.text import FUNCTION_WORDS, Text, parse, written
from factcheck.verify.passages.words import LIMITING, MISSING, SlotMatch, compare_words, shared

_HARD = ("name-replaced", "opposite", "negation", "number", "percent", "money", "rank", "date")
_AMOUNTS = ("number", "percent", "money", "rank", "date")


@record
class PassageVerdict:
    """What a passage says to a claim: `status`, the slot that decided, and every comparison made."""

    status: str
    slot: str
    matches: tuple[SlotMatch, ...]


def verify_passage(claim: str, passage: str, title: str = "") -> PassageVerdict:
    """Supported when every slot is grounded, conflicting when one clearly fails, else unverified.

    Where the title says that the passage is about what the claim is about, one word may be left ungrounded; a
    name, an amount, a date or a limiting word may never.
    """
    matches = compare(claim, passage, title)
    failed = [m for m in matches if m.outcome == FAILS and m.slot in _HARD]
    if any(m.slot == "word" and m.outcome == FITS for m in matches):
        failed += [m for m in matches if m.slot == "only" and m.words == "never" and m.outcome == MISSING]
    lost = [m for m in matches if m.slot == "subject"]
    if failed:
        slot = failed[0].slot.removesuffix("-replaced")
        return PassageVerdict(UNVERIFIED if lost else CONFLICTING, "subject" if lost else slot, matches)
    open_ = [m for m in matches if m.outcome in (MISSING, UNCLEAR) and m.slot != "word"]
    if open_:
        return PassageVerdict(UNVERIFIED, open_[0].slot, matches)
    absent = [m for m in matches if (m.slot == "word" and m.outcome == MISSING) or m.slot == "word-replaced"]
    grounded = [m for m in matches if m.slot == "word" and m.outcome == FITS and m.how != "title"]
    amounts = sum(m.slot in _AMOUNTS for m in matches)
    about = any(m.how == "title" for m in matches) or _titled(claim, title)
    allowed = 0
    if about:
        allowed = 2 if len(grounded) >= 3 else 1 if grounded else 0
    elif amounts >= 2:
        allowed = 1
    if len(absent) > allowed or not (grounded or amounts or about):
        return PassageVerdict(UNVERIFIED, absent[0].slot if absent else "word", matches)
    return PassageVerdict(SUPPORTED, "", matches)


def _titled(claim: str, title: str) -> bool:
    words = {t.norm for t in tokenize(title)} - FUNCTION_WORDS
    return bool(words) and bool(words & {t.norm for t in tokenize(claim)})


def compare(claim: str, passage: str, title: str = "") -> tuple[SlotMatch, ...]:
    """Every slot of the claim, held against the passage; `title` names what the passage is about."""
    said, shown = parse(claim), parse(passage)
    about = frozenset(t.norm for t in tokenize(title))
    out = list(compare_words(said, shown, about))
    out += (_day(d, said, shown) for d in said.days if not _in_title(said, d.first, d.last, about))
    out += (_quantity(q, said, shown) for q in said.quantities if not _in_title(said, q.first, q.last, about))
    out += _absolutes(said, shown)
    return tuple(out)


def _in_title(text: Text, first: int, last: int, about: frozenset[str]) -> bool:
    return all(t.norm in about for t in text.tokens[first:last])


def _day(day: Day, said: Text, shown: Text) -> SlotMatch:
    words = written(said, day.first, day.last)
    span = day.span()
    slot = "date"
    if span is None:
        same = [d for d in shown.days if _partly(day, d)]
        if same:
            return SlotMatch(slot, words, FITS, written(shown, same[0].first, same[0].last))
        return SlotMatch(slot, words, MISSING)
    outcomes = []
    for other in shown.days:
        theirs = other.span(span[0].year if day.month else None)
        if theirs is None or (other.year is None and other.month != day.month):
            continue
        outcome = _when(day, span, theirs)
        if outcome == FAILS and not shared(said, day.first, day.last, shown, other.first, other.last, 5):
            outcome = UNCLEAR  # the date of something else
        outcomes.append((outcome, other))
    for wanted in (FITS, FAILS, UNCLEAR):
        for outcome, other in outcomes:
            if outcome == wanted:
                return SlotMatch(slot, words, outcome, written(shown, other.first, other.last))
    return SlotMatch(slot, words, MISSING)


def _partly(day: Day, other: Day) -> bool:
    mine = (day.month, day.day, day.weekday)
    theirs = (other.month, other.day, other.weekday)
    return any(a is not None for a in mine) and all(a is None or a == b for a, b in zip(mine, theirs, strict=True))


def _when(day: Day, mine: tuple[date, date], theirs: tuple[date, date]) -> str:
    if day.lead == "before":
        return FITS if theirs[1] < mine[0] else FAILS if theirs[0] >= mine[0] else UNCLEAR
    if day.lead == "after":
        return FITS if theirs[0] > mine[1] else FAILS if theirs[1] <= mine[1] else UNCLEAR
    if day.lead in ("by", "until"):
        return FITS if theirs[1] <= mine[1] else UNCLEAR
    if mine[0] <= theirs[0] and theirs[1] <= mine[1]:
        return FITS
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return UNCLEAR
    return FAILS


def _quantity(q: Quantity, said: Text, shown: Text) -> SlotMatch:
    words = written(said, q.first, q.last)
    slot = {"rank": "rank", "percent": "percent", "money": "money"}.get(q.kind, "number")

    def match(outcome: str, p: Quantity, how: str) -> SlotMatch:
        return SlotMatch(slot, words, outcome, written(shown, p.first, p.last), how)

    rivals = [p for p in shown.quantities if alike(q, p)]
    if not rivals and q.kind == "rank":
        rivals = [p for p in shown.quantities if p.kind == "rank"]
    if rivals:
        return match(*_nearest(q, rivals, said, shown), "unit")
    equal = [p for p in shown.quantities if p.amount.value == q.amount.value]
    if equal:
        return match(FITS, equal[0], "related")
    loose = [p for p in shown.quantities if p.kind == q.kind]
    if len({weigh(q, p) for p in loose}) == 1:
        return match(UNCLEAR, loose[0], weigh(q, loose[0]))
    return SlotMatch(slot, words, MISSING)


def _nearest(q: Quantity, rivals: list[Quantity], said: Text, shown: Text) -> tuple[str, Quantity]:
    """The outcome with the passage's amount that stands among the most words of the claim's own.

    Where several stand equally near and say different things, a bound ("fewer than") stays open.
    """
    near = [shared(said, q.first, q.last, shown, p.first, p.last) for p in rivals]
    results = [(weigh(q, p), p) for p, n in zip(rivals, near, strict=True) if n >= max(near) - 1]
    outcomes = {o for o, _ in results}
    if q.kind != "rank" and len(outcomes) > 1 and not (FITS in outcomes and q.hedge is EXACT):
        top = rivals[near.index(max(near))]
        clear = near.count(max(near)) == 1 and q.hedge is EXACT
        return (weigh(q, top) if clear else UNCLEAR), top
    order = (FITS, FAILS, UNCLEAR)
    return min(results, key=lambda r: order.index(r[0]))


def _absolutes(said: Text, shown: Text) -> Iterable[SlotMatch]:
    theirs = {t.norm for t in shown.tokens}
    for token in said.tokens:
        if token.norm in LIMITING or token.norm in ("no", "none", "never"):
            outcome = FITS if token.norm in theirs else MISSING
            yield SlotMatch("only", token.norm, outcome, token.norm if outcome == FITS else "")
