"""Leaves open an idea that a statement has in another place than the one clause of law that it was matched with.

"Goods to an island", where the law has them come from it; "in any request", where it is a request for a berth; "as the
council sees fit", where the master does. Each idea stands in the clause, and beside something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.model.norm import BEFORE, IF, MAIN, REQUIRE, Clause, Term
from factcheck.verify.law.match import Concepts, Match, label, same

_LED = r"(?:(?:the|an?|any|all|such|these|those|this|that|his|her|their|its|each|every|other|one|\w+[’']s)\s+)"
_TO = re.compile(rf"\b(?:to|into|onto|toward|towards)\s+({_LED}{{0,2}}(?:(?![a-z]+ing\b)[a-z]+\s+)?)$", re.I)
_FROM = re.compile(rf"\b(?:from|out\s+of|leaving)\s+({_LED}{{0,2}}(?:(?![a-z]+ing\b)[a-z]+\s+)?)$", re.I)
_THERE = {
    "to": re.compile(r"\b(?:to|into)\s+(?:that|such|the\s+same)\s", re.I),
    "from": re.compile(r"\bfrom\s+(?:that|such|the\s+same)\s", re.I),
}
_ANY = re.compile(r"\b(?:any|every|all)\s+$", re.I)
_EACH = re.compile(r"\b(?:any|every|all|each|no)\s+(?:[\w-]+\s+){0,2}$", re.I)
_WHICH = re.compile(r"\s+(?:for|to|of|that|which|who|described|covered)\b", re.I)
_BARE = re.compile(rf"\s+{_LED}{{0,3}}", re.I)
_BY = re.compile(rf"\s+(?:\w+ly\s+|only\s+)?by\s+{_LED}?", re.I)
_DOES = re.compile(
    r"\W*(?:(?:who|that|which|may|shall|must|can|cannot|could|will|would|has|have|had|does|do|did|not|no\s+longer|"
    r"never|also|so|then|first|\w+ly)\W+)*",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they)\s+(?:(?:may|shall|must|can|will|has|have)\s+)?$", re.I)
_OF_HIM = re.compile(rf"\b(?:by|of|with)\s+{_LED}?$", re.I)
_FINITE = re.compile(r"[a-z](?<!s)s$")  # "sees"
_WHOSE = re.compile(r"['’]s?\b")
_WHEN = re.compile(r"\b(?:when|whenever|if|upon|once)\b[^,;]*$", re.I)
_PREPOSITION = re.compile(r"\b(?:for|to|of|by|from|with|against|in|on|at|under|that|which|who|if|when|because)\b", re.I)
_STEM = 5  # letters by which a word is known
_OF = re.compile(r"\s+of\b", re.I)
_OF_BARE = re.compile(rf"\s+of\s+{_LED}{{0,2}}", re.I)
_FOR_BARE = re.compile(rf"\s+for\s+{_LED}{{0,2}}", re.I)
_FOR = re.compile(rf"\b(?:for|to|by|from|with|against)\s+{_LED}{{0,2}}$", re.I)
_OTHER = re.compile(r"\b(?:other|another|further|different)\s+(?:\w+\s+)?$", re.I)


def compare_places(match: Match, said: Clause, clause: Clause, concepts: Concepts, text: str) -> None:
    """Adds to `match.open` what `said`, read from `text`, has beside other ideas than the clause matched with it."""
    if "lifted" in clause.flags:
        return  # made of two sentences: its places are in neither
    whole = match.norm.whole
    if (other := _goes_elsewhere(said, clause, concepts, text, whole)) is not None:
        match.open.append(("object", f"has it the other way: {label(other, match, concepts)}"))
    if (some := _only_some(said, clause, concepts, text, whole)) is not None:
        match.open.append(("object", f"speaks only of some: {label(some, match, concepts)}"))
    if (doer := _done_by_another(said, clause, concepts, text, whole)) is not None:
        match.open.append(("actor", f"has somebody else do it: {label(doer, match, concepts)}"))
    changed = _changed_round(said, clause, concepts, text, whole) or _changed_parts(said, clause, concepts, text)
    if changed is not None:
        match.open.append(("actor", f"has it the other way round: {label(changed, match, concepts)}"))
    if (other := _another_thing(said, clause, concepts, text, whole)) is not None:
        match.open.append(("object", f"says {label(other, match, concepts)}"))
    if (listed := _of_others(said, clause, concepts, text, whole)) is not None:
        match.open.append(("object", f"has it for them, and not of them: {label(listed, match, concepts)}"))
    if (when := _when_and_not_before(said, clause, concepts, whole)) is not None:
        match.open.append(("time", f"does not say before it: {label(when, match, concepts)}"))
    if (again := _once_only(said, clause, concepts, text)) is not None:
        match.open.append(("object", f"names it once only: {label(again, match, concepts)}"))


def _alike(term: Term, clause: Clause, concepts: Concepts) -> list[Term]:
    return [t for t in clause.terms if same(term.key, t.key, concepts) or same(t.key, term.key, concepts)]


def _goes_elsewhere(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """To where something goes that comes from there in the clause, or from where what goes there."""
    for term in said.terms:
        ours = _direction(text, term)
        if ours and not _is_somebody(term, concepts):
            theirs = {_direction(whole, t) for t in _alike(term, clause, concepts)}
            back = _THERE[ours].search(whole)  # "a ship from a near island may be sent back to that place"
            if theirs - {""} and ours not in theirs and back is None:
                return term.key
    return None


def _direction(text: str, term: Term) -> str:
    """ "to" or "from" where that leads to a thing, and not to what is done."""
    for name, found in (("to", _TO.search(text[: term.start])), ("from", _FROM.search(text[: term.start]))):
        if found is not None and (found[1].strip() or text[term.start : term.end].endswith("s")):
            return name
    return ""


def _only_some(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """What a statement says of any or all, where the clause names it only with what tells which: "any request", and "a
    request for a berth"."""
    spoken = {t.key for t in said.terms}
    for term in said.terms:
        if term.sign < 1 or concepts.get(term.key, {}).get("kind") or not _ANY.search(text[: term.start]):
            continue
        alike = _alike(term, clause, concepts)
        if alike and all(_told_which(t, term, clause, concepts, spoken, text, whole) for t in alike):
            return term.key
    return None


