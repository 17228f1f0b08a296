"""The engine on the illness plans against naive oracles, which share no code with it, in every open case."""

import oracle_critical_illness
import oracle_female_illness
import pytest
import strategies_medical as our
from example_counts import examples
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from oracle_worlds import UNANSWERED, compare, compare_in_turn, outcomes_in_worlds

import mutual_benefits as mb

ORACLES = {"female_illness": oracle_female_illness, "critical_illness": oracle_critical_illness}


def check_one(claim, readings):
    oracle = ORACLES[claim.enrolment.plan]
    if not oracle.answered(claim, readings):
        with pytest.raises(UNANSWERED):
            mb.assess(claim, readings=readings)
        return
    assessment = mb.assess(claim, readings=readings)
    event(f"total is {assessment.status}")
    compare(assessment, outcomes_in_worlds(oracle, [claim], readings)[0])


@settings(max_examples=examples(250))
@given(our.claims("female_illness"), our.readings_of("female_illness"))
def test_a_claim_under_the_women_s_plan_comes_out_as_the_oracle_says(claim, readings):
    check_one(claim, readings)


@settings(max_examples=examples(250))
@given(our.claims("critical_illness"), our.readings_of("critical_illness"))
def test_a_claim_under_the_critical_illness_plan_comes_out_as_the_oracle_says(claim, readings):
    check_one(claim, readings)


def check_history(claims, readings):
    oracle = ORACLES[claims[0].enrolment.plan]
    claims = [claim for claim in claims if oracle.answered(claim, readings)]
    compare_in_turn(oracle, claims, readings)


def histories(plan):
    return st.one_of(our.histories(plan), our.crowded_histories(plan))


@settings(max_examples=examples(250))
@given(histories("female_illness"), our.readings_of("female_illness"))
def test_a_history_under_the_women_s_plan_comes_out_as_the_oracle_says(claims, readings):
    check_history(claims, readings)


@settings(max_examples=examples(250))
@given(histories("critical_illness"), our.readings_of("critical_illness"))
def test_a_history_under_one_version_of_the_critical_illness_plan_comes_out_as_the_oracle_says(
    claims, readings
):
    years = {oracle_critical_illness.year_of(claim, readings) for claim in claims}
    assume(len(years) == 1)
    check_history(claims, readings)


@settings(max_examples=examples(250))
@given(histories("critical_illness"), our.readings_of("critical_illness"))
def test_a_history_over_several_versions_of_the_critical_illness_plan_comes_out_as_the_oracle_says(
    claims, readings
):
    check_history(claims, readings)


@settings(max_examples=examples(150))
@given(our.recurrences("female_illness"))
def test_a_woman_s_disease_is_paid_again_only_where_the_oracle_says(claims):
    check_history(claims, {})


@settings(max_examples=examples(150))
@given(our.recurrences("critical_illness"))
def test_a_critical_illness_is_paid_again_only_where_the_oracle_says(claims):
    """D10: a paid disease class is not paid again after renewal, by whatever name it goes."""
    check_history(claims, {})
