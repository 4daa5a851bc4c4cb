"""Which Python the virtual environment is made with."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "quickest_python.sh"


def _pythons(home: Path, took: dict[str, str]) -> list[Path]:
    """A program at each of these places, which does what it is given in so many microseconds; "" fails."""
    made = []
    for place, microseconds in took.items():
        program = home / place
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\necho {microseconds}\n" if microseconds else "#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
        made.append(program.parent)
    return made


@pytest.mark.parametrize(
    ("took", "chosen"),
    [
        pytest.param({"a b/python3.11": "9000", "c/python3.11": "6000"}, "c/python3.11", id="a third quicker"),
        pytest.param(
            {"a b/python3.11": "9000", "c/python3.11": "8500"}, "a b/python3.11", id="the first, but for chance"
        ),
        pytest.param({"a b/python3.11": "", "c/python3.11": "9000"}, "c/python3.11", id="cannot make an environment"),
        pytest.param({"a b/python3.11": "9000", "c/python3": "100"}, "a b/python3.11", id="an earlier name first"),
        pytest.param({"a b/python3.11": "", "c/python3": "9000"}, "c/python3", id="a later name"),
        pytest.param({"a b/python3.11": "", "c/python3.9": "9000"}, "", id="none"),
    ],
)
def test_the_quickest_on_the_path_is_chosen(tmp_path: Path, took: dict[str, str], chosen: str) -> None:
    path = ":".join(map(str, _pythons(tmp_path, took)))
    run = subprocess.run(["/bin/sh", SCRIPT], env={"PATH": path}, capture_output=True, text=True, check=False)
    assert run.returncode == (0 if chosen else 1)
    assert run.stdout == (f"{tmp_path / chosen}\n" if chosen else "")


def test_one_that_is_named_is_taken(tmp_path: Path) -> None:
    _pythons(tmp_path, {"here/python": "9000"})
    named = tmp_path / "here" / "python"
    run = subprocess.run(["/bin/sh", SCRIPT, named], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert run.stdout == f"{named}\n"
