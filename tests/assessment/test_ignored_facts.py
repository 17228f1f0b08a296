"""Facts that would otherwise be ignored, or counted apart, without a word."""

from datetime import date

import pytest

import mutual_benefits as mb

DAY = date(2017, 5, 4)


def claims(plan, *events, **enrolment):
    cover = mb.Enrolment(plan=plan, cover_from=date(2017, 1, 1), **enrolment)
    return [
        mb.Claim(id=f"C-{n}", member="M-1", enrolment=cover, event=event) for n, event in enumerate(events, 1)
    ]


def codes(results):
    return [{caveat.code for caveat in result.caveats} for result in results]


def test_shares_that_a_plan_does_not_know_are_not_ignored_in_silence():
    injury = mb.Injury(happened_on=DAY, living_days=10)
    (found,) = mb.assess_all(claims("accident", injury, fee_tier="50", shares=3))
    assert "The claim names 3 shares" in found.explain()
    assert "申请填报 3 份" in found.explain("zh")
    (one,) = mb.assess_all(claims("accident", injury, fee_tier="50"))
    assert "shares_not_counted" not in codes([one])[0]
    assert (one.low, one.high) == (found.low, found.high)
    ill = mb.Diagnosis(happened_on=DAY, disease="cancer")
    assert "shares_not_counted" not in codes(mb.assess_all(claims("critical_illness", ill, shares=2)))[0]


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
