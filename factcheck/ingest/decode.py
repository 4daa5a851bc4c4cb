"""Turns a draft's bytes into its text, or says in one line why it cannot be read."""

from __future__ import annotations

import codecs
import re

from factcheck.errors import DraftError

SAVE_AS_TEXT = "save it as plain text or Markdown and check that"
# First bytes of files that people hand in by mistake, and what to call them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an OpenDocument file"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a picture, sound or video file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that are no white space.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, shown: str) -> str:
    """The text of `data`, line ends untouched and a byte order mark left out.

    `shown` is the file's name in messages. UTF-8 is tried first, UTF-16 and UTF-32 with a mark,
    then Windows-1252 when the result reads like text. Raises DraftError when `data` is empty,
    white space only, binary, of a kind that is not read yet, or in an unknown encoding.
    """
    if not data:
        raise DraftError(f"{shown} is empty", "write something in it, or name another file")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise DraftError(f"{shown} is {kind}, which is not read yet", SAVE_AS_TEXT)
    text = _text(data, shown)
    if not text.strip():
        raise DraftError(f"{shown} holds nothing but white space", "write something in it, or name another file")
    if _is_binary(text):
        raise DraftError(f"{shown} is not text but binary data", SAVE_AS_TEXT)
    head = text[:400].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")):
        raise DraftError(f"{shown} is a web page (HTML or XML), which is not read yet", SAVE_AS_TEXT)
    return text


def _text(data: bytes, shown: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _unknown(shown) from error
    if b"\0" in data:
        raise DraftError(f"{shown} is not text but binary data", SAVE_AS_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data, shown)


def _windows(data: bytes, shown: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unknown(shown) from error
    plain = sum(c.isascii() and (c.isalnum() or c in " .,\n\r\t'\"") for c in text)
    if _is_binary(text) or plain < 0.7 * len(text):
        raise _unknown(shown)
    return text


def _unknown(shown: str) -> DraftError:
    return DraftError(f"{shown} is in an unknown text encoding", "save it as UTF-8 text")


def _is_binary(text: str) -> bool:
    """A stray control character is a nuisance; many of them are not a draft."""
    if "\0" in text:
        return True
    odd = len(_CONTROL.findall(text))
    return odd > 0.3 * len(text) or (odd > 8 and odd > 0.05 * len(text))
