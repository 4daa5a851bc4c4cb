"""Reads what a context text says of subject and period, for the sentence that leaves it unsaid."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import TIMES_WORDS
from factcheck.extract.cutting.layout import Layout, Unit
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.cutting.units import lay_out
from factcheck.extract.periods.clock import Clock
from factcheck.extract.periods.reach import apposed_time
from factcheck.extract.periods.when import resolve
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.inherited import points_to
from factcheck.extract.subjects.obstacles import finer, outside
from factcheck.extract.tagging.items import Item
from factcheck.extract.tagging.lexicon import DIRECTION_NOUNS
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.model.claim import CONTEXT, Blocked, Choice, Subject, When
from factcheck.model.record import record
from factcheck.model.value import Period

_LEADING = 3  # items in which a sentence says that it goes on about the one before
_COUNTED = frozenset(("measure", "value", "bare", "outside", "head"))
_TELLING = _COUNTED | {"period"}


def _joined(whens: list[When], frame: Frame) -> list[When]:
    """The periods of a context, the first two as one when they are "August and September"."""
    if len(whens) < 2:
        return whens
    a, b = whens[0].periods[0], whens[1].periods[0]
    places = [k for k in frame.unit.indices if frame.item(k).period is not None]
    between = [frame.word(m) for m in frame.between(places[0], places[1])]
    if between != ["and"] or a.months != 1 or b.first != a.last + 1 or b.months != 1:
        return whens
    both = Period(a.first, b.last, "months", f"{a.label} and {b.label}", a.year_inferred or b.year_inferred)
    return [When((both,), CONTEXT, f"{whens[0].words} and {whens[1].words}"), *whens]


def _describes(tagged: Tagged) -> bool:
    """Whether a text only says what the sentence is about; a headline ("Gate Sales Fell in May") states something."""
    if tagged.text.rstrip("”\"'’ )").endswith((".", "!", "?")):
        return False
    return "direction" not in tagged.kinds or not any(map(_moves, tagged.items, tagged.words))


def _moves(item: Item, word: str) -> bool:
    """Whether an item is the verb of a rise or fall, and nothing else: "fell", and neither "fall" nor "down"."""
    entry = item.entry("direction") if item.kinds == {"direction"} else None
    return entry is not None and entry.get("part") == "verb" and word not in _NO_VERB


# What is no verb, or may be a noun as well.
_NO_VERB = frozenset("up down cut flat unchanged".split()) | {w for words in DIRECTION_NOUNS.values() for w in words}
_REACHING = frozenset(("to", "at", "reaching", "hit"))
_BETWEEN = {"filler", "amount", "measure", "head", "report", "hedge", "value", "bare", "highest", "lowest", "neutral"}
_BETWEEN |= {"percent", "share", "points", "anaphor"}


def _compared_with(f: Frame, k: int) -> bool:
    """Whether an earlier sentence only compares with the period at item `k`: "down from (the A sold in) May"."""
    expr = f.item(k).period
    if expr is not None and expr.kind == "range":
        return False
    if "since" in f.tagged.said and _begins_there(f, k):
        return True
    for m in reversed(f.ahead(k)[-9:]):
        item = f.item(m)
        hedge = "hedge" in item.kinds
        if hedge and f.item(m + 1).has("amount") and not any(f.item(b).has("amount") for b in f.ahead(m)):
            return False  # "more than 9,000 in May": May's figure
        if "base" in item.kinds or (hedge and f.words(m).lower().endswith("than")):
            opens = f.word(m) == "from" and m == f.unit.indices[0]  # "From May to June, A were sold"
            return not opens and not (f.word(m) == "over" and hedge)  # "over 9,000 in May"
        if "times" in item.kinds or f.word(m) in TIMES_WORDS:
            return True  # "four times the number in May"
        if not item.kinds & _BETWEEN or f.word(m) in _REACHING or item.has("punct"):
            return False
    return False


def _begins_there(f: Frame, k: int) -> bool:
    """ "Since she closed the gate in May, sales have fallen": what is told began in May, and is of later months."""
    ahead = f.ahead(k)
    mark = next((n for n in range(len(ahead) - 1, -1, -1) if f.item(ahead[n]).has("punct")), -1)
    return f.word(ahead[mark + 1]) == "since" if ahead[mark + 1 :] else False


def _moved_to(f: Frame, k: int) -> When | None:
    """The later period of "rose from June to July", which is no stretch of time."""
    expr = f.item(k).period
    if expr is None or expr.kind != "range" or f.word(k - 1) != "from":
        return None
    if not any(f.item(m).has("direction") for m in range(max(k - 6, 0), k)):
        return None
    found = resolve(expr.parts[1], f.clock)
    return When(found.periods, found.origin, f.words(k), problem=found.problem)


def says_nothing(tagged: Tagged) -> bool:
    """Whether a sentence names neither a subject nor a time that the next one could leave to it."""
    return tagged.kinds.isdisjoint(_TELLING) and not _describes(tagged)


def leads_back(tagged: Tagged) -> bool:
    """Whether what an earlier sentence counts is what this one does: "That exceeds A", "The total was"."""
    return "anaphor" in tagged.kinds and any(item.has("anaphor") for item in tagged.items[:_LEADING])


def from_context(tagged: Tagged, vocabulary: Vocabulary, clock: Clock) -> Background:
    """Subject and periods that a context text (description or earlier sentences) speaks of."""
    if tagged.kinds.isdisjoint(_TELLING):
        return Background(describes=_describes(tagged))
    if not tagged.told:
        tagged.told.append(_told(tagged, vocabulary, clock))
    told: _Told | None = tagged.told[0]
    if told is None:
        return Background()
    frame = told.frame
    frame.read_at(clock)  # all that is kept of the sentence is the same at any time
    whens = [_moved_to(frame, k) or frame.when_at(k) for k in told.periods]
    beside = [w for k in told.compared if (w := frame.when_at(k)).periods]
    dated = _joined([When(w.periods, CONTEXT, w.words) for w in whens if w.periods], frame)
    first = dated[0] if dated else When(problem="missing")
    return Background(
        told.subject,
        first,
        others=tuple(dated),
        blocked=told.blocked,
        describes=told.describes,
        compared=tuple(beside),
        points=told.points,
        several=told.several,
    )


@record(eq=False)
class _Told:
    """What a context text says whenever it is read: its subject, the items that date it or that it compares with."""

    frame: Frame
    subject: Subject
    periods: list[int]
    compared: list[int]
    blocked: Blocked | None
    describes: bool
    points: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()


def _told(tagged: Tagged, vocabulary: Vocabulary, clock: Clock) -> _Told | None:
    describes = _describes(tagged)
    if not describes and tagged.kinds.isdisjoint(_COUNTED):
        everything = Unit(list(range(len(tagged.items))), None)  # nothing in it is counted: only its times are read
        frame = Frame(tagged, Layout([]), everything, vocabulary, clock, Background())
        dates = [k for k in frame.having("period") if not _compared_with(frame, k)]
        others = [k for k in frame.having("period") if k not in dates]
        return _Told(frame, Subject(origin=CONTEXT), dates, others, None, describes)
    layout = lay_out(tagged)
    whole = Unit(sorted([k for unit in layout.units for k in unit.indices]), None)
    if not whole.indices:
        return None
    frame = Frame(tagged, layout, whole, vocabulary, clock, Background())
    subject = frame.subject(whole.indices[-1])
    choices = tuple(
        Choice(c.dimension, c.values, CONTEXT, c.words, None, c.weak, c.hint, c.found_by, soft=not describes)
        for c in subject.choices
        if c.values
    )
    subject = Subject(subject.measure, subject.group, subject.words, CONTEXT, None, subject.found_by, choices)
    told = [k for k in whole.indices if frame.item(k).period is not None]
    mentioned = {apposed_time(frame, k) for k in frame.having("highest", "lowest")}
    compared = [] if describes else [k for k in told if k in mentioned or _compared_with(frame, k)]
    blocked = outside(frame) or finer(frame, describes)
    goes_on = not describes and leads_back(tagged)
    points = frozenset(
        [d for d in vocabulary.facts["dimensions"] if points_to(frame, d) or (goes_on and frame.parts_people(d))]
    )
    named = {
        (str(e["dimension"]), str(e["value"])) for k in frame.having("value") if (e := frame.item(k).entry("value"))
    }
    kinds = [d for d, _ in named]
    several = frozenset([d for d in kinds if kinds.count(d) > 1])
    return _Told(frame, subject, [k for k in told if k not in compared], compared, blocked, describes, points, several)
