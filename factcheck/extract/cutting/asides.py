"""Finds what stands inside another unit of a sentence: "(12,000)", ", with 12,000,", "— of which 12,000 were A —"."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.cutting.layout import ANCHORS, TRAILING, boundary, restates, word
from factcheck.extract.tagging.mentions import Tagged

_GOING_ON = frozenset(
    "ahead followed trails trailed ranks ranked was is were remains stands became behind overtaking "
    "surpassing passing topping edging".split()
)
_MAKING_UP = frozenset("accounted accounts made makes represented represents comprised constituted".split())
_WHERE = frozenset("a some at on along in the".split())
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


class Aside(NamedTuple):
    """A unit inside another one: its items, the item it stands behind, and where the other goes on."""

    indices: list[int]
    after: int
    then: int


def aside_at(tagged: Tagged, k: int, inside: bool) -> Aside | None:
    """What item k opens: "(12,000)", ", with 12,000,", ", which peaked in May,", "— of which 12,000 were A —"."""
    here = word(tagged, k)
    if here in _OPEN:
        return _parenthesis(tagged, k)
    if here == ",":
        shut = _apposed_end(tagged, k)
        if shut is not None:
            return Aside([*_said_of(tagged, k, shut), *range(k + 1, shut)], k - 1, shut + (word(tagged, shut) == ","))
        shut = _aside_end(tagged, k)
        if shut is None and (shut := _share_end(tagged, k)) is not None:
            return Aside(_with_predicate(tagged, k, shut), k - 1, shut + 1)
        return Aside(list(range(k + 1, shut)), k - 1, shut + 1) if shut is not None else None
    shut = _dashed(tagged, k) if here == "-" and inside else None
    return Aside(list(range(k + 1, shut)), k - 1, shut + 1) if shut is not None else None


def _parenthesis(tagged: Tagged, k: int) -> Aside | None:
    """The parenthesis opened at item k; the name or period right before it says what its figure is of."""
    items = tagged.items
    shut = next((m for m in range(k, len(items)) if word(tagged, m) in _CLOSE), None)
    if shut is None or not anchored(tagged, k + 1, shut) or _restated(tagged, k, shut):
        return None
    if word(tagged, shut + 1) in _PREDICATES and _is_share(tagged, k + 1, shut):
        return Aside(_with_predicate(tagged, k, shut), k - 1, shut + 1)
    head = k - 1
    if head > 0 and word(tagged, head) == "'s":
        head -= 1  # "than June's (12,000)"
    elif head > 1 and word(tagged, head) in _TALLIES and word(tagged, head - 1) == "'s":
        head -= 2  # "passing June's record (12,000)"
    if head > 0 and items[head].has("head") and items[head - 1].has("value"):
        head -= 1  # "Elm riders (12)"
    figures = [m for m in range(k + 1, shut) if items[m].has("amount")]
    alone = [m for m in range(k + 1, shut) if not items[m].has("hedge")]
    share = len(alone) == 1 and items[alone[0]].has("percent", "share") and items[max(head, 0)].has("value")
    told = head >= 0 and items[head].has("period", "value") and (figures or share)
    return Aside([*([head] if told else []), *range(k + 1, shut)], head, shut + 1)


_TALLIES = frozenset("record high low peak total tally count figure number".split())


def _restated(tagged: Tagged, k: int, shut: int) -> bool:
    """Whether a parenthesis only gives the figure before it as a percentage, and the sentence goes on behind it."""
    inside = [m for m in range(k + 1, shut) if tagged.items[m].has(*ANCHORS)]
    goes_on = tagged.items[shut + 1 : shut + 2] and not boundary(tagged, shut + 1)
    return bool(goes_on) and len(inside) == 1 and restates(tagged, inside[0])


def _aside_end(tagged: Tagged, k: int) -> int | None:
    """The comma that closes ", which had peaked at A in P," opened at item k; None when none does."""
    if word(tagged, k) != "," or word(tagged, k + 1) not in ("which", "who", "whose") or k == 0:
        return None
    ends = (m for m in range(k + 2, len(tagged.items)) if word(tagged, m) in (",", ";", "."))
    # ", which is 5 percent more than in May, when there were A": what "when" opens goes on with it
    shut = next((m for m in ends if word(tagged, m) != "," or not _goes_further(tagged, m)), None)
    if shut is None or word(tagged, shut) != "," or not anchored(tagged, k + 1, shut):
        return None
    return shut if anchored(tagged, shut, len(tagged.items)) else None


def _goes_further(tagged: Tagged, comma: int) -> bool:
    return word(tagged, comma + 1) == "when" or _lists_on(tagged, comma) or _sets_against(tagged, comma)


def _sets_against(tagged: Tagged, comma: int) -> bool:
    """Whether ", which made up 64 percent in June, up from 28 percent" goes on with the share of another time."""
    items = tagged.items
    behind = range(comma + 1, min(comma + 5, len(items)))
    share = next((m for m in behind if items[m].has("percent", "share")), None)
    if share is None or not any(items[m].has("base") or word(tagged, m) in _AGAINST for m in range(comma + 1, share)):
        return False
    told = next((m for m in range(comma - 1, -1, -1) if word(tagged, m) == ","), 0)
    return any(items[m].has("percent", "share") for m in range(told, comma))


_AGAINST = frozenset("from against versus with to".split())


def _lists_on(tagged: Tagged, comma: int) -> bool:
    """Whether ", 9,000 A" goes on with a list that names somebody with a figure before the comma, too."""
    items = tagged.items
    told = next((m for m in range(comma + 1, len(items)) if not items[m].has("hedge") and word(tagged, m) != "and"), -1)
    named = firm(tagged, comma - 1) and told + 1 < len(items) and firm(tagged, told + 1)
    return named and told > 0 and items[told].has("amount")


_PREDICATES = frozenset("were was are is had have came resulted involved consisted been".split())


def _share_end(tagged: Tagged, k: int) -> int | None:
    """Where ", or 40 percent of the total," ends between a figure and what is said of it; None when it does not."""
    items = tagged.items
    if word(tagged, 0) == "of" or not any(items[m].has("amount") for m in range(max(0, k - 9), k)):
        return None  # "Of them, 9, or 40 percent, were A": whose part it is stands before
    at = k + 1 + (word(tagged, k + 1) == "or")
    shut = next((m for m in range(at + 1, min(at + 7, len(items))) if word(tagged, m) == ","), None)
    told = shut is not None and word(tagged, shut + 1) in _PREDICATES and _is_share(tagged, at, shut)
    return shut if told else None


def _is_share(tagged: Tagged, at: int, shut: int) -> bool:
    """Whether "(more than) 40 percent (of the total)" is all that stands between items `at` and `shut`."""
    items = tagged.items
    while at < shut and items[at].has("hedge"):
        at += 1
    if at >= shut or not items[at].has("percent", "share"):
        return False
    plain = all(items[m].kinds <= {"filler", "anaphor", "base"} for m in range(at + 1, shut))
    return plain and (shut == at + 1 or word(tagged, at + 1) == "of")


def _apposed_end(tagged: Tagged, k: int) -> int | None:
    """Where ", with 15,000," ends that says of one name in a list what "(15,000)" would; None when it does not."""
    if word(tagged, k) != "," or k == 0:
        return None
    led = word(tagged, k + 1) in ("with", "at")
    told = word(tagged, k + 1) in ("which", "who") and any(i.has("report") for i in tagged.items[k + 2 : k + 3])
    if not (led or told):
        return None
    shut = _one_figure(tagged, k + 2 + told)
    if shut is None:
        return None
    if led and _behind_these(tagged, k - 1):
        return None  # "A ranked third, behind B and C, with 9,000": it is A's
    if not firm(tagged, k - 1):
        return shut if _goes_on(tagged, shut) else None
    if word(tagged, shut) == "," and word(tagged, shut + 1) in _MAKING_UP:
        return shut  # "A, with 9,000 sales, accounted for 30 percent of the total"
    named = tagged.items[k - 1].entry("value") or {}
    kin = [e for i in tagged.items if (e := i.entry("value")) is not None and e["dimension"] == named["dimension"]]
    return shut if len({e["value"] for e in kin}) > 1 else None


def _with_predicate(tagged: Tagged, k: int, shut: int) -> list[int]:
    """The items of "9,000, or 40 percent of the total, were A" that say what the share is of: those up to "A"."""
    first = k + 1 + (word(tagged, k + 1) == "or")
    end = next((m for m in range(shut + 1, len(tagged.items)) if boundary(tagged, m)), len(tagged.items))
    of = next((m for m in range(first, shut) if word(tagged, m) == "of"), shut)  # "of the total": of those before
    return [*range(first, of), *range(shut + 1, end)]


def _behind_these(tagged: Tagged, k: int) -> bool:
    """Whether item k ends a name, or a list of names, that "behind", "trailed (only)" or "second to" leads in."""
    first = k
    while first and (firm(tagged, first) or word(tagged, first) in (",", "and", "the", "only")):
        first -= 1
    after_all = word(tagged, first) == "to" and tagged.items[first - 1].has("ordinal")
    told = any(i.has("amount") for i in tagged.items[:first])  # "A had 9,000, trailing B, with 12,000": B's
    return not told and (tagged.tokens[tagged.items[first].last - 1].norm in TRAILING or after_all)


def firm(tagged: Tagged, k: int) -> bool:
    """Whether item k names a value for certain."""
    entry = tagged.items[k].entry("value")
    return entry is not None and not entry.get("weak") and not entry.get("hint")


def _goes_on(tagged: Tagged, shut: int) -> bool:
    """ "A was the busiest in May, with 9,000, ahead of B", "May, with 9,000, trails only June": of A, of May alone."""
    return word(tagged, shut) == "," and word(tagged, shut + 1) in _GOING_ON


def _said_of(tagged: Tagged, k: int, shut: int) -> list[int]:
    """The name before item k that a figure up to item `shut` is of: beside it, or of the kind that is named next."""
    if firm(tagged, k - 1):
        return [k - 1]
    kind = next((d for m in range(shut, len(tagged.items)) if (d := dimension(tagged, m))), None)
    return [m for m in range(k - 1, -1, -1) if kind and dimension(tagged, m) == kind][:1]


def dimension(tagged: Tagged, k: int) -> str:
    """The dimension that item k firmly names a value of; empty when it names none."""
    return str((tagged.items[k].entry("value") or {})["dimension"]) if firm(tagged, k) else ""


def _one_figure(tagged: Tagged, first: int) -> int | None:
    """The end of a stretch from item `first` that holds one figure and who is counted, and nothing else."""
    figures = 0
    for m in range(first, len(tagged.items)):
        if word(tagged, m) in (",", ".", ";", ":", "(", "and") or (word(tagged, m) == "-" and wide(tagged, m)):
            return m if figures == 1 else None
        figures += tagged.items[m].has("amount")
        if (
            not tagged.items[m].has("amount", "hedge", "hedge-after", "head", "measure", "bare")
            and not _places(tagged, m)
            and word(tagged, m) not in _WHERE
        ):
            return None
    return len(tagged.items) if figures == 1 else None


def _places(tagged: Tagged, k: int) -> bool:
    """Whether item k names where, and stands behind the word for it: "(9,000 sales) at the north gate"."""
    return firm(tagged, k) and word(tagged, k - 1) in _WHERE


def anchored(tagged: Tagged, first: int, last: int) -> bool:
    """Whether items[first:last] hold a figure, a multiple or a record."""
    return any(tagged.items[k].has(*ANCHORS) for k in range(first, last))


def _dashed(tagged: Tagged, k: int) -> int | None:
    """The dash that closes "— of which A were B —" or "— a 9 percent drop —" opened at item k, where more follows."""
    opens = word(tagged, k + 1) in ("of", "including") or part_of_it(tagged, k + 1) or _moved_by(tagged, k + 1)
    if word(tagged, k) != "-" or not opens or not wide(tagged, k):
        return None
    shut = next_dash(tagged, k)
    goes_on = any(i.has(*ANCHORS, "direction") for i in tagged.items[shut:])
    return shut if shut < len(tagged.items) and goes_on else None


def _moved_by(tagged: Tagged, k: int) -> bool:
    """Whether "a 9 percent drop", "up 9 percent" stands at item k."""
    items = tagged.items[k + (word(tagged, k) in ("a", "an", "up", "down")) :][:2]
    return any(i.has("percent") for i in items[:1]) or [i.has("hedge", "percent") for i in items] == [True, True]


def apposed_figure(tagged: Tagged, k: int) -> bool:
    """Whether the dash at item k opens or closes "(a third of sales) — 9,000 — were A": one figure of what follows."""
    items = tagged.items
    opener = next((m for m in range(k - 1, max(k - 5, 0), -1) if word(tagged, m) == "-"), k)
    for first in (k, opener):
        shut = next_dash(tagged, first)
        inside = items[first + 1 : shut]
        plain = sum(i.has("amount") for i in inside) == 1 and all(i.has("amount", "hedge", "measure") for i in inside)
        parted = any(i.has("percent", "share") for i in items[:first]) and word(tagged, shut + 1) in _BEING
        if plain and parted and k in (first, shut):
            return True
    return False


_BEING = _PREDICATES | {"occurred", "took", "happened"}
THEM = frozenset("them those which whom".split())


def part_of_it(tagged: Tagged, k: int, *kinds: str) -> bool:
    """Whether "9,000 of them" stands at item k; with `kinds` of what may be said to be of them, besides an amount."""
    here = k < len(tagged.items) and tagged.items[k].has("amount", *kinds)
    return here and word(tagged, k + 1) == "of" and word(tagged, k + 2) in THEM


def wide(tagged: Tagged, k: int) -> bool:
    """Whether a dash is long, or has space before it: no hyphen."""
    token = tagged.tokens[tagged.items[k].first]
    left = tagged.tokens[tagged.items[k].first - 1] if tagged.items[k].first else None
    return token.text[:1] in "–—" or len(token.text) > 1 or (left is not None and left.end < token.start)


def next_dash(tagged: Tagged, k: int) -> int:
    """The item index of the dash that closes an aside opened at k, else the end."""
    return next((m for m in range(k + 1, len(tagged.items)) if word(tagged, m) == "-"), len(tagged.items))
