"""Builds claims about records: the highest on record, since some month, within a year."""

from __future__ import annotations

from scripts.claim_truth import PATROL, fiscal, name
from scripts.claim_words import ORDINALS, When, month_words, published, year_words
from scripts.claim_writer import BOTH, EVERYONE, HISTORY, Draft, Who, Writer


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
        return [1 + sum(v > value if highest else v < value for v in earlier) for value, earlier in self.rows]

    def clearly_beaten(self, highest: bool, within: int | None = None) -> bool:
        """Whether, in every series, one of the earlier periods (of the last `within`) is more
        extreme by over 5 %."""
        return bool(self.rows) and all(
            any(v > value * 1.05 if highest else v < value * 0.95 for v in earlier[:within])
            for value, earlier in self.rows
        )


def record(w: Writer, right: bool) -> Draft | None:
    """True records are rare: more cells are drawn for one."""
    drafts = (_record(w, right) for _ in range(12 if right else 1))
    return next((draft for draft in drafts if draft is not None), None)


def _record(w: Writer, right: bool) -> Draft | None:
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
    if way == "since":
        return _since_record(w, who, when, highest, right)
    # Before October 1999, where the series begins, there were lower months and years.
    highest = highest or right
    standing = Standing(w, who, when)
    most = 2 if right and way == "year" else 5
    rank = 1 if way == "top" else w.rng.randint(1, most)
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
    when = When("month", (month,), f"in {name(month)}", name(month), published(w.rng, year[-1], 200))
    word = "highest" if highest else "lowest"
    of = f"fiscal {'year ' if w.rng.random() < 0.5 else ''}{year[-1] // 12}"
    text = w.write(w.pick("record.within"), who, when, right, e=word, Y=of)
    return Draft(text, when, "record_within" + ("" if right else "/record"), w.why(who, (month,), year))
