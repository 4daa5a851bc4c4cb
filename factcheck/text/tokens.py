"""Turns a sentence into tokens that know their place and their comparable form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from factcheck.model.record import record

_TOKEN = re.compile(
    r"""
    (?P<num>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
  | (?P<abbr>(?:[^\W\d_]\.){2,})
  | (?P<poss>['’]s\b|(?<=s)['’](?=\s))
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\.?(?=(?:\s|$|[,;:)]|['’]s\b)) | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<dash>[-‐‑‒–—−]+)
  | (?P<punct>[^\s\w])
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
# Abbreviations whose full stop belongs to the word.
_DOTTED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec gov sen rep mr mrs ms dr no vs sec st".split())
_FOLD = {"us": "u.s.", "usa": "u.s.", "u.s.a.": "u.s."}


@record(eq=False)
class Token:
    """`kind` is `word`, `num`, `dash`, `punct` or `poss`; `norm` the lower-case, accent-free form."""

    text: str
    norm: str
    start: int
    end: int
    kind: str

    @property
    def capitalised(self) -> bool:
        return self.kind == "word" and self.text[:1].isupper()


_BEYOND = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower case without accents, with straight quotes, so that spellings compare equal."""
    if text.isascii():
        return text.lower()
    text = text.replace("’", "'").replace("‘", "'")
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    accents = {ord(c): None for c in set(_BEYOND.findall(plain)) if unicodedata.combining(c)}
    return (plain.translate(accents) if accents else plain).lower()


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order; `start` and `end` count code points."""
    tokens: list[Token] = []
    end = -1
    for piece in text.split(" "):
        start = end + 1
        end = start + len(piece)
        for raw, norm, first, last, kind in _KNOWN.get(piece) or _parts(text, start, end):
            tokens.append(Token(raw, norm, start + first, start + last, kind))
    return tokens


_Part = tuple[str, str, int, int, str]  # a token, counted from the beginning of what stands between two spaces
# The tokens of what stands between two spaces, by how it is written: most words of a draft were seen before.
_KNOWN: dict[str, Sequence[_Part]] = {}
_REMEMBERED, _LONGEST = 20_000, 40  # so many, of at most so many characters


def _parts(text: str, first: int, last: int) -> Sequence[_Part]:
    """The tokens of text[first:last], which stands between two spaces, an edge of the text being one."""
    parts: list[_Part] = []
    for match in _TOKEN.finditer(text, first, last + 1):
        kind = match.lastgroup or "other"
        raw = match.group()
        start, end = match.start() - first, match.end() - first
        if kind == "word" and raw[-1] == ".":
            raw = raw[:-1]
            if fold(raw) not in _DOTTED:
                parts.append((raw, _norm(raw), start, end - 1, "word"))
                parts.append((".", ".", end - 1, end, "punct"))
                continue
        if kind in ("word", "abbr"):
            parts.append((raw, _norm(raw), start, end, "word"))
        elif kind == "num":
            parts.append((raw, raw, start, end, "num"))
        elif kind == "poss":
            parts.append((raw, "'s", start, end, "poss"))
        else:
            parts.append((raw, "-" if kind == "dash" else raw, start, end, _plain(kind)))
    if last - first <= _LONGEST and text[last - 1 : last] not in _APOSTROPHES:  # these ask whether a space follows
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        _KNOWN[text[first:last]] = parts
    return parts


_APOSTROPHES = ("'", "’")


def _plain(kind: str) -> str:
    return kind if kind in ("dash", "punct") else "punct"


def _norm(raw: str) -> str:
    norm = raw.lower() if raw.isascii() else fold(raw)
    return _FOLD[norm] if norm in _FOLD and raw.isupper() else norm


def norms(text: str) -> tuple[str, ...]:
    """The comparable forms of a vocabulary phrase, hyphens left out."""
    return tuple(t.norm for t in tokenize(text) if t.kind != "dash")
