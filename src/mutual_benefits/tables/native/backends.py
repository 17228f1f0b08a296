"""Reads native data frames and returns them with new columns, as each engine needs it."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from ..._texts import both
from ...errors import InvalidTable
from .arrow_tables import (
    arrow_is_installed,
    arrow_of,
    check_fractions,
    computed_on,
    fractions_in,
    of_arrow_types,
    with_whole_numbers,
    without_far_numbers,
)

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

    def columns_to_keep(self, api: Any) -> list[Any]:
        """The columns to keep beside the results, as they were given; none where `frame` is a copy."""
        if self.frame is not self.original:
            return []
        names = self.original.collect_schema().names()
        return [api.col(f"{GIVEN}{name}").alias(name) if name in self.nulls else name for name in names]

    def names(self) -> list[str]:
        """The names of the columns of the table as it was given."""
        return [name for name in self.original.collect_schema().names() if isinstance(name, str)]

    def as_read(self, name: str) -> str:
        """A name as the engine compares it with others."""
        kind = self.frame.implementation
        ignores_case = self.lazy and not kind.is_polars() and not kind.is_dask()
        return name.lower() if ignores_case else name


def read_frame(native: Any, columns: Mapping[str, Any], hundredths: Collection[str]) -> EngineTable:
    """The frame to compute on: the table itself where its engine can do everything, or a copy of `columns`.

    `columns` maps the columns that are read to the type of one that holds only nulls; `hundredths` are those
    of money and areas.

    pandas' own types turn whole numbers beside nulls into fractions, so its tables become Arrow's, or where
    that is not installed pandas' nullable ones. Arrow tables are computed on by Polars where it is installed.
    Otherwise Arrow computes itself, but has no ordered windows: its tables are converted to pandas if the
    rows of a member are counted.

    Raises:
        InvalidTable: this is not a data frame, two of its columns have one name, a column cannot be read, or
            its engine would have to be converted first.
    """
    try:
        frame = nw.from_native(native)
    except TypeError as wrong:
        raise InvalidTable(
            both(
                f"{type(native).__name__} is not a data frame that can be read; {wrong}",
                f"{type(native).__name__} 不是可读取的数据表；{wrong}",
            ),
            field="frame",
            given=native,
        ) from wrong
    except DuplicateError:
        counts = Counter(getattr(native, "column_names", None) or native.columns)
        twice = [str(name) for name, count in counts.items() if count > 1]
        message = both(
            f"the table has two columns named {', '.join(twice)}; rename or drop one",
            f"表中有两列同名：{'、'.join(twice)}；请改名或删去一列",
        )
        raise InvalidTable(message, columns=twice) from None
    names = frame.collect_schema().names()
    reserved = [name for name in names if str(name).lower().startswith("__mb_")]
    if reserved:
        raise InvalidTable(
            both(
                f"columns {', '.join(reserved)}: names that begin with __mb_ are reserved; rename them",
                f"{'、'.join(reserved)} 列：以 __mb_ 开头的名称已保留，请改名",
            ),
            columns=reserved,
        )
    kind, windows = frame.implementation, "member" in names
    numbers = [name for name, type_ in columns.items() if type_ == nw.Int64]
    if kind.is_pandas():
        read = native[[name for name in columns if name in native.columns]]
        check_fractions(read, hundredths)
        read = without_far_numbers(read, numbers)
        if not arrow_is_installed():
            read = read.drop(columns=fractions_in(read, hundredths)).reset_index(drop=True)
            return EngineTable(frame, nw.from_native(read.convert_dtypes(dtype_backend="numpy_nullable")))
        return _from_arrow(frame, arrow_of(read, hundredths), numbers, hundredths, windows=windows)
    if kind.is_pyarrow():
        read = native.select([name for name in columns if name in native.column_names])
        return _from_arrow(frame, read, numbers, hundredths, windows=windows)
    if kind.is_dask() and windows:
        raise InvalidTable(
            both(
                "Dask has no ordered windows; convert the table to pandas or Polars first",
                "Dask 没有排序窗口；请先将表格转为 pandas 或 Polars",
            ),
            field="frame",
            given=native,
        )
    return EngineTable(frame, frame)


def shape_of(table: EngineTable, schema: dict[str, Any]) -> Any:
    """All that the steps of a run over a table depend on, but for its cells."""
    kind = table.frame.implementation
    return kind, table.lazy, table.frame is table.original, tuple(schema.items()), table.scaled


def return_frame(table: EngineTable, result: Any) -> Any:
    """The original table with the added columns of the result."""
    kind = table.original.implementation
    if kind.is_pandas():
        import pandas as pd

        native = table.original.to_native()
        columns = of_arrow_types(result) if arrow_is_installed() else result.to_native()
        whole = pd.concat([native, columns.set_axis(native.index)], axis=1)
        whole.attrs = native.attrs
        return whole
    if kind.is_pyarrow():
        native, columns = table.original.to_native(), result.to_arrow()
        for name in columns.column_names:
            native = native.append_column(name, columns[name])
        return native
    return result.to_native()


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
            raise InvalidTable(
                both(f"column {name} holds a type that cannot be read", f"{name} 列的类型无法读取"),
                columns=(name,),
            )
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


def _from_arrow(
    frame: Any, native: Any, numbers: Collection[str], hundredths: Collection[str], *, windows: bool
) -> EngineTable:
    """The columns that are read of an Arrow table, on the engine that computes with them."""
    whole, scaled = with_whole_numbers(native, numbers, hundredths)
    return EngineTable(frame, computed_on(whole, windows=windows), scaled)
