"""Scores the installed command on labelled and generated claims and holds it to floors.toml.

    python scripts/evaluate.py --shared ../shared [--show]
    python scripts/evaluate.py --generated-only

Status 0 when every floor is met, 1 when one is not (each is named), 2 when it cannot be scored.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import evaluate_statements, strangers, tool
from scripts.bench_passages import read_pairs, score, told
from scripts.benchmarks import PARTS
from scripts.claim_tables import Tables
from scripts.claim_truth import Figures
from scripts.evaluate_labelled import DECIDED, check_labelled, labelled, table_only, told_of
from scripts.generate_claims import SEED, SOURCES, generate
from scripts.generate_forms import generate_forms
from scripts.other_fields import other_fields
from scripts.score_quotes import quotations
from scripts.table_claims import Tables as PublishedTables
from scripts.table_claims import generate as generate_rows

FLOORS = Path(__file__).with_name("floors.toml")
Floors = Mapping[str, Any]


# ---- the generated claims ---------------------------------------------------------------------


class Tally:
    """What became of generated claims, by kind."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.total = len(rows)
        self.offenders: list[tuple[str, str]] = []  # kind, what to show
        self.kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # rows, as expected, opposite
        for row in rows:
            answer = answers[row["id"]]
            right, opposite = answer["status"] == row["expect"], answer["status"] in DECIDED
            counts = self.kinds[str(row["kind"])]
            counts[0] += 1
            counts[1] += right
            if opposite and not right:
                counts[2] += 1
                shown = (
                    f"  {row['id']} {row['kind']}: {answer['status']} as of {row['as_of']}\n"
                    f"      {row['text']}\n      {row['why']}\n      said: {answer.get('summary')}"
                )
                self.offenders.append((str(row["kind"]), shown))

    def examples(self, most: int = 20) -> list[str]:
        """Some offenders, the first of every kind before the second of any."""
        turns: Counter[str] = Counter()
        ranked = []
        for kind, shown in self.offenders:
            ranked.append((turns[kind], shown))
            turns[kind] += 1
        return [shown for _, shown in sorted(ranked, key=lambda pair: pair[0])[:most]]

    @property
    def opposite_per_thousand(self) -> float:
        return 1000 * len(self.offenders) / max(self.total, 1)

    @property
    def right_percent(self) -> float:
        return 100 * sum(counts[1] for counts in self.kinds.values()) / max(self.total, 1)

    def table(self, title: str, opposite: str) -> str:
        rows = [f"{title:32} {'n':>5} right% {opposite:>12}"]
        for kind, (count, right, wrong) in sorted(self.kinds.items()):
            rows.append(f"  {kind:30} {count:5} {100 * right / count:6.1f} {wrong:12}")
        total = f"  {'all':30} {self.total:5} {self.right_percent:6.1f} {len(self.offenders):12}"
        return "\n".join([*rows, total])


