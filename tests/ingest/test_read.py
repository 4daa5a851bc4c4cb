"""read_document: files, standard input, dates, titles, and properties that always hold."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import DraftError
from factcheck.ingest import read_document
from factcheck.model.text import Document
from scripts.sample_files import pdf, printed, web_page, word

LEDE = "The Alder council voted on Monday to rebuild the weir after three floods."


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xef\xbb\xbfRain fell.\r\nSnow fell.")
    document = read_document(str(path))
    assert document.path == str(path)
    assert document.text == "Rain fell.\r\nSnow fell."
    assert [s.text for s in document.sentences] == ["Rain fell.", "Snow fell."]
    assert document.line_column(document.sentences[1].span.start) == (2, 1)


def test_offsets_count_code_points() -> None:
    document = read_document("-", "🌧️ café fell. 12 naïve 😀 ducks left.".encode())
    second = document.sentences[1]
    assert document.text[second.span.start : second.span.end] == "12 naïve 😀 ducks left."


def test_bad_paths(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "essay.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "notes.odt").write_bytes(b"PK\x03\x04")
    (tmp_path / "page.html").write_bytes(b"<html><script>1</script>")
    (tmp_path / "scan.pdf").write_bytes(pdf([]))
    (tmp_path / "half.pdf").write_bytes(pdf(["Rain fell."])[:200])
    for name, words in [
        ("missing.txt", "does not exist"),
        ("", "is a folder"),
        ("empty.md", "is empty"),
        ("essay.docx", "Word"),
        ("notes.odt", "OpenDocument"),
        ("page.html", "web page"),
        ("scan.pdf", "without text"),
        ("half.pdf", "damaged PDF"),
        ("bad\0name", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ]:
        with pytest.raises(DraftError) as caught:
            read_document(str(tmp_path / name))
        assert words in caught.value.message
        assert "\n" not in str(caught.value)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root, who runs CI, may read everything
    with pytest.raises(DraftError, match="may not be read"):
        read_document(str(tmp_path / "draft.txt"))


def test_a_file_that_is_no_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    os.symlink(loop, loop)
    with pytest.raises(DraftError, match="cannot be read"):
        read_document(str(loop))


def test_a_path_with_escapes_is_shown_on_one_plain_line() -> None:
    with pytest.raises(DraftError) as caught:
        read_document("a\n\x1b[31mb.txt", b"")
    assert "\n" not in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        (f"Weir\nPublished March 3, 2024\n{LEDE}", date(2024, 3, 3), "a date line on the page"),
        (f"Weir\nUpdated: 3 May 2024 | Published: 2 May 2024\n{LEDE}", date(2024, 5, 3),
         "a date line on the page"),
        (f"Weir\nUpdated: 3 May 2024\nPublished: 2 May 2024\n{LEDE}", date(2024, 5, 2),
         "a date line on the page"),
        (f"Weir\nBy Ann Lee, May 3, 2024\n{LEDE}", date(2024, 5, 3), "a date line on the page"),
        (f"ALDER BAY, May 3, 2024 — {LEDE}", date(2024, 5, 3), "the dateline"),
        (f"ALDER BAY, May 3 — {LEDE}", None, None),
        (f"Weir\n{LEDE}\nOn May 3, 2024 it broke.", None, None),
        (f"Weir\n{LEDE}\n{LEDE}\n{LEDE}\n{LEDE}\n{LEDE}\nPublished May 3, 2024", None, None),
        (f"---\ndate: 2024-05-03\n---\nALDER, May 4, 2024 — {LEDE}", date(2024, 5, 3),
         "front matter"),
    ],
)  # fmt: skip
def test_the_drafts_date(text: str, day: date | None, place: str | None) -> None:
    document = read_document("-", text.encode())
    assert (document.published, document.published_from) == (day, place)


def test_a_dateline_is_not_part_of_the_sentence() -> None:
    document = read_document("-", f"ALDER BAY, May 3, 2024 — {LEDE}".encode())
    sentence = document.sentences[0]
    assert sentence.text == LEDE
    assert document.text[sentence.span.start : sentence.span.end] == LEDE
    assert [skip.rule for skip in document.skipped] == ["dateline"]


def test_titles() -> None:
    assert read_document("-", f"---\ntitle: A\n---\n# B\n\n{LEDE}".encode()).title == "A"
    assert read_document("d.md", f"# **B**\n\n{LEDE}".encode()).title == "B"
    assert read_document("-", f"Weir to be rebuilt | Dale\n{LEDE}".encode()).title == ("Weir to be rebuilt | Dale")
    assert read_document("-", f"Weir to be rebuilt in Alder | Dale\n{LEDE}".encode()).title == (
        "Weir to be rebuilt in Alder"
    )
    assert read_document("-", LEDE.encode()).title is None


PIECES = st.sampled_from(
    ["Rain fell on Monday", "12 ", ". ", "\n", "\n\n", "\r\n", "> ", "- ", "**", "_", "`", "[a](b)",
     "[", "]", "(", "<!--", "-->", "---\n", "title: x\n", "# ", "```", "|", "Related\n",
     "By Ann Lee\n", "\u2028", "…", "“", "”", "é", "😀", "\\", "&amp;", "\t", "    ", "U.S. ",
     "Date: 2024-05-03\n", "Home > News\n", "Dale Post|The council met on Monday again\n",
     "Dale Postmet ", "\x1b[31m"]
)  # fmt: skip


def assert_holds(document: Document) -> None:
    """Spans in order, disjoint, inside the text; every character leads back to itself."""
    end = 0
    for sentence in document.sentences:
        assert end <= sentence.span.start < sentence.span.end <= len(document.text)
        end = sentence.span.end
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.place(0, len(sentence.text)) == sentence.span
        for index, character in enumerate(sentence.text):
            assert document.text[sentence.offsets.original(index)] == character
    whole = [s.span for s in document.skipped if s.rule not in ("site name", "pasted name")]
    for span in whole:
        assert 0 <= span.start < span.end <= len(document.text)
        assert not any(span.contains(sentence.span) for sentence in document.sentences)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["d.txt", "d.md"]))
def test_what_always_holds(text: str, name: str) -> None:
    try:
        document = read_document(name, text.encode())
    except DraftError as error:
        assert "\n" not in str(error)
        return
    assert document.text == text
    assert_holds(document)


@given(st.binary(max_size=300), st.sampled_from(["d.txt", "d.md", "-"]))
def test_arbitrary_bytes_raise_nothing_but_a_draft_error(data: bytes, name: str) -> None:
    try:
        assert_holds(read_document(name, data))
    except DraftError as error:
        assert error.advice


# --- web pages, Word files, PDFs ------------------------------------------------------------------

PARAGRAPHS = (
    "Rain fell on 112 days of the year, the weather service said on Friday, the most since it began to count.",
    "The river rose by three metres in a week and closed two bridges, and 14 schools stayed shut until Monday.",
    "“We have never seen it so high,” the mayor said. Repairs will take until March.",
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.html", web_page(PARAGRAPHS)),
        ("d.docx", word(*PARAGRAPHS)),
        ("d.pdf", printed(PARAGRAPHS)),
        ("-", web_page(PARAGRAPHS)),
        ("-", word(*PARAGRAPHS)),
        ("-", printed(PARAGRAPHS)),
    ],
)
def test_a_file_gives_the_sentences_of_its_text(name: str, data: bytes) -> None:
    wanted = [s.text for s in read_document("d.txt", "\n\n".join(PARAGRAPHS).encode()).sentences]
    found = read_document(name, data)
    assert [s.text for s in found.sentences] == wanted
    assert [p.number for p in found.paragraphs] == [1, 2, 3]
    for sentence in found.sentences:
        assert found.text[sentence.span.start : sentence.span.end] == sentence.text


def test_places_lead_back_to_the_file() -> None:
    page = web_page(PARAGRAPHS)
    lines = page.decode().splitlines()
    for told, text in zip(read_document("d.html", page).paragraphs, PARAGRAPHS, strict=True):
        assert text.lstrip("“")[:20] in lines[told.line - 1][told.column - 1 :]
    long = read_document("d.pdf", printed(PARAGRAPHS * 12))
    assert {p.page for p in long.paragraphs} == {1, 2, 3} or {p.page for p in long.paragraphs} == {1, 2}


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "day", "place", "doubts"),
    [
        (linked('{"@type": "NewsArticle", "datePublished": "2024-02-03T23:10:00-05:00"}'),
         date(2024, 2, 3), "the page's JSON-LD", 0),
        ('<meta property="article:published_time" content="2024-02-03">',
         date(2024, 2, 3), "the page's article:published_time", 0),
        ('<meta name="date" content="2024-02-09"><meta property="article:published_time" content="2024-02-03">',
         date(2024, 2, 3), "the page's article:published_time", 1),
        (linked('{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-02-03"}]}')
         + '<meta name="date" content="2024-02-04">',
         date(2024, 2, 3), "the page's JSON-LD", 0),
        (linked('{"@type": '), None, None, 0),
    ],
)  # fmt: skip
def test_the_date_of_a_page_comes_from_the_best_evidence(
    head: str, day: date | None, place: str | None, doubts: int
) -> None:
    found = read_document("d.html", web_page(PARAGRAPHS, head))
    assert (found.published, found.published_from, len(found.doubts)) == (day, place, doubts)


def test_headings_and_lists_keep_their_kind() -> None:
    body = "<h1>Rain without end in the north</h1>" + "".join(f"<p>{t}</p>" for t in PARAGRAPHS)
    page = f"<html><body><article>{body}<ul><li>Schools stay shut on Monday as well</li></ul></article></body></html>"
    kinds = {s.text: s.kind for s in read_document("d.html", page.encode()).sentences}
    assert kinds["Rain without end in the north"] == "headline"
    assert kinds["Schools stay shut on Monday as well"] == "list"


def test_pages_without_text_are_told() -> None:
    found = read_document("d.pdf", pdf(["Rain fell on 112 days of the year, they said."], []))
    assert found.notes == ("1 of 2 pages hold no text and were not read",)
