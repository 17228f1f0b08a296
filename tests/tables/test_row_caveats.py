"""Each row of a table has the caveats that `assess` gives for its claim."""

import pytest
import strategies_tables as our
from example_counts import examples

import mutual_benefits as mb
from mutual_benefits.assessment.desk import Desk

everywhere = pytest.mark.parametrize("plan", our.PLANS)
LAZY = ("polars_lazy", "duckdb")
HISTORY = ("same_facts", "same_event_other_cover", "stays_overlap", "covers_overlap", "event_after_death")
LATER = (*HISTORY, "inferred", "inferred_condition", "reading", "reading_unanswered", "reading_uncounted")


def codes_of(assessment):
    """The codes of an assessment's caveats as a row has them: each once, without what a row cannot know."""
    codes = (caveat.code.removesuffix("_near") for caveat in assessment.caveats)
    return ";".join(dict.fromkeys(code for code in codes if code not in LATER))


def caveats_of(claims, readings=None, usage=None):
    """By claim id, the caveats of each claim after the earlier ones; None where it cannot be assessed."""
    desk, found = Desk(readings=readings, usage=usage), {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        try:
            found[claim.id] = codes_of(desk.assess(claim))
        except tuple(our.REASONS):
            found[claim.id] = None
    return found


def differing(result, wanted, *, unsettled=False):
    """By claim id, the caveats of a row and those of its claim, where they differ."""
    rows = [row for row in our.dicts(result) if not (unsettled and row["reason"] == "limits_unsettled")]
    return {
        row["id"]: (row["caveats"], wanted[row["id"]]) for row in rows if row["caveats"] != wanted[row["id"]]
    }


@everywhere
@pytest.mark.parametrize("engine", our.ENGINES)
def test_each_row_has_the_caveats_of_its_claim(plan, engine):
    claims, used = our.claims_after_history(plan)
    frame = our.ENGINES[engine].make(our.table_of(claims))
    result = mb.assess_table(frame, plan=plan, unit="fen", history=used, caveats=True)
    assert not differing(result, caveats_of(claims, usage=used), unsettled=engine in LAZY)


@everywhere
def test_each_row_has_the_caveats_of_its_claim_under_every_reading(plan):
    for readings, claims in our.claims_by_readings(plan, examples(60)).items():
        chosen = dict(readings)
        result = mb.assess_table(our.table_of(claims), plan=plan, unit="fen", readings=chosen, caveats=True)
        assert not differing(result, caveats_of(claims, chosen)), readings


def test_a_table_has_no_column_of_caveats_unless_it_is_asked_for():
    claims = our.many_claims("accident")[:3]
    assert "caveats" not in mb.assess_table(our.table_of(list(claims)), plan="accident").columns