def _told_which(
    there: Term, term: Term, clause: Clause, concepts: Concepts, spoken: set[str], text: str, whole: str
) -> bool:
    if _EACH.search(whole[: there.start]):
        return False
    ours, theirs = text[term.start : term.end].lower().split(), whole[there.start : there.end].lower().split()
    if len(theirs) > len(ours) and theirs[-1][:4] == ours[-1][:4]:
        return True  # "any fever", and "a yellow fever"
    if any(w.endswith("ed") for w in theirs):
        return True  # of "fevered" nobody can tell which fevers are meant
    behind = next((t for t in clause.terms if t.start >= there.end), None)
    if behind is None or concepts.get(behind.key, {}).get("light") or not _WHICH.match(whole, there.end):
        return False
    return not any(same(k, behind.key, concepts) for k in spoken)


def _doer(terms: Sequence[Term], n: int, text: str, concepts: Concepts) -> Term | None:
    """Who does what stands at `n`: whoever stands right before it, or right behind it after "by"."""
    deed, behind = terms[n], _by_whom(terms, n, text)
    if behind is not None:
        return behind if _is_somebody(behind, concepts) else None
    before = next((t for t in reversed(terms[:n]) if t.end <= deed.start), None)
    if before is None or not _is_somebody(before, concepts) or before.sign < 0 or _OF_HIM.search(text[: before.start]):
        return None
    between = text[before.end : deed.start]
    if not _DOES.fullmatch(between):
        return None
    # "Sailors found", "town walls": done to them, or theirs.
    plain = between.strip() or (concepts[before.key]["kind"] == "agency" and _FINITE.search(text[: deed.end]))
    return before if plain else None


