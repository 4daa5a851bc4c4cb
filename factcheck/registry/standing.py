"""The decisions on a claim -> the one that stands, and how a report words it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from factcheck.model.decision import ACCEPT, CHECKED, NOTE, SKIP, WRONG, Decision

# A note or a skip never hides a judgement; it stands only where nothing weightier does.
WEIGHT = {ACCEPT: 2, WRONG: 2, NOTE: 1, CHECKED: 1, SKIP: 0}
_WORDS = {
    ACCEPT: "accepted", WRONG: "marked wrong", NOTE: "noted", SKIP: "skipped", CHECKED: "checked",
}  # fmt: skip
_ASIDE = (NOTE, CHECKED)  # they stand beside judgements and displace none


def withdrawn_ids(decisions: Sequence[Decision]) -> set[str]:
    """The ids of the decisions that a later one in `decisions` withdraws."""
    withdrawn: set[str] = set()
    for decision in reversed(decisions):
        if decision.withdrawn and decision.id not in withdrawn:
            withdrawn.add(decision.supersedes)
    return withdrawn


def standing(decisions: Sequence[Decision]) -> Decision | None:
    """The decision that stands among all `decisions` on one claim, in the order of the file.

    Withdrawn ones are out, then those that a remaining one supersedes. Of what is left (two
    people may have decided apart and merged their files) the weightiest stands, then the latest.
    """
    withdrawn = withdrawn_ids(decisions)
    live = [d for d in decisions if not d.withdrawn and d.id not in withdrawn]
    superseded = {d.supersedes for d in live}
    # Hand-edited decisions may supersede each other in a circle; then all of them count.
    heads = [d for d in live if d.id not in superseded] or live
    return latest(heads)


def latest(decisions: Sequence[Decision]) -> Decision | None:
    """The weightiest of `decisions`, of equals the latest, of those the last."""
    if not decisions:
        return None
    order = range(len(decisions))
    return decisions[max(order, key=lambda i: (*_rank(decisions[i]), i))]


def displaced(choice: str, current: Decision | None) -> str:
    """The id that a new decision with `choice` supersedes, given the one that stands now.

    A judgement displaces a judgement or a skip, a skip only a skip; notes stay side by side.
    """
    if current is None or choice in _ASIDE or current.choice in _ASIDE:
        return ""
    return current.id if WEIGHT[choice] >= WEIGHT[current.choice] else ""


def describe(decision: Decision, status: str = "", as_of: date | None = None) -> str:
    """`accepted by dana on 2026-11-03: the note`, on one line, for a report.

    `status` is today's verdict: the one that was shown is named when it was another. `as_of` is
    named when it is given, for a decision on the same words as of another day.
    """
    words = f"{_WORDS[decision.choice]} by {_plain(decision.who)} on {decision.when:%Y-%m-%d}"
    if as_of is not None:
        words += f", for the same words as of {as_of.isoformat()}"
    if status and decision.status and decision.status != status:
        words += f", when the verdict was {_plain(decision.status)}"
    if decision.withdrawn:
        words += ", withdrawn"
    note = _plain(decision.note)
    return f"{words}: {note}" if note else words


def _rank(decision: Decision) -> tuple[int, datetime]:
    when = decision.when
    # A time written without a zone, by hand, is read as UTC so that it can be compared at all.
    return WEIGHT[decision.choice], when if when.tzinfo else when.replace(tzinfo=UTC)


def _plain(text: str) -> str:
    """One line without control characters: a note must not move the reader's cursor."""
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else "".join(c for c in spaced if c.isprintable())
