"""`factcheck registry list|show|search|report`: what the registry holds, cross-matched with the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug, Format, Quiet, Session, Sources, Verbose
from factcheck.errors import UsageError
from factcheck.model.finding import DocumentReport, Finding, Report
from factcheck.model.record import replace

if TYPE_CHECKING:
    from factcheck.check import Checker
    from factcheck.registry import Registry, RegistryClaim
    from factcheck.registry.records import Check

registry_app = typer.Typer(
    no_args_is_help=True,
    help="The claim registry: what was claimed and decided, and where.",
    rich_markup_mode=None,
)
Bundled = Annotated[
    bool,
    typer.Option("--bundled", help="The registry that comes with factcheck, not the project's."),
]
STATUSES = ("supported", "conflicting", "unverified")


def opened(bundled: bool, session: Session) -> Registry:
    from factcheck import shipped
    from factcheck.registry import Registry

    registry = None if bundled else common.project_registry(session)
    if registry is None:
        registry = Registry.open(shipped.bundled("claims"), writable=False)
        if not bundled and not session.quiet:
            common.warn("no project registry found; showing the one that comes with factcheck")
    for problem in registry.problems:
        common.warn(problem)
        session.trouble = True
    return registry


def start(sources: list[Path] | None, quiet: bool, verbose: bool, debug: bool) -> Session:
    return common.start(None, sources, quiet, verbose, debug)


Status = Annotated[
    str, typer.Option("--status", metavar="STATUS", help="Only supported, conflicting or unverified claims.")
]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Only claims of this outlet.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only claims dated this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only claims dated this day or earlier.")]
Source = Annotated[
    str, typer.Option("--source", metavar="ID", help="Only claims whose last check rests on this source.")
]


@registry_app.command("list")
def list_claims(
    bundled: Bundled = False,
    status: Status = "",
    outlet: Outlet = "",
    since: Since = None,
    until: Until = None,
    source: Source = "",
    every: Annotated[bool, typer.Option("--all", help="Also claims that have left their article.")] = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """List the claims of the registry. Each is shown with where it stood and what the last check said."""
    session = start(None, quiet, False, debug)
    registry = opened(bundled, session)
    checks = registry.checks()
    known_status(status)
    first, last = common.parse_as_of(since), common.parse_as_of(until)

    def wanted(claim: RegistryClaim) -> bool:
        check, day = checks.get(claim.id), claim.date or claim.as_of
        return (
            (every or not claim.gone)
            and (not outlet or claim.outlet.lower() == outlet.lower())
            and (not status or (check is not None and check.status == status))
            and (not source or (check is not None and any(r.startswith(f"{source}:") for r in check.releases)))
            and (first is None or (day is not None and day >= first))
            and (last is None or (day is not None and day <= last))
        )

    claims = [c for c in registry.claims() if wanted(c)]
    common.show(_listed(claims, checks) + f"{common.counted(len(claims), 'claim')}\n")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def _listed(claims: Iterable[RegistryClaim], checks: Mapping[str, Check]) -> str:
    """Two lines a claim: identity, date, verdict, outlet and place; then its words."""
    from factcheck.report.safe import inert

    lines = []
    for c in claims:
        place = f":{c.place.line}:{c.place.column}" if c.place else ""
        verdict = checks[c.id].status if c.id in checks else "unchecked"
        left = "  (no longer in the article)" if c.gone else ""
        day = str(c.as_of or c.date or "undated")
        lines.append(inert(f"{c.id}  {day:10}  {verdict:11}  {c.outlet or '-'}  {c.file}{place}{left}"))
        lines.append("    " + (inert(" ".join(c.text.split())) if c.text else "(the words are withheld)"))
    return "".join(f"{line}\n" for line in lines)


@registry_app.command("search")
def search_claims(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="What the claims are about, or a claim.")],
    bundled: Bundled = False,
    limit: Annotated[int, typer.Option("--limit", metavar="NUMBER", min=1, help="How many claims at most.")] = 10,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Find claims by what they say, the nearest first."""
    session = start(None, quiet, False, debug)
    registry = opened(bundled, session)
    found = registry.index.relevant(" ".join(words), limit)
    common.show(_listed(found, registry.checks()) or "no claim has any of these words\n")
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
    session = start(sources, quiet, verbose, debug)
    registry = opened(bundled, session)
    found = [c for c in registry.claims() if c.id.startswith(identity)]
    if len({c.id for c in found}) != 1:
        raise UsageError(
            f"{len(found)} claims of the registry begin with {identity!r}"
            if found
            else f"no claim of the registry begins with {identity!r}",
            "factcheck registry list shows the ids",
        )
    if not found[0].text:
        raise UsageError(
            f"the words of {found[0].id} are withheld",
            f"check the draft itself: factcheck check {found[0].file}",
        )
    checker = common.open_checker(session)
    finding = finding_on(found[0], registry, checker)
    report = Report(
        (DocumentReport("", None, None, finding.as_of, "registry", (), (finding,)),),
        checker.library.sources([finding]),
    )
    common.show(common.render(report, "terminal", session))
    raise typer.Exit(common.status_of(report, "never", session))


@registry_app.command("report")
def report_registry(
    bundled: Bundled = False,
    sources: Sources = None,
    output_format: Format = "terminal",
    status: Status = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Cross-match every claim of the registry with the sources. The answers are shown as a table."""
    if output_format not in ("terminal", "json", "jsonl"):
        raise UsageError(f"--output-format {output_format!r} is unknown here", "use terminal, json or jsonl")
    known_status(status)
    session = start(sources, quiet, verbose, debug)
    registry = opened(bundled, session)
    checker = common.open_checker(session)
    claims = [c for c in registry.claims() if c.text and not c.gone]
    rows = [(c, finding_on(c, registry, checker)) for c in claims]
    rows = [r for r in rows if not status or r[1].status == status]
    if output_format == "terminal":
        from factcheck.report.registry_table import render_table

        width, color = common.terminal(140)
        common.show(render_table(rows, checker.library.sources(f for _, f in rows), width, color))
    else:
        documents = tuple(DocumentReport(c.file, None, None, f.as_of, "registry", (), (f,)) for c, f in rows)
        common.show(
            common.render(Report(documents, checker.library.sources(f for _, f in rows)), output_format, session)
        )
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def known_status(status: str) -> None:
    if status and status not in STATUSES:
        raise UsageError(f"--status {status!r} is unknown", f"use one of {', '.join(STATUSES)}")


def finding_on(claim: RegistryClaim, registry: Registry, checker: Checker) -> Finding:
    """What the sources say today of a registry claim, with the decision that stands."""
    finding = checker.claim(claim.text, claim.as_of, [claim.context] if claim.context else [], claim.id)
    return replace(finding, decision=registry.earlier(claim.text, claim.as_of, finding.status))
