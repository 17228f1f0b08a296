"""What earlier rows of a member have used of each limit, recounted until nothing changes any more.

A row depends on earlier rows alone. So counting the draws of all rows, evaluating the rows again against
that usage, and so on, converges: a member's first row is right at once, and each later row at the latest
once the rows before it are. Most tables converge after one round.
"""

from copy import copy
from typing import Any

from .._texts import both
from ..errors import InvalidTable
from ..limits import Limit
from ..usage import IGNORED, Usage, counted_as
from .columnar.bounds import literal
from .columnar.calculator import Columnar
from .columnar.claim_order import ClaimOrder
from .columnar.draws import DrawDependence
from .columnar.expression import column
from .columnar.expression_graph import ExpressionGraph
from .columnar.values import ColumnNumber, ColumnText, ends, mentions
from .native.frames import Frame
from .row_version import RowVersions
from .text_columns import lowered

COUNTED = "__mb_used_"
"""The prefix of the columns that hold the usage by earlier rows."""

NO_MEMBER = both(
    "usage needs a column member, which tells for whom it counts; add one, or leave usage out",
    "usage 需有 member 列，以确定计入哪一会员；请加上该列，或不传 usage",
)

OPEN = 10**15
"""Stands for an open end where draws are added up; far above any sum that a limit could leave."""


