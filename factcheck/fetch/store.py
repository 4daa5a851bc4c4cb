"""A fetched document or table -> a file in the project's sources, pinned by its sha256."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from factcheck.errors import FetchError
from factcheck.fetch.connector import Connector, Fetched
from factcheck.fetch.kind import ENDINGS, kind_of
from factcheck.fetch.lockfile import (
    CHANGED,
    NEW,
    UNCHANGED,
    Pinned,
    exclusive,
    read_pins,
    write_pins,
    write_whole,
)
from factcheck.model.record import replace

TIMEOUT = 30.0  # seconds
_LONGEST_NAME = 80
# Names that some system keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


def fetch_into(url: str, folder: Path, connector: Connector, now: datetime, timeout: float = TIMEOUT) -> Pinned:
    """Fetches `url` into `folder` and pins it in `folder/sources.lock`.

    `now` is the moment to pin; `timeout` is in seconds. The same content as before changes no
    file. Raises FetchError when the content is refused or cannot be written, SourceError when the
    lock file is broken; nothing is written then.
    """
    fetched = connector.fetch(url, timeout)
    media_type = kind_of(fetched)
    fresh = Pinned(
        url=url,
        file="",
        sha256=hashlib.sha256(fetched.content).hexdigest(),
        bytes=len(fetched.content),
        media_type=media_type,
        fetched=now.isoformat(timespec="seconds"),
        published=_published(fetched),
    )
    with exclusive(folder):
        return _pin(folder, fresh, fetched.content)


def _pin(folder: Path, fresh: Pinned, content: bytes) -> Pinned:
    pins = read_pins(folder)
    earlier = next((pin for pin in pins if pin.url == fresh.url), None)
    if earlier is None:
        pin = replace(fresh, file=_free_name(folder, fresh, pins), outcome=NEW)
        write_whole(folder / pin.file, content)
        write_pins(folder, (*pins, pin))
        return pin
    held = _sha256(folder / earlier.file)
    if held is not None and held not in (earlier.sha256, fresh.sha256):
        raise FetchError(
            f"{folder / earlier.file} was changed by hand since it was fetched",
            "move your copy elsewhere, then fetch again",
        )
    if earlier.sha256 == fresh.sha256:
        if held is None:
            write_whole(folder / earlier.file, content)
        return replace(earlier, outcome=UNCHANGED)
    pin = replace(fresh, file=earlier.file, changed="yes", previous=earlier.sha256, outcome=CHANGED)
    write_whole(folder / pin.file, content)
    write_pins(folder, tuple(pin if old is earlier else old for old in pins))
    return pin


def verify(folder: Path) -> list[str]:
    """What is wrong with the pinned files of `folder`, a sentence each; empty when all is well.

    Raises SourceError when the lock file itself is broken.
    """
    problems = []
    for pin in read_pins(folder):
        path = folder / pin.file
        found = _sha256(path)
        if found is None:
            problems.append(f"{path} is missing; fetch {pin.url} again.")
        elif found != pin.sha256:
            problems.append(f"{path} is not what was fetched from {pin.url}: its sha256 differs.")
    return problems


def _sha256(path: Path) -> str | None:
    """The sha256 of a file, None when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        advice = "check the file and your rights to it"
        raise FetchError(f"{path} cannot be read: {error.strerror or error}", advice) from error


def _published(fetched: Fetched) -> str:
    """The Last-Modified date as ISO text; empty when there is none or it cannot be read."""
    try:
        moment = parsedate_to_datetime(fetched.last_modified)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _free_name(folder: Path, fresh: Pinned, pins: tuple[Pinned, ...]) -> str:
    """A file name for a new pin that takes no other file's place, also where case is ignored."""
    stem, ending = safe_name(fresh.url, fresh.media_type)
    digest = hashlib.sha256(fresh.url.encode("utf-8")).hexdigest()
    names = [f"{stem}-{digest[:length]}{ending}" for length in (8, 64)]
    if not urlsplit(fresh.url).query:
        names.insert(0, f"{stem}{ending}")
    pinned = {pin.file.lower() for pin in pins}
    held = {path.name.lower() for path in folder.iterdir()}
    for name in names:
        if name.lower() in pinned:
            continue
        # The same content without a pin: an earlier fetch was stopped before it could pin it.
        if name.lower() not in held or _sha256(folder / name) == fresh.sha256:
            return name
    advice = "move one of the files of that name elsewhere"
    raise FetchError(f"No name is free for {fresh.url} in {folder}", advice)


def safe_name(url: str, media_type: str) -> tuple[str, str]:
    """A stem and an ending for a file, from the last part of an address.

    The stem holds ASCII letters, digits, `.`, `-` and `_` alone and never begins with a dot; the
    ending is one that `media_type` may have, so that no address can name a manifest or a program.
    """
    parts = urlsplit(url)
    last = PurePosixPath(unquote(parts.path)).name or parts.hostname or ""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip(".-_")
    endings = ENDINGS[media_type]
    ending = next((e for e in endings if name.lower().endswith(e)), "")
    stem = (name[: len(name) - len(ending)] if ending else name)[:_LONGEST_NAME].strip(".-_")
    if not stem or _DEVICES.fullmatch(stem):
        stem = f"source-{stem}".rstrip("-")
    return stem, ending or endings[0]
