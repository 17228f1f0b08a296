"""The accident plans against naive oracles, which share no code with the engine, under every reading."""

from datetime import date

import oracle_accident
import oracle_non_work_accident
import pytest
import strategies_accident as our
from example_counts import examples
from hypothesis import event, given, settings

import mutual_benefits as mb


def fen(yuan):
    return None if yuan is None else int(yuan * 100)


def engine_outcomes(assessment):
    days = {
        f"days:{part.benefit}": part.units
        for part in assessment.entitlements
        if part.benefit.endswith("_allowance")
    }
    return days | {
        part.benefit: (
            f"refused: {part.reason}" if part.status == "refused" else part.status,
            fen(part.low),
            fen(part.high),
        )
        for part in assessment.entitlements
    }


def report(assessment, expected):
    return f"\nthe oracle says {expected}\n\n{assessment.explain()}\n\n{assessment.claim!r}"


def of_one_tier(claims):
    """The claims without those whose cover has had another tier; the oracle knows one maximum for a cover."""
    tiers = {}
    for claim in claims:
        tiers.setdefault((claim.member, claim.enrolment.cover_from), claim.enrolment.fee_tier)
    return [
        claim
        for claim in claims
        if tiers[claim.member, claim.enrolment.cover_from] == claim.enrolment.fee_tier
    ]


def check_accidents(assessments, expected):
    """Bounds are the oracle's, but for covers in which a sum of the terms of 2010 was open.

    There, what an open sum has used of the maximum in all and what is left of it are taken as independent, so
    that later bounds under those terms may be wider; days and refusals are the oracle's all the same. The
    terms of 2016 have no such maximum.
    """
    open_before = set()
    for assessment, each in zip(assessments, expected, strict=True):
        claim, found = assessment.claim, engine_outcomes(assessment)
        cover = (claim.member, claim.enrolment.cover_from)
        with_maximum = assessment.version < date(2016, 1, 1)
        if cover not in open_before or not with_maximum:
            assert found == each, report(assessment, each)
        for name, wanted in each.items():
            if name.startswith("days:") or wanted[0].startswith("refused"):
                assert found[name] == wanted, report(assessment, each)
                continue
            (status, low, high), (_, least, most) = found[name], wanted
            assert not status.startswith("refused"), report(assessment, each)
            assert low <= least, report(assessment, each)
            assert high is None or (most is not None and most <= high), report(assessment, each)
        still_open = any(
            not name.startswith("days:") and one[0] == "undetermined" for name, one in each.items()
        )
        if with_maximum and still_open:
            open_before.add(cover)


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
    assert engine_outcomes(assessment) == expected[0], report(assessment, expected[0])


@settings(max_examples=examples(250))
@given(our.histories("accident"), our.readings_of("accident"))
def test_a_history_of_accident_claims_comes_out_as_the_oracle_says(claims, readings):
    claims = of_one_tier([claim for claim in claims if oracle_accident.outcomes([claim], readings)])
    expected = oracle_accident.outcomes(claims, readings)
    check_accidents(mb.assess_all(claims, readings=readings), expected)


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
    assert engine_outcomes(assessment) == expected[0], report(assessment, expected[0])


@settings(max_examples=examples(250))
@given(our.histories("non_work_accident"), our.readings_of("non_work_accident"))
def test_a_history_of_non_work_claims_comes_out_as_the_oracle_says(claims, readings):
    claims = [claim for claim in claims if oracle_non_work_accident.outcomes([claim], readings)]
    expected = oracle_non_work_accident.outcomes(claims, readings)
    for assessment, each in zip(mb.assess_all(claims, readings=readings), expected, strict=True):
        assert engine_outcomes(assessment) == each, report(assessment, each)


@settings(max_examples=examples(200))
@given(our.crowded_histories("accident"), our.readings_of("accident"))
def test_accident_claims_that_use_up_the_limits_come_out_as_the_oracle_says(claims, readings):
    expected = oracle_accident.outcomes(claims, readings)
    check_accidents(mb.assess_all(claims, readings=readings), expected)


@settings(max_examples=examples(150))
@given(our.crowded_histories("non_work_accident"), our.readings_of("non_work_accident"))
def test_claims_for_a_child_that_use_up_the_limits_come_out_as_the_oracle_says(claims, readings):
    """Two undetermined sums in a row are taken as independent, so bounds may be wider from there on."""
    expected = oracle_non_work_accident.outcomes(claims, readings)
    seen = []
    for assessment, each in zip(mb.assess_all(claims, readings=readings), expected, strict=True):
        child = assessment.claim.event.child
        if seen.count(child) < 2 or readings.get("child.after_disability") != "difference":
            assert engine_outcomes(assessment) == each, report(assessment, each)
        for benefit, (_, low, high) in each.items():
            part = assessment[benefit]
            assert fen(part.low) <= low <= high <= fen(part.high), report(assessment, each)
        seen.append(child)
