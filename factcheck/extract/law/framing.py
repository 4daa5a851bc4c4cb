"""Tells of which sentences that name a law nobody can say, from the law's text, whether they are right.

"Without section 12, the council could not sail", "section 12 does more than let it sail", "the council tried to sail
under section 12": each has the words of the law, and says something else than the law says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.text import Span

_DOING = r"(?:let|allow|permit|authori[sz]e|empower|enable|require|oblige|give|grant|bar|prohibit|forbid)(?:s|ed)?"
# Before a citation: what would be without it, beside it, before it.
_APART = re.compile(
    r"\b(?:without|absent|but\s+for|before|since|until|beyond|outside|instead\s+of|rather\s+than|not|if|unless|besides|"
    r"apart\s+from|aside\s+from|despite|needs?|needed|took|takes|nothing\s+but|only|uses|regardless\s+of|"
    r"irrespective\s+of|contrary\s+to|in\s+violation\s+of|in\s+defiance\s+of|repeal(?:s|ed|ing)?|amend(?:s|ed|ing)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# After it: what it may come to.
_PERHAPS = re.compile(
    r"\s+(?:(?:may|might|could|would|should|notwithstanding)\b|(?:does|did)(?=\s*[.,;]))", re.IGNORECASE
)
_UNDER = re.compile(r"\b(?:under|in|of|by|with|to|from|per|against|and|or)\s+(?:the\s+)?$", re.IGNORECASE)
_OTHERWISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # more or less than the law, or no more
        rf"\b(?:more|less)\s+than\s+(?:to\s+)?{_DOING}\b|(?:\bnot|n['’]t)\s+(?:merely|just|simply|only)\s+{_DOING}\b",
        rf"(?:\b(?:no\s+longer|formerly|used\s+to)|\w\s+once)\s+(?:had|have|could|was|were|{_DOING})\b(?!\s*(?:[,.;]|$))",
        # a power that somebody says he has, or asks for
        r"\b(?:claim|assert|seek|want|demand|invok)(?:s|e|es|ed)?\s+(?:(?:the|a|that|this)\s+)?(?:power|authority|right)s?\b",
        r"\bsought\s+(?:(?:the|a)\s+)?(?:power|authority|right)s?\b",
        # what was not done, or was not yet
        r"\b(?:could|would|might)\s+(?:not\s+)?have\b|\b(?:has|have)\s+yet\s+to\b|\bsaid\s+(?:that\s+)?\w+\s+would\b",
        r"\b(?:would|could|might)\s+(?:take|need)\b|\bmay\s+or\s+may\s+not\b",
        r"\b(?:is|are|was|were|be)\s+(?:\w+ly\s+)?(?:right|wrong|correct)\s+(?:not\s+)?to\b",
        r"\b(?:can|may|could|must|shall|need)\s+no\s+longer\b",
        # what another paper says
        r"^\W*(?:The|An?|This|That|Another)\s+(?:\w+\s+)?(?:order|memo|memorandum|petition|ruling|directive|letter|settlement|lawsuit|bill|"
        r"proposal|draft|injunction|plan)"
        r"\s+(?:asks|directs|tells|orders|requires|bars|blocks|lets|allows|says|seeks|would|will)\b",
        # what somebody is about to do
        r"(?<!who )(?<!that )(?<!which )\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:weighing|considering|planning|trying|"
        r"preparing|threatening|debating|discussing|hoping|mulling|studying|poised|refusing|about\s+to)\b",
        # what somebody is asked to do with it
        r"(?<!law )(?<!statute )\b(?:asks|asked|urges|urged|advises|advised|presses|pressed)\s+(?:\w+\s+){1,5}?"
        r"(?:not\s+)?to\b",
        # what was done with it
        r"\b(?:has|have|had)\s+been\s+(?:used|invoked|cited|applied)\b|\bwas\s+(?:used|invoked|cited|applied)\b",
        r"(?<!who )(?<!that )(?<!which )(?<!he )(?<!she )(?<!they )\b(?:was|were)\s+(?:not\s+|never\s+)?"
        r"(?:allowed|permitted|required|able|forced)\s+to\b",
        # what somebody asks, decides or thinks about it
        r"(?<!deciding )(?<!determining )(?<!judging )(?<!weighing )\bwhether\b(?!\s+or\s+not)[^,;]{0,80}?"
        r"\b(?:may|can|could|must|to\s+let|lets?|allows?|permits?|requires?|has\s+to)\b",
        r"\b(?:ruled|held|argues?|argued|believes?|believed|contends?|contended|alleges?|alleged)\s+(?:that\b|\w+\s+(?:may|can|must))",
    )
)
# Somebody did something or means to: no rule, where nothing is said to be allowed or required.
_DEED = re.compile(
    r"\b(?:tried|tries|sought|refus(?:ed|es)|declin(?:ed|es)|promis(?:ed|es)|plann?(?:ed|s)|hop(?:ed|es)|want(?:ed|s)|"
    r"threaten(?:ed|s)|decided|vowed|pledged|intend(?:ed|s)|aim(?:ed|s)|began|started|moved|agreed|offered)\s+(?:not\s+)?to\b"
    r"|\b(?:has|have|had)\s+(?:\w+\s+){0,2}?(?:tried|let|refused|threatened|decided|promised|sued|asked)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\s+(?:\w+ly\s+)?(?:\w{3,}ed|took|lost|won|said|made|gave|got|went|did|chose|wrote|found|told|sent|put|left|kept|"
    r"began|meant|thought|knew|sought|fought|brought)\b(?!\s+(?:by|under|in|as|with|for)\b)",
    re.IGNORECASE,
)
# "If the owner refuses to pay": of whom a rule speaks.
_CONDITION = re.compile(r"\b(?:if|when|whenever|who|which|that|unless|because|anyone|whoever)\b[^,;]*$", re.IGNORECASE)


# "As the master noted," "Despite what some claim,": who says so, or denies it, before the statement begins.
_LED = re.compile(
    r"\W*(?:(?:As|Despite|Whatever|Contrary\s+to|Unlike|No\s+matter)\s+(?:what\s+)?(?:[\w'’.-]+\s+){1,6}?"
    r"(?:notes?|noted|says?|said|claims?|claimed|argues?|argued|explains?|explained|points?\s+out|pointed\s+out|insists?|"
    r"believes?|thinks?|suggests?|puts?\s+it|like\s+to\s+say|would\s+have\s+you\s+believe)"
    r"|(?:Despite|Contrary\s+to)\s+(?:[\w'’.-]+\s+){0,4}?(?:claims?|rumou?rs|assertions?|misconceptions?|belief|rhetoric)"
    r"(?:\s+(?:by|from|of|on)\s+(?:[\w'’.-]+\s*){1,5}?)?)\s*,\s+"
    # "Legal Aid notes that"
    r"|\W*(?:The\s+)?(?:[A-Z][\w'’.-]*\s+){1,4}?(?:notes?|noted|observes?|observed|explains?|explained|points?\s+out|"
    r"pointed\s+out)\s+that\s+"
)


def leading_frame(text: str) -> int:
    """Where a statement begins behind words that only tell who says so: 0 where nothing leads in to it."""
    found = _LED.match(text)
    return found.end() if found is not None else 0


def tells_otherwise(text: str, cited: Sequence[Span]) -> bool:
    """Whether a sentence says something about the laws cited that their text does not settle."""
    for span in cited:
        before = text[: span.start]
        if _APART.search(before) or (_PERHAPS.match(text[span.end :]) and not _UNDER.search(before)):
            return True
    return any(pattern.search(text) for pattern in _OTHERWISE)


def told_of(text: str, subject: int) -> bool:
    """Whether a verb of the past follows whoever is named first and ends at `subject`: "the council denied that …"."""
    return _PAST.match(text, subject) is not None


def tells_a_deed(text: str) -> bool:
    """Whether a sentence tells what somebody did, or means to do."""
    found = _DEED.search(text)
    return found is not None and _CONDITION.search(text[: found.start()]) is None
