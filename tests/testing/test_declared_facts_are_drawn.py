"""The testing kit draws declared facts: a payout that ignores one breaks a law or differs from the engine."""

from datetime import date

import pytest
import strategies_tables as our
from hypothesis import HealthCheck, given, seed, settings
from plan_of_declared_facts import FACTS, book
from small_plans import benefit, by, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.rules import ExpenseShare
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.testing import laws

OWN = book()
IGNORED = {
    "total_bill": 3_000,
    "town": "big",
    "months_paid": 13,
    "settled_on": date(1999, 1, 1),
    "retired": False,
}


def paid(claim):
    return {part.benefit: part.low for part in mb.assess(claim, plan=OWN).entitlements}


def ignoring(name):
    def payout(claim):
        return paid(claim.model_copy(update={"facts": {**claim.facts, name: IGNORED[name]}}))

    return payout


def test_the_engine_keeps_the_laws():
    assert not laws.check(paid, OWN, max_examples=60).violations
    assert not laws.differential(paid, OWN, max_examples=60).violations


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("name", FACTS)
def test_a_payout_that_ignores_a_fact_is_noticed(name):
    # Few claims first: each further one may break another law, which takes its own search.
    checked = (laws.check(ignoring(name), OWN, max_examples=claims) for claims in (20, 200))
    assert any(report.broken for report in checked), "a law is broken"
    report = laws.differential(ignoring(name), OWN, max_examples=100)
    assert report.broken == ("differential",)
    assert f"{name}=" in str(report)


@pytest.mark.usefixtures("unshrunk")
def test_a_payout_with_another_default_is_noticed():
    def payout(claim):
        return paid(claim.model_copy(update={"facts": {"retired": True, **claim.facts}}))

    assert laws.differential(payout, OWN).broken == ("differential",)


def test_claims_that_are_drawn_are_answered_and_reach_each_boundary():
    seen = {name: set() for name in FACTS}

    @seed(3)
    @settings(max_examples=300, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(testing.claims(OWN))
    def draw(claim):
        mb.assess(claim, plan=OWN)
        for name, values in seen.items():
            values.add(claim.facts.get(name))
        if "settled_on" in claim.facts:
            seen["settled_on"].add(
                (date.fromisoformat(claim.facts["settled_on"]) - claim.event.happened_on).days
            )

    draw()
    assert all(None in values for values in seen.values())
    assert {"big", "small", "大城市", "small town"} <= seen["town"]
    assert {11, 12, 13} <= seen["months_paid"]
    assert {59, 60, 61} <= seen["settled_on"]
    assert seen["retired"] == {None, True, False}


def test_tables_that_are_drawn_hold_the_facts():
    @seed(3)
    @settings(max_examples=8, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(testing.tables(OWN))
    def draw(frame):
        assert set(FACTS) <= set(frame.columns)
        rows = our.dicts(mb.assess_table(frame, plan=OWN, unit="fen"))
        assert all(row["status"] != "invalid" for row in rows)
        assert all(row["low_fen"] is not None for row in rows)

    draw()


def test_only_the_words_and_numbers_of_which_the_rule_book_has_a_row_are_drawn():
    facts = {
        "grade": Fact(kind="number", name=mb.Text(en="grade", zh="等级")),
        "ward": Fact(kind="word", name=mb.Text(en="ward", zh="病房")),
    }
    rows = by("grade", {3: 300, 7: 700})
    terms = {"share": by("ward", {"single": 1_000, "shared": 2_000}), "limits": (limit("sum", "fen", rows),)}
    own = plan(version(benefit(ExpenseShare, "share", "medical_expense", **terms), facts=facts))
    seen = {name: set() for name in facts}

    @seed(3)
    @settings(max_examples=60, database=None, deadline=None)
    @given(testing.claims(own))
    def draw(claim):
        for name, values in seen.items():
            values.add(claim.facts.get(name))

    draw()
    assert seen == {"grade": {None, 3, 7}, "ward": {None, "single", "shared"}}
