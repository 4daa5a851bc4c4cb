"""Bytes to text: encodings read, and what is refused."""

from __future__ import annotations

import codecs

import pytest

from factcheck.errors import DraftError
from factcheck.ingest.decode import decode

TEXT = "The café on Mill Street sold 1,200 “buns” — a record."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data, "draft.txt") == TEXT


def test_line_ends_stay() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "d") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "nothing but white space"),
        (codecs.BOM_UTF8, "nothing but white space"),
        (b"a\0b", "binary"),
        (b"\x01\x02\x03\x04ab", "binary"),
        (b"PK\x03\x04mimetype", "a zip archive"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xd0\xcf\x11\xe0x", "old Word"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<!DOCTYPE html><p>Rain", "web page"),
        (b"\x81\x8d\x8f rain", "unknown text encoding"),
        (b"\xe9\xe8\xf4\xfb\xee" * 5, "unknown text encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x", "unknown text encoding"),
    ],
)
def test_refused_in_one_line_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(DraftError) as caught:
        decode(data, "draft.txt")
    assert words in caught.value.message
    assert caught.value.message.startswith("draft.txt ")
    assert caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    assert decode(b"Rain \x1b[31mfell\x1b[0m on Monday.", "d").startswith("Rain")
