"""The measuring itself: files of the benchmarks' form, made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.benchmarks import PARTS, main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "worth.tsv").write_text(
        "Sentence_id\tText\tclass_label\n"
        "1\tUnemployment fell to 3.4 percent in 2023, the lowest rate since 1969.\tYes\n"
        "2\tThank you very much for coming.\tNo\n"
        "3\tThank you all for being here tonight.\tYes\n",
        "utf-8",
    )
    (tmp_path / "rules.py").write_text('RULES = [("One. Two.", ["One.", "Two."]), ("One. Two.", ["One. Two."])]\n')
    (tmp_path / "verified_claims.docs.tsv").write_text(
        "\tvclaim\ttitle\n0\tA whale swam up the river.\tWhale in river?\n1\tSnow fell in July.\tSummer snow?\n"
    )
    posts = tmp_path / "dev"
    posts.mkdir()
    (posts / "tweets.queries.tsv").write_text(
        "\ttweet_content\n7\tOMG there is a whale in the river!! https://x.example\n8\tnothing at all\n"
    )
    (posts / "pairs.qrels").write_text("7\t0\t0\t1\n8\t0\t1\t1\n")
    return tmp_path


def test_check_worthiness_counts_what_was_missed(folder: Path) -> None:
    found = PARTS["checkworthy"](folder / "worth.tsv")
    assert (found["rows"], found["precision"], found["recall"]) == (3, 100.0, 50.0)
    assert found["f1"] == pytest.approx(100 * 2 / 3)


def test_sentences_count_the_rules_that_come_out_right(folder: Path) -> None:
    found = PARTS["sentences"](folder / "rules.py")
    assert (found["rules"], found["right"]) == (2, 1)


def test_retrieval_counts_a_claim_that_is_not_found_as_nothing(folder: Path) -> None:
    found = PARTS["retrieval"](folder / "dev")
    assert (found["posts"], found["map_at_1"], found["map_at_5"]) == (2, 50.0, 50.0)


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_file_that_cannot_be_scored_ends_with_status_2(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([part, str(tmp_path / "missing")]) == 2
    assert "cannot be scored" in capsys.readouterr().err
