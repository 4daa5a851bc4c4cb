"""Words periods and amounts the way newsrooms do, for the claims that scripts/ generates."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from scripts.claim_truth import MONTHS, Stated, calendar, fiscal, name

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SHORT = ("Jan.", "Feb.", "", "", "", "", "", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
# family -> the words for it; {n} is the number.
HEDGED = {
    "more": (
        "more than {n}", "over {n}", "upwards of {n}", "in excess of {n}", "at least {n}",
        "north of {n}", "{n} or more", "no fewer than {n}", "above {n}",
    ),
    "less": ("fewer than {n}", "less than {n}", "under {n}", "below {n}"),
    "about": (
        "about {n}", "around {n}", "roughly {n}", "approximately {n}", "some {n}",
        "an estimated {n}", "{n} or so",
    ),
    "nearly": ("nearly {n}", "almost {n}", "just under {n}", "just shy of {n}", "close to {n}"),
}  # fmt: skip


class When(NamedTuple):
    """A period in words. `said` goes into a sentence ("in May 2021"), `noun` names it or is empty.

    `others` are further months that the words may mean; a wrong claim is wrong for them, too.
    """

    kind: str
    months: tuple[int, ...]
    said: str
    noun: str
    as_of: date | None
    others: tuple[tuple[int, ...], ...] = ()


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def published(rng: Random, last: int, most: int = 80) -> date:
    """A day on which an article may speak of a period that ended with the month `last`."""
    return first_day(last + 1) + timedelta(days=rng.randint(9, most))


# ---- periods ----------------------------------------------------------------------------------


def month_words(rng: Random, month: int) -> When:
    """One month: written out, bare with an as-of date that settles the year, or "last month"."""
    form = rng.choices(("full", "short", "of", "bare", "last"), (46, 8, 5, 27, 14))[0]
    as_of: date | None = published(rng, month)
    if form == "last":
        as_of = first_day(month + 1) + timedelta(days=rng.randint(2, 26))
        return When("month", (month,), "last month", "last month", as_of)
    noun = name(month)
    if form == "short" and _SHORT[month % 12]:
        noun = f"{_SHORT[month % 12]} {month // 12}"
    elif form == "of":
        noun = f"{MONTHS[month % 12]} of {month // 12}"
    elif form == "bare":
        noun = MONTHS[month % 12]
        as_of = published(rng, month, 290)
    elif rng.random() < 0.15:
        as_of = None
    return When("month", (month,), f"{rng.choice(('in', 'in', 'in', 'during'))} {noun}", noun, as_of)


def year_words(rng: Random, year: int, fiscal_only: bool = False) -> When:
    """A fiscal or calendar year; a bare year means the calendar's here and may mean the other."""
    if fiscal_only or rng.random() < 0.6:
        months = tuple(fiscal(year))
        as_of = published(rng, months[-1], 250)
        noun = rng.choice(
            (
                f"fiscal year {year}", f"fiscal {year}", f"FY{year}", f"FY {year}",
                f"the {year} fiscal year", f"FY{year % 100:02}", f"fiscal year {year}",
                f"the fiscal year that ended in September {year}", "last fiscal year",
            )
        )  # fmt: skip
        said = noun if noun.startswith("last") else f"{rng.choice(('in', 'in', 'during'))} {noun}"
        return When("year", months, said, noun, as_of)
    months = tuple(calendar(year))
    as_of = published(rng, months[-1], 300)
    noun = rng.choice(
        (
            f"calendar year {year}", f"the {year} calendar year", f"calendar {year}", f"{year}",
            f"{year}", "last year",
        )
    )  # fmt: skip
    others = () if "calendar" in noun else (tuple(fiscal(year)),)
    said = noun if noun.startswith("last") else f"in {noun}"
    return When("year", months, said, noun, as_of, others)


def quarter_words(rng: Random, year: int) -> When:
    """A quarter, or a quarter's worth of months at the beginning of a year."""
    n = rng.randint(1, 4)
    months, bare = tuple(fiscal(year))[3 * n - 3 : 3 * n], tuple(calendar(year))[3 * n - 3 : 3 * n]
    kind = rng.choice(("fiscal", "fiscal", "calendar", "edge", "half"))
    others: tuple[tuple[int, ...], ...] = ()
    noun = f"the {ORDINALS[n]} quarter of {rng.choice(('fiscal', 'fiscal year'))} {year}"
    if kind == "calendar":
        months, others = bare, (months,)
        noun = f"the {ORDINALS[n]} quarter of {year}"
    elif kind == "edge":
        count = rng.randint(2, 8)
        months = tuple(fiscal(year))[:count]
        noun = f"the first {_UNITS[count]} months of fiscal year {year}"
    elif kind == "half":
        months = tuple(fiscal(year))[:6]
        noun = f"the first half of fiscal {year}"
    return When("range", months, f"in {noun}", noun, published(rng, months[-1], 250), others)


