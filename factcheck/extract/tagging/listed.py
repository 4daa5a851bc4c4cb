"""Reads words that name a value only in a list beside others of its kind: "Arden (27), Brock (12) and Elm (9)"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.extract.anchors.anchor import sets_beside
from factcheck.extract.cutting.layout import TRAILING
from factcheck.extract.cutting.unit_items import FIGURES
from factcheck.extract.tagging.items import Item

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame
    from factcheck.model.claim import Choice
    from factcheck.model.text import Span

_JOINTS = frozenset((",", "and", "or", "&", "(", ")", "with", "at", "followed", "by", "then", "from", "plus"))
_AND_OR = frozenset(("and", "or"))
_FIGURES = ("amount", "percent", "hedge", "head")
_OPENING = frozenset(("", ",", ";", "and", "while", "but", "only"))
_COUNTING = frozenset("recorded saw had logged registered tallied counted".split())
_MAKING = frozenset("accounted made represented comprised constituted".split())
_RANKING = frozenset("was were is remained became ranked led leads topped had".split())
_MANY = frozenset("many much high large few low".split())
_GOING_ON = frozenset("then was were is are came ranked stood had saw".split())
_FRONT = 16  # characters before the name
_REACH = 8  # items between two names of a list


def listed(items: Sequence[Item], words: Sequence[str]) -> list[Item]:
    """`items` with each "listed" word as the value that it names in its list; elsewhere it is what else it may be."""
    out = list(items)
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):  # one such word may stand beside another
        for k in order:
            entry = out[k].entry("listed")
            if entry is None:
                continue
            sides = (range(k + 1, len(out)), range(k - 1, -1, -1))
            beside = any(_mate(out, words, near, str(entry["dimension"])) for near in sides)
            if beside or _counts(out, words, k) or _compared(out, words, k, str(entry["dimension"])):
                out[k] = _as_value(out[k])
    return [_without(item) if "listed" in item.kinds else item for item in out]


def _mate(items: Sequence[Item], words: Sequence[str], near: Iterable[int], dimension: str) -> bool:
    """Whether the next name to one side, past its figure, is a value of the dimension."""
    joined = told = False
    for count, m in enumerate(near):
        value = items[m].entry("value") or (items[m].entry("listed") if told else None)
        if value is not None or count > _REACH:
            return joined and value is not None and value["dimension"] == dimension and not value.get("hint")
        word = words[items[m].first]
        if word not in _JOINTS and not items[m].has(*_FIGURES):
            return False
        joined |= word in _JOINTS
        told |= items[m].has("amount")  # with figures between, two such words are a list by themselves
    return False


def _compared(items: Sequence[Item], words: Sequence[str], k: int, dimension: str) -> bool:
    """Whether a name is set beside another one, or ranks among its kind.

    "More than Brock", "twice as many as Brock", "than Brock's 9,000"; "Arden was the top town".
    """
    start, after = words[items[k].first - 1] if k else "", items[k + 1 : k + 9]
    first, last = items[k].first, items[k].last
    owned = items[k + 2 : k + 4] if words[last : last + 1] == ["'s"] else []
    moved = start in _OPENING and any(i.has("direction") for i in owned[:1])  # "…, while Brock's fell"
    owns = moved or any(i.has("amount") for i in owned)
    ahead = start == "behind" or (start == "of" and first > 1 and words[first - 2] == "ahead")
    if ahead or start == "than" or owns or (start == "as" and first > 1 and words[first - 2] in _MANY):
        return any((i.entry("value") or {}).get("dimension") == dimension for i in items[:k])
    following = words[items[k].last] if items[k].last < len(words) else ""
    if start not in _OPENING or following not in _RANKING:
        return False
    return any((i.entry("kind-of") or {}).get("dimension") == dimension for i in after)


def _counts(items: Sequence[Item], words: Sequence[str], k: int) -> bool:
    """Whether a name opens a clause and counts: "Arden recorded about 9,000 sales"."""
    start, verb = words[items[k].first - 1] if k else "", words[items[k].last : items[k].last + 1]
    if verb == [","] and words[items[k].last + 1 : items[k].last + 2] == ["where"]:  # "Arden, where 9,000 were sold,"
        after = items[k + 3 : k + 8]
        return start in _OPENING and after[:1] != [] and after[0].has("amount") and any(i.has("measure") for i in after)
    if verb == [","]:  # "Arden, despite a decline, still recorded …"
        shut = next((m for m in range(k + 2, min(k + 12, len(items))) if words[items[m].first] == ","), k)
        k, verb = shut, words[items[shut].last : items[shut].last + 1]
    if verb != [] and verb[0] in ("still", "alone", "also"):
        k, verb = k + 1, words[items[k + 1].last : items[k + 1].last + 1]
    if verb == ["'s"]:  # "Arden's sales rose to 9,000"
        return start in _OPENING and any(i.has("measure") for i in items[k + 2 : k + 4] if not i.has("value", "amount"))
    told = start in _OPENING or (k > 0 and items[k - 1].has("attribution"))  # "officials said Arden recorded …"
    said = start == "that" and k > 1 and items[k - 2].has("attribution")
    if not (told or said) or not verb or verb[0] not in _COUNTING | _MAKING:
        return False
    reach = k + (13 if verb[0] in _MAKING else 9)
    after = [item for item in items[k + 2 : reach] if not item.has("hedge") or item.has("amount")]
    if verb[0] in _MAKING:
        sized = any(item.has("percent", "share", "amount") for item in after[:3])
        return sized and any(item.has("measure") for item in after)
    measured = any(item.has("measure") for item in after[1:5])
    compares = after[:1] != [] and words[after[0].first] in ("more", "fewer", "the", "its")
    beaten = compares and any(words[item.first] == "than" or item.has("highest", "lowest") for item in after)
    return measured and (after[0].has("amount") or beaten)


def _as_value(item: Item) -> Item:
    named = tuple({**e, "kind": "value"} for e in item.entries if e["kind"] == "listed")
    return Item(item.first, item.last, frozenset(("value",)), named)


def _without(item: Item) -> Item:
    entries = tuple(e for e in item.entries if e["kind"] != "listed")
    return Item(item.first, item.last, frozenset(str(e["kind"]) for e in entries) or frozenset(("unknown",)), entries)


def plain_list(f: Frame, found: Sequence[int]) -> bool:
    """Whether items stand in one plain list, "A, B and C": what is said is said of all of them together."""
    if "respectively" in f.tagged.said:
        return False
    if len(found) < 3 and (len(found) < 2 or not {"together", "combined"} & f.tagged.said):
        return False
    joints = [{f.word(m) for m in f.between(a, b)} for a, b in pairwise(found)]
    return not _AND_OR.isdisjoint(joints[-1]) and all(j and j <= {",", "and", "or", "the"} for j in joints)


def fronts(f: Frame, choice: Choice) -> bool:
    """Whether "At the north gate," opens the sentence: it holds for every clause of it."""
    return choice.span is not None and _opens(f, choice.span)


def fronted(f: Frame, k: int) -> bool:
    """Whether item `k` is the name of a place that opens the sentence."""
    return f.item(k).has("value") and _opens(f, f.span(k, k + 1))


def _opens(f: Frame, span: Span) -> bool:
    opens = f.tagged.words[0] in ("at", "along", "on", "in", "across") and span.start < _FRONT
    return opens and f.tagged.text[span.end : span.end + 1] == ","


def owns(f: Frame, k: int, figures: Sequence[int]) -> bool:
    """Whether the name at item `k` is the owner of one of `figures`: "behind the North Gate's (roughly) 9,000"."""
    after = [m for m in f.after(k)[1:3] if not f.item(m).has("hedge") or m in figures]
    return f.word(k + 1) == "'s" and after[:1] != [] and after[0] in figures


def respective(f: Frame) -> dict[int, int]:
    """ "A and B had 9,000 and 7,000, respectively": the name each figure goes with, if the lists are as long.

    So, too, "A had more than B, 9,000 to 7,000".
    """
    if "respectively" not in f.tagged.said:
        return _opposed(f)
    amounts = f.having("amount")
    named: dict[str, list[int]] = {}
    for k in f.live() if len(amounts) > 1 else ():
        entry = f.item(k).entry("value")
        if entry is not None and not entry.get("hint") and not entry.get("weak"):
            named.setdefault(str(entry["dimension"]), []).append(k)
    rows = [row for row in named.values() if len(row) > 1]
    dated = sum(f.item(k).period is not None for k in f.live())
    if (
        len(rows) != 1
        or len(rows[0]) != len(amounts)
        or dated > 1
        or not (_in_a_row(f, rows[0]) and _in_a_row(f, amounts))
    ):
        return {}
    return dict(zip(amounts, rows[0], strict=True))


_AGAINST = frozenset("to against versus vs compared".split())


def _opposed(f: Frame) -> dict[int, int]:
    """ "A had more than B in May, 9,000 to 7,000": the figures of the two that are set side by side."""
    if _AGAINST.isdisjoint(f.tagged.said):
        return {}
    amounts = f.having("amount")
    if len(amounts) < 2:
        return {}
    first, last = amounts[-2:]
    between = [m for m in f.between(first, last) if not f.item(m).has("hedge", "head", "measure")]
    start = first - 1 if f.item(first - 1).has("hedge") else first
    after = f.after(last)[:1]
    ends = not after or f.item(after[0]).has("punct")
    if len(between) != 1 or f.word(between[0]) not in _AGAINST or f.word(start - 1) not in (",", "-", "by") or not ends:
        return {}
    beside = any(sets_beside(f.item(m), f.last_word(m)) or _measures(f, m) for m in f.live() if m < first)
    named: dict[str, list[int]] = {}
    for k in f.live() if beside else ():
        entry = f.item(k).entry("value")
        if k < first and entry is not None and not entry.get("hint") and not entry.get("weak"):
            named.setdefault(str(entry["dimension"]), []).append(k)
    pairs = [row for row in named.values() if len(row) == 2 and len({f.words(k).lower() for k in row}) == 2]
    return dict(zip((first, last), pairs[0], strict=True)) if len(pairs) == 1 else {}


def _measures(f: Frame, k: int) -> bool:
    """Whether item k says how many times as many: "three times", "as many (as)"."""
    return f.item(k).has("times", "multiple") or (f.word(k) == "many" and f.word(k - 1) == "as")


def _in_a_row(f: Frame, row: Sequence[int]) -> bool:
    """Whether nothing but commas, "and" and hedges stands between items, and "and" before the last."""
    joints = [[f.word(m) for m in f.between(a, b) if not f.item(m).has("hedge")] for a, b in pairwise(row)]
    return "and" in joints[-1] and all(set(words) <= {",", "and", "the"} for words in joints)


def its_own(f: Frame, near: int, pool: Sequence[int]) -> list[int] | None:
    """`pool` without the names that "respectively" gives to other figures than `near`, if it gives it one.

    "Brock's 9,000" and "Brock, which sold 9,000" are of Brock alone, whoever else is named.
    """
    start = near - 1 if f.word(near - 1) != "'s" and f.item(near - 1).has("hedge") else near
    after = f.after(near)[:1]
    ends = f.word(start - 1) == "," and (not after or f.word(after[0]) in (",", ";", "."))  # "that of B, 9,000."
    own = start - 2 if start > 1 and (f.word(start - 1) == "'s" or ends) else _described(f, start)
    owner = f.item(own).entry("value") if own in pool else None
    if owner is not None:
        kin = str(owner["dimension"])
        return [k for k in pool if k == own or (f.item(k).entry("value") or {}).get("dimension") != kin]
    told = respective(f)
    others = set(told.values()) - {told.get(near)}
    return [k for k in pool if k not in others] if near in told else None


def _described(f: Frame, start: int) -> int:
    """The name that a clause with the figure at item `start` describes: "Brock, which sold 9,000"; -1 for none."""
    lead = start - 1
    while lead > max(start - 5, 1) and f.item(lead).has("measure", "report", "filler") and f.word(lead) not in _WHO:
        lead -= 1
    return lead - 2 if f.word(lead) in _WHO and f.word(lead - 1) == "," else -1


_WHO = frozenset(("who", "which"))


def in_turn(f: Frame, named: Sequence[int], near: Sequence[int]) -> list[int]:
    """ "9,000 were Arden's and 7,000, the rest, Brock's": of `named`, those behind the figure `near`.

    Empty where the figures and names do not take turns.
    """
    amounts = f.having("amount")
    if len(amounts) < 2 or not near or near[0] not in amounts or (named and named[0] < amounts[0]):
        return []
    rows = [[k for k in named if a < k < b] for a, b in pairwise([*amounts, f.unit.indices[-1] + 1])]
    return rows[amounts.index(near[0])] if all(rows) else []


def resumed(f: Frame, near: int, k: int) -> bool:
    """ "X, with 9,000 in May, was behind Y": the name at item `k` is of the clause that goes on after the aside."""
    between = [f.word(m) for m in f.between(near, k)]
    aside = f.unit.parent is not None and f.word(f.unit.indices[0]) in ("with", "at")
    return aside and any(a == "," and b in _GOING_ON for a, b in pairwise(between))


_BEHIND = TRAILING | {"ahead", "followed"}


def not_behind(f: Frame, found: list[int], near: int) -> list[int]:
    """The names in `found` that may be of item `near`: "With 9,000, A was the second, behind B" counts no B.

    Nor does "A was the second, behind B, with 9,000".
    """
    if len(found) < 2 or (_BEHIND.isdisjoint(f.tagged.norms) and "ordinal" not in f.tagged.kinds):
        return found
    between = f.between(found[0], found[-1])
    second_to = (m for m in between if f.word(m) == "to" and f.item(m - 1).has("ordinal"))
    passed = next((m for m in between if f.word(m) in _BEHIND), next(second_to, None))
    if passed is not None and near > passed:
        start = near - 1 - (f.item(near - 1).has("hedge"))
        if f.word(start) in ("with", "at") and start - 1 in found and start - 1 > passed:
            return [k for k in found if k > passed]  # "A had the most, followed by B with 7,000": B's
        told = f.word(passed) in TRAILING and f.word(start) == "with" and f.word(start - 1) == ","
        passed = passed if told and found[-1] < start else None
    return found if passed is None else [k for k in found if k < passed]


def part_of_it(f: Frame, k: int) -> bool:
    """Whether the name at item k is that of a part: "sales rose in May and included 900 elms" raises no elms."""
    lead = [m for m in f.ahead(k)[-4:] if not f.item(m).has("hedge")]
    included = len(lead) > 1 and f.word(lead[-2]) in ("included", "including", "includes")
    return included and f.item(lead[-1]).has("amount")


def of_its_part(f: Frame, near: int, k: int) -> bool:
    """Whether the name at item k is that of a share: "There were A in May, 81 percent of them at the gate"."""
    parts = [m for m in f.between(near, k) if f.item(m).has("percent", "share")]
    return any(f.word(m + 1) == "of" and f.word(m + 2) in THEM for m in parts)


THEM = frozenset(("them", "those", "whom", "which"))


def fronted_by_figures(f: Frame, found: list[int]) -> bool:
    """ "From A in May to B in July, elm sales dropped 5 percent": elm is of A and B, which stand before it."""
    amounts = f.having("amount") if f.word(f.unit.indices[0]) == "from" else ()
    return len(amounts) == 2 and bool(found) and found[0] > amounts[-1]


def list_end(f: Frame, near: int, found: list[int]) -> int:
    """The item behind the list of names that a figure opens, as in "9,000 elms, oaks and ashes", "9,000 riders from A,
    B or C"; else the figure."""
    end, joined = next((k for k in found if k > near), near), False
    if any(f.item(m).has("punct", "period", *FIGURES) for m in f.between(near, end)):
        return near
    while end in found:
        joint = [f.word(m) for m in range(end + 1, end + 3)]
        step = 2 if joint[0] in (",", *_AND_OR) and end + 2 in found else 3
        if step == 3 and not (joint[0] == "," and joint[1] in _AND_OR and end + 3 in found):
            return end + 1 if joined else near
        joined = joined or not _AND_OR.isdisjoint(joint[: step - 1])
        end += step
    return near
