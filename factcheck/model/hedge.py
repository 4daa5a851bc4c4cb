"""The one table of hedges: what "nearly", "more than" or "about" let an official figure be."""

from __future__ import annotations

from factcheck.model.record import record


@record
class Hedge:
    """Bounds on official / written.

    The figure fits from `low` to `high`. It clearly fails below `fail_low` or above `fail_high`;
    in between an honest answer is that the words are too loose to say. Beyond `plain_low` or
    `plain_high` it still fits, but so far off that the reader should be told (caveat
    `understated`). `rounds` lets rounding at the written place fit as well. `strict_high` and
    `strict_low` exclude equality.
    """

    name: str
    low: float
    high: float
    fail_low: float
    fail_high: float
    words: tuple[str, ...]
    after: tuple[str, ...] = ()
    plain_low: float = 0.0
    plain_high: float = 1e9
    rounds: bool = False
    strict_low: bool = False
    strict_high: bool = False


EXACT = Hedge("exact", 1.0, 1.0, 1.0, 1.0, (), rounds=True)
BETWEEN = Hedge("between", 1.0, 1.0, 0.99, 1.01, ())

# Bounds: a tolerance under half of the smallest error that a reader would call wrong (5 %).
HEDGES: tuple[Hedge, ...] = (
    Hedge(
        "nearly", 0.96, 1.0, 0.94, 1.01,
        ("nearly", "almost", "just under", "just shy of", "shy of", "approaching", "approached", "not quite",
         "slightly less than", "slightly fewer than", "slightly under", "a little under", "just below",
         "slightly below", "just less than", "just fewer than", "a little less than", "practically", "verging on",
         "closing in on"),
        strict_high=True,
    ),
    Hedge(
        "about", 0.97, 1.03, 0.94, 1.06,
        ("about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "circa", "~", "≈",
         "in the neighborhood of", "in the region of", "in the ballpark of", "on the order of", "more or less",
         "something like", "approx", "about some"),
        ("or so", "or thereabouts", "give or take"), rounds=True,
    ),
    Hedge(
        "close to", 0.96, 1.02, 0.94, 1.05,
        ("close to", "near", "nears", "neared", "nearing", "very nearly"), rounds=True,
    ),
    Hedge(
        "just over", 1.0, 1.05, 0.99, 1.08,
        ("just over", "slightly more than", "slightly over", "just more than", "a little over", "just above",
         "a little more than", "slightly above", "a bit over", "a bit more than", "a touch over",
         "edged past", "edging past", "edges past"),
    ),
    Hedge(
        "well over", 1.04, 2.0, 1.0, 4.0,
        ("well over", "far more than", "well above", "far above", "well more than", "considerably more than"),
        plain_high=1.5,
    ),
    Hedge(
        "more than", 1.0, 2.0, 0.99, 1e9,
        ("more than", "over", "above", "upwards of", "upward of", "in excess of", "exceeding", "north of", "topping",
         "surpassing", ">", "exceeded", "exceeds", "exceed", "topped", "tops", "top", "beat", "beats", "beating",
         "surpassed", "surpasses", "surpass", "eclipsed", "eclipses", "eclipsing",
         "broke", "breaking", "shattered", "shattering", "smashed", "smashing",
         "crossed above", "surged past", "soared past", "climbed past", "rose past", "jumped past", "pushed past",
         "shot past", "blew past", "more than some", "a total of over", "a total of more than"),
        ("plus", "+"), plain_high=1.1, strict_low=True,
    ),
    Hedge(
        "at least", 1.0, 2.0, 0.99, 1e9,
        ("at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "≥"),
        ("or more", "or higher"), plain_high=1.1,
    ),
    Hedge(
        "well under", 0.5, 0.96, 0.0, 1.0,
        ("well under", "far fewer than", "far less than", "well below", "far below"), plain_low=0.66,
    ),
    Hedge(
        "fewer than", 0.5, 1.0, 0.0, 1.01,
        ("fewer than", "less than", "under", "below", "<", "short of", "south of"),
        plain_low=0.9, strict_high=True,
    ),
    Hedge(
        "at most", 0.5, 1.0, 0.0, 1.01,
        ("at most", "no more than", "not more than", "a maximum of", "≤"), ("or fewer", "or less", "at most"),
        plain_low=0.9,
    ),
    Hedge(
        "up to", 0.9, 1.0, 0.0, 1.01,
        ("up to", "as many as", "as much as", "as high as"), plain_low=0.96,
    ),
    Hedge(
        "none above", 0.0, 1.0, 0.0, 1.01, (),  # "no month saw more than": there is no lower bound
    ),
    Hedge(
        "exactly", 1.0, 1.0, 1.0, 1.0, ("exactly", "precisely"), rounds=False,
    ),
)  # fmt: skip
