"""A claim held against a passage: what decides, and what leaves it open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.verify.passages.passage import compare, verify_passage

LINE = "The Harbor Bridge opened on May 4, 1931, carried 12,400 vehicles a day and was designed by Elena Ruiz."

CASES = [
    ("The Harbor Bridge was designed by Elena Ruiz.", "supported", ""),
    ("The Harbor Bridge opened in May 1931.", "supported", ""),
    ("The Harbor Bridge opened in the 1930s.", "supported", ""),
    ("The Harbor Bridge carried more than 12,000 vehicles a day.", "supported", ""),
    ("The Harbor Bridge opened on May 5, 1931.", "conflicting", "date"),
    ("The Harbor Bridge opened before 1931.", "conflicting", "date"),
    ("The Harbor Bridge carried fewer than 12,000 vehicles a day.", "conflicting", "number"),
    ("The Harbor Bridge carried 21,400 vehicles a day.", "conflicting", "number"),
    ("The Harbor Bridge was not designed by Elena Ruiz.", "conflicting", "negation"),
    ("The Harbor Bridge closed on May 4, 1931.", "conflicting", "opposite"),
    ("The Harbor Bridge was designed by Elena Ortiz.", "unverified", "name"),
    ("The Valley Tunnel was designed by Elena Ruiz.", "unverified", "subject"),
    ("The Harbor Bridge was never repaired.", "unverified", ""),
    ("The Harbor Bridge was only designed by Elena Ruiz.", "unverified", "only"),
]


@pytest.mark.parametrize(("claim", "status", "slot"), CASES)
def test_the_slot_decides(claim, status, slot):
    verdict = verify_passage(claim, LINE)
    assert verdict.status == status
    if slot:
        assert verdict.slot == slot


def test_a_date_of_something_else_is_no_conflict():
    passage = "The Harbor Bridge was designed by Elena Ruiz. The Valley Tunnel opened in 1946."
    verdict = verify_passage("The Harbor Bridge was designed in 1930 by Elena Ruiz.", passage)
    assert verdict.status == "unverified"


def test_of_several_amounts_the_one_among_the_same_words_counts():
    passage = "The north yard repaired 40 engines last year, and the south yard repaired 75 engines."
    assert verify_passage("The south yard repaired 75 engines.", passage).status == "supported"
    assert verify_passage("The north yard repaired fewer than 50 engines.", passage).status != "conflicting"


def test_a_pronoun_stands_for_the_subject():
    passage = "She was born in Quito and studied law."
    assert verify_passage("Marta Velez studied law.", passage).status == "supported"


def test_a_conflict_needs_the_subject():
    assert verify_passage("Quillon opened in 1931.", "The bridge opened in 1946.").status == "unverified"


def test_a_title_says_what_the_passage_is_about():
    passage = "The museum keeps 300 paintings."
    assert verify_passage("The Orrin Museum keeps 300 paintings.", passage, "Orrin Museum").status == "supported"


def test_no_and_zero_say_the_same():
    assert verify_passage("There were no reported injuries.", "There were 0 reported injuries.").status != "conflicting"


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_read(claim, passage):
    assert verify_passage(claim, passage).status in ("supported", "conflicting", "unverified")
    assert compare(claim, passage) == compare(claim, passage)


@given(st.sampled_from([c for c, s, _ in CASES if s == "supported"]))
def test_a_passage_supports_what_it_repeats(claim):
    assert verify_passage(claim, claim).status == "supported"
