"""Folders of loose documents in the library: found, indexed once, nominated in one order."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.library import Library, compile_into, open_library
from factcheck.model.source import OfficialText, lead_in, siblings
from tests.conftest import bundle
from tests.passages import located

REMARKS = """---
title: Remarks by the Harbour Master
date: '2024-05-03'
source_url: https://harbour.example.org/remarks
issuer: Port Office
tags: speeches
---

Town Hall

THE MASTER:  The harbour will stay open
through the winter.

Q    What about the ferry?

THE MASTER:  The ferry will run every hour.
"""
LAW = """# 9 H.C. § 12. Harbours

##### (a) Closing

The master may close a harbour if

(1) the ice is thicker than a foot; or

(2) the lighthouse is dark.
"""
ROWS = [
    {"id": "memo", "title": "Memo on ferries", "issuer": "Port Office", "date": "2024-06", "text": "Ferries are late.",
     "official": False, "complete": False, "note": "A note of ours about dragons."},
    {"id": "undated", "title": "On buoys", "date": None, "text": "Buoys are red."},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "harbour"
    (root / "laws").mkdir(parents=True)
    (root / "remarks.md").write_text(REMARKS, "utf-8")
    (root / "laws" / "12.md").write_text(LAW, "utf-8")
    (root / "rows.jsonl").write_text("\n".join(json.dumps(r) for r in ROWS), "utf-8")
    (root / "README.md").write_text("About this folder: dragons.", "utf-8")
    (root / ".hidden.md").write_text("dragons", "utf-8")
    return root


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache; nothing is bundled, so that documents are all that takes time."""
    (tmp_path / "bundled").mkdir()
    bundle(tmp_path / "bundled", monkeypatch)
    cache = tmp_path / "cache"
    monkeypatch.setenv("FACTCHECK_CACHE", str(cache))
    return cache


def compiled(*folders: Path) -> Library:
    return Library(compile_into(sqlite3.connect(":memory:"), folders, None))


def named(library: Library, title: str) -> OfficialText:
    return next(t for t in library.documents().values() if t.title == title)


def test_what_the_files_say_of_themselves(folder: Path) -> None:
    library = compiled(folder)
    remarks = named(library, "Remarks by the Harbour Master")
    assert (remarks.source, remarks.path, remarks.date) == ("harbour", "remarks.md", "2024-05-03")
    assert (remarks.issuer, remarks.url) == ("Port Office", "https://harbour.example.org/remarks")
    memo, undated = named(library, "Memo on ferries"), named(library, "On buoys")
    assert (memo.path, memo.date, memo.official, memo.complete) == ("rows.jsonl#memo", "2024-06", False, False)
    assert (undated.date, undated.official, undated.complete) == ("", True, True)
    assert len(library.documents()) == 4 and not library.problems


def test_passages_know_place_and_speaker(folder: Path) -> None:
    library = compiled(folder)
    passages = library.passages(named(library, "Remarks by the Harbour Master").id)
    assert [(p.locator, p.speaker, p.text) for p in passages[1:3]] == [
        ("paragraph 2", "THE MASTER", "The harbour will stay open through the winter."),
        ("paragraph 3", "Q", "What about the ferry?"),
    ]
    assert [p.number for p in passages] == list(range(len(passages)))


def test_provisions_are_found_by_address_and_know_their_lead_in(folder: Path) -> None:
    library = compiled(folder)
    (found,) = located(library, "9 H.C. 12(a)(2)")
    passages = library.passages(found.document)
    assert [p.text for p in lead_in(found, passages)] == ["The master may close a harbour if"]
    assert [p.locator for p in siblings(found, passages)] == ["9 H.C. 12(a)(1)", "9 H.C. 12(a)(2)"]
    assert not located(library, "9 H.C. 12(a)(3)")


def test_the_nearest_passage_comes_first(folder: Path) -> None:
    library = compiled(folder)
    best, score = library.nominate("the ferries run each hour")[0]
    assert best.text == "The ferry will run every hour." and score > 0
    law = named(library, "9 H.C. § 12. Harbours").id
    assert {p.document for p, _ in library.nominate("the ferry, the master", among=[law])} == {law}
    assert (
        library.nominate("ferry", among=[]) == [] and library.nominate("…") == [] and library.nominate("ferry", 0) == []
    )


def test_of_the_same_words_those_side_by_side_come_first(tmp_path: Path) -> None:
    root = tmp_path / "order"
    root.mkdir()
    for n, text in enumerate(("Fog hides the lamp of the pier.", "The pier hides the lamp of fog.")):
        (root / f"{n}.md").write_text(text, "utf-8")
    library = compiled(root)
    for words in ("the lamp of the pier", "the lamp of fog"):
        assert words in library.nominate(words)[0][0].text


def test_a_note_is_no_evidence(folder: Path) -> None:
    assert compiled(folder).nominate("dragons") == []


