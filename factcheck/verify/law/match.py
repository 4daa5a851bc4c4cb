"""Holds how a statement compares with one passage of law, and when two ideas are one."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from factcheck.model.norm import MAIN, Clause, Norm, Term

Concepts = Mapping[str, Mapping[str, Any]]
HELD, AGAINST, OPEN = "held", "against", "open"


@dataclass(slots=True)
class Match:
    """How a statement compares with one passage."""

    norm: Norm
    wording: Mapping[str, str] = field(default_factory=dict)  # the statement's own words for its ideas
    held: list[str] = field(default_factory=list)
    against: list[tuple[str, str]] = field(default_factory=list)  # slot, what the text says
    open: list[tuple[str, str]] = field(default_factory=list)
    silent: list[tuple[str, str]] = field(default_factory=list)  # what the passage does not speak of
    missing: list[Term] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)  # ideas whose sign the comparison of forces has used
    weight: float = 0.0
    core: float = 0.0
    own: float = 0.0  # the share of its ideas that stand in the passage itself
    close: float = 0.0  # share of the statement's ideas that stand in the one clause it is compared with
    clause: Clause | None = None
    does: bool = False  # the clause it is compared with bears on what the statement bears on
    instead: bool = False  # the clause has something that an idea of the statement excludes, and not this idea

    @property
    def status(self) -> str:
        if self.missing or self.silent:
            return OPEN
        firm = any(slot not in ("object", "condition", "exception") for slot, _ in self.against)
        if any(slot == "time" for slot, _ in self.open):
            return OPEN  # at another time it may well be otherwise
        if self.against and (firm or not self.open):
            return AGAINST
        return OPEN if self.open else HELD


def same(key: str, other: str, concepts: Concepts) -> bool:
    """Whether `other` may stand for `key`."""
    return key == other or other in concepts.get(key, {}).get("from", ())


def is_among(key: str, held: Set[str], concepts: Concepts) -> bool:
    """Whether `key`, or what may stand for it, is among those held."""
    if key in held:
        return True
    idea = concepts.get(key)
    return idea is not None and not held.isdisjoint(idea.get("from", ()))


def meet(keys: Set[str], others: Set[str], concepts: Concepts) -> bool:
    """Whether an idea of one side is one of the other."""
    if not keys.isdisjoint(others):
        return True
    ideas = [concepts[key] for key in keys if key in concepts]
    return any([not others.isdisjoint(idea["meets"]) for idea in ideas])


def label(key: str, match: Match, concepts: Concepts) -> str:
    """An idea as a reader knows it: by its label, else as the statement writes it; never a stem."""
    return str(concepts.get(key, {}).get("label") or match.wording.get(key) or key.lstrip("=").replace("_", " "))


def called_wrong(said: Clause, concepts: Concepts) -> bool:
    """Whether the last that a plain statement says is that something is a wrong: "… is against the law"."""
    main = [t for t in said.terms if t.zone == MAIN]
    alone = sum(t.start == main[-1].start for t in main) == 1 if main else False  # and not in "illegal entry"
    return alone and main[-1].sign > 0 and bool(concepts.get(main[-1].key, {}).get("wrong"))


def is_one_of_several(norm: Norm) -> bool:
    """Whether a passage is one of several ways: "… on bail; or"."""
    return norm.text.rstrip().endswith((" or", ";or"))


def closeness(said: Clause, clause: Clause | None, concepts: Concepts) -> float:
    """The share of the ideas of a statement that stand in the clause it is compared with."""
    ideas = {t.key for t in said.terms if not concepts.get(t.key, {}).get("light")}
    held = frozenset(t.key for t in clause.terms) if clause is not None else frozenset()
    return sum(meet(frozenset((k,)), held, concepts) for k in ideas) / max(1, len(ideas))


def first_idea(clause: Clause, concepts: Concepts) -> str:
    """The first idea that a clause has: of what it is said, or what there is not."""
    return next((t.key for t in clause.terms if not concepts.get(t.key, {}).get("light")), "")
