"""The time for a table, compared with expressions by hand for two of its sums alone.

python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
MB_ROWS=10000000 python -m pytest tests/benchmarks/test_table_speed.py --benchmark-enable
"""

import os
from datetime import date

import pytest
from by_hand import SUMS, by_polars, by_polars_checked, without_members

import mutual_benefits as mb

ROWS = int(os.environ.get("MB_ROWS", "1000000"))


@pytest.fixture(scope="module")
def claims(request):
    return without_members(ROWS if request.config.getoption("--benchmark-enable") else 1_000).lazy()


def test_two_sums_by_hand(benchmark, claims):
    result = benchmark(lambda: claims.select(**by_polars()).collect())
    assert result.columns == ["living_days", "hospital_days"]


def test_two_sums_by_hand_with_checks(benchmark, claims):
    result = benchmark(lambda: by_polars_checked(claims).collect())
    assert result.rows() == claims.select(**by_polars()).collect().rows()


ODD = {
    "fee_tier": (None, "", "  ", "1 00", "７４", "75", "5\x000", "26" * 101, "\u300050"),
    "happened_on": (None, date(2010, 5, 31), date(2010, 6, 1), date(2015, 12, 31), date(9999, 12, 31)),
    "cover_from": (None, date(1, 1, 1), date(2012, 2, 29), date(2015, 3, 1), date(2016, 2, 29)),
    "living_days": (None, -1, 0, 15, 16, 21, 100_000, 100_001, 2**32 + 5, -(2**40)),
}


@pytest.mark.parametrize("name", ODD)
def test_the_checks_by_hand_are_those_of_the_library(name):
    polars = pytest.importorskip("polars")
    frame = without_members(300)
    odd = polars.Series(name, ODD[name], dtype=frame.schema[name])
    frame = frame.drop(name).with_columns(odd.gather(polars.int_range(300, eager=True) % len(odd)))
    wanted = mb.assess_table(frame.lazy(), plan="accident", unit="fen").select(SUMS).collect()
    assert by_polars_checked(frame.lazy()).collect().rows() == wanted.rows()


def test_two_sums_selected(benchmark, claims):
    result = benchmark(lambda: mb.assess_table(claims, plan="accident").select(SUMS).collect())
    assert result.rows() == claims.select(**by_polars()).collect().rows()


def test_the_whole_result(benchmark, claims):
    result = benchmark(lambda: mb.assess_table(claims, plan="accident").collect())
    assert result["status"].is_in(["payable", "nil", "refused"]).all()
