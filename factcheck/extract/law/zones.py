"""Parts a statement of law into its main clause and zones: conditions, exceptions, durations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.extract.law.items import Item
from factcheck.extract.law.words import NUMBER_WORDS
from factcheck.model.text import Span

IF, REQUIRE, WITHOUT, UNLESS, REGARDLESS, BEFORE, DURATION, NOT_REQUIRED = (
    "if", "require", "without", "unless", "regardless", "before", "duration", "not-required"
)  # fmt: skip
_CAPS_BEHIND = frozenset(("at most", "maximum"))
_OPENERS = (
    ("unless", UNLESS),
    ("without", WITHOUT),
    ("regardless", REGARDLESS),
    ("before", BEFORE),
    ("if", IF),
)


@dataclass(slots=True)
class Zone:
    """A stretch of words of one kind; `length` and `limit` are set for a duration."""

    kind: str
    items: list[Item] = field(default_factory=list)
    only: bool = False
    implicit: bool = False
    length: str = ""
    limit: str = ""


@dataclass(slots=True)
class Zones:
    """The main clause and the zones around it."""

    main: list[Item] = field(default_factory=list)
    others: list[Zone] = field(default_factory=list)


class Splitter:
    """Walks over the items once; `openers` are concepts whose mention begins a condition."""

    def __init__(self, items: Sequence[Item], concepts: Mapping[str, Any]) -> None:
        self.items = items
        self.concepts = concepts
        parts = [p for c in concepts.values() for p in c.get("parts", ())[:1]]
        self.openers = {name for first in parts for name in first}
        self.out = Zones()
        self.zone: Zone | None = None

    def split(self) -> Zones:
        n = 0
        while n < len(self.items):
            n += self._step(n)
        self._late_only()
        return self.out

    # ---- one item at a time -------------------------------------------------------------------

    def _step(self, n: int) -> int:
        item = self.items[n]
        if item.has("comma"):
            if self.zone is not None and not self._complete():
                self.zone = None
            return 1
        length = self._duration(n)
        if length:
            return length
        if self.zone is not None and self.zone.kind == DURATION:
            self.zone = None
        kind = self._opening(n)
        if kind:
            self._open(kind, item)
            return 1
        if item.has("must", "require") and self._states_condition(n):
            self._require(item)
            return 1
        if self.zone is None and self._begins_condition(item):
            self._open_implicit(item)
            return 1
        if self.zone is not None:
            self._in_zone(item)
        else:
            self.out.main.append(item)
        return 1

    def _in_zone(self, item: Item) -> None:
        zone = self.zone
        assert zone is not None
        if item.has("needed") and zone.implicit:
            denials = [i for i in zone.items if i.has("not") and not i.concepts]
            zone.kind = NOT_REQUIRED if denials else REQUIRE
            zone.items = [i for i in zone.items if i not in denials]
            self.zone = None
        elif (
            not self._complete()
            and self._filled(zone)
            and (item.concept("action") or item.has("may", "must", "may-not"))
        ):
            self.zone = None
            self.out.main.append(item)
        else:
            zone.items.append(item)

    def _complete(self) -> bool:
        """Whether the main clause already says what is done."""
        return any(i.concept("action") for i in self.out.main)

    def _filled(self, zone: Zone) -> bool:
        held = {name for i in zone.items for _, name in i.concepts}
        return any(
            all(held & set(alternatives) for alternatives in c["parts"])
            for c in self.concepts.values()
            if c.get("parts")
        )

    # ---- openings -----------------------------------------------------------------------------

    def _opening(self, n: int) -> str:
        item = self.items[n]
        if n == 0 and item.norm == "to":
            return BEFORE
        if item.norm == "should":
            return IF if n == 0 or self.items[n - 1].has("comma") else ""
        if item.has("with"):
            return IF if self._next(n, "condition") else ""
        if item.norm == "having":
            return IF if self._next(n, "finding") else ""
        if item.norm in ("provided", "providing") and not self._complete():
            return ""
        return next((kind for name, kind in _OPENERS if item.has(name)), "")

    def _open(self, kind: str, item: Item) -> None:
        only = bool(self.out.main) and self.out.main[-1].has("only") and self.zone is None
        if only:
            self.out.main.pop()
        if self.zone is not None and self.zone.items and self.zone.items[-1].has("only"):
            self.zone.items.pop()
            only = True
        self.zone = Zone(kind, [item] if item.concepts else [], only)
        self.out.others.append(self.zone)

    def _open_implicit(self, item: Item) -> None:
        self.zone = Zone(IF, implicit=True)
        self.out.others.append(self.zone)
        main = self.out.main
        if item.concept("finding"):  # "those whose entry he finds …"
            clause = next((k for k in range(len(main) - 1, -1, -1) if main[k].has("relative")), None)
            bearing = ("may", "must", "grant", "give", "power")
            if clause is not None and not any(i.has(*bearing) or i.concept("action") for i in main[clause:]):
                self.zone.items += main[clause:]
                del main[clause:]
        if self._complete() or item.concept("finding"):
            while (
                main
                and self._complete()
                and (main[-1].concept("actor") or main[-1].has("pronoun", "relative", "be", "neutral"))
            ):
                self.zone.items.insert(0, main.pop())
        if main and main[-1].has("not"):
            self.zone.items.append(main.pop())
        self.zone.items.append(item)

    def _begins_condition(self, item: Item) -> bool:
        return bool(item.concept("finding", "condition")) or any(
            slot == "part" and name in self.openers for slot, name in item.concepts
        )

    def _next(self, n: int, *slots: str) -> bool:
        """Whether the next item of weight names a concept of one of `slots`."""
        for item in self.items[n + 1 :]:
            if item.concept(*slots):
                return True
            if not item.has("neutral", "mark"):
                return False
        return False

    def _states_condition(self, n: int) -> bool:
        """ "must find", "requires the board to find", "needs the approval of …"."""
        for item in self.items[n + 1 :]:
            if item.concept("finding", "condition", "manner") or self._begins_condition(item):
                return not item.concept("action")
            if not (item.has("neutral", "mark", "pronoun", "relative", "be", "not") or item.concept("actor")):
                return False
        return False

    def _require(self, item: Item) -> None:
        target = self.zone.items if self.zone is not None else self.out.main
        if self.zone is not None and self.zone.kind != BEFORE:
            return  # "without having to find", "as he shall deem": part of a condition
        negated = bool(target) and target[-1].has("not")
        if negated:
            target.pop()
        actors: list[Item] = []
        while (
            target
            and item.has("must")
            and target is self.out.main
            and (target[-1].concept("actor") or target[-1].has("neutral"))
        ):
            actors.insert(0, target.pop())
        self.zone = Zone(NOT_REQUIRED if negated else REQUIRE, actors)
        self.out.others.append(self.zone)

    # ---- durations ----------------------------------------------------------------------------

    def _duration(self, n: int) -> int:
        """ "90 days", "six-month": opens a zone and returns the items used."""
        item = self.items[n]
        if not item.has("number") and item.norm != "one":
            return 0
        k = n + 1
        while k < len(self.items) and self.items[k].has("mark"):
            k += 1
        if k >= len(self.items) or not self.items[k].has("unit"):
            return 0
        target = self.zone.items if self.zone is not None else self.out.main
        limit = "plain"
        while target and (
            target[-1].has("cap", "only", "beyond") or target[-1].norm in ("for", "a", "of", "after", "to")
        ):
            before = target.pop()
            limit = (
                "cap" if before.has("cap", "only") else "beyond" if before.has("beyond") and limit == "plain" else limit
            )
        after = k + 1
        if after < len(self.items) and self.items[after].norm in _CAPS_BEHIND:
            limit, after = "cap", after + 1  # "one year at most"
        value = NUMBER_WORDS.get(item.norm, item.norm)
        unit = self.items[k].norm.rstrip("s")
        span = Span(item.span.start, self.items[k].span.end)
        found = Item(span, f"{value} {unit}", frozenset(("duration",)))
        self.zone = Zone(DURATION, [found], length=found.norm, limit=limit)
        self.out.others.append(self.zone)
        return after - n

    def _late_only(self) -> None:
        """ "can only close it if …": the only belongs to the condition."""
        conditions = [z for z in self.out.others if z.kind in (IF, BEFORE) and not z.only]
        main = self.out.main
        for n in range(1, len(main)):
            if main[n].has("only") and main[n - 1].has("may") and len(conditions) == 1 and conditions[0].kind == IF:
                conditions[0].only = True
                del main[n]
                return
