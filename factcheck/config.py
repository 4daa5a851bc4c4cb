"""Settings files -> settings, and the folder the tool caches in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from factcheck.errors import SettingsError
from factcheck.model.record import record

SETTINGS_NAME = "factcheck.toml"
CACHE_VARIABLE = "FACTCHECK_CACHE"
FAIL_ON = ("conflicting", "unverified", "never")


@record
class Settings:
    """What a project's settings file says; every path is absolute.

    `path` is the file, None when there is none. `registry` is the project's claim registry: the
    folder the file names, else `claims` beside the file; it need not exist yet. None means that
    there is no project, and so no registry to write to. `as_of` is an ISO date or `today`.
    """

    path: Path | None = None
    registry: Path | None = None
    sources: tuple[Path, ...] = ()
    as_of: str | None = None
    fail_on: str | None = None
    embargo: bool = False  # the registry keeps digests and places, and no words


def find_settings(start: Path) -> Settings:
    """The settings that hold for `start`, a draft or a folder: the nearest file upward from it.

    Without a settings file every value is empty. Raises SettingsError, naming the file, the key
    and the remedy, when the nearest one cannot be read or says something unknown.
    """
    # A draft that is a link belongs where the link stands, so links are not followed.
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        path = folder / SETTINGS_NAME
        # os.path.isfile is False, and pathlib raises, for a folder that may not be entered.
        if os.path.isfile(path):
            return read_settings(path)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings in the file `path`. Raises SettingsError as `find_settings` does."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"cannot read the settings in {path}: {error.strerror}",
            "make the file readable, or move it away",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"the settings in {path} are not plain text", "save the file as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        message = f"the settings in {path} are not valid TOML: {error}"
        raise SettingsError(message, "mend that line") from error
    return _settings(path, table)


def _settings(path: Path, table: Mapping[str, object]) -> Settings:
    for key in table:
        if key not in _KEYS:
            raise SettingsError(f"{path} has an unknown setting, {key!r}", f"use one of: {', '.join(_KEYS)}")
    for key, value in table.items():
        is_right, wanted = _KEYS[key]
        if not is_right(value):
            raise SettingsError(f"{path}: the setting {key!r} is not right: {value!r}", wanted)

    def folder(name: object) -> Path:
        try:
            return path.parent / Path(str(name)).expanduser()
        except RuntimeError as error:
            raise SettingsError(f"{path}: there is no home folder for {name!r}", "write the whole path") from error

    sources = table.get("sources", [])
    assert isinstance(sources, list)
    as_of, fail_on = table.get("as_of"), table.get("fail_on")
    return Settings(
        path=path,
        registry=folder(table.get("registry", "claims")),
        sources=tuple(folder(name) for name in sources),
        as_of=None if as_of is None else str(as_of),
        fail_on=None if fail_on is None else str(fail_on),
        embargo=table.get("embargo") is True,
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and "\0" not in value


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(name) for name in value)


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        try:
            # fromisoformat also takes forms such as 20231122, which no option takes.
            return value == "today" or date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return type(value) is date  # a date with a time of day is a subclass


def _is_fail_on(value: object) -> bool:
    return isinstance(value, str) and value in FAIL_ON


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "registry": (_is_name, 'write a folder in quotes, as in registry = "claims"'),
    "sources": (_is_names, 'write a list of folders, as in sources = ["figures"]'),
    "as_of": (_is_day, 'write a date, as in as_of = 2024-01-31, or "today"'),
    "embargo": (lambda value: isinstance(value, bool), "write true or false, without quotes"),
    "fail_on": (_is_fail_on, f"write one of: {', '.join(FAIL_ON)}, in quotes"),
}


def cache_dir() -> Path | None:
    """The folder for what can be made again, created for its owner alone.

    The environment variable FACTCHECK_CACHE names it, else it is the user's cache. None when it
    cannot be written to (a read-only home, say); the caller then does without.
    """
    folder = os.environ.get(CACHE_VARIABLE, "")
    if not folder:
        import platformdirs

        folder = platformdirs.user_cache_dir("factcheck", appauthor=False)
        # Without a home folder the answer begins with a "~", which is no place to write to.
        if not os.path.isabs(folder):
            return None
    path = Path(os.path.abspath(folder))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return path if os.access(path, os.R_OK | os.W_OK | os.X_OK) else None
