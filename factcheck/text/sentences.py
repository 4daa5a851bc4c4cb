"""Turns one block of text into the spans of its sentences."""

from __future__ import annotations

import re
from itertools import pairwise

# Titles and the like are followed by a name, never by a new sentence.
_BEFORE_NAME = frozenset(
    "mr mrs ms dr prof gov sen rep reps sens gen lt col capt sgt maj adm cmdr cpl pvt rev hon pres "
    "supt det atty msgr messrs mmes insp spc treas amb rt st ste mt ft govs drs profs vs v cf "
    "e.g i.e "
    "dep asst assoc spl brig cmsgt".split()
)
# Followed by a number they belong to it; otherwise the full stop ends the sentence.
_BEFORE_NUMBER = frozenset(
    "no nos p pp art sec ch fig figs vol vols eq para pars n° nr ca approx "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
# These end a sentence only when the next word is one that usually opens a sentence.
_AFTER_NAME = frozenset(
    "inc corp co cos ltd llc plc jr sr bros dept univ assn assoc est ave blvd rd st etc al dist "
    "intl "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
    "neb nev "
    "okla ore pa tenn tex va vt wash wis wyo ont que ph.d ed eds min max avg sq hr hrs mi km "
    "esq".split()
)
_DAYS = frozenset("mon tue tues wed thu thur thurs fri".split())
_STARTERS = frozenset(
    "a an the this that these those there here it its he she they we you i his her their our my "
    "your "
    "in on at by for from with without within since after before during under over as if when "
    "while "
    "although though because but and or so yet nor however still also then now meanwhile instead "
    "moreover officials what who how why where which some many most all both each every no not "
    "none "
    "several few more less one two three four five last next earlier later once until unless "
    "despite "
    "according asked about among between only even just another other such others to of is was are "
    "were did does do has have had can could will would should may might that's it's he's she's "
    "they're we're i'm don't let's there's".split()
)
_SPEECH = frozenset(
    "said says say asked asks told tells added adds replied wrote writes tweeted posted explained "
    "continued noted recalled insisted warned argued joked quipped concluded acknowledged stated "
    "declared answered responded shouted claimed announced".split()
)
_QUOTES = "\"'”’»"
_OPENERS = "\"'“‘«([{*_—–-•¿¡ "
_END = re.compile(  # the mark first: it is what is searched for
    r"(?P<stop>[.!?…。](?<![.!?…].)(?:(?<=\.)(?:[ \u00a0]\.){2,})?[.!?…]*)"
    r"(?P<close>[\"'”’»)\]}*_]*)(?=\s|$)"
)
_GLUED = re.compile(r"[.!?](?<=[a-z]{3}.)(?=([A-Z][a-z]*)[ ,])")  # the mark first: it is what is searched for
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEFORE_WORDS = "([{\"“‘'—–/"
_DASHED = (" — ", " – ", " - ")
_NEARBY = 80  # characters looked back from a full stop
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_MARKER = re.compile(r"(?:^|(?<=\s))(?:[•⁃]\s*)?(\d{1,2}|[a-z])(\.\)|\)|\.)(?=\s+\S)")
_ZONES = frozenset("et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest local".split())


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as spans of code points, in order, without outer white space.

    `text` is one paragraph, heading or list item; line breaks in it count as white space. A quote
    that closes after the full stop belongs to the sentence, and so does an attribution after it.
    """
    markers = _list_markers(text)
    starts = {start for start, _ in markers}
    begin = 0
    for match in _END.finditer(text):
        end = match.end()
        item = markers and any([start <= match.start() < marker_end for start, marker_end in markers])
        if not item and _ends(text, begin, match):
            starts.add(end)
            begin = end
    starts.update(m.end() for m in _GLUED.finditer(text) if _is_glued(text, m))
    edges = [0, *sorted(starts), len(text)]
    spans = (_trim(text, a, b) for a, b in pairwise(edges))
    return [(a, b) for a, b in spans if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the stop found by `match` ends the sentence that began at `begin`."""
    following = _skip(text, match.end())
    if following >= len(text):
        return True
    stop, close = match["stop"], match["close"]
    first = text[following]
    word_match = _WORD.match(text, following)
    word = word_match[0] if word_match else ""
    if first.islower() and not _is_camel(word):
        return False
    if any(c in _QUOTES for c in close) and _is_attribution(text, following):
        return False
    if "…" in stop or (stop.startswith(".") and len(stop) > 1):
        pause = len(stop.replace(" ", "")) == 3 and text[match.start() - 1].isspace()
        return not (close.startswith("]") or (pause and first == "I"))
    if stop != "." or close:
        return True
    return _full_stop_ends(text, begin, match.start(), word)


def _skip(text: str, at: int) -> int:
    """The place of the first character that is neither white space nor an opening mark."""
    while at < len(text) and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    return at


def _is_camel(word: str) -> bool:
    return len(word) > 1 and word[1].isupper()  # iPhone, eBay


def _full_stop_ends(text: str, begin: int, stop: int, following: str) -> bool:
    """Whether the full stop at `stop`, before the word `following`, is not an abbreviation's."""
    nearby = max(begin, stop - _NEARBY)  # a sentence without an end must not be read again and again
    before = _word_before(text[nearby:stop])
    key = before.lower().rstrip(".")
    opens = following.lower().replace("’", "'") in _STARTERS and following[:1].isupper()
    if before.isdecimal() and len(before) <= 2 and text[nearby:stop].strip() == before:
        return False  # "1. The first item"
    if text[stop + 1 : stop + 4] in _DASHED and (key in _AFTER_NAME or _DOTTED.search(key)):
        return False  # "HAVEN CITY, Ill. — The"
    if key in ("a.m", "p.m", "am", "pm"):
        return _after_clock(text[nearby:stop], following)
    if len(key) == 1 and key.isalpha():
        return _after_letter(text[nearby : stop - len(before)], before, opens)
    if _DOTTED.search(key):
        return opens and key not in _BEFORE_NAME
    if key in _BEFORE_NUMBER:
        return not following[:1].isdecimal()
    if key in _DAYS:
        return not following[:1].isdecimal() and following[:3].lower() not in _BEFORE_NUMBER
    if key in _AFTER_NAME:
        return opens or not before[:1].isupper()
    return not (key in _BEFORE_NAME and (before[:1].isupper() or key in ("vs", "v", "cf")))


def _word_before(text: str) -> str:
    """The end of `text` from the last white space, opening mark, dash or slash on."""
    if not text or text[-1].isspace():
        return ""
    word = text.rsplit(None, 1)[-1]
    for mark in _BEFORE_WORDS:
        if mark in word:
            word = word.rpartition(mark)[2]
    return word


def _after_clock(sentence: str, following: str) -> bool:
    if following[:1].isdecimal() or following.lower() in _ZONES:
        return False
    if following.endswith("day") and following[:1].isupper():
        return False
    return len(sentence.split()) > 4  # "At 5 a.m. Mr. Smith went" has only begun


def _after_letter(sentence: str, letter: str, opens: bool) -> bool:
    """A letter is an initial ("Ann I. Lee"), unless the words around it say otherwise."""
    earlier = sentence.split()
    if letter == "I":
        return bool(earlier) and (earlier[-1].islower() or opens)
    return opens and bool(earlier)


def _is_attribution(text: str, at: int) -> bool:
    """Whether a name and a verb of speaking stand at `at`: '"Yes." Ann Lee said'."""
    words = text[at : at + 80].split()[:5]
    for index, word in enumerate(words):
        if word.strip(",.").lower() in _SPEECH:
            return index > 0
        if not word[:1].isupper() or word.lower() in _STARTERS:
            return False
    return False


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """A scraper lost the space after the full stop: "the end.The council" but not "site.Org"."""
    if match[1].lower() not in _STARTERS:
        return False
    token = text[text.rfind(" ", 0, match.start()) + 1 : match.start()]
    return not any(mark in token for mark in "@/:")


def _list_markers(text: str) -> list[tuple[int, int]]:
    """The item marks of a list written in one line, as spans: "1) Rain 2) Snow"."""
    first = _MARKER.match(text)
    if first is None:
        return []
    starts = []
    expected, style = first[1], first[2]
    for match in _MARKER.finditer(text):
        if match[1] == expected and match[2] == style:
            starts.append((match.start(), match.end()))
            expected = str(int(expected) + 1) if expected.isdecimal() else chr(ord(expected) + 1)
    return starts if len(starts) > 1 else []
