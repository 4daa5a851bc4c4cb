"""Tells what an amount is said of: every month of a stretch, or the mean of its days, months or years."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.anchors.anchor import HEIGHTS, SURPASSING
from factcheck.extract.anchors.anchors import Finder
from factcheck.extract.cutting.layout import Unit
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.tagging.mentions import Tagged
from factcheck.model.claim import Blocked

_OWN_RATES = ("a day", "per day", "a month", "per month", "a year", "per year")
_RATE_WORDS = frozenset("year annually day month".split())


def beside_a_mean(f: Frame, k: int) -> Blocked | None:
    """ "The average number of daily sales under her (9,000)": the figure in parentheses is no sum."""
    after = f.unit.after
    if f.unit.kind != "aside" or after is None or "average" not in f.tagged.kinds:
        return None
    items, start = f.tagged.items, after
    while start and not items[start - 1].has("punct", "amount"):
        start -= 1
    return _A_MEAN if any(items[m].has("average") for m in range(start, after + 1)) else None


_A_MEAN = Blocked(
    "unresolved", "it may be the average that the words before it name", "the average in a clause of its own"
)


def mean_of(finder: Finder, k: int) -> str:
    """ "averaged A a month", "a daily average of A": what the amount is a mean of."""
    f = finder.frame
    if "average" not in f.tagged.kinds and _RATE_WORDS.isdisjoint(f.tagged.norms):
        return ""
    last = max((m for m in f.ahead(k) if f.item(m).has("amount") and not _restates(f, m)), default=-1)
    near = [m for m in f.unit.indices if max(k - 12, last) <= m < k]
    following = f.after(k)
    end = next((n for n, m in enumerate(following) if f.item(m).has("amount")), len(following))
    after = " ".join(f.words(m).lower() for m in following[:end])
    said = any(f.item(m).has("average") for m in near) or any(
        w in after for w in ("a year", "per year", "annually", "a day", "per day", "a month", "per month", "on average")
    )
    said = said or f.word(k + 1) in ("average", "mean")  # "the A average of 2000 through 2007"
    aside = f.word((finder.hedge(k)[1] or k) - 1) in ("or", "-", "(")  # "A, or roughly B a day"
    if last >= 0 and not said and (_coordinate(f, last, k) or _against(f, last, k)):
        return mean_of(finder, last)
    if not said or not (aside or any(f.item(m).has("average") for m in f.unit.indices)):
        return ""
    words = " ".join(f.words(m).lower() for m in f.unit.indices)
    words = next((rate for rate in _OWN_RATES if rate in after), words)  # "A a day in May, and B a month in June"
    if any(w in words for w in ("a day", "average day", "per day", "daily", "each day", "every day")):
        return "day"
    if any(w in words for w in ("a month", "average month", "per month", "monthly", "each month", "every month")):
        return "month"
    if any(w in words for w in ("a year", "per year", "annually", "annual", "yearly", "each year", "every year")):
        return "year"
    return "unknown"


def is_rate(tagged: Tagged, unit: Unit) -> bool:
    """Whether what stands in parentheses is a rate alone: "9,000 sales (300 a day)"."""
    last = tagged.items[unit.indices[-1]]
    return len(unit.indices) <= 3 and last.period is not None and last.period.word == "per-day"


def _restates(f: Frame, k: int) -> bool:
    """ "A, or 300 a day, up from B": the rate says A again, and B is compared with A."""
    rated = any(f.words(m).lower() in ("a day", "per day") for m in f.after(k)[:2])
    return rated and any(f.word(m) == "or" and f.word(m - 1) == "," for m in (k - 1, k - 2))


def _coordinate(f: Frame, last: int, k: int) -> bool:
    """ "The average was A in 2019 and B in 2023": nothing between them but dates and small words."""
    told = ("measure", "head", "value", "report", "direction", "average")
    return not any(f.item(m).has(*told) and not f.item(m).has("filler", "hedge") for m in f.between(last, k))


def _against(f: Frame, last: int, k: int) -> bool:
    """ "averaged A sales a month in May, less than half of the B of June": what a mean is compared with is one, too."""
    lead = [m for m in f.between(last, k) if f.word(m) not in ("the", "a", "an")]
    if len(lead) > 1 and f.item(lead[-1]).has("hedge") and f.item(lead[-2]).has("base"):
        lead.pop()  # "averaged A a day in May, compared with about B in June"
    than = bool(lead) and f.words(lead[-1]).lower().endswith("than") and lead[-1] != k - 1  # "more than the B"
    led = than or (bool(lead) and (f.item(lead[-1]).has("base") or f.word(lead[-1]) == "of"))
    compares = than or any(f.item(m).has("share", "base", "percent", "direction") for m in lead)
    own = next((n for n, m in enumerate(lead) if f.item(m).has("punct", "base", "share", "percent")), 0)
    return led and compares and not any(f.item(m).has("measure") for m in lead[own:])


_AS_FAR_AS = {"as high as": 1, "as low as": -1}
_RATES = ("a month", "per month")
_ONCE = ("in a single month", "in one month", "in any one month", "in a given month")


def extreme_of(f: Frame, k: int) -> tuple[int, int | None]:
    """ "peaked at A", "hit a low of A", "peaked in 2019 at A": 1 for the highest month, -1 for the lowest, 0 where
    nothing says so; and the item that does."""
    lead = [m for m in f.between(k - 8, k) if not f.item(m).has("hedge", "period")]
    if len(lead) < 2:
        return 0, None
    joint = f.word(lead.pop())
    if joint == "at" and f.word(lead[-1]) in ("in", "during") and len(lead) > 1:
        lead.pop()
    place = lead[-1]
    ranked = 1 if f.item(place).has("highest") else -1 if f.item(place).has("lowest") else 0
    if joint == "at" and ranked and not f.item(place).has("filler"):
        return ranked, place
    sign = ranked or HEIGHTS.get(f.word(place), 0)
    return (sign, place) if joint == "of" and sign else (0, None)


_SWINGS = frozenset("ranged ranging ranges range varied varying fluctuated fluctuating swung".split())
_YEARLY = frozenset("year years yearly annual annually".split())


def swing_of(f: Frame, k: int) -> int:
    """ "Ranged from A to B", "fluctuated between A and B": -1 for A at item `k`, 1 for B, 0 for any other figure."""
    if _SWINGS.isdisjoint(f.tagged.said):
        return 0
    amounts = f.having("amount")
    verb = next((m for m in f.live() if f.word(m) in _SWINGS), None)
    ends = [m for m in amounts if verb is not None and m > verb][:2]
    if verb is None or k not in ends or len(ends) != 2:
        return 0
    lead = [m for m in f.between(verb, ends[0]) if not f.item(m).has("hedge", "head", "measure")]
    joint = [f.word(m) for m in f.between(*ends) if not f.item(m).has("hedge", "head", "measure")]
    said = ([f.word(m) for m in lead], joint)
    if said not in ((["from"], ["to"]), (["between"], ["and"]), (["from"], ["and"])):
        return 0
    return -1 if k == ends[0] else 1


def swings_yearly(f: Frame) -> bool:
    """Whether what ranged is said to be figures of years."""
    return not _YEARLY.isdisjoint(f.tagged.said) and "month" not in f.tagged.said and "monthly" not in f.tagged.said


def of_one_month(f: Frame, k: int) -> tuple[int, bool]:
    """What of a longer time a figure is said of: its highest month (1) or its lowest (-1), and whether only of months.

    "Ranged from A to B": its lowest and its highest. "Peaked at A", "as low as A": that month, or all of it. "A a
    month" (0), "monthly sales reached A" (1), "A in a single month" (1): never all of it.
    """
    if swing := swing_of(f, k):
        return swing, True
    extreme = extreme_of(f, k)[0]
    lead = f.ahead(k)
    if not extreme and "as" in f.tagged.norms:
        said = " ".join([f.words(m).lower() for m in lead[-4:]])
        extreme = next((sign for words, sign in _AS_FAR_AS.items() if words in said), 0)
    once, by_the_month = _once(f, k), says_a_month(f, k)
    monthly = once or by_the_month
    monthly = monthly or ("monthly" in f.tagged.norms and _said_monthly(f, lead))
    return extreme or int(once) or (_moved(f, lead, not by_the_month) if monthly else 0), monthly


def _said_monthly(f: Frame, lead: Sequence[int]) -> bool:
    """ "Monthly sales reached A", and not "the monthly record of A brought sales in 2021 to B": a count of its own."""
    for m in (m for m in lead if "monthly" in f.words(m).lower().split()):
        told = next((n for n in lead if n > m and f.item(n).has("amount")), None)
        if told is None or not any(n > told and f.item(n).has("measure") for n in lead):
            return True
    return False


def _once(f: Frame, k: int) -> bool:
    """ "A in a single month", "in one month they sold A", with no other amount between."""
    if "month" not in f.tagged.norms:
        return False
    live = f.unit.indices
    first = max((m for m in live if m < k and f.item(m).has("amount")), default=-1)
    last = next((m for m in live if m > k and f.item(m).has("amount")), live[-1] + 1)
    said = " ".join([f.word(m) for m in f.between(first, k)] + ["…"] + [f.word(m) for m in f.between(k, last)])
    return any(first < m < last for m in f.having("in-one")) or any(words in said for words in _ONCE)


def says_a_month(f: Frame, k: int) -> bool:
    """ "A a month", "A sales per month", and no other word for each."""
    said = f.having("each")
    return bool(said) and all(f.words(m).lower() in _RATES for m in said) and any(0 < m - k <= 3 for m in said)


def _moved(f: Frame, lead: Sequence[int], passed: bool) -> int:
    """Which way a verb before a figure takes it: "reached" (1), "fell to" (-1), none (0); and "topped" (1) if `passed`:
    what "topped A a month" did so in each."""
    for m in reversed(lead[-4:]):
        entry = f.item(m).entry("direction")
        if entry is not None and not f.item(m).has("hedge"):  # "stayed below A" moves nowhere
            return -1 if int(entry.get("sign", 0)) < 0 else 1
        if (passed and f.word(m) in SURPASSING) or f.word(m).startswith(("reach", "hit")):
            return 1
    return 0


def already(f: Frame, k: int) -> bool:
    """ "has already sold A": by some day before this was written, so that more is no contradiction."""
    return any(f.word(m) == "already" for m in f.ahead(k))
