"""The rows of a file as a lazy frame: in memory as long as they are few, in scratch files beyond."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from ...files.csv_rows import FileRow
from ...files.table_file import TableFile
from .typed_columns import FAULT, GIVEN, ROW

AT_ONCE = 50_000
"""The rows of one piece."""

MOST_IN_MEMORY = 10
"""The most pieces that are kept in memory."""


class RawRows(NamedTuple):
    """A lazy frame of a file's rows, the types of the cells, and the number of rows."""

    frame: Any
    schema: dict[str, Any]
    rows: int


def raw_rows(table: TableFile, scratch: Path, progress: Callable[[int], None]) -> RawRows:
    """The rows of a file with their numbers, faults and cells as they were given."""
    if table.parquet:
        frame = pl.scan_parquet(table.path, glob=False, row_index_name=ROW)
        names = list(table.rows.schema)
        texts = [name for name, kind in table.rows.schema.items() if kind == pl.String]
        filled = [(pl.col(name) != "") if name in texts else pl.col(name).is_not_null() for name in names]
        rows = frame.select(pl.len()).collect().item()
        given = frame.filter(pl.any_horizontal(filled)).select(
            pl.col(ROW).cast(pl.Int64) + 2,
            pl.lit(None, dtype=pl.String).alias(FAULT),
            pl.struct(names).alias(GIVEN),
        )
        return RawRows(given, dict(table.rows.schema), rows)
    schema = dict.fromkeys(table.header.names, pl.String)
    pieces: list[Any] = []
    written, rows = 0, 0
    for piece in _pieces(table):
        pieces.append(piece)
        rows += len(piece)
        progress(rows)
        if len(pieces) == MOST_IN_MEMORY:
            pl.concat(pieces).write_parquet(scratch / f"rows-{written:06}.parquet", compression="lz4")
            pieces, written = [], written + 1
    if not written:
        return RawRows(pl.concat([_frame(table, []), *pieces]).lazy(), schema, rows)
    if pieces:
        pl.concat(pieces).write_parquet(scratch / f"rows-{written:06}.parquet", compression="lz4")
    return RawRows(pl.scan_parquet(sorted(scratch.glob("rows-*.parquet")), glob=False), schema, rows)


def _pieces(table: TableFile) -> Iterator[Any]:
    rows = iter(table)
    while some := list(islice(rows, AT_ONCE)):
        yield _frame(table, some)


def _frame(table: TableFile, rows: list[FileRow]) -> Any:
    numbers, cells, faults = zip(*rows, strict=True) if rows else ((), (), ())
    columns = zip(*cells, strict=True) if cells else [()] * len(table.header.names)
    names = table.header.names
    given = pl.DataFrame(
        [pl.Series(name, column, dtype=pl.String) for name, column in zip(names, columns, strict=False)]
    )
    return pl.DataFrame(
        {
            ROW: pl.Series(numbers, dtype=pl.Int64),
            FAULT: pl.Series(faults, dtype=pl.String),
            GIVEN: given.to_struct(),
        }
    )
