"""Puts words around every supported case that change nothing, cast doubt on it or add what is false, and before what
it counts such as say which of them, and looks at the verdict.

    python scripts/framed_cases.py [--cases tests/cases]

Prints how many stayed supported. Status 1, with each sentence named, when a comment made a right statement wrong, or
one that is doubted or has something false or unknown behind it stayed supported.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.check import Checker
from factcheck.library import open_library
from factcheck.model.finding import CONFLICTING, SUPPORTED

FRAMES = Path(__file__).with_suffix(".toml")
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
DOCUMENTED = {"law.toml", "quote.toml", "statement.toml"}  # these need documents
# First words that lose their capital letter inside a sentence; others may be names.
_SMALL = frozenset(
    "The A An In On At Of Over From Since After More Fewer Nearly Almost About That It There This".split()
)


def supported(folder: Path) -> Iterator[dict[str, Any]]:
    """The cases of `folder` that are supported, but those that need documents."""
    for path in sorted(folder.glob("*.toml")):
        cases = [] if path.name in DOCUMENTED else tomllib.loads(path.read_text("utf-8"))["case"]
        yield from (case for case in cases if case["status"] == SUPPORTED)


def framed(text: str, frames: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(what is asked of the verdict, the sentence) of each way to put `text` into a frame."""
    first, _, rest = text.partition(" ")
    inside = f"{first.lower() if first in _SMALL else first} {rest}"
    for kind in ("leads", "doubts"):
        yield from ((kind, lead + inside) for lead in frames[kind])
    if text.endswith(".") and not text.endswith(("U.S.", "Sept.")):
        for kind in ("tails", "spoilers"):
            if kind == "tails" or ";" not in text:  # behind a comment of its own it would be said of the comment
                yield from ((kind, f"{text[:-1]}{tail}.") for tail in frames[kind])
    counted = re.search(rf"(\d,\d{{3}}) ({'|'.join(frames['counted'])})\b", text)
    if counted is not None:
        figure, rest = text[: counted.end(1)], text[counted.start(2) :]
        yield from (("narrowing", f"{figure} {word} {rest}") for word in frames["narrowing"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Supported cases within words that change nothing.")
    parser.add_argument("--cases", type=Path, default=CASES)
    options = parser.parse_args()
    frames = tomllib.loads(FRAMES.read_text("utf-8"))
    checker = Checker(open_library([]))
    asked, kept, wrong = 0, 0, []
    for case in supported(options.cases):
        context = case.get("context", [])
        before = [context] if isinstance(context, str) else context
        for kind, text in framed(case["text"], frames):
            status = checker.claim(text, case.get("as_of"), before).status
            harmless = kind in ("leads", "tails")
            asked, kept = asked + harmless, kept + (harmless and status == SUPPORTED)
            if status == (CONFLICTING if harmless else SUPPORTED):
                wrong.append(f"{status}: {text}")
    print(f"framed    {kept} of {asked} sentences stayed supported, {len(wrong)} came out wrong")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