def test_equal_passages_come_in_their_order(tmp_path: Path) -> None:
    root = tmp_path / "same"
    root.mkdir()
    for n in range(30):
        (root / f"{n:02}.md").write_text("The lighthouse is lit.", "utf-8")
    library = compiled(root)
    for limit in (5, 30):
        found = [p.id for p, _ in library.nominate("lighthouse", limit)]
        assert found == sorted(found) and found[0] == 1 and len(found) == limit


def test_it_is_indexed_once(folder: Path, own_cache: Path) -> None:
    steps: list[str] = []
    for _ in range(2):
        library = open_library([folder], lambda what, done, total: steps.append(what))
        assert library.nominate("ferry")
        library.close()
    assert steps.count("done") == 1
    assert len(list(own_cache.glob("library-*.index"))) == 1


def test_a_changed_document_is_never_answered_from_the_old_index(folder: Path, own_cache: Path) -> None:
    assert not open_library([folder]).nominate("submarine")
    (folder / "laws" / "13.md").write_text("A submarine is a ship.", "utf-8")
    assert open_library([folder]).nominate("submarine")


@pytest.mark.parametrize("damage", ["gone", "truncated", "emptied"])
def test_a_damaged_index_is_made_again(folder: Path, own_cache: Path, damage: str) -> None:
    open_library([folder]).close()
    (index,) = own_cache.glob("library-*.index")
    if damage == "gone":
        shutil.rmtree(index)
    for path in sorted(index.iterdir()) if index.is_dir() else ():
        path.write_bytes(b"" if damage == "emptied" else path.read_bytes()[: path.stat().st_size // 2])
    for _ in range(2):
        library = open_library([folder])
        assert [p.text for p, _ in library.nominate("lighthouse")] == ["the lighthouse is dark."]
        library.close()


def test_without_a_cache_it_works_in_memory(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bundled").mkdir()
    bundle(tmp_path / "bundled", monkeypatch)
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("FACTCHECK_CACHE", str(blocked / "cache"))
    assert open_library([folder]).nominate("lighthouse")


def test_a_broken_file_is_named_and_the_others_work(folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 500)
    (folder / "front.md").write_text("---\ntitle: x\n: : :\n---\nText.", "utf-8")
    (folder / "rows2.jsonl").write_text('{"id": "a", "text": "Fine."}\n{"id": "b"}\n', "utf-8")
    library = compiled(folder)
    assert [p.split(" ")[0].rstrip(":") for p in library.problems] == [
        "harbour/binary.txt", "harbour/empty.md", "harbour/front.md", "harbour/rows2.jsonl:2",
    ]  # fmt: skip
    assert all("; " in p for p in library.problems)
    assert library.nominate("lighthouse")


def test_what_is_no_readable_file_is_named_and_the_others_work(folder: Path, own_cache: Path) -> None:
    (folder / "nowhere.md").symlink_to(folder / "gone.md")
    (folder / "itself.md").symlink_to(folder / "itself.md")
    os.mkfifo(folder / "pipe.md")
    for _ in range(2):
        library = open_library([folder])
        assert [p.split(" cannot")[0] for p in library.problems] == [
            "harbour/itself.md", "harbour/nowhere.md", "harbour/pipe.md",
        ]  # fmt: skip
        assert library.nominate("lighthouse")
        library.close()


def test_a_folder_that_may_not_be_entered_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "laws":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    library = compiled(folder)
    assert len(library.documents()) == 3
    (problem,) = library.problems
    assert "harbour/laws cannot be read" in problem


def test_the_same_words_in_a_folder_of_another_name_are_another_source(tmp_path: Path, own_cache: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "x").mkdir(parents=True)
        (tmp_path / name / "x" / "a.md").write_text("The lighthouse.", "utf-8")
    for name in ("one", "two"):
        assert {t.source for t in open_library([tmp_path / name]).documents().values()} >= {name}


def test_a_loop_of_links_is_not_followed(folder: Path) -> None:
    (folder / "laws" / "again").symlink_to(folder)
    (folder / "copy.md").symlink_to(folder / "remarks.md")
    assert len(compiled(folder).documents()) == 4


def test_the_nearest_of_many_documents_are_those_of_all_that_are_theirs(tmp_path: Path) -> None:
    for n in range(12):
        words = " ".join(["lighthouse"] * (n % 5 + 1))
        (tmp_path / f"{n}.md").write_text("\n\n".join(f"Keeper {n} of pier {k}: {words}." for k in range(9)), "utf-8")
    library = compiled(tmp_path)
    ranked = [(p.id, score, p.document) for p, score in library.nominate("the lighthouse keeper", 200)]
    for count in (1, 3, 8, 12):
        chosen = list(library.documents())[:count]
        of_these = [(i, score) for i, score, document in ranked if document in chosen]
        for limit in (1, 4, 20):
            found = [(p.id, score) for p, score in library.nominate("the lighthouse keeper", limit, chosen)]
            assert found == of_these[:limit]
