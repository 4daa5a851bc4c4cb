"""Reads every document of the sources, and every provision that manifests quote, into the library's tables."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.documents import declared, find, kinds, store
from factcheck.documents.find import Batch
from factcheck.documents.kinds import Kinds
from factcheck.documents.read import read_file
from factcheck.documents.record import Part, Record
from factcheck.errors import SourceError
from factcheck.ingest.pieces import one_line

Progress = Callable[[str, int, int], None]
# The manifests below a root: folder, data.
Manifests = Mapping[Path, Mapping[str, Any]]


def compile_documents(
    db: sqlite3.Connection, roots: Mapping[Path, Manifests], progress: Progress | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Writes the documents of all roots into `db`.

    Returns the sources made of loose files, as `facts` lists sources, and a line for each file that
    could not be read. Raises SourceError for a manifest that declares what cannot be used.
    """
    manifests = [(folder, data) for below in roots.values() for folder, data in below.items()]
    roles = {name for _, data in manifests for name in data.get("roles", {})}
    for folder, data in manifests:
        declared.check_declared(folder, data, roles)
    known = {str(data["source"]["id"]) for _, data in manifests}
    taken = set(known)
    batches = [b for root, below in roots.items() for b in find.batches(root, below, taken)]
    held = kinds.kinds_of(data for _, data in manifests)
    store.create(db)
    for _, data in manifests:
        _add_provisions(db, data, held)
    problems = _add_batches(db, batches, held, progress)
    store.finish(db)
    loose = [
        {"id": b.source, "title": f"Documents in {b.folder.name}", "publisher": "", "url": "", "caveats": []}
        for b in batches
        if b.source not in known
    ]
    return loose, problems


def _add_batches(
    db: sqlite3.Connection, batches: Sequence[Batch], kinds: Kinds, progress: Progress | None
) -> list[str]:
    """Reads every file of `batches` into `db`; returns what could not be read, a line for each file."""
    problems: list[str] = []
    seen: set[str] = set()
    total = sum(len(batch.files) for batch in batches)
    done = 0
    for batch in batches:
        for path in batch.files:
            if progress and done % 8 == 0:
                progress(path.name, done, total)
            done += 1
            place = os.path.realpath(path)  # pathlib's raises for a link to itself
            if place in seen:
                continue
            seen.add(place)
            shown = path.relative_to(batch.folder).as_posix()
            try:
                records = read_file(path, shown, kinds, batch.defaults, batch.stated.get(shown))
            except SourceError as error:
                problems.append(f"{batch.folder.name}/{error.message}; {error.advice}")
                continue
            for record in records:
                store.add(db, batch.source, record)
    return problems


def _add_provisions(db: sqlite3.Connection, data: Mapping[str, Any], kinds: Kinds) -> None:
    """Writes the provisions that a manifest quotes, each as a document of one passage."""
    law = kinds.law()
    for provision in data.get("provisions", ()):
        title = str(provision.get("title", ""))
        record = Record(
            f"manifest.toml#{provision['id']}",
            title,
            [Part(str(provision["locator"]).partition(";")[0].strip(), one_line(provision["text"]), heading=title)],
            kind=law.name if law else "",
            issuer=str(data["source"]["publisher"]),
            date=str(provision.get("as_of", "")),
            url=str(provision.get("url", "")),
            complete=False,
            sha256=str(provision.get("sha256", "")),
        )
        store.add(db, str(data["source"]["id"]), record)
