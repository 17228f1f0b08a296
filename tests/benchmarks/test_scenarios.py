"""The time for a revaluation and for a grid, compared with `assess_table` alone.

MB_ROWS=1000000 python -m pytest tests/benchmarks/test_scenarios.py --benchmark-enable
"""

import os
from datetime import date

import polars as pl
import pytest

import mutual_benefits as mb
from mutual_benefits import scenarios

ROWS = int(os.environ.get("MB_ROWS", "1000000"))
CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
)
VARY = {"event.living_days": range(100), "event.hospital_days": range(100)}


@pytest.fixture(scope="module")
def claims(request):
    """Made-up claims without a column `member`, so that no limit is counted across rows."""
    rows = ROWS if request.config.getoption("--benchmark-enable") else 1_000
    return scenarios.synthetic_portfolio(rows, seed=1, plan="accident").drop("member", "synthetic", "plan")


def test_a_table_alone(benchmark, claims):
    benchmark.pedantic(lambda: mb.assess_table(claims.lazy(), plan="accident").collect(), rounds=3)


def test_a_revaluation(benchmark, claims):
    old, new = mb.get_plan("accident").versions
    result = benchmark.pedantic(
        lambda: scenarios.revalue(claims, before=old, after=new, plan="accident"), rounds=3
    )
    assert result.claims == len(claims)


def test_the_points_of_a_grid_as_a_table(benchmark):
    points = scenarios.grid(CLAIM, VARY).select("event.living_days", "event.hospital_days")
    table = points.rename({name: name.removeprefix("event.") for name in points.columns}).with_columns(
        cover_from=date(2016, 1, 1), happened_on=date(2016, 5, 4)
    )
    table = table.with_columns(fee_tier=pl.lit("100"))
    benchmark.pedantic(lambda: mb.assess_table(table, plan="accident"), rounds=20, warmup_rounds=1)


def test_a_grid(benchmark):
    result = benchmark.pedantic(lambda: scenarios.grid(CLAIM, VARY), rounds=20, warmup_rounds=1)
    assert len(result) == 10_000
