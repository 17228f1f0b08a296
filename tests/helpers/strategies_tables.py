"""Tables of claims: histories of several members as the rows of one table, for every engine.

A member belongs to one history only: each has at most a handful of rows, and only rows of the same history
share limits.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import strategies_accident
import strategies_medical
from hypothesis import given, settings
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.events import KINDS
from mutual_benefits.money import to_fen
from mutual_benefits.tables.column_names import HUNDREDTHS

PLANS = tuple(plan.code for plan in mb.all_plans())
EVENTS_OF = {
    "accident": ("injury",),
    "non_work_accident": ("injury", "child_injury", "home_loss"),
    "female_illness": ("diagnosis",),
    "critical_illness": ("diagnosis",),
    "hospital_allowance": ("hospital_stay",),
    "hospital_medical": ("medical_expense",),
    "warm_aid": ("medical_expense",),
}
MONEY = ("loss", "self_paid", "over_cap", "other_cover")
WHOLE = ("living_days", "hospital_days", "care_days", "days", "disability_grade", "ordinal", "shares", *MONEY)
FLAGS = ("died", "in_situ", "surgery", "renewed")
FREE = ("living_days", "hospital_days", "care_days", "died", "in_situ", "surgery", "renewed")
"""Columns whose zeros and Falses may as well be left out."""
OWN = ("id", "member", "notified_on", "claimed_on")
REASONS = {
    mb.NoVersionInForce: "no_version_in_force",
    mb.NotCovered: "not_covered",
    mb.UnknownFeeTier: "unknown_fee_tier",
    mb.UnknownProduct: "unknown_product",
}


def benefits(plan: str) -> list[str]:
    return list(dict.fromkeys(rule.code for each in mb.get_plan(plan).versions for rule in each.benefits))


def columns_of(plan: str) -> dict[str, pl.DataType]:
    """The columns of a plan's tables, with their types; money in fen, areas in square metres."""
    events = [KINDS[kind].model_fields for kind in EVENTS_OF[plan]]
    names = [
        *OWN,
        *(name for name in mb.Enrolment.model_fields if name != "plan"),
        *(n for e in events for n in e),
    ]
    return {name: type_of(name) for name in dict.fromkeys(names)}


def type_of(name: str) -> pl.DataType:
    if name.endswith(("_on", "_from")):
        return pl.Date
    if name == "area":
        return pl.Decimal(12, 2)
    return pl.Int64 if name in WHOLE else pl.Boolean if name in FLAGS else pl.String


def row_of(claim: mb.Claim) -> dict:
    """A claim as a row; money in fen."""
    row = {**claim.enrolment.__dict__, **claim.event.__dict__}
    row |= {name: getattr(claim, name) for name in OWN}
    del row["plan"]
    return {n: to_fen(v) if n in MONEY and v is not None else v for n, v in row.items()}


def table_of(claims: list[mb.Claim]) -> pl.DataFrame:
    plan = claims[0].enrolment.plan
    return pl.DataFrame([row_of(claim) for claim in claims], schema=columns_of(plan), orient="row")


def narrow_table_of(claims: list[mb.Claim]) -> pl.DataFrame:
    """The table without the columns that say nothing in any row, which is worked out much sooner."""
    frame = table_of(claims)
    silent = [name for name in FREE if name in frame.columns and not frame[name].cast(pl.Int64).sum()]
    return frame[filled(frame)].drop(silent, strict=False)


