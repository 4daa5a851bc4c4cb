"""Finds the files of official documents in a folder: loose ones, and those a manifest names."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from factcheck.model.record import record

SUFFIXES = frozenset((".md", ".markdown", ".txt", ".text", ".jsonl", ".pdf", ".docx", ".html", ".htm", ".xhtml"))
_OURS = frozenset(("readme", "license", "changelog"))  # files about a folder, and no documents


@record
class Batch:
    """Documents that share a source: `files` lie below `folder`.

    `defaults` fill what they leave out; `stated`, by path below the folder, is what the manifest says of
    single files.
    """

    source: str
    folder: Path
    files: tuple[Path, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def loose_files(root: Path) -> list[Path]:
    """Documents below `root` that no manifest owns, in the order of their paths.

    Folders that are links are not entered, so that no loop is; hidden files are passed over. A folder
    that may not be entered stands for what it holds, so that it is named as one that cannot be read.
    """
    return sorted(_below(root, own=False))


def files_beside(manifest: Path) -> list[Path]:
    """Every file that a manifest may name as a document, if it names any; it is not parsed for this."""
    try:
        text = manifest.read_bytes()
    except OSError:
        return []
    declares = b"[documents]" in text or b"[[texts]]" in text
    return sorted(_below(manifest.parent, own=True)) if declares else []


def _below(root: Path, own: bool) -> Iterator[Path]:
    closed: list[Path] = []
    for folder, names, files in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        if "manifest.toml" in files and not (own and folder == str(root)):
            names.clear()
            continue
        names[:] = [n for n in names if not n.startswith(".")]
        yield from (Path(folder, n) for n in files if is_document(n))
    yield from closed


def content(path: Path) -> bytes:
    """The bytes of a document. Raises OSError, also for what is no file: a pipe would never end."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise PermissionError(errno.EACCES, "the folder may not be entered")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no file")
    return path.read_bytes()


def declared_files(folder: Path, data: Mapping[str, Any]) -> list[Path]:
    """The documents that `[documents]` and `[[texts]]` of the manifest in `folder` name."""
    patterns = data.get("documents", {}).get("files", ())
    found = {p for pattern in patterns for p in folder.glob(str(pattern)) if p.is_file() and is_document(p.name)}
    return sorted(found | {folder / text["file"] for text in data.get("texts", ())})


def is_document(name: str) -> bool:
    """Whether a file of that name is read as an official document."""
    stem, dot, _ = name.lower().partition(".")
    return name[:1] != "." and bool(dot) and os.path.splitext(name)[1].lower() in SUFFIXES and stem not in _OURS


def batches(root: Path, manifests: Mapping[Path, Mapping[str, Any]], taken: set[str]) -> Iterator[Batch]:
    """The documents of a sources folder; `manifests` are those in it, by folder, and `taken` the ids in use."""
    for folder, data in manifests.items():
        files = declared_files(folder, data)
        if files:
            about = data.get("documents", {})
            defaults = {k: str(about[k]) for k in ("issuer", "kind", "url") if about.get(k)}
            stated = {Path(t["file"]).as_posix(): {k: str(v) for k, v in t.items()} for t in data.get("texts", ())}
            yield Batch(data["source"]["id"], folder, tuple(files), defaults, stated)
    files = loose_files(root)
    if files:
        name = root.resolve().name or "documents"
        while name in taken:
            name += "-documents"
        taken.add(name)
        yield Batch(name, root, tuple(files))
