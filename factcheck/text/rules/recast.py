"""Says what a word of rules is where it stands: "a permit" is a paper, and what "leaves it to" somebody gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.record import replace
from factcheck.text.rules.actors import leaves_to_somebody
from factcheck.text.rules.lexer import TWOFOLD, Item, Thesaurus
from factcheck.text.rules.words import BE, CONTENT, MODAL
from factcheck.text.snowball import stem

_DETERMINER = re.compile(r"['’]s$|(?<!such )\b(?:an?|any|his|her|their|its)$")
_BEFORE_NOUNS = frozenset(("for", "of", "the", "a", "from"))
_BEFORE_MEANS = frozenset(("other", "such", "any", "by", "all"))
_DENYING = frozenset(("denies", "refuses"))
_NEAR = 3  # words before
_ARTICLES = frozenset(("a", "an", "the", "any", "such"))
_PLACES = frozenset(("in", "there", "inside", "outside"))
_NARROWING = frozenset(("limits", "restricts", "confines", "reserves"))
NARROWED = frozenset(("to", "for"))
_SUBJECT_TO = {"subject": "applies", "not subject to": "not-applies", "not be subject to": "not-applies"}
_RULES = frozenset(
    ("requirement", "requirements", "rule", "rules", "deadline", "cap", "limit", "limits", "ceiling", "bar", "bars",
     "ban", "quota", "limitation", "limitations", "restriction", "restrictions")
)  # fmt: skip
_RULE_WITHIN = 6  # items from "subject to" to the rule
_CEASING = frozenset(("stops", "stop", "stopped", "ceases", "cease", "ceased"))
_TELLING = frozenset(("tells", "instructs", "orders", "commands"))
_TOLD_WITHIN = 5  # items from "tells" to what somebody is to do
_LEAVING = frozenset(("leaves", "leave", "assigns", "entrusts", "reserves", "delegates", "hands"))


def recast(items: Sequence[Item], n: int, opening: bool, thesaurus: Thesaurus) -> Item:
    """The item at n as what it is there; `opening`: only provisions have been named before it."""
    item = items[n]
    if item.kind in TWOFOLD and item.keys:
        if (_lacked if item.kind == "power" else _does_so_to_something)(items, n):
            return replace(item, kind="concept")
        item = replace(item, keys=())
    if item.norm == "responsible for" and _only_who(items, n):
        return replace(item, kind="neutral", keys=())
    if _is_noun(items, n):
        return replace(item, kind="word", keys=(f"={stem(item.norm)}",))
    if (kind := _ceases(items, n) or _under_a_rule(items, n)) is not None:
        return replace(item, kind=kind, keys=())
    if _only_says_which(items, n):
        return replace(item, kind="neutral", keys=())
    if item.norm == "charged with" and any(thesaurus.kind(k) == "person" for k in (items[n - 1].keys if n else ())):
        return replace(item, kind="neutral")  # "a sailor charged with theft"
    if item.kind == "bars" and n and items[n - 1].norm in _ARTICLES and _may_last(items[n:]):
        return replace(item, kind="word", keys=(f"={stem(item.norm)}",))  # "a ban on sailing may last a year"
    if _keeps_out(items, n) or (opening and item.norm in _DENYING):
        return replace(item, kind="bars", keys=())  # "a leak keeps a ship out", "section 12 denies a berth to …"
    # "Section 12 tells the master to mend it"
    told = item.norm in _TELLING and opening and _told_to(items, n, thesaurus)
    left = item.norm in _LEAVING and leaves_to_somebody(items, n, thesaurus)
    return replace(item, kind="requires" if told else "gives", keys=()) if told or left else item


def _ceases(items: Sequence[Item], n: int) -> str | None:
    """What a word is by which something is lacking or done no longer: "for lack of a pilot", "who stops mending it"."""
    if items[n].norm == "lack" and n and items[n - 1].norm in (*_BEFORE_NOUNS, "to"):
        return "without"
    doing = n + 1 < len(items) and items[n + 1].norm.endswith("ing")
    ceasing = items[n].norm in _CEASING and n > 0 and items[n - 1].kind == "relative" and doing
    return "fail" if ceasing else None


def _only_who(items: Sequence[Item], n: int) -> bool:
    """Whether "responsible for" tells which are meant: "masters responsible for wrecks are unfit to sail"."""
    named = n > 0 and items[n - 1].kind in CONTENT
    later = (k for k in range(n + 1, len(items)) if items[k].norm in ("is", "are") or items[k].kind in MODAL)
    told = next(later, None)
    return named and told is not None and not any(i.kind in ("punct", "ref", "relative") for i in items[n:told])


def _told_to(items: Sequence[Item], n: int, thesaurus: Thesaurus) -> bool:
    """Whether somebody named behind a verb at n is the one who is told to do something: "tells the master to …"."""
    after = [i for i in items[n + 1 : n + 1 + _TOLD_WITHIN] if i.norm not in _ARTICLES]
    named = bool(after) and any(thesaurus.kind(k) == "agency" for k in after[0].keys)
    return named and any(i.norm == "to" for i in after[1:2])


def _to_a_rule(items: Sequence[Item], n: int) -> bool:
    """Whether something is said to be subject to a rule, and not to somebody's doing: "is subject to the lamp rule"."""
    if items[n].norm == "subject" and (not n or items[n - 1].norm not in BE or items[n + 1 : n + 2] == []):
        return False
    if items[n].norm == "subject" and items[n + 1].norm != "to":
        return False
    for item in items[n + 1 : n + 1 + _RULE_WITHIN]:
        if item.kind in ("punct", "if", "relative", "ref", "and", "by"):
            return False
        if item.norm.rpartition(" ")[2] in _RULES:
            return True
    return False


