"""General newsroom English that is about no field: directions, ranks, frames, and words to pass over.

Tables, not expressions: a phrase is looked up token by token together with a manifest's words.
"""

from __future__ import annotations

from factcheck.model.hedge import HEDGES
from factcheck.text.numerals import ONES, TENS

UP, DOWN, FLAT = 1, -1, 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.strip().replace("_", " ") for w in text.split())


# A change, its sign, and whether the word is a verb ("rose") or a noun ("a rise").
DIRECTION_VERBS = {
    UP: _words(
        "rose rise rises rising risen climbed climb climbs climbing jumped jump jumps jumping increased increases "
        "increasing grew grow grows growing grown surged surges surging soared soars soaring spiked spikes spiking "
        "swelled swelling swollen ballooned mounted mounting went_up gone_up going_up goes_up shot_up picked_up "
        "ticked_up edged_up crept_up inched_up rebounded rebounding skyrocketed rocketed accelerated expanded "
        "trended_up moved_up leapt leaped came_up up surge soar soars spike balloon balloons ballooning skyrocket "
        "skyrockets skyrocketing swell swells rebound rebounds tick_up ticks_up ticking_up pick_up picking_up "
        "inching_up edging_up creeping_up jump bounced_back bouncing_back bounce_back bounces_back "
        "exploded explodes exploding mushroomed mushrooming crept_back_up ticked_back_up edged_back_up inched_back_up "
        "multiplied multiplying went_back_up gone_back_up climbed_back_up crept_higher edged_higher"
    ),
    DOWN: _words(
        "fell fall falls falling fallen dropped drops dropping declined declines declining decreased decreases "
        "decreasing plunged plunges plunging plummeted plummets plummeting tumbled tumbling slid sliding dipped "
        "dipping sank sunk sinking eased easing shrank shrunk shrinking slumped slumping went_down gone_down "
        "going_down goes_down came_down come_down coming_down ticked_down edged_down trended_down moved_down "
        "dwindled dwindling receded subsided cratered collapsed nosedived tapered diminished lessened reduced "
        "slipped slipping slips crashed crashing cut plummet tumble tumbles slump slumps sink sinks dip dips "
        "shrink shrinks slide slides collapse collapses collapsing crater craters cratering nosedive nosedives "
        "dwindle dwindles dwindling plunge crash crashes tick_down ticks_down ticking_down edging_down inched_down "
        "crept_back_down ticked_back_down edged_back_down went_back_down edged_lower "
        "fell_back dropped_back fallen_back fell_off dropped_off down slowed slackened"
    ),
    FLAT: _words(
        "held_steady remained_flat stayed_flat held_flat remained_steady stayed_steady remained_unchanged unchanged "
        "flat little_changed held_level levelled_off leveled_off remained_stable stayed_stable same_as "
        "the_same_as on_par_with in_line_with "
        "barely_changed hardly_changed barely_budged hardly_budged little_changed virtually_unchanged"
    ),
}
DIRECTION_NOUNS = {
    UP: _words(
        "increase rise jump surge uptick upswing growth gain spike climb hike upturn leap rebound increases "
        "upward_trend upward_trends rising_trend upward_trajectory"
    ),
    DOWN: _words(
        "decrease decline drop fall reduction dip plunge downturn slump slide falloff downtick decreases declines "
        "drop-off plummet lull slowdown downward_trend downward_trends falling_trend declining_trend "
        "downward_trajectory"
    ),
}
COMPARATIVES = {
    UP: _words("higher more greater larger bigger above busier more_often more_frequently"),
    DOWN: _words("lower fewer less smaller below quieter less_often less_frequently"),
}
MULTIPLES = {
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "double": 2,
    "twice": 2,
    "tripled": 3,
    "triples": 3,
    "tripling": 3,
    "triple": 3,
    "trebled": 3,
    "quadrupled": 4,
    "quadruples": 4,
    "quadruple": 4,
    "quintuple": 5,
    "quintupled": 5,
    "halve": -2,
    "halved": -2,
    "halving": -2,
    **{f"{word}fold": n for word, n in (*ONES.items(), *TENS.items(), ("hundred", 100)) if n > 1},
}
HIGHEST = _words(
    "highest most largest biggest greatest record_high record_highs all_time_high all_time_highs peak peaked peaking "
    "historic_high historic_highs record_setting_high record_breaking_high record_breaking_highs "
    "record_shattering_high "
    "topped_out tops_out topping_out maxed_out "
    "high_point high_mark high_water_mark record_numbers record_number record_levels record_level record "
    "no_1 "
    "maximum busiest new_high annual_high plurality "
    "monthly_high record_total record_setting record_breaking record_smashing record_shattering"
)
LOWEST = _words(
    "lowest fewest smallest least record_low record_lows all_time_low all_time_lows minimum new_low "
    "historic_low historic_lows "
    "record_setting_low record_setting_lows record_breaking_low record_breaking_lows record_shattering_low "
    "record_shattering_lows record_smashing_low record_smashing_lows "
    "bottomed_out bottoming_out low_point low_mark low_ebb "
    "slowest quietest annual_low monthly_low"
)
UNSEEN = _words("not_seen not_been_seen unseen not_witnessed not_experienced not_recorded")  # "a level not seen since"
# What a record is said to reach back to.
RECORD_SCOPE = _words(
    "on_record ever in_history recorded in_recorded_history of_all_time in_modern_history in_modern_data_collection "
    "modern_data_collection in_the_agency_'s_history in_the_agency_'s_recorded_history in_its_history "
    "since_records_began since_record_keeping_began since_recordkeeping_began since_tracking_began in_the_records "
    "on_the_books all_time in_the_data in_agency_history "
    "in_records going_back dating_back modern records"
)
STEADY = _words("steady steadily every_month each_month month_after_month consistently continuously consistent")
EACH = _words(
    "every_month each_month every_single_month each each_of every in_each_of in_every_one_of in_each in_every "
    "per_month each_month a_month"
)
IN_ONE = _words("in_a_month")
SLIGHT = _words(
    "slight slightly modest modestly small marginal marginally somewhat a_bit a_little "
    "by_a_narrow_margin by_a_slim_margin by_a_small_margin by_a_thin_margin"
)
SHARP = _words(
    "sharp sharply steep steeply dramatic dramatically drastic drastically significant significantly substantial "
    "substantially huge massive massively big considerable considerably markedly marked strongly rapidly "
    "by_a_wide_margin by_a_large_margin by_a_huge_margin by_a_big_margin by_a_comfortable_margin by_wide_margins "
    "far_and_away"
)
NEGATION = _words(
    "not n't no never none neither nor cannot didn't wasn't weren't hasn't haven't don't doesn't isn't aren't won't "
    "hardly no_longer"
)
# Adverbs that say which of what is counted: who "crossed legally" is not everybody who crossed.
NARROWING = frozenset(
    "legally lawfully successfully unsuccessfully repeatedly voluntarily involuntarily forcibly locally regionally "
    "globally internationally semiannually biannually individually scarcely fatally unofficially".split()
)
MODAL = _words(
    "will would could might should may can_expect expected expects expect projected projects projection forecast "
    "forecasts predicted predicts anticipated anticipates likely unlikely possibly potentially if would_be "
    "probably presumably conceivably supposedly purportedly hypothetically "
    "plan plans  "
    "planned planning proposes proposed propose threaten threatened wants want hopes hope aims vowed pledged "
    "promised  "
    "estimate_suggests shall"
)
HABIT = _words("usually typically normally generally ordinarily customarily traditionally historically as_a_rule often")
CAUSAL = _words(
    "because because_of due_to thanks_to as_a_result_of owing_to caused_by driven_by fueled_by fuelled_by led_to "
    "resulted_in prompted_by spurred_by in_response_to attributed_to attributed_in_part_to attributed_partly_to "
    "attributed_largely_to attributed_mostly_to attributed_mainly_to as_a_consequence_of credited_to result_of "
    "blamed_on stemming_from amid thanks led_by"
)
ATTRIBUTION_VERBS = _words(
    "said says say told tells announced announces stated states noted notes reveal revealed reveals indicated "
    "indicates indicate confirmed confirms claimed claims claim wrote writes added adds acknowledged argued asserted "
    "explained insisted described shows showed show shown showing revealing found finds suggests suggest according_to "
    "according posted tweeted pointed_out testified underscored underscores underlined underlines"
)
REPORT_VERBS = _words(
    "recorded record records recording reported report reports "
    "logged log logs logging tallied tally tallying registered registers registering counted "
    "tracked tracks tracking achieved achieves established establishing reporting "
    "counts count saw see sees seen made make makes making had has have having was were is are be been being totaled "
    "totalled totaling totalling total grand_total reached reach reaches reaching hit hits hitting stood stand stands "
    "amounted amount amounts came come comes coming numbered "
    "accounted accounting account accounts included include includes including represented represent represents "
    "representing "
    "ended finished closed posted set brought bring brings bringing marked mark marks produced produce experienced "
    "constitutes constituted constituting comprised comprises comprise comprising notched notches notching posting "
    "documented carried_out sets setting "
    "conducted compiled published publish released_data put placed got get did do does done took take noticed "
    "observed ranged ranging varied varying fluctuated fluctuating swung "
    "hovered hovering holding ran run runs running remain remains remained stay stays stayed added_up added"
)
# Words that carry no restriction: function words and newsroom filler.
FILLER = _words(
    "a an the this that these those there it its their they them he she his her we our us you your i who whom whose "
    "which what when where while as at by for from in into of off on onto out over per since through throughout to "
    "toward towards under until upon up via with within without about across after against along alongside among "
    "around before behind below beneath beside between beyond during down and or but so than then thus too also both "
    "either just only even still yet already now again once ever all any some each every other another such same own "
    "more most much many few fewer less least several various number numbers figure figures total totals tally count "
    "level levels rate rates data statistics stats counts amount volume share percentage percent proportion month "
    "months year years quarter quarters period time times day monthly annual annually yearly fiscal calendar overall "
    "combined together altogether alone respectively inclusive official officially latest new newly recent recently "
    "current currently previous previously prior earlier later following next last first second third final full "
    "entire whole about according compared comparison comparing versus vs relative relation against "
    "out_of made_up made_up_of part up_to roughly whose be being been am is are was were do does did has have had "
    "having not's back high low record peak compared_to compared_with in_all as_well_as as_well plus "
    "agency department bureau office officials government administration spokesperson report reports reported "
    "historic historical modern registered collection collected people person group groups unit units "
    "here today that's it's he's there's they're we've it'll true indeed fact in_fact of_course meanwhile however "
    "although though despite nevertheless moreover furthermore additionally instead rather another "
    "one two three four five six seven eight nine ten single kind type form account accounted accounting "
    "nearly almost exactly busier slightly going went go gone way marking seeing followed seems appear appears "
    "country countries nation national state states area areas region regions side end start beginning mid midst "
    "result results line lines made put set get got take taken taking took took_place occurred happened happen place "
    "so_far far elevated considering noting given adding saying meaning terms in_terms_of sworn took_office "
    "in_office concrete exact precise actual actually somewhere assigned straight consecutive row successive old "
    "sitting "
    "main key stayed stays staying remaining kept keeping measured led leading ranked ranks common used involved "
    "whopping staggering stunning mere astonishing astounding hefty paltry meager startling remarkable eye_popping "
    "a_far_cry far_cry a_factor_of broke_down breaks_down break_down breaking_down broken_down ended_up ending_up "
    "involving resulted resulting ahead point points broke breaking broken shattered shattering smashed smashing "
    "decade decades become becomes becoming became threshold mark milestone responsible handled ago "
    "fiscal_year_to_date year_to_date "
    "continue continues continued continuing contrast time_frame comparable further make_up makes_up "
    "of_all_ages itself not_only not_just compare compares comparing the_course_of in_the_course_of over_the_course_of "
    "as_often_as classified categorized the_same_metric same_metric "
    "well to_date thereafter additional for_example for_instance more_importantly most_importantly more_notably "
    "most_notably more_significantly "
    "combining recently_concluded recently_ended recently_completed just_concluded just_ended just_completed "
    "using_the_same_metric by_the_same_metric by_that_metric by_the_same_measure albeit"
)
UNION = _words(
    "combining and & plus including includes include included combined together_with as_well_as along_with both with"
)
AVERAGE = _words(
    "average averaged averaging averages mean on_average a_rate_of a_pace_of works_out_to worked_out_to works_out_at "
    "averaged_out_to averages_out_to averaging_out_to "
    "equates_to equated_to"
)
FIRST_TIME = _words(
    "for_the_first_time the_first_time first_time not_before never_before first_year_in first_year_that "
    "first_month_in first_month_that first_month_when first_fiscal_year first_such first_month_with first_year_with"
)
DENIAL = _words(
    "false falsely wrong wrongly incorrect incorrectly mistaken mistakenly erroneous erroneously debunk debunked "
    "debunks deny denied denies denying dispute disputed disputes refute refuted refutes reject rejected misleading "
    "misleadingly misstated misrepresented inaccurate inaccurately untrue fabricated bogus hoax myth far_from "
    "failed_to failing_to fails_to doubt doubted doubts"
)
REACH = _words(
    "going_back_to dating_back_to going_back_as_far_as stretching_back_to dating_to back_to dating_back_as_far_as"
)
RATIO = _words("for_every for_each per_capita times_as_many times_as_high out_of_every ratio")
OUTNUMBER = {
    "falling behind": -1,
    "outnumbered": 1,
    "outnumber": 1,
    "outnumbers": 1,
    "outnumbering": 1,
    "outpaced": 1,
    "outstripped": 1,
    "overtook": 1,
    "passed": 1,
    "overtaken": 1,
    "ahead of": 1,
    "well ahead of": 1,
    "far ahead of": 1,
    "just ahead of": 1,
    "overtaking": 1,
    "outpacing": 1,
    "outpaces": 1,
    "outstripping": 1,
    "outdid": 1,
    "outdoing": 1,
    "edged": 1,
    "edged out": 1,
    "edging out": 1,
    "lagged behind": -1,
    "lagging behind": -1,
    "lag behind": -1,
    "lags behind": -1,
    "trailed": -1,
    "trailing": -1,
    "trail": -1,
}
BASES = _words(
    "same_as the_same_as on_par_with in_line_with from than compared_with compared_to versus vs over "
    "since compare_with compares_with compare_to compares_to against relative_to in_comparison_with "
    "in_comparison_to when_compared_with when_compared_to as_compared_to as_compared_with comparing "
    "a_fraction_of a_small_fraction_of a_tiny_fraction_of a_mere_fraction_of"
)
ANAPHORA = _words(
    "it that this they the_number the_figure the_total the_tally the_count that_figure that_number this_figure "
    "this_number those the_numbers the_figures"
)


