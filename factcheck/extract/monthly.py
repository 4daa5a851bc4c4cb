"""Tells what an amount is said of: every month of a stretch, or the mean of its days, months or years."""

from __future__ import annotations

from factcheck.extract.anchor import Anchor
from factcheck.extract.anchors import Finder
from factcheck.extract.frame import Frame


def never_past(finder: Finder, level: Anchor) -> bool:
    """ "never fell below A": a mark that no month passed."""
    words = [finder.frame.word(m) for m in finder.frame.unit.indices if m < level.k]
    return (
        ("never" in words or "none" in words)
        and level.hedge.name in ("fewer than", "more than")
        and any(a.role == "change" and a.target is level for a in finder.anchors)
    )


def mean_of(finder: Finder, k: int) -> str:
    """ "averaged A a month", "a daily average of A": what the amount is a mean of."""
    f = finder.frame
    last = max((m for m in f.unit.indices if m < k and f.item(m).has("amount")), default=-1)
    near = [m for m in f.unit.indices if max(k - 12, last) <= m < k]
    following = f.after(k)
    end = next((n for n, m in enumerate(following) if f.item(m).has("amount")), len(following))
    after = " ".join(f.words(m).lower() for m in following[:end])
    said = any(f.item(m).has("average") for m in near) or any(
        w in after for w in ("a year", "per year", "annually", "a day", "per day", "a month", "per month", "on average")
    )
    aside = f.word((finder.hedge(k)[1] or k) - 1) in ("or", "-", "(")  # "A, or roughly B a day"
    if last >= 0 and not said and _coordinate(f, last, k):
        return mean_of(finder, last)
    if not said or not (aside or any(f.item(m).has("average") for m in f.unit.indices)):
        return ""
    words = " ".join(f.words(m).lower() for m in f.unit.indices)
    if any(w in words for w in ("a day", "per day", "daily", "each day", "every day")):
        return "day"
    if any(w in words for w in ("a month", "per month", "monthly", "each month", "every month")):
        return "month"
    if any(w in words for w in ("a year", "per year", "annually", "annual", "yearly", "each year", "every year")):
        return "year"
    return "unknown"


def _coordinate(f: Frame, last: int, k: int) -> bool:
    """ "The average was A in 2019 and B in 2023": nothing between them but dates and small words."""
    told = ("measure", "head", "value", "report", "direction", "average")
    return not any(f.item(m).has(*told) and not f.item(m).has("filler", "hedge") for m in f.between(last, k))


def by_the_month(f: Frame) -> bool:
    """ "Monthly sales stayed below A from May to July": a mark for every month, not for their sum."""
    words = {f.word(m) for m in f.unit.indices}
    if any(f.item(m).has("each", "steady") for m in f.unit.indices):
        return True
    return bool(words & {"monthly", "remained", "stayed", "hovered", "remain", "stay"})


def every_month(f: Frame) -> bool:
    """ "In every month of 2022", "each month"."""
    return any(f.item(m).has("each") and "month" in f.words(m).lower() + " " + f.word(m + 1) for m in f.unit.indices)


def each_year(f: Frame, k: int, period: int | None) -> bool:
    """ "passed A in each of the last two years": a mark for every year, where no month is named."""
    expr = f.item(period).period if period is not None else None
    if expr is None or period is None or expr.kind != "recent" or "-" not in expr.word:
        return False
    said = [m for m in f.between(k, period) if f.item(m).has("each")]
    by_month = any("month" in f.words(m).lower() + f.word(m + 1) for m in said) or "monthly" in f.tagged.words
    return bool(said) and not by_month


def no_month(finder: Finder) -> bool:
    """ "No month of 2022 saw more than A", "not a single month": a bound on every month."""
    f = finder.frame
    for m in f.unit.indices:
        if not f.item(m).has("negation"):
            continue
        following = [f.word(x) for x in f.unit.indices if m < x <= m + 3]
        if following[:1] == ["month"] or following[:3] == ["a", "single", "month"]:
            return any(a.role == "level" and a.hedge.name in ("more than", "at least", "up to") for a in finder.anchors)
    return False