def _is_over(item: Item) -> bool:
    """Whether a word shows that what stood before it was no verb."""
    return item.kind in ("ref", "punct", "law", "requires", "lets", "applies", *MODAL) or item.norm in BE


def _under_a_rule(items: Sequence[Item], n: int) -> str | None:
    """What a word is by which something is said to be subject to a rule, or of that rule itself: "barges are subject to
    the lamp rule", "… to the fishing ban"."""
    item = items[n]
    if item.norm in _SUBJECT_TO and _to_a_rule(items, n):
        return _SUBJECT_TO[item.norm]
    named = item.norm in ("bar", "ban") and n > 0 and items[n - 1].kind in CONTENT and n + 1 < len(items)
    if named and items[n + 1].kind in ("applies", "not-applies"):
        return "neutral"  # "the fishing ban applies to barges"
    if item.norm in ("bars", "bans") and n and (n + 1 == len(items) or _is_over(items[n + 1])):
        return "neutral"  # "counts toward the fishing bans, section 12 says", "lifting the bans requires …"
    near = range(max(0, n - _RULE_WITHIN), n) if item.kind == "bars" and item.norm in _RULES else range(0)
    return "neutral" if any(items[k].norm in _SUBJECT_TO and _to_a_rule(items, k) for k in near) else None


def _only_says_which(items: Sequence[Item], n: int) -> bool:
    """Whether a word is part of a description: "ships waiting to be moored must be …", "no keeper able to mend it"."""
    if items[n].norm == "waiting" and n and items[n - 1].kind in CONTENT:
        return not MODAL.isdisjoint(i.kind for i in items[n:])
    able = items[n].norm == "able" and n > 0
    return able and not BE.intersection(i.norm for i in items[max(0, n - _NEAR) : n])


def _keeps_out(items: Sequence[Item], n: int) -> bool:
    """Whether something is said to keep, or not to keep, somebody named out."""
    keeps = items[n].norm == "keeps" or (items[n].norm == "keep" and n > 0 and items[n - 1].kind == "not")
    behind = [i.norm for i in items[n + 1 : n + _NEAR + 2]]
    return keeps and "out" in behind and "," not in behind[: behind.index("out")]


def _may_last(items: Sequence[Item]) -> bool:
    """Whether a modal follows, and no number: "a ban on sailing may last as long as a storm"."""
    kinds = {i.kind for i in items}
    return not kinds.isdisjoint(MODAL) and "number" not in kinds


def _lacked(items: Sequence[Item], n: int) -> bool:
    """Whether something is done without it: "may sail without (anybody's) permission", and not "permission to sail"."""
    before = next((i for i in reversed(items[:n]) if i.kind != "neutral" and i.kind not in ("any", "every")), None)
    after = items[n + 1].norm if n + 1 < len(items) else ""
    return before is not None and before.kind == "without" and after not in ("to", "of")


def _does_so_to_something(items: Sequence[Item], n: int) -> bool:
    """Whether what is lost is a thing, and no right to do one; whether one waits at a place, and not for a time."""
    after = next((i for i in items[n + 1 :] if i.kind != "neutral" or i.norm in _PLACES), None)
    if items[n].kind == "waits":
        return after is not None and after.norm in _PLACES
    return after is not None and after.kind in CONTENT


def narrows(items: Sequence[Item], n: int) -> bool:
    """Whether a verb says that something is only for those named behind a "to", and gives no number."""
    to = next((k for k in range(n + 1, len(items)) if items[k].norm in NARROWED), 0)
    between = items[n + 1 : to]
    number = to and any(i.kind in ("number", "most", "least") for i in items[to + 1 : to + 3])
    whole = any(i.kind in CONTENT for i in between) and not any(i.kind == "punct" for i in between)
    power = any(i.kind == "power" for i in between[:2])  # "limits the power to sail"
    return items[n].norm in _NARROWING and whole and not number and not power


def _is_noun(items: Sequence[Item], n: int) -> bool:
    """Whether a word of force is a noun: "a permit", "a berth permit", "who returns with permission"."""
    item, before = items[n], items[n - 1] if n else None
    if before is None:
        return False
    if item.norm == "permit" and before.kind in CONTENT and not before.norm.endswith("s"):
        return True
    if item.norm == "means":
        return before.norm in _BEFORE_MEANS  # "by other means"
    if item.kind == "power" and before.norm == "with":
        return n + 1 >= len(items) or items[n + 1].norm not in ("to", "of")
    return item.kind == "lets" and _DETERMINER.search(" ".join(i.norm for i in items[max(0, n - 2) : n])) is not None
