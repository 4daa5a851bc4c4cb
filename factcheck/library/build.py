"""Compiles figures and documents of source folders into the one SQLite file of a library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.library.held import Library

Progress = Callable[[str, int, int], None]


def manifests_below(root: Path) -> list[Path]:
    """The manifest files of a sources folder: its own, and those one level down, in name order."""
    own = [root / "manifest.toml"] if (root / "manifest.toml").is_file() else []
    return own + sorted(p for p in root.glob("*/manifest.toml") if p.is_file())


def compile_into(db: sqlite3.Connection, roots: Sequence[Path], progress: Progress | None) -> sqlite3.Connection:
    from factcheck import manifest as reader
    from factcheck.documents import heads, norms
    from factcheck.documents.collect import compile_documents
    from factcheck.library.fields import apart
    from factcheck.manifest import refuse
    from factcheck.retrieve.provisions import Statutes
    from factcheck.tables import FigureFile
    from factcheck.vocabulary import compile_facts

    below = {root: [reader.load(path) for path in manifests_below(root)] for root in roots}
    manifests = [m for root in roots for m in below[root]]
    _refuse_twins(manifests)
    renamed = {m.id: m for m in apart(manifests)}
    below = {root: [renamed[m.id] for m in found] for root, found in below.items()}
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
    facts = compile_facts(list(renamed.values()))
    tables = [(root, m, t) for root in roots for m in below[root] for t in m.tables]
    for number, (root, owner, table) in enumerate(tables):
        if progress:
            progress(str(table["title"]), number, len(tables))
        file = FigureFile(root, owner, table)
        facts["tables"].append(file.compile(db, f"t{number}", owner.releases[table["id"]]))
        refuse(file.problems)
    documents = {root: {m.folder: m.data for m in found} for root, found in below.items()}
    loose, problems = compile_documents(db, documents, progress)
    facts["sources"] += loose
    db.execute("INSERT INTO meta VALUES ('problems', ?)", (json.dumps(problems, ensure_ascii=False),))
    db.execute("INSERT INTO meta VALUES ('facts', ?)", (json.dumps(facts, ensure_ascii=False),))
    heads.fill(db)
    norms.create(db)
    library = Library(db)
    norms.fill(db, Statutes(library, library.facts).norms())
    db.execute("INSERT INTO meta VALUES ('complete', '1')")
    db.commit()
    if progress:
        progress("done", len(tables), len(tables))
    return db


def _refuse_twins(manifests: Sequence[Any]) -> None:
    seen: dict[str, Path] = {}
    for m in manifests:
        if m.id in seen:
            raise SourceError(
                f"{m.folder}: source id {m.id!r} is used by {seen[m.id]} as well",
                "give one of them another id",
            )
        seen[m.id] = m.folder
