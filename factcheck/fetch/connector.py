"""An address -> the bytes behind it and what the server said about them: what a connector is."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from factcheck.model.record import record

SIZE_LIMIT = 50 * 1024 * 1024  # bytes, after decompression


@record
class Fetched:
    """One document or table as it came over the network.

    `media_type` is lower case and without parameters, `encoding` the declared character set; they,
    `last_modified` and `etag` (headers as sent) are empty when the server did not say.
    """

    url: str
    final_url: str
    content: bytes
    media_type: str
    encoding: str
    last_modified: str
    etag: str
    fetched_at: datetime


class Connector(Protocol):
    """Fetches one address. Connectors are named by protocol, never by publisher."""

    def fetch(self, url: str, timeout: float) -> Fetched:
        """The content of `url`, given up after `timeout` seconds.

        Raises FetchError when there is no whole and successful answer.
        """
        ...
