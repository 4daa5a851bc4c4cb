"""A sentence understood: slots with their origin, typed assertions, claims."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from factcheck.model.hedge import EXACT, Hedge
from factcheck.model.norm import STATE, Clause
from factcheck.model.record import record
from factcheck.model.reference import Reference
from factcheck.model.text import Span
from factcheck.model.value import Amount, Period

WRITTEN = "written"
CONTEXT = "context"
INFERRED = "inferred"


@record
class Slot:
    """One named part of an assertion, as a reader would see it, and where it came from."""

    name: str
    value: str
    origin: str
    span: Span | None = None
    found_by: str = ""  # the written words, when likeness and not spelling led to the value


@record
class Choice:
    """The value, or values together, that one dimension takes in a claim."""

    dimension: str
    values: tuple[str, ...]
    origin: str = WRITTEN
    words: str = ""
    span: Span | None = None
    weak: bool = False  # names the publisher as often as the population
    hint: bool = False  # suggests the value, and gives way to a written one
    found_by: str = ""
    soft: bool = False  # from an earlier sentence: likely, and not the only way to read this one


@record
class Subject:
    """What is counted: a measure, the word that named it, and the values of its dimensions.

    `group` numbers the measure's vocabulary group, whose readings apply; None when no measure
    word stood in the claim or its context.
    """

    measure: str | None = None
    group: int | None = None
    words: str = ""
    origin: str = WRITTEN
    span: Span | None = None
    found_by: str = ""
    choices: tuple[Choice, ...] = ()
    passed: tuple[Choice, ...] = ()  # what the context names, and a sentence with a count of its own may leave behind


@record
class When:
    """The periods that a time expression may mean, in order of preference.

    `problem` is set instead when it means none: `undated`, `finer` (days or weeks), `future`,
    `unresolved`, `missing` (no period is written and none is known). `month` (1-12) is a bare
    month as written, so that an undated one can be tried in every year.
    """

    periods: tuple[Period, ...] = ()
    origin: str = WRITTEN
    words: str = ""
    span: Span | None = None
    problem: str = ""
    open_end: bool = False  # "since": runs to the latest month that had ended
    month: int | None = None
    beside: tuple[Period, ...] = ()  # of a period (or its year) from the context: others that may be meant


@record
class Blocked:
    """Why an assertion cannot be decided, whatever the figures say.

    `finer` says that it speaks of days or weeks, beside which the month's mean may be shown; `counts` that it speaks of
    another count, which is no restriction of who or what the next sentence counts.
    """

    reason: str
    text: str
    needs: str
    finer: bool = False
    counts: bool = False


@record(eq=False)
class Assertion:
    """What all assertions share: their words' place in the claim, subject, period and obstacles.

    Two are equal when they are the same object: each stands at a place of its own, and comparing
    every slot made folding a sentence of many figures slow.
    """

    span: Span
    subject: Subject
    when: When
    negated: bool = False
    blocked: Blocked | None = None


@record(eq=False)
class Figure(Assertion):
    """An amount of something in a period; `upper` is the far end of a written range."""

    amount: Amount = field(kw_only=True)
    hedge: Hedge = EXACT
    upper: Amount | None = None
    each: bool = False  # holds for every month of the period, not for their sum
    yearly: bool = False  # with `each`: for every year of it, and not for every month
    often: int = 0  # its mark was passed in so many months (`yearly`: years) of the period; below 0: in all but so many
    mean: str = ""  # "year", "month" or "day": the amount is an average of that length
    extreme: int = 0  # "peaked at A" in a longer period: of its highest month, or its lowest (-1), or of all of it
    monthly: bool = False  # "A a month" in a longer period: their mean or each; with `extreme`, of that month alone
    already: bool = False  # "has already seen A" in a year that is not over: more may have followed
    earlier: bool = False  # "up from A": of some earlier month or year, which only A itself can tell
    idle: tuple[Period, ...] = ()  # times that the sentence names and that no figure of it is said of


@record(eq=False)
class Change(Assertion):
    """A rise or fall, by `size` if one is written, against `base` (a period) or `base_amount`."""

    direction: int = field(kw_only=True)
    base: When | None = None
    base_amount: Amount | None = None
    size: Amount | None = None
    hedge: Hedge = EXACT
    steady: bool = False
    degree: str = ""  # "slight" or "sharp" as written, "gentle" of a verb such as "inched up"
    lone: bool = False  # no other period is in sight that it could be measured against
    totals: bool = False  # "more in May than in all of 2020": periods of unequal length are meant
    each: str = ""  # "month" or "year": it went that way in every one of them ("fell every year from A to B")
    all_of: tuple[str, int] | None = None  # "in all nine stations": in every value of this dimension, so many of them
    alone: bool = False  # with `all_of`: in those that the subject names, and in no other of them
    shared: str = ""  # of several names: so of "each" of them ("A and B saw drops"), or "either" so or of their sum


@record(eq=False)
class Rank(Assertion):
    """The n-th highest or lowest month or year, on record or since a period."""

    highest: bool = field(kw_only=True)
    rank: int = 1
    since: When | None = None
    event: bool = False  # "since she took office": of that month itself nothing is said
    months_back: int = 0  # "the highest in 13 years": how far back, 0 for as far as the series goes
    loosely: bool = False  # "in nearly two decades": nobody can say where that begins to the month
    within: When | None = None  # "the highest month of fiscal 2019"
    prior: bool = False  # "the previous record": a record that stood before the subject period
    until: When | None = None  # with `prior`: when another one is said to have taken its place
    like: int = 0  # "the highest April" (4): among the months of that name; -1 for "that month"
    then: bool = False  # "until then": it stood when it was set
    now: bool = False  # "no month has seen more": it still stands; with `since`, that time itself was beyond it
    outright: bool = False  # "a record", and not just "the highest"
    bare: bool = False  # "a record", and not whether a high or a low
    local: bool = False  # "peaked": higher than the months around it, not than all others
    rivals: str = ""  # the dimension whose values it may be ranked among instead: "A had the most sales in May"
    foremost: bool = False  # with `rivals`: nothing else is more likely
    degree: str = ""  # "by far the most" ("sharp"), "narrowly" ("slight"): how far ahead of the next


@record(eq=False)
class Share(Assertion):
    """A part of a whole: of another population in the same period, or of the same in another.

    `subject` is the part, `whole` the population it is a share of; `whole_when` is set when the
    whole is a figure of another period ("half of the record high of December").
    """

    amount: Amount = field(kw_only=True)
    whole: Subject = field(kw_only=True)
    hedge: Hedge = EXACT
    each: str = ""  # "month" or "year": of every one of its time
    whole_when: When | None = None
    turned: bool = False  # "45 percent, down from 31 percent": the word goes against the figures beside it


@record(eq=False)
class Streak(Assertion):
    """A run of months, or `yearly` of years: `length` in a row that rose, fell, or stayed beyond a threshold.

    `direction` is 1 or -1; with a `threshold` it says on which side of it they lay. `ended`: the month (year) behind
    its last is said to be no part of it. Without a threshold each month is compared with that `step` months before.
    """

    length: int = field(kw_only=True)
    direction: int = field(kw_only=True)
    threshold: Amount | None = None
    yearly: bool = False
    ended: bool = False
    step: int = 1


@record(eq=False)
class FirstTime(Assertion):
    """Something that had not happened since `since`, for `months_back` months, or ever in the series.

    It is that a month (a year, if that is the period) lay beyond `threshold` on the side of `direction`, or
    without one that it rose or fell: against the month (year) before, or a month against that `step` months before.
    With `event`, `since` is when something else happened ("since she took office"): it may have been long before.
    """

    direction: int = field(kw_only=True)
    threshold: Amount | None = None
    since: When | None = None
    months_back: int = 0
    step: int = 1
    event: bool = False


@record(eq=False)
class Contrast(Assertion):
    """Two populations in the same period: `subject` was larger (1) or smaller (-1) than `other`.

    `size` is by how much, if that is written: a count, a percentage of the other, or a multiple of it. `newly`: it was
    the other way round in the period before.
    """

    other: Subject = field(kw_only=True)
    direction: int = field(kw_only=True)
    size: Amount | None = None
    hedge: Hedge = EXACT
    each: str = ""  # "month" or "year": in every one of its time
    degree: str = ""  # "slight" or "sharp", as of a change
    newly: bool = False


@record(eq=False)
class Standing(Assertion):
    """Where the subject stands among all values of `dimension` in one period: the n-th highest or lowest.

    `among`: one of the first n, in whatever order. `formerly`: in the period before, until something passed it.
    `behind`: it follows these (by label) with no other between them. `narrowed`: among those of a place that no table
    holds, so that only who is first of all is known to be first. `each`: so in every "month" or "year" of its time;
    with a `run`, in the last so many, up to the one that is told of.
    `degree`: "by far" ("sharp") or "narrowly" ("slight") first, or behind the one before.
    """

    dimension: str = field(kw_only=True)
    rank: int = 1
    highest: bool = True
    among: bool = False
    formerly: bool = False
    behind: tuple[str, ...] = ()
    narrowed: bool = False
    each: str = ""
    run: int = 0
    degree: str = ""
    size: Amount | None = None  # "twice as many as any other"
    hedge: Hedge = EXACT


@record(eq=False)
class Kept(Assertion):
    """What the subject's counts arise under was kept in use through the period, which it was older than."""


