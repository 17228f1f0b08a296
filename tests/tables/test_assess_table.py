"""The contract of `assess_table`: what a table may contain, and what comes back."""

import re
import sys
from datetime import date
from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from unittest.mock import MagicMock

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import small_plans as small
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.rules import LumpSum, ShareOfLoss
from mutual_benefits.tables.native import backends, invalid_rows
from mutual_benefits.tables.receipt import table_receipt

DAY = date(2016, 7, 1)
CLAIMED = date(2016, 7, 10)
"""The first day on which ten days at home, counted from `DAY`, may be claimed."""
WHAT = {"happened_on": DAY, "cover_from": date(2016, 6, 1), "fee_tier": "50"}
INJURY = WHAT | {"living_days": 10, "hospital_days": 5}
HOME = {"happened_on": DAY, "cover_from": date(2016, 6, 1), "peril": "fire"}
EXPENSE = {"happened_on": DAY, "cover_from": date(2016, 6, 1), "self_paid": 500_000}
DATES = (pl.Date, pl.Datetime("us"))
every_engine = pytest.mark.parametrize("engine", our.ENGINES)


def table(*rows, types=None):
    return pl.DataFrame([dict(row) for row in rows], schema_overrides=types, orient="row")


def assess(frame, plan="accident", unit="fen", **options):
    return our.dicts(mb.assess_table(frame, plan=plan, unit=unit, **options))


@every_engine
def test_a_table_comes_back_as_the_same_kind_of_frame_with_its_columns_and_its_order(engine):
    given = table(*(INJURY | {"id": f"C-{n}", "living_days": n, "note": f"é{n}"} for n in (7, 3, 9, 1)))
    frame = our.ENGINES[engine].make(given)
    result = mb.assess_table(frame, plan="accident")
    assert type(result) is type(frame)
    assert isinstance(result, our.ENGINES[engine].kind)
    rows = our.dicts(result)
    assert [{name: row[name] for name in given.columns} for row in rows] == given.to_dicts()
    assert [row["living_allowance_fen"] for row in rows] == [28000, 12000, 36000, 4000]


def test_the_columns_that_are_added_are_those_that_the_docstring_names():
    result = mb.assess_table(table(INJURY), plan="accident")
    sums = [f"{name}_fen" for name in (*our.benefits("accident"), "total", "low", "high")]
    assert set(result.columns[len(INJURY) :]) == {*sums, "status", "reason", "version"}
    assert result.schema["total_fen"] == pl.Int64
    assert (result.schema["status"], result.schema["version"]) == (pl.String, pl.Date)


@pytest.mark.parametrize("member", [True, False])
@pytest.mark.parametrize("types", [str, "arrow"])
def test_results_on_pandas_keep_their_types_and_their_index_beside_an_invalid_row(member, types):
    rows = [INJURY | {"id": f"C-{n}", "living_days": n} for n in (7, -1, 9)]
    given = table(*(row | {"member": "M"} if member else row for row in rows))
    frame = given.to_pandas(use_pyarrow_extension_array=types == "arrow")
    result = mb.assess_table(frame.set_axis([9, 2, 5]), plan="accident", bounds=True)
    added = result.drop(columns=given.columns)
    kinds = {name: str(kind) for name, kind in added.dtypes.items()}
    sums = {name: "int64[pyarrow]" for name in added if name.endswith("_fen")}
    text = {"status": "string[pyarrow]", "reason": "string[pyarrow]"}
    assert kinds == sums | text | {"version": "date32[day][pyarrow]"}
    assert result.index.to_list() == [9, 2, 5]
    assert added["total_fen"].to_list() == [48_000, pd.NA, 56_000]
    assert table_receipt(result, plan="accident").rows == 3


