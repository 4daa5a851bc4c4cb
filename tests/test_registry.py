"""The claim registry: identity, files that survive, decisions that stand."""

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
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck.errors import RegistryError
from factcheck.model.decision import ACCEPT, NOTE, SKIP, WRONG, Decision
from factcheck.model.finding import DocumentReport, Finding
from factcheck.model.text import Span
from factcheck.registry import (
    AddResult,
    Place,
    Registry,
    RegistryClaim,
    claim_id,
    claim_of,
    describe,
    files,
    normalise,
)
from factcheck.registry.records import (
    Check,
    from_line,
    read_claim,
    read_decision,
    to_line,
    withhold,
    write_claim,
    write_decision,
)
from factcheck.registry.standing import standing

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
RAIN = "Rain fell on 112 days in 2024."
SNOW = "Snow closed 14 schools in January."


def a_claim(text: str = RAIN, file: str = "drafts/weather.md", **more: object) -> RegistryClaim:
    as_of = more.get("as_of")
    known = RegistryClaim(claim_id(text, as_of if isinstance(as_of, date) else None), text)
    return replace(known, file=file, **more)  # type: ignore[arg-type]


def a_decision(choice: str = ACCEPT, claim: str = claim_id(RAIN), who: str = "dana", **more: object) -> Decision:
    return replace(Decision("", claim, choice, who, NOON), **more)  # type: ignore[arg-type]


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry.open(tmp_path / "claims", create=True)


def claims_file(registry: Registry) -> Path:
    return registry.folder / "claims.jsonl"


def decisions_file(registry: Registry) -> Path:
    return registry.folder / "decisions.jsonl"


def again(registry: Registry) -> Registry:
    return Registry.open(registry.folder)


# --- identity ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "Rain fell on 112 days in 2024",
        "  RAIN fell on\n112\u00a0days in 2024.\u201d ",
        "Rain fell\u00ad on 112 days in \uff12\uff10\uff12\uff14.",
    ],
)
def test_typography_does_not_change_identity(other: str) -> None:
    assert claim_id(other) == claim_id(RAIN)


def test_straight_and_curly_marks_are_the_same() -> None:
    assert normalise("the \u201cwettest\u201d year \u2014 it\u2019s said") == ('the "wettest" year - it\'s said')


@pytest.mark.parametrize("other", ["Rain fell on 113 days in 2024.", RAIN + "?", "Rain fell."])
def test_other_words_are_another_claim(other: str) -> None:
    assert claim_id(other) != claim_id(RAIN)


def test_the_as_of_date_belongs_to_the_identity() -> None:
    first, second = claim_id(RAIN, date(2024, 12, 31)), claim_id(RAIN, date(2025, 1, 1))
    assert len({claim_id(RAIN), first, second}) == 3
    assert first.startswith("c-") and len(first) == 14


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert claim_id(once) == claim_id(text)


def test_a_claim_of_a_finding_knows_its_place() -> None:
    text = "A dry year.\nBut rain fell twice.\n"
    finding = Finding("f1", "rain fell twice", None, "supported", "figure", "", span=Span(16, 31))
    document = DocumentReport("weather.md", None, date(2025, 1, 2), None, "", text=text)
    claim = claim_of(finding, document, "drafts/weather.md", outlet="The Gauge")
    assert claim.place == Place(line=2, column=5, start=16, end=31)
    assert text[16:31] == claim.text
    assert claim.id == claim_id("rain fell twice")
    assert (claim.file, claim.outlet, claim.date) == (
        "drafts/weather.md",
        "The Gauge",
        date(2025, 1, 2),
    )


# --- lines ------------------------------------------------------------------------------------

words = st.text(min_size=1)
days = st.none() | st.dates()
numbers = st.integers(0, 10**6)
claims = st.builds(
    RegistryClaim,
    id=words, text=words, outlet=st.text(), date=days, file=st.text(),
    place=st.none() | st.builds(Place, numbers, numbers, numbers, numbers),
    context=st.text(), as_of=days, url=st.text(), restated=st.booleans(),
)  # fmt: skip
decisions = st.builds(
    Decision,
    id=words, claim=words, choice=st.sampled_from((ACCEPT, WRONG, NOTE, SKIP)), who=words,
    when=st.datetimes(timezones=st.none() | st.just(UTC)), note=st.text(), status=st.text(),
    supersedes=st.text(), withdrawn=st.booleans(),
)  # fmt: skip


