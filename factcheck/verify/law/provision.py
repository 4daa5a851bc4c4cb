"""Decides what a sentence says that the law says, from the comparison with the passages nominated for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from factcheck.model.claim import INFERRED, WRITTEN, Rule, Slot
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Evidence,
    Reading,
)
from factcheck.model.norm import DENY, IF, MAIN, REFUSING, STATE, UNLESS, Clause, Norm
from factcheck.model.record import replace
from factcheck.model.source import OfficialText
from factcheck.verify.law.match import AGAINST, HELD, OPEN, Match
from factcheck.verify.law.misplaced import is_headed, misplaced, only_named
from factcheck.verify.law.norms import compare

Facts = Mapping[str, Any]
_DOUBT = ("modality", "says so only under conditions of its own")
_NEARER = ("number", "gives this number for something else, and another for more of what is said")
_NUMBERS = ("number", "duration")
_MANY = 3  # ideas by which a passage is found without a doubt
_SHOWN = 4  # words that the text lacks
_LONGEST = 700  # of an excerpt, in characters


def verify_rule(
    assertion: Rule,
    cited: Sequence[Norm],
    elsewhere: Callable[[], Sequence[Norm]],
    sections: Callable[[], Sequence[Norm]],
    documents: Mapping[int, OfficialText],
    facts: Facts,
    text: str,
) -> AssertionFinding:
    """The verdict on `assertion`, with the words of the law that decide it.

    `cited` are the norms under the provisions it cites, `elsewhere` gives those nearest to its words
    in other sections; it is asked for them when nothing is cited or the cited ones say nothing of it. `sections`
    gives all norms of the sections cited.
    """
    concepts = facts["thesaurus"]["concepts"]
    build = _Build(assertion, documents, facts, text, [n.address for n in cited])
    norms = cited if assertion.cited else elsewhere()
    if not norms:
        lacking = f"the sources do not hold {assertion.citation or 'it'}"
        return build.open_("no-source", lacking, "the text of that provision: add it with factcheck sources add", None)
    about = only_named(assertion, text) if assertion.cited else None
    settled = _without_comparing(build, assertion, norms, about, concepts)
    if settled is not None:
        return settled
    best: list[Match] = []
    rivals: list[Match] = []
    for clause in assertion.clauses:
        matches = compare(clause, norms, concepts, text)
        matches.sort(key=lambda m: (m.status != HELD, len(m.missing), len(m.silent), -m.weight, -m.core, len(m.open)))
        best.append(_decisive(matches))
        if best[-1].status != OPEN and not _agreed(assertion, matches, best[-1].status, text):
            says = "the provisions cited do not all say the same of this"
            return build.open_("unresolved", says, "the one provision that it rests on", best[-1])
        rivals += matches
    named = about is not None and not any(c.quantities for c in assertion.clauses)
    if all(m.status == HELD for m in best) and not named:
        if not assertion.cited and not any(_says_enough(c, concepts, assertion.tentative) for c in assertion.clauses):
            return build.open_("unresolved", "too little is said to find it by", "the provision that is meant", best[0])
        other = None if assertion.cited else _other_number(rivals, best[0])
        if other is not None:
            why = f"{best[0].norm.locator} says so, but {other.norm.locator} {other.against[0][1]}"
            return build.open_("unresolved", why, "the provision that is meant", best[0])
        return build.supported(best[0])
    against = next((m for m in best if m.status == AGAINST), None)
    if against is not None and (about is None or against.against[0][0] in ("number", "duration")):
        doubt = _doubt(assertion, against, rivals, concepts)
        doubt = doubt or _said_farther(assertion, norms, sections, concepts, text)
        if not doubt:
            return build.conflicting(against)
        why = f"{against.norm.locator} {against.against[0][1]}, and {doubt}"
        return build.open_("unresolved", why, "the provision that is meant", against)
    if assertion.cited and not build.lacking and (best[0].missing or best[0].silent or named):
        found = misplaced(assertion, best[0], elsewhere, sections, concepts, text)
        if found is not None:
            return build.misplaced(found)
    return build.open_("unresolved", _why(best[0]), "wording that the provision's own text settles", best[0])


def _said_farther(
    assertion: Rule,
    norms: Sequence[Norm],
    sections: Callable[[], Sequence[Norm]],
    concepts: Mapping[str, Any],
    text: str,
) -> str:
    """Where a provision cited says so that is not among `norms`, those nearest to the words; "" where none does."""
    near = {n.address for n in norms}
    every = sections() if assertion.cited else ()
    farther = (n for n in every if n.address not in near and any(_below(n.address, a) for a in assertion.cited))
    compared = ((n, compare(c, [n], concepts, text)[0]) for n in farther for c in assertion.clauses)
    found = next((n for n, match in compared if match.status == HELD), None)
    return "" if found is None else f"{found.locator} says so"


def _without_comparing(
    build: _Build, assertion: Rule, norms: Sequence[Norm], about: Sequence[str] | None, concepts: Mapping[str, Any]
) -> AssertionFinding | None:
    """The verdict where nothing is said to compare, or only what a provision is about."""
    lacking = about is not None and all(
        concepts.get(k, {}).get("light") or concepts.get(k, {}).get("amount") for k in about
    )
    if not assertion.clauses or lacking:
        needs = "wording that the text settles"
        return build.open_("unresolved", "too little is said to compare", needs, Match(norms[0]))
    if about is None or any(c.quantities for c in assertion.clauses):
        return None
    headed = next((n for n in norms if is_headed(n, about, concepts)), None)
    return None if headed is None else build.supported(Match(headed))


def verify_absent(
    assertion: Rule, path: str, nearest: Norm, documents: Mapping[int, OfficialText], facts: Facts, text: str
) -> AssertionFinding:
    """The verdict on an assertion that cites a paragraph, `path`, which the law does not have."""
    return _Build(assertion, documents, facts, text).absent(path, Match(nearest))


def verify_called(
    assertion: Rule,
    own: Sequence[Norm],
    theirs: Sequence[Norm],
    documents: Mapping[int, OfficialText],
    facts: Facts,
    text: str,
) -> AssertionFinding | None:
    """The verdict on an assertion that gives the provision it cites the name of another.

    `own` are the norms of what is cited, `theirs` those of what has the name. None where what is cited speaks of what
    the name says, too, or nobody's text is held.
    """
    called = assertion.called
    if called is None or not own or not called.ideas or _speaks_of(own, called.ideas):
        return None
    named = next((n for n in theirs if _speaks_of([n], called.ideas)), None)
    return None if named is None else _Build(assertion, documents, facts, text).misnamed(called.words, Match(named))


def verify_codified(
    assertion: Rule, theirs: Sequence[Norm], documents: Mapping[int, OfficialText], facts: Facts, text: str
) -> AssertionFinding | None:
    """The verdict on an assertion that says a provision is codified elsewhere than it is; `theirs` are its norms."""
    if assertion.codified is None:
        return None
    build, words = _Build(assertion, documents, facts, text), assertion.codified.words
    if not theirs:
        needs = "the text of that provision: add it with factcheck sources add"
        return build.open_("no-source", f"the sources do not hold {words}, which is codified elsewhere", needs, None)
    return build.miscoded(words, Match(theirs[0]))


def _speaks_of(norms: Sequence[Norm], ideas: frozenset[str]) -> bool:
    return any(k in n.own or k in n.far for n in norms for k in ideas)


def _decisive(matches: Sequence[Match]) -> Match:
    """The match that decides: one that holds; else a contradiction that no other passage leaves open."""
    against = [m for m in matches if m.status == AGAINST]
    held = [m for m in matches if m.status == HELD]
    other = next((m for m in matches if m.instead and m.status == OPEN), None)
    if held and other is not None and all(other.close > h.close for h in held):
        return other  # the passage that has most of the statement has another thing in place of one of its ideas
    doubtful = all(any(_outweighs(a, h) for a in against) for h in held)
    # A passage that has all of a statement in one clause outweighs those that have it in several.
    whole = any(a.close == 1 and not a.open and all(a.close > h.close for h in held) for a in against)
    if held and doubtful and not whole:
        return next((m for m in matches if m.status == OPEN), replace(matches[0], open=[_DOUBT]))
    if held and not doubtful:
        nearer = all(any(_nearer(a, h) or _its_own_case(a, h) for a in against) for h in held)
        return replace(held[0], open=[_NEARER]) if nearer else held[0]
    ruled = any(m.clause is not None and m.clause.force not in (STATE, DENY) for m in against)
    numbered = {slot for m in against for slot, _ in m.against if slot in _NUMBERS}
    rival = [
        m for m in matches
        if not (m.missing or m.silent or m.against or (ruled and _tells(m) and numbered.isdisjoint(m.held)))
    ]  # fmt: skip
    # What a passage farther from the statement leaves open is something else.
    nearest = max((m.close for m in against if not m.open), default=0.0)
    rival = [m for m in rival if m.close >= nearest]
    if against and not rival:
        return min(against, key=lambda m: (len(m.against) + len(m.open), -m.core))
    return rival[0] if rival else matches[0]


# What says of several provisions that each of them does it.
_EACH = re.compile(r"\b(?:both|each|every|all|neither|nor|respectively|alike)\b", re.IGNORECASE)


def _agreed(assertion: Rule, matches: Sequence[Match], status: str, text: str) -> bool:
    """Whether enough of several provisions cited are of this status: each to contradict, and one to support, unless
    the words are about each."""
    if len(assertion.cited) < 2 or (status == HELD and not _EACH.search(text)):
        return True
    return all(
        bool(under) and _decisive(under).status == status
        for under in ([m for m in matches if _below(m.norm.address, a)] for a in assertion.cited)
    )


def _outweighs(against: Match, held: Match) -> bool:
    """Whether a passage that says the contrary holds more of a statement than one that says so.

    Or as much of it, while the other says so under conditions that the statement does not have.
    """
    if against.open or against.clause is None or held.clause is None:
        return False
    if _numbers_aside(against, held) or _only_half_meant(against, held):
        return False
    if _forbids_another(against.clause, held.clause, set(held.wording)):
        return against.close >= held.close and against.core >= held.core
    if against.core != held.core:
        return against.core > held.core
    if against.close > held.close and against.against[0][0] in ("modality", "object"):
        return True
    nearer = against.close >= held.close and _to_the_letter(against) > _to_the_letter(held)
    if nearer and against.against[0][0] == "modality":
        return True
    spoken = set(held.wording)
    unsaid = [t for t in held.clause.terms if t.zone == UNLESS and t.key not in spoken]
    contrary = any(slot == "modality" for slot, _ in against.against)
    contrary = contrary and _to_the_letter(against) >= _to_the_letter(held)
    return contrary and (bool(unsaid) or "lifted" in held.clause.flags) and "lifted" not in against.clause.flags


def _only_half_meant(against: Match, held: Match) -> bool:
    """Whether a passage that says the contrary is about something else, or about a case that a statement hardly names,
    and the one that says so is not."""
    if against.clause is None or held.clause is None:
        return False
    lifted = "lifted" in against.clause.flags and "lifted" not in held.clause.flags
    named = sum(k in against.wording for k in against.clause.topic)
    return (held.does and not against.does and held.close >= against.close) or (
        lifted and 2 * named < len(against.clause.topic)
    )


def _forbids_another(against: Clause, held: Clause, said: set[str]) -> bool:
    """Whether one clause forbids somebody what another lets somebody else do, and the statement names neither.

    "Leave cannot be withdrawn", where no council may withdraw it, and the master may.
    """
    ours, theirs = (next((t.key for t in c.terms if t.agent), "") for c in (against, held))
    return held.force in REFUSING and bool(ours and theirs) and ours != theirs and said.isdisjoint((ours, theirs))


def _to_the_letter(match: Match) -> int:
    """How many ideas of a statement a clause has as they are, and not by what may stand for them."""
    own = {t.key for t in match.clause.terms} if match.clause is not None else set()
    return sum(key in own for key in match.wording)


def _nearer(against: Match, held: Match) -> bool:
    """Whether a passage with another number has more of a statement in its own words than one with this number."""
    numbered = any(slot in _NUMBERS for slot, _ in against.against)
    if not numbered or against.open or sum(slot in _NUMBERS for slot in held.held) > 1:
        return False  # two numbers, and both right: no accident
    aside = _by_the_way(held.clause) and not _by_the_way(against.clause)
    if _numbers_aside(against, held):
        return False
    return against.own > held.own or (against.own == held.own and aside)


def _its_own_case(against: Match, held: Match) -> bool:
    """Whether a passage gives another number in a case that it names, and the one that gives this number has that case
    only in what it is subject to."""
    if not any(slot in _NUMBERS for slot, _ in against.against) or against.open or held.clause is None:
        return False
    if "subject-to" not in held.clause.flags:
        return False
    there = {held.wording[k] for k in held.wording if k in held.norm.own or k in held.norm.far}
    # One phrase may stand for two ideas, of which the passage has one.
    elsewhere = (k for k, words in held.wording.items() if k in held.norm.near and words not in there)
    own = against.clause
    if own is None or not own.quantities:
        return False
    first = min(q.start for q in own.quantities if q.zone == MAIN) if any(q.zone == MAIN for q in own.quantities) else 0
    spoken = {t.key for t in own.terms if t.zone == IF and t.start < first}
    return any(k in spoken for k in elsewhere)


def _by_the_way(clause: Clause | None) -> bool:
    """Whether a clause gives its numbers only in conditions: "may be lifted upon a motion filed within 180 days"."""
    return clause is not None and bool(clause.quantities) and all(q.zone != MAIN for q in clause.quantities)


def _numbers_aside(against: Match, held: Match) -> bool:
    """Whether a passage only contradicts a number, and gives its own by the way, where the other lays its own down and
    has more of the statement."""
    only = _by_the_way(against.clause) and all(slot in _NUMBERS for slot, _ in against.against)
    return only and not _by_the_way(held.clause) and held.own > against.own and held.close >= against.close


def _below(address: str, cited: str) -> bool:
    return f"{address}-".startswith(f"{cited}-")


def _says_enough(clause: Clause, concepts: Mapping[str, Any], tentative: bool) -> bool:
    """Whether a clause has two ideas or a number, enough to tell by which passage is meant.

    Where no law is spoken of, whoever acts is no such idea, and a number needs one beside it.
    """
    if "means" in clause.flags:
        return True
    if tentative:
        return len(_topics(clause, concepts)) + bool(clause.quantities) > 1
    ideas = {t.key for t in clause.terms if not concepts.get(t.key, {}).get("light")}
    return len(ideas) > 1 or bool(clause.quantities)


def _topics(clause: Clause, concepts: Mapping[str, Any]) -> set[str]:
    """What a clause is about, whoever acts."""
    ideas = {t.key for t in clause.terms if not concepts.get(t.key, {}).get("light")}
    return {k for k in ideas if concepts.get(k, {}).get("kind") != "agency"}


def _unmistakable(match: Match, concepts: Mapping[str, Any]) -> bool:
    """Whether a passage that says the contrary is surely the one meant, though no law is spoken of.

    It holds all that is said in one clause; of another case another number may well hold.
    """
    said = {k for k in match.wording if not concepts.get(k, {}).get("light")}
    said = {k for k in said if concepts.get(k, {}).get("kind") != "agency"}
    firm = all(slot in ("modality", "actor", "recipient", "condition") for slot, _ in match.against)
    return match.close == 1 and len(said) >= _MANY and firm


def _other_number(matches: Sequence[Match], held: Match) -> Match | None:
    """A passage of another section that gives another number for all that is said, where no provision is cited."""
    return next((
        m for m in matches
        if m.status == AGAINST and m.against[0][0] in ("number", "duration")
        and m.core >= held.core and m.close >= held.close
        and m.norm.locator.partition("(")[0] != held.norm.locator.partition("(")[0]
    ), None)  # fmt: skip


def _doubt(assertion: Rule, against: Match, matches: Sequence[Match], concepts: Mapping[str, Any]) -> str:
    """Why a passage that says the contrary may not be the one meant, "" where it is."""
    if assertion.tentative and not _unmistakable(against, concepts):
        return "the sentence names no law"
    several = any(len(c.quantities) > 1 for c in assertion.clauses)  # "up to 2 years, or up to 20 if …"
    other = _this_number(matches, against, several) or _numbers_apart(assertion, against, matches)
    return "" if other is None else f"{other.norm.locator} gives this number"


def _numbers_apart(assertion: Rule, against: Match, matches: Sequence[Match]) -> Match | None:
    """A passage that has a number of a statement with several which the one against it lacks: "10 years after the first
    sale and 20 after the second", each in a paragraph of its own."""
    numbered = all(slot in _NUMBERS for slot, _ in against.against)
    several = [[q for q in c.quantities if q.zone == MAIN] for c in assertion.clauses]
    said = {(q.unit, q.value) for listed in several if len(listed) > 1 for q in listed}
    lacking = said - _numbers_in(against.norm)
    if not numbered or not lacking:
        return None
    others = [m for m in matches if not m.missing and m.norm.address != against.norm.address]
    held = {n for m in others for n in _numbers_in(m.norm)}
    return next((m for m in others if lacking & _numbers_in(m.norm)), None) if lacking <= held else None


