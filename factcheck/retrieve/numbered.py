"""Finds what is held on a document that is cited by its number: the document itself, and what others say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from factcheck.model.claim import Statement
from factcheck.model.record import replace
from factcheck.model.reference import CASE, CITED_IN, Known, Mention, Reference
from factcheck.model.source import Nominee, OfficialText, Passage, Texts
from factcheck.model.text import Span
from factcheck.retrieve.offices import offices_of
from factcheck.retrieve.presence import deeds_of
from factcheck.retrieve.statements import day_of, nominees_in
from factcheck.text.citations import finder_of
from factcheck.text.references import DATE, read_day, references_of
from factcheck.text.stems import SAME, relation
from factcheck.text.tokens import norms

_PASSAGES = 24  # looked at for other documents that cite the number
_LATE = timedelta(days=7)  # a document is put online days after it was signed
_SHORT = 3  # words of a title below which two documents may share it by chance

# "On June 3, 2024, I signed ", right before a number.
_SIGNED = re.compile(rf"\b[Oo]n\s+(?P<day>{DATE}),?\s+(?:[\w.]+\s+){{1,3}}?(?P<verb>\w+)\s+(?:the\s+)?$")


class Numbered:
    """The numbers of a library's documents; looked up when a claim cites one."""

    def __init__(self, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.texts, self.facts = texts, facts
        self._finder = references_of(facts)
        self._forms = {c["id"]: c for c in facts.get("cited", ())}
        self._known: dict[tuple[tuple[str, str], ...], Known] = {}

    def known(self, reference: Reference) -> Known:
        """The documents with the number of `reference`, and the passages that cite it."""
        found = self._known.get(reference.names)
        if found is None:
            headed = [m for name in reference.names for m in self._headed.get(name, ())]
            mentions = [*headed, *(m for name in reference.names for m in self._mentions(name))]
            documents = [m.document for m in headed]
            documents += [d for m in mentions for d in self._titled(m.reference)]
            found = Known(reference, tuple(dict.fromkeys(documents)), tuple(mentions))
            self._known[reference.names] = found
        by, verbs = self._brought_out(reference)
        days = {m.reference.date for m in found.mentions if m.reference.date}
        signed = {offices_of(self.facts).holder(by, on) for on in days}
        offices = [s for s in self.facts.get("speakers", ()) if by and any(r["role"] == by for r in s["roles"])]
        return replace(
            found,
            reference=reference,
            others=tuple(self._others(reference)),
            verbs=verbs,
            signed=signed.pop() if len(signed) == 1 else "",
            signers=tuple((s["name"], tuple(s["words"])) for s in offices),
            office=tuple(self.facts.get("roles", {}).get(by, {}).get("words", ())),
        )

    def kind_of(self, reference: Reference) -> str:
        """The kind of document that has such numbers, "" when no manifest declares it."""
        return str(self._forms.get(reference.kind, {}).get("kind", ""))

    def passages(self, words: str) -> list[Passage]:
        """What is held on the documents and provisions that some words cite: openings, then passages that cite them."""
        found: list[Passage] = []
        for reference in self._finder.find(words):
            known = self.known(reference)
            found += [p for d in known.documents for p in self.texts.passages(d.id)[:1]]
            found += [m.passage for m in known.mentions if m.passage.id >= 0]
        addresses = {a for c in finder_of(self.facts).find(words) for a in c.addresses}
        return list(dict.fromkeys((*found, *(p for a in sorted(addresses) for p in self._provisions(a)))))

    def _provisions(self, address: str) -> Iterator[Passage]:
        """The passages of statutes at one address."""
        finder = finder_of(self.facts)
        laws = {name for name, kind in self.facts.get("kinds", {}).items() if kind.get("law")}
        for document in self.texts.documents().values():
            cited = finder.find(document.title[:60]) if document.kind in laws else []
            if document.kind not in laws or (cited and not f"{address}-".startswith(f"{cited[0].address}-")):
                continue
            for passage in self.texts.passages(document.id):
                if any(c.address == address for c in finder.find(passage.locator)[:1]):
                    yield passage

    def plain_text(self, text: str, known: Sequence[Known]) -> str:
        """`text` with the name that documents use for each number ("Order No. 5" is "Order 5"), without the title
        and the day beside it that documents confirm, and without the name of a case that is held itself."""
        for one in sorted(known, key=lambda k: -k.reference.span.start):
            reference = one.reference
            if self._forms.get(reference.kind, {}).get("form") != "number":
                text = _without(text, reference.span) if one.documents else text
                continue
            if not text[reference.span.start].isalpha():
                continue  # the second of a list
            end, dated = reference.span.end, reference.date is not None and not one.dates_it
            if one.titles_it and reference.title_span is not None:
                end = reference.title_span.end + bool(re.match(r"[,.]?[)”\"]", text[reference.title_span.end :]))
            if not dated:
                text = f"{text[: reference.span.start]}{self._plainly(reference)}{text[end:]}"
        return text

    def _others(self, reference: Reference) -> Iterator[Mention]:
        """Mentions of documents of the same kind whose title is that of `reference`, under other numbers."""
        title = norms(reference.title)
        if len(title) < _SHORT:
            return
        documents = self.texts.documents()
        kind = self.kind_of(reference)
        alike = {d.id for d in documents.values() if d.kind == kind}  # such documents cite each other
        near = (self.texts.nominate(reference.title, _PASSAGES, among) for among in (None, alike))
        for passage in dict.fromkeys(p for found in near for p, _ in found):
            for other in self._finder.find(passage.text):
                if other.kind == reference.kind and other.key != reference.key and norms(other.title) == title:
                    yield Mention(documents[passage.document], passage, self._dated(other, passage.text))

    def nominees(self, statement: Statement, known: Sequence[Known]) -> list[Nominee]:
        """What may speak of a statement on documents known by number: their passages, and those that cite them."""
        out: list[Nominee] = []
        for one in known:
            held = {d.id for d in one.documents}
            number = self._plainly(one.reference)
            days = {m.reference.date for m in one.mentions if m.reference.date}
            found = nominees_in(statement, self.texts, self.facts, held) if held else []
            for nominee in found:
                named = replace(nominee.document, title=f"{nominee.document.title} ({number})")
                dates = dict.fromkeys((nominee.document.date, *(d.isoformat() for d in sorted(days))))
                out += [
                    replace(nominee, document=replace(named, date=on), published=f"{nominee.published} {number}")
                    if nominee.published
                    else replace(nominee, document=replace(named, date=on))
                    for on in dates
                ]
            out += [n for m in one.mentions if (n := self._cited_in(m, number, held)) is not None]
            citing = {m.passage.id for m in one.mentions} - {p.id for d in held for p in self.texts.passages(d)}
            near = nominees_in(statement, self.texts, self.facts, {m.document.id for m in one.mentions} - held)
            # When the citing document came out says nothing of the cited one, nor is its "today" the day of that.
            out += [
                replace(n, dated=False) if self._does(n, one, statement.words) else
                replace(n, published="", verbs=(), dated=False)
                for n in near if n.passage.id in citing
            ]  # fmt: skip
        return out

    def _does(self, nominee: Nominee, cited: Known, words: str) -> bool:
        """Whether a document's title says that it does to another what `words` say: "… on Revoking Order 5"."""
        names = set(cited.reference.names)
        if not any(names & set(r.names) for r in self._finder.find(nominee.document.title)):
            return False
        before = (norms(words[: r.span.start]) for r in self._finder.find(words) if names & set(r.names))
        done = [w for found in before for w in [x for x in found if x != "the"][-1:]]
        return any(relation(w, deed) == SAME for w in done for deed in deeds_of(nominee.document.title))

    def _plainly(self, reference: Reference) -> str:
        """A number under the name that documents use for it: "Order No. 5" is "Order 5"."""
        words = self._forms.get(reference.kind, {}).get("words", ())
        return f"{words[0].title()} {reference.key}" if words else reference.key

    def _brought_out(self, reference: Reference) -> tuple[str, tuple[str, ...]]:
        """The office that brings out documents of this kind, and the verbs for it; "" and none where nobody does."""
        kind = self.facts.get("kinds", {}).get(self.kind_of(reference), {})
        return str(kind.get("by", "")), tuple(kind.get("verbs", ()))

    # ---- looking up ---------------------------------------------------------------------------

    @cached_property
    def _headed(self) -> dict[tuple[str, str], list[Mention]]:
        """Documents by the references that their title begins with, or that stand beside their issuer."""
        found: dict[tuple[str, str], list[Mention]] = {}
        for document in self.texts.documents().values():
            for text in (document.title, document.issuer):
                for reference in self._finder.find(text):
                    if reference.span.start == 0 or text is document.issuer:
                        head = Mention(document, Passage(-1, document.id, 0, "title", text), reference)
                        for name in reference.names:
                            found.setdefault(name, []).append(head)
        return found

    def _mentions(self, name: tuple[str, str]) -> list[Mention]:
        kind, key = name
        words = key if kind == CASE else key.split()[-1]  # of volume and page, the page is the rarer word
        documents = self.texts.documents()
        return [
            Mention(documents[passage.document], passage, self._dated(reference, passage.text))
            for passage, _ in self.texts.nominate(words, _PASSAGES)
            if documents[passage.document].official
            for reference in self._finder.find(passage.text)
            if name in reference.names
        ]

    def _dated(self, reference: Reference, text: str) -> Reference:
        """The reference with the day before it: "On June 3, 2024, I signed Order 5"."""
        found = _SIGNED.search(text, 0, reference.span.start) if reference.date is None else None
        if found is None or found["verb"] not in self._brought_out(reference)[1]:
            return reference
        return replace(reference, date=read_day(found["day"]), span=Span(found.start(), reference.span.end))

    def _titled(self, reference: Reference) -> list[OfficialText]:
        """The documents whose title and day are those that another document gives for this number."""
        title, on = norms(reference.title), reference.date
        kind = self.kind_of(reference)
        if not title or on is None or not kind:
            return []
        return [
            d
            for d in self.texts.documents().values()
            if d.kind == kind
            and (day := day_of(d)) is not None
            and on <= day <= on + _LATE
            and norms(d.title)[-len(title) :] == title
        ]

    def _cited_in(self, mention: Mention, number: str, held: set[int]) -> Nominee | None:
        """The document that a mention dates, as far as the mention tells of it; None where it is held itself."""
        reference = mention.reference
        by, verbs = self._brought_out(reference)
        if held or reference.date is None:
            return None
        signed = offices_of(self.facts).holder(by, reference.date)
        agent = f"{self.facts['roles'][by]['label']} {signed}".title() if signed else ""
        words = " ".join((agent, *verbs, number, reference.title))
        title = f"{number} ({reference.title})" if reference.title else number
        document = replace(mention.document, title=title, date=reference.date.isoformat())
        place = f"{CITED_IN}{mention.document.title}, {mention.passage.locator}"
        passage = replace(mention.passage, text=mention.words, locator=place, speaker="", heading="")
        return Nominee(document, passage, "", words if verbs else "", verbs, signed)


def _without(text: str, span: Span) -> str:
    """`text` without a citation, the preposition that leads to it and the comma behind it."""
    before = re.sub(r"\b(?:in|under|by|of|from)\s+$", "", text[: span.start], flags=re.IGNORECASE)
    return (before + text[span.end :].lstrip(" ,")).strip()
