"""Turns a rule that a sentence states into the passages of law it may be about, read and ready to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

from factcheck.model.claim import Rule
from factcheck.model.norm import (
    DENY,
    FORBID,
    FREE,
    IF,
    PERMIT,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
)
from factcheck.model.record import replace
from factcheck.model.source import OfficialText, Passage, Texts, lead_in
from factcheck.retrieve.addresses import LEVELS, Path, beside, order_of, other_sections, path_of
from factcheck.retrieve.definitions import Definitions
from factcheck.retrieve.leads import defined, demanded, hanging, joined, leads_in, listed, says_something, unfinished
from factcheck.text.citations import CitationFinder
from factcheck.text.rules.lexer import Thesaurus, thesaurus_of
from factcheck.text.rules.reader import read

NOMINATED = 36
_ALL = 100  # a cited provision with no more passages than this is read whole
_NEIGHBOURS = 40
_SIBLINGS = 2  # paragraphs that show how a provision is divided
_COMPLETIONS = 3  # of a lead-in, looked at when it is near
_DEPTH = 2  # references of references are followed this far
_NEGATED = {PERMIT: FORBID, REQUIRE: FREE, FORBID: PERMIT, STATE: DENY, DENY: STATE, FREE: REQUIRE}


class Statutes:
    """The sections of law among a library's documents; passages are read when first asked for.

    A section may be held whole, or as single provisions that are documents of their own.
    """

    def __init__(self, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.texts = texts
        self.facts = facts
        self.thesaurus: Thesaurus = thesaurus_of(facts)
        finder = CitationFinder(facts.get("codes", ()))
        laws = {name for name, kind in facts.get("kinds", {}).items() if kind.get("law")}
        self.sections: dict[str, list[OfficialText]] = {}
        self._titles: dict[str, str] = {}
        for document in texts.documents().values():
            if document.kind not in laws:
                continue
            cited = finder.find(document.title[:60])
            if not cited and not document.complete and (held := texts.passages(document.id)):
                cited = finder.find(held[0].locator)
            if not cited or not cited[0].address or cited[0].span.start > 1:
                continue
            section = "-".join(cited[0].address.split("-")[: -len(cited[0].path) or None])
            self.sections.setdefault(section, []).append(document)
            if not cited[0].path:
                self._titles[section] = document.title[cited[0].span.end :].strip(" .:-–—")
        self._of = {d.id: address for address, held in self.sections.items() for d in held}
        self._passages: dict[str, dict[Path, Passage]] = {}
        self._norms: dict[tuple[str, Path], Norm] = {}
        self._held: dict[tuple[str, Path], Norm | None] = {}
        self._terms: dict[str, frozenset[str]] = {}
        self._read_clauses: dict[tuple[str, Path], list[Clause]] = {}
        self._leads: dict[str, frozenset[int]] = {}

    # ---- candidates ---------------------------------------------------------------------------

    def cited(self, rule: Rule, text: str) -> list[Norm]:
        """The norms of the held provisions that `rule` cites, those nearest to its words."""
        found: list[Norm] = []
        for address in rule.cited:
            section, path = self.place(address)
            if not section:
                continue
            paths = self._paths(section)
            depth, within = self._depth(section, path)
            if depth < len(path) and not within:
                continue  # what is not held says nothing, and neither does what stands above it
            path = path[:depth]
            under = [p for p in paths if p[: len(path)] == path]
            if len(under) > _ALL:
                among = [d.id for d in self.sections[section]]
                nearest = self._nearest(rule, text, among)
                held = set(under)
                under = [q for q in dict.fromkeys(path_of(p.locator) for p, _ in nearest) if q in held][:NOMINATED]
                under = [*under, *beside(under, held)]
                under += [p for s, p in self._definitions.of(text) if s == section and p in held and p not in under]
            found += [self.norm(section, p) for p in under if self._says_something(section, p)]
        return found

    def under(self, address: str) -> list[Norm]:
        """Every norm at and below an address, in order."""
        section, path = self.place(address)
        paths = [p for p in self._paths(section) if p[: len(path)] == path] if section else []
        return [self.norm(section, p) for p in paths if self._says_something(section, p)]

    def sections_of(self, rule: Rule) -> list[Norm]:
        """Every norm of the sections that `rule` cites."""
        return [norm for section in dict.fromkeys(self.place(a)[0] for a in rule.cited) for norm in self.under(section)]

    def absent(self, rule: Rule) -> tuple[str, Norm] | None:
        """A cited paragraph that a section held whole lacks: its letters, and the norm that stands last before it.

        Only what would come after the last of two or more: a gap may be a repealed paragraph.
        """
        for address in rule.cited:
            section, path = self.place(address)
            if not path or not any(d.complete for d in self.sections[section]):
                continue
            depth, within = self._depth(section, path)
            siblings = sorted((p for p in self._paths(section) if len(p) == depth + 1 and p[:depth] == path[:depth]),
                              key=lambda p: order_of(p[-1]))  # fmt: skip
            if not depth and not any(p[-1] == "z" for p in siblings):
                siblings = [p for p in siblings if len(p[-1]) == 1]  # "(ii)" there is a list within a subsection
            if depth == len(path) or within or len(siblings) < _SIBLINGS:
                continue
            letters = "".join(f"({part})" for part in path[: depth + 1])
            named = any(letters in p.text for p in self._paths(section).values())  # the law itself speaks of it
            if not named and order_of(siblings[-1][-1]) < order_of(path[depth]):
                return letters, self.norm(section, siblings[-1])
        return None

    def _depth(self, section: str, path: Path) -> tuple[int, bool]:
        """How much of `path` is held, and whether the next part stands within the text ("(1) ships and (2) boats")."""
        paths = self._paths(section)
        depth = next((n for n in range(len(path), 0, -1) if any(p[:n] == path[:n] for p in paths)), 0)
        mark = f"({path[depth]})" if depth < len(path) else ""
        return depth, bool(mark) and any(mark in paths[p].text for p in paths if p[:depth] == path[:depth])

    def elsewhere(self, rule: Rule, text: str) -> list[Norm]:
        """The norms nearest to the words of `rule` in all statutes but the sections it cites."""
        avoided = {self.place(a)[0] for a in rule.cited}
        among = [i for i, section in self._of.items() if section not in avoided]
        if not among:
            return []
        nearest = self._nearest(rule, text, among)
        places = dict.fromkeys((self._of[p.document], path_of(p.locator)) for p, _ in nearest)
        places |= dict.fromkeys(p for p in self._definitions.of(text) if p[0] not in avoided)
        kept = dict.fromkeys(whole for place in places for whole in self._whole_of(*place))
        return [self.norm(*place) for place in kept]

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions(((s, p), held.text) for s in self.sections for p, held in self._paths(s).items())

    def _nearest(self, rule: Rule, text: str, among: Sequence[int]) -> list[tuple[Passage, float]]:
        """The passages nearest to the sentence as written, and with the law's words for its ideas, in turn."""
        plain = self.texts.nominate(text, NOMINATED, among)
        expanded = self.texts.nominate(self.query(rule, text), NOMINATED, among)
        return [p for pair in zip_longest(plain, expanded) for p in pair if p is not None]

    def _whole_of(self, section: str, path: Path) -> list[tuple[str, Path]]:
        """A passage; of one that only leads in to others, the first few of these."""
        if self._says_something(section, path):
            return [(section, path)]
        below = [p for p in self._paths(section) if len(p) == len(path) + 1 and p[: len(path)] == path]
        return [(section, p) for p in below[:_COMPLETIONS] if self._says_something(section, p)]

    def _says_something(self, section: str, path: Path) -> bool:
        """Whether a passage holds a whole sentence, and is no heading and no lead-in alone."""
        if self._kept(section, path) is not None:
            return True
        whole = self._whole(section, path) or self._listed(section, path)
        return bool(whole) and says_something(self._joined(section, path))

    def _listed(self, section: str, path: Path) -> str:
        """What a lead-in and the short items below it say together, "" when they do not make one sentence."""
        passage = self._paths(section)[path]
        below = [p for q, p in self._paths(section).items() if len(q) > len(path) and q[: len(path)] == path]
        nested = any(p.parent != passage.number for p in below)
        lead, items = unfinished(passage.text), [p.text.strip() for p in below]
        return defined(lead, items) or ("" if nested else listed(lead, items))

    def _whole(self, section: str, path: Path) -> str:
        """The text of a passage without the unfinished sentence that nested passages complete."""
        passage = self._paths(section)[path]
        if passage.number not in self._leading(section):
            return passage.text
        tail = unfinished(passage.text)
        return passage.text.rstrip("—-: ").removesuffix(tail).rstrip() if tail else passage.text

    def _leading(self, section: str) -> frozenset[int]:
        """The numbers of the passages of a section that lead in to others."""
        if section not in self._leads:
            self._leads[section] = frozenset(p.parent for p in self._paths(section).values())
        return self._leads[section]

    def place(self, address: str) -> tuple[str, Path]:
        """The held section at or above `address` ("" when none is), and the path below it."""
        parts = address.split("-")
        for n in range(len(parts), 1, -1):
            section = "-".join(parts[:n])
            if section in self.sections:
                return section, tuple(parts[n:])
        return "", ()

    def query(self, rule: Rule, text: str) -> str:
        """The words of the sentence with the other words for its ideas."""
        words: dict[str, None] = dict.fromkeys(re.findall(r"[a-z]{3,}", text.lower()))
        for key in dict.fromkeys(t.key for c in rule.clauses for t in c.terms):
            idea = self.thesaurus.concepts.get(key)
            if idea is not None and not idea.get("light"):
                words.update(dict.fromkeys(idea.get("query", ())))
        return " ".join(words)

    # ---- passages into norms ------------------------------------------------------------------

    def _paths(self, section: str) -> dict[Path, Passage]:
        known = self._passages.get(section)
        if known is None:
            known = {}
            whole_first = sorted(self.sections[section], key=lambda d: (not d.complete, d.id))
            for document in whole_first:
                for passage in self.texts.passages(document.id):
                    path = path_of(passage.locator)
                    first = known.get(path)
                    if first is None:
                        known[path] = passage
                    elif first.document == document.id:
                        known[path] = replace(first, text=f"{first.text} {passage.text}")
            self._passages[section] = known
        return known

    def norm(self, section: str, path: Path) -> Norm:
        """The passage at `path`, read together with the words that lead in to it."""
        key = (section, path)
        if self._kept(section, path) is None and key not in self._norms:
            self._norms[key] = self._read(section, path)
        return self._kept(section, path) or self._norms[key]

    def _kept(self, section: str, path: Path) -> Norm | None:
        """The norm of a passage that says something, as read when the library was compiled."""
        key = (section, path)
        if key not in self._held:
            self._held[key] = self.texts.norm("-".join((section, *path)))
        return self._held[key]

    def norms(self) -> Iterator[Norm]:
        """Every passage that says something, read."""
        for section in self.sections:
            yield from (
                self.norm(section, path) for path in self._paths(section) if self._says_something(section, path)
            )

    def _read(self, section: str, path: Path) -> Norm:
        passage = self._paths(section)[path]
        clauses = list(self._clauses(section, path))
        own: dict[str, set[int]] = {}
        for clause in clauses:
            for term in clause.terms:
                own.setdefault(term.key, set()).add(term.sign)
        near: set[str] = set()
        for clause in list(clauses):
            for target in (t for r in clause.refs for t in self._resolve(r, section, path)):
                # Of another section only what it is called: its text has conditions of its own.
                near |= self._keys(target, _DEPTH) if target[0] == section else self._headings(*target)
            if clause.applies and clause.force == DENY:
                subjects = [t for r in clause.about for t in self._resolve(r, section, path)]
                clauses += self._lifted(clause, subjects)
            elif self._regards(clause):
                clauses += self._regarded(clause, [t for r in clause.about for t in self._resolve(r, section, path)])
        near |= self._before(section, path)
        return Norm(
            "-".join((section, *path)), passage.locator, passage.document, passage.text, tuple(clauses),
            {k: frozenset(v) for k, v in own.items()}, frozenset(near), self._headings(section, path),
            self._around(section, path),
        )  # fmt: skip

    def _before(self, section: str, path: Path) -> set[str]:
        """The terms of the sentences above that a passage goes on from."""
        found: set[str] = set()
        for n in range(1, len(path)):
            above = self._paths(section).get(path[:n])
            if above is not None and leads_in(above.text) and unfinished(above.text):
                found |= _named_in(self._clauses(section, path[:n]))
        return found

    def _clauses(self, section: str, path: Path) -> Sequence[Clause]:
        """The clauses of a passage with its lead-in, read once."""
        known = self._read_clauses.get((section, path))
        if known is None:
            text = self._joined(section, path)
            known = self._read_clauses[section, path] = demanded(text, read(text, self.thesaurus))
        return known

    def _joined(self, section: str, path: Path) -> str:
        """A passage after the unfinished sentences that lead in to it."""
        passage = self._paths(section)[path]
        if passage.parent < 0:
            return self._piece(section, path)
        before = lead_in(passage, self.texts.passages(passage.document))
        text = ""
        for part in (*before, passage):
            above = part.text or hanging(part.heading)
            piece = self._piece(section, path) if part is passage else unfinished(above)
            if not piece or (part is not passage and not leads_in(above)):
                continue
            text = joined(text, piece)
        return text

    def _piece(self, section: str, path: Path) -> str:
        return self._whole(section, path) or self._listed(section, path) or self._paths(section)[path].text

    def _headings(self, section: str, path: Path) -> frozenset[str]:
        """The terms of the section's title and of all headings above a passage and of its own."""
        found = set(self._words(self._titles.get(section, "")))
        for n in range(len(path) + 1):
            at = self._paths(section).get(path[:n])
            if at is not None and at.heading:
                found |= self._words(at.heading)
        found.update(self.thesaurus.at("-".join((section.rpartition("-")[2], *path))))
        return frozenset(found)

    def _around(self, section: str, path: Path) -> frozenset[str]:
        """The terms of passages beside and below a passage."""
        above = path[: max(1, len(path) - 1)]
        found: set[str] = set()
        near = [p for p in self._paths(section) if p[: len(above)] == above and p != path]
        for other in near[:_NEIGHBOURS]:
            found |= {t.key for c in self._clauses(section, other) for t in c.terms}
        return frozenset(found)

    def _words(self, text: str) -> frozenset[str]:
        if text not in self._terms:
            self._terms[text] = frozenset(t.key for c in read(text, self.thesaurus) for t in c.terms)
        return self._terms[text]

    def _light(self, key: str) -> bool:
        return bool(self.thesaurus.concepts.get(key, {}).get("light"))

    # ---- references ---------------------------------------------------------------------------

    def _resolve(self, reference: str, section: str, path: Path) -> list[tuple[str, Path]]:
        """The places that "subparagraphs (A) and (B)" or "section 12 of this title" mean, seen from `path`."""
        low = reference.lower()
        if low.startswith("this "):
            depth = next((n + 1 for word, n in LEVELS[1:] if low == f"this {word}"), 0)
            return [(section, path[:depth])] if 0 < depth < len(path) else []
        if re.search(r"sections?\s+\d", low):
            return self._resolve_other(reference, section)
        level = next((n for word, n in LEVELS if low.startswith(word)), None)
        if level is None:
            return []
        head, *above = re.split(r"\s+of\s+", reference, maxsplit=1)
        within = [p for _, p in self._resolve(above[0], section, path)] if above and "(" in above[0] else []
        if len(within) == 1:
            path = within[0]  # "clause (ii) of subparagraph (A)"
        out = []
        for chain in re.findall(r"(?:\([A-Za-z0-9]{1,5}\))+", head):
            target = (*path[:level], *path_of(chain))
            if any(p[: len(target)] == target for p in self._paths(section)):
                out.append((section, target))
        return out

    def _resolve_other(self, reference: str, section: str) -> list[tuple[str, Path]]:
        """The places in other sections of the code that a reference names, as far down as they are held."""
        named = [(a, p) for a, p in other_sections(reference, section) if a in self.sections and a != section]
        return [(address, path[: self._depth(address, path)[0]]) for address, path in named]

    def _keys(self, place: tuple[str, Path], depth: int) -> set[str]:
        """The terms of what stands at a place, with its headings and what it refers to in turn."""
        section, path = place
        found = set(self._headings(section, path))
        if not path:
            return found
        for other in self._paths(section):
            if other[: len(path)] == path and len(other) <= len(path) + 1:
                clauses = self._clauses(section, other)
                found |= _named_in(clauses)
                if depth > 1:
                    for reference in (r for c in clauses for r in c.refs):
                        for further in (f for f in self._resolve(reference, section, other) if f[1]):
                            found |= (
                                self._keys(further, depth - 1) if further[0] == section else self._headings(*further)
                            )
        return found

    def _lifted(self, clause: Clause, targets: Sequence[tuple[str, Path]], depth: int = _DEPTH) -> list[Clause]:
        """ "Paragraph (1) shall not apply to X": for X, the opposite of what paragraph (1) says."""
        out: list[Clause] = []
        topic = frozenset(t.key for t in clause.terms if not self._light(t.key))
        for section, path in targets:
            if not path:
                continue
            below = [p for p, held in self._paths(section).items() if p[: len(path)] == path and held.text]
            if not below:
                continue
            for other in self._forces(section, below[0], depth):
                force = _NEGATED[other.force]
                # What was no obstacle but for an exception is none at all: the exception makes no difference.
                kept = [t for t in other.terms if t.sign > 0]
                freed = tuple(replace(t, zone=REGARDLESS) if t.zone == UNLESS else t for t in kept)
                times = tuple(replace(q, zone=REGARDLESS) if q.zone == UNLESS else q for q in other.quantities)
                terms = (*clause.terms, *freed)
                out.append(
                    replace(clause, force=force, applies=False, terms=terms, heads=other.heads,
                            flags=clause.flags | {"lifted"},
                            topic=topic - {t.key for t in other.terms} or frozenset(("?",)),
                            quantities=(*clause.quantities, *times))
                )  # fmt: skip
        return out

    def _regards(self, clause: Clause) -> bool:
        """Whether a clause has something regarded as something else, where another place speaks of that."""
        concepts = self.thesaurus.concepts
        return bool(clause.about) and any(concepts.get(k, {}).get("defining") for k in clause.heads)

    def _regarded(self, clause: Clause, targets: Sequence[tuple[str, Path]]) -> list[Clause]:
        """ "For purposes of paragraph (1), X shall be regarded as Y": for X, what paragraph (1) says of Y."""
        deed = min((t.start for t in clause.terms if t.key in clause.heads), default=0)
        whom = tuple(replace(t, zone=IF) for t in clause.terms if t.start < deed and not self._light(t.key))
        taken_for = {t.key for t in clause.terms if t.start > deed} - {t.key for t in whom}
        return [
            replace(other, terms=(*whom, *(t for t in other.terms if t.key not in taken_for)),
                    flags=other.flags | {"lifted"},
                    quantities=(*clause.quantities, *other.quantities), start=clause.start, end=clause.end)
            for section, path in targets
            for other in (self._forces(section, path, _DEPTH) if path in self._paths(section) else ())
        ]  # fmt: skip

    def _forces(self, section: str, path: Path, depth: int) -> Iterable[Clause]:
        """The clauses at a place that say what may, must or may not be done, references resolved."""
        for clause in self._clauses(section, path):
            if clause.applies and clause.force == DENY and depth > 0:
                subjects = [t for r in clause.about for t in self._resolve(r, section, path)]
                yield from self._lifted(clause, subjects, depth - 1)
            elif clause.force not in (STATE, DENY):
                yield clause


def _named_in(clauses: Iterable[Clause]) -> set[str]:
    """The terms of some clauses; behind a "-" once more those that they only deny."""
    terms = [t for c in clauses for t in c.terms]
    plain = {t.key for t in terms if t.sign >= 0}
    return {t.key for t in terms} | {f"-{t.key}" for t in terms if t.key not in plain}
