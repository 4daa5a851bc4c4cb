"""Words to the forms and kin by which they are compared: inflections, relatives, opposites."""

from __future__ import annotations

from functools import cache, lru_cache

from factcheck import shipped
from factcheck.model.record import record

SAME, RELATED, OPPOSITE, KIND, SIBLING, MISSPELT = "same", "related", "opposite", "kind", "sibling", "misspelt"
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ves", "f"),
    ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("es", "e"), ("s", ""),
    ("est", ""), ("er", ""), ("ly", ""),
)  # fmt: skip
_APART = ("est", "er", "ly")
_MADE = ("ion", "ment", "ance", "ence")
_LETTERS = 6  # that a verb and a noun made of it have in common
_MIN = 3  # letters that an ending must leave
WORDS, PAIRS = 1 << 15, 1 << 16  # of words, and of two words, how many are remembered: a long run stays small


@cache
def _entries() -> dict[str, str]:
    """The thesaurus by word. Its lines are split only when a word is asked for."""
    text = (shipped.bundled("english") / "thesaurus.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if "\t" in line)


@record
class _Entry:
    part: str
    bases: frozenset[str]
    near: frozenset[str]
    kinds: frozenset[str]
    twins: frozenset[str]
    against: frozenset[str]


@lru_cache(maxsize=WORDS)
def _entry(word: str) -> _Entry:
    """What the thesaurus says of one word as it stands."""
    signs: dict[str, set[str]] = {sign: set() for sign in ":=^~!"}
    near: set[str] = set()
    for part in _entries().get(word, "").split():
        if part[0] in signs:
            signs[part[0]].add(part[1:])
        else:
            near.add(part)
    return _Entry(
        next(iter(signs[":"]), ""),
        frozenset(signs["="]),
        frozenset(near | signs["~"]),
        frozenset(signs["^"]),
        frozenset(signs["~"]),
        frozenset(signs["!"]),
    )


@lru_cache(maxsize=WORDS)
def part_of_speech(word: str) -> str:
    """`n`, `v`, `a` or `r` as a word is most often used, or "" for one that no list holds."""
    # "Unites" is rather a form of "unite" than of "unit".
    known = sorted(forms(word), key=lambda f: (f != word, -len(f), f))
    return next((p for f in known if (p := _entry(f).part)), "")


@lru_cache(maxsize=WORDS)
def forms(word: str) -> frozenset[str]:
    """The words that `word` may be a form of, itself among them, all of them known to the thesaurus but itself."""
    known = _entries()
    out = {word, *_entry(word).bases}
    for ending, base in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < _MIN:
            continue
        stem = word[: -len(ending)] + base
        if stem in known:
            out.add(stem)
        if not base and stem[-1] == stem[-2] and stem[:-1] in known:
            out.add(stem[:-1])  # "stopped"
    return frozenset(out)


@lru_cache(maxsize=WORDS)
def stem(word: str) -> str:
    """A rough stem, for words that no list holds."""
    for ending in ("ies", "ing", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def one_word(one: str, other: str) -> bool:
    """Whether two words are forms of one that say the same, as "loves" and "loved" do: not "strong" and "stronger"."""
    return not one.endswith(_APART) and not other.endswith(_APART) and bool(forms(one) & forms(other))


def opposites(word: str) -> frozenset[str]:
    """The opposites of a word in any of its forms."""
    return _family(word)[1]


@lru_cache(maxsize=WORDS)
def kin(word: str) -> frozenset[str]:
    """A word, its forms and its relatives."""
    return forms(word) | _family(word)[0]


def same_deed(one: str, other: str) -> bool:
    """Whether two words stand in one group of verbs that newsrooms use for each other."""
    mine, theirs = forms(one), forms(other)
    twins = frozenset().union(*(_entry(w).twins for w in mine))
    # "Helped" is what "assistance" is for: a noun made of the other verb.
    nouns = [w for w in theirs if w.endswith(_MADE) and len(w) > _LETTERS]
    return not twins.isdisjoint(theirs) or any(n[:_LETTERS] == t[:_LETTERS] for n in nouns for t in twins)


def short_form(one: str, other: str) -> str:
    """The one word that newsrooms write for two lower-case words that make a name, or ""."""
    return next(iter(_entry(f"{one}_{other}").bases), "")


@lru_cache(maxsize=WORDS)
def has_opposite(word: str) -> bool:
    """Whether a word tells two things apart, as "south" and "new" do."""
    return any(_entry(f).against for f in forms(word))


@lru_cache(maxsize=WORDS)
def _family(word: str) -> tuple[frozenset[str], frozenset[str]]:
    entries = [_entry(form) for form in forms(word)]
    return frozenset().union(*(e.near for e in entries)), frozenset().union(*(e.against for e in entries))


@lru_cache(maxsize=WORDS)
def _kinship(word: str) -> tuple[frozenset[str], str, frozenset[str], frozenset[str]]:
    """The forms of a word, its stem where it is long enough to have one, its relatives and its opposites."""
    return forms(word), stem(word) if len(word) > 4 else "", *_family(word)


@lru_cache(maxsize=WORDS)
def _kinds(word: str, steps: int) -> frozenset[str]:
    """What a word is a kind of, up to `steps` steps up, its relatives counted in."""
    found: frozenset[str] = frozenset()
    level = forms(word)
    for _ in range(steps):
        level = frozenset().union(*(_entry(w).kinds for w in level))
        found |= level
    return found


@lru_cache(maxsize=PAIRS)
def relation(one: str, other: str) -> str:
    """How two lower-case words are related.

    `same`: one word, inflected; `related`: of one sense, or derived; `kind`: `other` is a kind of `one`;
    `sibling`: two kinds of one thing; `opposite`; or "".
    """
    how = closeness(one, other)
    if how in (SAME, OPPOSITE, RELATED) or part_of_speech(one) != part_of_speech(other):
        return how
    if _kinds(other, 2) & forms(one):
        return KIND
    return SIBLING if _kinds(one, 1) & _kinds(other, 1) else how


def closeness(one: str, other: str) -> str:
    """How two lower-case words are related, kinds left aside: `same`, `related`, `opposite`, `misspelt` or ""."""
    if one == other:
        return SAME
    a, root, near, against = _kinship(one)
    b, other_root, back, counter = _kinship(other)
    if not a.isdisjoint(b) or (root and root == other_root):
        return SAME
    if not against.isdisjoint(b) or not counter.isdisjoint(a):
        return OPPOSITE
    if not near.isdisjoint(b) or not back.isdisjoint(a):
        return RELATED
    if one[:1] != other[:1]:
        return ""
    if _prefixed(one, other) or _derived(a, root, other) or _derived(b, other_root, one):
        return RELATED
    return MISSPELT if _one_edit(one, other) else ""


def _prefixed(one: str, other: str) -> bool:
    """ "cloud" and "cloudy": the shorter is the head of the longer, which adds three letters at most."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 3 and long.startswith(short)


def _derived(verbs: frozenset[str], root: str, noun: str) -> bool:
    """Whether a verb makes a noun: "resettle" a "resettlement", "adapt" an "adaptation"."""
    noun = noun.removesuffix("s")
    for ending, bases in _NOUNS if noun not in _OTHER_NOUNS else ():
        head = noun.removesuffix(ending)
        if noun.endswith(ending) and len(head) >= _ROOT and any(head + base in verbs | {root} for base in bases):
            return True
    return False


_NOUNS = (("ment", ("", "e")), ("ation", ("", "e", "ate", "at")))  # the last as the stem of "vindicated"
_OTHER_NOUNS = frozenset("department apartment compartment vacation deportment".split())
_ROOT = 5  # letters before the ending, so that "station" is of no verb


def _one_edit(one: str, other: str) -> bool:
    """One letter dropped, added, changed, or two swapped, in words of six letters or more that no list tells apart."""
    if min(len(one), len(other)) < 6 or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if part_of_speech(one) and part_of_speech(other):
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    a, b = one[head:], other[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
