"""The command as a process of its own: signals, pipes, bytes, colour."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RIGHT, WRONG, process


def ended(child: subprocess.Popen[bytes], data: bytes = b"") -> tuple[int, str, str]:
    out, err = child.communicate(data, timeout=30)
    return child.returncode, out.decode(), err.decode()


# Python ends by the signal itself, which a shell shows as 130, too, when it came while `exec` ran a text (as
# dataclasses are made), though the interrupt was answered.
_INTERRUPTED = (130, -signal.SIGINT)


def _ctrl_c(child: subprocess.Popen[bytes]) -> int:
    """Presses Ctrl-C, once more where the first came just before Python began to wait for input and was not seen."""
    for _ in range(3):
        child.send_signal(signal.SIGINT)
        try:
            return child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("three interrupts did not end it")


def interrupted(child: subprocess.Popen[bytes]) -> bytes:
    """Sends Ctrl-C, checks how the child ends, and returns what was left on its standard output."""
    assert child.stdin is not None and child.stdout is not None and child.stderr is not None
    assert _ctrl_c(child) in _INTERRUPTED
    messages = [m for m in child.stderr.read().decode().splitlines() if m and not m.startswith("source:")]
    assert messages in ([], ["factcheck: interrupted"])
    left = child.stdout.read()
    for stream in (child.stdin, child.stdout, child.stderr):
        stream.close()
    return left


def test_it_answers_as_a_module() -> None:
    status, out, err = ended(process("claim", WRONG))
    assert status == 1 and "191,106" in out and err == ""


def test_an_interrupt_ends_with_130_and_no_trace() -> None:
    child = process("claim", "-", "--debug")
    assert child.stderr is not None
    while not child.stderr.readline().startswith(b"source:"):  # printed before standard input is read
        assert child.poll() is None
    assert interrupted(child) == b""


def test_an_interrupted_review_keeps_what_was_decided(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('registry = "claims"\n', "utf-8")
    (tmp_path / "a.txt").write_text(f"{RIGHT}\n\n{WRONG}\n", "utf-8")
    child = process("review", tmp_path / "a.txt", "--plain", "--who", "Ada")
    assert child.stdin is not None and child.stdout is not None
    child.stdin.write(b"a\n")
    child.stdin.flush()
    shown = b""
    while b"Claim 2 of 2" not in shown:
        shown += child.stdout.readline()
    interrupted(child)
    assert any(b"Ada" in p.read_bytes() for p in (tmp_path / "claims").rglob("*") if p.is_file())


def test_a_reader_that_leaves_early_gets_no_trace() -> None:
    read, write = os.pipe()
    child = process("explain", stdout=write)
    os.close(read)
    os.close(write)
    _, err = child.communicate(timeout=30)
    assert b"Traceback" not in err and b"Exception ignored" not in err
    assert child.returncode == 2  # 1 would mean findings


def _shell(line: str) -> tuple[int, str]:
    run = subprocess.run(["sh", "-c", line, "sh", sys.executable, WRONG], capture_output=True, check=False, timeout=30)
    return run.returncode, run.stdout.decode() + run.stderr.decode()


def test_an_output_that_cannot_be_written_is_named_and_is_trouble(tmp_path: Path) -> None:
    status, said = _shell(f'ulimit -f 0; "$1" -m factcheck explain > "{tmp_path / "full"}"')
    assert status == 2 and said.startswith("factcheck: the output cannot be written:") and "internal" not in said


@pytest.mark.parametrize(("closed", "shown"), [("2>&-", "191,106"), (">&-", "")])
def test_a_stream_that_is_closed_is_no_matter(closed: str, shown: str) -> None:
    status, said = _shell(f'"$1" -m factcheck claim "$2" {closed}')
    assert status == 1 and shown in said and "internal" not in said


@pytest.mark.parametrize(("command", "ends", "words"), [("claim -", 0, "nothing to check"), ("check -", 2, "is empty")])
def test_an_input_that_is_closed_is_an_empty_one(command: str, ends: int, words: str) -> None:
    status, said = _shell(f'"$1" -m factcheck {command} <&-')
    assert status == ends and words in said and "internal" not in said


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text(f"{RIGHT}\n\n{WRONG}\n", "utf-8")
    for form in ("terminal", "json"):
        runs = {
            ended(process("check", draft, "--output-format", form, env={"PYTHONHASHSEED": seed})) for seed in ("1", "2")
        }
        assert len(runs) == 1


def test_a_pipe_gets_no_escape_codes_and_nothing_cut() -> None:
    environment = {"COLUMNS": "20", "TERM": "xterm-256color", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
    _, out, err = ended(process("claim", WRONG, env=environment))
    assert "\x1b" not in out + err and "…" not in out
    assert "https://www.cbp.gov" in out


def test_an_unknown_encoding_of_the_terminal_is_no_matter() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    status, out, _ = ended(process("claim", WRONG, env=environment))
    assert status == 1 and out.isascii() and "191,106" in out


@pytest.mark.parametrize(("plain", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colour_unless_asked_not_to(plain: dict[str, str], coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    child = process("claim", WRONG, stdout=theirs, env={"TERM": "xterm-256color", **plain})
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    child.communicate(timeout=30)
    os.close(ours)
    assert (b"\x1b[" in shown) is coloured and b"191,106" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how a closed pseudo-terminal says that it is at its end
        return b""


def test_a_home_that_cannot_be_written_to_is_no_matter(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    status, out, err = ended(process("claim", WRONG, env={"FACTCHECK_CACHE": str(blocked / "cache")}))
    assert status == 1 and "191,106" in out and err == ""


def test_no_network_part_is_loaded_to_check_a_claim() -> None:
    code = (
        "import sys; sys.argv = ['factcheck', 'claim', sys.argv[1]]\n"
        "from factcheck.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print(sorted(m for m in ('requests', 'urllib3', 'http.client') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, RIGHT], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