def _numbers_in(norm: Norm) -> set[tuple[str, Decimal]]:
    return {(q.unit, q.value) for c in norm.clauses for q in c.quantities}


def _this_number(matches: Sequence[Match], against: Match, several: bool) -> Match | None:
    """A passage that has all ideas of a statement and its number, where one that gives another leaves more open.

    Or the statement has `several` numbers, which may stand in as many passages.
    """
    numbers = {"number", "duration"}
    if against.against[0][0] not in numbers or not (against.open or several):
        return None
    return next((
        m for m in matches
        if not m.missing and numbers & set(m.held) and not any(slot in numbers for slot, _ in m.against)
    ), None)  # fmt: skip


def _tells(match: Match) -> bool:
    """Whether a passage only tells what is so, which leaves open nothing that a rule has settled."""
    return match.clause is not None and match.clause.force in (STATE, DENY) and not match.clause.applies


def _why(match: Match) -> str:
    if match.missing:
        words = dict.fromkeys(f"“{match.wording.get(t.key) or t.key.lstrip('=')}”" for t in match.missing)
        return "the text says nothing about " + ", ".join(list(words)[:_SHOWN])
    if match.silent:
        return "the text " + "; ".join(dict.fromkeys(says for _, says in match.silent))
    if match.open:
        return "the text " + "; ".join(dict.fromkeys(says for _, says in match.open))
    return "too little is said to compare"


