"""Revaluations against plain sums over the assessments of every claim, and their laws."""

from random import Random

import pytest
from example_counts import examples
from filled_plans import at_share, filled
from oracle_revaluation import AMENDED, IN_ALL, books, by_hand, check, desk_of, drafts, fen, until, way_of
from strategies_tables import ENGINES, PLANS, QUICK, UNLIKE, many_claims, narrow_table_of

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.rulebook.registry.book import plan_of


def settings_of(plan, seed):
    """The claims of some members, in any order, and two rule books; always the same for a seed.

    Preparing a table takes long and one more row does not, but an open sum hides the totals that it is in: so
    some portfolios are large and some small.
    """
    chance = Random(f"{plan} {seed}")  # noqa: S311  # a sample, not a secret
    of_member = {}
    for claim in many_claims(plan):
        of_member.setdefault(claim.member, []).append(claim)
    chosen = chance.sample(sorted(of_member), (40, 3, 12, 1)[(seed + PLANS.index(plan)) % 4])
    claims = [claim for member in chosen for claim in of_member[member]]
    chance.shuffle(claims)
    return claims, chance.choice(books(plan)), chance.choice(books(plan))


@pytest.mark.parametrize("seed", range(examples(5)))
@pytest.mark.parametrize("plan", UNLIKE)
def test_a_revaluation_is_the_sum_over_its_claims_and_its_largest_movements_are_explained(plan, seed):
    claims, before, after = settings_of(plan, seed)
    make = ENGINES[("polars", "polars_lazy", "pyarrow", "pandas")[(seed + PLANS.index(plan)) % 4]].make
    result = scenarios.revalue(
        make(narrow_table_of(claims)), before=before, after=after, plan=plan, unit="fen"
    )
    sums = (by_hand(claims, desk_of(book, plan)) for book in (before, after))
    check(result, claims, *sums, until(before, after, plan))
    desks, texts = [desk_of(book, plan) for book in (before, after)], ({}, {})
    largest = result.largest[:6]
    shown = {moved.claim.member for moved in largest}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        for desk, text in zip(desks, texts, strict=True):
            try:
                text[claim.id] = desk.assess(claim).explain() if claim.member in shown else ""
            except mb.MutualBenefitsError:
                continue
    for moved in largest:
        explanation = moved.explain()
        assert texts[0][moved.claim.id] in explanation
        assert texts[1][moved.claim.id] in explanation
        assert "调整后" in moved.explain("zh")


def cannot_be_filled_in(claim, claims):
    """An open list, an unknown word here or earlier, or an earlier claim of no stated period."""
    place = claim.event.happened_on, claim.id
    earlier = [
        other
        for other in claims
        if other.member == claim.member and (other.event.happened_on, other.id) < place
    ]
    if earlier and claim.enrolment.plan == "non_work_accident":
        return True
    return claim.event.kind == "diagnosis" or any(
        "no_such_word" in (getattr(one.event, "cause", None), getattr(one.event, "injury_kind", None))
        for one in (claim, *earlier)
    )


@pytest.mark.parametrize("seed", range(examples(6)))
@pytest.mark.parametrize("plan", UNLIKE)
def test_whatever_the_open_terms_are_a_claim_moves_within_its_bounds(plan, seed):
    """A term that both books leave open is filled in alike: a benefit that is the same stays the same."""
    claims, before, after = settings_of(plan, 4 * seed + 100)
    rows = scenarios.movements(narrow_table_of(claims), before=before, after=after, plan=plan, unit="fen")
    assert rows["id"].to_list() == [claim.id for claim in claims]
    for share in (0, 137 * (seed + 1) % 1000, 1000):
        shares, exact = at_share({}, share), []
        for book in (before, after):
            readings = book if isinstance(book, dict) else {}
            whole = filled(plan_of(plan if isinstance(book, dict) else book, plan), shares)
            exact.append(by_hand(claims, Desk(plan=whole, readings=readings)))
        for claim, row in zip(claims, rows.rows(named=True), strict=True):
            if row["direction"] == "unanswered":
                continue
            sums = [found[claim.id][IN_ALL] for found in exact]
            if any(low != high for low, high in sums):
                assert cannot_be_filled_in(claim, claims)
                continue
            movement = sums[1][0] - sums[0][0]
            low, high = row["movement_low_fen"], row["movement_high_fen"]
            assert low is None or low <= movement
            assert high is None or movement <= high
            assert row["direction"] == way_of((low, high))


@pytest.mark.parametrize("plan", UNLIKE)
def test_a_rule_book_against_itself_moves_nothing(plan):
    claims = scenarios.synthetic_portfolio(100, seed=4, plan=plan)
    for book in (plan, mb.get_plan(plan).versions[-1], {}):
        result = scenarios.revalue(claims, before=book, after=book, plan=plan, unit="fen")
        assert result.total.stay == result.total.claims
        assert fen(result.total.movement) == (0, 0)
        assert result.total.before == result.total.after
        assert result.largest == result.distribution == ()
        assert set(result.same) == {code for code, _ in result.names}


ENGINE_BOOKS = {"before": "accident", "after": {"consolation.day_cap": "together"}}


@pytest.mark.parametrize("engine", QUICK)
def test_every_engine_gives_the_same_revaluation(engine):
    wanted = scenarios.synthetic_portfolio(2_000, seed=9, plan="accident").drop("synthetic")
    found = scenarios.revalue(ENGINES[engine].make(wanted), **ENGINE_BOOKS, unit="fen")
    expected = scenarios.revalue(wanted, **ENGINE_BOOKS, unit="fen")
    if engine == "duckdb":  # its rows have no order, so rows with equal movements may change places
        assert found.model_copy(update={"largest": ()}) == expected.model_copy(update={"largest": ()})
        assert [each.movement for each in found.largest] == [each.movement for each in expected.largest]
    else:
        assert found == expected


def test_every_plan_is_tested_with_an_amended_version():
    assert set(AMENDED) == set(PLANS)
    assert all(drafts(plan) for plan in PLANS)
