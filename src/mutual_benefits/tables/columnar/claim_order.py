"""The order of a table's claims, and the rows that claim under an id which another row has answered.

Claims are ordered by date, then by the text of their id, so that "10" comes before "9" whatever the type of
the column. A table with a column `member` answers each id once: the first row in that order that can be
answered, of rows on one day the first in the table.
"""

from typing import Any

import narwhals.stable.v2 as nw

from ...errors import InvalidTable
from .bounds import literal
from .expression import choice, column
from .expression_graph import ExpressionGraph
from .values import ColumnNumber

LAST = 4_000_000
"""A day after all days of the calendar, for rows that are invalid anyway."""

MOST_ROWS = 2**40
"""More rows than a table has."""


class ClaimOrder:
    """The columns by whose text the claims of a table are told apart and put in order.

    `member` and `ids` name the text columns of a table that counts limits across rows; both are "" in one
    without a column `member`, and `ids` is "" where claims have no ids.

    Raises:
        InvalidTable: ids or members are neither text nor whole numbers.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self.casts: dict[str, Any] = {}
        by_member = "member" in schema
        self.member = self._text("member", schema) if by_member else ""
        self.ids = self._text("id", schema) if by_member and "id" in schema else ""

    def _text(self, name: str, schema: dict[str, Any]) -> str:
        kind = schema[name]
        if kind == nw.String:
            return name
        if not (kind.is_integer() or kind in (nw.Categorical, nw.Enum) or kind == nw.Decimal):
            raise InvalidTable(f"column {name} holds {kind}; give text or whole numbers", columns=(name,))
        self.casts[f"__mb_{name}_text"] = nw.col(name).cast(nw.String)
        return f"__mb_{name}_text"

    @property
    def keys(self) -> list[str]:
        """The columns that order a member's claims."""
        return ["__mb_day", *([self.ids] if self.ids else [])]

    def add_text(self, frame: Any) -> Any:
        """The frame with the text of ids and members that are not text already."""
        return frame.with_columns(**self.casts) if self.casts else frame

    def duplicates(
        self, frame: Any, graph: ExpressionGraph, valid: Any, day: ColumnNumber
    ) -> tuple[Any, Any]:
        """The frame with helper columns, and the node of the valid rows whose id another row has answered."""
        if not self.ids or (isinstance(frame, nw.DataFrame) and frame[self.ids].n_unique() == len(frame)):
            return frame, False
        frame = graph.columns(frame, {"__mb_when": choice(valid, literal(day.low), literal(LAST))})
        return _mark_later_rows(frame, self.ids), column("__mb_again")


def _mark_later_rows(frame: Any, key: str) -> Any:
    """The frame with `__mb_again`: whether a row of its key comes before, by `__mb_when`, then by row."""
    kind, native = frame.implementation, frame.to_native()
    if kind.is_pyspark():
        from pyspark.sql import functions

        place = functions.struct("__mb_when", functions.monotonically_increasing_id())
        frame = nw.from_native(native.withColumn("__mb_place", place))
    else:
        if kind.is_polars():
            frame = nw.from_native(native.with_row_index("__mb_row"))
        elif kind.is_duckdb():
            frame = nw.from_native(native.project("*, row_number() OVER () AS __mb_row"))
        elif isinstance(frame, nw.DataFrame):
            frame = frame.with_row_index("__mb_row")
        else:
            frame = frame.with_row_index("__mb_row", order_by=["__mb_when", key])
        row = nw.col("__mb_row").cast(nw.Int64)
        frame = frame.with_columns(__mb_place=nw.col("__mb_when") * nw.lit(MOST_ROWS, dtype=nw.Int64) + row)
    return frame.with_columns(__mb_again=nw.col("__mb_place") != nw.col("__mb_place").min().over(key))
