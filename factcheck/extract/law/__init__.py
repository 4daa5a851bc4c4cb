"""Turns a sentence that cites a held provision into what it says the provision lets someone do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.extract.law.clause import Clause, Said, read_clause
from factcheck.extract.law.conditions import read_zone
from factcheck.extract.law.framing import leading_frame
from factcheck.extract.law.items import Lexicon, itemize, lexicon_of
from factcheck.extract.law.statement import codified_elsewhere
from factcheck.extract.law.window import Window, find_window
from factcheck.extract.law.zones import (
    BEFORE,
    DURATION,
    NOT_REQUIRED,
    REQUIRE,
    UNLESS,
    WITHOUT,
    Splitter,
    Zone,
    Zones,
)
from factcheck.model.claim import CONTEXT, Blocked, Law, Subject, When
from factcheck.model.text import Span
from factcheck.text.citations import Citation, as_written
from factcheck.text.tokens import norms

__all__ = ["read_law"]


def read_law(text: str, facts: Mapping[str, Any], context: str = "") -> list[Law]:
    """What `text` says about a provision that it cites, or that the end of `context` cites.

    Empty when no provision is cited, or when one is mentioned without a statement of what it lets,
    makes or forbids anyone to do. `said` names a slot and, after a colon, how it was said
    ("condition:only"); see factcheck.verify.law.concepts for their meaning.
    """
    lexicon = lexicon_of(facts)
    if not lexicon.provisions or text.rstrip("”\"' ").endswith("?"):
        return []
    citations = lexicon.finder.find(text)
    if codified_elsewhere(text, citations) is not None:
        return []  # of two provisions, and which is meant is for who holds them to tell
    target = _target(text, citations, lexicon, context)
    if target is None:
        return []
    provision, written, origin = target
    begins = leading_frame(text)
    items = itemize(text, citations, lexicon.phrases(provision))
    if begins and not any(c.span.start < begins for c in citations):
        items = [i for i in items if i.span.start >= begins]
    window = find_window(items)
    law = _read(window, lexicon, provision, written)
    if law is None:
        return []
    if provision not in lexicon.provisions and not law.said:
        return []
    found = [law if origin != CONTEXT else _with_origin(law)]
    event = _event(window, provision, written)
    return found if event is None else [*found, event]


def _target(text: str, citations: Sequence[Citation], lexicon: Lexicon, context: str) -> tuple[str, str, str] | None:
    """The provision that `text` is about, the words that name it, and where they stood."""
    for citation in citations:
        held = _held(citation, lexicon)
        if held:
            return held, text[citation.span.start : citation.span.end], ""
    named = next((c for c in citations if c.address), None)
    if named:
        return named.address, ", ".join(as_written(text, [c for c in citations if c.address])), ""
    words = f" {' '.join(norms(text))} "
    for provision in lexicon.provisions.values():
        name = next((n for n in provision["names"] if f" {n} " in words), None)
        if name:
            return provision["id"], name, name
    if context and any(
        f" {word} " in words for word in ("law", "statute", "provision", "it", "section", "authority", "power")
    ):
        nearby = {held for c in lexicon.finder.find(context) if (held := _held(c, lexicon))}
        if len(nearby) == 1:
            return nearby.pop(), "", CONTEXT
    return None


def _held(citation: Citation, lexicon: Lexicon) -> str:
    """The held provision at a citation's address, or the only one under it."""
    if citation.address in lexicon.provisions:
        return citation.address
    under = [p for p in lexicon.provisions if citation.address and p.startswith(citation.address + "-")]
    return under[0] if len(under) == 1 else ""


def _with_origin(law: Law) -> Law:
    return Law(
        law.span, law.subject, law.when, law.negated, law.blocked, provision=law.provision,
        citation=law.citation, said=law.said, unknown=law.unknown, found_by=CONTEXT,
    )  # fmt: skip


# ---- from items to an assertion ---------------------------------------------------------------