@record(eq=False)
class Law(Assertion):
    """What a sentence says that a cited provision lets or makes someone do.

    `said` maps a slot (actor, modality, action, object, condition, ...) to the concepts that the
    words name; `unknown` are content words that no concept accounts for.
    """

    provision: str = field(kw_only=True)
    citation: str = ""
    said: tuple[tuple[str, str, Span], ...] = ()
    unknown: tuple[str, ...] = ()
    found_by: str = ""


@record
class Called:
    """A name that a sentence gives to a provision it cites, and that belongs to others.

    `addresses` are those that have the name, `ideas` the keys of what it says.
    """

    words: str
    addresses: tuple[str, ...]
    ideas: frozenset[str]


@record(eq=False)
class Rule(Assertion):
    """What a sentence says that the law says, to be compared with the passages of held statutes.

    `cited` are addresses of the provisions it names ("7-code-112-f"), empty when it names none;
    `citation` is how it names them. `tentative` marks a sentence that only sounds like a rule.
    """

    clauses: tuple[Clause, ...] = field(kw_only=True)
    cited: tuple[str, ...] = ()
    citation: str = ""
    tentative: bool = False
    origin: str = WRITTEN  # of the citation
    called: Called | None = None  # "Section 12, the fishing law", where that is section 14
    codified: Called | None = None  # "Section 3 of the Fishing Act, codified at 9 H.C. 14", where that is 9 H.C. 12

    @property
    def lays_down(self) -> bool:
        """Whether it cites a law, or says what one requires, permits or forbids: not "the harbour law has a fund"."""
        return not self.tentative and (bool(self.cited) or any(c.force != STATE for c in self.clauses))


