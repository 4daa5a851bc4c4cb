"""A person's judgement on a claim: who, when, what, and what it supersedes."""

from __future__ import annotations

from datetime import datetime

from factcheck.model.record import record

ACCEPT = "accept"
WRONG = "wrong"
NOTE = "note"
SKIP = "skip"
CHECKED = "checked"  # by somebody else, as a file of theirs reports
CHOICES = (ACCEPT, WRONG, NOTE, SKIP, CHECKED)


@record
class Decision:
    """`claim` is the claim's identity in the registry, `choice` one of CHOICES.

    A decision is never overwritten: a later one names the `id` it `supersedes`, and a withdrawn
    one (`undo`) is a decision with `withdrawn` set.
    """

    id: str
    claim: str
    choice: str
    who: str
    when: datetime
    note: str = ""
    status: str = ""  # the verdict that was shown when the person decided
    supersedes: str = ""
    withdrawn: bool = False
