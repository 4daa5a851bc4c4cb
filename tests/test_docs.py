"""README and docs say what the tool does: commands, options, verdicts, links and rules."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import pytest

from factcheck import __version__
from factcheck.cli import main
from factcheck.cli.rules import RULES
from factcheck.manifest import load
from factcheck.model.finding import STATUSES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/add-a-source.md"]
GROUPS = ("registry", "sources")

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"^(?:\$ )?(factcheck .*?)(?:\s+#.*)?$", re.M)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def _blocks(kind: str, text: str = README) -> list[str]:
    return [body for name, body in _FENCE.findall(text) if name == kind]


def _factcheck(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@cache
def _help(*command: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["factcheck", *command, "--help"])
        with pytest.raises(SystemExit) as ended:
            main.run()
    assert ended.value.code == 0, f"factcheck {' '.join(command)} --help: {err.getvalue()}"
    return out.getvalue()


def _shown() -> list[list[str]]:
    """Every command line in the README's examples, as words without `factcheck`."""
    lines = [c for kind in ("sh", "console") for b in _blocks(kind) for c in _COMMAND.findall(b)]
    return [shlex.split(line)[1:] for line in lines]


def _command(words: list[str]) -> tuple[str, ...]:
    return tuple(words[:2]) if words[0] in GROUPS else tuple(words[:1])


def _answered() -> list[tuple[str, str]]:
    """Each console example: the command line and what the README says it answers."""
    pairs = []
    for block in _blocks("console"):
        line, _, answer = block.partition("\n")
        pairs.append((line.removeprefix("$ "), answer))
    return pairs


def _verdicts(answer: str) -> list[tuple[str, str]]:
    """(status, rule) of every finding in a terminal or concise report, in order."""
    panels = re.findall(r"^╭─ ([A-Z]+) · ([\w-]+)", answer, re.M)
    lines = re.findall(r"^[^│\s][^\s]*:\d+:\d+: (\w+) \[([\w-]+)\]", answer, re.M)
    return [(status.lower(), rule) for status, rule in panels + lines]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the README's examples name: the demo draft and the rainfall source."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "examples").mkdir()
    draft = (ROOT / "examples" / "draft.md").read_bytes()
    (folder / "examples" / "draft.md").write_bytes(draft)
    rainfall = folder / "rainfall"
    rainfall.mkdir()
    manifest = next(block for block in _blocks("toml") if "[source]" in block)
    (rainfall / "manifest.toml").write_text(manifest, "utf-8")
    (rainfall / "rainfall.csv").write_text(_blocks("csv")[0], "utf-8")
    return folder


def test_every_command_and_option_of_the_examples_exists() -> None:
    commands = _shown()
    assert len(commands) > 10
    for words in commands:
        about = _help(*_command(words))
        for option in (w for w in words if re.fullmatch(r"--?[a-z][a-z-]*", w)):
            assert option in about, f"{option} of factcheck {' '.join(words)}"


@pytest.mark.parametrize("name", DOCS)
def test_every_option_and_command_named_in_prose_exists(name: str) -> None:
    prose = _FENCE.sub("", (ROOT / name).read_text("utf-8"))
    spans = re.findall(r"`([^`]+)`", prose)
    commands = {_command(s.split()[1:]) for s in spans if re.match(r"factcheck [a-z]", s)}
    known = [command for command in commands if _help(*command)]
    everywhere = _help() + "".join(_help(*c) for c in known) + _help("claim") + _help("check")
    everywhere += _help("review") + _help("extract") + _help("registry", "report")
    own = " ".join(s for s in spans if not s.startswith(("python ", "pip ")))
    missing = sorted({o for o in _OPTION.findall(own) if o not in everywhere})
    assert missing == []


def test_the_readme_names_every_command() -> None:
    named = {_command(words) for words in _shown()} | {
        _command(s.split()[1:]) for s in re.findall(r"`(factcheck [a-z][^`]*)`", README)
    }
    listed = re.findall(r"^  ([a-z]+) {2,}", _help().partition("Commands:")[2], re.M)
    expected: set[tuple[str, ...]] = {(c,) for c in listed if c not in GROUPS}
    for group in GROUPS:
        below = re.findall(r"^  ([a-z]+) {2,}", _help(group).partition("Commands:")[2], re.M)
        expected |= {(group, c) for c in below}
    assert expected - named == set()


def test_examples_answer_what_the_readme_shows(desk: Path) -> None:
    pairs = _answered()
    assert {_verdicts(answer)[0][0] for _, answer in pairs} >= {"supported", "conflicting"}
    for line, answer in pairs:
        found = _factcheck(*shlex.split(line)[1:], cwd=desk)
        assert found.stderr == "", line
        assert _verdicts(answer) != [], line
        assert _verdicts(found.stdout) == _verdicts(answer), line
        wrong = any(status == "conflicting" for status, _ in _verdicts(answer))
        assert found.returncode == int(wrong), line


def test_the_page_on_adding_a_source_prints_what_it_shows(tmp_path: Path) -> None:
    """Every block in order: the table is saved, words are added, commands answer to the letter."""
    page = (ROOT / "docs" / "add-a-source.md").read_text("utf-8")
    ran = 0
    for kind, body in _FENCE.findall(page):
        if kind == "csv":
            (tmp_path / "rain.csv").write_text(body, "utf-8")
        elif kind == "toml":
            path = tmp_path / "rain" / "manifest.toml"
            text = path.read_text("utf-8")
            head, _, rest = text.partition(body.splitlines()[0])
            path.write_text(head + body + "\n" + rest.partition("\n\n")[2], "utf-8")
        elif kind == "console":
            printed = ""
            for line in re.findall(r"^\$ (factcheck .*)$", body, re.M):
                found = _factcheck(*shlex.split(line)[1:], cwd=tmp_path)
                printed += f"$ {line}\n{found.stdout}{found.stderr}"
                ran += 1
            assert printed == body
    assert ran >= 6


