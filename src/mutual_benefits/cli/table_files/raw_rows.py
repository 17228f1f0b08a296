"""The rows of a file, some thousands at a time, with their numbers, faults and cells as they were given."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import polars as pl

from ...files.csv_rows import CsvRows, FileRow
from ...files.excel_rows import ExcelRows
from ...files.json_rows import JsonRows
from ...files.table_file import TableFile
from .typed_columns import FAULT, GIVEN, ROW

AT_ONCE = 50_000
"""The rows that are read, and written, at a time."""

_FEW = 5_000
"""The rows that are lists of Python at a time; its garbage collector takes long over more."""


def raw_rows(table: TableFile) -> Iterator[Any]:
    """The rows of a file that are not blank, in frames; at least one frame."""
    rows, names = table.rows, table.header.names
    if table.parquet:
        return _of_parquet(table)
    if isinstance(rows, ExcelRows):
        sheet = _with_cells(rows.frame, names)
        return sheet.iter_slices(AT_ONCE) if len(sheet) else iter((sheet,))
    if isinstance(rows, CsvRows) and rows.regular_rows() is not None:
        return _of_lines(table, 1, rows.separator)
    if isinstance(rows, JsonRows) and rows.regular_rows >= 0:
        return _of_lines(table, 0, "")
    return _one_by_one(table)


def _of_parquet(table: TableFile) -> Iterator[Any]:
    """The rows of a Parquet file."""
    names, start = table.rows.header, 0
    texts = [name for name, kind in table.rows.schema.items() if kind == pl.String]
    filled = [(pl.col(name) != "") if name in texts else pl.col(name).is_not_null() for name in names]
    while len(frame := table.rows.part(start, AT_ONCE)) or not start:
        rows = frame.select(pl.any_horizontal(filled)).to_series()
        yield _numbered(frame, start).filter(rows)
        start += AT_ONCE


def _of_lines(table: TableFile, header: int, separator: str) -> Iterator[Any]:
    """The rows of a file whose lines any reader of CSV, or of JSON, takes apart alike."""
    schema = dict.fromkeys(table.rows.header, pl.String)
    start = 0
    with table.path.open("rb") as file:
        for _ in range(header):
            file.readline()
        while lines := b"".join(islice(file, AT_ONCE)):
            if separator:
                frame = pl.read_csv(
                    lines, has_header=False, schema=schema, separator=separator, quote_char=None
                )
            else:
                frame = pl.read_ndjson(io.BytesIO(lines), schema=schema)
                frame = frame.with_columns(pl.col(pl.String).replace("", None))
            frame.columns = list(table.header.names)
            yield _numbered(frame, start)
            start += len(frame)
    if not start:
        yield _frame(table, [])


def _numbered(frame: Any, start: int) -> Any:
    """Rows with their numbers, of which there are `start` before them, no faults, and their cells."""
    numbers = pl.int_range(start + 2, start + 2 + pl.len(), dtype=pl.Int64).alias(ROW)
    return frame.select(
        numbers, pl.lit(None, dtype=pl.String).alias(FAULT), pl.struct(frame.columns).alias(GIVEN)
    )


def _one_by_one(table: TableFile) -> Iterator[Any]:
    """The rows of a file that are taken apart one by one."""
    rows = iter(table)
    yield _frame(table, [])
    while some := [_frame(table, few) for _ in range(0, AT_ONCE, _FEW) if (few := list(islice(rows, _FEW)))]:
        yield pl.concat(some)


def _frame(table: TableFile, rows: list[FileRow]) -> Any:
    numbers, cells, faults = zip(*rows, strict=True) if rows else ((), (), ())
    columns = zip(*cells, strict=True) if cells else [()] * len(table.header.names)
    places = pl.Series("row", numbers, dtype=pl.Int64), pl.Series("fault", faults, dtype=pl.String)
    series = [pl.Series(str(place), cells, dtype=pl.String) for place, cells in enumerate(columns)]
    return _with_cells(pl.DataFrame([*places, *series]), table.header.names)


def _with_cells(rows: Any, names: Iterable[str]) -> Any:
    """Rows with their number, fault and cells, which become a struct of these names; blank ones are null."""
    number, wrong, *cells = rows.columns
    given = [pl.col(cell).replace("", None).alias(name) for cell, name in zip(cells, names, strict=True)]
    return rows.select(
        pl.col(number).cast(pl.Int64).alias(ROW), pl.col(wrong).alias(FAULT), pl.struct(given).alias(GIVEN)
    )
