"""Reads a source's manifest.toml into checked, plain data: vocabulary, tables, provisions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.model.record import record
from factcheck.schema import (
    ANY,
    BOOL,
    LISTS,
    MONTH,
    NUMBER,
    PHRASES,
    RELEASES,
    REQUIRED,
    SECTIONS,
    TEXT,
    TEXT_OR_TEXTS,
    TEXTS,
    WHOLE,
    Choice,
    Choices,
    Named,
    Or,
    Rows,
    With,
)
from factcheck.text.tokens import norms

LONGEST_PHRASE = 5
_PATTERN = "*?\\[]^|"
Place = tuple[str | int, ...]


@record
class Manifest:
    """One publisher's manifest. `data` is the TOML as read, checked; `folder` holds its files."""

    folder: Path
    id: str
    data: Mapping[str, Any]
    tables: tuple[Mapping[str, Any], ...] = ()
    releases: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)  # of dimensions that the library calls something else


def load(path: Path) -> Manifest:
    """Reads and checks `path`. Raises SourceError naming the file, the key and the remedy."""
    manifest, problems = examine(path)
    refuse(problems)
    assert manifest is not None
    return manifest


def refuse(problems: Sequence[SourceError]) -> None:
    """Raises the first of `problems`, if there is one, and says how many more there are."""
    if not problems:
        return
    first, others = problems[0], len(problems) - 1
    if others:
        raise SourceError(first.message, f"{first.advice}; {others} more: factcheck sources check names all") from first
    raise first


