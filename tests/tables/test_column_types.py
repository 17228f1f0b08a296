"""Each column may have any of several types, on every engine, and the results do not depend on which."""

import sys
from datetime import date
from decimal import Decimal
from functools import cache

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import strategies_tables as our

import mutual_benefits as mb

WHOLE = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64)
TYPES = {
    "day": (pl.Date, pl.Datetime("us"), pl.Datetime("ns"), pl.Datetime("ms"), pl.Datetime("us", "UTC")),
    "number": (*WHOLE, pl.Decimal(10, 0), pl.Decimal(12, 2), pl.Decimal(38, 0)),
    "yuan": (
        *WHOLE[2:4],
        *WHOLE[6:],
        pl.Decimal(12, 2),
        pl.Decimal(9, 1),
        pl.Decimal(38, 2),
        pl.Decimal(12, 0),
    ),
    "flag": (pl.Boolean,),
    "text": (pl.String, pl.Categorical, None),
    "name": (pl.String, pl.Categorical, None, *WHOLE[2:4], pl.Decimal(10, 0)),
}
"""By kind of column, its types; None stands for an Enum of its words."""

ROUNDS = max(map(len, TYPES.values()))

TABLES = {
    "accident": (
        {
            "id": ("name", ["10", "9", "8", "7", "6"]),
            "member": ("name", ["3", "3", "3", "4", "5"]),
            "cover_from": ("day", [date(2016, 1, 1)] * 4 + [date(2013, 1, 1)]),
            "happened_on": ("day", [date(2016, month, 4) for month in (5, 5, 9, 5)] + [date(2013, 5, 4)]),
            "fee_tier": ("text", ["100", "100", "100", "50", "74"]),
            "living_days": ("number", [25, 0, 8, 3, 70]),
            "hospital_days": ("number", [None, 12, 5, None, 100]),
            "disability_grade": ("number", [None, None, 3, None, None]),
            "died": ("flag", [False, None, None, True, False]),
            "cause": ("text", [None, "fall", None, "drunk_driving", None]),
            "occupation": ("text", ["ordinary", "high_risk", None, "ordinary", "ordinary"]),
        }
    ),
    "hospital_medical": (
        {
            "id": ("name", ["10", "9", "8", "7"]),
            "member": ("name", ["3", "3", "3", "4"]),
            "cover_from": ("day", [date(2016, 1, 1)] * 4),
            "happened_on": ("day", [date(2016, 5, 4), date(2016, 6, 4), date(2016, 9, 4), date(2016, 5, 4)]),
            "self_paid": ("yuan", [4000, 100, 0, 32000]),
            "other_cover": ("yuan", [0, 50, 0, 30000]),
            "hospital_level": ("text", ["3", None, "3", "2"]),
        }
    ),
}


def cast(cells: pl.Series, kind: str, number: int) -> pl.Series:
    """The cells in one of the types of their kind."""
    chosen = TYPES[kind][number % len(TYPES[kind])]
    if chosen is None:
        chosen = pl.Enum(cells.drop_nulls().unique(maintain_order=True))
    if kind == "yuan" and chosen in WHOLE:
        return (cells * 1).cast(chosen)
    return cells.cast(pl.Int64).cast(chosen) if kind == "name" and chosen in WHOLE else cells.cast(chosen)


def table(plan: str, number: int) -> pl.DataFrame:
    """The table with another type in each column, in each of the rounds."""
    columns = TABLES[plan]
    return pl.DataFrame(
        [
            cast(pl.Series(name, cells), kind, number + place)
            for place, (name, (kind, cells)) in enumerate(columns.items())
        ]
    )


def results(frame: object, plan: str) -> list[dict]:
    """The results by id; the other columns are as they were given, in types that not every reader knows."""
    done = nw.from_native(mb.assess_table(frame, plan=plan, unit="yuan", bounds=True))
    added = [name for name in done.collect_schema().names() if name not in TABLES[plan]]
    told = done.select(nw.col("id").cast(nw.String), *added).to_native()
    return sorted(our.dicts(told), key=str)


@cache
def results_of_plain(plan: str) -> list[dict]:
    return results(pl.DataFrame({name: cells for name, (_, cells) in TABLES[plan].items()}), plan)


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("engine", our.QUICK)
@pytest.mark.parametrize("plan", TABLES)
def test_the_types_of_the_columns_make_no_difference(plan, engine, number):
    wanted = results_of_plain(plan)
    assert len({row["status"] for row in wanted}) > 1
    assert results(our.ENGINES[engine].make(table(plan, number)), plan) == wanted


