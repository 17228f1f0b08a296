"""Reads native data frames and returns them with new columns, as each engine needs it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from ..errors import InvalidTable
from ..events import KINDS

HUNDREDTHS = tuple(name for model in KINDS.values() for name in model.hundredths)
"""The columns of money, or of an area, which are exact in hundredths."""

MONEY = tuple(name for name in HUNDREDTHS if name != "area")

MOST_WHOLE = 10**17
"""Above every number that a column may hold, and within 64 bits."""

GIVEN = "__mb_given_"
"""The prefix of the columns that keep what is replaced by a typed column."""


class EngineTable(NamedTuple):
    """A table as it was given, and the frame that is computed on."""

    original: Any
    frame: Any
    scaled: frozenset[str] = frozenset()
    """Money columns (and areas) that hold whole fen (or hundredths of a square metre) in `frame`."""
    nulls: frozenset[str] = frozenset()
    """Columns that hold nothing but nulls and have no type of their own."""

    @property
    def lazy(self) -> bool:
        """Whether results are computed only when the frame is collected."""
        return isinstance(self.frame, nw.LazyFrame)

    def columns_to_keep(self) -> list[Any]:
        """The columns to keep beside the results, as they were given; none where `frame` is a copy."""
        if self.frame is not self.original:
            return []
        names = self.original.collect_schema().names()
        return [nw.col(f"{GIVEN}{name}").alias(name) if name in self.nulls else name for name in names]

    def names(self) -> list[str]:
        """The names of the columns of the table as it was given."""
        return [name for name in self.original.collect_schema().names() if isinstance(name, str)]

    def as_read(self, name: str) -> str:
        """A name as the engine compares it with others."""
        kind = self.frame.implementation
        ignores_case = self.lazy and not kind.is_polars() and not kind.is_dask()
        return name.lower() if ignores_case else name


def read_frame(native: Any, columns: Mapping[str, Any]) -> EngineTable:
    """The frame to compute on: the table itself where its engine can do everything, or a copy of `columns`.

    `columns` maps the columns that are read to the type of one that holds only nulls.

    pandas' own types turn whole numbers beside nulls into fractions, so its tables become Arrow's, or where
    that is not installed pandas' nullable ones. Arrow has no ordered windows, so its tables are converted to
    Polars or pandas if the rows of a member are counted.

    Raises:
        InvalidTable: this is not a data frame, or its engine would have to be converted first.
    """
    try:
        frame = nw.from_native(native)
    except TypeError as wrong:
        raise InvalidTable(
            f"{type(native).__name__} is not a data frame that can be read; {wrong}",
            field="frame",
            given=native,
        ) from wrong
    names = frame.collect_schema().names()
    reserved = [name for name in names if str(name).lower().startswith("__mb_")]
    if reserved:
        raise InvalidTable(
            f"columns {', '.join(reserved)}: names that begin with __mb_ are reserved; rename them",
            columns=reserved,
        )
    kind, windows = frame.implementation, "member" in names
    numbers = [name for name, type_ in columns.items() if type_ == nw.Int64]
    if kind.is_pandas():
        read = native[[name for name in columns if name in native.columns]]
        _check_fractions(read)
        if pandas_types() != "pyarrow":
            read = read.drop(columns=_fractions(read)).reset_index(drop=True)
            return EngineTable(frame, nw.from_native(read.convert_dtypes(dtype_backend="numpy_nullable")))
        return _from_arrow(frame, _arrow_of(read), numbers, windows=windows)
    if kind.is_pyarrow():
        read = native.select([name for name in columns if name in native.column_names])
        return _from_arrow(frame, read, numbers, windows=windows)
    if kind.is_dask() and windows:
        raise InvalidTable(
            "Dask has no ordered windows; convert the table to pandas or Polars first",
            field="frame",
            given=native,
        )
    return EngineTable(frame, frame)


def return_frame(table: EngineTable, result: Any, added: list[str]) -> Any:
    """The original table with the added columns of the result."""
    kind = table.original.implementation
    if kind.is_pandas():
        import pandas as pd

        native = table.original.to_native()
        columns = _nullable(result) if pandas_types() == "pyarrow" else result.to_native()
        return pd.concat([native, columns.set_axis(native.index)], axis=1)
    if kind.is_pyarrow():
        native, columns = table.original.to_native(), result.to_arrow()
        for name in added:
            native = native.append_column(name, columns[name])
        return native
    return result.to_native()


def _fractions(native: Any) -> list[str]:
    """The columns of money and areas of a pandas table that hold binary fractions, or nothing."""
    return [name for name in HUNDREDTHS if name in native.columns and native[name].dtype.kind == "f"]


def _check_fractions(native: Any) -> None:
    for name in _fractions(native):
        if native[name].notna().any():
            raise InvalidTable(
                f"column {name} holds {native[name].dtype}; give whole fen as Int64 (which allows missing"
                " values) or decimals in yuan: a binary fraction cannot hold a sum exactly",
                columns=(name,),
            )


def _arrow_of(native: Any) -> Any:
    """The columns of a pandas table as an Arrow table."""
    import pyarrow as pa

    fractions, columns = _fractions(native), {}
    for name in native.columns:
        cells = native[name]
        if name in fractions or (cells.isna().all() and len(cells)):
            columns[name] = pa.nulls(len(cells))
        elif cells.dtype == object:  # dates, decimals and text, for which NumPy has no type
            try:
                columns[name] = pa.array(cells, from_pandas=True)
            except (pa.ArrowInvalid, pa.ArrowTypeError) as mixed:
                message = f"column {name} mixes kinds of values: {mixed}"
                raise InvalidTable(message, columns=(name,)) from mixed
        else:
            columns[name] = pa.array(cells.convert_dtypes(dtype_backend="pyarrow"))
    return pa.table(columns)


def _nullable(result: Any) -> Any:
    """The result as a pandas table of Arrow's types."""
    import pandas as pd
    import pyarrow as pa

    def type_of(kind: Any) -> Any:
        return pd.ArrowDtype(pa.string() if kind == pa.large_string() else kind)

    return result.to_arrow().to_pandas(types_mapper=type_of)


