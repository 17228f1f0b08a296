"""Counts the results of a file batch by batch, and puts into words what is wrong with its rows."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from ... import formatting, vocabulary
from ..._texts import Lang, both, say
from ...claims import Claim
from ...files.cell_types import as_in_file
from ...files.chinese_headings import chinese_heading
from ...files.claim_rows import as_text
from ...files.table_file import TableFile
from ...files.vocabulary import RIGHT
from ...files.wrong_rows import Problem, WrongRow
from ...money import CENT, EXACT, to_yuan
from ...rulebook.plan import Plan
from ...rules import FactAmong, NumberBounds
from ...sources import Text
from ..vocabulary import SUMMARY
from .answered_rows import WHY
from .typed_columns import FAULT, GIVEN, ROW, typed_columns

HELPERS = (ROW, FAULT, GIVEN)
MOST_SHOWN = 20
"""The most wrong rows that are told on standard error."""


class ShownRow(NamedTuple):
    """A row as the screen shows it."""

    row: int
    id: str
    member: str
    plan: str
    day: str
    version: str
    status: str
    amount: str
    reason: str


class Summary:
    """The numbers of rows by status and reason, the totals, the first rows, and the wrong rows."""

    def __init__(
        self, table: TableFile, unit: str, lang: Lang, *, reasons: bool, first: int, rejects: Any
    ) -> None:
        self.table, self.unit, self.lang = table, unit, lang
        self.reasons, self.first, self.rejects = reasons, first, rejects
        self.refusals = _refusals(table.reader.own)
        """The words of refusals that the user's own plan gives, by the code of the reason."""
        self.counts = Counter[tuple[str, str | None]]()
        self.rows = self.low = self.high = self.open = 0
        self.shown: list[ShownRow] = []
        self.wrong: list[WrongRow] = []

    def add(self, batch: Any) -> Any:
        """Count one batch of results; the batch as it is written."""
        low, high = (pl.col(f"{end}_{self.unit}") for end in ("low", "high"))
        assessed = pl.col("status") != "invalid"
        sums = batch.select(low=low.sum(), high=high.sum(), open=(assessed & high.is_null()).sum())
        counts = batch.group_by("status", "reason").len().rows()
        self.rows += batch.height
        lowest, highest, unbounded = sums.row(0)
        self.low, self.high = self.low + lowest, self.high + highest
        self.open += unbounded
        for status, reason, number in counts:
            self.counts[status, reason] += number
        wrong = {each.row: each for each in self._wrong_rows(batch)}
        self.wrong = sorted([*self.wrong, *wrong.values()])[:MOST_SHOWN]
        if self.rejects is not None and wrong:
            self.rejects.add(list(wrong.values()))
        if len(first := batch.head(self.first - len(self.shown))):
            facts = typed_columns(self.table, first.lazy().select(HELPERS)).collect()
            rows = zip(first.iter_rows(named=True), facts.iter_rows(named=True), strict=True)
            self.shown += [self._shown(row, facts, wrong.get(row[ROW])) for row, facts in rows]
        given = as_in_file(batch[GIVEN].struct.unnest(), self.table.kinds)
        results = batch.drop(*HELPERS, WHY)
        if self.reasons:
            words = [self._words(row, wrong.get(row[ROW])) for row in batch.iter_rows(named=True)]
            results = results.with_columns(reasons=pl.Series(words, dtype=pl.String))
        return given.hstack(results)

    def _wrong_rows(self, batch: Any) -> Iterator[WrongRow]:
        bad = batch.filter(pl.col("status") == "invalid")
        for row, fault, given, reason in bad.select(ROW, FAULT, GIVEN, "reason").iter_rows():
            cells = self.table.cells(given)
            claim = self.table.reader.read(row, cells, fault)
            if isinstance(claim, Claim):
                place = self.table.header.heading_of("id") if reason == "duplicate_id" else None
                right = RIGHT["duplicate_id"] if reason == "duplicate_id" else both(reason, reason)
                given_text = claim.id if reason == "duplicate_id" else None
                claim = WrongRow(row, cells, (Problem(row, place, given_text, right),))
            yield claim

    def _words(self, row: dict[str, Any], wrong: WrongRow | None) -> str:
        """Why a row is wrong, refused or undetermined."""
        if wrong is not None:
            return wrong.in_(self.lang)
        if row["status"] == "refused":
            reason = str(row["reason"])
            return formatting.refusal(reason, self.refusals.get(reason)).in_(self.lang)
        return row[WHY] or ""

    def _shown(self, row: dict[str, Any], facts: dict[str, Any], wrong: WrongRow | None) -> ShownRow:
        amount = ""
        if row["status"] != "invalid":
            low, high = (row[f"{end}_{self.unit}"] for end in ("low", "high"))
            least = f"{self.yuan(low):,}"
            most = None if high is None else f"{self.yuan(high):,}"
            amount = least if low == high else f"≥ {least}" if most is None else f"{least} – {most}"
        status = self.status_name(row["status"])
        claim, member, plan, day = (
            as_text(facts.get(name)) for name in ("id", "member", "plan", "happened_on")
        )
        version, words = as_text(row["version"]), self._words(row, wrong)
        return ShownRow(row[ROW], claim, member, plan, day, version, status, amount, words)

    def status_name(self, status: str) -> str:
        """A status in words."""
        known = vocabulary.STATUSES.get(status)
        return known.in_(self.lang) if known else SUMMARY["invalid"].in_(self.lang)

    def number_of(self, status: str) -> int:
        """The number of rows with this status."""
        return sum(number for (each, _), number in self.counts.items() if each == status)

    def lines(self) -> list[str]:
        """The lines of the summary."""

        def text(key: str, **values: object) -> str:
            return SUMMARY[key].in_(self.lang).format(**values)

        lines = [text("rows", n=self.rows)]
        for status in (*vocabulary.STATUSES, "invalid"):
            if self.number_of(status):
                lines.append(text("status", name=self.status_name(status), n=self.number_of(status)))
            reasons = [(reason, n) for (each, reason), n in self.counts.items() if each == status and reason]
            for reason, number in sorted(reasons, key=lambda each: (-each[1], each[0])):
                lines.append(text("reason", name=self._reason_name(reason), n=number))
        return [
            *lines,
            text("total", sum=formatting.quantity(self.yuan(self.low), self.most, "yuan", self.lang)),
        ]

    def _reason_name(self, reason: str) -> str:
        known = self.refusals.get(reason) or vocabulary.REASONS.get(reason) or vocabulary.KEYS.get(reason)
        field = reason.removeprefix("invalid_").removeprefix("unknown_")
        if known is None and field != reason:
            heading = self.table.header.heading_of(field)
            chinese = heading if heading != field else chinese_heading(field)
            known = (
                SUMMARY["row_unreadable"]
                if field == "row"
                else say(SUMMARY["wrong_column"], name=both(heading, chinese))
            )
        code = f"（{reason}）" if self.lang == "zh" else f" ({reason})"
        return f"{known.in_(self.lang)}{code}" if known else reason

    @property
    def most(self) -> Decimal | None:
        """The total of the highest sums; None if a row has no known maximum."""
        return None if self.open else self.yuan(self.high)

    def yuan(self, total: Any) -> Decimal:
        """A sum, in yuan."""
        return Decimal(total).quantize(CENT, context=EXACT) if self.unit == "yuan" else to_yuan(total)


def _refusals(own: Plan | None) -> dict[str, Text]:
    """The words of refusals that a plan gives, by the code of the reason."""
    conditions = [each for version in own.versions for each in version.conditions] if own else []
    return {each.reason: each.words for each in conditions if isinstance(each, NumberBounds | FactAmong)}
