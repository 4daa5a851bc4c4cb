"""Makes small web pages, PDFs and Word files, for tests and for `make eval`."""

from __future__ import annotations

import html
import io
import textwrap
from collections.abc import Sequence

import docx
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(*pages: Sequence[str], title: str = "", password: str = "") -> bytes:
    """A PDF with one line of text for each string; an empty page holds none."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding")}
    )  # fmt: skip
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 760 Td {shown}ET".encode("cp1252", errors="replace"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _escaped(line: str) -> str:
    """A string of a PDF: parentheses and backslashes need a backslash before them."""
    return "".join(f"\\{c}" if c in "()\\" else c for c in line)


def printed(paragraphs: Sequence[str], width: int = 90, lines: int = 48) -> bytes:
    """A PDF of paragraphs as a word processor prints them: wrapped, a blank line between, over pages."""
    rows = [row for text in paragraphs for row in (*textwrap.wrap(text, width), "")]
    return pdf(*(rows[at : at + lines] for at in range(0, len(rows), lines)))


def web_page(paragraphs: Sequence[str], head: str = "") -> bytes:
    """A page with one `<p>` for each paragraph; `head` is raw HTML."""
    body = "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    head = f'<head><meta charset="utf-8">{head}</head>'
    return f"<!doctype html>\n<html>{head}\n<body><article>\n{body}\n</article></body></html>\n".encode()


def word(*paragraphs: str, body: str = "") -> bytes:
    """A Word file of plain paragraphs, and of `body`, raw WordprocessingML."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if body:
        from docx.oxml import parse_xml

        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        for node in parse_xml(f"<w:body {names}>{body}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, node)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