def examine(path: Path) -> tuple[Manifest | None, list[SourceError]]:
    """The manifest, as far as it can be used, and everything that is wrong with its keys and files."""
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        return None, [SourceError(f"{path}: cannot be read: {error.strerror}", "check its permissions")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [SourceError(f"{path}: not valid TOML: {error}", "mend that line")]
    walker = Walker(path, text)
    walker.keys(data, SECTIONS, ())
    if not walker.problems:
        walker.files(data)
        walker.ideas(data.get("thesaurus", {}))
    if walker.problems:
        return None, walker.problems
    tables = tuple(
        {"family": t["id"], "kind": "releases", "dimensions": [], "fixed": {}, **t} for t in data.get("tables", ())
    )
    releases: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for number, table in enumerate(tables, start=1):
        try:
            releases[table["id"]] = _releases(path.parent, table)
        except SourceError as error:
            walker.problems.append(error)
            continue
        walker.releases(releases[table["id"]], ("tables", number, "releases"))
    if walker.problems:
        return None, walker.problems
    return Manifest(path.parent, data["source"]["id"], data, tables, releases), []


def _releases(folder: Path, table: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The releases of one table, from the manifest itself or the file it names, oldest first."""
    listed = table.get("releases", [])
    if isinstance(listed, str):
        path = folder / listed
        try:
            text = path.read_text("utf-8")
            data = tomllib.loads(text)
        except OSError as error:
            raise SourceError(f"{path}: cannot be read", "run the source's build script") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SourceError(f"{path}: not valid TOML: {error}", "run the build script again") from error
        walker = Walker(path, text, {"release": ("id",)})
        walker.keys(data, RELEASES, ())
        refuse(walker.problems)
        listed = [r for r in data.get("release", []) if r.get("table") == table.get("releases_of", table["id"])]
    return tuple(sorted(listed, key=lambda r: str(r.get("published", ""))))


class Walker:
    """Holds a manifest against its schema and gathers everything that cannot be used."""

    def __init__(self, path: Path, text: str, required: Mapping[str, tuple[str, ...]] = REQUIRED) -> None:
        self.path = path
        self._required = required
        self.problems: list[SourceError] = []
        self._text = text
        self._lines: dict[Place, int] | None = None

    def complain(self, at: Place, problem: str, remedy: str) -> None:
        """Notes a problem with the key at `at`: names, and numbers from 1 for entries of a list."""
        if self._lines is None:
            self._lines = key_lines(self._text)
        line = next((self._lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in self._lines), None)
        place = f"{self.path}:{line}" if line else f"{self.path}"
        self.problems.append(SourceError(f"{place}: {shown(at)}: {problem}", remedy))

    def keys(self, data: Mapping[str, Any], shape: Mapping[str, Any], at: Place, others: Any = None) -> None:
        """Every key of a table against its shape; `others` is the shape of keys that have none of their own."""
        for key, value in data.items():
            if key not in shape and others is not None:
                self.value(value, others, (*at, key))
            elif key not in shape:
                what = f"a key of [{shown(at)}]" if at else "a section of a manifest"
                self.complain((*at, key), f"not {what}", f"use one of {', '.join(sorted(shape))}")
            else:
                self.value(value, shape[key], (*at, key))
        kind = ".".join(str(p) for p in at if isinstance(p, str))
        for key in self._required.get(kind, ()):
            if data.get(key) in (None, "", [], {}):
                here = (*at, key)
                self.complain(here, "is missing", f"add a [{key}] section" if not at else f'add {key} = "…"')

    def value(self, value: Any, shape: Any, at: Place) -> None:
        if isinstance(shape, Or):
            shape = shape.first if isinstance(value, str) else shape.second
        if isinstance(shape, dict | With | Named):
            if not isinstance(value, dict):
                self.complain(at, "is not a table", f"write [{shown(at)}]")
            elif isinstance(shape, dict):
                self.keys(value, shape, at)
            elif isinstance(shape, With):
                self.keys(value, shape.keys, at, shape.names)
            else:
                self.keys(value, {}, at, shape.of)
        elif isinstance(shape, Rows):
            if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
                self.complain(at, "is not a list of tables", f"write [[{shown(at)}]]")
                return
            for number, entry in enumerate(value, start=1):
                self.value(entry, shape.of, (*at, number))
        else:
            self._leaf(value, shape, at)

    def _leaf(self, value: Any, shape: Any, at: Place) -> None:
        if isinstance(shape, Choice):
            if value not in shape.words:
                self.complain(at, f"{value!r} is unknown", f"use one of {', '.join(shape.words)}")
        elif isinstance(shape, Choices):
            if not isinstance(value, list) or any(v not in shape.words for v in value):
                self.complain(at, f"{value!r} is unknown", f"use some of {', '.join(shape.words)}, in brackets")
        elif not _FITS[shape](value):
            if shape == PHRASES and isinstance(value, list):
                bad = next(v for v in value if not isinstance(v, str) or not v.strip())
                self.complain(at, f"{bad!r} is not text", "write words in quotes")
            else:
                self.complain(at, f"{value!r} is not {shape}", _REMEDY.get(shape, "write it so"))
        elif shape == PHRASES:
            self._phrases(value, at)
        elif shape == ANY:
            self._words_below(value, at)

    def _words_below(self, value: Any, at: Place) -> None:
        """What is checked elsewhere keeps to the rule for phrases, too."""
        below = (
            value.items() if isinstance(value, dict) else enumerate(value, start=1) if isinstance(value, list) else ()
        )
        for key, entry in below:
            if key == "words" and isinstance(entry, list):
                self.value(entry, PHRASES, (*at, key))
            else:
                self._words_below(entry, (*at, key))

    def _phrases(self, value: Sequence[str], at: Place) -> None:
        """A manifest is vocabulary: no phrase over five words, no regular expression."""
        for phrase in value:
            if len(norms(phrase)) > LONGEST_PHRASE:
                self.complain(at, f"“{phrase}” has more than {LONGEST_PHRASE} words", "shorten it")
            elif not norms(phrase):
                self.complain(at, f"“{phrase}” holds no word", "remove it")
            if any(c in phrase for c in _PATTERN):
                self.complain(at, f"“{phrase}” looks like a pattern", "list the words themselves")

    def files(self, data: Mapping[str, Any]) -> None:
        """Whether tables name files that are there, measures that are declared, and no table twice."""
        seen: set[str] = set()
        for number, table in enumerate(data.get("tables", ()), start=1):
            at: Place = ("tables", number)
            if not (self.path.parent / table["file"]).is_file():
                self.complain((*at, "file"), f"{table['file']} is not there", "put it beside the manifest")
            if table["id"] in seen:
                self.complain((*at, "id"), f"two tables are called {table['id']!r}", "rename one of them")
            seen.add(table["id"])
            if table["measure"] not in data.get("measures", {}):
                listed = ", ".join(data.get("measures", {})) or "none is declared"
                self.complain((*at, "measure"), f"no [measures.{table['measure']}]", f"declare it, or use: {listed}")
        start = data.get("calendar", {}).get("fiscal_start", 1)
        if not 1 <= start <= 12:
            self.complain(("calendar", "fiscal_start"), f"{start} is no month", "use a number from 1 to 12")
        for name, measure in data.get("measures", {}).items():
            if not 0 <= measure.get("decimals", 0) <= 6:
                self.complain(("measures", name, "decimals"), "must lie between 0 and 6", "round the figures")

    def ideas(self, thesaurus: Mapping[str, Any]) -> None:
        """Whether every idea has words, and names only ideas that are there."""
        for name, idea in thesaurus.items():
            if not idea.get("words"):
                self.complain(("thesaurus", name), "has no words", 'add words = ["…"]')
            for key in ("from", "means", "opposites", "rivals", "unlike", "forbids", "kind_of"):
                for strange in (n for n in idea.get(key, ()) if n not in thesaurus):
                    self.complain(("thesaurus", name, key), f"no [thesaurus.{strange}]", "declare it, or leave it out")

    def releases(self, listed: Sequence[Mapping[str, Any]], at: Place) -> None:
        """Whether releases have ids of their own and dates that can be."""
        seen: set[str] = set()
        for release in listed:
            if release["id"] in seen:
                self.complain(at, f"two releases are called {release['id']!r}", "rename one of them")
            seen.add(release["id"])
            published, retrieved = str(release.get("published", "")), str(release.get("retrieved", ""))
            if published and not _DATE.fullmatch(published):
                self.complain(at, f"{published!r} is not a date", "write published as 2024-03-04, or 2024-03")
            elif retrieved and retrieved < published[: len(retrieved)]:
                problem = f"{release['id']!r} was retrieved ({retrieved}) before it was published ({published})"
                self.complain(at, problem, "correct one of the dates")


_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_REMEDY = {BOOL: "write true or false", WHOLE: "write a number without quotes", NUMBER: "write it without quotes",
           TEXT: "write it in quotes", MONTH: "write it in quotes, year first",
           TEXTS: 'write it as ["…", "…"]', PHRASES: 'write it as ["…", "…"]'}  # fmt: skip


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


_FITS: dict[str, Callable[[Any], bool]] = {
    TEXT: lambda v: isinstance(v, str),
    TEXTS: _texts,
    PHRASES: lambda v: _texts(v) and all(p.strip() for p in v),
    LISTS: lambda v: isinstance(v, list) and all(_texts(p) for p in v),
    ANY: lambda v: True,
    WHOLE: lambda v: isinstance(v, int) and not isinstance(v, bool),
    NUMBER: lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    BOOL: lambda v: isinstance(v, bool),
    MONTH: lambda v: isinstance(v, str) and _MONTH.fullmatch(v) is not None,
    TEXT_OR_TEXTS: lambda v: isinstance(v, str) or _texts(v),
}


def shown(at: Place) -> str:
    """A key's place as the errors write it: "tables #1.file"."""
    out = ""
    for part in at:
        out += f" #{part}" if isinstance(part, int) else f".{part}" if out else part
    return out


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*=")


def key_lines(text: str) -> dict[Place, int]:
    """The line (from 1) on which each section and key of a TOML text stands, as far as plain reading tells."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    here: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = ()
            names = [n.strip().strip('"') for n in header[2].split(".")]
            for place, name in enumerate(names, start=1):
                here = (*here, name)
                if place == len(names) and header[1] == "[[":
                    counts[here] = counts.get(here, 0) + 1
                    lines.setdefault(here, number)
                if here in counts:
                    here = (*here, counts[here])
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, *(n.strip().strip('"') for n in key[1].split("."))), number)
    return lines


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
