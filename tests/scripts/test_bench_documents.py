"""The measure of nominations finds what is there."""

from __future__ import annotations

from pathlib import Path

from scripts.bench_documents import folders, measure

WORDS = "red buoy ferry harbour lighthouse master morning notice opens port rope sail ship tide tower winter".split()


def test_words_in_a_row_find_their_passage(tmp_path: Path) -> None:
    folder = tmp_path / "official" / "documents"
    folder.mkdir(parents=True)
    for n in range(len(WORDS)):
        (folder / f"{n}.md").write_text(" ".join(WORDS[n:] + WORDS[:n]) + f" number {n}", "utf-8")
    assert folders(tmp_path) == [folder]
    found = measure(folders(tmp_path))
    assert found.passages > len(WORDS) and found.recall == 1 and found.milliseconds > 0


def test_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    assert folders(tmp_path) == []
