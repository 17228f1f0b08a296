"""What earlier rows of a member have used of each limit, counted until nothing changes any more.

A row depends on earlier rows alone, so counting what all rows would draw, working them out again
against that, and so on, comes to rest: the first row of a member is right at once, and each later one
at the latest when those before it are. Most tables rest after one round.
"""

from typing import Any

import narwhals.stable.v2 as nw

from ..limits import Limit
from ..usage import Usage
from .columnar.bounds import literal
from .columnar.calculator import DrawDependence
from .columnar.expression import column
from .columnar.expression_graph import ExpressionGraph
from .columnar.values import ColumnNumber, ColumnText, ends, mentions
from .row_version import RowVersions


class LimitUsage:
    """The limits of one run that are counted across rows."""

    def __init__(
        self, rows: RowVersions, graph: ExpressionGraph, history: Usage | None, schema: dict[str, Any]
    ) -> None:
        self.rows = rows
        self.graph = graph
        self.before_table = () if history is None else history.used
        limits = {limit.code: limit for group in rows.groups for limit in group.limits}
        self.limits = {code: limit for code, limit in limits.items() if limit.per != "event"}
        self.by_member = "member" in schema
        self.order = ["__mb_day", *(["id"] if "id" in schema else [])]
        self.shared: tuple[str, ...] = ()
        self.inexact: set[str] = set()
        self.history: dict[str, Any] = {}
        self.counted: dict[str, Any] = {}
        self.round = 0

    def prepare(self, frame: Any) -> Any:
        """The frame with the columns that limits are counted by, and what history has used."""
        if not self.by_member:
            return frame
        facts = self.rows.facts
        keys = {
            "__mb_day": literal(facts.happened_on.low),
            "__mb_cover_period": literal(facts.cover_from.low),
            "__mb_calendar_year": facts.happened_on.year,
        }
        frame = self.graph.columns(frame, keys)
        subjects = {limit.subject for limit in self.limits.values() if limit.subject}
        if subjects:
            frame = frame.with_columns(**{f"__mb_{name}_subject": self.subject(name) for name in subjects})
        return self.remember(frame) if self.before_table else frame

    def subject(self, name: str) -> Any:
        """The fact that tells apart what a limit counts, as text."""
        fact = getattr(self.rows.facts, name)
        if not isinstance(fact, ColumnText):
            return nw.lit("" if fact is None else str(fact))
        text: Any = nw.col(name).cast(nw.String)
        if name == "disease":
            code = nw.col(f"__mb_{name}")
            for place, known in enumerate(fact.words):
                here = code == nw.lit(place, dtype=nw.Int64)
                text = nw.when(here).then(nw.lit(known)).otherwise(text)
        return text.fill_null("")

    def remember(self, frame: Any) -> Any:
        """The frame with what the history has used of each limit, by row."""
        columns = {}
        for code, limit in self.limits.items():
            own = self.rows.plan.plan.code, code
            used = [entry for entry in self.before_table if (entry.plan, entry.limit) == own]
            if used:
                spelled = [self.spelled(limit, entry) for entry in used]
                key = nw.concat_str(
                    [nw.col(name).cast(nw.String) for name in self.keys(limit)], separator="\x1f"
                )
                low = key.replace_strict(spelled, [one.low for one in used], default=0, return_dtype=nw.Int64)
                most = [OPEN if one.high is None else one.high for one in used]
                high = key.replace_strict(spelled, most, default=0, return_dtype=nw.Int64)
                columns[f"__mb_history_{code}_low"], columns[f"__mb_history_{code}_high"] = low, high
                exact = all(one.low == one.high for one in used)
                low_column = column(f"__mb_history_{code}_low")
                self.history[code] = ColumnNumber(
                    low_column, low_column if exact else column(f"__mb_history_{code}_high")
                )
        return frame.with_columns(**columns)

    def keys(self, limit: Limit) -> list[str]:
        """The columns that a limit is counted by."""
        span = {"cover_period": ["__mb_cover_period"], "calendar_year": ["__mb_calendar_year"]}
        subject = [f"__mb_{limit.subject}_subject"] if limit.subject else []
        return ["member", *span.get(limit.per, []), *subject]

    def spelled(self, limit: Limit, entry: Any) -> str:
        """A usage entry's key as the frame's key columns spell it."""
        parts = [entry.member]
        if limit.per == "cover_period":
            parts.append(str(entry.since.toordinal()))
        elif limit.per == "calendar_year":
            parts.append(str(entry.since.year))
        return "\x1f".join([*parts, *([entry.subject] if limit.subject else [])])

    def before(self) -> dict[str, Any]:
        """Units used before each row: by history, and by earlier rows as far as they are counted."""
        return {code: self.history.get(code, 0) + self.counted.get(code, 0) for code in self.limits}

    def found(self, drawn: dict[str, Any]) -> None:
        """Take note of which limits the rows draw on at all."""
        if self.by_member:
            self.shared = tuple(code for code in drawn if code in self.limits and drawn[code] is not False)
            self.shared = tuple(code for code in self.shared if not _nothing(drawn[code]))

    def keep(self, frame: Any, drawn: dict[str, Any]) -> Any:
        """The frame with what each row draws of each shared limit; the round before keeps its own."""
        self.round += 1
        columns = {}
        for code in self.shared:
            low, high = ends(drawn.get(code, 0))
            columns[self.drawn(code, "low", self.round)] = literal(low)
            if high is not low:
                self.inexact.add(code)
            if code in self.inexact:
                most = OPEN if high is None else high
                columns[self.drawn(code, "high", self.round)] = (
                    literal(most) if isinstance(most, int) else most.fill_null(OPEN)
                )
        return self.graph.columns(frame, columns)

    def drawn(self, code: str, side: str, number: int) -> str:
        """The column of what rows drew of a limit in one round."""
        return f"__mb_drawn_{code}_{side}_{number}"

    def count(self, frame: Any) -> Any:
        """The frame with what earlier rows drew of each shared limit in the last round."""
        columns = {}
        for code in self.shared:
            for side in self.sides(code):
                drawn = nw.col(self.drawn(code, side, self.round))
                upto = drawn.cum_sum().over(*self.keys(self.limits[code]), order_by=self.order)
                columns[f"{COUNTED}{code}_{side}_{self.round}"] = upto.cast(nw.Int64) - drawn
            low = column(f"{COUNTED}{code}_low_{self.round}")
            exact = code not in self.inexact
            self.counted[code] = ColumnNumber(
                low, low if exact else column(f"{COUNTED}{code}_high_{self.round}")
            )
        return frame.with_columns(**columns)

    def rest(self, drawn: dict[str, Any], leans: list[DrawDependence]) -> None:
        """Count no more of limits of which what was counted once is what was used, whatever the rows are.

        Draws that take what is asked, up to what one ceiling leaves, take in all the lesser of the
        ceiling and all that is asked. So rows that were worked out as if nothing was used have told all,
        provided that what they ask does not itself rest on what is counted.
        """
        still = []
        for code in self.shared:
            own = [lean for lean in leans if lean.code == code]
            ceilings = {lean.ceiling for lean in own}
            differ = len(ceilings) > 1 or any(isinstance(ceiling, ColumnNumber) for ceiling in ceilings)
            if differ or _apart(drawn.get(code, 0)) or any(mentions(lean.on, COUNTED) for lean in own):
                still.append(code)
        self.shared = tuple(still)

    def sides(self, code: str) -> tuple[str, ...]:
        """The ends of a limit's draws that have a column."""
        return ("low", "high") if code in self.inexact else ("low",)

    def differing(self, frame: Any) -> Any:
        """Whether a row drew otherwise in the last round than in the one before."""
        names = frame.collect_schema().names()
        found: Any = nw.lit(value=False)
        for code in self.shared:
            for side in self.sides(code):
                now, last = self.drawn(code, side, self.round), self.drawn(code, side, self.round - 1)
                last = last if last in names else self.drawn(code, "low", self.round - 1)
                found = found | (nw.col(now) != nw.col(last))
        return found

    def changed(self, frame: Any) -> bool:
        """Whether any row of an eager frame drew otherwise than in the round before."""
        return bool(frame.select(changed=self.differing(frame).any())["changed"][0])

    def settled(self, frame: Any) -> Any:
        """The frame with a column that says, in a lazy run, whether neither a row nor an earlier one
        of its member still changed; and the node that names it.
        """
        one, none = nw.lit(1, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
        frame = frame.with_columns(__mb_change=nw.when(self.differing(frame)).then(one).otherwise(none))
        changes = nw.col("__mb_change").cum_sum().over("member", order_by=self.order).cast(nw.Int64)
        return frame.with_columns(__mb_settled=changes == none), column("__mb_settled")


COUNTED = "__mb_used_"
"""How the columns begin that hold what earlier rows have used."""

OPEN = 10**15
"""Stands for an open end where draws are added up; far above any sum that a limit could leave."""


def _nothing(drawn: Any) -> bool:
    low, high = ends(drawn)
    return isinstance(low, int) and low == 0 and isinstance(high, int) and high == 0


def _apart(drawn: Any) -> bool:
    low, high = ends(drawn)
    return low is not high
