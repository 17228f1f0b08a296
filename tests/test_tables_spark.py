"""Tables on Spark: the same sums from the workers' own engine, with nothing of Python's beside it."""

import shutil
import warnings

import polars as pl
import pytest
import strategies_tables as our

import mutual_benefits as mb

pytest.importorskip("pyspark", reason="pyspark is not installed; it comes with the extra spark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not on this machine"),
    pytest.mark.filterwarnings("default"),  # Spark's own
]
PLANS = ("accident", "hospital_medical")


@pytest.fixture(scope="module")
def spark():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
        options |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        builder = SparkSession.builder.master("local[2]").appName("tables")
        for name, value in options.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.parametrize("plan", PLANS)
def test_from_parquet_to_parquet_spark_says_what_the_scalar_engine_says(spark, plan, tmp_path):
    told = list(our.many(plan))
    our.table_of(told).write_parquet(tmp_path / "claims.parquet")
    result = mb.assess_table(spark.read.parquet(str(tmp_path / "claims.parquet")), plan=plan)
    result.write.parquet(str(tmp_path / "assessed"))
    found = our.differences(
        pl.read_parquet(tmp_path / "assessed" / "*.parquet"), our.expected(told), unsettled=True
    )
    assert not found, [claim for claim in told if claim.id in found]


@pytest.mark.parametrize("plan", PLANS)
def test_the_plan_that_spark_makes_holds_no_python_worker(spark, plan, tmp_path):
    our.table_of(list(our.many(plan))).write_parquet(tmp_path / "claims.parquet")
    result = mb.assess_table(spark.read.parquet(str(tmp_path / "claims.parquet")), plan=plan)
    physical = result._jdf.queryExecution().executedPlan().toString()
    assert "Scan parquet" in physical
    assert not [word for word in ("Python", "ArrowEval", "InPandas", "InArrow") if word in physical]
