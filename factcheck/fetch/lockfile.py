"""Pins <-> `sources.lock`, which says where each fetched file came from, when, and its sha256."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from factcheck.errors import FetchError, SourceError
from factcheck.model.record import record

LOCK = "sources.lock"
_GUARD = ".sources.lock.guard"
_HEADER = "# Written by `factcheck sources fetch`; `factcheck sources verify` checks it.\n"

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@record
class Pinned:
    """One fetched file.

    `bytes` counts them; `fetched` is an ISO time and `published` an ISO date, empty when the server
    named none. `changed` is `yes` when the address gave something else than before, whose sha256
    is then `previous`. `outcome` is what the latest fetch found: NEW, CHANGED or UNCHANGED.
    """

    url: str
    file: str
    sha256: str
    bytes: int
    media_type: str
    fetched: str
    published: str = ""
    changed: str = ""
    previous: str = ""
    outcome: str = field(default=NEW, compare=False)


_TEXTS = ("url", "file", "sha256", "media_type", "fetched")
_OPTIONAL = ("published", "changed", "previous")


def read_pins(folder: Path) -> tuple[Pinned, ...]:
    """The pins of a sources folder, in order; none without a lock file. Raises SourceError."""
    path = folder / LOCK
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise _broken(path, str(error).splitlines()[0]) from error
    rows = table.get("source", [])
    if not isinstance(rows, list):
        raise _broken(path, "`source` is not a list of tables")
    return tuple(_pin(path, number, row) for number, row in enumerate(rows, 1))


def _pin(path: Path, number: int, row: object) -> Pinned:
    if not isinstance(row, dict):
        raise _broken(path, f"source {number} is not a table")
    texts: dict[str, str] = {}
    for key in (*_TEXTS, *_OPTIONAL):
        value = row.get(key, "" if key in _OPTIONAL else None)
        if not isinstance(value, str):
            raise _broken(path, f"source {number} has no {key} in quotation marks")
        texts[key] = value
    if type(row.get("bytes")) is not int:
        raise _broken(path, f"source {number} does not say how many bytes it has")
    name = texts["file"]
    if not name or name in (".", "..") or any(c in name for c in "/\\\0:"):
        raise _broken(path, f"source {number} names a file outside its folder")
    return Pinned(bytes=row["bytes"], **texts)


def _broken(path: Path, why: str) -> SourceError:
    return SourceError(f"{path} cannot be read: {why}", "restore it from a backup or from git")


def write_pins(folder: Path, pins: tuple[Pinned, ...]) -> None:
    """Replaces the lock file as a whole. Call it inside `exclusive`."""
    write_whole(folder / LOCK, (_HEADER + "".join(map(_toml, pins))).encode("utf-8"))


def _toml(pin: Pinned) -> str:
    lines = ["", "[[source]]"]
    for key in ("url", "file", "sha256"):
        lines.append(f"{key} = {toml_string(getattr(pin, key))}")
    lines.append(f"bytes = {pin.bytes}")
    for key in ("media_type", "fetched", *_OPTIONAL):
        value = getattr(pin, key)
        lines += [f"{key} = {toml_string(value)}"] if value else []
    return "\n".join(lines) + "\n"


def toml_string(text: str) -> str:
    """`text` as a TOML basic string; JSON's differ only in what they let stand unescaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_whole(path: Path, content: bytes) -> None:
    """Writes `content` to `path` whole or not at all. Raises FetchError."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)  # sources are shared with colleagues, unlike caches and drafts
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> FetchError:
    advice = "check that the folder exists, is yours to write, and has room"
    return FetchError(f"{path} cannot be written: {error.strerror or error}", advice)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keeps other processes from changing the folder's pins meanwhile. Raises FetchError.

    A file of its own is locked: the lock file is replaced, and a lock on it would go with it.
    """
    import fcntl

    guard = folder / _GUARD
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(guard, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unwritable(guard, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:  # a file system without locks, some network drives among them
            message = f"{guard} cannot be locked: {error.strerror or error}"
            raise FetchError(message, "keep the sources on a local disk, or name a folder there with --into") from error
        yield
    finally:
        os.close(handle)
