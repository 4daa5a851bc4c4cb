"""The compiled library: order changes nothing, a stale or damaged one is never used."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import config
from factcheck.check import Checker
from factcheck.errors import FactcheckError, SourceError
from factcheck.library import Library, compile_into, manifests_below, open_library
from tests.conftest import bundle

HARBOUR = (("station", ("harbour",)),)
MARCH_2021 = 2021 * 12 + 2

SNOW = """
[source]
id = "snow"
title = "Snow depth"
publisher = "Weather Service of Exampleland"

[measures.snowfall]
label = "snowfall"
[[measures.snowfall.words]]
nouns = ["snowfall"]
readings = [{}]
[measures.snowfall.heads]
words = ["flake"]

[[tables]]
id = "snow"
title = "Snow"
file = "snow.csv"
measure = "snowfall"
[[tables.releases]]
id = "r"
published = "2022-02"
"""


@pytest.fixture
def rain_copy(tmp_path: Path, rain_folder: Path) -> Path:
    """A copy of the rainfall source that a test may change."""
    return Path(shutil.copytree(rain_folder, tmp_path / "sources" / "rainfall"))


@pytest.fixture
def snow(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "snow"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(SNOW, "utf-8")
    (folder / "snow.csv").write_text("release,month,value\nr,2021-01,1200\nr,2021-02,900\n", "utf-8")
    return folder


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the bundled sources a little one, so that what the cache does is all that takes time."""
    little = tmp_path / "bundled"
    little.mkdir()
    (little / "manifest.toml").write_text(SNOW.replace('"snow"', '"hail"').replace("snow", "hail"), "utf-8")
    (little / "hail.csv").write_text("release,month,value\nr,2021-01,1200\n", "utf-8")
    bundle(little, monkeypatch)
    return little


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, little: Path) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("FACTCHECK_CACHE", str(folder))
    return folder


def compiled(*folders: Path) -> Library:
    return Library(compile_into(sqlite3.connect(":memory:"), folders, None))


def rain_in(library: Library, month: int = MARCH_2021) -> int:
    series = library.series("rainfall", HARBOUR)
    assert series is not None
    return series.parts[0].values["2022-02"][month]


def built(cache: Path) -> list[Path]:
    return sorted(cache.glob("library-*.sqlite"))