@pytest.mark.parametrize("number", range(0, ROUNDS, 3))
def test_on_duckdb_too_where_each_row_is_a_member(number):
    plan = "accident"
    plain = pl.DataFrame({name: cells for name, (_, cells) in TABLES[plan].items()}).drop("member")
    typed = table(plan, number).drop("member")
    assert results(our.ENGINES["duckdb"].make(typed), plan) == results(plain, plan)


FAR = (10**13 + 1, 2**62 + 5000, 184467440737095517, 2**63 - 1, 2**63, 2**64 - 1, 10**35)
"""Whole numbers beyond what any column may hold; times 100 the second and third begin again at 64 bits."""

RANGES = {
    pl.Int16: (-(2**15), 2**15 - 1),
    pl.Int32: (-(2**31), 2**31 - 1),
    pl.UInt32: (0, 2**32 - 1),
    pl.Int64: (-(2**63), 2**63 - 1),
    pl.UInt64: (0, 2**64 - 1),
    pl.Int128: (-(2**127), 2**127 - 1),
    pl.UInt128: (0, 2**128 - 1),
    pl.Decimal(38, 0): (-(10**38) + 1, 10**38 - 1),
    pl.Decimal(38, 2): (-(10**36) + 1, 10**36 - 1),
}
"""What the types of numbers hold, from narrow ones to those that hold more than every number of a column."""

NUMBERS = {
    "self_paid": ("warm_aid", {"member_class": "model_worker"}, 10**11),
    "over_cap": ("warm_aid", {"member_class": "model_worker", "self_paid": Decimal("900.00")}, 10**11),
    "living_days": ("accident", {"fee_tier": "100"}, 10**5),
    "area": ("non_work_accident", {"kind": "home_loss", "fee_tier": "50", "loss": Decimal("10.00")}, 10**6),
}
"""Columns of numbers: a plan that reads each, the other cells of its rows, and the most that it may hold."""


@pytest.mark.parametrize("unit", ["fen", "yuan"] if our.THOROUGH else ["yuan"])
@pytest.mark.parametrize("engine", our.QUICK)
@pytest.mark.parametrize("name", NUMBERS)
def test_no_number_however_large_stops_a_table_or_passes_for_another(name, engine, unit):
    plan, cells, greatest = NUMBERS[name]
    days = {"cover_from": date(2016, 1, 1), "happened_on": date(2016, 9, 1)}
    for kind, (least, most) in RANGES.items():
        if kind in (pl.Int128, pl.UInt128) and not engine.startswith("polars"):
            continue  # Arrow has no such types
        far = [number for sign in (1, -1) for one in FAR if least <= (number := one * sign) <= most]
        decimal = isinstance(kind, pl.Decimal)
        in_fen = unit == "fen" and plan == "warm_aid" and not decimal
        sound = min(greatest * 100 if in_fen else greatest, most)
        far += [sound + 1] * (sound < most) + [least] * (least < 0)
        numbers = [Decimal(one) for one in (sound, *far)] if decimal else [sound, *far]
        column = pl.Series(name, numbers, dtype=kind)
        frame = pl.DataFrame([days | cells] * len(column)).with_columns(column)
        result = nw.from_native(mb.assess_table(our.ENGINES[engine].make(frame), plan=plan, unit=unit))
        first, *others = our.dicts(result.select("reason", "status", total=f"total_{unit}").to_native())
        assert not (first["reason"] or "").startswith("invalid"), kind
        assert others == [{"reason": f"invalid_{name}", "status": "invalid", "total": None}] * len(far), kind


@pytest.mark.parametrize("arrow", [True, False])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_of_python_beyond_64_bits_makes_its_row_of_pandas_invalid(name, arrow, monkeypatch):
    plan, cells, greatest = NUMBERS[name]
    days = {"cover_from": pd.Timestamp(2016, 1, 1), "happened_on": pd.Timestamp(2016, 9, 1)}
    cells = {other: int(cell) if isinstance(cell, Decimal) else cell for other, cell in cells.items()}
    if not arrow:
        monkeypatch.setattr("mutual_benefits.tables.native.backends.arrow_is_installed", lambda: False)
    numbers = [greatest, 2**63, None, -(2**63) - 1, -(10**40), np.uint64(2**64 - 1)]
    frame = pd.DataFrame([days | cells] * len(numbers)).assign(**{name: pd.Series(numbers, dtype=object)})
    result = mb.assess_table(frame, plan=plan, unit="yuan")
    assert result[name].to_list() == numbers
    wrong = [str(reason) == f"invalid_{name}" for reason in result["reason"]]
    assert wrong[:2] + wrong[3:] == [False, True, True, True, True]
    with pytest.raises(mb.InvalidTable, match=f"{name} is '{2**63}'"):
        mb.assess_table(frame, plan=plan, unit="yuan", on_error="raise")


