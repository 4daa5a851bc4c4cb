"""Turns random cells of sources/cbp into claims that are true, or surely false, one JSON a line.

    python scripts/generate_claims.py --wrong --count 2000 --seed 20261121

The words come from generate_claims.toml, the truth from claim_truth.py: nothing here knows the
`factcheck` package. The same seed gives the same claims. A right claim is true by careful rounding.
A wrong one is false under every reading that could be defended (either agency where none is named,
fiscal and calendar year, every release, the first-published figure); others are thrown away.
Standard library only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import claim_changes as changes
from scripts import claim_figures as figure_claims
from scripts import claim_records as records
from scripts.claim_truth import Figures
from scripts.claim_writer import Draft, Writer, distinct

SEED = 20261121
SOURCES = Path(__file__).resolve().parents[1] / "sources" / "cbp"
Builder = Callable[[Writer, bool], Draft | None]
# How often each kind is tried; what cannot be built for the cell that was drawn is drawn anew.
BUILDERS: dict[Builder, int] = {
    figure_claims.figure: 46,
    figure_claims.negation: 8,
    figure_claims.pair: 8,
    changes.percent: 13,
    changes.multiple: 4,
    changes.direction: 12,
    changes.from_to: 8,
    changes.since: 5,
    changes.streak: 5,
    records.record: 22,
}


def generate(figures: Figures, right: bool, count: int, seed: int = SEED) -> Iterator[dict[str, str | None]]:
    """`count` claims, all right or all wrong, no text twice. Raises RuntimeError when the figures
    hold too little to make so many."""
    writer = Writer(Random(f"{seed}-{'right' if right else 'wrong'}"), figures)
    builders, weights = zip(*BUILDERS.items(), strict=True)

    def draw() -> Draft | None:
        builder: Builder = writer.rng.choices(builders, weights)[0]
        return builder(writer, right)

    for number, draft in enumerate(distinct(draw, count, count * 100 + 1000), start=1):
        as_of = draft.when.as_of
        yield {
            "id": f"{'R' if right else 'W'}{number:05}",
            "text": draft.text,
            "as_of": as_of.isoformat() if as_of else None,
            "expect": "supported" if right else "conflicting",
            "kind": draft.kind,
            "why": draft.why,
        }


def main() -> int:
    parser = argparse.ArgumentParser(description="Claims made from random cells of the figures.")
    side = parser.add_mutually_exclusive_group()
    side.add_argument("--right", action="store_true", help="only claims that are true")
    side.add_argument("--wrong", action="store_true", help="only claims that are false")
    parser.add_argument("--count", type=int, default=2000, help="how many of each")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--figures", type=Path, default=SOURCES, help="the folder with the CSV files")
    options = parser.parse_args()
    try:
        figures = Figures(options.figures)
        for right in (True, False):
            if (options.wrong if right else options.right) is False:
                for claim in generate(figures, right, options.count, options.seed):
                    print(json.dumps(claim, ensure_ascii=False))
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        print(f"generate_claims: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
