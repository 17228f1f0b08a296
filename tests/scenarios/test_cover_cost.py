"""Costs of cover against closed formulas, and against plain sums over `assess` for the simulated claims."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from chart_examples import cost as cost_with
from small_plans import benefit, figure, plan, version

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.errors import InvalidScenario
from mutual_benefits.events import KINDS
from mutual_benefits.money import to_fen
from mutual_benefits.rules import PerDiem
from mutual_benefits.scenarios.cover_cost.simulated_claims import claims_table, drawn_claims
from mutual_benefits.scenarios.cover_cost.simulation import estimate

SEEDS = (1, 2, 3, 4)


def assumed(plan="accident", tiers=(("26", 1), ("100", 3)), first=date(2017, 1, 1), **incidence):
    cohorts = tuple(
        scenarios.Cohort(enrolment=mb.Enrolment(plan=plan, cover_from=first, fee_tier=tier), weight=weight)
        for tier, weight in tiers
    )
    given = {"event": "injury", "count": scenarios.Chance(of="0.05"), "facts": {}} | incidence
    return scenarios.CoverAssumptions(
        cohorts=cohorts, incidences=(scenarios.Incidence(**given),), note="made up"
    )


STAYS = assumed(facts={"living_days": scenarios.CappedGeometric(goes_on="0.9", most=180)})


def within(estimated, mean) -> bool:
    """Whether the mean is within four standard errors, as in all but one of 16,000 right simulations."""
    return abs(float(estimated.mean) - float(mean)) <= 4 * estimated.standard_error + 1e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_a_capped_geometric_stay_costs_what_its_mean_says(seed):
    """Tiers 26 and 100 pay 30 and 80 yuan a day up to 20 days; one in four members is in tier 26."""
    days = sum((Fraction(9, 10) ** k for k in range(20)), Fraction(0))
    cost = scenarios.cost_of_cover(STAYS, seed=seed, members=1_000, simulations=60)
    wanted = Fraction(1, 20) * days * (30 * Fraction(1, 4) + 80 * Fraction(3, 4))
    assert within(cost.cost_low, wanted)
    assert cost.cost_high == cost.cost_low
    assert within(cost.loss_ratio_low, wanted / (Fraction(26 + 3 * 100) / 4))
    assert cost.fees == Decimal("81.5000")


@pytest.mark.parametrize("beside", [False, True])
def test_the_nights_of_a_stay_are_simulated_by_its_day_of_discharge(beside):
    """Stays of 1 to 3 nights cost a yuan a night, whatever other events are simulated beside them."""
    nights = benefit(PerDiem, "nightly", "hospital_stay", days="nights", rate=figure(100))
    injured = benefit(PerDiem, "daily", "injury", days="living_days", rate=figure(100))
    own = plan(version(nights, injured, adds=()))
    facts = {"nights": scenarios.Weighted(rows={1: 1, 2: 1, 3: 1}), "days": scenarios.Fixed(value=9)}
    stay = scenarios.Incidence(event="hospital_stay", count=scenarios.Fixed(value=1), facts=facts)
    injury = scenarios.Incidence(event="injury", count=scenarios.Fixed(value=1))
    cohort = scenarios.Cohort(enrolment=mb.Enrolment(plan=own.code, cover_from=date(2020, 1, 1)), weight=1)
    assumptions = scenarios.CoverAssumptions(
        cohorts=(cohort,), incidences=(stay, injury) if beside else (stay,), note="made up"
    )
    cost = scenarios.cost_of_cover(assumptions, seed=1, book=own, members=500, simulations=20)
    assert cost.undetermined == 0
    assert within(cost.cost_low, 2)
    assert cost.cost_high == cost.cost_low


def test_nights_that_are_not_told_leave_the_cost_open():
    nightly = benefit(PerDiem, "nightly", "hospital_stay", days="nights", rate=figure(100))
    facts = {"nights": scenarios.Weighted(rows={None: 1, 2: 1}), "days": scenarios.Fixed(value=2)}
    stay = scenarios.Incidence(event="hospital_stay", count=scenarios.Fixed(value=1), facts=facts)
    cohort = scenarios.Cohort(enrolment=mb.Enrolment(plan="small", cover_from=date(2020, 1, 1)), weight=1)
    assumptions = scenarios.CoverAssumptions(cohorts=(cohort,), incidences=(stay,), note="made up")
    own = plan(version(nightly))
    cost = scenarios.cost_of_cover(assumptions, seed=1, book=own, members=200, simulations=10)
    assert 0 < cost.undetermined < cost.claims
    assert within(cost.cost_low, 1)
    assert cost.cost_high is None


@pytest.mark.parametrize("seed", SEEDS)
def test_poisson_counts_of_one_day_cost_the_rate_times_their_mean(seed):
    assumptions = assumed(
        count=scenarios.ByTier(rows={"26": scenarios.Poisson(of="0.5"), "100": scenarios.Poisson(of="0.1")}),
        facts={"living_days": scenarios.Fixed(value=1)},
    )
    cost = scenarios.cost_of_cover(assumptions, seed=seed, members=1_000, simulations=60)
    assert within(cost.cost_low, Fraction(1, 4) * Fraction(1, 2) * 30 + Fraction(3, 4) * Fraction(1, 10) * 80)


def test_an_event_that_every_member_has_costs_the_same_in_every_portfolio():
    assumptions = assumed(
        count=scenarios.Fixed(value=1), facts={"living_days": scenarios.Fixed(value=2)}, tiers=(("26", 1),)
    )
    cost = scenarios.cost_of_cover(assumptions, seed=1, members=50, simulations=5)
    assert set(cost.simulated_fen) == {(50 * 6_000, 50 * 6_000)}
    assert (cost.cost_low.low, cost.cost_low.mean, cost.cost_low.high) == (60, 60, 60)
    assert cost.quantile(Decimal(1)) == cost.quantile(Decimal("0.01"), end="high") == 60


def test_a_quantile_is_the_least_cost_that_so_many_portfolios_do_not_exceed():
    """Three portfolios of 1,000 members cost 1, 3 and 2 yuan per member at least, 9, 3 and 5 at most."""
    cost = cost_with([(100_000, 900_000), (300_000, 300_000), (200_000, 500_000)])
    shares = [Decimal(share) for share in ("0.3", "0.5", "1")]
    assert [cost.quantile(share) for share in shares] == [1, 2, 3]
    assert [cost.quantile(share, end="high") for share in shares] == [3, 5, 9]


def test_no_interval_begins_below_0_since_no_sum_is_below_it():
    rare = estimate([0, 0, 0, 0, 500], Fraction(1), Decimal("0.95"))
    assert (rare.low, rare.mean) == (0, 100)
    assert rare.high > 200, "the other end is where it was"


def test_the_interval_covers_the_mean_about_as_often_as_it_says():
    """Sums of 40 dice, 2,000 times: 95 % is 1,900, and four standard errors about it are 39."""
    rolls = np.random.Generator(np.random.PCG64([7])).integers(1, 7, size=(2_000, 40))
    found = [estimate(row, Fraction(1), Decimal("0.95")) for row in rolls.tolist()]
    covered = sum(one.low <= Decimal("3.5") <= one.high for one in found)
    assert 1_850 <= covered <= 1_945


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others():
    one, same, other = (
        scenarios.cost_of_cover(STAYS, seed=seed, members=200, simulations=4) for seed in (1, 1, 2)
    )
    assert one.model_dump_json() == same.model_dump_json() != other.model_dump_json()
    assert scenarios.CostOfCover.model_validate_json(one.model_dump_json()) == one


@pytest.mark.parametrize("seed", SEEDS)
def test_simulated_sums_are_those_of_assess(seed):
    assumptions = assumed(
        count=scenarios.Poisson(of="1.5"),
        facts={
            "hospital_days": scenarios.Bands(rows=((0, 30, 1),)),
            "living_days": scenarios.Beyond(fact="hospital_days", by=scenarios.Bands(rows=((0, 60, 1),))),
            "died": scenarios.Chance(of="0.1"),
        },
    )
    cost = scenarios.cost_of_cover(assumptions, seed=seed, members=20, simulations=3)
    of = np.array([0] * 5 + [1] * 15)
    for simulation, (low, high) in enumerate(cost.simulated_fen):
        desk, ends = Desk(), defaultdict(int)
        rows = claims_table([drawn_claims(assumptions, of, seed, simulation)]).rows(named=True)
        for row in sorted(rows, key=lambda row: (row["happened_on"], row["id"])):
            given = {name: row[name] for name in KINDS["injury"].model_fields if row.get(name) is not None}
            enrolment = mb.Enrolment(plan="accident", cover_from=row["cover_from"], fee_tier=row["fee_tier"])
            claim = mb.Claim(
                id=row["id"], member=row["member"], enrolment=enrolment, event=mb.Injury(**given)
            )
            assessment = desk.assess(claim)
            ends["low"] += to_fen(assessment.low)
            ends["open"] += assessment.high is None
            ends["high"] += 0 if assessment.high is None else to_fen(assessment.high)
        assert rows
        assert low == ends["low"]
        assert high == (None if ends["open"] else ends["high"])


def test_the_parts_of_a_cost_add_up_to_the_whole():
    cost = scenarios.cost_of_cover(STAYS, seed=1, members=400, simulations=4)
    assert sum(part.claims for part in cost.by_cohort) == cost.claims
    assert [part.members for part in cost.by_cohort] == [100, 300]
    assert cost.frame()["low_fen"].to_list() == [low for low, _ in cost.simulated_fen]


def test_an_unstated_fee_leaves_no_loss_ratio_and_says_so():
    """The record does not state the fee of the hospital medical plan of 2013."""
    assumptions = assumed(
        plan="hospital_medical",
        tiers=((None, 1),),
        first=date(2014, 1, 1),
        count=scenarios.Fixed(value=1),
        event="medical_expense",
        facts={"setting": scenarios.Fixed(value="inpatient"), "self_paid": scenarios.Fixed(value=500_000)},
    )
    found = scenarios.cost_of_cover(assumptions, seed=1, members=50, simulations=2)
    assert found.claims == 100
    assert (found.fees, found.loss_ratio_low, found.loss_ratio_high) == (None, None, None)
    assert "does not state the fee" in str(found)
    assert "未载明会费" in found.explain("zh")


def test_assumptions_are_printed_with_the_result():
    cost = scenarios.cost_of_cover(STAYS, seed=1, members=100, simulations=2)
    for lang in ("en", "zh"):
        assert STAYS.explain(lang) in cost.explain(lang)
    assert "weight 3: first day of cover 2017-01-01, tier 100" in str(STAYS)
    assert "权重 3：保障起始日 2017-01-01，100元档" in STAYS.explain("zh")
    assert "not published figures" in str(cost)


def test_assumed_figures_are_printed_with_their_units():
    costs = {
        "self_paid": scenarios.Bands(rows=((500_000, 600_000, 1),)),
        "over_cap": scenarios.Fixed(value=7),
    }
    pipe = {"peril": scenarios.Fixed(value="burst_pipe"), "area": scenarios.Fixed(value=12)}
    stay = {"days": scenarios.CappedGeometric(goes_on="0.5", most=3), "nights": scenarios.Fixed(value=2)}
    cases = [
        ("warm_aid", "medical_expense", costs, ["5,000.00 yuan to 6,000.00 yuan (w", "always 0.07 yuan"]),
        ("non_work_accident", "home_loss", pipe, ["always 12 m²"]),
        (
            "hospital_allowance",
            "hospital_stay",
            stay,
            ["from 1 day, one", "at most 3 days (", "always 2 nights"],
        ),
    ]
    for plan_, event, facts, texts in cases:
        printed = assumed(plan_, tiers=((None, 1),), event=event, facts=facts).explain("en")
        assert all(text in printed for text in texts), printed


@pytest.mark.parametrize("value", [Decimal(5000), 5000.0])
def test_money_in_yuan_is_refused_with_the_unit_to_give(value):
    for make in (lambda: scenarios.Fixed(value=value), lambda: scenarios.Weighted(rows={value: 1})):
        with pytest.raises(ValueError, match=r"money in whole fen \(500000 for 5,000 yuan\)"):
            make()


@pytest.mark.parametrize(
    "wrong", [{"members": 0}, {"simulations": 1}, {"seed": -1}, {"confidence": 1}, {"confidence": "much"}]
)
def test_an_argument_that_is_out_of_range_is_named(wrong):
    with pytest.raises((InvalidScenario, mb.InvalidArgument), match=next(iter(wrong))):
        scenarios.cost_of_cover(STAYS, **({"seed": 1} | wrong))


def test_a_cost_without_any_claim_is_zero():
    never = assumed(count=scenarios.Chance(of="0.000000001"))
    found = scenarios.cost_of_cover(never, seed=1, members=2, simulations=2)
    assert (found.claims, found.cost_low.mean, found.cost_high.mean) == (0, 0, 0)
    with pytest.raises(InvalidScenario, match="'dask'; give one of polars, pandas, pyarrow"):
        found.frame(backend="dask")


def test_days_without_a_version_are_refused():
    with pytest.raises(mb.MutualBenefitsError, match="no_version_in_force"):
        scenarios.cost_of_cover(
            STAYS.model_copy(update={"cohorts": assumed(first=date(2000, 1, 1)).cohorts}),
            seed=1,
            members=100,
            simulations=2,
        )
