"""Fetched bytes -> the kind of document they are, or the reason to refuse them."""

from __future__ import annotations

import codecs
import html
import json
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from factcheck.errors import FetchError
from factcheck.fetch.connector import Fetched

HTML, PLAIN, MARKDOWN = "text/html", "text/plain", "text/markdown"
CSV, JSON, PDF = "text/csv", "application/json", "application/pdf"

# File endings that each kind may have; the first is given to a file that has none of them.
ENDINGS: dict[str, tuple[str, ...]] = {
    HTML: (".html", ".htm"),
    PLAIN: (".txt", ".md", ".csv", ".json"),
    MARKDOWN: (".md", ".markdown", ".txt"),
    CSV: (".csv", ".txt"),
    JSON: (".json",),
    PDF: (".pdf",),
}
_OTHER_NAMES = {
    "application/xhtml+xml": HTML,
    "text/x-markdown": MARKDOWN,
    "application/csv": CSV,
    "text/x-csv": CSV,
}
# What a server says that does not know: then the ending of the address decides.
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream")
_BY_ENDING = {
    ".csv": CSV, ".html": HTML, ".htm": HTML, ".json": JSON, ".md": MARKDOWN,
    ".markdown": MARKDOWN, ".pdf": PDF, ".txt": PLAIN,
}  # fmt: skip
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY_STARTS = (
    b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_ERROR_PAGE = re.compile(r"\b404\b|\b403 forbidden|not found|access denied|service unavailable|just a moment", re.I)
_HEAD = 64 * 1024  # bytes searched for a title


def kind_of(fetched: Fetched) -> str:
    """The media type to pin, one of ENDINGS. Raises FetchError for what is no source."""
    url = fetched.url
    body = fetched.content.removeprefix(codecs.BOM_UTF8)
    if not body.strip(b" \t\r\n\0"):
        raise FetchError(f"{url} is empty", "check the address, or try again later")
    ending = ending_of(fetched.url) or ending_of(fetched.final_url)
    media_type = _OTHER_NAMES.get(fetched.media_type, fetched.media_type)
    if media_type in _UNKNOWN:
        media_type = _BY_ENDING.get(ending, media_type)
    if media_type not in ENDINGS:
        said = fetched.media_type or "nothing about its kind"
        raise _wrong(url, f"says it is {said}" if fetched.media_type else f"says {said}")
    if media_type != PDF and _looks_binary(body):
        raise _wrong(url, "holds binary data and not text")
    if media_type == PDF and not body.startswith(b"%PDF"):
        raise _wrong(url, "says it is a PDF and is none")
    if media_type != HTML and _LOOKS_LIKE_HTML.match(body):
        media_type = HTML
    if media_type == HTML:
        _refuse_error_page(fetched)
    if ending in _BY_ENDING and ending not in ENDINGS[media_type]:
        raise _wrong(url, f"ends in {ending} but holds {media_type}")
    if media_type == JSON:
        _refuse_broken_json(url, body)
    return media_type


def ending_of(url: str) -> str:
    """The ending of the file that an address names, lower case with its dot, or nothing."""
    return PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()


def _wrong(url: str, what: str) -> FetchError:
    advice = "give the address of an HTML, text, Markdown, CSV, JSON or PDF file"
    return FetchError(f"{url} {what}", advice)


def _looks_binary(body: bytes) -> bool:
    return body.startswith(_BINARY_STARTS) or (b"\0" in body and not body.startswith(_UTF16))


def _refuse_error_page(fetched: Fetched) -> None:
    """An error page is often sent with status 200; its title gives it away."""
    try:
        text = fetched.content[:_HEAD].decode(fetched.encoding or "utf-8", errors="replace")
    except LookupError:  # a character set that Python does not know: titles are mostly ASCII
        text = fetched.content[:_HEAD].decode("utf-8", errors="replace")
    match = _TITLE.search(text)
    title = " ".join(html.unescape(match.group(1)).split()) if match else ""
    if _ERROR_PAGE.search(title):
        shown = "".join(c if c.isprintable() else "?" for c in title)[:80]
        raise FetchError(
            f"{fetched.url} is an error page, titled “{shown}”",
            "open the address in a browser; if the page is right, save it by hand",
        )


def _refuse_broken_json(url: str, body: bytes) -> None:
    try:
        json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _wrong(url, "says it is JSON and cannot be read as such") from error
