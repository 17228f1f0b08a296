"""Assesses the rows of a file plan by plan, and puts them together again in their order."""

from collections.abc import Mapping
from functools import reduce
from typing import Any, Literal, NamedTuple

import polars as pl

from ...files.claim_fields import CLAIM_FIELDS
from ...rulebook.plan import Plan
from ...tables.assess_table import assess_table
from ...tables.claim_columns import REQUIRED
from .typed_columns import FAULT, GIVEN, ROW, TYPES, WRONG

NEEDED = ("fee_tier", *REQUIRED.values())
"""Columns that a plan may need; a file without them has them empty."""


class Terms(NamedTuple):
    """How the rows are assessed: the user's own plan, the readings, the unit of the sums, and the caveats."""

    own: Plan | None
    readings: Mapping[str, str]
    unit: Literal["fen", "yuan"]
    caveats: bool = False


def answered_rows(typed: Any, terms: Terms, *, lazy: bool) -> Any:
    """The rows with their results as a lazy frame: number, fault, given cells, facts to show, and results."""
    if not lazy:
        typed = typed.collect().lazy()
    typed = _without_duplicates(typed, terms)
    plans = [
        code for code in typed.select("plan").unique().sort("plan").collect()["plan"] if code is not None
    ]
    parts = {code: _of_plan(typed, code, terms, lazy=lazy) for code in plans}
    sums = list(
        dict.fromkeys(
            name
            for part in parts.values()
            for name in part.collect_schema().names()
            if name.endswith(f"_{terms.unit}")
        )
    )
    totals = [f"{name}_{terms.unit}" for name in ("total", "low", "high")]
    sums = [name for name in sums if name not in totals] + totals
    money = pl.Int64 if terms.unit == "fen" else pl.Decimal(38, 2)
    added = [*sums, "status", "reason", "version", *(["caveats"] if terms.caveats else [])]
    shown = [
        name for name in ("id", "member", "plan", "happened_on") if name in typed.collect_schema().names()
    ]
    whole = []
    for part in parts.values():
        names = part.collect_schema().names()
        valid = pl.col("status") != "invalid"
        nothing = pl.when(valid).then(pl.lit(0, dtype=money))
        columns = [pl.col(name).cast(money) if name in names else nothing.alias(name) for name in sums]
        whole.append(part.select(ROW, FAULT, GIVEN, *_shown(shown), *columns, *added[len(sums) :]))
    kinds = {"status": pl.String, "reason": pl.String, "version": pl.Date, "caveats": pl.String}
    empty = [pl.lit(None, dtype=kinds.get(name, money)).alias(name) for name in added]
    lost = typed.filter(pl.col("plan").is_null()).select(ROW, FAULT, GIVEN, *_shown(shown), WRONG, *empty)
    lost = lost.with_columns(status=pl.lit("invalid"), reason=pl.col(WRONG)).drop(WRONG)
    if lazy or not whole:
        return reduce(lambda one, other: one.merge_sorted(other, key=ROW), [*whole, lost])
    return pl.concat([*(part.collect() for part in whole), lost.collect()]).sort(ROW).lazy()


def _shown(names: list[str]) -> list[Any]:
    return [pl.col(name).alias(f"__{name}") for name in names]


def _of_plan(typed: Any, code: str, terms: Terms, *, lazy: bool) -> Any:
    """The rows of one plan with its results; a wrong row loses the day of its event, so that none is paid."""
    rows = typed.filter(pl.col("plan") == code)
    names = rows.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    rows = rows.with_columns(
        pl.when(pl.col(WRONG).is_null()).then(pl.col("happened_on")).alias("happened_on"),
        pl.col("happened_on").alias("__day"),
        *(pl.lit(None, dtype=TYPES[CLAIM_FIELDS[name].kind]).alias(name) for name in absent),
    )
    own = terms.own if terms.own is not None and terms.own.code == code else None
    results = assess_table(
        rows if lazy else rows.collect(),
        plan=own or code,
        readings=terms.readings,
        unit=terms.unit,
        caveats=terms.caveats,
        extra_columns="keep",
    ).lazy()
    reason = pl.coalesce(WRONG, "reason")
    return results.with_columns(reason=reason, happened_on=pl.col("__day"))


def _without_duplicates(typed: Any, terms: Terms) -> Any:
    """The rows, of which those whose id another one answers are wrong.

    The first in order of date, then of the file, that can be answered is answered, whatever its plan.
    """
    names = typed.collect_schema().names()
    if "id" not in names:
        return typed
    sound = typed.filter(pl.col(WRONG).is_null())
    known = sound.select("id", "plan").group_by("id").agg(pl.len(), plans=pl.col("plan").n_unique())
    # Where there are members, the table of one plan finds the ids that it answers itself.
    again = pl.col("plans") > 1 if "member" in names else pl.col("len") > 1
    doubtful = known.filter(again).select("id").collect()
    if doubtful.is_empty():
        return typed
    rows = sound.join(doubtful.lazy(), on="id", how="semi").drop("member", strict=False).collect()
    answered = []
    for code in rows["plan"].unique().to_list():
        result = _of_plan(rows.lazy(), code, terms, lazy=False)
        answered.append(
            result.filter(pl.col("status") != "invalid").select(ROW, "id", "happened_on").collect()
        )
    ordered = pl.concat(answered).sort("happened_on", ROW)
    later = ordered.filter(pl.col(ROW) != pl.col(ROW).first().over("id"))[ROW].to_list()
    mark = pl.when(pl.col(ROW).is_in(later)).then(pl.lit("duplicate_id")).otherwise(WRONG)
    return typed.with_columns(mark.alias(WRONG))
