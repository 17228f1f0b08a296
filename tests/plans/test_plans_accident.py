"""The accident plans beside their sums: first days, fees, names, limits, readings and unstated terms."""

from datetime import date

import pytest
from filled_plans import at_share, filled, unstated_in

import mutual_benefits as mb


def version(plan, *day):
    return next(each for each in mb.get_plan(plan).versions if each.effective_from == date(*day))


@pytest.mark.parametrize(
    ("plan", "versions"),
    [
        ("accident", {date(2010, 6, 1): "day", date(2016, 1, 1): "year"}),
        (
            "non_work_accident",
            {
                date(2009, 8, 1): "month",
                date(2011, 1, 1): "day",
                date(2016, 1, 1): "year",
                date(2017, 11, 28): "day",
            },
        ),
    ],
)
def test_the_first_days_are_those_of_the_record(plan, versions):
    assert {each.effective_from: each.known_to for each in mb.get_plan(plan).versions} == versions


@pytest.mark.parametrize("day", [(2010, 6, 1), (2016, 1, 1)])
def test_the_fees_are_26_50_74_and_100_and_for_high_risk_32_62_93_and_124(day):
    fees = {tier.code: (tier.ordinary, tier.high_risk) for tier in version("accident", *day).fee_tiers}
    assert fees == {"26": (2600, 3200), "50": (5000, 6200), "74": (7400, 9300), "100": (10000, 12400)}


def test_the_free_plan_has_no_fee_tiers():
    assert all(each.fee_tiers == () for each in mb.get_plan("non_work_accident").versions)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("accident", "在职职工意外伤害互助保障活动"),
        ("non_work_accident", "非工伤意外伤害及家财损失综合互助保障计划"),
    ],
)
def test_a_plan_has_its_official_name(code, name):
    assert mb.get_plan(code).name.zh == name
    assert mb.get_plan(code).code == code


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_limits_are_counted_per_cover_period_and_never_for_life(plan):
    """B6: 在保障期内. A7: so much a member a period."""
    if plan.code not in ("accident", "non_work_accident"):
        return
    for each in plan.versions:
        for rule in each.benefits:
            for limit in rule.limits:
                options = [option for _, option in limit.options] if isinstance(limit, mb.Choice) else [limit]
                assert {option.per for option in options} <= {"event", "cover_period"}
                assert all((option.subject == "child") == ("child" in rule.code) for option in options)


def test_the_default_readings_are_the_first_options():
    """0: 15/20 days each; disability by grade; nothing after a child's disability; the event's day."""
    day = date(2017, 5, 4)
    hurt = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=day, fee_tier="26"),
        event=mb.Injury(happened_on=day),
    )
    free = mb.Enrolment(plan="non_work_accident", cover_from=day)
    assert dict(mb.assess(hurt).readings) == {
        "accident.route": "by_grade",
        "consolation.day_cap": "each",
        "version.date": "event",
    }
    assert dict(mb.assess(hurt.model_copy(update={"enrolment": free})).readings) == {
        "child.after_disability": "nothing",
        "version.date": "event",
    }


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2016, 1, 1)], ids=str)
@pytest.mark.parametrize(
    "cause",
    [
        "illness",
        "self-injury",
        "unlawful act",
        "crime",
        "drunk driving",
        "unlicensed driving",
        "unlicensed vehicle",
        "war",
        "earthquake",
        "natural disaster",
    ],
)
def test_an_accident_of_an_excluded_cause_is_refused(day, cause):
    """A13: illness, self-injury, unlawful or criminal acts, drunk or unlicensed driving, war ..."""
    enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier="26")
    event = mb.Injury(happened_on=day, cause=cause, living_days=1)
    assessment = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event))
    assert assessment.reason == "excluded_cause"


def days_paid(day, readings=None, **event):
    enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier="50")
    hurt = mb.Injury(happened_on=day, **event)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=hurt)
    assessment = mb.assess(claim, readings=readings)
    return tuple(assessment[f"{kind}_allowance"].units for kind in ("living", "hospital", "care"))


@pytest.mark.parametrize(("day", "cap"), [(date(2015, 12, 31), 15), (date(2016, 1, 1), 20)], ids=str)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_each_allowance_is_paid_up_to_its_days_even_where_its_rate_is_unstated(day, cap, beyond):
    """H1: 15 days, then 20. A6: up to 180 days with a grade or after death."""
    for more, most in (({}, cap), ({"disability_grade": 10}, 180), ({"died": True}, 180)):
        asked = most + beyond
        event = {"living_days": asked, "hospital_days": asked, "care_days": asked} | more
        # No page limits the days of care of an injury with a grade.
        care = min(asked, cap) if most == cap else asked
        assert days_paid(day, **event) == (min(asked, most), min(asked, most), care)
        always = {"accident.route": "always_consolation"}
        assert days_paid(day, always, **event) == (min(asked, cap),) * 3


