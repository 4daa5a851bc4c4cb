"""What a sentence has something else for, at the place where a statement has it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.verify.passages.text import parse
from factcheck.verify.statements.event import compare_event
from factcheck.verify.statements.parts import Shown, read_said, with_heads
from factcheck.verify.statements.trial import _strange

ON = date(2023, 5, 9)


def open_words(statement: str, sentence: str, passage: str = "") -> list[str]:
    shown = Shown(with_heads(parse(sentence)), passage or sentence, "", sentence, "", ON, before=())
    found = compare_event(read_said(statement, ON), shown)
    assert found is not None
    return [m.words for m in found.outcomes("unclear", "missing", "fails")]


@pytest.mark.parametrize(
    "statement, sentence, beside, word",
    [
        (
            "Clerk Maro revoked the permit and the Crane Office fined him.",
            "Clerk Maro revoked the permit and the Office of Eel Ladders fined him.",
            "The Crane Board saw it.",
            "Crane",
        ),
        (
            "Lee shall pay Roe for the boats that the board of Lee has.",
            "Roe shall pay Lee for the boats that the board of Lee has.",
            "",
            "Lee",
        ),
        ("The board will mend the Quay 8 lamps.", "The board will mend the Quay 42 lamps.", "It saw Quay 8.", "8"),
        ("Pilot Vest was fined in San Mora.", "Pilot Vest was fined in San Tarn.", "Boats sank in San Mora.", "Mora"),
        ("Fees rose to 5 crowns in Mora.", "Fees dropped to 5 crowns in Mora.", "Tolls rose.", "rose"),
        ("Maro spent 5 crowns to cut the quay.", "Maro spent 5 crowns to expand the quay.", "", "cut"),
    ],
)
def test_another_name_deed_or_number_at_the_same_place_is_not_settled(statement, sentence, beside, word):
    assert any(word in w for w in open_words(statement, sentence, f"{beside} {sentence}"))


@pytest.mark.parametrize(
    "statement, sentence",
    [
        ("Ann Lee met with Roe in Mora.", "Captain Lee met with Roe in Mora."),
        ("The Crane Office fined Lee.", "The Office of the Crane fined Lee."),
        ("Lee met with Roe in Mora.", "Roe met with Lee in Mora."),
        ("Boats of Tarn and Mora paid the toll.", "Boats of Mora and Tarn paid the toll."),
    ],
)
def test_the_same_in_another_order_is(statement, sentence):
    assert open_words(statement, sentence, f"Captain Ann Lee is here. {sentence}") == []


def test_what_is_denied_of_another_deed_denies_nothing_of_the_statement():
    sentence = "The rule ensures that boats are not put before crews by having the clerk register the boats of crews."
    shown = Shown(with_heads(parse(sentence)), sentence, "", sentence, "", ON, before=())
    found = compare_event(read_said("The rule has the clerk register the boats of crews.", ON), shown)
    assert found is not None
    assert not found.outcomes("fails")


def test_whoever_acts_on_behalf_of_another_heads_the_sentence():
    sentence = "On behalf of Mora, Keeper Lund announced 5 crowns to aid pilots and host crews."
    assert open_words("Lund announced 5 crowns to aid pilots and host crews.", sentence) == []


def test_what_somebody_is_may_be_what_the_sentence_calls_another():
    sentence = "The board met with the keeper of Mora, Tom Brask, and with Jon Roe, the pilot of Tarn."
    assert open_words("Roe is the keeper of Mora and a pilot.", sentence) == ["Roe"]
    assert open_words("Roe is the keeper of Mora.", "Jon Roe, the keeper of Mora, saw the board.") == []


@pytest.mark.parametrize(
    "frame, source, strange",
    [
        ("The Keeper of the Fort", "A Notice of the Fort", True),
        ("The Keeper of the Fort", "A Notice of the Keeper of the Fort", False),
        ("Fort keeper Ann Lee", "A Notice by Lee", True),
        ("Captain Lee", "A Notice by Lee", False),
    ],
)
def test_an_office_is_of_the_document_only_where_it_names_it(frame, source, strange):
    assert _strange(frame, source) is strange
