"""No domain word in factcheck/: the words of the bundled manifests stand neither in its code nor in its data.

The banned words come from the manifests themselves (scripts/domain_words.py).
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from factcheck import config
from scripts.domain_words import ORDINARY, WORD, banned

PACKAGE = Path(config.__file__).parent
BANNED_WORDS, BANNED_PHRASES = banned()
LENGTHS = range(2, max(len(phrase.split()) for phrase in BANNED_PHRASES) + 1)
DATA = frozenset((".toml", ".json", ".jsonl", ".txt", ".csv", ".html", ".css", ".md"))
# A report draws panels, and panels have borders.
DRAWN = frozenset(("border", "borders"))


def _written(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string, comment and name in Python code."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.STRING, tokenize.COMMENT):
            yield token.start[0], token.string
        elif token.type == tokenize.NAME:
            yield token.start[0], re.sub(r"(?<=[a-z])(?=[A-Z])", " ", token.string).replace("_", " ")


@cache
def _banned_in(written: str) -> tuple[tuple[int, str], ...]:
    """(rows down, word or phrase) of every domain word in a string, comment or name; most names come up often."""
    text = written.lower()
    found = [(n, w) for n, row in enumerate(text.splitlines()) for w in WORD.findall(row) if w in BANNED_WORDS]
    words = WORD.findall(text)
    stretches = (" ".join(words[n : n + k]) for n in range(len(words) - 1) for k in LENGTHS)
    return (*found, *((0, phrase) for phrase in sorted(BANNED_PHRASES.intersection(stretches))))


def hits(source: str) -> list[tuple[int, str]]:
    """(line, word or phrase) of every domain word in Python code."""
    return [(line + down, word) for line, written in _written(source) for down, word in _banned_in(written)]


def _python() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", _python(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_domain_word_in_the_code(path: Path) -> None:
    source = path.read_text("utf-8")
    ast.parse(source)
    found = [(line, word) for line, word in hits(source) if path.parent.name != "report" or word not in DRAWN]
    assert not found, "\n".join(f"{path}:{line}: {word!r} is a word of a manifest" for line, word in found)


def test_no_domain_word_in_data_that_lies_in_the_package() -> None:
    for path in sorted(p for p in PACKAGE.rglob("*") if p.suffix in DATA):
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
