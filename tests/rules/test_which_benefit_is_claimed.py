"""Which benefits a claim asks for, and which conditions refuse it, against answers figured by hand."""

from datetime import date
from itertools import product

import pytest
from small_plans import (
    FIRST,
    SOURCED,
    amounts,
    answers,
    benefit,
    between,
    by,
    claim,
    figure,
    limit,
    plan,
    version,
    yuan,
)

import mutual_benefits as mb
from mutual_benefits.rules import (
    AgeLimit,
    AgeLimitBySex,
    ClaimWindow,
    CoverEnds,
    ExcludedCauses,
    ExpenseShare,
    GradedSum,
    InSetting,
    LumpSum,
    Notice,
    NotInSitu,
    OfSex,
    OnRoute,
    PaidOnce,
    PerArea,
    PerDiem,
    ShareOfLoss,
    Surgery,
    WithinCover,
)

DISEASES = ("rope_hand", "pier_fever", "deck_rash", "salt_cough")


def diagnosed(facts):
    """A claim for each combination of facts, each of another member."""
    return [
        claim(number, mb.Diagnosis(happened_on=FIRST, **each), member=f"M-{number}")
        for number, each in enumerate(facts)
    ]


def test_a_disease_that_asks_for_a_lump_sum_asks_whatever_else_is_so():
    """Rope hand and pier fever ask by their names, pier fever and deck rash lead elsewhere all the same;
    any other disease asks when it is severe, unless there was surgery or it is in situ."""
    own = plan(
        version(
            benefit(
                LumpSum,
                "sum",
                "diagnosis",
                when="severity",
                unless=("surgery", "in_situ"),
                diseases=("rope_hand", "pier_fever"),
                except_diseases=("pier_fever", "deck_rash"),
                sum=figure(500),
            )
        )
    )
    facts = [
        {"disease": disease, "severity": severity, "surgery": surgery, "in_situ": in_situ}
        for disease, severity, surgery, in_situ in product(
            DISEASES, (None, "severe"), (None, False, True), (False, True)
        )
    ]
    paid = {"rope_hand": lambda _: True, "pier_fever": lambda _: False, "deck_rash": lambda _: False}
    paid["salt_cough"] = lambda each: bool(each["severity"] and not each["surgery"] and not each["in_situ"])
    assert amounts(own, diagnosed(facts)) == [500 * paid[each["disease"]](each) for each in facts]


def test_a_fact_leads_elsewhere_only_for_the_diseases_of_unless_diseases():
    own = plan(
        version(
            benefit(
                LumpSum,
                "sum",
                "diagnosis",
                when="disease",
                unless=("in_situ", "surgery"),
                unless_diseases=("rope_hand", "pier_fever"),
                sum=figure(500),
            )
        )
    )
    facts = [
        {"disease": disease, "surgery": surgery, "in_situ": in_situ}
        for disease, surgery, in_situ in product(DISEASES, (None, False, True), (False, True))
    ]
    paid = [
        0 if (each["in_situ"] or each["surgery"]) and each["disease"] in ("rope_hand", "pier_fever") else 500
        for each in facts
    ]
    assert amounts(own, diagnosed(facts)) == paid


def test_a_disease_alone_asks_for_a_lump_sum_with_an_unless():
    """The smallest case: by its name the disease asks, though the fact of `unless` is there."""
    own = plan(
        version(
            benefit(
                LumpSum,
                "sum",
                "diagnosis",
                when="severity",
                unless=("in_situ",),
                diseases=("rope_hand",),
                sum=figure(500),
            )
        )
    )
    assert amounts(own, diagnosed([{"disease": "rope_hand", "in_situ": True}])) == [500]


def test_a_disease_that_leads_elsewhere_does_so_although_nothing_else_is_said():
    sums = (("one", {"except_diseases": ("rope_hand",)}), ("other", {"diseases": ("rope_hand",)}))
    own = plan(
        version(
            *(
                benefit(LumpSum, code, "diagnosis", when="surgery", sum=figure(amount), **more)
                for (code, more), amount in zip(sums, (100, 7), strict=True)
            )
        )
    )
    facts = [
        {"disease": disease, "surgery": surgery}
        for disease, surgery in product(("rope_hand", "salt_cough"), (None, True))
    ]
    assert amounts(own, diagnosed(facts)) == [7, 7, 0, 107]


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_shares_count_up_to_the_most_shares_and_payments_up_to_their_limit(most):
    own = plan(
        version(
            benefit(
                LumpSum,
                "sum",
                when="died",
                sum=figure(70),
                per_share=True,
                most_shares=figure(most),
                limits=(limit("once", "payment", 2), limit("money", "fen", 300)),
            )
        )
    )
    claims = [claim(number, mb.Injury(happened_on=FIRST, died=True), shares=3) for number in range(3)]
    each = 70 * min(most, 3)
    assert amounts(own, claims) == [each, min(each, 300 - each), 0]
    assert [told["sum"].units for told in mb.assess_all(claims, plan=own)] == [min(most, 3)] * 2 + [0]


