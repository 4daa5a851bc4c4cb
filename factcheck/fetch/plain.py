"""An http or https address -> its bytes, over requests."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factcheck import __version__
from factcheck.errors import FetchError
from factcheck.fetch.connector import SIZE_LIMIT, Fetched

if TYPE_CHECKING:
    from requests import Response, Session

REDIRECTS = 5
_CHUNK = 8 * 1024
_PATIENCE = 10  # the whole download may take this many times the longest wait
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ADVICE_BY_STATUS = {
    401: "the publisher asks for a login; download the file by hand",
    403: "the publisher refuses programs; download the file by hand",
    404: "check the address, the publisher may have moved the file",
    410: "the publisher has withdrawn the file; look for a newer address",
    429: "the publisher asks for patience; try again later",
}


class HttpConnector:
    """Asks with GET, under our own name, and follows at most REDIRECTS redirects."""

    def __init__(
        self,
        size_limit: int = SIZE_LIMIT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._size_limit = size_limit
        self._clock = clock

    def fetch(self, url: str, timeout: float) -> Fetched:
        """As Connector.fetch; a whole download may take ten times `timeout` (seconds)."""
        import requests

        refuse_address(url)
        began = time.monotonic()
        with _explained(url, timeout), requests.Session() as session:
            response = _ask(session, url, timeout)
            with response:
                content = self._content(response, url, timeout, began)
        said, _, rest = response.headers.get("Content-Type", "").partition(";")
        media_type = _MEDIA_TYPE.fullmatch(said.strip().lower())
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        return Fetched(
            url=url,
            final_url=response.url,
            content=content,
            media_type=media_type.group() if media_type else "",
            encoding=charset,
            last_modified=response.headers.get("Last-Modified", ""),
            etag=response.headers.get("ETag", ""),
            fetched_at=self._clock(),
        )

    def _content(self, response: Response, url: str, timeout: float, began: float) -> bytes:
        if response.status_code != HTTPStatus.OK:
            raise _refused(url, response.status_code)
        declared = response.headers.get("Content-Length", "")
        self._refuse_size(int(declared) if declared.isdecimal() else 0, url)
        found = bytearray()
        for chunk in response.iter_content(_CHUNK):
            found += chunk
            self._refuse_size(len(found), url)
            # requests limits only the wait for the next bytes: a server could drip for ever.
            if time.monotonic() - began > timeout * _PATIENCE:
                raise _too_slow(url, timeout * _PATIENCE)
        return bytes(found)

    def _refuse_size(self, size: int, url: str) -> None:
        if size > self._size_limit:
            raise FetchError(
                f"{url} is larger than {self._size_limit / 1024 / 1024:g} MiB",
                "look for a smaller extract at the publisher's",
            )


def refuse_address(url: str) -> None:
    """Raises FetchError for an address that cannot be fetched or must not be written down."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if " " in url or not url.isprintable():
        host = None
    if host is None or parts.scheme not in ("http", "https"):
        advice = "give an address that begins with https:// or http://"
        raise FetchError(f"{_printable(url)} is not the address of a web document", advice)
    if parts.username is not None or parts.password is not None:
        advice = "leave out user name and password, they would be written into sources.lock"
        raise FetchError("The address holds a user name or password", advice)


def _printable(url: str) -> str:
    return url if url.isprintable() else ascii(url)


def _refused(url: str, status: int) -> FetchError:
    # The server's own words for the status are not repeated: they could hold anything.
    phrase = f" ({HTTPStatus(status).phrase})" if status in HTTPStatus._value2member_map_ else ""
    advice = "try again later, or open the address in a browser"
    return FetchError(f"{url} answered {status}{phrase}", _ADVICE_BY_STATUS.get(status, advice))


def _ask(session: Session, url: str, timeout: float) -> Response:
    session.max_redirects = REDIRECTS
    session.headers["User-Agent"] = f"factcheck/{__version__}"
    session.headers["Accept"] = "text/*, application/json, application/pdf;q=0.9, */*;q=0.1"
    return session.get(url, timeout=timeout, stream=True)


@contextmanager
def _explained(url: str, timeout: float) -> Iterator[None]:
    """Turns what requests raises into a FetchError that says what to do."""
    import requests

    try:
        yield
    except requests.Timeout as error:
        raise _too_slow(url, timeout) from error
    except requests.TooManyRedirects as error:
        advice = "open it in a browser and give the address it ends at"
        raise FetchError(f"{url} leads on more than {REDIRECTS} times", advice) from error
    except requests.exceptions.SSLError as error:
        advice = "check the address and this machine's clock and certificates"
        raise FetchError(f"{url} has no certificate this machine trusts", advice) from error
    except requests.ConnectionError as error:
        raise _no_connection(url, error) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
        advice = "open it in a browser and give the address it ends at"
        raise FetchError(f"{url} leads to something that is no web document", advice) from error
    except (requests.RequestException, ValueError) as error:
        advice = "try again, or download the file by hand"
        raise FetchError(f"{url} could not be read to its end", advice) from error


def _too_slow(url: str, timeout: float) -> FetchError:
    advice = "try again later, or allow more time"
    return FetchError(f"{url} did not answer in full within {timeout:g} seconds", advice)


def _no_connection(url: str, error: Exception) -> FetchError:
    from urllib3.exceptions import NameResolutionError, ReadTimeoutError

    host = urlsplit(url).hostname
    reason = getattr(error.args[0], "reason", error.args[0]) if error.args else None
    if isinstance(reason, ReadTimeoutError):
        return FetchError(f"{host} stopped answering", "try again later")
    if isinstance(reason, NameResolutionError):
        advice = "check the spelling of the address and the network connection"
        return FetchError(f"No host named {host} was found", advice)
    advice = "check the network connection, or try again later"
    return FetchError(f"{host} could not be reached", advice)
