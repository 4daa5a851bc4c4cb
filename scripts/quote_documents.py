"""Reads Markdown documents into the sentences that may be quoted from them, by simple means of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_LABEL = re.compile(
    r"^(?:(?P<who>(?:MR|MS|MRS|SECRETARY|PRESIDENT|AMBASSADOR|THE)\.?[ ][A-ZÀ-Þ’' .-]+):|(?P<q>Q)[ :])\s*"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


@dataclass(frozen=True)
class Said:
    """A sentence of a document: its words, label of the speaker, and the document's title, date and section."""

    text: str
    label: str
    title: str
    day: date | None
    cite: str
    path: str


def read(folders: Sequence[Path]) -> list[Said]:
    """The quotable sentences of all Markdown documents in `folders`, in a fixed order."""
    found: list[Said] = []
    for path in sorted(p for folder in folders for p in folder.rglob("*.md") if p.stem.lower() != "readme"):
        found += _document(path)
    return found


def _document(path: Path) -> Iterator[Said]:
    text = path.read_text("utf-8")
    front = re.match(r"---\n(.*?)\n---\n", text, re.S)
    title, day = "", None
    if front:
        text = text[front.end() :]
        match = re.search(r'^title: (?:"((?:[^"\\]|\\.|\\\n)*)"|([^\n]*))$', front[1], re.M | re.S)
        raw = (match[1] or match[2] or "") if match else ""
        title = " ".join(re.sub(r"\\(?:[xuU]([0-9A-Fa-f]{2,4})|[_N]|\s+|(.))", _escaped, raw).split())
        dated = re.search(r"^date: '?(\d{4}-\d\d-\d\d)", front[1], re.M)
        day = date.fromisoformat(dated[1]) if dated else None
    law = re.match(r"# (\d+ U\.S\.C\.) § (\w+)\.", text)
    cite = f"{law[1]} {law[2]}" if law else ""
    label = ""
    for block in re.split(r"\n\s*\n", text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\s+", " ", block)).strip()
        spoken = _LABEL.match(plain)
        if spoken:
            label = spoken["who"] or "Q"
            plain = plain[spoken.end() :]
        plain = re.sub(r"^\((?:[a-z]{1,4}|[A-Z]{1,4}|\d+)\) ", "", plain) if cite else plain
        for sentence in _SENTENCE.split(plain):
            words = sentence.split()
            clean = not re.search(r'["“”\[\]*#|_<>{}()‘—–:;…\\]|\.\.|- |http|\b[A-Z]\.|^\d', sentence)
            if 8 <= len(words) <= 30 and re.search(r"[a-z]{2}\.$", sentence) and clean:
                yield Said(sentence[:-1], label, title, day, cite, path.name)


def _escaped(match: re.Match[str]) -> str:
    """One escape of a YAML string."""
    return chr(int(match[1], 16)) if match[1] else match[2] or " "