def test_most_shares_that_are_not_stated_matter_only_beyond_what_is_sure():
    own = plan(
        version(
            benefit(LumpSum, "sum", when="died", sum=figure(70), per_share=True, most_shares=between(2, 4))
        )
    )
    claims = [
        claim(shares, mb.Injury(happened_on=FIRST, died=True), shares=shares, member=f"M-{shares}")
        for shares in (1, 2, 3, 4, 5)
    ]
    bounds = [(70, 70), (140, 140), (140, 210), (140, 280), (140, 280)]
    assert [each[:2] for each in answers(own, claims)] == bounds


def test_a_grade_or_a_listed_injury_asks_for_a_graded_sum_unless_a_greater_one_is_paid():
    """Nothing is paid and no payment is used where the member died; 33.33 % of 1,001 are 333.6."""
    own = plan(
        version(
            benefit(
                GradedSum,
                "graded",
                grades=("disability_grade", "injury_kind"),
                unless=("died",),
                maximum=figure(1_001),
                percentage=figure(33_33),
                limits=(limit("once", "payment", 2), limit("money", "fen", 600)),
            )
        )
    )
    cases = (
        (None, None, False),
        (3, "burn", True),
        (3, None, False),
        (None, "burn", False),
        (3, "burn", False),
    )
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, disability_grade=grade, injury_kind=kind, died=died))
        for number, (grade, kind, died) in enumerate(cases)
    ]
    assert amounts(own, claims) == [0, 0, 334, 266, 0]
    assert [told["graded"].units for told in mb.assess_all(claims, plan=own)] == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("kinds", "others", "due"),
    [
        (("burns", "sprain"), between(0, 1), [(50, 50), (50, 50), (0, 50), (50, 50)]),
        (("burns",), figure(0), [(50, 50), (0, 0), (0, 0), (50, 50)]),
        (("burns",), figure(1), [(50, 50), (50, 50), (50, 50), (50, 50)]),
        ((), figure(0), [(0, 0), (0, 0), (0, 0), (50, 50)]),
        ((), between(0, 1), [(0, 50), (0, 50), (0, 50), (50, 50)]),
    ],
)
def test_kinds_of_injury_that_are_surely_listed_and_grades_are_paid_whatever_else_is_listed(
    kinds, others, due
):
    graded = {"grades": ("disability_grade", "injury_kind"), "kinds": kinds, "other_kinds": others}
    graded |= {"maximum": figure(100), "percentage": figure(50_00)}
    own = plan(version(benefit(GradedSum, "graded", **graded)))
    cases = ({"injury_kind": "burns"}, {"injury_kind": "sprain"}, {"injury_kind": "fracture"})
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, **facts))
        for number, facts in enumerate((*cases, {"disability_grade": 3}))
    ]
    assert [(low, high) for low, high, _ in answers(own, claims)] == due


def test_days_are_paid_after_the_waiting_days_and_both_kinds_of_limit():
    """Two waiting days in each stay, eight days in all, at 7 a day, 40 in all."""
    own = plan(
        version(
            benefit(
                PerDiem,
                "daily",
                days="hospital_days",
                rate=figure(7),
                waiting_days=figure(2),
                limits=(limit("days", "day", 8), limit("money", "fen", 40)),
            )
        )
    )
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, hospital_days=days))
        for number, days in enumerate((0, 1, 2, 3, 7, 9, 9))
    ]
    assert amounts(own, claims) == [0, 0, 0, 7, 33, 0, 0]
    assert [told["daily"].units for told in mb.assess_all(claims, plan=own)] == [0, 0, 0, 1, 5, 2, 0]


def lost(number, peril, loss=None, area=None):
    yuan_lost = None if loss is None else yuan(loss)
    event = mb.HomeLoss(
        happened_on=FIRST, peril=peril, loss=yuan_lost, area=None if area is None else yuan(area)
    )
    return claim(number, event, member=f"M-{number}")


