"""Turns a Word file's bytes into paragraphs: as it stands once all changes are accepted, without notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.errors import DraftError
from factcheck.ingest.pieces import Piece, Pieces, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK))
_SPACE = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"))
_LEVEL = re.compile(r"heading\s*(\d)|title|subtitle", re.I)
_MOST = 256 << 20  # bytes unpacked; a file that unpacks to more was made to do harm


def read_docx(data: bytes, shown: str) -> Pieces:
    """The paragraphs and table cells of a .docx file, in their order.

    Insertions count and deletions do not; comments, footnotes, heads and feet are left out. Raises
    DraftError when the file is damaged, locked or empty.
    """
    import io
    import zipfile

    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DraftError(f"{shown} is an old or locked Word file", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MOST:
                raise DraftError(f"{shown} unpacks to more than {_MOST >> 20} MiB", "save its words as text")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, OSError, RuntimeError) as error:
        raise DraftError(f"{shown} is a damaged Word file: {one_line(str(error))[:100]}", "save it anew") from error
    names = {style.style_id: style.name or "" for style in document.styles}
    pieces = tuple(_pieces(document.element.body, names))
    if not pieces:
        raise DraftError(f"{shown} is a Word file without text", "write something in it, or name another file")
    about = document.core_properties
    return Pieces(pieces, title=one_line(about.title or ""), author="")


def _pieces(body: Any, names: dict[str, str]) -> Iterator[Piece]:
    for paragraph in body.iter(f"{_W}p"):
        if any(above.tag in _LEFT_OUT or above.tag == f"{_W}p" for above in paragraph.iterancestors()):
            continue  # a paragraph in a text box is read with the one that it hangs on
        text = one_line("".join(_words(paragraph)))
        if any(c.isalnum() for c in text):
            yield _piece(paragraph, text, names)


def _words(node: Any) -> Iterator[str]:
    for inner in node:
        if inner.tag in _LEFT_OUT:
            continue
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif inner.tag in _SPACE or inner.tag == f"{_W}p":
            yield " "
            yield from _words(inner)
        else:
            yield from _words(inner)


def _piece(paragraph: Any, text: str, names: dict[str, str]) -> Piece:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = names.get(style.get(f"{_W}val"), "") if style is not None else ""
    heading = _LEVEL.match(name)
    if heading:
        return Piece(text, "heading", level=int(heading[1] or 1))
    if any(above.tag == f"{_W}tc" for above in paragraph.iterancestors()):
        return Piece(text, "cell")
    is_item = name.startswith("List") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return Piece(text, "list" if is_item else "body")
