"""Builds one claim of each kind, right or wrong, with a writer that draws cells and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from scripts.claim_truth import MONTHS, PATROL, Stated, fiscal, name, run_to
from scripts.claim_words import (
    ORDINALS,
    When,
    cut,
    digits,
    month_words,
    published,
    right_amount,
    spelled,
    wrong_amount,
    year_words,
)
from scripts.claim_writer import EVERYONE, HISTORY, SMALLEST, WORDS, Draft, Who, Writer

Builder = Callable[[Writer, bool], Draft | None]
PLAIN = ("usbp", "all", "ofo", "bare_usbp", "bare_all")
BOTH = ("usbp", "all", "bare_usbp", "bare_all")


# ---- figures ----------------------------------------------------------------------------------


def figure(w: Writer, right: bool) -> Draft | None:
    who = w.who(groups=True)
    when = w.period(who)
    if when is None:
        return None
    official = w.value(who, when.months)
    assert official is not None
    fault = ""
    if right:
        stated = right_amount(w.rng, official)
    else:
        fault, stated = _wrong_figure(w, who, when, official)
    if stated is None:
        return None
    kind = f"figure_{when.kind}"
    if who.group:
        kind = "demographic"
    elif who.voice.startswith("title"):
        kind = "title"
    text = w.write(w.figure_template(who, when), who, when, right, n=stated.text)
    return Draft(text, when, kind + fault, w.why(who, when.months))


def _wrong_figure(w: Writer, who: Who, when: When, official: int) -> tuple[str, Stated | None]:
    fault = w.rng.choices(("amount", "month", "component"), (55, 25, 20))[0]
    if fault == "amount":
        stated = wrong_amount(w.rng, official)
        fine = stated is not None and w.surely_false(stated, who, when)
    else:
        stated = _other_cell(w, who, when, fault)
        fine = stated is not None and w.surely_false(stated, who, when, fault != "component")
    return f"/{fault}", stated if fine else None


def _other_cell(w: Writer, who: Who, when: When, fault: str) -> Stated | None:
    """The figure of another month, or of the agency that is not named."""
    months, subject = when.months, who.subject
    if fault == "month":
        step = w.rng.choice((-12, -3, -2, -1, 1, 2, 3, 12))
        months = tuple(m + step for m in months)
    elif who.voice in ("usbp", "ofo"):
        others = ["all", "usbp"] if who.voice == "ofo" else ["all", "all", "ofo"]
        subject = subject._replace(component=w.rng.choice(others))
    else:
        return None
    value = w.figures.value(subject, months)
    if value is None or value < SMALLEST:
        return None
    if w.rng.random() < 0.6:
        return Stated(f"{value:,}", value)
    value = cut(value, 3, 0)
    return Stated(digits(w.rng, value), value)


def negation(w: Writer, right: bool) -> Draft | None:
    """ "did not exceed", "no month of fiscal 2023 saw more than"."""
    who = w.who()
    each = w.rng.random() < 0.3
    when = year_words(w.rng, (w.month(who) + 3) // 12, fiscal_only=True) if each else w.period(who)
    if when is None or w.value(who, when.months) is None:
        return None
    tops = []
    for subject in who.licensed:
        for months in (when.months, *when.others):
            spans = [[m] for m in months] if each else [months]
            values = [v for span in spans for v in w.figures.versions(subject, span)]
            tops += [max(values)] if values else []
    low, high = min(tops), max(tops)
    factor = w.rng.uniform(0.04, 0.15)
    value = cut(round(high * (1 + factor) if right else low * (1 - factor * 2)), 2, 0)
    if low < SMALLEST or (value < high * 1.02 if right else value > low * 0.95):
        return None
    template = w.pick("figure.each_month" if each else "figure.not_over")
    if not each and "agent" in WORDS["voice"][who.voice] and w.rng.random() < 0.5:
        template = w.pick("figure.not_over_agent")
    text = w.write(template, who, when, right, n=digits(w.rng, value))
    return Draft(text, when, "negation" + ("" if right else "/negation"), w.why(who, when.months))


def pair(w: Writer, right: bool) -> Draft | None:
    """Two months of one count in one sentence."""
    who = w.who(PLAIN)
    first = w.month(who, margin=1)
    second = first + w.rng.choice((1, 1, 1, 2, 3, 12))
    cells = [(first,), (second,)]
    values = [v for cell in cells if (v := w.value(who, cell)) is not None and v >= SMALLEST]
    if len(values) < 2:
        return None
    stated = [right_amount(w.rng, value) for value in values]
    fault = ""
    if not right:
        fault = w.rng.choice(("/amount", "/swapped"))
        at = w.rng.randrange(2)
        if fault == "/amount":
            stated[at] = wrong_amount(w.rng, values[at])
        else:
            stated.reverse()
    if stated[0] is None or stated[1] is None:
        return None
    whens = [When("month", cell, name(cell[0]), "", None) for cell in cells]
    if not right and not (
        w.surely_false(stated[0], who, whens[0]) or w.surely_false(stated[1], who, whens[1])
    ):
        return None
    short = second // 12 == first // 12 and w.rng.random() < 0.5
    when = When("month", (first, second), f"in {name(first)}", "", published(w.rng, second))
    template = w.pick("figure.list_bare")
    if "agent" in WORDS["voice"][who.voice] and w.rng.random() < 0.6:
        template = w.pick("figure.list")
    until = f"in {MONTHS[second % 12] if short else name(second)}"
    text = w.write(template, who, when, right, n=stated[0].text, m=stated[1].text, u=until)
    return Draft(text, when, "list" + fault, w.why(who, *cells))


# ---- changes and trends -----------------------------------------------------------------------


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
    return {
        key: w.rng.choice(words) for key, words in WORDS["change"]["up" if up else "down"].items()
    }


def _percent_words(w: Writer, size: float, right: bool) -> str | None:
    """A percentage in words; `size` is the truth for a right claim, else what is to be said."""
    whole, rest = int(size + 0.5), size % 1
    if abs(rest - 0.5) < 0.03 or whole < 1:
        return None
    way = w.rng.choices(
        ("plain", "one", "more", "nearly", "about", "words"), (50, 14, 9, 8, 15, 4)
    )[0]
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
    text = _change_text(
        w, move, w.pick("change.percent", without=_no_noun(move)), up, right, d=words
    )
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
    return Draft(
        text, when, "streak" + ("" if right else "/amount"), f"run of {run} to {name(month)}"
    )


def _change_text(w: Writer, move: Move, template: str, up: bool, right: bool, **slots: str) -> str:
    words = _ways(w, up) | slots
    return w.write(template, move.who, move.when, right, b=move.against, B=move.base, **words)


def _no_noun(move: Move) -> Sequence[str]:
    return () if move.when.noun else ("T",)


def _move_why(w: Writer, move: Move) -> str:
    return f"{w.why(move.who, move.before, move.when.months)} ({move.percent:+.1f} %)"


# ---- records ----------------------------------------------------------------------------------


class Standing:
    """How a month or fiscal year stands among those before it, in every series that could be
    meant: each `(value, earlier values)`."""

    def __init__(self, w: Writer, who: Who, when: When) -> None:
        subjects = {PATROL, EVERYONE} if who.voice != "usbp" else {PATROL}
        self.rows: list[tuple[int, list[int]]] = []
        size = len(when.months)
        for subject in sorted(subjects):
            figures = w.figures.monthly(subject)
            if when.months[0] in figures and when.months[-1] in figures:
                starts = range(when.months[0] - size, min(figures) - 1, -size)
                sums = [sum(figures[s + i] for i in range(size)) for s in starts]
                self.rows.append((sum(figures[m] for m in when.months), sums))

    def rank(self, highest: bool) -> list[int]:
        return [
            1 + sum(v > value if highest else v < value for v in earlier)
            for value, earlier in self.rows
        ]

    def clearly_beaten(self, highest: bool, within: int | None = None) -> bool:
        """Whether, in every series, one of the earlier periods (of the last `within`) is more
        extreme by over 5 %."""
        return bool(self.rows) and all(
            any(v > value * 1.05 if highest else v < value * 0.95 for v in earlier[:within])
            for value, earlier in self.rows
        )


def record(w: Writer, right: bool) -> Draft | None:
    who = w.who(HISTORY if right else BOTH)
    highest = w.rng.random() < 0.6
    way = w.rng.choice(("top", "rank", "since", "year", "within"))
    if way == "within":
        return _within(w, who, highest, right)
    month = w.month(who, margin=24)
    when = month_words(w.rng, month)._replace(as_of=published(w.rng, month, 26))
    if way == "year":
        when = year_words(w.rng, (month + 3) // 12, fiscal_only=True)
        when = when._replace(as_of=published(w.rng, when.months[-1], 120))
    if w.value(who, when.months) is None:
        return None
    standing = Standing(w, who, when)
    if way == "since":
        return _since_record(w, who, when, highest, right)
    rank = 1 if way == "top" else w.rng.randint(1, 5)
    if way != "top" and not right and max(standing.rank(highest)) > 8:
        rank = w.rng.randint(1, 3)
    ranks = standing.rank(highest)
    if right:
        fine = _own(w, who, when, highest) == rank
    else:
        fine = min(abs(r - rank) for r in ranks) >= 3 and standing.clearly_beaten(highest)
    if not fine:
        return None
    word = "highest" if highest else "lowest"
    ordinal = word if rank == 1 else f"{ORDINALS[rank]}-{word}"
    template = w.pick(f"record.{way}")
    text = w.write(template, who, when, right, e=ordinal, high="high" if highest else "low")
    kind = f"record_{way}" + ("" if right else "/record")
    return Draft(text, when, kind, f"{w.why(who, when.months)}, rank {ranks}")


def _own(w: Writer, who: Who, when: When, highest: bool) -> int:
    """The rank in the series that the words mean first."""
    return Standing(w, Who("usbp") if who.subject == PATROL else who, when).rank(highest)[0]


def _since_record(w: Writer, who: Who, when: When, highest: bool, right: bool) -> Draft | None:
    """ "the highest since May 2019": in May 2019 it was higher, in no month between."""
    month = when.months[0]
    figures = w.figures.monthly(who.subject)
    value, back = figures[month], month - 1
    if right:
        while back in figures and (figures[back] < value if highest else figures[back] > value):
            back -= 1
        between = [figures[m] for m in range(back + 1, month)]
        if back not in figures or len(between) < 2 or abs(figures[back] / value - 1) < 0.005:
            return None
    else:
        back = month - w.rng.randint(4, 36)
        gap = month - back - 1
        if back not in figures or not Standing(w, who, when).clearly_beaten(highest, gap):
            return None
    word = "highest" if highest else "lowest"
    text = w.write(w.pick("record.since"), who, when, right, e=word, B=name(back))
    kind = "record_since" + ("" if right else "/record")
    return Draft(text, when, kind, w.why(who, (back,), (month,)))


def _within(w: Writer, who: Who, highest: bool, right: bool) -> Draft | None:
    """ "May was the highest month of fiscal 2019"."""
    month = w.month(who, margin=12)
    year = tuple(fiscal((month + 3) // 12))
    for subject in who.licensed:
        figures = w.figures.monthly(subject)
        if year[0] not in figures or year[-1] not in figures:
            return None
        values = sorted((figures[m] for m in year), reverse=highest)
        if right and figures[month] != values[0]:
            return None
        if not right and abs(figures[month] / values[0] - 1) < 0.05:
            return None
    when = When(
        "month", (month,), f"in {name(month)}", name(month), published(w.rng, year[-1], 200)
    )
    word = "highest" if highest else "lowest"
    of = f"fiscal {'year ' if w.rng.random() < 0.5 else ''}{year[-1] // 12}"
    text = w.write(w.pick("record.within"), who, when, right, e=word, Y=of)
    return Draft(
        text, when, "record_within" + ("" if right else "/record"), w.why(who, (month,), year)
    )


BUILDERS: dict[Builder, int] = {
    figure: 46, negation: 8, pair: 8, percent: 13, multiple: 4, direction: 12, from_to: 8,
    since: 5, streak: 5, record: 22,
}  # fmt: skip
