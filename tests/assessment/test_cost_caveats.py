"""What others paid: deducted above the insurance ceiling, told within it, and told beyond the cost."""

from datetime import date
from decimal import Decimal

import pytest
import strategies_tables as our
from small_plans import benefit, between, claim, figure, plan, table, version

import mutual_benefits as mb
from mutual_benefits.rules import ExpenseShare, PerArea
from mutual_benefits.rules.own_facts import Fact

DAY = date(2019, 5, 4)
NOT_DEDUCTED, BEYOND, POSSIBLY = "other_cover_not_deducted", "paid_beyond_cost", "possibly_paid_beyond_cost"
ALONE = "other_cover_beyond_cost"
OURS = (NOT_DEDUCTED, BEYOND, POSSIBLY, ALONE)


def expense(code: str, **facts) -> mb.Claim:
    cover = mb.Enrolment(plan=code, cover_from=date(2019, 1, 1))
    return mb.Claim(
        id="C-1", member="M-1", enrolment=cover, event=mb.MedicalExpense(happened_on=DAY, **facts)
    )


def codes(told: mb.Claim, own: mb.Plan | None = None) -> tuple[str, ...]:
    """The caveats about costs, from the claim and from a row of Polars, which are the same."""
    found = [each.code for each in mb.assess(told, plan=own).caveats if each.code in OURS]
    frame = table([told], own) if own else our.table_of([told])
    assert codes_of_rows(frame, own or told.enrolment.plan) == {told.id: tuple(found)}
    return tuple(found)


def codes_of_rows(frame, plan: mb.Plan | str) -> dict[str, tuple[str, ...]]:
    """The caveats about costs of each row, by its id."""
    rows = our.dicts(mb.assess_table(frame, plan=plan, unit="fen", caveats=True))
    return {row["id"]: tuple(code for code in row["caveats"].split(";") if code in OURS) for row in rows}


def texts(told: mb.Claim) -> dict[str, mb.Text]:
    return {each.code: each.text for each in mb.assess(told).caveats}


def test_other_cover_of_costs_within_the_ceiling_is_told():
    told = expense("warm_aid", self_paid=10_000, other_cover=9_999)
    assert mb.assess(told).total == Decimal("1740.00")
    assert codes(told) == (NOT_DEDUCTED, BEYOND)
    assert texts(told)[NOT_DEDUCTED].en == (
        "Others paid 9,999.00 yuan, more than the 0.00 yuan above the insurance ceiling. The record does not"
        " say that other cover is deducted from costs within the ceiling, so none is taken off"
        " 10,000.00 yuan."
    )
    assert texts(told)[BEYOND].zh == (
        "费用10,000.00元低于本次应付（1,740.00元）与其他保障已付（9,999.00元）之和；公开资料未载明应减少哪一方的给付。"
    )


