"""Tells whether a quoted part of a sentence was cut out of a phrase, or is said to be of something else.

"The board would “sell its boats”", of a text on thieves who sell its boats; "“the ferry”", of a text on the ferry tax.
"""

from __future__ import annotations

from factcheck.model.claim import Quote
from factcheck.text.speech import SPEECH
from factcheck.text.stems import MISSPELT, RELATED, SAME, closeness, forms, part_of_speech
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.quotes.match import Match
from factcheck.verify.quotes.sides import around, sentence_before, without_frame
from factcheck.verify.statements.words import AUXILIARIES, PLAIN, PREPOSITIONS, is_deed

_WHO = frozenset(("that", "which", "who"))
_HELPS = AUXILIARIES | frozenset("to also may must might not would could".split())
_ARTICLES = frozenset("the a an its their his her our".split())
_ENDS = frozenset(".,;:!?—–")
_BACK = 6  # tokens before "that" in which stands what it tells of
_PRONOUNS = frozenset("they it he she".split())
_HELD = (SAME, RELATED, MISSPELT)


def of_others(quote: Quote, match: Match) -> str:
    """Whoever does in the sentence what the document has "that" or "who" do, of whom it tells otherwise; "" if none."""
    if not quote.words[:1].islower():
        return ""
    lead, before = parse(without_frame(quote.lead)), parse(around(match)[0])
    there = len(before.tokens) - 1
    if there < 1 or before.tokens[there].norm not in _WHO or before.tokens[there - 1].norm in SPEECH:
        return ""
    last = len(lead.tokens) - 1
    while last >= 0 and lead.tokens[last].norm in _HELPS:
        last -= 1
    if last not in lead.content or lead.tokens[last].norm in SPEECH or not _opens_with_verb(parse(quote.words)):
        return ""
    told = [before.tokens[k].norm for k in before.content if there - _BACK <= k < there]
    own = [lead.tokens[k].norm for k in lead.content if k > last - _BACK]
    if not told or any(closeness(a, b) in _HELD or a in PLAIN for a in own for b in told):
        return ""
    return lead.tokens[last].text


def cut_within(quote: Quote, match: Match) -> str:
    """The noun right behind quoted words that end in a noun, in the document: "the ferry" of "the ferry tax".

    "" where the sentence has it, too, or the words end their clause.
    """
    words, behind = parse(quote.words), parse(around(match)[1])
    if not words.tokens or not behind.tokens or quote.words.rstrip()[-1:] in _ENDS:
        tail = quote.words.rstrip().rstrip(",.")
        words = parse(tail)
    last, first = len(words.tokens) - 1, behind.tokens[:1]
    if last not in words.content or part_of_speech(words.tokens[last].norm) not in ("n", "v"):
        return ""
    if not first or not _is_noun(behind, 0):
        return ""
    after = behind.tokens[1:2]
    if after and (after[0].norm in _HELPS or after[0].kind == "poss"):
        return ""  # whoever does the next thing
    follow = [t.norm for t in parse(quote.follow).tokens[:_BACK]]
    if any(closeness(first[0].norm, norm) in _HELD for norm in follow):
        return ""
    return first[0].text


def of_another_topic(quote: Quote, match: Match) -> str:
    """What "they" or "it" is said to be at the head of a quotation, where nothing before the words speaks of that.

    "“They must go,” Lee said of the rafts."
    """
    opens = parse(quote.words).tokens[:1]
    if not opens or opens[0].norm not in _PRONOUNS:
        return ""
    for tail in quote.tails:
        told = parse(tail)
        at = next((k for k, t in enumerate(told.tokens[:-1]) if t.norm == "of" and k and _speaks(told, k - 1)), -1)
        topic = [k for k in told.content if k > at >= 0]
        if not topic:
            continue
        if not told.names.isdisjoint(topic):
            continue  # whoever is named may be meant from far; "the rafts" are those of the sentence before
        held = parse(f"{sentence_before(match)} {' '.join(around(match))} {match.quoted}")
        if not any(closeness(told.tokens[k].norm, t.norm) in _HELD for k in topic for t in held.tokens):
            return told.tokens[topic[-1]].text
    return ""


def _opens_with_verb(text: Text) -> bool:
    """Whether a text begins with a verb, or with what may be one before its object: "prey on the poor"."""
    first, behind = text.tokens[0], text.tokens[1].norm if len(text.tokens) > 1 else ""
    if first.norm in _HELPS or is_deed(text, 0) or part_of_speech(first.norm) == "v":
        return True
    return 0 in text.content and (behind in PREPOSITIONS or behind in _ARTICLES)


def _speaks(text: Text, k: int) -> bool:
    """Whether a token is of a verb of speaking, or the name or day behind one: "said", "said Lee", "said Monday"."""
    return any(t.norm in SPEECH or forms(t.norm) & {"say"} for t in text.tokens[max(0, k - 3) : k + 1])


def _is_noun(text: Text, k: int) -> bool:
    """Whether a token is a common noun, and can hardly be a verb or anything else."""
    token = text.tokens[k]
    return k in text.content and token.text.islower() and part_of_speech(token.norm) == "n" and not is_deed(text, k)
