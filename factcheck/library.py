"""Compiles figures and documents of the sources into files in the user's cache, and answers from them."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import config, shipped
from factcheck.errors import LibraryError, SourceError
from factcheck.model.norm import Norm
from factcheck.model.source import Announced, OfficialText, Part, Passage, Release, Series, Where
from factcheck.model.value import Number

if TYPE_CHECKING:
    from factcheck.documents.index import PassageIndex

SCHEMA = 9  # the layout of the compiled file
ALL = "all"  # the value of a dimension that stands for all of them together
Progress = Callable[[str, int, int], None]
# The modules that decide what a compiled library holds.
_COMPILERS = (
    "library.py", "manifest.py", "schema.py", "tables.py", "vocabulary.py",
    "model/norm.py", "model/source.py", "retrieve/leads.py", "retrieve/provisions.py",
    *(f"documents/{name}.py" for name in "collect declared find index kinds law norms read store transcript".split()),
    *(f"text/{name}.py" for name in "analyzer citations numerals snowball tokens".split()),
    *(f"text/rules/{name}.py" for name in "lexer outcome reader walk words".split()),
    *(f"ingest/{name}.py" for name in "docx front_matter html markdown paragraphs pdf".split()),
)  # fmt: skip


class Library:
    """A compiled library, open for reading.

    `facts` is what manifests say besides figures: vocabulary terms, measures, dimensions,
    calendar, sources, provisions. `problems` names the documents that could not be read, a line for
    each. `index` is the folder of the passage index; without one it is made in memory when it is
    needed. Raises LibraryError when the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, index: Path | None = None) -> None:
        self._db = connection
        held = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('facts', 'problems')"))
        self.facts: Mapping[str, Any] = json.loads(held["facts"])
        self.problems: tuple[str, ...] = tuple(json.loads(held.get("problems", "[]")))
        self._strands: dict[str, dict[str, None]] = {}  # of each measure, in the manifest's order
        for table in self.facts["tables"]:
            self._strands.setdefault(table["measure"], {})[table["family"]] = None
        self._series: dict[tuple[str, Where, str], Series | None] = {}
        self._texts: Mapping[int, OfficialText] | None = None
        self._passages: dict[int, tuple[Passage, ...]] = {}
        self._nominated: dict[int, Passage] = {}
        self._index_folder = index
        self._index: PassageIndex | None = None

    def close(self) -> None:
        self._db.close()

    def series(self, measure: str, where: Where) -> Series | None:
        """The months held for `measure` where each dimension takes one of the given values.

        A dimension left out means all its values together. Returns None when no table can answer; where
        tables of more than one family can, those of the first in the manifest's order.
        """
        return next(self.strands(measure, where), None)

    def strands(self, measure: str, where: Where) -> Iterator[Series]:
        """What each family of tables holds on `measure` and `where`, in the manifest's order.

        Figures of one family are never added to, or compared with, those of another.
        """
        for family in self._strands.get(measure, ()):
            key = (measure, where, family)
            if key not in self._series:
                try:
                    self._series[key] = self._load(measure, where, family)
                except sqlite3.DatabaseError as error:
                    raise LibraryError(
                        f"the compiled library is damaged: {error}",
                        "run the command again: it is rebuilt",
                    ) from error
            found = self._series[key]
            if found is not None:
                yield found

    # ---- documents ----------------------------------------------------------------------------

    def documents(self) -> Mapping[int, OfficialText]:
        """All documents by id."""
        from factcheck.documents import store

        if self._texts is None:
            self._texts = store.load_texts(self._db)
        return self._texts

    def passages(self, document: int) -> Sequence[Passage]:
        """The passages of one document in their order."""
        from factcheck.documents import store

        if document not in self._passages:
            self._passages[document] = store.load_passages(self._db, document)
        return self._passages[document]

    def norm(self, address: str) -> Norm | None:
        """The provision at an address as read when the library was compiled; None for any other."""
        from factcheck.documents import norms

        return norms.load(self._db, address)

    def nominate(
        self, words: str, limit: int = 20, among: Collection[int] | None = None
    ) -> Sequence[tuple[Passage, float]]:
        """The passages nearest to `words` by BM25, best first, among the documents given, else all."""
        from factcheck.documents import store

        found = self._open_index().nearest(words, limit, among)
        held = self._nominated
        if missing := [identity for identity, _ in found if identity not in held]:
            held |= store.load_by_id(self._db, missing)
        return [(held[identity], score) for identity, score in found if identity in held]

    def _open_index(self) -> PassageIndex:
        """The passage index: found, or else made anew beside the library, or else in memory."""
        if self._index is None:
            from factcheck.documents import index

            folder = self._index_folder
            self._index = index.open_in(folder) if folder else None
            if self._index is None and folder:
                with suppress(OSError, ValueError):
                    index.build_in(folder, self._db)
                self._index = index.open_in(folder)
            self._index = self._index or index.build_in_memory(self._db)
        return self._index

    # ---- figures ------------------------------------------------------------------------------

    def _load(self, measure: str, where: Where, family: str) -> Series | None:
        parts: list[Part] = []
        announced: list[Announced] = []
        covered: set[int] = set()
        about = self.facts["measures"].get(measure, {})
        for table in self.facts["tables"]:
            if table["measure"] != measure or table["family"] != family:
                continue
            if table["kind"] == "as-published":
                announced += self._announced(table, where)
            elif (filters := _filters(table, where, mean=bool(about.get("mean")))) is not None:
                months = {m for r in table["releases"] for m in range(r["first_month"], r["last_month"] + 1)}
                if table["span"] == 1 and table["gaps"] == "zero" and months <= covered:
                    continue  # tables before it answer for every month
                part = self._part(table, filters)
                if any(value for months in part.values.values() for value in months.values()):
                    parts.append(part)
                    covered |= months if table["span"] == 1 else set()
        if not parts:
            return None
        return Series(
            measure,
            where,
            tuple(parts),
            tuple(announced),
            about.get("restated_percent", 0.0),
            about.get("restated_points", 0.0),
            bool(about.get("mean")),
            bool(about.get("percent")),
            bool(about.get("signed")),
            int(about.get("decimals", 0)),
            str(about.get("measured_in", "")),
            family,
        )

    def _part(self, table: Mapping[str, Any], filters: Mapping[str, Sequence[str]]) -> Part:
        decimals = int(self.facts["measures"][table["measure"]].get("decimals", 0))
        clause = "".join(f' AND "{d}" IN ({",".join("?" * len(v))})' for d, v in filters.items())
        arguments = [x for v in filters.values() for x in v]
        totals: dict[str, Counter[int]] = {r["id"]: Counter() for r in table["releases"]}
        counted: dict[str, Counter[int]] = {r["id"]: Counter() for r in table["releases"]}
        query = f'SELECT "release", "month", SUM("value"), COUNT(*) FROM "{table["sql"]}" WHERE 1{clause} GROUP BY 1, 2'
        for named, month, total, cells in self._db.execute(query, arguments):
            for release_id in named.split():  # a row may stand in several releases
                totals[release_id][month] += total
                counted[release_id][month] += cells
        values: dict[str, dict[int, Number]] = {}
        whole = self._cells_of_a_month(table, clause, arguments)
        for release in table["releases"]:
            found, cells_of = totals[release["id"]], counted[release["id"]]
            months = range(release["first_month"], release["last_month"] + 1, table["span"])
            known = [m for m in months if cells_of[m] >= whole.get(release["id"], 0)]
            values[release["id"]] = {m: Decimal(found[m]).scaleb(-decimals) if decimals else found[m] for m in known}
        releases = tuple(Release(**{k: r[k] for k in Release.__dataclass_fields__}) for r in table["releases"])
        chosen = ", ".join(f"{d}={'+'.join(v)}" for d, v in filters.items()) or "all rows"
        return Part(
            table["id"],
            table["title"],
            table["url"],
            table["source"],
            f"{table['file']}: {chosen}",
            releases,
            values,
            tuple(table["caveats"]),
            table["path"],
            tuple((d, tuple(v)) for d, v in filters.items()),
            table["span"],
            max((n for cells in counted.values() for n in cells.values()), default=1),
        )

    def _cells_of_a_month(self, table: Mapping[str, Any], clause: str, arguments: Sequence[str]) -> dict[str, int]:
        """Where a missing row means "not known": how many cells a month of each release needs to be whole."""
        if table["gaps"] == "zero":
            return {}
        names = ", ".join(f'"{d}"' for d in ("release", *table["dimensions"]))
        cells: dict[str, set[tuple[str, ...]]] = {r["id"]: set() for r in table["releases"]}
        for named, *cell in self._db.execute(
            f'SELECT DISTINCT {names} FROM "{table["sql"]}" WHERE 1{clause}', arguments
        ):
            for release_id in named.split():
                cells[release_id].add(tuple(cell))
        return {release_id: max(len(found), 1) for release_id, found in cells.items()}

    def _announced(self, table: Mapping[str, Any], where: Where) -> list[Announced]:
        wanted = {d: v for d, v in where}
        if any(d not in table["dimensions"] for d in wanted) or any(len(v) > 1 for v in wanted.values()):
            return []
        asked = [wanted.get(d, ("all",))[0] for d in table["dimensions"]]
        clause = "".join(
            f' AND "{d}" IN (?{", ?" if a == "all" else ""})' for d, a in zip(table["dimensions"], asked, strict=True)
        )
        arguments: list[str] = []
        for name in asked:
            arguments += ["all", ""] if name == "all" else [name]
        decimals = int(self.facts["measures"][table["measure"]].get("decimals", 0))
        columns = '"month", "value", "published", "quoted_from"'
        query = f'SELECT {columns} FROM "{table["sql"]}" WHERE 1{clause} ORDER BY 1, 3, 2'
        named = tuple((d, ("all", "") if a == "all" else (a,)) for d, a in zip(table["dimensions"], asked, strict=True))
        return [
            Announced(
                month,
                Decimal(value).scaleb(-decimals) if decimals else value,
                published,
                quoted_from,
                table["path"],
                (*named, ("published", (published,)), ("quoted_from", (quoted_from,))),
            )
            for month, value, published, quoted_from in self._db.execute(query, arguments)
        ]


