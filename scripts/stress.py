"""Breaks caches and kills processes under the installed command, and checks that it still answers.

    python scripts/stress.py [--only race kill folder damage registry rows load broken]

Status 0 when everything held, 1 when something did not (each is named), 2 when nothing could run.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import tool
from scripts.claim_truth import Figures
from scripts.generate_claims import SEED, SOURCES, generate

ASK = ["claim", tool.SENTENCE, "--output-format", "jsonl", "--fail-on", "never"]
MEMORY = 250.0  # MiB
SIZE = 1.0  # how much of the usual number of rounds, set by --size


class Bench:
    """The command, and the answer that it gives from a library built in peace."""

    def __init__(self, command: Path) -> None:
        self.command = command
        self.rng = random.Random(SEED)
        self.problems: list[str] = []
        with empty_cache() as cache:
            first = self.run(cache)
            self.build_seconds = first.seconds
            self.answer = first.out
        if first.status or '"supported"' not in first.out:
            raise tool.ToolError(
                f"the plain claim is not supported (status {first.status}): "
                f"{tool.last_line(first.err) or tool.last_line(first.out)[:200]}"
            )

    def run(self, cache: Path) -> tool.Done:
        return tool.run(self.command, ASK, extra={"FACTCHECK_CACHE": str(cache)})

    def start(self, cache: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(self.command), *ASK],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"FACTCHECK_CACHE": str(cache)},
            start_new_session=True,  # so that a kill reaches all of it
        )

    def same(self, case: str, status: int | None, out: str, err: str) -> bool:
        """Notes a problem unless the run ended well with the one right answer."""
        fine = status == 0 and out == self.answer
        if not fine:
            self.problems.append(f"{case}: status {status}, {tool.last_line(err or out)[:200]}")
        return fine


@contextmanager
def empty_cache() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="factcheck-stress-") as folder:
        yield Path(folder) / "cache"


def libraries(cache: Path) -> list[Path]:
    return sorted(cache.glob("library-*.sqlite"))


def rounds(usual: int) -> range:
    return range(max(1, round(usual * SIZE)))


# ---- the cases --------------------------------------------------------------------------------


def race(bench: Bench) -> str:
    """Two processes build the library at once."""
    fine = 0
    for number in rounds(20):
        with empty_cache() as cache:
            pair = [bench.start(cache) for _ in range(2)]
            said = [process.communicate() for process in pair]
            ok = [
                bench.same(f"race {number}", process.returncode, out.decode(), err.decode())
                for process, (out, err) in zip(pair, said, strict=True)
            ]
            left = [path.name for path in cache.iterdir() if path.name.startswith(".building")]
            if len(libraries(cache)) != 1 or left:
                ok.append(False)
                bench.problems.append(f"race {number}: {len(libraries(cache))} libraries, left {left}")
        fine += all(ok)
    return f"{fine} of {len(rounds(20))} rounds with two builders"


def kill(bench: Bench) -> str:
    """A build is killed at a random moment; the next run must answer."""
    fine = left = 0
    for number in rounds(30):
        with empty_cache() as cache:
            process = bench.start(cache)
            time.sleep(bench.rng.uniform(0, bench.build_seconds))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            after = bench.run(cache)
            fine += bench.same(f"kill {number}", after.status, after.out, after.err)
            left += sum(path.name.startswith(".building") for path in cache.iterdir())
    return f"{fine} of {len(rounds(30))} kills survived; {left} unfinished files left behind"


def folder(bench: Bench) -> str:
    """A cache folder that cannot be written to, or made."""
    fine = []
    with empty_cache() as cache:
        cache.mkdir()
        cache.chmod(0o500)
        done = bench.run(cache)
        fine.append(bench.same("read-only cache", done.status, done.out, done.err))
        if os.geteuid() and list(cache.iterdir()):
            bench.problems.append("read-only cache: something was written to it")
        cache.chmod(0o700)
        file = cache.parent / "file"
        file.write_text("not a folder")
        for case, path in (("a file as cache", file), ("a cache below a file", file / "cache")):
            done = bench.run(path)
            fine.append(bench.same(case, done.status, done.out, done.err))
    note = "" if os.geteuid() else " (root may write anywhere: a read-only folder proves little)"
    return f"{sum(fine)} of {len(fine)} unusable cache folders{note}"


def damage(bench: Bench) -> str:
    """A library file that was cut, overwritten or emptied is built anew."""
    size_of_page = 4096
    harms: dict[str, Callable[[bytes], bytes]] = {
        "cut in half": lambda data: data[: len(data) // 2],
        "cut by a byte": lambda data: data[:-1],
        "empty": lambda data: b"",
        "garbage": lambda data: bench.rng.randbytes(len(data)),
        "garbage at the beginning": lambda data: bench.rng.randbytes(100) + data[100:],
        "another file": lambda data: b"These are not figures.\n" * 50,
        "garbage after the first page": lambda data: (
            data[:size_of_page] + bench.rng.randbytes(len(data) - size_of_page)
        ),
    }
    fine = 0
    for case, harm in harms.items():
        with empty_cache() as cache:
            bench.run(cache)
            for path in libraries(cache):
                path.write_bytes(harm(path.read_bytes()))
            done = bench.run(cache)
            fine += bench.same(f"library {case}", done.status, done.out, done.err)
            again = bench.run(cache)
            bench.same(f"library {case}, second run", again.status, again.out, again.err)
    return f"{fine} of {len(harms)} damaged libraries answered at once"


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from factcheck.model.decision import Decision
from factcheck.registry import Registry, RegistryClaim, claim_id
registry = Registry.open(Path(sys.argv[1]), create=True)
number = int(sys.argv[2])
while True:
    number += 1
    claim = RegistryClaim(claim_id(str(number)), str(number), context="wet " * (number % 700))
    registry.add([claim])
    kept = registry.decide(Decision("", claim.id, "note", "dana", datetime.now(UTC), "why"))
    print(claim.id, kept.id, flush=True)
"""


