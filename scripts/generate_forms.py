"""Turns every form of claim, drawn at random over every series of sources/cbp, into rows that are true or false."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from scripts import claim_forms as forms
from scripts.claim_maker import Maker
from scripts.claim_spans import followed, in_term, named, of_one_month
from scripts.claim_tables import Tables
from scripts.claim_writer import distinct

# How often each form is tried.
FORMS: dict[forms.Builder, int] = {
    forms.figure: 24, forms.mean: 8, forms.share: 10, forms.compare: 8, forms.change: 18, forms.streak: 7,
    forms.rank: 12, forms.two: 12, forms.in_context: 8, in_term: 8, of_one_month: 5, followed: 5, named: 5,
}  # fmt: skip


def generate_forms(tables: Tables, right: bool, count: int, seed: int) -> Iterator[dict[str, str | None]]:
    """`count` claims, all right or all wrong, no text twice. Raises RuntimeError when too few can be made."""
    maker = Maker(Random(f"forms-{seed}-{right}"), tables)
    builders, weights = zip(*FORMS.items(), strict=True)

    def draw() -> forms.Form | None:
        builder: forms.Builder = maker.rng.choices(builders, weights)[0]
        return builder(maker, right)

    for number, form in enumerate(distinct(draw, count, count * 200 + 1000), start=1):
        row: dict[str, str | None] = {
            "id": f"{'FR' if right else 'FW'}{number:05}", "text": form.text,
            "as_of": form.as_of.isoformat() if form.as_of else None,
            "expect": "supported" if right else "conflicting", "kind": form.kind, "why": form.why,
        }  # fmt: skip
        yield row | ({"context": form.context} if form.context else {})