@given(claims)
def test_a_claim_survives_its_line(claim: RegistryClaim) -> None:
    line = to_line(write_claim(claim))
    assert read_claim(from_line(line)) == claim
    assert line.decode().isprintable()


@given(decisions)
def test_a_decision_survives_its_line(decision: Decision) -> None:
    line = to_line(write_decision(decision))
    assert read_decision(from_line(line)) == decision
    assert line.decode().isprintable()


def test_a_line_reads_well_in_a_pull_request(registry: Registry) -> None:
    claim = a_claim("Température: +2\u202e°\x1b[31m", place=Place(3, 1, 40, 60), restated=True)
    registry.add([claim])
    line = claims_file(registry).read_text("utf-8").rstrip("\n")
    assert list(json.loads(line)) == [
        "id", "text", "outlet", "date", "file", "place", "context", "as_of", "url", "restated",
    ]  # fmt: skip
    assert '"place": {"line": 3, "column": 1, "start": 40, "end": 60}' in line
    assert "Température" in line and "\\u202e" in line and "\\u001b" in line


# --- adding -----------------------------------------------------------------------------------


def test_a_second_run_is_byte_identical(registry: Registry) -> None:
    article = [a_claim(), a_claim(SNOW), a_claim(RAIN, "drafts/other.md")]
    assert registry.add(article) == AddResult(3, 0, 0)
    before = claims_file(registry).read_bytes(), claims_file(registry).stat().st_mtime_ns
    assert again(registry).add(article) == AddResult(0, 0, 3)
    assert (claims_file(registry).read_bytes(), claims_file(registry).stat().st_mtime_ns) == before
    assert again(registry).claims() == article


def test_an_edited_article_moves_its_claims_and_loses_none(registry: Registry) -> None:
    registry.add([a_claim(place=Place(1, 1, 0, 30)), a_claim(SNOW)])
    moved = a_claim(place=Place(2, 1, 31, 61))
    assert registry.add([moved]) == AddResult(0, 1, 0)
    assert again(registry).claims() == [moved, a_claim(SNOW)]


def test_an_empty_field_erases_nothing(registry: Registry) -> None:
    full = a_claim(outlet="The Gauge", url="https://example.org/rain", restated=True)
    registry.add([full])
    assert registry.add([a_claim()]) == AddResult(0, 0, 1)
    assert again(registry).claims() == [full]


def test_of_a_claim_twice_in_an_article_the_first_place_counts(registry: Registry) -> None:
    twice = [a_claim(place=Place(1, 1, 0, 30)), a_claim(place=Place(9, 1, 300, 330))]
    assert registry.add(twice) == AddResult(1, 0, 0)
    assert registry.add(twice) == AddResult(0, 0, 1)
    assert registry.claims() == twice[:1]


def test_a_field_of_a_later_version_is_kept(registry: Registry) -> None:
    registry.add([a_claim()])
    later = json.loads(claims_file(registry).read_text()) | {"speaker": "the mayor"}
    claims_file(registry).write_text(json.dumps(later) + "\n")
    registry.add([a_claim(outlet="The Gauge")])
    assert json.loads(claims_file(registry).read_text()) == later | {"outlet": "The Gauge"}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(claims, max_size=4), max_size=3))
def test_adding_is_idempotent_and_deletes_nothing(runs: list[list[RegistryClaim]]) -> None:
    with scratch() as registry:
        for run in runs:
            registry.add(run)
            before = {claim.key for claim in registry.claims()}
            data = registry.folder.exists() and claims_file(registry).exists()
            content = claims_file(registry).read_bytes() if data else b""
            assert registry.add(run).unchanged == len({claim.key for claim in run})
            assert not data or claims_file(registry).read_bytes() == content
            assert {claim.key for claim in run} <= before
        if runs and any(runs):
            assert again(registry).claims() == registry.claims()
            assert registry.problems == []


