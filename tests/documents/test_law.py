"""Provisions get their addresses from the labels of nested paragraphs, and their lead-ins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents.law import provisions, section_of
from factcheck.documents.record import Part
from factcheck.ingest.paragraphs import read_paragraphs

TITLE = "9 H.C. § 12. Harbours"


def read(text: str) -> list[Part]:
    section = section_of(TITLE)
    assert section is not None
    return provisions(read_paragraphs(text, True), section)


def addresses(text: str) -> list[str]:
    return [p.locator.removeprefix("9 H.C. 12") for p in read(text)]


@pytest.mark.parametrize(("title", "base", "name"), [
    ("9 H.C. § 12. Harbours", "9 H.C. 12", "Harbours"),
    ("9 H. C. §12a", "9 H. C. 12a", ""),
    ("Ports Act § 4 – Duties of a master", "Ports Act 4", "Duties of a master"),
])  # fmt: skip
def test_a_title_names_its_section(title: str, base: str, name: str) -> None:
    section = section_of(title)
    assert section is not None
    assert (section.base, section.name) == (base, name)


@pytest.mark.parametrize("title", ["Harbours", "A report on § 12 of the act", "§"])
def test_other_titles_name_none(title: str) -> None:
    assert section_of(title) is None


def test_levels_nest_in_the_usual_order() -> None:
    text = "\n\n".join(
        f"{label} words here." for label in "(a) (1) (A) (i) (I) (aa) (bb) (II) (ii) (B) (2) (b)".split()
    )
    assert addresses(text) == [
        "(a)", "(a)(1)", "(a)(1)(A)", "(a)(1)(A)(i)", "(a)(1)(A)(i)(I)", "(a)(1)(A)(i)(I)(aa)", "(a)(1)(A)(i)(I)(bb)",
        "(a)(1)(A)(i)(II)", "(a)(1)(A)(ii)", "(a)(1)(B)", "(a)(2)", "(b)",
    ]  # fmt: skip


def test_i_after_h_goes_on_when_j_comes_next() -> None:
    text = "(h) a ship;\n\n(i) a boat;\n\n(j) a raft."
    assert addresses(text) == ["(h)", "(i)", "(j)"]


def test_i_after_h_opens_a_level_when_ii_comes_next() -> None:
    text = "(h) any of\n\n(i) a boat;\n\n(ii) a raft.\n\n(i) A ferry.\n\n(j) A tug."
    assert addresses(text) == ["(h)", "(h)(i)", "(h)(ii)", "(i)", "(j)"]


def test_a_capital_i_after_h_is_told_by_what_goes_on_first() -> None:
    text = "(1) Of\n\n(H) a ship\n\n(i) with oars;\n\n(ii) with sails.\n\n(I) a boat.\n\n(2) Rafts.\n\n"
    text += "(A) x\n\n(i) y\n\n(I) z\n\n(II) w."
    assert addresses(text)[:5] == ["(1)", "(1)(H)", "(1)(H)(i)", "(1)(H)(ii)", "(1)(I)"]


def test_a_heading_takes_the_next_paragraph_as_its_text() -> None:
    parts = read("##### (a) Closing\n\n(1) In general\n\nThe master may close a harbour.\n\n(2) No fee shall be due.")
    assert [(p.locator[9:], p.heading, p.text) for p in parts] == [
        ("(a)", "Closing", ""),
        ("(a)(1)", "In general", "The master may close a harbour."),
        ("(a)(2)", "", "No fee shall be due."),
    ]


def test_a_lead_in_is_no_heading() -> None:
    parts = read("(a) The master may\n\n(1) close a harbour; or\n\n(2) open one.")
    assert [(p.text, p.parent) for p in parts] == [("The master may", -1), ("close a harbour; or", 0), ("open one.", 0)]


def test_text_after_a_list_belongs_to_its_lead_in() -> None:
    parts = read("(a) The master may\n\n(1) close; or\n\n(2) open,\n\nwhichever is safer.\n\n(b) No fee is due.")
    assert (parts[3].locator, parts[3].parent) == ("9 H.C. 12(a)", 0)


def test_text_between_two_items_belongs_to_the_first() -> None:
    parts = read("(a) The master may\n\n(1) close.\n\nHe says why.\n\n(2) open.")
    assert (parts[2].locator, parts[2].parent) == ("9 H.C. 12(a)(1)", 1)


def test_several_labels_may_open_one_paragraph() -> None:
    parts = read("(a)(1) The master may close.\n\n(2) He may open.")
    assert [(p.locator[9:], p.text) for p in parts] == [
        ("(a)", ""), ("(a)(1)", "The master may close."), ("(a)(2)", "He may open."),
    ]  # fmt: skip


def test_a_heading_that_is_said_again_changes_nothing() -> None:
    text = "###### (a) In this chapter\n\n(1) a ship is\n\n(A) a boat;\n\n###### (a) In this chapter\n\n(B) a raft."
    assert addresses(text) == ["(a)", "(a)(1)", "(a)(1)(A)", "(a)(1)(B)"]


def test_a_section_without_labels_is_one_provision() -> None:
    parts = read("The master may close a harbour.")
    assert [(p.locator, p.heading) for p in parts] == [("9 H.C. 12", "Harbours")]


def test_a_space_before_a_stop_goes() -> None:
    assert read("A ship under section 4 of this title , or (5) of it .")[0].text == (
        "A ship under section 4 of this title, or (5) of it."
    )


def test_the_marks_of_notes_go_and_numbers_stay() -> None:
    text = (
        "The term is at\u202f 5 least one year\u202f 2, except as (b) says, 4 the master may moor, 2 ships, "
        "§\u202f9 of 3 a day."
    )
    assert read(text)[0].text == (
        "The term is at least one year, except as (b) says, the master may moor, 2 ships, § 9 of 3 a day."
    )


LABELS = st.sampled_from(
    "(a) (b) (c) (h) (i) (j) (1) (2) (11) (A) (B) (H) (I) (ii) (iv) (v) (II) (aa) (bb) (x)".split()
)
ROWS = st.lists(
    st.tuples(st.lists(LABELS, max_size=3), st.sampled_from(["Text.", "In general", "", "of"])), max_size=25
)


@given(ROWS)
def test_every_provision_hangs_on_an_earlier_one_and_no_word_is_lost(rows: list[tuple[list[str], str]]) -> None:
    numbered = [f"{''.join(labels)} {words} {n}".strip() for n, (labels, words) in enumerate(rows)]
    parts = read("\n\n".join(numbered))
    assert all(-1 <= p.parent < n for n, p in enumerate(parts))
    for n, part in enumerate(parts):
        if part.parent >= 0:
            assert part.locator.startswith(parts[part.parent].locator)
        assert part.locator.startswith("9 H.C. 12"), n
    said = " ".join(f"{p.heading} {p.text}" for p in parts).split()
    assert all(str(n) in said for n in range(len(rows)))
