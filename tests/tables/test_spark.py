"""Tables on Spark: the same sums from Spark's own engine, without Python on the workers.

There is one table for each plan, always the same, whose rows share limits with each other and with a history.
Spark needs seconds to plan some thousand expressions, so each table is planned once.
"""

import shutil
import warnings
from datetime import date
from decimal import Decimal

import plan_of_declared_facts as declared
import polars as pl
import pytest
import strategies_tables as our
from small_plans import fen, table
from test_nights_in_tables import book, drawn

import mutual_benefits as mb

pytest.importorskip("pyspark", reason="pyspark is not installed; it comes with the extra spark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not on this machine"),
    pytest.mark.filterwarnings("default"),  # Spark's own
]
OPTIONS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    # Compiling the plan would take much longer than a table of some hundred rows.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # does not note where each column was written
}


@pytest.fixture(scope="module")
def spark():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("tables")
        for name, value in OPTIONS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.parametrize("plan", [plan for plan in our.PLANS if plan not in our.ALIKE])
def test_from_parquet_to_parquet_spark_gives_the_results_of_the_scalar_engine(spark, plan, tmp_path):
    claims, used = our.claims_after_history(plan)
    our.table_of(claims).write_parquet(tmp_path / "claims.parquet")
    table = spark.read.parquet(str(tmp_path / "claims.parquet"))
    result = mb.assess_table(table, plan=plan, unit="fen", usage=used)
    assert isinstance(result, type(table))

    result.write.parquet(str(tmp_path / "assessed"))
    rows = pl.read_parquet(tmp_path / "assessed" / "*.parquet")
    found = our.differences(rows, our.expected_after_history(plan), unsettled=True)
    assert not found, [claim for claim in claims if claim.id in found]

    physical = result._jdf.queryExecution().executedPlan().toString()
    assert "Scan parquet" in physical
    assert not [word for word in ("Python", "ArrowEval", "InPandas", "InArrow") if word in physical]


def test_sums_in_yuan_are_exact_decimals(spark):
    types = "cover_from date, happened_on date, self_paid decimal(12,2)"
    table = spark.createDataFrame([(date(2012, 6, 1), date(2012, 6, 2), Decimal("4867.30"))], types)
    (row,) = mb.assess_table(table, plan="warm_aid", unit="yuan").collect()
    assert row.stay_share_yuan == Decimal("713.46")
    assert isinstance(row.stay_share_yuan, Decimal)


def test_spark_orders_claims_by_the_text_of_ids_and_answers_each_id_once(spark):
    day, cover = date(2012, 5, 4), date(2012, 1, 1)
    rows = [(9, 103), (10, 123), (10, 20), (79, 9)]
    kinds = "id int, days int, member string, cover_from date, happened_on date"
    table = spark.createDataFrame([(*row, "M", cover, day) for row in rows], kinds)
    result = mb.assess_table(table, plan="hospital_allowance").select("id", "days", "total_fen", "reason")
    found = {(row.id, row.days): (row.total_fen, row.reason) for row in result.collect()}
    assert found == {
        (10, 123): (120 * 40_00, None),
        (10, 20): (None, "duplicate_id"),
        (79, 9): (6 * 40_00, None),
        (9, 103): (54 * 40_00, None),
    }


@pytest.mark.parametrize(("keys", "most"), [((), 0), (("member",), 1), (("member", "id"), 2)])
def test_spark_exchanges_rows_once_for_members_and_once_for_ids(spark, keys, most):
    day, cover = date(2012, 5, 4), date(2012, 1, 1)
    kinds = "fee_tier string, living_days int, hospital_days int, cover_from date, happened_on date"
    kinds = ", ".join([kinds, *(f"{key} string" for key in keys)])
    table = spark.createDataFrame([("100", 9, 3, cover, day, *keys)], kinds)
    result = mb.assess_table(table, plan="accident")
    assert result._jdf.queryExecution().executedPlan().toString().count("Exchange ") == most


INJURED = (date(2016, 5, 4), date(2016, 1, 1), "100")
GIVEN = "happened_on date, cover_from date, fee_tier string, "