class LimitUsage:
    """The usage of the limits that are counted across rows.

    `shared` are the codes of the limits still being counted. `before` is the usage before the table,
    `counted` the usage by earlier rows as of the last round. `ceilings` are those of the limits for which one
    count is always right.
    """

    def __init__(
        self, rows: RowVersions, graph: ExpressionGraph, before: Usage | None, order: ClaimOrder, api: Any
    ) -> None:
        self.rows = rows
        self.graph = graph
        self.api = api
        code = rows.plan.plan.code
        self.entries = [entry for entry in (before.used if before else ()) if entry.plan == code]
        limits = {limit.code: limit for group in rows.groups for limit in group.limits}
        self.limits = {code: limit for code, limit in limits.items() if limit.per != "event"}
        self.order = order
        self.shared: tuple[str, ...] = ()
        self.inexact: set[str] = set()
        self.before_table: dict[str, Any] = {}
        self.counted: dict[str, Any] = {}
        self.ceilings: dict[str, int] = {}
        self.round = 0
        self.columns: set[str] = set()

    def copy(self) -> "LimitUsage":
        """The usage for a frame that goes another way from here on."""
        other = copy(self)
        other.graph, other.inexact, other.columns = self.graph.copy(), {*self.inexact}, {*self.columns}
        return other

    def add_keys(self, frame: Frame) -> Frame:
        """The frame with the columns that limits are counted by, and with the usage before the table.

        Raises:
            InvalidTable: there is usage of the plan's limits, but no column of members for whom it counts.
        """
        if not self.order.member:
            if self.entries:
                raise InvalidTable(NO_MEMBER, columns=("member",), field="usage")
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
        return self.add_before_table(frame) if self.entries else frame

    def subject(self, name: str) -> Any:
        """The fact that is a limit's subject, as text in the spelling under which it is counted."""
        fact = getattr(self.rows.facts, name)
        if not isinstance(fact, ColumnText):
            return self.api.lit("" if fact is None else counted_as(str(fact)))
        text: Any = self.api.col(name).cast(self.api.String)
        spelt = lowered(self.api, text).str.replace_all(IGNORED, "")
        text = self.api.when(spelt != self.api.lit("")).then(spelt).otherwise(text)
        for index, word in enumerate(fact.words):
            matches = self.api.col(f"__mb_{name}") == self.api.lit(index, dtype=self.api.Int64)
            text = self.api.when(matches).then(self.api.lit(counted_as(word))).otherwise(text)
        return text.fill_null("")

    def add_before_table(self, frame: Frame) -> Frame:
        """The frame with each row's usage before the table, for each limit."""
        columns = {}
        for code, limit in self.limits.items():
            entries = [entry for entry in self.entries if entry.limit == code]
            if entries:
                keys = [self.key_text(limit, entry) for entry in entries]
                key = self.api.concat_str(
                    [self.api.col(name).cast(self.api.String) for name in self.keys(limit)], separator="\x1f"
                )
                least = [entry.low for entry in entries]
                most = [OPEN if entry.high is None else entry.high for entry in entries]
                low_name, high_name = f"__mb_history_{code}_low", f"__mb_history_{code}_high"
                columns[low_name] = key.replace_strict(keys, least, default=0, return_dtype=self.api.Int64)
                columns[high_name] = key.replace_strict(keys, most, default=0, return_dtype=self.api.Int64)
                exact = all(entry.low == entry.high for entry in entries)
                low = column(low_name)
                self.before_table[code] = ColumnNumber(low, low if exact else column(high_name))
        return frame.with_columns(**columns)

    def keys(self, limit: Limit) -> list[str]:
        """The columns that a limit is counted by."""
        period = {"cover_period": ["__mb_cover_period"], "calendar_year": ["__mb_calendar_year"]}
        subject = [f"__mb_{limit.subject}_subject"] if limit.subject else []
        return [self.order.member, *period.get(limit.per, []), *subject]

    def key_text(self, limit: Limit, entry: Any) -> str:
        """The key of a usage entry, as the key columns write it."""
        parts = [entry.member]
        if limit.per == "cover_period":
            parts.append(str(entry.since.toordinal()))
        elif limit.per == "calendar_year":
            parts.append(str(entry.since.year))
        return "\x1f".join([*parts, *([entry.key.subject] if limit.subject else [])])

    def before(self) -> dict[str, Any]:
        """The units used before each row: before the table, and by earlier rows as counted so far."""
        return {code: self.before_table.get(code, 0) + self.counted.get(code, 0) for code in self.limits}

    def granted_before(self, do: Columnar) -> dict[str, Any]:
        """The units granted before each row.

        Where one count is always right it adds up what was asked for, so it is cut to the ceiling.
        """
        before = self.before()
        for code, ceiling in self.ceilings.items():
            left = do.most(ceiling - self.before_table.get(code, 0), 0)
            before[code] = self.before_table.get(code, 0) + do.least(self.counted[code], left)
        return before

    def share(self, draws: dict[str, Any]) -> None:
        """Share between the rows of a member those limits that any row draws on."""
        if self.order.member:
            self.shared = tuple(code for code in draws if code in self.limits and not _is_zero(draws[code]))

    def add_draws(self, frame: Frame, draws: dict[str, Any]) -> Frame:
        """The frame with each row's draws on each shared limit, beside those of the last round."""
        self.round += 1
        columns = {}
        for code in self.shared:
            low, high = ends(draws.get(code, 0))
            columns[self.draw_column(code, "low", self.round)] = literal(low)
            if high is not low:
                self.inexact.add(code)
            if code in self.inexact:
                most = OPEN if high is None else high
                columns[self.draw_column(code, "high", self.round)] = (
                    literal(most) if isinstance(most, int) else most.fill_null(OPEN)
                )
        self.columns.update(columns)
        return self.graph.columns(frame, columns)

    def draw_column(self, code: str, end: str, number: int) -> str:
        """The column of the rows' draws on a limit in one round."""
        return f"__mb_drawn_{code}_{end}_{number}"

    def count_earlier_rows(self, frame: Frame) -> Frame:
        """The frame with the draws of earlier rows on each shared limit, from the last round."""
        columns = {}
        for code in self.shared:
            for end in self.ends(code):
                draws = self.api.col(self.draw_column(code, end, self.round))
                sums = draws.cum_sum().over(*self.keys(self.limits[code]), order_by=self.order.keys)
                columns[f"{COUNTED}{code}_{end}_{self.round}"] = sums.cast(self.api.Int64) - draws
            low = column(f"{COUNTED}{code}_low_{self.round}")
            exact = code not in self.inexact
            high = low if exact else column(f"{COUNTED}{code}_high_{self.round}")
            # Earlier rows may be in another period where its length is not stated.
            self.counted[code] = ColumnNumber(0 if self.limits[code].period_unstated else low, high)
        return frame.with_columns(**columns)

    def drop_settled(self, draws: dict[str, Any], dependences: list[DrawDependence], read: set[str]) -> None:
        """Stop counting limits for which one count is always right.

        If each draw takes what is asked for, up to what one ceiling leaves, then earlier rows together
        take the lesser of the ceiling and all that they ask for. Rows evaluated as if nothing had been
        used show that sum, provided that what they ask for does not itself depend on the count. They do not
        show what was taken, which is read of some limits.
        """
        unsettled = []
        for code in self.shared:
            own = [each for each in dependences if each.code == code]
            ceilings = {each.ceiling for each in own}
            differ = len(ceilings) > 1 or any(isinstance(ceiling, ColumnNumber) for ceiling in ceilings)
            cut = code in read and ceilings != {None}
            low, high = ends(draws.get(code, 0))
            if differ or cut or low is not high or any(mentions(each.values, COUNTED) for each in own):
                unsettled.append(code)
            else:
                self.ceilings.update((code, ceiling) for ceiling in ceilings if isinstance(ceiling, int))
        self.shared = tuple(unsettled)

    def ends(self, code: str) -> tuple[str, ...]:
        """The ends of a limit's draws that have a column."""
        return ("low", "high") if code in self.inexact else ("low",)

    def changed(self) -> Any:
        """Whether a row's draws differ between the last two rounds."""
        result: Any = self.api.lit(value=False)
        for code in self.shared:
            for end in self.ends(code):
                last = self.draw_column(code, end, self.round)
                previous = self.draw_column(code, end, self.round - 1)
                previous = (
                    previous if previous in self.columns else self.draw_column(code, "low", self.round - 1)
                )
                result = result | (self.api.col(last) != self.api.col(previous))
        return result

    def any_changed(self, frame: Frame) -> bool:
        """Whether the draws of any row of an eager frame differ between the last two rounds."""
        changed = self.changed().any()
        return frame.ask(lambda frame: frame.select(changed=changed)["changed"][0])

    def mark_settled(self, frame: Frame) -> tuple[Frame, Any]:
        """The frame with a column for whether the draws of a row and of its member's earlier rows no
        longer change, for a lazy run; and the node that refers to it.
        """
        api = self.api
        one, none = api.lit(1, dtype=api.Int64), api.lit(0, dtype=api.Int64)
        frame = frame.with_columns(__mb_change=api.when(self.changed()).then(one).otherwise(none))
        changes = (
            self.api.col("__mb_change")
            .cum_sum()
            .over(self.order.member, order_by=self.order.keys)
            .cast(self.api.Int64)
        )
        return frame.with_columns(__mb_settled=changes == none), column("__mb_settled")


def _is_zero(draws: Any) -> bool:
    _, most = ends(draws)
    return isinstance(most, int) and most == 0
