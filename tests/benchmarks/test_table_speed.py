"""The time for a table, compared with expressions by hand for two of its sums alone.

python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
MB_ROWS=10000000 python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
"""

import os

import pytest
from by_hand import SUMS, by_polars, without_members

import mutual_benefits as mb

ROWS = int(os.environ.get("MB_ROWS", "1000000"))


@pytest.fixture(scope="module")
def claims(request):
    return without_members(ROWS if request.config.getoption("--benchmark-enable") else 1_000).lazy()


def test_two_sums_by_hand(benchmark, claims):
    result = benchmark(lambda: claims.select(**by_polars()).collect())
    assert result.columns == ["living_days", "hospital_days"]


def test_two_sums_selected(benchmark, claims):
    result = benchmark(lambda: mb.assess_table(claims, plan="accident").select(SUMS).collect())
    assert result.rows() == claims.select(**by_polars()).collect().rows()


def test_the_whole_result(benchmark, claims):
    result = benchmark(lambda: mb.assess_table(claims, plan="accident").collect())
    assert result["status"].is_in(["payable", "nil", "refused"]).all()
