"""The rows of a file as a lazy frame: in memory as long as they are few, in scratch files beyond."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from ...files.csv_rows import CsvRows, FileRow
from ...files.excel_rows import ExcelRows
from ...files.json_rows import JsonRows
from ...files.table_file import TableFile
from .typed_columns import FAULT, GIVEN, ROW

AT_ONCE = 50_000
"""The rows of one piece."""

MOST_IN_MEMORY = 10
"""The most pieces that are kept in memory."""

_FEW = 5_000
"""The rows that are lists of Python at a time; its garbage collector takes long over more."""


class RawRows(NamedTuple):
    """A lazy frame of a file's rows, the types of the cells, and the number of rows."""

    frame: Any
    schema: dict[str, Any]
    rows: int


def raw_rows(table: TableFile, scratch: Path, progress: Callable[[int], None]) -> RawRows:
    """The rows of a file with their numbers, faults and cells as they were given."""
    if table.parquet:
        index = _index(table.rows.schema)
        frame = pl.scan_parquet(table.path, glob=False, row_index_name=index)
        names = list(table.rows.schema)
        texts = [name for name, kind in table.rows.schema.items() if kind == pl.String]
        filled = [(pl.col(name) != "") if name in texts else pl.col(name).is_not_null() for name in names]
        rows = frame.select(pl.len()).collect().item()
        given = _numbered(frame.filter(pl.any_horizontal(filled)), index, names)
        return RawRows(given, dict(table.rows.schema), rows)
    schema = dict.fromkeys(table.header.names, pl.String)
    regular = table.rows.regular_rows() if isinstance(table.rows, CsvRows) else None
    if regular is not None:
        return RawRows(_regular(table.path, table.rows.separator, list(schema)), schema, regular)
    if isinstance(table.rows, JsonRows) and 0 <= table.rows.regular_rows <= MOST_IN_MEMORY * AT_ONCE:
        index = _index(schema)
        objects = pl.read_ndjson(table.path, schema=schema).with_row_index(index)
        objects = objects.with_columns(pl.col(pl.String).replace("", None))
        return RawRows(_numbered(objects.lazy(), index, list(schema)), schema, table.rows.regular_rows)
    if isinstance(table.rows, ExcelRows):
        return RawRows(_with_cells(table.rows.frame, schema).lazy(), schema, len(table.rows.frame))
    pieces: list[Any] = []
    written, rows = 0, 0
    for piece in _pieces(table):
        pieces.append(piece)
        rows += len(piece)
        progress(rows)
        if len(pieces) == (1 if written else MOST_IN_MEMORY):
            pl.concat(pieces).write_parquet(scratch / f"rows-{written:06}.parquet", compression="lz4")
            pieces, written = [], written + 1
    if not written:
        return RawRows(pl.concat([_frame(table, []), *pieces]).lazy(), schema, rows)
    if pieces:
        pl.concat(pieces).write_parquet(scratch / f"rows-{written:06}.parquet", compression="lz4")
    return RawRows(pl.scan_parquet(sorted(scratch.glob("rows-*.parquet")), glob=False), schema, rows)


def _regular(path: Path, separator: str, names: list[str]) -> Any:
    """The rows of a CSV file in which every line has as many cells as the header, and nothing is quoted."""
    frame = pl.scan_csv(
        path,
        separator=separator,
        quote_char=None,
        infer_schema=False,
        with_column_names=lambda _: names,
        row_index_name=(index := _index(names)),
        glob=False,
    )
    return _numbered(frame, index, names)


def _numbered(frame: Any, index: str, names: list[str]) -> Any:
    """The rows of a file with their numbers, no faults, and the cells of these columns."""
    number = (pl.col(index).cast(pl.Int64) + 2).alias(ROW)
    return frame.select(number, pl.lit(None, dtype=pl.String).alias(FAULT), pl.struct(names).alias(GIVEN))


def _index(names: Collection[str]) -> str:
    """A name for the column of row numbers that no column of the file has."""
    name = ROW
    while name in names:
        name += "_"
    return name


def _pieces(table: TableFile) -> Iterator[Any]:
    rows = iter(table)
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
