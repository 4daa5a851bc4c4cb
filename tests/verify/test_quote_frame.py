"""What stands around a quotation is held against the document that the words are from."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.check import Checker
from factcheck.library import open_library
from factcheck.model.finding import SUPPORTED, UNVERIFIED
from tests.conftest import DATA

MAY = date(2023, 5, 10)
OCTOBER = date(2023, 10, 4)


@pytest.fixture(scope="module")
def estuary() -> Checker:
    return Checker(open_library([DATA / "estuary"]))


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ('Okonjo thanked Lindqvist "for sending two icebreakers," the joint statement said.', MAY, SUPPORTED),
        ('Lindqvist thanked Okonjo "for sending two icebreakers," the joint statement said.', MAY, UNVERIFIED),
        ('Okonjo thanked Dahl "for sending two icebreakers," the joint statement said.', MAY, UNVERIFIED),
        ('Okonjo and Lindqvist "agreed to expand the night ferry," the readout said.', OCTOBER, SUPPORTED),
        ('Okonjo and Maro of Norvik "agreed to expand the night ferry," the readout said.', OCTOBER, UNVERIFIED),
        (
            'Okonjo denied that the two leaders "agreed to expand the night ferry," the readout said.',
            OCTOBER,
            UNVERIFIED,
        ),
        ('In Saltholm, the two leaders "agreed to expand the night ferry," the readout said.', OCTOBER, UNVERIFIED),
        (
            'At the Custom House, the two leaders "agreed to expand the night ferry," the readout said.',
            OCTOBER,
            SUPPORTED,
        ),
        ('The two leaders rejected the plan "to expand the night ferry," the readout said.', OCTOBER, UNVERIFIED),
        (
            'The two leaders "agreed to expand the night ferry" after the board revoked an order, the readout said.',
            OCTOBER,
            SUPPORTED,
        ),
        (
            'The two leaders "agreed to expand the night ferry" after the board vetoed an order, the readout said.',
            OCTOBER,
            UNVERIFIED,
        ),
        ('The two leaders disagreed on whether "to expand the night ferry," the readout said.', OCTOBER, UNVERIFIED),
        ("Okonjo never said, “Today the board has funds for 12 lamps.”", OCTOBER, UNVERIFIED),
        ("“Today the board has funds for 12 lamps,” the board did not say in its readout.", OCTOBER, UNVERIFIED),
        ("“Today the board has funds for 12 lamps,” said Okonjo, who lost to Dahl.", OCTOBER, UNVERIFIED),
        ("“Today the board has funds for 12 lamps,” said Okonjo, who announced a new toll.", OCTOBER, UNVERIFIED),
    ],
)
def test_names_beside_a_quotation(text: str, on: date, status: str, estuary: Checker) -> None:
    found = estuary.claim(text, on)
    assert found.status == status, found.summary
