"""Files that were broken, are full, or are written by several at once: nothing is lost or half written."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import factcheck
from factcheck.errors import RegistryError
from factcheck.model.decision import WRONG
from factcheck.registry import (
    AddResult,
    Place,
    Registry,
    claim_id,
    files,
)
from factcheck.registry.records import (
    write_claim,
    write_decision,
)
from tests.registry.conftest import NOON, RAIN, SNOW, a_claim, a_decision, again, claims_file, decisions_file

# --- files that somebody or something broke ---------------------------------------------------


def test_a_broken_line_is_reported_with_its_number_and_kept(registry: Registry) -> None:
    registry.add([a_claim(), a_claim(SNOW)])
    first, second = claims_file(registry).read_bytes().splitlines()
    broken = [b'{"id": "c-1", "text": ', b"<<<<<<< HEAD", b'{"text": "no id"}', b"[1]", b"\xff\xfe"]
    claims_file(registry).write_bytes(b"\n".join([first, *broken, b"", second, b""]))
    opened = again(registry)
    assert opened.claims() == [a_claim(), a_claim(SNOW)]
    assert [p.split(": ", 1)[0] for p in opened.problems] == [
        f"{claims_file(registry)}:{number}" for number in (2, 3, 4, 5, 6)
    ]
    assert "cut off or is not JSON; repair the line or delete it" in opened.problems[0]
    assert "conflict mark" in opened.problems[1]
    assert '"id" is missing' in opened.problems[2]
    opened.add([a_claim(SNOW, outlet="The Gauge")])
    after = claims_file(registry).read_bytes().splitlines()
    assert after[:-1] == [first, *broken]
    assert len(opened.problems) == 5


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "2024-13-01", '"date" is not a date'),
        ("place", {"line": 1}, '"column" of its place'),
        ("place", 7, '"place" is not a group'),
        ("text", 7, '"text" is not text'),
        ("restated", "yes", '"restated" is not true or false'),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, field: str, value: object, said: str) -> None:
    registry.folder.mkdir()
    claims_file(registry).write_text(json.dumps(write_claim(a_claim()) | {field: value}))
    assert registry.claims() == []
    assert said in registry.problems[0]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("choice", "maybe", "not one of accept"), ("when", "noon", "not a date and time")],
)
def test_a_wrong_decision_is_named(registry: Registry, field: str, value: str, said: str) -> None:
    registry.folder.mkdir()
    line = write_decision(a_decision(id="d-1")) | {field: value}
    decisions_file(registry).write_text(json.dumps(line))
    assert said in registry.problems[0]


def test_a_truncated_last_line_stays_apart_from_the_next(registry: Registry) -> None:
    kept = registry.decide(a_decision())
    with decisions_file(registry).open("ab") as file:
        file.write(b'{"id": "d-half", "claim": "c-')
    opened = again(registry)
    assert opened.problems[0].startswith(f"{decisions_file(registry)}:2: ")
    added = opened.decide(a_decision(WRONG))
    assert again(registry).decisions() == [kept, added]
    assert decisions_file(registry).read_bytes().splitlines()[1].endswith(b'"c-')
    assert len(again(registry).problems) == 1


def test_a_last_line_without_its_end_is_not_lost(registry: Registry) -> None:
    registry.add([a_claim()])
    claims_file(registry).write_bytes(claims_file(registry).read_bytes().rstrip())
    again(registry).add([a_claim(SNOW)])
    assert again(registry).claims() == [a_claim(), a_claim(SNOW)]
    assert again(registry).problems == []


def test_windows_line_ends_and_a_doubled_line_are_read(registry: Registry) -> None:
    kept = registry.decide(a_decision())
    line = decisions_file(registry).read_bytes().rstrip()
    decisions_file(registry).write_bytes(b"\xef\xbb\xbf" + (line + b"\r\n") * 2)
    assert again(registry).decisions() == [kept]
    assert again(registry).problems == []


def test_a_change_by_another_process_is_taken_up(registry: Registry) -> None:
    assert registry.decisions() == []
    other = again(registry) if registry.folder.exists() else Registry.open(registry.folder, True)
    first = other.decide(a_decision())
    assert registry.decide(a_decision(WRONG)).supersedes == first.id
    other.refresh()
    assert other.decisions() == registry.decisions()


# --- refusals ---------------------------------------------------------------------------------


def test_the_bundled_registry_is_only_read(tmp_path: Path) -> None:
    Registry.open(tmp_path / "claims", create=True).add([a_claim()])
    bundled = Registry.open(tmp_path / "claims", writable=False)
    kept = a_decision(id="d-1")
    for act in (
        lambda: bundled.add([a_claim(SNOW)]),
        lambda: bundled.decide(a_decision()),
        lambda: bundled.undo(kept, "dana", NOON),
    ):
        with pytest.raises(RegistryError) as refused:
            act()
        assert 'factcheck.toml with registry = "claims"' in refused.value.advice
    assert bundled.claims() == [a_claim()]


def test_reading_creates_nothing(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    opened = Registry.open(tmp_path / "claims")
    assert (opened.claims(), opened.decisions(), opened.problems) == ([], [], [])
    missing = Registry.open(tmp_path / "none", create=True)
    assert missing.add([]) == AddResult(0, 0, 0)
    assert missing.claims() == []
    assert list(tmp_path.rglob("*")) == [tmp_path / "claims"]


def test_a_missing_folder_or_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no claim registry at"):
        Registry.open(tmp_path / "none")
    (tmp_path / "file").touch()
    with pytest.raises(RegistryError, match="is a file, not a folder"):
        Registry.open(tmp_path / "file", create=True)


def test_an_unreadable_file_is_an_error_and_not_an_empty_registry(registry: Registry) -> None:
    claims_file(registry).mkdir(parents=True)
    with pytest.raises(RegistryError, match="cannot read"):
        registry.claims()


def test_files_are_their_owners_alone(registry: Registry) -> None:
    registry.add([a_claim()])
    registry.add([a_claim(outlet="The Gauge")])
    registry.decide(a_decision())
    decisions_file(registry).chmod(0o644)
    registry.decide(a_decision())
    for path in (claims_file(registry), decisions_file(registry)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(registry.folder.stat().st_mode) == 0o700
    assert sorted(p.name for p in registry.folder.iterdir()) == [
        ".gitignore", ".lock", "claims.jsonl", "decisions.jsonl",
    ]  # fmt: skip


def test_paths_are_written_from_the_project(tmp_path: Path) -> None:
    registry = Registry.open(tmp_path / "claims", create=True)
    draft = tmp_path / "drafts" / "weather.md"
    assert registry.file_name(str(draft)) == "drafts/weather.md"
    assert registry.file_name(os.path.relpath(draft)) == "drafts/weather.md"
    assert registry.file_name("-") == "-"
    assert registry.file_name("/elsewhere/weather.md") == "/elsewhere/weather.md"


# --- a full disk, other writers, a sudden end ---------------------------------------------------


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The kernel writes up to `size` bytes of a file and refuses the rest, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_half_written(registry: Registry) -> None:
    registry.add([a_claim()])
    registry.decide(a_decision())
    before = claims_file(registry).read_bytes(), decisions_file(registry).read_bytes()
    with largest_file(min(map(len, before)) + 20):
        for act in (
            lambda: registry.decide(a_decision(WRONG)),
            lambda: registry.add([a_claim(SNOW)]),
            lambda: registry.add([a_claim(outlet="x" * 2000)]),
        ):
            with pytest.raises(RegistryError, match="no room left on the disk"):
                act()
    assert (claims_file(registry).read_bytes(), decisions_file(registry).read_bytes()) == before
    assert not list(registry.folder.glob(".*.new"))
    assert registry.claims() == [a_claim()]
    assert len(registry.decisions()) == 1
    registry.decide(a_decision(WRONG))
    assert len(again(registry).decisions()) == 2


@pytest.mark.parametrize(("code", "said"), [(errno.EIO, "cannot write"), (errno.EROFS, "you may not write")])
def test_a_failing_disk_is_not_acknowledged(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    registry.decide(a_decision())
    before = decisions_file(registry).read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(RegistryError, match=said):
            registry.decide(a_decision(WRONG))
    assert decisions_file(registry).read_bytes() == before
    assert len(registry.decisions()) == 1


def test_a_stuck_writer_is_named_after_a_while(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.02)
    with (
        files.locked(registry.folder),
        pytest.raises(RegistryError, match="another process has been writing"),
    ):
        registry.decide(a_decision())


def _write_some(folder: Path, who: str) -> None:
    registry = Registry.open(folder, create=True)
    for number in range(6):
        text = f"Writer {who} counted {number} wet days."
        registry.add([a_claim(text), a_claim("Everyone counts this.", place=Place(1, 1, 0, number))])
        registry.decide(a_decision(claim=claim_id(text), who=who))
        registry.decide(a_decision(claim=claim_id(RAIN), who=who))


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    folder = tmp_path / "claims"
    writers = [context.Process(target=_write_some, args=(folder, f"w{n}")) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert [writer.exitcode for writer in writers] == [0] * 8
    registry = Registry.open(folder)
    assert registry.problems == []
    assert len(registry.claims()) == 8 * 6 + 1
    assert len(registry.decisions()) == 8 * 6 * 2
    chain = registry.decisions(claim_id(RAIN))
    # Each saw the one before it: no two decisions supersede the same one.
    assert [d.supersedes for d in chain] == ["", *(d.id for d in chain[:-1])]


_ENDLESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from factcheck.model.decision import Decision
from factcheck.registry import Registry, RegistryClaim, claim_id
registry = Registry.open(Path(sys.argv[1]), create=True)
number = 0
while True:
    number += 1
    claim = RegistryClaim(claim_id(str(number)), str(number), context="wet " * (number % 500))
    registry.add([claim])
    when = datetime.now(UTC)
    kept = registry.decide(Decision("", claim.id, "accept", "dana", when, "why " * (number % 500)))
    print(claim.id, kept.id, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 7, 20])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, lines: int) -> None:
    folder = tmp_path / "claims"
    child = subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(folder)],
        cwd=Path(factcheck.__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(lines)]
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read().splitlines(keepends=True)
    child.stdout.close()
    child.wait()
    registry = Registry.open(folder)
    known = {claim.id for claim in registry.claims()}
    for line in said:
        if line.endswith("\n"):
            claim, decision = line.split()
            assert claim in known
            assert decision in {d.id for d in registry.decisions(claim)}
    registry.decide(a_decision())
    assert again(registry).standing(claim_id(RAIN)) is not None
