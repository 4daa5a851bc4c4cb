"""Runs the installed `factcheck` command for the scripts that score, time and stress it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ROOT / ".venv" / "bin" / "factcheck"
# A true sentence of our own about a month that the bundled figures hold.
SENTENCE = "Border Patrol agents apprehended 191,106 migrants on the southwest border in November 2023."


class ToolError(Exception):
    """The command cannot be run; the message is one line that says what to do."""


@dataclass(frozen=True)
class Done:
    """How a run of the command ended. `seconds` is wall time, `peak` MiB of memory."""

    status: int
    out: str
    err: str
    seconds: float
    peak: float


def find(named: Path | None = None) -> Path:
    """The command to run, absolute. Raises ToolError when it is not there."""
    path = Path(os.path.abspath(named or COMMAND))
    if not (path.is_file() and os.access(path, os.X_OK)):
        raise ToolError(f"no factcheck command at {path}: run make install, or use --factcheck PATH")
    return path


def run(
    command: Path,
    arguments: Sequence[str],
    given: str = "",
    extra: Mapping[str, str] | None = None,
) -> Done:
    """Runs the command to its end; `extra` adds to the environment, `given` is its input.

    Files stand for the pipes, so that waiting yields the peak memory of this one process.
    """
    with (
        tempfile.TemporaryFile() as stdin,
        tempfile.TemporaryFile() as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        stdin.write(given.encode())
        stdin.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(command), *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=os.environ | dict(extra or {}),
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (stdout, stderr):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Done(process.returncode, texts[0], texts[1], seconds, usage.ru_maxrss / unit)


def lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Claims as `factcheck claim -` reads them; what is expected of them is left out."""
    asked = ({k: row[k] for k in ("id", "text", "as_of", "context") if row.get(k)} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in asked)


def ask(
    command: Path,
    rows: Sequence[Mapping[str, Any]],
    extra: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> tuple[dict[str, dict[str, Any]], Done]:
    """Sends claims through one process: the answers by id, and how the run ended.

    Raises ToolError unless every claim has an answer.
    """
    arguments = ["claim", "-", "--output-format", "jsonl", "--fail-on", "never", *options]
    done = run(command, arguments, lines(rows), extra)
    answers: dict[str, dict[str, Any]] = {}
    for line in done.out.splitlines():
        answer = json.loads(line)
        answers[str(answer.get("id"))] = answer
    missing = [row["id"] for row in rows if "status" not in answers.get(row["id"], {})]
    if missing or done.status:
        said = answers.get(missing[0], {}).get("error") if missing else ""
        raise ToolError(
            f"{len(missing)} of {len(rows)} claims got no answer"
            f"{f', the first is {missing[0]}' if missing else ''}; exit status {done.status}: "
            f"{said or last_line(done.err) or 'nothing on stderr'}"
        )
    return answers, done


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else ""
