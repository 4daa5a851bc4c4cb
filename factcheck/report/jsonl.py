"""A report -> one claim in JSON a line, in the order of the drafts."""

from __future__ import annotations

import json
from typing import Any

from factcheck.model.finding import Report
from factcheck.report.json_ import claim_json
from factcheck.report.place import Places
from factcheck.report.safe import json_inert


def line(found: dict[str, Any]) -> str:
    """One JSON object as a line with its line end; no character in it ends a line early."""
    return json_inert(json.dumps(found, ensure_ascii=False)) + "\n"


def render(report: Report) -> str:
    """A line for each claim, with its draft's `path` when it has one; empty without claims.

    A draft that could not be read answers `{"path", "error"}`.
    """
    lines: list[str] = []
    for document in report.documents:
        where = {"path": document.path} if document.path else {}
        places = Places(document)
        lines += [line(claim_json(f, places.of(f)) | where) for f in document.findings]
        if document.error:
            lines.append(line(where | {"error": document.error}))
    return "".join(lines)
