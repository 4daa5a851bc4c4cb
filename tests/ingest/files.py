"""Makes small PDF and Word files for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(*pages: Sequence[str], title: str = "", password: str = "") -> bytes:
    """A PDF with one line of text for each string; an empty page holds none."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 760 Td {shown}ET".encode("latin-1"))
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
