"""`factcheck explain`: what a rule id of a report means, and what to do about it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from factcheck.errors import UsageError

# Read only by this command; the texts are data, so that a writer can mend them.
RULES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))


def explain_rule(rule: str | None) -> int:
    """Prints one rule, or the list of all. Raises UsageError for an unknown id."""
    if rule is None:
        width = max(len(name) for name in RULES)
        for name, about in RULES.items():
            print(f"{name:{width}}  {about['what']}")
        return 0
    if rule not in RULES:
        from rapidfuzz.process import extractOne

        near = extractOne(rule, RULES.keys(), score_cutoff=60)
        raise UsageError(
            f"there is no rule {rule!r}",
            f"did you mean {near[0]}?" if near else "factcheck explain lists them all",
        )
    print(f"{rule}: {RULES[rule]['what']}\n{RULES[rule]['then']}")
    return 0
