"""`factcheck explain`: what a rule id of a report means, and what to do about it."""

from __future__ import annotations

from factcheck.errors import UsageError

RULES: dict[str, tuple[str, str]] = {
    "figure": ("An amount in a period, compared with the official figure.", "An unhedged figure fits when the official value, rounded or cut at the last written place, gives it, and it is not more than 3 % off. Hedges (nearly, about, more than) have bounds of their own."),
    "change": ("A rise or fall by a written size between two periods.", "Computed from the two official figures: (new − old) / old × 100. Percentages fit within rounding; up to one point off is supported with the caveat “restated”."),
    "trend": ("A rise or fall without a size.", "The later official figure is compared with the earlier one. “Since” means up to the last month that had ended on the as-of date."),
    "rank": ("A record or a place: highest, third-highest, highest since.", "Computed over the whole series up to the as-of date; the report says how far back the series goes."),
    "share": ("A part of a whole: 36 percent of, one in five.", "Not read yet: such a claim stays unverified."),
    "ratio": ("A multiple: doubled, three times as many.", "Not read yet, unless written as a change (“doubled from May”)."),
    "difference": ("One figure less another.", "Read as a change of so many."),
    "average": ("A mean per day or month.", "Not read yet: such a claim stays unverified."),
    "streak": ("A run of months: the fourth straight month.", "Not read yet: such a claim stays unverified."),
    "comparison": ("Two groups or places compared.", "Not read yet: such a claim stays unverified."),
    "quote": ("Words in quotation marks.", "Not compared yet: no document of the speaker is held."),
    "quote-speaker": ("Right words, another speaker.", "Not compared yet."),
    "law": ("What a cited provision lets or makes someone do.", "Actor, power, condition and the other slots are compared with the quoted provision; only a clear contradiction of one slot conflicts."),
    "citation": ("A provision that does not exist, or says something else.", "Look the citation up; the report names the provision that was found."),
    "statement": ("Something said or decided.", "Needs the document it was said in."),
    "event": ("Who did what, when and where.", "Needs an official document on the event."),
    "no-source": ("No source held can decide this.", "The report says which source it would take; add it with --sources."),
    "outside-coverage": ("The figures held do not cover that period.", "A newer or older release would; the report names the months held."),
    "ambiguous": ("The words can mean two things, and the answers differ.", "Write the year, the agency or the place."),
    "undated": ("A month or “last month” without a year, and no date of writing.", "Give --as-of YYYY-MM-DD or a date in the draft's front matter."),
    "unresolved": ("Some words of the sentence are not understood well enough to decide.", "The report quotes them; say the same more plainly, or add --context."),
    "causal": ("A cause. Figures cannot show why something happened.", "Attribute it, or cite an official finding."),
    "not-checkable": ("A forecast, a wish, an opinion or a possibility.", "Nothing to do: it is not a statement of fact."),
    "restated": ("The figure differs a little from the release held, no more than such figures are revised by.", "Use the official figure of the report if the draft can still change."),
    "understated": ("True, but far from the official figure: “more than 100,000” for 191,000.", "Consider the closer figure."),
    "loose-term": ("The figure is right for a wider or narrower group than the words say.", "Name the group that the report names."),
    "quote-cut": ("A quotation that stops before a limiting clause.", "Read on in the source before you print it."),
    "stale-coverage": ("The sources end well before the period or the draft's date.", "Fetch a newer release."),
    "date-mismatch": ("The date on the page does not fit the figures: it may be a copy's date.", "Give the day it was written with --as-of; the report says which would fit."),
    "inconsistent": ("Two places of one article state the same thing differently.", "Not compared yet."),
    "claimed-before": ("The registry holds an earlier check of this claim.", "The report shows what was decided."),
}  # fmt: skip


def explain_rule(rule: str | None) -> int:
    """Prints one rule, or the list of all. Raises UsageError for an unknown id."""
    if rule is None:
        width = max(len(name) for name in RULES)
        for name, (what, _) in RULES.items():
            print(f"{name:{width}}  {what}")
        return 0
    if rule not in RULES:
        from rapidfuzz.process import extractOne

        near = extractOne(rule, RULES.keys(), score_cutoff=60)
        raise UsageError(
            f"there is no rule {rule!r}",
            f"did you mean {near[0]}?" if near else "factcheck explain lists them all",
        )
    what, then = RULES[rule]
    print(f"{rule}: {what}\n{then}")
    return 0