def _filters(table: Mapping[str, Any], where: Where, mean: bool = False) -> dict[str, tuple[str, ...]] | None:
    """Column filters under which `table` answers `where`; None when it cannot."""
    filters: dict[str, tuple[str, ...]] = {}
    wanted = dict(where)
    for dimension, fixed in table["fixed"].items():
        if wanted.pop(dimension, ("all",)) != (fixed,):
            return None
    for dimension, values in wanted.items():
        held = table["held"].get(dimension)
        if held is None or any(v not in held for v in values):
            return None
        if mean and len(values) > 1:
            return None  # an average of averages is no figure of the publisher's
        filters[dimension] = tuple(values)
    for dimension in table["dimensions"]:
        if dimension in filters:
            continue
        if ALL in table["held"][dimension]:
            filters[dimension] = (ALL,)  # the publisher's own total, not the sum of the parts
        elif mean and len(table["held"][dimension]) > 1:
            return None
    return filters


# ---- opening and building ---------------------------------------------------------------------


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


def manifests_below(root: Path) -> list[Path]:
    """The manifest files of a sources folder: its own, and those one level down, in name order."""
    own = [root / "manifest.toml"] if (root / "manifest.toml").is_file() else []
    return own + sorted(p for p in root.glob("*/manifest.toml") if p.is_file())


def source_files(roots: Iterable[Path]) -> list[Path]:
    """Every file that the compiled library depends on, in a fixed order."""
    # What compiles them counts too: a library made by other code is not the same library.
    from factcheck.documents.find import files_beside, loose_files

    here = Path(__file__).parent
    files = [here / name for name in _COMPILERS]
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


def compile_into(db: sqlite3.Connection, roots: Sequence[Path], progress: Progress | None) -> sqlite3.Connection:
    from factcheck import manifest as reader
    from factcheck.documents import norms
    from factcheck.documents.collect import compile_documents
    from factcheck.manifest import refuse
    from factcheck.retrieve.provisions import Statutes
    from factcheck.tables import FigureFile
    from factcheck.vocabulary import compile_facts

    below = {root: [reader.load(path) for path in manifests_below(root)] for root in roots}
    manifests = [m for root in roots for m in below[root]]
    _refuse_twins(manifests)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
    facts = compile_facts(manifests)
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