def test_losses_of_a_home_pay_by_peril_with_a_ceiling_before_the_limits():
    own = plan(
        version(
            benefit(
                ShareOfLoss,
                "fire",
                "home_loss",
                peril="fire",
                percentage=figure(12_50),
                ceiling=figure(50),
                limits=(limit("home", "fen", 45),),
            ),
            benefit(
                PerArea,
                "water",
                "home_loss",
                peril="burst_pipe",
                rate=figure(30),
                ceiling=figure(100),
                area_not_given=between(150, 250),
                limits=(limit("home", "fen", 45),),
            ),
        )
    )
    # 12.5 % of 4 is 0.5, rounded up; of 360 it is 45; of 500 it is 62.5, cut to 50 and then to 45.
    # 0.05 square metres at 30 are 1.5, rounded up; an area of 0 is given, and is nothing.
    claims = [
        lost(0, "fire", 3),
        lost(1, "fire", 4),
        lost(2, "fire", 360),
        lost(3, "fire", 500),
        lost(4, "fire", None, 500),
        lost(5, "burst_pipe", None, 5),
        lost(6, "burst_pipe", 700, 140),
        lost(7, "burst_pipe", 700, 0),
        lost(8, "burst_pipe", None, 900),
    ]
    assert amounts(own, claims) == [0, 1, 45, 45, 0, 2, 42, 0, 45]
    assert [each[:2] for each in answers(own, [lost(0, "burst_pipe", 700)])] == [(45, 45)]
    (water,) = own.versions[0].benefits[1:]
    without = plan(version(water.model_copy(update={"limits": ()})))
    assert [each[:2] for each in answers(without, [lost(0, "burst_pipe", 700)])] == [(45, 75)]


# --- conditions: the last day that holds, the first that does not --------------------------------------

DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))
SICK = benefit(LumpSum, "sick", "diagnosis", when="disease", sum=figure(900))


def reasons(conditions, events, of=DEATH, **options):
    """For each event with its enrolment and days: the reason for which it is refused, or None."""
    own = plan(version(of, conditions=conditions, **options))
    claims = [
        claim(number, event, member=f"M-{number}", **more) for number, (event, more) in enumerate(events)
    ]
    found = answers(own, claims)
    assert all((low, high) == ((0, 0) if reason else (900, 900)) for low, high, reason in found)
    return [reason for _, _, reason in found]


def died(day, **more):
    return mb.Injury(happened_on=day, died=True), more


def test_cover_holds_from_its_first_day_to_the_day_before_its_anniversary():
    days = [date(2020, 2, 28), date(2020, 2, 29), date(2022, 2, 27), date(2022, 2, 28)]
    events = [died(day, cover_from=date(2020, 2, 29)) for day in days]
    out = "out_of_cover"
    assert reasons((WithinCover(years=figure(2), **SOURCED),), events) == [out, None, None, out]
    assert reasons((WithinCover(**SOURCED),), events) == [out, None, None, None]
    events = [died(day, cover_from=date(2021, 6, 15)) for day in (date(2020, 12, 31), date(2021, 1, 1))]
    events += [died(day, cover_from=date(2021, 6, 15)) for day in (date(2021, 12, 31), date(2022, 1, 1))]
    assert reasons((WithinCover(calendar_year=True, **SOURCED),), events) == [out, None, None, out]


def test_ages_count_on_the_first_day_of_cover():
    born = [date(1960, 6, 1), date(1960, 6, 2), date(2004, 6, 1), date(2004, 6, 2)]
    events = [died(date(2020, 6, 30), cover_from=date(2020, 6, 1), born_on=day) for day in born]
    events.append(died(date(2020, 6, 30), cover_from=date(2020, 6, 1)))
    limits = AgeLimit(least=figure(16), below=figure(60), **SOURCED)
    assert reasons((limits,), events) == ["age_limit", None, None, "age_limit", None]
    at_most = AgeLimit(below=figure(60), **SOURCED)
    assert reasons((at_most,), events) == ["age_limit", None, None, None, None]


