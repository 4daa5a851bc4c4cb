"""Manifests are checked when read, and a fault is named with its key and a remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import shipped
from factcheck.errors import SourceError
from factcheck.library import manifests_below
from factcheck.manifest import LONGEST_PHRASE, forms, load, plural, verb_forms

WORDS = st.from_regex(r"[a-z]{3,10}", fullmatch=True)


@pytest.fixture
def manifest(tmp_path: Path, rain_folder: Path) -> Path:
    return Path(shutil.copytree(rain_folder, tmp_path / "rainfall")) / "manifest.toml"


def changed(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def complaint(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load(path)
    assert str(path.parent) in caught.value.message and caught.value.advice
    assert len(caught.value.message.splitlines()) == 1
    return caught.value


def test_a_sound_manifest_is_read(manifest: Path) -> None:
    found = load(manifest)
    assert found.id == "rain" and [t["id"] for t in found.tables] == ["monthly"]
    assert [r["id"] for r in found.releases["monthly"]] == ["2021-07", "2022-02"]


def test_releases_come_oldest_first_however_they_are_listed(manifest: Path) -> None:
    text = manifest.read_text("utf-8")
    head, first, second = text.split("[[tables.releases]]")
    manifest.write_text("[[tables.releases]]".join([head, second + "\n", first]), "utf-8")
    assert [r["id"] for r in load(manifest).releases["monthly"]] == ["2021-07", "2022-02"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[near]", "[nearby]", "nearby: not a section of a manifest"),
        ("[source]", "[sources]", "sources: not a section"),
        ('id = "rain"', 'id = ""', "source.id"),
        ('id = "rain"', "id = 7", "source.id"),
        ('title = "Rainfall by station"\n', "", "source.title"),
        ('publisher = "Weather Service of Exampleland"', "publisher = []", "source.publisher"),
        ('"harbour station"', '"the old harbour station by the sea"', "more than 5 words"),
        ('"harbour station"', '"harbou?r"', "looks like a pattern"),
        ('"harbour station"', "7", "is not text"),
        ('file = "monthly.csv"', 'file = "yearly.csv"', "yearly.csv is not there"),
        ('measure = "rainfall"\n', "", "measure"),
        ('dimensions = ["station"]\n\n[[tables.rel', 'dimensions = "station"\n\n[[tables.rel', "not a list of texts"),
        ("[source]", "[source", "not valid TOML"),
        ("[source]", "= = =", "not valid TOML"),
    ],
)
def test_a_fault_is_named(manifest: Path, old: str, new: str, words: str) -> None:
    assert words in complaint(changed(manifest, old, new)).message


def test_a_manifest_that_is_no_text_is_named(manifest: Path) -> None:
    manifest.write_bytes(b"\xff\xfe\x00")
    assert "not valid TOML" in complaint(manifest).message


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "cannot be read" in complaint(tmp_path / "manifest.toml").message


def test_a_missing_releases_file_is_named(manifest: Path) -> None:
    text = manifest.read_text("utf-8")
    manifest.write_text(text[: text.index("[[tables.releases]]")] + 'releases = "releases.toml"\n', "utf-8")
    assert "releases.toml" in complaint(manifest).message


def test_the_bundled_manifests_are_sound_and_hold_no_long_phrase() -> None:
    paths = manifests_below(shipped.bundled("sources"))
    assert paths
    for path in paths:
        assert load(path).folder == path.parent
    assert LONGEST_PHRASE == 5


# ---- inflection -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noun", "many"),
    [("shower", "showers"), ("flurry", "flurries"), ("day", "days"), ("gas mask", "gas masks"), ("rains", "rains")],
)
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("measure", ("measure", "measures", "measured", "measuring")),
        ("stop", ("stop", "stops", "stopped", "stopping")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("catch", ("catch", "catches", "catched", "catching")),
        ("record", ("record", "records", "recorded", "recording")),
        ("show", ("show", "shows", "showed", "showing")),
    ],
)
def test_verbs(verb: str, expected: tuple[str, ...]) -> None:
    assert verb_forms(verb) == expected


@given(WORDS)
def test_the_written_form_is_always_among_the_forms(word: str) -> None:
    found = {phrase for phrase, _ in forms({"nouns": [word], "verbs": [word], "phrases": [word], "words": [word]})}
    assert word in found
