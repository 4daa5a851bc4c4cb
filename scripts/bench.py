"""Times whole runs of the installed command and prints medians beside their targets.

    python scripts/bench.py [--runs 9] [--strict]

Status 1 with --strict when a target is missed, 2 when nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import bench_documents, tool
from scripts.claim_truth import Figures
from scripts.generate_claims import SOURCES, generate

NOMINATION = 5.0  # ms, at the median
MEMORY = 250.0  # MiB, for every run


class Task(NamedTuple):
    """A command line to time. `target` is in seconds; `claims` go to standard input; with `fresh`
    every run has an empty cache of its own."""

    name: str
    arguments: Sequence[str]
    target: float | None = None
    claims: Sequence[Mapping[str, str | None]] = ()
    fresh: bool = False


class Figure(NamedTuple):
    task: Task
    median: float
    fastest: float
    slowest: float
    peak: float

    def missed(self) -> list[str]:
        found = []
        if self.task.target and self.median > self.task.target:
            found.append(f"{self.task.name}: {self.median:.3f} s, target {self.task.target:g} s")
        if self.peak > MEMORY:
            found.append(f"{self.task.name}: {self.peak:.0f} MiB, target {MEMORY:g} MiB")
        return found

    def line(self) -> str:
        target = f"{self.task.target:6.2f}" if self.task.target else "     -"
        rate = f"{len(self.task.claims) / self.median:6.0f}" if self.task.claims else "     -"
        return (
            f"{self.task.name:34} {self.median:7.3f} {self.fastest:7.3f} {self.slowest:7.3f} "
            f"{target} {self.peak:6.0f} {rate}{'  MISSED' if self.missed() else ''}"
        )


def tasks(shared: Path, claims: int) -> Iterator[Task]:
    """What is measured here; articles that are not there are left out and named."""
    rows = list(islice(generate(Figures(SOURCES), True, claims), claims))
    draft = tool.ROOT / "examples" / "draft.md"
    third = sorted((shared / "articles").glob("003*.txt"))
    yield Task("factcheck --version", ["--version"])
    yield Task('factcheck claim "..."', ["claim", tool.SENTENCE], 0.25)
    if draft.is_file():
        yield Task("factcheck check examples/draft.md", ["check", str(draft)])
    else:
        print(f"not measured: there is no {draft}", file=sys.stderr)
    if third:
        yield Task("factcheck check, third article", ["check", str(third[0])], 0.45)
    else:
        print(f"not measured: no articles in {shared}", file=sys.stderr)
    yield Task(
        f"factcheck claim -, {claims} claims",
        ["claim", "-", "--output-format", "jsonl", "--fail-on", "never"],
        claims=rows,
    )
    yield Task("first build of the library", ["claim", tool.SENTENCE], 10.0, fresh=True)
    folders = bench_documents.folders(shared)
    if folders:
        given = [word for folder in folders for word in ("--sources", str(folder))]
        yield Task("factcheck claim, with documents", ["claim", tool.SENTENCE, *given], 0.35)
        yield Task("sources search, with documents", ["sources", "search", tool.SENTENCE, *given], 0.35)
        yield Task("first build with documents", ["claim", tool.SENTENCE, *given], 10.0, fresh=True)
    else:
        print(f"not measured: no official documents in {shared}", file=sys.stderr)


def measure(command: Path, task: Task, runs: int) -> Figure:
    """Medians over `runs`. Raises ToolError when a run ends with anything but 0 or 1."""
    given = tool.lines(task.claims)
    done = []
    for number in range(runs + 1):
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as cache:
            extra = {"FACTCHECK_CACHE": cache} if task.fresh else {}
            result = tool.run(command, task.arguments, given, extra)
        if result.status not in (0, 1):
            raise tool.ToolError(f"{task.name} ended with status {result.status}: {tool.last_line(result.err)}")
        if number:  # the first warms the library and the disk's cache
            done.append(result)
    seconds = [result.seconds for result in done]
    peak = max(result.peak for result in done)
    return Figure(task, statistics.median(seconds), min(seconds), max(seconds), peak)


# Of drafts in one process (scripts/bench_drafts.py): the measure, and what it is. Targets are in floors.toml.
DRAFTS = {
    "drafts_per_second": "drafts of {words} words a second, all different",
    "with_documents": "drafts of about 700 words a second with documents, all different",
    "peak_mib": "MiB of memory",
    "ten_times_the_words": "times as long for ten times the words",
    "eight_times_the_releases": "times as long for eight releases as for one",
}


def measure_drafts(shared: Path) -> list[str]:
    """Prints what one core does with many drafts; the targets missed."""
    script = Path(__file__).with_name("bench_drafts.py")
    asked = [sys.executable, str(script), "--shared", str(shared)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise tool.ToolError(f"{script.name} ended with status {done.returncode}: {tool.last_line(done.stderr)}")
    found, missed = json.loads(done.stdout), []
    print("\none core, user seconds:")
    targets = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["bench"]
    for key, words in DRAFTS.items():
        if key not in found:
            continue  # there are no documents
        least = f"{key}_min" in targets
        bound = targets[f"{key}_{'min' if least else 'max'}"]
        fine = found[key] >= bound if least else found[key] <= bound
        said = f"{found[key]:g} {words.format(**found)}, target {'at least' if least else 'at most'} {bound:g}"
        print(f"  {said}{'' if fine else '  MISSED'}")
        missed += [] if fine else [said]
    return missed


def measure_nominations(shared: Path) -> list[str]:
    """Prints how quickly a passage is found by some of its words, and how often; the targets missed."""
    folders = bench_documents.folders(shared)
    if not folders:
        return []
    found = bench_documents.measure(folders)
    fine = found.milliseconds <= NOMINATION
    said = f"{found.milliseconds:.2f} ms to nominate passages, target at most {NOMINATION:g}"
    print(f"\n{found.passages} passages: {said}{'' if fine else '  MISSED'}")
    print(f"  eight words of a passage find it among the first 20: {found.recall:.1%}")
    return [] if fine else [said]


def main() -> int:
    parser = argparse.ArgumentParser(description="Median times of whole runs of factcheck.")
    parser.add_argument("--factcheck", type=Path, help=f"the command (default {tool.COMMAND})")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where the articles are")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--claims", type=int, default=1000, help="how many go through one process")
    parser.add_argument("--strict", action="store_true", help="status 1 when a target is missed")
    options = parser.parse_args()
    missed: list[str] = []
    try:
        command = tool.find(options.factcheck)
        print(f"Python {platform.python_version()} in {sys.base_prefix}, {platform.python_compiler()}")
        print(f"{'':34}  median fastest slowest target    MiB claims/s")
        for task in tasks(options.shared, options.claims):
            slow = task.fresh or task.claims
            figure = measure(command, task, min(options.runs, 5) if slow else options.runs)
            print(figure.line(), flush=True)
            missed += figure.missed()
        missed += measure_drafts(options.shared)
        missed += measure_nominations(options.shared)
    except (tool.ToolError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    for line in missed:
        print(f"target missed: {line}")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
