"""Turns a web page's bytes into the paragraphs of its main text, with title, date and author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.errors import DraftError
from factcheck.ingest.pieces import Piece, Pieces, one_line
from factcheck.model.record import replace

_LARGE = 2 << 20  # bytes; telling the main text from the rest takes too long on a larger page
_FEW = 200  # characters; so short a main text was probably not found
_LEFT_OUT = frozenset(
    "script style noscript template nav header footer aside form button select option svg math iframe head "
    "title".split()
)
_BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd blockquote pre table tbody thead tr td th h1 h2 h3 h4 h5 h6 body "
    "html figure figcaption address details summary center fieldset hr".split()
)


def read_html(data: bytes, shown: str) -> Pieces:
    """The main text of a page. Raises DraftError when there is none."""
    tree = tree_of(data, shown)
    found = _main(data) if len(data) <= _LARGE else Pieces(())
    if _size(found.pieces) < _FEW:
        whole = tuple(_walk(_root(tree)))
        if _size(whole) >= 0.9 * _size(found.pieces):
            found = replace(found, pieces=whole)
    if not found.pieces:
        raise DraftError(f"{shown} is a web page without text", "save the page once it has loaded, or copy its text")
    return found if found.title else replace(found, title=_title(tree))


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def tree_of(data: bytes, shown: str) -> Any:
    """The page as an lxml tree. Raises DraftError when it is none."""
    from lxml import etree, html

    try:
        # A page without a declaration is read as UTF-8 where it is, else as a browser would.
        parser = html.HTMLParser(encoding=_encoding(data), huge_tree=True, remove_comments=True, remove_pis=True)
        tree = html.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, TypeError) as error:
        raise DraftError(f"{shown} is no web page: {one_line(str(error))[:100]}", "save it anew") from error
    return tree


def _encoding(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main(data: bytes) -> Pieces:
    """The main text and what the page says of itself, as trafilatura finds them."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(data, favor_recall=True, include_comments=False, with_metadata=True)
    if found is None or found.body is None:
        return Pieces(())
    names = {"head": "heading", "item": "list", "quote": "quote", "cell": "cell"}
    title, date, author, site, url = (
        one_line(value or "") for value in (found.title, found.date, found.author, found.sitename, found.url)
    )
    return Pieces(tuple(_walk(found.body, names)), title, date, author, site, url)


def _walk(root: Any, names: dict[str, str] | None = None) -> Iterator[Piece]:
    """The text below `root` in paragraphs: each block element begins one, and so does what follows it."""
    kinds = names or {"li": "list", "dt": "list", "dd": "list", "blockquote": "quote", "td": "cell", "th": "cell"}
    blocks = _BLOCKS | kinds.keys() | {"list", "row", "p"}
    words: list[str] = []
    kind = "body"

    def flush() -> Iterator[Piece]:
        text = one_line("".join(words))
        words.clear()
        if any(c.isalnum() for c in text):
            yield Piece(text, kind, level=2 if kind == "heading" else 0)

    # An own stack: a page may nest deeper than Python may call.
    stack: list[tuple[Any, bool]] = [(root, False)]
    open_kinds = ["body"]
    while stack:
        node, closing = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if closing:
            if tag in blocks:
                yield from flush()
                open_kinds.pop()
                kind = open_kinds[-1]
            words.append(node.tail or "")
            continue
        if tag in blocks:
            yield from flush()
            heading = "heading" if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else open_kinds[-1]
            kind = kinds.get(tag, heading)
            open_kinds.append(kind)
        if tag in ("br", "lb"):
            words.append("\n")
        stack.append((node, True))
        if tag and tag not in _LEFT_OUT:
            words.append(node.text or "")
            stack += [(inner, False) for inner in reversed(node)]
    yield from flush()


def _root(tree: Any) -> Any:
    """The element that holds the main text, where the page says so."""
    for path in (".//main", './/*[@role="main"]', ".//article"):
        found = tree.findall(path)
        if len(found) == 1:
            return found[0]
    return tree


def _title(tree: Any) -> str:
    for path in ('.//meta[@property="og:title"]', ".//h1", ".//title"):
        node = tree.find(path)
        if node is not None:
            text = one_line(node.get("content") or "".join(node.itertext()))
            if text:
                return text
    return ""