UNREADABLE = {
    "sparse": lambda frame: frame.assign(living_days=pd.arrays.SparseArray([10, 10])),
    "several kinds": lambda frame: frame.assign(living_days=[10, "ten"]),
    "months": lambda frame: frame.assign(happened_on=pd.PeriodIndex(["2016-07", "2016-08"], freq="M")),
    "two columns": lambda frame: pd.concat([frame, frame[["living_days"]]], axis=1),
    "two columns of Arrow": lambda frame: pa.table(
        [pa.array([1]), pa.array([1])], names=["living_days", "living_days"]
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_column_that_cannot_be_read_is_named(kind):
    frame = UNREADABLE[kind](table(INJURY, INJURY).to_pandas())
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(frame, plan="accident")
    assert caught.value.columns == (("happened_on",) if kind == "months" else ("living_days",))


def test_the_attributes_of_a_pandas_table_and_its_further_columns_are_kept():
    frame = table(INJURY, INJURY).to_pandas().assign(rate=pd.arrays.SparseArray([1, 2]), **{"a.b`c": 3})
    frame[("two", "levels")] = frame[7] = 1
    frame.attrs = {"from": "the claims desk"}
    result = mb.assess_table(frame, plan="accident")
    assert result.attrs == {"from": "the claims desk"}
    assert result[frame.columns].equals(frame)


@every_engine
def test_an_absent_column_and_a_null_cell_mean_the_default(engine):
    plan, bare = "non_work_accident", table(HOME | {"loss": 2_000_000})
    nulls = bare.with_columns(
        occupation=pl.lit(None, pl.String),
        notified_on=pl.lit(None, pl.Date),
        area=pl.lit(None, pl.Int64),
        died=pl.lit(None, pl.Boolean),
        disability_grade=pl.lit(None, pl.Int64),
        cause=pl.lit(None, pl.String),
    )
    full = HOME | {"loss": 2_000_000, "occupation": "ordinary", "notified_on": DAY, "area": 0, "died": False}
    more = pl.concat([table(full | {"disability_grade": 3, "cause": "fall"}), nulls], how="diagonal")
    rows = assess(our.ENGINES[engine].make(more), plan)
    (alone,) = assess(bare, plan)
    assert {name: rows[1][name] for name in alone} == alone


@pytest.mark.parametrize("name", ["surgery", "renewed", "product", "hospital_days", "born_on", "other_cover"])
@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_a_column_of_nothing_but_nulls_is_as_good_as_absent(kind, name):
    row = {"happened_on": DAY, "cover_from": date(2016, 1, 1), "disease": "胃癌"}
    given = pa.Table.from_pylist([row | {name: None}] * 2)
    frame = {"polars": pl.from_arrow(given), "pandas": given.to_pandas(), "pyarrow": given}[kind]
    assert [found["status"] for found in assess(frame, "critical_illness")] == ["undetermined"] * 2


ABSURD = {
    "happened_on": None,
    "cover_from": None,
    "living_days": -1,
    "hospital_days": 100_001,
    "care_days": 2**62,
    "disability_grade": 11,
    "shares": 0,
    "ordinal": 1001,
    "occupation": "pirate",
    "member_class": "Ordinary",
    "sex": "f",
    "kind": "meteor",
    "setting": "ward",
    "notified_on": date(2016, 6, 30),
    "claimed_on": date(2016, 6, 30),
    "member": None,
}
PROPER = {"disability_grade": 1, "shares": 1, "ordinal": 1, "occupation": "ordinary", "member": "M-1"}
PROPER |= {"member_class": "ordinary", "sex": "male", "kind": "injury", "setting": "inpatient"}
PROPER |= {"notified_on": DAY, "claimed_on": CLAIMED, "care_days": 0}


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "pandas", "pyarrow"])
def test_an_absurd_cell_makes_its_row_invalid_and_no_other(engine):
    sound = INJURY | PROPER
    rows = [sound | {"member": f"M-{name}"} | {name: cell} for name, cell in ABSURD.items()]
    first, *absurd, last = assess(our.ENGINES[engine].make(table(sound, *rows, sound | {"member": "M-2"})))
    assert first | {"member": "M-2"} == last
    assert first["reason"] is None
    assert first["status"] != "invalid"
    assert [(row["status"], row["reason"]) for row in absurd] == [
        ("invalid", f"invalid_{name}") for name in ABSURD
    ]
    for row in absurd:
        assert all(value is None for column, value in row.items() if column.endswith("_fen"))


