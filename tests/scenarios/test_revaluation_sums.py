"""Revaluations against plain sums over the assessments of every claim, and their laws."""

import pytest
from example_counts import examples
from filled_plans import at_share, filled
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle_revaluation import AMENDED, added, books, by_hand, check, desk_of, drafts, fen, way_of
from strategies_tables import ENGINES, PLANS, claims, table_of

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.scenarios.book import plan_of


@given(data=st.data())
@settings(max_examples=examples(50))
def test_a_revaluation_is_the_sum_over_its_claims(data):
    plan = data.draw(st.sampled_from(PLANS), "plan")
    portfolio = data.draw(claims(plan), "claims")
    before, after = data.draw(books(plan), "books")
    make = ENGINES[data.draw(st.sampled_from(("polars", "polars_lazy", "pandas", "pyarrow")), "engine")].make
    result = scenarios.revalue(make(table_of(portfolio)), before=before, after=after, plan=plan)
    one, other = (by_hand(portfolio, desk_of(book, plan)) for book in (before, after))
    check(result, portfolio, one, other)


@given(data=st.data())
@settings(max_examples=examples(25))
def test_the_largest_movements_are_explained_by_both_assessments(data):
    plan = data.draw(st.sampled_from(PLANS), "plan")
    portfolio = data.draw(claims(plan), "claims")
    before, after = data.draw(books(plan), "books")
    result = scenarios.revalue(table_of(portfolio), before=before, after=after, plan=plan)
    desks = [desk_of(book, plan) for book in (before, after)]
    texts = [{}, {}]
    for claim in sorted(portfolio, key=lambda claim: (claim.event.happened_on, claim.id)):
        for desk, text in zip(desks, texts, strict=True):
            try:
                text[claim.id] = desk.assess(claim).explain()
            except mb.MutualBenefitsError:
                continue
    for moved in result.largest:
        explanation = moved.explain()
        assert texts[0][moved.claim.id] in explanation
        assert texts[1][moved.claim.id] in explanation
        assert "调整后" in moved.explain("zh")


@given(data=st.data())
@settings(max_examples=examples(40))
def test_whatever_the_open_terms_are_a_claim_moves_within_its_bounds(data):
    """A term that both books leave open is filled in alike: a benefit that is the same stays the same."""
    plan = data.draw(st.sampled_from(PLANS), "plan")
    portfolio = data.draw(claims(plan), "claims")
    before, after = data.draw(books(plan), "books")
    shares = at_share({}, data.draw(st.integers(0, 1000), "share"))
    rows = scenarios.movements(table_of(portfolio), before=before, after=after, plan=plan)
    exact = []
    for book in (before, after):
        readings = book if isinstance(book, dict) else {}
        whole = filled(plan_of(plan if isinstance(book, dict) else book, plan), shares)
        exact.append(by_hand(portfolio, Desk(plan=whole, readings=readings)))
    assert rows["id"].to_list() == [claim.id for claim in portfolio]
    for claim, row in zip(portfolio, rows.rows(named=True), strict=True):
        if row["direction"] == "unanswered":
            continue
        sums = [added(found[claim.id].values()) for found in exact]
        if any(low != high for low, high in sums):  # an incomplete list of diseases cannot be filled in
            assert claim.event.kind == "diagnosis"
            continue
        movement = sums[1][0] - sums[0][0]
        low, high = row["movement_low_fen"], row["movement_high_fen"]
        assert low is None or low <= movement
        assert high is None or movement <= high
        assert row["direction"] == way_of((low, high))


@pytest.mark.parametrize("plan", PLANS)
def test_a_rule_book_against_itself_moves_nothing(plan):
    claims = scenarios.synthetic_portfolio(100, seed=4, plan=plan)
    for book in (plan, mb.get_plan(plan).versions[-1], {}):
        result = scenarios.revalue(claims, before=book, after=book, plan=plan)
        assert result.total.stay == result.total.claims
        assert fen(result.total.movement) == (0, 0)
        assert result.total.before == result.total.after
        assert result.largest == result.distribution == ()
        assert set(result.same) == {code for code, _ in result.names}


ENGINE_BOOKS = {"before": "accident", "after": {"consolation.day_cap": "together"}}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_same_revaluation(engine):
    wanted = scenarios.synthetic_portfolio(2_000, seed=9, plan="accident").drop("synthetic")
    found = scenarios.revalue(ENGINES[engine].make(wanted), **ENGINE_BOOKS)
    expected = scenarios.revalue(wanted, **ENGINE_BOOKS)
    if engine == "duckdb":  # its rows have no order, so rows with equal movements may change places
        assert found.model_copy(update={"largest": ()}) == expected.model_copy(update={"largest": ()})
        assert [each.movement for each in found.largest] == [each.movement for each in expected.largest]
    else:
        assert found == expected


def test_every_plan_is_tested_with_an_amended_version():
    assert set(AMENDED) == set(PLANS)
    assert all(drafts(plan) for plan in PLANS)