def range_words(rng: Random, first: int, last: int) -> When:
    """Months in a row, the last included; who excludes it must find a wrong claim wrong, too."""
    months = tuple(range(first, last + 1))
    start = name(first) if first // 12 != last // 12 or rng.random() < 0.4 else MONTHS[first % 12]
    as_of = published(rng, last, 250)
    if len(months) == 2 and rng.random() < 0.4:
        return When("range", months, f"in {start} and {name(last)} combined", "", as_of)
    if rng.random() < 0.3:
        said = f"between {start} and {name(last)}"
        return When("range", months, said, "", as_of, (months[:-1], months[1:], months[1:-1]))
    said = f"from {start} {rng.choice(('through', 'to', 'through'))} {name(last)}"
    return When("range", months, said, "", as_of, (months[:-1],))


# ---- amounts ----------------------------------------------------------------------------------


def period_words(rng: Random, way: str, month: int, longest: int) -> When:
    """The month, its fiscal or calendar year, a quarter of it, or a stretch of up to `longest` months more from it."""
    year = (month + 3) // 12
    if way == "month":
        return month_words(rng, month)
    if way == "year":
        return year_words(rng, year)
    if way == "quarter":
        return quarter_words(rng, year)
    return range_words(rng, month, month + rng.randint(1, longest))


def spelled(number: int) -> str:
    """A number below one million in words, as American newsrooms write it out."""
    if number >= 1000:
        rest = f" {spelled(number % 1000)}" if number % 1000 else ""
        return f"{spelled(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" {spelled(number % 100)}" if number % 100 else ""
        return f"{_UNITS[number // 100]} hundred{rest}"
    if number < 20:
        return _UNITS[number]
    return _TENS[number // 10] + (f"-{_UNITS[number % 10]}" if number % 10 else "")


def digits(rng: Random, number: int) -> str:
    """A number in one of the ways that suit it: commas, K, thousand, million, words."""
    ways = [f"{number:,}"] * 4
    if number >= 1_000_000 and number % 10_000 == 0:
        ways = [f"{number / 1e6:g} million"] * 5 + [f"{number:,}", f"{number / 1e6:g}M"]
    elif number % 1000 == 0:
        ways += [f"{number // 1000}K", f"{number // 1000}k", f"{number // 1000} thousand"]
        ways += [spelled(number)] * (number < 1_000_000 and rng.random() < 0.3)
    if number == 250_000:
        ways += ["a quarter million", "a quarter of a million"]
    if number in (500_000, 1_500_000, 2_000_000):
        ways += [{500_000: "half a million", 1_500_000: "one and a half million"}.get(number, "two million")]
    if 1_000_000 > number >= 200_000 and number % 10_000 == 0:
        ways += [f"{number / 1e6:g} million"]
    return rng.choice(ways)


def cut(number: int, places: int, up: int) -> int:
    """`number` at `places` significant digits: rounded down (-1), to the nearest (0), up (1)."""
    step: int = 10 ** max(len(str(number)) - places, 0)
    return (number + (step - 1 if up > 0 else step // 2 if up == 0 else 0)) // step * step


def right_amount(rng: Random, official: int) -> Stated | None:
    """A true way to write the figure, by careful rounding; None when the chosen way has none."""
    way = rng.choices(
        ("exact", "exactly", "plain", "more", "nearly", "about", "less", "between"),
        (32, 3, 20, 16, 10, 12, 4, 3),
    )[0]
    places = rng.choice((2, 3, 3))
    if way in ("exact", "exactly"):
        text = f"{'exactly ' if way == 'exactly' else ''}{official:,}"
        return Stated(text, official)
    if way == "plain":
        value = cut(official, 3, 0)
        return Stated(digits(rng, value), value)
    if way == "between":
        return _between(rng, official)
    value = cut(official, places, {"more": -1, "about": 0}.get(way, 1))
    off = official / value - 1
    fits = {
        "more": 0 < off < 0.05, "about": abs(off) <= 0.015, "nearly": -0.02 <= off < 0,
        "less": -0.05 < off < 0,
    }  # fmt: skip
    return hedged(rng, way, value) if fits[way] else None


def hedged(rng: Random, family: str, value: int) -> Stated:
    text = rng.choice(HEDGED[family]).format(n=digits(rng, value))
    return Stated(text, value, family)


def _between(rng: Random, number: int) -> Stated | None:
    """ "between 190,000 and 200,000" around `number`."""
    low, high = cut(number, 2, -1), cut(number, 2, 1)
    if low == high or high / low > 1.12:
        return None
    return Stated(f"between {low:,} and {high:,}", low, "between", high)


def wrong_amount(rng: Random, official: int) -> Stated | None:
    """An amount that is 5 to 30 % off and false with its hedge; None when the choice has none."""
    up = rng.random() < 0.5
    value = round(official * (1 + rng.uniform(0.05, 0.30) * (1 if up else -1)))
    way = rng.choices(("exact", "plain", "bound", "nearly", "about", "between"), (34, 22, 20, 8, 12, 4))[0]
    if way == "between":
        return _between(rng, value)
    if way != "exact":
        value = cut(value, rng.choice((2, 3, 3)), 0)
    if way in ("exact", "plain"):
        return Stated(f"{value:,}" if way == "exact" else digits(rng, value), value)
    family = ("more" if up else "less") if way == "bound" else way
    return hedged(rng, family, value)