CASES = {
    "no other cover": ({"self_paid": 10_000}, ()),
    "the cost and no more": ({"self_paid": 10_000, "other_cover": 8_260}, (NOT_DEDUCTED,)),
    "a fen more": ({"self_paid": 10_000, "other_cover": "8260.01"}, (NOT_DEDUCTED, BEYOND)),
    "deducted above": ({"self_paid": 0, "over_cap": 50_000, "other_cover": 30_000}, ()),
    "all of it above": ({"self_paid": 9_000, "over_cap": 500, "other_cover": 500}, ()),
    "a part within": ({"self_paid": 9_000, "over_cap": 500, "other_cover": 501}, (NOT_DEDUCTED,)),
    "nothing is due here": ({"self_paid": 1_000, "other_cover": 1_000}, (NOT_DEDUCTED,)),
    "nothing due, a fen more": ({"self_paid": 1_000, "other_cover": "1000.01"}, (NOT_DEDUCTED, ALONE)),
    "there was no cost": ({"self_paid": 0, "other_cover": "0.01"}, (ALONE,)),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_where_the_record_does_not_deduct_it_and_where_it_pays_beyond_the_cost(name):
    facts, wanted = CASES[name]
    found = [each.code for each in mb.assess(expense("warm_aid", **facts)).caveats if each.code in OURS]
    assert tuple(found) == wanted


@pytest.mark.parametrize("engine", our.QUICK)
def test_rows_are_told_the_same_on_every_engine(engine):
    claims = [
        expense("warm_aid", **facts).model_copy(update={"id": name, "member": name})
        for name, (facts, _) in CASES.items()
    ]
    found = codes_of_rows(our.ENGINES[engine].make(our.table_of(claims)), "warm_aid")
    assert found == {name: wanted for name, (_, wanted) in CASES.items()}


def test_other_cover_beyond_a_cost_for_which_nothing_is_due_names_both():
    text = texts(expense("warm_aid", self_paid=1_000, other_cover=5_000))[ALONE]
    assert text.en.startswith("Others paid 5,000.00 yuan, more than the cost of 1,000.00 yuan;")
    assert text.zh.startswith("其他保障已付5,000.00元，超过费用1,000.00元；")


def test_the_hospital_plan_says_it_too_and_with_bounds_that_it_may():
    first = {"happened_on": date(2009, 5, 4), "self_paid": 1_000, "other_cover": 300}
    cover = mb.Enrolment(plan="hospital_medical", cover_from=date(2009, 1, 1))
    told = mb.Claim(id="C-1", member="M-1", enrolment=cover, event=mb.MedicalExpense(**first))
    assert mb.assess(told).total == Decimal("700.00")
    assert codes(told) == (NOT_DEDUCTED,)
    later = expense("hospital_medical", self_paid=1_000, other_cover=300)
    assert mb.assess(later).status == "undetermined"
    assert codes(later) == (NOT_DEDUCTED, POSSIBLY)


def test_a_rule_book_of_ones_own_says_it_too():
    least = plan(
        version(
            benefit(
                ExpenseShare, "share", "medical_expense", share=figure(50_00), least_payment=figure(100_00)
            )
        )
    )
    assert codes(claim(1, mb.MedicalExpense(happened_on=date(2020, 5, 4), self_paid=60)), least) == (BEYOND,)
    assert codes(claim(1, mb.MedicalExpense(happened_on=date(2020, 5, 4), self_paid=100)), least) == ()
    terms = {
        "peril": "burst_pipe",
        "rate": figure(50_00),
        "ceiling": figure(10_000_00),
        "area_not_given": between(0, None),
    }
    area = plan(version(benefit(PerArea, "area", "home_loss", **terms)))
    soaked = {"happened_on": date(2020, 5, 4), "peril": "burst_pipe", "area": 10}
    assert codes(claim(1, mb.HomeLoss(loss=499, **soaked)), area) == (BEYOND,)
    assert codes(claim(1, mb.HomeLoss(loss=500, **soaked)), area) == ()
    assert codes(claim(1, mb.HomeLoss(**soaked)), area) == ()


def test_a_share_of_an_amount_that_claims_tell_is_not_held_against_what_the_member_paid():
    """The whole bill may be any amount above what the member paid; what others paid of it too."""
    of_bill = benefit(ExpenseShare, "of_bill", "medical_expense", of="bill", share=figure(20_00))
    bill = {"bill": Fact(kind="money", name=mb.Text(en="whole bill", zh="总费用"))}
    paid = benefit(ExpenseShare, "of_paid", "medical_expense", share=figure(100_00))
    later = version(paid, effective_from=date(2021, 1, 1))
    own = plan(version(of_bill, facts=bill), later)
    for day, found in ((date(2020, 5, 4), ()), (date(2021, 5, 4), (NOT_DEDUCTED, BEYOND))):
        event = mb.MedicalExpense(happened_on=day, self_paid=900, other_cover=1_000)
        told = claim(1, event, cover_from=date(2020, 1, 1), facts={"bill": 30_000})
        assert codes(told, own) == found
