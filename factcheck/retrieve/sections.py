"""Holds the sections of law among a library's documents: what stands under which address, with its lead-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.model.record import replace
from factcheck.model.source import OfficialText, Passage, Texts, lead_in, siblings
from factcheck.retrieve.addresses import Path, path_of
from factcheck.retrieve.leads import begun, defined, hanging, joined, leads_in, listed, says_something, unfinished
from factcheck.text.citations import CitationFinder


class Sections:
    """The sections of law that a library holds; passages are read when first asked for.

    A section may be held whole, or as single provisions that are documents of their own.
    """

    def __init__(self, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.texts = texts
        finder = CitationFinder(facts.get("codes", ()))
        laws = {name for name, kind in facts.get("kinds", {}).items() if kind.get("law")}
        self.documents: dict[str, list[OfficialText]] = {}
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
            self.documents.setdefault(section, []).append(document)
            if not cited[0].path:
                self._titles[section] = document.title[cited[0].span.end :].strip(" .:-–—")
        self.section_of = {d.id: address for address, held in self.documents.items() for d in held}
        self._passages: dict[str, dict[Path, Passage]] = {}
        self._leads: dict[str, frozenset[int]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __contains__(self, section: str) -> bool:
        return section in self.documents

    def title(self, section: str) -> str:
        """The title of a section that is held whole, "" of others."""
        return self._titles.get(section, "")

    def says_something(self, section: str, path: Path) -> bool:
        """Whether a passage holds a whole sentence, and is no heading and no lead-in alone."""
        whole = self._whole(section, path) or self._listed(section, path)
        return bool(whole) and says_something(self.with_lead(section, path))

    def place(self, address: str) -> tuple[str, Path]:
        """The held section at or above `address` ("" when none is), and the path below it."""
        parts = address.split("-")
        for n in range(len(parts), 1, -1):
            section = "-".join(parts[:n])
            if section in self.documents:
                return section, tuple(parts[n:])
        return "", ()

    def paths(self, section: str) -> dict[Path, Passage]:
        """The passages of a section by their paths, in its order."""
        known = self._passages.get(section)
        if known is None:
            known = {}
            whole_first = sorted(self.documents[section], key=lambda d: (not d.complete, d.id))
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

    def depth(self, section: str, path: Path) -> tuple[int, bool]:
        """How much of `path` is held, and whether the next part stands within the text ("(1) ships and (2) boats")."""
        paths = self.paths(section)
        depth = next((n for n in range(len(path), 0, -1) if any(p[:n] == path[:n] for p in paths)), 0)
        mark = f"({path[depth]})" if depth < len(path) else ""
        return depth, bool(mark) and any(mark in paths[p].text for p in paths if p[:depth] == path[:depth])

    def with_lead(self, section: str, path: Path) -> str:
        """A passage after the unfinished sentences that lead in to it."""
        passage = self.paths(section)[path]
        if passage.parent < 0:
            return self._piece(section, path)
        before = lead_in(passage, self.texts.passages(passage.document))
        text = ""
        for part in (*before, passage):
            above = part.text or hanging(part.heading)
            piece = self._piece(section, path) if part is passage else unfinished(above)
            if not piece or (part is not passage and not leads_in(above)):
                continue
            if part is passage:
                text = joined(text, begun(self._one_before(passage)))
            text = joined(text, piece)
        return text

    def _one_before(self, passage: Passage) -> str:
        """The text of the passage before one that hangs on the same lead-in, "" where it is the first."""
        beside = siblings(passage, self.texts.passages(passage.document))
        before = [p.text for p in beside if p.number < passage.number]
        return before[-1] if before else ""

    def _piece(self, section: str, path: Path) -> str:
        return self._whole(section, path) or self._listed(section, path) or self.paths(section)[path].text

    def _whole(self, section: str, path: Path) -> str:
        """The text of a passage without the unfinished sentence that nested passages complete."""
        passage = self.paths(section)[path]
        if passage.number not in self._leading(section):
            return passage.text
        tail = unfinished(passage.text)
        return passage.text.rstrip("—-: ").removesuffix(tail).rstrip() if tail else passage.text

    def _listed(self, section: str, path: Path) -> str:
        """What a lead-in and the short items below it say together, "" when they do not make one sentence."""
        passage = self.paths(section)[path]
        below = [p for q, p in self.paths(section).items() if len(q) > len(path) and q[: len(path)] == path]
        nested = any(p.parent != passage.number for p in below)
        lead, items = unfinished(passage.text), [p.text.strip() for p in below]
        return defined(lead, items) or ("" if nested else listed(lead, items))

    def _leading(self, section: str) -> frozenset[int]:
        """The numbers of the passages of a section that lead in to others."""
        if section not in self._leads:
            self._leads[section] = frozenset(p.parent for p in self.paths(section).values())
        return self._leads[section]
