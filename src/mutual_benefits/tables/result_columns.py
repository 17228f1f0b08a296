"""The result columns of a run: sums, bounds, status, reason and version of each row."""

from typing import Any

import narwhals.stable.v2 as nw

from .._texts import both
from ..engine.outcome import OF_ANOTHER_EVENT
from ..errors import InvalidTable
from .columnar.bounds import all_of, any_of, equals, inverse, literal, pick
from .columnar.expression import choice, constant, steps
from .columnar.values import column_number, ends, unequal
from .evaluation import (
    NIL,
    NOT_CLAIMED,
    PAYABLE,
    REFUSED,
    STATUSES,
    UNDETERMINED,
    BenefitColumns,
    Evaluation,
    Total,
)
from .native.arrow_tables import arrow_is_installed
from .native.frames import Frame
from .row_version import RowVersions

ALREADY_THERE = both(
    "the table already has {names}: drop or rename these result columns, or select the columns of the claims"
    " first",
    "表中已有 {names}：请删除或改名，或先选出申请的各列",
)
CASE_IGNORED = both(
    "{names}: this engine ignores case in names; rename these columns",
    "{names}：该引擎的列名不区分大小写；请改名",
)


def result_columns(
    rows: RowVersions, evaluation: Evaluation, paid: Total, settled: Any, unit: str, *, bounds: bool
) -> dict[str, Any]:
    """The result columns by name; `paid` is the total of each row.

    `bounds` adds the columns of each benefit that may be undetermined.
    """
    results, valid = evaluation.results, all_of(rows.valid, settled)
    columns: dict[str, Any] = {}
    low, high = ends(paid.sum)
    has: dict[int, Any] = dict.fromkeys((REFUSED, NIL, PAYABLE, UNDETERMINED), False)
    for name, result in results.items():
        determined = all_of(valid, inverse(equals(result.status, UNDETERMINED)))
        columns[f"{name}_{unit}"] = _where(determined, result.low)
        if bounds and result.high is not result.low:
            columns[f"{name}_low_{unit}"] = _where(valid, result.low)
            columns[f"{name}_high_{unit}"] = _where(valid, result.high)
        has = {number: any_of(mask, equals(result.status, number)) for number, mask in has.items()}
    either_way = all_of(paid.narrower, inverse(unequal(paid.sum, column_number(low, low))))
    is_open = all_of(has[UNDETERMINED], inverse(either_way))
    columns[f"total_{unit}"] = _where(all_of(valid, inverse(is_open)), low)
    columns[f"low_{unit}"], columns[f"high_{unit}"] = _where(valid, low), _where(valid, high)
    label = _text(STATUSES[NOT_CLAIMED])
    due = all_of(either_way, low > literal(0)) if either_way is not False else False
    shown = {**has, PAYABLE: any_of(has[PAYABLE], due), UNDETERMINED: is_open}
    for status, cells in shown.items():
        label = _either(cells, _text(STATUSES[status]), label)
    columns["status"] = _either(valid, label, _text("invalid"))
    answered = any_of(has[NIL], any_of(has[PAYABLE], has[UNDETERMINED]))
    refused = all_of(has[REFUSED], inverse(answered))
    columns["reason"] = _reason(rows, results, refused, settled)
    columns["version"] = _first_day(rows)
    return columns


def result_names(rows: RowVersions) -> set[str]:
    """The names of the result columns that some run under a plan adds, in either unit."""
    ends = ("", "_low", "_high")
    sums = {f"{name}{end}" for name in rows.benefits for end in ends} | {"total", "low", "high"}
    return {f"{name}_{unit}" for name in sums for unit in ("fen", "yuan")} | {"status", "reason", "version"}


