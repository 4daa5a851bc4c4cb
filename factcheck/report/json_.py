"""A report -> the JSON of `docs/report.schema.json`, kept apart from the dataclasses.

Keys are written out here one by one, so that renaming a field of `factcheck.model` cannot change
what other programs read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model.claim import Slot
from factcheck.model.finding import (
    STATUSES,
    AssertionFinding,
    Calculation,
    Caveat,
    DocumentReport,
    Evidence,
    Finding,
    NearMiss,
    Reading,
    Report,
    SourceSummary,
)
from factcheck.model.proof import Computation, Interval, Proof, Rows
from factcheck.model.value import month_iso
from factcheck.report.place import Place, Places
from factcheck.report.safe import json_inert

SCHEMA_VERSION = 1
_PLACES = 6  # of a result that does not end


def render(report: Report) -> str:
    """The whole report as indented JSON that ends with a line end."""
    return json_inert(json.dumps(report_json(report), ensure_ascii=False, indent=2)) + "\n"


def report_json(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings, numbers and None, keys in a fixed order."""
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": [document_json(document) for document in report.documents],
        "sources": [_source(source) for source in report.sources],
        "summary": {
            "claims": report.claims,
            **{status: report.count(status) for status in STATUSES},
            "documents": len(report.documents),
        },
    }


def document_json(document: DocumentReport) -> dict[str, Any]:
    """One draft. A draft that could not be read has `error`, and no claim in `claims`."""
    places = Places(document)
    found: dict[str, Any] = {
        "path": document.path,
        "title": document.title,
        "published": _day(document.published),
        "as_of": _day(document.as_of),
        "as_of_from": document.as_of_from,
        "notes": _caveats(document.notes),
        "claims": [claim_json(finding, places.of(finding)) for finding in document.findings],
    }
    if document.left_out:
        found["left_out"] = document.left_out
    if document.error:
        found["error"] = document.error
    return found


def claim_json(finding: Finding, place: Place | None = None) -> dict[str, Any]:
    """One claim; with `place`, where it stands in its document as well."""
    found: dict[str, Any] = {
        "id": finding.id,
        "text": finding.text,
        "as_of": _day(finding.as_of),
        "status": finding.status,
        "rule": finding.rule,
        "summary": finding.summary,
        "reason": finding.reason,
        "needs": finding.needs,
        "suggestion": finding.suggestion,
        "caveats": _caveats(finding.caveats),
        "assertions": [_assertion(assertion) for assertion in finding.assertions],
    }
    if place is not None:
        found |= {
            "start": place.start,
            "end": place.end,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
        }
        if (told := place.paragraph) is not None:
            numbers = {"page": told.page, "paragraph": told.number}
            numbers |= {"source_line": told.line, "source_column": told.column}
            found |= {name: number for name, number in numbers.items() if number}
    if finding.worth is not None:
        found["check_worthiness"] = {"score": finding.worth, "reasons": list(finding.worth_reasons)}
    for key, value in (("context", finding.context), ("decision", finding.decision)):
        if value:
            found[key] = value
    return found


def _assertion(assertion: AssertionFinding) -> dict[str, Any]:
    return {
        "text": assertion.text,
        "start": assertion.start,
        "end": assertion.end,
        "status": assertion.status,
        "rule": assertion.rule,
        "failed_slot": assertion.failed_slot,
        "slots": _slots(assertion.slots),
        "readings": [_reading(reading) for reading in assertion.readings],
        "near_misses": [_near_miss(miss) for miss in assertion.near_misses],
        "caveats": _caveats(assertion.caveats),
        "reason": assertion.reason,
        "needs": assertion.needs,
        "suggestion": assertion.suggestion,
    }


def _slots(slots: Iterable[Slot]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for slot in slots:
        name, number = slot.name, 2
        while name in found:  # an assertion may compare two periods: none may be lost
            name, number = f"{slot.name}_{number}", number + 1
        found[name] = {"value": slot.value, "from": slot.origin}
    return found


def _reading(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "query": reading.query,
        "outcome": reading.outcome,
        "licence": reading.licence,
        "found_by": reading.found_by,
        "evidence": [_evidence(evidence) for evidence in reading.evidence],
        "calculation": _calculation(reading.calculation),
    }
    if reading.proof is not None:
        found["proof"] = _proof(reading.proof)
    return found


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "written": dict(proof.written),
        "fits": _interval(proof.bounds.fits),
        "open": _interval(proof.bounds.open),
        "every": proof.every,
        "negated": proof.negated,
        "computations": [_computation(computation) for computation in proof.computations],
    }


def _interval(interval: Interval) -> dict[str, str]:
    found: dict[str, str] = {}
    if interval.low is not None:
        found["above" if interval.low_open else "at_least"] = f"{interval.low:f}"
    if interval.high is not None:
        found["below" if interval.high_open else "at_most"] = f"{interval.high:f}"
    return found


def _computation(computation: Computation) -> dict[str, Any]:
    result = computation.result
    if -_exponent(result) > _PLACES:
        result = round(result, _PLACES)
    return {
        "operation": computation.operation,
        "settings": dict(computation.settings),
        "rows": [_rows(rows) for rows in computation.rows],
        "result": f"{result:f}",
    }


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rows(rows: Rows) -> dict[str, Any]:
    return {
        "role": rows.role,
        "file": rows.file,
        "where": {column: list(values) for column, values in rows.filters},
        "release": rows.release,
        "first": month_iso(rows.first),
        "last": month_iso(rows.last),
        "total": rows.total if isinstance(rows.total, int) else float(rows.total),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": evidence.source,
        "title": evidence.title,
        "url": evidence.url,
        "locator": evidence.locator,
        "release": evidence.release,
        "published": evidence.published,
        "retrieved": evidence.retrieved,
        "data_through": evidence.data_through,
    }
    if evidence.excerpt is not None:
        found["excerpt"] = evidence.excerpt
    else:
        found["value"] = evidence.value
    if evidence.note:
        found["note"] = evidence.note
    return found


def _calculation(calculation: Calculation | None) -> dict[str, Any] | None:
    if calculation is None:
        return None
    return {
        "formula": calculation.formula,
        "cells": [{"name": name, "value": value} for name, value in calculation.cells],
        "result": calculation.result,
    }


def _near_miss(miss: NearMiss) -> dict[str, str]:
    return {"slot": miss.slot, "text": miss.text}


def _caveats(caveats: Iterable[Caveat]) -> list[dict[str, str]]:
    return [{"rule": caveat.rule, "text": caveat.text} for caveat in caveats]


def _source(source: SourceSummary) -> dict[str, str]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "release": source.release,
        "published": source.published,
        "data_through": source.data_through,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
