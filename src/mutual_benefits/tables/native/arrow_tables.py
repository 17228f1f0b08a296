"""Reads pandas and Arrow tables as Arrow tables that an engine with exact whole numbers can compute on."""

from collections.abc import Collection
from typing import Any

import narwhals.stable.v2 as nw

from ..._texts import both
from ...errors import InvalidTable
from ..column_names import NO_FRACTION, wrong_type

MOST_WHOLE = 10**17
"""Above every number that a column may hold, and within 64 bits."""

_IN_64_BITS = range(-(2**63), 2**63)

MOST_DIGITS = 60
"""The most digits of a decimal that can still be multiplied."""


def arrow_is_installed() -> bool:
    """Whether pandas tables can be read as Arrow tables; otherwise they have pandas' nullable types."""
    try:
        import pyarrow  # noqa: F401  # imported only to see whether it is installed
    except ModuleNotFoundError:
        return False
    return True


def fractions_in(native: Any, hundredths: Collection[str]) -> list[str]:
    """The columns of money and areas of a pandas table that hold binary fractions, or nothing."""
    return [name for name in hundredths if name in native.columns and native[name].dtype.kind == "f"]


def check_fractions(native: Any, hundredths: Collection[str]) -> None:
    """Check that no column of money of a pandas table holds binary fractions."""
    for name in fractions_in(native, hundredths):
        if native[name].notna().any():
            en = "whole fen as Int64 (which allows missing values) or decimals in yuan"
            zh = f"Int64（分，可有空值）或以元为单位的十进制小数{NO_FRACTION.zh}"
            raise wrong_type(name, native[name].dtype, both(f"{en}{NO_FRACTION.en}", zh))


def without_far_numbers(native: Any, numbers: Collection[str]) -> Any:
    """A pandas table with -1, which no column of numbers allows, for each int of a column of objects beyond
    64 bits, be it of Python or of NumPy.
    """
    import numpy as np

    for name in numbers:
        if name in native.columns and native[name].dtype == object:
            far = [type(cell) in (int, np.uint64) and int(cell) not in _IN_64_BITS for cell in native[name]]
            if any(far):
                native = native.assign(**{name: native[name].mask(np.array(far), -1)})
    return native


def arrow_of(native: Any, hundredths: Collection[str]) -> Any:
    """The columns of a pandas table as an Arrow table.

    Raises:
        InvalidTable: a column cannot be read.
    """
    import pandas as pd
    import pyarrow as pa

    fractions, columns = fractions_in(native, hundredths), {}
    for name in native.columns:
        cells = native[name]
        try:
            if name in fractions or (cells.isna().all() and len(cells)):
                columns[name] = pa.nulls(len(cells))
            elif cells.dtype == object or (
                isinstance(cells.dtype, pd.ArrowDtype) and cells.dtype.kind != "f"
            ):
                # NumPy has no type for dates, decimals and text, and to convert Arrow's may lose a time zone.
                columns[name] = pa.array(cells, from_pandas=True)
            else:
                columns[name] = pa.array(cells.convert_dtypes(dtype_backend="pyarrow"))
            if isinstance(getattr(columns[name], "type", None), pa.BaseExtensionType):
                raise TypeError(columns[name].type)
        except (pa.ArrowException, OverflowError, TypeError, ValueError) as wrong:
            mixed = both("several kinds of values, or one too large", "多种类型的值或过大的值")
            message = both(
                "column {name} holds {kind}, which cannot be read: {wrong}",
                "{name} 列的内容为{kind}，无法读取：{wrong}",
                name=name,
                kind=mixed if cells.dtype == object else cells.dtype,
                wrong=wrong,
            )
            raise InvalidTable(message, columns=(name,)) from wrong
    return pa.table(columns)


def of_arrow_types(result: Any) -> Any:
    """The result as a pandas table of Arrow's types."""
    import pandas as pd
    import pyarrow as pa

    def type_of(kind: Any) -> Any:
        return pd.ArrowDtype(pa.string() if kind == pa.large_string() else kind)

    return result.to_arrow().to_pandas(types_mapper=type_of)


def with_whole_numbers(
    native: Any, numbers: Collection[str], hundredths: Collection[str]
) -> tuple[Any, frozenset[str]]:
    """An Arrow table whose decimals in columns of `numbers` are whole, money and areas in `hundredths`.

    A number that is uneven, or beyond 64 bits, becomes -1, which no such column allows. The names of the
    columns that were decimals come second.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    names = [name for name in native.column_names if name in numbers]
    names = [name for name in names if pa.types.is_decimal(native[name].type)]
    for name in names:
        amounts = native[name]
        try:
            amounts = amounts.cast(pa.decimal128(28, 6))
        except pa.ArrowInvalid as long:  # more digits, which take longer
            if amounts.type.precision > MOST_DIGITS:
                right = both(f"at most {MOST_DIGITS} digits", f"至多 {MOST_DIGITS} 位数字")
                raise wrong_type(name, amounts.type, right) from long
            amounts = amounts.cast(pa.decimal256(MOST_DIGITS, amounts.type.scale))
        factor = pa.scalar(100 if name in hundredths else 1).cast(pa.decimal128(19, 0))
        amounts = pc.multiply(amounts, factor.cast(pa.decimal128(3, 0)))
        sound = pc.and_(pc.equal(amounts, pc.floor(amounts)), pc.less(pc.abs(amounts), MOST_WHOLE))
        whole = pc.if_else(sound, pc.floor(amounts), pa.scalar(-1).cast(amounts.type)).cast(pa.int64())
        native = native.set_column(native.column_names.index(name), name, whole)
    return native, frozenset(names)


def computed_on(native: Any, *, windows: bool) -> Any:
    """An Arrow table as a frame of the quickest engine there is that has ordered windows, if they are needed.

    Polars takes a third of the time of Arrow's own computing.
    """
    try:
        import polars as pl
    except ModuleNotFoundError:
        if not windows:
            return nw.from_native(native)
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise InvalidTable(
                both(
                    "PyArrow has no ordered windows, which limits across rows need: install polars or"
                    " pandas to have the table converted, or drop the column member",
                    "PyArrow 没有跨行累计限额所需的排序窗口：请安装 polars 或 pandas 以便转换表格，"
                    "或去掉 member 列",
                ),
                columns=("member",),
            ) from None
        return nw.from_native(native.to_pandas(types_mapper=pd.ArrowDtype))
    return nw.from_native(pl.from_arrow(native))