@record(eq=False)
class Quote(Assertion):
    """Words in quotation marks, with whom and what the sentence or its context names as their source.

    `words` are as written between the marks; `pieces` the same cut where the draft left something
    out ("…"). `speaker` and `document` are written words, empty when none is named; `others` are the
    speakers named further out ("the ministry said that Lee called it …"). `first` and `last` are the
    days between which it was said; `day_in_office` asks for the speaker's first, second … day in office instead.
    `lead` and `follow` are the sentence's words around the quotation, `frame` all but its quotations. `numbered`
    are the references by which the source is cited ("Order 5 says"), `pointed` says that they stand in the context.
    `beside` are the words of the other quotations of the text, `around` what else it says that nothing else checks.
    Of that, `tails` stand behind what is quoted ("Lee said Monday, for the third time"), `ahead` before all of it.
    """

    words: str = field(kw_only=True)
    pieces: tuple[str, ...] = ()
    speaker: str = ""
    others: tuple[str, ...] = ()
    document: str = ""
    origin: str = WRITTEN  # of speaker and document
    said: str = ""  # the words for the day
    first: date | None = None
    last: date | None = None
    exact_day: bool = False
    day_in_office: int = 0
    elsewhere: str = ""  # where it was said, when that leaves no official text
    guessed: bool = False  # no verb of speaking: the speaker is only what the clause begins with
    lead: str = ""
    follow: str = ""
    frame: str = ""
    numbered: tuple[Reference, ...] = ()
    pointed: bool = False
    beside: tuple[str, ...] = ()
    around: str = ""
    tails: tuple[str, ...] = ()
    ahead: str = ""


@record(eq=False)
class Statement(Assertion):
    """Something said or done that documents may hold: who, what, where, when.

    `background` is earlier text that the words point back to ("the call"). `causal` and `uncertain` say that
    the words tell why, or what may be: no document settles those. `ours` is the part of the words by which whoever
    acts in it is called, where that is one of many names for a publisher's own side ("the administration"). `apart`
    are the last words of names in it that manifests know with others of their kind: another may stand in their place.
    """

    words: str = field(kw_only=True)
    speaker: str = ""
    document: str = ""
    origin: str = WRITTEN
    background: str = ""
    ours: str = ""
    apart: frozenset[str] = frozenset()
    causal: bool = False
    uncertain: bool = False


@record(eq=False)
class Undecided(Assertion):
    """A statement that the sources cannot decide: a cause, a quotation, an event."""


@record(eq=False)
class Cited(Undecided):
    """What a sentence says of documents that it cites by number or name; `blocked` says which would be needed.

    `pointed`: the sentence says "the order" or the like, and the one before gives the number.
    """

    references: tuple[Reference, ...] = ()
    pointed: bool = False


@record(eq=False)
class Claim:
    """A sentence, or a claim typed at the desk, with what it asserts.

    `context` is the text that filled unwritten slots, `told` what its draft says further up. `span` is its
    place in a document.
    """

    id: str
    text: str
    as_of: date | None
    context: str
    assertions: tuple[Assertion, ...]
    span: Span | None = None
    told: tuple[str, ...] = ()
