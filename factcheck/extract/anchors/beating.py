"""Reads comparatives that set periods side by side: "more in May than in April", "than in any other month"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.record import record

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

EITHER = frozenset("any all every each".split())
_SPANS = frozenset("month months year years".split())
_LEADS = frozenset("in during for at of on the that those what it there were was did recorded seen reported".split())
_WHOLE = frozenset("all entire whole full combined".split())
_NUMERIC = ("amount", "percent", "share", "points", "times", "multiple")
_STOPS = frozenset((",", ";", "(", "while", "but", "whereas"))


@record
class Beating:
    """A comparative at one item: of a period over `base`, or over all months or years (`record`).

    `period` is the period that beats them, where the words name it after "than" ("No month … more than May").
    """

    sign: int
    than: int
    base: int | None = None
    record: bool = False
    prior: bool = False
    period: int | None = None
    reads: frozenset[int] = frozenset()
    like: int | None = None  # the month's name in "than in any April"
    since: int | None = None  # "no month since May 2020 had more …": how far back
    within: int | None = None  # or of which time the months are
    any: int | None = None  # the item of "any" in "than in any other month (in two decades)"


def may_beat(f: Frame) -> bool:
    """Whether a comparative stands in the sentence at all."""
    return "direction" in f.tagged.kinds or not _COMPARATIVES.isdisjoint(f.tagged.said)


def beating_of(f: Frame, k: int) -> Beating | None:
    """What the comparative at item k sets side by side; None when it is something else."""
    sign = _sign(f, k)
    if not sign:
        return None
    than = k if f.words(k).lower().endswith("than") else _than(f, k)
    if than is None:
        return None
    after = [m for m in f.unit.indices if m > than and m not in f.layout.masked]
    place = 0
    while place < len(after) and f.word(after[place]) in _LEADS and f.item(after[place]).period is None:
        place += 1
    rest = after[place:]
    if not rest:
        return None
    if f.word(rest[0]) in EITHER or f.words(rest[0]).lower().startswith(("every ", "each ")):
        return _over_all(f, rest, sign, than)
    while rest and f.word(rest[0]) in _WHOLE | {"of", "the"} and f.item(rest[0]).period is None:
        rest = rest[1:]
    if not rest or f.item(rest[0]).period is None:
        return None
    none = next((m for m in f.live() if f.word(m) == "no" and m < k), None)
    if none is not None and f.word(none + 1) in (*_SPANS, "fiscal", "other", "single", "calendar"):
        told = next((m for m in f.between(none, k) if f.item(m).period is not None), None)
        since = told if told is not None and f.word(told - 1) == "since" else None
        within = told if since is None else None  # "no month in 2023 had more …"
        return Beating(
            sign, than, record=True, period=rest[0], reads=frozenset((none,)), since=since, within=within
        )  # fmt: skip
    return Beating(sign, than, base=rest[0]) if than != k else None


_COMPARATIVES = frozenset(("more", "greater", "fewer", "less"))


def _sign(f: Frame, k: int) -> int:
    entry = f.item(k).entry("direction")
    if entry is not None and entry["part"] == "comparative":
        return int(entry["sign"])
    if f.word(k) not in _COMPARATIVES:
        return 0
    words = f.words(k).lower()
    return 1 if words in ("more than", "greater than") else -1 if words in ("fewer than", "less than") else 0


def _than(f: Frame, k: int) -> int | None:
    """The "than" of a comparative, if no figure and no other clause stands between."""
    for m in f.after(k)[:18]:
        if f.word(m) == "than":
            return m
        if f.item(m).has(*_NUMERIC) or (f.item(m).entry("direction") is not None and not f.item(m).has("filler")):
            return None
        if f.word(m) in _STOPS:
            return None
    return None


def _over_all(f: Frame, rest: list[int], sign: int, than: int) -> Beating | None:
    """ "any other month on record", "any previous fiscal year", "all other months"."""
    near = rest[1:5]
    words = {w for m in near for w in f.words(m).lower().split()}
    bare = any((e := f.item(m).period) is not None and e.kind == "month" and e.year is None for m in near)
    if not (words & _SPANS or bare) or any(f.item(m).has("value", "measure") for m in near[:2]):
        return None
    # "any previous fiscal year" is no year of its own.
    named = {m for m in near if (e := f.item(m).period) is not None and e.word == "last-fiscal"}
    prior = bool({"previous", "prior", "earlier", "preceding", "before"} & words)
    first = next((m for m in near if f.word(m) not in _OTHER or f.item(m).period is not None), None)
    like = first if first is not None and _bare_month(f, first) else None
    return Beating(
        sign, than, record=True, prior=prior, reads=frozenset((rest[0], *named)), like=like, any=rest[0]
    )  # fmt: skip


_OTHER = frozenset("other previous prior earlier preceding".split())
_PAST = frozenset(("last", "past", "previous"))


def like_named(f: Frame, k: int) -> int | None:
    """The month's name in "the most for an April", "the highest April on record": Aprils ranked among Aprils.

    "For that month" gives the item of "month"; None when a superlative at item k ranks all months.
    """
    after = f.after(k)
    plain = not f.item(k).has("filler", "report") or f.word(k - 1) in ("a", "its")  # "after a record April"
    if after and _bare_month(f, after[0]) and f.word(k - 1) != "'s" and plain:
        return after[0]
    for place, m in enumerate(after[:8]):
        if f.item(m).has("amount", "punct", "base") or (f.item(m).period is not None and not _bare_month(f, m)):
            return None
        lead, rest = f.word(m), [x for x in after[place + 1 : place + 5]]
        if lead not in ("for", "in", "of", "among"):
            continue
        held = f.word(rest[0]) in ("a", "an", "any", "the", "that", "this", "all", "every") if rest else False
        named = rest[1:] if held else rest
        if held and named and f.word(named[0]) == "month" and f.word(named[0] + 1) == "of":
            named = [x for x in named if x > named[0] + 1]
        if held and f.words(rest[0]).lower().endswith(" month") and named and f.word(named[0]) == "of":
            named = named[1:]  # "for a month of May"
        within = f.words_after(named[0], 6) if named else []  # "the most in May in the last four years"
        spoken = "years" in within and not _PAST.isdisjoint(within)
        if named and _bare_month(f, named[0]) and (held or lead == "for" or spoken):
            return named[0]
        if lead == "for" and named and f.word(rest[0]) == "the" and f.word(named[0]) == "month":
            return named[0]  # every figure is one for a month: "the highest for the month" is one of its name
        if held and f.word(rest[0]) in ("that", "this") and named and f.word(named[0]) == "month":
            later = f.word(named[0] + 1)
            return named[0] if later not in ("since", "of") or (lead, later) == ("for", "since") else None
    return None


def _bare_month(f: Frame, k: int) -> bool:
    expr = f.item(k).period
    return expr is not None and expr.kind == "month" and expr.year is None and not expr.word
