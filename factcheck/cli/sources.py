"""`factcheck sources …`: what is held, whether it is sound, and fetching one document or table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug, Quiet, Sources
from factcheck.errors import SettingsError, SourceError

sources_app = typer.Typer(
    no_args_is_help=True,
    help="The official sources: list, check, fetch, verify.",
    rich_markup_mode=None,
)


@sources_app.command("list")
def list_sources(sources: Sources = None, quiet: Quiet = False, debug: Debug = False) -> None:
    """List the sources, their tables and how far the figures reach."""
    from factcheck.model.value import month_name

    session = common.start(None, sources, quiet, False, debug)
    facts = common.open_checker(session).library.facts
    lines: list[str] = []
    for source in facts["sources"]:
        lines.append(f"{source['id']}: {source['title']}, {source['publisher']}\n  {source['url']}")
        for table in (t for t in facts["tables"] if t["source"] == source["id"]):
            ends = [(r["first_month"], r["last_month"]) for r in table["releases"]]
            reach = (
                f"{month_name(min(e[0] for e in ends))} to {month_name(max(e[1] for e in ends))}"
                if ends
                else "single figures as announced"
            )
            names = ", ".join(r["id"] for r in table["releases"])
            lines.append(f"  {table['id']}: {table['title']}, {reach}" + (f"; releases {names}" if names else ""))
        lines += [f"  {p['id']}: {p.get('title', '')}" for p in facts["provisions"] if p["source"] == source["id"]]
        lines += [f"  note: {c}" for c in source["caveats"]]
    common.show("\n".join(lines) + "\n")


@sources_app.command("check")
def check_sources(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DIR…", help="Folders with manifests; default: all in use."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Validate manifests and figure files."""
    from factcheck import config
    from factcheck.library import manifests_below
    from factcheck.manifest import load

    session = common.start(None, None, False, False, debug)
    roots = folders or [config.bundled("sources"), *session.sources]
    count = 0
    for root in roots:
        found = manifests_below(root)
        if not found:
            session.complain(SourceError(f"{root} holds no manifest.toml", "name a folder that does"))
        for path in found:
            try:
                load(path)
                _compile_alone(path.parent)
                count += 1
                print(f"{path}: sound")
            except SourceError as error:
                session.complain(error)
    print(f"{count} manifests are sound")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def _compile_alone(folder: Path) -> None:
    import sqlite3

    from factcheck.library import compile_into

    compile_into(sqlite3.connect(":memory:"), [folder], None).close()


@sources_app.command("fetch")
def fetch_source(
    url: Annotated[str, typer.Argument(help="The address of one document or CSV.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="DIR",
            help="The folder to put it in (default: sources/ beside factcheck.toml).",
        ),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds to wait for the server.")] = 30.0,
    debug: Debug = False,
) -> None:
    """Fetch one document or table, pin it by its checksum and add it to the project's sources."""
    from factcheck.fetch.plain import HttpConnector
    from factcheck.fetch.store import fetch_into

    session = common.start(None, None, False, False, debug)
    pinned = fetch_into(url, into or _project_folder(session), HttpConnector(), datetime.now(UTC), timeout)
    print(f"{pinned.outcome}: {pinned.file}, {pinned.bytes:,} bytes, sha256 {pinned.sha256}")


def _project_folder(session: common.Session) -> Path:
    settings = session.settings
    if settings.path is None:
        raise SettingsError(
            "there is no project to add a source to",
            "put a factcheck.toml here, or name a folder with --into",
        )
    return settings.sources[0] if settings.sources else settings.path.parent / "sources"


@sources_app.command("verify")
def verify_sources(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="A folder with a sources.lock.")] = None,
    debug: Debug = False,
) -> None:
    """Compare fetched files with the checksums they were pinned by."""
    from factcheck.fetch.store import verify

    session = common.start(None, None, False, False, debug)
    target = folder or _project_folder(session)
    if not (target / "sources.lock").is_file():
        raise SourceError(f"{target} has no sources.lock", "nothing was fetched into it; name the folder that was")
    problems = verify(target)
    for problem in problems:
        common.warn(problem)
    if not problems:
        print(f"{target}: every pinned file is as it was fetched")
    raise typer.Exit(common.TROUBLE if problems else common.OK)