def test_ages_by_sex_are_checked_where_both_are_known():
    below = by("sex", {"female": 55, "male": 60})
    guard = AgeLimitBySex(below=below, **SOURCED)
    born = date(1963, 1, 1)  # 57 on the first day of cover
    facts = [{"born_on": born, "sex": "female"}, {"born_on": born, "sex": "male"}, {"born_on": born}]
    facts.append({"sex": "female"})
    assert reasons((guard,), [died(FIRST, **each) for each in facts]) == ["age_limit", None, None, None]


def test_notice_and_claim_hold_through_their_last_day():
    notice = Notice(days=figure(10), **SOURCED)
    days = [None, date(2020, 3, 1), date(2020, 3, 11), date(2020, 3, 12)]
    events = [died(date(2020, 3, 1), notified_on=day) for day in days]
    assert reasons((notice,), events) == [None, None, None, "late_notice"]
    window = ClaimWindow(years=figure(1), **SOURCED)
    days = [None, date(2020, 3, 1), date(2021, 2, 28), date(2021, 3, 1)]
    events = [died(date(2020, 2, 29), claimed_on=day) for day in days]
    assert reasons((window,), events) == [None, None, None, "late_claim"]


def sick(**event):
    return mb.Diagnosis(happened_on=FIRST, disease="rope_hand", **event), {}


def test_conditions_on_a_fact_refuse_that_fact_and_pass_over_one_that_is_not_given():
    surgery = Surgery(**SOURCED)
    events = [sick(), sick(surgery=True), sick(surgery=False)]
    assert reasons((surgery,), events, SICK) == [None, None, "no_surgery"]
    in_situ = NotInSitu(**SOURCED)
    assert reasons((in_situ,), [sick(), sick(in_situ=True)], SICK) == [None, "in_situ_excluded"]
    women = OfSex(sex="female", **SOURCED)
    events = [died(FIRST), died(FIRST, sex="female"), died(FIRST, sex="male")]
    assert reasons((women,), events) == [None, None, "sex_not_covered"]
    causes = ExcludedCauses(causes=("duel", "riot"), **SOURCED)
    events = [
        (mb.Injury(happened_on=FIRST, died=True, cause=each), {}) for each in (None, "duel", "riot", "fall")
    ]
    assert reasons((causes,), events) == [None, "excluded_cause", "excluded_cause", None]
    route = OnRoute(unless=("injury_kind", "disability_grade"), **SOURCED)
    facts = [{}, {"injury_kind": "burn"}, {"disability_grade": 3}]
    events = [(mb.Injury(happened_on=FIRST, died=True, **each), {}) for each in facts]
    assert reasons((route,), events) == [None, "other_route", "other_route"]


@pytest.mark.parametrize("covered", ["inpatient", "outpatient"])
def test_one_setting_is_covered_alone(covered):
    share = benefit(ExpenseShare, "share", "medical_expense", share=figure(100_00))
    settings = ("inpatient", "outpatient")
    events = [
        (mb.MedicalExpense(happened_on=FIRST, self_paid=yuan(900), setting=each), {}) for each in settings
    ]
    expected = [None if each == covered else "setting_not_covered" for each in settings]
    assert reasons((InSetting(setting=covered, **SOURCED),), events, share) == expected


@pytest.mark.parametrize(("kind", "reason"), [(CoverEnds, "cover_ended"), (PaidOnce, "paid_before")])
@pytest.mark.parametrize("ceiling", [None, 1, 2])
def test_a_payment_counts_once_for_a_claim_and_closes_after_the_ceiling(kind, reason, ceiling):
    """A claim that pays nothing does not count, and one that pays two benefits counts once."""
    days = benefit(PerDiem, "daily", days="hospital_days", rate=figure(7))
    closing = kind(limit=limit("payments", "payment", ceiling), **SOURCED)
    own = plan(version(DEATH, days, conditions=(closing,)))
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, died=dead, hospital_days=stay))
        for number, (dead, stay) in enumerate(((False, 0), (True, 2), (False, 3), (False, 4)))
    ]
    second = (0, 0, reason) if ceiling != 2 else (21, 21, None)
    assert answers(own, claims) == [(0, 0, None), (914, 914, None), second, (0, 0, reason)]