def generated(command: Path, floors: Floors, count: int, seed: int, show: bool) -> list[str]:
    """Asks for `count` wrong and `count` right claims, prints the tables; the floors missed."""
    figures, tables = Figures(SOURCES), Tables(SOURCES)
    missed = _sides("generated", floors["generated"], lambda r: generate(figures, r, count, seed), command, show)
    forms = _sides("forms", floors["forms"], lambda r: generate_forms(tables, r, count, seed), command, show)
    published = PublishedTables()
    rows = _sides("tables", floors["tables"], lambda r: generate_rows(published, r, count // 100), command, show)
    return missed + forms + rows


def _sides(
    title: str, floor: Floors, claims: Callable[[bool], Iterable[Mapping[str, Any]]], command: Path, show: bool
) -> list[str]:
    """Wrong and then right claims, with a table of each; the floors missed."""
    missed: list[str] = []
    for right, name, opposite in ((False, "wrong", "supported"), (True, "right", "conflicting")):
        rows = list(claims(right))
        count = len(rows)
        answers, done = tool.ask(command, rows)
        tally = Tally(rows, answers)
        print(f"\n{tally.table(f'{title}, {name}', opposite)}")
        print(f"  {count / done.seconds:.0f} claims a second, {done.peak:.0f} MiB")
        if show:
            print("\n".join(tally.examples()))
        key = f"{name}_{opposite}_per_thousand_max"
        if tally.opposite_per_thousand > floor[key]:
            missed.append(
                f"{title}: {len(tally.offenders)} of {count} {name} claims {opposite}, "
                f"at most {floor[key]:g} in a thousand"
            )
        least = floor.get(f"{name}_right_percent_min", 0.0)
        if tally.right_percent < least:
            missed.append(f"{title}: {tally.right_percent:.1f} % of {name} claims right, floor {least:g} %")
    return missed


# ---- the arithmetic ---------------------------------------------------------------------------


def recomputed(command: Path, shared: Path | None, floors: Floors, count: int, seed: int) -> list[str]:
    """Has docs/recompute.py work out a JSON report on all claims; the floors missed."""
    rows: list[Mapping[str, Any]] = []
    for path in sorted((shared / "eval").glob("*.jsonl")) if shared else ():
        rows += [question(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    figures = Figures(SOURCES)
    rows += [row for right in (True, False) for row in generate(figures, right, count, seed)]
    rows += [row for right in (True, False) for row in generate_forms(Tables(SOURCES), right, count, seed)]
    done = tool.run(command, ["claim", "-", "--output-format", "json", "--fail-on", "never"], tool.lines(rows))
    if done.status:
        raise tool.ToolError(f"the JSON report ended with status {done.status}: {tool.last_line(done.err)}")
    script = Path(__file__).resolve().parents[1] / "docs" / "recompute.py"
    with tempfile.TemporaryDirectory(prefix="factcheck-eval-") as folder:
        report = Path(folder) / "report.json"
        report.write_text(done.out, encoding="utf-8")
        again = subprocess.run(
            [sys.executable, str(script), str(report), str(SOURCES.parent)], capture_output=True, text=True, check=False
        )
    if not again.stdout:
        raise tool.ToolError(f"{script.name} ended with status {again.returncode}: {tool.last_line(again.stderr)}")
    said = again.stdout.splitlines()
    print(f"\narithmetic: {said[0]}")
    verdicts, least = int(said[0].split()[0]), floors["recomputed"]["verdicts_min"]
    missed = [f"arithmetic: {line[:300]}" for line in said[1:6]] if again.returncode else []
    if shared and verdicts < least:
        missed.append(f"arithmetic: {verdicts} figure verdicts worked out again, at least {least}")
    return missed


def question(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a labelled row asks: a clause is asked about with its sentence as context."""
    asked = {key: row[key] for key in ("id", "text", "as_of", "context") if row.get(key)}
    return asked | {"text": row["clause"], "context": row["text"]} if row.get("clause") else asked


# ---- the article texts ------------------------------------------------------------------------


def article_text(shared: Path, floors: Floors) -> list[str]:
    """Runs the boilerplate rules over texts that are all article; the floors missed."""
    pages = shared / "bench" / "article_text" / "ground-truth.json"
    script = Path(__file__).with_name("bench_article_text.py")
    if not pages.is_file():
        print("\narticle text: no pages here, not measured")
        return []
    limit = floors["article_text"]["lost_percent_max"]
    done = subprocess.run(
        [sys.executable, str(script), str(pages), "--limit", str(limit)],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise tool.ToolError(f"{script.name} ended with status {done.returncode}: {tool.last_line(done.stderr)}")
    said = done.stdout.splitlines()[0]
    print(f"\narticle text: {said}")
    return [f"article text: {said}, at most {limit:g} %"] if done.returncode else []


# ---- passages ---------------------------------------------------------------------------------


def passages(shared: Path, floors: Floors) -> list[str]:
    """Holds claims against passages of public benchmarks; the floors missed."""
    folder = shared / "bench" / "text_verification"
    missed: list[str] = []
    print()
    for name, floor in floors["passages"].items():
        pairs = [pair for path in sorted(folder.glob(f"{name}*.jsonl")) for pair in read_pairs(path)]
        if not pairs:
            print(f"passages: no pairs of {name} here, not measured")
            continue
        result, _ = score(pairs)
        said = told(name, result)
        print(f"passages: {said}")
        if result.coverage < floor["decided_min"] or result.accuracy < floor["right_min"]:
            missed.append(f"{said}, at least {floor['decided_min']:g} % and {floor['right_min']:g} %")
    return missed


def same_article(shared: Path) -> list[str]:
    """The articles as web page, Word file and PDF must give the claims of their text."""
    print("\nthe articles as other files")
    script = Path(__file__).with_name("same_article.py")
    done = subprocess.run(
        [sys.executable, str(script), str(shared / "articles"), "--show"], capture_output=True, text=True, check=False
    )
    if not done.stdout:
        raise tool.ToolError(f"{script.name} ended with status {done.returncode}: {tool.last_line(done.stderr)}")
    print("".join(f"  {line}\n" for line in done.stdout.splitlines() if line.strip()), end="")
    return ["the articles do not give the same claims as web page, Word file and PDF"] if done.returncode else []


def public_parts(shared: Path, floors: Floors) -> list[str]:
    """Measures parts of the pipeline on public benchmarks (scripts/benchmarks.py); the floors missed."""
    missed = []
    print("\npublic benchmarks")
    for row in floors["benchmarks"]:
        path = shared / "bench" / row["path"]
        if not path.exists():
            print(f"  {row['part']:12} not here: {path}")
            continue
        found = PARTS[row["part"]](path)
        shown = "  ".join(f"{name} {value:.4g}" for name, value in found.items())
        print(f"  {row['part']:12} {path.name[-28:]:28} {shown}")
        value = found[row["figure"]]
        bad = value < row["min"] if "min" in row else value > row["max"]
        if bad:
            bound = f"at least {row['min']:g}" if "min" in row else f"at most {row['max']:g}"
            missed.append(f"{row['part']}, {path.name}: {row['figure']} {value:.1f}, {bound}")
    return missed


# ---- statements -------------------------------------------------------------------------------


def statements(command: Path, shared: Path, floors: Floors) -> list[str]:
    """Asks our own sentences about the documents of `shared`; the floors missed."""
    if not (shared / "official" / "whitehouse").is_dir():
        print("\nstatements: no documents here, not asked")
        return []
    print()
    asked, answers = evaluate_statements.ask(command, shared)
    return evaluate_statements.missed(asked, answers, floors["statements"])


# ---- the run ----------------------------------------------------------------------------------


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the installed command against floors.toml.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the labelled claims")
    parser.add_argument("--factcheck", type=Path, help=f"the command (default {tool.COMMAND})")
    parser.add_argument("--generated-only", action="store_true", help="needs no --shared")
    parser.add_argument("--count", type=int, default=2000, help="generated claims of each side")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="print what came out wrong")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = options_of(arguments)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    missed: list[str] = []
    try:
        command = tool.find(options.factcheck)
        if not options.generated_only:
            printed = labelled(options.shared, command)
            print(printed.rstrip() if options.show else table_only(printed))
            missed += check_labelled(printed, floors)
            told_of(printed)
            missed += article_text(options.shared, floors)
            missed += passages(options.shared, floors)
            missed += same_article(options.shared)
            missed += statements(command, options.shared, floors)
            missed += strangers.missed(command, options.shared, floors["strangers"], options.show)
            missed += public_parts(options.shared, floors)
            missed += quotations(command, options.shared, floors["quotations"], options.seed, options.show)
        missed += generated(command, floors, options.count, options.seed, options.show)
        missed += other_fields(command, floors, 500, options.seed, options.show)
        labels = None if options.generated_only else options.shared
        missed += recomputed(command, labels, floors, options.count, options.seed)
    except (tool.ToolError, OSError, json.JSONDecodeError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    print(f"\n{'every floor is met' if not missed else 'floors not met:'}")
    for line in missed:
        print(f"  {line}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
