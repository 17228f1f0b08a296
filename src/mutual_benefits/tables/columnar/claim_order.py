"""The order of a table's claims, and the rows that claim under an id which another row has answered.

Claims are ordered by date, then by the text of their id, so that "10" comes before "9" whatever the type of
the column. A table with a column `member` answers each id once: the first row in that order that can be
answered, of rows on one day the first in the table.
"""

from functools import partial
from typing import Any

import narwhals.stable.v2 as nw

from ..._texts import both
from ..column_names import wrong_type
from ..native.frames import Frame
from .bounds import literal
from .expression import choice, column
from .expression_graph import ExpressionGraph
from .values import ColumnNumber

LAST = 4_000_000
"""A day after all days of the calendar, for rows that are invalid anyway."""

ROW = "__mb_row"
"""The number of a row of the table."""

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
        self.casts: list[str] = []
        by_member = "member" in schema
        self.member = self._text("member", schema) if by_member else ""
        self.ids = self._text("id", schema) if by_member and "id" in schema else ""

    def _text(self, name: str, schema: dict[str, Any]) -> str:
        kind = schema[name]
        if kind == nw.String:
            return name
        if not (kind.is_integer() or kind in (nw.Categorical, nw.Enum) or kind == nw.Decimal):
            raise wrong_type(name, kind, both("text or whole numbers", "文字或整数"))
        self.casts.append(name)
        return f"__mb_{name}_text"

    @property
    def keys(self) -> list[str]:
        """The columns that order a member's claims."""
        return ["__mb_day", *([self.ids] if self.ids else [])]

    def add_text(self, frame: Frame) -> Frame:
        """The frame with the text of ids and members that are not text already."""
        api = frame.api
        texts = {f"__mb_{name}_text": api.col(name).cast(api.String) for name in self.casts}
        return frame.with_columns(**texts) if texts else frame

    def gathered(self, frame: Frame) -> Frame:
        """The frame, on Spark with each member's rows in one partition, so that no limit exchanges them."""
        if not frame.engine.is_pyspark():
            return frame
        return frame.then(lambda frame: nw.from_native(frame.to_native().repartition(self.member)))

    def duplicates(
        self, frame: Frame, graph: ExpressionGraph, valid: Any, day: ColumnNumber, *, numbered: bool = False
    ) -> tuple[Frame, Any]:
        """The frame with helper columns, and the node of the valid rows whose id another row has answered.

        `numbered` says that the frame has the column `ROW` already.
        """
        ids = self.ids
        if not ids or (not frame.lazy and frame.ask(lambda frame: frame[ids].n_unique() == len(frame))):
            return frame, False
        frame = graph.columns(frame, {"__mb_when": choice(valid, literal(day.low), literal(LAST))})
        return _mark_later_rows(frame, ids, numbered=numbered), column("__mb_again")


def with_rows(frame: Frame, order_by: list[str]) -> Frame:
    """The frame with `ROW`; engines whose tables have no order of rows number them in this order."""
    return frame.then(partial(numbered, engine=frame.engine, order_by=order_by if frame.lazy else None))


def _mark_later_rows(frame: Frame, key: str, *, numbered: bool) -> Frame:
    """The frame with `__mb_again`: whether a row of its key comes before, by `__mb_when`, then by row."""
    api = frame.api
    place = api.col("__mb_place")
    if not numbered:
        frame = with_rows(frame, ["__mb_when", key])
    if frame.engine.is_pyspark():
        frame = frame.then(_with_places_on_spark)
    else:
        row, when = api.col(ROW).cast(api.Int64), api.col("__mb_when")
        frame = frame.with_columns(__mb_place=when * api.lit(MOST_ROWS, dtype=api.Int64) + row)
    return frame.with_columns(__mb_again=place != place.min().over(key))


def _with_places_on_spark(frame: Any) -> Any:
    """The Spark frame with the place of each row, whose numbers have gaps too large for one number."""
    from pyspark.sql import functions

    return nw.from_native(frame.to_native().withColumn("__mb_place", functions.struct("__mb_when", ROW)))


def numbered(frame: Any, *, engine: Any, order_by: list[str] | None = None) -> Any:
    """The frame of a run with the number of each row, from 0; those of Spark have gaps between partitions."""
    if engine.is_duckdb():
        return nw.from_native(frame.to_native().project(f"*, row_number() OVER () - 1 AS {ROW}"))
    if engine.is_pyspark():
        from pyspark.sql import functions

        return nw.from_native(frame.to_native().withColumn(ROW, functions.monotonically_increasing_id()))
    if engine.is_polars() or not order_by:
        return frame.with_row_index(ROW)
    return frame.with_row_index(ROW, order_by=order_by)
