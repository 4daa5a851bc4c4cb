"""What somebody signed is no law, whatever it requires."""

from __future__ import annotations

from factcheck.model.claim import Rule, Subject, When
from factcheck.model.text import Span
from factcheck.retrieve.statements import of_signed_paper

FACTS = {"kinds": {"notice": {"words": ["notice"], "by": "warden"}, "report": {"words": ["report"]}}}


def rule(*cited: str) -> Rule:
    return Rule(Span(0, 9), Subject(), When(), clauses=(), cited=cited)


def test_only_what_is_signed_and_cites_no_law() -> None:
    text = "The notice requires pilots to file a list."
    assert of_signed_paper([rule()], text, FACTS)
    assert not of_signed_paper([rule("7-ec-12")], text, FACTS)
    assert not of_signed_paper([], text, FACTS)
    assert not of_signed_paper([rule()], "The report requires pilots to file a list.", FACTS)


def test_what_a_paper_says_will_be_done_on_a_day_is_no_law() -> None:
    assert of_signed_paper([rule()], "Pilots will be let in on May 4, the report said.", FACTS)
