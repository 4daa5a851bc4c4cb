"""The index of a registry: it finds what the file says, whatever happens to the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.registry import RegistryClaim, claim_id
from factcheck.registry.index import ClaimIndex
from factcheck.registry.records import to_line, write_claim

TEXTS = [
    "Rain fell on 112 days in 2024, the weather service said.",
    "Snow closed 14 schools in the north in January.",
    "The river rose by 3 metres in a week, the highest level since 1998.",
    "Rain fell on 98 days in 2023.",
]


def line(text: str, file: str = "a.md") -> bytes:
    return to_line(write_claim(RegistryClaim(claim_id(text), text, file=file))) + b"\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(line(t) for t in TEXTS))
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


def test_a_claim_is_found_by_identity_words_and_likeness(path: Path, cache: Path) -> None:
    index = ClaimIndex.open(path, cache)
    assert [c.text for c in index.by_id(claim_id(TEXTS[1]))] == [TEXTS[1]]
    assert [c.text for c in index.same_words("SNOW closed 14 schools  in the north in January")] == [TEXTS[1]]
    assert index.nearest("Snow shut 14 schools in January")[0][0].text == TEXTS[1]
    assert index.relevant("the highest river level")[0].text == TEXTS[2]
    assert index.nearest("") == [] == index.nearest("?!")


def test_one_claim_in_two_articles_is_two_entries_and_the_later_line_counts(path: Path, cache: Path) -> None:
    revised = RegistryClaim(claim_id(TEXTS[0]), TEXTS[0], "The Gauge", file="a.md")
    with path.open("ab") as file:
        file.write(line(TEXTS[0], "b.md") + to_line(write_claim(revised)) + b"\n")
    found = ClaimIndex.open(path, cache).by_id(claim_id(TEXTS[0]))
    assert {(c.file, c.outlet) for c in found} == {("a.md", "The Gauge"), ("b.md", "")}


def test_what_is_appended_is_added_and_a_rewritten_file_is_indexed_anew(path: Path, cache: Path) -> None:
    ClaimIndex.open(path, cache)
    folders = list(cache.glob("*.d-*"))
    hail = "Hail broke 300 windows in June."
    with path.open("ab") as file:
        file.write(line(hail))
    assert ClaimIndex.open(path, cache).by_id(claim_id(hail))
    assert list(cache.glob("*.d-*")) == folders
    fresh = path.with_suffix(".new")
    fresh.write_bytes(line(hail))
    fresh.replace(path)
    index = ClaimIndex.open(path, cache)
    assert index.by_id(claim_id(hail)) and not index.by_id(claim_id(TEXTS[0]))


def test_broken_and_unfinished_lines_are_passed_over(path: Path, cache: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"id": "c-1"\n[]\n{"id": 4, "text": null}\n' + line("Fog came.") + line("Half a line.")[:-5])
    index = ClaimIndex.open(path, cache)
    assert index.by_id(claim_id("Fog came.")) and not index.by_id(claim_id("Half a line."))


@pytest.mark.parametrize("damage", ["note", "folder"])
def test_a_damaged_index_is_made_again(path: Path, cache: Path, damage: str) -> None:
    ClaimIndex.open(path, cache)
    for entry in cache.iterdir():
        if damage == "note" and entry.suffix == ".json":
            entry.write_text("{")
        if damage == "folder" and entry.is_dir():
            (entry / "meta.json").write_text("{}")
    assert ClaimIndex.open(path, cache).by_id(claim_id(TEXTS[0]))


def test_without_a_cache_or_a_file_it_works_in_memory(path: Path, tmp_path: Path) -> None:
    assert ClaimIndex.open(path, None).by_id(claim_id(TEXTS[0]))
    assert ClaimIndex.open(tmp_path / "none.jsonl", None).nearest(TEXTS[0]) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_every_claim_is_found_by_its_own_words(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("registry") / "claims.jsonl"
    path.write_bytes(b"".join(json.dumps({"id": claim_id(t), "text": t}).encode() + b"\n" for t in texts))
    index = ClaimIndex.open(path, None)
    for text in texts:
        assert claim_id(text) in {c.id for c in index.by_id(claim_id(text))}
