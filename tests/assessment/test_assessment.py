"""`assess` and `assess_all`: errors, readings, usage of limits, caveats, lazily computed fields, threads."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from html import escape

import pytest
import small_plans
import strategies_accident as our
from example_counts import examples
from filled_plans import SOURCE, at_share, filled
from hypothesis import given, settings

import mutual_benefits as mb
from mutual_benefits import formatting
from mutual_benefits._identity_cache import cached_by_identity
from mutual_benefits.engine import prepared_plan
from mutual_benefits.rules import LumpSum, Waiting
from mutual_benefits.vocabulary import name_of

DAY = date(2017, 5, 4)
ACCIDENT = {"plan": "accident", "cover_from": date(2017, 1, 1), "fee_tier": "100"}
FREE = {"plan": "non_work_accident", "cover_from": date(2017, 1, 1)}
PIPE_DAY = date(2018, 5, 4)


def injury(*, plan=ACCIDENT, day=DAY, id="C-1", **event):  # noqa: A002  # the field's own name
    enrolment = mb.Enrolment(**plan)
    return mb.Claim(id=id, member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=day, **event))


def child(*, day=DAY, id="C-1", **event):  # noqa: A002  # the field's own name
    hurt = mb.ChildInjury(happened_on=day, child="A", **event)
    return mb.Claim(id=id, member="M-1", enrolment=mb.Enrolment(**FREE), event=hurt)


def pipe(*, plan=FREE, **dates):
    burst = mb.HomeLoss(happened_on=PIPE_DAY, peril="burst_pipe", area=Decimal("8.00"))
    return mb.Claim(id="C-1", member="M-1", enrolment=mb.Enrolment(**plan), event=burst, **dates)


def codes(assessment):
    return [caveat.code for caveat in assessment.caveats]


FIELDS = {
    "UnknownPlan": "enrolment.plan",
    "NoVersionInForce": "event.happened_on",
    "UnknownFeeTier": "enrolment.fee_tier",
    "NotCovered": "event.kind",
}


@pytest.mark.parametrize(
    ("claim", "error", "said"),
    [
        (injury(plan=ACCIDENT | {"plan": "acident"}), "UnknownPlan", ["'acident'", "mean 'accident'"]),
        (injury(plan=ACCIDENT | {"plan": "x"}), "UnknownPlan", ["'x'", "accident, ", "non_work_accident"]),
        (injury(day=date(2010, 5, 31)), "NoVersionInForce", ["C-1", "accident", "2010-05-31", "2010-06-01"]),
        (injury(plan=ACCIDENT | {"fee_tier": "75"}), "UnknownFeeTier", ["C-1", "'75'", "26, 50, 74, 100"]),
        (injury(plan=ACCIDENT | {"fee_tier": None}), "UnknownFeeTier", ["C-1", "left out", "26, 50, 74"]),
        (injury(plan=FREE | {"fee_tier": "50"}), "UnknownFeeTier", ["C-1", "'50'", "leave it out"]),
        (child(day=date(2015, 12, 31)), "NotCovered", ["2011-01-01", "child_injury", "injury, home_loss"]),
        (pipe(plan=ACCIDENT), "NotCovered", ["C-1", "home_loss", "injury"]),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_an_error_that_says_what_would_be_right(claim, error, said):
    with pytest.raises(getattr(mb, error)) as caught:
        mb.assess(claim)
    assert isinstance(caught.value, mb.MutualBenefitsError)
    assert (caught.value.claim, caught.value.field) == (claim, FIELDS[error])
    for word in said:
        assert word in str(caught.value)


def test_a_plan_of_one_s_own_answers_claims_for_its_own_code_alone():
    plan = mb.get_plan("accident")
    assert mb.assess(injury(living_days=1), plan=plan).total == 80
    with pytest.raises(mb.UnknownPlan, match="for plan 'non_work_accident'; the plan given is 'accident'"):
        mb.assess(injury(plan=FREE), plan=plan)


def test_an_undetermined_total_names_the_missing_terms_and_the_bounds():
    bounded = mb.assess(injury(living_days=1, disability_grade=3))
    with pytest.raises(
        mb.UndeterminedTotal, match=r"C-1.* 80\.00 yuan and 60080\.00 yuan.*disability_sum\.percentage"
    ):
        _ = bounded.total
    assert bounded["disability_sum"].missing == ("disability_sum.percentage",)
    tier26 = mb.assess(injury(plan=ACCIDENT | {"fee_tier": "26"}, died=True))
    assert tier26["death_sum"].missing == ("death_sum.sum.26",)
    with pytest.raises(mb.UndeterminedTotal, match="no known maximum"):
        _ = tier26.total
    assert tier26.high is None


def test_an_area_that_was_given_is_not_missing():
    assert mb.assess(pipe())["pipe_loss"].missing == ("pipe_loss.rate",)
    loss = pipe().event.model_copy(update={"area": None, "loss": Decimal("5.00")})
    unknown = mb.assess(pipe().model_copy(update={"event": loss}))
    assert set(unknown["pipe_loss"].missing) == {"pipe_loss.area_not_given", "pipe_loss.rate"}


def test_a_benefit_is_found_by_its_code():
    assessment = mb.assess(injury(living_days=1))
    assert assessment["living_allowance"].amount == 80
    with pytest.raises(KeyError, match=r"the benefit 'pipe_loss'.*living_allowance"):
        assessment["pipe_loss"]


def test_the_benefits_are_listed_in_the_order_of_the_rule_book():
    assessment = mb.assess(injury())
    version = mb.get_plan("accident").version_on(DAY)
    assert [part.benefit for part in assessment.entitlements] == [rule.code for rule in version.benefits]
    assert assessment.rule_book.effective_from == assessment.version == version.effective_from
    assert assessment.rule_book.source == version.source


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (injury(), "nil"),
        (injury(living_days=1), "payable"),
        (injury(living_days=1, care_days=1), "undetermined"),
        (injury(living_days=1, cause="war"), "refused"),
        (injury(living_days=1, died=True, injury_kind="burns"), "payable"),
        (injury(died=True, injury_kind="burns", plan=ACCIDENT | {"fee_tier": "26"}), "undetermined"),
    ],
)
def test_the_status_of_a_claim_is_that_of_its_weightiest_benefit(claim, status):
    assessment = mb.assess(claim)
    assert assessment.status == status
    assert assessment.reason == ("excluded_cause" if status == "refused" else None)


def test_an_unknown_reading_or_option_is_an_error():
    with pytest.raises(mb.UnknownReading, match=r"no reading 'day_cap'; there are .*consolation\.day_cap"):
        mb.assess(injury(), readings={"day_cap": "each"})
    with pytest.raises(mb.UnknownReading, match=r"; did you mean consolation\.day_cap\?$") as daycap:
        mb.assess(injury(), readings={"consolation.daycap": "each"})
    assert daycap.value.in_("zh").endswith("；是否指 consolation.day_cap？")
    with pytest.raises(mb.UnknownReading, match=r"one of each, together; did you mean each\?$"):
        mb.assess(injury(), readings={"consolation.day_cap": "eech"})
    with pytest.raises(mb.UnknownReading, match=r"day_cap.* 'all'; choose one of each, together"):
        mb.assess(injury(), readings={"consolation.day_cap": "all"})
    with pytest.raises(mb.UnknownReading, match=r"version\.date.* 'x'; choose one of event, cover_start"):
        mb.assess(injury(), readings={"version.date": "x"})


def test_a_reading_of_another_plan_is_ignored_in_a_run_over_several_plans():
    readings = {"consolation.day_cap": "together", "child.after_disability": "difference"}
    claims = [
        injury(living_days=21, hospital_days=5),
        child(id="C-2", disability_grade=1),
        child(id="C-3", died=True),
    ]
    first, _, last = mb.assess_all(claims, readings=readings)
    assert (first.total, last.low, last.high) == (1600, 15_000, 20_000)
    assert dict(first.readings) == {
        "accident.route": "by_grade",
        "consolation.day_cap": "together",
        "version.date": "event",
    }
    with pytest.raises(mb.UnknownReading, match=r"child\.after_disability.* 'all'"):
        mb.assess(injury(), readings={"child.after_disability": "all"})


def test_the_first_option_of_a_reading_is_the_default():
    claim = injury(living_days=21, hospital_days=21)
    assert mb.assess(claim) == mb.assess(claim, readings={"consolation.day_cap": "each"})
    assert mb.assess(claim) == mb.assess(claim, readings={})
    assert mb.assess(claim).total == 3200


def test_the_usage_of_a_claim_is_listed_limit_by_limit():
    drawn = mb.assess(injury(living_days=30, hospital_days=3, disability_grade=3)).drawn
    common = {"plan": "accident", "member": "M-1", "since": date(2017, 1, 1)}
    assert drawn.used == (
        mb.Used(limit="hospital_days", low=3, high=3, **common),
        mb.Used(limit="living_days", low=30, high=30, **common),
        mb.Used(limit="lump_sum", low=1, high=1, **common),
    )
    assert mb.assess(injury()).drawn == mb.Usage()
    of_child = mb.assess(child(disability_grade=2), readings={"child.after_disability": "difference"}).drawn
    assert {(u.limit, u.subject, u.low, u.high) for u in of_child.used} == {
        ("child_disability", "a", 0, 500_000),
        ("child_sum", "a", 0, 500_000),
    }


def test_earlier_usage_reduces_what_a_limit_grants():
    usage = mb.assess(injury(living_days=175, disability_grade=3)).drawn
    after = mb.assess(injury(living_days=10, died=True), usage=usage)
    assert (after["living_allowance"].units, after["death_sum"].status, after.total) == (5, "nil", 400)
    unsure = mb.Usage(used=(usage.used[0].model_copy(update={"low": 172, "high": 176}),))
    bounded = mb.assess(injury(living_days=10, died=True), usage=unsure)
    assert (bounded["living_allowance"].low, bounded["living_allowance"].high) == (320, 640)
    assert bounded["living_allowance"].missing == ("usage.living_days",)
    unknown = mb.Usage(used=(usage.used[0].model_copy(update={"low": 0, "high": None}),))
    assert mb.assess(injury(living_days=10, died=True), usage=unknown)["living_allowance"].high == 800


def test_a_claim_that_takes_nothing_from_a_limit_leaves_no_usage():
    """A stay no longer than the waiting days uses 0 days; for the next claim nothing was used."""
    enrolment = mb.Enrolment(plan="hospital_allowance", cover_from=date(2010, 6, 15))
    stays = [
        mb.Claim(
            id=f"C-{month}",
            member="M-1",
            enrolment=enrolment,
            event=mb.HospitalStay(happened_on=date(2011, month, 1), days=days),
        )
        for month, days in ((1, 1), (2, 9))
    ]
    short, after = mb.assess_all(stays)
    assert short.drawn == after.receipt.before == mb.Usage()
    assert after == mb.assess(stays[1], usage=short.drawn)
    assert after.total > 0


def test_usage_of_0_units_is_the_same_as_no_usage():
    used = mb.assess(injury(living_days=3)).drawn.used[0]
    nothing = mb.Usage(used=(used.model_copy(update={"low": 0, "high": 0}),))
    claim = injury(living_days=30)
    assert mb.assess(claim, usage=nothing) == mb.assess(claim)


def test_claims_are_answered_in_order_of_date_then_of_id():
    claims = [
        injury(id="C-3", living_days=3),
        injury(id="C-1", day=DAY + timedelta(1), living_days=3),
        injury(id="C-2", living_days=3),
    ]
    assert [a.claim.id for a in mb.assess_all(claims)] == ["C-2", "C-3", "C-1"]
    assert list(mb.assess_all([])) == []


def test_assessing_all_starts_from_the_usage_given():
    usage = mb.assess(injury(disability_grade=3)).drawn
    (after,) = mb.assess_all([injury(died=True)], usage=usage)
    assert after.total == 0


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (injury(living_days=1), []),
        (injury(day=date(2016, 1, 1), plan=ACCIDENT | {"cover_from": date(2016, 1, 1)}), ["year"]),
        (injury(day=date(2016, 12, 31), plan=ACCIDENT), ["year"]),
        (injury(day=date(2009, 8, 31), plan=FREE | {"cover_from": date(2009, 8, 1)}), ["month"]),
        (injury(day=date(2009, 9, 1), plan=FREE | {"cover_from": date(2009, 8, 1)}), []),
        (injury(day=date(2011, 1, 1), plan=FREE | {"cover_from": date(2011, 1, 1)}), []),
    ],
)  # fmt: skip
def test_claims_near_the_first_day_of_a_version_known_to_the_year_or_month_get_a_caveat(claim, expected):
    found = [code for code in codes(mb.assess(claim)) if code.startswith("version_known")]
    assert found == [f"version_known_to_{how}" for how in expected]


def test_a_reading_has_a_caveat_where_it_would_change_the_sum():
    found = mb.assess(injury(living_days=15, hospital_days=6)).caveats
    # From 2017 on each claim is told that further product types were added.
    assert [c.code for c in found] == [
        "version_doubtful",
        "inferred_condition",
        "inferred_condition",
        "reading",
    ]
    text = str(found[-1])
    assert "Reading of the day limit: “one for each benefit”; under “one for all benefits together”" in text
    assert " the total would be 1,600.00 yuan" in text
    assert "reading" not in codes(mb.assess(injury(living_days=15, hospital_days=5)))
    route = mb.assess(injury(living_days=21, died=True)).caveats
    assert [c.code for c in route if "the settlement of an injury" in str(c)] == ["reading"]
    old = injury(day=date(2010, 6, 1), plan=ACCIDENT | {"cover_from": date(2010, 5, 31)}, living_days=1)
    assert "reading_unanswered" in codes(mb.assess(old))


def test_a_fact_that_is_missing_or_unknown_has_a_caveat():
    assert codes(mb.assess(pipe())).count("not_checked") == 2
    (missing,) = (c for c in mb.assess(pipe(claimed_on=PIPE_DAY)).caveats if c.code == "not_checked")
    assert "day of notice" in str(missing)
    assert "not_checked" not in codes(mb.assess(pipe(claimed_on=PIPE_DAY, notified_on=PIPE_DAY)))
    assert "cause_not_listed" in codes(mb.assess(injury(living_days=1, cause="fall")))
    assert "cause_not_listed" not in codes(mb.assess(injury(living_days=1, cause="war")))
    assert "cause_not_listed" not in codes(mb.assess(injury(cause="fall"))), "nothing was claimed"


@pytest.mark.parametrize(
    ("path", "en", "zh"),
    [
        ("disability_sum.percentage", "percentage", "给付比例"),
        ("death_sum.sum.26", "sum (tier 26)", "互助金标准（26元档）"),
        ("notice.days", "notice is given in time, days", "在报案期限内，天数"),
        ("on_list.diseases", "whether the disease is on the list", "该病种是否在保障范围内"),
        ("usage.living_days", "earlier use", "此前已用额度"),
        ("stay_allowance.limits.stay_days.ceiling", "limit", "限额"),
    ],
)
def test_an_unstated_term_is_named_in_words(path, en, zh):
    assert formatting.unstated(path, "en") == en
    assert formatting.unstated(path, "zh") == zh


def test_a_path_without_words_is_shown_as_it_is():
    assert (
        formatting.unstated("berth.depth", "en") == formatting.unstated("berth.depth", "zh") == "berth.depth"
    )
    assert formatting.with_path(name_of("sex"), "sex", "en") == "sex"
    assert formatting.with_path(name_of("tide"), "tide", "zh") == "tide"


def test_missing_facts_and_unstated_terms_are_named_in_the_language_of_the_explanation():
    found = mb.assess(pipe(claimed_on=PIPE_DAY))
    assert (
        "Not given: day of notice, so it was not checked whether notice is given in time." in found.explain()
    )
    assert "申请未填“报案日”，条件“在报案期限内”未核对。" in found.explain("zh")
    assert "公开资料未载明：给付标准" in found.explain("zh")
    assert mb.Assessment.model_validate_json(found.model_dump_json()).explain("zh") == found.explain("zh")


def test_an_age_limit_is_in_years_of_age_in_chinese():
    diagnosed = mb.Diagnosis(happened_on=date(2007, 12, 31), disease="cancer")
    cover = mb.Enrolment(
        plan="critical_illness", cover_from=date(2007, 1, 1), sex="female", born_on=date(1940, 1, 1), shares=1
    )
    found = mb.assess(mb.Claim(id="C-1", member="M-1", event=diagnosed, enrolment=cover))
    read_back = mb.Assessment.model_validate_json(found.model_dump_json())
    for assessment in (found, read_back):
        assert "\n  age below (women): 55 years [" in assessment.explain()
        assert "\n  年龄须低于（女）：55岁 [" in assessment.explain("zh")


def test_an_inferred_term_has_a_caveat_where_the_sum_depends_on_it():
    inferred = [c for c in mb.assess(injury(living_days=181, died=True)).caveats if c.code == "inferred"]
    assert len(inferred) == 2
    assert "living allowance days in a cover period" in str(inferred[0])
    assert "CSDN" in str(inferred[0])
    assert "LDWB17" in str(inferred[1])
    assert codes(mb.assess(injury(living_days=180, died=True))).count("inferred") == 1
    assert "inferred" not in codes(mb.assess(injury(living_days=20)))
    assert "inferred" in codes(mb.assess(injury(plan=ACCIDENT | {"fee_tier": "74"}, died=True)))


def with_notice_of(low, high):
    """The free plan with unstated days for the notice of a burst pipe, between these bounds."""
    plan = mb.get_plan("non_work_accident")
    version = plan.versions[-1]
    days = mb.Unstated(
        what=mb.Text(en="the days", zh="天数"), low=low, high=high, source=SOURCE, basis=mb.Basis.INFERRED
    )
    conditions = tuple(
        each.model_copy(update={"days": days}) if each.reason == "late_notice" else each
        for each in version.conditions
    )
    changed = filled(version.model_copy(update={"benefits": version.benefits}), at_share({}))
    return plan.model_copy(update={"versions": (changed.model_copy(update={"conditions": conditions}),)})


@pytest.mark.parametrize(
    ("waited", "status"),
    [(4, "payable"), (5, "payable"), (6, "undetermined"), (9, "undetermined"), (10, "refused")],
)
def test_a_condition_whose_figure_is_unstated_is_bounded_too(waited, status):
    told = PIPE_DAY + timedelta(waited)
    claim = pipe(notified_on=told, claimed_on=told)
    part = mb.assess(claim, plan=with_notice_of(5, 9))["pipe_loss"]
    assert part.status == status
    if status == "undetermined":
        assert (part.low, part.high, part.missing) == (0, 10_000, ("notice.days",))


@settings(max_examples=examples(40))
@given(our.claims("accident"))
def test_fields_that_are_computed_when_first_read_are_the_same_whenever_that_is(claim):
    try:
        late = mb.assess(claim)
    except mb.NoVersionInForce:
        return
    eager = pickle.loads(pickle.dumps(mb.assess(claim)))  # noqa: S301  # our own bytes
    other = next(mb.assess_all([claim]))
    assert other.explain("zh") == eager.explain("zh")
    assert other.drawn == eager.drawn
    assert late.low == eager.low
    assert [part.steps for part in late.entitlements] == [part.steps for part in eager.entitlements]
    assert late == eager == other
    assert hash(late) == hash(eager)
    assert repr(late) == repr(eager)
    assert (late.total if late.status != "undetermined" else None) == (
        eager.total if eager.status != "undetermined" else None
    )


def test_an_unknown_language_or_field_is_refused():
    assessment = mb.assess(injury(living_days=1))
    with pytest.raises(ValueError, match="lang is 'fr'; give 'en' or 'zh'"):
        assessment.explain("fr")
    with pytest.raises(AttributeError, match=r"Assessment.*totals"):
        _ = assessment.totals


def test_the_notebook_display_escapes_what_people_wrote():
    claim = injury(living_days=1).model_copy(update={"member": "<script>alert(1)</script>"})
    shown = mb.assess(claim)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_notebook_display_is_a_card_with_the_sums_first_and_everything_folded_below():
    assessment = mb.assess(injury(living_days=25, disability_grade=5))
    shown = assessment._repr_html_()
    card, folded = shown.split("<details>")
    assert card.count("<tr>") == 3
    for text in ("Living allowance", "2,000.00 yuan", "undetermined", "2,000.00 to 62,000.00 yuan"):
        assert text in card
    assert len(card) < 900
    assert escape(assessment.explain()) in folded


def test_a_repr_fits_a_screen():
    assessment = mb.assess(injury(living_days=5))
    assert repr(assessment) == (
        "Assessment(claim='C-1', plan='accident', version='2016-01-01', status='payable',"
        " low=Decimal('400.00'), high=Decimal('400.00'))"
    )


def test_many_threads_may_assess_at_once():
    claims = [injury(id=f"C-{n}", living_days=n % 25, hospital_days=n % 7) for n in range(200)]
    options = ({"consolation.day_cap": "each"}, {"consolation.day_cap": "together"}, None)

    def answer(number):
        assessment = mb.assess(claims[number], readings=options[number % 3])
        return assessment.explain(), assessment.model_dump_json()

    alone = [answer(number) for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, range(200))) == alone


def test_more_plans_than_the_cache_holds_are_still_assessed_right(monkeypatch):
    few = cached_by_identity(4)(prepared_plan._prepared.__wrapped__)
    monkeypatch.setattr(prepared_plan, "_prepared", few)
    plan, claim = mb.get_plan("accident"), injury(disability_grade=1)
    for share in range(0, 1000, 90):
        assert mb.assess(claim, plan=filled(plan, at_share({}, share))).total == 60 * share


@pytest.mark.parametrize(("day", "told"), [(30, ["reading"]), (31, [])])
def test_a_condition_that_one_version_has_for_a_benefit_of_both_has_a_caveat_where_it_refuses(day, told):
    """The first of two versions with the same benefit waits for 30 days, and the cover began under it."""
    death = small_plans.benefit(LumpSum, "death", when="died", sum=small_plans.figure(100))
    waits = Waiting(days=small_plans.figure(30), benefits=("death",), **small_plans.SOURCED)
    later = small_plans.version(death, effective_from=date(2020, 1, 15))
    own = small_plans.plan(small_plans.version(death, conditions=(waits,)), later)
    died = mb.Injury(happened_on=small_plans.FIRST + timedelta(day - 1), died=True)
    found = mb.assess(small_plans.claim(1, died), plan=own)
    assert (found.total, codes(found)) == (1, told)
