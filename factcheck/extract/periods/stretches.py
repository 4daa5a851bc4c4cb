"""Reads "over the past year" beside two dates: it only says how far apart they are."""

from __future__ import annotations

from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.periods.dating import Dating
from factcheck.extract.periods.months import MONTHS_IN
from factcheck.extract.subjects.frame import Frame


def settle_stretch(f: Frame, finder: Finder, dating: Dating) -> None:
    """Settles "over the past year, from A in one month to B in another" where that is how far they are apart."""
    if "past" not in f.tagged.said:
        return
    for k in f.live():
        if f.word(k) != "past" or f.word(k - 1) != "the":
            continue
        months = MONTHS_IN.get(f.word(k + 1), 0)
        for change in (a for a in finder.anchors if a.role == "change" and a.base_anchor and a.target):
            ends = [a.period for a in (change.base_anchor, change.target) if a is not None]
            spans = [dating.when(p, change.k).periods for p in ends if p is not None]
            if len(spans) == 2 and all(spans) and spans[1][0].last - spans[0][0].last == months:
                f.settled.add(k)