@pytest.mark.parametrize("name", ["happened_on", "cover_from", "claimed_on"])
@pytest.mark.parametrize("cell", ["infinity", "-infinity"])
def test_an_infinite_date_is_no_date(name, cell):
    given = our.ENGINES["duckdb"].make(table(INJURY | {"claimed_on": CLAIMED}))
    day = f"CASE WHEN sound THEN {name} ELSE DATE '{cell}' END AS {name}"
    both = given.cross(our.duckdb.sql("SELECT true AS sound UNION ALL SELECT false"))
    frame = both.project(f"* REPLACE ({day})").order("sound DESC").project("* EXCLUDE (sound)")
    found = mb.assess_table(frame, plan="accident").project("status, reason, low_fen")
    assert found.fetchall() == [("payable", None, 60_000), ("invalid", f"invalid_{name}", None)]


@pytest.mark.parametrize(
    ("engine", "kind"),
    # The points in time of pandas itself end in 2262.
    [each for each in product(our.ENGINES, DATES) if each != ("pandas", pl.Datetime("us"))],
)
def test_a_date_that_no_claim_may_have_makes_its_row_invalid_and_no_other(engine, kind):
    names = ("happened_on", "cover_from", "claimed_on")
    cases = list(product(names, (8_000, -2_017)))
    given = table(*[INJURY | {"claimed_on": CLAIMED, "case": case} for case in range(-1, len(cases) + 1)])
    given = given.with_columns(pl.col(names).cast(kind))
    for case, (name, years) in enumerate(cases):
        far = pl.when(pl.col("case") == case).then(pl.col(name).dt.offset_by(f"{years}y")).otherwise(name)
        given = given.with_columns(far.alias(name))
    found = nw.from_native(mb.assess_table(our.ENGINES[engine].make(given), plan="accident"))
    rows = our.dicts(found.drop(*names).to_native())  # Python's dates cannot hold such a day
    first, *absurd, last = sorted(rows, key=lambda row: row["case"])
    assert (first["status"], first["low_fen"]) == (last["status"], last["low_fen"]) == ("payable", 60_000)
    assert [row["status"] for row in absurd] == ["invalid"] * len(cases)
    assert [row["reason"] for row in absurd] == [f"invalid_{name}" for name, _ in cases]
    for row in absurd:
        assert all(value is None for column, value in row.items() if column.endswith("_fen"))


def test_a_negative_or_excessive_sum_makes_its_row_invalid():
    sound = EXPENSE | {"over_cap": 0, "other_cover": 0}
    names, cells = ("self_paid", "over_cap", "other_cover"), (-1, 10**13 + 1, 2**63 - 1, -(2**63))
    first, *absurd = assess(table(sound, *(sound | {n: c} for n in names for c in cells)), "warm_aid")
    assert first["status"] == "payable"
    assert {row["total_fen"] for row in absurd} == {None}
    assert [row["reason"] for row in absurd] == [f"invalid_{name}" for name in names for _ in cells]


@pytest.mark.parametrize("plan", ["hospital_medical", "warm_aid"])
def test_the_largest_sums_do_not_overflow(plan):
    given = table(*[EXPENSE | {"self_paid": 10**13, "over_cap": 10**13, "member": "M"}] * 3)
    for row in assess(given, plan):
        assert row["reason"] is None
        assert 0 <= row["low_fen"] <= 10**14


@pytest.mark.parametrize("plan", ["hospital_medical", "warm_aid"])
def test_a_missing_expense_is_never_read_as_zero(plan):
    (row,) = assess(table(EXPENSE | {"self_paid": None}, types={"self_paid": pl.Int64}), plan)
    assert (row["status"], row["reason"], row["total_fen"]) == ("invalid", "invalid_self_paid", None)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_with_on_error_raise_the_wrong_rows_alone_are_looked_at_on_every_engine(engine, monkeypatch):
    rows = [INJURY | {"living_days": -1 if number in (3, 4) else number} for number in range(6)]
    given = our.ENGINES[engine].make(table(*rows))
    with pytest.raises(mb.InvalidTable, match=r"2 rows.*row 3: invalid_living_days") as caught:
        mb.assess_table(given, plan="accident", on_error="raise")
    assert caught.value.rows == (3, 4)
    taken = []
    collect = nw.LazyFrame.collect
    monkeypatch.setattr(nw.LazyFrame, "collect", lambda frame: taken.append(collect(frame)) or taken[-1])
    sound = our.ENGINES[engine].make(table(*rows[:3]))
    result = mb.assess_table(sound, plan="accident", on_error="raise")
    assert all(len(frame) == 0 for frame in taken if "reason" in frame.columns)
    assert len(our.dicts(result)) == 3


