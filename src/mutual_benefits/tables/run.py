"""One run of a plan over a table: versions, benefits, limits across rows, and the result columns."""

from collections.abc import Collection
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from .._texts import both, listed, say
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable
from ..usage import Usage
from . import column_names
from .claim_columns import READ_TYPES, REQUIRED, ColumnReader
from .column_names import MONEY
from .columnar.bounds import all_of
from .columnar.claim_order import ROW, ClaimOrder, with_rows
from .columnar.expression_graph import ExpressionGraph
from .columnar.fact_columns import NULL_TYPES
from .crowded_members import (
    crowded_members,
    of_members,
    put_below,
    put_together,
    with_any_keys,
    with_member_key,
)
from .evaluation import Evaluation, evaluate, total
from .limit_usage import LimitUsage
from .native.backends import EngineTable, read_frame, return_frame, shape_of, with_typed_nulls
from .native.frames import Frame, KeptRuns
from .native.invalid_rows import refuse_invalid_rows
from .result_columns import ALREADY_THERE, CASE_IGNORED, in_yuan, result_columns, result_names
from .row_version import RowVersions
from .side_by_side.unnamed_products import product_not_named

MOST_ROUNDS = 3
"""How often the limits of a lazy table are recounted before rows that still change are marked."""

LONG_TABLE = 200_000
"""From so many rows on, a table of members in memory takes less time as one lazy query."""

ROUNDS_OF_LONG_TABLES = 10
"""How often the limits of crowded members are recounted in such a query."""

RUNS = KeptRuns(64)


class TableRun:
    """Assesses a table under one plan and chosen readings."""

    def __init__(
        self,
        plan: PreparedPlan,
        unit: str | None,
        usage: Usage | None,
        on_error: str,
        *,
        bounds: bool,
        caveats: bool,
    ) -> None:
        self.rows = RowVersions(plan)
        self.unit = unit or "fen"
        self.unit_given = unit is not None
        self.usage = usage
        self.on_error = on_error
        self.bounds = bounds
        self.caveats = caveats

    def over(self, native: Any, *, check_names: bool) -> Any:
        """The native table with the run's columns."""
        own = self.rows.plan.words.facts
        types = READ_TYPES | {name: NULL_TYPES[fact.kind] for name, fact in own.items()}
        money = [*MONEY, *(name for name, fact in own.items() if fact.kind == "money")]
        table = read_frame(native, types, ("area", *money))
        if check_names:
            column_names.check_names(table.names(), (*column_names.FIELDS, *own), own_facts=own)
        self.check_results(table, types)
        table, frame = with_typed_nulls(table, types)
        schema = dict(frame.collect_schema())
        self.check_columns(table, schema, money)
        result = self.computed(table, frame, schema)
        if self.on_error == "raise":
            refuse_invalid_rows(table, result, self.rows.plan)
        return return_frame(table, result)

    def computed(self, table: EngineTable, frame: Any, schema: dict[str, Any]) -> Any:
        """The frame of the results.

        A long table of members that Polars holds in memory takes half of the time as one lazy query, with so
        many rounds that they hardly ever leave a limit unsettled; if they do, it is done step by step.
        """
        in_memory = isinstance(frame, nw.DataFrame) and frame.implementation.is_polars()
        if in_memory and "member" in schema and not self.caveats and len(frame) >= LONG_TABLE:
            result = self.result(table, frame.lazy(), schema, rounds=ROUNDS_OF_LONG_TABLES).collect()
            if not (result["reason"] == "limits_unsettled").any():
                return result
        return self.result(table, frame, schema, rounds=MOST_ROUNDS)

    def result(self, table: EngineTable, frame: Any, schema: dict[str, Any], *, rounds: int) -> Any:
        """The frame of the results; `rounds` is how often the limits of a lazy one are recounted."""
        shape = self.unit, self.bounds, self.caveats, rounds, shape_of(table, schema)
        # Usage is written into the steps, and is hardly given twice.
        way = None if self.usage else (self.rows.plan, shape)
        return RUNS.over(way, frame, lambda first: RunSteps(self, table, schema, rounds).taken(first))

    def check_results(self, table: EngineTable, read: Collection[str]) -> None:
        """Check that the table has no results yet, nor a column that its engine takes for one of ours."""
        added = result_names(self.rows) | ({"caveats"} if self.caveats else set())
        taken = [name for name in table.names() if table.as_read(name) in added]
        if taken:
            raise InvalidTable(say(ALREADY_THERE, names=listed(taken)), columns=taken)
        shadowing = [name for name in table.names() if name not in read and table.as_read(name) in read]
        if shadowing:
            raise InvalidTable(say(CASE_IGNORED, names=listed(shadowing)), columns=shadowing)

    def check_columns(self, table: EngineTable, schema: dict[str, Any], money: Collection[str]) -> None:
        """Check that the table has the columns the plan needs, and that the unit of its money is known."""
        whole = [name for name in money if name in schema and schema[name].is_integer()]
        whole = [name for name in whole if name not in table.scaled | table.nulls]
        if whole and not self.unit_given:
            raise InvalidTable.without_unit(whole)
        kinds = self.rows.kinds
        needed = [REQUIRED[kind] for kind in kinds if kind in REQUIRED and len(kinds) == 1]
        if any(prepared.tiers for prepared in self.rows.versions):
            needed.append("fee_tier")
        missing = [name for name in needed if name not in schema]
        if missing:
            code = self.rows.plan.plan.code
            message = both(
                f"plan {code} needs columns that the table lacks: {', '.join(missing)}",
                f"活动 {code} 所需的列在表中没有：{'、'.join(missing)}",
            )
            raise InvalidTable(message, columns=missing)


