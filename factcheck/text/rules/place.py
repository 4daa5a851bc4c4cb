"""Says what a word of a clause is by its place: right after a number, said of the subject, how something is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.text.rules.lexer import Item, Thesaurus
from factcheck.text.rules.words import BE, CONTENT, FINITE, HAVING, MAKING, MODAL
from factcheck.text.snowball import stem

_SAID_TO_BE = frozenset(("barred", "permitted", "allowed"))
_OWNING = frozenset(("'s", "’s", "'", "’"))
_OF_SOMEBODY = _OWNING | frozenset(("a", "an", "the", "his", "her", "their"))
_ARTICLES = frozenset(("a", "an", "the"))
_PERFECT = frozenset(("has", "have", "was", "were"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_LIMITING = frozenset(stem(verb) for verb in ("limits", "restricts", "curtails", "diminishes", "impairs", "abridges"))
_NUMBERED = re.compile(r"\( (?:\d\d?|[a-z]|[ivx]{1,4}) \)")
_COUNTED = 4  # words that say what is counted
_BETWEEN = frozenset(("not", "also", "never", "generally"))


def just_counted(items: Sequence[Item], n: int) -> bool:
    """Whether a number stands right before."""
    back = [i for i in items[max(0, n - 3) : n] if i.kind != "neutral"]
    return bool(back) and back[-1].kind == "number"


def limiting(items: Sequence[Item], n: int) -> Item | None:
    """The verb that says of a power at n that there is less of it: "limits the ability to", or None."""
    before = [i for i in items[max(0, n - 3) : n] if i.norm not in _OF_SOMEBODY and i.norm not in ("existing", "full")]
    return before[-1] if before and stem(before[-1].norm) in _LIMITING else None


def meant(items: Sequence[Item], opened_at: int, n: int) -> bool:
    """Whether what stands at n is what something described is done for: "who sails for the purpose of dodging"."""
    return any(i.norm == "for the purpose of" for i in items[opened_at:n])


def brackets(items: Sequence[Item]) -> set[int]:
    """Where the items in brackets that are closed, or still open at the end, begin: "a ship (and its tender) …"."""
    found: set[int] = set()
    depth = 0
    for item in items:
        depth += (item.norm == "(") - (item.norm == ")")
        if depth > 0:
            found.add(item.start)
    return found


def counted_next(items: Sequence[Item], n: int) -> bool:
    """Whether a number stands right behind."""
    after = [i for i in items[n + 1 : n + 4] if i.kind != "neutral"]
    return bool(after) and after[0].kind == "number"


def counted_things(items: Sequence[Item], n: int) -> list[str]:
    """What a number at n counts: all ideas of the words right behind it ("the 20 | busiest lighthouse docks")."""
    first = next((k for k in range(n + 1, min(n + 3, len(items))) if items[k].kind in (*CONTENT, "punct")), 0)
    found: list[str] = []
    end = first + _COUNTED
    for k, item in enumerate(items[first:] if first else (), first):
        if item.norm == "-" or (item.norm == "," and items[k - 1].norm.endswith("ing")):
            end += _COUNTED  # "9 self-lighting, floating lamps"
            continue
        if k >= end:
            break
        if item.kind not in CONTENT:
            break
        found += [key for key in item.keys[:1] if " " not in key]
    return found


def in_front_of(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether a "before" at n names before whom, and not before what: "witnesses before the council and papers"."""
    after = [i for i in items[n + 1 : n + 4] if i.norm not in ("the", "a", "an")]
    named = bool(after) and any(thesaurus.kind(k) == "agency" for k in after[0].keys)
    return named and (len(after) < 2 or after[1].kind in ("and", "punct"))


def leads(items: Sequence[Item], n: int) -> bool:
    """Whether a condition at n stands before what it is a condition of: "shall provide that: in a storm, …"."""
    before = items[n - 1].norm if n else ""
    return before == ":" or before.endswith("that")


def inverted(items: Sequence[Item], n: int) -> bool:
    """Whether whoever is named at n stands right behind "shall" or "may": "in no case shall the master lend a boat"."""
    before = [i for i in items[max(0, n - 2) : n] if i.norm not in ("the", "a", "an")]
    return bool(before) and before[-1].kind in MODAL and any(i.kind in ("not", "no") for i in items[:n])


def numbered_on(items: Sequence[Item], opened_at: int, n: int) -> bool:
    """Whether a comma at n parts the numbered cases of one exception or condition: "except (1) by day, (2) in fog"."""
    ahead = [i.norm for i in items[n + 1 : n + 3]]
    mark = next((norm for norm in (ahead[1:] if ahead[:1] in (["or"], ["and"]) else ahead[:1])), "")
    before = any(_NUMBERED.fullmatch(i.norm) for i in items[opened_at:n])
    return before and _NUMBERED.fullmatch(mark) is not None


def put_off(items: Sequence[Item], opened_at: int, n: int) -> bool:
    """Whether a time stands between "unless" and its own verb up to the comma at n: "unless, before it sails, he …"."""
    after = next((i for i in items[opened_at + 1 : n] if i.kind != "neutral"), None)
    verb = any(i.norm in FINITE or i.kind in MODAL for i in items[opened_at + 1 : n])
    return items[opened_at].kind == "unless" and after is not None and after.kind in ("before", "after") and not verb