def test_with_on_error_raise_the_error_names_the_rows_and_their_columns():
    with pytest.raises(mb.InvalidTable, match=r"1 rows.*row 1: invalid_living_days"):
        mb.assess_table(table(INJURY, INJURY | {"living_days": -1}), plan="accident", on_error="raise")
    sound = mb.assess_table(table(INJURY), plan="accident", on_error="raise")
    assert sound["status"].to_list() == ["payable"]


def test_the_rows_of_spark_are_counted_through_its_partitions(monkeypatch):
    """The numbers are those in Spark's description of `monotonically_increasing_id`, and one more."""
    monkeypatch.setitem(sys.modules, "pyspark.sql", MagicMock())
    rows = MagicMock()
    rows.groupBy.return_value.count.return_value.collect.return_value = [(2, 1), (0, 3), (1, 3)]
    place = invalid_rows._places(rows)
    numbers = [0, 1, 2, 8_589_934_592, 8_589_934_593, 8_589_934_594, 17_179_869_184]
    assert [place(number) for number in numbers] == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("engine", our.ENGINES)
def test_with_on_error_raise_the_error_names_what_was_given_and_what_would_be_right(engine):
    """A table that is not in memory would have to be run again for its cells."""
    rows = [{"fee_tier": "7"}, {"fee_tier": None}, {"happened_on": date(2009, 5, 4)}, {"cause": "x" * 201}]
    frame = our.ENGINES[engine].make(table(*[INJURY | row for row in ({"cause": None}, *rows)]))
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(frame, plan="accident", on_error="raise")
    lazy = engine in ("polars_lazy", "duckdb")
    cells = ("fee_tier is '7'", "fee_tier is missing", "happened_on is '2009-05-04", f"cause is '{'x' * 40}'")
    for cell in cells:
        assert (f"({cell}" in caught.value.in_("en")) is not lazy
    assert caught.value.in_("en").count("; fee_tier may be 26, 50, 74, 100") == 1
    assert "；fee_tier 可为 26、50、74、100" in caught.value.in_("zh")
    assert ("（fee_tier 为“7”）" in caught.value.in_("zh")) is not lazy
    assert caught.value.columns == ("fee_tier", "happened_on", "cause")
    assert caught.value.rows == (1, 2, 3, 4)


def test_with_on_error_raise_the_words_of_a_choice_are_told_where_a_cell_has_another():
    given = table(INJURY | {"sex": "man", "kind": "injury"}, INJURY | {"living_days": 0, "kind": "diagnosis"})
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(given, plan="accident", on_error="raise")
    assert "row 0: invalid_sex (sex is 'man'); row 1: not_covered (kind is 'diagnosis')" in str(caught.value)
    assert str(caught.value).endswith("; sex may be female, male")
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(table(INJURY | {"setting": "outpatient"}), plan="accident", on_error="raise")
    assert str(caught.value).endswith("row 0: invalid_setting (setting is 'outpatient')")
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(given[1:].lazy(), plan="accident", on_error="raise")
    assert str(caught.value).endswith("row 0: not_covered")


@pytest.mark.parametrize(("lang", "row"), [("en", r"row (\d)"), ("zh", r"第 (\d) 行")])
def test_with_on_error_raise_the_message_names_five_rows_in_either_language(lang, row):
    with pytest.raises(mb.InvalidTable) as caught:
        mb.assess_table(table(*[INJURY | {"living_days": -1}] * 7), plan="accident", on_error="raise")
    assert re.findall(row, caught.value.in_(lang)) == ["0", "1", "2", "3", "4"]


WRONG_TYPES = {
    "happened_on": "2016-07-01",
    "cover_from": 42000,
    "living_days": 3.0,
    "fee_tier": 50,
    "died": 1,
    "self_paid": 12.5,
    "loss": "100",
    "occupation": 1,
}


