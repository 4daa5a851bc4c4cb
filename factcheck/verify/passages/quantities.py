"""Finds the amounts of a text with their hedges and what they count, and compares two of them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import inf

from factcheck.model.hedge import EXACT, HEDGES, Hedge
from factcheck.model.record import record, replace
from factcheck.model.value import Amount
from factcheck.text.numbers import ORDINAL_WORDS, NumberMention, find_numbers, ordinal_at
from factcheck.text.stems import relation
from factcheck.text.tokens import Token
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, compare, rounds_to

_ABOVE = frozenset(("more than", "at least", "well over", "just over"))
_BELOW = frozenset(("fewer than", "at most", "well under", "up to", "nearly"))
_UNDERSTATED = 2  # nobody writes "more than 8 million" for 20 million
_BARELY = 0.95  # nobody writes "more than 3,400" for "more than 4,300"
CEILINGS = frozenset(("up to", "at most"))
_HEADROOM = 1.25  # nobody writes "more than 2.3 million" for 3 million
_SMALL = 100  # nobody rounds what is less, unless a hedge says so
_FEW_DIGITS = 2  # a number that things go by mostly has more
_THREE = 4  # tokens from the first to the last of three words with hyphens between them
_UNIT_WINDOW = 5  # tokens after a number in which the counted noun stands
_NO_UNIT = frozenset(
    "a an the of in on at to for from by with as and or is are was were be been have has had per than that which who "
    "million billion thousand hundred total new more about some other different out".split()
)
_NO_RANK = frozenset("lady ladies gentleman family aid responder responders".split())  # "the first lady"
_TIMES = frozenset("years year months month weeks days decades hours minutes".split())
_LASTS = frozenset("for of in after last lasts lasted takes took take spent is was been within just well".split())
_BEHIND = frozenset("from for to in on at by with as than".split())  # no noun behind these is what is counted
_UP_TO = frozenset(("to", "or", "and", "-", "–"))
_ENDS = frozenset(", ; : . ( ) - ? !".split())


@record
class Quantity:
    """An amount over tokens[first:last]; `kind` is `count`, `percent`, `money`, `measure` or `rank`.

    `units` are the nouns that may name what is counted, nearest first; `lone` says that it is a number word
    ("one", "both") or bare digit whose reading as an amount is unsure.
    """

    first: int
    last: int
    kind: str
    amount: Amount
    hedge: Hedge
    units: tuple[str, ...]
    upper: Amount | None = None


@cache
def _phrases() -> tuple[dict[tuple[str, ...], Hedge], dict[tuple[str, ...], Hedge]]:
    before = {tuple(w.split()): h for h in HEDGES for w in h.words}
    named = {h.name: h for h in HEDGES}
    before |= {("higher", "than"): named["more than"], ("greater", "than"): named["more than"]}
    before |= {("lower", "than"): named["fewer than"], ("smaller", "than"): named["fewer than"]}
    before |= {("not", "to", "exceed"): named["at most"], ("not", "exceeding"): named["at most"]}
    after = {tuple(w.split()): h for h in HEDGES for w in h.after}
    return before, after


def find_quantities(tokens: list[Token], taken: set[int]) -> list[Quantity]:
    """All amounts and ranks of a text, in order; `taken` are the tokens of dates."""
    out = []
    used = set(taken)
    label: NumberMention | None = None
    for mention in find_numbers(tokens, taken):
        if mention.role == "label" or (label is not None and _goes_on(tokens, label, mention)):
            label = mention
            continue
        used.update(range(mention.first, mention.last))
        if _of_clock(tokens, mention):
            continue
        out.append(_quantity(tokens, mention))
    for i in [i for i, t in enumerate(tokens) if t.kind == "num" or t.norm in ORDINAL_WORDS]:
        rank = None if i in used else ordinal_at(tokens, i)
        if rank is not None and not (i + 1 < len(tokens) and tokens[i + 1].norm in _NO_RANK):
            amount = Amount(Decimal(rank[0]), Decimal(1), 1)
            out.append(Quantity(i, i + rank[1], "rank", amount, EXACT, _units(tokens, i + rank[1], True)))
    return _ranges(tokens, sorted(out, key=lambda q: q.first))


def _of_clock(tokens: list[Token], mention: NumberMention) -> bool:
    """Whether a number is of a time of day: "12:01 a.m."."""
    colons = (k for k in (mention.first - 1, mention.last) if 0 < k < len(tokens) - 1 and tokens[k].norm == ":")
    return any(tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start for k in colons)


def _goes_on(tokens: list[Token], label: NumberMention, mention: NumberMention) -> bool:
    """Whether a number is one more in a list of numbers by which things go: "Orders 4512, 4513 and 4620"."""
    between = [t.norm for t in tokens[label.last : mention.first]]
    one = mention.last - mention.first == 1
    alike = len(tokens[mention.first].norm) == len(tokens[label.first].norm) > _FEW_DIGITS
    return one and alike and bool(between) and set(between) <= {",", "and"}


def _ranges(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """The amounts, with both ends of "15 to 20 crews" counting what stands behind the second."""
    out = list(found)
    for n, (low, high) in enumerate(pairwise(found)):
        joined = high.first - low.last == 1 and tokens[low.last].norm in _UP_TO
        if joined and low.kind == "count" and high.kind in ("count", "measure"):
            out[n] = replace(low, kind=high.kind, units=high.units)
    return out


def _quantity(tokens: list[Token], mention: NumberMention) -> Quantity:
    kind = {"money": "money", "measure": "measure"}.get(mention.role, "count")
    if mention.amount.unit != "count":
        kind = "percent" if mention.amount.unit in ("percent", "share", "points") else mention.amount.unit
    first, hedge = _hedge(tokens, mention.first, mention.last)
    units = _units(tokens, mention.last)
    if kind == "measure" and mention.last < len(tokens):
        units = (tokens[mention.last].norm, *units)
    return Quantity(first, mention.last, kind, mention.amount, hedge, units)


def _hedge(tokens: list[Token], first: int, last: int) -> tuple[int, Hedge]:
    before, after = _phrases()
    start = first - 1 if first and tokens[first - 1].norm in "$€£¥" else first
    if start and tokens[start - 1].norm in ("a", "an"):  # "over a 14 percent drop"
        articled = _hedge(tokens, start - 1, last)
        if articled[1] is not EXACT:
            return articled
    for length in (4, 3, 2, 1):
        words = tuple(t.norm for t in tokens[max(0, start - length) : start])
        if len(words) == length and words in before and not (words == ("over",) and _spreads(tokens, start, last)):
            return start - length, before[words]
    for length in (2, 1):
        words = tuple(t.norm for t in tokens[last : last + length])
        if words in after:
            return start, after[words]
    return start, EXACT


def _spreads(tokens: list[Token], start: int, last: int) -> bool:
    """Whether "over" says how long something goes on: "5 million over three years", and not "for over three years"."""
    before = tokens[start - 2].norm if start > 1 else ""
    timed = last < len(tokens) and tokens[last].norm in _TIMES
    return timed and before not in _LASTS


def _units(tokens: list[Token], i: int, ranked: bool = False) -> tuple[str, ...]:
    """The nouns behind an amount; of what is ranked, those behind a preposition as well."""
    out: list[str] = []
    hyphen = False
    i = _behind_compound(tokens, i)
    for token in _but_initials(tokens, i)[:_UNIT_WINDOW]:
        if (token.norm in _ENDS and token.norm != "-") or (out and not ranked and token.norm in _BEHIND):
            break
        if token.kind == "num" and not (hyphen and out):  # "SARS-2 tests"
            break
        hyphen = token.norm == "-"
        if token.kind in ("word", "abbr") and token.norm not in _NO_UNIT:
            out.append(token.norm)
    return tuple(out)


def _but_initials(tokens: list[Token], i: int) -> list[Token]:
    """The tokens from i on without initials in brackets: "two Port Fee Board (PFB) clerks"."""
    out: list[Token] = []
    k = i
    while k < len(tokens) and len(out) < _UNIT_WINDOW:
        if tokens[k].norm == "(" and k + 2 < len(tokens) and tokens[k + 1].text.isupper() and tokens[k + 2].norm == ")":
            k += 3
            continue
        out.append(tokens[k])
        k += 1
    return out


def _behind_compound(tokens: list[Token], i: int) -> int:
    """The token behind words that hyphens join into one that counts nothing: "free-of-charge boats"."""
    k = i
    while k + 2 < len(tokens) and tokens[k + 1].norm == "-" and tokens[k + 1].start == tokens[k].end:
        k += 2
    return k + 1 if k - i >= _THREE else i


def alike(claimed: Quantity, stated: Quantity) -> bool:
    """Whether two amounts count the same kind of thing: one kind, and a noun in common."""
    if claimed.kind != stated.kind:
        return False
    if claimed.kind in ("percent", "money", "times"):
        return True
    spans = [next((u for u in q.units[:2] if u in _TIMES), "") for q in (claimed, stated)]
    if spans[0] and spans[1] and spans[0].rstrip("s") != spans[1].rstrip("s"):
        return False  # "two years ago" and "two months ago" have but the "ago" in common
    return any(relation(a, b) in ("same", "related") for a in claimed.units[:3] for b in stated.units[:3])


def _interval(q: Quantity) -> tuple[float, float]:
    value = float(q.amount.value)
    if q.hedge.name in _ABOVE:
        return value, value * _HEADROOM
    if q.hedge.name in ("nearly", "up to"):
        return value * q.hedge.low, value
    if q.hedge.name in _BELOW:
        return -inf, value
    if q.hedge is EXACT or q.hedge.name == "exactly":
        return value, value
    return value * q.hedge.low, value * q.hedge.high


def _inside(claimed: Quantity, low: float, high: float) -> str:
    """How a bound ("more than 50", "fewer than 80") compares with a range of official values."""
    value, name = float(claimed.amount.value), claimed.hedge.name
    if name in _ABOVE:
        enough = low > value or (name == "at least" and low == value)
        if enough and low > value * _UNDERSTATED:
            return UNCLEAR
        short = high < value or (high == value and name != "at least" and low == high)
    else:
        enough = high < value or (name in ("at most", "up to") and high == value)
        if enough and name not in CEILINGS and 0 < high * _UNDERSTATED < value:
            return UNCLEAR  # nor "fewer than 8 million" for 3 million
        short = low > value or (low == value == high and name not in ("at most", "up to"))
    return FITS if enough else FAILS if short else UNCLEAR


def weigh(claimed: Quantity, stated: Quantity) -> str:
    """`fits`, `fails` or `unclear`. A document states its number once: nothing is restated, so bounds are strict."""
    if claimed.amount.value == stated.amount.value and claimed.hedge is stated.hedge:
        return FITS
    if claimed.hedge.name in CEILINGS and stated.hedge.name in CEILINGS:
        return compare(claimed.amount, EXACT, stated.amount.value, 0.0).result
    low, high = _interval(stated)
    if claimed.hedge.name in _ABOVE and stated.hedge.name in _ABOVE:
        lower = float(claimed.amount.value) < low * _BARELY and not rounds_to(claimed.amount, stated.amount.value)
        if claimed.hedge is stated.hedge and _more_than_was_meant(claimed.amount, stated.amount):
            return FAILS
        return UNCLEAR if lower else _inside(claimed, low, high)
    if claimed.hedge.name == stated.hedge.name == "fewer than":
        higher = float(claimed.amount.value) * _BARELY > high and not rounds_to(claimed.amount, stated.amount.value)
        return UNCLEAR if higher else _inside(claimed, low, high)
    if claimed.hedge.name in _ABOVE or claimed.hedge.name in ("fewer than", "at most", "well under"):
        return _inside(claimed, low, high)
    if low < high and stated.hedge.name in _ABOVE | _BELOW:
        point = low if stated.hedge.name in _ABOVE else high
        near = claimed.hedge is EXACT and rounds_to(claimed.amount, Decimal(str(point)))
        value = float(claimed.amount.value)
        if near:
            return UNCLEAR
        return UNCLEAR if low < value < high else FAILS
    return compare(_to_the_one(claimed), claimed.hedge, stated.amount.value, 0.0).result


def _more_than_was_meant(claimed: Amount, stated: Amount) -> bool:
    """Whether "more than 92,000" is said of "more than 82,000": at 83,000 that would have been written.

    A number of one digit is too coarse to tell.
    """
    return stated.digits > 1 and claimed.value >= stated.value + stated.place and not rounds_to(claimed, stated.value)


def _to_the_one(q: Quantity) -> Amount:
    """An amount whose zero is written as one: "60 crews" are not 61, nor "100 percent" 99."""
    small = q.amount.unit == "percent" or (q.amount.unit == "count" and q.amount.value < _SMALL)
    return replace(q.amount, place=min(q.amount.place, Decimal(1))) if small and q.hedge is EXACT else q.amount
