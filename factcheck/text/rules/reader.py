"""Turns a text of or about rules into clauses: what each requires, permits, forbids or states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import Clause
from factcheck.model.text import Span
from factcheck.text.rules.lexer import Item, Thesaurus, itemize
from factcheck.text.rules.outcome import clause_of
from factcheck.text.rules.walk import FORCE, MODAL, OPENERS, Walk

_STOPPING = frozenset((",", ";", "(", ")", "as", "that", "which"))
_STOP = re.compile(r"(?<=[\w)”’\"]{2})\s?\.\s+(?=[“\"(]?[A-Z0-9])")


def read(text: str, thesaurus: Thesaurus, cited: Sequence[Span] = ()) -> list[Clause]:
    """The clauses of `text`, in order; offsets count code points of `text`."""
    items = itemize(text, thesaurus, cited)
    clauses: list[Clause] = []
    stops = [m.start() for m in _STOP.finditer(text)] + [len(text) + 1]
    n = 0
    for stop in stops:
        sentence: list[Item] = []
        while n < len(items) and items[n].start < stop:
            sentence.append(items[n])
            n += 1
        for segment in _segments(sentence):
            walk = Walk(segment, thesaurus)
            walk.run()
            clause = clause_of(walk)
            if clause is not None:
                clauses.append(clause)
    return clauses


def _segments(items: Sequence[Item]) -> list[list[Item]]:
    """A sentence cut where another clause with a force of its own begins."""
    out: list[list[Item]] = [[]]
    depth = 0
    for n, item in enumerate(items):
        depth += (item.norm == "(") - (item.norm == ")")
        cut = item.norm == ";" or (item.norm == ":" and _has(out[-1], MODAL | FORCE) and _modal_ahead(items, n + 1))
        if not cut and depth <= 0 and (item.norm == "," or item.kind == "but"):
            held = _has(out[-1], MODAL | {"required", "power"}) or (
                _has(out[-1], {"allowed", "permitted"}) and not _has(out[-1], {"if", "during"})
            )
            # "the sale, however made, | shall be": the subject stands before; after an exception it is far.
            carried = n + 1 < len(items) and items[n + 1].kind in MODAL and not _has(out[-1], {"unless"})
            cut = held and not carried and _modal_ahead(items, n + 1)
        if cut:
            out.append([])
        else:
            out[-1].append(item)
    return [segment for segment in out if segment]


def _has(items: Sequence[Item], kinds: frozenset[str] | set[str]) -> bool:
    return any(i.kind in kinds for i in items)


def _modal_ahead(items: Sequence[Item], n: int) -> bool:
    """Whether a modal comes before any comma, "but" or opener of a condition."""
    for item in items[n:]:
        if item.kind in MODAL:
            return True
        if item.norm in _STOPPING or item.kind in OPENERS or item.kind in ("only", "after", "but"):
            return False
    return False