@pytest.mark.parametrize(
    ("engine", "name"),
    # pandas itself keeps whole numbers beside nulls as binary fractions.
    [each for each in product(our.ENGINES, WRONG_TYPES) if each != ("pandas", "living_days")],
)
def test_a_column_of_a_wrong_type_is_refused_by_its_name(engine, name):
    frame = our.ENGINES[engine].make(table(INJURY | {name: WRONG_TYPES[name]}))
    with pytest.raises(mb.InvalidTable, match=f"column {name} holds"):
        mb.assess_table(frame, plan="accident")


@pytest.mark.parametrize("name", ["happened_on", "cover_from", "fee_tier"])
def test_a_missing_column_that_the_plan_needs_is_named(name):
    with pytest.raises(mb.InvalidTable, match=name):
        mb.assess_table(table(INJURY).drop(name), plan="accident")


@pytest.mark.parametrize("name", ["status", "reason", "version", "total_fen", "living_allowance_fen"])
def test_a_column_that_would_be_overwritten_is_a_collision(name):
    with pytest.raises(mb.InvalidTable, match=name):
        mb.assess_table(table(INJURY | {name: 1}), plan="accident")


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "duckdb"])
@pytest.mark.parametrize("name", ["__mb_ok", "__mb_version", "__mb_living_days"])
def test_a_column_named_like_a_helper_is_kept_or_refused(engine, name):
    frame = our.ENGINES[engine].make(table(INJURY | {name: 7}))
    try:
        (row,) = assess(frame)
    except mb.InvalidTable as refused:
        row = {name: 7 if name in str(refused) else None}
    assert row[name] == 7


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "pandas_arrow", "pyarrow", "duckdb"])
def test_in_yuan_the_sums_are_exact_decimals_and_whole_money_columns_are_yuan(engine):
    frame = our.ENGINES[engine].make(table(EXPENSE | {"self_paid": 5_001}))
    (row,) = assess(frame, "hospital_medical", unit="yuan")
    (fen,) = assess(table(EXPENSE | {"self_paid": 500_100}), "hospital_medical")
    for name, value in fen.items():
        if name.endswith("_fen"):
            yuan = row[f"{name[:-4]}_yuan"]
            assert value is None or isinstance(yuan, Decimal)
            assert yuan == (None if value is None else Decimal(value) / 100)


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "pyarrow", "duckdb", "pandas", "pandas_arrow"])
def test_decimals_are_yuan_whatever_the_unit_and_hold_whole_fen(engine):
    given = table(EXPENSE | {"self_paid": Decimal("5000.010")}, EXPENSE | {"self_paid": Decimal("0.001")})
    sound, uneven = assess(our.ENGINES[engine].make(given), "hospital_medical")
    (fen,) = assess(table(EXPENSE | {"self_paid": 500_001}), "hospital_medical")
    assert sound | fen == sound | {"self_paid": 500_001}
    assert uneven["reason"] == "invalid_self_paid"


@every_engine
def test_an_empty_table_comes_back_empty_with_its_columns(engine):
    if engine == "pandas":
        frame = table(INJURY).to_pandas().iloc[:0]
    else:
        frame = our.ENGINES[engine].make(table(INJURY | {"member": "M", "id": "C"}).clear())
    result = our.arrow(mb.assess_table(frame, plan="accident"))
    assert result.num_rows == 0
    assert {"living_allowance_fen", "total_fen", "status", "version"} <= set(result.column_names)


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_every_missing_value_of_pandas_counts_as_missing(nothing):
    row = INJURY | {"claimed_on": CLAIMED, "cause": "traffic"}
    frame = pd.DataFrame([row, row]).astype(object)
    for name in ("claimed_on", "cause"):
        frame.loc[1, name] = nothing
    frame = frame.astype({"living_days": "int64", "hospital_days": "int64"})
    first, second = assess(frame)
    assert first["status"] == second["status"] == "payable"
    assert first["total_fen"] == second["total_fen"]


def test_a_row_without_a_kind_of_event_is_an_injury_whatever_the_order_of_the_benefits():
    plan = mb.get_plan("non_work_accident")
    version = plan.version_on(DAY)
    for benefits in (version.benefits, version.benefits[::-1]):
        own = plan.model_copy(update={"versions": (version.model_copy(update={"benefits": benefits}),)})
        what = {"happened_on": DAY, "cover_from": date(2016, 6, 1)}
        rows = assess(table(what | {"died": True}, what | {"died": False}), own)
        assert [row["status"] for row in rows] == ["payable", "nil"]


