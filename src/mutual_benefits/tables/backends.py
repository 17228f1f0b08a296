"""Reads native data frames and returns them with new columns, as each engine needs it."""

from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from ..errors import InvalidTable
from ..events import KINDS

HUNDREDTHS = tuple(name for model in KINDS.values() for name in model.hundredths)
"""The columns of money, or of an area, which are exact in hundredths."""

MOST_ROWS = 2**40
"""More rows than a table has."""


class EngineTable(NamedTuple):
    """A table as it was given, and the frame that is computed on."""

    original: Any
    frame: Any
    scaled: frozenset[str] = frozenset()
    """Decimal columns that hold whole fen (or hundredths of a square metre) in `frame`."""

    @property
    def lazy(self) -> bool:
        """Whether results are computed only when the frame is collected."""
        return isinstance(self.frame, nw.LazyFrame)

    @property
    def columns_to_keep(self) -> list[str]:
        """The columns to keep beside the results; none where `frame` is a copy."""
        names: list[str] = self.original.collect_schema().names()
        return names if self.frame is self.original else []


def read_frame(native: Any, columns: tuple[str, ...]) -> EngineTable:
    """The frame to compute on: the table itself where its engine can do everything, or a copy of `columns`.

    pandas tables are converted to nullable types, since pandas' own turn whole numbers beside nulls into
    fractions. PyArrow has no ordered windows, so its tables are converted to Polars or pandas if the rows
    of a member are counted.

    Raises:
        InvalidTable: this is not a data frame, or its engine would have to be converted first.
    """
    try:
        frame = nw.from_native(native)
    except TypeError as wrong:
        raise InvalidTable(
            f"{type(native).__name__} is not a data frame that can be read; {wrong}"
        ) from wrong
    names = frame.collect_schema().names()
    reserved = [name for name in names if name.startswith("__mb_")]
    if reserved:
        raise InvalidTable(
            f"columns {', '.join(reserved)}: names that begin with __mb_ are reserved; rename them"
        )
    kind, windows = frame.implementation, "member" in names
    if kind.is_pandas():
        present = [name for name in columns if name in native.columns]
        return _from_pandas(frame, native[present].reset_index(drop=True))
    if kind.is_pyarrow():
        whole, scaled = _scaled(native.select([name for name in columns if name in native.column_names]))
        return EngineTable(frame, _from_arrow(whole) if windows else nw.from_native(whole), scaled)
    if kind.is_dask() and windows:
        raise InvalidTable("Dask has no ordered windows; convert the table to pandas or Polars first")
    return EngineTable(frame, frame)


def return_frame(table: EngineTable, result: Any, added: list[str]) -> Any:
    """The original table with the added columns of the result."""
    kind = table.original.implementation
    if kind.is_pandas():
        import pandas as pd

        native = table.original.to_native()
        columns = result.to_native().set_axis(native.index)
        return pd.concat([native, columns], axis=1)
    if kind.is_pyarrow():
        native, columns = table.original.to_native(), result.to_arrow()
        for name in added:
            native = native.append_column(name, columns[name])
        return native
    return result.to_native()


def mark_later_rows(frame: Any, key: str) -> Any:
    """The frame with `__mb_again`: whether a row of its key comes before, by `__mb_when`, then by row."""
    kind, native = frame.implementation, frame.to_native()
    if kind.is_pyspark():
        from pyspark.sql import functions

        place = functions.struct("__mb_when", functions.monotonically_increasing_id())
        frame = nw.from_native(native.withColumn("__mb_place", place))
    else:
        if kind.is_polars():
            frame = nw.from_native(native.with_row_index("__mb_row"))
        elif kind.is_duckdb():
            frame = nw.from_native(native.project("*, row_number() OVER () AS __mb_row"))
        elif isinstance(frame, nw.DataFrame):
            frame = frame.with_row_index("__mb_row")
        else:
            frame = frame.with_row_index("__mb_row", order_by=["__mb_when", key])
        row = nw.col("__mb_row").cast(nw.Int64)
        frame = frame.with_columns(__mb_place=nw.col("__mb_when") * nw.lit(MOST_ROWS, dtype=nw.Int64) + row)
    return frame.with_columns(__mb_again=nw.col("__mb_place") != nw.col("__mb_place").min().over(key))