def test_the_source_of_the_readme_is_sound(desk: Path) -> None:
    assert load(desk / "rainfall" / "manifest.toml").id == "rainfall"
    assert _factcheck("sources", "check", "rainfall", cwd=desk).returncode == 0


def test_the_settings_of_the_readme_are_read(tmp_path: Path) -> None:
    settings = next(block for block in _blocks("toml") if "fail_on" in block)
    (tmp_path / "factcheck.toml").write_text(settings, "utf-8")
    (tmp_path / "figures").mkdir()
    found = _factcheck("--debug", cwd=tmp_path)
    assert found.returncode == 0, found.stderr


def test_the_row_of_the_readme_is_read(tmp_path: Path) -> None:
    row = _blocks("json")[0]
    found = subprocess.run(
        [sys.executable, "-m", "factcheck", "claim", "-", "--output-format", "jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=row,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode in (0, 1), found.stderr
    assert any(f'"status": "{status}"' in found.stdout for status in STATUSES)


def test_the_demo_draft_holds_all_three_statuses(desk: Path) -> None:
    found = _factcheck("check", "examples/draft.md", "--output-format", "concise", cwd=desk)
    statuses = [status for status, _ in _verdicts(found.stdout)]
    assert found.returncode == 1
    assert set(statuses) == set(STATUSES)
    assert 10 <= len(statuses) <= 16


@pytest.mark.parametrize("name", DOCS)
def test_relative_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    text = path.read_text("utf-8")
    headings = {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", _FENCE.sub("", text)):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md"])
def test_files_named_in_prose_exist(name: str) -> None:
    prose = _FENCE.sub("", (ROOT / name).read_text("utf-8"))
    for path in re.findall(r"`((?:factcheck|docs|sources|examples|tests)/[\w./-]*)`", prose):
        assert (ROOT / path).exists(), path
    for room, file in re.findall(r"`(text|extract|verify|retrieve|report|model)/([\w/]*\.py)`", prose):
        assert (ROOT / "factcheck" / room / file).exists(), f"{room}/{file}"


def _rules_named(text: str) -> set[str]:
    """Rule ids: the last or first column of tables headed `rule`, and the brackets of reports."""
    named = set(re.findall(r": (?:supported|conflicting|unverified) \[([\w-]+)\]", text))
    named |= {rule for _, rule in re.findall(r"^╭─ ([A-Z]+) · ([\w-]+)", text, re.M)}
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        rows = [[c.strip() for c in line.strip("|\n ").split("|")] for line in table.splitlines()]
        if "rule" in rows[0]:
            column = rows[0].index("rule")
            cells = [row[column] for row in rows[2:] if column < len(row)]
            named |= {rule for cell in cells for rule in re.findall(r"`([\w-]+)`", cell)}
    return named


@pytest.mark.parametrize(("name", "least"), [("README.md", 10), ("docs/architecture.md", 8)])
def test_the_rules_named_in_the_docs_exist(name: str, least: int) -> None:
    named = _rules_named((ROOT / name).read_text("utf-8"))
    assert len(named) >= least
    assert named - RULES.keys() == set()


def test_reasons_and_caveats_of_the_docs_are_rules() -> None:
    """Rule ids stand in backticks in prose; a hyphenated one must be a rule, a file or a word."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    verdicts = text.partition("### Verdicts")[2].partition("## Calculations")[0]
    named = {w for w in re.findall(r"`([a-z]+(?:-[a-z]+)*)`", verdicts)}
    assert {"undated", "ambiguous", "loose-term", "restated", "understated"} <= named & RULES.keys()
    assert {w for w in named if "-" in w} - RULES.keys() == set()


# Below these, a key is a name that the manifest's author chose.
_NAMED = (
    "measures", "dimensions", "values", "groups", "concepts", "sections", "assumed", "fixed", "kinds", "roles",
    "thesaurus",
)  # fmt: skip


def _keys(data: object, chosen: bool = False) -> set[str]:
    """The keys of a manifest that have a meaning of their own."""
    if isinstance(data, list):
        return set().union(*(_keys(item, chosen) for item in data))
    if not isinstance(data, dict):
        return set()
    found: set[str] = set() if chosen else set(data)
    for key, value in data.items():
        found |= _keys(value, key in _NAMED and not chosen)
    return found


def test_every_key_of_the_bundled_manifests_is_explained() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    section = text.partition("## Manifests")[2].partition("## The compiled library")[0]
    explained = {key for code in re.findall(r"`([^`]+)`", section) for key in re.findall(r"\w+", code)}
    manifests = sorted((ROOT / "sources").glob("*/manifest.toml"))
    assert len(manifests) >= 2
    for path in manifests:
        data = load(path).data
        names = set(data.get("dimensions", {}))  # in readings
        assert _keys(data) - names - explained == set(), path


def test_the_changelog_names_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{__version__}]" in text
    assert text.index("## [Unreleased]") < text.index(f"## [{__version__}]")
