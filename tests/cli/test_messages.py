"""Options that hold everywhere, rules explained, and hostile text made inert."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck import __version__
from factcheck.cli import main
from factcheck.cli.rules import RULES
from tests.cli.conftest import OPEN, RIGHT, WRONG, Command

DESIGN_RULES = (
    "figure change trend rank share ratio difference average streak comparison quote quote-speaker law citation "
    "statement event no-source outside-coverage ambiguous undated unresolved causal not-checkable restated understated "
    "loose-term quote-cut stale-coverage date-mismatch inconsistent claimed-before"
).split()
HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J[bold red]Border Patrol[/bold red] made 291,106 apprehensions\u202e at the southwest "
    "border in November 2023. ::error::x <script>alert(1)</script> =1+1"
)


def test_a_process_that_runs_it_twice_has_each_command_once(command: Command) -> None:
    for _ in range(2):
        assert command("registry", "--help").status == 0
    assert [group.name for group in main.app.registered_groups] == ["registry", "sources"]


def test_the_version(command: Command) -> None:
    found = command("--version")
    assert found.status == 0 and __version__ in found.out


def test_without_a_command_the_help_is_shown(command: Command) -> None:
    found = command()
    assert found.status == 0 and "claim" in found.out and "check" in found.out


def test_every_command_has_help_without_words_of_programmers(command: Command) -> None:
    wanted, seen = [()], set[tuple[str, ...]]()
    while wanted:
        names = wanted.pop()
        found = command(*names, "--help")
        assert found.status == 0 and len(found.out.splitlines()) > 3
        assert not re.search(r"<\w+( \w+)?>|\{[a-z]|\.\.\.", found.out.partition("\n")[2]), (
            found.out
        )  # nothing is cut short
        seen.add(names)
        wanted += [
            (*names, name) for name in re.findall(r"^  ([a-z]+) {2,}", found.out.partition("Commands:")[2], re.M)
        ]
    assert {("claim",), ("registry", "list"), ("sources", "add")} <= seen


@pytest.mark.parametrize("rule", DESIGN_RULES)
def test_every_rule_is_explained(command: Command, rule: str) -> None:
    found = command("explain", rule)
    assert found.status == 0 and found.out.startswith(f"{rule}: ") and len(found.out.splitlines()) == 2


def test_all_rules_are_listed(command: Command) -> None:
    found = command("explain")
    assert [line.split()[0] for line in found.out.splitlines()] == list(RULES)
    assert set(DESIGN_RULES) <= set(RULES)


def test_an_unknown_rule_is_status_2_with_the_nearest(command: Command) -> None:
    found = command("explain", "restatd")
    assert found.status == 2 and "restated" in found.err
    assert command("explain", "zzzz").status == 2


def test_quiet_shows_what_is_wrong_and_no_more(command: Command, desk: Path) -> None:
    fine = "Border Patrol made 249,740 apprehensions at the southwest border in December 2023."
    (desk / "a.txt").write_text(f"{fine}\n\n{WRONG}\n", "utf-8")
    plain, quiet = command("check", "a.txt"), command("check", "a.txt", "--quiet")
    assert len(quiet.out) < len(plain.out) and "291,106" in quiet.out
    assert "249,740" in plain.out and "249,740" not in quiet.out
    assert command("--quiet", "check", "a.txt").out == quiet.out


def test_verbose_shows_every_cell(command: Command) -> None:
    text = "Border Patrol made 2,045,838 apprehensions at the southwest border in fiscal year 2023."
    plain, verbose = command("claim", text), command("claim", text, "--verbose")
    assert len(verbose.out) > len(plain.out) and "2022-10" in verbose.out and "205,134" in verbose.out


def test_debug_never_prints_the_text(command: Command, desk: Path) -> None:
    (desk / "secret-draft.txt").write_text(f"{WRONG}\n", "utf-8")
    for arguments in (("claim", WRONG, "--debug"), ("check", "secret-draft.txt", "--debug")):
        found = command(*arguments)
        assert __version__ in found.err and "source:" in found.err and "cache:" in found.err
        for words in ("291,106", "apprehensions", "Border Patrol"):
            assert words not in found.err
    assert command("--debug").status == 0


@pytest.mark.parametrize("form", ["terminal", "concise", "json", "jsonl"])
def test_hostile_text_is_inert_in_a_claim(command: Command, form: str) -> None:
    found = command("claim", HOSTILE, "--output-format", form)
    assert found.status in (0, 1)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found.out)
    if form == "terminal":
        assert "[bold red]" in found.out.replace("\n", " ")


@pytest.mark.parametrize("form", ["terminal", "concise", "json", "jsonl"])
def test_hostile_text_is_inert_in_a_draft(command: Command, desk: Path, form: str) -> None:
    path = desk / "a.txt"
    path.write_text(f"{HOSTILE}\n\n{WRONG}\n", "utf-8")
    found = command("check", path, "--output-format", form)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found.out + found.err)
    assert not re.search(r"^::", found.out, re.MULTILINE)


def test_hostile_names_are_inert(command: Command, desk: Path) -> None:
    path = desk / "\x1b[31mred.txt"
    path.write_bytes(b"")
    found = command("check", path)
    assert found.status == 2 and "\x1b" not in found.out + found.err


def test_messages_say_what_to_do(command: Command) -> None:
    wrong = (
        ("check", "nowhere.txt"),
        ("claim", RIGHT, "--as-of", "soon"),
        ("registry", "show", "zz"),
        ("extract", "x"),
    )
    for arguments in wrong:
        found = command(*arguments)
        message = [line for line in found.err.splitlines() if "no project registry found" not in line]
        assert found.status == 2 and len(message) == 1 and "; " in message[0]


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("claim",), "factcheck claim --help"),
        (("claim", "Agents", "made", "arrests"), "in quotes; factcheck claim --help"),
        (("registry", "show"), "factcheck registry show --help"),
        (("sources", "rain"), "factcheck sources --help"),
        (("rain",), "factcheck --help"),
    ],
)
def test_arguments_that_do_not_fit_lead_to_the_help_of_their_command(
    command: Command, arguments: tuple[str, ...], advice: str
) -> None:
    found = command(*arguments)
    assert (found.status, found.out) == (2, "") and f"{advice} shows what there is" in found.err
    assert len(found.err.splitlines()) == 1


def test_a_folder_of_the_settings_that_is_not_there_leads_to_the_settings(command: Command, desk: Path) -> None:
    (desk / "factcheck.toml").write_text('sources = ["nowhere"]\n', "utf-8")
    found = command("claim", RIGHT)
    assert found.status == 2 and "sources in " in found.err and "factcheck.toml" in found.err


def test_an_unverified_claim_says_what_would_settle_it(command: Command) -> None:
    found = command("claim", OPEN)
    assert "agency" in found.out and found.status == 0