def in_yuan(frame: Any, names: list[str]) -> Any:
    """The frame with columns of fen as exact decimals of yuan.

    Raises:
        InvalidTable: the engine has no decimals.
    """
    kind, native = frame.implementation, frame.to_native()
    if kind.is_polars():
        import polars as pl

        to_yuan = [pl.col(name).cast(pl.Decimal(38, 2)) / 100 for name in names]
        return nw.from_native(native.with_columns(column.cast(pl.Decimal(38, 2)) for column in to_yuan))
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
    if kind.is_pandas() and _pandas_types() == "pyarrow":
        import pandas as pd
        import pyarrow as pa

        for name in names:
            fen = pa.array(native[name], type=pa.int64()).cast(pa.decimal128(20, 0))
            cent = pa.scalar("0.01").cast(pa.decimal128(3, 2))
            yuan = pa.compute.multiply(fen, cent)
            native[name] = pd.Series(yuan, dtype=pd.ArrowDtype(yuan.type), index=native.index)
        return nw.from_native(native)
    raise InvalidTable(f"{kind} has no exact decimals here; leave unit at 'fen'")


def _from_pandas(frame: Any, native: Any) -> EngineTable:
    """A pandas table in nullable types, on Arrow's where that is installed."""
    floats = [name for name in HUNDREDTHS if name in native.columns and native[name].dtype.kind == "f"]
    for name in floats:
        if native[name].notna().any():
            raise InvalidTable(
                f"column {name} holds {native[name].dtype}; give whole fen as Int64 (which allows missing"
                " values) or decimals in yuan: a binary fraction cannot hold a sum exactly"
            )
    native = native.drop(columns=floats)
    if _pandas_types() != "pyarrow":
        return EngineTable(frame, nw.from_native(native.convert_dtypes(dtype_backend="numpy_nullable")))
    import pandas as pd
    import pyarrow as pa

    for name in native.columns:
        if native[name].isna().all() and len(native):
            native = native.drop(columns=name)
        elif native[name].dtype == object:  # dates, decimals and text, for which NumPy has no type
            try:
                cells = pa.array(native[name], from_pandas=True)
                native[name] = pd.Series(cells, dtype=pd.ArrowDtype(cells.type), index=native.index)
            except (pa.ArrowInvalid, pa.ArrowTypeError) as mixed:
                raise InvalidTable(f"column {name} mixes kinds of values: {mixed}") from mixed
    native = native.convert_dtypes(dtype_backend="pyarrow")
    decimals = [
        name
        for name in HUNDREDTHS
        if name in native.columns and pa.types.is_decimal(_arrow_type(native[name]))
    ]
    whole, scaled = _scaled(pa.table({name: pa.array(native[name]) for name in decimals}))
    for name in decimals:
        native[name] = pd.Series(whole[name], dtype=pd.ArrowDtype(pa.int64()), index=native.index)
    return EngineTable(frame, nw.from_native(native), scaled)


def _arrow_type(column: Any) -> Any:
    import pyarrow as pa

    return getattr(column.dtype, "pyarrow_dtype", pa.null())


def _scaled(native: Any) -> tuple[Any, frozenset[str]]:
    """An Arrow table with its decimals as whole hundredths (-1, which no sum can be, where uneven)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = [name for name in native.column_names if name in HUNDREDTHS]
    names = [name for name in names if pa.types.is_decimal(native[name].type)]
    for name in names:
        try:
            amounts = native[name].cast(pa.decimal128(28, 6))
        except pa.ArrowInvalid as fine:
            raise InvalidTable(f"column {name} holds {native[name].type}; give at most two places") from fine
        hundredths = pc.multiply(amounts, pa.scalar(100).cast(pa.decimal128(19, 0)).cast(pa.decimal128(3, 0)))
        whole = pc.floor(hundredths)
        fen = pc.if_else(pc.equal(hundredths, whole), whole.cast(pa.int64()), pa.scalar(-1, pa.int64()))
        native = native.set_column(native.column_names.index(name), name, fen)
    return native, frozenset(names)


def _pandas_types() -> Any:
    try:
        import pyarrow  # noqa: F401  # imported only to see whether it is installed
    except ModuleNotFoundError:
        return "numpy_nullable"
    return "pyarrow"


def _from_arrow(native: Any) -> Any:
    try:
        import polars as pl
    except ModuleNotFoundError:
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise InvalidTable(
                "PyArrow has no ordered windows, which limits across rows need: install polars or pandas"
                " to have the table converted, or drop the column member"
            ) from None
        return nw.from_native(native.to_pandas(types_mapper=pd.ArrowDtype))
    return nw.from_native(pl.from_arrow(native))
