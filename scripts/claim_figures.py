"""Builds claims that state a figure: of a month, a year, a group of people, two months at once."""

from __future__ import annotations

from scripts.claim_truth import MONTHS, Stated, name
from scripts.claim_words import When, cut, digits, published, right_amount, wrong_amount, year_words
from scripts.claim_writer import SMALLEST, WORDS, Draft, Who, Writer

_PLAIN = ("usbp", "all", "ofo", "bare_usbp", "bare_all")


def figure(w: Writer, right: bool) -> Draft | None:
    who = w.who(groups=True)
    when = w.period(who)
    if when is None:
        return None
    official = w.value(who, when.months)
    assert official is not None
    fault = ""
    if right:
        stated = right_amount(w.rng, official)
    else:
        fault, stated = _wrong_figure(w, who, when, official)
    if stated is None:
        return None
    kind = f"figure_{when.kind}"
    if who.group:
        kind = "demographic"
    elif who.voice.startswith("title"):
        kind = "title"
    text = w.write(w.figure_template(who, when), who, when, right, n=stated.text)
    return Draft(text, when, kind + fault, w.why(who, when.months))


def _wrong_figure(w: Writer, who: Who, when: When, official: int) -> tuple[str, Stated | None]:
    fault = w.rng.choices(("amount", "month", "component"), (55, 25, 20))[0]
    if fault == "amount":
        stated = wrong_amount(w.rng, official)
        fine = stated is not None and w.surely_false(stated, who, when)
    else:
        stated = _other_cell(w, who, when, fault)
        fine = stated is not None and w.surely_false(stated, who, when, fault != "component")
    return f"/{fault}", stated if fine else None


def _other_cell(w: Writer, who: Who, when: When, fault: str) -> Stated | None:
    """The figure of another month, or of the agency that is not named."""
    months, subject = when.months, who.subject
    if fault == "month":
        step = w.rng.choice((-12, -3, -2, -1, 1, 2, 3, 12))
        months = tuple(m + step for m in months)
    elif who.voice in ("usbp", "ofo"):
        others = ["all", "usbp"] if who.voice == "ofo" else ["all", "all", "ofo"]
        subject = subject._replace(component=w.rng.choice(others))
    else:
        return None
    value = w.figures.value(subject, months)
    if value is None or value < SMALLEST:
        return None
    if w.rng.random() < 0.6:
        return Stated(f"{value:,}", value)
    value = cut(value, 3, 0)
    return Stated(digits(w.rng, value), value)


def negation(w: Writer, right: bool) -> Draft | None:
    """ "did not exceed", "no month of fiscal 2023 saw more than"."""
    who = w.who()
    each = w.rng.random() < 0.3
    when = year_words(w.rng, (w.month(who) + 3) // 12, fiscal_only=True) if each else w.period(who)
    if when is None or w.value(who, when.months) is None:
        return None
    tops = []
    for subject in who.licensed:
        for months in (when.months, *when.others):
            spans = [[m] for m in months] if each else [months]
            values = [v for span in spans for v in w.figures.versions(subject, span)]
            tops += [max(values)] if values else []
    low, high = min(tops), max(tops)
    factor = w.rng.uniform(0.04, 0.15)
    value = cut(round(high * (1 + factor) if right else low * (1 - factor * 2)), 2, 0)
    if low < SMALLEST or (value < high * 1.02 if right else value > low * 0.95):
        return None
    template = w.pick("figure.each_month" if each else "figure.not_over")
    if not each and "agent" in WORDS["voice"][who.voice] and w.rng.random() < 0.5:
        template = w.pick("figure.not_over_agent")
    text = w.write(template, who, when, right, n=digits(w.rng, value))
    return Draft(text, when, "negation" + ("" if right else "/negation"), w.why(who, when.months))


def pair(w: Writer, right: bool) -> Draft | None:
    """Two months of one count in one sentence."""
    who = w.who(_PLAIN)
    first = w.month(who, margin=1)
    second = first + w.rng.choice((1, 1, 1, 2, 3, 12))
    cells = [(first,), (second,)]
    values = [v for cell in cells if (v := w.value(who, cell)) is not None and v >= SMALLEST]
    if len(values) < 2:
        return None
    stated = [right_amount(w.rng, value) for value in values]
    fault = ""
    if not right:
        fault = w.rng.choice(("/amount", "/swapped"))
        at = w.rng.randrange(2)
        if fault == "/amount":
            stated[at] = wrong_amount(w.rng, values[at])
        else:
            stated.reverse()
    if stated[0] is None or stated[1] is None:
        return None
    whens = [When("month", cell, name(cell[0]), "", None) for cell in cells]
    if not right and not (w.surely_false(stated[0], who, whens[0]) or w.surely_false(stated[1], who, whens[1])):
        return None
    short = second // 12 == first // 12 and w.rng.random() < 0.5
    when = When("month", (first, second), f"in {name(first)}", "", published(w.rng, second))
    template = w.pick("figure.list_bare")
    if "agent" in WORDS["voice"][who.voice] and w.rng.random() < 0.6:
        template = w.pick("figure.list")
    until = f"in {MONTHS[second % 12] if short else name(second)}"
    text = w.write(template, who, when, right, n=stated[0].text, m=stated[1].text, u=until)
    return Draft(text, when, "list" + fault, w.why(who, *cells))
