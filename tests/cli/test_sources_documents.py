"""Official documents on the command line: added, listed, searched, checked, and what is broken named."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path

import pytest

from factcheck.documents import adding
from scripts.sample_files import pdf
from tests.cli.conftest import Command, process

REMARKS = """---
title: Remarks by the Harbour Master
date: 2024-05-03
---
THE MASTER: The ferry will run.

Q When?

THE MASTER: Hourly."""
HOSTILE = """---
title: '[red]Boo[/red] \x1b[31m'
date: 2024
---
::error::boo <script>alert(1)</script> [bold]lighthouse[/bold] \x1b]0;x\x07"""


@pytest.fixture
def papers(desk: Path) -> Path:
    folder = desk / "papers"
    folder.mkdir()
    (folder / "remarks.md").write_text(REMARKS, "utf-8")
    return folder


@pytest.mark.usefixtures("few_sources")
def test_loose_documents_are_listed_searched_and_shown(command: Command, papers: Path) -> None:
    listed = command("sources", "list", "--sources", papers)
    assert listed.status == 0 and "papers: Documents in papers\n  1 document, 2024-05-03\n" in listed.out
    found = command("sources", "search", "ferry", "--sources", papers)
    assert found.status == 0
    assert found.out.splitlines()[:2] == [
        "2024-05-03  Remarks by the Harbour Master",
        "  paragraph 1, THE MASTER: The ferry will run.",
    ]
    shown = command("sources", "show", "papers", "--sources", papers)
    assert shown.status == 0 and "2024-05-03  Remarks by the Harbour Master\n    remarks.md" in shown.out


@pytest.mark.usefixtures("few_sources")
def test_a_search_without_a_find_says_what_to_do(command: Command, papers: Path) -> None:
    found = command("sources", "search", "zeppelin", "--sources", papers)
    assert (found.status, found.out) == (0, "") and "--sources" in found.err


def test_an_unknown_source_is_named_with_the_known_ones(command: Command) -> None:
    found = command("sources", "show", "nothing")
    assert found.status == 2 and "nothing" in found.err and "uscode" in found.err


@pytest.mark.usefixtures("few_sources")
def test_a_broken_document_among_good_ones(command: Command, papers: Path, rain_folder: Path) -> None:
    (papers / "scan.pdf").write_bytes(pdf([]))
    (papers / "zero.txt").write_bytes(b"")
    both = ("--sources", papers, "--sources", rain_folder)
    found = command("sources", "search", "ferry", *both)
    assert found.status == 2 and "The ferry will run." in found.out
    assert [line.split()[1] for line in found.err.splitlines()] == ["papers/scan.pdf", "papers/zero.txt"]
    rain = "Rainfall at the harbour came to 112 mm in January 2020."
    again = command("claim", rain, *both)  # from the cache
    assert again.status == 2 and "supported" in again.out.lower() and "papers/scan.pdf" in again.err
    checked = command("sources", "check", papers)
    assert checked.status == 2 and "papers/zero.txt" in checked.err and "1 document with 3 passages" in checked.out


@pytest.mark.usefixtures("few_sources")
def test_hostile_text_does_nothing(command: Command, papers: Path) -> None:
    (papers / "hostile.md").write_text(HOSTILE, "utf-8")
    for words in (("search", "lighthouse"), ("show", "papers"), ("list",)):
        found = command("sources", *words, "--sources", papers)
        assert found.status == 0 and "\x1b" not in found.out and "\x07" not in found.out
        assert not any(line.startswith("::") for line in found.out.splitlines())
    assert "[red]Boo[/red] \\x1b[31m" in command("sources", "show", "papers", "--sources", papers).out


@pytest.mark.usefixtures("few_sources")
def test_adding_copies_and_lists_and_is_done_once(command: Command, desk: Path, papers: Path) -> None:
    (desk / "factcheck.toml").write_text('sources = ["sources"]\n', "utf-8")
    (papers / "memo.pdf").write_bytes(pdf(["The lighthouse is dark."]))
    added = command(
        "sources", "add", papers / "remarks.md", "--issuer", 'Port "Office"', "--url", "https://example.org"
    )
    assert (added.status, added.err) == (0, "") and "added: " in added.out and "3 passages" in added.out
    both = command("sources", "add", papers)
    assert both.status == 0 and "already there: " in both.out and "memo.pdf" in both.out
    assert "issuer, date, url" in both.out  # what nobody states of the memo
    data = tomllib.loads((desk / "sources" / "documents" / "manifest.toml").read_text("utf-8"))
    assert data["source"]["publisher"] == 'Port "Office"'
    assert [t["file"] for t in data["texts"]] == ["remarks.md", "memo.pdf"]
    assert data["texts"][0]["url"] == "https://example.org"
    found = command("sources", "search", "lighthouse dark")
    assert found.status == 0 and "page 1, paragraph 1: The lighthouse is dark." in found.out


def test_a_document_that_cannot_be_added_is_named(command: Command, desk: Path, papers: Path) -> None:
    (papers / "scan.pdf").write_bytes(pdf([]))
    found = command("sources", "add", papers, "--into", desk / "here")
    assert found.status == 2 and "scan.pdf" in found.err and "added: " in found.out
    (papers / "remarks.md").write_text(REMARKS + "\n\nMore.", "utf-8")
    again = command("sources", "add", papers / "remarks.md", "--into", desk / "here")
    assert again.status == 2 and "differs" in again.err


def test_a_full_disk_is_no_matter_of_permissions(
    command: Command, desk: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(adding, "_write", full)
    found = command("sources", "add", papers / "remarks.md", "--into", desk / "here")
    assert (found.status, found.out) == (2, "") and len(found.err.splitlines()) == 1
    assert "No space left on device; free some space, or choose another folder with --into" in found.err


@pytest.mark.parametrize(("words", "said"), [
    (["gone.md"], "does not exist"), (["desk.xls"], "not read"), (["empty"], "no documents"),
    (["a.md", "--date", "May 2024"], "is not a date"), (["a.md"], "no project"),
])  # fmt: skip
def test_what_cannot_be_added_is_said_in_one_line(command: Command, desk: Path, words: list[str], said: str) -> None:
    (desk / "desk.xls").write_text("a,b\n", "utf-8")
    (desk / "a.md").write_text("Text.", "utf-8")
    (desk / "empty").mkdir()
    into = () if said == "no project" else ("--into", "x")
    found = command("sources", "add", *words, *into)
    assert (found.status, found.out) == (2, "") and said in found.err and len(found.err.splitlines()) == 1


def test_two_processes_index_at_once(papers: Path, tmp_path: Path) -> None:
    for number in range(60):
        (papers / f"{number}.md").write_text(f"The buoy {number} is red.\n" * 40, "utf-8")
    env = {"FACTCHECK_CACHE": str(tmp_path / "own")}
    runs = [process("sources", "search", "buoy", "59", "--sources", papers, env=env) for _ in range(2)]
    answers = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0] and answers[0] == answers[1] and b"59" in answers[0][0]
    left = [p.name for p in Path(env["FACTCHECK_CACHE"]).iterdir() if p.name.startswith(".building")]
    assert not left and os.listdir(env["FACTCHECK_CACHE"])


UNDATED = """---
title: Readout of the Harbour Master's Call with Captain Roe
---
Warden Ann Lee spoke with Captain Roe on Monday about the toll."""


@pytest.mark.usefixtures("few_sources")
def test_a_document_without_a_date_is_named_with_what_to_do(command: Command, papers: Path) -> None:
    (papers / "call.md").write_text(UNDATED, "utf-8")
    for found in (command("sources", "check", papers), command("sources", "list", "--sources", papers)):
        assert found.status == 0 and ", 1 undated\n" in found.out
        assert "call.md bears no date, and so decides nothing about what was done or said on a day" in found.out
        assert "“date: 2024-05-06”" in found.out
    for day in (" on Monday", ""):
        told = command(
            "claim", f"Warden Ann Lee spoke with Captain Roe{day} about the toll.", "--as-of", "2024-05-08",
            "--sources", papers, "--output-format", "jsonl",
        )  # fmt: skip
        assert '"unverified"' in told.out and "call.md, paragraph 1) tells of it and bears no date" in told.out
        assert "“date: 2024-05-06”" in told.out
    other = command(
        "claim", "Warden Ann Lee met with Captain Dahl on Monday.", "--as-of", "2024-05-08", "--sources", papers
    )
    assert "bears no date" not in other.out


@pytest.mark.usefixtures("few_sources")
def test_a_day_is_not_taken_from_a_document_without_a_date(command: Command, papers: Path) -> None:
    (papers / "toll.md").write_text(
        "# Statement by Warden Ann Lee\n\nThe toll is a fair price for a safe harbour.", "utf-8"
    )
    ask = ("--as-of", "2024-05-08", "--sources", papers, "--output-format", "jsonl")
    words = '"The toll is a fair price for a {} harbour," Warden Ann Lee said'
    assert '"supported"' in command("claim", words.format("safe") + ".", *ask).out
    for word in ("safe", "quiet"):
        told = command("claim", words.format(word) + " Monday.", *ask).out
        assert '"status":"unverified"' in told.replace(": ", ":") and "bears no date" in told
