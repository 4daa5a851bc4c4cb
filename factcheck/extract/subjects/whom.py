"""Tells who acts from who is counted, and whether a clause behind "those" says of whom."""

from __future__ import annotations

from factcheck.extract.subjects.frame import Frame


def acts(f: Frame, k: int) -> bool:
    """Whether item k names people who act, or suggests by them who counts."""
    entry = f.item(k).entry("value")
    if f.item(k).has("actor") or (entry is not None and entry.get("hint")):
        return True
    last = f.vocabulary.facts["terms"].get(f.words(k).lower().split()[-1], ()) if entry is not None else ()
    return any(e["kind"] == "actor" for e in last)  # "Harbour Authority clerks"


def tells_whom(f: Frame, k: int) -> bool:
    """Whether a clause behind item k says who is meant: "of those who queued", "of those (that) the clerks booked"."""
    if f.word(k + 1) in ("who", "whom"):
        return True
    after = [m for m in f.after(k) if f.word(m) not in ("that", "the")][:2]
    if f.word(k) != "those" or len(after) < 2:
        return False
    done = (f.item(after[1]).entry("measure") or {}).get("part", "noun") != "noun"
    return done and (f.item(after[0]).has("value") or acts(f, after[0]))
