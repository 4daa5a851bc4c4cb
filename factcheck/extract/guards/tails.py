"""Finds what a sentence adds about who is counted, and that no rule reads: "without B", "all of them at B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extract.shares.ratios import is_firm
from factcheck.extract.subjects.frame import Frame

_LEADS = frozenset("the those these at in of from with".split())
_WITHOUT = frozenset(("without", "minus"))
_HOW = ("slight", "sharp")
_WHOLE = frozenset("all each every none any".split())


def unread_tails(f: Frame) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, why) of each."""
    said = f.tagged.said
    if not _WITHOUT.isdisjoint(said):
        yield from _left_out(f)
    if not _WHOLE.isdisjoint(said):
        yield from _all_of_them(f)
    if not _MUCH.isdisjoint(said) and not _PARTED.isdisjoint(said):
        yield from _makes_up_most(f)
    if not _MEANS.isdisjoint(f.tagged.norms):
        yield from _of_years(f)
    if "off" in said:
        for k in f.live():  # "A, off sharply"
            if f.word(k) == "off" and f.word(k - 1) in (",", "-") and any(f.item(m).has(*_HOW) for m in f.after(k)[:1]):
                yield k, k + 1, "says which way it went, and from where nothing says"
    yield from _runs(f)
    yield from _how_many(f)
    yield from _lasting(f)
    if not _MORE_SAID.isdisjoint(said):
        yield from _beyond(f)
        yield from _as_ever(f)
    if "leading" in said or "direction" in f.tagged.kinds:
        yield from _beside_others(f)


_MORE_SAID = frozenset("one points as again still never".split())
_EVER = frozenset("usual always ever every each".split())
_OFTEN = frozenset("every each any most all previous past other many".split())
_FOREMOST = frozenset(("most", "fewest", "least"))


