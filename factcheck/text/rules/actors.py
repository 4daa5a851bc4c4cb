"""Says who acts in a clause: whoever is named before its force or by it, and not whose it is or who receives it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.norm import MAIN, ONLY, Term
from factcheck.model.record import replace
from factcheck.text.rules.lexer import Item, Thesaurus
from factcheck.text.rules.words import BE, MODAL

_ARTICLES = frozenset(("a", "an", "the", "his", "her", "their"))
# What a sentence begins with when whoever acts is named only behind the comma: "Upon the request of the master, …".
FRONTED = frozenset(("upon", "on", "at"))
_BEING = BE | frozenset("act acts acting work works working operate operates serve serves function functions".split())
_DOING = ("lets", "requires", "bars", "power")


def acts(terms: Sequence[Term], forces: Sequence[Item], thesaurus: Thesaurus) -> bool:
    """Whether an agency named now, in the main part, is who acts: before the force, or after a first "lets"."""
    forces = [f for f in forces if f.kind not in ("gives", "loses")]
    if not forces:
        heard = [t for t in terms if t.zone in (MAIN, ONLY) and not _light(t, thesaurus)]
        return all(thesaurus.kind(t.key) == "agency" for t in heard)
    since = [t for t in terms if t.start > forces[0].start and not _light(t, thesaurus)]
    agencies = all(thesaurus.kind(t.key) == "agency" for t in since)
    return len(forces) == 1 and forces[0].kind in _DOING and agencies


def decides(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether a verb follows that says what somebody does: "such a number as the master | determines"."""
    after = items[n + 1] if n + 1 < len(items) else None
    if after is not None and after.kind in MODAL and n > 0:
        led = [i.norm for i in items[max(0, n - 2) : n] if i.norm not in _ARTICLES]
        return led[-1:] == ["as"]  # "such rules as the master may set"
    verb = after is not None and after.norm.endswith("s") and " " not in after.norm
    return verb and any(thesaurus.concepts.get(k, {}).get("act") for k in items[n + 1].keys)


def asked(items: Sequence[Item], n: int) -> bool:
    """Whether somebody named is asked to do what follows: "may ask the master | to look at it"."""
    before = [i.norm for i in items[max(0, n - 2) : n] if i.norm not in _ARTICLES]
    return before[-1:] in (["ask"], ["asks"]) and n + 1 < len(items) and items[n + 1].norm == "to"


def named_before(items: Sequence[Item], n: int, terms: Sequence[Term], thesaurus: Thesaurus) -> list[Term]:
    """The terms, where whoever is named right before "shall" or "may" acts; what is between commas is passed over."""
    out = list(terms)
    skipped = range(0)
    if n and items[n - 1].norm == ",":
        before = [i.start for i in items[: n - 1] if i.norm == ","]
        skipped = range(before[-1], items[n - 1].start) if before else skipped
    fronted = next((i.start for i in items[:n] if i.norm == ","), 0) if items[0].norm in FRONTED else 0
    for k in range(len(out) - 1, -1, -1):
        term = out[k]
        if term.start < fronted:
            return out
        if term.start in skipped:
            continue
        if _gone_to(items, term):
            return out
        if term.receives == "with":
            skipped = range(_consulted(items, term), term.end)
            continue
        if term.zone not in (MAIN, ONLY) or thesaurus.kind(term.key) != "agency":
            if not _light(term, thesaurus):
                return out
            continue
        out[k] = replace(term, agent=True)
    return out


def _consulted(items: Sequence[Item], term: Term) -> int:
    """Where the words that name somebody as only asked begin: "the master, in consultation with the pilot, may …"."""
    commas = [i.start for i in items if i.norm == "," and i.end <= term.start]
    return commas[-1] if commas else term.start


def _gone_to(items: Sequence[Item], term: Term) -> bool:
    """Whether somebody named is where something goes: "a ship about to sail to another port | may be searched"."""
    before = [i.norm for i in items if i.end <= term.start and i.norm not in _ARTICLES and i.norm != "another"]
    return before[-1:] in (["to"], ["from"], ["into"])


def freed_subject(terms: Sequence[Term], thesaurus: Thesaurus) -> list[Term]:
    """ "Before the start of winter the master | shall …": the master is no part of the condition."""
    out = list(terms)
    for k in range(len(out) - 1, -1, -1):
        if thesaurus.kind(out[k].key) != "agency":
            break
        out[k] = replace(out[k], zone=MAIN)
    return out


def owned(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether somebody named only has something, or gives it: "the master's decision", "leave of the master"."""
    after = items[n + 1].norm if n + 1 < len(items) else ""
    if n + 2 < len(items) and items[n + 2].norm == "discretion" and _left_to(items, n):
        return False  # "is left to the master's discretion"
    back = [i for i in items[max(0, n - 3) : n] if i.norm not in ("the", "a", "an")]
    of = len(back) > 1 and back[-1].norm == "of" and back[-2].kind in ("concept", "power")
    given = of and not any(thesaurus.kind(k) == "agency" for k in back[-2].keys)
    return after in ("'s", "’s", "'") or given


def _left_to(items: Sequence[Item], n: int) -> bool:
    before = [i for i in items[max(0, n - 2) : n] if i.norm not in _ARTICLES]
    return bool(before) and before[-1].kind == "by"


def assigned(terms: Sequence[Term], forces: Sequence[Item]) -> bool:
    """Whether the law is said to give something that nobody has been named for yet."""
    return bool(forces) and forces[0].kind == "gives" and not any(t.agent for t in terms)


def leaves_to_somebody(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether something is left, assigned or handed to somebody named: "leaves the number of berths to the master"."""
    for k, item in enumerate(items[n + 1 :], n + 1):
        if item.norm in (",", ";") or item.kind in ("if", "relative", "but"):
            return False
        if item.norm == "to" and k > n + 1:
            named = next((i for i in items[k + 1 :] if i.norm not in _ARTICLES), None)
            return named is not None and any(thesaurus.kind(key) == "agency" for key in named.keys)
    return False


def subjected(items: Sequence[Item], n: int) -> bool:
    """Whether somebody named is the one to whose doing another is subject: "subject to the direction of the master"."""
    k = n - 1
    while k >= 0 and items[k].norm in _ARTICLES:
        k -= 1
    if k < 0 or items[k].norm != "of":
        return False
    while k > 0 and (items[k].kind in ("concept", "word", "and") or items[k].norm in (*_ARTICLES, "of")):
        k -= 1
    before = items[k - 1].norm if k > 0 else ""
    if items[k].norm.endswith(" under"):
        return True  # "works under the supervision of the master"
    return (items[k].norm == "to" and before == "subject") or (items[k].norm == "under" and before in _BEING)


def receives(items: Sequence[Item], n: int) -> str:
    """ "to" or "with" where somebody is named as the one to whom something goes, or with whom it is done."""
    before = [i.norm for i in items[max(0, n - 2) : n]]
    if before[-1:] and before[-1] in _ARTICLES:
        before.pop()
    last = before[-1].rpartition(" ")[2] if before else ""  # "in consultation with" may be one item
    return last if last in ("to", "with") else ""


def _light(term: Term, thesaurus: Thesaurus) -> bool:
    return bool(thesaurus.concepts.get(term.key, {}).get("light"))
