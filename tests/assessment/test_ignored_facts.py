"""Facts that would otherwise be ignored, or counted apart, without a word."""

from datetime import date

import pytest
import small_plans
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem
from mutual_benefits.vocabulary import name_of

DAY = date(2017, 5, 4)


def claims(plan, *events, **enrolment):
    cover = mb.Enrolment(plan=plan, cover_from=date(2017, 1, 1), **enrolment)
    return [
        mb.Claim(id=f"C-{n}", member="M-1", enrolment=cover, event=event) for n, event in enumerate(events, 1)
    ]


def codes(results):
    return [{caveat.code for caveat in result.caveats} for result in results]


UNREAD = {
    "accident": ("injury", {"shares", "occupation", "member_class", "renewed"}),
    "non_work_accident": (
        "injury",
        {"living_days", "hospital_days", "care_days", "shares", "occupation", "member_class", "renewed"},
    ),
    "female_illness": ("diagnosis", {"in_situ", "hospital_days", "surgery", "severity", "shares"}),
    "critical_illness": ("diagnosis", {"hospital_days", "surgery", "severity", "renewed"}),
    "hospital_allowance": ("hospital_stay", {"ordinal", "shares", "occupation"}),
    "hospital_medical": ("medical_expense", {"over_cap", "hospital_level", "shares", "renewed"}),
    "warm_aid": ("medical_expense", {"hospital_level", "shares", "occupation", "renewed"}),
}
"""By plan, the kind of event and facts that the leaflet of 2017 names nowhere for it."""
READ = {
    "accident": {
        "living_days",
        "hospital_days",
        "care_days",
        "disability_grade",
        "died",
        "injury_kind",
        "cause",
    },
    "non_work_accident": {"disability_grade", "died", "injury_kind", "cause"},
    "female_illness": set(),
    "critical_illness": {"in_situ", "shares"},
    "hospital_allowance": set(),
    "hospital_medical": {"setting", "ordinal"},
    "warm_aid": {"over_cap", "setting", "ordinal", "member_class"},
}
"""By plan, facts that it does name."""
EVENTS = {
    "injury": mb.Injury(happened_on=DAY, died=True),
    "diagnosis": mb.Diagnosis(happened_on=DAY, disease="breast_cancer"),
    "hospital_stay": mb.HospitalStay(happened_on=DAY, days=9),
    "medical_expense": mb.MedicalExpense(happened_on=DAY, self_paid=9000),
}
GIVEN = {
    **dict.fromkeys(
        ("living_days", "hospital_days", "care_days", "disability_grade", "shares", "ordinal"), 2
    ),
    **dict.fromkeys(("in_situ", "renewed", "died"), True),
    "surgery": False,
    "severity": "severe",
    "hospital_level": "three",
    "injury_kind": "fracture",
    "cause": "fall",
    "over_cap": 5,
    "area": 30,
    "setting": "outpatient",
    "occupation": "high_risk",
    "member_class": "hardship",
}


def told(plan, fact):
    """The assessment of a claim that tells one fact more."""
    tiers = mb.get_plan(plan).version_on(DAY).fee_tiers
    enrolment = {"fee_tier": tiers[-1].code} if tiers else {}
    event = EVENTS[UNREAD[plan][0]]
    if fact in mb.Enrolment.model_fields:
        enrolment[fact] = GIVEN[fact]
    else:
        event = event.model_copy(update={fact: GIVEN[fact]})
    (result,) = mb.assess_all(claims(plan, event, **enrolment))
    return result


@pytest.mark.parametrize("plan", UNREAD)
def test_a_fact_that_the_version_does_not_read_is_told_and_no_other(plan):
    for fact in UNREAD[plan][1]:
        result = told(plan, fact)
        (caveat,) = [caveat for caveat in result.caveats if caveat.code == "not_read"]
        assert name_of(fact).en in caveat.text.en
        assert name_of(fact).zh in caveat.text.zh
        assert caveat.text.zh in result.explain("zh")
    for fact in READ[plan] - {"died"}:
        assert "not_read" not in codes([told(plan, fact)])[0], fact


def test_an_unread_fact_changes_no_sum():
    """Whatever the claim and the version: without its unread facts, a claim comes to the same."""
    seen = set()
    for claim in sample(300):
        result = mb.assess(claim)
        found = [each.text.en for each in result.caveats if each.code == "not_read"]
        names = found[0].partition(": ")[2].partition(". ")[0].split(", ") if found else []
        fields = [field for field in GIVEN if name_of(field).en in names]
        assert len(fields) >= len(names)
        event, cover = (
            part.model_copy(update={field: default(part, field) for field in fields if hasattr(part, field)})
            for part in (claim.event, claim.enrolment)
        )
        without = mb.assess(claim.model_copy(update={"event": event, "enrolment": cover}))
        assert without.entitlements == result.entitlements, claim
        assert "not_read" not in codes([without])[0]
        seen.update(names)
    assert len(seen) > 6


