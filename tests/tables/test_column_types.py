"""Each column may have any of several types, on every engine, and the results do not depend on which."""

from datetime import date

import narwhals.stable.v2 as nw
import polars as pl
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


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("engine", our.QUICK)
@pytest.mark.parametrize("plan", TABLES)
def test_the_types_of_the_columns_make_no_difference(plan, engine, number):
    plain = pl.DataFrame({name: cells for name, (_, cells) in TABLES[plan].items()})
    wanted = results(plain, plan)
    assert len({row["status"] for row in wanted}) > 1
    assert results(our.ENGINES[engine].make(table(plan, number)), plan) == wanted


@pytest.mark.parametrize("number", range(0, ROUNDS, 3))
def test_on_duckdb_too_where_each_row_is_a_member(number):
    plan = "accident"
    plain = pl.DataFrame({name: cells for name, (_, cells) in TABLES[plan].items()}).drop("member")
    typed = table(plan, number).drop("member")
    assert results(our.ENGINES["duckdb"].make(typed), plan) == results(plain, plan)
