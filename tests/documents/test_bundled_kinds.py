"""The kinds that the bundled manifests declare, and their speakers, on titles of our own making."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest

from factcheck.documents.kinds import Kinds, kinds_of
from factcheck.library import Library
from factcheck.shipped import bundled


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    paths = sorted(bundled("sources").glob("*/manifest.toml"))
    return kinds_of(tomllib.loads(path.read_text("utf-8")) for path in paths)


@pytest.mark.parametrize(("title", "tags", "body", "kind"), [
    ("Remarks by the President on Ferries", ("speeches-remarks",), "", "remarks"),
    ("Press Briefing by Press Secretary Ana Low on the Proclamation", ("press-briefings",), "", "press_briefing"),
    ("On-the-Record Press Gaggle by Ana Low", (), "", "press_briefing"),
    ("Background Press Call on the Joint Statement", (), "", "press_call"),
    ("A Proclamation on National Ferry Day", ("presidential-actions",), "", "proclamation"),
    ("Executive Order on Harbours", ("presidential-actions",), "", "executive_order"),
    ("Opening Our Harbours", ("presidential-actions",), "By the authority vested in me, it is hereby ordered:",
     "executive_order"),
    ("National Ferry Day, 2031", (), "BY THE PRESIDENT A PROCLAMATION Ferries run.", "proclamation"),
    ("Memorandum on Harbour Fees", (), "", "memorandum"),
    ("FACT SHEET: The President’s Proclamation on Ferries", (), "", "fact_sheet"),
    ("Joint Statement by the President and the Prime Minister on Ferries", (), "", "joint_statement"),
    ("Statement by Press Secretary Ana Low on the Joint Statement", (), "", "statement"),
    ("Readout of the President’s Call on Ferries", (), "", "readout"),
    ("Letter to the Speaker of the House on Ferries", (), "", "letter"),
    ("Ferries Are Running Again", ("articles",), "", "article"),
    ("Low v. Port Office, No. 31A99, docket", (), "", "docket"),
    ("Ferries", (), "The ferry runs.", ""),
])  # fmt: skip
def test_titles_tags_and_marks_tell_the_kind(
    kinds: Kinds, title: str, tags: tuple[str, ...], body: str, kind: str
) -> None:
    found = kinds.kind_of(title, tags, body)
    assert (found.name if found else "") == kind


def test_transcripts_have_speakers_and_statutes_provisions(kinds: Kinds) -> None:
    spoken = {k.name for k in kinds.kinds if k.transcript}
    assert {"remarks", "press_briefing", "press_call"} <= spoken and "fact_sheet" not in spoken
    law = kinds.law()
    assert law is not None and law.name == "statute"


def test_terms_of_one_office_do_not_overlap(library: Library) -> None:
    terms: dict[str, list[tuple[str, str]]] = {}
    for speaker in library.facts["speakers"]:
        for role in speaker["roles"]:
            terms.setdefault(role["role"], []).append((role["from"], role.get("to", "9999")))
    assert terms["president"]
    for spans in terms.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered)), ordered
