"""Writes made-up drafts of about so many words: statements of figures among sentences without any.

    python scripts/draft_writer.py --words 700 --count 3

Figures come from generate_claims.py, the other sentences from a small grammar. No two drafts and hardly
two sentences are alike. Standard library only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, repeat
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.claim_truth import Figures
from scripts.generate_claims import SEED, SOURCES, generate

FIGURES = 0.2  # of the sentences state a figure; three news stories about the border had 17 to 26 %
WHO = (
    "the mayor", "a county judge", "a shelter director", "two volunteers", "the governor's office", "a rancher",
    "several lawmakers", "a spokesman for the sheriff", "an immigration lawyer", "a professor of public policy",
    "a nurse at the clinic", "the bishop of the diocese", "one of the bus drivers", "a former official",
    "the head of the chamber of commerce", "an aid worker from the coast", "her brother", "the committee's chairman",
)  # fmt: skip
DID = (
    "said the town had run out of beds", "wanted to know who would pay for the buses", "walked along the river",
    "waited outside the station for most of the morning", "had not answered a request for comment",
    "described the past weeks as a test of patience", "drove back to the ranch before dark",
    "urged Congress to take up the bill", "criticized the plan as too slow", "handed out water and blankets",
    "pointed to the empty tents behind the church", "asked for a new meeting with the agency",
    "remembered how quiet the road used to be", "called the new rule a step in the right direction",
    "signed the letter without reading it twice", "doubted that the order would survive in court",
)  # fmt: skip
WHEN = (
    "on Tuesday", "after the hearing", "late in the evening", "before the vote", "in an interview", "over breakfast",
    "at a crowded news conference", "on the steps of the courthouse", "while the rain went on", "during a short visit",
    "as the line grew longer", "a day after the announcement", "in front of the closed bridge", "by telephone",
)  # fmt: skip
THEN = (
    "but nobody in the room seemed surprised", "and the crowd fell silent for a moment", "which drew some applause",
    "though the details remain to be worked out", "and most of the neighbors agreed", "while trucks rolled past",
    "even if the money has yet to arrive", "because the old building had been sold", "and then left by the side door",
    "adding that help was on its way", "without naming anyone", "as the cameras turned away",
)  # fmt: skip
FORMS = (
    "{who} {did} {when}, {then}.", "{when}, {who} {did}, {then}.", "{who} {did}, {then}.", "{who} {did} {when}.",
    "“We will manage,” {said} {who} {when}, {then}.", "{who} {did} {when}, and {other} {did2}, {then}.",
    "It was {who} who {did} {when}, not {other}.", "{when}, {who} and {other} met again, {then}.",
)  # fmt: skip


def plain_sentence(rng: Random) -> str:
    """A sentence of a news story that states no figure."""
    who, other = rng.sample(WHO, 2)
    did, did2 = rng.sample(DID, 2)
    text = rng.choice(FORMS).format(
        who=who, other=other, did=did, did2=did2, when=rng.choice(WHEN), then=rng.choice(THEN),
        said=rng.choice(("said", "insisted", "explained", "promised")),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def drafts(
    figures: Figures, words: int, count: int, seed: int = SEED, endings: Iterable[Sequence[str]] = repeat(())
) -> Iterator[str]:
    """`count` drafts that end with the sentence in which they reach `words` words, front matter and all; in paragraphs
    of at most three sentences. `endings` are the last paragraphs of each, which count."""
    rng = Random(f"drafts-{seed}")
    needed = int(count * (words / 18 + 2) * FIGURES * 1.3) + 20
    stated = [str(c["text"]) for right in (True, False) for c in generate(figures, right, needed // 2, seed)]
    rng.shuffle(stated)
    statements = cycle(stated)
    for number, ending in zip(range(count), endings, strict=False):
        day = f"{2023 + rng.randrange(2)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        head = f"---\ntitle: Notes from the border, part {number + 1}\ndate: {day}\n---"
        paragraphs, sentences = [head], list[str]()
        length, size = sum(len(text.split()) for text in (head, *ending)), rng.randint(2, 3)
        while length < words:
            sentences.append(next(statements) if rng.random() < FIGURES else plain_sentence(rng))
            length += len(sentences[-1].split())
            if len(sentences) == size or length >= words:
                paragraphs.append(" ".join(sentences))
                sentences, size = [], rng.randint(2, 3)
        yield "\n\n".join((*paragraphs, *ending)) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Made-up drafts with figures in them.")
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    for draft in drafts(Figures(SOURCES), options.words, options.count, options.seed):
        print(draft)
    return 0


if __name__ == "__main__":
    sys.exit(main())
