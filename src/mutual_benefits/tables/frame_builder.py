"""Builds small frames column by column with Polars, pandas or PyArrow."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any, Literal, NamedTuple, get_args

from .._texts import both
from ..errors import InvalidScenario, MissingExtra

Backend = Literal["polars", "pandas", "pyarrow"]


class RepeatedColumn(NamedTuple):
    """A column that repeats its values: each value `each` times, and then all of them from the start.

    `kind` is the type of its values, any of which may be None.
    """

    values: Sequence[Any]
    kind: type
    each: int = 1


def check_backend(backend: str) -> None:
    """Check that frames can be built with this engine, and that it is installed.

    Raises:
        InvalidScenario: frames cannot be built with this engine.
        MissingExtra: the engine is not installed.
    """
    if backend not in get_args(Backend):
        raise InvalidScenario(
            both(
                f"backend is {backend!r}; give one of {', '.join(get_args(Backend))}",
                f"backend 为“{backend}”；请给出以下之一：{'、'.join(get_args(Backend))}",
            ),
            field="backend",
            given=backend,
            choices=get_args(Backend),
        )
    for needed in ("narwhals", backend):
        try:
            import_module(needed)
        except ModuleNotFoundError as missing:
            extra = "polars" if backend == "polars" else "frame"
            raise MissingExtra.of(f"frames on {backend} need", needed, extra) from missing


def frame_of(columns: Mapping[str, RepeatedColumn], rows: range, backend: str) -> Any:
    """The frame with these columns, for a range of their rows."""
    frame: Any = {"polars": _polars, "pandas": _pandas, "pyarrow": _pyarrow}[backend](columns, rows)
    return frame


def frame_of_rows(rows: Sequence[Sequence[Any]], kinds: Mapping[str, type], backend: str) -> Any:
    """The frame with these rows; `kinds` gives the names and types of the columns."""
    columns = {
        name: RepeatedColumn([row[index] for row in rows], kind)
        for index, (name, kind) in enumerate(kinds.items())
    }
    return frame_of(columns, range(len(rows)), backend)


def _polars(columns: Mapping[str, RepeatedColumn], rows: range) -> Any:
    import polars as pl

    kinds: dict[type, Any] = {date: pl.Date, bool: pl.Boolean, int: pl.Int64, str: pl.String}
    kinds[Decimal] = pl.Decimal(38, 2)
    number = pl.int_range(rows.start, rows.stop, eager=True)
    made = []
    for name, (values, kind, each) in columns.items():
        small = pl.Series(name, values, dtype=kinds[kind])
        if len(values) == 1:
            made.append(small.new_from_index(0, len(rows)))
        else:
            made.append(small.gather(number // each % len(values)) if len(rows) else small.clear())
    return pl.DataFrame(made)


def _pandas(columns: Mapping[str, RepeatedColumn], rows: range) -> Any:
    import numpy as np
    import pandas as pd

    kinds = {date: "datetime64[s]", bool: "boolean", int: "Int64", str: "string", Decimal: "object"}
    number = np.arange(rows.start, rows.stop)
    made = {}
    for name, (values, kind, each) in columns.items():
        small = pd.Series(list(values), dtype=kinds[kind])
        made[name] = small.iloc[number // each % max(len(values), 1)].reset_index(drop=True)
    return pd.DataFrame(made)


def _pyarrow(columns: Mapping[str, RepeatedColumn], rows: range) -> Any:
    import pyarrow as pa

    kinds = {date: pa.date32(), bool: pa.bool_(), int: pa.int64(), str: pa.string()}
    kinds[Decimal] = pa.decimal128(38, 2)
    made = {}
    for name, (values, kind, each) in columns.items():
        number = pa.array([row // each % len(values) for row in rows], type=pa.int64())
        made[name] = pa.array(values, type=kinds[kind]).take(number)
    return pa.table(made)
