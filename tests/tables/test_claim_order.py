"""The order of claims in tables, and ids that occur twice: the same on every engine and type of `id`."""

from datetime import date
from decimal import Decimal

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
import strategies_tables as our
from hypothesis import given
from hypothesis import strategies as st
from small_plans import SOURCED, benefit, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem, WithinCover
from mutual_benefits.tables.columnar.claim_order import ROW, with_rows
from mutual_benefits.tables.native.frames import Notes

every_engine = pytest.mark.parametrize("engine", our.ENGINES)
COVER = {"member": "M", "cover_from": date(2020, 1, 1)}
DAY = date(2020, 5, 4)
TWENTY_DAYS = plan(
    version(
        benefit(
            PerDiem,
            "allowance",
            days="living_days",
            rate=figure(40_00),
            limits=(limit("days", "day", 20, "cover_period"),),
        ),
        conditions=(WithinCover(years=figure(1), **SOURCED),),
    )
)
"""40 yuan a day for at most 20 days in a cover period."""

TYPES = {
    "text": pl.String,
    "whole numbers": pl.Int64,
    "narrow numbers": pl.UInt8,
    "categories": pl.Categorical,
    "enum": pl.Enum(["9", "10", "79", "80"]),
    "decimals": pl.Decimal(12, 0),
}
"""The types that a column of ids or of members may have."""


def column(values: list[int], kind: str) -> pl.Series:
    words = TYPES[kind] in (pl.String, pl.Categorical) or isinstance(TYPES[kind], pl.Enum)
    return pl.Series([str(value) for value in values] if words else values).cast(TYPES[kind])


def assessed(frame: pl.DataFrame, engine: str) -> list[dict]:
    """The rows of the result in the order of the frame, which not every engine keeps."""
    frame = frame.with_columns(place=pl.int_range(len(frame)))
    rows = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=TWENTY_DAYS, unit="fen"))
    return sorted(rows, key=lambda row: row["place"])