# ---- order ----------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rows_changes_nothing(rain_copy: Path, rain_folder: Path, chance: random.Random) -> None:
    header, *rows = (rain_folder / "monthly.csv").read_text("utf-8").splitlines()
    chance.shuffle(rows)
    (rain_copy / "monthly.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    shuffled, plain = compiled(rain_copy), compiled(rain_folder)
    assert shuffled.facts == plain.facts
    for where in ((), HARBOUR, (("station", ("hilltop",)),)):
        assert shuffled.series("rainfall", where) == plain.series("rainfall", where)


def test_the_order_of_columns_changes_nothing(rain_copy: Path, rain_folder: Path) -> None:
    lines = [line.split(",")[::-1] for line in (rain_folder / "monthly.csv").read_text("utf-8").splitlines()]
    (rain_copy / "monthly.csv").write_text("\n".join(",".join(line) for line in lines), "utf-8")
    assert compiled(rain_copy).series("rainfall", HARBOUR) == compiled(rain_folder).series("rainfall", HARBOUR)


def test_the_order_of_manifests_changes_no_verdict(rain_copy: Path, snow: Path) -> None:
    one, other = Checker(compiled(rain_copy, snow)), Checker(compiled(snow, rain_copy))
    for text in (
        "The harbour station recorded 102 mm of rain in March 2021.",
        "The harbour station recorded 199 mm of rain in March 2021.",
        "Snowfall came to 1,200 flakes in January 2021.",
        "Snowfall rose from January 2021 to February 2021.",
    ):
        first, second = one.claim(text, None), other.claim(text, None)
        assert (first.status, first.summary) == (second.status, second.summary)


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(rain_copy: Path, rain_folder: Path) -> None:
    text = (rain_folder / "monthly.csv").read_text("utf-8")
    (rain_copy / "monthly.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert compiled(rain_copy).series("rainfall", HARBOUR) == compiled(rain_folder).series("rainfall", HARBOUR)


# ---- the cache ------------------------------------------------------------------------------------


def test_it_is_built_once_and_then_found(own_cache: Path, rain_copy: Path) -> None:
    steps: list[str] = []
    for _ in range(2):
        assert rain_in(open_library([rain_copy], lambda what, done, total: steps.append(what))) == 102
    assert steps.count("done") == 1 and len(built(own_cache)) == 1


def test_the_cache_belongs_to_its_owner_alone(own_cache: Path, rain_copy: Path) -> None:
    (rain_copy.parent / "ferry.md").write_text("The ferry will run.", "utf-8")
    open_library([rain_copy.parent])
    assert stat.S_IMODE(own_cache.stat().st_mode) == 0o700
    modes = {p.is_dir(): stat.S_IMODE(p.stat().st_mode) for p in own_cache.iterdir()}
    assert modes == {False: 0o600, True: 0o700}


def test_a_changed_figure_is_never_answered_from_the_old_library(own_cache: Path, rain_copy: Path) -> None:
    path = rain_copy / "monthly.csv"
    assert rain_in(open_library([rain_copy])) == 102
    path.write_text(
        path.read_text("utf-8").replace("2022-02,2021-03,harbour,102", "2022-02,2021-03,harbour,777"), "utf-8"
    )
    assert rain_in(open_library([rain_copy])) == 777


def test_a_new_time_stamp_alone_builds_nothing(own_cache: Path, rain_copy: Path) -> None:
    open_library([rain_copy])
    os.utime(rain_copy / "monthly.csv", (1, 1))
    steps: list[str] = []
    assert rain_in(open_library([rain_copy], lambda what, done, total: steps.append(what))) == 102
    assert not steps


def test_a_changed_word_is_never_read_from_the_old_library(own_cache: Path, rain_copy: Path) -> None:
    path = rain_copy / "manifest.toml"
    claim = "The lighthouse station recorded 102 mm of rain in March 2021."
    assert Checker(open_library([rain_copy])).claim(claim, None).status == "unverified"
    path.write_text(
        path.read_text("utf-8").replace('words = ["harbour",', 'words = ["lighthouse", "harbour",'), "utf-8"
    )
    assert Checker(open_library([rain_copy])).claim(claim, None).status == "supported"


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribble(path: Path) -> None:
    path.write_bytes(b"this is no database" * 300)


def _unfinished(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM meta WHERE key = 'complete'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", [_empty, _truncate, _scribble, _unfinished], ids=lambda f: f.__name__[1:])
def test_a_damaged_library_is_built_again(own_cache: Path, rain_copy: Path, damage: Callable[[Path], None]) -> None:
    open_library([rain_copy]).close()
    (path,) = built(own_cache)
    damage(path)
    assert rain_in(open_library([rain_copy])) == 102


@pytest.mark.parametrize("stamp", [b"", b"{", b'{"key": 1}'])
def test_a_damaged_stamp_is_no_matter(own_cache: Path, rain_copy: Path, stamp: bytes) -> None:
    open_library([rain_copy]).close()
    for path in own_cache.glob("stamp-*"):
        path.write_bytes(stamp)
    assert rain_in(open_library([rain_copy])) == 102


def test_no_half_written_file_stays_behind(own_cache: Path, rain_copy: Path) -> None:
    path = rain_copy / "monthly.csv"
    path.write_text(path.read_text("utf-8") + "2022-02,2021-13-99,harbour,1\n", "utf-8")
    with pytest.raises(SourceError):
        open_library([rain_copy])
    assert not built(own_cache) and not list(own_cache.glob(".building*"))


@pytest.mark.parametrize(("name", "days", "kept"), [
    (".building-killed.sqlite", 2, False), (".building-running.sqlite", 0, True),
    ("library-0-old.sqlite", 31, False), ("library-0-other.sqlite", 29, True),
])  # fmt: skip
def test_a_build_removes_what_nobody_needs_any_more(
    own_cache: Path, rain_copy: Path, name: str, days: int, kept: bool
) -> None:
    open_library([rain_copy])
    folder = next(own_cache.rglob("library-*.sqlite")).parent
    left = folder / name
    left.write_bytes(b"x")
    then = left.stat().st_mtime - days * 86_400
    os.utime(left, (then, then))
    table = rain_copy / "monthly.csv"
    table.write_text(table.read_text("utf-8").replace("harbour,102", "harbour,777"), "utf-8")
    open_library([rain_copy])
    assert left.exists() == kept


@pytest.mark.usefixtures("little")
def test_without_a_cache_it_still_answers(monkeypatch: pytest.MonkeyPatch, rain_copy: Path) -> None:
    monkeypatch.setattr(config, "cache_dir", lambda: None)
    assert rain_in(open_library([rain_copy])) == 102


@pytest.mark.usefixtures("little")
def test_a_file_where_the_cache_should_be_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rain_copy: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder", "utf-8")
    monkeypatch.setenv("FACTCHECK_CACHE", str(blocked))
    assert rain_in(open_library([rain_copy])) == 102
    assert blocked.read_text("utf-8") == "not a folder"


def _open_and_read(folder: str, cache: str, results: multiprocessing.Queue[int]) -> None:
    os.environ["FACTCHECK_CACHE"] = cache
    results.put(rain_in(open_library([Path(folder)])))


def test_processes_that_build_at_once_all_answer(own_cache: Path, rain_copy: Path) -> None:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[int] = context.Queue()
    arguments = (str(rain_copy), str(own_cache), results)
    workers = [context.Process(target=_open_and_read, args=arguments) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert [results.get(timeout=30) for _ in workers] == [102] * 4
    for worker in workers:
        worker.join(30)
    assert len(built(own_cache)) == 1 and not list(own_cache.glob(".building*"))


# ---- broken sources -------------------------------------------------------------------------------


def _csv(folder: Path, old: str, new: str) -> None:
    path = folder / "monthly.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("release,month,station,value", "release,month,place,value", "no column 'station'"),
        ("release,month,station,value", "release,month,station,total", "no column 'value'"),
        ("2021-07,2020-01,harbour,112", "2021-07,2020-01,harbour,-112", "negative count"),
        ("2021-07,2020-01,harbour,112", "2021-07,2020-01,harbour,many", "'many' is not a number"),
        ("2021-07,2020-01,harbour,112", "2021-07,2020-01,harbour,11.5", "'11.5' is not a whole number"),
        ("2021-07,2020-01,harbour,112", "2021-07,January,harbour,112", "'January' is not a month"),
        ("2021-07,2020-01,harbour,112", "2021-07,2020-01", "2 cells where the header has 4"),
        ("2021-07,2020-01,harbour,112", "1999-01,2020-01,harbour,112", "release '1999-01' is not declared"),
    ],
)
def test_a_broken_table_is_named_with_what_to_do(rain_copy: Path, old: str, new: str, words: str) -> None:
    _csv(rain_copy, old, new)
    with pytest.raises(SourceError) as caught:
        compiled(rain_copy)
    assert words in caught.value.message and "monthly.csv" in caught.value.message
    assert caught.value.advice and "\n" not in str(caught.value)


def test_a_broken_row_is_named_by_its_line(rain_copy: Path) -> None:
    _csv(rain_copy, "2021-07,2020-03,harbour,84", "2021-07,2020-03,harbour,-84")
    with pytest.raises(SourceError, match=r"monthly\.csv:4: "):
        compiled(rain_copy)


def test_text_that_is_not_utf8_is_refused(rain_copy: Path) -> None:
    (rain_copy / "monthly.csv").write_bytes(b"release,month,station,value\n\xff\xfe,2020-01,harbour,3\n")
    with pytest.raises(SourceError, match="UTF-8"):
        compiled(rain_copy)


def test_two_sources_of_one_id_are_refused(rain_copy: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(rain_copy, tmp_path / "twin"))
    with pytest.raises(FactcheckError) as caught:
        compiled(rain_copy, twin)
    assert "'rain'" in caught.value.message and str(rain_copy) in caught.value.message


def test_manifests_are_found_in_a_folder_and_one_below(rain_copy: Path, snow: Path, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    assert [p.parent.name for p in manifests_below(root)] == ["rainfall", "snow"]
    assert manifests_below(snow) == [snow / "manifest.toml"]
    assert manifests_below(tmp_path / "nowhere") == []