def _by_whom(terms: Sequence[Term], n: int, text: str) -> Term | None:
    behind = terms[n + 1] if n + 1 < len(terms) else None
    return behind if behind is not None and _BY.fullmatch(text[terms[n].end : behind.start]) else None


def _is_somebody(term: Term, concepts: Concepts) -> bool:
    return concepts.get(term.key, {}).get("kind") in ("person", "agency")


def _done_by_another(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """Somebody who does what another does in the clause, in a part of it that is not the main one."""
    for n, deed in enumerate(said.terms):
        if _is_somebody(deed, concepts) or (deed.key in said.heads and deed.zone == MAIN):
            continue
        doer = _doer(said.terms, n, text, concepts) or _by_whom(said.terms, n, text)
        if doer is None:
            continue
        acts = _is_somebody(doer, concepts)  # else nobody that a law charges with anything: "by the ferry"
        places = [k for k, t in enumerate(clause.terms) if same(deed.key, t.key, concepts)]
        theirs = [t for k in places for t in _doers(clause.terms, k, whole, concepts, acts)]
        # "A master", where it is the pier master.
        named = any(_last_word(whole, t) == _last_word(text, doer) for t in theirs)
        if theirs and not named and not any(_may_be(doer, t, concepts) for t in theirs):
            return doer.key
    return None


def _last_word(text: str, term: Term) -> str:
    return text[term.start : term.end].rpartition(" ")[2][:_STEM].lower()


def _doers(terms: Sequence[Term], n: int, text: str, concepts: Concepts, acts: bool) -> Iterator[Term]:
    doer, by_whom = _doer(terms, n, text, concepts), _by_whom(terms, n, text)
    if doer is not None and (acts or doer is by_whom):
        if doer is not by_whom or concepts[doer.key]["kind"] == "agency":  # "by the person" may mean one of these
            yield doer
    elif acts and _PRONOUN.search(text[: terms[n].start]):
        # "He" is one who acts, and not one by whom something was done.
        yield from (t for t in terms[:n] if _is_somebody(t, concepts) and not _OF_HIM.search(text[: t.start]))


def _may_be(one: Term, other: Term, concepts: Concepts) -> bool:
    """Whether one may be called the other: any of those a law is about by any name."""
    persons = [concepts.get(t.key, {}).get("kind") == "person" for t in (one, other)]
    return all(persons) or same(one.key, other.key, concepts) or same(other.key, one.key, concepts)


def _changed_round(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """To whom or what something is done who does it in the clause, where that is done to something else: "a port may
    choose the pilot", and "a pilot may choose one port"."""
    if "undergone" in said.flags | clause.flags:
        return None
    for deed, done_to in pairwise(said.terms):
        if deed.key not in said.heads or not _is_somebody(done_to, concepts):
            continue
        whose = _WHOSE.match(text, done_to.end) or any(t.start == done_to.end + 1 for t in said.terms)
        if whose or not _BARE.fullmatch(text[deed.end : done_to.start]):
            continue
        for n, there in enumerate(clause.terms[:-1]):
            if not same(deed.key, there.key, concepts) or there.key not in clause.heads:
                continue
            other = clause.terms[n + 1]
            first = {t.key for t in clause.terms[:n] if t.zone == MAIN} or {t.key for t in clause.terms[:n]}
            if (
                _BARE.fullmatch(whole[there.end : other.start])
                and not _is_somebody(other, concepts)
                and any(same(done_to.key, k, concepts) for k in first)
            ):
                return done_to.key
    return None


def _changed_parts(said: Clause, clause: Clause, concepts: Concepts, text: str) -> str | None:
    """Somebody who stands before a deed of a statement, and another behind it, where the clause has both the other way
    round: "a local who plays a stranger", and "a stranger who plays a local"."""
    for n, deed in enumerate(said.terms[1:-1], 1):
        one, other = said.terms[n - 1], said.terms[n + 1]
        parts = all(_is_somebody(t, concepts) or concepts.get(t.key, {}).get("firm") for t in (one, other))
        if not parts or one.end > deed.start or other.start < deed.end or _BY.match(text, deed.end):
            continue
        if _OF_HIM.search(text[: one.start]) or not _DOES.fullmatch(text[one.end : deed.start]) or one.key == other.key:
            continue
        there = [k for k, t in enumerate(clause.terms) if same(deed.key, t.key, concepts)]
        first, second = (
            [k for k, t in enumerate(clause.terms) if t in _alike(p, clause, concepts)] for p in (one, other)
        )
        if there and first and second and min(first) > there[0] and max(second) < there[-1]:
            return one.key
    return None


def _another_thing(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """What the clause has something done to, and the statement to what only other passages speak of: "may revoke a
    charter", and "may revoke a berth", where the passage refers to one that speaks of charters."""
    for n, deed in enumerate(said.terms):
        proves = bool(concepts.get(deed.key, {}).get("proof"))
        thing = _done_to(said.terms[n + 1 :], concepts)
        if deed.zone != MAIN or thing is None or not (deed.key in said.heads or proves):
            continue
        if _alike(thing, clause, concepts) or (_PREPOSITION.search(text[deed.end : thing.start]) and not proves):
            continue
        for k, there in enumerate(clause.terms):
            other = _done_to(clause.terms[k + 1 :], concepts) if same(deed.key, there.key, concepts) else None
            if other is None or there.zone != MAIN:
                continue
            if any(same(t.key, other.key, concepts) for t in (said.terms[n + 1 :] if proves else said.terms)):
                continue
            which = any(t.start == other.end + 1 for t in clause.terms)  # "valid", of a valid paper
            right_there = _BARE.fullmatch(whole[there.end : other.start]) and not (which or _OF.match(whole, other.end))
            if proves or right_there:
                return other.key
    return None


def _done_to(behind: Sequence[Term], concepts: Concepts) -> Term | None:
    """What something is done to: the first plain idea behind it that is in the main part."""
    first = next((t for t in behind if not concepts.get(t.key, {}).get("light")), None)
    return first if first is not None and first.zone == MAIN and first.sign > 0 else None


def _of_others(said: Clause, clause: Clause, concepts: Concepts, text: str, whole: str) -> str | None:
    """Those of whom a thing is said to be that is of others in the clause, and only for them: "a list of ships", and "a
    list of pilots for ships"."""
    for thing, whose in pairwise(said.terms):
        if not _OF_BARE.fullmatch(text[thing.end : whose.start]):
            continue
        theirs = _alike(whose, clause, concepts)
        if not theirs or not all(_FOR.search(whole[: t.start]) for t in theirs):
            continue
        of_others = [
            b for a, b in pairwise(clause.terms)
            if same(thing.key, a.key, concepts) and _OF_BARE.fullmatch(whole[a.end : b.start])
        ]  # fmt: skip
        # "A request for a berth" is one of a berth, too.
        close = any(_FOR_BARE.fullmatch(whole[o.end : t.start]) for o in of_others for t in theirs)
        if of_others and not close and not any(same(t.key, o.key, concepts) for o in of_others for t in said.terms):
            return whose.key
    return None


def _when_and_not_before(said: Clause, clause: Clause, concepts: Concepts, whole: str) -> str | None:
    """What is said to be later than a duty, and is in the clause when that is due."""
    for term in said.terms if said.force == REQUIRE and not said.quantities else ():
        if term.zone != BEFORE or term.when != "before" or concepts.get(term.key, {}).get("light"):
            continue
        alike = _alike(term, clause, concepts)
        told = all(t.zone == IF and not t.when for t in alike)
        if told and any(_WHEN.search(whole[: t.start]) for t in alike):
            return term.key
    return None


def _once_only(said: Clause, clause: Clause, concepts: Concepts, text: str) -> str | None:
    """What a statement names twice, and the clause once: "to save ships from other ships"."""
    for term in said.terms:
        again = any(t.key == term.key and t.start < term.start for t in said.terms)
        if again and _OTHER.search(text[: term.start]) and len({t.start for t in _alike(term, clause, concepts)}) == 1:
            return term.key
    return None
