"""What would be called wrong stays open where it is exactly right of what else the sentence names."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.check import Checker
from factcheck.extract.periods.months import month_period
from factcheck.model.claim import WRITTEN, Change, Choice, Figure, Rank
from factcheck.model.finding import CONFLICTING, UNVERIFIED
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.model.value import month_index

AS_OF = date(2024, 5, 20)
SAID = "Border Patrol apprehensions on the southwest border came to {} in December 2023."


@pytest.mark.parametrize(
    ("amount", "status"),
    [
        ("124,215", UNVERIFIED),  # January's, to the last digit
        ("124,219", CONFLICTING),  # as restatements go, but no figure that anybody published
        ("134,215", CONFLICTING),
    ],
)
def test_a_figure_may_be_of_a_time_that_no_figure_is_said_of(checker: Checker, amount: str, status: str) -> None:
    claim = checker.reader.read(SAID.format(amount), AS_OF, ())
    (figure,) = claim.assertions
    assert isinstance(figure, Figure)
    assert checker.verify(claim).status == CONFLICTING
    idle = replace(figure, idle=(month_period(month_index(2024, 1)),))
    found = checker.verify(replace(claim, assertions=(idle,)))
    assert found.status == status
    assert ("January 2024" in found.assertions[0].reason + found.summary) == (status == UNVERIFIED)


def test_the_times_without_a_figure_are_told_beside_each_exact_one(checker: Checker) -> None:
    text = "Border Patrol apprehensions on the southwest border came to 128,895 in April, fewer than in March."
    figures = [a for a in checker.reader.read(text, AS_OF, ()).assertions if isinstance(a, Figure)]
    assert [[p.label for p in f.idle] for f in figures] == [["March 2024"]]
    dated = "Border Patrol apprehensions on the southwest border came to 128,895 in April and 137,473 in March."
    assert all(not a.idle for a in checker.reader.read(dated, AS_OF, ()).assertions if isinstance(a, Figure))


@pytest.mark.parametrize(("size", "status"), [(6, UNVERIFIED), (16, CONFLICTING)])
def test_a_change_may_lie_between_the_figures_beside_it(checker: Checker, size: int, status: str) -> None:
    text = (
        "The 128,895 of April and, in March, 137,473 Border Patrol apprehensions on the southwest border "
        f"show a {size} percent decline from February."
    )
    assert checker.claim(text, AS_OF).status == status


@pytest.mark.parametrize(
    ("told", "kind", "status"),
    [
        ("were up 3 percent in August 2024", Change, UNVERIFIED),
        ("were up 4 percent in August 2024", Change, CONFLICTING),
        ("hit a record in December 2023", Rank, UNVERIFIED),
        ("hit a record in November 2023", Rank, CONFLICTING),
    ],
)
@pytest.mark.parametrize("mark", [", ", " and 900 "])
def test_a_name_behind_a_mark_or_a_figure_may_not_be_meant(
    checker: Checker, told: str, kind: type, status: str, mark: str
) -> None:
    text = f"Border Patrol apprehensions on the southwest border {told}{mark}unaccompanied children were counted."
    alone = text[: text.index(mark)] + "."
    claim = checker.reader.read(alone, date(2024, 9, 20), ())
    said = next(a for a in claim.assertions if isinstance(a, kind))
    span = Span(text.index("unaccompanied"), text.index(" were counted"))
    group = Choice("demographic", ("unaccompanied",), WRITTEN, "unaccompanied children", span)
    of_group = replace(said, subject=replace(said.subject, choices=(*said.subject.choices, group)))
    found = checker.verify(replace(claim, text=text, assertions=(of_group,)))
    assert found.status == status
    beside = replace(group, span=Span(said.span.end, said.span.end + 1))
    own = replace(said, subject=replace(said.subject, choices=(*said.subject.choices, beside)))
    assert checker.verify(replace(claim, text=text, assertions=(own,))).status == CONFLICTING
