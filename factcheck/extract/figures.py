"""Turns a tagged sentence into assertions about amounts, changes and ranks."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.extract.anchors.alike import read_alike
from factcheck.extract.anchors.beside import told_beside
from factcheck.extract.anchors.degrees import conceded
from factcheck.extract.anchors.monthly import is_rate
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.cutting.units import lay_out
from factcheck.extract.periods.clock import Clock
from factcheck.extract.shares.of_parts import of_the_whole
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.speaks import speaks_of_figures
from factcheck.extract.tagging.mentions import Tagged
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.extract.unit_reader import UnitReader
from factcheck.model.claim import (
    Assertion,
    Blocked,
    Change,
    Figure,
    Subject,
    Undecided,
    When,
)
from factcheck.model.record import replace
from factcheck.model.text import Span


def read_figures(tagged: Tagged, vocabulary: Vocabulary, clock: Clock, background: Background) -> list[Assertion]:
    """All figure, change and rank assertions of a sentence, and what it says of causes."""
    if not speaks_of_figures(tagged, background, vocabulary.facts):
        return []
    layout = lay_out(tagged)
    found: list[Assertion] = []
    states: list[Background] = []
    readers: dict[int, UnitReader] = {}
    inherited_from = {unit.parent for unit in layout.units}
    background = told_beside(tagged, layout, vocabulary, clock, background)
    for number, unit in enumerate(layout.units):
        inherited = states[unit.parent] if unit.parent is not None else background
        if unit.kind == "aside" and unit.parent in readers and unit.after is not None:
            inherited = readers[unit.parent].leaves(unit.after, is_rate(tagged, unit))
            inherited = of_the_whole(tagged, layout, unit, states, inherited)
        if unit.kind == "whole":
            inherited = _taking_in(inherited, background)
        frame = Frame(tagged, layout, unit, vocabulary, clock, inherited)
        if not unit.indices:
            states.append(inherited)
            continue
        reader = UnitReader(frame)
        found = _to_what_degree(frame, found + reader.read())
        states.append(reader.leaves() if number in inherited_from else inherited)
        readers[number] = reader
    found = _beside_idle_times(read_alike(found), readers.values())
    if found:
        found += [_aside(tagged, first, last, _CAUSE) for first, last in layout.causal]
        found += [_aside(tagged, first, last, _OTHER) for first, last in layout.other]
    return found


def _to_what_degree(f: Frame, found: list[Assertion]) -> list[Assertion]:
    """`found` with the degree that a clause of the unit adds to the last rise or fall before it."""
    told = conceded(f)
    at = f.span(told[1], told[1] + 1).start if told is not None else 0
    last = next((a for a in reversed(found) if isinstance(a, Change) and a.span.end <= at), None)
    if told is None or last is None or last.size is not None or (told[0] and last.degree == told[0]):
        return found
    unread = Blocked("unresolved", "how far it went is said in a clause of its own", "the change by so much")
    more = replace(last, degree=told[0]) if told[0] and not last.degree else replace(last, blocked=unread)
    return [more if a is last else a for a in found]


def _taking_in(part: Background, before: Background) -> Background:
    """What the total behind "Including 450 at the gate, " is of: what was counted before, and the part with it."""
    counted = {c.dimension: c for c in before.subject.choices if not c.hint}
    for choice in part.subject.choices:
        old = counted.get(choice.dimension)
        if old is not None and not choice.hint:
            counted[choice.dimension] = replace(old, values=tuple(sorted({*old.values, *choice.values})))
    subject = replace(part.subject, choices=tuple(counted.values()), passed=before.subject.passed)
    return replace(part, subject=subject, part=None, whole=None)


def _beside_idle_times(found: list[Assertion], readers: Iterable[UnitReader]) -> list[Assertion]:
    """`found` with the times that no figure is said of beside each figure: it may be of one of these."""
    figures = [a for a in found if isinstance(a, Figure)]
    dated = [a.when.span for a in figures if a.when.span is not None]
    frames = [reader.frame for reader in readers]
    named = [(f, k) for f in frames for k in f.having("period")] if figures and len(found) > 1 else []
    idle = [(f, k) for f, k in named if not any(span.overlaps(f.span(k, k + 1)) for span in dated)]
    times = tuple(p for f, k in idle for p in f.when_at(k).periods)
    if not times:
        return found
    return [replace(a, idle=times) if isinstance(a, Figure) else a for a in found]


def _aside(tagged: Tagged, first: int, last: int, blocked: Blocked) -> Assertion:
    """A statement beside the figures that no figure decides."""
    tokens = tagged.tokens
    span = Span(tokens[tagged.items[first].first].start, tokens[tagged.items[last - 1].last - 1].end)
    return Undecided(span, Subject(), When(problem="missing"), blocked=blocked)


_CAUSE = Blocked("causal", "a cause is not a matter of figures", "an official finding on the cause")
_OTHER = Blocked("no-source", "part of the sentence is about something else", "an official document on it")
