"""The types that whole columns of a workbook or of JSON Lines have, beside the texts that are read."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def as_in_file(cells: Any, kinds: Mapping[str, type]) -> Any:
    """A Polars frame of texts, with the columns of numbers, days and truth values as they are in the file.

    A text that is no such number or day becomes null.
    """
    import polars as pl

    numbers: Mapping[type, Any] = {int: pl.Int64, float: pl.Float64}

    def typed(name: str, kind: type) -> Any:
        column = pl.col(name)
        if kind is bool:
            return column == "true"
        if kind is date:
            return column.str.to_date("%Y-%m-%d", strict=False)
        return column.cast(numbers[kind], strict=False)

    return cells.with_columns(typed(name, kind) for name, kind in kinds.items())