def general_terms() -> dict[str, list[dict[str, object]]]:
    """The tables above in the form of a manifest's terms, for one look-up over both."""
    terms: dict[str, list[dict[str, object]]] = {}

    def put(phrase: str, **entry: object) -> None:
        terms.setdefault(phrase.replace("-", " "), []).append(entry)

    for hedge in HEDGES:
        for phrase in hedge.words:
            put(phrase, kind="hedge", hedge=hedge.name)
        for phrase in hedge.after:
            put(phrase, kind="hedge-after", hedge=hedge.name)
    put("past", kind="hedge", hedge="more than")  # "took the total past 9,000"; in documents mostly "the past 9 years"
    for table, part in (
        (DIRECTION_VERBS, "verb"),
        (DIRECTION_NOUNS, "noun"),
        (COMPARATIVES, "comparative"),
    ):
        for sign, phrases in table.items():
            for phrase in phrases:
                put(phrase, kind="direction", sign=sign, part=part)
    for phrase, sign in OUTNUMBER.items():
        put(phrase, kind="outnumber", sign=sign)
    for phrase, times in MULTIPLES.items():
        put(phrase, kind="multiple", times=times)
    for kind, phrases in (
        ("highest", HIGHEST + UNSEEN), ("lowest", LOWEST), ("scope", RECORD_SCOPE), ("steady", STEADY), ("each", EACH),
        ("in-one", IN_ONE),
        ("slight", SLIGHT), ("sharp", SHARP), ("negation", NEGATION + UNSEEN), ("modal", MODAL), ("habit", HABIT),
        ("causal", CAUSAL),
        ("attribution", ATTRIBUTION_VERBS), ("report", REPORT_VERBS), ("base", BASES), ("anaphor", ANAPHORA),
        ("union", UNION), ("filler", FILLER + IN_ONE), ("reach", REACH), ("ratio", RATIO),
        ("first-time", FIRST_TIME), ("average", AVERAGE), ("denial", DENIAL),
    ):  # fmt: skip
        for phrase in phrases:
            put(phrase, kind=kind)
    return terms
