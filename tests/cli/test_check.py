"""`factcheck check`: drafts, folders, unreadable drafts, reports in a file."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import OPEN, RIGHT, WRONG, Command


def draft(folder: Path, name: str, *sentences: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(sentences) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("sentences", "fail_on", "status"),
    [
        ((RIGHT,), "conflicting", 0),
        ((RIGHT, WRONG), "conflicting", 1),
        ((RIGHT, OPEN), "conflicting", 0),
        ((RIGHT, OPEN), "unverified", 1),
        ((RIGHT, WRONG), "never", 0),
        (("A green garden.",), "unverified", 0),
    ],
)
def test_exit_statuses(command: Command, desk: Path, sentences: tuple[str, ...], fail_on: str, status: int) -> None:
    found = command("check", draft(desk, "a.txt", *sentences), "--fail-on", fail_on)
    assert found.status == status and found.out


def test_a_folder_stands_for_the_drafts_below_it(command: Command, desk: Path) -> None:
    draft(desk, "drafts/b.md", RIGHT)
    draft(desk, "drafts/a.txt", WRONG)
    draft(desk, "drafts/deep/c.txt", RIGHT)
    draft(desk, "drafts/table.csv", WRONG)
    report = json.loads(command("check", "drafts", "--output-format", "json").out)
    assert [d["path"] for d in report["documents"]] == ["drafts/a.txt", "drafts/b.md", "drafts/deep/c.txt"]


def test_standard_input_is_a_draft(command: Command) -> None:
    found = command("check", "-", "--output-format", "concise", stdin=f"{RIGHT}\n\n{WRONG}\n")
    assert found.status == 1 and "3:1: conflicting" in found.out


def test_a_finding_knows_its_line_and_column(command: Command, desk: Path) -> None:
    path = draft(desk, "a.md", "# News", f"Größe first. {WRONG}")
    (document,) = json.loads(command("check", path, "--output-format", "json").out)["documents"]
    (row,) = [c for c in document["claims"] if c["status"] == "conflicting"]
    assert (row["line"], row["column"]) == (3, 14)
    assert path.read_text("utf-8")[row["start"] : row["end"]] == WRONG


def _binary(path: Path) -> None:
    path.write_bytes(b"\x00\x01\x02\xff" * 400)


def _zero(path: Path) -> None:
    path.write_bytes(b"")


def _missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("spoil", [_binary, _zero, _missing], ids=lambda f: f.__name__[1:])
def test_a_draft_that_cannot_be_read_is_status_2_in_one_line(command: Command, desk: Path, spoil: object) -> None:
    path = desk / "bad.txt"
    spoil(path)  # type: ignore[operator]
    found = command("check", path, "--fail-on", "never")
    assert found.status == 2
    assert len(found.err.strip().splitlines()) == 1 and "bad.txt" in found.err and "Traceback" not in found.err


@pytest.mark.parametrize("spoil", [_binary, _zero, _missing], ids=lambda f: f.__name__[1:])
def test_the_other_drafts_are_still_reported(command: Command, desk: Path, spoil: object) -> None:
    spoil(desk / "bad.txt")  # type: ignore[operator]
    good = draft(desk, "good.txt", WRONG)
    found = command("check", desk / "bad.txt", good, "--output-format", "json")
    bad, fine = json.loads(found.out)["documents"]
    assert found.status == 2 and fine["claims"][0]["status"] == "conflicting" and not bad["claims"]


def test_a_folder_without_drafts_is_status_2(command: Command, desk: Path) -> None:
    (desk / "empty").mkdir()
    assert command("check", "empty").status == 2


def test_nothing_to_check_is_said(command: Command, desk: Path) -> None:
    path = draft(desk, "calm.txt", "A green garden.")
    terminal, concise = command("check", path), command("check", path, "--output-format", "concise")
    assert (terminal.status, concise.status) == (0, 0)
    assert "nothing to check" in (terminal.out + terminal.err).lower() or "no claim" in terminal.out.lower()
    assert "nothing to check" in concise.err


def test_the_report_is_written_whole_to_a_file(command: Command, desk: Path) -> None:
    path, target = draft(desk, "a.txt", WRONG), desk / "report.json"
    target.write_text("old", "utf-8")
    found = command("check", path, "--output-format", "json", "--output", target)
    assert (found.status, found.out) == (1, "")
    assert json.loads(target.read_text("utf-8"))["summary"]["conflicting"] == 1
    assert sorted(p.name for p in desk.iterdir()) == ["a.txt", "report.json"]


def test_a_report_that_cannot_be_written_leaves_nothing(command: Command, desk: Path) -> None:
    path = draft(desk, "a.txt", WRONG)
    found = command("check", path, "--output", desk / "no" / "report.txt")
    assert found.status == 2 and "--output" in found.err
    (desk / "folder").mkdir()
    assert command("check", path, "--output", desk / "folder").status == 2
    assert sorted(p.name for p in desk.iterdir()) == ["a.txt", "folder"] and not list((desk / "folder").iterdir())


def test_the_report_in_a_file_has_no_escape_codes(command: Command, desk: Path) -> None:
    command("check", draft(desk, "a.txt", WRONG), "--output", desk / "report.txt")
    assert "\x1b" not in (desk / "report.txt").read_text("utf-8")


def test_the_settings_beside_the_draft_hold(command: Command, desk: Path) -> None:
    path = draft(desk, "project/a.txt", OPEN)
    (desk / "project" / "factcheck.toml").write_text('fail_on = "unverified"\n', "utf-8")
    assert command("check", path).status == 1
    assert command("check", path, "--fail-on", "conflicting").status == 0


def test_broken_settings_are_status_2(command: Command, desk: Path) -> None:
    path = draft(desk, "a.txt", RIGHT)
    (desk / "factcheck.toml").write_text("fail_on = maybe", "utf-8")
    found = command("check", path)
    assert found.status == 2 and "factcheck.toml" in found.err


def test_a_report_is_never_written_over_a_draft(command: Command, desk: Path) -> None:
    path = draft(desk, "a.txt", RIGHT)
    (desk / "link.txt").symlink_to(path)
    for output in (path, desk / "link.txt"):
        found = command("check", path, "--output", output)
        assert found.status == 2 and "over the draft" in found.err
    assert RIGHT in path.read_text("utf-8")


def test_a_report_goes_where_a_link_or_a_pipe_leads(command: Command, desk: Path) -> None:
    path = draft(desk, "a.txt", RIGHT)
    (desk / "report.json").write_text("old", "utf-8")
    (desk / "latest.json").symlink_to("report.json")
    assert command("check", path, "--output-format", "json", "--output", desk / "latest.json").status == 0
    assert json.loads((desk / "report.json").read_text("utf-8")) and (desk / "latest.json").is_symlink()
    os.mkfifo(desk / "pipe")
    reader = os.open(desk / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert command("check", path, "--output-format", "concise", "--output", desk / "pipe").status == 0
    assert b"supported" in os.read(reader, 65536) and (desk / "pipe").is_fifo()
    os.close(reader)


def test_a_folder_that_may_not_be_read_is_named_and_the_rest_is_checked(
    command: Command, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(desk, "drafts/a.txt", RIGHT)
    draft(desk, "drafts/locked/b.txt", WRONG)
    listed = os.scandir

    def locked(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", locked)  # the superuser may read what is locked
    found = command("check", desk / "drafts", "--output-format", "concise")
    assert found.status == 2 and "supported" in found.out
    assert "drafts/locked cannot be read: Permission denied; make the folder readable" in found.err


@pytest.mark.usefixtures("few_sources")
def test_a_draft_is_no_evidence_for_itself(command: Command, desk: Path) -> None:
    path = draft(desk, "papers/a.txt", 'The mayor said the ferry was "a gift to every town on this coast."')
    draft(desk, "papers/b.txt", "Minutes of the council. The ferry sails at noon, and nobody spoke of gifts at all.")
    found = command("check", path, "--sources", desk / "papers")
    assert found.status == 2 and "evidence for itself" in found.err and "SUPPORTED" not in found.out
    (desk / "papers/a.txt").rename(desk / "a.txt")
    assert "evidence for itself" not in command("check", desk / "a.txt", "--sources", desk / "papers").err