@contextmanager
def scratch() -> Iterator[Registry]:
    with tempfile.TemporaryDirectory() as folder:
        yield Registry.open(Path(folder) / "claims", create=True)


# --- what stands ------------------------------------------------------------------------------


def test_a_decision_is_there_for_the_next_reader(registry: Registry) -> None:
    registry.add([a_claim()])
    kept = registry.decide(a_decision(note="see page 4", status="supported"))
    assert again(registry).standing(claim_id(RAIN)) == kept
    assert again(registry).standing(claim_id(SNOW)) is None
    assert kept.id.startswith("d-")


def test_decisions_come_in_the_order_they_were_taken(registry: Registry) -> None:
    taken = [registry.decide(a_decision(claim=claim)) for claim in ("c-1", "c-2", "c-1")]
    assert registry.decisions() == again(registry).decisions() == taken
    assert registry.decisions("c-1") == [taken[0], taken[2]]


def test_a_later_judgement_supersedes_and_undo_restores(registry: Registry) -> None:
    first = registry.decide(a_decision())
    second = registry.decide(a_decision(WRONG, who="lee"))
    assert second.supersedes == first.id
    assert registry.standing(first.claim) == second
    withdrawal = registry.undo(second, "lee", NOON + timedelta(minutes=1))
    assert withdrawal.withdrawn and withdrawal.supersedes == second.id
    assert again(registry).standing(first.claim) == first
    registry.undo(first, "dana", NOON + timedelta(minutes=2))
    assert again(registry).standing(first.claim) is None
    assert len(again(registry).decisions(first.claim)) == 4


@pytest.mark.parametrize("lighter", [NOTE, SKIP])
def test_a_note_or_a_skip_hides_no_judgement(registry: Registry, lighter: str) -> None:
    judged = registry.decide(a_decision())
    assert registry.decide(a_decision(lighter, note="look again")).supersedes == ""
    assert registry.standing(judged.claim) == judged


def test_a_note_stands_where_nothing_else_does(registry: Registry) -> None:
    registry.decide(a_decision(SKIP))
    note = registry.decide(a_decision(NOTE, note="ask the bureau"))
    assert registry.standing(note.claim) == note


def test_supersedes_beats_the_clock_and_apart_the_later_stands() -> None:
    late = a_decision(id="d-1", when=NOON + timedelta(days=1))
    early = a_decision(WRONG, id="d-2", supersedes="d-1")
    assert standing([late, early]) == early
    apart = replace(early, supersedes="", when=datetime(2026, 11, 2, 12))
    assert standing([late, apart]) == late
    assert standing([replace(late, supersedes="d-2"), early]) is not None


def test_undoing_twice_or_what_is_not_there_is_refused(registry: Registry) -> None:
    kept = registry.decide(a_decision())
    registry.undo(kept, "dana", NOON)
    before = decisions_file(registry).read_bytes()
    with pytest.raises(RegistryError, match="not there to be taken back"):
        registry.undo(kept, "dana", NOON)
    with pytest.raises(RegistryError, match="not there"):
        registry.undo(a_decision(id="d-none"), "dana", NOON)
    assert decisions_file(registry).read_bytes() == before


def test_a_decision_needs_a_name_a_new_id_and_a_known_choice(registry: Registry) -> None:
    registry.decide(a_decision(id="d-1"))
    with pytest.raises(RegistryError, match="in the registry already"):
        registry.decide(a_decision(id="d-1"))
    with pytest.raises(RegistryError, match="needs the name"):
        registry.decide(a_decision(who=" "))
    with pytest.raises(ValueError, match="unknown choice"):
        registry.decide(a_decision("maybe"))
    assert len(again(registry).decisions()) == 1


