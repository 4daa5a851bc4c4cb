"""`factcheck extract` and `factcheck registry recheck|export|import`: what changes the registry or leaves it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug, Quiet, Session, Sources, Verbose
from factcheck.cli.registry import Bundled, finding_on, opened, registry_app, start
from factcheck.errors import DraftError, FactcheckError, RegistryError, UsageError

if TYPE_CHECKING:
    from factcheck.registry import Registry
    from factcheck.registry.records import Check


def extract_claims(paths: Sequence[str], as_of: str | None, outlet: str, embargo: bool, session: Session) -> int:
    """Adds the claims of the articles to the project's registry; running it again changes nothing."""
    from factcheck.cli.check import drafts, no_evidence_for_itself
    from factcheck.ingest import read_document
    from factcheck.registry import claim_of
    from factcheck.registry.records import check_of
    from factcheck.report.safe import inert

    day = common.parse_as_of(as_of)
    articles = drafts(paths, session)
    registry = _writable(session, create=True)
    checker = common.open_checker(session)
    embargo = embargo or session.settings.embargo
    added = updated = unchanged = gone = 0
    for path in articles:
        try:
            draft = read_document(path, sys.stdin.buffer.read() if path == "-" else None)
            no_evidence_for_itself(path, checker, session)
        except DraftError as error:
            session.complain(error)
            continue
        fallback = day or (None if draft.published else common.parse_as_of(session.settings.as_of))
        report = checker.document(draft, fallback, "--as-of" if day else "the settings")
        file = registry.file_name(path)
        whose = outlet or draft.outlet or ""
        claims = [claim_of(f, report, file, outlet=whose, embargo=embargo) for f in report.findings]
        result = registry.add(claims, article=file)
        registry.record(check_of(f, c) for f, c in zip(report.findings, claims, strict=True))
        added, updated = added + result.added, updated + result.updated
        unchanged, gone = unchanged + result.unchanged, gone + result.gone
        left = f", {result.gone} no longer in it" if result.gone else ""
        told = f"{result.added} new, {result.updated} moved, {result.unchanged} unchanged{left}"
        print(inert(f"{path}: {common.counted(len(claims), 'claim')} ({told})"))
    left = f", {gone} no longer in their articles" if gone else ""
    print(f"{registry.folder}: {added} added, {updated} updated, {unchanged} unchanged{left}")
    return common.TROUBLE if session.trouble else common.OK


def _writable(session: Session, create: bool = False) -> Registry:
    """The project's registry. Raises RegistryError when there is no project."""
    from factcheck.registry import Registry

    folder = session.settings.registry
    if folder is None:
        raise RegistryError(
            "there is no project registry to write to",
            'put a factcheck.toml with registry = "claims" beside your articles',
        )
    registry = Registry.open(folder, create=create)
    for problem in registry.problems:
        common.warn(problem)
        session.trouble = True
    return registry


@registry_app.command("recheck")
def recheck(
    sources: Sources = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would change, and keep nothing.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Check all claims again. Every verdict that has changed is listed; status 1 when one has."""
    from factcheck.registry.records import check_of
    from factcheck.report.safe import inert

    session = start(sources, quiet, verbose, debug)
    registry = _writable(session)
    checker = common.open_checker(session)
    known = registry.checks()
    held = [c for c in registry.claims() if c.text and not c.gone]
    new = {c.id: check_of(finding_on(c, registry, checker), c) for c in held}
    changed = [c for c in held if c.id in known and known[c.id].status != new[c.id].status]
    for claim in {c.id: c for c in changed}.values():
        before, after = known[claim.id], new[claim.id]
        common.show(inert(f"{claim.id}  {before.status} -> {after.status}  {claim.outlet or claim.file}") + "\n")
        common.show(f"    {inert(' '.join(claim.text.split()))}\n    {inert(_because(before, after))}\n")
    if not dry_run:
        registry.record(new.values())
    first = len([c for c in new if c not in known])
    moved = common.counted(len({c.id for c in changed}), "verdict")
    common.show(
        f"{common.counted(len(new), 'claim')} checked: {moved} changed"
        + (f", {first} checked for the first time" if first else "")
        + "\n"
    )
    if session.trouble:
        raise typer.Exit(common.TROUBLE)
    raise typer.Exit(common.FINDINGS if changed else common.OK)


def _because(before: Check, after: Check) -> str:
    """The releases that the new verdict rests on and the old one did not."""
    fresh = [r for r in after.releases if r not in before.releases]
    if fresh:
        return f"{after.summary}: now by {'; '.join(fresh)}"
    lost = [r for r in before.releases if r not in after.releases]
    return f"{after.summary}: no longer held: {'; '.join(lost)}" if lost else f"{after.summary}: by the same releases"


@registry_app.command("export")
def export(
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="The newsroom that did the checks.")],
    page: Annotated[str, typer.Option("--page", metavar="URL", help="The address that the reviews stand on.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
    bundled: Bundled = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Export accepted verdicts as ClaimReview (schema.org, JSON-LD). An editor accepts them in a review."""
    from factcheck.cli.check import write_whole
    from factcheck.model.decision import ACCEPT
    from factcheck.registry.claimreview import claim_review, to_json

    session = start(None, quiet, False, debug)
    if not author.strip():
        raise UsageError("--author is empty", "give the name of your newsroom")
    registry = opened(bundled, session)
    checks = registry.checks()
    reviews = []
    for claim in {c.id: c for c in registry.claims() if c.text}.values():
        standing = registry.standing(claim.id)
        if standing is not None and standing.choice == ACCEPT:
            reviews.append(claim_review(claim, standing, checks.get(claim.id), author.strip(), page))
    if output is None:
        common.show(to_json(reviews))
    else:
        write_whole(output, to_json(reviews))
    if not reviews and not quiet:
        common.warn("no claim has an accepted verdict: factcheck review records them")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


@registry_app.command("import")
def import_reviews(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON-LD files of ClaimReviews.")],
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Take up the checks of others from ClaimReview files. Doing so again changes nothing."""
    from factcheck.registry.claimreview import read_claim_reviews

    session = start(None, quiet, False, debug)
    registry = _writable(session, create=True)
    added = known = 0
    for path in files:
        try:
            found = read_claim_reviews(path.read_text("utf-8-sig"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            session.complain(FactcheckError(f"{path} cannot be read: {reason}", "name a JSON-LD file of ClaimReviews"))
            continue
        except RegistryError as error:
            session.complain(error)
            continue
        registry.add([claim for claim, _ in found])
        held = {d.id for claim, _ in found for d in registry.decisions(claim.id)}
        for _, decision in found:
            if decision.id in held:
                known += 1
            else:
                held.add(registry.decide(decision).id)
                added += 1
    print(f"{registry.folder}: {common.counted(added, 'check')} taken up, {known} known already")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)
