"""Copies official documents into a folder of the project and lists them in its manifest."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.documents.find import is_document, loose_files
from factcheck.documents.kinds import Kinds
from factcheck.documents.read import read_file
from factcheck.documents.record import Record
from factcheck.errors import SourceError
from factcheck.model.record import record

MANIFEST = "manifest.toml"
STATED = ("title", "issuer", "date", "url", "kind")


@record
class Added:
    """One document that was added. `outcome` is "added" or "already there"; `lacks` names what nobody states."""

    file: Path
    outcome: str
    title: str
    passages: int
    lacks: tuple[str, ...] = ()


def documents_at(path: Path) -> list[Path]:
    """The documents that `path` names: itself, or those below the folder. Raises SourceError when there are none."""
    if path.is_dir():
        found = loose_files(path)
        if not found:
            raise SourceError(
                f"{path} holds no documents", "name a folder with text, Markdown, HTML, PDF or docx files"
            )
        return found
    if not path.is_file():
        raise SourceError(f"{path} does not exist", "check the spelling of the path")
    if not is_document(path.name):
        raise SourceError(f"{path} is of a kind that is not read", "save it as text, Markdown, HTML, PDF or docx")
    return [path]


def add_document(path: Path, name: str, folder: Path, stated: Mapping[str, str]) -> Added:
    """Copies `path` to `folder` as `name` and lists it, with what is `stated` of it, in the manifest there.

    Raises SourceError when the document cannot be read, or another one of that name is there.
    """
    records = read_file(path, path.name, Kinds(), {}, stated)
    target = folder / name
    if target.exists() and target.read_bytes() != path.read_bytes():
        raise SourceError(f"{target} is there already and differs", "rename the new one, or remove the old one")
    manifest = folder / MANIFEST
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        listed = _listed(manifest)
        is_new = name not in listed
        if not target.exists():
            _write(target, path.read_bytes())
        if is_new:
            old = manifest.read_text("utf-8") if manifest.is_file() else _head(folder, stated, records)
            _write(manifest, f"{old.rstrip()}\n\n{_entry(name, stated)}".encode())
    except OSError as error:
        advice = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "check its permissions"
        raise SourceError(
            f"{folder} cannot be written to: {error.strerror}", f"{advice}, or choose another folder with --into"
        ) from error
    lacks = tuple(key for key in ("issuer", "date", "url") if not all(getattr(r, key) for r in records))
    passages = sum(len(record.parts) for record in records)
    return Added(target, "added" if is_new else "already there", records[0].title, passages, lacks)


def _listed(manifest: Path) -> set[str]:
    if not manifest.is_file():
        return set()
    try:
        data = tomllib.loads(manifest.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{manifest}: not valid TOML: {error}", "mend that line") from error
    return {str(text.get("file")) for text in data.get("texts", ()) if isinstance(text, dict)}


def _head(folder: Path, stated: Mapping[str, str], records: Sequence[Record]) -> str:
    publisher = stated.get("issuer") or records[0].issuer or "not stated"
    rows = {"id": folder.resolve().name.lower().replace(" ", "-"), "title": "Documents", "publisher": publisher}
    return "# Official documents of this project, added by factcheck sources add.\n\n[source]\n" + _rows(rows)


def _entry(name: str, stated: Mapping[str, str]) -> str:
    return "[[texts]]\n" + _rows({"file": name} | {k: stated[k] for k in STATED if stated.get(k)})


def _rows(values: Mapping[str, str]) -> str:
    # A JSON string without raw control characters is a TOML basic string.
    return "".join(
        f"{key} = {json.dumps(' '.join(value.split()), ensure_ascii=False)}\n" for key, value in values.items()
    )


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    handle, building = tempfile.mkstemp(dir=path.parent, prefix=".adding-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, building)
        os.replace(building, path)
    except OSError:
        os.unlink(building)
        raise
