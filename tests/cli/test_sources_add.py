"""`sources add`, `search` and `check` as a newcomer meets them: at a terminal, in a pipe, with bad input."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command

# What is added answers for itself; the bundled figures are no matter here.
pytestmark = pytest.mark.usefixtures("few_sources")
TABLE = (
    "month;station;rain (mm)\n2023-01;Harbour;12,5\n2023-01;Hilltop;20,0\n2023-02;Harbour;8,0\n2023-02;Hilltop;30,5\n"
)
CLAIM = "Rain at Harbour came to 12.5 mm in January 2023."


@pytest.fixture
def table(desk: Path) -> Path:
    path = desk / "rain.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_table_becomes_a_source_that_answers(command: Command, table: Path, desk: Path) -> None:
    made = command("sources", "add", table, "--publisher", "An office", "--url", "https://a.example", "--published",
                   "2023-03-01", "--words", "rainfall, precipitation")  # fmt: skip
    assert made.status == 0 and made.err == "" and "fill in" not in made.out
    assert table.read_text("utf-8") == TABLE
    found = command("claim", CLAIM, "--sources", desk / "rain", "--output-format", "concise")
    assert found.status == 0 and "supported" in found.out
    wrong = command("claim", CLAIM.replace("12.5", "15.2").replace("Rain", "Rainfall"), "--sources", desk / "rain")
    assert wrong.status == 1
    tried = next(line for line in made.out.splitlines() if line.startswith("Try: "))
    assert command("claim", tried.split('"')[1], "--sources", desk / "rain").status == 0
    assert command("sources", "check", desk / "rain").status == 0
    assert command("sources", "check", desk / "rain" / "figures.csv").status == 0


def test_without_a_terminal_nothing_is_asked_and_what_is_open_is_listed(command: Command, table: Path) -> None:
    made = command("sources", "add", table, stdin="An office\n")
    assert made.status == 0 and "?" not in made.out
    assert "Still to fill in" in made.out and "publisher in [source]" in made.out
    text = (table.parent / "rain" / "manifest.toml").read_text("utf-8")
    assert text.count("# fill in") == 3
    assert command("claim", CLAIM, "--sources", table.parent / "rain").status == 0


def test_at_a_terminal_it_asks_for_what_the_table_cannot_say(table: Path) -> None:
    answers = [
        "An office",
        "Rain by station",
        "https://a.example",
        "31 March",
        "2023-03-01",
        "",
        "",
        "rainfall, showers",
    ]
    own, other = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb"}
    running = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "sources", "add", str(table)],
        stdin=other, stdout=other, stderr=other, env=environment, close_fds=True,
    )  # fmt: skip
    os.close(other)
    shown, limit = "", time.monotonic() + 60
    while time.monotonic() < limit:
        if select.select([own], [], [], 0.1)[0]:
            try:
                data = os.read(own, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data.decode("utf-8", "replace")
            if answers and shown.rstrip().endswith(":"):
                os.write(own, (answers.pop(0) + "\n").encode())
                shown += "\n"
        elif running.poll() is not None:
            break
    os.close(own)
    assert running.wait(30) == 0, shown
    assert not answers and "'31 March' is not a date" in shown and "fill in" not in shown
    text = (table.parent / "rain" / "manifest.toml").read_text("utf-8")
    assert 'publisher = "An office"' in text and 'nouns = ["rain", "rainfall", "shower"]' in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], "nowhere.csv is not there; check the name"),
        (["rain.csv", "rain.csv"], "a table is added by itself"),
        (["rain.csv", "--published", "March"], "'March' is not a date"),
        (["rain.csv", "--decimal", "x"], "--decimal 'x' is unknown; use . or ,"),
        (["rain.csv", "--dates", "x"], "day-first or month-first"),
        (["rain.csv", "--aggregate", "max"], "sum or mean"),
        (["rain.csv", "--month", "day"], "there is no column 'day'"),
        (["rain.csv", "--value", "snow"], "there is no column 'snow'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], words: str, command: Command, table: Path
) -> None:
    found = command("sources", "add", *arguments)
    assert found.status == 2 and found.out == "" and words in found.err
    assert len(found.err.splitlines()) == 1
    assert not (table.parent / "rain").exists()


def test_a_source_that_is_there_is_not_overwritten(command: Command, table: Path) -> None:
    assert command("sources", "add", table).status == 0
    found = command("sources", "add", table)
    assert found.status == 2 and "is there already" in found.err
    assert command("sources", "add", table, "--to", table.parent / "other").status == 0


def test_hostile_names_take_no_effect(command: Command, desk: Path) -> None:
    evil = 'x"]\nid = "y\x1b[31m'
    (desk / "evil.csv").write_text(
        f'month,place,n\n2023-01,"{evil.replace(chr(34), chr(34) * 2)}",5\n2023-01,[bold]b,6\n', "utf-8"
    )
    made = command("sources", "add", desk / "evil.csv", "--publisher", 'a"\nurl = "b', "--published", "2023-03-01")
    assert made.status == 0 and "\x1b" not in made.out
    found = command("sources", "search", "bold", "--sources", desk / "evil")
    assert found.status == 0 and "\x1b" not in found.out


def test_the_search_shows_reach_and_a_claim_to_try(command: Command, rain_folder: Path) -> None:
    found = command("sources", "search", "rainfal", "harbour", "--sources", rain_folder)
    assert found.status == 0 and "looked for “rainfall”" in found.err
    assert "January 2020 to December 2021; release 2022-02, published 2022-02" in found.out
    example = next(line.partition("ask: ")[2] for line in found.out.splitlines() if "ask: " in line)
    assert command("claim", example, "--sources", rain_folder).status == 0
    nothing = command("sources", "search", "croissants")
    assert (nothing.status, nothing.out) == (0, "") and "nothing held has any of these words" in nothing.err