@pytest.mark.parametrize(("day", "cap"), [(date(2015, 12, 31), 15), (date(2016, 1, 1), 20)], ids=str)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_allowances_that_are_counted_together_share_their_days(day, cap, beyond):
    """H1, under its other reading: 15 days, then 20, for all the allowances of one injury together."""
    together = {"consolation.day_cap": "together"}
    always = together | {"accident.route": "always_consolation"}
    asked = cap + beyond
    for position in range(3):
        kinds = ("living_days", "hospital_days", "care_days")
        event = {kinds[position]: asked}
        paid = tuple(min(asked, cap) if index == position else 0 for index in range(3))
        assert days_paid(day, together, **event) == paid
        for more in ({"disability_grade": 10}, {"died": True}):
            assert days_paid(day, always, **event, **more) == paid
            uncapped = tuple(asked if index == position else 0 for index in range(3))
            assert days_paid(day, together, **event, **more) == uncapped
    spread = {"living_days": 6, "hospital_days": 6, "care_days": asked - 12}
    assert days_paid(day, together, **spread) == (6, 6, min(asked, cap) - 12)


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2016, 1, 1)], ids=str)
@pytest.mark.parametrize(("tier", "most"), [("26", None), ("50", 30_000), ("74", 45_000), ("100", 60_000)])
def test_death_pays_the_sum_of_the_tier_and_disability_no_more(day, tier, most):
    """A7b, A8: 30,000, 45,000 and 60,000. A9: that of tier 26 was not found."""
    enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier=tier)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=day, died=True))
    hurt = claim.model_copy(update={"event": mb.Injury(happened_on=day, disability_grade=1)})
    death, disability = mb.assess(claim)["death_sum"], mb.assess(hurt)["disability_sum"]
    assert (death.low, death.high) == (most or 0, most)
    assert (disability.low, disability.high) == (0, most)


@pytest.mark.parametrize(("tier", "most"), [("26", None), ("50", 40_800), ("74", 61_200), ("100", 81_600)])
@pytest.mark.parametrize("asks", [{"care_days": 1}, {"injury_kind": "burns"}], ids=str)
def test_what_is_unstated_is_bounded_by_the_maximum_of_2010(tier, most, asks):
    """A7: the maxima published for the terms of 2010; none was published with the change of 2016."""
    for day, high in ((date(2015, 12, 31), most), (date(2016, 1, 1), None)):
        enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier=tier)
        event = mb.Injury(happened_on=day, **asks)
        assessment = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event))
        assert (assessment.low, assessment.high) == (0, high)


def test_half_a_disability_pays_half_of_its_maximum():
    """B3, B6, A7b: by degree, of 5,000 for a member and for a child, of the tier's sum in the paid plan."""
    day = date(2016, 5, 4)
    for code, tier, most, event in (
        ("accident", "50", 30_000, mb.Injury(happened_on=day, disability_grade=5)),
        ("accident", "74", 45_000, mb.Injury(happened_on=day, disability_grade=5)),
        ("accident", "100", 60_000, mb.Injury(happened_on=day, disability_grade=5)),
        ("non_work_accident", None, 5_000, mb.Injury(happened_on=day, disability_grade=5)),
        ("non_work_accident", None, 5_000, mb.ChildInjury(happened_on=day, child="A", disability_grade=5)),
    ):
        enrolment = mb.Enrolment(plan=code, cover_from=day, fee_tier=tier)
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
        plan = filled(mb.get_plan(code), at_share({}, 500))
        assert mb.assess(claim, plan=plan).total == most / 2


def test_no_percentage_of_a_disability_is_above_a_hundred():
    day = date(2016, 5, 4)
    enrolment = mb.Enrolment(plan="non_work_accident", cover_from=day)
    for event in (
        mb.Injury(happened_on=day, disability_grade=1),
        mb.ChildInjury(happened_on=day, child="A", disability_grade=1),
    ):
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
        steps = [step for part in mb.assess(claim).entitlements for step in part.steps]
        assert [(step.low, step.high) for step in steps if step.unit == "percent"] == [(0, 100)]


def test_a_child_s_disabilities_share_5_000_where_a_death_pays_the_difference():
    """B6: 最高可以领取伤残互助金5000元, for each child."""
    day = date(2016, 5, 4)
    enrolment = mb.Enrolment(plan="non_work_accident", cover_from=day)
    hurt = mb.ChildInjury(happened_on=day, child="A", disability_grade=1)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=hurt)
    key = {"plan": enrolment.plan, "member": "M-1", "since": day, "subject": "A"}
    used = [
        mb.Used(limit=code, low=300_000, high=300_000, **key) for code in ("child_disability", "child_sum")
    ]
    again = mb.assess(
        claim, usage=mb.Usage(used=tuple(used)), readings={"child.after_disability": "difference"}
    )
    assert (again.low, again.high) == (0, 2_000)


def test_what_the_record_leaves_open_is_left_open():
    """0b: the percentages, the care rate, tier 26, the yuan per square metre are stated nowhere."""
    open_terms = {
        (plan.code, each.effective_from.year): len(unstated_in(each))
        for plan in (mb.get_plan("accident"), mb.get_plan("non_work_accident"))
        for each in plan.versions
    }
    assert open_terms == {
        ("accident", 2010): 6,
        ("accident", 2016): 5,
        ("non_work_accident", 2009): 4,
        ("non_work_accident", 2011): 5,
        ("non_work_accident", 2016): 6,
        ("non_work_accident", 2017): 5,
    }