def _read(window: Window, lexicon: Lexicon, provision: str, written: str) -> Law | None:
    concepts = lexicon.facts["concepts"]
    zones = Splitter(window.items, concepts).split()
    clause = read_clause(zones.main, concepts)
    demands = [
        z
        for z in zones.others
        if z.kind in (REQUIRE, NOT_REQUIRED) or (z.kind == DURATION and z.limit == "cap") or _always(z, concepts)
    ]
    if not clause.bearing and not demands and not (clause.fits and "P" in clause.letters and "X" in clause.letters):
        return None
    said, unknown = list(clause.said), list(clause.unknown)
    denied = any(s[0] == "modality" and s[1] == "may-not" for s in said)
    exceptions = [z for z in zones.others if z.kind in (UNLESS, WITHOUT)]
    if denied and len(exceptions) > 1:
        unknown += [z.kind for z in exceptions]  # "not … unless … without": a knot, left alone
    for zone in zones.others:
        more, strange = read_zone(zone, concepts, denied)
        said += more
        unknown += strange
    if denied and _narrowed(zones, said):
        # "may not … unless X" says: may, and only with X.
        said = [s for s in said if s[0] != "modality"]
    holder = window.holder()
    if holder is not None and not any(s[0].startswith("actor") for s in said):
        said.append(("actor", str((holder.concept("actor") or ("", ""))[1]), holder.span))
    span = Span(window.items[0].span.start, window.items[-1].span.end)
    blocked = _blocked(clause, unknown, provision, lexicon, written)
    others = [i for i in window.items if i.citation and _held(i.citation, lexicon) != provision]
    if others:
        said.append(
            (
                "citation:other",
                others[0].citation.written if others[0].citation else "",
                others[0].span,
            )
        )
    exact = next((i.citation for i in window.items if i.citation and i.citation.address == provision), None)
    if written and exact is None and provision in lexicon.provisions and any(i.citation for i in window.items):
        said.append(("citation:broader", written, span))
    by_name = written if any(i.has("name") for i in window.items) and exact is None else ""
    return Law(
        span, Subject(), When(), denied, blocked, provision=provision, citation=written,
        said=tuple(said), unknown=tuple(dict.fromkeys(unknown)), found_by=by_name,
    )  # fmt: skip


def _always(zone: Zone, concepts: Mapping[str, Any]) -> bool:
    """ "The board must approve …" states a condition without any other verb of law."""
    return zone.implicit and any(concepts[name].get("always_required") for i in zone.items for _, name in i.concepts)


def _blocked(clause: Clause, unknown: Sequence[str], provision: str, lexicon: Lexicon, written: str) -> Blocked | None:
    if provision not in lexicon.provisions:
        return Blocked("no-source", f"the sources do not hold {written}", "the text of that provision")
    if clause.open:
        return Blocked(
            "not-checkable",
            "it is put as a possibility, an opinion or a question",
            "a plain statement of what the law says",
        )
    if not clause.fits and not unknown:
        return Blocked(
            "unresolved",
            "the build of the sentence could not be followed",
            "a plainer sentence: who may do what, and when",
        )
    return None


def _narrowed(zones: Zones, said: Sequence[Said]) -> bool:
    if any(z.kind == DURATION and z.limit == "beyond" for z in zones.others):
        return True
    return any(z.kind in (UNLESS, WITHOUT) or (z.kind == BEFORE) for z in zones.others) and any(
        s[0].endswith(":only") for s in said
    )


def _event(window: Window, provision: str, written: str) -> Law | None:
    """What the frame before the statement says happened: a fact outside the text of a law."""
    if not window.frame or not window.states_event():
        return None
    span = Span(window.frame[0].span.start, window.frame[-1].span.end)
    blocked = Blocked(
        "no-source",
        "what stands before the citation is an event, which the text of a law cannot show",
        "a record of that event",
    )
    return Law(span, Subject(), When(), blocked=blocked, provision=provision, citation=written)
