"""Says who acts in a clause: whoever is named before its force or by it, and not whose it is or who receives it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.norm import MAIN, ONLY, Term
from factcheck.model.record import replace
from factcheck.text.rules.lexer import Item, Thesaurus

_ARTICLES = frozenset(("a", "an", "the", "his", "her", "their"))
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
    verb = after is not None and after.norm.endswith("s") and " " not in after.norm
    return verb and any(thesaurus.concepts.get(k, {}).get("act") for k in items[n + 1].keys)


def named_before(items: Sequence[Item], n: int, terms: Sequence[Term], thesaurus: Thesaurus) -> list[Term]:
    """The terms, where whoever is named right before "shall" or "may" acts; what is between commas is passed over."""
    out = list(terms)
    skipped = range(0)
    if n and items[n - 1].norm == ",":
        before = [i.start for i in items[: n - 1] if i.norm == ","]
        skipped = range(before[-1], items[n - 1].start) if before else skipped
    for k in range(len(out) - 1, -1, -1):
        term = out[k]
        if term.start in skipped:
            continue
        if term.zone not in (MAIN, ONLY) or thesaurus.kind(term.key) != "agency":
            if not _light(term, thesaurus):
                return out
            continue
        out[k] = replace(term, agent=True)
    return out


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
    back = [i for i in items[max(0, n - 3) : n] if i.norm not in ("the", "a", "an")]
    of = len(back) > 1 and back[-1].norm == "of" and back[-2].kind in ("concept", "power")
    given = of and not any(thesaurus.kind(k) == "agency" for k in back[-2].keys)
    return after in ("'s", "’s", "'") or given


def receives(items: Sequence[Item], n: int) -> str:
    """ "to" or "with" where somebody is named as the one to whom something goes, or with whom it is done."""
    before = [i.norm for i in items[max(0, n - 2) : n]]
    if before[-1:] and before[-1] in _ARTICLES:
        before.pop()
    last = before[-1].rpartition(" ")[2] if before else ""  # "in consultation with" may be one item
    return last if last in ("to", "with") else ""


def _light(term: Term, thesaurus: Thesaurus) -> bool:
    return bool(thesaurus.concepts.get(term.key, {}).get("light"))
