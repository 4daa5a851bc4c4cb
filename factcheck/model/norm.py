"""A rule as a sentence states it, of the law or about it: clauses with force, terms and quantities."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.model.record import record

# What a clause does: it requires, permits, forbids, frees from a duty, or states that something is or is not.
REQUIRE, PERMIT, FORBID, FREE, STATE, DENY = "require", "permit", "forbid", "free", "state", "deny"

# Where in a clause a term stands.
MAIN, IF, UNLESS, REGARDLESS, ONLY, BEFORE = "main", "if", "unless", "regardless", "only", "before"

# What says no, and where what a rule depends on stands.
REFUSING, CONDITIONS = (FORBID, DENY, FREE), (IF, ONLY, UNLESS, BEFORE)

# The unit of how often something is done: so many months from one time to the next.
INTERVAL = "interval"


@record
class Term:
    """A content word or phrase: `key` is a concept's name, or "=" and a stem.

    `sign` is -1 where the words deny it ("not houses", "without a meeting"), 0 where it
    follows a denied verb and may be denied with it. `agent` marks who
    acts. `start` and `end` count code points of the text read.
    """

    key: str
    sign: int
    zone: str
    start: int
    end: int
    agent: bool = False
    when: str = ""  # "during", "after" or "before" it, where the words say so
    beside: frozenset[str] = frozenset()  # of one who is named and does not act: the ideas "<before" and ">after" it
    receives: str = ""  # "to" or "with": to whom something goes, with whom it is done


@record
class Quantity:
    """A number with its unit; durations are in hours or months. `bound` is "most", "least" or ""."""

    value: Decimal
    unit: str
    bound: str
    start: int
    end: int
    zone: str = MAIN
    near: frozenset[str] = frozenset()  # terms of its own stretch of the clause
    ahead: frozenset[str] = frozenset()  # of those, the terms that stand before it
    anchor: frozenset[str] = frozenset()  # what a time is counted from ("90 days after the sale")
    side: str = ""  # "before" or "after" what it is counted from


@record
class Clause:
    """One clause: what it does, to what, under which conditions.

    `heads` are the terms that its force bears on: what is to be done, or is to happen to what.
    `subject` are the ideas that stand before the force: of whom or what it is said.
    `about` are the references that are its subject. `topic` is set on a clause made of two ("paragraph
    (1) shall not apply to X"): the terms without which a statement does not speak of X.
    `applies` marks a clause about a rule's reach ("paragraph (1) shall not apply to …"); `refs` are
    the references it makes, as written; `joints` are two ideas that "and" or "or" joins ("or ship boat");
    `flags` names words of rules that a comparison needs.
    """

    force: str
    terms: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    applies: bool = False
    refs: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    about: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0


@record(eq=False)
class Norm:
    """A passage of law as read: its clauses, and where the words around it speak of what.

    `address` as in text/citations ("7-code-112-f"). `own` maps each term of its own words, with the
    words that lead in to it, to its signs; `near` are terms of what it refers to (behind a "-" once more
    those that it only denies, behind a "~" those that this spares it), `far` those of its headings and titles,
    `around` those of its neighbours. `led` is the text with what leads in to it, in which clauses and terms have their
    places; "" where nothing does.
    """

    address: str
    locator: str
    document: int
    text: str
    clauses: tuple[Clause, ...]
    own: Mapping[str, frozenset[int]]
    near: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    led: str = ""

    @property
    def whole(self) -> str:
        """The text in which the places of clauses and terms are counted."""
        return self.led or self.text
