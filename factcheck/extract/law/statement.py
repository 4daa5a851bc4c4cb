"""Turns a sentence that says what the law says into a rule to be compared with statutes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from factcheck.extract.law.framing import leading_frame, tells_a_deed, tells_otherwise, told_of
from factcheck.extract.speech.deixis import tells_nothing
from factcheck.model.claim import CONTEXT, WRITTEN, Called, Rule, Subject, When
from factcheck.model.facts import begun, once_for_facts, section_names
from factcheck.model.norm import DENY, STATE, Clause, Term
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.text.citations import Citation, as_written, finder_of
from factcheck.text.rules.lexer import Thesaurus, thesaurus_of
from factcheck.text.rules.reader import read
from factcheck.text.tokens import Token, norms, tokenize

# What points back to a provision that was cited before.
_POINTING = re.compile(
    r"\b(?:(?:that|this|the|the\s+same)\s+(?:section|subsection|paragraph|provision|statute)|(?:that|this)\s+law)\b",
    re.IGNORECASE,
)
# A sentence that names no law counts as one about the law when it has a force and this many ideas.
_IDEAS = 2
_FRAMES = frozenset(("law", "statute", "statutes", "laws", "statutory"))
# "It is unlawful to sail": of whoever does it, and of nothing said before.
_IMPERSONAL = re.compile(r"It\s+(?:is|shall\s+be|would\s+be)\s+(?:\w+\s+){1,3}(?:to|for)\b")
_DEFINING = frozenset(("=term", "=definit", "=meaning"))  # what a sentence about the meaning of a word has
_UNKNOWN = "unknown"  # the address of a provision of no act that is known: nothing of it is held


def read_statement(
    text: str,
    facts: Mapping[str, Any],
    context: str = "",
    quoted: Sequence[Span] = (),
    tokens: Sequence[Token] | None = None,
) -> Rule | None:
    """What `text` says a law says; None when it names no law and does not sound like a rule.

    "That section" is the one that the sentence before, `context`, cites; what words in `quoted` cite is only theirs.
    `tokens` are those of `text`, where they are known.
    """
    thesaurus = thesaurus_of(facts)
    if not thesaurus.concepts:
        return None
    tokens = tokenize(text) if tokens is None else tokens
    spans, cited, words = _named(text, tokens, facts, quoted)
    acts = _acts(tokens, facts)
    origin = WRITTEN
    if not spans and context and (pointing := _POINTING.search(text)) is not None:
        cited, words = _pointed_at(context, facts)
        spans, origin = ([Span(*pointing.span())], CONTEXT) if cited else (spans, WRITTEN)
    if not cited and tells_nothing(text.rstrip(), bool(context)) and not _IMPERSONAL.match(text):
        return None
    spans = sorted([*spans, *(a for a in acts if not any(a.overlaps(s) for s in spans))])
    begins = leading_frame(text)
    if begins and not any(s.start < begins for s in spans):
        tokens = [t for t in tokens if t.start >= begins]
    clauses = tuple(read(text, thesaurus, spans or (Span(len(text), len(text)),), tokens))
    clauses = tuple(replace(c, terms=_neighboured(c.terms, thesaurus)) for c in clauses)
    framed = any(not a.startswith(_UNKNOWN) for a in cited) or bool(acts) or any(t.norm in _FRAMES for t in tokens)
    if not clauses or not any(_ideas(c, thesaurus) or (framed and _tells(c, thesaurus)) for c in clauses):
        return None
    if not framed and not _sounds_like_a_rule(clauses, thesaurus) and not (cited and _rules(clauses, thesaurus)):
        return None
    plain = all(c.force in (STATE, DENY) for c in clauses)
    told = (plain and tells_a_deed(text)) or _somebody_did(text, clauses[0], thesaurus)
    told = told or any("should" in c.flags for c in clauses)  # what somebody thinks of a law, and not what it says
    if told or tells_otherwise(text, spans):
        if not cited:
            return None
        clauses = ()
    return Rule(
        Span(0, len(text)), Subject(), When(problem="missing"), clauses=clauses, cited=tuple(cited),
        citation=words, tentative=not framed, origin=origin, called=_called(text, tokens, facts),
        codified=codified_elsewhere(text, finder_of(facts).find(text)) if len(cited) > 1 else None,
    )  # fmt: skip


def says_more(rule: Rule, quoted: Sequence[Span], facts: Mapping[str, Any]) -> Rule | None:
    """`rule` when it speaks of ideas outside the spans `quoted` that the words in them do not hold, else None.

    It is tentative when these stand before the quoted words, as what they are about: what follows narrows them.
    """
    concepts = thesaurus_of(facts).concepts
    within: set[str] = set()
    outside: dict[str, int] = {}
    for term in (t for c in rule.clauses for t in c.terms if not concepts.get(t.key, {}).get("light")):
        inside = any(q.contains(Span(term.start, term.end)) for q in quoted)
        if inside:
            within.add(term.key)
        else:
            outside[term.key] = max(term.end, outside.get(term.key, 0))
    more = [end for key, end in outside.items() if key in concepts and key not in within]
    return replace(rule, tentative=max(more) <= quoted[0].start) if more else None


def _named(
    text: str, tokens: Sequence[Token], facts: Mapping[str, Any], quoted: Sequence[Span]
) -> tuple[list[Span], list[str], str]:
    """Spans and addresses of the provisions that `text` cites or calls by a known name."""
    spans: list[Span] = []
    cited: list[str] = []
    found = finder_of(facts).find(text)
    own = [c for c in found if not any(q.contains(c.span) for q in quoted)]
    words = as_written(text, own)
    spans += [c.span for c in found]
    cited += [a for c in own for a in c.addresses or (f"{_UNKNOWN}-{c.written}",)]
    numbered = bool(cited)
    for section in _sections_begun(tokens, facts):
        span = _find(section["name"], tokens)
        if span is None:
            continue
        # "The 12(c) program" is what 12(c) is called: the noun says no more.
        spans = [span if span.contains(s) and section["address"] in cited else s for s in spans]
        if numbered or any(span.overlaps(s) for s in spans):
            continue
        spans.append(span)
        cited.append(section["address"])
        words.append(text[span.start : span.end])
    # "Those held under section 12(c) may sail, section 12 says": what 12(c) says.
    nearest = [a for a in dict.fromkeys(cited) if not any(c.startswith(f"{a}-") for c in cited)]
    return sorted(spans), nearest, ", ".join(words)


def _sections_begun(tokens: Sequence[Token], facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The sections of law with the first word of whose names one of the tokens begins, in their order."""
    numbers = sorted(number for _, number in begun(section_names(facts), [t.norm for t in tokens]))
    return [facts["sections"][number] for number in numbers]