def _beyond(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "One more than in May", "ten points more", ", once again", "again had the most sales"."""
    ranked = "kind-of" not in f.tagged.kinds  # else a standing among its kind, which is held to the time before
    for k in f.live():
        word, item = f.word(k), f.item(k)
        if word == "one" and any(f.words(m).lower().endswith("than") for m in f.after(k)[:1]):
            yield k, k + 1, "is a difference that is not read"
        if word == "points" and f.item(k - 1).has("amount") and not f.item(k - 1).has("points"):
            yield k - 1, k, "is a difference that is not read"
        if word == "never" and f.word(k - 2) in ("a", "an") and f.word(k - 3) in (",", "-"):
            yield k - 2, k, "says that it was so for the first time"
        lead = k - 1 - (f.word(k - 1) == "once")
        if word == "again" and f.word(lead) in (",", "-") and f.word(k + 1) in ("", ".", ",", ";"):
            yield lead + 1, k, "says that it was so before, too"
        foremost = ranked and item.has("highest", "lowest") and f.words(k).lower() in _FOREMOST
        if foremost and f.word(k - 1) == "the" and {"again", "still"} & {f.word(m) for m in f.ahead(k)[-4:]}:
            yield k - 1, k, "says that it was so before, too"


def _as_ever(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "As in every month, …", "…, as always"."""
    for k in range(len(f.tagged.items) - 1) if "as" in f.tagged.said else ():
        after = f.word(k + 1)
        if f.word(k) != "as" or f.word(k - 1) not in _SET_OFF:
            continue
        if (
            f.item(k + 1).has("each")
            or after in _EVER
            or (after in ("in", "during", "at", "with", "on") and f.word(k + 2) in _OFTEN)
            or (after in ("in", "during") and any(f.item(m).period is not None for m in f.between(k + 1, k + 4)))
        ):
            yield k, k + 1, "says that it was so at other times, too"


def _lasting(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Stopped rising", "…, where they have remained", "and remain at that level"."""
    for k in f.having("direction"):
        if f.word(k - 1) in _ENDED or (f.word(k - 1) == "to" and f.word(k - 2) in _ENDED):
            yield k - 1, k, "says that it came to an end"
    for k in f.live() if not _ENTIRE.isdisjoint(f.tagged.said) else ():
        if f.word(k) in _ENTIRE and f.word(k - 1) in ("a", "an") and f.word(k - 2) == "for":
            yield k - 2, k, "says how long it was so"
    for k in f.unit.indices if not _STAYED.isdisjoint(f.tagged.said) else ():
        after = f.words_after(k, 3)
        there = "there" in after[:2] or (after[:1] == ["at"] and after[1:2] in (["that"], ["this"]))
        if f.word(k) in _STAYED and (there or "where" in [f.word(m) for m in f.ahead(k)[-4:]]):
            yield k, k, "says how it was from then on"


_ENTIRE = frozenset(("full", "whole", "entire"))
_ENDED = frozenset("stop stops stopped stopping cease ceases ceased ceasing quit".split())
_STAYED = frozenset("remain remains remained remaining stay stays stayed staying held hovered lingered".split())
_SET_OFF = frozenset(("", ",", "-", "(", "just"))


def _runs(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "A third year of decline", "for the second month"."""
    for k in f.having("ordinal"):
        if f.word(k + 1) == "place" and k not in f.settled:
            yield k, k + 1, "is a rank that is not read"
        if f.word(k + 1) not in ("month", "year", "quarter"):
            continue
        after = f.after(k)[:3]
        of_it = f.word(k + 2) == "of" and len(after) > 2 and f.item(after[2]).has("direction")
        for_it = f.word(k - 1) in ("the", "a") and f.word(k - 2) == "for" and f.word(k + 2) in ("", ".", ",", ";")
        if of_it or for_it:
            yield k, after[2] if of_it else k + 1, "is a run that is not read"


def _how_many(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "One of only two declines", "down in all stations"."""
    for k in f.having("direction"):
        lead, after = f.ahead(k)[-4:], f.after(k)[:3]
        of_so_many = [m for m in lead if f.word(m) == "one" and f.word(m + 1) == "of"]
        if of_so_many and any(f.item(m).has("amount") for m in lead):
            yield of_so_many[0], k, "says how many there were"
        everywhere = [
            m for m in after if f.item(m).has("kind-of") and f.word(m - 1) in ("all", "most", "many", "several")
        ]
        if everywhere and f.word(after[0]) in _AMONG:
            yield k, everywhere[0], "is said of each of them"


_AMONG = frozenset("in among across at for".split())


def _left_out(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "Without B", "minus B": a part of the whole that no table leaves out."""
    for k in f.live():
        named = _named(f, k) if f.word(k) in _WITHOUT else None
        if named is not None:
            yield k, named, "says what is left out"


def _all_of_them(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "(Nearly) all of them at B", ", all from B": a share of the whole, without a figure."""
    for k in f.live():
        if f.word(k) not in _WHOLE or k in f.settled:
            continue
        after: Sequence[int] = f.after(k)
        told: Sequence[int]
        if f.word(k) == "none" and f.item(k - 1).has("base"):
            yield k - 1, k, "is compared with in a way that is not read yet"
        one = f.word(k) in ("every", "each") and f.word(k + 1) == "one"  # "every one of them"
        of_them = f.word(k + 1 + one) == "of" and f.word(k + 2 + one) in ("them", "whom", "those")
        lead = k - 1 - (f.item(k - 1).has("hedge") or f.word(k - 1) == "not") if k else k
        apposed = f.word(lead) in (",", "-") and bool(after) and f.word(after[0]) != "of"
        told = after[2 + one :] if of_them else [m for m in after[:3] if f.word(m) not in _LEADS][:1] if apposed else []
        if of_them and not after:  # "all of whom were B" is a clause of its own
            told = range(k + 3, min(k + 7, len(f.tagged.items)))
        done = of_them and f.word(k - 1) == "," and any(f.item(m).has("measure") for m in told[:2])
        not_all = of_them and f.word(k - 1) == "not"
        if done or not_all or any(is_firm(f, m) or f.words(m).lower().startswith("from ") for m in told):
            yield k, told[-1] if told else k, "names a part without a figure"


def _makes_up_most(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "With A accounting for most", "A made up nearly all": a share without a figure, and without its whole."""
    for k in f.live():
        lead = k - 1
        while f.item(lead).has("hedge") or f.word(lead) == "virtually":
            lead -= 1
        verb = f.word(lead - 1)
        told = (f.word(lead) == "for" and verb.startswith("account")) or (f.word(lead) == "up" and verb in _MAKING)
        if told and f.word(k) in _MUCH and not f.item(k).has("share", "percent"):
            yield lead, k, "names a part without a figure"


_PARTED = frozenset("account accounts accounted accounting make makes made making".split())
_MUCH = frozenset("all most much many".split())
_MAKING = frozenset("make makes made making".split())


def _of_years(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "In line with the five-year average": one that nobody has worked out."""
    for k in f.live():
        if f.word(k) in _MEANS and f.word(k - 1) in ("year", "month", "decade") and f.word(k - 2) == "-":
            yield k - 1, k, "is an average over several years"


_MEANS = frozenset("average averages mean norm".split())


def _beside_others(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "On par with B", "with B leading": groups set side by side."""
    for k in f.having("direction"):
        level = (f.item(k).entry("direction") or {}).get("sign") == 0 and f.item(k).has("base")
        named = _named(f, k) if level else None
        if named is not None and f.parts_people(str((f.item(named).entry("value") or {})["dimension"])):
            yield k, named, "sets groups side by side"
    for k in f.live():
        if f.word(k) == "leading" and is_firm(f, k - 1) and f.word(k - 2) == "with" and not f.words_after(k, 1):
            yield k - 1, k, "sets groups side by side"


def _named(f: Frame, k: int) -> int | None:
    """The name that item k leads to, past small words."""
    following = next((m for m in f.after(k)[:5] if f.word(m) not in _LEADS), None)
    return following if following is not None and is_firm(f, following) else None
