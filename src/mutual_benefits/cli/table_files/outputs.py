"""Writes tables as CSV, Excel, Parquet and JSON Lines; text that looks like a formula stays text in each."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from ..._language import Lang
from ...files.cell_values import FORMULA
from ...files.wrong_rows import WrongRow
from ..vocabulary import REJECTS
from .workbook import write_workbook

SUFFIXES = (".csv", ".xlsx", ".parquet", ".jsonl")
_FORMULA = rf"^[{FORMULA}\t\r]".replace("+-@", r"+\-@")
_NUMBER = r"^[+-]?[0-9][0-9,]*(\.[0-9]+)?$"


def write_table(batches: Iterable[Any], path: Path, suffix: str) -> None:
    """Write a table that comes in batches to a file.

    Raises:
        CommandError: an Excel sheet cannot hold it.
    """
    if suffix == ".xlsx":
        write_workbook(batches, path)
    elif suffix == ".parquet":
        parts = [path.with_name(f"part-{number:06}.parquet") for number in _written(batches, path)]
        pl.scan_parquet(parts, glob=False).sink_parquet(path)
    else:
        with path.open("wb") as file:
            for number, batch in enumerate(batches):
                if suffix == ".csv":
                    names = {name: f"'{name}" for name in batch.columns if name[:1] in FORMULA}
                    guard_formulas(batch).rename(names).write_csv(file, include_header=number == 0)
                else:
                    exact = [name for name, kind in batch.schema.items() if kind == pl.Decimal]
                    batch.with_columns(pl.col(exact).cast(pl.String)).write_ndjson(file)


def _written(batches: Iterable[Any], path: Path) -> Iterator[int]:
    """Write each batch to a file of its own beside the path; their numbers."""
    for number, batch in enumerate(batches):
        batch.write_parquet(path.with_name(f"part-{number:06}.parquet"), compression="lz4")
        yield number


def guard_formulas(batch: Any) -> Any:
    """A batch with a `'` before each text that a spreadsheet would run; numbers with a sign stay numbers."""
    some = batch.select(pl.col(pl.String).str.contains(_FORMULA).any())
    doubtful = (
        [name for name, runs in zip(some.columns, some.row(0), strict=True) if runs] if some.width else []
    )
    text = pl.col(doubtful)
    runs = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return batch.with_columns(pl.when(~runs).then(text).otherwise("'" + text)) if doubtful else batch


class Rejects:
    """The wrong rows of a file with their reasons, kept in scratch files until they are written."""

    def __init__(self, names: Iterable[str], scratch: Path, lang: Lang) -> None:
        self.names, self.scratch, self.lang = tuple(names), scratch, lang
        self.number, self.problem = (REJECTS[key].in_(lang) for key in ("row", "problem"))
        while self.number in self.names:
            self.number += "_"
        while self.problem in self.names:
            self.problem += "_"
        self.parts = 0

    def add(self, wrong: list[WrongRow]) -> None:
        """Keep some rows."""
        self._frame(wrong).write_parquet(self.scratch / f"rejects-{self.parts:06}.parquet")
        self.parts += 1

    def write(self, path: Path, suffix: str) -> None:
        """Write all rows in the order of the file."""
        parts = sorted(self.scratch.glob("rejects-*.parquet"))
        write_table(map(pl.read_parquet, parts) if parts else [self._frame([])], path, suffix)

    def _frame(self, wrong: list[WrongRow]) -> Any:
        columns = {
            name: pl.Series([each.cells.get(name) for each in wrong], dtype=pl.String) for name in self.names
        }
        rows = pl.Series([each.row for each in wrong], dtype=pl.Int64)
        problems = pl.Series([each.in_(self.lang) for each in wrong], dtype=pl.String)
        return pl.DataFrame({self.number: rows, self.problem: problems, **columns})
