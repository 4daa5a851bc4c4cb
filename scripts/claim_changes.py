"""Builds claims about a change: its size, its direction, its two amounts, runs of months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from scripts.claim_truth import MONTHS, fiscal, name, run_to
from scripts.claim_words import (
    ORDINALS,
    When,
    month_words,
    published,
    right_amount,
    spelled,
    wrong_amount,
    year_words,
)
from scripts.claim_writer import BOTH, SMALLEST, WORDS, Draft, Writer


class Move:
    """A count in two periods, with words for the earlier one (`against`, and `base` as a noun)."""

    def __init__(self, w: Writer) -> None:
        self.who = w.who(BOTH)
        month, rng = w.month(self.who, margin=12), w.rng
        way = rng.choices(("month", "year-ago", "fiscal"), (55, 25, 20))[0]
        if way == "fiscal":
            year = (month + 3) // 12
            self.when = year_words(rng, year, fiscal_only=True)
            self.before = tuple(fiscal(year - 1))
            self.base = f"fiscal {'year ' if rng.random() < 0.5 else ''}{year - 1}"
            spoken = ["the previous fiscal year", "the year before"]
        else:
            self.when = month_words(rng, month)
            back = 1 if way == "month" else 12
            self.before = (month - back,)
            self.base = name(month - back)
            spoken = ["the month before", "the previous month", "a month earlier"]
            if way == "year-ago":
                spoken = ["the same month a year earlier", "a year earlier"]
            elif rng.random() < 0.4:
                self.base = MONTHS[(month - 1) % 12]
        self.against = rng.choice([self.base, self.base, *spoken])
        self.now = w.value(self.who, self.when.months)
        self.then = w.value(self.who, self.before)

    @property
    def percent(self) -> float:
        assert self.now is not None and self.then is not None
        return 100 * (self.now / self.then - 1)

    def usable(self) -> bool:
        return bool(self.now and self.then and min(self.now, self.then) >= SMALLEST)

    def percents(self, w: Writer) -> list[float]:
        """The change by every reading and release."""
        found = []
        for subject in self.who.licensed:
            after = w.figures.versions(subject, self.when.months)
            before = w.figures.versions(subject, self.before)
            found += [100 * (b / a - 1) for a, b in product(before, after) if a]
        return found

    def clear(self, w: Writer, least: float) -> bool:
        """Whether every reading moves the same way, by at least so many per cent."""
        signs = {(p > 0, abs(p) >= least) for p in self.percents(w)}
        return signs in ({(True, True)}, {(False, True)})


def _ways(w: Writer, up: bool) -> dict[str, str]:
    return {key: w.rng.choice(words) for key, words in WORDS["change"]["up" if up else "down"].items()}


def _percent_words(w: Writer, size: float, right: bool) -> str | None:
    """A percentage in words; `size` is the truth for a right claim, else what is to be said."""
    whole, rest = int(size + 0.5), size % 1
    if abs(rest - 0.5) < 0.03 or whole < 1:
        return None
    way = w.rng.choices(("plain", "one", "more", "nearly", "about", "words"), (50, 14, 9, 8, 15, 4))[0]
    unit = w.rng.choice(("%", " percent", " percent"))
    text = f"{whole:,}{unit}"
    if way == "one" and right:
        text = f"{size:.1f}{unit}"
    elif way == "about":
        text = f"{w.rng.choice(('about', 'roughly', 'around'))} {text}"
    elif way == "more" and right and rest > 0.1:
        text = f"{w.rng.choice(('more than', 'over'))} {int(size):,}{unit}"
    elif way == "nearly" and right and rest > 0.4:
        text = f"{w.rng.choice(('nearly', 'almost'))} {int(size) + 1:,}{unit}"
    elif way == "words" and whole < 100:
        text = f"{spelled(whole)} percent"
    return text


def percent(w: Writer, right: bool) -> Draft | None:
    move = Move(w)
    if not move.usable() or abs(move.percent) < 3:
        return None
    size, up, fault = abs(move.percent), move.percent > 0, ""
    said = size
    if not right:
        fault = w.rng.choice(("/amount", "/direction"))
        if not move.clear(w, 4):
            return None
        if fault == "/direction":
            up = not up
        else:
            said = float(round(size * (1 + w.rng.uniform(0.25, 0.6) * w.rng.choice((-1, 1)))))
            near = max(5.0, 0.12 * said)
            too_big = not up and said > 97
            if too_big or any(abs(abs(p) - said) < near for p in move.percents(w)):
                return None
    words = _percent_words(w, said, right)
    if words is None:
        return None
    text = _change_text(w, move, w.pick("change.percent", without=_no_noun(move)), up, right, d=words)
    return Draft(text, move.when, "change_percent" + fault, _move_why(w, move))


def multiple(w: Writer, right: bool) -> Draft | None:
    """ "more than doubled", "fell by more than half"."""
    move = Move(w)
    if not move.usable():
        return None
    ratios = [1 + p / 100 for p in move.percents(w)]
    low, high = min(ratios), max(ratios)
    table = (
        ("more than doubled", 2.03, 1e9), ("more than tripled", 3.05, 1e9),
        ("nearly doubled", 1.9, 1.99), ("fell by more than half", 0.0, 0.49),
        ("dropped by more than half", 0.0, 0.49),
    )  # fmt: skip
    said, least, most = w.rng.choice(table)
    holds = least <= low and high <= most
    fails = high < least * 0.93 or low > most * 1.12
    if not (holds if right else fails):
        return None
    template = w.pick("change.multiple", without=_no_noun(move))
    text = w.write(template, move.who, move.when, right, times=said, b=move.against)
    kind = "change_multiple" + ("" if right else "/amount")
    return Draft(text, move.when, kind, _move_why(w, move))


def direction(w: Writer, right: bool) -> Draft | None:
    """ "rose from October to November"; wrong: the other way, or "did not rise"."""
    move = Move(w)
    if not move.usable() or not move.clear(w, 4):
        return None
    up = move.percent > 0
    negated = w.rng.random() < (0.1 if right else 0.4)
    kind, said_up = "trend", up if right is not negated else not up
    template = w.pick(f"change.{'not_moved' if negated else 'direction'}", without=_no_noun(move))
    text = _change_text(w, move, template, said_up, right)
    if not right:
        kind += "/negation" if negated else "/direction"
    return Draft(text, move.when, kind, _move_why(w, move))


def from_to(w: Writer, right: bool) -> Draft | None:
    """ "rose from 41,000 in March 2019 to 43,000 in April"."""
    move = Move(w)
    if not move.usable() or not move.clear(w, 4):
        return None
    assert move.now is not None and move.then is not None
    up, fault = move.percent > 0, ""
    stated = [right_amount(w.rng, move.then), right_amount(w.rng, move.now)]
    if not right:
        fault = w.rng.choice(("/amount", "/direction", "/swapped"))
        if fault == "/direction":
            up = not up
        elif fault == "/swapped":
            up = not up
            stated.reverse()
        else:
            stated[1] = wrong_amount(w.rng, move.now)
    before, after = stated
    if before is None or after is None:
        return None
    if fault == "/amount" and not w.surely_false(after, move.who, move.when):
        return None
    # Amounts that themselves go the other way than the word are false, but another fault.
    if fault != "/direction" and (after.value > before.value) is not up:
        return None
    template = w.pick("change.amounts", without=_no_noun(move))
    text = _change_text(w, move, template, up, right, m=before.text, n=after.text)
    return Draft(text, move.when, "change_amounts" + fault, _move_why(w, move))


def since(w: Writer, right: bool) -> Draft | None:
    """ "have fallen since December": every month after it lies on the same side."""
    who = w.who(BOTH)
    start = w.month(who)
    last = start + w.rng.randint(2, 8)
    sides: set[bool | None] = set()
    for subject in who.licensed:
        figures = w.figures.monthly(subject)
        if start not in figures or last not in figures:
            continue
        ratios = [figures[m] / figures[start] for m in range(start + 1, last + 1)]
        falls = max(ratios) < 0.97 and ratios[-1] < 0.92
        sides.add(False if falls else True if min(ratios) > 1.03 and ratios[-1] > 1.08 else None)
    if len(sides) != 1 or None in sides or (w.value(who, (last,)) or 0) < SMALLEST:
        return None
    base = name(start) if w.rng.random() < 0.5 else MONTHS[start % 12]
    when = When("month", (last,), "", "", published(w.rng, last, 26))
    up = True in sides if right else True not in sides
    text = w.write(w.pick("change.since"), who, when, right, B=base, **_ways(w, up))
    kind = "trend_since" + ("" if right else "/direction")
    return Draft(text, when, kind, w.why(who, (start,), (last,)))


def streak(w: Writer, right: bool) -> Draft | None:
    """ "fell for the third straight month"; a wrong one is clearly interrupted."""
    who = w.who(BOTH)
    month = w.month(who, margin=12)
    run = run_to(w.figures.monthly(who.subject), month)
    length, up = abs(run), run > 0
    if not right:
        length += w.rng.randint(1, 4)
        for subject in who.licensed:
            figures = w.figures.monthly(subject)
            if month - length not in figures:
                return None
            steps = [figures[m] / figures[m - 1] for m in range(month - length + 1, month + 1)]
            if not any(step < 0.97 if up else step > 1.03 for step in steps):
                return None
    if not 2 <= length <= 10:
        return None
    when = month_words(w.rng, month)
    text = w.write(w.pick("change.streak"), who, when, right, nth=ORDINALS[length], **_ways(w, up))
    return Draft(text, when, "streak" + ("" if right else "/amount"), f"run of {run} to {name(month)}")


def _change_text(w: Writer, move: Move, template: str, up: bool, right: bool, **slots: str) -> str:
    words = _ways(w, up) | slots
    return w.write(template, move.who, move.when, right, b=move.against, B=move.base, **words)


def _no_noun(move: Move) -> Sequence[str]:
    return () if move.when.noun else ("T",)


def _move_why(w: Writer, move: Move) -> str:
    return f"{w.why(move.who, move.before, move.when.months)} ({move.percent:+.1f} %)"
