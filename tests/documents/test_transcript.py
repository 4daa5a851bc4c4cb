"""A speaker holds until the next label; capitals in other documents are nobody."""

from __future__ import annotations

import pytest

from factcheck.documents.transcript import collected, is_transcript, speakers, spoken, turns
from factcheck.ingest.pieces import Piece


@pytest.mark.parametrize(("text", "label", "rest"), [
    ("THE CHAIR: Thank you.", "THE CHAIR", "Thank you."),
    ("MS. O’NEIL-SMITH: Yes.", "MS. O’NEIL-SMITH", "Yes."),
    ("GENERAL McDONALD (via telephone): No.", "GENERAL McDONALD", "No."),
    ("Q Why not?", "Q", "Why not?"),
    ("Q: Why not?", "Q", "Why not?"),
    ("MINISTER PEÑA: (Speaks Spanish.) Sí.", "MINISTER PEÑA", "(Speaks Spanish.) Sí."),
    ("Let me be clear: no.", "", "Let me be clear: no."),
    ("Question: why?", "", "Question: why?"),
    ("It opened at 9:30 and closed at 10:00.", "", "It opened at 9:30 and closed at 10:00."),
])  # fmt: skip
def test_a_label_opens_a_paragraph(text: str, label: str, rest: str) -> None:
    assert spoken(text) == (label, rest)


def test_a_speaker_holds_until_the_next_or_the_end() -> None:
    rows = ["Town Hall", "THE CHAIR: One.", "Two.", "Q Three?", "MR. LOW: Four.", "Five.", "END 4:20 P.M.", "Six."]
    assert [who for who, _ in speakers([Piece(r) for r in rows])] == [
        "", "THE CHAIR", "THE CHAIR", "Q", "MR. LOW", "MR. LOW", "", "",
    ]  # fmt: skip


def test_labels_that_come_back_make_a_transcript() -> None:
    assert is_transcript(["THE CHAIR: One.", "Q Two?", "THE CHAIR: Three.", "Q Four?"])
    assert not is_transcript(["SUBJECT: Ferries", "WHAT CHANGED: fares.", "The ferry runs."])


@pytest.mark.parametrize(("rows", "texts"), [
    (["THE CHAIR: Steve. Q Why not?"], ["THE CHAIR: Steve.", "Q Why not?"]),
    (["Q Was he? MR. LOW: He was."], ["Q Was he?", "MR. LOW: He was."]),
    (["MS. O’NEIL-SMITH: No. GEN. SANTORO: Yes."], ["MS. O’NEIL-SMITH: No.", "GEN. SANTORO: Yes."]),
    (["THE CHAIR: I asked Ana", "and a few others."], ["THE CHAIR: I asked Ana and a few others."]),
    (["THE CHAIR: I asked Ana.", "and others."], ["THE CHAIR: I asked Ana.", "and others."]),
    (["He said: NO WAY. It is so."], ["He said: NO WAY. It is so."]),
    (["It opened in Q 4."], ["It opened in Q 4."]),
])  # fmt: skip
def test_run_together_turns_are_cut_and_broken_ones_joined(rows: list[str], texts: list[str]) -> None:
    assert [p.text for p in turns([Piece(r) for r in rows])] == texts


def test_what_others_are_quoted_with_is_theirs() -> None:
    rows = [
        "Sailing: The fleet is out.", "Captain Ann Falk, of the Heron: “The quay is safe.”",
        "As Ann Falk put it: “No.”", "THE COUNCIL: “No.”", "Tom Orr: The quay is safe.",
        "Here is what they are saying:", "Tom Orr: The quay is safe.", "Nobody knows why.",
        "Tom Orr: The quay is safe.",
    ]  # fmt: skip
    assert [who for who, _ in collected([Piece(r) for r in rows])] == [
        "", "Captain Ann Falk", "", "", "", "", "Tom Orr", "", "",
    ]  # fmt: skip
