"""Citations in every usual form lead to one address; other numbers lead nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.citations import CitationFinder, as_written

CODES = [
    {
        "id": "8-usc",
        "title": "8",
        "words": ["U.S.C.", "U.S. Code", "United States Code"],
    },
    {
        "id": "ina",
        "same_as": "8-usc",
        "words": ["INA", "Immigration and Nationality Act"],
        "sections": {"208": "1158", "212": "1182", "215": "1185"},
    },
]
FINDER = CitationFinder(CODES)
FORMS = [
    "INA §212(f)",
    "INA § 212(f)",
    "INA 212(f)",
    "INA section 212(f)",
    "INA 212f",
    "I.N.A. 212(f)",
    "Section 212(f) of the Immigration and Nationality Act",
    "Section 212(f) of the 1952 Immigration and Nationality Act",
    "Immigration and Nationality Act of 1952, section 212(f)",
    "Immigration and Nationality Act (INA) section 212(f)",
    "Sec. 212(f)",
    "section 212(f) of the INA",
    "section 212 (f) of the INA",
    "§ 212(f)",
    "§212(f)",
    "SECTION 212(F) of the INA",
    "8 U.S.C. 1182(f)",
    "8 U.S.C. § 1182(f)",
    "8 U. S. C. § 1182(f)",
    "8 USC §1182(f)",
    "8 USC 1182(f)",
    "8 U.S. Code § 1182(f)",
    "8 United States Code section 1182(f)",
    "Title 8, section 1182(f) of the U.S. Code",
    "Title 8 of the United States Code, section 1182(f)",
    "section 1182(f) of Title 8",
    "section 1182(f) of title 8 of the U.S. Code",
    "section 1182(f) of the U.S. Code",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_one_address(form: str) -> None:
    text = f"The order rests on {form}, lawyers said."
    (found,) = FINDER.find(text)
    assert found.address == "8-usc-1182-f"
    assert text[found.span.start : found.span.end] == form


def test_bare_number_before_a_noun() -> None:
    (found,) = FINDER.find("He used his 212(f) authority.")
    assert (found.address, found.named) == ("8-usc-1182-f", False)


@pytest.mark.parametrize(
    "text",
    [
        "The policy known as Title 42 ended in May.",
        "It cost $212(f).",
        "Call (212) 555-1182 or 212-555-1000.",
        "In 212 of 300 cases they agreed.",
        "On Jan. 8, 1182 people came.",
        "The INA 1952 was long.",
        "Section 8 housing is scarce.",
        "Section 212(f) of the Clean Water Act is about something else.",
        "On May 8 U.S. officials counted 1,182 people.",
        "See figure 2(a) and note 3(b).",
    ],
)
def test_other_numbers_are_no_citations(text: str) -> None:
    assert [c for c in FINDER.find(text) if c.address] == []


def test_lists_share_their_code() -> None:
    text = "Under 8 U.S.C. §§ 1182(f), 1185(a), and INA sections 208(a)(1) and 215, he may act."
    assert [c.address for c in FINDER.find(text)] == [
        "8-usc-1182-f",
        "8-usc-1185-a",
        "8-usc-1158-a-1",
        "8-usc-1185",
    ]


def test_a_list_ends_before_other_numbers() -> None:
    text = "8 U.S.C. 1182(f) and 30 others"
    (found,) = FINDER.find(text)
    assert text[found.span.start : found.span.end] == "8 U.S.C. 1182(f)"


def test_another_title_is_another_address() -> None:
    (found,) = FINDER.find("42 U.S.C. 265 is a health law.")
    assert found.address == "42-usc-265"


def test_unknown_code_has_no_address() -> None:
    (found,) = FINDER.find("Its status under section 501(c)(3) is safe.")
    assert (found.address, found.section, found.path) == ("", "501", ("c", "3"))


def test_without_codes_nothing_is_known() -> None:
    assert [c.address for c in CitationFinder([]).find("INA 212(f), 8 U.S.C. 1182(f)") if c.address] == []


@given(st.text(alphabet="§ 0123456789()abfINAUSC.,-$ofthe sectionTitle", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = FINDER.find(text)
    end = 0
    for citation in found:
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end


@given(st.sampled_from(FORMS), st.text(alphabet="abc ,.", max_size=20))
def test_surroundings_do_not_change_the_address(form: str, around: str) -> None:
    found = FINDER.find(f"{around} {form} {around}")
    assert [c.address for c in found] == ["8-usc-1182-f"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("8 U.S.C. §§ 1182-1185", ["8-usc-1182", "8-usc-1183", "8-usc-1184", "8-usc-1185"]),
        ("8 U.S.C. §§ 1182-84", ["8-usc-1182", "8-usc-1183", "8-usc-1184"]),
        ("8 U.S.C. 1182 through 1184", ["8-usc-1182", "8-usc-1183", "8-usc-1184"]),
        ("8 U.S.C. §§ 264-266", ["8-usc-264", "8-usc-265", "8-usc-266"]),
        ("INA §§ 212(a)(6)-(8)", ["8-usc-1182-a-6", "8-usc-1182-a-7", "8-usc-1182-a-8"]),
        ("INA § 208(a)–(c)", ["8-usc-1158-a", "8-usc-1158-b", "8-usc-1158-c"]),
        ("INA 212(f) and (g)", ["8-usc-1182-f", "8-usc-1182-g"]),
        ("section 1182(d)(5) and (7) of title 8", ["8-usc-1182-d-5", "8-usc-1182-d-7"]),
        ("Sections 1158 and 1182", ["8-usc-1158", "8-usc-1182"]),
        ("sections 208 and 212", ["8-usc-1158", "8-usc-1182"]),
        ("Section 1158", ["8-usc-1158"]),
        ("8 U.S.C. 300aa-1", ["8-usc-300aa-1"]),
        ("8 U.S.C. 1182-2019", ["8-usc-1182"]),
        ("8 U.S.C. 1182 to 30 others", ["8-usc-1182"]),
        ("sections 8 and 9", []),
        ("Section 212", []),
    ],
)
def test_every_provision_of_a_range_or_list_is_cited(text: str, addresses: list[str]) -> None:
    found = FINDER.find(f"It rests on {text}, they say.")
    assert [a for c in found for a in c.addresses] == addresses


def test_letters_behind_a_section_are_told_apart_from_subsections() -> None:
    codes = [CODES[0], {**CODES[1], "sections": {"240": "1229a", "240A": "1229b", "240B": "1229c", "212": "1182"}}]
    finder = CitationFinder(codes)
    assert [c.address for c in finder.find("INA 240A(b) and INA 212f")] == ["8-usc-1229b-b", "8-usc-1182-f"]
    assert [a for c in finder.find("INA §§ 240-240B") for a in c.addresses] == [
        "8-usc-1229a",
        "8-usc-1229b",
        "8-usc-1229c",
    ]
    (found,) = {a for c in finder.find("8 U.S.C. §§ 1229-1230") for a in c.addresses} - {
        f"8-usc-{n}" for n in ("1229", "1229b", "1229c", "1230")
    }
    assert found == "8-usc-1229a"


@given(st.integers(100, 5000), st.integers(1, 30), st.sampled_from(["-", "–", " through ", " to "]))
def test_a_range_holds_all_between_its_ends(first: int, length: int, dash: str) -> None:
    found = FINDER.find(f"Under 8 U.S.C. §§ {first}{dash}{first + length}, it may.")
    expected = [f"8-usc-{n}" for n in range(first, first + length + 1)]
    assert [a for c in found for a in c.addresses] == expected


def test_the_words_of_a_list_stay_together() -> None:
    text = "Under 8 U.S.C. §§ 1182-1184 and 1185(a), and INA 208, it may."
    assert as_written(text, FINDER.find(text)) == ["8 U.S.C. §§ 1182-1184 and 1185(a)", "INA 208"]
