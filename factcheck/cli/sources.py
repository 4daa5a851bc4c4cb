"""`factcheck sources …`: what is held, whether it is sound, adding, searching and fetching."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import common, sources_documents
from factcheck.cli.common import Debug, Quiet, Sources
from factcheck.cli.sources_documents import project_folder
from factcheck.errors import SourceError
from factcheck.report.safe import inert

sources_app = typer.Typer(
    no_args_is_help=True,
    help="The official sources: list, show, search, add, check, fetch, verify.",
    rich_markup_mode=None,
)
sources_app.command("add")(sources_documents.add_sources)
sources_app.command("show")(sources_documents.show_source)
sources_app.command("search")(sources_documents.search_sources)


@sources_app.command("list")
def list_sources(sources: Sources = None, quiet: Quiet = False, debug: Debug = False) -> None:
    """List the sources, their tables and documents, and how far they reach."""
    from factcheck.model.value import month_name

    session = common.start(None, sources, quiet, False, debug)
    library = common.open_checker(session).library
    facts, texts = library.facts, library.documents().values()
    lines: list[str] = []
    for source in facts["sources"]:
        lines += sources_documents.source_lines(source)
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
        lines += sources_documents.document_lines([t for t in texts if t.source == source["id"]], facts)
        lines += [f"  note: {c}" for c in source["caveats"]]
    common.show("".join(inert(line) + "\n" for line in lines))
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


@sources_app.command("check")
def check_sources(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DIR…", help="Folders with manifests; default: all in use."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Validate manifests, figure files and documents."""
    from factcheck import config
    from factcheck.library import manifests_below
    from factcheck.manifest import load

    session = common.start(None, None, False, False, debug)
    roots = folders or [config.bundled("sources"), *session.sources]
    count = 0
    for root in roots:
        found = manifests_below(root)
        loose = sources_documents.loose_documents(root)
        if not found and not loose:
            error = SourceError(f"{root} holds neither a manifest.toml nor documents", "name a folder that does")
            session.complain(error)
        for path in found:
            try:
                load(path)
                held = _compile_alone(path.parent, session)
                count += 1
                print(f"{path}: sound{held}")
            except SourceError as error:
                session.complain(error)
        if loose and root not in [path.parent for path in found]:
            print(f"{root}: {sources_documents.counted(len(loose), 'file')}{_compile_alone(root, session)}")
    print(f"{count} manifests are sound")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def _compile_alone(folder: Path, session: common.Session) -> str:
    """Compiles the sources in `folder` by themselves, names the documents that cannot be read, counts the others."""
    import sqlite3

    from factcheck.library import Library, compile_into

    library = Library(compile_into(sqlite3.connect(":memory:"), [folder], None))
    for problem in library.problems:
        common.warn(problem)
        session.trouble = True
    texts = library.documents()
    passages = sum(len(library.passages(identity)) for identity in texts)
    undated = sum(not t.date for t in texts.values())
    library.close()
    counted = sources_documents.counted
    held = f", {counted(len(texts), 'document')} with {counted(passages, 'passage')}" if texts else ""
    return held + (f", {undated} undated" if undated else "")


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
    pinned = fetch_into(url, into or project_folder(session), HttpConnector(), datetime.now(UTC), timeout)
    print(f"{pinned.outcome}: {pinned.file}, {pinned.bytes:,} bytes, sha256 {pinned.sha256}")


@sources_app.command("verify")
def verify_sources(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="A folder with a sources.lock.")] = None,
    debug: Debug = False,
) -> None:
    """Compare fetched files with the checksums they were pinned by."""
    from factcheck.fetch.store import verify

    session = common.start(None, None, False, False, debug)
    target = folder or project_folder(session)
    if not (target / "sources.lock").is_file():
        raise SourceError(f"{target} has no sources.lock", "nothing was fetched into it; name the folder that was")
    problems = verify(target)
    for problem in problems:
        common.warn(problem)
    if not problems:
        print(f"{target}: every pinned file is as it was fetched")
    raise typer.Exit(common.TROUBLE if problems else common.OK)
