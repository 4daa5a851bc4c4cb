"""Turns a text of or about rules into clauses: what each requires, permits, forbids or states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.model.norm import Clause
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.text.rules.lexer import Item, Thesaurus, itemize
from factcheck.text.rules.outcome import clause_of
from factcheck.text.rules.walk import FORCE, Walk
from factcheck.text.rules.words import CONTENT, DETERMINERS, MODAL
from factcheck.text.rules.zones import OPENERS
from factcheck.text.tokens import Token

_TELLING = frozenset(("is", "are"))
_BUT_NO = frozenset(("but no", "and no"))
_STOPPING = frozenset((",", ";", "(", ")", "as", "that", "which"))
_DEPENDING = frozenset(("relative", "if", "unless", "regardless"))  # what follows may belong to these
_NUMBERED = re.compile(r"\( (?:\d\d?|[a-z]|[ivx]{1,4}) \)")
_LEAVE = frozenset(("may", "can", "permitted", "allowed", "lets", "optional"))
_DUTY = frozenset(("required", "must", "need-not"))
_PASSED = frozenset(("but", "without", "not", "neutral"))  # between a leave and the duty that is denied
_ASIDE = 5  # items of "but is not"
_BOUNDS = frozenset(("most", "least"))
_SUBJECT = 3  # words of a subject, at most
_SEVERAL = 2  # alternatives
_STOP = re.compile(r"(?<=[\w)”’\"]{2})\s?\.\s+(?=[“\"(]?[A-Z0-9])")


def read(
    text: str, thesaurus: Thesaurus, cited: Sequence[Span] = (), tokens: Sequence[Token] | None = None
) -> list[Clause]:
    """The clauses of `text`, in order; offsets count code points of `text`. `tokens` are its, where they are known."""
    items = itemize(text, thesaurus, cited, tokens)
    clauses: list[Clause] = []
    stops = [m.start() for m in _STOP.finditer(text)] + [len(text) + 1]
    n = 0
    for stop in stops:
        sentence: list[Item] = []
        while n < len(items) and items[n].start < stop:
            sentence.append(items[n])
            n += 1
        sentence = _free_choice(sentence)
        wholes = (each for whole in _segments(sentence) for each in _each_number(whole))
        for segment in (part for whole in wholes for part in _alternatives(whole)):
            walk = Walk(segment, thesaurus)
            walk.run()
            clause = clause_of(walk)
            if clause is not None:
                clauses.append(clause)
    return clauses


def _free_choice(items: Sequence[Item]) -> list[Item]:
    """ "Is allowed, but not required, to moor", "may, but need not, moor": what may be done is left to a choice."""
    out = list(items)
    for n, item in enumerate(items):
        if item.kind not in _LEAVE:
            continue
        k = n + 1 + (n + 1 < len(items) and items[n + 1].norm == ",")
        end = next((m for m in range(k, min(len(items), k + _ASIDE)) if items[m].kind in _DUTY), 0)
        between = items[k:end]
        opposed = bool(between) and between[0].norm.startswith(("but", "though", "and not"))
        denied = end and (items[end].kind == "need-not" or any("not" in i.norm.split(" ") for i in between))
        if opposed and denied and all(i.kind in _PASSED for i in between):
            end += 1 + (end + 1 < len(items) and items[end + 1].norm == ",")
            choice = replace(items[end - 1], kind="choice", norm="", keys=())
            return [*out[: n + 1], choice, *_free_choice(items[end:])]
    return out


def _segments(items: Sequence[Item]) -> list[list[Item]]:
    """A sentence cut where another clause with a force of its own begins."""
    out: list[list[Item]] = [[]]
    depth = 0
    for n, item in enumerate(items):
        depth += (item.norm == "(") - (item.norm == ")")
        if item.norm in _BUT_NO and (not out[-1] or _has(out[-1], MODAL)) and _has(items[n + 1 :], MODAL):
            out.append([replace(item, kind="no", norm="no")])  # "but no fee shall be charged": a clause of its own
            continue
        if depth <= 0 and (shared := _shared(items, n, out[-1])) is not None:
            out.append(shared)
        elif depth <= 0 and item.norm == "and" and _goes_on(items, n, out[-1]):
            out[-1] += _trailing(items[n:])
            out.append([])
        elif depth <= 0 and _pursuant(items, n, out[-1]):
            out.append([])
        elif _cuts(items, n, out[-1], depth):
            out.append(_condition(out[-1]) if item.norm == "," else [])
        else:
            out[-1].append(item)
    return [segment for segment in out if segment]


def _alternatives(items: Sequence[Item]) -> list[Sequence[Item]]:
    """ "Whoever (1) sails at night, or (2) moors, shall be fined": a clause for each of them."""
    modal = next((n for n, i in enumerate(items) if i.kind in MODAL), 0)
    marks = [n for n, i in enumerate(items[:modal]) if _NUMBERED.fullmatch(i.norm)]
    if len(marks) < _SEVERAL or items[marks[-1] - 1].norm != "or":
        return [items]
    end = max((n for n in range(marks[-1], modal) if items[n].norm == ","), default=modal)
    parts = [items[a + 1 : b] for a, b in pairwise([*marks, end])]
    return [[*items[: marks[0]], *_bare(part), *items[end:]] for part in parts]


def _each_number(items: Sequence[Item]) -> list[Sequence[Item]]:
    """ "Is fined up to 50 crowns for a first breach and up to 90 for a later one": a clause for each number."""
    numbers = [n for n, i in enumerate(items) if i.kind == "number"]
    for a, b in pairwise(numbers):
        first, second = a - (items[a - 1].kind in _BOUNDS), b - (items[b - 1].kind in _BOUNDS)
        word = items[second] if second < b else None
        joined = second if word is not None and word.norm.startswith("and ") else second - 1
        bounds = [items[n].kind if n < end else "" for n, end in ((first, a), (second, b))]
        alike = bounds[0] == bounds[1] and items[a].unit == items[b].unit
        if not alike or not items[joined].norm.startswith("and") or joined <= a:
            continue
        end = next((n for n in range(b, len(items)) if items[n].norm in (",", ";")), len(items))
        if _has(items[a + 1 : joined], CONTENT) and _has(items[b + 1 : end], CONTENT):
            return [items[:joined], *_each_number([*items[:first], *items[second:]])]
    return [items]


def _bare(items: Sequence[Item]) -> Sequence[Item]:
    """One of several, without what joins it to the next."""
    end = len(items)
    while end and items[end - 1].norm in (",", ";", "or"):
        end -= 1
    return items[:end]


def _cuts(items: Sequence[Item], n: int, before: Sequence[Item], depth: int) -> bool:
    """Whether items[n] parts a clause of its own from `before`."""
    item = items[n]
    if item.norm == ";" and _excepts_more(items, n, before):
        return False
    if item.norm == ";" or (item.norm == ":" and _has(before, MODAL | FORCE) and _modal_ahead(items, n + 1)):
        return True
    if depth > 0 or not (item.norm == "," or item.kind == "but"):
        return False
    held = _has(before, MODAL | {"required", "power"}) or (
        _has(before, {"allowed", "permitted"}) and not _has(before, {"if", "during"})
    )
    following = [i.norm for i in items[n + 1 : n + 3] if i.norm != "and"]
    # "the sale is no gift, and | a bidder must pay"
    held = held or (item.norm == "," and _told(before) and not DETERMINERS.isdisjoint(following[:1]))
    # "the sale, however made, | shall be": the subject stands before.
    carried = n + 1 < len(items) and items[n + 1].kind in MODAL
    return held and not carried and _modal_ahead(items, n + 1)


def _excepts_more(items: Sequence[Item], n: int, before: Sequence[Item]) -> bool:
    """Whether another numbered exception of the same rule follows: "unless (A) it blows; | or (B) it leaks, shall"."""
    opened = any(a.kind == "unless" and _NUMBERED.fullmatch(b.norm) for a, b in pairwise(before))
    after = [i.norm for i in items[n + 1 : n + 3]]
    return opened and after[:1] == ["or"] and _NUMBERED.fullmatch(after[-1]) is not None


def _pursuant(items: Sequence[Item], n: int, before: Sequence[Item]) -> bool:
    """Whether what may or must be done by virtue of something named follows: "a pact pursuant to which he may sail"."""
    led = [i.norm for i in items[max(0, n - 2) : n]] == ["pursuant", "to"]
    return led and items[n].norm == "which" and _has(before, MODAL) and _has(items[n + 1 :], MODAL)


def _goes_on(items: Sequence[Item], n: int, before: Sequence[Item]) -> bool:
    """Whether a clause with a subject of its own follows: "may be shut | and the master may stay"."""
    after = items[n + 1 : n + 2 + _SUBJECT]
    named = after[:1] and after[0].norm == "the" and not _has(before[-1:], {"but"})
    modal = next((k for k, i in enumerate(after) if i.kind in MODAL), 0)
    plain = all(i.kind in ("concept", "word", "neutral") for i in after[:modal])
    return bool(named) and modal > 1 and plain and _has(before, MODAL) and not _has(before, _DEPENDING)


def _trailing(items: Sequence[Item]) -> Sequence[Item]:
    """The condition at the end, which goes for what was said before, too: "and the master may stay | if it blows"."""
    end = next((k for k, i in enumerate(items) if i.norm == ";"), len(items))
    opened = next((k for k, i in enumerate(items[:end]) if i.kind in ("if", "unless")), end)
    return items[opened:end]


def _condition(before: Sequence[Item]) -> list[Item]:
    """The condition at the head of a sentence, which goes for all that it says: "If it blows, …, the master may …"."""
    if told := _told_if(before):
        return told
    if not before or before[0].kind != "if":
        return []
    end = next((k for k, i in enumerate(before) if i.kind in MODAL or i.norm in _TELLING), 0)
    end = max((k for k, i in enumerate(before[:end]) if i.norm == ","), default=0)
    return list(before[: end + 1]) if end else []


def _told_if(before: Sequence[Item]) -> list[Item]:
    """ "Rules may say that, if it leaks, | it may be towed": the condition of what they may say."""
    places = (n for n, i in enumerate(before) if n and i.kind == "if" and before[n - 1].norm.endswith("that"))
    opened = next(places, 0)
    return (
        [*before[opened:], replace(before[-1], kind="punct", norm=",")]
        if opened and _has(before[:opened], MODAL)
        else []
    )


def _told(before: Sequence[Item]) -> bool:
    """Whether a clause that is over tells what is so: "If it blows, the sale is put off, | the master may …"."""
    last = max((k for k, i in enumerate(before) if i.norm in _TELLING or i.norm == ","), default=-1)
    return last > 0 and before[last].norm in _TELLING and not _has(before[last:], _DEPENDING) and _closed(before, last)


def _closed(before: Sequence[Item], last: int) -> bool:
    """Whether the verb at `last` is no verb of a condition: a comma has ended it."""
    opened = max((k for k, i in enumerate(before[:last]) if i.kind in OPENERS), default=-1)
    return opened < 0 or any(i.norm == "," for i in before[opened:last])


def _shared(items: Sequence[Item], n: int, before: Sequence[Item]) -> list[Item] | None:
    """The subject that a second predicate shares with what stands before items[n]; None where none begins.

    "The master may board a ship and | must report": the master. "There shall be a master, who | shall report": the last
    named.
    """
    after = items[n + 1].kind if n + 1 < len(items) else ""
    if items[n].kind == "and" and after and items[n + 1].norm in _TELLING and not _has(before, MODAL):
        told = max((k for k, i in enumerate(before) if i.norm in _TELLING or i.norm == ","), default=-1)
        # "The sale is put off and | is not open to bids".
        return list(before[:told]) if told > 0 and before[told].norm in _TELLING and _closed(before, told) else None
    first = next((k for k, i in enumerate(before) if i.kind in MODAL), -1)
    if after in MODAL and first < 0:
        return _said_to_be(items, n, before)
    if after not in MODAL or first < 0:
        return None
    whose = max((k for k, i in enumerate(before[:first]) if i.kind == "relative"), default=-1)
    belongs = whose >= 0 and not _has(before[whose:first], {"concept", "word"})  # "a master who may board | and must"
    series = items[n].kind in ("and", "but") or (items[n].norm == "," and before[-1].kind in ("concept", "word"))
    if series and not belongs and not _has(before[first:], _DEPENDING):
        return list(before[:first])
    if items[n].kind == "relative" and before[-1].norm == "," and items[n].norm != "that":
        named = len(before) - 1
        while named > 0 and before[named - 1].kind in ("concept", "word"):
            named -= 1
        return list(before[named:-1]) or None
    return None


def _said_to_be(items: Sequence[Item], n: int, before: Sequence[Item]) -> list[Item] | None:
    """The subject of "is (not) fit for a berth", where a modal goes on otherwise: "and | must be moored"."""
    told = next((k for k, i in enumerate(before) if i.norm in _TELLING), 0)
    said = [i for i in before[told + 1 : told + 4] if i.kind != "neutral"][:2]
    denied = any(i.kind == "not" for i in said) or any(i.kind == "barred" for i in said[:1])
    fit = any(i.kind in ("allowed", "permitted", "barred") for i in said)
    refused = items[n + 1].kind == "cannot" or any(i.kind == "not" for i in items[n + 2 : n + 3])
    goes_on = items[n].kind in ("and", "but") and not (denied and refused)
    return list(before[:told]) if told and fit and goes_on and not _has(before, _DEPENDING) else None


def _has(items: Sequence[Item], kinds: frozenset[str] | set[str]) -> bool:
    return any(i.kind in kinds for i in items)


def _modal_ahead(items: Sequence[Item], n: int) -> bool:
    """Whether a modal comes before any comma, "but" or opener of a condition."""
    for item in items[n:]:
        if item.kind in MODAL:
            return True
        if item.norm in _STOPPING or item.kind in OPENERS or item.kind in ("only", "after", "but", "unlimited"):
            return False
    return False
