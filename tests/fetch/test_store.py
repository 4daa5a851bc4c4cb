"""Fetched files are pinned whole or not at all, under safe names, and a race loses none."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import FetchError, SourceError
from factcheck.fetch.connector import Fetched
from factcheck.fetch.kind import ENDINGS, kind_of
from factcheck.fetch.lockfile import CHANGED, LOCK, NEW, UNCHANGED, Pinned, exclusive, read_pins, toml_string
from factcheck.fetch.store import fetch_into, safe_name, verify

NOW = datetime(2024, 2, 20, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
URL = "https://weather.example/data/rain.csv"
CSV = b"month,millimetres\n2024-01,213\n"


class Canned:
    """A connector that answers with what the test gives it."""

    def __init__(self, content: bytes = CSV, media_type: str = "text/csv", **others: str) -> None:
        self.content, self.media_type, self.others = content, media_type, others

    def fetch(self, url: str, timeout: float) -> Fetched:
        said = {"final_url": url, "encoding": "", "last_modified": "", "etag": ""} | self.others
        return Fetched(url=url, content=self.content, media_type=self.media_type, fetched_at=NOW, **said)


def fetched(content: bytes, media_type: str, url: str = URL, **others: str) -> Fetched:
    return Canned(content, media_type, **others).fetch(url, 1)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".sources")}


def test_a_pin_says_where_a_file_came_from(tmp_path: Path) -> None:
    connector = Canned(last_modified="Mon, 05 Feb 2024 23:30:00 -0500")
    pin = fetch_into(URL, tmp_path / "sources", connector, NOW)
    assert pin == Pinned(
        url=URL,
        file="rain.csv",
        sha256=hashlib.sha256(CSV).hexdigest(),
        bytes=len(CSV),
        media_type="text/csv",
        fetched="2024-02-20T08:00:00+00:00",
        published="2024-02-06",
    )
    assert pin.outcome == NEW
    assert read_pins(tmp_path / "sources") == (pin,)
    table = tomllib.loads((tmp_path / "sources" / LOCK).read_text("utf-8"))
    assert list(table["source"][0]) == [
        "url", "file", "sha256", "bytes", "media_type", "fetched", "published",
    ]  # fmt: skip


def test_the_same_content_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    first = fetch_into(URL, tmp_path, Canned(), NOW)
    before = files(tmp_path)
    again = fetch_into(URL, tmp_path, Canned(), LATER)
    assert (again, again.outcome) == (first, UNCHANGED)
    assert files(tmp_path) == before


def test_new_content_keeps_the_earlier_sha256(tmp_path: Path) -> None:
    first = fetch_into(URL, tmp_path, Canned(), NOW)
    second = fetch_into(URL, tmp_path, Canned(CSV + b"2024-02,98\n"), LATER)
    assert (second.outcome, second.changed, second.previous) == (CHANGED, "yes", first.sha256)
    assert second.fetched == "2024-02-21T08:00:00+00:00"
    assert read_pins(tmp_path) == (second,)
    assert (tmp_path / "rain.csv").read_bytes().endswith(b"98\n")
    assert verify(tmp_path) == []


def test_another_address_never_takes_a_files_place(tmp_path: Path) -> None:
    (tmp_path / "rain.csv").write_text("mine\n")
    names = {
        fetch_into(url, tmp_path, Canned(), NOW).file
        for url in (URL, URL.replace("data", "DATA"), URL.replace("rain", "RAIN"), f"{URL}?y=2")
    }
    assert len({name.lower() for name in names}) == 4
    assert "rain.csv" not in names
    assert (tmp_path / "rain.csv").read_text() == "mine\n"
    assert verify(tmp_path) == []


def test_what_an_interrupted_fetch_left_is_taken_up(tmp_path: Path) -> None:
    (tmp_path / "rain.csv").write_bytes(CSV)
    assert fetch_into(URL, tmp_path, Canned(), NOW).file == "rain.csv"


def test_a_missing_file_is_written_again(tmp_path: Path) -> None:
    fetch_into(URL, tmp_path, Canned(), NOW)
    (tmp_path / "rain.csv").unlink()
    assert verify(tmp_path) == [f"{tmp_path / 'rain.csv'} is missing; fetch {URL} again."]
    assert fetch_into(URL, tmp_path, Canned(), NOW).outcome == UNCHANGED
    assert verify(tmp_path) == []


def test_a_file_changed_by_hand_is_reported_and_not_overwritten(tmp_path: Path) -> None:
    fetch_into(URL, tmp_path, Canned(), NOW)
    (tmp_path / "rain.csv").write_text("edited\n")
    assert "its sha256 differs" in verify(tmp_path)[0]
    with pytest.raises(FetchError, match="changed by hand"):
        fetch_into(URL, tmp_path, Canned(), LATER)
    assert (tmp_path / "rain.csv").read_text() == "edited\n"


def test_verify_of_a_folder_without_pins(tmp_path: Path) -> None:
    assert verify(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[source", "cannot be read"),
        ("source = 1", "not a list"),
        ("source = [1]", "not a table"),
        ("[[source]]\nurl = 1", "has no url"),
        (b"\xff\xfe", "cannot be read"),
        (
            '[[source]]\nurl="u"\nfile="../x"\nsha256="s"\nbytes=1\nmedia_type="m"\nfetched="f"',
            "outside its folder",
        ),
        (
            '[[source]]\nurl="u"\nfile="x"\nsha256="s"\nbytes="1"\nmedia_type="m"\nfetched="f"',
            "how many bytes",
        ),
    ],
)
def test_a_broken_lock_file_is_left_alone(text: str | bytes, why: str, tmp_path: Path) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    (tmp_path / LOCK).write_bytes(content)
    for act in (
        lambda: verify(tmp_path),
        lambda: fetch_into(URL, tmp_path, Canned(), NOW),
    ):
        with pytest.raises(SourceError, match=why):
            act()
    assert files(tmp_path) == {LOCK: content}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("a file")
    with pytest.raises(FetchError, match="cannot be written"):
        fetch_into(URL, tmp_path / "sources", Canned(), NOW)


def test_a_failure_midway_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch_into(URL, tmp_path, Canned(), NOW)
    before = files(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FetchError, match="No space left"):
        fetch_into(URL, tmp_path, Canned(b"a,b\n1,2\n"), LATER)
    assert files(tmp_path) == before


RACER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from factcheck.fetch.store import fetch_into
from tests.fetch.test_store import Canned
print(flush=True)
sys.stdin.readline()
for number in range(20):
    url = f"https://weather.example/{sys.argv[2]}/rain.csv?n={number}"
    fetch_into(url, Path(sys.argv[1]), Canned(), datetime(2024, 2, 20, tzinfo=UTC))
"""