@pytest.mark.parametrize("kind", [pl.Int64, pl.UInt64])
@pytest.mark.parametrize("members", [True, False])
@pytest.mark.parametrize("engine", ["pandas", "pandas_arrow", "pyarrow"])
def test_no_number_stops_a_table_without_polars(engine, members, kind, monkeypatch):
    numbers = [5000, *(number for number in FAR if number <= RANGES[kind][1])]
    days = {"cover_from": date(2019, 1, 1), "happened_on": date(2019, 4, 2)}
    frame = pl.DataFrame([days] * len(numbers)).with_columns(self_paid=pl.Series(numbers, dtype=kind))
    made = our.ENGINES[engine].make(frame.with_columns(member=pl.lit("M-1")) if members else frame)
    monkeypatch.setitem(sys.modules, "polars", None)
    result = nw.from_native(mb.assess_table(made, plan="hospital_medical", unit="yuan")).select("reason")
    monkeypatch.undo()
    reasons = [row["reason"] for row in our.dicts(result.to_native())]
    assert reasons == [None] + ["invalid_self_paid"] * (len(numbers) - 1)


def test_a_sum_of_duckdb_is_a_number_of_128_bits():
    row = "SELECT DATE '2016-01-01' AS cover_from, DATE '2016-09-01' AS happened_on, '100' AS fee_tier"
    days = duckdb.sql(f"{row}, sum(one) AS living_days FROM range(25) AS _(one) GROUP BY ALL")
    far = duckdb.sql(f"{row}, '170141183460469231731687303715884105727'::HUGEINT AS living_days")
    assert [str(kind) for kind in (days.types[-1], far.types[-1])] == ["HUGEINT"] * 2
    wanted = mb.assess_table(duckdb.sql(f"{row}, 300 AS living_days"), plan="accident")
    (total,) = (row["total_fen"] for row in our.dicts(wanted))
    assert [row["total_fen"] for row in our.dicts(mb.assess_table(days, plan="accident"))] == [total]
    (refused,) = our.dicts(mb.assess_table(far, plan="accident"))
    assert refused["reason"] == "invalid_living_days"


@pytest.mark.parametrize("engine", our.ENGINES)
@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (pl.Decimal(6, 2), "1234.56"),
        (pl.Decimal(9, 1), "99999999.9"),
        (pl.Decimal(4, 2), "99.99"),
        (pl.Decimal(38, 24), "5000"),
        (pl.Decimal(38, 24), "9999999999999"),
        (pl.Decimal(38, 8), "5000.00000001"),
        (pl.Decimal(3, 3), "0.999"),
    ],
)
def test_a_decimal_needs_no_more_digits_than_its_own(engine, kind, cell):
    """What is a whole number of fen is read so, though its type could not hold the fen."""
    days = {"cover_from": date(2019, 1, 1), "happened_on": date(2019, 9, 1)}
    frame = pl.DataFrame([days]).with_columns(self_paid=pl.Series([Decimal(cell)], dtype=kind))
    result = nw.from_native(mb.assess_table(our.ENGINES[engine].make(frame), plan="hospital_medical"))
    (found,) = our.dicts(result.drop("self_paid").to_native())  # which PyArrow may not read back
    fen = Decimal(cell) * 100
    if fen % 1 or fen > 10**13:
        assert found["reason"] == "invalid_self_paid"
        return
    fen = frame.with_columns(self_paid=pl.Series([int(fen)]))
    (wanted,) = our.dicts(mb.assess_table(fen, plan="hospital_medical", unit="fen"))
    assert found | {"self_paid": wanted["self_paid"]} == wanted


def test_a_type_of_too_many_places_or_digits_is_refused_by_its_name():
    days = {"cover_from": date(2019, 1, 1), "happened_on": date(2019, 9, 1)}
    fine = pl.Series([Decimal("0.01")], dtype=pl.Decimal(38, 30))
    with pytest.raises(mb.InvalidTable, match=r"self_paid holds Decimal.*at most 24 places"):
        mb.assess_table(pl.DataFrame([days]).with_columns(self_paid=fine), plan="hospital_medical")
    long = pa.array([Decimal(10**70)], pa.decimal256(76, 0))
    table = pl.DataFrame([days]).to_arrow().append_column("self_paid", long)
    with pytest.raises(mb.InvalidTable, match=r"self_paid holds decimal256.*at most 60 digits"):
        mb.assess_table(table, plan="hospital_medical")