@pytest.mark.parametrize("kind", [CoverEnds, PaidOnce])
@pytest.mark.parametrize("ceiling", [None, 1, 2, 3, between(1, 2)])
def test_what_one_claim_pays_does_not_close_its_own_benefits(kind, ceiling):
    """Each benefit paid counts, and closes later claims; within a claim the limit alone leaves less."""
    counts = limit("payments", "payment", ceiling)
    death = DEATH.model_copy(update={"limits": (counts,)})
    days = benefit(PerDiem, "daily", days="hospital_days", rate=figure(7), limits=(counts,))
    guard = kind(limit=counts, benefits=("death", "daily"), **SOURCED)
    own = plan(version(death, days, conditions=(guard,)))
    told = [(False, 0), (True, 2), (False, 3), (True, 4), (False, 5)]
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, died=dead, hospital_days=stay))
        for number, (dead, stay) in enumerate(told)
    ]

    def by_hand(most):
        paid = 0
        for dead, stay in told:
            closed, total = paid >= (most or 1), 0
            for sum_ in (900 if dead else 0, stay * 7):
                if sum_ and not closed and (most is None or paid < most):
                    total, paid = total + sum_, paid + 1
            yield total

    if isinstance(ceiling, mb.Unstated):
        wide = zip(answers(own, claims), by_hand(1), by_hand(2), strict=True)
        assert all(low <= least and most <= high for (low, high, _), least, most in wide)
    else:
        assert amounts(own, claims) == list(by_hand(ceiling))
    parts = mb.assess(claims[1], plan=own).entitlements
    assert [part.reason for part in parts] == [None, None], "nothing was paid before"
    if ceiling is None:
        entry = mb.Used(plan="small", limit="payments", member="M-1", low=0, high=1)
        perhaps = mb.assess(claims[1], plan=own, usage=mb.Usage(used=(entry,)))
        assert (perhaps.low, perhaps.high) == (0, yuan(914)), "perhaps it was paid before"


def test_a_payment_that_is_open_does_not_bar_another_benefit_of_its_claim():
    """Whether the notice of the death was in time is not stated; the days are due in any case."""
    counts = limit("payments", "payment", None)
    death = DEATH.model_copy(update={"limits": (counts,)})
    days = benefit(PerDiem, "daily", days="hospital_days", rate=between(7, 8), limits=(counts,))
    in_time = Notice(days=between(3, 30), benefits=("death",), **SOURCED)
    once = PaidOnce(limit=counts, benefits=("death", "daily"), **SOURCED)
    own = plan(version(death, days, conditions=(once, in_time)))
    event = mb.Injury(happened_on=FIRST, died=True, hospital_days=2)
    told = [claim(number, event, notified_on=date(2020, 1, 15)) for number in (1, 2)]
    assert answers(own, told) == [(14, 916, None), (0, 0, "paid_before")]


def test_a_condition_that_names_benefits_guards_these_alone():
    days = benefit(PerDiem, "daily", days="hospital_days", rate=figure(7))
    guard = Notice(days=figure(3), benefits=("death",), **SOURCED)
    own = plan(version(DEATH, days, conditions=(guard,)))
    event = mb.Injury(happened_on=FIRST, died=True, hospital_days=2)
    told = mb.assess(claim(1, event, notified_on=date(2020, 1, 5)), plan=own)
    assert [(part.benefit, part.status, part.reason) for part in told.entitlements] == [
        ("death", "refused", "late_notice"),
        ("daily", "payable", None),
    ]


def test_a_limit_is_counted_by_its_subject_and_lifted_by_its_facts():
    once = limit("per_child", "payment", 1, subject="child", unless=("disability_grade",))
    own = plan(
        version(benefit(LumpSum, "child_sum", "child_injury", when="died", sum=figure(900), limits=(once,)))
    )
    cases = (("Rain", None), ("Rain", None), ("Rain", 3), ("Snow", None))
    claims = [
        claim(number, mb.ChildInjury(happened_on=FIRST, child=child, died=True, disability_grade=grade))
        for number, (child, grade) in enumerate(cases)
    ]
    assert amounts(own, claims) == [900, 0, 900, 900]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [((0, 900), (0, 900), True), ((0, 900), (100, 900), False), ((0, 900), (0, 800), False)],
)
def test_a_product_must_be_named_where_either_end_of_the_sum_differs(one, other, alike):
    sold = {
        name: version(benefit(LumpSum, "death", when="died", sum=between(*ends)), product=name)
        for name, ends in (("one_year", one), ("two_year", other))
    }
    own, claimed = plan(*sold.values()), claim(1, mb.Injury(happened_on=FIRST, died=True))
    if alike:
        assert answers(own, [claimed]) == [(*one, None)]
    else:
        with pytest.raises(mb.UnknownProduct):
            mb.assess(claimed, plan=own)