def test_a_disk_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int, kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(FetchError, match="cannot be locked: No locks available"), exclusive(tmp_path):
        pass


def test_two_processes_lose_no_pin(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(tmp_path), name],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    for racer in racers:  # both are ready before either may start
        assert racer.stdout is not None
        racer.stdout.readline()
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(b"go\n")
        racer.stdin.flush()
    for racer in racers:
        racer.communicate(timeout=30)
        assert racer.returncode == 0
    pins = read_pins(tmp_path)
    assert len({pin.url for pin in pins}) == len({pin.file for pin in pins}) == 40
    assert verify(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "media_type", "url", "kind"),
    [
        (CSV, "text/csv", URL, "text/csv"),
        (CSV, "text/plain", URL, "text/plain"),
        (CSV, "application/octet-stream", URL, "text/csv"),
        (CSV, "", URL, "text/csv"),
        ("größe\n1\n".encode("utf-16"), "text/csv", URL, "text/csv"),
        (b"<p>Rain</p>", "text/html", "https://weather.example/rain.aspx", "text/html"),
        (b"<!DOCTYPE html><p>Rain", "text/plain", "https://weather.example/a", "text/html"),
        (b"# Rain", "text/markdown", "https://weather.example/rain.md", "text/markdown"),
        (b'{"a": 1}', "application/json", "https://weather.example/rain", "application/json"),
        (b"%PDF-1.7\n\x00", "application/pdf", "https://weather.example/r", "application/pdf"),
    ],
)
def test_kinds_that_are_taken(content: bytes, media_type: str, url: str, kind: str) -> None:
    assert kind_of(fetched(content, media_type, url)) == kind


