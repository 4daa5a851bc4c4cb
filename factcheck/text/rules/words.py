"""General English of rules: what allows, requires, forbids, limits and excepts, from phrase to kind.

Nothing here is about any field of law; a manifest's thesaurus names who and what.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.text.tokens import norms


def _list(text: str) -> tuple[str, ...]:
    return tuple(w.replace("_", " ") for w in text.split())


KINDS: dict[str, tuple[str, ...]] = {
    "must": _list(
        "shall must has_to have_to had_to needs_to need_to is_to are_to is_supposed_to are_supposed_to will_have_to "
        "is_obliged_to are_obliged_to is_obligated_to are_obligated_to has_a_duty_to "
        "shall_be_the_duty_of responsible_for responsibility_for in_charge_of charged_with has_the_burden_of "
        "have_the_burden_of is_due are_due falls_due comes_due "
        "have_a_duty_to is_the_duty_of is_bound_to are_bound_to"
    ),
    "can": _list(
        "can could is_able_to are_able_to be_able_to is_free_to are_free_to gets_to get_to "
        "has_the_power_to have_the_power_to shall_have_power has_authority_to have_authority_to"
    ),
    "may": _list("may might"),
    "should": _list("should ought_to"),
    "cannot": _list("cannot can't can_not couldn't mustn't is_unable_to are_unable_to may_never can_never must_never"),
    "need-not": _list("needn't need_not"),
    "allowed": _list(
        "remains_eligible remain_eligible entitled eligible able free qualified qualifies qualify eligibility"
    ),
    "permitted": _list(
        "allowed permitted authorized authorised empowered enabled lawful_to lawful_for legal_to legal_for "
        "is_no_bar_to does_not_affect do_not_affect "
        "doesn't_affect don't_affect has_no_effect_on have_no_effect_on has_no_bearing_on have_no_bearing_on "
        "is_not_a_bar_to is_no_obstacle_to are_no_bar_to"
    ),
    "barred": _list(
        "is_a_bar_to are_a_bar_to barred prohibited forbidden banned precluded disqualified unlawful ineligible "
        "prevented shut_out off-limits "
        "shielded_from immune_from insulated_from illegal_to illegal_for not_subject_to not_be_subject_to "
        "not_subject_to_being not_open_to isn't_open_to"
    ),
    "required": _list(
        "can_be_made_to required obliged obligated compelled mandated mandatory obligatory forced compulsory"
    ),
    "power": _list(
        "power powers authority right rights ability discretion permission leeway chance option privilege "
        "jurisdiction latitude opportunity freedom entitlement say crack_at shot_at"
    ),
    "lets": _list(
        "leaves_it_to leave_it_to leaves_it_up_to "
        "let lets letting allow allows allowing permit permits permitting authorize authorizes authorizing authorise "
        "authorises empower empowers empowering enable enables enabling entitle entitles entitling"
    ),
    "gives": _list(
        "comes_with come_with carries_with_it give gives gave giving grants confer confers vests affords guarantees "
        "guarantee guaranteed"
    ),
    "loses": _list(
        "lose loses lost losing lack lacks lacked lacking forfeit forfeits strips deprives give_up gives_up "
        "waive_the_right waives_the_right waived_the_right waive_any_right waives_any_right waived_any_right "
        "waive_their_right waive_his_right waive_their_rights waive_his_or_her_right waives_their_right"
    ),
    "requires": _list(
        "require requires requiring oblige obliges obligates compel compels mandate mandates mandating force forces "
        "forcing directs directing insists calls_for demands makes_it_the_duty_of make_it_the_duty_of "
        "imposes_a_duty_on places_a_duty_on puts_a_duty_on imposes_an_obligation_on places_an_obligation_on"
    ),
    "bars": _list(
        "bar bars barring_them stops stopping prohibit prohibits prohibiting forbid forbids forbidding prevent "
        "prevents preventing "
        "preclude precludes precluding block blocks blocking ban bans banning disqualify disqualifies disallows "
        "makes_ineligible rule_out rules_out shuts_out keeps_from shut_out_of shuts_them_out"
    ),
    "means": _list("means is_defined_as defines refers_to"),
    "needs": _list("needs need needing"),
    "waits": _list("wait waits waiting"),
    "optional": _list(
        "is_a_choice a_matter_of_choice optional voluntary discretionary encouraged_to is_encouraged "
        "are_encouraged encourages may_choose_whether_to "
        "can_choose_whether_to may_choose_not_to can_choose_not_to may_decide_whether_to can_decide_whether_to "
        "is_free_not_to are_free_not_to may_decline_to can_decline_to has_no_duty_to have_no_duty_to "
        "has_no_obligation_to have_no_obligation_to is_under_no_obligation_to are_under_no_obligation_to "
        "is_under_no_duty_to are_under_no_duty_to"
    ),
    "applies": _list(
        "used_on used_against apply_to applies_to applied_to apply_in applies applicable_to reach reaches cover "
        "covers covered "
        "count_toward counts_toward counted_toward count_against counts_against counted_against "
        "extends_to extend_to apply_only_to applies_only_to applied_only_to"
    ),
    "not-applies": _list(
        "not_apply_to not_apply_in does_not_apply do_not_apply doesn't_apply don't_apply shall_not_apply "
        "will_not_apply not_be_applicable not_applicable relieves relieve exempt_from exempts exempt exempted "
        "exempted_from "
        "not_available_to unavailable_to "
        "not_count_toward not_counted_toward not_count_against not_counted_against not_count "
        "not_be_construed does_not_extend no_application not_cover"
    ),
    "construed": _list("be_construed construed"),
    "not": _list(
        "not never n't doesn't don't didn't isn't aren't wasn't weren't hasn't haven't won't neither nor "
        "in_no_case under_no_circumstance under_no_circumstances in_no_event no_longer "
        "at_no_time at_no_point "
        "leaves_out leave_out is_left_out are_left_out be_left_out is_unwilling_to are_unwilling_to omits excludes "
        "without_being miss misses missed missing nobody none no_one nothing"
    ),
    "no": _list("no"),
    "without": _list(
        "everyone_but everybody_but anyone_but anybody_but all_but "
        "without without_asking_for without_asking "
        "other_than rather_than instead_of in_place_of but_not though_not and_not but_never excluding not_including "
        "as_opposed_to in_lieu_of but_no and_no not_counting free_of free_from"
    ),
    "fail": _list("fail fails failed failing fails_to fail_to failed_to failing_to"),
    "refuse": _list("refuse_to refuses_to decline_to declines_to"),
    "negative": _list("negative"),
    "if": _list(
        "if whether why was_due_to were_due_to when whenever where once provided_that provided providing "
        "in_the_case_of in_case_of as_long_as so_long_as in_cases_where in_cases on_condition because on_the_basis_of "
        "based_on in_the_event "
        "on_the_ground on_the_grounds on_account_of by_reason_of after_being as_soon_as for_the_purpose_of"
    ),
    "breaks": _list("violating breaking disobeying flouting"),
    "choice": _list(
        "choose_whether_to choosing_whether_to at_its_option at_their_option at_his_option at_her_option whether_to "
        "whether_or_not_to"
    ),
    "during": _list("during while throughout"),
    "relative": _list("who whom whose which that"),
    "unless": _list(
        "unless except except_that except_if except_when except_for except_in barring in_the_absence_of absent "
        "until_after save_for aside_from apart_from but_for"
    ),
    "except-as": _list(
        "except_as subject_to_subparagraph subject_to_paragraph subject_to_subsection subject_to_subparagraphs "
        "subject_to_paragraphs subject_to_subsections subject_to_clause subject_to_clauses subject_to_subclause "
        "notwithstanding"
    ),
    "regardless": _list(
        "whether_or_not regardless_of regardless irrespective_of no_matter_whether no_matter_how no_matter_where "
        "no_matter_if no_matter even_if even_though even_when without_regard_to even_for even regardless_of_whether"
    ),
    "only": _list("only solely exclusively sole_and_exclusive sole exclusive alone just nobody_but no_one_but"),
    "before": _list("before prior_to until ahead_of till earlier_than sooner_than"),
    "after": _list("after following from since beyond past_the_end_of beyond_the_end_of after_the_end_of"),
    "then": ("thereafter",),
    "every": _list(
        "every all each always ever absolute anybody everyone everybody anyone in_every_case in_all_cases "
        "automatically "
        "without_exception "
        "no_exceptions freely as_a_matter_of_course as_of_right entire entirely whole any_and_all absolutely "
        "unconditionally"
    ),
    "unlimited": _list(
        "whatever_period whatever_length_of_time such_period_of_time_as such_period_as such_time_as such_a_period_as"
    ),
    "any": _list("any"),
    "loosely": _list(
        "generally usually typically normally in_general ordinarily in_most_cases as_a_rule "
        "for_most_purposes in_most_respects mostly as_a_general_rule by_and_large"
    ),
    "most-of": _list("most many some few several a_majority_of"),
    "by": _list(
        "by heard_by "
        "left_to_the_discretion_of at_the_discretion_of in_the_discretion_of within_the_discretion_of left_to "
        "left_up_to entrusted_to rests_with rest_with lies_with lie_with falls_to fall_to "
        "belongs_to belong_to is_the_job_of is_the_responsibility_of are_the_responsibility_of is_the_task_of"
    ),
    "but": _list("but though although however yet whereas"),
    "and": _list("and or nor and/or as_well_as plus"),
    "most": _list(
        "come_within comes_within came_within within_a_period_of at_the_latest at_the_most at_the_very_latest "
        "not_more_than no_more_than up_to at_most not_later_than no_later_than no_longer_than not_longer_than "
        "maximum a_maximum_of maximum_of not_to_exceed may_not_exceed shall_not_exceed cannot_exceed not_exceed "
        "no_case_later_than in_no_case_later_than in_no_event_later_than "
        "no_event_later_than shorter_than less_than fewer_than under within limited_to is_limited_to capped_at "
        "is_capped_at "
        "as_many_as as_much_as as_far_as as_high_as tops_out_at top_out_at maxes_out_at no_higher_than as_long_as_to "
        "younger_than below not_exceeding or_less or_fewer can't_exceed "
        "or_under and_under or_younger and_younger "
        "and_up_to or_up_to but_up_to and_not_more_than and_no_more_than but_not_more_than but_no_more_than "
        "nor_more_than and_not_later_than "
        "but_not_later_than and_not_longer_than and_no_longer_than and_not_exceeding but_not_exceeding "
        "no_later no_more no_longer within_the_past within_the_last within_the_previous in_the_past in_the_last "
        "in_the_previous during_the_past during_the_last"
    ),
    "least": _list(
        "lowest smallest at_least not_less_than no_less_than minimum a_minimum_of minimum_of more_than over "
        "no_fewer_than "
        "not_fewer_than no_earlier_than not_earlier_than or_more or_older longer_than older_than in_excess_of "
        "as_little_as as_short_as as_few_as as_low_as as_young_as past "
        "exceeding beyond exceeds exceed or_longer above later_than "
        "and_not_less_than and_no_less_than but_not_less_than but_no_less_than and_not_fewer_than "
        "and_older and_over and_up or_over or_above"
    ),
    "law": _list(
        "current_law existing_law present_law law laws statute statutes provision provisions act code text "
        "subsection paragraph clause rule rules "
        "by_law by_statute legislation measure legal legally lawfully federal_law u.s._law section sections"
    ),
    "says": _list(
        "says say said states state_that provides_that provide_that reads according_to according spells_out "
        "stipulates specifies makes_clear written"
    ),
    "neutral": _list(
        "codified willing_to "
        "as_required_by as_required_under as_authorized_by as_authorized_under as_permitted_by as_permitted_under "
        "a an the of to in on at for as per through via also there here so then it its it's this that's these those "
        "he she they them their his her him himself herself themselves one's into onto out up with is are was were "
        "be been being am has have had having do does did doing will would such some certain various particular "
        "specific given both either other others another same own than what how why thing things way "
        "ways make makes made making take takes took taken taking get gets got getting put puts go goes went going "
        "use uses used using keep keeps kept keeping come_to case cases matter type types kind kinds number person's "
        "day days date moment pursuant accordance connection respect regard purposes purpose part parts time namely "
        "like including include includes included carry carries carried carrying hold holds held set sets "
        "choose_to chooses_to opt_to opts_to simple plain mere regular ordinary become becomes became acts "
        "simply really truly genuinely merely "
        "currently now still again about around somehow clearly expressly explicitly specifically "
        "back inside working_under acting_under operating_under serving_under "
        "based base bases contain contains contained containing exist exists existing existence as_defined "
        "within_the_meaning "
        "defined_in found_in laid_down_in laid_out_in set_out_in set_forth_in contained_in governed_by dealt_with_in "
        "addressed_in falls_under comes_under fall_under come_under spelled_out_in "
        "in_the_words_of trigger triggers triggered "
        "mean among between one ask asks asked upon against too much well very actually itself "
        "undergo undergoes undergoing engage engages in_line_with rises rise "
        "statutory whoever group groups member ones otherwise "
        "called known so-called us we our you your i own subject further concerning relating otherwise_known "
        "bear bears turns_out_to_be turn_out_to_be "
        "turns_out_that turns_out holding work_under works_under work_at working_at "
        "behind order_to in_order_to so_that while_their chapter title subchapter acting forthwith directly primarily "
        "mainly chiefly at_the_end_of "
        "at_the_conclusion_of else take_place takes_place took_place taking_place taken_place face "
        "faces facing brings bring bringing brought draws draw hereinafter enough_to in_the_eyes_of_the_law anyway "
        "here "
        "lead_to leads_to leading_to result_in results_in range ranges rest rests rely relies relying "
        "likes like_everyone_else like_anyone_else like_anybody_else "
        "meets_the_definition_of meet_the_definition_of fits_the_definition_of fit_the_definition_of"
    ),
}
UNITS = {
    "hour": ("hours", 1), "hours": ("hours", 1), "day": ("hours", 24), "days": ("hours", 24),
    "week": ("hours", 168), "weeks": ("hours", 168), "month": ("months", 1), "months": ("months", 1),
    "year": ("months", 12), "years": ("months", 12), "mile": ("miles", 1), "miles": ("miles", 1),
    "percent": ("percent", 1), "%": ("percent", 1), "dollar": ("money", 1), "dollars": ("money", 1),
    "decade": ("months", 120), "decades": ("months", 120),
}  # fmt: skip

# The lower numbers of fractions: "two-thirds of the council".
PARTS = {"thirds": 3, "fifths": 5, "fourths": 4, "quarters": 4, "tenths": 10}

# How often something is done, in months.
INTERVALS = {
    "each year": 12, "each month": 1, "once every year": 12, "every 12 months": 12, "every twelve months": 12,
    **dict.fromkeys(("annually", "yearly", "every year", "once a year", "once every year", "on an annual basis",
                     "on a yearly basis"), 12),
    **dict.fromkeys(("quarterly", "every quarter", "once a quarter", "on a quarterly basis"), 3),
    **dict.fromkeys(("monthly", "every month", "once a month", "on a monthly basis"), 1),
    **dict.fromkeys(("biennially", "every other year"), 24),
    **dict.fromkeys(("twice a year", "semiannually", "every half year"), 6),
}  # fmt: skip

# Which of these kinds are modals, and single words that the build of a sentence turns on.
CONTENT = frozenset(("concept", "word"))
MODAL = frozenset(("must", "may", "can", "cannot", "need-not"))
BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
AUXILIARY = frozenset(("do", "does", "did", "has", "have", "had", "will", "would", "should"))
FINITE = (
    BE - {"be", "been", "being"} | AUXILIARY - {"will", "would", "should"} | frozenset(("faces", "face", "carries"))
)
HAVING = frozenset(("have", "has", "had", "having", "retain", "be given", "given"))
MAKING = frozenset(("make", "makes", "made", "making"))
LEAST = (
    "at least",
    "not less",
    "no less",
    "and not less",
    "and no less",
    "but not less",
    "but no less",
    "minimum",
    "a minimum",
    "no fewer",
    "not fewer",
    "as ",
)
BELOW = frozenset(("less than", "fewer than", "shorter than", "below"))
CAPPING = ("may not", "shall not", "can")  # "may not exceed": a duty to stay below
ENDING = frozenset(
    ("within", "near", "inside", "onto", "into", "to", "for", "by", "at", "from", "through")
)  # end a "without"
DETERMINERS = frozenset(("a", "an", "the", "any", "such", "his", "her", "their", "each", "every", "all"))


@lru_cache(maxsize=1)
def phrase_table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases of general English by their first word, longest first, each with its kind."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in KINDS.items():
        for phrase in phrases:
            words = norms(phrase)
            table.setdefault(words[0], []).append((words, kind))
    for listed in table.values():
        listed.sort(key=lambda pair: -len(pair[0]))
    return table


@lru_cache(maxsize=1)
def interval_table() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Phrases of frequency by their first word, longest first, each with its months."""
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, months in INTERVALS.items():
        words = norms(phrase)
        table.setdefault(words[0], []).append((words, months))
    for listed in table.values():
        listed.sort(key=lambda pair: -len(pair[0]))
    return table
