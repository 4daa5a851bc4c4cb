"""No domain word in factcheck/: the words of the bundled manifests stand in none of its code.

The banned words come from the manifests themselves: what is counted, the values of dimensions, what
lies outside, the concepts of the law. A word of general English that a manifest happens to use is
let through when the engine's own tables (factcheck/extract/lexicon.py and its neighbours) list it,
or when it stands below with its reason.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from factcheck import config
from factcheck.extract.lexicon import general_terms
from factcheck.library import manifests_below
from factcheck.manifest import forms, load, plural
from factcheck.model.value import MONTHS

PACKAGE = Path(config.__file__).parent
WORD = re.compile(r"[A-Za-z]+")

# Words that the manifests use and the engine may use as well: single words of ordinary English, of
# newsrooms, of law in general, or of programming. Never a name.
ORDINARY = frozenset(
    """
    admitted repeats
    agent agents anyone authorities authority away ban bans boundary case cases categories category
    caught certain class coast cross del enforcement entries entry family federal field fields forces foreign
    general grand guard health house illegal individual individuals judge land law legal local lone middle officers
    outside parent parents particular pass passes permits persons policy port power powers process processes
    provision provisions specific statute statutes stop stopped stopping stops subject title travel unlawful
    visitor white wide work
    """.split()
)


def _phrases(data: Mapping[str, Any]) -> Iterator[str]:
    """The names of a field in one manifest: measures, values, places, what lies outside."""
    for measure in data.get("measures", {}).values():
        for group in measure.get("words", ()):
            yield from (phrase for phrase, _ in forms(group))
        yield from measure.get("heads", {}).get("words", ())
    for dimension in data.get("dimensions", {}).values():
        yield from dimension.get("bare", ())
        for value in dimension.get("values", {}).values():
            yield from (*value.get("words", ()), *value.get("hints", ()), value.get("label", ""))
        yield from dimension.get("others", {}).get("words", ())
    for group in data.get("outside", ()):
        yield from group.get("words", ())
    for concept in data.get("concepts", {}).values():
        # Who acts and who is acted upon; what they do ("limit", "grant") is ordinary English.
        if concept.get("slot") in ("actor", "object"):
            yield from (phrase for phrase, _ in forms(concept))
    for provision in data.get("provisions", ()):
        yield from provision.get("names", {}).get("words", ())


def _general() -> frozenset[str]:
    """The single words of the engine's own tables of English."""
    words = {w for phrase in general_terms() for w in WORD.findall(phrase.lower())}
    return frozenset(words | {m.lower() for m in MONTHS} | ORDINARY)


def banned() -> tuple[frozenset[str], frozenset[str]]:
    """(single words, phrases) of the bundled manifests that are no general English."""
    general = _general()
    listed = {" ".join(WORD.findall(p.lower())) for p in general_terms()}
    words: set[str] = set()
    phrases: set[str] = set()
    for path in manifests_below(config.bundled("sources")):
        for phrase in _phrases(load(path).data):
            parts = WORD.findall(phrase.lower().replace(".", ""))
            rare = [w for w in parts if len(w) > 2 and w not in general]
            words.update(rare)
            words.update(plural(w) for w in rare)
            if len(parts) > 1 and any(len(w) > 3 for w in parts) and " ".join(parts) not in listed:
                phrases.add(" ".join(parts))
    return frozenset(words), frozenset(phrases)


BANNED_WORDS, BANNED_PHRASES = banned()
# A report draws panels, and panels have borders.
DRAWN = frozenset(("border", "borders"))


def _written(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string, comment and name in Python code."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.STRING, tokenize.COMMENT):
            yield token.start[0], token.string
        elif token.type == tokenize.NAME:
            yield token.start[0], re.sub(r"(?<=[a-z])(?=[A-Z])", " ", token.string).replace("_", " ")


def hits(source: str) -> list[tuple[int, str]]:
    """(line, word or phrase) of every domain word in Python code."""
    found: list[tuple[int, str]] = []
    for line, written in _written(source):
        text = written.lower()
        for offset, row in enumerate(text.splitlines()):
            words = WORD.findall(row)
            found += [(line + offset, w) for w in words if w in BANNED_WORDS]
        together = f" {' '.join(WORD.findall(text))} "
        if together.count(" ") > 2:
            found += [(line, p) for p in BANNED_PHRASES if f" {p} " in together]
    return found


def _python() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", _python(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_domain_word_in_the_code(path: Path) -> None:
    source = path.read_text("utf-8")
    ast.parse(source)
    found = [(line, word) for line, word in hits(source) if path.parent.name != "report" or word not in DRAWN]
    assert not found, "\n".join(f"{path}:{line}: {word!r} is a word of a manifest" for line, word in found)


def test_no_domain_word_in_data_that_lies_in_the_package() -> None:
    for path in sorted(PACKAGE.rglob("*.toml")):
        if "_bundled" in path.parts:
            continue
        quoted = "\n".join(f"# {row}" for row in path.read_text("utf-8").splitlines())
        assert hits(quoted) == [], path


@pytest.mark.parametrize(
    "code",
    [
        'AGENCY = "Border Patrol"',
        "# counts apprehensions as CBP does",
        "def border_patrol_total() -> int: ...",
        "class MigrantCounter: ...",
        'WORDS = ("gotaways", "asylum")',
        'x = """A docstring about\nHondurans."""',
    ],
)
def test_a_domain_word_would_be_found(code: str) -> None:
    assert hits(code)


def test_general_english_is_let_through() -> None:
    assert hits('# the highest figure of the year, as reported\nrate = "more than the total"') == []


def test_the_list_of_ordinary_words_holds_no_name() -> None:
    assert not ORDINARY & set("border patrol migrant migrants apprehension cbp asylum alien encounter".split())
    assert len(BANNED_WORDS) > 100
