"""How the time for a table grows with its rows, with the versions of its plan and with limits per member.

MB_ROWS=1000000 python -m pytest tests/benchmarks/test_table_growth.py --benchmark-enable
"""

import os
from datetime import date

import polars as pl
import pytest

import mutual_benefits as mb
from mutual_benefits.rulebook.term_path import rewritten

ROWS = int(os.environ.get("MB_ROWS", "1000000"))
TIERS = ["26", "50", "74", "100"]


def plan_of(count):
    """The accident plan, extended by one version a year, each with other rates, to `count` versions."""
    plan = mb.get_plan("accident")
    newest, made = plan.versions[-1], []
    for number in range(1, count - len(plan.versions) + 1):
        changes = {f"living_allowance.rate.{tier}": 100 + number for tier in TIERS}
        drafted = newest.amend(changes, label=f"year {number}")
        made.append(rewritten(drafted, {}, effective_from=date(2016 + number, 1, 1), shown_until=None))
    return mb.Plan(code=plan.code, name=plan.name, versions=(*plan.versions, *made))


@pytest.fixture(scope="module")
def rows(request):
    return ROWS if request.config.getoption("--benchmark-enable") else 1_000


@pytest.fixture(scope="module")
def claims(rows):
    """Claims from 2015 to 2035 in every tier, shuffled; each member has three claims in one cover period."""
    number = pl.int_range(rows, dtype=pl.Int64, eager=True)
    first = pl.Series([date(2015, 1, 1)]).to_physical()[0]
    cover = (number // 3 * 61) % 7_000 + first
    return pl.DataFrame(
        {
            "id": number.cast(pl.String),
            "member": (number // 3).cast(pl.String),
            "fee_tier": pl.Series(TIERS).gather((number // 3 % 4).cast(pl.UInt32)),
            "cover_from": cover.cast(pl.Int32).cast(pl.Date),
            "happened_on": (cover + number % 364).cast(pl.Int32).cast(pl.Date),
            "living_days": number % 41,
            "hospital_days": number % 23,
        }
    ).sample(fraction=1, shuffle=True, seed=1)


@pytest.mark.parametrize("versions", [2, 20])
@pytest.mark.benchmark(group="versions")
def test_versions(benchmark, claims, versions):
    plan, alone = plan_of(versions), claims.drop("member").lazy()
    result = benchmark(lambda: mb.assess_table(alone, plan=plan, unit="fen").collect())
    assert result["version"].n_unique() == versions


@pytest.mark.parametrize("member", [False, True], ids=["alone", "with members"])
@pytest.mark.benchmark(group="limits across rows")
def test_limits_across_rows(benchmark, claims, member):
    frame = (claims if member else claims.drop("member")).lazy()
    result = benchmark(lambda: mb.assess_table(frame, plan="accident").collect())
    assert len(result) == len(claims)


@pytest.mark.parametrize("share", [1, 2, 4])
@pytest.mark.benchmark(group="rows")
def test_rows(benchmark, claims, share):
    frame = claims.drop("member").head(len(claims) * share // 4).lazy()
    result = benchmark(lambda: mb.assess_table(frame, plan="accident").collect())
    assert len(result) == len(claims) * share // 4
