"""The command run inside the test, and as a process of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcheck.cli import main

RIGHT = "Border Patrol agents made 191,106 apprehensions at the southwest border in November 2023."
WRONG = "Border Patrol agents made 291,106 apprehensions at the southwest border in November 2023."
OPEN = "ICE arrested 12,000 people in November 2023."


@dataclass(frozen=True)
class Run:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Path:
    """An empty folder to work in, away from the project's own files."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture
def project(desk: Path) -> Path:
    """The folder with settings, so that there is a registry to write to."""
    (desk / "factcheck.toml").write_text('registry = "claims"\n', "utf-8")
    return desk


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `factcheck` with arguments and, if given, standard input (text or bytes)."""

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Run:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["factcheck", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.run()
        out, err = capsys.readouterr()
        return Run(int(ended.value.code or 0), out, err)

    return run


def process(
    *arguments: str | Path, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """`factcheck` as a process of its own, its streams piped; `env` is added to the environment."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(env or {})}
    words = [sys.executable, "-m", "factcheck", *map(str, arguments)]
    pipe = subprocess.PIPE

    def heed_interrupts() -> None:
        # A suite that runs in the background is deaf to Ctrl-C, and so would its children be.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    return subprocess.Popen(  # the tests run no threads
        words,
        env=environment,
        stdin=pipe,
        stdout=stdout,
        stderr=pipe,
        preexec_fn=heed_interrupts,  # noqa: PLW1509
    )
