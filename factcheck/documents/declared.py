"""Checks what a manifest declares about documents, their kinds, offices and speakers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.documents.find import is_document
from factcheck.errors import SourceError
from factcheck.text.tokens import norms

LONGEST_PHRASE = 5  # words, as everywhere in a manifest
_KIND_KEYS = frozenset(("label", "words", "titles", "marks", "tags", "transcript", "law", "verbs", "by"))
_TEXT_KEYS = frozenset(("file", "title", "issuer", "date", "url", "kind"))


def check_declared(folder: Path, data: Mapping[str, Any], roles: Collection[str]) -> None:
    """Raises SourceError for the first declaration that cannot be used; `roles` are those of all manifests."""
    for key, problem, remedy in _faults(folder, data, roles):
        raise SourceError(f"{folder / 'manifest.toml'}: {key}: {problem}", remedy)


Fault = tuple[str, str, str]


def _faults(folder: Path, data: Mapping[str, Any], roles: Collection[str]) -> Iterator[Fault]:
    yield from _documents(folder, data.get("documents", {}))
    for name, kind in data.get("documents", {}).get("kinds", {}).items():
        if kind.get("by") and kind["by"] not in roles:
            yield f"documents.kinds.{name}.by", f"{kind['by']!r} names no office", "declare it as [roles.NAME]"
    for number, text in enumerate(data.get("texts", ()), start=1):
        yield from _text(folder, text, f"texts #{number}")
    for number, speaker in enumerate(data.get("speakers", ()), start=1):
        yield from _speaker(speaker, f"speakers #{number}", roles)


def _documents(folder: Path, documents: Any) -> Iterator[Fault]:
    if not isinstance(documents, dict):
        yield "documents", "is not a section", "write [documents]"
        return
    for key in ("files", "hosts"):
        if not _is_texts(documents.get(key, [])):
            yield f"documents.{key}", "is not a list of texts", f'write {key} = ["…"]'
    for pattern in documents.get("files", ()):
        if pattern.startswith("/") or ".." in pattern:
            yield "documents.files", f"{pattern} leads out of the folder", "put the documents beside the manifest"
        elif not any(is_document(p.name) for p in folder.glob(pattern)):
            yield "documents.files", f"{pattern} matches no document", "put it beside the manifest, or mend the pattern"
    yield from _names(documents.get("names", []), "names", "name")
    yield from _names(documents.get("apart", []), "apart", "kind")
    for name, kind in documents.get("kinds", {}).items():
        where = f"documents.kinds.{name}"
        for key in kind.keys() - _KIND_KEYS if isinstance(kind, dict) else ("",):
            yield f"{where}.{key}", "is not known", f"use one of {', '.join(sorted(_KIND_KEYS))}"
        for key in ("words", "titles", "marks", "tags", "verbs"):
            if not _is_texts(kind.get(key, [])):
                yield f"{where}.{key}", "is not a list of texts", f'write {key} = ["…"]'
        for phrase in (*kind.get("titles", ()), *kind.get("marks", ())):
            if not 0 < len(norms(phrase)) <= LONGEST_PHRASE:
                yield where, f"“{phrase}” has not one to {LONGEST_PHRASE} words", "shorten it"


def _names(names: Any, section: str, key: str) -> Iterator[Fault]:
    for number, entry in enumerate(names if isinstance(names, list) else (names,), start=1):
        where = f"documents.{section} #{number}"
        if not isinstance(entry, dict) or not isinstance(entry.get(key), str) or not _is_texts(entry.get("words")):
            remedy = f'write [[documents.{section}]] with {key} = "…" and words = ["…"]'
            yield where, f"has no {key} with its words", remedy


def _text(folder: Path, text: Any, where: str) -> Iterator[Fault]:
    name = text.get("file") if isinstance(text, dict) else None
    if not isinstance(name, str) or not name:
        yield f"{where}.file", "is missing or not text", 'write file = "…"'
        return
    for key in text.keys() - _TEXT_KEYS:
        yield f"{where}.{key}", "is not known", f"use one of {', '.join(sorted(_TEXT_KEYS))}"
    if Path(name).is_absolute() or ".." in Path(name).parts:
        yield f"{where}.file", f"{name} leads out of the folder", "put it beside the manifest"
    elif not (folder / name).is_file():
        yield f"{where}.file", f"{name} is not there", "put it beside the manifest"
    elif not is_document(name):
        yield f"{where}.file", f"{name} is of a kind that is not read", "save it as text, Markdown, HTML, PDF or docx"


def _speaker(speaker: Any, where: str, roles: Collection[str]) -> Iterator[Fault]:
    if not isinstance(speaker, dict) or not isinstance(speaker.get("name"), str) or not speaker["name"].strip():
        yield f"{where}.name", "is missing or not text", 'add name = "…"'
        return
    for key in ("words", "labels"):
        if not _is_texts(speaker.get(key, [])):
            yield f"{where}.{key}", "is not a list of texts", f'write {key} = ["…"]'
    for role in speaker.get("roles", ()):
        if not isinstance(role, dict) or role.get("role") not in roles:
            yield f"{where}.roles", f"{role!r} names no office", "declare it as [roles.NAME]"
        elif not all(isinstance(role.get(key, date.min), date) for key in ("from", "to")):
            yield f"{where}.roles", "from or to is not a date", "write from = 2021-01-31"


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v for v in value)
