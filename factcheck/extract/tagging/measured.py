"""Joins numbers and the units of what is measured ("38.2 mm", "4.1 percent") into amounts of that measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from typing import Any

from factcheck.extract.tagging.items import Entry, Item
from factcheck.model.record import replace
from factcheck.model.value import Amount
from factcheck.text.tokens import Token

# Before a percentage that is a level: "rose to 4.1 percent", "a rate of 4.1 percent".
_LEVEL_LEADS = frozenset("to at from of was is were are stood reached hit than above below under over with".split())
_CHANGE_LEADS = frozenset(("by", "another", "additional", "further"))
_NUMBERS = ("amount", "duration", "money")
_POINTS = ("point", "points")


def measured(tokens: Sequence[Token], items: list[Item], kinds: Set[str], facts: Mapping[str, Any]) -> list[Item]:
    """`items`, which are of `kinds`, with each number that stands before a declared unit turned into one amount.

    An amount in another unit of the same measure ("4 inches" where millimetres are held) is converted as
    the manifest says. Percentages are levels, and not changes or shares, where the only thing spoken of
    is itself held in percent.
    """
    has_unit = "unit" in kinds
    if not has_unit and "measure" not in kinds:
        return items
    if not has_unit and "percent" not in kinds and not any(t.norm in _POINTS for t in tokens):
        return items
    named = [str(e["measure"]) for i in items if (e := i.entry("measure")) is not None]
    percents = bool(named) and all(facts.get("measures", {}).get(m, {}).get("percent") for m in named)
    out: list[Item] = []
    k = 0
    while k < len(items):
        item, used = items[k], 1
        if has_unit and item.number is not None and item.has(*_NUMBERS, "label"):
            joined = _with_unit(tokens, items, k, named, facts)
            if joined is not None:
                item, used = joined
                if item.first < items[k].first:
                    out.pop()  # the sign
        elif percents and item.has("percent") and _is_level(tokens, items, k):
            number = item.number
            assert number is not None
            amount = replace(number.amount, unit="count", written_unit=_words(tokens, number.first + 1, number.last))
            item = replace(item, kinds=frozenset(("amount", "unit")), number=replace(number, amount=amount))
        elif percents and item.has("amount") and k + 1 < len(items) and _is_points(tokens, items[k + 1]):
            number, used = item.number, 2  # "up 0.3 points"
            assert number is not None
            mention = replace(number, last=items[k + 1].last, amount=replace(number.amount, unit="points"))
            item = replace(item, last=items[k + 1].last, kinds=frozenset(("points",)), number=mention)
        out.append(item)
        k += used
    return out


def _is_points(tokens: Sequence[Token], item: Item) -> bool:
    return tokens[item.first].norm in _POINTS


def _with_unit(
    tokens: Sequence[Token], items: Sequence[Item], k: int, named: Sequence[str], facts: Mapping[str, Any]
) -> tuple[Item, int] | None:
    """The amount that begins with the number item `k`, and how many items it takes; None without a unit."""
    number = items[k].number
    assert number is not None
    place = k + 1
    if place < len(items) and tokens[items[place].first].norm == "-":
        place += 1
    if place >= len(items) or not items[place].has("unit"):
        return _behind_unit(tokens, items, k, named) if items[k].has("money") else None
    entry = _chosen(items[place], named)
    if entry is None:
        return None
    times = Decimal(entry["times"])
    sign = _sign(tokens, items, k) if facts["measures"][entry["measure"]]["signed"] else 0
    if items[k].has("label") and not sign:
        return None
    amount = number.amount
    below = [t.norm for t in tokens[items[place].last : items[place].last + 2]] == ["below", "zero"]
    value = -amount.value if sign or (below and facts["measures"][entry["measure"]]["signed"]) else amount.value
    unit = _words(tokens, items[k].last, items[place].last)
    converted = Amount(value * times, amount.place * times, amount.digits, written_unit=unit, times=times)
    first = items[k].first - (1 if sign else 0)
    last = items[place].last + (2 if below and value < 0 else 0)
    used = next((n for n in range(place, len(items)) if items[n].last >= last), place) - k + 1
    last = items[k + used - 1].last
    mention = replace(number, first=first, last=last, amount=converted, role="amount")
    return Item(first, last, frozenset(("amount", "unit")), (entry,), number=mention), used


def _behind_unit(
    tokens: Sequence[Token], items: Sequence[Item], k: int, named: Sequence[str]
) -> tuple[Item, int] | None:
    """ "€12.2 billion", where "€" is a declared unit: the amount, with the sign before it."""
    number, sign = items[k].number, items[k - 1] if k else None
    if number is None or sign is None or not sign.has("unit") or tokens[sign.first].end != tokens[items[k].first].start:
        return None
    entry = _chosen(sign, named)
    if entry is None:
        return None
    amount, times = number.amount, Decimal(entry["times"])
    written = _words(tokens, items[k].first + 1, items[k].last)
    converted = Amount(amount.value * times, amount.place * times, amount.digits, written_unit=written, times=times)
    mention = replace(number, first=sign.first, amount=converted, role="amount")
    return Item(sign.first, items[k].last, frozenset(("amount", "unit")), (entry,), number=mention), 1


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    """tokens[first:last] as written behind a number, with the space before them if there was one."""
    out = ""
    for before, token in zip(tokens[first - 1 : last - 1], tokens[first:last], strict=True):
        out += (" " if token.start > before.end else "") + token.text
    return out


def _chosen(item: Item, named: Sequence[str]) -> Entry | None:
    """The unit of the measure that the sentence speaks of; None when two measures weigh it differently."""
    entries = [e for e in item.entries if e["kind"] == "unit"]
    own = [e for e in entries if e["measure"] in named] or entries
    return own[0] if len({e["times"] for e in own}) == 1 else None


def _sign(tokens: Sequence[Token], items: Sequence[Item], k: int) -> bool:
    """Whether "-" or "minus" stands before the number and belongs to it."""
    if k == 0:
        return False
    before, token = tokens[items[k].first - 1], tokens[items[k].first]
    if before.norm in ("minus", "negative"):
        return items[k - 1].first == items[k].first - 1
    alone = items[k].first < 2 or tokens[items[k].first - 2].end < before.start
    return before.norm == "-" and before.end == token.start and alone


def _is_level(tokens: Sequence[Token], items: Sequence[Item], k: int) -> bool:
    """Whether a percentage says how high a rate is, and not by how much it moved."""
    following = items[k + 1 : k + 4]
    if following and tokens[following[0].first].norm == "of" and any(i.has("measure") for i in following):
        return False  # a part of what is measured
    after = next((i for i in following if i.kinds != frozenset(("filler",))), None)
    if after is not None and after.has("direction"):
        return False
    for item in reversed(items[max(k - 4, 0) : k]):
        word = tokens[item.first].norm
        if word in _LEVEL_LEADS and not item.has("direction"):
            return True
        if item.has("hedge"):
            continue
        if item.has("direction") or word in _CHANGE_LEADS:
            return False
        if not item.kinds <= {"filler", "hedge"}:
            return True
    return True
