"""Times look-ups in a registry of a million claims, and asks whether an edited claim is found again.

    python scripts/bench_registry.py [--claims 1000000] [--strict]

The claims are made up of ordinary words, figures and months, all distinct, with a fixed seed. Two words of 200
of them are changed and one is dropped; the claim itself should be among the first five, as an exhaustive scan with
rapidfuzz's `token_sort_ratio` finds it (done for the first twenty, since each takes a second). Status 1 with
--strict when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.extract.checkworthy import weights_file
from factcheck.model.value import MONTHS
from factcheck.registry import claim_id
from factcheck.registry.index import ClaimIndex

EDITED = 200
SCANNED = 20
TARGETS = {"claims_a_second": 50_000, "median_ms": 10.0, "p99_ms": 50.0, "found_percent": 98.0, "mib": 500.0}


def claims(count: int, chance: random.Random, words: Sequence[str]) -> Iterator[str]:
    """Sentences of 9 to 22 words, common ones more often, with a figure and a month."""
    common = words[:300]
    for _ in range(count):
        said = [chance.choice(common if chance.random() < 0.5 else words) for _ in range(chance.randint(9, 22))]
        said.insert(chance.randrange(len(said)), f"{chance.randint(1000, 400_000):,}")
        yield " ".join([*said, "in", chance.choice(MONTHS), str(chance.randint(2000, 2025))]).capitalize() + "."


def edited(text: str, chance: random.Random, words: Sequence[str]) -> str:
    """The claim with one word dropped and two others changed."""
    said = text.split()
    del said[chance.randrange(len(said))]
    for place in chance.sample(range(len(said)), 2):
        said[place] = chance.choice(words)
    return " ".join(said)


def write(path: Path, count: int, chance: random.Random, words: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(claims(count, chance, words)):
            row = {"id": claim_id(text), "text": text, "outlet": "Example Desk", "file": f"drafts/{number}.md"}
            file.write(json.dumps(row) + "\n")


def sample(path: Path, chance: random.Random, count: int) -> list[str]:
    """Texts of claims at random places of the file."""
    texts = []
    with path.open("rb") as file:
        for _ in range(count):
            file.seek(chance.randrange(max(1, path.stat().st_size - 4000)))
            file.readline()
            texts.append(str(json.loads(file.readline())["text"]))
    return texts


def measure(count: int, folder: Path) -> dict[str, float]:
    chance = random.Random(20240131)
    listed = json.loads(weights_file().read_text("utf-8"))["words"]
    words = sorted((w for w in listed if not w.startswith("_")), key=lambda w: listed[w][0])
    path = folder / "claims.jsonl"
    write(path, count, chance, words)
    began = time.perf_counter()
    ClaimIndex.open(path, folder)
    built = time.perf_counter() - began
    index = ClaimIndex.open(path, folder)
    asked = [(text, edited(text, chance, words)) for text in sample(path, chance, EDITED)]
    spent, found = [], 0
    for text, query in asked:
        began = time.perf_counter()
        near = index.nearest(query)
        spent.append((time.perf_counter() - began) * 1000)
        found += any(claim.text == text for claim, _ in near)
    spent.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "claims_a_second": count / built,
        "median_ms": spent[len(spent) // 2],
        "p99_ms": spent[int(len(spent) * 0.99) - 1],
        "found_percent": 100 * found / len(asked),
        "mib": memory,
        "as_the_scan_percent": 100 * _as_scanned(path, index, asked[:SCANNED]),
    }


def _as_scanned(path: Path, index: ClaimIndex, asked: Sequence[tuple[str, str]]) -> float:
    """The share of queries whose best claim, by an exhaustive scan, the index finds among its first five."""
    from rapidfuzz import fuzz

    best: list[tuple[float, str]] = [(-1.0, "")] * len(asked)
    lowered = [query.lower() for _, query in asked]
    with path.open("rb") as file:
        for line in file:
            text = str(json.loads(line)["text"])
            for n, query in enumerate(lowered):
                score = fuzz.token_sort_ratio(query, text.lower(), score_cutoff=max(best[n][0], 0))
                if score > best[n][0]:
                    best[n] = (score, text)
    hits = [any(c.text == best[n][1] for c, _ in index.nearest(query)) for n, (_, query) in enumerate(asked)]
    return sum(hits) / len(hits)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--strict", action="store_true", help="status 1 when a target is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-registry-") as folder:
        found = measure(options.claims, Path(folder))
    print(f"registry of {options.claims:,} claims")
    missed = False
    for name, value in found.items():
        target = TARGETS.get(name)
        more = name in ("claims_a_second", "found_percent")
        bad = target is not None and (value < target if more else value > target)
        missed |= bad
        print(f"  {name:20} {value:12,.1f}  target {target if target is not None else '-'}{'  MISSED' if bad else ''}")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