def _whole_numbers(native: Any, numbers: Collection[str]) -> tuple[Any, frozenset[str]]:
    """An Arrow table whose decimals in columns of `numbers` are whole, money and areas in hundredths.

    A number that is uneven, or beyond 64 bits, becomes -1, which no such column allows. The names of the
    columns that were decimals come second.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    names = [name for name in native.column_names if name in numbers]
    names = [name for name in names if pa.types.is_decimal(native[name].type)]
    for name in names:
        try:
            amounts = native[name].cast(pa.decimal128(28, 6))
        except pa.ArrowInvalid as fine:
            raise InvalidTable(
                f"column {name} holds {native[name].type}; give at most two places", columns=(name,)
            ) from fine
        factor = pa.scalar(100 if name in HUNDREDTHS else 1).cast(pa.decimal128(19, 0))
        amounts = pc.multiply(amounts, factor.cast(pa.decimal128(3, 0)))
        sound = pc.and_(pc.equal(amounts, pc.floor(amounts)), pc.less(pc.abs(amounts), MOST_WHOLE))
        whole = pc.if_else(sound, pc.floor(amounts), pa.scalar(-1).cast(amounts.type)).cast(pa.int64())
        native = native.set_column(native.column_names.index(name), name, whole)
    return native, frozenset(names)


def with_typed_nulls(table: EngineTable, columns: Mapping[str, Any]) -> tuple[EngineTable, Any]:
    """The table and its frame, in which a column that holds only nulls has the type that is read.

    Raises:
        InvalidTable: a column has a type that is not known.
    """
    schema = table.frame.collect_schema()
    unknown = [name for name in columns if schema.get(name) in (nw.Unknown, nw.Object)]
    if not unknown:
        return table, table.frame
    nulls = _null_columns(table.frame)
    for name in unknown:
        if name not in nulls:
            raise InvalidTable(f"column {name} holds a type that cannot be read", columns=(name,))
    frame = table.frame.with_columns(**{f"{GIVEN}{name}": nw.col(name) for name in unknown})
    frame = frame.with_columns(**{name: nw.col(name).cast(columns[name]) for name in unknown})
    return table._replace(nulls=frozenset(unknown)), frame


def _null_columns(frame: Any) -> set[str]:
    """The columns without a type, in which every cell is null."""
    kind, native = frame.implementation, frame.to_native()
    if kind.is_polars():
        return {name for name, dtype in native.collect_schema().items() if str(dtype) == "Null"}
    if kind.is_pyarrow():
        return {field.name for field in native.schema if str(field.type) == "null"}
    if kind.is_pandas():
        types = native.dtypes.items()
        return {name for name, dtype in types if str(getattr(dtype, "pyarrow_dtype", "")) == "null"}
    if kind.is_pyspark():
        return {field.name for field in native.schema if field.dataType.typeName() == "void"}
    if kind.is_duckdb():
        types = zip(native.columns, native.types, strict=True)
        return {name for name, dtype in types if "NULL" in str(dtype)}
    return set()


def pandas_types() -> str:
    """The kind of types that pandas tables are converted to: Arrow's where it is installed."""
    try:
        import pyarrow  # noqa: F401  # imported only to see whether it is installed
    except ModuleNotFoundError:
        return "numpy_nullable"
    return "pyarrow"


def _from_arrow(frame: Any, native: Any, numbers: Collection[str], *, windows: bool) -> EngineTable:
    """The columns that are read of an Arrow table, on an engine that has windows where these are needed."""
    whole, scaled = _whole_numbers(native, numbers)
    return EngineTable(frame, _with_windows(whole) if windows else nw.from_native(whole), scaled)


def _with_windows(native: Any) -> Any:
    try:
        import polars as pl
    except ModuleNotFoundError:
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise InvalidTable(
                "PyArrow has no ordered windows, which limits across rows need: install polars or pandas"
                " to have the table converted, or drop the column member",
                columns=("member",),
            ) from None
        return nw.from_native(native.to_pandas(types_mapper=pd.ArrowDtype))
    return nw.from_native(pl.from_arrow(native))
