"""Settings files, the resolver of bundled data, and the cache folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import config
from factcheck.config import Settings, cache_dir, find_settings
from factcheck.errors import SettingsError
from factcheck.shipped import KINDS, bundled

ROOT = Path(__file__).parents[1]


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files_of(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


# --- the resolver -------------------------------------------------------------------------------


def installed(tmp_path: Path) -> Path:
    """A package folder as a wheel leaves it."""
    package = tmp_path / "site-packages" / "factcheck"
    put(package / "_bundled" / "sources" / "a" / "manifest.toml")
    put(package / "_bundled" / "claims" / "a.jsonl")
    return package


def test_a_checkout_is_used_as_it_stands() -> None:
    assert bundled("sources") == ROOT / "sources"
    assert (bundled("sources") / "cbp" / "southwest.csv").is_file()


def test_an_installed_package_uses_its_own_copy(tmp_path: Path) -> None:
    package = installed(tmp_path)
    assert bundled("sources", package) == package / "_bundled" / "sources"
    assert bundled("claims", package) == package / "_bundled" / "claims"


def test_a_checkout_wins_over_the_stale_copy(tmp_path: Path) -> None:
    package = installed(tmp_path)
    put(package.parent / "pyproject.toml", '[project]\nname = "factcheck-desk"\n')
    put(package.parent / "sources" / "a" / "manifest.toml")
    assert bundled("sources", package) == package.parent / "sources"
    # This checkout has no claims folder, so the copy is the only one.
    assert bundled("claims", package) == package / "_bundled" / "claims"


@pytest.mark.parametrize("project", [None, '[project]\nname = "another"\n', "\xff"])
def test_a_stranger_with_the_same_folder_names_is_passed_over(tmp_path: Path, project: str | None) -> None:
    package = installed(tmp_path)
    put(package.parent / "sources" / "a" / "manifest.toml")
    if project is not None:
        (package.parent / "pyproject.toml").write_bytes(project.encode("latin-1"))
    assert bundled("sources", package) == package / "_bundled" / "sources"


def test_missing_data_is_said_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"the claims folder .* missing") as caught:
        bundled("claims", tmp_path / "factcheck")
    assert "again" in caught.value.advice


def test_an_unknown_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="kind is one of"):
        bundled("figures")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a wheel built from this checkout and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as archive:
        archive.extractall(folder / "site")
    yield folder / "site"
    shutil.rmtree(folder)


def test_a_real_wheel_carries_the_sources_and_finds_them(wheel: Path, tmp_path: Path) -> None:
    code = "from factcheck.shipped import KINDS, bundled; print(bundled('sources'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(wheel)},
    )  # fmt: skip
    found = Path(done.stdout.strip())
    assert found == (wheel / "factcheck" / "_bundled" / "sources").resolve()
    figures = found / "cbp" / "southwest.csv"
    assert figures.read_bytes() == (ROOT / "sources" / "cbp" / "southwest.csv").read_bytes()


def test_the_wheel_carries_every_file_of_every_folder(wheel: Path) -> None:
    for kind in KINDS:
        assert files_of(wheel / "factcheck" / "_bundled" / kind) == files_of(ROOT / kind)


# --- settings -----------------------------------------------------------------------------------


def test_without_a_file_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever lies above the temporary folder is not this test's business.
    monkeypatch.setattr(config, "SETTINGS_NAME", "factcheck-test-of-absence.toml")
    assert find_settings(tmp_path / "draft.md") == Settings()


def test_a_folder_called_claims_is_no_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SETTINGS_NAME", "factcheck-test-of-absence.toml")
    (tmp_path / "claims").mkdir()
    assert find_settings(tmp_path).registry is None


def test_the_nearest_file_upward_from_the_draft_holds(tmp_path: Path) -> None:
    put(tmp_path / "factcheck.toml", 'fail_on = "never"')
    near = put(tmp_path / "desk" / "factcheck.toml")
    draft = put(tmp_path / "desk" / "drafts" / "today" / "draft.md")
    for start in (draft, draft.parent, draft.parent / "not-written-yet.md", near):
        found = find_settings(start)
        assert found.path == near
        assert found.registry == near.parent / "claims"
        assert found.fail_on is None


def test_a_relative_start_counts_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path / "factcheck.toml")
    put(tmp_path / "drafts" / "draft.md")
    monkeypatch.chdir(tmp_path / "drafts")
    assert find_settings(Path("draft.md")).path == file


def test_every_key_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    text = """
    registry = "desk/claims"
    sources = ["figures", "~/more", "/elsewhere"]
    as_of = 2024-01-31
    fail_on = "unverified"
    """
    file = put(tmp_path / "factcheck.toml", text)
    assert find_settings(tmp_path) == Settings(
        path=file,
        registry=tmp_path / "desk/claims",
        sources=(tmp_path / "figures", tmp_path / "home" / "more", Path("/elsewhere")),
        as_of="2024-01-31",
        fail_on="unverified",
    )


@pytest.mark.parametrize("value", ['"2024-01-31"', "2024-01-31"])
def test_a_date_may_be_quoted(tmp_path: Path, value: str) -> None:
    put(tmp_path / "factcheck.toml", f"as_of = {value}")
    assert find_settings(tmp_path).as_of == "2024-01-31"


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ('sauces = ["a"]', "unknown setting, 'sauces'", "registry, sources, as_of, embargo, fail_on"),
        ("registry = 3", "'registry' is not right: 3", 'registry = "claims"'),
        ('registry = ""', "'registry' is not right: ''", 'registry = "claims"'),
        ('registry = "a\\u0000b"', "'registry' is not right", 'registry = "claims"'),
        ('sources = "figures"', "'sources' is not right: 'figures'", 'sources = ["figures"]'),
        ("sources = [1]", "'sources' is not right", 'sources = ["figures"]'),
        ('as_of = "last week"', "'as_of' is not right: 'last week'", "as_of = 2024-01-31"),
        ('as_of = "20240131"', "'as_of' is not right", "as_of = 2024-01-31"),
        ("as_of = 2024-01-31T10:00:00", "'as_of' is not right", "as_of = 2024-01-31"),
        ('fail_on = "always"', "'fail_on' is not right: 'always'", "conflicting, unverified"),
        ("fail_on = true", "'fail_on' is not right: True", "conflicting, unverified"),
        ("registry = = 1", r"not valid TOML: .*line 1", "mend that line"),
        ('sources = ["~nobody-of-that-name/x"]', "no home folder", "whole path"),
    ],
)
def test_a_broken_file_is_named_with_key_and_remedy(tmp_path: Path, text: str, message: str, advice: str) -> None:
    file = put(tmp_path / "factcheck.toml", text)
    with pytest.raises(SettingsError, match=message) as caught:
        find_settings(tmp_path)
    assert str(file) in caught.value.message
    assert advice in caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not plain text"):
        find_settings(tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "factcheck.toml")

    def refuse(path: Path, **_: object) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(SettingsError, match=r"cannot read .*factcheck\.toml: Permission denied"):
        find_settings(tmp_path)


# --- the cache ----------------------------------------------------------------------------------


def test_the_named_cache_is_made_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "a" / "cache"))
    found = cache_dir()
    assert found == tmp_path / "a" / "cache"
    assert found is not None
    assert stat.S_IMODE(found.stat().st_mode) == 0o700
    assert cache_dir() == found


def test_the_cache_of_the_user_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTCHECK_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    found = cache_dir()
    assert found is not None
    assert found.is_relative_to(tmp_path)
    assert found.name == "factcheck"


def test_no_cache_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path / "file")
    monkeypatch.setenv("FACTCHECK_CACHE", str(file))
    assert cache_dir() is None
    monkeypatch.setenv("FACTCHECK_CACHE", str(file / "below"))
    assert cache_dir() is None
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert cache_dir() is None


def test_no_cache_without_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import platformdirs

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: "~/.cache/factcheck")
    assert cache_dir() is None
    assert list(tmp_path.iterdir()) == []