def default(model, field):
    return type(model).model_fields[field].default


def test_an_area_given_for_a_fire_is_told():
    """The area counts for a burst pipe alone."""
    fire = mb.HomeLoss(happened_on=DAY, loss=5000, area=30)
    pipe = mb.HomeLoss(happened_on=DAY, peril="burst_pipe", area=30)
    (first,) = mb.assess_all(claims("non_work_accident", fire))
    (second,) = mb.assess_all(claims("non_work_accident", pipe))
    assert "Given, but not used: damaged area." in first.explain()
    assert "已填但未用：受损面积。" in first.explain("zh")
    assert "not_read" not in codes([second])[0]


def test_no_fee_is_charged_for_shares_that_a_plan_does_not_know():
    tier = mb.Enrolment(plan="accident", cover_from=date(2018, 5, 15), fee_tier="74", shares=2)
    with pytest.raises(mb.InvalidArgument, match=r"enrolment\.shares is 2; plan accident") as caught:
        mb.fee_due(tier)
    assert caught.value.field == "enrolment.shares"
    assert mb.fee_due(tier.model_copy(update={"shares": 1})) == 74


@pytest.mark.parametrize(
    ("numbers", "told"), [((3, 1), True), ((3, 3), True), ((1, 1), False), ((2, 3), False)]
)
def test_a_stay_numbered_no_later_than_one_before_it_is_told(numbers, told):
    events = [
        mb.MedicalExpense(happened_on=date(2017, 5, 4 + n), self_paid=5000, ordinal=number)
        for n, number in enumerate(numbers)
    ]
    first, second = codes(mb.assess_all(claims("warm_aid", *events)))
    assert "ordinal_falls" not in first
    assert ("ordinal_falls" in second) is told


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Li Ming", "LI MING "), True),
        (("小明", "小 明"), True),
        (("Ａ", "a"), True),
        (("小明", "小红"), False),
    ],
)
def test_a_child_whose_name_is_spelt_in_two_ways_is_told(names, told):
    events = [
        mb.ChildInjury(happened_on=date(2017, 5, 4 + n), child=name, disability_grade=1)
        for n, name in enumerate(names)
    ]
    found = codes(mb.assess_all(claims("non_work_accident", *events)))
    assert ("child_respelt" in found[1]) is told
    assert "child_respelt" not in found[0]


@pytest.mark.parametrize(
    ("plan", "first", "second", "told"),
    [
        ("accident", {"fee_tier": "100"}, {"fee_tier": "26"}, ["fee_tier_differs"]),
        ("accident", {"fee_tier": "100"}, {"fee_tier": "100元档"}, []),
        ("hospital_allowance", {"shares": 2}, {"shares": 3}, ["shares_differ"]),
        ("hospital_allowance", {"shares": 2}, {"shares": 2}, []),
    ],
)
def test_one_cover_with_two_fee_tiers_or_numbers_of_shares_is_told(plan, first, second, told):
    event = mb.Injury if plan == "accident" else mb.HospitalStay
    days = "living_days" if plan == "accident" else "days"
    start = {"cover_from": date(2016, 1, 1)}
    covers = [start | first, start | second, start | second]  # the third differs from the first alone
    found = codes(
        mb.assess_all(
            mb.Claim(
                id=f"C-{n}",
                member="M-1",
                enrolment=mb.Enrolment(plan=plan, **cover),
                event=event(happened_on=date(2016, 3 + n, 1), **{days: 3}),
            )
            for n, cover in enumerate(covers)
        )
    )
    kinds = {"fee_tier_differs", "shares_differ"}
    assert [[code for code in each if code in kinds] for each in found] == [[], told, told]


@pytest.mark.parametrize(("subject", "unread"), [(None, "kind of injury, cause."), ("injury_kind", "cause.")])
def test_a_fact_by_which_a_limit_is_counted_is_read(subject, unread):
    """Where each kind of injury has days of its own, the kind is no fact without effect."""
    counted = small_plans.limit("days", "day", 5, subject=subject)
    rate = small_plans.figure(1_00)
    daily = small_plans.benefit(PerDiem, "daily", days="living_days", rate=rate, limits=(counted,))
    hurt = mb.Injury(happened_on=small_plans.FIRST, living_days=3, injury_kind="cut", cause="rope")
    found = mb.assess(small_plans.claim(1, hurt), plan=small_plans.plan(small_plans.version(daily)))
    (told,) = (str(caveat) for caveat in found.caveats if caveat.code == "not_read")
    assert told.startswith(f"Given, but not used: {unread}")
