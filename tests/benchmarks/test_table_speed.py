"""The time for a table, compared with hand-written expressions for two of its sums alone.

python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
MB_ROWS=10000000 python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
"""

import os
from datetime import date

import polars as pl
import pytest

import mutual_benefits as mb

ROWS = int(os.environ.get("MB_ROWS", "1000000"))
TIERS = ["26", "50", "74", "100"]
LIVING = {2010: [2000, 3000, 4500, 6000], 2016: [3000, 4000, 5500, 8000]}
HOSPITAL = {2010: [1500, 3000, 4500, 6000], 2016: [2000, 4000, 5500, 8000]}


@pytest.fixture(scope="module")
def claims(request):
    """Claims of the accident plan before and after its change in 2016, in every tier."""
    rows = ROWS if request.config.getoption("--benchmark-enable") else 1_000
    number = pl.int_range(rows, dtype=pl.Int64, eager=True)
    first = pl.Series([date(2015, 1, 1)]).to_physical()[0]
    return pl.DataFrame(
        {
            "fee_tier": pl.Series(TIERS).gather((number % 4).cast(pl.UInt32)),
            "cover_from": ((number * 7) % 700 + first).cast(pl.Int32).cast(pl.Date),
            "happened_on": ((number * 7) % 700 + number % 364 + first).cast(pl.Int32).cast(pl.Date),
            "living_days": number % 41,
            "hospital_days": number % 23,
        }
    )


def by_hand(claims):
    """The two sums, without any condition, limit, status or reason."""
    new = pl.col("happened_on") >= date(2016, 1, 1)
    cap = pl.when(new).then(20).otherwise(15)

    def rate(rates):
        by_year = {
            year: pl.col("fee_tier").replace_strict(TIERS, rates[year], return_dtype=pl.Int64)
            for year in rates
        }
        return pl.when(new).then(by_year[2016]).otherwise(by_year[2010])

    return claims.lazy().select(
        living=pl.min_horizontal("living_days", cap) * rate(LIVING),
        hospital=pl.min_horizontal("hospital_days", cap) * rate(HOSPITAL),
    )


def test_two_sums_by_hand(benchmark, claims):
    benchmark(lambda: by_hand(claims).collect())


def test_two_sums_selected(benchmark, claims):
    columns = ["living_allowance_fen", "hospital_allowance_fen"]
    result = benchmark(lambda: mb.assess_table(claims.lazy(), plan="accident").select(columns).collect())
    assert len(result) == len(claims)


def test_the_whole_result(benchmark, claims):
    result = benchmark(lambda: mb.assess_table(claims.lazy(), plan="accident").collect())
    assert result["status"].is_in(["payable", "nil", "refused"]).all()