@pytest.mark.parametrize(("first", "reason"), [("home_loss", None), ("diagnosis", "invalid_disease")])
def test_a_row_that_tells_no_kind_of_event_has_the_first_of_a_plan_without_injuries(first, reason):
    loss = small.benefit(
        ShareOfLoss,
        "loss",
        "home_loss",
        peril="fire",
        percentage=small.figure(100_00),
        ceiling=small.figure(9),
    )
    sick = small.benefit(LumpSum, "sick", "diagnosis", when="disease", sum=small.figure(300))
    own = small.plan(small.version(*((loss, sick) if first == "home_loss" else (sick, loss))))
    nothing = {"happened_on": small.FIRST, "cover_from": small.FIRST, "peril": None, "disease": None}
    (row,) = assess(table(nothing, types={"peril": pl.String, "disease": pl.String}), own)
    assert row["reason"] == reason


def test_the_index_of_a_pandas_table_is_kept():
    for index in (["b", "a"], [7, 7], pd.MultiIndex.from_tuples([(1, "x"), (0, "y")])):
        frame = table(INJURY, INJURY | {"living_days": 1}).to_pandas().set_axis(index)
        result = mb.assess_table(frame, plan="accident")
        assert list(result.index) == list(frame.index)
        assert result["living_allowance_fen"].tolist() == [40000, 4000]


def test_an_unknown_table_plan_reading_or_option_is_an_error():
    with pytest.raises(mb.InvalidTable, match="list"):
        mb.assess_table([INJURY], plan="accident")
    with pytest.raises(mb.UnknownPlan, match="acident"):
        mb.assess_table(table(INJURY), plan="acident")
    with pytest.raises(mb.UnknownReading, match="colour"):
        mb.assess_table(table(INJURY), plan="accident", readings={"colour": "red"})
    for options in ({"unit": "cent"}, {"on_error": "ignore"}):
        with pytest.raises(mb.InvalidTable, match=next(iter(options.values()))):
            mb.assess_table(table(INJURY), plan="accident", **options)


@every_engine
@pytest.mark.parametrize(("reading", "most"), [("unstated", 190_000_00), ("per_line", 180_000_00)])
def test_a_limit_counted_by_setting_takes_a_null_for_the_default_setting(engine, reading, most):
    year = {"member": "M-1", "cover_from": date(2019, 1, 1), "self_paid": 0}
    first = year | {"id": "1", "happened_on": date(2019, 2, 1), "over_cap": 300_000_00, "setting": None}
    second = year | {"id": "2", "happened_on": date(2019, 3, 1), "over_cap": 1_000_00, "setting": "inpatient"}
    frame = our.ENGINES[engine].make(table(first, second))
    rows = assess(frame, "warm_aid", unit="fen", readings={"warm_aid.top_band": reading})
    assert [row["high_fen"] for row in rows] == [most, 0]


def test_an_empty_column_of_binary_fractions_is_as_good_as_none_in_pandas():
    """This is the type that pandas gives a column whose values were all missing, or were filtered out."""
    frame = table(EXPENSE).to_pandas().astype({"self_paid": "float64"}).iloc[:0]
    assert len(mb.assess_table(frame, plan="hospital_medical")) == 0


def test_binary_fractions_among_the_objects_of_a_pandas_column_are_refused():
    frame = table(EXPENSE).to_pandas().astype({"self_paid": object})
    frame.loc[0, "self_paid"] = 5000.0
    with pytest.raises(mb.InvalidTable, match="column self_paid holds"):
        mb.assess_table(frame, plan="hospital_medical", unit="fen")


@pytest.mark.parametrize("member", [True, False])
def test_a_dask_table_with_members_must_be_converted_first(member, monkeypatch):
    names = list(INJURY | ({"member": "M"} if member else {}))
    schema = SimpleNamespace(names=lambda: names)
    dask = SimpleNamespace(implementation=nw.Implementation.DASK, collect_schema=lambda: schema)
    monkeypatch.setattr(nw, "from_native", lambda native: dask)
    if member:
        with pytest.raises(mb.InvalidTable, match="Dask has no ordered windows"):
            backends.read_frame(object(), {}, ())
    else:
        assert backends.read_frame(object(), {}, ()).frame is dask