def test_earlier_decisions_are_found_by_their_words(registry: Registry) -> None:
    then, now = date(2025, 1, 2), date(2025, 6, 1)
    registry.add([a_claim(as_of=then)])
    kept = registry.decide(a_decision(claim=claim_id(RAIN, then), status="unverified"))
    said = RAIN.upper().replace(".", "\u201d")
    assert registry.standing_by_text(said, then) == kept
    assert registry.standing_by_text(said, now) == kept
    assert registry.earlier(said, then, "unverified") == "accepted by dana on 2026-11-03"
    assert again(registry).earlier(said, now, "supported") == (
        "accepted by dana on 2026-11-03, for the same words as of 2025-01-02, when the verdict was unverified"
    )
    assert registry.earlier(SNOW) == ""
    exact = registry.decide(a_decision(WRONG, claim=claim_id(RAIN, now)))
    assert registry.standing_by_text(RAIN, now) == exact


def test_a_decision_is_described_on_one_plain_line() -> None:
    noted = a_decision(WRONG, note="off by\n ten \x1b[2J[bold]")
    assert describe(noted) == "marked wrong by dana on 2026-11-03: off by ten [2J[bold]"
    assert describe(replace(noted, withdrawn=True, note="")).endswith("2026-11-03, withdrawn")


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


# --- edited articles, embargoes, checks ---------------------------------------------------------


def test_a_claim_that_left_its_article_is_marked_and_comes_back(registry: Registry) -> None:
    registry.add([a_claim(RAIN), a_claim(SNOW)], "drafts/weather.md")
    kept = registry.decide(a_decision())
    result = registry.add([a_claim(SNOW)], "drafts/weather.md")
    assert (result.unchanged, result.gone) == (1, 1)
    assert [c.gone for c in again(registry).claims()] == [True, False]
    assert again(registry).standing(claim_id(RAIN)) == kept
    before = claims_file(registry).read_bytes()
    assert registry.add([a_claim(SNOW)], "drafts/weather.md").gone == 0
    assert claims_file(registry).read_bytes() == before
    registry.add([a_claim(RAIN), a_claim(SNOW)], "drafts/weather.md")
    assert not any(c.gone for c in again(registry).claims())


def test_another_article_keeps_its_claims(registry: Registry) -> None:
    registry.add([a_claim(RAIN, "a.md")], "a.md")
    registry.add([], "b.md")
    assert not again(registry).claims()[0].gone


def test_under_embargo_no_word_is_written(registry: Registry) -> None:
    secret = withhold(a_claim(RAIN, context="It was told in confidence."))
    registry.add([secret])
    written = claims_file(registry).read_text("utf-8")
    assert "112" not in written and "confidence" not in written
    known = again(registry).claims()[0]
    assert (known.id, known.withheld, known.place) == (claim_id(RAIN), True, secret.place)
    assert again(registry).index.same_words(RAIN.upper()) == [known]


def test_a_text_withheld_later_is_taken_out(registry: Registry) -> None:
    registry.add([a_claim(RAIN)])
    registry.add([withhold(a_claim(RAIN))])
    assert "112" not in claims_file(registry).read_text("utf-8")


def test_checks_are_kept_once_a_claim_and_replaced(registry: Registry) -> None:
    first = Check(claim_id(RAIN), "supported", "figure", "112 in 2024", ("gauge: days, 2025-01",))
    assert registry.record([first, Check(claim_id(SNOW), "unverified", "no-source")]) == 2
    before = (registry.folder / "checks.jsonl").read_bytes()
    assert registry.record([first]) == 0
    assert (registry.folder / "checks.jsonl").read_bytes() == before
    second = replace(first, status="conflicting", releases=("gauge: days, 2025-02",))
    assert registry.record([second]) == 1
    assert again(registry).checks()[claim_id(RAIN)] == second and len(again(registry).checks()) == 2


def test_a_broken_line_of_checks_is_named(registry: Registry) -> None:
    registry.record([Check(claim_id(RAIN), "supported", "figure")])
    with (registry.folder / "checks.jsonl").open("a") as file:
        file.write('{"claim": "c-1", "status": "true"}\n')
    assert "checks.jsonl:2" in again(registry).problems[0]
    assert list(again(registry).checks()) == [claim_id(RAIN)]
