"""`factcheck sources …`: what is held, whether it is sound, adding, searching and fetching."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import common, sources_documents
from factcheck.cli.add import add_source
from factcheck.cli.common import Debug, Quiet, Sources
from factcheck.cli.sources_documents import project_folder
from factcheck.errors import SourceError
from factcheck.report.safe import inert

sources_app = typer.Typer(
    no_args_is_help=True,
    help="The official sources: what is held, adding, checking, fetching.",
    rich_markup_mode=None,
)
sources_app.command("add")(add_source)
sources_app.command("show")(sources_documents.show_source)


@sources_app.command("list")
def list_sources(sources: Sources = None, quiet: Quiet = False, debug: Debug = False) -> None:
    """List the sources. Their tables and documents are named, and how far they reach."""
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
    common.show(inert_lines(lines))
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


@sources_app.command("check")
def check_sources(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH…", help="Folders of sources, or single manifests; default: all in use."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Validate manifests, figure files and documents. Every mistake is named with its file, line and remedy."""
    from factcheck import shipped
    from factcheck.soundness import examine_all, names_documents

    session = common.start(None, None, False, False, debug)
    manifests: list[Path] = []
    for root in paths or [shipped.bundled("sources"), *session.sources]:
        manifests += [m for m in _manifests_of(root, session) if m not in manifests]
    found = examine_all(manifests)
    for path, problems in found.items():
        for problem in problems:
            session.complain(problem)
        try:
            documents = not problems and names_documents(path)
            held, *lines = _compile_alone(path.parent, session) if documents else [""]
        except SourceError as error:
            problems.append(error)
            session.complain(error)
        if not problems:
            common.show(inert_lines([f"{path}: sound{held}", *lines]))
    bad = sum(bool(p) for p in found.values())
    mistakes = f", {common.counted(sum(map(len, found.values())), 'mistake')} in {bad}" if bad else ""
    print(f"{common.counted(len(found) - bad, 'manifest')} sound{mistakes}")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def _manifests_of(path: Path, session: common.Session) -> list[Path]:
    """The manifests that a folder, a manifest or a figure file stands for; loose documents are read at once."""
    from factcheck.library import manifests_below

    if path.is_file():
        own = path if path.suffix == ".toml" else path.parent / "manifest.toml"
        if own.is_file():
            return [own]
        problem = f"{path} has no manifest.toml beside it"
        session.complain(SourceError(problem, f"make one: factcheck sources add {path}"))
        return []
    if not path.exists():
        session.complain(SourceError(f"{path} does not exist", "check the name"))
        return []
    found, loose = manifests_below(path), sources_documents.loose_documents(path)
    if not found and not loose:
        problem = f"{path} holds neither a manifest.toml nor documents"
        session.complain(SourceError(problem, "name a folder that does"))
    if loose and path not in [m.parent for m in found]:
        held, *lines = _compile_alone(path, session)
        common.show(inert_lines([f"{path}: {common.counted(len(loose), 'file')}{held}", *lines]))
    return found


def _compile_alone(folder: Path, session: common.Session) -> list[str]:
    """Compiles the sources in `folder` by themselves, names the documents that cannot be read, counts the others.

    The first line goes on from the name of the folder.
    """
    import sqlite3

    from factcheck.library import Library, compile_into

    library = Library(compile_into(sqlite3.connect(":memory:"), [folder], None))
    for problem in library.problems:
        common.warn(problem)
        session.trouble = True
    texts = library.documents()
    passages = sum(len(library.passages(identity)) for identity in texts)
    undated = sum(not t.date for t in texts.values())
    lines = sources_documents.undated_lines(list(texts.values()), library.facts)
    library.close()
    held = f", {common.counted(len(texts), 'document')} with {common.counted(passages, 'passage')}" if texts else ""
    return [held + (f", {undated} undated" if undated else ""), *(f"  {line}" for line in lines)]


def inert_lines(lines: Iterable[str]) -> str:
    """Lines for stdout in which nothing from a source takes effect on a terminal."""
    return "".join(inert(line) + "\n" for line in lines)


@sources_app.command("search")
def search_sources(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="What to look for: “rain at the coast”.")],
    sources: Sources = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="NUMBER", min=1, max=200, help="How many passages at most.")
    ] = 10,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Show what is held on something. Figures come with their reach and a claim to try; then provisions, passages."""
    from factcheck.holdings import search, understand

    session = common.start(None, sources, quiet, False, debug)
    checker = common.open_checker(session)
    query = understand(" ".join(words), checker.library.facts)
    lines: list[str] = []
    for holding in search(query, checker):
        reach = "; ".join(part for part in (holding.coverage, holding.newest) if part)
        told = (holding.source, reach, holding.url, holding.example and f"ask: {holding.example}")
        lines += [holding.title, *(f"  {line}" for line in told if line)]
    passages = sources_documents.passage_lines(checker.library, " ".join(words), limit)
    if lines:
        for typed, held in query.mended:
            common.warn(f"nothing is called “{typed}”; looked for “{held}”")
    if lacking := sources_documents.not_held(checker.library, " ".join(words)):
        common.warn(lacking)
    if not lines and not passages:
        common.warn("nothing held has any of these words; factcheck sources list shows what is, --sources adds more")
    common.show(inert_lines([*lines, *passages]))
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


@sources_app.command("fetch")
def fetch_source(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of one document or CSV.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="DIR",
            help="The folder to put it in (default: sources/ beside factcheck.toml).",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="Seconds to wait for the server.")
    ] = 30.0,
    debug: Debug = False,
) -> None:
    """Fetch one document or table. It is pinned by its checksum and added to the project's sources."""
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
    """Compare fetched files with their checksums."""
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