def registry(bench: Bench) -> str:
    """A process that writes the registry is killed; all that it acknowledged is there."""
    from factcheck.registry import Registry

    acknowledged: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory(prefix="factcheck-stress-") as name:
        claims = Path(name) / "claims"
        for number in rounds(100):
            child = subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(claims), str(number * 100_000)],
                cwd=tool.ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert child.stdout is not None
            said = child.stdout.readline()  # it is under way
            time.sleep(bench.rng.uniform(0, 0.05))
            child.kill()
            said += child.communicate()[0]
            whole = said[: said.rfind("\n") + 1]
            acknowledged |= {(c, d) for c, d in (line.split() for line in whole.splitlines())}
        opened = Registry.open(claims)
        held = {claim.id for claim in opened.claims()}
        decided = {(decision.claim, decision.id) for decision in opened.decisions()}
        lost = sum(c not in held or (c, d) not in decided for c, d in acknowledged)
        torn = len(opened.problems)
        opened.add([])  # what is there can still be opened for writing
    if lost or not acknowledged:
        bench.problems.append(f"registry: {lost} of {len(acknowledged)} acknowledged records lost")
    return f"{len(rounds(100))} kills, {len(acknowledged)} records acknowledged, {lost} lost, {torn} torn lines"


_MANIFEST = """[source]
id = "gauges"
title = "Rainfall by gauge"
publisher = "Example Weather Service"
[measures.rain]
label = "rainfall"
unit = "millimetres"
[[measures.rain.words]]
nouns = ["rainfall", "rain"]
readings = [{{}}]
[dimensions.gauge]
label = "gauge"
all = "all gauges"
rest = [{rest}]
[dimensions.gauge.values.harbour]
label = "Harbour"
words = ["Harbour", "at the harbour"]
[neutral]
words = ["millimetre", "millimetres", "measured"]
[[tables]]
id = "gauges"
title = "Rainfall by month and gauge"
file = "gauges.csv"
measure = "rain"
dimensions = ["gauge"]
releases = [{{ id = "2024-03", published = "2024-03-04" }}]
"""


