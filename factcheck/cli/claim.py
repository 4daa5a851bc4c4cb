"""`factcheck claim`: one claim, or one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from factcheck.cli import common
from factcheck.cli.common import Session
from factcheck.errors import ClaimLineError, FactcheckError, UsageError
from factcheck.model.finding import DocumentReport, Finding, Report
from factcheck.model.record import record, replace

if TYPE_CHECKING:
    from factcheck.check import Checker
    from factcheck.registry import Registry


@record
class _Row:
    id: str
    text: str
    as_of: date | None
    context: tuple[str, ...]


def check_claim(
    text: str,
    as_of: str | None,
    context: Sequence[str],
    output_format: str,
    fail_on: str | None,
    session: Session,
) -> int:
    """Checks the one claim `text` and prints the report. Returns the exit status."""
    if not text.strip():
        raise UsageError(
            "the claim is empty",
            "write the claim in quotes, or - to read claims from standard input",
        )
    day, level = common.chosen_as_of(as_of, session), common.chosen_fail_on(fail_on, session)
    checker = common.open_checker(session)
    finding = _matched(checker.claim(text, day, list(context)), checker, common.project_registry(session))
    report = _report([finding], day, checker.library.sources([finding]))
    common.show(common.render(report, output_format, session))
    return common.status_of(report, level, session)


def check_lines(
    _: str,
    as_of: str | None,
    context: Sequence[str],
    output_format: str,
    fail_on: str | None,
    session: Session,
) -> int:
    """Checks one claim a line of standard input: plain text, or JSON with id, text, as_of, context."""
    day, level = common.chosen_as_of(as_of, session), common.chosen_fail_on(fail_on, session)
    checker = common.open_checker(session)
    registry = common.project_registry(session)
    findings: list[Finding] = []
    for number, line in enumerate(_lines(), start=1):
        if not line.strip():
            continue
        try:
            row = _row(line, number, day, tuple(context))
        except ClaimLineError as error:
            session.trouble = True
            if output_format == "jsonl":
                common.show(
                    json.dumps(
                        {"id": _id_of(line, number), "error": f"{error.message}; {error.advice}"},
                        ensure_ascii=False,
                    )
                    + "\n"
                )
            else:
                common.warn(f"line {number}: {error.message}; {error.advice}")
            continue
        finding = _matched(checker.claim(row.text, row.as_of, row.context, row.id), checker, registry)
        if output_format == "jsonl":
            common.show(common.render(_report([finding], day, ()), "jsonl", session))
            # A line that has been answered counts for the exit status only: a million must fit.
            finding = replace(finding, assertions=(), caveats=())
        findings.append(finding)
    if output_format == "jsonl":
        return common.status_of(_report(findings, day, ()), level, session)
    report = _report(findings, day, checker.library.sources(findings))
    common.show(common.render(report, output_format, session))
    return common.status_of(report, level, session)


def _lines() -> list[str]:
    data = sys.stdin.buffer.read()
    return data.decode("utf-8", errors="surrogateescape").splitlines()


def _row(line: str, number: int, as_of: date | None, context: tuple[str, ...]) -> _Row:
    if any(0xDC80 <= ord(c) <= 0xDCFF for c in line):
        raise ClaimLineError("the line is not UTF-8 text", "save the file as UTF-8")
    if not line.lstrip().startswith("{"):
        return _Row(str(number), line.strip(), as_of, context)
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ClaimLineError(f"the line is not valid JSON: {error}", 'write {"id": …, "text": …}') from error
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ClaimLineError('"text" is missing or empty', 'write {"id": …, "text": "the claim"}')
    try:
        day = common.parse_as_of(data["as_of"]) if data.get("as_of") else as_of
    except (FactcheckError, TypeError) as error:
        raise ClaimLineError(f'"as_of" is not a date: {data["as_of"]!r}', "write it as 2024-01-31") from error
    given = data.get("context") or ()
    given = (given,) if isinstance(given, str) else given
    if not isinstance(given, list | tuple) or not all(isinstance(g, str) for g in given):
        raise ClaimLineError('"context" is not text', "write a text or a list of texts")
    return _Row(str(data.get("id", number)), text, day, context + tuple(given))


def _id_of(line: str, number: int) -> str:
    try:
        data = json.loads(line)
        return str(data.get("id", number)) if isinstance(data, dict) else str(number)
    except (ValueError, RecursionError):
        return str(number)


def _matched(finding: Finding, checker: Checker, registry: Registry | None) -> Finding:
    """The finding with what the project's registry, if there is one, holds on the same claim."""
    if registry is None:
        return finding
    from factcheck.matching import with_earlier

    return with_earlier(finding, checker, registry)


def _report(findings: Sequence[Finding], as_of: date | None, sources: Sequence[object]) -> Report:
    from typing import cast

    from factcheck.model.finding import SourceSummary

    day = findings[0].as_of if len(findings) == 1 else as_of
    document = DocumentReport("", None, None, day, "option" if day else "", (), tuple(findings))
    return Report((document,), cast("tuple[SourceSummary, ...]", tuple(sources)))
