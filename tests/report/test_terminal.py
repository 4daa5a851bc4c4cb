"""The terminal report: held by golden files, whole at any width, and obeying no draft.

`FACTCHECK_REGOLD=1 pytest tests/report` writes the golden files anew; read the difference.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from factcheck.model.finding import Caveat, Finding, Report
from factcheck.report.evidence import grouped
from factcheck.report.terminal import render
from tests.report import factory

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "[red]bold[/red] \x1b[31mred\x1b]8;;http://x\x07 :smile: \u202egnp \x9b2J\r\n::error::x"


def plain(report: Report, width: int = 80, verbose: bool = False, quiet: bool = False) -> str:
    return render(report, width, color=False, verbose=verbose, quiet=quiet)


def words(text: str) -> str:
    """The text without borders, breaks and blanks, to find wrapped text in."""
    return re.sub(r"[\s│]+", "", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("check-80", plain(factory.full())),
        ("check-120", plain(factory.full(), 120)),
        ("check-verbose-80", plain(factory.full(), verbose=True)),
        ("check-quiet-80", plain(factory.full(), quiet=True)),
        ("check-colour-80", render(factory.full(), 80, color=True)),
        ("claim-80", plain(factory.at_desk(factory.rain()))),
        ("nothing-80", plain(factory.report())),
    ],
)
def test_golden(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("FACTCHECK_REGOLD"):
        path.write_bytes(text.encode("utf-8"))
    assert text.encode("utf-8") == path.read_bytes()


@pytest.mark.parametrize("width", [10, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("verbose", [False, True])
def test_nothing_is_cut_and_no_line_is_too_wide(width: int, verbose: bool) -> None:
    out = plain(factory.full(), width, verbose=verbose)
    assert max(map(cell_len, out.splitlines())) <= max(width, 40)
    assert "…" not in out
    for finding in (factory.rain(), factory.jobs(), factory.harvest()):
        assert words(finding.text) in words(out)


def test_a_long_word_folds() -> None:
    word = "x" * 300
    out = plain(factory.at_desk(replace(factory.rain(), text=word, summary=word)))
    assert words(out).count("x" * 300) == 2


def test_a_long_path_is_whole() -> None:
    path = "drafts/" + "a" * 100 + ".md"
    out = plain(factory.report(factory.document(factory.rain(), path=path)))
    assert words(f"figure · {path}:3:1") in words(out)


def test_without_colour_there_is_no_escape() -> None:
    assert "\x1b" not in plain(factory.full(), verbose=True)


def test_colour_adds_styles_and_nothing_else() -> None:
    styled = render(factory.full(), 80, color=True)
    assert "\x1b[31m" in styled
    bare = re.sub(r"\x1b\[[0-9;]*m", "", styled)
    assert "\x1b" not in bare
    assert [r.rstrip() for r in bare.splitlines()] == plain(factory.full()).splitlines()


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = plain(factory.full()), render(factory.full(), 80, color=True)
    for name, value in (("COLUMNS", "33"), ("NO_COLOR", "1"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TERM", "dumb")
    assert (plain(factory.full()), render(factory.full(), 80, color=True)) == before


def hostile(finding: Finding, text: str) -> Finding:
    caveat = Caveat("restated", text)
    return replace(
        finding, text=text, summary=text, reason=text, needs=text, suggestion=text,
        decision=text, context=text, caveats=(caveat,),
    )  # fmt: skip


def test_hostile_text_is_shown_and_does_nothing() -> None:
    findings = [hostile(f, HOSTILE) for f in (factory.rain(), factory.harvest())]
    document = factory.document(
        *findings, path=f"{HOSTILE}.md", title=HOSTILE, notes=(Caveat("date-mismatch", HOSTILE),)
    )
    out = plain(factory.report(document), 200, verbose=True)
    assert not set(out) & set("\x1b\x07\x9b\u202e\r")
    assert "[red]bold[/red] \\x1b[31mred\\x1b]8;;http://x\\x07 :smile: \\u202egnp" in out
    assert "::error" not in out
    styled = render(factory.report(document), 200, color=True, verbose=True)
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", styled)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.booleans())
def test_any_text_is_inert(text: str, verbose: bool) -> None:
    finding = hostile(factory.harvest(), text)
    out = plain(factory.report(factory.document(finding, title=text)), verbose=verbose)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in out)
    out.encode("utf-8")


def test_origins_stand_in_words() -> None:
    out = plain(factory.full(), 120)
    assert "period: January 2024 (from context)" in out
    assert "calendar: calendar year (assumed)" in out
    assert "measure: rainfall ·" in out
    assert "amount: 312 mm (conflicts)" in out


def test_verbose_shows_every_reading_and_cell() -> None:
    brief, verbose = (plain(factory.full(), 120, verbose=v) for v in (False, True))
    assert "whole county" in verbose
    assert "whole county" not in brief
    assert "week 5: 5,000" in verbose
    assert "from 5 cells (shown by --verbose)" in brief


def test_quiet_shows_only_what_conflicts() -> None:
    out = plain(factory.full(), quiet=True)
    assert "CONFLICTING" in out
    assert "SUPPORTED" not in out
    assert "UNVERIFIED" not in out
    assert "3 claims in 3 files: 1 supported, 1 conflicting, 1 unverified" in out


def test_an_empty_report_says_so() -> None:
    assert "There is nothing to check" in plain(factory.report())
    assert "There is nothing to check in it" in plain(factory.report(factory.document()))


def test_a_claim_at_the_desk_has_no_path() -> None:
    out = plain(factory.at_desk(factory.jobs()))
    assert out.startswith("╭─ SUPPORTED · figure ─")
    assert "file" not in out


def test_notes_and_errors_at_the_desk_are_shown() -> None:
    note = Caveat("inconsistent", "It was warm and it was cold.")
    desk = factory.document(path="", notes=(note,), error="The line is not JSON.")
    out = plain(factory.report(desk))
    assert "Draft note (inconsistent): It was warm and it was cold." in out
    assert "Could not be read: The line is not JSON." in out


def test_data_that_ends_too_early_is_said_loudly() -> None:
    stale = Caveat("stale-coverage", "The data ends before January 2024.")
    finding = replace(factory.harvest(), caveats=(stale,))
    out = render(factory.at_desk(finding), 80, color=True)
    assert "\x1b[1;33mThe data ends before January 2024." in out


def test_several_as_of_dates_are_named() -> None:
    later = replace(factory.jobs(), as_of=factory.DAY.replace(year=2025))
    out = plain(factory.report(factory.document(factory.rain(), later)), 120)
    assert "as of 2 dates from 2024-02-20 to 2025-02-20" in out


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("242399", "242,399"), ("213", "213"), ("-1234.50", "-1,234.50"), ("85.2", "85.2"),
        ("2024-01", "2024-01"), ("٢٤٢٣٩٩", "٢٤٢٣٩٩"),
    ],
)  # fmt: skip
def test_digits_are_grouped(value: str, shown: str) -> None:
    assert grouped(value) == shown


def test_naming_the_formats_does_not_import_rich() -> None:
    code = "import sys, factcheck.report; sys.exit('rich' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
