"""Builds claims of every form the engine should read, over every series of sources/cbp.

The truth comes from claim_tables.py, the words from claim_forms.toml and claim_words.py. A wrong claim is
false under every reading that could be defended, or it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from scripts.claim_maker import SMALLEST, WORDS, Maker
from scripts.claim_tables import Population
from scripts.claim_truth import MONTHS, calendar, fiscal, name
from scripts.claim_words import (
    ORDINALS,
    When,
    cut,
    month_words,
    published,
)

CLEAR = 1.06  # what differs by less is left to nobody's judgement


class Form(NamedTuple):
    """A claim before it has a number; `context` is the sentence before it, or empty."""

    text: str
    as_of: date | None
    kind: str
    why: str
    context: str = ""


Builder = Callable[[Maker, bool], Form | None]


def figure(m: Maker, right: bool) -> Form | None:
    who = m.who()
    when = m.period(who)
    stated = m.stated(who, when, right) if when else None
    if when is None or stated is None:
        return None
    text = m.write(WORDS["figure"]["plain"], s=m.words(who.subject), t=when.said, n=stated.text)
    return Form(text, when.as_of, f"figure_{when.kind} {who.kind or 'all'}", f"{who.key} {when.months}")


def mean(m: Maker, right: bool) -> Form | None:
    """ "averaged 6,000 a day in May": right to the last digit written, or 12 % off at least."""
    who = m.who()
    unit = m.rng.choice(("day", "month"))
    when = m.period(who, "month", "year") if unit == "day" else m.period(who, "year", "quarter", "to-date")
    official = m.tables.value(who.meant, when.months) if when else None
    if when is None or official is None or len(when.months) < (2 if unit == "month" else 1):
        return None
    days = sum((_first(k + 1) - _first(k)).days for k in when.months)
    value = official / (days if unit == "day" else len(when.months))
    if value < 100:
        return None
    said = round(value) if right else round(value * m.rng.choice((0.7, 0.8, 1.25, 1.4)))
    if m.rng.random() < 0.6:
        said = cut(said, 3, 0)
    if not right and any(
        0.9 < said / value * official / v < 1.1 for c in who.rivals for v in m.tables.versions(c, when.months) if v
    ):
        return None
    if not right and any(0.9 < said / other < 1.1 for months in when.others if (other := _mean(m, who, months, unit))):
        return None
    text = m.write(WORDS["mean"][unit], s=m.words(who.subject), t=when.said, n=f"{said:,}")
    return Form(text, when.as_of, f"mean_{unit}", f"{who.key} {value:.1f}")


def _mean(m: Maker, who: Population, months: Sequence[int], unit: str) -> float:
    """What a figure comes to by the day or month in other months that the words may mean."""
    days = sum((_first(k + 1) - _first(k)).days for k in months)
    return (m.tables.value(who.meant, months) or 0) / (days if unit == "day" else len(months))


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def share(m: Maker, right: bool) -> Form | None:
    who = m.who("group", "wide group", "nation", "group in all", "nation in all", "group north")
    whole, when = m.by_key.get(who.whole), m.period(who, "month", "year")
    if whole is None or when is None:
        return None
    part, total = m.tables.value(who.meant, when.months), m.tables.value(whole.meant, when.months)
    if not part or not total or part >= total:
        return None
    size = 100 * part / total
    words = m.percent(size, right)
    if words is None or size < 3 or (not right and not 0 < float("".join(c for c in words if c.isdigit())) < 98):
        return None
    forms = WORDS["share"]["part"]
    text = m.write(forms, name=who.name, whole=m.words(whole.subject), t=when.said, n=words)
    return Form(text, when.as_of, f"share {who.kind}", f"{who.key} {size:.1f} %")


def compare(m: Maker, right: bool) -> Form | None:
    """Two groups, nationalities, agencies, sectors or borders side by side."""
    who = m.who("group", "nation", "agency", "sector", "border", "nation in all", "group in all")
    other, when = m.who(who.kind), m.period(who, "month", "year")
    if other.key == who.key or when is None:
        return None
    spans = [when.months, *when.others]
    sides = [(m.tables.versions(who.meant, s), m.tables.versions(other.meant, s)) for s in spans]
    for a, b in sides:
        if not a or not b or not (min(a) > max(b) * CLEAR if right else max(a) * CLEAR < min(b)):
            return None
    text = m.write(WORDS["compare"]["more"], s=m.words(who.subject), other=m.words(other.subject), t=when.said)
    return Form(text, when.as_of, f"compare {who.kind}", f"{who.key} {sides[0][0]} {other.key} {sides[0][1]}")


def change(m: Maker, right: bool) -> Form | None:
    """A rise or fall between any two periods, by a percentage or an amount."""
    who = m.who()
    found = m.moved(who)
    if found is None:
        return None
    when, before, noun = found
    now, then = m.pair(who, when, before)
    ratios = m.ratios(who, when, before)
    up = now > then
    if any((r > 1) is not up or abs(r - 1) < 0.05 for r in ratios):
        return None
    turned = not right and m.rng.random() < 0.4
    by_amount = m.rng.random() < 0.4
    if by_amount:
        gap = abs(now - then)
        said = gap if right or turned else round(gap * m.rng.choice((0.6, 0.7, 1.4, 1.6)))
        words = f"{said:,}" if m.rng.random() < 0.6 else f"{cut(said, 3, 0):,}"
    else:
        words = m.percent(100 * abs(now / then - 1), right or turned) or ""
    if not words or (not right and not turned and _near_change(m, who, when, before, words, by_amount)):
        return None
    ways = m.ways(up is not turned)
    forms = WORDS["difference" if by_amount else "percent"]["by"]
    slots = {"s": m.words(who.subject), "t": when.said, "T": when.noun, "b": noun, "B": noun, "n": words}
    kind = f"{'difference' if by_amount else 'percent'}{'/direction' if turned else ''}"
    return Form(m.write(forms, **ways | slots), when.as_of, kind, f"{who.key} {then} {now}")


def _near_change(m: Maker, who: Population, when: When, before: Sequence[int], words: str, by_amount: bool) -> bool:
    """Whether some reading comes near the change that is said."""
    number = float("".join(c for c in words if c.isdigit()))
    for one in (who.meant, *who.rivals):
        for a in m.tables.versions(one, when.months):
            for b in m.tables.versions(one, before):
                size = abs(a - b) if by_amount else 100 * abs(a / b - 1) if b else 0
                if abs(number - size) < max(0.1 * size, 0 if by_amount else 4):
                    return True
    return False


def streak(m: Maker, right: bool) -> Form | None:
    """So many months in a row above or below a mark."""
    who = m.who()
    month, above = m.month(who, margin=24), m.rng.random() < 0.7
    figures = m.tables.monthly(who.meant)
    value = figures.get(month, 0)
    if value < SMALLEST:
        return None
    mark = cut(round(value * m.rng.uniform(0.7, 0.95) if above else value * m.rng.uniform(1.05, 1.4)), 2, 0)
    run = 0
    while month - run in figures and (figures[month - run] > mark if above else figures[month - run] < mark):
        run += 1
    if month - run not in figures or any(abs(figures[month - k] / mark - 1) < 0.02 for k in range(run + 1)):
        return None
    length = run if right else run + m.rng.choice((-3, -2, 2, 3, 4))
    if not 2 <= length <= 10 or not run >= 1:
        return None
    if not right and who.rivals:
        return None
    when = month_words(m.rng, month)
    slots = {"s": m.words(who.subject), "t": when.said, "n": f"{mark:,}", "nth": ORDINALS[length]}
    text = m.write(WORDS["streak"]["above" if above else "below"], **slots)
    return Form(text, when.as_of, "streak_mark", f"{who.key} run {run}")


def rank(m: Maker, right: bool) -> Form | None:
    """The highest or lowest since a month, within a year, or among months of one name."""
    who = m.who()
    figures = m.tables.monthly(who.meant)
    month, highest = m.month(who, margin=13), m.rng.random() < 0.6
    way = m.rng.choice(("month", "since", "year"))
    value = figures.get(month, 0)
    if value < SMALLEST or who.rivals:
        return None
    when = month_words(m.rng, month)._replace(as_of=published(m.rng, month, 26))
    others, slots = _field(m, figures, month, way, highest, right)
    if not others or any(abs(o / value - 1) < 0.04 for o in others) or (way == "year" and not when.noun):
        return None
    beaten = sum(o > value if highest else o < value for o in others)
    if (beaten == 0) is not right:
        return None
    if way == "year":
        when = When("month", (month,), f"in {name(month)}", name(month), published(m.rng, month + 11, 300))
    e = "highest" if highest else "lowest"
    slots |= {"s": m.words(who.subject), "t": when.said, "T": when.noun, "e": e}
    text = m.write(WORDS["rank"][way], **slots)
    return Form(text, when.as_of, f"rank_{way}", f"{who.key} {value}, beaten by {beaten}")


def _field(
    m: Maker, figures: dict[int, int], month: int, way: str, highest: bool, right: bool
) -> tuple[list[int], dict[str, str]]:
    """The figures that a month is ranked among, and the words for them."""
    if way == "month":
        same = [figures[k] for k in range(month - 12, min(figures) - 1, -12) if k in figures]
        return (same if len(same) >= 3 else []), {"month": MONTHS[month % 12]}
    if way == "year":
        year = tuple(m.rng.choice((fiscal((month + 3) // 12), calendar(month // 12))))
        label = f"fiscal {year[-1] // 12}" if year[0] % 12 == 9 else f"calendar year {year[0] // 12}"
        rest = [figures[k] for k in year if k in figures and k != month]
        return (rest if len(rest) == 11 else []), {"Y": label}
    back = month - m.rng.randint(4, 40)
    if right:
        back = month - 1
        while back in figures and (figures[back] < figures[month] if highest else figures[back] > figures[month]):
            back -= 1
    between = [figures[k] for k in range(back + 1, month) if k in figures]
    return (between if back in figures and len(between) >= 2 else []), {"B": name(back)}


def two(m: Maker, right: bool) -> Form | None:
    """Two statements in a sentence: a figure and a part of it, or a figure and its change."""
    rng = m.rng
    if rng.random() < 0.5:
        who = m.who("agency", "group", "wide group", "nation in all", "group in all", "border")
        whole, when = m.by_key.get(who.whole), m.period(who, "month", "year")
        if whole is None or when is None or not m.tables.value(whole.meant, when.months):
            return None
        first, second = m.stated(whole, when, True), m.stated(who, when, right)
        if first is None or second is None or second.value >= first.value:
            return None
        slots = {"s": m.words(whole.subject), "t": when.said, "n": first.text, "name": who.name, "m": second.text}
        return Form(m.write(WORDS["pair"]["part"], **slots), when.as_of, f"two_part {who.kind}", f"{who.key}")
    who = m.who()
    found = m.moved(who)
    if found is None:
        return None
    when, before, noun = found
    now, then = m.pair(who, when, before)
    up, size = now > then, 100 * abs(now / then - 1)
    words, stated = m.percent(size, right, hedged=False), m.stated(who, when, True)
    if words is None or stated is None or size < 4 or any((r > 1) is not up for r in m.ratios(who, when, before)):
        return None
    if not right and _near_change(m, who, when, before, words, False):
        return None
    article = "an" if words.startswith(("8", "11", "18")) else "a"
    slots = {"s": m.words(who.subject), "t": when.said, "b": noun, "n": stated.text, "m": words}
    text = m.write(WORDS["pair"]["move"], **m.ways(up) | slots | {"a": article})
    return Form(text, when.as_of, "two_change", f"{who.key} {then} {now}")


def in_context(m: Maker, right: bool) -> Form | None:
    """A sentence that takes up the figure of the sentence before it."""
    who = m.who()
    found = m.moved(who)
    if found is None:
        return None
    when, before, noun = found
    now, then = m.pair(who, when, before)
    stated = m.stated(who, when, True)
    first = m.write(WORDS["context"]["first"], s=m.words(who.subject), t=when.said, n=stated.text if stated else "")
    if stated is None or m.rng.random() < 0.4:
        base = When("month", tuple(before), f"in {noun}", noun, when.as_of)
        again = m.stated(who, base, right)
        if again is None or stated is None:
            return None
        text = m.write(WORDS["context"]["next"], b=f"in {noun}", m=again.text)
        return Form(text, when.as_of, "context_figure", f"{who.key} {then}", first)
    up, size = now > then, 100 * abs(now / then - 1)
    words = m.percent(size, right, hedged=False)
    if words is None or size < 4 or any((r > 1) is not up for r in m.ratios(who, when, before)):
        return None
    if not right and _near_change(m, who, when, before, words, False):
        return None
    slots = {"b": noun, "m": words, "a": "an" if words.startswith(("8", "11", "18")) else "a"}
    return Form(m.write(WORDS["context"]["then"], **m.ways(up) | slots), when.as_of, "context_change", who.key, first)
