"""Bytes -> files that are whole and on the disk, written by one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from factcheck.errors import RegistryError

LOCK = ".lock"
_IGNORE = ".gitignore"
_IGNORED = b".lock\n.*.new\n"
_PATIENCE = 10.0  # seconds; a write holds the lock for milliseconds
_PAUSE = 0.005
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)

Stamp = tuple[int, int, int, int]


def stamp(path: Path) -> Stamp | None:
    """What tells one state of a file from the next without reading it; None when it is missing."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        failed(path, error, "read")
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def read(path: Path) -> bytes:
    """The bytes of `path`, none when it is missing. Raises RegistryError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        failed(path, error, "read")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the registry folder for writing; makes it, for its owner alone, when it is missing.

    Raises RegistryError when the folder cannot be written or stays held by another process.
    """
    path = folder / LOCK
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_first = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        failed(folder, error, "write")
    try:
        _take(descriptor, path, fcntl.LOCK_EX)
        if is_first and not (folder / _IGNORE).exists():
            # The registry goes into pull requests, its lock does not.
            replace(folder / _IGNORE, _IGNORED)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Keeps writers out while reading, where that can be had.

    A fresh checkout, or a bundled registry, has no lock file, and nobody writes to it; nothing is
    created there.
    """
    path = folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        yield
        return
    except OSError as error:
        failed(folder, error, "read")
    try:
        _take(descriptor, path, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def append(path: Path, data: bytes) -> None:
    """Adds `data`, whole lines, to the end of `path`; returns when it is on the disk.

    What stands there without a line end (a writer was killed) is closed off first, so that it is
    neither lost nor run together with `data`. When writing fails, the file is cut back to what it
    was. Raises RegistryError.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    try:
        is_new = not path.exists()
        descriptor = os.open(path, flags, 0o600)
        try:
            _keep_private(descriptor)
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                data = b"\n" + data
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            except BaseException:
                os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(path.parent)
    except OSError as error:
        failed(path, error, "write")


def replace(path: Path, data: bytes) -> None:
    """Makes `data` the content of `path`, whole or not at all. Raises RegistryError.

    The name of the temporary file is fixed: the lock admits one writer, and what a killed one
    left behind is written over.
    """
    target = Path(os.path.realpath(path))
    scratch = target.with_name(f".{target.name}.new")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(scratch, flags, 0o600)
        try:
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            os.replace(scratch, target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        failed(path, error, "write")


def failed(path: Path, error: OSError, doing: str) -> NoReturn:
    """Raises the RegistryError that says in plain English why `path` cannot be read or written."""
    if error.errno in _FULL:
        message = f"there is no room left on the disk to write {path}"
        advice = "free some space and try again; what was saved before is whole"
    elif error.errno in _FORBIDDEN:
        message = f"you may not {doing} {path}"
        advice = "check the permissions of that folder, or name another registry in factcheck.toml"
    else:
        message = f"cannot {doing} {path}: {os.strerror(error.errno or 0)}"
        advice = "check the path named as registry in factcheck.toml"
    raise RegistryError(message, advice) from error


def _take(descriptor: int, path: Path, kind: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise RegistryError(
                    f"another process has been writing to {path.parent} for {_PATIENCE:.0f} s",
                    "wait until it has ended, or end it, and try again",
                ) from error
        except OSError as error:
            failed(path, error, "lock")
        time.sleep(_PAUSE)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_private(descriptor: int) -> None:
    """Takes a file that a checkout made readable by all back to its owner: drafts are secret."""
    found = os.fstat(descriptor)
    if found.st_uid == os.geteuid() and found.st_mode & 0o077:
        os.fchmod(descriptor, 0o600)


def _sync_folder(folder: Path) -> None:
    """Makes a new name in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