def test_spark_gives_the_caveats_of_a_claim(spark):
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=INJURED[1], fee_tier="100"),
        event=mb.Injury(happened_on=INJURED[0], living_days=25, injury_kind="burns"),
    )
    table = spark.createDataFrame([(*INJURED, 25, "burns")], GIVEN + "living_days int, injury_kind string")
    (row,) = mb.assess_table(table, plan="accident", caveats=True).collect()
    codes = dict.fromkeys(caveat.code for caveat in mb.assess(claim).caveats)
    assert row.caveats == ";".join(codes)
    assert len(codes) > 1


@pytest.mark.parametrize("kind", ["timestamp", "timestamp_ntz"])
def test_spark_takes_a_time_of_day_for_no_day(spark, kind):
    moments = ("2016-05-04 00:00:00", "2016-05-04 10:00:00", "2016-05-04 00:00:00.000001")
    text = spark.createDataFrame(
        [(each, INJURED[1], "100") for each in moments], GIVEN.replace("date", "string", 1)[:-2]
    )
    table = text.withColumn("happened_on", text.happened_on.cast(kind))
    reasons = [row.reason for row in mb.assess_table(table, plan="accident").collect()]
    assert reasons == [None, "invalid_happened_on", "invalid_happened_on"]


def test_spark_reads_whole_numbers_in_decimals_and_nulls_without_a_type(spark):
    rows = [(*INJURED, Decimal(25)), (*INJURED, Decimal(8))]
    table = spark.createDataFrame(rows, GIVEN + "living_days decimal(10,0)")
    assert [row.total_fen for row in mb.assess_table(table, plan="accident").collect()] == [160_000, 64_000]
    nobody = table.selectExpr("*", "null AS member")
    assert {row.reason for row in mb.assess_table(nobody, plan="accident").collect()} == {"invalid_member"}


@pytest.mark.parametrize(
    ("column", "options"),
    [
        ("livng_days int", {}),
        ("Living_Days int", {"extra_columns": "keep"}),
        ("Status int", {"extra_columns": "keep"}),
        ("total_fen int", {}),
        ("self_paid bigint", {}),
    ],
)
def test_spark_refuses_what_would_be_read_or_overwritten_in_silence(spark, column, options):
    table = spark.createDataFrame([(*INJURED, 25)], GIVEN + column)
    with pytest.raises(mb.InvalidTable, match=column.partition(" ")[0]):
        mb.assess_table(table, plan="accident", **options)


def test_spark_tells_the_places_of_wrong_rows_in_every_partition(spark):
    days = [5, -1, 5, 5, -1, 5, -1]
    rows = spark.sparkContext.parallelize([(*INJURED, number) for number in days], 3)
    table = spark.createDataFrame(rows, GIVEN + "living_days int")
    assert table.rdd.getNumPartitions() == 3
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(table, plan="accident", on_error="raise")
    assert list(caught.value.rows) == [1, 4, 6]


def test_spark_reads_declared_facts(spark):
    own = declared.book()
    claims = [declared.asked(number, facts) for number, facts in enumerate(declared.drawn(60, seed=5))]
    types = (
        "id string, cover_from date, happened_on date, self_paid long, total_bill long, months_paid long,"
        " town string, settled_on date, retired boolean"
    )
    rows = table(claims, own).select(each.split()[0] for each in types.split(",")).rows()
    result = mb.assess_table(spark.createDataFrame(rows, types), plan=own, unit="fen").collect()
    found = {row.id: (row.low_fen, row.high_fen, row.reason) for row in result}
    assert found == {
        each.claim.id: (fen(each.low), fen(each.high), each.reason)
        for each in mb.assess_all(claims, plan=own)
    }


def test_spark_counts_nights(spark):
    own, claims = book(), list(drawn(40))
    types = "id string, member string, cover_from date, happened_on date, discharged_on date, days long"
    rows = table(claims, own).select(each.split()[0] for each in types.split(", ")).rows()
    result = mb.assess_table(spark.createDataFrame(rows, types), plan=own, unit="fen").collect()
    assert {row.id: (row.low_fen, row.high_fen, row.reason) for row in result} == {
        each.claim.id: (fen(each.low), fen(each.high), each.reason)
        for each in mb.assess_all(claims, plan=own)
    }