def rows(bench: Bench) -> str:
    """A source of a million rows is checked and answers."""
    count = len(rounds(1000))
    names = ["harbour", *(f"gauge_{n}" for n in range(999))]
    with empty_cache() as cache:
        folder = cache.parent / "gauges"
        folder.mkdir()
        (folder / "manifest.toml").write_text(_MANIFEST.format(rest=", ".join(f'"{n}"' for n in names[1:])))
        with (folder / "gauges.csv").open("w") as file:
            file.write("release,month,gauge,value\n")
            for back in range(count):
                year, month = divmod(2024 * 12 + 1 - back, 12)
                file.writelines(f"2024-03,{year}-{month + 1:02},{n},{100 + k % 50}\n" for k, n in enumerate(names))
        extra = {"FACTCHECK_CACHE": str(cache)}
        checked = tool.run(bench.command, ["sources", "check", str(folder)], extra=extra)
        claim = [
            "claim",
            "The harbour gauge measured 100 millimetres of rain in January 2024.",
            "--sources",
            str(folder),
        ]
        first, again = (tool.run(bench.command, claim, extra=extra) for _ in range(2))
    for name, done in (("check", checked), ("first claim", first), ("second claim", again)):
        if done.status:
            bench.problems.append(f"rows, {name}: status {done.status}, {tool.last_line(done.err or done.out)[:200]}")
        if done.peak > MEMORY:
            bench.problems.append(f"rows, {name}: {done.peak:.0f} MiB, at most {MEMORY:g} MiB")
    return (
        f"{count * len(names):,} rows: checked in {checked.seconds:.1f} s, first claim {first.seconds:.1f} s, "
        f"then {again.seconds:.2f} s; {max(checked.peak, first.peak, again.peak):.0f} MiB"
    )


def load(bench: Bench) -> str:
    """Very many claims go through one process."""
    figures = Figures(SOURCES)
    half = len(rounds(10_000))
    rows = [*generate(figures, True, half), *generate(figures, False, half)]
    _, done = tool.ask(bench.command, rows)
    if done.peak > MEMORY:
        bench.problems.append(f"load: {done.peak:.0f} MiB, at most {MEMORY:g} MiB")
    return f"{len(rows)} claims in {done.seconds:.1f} s ({len(rows) / done.seconds:.0f} a second), {done.peak:.0f} MiB"


def broken(bench: Bench) -> str:
    """Sentences that break off, begin in the middle, run into others or lack words still get a finding."""
    told = sorted((tool.ROOT / "tests" / "cases").glob("*.toml"))
    whole = [c["text"] for path in told for c in tomllib.loads(path.read_text("utf-8"))["case"]]
    texts = [text for _ in rounds(20_000) if (text := _damaged(whole, bench.rng))]
    lines = "".join(f"{text}\n" for text in texts)
    done = tool.run(bench.command, ["claim", "-", "--output-format", "jsonl", "--fail-on", "never"], given=lines)
    found = done.out.count("\n")
    if done.status or found != len(texts):
        bench.problems.append(f"broken: status {done.status}, line {found + 1}: {texts[found : found + 1]}")
    return f"{found} of {len(texts)} broken sentences got a finding"


def _damaged(whole: list[str], rng: random.Random) -> str:
    one, other = (rng.choice(whole).split() for _ in range(2))
    cut, start = rng.randint(0, len(one)), rng.randrange(len(other))
    gone = set(rng.sample(range(len(one)), min(rng.randint(1, 4), len(one))))
    ways = (one[:cut], other[start:], one[:cut] + other[start:], [w for n, w in enumerate(one) if n not in gone])
    return " ".join(rng.choice(ways))


CASES = {case.__name__: case for case in (race, kill, folder, damage, registry, rows, load, broken)}


def main() -> int:
    global SIZE  # noqa: PLW0603 - one setting of a script, read by every case
    parser = argparse.ArgumentParser(description="Break caches, kill processes, send many claims.")
    parser.add_argument("--factcheck", type=Path, help=f"the command (default {tool.COMMAND})")
    parser.add_argument("--only", nargs="+", choices=list(CASES), default=list(CASES))
    parser.add_argument("--size", type=float, default=1.0, help="a part of the usual rounds")
    options = parser.parse_args()
    SIZE = options.size
    try:
        bench = Bench(tool.find(options.factcheck))
        for name in options.only:
            before = len(bench.problems)
            said = CASES[name](bench)
            print(
                f"{name:9} {'held  ' if len(bench.problems) == before else 'FAILED'} {said}",
                flush=True,
            )
    except (tool.ToolError, OSError) as error:
        print(f"stress: {error}", file=sys.stderr)
        return 2
    for problem in bench.problems:
        print(f"  {problem}")
    return 1 if bench.problems else 0


if __name__ == "__main__":
    sys.exit(main())