def of_rows(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame([COVER | {"happened_on": DAY} | row for row in rows])


@every_engine
@pytest.mark.parametrize("kind", TYPES)
def test_members_and_claims_of_one_day_are_told_by_text_whatever_their_type(engine, kind):
    """The claim "10" comes before "9", and "79" before "80": the first of each member is paid in full."""
    frame = of_rows(*({"living_days": days} for days in (18, 15, 15, 18)))
    frame = frame.with_columns(id=column([9, 10, 79, 80], kind), member=column([9, 9, 10, 10], kind))
    paid = {str(row["id"]): row["total_fen"] for row in assessed(frame, engine)}
    assert paid == {"10": 15 * 40_00, "9": 5 * 40_00, "79": 15 * 40_00, "80": 5 * 40_00}


@every_engine
def test_decimal_ids_and_members_with_more_than_two_places_stay_themselves(engine):
    ids = pl.Series([Decimal("1.001"), Decimal("1.002")], dtype=pl.Decimal(12, 3))
    frame = of_rows({"living_days": 18}, {"living_days": 18}).with_columns(id=ids, member=ids)
    assert [row["total_fen"] for row in assessed(frame, engine)] == [18 * 40_00] * 2


@every_engine
@pytest.mark.parametrize("name", ["id", "member"])
def test_ids_and_members_without_one_text_are_refused(engine, name):
    frame = of_rows({"id": "C-1", "living_days": 18}).with_columns(pl.lit(1.5).alias(name))
    with pytest.raises(mb.InvalidTable, match=f"column {name} holds Float64; give text or whole numbers"):
        mb.assess_table(our.ENGINES[engine].make(frame), plan=TWENTY_DAYS, unit="fen")


@every_engine
def test_the_second_row_of_an_id_is_a_duplicate(engine):
    frame = of_rows(
        {"id": "C-1", "living_days": 12}, {"id": "C-1", "living_days": 12}, {"id": "C-2", "living_days": 6}
    )
    rows = assessed(frame, engine)
    assert [(row["status"], row["reason"], row["total_fen"]) for row in rows] == [
        ("payable", None, 480_00),
        ("invalid", "duplicate_id", None),
        ("payable", None, 240_00),
    ]


@every_engine
def test_a_duplicate_draws_on_no_limit_and_belongs_to_whomever_it_may(engine):
    """The earliest day is answered, wherever it stands in the table, and also of another member."""
    later = {"happened_on": date(2020, 5, 5), "living_days": 19}
    frame = of_rows(
        {"id": "C-1"} | later,
        {"id": "C-2", "living_days": 5},
        {"id": "C-2", "living_days": 5, "member": "N"},
        {"id": "C-1", "living_days": 12},
        {"id": "C-3", "happened_on": date(2020, 5, 6), "living_days": 20},
    )
    rows = assessed(frame, engine)
    assert [row["reason"] for row in rows] == ["duplicate_id", None, "duplicate_id", None, None]
    assert [row["total_fen"] for row in rows] == [None, 200_00, None, 480_00, 120_00]


@every_engine
def test_a_row_that_cannot_be_answered_leaves_its_id_to_another(engine):
    frame = of_rows(
        {"id": "C-1", "product": "gold", "living_days": 12},
        {"id": "C-1", "living_days": 12},
        {"id": "C-1", "shares": 0, "living_days": 12},
    ).with_columns(pl.col("shares").fill_null(1))
    reasons = [row["reason"] for row in assessed(frame, engine)]
    assert reasons == ["unknown_product", None, "invalid_shares"]


@every_engine
def test_a_table_without_members_answers_each_row_by_itself(engine):
    frame = of_rows({"id": "C-1", "living_days": 18}, {"id": "C-1", "living_days": 18}).drop("member")
    assert [row["total_fen"] for row in assessed(frame, engine)] == [720_00] * 2


@every_engine
def test_a_row_without_an_id_is_invalid_where_members_have_ids(engine):
    frame = of_rows({"id": None, "living_days": 1}, {"id": "C-1", "living_days": 1}, {"id": None})
    assert [row["reason"] for row in assessed(frame, engine)] == ["invalid_id", None, "invalid_id"]


@every_engine
def test_without_ids_the_rows_of_one_day_keep_their_order(engine):
    frame = of_rows(*({"living_days": days} for days in (12, 7, 6, 5)))
    paid = [row["total_fen"] for row in assessed(frame, engine)]
    assert paid == [480_00, 280_00, 40_00, 0]


def test_the_rows_of_an_engine_without_an_order_are_numbered_in_the_order_asked_for():
    """The rows of DuckDB have one; here it stands for an engine of SQL that is not installed."""
    notes = Notes(nw.from_native(duckdb.from_arrow(pl.DataFrame({"day": [30, 10, 20]}).to_arrow())))
    notes.engine = nw.Implementation.IBIS
    rows = notes.end(with_rows(notes.first, ["day"])).collect()
    assert sorted(rows.select("day", ROW).rows()) == [(10, 0), (20, 1), (30, 2)]


def first_of_each(rows: list[tuple[str, date, int]]) -> list[bool]:
    """By hand: whether each row is the first of its id, by day and place."""
    best: dict[str, int] = {}
    for place, (name, day, _) in enumerate(rows):
        if name not in best or day < rows[best[name]][1]:
            best[name] = place
    return [best[name] == place for place, (name, _, _) in enumerate(rows)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "9", "10", "é", "𝒜", "Z"]),
            st.sampled_from([DAY, date(2020, 5, 5), date(2020, 4, 30)]),
            st.integers(1, 25),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(tuple(our.ENGINES)),
)
def test_every_engine_answers_the_first_of_each_id_and_pays_by_date_and_text(rows, engine):
    """Against a count by hand: 40 yuan a day, 20 days in the cover."""
    answered = first_of_each(rows)
    left, paid = 20, {}
    for place in sorted(
        (place for place, first in enumerate(answered) if first), key=lambda n: (rows[n][1], rows[n][0])
    ):
        paid[place] = min(rows[place][2], left) * 40_00
        left -= min(rows[place][2], left)
    frame = of_rows(*({"id": name, "happened_on": day, "living_days": days} for name, day, days in rows))
    found = assessed(frame, engine)
    assert [row["total_fen"] for row in found] == [paid.get(place) for place in range(len(rows))]
    assert [row["reason"] != "duplicate_id" for row in found] == answered


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "duckdb"])
@pytest.mark.parametrize("crowded", [0, 1, 50, 100] if our.THOROUGH else [0, 50])
def test_the_rows_of_a_long_table_keep_their_order_and_get_their_own_results(engine, crowded):
    """Polars works in batches of 100,000 rows; the results of crowded members are put beside their rows.

    Each member has three claims of 1 to 4 days and a fourth of 20 or of 1, out of order; what is paid is
    reckoned here with running sums.
    """
    count = 120_000
    place = pl.int_range(count)
    member = place * 7919 % (count // 4)
    frame = pl.DataFrame({"place": range(count)}).select(
        "place",
        id=(place * 104_729 % count).cast(pl.String),
        member="M-" + member.cast(pl.String),
        cover_from=pl.lit(COVER["cover_from"]),
        happened_on=pl.lit(DAY) + pl.duration(days=place * 31 % 97),
        living_days=pl.when(place // (count // 4) < 3)
        .then(1 + member % 4)
        .when(member % 100 < crowded)
        .then(20)
        .otherwise(1),
    )
    ordered = frame.sort("member", "happened_on", "id")
    used = pl.col("living_days").cum_sum().over("member")
    paid = 40_00 * (used.clip(upper_bound=20) - (used - pl.col("living_days")).clip(upper_bound=20))
    wanted = ordered.select("place", paid=paid).sort("place")["paid"]
    found = mb.assess_table(our.ENGINES[engine].make(frame), plan=TWENTY_DAYS, unit="fen")
    rows = nw.from_native(found).lazy().select("place", "total_fen").collect("polars")
    if engine == "duckdb":
        rows = rows.sort("place")
    assert rows["place"].to_list() == list(range(count))
    assert rows["total_fen"].to_list() == wanted.to_list()
