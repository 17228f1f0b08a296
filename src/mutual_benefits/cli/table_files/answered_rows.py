"""Assesses the rows of a file plan by plan, and puts them together again in their order."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import polars as pl

from ...files.claim_fields import CLAIM_FIELDS
from ...rulebook.plan import Plan
from ...tables.assess_table import assess_table
from ...tables.claim_columns import REQUIRED
from .raw_rows import AT_ONCE, RawRows
from .typed_columns import FAULT, GIVEN, ROW, TYPES, WRONG

SHOWN = ("id", "member", "plan", "happened_on")
"""The facts that the screen shows."""

TYPED = "typed.parquet"
"""The scratch file of the rows as values, and as they were given."""

APART = pl.QueryOptFlags(comm_subplan_elim=False)
"""Lets each part of a query read the file for itself; otherwise Polars holds every row that two parts need.

It takes a third of the memory for claims of members.
"""

NEEDED = ("fee_tier", *REQUIRED.values())
"""Columns that a plan may need; a file without them has them empty."""


class Terms(NamedTuple):
    """How the rows are assessed: the user's own plan, the readings, the unit of the sums, and the caveats.

    `plan` is the code of the plan of all rows, where one is given.
    """

    own: Plan | None
    readings: Mapping[str, str]
    unit: Literal["fen", "yuan"]
    caveats: bool = False
    plan: str | None = None


def answered_rows(typed: Any, terms: Terms, scratch: Path, *, lazy: bool) -> list[Any]:
    """The rows with their results: number, facts to show, and results, in the order of the file.

    They are one frame, or, if `lazy`, one scratch file for each plan, so that no plan needs to fit in memory.
    Rows of one plan that is known beforehand need no scratch file, and keep their cells.
    """
    in_one = lazy and terms.plan is not None
    if not lazy:
        typed = (typed if in_one else typed.drop(FAULT, GIVEN)).collect().lazy()
    elif not in_one:
        typed.sink_parquet(scratch / TYPED, compression="lz4")
        typed = pl.scan_parquet(scratch / TYPED).drop(FAULT, GIVEN)
    typed = _without_duplicates(typed, terms)
    plans = [terms.plan] if terms.plan is not None else _plans(typed)
    answered = [_of_plan(typed, code, terms, lazy=lazy) for code in plans]
    sums = _sums(answered, terms.unit)
    money = pl.Int64 if terms.unit == "fen" else pl.Decimal(38, 2)
    others = {"status": pl.String, "reason": pl.String, "version": pl.Date}
    others |= {"caveats": pl.String} if terms.caveats else {}
    names = typed.collect_schema().names()
    shown = [pl.col(name).alias(f"__{name}") for name in SHOWN if name in names]
    parts = []
    for part in answered:
        own = part.collect_schema().names()
        nothing = pl.when(pl.col("status") != "invalid").then(pl.lit(0, dtype=money))
        columns = [pl.col(name).cast(money) if name in own else nothing.alias(name) for name in sums]
        parts.append(part.select(ROW, *shown, *columns, *others, *((FAULT, GIVEN) if in_one else ())))
    if in_one:
        return parts
    kinds = dict.fromkeys(sums, money) | others
    given = {"status": pl.lit("invalid"), "reason": pl.col(WRONG)}
    empty = [given.get(name, pl.lit(None, dtype=kind)).alias(name) for name, kind in kinds.items()]
    parts.append(typed.filter(pl.col("plan").is_null()).select(ROW, *shown, *empty))
    if not lazy:
        return [pl.concat([part.collect() for part in parts]).sort(ROW)]
    for number, part in enumerate(parts):
        part.sink_parquet(scratch / f"part-{number:03}.parquet", optimizations=APART)
    return [pl.scan_parquet(scratch / f"part-{number:03}.parquet") for number in range(len(parts))]


def batches(raw: RawRows, answered: list[Any], scratch: Path) -> Iterator[Any]:
    """The rows of the file with their results, some at a time.

    They are read slice by slice: an iterator of Polars reads ahead of its reader, up to the whole file.
    """
    if isinstance(answered[0], pl.DataFrame):
        whole = raw.frame.collect().hstack(answered[0].drop(ROW))
        yield from whole.iter_slices(AT_ONCE) if len(whole) else (whole,)
        return
    if GIVEN in answered[0].collect_schema().names():
        yield from answered[0].collect_batches(maintain_order=True, chunk_size=AT_ONCE, optimizations=APART)
        return
    given = pl.scan_parquet(scratch / TYPED).select(ROW, FAULT, GIVEN)
    for start in range(0, raw.rows, AT_ONCE):
        batch = given.slice(start, AT_ONCE).collect()
        if batch.is_empty():  # blank rows of a Parquet file are left out
            return
        within = pl.col(ROW).is_between(batch[ROW][0], batch[ROW][-1])
        results = pl.concat(pl.collect_all([part.filter(within) for part in answered])).sort(ROW)
        yield batch.hstack(results.drop(ROW))


def _plans(typed: Any) -> list[str]:
    """The codes of the plans in the file."""
    codes: list[str] = typed.select("plan").drop_nulls().unique().collect()["plan"].sort().to_list()
    return codes


def _sums(answered: list[Any], unit: str) -> list[str]:
    """The columns of sums of all plans, the totals last."""
    names = dict.fromkeys(name for part in answered for name in part.collect_schema().names())
    totals = [f"{name}_{unit}" for name in ("total", "low", "high")]
    return [*(name for name in names if name.endswith(f"_{unit}") and name not in totals), *totals]


def _of_plan(typed: Any, code: str, terms: Terms, *, lazy: bool) -> Any:
    """The rows of one plan with its results; a wrong row loses the day of its event, so that none is paid."""
    rows = typed if code == terms.plan else typed.filter(pl.col("plan") == code)
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
    if "id" not in names or (terms.plan is not None and "member" in names):
        return typed
    ids = typed.select("id").drop_nulls().select(pl.len(), different=pl.col("id").hash().n_unique())
    if len(set(ids.collect(engine="streaming").row(0))) == 1:
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
