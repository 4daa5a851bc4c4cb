"""Reads a source's manifest.toml into checked, plain data: vocabulary, tables, provisions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.text.tokens import norms

LONGEST_PHRASE = 5
_SECTIONS = {
    "source", "calendar", "measures", "dimensions", "outside", "neutral", "near", "tables",
    "provisions", "concepts", "codes", "attribution", "terms", "documents", "roles", "speakers", "texts",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """One publisher's manifest. `data` is the TOML as read, checked; `folder` holds its files."""

    folder: Path
    id: str
    data: Mapping[str, Any]
    tables: tuple[Mapping[str, Any], ...] = ()
    releases: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)


def load(path: Path) -> Manifest:
    """Reads and checks `path`. Raises SourceError naming the file, the key and the remedy."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}", "check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: not valid TOML: {error}", "mend that line") from error
    check = _Checker(path)
    check.sections(data)
    source = check.table(data, "source")
    identity = check.text(source, "source", "id")
    check.text(source, "source", "title")
    check.text(source, "source", "publisher")
    check.phrases(data)
    tables = tuple(check.figure_table(t, n) for n, t in enumerate(data.get("tables", ()), start=1))
    releases = {t["id"]: _releases(path.parent, t) for t in tables}
    return Manifest(path.parent, identity, data, tables, releases)


def _releases(folder: Path, table: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The releases of one table, from the manifest itself or the file it names, oldest first."""
    listed = table.get("releases", [])
    if isinstance(listed, str):
        path = folder / listed
        try:
            rows = tomllib.loads(path.read_text("utf-8")).get("release", [])
        except OSError as error:
            raise SourceError(f"{path}: cannot be read", "run the source's build script") from error
        except tomllib.TOMLDecodeError as error:
            raise SourceError(f"{path}: not valid TOML: {error}", "run the build script again") from error
        listed = [r for r in rows if r.get("table") == table.get("releases_of", table["id"])]
    return tuple(sorted(listed, key=lambda r: str(r.get("published", ""))))


class _Checker:
    """Raises SourceError for the first thing in a manifest that cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, key: str, problem: str, remedy: str) -> SourceError:
        return SourceError(f"{self.path}: {key}: {problem}", remedy)

    def sections(self, data: Mapping[str, Any]) -> None:
        for key in data:
            if key not in _SECTIONS:
                raise self.fail(key, "not a section of a manifest", f"use one of {', '.join(sorted(_SECTIONS))}")

    def table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key)
        if not isinstance(value, dict):
            raise self.fail(key, "is missing", f"add a [{key}] section")
        return value

    def text(self, data: Mapping[str, Any], where: str, key: str) -> str:
        value = data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"{where}.{key}", "is missing or not text", f'add {key} = "…"')
        return value

    def phrases(self, data: Mapping[str, Any]) -> None:
        """A manifest is vocabulary: no phrase over five words, no regular expression."""
        for key, phrase in _all_phrases(data):
            if not isinstance(phrase, str):
                raise self.fail(key, f"{phrase!r} is not text", "write words in quotes")
            if len(norms(phrase)) > LONGEST_PHRASE:
                raise self.fail(key, f"“{phrase}” has more than {LONGEST_PHRASE} words", "shorten it")
            if any(c in phrase for c in "*?\\[]^|"):
                raise self.fail(key, f"“{phrase}” looks like a pattern", "list the words themselves")

    def figure_table(self, table: Any, number: int) -> Mapping[str, Any]:
        where = f"tables #{number}"
        if not isinstance(table, dict):
            raise self.fail(where, "is not a table", "write [[tables]]")
        for key in ("id", "title", "file", "measure"):
            self.text(table, where, key)
        if not (self.path.parent / table["file"]).is_file():
            raise self.fail(f"{where}.file", f"{table['file']} is not there", "put it beside the manifest")
        if not isinstance(table.get("fixed", {}), dict) or not isinstance(table.get("dimensions", []), list):
            raise self.fail(where, "fixed or dimensions has the wrong form", "see docs/architecture.md")
        return {"family": table["id"], "kind": "releases", "dimensions": [], "fixed": {}, **table}


def _all_phrases(data: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every vocabulary phrase of a manifest with the key it stands under."""
    if isinstance(data, dict):
        for name, value in data.items():
            here = f"{key}.{name}" if key else name
            if (
                name in ("words", "nouns", "verbs", "phrases", "hints", "bare", "not_counted")
                and isinstance(value, list)
                and not any(isinstance(v, dict) for v in value)
            ):
                for phrase in value:
                    yield here, phrase
            elif name != "text":
                yield from _all_phrases(value, here)
    elif isinstance(data, list):
        for n, value in enumerate(data, start=1):
            yield from _all_phrases(value, f"{key} #{n}")


# ---- inflection: a manifest lists dictionary forms, newsrooms write all of them ---------------

_VOWELS = "aeiou"


def plural(noun: str) -> str:
    """The regular English plural of the last word of `noun`."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("ss", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun if noun.endswith("s") else noun + "s"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Regular present, past and -ing forms of `verb`."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    short = len(verb) <= 4 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    stem = verb + verb[-1] if short else verb
    return verb, third, stem + "ed", stem + "ing"


def forms(entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """(phrase, part of speech) for the words of one vocabulary entry."""
    for noun in entry.get("nouns", ()):
        yield noun, "noun"
        yield plural(noun), "noun"
    for verb in entry.get("verbs", ()):
        for form in verb_forms(verb):
            yield form, "verb"
    for phrase in entry.get("phrases", ()):
        yield phrase, "phrase"
    for word in entry.get("words", ()):
        yield word, "word"
