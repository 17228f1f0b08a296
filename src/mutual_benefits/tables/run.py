"""One run of a plan over a table: versions, benefits, limits across rows, and the result columns."""

from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable
from ..usage import Usage
from .backends import EngineTable, in_yuan, read_frame, return_frame
from .claim_columns import READ, REQUIRED, ColumnReader
from .columnar.bounds import all_of
from .columnar.claim_order import ClaimOrder
from .columnar.expression_graph import ExpressionGraph
from .evaluation import Evaluation, evaluate
from .limit_usage import LimitUsage
from .result_columns import result_columns
from .row_version import RowVersions
from .side_by_side.unnamed_products import product_not_named

MOST_ROUNDS = 3
"""How often the limits of a lazy table are recounted before rows that still change are marked."""


class TableRun:
    """Assesses a table under one plan and chosen readings."""

    def __init__(
        self,
        plan: PreparedPlan,
        unit: str,
        history: Usage | None,
        on_error: str,
        *,
        bounds: bool,
        caveats: bool,
    ) -> None:
        self.rows = RowVersions(plan)
        self.graph = ExpressionGraph()
        self.unit = unit
        self.history = history
        self.on_error = on_error
        self.bounds = bounds
        self.caveats = caveats

    def over(self, native: Any) -> Any:
        """The native table with the run's columns."""
        table = read_frame(native, (*READ, "id", "member"))
        columns = table.frame.collect_schema().items()
        # A column that holds only nulls has no type; it is read as an absent one.
        schema = {name: kind for name, kind in columns if kind != nw.Unknown}
        self.check_columns(schema)
        reader = ColumnReader(table.frame, schema, self.rows.plan, self.unit, table.scaled)
        frame, facts, invalid = reader.read()
        order = ClaimOrder(schema)
        self.rows.assign(facts, schema, invalid)
        self.rows.refuse_first("unknown_product", product_not_named(self.rows))
        frame = order.add_text(frame)
        frame, again = order.duplicates(frame, self.graph, self.rows.valid, facts.happened_on)
        self.rows.refuse("duplicate_id", again)
        frame, evaluation, settled = self.evaluate(table, frame, order)
        results = result_columns(self.rows, evaluation, settled, self.unit, bounds=self.bounds)
        if self.caveats:
            from .row_caveats import caveat_column, fact_codes, payment_codes

            codes = fact_codes(self.rows) | payment_codes(self.rows, evaluation)
            results["caveats"] = caveat_column(all_of(self.rows.valid, settled), codes)
        frame, added = self.graph.columns(frame, results, keep=table.columns_to_keep), list(results)
        if self.on_error == "raise":
            self.refuse_invalid_rows(frame)
        if self.unit == "yuan":
            frame = in_yuan(frame, [name for name in added if name.endswith("_yuan")])
        return return_frame(table, frame, added)

    def check_columns(self, schema: dict[str, Any]) -> None:
        """Check that the table has the columns the plan needs, and none of those to be added."""
        taken = [name for name in self.added() if name in schema]
        if taken:
            message = f"the table already has {', '.join(taken)}; drop or rename these columns"
            raise InvalidTable(message, columns=taken)
        kinds = self.rows.kinds
        needed = [REQUIRED[kind] for kind in kinds if kind in REQUIRED and len(kinds) == 1]
        if any(prepared.tiers for prepared in self.rows.versions):
            needed.append("fee_tier")
        missing = [name for name in needed if name not in schema]
        if missing:
            code = self.rows.plan.plan.code
            message = f"plan {code} needs columns that the table lacks: {', '.join(missing)}"
            raise InvalidTable(message, columns=missing)

    def added(self) -> list[str]:
        """The names of the columns that are added."""
        sums = [f"{name}_{self.unit}" for name in (*self.rows.benefits, "total", "low", "high")]
        ends = [f"{name}_{end}_{self.unit}" for name in self.rows.benefits for end in ("low", "high")]
        return [
            *sums,
            *(ends if self.bounds else ()),
            "status",
            "reason",
            "version",
            *(("caveats",) if self.caveats else ()),
        ]

    def evaluate(self, table: EngineTable, frame: Any, order: ClaimOrder) -> tuple[Any, Evaluation, Any]:
        """Evaluate all benefits repeatedly, until the rows' use of shared limits no longer changes."""
        usage = LimitUsage(self.rows, self.graph, self.history, order)
        frame = usage.add_keys(frame)
        evaluation = evaluate(self.rows, usage.before())
        usage.share(evaluation.draws)
        if not usage.shared:
            return frame, evaluation, True
        frame = usage.add_draws(frame, evaluation.draws)
        for _ in range(MOST_ROUNDS) if table.lazy else count():
            frame = usage.count_earlier_rows(frame)
            evaluation = evaluate(self.rows, usage.before())
            usage.drop_settled(evaluation.draws, evaluation.dependences)
            if not usage.shared:
                return frame, evaluation, True
            frame = usage.add_draws(frame, evaluation.draws)
            if not table.lazy and not usage.any_changed(frame):
                return frame, evaluation, True
        frame, settled = usage.mark_settled(frame)
        return frame, evaluation, settled

    def refuse_invalid_rows(self, frame: Any) -> None:
        """Raise for `on_error="raise"` if any row is invalid; the message names the first rows."""
        statuses = frame.select("status", "reason")
        statuses = statuses.collect() if isinstance(statuses, nw.LazyFrame) else statuses
        reasons = statuses["reason"].to_list()
        rows = [row for row, status in enumerate(statuses["status"].to_list()) if status == "invalid"]
        if rows:
            first = "; ".join(f"row {row}: {reasons[row]}" for row in rows[:5])
            message = f"{len(rows)} rows cannot be assessed; the first are {first}"
            raise InvalidTable(message, rows=rows)
