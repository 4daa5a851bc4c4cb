"""Every kind of file becomes records; manifests say what files do not say themselves."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from factcheck.documents.kinds import kinds_of
from factcheck.documents.read import LONGEST_PASSAGE, read_file
from factcheck.errors import SourceError
from factcheck.library import Library, compile_into
from scripts.sample_files import pdf, word
from tests.passages import located

MANIFEST = """
[source]
id = "port"
title = "Port papers"
publisher = "Port Office"

[documents]
files = ["papers/*.md"]
issuer = "Port Office"
hosts = ["port.example.org"]

[documents.kinds.notice]
label = "notice"
words = ["notice"]
titles = ["notice", "public notice of"]
tags = ["notices"]

[documents.kinds.hearing]
label = "hearing"
words = ["hearing"]
titles = ["hearing on"]
marks = ["the hearing began"]
transcript = true

[documents.kinds.rule]
label = "rule"
law = true

[[texts]]
file = "scan.pdf"
title = "Notice of closing"
date = "2024-05"
url = "https://port.example.org/closing"

[roles.master]
label = "harbour master"
words = ["harbour master"]
labels = ["THE MASTER"]

[[speakers]]
name = "Ana Low"
words = ["Ana Low", "Low"]
labels = ["MS. LOW"]
roles = [{ role = "master", from = 2020-01-01 }]

