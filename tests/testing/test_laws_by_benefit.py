"""A law is about each benefit where a payout says what each is paid, and about the sum where it does not."""

from decimal import Decimal

import pytest
from small_plans import benefit, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import ExpenseShare, LumpSum, PerDiem
from mutual_benefits.testing import laws

OWN = plan(
    version(
        benefit(PerDiem, "living", days="living_days", rate=figure(100)),
        benefit(PerDiem, "hospital", days="hospital_days", rate=figure(100)),
        benefit(LumpSum, "death", when="died", sum=figure(900)),
    )
)
A_FEN = Decimal("0.01")


def due(claim):
    return {part.benefit: part.amount for part in mb.assess(claim, plan=OWN).entitlements}


def moved(more, less):
    """A payout that pays a fen too much of one benefit and a fen too little of another; the sum is right."""

    def pay(claim):
        paid = due(claim)
        return (
            paid | {more: paid[more] + A_FEN, less: paid[less] - A_FEN} if paid[more] and paid[less] else paid
        )

    return pay


@pytest.mark.parametrize(
    ("more", "less", "law"),
    [
        ("living", "hospital", "days_claimed"),
        ("hospital", "death", "days_claimed"),
        ("death", "living", "lump_sum"),
    ],
)
def test_too_much_of_one_benefit_is_not_made_good_by_too_little_of_another(more, less, law):
    pay = moved(more, less)
    report = laws.check(pay, OWN, only=[law], max_examples=60)
    assert report.broken == (law,)
    in_all = laws.check(lambda claim: sum(pay(claim).values()), OWN, only=[law], max_examples=60)
    assert in_all.broken == ()


def test_each_benefit_that_breaks_a_law_has_a_violation_of_its_own():
    def pay(claim):
        return {"living": Decimal(-1), "hospital": Decimal(-1)}

    report = laws.check(pay, OWN, only=["never_negative"], max_examples=5)
    told = [each.text.en.partition(":")[0] for each in report.violations]
    assert sorted(told) == ["hospital", "living"]


def raising(claim):
    raise ValueError(f"cannot pay {claim.event.living_days} days of {claim.event.happened_on}")


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("check", [laws.check, laws.differential])
@pytest.mark.parametrize(
    ("pay", "most"),
    [
        (lambda claim: float(sum(due(claim).values())), 1),
        (lambda claim: {code: str(sum_) for code, sum_ in due(claim).items() if sum_}, 3),
        (raising, 1),
    ],
)
def test_one_mistake_in_answers_is_told_once_whatever_the_values(check, pay, most):
    """At most once for each benefit; else a report of floats has a block for each sum, and takes minutes."""
    report = check(pay, OWN, max_examples=10)
    answers = [each.text.en for each in report.violations if "was not an amount" in each.text.en]
    assert 1 <= len(answers) <= most, answers
    assert "the answer" not in report.text("zh").lower()
    assert " is of type " not in report.text("zh")


def test_sums_that_do_not_repeat_are_told_in_each_language():
    asked = []

    def pay(claim):
        asked.append(claim)
        return Decimal(len(asked) % 2)

    (found,) = laws.check(pay, OWN, only=["same_again"], max_examples=5).violations
    assert found.text.en == "The same claim was paid 1.00 yuan at first and 0.00 yuan the second time."
    assert found.text.zh == "同一申请首次给付1.00元，再次计算时给付0.00元。"


def test_a_fen_too_much_in_all_is_noticed_where_only_the_sum_is_told():
    def pay(claim):
        total = sum(due(claim).values())
        return total + A_FEN if total else total

    for law in ("days_claimed", "lump_sum"):
        assert laws.check(pay, OWN, only=[law], max_examples=60).broken == (law,)


def test_a_sum_that_is_not_paid_for_each_share_breaks_no_law_of_shares():
    """One sum counts the shares and one does not; what the rule book gives for several shares is right."""
    own = plan(
        version(
            benefit(LumpSum, "each", when="died", sum=figure(900), per_share=True),
            benefit(LumpSum, "once", when="died", sum=figure(700)),
        )
    )

    def pay(claim):
        return {part.benefit: part.amount for part in mb.assess(claim, plan=own).entitlements}

    drawn = []

    def noted(claim):
        drawn.append(claim)
        return pay(claim)

    shares = [law.code for law in laws.LAWS if "share" in law.code]
    assert laws.check(noted, own, only=shares, max_examples=60).violations == ()
    assert any(claim.enrolment.shares > 1 and claim.event.died for claim in drawn)

    def ignores_shares(claim):
        one = claim.model_copy(update={"enrolment": claim.enrolment.model_copy(update={"shares": 1})})
        return pay(one)

    assert laws.check(ignores_shares, own, only=shares, max_examples=60).broken


@pytest.mark.parametrize("in_all", [False, True])
@pytest.mark.parametrize(
    "first",
    [
        {"limits": (limit("cap", "fen", 20_00),)},  # of which one leaves less to the other
        {"yearly_deductible": limit("deductible", "fen", 50_00)},  # which one takes off for both
    ],
)
def test_benefits_that_share_a_limit_may_be_paid_less_for_more(first, in_all):
    shares = [benefit(ExpenseShare, code, "medical_expense", share=figure(40_00), **first) for code in "ab"]
    own = plan(version(*shares))

    def pay(claim):
        paid = {part.benefit: part.amount for part in mb.assess(claim, plan=own).entitlements}
        return sum(paid.values()) if in_all else paid

    chosen = ["more_costs", "percentage", "deductible"]
    assert laws.check(pay, own, only=chosen, max_examples=15).violations == ()


def test_a_law_is_checked_on_200_claims_unless_another_number_is_given():
    assert laws.check(lambda claim: Decimal(0), OWN, only=["never_negative"]).asked == 200