def _acts(tokens: Sequence[Token], facts: Mapping[str, Any]) -> list[Span]:
    """Where `text` names an act as a whole ("under the Harbour Act")."""
    held = {t.norm for t in tokens}
    found = (_find(name, tokens) for first, name in _act_names(facts) if first in held)
    return [span for span in found if span is not None]


@once_for_facts
def _act_names(facts: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """The names of acts as wholes, each behind its first word."""
    names = [" ".join(norms(w)) for c in facts.get("codes", ()) if not c.get("title") for w in c["words"]]
    return [(name.split(" ", 1)[0], name) for name in names]


# Between a citation and a name for it: "Section 12, the fishing law".
_APPOSED = re.compile(r"\s*[,(–—-]+\s*(?:also\s+)?(?:known\s+as\s+|called\s+)?(?:the|our)?\s*", re.IGNORECASE)


_CODIFIED = re.compile(
    r"\s*[,(]?\s*(?:(?:which|that|now|also|is|are)\s+)*codified\s+(?:at|as|in|under)\s+", re.IGNORECASE
)


def _called(text: str, tokens: Sequence[Token], facts: Mapping[str, Any]) -> Called | None:
    """The name that `text` gives to a provision beside its number, where only other sections have that name."""
    named: dict[Span, list[str]] = {}
    for section in _sections_begun(tokens, facts):
        span = _find(section["name"], tokens)
        if span is not None:
            named.setdefault(span, []).append(section["address"])
    for span, addresses in named.items():
        if any(other != span and other.contains(span) for other in named):
            continue
        for citation in finder_of(facts).find(text):
            after = span.start >= citation.span.end
            between = text[citation.span.end : span.start] if after else text[span.end : citation.span.start]
            own = {_section(a) for a in citation.addresses}
            if own and _APPOSED.fullmatch(between) and own.isdisjoint(map(_section, addresses)):
                clauses = read(text[span.start : span.end], thesaurus_of(facts))
                ideas = {i for c in clauses for i in _ideas(c, thesaurus_of(facts))}
                return Called(text[span.start : span.end], tuple(addresses), frozenset(ideas))
    return None


def codified_elsewhere(text: str, found: Sequence[Citation]) -> Called | None:
    """The provision of those `found` in `text` that it says is codified where another stands: "section 3 of the act,
    codified at 9 H.C. 14"."""
    for one, other in pairwise(found):
        between = text[one.span.end : other.span.start]
        if _CODIFIED.fullmatch(between) and one.addresses and other.addresses:
            own, theirs = ({_section(a) for a in c.addresses} for c in (one, other))
            if own.isdisjoint(theirs):
                return Called(text[one.span.start : one.span.end], one.addresses, frozenset())
    return None


def _section(address: str) -> str:
    return "-".join(address.split("-")[:3])


def _pointed_at(context: str, facts: Mapping[str, Any]) -> tuple[list[str], str]:
    """The addresses that a sentence cites at one place, with its words; none where it cites at several."""
    citations = finder_of(facts).find(context)
    words = as_written(context, citations)
    return ([a for c in citations for a in c.addresses], words[0]) if len(words) == 1 else ([], "")


def _neighboured(terms: Sequence[Term], thesaurus: Thesaurus) -> tuple[Term, ...]:
    """The terms, where those who could act and do not know what they stand next to."""
    out: list[Term] = []
    for n, term in enumerate(terms):
        near = {f"<{t.key}" for t in terms[max(0, n - 1) : n]} | {f">{t.key}" for t in terms[n + 1 : n + 2]}
        named = thesaurus.kind(term.key) == "agency" and not term.agent
        out.append(replace(term, beside=frozenset(near)) if named else term)
    return tuple(out)


def _find(name: str, tokens: Sequence[Token]) -> Span | None:
    wanted = name.split(" ")
    plain = [t for t in tokens if t.kind != "dash"]
    for n in range(len(plain) - len(wanted) + 1):
        if all(plain[n + k].norm == w for k, w in enumerate(wanted)):
            return Span(plain[n].start, plain[n + len(wanted) - 1].end)
    return None


def _ideas(clause: Clause, thesaurus: Thesaurus) -> set[str]:
    keys = {t.key for t in clause.terms}
    return {k for k in keys if k in thesaurus.concepts and not thesaurus.concepts[k].get("light")}


def _somebody_did(text: str, clause: Clause, thesaurus: Thesaurus) -> bool:
    """Whether a sentence begins with somebody who did something, and is not who makes the law."""
    first = next((t for t in clause.terms if not thesaurus.concepts.get(t.key, {}).get("light")), None)
    if first is None or thesaurus.kind(first.key) != "agency" or thesaurus.concepts[first.key].get("lawgiver"):
        return False
    return told_of(text, first.end)


def _tells(clause: Clause, thesaurus: Thesaurus) -> bool:
    """Whether a clause has a force and something to bear on, though no idea of the thesaurus."""
    plain = [t.key for t in clause.terms if t.key not in thesaurus.concepts]
    return bool(plain or clause.quantities) and (clause.force not in (STATE, DENY) or not _DEFINING.isdisjoint(plain))


def _rules(clauses: Sequence[Clause], thesaurus: Thesaurus) -> bool:
    """Whether a clause lets, requires or forbids something: what is said of a section that no code held has."""
    return any(c.force not in (STATE, DENY) and _ideas(c, thesaurus) for c in clauses)


def _sounds_like_a_rule(clauses: Sequence[Clause], thesaurus: Thesaurus) -> bool:
    """Whether a clause has ideas enough to find a law by, whoever acts; what only is so needs a number."""
    for clause in clauses:
        topics = [k for k in _ideas(clause, thesaurus) if thesaurus.kind(k) != "agency"]
        ruled = clause.force not in (STATE, DENY) and len(topics) + bool(clause.quantities) >= _IDEAS
        if ruled or (len(topics) >= _IDEAS and (clause.quantities or "means" in clause.flags)):
            return True
    return False
