"""Scores the command on quotations made from official documents and holds it to floors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts import tool
from scripts.generate_quotes import generate
from scripts.quote_documents import read

DECIDED = ("supported", "conflicting")


def quotations(command: Path, shared: Path, floor: Mapping[str, Any], seed: int, show: bool = False) -> list[str]:
    """Asks about quotations from the documents below `shared`, prints a table; the floors missed."""
    folders = [shared / "official" / name for name in floor["folders"]]
    if not all(f.is_dir() for f in folders):
        print("quotations: no documents here, not measured")
        return []
    rows = list(generate(read(folders), floor["count"], seed))
    options = [o for folder in folders for o in ("--sources", str(folder))]
    answers, done = tool.ask(command, rows, options=options)
    counts = tally(rows, answers)
    print(f"\nquotations{'':14} {'n':>5} right% false")
    for kind in sorted({k for k, _ in counts}):
        total = counts[kind, "n"]
        print(f"  {kind:22} {total:5} {100 * counts[kind, 'right'] / total:6.1f} {counts[kind, 'false']:5}")
    print(f"  {len(rows) / done.seconds:.0f} claims a second, {done.peak:.0f} MiB")
    if show:
        print("\n".join(f"  {r['id']} {answers[r['id']]['status']}: {r['text']}" for r in rows if _false(r, answers)))
    missed: list[str] = []
    for key, kinds in (("true_right_percent_min", True), ("altered_right_percent_min", False)):
        chosen = [k for k in {k for k, _ in counts} if _is_true(rows, k) == kinds]
        right = 100 * sum(counts[k, "right"] for k in chosen) / max(sum(counts[k, "n"] for k in chosen), 1)
        if right < floor[key]:
            missed.append(f"quotations: {right:.1f} % right, {key} {floor[key]:g}")
    false = sum(n for (_, what), n in counts.items() if what == "false")
    if false > floor["false_max"]:
        missed.append(f"quotations: {false} of {len(rows)} passed or accused wrongly, at most {floor['false_max']}")
    return missed


def tally(rows: Sequence[Mapping[str, Any]], answers: Mapping[str, Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """Rows, right answers, and false passes and accusations by kind; a cut without its caveat is not right."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        answer = answers[row["id"]]
        told = any(c["rule"] == "quote-cut" for c in answer["caveats"])
        counts[row["kind"], "n"] += 1
        counts[row["kind"], "right"] += answer["status"] in row.get("accept", [row["expect"]]) and (
            told or not row.get("caveat")
        )
        counts[row["kind"], "false"] += _false(row, answers)
    return counts


def _false(row: Mapping[str, Any], answers: Mapping[str, Mapping[str, Any]]) -> bool:
    status = answers[row["id"]]["status"]
    return bool(status in DECIDED and status not in row.get("accept", [row["expect"]]))


def _is_true(rows: Sequence[Mapping[str, Any]], kind: str) -> bool:
    return any(r["expect"] == "supported" for r in rows if r["kind"] == kind)
