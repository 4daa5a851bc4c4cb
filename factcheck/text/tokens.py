"""Turns a sentence into tokens that know their place and their comparable form."""

from __future__ import annotations

import re
import unicodedata

from factcheck.model.record import record

_TOKEN = re.compile(
    r"""
    (?P<num>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
  | (?P<abbr>(?:[^\W\d_]\.){2,})
  | (?P<poss>['’]s\b|(?<=s)['’](?=\s))
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\.?(?=(?:\s|$|[,;:)])) | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<dash>[-‐‑‒–—−]+)
  | (?P<punct>[^\s\w])
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
# Abbreviations whose full stop belongs to the word.
_DOTTED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec gov sen rep mr mrs ms dr no vs sec st".split())
_BEHIND = frozenset(",.;:!?")  # marks that stand behind a word without belonging to it
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
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    accents = {ord(c): None for c in set(_BEYOND.findall(plain)) if unicodedata.combining(c)}
    return (plain.translate(accents) if accents else plain).lower()


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order; `start` and `end` count code points."""
    tokens: list[Token] = []
    end = -1
    for piece in text.split(" "):
        start = end + 1
        end = start + len(piece)
        known = _KNOWN.get(piece)
        if known is None:
            if len(_KNOWN) >= _REMEMBERED:
                _KNOWN.clear()
            known = _plainly(piece)
            if len(piece) <= _LONGEST:
                _KNOWN[piece] = known
        body, norm, kind, mark = known
        if not kind:
            tokens += _tokens(text, start, end)
        elif mark:
            tokens.append(Token(body, norm, start, end - 1, kind))
            tokens.append(Token(mark, mark, end - 1, end, "punct"))
        else:
            tokens.append(Token(body, norm, start, end, kind))
    return tokens


# What stands between two spaces, by how it is written: most words of a draft were seen before.
_KNOWN: dict[str, tuple[str, str, str, str]] = {}
_REMEMBERED, _LONGEST = 20_000, 40  # so many, of at most so many characters


def _plainly(piece: str) -> tuple[str, str, str, str]:
    """(text, comparable form, kind, mark behind it) of a word or whole number between spaces, as most are.

    The kind is empty where what follows the spaces has a say, or more than one word stands there.
    """
    marked = piece[-1:] in _BEHIND and (piece[-1] != "." or piece[:-1].lower() not in _DOTTED)
    body, mark = (piece[:-1], piece[-1]) if marked else (piece, "")
    if body.isalpha() and body.isascii():
        return body, _word(body, 0, 0).norm, "word", mark
    return (body, body, "num", mark) if body.isdecimal() else ("", "", "", "")


def _tokens(text: str, first: int, last: int) -> list[Token]:
    """The tokens of text[first:last]; what follows it, a space if anything, is looked at."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, first, last + 1):
        kind = match.lastgroup or "other"
        raw = match.group()
        start, end = match.span()
        if kind == "word" and raw[-1] == ".":
            if fold(raw[:-1]) not in _DOTTED:
                raw, end = raw[:-1], end - 1
                tokens.append(_word(raw, start, end))
                tokens.append(Token(".", ".", end, end + 1, "punct"))
                continue
            raw = raw[:-1]
        if kind in ("word", "abbr"):
            tokens.append(_word(raw, start, end))
        elif kind == "num":
            tokens.append(Token(raw, raw, start, end, "num"))
        elif kind == "poss":
            tokens.append(Token(raw, "'s", start, end, "poss"))
        else:
            tokens.append(Token(raw, "-" if kind == "dash" else raw, start, end, _plain(kind)))
    return tokens


def _plain(kind: str) -> str:
    return kind if kind in ("dash", "punct") else "punct"


def _word(raw: str, start: int, end: int) -> Token:
    norm = raw.lower() if raw.isascii() else fold(raw)
    if norm in _FOLD and raw.isupper():
        norm = _FOLD[norm]
    return Token(raw, norm, start, end, "word")


def norms(text: str) -> tuple[str, ...]:
    """The comparable forms of a vocabulary phrase, hyphens left out."""
    return tuple(t.norm for t in tokenize(text) if t.kind != "dash")