def reason_number(rows: RowVersions, results: dict[str, BenefitColumns]) -> Any:
    """The number of the reason of the first refused benefit; 0 where none is refused.

    A reason that says only that a benefit is for another route or setting comes after all others.
    """
    of_another = [number for number, word in enumerate(rows.reasons) if word in OF_ANOTHER_EVENT]
    number: Any = 0
    for last in (True, False) if of_another else (True,):
        for result in reversed(results.values()):
            counts = equals(result.status, REFUSED)
            for other in () if last else of_another:
                counts = all_of(counts, inverse(equals(result.reason, other)))
            number = pick(counts, result.reason, number)
    return number


def _reason(rows: RowVersions, results: dict[str, BenefitColumns], refused: Any, settled: Any) -> Any:
    """The error of a row, or the reason of its first refused benefit, as text."""
    number = reason_number(rows, results)
    words = [reason or None for reason in rows.reasons]
    reason = _text(words[number]) if isinstance(number, int) else steps(number, words, kind=nw.String)
    reason = _either(settled, _either(refused, reason, _text(None)), _text("limits_unsettled"))
    error = _text(None)
    for name, cells in reversed(rows.errors):
        error = _either(cells, _text(name), error)
    return choice(rows.valid, reason, error)


def _first_day(rows: RowVersions) -> Any:
    """The first day of each row's version as a date; null where none was in force."""
    days = [prepared.version.effective_from for prepared in rows.versions]
    return steps(rows.in_force, [None, *days], range(len(days)), nw.Date)


def _where(mask: Any, value: Any) -> Any:
    """The value in the rows of the mask, null in others; an open end is null."""
    return constant(None) if value is None or mask is False else choice(mask, literal(value))


def _text(word: str | None) -> Any:
    return constant(word, nw.String)


def _either(condition: Any, then: Any, otherwise: Any) -> Any:
    """One text or the other, row by row."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return choice(condition, then, otherwise)


def in_yuan(frame: Frame, names: list[str]) -> Frame:
    """The frame with columns of fen as exact decimals of yuan.

    Raises:
        InvalidTable: the engine has no decimals.
    """
    engine = frame.engine
    return frame.then(lambda frame: _in_yuan(engine, frame, names))


def _in_yuan(kind: Any, frame: Any, names: list[str]) -> Any:
    """The engine's frame with columns of fen as exact decimals of yuan."""
    if kind.is_polars():
        import polars as pl

        to_yuan = [pl.col(name).cast(pl.Decimal(38, 2)) / 100 for name in names]
        return frame.with_columns(column.cast(pl.Decimal(38, 2)) for column in to_yuan)
    native = frame.to_native()
    if kind.is_duckdb():
        yuan = ", ".join(f'("{name}"::DECIMAL(20, 0) * 0.01::DECIMAL(3, 2)) AS "{name}"' for name in names)
        return nw.from_native(native.project(f"* REPLACE ({yuan})"))
    if kind.is_pyspark():
        from pyspark.sql import functions

        for name in names:
            native = native.withColumn(
                name, functions.col(name).cast("decimal(20,0)") * functions.expr("0.01BD")
            )
        return nw.from_native(native)
    if kind.is_pyarrow():
        import pyarrow as pa
        import pyarrow.compute as pc

        cent = pa.scalar("0.01").cast(pa.decimal128(3, 2))
        for name in names:
            column = pc.multiply(native[name].cast(pa.decimal128(20, 0)), cent)
            native = native.set_column(native.column_names.index(name), name, column)
        return nw.from_native(native)
    if kind.is_pandas() and arrow_is_installed():
        import pandas as pd
        import pyarrow as pa

        for name in names:
            fen = pa.array(native[name], type=pa.int64()).cast(pa.decimal128(20, 0))
            cent = pa.scalar("0.01").cast(pa.decimal128(3, 2))
            yuan = pa.compute.multiply(fen, cent)
            native[name] = pd.Series(yuan, dtype=pd.ArrowDtype(yuan.type), index=native.index)
        return nw.from_native(native)
    raise InvalidTable(
        both(
            f"{kind} has no exact decimals here; leave unit at 'fen'",
            f"{kind} 在此没有精确的十进制小数；请用 unit='fen'",
        ),
        field="unit",
        given="yuan",
        choices=("fen",),
    )
