"""Turns a rule that a sentence states into the passages of law it may be about, read and ready to compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

from factcheck.model.claim import Rule
from factcheck.model.norm import Norm
from factcheck.model.source import Passage, Texts
from factcheck.retrieve.addresses import Path, beside, order_of, path_of
from factcheck.retrieve.definitions import Definitions
from factcheck.retrieve.norm_reader import NormReader
from factcheck.retrieve.sections import Sections
from factcheck.text.rules.lexer import Thesaurus, thesaurus_of

NOMINATED = 36
_ALL = 100  # a cited provision with no more passages than this is read whole
_SIBLINGS = 2  # paragraphs that show how a provision is divided
_COMPLETIONS = 3  # of a lead-in, looked at when it is near


class Statutes:
    """The norms of the sections of law among a library's documents, by what cites them or is worded like them."""

    def __init__(self, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.texts = texts
        self.facts = facts
        self.thesaurus: Thesaurus = thesaurus_of(facts)
        self.held = Sections(texts, facts)
        self.reader = NormReader(self.held, self.thesaurus)
        self._norms: dict[tuple[str, Path], Norm] = {}
        self._compiled: dict[tuple[str, Path], Norm | None] = {}

    def place(self, address: str) -> tuple[str, Path]:
        """The held section at or above `address` ("" when none is), and the path below it."""
        return self.held.place(address)

    # ---- candidates ---------------------------------------------------------------------------

    def cited(self, rule: Rule, text: str) -> list[Norm]:
        """The norms of the held provisions that `rule` cites, those nearest to its words."""
        found: list[Norm] = []
        for address in rule.cited:
            section, path = self.held.place(address)
            if not section:
                continue
            paths = self.held.paths(section)
            depth, within = self.held.depth(section, path)
            if depth < len(path) and not within:
                continue  # what is not held says nothing, and neither does what stands above it
            path = path[:depth]
            under = [p for p in paths if p[: len(path)] == path]
            if len(under) > _ALL:
                among = [d.id for d in self.held.documents[section]]
                nearest = self._nearest(rule, text, among)
                held = set(under)
                under = [q for q in dict.fromkeys(path_of(p.locator) for p, _ in nearest) if q in held][:NOMINATED]
                under = [*under, *beside(under, held)]
                under += [p for s, p in self._definitions.of(text) if s == section and p in held and p not in under]
            found += [self.norm(section, p) for p in under if self._says_something(section, p)]
        return found

    def under(self, address: str) -> list[Norm]:
        """Every norm at and below an address, in order."""
        section, path = self.held.place(address)
        paths = [p for p in self.held.paths(section) if p[: len(path)] == path] if section else []
        return [self.norm(section, p) for p in paths if self._says_something(section, p)]

    def sections_of(self, rule: Rule) -> list[Norm]:
        """Every norm of the sections that `rule` cites."""
        sections = dict.fromkeys(self.held.place(a)[0] for a in rule.cited)
        return [norm for section in sections for norm in self.under(section)]

    def absent(self, rule: Rule) -> tuple[str, Norm] | None:
        """A cited paragraph that a section held whole lacks: its letters, and the norm that stands last before it.

        Only what would come after the last of two or more: a gap may be a repealed paragraph.
        """
        for address in rule.cited:
            section, path = self.held.place(address)
            if not path or not any(d.complete for d in self.held.documents[section]):
                continue
            depth, within = self.held.depth(section, path)
            level = (p for p in self.held.paths(section) if len(p) == depth + 1 and p[:depth] == path[:depth])
            siblings = sorted(level, key=lambda p: order_of(p[-1]))
            if not depth and not any(p[-1] == "z" for p in siblings):
                siblings = [p for p in siblings if len(p[-1]) == 1]  # "(ii)" there is a list within a subsection
            if depth == len(path) or within or len(siblings) < _SIBLINGS:
                continue
            letters = "".join(f"({part})" for part in path[: depth + 1])
            named = any(letters in p.text for p in self.held.paths(section).values())  # the law itself speaks of it
            if not named and order_of(siblings[-1][-1]) < order_of(path[depth]):
                return letters, self.norm(section, siblings[-1])
        return None

    def elsewhere(self, rule: Rule, text: str) -> list[Norm]:
        """The norms nearest to the words of `rule` in all statutes but the sections it cites."""
        avoided = {self.held.place(a)[0] for a in rule.cited}
        among = [i for i, section in self.held.section_of.items() if section not in avoided]
        if not among:
            return []
        nearest = self._nearest(rule, text, among)
        places = dict.fromkeys((self.held.section_of[p.document], path_of(p.locator)) for p, _ in nearest)
        places |= dict.fromkeys(p for p in self._definitions.of(text) if p[0] not in avoided)
        kept = dict.fromkeys(whole for place in places for whole in self._whole_of(*place))
        return [self.norm(*place) for place in kept]

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions(((s, p), held.text) for s in self.held for p, held in self.held.paths(s).items())

    def _nearest(self, rule: Rule, text: str, among: Sequence[int]) -> list[tuple[Passage, float]]:
        """The passages nearest to the sentence as written, and with the law's words for its ideas, in turn."""
        plain = self.texts.nominate(text, NOMINATED, among)
        expanded = self.texts.nominate(self.query(rule, text), NOMINATED, among)
        return [p for pair in zip_longest(plain, expanded) for p in pair if p is not None]

    def _whole_of(self, section: str, path: Path) -> list[tuple[str, Path]]:
        """A passage; of one that only leads in to others, the first few of these."""
        if self._says_something(section, path):
            return [(section, path)]
        below = [p for p in self.held.paths(section) if len(p) == len(path) + 1 and p[: len(path)] == path]
        return [(section, p) for p in below[:_COMPLETIONS] if self._says_something(section, p)]

    def _says_something(self, section: str, path: Path) -> bool:
        """Whether a passage holds a whole sentence, and is no heading and no lead-in alone."""
        if self._kept(section, path) is not None:
            return True
        return self.held.says_something(section, path)

    def query(self, rule: Rule, text: str) -> str:
        """The words of the sentence with the other words for its ideas."""
        words: dict[str, None] = dict.fromkeys(re.findall(r"[a-z]{3,}", text.lower()))
        for key in dict.fromkeys(t.key for c in rule.clauses for t in c.terms):
            idea = self.thesaurus.concepts.get(key)
            if idea is not None and not idea.get("light"):
                words.update(dict.fromkeys(idea.get("query", ())))
        return " ".join(words)

    # ---- passages into norms ------------------------------------------------------------------

    def norm(self, section: str, path: Path) -> Norm:
        """The passage at `path`, read together with the words that lead in to it."""
        key = (section, path)
        if self._kept(section, path) is None and key not in self._norms:
            self._norms[key] = self.reader.norm(section, path)
        return self._kept(section, path) or self._norms[key]

    def _kept(self, section: str, path: Path) -> Norm | None:
        """The norm of a passage that says something, as read when the library was compiled."""
        key = (section, path)
        if key not in self._compiled:
            self._compiled[key] = self.texts.norm("-".join((section, *path)))
        return self._compiled[key]

    def norms(self) -> Iterator[Norm]:
        """Every passage that says something, read."""
        for section in self.held:
            yield from (
                self.norm(section, path) for path in self.held.paths(section) if self._says_something(section, path)
            )