class RunSteps:
    """The steps of a run over a table, from its first frame to that of the results."""

    def __init__(self, run: TableRun, table: EngineTable, schema: dict[str, Any], rounds: int) -> None:
        self.run = run
        self.rows = run.rows
        self.table = table
        self.schema = schema
        self.rounds = rounds
        self.graph = ExpressionGraph()
        self.order = ClaimOrder(schema)

    def taken(self, first: Frame) -> Frame:
        """The frame of the results, step by step from the first frame."""
        run, table, schema, order = self.run, self.table, self.schema, self.order
        start = order.add_text(first)
        apart = bool(order.member) and not run.caveats and _tells_crowded_apart(first)
        if apart:
            start = with_member_key(with_rows(start, []) if first.engine.is_polars() else start, order)
        reader = ColumnReader(start, schema, self.rows.plan, run.unit, table.scaled)
        frame, facts, invalid = reader.read()
        self.rows.assign(facts, schema, invalid)
        self.rows.refuse_first("unknown_product", product_not_named(self.rows))
        if not apart:
            frame = self.refuse_duplicates(frame)
        usage = LimitUsage(self.rows, self.graph, run.usage, order, frame.api)
        frame = usage.add_keys(frame)
        evaluation = evaluate(with_any_keys(self.rows) if apart else self.rows, usage.before())
        usage.share(evaluation.draws)
        if apart and usage.shared:
            frame, results = self.crowded_apart(start, frame, usage, evaluation)
        else:
            if apart:
                frame = self.refuse_duplicates(frame, numbered=first.engine.is_polars())
                evaluation = evaluate(self.rows, usage.before())
            settled = True
            if usage.shared:
                frame = usage.add_draws(frame, evaluation.draws)
                frame, evaluation, settled = self.recounted(frame, usage)
            results = self.results(evaluation, usage, settled=settled)
            if run.caveats:
                from .row_caveats import caveat_column, row_caveats

                paid = total(self.rows, evaluation, usage.before())
                codes = row_caveats(self.rows, schema, invalid, evaluation, paid, usage)
                results["caveats"] = caveat_column(all_of(self.rows.valid, settled), codes)
            frame = self.graph.columns(frame, results, keep=table.columns_to_keep(frame.api))
        if run.unit == "yuan":
            frame = in_yuan(frame, [name for name in results if name.endswith("_yuan")])
        return frame

    def refuse_duplicates(self, frame: Frame, *, numbered: bool = False) -> Frame:
        """The frame with helper columns, by which the rows whose id another row has answered are refused."""
        day = self.rows.facts.happened_on
        frame, again = self.order.duplicates(frame, self.graph, self.rows.valid, day, numbered=numbered)
        self.rows.refuse("duplicate_id", again)
        return frame

    def results(self, evaluation: Evaluation, usage: LimitUsage, *, settled: Any) -> dict[str, Any]:
        """The result columns of an evaluation."""
        paid = total(self.rows, evaluation, usage.before())
        run = self.run
        return result_columns(self.rows, evaluation, paid, settled, run.unit, bounds=run.bounds)

    def crowded_apart(
        self, start: Frame, frame: Frame, usage: LimitUsage, evaluation: Evaluation
    ) -> tuple[Frame, dict[str, Any]]:
        """The frame with its results, for which only the rows of crowded members are counted in order.

        These rows are taken from the start through all steps once more, since they are few.
        """
        table = self.table
        keep = table.columns_to_keep(frame.api)
        if frame.engine.is_duckdb():  # whose optimizer pushes sums into formulas, in minutes, up to a window
            start = frame = with_rows(frame, [])
        members = crowded_members(start, frame, usage, evaluation)
        first = self.results(evaluation, usage, settled=True)
        ordered = frame.engine.is_polars()
        others = frame if ordered else of_members(frame, members, others=True)
        others = self.graph.copy().columns(others, first, keep=[*keep, ROW])
        crowded = frame.over(of_members(start, members), since=start)
        if self.order.ids:
            crowded = self.refuse_duplicates(crowded, numbered=True)
        evaluation = evaluate(self.rows, usage.before())
        crowded = usage.add_draws(crowded, evaluation.draws)
        crowded, evaluation, settled = self.recounted(crowded, usage)
        last = self.results(evaluation, usage, settled=settled)
        if ordered:
            crowded = self.graph.columns(crowded, last, keep=[ROW])
            return put_together(start, others, crowded, first, last), max(first, last, key=len)
        crowded = self.graph.columns(crowded, last, keep=keep)
        return put_below(others, crowded, first, last, table.names()), max(first, last, key=len)

    def recounted(self, frame: Frame, usage: LimitUsage) -> tuple[Frame, Evaluation, Any]:
        """Evaluate all benefits repeatedly, until the rows' use of shared limits no longer changes."""
        frame = self.order.gathered(frame)
        for _ in range(self.rounds) if frame.lazy else count():
            frame = usage.count_earlier_rows(frame)
            evaluation = evaluate(self.rows, usage.before())
            usage.drop_settled(evaluation.draws, evaluation.dependences, evaluation.read)
            if not usage.shared:
                return frame, evaluation, True
            frame = usage.add_draws(frame, evaluation.draws)
            if not frame.lazy and not usage.any_changed(frame):
                return frame, evaluation, True
        frame, settled = usage.mark_settled(frame)
        return frame, evaluation, settled


def _tells_crowded_apart(frame: Frame) -> bool:
    """Whether crowded members are told apart on a frame's engine.

    On Spark that takes four times as many exchanges as to count all rows in order.
    """
    return bool(frame.engine.is_polars() or frame.engine.is_duckdb())
