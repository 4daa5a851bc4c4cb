"""Puts together who is counted: a subject with other values, and a part within its whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model.claim import Choice, Subject


def with_choices(subject: Subject, choices: Sequence[Choice]) -> Subject:
    """`subject` with other values; what earlier sentences named besides stays beside it."""
    return Subject(
        subject.measure,
        subject.group,
        subject.words,
        subject.origin,
        subject.span,
        subject.found_by,
        tuple(choices),
        subject.passed,
    )


def without(subject: Subject, choices: Iterable[Choice]) -> list[Choice]:
    """The values of `subject` in the dimensions that `choices` do not name."""
    named = {c.dimension for c in choices}
    return [c for c in subject.choices if c.dimension not in named]


def merged(whole: Subject, part: Subject) -> Subject:
    """The part as a population of its own: the whole's values with the part's in their place."""
    named = {c.dimension for c in part.choices}
    return with_choices(whole, (*part.choices, *(c for c in whole.choices if c.dimension not in named)))
