"""Web pages become the paragraphs of their main text, menus and scripts left out."""

from __future__ import annotations

import time

import pytest

from factcheck.errors import DraftError
from factcheck.ingest.html import read_html

PAGE = """<!doctype html><html><head><title>Ferries | Port Office</title>
<meta property="og:title" content="Ferries stop for the winter">
<meta property="og:site_name" content="Port Office">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<script>var x = "A script about ferries that is no text at all";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferries stop for the winter</h1>
<p>The harbour will be closed from Monday because of <b>ice</b>, the Port Office&nbsp;said, and “no ferry” will run.</p>
<p>The lighthouse will be dark until the ice has gone, which may take until the first week of April or later.</p>
<ul><li>The first ferry runs in April, if the weather allows it and the crew is well.</li></ul>
</article><footer>All rights reserved</footer></body></html>"""


def test_the_main_text_is_found() -> None:
    read = read_html(PAGE.encode(), "x.html")
    words = [p.text for p in read.pieces]
    assert any(
        w.startswith("The harbour will be closed from Monday because of ice, the Port Office said") for w in words
    )
    assert any(p.kind == "list" and p.text.startswith("The first ferry") for p in read.pieces)
    assert not any("script" in w or "Home" in w or "rights reserved" in w for w in words)
    assert (read.title, read.date, read.site) == ("Ferries stop for the winter", "2024-05-03", "Port Office")


def test_a_short_page_is_read_whole() -> None:
    read = read_html(
        b"<html><body><h2>Notice</h2><p>No ferry<br>today.</p><div>Sorry. <p>Really.</p> Bye.</div></body></html>", "x"
    )
    assert [p.text for p in read.pieces] == ["Notice", "No ferry today.", "Sorry.", "Really.", "Bye."]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_encodings(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>Señor “López” said no.</p></body></html>'
    assert [p.text for p in read_html(page.encode(encoding), "x").pieces] == ["Señor “López” said no."]


def test_a_page_of_ten_megabytes_is_read_in_seconds() -> None:
    page = b"<html><body>" + b"<p>The ferry does not run today, and the lighthouse is dark.</p>" * 160_000
    start = time.perf_counter()
    assert len(read_html(page, "x").pieces) == 160_000
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("page", [b"<html><body><script>x</script></body></html>", b"   ", b"<html></html>"])
def test_a_page_without_text_is_said(page: bytes) -> None:
    with pytest.raises(DraftError) as caught:
        read_html(page, "x.html")
    assert "x.html" in caught.value.message and caught.value.advice
