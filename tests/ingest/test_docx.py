"""Word files are read as they stand once all changes are accepted."""

from __future__ import annotations

import io
import zipfile

import pytest

from factcheck.errors import DraftError
from factcheck.ingest.docx import read_docx
from scripts.sample_files import word


def texts(data: bytes) -> list[str]:
    return [p.text for p in read_docx(data, "x.docx").pieces]


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def test_paragraphs_come_in_their_order() -> None:
    assert texts(word("The ferry runs.", "", "The lighthouse is lit.")) == ["The ferry runs.", "The lighthouse is lit."]


def test_insertions_count_and_deletions_do_not() -> None:
    changed = (
        f"<w:p>{run('The ferry runs ')}<w:del w:id='1' w:author='x'>{run('daily', 'delText')}</w:del>"
        f"<w:ins w:id='2' w:author='x'>{run('hourly')}</w:ins>{run('.')}</w:p>"
    )
    assert texts(word(body=changed)) == ["The ferry runs hourly."]


def test_breaks_are_spaces_and_fields_are_left_out() -> None:
    body = f"<w:p>{run('The ferry')}<w:r><w:br/></w:r>{run('runs')}{run(' PAGE 7', 'instrText')}{run('.')}</w:p>"
    assert texts(word(body=body)) == ["The ferry runs."]


def test_headings_lists_and_cells_are_told_apart() -> None:
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run("Ferries")}</w:p>'
        f"<w:p><w:pPr><w:numPr/></w:pPr>{run('Hourly')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('Fare')}</w:p></w:tc><w:tc><w:p>{run('12')}</w:p></w:tc></w:tr></w:tbl>"
    )
    pieces = read_docx(word(body=body), "x.docx").pieces
    assert [(p.kind, p.level, p.text) for p in pieces] == [
        ("heading", 2, "Ferries"),
        ("list", 0, "Hourly"),
        ("cell", 0, "Fare"),
        ("cell", 0, "12"),
    ]


def _no_word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return out.getvalue()


@pytest.mark.parametrize(("data", "words"), [
    (b"PK\x03\x04 nothing", "damaged"),
    (_no_word(), "damaged"),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old or locked"),
    (word(""), "without text"),
], ids=["cut", "archive", "old", "empty"])  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, words: str) -> None:
    with pytest.raises(DraftError, match=words) as caught:
        read_docx(data, "x.docx")
    assert "x.docx" in caught.value.message and caught.value.advice
