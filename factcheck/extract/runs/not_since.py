"""Reads records said by a denial: "not since May have sales been as low", "they haven't been this high since May"."""

from __future__ import annotations

from factcheck.extract.periods.dating import Dating
from factcheck.extract.subjects.frame import Frame
from factcheck.model.claim import Assertion, Blocked, Rank

_MEASURES = ("low", "few", "high", "many")  # "not since May … so low"


def not_since(dating: Dating, blocked: Blocked | None) -> list[Assertion]:
    """The record that the unit of `dating` states by such a denial, if any."""
    f = dating.frame
    found = _denied_record(f)
    if found is None:
        return []
    since, mark, highest = found
    named = [m for m in (f.after(mark) if since < mark else f.ahead(mark)) if f.item(m).period is not None]
    when = dating.when(named[0] if named else None, mark)
    return [
        Rank(
            f.span(mark, mark + 1),
            f.subject(mark),
            when,
            False,
            blocked,
            highest=highest,
            since=f.since_at(since),
        )
    ]


def since_items(f: Frame) -> set[int]:
    """Items of a "not since" sentence that must not be read as negation, hedge or base."""
    found = _denied_record(f)
    if found is None:
        return set()
    period, mark, _ = found
    place = f.unit.indices.index(period)
    return {mark, *[m for m in f.unit.indices[:place] if f.item(m).has("negation")]}


def _denied_record(f: Frame) -> tuple[int, int, bool] | None:
    """(since-period, item of "as low as", highest) of such a sentence."""
    live = f.unit.indices
    for place, k in enumerate(live[:-3] if "since" in f.tagged.said else ()):
        if f.item(k).has("negation") and (found := _so_low_since(f, k)) is not None:
            return found
        if not (f.item(k).has("negation") and f.word(live[place + 1]) == "since"):
            continue
        period = next((m for m in live[place + 1 : place + 4] if f.item(m).period is not None), None)
        for m in live[place + 2 :]:
            words = f.words(m).lower()
            if period is not None and words in ("as high as", "as many as"):
                return period, m, True
            if period is not None and f.word(m) in _MEASURES and f.word(m - 1) in ("as", "so", "this"):
                return period, m, f.word(m) in ("high", "many")
    return None


def _so_low_since(f: Frame, denial: int) -> tuple[int, int, bool] | None:
    """ "(sales) have not been so low since May", "haven't been this high since May"."""
    after = f.after(denial)[:6]
    mark = next((m for m in after if f.word(m) in _MEASURES and f.word(m - 1) in ("so", "this", "that")), None)
    if mark is None or f.word(mark + 1) != "since" or not any(f.word(m) == "been" for m in after):
        return None
    period = next((m for m in f.after(mark)[1:4] if f.item(m).period is not None), None)
    return None if period is None else (period, mark, f.word(mark) in ("high", "many"))
