"""Finds the part of a sentence that states the law: without who said it, or who would use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.extract.law.items import Item
from factcheck.extract.law.words import SAYING
from factcheck.model.record import replace

_PREDICATES = (
    "grant",
    "give",
    "require",
    "deny",
    "must",
    "may",
    "may-not",
    "belong",
    "needed",
    "lack",
)
# What a mere "she said" does not hold.
_SAYS_MORE = (
    "must", "may", "may-not", "grant", "require", "if", "unless", "without", "regardless", "only",
    "cap", "beyond", "not", "with", "before",
)  # fmt: skip
_CONTENT = ("action", "theme", "condition", "manner", "finding", "part")
_FORECAST = frozenset("would could might may can will should likely if expected considering".split())
_LONGEST_ATTRIBUTION = 9
_PLAIN = (
    "neutral",
    "pronoun",
    "be",
    "comma",
    "mark",
    "possessive",
    "power",
    "relative",
    "by",
    "law",
    "citation",
    "number",
)


@dataclass(slots=True)
class Window:
    """`items` state the law; `frame` stands before them in the sentence."""

    items: list[Item]
    frame: list[Item] = field(default_factory=list)

    def holder(self) -> Item | None:
        """The actor whose power the frame names: "a board's authority under § 3, which …"."""
        for n, item in enumerate(self.frame):
            if item.has("power") and n:
                before = [i for i in self.frame[:n] if not i.has("neutral", "possessive")]
                after = self.frame[n + 1 :]
                if before and before[-1].concept("actor") and all(i.has("neutral") for i in after):
                    return before[-1]
        return None

    def states_event(self) -> bool:
        """Whether the frame says that something happened, which no text of a law can show."""
        if any(i.norm in _FORECAST or i.has("open") for i in self.frame):
            return False
        return any(not i.has(*_PLAIN) and not i.concept("actor") for i in self.frame)


def find_window(items: Sequence[Item]) -> Window:
    """The statement about the law within `items`, and the frame before it."""
    kept = _without_attribution(list(items))
    for n, item in enumerate(kept):
        if item.has("citation", "name") and n and _opens_clause(kept, n):
            return Window(kept[n:], kept[:n])
    return Window(kept)


def _opens_clause(items: Sequence[Item], n: int) -> bool:
    """ "§ 3, which lets …", "§ 3, a statute that gives …", "§ 3, allowing …"."""
    comma = clause = False
    for item in items[n + 1 :]:
        if item.has("comma"):
            comma = True
        elif item.has("relative") or (item.has("law") and comma):
            clause = True
        elif clause and any(word in SAYING for word in item.norm.split()):
            return True
        elif item.has(*_PREDICATES):
            return clause or (comma and item.norm.endswith("ing"))
        elif not item.has("neutral", "mark", "be", "law", "citation"):
            return False
    return False


def _without_attribution(items: list[Item]) -> list[Item]:
    commas = [n for n, i in enumerate(items) if i.has("comma")]
    if commas:
        tail = items[commas[-1] + 1 :]
        if len(tail) <= _LONGEST_ATTRIBUTION and _is_saying(tail):
            cited = [replace(i, kinds=frozenset(("citation", "aside"))) for i in tail if i.has("citation")]
            items = items[: commas[-1]] + cited
    if items and items[0].norm == "according" and commas and not any(i.has("citation") for i in items[: commas[0]]):
        return items[commas[0] + 1 :]
    for n, item in enumerate(items[:_LONGEST_ATTRIBUTION]):
        if (
            not item.concept("actor")
            and any(word in SAYING for word in item.norm.split())
            and n
            and _is_saying(items[: n + 1])
        ):
            before = items[:n]
            if not any(i.has("citation", "law", "name") for i in before):
                return items[n + 1 :]
    return items


def _is_saying(items: Sequence[Item]) -> bool:
    said = any(word in SAYING for i in items if not i.concept("actor") for word in i.norm.split())
    more = any(
        i.has(*_SAYS_MORE) or i.concept(*_CONTENT) or (i.has("unknown") and i.norm.endswith("ly")) for i in items
    )
    return said and not more
