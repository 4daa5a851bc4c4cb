"""Statements on lists, settings and days far off, against the papers of an invented board."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.check import Checker
from factcheck.library import open_library
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED
from tests.conftest import DATA

NEXT_DAY = date(2023, 12, 13)  # a Wednesday


@pytest.fixture(scope="module")
def estuary() -> Checker:
    return Checker(open_library([DATA / "estuary"]))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # An item of a list says what leads in to it of what it names.
        ("Okonjo closed the coal quay of Saltby on Tuesday.", SUPPORTED),
        ("Okonjo closed the fish quay of Norvik on Tuesday.", SUPPORTED),
        ("Okonjo closed the fish quay of Saltby on Tuesday.", UNVERIFIED),
        ("Okonjo opened the coal quay of Saltby on Tuesday.", UNVERIFIED),
        # What leads to a name at the head of a sentence is no part of the name.
        ("The board has given 3 million crowns through the Lamp Fund to Mora.", SUPPORTED),
        ("The board has given 8 million crowns through the Lamp Fund to Mora.", CONFLICTING),
        ("Mora has given 3 million crowns through the Lamp Fund to the board.", UNVERIFIED),
        ("The board has repaired 70 bells since the BNW Fund opened.", SUPPORTED),
        # A call is what it was done in.
        ("The two leaders agreed in a call on Tuesday to test the Bells and Night Watch Fund.", SUPPORTED),
        # A plan is nothing to come.
        ("Okonjo announced a plan to widen the lock on Monday.", SUPPORTED),
        ("Okonjo announced a plan to widen the lock on Sunday.", CONFLICTING),
        # Of two amounts, the one of what is counted; a day behind what only says which boats are meant.
        ("As of December 11, 2023, Tarn had counted more than 57 Q-7 rafts.", SUPPORTED),
        ("As of December 11, 2023, Tarn had counted more than 320 Q-7 rafts.", UNVERIFIED),
        ("The board cut the number of stranded boats from 56 in November to 12 on December 10.", SUPPORTED),
        ("The board cut the number of stranded boats from 56 in November to 21 on December 10.", CONFLICTING),
        # What is told of a year is not when it was done.
        ("Okonjo raised the herring quota for 2025 to 620 tonnes on Tuesday.", SUPPORTED),
        ("Okonjo raised the herring quota for 2024 to 620 tonnes on Tuesday.", UNVERIFIED),
        ("Okonjo raised the herring quota for 2025 to 260 tonnes on Tuesday.", CONFLICTING),
        # Names by their initials, and years of the accounts.
        ("The board provided funds for the THW to hire 60 divers.", SUPPORTED),
        ("The board provided funds for the HTW to hire 60 divers.", UNVERIFIED),
        ("The board gave 5 million crowns in fiscal 2022 to the Herring School.", SUPPORTED),
        ("The board gave 5 million crowns in fiscal 2021 to the Herring School.", CONFLICTING),
        # A contrary of what somebody was asked for.
        ("The board called on the Coast Court to reject the Crane Rule.", CONFLICTING),
        ("The board called on the Coast Court to pass the Crane Rule.", SUPPORTED),
    ],
)
def test_lists_leads_and_settings(text: str, status: str, estuary: Checker) -> None:
    found = estuary.claim(text, NEXT_DAY)
    assert found.status == status, found.summary


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ("Okonjo will meet with Dahl in Tarn on January 15.", date(2023, 12, 28), SUPPORTED),
        ("Okonjo will meet with Dahl in Tarn on January 25.", date(2023, 12, 28), CONFLICTING),
        ("The notice of March 3, 2017, first closed the coal quay.", date(2024, 1, 4), SUPPORTED),
        ("The coal quay was first closed on March 3, 2017.", date(2024, 1, 4), SUPPORTED),
        ("The coal quay was first closed on March 8, 2017.", date(2024, 1, 4), CONFLICTING),
    ],
)
def test_days_far_from_their_document(text: str, on: date, status: str, estuary: Checker) -> None:
    found = estuary.claim(text, on)
    assert found.status == status, found.summary


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        # Two names change places around what was done, or another's title stands where somebody acts.
        ("Warden Okonjo pardoned three pilots whom the court of Governor Dahl had fined.", NEXT_DAY, SUPPORTED),
        ("Warden Dahl pardoned three pilots whom the court of Governor Okonjo had fined.", NEXT_DAY, UNVERIFIED),
        ("Mira Okonjo asked Tilda Brask to lead the survey of the eastern bank.", date(2023, 8, 12), SUPPORTED),
        ("Tilda Brask asked Mira Okonjo to lead the survey of the eastern bank.", date(2023, 8, 12), UNVERIFIED),
        # What lasts until one day does not last until another.
        ("The lamps of Osterby will burn until March.", NEXT_DAY, SUPPORTED),
        ("The lamps of Osterby will burn until May.", NEXT_DAY, CONFLICTING),
        ("Okonjo spoke Monday with Falk and congratulated her on the new bell.", NEXT_DAY, SUPPORTED),
        ("Falk spoke Monday with Okonjo and congratulated her on the new bell.", NEXT_DAY, UNVERIFIED),
        ("Falk congratulated Okonjo on the new bell.", NEXT_DAY, UNVERIFIED),
        ("The board intends to lodge as many as 90 people from Osterby.", NEXT_DAY, SUPPORTED),
        # A day right before a call is its own, a call between two is nobody else's, and progress is no guest.
        ("Okonjo and Lund spoke by telephone on December 5.", NEXT_DAY, SUPPORTED),
        ("Okonjo and Lund spoke by telephone on December 8.", NEXT_DAY, UNVERIFIED),
        ("Okonjo spoke with Brask by telephone on December 5.", NEXT_DAY, UNVERIFIED),
        ("Falk and Olin met in Tarn on Monday.", NEXT_DAY, UNVERIFIED),
        ("The IT office now advises closing the lock.", NEXT_DAY, SUPPORTED),
        ("The WHO office now advises closing the lock.", NEXT_DAY, UNVERIFIED),
        # What is asked for is not there, and what would be done is not done.
        ("There are 45 wardens on the quays of Norvik.", NEXT_DAY, SUPPORTED),
        ("There are 800 crowns for eel ladders in Norvik.", NEXT_DAY, UNVERIFIED),
        ("The bill would add 75 wardens, the board said.", NEXT_DAY, SUPPORTED),
        ("The bill added 75 wardens, the board said.", NEXT_DAY, UNVERIFIED),
        ("Trawlers must be registered on or before March 1, 2024.", NEXT_DAY, SUPPORTED),
        ("Trawlers must be registered on or before May 1, 2024.", NEXT_DAY, UNVERIFIED),
        # Whose it is, and who is said to say so.
        ("The Crab Board's ledger lists 80 traps.", NEXT_DAY, SUPPORTED),
        ("Mora's ledger lists 80 traps.", NEXT_DAY, UNVERIFIED),
        ("The Crab Board's ledger lists 80 traps, according to the Eel Board.", NEXT_DAY, UNVERIFIED),
        ("Okonjo said she closed the coal quay of Saltby on Tuesday.", NEXT_DAY, SUPPORTED),
    ],
)
def test_who_and_until_when(text: str, on: date, status: str, estuary: Checker) -> None:
    found = estuary.claim(text, on)
    assert found.status == status, found.summary
