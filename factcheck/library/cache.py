"""Finds the library compiled from this very content of the sources in the user's cache, or has it compiled there."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from factcheck import config, shipped
from factcheck.errors import LibraryError, SourceError
from factcheck.library.build import Progress, compile_into, manifests_below
from factcheck.library.held import Library

SCHEMA = 12  # the layout of the compiled file, and how what stands in it was read
# The modules that decide what a compiled library holds.
_COMPILERS = (
    "library/build.py", "library/cache.py", "library/held.py", "manifest.py", "schema.py", "tables.py", "vocabulary.py",
    "model/norm.py", "model/parts.py", "model/source.py",
    *(f"retrieve/{name}.py" for name in "addresses leads norm_reader provisions sections".split()),
    *(f"documents/{name}.py" for name in "collect declared find heads index kinds law listed norms read".split()),
    *(f"documents/{name}.py" for name in ("store", "transcript")),
    *(f"text/{name}.py" for name in "analyzer citations heads numerals snowball speech stems tokens".split()),
    *(f"text/rules/{name}.py" for name in "actors lexer outcome place reader recast walk words zones".split()),
    *(f"ingest/{name}.py" for name in "docx front_matter html markdown paragraphs pdf".split()),
)  # fmt: skip


def open_library(extra: Sequence[Path] = (), progress: Progress | None = None) -> Library:
    """The library compiled from the bundled sources and the folders in `extra`.

    Compiles it when the cache holds none for this very content; without a writable cache it is
    compiled in memory. Raises SourceError for a broken source.
    """
    roots = [shipped.bundled("sources"), *extra]
    cache = config.cache_dir()
    if cache is None:
        return Library(compile_into(sqlite3.connect(":memory:"), roots, progress))
    stamp = cache / f"stamp-{zlib.crc32('|'.join(str(r.resolve()) for r in roots).encode()):08x}.json"
    files = source_files(roots)
    key, fresh = _content_key(files, stamp, roots)
    path = cache / f"library-{SCHEMA}-{key[:24]}.sqlite"
    library = _try_open(path)
    if library is None:
        _build(path, roots, progress)
        library = _try_open(path)
        if library is None:
            raise LibraryError(
                f"{path} cannot be opened after building it",
                "check the disk, or set FACTCHECK_CACHE to another folder",
            )
    if not fresh:
        _write_atomically(stamp, json.dumps({"key": key, "files": _signature(files)}).encode())
    return library


def source_files(roots: Iterable[Path]) -> list[Path]:
    """Every file that the compiled library depends on, in a fixed order."""
    # What compiles them counts too: a library made by other code is not the same library.
    from factcheck.documents.find import files_beside, loose_files

    here = Path(__file__).parent.parent
    files = [here / name for name in _COMPILERS]
    files.append(shipped.bundled("english") / "thesaurus.txt")
    for root in roots:
        for manifest in manifests_below(root):
            files += sorted(p for p in manifest.parent.iterdir() if p.suffix in (".toml", ".csv"))
            files += files_beside(manifest)
        files += loose_files(root)
    return files


def _signature(files: Iterable[Path]) -> list[list[Any]]:
    return [[str(p), *_size_and_time(p)] for p in files]


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # a link that leads nowhere; whoever reads it names it
        return -1, 0
    return found.st_size, found.st_mtime_ns


def _content_key(files: list[Path], stamp: Path, roots: Sequence[Path]) -> tuple[str, bool]:
    """The key of the sources' content, and whether the stamp file already says so.

    Content is hashed only when a size or a time stamp differs from the last run's.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(stamp.read_bytes())
        if known["files"] == _signature(files):
            return str(known["key"]), True
    import hashlib

    from factcheck.documents import find

    digest = hashlib.sha256(str(SCHEMA).encode())
    for path in files:
        try:
            content = find.content(path)
        except OSError as error:
            if path.suffix in (".toml", ".csv", ".py"):
                raise SourceError(f"{path}: cannot be read: {error.strerror}", "check its permissions") from error
            content = b""  # a document that cannot be read is named when it is compiled
        root = next((r for r in roots if path.is_relative_to(r)), path.parent)
        digest.update(f"{root.resolve().name}/{path.relative_to(root)}\0{len(content)}\0".encode(errors="replace"))
        digest.update(content)
    return digest.hexdigest(), False


def _try_open(path: Path) -> Library | None:
    """The library in `path`, or None when there is none or it is damaged."""
    try:
        if path.stat().st_size == 0:
            return None
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        pages, size = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_count", "page_size"))
        if pages * size != path.stat().st_size:
            return None
        done = connection.execute("SELECT value FROM meta WHERE key='complete'").fetchone()
        return Library(connection, index_of(path)) if done else None
    except (OSError, sqlite3.DatabaseError, ValueError, TypeError):
        return None


def index_of(path: Path) -> Path:
    """The folder of the passage index of the library in `path`."""
    return path.with_suffix(".index")


def _build(path: Path, roots: Sequence[Path], progress: Progress | None) -> None:
    """Compiles into a file of its own and moves it into place: two builders never meet."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".building-", suffix=".sqlite", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        compile_into(connection, roots, progress)
        if connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone():
            from factcheck.documents import index

            index.build_in(index_of(path), connection)
        connection.close()
        os.replace(name, path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise LibraryError(
            f"the library cannot be written to {path.parent}: {error}",
            "free some space, or set FACTCHECK_CACHE to another folder",
        ) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
    _sweep(path)


def _sweep(built: Path) -> None:
    """Removes what killed builders left, and libraries of sources that have changed long since."""
    with suppress(OSError):  # another process may sweep at the same time
        now = built.stat().st_mtime
        for pattern, days in ((".building-*", 1), ("library-*", 30)):
            for left in built.parent.glob(pattern):
                if now - left.stat().st_mtime > days * 86_400:
                    _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write_atomically(path: Path, content: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError:
        # A stamp only saves hashing next time; without it the answer is the same.
        with suppress(OSError):
            os.unlink(name)
