"""What the rule books of the illness and hospital plans say beside their sums, written down a second time."""

from datetime import date
from decimal import Decimal

import pytest

import mutual_benefits as mb

VERSIONS = {
    "female_illness": [
        (date(2010, 12, 28), "day", "two_year"),
        (date(2014, 1, 1), "year", "two_year"),
        (date(2018, 1, 1), "year", "one_year"),
    ],
    "critical_illness": [
        (date(2005, 8, 1), "month", "three_year"),
        (date(2010, 6, 1), "day", "three_year"),
        (date(2015, 1, 1), "year", "three_year"),
        (date(2018, 1, 1), "year", "one_year"),
    ],
    "hospital_allowance": [(date(2011, 1, 1), "month", None), (date(2015, 1, 1), "year", None)],
    "hospital_medical": [(date(2008, 10, 14), "day", None), (date(2013, 1, 1), "year", None)],
    "warm_aid": [(date(2012, 5, 1), "day", None), (date(2018, 7, 12), "day", None)],
}


@pytest.mark.parametrize("plan", VERSIONS)
def test_the_first_days_are_those_of_the_record(plan):
    versions = mb.get_plan(plan).versions
    assert [(each.effective_from, each.known_to, each.product) for each in versions] == VERSIONS[plan]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("female_illness", "在职女职工特殊疾病互助保障活动"),
        ("critical_illness", "在职职工重大疾病互助保障活动"),
        ("hospital_allowance", "在职职工住院津贴互助保障活动"),
        ("hospital_medical", "在职职工住院医疗互助保障活动"),
        ("warm_aid", "暖·互助（在职职工医疗互助保障计划）"),
    ],
)
def test_a_plan_bears_its_official_name(code, name):
    assert mb.get_plan(code).name.zh == name


@pytest.mark.parametrize(
    ("plan", "day", "product", "fee"),
    [
        ("female_illness", date(2013, 12, 31), None, "40.00"),
        ("female_illness", date(2014, 1, 1), None, "40.00"),
        ("female_illness", date(2018, 3, 28), "two_year", "40.00"),
        ("female_illness", date(2018, 8, 14), None, "25.00"),
        ("critical_illness", date(2005, 8, 17), None, "198.00"),
        ("critical_illness", date(2010, 6, 1), None, "198.00"),
        ("critical_illness", date(2016, 2, 22), None, "90.00"),
        ("hospital_allowance", date(2011, 1, 6), None, "60.00"),
        ("hospital_allowance", date(2024, 1, 1), None, "60.00"),
        ("hospital_medical", date(2008, 10, 14), None, "50.00"),
        ("warm_aid", date(2012, 5, 1), None, "0.00"),
        ("warm_aid", date(2018, 7, 12), None, "0.00"),
    ],
)
def test_a_share_costs_what_the_record_says(plan, day, product, fee):
    """C6: 40. C11: 25. D2: 198, unchanged in 2010 (D5). D7: 90. E1, E4: 60. F1: 50. G13: free."""
    for shares in (1, 2):
        enrolment = mb.Enrolment(plan=plan, cover_from=day, product=product, shares=shares)
        assert mb.fee_due(enrolment) == Decimal(fee) * shares


@pytest.mark.parametrize(
    ("plan", "day"), [("critical_illness", date(2018, 6, 1)), ("hospital_medical", date(2013, 1, 1))]
)
def test_a_fee_that_is_not_stated_is_not_made_up(plan, day):
    """D9 gives the fee of 2024 alone; F3: today's fee not found."""
    with pytest.raises(mb.UndeterminedTotal, match=f"{plan}.*does not state the fee"):
        mb.fee_due(mb.Enrolment(plan=plan, cover_from=day))


@pytest.mark.parametrize("day", [date(2005, 8, 17), date(2010, 6, 1)], ids=str)
@pytest.mark.parametrize(("staff", "needed"), [(19, 19), (20, 20), (21, 17), (25, 20), (100, 80), (101, 81)])
def test_80_percent_of_a_unit_join_the_critical_illness_plan_and_all_of_20_or_fewer(day, staff, needed):
    """D2: at least 80% of the unit, units of 20 or fewer all."""
    version = mb.get_plan("critical_illness").version_on(day)
    assert mb.check_unit(version, staff=staff, members=staff).needed == needed
    assert not mb.check_unit(version, staff=staff, members=needed - 1).enough


def test_no_other_plan_states_how_much_of_a_unit_must_join():
    for plan, versions in VERSIONS.items():
        for (day, _, _), version in zip(versions, mb.get_plan(plan).versions, strict=True):
            stated = plan == "critical_illness" and day < date(2015, 1, 1)
            assert (mb.check_unit(version, staff=50, members=0).needed is not None) == stated


@pytest.mark.parametrize(
    ("plan", "index", "named", "count"),
    [
        ("female_illness", 0, 6, 6),
        ("female_illness", 1, 8, 8),
        ("female_illness", 2, 10, 12),
        ("critical_illness", 0, 12, 11),
        ("critical_illness", 1, 2, 11),
        ("critical_illness", 2, 0, 15),
        ("critical_illness", 3, 1, None),
    ],
)
def test_a_list_carries_its_official_count_and_the_names_that_are_known(plan, index, named, count):
    """C2, C9, C10: 6, 8, 12 of which 10 full names. D3-D6: 11 (12 names), 11, 15."""
    diseases = mb.get_plan(plan).versions[index].diseases
    assert (len(diseases.diseases), diseases.count) == (named, count)


def test_the_reading_used_unless_told_otherwise_is_the_first_named():
    """E3: the undated page is not proven to be the text of 2015. G7: hardship cases only."""
    day = date(2019, 5, 4)
    stay = mb.HospitalStay(happened_on=day, days=5)
    paid = mb.MedicalExpense(happened_on=day, self_paid=Decimal("1.00"))
    for plan, event, expected in (
        ("hospital_allowance", stay, {"allowance.from_2015": "unstated"}),
        ("warm_aid", paid, {"warm_aid.model_worker_deductible": "ordinary"}),
        ("hospital_medical", paid, {}),
    ):
        enrolment = mb.Enrolment(plan=plan, cover_from=day)
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
        assert dict(mb.assess(claim).readings) == expected | {"version.date": "event"}


@pytest.mark.parametrize(
    ("plan", "cover_from", "event", "code"),
    [
        ("warm_aid", date(2012, 1, 1), date(2012, 12, 31), None),
        ("warm_aid", date(2013, 1, 1), date(2013, 1, 1), "version_doubtful"),
        ("warm_aid", date(2018, 1, 1), date(2018, 7, 11), "version_doubtful"),
        ("warm_aid", date(2018, 1, 1), date(2018, 7, 12), None),
    ],
)
def test_the_years_in_which_the_higher_maximum_may_have_applied_are_doubtful(plan, cover_from, event, code):
    """G9: 100,653 from 2012; "20万" by 2018-07; over-cap sums above 90,000 were paid by mid-2016 (G10)."""
    paid = mb.MedicalExpense(happened_on=event, self_paid=Decimal("2000.00"))
    enrolment = mb.Enrolment(plan=plan, cover_from=cover_from)
    assessment = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=paid))
    found = [caveat.code for caveat in assessment.caveats if caveat.code == "version_doubtful"]
    assert found == ([code] if code else [])
