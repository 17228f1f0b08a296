"""One run of a plan over a table: versions, benefits, limits across rows, and the columns that come out."""

from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable
from ..usage import Usage
from .backends import EngineTable, handed_back, in_yuan, taken_in
from .claim_columns import READ, ColumnReader
from .columnar.expression_graph import ExpressionGraph
from .evaluation import Evaluation, evaluated
from .limit_usage import LimitUsage
from .result_columns import shown
from .row_version import NEEDED, RowVersions

ROUNDS = 3
"""How often the limits of a lazy table are worked out anew before what has not settled is marked."""


class TableRun:
    """Works out one plan, under chosen readings, over a table."""

    def __init__(
        self, plan: PreparedPlan, unit: str, history: Usage | None, on_error: str, bounds: bool
    ) -> None:
        self.rows = RowVersions(plan)
        self.graph = ExpressionGraph()
        self.unit = unit
        self.history = history
        self.on_error = on_error
        self.bounds = bounds

    def over(self, native: Any) -> Any:
        """The native table with the run's columns."""
        table = taken_in(native, (*READ, "id", "member"))
        found = table.work.collect_schema().items()
        # A column of nulls alone has no type; it is read as one that is absent.
        schema = {name: kind for name, kind in found if kind != nw.Unknown}
        self.check(schema)
        reader = ColumnReader(table.work, schema, self.rows.plan, self.unit, table.scaled)
        frame, facts, wrong = reader.read()
        self.rows.place(facts, schema, wrong)
        frame, final, settled = self.settle(table, frame, schema)
        columns = shown(self.rows, final, settled, self.unit, bounds=self.bounds)
        frame, added = self.graph.columns(frame, columns, beside=table.beside), list(columns)
        if self.on_error == "raise":
            self.refuse_wrong_rows(frame)
        if self.unit == "yuan":
            frame = in_yuan(frame, [name for name in added if name.endswith("_yuan")])
        return handed_back(table, frame, added)

    def check(self, schema: dict[str, Any]) -> None:
        """The columns that the plan cannot do without are there, those to be added are not."""
        taken = [name for name in self.added() if name in schema]
        if taken:
            raise InvalidTable(f"the table already has {', '.join(taken)}; drop or rename these columns")
        needed = [NEEDED[kind] for kind in self.rows.kinds if kind in NEEDED and len(self.rows.kinds) == 1]
        if any(prepared.tiers for prepared in self.rows.versions):
            needed.append("fee_tier")
        missing = [name for name in needed if name not in schema]
        if missing:
            raise InvalidTable(f"plan {self.rows.plan.plan.code} needs the columns {', '.join(missing)}")

    def added(self) -> list[str]:
        """The names of the columns that are added."""
        sums = [f"{name}_{self.unit}" for name in (*self.rows.benefits, "total", "low", "high")]
        ends = [f"{name}_{end}_{self.unit}" for name in self.rows.benefits for end in ("low", "high")]
        return [*sums, *(ends if self.bounds else ()), "status", "reason", "version"]

    def settle(self, table: EngineTable, frame: Any, schema: dict[str, Any]) -> tuple[Any, Evaluation, Any]:
        """Work out all benefits, again and again until what rows use of shared limits has settled."""
        ledgers = LimitUsage(self.rows, self.graph, self.history, schema)
        frame = ledgers.prepare(frame)
        evaluation = evaluated(self.rows, ledgers.before())
        ledgers.found(evaluation.drawn)
        if not ledgers.shared:
            return frame, evaluation, True
        frame = ledgers.keep(frame, evaluation.drawn)
        for _ in range(ROUNDS) if table.lazy else count():
            frame = ledgers.count(frame)
            evaluation = evaluated(self.rows, ledgers.before())
            ledgers.rest(evaluation.drawn, evaluation.leans)
            if not ledgers.shared:
                return frame, evaluation, True
            frame = ledgers.keep(frame, evaluation.drawn)
            if not table.lazy and not ledgers.changed(frame):
                return frame, evaluation, True
        frame, settled = ledgers.settled(frame)
        return frame, evaluation, settled

    def refuse_wrong_rows(self, frame: Any) -> None:
        """With `on_error="raise"`: say which rows are wrong, and how."""
        numbered = frame.select("status", "reason")
        numbered = numbered.collect() if isinstance(numbered, nw.LazyFrame) else numbered
        reasons = numbered["reason"].to_list()
        rows = [row for row, status in enumerate(numbered["status"].to_list()) if status == "invalid"]
        if rows:
            first = "; ".join(f"row {row}: {reasons[row]}" for row in rows[:5])
            raise InvalidTable(f"{len(rows)} rows cannot be answered; the first are {first}")
