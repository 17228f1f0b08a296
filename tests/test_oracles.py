"""The engine against the naive oracles, which share nothing with it, under every reading."""

import oracle_accident
import oracle_non_work_accident
import pytest
import strategies as our
from conftest import examples
from hypothesis import event, given, settings
from hypothesis import strategies as st

import mutual_benefits as mb


def fen(yuan):
    return None if yuan is None else int(yuan * 100)


def engine_outcomes(assessment):
    return {
        part.benefit: (
            f"refused: {part.reason}" if part.status == "refused" else part.status,
            fen(part.low),
            fen(part.high),
        )
        for part in assessment.entitlements
    }


def shown(assessment, expected):
    return f"\nthe oracle says {expected}\n\n{assessment.explain()}\n\n{assessment.claim!r}"


@settings(max_examples=examples(300))
@given(our.claims("accident"), our.readings_of("accident"))
def test_an_accident_claim_comes_out_as_the_oracle_says(claim, readings):
    expected = oracle_accident.outcomes([claim], readings)
    if not expected:
        with pytest.raises(mb.NoVersionInForce):
            mb.assess(claim, readings=readings)
        return
    assessment = mb.assess(claim, readings=readings)
    event(f"total is {assessment.status}")
    assert engine_outcomes(assessment) == expected[0], shown(assessment, expected[0])


@settings(max_examples=examples(250))
@given(our.histories("accident"), our.readings_of("accident"))
def test_a_history_of_accident_claims_comes_out_as_the_oracle_says(claims, readings):
    claims = [claim for claim in claims if oracle_accident.outcomes([claim], readings)]
    expected = oracle_accident.outcomes(claims, readings)
    for assessment, each in zip(mb.assess_all(claims, readings=readings), expected, strict=True):
        assert engine_outcomes(assessment) == each, shown(assessment, each)


@settings(max_examples=examples(250))
@given(our.claims("non_work_accident"), our.readings_of("non_work_accident"))
def test_a_non_work_claim_comes_out_as_the_oracle_says(claim, readings):
    expected = oracle_non_work_accident.outcomes([claim], readings)
    if not expected:
        with pytest.raises((mb.NoVersionInForce, mb.NotCovered)):
            mb.assess(claim, readings=readings)
        return
    assessment = mb.assess(claim, readings=readings)
    event(f"total is {assessment.status}")
    assert engine_outcomes(assessment) == expected[0], shown(assessment, expected[0])


@settings(max_examples=examples(250))
@given(our.histories("non_work_accident"), our.readings_of("non_work_accident"))
def test_a_history_of_non_work_claims_comes_out_as_the_oracle_says(claims, readings):
    claims = [claim for claim in claims if oracle_non_work_accident.outcomes([claim], readings)]
    expected = oracle_non_work_accident.outcomes(claims, readings)
    for assessment, each in zip(mb.assess_all(claims, readings=readings), expected, strict=True):
        assert engine_outcomes(assessment) == each, shown(assessment, each)


@settings(max_examples=examples(150))
@given(st.data(), our.readings_of("non_work_accident"))
def test_a_child_s_history_comes_out_as_the_oracle_says(data, readings):
    enrolment = data.draw(our.enrolments("non_work_accident"))
    day = max(enrolment.cover_from, our.date(2016, 1, 1))
    told = data.draw(st.lists(our.child_injuries(day), min_size=2, max_size=4))
    claims = [
        mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=injury)
        for number, injury in enumerate(told)
    ]
    claims = [claim for claim in claims if oracle_non_work_accident.outcomes([claim], readings)]
    expected = oracle_non_work_accident.outcomes(claims, readings)
    for assessment, each in zip(mb.assess_all(claims, readings=readings), expected, strict=True):
        assert engine_outcomes(assessment) == each, shown(assessment, each)