@pytest.mark.parametrize(
    ("content", "media_type", "url", "message"),
    [
        (b"", "text/csv", URL, "is empty"),
        (b"\xef\xbb\xbf \r\n", "text/csv", URL, "is empty"),
        (b"<html><p>Log in</p>", "text/html", URL, "ends in .csv but holds text/html"),
        (b"\n<!-- x --><!doctype HTML>", "text/csv", URL, "ends in .csv but holds text/html"),
        (b'{"error": 1}', "application/json", URL, "ends in .csv but holds application/json"),
        (b"a,b\x00\x01", "text/csv", URL, "binary"),
        (b"PK\x03\x04zip", "text/csv", URL, "binary"),
        (b"%PDF-1.7", "text/plain", "https://weather.example/r", "binary"),
        (b"not a pdf", "application/pdf", "https://weather.example/r", "is none"),
        (b"{broken", "application/json", "https://weather.example/r", "cannot be read as such"),
        (b"x", "image/png", "https://weather.example/r", "says it is image/png"),
        (b"x", "", "https://weather.example/r", "says nothing about its kind"),
        (
            b"<title>Access  Denied</title>",
            "text/html",
            "https://weather.example/",
            "Access Denied",
        ),
        (b"<TITLE lang=en>Page\nNot Found</TITLE>", "text/html", "https://weather.example/", "Not"),
    ],
)
def test_kinds_that_are_refused(content: bytes, media_type: str, url: str, message: str) -> None:
    with pytest.raises(FetchError) as caught:
        kind_of(fetched(content, media_type, url))
    assert message in caught.value.message
    assert caught.value.message.isprintable()


def test_a_title_in_an_unknown_character_set_is_still_read() -> None:
    with pytest.raises(FetchError, match="error page"):
        kind_of(fetched(b"<title>404</title>", "text/html", "https://a.example/", encoding="x"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (URL, ("rain", ".csv")),
        ("https://weather.example/", ("weather.example", ".csv")),
        ("https://weather.example/..%2f..%2fetc%2fpasswd", ("passwd", ".csv")),
        ("https://weather.example/%2e%2e", ("source", ".csv")),
        ("https://weather.example/.hidden", ("hidden", ".csv")),
        ("https://weather.example/manifest.toml", ("manifest.toml", ".csv")),
        ("https://weather.example/con.csv", ("source-con", ".csv")),
        ("https://weather.example/Niederschläge 2024.CSV", ("Niederschl-ge-2024", ".csv")),
    ],
)
def test_names(url: str, name: tuple[str, str]) -> None:
    assert safe_name(url, "text/csv") == name


@given(st.text(), st.sampled_from(sorted(ENDINGS)))
def test_any_address_gives_a_plain_name(path: str, media_type: str) -> None:
    address = "https://weather.example/" + path.replace("[", "").replace("]", "")
    stem, ending = safe_name(address, media_type)
    assert stem and stem.isascii() and not set(stem) & set('/\\:\0*?"<>|') and stem[0] != "."
    assert len(stem) <= 90
    assert ending in ENDINGS[media_type]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_toml_strings_read_back(text: str) -> None:
    assert tomllib.loads(f"a = {toml_string(text)}") == {"a": text}


@pytest.mark.parametrize("said", ["", "yesterday", "Fri, 31 Dec 9999 23:59:59 -1200"])
def test_a_date_that_cannot_be_read_is_left_out(said: str, tmp_path: Path) -> None:
    assert fetch_into(URL, tmp_path, Canned(last_modified=said), NOW).published == ""
