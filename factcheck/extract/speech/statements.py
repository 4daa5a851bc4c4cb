"""Reads what a sentence says that documents may hold: something done or said, by whom, where, when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.extract.speech.deixis import speaks_in_person, tells_nothing
from factcheck.model.claim import Statement, Subject, When
from factcheck.model.text import Span

_WHOM = r"(?P<to>(?:(?:the|his|her)\s+)?[\w.-]+(?:\s+[A-Z][\w.-]+)*)"
_SAID = rf"(?:said|says|say|stated|added|noted|told {_WHOM}|wrote|confirmed|acknowledged)"
# With nothing told behind it: "announced a deal" is a deed.
_TOLD = rf"(?:{_SAID}|announced(?=[.\s]*$|\s+that\b|\s+(?:in|on|at|during|late|early|[A-Z][a-z]+day)\b))"
# "…, the office said during a call Monday", "…, according to the statement."
_AFTER = re.compile(
    r"[,;]\s+(?:according to (?P<by>[^,;]+(?:,\s+(?:an?|the|his|her|its)\s[^,;]+)?)|"
    rf"(?P<who>[^,;]{{2,70}}?)\s+{_TOLD}\b(?P<rest>(?:(?!\bthat\b)[^;])*))[.\s]*$"
)
_BEFORE = re.compile(
    rf"^(?:[Ii]n (?P<in>[^,]{{3,60}}),\s+)?(?P<who>[^,;]{{2,90}}?)\s+{_TOLD}\b"
    r"(?P<rest>[^,;]{0,60}?)(?<!\band)(?<!\bbut)\s+that\s+"
)
_BARE = re.compile(
    rf"^(?:[Ii]n (?P<in>[^,]{{3,60}}),\s+)?(?P<who>[^,;]{{2,70}}?)\s+{_SAID}\s+(?!to\b)(?=[a-zA-Z\d$€£])"
)
_LEAD_IN = re.compile(r"(?:In|At|During|On|After|Before|With|Since|By|For|Under)\s")  # no sentence by itself
# "…, the office said, including 5 in May": what was said goes on behind the frame.
_MORE = re.compile(
    r"^\s*(?:\w+day)?,\s+(?=(?:including|with|and|but|while|compared|up|down|more|fewer|nearly|about|most|many|some|or)\b)"
)
_ACCORDING = re.compile(r"^According to (?P<by>[^,;]{3,80}),\s+")
# "HAVEN CITY, May 3 (AP) — Lee met …": where it was filed.
_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’-]{2,}(?:\s[A-Z][A-Z.'’-]+)*(?:,\s[A-Z][\w.]*(?:\s\d{1,2})?)*\s*"
    r"(?:\([A-Z][\w ]+\)\s*)?(?:[—–-]|--)\s+(?=[A-Z])"
)
# What comes behind these tells why, and no document settles that.
_CAUSE = re.compile(
    r"\b(?:because|due to|thanks to|as a result|resulted in|led to|caused|prompted|in response to|in retaliation|"
    r"so that|in order to|in an effort to|in a bid to|aimed at|intended to|designed to|amid)\b",
    re.IGNORECASE,
)
# What nobody is named for as wishing it is the story's own opinion.
_WISHED = re.compile(r"\b(?:should|ought\s+to)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:could|might|may|likely|probably|perhaps|reportedly|allegedly|appears?|seems?)\b(?! \d)")
_ASIDE = re.compile(r",?\s+(?:dubbed|known as|nicknamed)\s+(?:the\s+)?(?:[\"“'][^\"”']+[\"”']|[A-Z]\w+)\s*,?")
_AGED = re.compile(r"(\b[A-Z][\w'’-]+), (\d{1,2}),(?=\s)")  # "Ann Lee, 32, of Mora"
_AVAILABLE = re.compile(r"\bmade ((?:[\w.,-]+ ){0,4}[$€£][\d.,]+(?: [mbtr]+illion)?) available\b")
_QUOTED = re.compile(r"[\"“”«»]\s*\w+\W+\w")  # two words in quotation marks and more: a quotation
_NAMED = re.compile(r"\b[A-Z]{2,}\b")  # what goes by its initials is known without the context
# Whoever is named says that it is not so: “…, the office denied.”
_DENIED = re.compile(r",\s+[^,;]{2,60}?\s(?:denied|denies|disputed|disputes|refuted|refutes)(?:\s+\w+day)?[.\s]*$")
_UNSAID = re.compile(r"(?:\b(?:not|never|nobody|none|neither|no one|yet to|nor|without)\b|n['’]t\b)", re.IGNORECASE)
_HE = re.compile(r"(?:he|she)\s+", re.IGNORECASE)
_IT = re.compile(r"(?:it|they)\s+", re.IGNORECASE)
_WOULD = re.compile(r"(?:^|(?<=\s))would(?=\s)(?!\s+have\b)")
_BODY = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w.]+\s*(?:(?:of|and)\s+(?:the\s+)?)?)+")
_BOTH = re.compile(r"[Tt]he (?:two |three )?[a-z]+s")  # "The two wardens said they"
_POSSESSIVE = re.compile(r"['’]s\b")
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|both|they|he|she|it|his|her|their|its)\b", re.IGNORECASE)

_DATED = re.compile(r",? dated (?=[A-Z][a-z]+\.? \d|\w+day\b)")  # "a memorandum dated May 3"
_EXCEEDS = re.compile(r"\b(?:(has|have|had) )?(?:exceed|top|surpass)(?:s|p?ed) (?=[$€£]?\d)")
_SET_ASIDE = re.compile(r"\bset(s?) aside (?=(?:\w+ )?[$€£]?\d)")  # an amount, and no ruling
_OFFICE = re.compile(r"[Tt]he (?:[a-z]+ )?[a-z]+")  # "The first warden"

# Two or three words for one deed, as documents write it.
_DEEDS = {
    "took part in": "participated in", "take part in": "participate in", "taking part in": "participating in",
    "sat down with": "met with", "sit down with": "meet with", "held talks with": "met with",
    "paid a visit to": "visited", "pay a visit to": "visit", "to set up": "to establish",
    "will set up": "will establish",
    "would set up": "would establish", "set up": "established", "carried out": "conducted",
    "called off": "canceled", "turned down": "rejected", "rolled out": "launched", "kicked off": "started",
    "wrapped up": "concluded", "laid out": "outlined", "put on hold": "paused",
    "did away with": "ended", "stepped up": "increased", "put off": "postponed", "got on the phone with": "called",
    "signed off on": "approved", "stepped down": "resigned", "step down": "resign", "takes effect": "is effective",
    "took effect": "was effective", "went into effect": "was effective", "goes into effect": "is effective",
}  # fmt: skip


def read_statement(text: str, context: Sequence[str], names: Mapping[str, str]) -> Statement | None:
    """The statement that `text` makes, without the frame that says who said so; None when nothing can be compared.

    `names` maps what newsrooms call somebody or something to what documents call it.
    `speaker` and `document` are the frame's words, `background` the context when the sentence points back to it.
    """
    filed = _DATELINE.match(text)
    at = filed.end() if filed else 0
    start, end, speaker, told, document = _frame(text[at:])
    start, end = start + at, end + at
    more = _MORE.match(document)
    spoken = f"{text[start:end]}, {document[more.end() :]}" if more else text[start:end]
    document = document[: more.end()].strip(" ,") if more else document
    words = _in_their_names(_in_their_names(_ASIDE.sub(" ", spoken).strip(), names), _DEEDS)
    words = _DATED.sub(" on ", _AVAILABLE.sub(r"approved \1", words))
    words = _EXCEEDS.sub(lambda found: "was more than " if found[0].endswith("ed ") else "is more than ", words)
    words = _SET_ASIDE.sub(lambda found: f"{'allocates' if found[1] else 'allocated'} ", words)
    words = _AGED.sub(r"\1, a \2-year-old,", _of_speaker(words, _in_their_names(speaker, names), start > at))
    if told[:1].isupper():  # "Lee told Roe that …": the document must be of both
        speaker = f"{told} {speaker}"
    if (
        len(words.split()) < 3
        or _QUOTED.search(words)
        or speaks_in_person(speaker)
        or tells_nothing(words, bool(context))
    ):
        return None
    brief = len(words.split()) < 8 and not _NAMED.search(words)
    back = " ".join(context) if _DEFINITE.match(words) or brief else ""
    return Statement(
        Span(start, end),
        Subject(),
        When(problem="missing"),
        words=words,
        speaker=speaker,
        document=document,
        background=back,
        causal=bool(_CAUSE.search(words)),
        uncertain=any(pattern.search(words) for pattern in (_OPEN, _DENIED))
        or (_WISHED.search(words) is not None and not (speaker or document)),
    )


def _of_speaker(words: str, speaker: str, ahead: bool) -> str:
    """The words with the name of whoever is said to speak for "she" or "it" at their head: "Lee said she would go".

    Only `ahead` of them: in "It adds a lock, the board said", "it" is what the text told of before.
    """
    body, it = _BODY.fullmatch(speaker.strip()) or _BOTH.fullmatch(speaker.strip()), _IT.match(words)
    if body and it and ahead:  # "the Harbour Board said it would": in what is said, "would" is what then will be
        return f"{body[0]} {_WOULD.sub('will', words[it.end() :], count=1)}"
    pronoun = _HE.match(words)
    if pronoun is None:
        return _WOULD.sub("will", words, count=1) if speaker else words  # as of the day on which it was said
    # The last name is whose it is: "Captain Ann Lee", "Lee's decree".
    named = [w.strip(",.") for w in _POSSESSIVE.split(speaker)[0].split()]
    name = next((w for w in reversed(named) if w[:1].isupper() and w not in ("A", "An", "The")), "")
    if not name and ahead and _OFFICE.fullmatch(speaker.strip()):
        name = speaker.strip()  # of somebody known by the office alone
    return f"{name} {words[pronoun.end() :]}" if name else words


def _in_their_names(words: str, names: Mapping[str, str]) -> str:
    """The words with what documents call it for every other name; a possessive adds "'s" to any word of a name."""
    low = words.lower()
    for other, name in names.items():
        if other.partition(" ")[0].lower() not in low:
            continue
        pattern = r"(?:['’]s)?\s+".join(map(re.escape, other.split()))
        words = re.sub(rf"(?<![\w-]){pattern}(?![\w-])", lambda _, n=name: n, words, flags=re.IGNORECASE)  # type: ignore[misc]
        low = words.lower()
    return words


def _frame(text: str) -> tuple[int, int, str, str, str]:
    """(start, end, speaker, whom they told, document) of what is said inside "X said that …" or "…, according to …"."""
    start, end = 0, len(text.rstrip())
    after = _AFTER.search(text)
    if after is not None and not _UNSAID.search(after["who"] or "") and _is_told(text[: after.start()], after):
        by = (after["by"] or "").strip(" .")
        return 0, after.start(), after["who"] or "", after["to"] or "", by or (after["rest"] or "").strip(" .")
    found = _ACCORDING.match(text)
    if found is not None:
        return found.end(), end, "", "", found["by"]
    before = _BEFORE.match(text)
    if before is not None and not _UNSAID.search(before["who"]):
        document = f"{before['in'] or ''} {before['rest'] or ''}".strip()
        return before.end(), end, before["who"], before["to"] or "", document
    bare = _BARE.match(text)
    if bare is not None and not _UNSAID.search(bare["who"]):
        return bare.end(), end, bare["who"], bare["to"] or "", bare["in"] or ""
    return start, end, "", "", ""


def _is_told(words: str, frame: re.Match[str]) -> bool:
    """Whether what stands before a frame is what was said: not "In the decree, the board said it would …"."""
    goes_on = len((frame["rest"] or "").split()) >= 3
    return len(words.split()) >= 3 and not (goes_on and _LEAD_IN.match(words) and "," not in words)
