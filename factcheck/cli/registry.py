"""`factcheck extract` and `factcheck registry …`: claims of articles, cross-matched with the sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug, Format, Quiet, Session, Sources, Verbose
from factcheck.errors import RegistryError, UsageError
from factcheck.model.finding import DocumentReport, Finding, Report

if TYPE_CHECKING:
    from factcheck.registry import Registry, RegistryClaim

registry_app = typer.Typer(no_args_is_help=True, help="The claim registry: list, show, report.", rich_markup_mode=None)
Bundled = Annotated[
    bool,
    typer.Option("--bundled", help="The registry that comes with factcheck, not the project's."),
]
STATUSES = ("supported", "conflicting", "unverified")


def extract_claims(paths: Sequence[str], as_of: str | None, outlet: str, session: Session) -> int:
    """Adds the claims of the articles to the project's registry; running it again changes nothing."""
    from factcheck.cli.check import drafts
    from factcheck.errors import DraftError
    from factcheck.ingest import read_document
    from factcheck.registry import Registry, claim_of

    folder = session.settings.registry
    if folder is None:
        raise RegistryError(
            "there is no project registry to write to",
            'put a factcheck.toml with registry = "claims" beside your articles',
        )
    day = common.parse_as_of(as_of)
    checker = common.open_checker(session)
    registry = Registry.open(folder, create=True)
    for problem in registry.problems:
        common.warn(problem)
    added = updated = unchanged = 0
    for path in drafts(paths):
        try:
            draft = read_document(path, sys.stdin.buffer.read() if path == "-" else None)
        except DraftError as error:
            session.complain(error)
            continue
        fallback = day or (None if draft.published else common.parse_as_of(session.settings.as_of))
        report = checker.document(draft, fallback, "--as-of" if day else "the settings")
        file = registry.file_name(path)
        claims = [claim_of(f, report, file, outlet=outlet or draft.outlet or "") for f in report.findings]
        result = registry.add(claims)
        added, updated, unchanged = (
            added + result.added,
            updated + result.updated,
            unchanged + result.unchanged,
        )
        print(
            f"{path}: {len(claims)} claims ({result.added} new, {result.updated} moved, {result.unchanged} unchanged)"
        )
    print(f"{folder}: {added} added, {updated} updated, {unchanged} unchanged")
    return common.TROUBLE if session.trouble else common.OK


def _open(bundled: bool, session: Session) -> Registry:
    from factcheck import config
    from factcheck.registry import Registry

    registry = None if bundled else common.project_registry(session)
    if registry is None:
        registry = Registry.open(config.bundled("claims"), writable=False)
        if not bundled and not session.quiet:
            common.warn("no project registry found; showing the one that comes with factcheck")
    for problem in registry.problems:
        common.warn(problem)
        session.trouble = True
    return registry


def _start(sources: list[Path] | None, quiet: bool, verbose: bool, debug: bool) -> Session:
    return common.start(None, sources, quiet, verbose, debug)


@registry_app.command("list")
def list_claims(
    bundled: Bundled = False,
    outlet: Annotated[str, typer.Option("--outlet", help="Only claims of this outlet.")] = "",
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """List the claims of the registry with where they stood."""
    from factcheck.report.safe import inert

    session = _start(None, quiet, False, debug)
    registry = _open(bundled, session)
    claims = [c for c in registry.claims() if not outlet or c.outlet.lower() == outlet.lower()]
    lines = []
    for c in claims:
        place = f":{c.place.line}:{c.place.column}" if c.place else ""
        lines.append(f"{c.id}  {c.as_of or c.date or 'undated'!s:10}  {c.outlet or '-'}  {c.file}{place}\n    {c.text}")
    lines.append(f"{len(claims)} claims")
    common.show(
        "\n".join(inert(line) if "\n" not in line else "\n".join(inert(x) for x in line.split("\n")) for line in lines)
        + "\n"
    )
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


@registry_app.command("show")
def show_claim(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.")],
    bundled: Bundled = False,
    sources: Sources = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Show one claim with its evidence and what was decided on it."""
    session = _start(sources, quiet, verbose, debug)
    registry = _open(bundled, session)
    found = [c for c in registry.claims() if c.id.startswith(identity)]
    if len({c.id for c in found}) != 1:
        raise UsageError(
            f"{len(found)} claims of the registry begin with {identity!r}",
            "factcheck registry list shows the ids",
        )
    checker = common.open_checker(session)
    finding = _finding(found[0], registry, checker)
    report = Report(
        (DocumentReport("", None, None, finding.as_of, "registry", (), (finding,)),),
        checker.sources([finding]),
    )
    common.show(common.render(report, "terminal", session))
    raise typer.Exit(common.status_of(report, "never", session))


@registry_app.command("report")
def report_registry(
    bundled: Bundled = False,
    sources: Sources = None,
    output_format: Format = "terminal",
    status: Annotated[str, typer.Option("--status", help="Only supported, conflicting or unverified claims.")] = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Cross-match every claim of the registry with the sources and show a table."""
    if output_format not in ("terminal", "json", "jsonl"):
        raise UsageError(f"--output-format {output_format!r} is unknown here", "use terminal, json or jsonl")
    if status and status not in STATUSES:
        raise UsageError(f"--status {status!r} is unknown", f"use one of {', '.join(STATUSES)}")
    session = _start(sources, quiet, verbose, debug)
    registry = _open(bundled, session)
    checker = common.open_checker(session)
    rows = [(c, _finding(c, registry, checker)) for c in registry.claims()]
    rows = [r for r in rows if not status or r[1].status == status]
    if output_format == "terminal":
        from factcheck.report.registry_table import render_table

        width, color = common.terminal(140)
        common.show(render_table(rows, checker.sources(f for _, f in rows), width, color))
    else:
        documents = tuple(DocumentReport(c.file, None, None, f.as_of, "registry", (), (f,)) for c, f in rows)
        common.show(common.render(Report(documents, checker.sources(f for _, f in rows)), output_format, session))
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def _finding(claim: RegistryClaim, registry: Registry, checker: object) -> Finding:
    from factcheck.check import Checker

    assert isinstance(checker, Checker)
    as_of = claim.as_of if isinstance(claim.as_of, date) else None
    finding = checker.claim(claim.text, as_of, [claim.context] if claim.context else [], claim.id)
    return replace(finding, decision=registry.earlier(claim.text, as_of, finding.status))