class _Build:
    """Builds the finding on one assertion."""

    def __init__(
        self,
        assertion: Rule,
        documents: Mapping[int, OfficialText],
        facts: Facts,
        text: str,
        held: Sequence[str] | None = None,
    ) -> None:
        self.assertion = assertion
        self.documents = documents
        self.facts = facts
        self.text = text
        self.lacking = self._lacking(held) if held else ""

    def _lacking(self, held: Sequence[str]) -> str:
        """Which of several provisions cited are not held, in words."""
        labels = {c["id"]: c.get("label", c["id"]) for c in self.facts.get("codes", ())}
        names = []
        for address in self.assertion.cited:
            section = "-".join(address.split("-")[:3])
            code = next((c for c in labels if section.startswith(f"{c}-")), "")
            if code and not any(_below(h, section) for h in held):
                names.append(f"{labels[code]} {section.removeprefix(code + '-')}")
        return f"; the sources do not hold {', '.join(dict.fromkeys(names))}" if names else ""

    def supported(self, match: Match) -> AssertionFinding:
        detail = f"{match.norm.locator} says so{self.lacking}"
        return self._finding(SUPPORTED, "law", (self._reading(match, "fits", detail),))

    def conflicting(self, match: Match) -> AssertionFinding:
        slot, says = match.against[0]
        detail = f"{match.norm.locator} {says}"
        return self._finding(CONFLICTING, "law", (self._reading(match, "fails", detail, slot),), slot)

    def misplaced(self, match: Match) -> AssertionFinding:
        detail = f"{match.norm.locator} says this, and {self.assertion.citation} says nothing of it"
        return self._finding(CONFLICTING, "citation", (self._reading(match, "fails", detail, "citation"),), "citation")

    def misnamed(self, words: str, match: Match) -> AssertionFinding:
        section = match.norm.locator.partition("(")[0].strip()
        detail = f"“{words}” is {section}, and {self.assertion.citation} says nothing of it"
        return self._finding(CONFLICTING, "citation", (self._reading(match, "fails", detail, "citation"),), "citation")

    def miscoded(self, words: str, match: Match) -> AssertionFinding:
        detail = f"{words} is {match.norm.locator.partition('(')[0].strip()}"
        return self._finding(CONFLICTING, "citation", (self._reading(match, "fails", detail, "citation"),), "citation")

    def absent(self, path: str, nearest: Match) -> AssertionFinding:
        section = nearest.norm.locator.partition("(")[0].strip()
        detail = f"{section} has no {path}; the nearest is {nearest.norm.locator}"
        return self._finding(
            CONFLICTING, "citation", (self._reading(nearest, "fails", detail, "citation"),), "citation"
        )

    def open_(self, reason: str, why: str, needs: str, match: Match | None) -> AssertionFinding:
        why += self.lacking
        readings = () if match is None else (self._reading(match, "no-data", why),)
        return self._finding(UNVERIFIED, reason, readings, None, why, needs)

    def _reading(self, match: Match, outcome: str, detail: str, failed: str | None = None) -> Reading:
        norm = match.norm
        document = self.documents[norm.document]
        evidence = Evidence(
            document.source, document.title, document.url, norm.locator, release=document.date,
            published=document.date, excerpt=_excerpt(match),
        )  # fmt: skip
        licence = self.assertion.citation or "found by its words: no provision is cited"
        found_by = "" if self.assertion.cited else "the words of the sentence"
        return Reading(norm.locator, outcome, licence, (evidence,), None, failed, detail, found_by)

    def _finding(
        self,
        status: str,
        rule: str,
        readings: tuple[Reading, ...],
        failed: str | None = None,
        why: str = "",
        needs: str = "",
    ) -> AssertionFinding:
        span = self.assertion.span
        caveats = (Caveat(rule, why),) if why else ()
        reason = rule if status == UNVERIFIED else ""
        return AssertionFinding(
            self.text[span.start : span.end], span.start, span.end, status, rule, self._slots(readings), readings,
            caveats=caveats, failed_slot=failed, reason=reason, needs=needs,
        )  # fmt: skip

    def _slots(self, readings: Sequence[Reading]) -> tuple[Slot, ...]:
        written = bool(self.assertion.cited)
        name = self.assertion.citation or (readings[0].query if readings else "")
        origin = self.assertion.origin if written else INFERRED
        slots = [Slot("provision", name, origin, None, "" if written else "its words")]
        if not self.assertion.clauses:
            return tuple(slots)
        first = self.assertion.clauses[0]
        slots.append(Slot("modality", first.force, WRITTEN))
        for quantity in first.quantities:
            slots.append(Slot("number", self.text[quantity.start : quantity.end], WRITTEN))
        for term in first.terms:
            slots.append(Slot("actor" if term.agent else term.zone, self.text[term.start : term.end], WRITTEN))
        return tuple(slots)


def _excerpt(match: Match) -> str:
    """The sentence of the passage that the matched clause stands in, else its beginning."""
    text = " ".join(match.norm.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
