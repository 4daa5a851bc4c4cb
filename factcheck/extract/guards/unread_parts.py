"""Finds parts of wholes that no rule reads: one figure inside another, a part without a name, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.shares.ratios import is_firm
from factcheck.extract.shares.remainders import leaves_out, unnamed_part
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.tagging.listed import in_turn

_MOSTLY = frozenset("mostly mainly largely primarily chiefly predominantly".split())
_SOME = frozenset("most many some several".split())
_VAGUE = frozenset("many some several few others plenty scores dozens hundreds thousands".split())
_PARTS = _MOSTLY | _SOME | {"them"}
_ENDINGS = frozenset("ended ends expired expires gone lifted lapsed began begins".split())
_RESULTS = frozenset("resulted resulting led leading ended".split())
_JOINED = frozenset(("combined", "together"))
_COPULAS = frozenset("were was are is".split())


def unread_parts(f: Frame) -> Iterator[tuple[int, int, str]]:
    """(first item, last item, what nobody can tell) of such stretches of a unit."""
    amounts = f.having("amount")
    joined = not _JOINED.isdisjoint(f.tagged.said)
    for k in amounts:
        whom = f.word(k + 1) == "of" and f.word(k + 2) in ("which", "whom")  # they may begin a clause
        if whom and not (k == amounts[0] and any(is_firm(f, m) for m in f.after(k))):
            yield k, k + 2, "is part of another figure"
        lead = [f.word(m) for m in range(max(k - 4, 0), k)]  # "all but" may begin a clause
        if "causal" in f.tagged.kinds:
            yield from _results(f, k)
        excepted = "all" in f.tagged.said and k not in f.settled and leaves_out(f, k)
        if excepted or lead[-2:] == ["other", "than"]:
            yield k - 2, k, "says what is left out"
        if k != amounts[0] and joined and any(f.word(m) in _JOINED for m in f.between(k - 4, k)):
            yield k - 1, k, "adds up figures named before"
        if "total" in lead and "of" in lead:
            owned = any(f.item(m).period is not None for m in range(max(k - 4, 0), k))  # "June's total of A"
            again = "," not in lead and k != amounts[0] and not owned and k not in f.settled
            if lead[-3:] in (["that", "total", "of"], ["this", "total", "of"]) or again:
                yield k - 1, k, "adds up figures named before"
        if k not in f.settled and (counted := unnamed_part(f, k)) is not None:
            yield k, counted, "is a part that is not named"
    for a, b in pairwise(amounts):
        if {a, b} <= f.settled:
            continue
        between = [f.word(m) for m in f.between(a, b)]
        if _in_list(f, a, b):
            continue
        dated = between[:1] == ["of"] and "and" in between and f.item(f.between(a, b)[1]).period is not None
        if between[:1] == ["of"] and len(between) <= 5 and "," not in between and not dated:
            yield a, b, "is a part and a whole at once"
        parted = any(f.word(m) == "of" and f.item(m + 1).period is None for m in f.between(a, b)[1:3])
        if "," not in between and ("out" in between or parted):
            yield a, b, "is a part and a whole at once"
    yield from _parts_named(f, amounts)
    yield from _backdrops(f)
    first = f.unit.indices[0]
    told = bool(f.having("value", "measure", "head"))
    if amounts and f.word(first) == "of" and f.word(first + 1) in ("which", "whom") and not told:
        yield first, amounts[0], "is a part that no table holds by itself"
    part = [m for m in f.after(amounts[0]) if f.item(m).has("value", "punct")] if amounts else []
    comma = next((m for m in part if f.word(m) == ","), None)
    named = comma is not None and any(m > comma and f.item(m).has("value") for m in part)
    yield from _uncounted(f, comma if f.word(first) == "of" and len(amounts) == 1 and named else None)
    parted = f.word(first) == "of" and len(amounts) > 1 and not named
    if parted and not in_turn(f, f.having("value"), amounts[-1:]):
        yield first, amounts[1], "is a part that no table holds by itself"


def _uncounted(f: Frame, comma: int | None) -> Iterator[tuple[int, int, str]]:
    """ "Of the 9,000 sold in May, many were A": nobody says how many."""
    start = f.after(comma)[:2] if comma is not None else []
    if any(f.word(m) in _VAGUE for m in start) and not any(f.item(m).has("percent", "share") for m in start):
        yield start[0], start[0], "names a part without a figure"


def _results(f: Frame, k: int) -> Iterator[tuple[int, int, str]]:
    """ "9,000 sales led to fines", "9,000 of the sales this year, however, led to fines": how many did, and not how
    many there were."""
    told = next((m for m, _ in f.layout.causal if m > k and f.word(m) in _RESULTS), None)
    if f.word(k + 1) == "of" and told is not None:
        yield k, told, "is only the part that came to something"
        return
    result = next((m for m in f.after(k)[:3] if not f.item(m).has("head", "measure")), k)
    if not f.item(result).has("causal") or f.word(result) not in _RESULTS or f.word(k - 1) in ("the", "these"):
        return
    ensuing = f.after(result)[:5]  # "led to fines under the Port Act": a part that has figures of its own
    if not (any(f.item(m).has("measure") for m in ensuing[:3]) and any(is_firm(f, m) for m in ensuing)):
        yield k, result, "is only the part that came to something"


def _in_list(f: Frame, a: int, b: int) -> bool:
    """ "12 of Arden and 9 of Brock", "12 of them and Brock for 9": two figures of a list, each with its own name."""
    between = [m for m in f.between(a, b) if not f.item(m).has("hedge-after")]
    words = [f.word(m) for m in between]
    named = any(f.item(m).has("value") or f.word(m) == "them" for m in between[1:2])
    return words[:1] == ["of"] and "and" in words[2:4] and named


def _backdrops(f: Frame) -> Iterator[tuple[int, int, str]]:
    """ "with X gone", "after X ended", "the last month under X": X dates the sentence and narrows no figure."""
    for k in f.having("value"):
        entry = f.item(k).entry("value")
        if entry is None or not f.parts_people(str(entry["dimension"])):
            continue
        after = f.words_after(k, 1)
        near = f.after(k)[:3]
        acts = (
            len(near) == 3
            and f.item(near[0]).has("measure")
            and f.word(near[1]) == "of"
            and f.item(near[2]).has("head")
        )
        if acts and k + 1 == near[0]:
            yield k, near[2], "may tell who acts and not who is counted"
        lead = [f.word(m) for m in f.ahead(k)[-2:]]
        if f.words(k).lower().startswith("under ") and lead[-1:] in (["month"], ["months"], ["year"]):
            yield k - 1, k, "may tell when and not who"
        if k in f.settled:
            continue
        ending = after[:1] and after[0] in _ENDINGS and not any(f.item(m).period for m in f.after(k)[1:2])
        since = lead[-1:] and lead[-1] in ("after", "before", "since", "despite", "without")
        since = since or lead in (["post", "-"], ["pre", "-"])
        of_end = (
            lead[-1:] in (["of"], ["under"]) and lead[:1] and lead[0] in ("end", "month", "months", "start", "days")
        )
        if ending or since or of_end:
            yield k - 1, k, "may tell when and not who"


def _parts_named(f: Frame, amounts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    for k in f.having("percent", "share") if _PARTS.isdisjoint(f.tagged.said) else f.live():
        item = f.item(k)
        if f.word(k) in _MOSTLY:
            yield k, k, "names a part without a figure"
        if f.word(k) in _SOME and f.words_after(k, 2) == ["of", "them"] and k not in f.settled:
            yield k, k, "names a part without a figure"
        if item.has("percent", "share") and f.word(k - 1) == "in" and f.words_after(k, 1) == ["of"]:
            yield k, k, "is a share of what it happened in"
        if item.has("percent", "share") and (moved := _of_a_move(f, k)) is not None:
            yield k, moved, "is a share of a rise or fall"
        if f.word(k) == "them" and (
            f.word(k - 1) in ("at", "in", "among") or (f.word(k - 1) == "between" and not _two_named(f))
        ):
            yield k - 1, k, "points back to something named earlier"
        after = f.after(k)[:2] if item.has("percent", "share") else []
        whole_named = len(after) == 2 and any(f.item(m).has("measure") for m in f.after(after[1])[:1])
        if [f.words(m).lower() for m in after] == ["of", "the total"] and not whole_named and _two_counts(f):
            yield k, after[1], "is a share of one of two counts"
        if item.has("percent", "share") and f.words_after(k, 1) == ["of"] and k not in f.settled:
            whole = next((m for m in amounts if k < m <= k + 8), None)
            between = f.between(k, whole) if whole is not None else []
            known = any(f.item(m).has("highest", "lowest") or f.word(m) in (",", "'s") for m in between)
            parts = [e for m in f.having("value") if (e := f.item(m).entry("value")) is not None]
            told = whole is not None and any(f.word(m) in _COPULAS for m in f.after(whole))
            told = told or any(f.parts_people(str(e["dimension"])) for e in parts)
            if whole is not None and (told or not known) and not any(f.word(m) in (",", "-") for m in between):
                yield k, whole, "is a share of a figure"
            if "there" in f.words_after(k, 6):
                yield k, k + 1, "is a share of something named earlier"


def _of_a_move(f: Frame, k: int) -> int | None:
    """The rise of "made up 47 percent of the (recent) rise (in sales)", if item k is a share of one."""
    near = f.after(k)[:5]
    if not near or f.word(near[0]) != "of":
        return None
    counted = next((n for n, m in enumerate(near) if f.item(m).has("measure", "head", "amount", "period")), len(near))
    moves = (m for m in near[1:counted] if (f.item(m).entry("direction") or {}).get("part") == "noun")
    return next(moves, None)


def _two_counts(f: Frame) -> bool:
    """Whether two words for what is counted stand in the unit that are not read alike."""
    entries = [
        e for k in f.having("measure") if (e := f.item(k).entry("measure")) is not None and not e.get("gives_way")
    ]
    return len({(e["measure"], e["group"]) for e in entries}) > 1


def _two_named(f: Frame) -> bool:
    """Whether two values of one dimension are named, so that neither has to be guessed."""
    named = [e for k in f.having("value") if (e := f.item(k).entry("value")) is not None and not e.get("hint")]
    dimensions = [d for d, _ in {(str(e["dimension"]), str(e["value"])) for e in named}]
    return len(dimensions) > len(set(dimensions))
