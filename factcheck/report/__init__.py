"""Report -> text: each format returns a string and prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from factcheck.model.finding import Report

Render = Callable[..., str]


def _loaded_when_used(module: str) -> Render:
    """A renderer whose module is imported at its first call: Rich costs time at every start."""

    def render(report: Report, **options: object) -> str:
        text: str = import_module(f"factcheck.report.{module}").render(report, **options)
        return text

    return render


# What `--output-format` names. `terminal` also takes width, color, verbose and quiet.
FORMATS: Mapping[str, Render] = {
    "terminal": _loaded_when_used("terminal"),
    "concise": _loaded_when_used("concise"),
    "json": _loaded_when_used("json_"),
    "jsonl": _loaded_when_used("jsonl"),
}
