"""The HTTP connector, against recorded exchanges and made-up failures; nothing here connects."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import vcr
from urllib3.exceptions import MaxRetryError, NameResolutionError

from factcheck import __version__
from factcheck.errors import FetchError
from factcheck.fetch.plain import HttpConnector
from factcheck.fetch.store import fetch_into, verify
from tests.fetch.record import BASE, CASSETTES, CSV, PAGE

NOW = datetime(2024, 2, 20, 8, 0, tzinfo=UTC)
URL = "https://weather.example/rain.csv"


@contextmanager
def replayed(name: str) -> Iterator[Any]:
    """What a server answered when `tests/fetch/record.py` ran; an unknown request fails."""
    path = str(CASSETTES / f"{name}.yaml")
    with vcr.use_cassette(path, record_mode="none", allow_playback_repeats=True) as cassette:
        yield cassette


def failing(error: Callable[[], Exception]) -> Callable[..., requests.Response]:
    def send(*_: object, **__: object) -> requests.Response:
        raise error()

    return send


def refused(name: str, folder: Path) -> FetchError:
    """Fetches a recorded page that must be refused without leaving a trace."""
    with replayed(Path(name).stem), pytest.raises(FetchError) as caught:
        fetch_into(f"{BASE}/{name}", folder, HttpConnector(), NOW)
    assert not folder.exists() or not list(folder.iterdir())
    assert caught.value.advice
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_csv() -> None:
    with replayed("rain") as cassette:
        fetched = HttpConnector(clock=lambda: NOW).fetch(f"{BASE}/rain.csv", 5)
    assert fetched.content == CSV.encode()
    assert (fetched.media_type, fetched.encoding) == ("text/csv", "utf-8")
    assert fetched.last_modified == "Mon, 05 Feb 2024 09:30:00 GMT"
    assert fetched.fetched_at == NOW
    assert cassette.requests[0].headers["User-Agent"] == f"factcheck/{__version__}"


def test_an_html_document() -> None:
    with replayed("rainfall"):
        fetched = HttpConnector().fetch(f"{BASE}/rainfall", 5)
    assert fetched.content == PAGE.encode()
    assert (fetched.media_type, fetched.etag) == ("text/html", '"v1"')


def test_a_redirect_is_followed(tmp_path: Path) -> None:
    with replayed("old"):
        fetched = HttpConnector().fetch(f"{BASE}/old.csv", 5)
        pin = fetch_into(f"{BASE}/old.csv", tmp_path, HttpConnector(), NOW)
    assert (fetched.url, fetched.final_url) == (f"{BASE}/old.csv", f"{BASE}/rain.csv")
    assert (pin.url, pin.file) == (f"{BASE}/old.csv", "old.csv")
    assert (tmp_path / "old.csv").read_bytes() == CSV.encode()


def test_recorded_documents_are_pinned(tmp_path: Path) -> None:
    for name in ("rain.csv", "rainfall"):
        with replayed(Path(name).stem):
            fetch_into(f"{BASE}/{name}", tmp_path, HttpConnector(), NOW)
    assert (tmp_path / "rain.csv").read_bytes() == CSV.encode()
    assert (tmp_path / "rainfall.html").read_bytes() == PAGE.encode()
    assert verify(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.csv", "is empty"),
        ("moved.csv", "ends in .csv but holds text/html"),
        ("gone.csv", "answered 404 (Not Found)"),
        ("soft", "is an error page, titled “404 | Weather Office”"),
        ("round", "leads on more than 5 times"),
    ],
)
def test_what_is_refused(name: str, message: str, tmp_path: Path) -> None:
    assert message in refused(name, tmp_path / "sources").message


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (lambda: requests.ConnectTimeout("slow"), "did not answer in full within 5 seconds"),
        (lambda: requests.ReadTimeout("slow"), "did not answer in full within 5 seconds"),
        (lambda: requests.exceptions.SSLError("bad"), "no certificate this machine trusts"),
        (lambda: requests.ConnectionError("refused"), "weather.example could not be reached"),
        (lambda: requests.exceptions.ChunkedEncodingError("cut"), "could not be read to its end"),
        (lambda: requests.exceptions.InvalidSchema("ftp"), "leads to something that is no web"),
        (
            lambda: requests.ConnectionError(
                MaxRetryError(
                    None,  # type: ignore[arg-type]
                    URL,
                    NameResolutionError("weather.example", None, OSError()),  # type: ignore[arg-type]
                )
            ),
            "No host named weather.example was found",
        ),
    ],
)
def test_failures_of_the_network_are_explained(
    error: Callable[[], Exception], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", failing(error))
    with pytest.raises(FetchError) as caught:
        HttpConnector().fetch(URL, 5)
    assert message in caught.value.message
    assert caught.value.advice


def test_a_large_file_is_refused_by_what_it_says() -> None:
    with replayed("rain"), pytest.raises(FetchError, match="is larger than"):
        HttpConnector(size_limit=64).fetch(f"{BASE}/rain.csv", 5)


class Endless:
    """A response that never ends and does not say how long it is."""

    status_code, url = 200, URL
    headers: dict[str, str] = {}  # noqa: RUF012 - a stand-in, never changed

    def iter_content(self, size: int) -> Iterator[bytes]:
        while True:
            yield b"x" * size

    def __enter__(self) -> Endless:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def test_a_large_file_is_refused_by_what_it_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests.Session.get", lambda *_, **__: Endless())
    with pytest.raises(FetchError, match="is larger than 1 MiB"):
        HttpConnector(size_limit=1024 * 1024).fetch(URL, 60)


def test_a_dripping_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(0, 10_000, 20))
    monkeypatch.setattr("requests.Session.get", lambda *_, **__: Endless())
    monkeypatch.setattr("factcheck.fetch.plain.time.monotonic", lambda: next(moments))
    with pytest.raises(FetchError, match="within 50 seconds"):
        HttpConnector().fetch(URL, 5)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://weather.example/rain.csv",
        "file:///etc/hosts",
        "rain.csv",
        "https://",
        "https://weather.example:port/",
        "https://weather.example/a b",
        "https://weather.example/\x1b[31m",
        "https://weather.example/\n::error::",
        "http://[::1/rain.csv",
        "",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        HttpConnector().fetch(url, 5)
    assert "is not the address of a web document" in caught.value.message
    assert caught.value.message.isprintable()


def test_a_password_in_an_address_is_neither_used_nor_repeated() -> None:
    with pytest.raises(FetchError) as caught:
        HttpConnector().fetch("https://me:secret@weather.example/rain.csv", 5)
    assert "secret" not in str(caught.value)


def test_importing_the_room_does_not_import_requests() -> None:
    rooms = "factcheck.fetch.plain, factcheck.fetch.store"
    code = f"import sys, {rooms}; sys.exit('requests' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
