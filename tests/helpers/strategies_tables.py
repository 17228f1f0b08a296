"""Tables of claims: the histories of several members as the rows of one table, on every engine.

A history's members belong to it alone, so that a member has at most a handful of rows, and limits are
shared within a history and nowhere else.
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
import strategies_accident
import strategies_medical
from hypothesis import given, settings
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.assessment.assess import Desk
from mutual_benefits.events import KINDS
from mutual_benefits.money import to_fen
from mutual_benefits.tables.backends import HUNDREDTHS

PLANS = tuple(plan.code for plan in mb.all_plans())
ASKED_OF = {
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
    events = [KINDS[kind].model_fields for kind in ASKED_OF[plan]]
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


def expected(claims: list[mb.Claim], readings: dict | None = None, usage: mb.Usage | None = None) -> dict:
    """What each claim's row must say, by id: as the scalar engine answers the claims one after the other."""
    desk, found = Desk(readings=readings, usage=usage), {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        codes = benefits(claim.enrolment.plan)
        try:
            told = desk.assess(claim)
        except tuple(REASONS) as wrong:
            ends = [f"{code}_{end}" for code in codes for end in ("low", "high")]
            nothing = dict.fromkeys([f"{name}_fen" for name in (*codes, *ends, "total", "low", "high")])
            found[claim.id] = nothing | {"status": "invalid", "reason": REASONS[type(wrong)]}
            continue
        parts = {part.benefit: part for part in told.entitlements}
        row = {f"{code}_fen": sum_of(parts[code]) if code in parts else 0 for code in codes}
        for code in codes:
            low, high = (parts[code].low, parts[code].high) if code in parts else (Decimal(0), Decimal(0))
            row |= {
                f"{code}_low_fen": to_fen(low),
                f"{code}_high_fen": None if high is None else to_fen(high),
            }
        row |= {"total_fen": sum_of(told), "low_fen": to_fen(told.low)}
        row |= {"high_fen": None if told.high is None else to_fen(told.high)}
        found[claim.id] = row | {"status": told.status, "reason": told.reason, "version": told.version}
    return found


@cache
def wanted_after(plan: str) -> dict:
    """What the rows of the large table must say after the history that was cut off it."""
    told, used = with_history(plan)
    return expected(told, usage=used)


def sum_of(told: mb.Entitlement | mb.Assessment) -> int | None:
    return None if told.status == "undetermined" else to_fen(told.low)


BOUND = re.compile(r"(\w+)_(?:low|high)_fen").fullmatch
"""The column of a bound of one benefit."""


def differences(result: object, wanted: dict, *, unsettled: bool = False, bounds: bool = False) -> dict:
    """By id, the columns of a result that say otherwise than was wanted: (said, wanted).

    A benefit that has no columns of its own for its bounds is always determined.
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
    """In pandas' own types; fen beside missing values in its `Int64`, since floats are refused."""
    money = [column.name for column in frame if column.dtype == pl.Int64 and column.null_count()]
    return frame.to_pandas().astype({name: "Int64" for name in money if name in HUNDREDTHS})


ENGINES = {
    "polars": Engine(lambda frame: frame, pl.DataFrame),
    "polars_lazy": Engine(lambda frame: frame.lazy(), pl.LazyFrame),
    # Without a single value pandas' own types do not tell what a column would hold.
    "pandas": Engine(lambda frame: numpy_types(frame[filled(frame)]), pd.DataFrame),
    "pandas_arrow": Engine(lambda frame: frame.to_pandas(use_pyarrow_extension_array=True), pd.DataFrame),
    "pyarrow": Engine(lambda frame: frame.to_arrow(), pa.Table),
    "duckdb": Engine(lambda frame: duckdb.from_arrow(frame.to_arrow()), duckdb.DuckDBPyRelation),
}
ORDERED = tuple(name for name in ENGINES if name != "duckdb")


def arrow(result: object) -> pa.Table:
    frame = nw.from_native(result)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return frame.to_arrow()


def dicts(result: object) -> list[dict]:
    """The rows of any result, dates as dates whatever the engine calls them."""
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
    """The claims of one or two members that share limits, and diseases that come again."""
    ours = source_of(plan)
    ways = [ours.histories(plan), ours.crowded_histories(plan)]
    if plan in strategies_medical.ILLNESS:
        ways.append(ours.recurrences(plan))
    return st.one_of(*ways)


OTHERWISE = {"no tier": {"fee_tier": None}, "tier": {"fee_tier": "7"}, "product": {"product": "gold"}}
"""What no plan knows, or what one plan asks for and the other has not."""


def joined(told: list[list[mb.Claim]]) -> list[mb.Claim]:
    """Several histories as one: each with members of its own, and every claim with an id of its own."""
    return [
        claim.model_copy(update={"id": f"C-{at:04}-{place}", "member": f"{at}-{claim.member}"})
        for at, history in enumerate(told)
        for place, claim in enumerate(history)
    ]


@st.composite
def claims(draw, plan: str, *, most: int = 5) -> list[mb.Claim]:
    """The claims of several histories, told in any order, now and then with what the plan does not know."""
    told = joined(draw(st.lists(histories(plan), min_size=1, max_size=most)))
    ways = [draw(st.sampled_from((None,) * 9 + tuple(OTHERWISE))) for _ in told]
    told = [
        claim if way is None else bought(claim, OTHERWISE[way]) for claim, way in zip(told, ways, strict=True)
    ]
    return draw(st.permutations(told))


def bought(claim: mb.Claim, otherwise: dict) -> mb.Claim:
    return claim.model_copy(update={"enrolment": claim.enrolment.model_copy(update=otherwise)})


@cache
def many(plan: str) -> tuple[mb.Claim, ...]:
    """One large table's claims, always the same: an engine that plans slowly is asked but once."""
    told = []

    @settings(max_examples=60)
    @given(claims(plan, most=2))
    def collect(more: list[mb.Claim]) -> None:
        told.append(more)

    collect()
    return tuple(joined(told))


@cache
def under_readings(plan: str, count: int) -> dict[tuple, list[mb.Claim]]:
    """Histories by the readings they are to be worked out under, as one table each, always the same."""
    found: dict[tuple, list] = {}

    @settings(max_examples=count)
    @given(histories(plan), readings_of(plan))
    def collect(told: list[mb.Claim], readings: dict) -> None:
        found.setdefault(tuple(sorted(readings.items())), []).append(told)

    collect()
    return {readings: joined(told) for readings, told in found.items()}


@cache
def answered(plan: str, count: int) -> tuple[tuple[dict, list[mb.Claim], object], ...]:
    """Those tables worked out with their bounds: readings, claims, result."""
    tables = [(dict(chosen), told) for chosen, told in under_readings(plan, count).items()]
    return tuple(
        (chosen, told, mb.assess_table(table_of(told), plan=plan, readings=chosen, bounds=True))
        for chosen, told in tables
    )


@cache
def with_history(plan: str) -> tuple[tuple[mb.Claim, ...], mb.Usage]:
    """The large table without the first answered claims of most members with several, and what they used.

    So limits are shared with the history, within the table, and both.
    """
    desk, first, later = Desk(), {}, []
    claims_of = Counter(claim.member for claim in many(plan))
    several = sorted(member for member, count in claims_of.items() if count > 1)
    cut = {member for number, member in enumerate(several) if number % 4}
    for claim in sorted(many(plan), key=lambda claim: (claim.event.happened_on, claim.id)):
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
