"""Finds the rows whose id another row of the file answers, whatever its plan and member."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from .sorted_pieces import SortedPieces
from .typed_columns import ROW, WRONG

HASHES = 1 << 63
"""More than any hash of a text."""

_ID = "__id"


def hash_of(column: str) -> Any:
    """A whole number for each text, from 0 to below `HASHES`."""
    return (pl.col(column).hash() // 2).cast(pl.Int64)


class RepeatedIds:
    """Takes the ids of a file piece by piece, as hashes of eight bytes each."""

    def __init__(self, folder: Path) -> None:
        self.hashes = SortedPieces(folder, "ids", _ID)
        self.doubtful = SortedPieces(folder, "doubtful", _ID)

    def add(self, typed: Any, *, only: bool) -> None:
        """Take the ids of some rows; wrong rows answer none."""
        if "id" in typed.columns:
            self.hashes.add(_sound(typed).select(_ID).collect(), only=only)

    def later_rows(self, typed: SortedPieces, answered: Callable[[Any], Any]) -> Any:
        """The numbers of the rows whose id an earlier one answers, in order of date, then of the file.

        `answered` gives those of some rows that can be answered, each by itself.
        """
        later = [pl.Series(ROW, [], dtype=pl.Int64)]
        repeated = self._repeated()
        if len(repeated):
            for piece in typed.pieces():
                rows = _sound(piece).filter(pl.col(_ID).is_in(repeated.implode())).collect()
                self.doubtful.add(rows, only=not typed.paths)
            for rows in self.doubtful.parts(HASHES):
                ordered = answered(rows.drop(_ID)).sort("happened_on", ROW)
                later.append(ordered.filter(pl.col(ROW) != pl.col(ROW).first().over("id"))[ROW])
        return pl.concat(later)

    def _repeated(self) -> Any:
        """The hashes that several rows have."""
        parts = self.hashes.parts(HASHES, pieces=8) if self.hashes.rows else ()
        several = (part.filter(pl.col(_ID).is_duplicated()).unique()[_ID] for part in parts)
        return pl.concat([pl.Series(_ID, [], dtype=pl.Int64), *several])


def _sound(typed: Any) -> Any:
    """The rows that are not wrong, with the hashes of their ids."""
    return typed.lazy().filter(pl.col(WRONG).is_null()).with_columns(hash_of("id").alias(_ID))
