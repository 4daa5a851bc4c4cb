"""A registry's claims file -> an index on disk: claims by identity, by words, by likeness.

The file itself stays the registry; the index lies in the user's cache and can be made again. It is
brought up to date whenever the file has changed: what was appended is added, a rewritten file is indexed anew.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from factcheck.errors import RegistryError
from factcheck.registry.files import failed
from factcheck.registry.identity import words_digest
from factcheck.registry.records import RegistryClaim, from_line, read_claim
from factcheck.text.analyzer import NAME, analyzer

if TYPE_CHECKING:
    import tantivy

SCHEMA = 2
_BUDGET = 64_000_000  # bytes the writer may hold before it writes a segment
_NOMINATED = 50  # by BM25, to be ordered by likeness
_TAIL = 256  # bytes before the end of what is indexed, to know a file that only grew
_LINK = re.compile(r"https?://\S+|\bwww\.\S+|\bpic\.\S+")


class ClaimIndex:
    """The claims in one file of JSON Lines. Memory does not grow with the file.

    Open it with `ClaimIndex.open`. Raises RegistryError when the file cannot be read.
    """

    def __init__(self, index: tantivy.Index, file: BinaryIO) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._words = analyzer(stop_words=False)
        self._file = file

    @classmethod
    def open(cls, path: Path, cache: Path | None) -> ClaimIndex:
        """The index of the claims file at `path`, made or brought up to date in the folder `cache`.

        Without a cache folder it is made in memory. A missing file holds no claims.
        """
        try:
            file: BinaryIO = path.open("rb")
        except FileNotFoundError:
            file = open(os.devnull, "rb")  # noqa: SIM115 - lives as long as the index
        except OSError as error:
            failed(path, error, "read")
        if cache is None:
            index = _new_index(None)
            _add(index, file, 0)
            return cls(index, file)
        name = f"claims-{SCHEMA}-{sha256(os.fsencode(os.path.abspath(path))).hexdigest()[:16]}"
        try:
            with _alone(cache / f"{name}.lock"):
                return cls(_Cached(cache, name).index(file), file)
        except OSError as error:
            raise RegistryError(
                f"the index of {path} cannot be written to {cache}: {error.strerror}",
                "free some space, or set FACTCHECK_CACHE to another folder",
            ) from error

    def by_id(self, identity: str) -> list[RegistryClaim]:
        """Every claim with that identity: one for each article, in the order of the file."""
        return self._exact("id", identity)

    def same_words(self, text: str) -> list[RegistryClaim]:
        """Every claim of the same normalised words, whatever its as-of date."""
        return self._exact("words", words_digest(text))

    def nearest(self, text: str, limit: int = 5) -> list[tuple[RegistryClaim, float]]:
        """The claims most like `text`, best first, with their likeness from 0 to 100.

        BM25 nominates, `token_sort_ratio` orders; of equals the first in the file comes first. A likeness orders
        and never decides.
        """
        from rapidfuzz import fuzz

        nominated = (self._read(at) for at in self._search(text, max(_NOMINATED, limit)))
        wanted = text.lower()
        scored = [(c, fuzz.token_sort_ratio(wanted, c.text.lower())) for c in nominated if c is not None]
        return sorted(scored, key=lambda pair: -pair[1])[:limit]

    def relevant(self, text: str, limit: int = 5) -> list[RegistryClaim]:
        """The claims that say most of what `text` is about, by BM25 alone: for texts longer than a claim."""
        return [c for at in self._search(text, limit) if (c := self._read(at)) is not None]

    def _search(self, text: str, limit: int) -> list[int]:
        import tantivy

        # Terms and not a query's syntax: a claim may hold any character.
        words = dict.fromkeys(self._words.analyze(_LINK.sub(" ", text)))
        if not words:
            return []
        schema = self._index.schema
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", word)) for word in words]
        )
        hits = [(-score, self._at(address)) for score, address in self._searcher.search(query, limit, count=False).hits]
        return [at for _, at in sorted(hits)]

    def _exact(self, field: str, value: str) -> list[RegistryClaim]:
        import tantivy

        query = tantivy.Query.term_query(self._index.schema, field, value)
        places = sorted(self._at(address) for _, address in self._searcher.search(query, 1000, count=False).hits)
        found = (self._read(at) for at in places)
        # Of two lines for one entry (a merge may leave them) the later counts.
        return list({c.key: c for c in found if c is not None}.values())

    def _at(self, address: Any) -> int:
        return int(self._searcher.doc(address)["at"][0])

    def _read(self, at: int) -> RegistryClaim | None:
        self._file.seek(at)
        try:
            return read_claim(from_line(self._file.readline().rstrip(b"\r\n")))
        except ValueError:
            return None  # the registry names such a line when it is read


class _Cached:
    """The index folder of one claims file, and the note that says what it holds."""

    def __init__(self, cache: Path, name: str) -> None:
        self.cache = cache
        self.name = name
        self.note = cache / f"{name}.json"

    def index(self, file: BinaryIO) -> tantivy.Index:
        """The index of all that stands in `file`, with the lock held."""
        now = _state(file)
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(self.note.read_bytes())
            folder = self.cache / str(known["folder"])
            if known["state"] == now:
                return _open_index(folder)
            if _only_grew(file, known, now):
                index = _open_index(folder)
                self._keep(folder, now, _add(index, file, int(known["end"])), file)
                return index
        return self._anew(file, now)

    def _anew(self, file: BinaryIO, now: Sequence[int]) -> tantivy.Index:
        import shutil
        import tempfile

        for old in self.cache.glob(f"{self.name}.d-*"):
            shutil.rmtree(old, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{self.name}.d-", dir=self.cache))
        index = _new_index(folder)
        self._keep(folder, now, _add(index, file, 0), file)
        return index

    def _keep(self, folder: Path, now: Sequence[int], end: int, file: BinaryIO) -> None:
        file.seek(max(0, end - _TAIL))
        tail = sha256(file.read(end - max(0, end - _TAIL))).hexdigest()
        scratch = self.note.with_suffix(".new")
        scratch.write_text(json.dumps({"folder": folder.name, "state": now, "end": end, "tail": tail}))
        os.replace(scratch, self.note)


def _state(file: BinaryIO) -> list[int]:
    found = os.fstat(file.fileno())
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns]


def _only_grew(file: BinaryIO, known: dict[str, Any], now: Sequence[int]) -> bool:
    end = int(known["end"])
    if known["state"][:2] != now[:2] or not end <= now[2]:
        return False
    file.seek(max(0, end - _TAIL))
    return bool(sha256(file.read(end - max(0, end - _TAIL))).hexdigest() == known["tail"])


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time brings an index up to date; the others wait for it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


# ---- tantivy ----------------------------------------------------------------------------------


def _new_index(folder: Path | None) -> tantivy.Index:
    import tantivy

    fields = tantivy.SchemaBuilder()
    fields.add_text_field("body", tokenizer_name=NAME, index_option="freq")
    fields.add_text_field("id", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("words", tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field("at", stored=True)
    schema = fields.build()
    return _known(tantivy.Index(schema, None if folder is None else str(folder)))


def _open_index(folder: Path) -> tantivy.Index:
    import tantivy

    return _known(tantivy.Index.open(str(folder)))


def _known(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(NAME, analyzer(stop_words=False))
    return index


def _add(index: tantivy.Index, file: BinaryIO, start: int) -> int:
    """Adds the whole lines of `file` from the byte `start`; returns the byte after the last."""
    import tantivy

    writer = index.writer(heap_size=_BUDGET, num_threads=1)
    file.seek(start)
    at = start
    for line in file:
        if not line.endswith(b"\n"):
            break  # somebody is writing it, or was killed: the registry names it
        with suppress(ValueError, KeyError, TypeError):
            fields = json.loads(line)
            text = fields["text"]
            document = tantivy.Document()
            document.add_text("body", text)
            document.add_text("id", fields["id"])
            document.add_text("words", fields.get("words") or words_digest(text))
            document.add_unsigned("at", at)
            writer.add_document(document)
        at += len(line)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return at