def expected(claims: list[mb.Claim], readings: dict | None = None, usage: mb.Usage | None = None) -> dict:
    """By claim id, the expected row: the results of the scalar engine for one claim after the other."""
    desk, found = Desk(readings=readings, usage=usage), {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        codes = benefits(claim.enrolment.plan)
        try:
            assessment = desk.assess(claim)
        except tuple(REASONS) as wrong:
            ends = [f"{code}_{end}" for code in codes for end in ("low", "high")]
            nothing = dict.fromkeys([f"{name}_fen" for name in (*codes, *ends, "total", "low", "high")])
            found[claim.id] = nothing | {"status": "invalid", "reason": REASONS[type(wrong)]}
            continue
        parts = {part.benefit: part for part in assessment.entitlements}
        row = {f"{code}_fen": sum_of(parts[code]) if code in parts else 0 for code in codes}
        for code in codes:
            low, high = (parts[code].low, parts[code].high) if code in parts else (Decimal(0), Decimal(0))
            row |= {
                f"{code}_low_fen": to_fen(low),
                f"{code}_high_fen": None if high is None else to_fen(high),
            }
        row |= {"total_fen": sum_of(assessment), "low_fen": to_fen(assessment.low)}
        row |= {"high_fen": None if assessment.high is None else to_fen(assessment.high)}
        found[claim.id] = row | {
            "status": assessment.status,
            "reason": assessment.reason,
            "version": assessment.version,
        }
    return found


@cache
def expected_after_history(plan: str) -> dict:
    """The expected rows of the large table after the history that was taken from it."""
    claims_after, used = claims_after_history(plan)
    return expected(claims_after, usage=used)


def sum_of(result: mb.Entitlement | mb.Assessment) -> int | None:
    return None if result.status == "undetermined" else to_fen(result.low)


BOUND = re.compile(r"(\w+)_(?:low|high)_fen").fullmatch
"""The column of a bound of one benefit."""


def differences(result: object, wanted: dict, *, unsettled: bool = False, bounds: bool = False) -> dict:
    """By claim id, the columns of a result that differ from the wanted row, as (value, wanted).

    A benefit without columns for its bounds is always determined.
    """
    found, rows = {}, dicts(result)
    assert sorted(row["id"] for row in rows) == sorted(wanted)
    for row in rows:
        if unsettled and row["reason"] == "limits_unsettled":
            continue
        want = {name: value for name, value in wanted[row["id"]].items() if bounds or not BOUND(name)}
        row |= {n: row[f"{BOUND(n)[1]}_fen"] for n in want if n not in row and BOUND(n)}
        other = {name: (row[name], value) for name, value in want.items() if row[name] != value}
        if other:
            found[row["id"]] = other
    return found


class Engine(NamedTuple):
    """A kind of data frame: how to make one from a Polars frame, and its class."""

    make: object
    kind: type


def filled(frame: pl.DataFrame) -> list[str]:
    """The columns in which some cell has a value."""
    return [column.name for column in frame if column.null_count() < len(column)]


def numpy_types(frame: pl.DataFrame) -> pd.DataFrame:
    """A frame of pandas' own types; fen with missing values are `Int64`, since floats are refused."""
    money = [column.name for column in frame if column.dtype == pl.Int64 and column.null_count()]
    return frame.to_pandas().astype({name: "Int64" for name in money if name in HUNDREDTHS})


ENGINES = {
    "polars": Engine(lambda frame: frame, pl.DataFrame),
    "polars_lazy": Engine(lambda frame: frame.lazy(), pl.LazyFrame),
    # A column without any value has no type in pandas' own types.
    "pandas": Engine(lambda frame: numpy_types(frame[filled(frame)]), pd.DataFrame),
    "pandas_arrow": Engine(lambda frame: frame.to_pandas(use_pyarrow_extension_array=True), pd.DataFrame),
    "pyarrow": Engine(lambda frame: frame.to_arrow(), pa.Table),
    # Rows of SQL have no order; those of one chunk keep theirs, while DuckDB reads several chunks at once.
    "duckdb": Engine(lambda frame: duckdb.from_arrow(frame.rechunk().to_arrow()), duckdb.DuckDBPyRelation),
}


def skip_where_nulls_are_whole_numbers(engine: str) -> None:
    """DuckDB 1 gives a column that holds nothing but nulls the type INTEGER."""
    if engine == "duckdb" and int(duckdb.__version__.split(".")[0]) < 2:
        pytest.skip("this DuckDB takes nulls alone for whole numbers")


ORDERED = tuple(name for name in ENGINES if name != "duckdb")
THOROUGH = settings().max_examples > 50
"""Whether the profile is the thorough one, in which every plan is tried on every engine."""
QUICK = tuple(ENGINES) if THOROUGH else ORDERED
"""The engines for tables of many columns, which DuckDB takes seconds to set up."""
ALIKE = ("female_illness",)
"""The plans that have the kinds of benefits and limits of another (critical_illness), in more expressions."""
UNLIKE = PLANS if THOROUGH else tuple(plan for plan in PLANS if plan not in ALIKE)
"""The plans for tests that take long, where a thorough run takes all."""


def plans_on_engines() -> list[tuple[str, str]]:
    """Each plan with Polars and with one more engine, in turn; in thorough runs with all."""
    first, *others = ENGINES
    if THOROUGH:
        return [(plan, engine) for plan in PLANS for engine in ENGINES]
    turns = [others[place % len(others)] for place in range(len(PLANS))]
    return [(plan, engine) for plan, own in zip(PLANS, turns, strict=True) for engine in (first, own)]


def arrow(result: object) -> pa.Table:
    frame = nw.from_native(result)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return frame.to_arrow()


def dicts(result: object) -> list[dict]:
    """The rows of any result, with dates as dates whatever type the engine has for them."""
    table = arrow(result)
    rows = table.to_pylist()
    for name in table.column_names:
        if pa.types.is_timestamp(table[name].type):
            for row in rows:
                row[name] = row[name] and row[name].date()
    return rows


def source_of(plan: str):
    return strategies_accident if plan in strategies_accident.READINGS else strategies_medical


def readings_of(plan: str) -> st.SearchStrategy:
    return source_of(plan).readings_of(plan)


def histories(plan: str) -> st.SearchStrategy:
    """Claims of one or two members that share limits or claim for the same disease again."""
    ours = source_of(plan)
    ways = [ours.histories(plan), ours.crowded_histories(plan)]
    if plan in strategies_medical.ILLNESS:
        ways.append(ours.recurrences(plan))
    return st.one_of(*ways)


UNKNOWN = {"no tier": {"fee_tier": None}, "tier": {"fee_tier": "7"}, "product": {"product": "gold"}}
"""Changes to an enrolment: a tier or product that no plan has, or a tier left out."""


def joined(several: list[list[mb.Claim]]) -> list[mb.Claim]:
    """Several histories as one, with different members in each and a different id for every claim."""
    return [
        claim.model_copy(update={"id": f"C-{at:04}-{place}", "member": f"{at}-{claim.member}"})
        for at, history in enumerate(several)
        for place, claim in enumerate(history)
    ]


NO_SUCH_WORD = "no such word"


def misspelt(claim: mb.Claim) -> mb.Claim:
    """The claim with words that no plan knows for its cause and the kind of its injury."""
    named = [name for name in ("cause", "injury_kind") if getattr(claim.event, name, None)]
    return claim.model_copy(
        update={"event": claim.event.model_copy(update=dict.fromkeys(named, NO_SUCH_WORD))}
    )


@st.composite
def claims(draw, plan: str, *, most: int = 5) -> list[mb.Claim]:
    """The claims of several histories, in any order, some with a tier, product or word that nobody knows."""
    chosen = joined(draw(st.lists(histories(plan), min_size=1, max_size=most)))
    ways = [draw(st.sampled_from((None,) * 9 + tuple(UNKNOWN))) for _ in chosen]
    chosen = [
        claim if way is None else with_enrolment(claim, UNKNOWN[way])
        for claim, way in zip(chosen, ways, strict=True)
    ]
    chosen = [misspelt(claim) if draw(st.integers(0, 3)) == 0 else claim for claim in chosen]
    return draw(st.permutations(chosen))


def with_enrolment(claim: mb.Claim, otherwise: dict) -> mb.Claim:
    return claim.model_copy(update={"enrolment": claim.enrolment.model_copy(update=otherwise)})


@cache
def many_claims(plan: str) -> tuple[mb.Claim, ...]:
    """The claims of one large table, always the same, so that engines with slow planning run once."""
    told = []

    @settings(max_examples=60)
    @given(claims(plan, most=2))
    def collect(more: list[mb.Claim]) -> None:
        told.append(more)

    collect()
    return tuple(joined(told))


@cache
def claims_by_readings(plan: str, count: int) -> dict[tuple, list[mb.Claim]]:
    """Claims by the readings under which they are to be assessed, always the same."""
    found: dict[tuple, list] = {}

    @settings(max_examples=count)
    @given(histories(plan), readings_of(plan))
    def collect(told: list[mb.Claim], readings: dict) -> None:
        found.setdefault(tuple(sorted(readings.items())), []).append(told)

    collect()
    return {readings: joined(told) for readings, told in found.items()}


@cache
def assessed_tables(plan: str, count: int) -> tuple[tuple[dict, list[mb.Claim], object], ...]:
    """The tables of `claims_by_readings`, assessed with their bounds: readings, claims, result."""
    tables = [(dict(chosen), rows) for chosen, rows in claims_by_readings(plan, count).items()]
    return tuple(
        (chosen, rows, mb.assess_table(table_of(rows), plan=plan, unit="fen", readings=chosen, bounds=True))
        for chosen, rows in tables
    )


@cache
def claims_after_history(plan: str) -> tuple[tuple[mb.Claim, ...], mb.Usage]:
    """The large table without the first answered claim of most members with several claims, and its usage.

    So some limits are shared with the history, some within the table, and some with both.
    """
    desk, first, later = Desk(), {}, []
    claims_of = Counter(claim.member for claim in many_claims(plan))
    several = sorted(member for member, count in claims_of.items() if count > 1)
    cut = {member for number, member in enumerate(several) if number % 4}
    for claim in sorted(many_claims(plan), key=lambda claim: (claim.event.happened_on, claim.id)):
        if claim.member in cut and claim.member not in first:
            try:
                first[claim.member] = desk.assess(claim).drawn
            except tuple(REASONS):
                pass
            else:
                continue
        later.append(claim)
    used = [entry for drawn in first.values() for entry in drawn.used]
    return tuple(later), mb.Usage(used=tuple(used))
