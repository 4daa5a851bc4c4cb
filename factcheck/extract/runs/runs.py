"""Reads runs of months or years: "the third straight month", "after four consecutive monthly increases"."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.extract.subjects.frame import Frame
from factcheck.text.numerals import FEW

_STRAIGHT = frozenset(("straight", "consecutive", "successive"))
_LENGTHS = {"month": 1, "months": 1, "monthly": 1, "year": 12, "years": 12, "yearly": 12, "annual": 12}
_ROW = (["in", "a", "row"], ["running"], ["straight"], ["on", "end"])
# What says that a run was over when the month began that the sentence is about.
_OVER = frozenset(
    "after following ending ended snapping snapped breaking broke halted halting capped reversed reversing".split()
)
_LEADS = frozenset("a an the streak string run series stretch of for".split())
_ABOVE = frozenset(("more than", "at least", "well over", "just over"))
_BELOW = frozenset(("fewer than", "at most", "well under", "nearly"))


@dataclass(slots=True)
class Run:
    """A run at item k: `length` stretches of `months` months; `sign` where a rise, fall or mark stands beside it.

    `over`: it had ended before the month or year that the sentence is about; `taken` then are items of its own,
    `mark` its figure, and `reads` what leads in to it.
    """

    k: int
    length: int
    months: int
    sign: int = 0
    over: bool = False
    ended: bool = False  # "snapping a run of": what the sentence is about ended it
    mark: int | None = None
    taken: set[int] = field(default_factory=set)
    reads: set[int] = field(default_factory=set)


def may_run(f: Frame) -> bool:
    """Whether the sentence has a word for what a run is counted in, or for a run; without one it holds no run."""
    said = f.tagged.said
    return not (_LENGTHS.keys().isdisjoint(said) and _STRAIGHT.isdisjoint(said)) or "row" in said


def run_at(f: Frame, k: int) -> Run | None:
    """The run whose number stands at item k; None when there is none."""
    item = f.item(k)
    if not (item.has("ordinal") or item.number is not None or f.word(k) in FEW):
        return None
    after = [m for m in f.after(k)[:8] if f.word(m) != "-"]
    words = [f.word(m) for m in after]
    months, used = _stretches(words)
    if not months:
        months, used = _row_of(f, after, words)
    if not months:
        months, used = _noun_run(f, k, words) if words[:1] and words[0] not in _STRAIGHT else _bare_run(f, after)
    if not months:
        return None
    length = item.rank if item.has("ordinal") else FEW.get(f.word(k), 0)
    if item.number is not None:
        length = int(item.number.amount.value)
    if length < 2:
        return None
    run = Run(k, length, months)
    moved = [m for m in f.between(k - 5, k) if f.word(m) in ("up", "down")][-1:]
    run.sign = int((f.item(moved[0]).entry("direction") or {"sign": 0})["sign"]) if moved else 0  # "down for the fifth"
    lead = _lead(f, k)
    if lead is not None and f.word(lead) in _OVER and lead not in f.layout.masked:
        _close(f, run, f.between(lead, k), after[used:])
        run.ended = run.over and f.word(lead) in _ENDED
        run.reads = {lead, *f.between(lead, k), *after[:used]} if run.over else set()
    return run


def _stretches(words: list[str]) -> tuple[int, int]:
    """(months, words used) of "straight months", "consecutive fiscal years", "month in a row"; (0, 0) for no run."""
    straight = words[:1] != [] and words[0] in _STRAIGHT
    rest = words[1:] if straight else words
    fiscal = rest[:1] != [] and rest[0] in ("fiscal", "calendar")
    unit = rest[1:2] if fiscal else rest[:1]
    months = _LENGTHS.get(unit[0], 0) if unit else 0
    used = straight + fiscal + 1
    if not months or straight:
        return (months, used) if months else (0, 0)
    row = next((tail for tail in _ROW if rest[fiscal + 1 : fiscal + 1 + len(tail)] == tail), None)
    return (months, used + len(row)) if row is not None else (0, 0)


def _row_of(f: Frame, after: list[int], words: list[str]) -> tuple[int, int]:
    """(months, words used) of "(the fourth) monthly drop in a row", "(a third) rise running"."""
    unit = words[:1] != [] and words[0] in _LENGTHS
    entry = f.item(after[unit]).entry("direction") if len(after) > unit else None
    rest = words[unit + 1 :]
    row = next((tail for tail in _ROW if rest[: len(tail)] == tail), None)
    if entry is None or entry["part"] != "noun" or row is None:
        return 0, 0
    months = _LENGTHS[words[0]] if unit else _unit(f)
    return (months, unit + 1 + len(row)) if months else (0, 0)


_ENDED = frozenset("ended ending snapped snapping broke breaking halted halting capped reversed reversing".split())
_NOUNS = frozenset("streak run string series".split())


def _noun_run(f: Frame, k: int, words: list[str]) -> tuple[int, int]:
    """(months, words used) of "(ended) a two-month decline", "(snapping) a three-month streak of increases"."""
    lead = _lead(f, k)
    if lead is None or f.word(lead) not in _ENDED or words[0:1] == [] or words[0] not in ("month", "year"):
        return 0, 0
    used = 3 if words[1:2] != [] and words[1] in _NOUNS and words[2:3] == ["of"] else 1
    return _LENGTHS[words[0]], used


def _bare_run(f: Frame, after: list[int]) -> tuple[int, int]:
    """(months, words used) of "(a third) consecutive decline"."""
    entry = f.item(after[1]).entry("direction") if len(after) > 1 else None
    months = _unit(f) if entry is not None and entry["part"] == "noun" else 0
    return (months, 1) if months else (0, 0)


def _unit(f: Frame) -> int:
    """The months that one of a run takes where nobody says: of years where a year is named, else of months."""
    named = [e for m in f.live() if (e := f.item(m).period) is not None]
    if any(e.kind in ("fiscal", "calendar", "year") for e in named):
        return 12
    return 1 if any(e.kind == "month" for e in named) else 0


def _lead(f: Frame, k: int) -> int | None:
    """What leads in to a run: "after rising for", "ending a streak of"."""
    for m in reversed(f.ahead(k)[-6:]):
        if f.word(m) in _OVER:
            return m
        if f.word(m) not in _LEADS and not f.item(m).has("direction", "slight", "sharp"):
            return None
    return None


def _close(f: Frame, run: Run, before: list[int], after: list[int]) -> None:
    """Marks a run as over, with the rise, fall or mark that it was a run of."""
    for near in (after[:6], before[::-1]):
        if not run.over:
            _beside(f, run, near)


def _beside(f: Frame, run: Run, near: list[int]) -> None:
    for place, m in enumerate(near):
        entry = f.item(m).entry("direction")
        hedge = str((f.item(m).entry("hedge") or {}).get("hedge"))
        number = next((x for x in near[place + 1 : place + 3] if f.item(x).has("amount")), None)
        if number is not None and hedge in _ABOVE | _BELOW:
            run.sign, run.over, run.mark, run.taken = 1 if hedge in _ABOVE else -1, True, number, {m, number}
            return
        if entry is not None:
            run.sign, run.over, run.taken = int(entry["sign"]), True, {m}
            return
        if f.item(m).has("punct", "period"):
            return
