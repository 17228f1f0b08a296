"""The engine on the hospital plans against naive oracles, which share no code with it, in every open case."""

import oracle_hospital_allowance
import oracle_hospital_medical
import oracle_warm_aid
import pytest
import strategies_medical as our
from example_counts import examples
from hypothesis import event, given, settings
from hypothesis import strategies as st
from oracle_worlds import UNANSWERED, compare, compare_in_turn, outcomes_in_worlds

import mutual_benefits as mb

ORACLES = {
    "hospital_allowance": oracle_hospital_allowance,
    "hospital_medical": oracle_hospital_medical,
    "warm_aid": oracle_warm_aid,
}


def check_one(claim, readings):
    oracle = ORACLES[claim.enrolment.plan]
    if not oracle.answered(claim, readings):
        with pytest.raises(UNANSWERED):
            mb.assess(claim, readings=readings)
        return
    assessment = mb.assess(claim, readings=readings)
    event(f"total is {assessment.status}")
    compare(assessment, outcomes_in_worlds(oracle, [claim], readings)[0])


def check_history(claims, readings):
    oracle = ORACLES[claims[0].enrolment.plan]
    claims = [claim for claim in claims if oracle.answered(claim, readings)]
    compare_in_turn(oracle, claims, readings)


def histories(plan):
    return st.one_of(our.histories(plan), our.crowded_histories(plan))


@settings(max_examples=examples(150))
@given(our.claims("hospital_allowance"), our.readings_of("hospital_allowance"))
def test_a_stay_pays_the_allowance_that_the_oracle_says(claim, readings):
    check_one(claim, readings)


@settings(max_examples=examples(150))
@given(histories("hospital_allowance"), our.readings_of("hospital_allowance"))
def test_several_stays_pay_the_allowances_that_the_oracle_says(claims, readings):
    check_history(claims, readings)


@settings(max_examples=examples(150))
@given(our.claims("hospital_medical"), our.readings_of("hospital_medical"))
def test_a_stay_s_costs_pay_the_share_that_the_oracle_says(claim, readings):
    check_one(claim, readings)


@settings(max_examples=examples(150))
@given(histories("hospital_medical"), our.readings_of("hospital_medical"))
def test_the_costs_of_several_stays_pay_the_shares_that_the_oracle_says(claims, readings):
    check_history(claims, readings)


@settings(max_examples=examples(250))
@given(our.claims("warm_aid"), our.readings_of("warm_aid"))
def test_an_expense_pays_the_aid_that_the_oracle_says(claim, readings):
    check_one(claim, readings)


@settings(max_examples=examples(250))
@given(histories("warm_aid"), our.readings_of("warm_aid"))
def test_several_expenses_pay_the_aid_that_the_oracle_says(claims, readings):
    check_history(claims, readings)