def listed_deeds(items: Sequence[Item], opened_at: int, n: int) -> bool:
    """Whether the comma at n stands in a list of deeds: "who has been barred, fined, or sent back", "who sails, tries
    to sail, or is found at sea"."""
    if items[opened_at].kind != "relative" or not any(i.norm == "or" for i in items[n:]):
        return False
    ending = "ed" if any(i.norm in _PERFECT for i in items[opened_at + 1 : opened_at + 3]) else "s"
    first = [i for i in items[opened_at + 1 : n] if i.kind in (*CONTENT, "barred")][:1]
    after = [i for i in items[n + 1 : n + 4] if i.kind != "and" and i.norm != ","][:1]
    deeds = [i for i in (*first, *after) if i.kind in (*CONTENT, "barred") and i.norm.split(" ")[0].endswith(ending)]
    found = ending == "s" and bool(after) and after[0].norm == "is"
    return len(deeds) + found > 1 and not any(i.kind in MODAL for i in items[opened_at:n])


def said_to_be(items: Sequence[Item], n: int, forces: Sequence[Item]) -> bool:
    """Whether something is said to be allowed or forbidden, and only nouns of force stand before it."""
    if items[n].kind not in _SAID_TO_BE or not forces or any(f.kind != "power" for f in forces):
        return False
    before = [i.norm for i in items[:n]]
    while before and before[-1] in _BETWEEN:
        before.pop()
    return bool(before) and before[-1] in BE and not HAVING.intersection(before)


def singled_out(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether somebody is named as who does it, before the "who" at n: "it is the master who decides"."""
    before = [i for i in items[max(0, n - 4) : n] if i.norm != "the"]
    named = bool(before) and any(thesaurus.kind(key) == "agency" for key in before[-1].keys)
    return named and len(before) > 2 and before[-2].norm in BE and before[-3].norm == "it"


def at_discretion(items: Sequence[Item], n: int) -> bool:
    """Whether something is said to be at somebody's discretion: "is at (or up to) the master's | discretion"."""
    if items[n].norm != "discretion" or (n + 1 < len(items) and items[n + 1].norm == "to"):
        return False
    led = [i for i in items[max(0, n - 5) : n] if i.norm not in _ARTICLES]
    whose = led[-1:] != [] and led[-1].norm in _OWNING and any(i.kind in CONTENT for i in led[-2:])
    return whose and any(i.norm in BE for i in led[:-2])


def oblique(items: Sequence[Item], n: int) -> bool:
    """Whether a word says how or on what occasion: "by regulation", "under a rule", "upon the owner's request"."""
    if n and (items[n - 1].norm == "under" or items[n - 1].kind == "by"):
        return True
    k = n - 1
    while k > 0 and (items[k].norm in _OF_SOMEBODY or items[k].kind in CONTENT):
        k -= 1
    between = items[k + 1 : n]
    owning = any(i.norm in _OWNING for i in between) or not any(i.kind in CONTENT for i in between)
    return 0 <= k < n and items[k].norm == "upon" and owning


def called_wrong(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether a word says of what follows that it is forbidden: "it is a crime (under section 12) to sail"."""
    if not any(thesaurus.concepts.get(k, {}).get("wrong") for k in items[n].keys):
        return False
    after = [i for i in items[n + 1 : n + 6] if i.kind not in ("ref", "neutral", "law") or i.norm in ("to", "for")]
    said = any(i.norm in BE | MAKING for i in items[max(0, n - 4) : n])
    return said and bool(after) and after[0].norm in ("to", "for")


def is_barred(items: Sequence[Item], n: int, forces: Sequence[Item]) -> bool:
    """Whether something is, or is made, what the word at n says."""
    near = any(i.norm in BE for i in items[max(0, n - 4) : n])
    return near or (not forces and any(i.norm in MAKING for i in items[:n]))


def described(items: Sequence[Item], opened_at: int, forces: Sequence[Item]) -> bool:
    """Whether what has been said so far only says who: "whoever is not entitled to a berth"."""
    relative = opened_at < len(items) and items[opened_at].kind == "relative"
    return relative and all(f.kind in ("allowed", "permitted", "barred", "required") for f in forces)


def describes(items: Sequence[Item], n: int, ruled: bool) -> bool:
    """Whether "who" or "that" says of whom or what: "a ship that is not inspected", and not "finds that it is"."""
    if items[n].norm != "that":
        return True
    after = items[n + 1].norm if n + 1 < len(items) else ""
    if n and items[n - 1].kind in CONTENT and n + 1 < len(items) and items[n + 1].kind in MODAL:
        return True  # "a berth that cannot be moved"
    named = n > 0 and items[n - 1].kind in CONTENT and not ruled
    if named and _gives_what(items, n):
        return True
    return named and after in FINITE and any(i.kind in MODAL or i.norm in ("is", "are") for i in items[n + 2 :])


def _gives_what(items: Sequence[Item], n: int) -> bool:
    """Whether "that" says what somebody gives: "papers that a ship gives the port must be …"."""
    modal = next((k for k in range(n + 1, len(items)) if items[k].kind in MODAL), 0)
    inside = items[n + 1 : modal]
    return bool(modal) and items[n + 1].kind in CONTENT and any(i.norm in ("give", "gives") for i in inside)


def told_that(items: Sequence[Item], n: int) -> bool:
    """Whether a leave at n is only what somebody is told: "must tell him that he | may appeal"."""
    denied = n + 1 < len(items) and items[n + 1].kind in ("not", "only")
    led = [i.norm for i in items[max(0, n - 2) : n]]
    return items[n].kind in ("may", "can") and not denied and led[:1] == ["that"] and led[-1] in _PRONOUNS


def told_by(items: Sequence[Item], n: int) -> bool:
    """Whether the "by" before n tells who does what the clause says: "is prescribed by the master"."""
    k = n - 1
    while k > 0 and items[k].kind != "by":
        k -= 1
    return k > 1 and any(i.norm in BE for i in items[max(0, k - 3) : k])
