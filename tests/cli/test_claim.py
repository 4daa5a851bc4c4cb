"""`factcheck claim`: statuses, standard input, formats."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import OPEN, RIGHT, WRONG, Command

BARE = "Border Patrol agents made 249,740 apprehensions at the southwest border in December."


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (RIGHT, None, 0),
        (WRONG, None, 1),
        (OPEN, None, 0),
        (OPEN, "unverified", 1),
        (RIGHT, "unverified", 0),
        (WRONG, "unverified", 1),
        (WRONG, "never", 0),
        (OPEN, "never", 0),
        (WRONG, "conflicting", 1),
    ],
)
def test_exit_statuses(command: Command, text: str, fail_on: str | None, status: int) -> None:
    options = ["--fail-on", fail_on] if fail_on else []
    found = command("claim", text, *options)
    assert found.status == status and found.out and not found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("claim",),
        ("claim", ""),
        ("claim", "   "),
        ("claim", RIGHT, "--as-of", "yesterday"),
        ("claim", RIGHT, "--as-of", "2024-13-01"),
        ("claim", RIGHT, "--fail-on", "sometimes"),
        ("claim", RIGHT, "--output-format", "xml"),
        ("claim", RIGHT, "--sources", "nowhere"),
        ("claim", RIGHT, "--no-such-option"),
        ("claim", RIGHT, WRONG),
        ("guess", RIGHT),
    ],
)
def test_bad_usage_is_one_line_and_status_2(command: Command, arguments: tuple[str, ...]) -> None:
    found = command(*arguments)
    assert found.status == 2 and found.out == ""
    assert len(found.err.strip().splitlines()) == 1 and found.err.startswith("factcheck: ")
    assert "Traceback" not in found.err


def test_nothing_masks_status_2(command: Command) -> None:
    assert command("claim", RIGHT, "--fail-on", "never", "--sources", "nowhere").status == 2


def test_the_date_of_writing_settles_a_bare_month(command: Command) -> None:
    assert command("claim", BARE, "--fail-on", "unverified").status == 1
    assert command("claim", BARE, "--fail-on", "unverified", "--as-of", "2024-02-20").status == 0
    assert command("claim", BARE, "--as-of", "today").status in (0, 1)


def test_context_fills_what_the_claim_leaves_unsaid(command: Command) -> None:
    context = ["--context", "Border Patrol apprehensions at the southwest border keep making news."]
    text = "The total was 249,740 in December 2023."
    assert command("claim", text, "--fail-on", "unverified").status == 1
    assert command("claim", text, "--fail-on", "unverified", *context).status == 0


def test_the_json_answer_keeps_its_contract(command: Command) -> None:
    (row,) = lines(command("claim", WRONG, "--as-of", "2024-02-20", "--output-format", "jsonl").out)
    assert {"id", "text", "as_of", "status", "rule", "summary", "suggestion", "caveats", "assertions"} <= set(row)
    assert (row["text"], row["as_of"], row["status"], row["rule"]) == (WRONG, "2024-02-20", "conflicting", "figure")
    (part,) = row["assertions"]
    assert WRONG[part["start"] : part["end"]] == part["text"] == "291,106"
    assert part["failed_slot"] == "amount" and "191,106" in row["suggestion"]
    assert part["slots"]["amount"] == {"value": "291,106", "from": "written"}
    reading = part["readings"][0]
    evidence = reading["evidence"][0]
    assert {"source", "title", "url", "locator", "release", "published"} <= set(evidence)
    assert evidence["value"] == "191106"


def test_json_and_concise_and_terminal_agree(command: Command) -> None:
    report = json.loads(command("claim", WRONG, "--output-format", "json").out)
    assert report["schema_version"] and report["summary"]["conflicting"] == 1
    assert command("claim", WRONG, "--output-format", "concise").out.count("conflicting") == 1
    assert "291,106" in command("claim", WRONG).out


# ---- standard input -------------------------------------------------------------------------------


def test_plain_lines_are_claims(command: Command) -> None:
    found = command("claim", "-", "--output-format", "jsonl", stdin=f"{RIGHT}\n\n{WRONG}\r\n{OPEN}")
    rows = lines(found.out)
    assert [r["status"] for r in rows] == ["supported", "conflicting", "unverified"]
    assert [r["text"] for r in rows] == [RIGHT, WRONG, OPEN]
    assert found.status == 1 and not found.err


def test_json_lines_keep_their_ids_and_order(command: Command) -> None:
    given = [{"id": f"row-{n}", "text": text} for n, text in enumerate((OPEN, RIGHT, WRONG, RIGHT))]
    found = command("claim", "-", "--output-format", "jsonl", stdin="\n".join(map(json.dumps, given)))
    rows = lines(found.out)
    assert [r["id"] for r in rows] == [g["id"] for g in given]
    assert [r["status"] for r in rows] == ["unverified", "supported", "conflicting", "supported"]


def test_the_date_of_a_row_beats_the_flag(command: Command) -> None:
    given = [{"id": 1, "text": BARE, "as_of": "2024-02-20"}, {"id": 2, "text": BARE}]
    found = command(
        "claim", "-", "--as-of", "2019-02-20", "--output-format", "jsonl", stdin="\n".join(map(json.dumps, given))
    )
    rows = lines(found.out)
    assert [(r["as_of"], r["status"]) for r in rows] == [("2024-02-20", "supported"), ("2019-02-20", "conflicting")]


@pytest.mark.parametrize("context", ["one text", ["a list", "of texts"]])
def test_a_row_may_bring_context(command: Command, context: Any) -> None:
    extra = "Border Patrol apprehensions at the southwest border keep making news."
    given = {"text": "The total was 249,740 in December 2023.", "context": [extra] if context == "one text" else extra}
    (row,) = lines(command("claim", "-", "--output-format", "jsonl", stdin=json.dumps(given)).out)
    assert row["status"] == "supported"


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "b", "text": ',
        '{"id": "b"}',
        '{"id": "b", "text": ""}',
        '{"id": "b", "text": 7}',
        '{"id": "b", "text": "x", "as_of": "soon"}',
        '{"id": "b", "text": "x", "as_of": 7}',
        '{"id": "b", "text": "x", "context": 7}',
        '{"id": "b", "text": "x", "context": [7]}',
    ],
)
def test_a_broken_line_answers_with_its_error_and_the_rest_goes_on(command: Command, line: str) -> None:
    found = command("claim", "-", "--output-format", "jsonl", stdin=f"{RIGHT}\n{line}\n{WRONG}\n")
    first, broken, last = lines(found.out)
    assert (first["status"], last["status"]) == ("supported", "conflicting")
    assert set(broken) == {"id", "error"} and broken["error"]
    assert broken["id"] == ("b" if line.endswith("}") else "2")
    assert found.status == 2


def test_a_line_that_is_no_text_is_a_broken_line(command: Command) -> None:
    found = command("claim", "-", "--output-format", "jsonl", stdin=b"\xff\xfe no text\n" + RIGHT.encode())
    broken, fine = lines(found.out)
    assert set(broken) == {"id", "error"} and fine["status"] == "supported" and found.status == 2


def test_a_broken_line_is_named_on_stderr_in_other_formats(command: Command) -> None:
    found = command("claim", "-", stdin=f"{RIGHT}\n{{oops}}\n")
    assert found.status == 2 and "line 2" in found.err and "191,106" in found.out


def test_no_lines_no_claims(command: Command) -> None:
    found = command("claim", "-", "--output-format", "jsonl", stdin="\n  \n")
    assert (found.status, found.out) == (0, "")
