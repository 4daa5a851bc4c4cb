"""`extract`, `registry` and `review`: claims and decisions that stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck import shipped
from tests.cli.conftest import OPEN, RIGHT, WRONG, Command


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def article(project: Path) -> Path:
    path = project / "article.txt"
    path.write_text(f"{RIGHT}\n\n{WRONG}\n\n{OPEN}\n", "utf-8")
    return path


# ---- extract and registry -------------------------------------------------------------------------


def test_extracting_twice_changes_nothing(command: Command, project: Path, article: Path) -> None:
    first = command("extract", article, "--outlet", "The Desk")
    assert first.status == 0 and "3 added" in first.out
    before = snapshot(project / "claims")
    again = command("extract", article, "--outlet", "The Desk")
    assert again.status == 0 and "0 added, 0 updated, 3 unchanged" in again.out
    assert snapshot(project / "claims") == before


def test_without_a_project_nothing_is_extracted(command: Command, desk: Path) -> None:
    (desk / "a.txt").write_text(f"{RIGHT}\n", "utf-8")
    found = command("extract", "a.txt")
    assert found.status == 2 and "factcheck.toml" in found.err
    assert [p.name for p in desk.iterdir()] == ["a.txt"]


def test_an_unreadable_article_does_not_stop_the_others(command: Command, project: Path, article: Path) -> None:
    (project / "zero.txt").write_bytes(b"")
    found = command("extract", project / "zero.txt", article)
    assert found.status == 2 and "3 added" in found.out and "zero.txt" in found.err


def test_a_folder_without_articles_is_named_and_begins_no_registry(command: Command, project: Path) -> None:
    (project / "empty").mkdir()
    found = command("extract", project / "empty")
    assert (found.status, found.out) == (2, "") and "no drafts found" in found.err
    assert not (project / "claims").exists()


def test_the_registry_is_listed_shown_and_reported(command: Command, article: Path) -> None:
    command("extract", article, "--outlet", "The Desk")
    listed = command("registry", "list")
    assert listed.status == 0 and "3 claims" in listed.out and WRONG in listed.out and "The Desk" in listed.out
    assert "article.txt:3:1" in listed.out
    assert "0 claims" in command("registry", "list", "--outlet", "Nobody").out
    identity = next(line.split()[0] for line in listed.out.splitlines() if "article.txt:3:1" in line)
    shown = command("registry", "show", identity)
    assert shown.status == 0 and "191,106" in shown.out
    assert command("registry", "show", "").status == 2
    report = command("registry", "report")
    assert report.status == 0
    for status in ("supported", "conflicting", "unverified"):
        assert status in report.out.lower()
    rows = [json.loads(line) for line in command("registry", "report", "--output-format", "jsonl").out.splitlines()]
    assert sorted(r["status"] for r in rows) == ["conflicting", "supported", "unverified"]
    only = command("registry", "report", "--status", "conflicting", "--output-format", "jsonl").out
    assert len(only.splitlines()) == 1
    assert command("registry", "report", "--status", "odd").status == 2


def test_the_bundled_registry_is_shown_and_never_written(command: Command, desk: Path) -> None:
    before = snapshot(shipped.bundled("claims"))
    listed, report = command("registry", "list", "--bundled"), command("registry", "report", "--bundled")
    assert (listed.status, report.status) == (0, 0) and not listed.err
    assert "claims" in listed.out and "\x1b" not in report.out
    assert snapshot(shipped.bundled("claims")) == before and not list(desk.iterdir())


def test_without_a_project_the_bundled_registry_is_shown_and_said_so(command: Command) -> None:
    found = command("registry", "list")
    assert found.status == 0 and "comes with factcheck" in found.err


# ---- review ---------------------------------------------------------------------------------------


def test_a_review_is_remembered_by_check_and_claim(command: Command, article: Path) -> None:
    found = command("review", article, "--plain", "--order", "draft", "--who", "Ada", stdin="a\nn look again\nq\n")
    assert found.status == 0 and "Claim 1 of 3" in found.out
    checked = command("check", article)
    assert "Ada" in checked.out
    assert "Ada" in command("claim", RIGHT).out
    report = json.loads(command("check", article, "--output-format", "json").out)
    assert "Ada" in json.dumps(report)
    assert "Ada" not in command("claim", OPEN).out


def test_what_is_undone_is_not_shown_again(command: Command, article: Path) -> None:
    command("review", article, "--plain", "--order", "draft", "--who", "Ada", stdin="a\nu\nq\n")
    assert "accepted" not in command("claim", RIGHT).out.lower()


def test_a_decision_is_there_before_the_review_ends(command: Command, project: Path, article: Path) -> None:
    command("review", article, "--plain", "--order", "draft", "--who", "Ada", stdin="a\n")  # the terminal goes away
    assert any(b"Ada" in content for content in snapshot(project / "claims").values())


def test_unknown_answers_are_asked_again(command: Command, article: Path) -> None:
    found = command("review", article, "--plain", "--order", "draft", "--who", "Ada", stdin="x\n\n?\na\nq\n")
    assert "Claim 2 of 3" in found.out and "Traceback" not in found.err


def test_a_review_walks_through_all_claims(command: Command, article: Path) -> None:
    found = command("review", article, "--plain", "--order", "draft", "--who", "Ada", stdin="a\nw it is 191,106\ns\n")
    assert found.status == 0
    for number in (1, 2, 3):
        assert f"Claim {number} of 3" in found.out


def test_a_review_without_claims_says_so(command: Command, project: Path) -> None:
    (project / "calm.txt").write_text("A green garden.\n", "utf-8")
    found = command("review", project / "calm.txt", "--plain")
    assert found.status == 0 and "Nothing to review" in found.out


@pytest.mark.parametrize("path", ["-", "nowhere.txt"])
def test_what_cannot_be_reviewed_is_status_2(command: Command, project: Path, path: str) -> None:
    found = command("review", path, "--plain")
    assert found.status == 2 and len(found.err.splitlines()) == 1


def test_a_review_without_a_project_is_status_2(command: Command, desk: Path) -> None:
    (desk / "a.txt").write_text(f"{RIGHT}\n", "utf-8")
    found = command("review", "a.txt", "--plain", stdin="a\n")
    assert found.status == 2 and "factcheck.toml" in found.err


def test_escape_codes_in_an_answer_are_inert(command: Command, article: Path) -> None:
    said = "n \x1b[2J[bold]oops[/bold]\na\nq\n"
    command("review", article, "--plain", "--order", "draft", "--who", "A\x1b[31mda", stdin=said)
    for found in (command("claim", RIGHT), command("check", article), command("registry", "list")):
        assert "\x1b" not in found.out + found.err


# ---- search, filters, recheck, exchange, embargo ----------------------------------------------------


def test_claims_are_filtered_and_searched(command: Command, article: Path) -> None:
    command("extract", article, "--outlet", "The Desk", "--as-of", "2024-02-01")
    assert "1 claim\n" in command("registry", "list", "--status", "conflicting").out
    assert "3 claims" in command("registry", "list", "--since", "2024-02-01", "--until", "2024-02-01").out
    assert "0 claims" in command("registry", "list", "--until", "2024-01-31").out
    assert "0 claims" in command("registry", "list", "--source", "nobody").out
    assert "2 claims" in command("registry", "list", "--source", "cbp").out
    assert command("registry", "list", "--status", "odd").status == 2
    found = command("registry", "search", *RIGHT.split()[:4], "--limit", "1")
    assert found.status == 0 and RIGHT in found.out
    assert "no claim" in command("registry", "search", "zebra").out


def test_an_edited_article_keeps_decisions_and_marks_what_has_left(command: Command, article: Path) -> None:
    command("extract", article)
    command("review", article, "--plain", "--order", "draft", "--who", "dana", stdin="a\nq\n")
    article.write_text(f"A new opening without figures.\n\n{RIGHT}\n\n{OPEN}\n", "utf-8")
    again = command("extract", article)
    assert "2 claims (0 new, 2 moved, 0 unchanged, 1 no longer in it)" in again.out
    listed = command("registry", "list").out
    assert WRONG not in listed and RIGHT in listed
    assert "(no longer in the article)" in command("registry", "list", "--all").out
    assert "accepted by dana" in command("check", article).out


def test_recheck_lists_the_verdicts_that_changed(command: Command, project: Path, article: Path) -> None:
    command("extract", article)
    calm = command("registry", "recheck")
    assert calm.status == 0 and "0 verdicts changed" in calm.out
    checks = project / "claims" / "checks.jsonl"
    checks.write_text(checks.read_text("utf-8").replace('"status": "conflicting"', '"status": "supported"'), "utf-8")
    tried = command("registry", "recheck", "--dry-run")
    assert tried.status == 1 and "supported -> conflicting" in tried.out and WRONG in tried.out
    assert command("registry", "recheck").status == 1
    assert command("registry", "recheck").status == 0


def test_accepted_verdicts_go_out_and_come_in_as_earlier_checks(command: Command, project: Path, article: Path) -> None:
    command("extract", article)
    empty = command("registry", "export", "--author", "The Desk")
    assert empty.out.strip() == "[]" and "review" in empty.err
    command("review", article, "--plain", "--order", "draft", "--who", "dana", stdin="a\nq\n")
    out = project / "reviews.json"
    assert command("registry", "export", "--author", "The Desk", "--output", out).status == 0
    assert len(json.loads(out.read_text("utf-8"))) == 1
    assert "1 check taken up, 0 known" in command("registry", "import", out).out
    before = snapshot(project / "claims")
    assert "0 checks taken up, 1 known" in command("registry", "import", out).out
    assert snapshot(project / "claims") == before
    (project / "bad.json").write_text("{", "utf-8")
    mixed = command("registry", "import", project / "bad.json", project / "none.json", out)
    assert mixed.status == 2 and "bad.json" in mixed.err and "none.json" in mixed.err and "1 known" in mixed.out


def test_under_embargo_the_registry_holds_no_word_of_the_draft(command: Command, project: Path, article: Path) -> None:
    assert command("extract", article, "--embargo").status == 0
    written = b"".join(snapshot(project / "claims").values()).decode()
    assert not any(word in written for word in ("191,", "Border", "arrest", "November"))
    assert "(the words are withheld)" in command("registry", "list").out
    identity = command("registry", "list").out.split()[0]
    shown = command("registry", "show", identity)
    assert shown.status == 2 and "withheld" in shown.err
    assert command("registry", "report").status == 0 and command("registry", "recheck").status == 0
    (project / "factcheck.toml").write_text("embargo = true\n", "utf-8")
    assert "3 unchanged" in command("extract", article).out


def test_a_review_begins_with_what_needs_a_person(command: Command, article: Path) -> None:
    first = command("review", article, "--plain", "--who", "dana", stdin="q\n")
    assert "Claim 1 of 3" in first.out and "CONFLICTING" in first.out
    in_order = command("review", article, "--plain", "--order", "draft", "--who", "dana", stdin="q\n")
    assert "SUPPORTED" in in_order.out
    assert command("review", article, "--plain", "--order", "odd").status == 2
