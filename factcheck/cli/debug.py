"""`--debug`: what to paste into a bug report. Never the text of a claim or draft."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from factcheck import __version__, config, shipped
from factcheck.cli.common import Session

_PARTS = ("typer", "click", "rich", "rapidfuzz", "requests", "platformdirs")


def print_debug(session: Session) -> None:
    """Versions, settings and sources, one a line on stderr."""
    from factcheck.library import manifests_below

    lines = [
        f"factcheck {__version__}",
        f"python {platform.python_version()} on {platform.platform()}",
    ]
    for name in _PARTS:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} is not installed")
    settings = session.settings
    lines.append(f"settings: {settings.path or 'none found'}")
    lines.append(f"registry: {settings.registry or 'none'}")
    lines.append(f"cache: {config.cache_dir() or 'not writable: compiling in memory'}")
    roots = [shipped.bundled("sources"), *session.sources]
    lines += [f"source: {path}" for root in roots for path in manifests_below(root)]
    print("\n".join(lines), file=sys.stderr)
