"""Documents cited by number are found by their title and day, and what is said of the number is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.library import open_library
from factcheck.retrieve.numbered import Numbered
from factcheck.text.references import references_of

LAGOON = Path(__file__).parents[1] / "data" / "lagoon"
AS_OF = date(2023, 5, 10)


@pytest.fixture(scope="module")
def office(cache: Path) -> Checker:
    return Checker(open_library([LAGOON]))


def test_a_number_belongs_to_the_document_of_its_title_and_day(office: Checker) -> None:
    numbered = Numbered(office.library, office.library.facts)
    (cited,) = references_of(office.library.facts).find("L.O. 4112 is famous.")
    known = numbered.known(cited)
    assert [d.title for d in known.documents] == ["Order on Closing the Old Lagoon"]
    assert {m.reference.date for m in known.mentions if m.reference.date} == {date(2022, 3, 4)}
    assert known.signed == "Jonas Reval"
    (cited,) = references_of(office.library.facts).find("Lagoon Order 3980 is famous.")
    known = numbered.known(cited)
    assert known.documents == ()
    assert known.signed == "Ida Brandt"


@pytest.mark.parametrize(
    "text",
    [
        "Lagoon Order 4112 barred coal barges from the lagoon.",
        "L.O. 4112 barred coal barges from the lagoon.",
        "Lagoon Order No. 4112 of March 4, 2022 (Closing the Old Lagoon), barred coal barges from the lagoon.",
        "Reval signed Lagoon Order 4112 on March 4, 2022.",
        "Reval issued Lagoon Order 4112 on March 5, 2022.",
        "Brandt signed Lagoon Order 3980 on May 2, 2017.",
        "Lagoon Order 3980 was signed in May 2017.",
    ],
)
def test_what_the_document_says_is_supported(office: Checker, text: str) -> None:
    finding = office.claim(text, AS_OF)
    assert finding.status == "supported", finding.summary


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Lagoon Order 4112 of March 14, 2022, barred coal barges.", "date"),
        ("Lagoon Order 3980 (Closing the Old Lagoon) barred coal barges.", "title"),
        ("Lagoon Order 4113 of March 4, 2022 (Closing the Old Lagoon), barred coal barges.", "title"),
        ("Lagoon Order 3980, “Closing the Old Lagoon,” barred coal barges.", "title"),
        ("Brandt signed Lagoon Order 4112.", "signer"),
        ("Keeper Jonas Reval signed Lagoon Order 3980.", "signer"),
        ("Reval's Lagoon Order 3980 opened the lock.", "signer"),
        ("Lagoon Order 4112, signed by then-keeper Ida Brandt, barred coal barges.", "signer"),
        ("Reval signed Lagoon Order 4112 on June 30, 2022.", "date"),
        ("Lagoon Order 3980 was signed on September 1, 2022.", "date"),  # the day of the document that cites it
        ("Lagoon Order 4112 did not bar coal barges from the lagoon.", "negation"),
    ],
)
def test_what_a_document_contradicts_is_conflicting(office: Checker, text: str, slot: str) -> None:
    finding = office.claim(text, AS_OF)
    assert finding.status == "conflicting", finding.summary
    assert finding.assertions[0].failed_slot == slot
    assert finding.assertions[0].readings[0].evidence[0].url.startswith("https://lagoon.example.org/")


@pytest.mark.parametrize(
    "text",
    [
        "Lagoon Order 4113 barred coal barges from the lagoon.",  # a number that nobody cites
        "Lagoon Order 4113 (Closing the Old Lagoon) barred coal barges.",  # two orders may share a title
        "Lagoon Order 3980 barred coal barges from the lagoon.",  # what another one did
        "Reval signed Lagoon Order 4112 on March 10, 2022.",  # it may have been announced then
        "Brandt never signed Lagoon Order 4112.",
        "Brandt signed Lagoon Order 4112's repeal.",
        "Lagoon Order 4112 closed the lagoon because of the silt.",
    ],
)
def test_what_is_not_beyond_doubt_stays_open(office: Checker, text: str) -> None:
    finding = office.claim(text, AS_OF)
    assert finding.status == "unverified", finding.summary


def test_the_reason_names_the_number_and_the_nearest_words(office: Checker) -> None:
    finding = office.claim("Lagoon Order 4113 barred coal barges from the lagoon.", AS_OF)
    assert "no lagoon order is among the sources: Lagoon Order 4113" in finding.summary
    assert "factcheck sources add" in finding.needs
    finding = office.claim("Lagoon Order 3980 lowered the price of herring.", AS_OF)
    assert "Lagoon Order 3980" in finding.summary


BARRED = "“the entry of coal barges into the Old Lagoon is hereby barred.”"


@pytest.mark.parametrize(
    ("text", "context", "status"),
    [
        (f"Lagoon Order 4112 says that {BARRED}", "", "supported"),
        (f"{BARRED.replace('the entry', 'The entry').replace('.”', ',”')} says L.O. 4112.", "", "supported"),
        (f"The order says that {BARRED}", "Reval signed Lagoon Order 4112 in March.", "supported"),
        (f"Lagoon Order 3980 says that {BARRED}", "", "unverified"),  # its text is not held
        (f"Lagoon Order 4113 says that {BARRED}", "", "unverified"),
    ],
)
def test_words_quoted_from_a_number_are_looked_for_in_that_document(
    office: Checker, text: str, context: str, status: str
) -> None:
    finding = office.claim(text, AS_OF, [context] if context else [])
    assert finding.status == status, finding.summary


def test_a_title_in_quotation_marks_is_no_quotation(office: Checker) -> None:
    claim = office.reader.read("Lagoon Order 4112, “Closing the Old Lagoon,” barred coal barges.", AS_OF)
    assert [type(a).__name__ for a in claim.assertions] == ["Cited"]


@pytest.mark.parametrize(
    ("text", "before", "status"),
    [
        ("The order barred coal barges from the lagoon.", "Reval signed Lagoon Order 4112 in March.", "supported"),
        ("That lagoon order barred coal barges from the lagoon.", "Reval signed L.O. 4112.", "supported"),
        ("The order was signed by Brandt.", "Coal barges hate Lagoon Order 4112.", "conflicting"),
        ("The order barred coal barges from the lagoon.", "Brandt signed Lagoon Order 3980 in May.", "unverified"),
        ("The order was signed by Brandt.", "They weighed Lagoon Order 4112 and Lagoon Order 3980.", "unverified"),
        ("The order of the council was signed by Brandt.", "Coal barges hate Lagoon Order 4112.", "unverified"),
        ("The order's critics were named by Brandt.", "Coal barges hate Lagoon Order 4112.", "unverified"),
    ],
)
def test_the_order_is_the_one_cited_before(office: Checker, text: str, before: str, status: str) -> None:
    finding = office.claim(text, AS_OF, [before])
    assert finding.status == status, finding.summary


def test_a_regulation_that_is_pointed_back_to_is_named(office: Checker) -> None:
    finding = office.claim("The regulation bars coal barges.", AS_OF, ["It stands in 8 CFR 235.3, they said."])
    assert (finding.status, finding.summary) == ("unverified", "no regulation is among the sources: 8 CFR 235.3")


def test_search_shows_the_document_with_the_number_first(office: Checker) -> None:
    numbered = Numbered(office.library, office.library.facts)
    documents = office.library.documents()
    titles = [documents[p.document].title for p in numbered.passages("lagoon order no. 4112")]
    assert titles[:2] == ["Order on Closing the Old Lagoon", "Order on Amending Lagoon Order 4112"]
    assert numbered.passages("Lagoon Order 9999") == []
    assert [p.locator for p in numbered.passages("INA 212(f)")] == ["8 U.S.C. 1182(f)"]


def test_a_signing_is_of_the_day_that_documents_give_or_of_that_of_the_text(office: Checker) -> None:
    for day, status in (("March 4", "supported"), ("March 5", "supported"), ("March 3", "conflicting")):
        finding = office.claim(f"Keeper Jonas Reval signed Lagoon Order 4112 on {day}, 2022.", AS_OF)
        assert finding.status == status, (day, finding.summary)


def test_the_day_of_a_citing_document_contradicts_nothing(office: Checker) -> None:
    finding = office.claim("Lagoon Order 3980 remained in force in all its parts on July 4, 2021.", AS_OF)
    assert finding.status == "unverified", finding.summary


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Reval revoked Lagoon Order 3977 on November 8, 2022.", "supported"),
        ("Reval revoked Lagoon Order 3977 on November 2, 2022.", "conflicting"),
        ("Reval signed an order on November 8, 2022, revoking Lagoon Order 3977.", "supported"),
        ("Brandt revoked Lagoon Order 3977 on November 8, 2022.", "conflicting"),
        ("Reval signed Lagoon Order 3977 on November 8, 2022.", "conflicting"),  # of May 9, 2016
        ("Brandt signed Lagoon Order 3977.", "supported"),
        ("Reval revoked Lagoon Order 3980 on November 8, 2022.", "unverified"),
    ],
)
def test_a_document_does_to_another_what_its_title_says(office: Checker, text: str, status: str) -> None:
    finding = office.claim(text, AS_OF)
    assert finding.status == status, finding.summary
