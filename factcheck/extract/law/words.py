"""General English of what laws do - let, require, forbid - as a table from phrase to kind.

Nothing here is about any field of law; actors, actions, objects and conditions are a manifest's.
"""

from __future__ import annotations

from factcheck.text.numerals import ONES, TENS


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.replace("_", " ") for w in text.split())


KINDS: dict[str, tuple[str, ...]] = {
    # The provision itself, when no number stands there.
    "law": _words("law laws statute statutes provision section act clause subsection"),
    "relative": _words("which that who whom whose"),
    # “lets X do”
    "grant": _words(
        "let lets letting allow allows allowed allowing permit permits permitted permitting "
        "enable enables enabled enabling empower empowers empowered empowering authorize "
        "authorizes authorized authorizing authorise authorises authorised authorising entitle "
        "entitles entitled makes_it_possible_for makes_it_legal_for"
    ),
    # “gives X the power to do”
    "give": _words(
        "give gives gave given giving grant grants granted granting offer offers offered "
        "offering provide provides provided_for provides_for providing confer confers "
        "conferred conferring hand hands handed handing afford affords afforded affording "
        "bestow bestows bestowed vest vests vested delegate delegates delegated accord accords "
        "accorded contains includes spells_out sets_out lays_out establishes creates outlines "
        "describes covers concerns deals_with"
    ),
    "have": _words("has have had having hold holds wield wields possess possesses enjoy enjoys retain retains"),
    "lack": _words("lack lacks lacking is_without"),
    "power": _words(
        "power powers authority authorities ability right rights discretion latitude permission leeway tool tools means"
    ),
    "belong": _words(
        "belongs_to belong_to rests_with rest_with lies_with lie_with resides_with "
        "is_vested_in is_given_to vested_in is_reserved_to is_reserved_for is_held_by "
        "is_granted_to is_assigned_to goes_to sits_with is_entrusted_to given_to granted_to "
        "falls_to"
    ),
    "may": _words("may can could is_able_to are_able_to be_able_to is_free_to are_free_to"),
    "may-not": _words(
        "cannot can't can_not may_not must_not mustn't could_not couldn't shall_not "
        "is_unable_to are_unable_to is_powerless_to are_powerless_to be_unable_to"
    ),
    "must": _words("must shall has_to have_to had_to needs_to need_to"),
    "require": _words(
        "require requires required requiring oblige obliges obligates compel compels compelled "
        "mandate mandates mandated mandating force forces forced forcing direct directs "
        "directed directing commands demands orders calls_for insists_on need needs obliging "
        "compelling"
    ),
    "needed": _words(
        "is_required are_required is_needed are_needed is_necessary is_mandatory be_required "
        "be_needed is_a_must is_obligatory is_required_for is_a_precondition is_a_prerequisite"
    ),
    "deny": _words(
        "bar bars barred barring prohibit prohibits prohibited prohibiting forbid forbids "
        "forbade forbidden forbidding prevent prevents prevented preventing preclude precludes "
        "precluding stop stops stopping block blocks blocking keep keeps keeping deny denies "
        "denied denying deprives strips ban bans banning disallows makes_it_illegal_for"
    ),
    "not": _words(
        "not no never n't doesn't does_not don't do_not didn't did_not isn't is_not aren't "
        "are_not wasn't was_not hasn't has_not haven't neither nor nobody nothing none needn't "
        "won't will_not"
    ),
    "only": _words("only solely exclusively alone sole exclusive exclusively_by"),
    # What opens a condition.
    "if": _words(
        "if when whenever where once provided providing upon after should as_long_as "
        "so_long_as in_the_event in_cases_where on_condition on_the_condition following having "
        "based_on on_the_basis_of on_the_grounds on_the_ground because during in_case_of "
        "in_times_of in_time_of contingent_on subject_to depending_on conditioned_on"
    ),
    "with": _words("with given"),
    "unless": _words("unless until except_if except_when"),
    "without": _words("without absent lacking"),
    "regardless": _words(
        "regardless_of irrespective_of no_matter regardless_of_whether irrespective_of_whether "
        "no_matter_whether no_matter_if even_if even_when whether_or_not regardless even_where "
        "even_though"
    ),
    "before": _words("before prior_to in_order_to"),
    # What caps a duration, and what says that it may run longer.
    "cap": _words(
        "at_most up_to no_more_than not_more_than a_maximum_of maximum no_longer_than "
        "not_longer_than expire_after expires_after expires_in expire_in ends_after end_after "
        "lapse_after lapses_after is_limited_to are_limited_to limited_to may_not_exceed "
        "cannot_exceed capped_at is_capped_at must_end_after within runs_out_after"
    ),
    "beyond": _words("more_than longer_than beyond over for_more_than for_longer_than exceeding exceed"),
    "unit": _words("hour hours day days week weeks month months year years"),
    "by": _words("by"),
    "pronoun": _words("he she it they him her them his their its himself themselves this these those such one"),
    "be": _words("is are was were be been being"),
    # Statements that are none, or that no text of a law decides.
    "open": _words(
        "whether unclear no_longer not_yet might should probably perhaps possibly arguably "
        "likely unlikely maybe seems appears questionable debatable uncertain doubtful"
    ),
    # Words that narrow nothing down.
    "neutral": _words(
        "a an the any some certain all every each entire whole various particular specific "
        "given many most both either to of from in on into at for as and or under per through "
        "via also there here so then broad broadly sweeping wide wide-ranging far-reaching "
        "vast expansive extensive considerable significant substantial ample great strong "
        "extraordinary long-standing longstanding statutory legal legally lawfully federal "
        "existing current currently generally essentially explicitly specifically simply "
        "effectively clearly expressly plainly would will do does did doing type types kind "
        "kinds class group groups category categories individual individuals set sets "
        "impose imposes imposing imposed place places placing put puts act acts action issue "
        "issues issuing take takes steps step decide_to choose_to use uses using get gets "
        "getting obtain obtains obtaining secure secures exercise exercised invoke invoked "
        "invokes apply says say said states state stated reads provides_that states_that "
        "says_that comes come stems derives found contained located rooted written within long "
        "statute's it's who's which's pursuant according so-called known called temporarily "
        "temporary first made make makes making enacted_as "
        "codified_at codified_as codified_in what whoever anyone at_all own "
        "being_able by_law by_statute_law last lasts lasting remain remains in_effect whose"
    ),
}

SAYING = frozenset(
    (
        "according added adds announced argued argues claimed claims explained explains noted "
        "notes reads said say says stated states told writes wrote"
    ).split()
)
NUMBER_WORDS = {w: n for w, n in (ONES | TENS).items() if n} | {"a": 1, "an": 1}
PREPOSITIONS = frozenset(
    (
        "apply by citing from in invoke invokes invoking of on per through to under use uses using via with within"
    ).split()
)
PARTICIPLES = {"grant": "may", "give": "have", "require": "must", "deny": "may-not"}


def phrase_table() -> dict[str, frozenset[str]]:
    """Phrase (comparable words joined by spaces) to the kinds it may be."""
    table: dict[str, set[str]] = {}
    for kind, phrases in KINDS.items():
        for phrase in phrases:
            table.setdefault(phrase.replace("-", " "), set()).add(kind)
    return {phrase: frozenset(kinds) for phrase, kinds in table.items()}
