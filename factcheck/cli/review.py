"""`factcheck review --plain`: the claims of a draft one after the other, decided line by line."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from factcheck.cli import common
from factcheck.cli.common import Session
from factcheck.errors import FactcheckError, RegistryError, UsageError
from factcheck.model.finding import DocumentReport, Finding

if TYPE_CHECKING:
    from factcheck.review import Review

ORDERS = ("worth", "draft")


def review_draft(path: str, as_of: str | None, plain: bool, who: str | None, order: str, session: Session) -> int:
    """Walks through the findings on `path`; every decision is in the registry when it is confirmed."""
    from factcheck.cli.check import check_draft
    from factcheck.registry import Registry
    from factcheck.review import Review

    if path == "-":
        raise UsageError(
            "review needs a file, because standard input is for your answers",
            "save the draft and name it",
        )
    if order not in ORDERS:
        raise UsageError(f"--order {order!r} is unknown", f"use one of {', '.join(ORDERS)}")
    if not plain and sys.stdin.isatty():
        common.warn("the full-screen review is not built yet; going on line by line (--plain)")
    folder = session.settings.registry
    if folder is None:
        raise RegistryError(
            "there is no project registry to write decisions to",
            'put a factcheck.toml with registry = "claims" beside your drafts',
        )
    day = common.parse_as_of(as_of)
    checker = common.open_checker(session)
    registry = Registry.open(folder, create=True)
    report = check_draft(path, day, checker, registry, session)
    if report.error:
        return common.TROUBLE
    review = Review(
        report,
        registry,
        who or _login(),
        lambda: datetime.now(UTC),
        by_worth=order == "worth",
        embargo=session.settings.embargo,
    )
    if review.done:
        print("Nothing to review: no claim was found.")
        return common.OK
    _walk(review, report, session)
    if not review.has_quit:  # quitting has said it already
        print(review.summary())
    return common.TROUBLE if session.trouble else common.OK


def _walk(review: Review, report: DocumentReport, session: Session) -> None:
    from factcheck.review import apply

    shown: str | None = None
    while not review.done:
        finding = review.current
        assert finding is not None
        if finding.id != shown:
            number, total = review.position
            print(f"\nClaim {number} of {total}")
            common.show(_panel(finding, report, session))
            if review.earlier:
                print(f"Earlier: {review.earlier}")
            shown = finding.id
        print("a accept, w wrong, n note, s skip, u undo, q quit, ? help > ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            print()
            review.quit()
            break
        try:
            print(apply(review, line))
        except FactcheckError as error:
            session.complain(error)
        if review.current is None or line.strip()[:1].lower() == "u":
            shown = None


def _panel(finding: Finding, report: DocumentReport, session: Session) -> str:
    """One claim as the terminal report shows it, without the report's head and foot."""
    from factcheck.report.terminal import render_finding

    width, color = common.terminal()
    return render_finding(finding, report, width, color, session.verbose)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
