"""Finds what a sentence cites: tokens that are no figures and periods, and the documents that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.model.claim import Assertion, Blocked, Cited, Law, Quote, Rule, Subject, Undecided, When
from factcheck.model.record import replace
from factcheck.model.reference import Reference
from factcheck.model.text import Span
from factcheck.text.citations import finder_of
from factcheck.text.references import references_of
from factcheck.text.tokens import Token

# What a citation of a code has, and hardly another sentence: "12(f)", beside "§" and "7 Code 112".
Facts = Mapping[str, Any]
_ID = re.compile(r"\b[Ii]d\.(?=[\s,])")
_JOINED = 6  # characters between two numbers of one list: " and "
_NUMBERED = re.compile(r"[\d§]")
_PATH = re.compile(r"\d[A-Za-z]{0,2}\([A-Za-z0-9]{1,5}\)")


def cited_tokens(text: str, tokens: Sequence[Token], facts: Mapping[str, Any]) -> list[tuple[int, int]]:
    """(first, last) of every stretch tokens[first:last] of `text` that cites a law or another document."""
    spans = [r.span for r in references_of(facts).find(text)]
    if _NUMBERED.search(text):
        codes = finder_of(facts)
        if "§" in text or ("(" in text and _PATH.search(text)) or codes.follows_a_title(text):
            spans += [c.span for c in codes.find(text) if not any(c.span.overlaps(s) for s in spans)]
    return [found for span in sorted(spans) if (found := _tokens_of(span, tokens)) is not None] if spans else []


def _tokens_of(span: Span, tokens: Sequence[Token]) -> tuple[int, int] | None:
    inside = [k for k, t in enumerate(tokens) if span.start <= t.start and t.end <= span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def read_cited(text: str, facts: Facts, before: str = "") -> Cited | None:
    """The documents that `text` rests on beside provisions of codes; None when it cites none.

    "That order" is the one that the sentence before cites, if it cites one only.
    """
    references = tuple(references_of(facts).find(text))
    if not references:
        return _pointed_at(text, before, facts) if before else None
    return _resting(text, references, _as_written(text, references))


def _pointed_at(text: str, before: str, facts: Facts) -> Cited | None:
    earlier = references_of(facts).find(before)
    for one in earlier:
        alone = sum(r.kind == one.kind for r in earlier) == 1
        place = _pointing(text, one) if alone else None
        place = place or (_ID.search(text) if len(earlier) == 1 else None)
        if place is not None:
            found = replace(one, span=Span(*place.span()), date=None, title="", title_span=None)
            written = [(one.label, before[one.span.start : one.span.end])]
            return replace(_resting(text, (found,), written), pointed=True)
    return None


def _pointing(text: str, reference: Reference) -> re.Match[str] | None:
    """Where "that order" or "the same harbour order" stands for a document, and no other is named there."""
    noun = re.escape(reference.label.rpartition(" ")[2])
    label = re.escape(reference.label)
    named = r"(?!\w|['’]s\b|\s+(?:of|by|from|No)\b|\s+(?:\d|[A-Z]))"  # "the order of the board", "the order's author"
    return re.search(rf"\b(?i:the|that|this|the\s+same)\s+(?i:{label}|{noun}){named}", text)


def _resting(text: str, references: tuple[Reference, ...], written: Sequence[tuple[str, str]]) -> Cited:
    groups: dict[str, list[str]] = {}
    for label, words in written:
        groups.setdefault(label, []).append(words)
    missing = "; ".join(f"no {label} is among the sources: {_listed(names)}" for label, names in groups.items())
    wanted = _listed([name for names in groups.values() for name in names])
    blocked = Blocked("no-source", missing, f"the text of {wanted}: add it with factcheck sources add")
    return Cited(Span(0, len(text)), Subject(), When(problem="missing"), blocked=blocked, references=references)


def resting_on(cited: Cited, assertions: Sequence[Assertion]) -> list[Assertion]:
    """The assertions of a sentence that cites documents.

    What its figures or a law decide stays, and beside figures what is left open behind the citation (", 90 percent of
    them unsold"). What nothing decides is better said by the document that it rests on, and a rule that names
    no provision of a code is the document's own.
    """
    kept = [a for a in assertions if not isinstance(a, Undecided) and (a.blocked is None or isinstance(a, Law))]
    kept = [a for a in kept if not isinstance(a, Rule) or a.cited]
    named = any(isinstance(a, Law | Rule) for a in kept)
    if kept and not named:
        end = max(r.span.end for r in cited.references)
        return [*kept, *(a for a in assertions if a not in kept and a.span.start >= end)]
    return [*kept, cited] if not kept or (named and not cited.pointed) else kept


def by_number(text: str, quotes: Sequence[Quote], cited: Cited | None, before: str, facts: Facts) -> list[Quote]:
    """The quotations with the numbers by which their source is cited, without those that are a document's title.

    `before` is the sentence before, which may give the number of "the order".
    """
    own = cited.references if cited is not None else ()
    titles = [r.title_span for r in own if r.title_span is not None]
    kept = [q for q in quotes if not any(q.span.overlaps(t) for t in titles)]
    outside = [r for r in own if not any(q.span.contains(r.span) for q in quotes)]
    earlier = references_of(facts).find(before) if before and not outside else ()
    out = []
    for quote in kept:
        found = tuple(r for r in outside if _sourced(quote, text[r.span.start : r.span.end]))
        pointed = () if found else tuple(r for r in earlier if _sourced(quote, before[r.span.start : r.span.end]))
        source = replace(quote, numbered=found or pointed, pointed=bool(pointed)) if found or pointed else quote
        if found and not quote.document:  # "…, says Order 5": the order is no speaker
            source = replace(source, document=found[0].label, speaker="")
        out.append(source)
    return out


def _sourced(quote: Quote, written: str) -> bool:
    """Whether the source of a quotation is what the words of a reference name: "Order 5", or its kind "order"."""
    named = quote.document.lower()
    return bool(named and named in written.lower()) or (not named and quote.speaker.startswith(written))


def _as_written(text: str, references: Sequence[Reference]) -> list[tuple[str, str]]:
    """(label, words) of the references; those of one list are one."""
    out: list[tuple[str, str]] = []
    start, last = 0, None
    for one in references:
        joined = last is not None and one.kind == last.kind and len(text[last.span.end : one.span.start]) <= _JOINED
        if joined and not text[one.span.start : one.span.start + 1].isalpha():
            out[-1] = (one.label, text[start : one.span.end])
        else:
            start = one.span.start
            out.append((one.label, text[start : one.span.end]))
        last = one
    return out


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
