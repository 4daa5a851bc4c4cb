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


def fold(text: str) -> str:
    """Lower case without accents, with straight quotes, so that spellings compare equal."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    accents = {ord(c): None for c in set(plain) if unicodedata.combining(c)}
    return (plain.translate(accents) if accents else plain).lower()


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order; `start` and `end` count code points."""
    tokens: list[Token] = []
    end, plain = 0, text.isascii()
    for piece in text.split():
        start = text.index(piece, end)
        end = start + len(piece)
        # As most are: a word or whole number between spaces is one token, with a mark behind it two.
        marked = piece[-1] in _BEHIND and (piece[-1] != "." or piece[:-1].lower() not in _DOTTED)
        body, last = (piece[:-1], end - 1) if marked else (piece, end)
        if body.isalpha() and (plain or body.isascii()):
            norm = body.lower()
            tokens.append(Token(body, norm, start, last, "word") if norm not in _FOLD else _word(body, start, last))
        elif body.isdecimal():
            tokens.append(Token(body, body, start, last, "num"))
        else:
            tokens += _tokens(text, start, end)
            continue
        if marked:
            tokens.append(Token(piece[-1], piece[-1], last, end, "punct"))
    return tokens


def _tokens(text: str, first: int, last: int) -> list[Token]:
    """The tokens of text[first:last], which holds no white space; what follows it is looked at."""
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
