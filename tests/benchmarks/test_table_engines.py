"""The time for a table on each engine, compared with hand-written code for two of its sums, and the number
of rows from which a table is faster than single claims.

python -m pytest tests/benchmarks/test_table_engines.py --benchmark-enable
MB_ROWS=1000000 python -m pytest tests/benchmarks/test_table_engines.py --benchmark-enable
"""

import os

import pytest
from by_hand import DAYS, SUMS, by_pandas, by_sql, without_members

import mutual_benefits as mb

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pandas")

ROWS = int(os.environ.get("MB_ROWS", "1000000"))
SMALL = (100, 300, 1_000, 3_000, 10_000)


@pytest.fixture(scope="module")
def timed(request):
    return request.config.getoption("--benchmark-enable")


@pytest.fixture(scope="module")
def claims(timed):
    return without_members(ROWS if timed else 1_000)


@pytest.fixture(scope="module")
def in_pandas(claims):
    return claims.to_pandas()


@pytest.fixture(scope="module")
def in_duckdb(claims):
    connection = duckdb.connect()
    connection.from_arrow(claims.to_arrow()).create("claims")
    yield connection.table("claims")
    connection.close()


def sums_of(frame):
    return [int(frame[name].sum()) for name in frame.columns]


@pytest.mark.benchmark(group="pandas")
def test_pandas_by_hand(benchmark, in_pandas):
    assert len(benchmark(lambda: by_pandas(in_pandas))) == len(in_pandas)


@pytest.mark.benchmark(group="pandas")
def test_pandas_two_sums(benchmark, in_pandas):
    result = benchmark(lambda: mb.assess_table(in_pandas, plan="accident")[SUMS])
    assert sums_of(result) == sums_of(by_pandas(in_pandas))


@pytest.mark.benchmark(group="pandas")
def test_pandas_whole_result(benchmark, in_pandas):
    assert len(benchmark(lambda: mb.assess_table(in_pandas, plan="accident"))) == len(in_pandas)


@pytest.mark.benchmark(group="duckdb")
def test_duckdb_by_hand(benchmark, in_duckdb):
    assert benchmark(lambda: in_duckdb.project(by_sql()).to_arrow_table()).num_rows > 0


@pytest.mark.benchmark(group="duckdb")
def test_duckdb_two_sums(benchmark, in_duckdb):
    result = benchmark(
        lambda: mb.assess_table(in_duckdb, plan="accident").project(", ".join(SUMS)).to_arrow_table()
    )
    wanted = in_duckdb.project(by_sql()).df()
    assert sums_of(result.to_pandas()) == sums_of(wanted)


@pytest.mark.benchmark(group="duckdb")
def test_duckdb_whole_result(benchmark, in_duckdb, claims):
    result = benchmark(lambda: mb.assess_table(in_duckdb, plan="accident").to_arrow_table())
    assert result.num_rows == len(claims)


@pytest.mark.parametrize("rows", SMALL)
@pytest.mark.benchmark(group="crossover")
def test_as_a_table(benchmark, timed, rows):
    frame = without_members(rows if timed else 10)
    result = benchmark(lambda: mb.assess_table(frame, plan="accident"))
    assert len(result) == len(frame)


@pytest.mark.parametrize("rows", SMALL)
@pytest.mark.benchmark(group="crossover")
def test_one_by_one(benchmark, timed, rows):
    """The claims are built before the timing starts, like the table, and each has a member of its own."""
    claims = [
        mb.Claim(
            id=f"C-{at}",
            member=f"M-{at}",
            enrolment=mb.Enrolment(plan="accident", cover_from=row["cover_from"], fee_tier=row["fee_tier"]),
            event=mb.Injury(**{name: row[name] for name in ("happened_on", *DAYS)}),
        )
        for at, row in enumerate(without_members(rows if timed else 10).iter_rows(named=True))
    ]
    lows = benchmark(lambda: [assessment.low for assessment in mb.assess_all(claims)])
    assert len(lows) == len(claims)