[[provisions]]
id = "9-hc-12"
title = "Closing"
locator = "9 H.C. 12(a); Ports Act § 4"
url = "https://port.example.org/law"
as_of = "2023-04"
text = "The master may close a harbour."
"""


@pytest.fixture
def port(tmp_path: Path) -> Path:
    folder = tmp_path / "port"
    (folder / "papers").mkdir(parents=True)
    (folder / "manifest.toml").write_text(MANIFEST, "utf-8")
    (folder / "papers" / "a.md").write_text("---\ntitle: Hearing on ferries\n---\nTHE MASTER: Good morning.", "utf-8")
    (folder / "papers" / "b.txt").write_text("Not named by the manifest.", "utf-8")
    (folder / "scan.pdf").write_bytes(pdf(["The harbour is closed."]))
    return folder


def compiled(folder: Path) -> Library:
    return Library(compile_into(sqlite3.connect(":memory:"), [folder], None))


def test_a_manifest_names_its_documents_and_fills_what_they_leave_out(port: Path) -> None:
    library = compiled(port)
    found = {t.path: (t.title, t.kind, t.issuer, t.date, t.url) for t in library.documents().values()}
    assert found == {
        "manifest.toml#9-hc-12": ("Closing", "rule", "Port Office", "2023-04", "https://port.example.org/law"),
        "papers/a.md": ("Hearing on ferries", "hearing", "Port Office", "", ""),
        "scan.pdf": ("Notice of closing", "notice", "Port Office", "2024-05", "https://port.example.org/closing"),
    }
    assert [p.locator for p, _ in library.nominate("harbour is closed")] == ["page 1, paragraph 1", "9 H.C. 12(a)"]
    assert [p.text for p in located(library, "9 H.C. 12(a)")] == ["The master may close a harbour."]
    assert not library.problems


def test_speakers_and_kinds_are_facts(port: Path) -> None:
    facts = compiled(port).facts
    assert (facts["kinds"]["notice"]["label"], facts["kinds"]["notice"]["words"]) == ("notice", ["notice"])
    assert facts["roles"]["master"]["labels"] == ["THE MASTER"]
    (speaker,) = facts["speakers"]
    assert speaker["name"] == "Ana Low" and speaker["roles"] == [{"role": "master", "from": "2020-01-01"}]


@pytest.mark.parametrize(("old", "new", "words"), [
    ('file = "scan.pdf"', 'file = "gone.pdf"', "texts #1.file: gone.pdf is not there"),
    ('file = "scan.pdf"', 'file = "../scan.pdf"', "leads out of the folder"),
    ('date = "2024-05"', 'colour = "red"', "texts #1.colour: is not known"),
    ('files = ["papers/*.md"]', 'files = ["paper/*.md"]', "matches no document"),
    ('files = ["papers/*.md"]', 'files = "a.md"', "documents.files: is not a list of texts"),
    ('titles = ["hearing on"]', 'titles = ["a hearing on six words here"]', "has not one to 5 words"),
    ('label = "notice"', 'lable = "notice"', "documents.kinds.notice.lable: is not known"),
    ('role = "master"', 'role = "mayor"', "names no office"),
    ('files = ["papers/*.md"]', 'names = [{ name = "Basin", words = "Pool" }]', "names #1: has no name with its words"),
    ('files = ["papers/*.md"]', 'names = [{ name = "A", words = ["a b c d e f"] }]', "has more than 5 words"),
    ("from = 2020-01-01", 'from = "then"', "is not a date"),
    ('name = "Ana Low"', 'name = ""', "speakers #1.name"),
])  # fmt: skip
def test_a_wrong_declaration_names_file_key_and_remedy(port: Path, old: str, new: str, words: str) -> None:
    path = port / "manifest.toml"
    assert old in MANIFEST
    path.write_text(MANIFEST.replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError) as caught:
        compiled(port)
    assert words in caught.value.message and "manifest.toml" in caught.value.message and caught.value.advice


KINDS = kinds_of(
    [{"documents": {
        "issuer": "Port Office", "hosts": ["port.example.org"],
        "kinds": {"notice": {"titles": ["notice"], "tags": ["notices"]}, "order": {"titles": ["order"]},
                  "late": {"titles": ["order of"]}, "hearing": {"marks": ["the hearing began"], "transcript": True}},
    }}]
)  # fmt: skip


@pytest.mark.parametrize(("title", "tags", "body", "kind"), [
    ("Notice about an order", (), "", "notice"),
    ("Order about a notice", (), "", "order"),
    ("Order of closing", (), "", "late"),
    ("Untitled", ("notices",), "", "notice"),
    ("Untitled", ("notices",), "The hearing began at nine.", "hearing"),
    ("Unnoticed", (), "", ""),
])  # fmt: skip
def test_the_first_phrase_of_a_title_names_the_kind(title: str, tags: tuple[str, ...], body: str, kind: str) -> None:
    found = KINDS.kind_of(title, tags, body)
    assert (found.name if found else "") == kind


@pytest.mark.parametrize(("url", "issuer"), [
    ("https://port.example.org/a", "Port Office"), ("https://www.port.example.org:443/a", "Port Office"),
    ("https://airport.example.org/a", ""), ("port.example.org", ""), ("", ""),
])  # fmt: skip
def test_the_host_of_an_address_names_the_issuer(url: str, issuer: str) -> None:
    assert KINDS.issuer_of(url) == issuer


@pytest.mark.parametrize(("name", "data"), [
    ("a.docx", word("Ferries", "The ferry does not run.")),
    ("a.html", b"<html><head><title>Ferries</title></head><body><p>The ferry does not run.</p></body></html>"),
    ("a.pdf", pdf(["Ferries", "The ferry does not run."], title="Ferries")),
    ("a.txt", b"Ferries\n\nThe ferry does not run."),
    ("a.MD", b"# Ferries\n\nThe ferry does not run."),
])  # fmt: skip
def test_every_kind_of_file_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (record,) = read_file(path, name, KINDS)
    assert record.title in ("Ferries", "a") and record.parts[-1].text.endswith("The ferry does not run.")


def test_a_very_long_paragraph_is_cut_after_sentences(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Title\n\n" + "The ferry does not run today. " * 2000 + "x" * 20_000, "utf-8")
    (record,) = read_file(path, "long.txt", KINDS)
    assert all(0 < len(p.text) <= LONGEST_PASSAGE for p in record.parts)
    assert {p.locator for p in record.parts[1:]} == {"paragraph 2"} or len(record.parts) > 10
    assert " ".join(p.text for p in record.parts).count("The ferry does not run today.") == 2000


def test_hostile_text_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\n[red]boo[/red] \x1b[31m & =cmd()", "utf-8")
    (record,) = read_file(path, "a.txt", KINDS)
    assert record.parts[-1].text == "[red]boo[/red] \x1b[31m & =cmd()"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.documents.read.LARGEST_FILE", 10)
    (tmp_path / "a.txt").write_text("more than ten bytes", "utf-8")
    with pytest.raises(SourceError, match="split it"):
        read_file(tmp_path / "a.txt", "a.txt", KINDS)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("text", "utf-8")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factcheck.documents.read.content", refuse)
    with pytest.raises(SourceError, match=r"a\.txt cannot be read: Permission denied"):
        read_file(tmp_path / "a.txt", "a.txt", KINDS)


SIZE = 60_000


@pytest.mark.parametrize("text", [
    "[" * SIZE, "[a](" * (SIZE // 4), "![a](" * (SIZE // 5), "*" * SIZE, "*a " * (SIZE // 3), "_" * SIZE, "`" * SIZE,
    "` a `` " * (SIZE // 7), "<" * SIZE, "<a " * (SIZE // 3), "&" * SIZE, "<!--" * (SIZE // 4), " " * SIZE + "x",
    "#" * SIZE + " x", "- " * SIZE + "x", "(a)" * (SIZE // 3), "(a) x\n\n" * (SIZE // 7), "AB CD: x\n\n" * (SIZE // 10),
    "yes. Q Why? " * (SIZE // 12), "# " + " #" * SIZE, "**a b " * (SIZE // 6), "a\n" * SIZE,
], ids=lambda text: text[:6].strip() or "blank")  # fmt: skip
@pytest.mark.parametrize("title", ["Hearing", "9 H.C. § 12. Harbours"])
def test_no_text_takes_long(text: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# {title}\n\nA word.\n\n{text}", "utf-8")
    start = time.process_time()
    read_file(path, "a.md", KINDS, {}, {"kind": "hearing"} if title == "Hearing" else {})
    assert time.process_time() - start < 5
