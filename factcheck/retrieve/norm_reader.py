"""Turns a passage of law into a norm: read with what leads in to it, its references followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factcheck.model.norm import (
    DENY,
    FORBID,
    FREE,
    IF,
    PERMIT,
    REFUSING,
    REGARDLESS,
    REQUIRE,
    STATE,
    UNLESS,
    Clause,
    Norm,
)
from factcheck.model.record import replace
from factcheck.retrieve.addresses import LEVELS, Path, other_sections, path_of
from factcheck.retrieve.leads import demanded, leads_in, unfinished
from factcheck.retrieve.sections import Sections
from factcheck.text.rules.lexer import Thesaurus
from factcheck.text.rules.reader import read

_NEIGHBOURS = 40  # passages beside one whose terms are read along
_DEPTH = 2  # references of references are followed this far
_NEGATED = {PERMIT: FORBID, REQUIRE: FREE, FORBID: PERMIT, STATE: DENY, DENY: STATE, FREE: REQUIRE}


class NormReader:
    """Reads the passages of the sections held; each is taken apart once."""

    def __init__(self, held: Sections, thesaurus: Thesaurus) -> None:
        self.held = held
        self.thesaurus = thesaurus
        self._terms: dict[str, frozenset[str]] = {}
        self._read_clauses: dict[tuple[str, Path], list[Clause]] = {}
        self._wholes: dict[tuple[str, Path], str] = {}

    def norm(self, section: str, path: Path) -> Norm:
        """The passage at a path, with the terms of what it refers to, of its headings and of what stands around it."""
        passage = self.held.paths(section)[path]
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
                near |= self._spared(target) if "subject-to" in clause.flags and target[1] else frozenset()
            if clause.applies and clause.force == DENY:
                subjects = [t for r in clause.about for t in self._resolve(r, section, path)]
                clauses += self._lifted(clause, subjects)
            elif self._regards(clause):
                clauses += self._regarded(clause, [t for r in clause.about for t in self._resolve(r, section, path)])
        near |= self._before(section, path)
        return Norm(
            "-".join((section, *path)), passage.locator, passage.document, passage.text, tuple(clauses),
            {k: frozenset(v) for k, v in own.items()}, frozenset(near), self._headings(section, path),
            self._around(section, path), self._led(section, path, passage.text),
        )  # fmt: skip

    def _whole(self, section: str, path: Path) -> str:
        """The text of a passage with its lead-in, from which its clauses are read."""
        known = self._wholes.get((section, path))
        if known is None:
            known = self._wholes[section, path] = self.held.with_lead(section, path)
        return known

    def _led(self, section: str, path: Path, text: str) -> str:
        whole = self._whole(section, path)
        return "" if whole == text else whole

    def _before(self, section: str, path: Path) -> set[str]:
        """The terms of the sentences above that a passage goes on from."""
        found: set[str] = set()
        for n in range(1, len(path)):
            above = self.held.paths(section).get(path[:n])
            if above is not None and leads_in(above.text) and unfinished(above.text):
                found |= _named_in(self._clauses(section, path[:n]))
        return found

    def _clauses(self, section: str, path: Path) -> Sequence[Clause]:
        """The clauses of a passage with its lead-in, read once."""
        known = self._read_clauses.get((section, path))
        if known is None:
            text = self._whole(section, path)
            known = self._read_clauses[section, path] = demanded(text, read(text, self.thesaurus))
        return known

    def _headings(self, section: str, path: Path) -> frozenset[str]:
        """The terms of the section's title and of all headings above a passage and of its own."""
        found = set(self._words(self.held.title(section)))
        for n in range(len(path) + 1):
            at = self.held.paths(section).get(path[:n])
            if at is not None and at.heading:
                found |= self._words(at.heading)
        found.update(self.thesaurus.at("-".join((section.rpartition("-")[2], *path))))
        return frozenset(found)

    def _around(self, section: str, path: Path) -> frozenset[str]:
        """The terms of passages beside and below a passage."""
        above = path[: max(1, len(path) - 1)]
        found: set[str] = set()
        near = [p for p in self.held.paths(section) if p[: len(above)] == above and p != path]
        for other in near[:_NEIGHBOURS]:
            found |= {t.key for c in self._clauses(section, other) for t in c.terms}
        return frozenset(found)

    def _spared(self, place: tuple[str, Path]) -> frozenset[str]:
        """Behind a "~", those to whom something does not apply, as a place has it ("shall not apply to a tug")."""
        section, path = place
        below = (p for p in self.held.paths(section) if p[: len(path)] == path)
        lifting = (c for p in below for c in self._clauses(section, p) if c.applies and c.force == DENY)
        return frozenset(f"~{t.key}" for c in lifting for t in c.terms if not self._light(t.key))

    def _words(self, text: str) -> frozenset[str]:
        if text not in self._terms:
            self._terms[text] = frozenset(t.key for c in read(text, self.thesaurus) for t in c.terms)
        return self._terms[text]

    def _light(self, key: str) -> bool:
        return bool(self.thesaurus.concepts.get(key, {}).get("light"))

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
            if any(p[: len(target)] == target for p in self.held.paths(section)):
                out.append((section, target))
        return out

    def _resolve_other(self, reference: str, section: str) -> list[tuple[str, Path]]:
        """The places in other sections of the code that a reference names, as far down as they are held."""
        named = [(a, p) for a, p in other_sections(reference, section) if a in self.held and a != section]
        return [(address, path[: self.held.depth(address, path)[0]]) for address, path in named]

    def _keys(self, place: tuple[str, Path], depth: int) -> set[str]:
        """The terms of what stands at a place, with its headings and what it refers to in turn."""
        section, path = place
        found = set(self._headings(section, path))
        if not path:
            return found
        for other in self.held.paths(section):
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
            below = [p for p, held in self.held.paths(section).items() if p[: len(path)] == path and held.text]
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
        if clause.force in REFUSING:
            return False  # "shall not be regarded as fit"
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
            for other in (self._forces(section, path, _DEPTH) if path in self.held.paths(section) else ())
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
