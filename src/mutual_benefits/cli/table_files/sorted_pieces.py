"""A table that may be larger than memory: one piece of it stays in memory, several go to scratch files."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

PIECE = 250_000
"""The most rows that are worked on at once."""

_GROUP = 1 << 13
"""The rows of a scratch file that are read together."""


class SortedPieces:
    """The pieces of a table; in scratch files, each is in order of one column of whole numbers.

    Of such files Polars reads those groups of rows alone that may lie within the bounds that it is given.
    """

    def __init__(self, folder: Path, name: str, by: str) -> None:
        self.folder, self.name, self.by = folder, name, by
        self.only: Any = None
        self.paths: list[Path] = []
        self.rows = 0

    def add(self, piece: Any, *, only: bool) -> None:
        """Add a piece: the only one, which stays in memory, or one of several."""
        self.rows += len(piece)
        if only:
            self.only = piece
            return
        path = self.folder / f"{self.name}-{len(self.paths):06}.parquet"
        piece = piece if piece[self.by].is_sorted() else piece.sort(self.by)
        piece.write_parquet(path, compression="lz4", row_group_size=_GROUP)
        self.paths.append(path)

    def pieces(self) -> Iterator[Any]:
        """Each piece, in the order in which they were added."""
        yield from map(pl.read_parquet, self.paths) if self.paths else (self.only,)

    def parts(self, below: int, pieces: int = 1) -> Iterator[Any]:
        """The rows in parts by their numbers, which are below this; each of some pieces if spread evenly."""
        if not self.paths:
            yield self.only
            return
        number = -(-self.rows // (pieces * PIECE))
        bounds = [below * part // number for part in range(number + 1)]
        for low, high in pairwise(bounds):
            yield self.between(low, high - 1)

    def between(self, low: int, high: int) -> Any:
        """The rows of several pieces with numbers from one to another."""
        return pl.scan_parquet(self.paths, glob=False).filter(pl.col(self.by).is_between(low, high)).collect()


def in_pieces(frames: Iterable[Any]) -> Iterator[tuple[Any, bool]]:
    """Frames put together to pieces of `PIECE` rows, or fewer in the last; and whether it is the only one."""
    held: list[Any] = []
    rows, only = 0, True
    for frame in frames:
        held.append(frame)
        rows += len(frame)
        while rows > PIECE:
            whole = pl.concat(held)
            held, rows, only = [whole[PIECE:]], rows - PIECE, False
            whole = whole[:PIECE]
            yield whole, only
            del whole
    yield pl.concat(held), only
