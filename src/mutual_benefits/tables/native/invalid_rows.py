"""The error for rows that cannot be assessed: the first of them, what they hold, and what would be right."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from ..._texts import both
from ...engine.prepared_plan import PreparedPlan
from ...errors import InvalidTable
from ...sources import Text
from ..claim_columns import CHOICES
from ..columnar.claim_order import ROW, numbered
from ..text_columns import known_words
from .backends import EngineTable
from .far_days import as_objects
from .frames import of_run

FIRST = 5
"""How many wrong rows a message names."""

_SHOWN = 40
"""How much of a cell, and how many words that would be right, a message shows."""


_COLUMNS = {"no_version_in_force": "happened_on", "not_covered": "kind"}
"""The columns of the reasons that do not name one."""


def refuse_invalid_rows(table: EngineTable, frame: Any, plan: PreparedPlan) -> None:
    """Raise for `on_error="raise"` if any row of the result is invalid; only these rows leave the engine.

    The cells of the first ones are told where the table is in memory; elsewhere they would take another run.
    """
    results = nw.from_native(frame, pass_through=False).select("status", "reason")
    rows = nw.from_native(numbered(of_run(results), engine=results.implementation))
    wrong = rows.filter(nw.col("status") == "invalid").select(ROW, "reason")
    found = wrong.collect() if isinstance(wrong, nw.LazyFrame) else wrong
    if not len(found):
        return
    place = _places(results.to_native()) if results.implementation.is_pyspark() else int
    numbers = (place(int(row)) for row in found[ROW].to_list())
    told = sorted(zip(numbers, found["reason"].to_list(), strict=True))
    first = [_InvalidRow(row, reason, *_cell(table, row, reason)) for row, reason in told[:FIRST]]
    parts = [*map(_in_words, first), *_right(plan, first)]
    message = both(
        f"{len(told)} rows cannot be assessed; the first are " + "; ".join(part.en for part in parts),
        f"{len(told)} 行无法计算；最前为 " + "；".join(part.zh for part in parts),
    )
    columns = dict.fromkeys(one.column for one in first if one.column)
    raise InvalidTable(message, columns=columns, rows=[row for row, _ in told])


class _InvalidRow(NamedTuple):
    """A wrong row: the column in question, if there is one, and its cell, if it is known."""

    row: int
    reason: str
    column: str
    cell: str | None


def _cell(table: EngineTable, row: int, reason: str) -> tuple[str, str | None]:
    """The column that a reason is about, and its cell; a missing one is empty."""
    column = _COLUMNS.get(reason) or reason.partition("_")[2]
    if column not in table.names():
        return "", None
    if isinstance(table.original, nw.LazyFrame):
        return column, None
    cells = table.original[column][row : row + 1]
    (cell,) = as_objects(cells) if cells.dtype in (nw.Date, nw.Datetime) else cells.to_list()
    missing = cell is None or type(cell).__name__ == "NAType" or cell != cell
    return column, "" if missing else str(cell)


def _in_words(wrong: _InvalidRow) -> Text:
    row, reason, column, cell = wrong
    text = both(f"row {row}: {reason}", f"第 {row} 行：{reason}")
    if cell is None:
        return text
    given = both(f"is {cell[:_SHOWN]!r}", f"为“{cell[:_SHOWN]}”") if cell else both("is missing", "未填写")
    return both(f"{text.en} ({column} {given.en})", f"{text.zh}（{column} {given.zh}）")


def _right(plan: PreparedPlan, first: list[_InvalidRow]) -> Iterator[Text]:
    """What the columns may hold in which a word is unknown."""
    choices = CHOICES | {"member_class": plan.words.member_classes}
    for column in dict.fromkeys(one.column for one in first if one.column):
        words = choices.get(column) or known_words(column, plan)
        reasons = {f"unknown_{column}", *([f"invalid_{column}"] if column in choices else [])}
        cells = {one.cell for one in first if one.column == column and one.reason in reasons}
        if cells.difference(words) and 0 < len(words) <= _SHOWN:
            yield both(f"{column} may be {', '.join(words)}", f"{column} 可为 {'、'.join(words)}")


_IN_PARTITION = 33
"""The bits in which Spark counts the rows of one partition."""


def _places(native: Any) -> Callable[[int], int]:
    """The place of a row of Spark by its number, which counts from the start of its partition."""
    from pyspark.sql import functions

    sizes = {row[0]: row[1] for row in native.groupBy(functions.spark_partition_id()).count().collect()}
    before = {part: sum(size for other, size in sizes.items() if other < part) for part in sizes}
    return lambda row: before[row >> _IN_PARTITION] + row % (1 << _IN_PARTITION)
