"""Made-up drafts: as long as asked, all different, with and without figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.claim_truth import Figures
from scripts.draft_writer import drafts

SOURCES = Path(__file__).parents[2] / "sources" / "cbp"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(drafts(Figures(SOURCES), 300, 12, seed=3))


def test_drafts_are_different_dated_and_long_enough(texts: list[str]) -> None:
    assert len(set(texts)) == 12
    for text in texts:
        assert 300 <= len(text.split()) < 350
        assert re.match(r"---\ntitle: .+\ndate: 202\d-\d\d-\d\d\n---\n\n", text)


def test_the_last_paragraphs_are_those_given_and_count() -> None:
    ending = ("So it stands.", "That is what they said.")
    for text in drafts(Figures(SOURCES), 300, 3, 3, [ending] * 3):
        assert text.endswith("\n\nSo it stands.\n\nThat is what they said.\n")
        assert 300 <= len(text.split()) < 350


def test_about_a_fifth_of_the_sentences_states_a_figure(texts: list[str]) -> None:
    sentences = [s for text in texts for s in re.split(r"(?<=[.”]) ", text.split("---\n\n")[1])]
    assert 0.08 < sum(bool(re.search(r"\d", s)) for s in sentences) / len(sentences) < 0.35


def test_the_same_seed_gives_the_same_drafts(texts: list[str]) -> None:
    assert list(drafts(Figures(SOURCES), 300, 12, seed=3)) == texts
    assert list(drafts(Figures(SOURCES), 300, 12, seed=4)) != texts
