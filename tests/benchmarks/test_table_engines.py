"""The time for a table on each engine, compared with hand-written code for two of its sums, and the number
of rows from which a table is faster than single claims.

python -m pytest tests/benchmarks/test_table_engines.py --benchmark-enable
MB_ROWS=1000000 python -m pytest tests/benchmarks/test_table_engines.py --benchmark-enable
"""

import os
from datetime import date

import pytest

import mutual_benefits as mb

duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")
np = pytest.importorskip("numpy")
pl = pytest.importorskip("polars")

ROWS = int(os.environ.get("MB_ROWS", "1000000"))
SMALL = (100, 300, 1_000, 3_000, 10_000)
TIERS = ["26", "50", "74", "100"]
LIVING = {2010: [2000, 3000, 4500, 6000], 2016: [3000, 4000, 5500, 8000]}
HOSPITAL = {2010: [1500, 3000, 4500, 6000], 2016: [2000, 4000, 5500, 8000]}
DAYS = {"living_days": LIVING, "hospital_days": HOSPITAL}
SUMS = ["living_allowance_fen", "hospital_allowance_fen"]


def table(rows):
    """Claims of the accident plan before and after its change in 2016, in every tier."""
    number = pl.int_range(rows, dtype=pl.Int64, eager=True)
    first = pl.Series([date(2015, 1, 1)]).to_physical()[0]
    cover = (number * 7) % 700 + first
    return pl.DataFrame(
        {
            "fee_tier": pl.Series(TIERS).gather((number % 4).cast(pl.UInt32)),
            "cover_from": cover.cast(pl.Int32).cast(pl.Date),
            "happened_on": (cover + number % 364).cast(pl.Int32).cast(pl.Date),
            "living_days": number % 41,
            "hospital_days": number % 23,
        }
    )


@pytest.fixture(scope="module")
def timed(request):
    return request.config.getoption("--benchmark-enable")


@pytest.fixture(scope="module")
def claims(timed):
    return table(ROWS if timed else 1_000)


@pytest.fixture(scope="module")
def in_pandas(claims):
    return claims.to_pandas()


@pytest.fixture(scope="module")
def in_duckdb(claims):
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.from_arrow(claims.to_arrow()).create("claims")
    yield connection.table("claims")
    connection.close()


def by_pandas(frame):
    new = (frame["happened_on"] >= pd.Timestamp(2016, 1, 1)).to_numpy()
    cap, tier, sums = np.where(new, 20, 15), frame["fee_tier"], {}
    for name, rates in DAYS.items():
        old, now = (tier.map(dict(zip(TIERS, rates[year], strict=True))) for year in (2010, 2016))
        sums[name] = np.minimum(frame[name], cap) * np.where(new, now, old)
    return pd.DataFrame(sums)


def sql(name, rates):
    new = "happened_on >= DATE '2016-01-01'"

    def rate(year):
        cases = " ".join(f"WHEN '{t}' THEN {r}" for t, r in zip(TIERS, rates[year], strict=True))
        return f"CASE fee_tier {cases} END"

    cap = f"CASE WHEN {new} THEN 20 ELSE 15 END"
    return f"least({name}, {cap}) * CASE WHEN {new} THEN {rate(2016)} ELSE {rate(2010)} END AS {name}"


def by_duckdb(relation):
    return relation.project(", ".join(sql(name, rates) for name, rates in DAYS.items()))


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
    assert benchmark(lambda: by_duckdb(in_duckdb).to_arrow_table()).num_rows > 0


@pytest.mark.benchmark(group="duckdb")
def test_duckdb_two_sums(benchmark, in_duckdb):
    result = benchmark(
        lambda: mb.assess_table(in_duckdb, plan="accident").project(", ".join(SUMS)).to_arrow_table()
    )
    wanted = by_duckdb(in_duckdb).df()
    assert sums_of(result.to_pandas()) == sums_of(wanted)


@pytest.mark.benchmark(group="duckdb")
def test_duckdb_whole_result(benchmark, in_duckdb, claims):
    result = benchmark(lambda: mb.assess_table(in_duckdb, plan="accident").to_arrow_table())
    assert result.num_rows == len(claims)


@pytest.mark.parametrize("rows", SMALL)
@pytest.mark.benchmark(group="crossover")
def test_as_a_table(benchmark, timed, rows):
    frame = table(rows if timed else 10)
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
        for at, row in enumerate(table(rows if timed else 10).iter_rows(named=True))
    ]
    lows = benchmark(lambda: [assessment.low for assessment in mb.assess_all(claims)])
    assert len(lows) == len(claims)
